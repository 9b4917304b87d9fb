//! Several windows on one sheet: one writes, the others show what it writes.
//!
//! Windows talk over a channel. What they say, the sheet's id always second:
//!
//! * `wrote id item…`: these items are in the store, committed and read back,
//! * `want id`: somebody opens it; whoever holds it without showing it lets go,
//! * `please id`: somebody presses *take over*; the holder saves and lets go,
//! * `sealed id`: it was locked or unlocked for good: what others have of it is old,
//! * `gone id`: it was taken off this device.
//!
//! A holder that does not let go (frozen, or saving fails) is robbed after a while.
//! What it still has to save is joined with what the robber wrote (`store::guard`),
//! and versions tell the two apart: no two windows write under one name.

use std::cell::RefCell;

use saba_core::text::joined;

use crate::platform::{channel, lock, page};
use crate::route::Route;
use crate::{dispatch, platform, sheets, state};

// The small program shows a sheet only while it may write it: a window that only reads
// goes on in the large one, which follows.

/// How long a holder has to save and let go, in milliseconds.
#[cfg(feature = "desk")]
const PATIENCE: i32 = 3_000;

/// Whoever holds this, with a sheet's id behind it, is the only writer of the sheet.
const SHEET: &str = "saba-sheet-";

thread_local! {
    /// The sheet that is being read, to be shown.
    static COMING: RefCell<String> = const { RefCell::new(String::new()) };
    /// The sheet that is being taken over.
    #[cfg(feature = "desk")]
    static TAKING: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Begins to listen to the other windows.
pub fn start() {
    lock::on_change(changed);
    channel::listen(heard);
    #[cfg(feature = "desk")]
    super::unlock::watch();
}

fn lock_name(id: &str) -> String {
    joined(&mut [SHEET, id].into_iter(), "")
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
#[cfg(feature = "desk")]
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

/// This window got a name that it waited for, or lost one.
fn changed(name: &str, mine: bool) {
    let Some(id) = name.strip_prefix(SHEET) else {
        // The one window that writes under the device's id.
        state::set_writer(match mine {
            true => state::device(),
            false => platform::random_id(8),
        });
        return;
    };
    #[cfg(feature = "desk")]
    TAKING.take();
    match (is_open(id), mine) {
        // The other window wrote in the meantime: read, then write.
        (true, true) => platform::spawn(catch_up(id.to_string(), Vec::new())),
        (true, false) => {
            // What is being typed here was typed before the other window came.
            dispatch::flush();
            only_reads();
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
        "sealed" | "gone" => forget(&id, verb == "gone"),
        "want" if is_shown(&id) => {}
        "want" | "please" if lock::is_mine(&lock_name(&id)) => let_go(id),
        _ => {}
    }
}

fn wrote(id: String, items: Vec<String>) {
    if is_open(&id) {
        platform::spawn(catch_up(id.clone(), items));
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

/// Forgets a sheet, and looks for it anew if it is open here.
fn forget(id: &str, gone: bool) {
    #[cfg(feature = "desk")]
    crate::store::seal::forget(id);
    state::forget_aside(id);
    if is_open(id) {
        state::close(id);
        match gone {
            true => page::go(&Route::Home.hash()),
            false => state::show_again(),
        }
    }
    platform::spawn(async {
        let _ = sheets::refresh().await;
    });
}

/// Saves what is left, then lets another window have the sheet.
fn let_go(id: String) {
    dispatch::flush();
    if is_open(&id) {
        state::set_writable(false);
    }
    platform::spawn(async move {
        if saved().await {
            state::forget_aside(&id);
            lock::give(&lock_name(&id), is_open(&id));
            #[cfg(not(feature = "desk"))]
            if is_open(&id) {
                only_reads();
            }
        } else if is_open(&id) {
            // What is here would be gone from the sheet.
            state::set_writable(true);
        }
    });
}

/// Waits until everything typed and handed in is saved; says whether it is.
pub async fn saved() -> bool {
    dispatch::flush();
    state::saver().settled().await.is_ok()
}

/// This window only reads the open sheet from now on.
pub fn only_reads() {
    state::set_writable(false);
    #[cfg(not(feature = "desk"))]
    crate::onward::leave();
}

/// Others wrote of the open sheet, or this window holds it now.
#[cfg(not(feature = "desk"))]
async fn catch_up(_id: String, _items: Vec<String>) {
    dispatch::flush();
    crate::onward::leave();
}

/// Reads what others wrote of the open sheet, and shows it. Without items it reads all,
/// and may write from then on if it holds the sheet.
#[cfg(feature = "desk")]
async fn catch_up(id: String, items: Vec<String>) {
    let stored = match state::saver().store().await {
        Ok(store) => store.part(&id, &items).await,
        Err(error) => Err(error),
    };
    if !is_open(&id) {
        return;
    }
    let Ok(stored) = stored else {
        state::saver().reconnect();
        page::after(1_000, move || platform::spawn(catch_up(id, items)));
        return;
    };
    dispatch::flush();
    if let Some(stored) = stored {
        state::follow(&stored.sheet);
        state::signals().saved_at.set(Some(platform::now()));
    }
    if items.is_empty() && lock::is_mine(&lock_name(&id)) {
        state::set_writable(true);
    }
}
