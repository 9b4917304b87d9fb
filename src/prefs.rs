//! Small preferences, in the browser's local storage. No answer is ever kept
//! here. Where local storage is blocked, preferences last as long as the page.

use std::cell::RefCell;

use gloo_storage::{LocalStorage, Storage};

use crate::text;

/// What this device remembers beside the sheets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prefs {
    /// Who fills in: name.
    pub name: String,
    /// Who fills in: role.
    pub role: String,
    /// The regency chosen last.
    pub regency: String,
}

/// Keys in local storage.
const NAME: &str = "saba.name";
const ROLE: &str = "saba.role";
const REGENCY: &str = "saba.regency";
const DESK: &str = "saba.desk";
/// The address of a sheet follows.
const SHEET: &str = "saba.sheet";

/// Keys that boot.js reads, and those of where somebody was, which comforts.js writes.
#[cfg(feature = "desk")]
const LOOK: [&str; 2] = ["saba.size", "saba.theme"];
const PLACE: [&str; 2] = ["saba.place", "saba.place.name"];

thread_local! {
    static PREFS: RefCell<Option<Prefs>> = const { RefCell::new(None) };
}

/// Local storage, if it is there. gloo-storage panics where it is blocked
/// (private windows), so look first. Plain texts, without its JSON: that would
/// bring 20 KB of parser for three names.
fn storage() -> Option<web_sys::Storage> {
    let there = crate::platform::window()
        .local_storage()
        .is_ok_and(|s| s.is_some());
    there.then(LocalStorage::raw)
}

/// Has boot.js take the large program whatever the address, or no longer: the small
/// one knows its own instrument only.
#[cfg(feature = "desk")]
pub fn always_desk(on: bool) {
    if let Some(storage) = storage() {
        let _ = match on {
            true => storage.set_item(DESK, "1"),
            false => storage.remove_item(DESK),
        };
    }
}

/// Has boot.js take the large program in this window, as long as it lives; says whether
/// that can be noted.
#[cfg(not(feature = "desk"))]
pub fn desk_from_now_on() -> bool {
    window_storage().is_some_and(|s| s.set_item(DESK, "1").is_ok())
}

/// What lives as long as this window, if it is there.
fn window_storage() -> Option<web_sys::Storage> {
    crate::platform::window().session_storage().ok().flatten()
}

/// Where somebody was last: the address of an item, and its name. Empty where that is not
/// known.
pub fn place() -> [String; 2] {
    PLACE.map(read)
}

/// Forgets where somebody was: the sheet is not here any more.
#[cfg(feature = "desk")]
pub fn forget_place() {
    if let Some(storage) = storage() {
        for key in PLACE {
            let _ = storage.remove_item(key);
        }
    }
}

/// Which of several sheets with the same address was chosen in this window: its id.
pub fn sheet(address: &str) -> Option<String> {
    let key = text::join(&[SHEET, address]);
    window_storage()?.get_item(&key).ok().flatten()
}

/// Remembers which of several sheets with the same address was chosen, as long as this
/// window lives: who opens the address anew means the latest data.
pub fn choose_sheet(address: &str, id: &str) {
    if let Some(storage) = window_storage() {
        let _ = storage.set_item(&text::join(&[SHEET, address]), id);
    }
}

fn read(key: &str) -> String {
    let text = storage().and_then(|s| s.get_item(key).ok().flatten());
    text.unwrap_or_default()
}

/// Text size and theme as boot.js applies them; empty for what is usual.
#[cfg(feature = "desk")]
pub fn look() -> [String; 2] {
    LOOK.map(read)
}

/// Keeps a text size (`size`, a CSS length) or a theme (`dark`, `light`), empty for what
/// is usual, and has boot.js apply it. Says whether it could be kept.
#[cfg(feature = "desk")]
pub fn set_look(look: [&str; 2]) -> bool {
    let Some(storage) = storage() else {
        return false;
    };
    let kept = LOOK.iter().zip(look).all(|(key, value)| {
        let done = match value.is_empty() {
            true => storage.remove_item(key),
            false => storage.set_item(key, value),
        };
        done.is_ok()
    });
    // Other windows hear it from the browser.
    crate::platform::page::tell("storage");
    kept
}

/// The preferences.
pub fn get() -> Prefs {
    PREFS.with_borrow_mut(|slot| {
        slot.get_or_insert_with(|| Prefs {
            name: read(NAME),
            role: read(ROLE),
            regency: read(REGENCY),
        })
        .clone()
    })
}

/// Changes the preferences.
pub fn update(change: impl FnOnce(&mut Prefs)) {
    let mut prefs = get();
    change(&mut prefs);
    if let Some(storage) = storage() {
        // A full or blocked storage loses a preference, never an answer.
        for (key, value) in [
            (NAME, &prefs.name),
            (ROLE, &prefs.role),
            (REGENCY, &prefs.regency),
        ] {
            let _ = storage.set_item(key, value);
        }
    }
    PREFS.set(Some(prefs));
}
