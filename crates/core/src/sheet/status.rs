//! What an answer means: shares and trends, the Pokja and Forkom documents in
//! the verifiers' colours, the ODF state.

use super::check::Day;
use super::{Finding, FindingKind, Sheet, Value};
use crate::instrument::{Direction, FieldRef, Instrument, Item, Role, SheetDef, Show, Trend};
use crate::num::{Decimal, Frac};

/// State of a document in the colours of the verifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DocumentStatus {
    /// Not answered yet.
    Blank,
    /// Complete (green).
    Complete,
    /// One year only (yellow).
    OneYear,
    /// None, draft, or no longer valid (red).
    None,
}

/// State of the open defecation free verification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OdfStatus {
    /// Not answered yet.
    Blank,
    /// Not verified, or not passed.
    NotYet,
    /// Passed.
    Passed,
    /// Declared.
    Declared,
}

impl OdfStatus {
    /// Does the village count as ODF?
    pub fn counts(self) -> bool {
        matches!(self, OdfStatus::Passed | OdfStatus::Declared)
    }
}

/// The state of a document item; `None` for items that are no documents.
///
/// An SK counts while it is signed, younger than ten years and valid to the
/// end of the later data year; where no end is named, its age decides.
pub fn document_status(item: &Item, sheet: &Sheet, years: [u16; 2]) -> Option<DocumentStatus> {
    let yes = |key: &str| sheet.value(&item.id, key).and_then(Value::as_bool);
    let day = |key: &str| {
        sheet
            .value(&item.id, key)
            .and_then(Value::as_text)
            .and_then(Day::parse)
    };
    let [earlier, later] = years;
    Some(match item.role? {
        Role::Sk => match (yes("ttd"), day("tanggal")) {
            (None, _) => DocumentStatus::Blank,
            (Some(false), _) => DocumentStatus::None,
            (Some(true), None) => DocumentStatus::Blank,
            (Some(true), Some(from)) => match sk_is_valid(from, day("berlaku"), later) {
                true => DocumentStatus::Complete,
                false => DocumentStatus::None,
            },
        },
        Role::Plan | Role::Budget => {
            let has = |year| yes(&Instrument::year_key("ada", year));
            match (has(earlier), has(later)) {
                (Some(true), Some(true)) => DocumentStatus::Complete,
                (Some(false), Some(false)) => DocumentStatus::None,
                (Some(_), Some(_)) => DocumentStatus::OneYear,
                _ => DocumentStatus::Blank,
            }
        }
        Role::Office => match yes("ada") {
            None => DocumentStatus::Blank,
            Some(false) => DocumentStatus::None,
            Some(true) => {
                let told = |key: &str| sheet.value(&item.id, key).is_some();
                match told("alamat") && told("koordinat") && told("foto_tanggal") {
                    true => DocumentStatus::Complete,
                    false => DocumentStatus::Blank,
                }
            }
        },
        _ => return None,
    })
}

/// The last day of the data years, compared with.
fn end_of(year: u16) -> Day {
    Day {
        year,
        month: 12,
        day: 31,
    }
}

fn too_old(from: Day, later: u16) -> bool {
    let limit = Day {
        year: later.saturating_sub(10),
        ..end_of(later)
    };
    from <= limit
}

fn sk_is_valid(from: Day, until: Option<Day>, later: u16) -> bool {
    !too_old(from, later)
        && from <= end_of(later)
        && until.is_none_or(|until| until >= end_of(later))
}

/// The ODF state of a village sheet.
pub fn odf_status(def: &SheetDef, sheet: &Sheet) -> OdfStatus {
    let code = def
        .with_role(Role::Odf)
        .and_then(|item| sheet.value(&item.id, "status"))
        .and_then(Value::as_text);
    match code {
        Some("lulus") => OdfStatus::Passed,
        Some("deklarasi") => OdfStatus::Declared,
        Some(_) => OdfStatus::NotYet,
        None => OdfStatus::Blank,
    }
}

