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
        | Idb::GetAllFailed(_) => StoreError::Closed,
        _ => StoreError::Unavailable,
    }
}

fn key(text: &str) -> JsValue {
    JsValue::from_str(text)
}

/// All keys that begin with `prefix` and a slash.
fn range(prefix: &str) -> Option<KeyRange> {
    let mut low = String::from(prefix);
    low.push('/');
    let mut high = String::from(prefix);
    high.push('0'); // follows the slash
    KeyRange::bound(&key(&low), &key(&high), Some(false), Some(true)).ok()
}

impl Store {
    /// Opens the database, makes it if it is not there.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the browser refuses.
    pub async fn open() -> Result<Store, StoreError> {
        let db = Rexie::builder(NAME)
            .version(1)
            .add_object_store(ObjectStore::new(SHEETS))
            .add_object_store(ObjectStore::new(ANSWERS))
            .add_object_store(ObjectStore::new(JOURNAL))
            .add_object_store(ObjectStore::new(KV))
            .build()
            .await
            .map_err(error_of)?;
        Ok(Store { db })
    }

    /// Every sheet on the device, without its answers.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn sheets(&self) -> Result<Vec<StoredSheet>, StoreError> {
        let tx = self
            .db
            .transaction(&[SHEETS], TransactionMode::ReadOnly)
            .map_err(error_of)?;
        let store = tx.store(SHEETS).map_err(error_of)?;
        let all = store.get_all(None, None).await.map_err(error_of)?;
        Ok(all
            .into_iter()
            .filter_map(|v| StoredSheet::read(&v.as_string()?))
            .collect())
    }

    /// A whole sheet. `None` if it is not on the device.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn sheet(&self, id: &str) -> Result<Option<Sheet>, StoreError> {
        let tx = self
            .db
            .transaction(&[SHEETS, ANSWERS], TransactionMode::ReadOnly)
            .map_err(error_of)?;
        let head = tx
            .store(SHEETS)
            .map_err(error_of)?
            .get(key(id))
            .await
            .map_err(error_of)?;
        let Some(stored) = head.and_then(|v| StoredSheet::read(&v.as_string()?)) else {
            return Ok(None);
        };
        let answers = tx.store(ANSWERS).map_err(error_of)?;
        // Both come in the order of the keys, and from one transaction.
        let keys = answers
            .get_all_keys(range(id), None)
            .await
            .map_err(error_of)?;
        let values = answers.get_all(range(id), None).await.map_err(error_of)?;
        let rows = keys.into_iter().zip(values);
        let rows = rows.filter_map(|(k, v)| Some((k.as_string()?, v.as_string()?)));
        Ok(Some(codec::sheet_of(stored, rows)))
    }

    /// Writes a batch in one transaction, reads it back and compares.
    ///
    /// # Errors
    /// See [`StoreError`]; nothing of the batch is stored then.
    pub async fn write(&self, batch: &Batch) -> Result<(), StoreError> {
        let stores = [SHEETS, ANSWERS, JOURNAL];
        let tx = self
            .db
            .transaction(&stores, TransactionMode::ReadWrite)
            .map_err(error_of)?;
        let sheets = tx.store(SHEETS).map_err(error_of)?;
        let answers = tx.store(ANSWERS).map_err(error_of)?;
        let journal = tx.store(JOURNAL).map_err(error_of)?;
        sheets
            .put(&key(&batch.head), Some(&key(&batch.sheet_id)))
            .await
            .map_err(error_of)?;
        for (item, record) in &batch.answers {
            let at = codec::answer_key(&batch.sheet_id, item);
            answers
                .put(&key(record), Some(&key(&at)))
                .await
                .map_err(error_of)?;
        }
        for (at, change) in &batch.journal {
            journal
                .put(&key(change), Some(&key(at)))
                .await
                .map_err(error_of)?;
        }
        // Answers "ok, aborted" when the quota is hit.
        match tx.done().await.map_err(error_of)? {
            TransactionResult::Committed => {}
            TransactionResult::Aborted => return Err(StoreError::Full),
        }
        self.compare(batch).await
    }

    async fn compare(&self, batch: &Batch) -> Result<(), StoreError> {
        let tx = self
            .db
            .transaction(&[ANSWERS], TransactionMode::ReadOnly)
            .map_err(error_of)?;
        let answers = tx.store(ANSWERS).map_err(error_of)?;
        for (item, record) in &batch.answers {
            let at = codec::answer_key(&batch.sheet_id, item);
            let read = answers.get(key(&at)).await.map_err(error_of)?;
            if read.and_then(|v| v.as_string()).as_deref() != Some(record) {
                return Err(StoreError::Mismatch);
            }
        }
        Ok(())
    }

    /// A small value.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn get(&self, name: &str) -> Result<Option<String>, StoreError> {
        let tx = self
            .db
            .transaction(&[KV], TransactionMode::ReadOnly)
            .map_err(error_of)?;
        let value = tx
            .store(KV)
            .map_err(error_of)?
            .get(key(name))
            .await
            .map_err(error_of)?;
        Ok(value.and_then(|v| v.as_string()))
    }

    /// Writes a small value.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn set(&self, name: &str, value: &str) -> Result<(), StoreError> {
        let tx = self
            .db
            .transaction(&[KV], TransactionMode::ReadWrite)
            .map_err(error_of)?;
        let store = tx.store(KV).map_err(error_of)?;
        store
            .put(&key(value), Some(&key(name)))
            .await
            .map_err(error_of)?;
        match tx.done().await.map_err(error_of)? {
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
