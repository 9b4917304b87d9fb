//! What is done with everything about a sheet at once: it is locked, unlocked for
//! good, or taken off this device.

use saba_core::text::joined;

use super::db::{Asked, Found, Gone, Record, below, only};
use super::seal::{self, Seal};
use super::{ANSWERS, Copies, DRAFT, JOURNAL, KV, SHEETS, Store, StoreError, first, guard};
use crate::platform::channel;

/// What `kv` has about a sheet beside its lock, before its id: what left the device,
/// what was put away.
const ABOUT: [&str; 2] = ["handed/", "away/"];

impl Store {
    /// Locks a sheet, or unlocks it for good: stores everything about it anew, sealed
    /// with the new lock or plain, in one transaction, and reads it back. What would
    /// keep plain answers beside it goes: copies, and what taking in could be taken
    /// back by.
    ///
    /// # Errors
    /// See [`StoreError`]; [`StoreError::Aborted`] if another window wrote meanwhile.
    /// Then every answer is as it was; after [`StoreError::Mismatch`], what was there is
    /// put back.
    pub async fn seal_anew(&self, id: &str, new: Option<(String, Seal)>) -> Result<(), StoreError> {
        self.may_write()?;
        self.take_apart(id).await?;
        let lock_key = seal::lock_key(id);
        let asked = self.asks(id);
        let seen = self.db.read(&asked).await?;
        let was = first(seen.last().cloned());
        let old = seal::seal_of(id, was.as_deref())?;
        let rows = rows(&seen);
        let (lock, new) = new.map_or((None, Seal::PLAIN), |(lock, seal)| (Some(lock), seal));
        let mut records = rows_anew(&rows, &old, &new).await?;
        let mut gone = self.takings(id).await?;
        match &lock {
            Some(lock) => records.push((KV, lock_key.clone(), lock.clone())),
            None => gone.push((KV, lock_key.clone())),
        }
        if self
            .db
            .write(&asked, &seen, &records, &gone)
            .await?
            .is_some()
        {
            return Err(StoreError::Aborted);
        }
        let all: Vec<_> = records
            .iter()
            .map(|(store, at, _)| only(store, at))
            .collect();
        let found = self.db.read(&all).await?;
        let found = found.iter().map(|rows| rows.first().map(|(_, text)| text));
        if !found.eq(records.iter().map(|(_, _, text)| Some(text))) {
            let mut back = rows;
            let gone = match was {
                Some(lock) => {
                    back.push((KV, lock_key, lock));
                    Vec::new()
                }
                None => vec![(KV, lock_key)],
            };
            self.db.write(&[], &Vec::new(), &back, &gone).await?;
            return Err(StoreError::Mismatch);
        }
        match lock {
            Some(lock) => {
                new.keep(id, &lock);
                Copies::open().await?.forget(id).await?;
            }
            None => seal::forget(id),
        }
        channel::say(["sealed", id]);
        Ok(())
    }

    /// Takes a sheet with everything about it off this device, in one transaction. Its
    /// copies go first.
    ///
    /// # Errors
    /// See [`StoreError`]; the sheet is as it was then.
    pub async fn remove_sheet(&self, id: &str) -> Result<(), StoreError> {
        self.may_write()?;
        Copies::open().await?.forget(id).await?;
        let asked = self.asks(id);
        let seen = self.db.read(&asked).await?;
        let mut gone = self.takings(id).await?;
        gone.extend(rows(&seen).into_iter().map(|(store, at, _)| (store, at)));
        gone.push((KV, seal::lock_key(id)));
        for before in ABOUT {
            gone.push((KV, joined(&mut [before, id].into_iter(), "")));
        }
        if self.db.write(&asked, &seen, &[], &gone).await?.is_some() {
            return Err(StoreError::Aborted);
        }
        seal::forget(id);
        channel::say(["gone", id]);
        Ok(())
    }

    /// What stands in the store about a sheet: by [`PLACES`], then its lock.
    pub(super) fn asks(&self, id: &str) -> Vec<Asked> {
        let damaged = joined(&mut [guard::DAMAGED, id].into_iter(), "");
        vec![
            only(SHEETS, id),
            below(ANSWERS, id),
            below(JOURNAL, id),
            below(KV, &damaged),
            below(KV, &joined(&mut [DRAFT, id].into_iter(), "")),
            only(KV, &seal::lock_key(id)),
        ]
    }

    /// Where it stands what files changed in this sheet.
    async fn takings(&self, id: &str) -> Result<Vec<Gone>, StoreError> {
        let found = self.db.read(&[below(KV, "intake")]).await?;
        let keys = found.into_iter().flatten().map(|(key, _)| key);
        let of_it = |key: &String| key.rsplit('/').next() == Some(id);
        Ok(keys.filter(of_it).map(|key| (KV, key)).collect())
    }
}

/// In which object stores records of a sheet stand.
const PLACES: [&str; 5] = [SHEETS, ANSWERS, JOURNAL, KV, KV];

/// What was found of a sheet, without its lock.
fn rows(found: &Found) -> Vec<Record> {
    let found = found.iter().zip(PLACES);
    let rows = found.flat_map(|(rows, store)| {
        let rows = rows.iter();
        rows.map(move |(at, text)| (store, at.clone(), text.clone()))
    });
    rows.collect()
}

/// Rows as they are stored under another seal. Each is opened again before: it is
/// about to be the only form of an answer.
async fn rows_anew(rows: &[Record], old: &Seal, new: &Seal) -> Result<Vec<Record>, StoreError> {
    let mut all = Vec::new();
    for (store, at, text) in rows {
        // What does not open now stays as it is, and so does an envelope.
        let plain = old.open(store, at, text).await;
        let plain = plain.unwrap_or_else(|_| text.clone());
        let mut record = vec![(*store, at.clone(), plain.clone())];
        new.seal_all(&mut record).await?;
        for (_, _, sealed) in &record {
            let opened = new.open(store, at, sealed).await;
            if sealed != text && opened.as_ref() != Ok(&plain) {
                return Err(StoreError::Mismatch);
            }
        }
        all.extend(record);
    }
    Ok(all)
}
