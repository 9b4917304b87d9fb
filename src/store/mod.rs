//! Where sheets are kept on the device: IndexedDB, through rexie. Nobody else
//! knows it.
//!
//! Four object stores with string keys and text values; the structure is so
//! plain that the database version stays at 1:
//!
//! * `sheets`: sheet id → the envelope without answers,
//! * `answers`: `sheet id/item id` → one answer and its rivals,
//! * `journal`: `sheet id/time/number` → one change,
//! * `kv`: small things: the device's id, `handed/<sheet id>` (what left),
//!   `intake/<time>/<sheet id>` (what came in), `damaged/…` (see [`guard`]),
//!   `board/<region>` (which sheet counts for which village),
//!   `ketik/<sheet id>/<section>` (what was typed from paper and is no answer yet),
//!   `lock/<sheet id>` (see [`seal`]; or the whole sheet, see `pack`).
//!
//! A database of a higher version was written by a newer program. It is read and
//! never written. Records of a sheet go only when a person removes the sheet
//! (`keeping`), and nothing deletes
//! a database.

#[cfg(feature = "desk")]
mod at_once;
mod codec;
mod copies;
mod db;
mod guard;
pub mod handed;
#[cfg(feature = "desk")]
mod keeping;
#[cfg(feature = "desk")]
mod many;
#[cfg(feature = "desk")]
mod pack;
mod saver;
#[cfg_attr(not(feature = "desk"), path = "unsealed.rs")]
pub mod seal;

use saba_core::merge::merge;
use saba_core::order::sorted;
use saba_core::sheet::{Change, Sheet};

use crate::platform::channel;

pub use codec::StoredSheet;
pub use copies::Copies;
#[cfg(feature = "desk")]
pub use copies::Copy;
use db::{Asked, Db, below, only};
#[cfg(feature = "desk")]
pub use pack::{NewPack, first_of, packed};
pub use saver::{Page, Saver, SaverState, Work};

const NAME: &str = "saba";
const VERSION: u32 = 1;
const SHEETS: &str = "sheets";
const ANSWERS: &str = "answers";
const JOURNAL: &str = "journal";
const KV: &str = "kv";
/// What keys in `kv` begin with under which something typed from paper waits.
#[cfg(feature = "desk")]
const DRAFT: &str = "ketik/";
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
    /// The sheet is locked, and this page has no key for it.
    Locked,
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
            StoreError::Locked => "locked",
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
    /// The whole sheet as one record, in place of `answers`; see [`pack`].
    #[cfg(feature = "desk")]
    pub pack: Option<NewPack>,
}

/// Items and their records, of which the store knew more than a batch.
type Merged = Vec<(String, String)>;

