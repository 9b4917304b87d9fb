//! Sheets that come in with many others are stored whole: a thousand of them are a thousand
//! records and not a hundred thousand (`docs/decisions/0019-packed-sheets.md`).
//!
//! A pack is one text, `<moment> <document>`: the document is the folded sheet, whose
//! answers are what the sheet says; its envelope stands in `sheets` as ever. The moment is
//! that of taking in, in milliseconds, where the journal of the sheet is just that every
//! answer came then; 0 where the journal stands in its place.
//!
//! It stands where a lock stands. Every program looks there before it reads or writes
//! answers, and one that knows no packs takes the sheet for locked: it neither shows the
//! sheet as empty nor writes beside it. With the first edit the sheet is taken apart, in
//! the transaction that stores the edit.

use saba_core::file::{fold, unfold};
use saba_core::json::Json;
use saba_core::merge::merge;
use saba_core::sheet::{Change, Sheet};
use saba_core::text::joined;

use super::codec::{self, StoredSheet};
use super::db::{Asked, Gone, Record, below, only};
use super::guard::{self, Plan};
use super::{ANSWERS, Batch, JOURNAL, KV, Loaded, SHEETS, Store, StoreError, seal};

/// A whole sheet that is to be stored as one record.
pub struct NewPack {
    /// The folded sheet.
    pub document: String,
    /// The pack that it was joined with; `None` where the device had no such sheet.
    pub over: Option<String>,
}

/// What is stored of a pack.
struct Pack {
    since: u64,
    sheet: Sheet,
}

/// How a batch is planned.
pub enum Planned {
    /// Like this.
    Done(Plan),
    /// Like any other, after it was taken apart itself.
    Apart(Batch),
    /// Like any other.
    Plain,
}

/// Is the text in the place of a lock a pack? Locks are JSON.
pub fn is_pack(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_digit())
}

/// Is it a place where packs stand?
pub fn is_place(key: &str) -> bool {
    key.starts_with("lock/")
}

/// Is the batch about a sheet that this page did not find in the store?
pub fn is_first(batch: &Batch) -> bool {
    batch.pack.as_ref().is_some_and(|pack| pack.over.is_none())
}

fn text(since: u64, document: &str) -> String {
    joined(&mut [&since.to_string(), document].into_iter(), " ")
}

fn read(text: &str) -> Option<Pack> {
    let (since, document) = text.split_once(' ')?;
    Some(Pack {
        since: since.parse().ok()?,
        sheet: unfold(document)?,
    })
}

/// What was read of a sheet, with what its pack holds.
pub fn opened(mut loaded: Loaded, lock: Option<&str>) -> Loaded {
    let Some(pack) = lock.filter(|text| is_pack(text)) else {
        return loaded;
    };
    match read(pack) {
        Some(pack) => loaded.sheet = with(loaded.sheet, pack.sheet),
        None => loaded.damaged.push(String::new()),
    }
    loaded
}

/// An envelope with the answers of a pack.
fn with(head: Sheet, pack: Sheet) -> Sheet {
    let packed = Sheet {
        answers: pack.answers,
        rivals: pack.rivals,
        ..Sheet::new(head.meta.clone())
    };
    match head.answers.is_empty() {
        true => Sheet {
            extra: head.extra,
            ..packed
        },
        false => merge(&head, &packed),
    }
}

/// The journal as entries, oldest first: a list that was stored as one record is many, and
/// what a pack leaves unsaid comes first.
pub fn journal(id: &str, lock: Option<&str>, rows: Vec<(String, String)>) -> Vec<(String, String)> {
    let pack = lock.filter(|text| is_pack(text)).and_then(read);
    let mut all: Vec<(String, String)> = Vec::new();
    if let Some(pack) = pack.filter(|pack| pack.since > 0) {
        let key = codec::journal_key(id, pack.since, 0);
        let entries = changes(&pack.sheet);
        all.extend(
            entries
                .iter()
                .map(|c| (key.clone(), codec::journal_entry(c))),
        );
    }
    for (key, text) in rows {
        match Json::parse(&text) {
            Ok(Json::Arr(list)) => {
                all.extend(list.iter().map(|entry| (key.clone(), entry.compact())));
            }
            _ => all.push((key, text)),
        }
    }
    all
}

/// Every answer came at once.
fn changes(sheet: &Sheet) -> Vec<Change> {
    let all = sheet.answers.iter().map(|(item, answer)| Change {
        item: item.clone(),
        before: None,
        rivals: Vec::new(),
        after: answer.clone(),
    });
    all.collect()
}

