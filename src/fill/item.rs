//! One item: the question, its inputs, what the answer means, what looks
//! wrong, and help that opens when it is asked for.

use std::cell::Cell;
use std::rc::Rc;

use leptos::prelude::Track;
use saba_core::instrument::{Field, Instrument, Item, SheetKind, Trend};
use saba_core::sheet::{Answer, Command, FillState, Insight, NO_ROWS, asked, fill_state, insights};
use saba_core::text::joined_list;

#[cfg(feature = "desk")]
use super::indicator;
use crate::dom::{
    El, Live, a, button, disclosure, div, el, is_checked, live, p, summary, value_of,
};
use crate::help::{self, Help};
use crate::parts::{FieldPlace, choice, field_input, notice, official};
use crate::{dispatch, exchange, platform, review, state, text};

/// The answer to an item, followed by whoever is building.
fn answer(id: &str) -> Answer {
    state::tick(id).track();
    state::with_sheet(|s| s.answer(id).cloned())
        .flatten()
        .unwrap_or_default()
}

/// An item of the open sheet.
pub fn item(item: &'static Item) -> El {
    let years = state::instrument().years;
    let number = item.number();
    let (heading, under) = match (number.is_empty(), item.rule.is_some()) {
        (false, _) => (
            text::join(&[&number, "  ", &item.title]),
            item.question.clone(),
        ),
        (true, true) => (item.title.clone(), item.question.clone()),
        (true, false) => (item.question.clone(), feeds(item)),
    };
    let fields = div("fields").live(move || {
        state::redraw(&item.id).track();
        #[cfg(feature = "desk")]
        if let Some(rule) = &item.rule {
            return indicator::inputs(item, rule);
        }
        match &item.rows {
            Some(_) => rows(item),
            None => field_list(item, ""),
        }
    });
    el("article")
        .class("item")
        .attr("data-item", &item.id)
        .attr("tabindex", "-1")
        .live_attr("data-fill", move || {
            let answer = answer(&item.id);
            let name = match fill_state(item, Some(&answer), years) {
                FillState::Blank => "blank",
                FillState::Partial => "partial",
                FillState::Complete => "complete",
                FillState::Unknown => "unknown",
            };
            Some(name.into())
        })
        .child(official(el("h2").class("item-q").words(&heading)))
        .children((!under.is_empty()).then(|| official(el("p").class("item-under").words(&under))))
        .child(fields)
        .children(last_cycle(item))
        .children(proposed(item))
        .children((!item.show.is_empty()).then(|| meaning(item)))
        .child(warnings(&item.id))
        .children(outcome(item))
        .child(tools(item))
}

/// What the cycle before said, on the regency sheet.
#[cfg(feature = "desk")]
fn last_cycle(item: &'static Item) -> Option<El> {
    let regency = state::with_sheet(|s| s.meta.kind) == Some(SheetKind::Kabupaten);
    regency
        .then(|| super::edition::last_cycle_line(item))
        .flatten()
}

/// Villages and kecamatan look at their own two years only.
#[cfg(not(feature = "desk"))]
fn last_cycle(_: &'static Item) -> Option<El> {
    None
}

/// What villages and kecamatan propose, on the regency sheet.
#[cfg(feature = "desk")]
fn proposed(item: &'static Item) -> Option<El> {
    let regency = state::with_sheet(|s| s.meta.kind) == Some(SheetKind::Kabupaten);
    regency.then(|| crate::board::on_item(item)).flatten()
}

/// Villages and kecamatan are rolled up, and roll nothing up.
#[cfg(not(feature = "desk"))]
fn proposed(_: &'static Item) -> Option<El> {
    None
}

/// The outcome of an indicator; other items have none.
#[cfg(feature = "desk")]
fn outcome(item: &'static Item) -> Option<El> {
    item.rule.is_some().then(|| indicator::outcome(item))
}

/// Villages and kecamatan are not scored.
#[cfg(not(feature = "desk"))]
fn outcome(_: &'static Item) -> Option<El> {
    None
}

