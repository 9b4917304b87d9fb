//! The recap row of the profile.

use saba_core::reports::{Cell, PerCent, Recap, recap};
use saba_core::score::GateShare;

use super::Content;
use super::table::Table;
use crate::dom::{El, el, p};
use crate::{state, text};

pub fn content() -> Content {
    let instrument = state::instrument();
    let Some(report) = state::report() else {
        return Content::default();
    };
    let row = recap(instrument, &report);
    let numbers: Vec<String> = (row.tatanan.iter())
        .map(|(no, _)| text::join(&["T", &no.to_string(), " (%)"]))
        .collect();
    let mut heads = vec![
        (text::HEAD_REGENCY, 12),
        (text::HEAD_ODF, 6),
        (text::HEAD_BODIES, 11),
        (text::HEAD_BODIES_STATE, 17),
    ];
    heads.extend(numbers.iter().map(|head| (head.as_str(), 6)));
    heads.push((text::HEAD_LEVEL, 8));
    let mut table = Table::new(&heads);
    let region = state::with_sheet(|s| s.meta.region_name.clone()).unwrap_or_default();
    let mut cells = vec![
        Cell::Text(region),
        share(&row.odf),
        per_cent(row.kelembagaan),
        Cell::Text(bodies(&row)),
    ];
    cells.extend(row.tatanan.iter().map(|(_, share)| per_cent(*share)));
    let level = row.level.and_then(|at| instrument.levels.get(at));
    cells.push(Cell::text(level.map_or(text::NO_LEVEL, |l| &l.name)));
    table.push(cells);
    Content::table(Vec::new(), table, notes())
}

fn share(gate: &GateShare) -> Cell {
    match gate.share {
        Some(share) => Cell::Number(share.show(1)),
        None => Cell::text(text::RECAP_BLANK),
    }
}

/// `71,2`, or both ends while something is blank or undecided.
fn per_cent(share: Option<PerCent>) -> Cell {
    match share {
        None => Cell::text(text::RECAP_BLANK),
        Some(share) if share.is_certain() => Cell::Number(share.cautious.show(1)),
        Some(share) => Cell::Text(text::join(&[
            &share.cautious.show(1),
            "–",
            &share.hopeful.show(1),
        ])),
    }
}

/// `SK Tim Pembina: ada; SK Forum: ada; Forkom 60 %; Pokja 70 %; kelembagaan memenuhi …`
fn bodies(row: &Recap) -> String {
    let instrument = state::instrument();
    let def = instrument.sheet(saba_core::instrument::SheetKind::Kabupaten);
    let mut parts: Vec<String> = (row.bodies.iter())
        .map(|(id, state)| {
            let title = def.item(id).map_or(id.as_str(), |i| i.title.as_str());
            text::join(&[title, ": ", text::body_state(*state)])
        })
        .collect();
    for (name, gate) in [(text::FORKOM, &row.forkom), (text::POKJA, &row.pokja)] {
        let share = match gate.share {
            Some(share) => text::join(&[&share.show(1), " %"]),
            None => text::RECAP_BLANK.into(),
        };
        parts.push(text::join(&[name, ": ", &share]));
    }
    let reached = row.bodies_reach.and_then(|at| instrument.levels.get(at));
    parts.push(match reached {
        Some(level) => text::join(&[text::RECAP_MEETS, &level.name]),
        None => text::RECAP_MEETS_NONE.into(),
    });
    parts.join("; ")
}

/// What the short heads stand for, and how the row is to be read.
fn notes() -> Vec<El> {
    let tatanan = state::instrument().tatanan.iter();
    let names = tatanan.map(|t| {
        let words = text::join(&["T", &t.no.to_string(), ": ", &t.title]);
        el("li").text(&words)
    });
    vec![
        el("ul").class("report-notes").children(names),
        p(text::RECAP_ENDS),
        p(text::RECAP_NO_MARK),
    ]
}