/// Warnings that documents and the ODF state give rise to.
pub(super) fn check_documents(
    instrument: &Instrument,
    def: &SheetDef,
    sheet: &Sheet,
    item: &Item,
    findings: &mut Vec<Finding>,
) {
    let [_, later] = instrument.years;
    let day = |key: &str| {
        sheet
            .value(&item.id, key)
            .and_then(Value::as_text)
            .and_then(Day::parse)
    };
    match item.role {
        Some(Role::Sk) => {
            if day("berlaku").is_some_and(|until| until < end_of(later)) {
                findings.push(Finding {
                    key: "berlaku".into(),
                    kind: FindingKind::Expires,
                });
            }
            if day("tanggal").is_some_and(|from| too_old(from, later)) {
                findings.push(Finding {
                    key: "tanggal".into(),
                    kind: FindingKind::TooOld,
                });
            }
        }
        Some(Role::Odf) if odf_status(def, sheet).counts() => {
            let open = def
                .with_role(Role::Latrines)
                .and_then(|i| sheet.num(&i.id, "babs"));
            if let Some(open) = open.filter(|n| *n > Decimal::ZERO) {
                let kind = FindingKind::OdfWithOpenDefecation(open);
                findings.push(Finding {
                    key: "status".into(),
                    kind,
                });
            }
        }
        _ => {}
    }
}

/// What is told beside the fields of an item while it is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Insight {
    /// Label of the number it is about.
    pub label: String,
    /// The share in per cent, if it is one, in the later year.
    pub share: Option<Frac>,
    /// Where it went between the two years, if both are known: difference in
    /// percentage points for shares, in units for counts.
    pub trend: Option<(Trend, Frac)>,
    /// Is that way better?
    pub good: Option<bool>,
    /// Unit of a count.
    pub unit: String,
}

/// What the answer to a village or kecamatan item means, as far as it is
/// known. Rows of repeated lists have none.
pub fn insights(
    instrument: &Instrument,
    def: &SheetDef,
    sheet: &Sheet,
    item: &Item,
) -> Vec<Insight> {
    item.show
        .iter()
        .filter_map(|show| insight(instrument, def, sheet, item, show))
        .collect()
}

fn number(
    instrument: &Instrument,
    def: &SheetDef,
    sheet: &Sheet,
    item: &Item,
    r: &FieldRef,
    year: u16,
) -> Option<Decimal> {
    let target = match &r.item {
        Some(id) => def.item(id)?,
        None => item,
    };
    let field = target.field(&r.key)?;
    let [_, later] = instrument.years;
    match field.years {
        true => sheet.num(&target.id, &Instrument::year_key(&r.key, year)),
        false if year == later => sheet.num(&target.id, &r.key),
        false => None,
    }
}

fn insight(
    instrument: &Instrument,
    def: &SheetDef,
    sheet: &Sheet,
    item: &Item,
    show: &Show,
) -> Option<Insight> {
    let [earlier, later] = instrument.years;
    let (key, better, d) = match show {
        Show::Share { n, d, better } => (n, *better, Some(d)),
        Show::Trend { key, better } => (key, *better, None),
        Show::Sum { .. } => return None,
    };
    let own = FieldRef {
        item: None,
        key: key.clone(),
    };
    let at = |year: u16| -> Option<Frac> {
        let n = number(instrument, def, sheet, item, &own, year)?;
        match d {
            None => Some(n.to_frac()),
            Some(d) => {
                let d = number(instrument, def, sheet, item, d, year)?;
                (n <= d).then(|| Frac::rate(n, d, 100)).flatten()
            }
        }
    };
    let now = at(later);
    let trend = at(earlier)
        .zip(now)
        .and_then(|(before, after)| Some((Trend::of(before, after), after.minus(before)?)));
    let good = trend.and_then(|(trend, _)| match (trend, better) {
        (Trend::Same, _) => None,
        (Trend::Up, Direction::Up) | (Trend::Down, Direction::Down) => Some(true),
        _ => Some(false),
    });
    let field = item.field(key)?;
    let share = if d.is_some() { now } else { None };
    (share.is_some() || trend.is_some()).then(|| Insight {
        label: field.label.clone(),
        share,
        trend,
        good,
        unit: field.unit.clone(),
    })
}
