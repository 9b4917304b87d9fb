//! Where sheets are kept on the device: IndexedDB, through rexie. Nobody else
//! knows it.
//!
//! Four object stores with string keys and text values; the structure is so
//! plain that the database version stays at 1:
//!
//! * `sheets`: sheet id → the envelope without answers,
//! * `answers`: `sheet id/item id` → one answer and its rivals,
//! * `journal`: `sheet id/time/number` → one change,
//! * `kv`: small things: the device's id, `damaged/…` (see [`guard`]).
//!
//! A database of a higher version was written by a newer program. It is read and
//! never written. Nothing here takes a record of a sheet away, and nothing deletes
//! a database.

mod codec;
mod copies;
mod db;
mod guard;
mod saver;

use saba_core::merge::merge;
use saba_core::order::sorted;
use saba_core::sheet::{Change, Sheet};

pub use codec::StoredSheet;
pub use copies::Copies;
use db::{Db, below, only};
pub use saver::{Page, Saver, SaverState, Work};

const NAME: &str = "saba";
const VERSION: u32 = 1;
const SHEETS: &str = "sheets";
const ANSWERS: &str = "answers";
const JOURNAL: &str = "journal";
const KV: &str = "kv";
const STORES: [&str; 4] = [SHEETS, ANSWERS, JOURNAL, KV];

/// How often a batch is laid over what is stored, if another window writes the same
/// records at the same time.
const TRIES: usize = 5;

/// Why the store did not do what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StoreError {
    /// There is no store here: blocked, private mode, or too old.
    Unavailable,
    /// The device is out of space.
    Full,
    /// The connection was closed under us; opening it again may help.
    Closed,
    /// The browser aborted a transaction, and not for want of space.
    Aborted,
    /// No answer yet: another window holds the store up, or the browser does.
    Blocked,
    /// What was read back is not what was written.
    Mismatch,
    /// The database was written by a newer program: it can only be read.
    Newer,
    /// A sheet that was stored is gone from the store.
    Lost,
}

impl StoreError {
    /// A stable name, for tests and styles.
    pub fn code(self) -> &'static str {
        match self {
            StoreError::Unavailable => "denied",
            StoreError::Full => "full",
            StoreError::Closed => "closed",
            StoreError::Aborted => "aborted",
            StoreError::Blocked => "blocked",
            StoreError::Mismatch => "mismatch",
            StoreError::Newer => "newer",
            StoreError::Lost => "lost",
        }
    }
}

/// The open database.
pub struct Store {
    db: Db,
    newer: bool,
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
    /// Small values that belong to it.
    pub kv: Vec<(String, String)>,
    /// When it was made.
    pub touched: u64,
    /// How many answers the sheet has in all.
    pub all: usize,
    /// It brings a whole sheet: a copy of what is stored is made before.
    pub whole: bool,
}

/// A sheet as it was read.
pub struct Loaded {
    /// The sheet, as far as it can be read.
    pub sheet: Sheet,
    /// When it was last changed on this device.
    pub touched: u64,
    /// Items whose records cannot be read, or not wholly.
    pub damaged: Vec<String>,
}

