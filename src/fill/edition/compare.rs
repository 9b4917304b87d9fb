//! The open sheet under two editions: what differs, both scores, and the deliberate
//! step to the other one. Looking changes nothing.

use saba_core::instrument::{Instrument, Item, SheetDef};
use saba_core::score::{self, InstrumentDiff, ItemChange, Report};
use saba_core::sheet::{InstrumentRef, Sheet};

use super::{edition, last_cycle, table};
use crate::dom::{El, Live, a, button, disclosure, div, el, live, p, summary, value_of};
use crate::instruments;
use crate::parts::{bar, loading, main, not_found, notice, save_light, store_failed, undo_button};
use crate::route::{Page, Route};
use crate::store::StoreError;
use crate::{dispatch, platform, state, text};

type All = Option<Result<Vec<&'static Instrument>, StoreError>>;

/// One edition with what it says about the sheet.
pub struct Side {
    pub instrument: &'static Instrument,
    pub report: Report,
}

impl Side {
    fn def(&self, sheet: &Sheet) -> &'static SheetDef {
        self.instrument.sheet(sheet.meta.kind)
    }
}

/// The screen.
pub fn compare() -> Vec<El> {
    dispatch::flush();
    let Some(meta) = state::with_sheet(|s| s.meta.clone()) else {
        return not_found();
    };
    if meta.kind != saba_core::instrument::SheetKind::Kabupaten {
        return not_found();
    }
    let back = Route::Sheet(meta.kind, meta.region, Page::Overview).hash();
    let all: Live<All> = Live::new(None);
    let slot = all.clone();
    platform::spawn(async move { slot.set(Some(instruments::all().await)) });
    vec![live(move || match all.get() {
        None => loading(),
        Some(Err(error)) => store_failed(error),
        Some(Ok(list)) => {
            let screen = main("compare", text::COMPARE_EDITIONS).child(save_light());
            let screen = match list.as_slice() {
                [_] => screen.child(notice("warn", text::ONE_EDITION)),
                _ => screen.child(p(text::COMPARE_HINT)).child(choosing(list)),
            };
            let others = a("button quiet", &Route::Instruments.hash())
                .attr("data-action", "instruments")
                .text(text::INSTRUMENTS);
            let screen = screen.child(div("actions").child(others).child(undo_button()));
            vec![
                bar(&meta.region_name, &back, text::COMPARE_EDITIONS),
                screen,
            ]
        }
    })]
}

fn choosing(list: Vec<&'static Instrument>) -> El {
    let own = state::instrument();
    let other = list.iter().find(|i| i.hash != own.hash).copied();
    let pair = Live::new([own, other.unwrap_or(own)]);
    let select = |at: usize, words: &str, key: &str| {
        let (pair, choices) = (pair.clone(), list.clone());
        let now = pair.peek().get(at).map_or("", |i| i.hash.as_str());
        let options = list.iter().map(|i| {
            let mark: String = i.hash.chars().take(8).collect();
            let words = [&edition(i), " · ", &i.title, " · ", &mark];
            el("option")
                .attr("value", &i.hash)
                .flag("selected", i.hash == now)
                .text(&text::join(&words))
        });
        let input = el("select")
            .attr("data-key", key)
            .attr("aria-label", words)
            .children(options)
            .on("change", move |event| {
                let hash = value_of(&event);
                if let Some(chosen) = choices.iter().find(|i| i.hash == hash) {
                    pair.update(|p| {
                        if let Some(side) = p.get_mut(at) {
                            *side = chosen;
                        }
                    });
                }
            });
        el("label")
            .child(el("span").class("label").text(words))
            .child(input)
    };
    let choices = div("")
        .child(select(0, text::COMPARE_FROM, "from"))
        .child(select(1, text::COMPARE_TO, "to"));
    div("").child(choices).child(live(move || {
        let [from, to] = pair.get();
        if from.hash == to.hash {
            return vec![notice("warn", text::SAME_EDITION)];
        }
        // Follows the sheet: another window or an undo may change it.
        state::signals().total.get();
        state::with_sheet(|sheet| both(sheet, from, to)).unwrap_or_default()
    }))
}

fn both(sheet: &Sheet, from: &'static Instrument, to: &'static Instrument) -> Vec<El> {
    let side = |instrument: &'static Instrument| Side {
        instrument,
        report: score::report(instrument, sheet),
    };
    let sides = [side(from), side(to)];
    let diff = score::compare(from, to, sheet);
    let mut parts = vec![el("h2").text(text::BOTH_SCORES), table::scores(&sides)];
    parts.push(el("h2").text(text::WHAT_DIFFERS));
    for (is, words) in [
        (diff.years, text::YEARS_DIFFER),
        (diff.levels, text::LEVELS_DIFFER),
    ] {
        parts.extend(is.then(|| notice("warn", words)));
    }
    if diff.added.is_empty() && diff.dropped.is_empty() && diff.changed.is_empty() {
        parts.push(p(text::NO_DIFFERENCE));
    }
    parts.extend(groups(sheet, &diff, sides));
    let own = InstrumentRef::of(to) == sheet.meta.instrument;
    parts.extend((!own).then(|| step(to)));
    parts
}

fn heading(item: &Item) -> String {
    let number = item.number();
    let number = if number.is_empty() { &item.id } else { &number };
    text::join(&[number, "  ", &item.title])
}

