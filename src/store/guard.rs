//! What is written in place of what: nothing that is stored is ever replaced by
//! something that has not seen it.
//!
//! A batch is laid over what stands in the store. Versions never go down: where the
//! stored answer is not one that the new answer descends from, both stay, as after
//! taking in a file. So it does not matter whether another window wrote in between,
//! or what this page knew when it began.

use saba_core::merge::merge;

use super::codec::{self, StoredSheet};
use super::db::{Asked, Record, below, only};
use super::{ANSWERS, Batch, JOURNAL, KV, SHEETS, StoreError};

/// What becomes of a batch.
pub struct Plan {
    /// What is written: the envelope, the answers, and then what belongs to them.
    pub records: Vec<Record>,
    /// Items and records of the batch that the store knew more about than the page.
    pub merged: Vec<(String, String)>,
    /// What goes when they are written.
    #[cfg(feature = "desk")]
    pub gone: Vec<super::db::Gone>,
}

/// A batch of more items than this asks for all records of its sheet at once: a range
/// takes the store as long as three records do.
const FEW: usize = 3;

/// What must be known to plan a batch: the envelope, and the records of the items.
pub fn asks(batch: &Batch) -> Vec<Asked> {
    let mut asked = vec![only(SHEETS, &batch.sheet_id)];
    if batch.answers.len() > FEW {
        asked.push(below(ANSWERS, &batch.sheet_id));
        return asked;
    }
    for (item, _) in &batch.answers {
        asked.push(only(ANSWERS, &codec::answer_key(&batch.sheet_id, item)));
    }
    asked
}

/// Lays a batch over what is stored, as [`asks`] found it.
///
/// # Errors
/// [`StoreError::Lost`] if the sheet is gone from the store although it was there;
/// [`StoreError::Mismatch`] if another sheet stands in its place.
pub fn plan(batch: &Batch, found: &[Vec<(String, String)>]) -> Result<Plan, StoreError> {
    let id = &batch.sheet_id;
    let mut records = Vec::new();
    let mut aside = Vec::new();
    let mut set_aside = |what: &str, text: &String| {
        aside.push((KV, damaged_key(id, what, batch.touched), text.clone()));
    };
    let ours = StoredSheet::read(&batch.head).ok_or(StoreError::Mismatch)?;
    let ours = ours.sheet;
    let head = found.first().and_then(|rows| rows.first());
    let theirs = match head {
        // More answers than this batch brings were stored once.
        None if batch.answers.len() < batch.all => return Err(StoreError::Lost),
        None => ours.clone(),
        Some((_, text)) => match StoredSheet::read(text) {
            Some(stored) => stored.sheet,
            None => {
                set_aside("", text);
                ours.clone()
            }
        },
    };
    if theirs.meta.kind != ours.meta.kind || theirs.meta.region != ours.meta.region {
        return Err(StoreError::Mismatch);
    }
    let mut stored = Vec::new();
    for (key, text) in found.iter().skip(1).flatten() {
        let item = codec::item_of(key);
        if batch.answers.iter().any(|(i, _)| *i == item) {
            stored.push((item, text.clone()));
        }
    }
    let (theirs, damaged) = codec::sheet_of(theirs, &stored);
    for (item, text) in &stored {
        if damaged.contains(item) {
            set_aside(item, text);
        }
    }
    let (ours, _) = codec::sheet_of(ours, &batch.answers);
    let both = merge(&ours, &theirs);
    records.push((SHEETS, id.clone(), codec::head(&both, batch.touched)));
    let mut merged = Vec::new();
    for (item, record) in &batch.answers {
        let together = codec::record(&both, item).unwrap_or_default();
        if together != *record {
            merged.push((item.clone(), together.clone()));
        }
        records.push((ANSWERS, codec::answer_key(id, item), together));
    }
    records.extend(aside);
    for (store, list) in [(JOURNAL, &batch.journal), (KV, &batch.kv)] {
        for (at, text) in list {
            records.push((store, at.clone(), text.clone()));
        }
    }
    Ok(Plan {
        records,
        merged,
        #[cfg(feature = "desk")]
        gone: Vec::new(),
    })
}

/// Is what was read back what the plan wrote?
pub fn holds(plan: &Plan, found: &[Vec<(String, String)>]) -> bool {
    let rows = || found.iter().flatten();
    plan.records
        .iter()
        .filter(|record| is_of_sheet(record))
        .all(|(_, at, text)| rows().any(|(key, stored)| key == at && stored == text))
}

/// Is it one of the records that make a sheet, packs among them?
pub fn is_of_sheet((store, _at, _): &Record) -> bool {
    #[cfg(feature = "desk")]
    if *store == KV && super::pack::is_place(_at) {
        return true;
    }
    *store == SHEETS || *store == ANSWERS
}

/// What keys of records that cannot be read begin with.
pub const DAMAGED: &str = "damaged/";

/// Where a record that cannot be read is kept when something readable takes its
/// place: `damaged/<sheet>/<time>/<item>`; the envelope has no item.
pub(super) fn damaged_key(sheet: &str, item: &str, at: u64) -> String {
    let mut key = String::from(DAMAGED);
    key.push_str(&codec::journal_key(sheet, at, 0));
    key.push('/');
    key.push_str(item);
    key
}
