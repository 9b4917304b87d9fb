//! The bar on top of every screen.

use crate::dom::{El, a, button, div, el};
use crate::{dispatch, state, text};

/// A bar with a way back, a title, and a line below it.
pub fn bar(title: &str, back: &str, below: &str) -> El {
    let words = el("p").class("bar-title").child(el("b").text(title));
    let words = if below.is_empty() {
        words
    } else {
        words.child(el("small").text(below))
    };
    el("header")
        .class("bar")
        .child(
            a("bar-back", back)
                .attr("aria-label", text::BACK)
                .child(el("span").attr("aria-hidden", "true").text("‹")),
        )
        .child(words)
}

/// Takes the last change back; names what it was.
pub fn undo_button() -> El {
    let signals = state::signals();
    let button = button("button quiet undo", "", dispatch::undo)
        .attr("data-action", "undo")
        .live_text(|| {
            let undo = &state::signals().undo;
            undo.get()
                .map_or_else(String::new, |item| undo_words(&item))
        });
    div("live").live_rest(
        move || match signals.undo.get().is_some() && signals.writable.get() {
            true => vec![button.clone()],
            false => Vec::new(),
        },
    )
}

fn undo_words(item: &str) -> String {
    let instrument = state::instrument();
    let kind = state::with_sheet(|s| s.meta.kind);
    let title = kind
        .and_then(|k| instrument.sheet(k).item(item))
        .map(|i| i.title.as_str());
    #[cfg(feature = "desk")]
    let title = match item == saba_core::sheet::EDITION_ITEM {
        true => Some(text::MOVED),
        false => title,
    };
    #[cfg(feature = "desk")]
    let said = kind.and_then(|kind| crate::review::title(instrument, kind, item));
    #[cfg(feature = "desk")]
    let title = said.as_deref().or(title);
    text::join(&[text::UNDO, ": ", title.unwrap_or(item)])
}
