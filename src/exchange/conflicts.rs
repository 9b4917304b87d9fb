//! Concurrent edits side by side: who said what, and a choice that is a change like any
//! other. Whoever does not choose leaves both.

use leptos::prelude::Track;
use saba_core::instrument::Item;
use saba_core::merge::is_conflict;
use saba_core::review::entry_of;
use saba_core::sheet::Answer;
use saba_core::text::joined_list;

use crate::dom::{El, a, button, div, el, live, p};
use crate::parts::{bar, main, not_found, notice, save_light, undo_button};
use crate::route::{Page, Route};
use crate::text::Line;
use crate::{dispatch, platform, review, state, text};

/// The screen.
pub fn conflicts() -> Vec<El> {
    dispatch::flush();
    let found = state::with_sheet(|s| {
        let open = s.rivals.keys().filter(|i| is_conflict(s, i));
        (s.meta.clone(), open.cloned().collect::<Vec<String>>())
    });
    let Some((meta, items)) = found else {
        return not_found();
    };
    let link = |page: Page| Route::Sheet(meta.kind, meta.region.clone(), page).hash();
    let def = state::instrument().sheet(meta.kind);
    let cards = items.iter().map(|id| {
        let place_of = entry_of(id).map_or(id.as_str(), |(_, item)| item);
        let (item, place_of) = (def.item(id), def.item(place_of));
        let place = place_of.and_then(|i| {
            let section = def.section_of(&i.id)?;
            Some(link(Page::Section(section.id.clone(), Some(i.id.clone()))))
        });
        card(id.clone(), item, place)
    });
    let hint = match items.is_empty() {
        true => notice("good", text::NOTHING_DISAGREES).attr("data-agreed", ""),
        false => p(text::CONFLICTS_HINT),
    };
    let screen = main("conflicts", text::CONFLICTS)
        .child(save_light())
        .child(hint)
        .children(cards)
        .child(
            div("actions")
                .child(undo_button())
                .child(a("button quiet", &link(Page::Overview)).text(text::TO_OVERVIEW)),
        );
    vec![
        bar(
            &meta.region_name,
            &link(Page::Overview),
            text::kind(meta.kind),
        ),
        screen,
    ]
}

/// What all who said the same said.
struct Side {
    answer: Answer,
    who: Vec<String>,
}

/// The answers to an item, those that say the same together.
fn sides(item: &str) -> Vec<Side> {
    let all = state::with_sheet(|s| {
        let rivals = s.rivals.get(item).into_iter().flatten();
        let all = s.answers.get(item).into_iter().chain(rivals);
        all.cloned().collect::<Vec<Answer>>()
    });
    let mut sides: Vec<Side> = Vec::new();
    for answer in all.unwrap_or_default() {
        let by = match answer.by.is_empty() {
            true => text::NAMELESS.to_string(),
            false => answer.by.clone(),
        };
        let when = platform::day_and_clock(answer.at);
        let who = text::join(&[&by, ", ", &when]);
        match sides.iter_mut().find(|s| s.answer.same_content(&answer)) {
            Some(side) => side.who.push(who),
            None => sides.push(Side {
                answer,
                who: vec![who],
            }),
        }
    }
    sides
}

fn card(id: String, item: Option<&'static Item>, place: Option<String>) -> El {
    let kind = state::with_sheet(|s| s.meta.kind);
    let of_round = kind.and_then(|kind| review::title(state::instrument(), kind, &id));
    let title = of_round.or_else(|| item.map(text::item_name));
    let title = title.unwrap_or_else(|| id.clone());
    let writable = &state::signals().writable;
    let (watched, at) = (id.clone(), id.clone());
    el("section")
        .class("card")
        .attr("data-conflict", &id)
        .child(el("h2").text(&title))
        .child(live(move || {
            state::tick(&watched).track();
            let sides = sides(&watched);
            if sides.len() < 2 {
                return settled(sides.first(), &at, item);
            }
            let may = writable.get();
            let shown = sides.into_iter().map(|side| {
                let id = at.clone();
                let answer = side.answer.clone();
                let choose = button("button", text::USE_THIS, move || {
                    dispatch::adopt(&id, &answer);
                });
                div("side")
                    .attr("data-side", "")
                    .child(
                        p(&joined_list(&side.who, "; "))
                            .class("hint")
                            .child(el("small").text(text::BY_THEIR_CLOCK)),
                    )
                    .child(said(&at, item, &side.answer))
                    .children(may.then(|| choose.attr("data-action", "choose")))
            });
            let other = place
                .as_ref()
                .map(|href| a("button quiet", href).text(text::ANSWER_ANEW));
            vec![div("sides").children(shown)]
                .into_iter()
                .chain(other)
                .collect()
        }))
}

/// After a choice: what stands now.
fn settled(side: Option<&Side>, id: &str, item: Option<&Item>) -> Vec<El> {
    let Some(side) = side else { return Vec::new() };
    vec![
        notice("good", text::SETTLED)
            .attr("role", "status")
            .attr("data-settled", ""),
        said(id, item, &side.answer),
    ]
}

fn said(id: &str, item: Option<&Item>, answer: &Answer) -> El {
    lines(review::lines(state::instrument(), id, item, answer))
}

/// An answer in words. What has no label stands before the list: a description without
/// a term is none.
pub fn lines(lines: Vec<Line>) -> El {
    let (plain, named): (Vec<Line>, Vec<Line>) =
        lines.into_iter().partition(|(label, _)| label.is_empty());
    let plain = plain.iter().map(|(_, words)| p(words));
    let rows = named
        .iter()
        .flat_map(|(label, words)| [el("dt").text(label), el("dd").text(words)]);
    let list = (!named.is_empty()).then(|| el("dl").children(rows));
    div("said").children(plain).children(list)
}
