//! Targets of the regency's own, and where it stands against them.

use leptos::prelude::Track;
use saba_core::instrument::{Field, Instrument};
use saba_core::num::{Decimal, Frac};
use saba_core::plan::{self, Aim, Standing, TARGET_VALUE, Target, TargetState};
use saba_core::sheet::Command;

use super::{about, schedule};
use crate::dom::{El, Live, a, button, div, el, live, p, svg};
use crate::parts::{
    self, FieldPlace, bar, field_input, main, not_found, notice, save_light, undo_button,
};
use crate::route::{Page, Route};
use crate::{dispatch, fill, state, text};

/// The screen: the dates of the round, and the targets.
pub fn aims() -> Vec<El> {
    let Some(meta) = state::with_sheet(|s| s.meta.clone()) else {
        return not_found();
    };
    let link = |page: Page| Route::Sheet(meta.kind, meta.region.clone(), page).hash();
    let (title, below) = parts::sheet_title();
    let stands: Live<Vec<Standing>> = Live::new(standings());
    // Judged once for all of them; the inputs stay as they are.
    let told = stands.clone();
    let follow = live(move || {
        state::signals().total.get();
        told.set(standings());
        Vec::new()
    });
    let (count, all) = (stands.clone(), Aim::all(state::instrument()));
    let screen = main("aims", text::AIMS)
        .child(save_light())
        .child(p(text::AIMS_HINT).class("hint"))
        .child(follow)
        .children(schedule::section())
        .child(el("h2").text(text::TARGETS))
        .child(live(move || vec![reached(&count.get())]))
        .child(from_level())
        .children(all.into_iter().map(|aim| card(aim, stands.clone())))
        .child(
            div("actions")
                .child(undo_button())
                .child(
                    a("button", &link(Page::Reports("sasaran".into())))
                        .attr("data-action", "paper")
                        .text(text::REPORT_AIMS),
                )
                .child(
                    a("button quiet", &link(Page::Overview))
                        .attr("data-action", "overview")
                        .text(text::TO_OVERVIEW),
                ),
        );
    vec![bar(&title, &link(Page::Overview), &below), screen]
}

/// Where the open regency sheet stands against its targets.
pub fn standings() -> Vec<Standing> {
    let instrument = state::instrument();
    state::report()
        .and_then(|report| state::with_sheet(|s| plan::standings(instrument, s, &report)))
        .unwrap_or_default()
}

/// What a target is for, in words.
pub fn aim_title(instrument: &Instrument, aim: Aim) -> String {
    match aim {
        Aim::Odf => text::GATE_ODF.into(),
        Aim::Forkom => text::GATE_FORKOM.into(),
        Aim::Pokja => text::GATE_POKJA.into(),
        Aim::Tatanan(no) => {
            let tatanan = instrument.tatanan.iter().find(|t| t.no == no);
            let title = tatanan.map_or("", |t| t.title.as_str());
            text::join(&[&no.to_string(), ". ", title])
        }
    }
}

/// `3 dari 5 sasaran tercapai`
fn reached(all: &[Standing]) -> El {
    let set = all.iter().filter(|s| matches!(s.target, Target::Number(_)));
    let (reached, set) = (
        all.iter()
            .filter(|s| s.state == TargetState::Reached)
            .count(),
        set.count(),
    );
    let words = match set {
        0 => text::NO_TARGETS.to_string(),
        _ => text::join(&[
            &reached.to_string(),
            text::OF,
            &set.to_string(),
            text::TARGETS_REACHED,
        ]),
    };
    p(&words)
        .class("totals")
        .attr("data-reached", &reached.to_string())
}

/// Fills what is blank with what a level of the award asks for: one act.
fn from_level() -> El {
    let levels = state::instrument().levels.iter().enumerate();
    let buttons = levels.map(|(index, level)| {
        button("button small", &level.name, move || fill_from(index)).attr("data-level", &level.id)
    });
    live(move || match state::signals().writable.get() {
        true => vec![
            p(text::TARGETS_FROM_LEVEL).class("label"),
            div("filters").children(buttons.clone()),
        ],
        false => Vec::new(),
    })
}

fn fill_from(level: usize) {
    let instrument = state::instrument();
    let blank = standings().into_iter();
    let blank = blank.filter(|s| s.state == TargetState::Unset);
    let commands: Vec<Command> = blank
        .filter_map(|s| {
            Some(Command::Set {
                item: s.aim.id(),
                key: TARGET_VALUE.into(),
                raw: s.aim.needed(instrument, level)?.to_string(),
            })
        })
        .collect();
    dispatch::all_at_once(&|sheet, context| {
        let def = instrument.sheet(sheet.meta.kind);
        let done = commands.iter();
        done.filter_map(|command| sheet.apply(def, command, context))
            .collect()
    });
}