/// Changes as one record of the journal.
fn listed(changes: &[Change]) -> String {
    let entries: Vec<String> = changes.iter().map(codec::journal_entry).collect();
    let list = joined(&mut entries.iter().map(String::as_str), ",");
    ["[", &list, "]"].concat()
}

/// The journal record of what a pack leaves unsaid.
fn journal_of(id: &str, pack: &Pack) -> Option<Record> {
    let key = codec::journal_key(id, pack.since, 0);
    (pack.since > 0).then(|| (JOURNAL, key, listed(&changes(&pack.sheet))))
}

/// The batch that stores a sheet, which the device has not, as one record: its envelope,
/// how many answers it has, and the folded sheet.
pub fn first_of(head: &Sheet, answers: usize, document: String, touched: u64) -> Batch {
    Batch {
        all: answers,
        whole: true,
        pack: Some(NewPack {
            document,
            over: None,
        }),
        ..super::batch(head, &[], touched, 0)
    }
}

/// The batch that stores a sheet that was joined with a pack as one record again, and the
/// items that differ from what was there before.
pub fn packed(sheet: &Sheet, before: &Sheet, over: String, touched: u64) -> (Batch, Vec<String>) {
    let mut batch = super::whole(sheet, Some(before), touched);
    let items = batch.answers.drain(..).map(|(item, _)| item).collect();
    let entries: Vec<String> = batch.journal.drain(..).map(|(_, entry)| entry).collect();
    let list = joined(&mut entries.iter().map(String::as_str), ",");
    let key = codec::journal_key(&batch.sheet_id, touched, 0);
    batch.journal.push((key, ["[", &list, "]"].concat()));
    batch.pack = Some(NewPack {
        document: fold(sheet),
        over: Some(over),
    });
    (batch, items)
}

/// Plans a batch that is packed, or about a sheet that is. `stored` is the envelope, then
/// answers; `lock` what stands in the place of the lock.
///
/// # Errors
/// As [`guard::plan`].
pub fn plan(
    batch: &Batch,
    stored: &[Vec<(String, String)>],
    lock: Option<&str>,
) -> Result<Planned, StoreError> {
    let there = lock.filter(|text| is_pack(text));
    match (&batch.pack, there) {
        (None, None) => Ok(Planned::Plain),
        (_, Some(there)) => over(batch, stored, there).map(Planned::Done),
        (Some(new), None) if lock.is_none() && stored.iter().all(Vec::is_empty) => {
            if new.over.is_some() {
                return Err(StoreError::Lost);
            }
            let pack = text(batch.touched, &new.document);
            Ok(Planned::Done(base(batch, batch.head.clone(), Some(pack))))
        }
        (Some(new), None) => {
            let sheet = unfold(&new.document).ok_or(StoreError::Mismatch)?;
            let plain = super::whole(&sheet, None, batch.touched);
            Ok(Planned::Apart(Batch {
                head: batch.head.clone(),
                kv: batch.kv.clone(),
                ..plain
            }))
        }
    }
}

/// What every plan has: the envelope, the pack, and what belongs to the batch.
fn base(batch: &Batch, head: String, pack: Option<String>) -> Plan {
    let id = &batch.sheet_id;
    let mut records = vec![(SHEETS, id.clone(), head)];
    records.extend(pack.map(|text| (KV, seal::lock_key(id), text)));
    for (store, list) in [(JOURNAL, &batch.journal), (KV, &batch.kv)] {
        let list = list.iter();
        records.extend(list.map(|(at, text)| (store, at.clone(), text.clone())));
    }
    Plan {
        records,
        merged: Vec::new(),
        gone: Vec::new(),
    }
}

