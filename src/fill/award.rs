//! The award on the regency sheet: levels, totals as ranges, what blocks.

use std::cell::RefCell;

use saba_core::instrument::{Instrument, SheetKind};
use saba_core::num::Decimal;
use saba_core::score::{Award, Blocker, GateShare, LevelView, Report, Tally};
use saba_core::sheet::cross_findings;

use super::trial;
use crate::dom::{El, disclosure, div, el, live, p, summary, svg};
use crate::parts::notice;
use crate::{state, text};

fn show(n: u32) -> String {
    Decimal::int(n).show()
}

/// `2.150–2.420 / 2.900`, or one number where both ends meet.
fn range_words(tally: &Tally) -> String {
    let (low, high, max) = (
        show(tally.range.cautious),
        show(tally.range.hopeful),
        show(tally.max),
    );
    match low == high {
        true => text::join(&[&low, " / ", &max]),
        false => text::join(&[&low, "–", &high, " / ", &max]),
    }
}

fn range_data(tally: &Tally) -> String {
    text::join(&[
        &tally.range.cautious.to_string(),
        "~",
        &tally.range.hopeful.to_string(),
    ])
}

/// The running total of a tatanan, for the list of sections.
pub fn tatanan_range(instrument: &Instrument, report: &Report, no: u8) -> Vec<El> {
    let Some(tally) = of_tatanan(report, no) else {
        return Vec::new();
    };
    Running::of(instrument, tally, no).parts()
}

fn of_tatanan(report: &Report, no: u8) -> Option<&Tally> {
    let (_, tally) = report.tatanan.iter().find(|(n, _)| *n == no)?;
    Some(tally)
}

/// A running total: in words, and as a bar from the cautious to the hopeful end with the
/// minimum scores of the levels. What a tap changes is changed in place.
struct Running {
    no: u8,
    max: u32,
    words: El,
    meter: El,
    sure: El,
    hope: El,
}

impl Running {
    fn of(instrument: &Instrument, tally: &Tally, no: u8) -> Running {
        let max = tally.max;
        let rect = |class: &str, y: &str, height: &str| {
            (svg("rect").class(class).attr("x", "0"))
                .attr("y", y)
                .attr("height", height)
        };
        let min = instrument.tatanan.iter().find(|t| t.no == no);
        let min = min.map(|t| t.min.as_slice()).unwrap_or_default();
        let marks = min.iter().map(|m| {
            rect("meter-mark", "0", "16")
                .attr("x", &thousandths(*m, max))
                .attr("width", "6")
        });
        let sure = rect("meter-sure", "4", "8");
        let hope = rect("meter-hope", "4", "8");
        let meter = svg("svg")
            .class("meter")
            .attr("viewBox", "0 0 1000 16")
            .attr("preserveAspectRatio", "none")
            .attr("aria-hidden", "true")
            .child(rect("meter-ground", "4", "8").attr("width", "1000"))
            .child(sure.clone())
            .child(hope.clone())
            .children(marks);
        let words = el("small")
            .class("range")
            .attr("data-total", &text::join(&["T", &no.to_string()]));
        let running = Running {
            no,
            max,
            words,
            meter,
            sure,
            hope,
        };
        running.tell(tally);
        running
    }

    fn tell(&self, tally: &Tally) {
        let (cautious, hopeful) = (tally.range.cautious, tally.range.hopeful);
        let before = was(range_words(tally), |report| {
            of_tatanan(report, self.no).map_or_else(String::new, range_words)
        });
        (self.words).retext(&text::join(&[
            text::SCORE,
            " ",
            &range_words(tally),
            &before,
        ]));
        let sure = thousandths(cautious, self.max);
        let hope = thousandths(hopeful.saturating_sub(cautious), self.max);
        let _ = self.words.clone().attr("data-score", &range_data(tally));
        let _ = self.sure.clone().attr("width", &sure);
        let _ = self.hope.clone().attr("x", &sure).attr("width", &hope);
    }

