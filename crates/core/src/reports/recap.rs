//! The recap row of the profile: ODF, kelembagaan, and each tatanan in per cent.

use crate::instrument::{Instrument, Role, SheetKind};
use crate::num::{Decimal, Frac};
use crate::score::{GateShare, Report, Tally};

/// A total in per cent of all that could be reached, exactly: from the cautious to the
/// hopeful end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PerCent {
    /// Lower end.
    pub cautious: Frac,
    /// Upper end.
    pub hopeful: Frac,
}

impl PerCent {
    /// Of a tally; `None` where it has nothing that could be reached.
    fn of(tally: &Tally) -> Option<PerCent> {
        let of = |n: u32| Frac::rate(Decimal::int(n), Decimal::int(tally.max), 100);
        Some(PerCent {
            cautious: of(tally.range.cautious)?,
            hopeful: of(tally.range.hopeful)?,
        })
    }

    /// Do both ends meet?
    pub fn is_certain(self) -> bool {
        self.cautious == self.hopeful
    }
}

/// Does a body of the regency exist, by the score of its line?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyState {
    /// For certain.
    There,
    /// It has no valid SK.
    Lacking,
    /// Not known yet.
    Unknown,
}

/// The row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recap {
    /// Share of villages that are ODF.
    pub odf: GateShare,
    /// All kelembagaan lines in per cent. The guide prints no pass mark for them.
    pub kelembagaan: Option<PerCent>,
    /// The bodies that every level asks for, by id of their line.
    pub bodies: Vec<(String, BodyState)>,
    /// Share of kecamatan whose Forkom has a valid SK.
    pub forkom: GateShare,
    /// Share of villages whose Pokja has a valid SK.
    pub pokja: GateShare,
    /// Index of the highest level whose demands on kelembagaan are met for certain: bodies,
    /// Forkom and Pokja.
    pub bodies_reach: Option<usize>,
    /// Each tatanan in per cent of its scores.
    pub tatanan: Vec<(u8, Option<PerCent>)>,
    /// Index of the level that is reached for certain.
    pub level: Option<usize>,
}

/// Puts the row together. `report` is that of the sheet.
pub fn recap(instrument: &Instrument, report: &Report) -> Recap {
    let def = instrument.sheet(SheetKind::Kabupaten);
    let bodies = def.items().filter(|i| i.role == Some(Role::GateBody));
    let bodies: Vec<(String, BodyState)> = bodies
        .map(|item| {
            let range = report.outcome(&item.id).map(|o| o.range());
            let state = match range {
                Some(range) if range.cautious >= 100 => BodyState::There,
                Some(range) if range.hopeful < 100 => BodyState::Lacking,
                _ => BodyState::Unknown,
            };
            (item.id.clone(), state)
        })
        .collect();
    let award = &report.award;
    let has = |gate: &GateShare, need: u32| gate.share.is_some_and(|s| s >= Frac::int(need));
    let all_there = bodies.iter().all(|(_, state)| *state == BodyState::There);
    let meets = |level: &&crate::instrument::Level| {
        all_there && has(&award.forkom, level.forkom) && has(&award.pokja, level.pokja)
    };
    let met = instrument.levels.iter().take_while(meets).count();
    Recap {
        odf: award.odf,
        kelembagaan: PerCent::of(&report.kelembagaan),
        bodies,
        forkom: award.forkom,
        pokja: award.pokja,
        bodies_reach: met.checked_sub(1),
        tatanan: (report.tatanan.iter())
            .map(|(no, tally)| (*no, PerCent::of(tally)))
            .collect(),
        level: award.now,
    }
}
