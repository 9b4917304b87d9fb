//! Both scores side by side.

use saba_core::num::Decimal;
use saba_core::score::{GateShare, Report, Tally};

use super::compare::Side;
use crate::dom::{El, div, el};
use crate::text;

/// What a cell shows, and the same for tests and scripts.
struct Cell {
    words: String,
    data: String,
}

fn total(tally: &Tally) -> Cell {
    let show = |n: u32| Decimal::int(n).show();
    let (low, high) = (tally.range.cautious, tally.range.hopeful);
    let range = match low == high {
        true => show(low),
        false => text::join(&[&show(low), "–", &show(high)]),
    };
    Cell {
        words: text::join(&[&range, " / ", &show(tally.max)]),
        data: text::join(&[&low.to_string(), "~", &high.to_string()]),
    }
}

fn level(side: &Side, index: Option<usize>, none: &str) -> Cell {
    let level = index.and_then(|i| side.instrument.levels.get(i));
    Cell {
        words: level.map_or_else(|| none.to_string(), |l| l.name.clone()),
        data: level.map(|l| l.id.clone()).unwrap_or_default(),
    }
}

/// A share, and what each level asks for.
fn gate(side: &Side, share: GateShare, need: fn(&saba_core::instrument::Level) -> u32) -> Cell {
    let have = share.share.map(|s| text::join(&[&s.show(1), " %"]));
    let needs: Vec<String> = side
        .instrument
        .levels
        .iter()
        .map(|l| need(l).to_string())
        .collect();
    let have = have.unwrap_or_else(|| text::NOT_FILLED.into());
    Cell {
        words: text::join(&[&have, text::NEEDS, &needs.join("/"), " %"]),
        data: share.share.map(|s| s.to_string()).unwrap_or_default(),
    }
}

fn row(key: &str, words: &str, cells: [Option<Cell>; 2]) -> El {
    let cells = cells.into_iter().zip(["from", "to"]).map(|(cell, side)| {
        let td = el("td").attr("data-side", side);
        match cell {
            Some(cell) => td.attr("data-score", &cell.data).text(&cell.words),
            None => td.text("–"),
        }
    });
    el("tr")
        .attr("data-row", key)
        .child(el("th").attr("scope", "row").text(words))
        .children(cells)
}

/// The table: level, total, tatanan, kelembagaan, gates.
pub fn scores(sides: &[Side; 2]) -> El {
    let [from, to] = sides;
    let both = |cell: &dyn Fn(&Side) -> Option<Cell>| [cell(from), cell(to)];
    let tally = |of: fn(&Report) -> &Tally| both(&|s| Some(total(of(&s.report))));
    let mut rows = vec![
        row(
            "now",
            text::LEVEL_NOW,
            both(&|s| Some(level(s, s.report.award.now, text::NO_LEVEL))),
        ),
        row(
            "reachable",
            text::LEVEL_REACHABLE,
            both(&|s| Some(level(s, s.report.award.reachable, text::OUT_OF_REACH))),
        ),
        row("all", text::TOTAL, tally(|r| &r.total)),
    ];
    // Every tatanan that either has, in order.
    let titled = |side: &Side| -> Vec<(u8, String)> {
        let all = side.instrument.tatanan.iter();
        all.map(|t| (t.no, t.title.clone())).collect()
    };
    let mut tatanan = titled(to);
    let dropped = titled(from)
        .into_iter()
        .filter(|(no, _)| !to.instrument.tatanan.iter().any(|t| t.no == *no));
    tatanan.extend(dropped);
    for (no, title) in tatanan {
        let no_text = no.to_string();
        let cell = |side: &Side| {
            let mut all = side.report.tatanan.iter();
            all.find(|(n, _)| *n == no).map(|(_, t)| total(t))
        };
        rows.push(row(
            &text::join(&["T", &no_text]),
            &text::join(&[&no_text, ". ", &title]),
            both(&cell),
        ));
    }
    rows.push(row(
        "kelembagaan",
        text::KELEMBAGAAN,
        tally(|r| &r.kelembagaan),
    ));
    rows.push(row(
        "odf",
        text::GATE_ODF,
        both(&|s| Some(gate(s, s.report.award.odf, |l| l.odf))),
    ));
    rows.push(row(
        "forkom",
        text::GATE_FORKOM,
        both(&|s| Some(gate(s, s.report.award.forkom, |l| l.forkom))),
    ));
    rows.push(row(
        "pokja",
        text::GATE_POKJA,
        both(&|s| Some(gate(s, s.report.award.pokja, |l| l.pokja))),
    ));
    let heads = sides
        .iter()
        .map(|s| el("th").attr("scope", "col").text(&s.instrument.edition));
    let head = el("tr").child(el("td")).children(heads);
    div("").child(
        el("table")
            .class("both")
            .attr("data-both", "")
            .child(el("thead").child(head))
            .child(el("tbody").children(rows)),
    )
}
