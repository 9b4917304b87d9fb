//! The coach: the least work that brings the regency to the next level.

use saba_core::instrument::{Instrument, SheetKind};
use saba_core::num::Decimal;
use saba_core::score::{Coaching, GatePlan, Lift, LiftKind, Report, TatananPlan, coach, is_asked};

use crate::dom::{El, disclosure, el, p, summary};
use crate::parts::row;
use crate::route::{Page, Route};
use crate::{state, text};

/// The way to a level, opened by one tap; `None` where nothing is left to do.
pub fn panel(instrument: &'static Instrument, report: &Report, level: usize) -> Option<El> {
    let plan = coach(instrument, report, level)?;
    let name = instrument.levels.get(level).map_or("", |l| l.name.as_str());
    let words = text::join(&[text::COACH, name]);
    let panel = disclosure(summary(&words), false, move || {
        let mut parts = vec![p(text::COACH_HINT).class("hint")];
        parts.extend(plan.gates.iter().filter_map(gate));
        parts.extend(plan.tatanan.iter().flat_map(|t| tatanan(instrument, t)));
        parts.extend(agencies(&plan));
        parts
    });
    Some(panel.attr("data-coach", ""))
}

fn show(n: u32) -> String {
    Decimal::int(n).show()
}

/// How many more villages or kecamatan a share needs.
fn gate(gate: &GatePlan) -> Option<El> {
    let instrument = state::instrument();
    let item = instrument
        .sheet(SheetKind::Kabupaten)
        .with_role(gate.role)?;
    let more = gate.more.filter(|more| *more > 0)?;
    Some(p(&text::join(&[
        &item.title,
        ": ",
        text::MORE,
        &more.to_string(),
        ".",
    ])))
}

fn tatanan(instrument: &Instrument, plan: &TatananPlan) -> Vec<El> {
    let title = instrument
        .tatanan
        .iter()
        .find(|t| t.no == plan.no)
        .map_or("", |t| t.title.as_str());
    let numbers = [": ", &show(plan.have), text::NEEDS, &show(plan.need)];
    let heading = el("h3").text(&text::join(&[title, &text::join(&numbers)]));
    if !plan.reachable {
        return vec![heading, p(text::COACH_UNREACHABLE)];
    }
    let rows = plan
        .steps
        .iter()
        .map(|lift| el("li").child(lift_row(instrument, lift)));
    vec![heading, el("ul").class("rows").children(rows)]
}

fn kind_words(kind: LiftKind) -> &'static str {
    match kind {
        LiftKind::Repair => text::LIFT_REPAIR,
        LiftKind::Fill => text::LIFT_FILL,
        LiftKind::Settle => text::LIFT_SETTLE,
        LiftKind::Improve => text::LIFT_IMPROVE,
    }
}

/// One indicator to lift: leads to it, and names what would do as well.
fn lift_row(instrument: &Instrument, lift: &Lift) -> El {
    let def = instrument.sheet(SheetKind::Kabupaten);
    let number = |id: &str| def.item(id).map(|i| i.number()).unwrap_or_default();
    let title = def.item(&lift.item).map_or("", |i| i.title.as_str());
    let to = lift.to.to_string();
    let answer = |s: &saba_core::sheet::Sheet| s.answer(&lift.item).is_some_and(is_asked);
    let kind = match state::with_sheet(answer) {
        Some(true) => LiftKind::Settle,
        _ => lift.kind,
    };
    let mut under = text::join(&[
        kind_words(kind),
        ", ",
        text::UP_TO,
        &to,
        " · ",
        &lift.agencies.join(", "),
    ]);
    if !lift.instead.is_empty() {
        let others: Vec<String> = lift.instead.iter().take(3).map(|id| number(id)).collect();
        under.push_str(&text::join(&[" · ", text::OR_INSTEAD, &others.join(", ")]));
    }
    let href = def
        .section_of(&lift.item)
        .zip(state::with_sheet(|s| s.meta.region.clone()))
        .map(|(section, region)| {
            let page = Page::Section(section.id.clone(), Some(lift.item.clone()));
            Route::Sheet(SheetKind::Kabupaten, region, page).hash()
        });
    let title = text::join(&[&number(&lift.item), " ", title]);
    row(&href.unwrap_or_default(), &title, &under, "").attr("data-lift", &lift.item)
}

/// The same work by perangkat daerah.
fn agencies(plan: &Coaching) -> Vec<El> {
    let instrument = state::instrument();
    let def = instrument.sheet(SheetKind::Kabupaten);
    let rows = plan.agencies.iter().map(|agency| {
        let numbers: Vec<String> = agency
            .items
            .iter()
            .filter_map(|id| def.item(id))
            .map(|i| match i.number() {
                n if n.is_empty() => i.title.clone(),
                n => n,
            })
            .collect();
        el("li").text(&text::join(&[&agency.agency, ": ", &numbers.join(", ")]))
    });
    vec![
        el("h3").text(text::BY_AGENCY),
        el("ul").class("plain").children(rows),
    ]
}
