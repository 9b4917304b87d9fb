//! One proposal: what villages or kecamatan come to, from how many, what is missing or
//! looks wrong, and how it stands beside the regency's own answer.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::Track;
use saba_core::instrument::{Instrument, Item, SheetKind, Target};
use saba_core::num::{Decimal, Frac};
use saba_core::order::Map;
use saba_core::region::RegionCode;
use saba_core::rollup::{Adopted, Changes, Lack, Period, Proposal, Standing, adopt, standing};
use saba_core::sheet::{Answer, Command, Value, VersionVector};
use saba_core::text::joined_list;

use super::gather::{self, Gathered};
use crate::dom::{El, button, disclosure, div, el, live, p, summary};
use crate::parts::notice;
use crate::{dispatch, state, text};

/// How many names or rows are written out.
const WRITTEN: usize = 100;

/// What villages and kecamatan say about an item of the regency, and where an adopted
/// figure came from. `None` where nothing is rolled up to it.
pub fn on_item(item: &'static Item) -> Option<El> {
    let instrument = state::instrument();
    let fed = [SheetKind::Desa, SheetKind::Kecamatan].iter().any(|kind| {
        let rules = instrument.sheet(*kind).items().flat_map(|i| &i.rollup);
        rules
            .into_iter()
            .any(|r| r.target.item() == Some(item.id.as_str()))
    });
    fed.then(|| {
        div("proposed")
            .attr("data-proposed", &item.id)
            .live(move || {
                state::tick(&item.id).track();
                let mut parts: Vec<El> = origins(item)
                    .iter()
                    .map(|words| p(words).class("hint origin").attr("data-origin", ""))
                    .collect();
                if let Some(all) = gather::there() {
                    let own = |p: &&Proposal| p.target.item() == Some(item.id.as_str());
                    let told = |p: &&Proposal| p.missing.len() < of(p);
                    let cards = all.proposals.iter().filter(own).filter(told);
                    let cards: Vec<El> = cards.map(|proposal| row(&all, proposal)).collect();
                    parts.extend(cards);
                }
                parts
            })
    })
}

/// `Dipakai dari usulan. Yang dihitung: 137 dari 157 desa.`, for each rule.
fn origins(item: &Item) -> Vec<String> {
    let adopted = state::with_sheet(|s| s.answer(&item.id).map(Adopted::of));
    let adopted = adopted.flatten().unwrap_or_default();
    let instrument = state::instrument();
    let words = |a: &Adopted| {
        let villages = instrument.sheet(SheetKind::Desa).item(&a.item).is_some();
        let counted = a.counted.iter().max().copied().unwrap_or(0);
        text::join(&[
            text::WAS_USED,
            &text::of_regions(counted, a.of, villages),
            ".",
        ])
    };
    adopted.iter().map(words).collect()
}

/// How many regions there are.
fn of(proposal: &Proposal) -> usize {
    proposal.periods.first().map_or(0, |p| p.coverage.of)
}

/// The stand of a proposal in the open sheet.
pub fn stand(proposal: &Proposal) -> Standing {
    state::with_sheet(|sheet| standing(sheet, proposal)).unwrap_or(Standing::Nothing)
}

/// What was said of a proposal last, and of which state of the answer.
struct Said {
    gathered: u32,
    answer: Option<(VersionVector, u64)>,
    state: (&'static str, &'static str),
}

thread_local! {
    /// By rule. Comparing an answer with a thousand villages takes longer than a screen
    /// that asks for it three times can wait.
    static SAID: RefCell<Map<Said>> = RefCell::default();
}

/// For tests, styles and people.
pub fn state_of(proposal: &Proposal) -> (&'static str, &'static str) {
    let item = proposal.target.item();
    let answer = item.and_then(|item| {
        state::with_sheet(|sheet| {
            let answer = sheet.answer(item)?;
            Some((answer.version.clone(), answer.at))
        })
        .flatten()
    });
    let (name, gathered) = (rule_name(proposal), gather::turn());
    let known = SAID.with_borrow(|said| {
        let known = said.get(&name)?;
        (known.gathered == gathered && known.answer == answer).then_some(known.state)
    });
    known.unwrap_or_else(|| {
        let state = words_of(proposal);
        let said = Said {
            gathered,
            answer,
            state,
        };
        SAID.with_borrow_mut(|all| all.insert(name, said));
        state
    })
}

