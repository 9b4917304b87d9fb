//! Handing over: what is in the file, the ways out, what is missing.

use std::rc::Rc;

use saba_core::instrument::SheetKind;
use saba_core::sheet::{FillState, fill_state, progress};

use super::copy_light::{copy_light, look};
use super::payload::{self, PLAIN};
use super::ways::Ways;
use crate::dom::{El, a, disclosure, el, p, summary};
use crate::parts::{bar, main, not_found, row, save_light};
use crate::route::{Page, Route};
use crate::{dispatch, state, text};

/// The screen.
pub fn hand_over() -> Vec<El> {
    dispatch::flush();
    let instrument = state::instrument();
    let Some(sheet) = state::with_sheet(Clone::clone) else {
        return not_found();
    };
    let meta = sheet.meta.clone();
    let def = instrument.sheet(meta.kind);
    let years = instrument.years;
    let link = |page: Page| Route::Sheet(meta.kind, meta.region.clone(), page).hash();
    let missing: Vec<(String, String, &'static str)> = def
        .sections
        .iter()
        .flat_map(|s| s.items.iter().map(move |i| (s, i)))
        .filter_map(|(section, item)| {
            let state = fill_state(item, sheet.answer(&item.id), years);
            let href = link(Page::Section(section.id.clone(), Some(item.id.clone())));
            (state != FillState::Complete)
                .then(|| (href, item.title.clone(), text::fill_state(state)))
        })
        .collect();
    let words = text::join(&[text::WHAT_IS_MISSING, " (", &missing.len().to_string(), ")"]);
    // Where nothing is missing there is nothing to be unfolded.
    let gaps = (!missing.is_empty()).then_some(missing).map(|missing| {
        disclosure(summary(&words), false, move || {
            let rows = missing
                .iter()
                .map(|(href, title, state)| el("li").child(row(href, title, "", state)));
            vec![
                p(text::MISSING_IS_FINE).class("hint"),
                el("ul").class("rows").children(rows),
            ]
        })
    });
    let known = look();
    let ways = Ways::new(PLAIN, Rc::new(payload::make), Some(known.clone()));
    let now = progress(def.items(), &sheet, years);
    let screen = main("hand-over", text::HAND_OVER_TITLE)
        .child(save_light())
        .child(copy_light(known))
        .child(p(&text::join(&[
            text::WHAT_IS_IN,
            &text::small(&text::progress(now)),
            ".",
        ])))
        .child(p(text::HAND_OVER_HOW))
        .child(ways.buttons())
        .child(ways.result())
        .child(
            a("button quiet", &link(Page::OtherWays))
                .attr("data-action", "other-ways")
                .child(el("span").text(text::OTHER_WAYS).child(el("small").text(
                    match meta.kind {
                        SheetKind::Desa => text::OTHER_WAYS_HINT,
                        _ => text::OTHER_WAYS_HINT_DESK,
                    },
                ))),
        )
        .child(
            a("button quiet", &link(Page::Paper))
                .attr("data-action", "paper")
                .text(text::PAPER),
        )
        .children(gaps);
    vec![
        bar(
            &meta.region_name,
            &link(Page::Overview),
            text::kind(meta.kind),
        ),
        screen,
    ]
}
