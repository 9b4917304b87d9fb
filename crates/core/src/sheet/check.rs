//! What is wrong with an answer, and how much of a sheet is filled in.
//! Findings warn; they never block and never change what was typed.

use super::{Answer, NO_ROWS, Sheet, Value};
use crate::instrument::{
    Field, FieldKind, FieldRef, Instrument, Item, LARGEST_NUMBER, Quantity, Section, SheetDef, Show,
};
use crate::num::{Decimal, Frac};

/// Something that looks wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Answer key within the item.
    pub key: String,
    /// What is wrong.
    pub kind: FindingKind,
}

/// What looks wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FindingKind {
    /// What was typed is not a number.
    NotANumber,
    /// A whole number was asked for.
    NotWhole,
    /// Below nought.
    Negative,
    /// Larger than anything in a regency.
    TooLarge,
    /// A share above 100 per cent, or an index above its largest value.
    Above(Decimal),
    /// Larger than the number it is a part of.
    AboveWhole {
        /// The number here.
        part: Decimal,
        /// The number it is part of.
        whole: Decimal,
        /// Label of that number.
        label: String,
    },
    /// The denominator of a scored share is nought.
    ZeroDenominator,
    /// Not a calendar day.
    NotADay,
    /// Not a year that makes sense.
    OddYear,
    /// A code that the field does not offer.
    UnknownChoice,
    /// The parts do not add up.
    Sum {
        /// What the parts add up to.
        sum: Decimal,
        /// What they should add up to.
        whole: Decimal,
        /// Label of that number.
        label: String,
    },
    /// More than five times, or less than a fifth of, the other year.
    Leap {
        /// The earlier value.
        before: Decimal,
        /// The later value.
        after: Decimal,
    },
    /// A decree that ends before the data years do.
    Expires,
    /// A decree that is ten years old or older at the end of the data years.
    TooOld,
    /// ODF passed while households still practise open defecation.
    OdfWithOpenDefecation(Decimal),
}

impl FindingKind {
    /// Makes the value unusable for a score, rather than only odd.
    pub fn is_invalid(&self) -> bool {
        !matches!(
            self,
            FindingKind::Sum { .. }
                | FindingKind::Leap { .. }
                | FindingKind::Expires
                | FindingKind::TooOld
                | FindingKind::OdfWithOpenDefecation(_)
        )
    }
}

/// How far an item is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FillState {
    /// Nothing said.
    Blank,
    /// Begun.
    Partial,
    /// Everything asked is answered.
    Complete,
    /// "Not known yet".
    Unknown,
}

/// How much of something is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Progress {
    /// Items that are complete.
    pub complete: usize,
    /// Items that are begun.
    pub partial: usize,
    /// Items marked "not known yet".
    pub unknown: usize,
    /// All items.
    pub all: usize,
}

/// Counts how far the items of a section, or of anything, are filled in.
pub fn progress<'a>(
    items: impl Iterator<Item = &'a Item>,
    sheet: &Sheet,
    years: [u16; 2],
) -> Progress {
    let mut p = Progress::default();
    for item in items {
        p.all = p.all.saturating_add(1);
        let slot = match fill_state(item, sheet.answer(&item.id), years) {
            FillState::Complete => &mut p.complete,
            FillState::Partial => &mut p.partial,
            FillState::Unknown => &mut p.unknown,
            FillState::Blank => continue,
        };
        *slot = slot.saturating_add(1);
    }
    p
}

impl Section {
    /// How far this section is filled in.
    pub fn progress(&self, sheet: &Sheet, years: [u16; 2]) -> Progress {
        progress(self.items.iter(), sheet, years)
    }
}

impl SheetDef {
    /// The first item after `from` (or from the start) that is neither
    /// complete nor marked unknown.
    pub fn next_open(&self, sheet: &Sheet, years: [u16; 2], from: Option<&str>) -> Option<&Item> {
        let start = from
            .and_then(|id| self.items().position(|i| i.id == id))
            .map_or(0, |i| i.saturating_add(1));
        let open = |item: &&Item| {
            matches!(
                fill_state(item, sheet.answer(&item.id), years),
                FillState::Blank | FillState::Partial
            )
        };
        self.items()
            .skip(start)
            .find(open)
            .or_else(|| self.items().take(start).find(open))
    }
}

