//! Several windows on one sheet: one writes, the others show what it writes.
//!
//! Windows talk over a channel. What they say, the sheet's id always second:
//!
//! * `wrote id item…`: these items are in the store, committed and read back,
//! * `want id`: somebody opens it; whoever holds it without showing it lets go,
//! * `please id`: somebody presses *take over*; the holder saves and lets go.
//!
//! A holder that does not let go (frozen, or saving fails) is robbed after a while.
//! What it still has to save is joined, not lost (`store::guard`); windows have names of
//! their own in version vectors, so that these tell the two apart.

use std::cell::RefCell;

use saba_core::text::joined;

use crate::platform::{channel, lock, page};
use crate::route::Route;
use crate::store::SaverState;
use crate::{dispatch, platform, sheets, start, state};

/// How long a holder has to save and let go, in milliseconds.
const PATIENCE: i32 = 3_000;

const LOCK: &str = "saba-sheet-";

thread_local! {
    /// The sheet that is being read, to be shown.
    static COMING: RefCell<String> = const { RefCell::new(String::new()) };
    /// The sheet that is being taken over.
    static TAKING: RefCell<String> = const { RefCell::new(String::new()) };
    /// Sheets that other windows asked for.
    static ASKED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
    /// What others wrote of the open sheet: its id and the items; without items: all.
    static BEHIND: RefCell<Option<(String, Vec<String>)>> = const { RefCell::new(None) };
}

/// Begins to listen to the other windows.
pub fn start() {
    lock::on_change(changed);
    channel::listen(heard);
}

fn lock_name(id: &str) -> String {
    joined(&mut [LOCK, id].into_iter(), "")
}

fn is_open(id: &str) -> bool {
    state::with_sheet(|s| s.meta.id == id) == Some(true)
}

/// Is it on the screen?
fn is_shown(id: &str) -> bool {
    is_open(id) && matches!(state::signals().route.peek(), Route::Sheet(..))
}

/// Asks to be the only writer of a sheet that is to be shown; says whether this
/// window is. [`shown`] must follow, whatever comes of it.
pub async fn ask(id: &str) -> bool {
    COMING.set(id.to_string());
    let mine = lock::ask(&lock_name(id)).await;
    if !mine {
        channel::say(["want", id]);
    }
    mine
}

/// The sheet asked for last is shown now, or will not be.
pub fn shown() {
    let id = COMING.take();
    let name = lock_name(&id);
    // The other window may have let go while it was being read.
    if lock::is_mine(&name) && !(is_open(&id) && state::signals().writable.peek()) {
        changed(&name, true);
    }
}

/// Asks the window that writes to let this one write, and takes it if it does not.
pub fn take_over() {
    let Some(id) = state::with_sheet(|s| s.meta.id.clone()) else {
        return;
    };
    let name = lock_name(&id);
    if lock::is_mine(&name) {
        // Reading failed when it came.
        changed(&name, true);
        return;
    }
    channel::say(["please", &id]);
    TAKING.set(id.clone());
    page::after(PATIENCE, move || {
        // Not if it came, and went again, in the meantime.
        if is_open(&id) && TAKING.take() == id {
            lock::steal(&name);
        }
    });
}

/// This window got a sheet that it waited for, or lost one.
fn changed(name: &str, mine: bool) {
    if name == start::DEVICE_LOCK {
        // The window that spoke for the device is gone.
        if mine {
            state::set_writer(state::device());
        }
        return;
    }
    let id = name.strip_prefix(LOCK).unwrap_or(name);
    TAKING.take();
    match (is_open(id), mine) {
        (true, true) => {
            // The other window wrote in the meantime: read, then write.
            behind(id, Vec::new());
        }
        (true, false) => {
            // What is being typed here was typed before the other window came.
            dispatch::flush();
            state::set_writable(false);
        }
        (false, true) if COMING.with_borrow(|coming| coming == id) => {}
        (false, true) => lock::give(name, false),
        (false, false) => state::forget_aside(id),
    }
}

fn heard(words: Vec<String>) {
    let mut words = words.into_iter();
    let (Some(verb), Some(id)) = (words.next(), words.next()) else {
        return;
    };
    match verb.as_str() {
        "wrote" => wrote(id, words.collect()),
        "want" if is_shown(&id) => {}
        "want" | "please" if lock::is_mine(&lock_name(&id)) => let_go(id),
        _ => {}
    }
}

fn wrote(id: String, items: Vec<String>) {
    if is_open(&id) {
        behind(&id, items);
    } else {
        state::forget_aside(&id);
    }
    platform::spawn(async move {
        let signals = state::signals();
        let known = signals.sheets.peek().iter().any(|s| s.sheet.meta.id == id);
        // The list is on the first screen only; a new sheet is looked for everywhere.
        if (!known || signals.route.peek() == Route::Home) && sheets::refresh().await.is_ok() {
            sheets::adopt(&id);
        }
    });
}

/// Takes note that others wrote to the open sheet, and reads it.
fn behind(id: &str, items: Vec<String>) {
    dispatch::flush();
    BEHIND.with_borrow_mut(|behind| match behind {
        Some((of, more)) if of == id && !more.is_empty() && !items.is_empty() => {
            more.extend(items);
        }
        Some((of, _)) if of == id => *behind = Some((of.clone(), Vec::new())),
        _ => *behind = Some((id.to_string(), items)),
    });
    now();
}

/// Saves what is left, then lets another window have the sheet.
fn let_go(id: String) {
    dispatch::flush();
    if is_open(&id) {
        state::set_writable(false);
    }
    ASKED.with_borrow_mut(|asked| asked.push(id));
    now();
}

fn now() {
    if !state::saver().is_busy() {
        settle(SaverState::Saved);
    }
}

/// Does what waited until everything is saved; called whenever saving changes its
/// state.
pub fn settle(saving: SaverState) {
    match saving {
        SaverState::Saving => {}
        SaverState::Failed(_) => {
            // Not let go: what is here would be gone from the sheet.
            for id in ASKED.take() {
                if is_open(&id) {
                    state::set_writable(true);
                }
            }
        }
        SaverState::Saved => {
            for id in ASKED.take() {
                state::forget_aside(&id);
                lock::give(&lock_name(&id), is_open(&id));
            }
            if let Some((id, items)) = BEHIND.take() {
                platform::spawn(catch_up(id, items));
            }
        }
    }
}

/// Reads what others wrote and shows it.
async fn catch_up(id: String, items: Vec<String>) {
    let stored = match state::saver().store().await {
        Ok(store) => store.part(&id, &items).await,
        Err(error) => Err(error),
    };
    if !is_open(&id) {
        return;
    }
    dispatch::flush();
    let Ok(stored) = stored else {
        page::after(1_000, move || behind(&id, Vec::new()));
        return;
    };
    if state::saver().is_busy() {
        // Something was typed in between: after it is saved, all of it.
        BEHIND.set(Some((id, Vec::new())));
        return;
    }
    let signals = state::signals();
    if let Some(stored) = stored {
        state::follow(stored);
        signals.saved_at.set(Some(platform::now()));
    }
    if items.is_empty() && lock::is_mine(&lock_name(&id)) {
        state::set_writable(true);
    }
}