/// What a page begins with.
pub struct First {
    /// Every sheet on the device, without its answers, if its envelope can be read.
    pub sheets: Vec<StoredSheet>,
    /// The small value that was asked for.
    pub value: Option<String>,
    /// The small values whose names begin with what was asked for, by name.
    pub under: Vec<(String, String)>,
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
    /// changed for a newer version, a copy of every sheet is made.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn open() -> Result<Store, StoreError> {
        let mut store = Store::of(Db::open(NAME, &STORES, None).await?);
        if store.db.version() < VERSION {
            for head in store.sheets().await?.0 {
                store.copy(&head.sheet.meta.id, false).await?;
            }
            // rexie deletes what is not declared: declare what is there, too.
            let there = store.db.stores();
            drop(store);
            let all = STORES
                .iter()
                .copied()
                .chain(there.iter().map(String::as_str));
            let all: Vec<&str> = all.collect();
            store = Store::of(Db::open(NAME, &all, Some(VERSION)).await?);
        }
        Ok(store)
    }

    fn of(db: Db) -> Store {
        let newer = db.version() > VERSION;
        Store { db, newer }
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
        let all = self.db.read(&[(SHEETS, None)]).await?;
        Ok(heads(all.into_iter().flatten()))
    }

    /// What a page begins with, read in one transaction.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn first(&self, name: &str, prefix: &str) -> Result<First, StoreError> {
        let asked = [(SHEETS, None), only(KV, name), below(KV, prefix)];
        let mut found = self.db.read(&asked).await?.into_iter();
        Ok(First {
            sheets: heads(found.next().into_iter().flatten()).0,
            value: first(found.next()),
            under: found.next().unwrap_or_default(),
        })
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
        self.part(id, &[]).await
    }

    /// Like [`Store::load`], with some of the answers only; with all where no item is
    /// named.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn part(&self, id: &str, items: &[String]) -> Result<Option<Loaded>, StoreError> {
        let mut asked = vec![only(SHEETS, id), only(KV, &seal::lock_key(id))];
        match items {
            [] => asked.push(below(ANSWERS, id)),
            some => asked.extend(
                some.iter()
                    .map(|i| only(ANSWERS, &codec::answer_key(id, i))),
            ),
        }
        let mut found = self.db.read(&asked).await?.into_iter();
        let (head, lock) = (first(found.next()), first(found.next()));
        let Some(head) = head.and_then(|text| StoredSheet::read(&text)) else {
            return Ok(None);
        };
        let seal = seal::seal_of(id, lock.as_deref())?;
        let mut records: Vec<_> = found.flatten().collect();
        seal.open_all(ANSWERS, &mut records).await;
        let loaded = loaded(head, records);
        #[cfg(feature = "desk")]
        let loaded = pack::opened(loaded, lock.as_deref());
        Ok(Some(loaded))
    }

    /// A whole sheet, and its pack if it is packed, read in one transaction. `None` if it is
    /// not on the device.
    ///
    /// # Errors
    /// See [`StoreError`].
    #[cfg(feature = "desk")]
    pub async fn sheet_and_pack(
        &self,
        id: &str,
    ) -> Result<Option<(Sheet, Option<String>)>, StoreError> {
        let lock_key = seal::lock_key(id);
        let asked = [only(SHEETS, id), only(KV, &lock_key), below(ANSWERS, id)];
        let mut found = self.db.read(&asked).await?.into_iter();
        let (head, lock) = (first(found.next()), first(found.next()));
        let Some(head) = head.and_then(|text| StoredSheet::read(&text)) else {
            return Ok(None);
        };
        let seal = seal::seal_of(id, lock.as_deref())?;
        let mut records: Vec<_> = found.flatten().collect();
        seal.open_all(ANSWERS, &mut records).await;
        let loaded = pack::opened(loaded(head, records), lock.as_deref());
        let pack = lock.filter(|text| pack::is_pack(text));
        Ok(Some((loaded.sheet, pack)))
    }

    /// Several whole sheets, read in one transaction: those that are on the device and
    /// can be read, each with the moment it was last changed, and the ids of those that
    /// are locked.
    ///
    /// # Errors
    /// See [`StoreError`].
    #[cfg(feature = "desk")]
    pub async fn several(&self, ids: &[String]) -> Result<(Vec<Loaded>, Vec<String>), StoreError> {
        let asked: Vec<_> = ids
            .iter()
            .flat_map(|id| {
                [
                    only(SHEETS, id),
                    only(KV, &seal::lock_key(id)),
                    below(ANSWERS, id),
                ]
            })
            .collect();
        let mut found = self.db.read(&asked).await?.into_iter();
        let (mut sheets, mut shut) = (Vec::new(), Vec::new());
        for id in ids {
            // Putting a sheet together takes longer than reading it.
            crate::platform::page::turn().await;
            let (head, lock) = (first(found.next()), first(found.next()));
            let mut records = found.next().unwrap_or_default();
            let Some(head) = head.and_then(|text| StoredSheet::read(&text)) else {
                continue;
            };
            match seal::seal_of(id, lock.as_deref()) {
                Ok(seal) => {
                    seal.open_all(ANSWERS, &mut records).await;
                    sheets.push(pack::opened(loaded(head, records), lock.as_deref()));
                }
                Err(StoreError::Locked) => shut.push(id.clone()),
                Err(error) => return Err(error),
            }
        }
        Ok((sheets, shut))
    }

    /// Everything that stands in the store about a sheet, as it is: for somebody who
    /// can make something of records that this program cannot read.
    ///
    /// # Errors
    /// See [`StoreError`].
    #[cfg(feature = "desk")]
    pub async fn raw(&self, id: &str) -> Result<Vec<(String, String)>, StoreError> {
        let mut damaged = String::from("damaged/");
        damaged.push_str(id);
        let asked = [
            only(SHEETS, id),
            below(ANSWERS, id),
            below(JOURNAL, id),
            below(KV, &damaged),
            only(KV, &seal::lock_key(id)),
        ];
        let mut found = self.db.read(&asked).await?;
        if let Some(lock) = found.last_mut() {
            lock.retain(|(_, text)| pack::is_pack(text));
        }
        Ok(found.into_iter().flatten().collect())
    }

    /// Writes a batch in one transaction, reads it back and compares. Whatever is
    /// stored and not known to the batch stays beside it; see [`guard`].
    ///
    /// # Errors
    /// See [`StoreError`]; nothing of the batch is stored then.
    #[cfg(feature = "desk")]
    pub async fn write(&self, batch: &Batch) -> Result<(), StoreError> {
        self.lay_over(batch).await.map(drop)
    }

    /// Like `write`; gives the items, with their records, of which the store knew more
    /// than the batch.
    async fn lay_over(&self, batch: &Batch) -> Result<Merged, StoreError> {
        self.may_write()?;
        if batch.whole {
            // Taking in goes on without a copy: it takes nothing away.
            let _ = self.copy(&batch.sheet_id, false).await;
        }
        let asked = asks(batch);
        let mut seen = self.db.read(&asked).await?;
        for _ in 0..TRIES {
            let plan = plan(batch, &seen).await?;
            #[cfg(feature = "desk")]
            let gone = &plan.gone;
            #[cfg(not(feature = "desk"))]
            let gone = &[];
            if let Some(now) = self.db.write(&asked, &seen, &plan.records, gone).await? {
                seen = now;
                continue;
            }
            #[cfg(feature = "desk")]
            let asked = pack::asks_again(batch, &plan, asked);
            if !guard::holds(&plan, &self.db.read(&asked).await?) {
                return Err(StoreError::Mismatch);
            }
            tell(batch);
            return Ok(plan.merged);
        }
        Err(StoreError::Aborted)
    }

    fn may_write(&self) -> Result<(), StoreError> {
        match self.newer {
            true => Err(StoreError::Newer),
            false => Ok(()),
        }
    }

    /// Makes a copy of a sheet as it is stored, beside this database; if one a day is
    /// enough, only if there is none of today. Copies are plain, so locked sheets have
    /// none.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn copy(&self, id: &str, daily: bool) -> Result<(), StoreError> {
        let loaded = match self.load(id).await {
            Ok(Some(loaded)) if !seal::is_open(id) => loaded,
            Ok(_) | Err(StoreError::Locked) => return Ok(()),
            Err(error) => return Err(error),
        };
        let copies = Copies::open().await?;
        copies.keep(&loaded, crate::platform::now(), daily).await?;
        // It may have been locked while the copy was made.
        #[cfg(feature = "desk")]
        if self.lock(id).await?.is_some() {
            copies.forget(id).await?;
        }
        Ok(())
    }

    /// The journal of a sheet: key and entry, in the order of their time.
    ///
    /// # Errors
    /// See [`StoreError`].
    #[cfg(feature = "desk")]
    pub async fn journal(&self, id: &str) -> Result<Vec<(String, String)>, StoreError> {
        let asked = [only(KV, &seal::lock_key(id)), below(JOURNAL, id)];
        let mut found = self.db.read(&asked).await?.into_iter();
        let lock = first(found.next());
        let seal = seal::seal_of(id, lock.as_deref())?;
        let mut rows: Vec<_> = found.flatten().collect();
        seal.open_all(JOURNAL, &mut rows).await;
        Ok(pack::journal(id, lock.as_deref(), rows))
    }

    /// The lock of a sheet, if it is locked.
    ///
    /// # Errors
    /// See [`StoreError`].
    #[cfg(feature = "desk")]
    pub async fn lock(&self, id: &str) -> Result<Option<String>, StoreError> {
        let lock = self.get(&seal::lock_key(id)).await?;
        Ok(lock.filter(|text| !pack::is_pack(text)))
    }

    /// A small value.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn get(&self, name: &str) -> Result<Option<String>, StoreError> {
        let found = self.db.read(&[only(KV, name)]).await?;
        Ok(found.into_iter().flatten().next().map(|(_, text)| text))
    }

    /// Writes a small value.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn set(&self, name: &str, value: &str) -> Result<(), StoreError> {
        self.may_write()?;
        let record = (KV, name.to_string(), value.to_string());
        self.db
            .write(&[], &Vec::new(), &[record], &[])
            .await
            .map(drop)
    }
}