/// Lays a batch over a packed sheet. It stays packed where the batch is packed itself, or
/// says nothing about answers.
fn over(batch: &Batch, stored: &[Vec<(String, String)>], there: &str) -> Result<Plan, StoreError> {
    let id = &batch.sheet_id;
    let ours = StoredSheet::read(&batch.head).ok_or(StoreError::Mismatch)?;
    let mut aside = Vec::new();
    let mut set_aside = |text: &str| {
        let key = guard::damaged_key(id, "", batch.touched);
        aside.push((KV, key, text.to_string()));
    };
    let head = stored.first().and_then(|rows| rows.first());
    let theirs = match head.map(|(_, text)| (text, StoredSheet::read(text))) {
        Some((_, Some(head))) => head.sheet,
        Some((text, None)) => {
            set_aside(text);
            ours.sheet.clone()
        }
        None => ours.sheet.clone(),
    };
    if theirs.meta.kind != ours.sheet.meta.kind || theirs.meta.region != ours.sheet.meta.region {
        return Err(StoreError::Mismatch);
    }
    let pack = read(there).unwrap_or_else(|| {
        set_aside(there);
        Pack {
            since: 0,
            sheet: Sheet::new(theirs.meta.clone()),
        }
    });
    let plan_of = |both: &Sheet, pack: Option<String>| {
        let head = codec::head(both, batch.touched);
        base(batch, head, pack)
    };
    let mut plan = match &batch.pack {
        Some(new) if new.over.as_deref() == Some(there) => {
            plan_of(&merge(&ours.sheet, &theirs), Some(text(0, &new.document)))
        }
        Some(new) => {
            let ours = unfold(&new.document).ok_or(StoreError::Mismatch)?;
            let both = merge(&ours, &with(theirs, pack.sheet.clone()));
            let mut plan = plan_of(&both, Some(text(0, &fold(&both))));
            if batch.journal.is_empty() {
                let key = codec::journal_key(id, batch.touched, 0);
                plan.records.push((JOURNAL, key, listed(&changes(&ours))));
            }
            plan.merged = records(&both);
            plan
        }
        // The pack says all that its journal needs as long as it is there.
        None if batch.answers.is_empty() && batch.journal.is_empty() && aside.is_empty() => {
            return Ok(plan_of(&merge(&ours.sheet, &theirs), None));
        }
        None => {
            let (ours, _) = codec::sheet_of(ours.sheet, &batch.answers);
            let both = merge(&ours, &with(theirs, pack.sheet.clone()));
            let mut plan = plan_of(&both, None);
            for (item, record) in records(&both) {
                let known = batch.answers.iter().find(|(i, _)| *i == item);
                if known.is_some_and(|(_, ours)| *ours != record) {
                    plan.merged.push((item.clone(), record.clone()));
                }
                let key = codec::answer_key(id, &item);
                plan.records.push((ANSWERS, key, record));
            }
            plan.gone.push((KV, seal::lock_key(id)));
            plan
        }
    };
    plan.records.extend(aside);
    plan.records.extend(journal_of(id, &pack));
    Ok(plan)
}

/// Items and their records.
fn records(sheet: &Sheet) -> Vec<(String, String)> {
    let items = sheet.answers.keys();
    items
        .filter_map(|item| Some((item.clone(), codec::record(sheet, item)?)))
        .collect()
}

/// What is read again after a plan was written: of a sheet that was taken apart, all.
pub fn asks_again(batch: &Batch, plan: &Plan, asked: Vec<Asked>) -> Vec<Asked> {
    match plan.gone.is_empty() {
        true => asked,
        false => vec![
            only(SHEETS, &batch.sheet_id),
            below(ANSWERS, &batch.sheet_id),
        ],
    }
}

impl Store {
    /// Takes a packed sheet apart, in one transaction, and reads it back. Does nothing
    /// where it is not packed.
    ///
    /// # Errors
    /// See [`StoreError`]; [`StoreError::Aborted`] if another window wrote meanwhile.
    pub(super) async fn take_apart(&self, id: &str) -> Result<(), StoreError> {
        let place = seal::lock_key(id);
        let asked = [only(KV, &place)];
        let seen = self.db.read(&asked).await?;
        let there = super::first(seen.first().cloned());
        let Some(there) = there.filter(|text| is_pack(text)) else {
            return Ok(());
        };
        let pack = read(&there).ok_or(StoreError::Mismatch)?;
        let answers = records(&pack.sheet).into_iter();
        let answers = answers.map(|(item, text)| (ANSWERS, codec::answer_key(id, &item), text));
        let mut all: Vec<Record> = answers.collect();
        all.extend(journal_of(id, &pack));
        let gone: [Gone; 1] = [(KV, place)];
        if self.db.write(&asked, &seen, &all, &gone).await?.is_some() {
            return Err(StoreError::Aborted);
        }
        let again: Vec<Asked> = all.iter().map(|(store, at, _)| only(store, at)).collect();
        let found = self.db.read(&again).await?;
        let found = found.iter().map(|rows| rows.first().map(|(_, text)| text));
        match found.eq(all.iter().map(|(_, _, text)| Some(text))) {
            true => Ok(()),
            false => Err(StoreError::Mismatch),
        }
    }
}