/// `Mengisi indikator 2.2`.
fn feeds(item: &'static Item) -> String {
    if item.feeds.is_empty() {
        return String::new();
    }
    let instrument = state::instrument();
    let regency = instrument.sheet(SheetKind::Kabupaten);
    let numbers: Vec<String> = item
        .feeds
        .iter()
        .filter_map(|id| regency.item(id))
        .map(|i| match i.number() {
            n if n.is_empty() => i.title.clone(),
            n => n,
        })
        .collect();
    text::join(&[text::FEEDS, &joined_list(&numbers, ", ")])
}

/// The fields of an item, or of one of its rows.
fn field_list(item: &'static Item, prefix: &str) -> Vec<El> {
    item.fields
        .iter()
        .map(|field| one_field(item, field, prefix))
        .collect()
}

/// An input with its year before it and its unit behind it.
pub fn year_input(year: u16, unit: &str, input: El) -> El {
    // The style writes both: an element for each would be many.
    let year = div("year")
        .attr("data-year", &year.to_string())
        .child(input);
    match unit {
        "" => year,
        unit => year.attr("data-unit", unit),
    }
}

/// A field: label, hint, inputs.
pub fn field_box(label: &str, hint: &str, inputs: Vec<El>) -> El {
    div("field")
        .child(el("p").class("label").words(label))
        .children((!hint.is_empty()).then(|| el("small").class("hint").text(hint)))
        .child(
            div(if inputs.len() > 1 {
                "field-inputs years"
            } else {
                "field-inputs"
            })
            .children(inputs),
        )
}

fn one_field(item: &'static Item, field: &'static Field, prefix: &str) -> El {
    let years = state::instrument().years;
    let place = |key: &str| FieldPlace::new(&item.id, text::join(&[prefix, key]));
    let inputs = match field.years {
        false => {
            let unit = (!field.unit.is_empty()).then(|| el("span").class("unit").text(&field.unit));
            std::iter::once(field_input(field, place(&field.key), &field.label))
                .chain(unit)
                .collect()
        }
        true => years
            .iter()
            .map(|year| {
                let named = text::join(&[&field.label, ", ", &year.to_string()]);
                let input = field_input(
                    field,
                    place(&Instrument::year_key(&field.key, *year)),
                    &named,
                );
                year_input(*year, &field.unit, input)
            })
            .collect(),
    };
    let hint = match (field.hint.is_empty(), field.optional) {
        (true, true) => text::OPTIONAL.to_string(),
        (false, true) => text::join(&[&field.hint, " · ", text::OPTIONAL]),
        (_, false) => field.hint.clone(),
    };
    let boxed = field_box(&field.label, &hint, inputs);
    if field.when.is_none() {
        return boxed;
    }
    let prefix = prefix.to_string();
    boxed.hidden_while(move || !asked(item, field, &answer(&item.id), &prefix))
}

/// A repeated list: a statement that there is none, the rows, a button for
/// another one.
fn rows(item: &'static Item) -> Vec<El> {
    let Some(spec) = &item.rows else {
        return Vec::new();
    };
    let now = state::with_sheet(|s| s.answer(&item.id).cloned())
        .flatten()
        .unwrap_or_default();
    let none_said = now.values.contains_key(NO_ROWS);
    let mut parts = Vec::new();
    if !spec.none.is_empty() {
        let input = el("input")
            .attr("type", "checkbox")
            .attr("data-key", NO_ROWS)
            .flag("checked", none_said)
            .on("change", move |event| {
                let command = Command::NoRows {
                    item: item.id.clone(),
                    on: is_checked(&event),
                };
                dispatch::run_and_redraw(command);
            });
        parts.push(choice(input, &spec.none));
    }
    if none_said {
        return parts;
    }
    let shown = Live::new(now.rows());
    let list = shown.clone();
    parts.push(live(move || {
        let rows = list.get().into_iter().enumerate();
        rows.map(|(index, row)| one_row(item, &spec.noun, index, row, list.clone()))
            .collect()
    }));
    let words = text::join(&[text::ADD, &text::small(&spec.noun)]);
    let add = button("button", &words, move || {
        shown.update(|rows| {
            let next = rows.iter().max().map_or(1, |n| n + 1);
            rows.push(next);
        });
    });
    parts.push(add.attr("data-action", "add-row"));
    parts
}

