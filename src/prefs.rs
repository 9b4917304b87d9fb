//! Small preferences, in the browser's local storage. No answer is ever kept
//! here. Where local storage is blocked, preferences last as long as the page.

use std::cell::RefCell;

use gloo_storage::{LocalStorage, Storage};

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
    let storage = crate::platform::window().session_storage();
    storage.is_ok_and(|s| s.is_some_and(|s| s.set_item(DESK, "1").is_ok()))
}

/// The preferences.
pub fn get() -> Prefs {
    PREFS.with_borrow_mut(|slot| {
        slot.get_or_insert_with(|| {
            let storage = storage();
            let read = |key| storage.as_ref()?.get_item(key).ok().flatten();
            Prefs {
                name: read(NAME).unwrap_or_default(),
                role: read(ROLE).unwrap_or_default(),
                regency: read(REGENCY).unwrap_or_default(),
            }
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
