//! Storing what was taken in, one sheet after another: each in one transaction with the
//! record by which it can be taken back, through the save queue like everything else.

use std::rc::Rc;

use saba_core::merge::merge;
use saba_core::order::Map;
use saba_core::sheet::{Sheet, SheetMeta};

use super::log::Record;
use super::prepare::{self, Came, Ready};
use super::row::{Row, State};
use super::{Intake, shared};
use crate::store::{self, Batch, StoreError, StoredSheet};
use crate::{dispatch, platform, sheets, state, text};

/// A sheet that was taken in.
pub struct Stored {
    /// Which sheet.
    pub meta: SheetMeta,
    /// How many of its items disagree now.
    pub conflicts: usize,
    /// It is a request to repair.
    pub asked: bool,
    /// The whole file, for a receipt; `None` where only a part of it could be read.
    pub whole: Option<Came>,
}

/// Stores every chosen row. The first that the store does not take ends it; what is
/// stored by then stays, what is not can be tried again.
pub async fn store_all(intake: &Intake, turn: u32) {
    let rows = intake.rows.borrow().clone();
    let chosen: Vec<_> = rows.into_iter().filter(|row| row.is_chosen()).collect();
    let all = chosen.len();
    // Records of one taking in share their time, so that it can be undone as a whole.
    let at = platform::now();
    intake.taken.set(Vec::new());
    // Where the list cannot be read, nothing is packed.
    let many = match all >= PACKED_FROM {
        true => Many::look().await.ok(),
        false => None,
    };
    let mut group = Group::default();
    for (done, row) in chosen.into_iter().enumerate() {
        let Some(ready) = row.ready() else { continue };
        if platform::page::turn().await {
            intake.progress.set(Some((text::STORING, done, all)));
            intake.touch();
            group.look(intake);
        }
        if group.rows.len() >= AHEAD && !group.settle(intake, AHEAD - AHEAD / 3).await {
            break;
        }
        // The second file of a sheet is joined with the first as it is stored.
        let id = &ready.came.meta.id;
        if group.has(id) && !group.settle(intake, 0).await {
            break;
        }
        if intake.turn.get() != turn {
            break;
        }
        row.state.set(State::Working);
        match keep(intake, &ready, at, many.as_ref()).await {
            Ok(kept) => group.rows.push((row, ready, kept)),
            Err(error) => {
                row.state.set(not_stored(ready, error));
                break;
            }
        }
    }
    group.settle(intake, 0).await;
    // The filter may show others now.
    intake.list();
    // Where the list cannot be read, the light says so.
    let _ = sheets::refresh().await;
    intake.progress.set(None);
    shared::settle(intake);
    intake.touch();
}

/// From so many sheets on that come at once, each is stored as one record. Fewer are
/// stored as what is filled in here: the small program opens them, too.
const PACKED_FROM: usize = 24;

/// What is known of the store while many sheets are stored.
struct Many {
    /// The ids of its sheets.
    here: Map<()>,
    /// Of those, the ones that were put away.
    away: Map<()>,
}

impl Many {
    async fn look() -> Result<Many, StoreError> {
        let store = state::saver().store().await?;
        let (sheets, damaged) = store.sheets().await?;
        let ids = sheets.into_iter().map(|s| s.sheet.meta.id);
        let here = ids.chain(damaged).map(|id| (id, ())).collect();
        sheets::refresh().await?;
        let listed: Map<()> = state::signals().sheets.look(|all: &Vec<StoredSheet>| {
            let ids = all.iter().map(|s| (s.sheet.meta.id.clone(), ()));
            ids.collect()
        });
        let marks = store.under("away").await?.into_iter();
        let away = marks.filter_map(|(key, mark)| {
            let (_, id) = key.split_once('/')?;
            (!mark.is_empty() && !listed.contains_key(id)).then(|| (id.to_string(), ()))
        });
        let away = away.collect();
        Ok(Many { here, away })
    }
}

/// Rows that were handed to the save queue, and are stored when it says so.
#[derive(Default)]
struct Group {
    rows: Vec<(Row, Rc<Ready>, Kept)>,
}

/// How many rows are handed to the queue, which writes many in one transaction, before it
/// is waited for: it is to have the next ones when it is done with some, and each is a copy
/// of a whole sheet.
const AHEAD: usize = 120;

impl Group {
    fn has(&self, id: &str) -> bool {
        self.rows.iter().any(|(_, _, kept)| kept.record.sheet == id)
    }

