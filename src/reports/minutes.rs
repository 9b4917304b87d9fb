//! The minutes of a round of verification: what was looked at, what stands, what is to be
//! repaired, who was there.

use saba_core::instrument::{Instrument, SheetKind};
use saba_core::plan::Topic;
use saba_core::reports::Cell;
use saba_core::review::{RoundTally, ToRepair, rounds, tallies, to_repair};
use saba_core::sheet::Answer;

use super::table::Table;
use super::{Content, or_dots, said, said_day};
use crate::dom::{El, div, el, p};
use crate::review::{asked_lines, range_words, round_title};
use crate::{fill, plans, platform, state, text};

/// Lines to sign on where nobody is named.
const BLANK_LINES: usize = 5;

pub fn content(round: &str) -> Content {
    let instrument = state::instrument();
    let report = state::report();
    let found = state::with_sheet(|sheet| {
        let lines = rounds(instrument, sheet, report.as_ref()?);
        let def = instrument.sheet(sheet.meta.kind);
        let repairs = to_repair(def, sheet, Some(round));
        Some((tallies(&lines, round), repairs))
    });
    let Some((sections, repairs)) = found.flatten() else {
        return Content::default();
    };
    let asked = asked(instrument, &repairs);
    let mut parts = held(round);
    parts.push(el("h3").text(text::MINUTES_RESULT));
    parts.push(p(&result(&sections)).attr("data-result", ""));
    parts.push(el("h3").text(text::MINUTES_STANDING));
    parts.push(standing(instrument, &sections).drawn());
    parts.push(el("h3").text(text::MINUTES_TO_REPAIR));
    parts.push(match repairs.is_empty() {
        true => p(text::MINUTES_NO_REPAIRS),
        false => asked.drawn(),
    });
    parts.extend(notes(round));
    parts.push(p(text::MINUTES_END));
    parts.push(el("h3").text(text::MINUTES_PRESENT));
    parts.push(present(round).drawn().class("report-table signing"));
    Content {
        parts,
        table: Some(asked),
    }
}

/// When, where, and what was done.
fn held(round: &str) -> Vec<El> {
    let id = Topic::Minutes(round).id();
    let instrument = state::instrument();
    let region = state::with_sheet(|s| s.meta.region_name.clone()).unwrap_or_default();
    let number = text::join(&[text::MINUTES_NO, or_dots(&said(&id, "nomor"))]);
    let words = text::join(&[
        text::MINUTES_ON,
        or_dots(&said_day(&id, "tanggal")),
        text::MINUTES_AT,
        or_dots(&said(&id, "tempat")),
        text::MINUTES_WAS_HELD,
        &text::small(round_title(instrument, round)),
        text::MINUTES_OF,
        &region,
        ".",
    ]);
    vec![p(&number), p(&words)]
}

/// `152 isian diperiksa: 120 diterima, …`
fn result(sections: &[RoundTally]) -> String {
    let sum = |of: fn(&RoundTally) -> u32| sections.iter().map(of).sum::<u32>().to_string();
    text::join(&[
        &sum(|t| t.items),
        text::MINUTES_ITEMS,
        &sum(|t| t.accepted),
        text::MINUTES_ACCEPTED,
        &sum(|t| t.open),
        text::MINUTES_OPEN,
        &sum(|t| t.closed),
        text::MINUTES_CLOSED,
        &sum(|t| t.not_looked_at),
        text::MINUTES_WAITING,
    ])
}

/// What stands after the round in each section, beside what the levels ask for.
fn standing(instrument: &Instrument, sections: &[RoundTally]) -> Table {
    let levels: Vec<String> = (instrument.levels.iter())
        .map(|level| text::join(&[text::MINUTES_LEVEL, &level.name]))
        .collect();
    let mut heads = vec![(text::HEAD_SECTION, 36), (text::HEAD_SCORE, 16)];
    heads.extend(levels.iter().map(|level| (level.as_str(), 16)));
    let mut table = Table::new(&heads);
    let def = instrument.sheet(SheetKind::Kabupaten);
    for tally in sections {
        let section = def.sections.iter().find(|s| s.id == tally.section);
        let no = section.and_then(|s| s.tatanan);
        let title = section.map_or("", |s| s.title.as_str());
        let named = no.map_or_else(
            || title.into(),
            |no| [&no.to_string(), ". ", title].concat(),
        );
        let mut row = vec![Cell::Text(named), Cell::Text(range_words(tally.standing))];
        let tatanan = instrument.tatanan.iter().find(|t| Some(t.no) == no);
        row.extend((0..levels.len()).map(|at| {
            let min = tatanan.and_then(|t| t.min.get(at));
            let words = min.map(|min| saba_core::num::Decimal::int(*min).show());
            Cell::Text(words.unwrap_or_default())
        }));
        table.push(row);
    }
    table
}

fn asked(instrument: &Instrument, repairs: &[ToRepair]) -> Table {
    let mut table = Table::new(&[
        (text::HEAD_NO, 5),
        (text::HEAD_ITEM, 25),
        (text::HEAD_ASKED, 28),
        (text::HEAD_OWNER, 18),
        (text::DEADLINE, 14),
        (text::HEAD_STATE, 14),
    ]);
    let def = instrument.sheet(SheetKind::Kabupaten);
    for repair in repairs {
        let item = def.item(&repair.item);
        let item = item.map_or_else(|| repair.item.clone(), text::item_name);
        let words = asked_lines(instrument, &repair.entry).into_iter();
        let words: Vec<String> = words.map(|(_, words)| words).collect();
        let until = repair.entry.deadline.map(platform::day_and_clock);
        let state = match repair.open {
            true => text::NOT_ANSWERED,
            false => text::ANSWERED_NOW,
        };
        let number = table.next();
        table.push(vec![
            number,
            Cell::Text(item),
            Cell::Text(words.join("; ")),
            Cell::text(&repair.entry.owner),
            Cell::Text(until.unwrap_or_default()),
            Cell::text(state),
        ]);
    }
    table
}

fn notes(round: &str) -> Vec<El> {
    let notes = said(&Topic::Minutes(round).id(), "catatan");
    match notes.is_empty() {
        true => Vec::new(),
        false => vec![
            el("h3").text(text::MINUTES_NOTES),
            p(&notes).class("as-typed"),
        ],
    }
}

/// Who was there, with room to sign.
fn present(round: &str) -> Table {
    let id = Topic::Present(round).id();
    let answer: Answer = state::with_sheet(|s| s.answer(&id).cloned())
        .flatten()
        .unwrap_or_default();
    let mut table = Table::new(&[
        (text::HEAD_NO, 5),
        (text::HEAD_NAME, 32),
        (text::HEAD_POSITION, 36),
        (text::SIGNED, 27),
    ]);
    let rows = answer.rows().into_iter().map(|row| {
        ["nama", "jabatan"].map(|key| said(&id, &text::join(&[&row.to_string(), "/", key])))
    });
    let mut rows: Vec<[String; 2]> = rows.collect();
    if rows.is_empty() {
        rows = vec![Default::default(); BLANK_LINES];
    }
    for [name, position] in rows {
        let number = table.next();
        table.push(vec![
            number,
            Cell::Text(name),
            Cell::Text(position),
            Cell::text(""),
        ]);
    }
    table
}

pub fn inputs(round: &str) -> El {
    let about = plans::item(&Topic::Minutes(round).id());
    let present = plans::item(&Topic::Present(round).id());
    div("")
        .children(about.map(fill::about_fields))
        .child(el("h3").text(text::MINUTES_PRESENT))
        .children(present.map(fill::about_fields))
}
