//! Everything that villages and kecamatan propose, in one list: what changed since it was
//! adopted comes first.

use std::rc::Rc;

use leptos::prelude::Track;
use saba_core::instrument::SheetKind;
use saba_core::order::sorted;
use saba_core::region::RegionCode;
use saba_core::rollup::{Proposal, adopt};
use saba_core::sheet::{Change, Command, Sheet};

use super::gather::{self, Gathered, Stand};
use super::{item_name, proposal, waiting};
use crate::dom::{El, Live, a, button, disclosure, div, el, live, p};
use crate::parts::{self, bar, main, notice, save_light, undo_button};
use crate::route::{Page, Route};
use crate::{dispatch, platform, state, text};

/// States in the order in which they ask for somebody.
const STATES: [(&str, &str); 6] = [
    ("outdated", text::STATE_OUTDATED),
    ("by-hand", text::STATE_BY_HAND),
    ("new", text::STATE_NEW),
    ("used", text::STATE_USED),
    ("shown", text::STATE_SHOWN),
    ("nothing", text::STATE_NOTHING),
];

/// The screen.
pub fn proposals(region: &RegionCode) -> Vec<El> {
    gather::begin(region);
    let (title, below) = parts::sheet_title();
    let back = Route::Sheet(SheetKind::Kabupaten, region.clone(), Page::Overview).hash();
    let filter: Live<&'static str> = Live::new("");
    let here = region.clone();
    let body = live(move || match gather::stand() {
        Stand::There(all) => list(&here, &all, &filter),
        other => vec![waiting(&other)],
    });
    let screen = main("proposals", text::PROPOSALS)
        .child(save_light())
        .child(p(text::PROPOSALS_HINT).class("hint"))
        .child(undo_button())
        .child(body);
    vec![bar(&title, &back, &below), screen]
}

fn list(region: &RegionCode, all: &Rc<Gathered>, filter: &Live<&'static str>) -> Vec<El> {
    if all.sheets.is_empty() {
        return vec![notice("warn", text::PROPOSAL_NONE).attr("data-no-proposals", "")];
    }
    let (everything, now) = (all.clone(), filter.clone());
    let region = region.clone();
    vec![
        filters(all, filter),
        adopt_blank(all),
        live(move || {
            let wanted = now.get();
            let rank = |p: &Proposal| {
                let key = proposal::state_of(p).0;
                STATES.iter().position(|(k, _)| *k == key)
            };
            let shown = everything.proposals.iter().enumerate();
            let shown = shown.map(|(at, p)| (rank(p), at, p));
            let shown =
                shown.filter(|(_, _, p)| wanted.is_empty() || proposal::state_of(p).0 == wanted);
            let shown = sorted(shown.collect(), &|a: &(Option<usize>, usize, _), b| {
                (a.0, a.1).cmp(&(b.0, b.1))
            });
            let rows = shown
                .iter()
                .map(|(_, at, p)| row(&region, &everything, p, *at));
            vec![div("intake").attr("data-proposals", "").children(rows)]
        }),
    ]
}

/// How many there are of each state; which are shown.
fn filters(all: &Rc<Gathered>, filter: &Live<&'static str>) -> El {
    let (all, filter) = (all.clone(), filter.clone());
    live(move || {
        state::signals().total.get();
        let states: Vec<&str> = all
            .proposals
            .iter()
            .map(|p| proposal::state_of(p).0)
            .collect();
        let choice = |key: &'static str, words: &str, count: usize| {
            let (now, to) = (filter.clone(), filter.clone());
            let count = count.to_string();
            button(
                "button small",
                &text::join(&[&text::capital(words), " ", &count]),
                move || to.set(key),
            )
            .attr("data-filter", if key.is_empty() { "all" } else { key })
            .attr("data-count", &count)
            .live_attr("aria-pressed", move || Some((now.get() == key).to_string()))
        };
        let each = STATES.iter().filter_map(|(key, words)| {
            let count = states.iter().filter(|s| *s == key).count();
            (count > 0).then(|| choice(key, words, count))
        });
        vec![
            div("filters")
                .attr("role", "group")
                .attr("aria-label", text::SHOW_ONLY)
                .child(choice("", text::SHOW_ALL, states.len()))
                .children(each),
        ]
    })
}

/// Adopts everything for items that nobody has answered yet: nothing is replaced.
fn adopt_blank(all: &Rc<Gathered>) -> El {
    let all = all.clone();
    live(move || {
        let signals = state::signals();
        signals.total.get();
        let blank = all.proposals.iter().filter(|p| is_blank(p)).count();
        if blank < 2 || !signals.writable.get() {
            return Vec::new();
        }
        let words = text::join(&[text::USE_ALL_BLANK, " (", &blank.to_string(), ")"]);
        let pressed = all.clone();
        let press = button("button", &words, move || {
            let all = pressed.clone();
            platform::spawn(async move { adopt_all_blank(&all).await });
        });
        vec![press.attr("data-action", "adopt-blank")]
    })
}