    /// Waits until the queue has no more than so many left; says whether the store took
    /// the others.
    async fn settle(&mut self, intake: &Intake, left: usize) -> bool {
        if self.rows.is_empty() {
            return true;
        }
        let result = state::saver().until(left).await;
        self.look(intake);
        let Err(error) = result else {
            return true;
        };
        for (row, ready, kept) in std::mem::take(&mut self.rows) {
            kept.show();
            row.state.set(not_stored(ready, error));
        }
        false
    }

    /// Tells of the rows that the store has by now.
    fn look(&mut self, intake: &Intake) {
        let saver = state::saver();
        let rows = std::mem::take(&mut self.rows);
        let (waiting, stored): (Vec<_>, Vec<_>) =
            (rows.into_iter()).partition(|(_, _, kept)| saver.holds(&kept.record.sheet));
        self.rows = waiting;
        if !stored.is_empty() {
            self.stored(intake, stored);
        }
    }

    /// The store has them.
    fn stored(&self, intake: &Intake, rows: Vec<(Row, Rc<Ready>, Kept)>) {
        let listed = rows.iter().map(|(_, _, kept)| StoredSheet {
            sheet: Sheet::new(kept.meta.clone()),
            touched: kept.touched,
        });
        sheets::remember(listed.collect());
        let mut records = Vec::new();
        for (row, ready, kept) in rows {
            kept.show();
            begun_is_replaced(&kept.meta, &ready, kept.sheet.as_ref());
            let stored = Stored {
                conflicts: kept.conflicts,
                meta: kept.meta,
                asked: ready.asked.is_some(),
                whole: (ready.cut.is_none() && ready.asked.is_none()).then(|| ready.came.clone()),
            };
            if kept.sheet.is_none() {
                ready.glance().iter().for_each(|g| g.keep(kept.touched));
            }
            records.push(Rc::new(kept.record));
            row.state.set(State::Stored(stored.into()));
        }
        intake.taken.update(|all| {
            all.retain(|old| !records.iter().any(|new| new.sheet == old.sheet));
            all.extend(records);
        });
        state::signals().saved_at.set(Some(platform::now()));
    }
}

fn not_stored(ready: Rc<Ready>, error: StoreError) -> State {
    let words = text::join(&[text::store_error(error), ". ", text::NOT_STORED_YET]);
    State::NotStored(ready, words)
}

/// A sheet on its way to the store.
struct Kept {
    meta: SheetMeta,
    /// The sheet as it is stored; `None` where it is as it came and this page has not got
    /// it.
    sheet: Option<Sheet>,
    answers: Vec<(String, String)>,
    record: Record,
    touched: u64,
    conflicts: usize,
}

impl Kept {
    /// What this page has of the sheet is joined with what came.
    fn show(&self) {
        if let Some(sheet) = &self.sheet {
            show(&self.meta.id, &self.answers, sheet);
        }
    }
}

/// Hands a sheet that this device has not to the save queue, as one record.
fn keep_first(intake: &Intake, ready: &Ready, at: u64) -> Option<Kept> {
    let document = ready.folded()?.to_string();
    let (first, items) = ready.first()?;
    let meta = ready.came.meta.clone();
    let touched = platform::now();
    let mut batch = store::first_of(&first.head, items.len(), document, touched);
    let record = Record::about(ready, &meta, items, at);
    let record = with_earlier(intake, record);
    batch.kv.push((record.key(), record.write()));
    state::saver().push(batch);
    Some(Kept {
        meta,
        sheet: None,
        answers: Vec::new(),
        record,
        touched,
        conflicts: first.conflicts,
    })
}

/// The record, with what was taken in of the same sheet before at the same time.
fn with_earlier(intake: &Intake, mut record: Record) -> Record {
    intake.taken.look(|all: &Vec<Rc<Record>>| {
        if let Some(earlier) = all.iter().find(|r| r.sheet == record.sheet) {
            record.after(earlier);
        }
    });
    record
}

