//! The recap for the meeting: everything that a round wants repaired on one sheet of
//! paper, by who repairs it, with the deadline running.

use std::cmp::Ordering;

use saba_core::instrument::{Instrument, SheetKind};
use saba_core::order::sorted;
use saba_core::review::{ToRepair, to_repair};
use saba_core::sheet::SheetMeta;

use super::{countdown, round, words};
use crate::dom::{El, Live, a, button, div, el, is_checked, live, p, value_of};
use crate::exchange::lines;
use crate::parts::{bar, choice, main, not_found, notice};
use crate::route::{Page, Route};
use crate::{dispatch, parts, platform, state, text};

/// What lines are sorted by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Owner,
    Deadline,
    Number,
}

impl Sort {
    const ALL: [(Sort, &'static str, &'static str); 3] = [
        (Sort::Owner, "owner", text::REPAIRED_BY),
        (Sort::Deadline, "deadline", text::DEADLINE),
        (Sort::Number, "number", text::INDICATOR_HEAD),
    ];

    /// Nobody's and timeless lines come last; what compares the same keeps its order.
    fn compare(self, one: &ToRepair, other: &ToRepair) -> Ordering {
        let owner = |r: &ToRepair| {
            let name = r.entry.owner.to_ascii_lowercase();
            (name.is_empty(), name)
        };
        let deadline = |r: &ToRepair| r.entry.deadline.unwrap_or(u64::MAX);
        match self {
            Sort::Owner => owner(one).cmp(&owner(other)),
            Sort::Deadline => deadline(one).cmp(&deadline(other)),
            Sort::Number => Ordering::Equal,
        }
    }
}

/// The screen.
pub fn recap() -> Vec<El> {
    dispatch::flush();
    let Some(meta) = state::with_sheet(|s| s.meta.clone()) else {
        return not_found();
    };
    let back = Route::Sheet(meta.kind, meta.region.clone(), Page::Review).hash();
    let (sort, open_only) = (Live::new(Sort::Owner), Live::new(false));
    let tools = div("recap-tools")
        .child(round::select())
        .child(sorting(&sort))
        .child(only_open(&open_only))
        .child(
            button("button", text::PRINT_RECAP, platform::page::print).attr("data-action", "print"),
        );
    let (place, below) = parts::sheet_title();
    let screen = main("recap", text::RECAP)
        .class("page wide recap")
        .child(tools)
        .child(live(move || sheet(&meta, sort.get(), open_only.get())));
    vec![bar(&place, &back, &below), screen]
}

fn sorting(sort: &Live<Sort>) -> El {
    let to = sort.clone();
    let options = Sort::ALL.iter().map(|(by, key, words)| {
        el("option")
            .attr("value", key)
            .flag("selected", sort.peek() == *by)
            .text(words)
    });
    let select = el("select")
        .class("text")
        .attr("data-sort", "")
        .children(options)
        .on("change", move |event| {
            let key = value_of(&event);
            let found = Sort::ALL.iter().find(|(_, name, _)| *name == key);
            to.set(found.map_or(Sort::Owner, |(by, ..)| *by));
        });
    el("label")
        .class("round")
        .child(el("span").class("label").text(text::BOARD_SORT))
        .child(select)
}

fn only_open(open_only: &Live<bool>) -> El {
    let to = open_only.clone();
    let input = el("input")
        .attr("type", "checkbox")
        .attr("data-only-open", "")
        .on("change", move |event| to.set(is_checked(&event)));
    choice(input, text::RECAP_ONLY_OPEN)
}

