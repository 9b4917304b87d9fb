//! Editions of the instrument: those on this device, a sheet under two of them, and
//! what the cycle before said.

mod compare;
mod last_cycle;
mod list;
mod table;

pub use compare::compare;
pub use last_cycle::{find as find_last_cycle, line as last_cycle_line};
pub use list::instruments;

use saba_core::instrument::Instrument;

use crate::dom::{El, a, el, p};
use crate::parts::{file_input, notice};
use crate::route::{Page, Route};
use crate::{instruments, state, text};

/// `Terbitan 2025.1 · data 2023 dan 2024`.
pub fn edition(instrument: &Instrument) -> String {
    let [earlier, later] = instrument.years.map(|y| y.to_string());
    text::join(&[
        text::EDITION,
        &instrument.edition,
        " · ",
        text::DATA,
        &earlier,
        text::AND,
        &later,
    ])
}

/// A button that picks a file, and what is done with it.
pub fn file_button(class: &str, words: &str, picked: impl Fn(web_sys::File) + 'static) -> El {
    let input = file_input(move |files| {
        if let Some(file) = files.into_iter().next() {
            picked(file);
        }
    });
    el("label")
        .class(class)
        .child(el("span").text(words))
        .child(input)
}

/// On the overview of a regency sheet: its edition, the way to compare it, and the
/// cycle before.
pub fn panel() -> El {
    let instrument = state::instrument();
    let meta = state::with_sheet(|s| s.meta.clone());
    let missing = meta
        .as_ref()
        .map(|m| &m.instrument)
        .filter(|named| !named.hash.is_empty() && instruments::of(named).is_none());
    let missing = missing.map(|named| {
        let words = [
            text::EDITION_MISSING,
            &named.id,
            " ",
            &named.edition,
            text::EDITION_MISSING_DO,
        ];
        notice("warn", &text::join(&words)).attr("data-edition-missing", "")
    });
    let compare = meta.map(|m| {
        let href = Route::Sheet(m.kind, m.region, Page::Compare).hash();
        a("button", &href)
            .attr("data-action", "compare")
            .text(text::COMPARE_EDITIONS)
    });
    el("section")
        .class("card")
        .attr("data-edition", &instrument.hash)
        .child(el("h2").text(text::SHEET_EDITION))
        .child(p(&text::join(&[
            &instrument.title,
            " · ",
            &edition(instrument),
        ])))
        .children(missing)
        .children(compare)
        .child(
            a("button quiet", &Route::Instruments.hash())
                .attr("data-action", "instruments")
                .text(text::INSTRUMENTS),
        )
        .child(last_cycle::panel())
}
