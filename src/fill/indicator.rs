//! An indicator of the regency sheet: its inputs by family, its outcome, and
//! the scale with the reason.

use leptos::prelude::Track;
use saba_core::instrument::{FieldKind, Instrument, Item, Quantity, Rule};
use saba_core::score::{Outcome, figure_item};

use super::item::{field_box, year_input};
use super::ruling;
use crate::dom::{El, a, disclosure, div, el, p, summary};
use crate::parts::{FieldPlace, field_input, number_input, yes_no};
use crate::route::{Page, Route};
use crate::{state, text};

/// The inputs of an indicator.
pub fn inputs(item: &'static Item, rule: &'static Rule) -> Vec<El> {
    let flag = item.field("flag").map(|f| {
        let input = yes_no(FieldPlace::new(&item.id, "flag".into()), &f.label);
        field_box(&f.label, "", vec![input])
    });
    let measured = match &rule.input.quantity {
        Quantity::Ladder => ladder(item),
        Quantity::Ratio { .. } => ratio(item, rule),
        Quantity::Count | Quantity::Number { .. } => numbers(item, rule),
    };
    if !rule.input.flag_alone {
        return flag.into_iter().chain(measured).collect();
    }
    let id = item.id.as_str();
    let measured = div("").children(measured).hidden_while(move || {
        state::tick(id).track();
        let flag = state::with_sheet(|s| s.value(id, "flag").and_then(|v| v.as_bool())).flatten();
        flag == Some(false)
    });
    flag.into_iter().chain([measured]).collect()
}

fn years(rule: &Rule) -> Vec<u16> {
    let [earlier, later] = state::instrument().years;
    if rule.input.two_years {
        vec![earlier, later]
    } else {
        vec![later]
    }
}

fn year_place(item: &'static Item, key: &str, year: u16) -> FieldPlace {
    FieldPlace::new(&item.id, Instrument::year_key(key, year))
}

/// The printed levels first; "between two levels" only for what no level
/// describes.
fn ladder(item: &'static Item) -> Vec<El> {
    let Some(mut field) = item.field("level").cloned() else {
        return Vec::new();
    };
    if let FieldKind::Choice(options) = &mut field.kind {
        for (code, words) in options {
            *words = match code.split_once('~') {
                Some((low, high)) => {
                    text::join(&[text::BETWEEN, low, text::AND, high, text::BETWEEN_HINT])
                }
                None => text::join(&[code, " — ", words]),
            };
        }
    }
    vec![field_input(
        &field,
        FieldPlace::new(&item.id, "level".into()),
        text::PICK_LEVEL,
    )]
}

/// A label, then the two years side by side.
fn ratio(item: &'static Item, rule: &'static Rule) -> Vec<El> {
    let whole = matches!(rule.input.quantity, Quantity::Ratio { whole: true, .. });
    let [_, later] = state::instrument().years;
    let mut parts = Vec::new();
    for key in ["n", "d", "m"] {
        let Some(field) = item.field(key) else {
            continue;
        };
        // The second share is asked for the later year only.
        let asked = years(rule)
            .into_iter()
            .filter(|year| key != "m" || *year == later);
        let inputs = asked.map(|year| {
            let named = text::join(&[&field.label, ", ", &year.to_string()]);
            year_input(
                year,
                "",
                number_input(year_place(item, key, year), whole, &named),
            )
        });
        parts.push(field_box(&field.label, "", inputs.collect()));
    }
    parts.push(direct(item, rule));
    parts.push(origin(item));
    parts
}

/// The published figure instead of numerator and denominator; open where one
/// is there already.
fn direct(item: &'static Item, rule: &'static Rule) -> El {
    let places: Vec<(u16, FieldPlace)> = years(rule)
        .into_iter()
        .map(|year| (year, year_place(item, "p", year)))
        .collect();
    let given = places
        .iter()
        .any(|(_, p)| state::with_sheet(|s| s.value(&p.item, &p.key).is_some()).unwrap_or(false));
    let unit = match rule.input.quantity {
        Quantity::Ratio { per: 100, .. } => "%",
        Quantity::Ratio { per: 1000, .. } => "per 1.000",
        _ => "per 100.000",
    };
    disclosure(summary(text::DIRECT), given, move || {
        let inputs = places.iter().map(|(year, place)| {
            let named = text::join(&[text::DIRECT_LABEL, ", ", &year.to_string()]);
            year_input(*year, unit, number_input(place.clone(), false, &named))
        });
        std::iter::once(p(text::DIRECT_HINT).class("hint"))
            .chain(inputs)
            .collect()
    })
    .attr("data-direct", "")
}

