//! What is written in place of what: nothing that is stored is ever replaced by
//! something that has not seen it.
//!
//! A batch is laid over what stands in the store. Versions never go down: where the
//! stored answer is not one that the new answer descends from, both stay, as after
//! taking in a file. So it does not matter whether another window wrote in between,
//! or what this page knew when it began.

use saba_core::merge::merge;

use super::codec::{self, StoredSheet};
use super::db::{Record, Seen};
use super::{ANSWERS, Batch, JOURNAL, KV, SHEETS, StoreError};

/// What becomes of a batch.
pub struct Plan {
    /// What was there when the plan was made.
    pub seen: Vec<Seen>,
    /// What is written.
    pub records: Vec<Record>,
    /// Items and records of the batch that the store knew more about than the page.
    pub merged: Vec<(String, String)>,
}

/// Lays a batch over what is stored: `head` is the stored envelope, `stored` the
/// records of the batch's items that are there.
///
/// # Errors
/// [`StoreError::Lost`] if the sheet is gone from the store although it was there;
/// [`StoreError::Mismatch`] if another sheet stands in its place.
pub fn plan(
    batch: &Batch,
    head: Option<String>,
    stored: Vec<(String, String)>,
) -> Result<Plan, StoreError> {
    let id = &batch.sheet_id;
    let ours = StoredSheet::read(&batch.head).ok_or(StoreError::Mismatch)?;
    let mut records = Vec::new();
    let mut set_aside = |what: &str, text: &str| {
        records.push((KV, damaged_key(id, what, batch.touched), text.to_string()));
    };
    let there = match &head {
        // More answers than this batch brings were stored once.
        None if batch.answers.len() < batch.all => return Err(StoreError::Lost),
        None => ours.sheet.clone(),
        Some(text) => match StoredSheet::read(text) {
            None => {
                set_aside("", text);
                ours.sheet.clone()
            }
            Some(stored) => stored.sheet,
        },
    };
    if (there.meta.kind, &there.meta.region) != (ours.sheet.meta.kind, &ours.sheet.meta.region) {
        return Err(StoreError::Mismatch);
    }
    let (theirs, damaged) = codec::sheet_of(there, &stored);
    for (item, text) in &stored {
        if damaged.contains(item) {
            set_aside(item, text);
        }
    }
    let (ours, _) = codec::sheet_of(ours.sheet, &batch.answers);
    let both = merge(&ours, &theirs);
    records.push((SHEETS, id.clone(), codec::head(&both, batch.touched)));
    let mut seen = vec![(SHEETS, id.clone(), head)];
    let mut merged = Vec::new();
    for (item, record) in &batch.answers {
        let at = codec::answer_key(id, item);
        let was = stored.iter().find(|(of, _)| of == item);
        seen.push((ANSWERS, at.clone(), was.map(|(_, text)| text.clone())));
        let together = codec::record(&both, item).unwrap_or_default();
        if together != *record {
            merged.push((item.clone(), together.clone()));
        }
        records.push((ANSWERS, at, together));
    }
    for (store, list) in [(JOURNAL, &batch.journal), (KV, &batch.kv)] {
        for (at, text) in list {
            records.push((store, at.clone(), text.clone()));
        }
    }
    Ok(Plan {
        seen,
        records,
        merged,
    })
}

/// Where a record that cannot be read is kept when something readable takes its
/// place: `damaged/<sheet>/<time>/<item>`; the envelope has no item.
fn damaged_key(sheet: &str, item: &str, at: u64) -> String {
    let mut key = String::from("damaged/");
    key.push_str(&codec::journal_key(sheet, at, 0));
    key.push('/');
    key.push_str(item);
    key
}
