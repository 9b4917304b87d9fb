//! Locking a sheet, and unlocking it for good.

use crate::dom::{El, Live, a, div, el, live, p, value_of};
use crate::parts::{bar, main, not_found, notice, save_light};
use crate::platform::crypto::{self, CryptoError};
use crate::route::{Page, Route};
use crate::store::{StoreError, seal};
use crate::{platform, state, text};

use super::{removal, saved, unlock};

/// Fewer letters are guessed too soon.
const SHORTEST: usize = 8;

/// How locking or unlocking stands.
#[derive(Clone, PartialEq, Eq)]
enum Step {
    Asking,
    Working,
    Failed(String),
    Done(&'static str),
}

/// The page of a sheet's lock.
pub fn lock_page() -> Vec<El> {
    let Some(meta) = state::with_sheet(|s| s.meta.clone()) else {
        return not_found();
    };
    let back = Route::Sheet(meta.kind, meta.region.clone(), Page::Overview).hash();
    let hand_over = Route::Sheet(meta.kind, meta.region.clone(), Page::HandOver).hash();
    let step = Live::new(Step::Asking);
    let (told, id) = (step.clone(), meta.id.clone());
    let writable = &state::signals().writable;
    let lock = live(move || {
        let mut parts = match told.get() {
            Step::Asking => Vec::new(),
            Step::Working => vec![p(text::LOCKING).attr("role", "status")],
            Step::Failed(words) => {
                vec![
                    notice("bad", &words)
                        .attr("role", "alert")
                        .attr("data-refused", ""),
                ]
            }
            Step::Done(words) => {
                vec![
                    notice("good", words)
                        .attr("role", "status")
                        .attr("data-done", ""),
                ]
            }
        };
        if told.get() == Step::Working {
            return parts;
        }
        if !crypto::is_available() {
            parts.push(notice("warn", text::NO_CRYPTO));
        } else if seal::is_open(&id) {
            parts.push(div("actions").child(unlock::lock_now_button("button main")));
            parts.push(el("h2").text(text::UNLOCK_TITLE));
            parts.push(p(text::UNLOCK_HINT));
            if writable.get() {
                parts.push(unlock_form(id.clone(), told.clone()));
            }
        } else {
            parts.push(p(text::LOCK_WHAT));
            parts.push(notice("warn", text::LOCK_WARNING));
            let link = a("button", &hand_over).text(text::HAND_OVER_TITLE);
            parts.push(div("actions").child(link));
            if writable.get() {
                parts.push(lock_form(id.clone(), told.clone()));
            }
        }
        parts
    });
    let screen = main("lock", text::LOCK_TITLE)
        .child(save_light())
        .child(lock)
        .child(removal::card(meta.clone(), false));
    vec![bar(&meta.region_name, &back, text::kind(meta.kind)), screen]
}

fn lock_form(id: String, step: Live<Step>) -> El {
    let [first, second] = [(); 2].map(|()| Live::new(String::new()));
    let field = |name: &str, label: &str, into: Live<String>| {
        [
            el("label").class("label").attr("for", name).text(label),
            el("input")
                .attr("id", name)
                .class("text")
                .attr("type", "password")
                .attr("autocomplete", "new-password")
                .on("input", move |event| into.set(value_of(&event))),
        ]
    };
    el("form")
        .class("card who-form")
        .children(field("new-passphrase", text::NEW_PASSPHRASE, first.clone()))
        .child(p(text::PASSPHRASE_HINT).class("hint"))
        .children(field(
            "same-passphrase",
            text::SAME_PASSPHRASE,
            second.clone(),
        ))
        .child(
            el("button")
                .attr("type", "submit")
                .class("button main")
                .attr("data-action", "lock")
                .text(text::LOCK),
        )
        .on("submit", move |event| {
            event.prevent_default();
            let words = first.peek();
            if words.trim().chars().count() < SHORTEST {
                step.set(Step::Failed(text::TOO_SHORT.into()));
            } else if words != second.peek() {
                step.set(Step::Failed(text::NOT_THE_SAME.into()));
            } else {
                step.set(Step::Working);
                let (id, step) = (id.clone(), step.clone());
                platform::spawn(async move { step.set(lock(&id, &words).await) });
            }
        })
}

/// Everything is saved first: what is on its way would be stored plain.
async fn lock(id: &str, passphrase: &str) -> Step {
    if !saved().await {
        return Step::Failed(text::NOT_LOCKED_UNSAVED.into());
    }
    let new = match seal::new_lock(id, passphrase).await {
        Ok(new) => new,
        Err(_) => return Step::Failed(text::NO_CRYPTO.into()),
    };
    anew(id, Some(new), text::LOCK_DONE).await
}

fn unlock_form(id: String, step: Live<Step>) -> El {
    unlock::passphrase_form(
        text::SHEET_PASSPHRASE,
        text::UNLOCK_FOR_GOOD,
        move |typed| {
            step.set(Step::Working);
            let (id, step) = (id.clone(), step.clone());
            platform::spawn(async move { step.set(unlock_for_good(&id, &typed).await) });
        },
    )
}

async fn unlock_for_good(id: &str, passphrase: &str) -> Step {
    if !saved().await {
        return Step::Failed(text::NOT_LOCKED_UNSAVED.into());
    }
    let lock = match state::saver().store().await {
        Ok(store) => store.lock(id).await,
        Err(error) => Err(error),
    };
    match lock {
        Ok(Some(lock)) => match seal::unlock(id, &lock, passphrase).await {
            Ok(()) => anew(id, None, text::UNLOCK_DONE).await,
            Err(CryptoError::Wrong) => Step::Failed(text::NOT_THIS_PASSPHRASE.into()),
            Err(CryptoError::Unavailable) => Step::Failed(text::NO_CRYPTO.into()),
        },
        Ok(None) => Step::Done(text::UNLOCK_DONE),
        Err(error) => failed(error),
    }
}

async fn anew(id: &str, new: Option<(String, seal::Seal)>, done: &'static str) -> Step {
    let result = match state::saver().store().await {
        Ok(store) => store.seal_anew(id, new).await,
        Err(error) => Err(error),
    };
    match result {
        Ok(()) => Step::Done(done),
        Err(error) => failed(error),
    }
}

fn failed(error: StoreError) -> Step {
    Step::Failed(text::join(&[
        text::store_error(error),
        ". ",
        text::NOTHING_CHANGED,
    ]))
}