fn numbers(item: &'static Item, rule: &'static Rule) -> Vec<El> {
    let Some(field) = item.field("v") else {
        return Vec::new();
    };
    let inputs = years(rule)
        .into_iter()
        .map(|year| {
            let named = text::join(&[&field.label, ", ", &year.to_string()]);
            year_input(
                year,
                &field.unit,
                field_input(field, year_place(item, "v", year), &named),
            )
        })
        .collect();
    vec![field_box(&field.label, "", inputs), origin(item)]
}

/// Date and source of the data: built when it is opened.
fn origin(item: &'static Item) -> El {
    let fields: Vec<_> = [("date", text::DATA_DATE), ("source", text::DATA_SOURCE)]
        .into_iter()
        .filter_map(|(key, label)| Some((item.field(key)?, label)))
        .collect();
    disclosure(summary(text::DATA_ORIGIN), false, move || {
        let field = |(field, label): &(&'static saba_core::instrument::Field, &'static str)| {
            let input = field_input(field, FieldPlace::new(&item.id, field.key.clone()), label);
            field_box(label, "", vec![input])
        };
        fields.iter().map(field).collect()
    })
}

/// `50`, `50~100` for what is open, empty for blank.
fn score_data(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Undecided { levels, .. } => {
            let ends: Vec<String> = [levels.first(), levels.last()]
                .into_iter()
                .flatten()
                .map(u8::to_string)
                .collect();
            ends.join("~")
        }
        other => other.score().map(|s| s.to_string()).unwrap_or_default(),
    }
}

/// The outcome with its reason and scale. They stay where they are while what they say
/// changes: a tap that had the browser build disclosures anew took half as long again.
pub fn outcome(item: &'static Item) -> El {
    let whole = div("outcome");
    let Some(rule) = &item.rule else {
        return whole;
    };
    let now = move || {
        state::tick(&item.id).track();
        state::outcome(&item.id)
    };
    let label =
        el("b").live_text(move || now().map_or_else(String::new, |o| text::outcome_label(&o)));
    let head = el("summary").child(label).text(text::SCALE);
    let unit = item.field("v").map_or("", |f| f.unit.as_str());
    let why = disclosure(head, false, move || {
        now().map_or_else(Vec::new, |outcome| reasons(rule, unit, &outcome))
    });
    let not_here = ruling::not_here(item);
    let told_of = whole.clone();
    whole.child(why).live_rest(move || {
        let Some(outcome) = now() else {
            return Vec::new();
        };
        let _ = (told_of.clone())
            .attr("data-outcome", outcome.state())
            .attr("data-score", &score_data(&outcome));
        let figure = match &outcome {
            Outcome::Blank { figure: true } => figure_link(item),
            _ => None,
        };
        let ruled = ruling::ruling(item, &outcome, &not_here);
        figure.into_iter().chain(ruled).collect()
    })
}

fn figure_link(item: &'static Item) -> Option<El> {
    let instrument = state::instrument();
    let (kind, region) = state::with_sheet(|s| (s.meta.kind, s.meta.region.clone()))?;
    let def = instrument.sheet(kind);
    let figure = figure_item(def, item)?;
    let section = def.section_of(&figure.id)?;
    let page = Page::Section(section.id.clone(), Some(figure.id.clone()));
    Some(a("button quiet", &Route::Sheet(kind, region, page).hash()).text(text::TO_FIGURE))
}

/// The sentences of the reason, then the whole scale with the levels reached.
fn reasons(rule: &Rule, unit: &str, outcome: &Outcome) -> Vec<El> {
    let sentences = outcome
        .because()
        .map(|b| text::because(rule, unit, b))
        .unwrap_or_default();
    let reached: Vec<u8> = match outcome {
        Outcome::Undecided { levels, .. } => levels.clone(),
        other => other.score().into_iter().collect(),
    };
    let steps = rule.scale.iter().map(|step| {
        let mark = match (reached.contains(&step.score), reached.len()) {
            (true, 1) => "reached",
            (true, _) => "open",
            (false, _) => "no",
        };
        el("li")
            .attr("data-reached", mark)
            .child(el("b").text(&step.score.to_string()))
            .child(el("span").words(&step.text))
    });
    vec![
        div("")
            .attr("data-because", "")
            .children(sentences.iter().map(|s| p(s)))
            .child(el("ol").class("scale").children(steps)),
    ]
}