/// How far one item is filled in.
pub fn fill_state(item: &Item, answer: Option<&Answer>, years: [u16; 2]) -> FillState {
    let Some(answer) = answer else {
        return FillState::Blank;
    };
    if answer.unknown {
        return FillState::Unknown;
    }
    if answer.values.is_empty() {
        return FillState::Blank;
    }
    // Nothing to fill in where the thing does not exist and somebody ruled on it.
    #[cfg(feature = "score")]
    let ruled = crate::score::is_asked(answer) && answer.values.contains_key(crate::score::RULING);
    #[cfg(not(feature = "score"))]
    let ruled = false;
    let complete = match &item.rows {
        None => ruled || required_filled(item, answer, "", years),
        Some(_) if answer.values.contains_key(NO_ROWS) => true,
        Some(_) => answer.rows().iter().all(|row| {
            let mut prefix = row.to_string();
            prefix.push('/');
            required_filled(item, answer, &prefix, years)
        }),
    };
    if complete {
        FillState::Complete
    } else {
        FillState::Partial
    }
}

fn required_filled(item: &Item, answer: &Answer, prefix: &str, years: [u16; 2]) -> bool {
    item.fields.iter().all(|field| {
        field.optional
            || !asked(item, field, answer, prefix)
            || asked_keys(item, field, years)
                .iter()
                .all(|key| is_filled(item, field, answer, prefix, key))
    })
}

/// Is what a key asks for answered? A ratio is, with numerator and denominator or with
/// the published figure, year by year.
pub(super) fn is_filled(
    item: &Item,
    field: &Field,
    answer: &Answer,
    prefix: &str,
    key: &str,
) -> bool {
    let filled = |key: &str| {
        let mut full = String::from(prefix);
        full.push_str(key);
        answer.values.contains_key(&full)
    };
    let direct = || {
        let year = key.split_once('@').map(|(_, y)| y).unwrap_or("");
        let mut p = String::from("p@");
        p.push_str(year);
        item.rule.is_some() && matches!(field.key.as_str(), "n" | "d") && filled(&p)
    };
    filled(key) || direct()
}

/// The answer keys that are asked for: an indicator judged by one year asks
/// only for the current one.
pub fn asked_keys(item: &Item, field: &Field, years: [u16; 2]) -> Vec<String> {
    let mut keys = field.keys(years);
    if let Some(rule) = &item.rule {
        let current_only = !rule.input.two_years || field.key == "m";
        if field.years && current_only {
            keys.drain(..1.min(keys.len()));
        }
    }
    keys
}

/// Is a field asked for, given the answers it depends on?
pub fn asked(item: &Item, field: &Field, answer: &Answer, prefix: &str) -> bool {
    let get = |key: &str| {
        let mut full = String::from(prefix);
        full.push_str(key);
        answer.values.get(&full)
    };
    if let Some(rule) = &item.rule {
        let off = rule.input.flag_alone && get("flag").and_then(Value::as_bool) == Some(false);
        if off && field.key != "flag" && !field.optional {
            return false;
        }
    }
    match &field.when {
        None => true,
        Some(when) => match get(&when.key) {
            Some(Value::Bool(true)) => when.codes.iter().any(|c| c == "ya"),
            Some(Value::Bool(false)) => when.codes.iter().any(|c| c == "tidak"),
            Some(Value::Text(code)) => when.codes.contains(code),
            Some(Value::Many(codes)) => codes.iter().any(|c| when.codes.contains(c)),
            _ => false,
        },
    }
}

/// Everything that looks wrong in a sheet: a list for each item, in their order.
pub fn check_sheet(instrument: &Instrument, def: &SheetDef, sheet: &Sheet) -> Vec<Vec<Finding>> {
    let items = def.items();
    items
        .map(|item| check_item(instrument, def, sheet, item))
        .collect()
}

