//! The rounds side by side: what stood after each, and where two of them differ.

use saba_core::review::{RoundLine, Verdict, rounds};

use super::overview::range_words;
use crate::dom::{El, Live, disclosure, div, el, is_checked, live, p, summary, value_of};
use crate::parts::choice;
use crate::{state, text};

/// Columns that are compared, and whether lines that do not differ are left out.
#[derive(Clone, Copy)]
struct Shown {
    one: usize,
    other: usize,
    different: bool,
}

/// The comparison, built when somebody opens it.
pub fn section() -> El {
    disclosure(summary(text::COMPARE_ROUNDS), false, || {
        let last = state::instrument().rounds.len();
        let shown = Live::new(Shown {
            one: 0,
            other: last,
            different: true,
        });
        let (one, other, all) = (shown.clone(), shown.clone(), shown.clone());
        let different = el("input")
            .attr("type", "checkbox")
            .attr("data-only-different", "")
            .flag("checked", true)
            .on("change", move |event| {
                let on = is_checked(&event);
                all.update(|s| s.different = on);
            });
        vec![
            column(text::COLUMN_ONE, 0, move |at| one.update(|s| s.one = at)),
            column(text::COLUMN_OTHER, last, move |at| {
                other.update(|s| s.other = at)
            }),
            choice(different, text::ONLY_DIFFERENT),
            live(move || table(shown.get())),
        ]
    })
    .attr("data-comparison", "")
}

fn titles() -> Vec<&'static str> {
    let rounds = state::instrument().rounds.iter();
    std::iter::once(text::OWN_ASSESSMENT)
        .chain(rounds.map(|r| r.title.as_str()))
        .collect()
}

fn column(words: &str, now: usize, set: impl Fn(usize) + 'static) -> El {
    let options = titles().into_iter().enumerate().map(|(at, title)| {
        el("option")
            .attr("value", &at.to_string())
            .flag("selected", at == now)
            .text(title)
    });
    el("label")
        .child(el("span").class("label").text(words))
        .child(
            el("select")
                .class("text")
                .attr("data-column", words)
                .children(options)
                .on("change", move |event| {
                    set(value_of(&event).parse().unwrap_or(0));
                }),
        )
}

fn table(shown: Shown) -> Vec<El> {
    state::signals().total.get();
    let instrument = state::instrument();
    let Some(report) = state::report() else {
        return Vec::new();
    };
    let lines = state::with_sheet(|sheet| rounds(instrument, sheet, &report));
    let lines = lines.unwrap_or_default();
    let lines = lines
        .iter()
        .filter(|line| !shown.different || line.differs(shown.one, shown.other));
    let rows: Vec<El> = lines.map(|line| row(line, shown)).collect();
    if rows.is_empty() {
        return vec![p(text::NO_ROUND_DIFFERS).attr("data-no-difference", "")];
    }
    let head = std::iter::once(text::INDICATOR_HEAD).chain(titles());
    let head = head.map(|words| el("th").attr("scope", "col").text(words));
    vec![
        div("wide").child(
            el("table")
                .class("rounds")
                .child(el("thead").child(el("tr").children(head)))
                .child(el("tbody").children(rows)),
        ),
    ]
}

fn row(line: &RoundLine, shown: Shown) -> El {
    let def = state::with_sheet(|s| state::instrument().sheet(s.meta.kind));
    let item = def.and_then(|def| def.item(&line.item));
    let title = item.map_or_else(|| line.item.clone(), text::item_name);
    let computed = el("td").text(&range_words(line.computed));
    let said = line.said.iter().map(|said| {
        let looked = said.verdict != Verdict::NotLookedAt;
        el("td")
            .class(if said.score.is_some() { "own" } else { "" })
            .text(&range_words(said.standing))
            .children(looked.then(|| el("small").text(text::verdict(said.verdict))))
    });
    el("tr")
        .attr("data-line", &line.item)
        .flag("data-differs", line.differs(shown.one, shown.other))
        .child(el("th").attr("scope", "row").text(&title))
        .child(computed)
        .children(said)
}