/// Heading and table: what goes on paper.
fn sheet(meta: &SheetMeta, sort: Sort, open_only: bool) -> Vec<El> {
    // Follows the sheet: another window may change it.
    state::signals().total.get();
    let (instrument, chosen) = (state::instrument(), round::chosen());
    let def = instrument.sheet(meta.kind);
    let all = state::with_sheet(|s| to_repair(def, s, Some(&chosen))).unwrap_or_default();
    let open = all.iter().filter(|r| r.open).count();
    let [many, still, answered] =
        [all.len(), open, all.len().saturating_sub(open)].map(|n| n.to_string());
    let counts = [
        many.as_str(),
        text::RECAP_ITEMS,
        &still,
        text::STILL_OPEN,
        " · ",
        &answered,
        text::ALREADY_CLOSED,
    ];
    let mut head = vec![
        p(&text::join(&[
            &meta.region_name,
            " · ",
            words::round_title(instrument, &chosen),
            " · ",
            &platform::day_and_clock(platform::now()),
        ]))
        .class("recap-whose"),
        p(&text::join(&counts)).attr("data-recap", &many),
    ];
    let shown: Vec<ToRepair> = all.into_iter().filter(|r| r.open || !open_only).collect();
    if shown.is_empty() {
        head.push(notice("good", text::RECAP_NOTHING).attr("data-nothing-to-repair", ""));
        return head;
    }
    let shown = sorted(shown, &|one, other| sort.compare(one, other));
    head.push(table(meta, instrument, &shown));
    head
}

fn table(meta: &SheetMeta, instrument: &'static Instrument, shown: &[ToRepair]) -> El {
    let heads = [
        text::REPAIRED_BY,
        text::INDICATOR_HEAD,
        text::DEADLINE,
        text::VERDICT,
        text::COMMENT,
    ];
    let heads = heads.map(|words| {
        el("th")
            .attr("scope", "col")
            .attr("role", "columnheader")
            .text(words)
    });
    let rows = shown.iter().map(|repair| row(meta, instrument, repair));
    // Narrow screens lay the cells out one under the other; the roles stay.
    el("table")
        .class("recap-table")
        .attr("role", "table")
        .attr("aria-label", text::RECAP)
        .child(
            el("thead")
                .attr("role", "rowgroup")
                .child(el("tr").attr("role", "row").children(heads)),
        )
        .child(el("tbody").attr("role", "rowgroup").children(rows))
}

fn row(meta: &SheetMeta, instrument: &'static Instrument, repair: &ToRepair) -> El {
    let cell = |words: &str| el("td").attr("role", "cell").attr("data-name", words);
    let def = instrument.sheet(meta.kind);
    let title = def.item(&repair.item).map(text::item_name);
    let title = title.unwrap_or_else(|| repair.item.clone());
    let section = def.section_of(&repair.item);
    let page = section.map(|s| Page::Section(s.id.clone(), Some(repair.item.clone())));
    let href = page.map(|page| Route::Sheet(SheetKind::Kabupaten, meta.region.clone(), page));
    let name = match href {
        Some(href) => a("", &href.hash()).text(&title),
        None => el("span").text(&title),
    };
    let owner = match repair.entry.owner.as_str() {
        "" => text::NO_OWNER,
        owner => owner,
    };
    let (key, state) = match repair.open {
        true => ("open", text::NOT_ANSWERED),
        false => ("closed", text::ANSWERED_NOW),
    };
    // The time of what is answered does not run any more.
    let until = cell(text::DEADLINE);
    let until = match (repair.entry.deadline, repair.open) {
        (Some(at), true) => until.child(countdown::deadline(at)),
        (Some(at), false) => until.text(&platform::day_and_clock(at)),
        (None, _) => until.text("–"),
    };
    el("tr")
        .attr("role", "row")
        .attr("data-repair", &repair.item)
        .attr("data-state", key)
        .child(cell(text::REPAIRED_BY).text(owner))
        .child(
            el("th")
                .attr("scope", "row")
                .attr("role", "rowheader")
                .child(name),
        )
        .child(until)
        .child(cell(text::VERDICT).child(el("b").class("repair-state").text(state)))
        .child(cell(text::COMMENT).child(lines(asked(instrument, repair))))
}

/// The reviewer's words and the ready reasons. What the column is called already is not
/// said again.
fn asked(instrument: &Instrument, repair: &ToRepair) -> Vec<text::Line> {
    let mut asked = words::asked_lines(instrument, &repair.entry);
    for (label, _) in &mut asked {
        if label == text::COMMENT {
            label.clear();
        }
    }
    asked
}
