//! Tatanan by tatanan and gate by gate: a pair of bars against the thresholds of the
//! award, each side against those of its own instrument. What the bars say stands in a
//! table, which is what screen readers read.

use saba_core::instrument::{Instrument, Level};
use saba_core::score::{Award, GateShare, Lead, Tally};

use super::{Both, lead_key, lead_label};
use crate::board::{hundredths, picture};
use crate::dom::{El, div, el, p};
use crate::review::range_words;
use crate::{text, text::join};

/// One side of a row.
struct Half {
    /// Cautious and hopeful end, in hundredths of the whole.
    ends: [String; 2],
    words: String,
    /// What each level asks for: place in hundredths, and words.
    marks: Vec<(String, String)>,
}

struct Row {
    key: String,
    title: String,
    halves: [Option<Half>; 2],
    lead: Lead,
}

/// Levels, then every total.
pub fn totals(both: &Both) -> Vec<El> {
    let rows = rows(both);
    let drawn = rows.iter().map(|row| drawn(row, both));
    vec![
        el("h2").text(text::VISIT_TOTALS),
        levels(both),
        p(text::VISIT_BARS_HINT).class("hint"),
        div("bars visit-bars")
            .attr("data-totals", "")
            .children(drawn),
        table(&rows, both),
    ]
}

/// What either has reached and can still reach.
fn levels(both: &Both) -> El {
    let level = |at: usize, index: fn(&Award) -> Option<usize>, none: &str| {
        let instrument = both.instruments.get(at);
        let index = both.reports.get(at).and_then(|r| index(&r.award));
        let level = instrument.and_then(|i| i.levels.get(index?));
        level.map_or_else(|| none.to_string(), |l| l.name.clone())
    };
    let row = |key: &str, words: &str, index: fn(&Award) -> Option<usize>, none: &str| {
        let cells = [0, 1].map(|at| el("td").text(&level(at, index, none)));
        el("tr")
            .attr("data-level", key)
            .child(el("th").attr("scope", "row").text(words))
            .children(cells)
    };
    let heads = both.names.iter();
    let heads = heads.map(|name| el("th").attr("scope", "col").text(name));
    el("table")
        .class("both visit-levels")
        .child(el("thead").child(el("tr").child(el("td")).children(heads)))
        .child(
            el("tbody")
                .child(row("now", text::LEVEL_NOW, |a| a.now, text::NO_LEVEL))
                .child(row(
                    "reachable",
                    text::LEVEL_REACHABLE,
                    |a| a.reachable,
                    text::OUT_OF_REACH,
                )),
        )
}

fn rows(both: &Both) -> Vec<Row> {
    let sections = both.sections.iter().map(|section| {
        let half = |at: usize, tally: &Option<Tally>| {
            let (tally, instrument) = (tally.as_ref()?, both.instruments.get(at)?);
            Some(of_tally(instrument, section.tatanan, tally))
        };
        Row {
            key: match section.tatanan {
                Some(no) => join(&["T", &no.to_string()]),
                None => section.section.clone(),
            },
            title: section_title(section.tatanan, &section.title),
            halves: [half(0, &section.ours), half(1, &section.theirs)],
            lead: section.lead,
        }
    });
    type Share = fn(&Award) -> GateShare;
    type Need = fn(&Level) -> u32;
    let gates: [(&str, &str, Share, Need); 3] = [
        ("odf", text::GATE_ODF, |a| a.odf, |l| l.odf),
        ("forkom", text::GATE_FORKOM, |a| a.forkom, |l| l.forkom),
        ("pokja", text::GATE_POKJA, |a| a.pokja, |l| l.pokja),
    ];
    let gates = gates.into_iter().map(|(key, title, share, need)| {
        let [ours, theirs] = [0, 1].map(|at| {
            let share = both.reports.get(at).map(|r| share(&r.award));
            share.unwrap_or_default()
        });
        let half = |at: usize, share: GateShare| {
            let instrument = both.instruments.get(at)?;
            Some(of_share(instrument, share, need))
        };
        Row {
            key: key.into(),
            title: title.into(),
            lead: match (ours.share, theirs.share) {
                (Some(ours), Some(theirs)) => match ours.cmp(&theirs) {
                    std::cmp::Ordering::Less => Lead::Theirs,
                    std::cmp::Ordering::Equal => Lead::Same,
                    std::cmp::Ordering::Greater => Lead::Ours,
                },
                _ => Lead::Open,
            },
            halves: [half(0, ours), half(1, theirs)],
        }
    });
    sections.chain(gates).collect()
}

