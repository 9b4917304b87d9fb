//! How one indicator is judged, as data.
//!
//! Every official scale text is a table of clauses: *trend between the two
//! years*, *value of the current year against printed bounds*, and for two
//! indicators a yes/no condition. A level is reached when one of its clauses
//! holds. Clauses say exactly what the text says; overlaps and gaps are left
//! in, and [`crate::score`] finds them (policy R1 to R12 in
//! `docs/reading-the-rules.md`).

use crate::num::{Decimal, Frac};
use crate::order::sorted;
use std::cmp::Ordering;

/// The family a rule belongs to: for grouping and wording, not for judging.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// A person picks the printed level.
    Ladder,
    /// Two-year trend only.
    Trend,
    /// Two-year trend and a printed threshold.
    TrendThreshold,
    /// Bands on the current year's value.
    Bands,
    /// Two-year trend and a national figure.
    TrendNational,
    /// Two-year trend and the regency's own yearly target.
    TrendTarget,
    /// T1.09: trend of one share, level of another.
    Special,
}

impl Family {
    /// Names in instrument files.
    pub const NAMES: [(&'static str, Family); 7] = [
        ("ladder", Family::Ladder),
        ("trend", Family::Trend),
        ("trend_threshold", Family::TrendThreshold),
        ("bands", Family::Bands),
        ("trend_national", Family::TrendNational),
        ("trend_target", Family::TrendTarget),
        ("special", Family::Special),
    ];

    /// The name in instrument files.
    pub fn id(self) -> &'static str {
        Family::NAMES
            .into_iter()
            .find(|(_, f)| *f == self)
            .map_or("", |(n, _)| n)
    }
}

/// Which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// More is better.
    Up,
    /// Less is better.
    Down,
}

/// What is measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// Nothing: a person picks a level.
    Ladder,
    /// Numerator over denominator times `per` (100, 1,000, 100,000); or the
    /// published figure directly.
    Ratio {
        /// The factor.
        per: u32,
        /// The numerator is a part of the denominator, so it cannot exceed it.
        part: bool,
        /// Numerator and denominator are counts; else decimals.
        whole: bool,
    },
    /// A whole number.
    Count,
    /// A decimal number, with a largest possible value if there is one.
    Number {
        /// Largest possible value, for example 100 for an index.
        max: Option<Decimal>,
    },
}

/// The inputs of an indicator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Input {
    /// What is measured.
    pub quantity: Quantity,
    /// Both years are needed.
    pub two_years: bool,
    /// Which way the measured value is better (trend).
    pub better: Direction,
    /// Which way the value that clauses compare is better; differs from
    /// `better` only for the special indicator, whose value is its second
    /// share.
    pub value_better: Direction,
    /// Label of a yes/no condition.
    pub flag: Option<String>,
    /// With the flag at *no*, no other input is asked for.
    pub flag_alone: bool,
    /// Label of a second numerator, whose denominator is the first numerator:
    /// its share in the current year is what clauses compare.
    pub second: Option<String>,
    /// Clauses refer to a reference figure; printed value if the official
    /// text gives one.
    pub figure: bool,
    /// The reference figure that the official text prints.
    pub printed_figure: Option<Decimal>,
}

/// A rule with its inputs and its scale.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Family, for wording.
    pub family: Family,
    /// Inputs.
    pub input: Input,
    /// Levels from the highest score to the lowest.
    pub scale: Vec<Step>,
    /// Intended readings where the official text is plainly misprinted.
    pub suggestions: Vec<Suggestion>,
    /// Version of the rule: rises when its encoding changes.
    pub version: u32,
}

/// A level of a scale.
#[derive(Clone, Debug)]
pub struct Step {
    /// The score: 100, 75, 50, 25 or 0.
    pub score: u8,
    /// The condition in our own plain words.
    pub text: String,
    /// The level is reached when one of these holds; empty on ladders.
    pub clauses: Vec<Clause>,
}

/// A condition: all of its parts hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clause {
    /// Trends that satisfy it; `None`: any.
    pub trend: Option<Trends>,
    /// Comparisons of the current value.
    pub value: Vec<Compare>,
    /// State of the yes/no condition; `None`: any.
    pub flag: Option<bool>,
    /// An explicit "none" or "all" clause, which goes before general clauses
    /// that it overlaps (policy R4).
    pub first: bool,
}

/// A set of trends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Trends {
    /// The value rises.
    pub up: bool,
    /// The value stays exactly the same.
    pub same: bool,
    /// The value falls.
    pub down: bool,
}

/// What a value did between the two years.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trend {
    /// It rose.
    Up,
    /// Exactly the same.
    Same,
    /// It fell.
    Down,
}

impl Trend {
    /// Compares the later with the earlier value, exactly (policy R1).
    pub fn of(before: Frac, after: Frac) -> Trend {
        match after.cmp(&before) {
            Ordering::Greater => Trend::Up,
            Ordering::Equal => Trend::Same,
            Ordering::Less => Trend::Down,
        }
    }
}

impl Trends {
    /// Does the set hold this trend?
    pub fn has(self, trend: Trend) -> bool {
        match trend {
            Trend::Up => self.up,
            Trend::Same => self.same,
            Trend::Down => self.down,
        }
    }
}

/// A comparison of the current value with an operand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compare {
    /// The orders (value against operand) that satisfy it.
    pub less: bool,
    /// Equal satisfies it.
    pub equal: bool,
    /// Greater satisfies it.
    pub greater: bool,
    /// What the value is compared with.
    pub operand: Operand,
}

impl Compare {
    /// Is a value that stands in this order to the operand let through?
    pub fn admits(&self, order: Ordering) -> bool {
        match order {
            Ordering::Less => self.less,
            Ordering::Equal => self.equal,
            Ordering::Greater => self.greater,
        }
    }
}

/// What a value is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operand {
    /// A printed number.
    Printed(Decimal),
    /// The reference figure (national figure or own target).
    Figure,
}

/// An intended reading of a misprinted scale. It is offered, never applied.
#[derive(Clone, Debug)]
pub struct Suggestion {
    /// Where it applies.
    pub clause: Clause,
    /// The score that was plainly meant.
    pub score: u8,
    /// Why it is plain.
    pub reason: String,
}

impl Rule {
    /// The scores of the scale, ascending.
    pub fn scores(&self) -> Vec<u8> {
        sorted(self.scale.iter().map(|s| s.score).collect(), &u8::cmp)
    }

    /// The step with this score.
    pub fn step(&self, score: u8) -> Option<&Step> {
        self.scale.iter().find(|s| s.score == score)
    }
}
