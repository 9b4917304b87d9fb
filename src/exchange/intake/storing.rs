//! Storing what was taken in, one sheet after another: each in one transaction with the
//! record by which it can be taken back, through the save queue like everything else.

use saba_core::file::Incoming;
use saba_core::merge::{is_conflict, merge};
use saba_core::sheet::{Sheet, SheetMeta};

use super::Intake;
use super::log::Record;
use super::prepare::{self, Ready};
use super::row::State;
use crate::store::{self, Batch, StoreError};
use crate::{dispatch, platform, sheets, state, text};

/// A sheet that was taken in.
pub struct Stored {
    /// Which sheet.
    pub meta: SheetMeta,
    /// How many of its items disagree now.
    pub conflicts: usize,
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
    for (done, row) in chosen.into_iter().enumerate() {
        let Some(ready) = row.ready() else { continue };
        if platform::page::turn().await {
            intake.progress.set(Some((text::STORING, done, all)));
            intake.touch();
        }
        if intake.turn.get() != turn {
            break;
        }
        row.state.set(State::Working);
        let result = keep(intake, &ready, at).await;
        let failed = result.is_err();
        row.state.set(match result {
            Ok(stored) => State::Stored(stored.into()),
            Err(error) => State::NotStored(
                ready,
                text::join(&[text::store_error(error), ". ", text::NOT_STORED_YET]),
            ),
        });
        if failed {
            break;
        }
    }
    // The filter may show others now.
    intake.list();
    // Where the list cannot be read, the light says so.
    let _ = sheets::refresh().await;
    intake.progress.set(None);
    intake.touch();
}

/// Joins a sheet with what this device has, and waits until the store has it.
async fn keep(intake: &Intake, ready: &Ready, at: u64) -> Result<Stored, StoreError> {
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
    push(batch, &merged).await?;
    sheets::remember(&merged, platform::now());
    begun_is_replaced(&merged);
    intake.taken.update(|all| {
        all.retain(|r| r.sheet != id);
        all.push(record.into());
    });
    let conflicts = merged.rivals.keys().filter(|i| is_conflict(&merged, i));
    Ok(Stored {
        conflicts: conflicts.count(),
        meta: merged.meta.clone(),
        whole: ready.cut.is_none().then(|| ready.incoming.clone()),
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
