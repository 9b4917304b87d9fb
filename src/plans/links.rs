//! All links to plans: by who carries them, and to be filled in one after another.

use saba_core::instrument::{Section, SheetKind};
use saba_core::plan::{CarrierLinks, Link, LinkLine, Links, links, normal_name};
use saba_core::region::RegionCode;
use saba_core::text::{holds, joined_list};

use super::form;
use crate::dom::{El, Live, a, disclosure, div, el, live, p, summary, value_of};
use crate::parts::{self, bar, main, not_found, row, save_light, undo_button};
use crate::route::{Page, Route};
use crate::{state, text};

/// The screen.
pub fn plans() -> Vec<El> {
    let Some(meta) = state::with_sheet(|s| s.meta.clone()) else {
        return not_found();
    };
    let link = |page: Page| Route::Sheet(meta.kind, meta.region.clone(), page).hash();
    let (title, below) = parts::sheet_title();
    let typed: Live<String> = Live::new(String::new());
    let (to, region) = (typed.clone(), meta.region.clone());
    let search = el("input")
        .attr("id", "cari-rencana")
        .class("text")
        .attr("type", "search")
        .attr("autocomplete", "off")
        .on("input", move |event| to.set(value_of(&event)));
    let screen = main("plans", text::PLANS)
        .child(save_light())
        .child(p(text::PLANS_HINT).class("hint"))
        .child(live(|| vec![count(&all())]))
        .child(el("h2").text(text::PLANS_BY_CARRIER))
        .child(
            el("label")
                .class("label")
                .attr("for", "cari-rencana")
                .text(text::PLANS_SEARCH),
        )
        .child(search)
        .child(live(move || table(&all(), &typed.get(), &region)))
        .child(el("h2").text(text::PLANS_FILL))
        .children(sections())
        .child(
            div("actions")
                .child(undo_button())
                .child(
                    a("button", &link(Page::Reports("rencana".into())))
                        .attr("data-action", "paper")
                        .text(text::REPORT_PLANS),
                )
                .child(
                    a("button quiet", &link(Page::Overview))
                        .attr("data-action", "overview")
                        .text(text::TO_OVERVIEW),
                ),
        );
    vec![bar(&title, &link(Page::Overview), &below), screen]
}

/// The links of the open sheet; followed by whoever is building.
fn all() -> Links {
    state::signals().total.get();
    let def = state::instrument().sheet(SheetKind::Kabupaten);
    state::with_sheet(|sheet| links(def, sheet)).unwrap_or_default()
}

fn count(all: &Links) -> El {
    let linked = all.all.saturating_sub(all.unlinked.len()).to_string();
    let words = text::join(&[&linked, text::OF, &all.all.to_string(), text::PLANS_LINKED]);
    p(&words).class("totals").attr("data-linked", &linked)
}

/// The plan's name.
pub fn plan_name(code: &str) -> &str {
    let known = text::PLAN_KINDS.iter().find(|(known, _)| *known == code);
    known.map_or(code, |(_, name)| name)
}

fn words_of(link: &Link) -> String {
    let parts = [
        plan_name(&link.plan),
        &link.indicator,
        &link.programme,
        &link.note,
    ];
    let parts: Vec<String> = (parts.into_iter())
        .filter(|part| !part.is_empty())
        .map(str::to_string)
        .collect();
    joined_list(&parts, " · ")
}

/// What an indicator is called; its id where this instrument does not have it.
fn name_of(item: &str) -> String {
    let def = state::instrument().sheet(SheetKind::Kabupaten);
    match def.item(item) {
        Some(found) => text::item_name(found),
        None => text::join(&[item, " (", text::PLANS_NOT_HERE, ")"]),
    }
}

fn table(all: &Links, typed: &str, region: &RegionCode) -> Vec<El> {
    if all.carriers.is_empty() {
        return vec![p(text::PLANS_NONE).attr("data-no-plans", "")];
    }
    let typed = normal_name(typed);
    let matches = |carrier: &CarrierLinks, line: &LinkLine| {
        let words = [
            &carrier.carrier,
            &name_of(&line.item),
            &words_of(&line.link),
        ]
        .map(|words| normal_name(words));
        words.iter().any(|words| holds(words, &typed))
    };
    let cards: Vec<El> = (all.carriers.iter())
        .filter_map(|carrier| {
            let lines = carrier.lines.iter().filter(|line| matches(carrier, line));
            let rows: Vec<El> = lines.map(|line| one(line, region)).collect();
            (!rows.is_empty()).then(|| card(carrier, rows))
        })
        .collect();
    match cards.is_empty() {
        true => vec![p(text::PLANS_NO_MATCH)],
        false => cards,
    }
}

fn card(carrier: &CarrierLinks, rows: Vec<El>) -> El {
    let name = match carrier.carrier.as_str() {
        "" => text::PLANS_NO_CARRIER,
        name => name,
    };
    let count = rows.len().to_string();
    el("section")
        .class("card")
        .attr("data-carrier", &carrier.carrier)
        .child(el("h3").text(&text::join(&[name, " (", &count, ")"])))
        .child(el("ul").class("rows").children(rows))
}

fn one(line: &LinkLine, region: &RegionCode) -> El {
    let def = state::instrument().sheet(SheetKind::Kabupaten);
    let score = state::outcome(&line.item).map(|o| text::outcome_label(&o));
    let (name, under) = (name_of(&line.item), words_of(&line.link));
    let side = score.unwrap_or_default();
    let content = match def.section_of(&line.item) {
        Some(section) => {
            let page = Page::Section(section.id.clone(), Some(line.item.clone()));
            let href = Route::Sheet(SheetKind::Kabupaten, region.clone(), page).hash();
            row(&href, &name, &under, &side)
        }
        None => div("row")
            .child(el("b").text(&name))
            .child(el("small").text(&under)),
    };
    el("li").attr("data-link", &line.item).child(content)
}

/// The sections of the sheet, to be filled in.
fn sections() -> impl Iterator<Item = El> {
    let def = state::instrument().sheet(SheetKind::Kabupaten);
    let judged = |s: &&Section| s.items.iter().any(|i| i.rule.is_some());
    def.sections.iter().filter(judged).map(|section| {
        let title = match section.tatanan {
            Some(no) => text::join(&[&no.to_string(), ". ", &section.title]),
            None => section.title.clone(),
        };
        let words = summary(&title).child(el("small").live_text(move || {
            let open = all().unlinked;
            let mut here = section.items.iter();
            let many = here.by_ref().filter(|i| open.contains(&i.id)).count();
            text::join(&[&many.to_string(), text::PLANS_UNLINKED])
        }));
        disclosure(words, false, move || {
            let items = section.items.iter().filter(|i| i.rule.is_some());
            items
                .map(|item| form::panel(item, &text::item_name(item)))
                .collect()
        })
        .attr("data-plans-of", &section.id)
    })
}
