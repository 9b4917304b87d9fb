//! Storing what was taken in, one sheet after another: each in one transaction with the
//! record by which it can be taken back, through the save queue like everything else.

use std::rc::Rc;

use saba_core::file::Incoming;
use saba_core::merge::{is_conflict, merge};
use saba_core::sheet::{Sheet, SheetMeta};

use super::{Intake, shared};
use super::log::Record;
use super::prepare::{self, Ready};
use super::row::{Row, State};
use crate::store::{self, Batch, StoreError};
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
    pub whole: Option<Incoming>,
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
    let mut group = Group::default();
    for (done, row) in chosen.into_iter().enumerate() {
        let Some(ready) = row.ready() else { continue };
        if platform::page::turn().await {
            intake.progress.set(Some((text::STORING, done, all)));
            intake.touch();
            if group.is_due() && !group.settle(intake).await {
                break;
            }
        }
        // The second file of a sheet is joined with the first as it is stored.
        let id = &ready.incoming.sheet.meta.id;
        if group.has(id) && !group.settle(intake).await {
            break;
        }
        if intake.turn.get() != turn {
            break;
        }
        row.state.set(State::Working);
        match keep(intake, &ready, at).await {
            Ok(kept) => group.rows.push((row, ready, kept)),
            Err(error) => {
                row.state.set(not_stored(ready, error));
                break;
            }
        }
    }
    group.settle(intake).await;
    // The filter may show others now.
    intake.list();
    // Where the list cannot be read, the light says so.
    let _ = sheets::refresh().await;
    intake.progress.set(None);
    shared::settle(intake);
    intake.touch();
}

/// Rows that were handed to the save queue, and are stored when it says so.
#[derive(Default)]
struct Group {
    rows: Vec<(Row, Rc<Ready>, Kept)>,
    since: u64,
}

/// How long rows are gathered before the store is waited for, in milliseconds. The
/// queue writes what is gathered in one transaction.
const GATHER: u64 = 100;

impl Group {
    fn has(&self, id: &str) -> bool {
        self.rows.iter().any(|(_, _, kept)| kept.record.sheet == id)
    }

    fn is_due(&mut self) -> bool {
        let now = platform::now();
        let due = !self.rows.is_empty() && now.saturating_sub(self.since) >= GATHER;
        if due || self.rows.is_empty() {
            self.since = now;
        }
        due
    }

    /// Waits for the store; says whether it has all of them.
    async fn settle(&mut self, intake: &Intake) -> bool {
        if self.rows.is_empty() {
            return true;
        }
        let result = state::saver().settled().await;
        for (row, ready, kept) in self.rows.drain(..) {
            show(&kept.record.sheet, &kept.answers, &kept.sheet);
            row.state.set(match result {
                Ok(()) => stored(intake, &ready, kept),
                Err(error) => not_stored(ready, error),
            });
        }
        if result.is_ok() {
            state::signals().saved_at.set(Some(platform::now()));
        }
        result.is_ok()
    }
}

fn not_stored(ready: Rc<Ready>, error: StoreError) -> State {
    let words = text::join(&[text::store_error(error), ". ", text::NOT_STORED_YET]);
    State::NotStored(ready, words)
}

/// A sheet on its way to the store.
struct Kept {
    sheet: Sheet,
    answers: Vec<(String, String)>,
    record: Record,
}

/// The store has it.
fn stored(intake: &Intake, ready: &Ready, kept: Kept) -> State {
    let merged = kept.sheet;
    sheets::remember(&merged, platform::now());
    begun_is_replaced(&merged);
    intake.taken.update(|all| {
        all.retain(|r| r.sheet != kept.record.sheet);
        all.push(kept.record.into());
    });
    let conflicts = merged.rivals.keys().filter(|i| is_conflict(&merged, i));
    let stored = Stored {
        conflicts: conflicts.count(),
        meta: merged.meta.clone(),
        asked: ready.asked.is_some(),
        whole: (ready.cut.is_none() && ready.asked.is_none()).then(|| ready.incoming.clone()),
    };
    State::Stored(stored.into())
}

/// Joins a sheet with what this device has, and hands it to the save queue.
async fn keep(intake: &Intake, ready: &Ready, at: u64) -> Result<Kept, StoreError> {
    dispatch::flush();
    let incoming = &ready.incoming.sheet;
    let id = incoming.meta.id.clone();
    crate::instruments::ready(&incoming.meta.instrument).await;
    let store = state::saver().store().await?;
    let away = sheets::is_away(&store, &id).await?;
    let before = match state::sheet(&id) {
        Some(_) => None,
        None => store.sheet(&id).await?,
    };
    let begun = state::sheet(&id).or(before);
    let joined = match &begun {
        Some(begun) => prepare::join(begun, incoming).await,
        None => incoming.clone(),
    };
    // From here to the queue nothing waits, so nothing can come in between. What this
    // page has is newer than what it read.
    let now = state::sheet(&id);
    let (before, merged) = match now {
        Some(now) if begun.as_ref() != Some(&now) => {
            let merged = merge(&now, &joined);
            (Some(now), merged)
        }
        _ => (begun, joined),
    };
    // What was put away counts as new again.
    let before = before.filter(|_| !away);
    let mut batch = store::whole(&merged, before.as_ref(), platform::now());
    let mut record = Record::of(ready, before.as_ref(), &merged, &batch, at);
    let earlier = intake.taken.peek();
    let earlier = earlier.iter().find(|r| r.sheet == id);
    if let Some(earlier) = earlier {
        record.after(earlier);
    }
    batch.kv.push((record.key(), record.write()));
    batch.kv.push((super::log::away_key(&id), String::new()));
    let answers = batch.answers.clone();
    // What is typed meanwhile is typed in sight of it.
    show(&id, &answers, &merged);
    state::saver().push(batch);
    Ok(Kept {
        sheet: merged,
        answers,
        record,
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
        let next = state::with_open(|o| o.undo.last().map(|c| c.item.clone()));
        signals.undo.set(next.flatten());
        signals.total.update(|n| *n += 1);
    }
}

/// An untouched sheet for the same region is open: the stored one takes its place.
fn begun_is_replaced(stored: &Sheet) {
    let meta = &stored.meta;
    let replaces = state::with_sheet(|s| {
        s.meta.id != meta.id
            && s.meta.region == meta.region
            && s.meta.kind == meta.kind
            && s.answers.is_empty()
    });
    // Of several sheets of a region the one with the latest data years is opened.
    let found = sheets::find(meta.kind, &meta.region);
    let first = found.is_none_or(|s| s.sheet.meta.id == meta.id);
    if replaces == Some(true) && first {
        sheets::show(stored.clone());
    }
}
