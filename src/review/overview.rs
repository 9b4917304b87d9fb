//! A sheet's verification from above: how each round stands, what is to be repaired and
//! by whom, the files that tell them, the rounds side by side. It prints as a recap.

use saba_core::instrument::{Instrument, SheetKind};
use saba_core::review::{
    Repair, RoundTally, ToRepair, Verdict, entry, owners, rounds, tallies, to_repair,
};
use saba_core::score::Range;
use saba_core::sheet::Sheet;

use super::{countdown, edit, round, rounds as comparison, send, table, words};
use crate::dom::{El, Live, a, button, disclosure, div, el, live, p, summary, value_of};
use crate::exchange::lines;
use crate::parts::{bar, main, not_found, save_light, undo_button};
use crate::route::{Page, Route};
use crate::{dispatch, parts, platform, state, text};

/// The screen.
pub fn overview() -> Vec<El> {
    dispatch::flush();
    let Some(meta) = state::with_sheet(|s| s.meta.clone()) else {
        return not_found();
    };
    let link = |page: Page| Route::Sheet(meta.kind, meta.region.clone(), page).hash();
    let regency = meta.kind == SheetKind::Kabupaten;
    let meeting = regency.then(|| {
        a("button", &link(Page::Meeting))
            .attr("data-action", "meeting")
            .text(text::MEETING)
    });
    // The regency's recap is a page of its own; other sheets print this one.
    let recap = match regency {
        true => a("button", &link(Page::Recap))
            .attr("data-action", "recap")
            .text(text::RECAP_FOR_MEETING),
        false => {
            button("button", text::PRINT_RECAP, platform::page::print).attr("data-action", "print")
        }
    };
    let total = &state::signals().total;
    // Paper has no bar to say whose it is.
    let (place, below) = parts::sheet_title();
    let whose = place.clone();
    let today = p("").class("on-paper").live_text(move || {
        total.get();
        text::join(&[&whose, " · ", &platform::day_and_clock(platform::now())])
    });
    let screen = main("review", text::VERIFICATION)
        .child(today)
        .child(save_light())
        .child(p(text::VERIFICATION_HINT).class("hint"))
        .child(el("h2").text(text::ROUNDS_AT_A_GLANCE))
        .child(live(glance))
        .child(round::select())
        .child(el("h2").text(text::TO_REPAIR))
        .child(live(repairs))
        .child(send::section())
        .children(regency.then(|| disclosure(summary(text::BY_SECTION), false, by_section)))
        .children(regency.then(comparison::section))
        .child(
            div("actions")
                .children(meeting)
                .child(recap)
                .child(undo_button())
                .child(
                    a("button quiet", &link(Page::Overview))
                        .attr("data-action", "overview")
                        .text(text::TO_OVERVIEW),
                ),
        );
    vec![bar(&place, &link(Page::Overview), &below), screen]
}

