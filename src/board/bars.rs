//! Where the regency stands against the thresholds of the award: a bar for each tatanan
//! from its cautious to its hopeful end, one for each share that is asked for, and one for
//! each body that needs a valid SK. What the bars say stands in a table, which is what
//! screen readers read.

use saba_core::instrument::{Instrument, Level, Role, SheetKind};
use saba_core::num::Decimal;
use saba_core::score::{GateShare, Report};

use crate::dom::{El, disclosure, div, el, live, p, summary, svg};
use crate::{state, text};

/// A bar: what it is, its ends and what is asked for, all as parts of a hundred and in
/// words.
struct Bar {
    key: String,
    title: String,
    /// Cautious and hopeful end, in hundredths of the whole.
    ends: [String; 2],
    words: String,
    marks: Vec<(String, String)>,
}

/// The panel on the regency's overview.
pub fn bars() -> El {
    disclosure(summary(text::BARS), true, || {
        vec![live(|| {
            state::signals().total.get();
            let Some(report) = state::report() else {
                return Vec::new();
            };
            let instrument = state::instrument();
            let bars = all(instrument, &report);
            vec![
                p(text::BARS_HINT).class("hint").attr("aria-hidden", "true"),
                div("bars")
                    .attr("aria-hidden", "true")
                    .children(bars.iter().map(drawn)),
                table(instrument, &bars),
            ]
        })]
    })
    .attr("data-bars", "")
}

/// `n` of `whole` in hundredths, as drawings take it: `41.7`.
pub fn hundredths(n: u32, whole: u32) -> String {
    let thousandths = n.saturating_mul(1000) / whole.max(1);
    let thousandths = thousandths.min(1000);
    let rest = (thousandths % 10).to_string();
    text::join(&[&(thousandths / 10).to_string(), ".", &rest])
}

fn show(n: u32) -> String {
    Decimal::int(n).show()
}

fn all(instrument: &Instrument, report: &Report) -> Vec<Bar> {
    let tatanan = instrument.tatanan.iter().filter_map(|t| {
        let (_, tally) = report.tatanan.iter().find(|(no, _)| *no == t.no)?;
        let [low, high] = [tally.range.cautious, tally.range.hopeful];
        Some(Bar {
            key: text::join(&["T", &t.no.to_string()]),
            title: text::join(&[&t.no.to_string(), ". ", &t.title]),
            ends: [hundredths(low, tally.max), hundredths(high, tally.max)],
            words: match low == high {
                true => show(low),
                false => text::join(&[&show(low), "–", &show(high)]),
            },
            marks: (t.min.iter())
                .map(|min| (hundredths(*min, tally.max), show(*min)))
                .collect(),
        })
    });
    type Need = fn(&Level) -> u32;
    let award = &report.award;
    let gates: [(&str, &str, &GateShare, Need); 3] = [
        ("odf", text::GATE_ODF, &award.odf, |l| l.odf),
        ("forkom", text::GATE_FORKOM, &award.forkom, |l| l.forkom),
        ("pokja", text::GATE_POKJA, &award.pokja, |l| l.pokja),
    ];
    let gates = gates.into_iter().map(|(key, title, gate, need)| {
        // Blank is not nought: nothing is drawn as sure, and all of it is possible.
        let (ends, words) = match gate.share {
            Some(share) => {
                let shown = share.show(1);
                let width = shown.replace(',', ".");
                let words = text::join(&[&shown, " %"]);
                ([width.clone(), width], words)
            }
            None => (
                [String::from("0"), String::from("100")],
                text::NOT_FILLED.to_string(),
            ),
        };
        Bar {
            key: key.into(),
            title: title.into(),
            ends,
            words,
            marks: (instrument.levels.iter())
                .map(|level| {
                    let need = need(level).to_string();
                    let words = text::join(&[&need, " %"]);
                    (need, words)
                })
                .collect(),
        }
    });
    tatanan
        .chain(gates)
        .chain(bodies(instrument, report))
        .collect()
}

/// Bodies that must have a valid SK, whatever the level.
fn bodies(instrument: &Instrument, report: &Report) -> Vec<Bar> {
    let def = instrument.sheet(SheetKind::Kabupaten);
    let bodies = def.items().filter(|i| i.role == Some(Role::GateBody));
    let bodies = bodies.filter_map(|item| {
        let outcome = report.outcome(&item.id)?;
        let range = outcome.range();
        let whole = || (String::from("100"), String::from("100"));
        Some(Bar {
            key: item.id.clone(),
            title: item.title.clone(),
            ends: [range.cautious, range.hopeful].map(|n| hundredths(n, 100)),
            words: text::outcome_label(outcome),
            marks: instrument.levels.iter().map(|_| whole()).collect(),
        })
    });
    bodies.collect()
}

/// One bar, from nought to a hundred: the sure part to its cautious end, the hopeful
/// part to the other, a line at each mark.
pub fn picture<'m>([low, high]: &[String; 2], marks: impl Iterator<Item = &'m String>) -> El {
    let rect = |class: &str, x: &str, width: &str, [y, height]: [&str; 2]| {
        svg("rect")
            .class(class)
            .attr("x", x)
            .attr("width", width)
            .attr("y", y)
            .attr("height", height)
    };
    let body = ["3", "10"];
    // The sure part is drawn over the hopeful one.
    svg("svg")
        .class("bar-picture")
        // A mark at the very end is seen, too.
        .attr("viewBox", "0 0 100.6 16")
        .attr("preserveAspectRatio", "none")
        .child(rect("meter-ground", "0", "100", body))
        .child(rect("bar-hope", "0", high, ["5", "6"]))
        .child(rect("meter-sure", "0", low, body))
        .children(marks.map(|at| rect("meter-mark", at, "0.6", ["0", "16"])))
}

fn drawn(bar: &Bar) -> El {
    let picture = picture(&bar.ends, bar.marks.iter().map(|(at, _)| at));
    div("bar-line")
        .attr("data-bar", &bar.key)
        .attr("data-ends", &bar.ends.join("~"))
        .child(el("span").class("bar-name").text(&bar.title))
        .child(picture)
        .child(el("span").class("bar-words").text(&bar.words))
}

/// The same as a table.
fn table(instrument: &Instrument, bars: &[Bar]) -> El {
    let column = |words: &str| el("th").attr("scope", "col").text(words);
    let levels = instrument.levels.iter().map(|l| column(&l.name));
    let heads = el("tr")
        .child(column(text::BARS_WHAT))
        .child(column(text::BARS_NOW))
        .children(levels);
    let rows = bars.iter().map(|bar| {
        let needs = bar.marks.iter().map(|(_, words)| el("td").text(words));
        el("tr")
            .child(el("th").attr("scope", "row").text(&bar.title))
            .child(el("td").text(&bar.words))
            .children(needs)
    });
    div("visually-hidden").child(
        el("table")
            .attr("aria-label", text::BARS)
            .child(el("thead").child(heads))
            .child(el("tbody").children(rows)),
    )
}
