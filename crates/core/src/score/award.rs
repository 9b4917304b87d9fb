//! The gates of the award: what is reached, what is still reachable, and what
//! stands in the way.

use super::{Outcome, Tally};
use crate::instrument::{Instrument, Role, SheetDef};
use crate::num::{Decimal, Frac};
use crate::sheet::{Sheet, Value};

/// Levels reached and reachable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Award {
    /// Share of villages that are open defecation free.
    pub odf: GateShare,
    /// Share of kecamatan whose Forkom has a valid SK.
    pub forkom: GateShare,
    /// Share of villages whose Pokja has a valid SK.
    pub pokja: GateShare,
    /// Each level from the lowest, with what blocks it.
    pub levels: Vec<LevelView>,
    /// Index of the level that is reached for certain.
    pub now: Option<usize>,
    /// Index of the level that can still be reached.
    pub reachable: Option<usize>,
    /// The extra conditions of the level above the highest (Wistara Paripurna);
    /// `None` where the instrument knows no such level.
    pub paripurna: Option<Paripurna>,
}

/// The extra conditions of Wistara Paripurna, by the labels of their questions. It is
/// reached by whoever reaches the highest level and answers all of them with yes.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Paripurna {
    /// Answered with no.
    pub denied: Vec<String>,
    /// Not answered.
    pub open: Vec<String>,
}

impl Paripurna {
    /// Are all conditions met? `None` while one is not answered and none is denied.
    pub fn met(&self) -> Option<bool> {
        match (self.denied.is_empty(), self.open.is_empty()) {
            (false, _) => Some(false),
            (true, true) => Some(true),
            (true, false) => None,
        }
    }
}

impl Award {
    /// Is Wistara Paripurna reached for certain?
    pub fn is_paripurna(&self) -> bool {
        let highest = self.levels.len().checked_sub(1);
        let met = self.paripurna.as_ref().and_then(Paripurna::met);
        self.now == highest && highest.is_some() && met == Some(true)
    }

    /// Can Wistara Paripurna still be reached?
    pub fn may_be_paripurna(&self) -> bool {
        let highest = self.levels.len().checked_sub(1);
        let extra = self.paripurna.as_ref();
        self.reachable == highest && highest.is_some() && extra.is_some_and(|p| p.denied.is_empty())
    }
}

/// A share that a gate asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct GateShare {
    /// How many.
    pub n: Option<Decimal>,
    /// Of how many.
    pub d: Option<Decimal>,
    /// In per cent, where both are known and make sense.
    pub share: Option<Frac>,
}

/// One level of the award.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelView {
    /// Stable name: `padapa`.
    pub id: String,
    /// Everything is certain.
    pub met: bool,
    /// Nothing rules it out.
    pub possible: bool,
    /// What keeps it from being certain.
    pub blockers: Vec<Blocker>,
}

/// One thing that keeps a level from being certain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Blocker {
    /// Too few villages are open defecation free, or it is not known.
    Odf {
        /// What is asked for, in per cent.
        need: u32,
        /// Rules the level out, rather than only leaving it open.
        certain: bool,
    },
    /// Too few Forkom have a valid SK, or it is not known.
    Forkom {
        /// What is asked for, in per cent.
        need: u32,
        /// Rules the level out.
        certain: bool,
    },
    /// Too few Pokja have a valid SK, or it is not known.
    Pokja {
        /// What is asked for, in per cent.
        need: u32,
        /// Rules the level out.
        certain: bool,
    },
    /// A body has no valid SK, or it is not known.
    Body {
        /// The kelembagaan line.
        item: String,
        /// Rules the level out.
        certain: bool,
    },
    /// A tatanan is below its minimum in the cautious reading.
    Tatanan {
        /// Its number.
        no: u8,
        /// The minimum score.
        need: u32,
        /// Cautious score.
        cautious: u32,
        /// Hopeful score.
        hopeful: u32,
    },
}

impl Blocker {
    /// Does it rule the level out, whatever is still blank or undecided?
    pub fn is_certain(&self) -> bool {
        match self {
            Blocker::Odf { certain, .. }
            | Blocker::Forkom { certain, .. }
            | Blocker::Pokja { certain, .. }
            | Blocker::Body { certain, .. } => *certain,
            Blocker::Tatanan { need, hopeful, .. } => hopeful < need,
        }
    }
}

