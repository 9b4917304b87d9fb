//! A sheet that was read, made ready to be stored: which sheet of this device it
//! belongs to, and what taking it in would do.

use saba_core::file::returned::Return;
use saba_core::file::{FileError, Incoming, Provenance, sha256_hex, sheet_json};
use saba_core::merge::{Merging, Preview, preview, preview_of};
use saba_core::sheet::Sheet;

use super::Intake;
use super::row::State;
use crate::dom::Live;
use crate::{platform, sheets, state, store, text};

/// A sheet that can be stored.
pub struct Ready {
    /// What was read.
    pub incoming: Incoming,
    /// The sheet of this device that it belongs to, with what is taken in before it.
    pub before: Option<Sheet>,
    /// What taking it in would do.
    pub preview: Preview,
    /// The sheet as it would be.
    pub merged: Sheet,
    /// Would it change anything? Also where all answers say the same: the file may have
    /// seen more, such as a choice between two of them.
    pub changes: bool,
    /// Another sheet for the same region is on this device.
    pub another: bool,
    /// It is what is whole of a file that is not.
    pub cut: Option<Cut>,
    /// It is what a round wants repaired, not what somebody filled in.
    pub asked: Option<Return>,
    /// Is it to be stored?
    pub chosen: Live<bool>,
}

/// What is left of a cut-off or broken file.
#[derive(Clone, Copy)]
pub struct Cut {
    /// Answers that are whole.
    pub whole: usize,
    /// Answers there should be, if the file says so.
    pub expected: Option<usize>,
    /// Broken in the middle, not cut off at the end.
    pub broken: bool,
}

pub fn told(name: &str, words: &str) -> State {
    State::Refused(text::join(&[
        name,
        " — ",
        words,
        " ",
        text::NOTHING_CHANGED,
    ]))
}

/// Makes a sheet ready, or says why it cannot be taken in.
pub async fn prepare(
    intake: &Intake,
    name: &str,
    mut incoming: Incoming,
    cut: Option<Cut>,
) -> State {
    let named = &incoming.sheet.meta.instrument;
    crate::instruments::ready(named).await;
    if crate::instruments::nearest(named).is_none() {
        return told(name, text::OTHER_INSTRUMENT);
    }
    if incoming.sheet.meta.id.is_empty() {
        incoming.sheet.meta.id = made_up_id(&incoming.sheet);
    }
    let id = incoming.sheet.meta.id.clone();
    if !is_id(&id) {
        return State::Refused(text::file_error(name, &bad_id()));
    }
    let planned = intake.rows.borrow().iter().rev().find_map(|row| {
        let State::Ready(earlier) = row.state.peek() else {
            return None;
        };
        let same = earlier.incoming.sheet.meta.id == id;
        (same && earlier.chosen.peek()).then(|| earlier.merged.clone())
    });
    let before = match planned.or_else(|| state::sheet(&id)) {
        Some(sheet) => Ok(Some(sheet)),
        None => stored(&id).await,
    };
    let before = match before {
        Ok(before) => before,
        Err(error) => return told(name, &text::join(&[text::store_error(error), "."])),
    };
    let meta = &incoming.sheet.meta;
    let is_ours = |s: &Sheet| s.meta.kind == meta.kind && s.meta.region == meta.region;
    if !before.as_ref().is_none_or(is_ours) {
        return told(name, text::ID_OF_ANOTHER);
    }
    let another = sheets::find(meta.kind, &meta.region).is_some_and(|s| s.sheet.meta.id != id);
    let (preview, merged, changes) = match &before {
        None => {
            let merged = incoming.sheet.clone();
            (preview(None, &merged), merged, true)
        }
        Some(before) => {
            let merged = join(before, &incoming.sheet).await;
            platform::page::turn().await;
            let preview = preview_of(before, &incoming.sheet, &merged);
            let same = merged.answers == before.answers && merged.rivals == before.rivals;
            (preview, merged, !same)
        }
    };
    let chosen = cut.is_none() && changes;
    State::Ready(
        Ready {
            incoming,
            before,
            preview,
            merged,
            changes,
            another,
            cut,
            asked: None,
            chosen: Live::new(chosen),
        }
        .into(),
    )
}

pub async fn stored(id: &str) -> Result<Option<Sheet>, store::StoreError> {
    let store = state::saver().store().await?;
    match sheets::is_away(&store, id).await? {
        true => Ok(None),
        false => store.sheet(id).await,
    }
}

/// How many items are joined between two turns of the page.
const ITEMS: usize = 8;

/// Joins two replicas, step by step.
pub async fn join(ours: &Sheet, theirs: &Sheet) -> Sheet {
    let mut merging = Merging::new(ours, theirs);
    while !merging.step(ITEMS) {
        platform::page::turn().await;
    }
    merging.into_sheet()
}

/// An id for a sheet that was written by hand without one: the same file gets the same
/// id, so that taking it in twice is taking it in once.
fn made_up_id(sheet: &Sheet) -> String {
    let nobody = Provenance {
        program: String::new(),
        at: 0,
        by: String::new(),
        device: String::new(),
    };
    let text = sheet_json(sheet, &nobody).canonical();
    sha256_hex(text.as_bytes()).chars().take(32).collect()
}

/// Ids are part of the keys of the store, where a slash parts them from what follows.
fn is_id(id: &str) -> bool {
    id.len() <= 200 && !id.contains('/') && !id.chars().any(char::is_control)
}

fn bad_id() -> FileError {
    FileError::Damaged(Box::new(saba_core::DataError {
        place: "$.sheet.id".into(),
        problem: String::new(),
    }))
}