/// Everything that looks wrong with one item's answer.
pub fn check_item(
    instrument: &Instrument,
    def: &SheetDef,
    sheet: &Sheet,
    item: &Item,
) -> Vec<Finding> {
    let Some(answer) = sheet.answer(&item.id) else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    let prefixes: Vec<String> = match &item.rows {
        None => vec![String::new()],
        Some(_) => answer
            .rows()
            .iter()
            .map(|row| {
                let mut prefix = row.to_string();
                prefix.push('/');
                prefix
            })
            .collect(),
    };
    for prefix in &prefixes {
        for field in &item.fields {
            for key in field.keys(instrument.years) {
                let mut full = prefix.clone();
                full.push_str(&key);
                if let Some(value) = answer.values.get(&full) {
                    if let Some(kind) = check_value(item, field, value) {
                        findings.push(Finding { key: full, kind });
                    } else if let Some(kind) =
                        check_within(instrument, def, sheet, item, field, &full, value)
                    {
                        findings.push(Finding { key: full, kind });
                    }
                }
            }
            if let Some(finding) = check_leap(instrument, field, answer, prefix) {
                findings.push(finding);
            }
        }
    }
    check_sums(instrument, def, sheet, item, &mut findings);
    super::status::check_documents(instrument, def, sheet, item, &mut findings);
    findings
}

fn check_value(item: &Item, field: &Field, value: &Value) -> Option<FindingKind> {
    match (&field.kind, value) {
        (FieldKind::Int | FieldKind::Dec, Value::Num(n)) => check_number(item, field, *n),
        (FieldKind::Int | FieldKind::Dec, _) => Some(FindingKind::NotANumber),
        (FieldKind::YesNo, Value::Bool(_)) => None,
        (FieldKind::Choice(options), Value::Text(code)) => {
            (!options.iter().any(|(c, _)| c == code)).then_some(FindingKind::UnknownChoice)
        }
        (FieldKind::Many(options), Value::Many(codes)) => {
            let known = codes
                .iter()
                .all(|code| options.iter().any(|(c, _)| c == code));
            (!known).then_some(FindingKind::UnknownChoice)
        }
        (FieldKind::Date, Value::Text(day)) => match Day::parse(day) {
            None => Some(FindingKind::NotADay),
            Some(day) if !(1945..=2100).contains(&day.year) => Some(FindingKind::OddYear),
            Some(_) => None,
        },
        (FieldKind::Date, _) => Some(FindingKind::NotADay),
        (FieldKind::YesNo | FieldKind::Choice(_) | FieldKind::Many(_), _) => {
            Some(FindingKind::UnknownChoice)
        }
        (FieldKind::Text | FieldKind::Long, _) => None,
    }
}

fn check_number(item: &Item, field: &Field, n: Decimal) -> Option<FindingKind> {
    if n.is_negative() {
        return Some(FindingKind::Negative);
    }
    if n > LARGEST_NUMBER {
        return Some(FindingKind::TooLarge);
    }
    if field.kind == FieldKind::Int && !n.is_whole() {
        return Some(FindingKind::NotWhole);
    }
    match item.rule.as_ref().map(|r| &r.input.quantity) {
        Some(Quantity::Ratio { part: true, .. }) if field.key == "p" && n > Decimal::int(100) => {
            Some(FindingKind::Above(Decimal::int(100)))
        }
        Some(Quantity::Ratio { .. }) if field.key == "d" && n == Decimal::ZERO => {
            Some(FindingKind::ZeroDenominator)
        }
        Some(Quantity::Number { max: Some(max) }) if n > *max => Some(FindingKind::Above(*max)),
        _ => None,
    }
}

/// The value a reference points to, in the year of the key that asks.
fn referred<'a>(
    instrument: &Instrument,
    def: &'a SheetDef,
    sheet: &Sheet,
    item: &'a Item,
    r: &FieldRef,
    key: &str,
) -> Option<(Decimal, &'a str)> {
    let target = match &r.item {
        Some(id) => def.item(id)?,
        None => item,
    };
    let field = target.field(&r.key)?;
    let mut full = String::new();
    if let (None, Some((row, _))) = (&r.item, key.split_once('/')) {
        full.push_str(row);
        full.push('/');
    }
    let [_, current] = instrument.years;
    match (field.years, key.split_once('@')) {
        (true, Some((_, year))) => {
            full.push_str(&r.key);
            full.push('@');
            full.push_str(year);
        }
        (true, None) => full.push_str(&Instrument::year_key(&r.key, current)),
        (false, _) => full.push_str(&r.key),
    }
    Some((sheet.num(&target.id, &full)?, field.label.as_str()))
}