fn one_row(item: &'static Item, noun: &str, index: usize, row: u32, list: Live<Vec<u32>>) -> El {
    let remove = button(
        "button quiet",
        &text::join(&[text::REMOVE, " ", &text::small(noun)]),
        move || {
            dispatch::run(Command::RemoveRow {
                item: item.id.clone(),
                row,
            });
            list.update(|rows| rows.retain(|r| *r != row));
        },
    );
    let prefix = text::join(&[&row.to_string(), "/"]);
    el("fieldset")
        .class("list-row")
        .child(el("legend").text(&text::join(&[noun, " ", &(index + 1).to_string()])))
        .children(field_list(item, &prefix))
        .child(remove)
}

/// What was understood, at once: shares and trends.
fn meaning(item: &'static Item) -> El {
    div("meaning")
        .attr("role", "status")
        .attr("data-meaning", "")
        .live(move || {
            state::tick(&item.id).track();
            let instrument = state::instrument();
            state::with_sheet(|sheet| {
                let def = instrument.sheet(sheet.meta.kind);
                let many = item.show.len() > 1;
                let all = insights(instrument, def, sheet, item);
                all.iter()
                    .map(|i| p(&insight_words(instrument, i, many)))
                    .collect()
            })
            .unwrap_or_default()
        })
}

fn insight_words(instrument: &Instrument, insight: &Insight, named: bool) -> String {
    let [earlier, later] = instrument.years;
    let mut words = String::new();
    if named {
        words.push_str(&insight.label);
        words.push_str(": ");
    }
    if let Some(share) = insight.share {
        words.push_str(&text::share_in(&share.show(1), later));
    }
    if let Some((trend, by)) = insight.trend {
        let amount = by.show(1);
        let amount = amount.trim_start_matches('-');
        let unit = if insight.share.is_some() {
            text::POINTS
        } else {
            &insight.unit
        };
        words.push_str(&text::trend_since(trend, amount, unit, earlier));
        let good = match (insight.good, trend) {
            (_, Trend::Same) | (None, _) => "",
            (Some(true), _) => text::BETTER,
            (Some(false), _) => text::WORSE,
        };
        words.push_str(good);
    }
    words
}

/// That nobody knows yet, what looks wrong, where people disagree, what is to be repaired:
/// under the fields, never in the way.
fn warnings(id: &'static str) -> El {
    div("warnings").attr("role", "status").live(move || {
        let unknown = answer(id).unknown;
        let unknown = unknown.then(|| p(text::UNKNOWN_SAID).class("hint"));
        let found = super::findings(id);
        let found = found.iter().map(|f| {
            let kind = if f.kind.is_invalid() { "bad" } else { "warn" };
            notice(kind, &text::finding(&f.kind)).attr("data-finding", &f.key)
        });
        unknown
            .into_iter()
            .chain(found)
            .chain(exchange::disagreement(id))
            .chain(review::on_item(id))
            .collect()
    })
}

/// "Not known yet", remark, help.
fn tools(item: &'static Item) -> El {
    let tools = div("tools")
        .child(unsay(&item.id))
        .child(note(&item.id))
        .child(help(item));
    // Which plan and office carries an indicator, on the regency sheet; and what rounds of
    // verification say. Where answers are only filled in, there is neither.
    #[cfg(feature = "desk")]
    let tools = tools
        .children(crate::plans::on_item(item))
        .children(review::panel(item));
    tools
}