#[cfg(feature = "desk")]
impl Store {
    /// What was typed of a sheet from paper and is no answer yet, by section. What does
    /// not open is left out, and kept.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn drafts(&self, id: &str) -> Result<Vec<(String, String)>, StoreError> {
        let prefix = draft_key(id, "");
        let asked = [
            only(KV, &seal::lock_key(id)),
            below(KV, prefix.trim_end_matches('/')),
        ];
        let mut found = self.db.read(&asked).await?.into_iter();
        let seal = seal::seal_of(id, first(found.next()).as_deref())?;
        let mut rows: Vec<_> = found.flatten().collect();
        seal.open_all(KV, &mut rows).await;
        let section = |at: String| at.strip_prefix(&prefix).map(str::to_string);
        let rows = rows.into_iter();
        Ok(rows
            .filter_map(|(at, text)| Some((section(at)?, text)))
            .collect())
    }

    /// The small values whose names begin with `prefix` and a slash, by name.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn under(&self, prefix: &str) -> Result<Vec<(String, String)>, StoreError> {
        let found = self.db.read(&[below(KV, prefix)]).await?;
        Ok(found.into_iter().flatten().collect())
    }

    /// Takes a small value away.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn remove(&self, name: &str) -> Result<(), StoreError> {
        self.may_write()?;
        let gone = (KV, name.to_string());
        self.db
            .write(&[], &Vec::new(), &[], &[gone])
            .await
            .map(drop)
    }
}

