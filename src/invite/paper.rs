//! The two papers of an office there, and how many cards a sheet of them holds.

use super::Choice;
use crate::text;

/// A paper.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// 210 x 297 mm.
    A4,
    /// 215 x 330 mm, the common one.
    F4,
}

impl Paper {
    pub const ALL: [Paper; 2] = [Paper::A4, Paper::F4];

    /// For styles and tests.
    pub fn id(self) -> &'static str {
        match self {
            Paper::A4 => "a4",
            Paper::F4 => "f4",
        }
    }

    /// For people.
    pub fn words(self) -> &'static str {
        match self {
            Paper::A4 => text::INVITE_A4,
            Paper::F4 => text::INVITE_F4,
        }
    }

    /// What the browser is told about it. Sheets fit between these margins: `invite.css`.
    pub fn rule(self) -> &'static str {
        match self {
            Paper::A4 => "@page { size: 210mm 297mm; margin: 10mm; }",
            Paper::F4 => "@page { size: 215mm 330mm; margin: 10mm; }",
        }
    }
}

/// How many cards stand on a sheet of paper.
pub fn per_sheet(choice: &Choice) -> usize {
    match choice.village {
        Some(_) => 1,
        None => 8,
    }
}
