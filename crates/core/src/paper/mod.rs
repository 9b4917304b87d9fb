//! A sheet on paper: the places where something is written on it, in their order, and
//! what is typed from a filled one.
//!
//! One list of places serves the printed document and whoever types it in, so that both
//! go the same way. What is typed is kept apart from the answers ([`Draft`]) until two
//! passes agree and a person has looked at what the sheet says already ([`entries`]).

mod draft;
mod entries;
mod reading;

pub use draft::{Draft, differences, settled};
pub use entries::{Entry, commands, entries};
pub use reading::{Misread, read, retype, same, value};

use crate::instrument::{Field, Item};
use crate::order::Map;
use crate::score::{ASKED, RULING_KEYS};
use crate::sheet::{Answer, asked, asked_keys, read_value};

/// Key of the place that says how many rows of a list are filled in.
pub const ROWS: &str = "#rows";
/// Key of the place that says "not known yet" for a whole item.
pub const UNKNOWN: &str = "#unknown";

/// What was typed, by [`place`]: as [`Command::Set`](crate::sheet::Command::Set) takes it,
/// or the number of rows, or `1` for "not known yet". Empty where the paper is blank.
pub type Typed = Map<String>;

/// What is written at a place of the paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ask<'i> {
    /// A field of an item, or of a row of it.
    Field(&'i Field),
    /// How many rows of the list are filled in; 0 is the statement that there is none.
    Rows,
    /// "Not known yet".
    Unknown,
}

/// A place on the paper.
#[derive(Clone, Debug)]
pub struct Slot<'i> {
    /// The item.
    pub item: &'i Item,
    /// What is written there.
    pub ask: Ask<'i>,
    /// The answer key (`n@2024`, `2/nama`), [`ROWS`] or [`UNKNOWN`]. Rows are counted
    /// from 1 as they stand on the paper.
    pub key: String,
    /// The row, or 0 outside lists.
    pub row: u32,
    /// The data year, where the field has both.
    pub year: Option<u16>,
}

impl Slot<'_> {
    /// Its name in [`Typed`].
    pub fn place(&self) -> String {
        place(&self.item.id, &self.key)
    }
}

/// The name of a place: item id, a blank, key.
pub fn place(item: &str, key: &str) -> String {
    let mut out = String::from(item);
    out.push(' ');
    out.push_str(key);
    out
}

/// The fields of an item that stand on paper: rulings are made on the screen.
pub fn fields(item: &Item) -> impl Iterator<Item = &Field> {
    let is_ruling = |field: &&Field| {
        item.rule.is_some() && (field.key == ASKED || RULING_KEYS.contains(&field.key.as_str()))
    };
    item.fields.iter().filter(move |field| !is_ruling(field))
}

/// The years for which a field of an item is asked, each with its answer key; one key
/// without a year where the field has none.
pub fn years_of(item: &Item, field: &Field, years: [u16; 2]) -> Vec<(Option<u16>, String)> {
    let keys = asked_keys(item, field, years).into_iter();
    let year = |key: &String| key.rsplit_once('@').and_then(|(_, year)| year.parse().ok());
    keys.map(|key| (year(&key).filter(|_| field.years), key))
        .collect()
}

/// The places of an item in the order of the paper, as far as they are asked for after
/// what is typed: conditions hold, lists have as many rows as were counted.
pub fn slots<'i>(item: &'i Item, years: [u16; 2], typed: &Typed) -> Vec<Slot<'i>> {
    let slot = |ask: Ask<'i>, key: &str| Slot {
        item,
        ask,
        key: key.to_string(),
        row: 0,
        year: None,
    };
    let is_said = |key: &str| {
        let raw = typed.get(&place(&item.id, key));
        raw.is_some_and(|raw| !raw.is_empty())
    };
    if is_said(UNKNOWN) {
        return vec![slot(Ask::Unknown, UNKNOWN)];
    }
    let mut out = Vec::new();
    match &item.rows {
        None => field_slots(item, years, 0, typed, &mut out),
        Some(_) => {
            out.push(slot(Ask::Rows, ROWS));
            for row in 1..=row_count(item, typed) {
                field_slots(item, years, row, typed, &mut out);
            }
        }
    }
    out
}

/// So many rows of a list were counted.
fn row_count(item: &Item, typed: &Typed) -> u32 {
    let raw = typed.get(&place(&item.id, ROWS));
    raw.and_then(|raw| raw.parse().ok()).unwrap_or(0)
}

fn field_slots<'i>(
    item: &'i Item,
    years: [u16; 2],
    row: u32,
    typed: &Typed,
    out: &mut Vec<Slot<'i>>,
) {
    let prefix = prefix_of(row);
    let answer = answer_of(item, years, &prefix, typed);
    for field in fields(item).filter(|field| asked(item, field, &answer, &prefix)) {
        for (year, key) in years_of(item, field, years) {
            let mut full = prefix.clone();
            full.push_str(&key);
            out.push(Slot {
                item,
                ask: Ask::Field(field),
                key: full,
                row,
                year,
            });
        }
    }
}

/// `2/` for the second row; empty outside lists.
fn prefix_of(row: u32) -> String {
    let mut prefix = String::new();
    if row > 0 {
        prefix.push_str(&row.to_string());
        prefix.push('/');
    }
    prefix
}

/// What was typed of an item or of one of its rows, as an answer: for conditions.
fn answer_of(item: &Item, years: [u16; 2], prefix: &str, typed: &Typed) -> Answer {
    let mut answer = Answer::default();
    for field in fields(item) {
        for key in asked_keys(item, field, years) {
            let mut full = String::from(prefix);
            full.push_str(&key);
            let raw = typed.get(&place(&item.id, &full));
            if let Some(value) = raw.and_then(|raw| read_value(field, raw)) {
                answer.values.insert(full, value);
            }
        }
    }
    answer
}

/// All places of some items, in order.
pub fn all_slots<'i>(items: &'i [Item], years: [u16; 2], typed: &Typed) -> Vec<Slot<'i>> {
    items
        .iter()
        .flat_map(|item| slots(item, years, typed))
        .collect()
}

/// The first place where nothing was typed yet, not even that it is blank.
pub fn next<'i>(items: &'i [Item], years: [u16; 2], typed: &Typed) -> Option<Slot<'i>> {
    let all = all_slots(items, years, typed).into_iter();
    let mut open = all.filter(|slot| !typed.contains_key(&slot.place()));
    open.next()
}