impl Store {
    /// Opens the database, makes it if it is not there. Before its structure is
    /// changed for a newer version, a copy of every sheet is made. `blocked` is
    /// called if another window holds that up.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn open(blocked: Box<dyn FnOnce()>) -> Result<Store, StoreError> {
        let store = Store::open_as_it_is().await?;
        if store.db.version() >= VERSION {
            return Ok(store);
        }
        let (heads, _) = store.sheets().await?;
        for head in heads {
            store.copy(&head.sheet.meta.id).await?;
        }
        drop(store);
        Db::upgrade(NAME, VERSION, &STORES, blocked).await?;
        Store::open_as_it_is().await
    }

    async fn open_as_it_is() -> Result<Store, StoreError> {
        let db = Db::open(NAME, &STORES).await?;
        let newer = db.version() > VERSION;
        Ok(Store { db, newer })
    }

    /// Was it written by a newer program? Then it can only be read.
    pub fn is_newer(&self) -> bool {
        self.newer
    }

    /// Every sheet on the device, without its answers, and the ids of those whose
    /// envelopes cannot be read.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn sheets(&self) -> Result<(Vec<StoredSheet>, Vec<String>), StoreError> {
        let all = self.db.read(vec![(SHEETS, None)]).await?;
        let (mut sheets, mut damaged) = (Vec::new(), Vec::new());
        for (id, text) in all.into_iter().flatten() {
            match StoredSheet::read(&text) {
                Some(sheet) => sheets.push(sheet),
                None => damaged.push(id),
            }
        }
        Ok((sheets, damaged))
    }

    /// A whole sheet, as far as it can be read. `None` if it is not on the device.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn sheet(&self, id: &str) -> Result<Option<Sheet>, StoreError> {
        Ok(self.load(id).await?.map(|loaded| loaded.sheet))
    }

    /// A whole sheet, and what of it cannot be read. `None` if it is not on the
    /// device, or if its envelope cannot be read.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn load(&self, id: &str) -> Result<Option<Loaded>, StoreError> {
        let asked = vec![only(SHEETS, id), below(ANSWERS, id)];
        let mut found = self.db.read(asked).await?.into_iter();
        let head = found.next().and_then(|rows| rows.into_iter().next());
        let Some(head) = head.and_then(|(_, text)| StoredSheet::read(&text)) else {
            return Ok(None);
        };
        let records: Vec<_> = (found.flatten())
            .map(|(at, text)| (codec::item_of(&at), text))
            .collect();
        let (sheet, damaged) = codec::sheet_of(head.sheet, &records);
        Ok(Some(Loaded {
            sheet,
            touched: head.touched,
            damaged,
        }))
    }

    /// Everything that stands in the store about a sheet, as it is: for somebody who
    /// can make something of records that this program cannot read.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn raw(&self, id: &str) -> Result<Vec<(String, String)>, StoreError> {
        let mut damaged = String::from("damaged/");
        damaged.push_str(id);
        let asked = vec![
            only(SHEETS, id),
            below(ANSWERS, id),
            below(JOURNAL, id),
            below(KV, &damaged),
        ];
        Ok(self.db.read(asked).await?.into_iter().flatten().collect())
    }

    /// Writes a batch in one transaction, reads it back and compares. Whatever is
    /// stored and not known to the batch stays beside it; see [`guard`].
    ///
    /// # Errors
    /// See [`StoreError`]; nothing of the batch is stored then.
    pub async fn write(&self, batch: &Batch) -> Result<(), StoreError> {
        self.lay_over(batch).await.map(drop)
    }

    /// Like [`Store::write`]; gives the items, with their records, of which the store
    /// knew more than the batch.
    async fn lay_over(&self, batch: &Batch) -> Result<Vec<(String, String)>, StoreError> {
        self.may_write()?;
        if batch.whole {
            // Taking in goes on without a copy: it takes nothing away.
            let _ = self.copy(&batch.sheet_id).await;
        }
        for _ in 0..TRIES {
            let plan = self.plan(batch).await?;
            if !self.db.change(&plan.seen, &plan.records, &[]).await? {
                continue;
            }
            let asked = plan.records.iter().map(|(store, at, _)| only(store, at));
            let found = self.db.read(asked.collect()).await?;
            let found = found.iter().map(|rows| rows.first().map(|(_, text)| text));
            return match found.eq(plan.records.iter().map(|(_, _, text)| Some(text))) {
                true => Ok(plan.merged),
                false => Err(StoreError::Mismatch),
            };
        }
        Err(StoreError::Aborted)
    }

    async fn plan(&self, batch: &Batch) -> Result<guard::Plan, StoreError> {
        let id = &batch.sheet_id;
        let at = |(item, _): &(String, String)| only(ANSWERS, &codec::answer_key(id, item));
        let asked = std::iter::once(only(SHEETS, id)).chain(batch.answers.iter().map(at));
        let mut found = self.db.read(asked.collect()).await?.into_iter();
        let head = found.next().and_then(|rows| rows.into_iter().next());
        let stored = found.flatten();
        let stored = stored.map(|(at, text)| (codec::item_of(&at), text));
        guard::plan(batch, head.map(|(_, text)| text), stored.collect())
    }

    fn may_write(&self) -> Result<(), StoreError> {
        match self.newer {
            true => Err(StoreError::Newer),
            false => Ok(()),
        }
    }

    /// Makes a copy of a sheet as it is stored, beside this database.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn copy(&self, id: &str) -> Result<(), StoreError> {
        match self.load(id).await? {
            Some(Loaded { sheet, touched, .. }) => {
                let now = crate::platform::now();
                Copies::open().await?.keep(&sheet, touched, now).await
            }
            None => Ok(()),
        }
    }

    /// A small value.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn get(&self, name: &str) -> Result<Option<String>, StoreError> {
        let found = self.db.read(vec![only(KV, name)]).await?;
        Ok(found.into_iter().flatten().next().map(|(_, text)| text))
    }

    /// Writes a small value.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn set(&self, name: &str, value: &str) -> Result<(), StoreError> {
        self.may_write()?;
        let record = (KV, name.to_string(), value.to_string());
        self.db.change(&[], &[record], &[]).await.map(drop)
    }
}

#[cfg(feature = "desk")]
impl Store {
    /// The small values whose names begin with `prefix` and a slash.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn under(&self, prefix: &str) -> Result<Vec<(String, String)>, StoreError> {
        let found = self.db.read(vec![below(KV, prefix)]).await?;
        Ok(found.into_iter().flatten().collect())
    }

    /// Takes a small value away.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn remove(&self, name: &str) -> Result<(), StoreError> {
        self.may_write()?;
        let gone = (KV, name.to_string());
        self.db.change(&[], &[], &[gone]).await.map(drop)
    }
}

/// A sheet joined with records that the store has: item id and record.
pub fn joined(sheet: &Sheet, records: &[(String, String)]) -> Sheet {
    let (stored, _) = codec::sheet_of(Sheet::new(sheet.meta.clone()), records);
    merge(sheet, &stored)
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
        kv: Vec::new(),
        touched,
        all: sheet.answers.len(),
        whole: false,
    }
}

/// The batch that saves a whole sheet: one that was taken in, or one that the store
/// lost.
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
    Batch {
        whole: true,
        ..batch(sheet, &changes, touched, 0)
    }
}