fn words_of(proposal: &Proposal) -> (&'static str, &'static str) {
    match stand(proposal) {
        Standing::Outdated(_) => ("outdated", text::STATE_OUTDATED),
        Standing::ByHand(_) => ("by-hand", text::STATE_BY_HAND),
        Standing::NotAdopted => ("new", text::STATE_NEW),
        Standing::Same => ("used", text::STATE_USED),
        Standing::Nothing if matches!(proposal.target, Target::Propose(_)) => {
            ("nothing", text::STATE_NOTHING)
        }
        Standing::Nothing => ("shown", text::STATE_SHOWN),
    }
}

/// A proposal beside the item that it is for: in one line, and more when it is opened.
/// What changed since it was adopted is open.
fn row(all: &Rc<Gathered>, proposal: &Proposal) -> El {
    let (key, words) = state_of(proposal);
    let under = text::join(&[&coverage(proposal), " · ", words]);
    let head = summary("").child(
        el("span")
            .class("row-main")
            .child(el("b").text(&figures(proposal)))
            .child(el("small").text(&under)),
    );
    let (all, proposal) = (all.clone(), proposal.clone());
    let open = matches!(key, "outdated" | "by-hand");
    let name = rule_name(&proposal);
    disclosure(head, open, move || card(&all, &proposal))
        .attr("data-proposal", &name)
        .attr("data-standing", key)
}

/// `D-L1.0`
pub fn rule_name(proposal: &Proposal) -> String {
    text::join(&[&proposal.item, ".", &proposal.rule.to_string()])
}

/// The item of the village or kecamatan sheets.
fn source(proposal: &Proposal) -> Option<&'static Item> {
    state::instrument()
        .sheet(proposal.kind)
        .item(&proposal.item)
}

/// The item of the regency sheet, where a value is proposed to it.
fn target(proposal: &Proposal) -> Option<&'static Item> {
    match &proposal.target {
        Target::Propose(id) => state::instrument().sheet(SheetKind::Kabupaten).item(id),
        _ => None,
    }
}

/// A value under its key, in words.
fn said(item: Option<&Item>, key: &str, value: &Value) -> (String, String) {
    let mut answer = Answer::default();
    answer.values.insert(key.to_string(), value.clone());
    let lines = text::answer(item, &answer, state::instrument().years);
    lines.into_iter().next().unwrap_or_default()
}

/// The figures of a period, with their names.
fn period_lines(proposal: &Proposal, period: &Period) -> Vec<(String, String)> {
    let item = target(proposal).or_else(|| source(proposal));
    let figures = period.figures.iter();
    figures
        .filter_map(|figure| {
            let value = figure.value.as_ref()?;
            let (label, words) = said(item, &figure.key, value);
            let label = match label == figure.key && target(proposal).is_none() {
                true => bare_label(&figure.key),
                false => label,
            };
            Some((label, words))
        })
        .collect()
}

/// The name of a figure that no field has.
fn bare_label(key: &str) -> String {
    let (name, year) = key.split_once('@').unwrap_or((key, ""));
    let name = match name {
        "n" => text::THOSE_THAT_DO,
        "d" => text::THOSE_THAT_TOLD,
        other => other,
    };
    match year.is_empty() {
        true => name.to_string(),
        false => text::join(&[name, ", ", year]),
    }
}

/// `41,7 %`, where there is a part and a whole.
fn share(period: &Period) -> Option<String> {
    let number = |name: &str| -> Option<Decimal> {
        let of_name = |key: &str| key.split_once('@').map_or(key, |(k, _)| k) == name;
        let figure = period.figures.iter().find(|f| of_name(&f.key))?;
        figure.value.as_ref()?.as_num()
    };
    let share = Frac::rate(number("n")?, number("d")?, 100)?;
    Some(text::join(&[&share.show(1), " %"]))
}

/// `2023: 5 / 12 (41,7 %) · 2024: …`
pub fn figures(proposal: &Proposal) -> String {
    let item = target(proposal);
    let one = |period: &Period| -> Option<String> {
        let values: Vec<String> = (period.figures.iter())
            .filter_map(|f| Some(said(item, &f.key, f.value.as_ref()?).1))
            .collect();
        if values.is_empty() {
            return None;
        }
        let year = period.year.map(|y| text::join(&[&y.to_string(), ": "]));
        let share = share(period).map(|s| text::join(&[" (", &s, ")"]));
        Some(text::join(&[
            year.as_deref().unwrap_or_default(),
            &joined_list(&values, " / "),
            share.as_deref().unwrap_or_default(),
        ]))
    };
    let all: Vec<String> = proposal.periods.iter().filter_map(one).collect();
    match (all.is_empty(), proposal.rows.len(), proposal.steps.first()) {
        (false, ..) => joined_list(&all, " · "),
        (true, 0, Some(step)) => text::join(&[
            text::STEP_HOLDS,
            &step.level,
            ": ",
            &step.yes.to_string(),
            text::OF,
            &step.units.to_string(),
        ]),
        (true, 0, None) => text::STATE_NOTHING.to_string(),
        (true, rows, _) => text::join(&[text::ROWS, ": ", &rows.to_string()]),
    }
}

