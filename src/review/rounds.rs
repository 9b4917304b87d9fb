//! The rounds side by side: what stood after each, where two of them differ and how, and
//! what each tatanan comes to against the thresholds of the award.

use saba_core::instrument::Instrument;
use saba_core::review::{RoundLine, SectionStanding, Verdict, rounds, standings};
use saba_core::score::{Lead, Range};

use super::overview::range_words;
use super::table;
use crate::dom::{El, Live, disclosure, el, is_checked, live, p, summary, value_of};
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
            live(move || compared(shown.get())),
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

fn compared(shown: Shown) -> Vec<El> {
    state::signals().total.get();
    let instrument = state::instrument();
    let Some(report) = state::report() else {
        return Vec::new();
    };
    let lines = state::with_sheet(|sheet| rounds(instrument, sheet, &report));
    let lines = lines.unwrap_or_default();
    let mut parts = vec![changes(&lines, shown)];
    let rows: Vec<El> = lines
        .iter()
        .filter(|line| !shown.different || line.differs(shown.one, shown.other))
        .map(|line| row(line, shown))
        .collect();
    parts.push(match rows.is_empty() {
        true => p(text::NO_ROUND_DIFFERS).attr("data-no-difference", ""),
        false => {
            let head = std::iter::once(text::INDICATOR_HEAD).chain(titles());
            table::table(head.chain([text::CHANGE_HEAD]), rows)
        }
    });
    parts.push(el("h3").text(text::SUMS_BY_SECTION));
    parts.push(sums(instrument, &lines));
    parts
}

/// What each tatanan stood at, column by column, against what the levels take.
fn sums(instrument: &'static Instrument, lines: &[RoundLine]) -> El {
    let sections = &state::with_sheet(|s| instrument.sheet(s.meta.kind))
        .map(|def| def.sections.as_slice())
        .unwrap_or_default();
    let rows = standings(lines).into_iter().map(|sum| {
        let section = sections.iter().find(|s| s.id == sum.section);
        let tatanan = section.and_then(|s| s.tatanan);
        let min = instrument.tatanan.iter().find(|t| Some(t.no) == tatanan);
        let min = min.map(|t| t.min.as_slice()).unwrap_or_default();
        let title = section.map_or("", |s| s.title.as_str());
        let title = match tatanan {
            Some(no) => text::join(&[&no.to_string(), ". ", title]),
            None => title.to_string(),
        };
        sums_row(instrument, &title, &sum, min)
    });
    let head = std::iter::once(text::SECTION_HEAD).chain(titles());
    table::table(head, rows.collect()).attr("data-sums", "")
}

fn sums_row(instrument: &Instrument, title: &str, sum: &SectionStanding, min: &[u32]) -> El {
    let show = |n: u32| saba_core::num::Decimal::int(n).show();
    let cells = sum.standing.iter().zip(titles()).map(|(range, column)| {
        let level = (!min.is_empty()).then(|| el("small").text(&level(instrument, *range, min)));
        table::cell(column)
            .text(&range_words(*range))
            .children(level)
    });
    let needs: Vec<String> = min.iter().map(|n| show(*n)).collect();
    let needs = (!needs.is_empty()).then(|| {
        let needs = needs.join(" · ");
        el("small").text(&text::join(&[text::BARS_NEEDED, ": ", &needs]))
    });
    table::headed(el("span").text(title).children(needs))
        .attr("data-sum", &sum.section)
        .children(cells)
}

/// The level that a total is enough for: what is certain, and what may still come of it.
fn level(instrument: &Instrument, range: Range, min: &[u32]) -> String {
    let name = |total: u32| {
        let reached = min.iter().take_while(|need| total >= **need).count();
        let level = reached
            .checked_sub(1)
            .and_then(|i| instrument.levels.get(i));
        level.map_or(text::BELOW_ALL, |l| l.name.as_str())
    };
    let (sure, hoped) = (name(range.cautious), name(range.hopeful));
    match sure == hoped {
        true => sure.to_string(),
        false => text::join(&[sure, text::STILL_POSSIBLE, hoped]),
    }
}

/// How one line changed from the first to the second of the chosen columns. Where a
/// round gave no score, what stood before stands: that is no change, though it is open.
fn change(line: &RoundLine, shown: Shown) -> Lead {
    if !line.differs(shown.one, shown.other) {
        return Lead::Same;
    }
    let at = |column: usize| line.standing(column).unwrap_or_default();
    Lead::of(at(shown.one), at(shown.other))
}

/// `3 naik · 1 turun · 2 belum pasti · 146 tetap`
fn changes(lines: &[RoundLine], shown: Shown) -> El {
    let count = |lead: Lead| lines.iter().filter(|l| change(l, shown) == lead).count();
    let all = [Lead::Theirs, Lead::Ours, Lead::Open, Lead::Same];
    let parts: Vec<String> = all
        .into_iter()
        .map(|lead| text::join(&[&count(lead).to_string(), " ", text::changed(lead)]))
        .collect();
    p(&saba_core::text::joined_list(&parts, " · "))
        .class("totals")
        .attr("role", "status")
        .attr("data-changes", "")
}

fn row(line: &RoundLine, shown: Shown) -> El {
    let def = state::with_sheet(|s| state::instrument().sheet(s.meta.kind));
    let item = def.and_then(|def| def.item(&line.item));
    let title = item.map_or_else(|| line.item.clone(), text::item_name);
    let mut columns = titles().into_iter();
    let computed = columns
        .next()
        .map(|column| table::cell(column).text(&range_words(line.computed)));
    let said = line.said.iter().zip(columns).map(|(said, column)| {
        let looked = said.verdict != Verdict::NotLookedAt;
        table::cell(column)
            .class(if said.score.is_some() { "own" } else { "" })
            .text(&range_words(said.standing))
            .children(looked.then(|| el("small").text(text::verdict(said.verdict))))
    });
    table::row(&title)
        .attr("data-line", &line.item)
        .flag("data-differs", line.differs(shown.one, shown.other))
        .children(computed)
        .children(said)
        .child(changed_cell(line, shown))
}

/// `▲ naik 50`
fn changed_cell(line: &RoundLine, shown: Shown) -> El {
    let lead = change(line, shown);
    let at = |column: usize| line.standing(column).unwrap_or_default();
    let (before, after) = (at(shown.one), at(shown.other));
    let certain = before.cautious == before.hopeful && after.cautious == after.hopeful;
    let by = match lead {
        Lead::Theirs | Lead::Ours if certain => {
            text::join(&[" ", &before.hopeful.abs_diff(after.hopeful).to_string()])
        }
        _ => String::new(),
    };
    let (key, sign) = match lead {
        Lead::Theirs => ("up", "▲ "),
        Lead::Ours => ("down", "▼ "),
        Lead::Same => ("same", ""),
        Lead::Open | Lead::Apart => ("open", ""),
    };
    table::cell(text::CHANGE_HEAD)
        .attr("data-change", key)
        .text(&text::join(&[sign, text::changed(lead), &by]))
}
