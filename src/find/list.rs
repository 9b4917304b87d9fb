//! The items that were found, by the section they stand in, and the keys among them.

use saba_core::find::{Hit, Place};
use saba_core::instrument::Item;
use saba_core::sheet::{Gap, fill_state};
use wasm_bindgen::JsCast;

use super::{Filter, Gaps, View, gaps_now, gaps_of, last_place};
use crate::dom::{El, a, el, live, p};
use crate::parts::notice;
use crate::route::{Page, Route};
use crate::{platform, state, text};

/// What is shown, and how many it are.
pub fn results(view: &View) -> El {
    let view = view.clone();
    let total = &state::signals().total;
    live(move || {
        total.get();
        let Some(index) = view.index.get() else {
            return Vec::new();
        };
        let typed = view.typed.get();
        let filter = view.filter.get();
        let gaps = gaps_now(state::instrument(), view.kind);
        let mut hits = index.find(&typed);
        hits.retain(|hit| filter.takes(gaps_of(&gaps, hit.item)));
        let mut parts = vec![
            p(&text::join(&[&hits.len().to_string(), text::FOUND_ITEMS]))
                .attr("role", "status")
                .attr("data-found-count", &hits.len().to_string()),
        ];
        let is_search = !typed.trim().is_empty();
        match hits.is_empty() {
            true => parts.push(nothing(is_search, filter)),
            false if is_search => parts.push(rows(&view, &gaps, &hits, true)),
            false => parts.extend(by_section(&view, &gaps, &hits)),
        }
        parts
    })
}

fn nothing(is_search: bool, filter: Filter) -> El {
    match (is_search, filter) {
        (true, Filter::All) => notice("unknown", text::FIND_NONE),
        (true, _) => notice("unknown", text::FIND_NONE_HERE),
        (false, _) => notice("good", text::GAPS_NONE),
    }
    .attr("data-found-none", "")
}

/// In the order of the sheet, each section under its title.
fn by_section(view: &View, gaps: &Gaps, hits: &[Hit<'static>]) -> Vec<El> {
    let mut parts = Vec::new();
    for group in hits.chunk_by(|a, b| a.section.id == b.section.id) {
        let Some(first) = group.first() else { continue };
        parts.push(el("h2").text(&first.section.title));
        parts.push(rows(view, gaps, group, false));
    }
    parts
}

fn rows(view: &View, gaps: &Gaps, hits: &[Hit<'static>], is_search: bool) -> El {
    let rows = hits.iter().map(|hit| row(view, gaps, hit, is_search));
    el("ul").class("rows found").children(rows)
}

fn row(view: &View, gaps: &Gaps, hit: &Hit<'static>, is_search: bool) -> El {
    let page = Page::Section(hit.section.id.clone(), Some(hit.item.id.clone()));
    let href = Route::Sheet(view.kind, view.region.clone(), page).hash();
    let years = state::instrument().years;
    let fill = state::with_sheet(|s| fill_state(hit.item, s.answer(&hit.item.id), years));
    let state = fill.map(text::fill_state).unwrap_or_default();
    let under = match is_search {
        true => hit.section.title.as_str(),
        false => hit.item.question.as_str(),
    };
    let found_in = match is_search {
        true => text::found_in(hit.place),
        false => "",
    };
    let main = el("span")
        .class("row-main")
        .child(el("b").text(&heading(hit.item)))
        .children((!under.is_empty()).then(|| el("small").text(under)))
        .children((!found_in.is_empty()).then(|| {
            el("small")
                .attr("data-found-in", place_key(hit.place))
                .text(found_in)
        }))
        .children(gaps_of(gaps, hit.item).iter().filter_map(gap));
    let link = a("row", &href)
        .attr("data-found", &hit.item.id)
        .child(main)
        .child(el("span").class("row-side").text(state));
    el("li").child(link)
}

fn place_key(place: Place) -> &'static str {
    match place {
        Place::Answer => "answer",
        Place::Help => "help",
        _ => "fields",
    }
}

fn heading(item: &Item) -> String {
    match item.number() {
        number if number.is_empty() => item.title.clone(),
        number => text::join(&[&number, "  ", &item.title]),
    }
}

/// A gap in words. What is blank or unknown says so at the side already.
fn gap(gap: &Gap) -> Option<El> {
    let key = match gap {
        Gap::Blank | Gap::Unknown => return None,
        Gap::Partial(_) => "partial",
        Gap::Odd(_) => "odd",
        Gap::Disagrees => "disagrees",
        Gap::Wanted => "wanted",
        Gap::NoOrigin(_) => "origin",
    };
    let line = el("small").class("gap").attr("data-gap", key);
    Some(line.text(&text::gap(gap)))
}

/// Keys of the page: Enter in the search opens the first result, arrows go up and down,
/// Esc goes back to where somebody was.
pub fn key(view: &View, event: &web_sys::Event) {
    let event: &web_sys::KeyboardEvent = event.unchecked_ref();
    if event.ctrl_key() || event.alt_key() || event.meta_key() {
        return;
    }
    let done = match event.key().as_str() {
        "ArrowDown" => step(1),
        "ArrowUp" => step(-1),
        "Enter" if at_search() => open_first(),
        "Escape" => leave(view),
        _ => false,
    };
    if done {
        event.prevent_default();
    }
}

fn at_search() -> bool {
    let active = platform::document().active_element();
    active.is_some_and(|e| e.id() == "cari-isian")
}

fn links() -> Vec<web_sys::HtmlElement> {
    let Ok(all) = platform::document().query_selector_all("#cari-isian,[data-found]") else {
        return Vec::new();
    };
    let nodes = (0..all.length()).filter_map(|at| all.item(at));
    nodes.filter_map(|node| node.dyn_into().ok()).collect()
}

/// From the search or a result to the one before or after it.
fn step(by: isize) -> bool {
    let all = links();
    let active = platform::document().active_element();
    let at = all.iter().position(|e| Some(e.as_ref()) == active.as_ref());
    let to = at.and_then(|at| at.checked_add_signed(by));
    match to.and_then(|to| all.get(to)) {
        Some(element) => element.focus().is_ok(),
        None => false,
    }
}

fn open_first() -> bool {
    match links().get(1) {
        Some(link) => {
            link.click();
            true
        }
        None => false,
    }
}

/// Out of a search: first the words, then the page.
fn leave(view: &View) -> bool {
    if !view.typed.peek().is_empty() {
        if let Some(input) = links()
            .first()
            .and_then(|e| e.dyn_ref::<web_sys::HtmlInputElement>())
        {
            input.set_value("");
            let _ = input.focus();
        }
        view.typed.set(String::new());
        return true;
    }
    let overview = || Route::Sheet(view.kind, view.region.clone(), Page::Overview).hash();
    platform::page::go(&last_place(view).unwrap_or_else(overview));
    true
}