/// `yang dihitung: 137 dari 157 desa`; by year where the years differ.
pub fn coverage(proposal: &Proposal) -> String {
    let villages = proposal.kind == SheetKind::Desa;
    let words =
        |period: &Period| text::from_regions(period.coverage.counted, period.coverage.of, villages);
    let mut all: Vec<String> = proposal.periods.iter().map(words).collect();
    all.dedup();
    if let [one] = all.as_slice() {
        return one.clone();
    }
    let with_year = proposal.periods.iter().map(|period| {
        let year = period.year.map(|y| text::join(&[&y.to_string(), " "]));
        text::join(&[year.as_deref().unwrap_or_default(), &words(period)])
    });
    joined_list(&with_year.collect::<Vec<_>>(), ", ")
}

/// Everything about a proposal.
pub fn card(all: &Rc<Gathered>, proposal: &Proposal) -> Vec<El> {
    let mut parts = Vec::new();
    let instrument = state::instrument();
    if !proposal.note.is_empty() {
        parts.push(p(&proposal.note).class("hint"));
    }
    for period in &proposal.periods {
        let lines = period_lines(proposal, period);
        let rows = lines
            .iter()
            .flat_map(|(label, words)| [el("dt").text(label), el("dd").text(words)]);
        parts.push(el("dl").class("pairs").children(rows));
        if period.zero_denominator {
            parts.push(notice("warn", text::ZERO_WHOLE));
        }
        if let Some([least, most]) = period.of_all {
            parts.push(
                p(&text::join(&[
                    text::OF_ALL,
                    &least.to_string(),
                    text::AT_MOST,
                    &most.to_string(),
                    ".",
                ]))
                .class("hint"),
            );
        }
    }
    parts.extend(levels(instrument, proposal));
    parts.push(
        p(&coverage(proposal))
            .class("label")
            .attr("data-coverage", ""),
    );
    parts.extend(rows(all, proposal));
    parts.extend(lacks(all, proposal));
    parts.extend(decision(all, proposal));
    parts
}

/// What level would follow, and for how many the conditions hold.
fn levels(instrument: &Instrument, proposal: &Proposal) -> Vec<El> {
    let aim = |award: &Option<String>| {
        let level = award
            .as_ref()
            .and_then(|id| instrument.levels.iter().find(|l| l.id == *id));
        level.map(|l| text::join(&[text::AWARD_AIM, &l.name, ": "]))
    };
    let views = proposal.levels.iter().map(|view| {
        let now = match &view.level {
            Some(level) => text::join(&[text::LEVEL_NOW_IS, level]),
            None => text::NO_LEVEL_YET.to_string(),
        };
        let certain = view.possible.as_slice() == view.level.as_slice();
        let may = (!certain && !view.possible.is_empty())
            .then(|| text::join(&[text::LEVEL_MAY_BE, &joined_list(&view.possible, ", ")]));
        el("li").text(&text::join(&[
            aim(&view.award).as_deref().unwrap_or_default(),
            &now,
            may.as_deref().unwrap_or_default(),
            ".",
        ]))
    });
    let steps = proposal.steps.iter().map(|step| {
        el("li").text(&text::join(&[
            text::STEP_HOLDS,
            &step.level,
            ": ",
            &step.yes.to_string(),
            text::OF,
            &step.units.to_string(),
            ".",
        ]))
    });
    let all: Vec<El> = views.chain(steps).collect();
    match all.is_empty() {
        true => Vec::new(),
        false => vec![el("ul").class("plain").children(all)],
    }
}

/// The rows of a list, with whose they are.
fn rows(all: &Gathered, proposal: &Proposal) -> Option<El> {
    if proposal.rows.is_empty() {
        return None;
    }
    let item = source(proposal);
    let one = |row: &saba_core::rollup::Row| {
        let values: Vec<String> = (row.values.iter())
            .map(
                |(key, value)| match item.is_some_and(|i| i.rows.is_some()) {
                    true => said(item, &text::join(&["1/", key]), value).1,
                    false => said(item, key, value).1,
                },
            )
            .collect();
        text::join(&[all.name(&row.region), ": ", &joined_list(&values, " · ")])
    };
    let words: Vec<String> = proposal.rows.iter().take(WRITTEN).map(one).collect();
    let title = text::join(&[text::ROWS, " (", &proposal.rows.len().to_string(), ")"]);
    let more = more(proposal.rows.len());
    Some(disclosure(summary(&title), false, move || {
        let rows = words.iter().chain(&more).map(|words| el("li").text(words));
        vec![el("ul").class("plain").children(rows)]
    }))
}