/// `4. Kawasan pasar rakyat`
pub fn section_title(tatanan: Option<u8>, title: &str) -> String {
    match tatanan {
        Some(no) => join(&[&no.to_string(), ". ", title]),
        None => title.to_string(),
    }
}

fn of_tally(instrument: &Instrument, tatanan: Option<u8>, tally: &Tally) -> Half {
    let found = instrument.tatanan.iter().find(|t| Some(t.no) == tatanan);
    let min = found.map(|t| t.min.as_slice()).unwrap_or_default();
    let show = |n: u32| saba_core::num::Decimal::int(n).show();
    Half {
        ends: [tally.range.cautious, tally.range.hopeful].map(|n| hundredths(n, tally.max)),
        words: join(&[&range_words(tally.range), " / ", &show(tally.max)]),
        marks: min
            .iter()
            .map(|min| (hundredths(*min, tally.max), show(*min)))
            .collect(),
    }
}

fn of_share(instrument: &Instrument, share: GateShare, need: fn(&Level) -> u32) -> Half {
    let marks = instrument.levels.iter().map(|level| {
        let need = need(level).to_string();
        let words = join(&[&need, " %"]);
        (need, words)
    });
    // Blank is not nought: nothing is drawn as sure, and all of it is possible.
    let (ends, words) = match share.share {
        Some(share) => {
            let shown = share.show(1);
            let width = shown.replace(',', ".");
            ([width.clone(), width], join(&[&shown, " %"]))
        }
        None => (["0", "100"].map(String::from), text::NOT_FILLED.to_string()),
    };
    Half {
        ends,
        words,
        marks: marks.collect(),
    }
}

fn drawn(row: &Row, both: &Both) -> El {
    let halves = row.halves.iter().zip(&both.names).zip(["ours", "theirs"]);
    let halves = halves.map(|((half, name), key)| {
        let line = div("visit-half")
            .attr("data-half", key)
            .child(el("span").class("visit-name").text(name));
        match half {
            Some(half) => line
                .attr("data-ends", &half.ends.join("~"))
                .child(picture(&half.ends, half.marks.iter().map(|(at, _)| at)))
                .child(el("span").class("bar-words").text(&half.words)),
            None => line
                .child(el("span"))
                .child(el("span").class("bar-words").text(text::VISIT_NOT_ASKED)),
        }
    });
    div("visit-pair")
        .attr("data-total", &row.key)
        .attr("data-lead", lead_key(row.lead))
        .attr("aria-hidden", "true")
        .child(
            div("visit-head")
                .child(el("b").text(&row.title))
                .child(lead_label(row.lead, &both.names)),
        )
        .children(halves)
}

/// The same as a table.
fn table(rows: &[Row], both: &Both) -> El {
    let column = |words: &str| el("th").attr("scope", "col").text(words);
    let [here, there] = &both.names;
    let heads = [
        text::BARS_WHAT,
        here,
        there,
        text::BARS_NEEDED,
        text::VISIT_WHO_LEADS,
    ];
    let body = rows.iter().map(|row| {
        let said = |half: &Option<Half>| match half {
            Some(half) => el("td").text(&half.words),
            None => el("td").text(text::VISIT_NOT_ASKED),
        };
        let [ours, theirs] = &row.halves;
        let needs = |half: &Option<Half>| -> Vec<String> {
            let marks = half.iter().flat_map(|half| &half.marks);
            marks.map(|(_, words)| words.clone()).collect()
        };
        let (here, there) = (needs(ours), needs(theirs));
        let here = match here.is_empty() {
            true => there.join(", "),
            false => here.join(", "),
        };
        el("tr")
            .child(el("th").attr("scope", "row").text(&row.title))
            .child(said(ours))
            .child(said(theirs))
            .child(el("td").text(&here))
            .child(el("td").child(lead_label(row.lead, &both.names)))
    });
    div("visually-hidden").child(
        el("table")
            .attr("aria-label", text::VISIT_TOTALS)
            .child(el("thead").child(el("tr").children(heads.map(column))))
            .child(el("tbody").children(body)),
    )
}