/// One button: "not known yet" while there is no answer, else the answer is taken away.
fn unsay(id: &'static str) -> El {
    let now = move || {
        let now = state::with_sheet(|s| s.answer(id).cloned()).flatten();
        now.unwrap_or_default()
    };
    // Pressing it leaves the field where somebody was typing, which hands that in and turns
    // one button into the other: nobody meant to take away what was just typed.
    let began: Rc<Cell<Option<bool>>> = Rc::default();
    let begin = began.clone();
    let press = move || {
        let item = id.to_string();
        let now = now();
        if began
            .take()
            .is_some_and(|blank| blank != now.values.is_empty())
        {
            return;
        }
        match now.values.is_empty() {
            true => dispatch::run(Command::Unknown {
                item,
                on: !now.unknown,
            }),
            false => dispatch::run_and_redraw(Command::Clear { item }),
        }
    };
    let button = el("button")
        .attr("type", "button")
        .class("button quiet")
        .on("mousedown", move |_| {
            begin.set(Some(now().values.is_empty()))
        })
        .on("click", move |_| press());
    let told = button.clone();
    let writable = &state::signals().writable;
    button
        .live_text(move || {
            let (action, words) = match answer(id).values.is_empty() {
                true => ("unknown", text::UNKNOWN),
                false => ("clear", text::CLEAR),
            };
            let _ = told.clone().attr("data-action", action);
            words.to_string()
        })
        .live_attr("aria-pressed", move || {
            let answer = answer(id);
            let pressed = if answer.unknown { "true" } else { "false" };
            answer.values.is_empty().then(|| pressed.to_string())
        })
        .hidden_while(move || !writable.get())
}

/// The inputs of something said about the sheet, which may be a list.
#[cfg(feature = "desk")]
pub fn about_fields(item: &'static Item) -> El {
    div("fields").live(move || {
        state::redraw(&item.id).track();
        match &item.rows {
            Some(_) => rows(item),
            None => field_list(item, ""),
        }
    })
}

/// The remark; its field is built when it is opened.
fn note(id: &'static str) -> El {
    let writable = &state::signals().writable;
    let words = summary("").live_text(move || {
        let some = !answer(id).note.is_empty();
        text::join(&[text::NOTE, if some { " (1)" } else { "" }])
    });
    disclosure(words, false, move || {
        state::redraw(id).track();
        let now = state::with_sheet(|s| s.answer(id).map(|a| a.note.clone())).flatten();
        let area = el("textarea")
            .attr("rows", "3")
            .attr("aria-label", text::NOTE)
            .attr("data-key", "note")
            .text(&now.unwrap_or_default())
            .live_attr("readonly", move || (!writable.get()).then(String::new))
            .live_value(move || (!writable.get()).then(|| answer(id).note))
            .on("input", move |event| {
                dispatch::typed_note(id, value_of(&event))
            })
            .on("change", move |event| {
                dispatch::typed_note(id, value_of(&event));
                dispatch::flush();
            });
        vec![area]
    })
    .attr("data-note", "")
}

/// Why, where, an example, evidence: fetched and built when it is opened.
fn help(item: &'static Item) -> El {
    disclosure(summary(text::HELP), false, move || {
        let told: Live<Option<Option<Help>>> = Live::new(None);
        let slot = told.clone();
        platform::spawn(async move { slot.set(Some(help::of(&item.id).await)) });
        vec![live(move || match told.get() {
            None => vec![p(text::LOADING).attr("role", "status")],
            Some(None) => vec![p(text::HELP_MISSING)],
            Some(Some(help)) => {
                let parts = [
                    (text::WHY, help.why),
                    (text::WHERE, help.source_hint),
                    (text::EXAMPLE, help.example),
                    (text::EVIDENCE, help.evidence),
                    (text::RESPONSIBLE, help.agencies),
                    (text::DEFECT, help.defect),
                ];
                let told = parts.into_iter().filter(|(_, words)| !words.is_empty());
                let rows = told.flat_map(|(title, words)| {
                    [el("dt").text(title), official(el("dd").words(&words))]
                });
                vec![
                    el("dl").children(rows),
                    a("button quiet", "#/kamus").text(text::GLOSSARY),
                ]
            }
        })]
    })
}