    fn parts(&self) -> Vec<El> {
        vec![self.words.clone(), self.meter.clone()]
    }
}

fn thousandths(n: u32, of: u32) -> String {
    (n.saturating_mul(1000) / of.max(1)).min(1000).to_string()
}

/// The panel above the sections.
pub fn panel() -> El {
    let total = &state::signals().total;
    live(move || {
        total.get();
        let Some(report) = state::report() else {
            return Vec::new();
        };
        let instrument = state::instrument();
        let name = |i: Option<usize>, none: &str| {
            i.and_then(|i| instrument.levels.get(i))
                .map_or_else(|| none.to_string(), |l| l.name.clone())
        };
        let award = &report.award;
        let pair = |words: &str, value: El| [el("dt").text(words), value];
        let now = name(award.now, text::NO_LEVEL);
        let reachable = name(award.reachable, text::OUT_OF_REACH);
        let total = range_words(&report.total);
        let pairs = el("dl")
            .class("pairs")
            .children(pair(
                text::LEVEL_NOW,
                el("dd")
                    .attr("data-level-now", "")
                    .text(&now)
                    .text(&was(now, |r| name(r.award.now, text::NO_LEVEL))),
            ))
            .children(pair(
                text::LEVEL_REACHABLE,
                el("dd")
                    .attr("data-level-reachable", "")
                    .text(&reachable)
                    .text(&was(reachable, |r| {
                        name(r.award.reachable, text::OUT_OF_REACH)
                    })),
            ))
            .children(pair(
                text::TOTAL,
                el("dd")
                    .attr("data-total", "all")
                    .attr("data-score", &range_data(&report.total))
                    .text(&total)
                    .text(&was(total, |r| range_words(&r.total))),
            ))
            .children(paripurna(award).into_iter().flatten());
        // Every level that is not certain yet: what blocks it, and the way there.
        let open = award.levels.iter().enumerate().filter(|(_, l)| !l.met);
        let ways: Vec<El> = open
            .flat_map(|(index, level)| {
                let way = super::coach::panel(instrument, &report, index);
                [Some(blockers(instrument, award, level)), way]
            })
            .flatten()
            .collect();
        let ruled = super::rulings::panel(instrument, &report);
        let odd = cross(instrument);
        vec![
            el("section")
                .class("card award")
                .attr("aria-label", text::AWARD)
                .child(pairs)
                .child(p(text::RANGE_HINT).class("hint"))
                .child(p(text::TOTAL_HINT).class("hint"))
                .children(ways)
                .children(ruled)
                .children(trial::offer())
                .children(odd),
        ]
    })
}

/// While something is tried out: what it was before, if that was different.
fn was(now: String, look: impl FnOnce(&Report) -> String) -> String {
    match trial::before(look) {
        Some(before) if before != now => text::join(&[text::TRIAL_BEFORE, &before]),
        _ => String::new(),
    }
}

/// The level above the highest, and what it still hangs on.
fn paripurna(award: &Award) -> Option<[El; 2]> {
    let extra = award.paripurna.as_ref()?;
    let (state, words) = if award.is_paripurna() {
        ("met", String::from(text::PARIPURNA_MET))
    } else if !extra.denied.is_empty() {
        let labels = extra.denied.join(" ");
        ("denied", text::join(&[text::PARIPURNA_DENIED, &labels]))
    } else if !award.may_be_paripurna() {
        ("out", String::from(text::PARIPURNA_OUT))
    } else if extra.open.is_empty() {
        ("waiting", String::from(text::PARIPURNA_NEEDS_TOP))
    } else {
        let count = extra.open.len().to_string();
        ("open", text::join(&[text::PARIPURNA_OPEN, &count]))
    };
    let value = el("dd").attr("data-paripurna", state).text(&words);
    Some([el("dt").text(text::PARIPURNA), value])
}