/// Per cent, or scores of a tatanan, as people write them.
pub fn shown(aim: Aim, n: Frac) -> String {
    let words = n.show(1);
    match aim {
        Aim::Tatanan(_) => words,
        Aim::Odf | Aim::Forkom | Aim::Pokja => text::join(&[&words, " %"]),
    }
}

fn card(aim: Aim, stands: Live<Vec<Standing>>) -> El {
    let instrument = state::instrument();
    let id = aim.id();
    let inputs = about::item(&id).map(|item| {
        div("two").live(move || {
            state::redraw(&item.id).track();
            let max = standings()
                .iter()
                .find(|s| s.aim == aim)
                .map_or(0, |s| s.max);
            let hint = match aim {
                Aim::Tatanan(_) => text::join(&[text::TARGET_SCORE, &Decimal::int(max).show()]),
                _ => text::TARGET_PER_CENT.into(),
            };
            let input = |field: &Field| {
                let hint = if field.is_number() { hint.as_str() } else { "" };
                let place = FieldPlace::new(&item.id, field.key.clone());
                let named = text::join(&[&field.label, ", ", &aim_title(instrument, aim)]);
                fill::field_box(&field.label, hint, vec![field_input(field, place, &named)])
            };
            item.fields.iter().map(input).collect()
        })
    });
    el("section")
        .class("card aim")
        .attr("data-aim", &aim.name())
        .child(el("h3").text(&aim_title(instrument, aim)))
        .child(live(move || {
            let found = stands.get().into_iter().find(|s| s.aim == aim);
            found.iter().flat_map(stand).collect()
        }))
        .children(inputs)
}

/// Where it stands: a bar, and the same in words.
fn stand(standing: &Standing) -> Vec<El> {
    let aim = standing.aim;
    let (low, high) = (standing.ends.cautious, standing.ends.hopeful);
    let now = match (standing.known, low == high) {
        (false, _) => text::NOT_FILLED.to_string(),
        (true, true) => shown(aim, low),
        (true, false) => text::join(&[&shown(aim, low), "–", &shown(aim, high)]),
    };
    let key = match standing.state {
        TargetState::Unset => "unset",
        TargetState::Unusable => "unusable",
        TargetState::Reached => "reached",
        TargetState::Open => "open",
        TargetState::Missed => "missed",
    };
    let mut words = text::join(&[text::STANDS_AT, &now, ", "]);
    words.push_str(text::target_state(standing.state));
    words.push('.');
    if let Some(missing) = standing.missing() {
        let missing = shown(aim, missing);
        words.push_str(&text::join(&[" ", text::TARGET_MISSING, &missing, "."]));
    }
    if let (Some(by), Some(today), false) = (
        standing.by,
        schedule::today(),
        standing.state == TargetState::Reached,
    ) {
        let left = text::days_left(plan::days_until(today, by));
        words.push_str(&text::join(&[" ", text::TARGET_BY, ": ", &left, "."]));
    }
    let mut parts = vec![picture(standing), p(&words).attr("data-standing", key)];
    if let Target::Unusable(_) = standing.target {
        let max = Decimal::int(standing.max).show();
        let words = text::join(&[text::TARGET_BAD, &max, "."]);
        parts.push(notice("bad", &words).attr("data-finding", TARGET_VALUE));
    }
    parts
}

/// What is sure, what is possible, and the target as a mark. The words beside it say the
/// same.
fn picture(standing: &Standing) -> El {
    let part = |n: Frac| {
        let whole = Frac::rate(Decimal::int(1), Decimal::int(standing.max), 100);
        let share = whole.and_then(|whole| n.times(whole));
        share.map_or_else(|| "0".into(), |s| s.show(1).replace(',', "."))
    };
    let rect = |class: &str, x: &str, width: &str, [y, height]: [&str; 2]| {
        svg("rect")
            .class(class)
            .attr("x", x)
            .attr("width", width)
            .attr("y", y)
            .attr("height", height)
    };
    let mark = match &standing.target {
        Target::Number(n) => Some(rect("meter-mark", &part(n.to_frac()), "0.6", ["0", "16"])),
        Target::Unset | Target::Unusable(_) => None,
    };
    svg("svg")
        .class("bar-picture")
        .attr("viewBox", "0 0 100.6 16")
        .attr("preserveAspectRatio", "none")
        .attr("aria-hidden", "true")
        .child(rect("meter-ground", "0", "100", ["3", "10"]))
        .child(rect(
            "bar-hope",
            "0",
            &part(standing.ends.hopeful),
            ["5", "6"],
        ))
        .child(rect(
            "meter-sure",
            "0",
            &part(standing.ends.cautious),
            ["3", "10"],
        ))
        .children(mark)
}