/// Is the proposal for an item that nobody has answered yet?
fn is_blank(proposal: &Proposal) -> bool {
    let Some(item) = proposal.target.item() else {
        return false;
    };
    let blank = state::with_sheet(|s| s.answer(item).is_none_or(|a| a.is_blank()));
    proposal.is_adoptable() && blank == Some(true) && proposal::state_of(proposal).0 == "new"
}

/// What a thousand villages give is put together step by step, then adopted at once.
async fn adopt_all_blank(all: &Gathered) {
    let of_sheet = state::with_sheet(|s| s.meta.id.clone());
    let mut commands = Vec::new();
    for proposal in all.proposals.iter().filter(|p| is_blank(p)) {
        platform::page::turn().await;
        let adopted = proposal.target.item().zip(adopt(proposal));
        commands.extend(adopted.map(|(item, adopted)| Command::Adopt {
            item: item.to_string(),
            adopted: Box::new(adopted),
        }));
    }
    // Somebody may have gone on, or answered one of them meanwhile.
    if state::with_sheet(|s| s.meta.id.clone()) != of_sheet {
        return;
    }
    let def = state::instrument().sheet(SheetKind::Kabupaten);
    let begun = state::with_sheet(|s| commands.iter().map(|c| is_answered(s, c)).collect());
    let begun: Vec<bool> = begun.unwrap_or_default();
    dispatch::all_at_once(&|sheet, context| -> Vec<Change> {
        let open = commands.iter().zip(&begun).filter(|(_, begun)| !**begun);
        open.filter_map(|(command, _)| sheet.apply(def, command, context))
            .collect()
    });
}

/// Has somebody answered the item since? Several rules may feed one item that was blank.
fn is_answered(sheet: &Sheet, command: &Command) -> bool {
    match command {
        Command::Adopt { item, .. } => sheet.answer(item).is_some_and(|a| !a.is_blank()),
        _ => true,
    }
}

/// One proposal; the rest is built when it is opened, and follows the sheet.
fn row(region: &RegionCode, all: &Rc<Gathered>, proposed: &Proposal, at: usize) -> El {
    // Proposals of a thousand villages are not copied for each who looks at one.
    let state_at = |all: &Rc<Gathered>| {
        let all = all.clone();
        move || all.proposals.get(at).map_or(("", ""), proposal::state_of)
    };
    let target = proposed.target.item().map(String::from);
    let name = target.as_deref().map(item_name);
    let title = match &name {
        Some(name) if proposed.title != *name => text::join(&[name, " — ", &proposed.title]),
        Some(name) => name.clone(),
        None => proposed.title.clone(),
    };
    let under = text::join(&[
        &proposal::figures(proposed),
        " · ",
        &proposal::coverage(proposed),
    ]);
    let (tick, told) = (target.clone(), state_at(all));
    let side = el("span").class("row-side").live_text(move || {
        if let Some(item) = &tick {
            state::tick(item).track();
        }
        told().1.to_string()
    });
    let head = el("summary")
        .child(
            el("span")
                .class("row-main")
                .child(el("b").text(&title))
                .child(el("small").text(&under)),
        )
        .child(side);
    let link = target.as_ref().and_then(|id| {
        let def = state::instrument().sheet(SheetKind::Kabupaten);
        let section = def.section_of(id)?.id.clone();
        let page = Page::Section(section, Some(id.clone()));
        Some(Route::Sheet(SheetKind::Kabupaten, region.clone(), page).hash())
    });
    let told = state_at(all);
    let (all, tick) = (all.clone(), target.clone());
    let body = disclosure(head, false, move || {
        let (all, tick) = (all.clone(), tick.clone());
        let to_item = link.as_ref().map(|href| {
            a("button quiet", href)
                .attr("data-action", "to-item")
                .text(text::TO_INDICATOR)
        });
        let card = live(move || {
            if let Some(item) = &tick {
                state::tick(item).track();
            }
            let proposed = all.proposals.get(at);
            proposed.map_or_else(Vec::new, |p| proposal::card(&all, p))
        });
        std::iter::once(card).chain(to_item).collect()
    });
    body.class("intake-row")
        .attr("data-proposal", &proposal::rule_name(proposed))
        .live_attr("data-standing", move || {
            if let Some(item) = &target {
                state::tick(item).track();
            }
            Some(told().0.to_string())
        })
}
