//! Where sheets are kept on the device: IndexedDB, through rexie. Nobody else
//! knows it.
//!
//! Four object stores with string keys and text values; the structure is so
//! plain that the database version stays at 1 (rexie deletes stores that a
//! newer version does not declare):
//!
//! * `sheets`: sheet id → the envelope without answers,
//! * `answers`: `sheet id/item id` → one answer and its rivals,
//! * `journal`: `sheet id/time/number` → one change,
//! * `kv`: small things, such as the device's id.

mod codec;
mod saver;

use rexie::{KeyRange, ObjectStore, Rexie, TransactionMode, TransactionResult};
use saba_core::order::sorted;
use saba_core::sheet::{Change, Sheet};
use wasm_bindgen::prelude::*;

pub use codec::StoredSheet;
pub use saver::{Saver, SaverState};

const NAME: &str = "saba";
const SHEETS: &str = "sheets";
const ANSWERS: &str = "answers";
const JOURNAL: &str = "journal";
const KV: &str = "kv";

/// Why the store did not do what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// There is no store here: blocked, private mode, or too old.
    Unavailable,
    /// The device is out of space.
    Full,
    /// The connection was closed under us; opening it again may help.
    Closed,
    /// What was read back is not what was written.
    Mismatch,
}

/// The open database.
pub struct Store {
    db: Rexie,
}

/// What is written in one transaction.
pub struct Batch {
    /// The sheet as it is after the changes.
    pub sheet_id: String,
    /// Its envelope without answers.
    pub head: String,
    /// Item id and answer record.
    pub answers: Vec<(String, String)>,
    /// Journal key and change.
    pub journal: Vec<(String, String)>,
}

/// rexie says only "idb error"; the cause is inside. Told apart by its kind and
/// name, for printing it would bring 7 KB of text.
fn error_of(error: rexie::Error) -> StoreError {
    use idb::Error as Idb;
    let rexie::Error::IdbError(cause) = error else {
        return StoreError::Closed;
    };
    match cause {
        Idb::DomException(exception) => match exception.name().as_str() {
            "QuotaExceededError" => StoreError::Full,
            "InvalidStateError" | "AbortError" | "TransactionInactiveError" => StoreError::Closed,
            _ => StoreError::Unavailable,
        },
        Idb::TransactionOpenFailed(_)
        | Idb::UpdateFailed(_)
        | Idb::GetFailed(_)
        | Idb::GetAllFailed(_)
        | Idb::GetAllKeysFailed(_) => StoreError::Closed,
        _ => StoreError::Unavailable,
    }
}

fn key(text: &str) -> JsValue {
    JsValue::from_str(text)
}

