//! "Yang diminta diperbaiki": where a return file leads to.

use saba_core::review::to_repair;

use super::{countdown, overview, words};
use crate::dom::{El, a, div, el, live, p};
use crate::parts::{bar, main, not_found, notice, save_light};
use crate::route::{Page, Route};
use crate::{dispatch, parts, state, text};

/// The screen: each item with the reviewer's words, the round, and the time left.
pub fn repairs() -> Vec<El> {
    dispatch::flush();
    let Some(meta) = state::with_sheet(|s| s.meta.clone()) else {
        return not_found();
    };
    let link = {
        let (kind, region) = (meta.kind, meta.region.clone());
        move |page: Page| Route::Sheet(kind, region.clone(), page).hash()
    };
    let to = link.clone();
    let list = live(move || {
        state::signals().total.get();
        let instrument = state::instrument();
        let def = instrument.sheet(meta.kind);
        let all = state::with_sheet(|s| to_repair(def, s, None)).unwrap_or_default();
        if all.is_empty() {
            return vec![notice("good", text::NOTHING_ASKED).attr("data-nothing-asked", "")];
        }
        let open = all.iter().filter(|r| r.open).count();
        let rows = all.iter().map(|repair| {
            let section = def.section_of(&repair.item);
            let page = section.map(|s| Page::Section(s.id.clone(), Some(repair.item.clone())));
            let round = words::round_title(instrument, &repair.round);
            let until = repair.entry.deadline.filter(|_| repair.open);
            overview::one(repair, &page.map(&to).unwrap_or_default())
                .child(p(round).class("hint"))
                .children(until.map(|at| {
                    p(&text::join(&[text::DEADLINE, ": "])).child(countdown::deadline(at))
                }))
        });
        let rows = el("ul").class("repairs").children(rows);
        let head = match open {
            0 => notice("good", text::ALL_REPAIRED).attr("data-all-repaired", ""),
            _ => p(text::ASKED_HINT),
        };
        vec![head, rows]
    });
    let screen = main("repairs", text::ASKED)
        .child(save_light())
        .child(list)
        .child(
            div("actions")
                .child(
                    a("button", &link(Page::HandOver))
                        .attr("data-action", "hand-over")
                        .text(text::hand_over_to(meta.kind)),
                )
                .child(
                    a("button quiet", &link(Page::Overview))
                        .attr("data-action", "overview")
                        .text(text::TO_OVERVIEW),
                ),
        );
    let (place, below) = parts::sheet_title();
    vec![bar(&place, &link(Page::Overview), &below), screen]
}
