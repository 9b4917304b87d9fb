//! One section: its items, one below the other.

use super::item;
use crate::dom::{El, a, el, p};
use crate::parts::{self, bar, main, save_light, undo_button};
use crate::route::{Page, Route};
use crate::{platform, state, text};

/// A section of the open sheet.
pub fn section(id: &str) -> Vec<El> {
    let instrument = state::instrument();
    let Some((kind, region)) = state::with_sheet(|s| (s.meta.kind, s.meta.region.clone())) else {
        return parts::not_found();
    };
    let def = instrument.sheet(kind);
    let Some(at) = def.sections.iter().position(|s| s.id == id) else {
        return parts::not_found();
    };
    let Some(section) = def.sections.get(at) else {
        return parts::not_found();
    };
    let link = |page: Page| Route::Sheet(kind, region.clone(), page).hash();
    let neighbour = |step: isize, words: &str, action: &str| {
        let other = at
            .checked_add_signed(step)
            .and_then(|i| def.sections.get(i))?;
        let words = el("span").text(words).child(el("small").text(&other.title));
        let href = link(Page::Section(other.id.clone(), None));
        Some(a("button", &href).attr("data-action", action).child(words))
    };
    let total = &state::signals().total;
    let counts = p("").class("section-progress").live_text(move || {
        total.get();
        let now = state::with_sheet(|sheet| section.progress(sheet, instrument.years));
        text::progress(now.unwrap_or_default())
    });
    let (place, _) = parts::sheet_title();
    let title = match section.tatanan {
        Some(no) => text::join(&[&no.to_string(), ". ", &section.title]),
        None => section.title.clone(),
    };
    let screen = main("section", &title)
        .on("keydown", |event| platform::page::field_key(&event))
        .child(counts)
        .children(range(section.tatanan))
        .child(save_light())
        .children(section.items.iter().map(item::item))
        .child(
            el("nav")
                .class("actions")
                .children(neighbour(1, text::NEXT_SECTION, "next-section"))
                .children(neighbour(-1, text::PREVIOUS_SECTION, "previous-section"))
                .child(
                    a("button quiet", &link(Page::Overview))
                        .attr("data-action", "overview")
                        .text(text::TO_OVERVIEW),
                )
                .child(undo_button()),
        );
    vec![bar(&place, &link(Page::Overview), ""), screen]
}

/// The score of a tatanan so far.
#[cfg(feature = "desk")]
fn range(tatanan: Option<u8>) -> Option<El> {
    tatanan.map(super::award::section_range)
}

/// Villages and kecamatan are not scored.
#[cfg(not(feature = "desk"))]
fn range(_: Option<u8>) -> Option<El> {
    None
}
