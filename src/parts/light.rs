//! The save light: shape, word, place and time, and never better than the
//! truth.

use saba_core::instrument::SheetKind;
use saba_core::text::joined_list;

#[cfg(feature = "desk")]
use crate::dom::button;
use crate::dom::{El, a, div, el, live, p};
use crate::route::{Page, Route};
use crate::store::{SaverState, StoreError};
use crate::{parts, platform, state, text};

/// The light, and below it what to do when saving fails or when another window
/// has the sheet.
pub fn save_light() -> El {
    let signals = state::signals();
    let light = div("light")
        .attr("role", "status")
        .attr("data-light", "")
        .live_attr("data-state", move || Some(state_name(signals).into()))
        .child(el("span").class("light-shape").attr("aria-hidden", "true"))
        .child(el("span").live_text(move || words(signals)));
    let help = live(move || {
        let mut help = Vec::new();
        if let SaverState::Failed(error) = signals.light.get() {
            help.push(
                div("notice")
                    .attr("data-kind", "bad")
                    .attr("role", "alert")
                    .child(p(text::store_remedy(error)))
                    .child(a("button", &hand_over()).text(text::HAND_OVER_NOW)),
            );
        }
        if let Some(words) = damage(signals) {
            help.push(
                parts::notice("warn", &words)
                    .attr("role", "alert")
                    .attr("data-damaged", ""),
            );
        }
        if !signals.writable.get() && !state::saver().is_read_only() {
            let notice = div("notice")
                .attr("data-kind", "warn")
                .attr("role", "alert")
                .child(p(text::READ_ONLY));
            #[cfg(feature = "desk")]
            let notice = notice.child(
                button("button", text::TAKE_OVER, crate::device::take_over)
                    .attr("data-action", "take-over"),
            );
            help.push(notice);
        }
        help
    });
    let light = div("").child(light).child(help);
    #[cfg(feature = "desk")]
    let light = live(move || match signals.trial.get() {
        true => vec![crate::fill::trial::banner()],
        false => vec![light.clone()],
    });
    light
}

fn state_name(signals: &state::Signals) -> &'static str {
    match signals.light.get() {
        SaverState::Saved => "saved",
        SaverState::Saving => "saving",
        SaverState::Failed(error) => error.code(),
    }
}

/// The same for the page as a whole: `saved` where nothing would be lost if it were
/// loaded anew. What is being tried out would be.
pub fn light_name(signals: &state::Signals) -> &'static str {
    #[cfg(feature = "desk")]
    if signals.trial.get() {
        return "trial";
    }
    state_name(signals)
}

fn words(signals: &state::Signals) -> String {
    match signals.light.get() {
        SaverState::Saving => text::join(&[text::SAVING, " ", text::here()]),
        // Nothing is unsaved: nothing can be changed.
        SaverState::Failed(StoreError::Newer) => text::store_error(StoreError::Newer).into(),
        SaverState::Failed(error) => text::join(&[text::NOT_SAVED, ": ", text::store_error(error)]),
        SaverState::Saved => {
            signals.total.get();
            let last = state::with_sheet(|s| s.answers.values().map(|a| a.at).max()).flatten();
            match last.map(|last| signals.saved_at.get().unwrap_or(last)) {
                Some(at) => {
                    text::join(&[text::SAVED, " ", text::here(), " ", &platform::clock(at)])
                }
                None => text::NOTHING_YET.into(),
            }
        }
    }
}

/// Which answers of the open sheet the store has and cannot read.
fn damage(signals: &state::Signals) -> Option<String> {
    let all = signals.damaged.get();
    let (id, kind) = state::with_sheet(|s| (s.meta.id.clone(), s.meta.kind))?;
    let (_, items) = all.into_iter().find(|(sheet, _)| *sheet == id)?;
    let def = state::instrument().sheet(kind);
    let title = |item: String| def.item(&item).map_or(item, |i| i.title.clone());
    let titles: Vec<String> = items.into_iter().map(title).collect();
    Some(text::join(&[
        text::DAMAGED_ITEMS,
        &joined_list(&titles, ", "),
        text::DAMAGED_KEPT,
    ]))
}

fn hand_over() -> String {
    state::with_sheet(|s| Route::Sheet(s.meta.kind, s.meta.region.clone(), Page::HandOver).hash())
        .unwrap_or_else(|| Route::Home.hash())
}

/// The title of a sheet's bar: the region, and which data it is about.
pub fn sheet_title() -> (String, String) {
    let [a, b] = state::instrument().years;
    state::with_sheet(|s| {
        let place = match s.meta.kind {
            SheetKind::Kecamatan => text::join(&[text::KECAMATAN, &s.meta.region_name]),
            _ => s.meta.region_name.clone(),
        };
        (
            place,
            text::join(&[text::DATA_OF, &a.to_string(), text::AND, &b.to_string()]),
        )
    })
    .unwrap_or_default()
}
