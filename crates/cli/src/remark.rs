//! Everything that is wrong or odd in a sheet: what the core finds in values,
//! and what only matters for files that are written by hand or by a script
//! (a key that no field has is silently not counted).

use saba_core::instrument::{Instrument, Item, SheetDef};
use saba_core::json::Json;
use saba_core::merge::is_conflict;
use saba_core::num::Decimal;
use saba_core::score::{Outcome, RULING};
use saba_core::sheet::{
    CrossFinding, EDITION_ITEM, Finding, FindingKind, NO_ROWS, Sheet, check_item, cross_findings,
    is_about_sheet,
};

use crate::json::{list, obj};

/// One thing that is wrong or odd, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Item id; empty where it is about several.
    pub item: String,
    /// Answer key; empty where it is about the whole answer.
    pub key: String,
    pub kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Found in a value.
    Value(FindingKind),
    /// The instrument has no such item.
    UnknownItem,
    /// The item has no such field.
    UnknownKey,
    /// A ruling that does not fit what is answered (any more).
    RulingUnused,
    /// Concurrent answers that nobody has chosen between.
    Rivals,
    /// Numbers that should agree and do not.
    Denominators(CrossFinding),
}

impl Remark {
    /// Stable name.
    pub fn code(&self) -> &'static str {
        match &self.kind {
            Kind::Value(kind) => code(kind),
            Kind::UnknownItem => "unknown-item",
            Kind::UnknownKey => "unknown-key",
            Kind::RulingUnused => "ruling-unused",
            Kind::Rivals => "rivals",
            Kind::Denominators(_) => "denominators-differ",
        }
    }

    /// Is something in the file not counted because of it?
    pub fn is_error(&self) -> bool {
        match &self.kind {
            Kind::Value(kind) => kind.is_invalid(),
            Kind::UnknownItem | Kind::UnknownKey | Kind::RulingUnused => true,
            Kind::Rivals | Kind::Denominators(_) => false,
        }
    }

    pub fn json(&self) -> Json {
        let text = |s: &str| match s {
            "" => Json::Null,
            s => Json::text(s),
        };
        let severity = if self.is_error() { "error" } else { "warning" };
        obj([
            ("item", text(&self.item)),
            ("key", text(&self.key)),
            ("code", Json::text(self.code())),
            ("severity", Json::text(severity)),
            ("details", self.details()),
        ])
    }

    fn details(&self) -> Json {
        match &self.kind {
            Kind::Value(kind) => details(kind),
            Kind::Denominators(cross) => {
                obj([
                    ("what", Json::text(&cross.group)),
                    ("year", Json::int(cross.year)),
                    (
                        "entries",
                        list(cross.entries.iter().map(|(item, n)| {
                            obj([("item", Json::text(item)), ("value", number(*n))])
                        })),
                    ),
                ])
            }
            _ => Json::Null,
        }
    }
}

/// A finding that makes an outcome invalid.
pub fn finding_json(finding: &Finding) -> Json {
    obj([
        ("key", Json::text(&finding.key)),
        ("code", Json::text(code(&finding.kind))),
        ("details", details(&finding.kind)),
    ])
}

/// Code and details of a finding.
pub fn finding_parts(kind: &FindingKind) -> [Json; 2] {
    [Json::text(code(kind)), details(kind)]
}

/// A decimal with all its digits.
pub fn number(n: Decimal) -> Json {
    Json::Num(n.to_string())
}

fn code(kind: &FindingKind) -> &'static str {
    match kind {
        FindingKind::NotANumber => "not-a-number",
        FindingKind::NotWhole => "not-whole",
        FindingKind::Negative => "negative",
        FindingKind::TooLarge => "too-large",
        FindingKind::Above(_) => "above-max",
        FindingKind::AboveWhole { .. } => "above-whole",
        FindingKind::ZeroDenominator => "zero-denominator",
        FindingKind::NotADay => "not-a-day",
        FindingKind::OddYear => "odd-year",
        FindingKind::UnknownChoice => "unknown-choice",
        FindingKind::Sum { .. } => "sum",
        FindingKind::Leap { .. } => "leap",
        FindingKind::Expires => "expires",
        FindingKind::TooOld => "too-old",
        FindingKind::OdfWithOpenDefecation(_) => "odf-open-defecation",
    }
}

fn details(kind: &FindingKind) -> Json {
    match kind {
        FindingKind::Above(max) => obj([("max", number(*max))]),
        FindingKind::AboveWhole { part, whole, label } => obj([
            ("part", number(*part)),
            ("whole", number(*whole)),
            ("label", Json::text(label)),
        ]),
        FindingKind::Sum { sum, whole, label } => obj([
            ("sum", number(*sum)),
            ("whole", number(*whole)),
            ("label", Json::text(label)),
        ]),
        FindingKind::Leap { before, after } => {
            obj([("before", number(*before)), ("after", number(*after))])
        }
        FindingKind::OdfWithOpenDefecation(n) => obj([("households", number(*n))]),
        _ => Json::Null,
    }
}

/// Everything wrong or odd, in the order of the sheet; items that the
/// instrument does not have come last.
pub fn remarks(
    instrument: &Instrument,
    def: &SheetDef,
    sheet: &Sheet,
    outcomes: &[(String, Outcome)],
) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for item in def.items() {
        let Some(answer) = sheet.answer(&item.id) else {
            continue;
        };
        let mut add = |key: &str, kind: Kind| {
            remarks.push(Remark {
                item: item.id.clone(),
                key: key.to_string(),
                kind,
            });
        };
        for finding in check_item(instrument, def, sheet, item) {
            add(&finding.key, Kind::Value(finding.kind));
        }
        let keys: Vec<String> = item
            .fields
            .iter()
            .flat_map(|f| f.keys(instrument.years))
            .collect();
        for key in answer.values.keys() {
            if !known_key(item, &keys, key) {
                add(key, Kind::UnknownKey);
            }
        }
        let ruled = outcomes
            .iter()
            .any(|(id, o)| *id == item.id && matches!(o, Outcome::Ruled { .. }));
        if item.rule.is_some() && answer.values.contains_key(RULING) && !ruled {
            add(RULING, Kind::RulingUnused);
        }
        if is_conflict(sheet, &item.id) {
            add("", Kind::Rivals);
        }
    }
    if is_conflict(sheet, EDITION_ITEM) {
        remarks.push(Remark {
            item: EDITION_ITEM.into(),
            key: String::new(),
            kind: Kind::Rivals,
        });
    }
    for cross in cross_findings(instrument, def, sheet) {
        remarks.push(Remark {
            item: String::new(),
            key: String::new(),
            kind: Kind::Denominators(cross),
        });
    }
    let unknown = sheet
        .answers
        .iter()
        .filter(|(id, answer)| !is_about_sheet(id) && !answer.is_blank() && def.item(id).is_none());
    for (id, _) in unknown {
        remarks.push(Remark {
            item: id.clone(),
            key: String::new(),
            kind: Kind::UnknownItem,
        });
    }
    remarks
}

/// Is this the key of an answer to an item whose fields answer under `keys`?
fn known_key(item: &Item, keys: &[String], key: &str) -> bool {
    let has = |key: &str| keys.iter().any(|k| k == key);
    match (&item.rows, key.split_once('/')) {
        (None, None) => has(key),
        (Some(_), None) => key == NO_ROWS,
        (Some(_), Some((row, rest))) => {
            let number = row.parse::<u32>().map(|n| n.to_string());
            number.as_deref() == Ok(row) && has(rest)
        }
        (None, Some(_)) => false,
    }
}
