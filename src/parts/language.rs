//! The choice of the page's language. `web/later.js` fetches what is missing, remembers
//! the choice and loads the page anew once everything is saved; the page has only the
//! button.

use crate::dom::{El, el};
#[cfg(feature = "desk")]
use crate::dom::{div, p};
use crate::text;

/// The button that asks for the other language, named in that language.
pub fn language_button() -> El {
    let [code, name] = text::OTHER_LANGUAGE;
    el("button")
        .attr("type", "button")
        .class("button")
        .attr("lang", code)
        .attr("data-language", code)
        .text(name)
}

/// The choice with what it means.
#[cfg(feature = "desk")]
pub fn language_choice() -> El {
    el("section")
        .attr("data-language-choice", "")
        .child(el("h2").text(text::LANGUAGE_TITLE))
        .child(p(text::LANGUAGE_HINT))
        .child(div("actions").child(language_button()))
}

/// Marks words of the instrument, which stay Indonesian: where the page speaks another
/// language, screen readers are told.
pub fn official(words: El) -> El {
    match cfg!(feature = "english") {
        true => words.attr("lang", "id"),
        false => words,
    }
}