/// `57 lagi`, where not all is written out.
fn more(all: usize) -> Option<String> {
    let left = all.saturating_sub(WRITTEN);
    (left > 0).then(|| text::join(&[&left.to_string(), text::AND_MORE]))
}

/// Who is missing and why, and what looks wrong.
fn lacks(all: &Gathered, proposal: &Proposal) -> Vec<El> {
    let mut parts = Vec::new();
    let mut list = |key: &str, title: &str, year: Option<u16>, regions: Vec<&RegionCode>| {
        if regions.is_empty() {
            return;
        }
        let names = regions
            .iter()
            .take(WRITTEN)
            .map(|code| all.name(code).to_string());
        let names: Vec<String> = names.chain(more(regions.len())).collect();
        let year = year.map(|y| text::join(&[" ", &y.to_string()]));
        let count = regions.len().to_string();
        let words = text::join(&[
            title,
            year.as_deref().unwrap_or_default(),
            " (",
            &count,
            ")",
        ]);
        let names = joined_list(&names, ", ");
        let part = disclosure(summary(&words), false, move || vec![p(&names)]);
        parts.push(part.attr("data-lack", key));
    };
    list(
        "missing",
        text::WHO_IS_MISSING,
        None,
        proposal.missing.iter().collect(),
    );
    for period in &proposal.periods {
        let coverage = &period.coverage;
        let of = |lacks: &'_ [Lack]| -> Vec<RegionCode> {
            lacks.iter().map(|l| l.region.clone()).collect()
        };
        let (blank, unknown) = (of(&coverage.blank), of(&coverage.not_known));
        let year = period.year;
        list("blank", text::WHO_IS_BLANK, year, blank.iter().collect());
        list(
            "unknown",
            text::WHO_DOES_NOT_KNOW,
            year,
            unknown.iter().collect(),
        );
        list(
            "wrong",
            text::WHO_IS_WRONG,
            year,
            coverage.wrong.iter().collect(),
        );
        list(
            "partly",
            text::WHO_IS_PARTLY,
            year,
            coverage.partly.iter().collect(),
        );
    }
    list(
        "doubled",
        text::WHO_IS_DOUBLED,
        None,
        proposal.doubled.iter().collect(),
    );
    list(
        "uneven",
        text::WHO_IS_UNEVEN,
        None,
        proposal.uneven.iter().collect(),
    );
    list(
        "disputed",
        text::WHO_IS_DISPUTED,
        None,
        proposal.disputed.iter().collect(),
    );
    parts.extend(odd(all, proposal));
    parts
}

fn odd(all: &Gathered, proposal: &Proposal) -> Option<El> {
    if proposal.odd.is_empty() {
        return None;
    }
    let written = proposal.odd.iter().take(WRITTEN).map(|odd| {
        let left_out = match odd.odd.is_left_out() {
            true => text::join(&[" (", text::NOT_COUNTED, ")"]),
            false => String::new(),
        };
        let words = text::finding(&odd.odd.kind);
        text::join(&[all.name(&odd.region), ": ", &words, &left_out])
    });
    let words: Vec<String> = written.chain(more(proposal.odd.len())).collect();
    let count = proposal.odd.len().to_string();
    let title = text::join(&[text::WHAT_IS_ODD, " (", &count, ")"]);
    let part = disclosure(summary(&title), false, move || {
        let rows = words.iter().map(|words| el("li").text(words));
        vec![el("ul").class("plain").children(rows)]
    });
    Some(part.attr("data-lack", "odd"))
}