/// Which records of an object store: all, or the keys from the first to the
/// second, both of them in.
type Asked = (&'static str, Option<(String, String)>);

/// One record of an object store.
type Record = (&'static str, String, String);

/// The one record with this key.
fn only(store: &'static str, key: &str) -> Asked {
    (store, Some((key.to_string(), key.to_string())))
}

/// All records whose keys begin with `prefix` and a slash.
fn below(store: &'static str, prefix: &str) -> Asked {
    let mut low = String::from(prefix);
    let mut high = low.clone();
    low.push('/');
    // Follows the slash. No key is just this: each has a slash of its own.
    high.push('0');
    (store, Some((low, high)))
}

impl Store {
    /// Opens the database, makes it if it is not there.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the browser refuses.
    pub async fn open() -> Result<Store, StoreError> {
        let mut builder = Rexie::builder(NAME).version(1);
        for store in [SHEETS, ANSWERS, JOURNAL, KV] {
            builder = builder.add_object_store(ObjectStore::new(store));
        }
        let db = builder.build().await.map_err(error_of)?;
        Ok(Store { db })
    }

    /// Reads keys and values in one transaction, a list for each thing asked.
    async fn read(&self, asked: Vec<Asked>) -> Result<Vec<Vec<(String, String)>>, StoreError> {
        let read = async {
            let names: Vec<&str> = asked.iter().map(|(name, _)| *name).collect();
            let tx = self.db.transaction(&names, TransactionMode::ReadOnly)?;
            let mut found = Vec::new();
            for (name, keys) in &asked {
                let range = || {
                    let (low, high) = keys.as_ref()?;
                    KeyRange::bound(&key(low), &key(high), None, None).ok()
                };
                let store = tx.store(name)?;
                // Both come in the order of the keys.
                let keys = store.get_all_keys(range(), None).await?;
                let values = store.get_all(range(), None).await?;
                let rows = keys.into_iter().zip(values);
                let rows = rows.filter_map(|(k, v)| Some((k.as_string()?, v.as_string()?)));
                found.push(rows.collect());
            }
            Ok(found)
        };
        read.await.map_err(error_of)
    }

    /// Writes records in one transaction.
    async fn put(&self, records: Vec<Record>) -> Result<(), StoreError> {
        let put = async {
            let names: Vec<&str> = records.iter().map(|(name, _, _)| *name).collect();
            let tx = self.db.transaction(&names, TransactionMode::ReadWrite)?;
            for (name, at, value) in &records {
                tx.store(name)?.put(&key(value), Some(&key(at))).await?;
            }
            tx.done().await
        };
        // Answers "ok, aborted" when the quota is hit.
        match put.await.map_err(error_of)? {
            TransactionResult::Committed => Ok(()),
            TransactionResult::Aborted => Err(StoreError::Full),
        }
    }

    /// Every sheet on the device, without its answers.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn sheets(&self) -> Result<Vec<StoredSheet>, StoreError> {
        let all = self.read(vec![(SHEETS, None)]).await?;
        let all = all.into_iter().flatten();
        Ok(all
            .filter_map(|(_, text)| StoredSheet::read(&text))
            .collect())
    }

    /// A whole sheet. `None` if it is not on the device.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn sheet(&self, id: &str) -> Result<Option<Sheet>, StoreError> {
        let asked = vec![only(SHEETS, id), below(ANSWERS, id)];
        let mut found = self.read(asked).await?.into_iter().flatten();
        let stored = found.next().filter(|(at, _)| at == id);
        let stored = stored.and_then(|(_, text)| StoredSheet::read(&text));
        Ok(stored.map(|stored| codec::sheet_of(stored, found.collect())))
    }

    /// Writes a batch in one transaction, reads it back and compares.
    ///
    /// # Errors
    /// See [`StoreError`]; nothing of the batch is stored then.
    pub async fn write(&self, batch: &Batch) -> Result<(), StoreError> {
        let mut records = vec![(SHEETS, batch.sheet_id.clone(), batch.head.clone())];
        let mut again = Vec::new();
        for (item, record) in &batch.answers {
            let at = codec::answer_key(&batch.sheet_id, item);
            again.push(only(ANSWERS, &at));
            records.push((ANSWERS, at, record.clone()));
        }
        for (at, change) in &batch.journal {
            records.push((JOURNAL, at.clone(), change.clone()));
        }
        self.put(records).await?;
        if again.is_empty() {
            return Ok(());
        }
        let found = self.read(again).await?;
        let found: Vec<&String> = found.iter().flatten().map(|(_, text)| text).collect();
        match found
            == batch
                .answers
                .iter()
                .map(|(_, text)| text)
                .collect::<Vec<_>>()
        {
            true => Ok(()),
            false => Err(StoreError::Mismatch),
        }
    }

    /// A small value.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn get(&self, name: &str) -> Result<Option<String>, StoreError> {
        let found = self.read(vec![only(KV, name)]).await?;
        Ok(found.into_iter().flatten().next().map(|(_, text)| text))
    }

    /// Writes a small value.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn set(&self, name: &str, value: &str) -> Result<(), StoreError> {
        self.put(vec![(KV, name.to_string(), value.to_string())])
            .await
    }
}

#[cfg(feature = "desk")]
impl Store {
    /// The small values whose names begin with `prefix` and a slash.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn under(&self, prefix: &str) -> Result<Vec<(String, String)>, StoreError> {
        let found = self.read(vec![below(KV, prefix)]).await?;
        Ok(found.into_iter().flatten().collect())
    }

    /// Takes a small value away.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn remove(&self, name: &str) -> Result<(), StoreError> {
        let remove = async {
            let tx = self.db.transaction(&[KV], TransactionMode::ReadWrite)?;
            tx.store(KV)?.delete(key(name)).await?;
            tx.done().await
        };
        match remove.await.map_err(error_of)? {
            TransactionResult::Committed => Ok(()),
            TransactionResult::Aborted => Err(StoreError::Full),
        }
    }
}

/// The batch that saves some changes of a sheet.
pub fn batch(sheet: &Sheet, changes: &[Change], touched: u64, number: u64) -> Batch {
    let items = changes.iter().map(|c| c.item.as_str()).collect();
    let mut items: Vec<&str> = sorted(items, &|a, b| a.cmp(b));
    items.dedup();
    Batch {
        sheet_id: sheet.meta.id.clone(),
        head: codec::head(sheet, touched),
        answers: items
            .iter()
            .filter_map(|i| Some(((*i).to_string(), codec::record(sheet, i)?)))
            .collect(),
        journal: changes
            .iter()
            .enumerate()
            .map(|(i, c)| {
                let order = number.saturating_add(i as u64);
                (
                    codec::journal_key(&sheet.meta.id, touched, order),
                    codec::journal_entry(c),
                )
            })
            .collect(),
    }
}

/// The batch that saves a whole sheet, for a sheet that was taken in.
#[cfg(feature = "desk")]
pub fn whole(sheet: &Sheet, before: Option<&Sheet>, touched: u64) -> Batch {
    let changes: Vec<Change> = sheet
        .answers
        .iter()
        .filter(|(id, a)| {
            before.is_none_or(|b| {
                b.answers.get(id) != Some(a) || b.rivals.get(id) != sheet.rivals.get(id)
            })
        })
        .map(|(id, a)| Change {
            item: id.clone(),
            before: before.and_then(|b| b.answers.get(id).cloned()),
            after: a.clone(),
        })
        .collect();
    batch(sheet, &changes, touched, 0)
}