/// The groups of the difference, each with its items.
fn groups(sheet: &Sheet, diff: &InstrumentDiff, sides: [Side; 2]) -> Vec<El> {
    let [from, to] = &sides;
    let (was, is) = (from.def(sheet), to.def(sheet));
    let answered = |id: &str| sheet.answer(id).is_some_and(|a| !a.is_blank());
    let list = |ids: &[String], def: &'static SheetDef| -> Vec<(String, El)> {
        let one = |id: &String| {
            let item = def.item(id);
            let title = item.map_or_else(|| id.clone(), heading);
            let mark = answered(id).then(|| el("small").text(text::ANSWERED));
            let li = el("li").child(el("b").text(&title)).children(mark);
            (id.clone(), li.children(item.map(|i| body(i, false))))
        };
        ids.iter().map(one).collect()
    };
    let changed = diff.changed.iter().filter_map(|change| {
        let row = changed(change, was.item(&change.id)?, is.item(&change.id)?, &sides);
        Some((change.id.clone(), row))
    });
    // What was dropped stands in its own group already.
    let unasked = diff.unasked.iter().filter(|id| !diff.dropped.contains(id));
    let unasked: Vec<String> = unasked.cloned().collect();
    let groups = [
        (text::ADDED, "added", list(&diff.added, is)),
        (text::DROPPED, "dropped", list(&diff.dropped, was)),
        (text::CHANGED, "changed", changed.collect()),
        (text::UNASKED, "unasked", list(&unasked, was)),
    ];
    groups
        .into_iter()
        .filter(|(_, _, rows)| !rows.is_empty())
        .map(|(words, key, rows)| {
            let count = rows.len().to_string();
            let words = text::join(&[words, " (", &count, ")"]);
            let rows = rows.into_iter();
            let rows = rows.map(|(id, row)| row.attr("data-item-changed", &id));
            let list = el("ul").class("plain").children(rows);
            disclosure(summary(&words), true, move || vec![list.clone()]).attr("data-group", key)
        })
        .collect()
}

/// What is asked, and the scale; with its bounds where its words do not tell.
fn body(item: &Item, bounds: bool) -> El {
    let labels = item.fields.iter().map(|f| f.label.as_str());
    let labels: Vec<&str> = labels
        .filter(|l| !l.is_empty() && *l != item.question)
        .collect();
    let asked = [item.question.clone(), labels.join(" · ")];
    let asked = asked.iter().filter(|words| !words.is_empty());
    let scale = item.rule.iter().flat_map(|r| &r.scale).map(|step| {
        let bounds = match bounds {
            true => text::step_bounds(step),
            false => String::new(),
        };
        let words = [&step.score.to_string(), " — ", &step.text, &bounds];
        el("li").text(&text::join(&words))
    });
    div("hint")
        .children(asked.map(|words| p(words)))
        .child(el("ul").children(scale))
}

/// Do two scales say the same in words?
fn same_words(was: &Item, is: &Item) -> bool {
    let words = |item: &Item| -> Vec<String> {
        let steps = item.rule.iter().flat_map(|r| &r.scale);
        steps.map(|step| step.text.clone()).collect()
    };
    words(was) == words(is)
}

/// An item that both have: what about it differs, both texts, both scores.
fn changed(change: &ItemChange, was: &Item, is: &Item, sides: &[Side; 2]) -> El {
    let what = [
        (change.title, text::CHANGED_TITLE),
        (change.fields, text::CHANGED_FIELDS),
        (change.rule, text::CHANGED_RULE),
        (change.moved, text::CHANGED_PLACE),
    ];
    let what: Vec<&str> = what.iter().filter(|(on, _)| *on).map(|(_, w)| *w).collect();
    let bounds = change.rule && same_words(was, is);
    let told = sides.iter().zip([was, is]).map(|(side, item)| {
        let outcome = side.report.outcome(&item.id);
        let label = outcome.map(text::outcome_label).unwrap_or_default();
        let head = [text::EDITION, &side.instrument.edition];
        div("")
            .child(el("h3").text(&text::join(&head)))
            .children((!label.is_empty()).then(|| p(&label).attr("data-outcome-label", "")))
            .child(p(&item.title))
            .child(body(item, bounds))
    });
    el("li")
        .child(el("b").text(&heading(is)))
        .child(el("small").text(&text::join(&[" (", &what.join(", "), ")"])))
        .children(told)
}

/// The deliberate step: offered, explained, and only then taken.
fn step(to: &'static Instrument) -> El {
    let asked = Live::new(false);
    let writable = &state::signals().writable;
    live(move || {
        if !writable.get() {
            return Vec::new();
        }
        let (ask, cancel) = (asked.clone(), asked.clone());
        if !asked.get() {
            let offer = button("button", text::MOVE, move || ask.set(true));
            return vec![offer.attr("data-action", "move")];
        }
        let now = button("button main", text::MOVE_NOW, move || {
            platform::spawn(async move {
                last_cycle::keep_before_moving(to).await;
                let Some(meta) = state::with_sheet(|s| s.meta.clone()) else {
                    return;
                };
                dispatch::move_to(&InstrumentRef::of(to));
                platform::page::go(&Route::Sheet(meta.kind, meta.region, Page::Overview).hash());
            });
        });
        let words = text::join(&[text::MOVE_TITLE, &to.title, " · ", &edition(to)]);
        vec![
            el("section")
                .class("card")
                .child(p(&words).class("label"))
                .child(p(text::MOVE_HINT))
                .child(now.attr("data-action", "move-now"))
                .child(button("button quiet", text::CANCEL, move || {
                    cancel.set(false)
                })),
        ]
    })
}
