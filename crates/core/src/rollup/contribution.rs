//! What one sheet gives to the regency: small, computed once for each sheet.

use super::plan::{Planned, Roller};
use super::reading::{Gap, Reading};
use crate::instrument::{How, SheetKind};
use crate::num::Decimal;
use crate::region::RegionCode;
use crate::sheet::{Finding, FindingKind, Sheet, Value, check_sheet};

/// What one sheet gives to the regency. It belongs to the instrument whose
/// [`Roller`] made it, and to the sheet as it was then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// Id of the sheet.
    pub sheet: String,
    /// Whose sheet it is.
    pub kind: SheetKind,
    /// The region that it counts for.
    pub region: RegionCode,
    /// By rule, in the order of the instrument.
    pub(super) parts: Vec<Part>,
}

/// What a sheet gives to one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// By period.
    pub slots: Vec<Slot>,
    /// What looks wrong in the fields that the rule reads.
    pub odd: Vec<Odd>,
    /// Rows of a list.
    pub rows: Vec<Vec<(String, Value)>>,
    /// There are concurrent answers that nobody has chosen between.
    pub disputed: bool,
    /// The versions of the answers that were read: `D-L1 a:3 b:1;D-O1 a:1`.
    pub version: String,
}

/// What a sheet gives to a rule for one year, or once for all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slot {
    /// Numbers that count. Of a sum: one for each figure. Of a count, a flag or a
    /// level: how many units said yes to each question, then how many told.
    Counted {
        /// The numbers.
        numbers: Vec<Decimal>,
        /// Only some of the rows told.
        partly: bool,
    },
    /// Nothing was said: id of the item that is blank, or where the number is missing.
    Blank(String),
    /// "Not known yet": id of the item.
    NotKnown(String),
    /// What was said cannot be used.
    Wrong,
}

/// Something that looks wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Odd {
    /// Item of the sheet.
    pub item: String,
    /// Answer key.
    pub key: String,
    /// What looks wrong.
    pub kind: FindingKind,
}

impl Odd {
    /// Is the number left out because of it?
    pub fn is_left_out(&self) -> bool {
        self.kind.is_invalid()
    }
}

impl Roller<'_> {
    /// What a village or kecamatan sheet gives, counted for `region`: its own, or the
    /// one that a person assigned it to. `None` for a regency sheet, and where the
    /// region is of another level.
    pub fn contribution(&self, sheet: &Sheet, region: &RegionCode) -> Option<Contribution> {
        let def = self.instrument.sheet(sheet.meta.kind);
        let findings = check_sheet(self.instrument, def, sheet);
        self.contribution_of(sheet, region, &findings)
    }

    /// The same where it is known already what looks wrong in the sheet, as
    /// [`check_sheet`] finds it.
    pub fn contribution_of(
        &self,
        sheet: &Sheet,
        region: &RegionCode,
        findings: &[Vec<Finding>],
    ) -> Option<Contribution> {
        let kind = sheet.meta.kind;
        if kind == SheetKind::Kabupaten || region.level() != kind.region_level() {
            return None;
        }
        let def = self.instrument.sheet(kind);
        let reading = Reading::new(self.instrument, def, sheet, findings);
        let ids: Vec<&str> = def.items().map(|i| i.id.as_str()).collect();
        Some(Contribution {
            sheet: sheet.meta.id.clone(),
            kind,
            region: region.clone(),
            parts: self
                .rules(kind)
                .iter()
                .map(|planned| part(sheet, &reading, planned, &ids))
                .collect(),
        })
    }
}

fn part(sheet: &Sheet, reading: &Reading, planned: &Planned, ids: &[&str]) -> Part {
    let id = |at: usize| ids.get(at).copied().unwrap_or_default().to_string();
    // A decree that ended too early is no slip: it is counted as none.
    let slip = |kind: &FindingKind| !matches!(kind, FindingKind::Expires | FindingKind::TooOld);
    let mut odd: Vec<Odd> = reading
        .found(planned)
        .into_iter()
        .filter(|(_, finding)| slip(&finding.kind))
        .map(|(at, finding)| Odd {
            item: id(at),
            key: finding.key.clone(),
            kind: finding.kind.clone(),
        })
        .collect();
    let gap = |gap: Gap| match gap {
        Gap::Blank(at) => Slot::Blank(id(at)),
        Gap::NotKnown(at) => Slot::NotKnown(id(at)),
        Gap::Wrong => Slot::Wrong,
    };
    let mut slots = Vec::new();
    for period in &planned.periods {
        slots.push(match reading.numbers(planned, period) {
            Err(g) => gap(g),
            Ok((numbers, partly)) => match reading.above(planned, period, &numbers) {
                None => Slot::Counted { numbers, partly },
                Some(finding) => {
                    odd.push(Odd {
                        item: planned.item.id.clone(),
                        key: finding.key,
                        kind: finding.kind,
                    });
                    Slot::Wrong
                }
            },
        });
    }
    let mut rows = Vec::new();
    if let How::List(keys) = &planned.rule.how {
        rows = reading.listed(planned, keys);
    }
    let read: Vec<&str> = std::iter::once(planned.item.id.as_str())
        .chain(planned.rule.others())
        .collect();
    Part {
        slots,
        odd,
        rows,
        disputed: read.iter().any(|item| sheet.rivals.contains_key(item)),
        version: version(sheet, &read),
    }
}

/// The versions of some answers: `D-L1 a:3 b:1;D-O1 a:1`.
fn version(sheet: &Sheet, items: &[&str]) -> String {
    let mut out = String::new();
    for item in items {
        if !out.is_empty() {
            out.push(';');
        }
        out.push_str(item);
        let Some(answer) = sheet.answer(item) else {
            continue;
        };
        for (device, count) in &answer.version.0 {
            out.push(' ');
            out.push_str(device);
            out.push(':');
            out.push_str(&count.to_string());
        }
    }
    out
}
