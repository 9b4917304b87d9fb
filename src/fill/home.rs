//! The first screen: the sheets on this device, and how to begin.

use saba_core::text::holds;

use crate::dom::{El, a, div, el, live, p};
use crate::parts::{row, save_light};
use crate::route::{Page, Route};
use crate::store::{SaverState, StoredSheet};
use crate::{device, dispatch, history, platform, prefs, sheets, state, text};

/// The first screen; with the list of sheets as it is if that is fresh.
pub fn home(fresh: bool) -> Vec<El> {
    dispatch::flush();
    if !fresh {
        crate::platform::spawn(async {
            // The save light tells when the store cannot be read.
            let _ = sheets::refresh().await;
        });
    }
    let signals = state::signals();
    let bar = el("header").class("bar home-bar").child(
        p("")
            .class("bar-title")
            .child(el("b").text(text::APP))
            .child(el("small").text(text::APP_LONG)),
    );
    let light = &signals.light;
    // On the first screen the light matters only where saving cannot work.
    let trouble = live(move || match light.get() {
        SaverState::Failed(_) => vec![save_light()],
        _ => Vec::new(),
    });
    let all = &signals.sheets;
    let list = live(move || {
        let all = all.get();
        if all.is_empty() {
            return Vec::new();
        }
        let place = |s: &StoredSheet| (s.sheet.meta.kind, s.sheet.meta.region.clone());
        let places: Vec<_> = all.iter().map(place).collect();
        let rows = all.iter().zip(&places).map(|(stored, place)| {
            let is_double = places.iter().filter(|other| *other == place).count() > 1;
            sheet_row(stored, is_double)
        });
        let rows = el("ul").class("rows").children(rows);
        let [place, name] = prefs::place();
        // A sheet that was removed is not begun anew by going back to it.
        let there = |s: &StoredSheet| {
            holds(
                &place,
                &text::join(&["/", s.sheet.meta.region.as_str(), "/"]),
            )
        };
        let back = all.iter().any(there).then(|| {
            let words = el("span").text(text::GO_ON).child(el("small").text(&name));
            a("button main", &place)
                .attr("data-action", "go-on")
                .child(words)
        });
        let title = el("h2").text(text::SHEETS_HERE);
        back.into_iter().chain([title, rows]).collect()
    });
    let main = el("main")
        .class("page")
        .attr("data-screen", "home")
        .child(
            el("h1")
                .attr("tabindex", "-1")
                .class("visually-hidden")
                .text(text::APP_LONG),
        )
        .child(trouble)
        .children(device::trouble())
        .child(p(text::GREETING).class("lead"))
        .child(list)
        .child(history::lost())
        .child(
            div("actions")
                .child(
                    a("button main", "#/mulai")
                        .attr("data-action", "start")
                        .text(text::START_NEW),
                )
                .child(
                    a("button", "#/ambil")
                        .attr("data-action", "take-in")
                        .text(text::TAKE_IN),
                )
                .child(a("button quiet", "#/pengaturan").text(text::SETTINGS))
                .child(a("button quiet", "#/tentang").text(text::ABOUT))
                .child(a("button quiet", "#/perangkat").text(text::CHECK_DEVICE)),
        );
    vec![bar, main]
}

/// A sheet. Of several that have the same address, it says when it was begun, and pressing
/// it chooses it.
fn sheet_row(stored: &StoredSheet, is_double: bool) -> El {
    let meta = &stored.sheet.meta;
    let href = Route::Sheet(meta.kind, meta.region.clone(), Page::Overview).hash();
    let dot = if meta.region_path.is_empty() {
        ""
    } else {
        // The dot stays on the line that it ends.
        "\u{a0}· "
    };
    let begun = match is_double {
        true => text::join(&[text::BEGUN, &platform::day_and_clock(meta.created)]),
        false => String::new(),
    };
    let under = text::join(&[text::kind(meta.kind), dot, &meta.region_path, &begun]);
    let row = row(
        &href,
        &meta.region_name,
        &under,
        &platform::day_and_clock(stored.touched),
    );
    let row = row.attr("data-sheet", meta.region.as_str());
    let meta = meta.clone();
    el("li").child(match is_double {
        true => row.on("click", move |_| sheets::choose(&meta)),
        false => row,
    })
}
