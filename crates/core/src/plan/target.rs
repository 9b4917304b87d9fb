//! Targets of the regency's own, and where it stands against them. The thresholds of the
//! award are not touched by them, and no score is.

use super::topic::Topic;
use crate::instrument::Instrument;
use crate::num::{Decimal, Frac};
use crate::score::{GateShare, Report};
use crate::sheet::{Day, Sheet, Value};

/// Keys of a target: the number, and the day by which it is to be reached.
pub const TARGET_VALUE: &str = "n";
/// See [`TARGET_VALUE`].
pub const TARGET_BY: &str = "sampai";

/// What a target is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aim {
    /// The share of villages that are open defecation free, in per cent.
    Odf,
    /// The share of kecamatan whose Forkom has a valid SK, in per cent.
    Forkom,
    /// The share of villages whose Pokja has a valid SK, in per cent.
    Pokja,
    /// The score of a tatanan, by its number: not in per cent, for the award's minimum is a
    /// score as well.
    Tatanan(u8),
}

impl Aim {
    /// All that a regency can aim at: the shares, then the tatanan in their order.
    pub fn all(instrument: &Instrument) -> Vec<Aim> {
        let tatanan = instrument.tatanan.iter().map(|t| Aim::Tatanan(t.no));
        [Aim::Odf, Aim::Forkom, Aim::Pokja]
            .into_iter()
            .chain(tatanan)
            .collect()
    }

    /// The name in ids: `odf`, `T4`.
    pub fn name(self) -> String {
        match self {
            Aim::Odf => String::from("odf"),
            Aim::Forkom => String::from("forkom"),
            Aim::Pokja => String::from("pokja"),
            Aim::Tatanan(no) => {
                let mut name = String::from("T");
                name.push_str(&no.to_string());
                name
            }
        }
    }

    /// Reads the name.
    pub fn parse(name: &str) -> Option<Aim> {
        match name {
            "odf" => Some(Aim::Odf),
            "forkom" => Some(Aim::Forkom),
            "pokja" => Some(Aim::Pokja),
            _ => {
                let no: u8 = name.strip_prefix('T')?.parse().ok()?;
                // `T04` is another id, and no aim.
                let aim = Aim::Tatanan(no);
                (aim.name() == name).then_some(aim)
            }
        }
    }

    /// The id under which the target is said.
    pub fn id(self) -> String {
        Topic::Target(&self.name()).id()
    }

    /// What a level of the award asks for, by its index; `None` for a level or tatanan that
    /// the instrument does not have.
    pub fn needed(self, instrument: &Instrument, level: usize) -> Option<u32> {
        let gates = instrument.levels.get(level)?;
        match self {
            Aim::Odf => Some(gates.odf),
            Aim::Forkom => Some(gates.forkom),
            Aim::Pokja => Some(gates.pokja),
            Aim::Tatanan(no) => {
                let tatanan = instrument.tatanan.iter().find(|t| t.no == no)?;
                tatanan.min.get(level).copied()
            }
        }
    }
}

/// A target as it was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// None.
    Unset,
    /// A number from nought to the most that can be reached.
    Number(Decimal),
    /// What was typed is no such number; it stays as typed.
    Unusable(String),
}

/// How far it is: what is sure, and what is still possible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ends {
    /// Sure already. Nought where nothing is known: see [`Standing::known`].
    pub cautious: Frac,
    /// Possible at most.
    pub hopeful: Frac,
}

/// Where the regency stands against a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetState {
    /// There is no target.
    Unset,
    /// What was typed is no number that could be reached.
    Unusable,
    /// Reached for certain.
    Reached,
    /// Not certain, and not ruled out: something is blank or undecided.
    Open,
    /// Not reached, whatever is still blank or undecided.
    Missed,
}

/// One target, and where the regency stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// What it is for.
    pub aim: Aim,
    /// The most that can be reached: 100 per cent, or all scores of the tatanan.
    pub max: u32,
    /// Does the sheet say anything about it? A share of which nothing is said is not nought.
    pub known: bool,
    /// How far it is.
    pub ends: Ends,
    /// The target.
    pub target: Target,
    /// By when; only a day that exists.
    pub by: Option<Day>,
    /// Where the regency stands.
    pub state: TargetState,
}

impl Standing {
    /// How much is missing from what is sure to the target; `None` where nothing is missing
    /// or there is no target.
    pub fn missing(&self) -> Option<Frac> {
        let Target::Number(target) = &self.target else {
            return None;
        };
        let target = target.to_frac();
        match target > self.ends.cautious {
            true => target.minus(self.ends.cautious),
            false => None,
        }
    }
}

fn said(sheet: &Sheet, id: &str, max: u32) -> Target {
    match sheet.value(id, TARGET_VALUE) {
        None => Target::Unset,
        Some(Value::Num(n)) if !n.is_negative() && *n <= Decimal::int(max) => Target::Number(*n),
        Some(Value::Num(n)) => Target::Unusable(n.show_plain()),
        Some(Value::Text(typed)) => Target::Unusable(typed.clone()),
        Some(_) => Target::Unusable(String::new()),
    }
}

fn share_ends(gate: &GateShare) -> (bool, Ends) {
    let ends = |low, high| Ends {
        cautious: low,
        hopeful: high,
    };
    match gate.share {
        Some(share) => (true, ends(share, share)),
        None => (false, ends(Frac::int(0), Frac::int(100))),
    }
}

fn state(target: &Target, ends: Ends) -> TargetState {
    match target {
        Target::Unset => TargetState::Unset,
        Target::Unusable(_) => TargetState::Unusable,
        Target::Number(n) => {
            let target = n.to_frac();
            match (ends.cautious >= target, ends.hopeful >= target) {
                (true, _) => TargetState::Reached,
                (false, true) => TargetState::Open,
                (false, false) => TargetState::Missed,
            }
        }
    }
}

/// All that a regency can aim at, with its targets and where it stands. `report` is that of
/// the sheet as it is now.
pub fn standings(instrument: &Instrument, sheet: &Sheet, report: &Report) -> Vec<Standing> {
    let of = |aim: Aim| -> Option<Standing> {
        let (known, ends, max) = match aim {
            Aim::Tatanan(no) => {
                let (_, tally) = report.tatanan.iter().find(|(n, _)| *n == no)?;
                let ends = Ends {
                    cautious: Frac::int(tally.range.cautious),
                    hopeful: Frac::int(tally.range.hopeful),
                };
                (true, ends, tally.max)
            }
            Aim::Odf | Aim::Forkom | Aim::Pokja => {
                let gate = match aim {
                    Aim::Odf => &report.award.odf,
                    Aim::Forkom => &report.award.forkom,
                    _ => &report.award.pokja,
                };
                let (known, ends) = share_ends(gate);
                (known, ends, 100)
            }
        };
        let id = aim.id();
        let target = said(sheet, &id, max);
        let by = sheet.value(&id, TARGET_BY).and_then(Value::as_text);
        Some(Standing {
            aim,
            max,
            known,
            ends,
            state: state(&target, ends),
            target,
            by: by.and_then(Day::parse),
        })
    };
    Aim::all(instrument).into_iter().filter_map(of).collect()
}
