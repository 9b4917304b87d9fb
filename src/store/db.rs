//! A database of texts by text keys: what rexie offers, with its errors told apart.
//!
//! Two things rexie hides, and idb, on which it stands, tells: why a transaction was
//! aborted, and that another window holds up a new version.

use idb::{DatabaseEvent, Factory, ObjectStoreParams};
use rexie::{KeyRange, ObjectStore, Rexie, TransactionMode, TransactionResult};
use wasm_bindgen::prelude::*;

use super::StoreError;
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

/// What a record was when somebody looked: its store, its key, its text if it was there.
pub type Seen = (&'static str, String, Option<String>);

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

fn key(text: &str) -> JsValue {
    JsValue::from_str(text)
}

/// A value as text. Only texts are written here; anything else was put by another
/// program, and is shown as the JSON that it is, so that it is not overlooked.
fn text_of(value: JsValue) -> String {
    value.as_string().unwrap_or_else(|| {
        js_sys::JSON::stringify(&value).map_or_else(|_| String::new(), String::from)
    })
}

/// rexie says only "idb error"; the cause is inside. Told apart by its name, for
/// printing it would bring 7 KB of text.
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
        | Idb::DeleteFailed(cause)
        | Idb::GetFailed(cause)
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
    /// stores, if it is not there.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] where the browser refuses.
    pub async fn open(name: &str, stores: &[&str]) -> Result<Db, StoreError> {
        // Without a version, rexie touches no structure that is there.
        let mut builder = Rexie::builder(name);
        for store in stores {
            builder = builder.add_object_store(ObjectStore::new(store));
        }
        let opened = builder.build().await;
        let rexie = opened.map_err(|error| match error_of(error) {
            StoreError::Full => StoreError::Full,
            _ => StoreError::Unavailable,
        })?;
        Ok(Db(Some(rexie)))
    }

    /// Brings a database to a version, by adding the object stores that it lacks.
    /// Nothing is taken away. `blocked` is called if another window keeps an older
    /// version open; this goes on once that window has let go.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn upgrade(
        name: &str,
        version: u32,
        stores: &'static [&'static str],
        blocked: Box<dyn FnOnce()>,
    ) -> Result<(), StoreError> {
        let upgrade = async {
            let mut request = Factory::new()?.open(name, Some(version))?;
            request.on_blocked(move |_| blocked());
            request.on_upgrade_needed(move |event| {
                let Ok(db) = event.database() else { return };
                let there = db.store_names();
                for store in stores {
                    if !there.iter().any(|name| name == store) {
                        // A failure aborts the upgrade, which tells it.
                        let _ = db.create_object_store(store, ObjectStoreParams::new());
                    }
                }
            });
            request.await?.close();
            Ok(())
        };
        upgrade
            .await
            .map_err(|error: idb::Error| error_of(error.into()))
    }

    fn rexie(&self) -> &Rexie {
        // Taken in `drop` alone.
        self.0.as_ref().unwrap_or_else(|| unreachable!())
    }

    /// Its version; 0 where that cannot be told.
    pub fn version(&self) -> u32 {
        self.rexie().version().unwrap_or(0)
    }

    /// Reads keys and texts in one transaction, a list for each thing asked. What is
    /// asked of an object store that is not there is not there.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn read(&self, asked: Vec<Asked>) -> Result<Vec<Vec<(String, String)>>, StoreError> {
        self.look(asked, true).await
    }

    /// Reads keys alone, where the texts may be large.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn keys(&self, asked: Asked) -> Result<Vec<String>, StoreError> {
        let found = self.look(vec![asked], false).await?;
        Ok(found.into_iter().flatten().map(|(key, _)| key).collect())
    }

    async fn look(
        &self,
        asked: Vec<Asked>,
        texts: bool,
    ) -> Result<Vec<Vec<(String, String)>>, StoreError> {
        let there = self.rexie().store_names();
        let is_there = |name: &&str| there.iter().any(|store| store == name);
        let names: Vec<&str> = asked.iter().map(|a| a.0).filter(is_there).collect();
        let mut found = Vec::new();
        if names.is_empty() {
            return Ok(found);
        }
        let look = async {
            let tx = self
                .rexie()
                .transaction(&names, TransactionMode::ReadOnly)?;
            for (name, keys) in &asked {
                if !is_there(name) {
                    found.push(Vec::new());
                    continue;
                }
                let range = || {
                    let (low, high) = keys.as_ref()?;
                    KeyRange::bound(&key(low), &key(high), None, None).ok()
                };
                let store = tx.store(name)?;
                // Both come in the order of the keys.
                let keys = store.get_all_keys(range(), None).await?.into_iter();
                let keys = keys.map(|key| key.as_string().unwrap_or_default());
                let rows = match texts {
                    true => {
                        let texts = store.get_all(range(), None).await?;
                        keys.zip(texts.into_iter().map(text_of)).collect()
                    }
                    false => keys.map(|key| (key, String::new())).collect(),
                };
                found.push(rows);
            }
            Ok(found)
        };
        look.await.map_err(error_of)
    }

    /// Writes records and takes others away, in one transaction; but only if what was
    /// seen is still so. Says whether it was.
    ///
    /// # Errors
    /// See [`StoreError`]; nothing is written then.
    pub async fn change(
        &self,
        seen: &[Seen],
        records: &[Record],
        gone: &[(&'static str, String)],
    ) -> Result<bool, StoreError> {
        let change = async {
            let names: Vec<&str> = (records.iter().map(|r| r.0))
                .chain(seen.iter().map(|s| s.0))
                .chain(gone.iter().map(|g| g.0))
                .collect();
            let tx = self
                .rexie()
                .transaction(&names, TransactionMode::ReadWrite)?;
            for (name, at, text) in seen {
                let now = tx.store(name)?.get(key(at)).await?;
                if now.map(text_of) != *text {
                    tx.abort().await?;
                    return Ok(None);
                }
            }
            for (name, at, text) in records {
                tx.store(name)?.put(&key(text), Some(&key(at))).await?;
            }
            for (name, at) in gone {
                tx.store(name)?.delete(key(at)).await?;
            }
            tx.done().await.map(Some)
        };
        match change.await.map_err(error_of) {
            Ok(None) => Ok(false),
            Ok(Some(TransactionResult::Committed)) => Ok(true),
            Ok(Some(TransactionResult::Aborted)) | Err(StoreError::Aborted) => {
                let size = records.iter().map(|(_, _, text)| text.len()).sum();
                Err(self.cause(records.first().map_or("", |r| r.0), size).await)
            }
            Err(error) => Err(error),
        }
    }

    /// Why a transaction is aborted: asked by another of the same size, which leaves
    /// nothing behind.
    async fn cause(&self, store: &str, size: usize) -> StoreError {
        let name = self.rexie().name();
        let ask = async {
            let db = Factory::new().ok()?.open(&name, None).ok()?.await.ok()?;
            let mode = TransactionMode::ReadWrite;
            let tx = db.transaction(&[store], mode).ok()?;
            let store = tx.object_store(store).ok()?;
            let probe = key("\u{1}probe");
            store.put(&key(&" ".repeat(size)), Some(&probe)).ok()?;
            store.delete(probe).ok()?;
            let same = store.transaction();
            let done = tx.await;
            db.close();
            match done {
                Ok(idb::TransactionResult::Committed) => None,
                _ => same.error(),
            }
        };
        match ask.await {
            Some(error) => named(&error.into()),
            None => StoreError::Aborted,
        }
    }
}