/// Looks at the open sheet; whoever builds follows it.
fn looked<T>(f: impl FnOnce(&'static Instrument, &Sheet) -> T) -> Option<T> {
    state::signals().total.get();
    let instrument = state::instrument();
    state::with_sheet(|sheet| f(instrument, sheet))
}

/// How a round stands in the whole sheet.
fn tally(instrument: &Instrument, sheet: &Sheet, round: &str) -> RoundTally {
    let mut sum = RoundTally::default();
    for item in instrument.sheet(sheet.meta.kind).items() {
        let said = entry(sheet, round, &item.id).unwrap_or_default();
        let slot = match (said.verdict, said.repair(sheet, &item.id)) {
            (Verdict::Accepted, _) => &mut sum.accepted,
            (_, Repair::Open) => &mut sum.open,
            (_, Repair::Closed) => &mut sum.closed,
            (_, Repair::NotAsked) => &mut sum.not_looked_at,
        };
        *slot += 1;
        sum.items += 1;
        sum.scored += u32::from(said.score.is_some());
    }
    sum
}

/// `2.150` or `2.150–2.420`.
pub fn range_words(range: Range) -> String {
    let show = |n: u32| saba_core::num::Decimal::int(n).show();
    match range.cautious == range.hopeful {
        true => show(range.cautious),
        false => text::join(&[&show(range.cautious), "–", &show(range.hopeful)]),
    }
}

fn tally_table(first: &str, scored: bool, rows: Vec<(String, String, RoundTally)>) -> El {
    let counts = [
        ("waiting", text::NOT_LOOKED_AT_SHORT),
        ("accepted", text::ACCEPTED_SHORT),
        ("open", text::OPEN_SHORT),
        ("closed", text::CLOSED_SHORT),
    ];
    let score = scored.then_some(text::SCORE_SHORT);
    let heads = [first].into_iter().chain(counts.map(|(_, words)| words));
    let rows = rows.into_iter().map(|(key, title, tally)| {
        let numbers = [
            tally.not_looked_at,
            tally.accepted,
            tally.open,
            tally.closed,
        ];
        let cells = counts.into_iter().zip(numbers).map(|((name, words), n)| {
            table::cell(words)
                .attr("data-tally", name)
                .text(&n.to_string())
        });
        let score = score.map(|words| {
            table::cell(words)
                .attr("data-tally", "score")
                .text(&range_words(tally.standing))
        });
        table::row(&title)
            .attr("data-row", &key)
            .children(cells)
            .children(score)
    });
    table::table(heads.chain(score), rows.collect())
}

/// All rounds in one table.
fn glance() -> Vec<El> {
    let report = state::report();
    let table = looked(|instrument, sheet| {
        let lines = report.map(|r| rounds(instrument, sheet, &r));
        let rows = instrument.rounds.iter().map(|round| {
            let mut sum = tally(instrument, sheet, &round.id);
            for section in tallies(lines.as_deref().unwrap_or_default(), &round.id) {
                sum.standing = sum.standing.plus(section.standing);
            }
            (round.id.clone(), round.title.clone(), sum)
        });
        tally_table(text::ROUND, lines.is_some(), rows.collect())
    });
    table
        .map(|t| t.attr("data-glance", ""))
        .into_iter()
        .collect()
}

/// The round by section.
fn by_section() -> Vec<El> {
    let (round, report) = (round::chosen(), state::report());
    looked(|instrument, sheet| {
        let lines = rounds(instrument, sheet, &report?);
        let sections = &instrument.sheet(sheet.meta.kind).sections;
        let rows = tallies(&lines, &round).into_iter().map(|tally| {
            let section = sections.iter().find(|s| s.id == tally.section);
            let title = section.map_or("", |s| s.title.as_str()).to_string();
            (tally.section.clone(), title, tally)
        });
        Some(tally_table(text::SECTION_HEAD, true, rows.collect()).attr("data-sections", ""))
    })
    .flatten()
    .into_iter()
    .collect()
}

/// What the round wants repaired, by who repairs it.
fn repairs() -> Vec<El> {
    let round = round::chosen();
    let found = looked(|instrument, sheet| {
        let def = instrument.sheet(sheet.meta.kind);
        (to_repair(def, sheet, Some(&round)), sheet.meta.clone())
    });
    let Some((all, meta)) = found.filter(|(all, _)| !all.is_empty()) else {
        return vec![p(text::NOTHING_TO_REPAIR).attr("data-nothing-to-repair", "")];
    };
    let def = state::instrument().sheet(meta.kind);
    let row = |repair: &ToRepair| {
        let section = def.section_of(&repair.item);
        let page = section.map(|s| Page::Section(s.id.clone(), Some(repair.item.clone())));
        let href = page.map(|page| Route::Sheet(meta.kind, meta.region.clone(), page).hash());
        one(repair, &href.unwrap_or_default())
    };
    let mut parts = Vec::new();
    for tally in owners(&all) {
        let name = match tally.owner.as_str() {
            "" => text::NO_OWNER,
            name => name,
        };
        let counts = text::join(&[
            &tally.open.to_string(),
            text::STILL_OPEN,
            " · ",
            &tally.closed.to_string(),
            text::ALREADY_CLOSED,
        ]);
        let his = all.iter().filter(|r| r.entry.owner == tally.owner);
        parts.push(
            el("section")
                .class("card")
                .attr("data-owner", &tally.owner)
                .child(el("h3").text(name))
                .child(p(&counts).class("hint"))
                .children(tally.deadline.map(|at| {
                    p(&text::join(&[text::DEADLINE, ": "])).child(countdown::deadline(at))
                }))
                .child(el("ul").class("repairs").children(his.map(row))),
        );
    }
    if all.iter().any(|r| r.open) && state::signals().writable.get() {
        parts.push(for_all(&round));
    }
    parts
}

/// One item to repair: what it is, how it stands, what was said.
pub fn one(repair: &ToRepair, href: &str) -> El {
    let instrument = state::instrument();
    let kind = state::with_sheet(|s| s.meta.kind);
    let item = kind.and_then(|kind| instrument.sheet(kind).item(&repair.item));
    let title = item.map_or_else(|| repair.item.clone(), text::item_name);
    let (key, words) = match repair.open {
        true => ("open", text::NOT_ANSWERED),
        false => ("closed", text::ANSWERED_NOW),
    };
    el("li")
        .attr("data-repair", &repair.item)
        .attr("data-state", key)
        .child(a("", href).text(&title))
        .child(el("b").class("repair-state").text(words))
        .child(lines(words::asked_lines(instrument, &repair.entry)))
}

/// One deadline for everything that is open.
fn for_all(round: &str) -> El {
    let typed = Live::new(None);
    let (into, from) = (typed.clone(), typed.clone());
    let input = el("input")
        .class("text")
        .attr("type", "datetime-local")
        .attr("data-deadline-for-all", "")
        .attr("aria-label", text::DEADLINE_FOR_ALL)
        .on("change", move |event| {
            into.set(countdown::read(&value_of(&event)));
        });
    let to = round.to_string();
    let set = button("button", text::SET_FOR_ALL, move || {
        if let Some(at) = from.peek() {
            edit::deadline_for_all(&to, at);
        }
    })
    .live_attr("disabled", move || typed.get().is_none().then(String::new));
    let rounds = &state::instrument().rounds;
    let hours = rounds.iter().find(|r| r.id == round).and_then(|r| r.hours);
    let to = round.to_string();
    let from_now = hours.map(|hours| {
        let words = text::join(&[text::FROM_NOW, &hours.to_string(), text::HOURS_FROM_NOW]);
        button("button", &words, move || {
            let at = saba_core::review::deadline(platform::now(), hours);
            edit::deadline_for_all(&to, at);
        })
        .attr("data-action", "hours-from-now")
    });
    div("for-all actions")
        .child(
            el("label")
                .child(el("span").class("label").text(text::DEADLINE_FOR_ALL))
                .child(input),
        )
        .child(set.attr("data-action", "set-for-all"))
        .children(from_now)
}
