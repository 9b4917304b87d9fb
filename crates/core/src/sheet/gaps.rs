//! What is still to be done on a sheet, item by item: what is blank, begun or not known
//! yet, what looks wrong, what people disagree about, what is asked for again, and
//! figures of which nobody said where they come from.

use super::check::is_filled;
use super::{FillState, Finding, Sheet, asked, asked_keys, check_item, fill_state, wanted};
use crate::instrument::{Field, Instrument, Item, SheetDef};
use crate::merge::is_conflict;

/// Something about an item that is not done yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gap<'a> {
    /// Nothing said.
    Blank,
    /// Begun; what is asked for and has no answer, in the order of the fields.
    Partial(Vec<Missing<'a>>),
    /// Marked "not known yet".
    Unknown,
    /// Something looks wrong.
    Odd(Finding),
    /// Concurrent answers say different things.
    Disagrees,
    /// A round of verification asks for it again.
    Wanted,
    /// There are figures, and nobody said of which day they are or whose. What is not
    /// said, in the order of the fields.
    NoOrigin(Vec<&'a Field>),
}

/// A part of an answer that is asked for and not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing<'a> {
    /// The field.
    pub field: &'a Field,
    /// The data year, where the field is asked by year.
    pub year: Option<u16>,
    /// The row of a list.
    pub row: Option<u32>,
}

/// The items of a sheet that something is still to be done about, in the order of the
/// sheet, each with all of it.
pub fn gaps<'a>(
    instrument: &Instrument,
    def: &'a SheetDef,
    sheet: &Sheet,
) -> Vec<(&'a Item, Vec<Gap<'a>>)> {
    let all = sheet.answers.iter();
    let again: Vec<&str> = all
        .filter_map(|(id, said)| wanted(sheet, id, said))
        .collect();
    let of = |item: &'a Item| {
        let mut found: Vec<Gap> = filling(item, sheet, instrument.years).into_iter().collect();
        let findings = check_item(instrument, def, sheet, item);
        found.extend(findings.into_iter().map(Gap::Odd));
        if is_conflict(sheet, &item.id) {
            found.push(Gap::Disagrees);
        }
        if again.contains(&item.id.as_str()) {
            found.push(Gap::Wanted);
        }
        found.extend(origin(item, sheet));
        (!found.is_empty()).then_some((item, found))
    };
    def.items().filter_map(of).collect()
}

/// What is not filled in.
fn filling<'a>(item: &'a Item, sheet: &Sheet, years: [u16; 2]) -> Option<Gap<'a>> {
    match fill_state(item, sheet.answer(&item.id), years) {
        FillState::Complete => None,
        FillState::Blank => Some(Gap::Blank),
        FillState::Unknown => Some(Gap::Unknown),
        FillState::Partial => Some(Gap::Partial(missing(item, sheet, years))),
    }
}

fn missing<'a>(item: &'a Item, sheet: &Sheet, years: [u16; 2]) -> Vec<Missing<'a>> {
    let Some(answer) = sheet.answer(&item.id) else {
        return Vec::new();
    };
    let rows: Vec<Option<u32>> = match &item.rows {
        None => vec![None],
        Some(_) => answer.rows().into_iter().map(Some).collect(),
    };
    let mut out = Vec::new();
    for row in rows {
        let mut prefix = String::new();
        if let Some(row) = row {
            prefix.push_str(&row.to_string());
            prefix.push('/');
        }
        for field in item.fields.iter().filter(|f| !f.optional) {
            if !asked(item, field, answer, &prefix) {
                continue;
            }
            for key in asked_keys(item, field, years) {
                if !is_filled(item, field, answer, &prefix, &key) {
                    let year = key.split_once('@').and_then(|(_, year)| year.parse().ok());
                    out.push(Missing { field, year, row });
                }
            }
        }
    }
    out
}

/// The keys under which figures say their day and where they come from.
const ORIGIN: [&str; 3] = ["date", "source", "sumber"];

/// Nobody said where figures that are there come from. Where that is asked for like
/// everything else, the item is not complete without it, which [`Gap::Partial`] says.
fn origin<'a>(item: &'a Item, sheet: &Sheet) -> Option<Gap<'a>> {
    let answer = sheet.answer(&item.id).filter(|a| !a.unknown)?;
    let said = |field: &Field| answer.values.contains_key(&field.key);
    let figures = item.fields.iter().any(|field| {
        let mut numbers = answer.values.iter();
        field.is_number() && numbers.any(|(key, _)| key.split('@').next() == Some(&field.key))
    });
    let silent: Vec<&Field> = item
        .fields
        .iter()
        .filter(|f| f.optional && ORIGIN.contains(&f.key.as_str()) && !said(f))
        .collect();
    (figures && !silent.is_empty()).then_some(Gap::NoOrigin(silent))
}