/// Joins a sheet with what this device has, and hands it to the save queue.
async fn keep(
    intake: &Intake,
    ready: &Ready,
    at: u64,
    many: Option<&Many>,
) -> Result<Kept, StoreError> {
    dispatch::flush();
    let id = ready.came.meta.id.clone();
    if many.is_some_and(|many| !many.here.contains_key(&id))
        && state::sheet(&id).is_none()
        && let Some(kept) = keep_first(intake, ready, at)
    {
        return Ok(kept);
    }
    let incoming = &ready.sheet();
    crate::instruments::ready(&incoming.meta.instrument).await;
    let store = state::saver().store().await?;
    let away = match many {
        Some(many) => many.away.contains_key(&id),
        None => sheets::is_away(&store, &id).await?,
    };
    let stored = match state::sheet(&id) {
        Some(_) => None,
        None => store.sheet_and_pack(&id).await?,
    };
    let (before, pack) = stored.map_or((None, None), |(sheet, pack)| (Some(sheet), pack));
    let pack = pack.filter(|_| many.is_some());
    let begun = state::sheet(&id).or(before);
    let joined = match &begun {
        Some(begun) => prepare::join(begun, incoming).await,
        None => incoming.clone(),
    };
    // From here to the queue nothing waits, so nothing can come in between. What this
    // page has is newer than what it read.
    let now = state::sheet(&id);
    let is_here = now.is_some();
    let (before, merged) = match now {
        Some(now) if begun.as_ref() != Some(&now) => {
            let merged = merge(&now, &joined);
            (Some(now), merged)
        }
        _ => (begun, joined),
    };
    let touched = platform::now();
    let batch = match (pack, &before) {
        (Some(pack), Some(before)) if !is_here => store::packed(&merged, before, pack, touched),
        _ => {
            // What was put away counts as new again.
            let before = before.as_ref().filter(|_| !away);
            (store::whole(&merged, before, touched), Vec::new())
        }
    };
    let before = before.filter(|_| !away);
    let (mut batch, packed) = batch;
    let items = batch.answers.iter().map(|(item, _)| item.clone());
    let items: Vec<String> = items.chain(packed).collect();
    let record = Record::of(ready, before.as_ref(), &merged, &items, at);
    let record = with_earlier(intake, record);
    batch.kv.push((record.key(), record.write()));
    batch.kv.push((super::log::away_key(&id), String::new()));
    let answers = batch.answers.clone();
    // What is typed meanwhile is typed in sight of it.
    show(&id, &answers, &merged);
    state::saver().push(batch);
    Ok(Kept {
        meta: merged.meta.clone(),
        conflicts: prepare::conflicts(&merged),
        sheet: Some(merged),
        answers,
        record,
        touched,
    })
}

/// Hands a batch in and waits for the store. What this page has of the sheet is joined
/// before, so that whatever is typed meanwhile is typed in sight of it, and afterwards,
/// in case the sheet was opened in between.
pub async fn push(batch: Batch, sheet: &Sheet) -> Result<(), StoreError> {
    let id = sheet.meta.id.clone();
    let records = batch.answers.clone();
    show(&id, &records, sheet);
    state::saver().push(batch);
    let result = state::saver().settled().await;
    show(&id, &records, sheet);
    if result.is_ok() {
        state::signals().saved_at.set(Some(platform::now()));
    }
    result
}

fn show(id: &str, records: &[(String, String)], sheet: &Sheet) {
    for signal in state::join(id, records) {
        crate::dom::touch(&signal);
    }
    let signals = state::signals();
    let open = state::with_open_mut(|open| {
        if open.sheet.meta.id != *id {
            return false;
        }
        let meta = &mut open.sheet.meta;
        meta.revision = meta.revision.max(sheet.meta.revision);
        // An undo from before would silently take the place of what came in.
        open.undo
            .retain(|c| !records.iter().any(|(item, _)| *item == c.item));
        true
    });
    if open == Some(true) {
        signals.undo.set(state::last_change());
        signals.total.update(|n| *n += 1);
    }
}

/// An untouched sheet for the same region is open: the stored one takes its place.
fn begun_is_replaced(meta: &SheetMeta, ready: &Ready, stored: Option<&Sheet>) {
    let replaces = state::with_sheet(|s| {
        s.meta.id != meta.id
            && s.meta.region == meta.region
            && s.meta.kind == meta.kind
            && s.answers.is_empty()
    });
    if replaces != Some(true) {
        return;
    }
    // Of several sheets of a region the one with the latest data years is opened.
    let found = sheets::find(meta.kind, &meta.region);
    if found.is_none_or(|s| s.sheet.meta.id == meta.id) {
        sheets::show(stored.cloned().unwrap_or_else(|| ready.sheet()));
    }
}