/// Numbers of the same thing that differ between indicators.
fn cross(instrument: &'static Instrument) -> Vec<El> {
    let def = instrument.sheet(SheetKind::Kabupaten);
    let found = state::with_sheet(|s| cross_findings(instrument, def, s)).unwrap_or_default();
    let words = |f: &saba_core::sheet::CrossFinding| {
        let entries: Vec<String> = f
            .entries
            .iter()
            .map(|(id, n)| {
                let name = def.item(id).map(|i| i.number()).filter(|n| !n.is_empty());
                text::join(&[name.as_deref().unwrap_or(id), " ", &n.show()])
            })
            .collect();
        text::join(&[
            text::DIFFERS,
            &f.group,
            " ",
            &f.year.to_string(),
            ": ",
            &entries.join("; "),
            text::CHECK_THEM,
        ])
    };
    found
        .iter()
        .map(|f| notice("warn", &words(f)).attr("data-cross", &f.group))
        .collect()
}

/// The range of a tatanan, above its indicators.
pub fn section_range(no: u8) -> El {
    let total = &state::signals().total;
    let running: RefCell<Option<Running>> = RefCell::default();
    div("section-range").live_rest(move || {
        total.get();
        let report = state::report();
        let Some(tally) = report.as_ref().and_then(|report| of_tatanan(report, no)) else {
            return Vec::new();
        };
        let mut running = running.borrow_mut();
        match &*running {
            Some(running) if running.max == tally.max => running.tell(tally),
            _ => *running = Some(Running::of(state::instrument(), tally, no)),
        }
        running.as_ref().map_or_else(Vec::new, Running::parts)
    })
}

fn blockers(instrument: &Instrument, award: &Award, level: &LevelView) -> El {
    let name = instrument
        .levels
        .iter()
        .find(|l| l.id == level.id)
        .map_or("", |l| l.name.as_str());
    let count = level.blockers.len().to_string();
    let rows: Vec<(bool, String)> = level
        .blockers
        .iter()
        .map(|b| (b.is_certain(), blocker(instrument, award, b)))
        .collect();
    disclosure(
        summary(&text::join(&[text::BLOCKERS, name, " (", &count, ")"])),
        false,
        move || {
            let rows = rows.iter().map(|(certain, words)| {
                el("li")
                    .attr("data-blocker", if *certain { "certain" } else { "open" })
                    .text(words)
            });
            vec![el("ul").class("plain").children(rows)]
        },
    )
}

fn blocker(instrument: &Instrument, award: &Award, blocker: &Blocker) -> String {
    let gate = |words: &str, gate: &GateShare, need: u32| {
        let have = match gate.share {
            Some(share) => text::join(&[&share.show(1), " %"]),
            None => text::NOT_FILLED.to_string(),
        };
        text::join(&[words, " ", &have, text::NEEDS, &need.to_string(), " %"])
    };
    match blocker {
        Blocker::Odf { need, .. } => gate(text::GATE_ODF, &award.odf, *need),
        Blocker::Forkom { need, .. } => gate(text::GATE_FORKOM, &award.forkom, *need),
        Blocker::Pokja { need, .. } => gate(text::GATE_POKJA, &award.pokja, *need),
        Blocker::Body { item, .. } => {
            let item = instrument.sheet(SheetKind::Kabupaten).item(item);
            text::join(&[item.map_or("", |i| i.title.as_str()), text::NOT_CERTAIN])
        }
        Blocker::Tatanan {
            no,
            need,
            cautious,
            hopeful,
        } => {
            let title = instrument
                .tatanan
                .iter()
                .find(|t| t.no == *no)
                .map_or("", |t| t.title.as_str());
            text::join(&[
                title,
                " ",
                &show(*cautious),
                "–",
                &show(*hopeful),
                text::NEEDS,
                &show(*need),
            ])
        }
    }
}