fn gate_share(def: &SheetDef, sheet: &Sheet, role: Role) -> GateShare {
    let Some(item) = def.with_role(role) else {
        return GateShare::default();
    };
    let get = |key: &str| {
        sheet
            .num(&item.id, key)
            .filter(|n| !n.is_negative() && n.is_whole())
    };
    let (n, d) = (get("n"), get("d"));
    let share = n
        .zip(d)
        .filter(|(n, d)| n <= d)
        .and_then(|(n, d)| Frac::rate(n, d, 100));
    GateShare { n, d, share }
}

/// Looks at every gate.
pub fn award(
    instrument: &Instrument,
    def: &SheetDef,
    sheet: &Sheet,
    tatanan: &[(u8, Tally)],
    outcomes: &[(String, Outcome)],
) -> Award {
    let odf = gate_share(def, sheet, Role::GateOdf);
    let forkom = gate_share(def, sheet, Role::GateForkom);
    let pokja = gate_share(def, sheet, Role::GatePokja);
    let levels: Vec<LevelView> = instrument
        .levels
        .iter()
        .enumerate()
        .map(|(index, level)| {
            let mut blockers = Vec::new();
            let short = |gate: GateShare, need: u32| match gate.share {
                Some(share) if share >= Frac::int(need) => None,
                share => Some(share.is_some()),
            };
            if let Some(certain) = short(odf, level.odf) {
                blockers.push(Blocker::Odf {
                    need: level.odf,
                    certain,
                });
            }
            if let Some(certain) = short(forkom, level.forkom) {
                blockers.push(Blocker::Forkom {
                    need: level.forkom,
                    certain,
                });
            }
            if let Some(certain) = short(pokja, level.pokja) {
                blockers.push(Blocker::Pokja {
                    need: level.pokja,
                    certain,
                });
            }
            for item in def.items().filter(|i| i.role == Some(Role::GateBody)) {
                let outcome = outcomes
                    .iter()
                    .find(|(id, _)| *id == item.id)
                    .map(|(_, o)| o);
                let score = outcome.and_then(Outcome::score);
                if score != Some(100) {
                    blockers.push(Blocker::Body {
                        item: item.id.clone(),
                        certain: score.is_some(),
                    });
                }
            }
            for (no, tally) in tatanan {
                let min = instrument
                    .tatanan
                    .iter()
                    .find(|t| t.no == *no)
                    .and_then(|t| t.min.get(index));
                if let Some(need) = min.filter(|need| tally.range.cautious < **need) {
                    blockers.push(Blocker::Tatanan {
                        no: *no,
                        need: *need,
                        cautious: tally.range.cautious,
                        hopeful: tally.range.hopeful,
                    });
                }
            }
            LevelView {
                id: level.id.clone(),
                met: blockers.is_empty(),
                possible: !blockers.iter().any(Blocker::is_certain),
                blockers,
            }
        })
        .collect();
    let highest =
        |ok: fn(&LevelView) -> bool| levels.iter().take_while(|l| ok(l)).count().checked_sub(1);
    let now = highest(|l| l.met);
    let reachable = highest(|l| l.possible);
    Award {
        odf,
        forkom,
        pokja,
        now,
        reachable,
        paripurna: paripurna(def, sheet),
        levels,
    }
}

/// The yes/no conditions of the extra level; `None` where the instrument has none.
fn paripurna(def: &SheetDef, sheet: &Sheet) -> Option<Paripurna> {
    let item = def.with_role(Role::Paripurna)?;
    let mut view = Paripurna::default();
    let conditions = item.fields.iter();
    for field in conditions.filter(|f| f.kind == crate::instrument::FieldKind::YesNo) {
        match sheet.value(&item.id, &field.key).and_then(Value::as_bool) {
            Some(true) => {}
            Some(false) => view.denied.push(field.label.clone()),
            None => view.open.push(field.label.clone()),
        }
    }
    Some(view)
}