/// Where something typed from paper of a section of a sheet waits.
#[cfg(feature = "desk")]
pub fn draft_key(sheet: &str, section: &str) -> String {
    saba_core::text::joined(&mut [DRAFT, sheet, "/", section].into_iter(), "")
}

/// The sheets of some envelopes, and the keys of those that cannot be read.
fn heads(rows: impl Iterator<Item = (String, String)>) -> (Vec<StoredSheet>, Vec<String>) {
    let (mut sheets, mut damaged) = (Vec::new(), Vec::new());
    for (id, text) in rows {
        match StoredSheet::read(&text) {
            Some(sheet) => sheets.push(sheet),
            None => damaged.push(id),
        }
    }
    (sheets, damaged)
}

/// Puts a sheet together from what was read of it.
fn loaded(head: StoredSheet, records: Vec<(String, String)>) -> Loaded {
    let records: Vec<_> = (records.into_iter())
        .map(|(at, text)| (codec::item_of(&at), text))
        .collect();
    let (sheet, damaged) = codec::sheet_of(head.sheet, &records);
    Loaded {
        sheet,
        touched: head.touched,
        damaged,
    }
}

/// What must be known to store a batch; last the lock of its sheet.
fn asks(batch: &Batch) -> Vec<Asked> {
    let mut asked = guard::asks(batch);
    #[cfg(feature = "desk")]
    if batch.pack.is_some() {
        asked.push(below(ANSWERS, &batch.sheet_id));
    }
    asked.push(only(KV, &seal::lock_key(&batch.sheet_id)));
    asked
}

/// What becomes of a batch, sealed if its sheet is.
async fn plan(batch: &Batch, seen: &[Vec<(String, String)>]) -> Result<guard::Plan, StoreError> {
    let mut stored = seen.to_vec();
    let lock = first(stored.pop());
    #[cfg(feature = "desk")]
    let apart;
    #[cfg(feature = "desk")]
    let batch = match pack::plan(batch, &stored, lock.as_deref())? {
        pack::Planned::Done(plan) => return Ok(plan),
        pack::Planned::Apart(batch) => {
            apart = batch;
            &apart
        }
        pack::Planned::Plain => batch,
    };
    let seal = seal::seal_of(&batch.sheet_id, lock.as_deref())?;
    for rows in stored.iter_mut().skip(1) {
        seal.open_all(ANSWERS, rows).await;
    }
    let mut plan = guard::plan(batch, &stored)?;
    seal.seal_all(&mut plan.records).await?;
    Ok(plan)
}

/// Tells the other windows what is in the store now.
fn tell(batch: &Batch) {
    let items = batch.answers.iter().map(|(item, _)| item.as_str());
    channel::say(["wrote", &batch.sheet_id].into_iter().chain(items));
}

/// The text of the one record that was asked for.
fn first(rows: Option<Vec<(String, String)>>) -> Option<String> {
    rows?.into_iter().next().map(|(_, text)| text)
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
        #[cfg(feature = "desk")]
        pack: None,
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
            rivals: Vec::new(),
            after: a.clone(),
        })
        .collect();
    Batch {
        whole: true,
        ..batch(sheet, &changes, touched, 0)
    }
}