/// How it stands in the sheet, and the button that adopts it.
fn decision(all: &Gathered, proposal: &Proposal) -> Vec<El> {
    let mut parts = Vec::new();
    let button_words = match stand(proposal) {
        Standing::Nothing => return parts,
        Standing::Same => {
            let words = text::join(&[text::IN_USE, &coverage(proposal), "."]);
            return vec![notice("good", &words).attr("data-in-use", "")];
        }
        Standing::NotAdopted => match answered(proposal) {
            Some(now) => {
                parts.push(p(&text::join(&[text::NOW_ANSWERED, &now])).attr("data-answered", ""));
                text::REPLACE_FIGURE
            }
            None => text::USE_FIGURE,
        },
        Standing::Outdated(changes) => {
            parts.push(notice("warn", text::CHANGED_SINCE).attr("role", "status"));
            parts.extend(changed(all, proposal, &changes));
            text::USE_NEW_FIGURE
        }
        Standing::ByHand(changes) => {
            parts.push(notice("warn", text::CHANGED_BY_HAND).attr("role", "status"));
            let now = answered(proposal);
            parts.extend(
                now.map(|now| {
                    p(&text::join(&[text::NOW_ANSWERED, &now])).attr("data-answered", "")
                }),
            );
            parts.extend(changed(all, proposal, &changes));
            text::REPLACE_FIGURE
        }
    };
    let Some(adopted) = adopt(proposal) else {
        return parts;
    };
    let Target::Propose(item) = proposal.target.clone() else {
        return parts;
    };
    parts.push(live(move || {
        if !state::signals().writable.get() {
            return Vec::new();
        }
        let (item, adopted) = (item.clone(), adopted.clone());
        let press = button("button main", button_words, move || {
            dispatch::run_and_redraw(Command::Adopt {
                item: item.clone(),
                adopted: Box::new(adopted.clone()),
            });
        });
        vec![press.attr("data-action", "adopt")]
    }));
    parts
}

/// What the regency's answer says now under the keys of the proposal, if anything.
fn answered(proposal: &Proposal) -> Option<String> {
    let item = target(proposal)?;
    let answer = state::with_sheet(|s| s.answer(&item.id).cloned()).flatten()?;
    let figures = proposal.periods.iter().flat_map(|p| &p.figures);
    let said: Vec<String> = figures
        .filter_map(|f| Some((f, answer.values.get(&f.key)?)))
        .map(|(f, value)| {
            let (label, words) = said(Some(item), &f.key, value);
            text::join(&[&label, " ", &words])
        })
        .collect();
    (!said.is_empty()).then(|| joined_list(&said, "; "))
}

/// Which figures and which regions are otherwise now.
fn changed(all: &Gathered, proposal: &Proposal, changes: &Changes) -> Vec<El> {
    let item = target(proposal);
    let words = |key: &str, value: &Option<Value>| match value {
        Some(value) => said(item, key, value).1,
        None => text::NOTHING.to_string(),
    };
    let figures = changes.figures.iter().map(|change| {
        let probe = change.after.as_ref().or(change.before.as_ref());
        let label = probe.map(|value| said(item, &change.key, value).0);
        el("li").text(&text::join(&[
            label.as_deref().unwrap_or_default(),
            ": ",
            &words(&change.key, &change.before),
            " → ",
            &words(&change.key, &change.after),
        ]))
    });
    let figures: Vec<El> = figures.collect();
    let mut parts = Vec::new();
    if !figures.is_empty() {
        parts.push(
            el("ul")
                .class("plain")
                .attr("data-changed", "figures")
                .children(figures),
        );
    }
    let given = |given: &Option<Vec<Option<Vec<Decimal>>>>| match given {
        None => text::NOT_COUNTED.to_string(),
        Some(periods) => {
            let one = |(at, numbers): (usize, &Option<Vec<Decimal>>)| {
                let year = proposal.periods.get(at).and_then(|p| p.year);
                let year = year.map(|y| text::join(&[&y.to_string(), " "]));
                let numbers = match numbers {
                    Some(numbers) => {
                        let all: Vec<String> = numbers.iter().map(|n| n.show()).collect();
                        joined_list(&all, "/")
                    }
                    None => text::NOT_COUNTED.to_string(),
                };
                text::join(&[year.as_deref().unwrap_or_default(), &numbers])
            };
            let all: Vec<String> = periods.iter().enumerate().map(one).collect();
            joined_list(&all, ", ")
        }
    };
    if !changes.regions.is_empty() {
        let rows = changes.regions.iter().take(WRITTEN).map(|change| {
            text::join(&[
                all.name(&change.region),
                ": ",
                &given(&change.before),
                " → ",
                &given(&change.after),
            ])
        });
        let rows = rows.chain(more(changes.regions.len()));
        let rows: Vec<El> = rows.map(|words| el("li").text(&words)).collect();
        parts.push(p(text::CHANGED_REGIONS).class("label"));
        parts.push(
            el("ul")
                .class("plain")
                .attr("data-changed", "regions")
                .children(rows),
        );
    }
    parts
}
