//! The dates of the round: those of the guide, and beside them those of the regency.

use saba_core::instrument::{Field, Instrument};
use saba_core::plan::{Calendar, Phase, Stage, Step, Topic, own_dates};
use saba_core::sheet::Day;

use super::about;
use crate::dom::{El, disclosure, div, el, live, p, summary};
use crate::parts::{FieldPlace, field_input, notice};
use crate::{fill, platform, state, text};

/// The calendar that the page brings: data beside the instrument.
const CALENDAR: &str = include_str!("../../calendar/kks-2025.json");

/// The calendar of an instrument. One that has none has the same steps, without dates.
pub fn calendar(instrument: &Instrument) -> Calendar {
    let none = || Calendar {
        instrument: String::new(),
        source: String::new(),
        steps: Vec::new(),
    };
    let shipped = Calendar::load(CALENDAR).unwrap_or_else(|_| none());
    match shipped.instrument == instrument.id {
        true => shipped,
        false => shipped.without_dates(),
    }
}

/// Today, by the device's clock and zone.
pub(super) fn today() -> Option<Day> {
    Day::parse(&platform::iso_day(platform::now()))
}

/// The first step of the open sheet's round that is not over, in words: for whoever is not
/// looking at the dates. `None` where no date is known or all are over.
pub fn next_step() -> Option<String> {
    let today = today()?;
    let steps = calendar(state::instrument()).steps.into_iter();
    let mut waiting = steps.filter_map(|step| {
        let own = state::with_sheet(|s| own_dates(s, &step.id)).unwrap_or_default();
        match step.phase(own, today) {
            Phase::Unknown | Phase::Over(_) => None,
            phase => Some(text::join(&[&step.title, ": ", &text::phase(phase)])),
        }
    });
    waiting.next()
}

/// The part of the screen.
pub fn section() -> Vec<El> {
    let calendar = calendar(state::instrument());
    let source = match calendar.source.is_empty() {
        true => notice("warn", text::SCHEDULE_NONE).attr("data-no-calendar", ""),
        false => p(&text::join(&[text::SCHEDULE_SOURCE, &calendar.source])).class("hint"),
    };
    let steps = calendar.steps.into_iter().map(one);
    vec![
        el("h2").text(text::SCHEDULE),
        source,
        el("ol").class("schedule").children(steps),
    ]
}

fn one(step: Step) -> El {
    let id = Topic::Step(&step.id).id();
    let dates = about::item(&id).map(|item| {
        disclosure(summary(text::OWN_DATES), false, move || {
            leptos::prelude::Track::track(&state::redraw(&item.id));
            let input = |field: &Field| {
                let place = FieldPlace::new(&item.id, field.key.clone());
                fill::field_box(
                    &field.label,
                    "",
                    vec![field_input(field, place, &field.label)],
                )
            };
            vec![div("two").children(item.fields.iter().map(input))]
        })
        .attr("data-own-dates", "")
    });
    let (title, who, key) = (step.title.clone(), step.who.clone(), step.id.clone());
    el("li")
        .class("card step")
        .attr("data-step", &key)
        .child(el("h3").text(&title))
        .child(p(&who).class("hint"))
        .child(live(move || stands(&step)))
        .children(dates)
}

/// Where the step is today, and by which dates.
fn stands(step: &Step) -> Vec<El> {
    state::signals().total.get();
    let own = state::with_sheet(|s| own_dates(s, &step.id)).unwrap_or_default();
    let phase = today().map_or(Phase::Unknown, |today| step.phase(own, today));
    let key = match phase {
        Phase::Unknown => "unknown",
        Phase::Before(_) => "before",
        Phase::Now(_) => "now",
        Phase::Over(_) => "over",
    };
    let mut parts = vec![
        p(&text::phase(phase))
            .class("step-phase")
            .attr("data-phase", key),
    ];
    let official = span(step.from.map(stage), step.until.map(stage));
    if let Some(words) = official {
        parts.push(p(&text::join(&[text::OFFICIAL_DATE, &words])).class("hint"));
    }
    let own_words = span(own.from.map(text::long_day), own.until.map(text::long_day));
    if let Some(words) = own_words {
        parts.push(p(&text::join(&[text::OWN_DATE, &words])).attr("data-own", ""));
    }
    if own.is_upside_down() {
        parts.push(notice("warn", text::UPSIDE_DOWN).attr("data-upside-down", ""));
    }
    parts
}

fn stage(stage: Stage) -> String {
    match stage.month_only {
        true => text::month_of(stage.day),
        false => text::long_day(stage.day),
    }
}

/// `Februari 2025 – April 2025`, `sampai 31 Mei 2025`, `September 2025`.
fn span(from: Option<String>, until: Option<String>) -> Option<String> {
    Some(match (from, until) {
        (None, None) => return None,
        (Some(from), None) => text::join(&[text::FROM_DATE, &from]),
        (None, Some(until)) => text::join(&[text::UNTIL_DATE, &until]),
        (Some(from), Some(until)) if from == until => from,
        (Some(from), Some(until)) => text::join(&[&from, " – ", &until]),
    })
}
