//! The round that this page works in: chosen once, kept from item to item.

use saba_core::review::{entry, entry_of};

use crate::dom::{El, Live, el, value_of};
use crate::{state, text};

thread_local! {
    static CHOSEN: Live<String> = Live::new(String::new());
}

/// The id of the round, followed by whoever is building: the one that somebody chose,
/// else the last one that says something in the open sheet, else the first.
pub fn chosen() -> String {
    let rounds = &state::instrument().rounds;
    let now = CHOSEN.with(Live::get);
    if rounds.iter().any(|r| r.id == now) {
        return now;
    }
    let used = state::with_sheet(|sheet| {
        let says = |round: &str| {
            let mut said = sheet.answers.keys().filter_map(|id| entry_of(id));
            said.any(|(r, item)| r == round && entry(sheet, r, item).is_some())
        };
        rounds.iter().rev().find(|r| says(&r.id))
    });
    let round = used.flatten().or(rounds.first());
    round.map_or_else(String::new, |r| r.id.clone())
}

/// Chooses a round.
pub fn choose(id: &str) {
    CHOSEN.with(|chosen| chosen.set(id.to_string()));
}

/// The choice, with its label.
pub fn select() -> El {
    let input = el("select")
        .class("text")
        .attr("data-round", "")
        .attr("aria-label", text::ROUND)
        .live(|| {
            let now = chosen();
            let rounds = state::instrument().rounds.iter();
            rounds
                .map(|r| {
                    el("option")
                        .attr("value", &r.id)
                        .flag("selected", r.id == now)
                        .text(&r.title)
                })
                .collect()
        })
        .on("change", |event| {
            crate::dispatch::flush();
            choose(&value_of(&event));
        });
    el("label")
        .class("round")
        .child(el("span").class("label").text(text::ROUND))
        .child(input)
}
