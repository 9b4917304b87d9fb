//! A database of texts by text keys: what rexie offers, with its errors told apart.

use idb::Factory;
#[cfg(not(feature = "desk"))]
use rexie::{KeyRange, Transaction};
use rexie::{ObjectStore, Rexie, TransactionMode, TransactionResult};
use wasm_bindgen::prelude::*;

use super::StoreError;
#[cfg(feature = "desk")]
use super::at_once;
use crate::platform::member;

/// An open database. Letting go of it closes it: a connection that is merely
/// forgotten would hold up other windows.
pub struct Db(Option<Rexie>);

impl Drop for Db {
    fn drop(&mut self) {
        if let Some(rexie) = self.0.take() {
            rexie.close();
        }
    }
}

/// Which records of an object store: all, or the keys from the first to the
/// second, both of them in.
pub type Asked = (&'static str, Option<(String, String)>);

/// One record of an object store: its store, its key, its text.
pub type Record = (&'static str, String, String);

/// One record that goes: its store and its key.
pub type Gone = (&'static str, String);

/// Keys and texts, a list for each thing asked.
pub type Found = Vec<Vec<(String, String)>>;

/// The one record with this key.
pub fn only(store: &'static str, key: &str) -> Asked {
    (store, Some((key.to_string(), key.to_string())))
}

/// All records whose keys begin with `prefix` and a slash.
pub fn below(store: &'static str, prefix: &str) -> Asked {
    let mut low = String::from(prefix);
    let mut high = low.clone();
    low.push('/');
    // Follows the slash. No key is just this: each has a slash of its own.
    high.push('0');
    (store, Some((low, high)))
}

pub(super) fn key(text: &str) -> JsValue {
    JsValue::from_str(text)
}

/// The texts of records, handed to the browser.
#[cfg(feature = "desk")]
pub fn texts(records: &[Record]) -> Vec<JsValue> {
    records.iter().map(|(_, _, text)| key(text)).collect()
}

/// A value as text. Only texts are written here; anything else was put by another
/// program, and is shown as the JSON that it is, so that it is not overlooked.
pub(super) fn text_of(value: JsValue) -> String {
    value.as_string().unwrap_or_else(|| {
        js_sys::JSON::stringify(&value).map_or_else(|_| String::new(), String::from)
    })
}

/// rexie says only "idb error"; the cause is inside. Told apart by its name, for
/// printing it would bring 7 KB of text.
#[inline(never)]
fn error_of(error: rexie::Error) -> StoreError {
    use idb::Error as Idb;
    let rexie::Error::IdbError(cause) = error else {
        return StoreError::Aborted;
    };
    let cause: JsValue = match cause {
        Idb::DomException(exception) => exception.into(),
        Idb::TransactionOpenFailed(cause)
        | Idb::ObjectStoreNotFound(cause)
        | Idb::UpdateFailed(cause)
        | Idb::GetAllFailed(cause)
        | Idb::GetAllKeysFailed(cause) => cause,
        _ => return StoreError::Unavailable,
    };
    named(&cause)
}

fn named(cause: &JsValue) -> StoreError {
    let name = member(cause, "name").and_then(|name| name.as_string());
    match name.as_deref() {
        Some("QuotaExceededError") => StoreError::Full,
        // What a closed connection answers to a new transaction.
        Some("InvalidStateError" | "NotFoundError") => StoreError::Closed,
        Some("SecurityError") => StoreError::Unavailable,
        _ => StoreError::Aborted,
    }
}

impl Db {
    /// Opens a database as it is, of whatever version; makes it, with these object
    /// stores, if it is not there. With a version, adds the object stores that are
    /// missing, and waits until no other window has the older one open.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the browser refuses.
    pub async fn open(name: &str, stores: &[&str], version: Option<u32>) -> Result<Db, StoreError> {
        // Without a version, rexie touches no structure that is there.
        let mut builder = Rexie::builder(name);
        if let Some(version) = version {
            builder = builder.version(version);
        }
        for store in stores {
            builder = builder.add_object_store(ObjectStore::new(store));
        }
        match builder.build().await.map_err(error_of) {
            Ok(rexie) => Ok(Db(Some(rexie))),
            Err(StoreError::Full) => Err(StoreError::Full),
            Err(_) => Err(StoreError::Unavailable),
        }
    }

    fn rexie(&self) -> &Rexie {
        // Taken in `drop` alone.
        self.0.as_ref().unwrap_or_else(|| unreachable!())
    }

    /// Its version; 0 where that cannot be told.
    pub fn version(&self) -> u32 {
        self.rexie().version().unwrap_or(0)
    }

    /// The names of its object stores.
    pub fn stores(&self) -> Vec<String> {
        self.rexie().store_names()
    }

    /// Reads keys and texts in one transaction. What is asked of an object store that
    /// is not there is not there.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn read(&self, asked: &[Asked]) -> Result<Found, StoreError> {
        self.run(asked, None).await
    }

    /// Looks once more, and if all is as it was seen before, writes records and takes
    /// others away (the desk alone does), in one transaction. Gives what is there now if
    /// it is not.
    ///
    /// # Errors
    /// See [`StoreError`]; nothing is written then.
    pub async fn write(
        &self,
        asked: &[Asked],
        seen: &Found,
        records: &[Record],
        gone: &[Gone],
    ) -> Result<Option<Found>, StoreError> {
        #[cfg(feature = "desk")]
        let texts = texts(records);
        #[cfg(feature = "desk")]
        let run = self.write_texts(asked, (seen, records, gone), &texts);
        #[cfg(not(feature = "desk"))]
        let run = self.run(asked, Some((seen, records, gone)));
        match run.await {
            Ok(now) if now == *seen => Ok(None),
            Ok(now) => Ok(Some(now)),
            Err(StoreError::Aborted) => Err(self.cause(records).await),
            Err(error) => Err(error),
        }
    }

    /// The same where the texts of the records are with the browser already. Gives what
    /// there was.
    ///
    /// # Errors
    /// See [`StoreError`]; the cause of [`StoreError::Aborted`] is not looked for.
    #[cfg(feature = "desk")]
    pub async fn write_texts(
        &self,
        asked: &[Asked],
        write: (&Found, &[Record], &[Gone]),
        texts: &[JsValue],
    ) -> Result<Found, StoreError> {
        let there = self.stores();
        let run = async {
            let tx = (self.rexie()).transaction(&there, TransactionMode::ReadWrite)?;
            at_once::write(tx, &there, asked, write, texts).await
        };
        run.await.map_err(error_of)?.ok_or(StoreError::Aborted)
    }

    /// Do the records with these keys say these texts? Read in one transaction.
    ///
    /// # Errors
    /// See [`StoreError`].
    #[cfg(feature = "desk")]
    pub async fn say(&self, records: &[(&Record, &JsValue)]) -> Result<bool, StoreError> {
        let there = self.stores();
        let run = async {
            let tx = (self.rexie()).transaction(&there, TransactionMode::ReadOnly)?;
            at_once::say(&tx, records).await
        };
        run.await.map_err(error_of)
    }

    // One transaction for all that is done here: every kind of them, and every kind of
    // request, is a kilobyte or two. The small program writes few records and asks for one
    // after another.
    async fn run(
        &self,
        asked: &[Asked],
        write: Option<(&Found, &[Record], &[Gone])>,
    ) -> Result<Found, StoreError> {
        let there = self.stores();
        let mode = match write {
            Some(_) => TransactionMode::ReadWrite,
            None => TransactionMode::ReadOnly,
        };
        let run = async {
            let tx = self.rexie().transaction(&there, mode)?;
            #[cfg(feature = "desk")]
            return at_once::read(&tx, &there, asked).await.map(Some);
            #[cfg(not(feature = "desk"))]
            one_by_one(tx, &there, asked, write).await
        };
        let found = run.await.map_err(error_of)?;
        found.ok_or(StoreError::Aborted)
    }

    /// Why a transaction was aborted: rexie does not tell. Asked through idb, on which
    /// it stands, by another of the same size, which leaves nothing behind.
    async fn cause(&self, records: &[Record]) -> StoreError {
        let size = records.iter().map(|(_, _, text)| text.len()).sum();
        let name = self.rexie().name();
        let ask = async {
            let db = Factory::new().ok()?.open(&name, None).ok()?.await.ok()?;
            let names = db.store_names();
            let tx = db.transaction(&names, TransactionMode::ReadWrite).ok()?;
            let store = tx.object_store(names.first()?).ok()?;
            let probe = key("\u{1}probe");
            store.put(&key(&" ".repeat(size)), Some(&probe)).ok()?;
            store.delete(probe).ok()?;
            let same = store.transaction();
            let done = tx.await;
            db.close();
            match done {
                Ok(TransactionResult::Committed) => None,
                _ => same.error(),
            }
        };
        match ask.await {
            Some(error) => named(&error.into()),
            None => StoreError::Aborted,
        }
    }
}

/// What [`Db::run`] does: asks for one thing after another, looks, and writes the records
/// where all is as it was seen.
#[cfg(not(feature = "desk"))]
async fn one_by_one(
    tx: Transaction,
    there: &[String],
    asked: &[Asked],
    write: Option<(&Found, &[Record], &[Gone])>,
) -> Result<Option<Found>, rexie::Error> {
    let mut found = Found::new();
    for (name, keys) in asked {
        let mut rows = Vec::new();
        if there.iter().any(|store| store == name) {
            let range = || {
                let (low, high) = keys.as_ref()?;
                KeyRange::bound(&key(low), &key(high), None, None).ok()
            };
            let store = tx.store(name)?;
            // Both come in the order of the keys.
            let keys = store.get_all_keys(range(), None).await?;
            let texts = store.get_all(range(), None).await?;
            for (key, text) in keys.into_iter().zip(texts) {
                rows.push((text_of(key), text_of(text)));
            }
        }
        found.push(rows);
    }
    if let Some((seen, records, _)) = write
        && found == *seen
    {
        for (name, at, text) in records {
            tx.store(name)?.put(&key(text), Some(&key(at))).await?;
        }
        // Answers "ok, aborted" when the quota is hit.
        if tx.done().await? == TransactionResult::Aborted {
            return Ok(None);
        }
    }
    Ok(Some(found))
}