fn check_within(
    instrument: &Instrument,
    def: &SheetDef,
    sheet: &Sheet,
    item: &Item,
    field: &Field,
    key: &str,
    value: &Value,
) -> Option<FindingKind> {
    let part = value.as_num()?;
    let (whole, label) = referred(instrument, def, sheet, item, field.within.as_ref()?, key)?;
    (part > whole).then(|| FindingKind::AboveWhole {
        part,
        whole,
        label: label.to_string(),
    })
}

fn check_leap(
    instrument: &Instrument,
    field: &Field,
    answer: &Answer,
    prefix: &str,
) -> Option<Finding> {
    if !field.is_number() || !field.years {
        return None;
    }
    let keys = field.keys(instrument.years);
    let at = |key: &String| {
        let mut full = String::from(prefix);
        full.push_str(key);
        answer
            .values
            .get(&full)
            .and_then(Value::as_num)
            .map(|n| (full, n))
    };
    let (_, before) = at(keys.first()?)?;
    let (key, after) = at(keys.last()?)?;
    // Small counts leap by themselves: one case, then six, is life.
    let ten = Decimal::int(10);
    let leaps = |small: Decimal, large: Decimal| {
        large > ten
            && small
                .to_frac()
                .times(Frac::int(5))
                .is_some_and(|five| large.to_frac() > five)
    };
    (leaps(before, after) || leaps(after, before)).then_some(Finding {
        key,
        kind: FindingKind::Leap { before, after },
    })
}

fn check_sums(
    instrument: &Instrument,
    def: &SheetDef,
    sheet: &Sheet,
    item: &Item,
    findings: &mut Vec<Finding>,
) {
    for show in &item.show {
        let Show::Sum { parts, equals } = show else {
            continue;
        };
        let Some(first) = parts.first().and_then(|p| item.field(p)) else {
            continue;
        };
        for key in first.keys(instrument.years) {
            let year = key.split_once('@').map(|(_, y)| y);
            let numbers: Option<Vec<Decimal>> = parts
                .iter()
                .map(|part| {
                    let key = match year {
                        Some(year) => {
                            let mut key = part.clone();
                            key.push('@');
                            key.push_str(year);
                            key
                        }
                        None => part.clone(),
                    };
                    sheet.num(&item.id, &key)
                })
                .collect();
            let Some(sum) = numbers.and_then(|n| sum(&n)) else {
                continue;
            };
            let Some((whole, label)) = referred(instrument, def, sheet, item, equals, &key) else {
                continue;
            };
            if sum != whole {
                let kind = FindingKind::Sum {
                    sum,
                    whole,
                    label: label.to_string(),
                };
                findings.push(Finding { key, kind });
            }
        }
    }
}

fn sum(numbers: &[Decimal]) -> Option<Decimal> {
    let mut total = 0i64;
    for n in numbers {
        let whole: i64 = n.is_whole().then(|| n.to_string().parse().ok()).flatten()?;
        total = total.checked_add(whole)?;
    }
    Decimal::parse_json(&total.to_string()).ok()
}

/// A calendar day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// Year.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, from 1.
    pub day: u8,
}

impl Day {
    /// Reads `2024-05-01`; `None` unless that day exists.
    pub fn parse(text: &str) -> Option<Day> {
        let mut parts = text.split('-');
        let (y, m, d) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || y.len() != 4 || m.len() != 2 || d.len() != 2 {
            return None;
        }
        let day = Day {
            year: y.parse().ok()?,
            month: m.parse().ok()?,
            day: d.parse().ok()?,
        };
        let leap = |y: u16| {
            let by = |n: u16| y.checked_rem(n) == Some(0);
            by(4) && (!by(100) || by(400))
        };
        let last = match day.month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap(day.year) => 29,
            2 => 28,
            _ => return None,
        };
        (1..=last).contains(&day.day).then_some(day)
    }
}
