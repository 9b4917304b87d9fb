//! A locked sheet is opened with its passphrase, and closed again: when somebody says
//! so, when the page is closed, and when it was out of sight for long.

use std::cell::Cell;

use saba_core::instrument::SheetKind;
use saba_core::region::RegionCode;

use crate::dom::{El, Live, a, button, el, live, p, value_of};
use crate::parts::{bar, main, notice};
use crate::platform::crypto::CryptoError;
use crate::platform::page;
use crate::route::{Page, Route};
use crate::store::seal;
use crate::{platform, sheets, state, text};

/// A page that is out of sight for so many milliseconds forgets its keys.
const OUT_OF_SIGHT: u64 = 15 * 60 * 1000;

thread_local! {
    /// Since when the page is out of sight.
    static HIDDEN: Cell<Option<u64>> = const { Cell::new(None) };
}

/// How trying a passphrase stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Asking,
    Trying,
    Failed(CryptoError),
}

/// In the place of the screens of a locked sheet: asks for its passphrase.
pub fn ask_passphrase(kind: SheetKind, region: &RegionCode, page: &Page) -> Vec<El> {
    let Some(stored) = sheets::find(kind, region) else {
        return Vec::new();
    };
    let meta = stored.sheet.meta;
    let step = Live::new(Step::Asking);
    let said = step.clone();
    let tell = live(move || match said.get() {
        Step::Asking => Vec::new(),
        Step::Trying => vec![p(text::OPENING).attr("role", "status")],
        Step::Failed(error) => {
            let words = match error {
                CryptoError::Wrong => text::NOT_THIS_PASSPHRASE,
                CryptoError::Unavailable => text::NO_CRYPTO,
            };
            vec![
                notice("bad", words)
                    .attr("role", "alert")
                    .attr("data-refused", ""),
            ]
        }
    });
    let id = meta.id.clone();
    let form = passphrase_form(text::SHEET_PASSPHRASE, text::OPEN, move |typed| {
        let (id, step) = (id.clone(), step.clone());
        step.set(Step::Trying);
        platform::spawn(async move {
            match open(&id, &typed).await {
                Ok(()) => state::show_again(),
                Err(error) => step.set(Step::Failed(error)),
            }
        });
    });
    let screen = main("locked", text::LOCKED)
        .child(p(text::LOCKED_HINT))
        .child(form)
        .child(tell);
    #[cfg(feature = "desk")]
    if *page == Page::Lock {
        let screen = screen.child(super::removal::card(meta.clone(), true));
        return vec![bar(&meta.region_name, "#/", text::kind(kind)), screen];
    }
    let _ = page;
    let forgotten = Route::Sheet(kind, region.clone(), Page::Lock).hash();
    let screen = screen.child(a("button quiet", &forgotten).text(text::FORGOTTEN));
    vec![bar(&meta.region_name, "#/", text::kind(kind)), screen]
}

/// A field for a passphrase and what is done with it.
pub fn passphrase_form(label: &str, words: &str, done: impl Fn(String) + 'static) -> El {
    let typed = Live::new(String::new());
    let into = typed.clone();
    el("form")
        .class("card who-form")
        .child(
            el("label")
                .class("label")
                .attr("for", "passphrase")
                .text(label),
        )
        .child(
            el("input")
                .attr("id", "passphrase")
                .class("text")
                .attr("type", "password")
                .attr("autocomplete", "off")
                .on("input", move |event| into.set(value_of(&event))),
        )
        .child(
            el("button")
                .attr("type", "submit")
                .class("button main")
                .attr("data-action", "passphrase")
                .text(words),
        )
        .on("submit", move |event| {
            event.prevent_default();
            done(typed.peek());
        })
}

/// Tries a passphrase. A sheet that is not locked any more needs none.
async fn open(id: &str, passphrase: &str) -> Result<(), CryptoError> {
    // Where the store cannot be read, the save light says so.
    let lock = match state::saver().store().await {
        Ok(store) => store.lock(id).await,
        Err(error) => Err(error),
    };
    match lock {
        Ok(Some(lock)) => seal::unlock(id, &lock, passphrase).await,
        Ok(None) | Err(_) => Ok(()),
    }
}

/// Closes what is open here.
pub fn lock_now_button(class: &str) -> El {
    button(class, text::LOCK_NOW, lock_now).attr("data-action", "lock-now")
}

/// Saves, then forgets all keys and everything that was read with them. What cannot be
/// saved stays, and the save light says so.
fn lock_now() {
    platform::spawn(async {
        if !super::saved().await {
            return;
        }
        let html = platform::document().document_element();
        let offline = html.and_then(|html| html.get_attribute("data-offline"));
        if offline.as_deref() == Some("ready") {
            // The surest way to forget.
            page::reload();
            return;
        }
        // Loading anew may need a network that is not there.
        seal::forget_all();
        state::forget_all();
        state::show_again();
    });
}

/// Forgets keys when the page was out of sight for long.
pub fn watch() {
    page::listen(platform::document(), "visibilitychange", |_| {
        match platform::document().hidden() {
            true => {
                HIDDEN.set(Some(platform::now()));
                // Pages out of sight may stand still; then it is done when they are seen.
                page::after(OUT_OF_SIGHT as i32, lock_if_left);
            }
            false => {
                lock_if_left();
                HIDDEN.set(None);
            }
        }
    });
}

fn lock_if_left() {
    let left = HIDDEN.get().map(|at| platform::now().saturating_sub(at));
    if left.is_some_and(|left| left >= OUT_OF_SIGHT) && seal::any_open() {
        lock_now();
    }
}
