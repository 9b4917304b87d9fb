//! Indicator by indicator: who is ahead, and behind each line what both answered.

use std::rc::Rc;

use saba_core::instrument::{Instrument, Item, SheetKind};
use saba_core::score::{Lead, Outcome, VersusLine};
use saba_core::sheet::Answer;

use super::open::Guest;
use super::totals::section_title;
use super::{Both, lead_key, lead_label};
use crate::dom::{El, Live, a, button, disclosure, div, el, live, p, value_of};
use crate::exchange::lines;
use crate::parts::notice;
use crate::review::range_words;
use crate::route::{Page, Route};
use crate::{state, text};

/// Lines on the screen at once: old computers draw no more without stumbling.
const PAGE: usize = 40;

/// How the indicators are looked at. It lives with the file, so that whoever looks
/// something up comes back to the same lines.
#[derive(Clone)]
pub struct View {
    /// Who is ahead; all where it is none.
    lead: Live<Option<Lead>>,
    /// Which section, by its place; all where it is none.
    section: Live<Option<usize>>,
    limit: Live<usize>,
}

impl View {
    /// As a visitor begins: where the others are ahead.
    pub fn new() -> View {
        View {
            lead: Live::new(Some(Lead::Theirs)),
            section: Live::new(None),
            limit: Live::new(PAGE),
        }
    }
}

/// The part of the page.
pub fn section(guest: &Rc<Guest>, both: Rc<Both>) -> El {
    let (view, shown, guest) = (&guest.view, both.clone(), guest.clone());
    let tools = div("board-tools")
        .child(tatanan(view, &both))
        .child(filters(view, &both));
    div("")
        .attr("data-lines", "")
        .child(el("h2").text(text::VISIT_LINES))
        .child(tools)
        .child(live(move || list(&guest, &shown)))
}

/// Which tatanan is shown.
fn tatanan(view: &View, both: &Both) -> El {
    let now = view.section.peek();
    let option = |key: &str, words: &str, on: bool| {
        el("option")
            .attr("value", key)
            .flag("selected", on)
            .text(words)
    };
    let options = both.sections.iter().enumerate().map(|(at, section)| {
        let words = section_title(section.tatanan, &section.title);
        option(&at.to_string(), &words, now == Some(at))
    });
    let (to, limit) = (view.section.clone(), view.limit.clone());
    let select = el("select")
        .attr("id", "tatanan")
        .class("text")
        .child(option("", text::VISIT_ALL_SECTIONS, now.is_none()))
        .children(options)
        .on("change", move |event| {
            limit.set(PAGE);
            to.set(value_of(&event).parse().ok());
        });
    div("")
        .child(
            el("label")
                .class("label")
                .attr("for", "tatanan")
                .text(text::VISIT_SECTION),
        )
        .child(select)
}

/// Who is ahead, each with how many of the chosen tatanan.
fn filters(view: &View, both: &Rc<Both>) -> El {
    let one = |lead: Option<Lead>| {
        let (now, to, limit) = (view.lead.clone(), view.lead.clone(), view.limit.clone());
        let (section, both) = (view.section.clone(), both.clone());
        let key = lead.map_or("all", lead_key);
        let count = {
            let (section, both) = (section.clone(), both.clone());
            move || fitting(&both, lead, section.get()).count().to_string()
        };
        let counted = count.clone();
        button("button small", "", move || {
            limit.set(PAGE);
            to.set(lead);
        })
        .live_text(move || {
            let [here, there] = &both.names;
            let words = match lead {
                Some(lead) => text::lead(lead, here, there),
                None => text::SHOW_ALL.to_string(),
            };
            text::join(&[&text::capital(&words), " ", &counted()])
        })
        .attr("data-filter", key)
        .live_attr("data-count", move || Some(count()))
        .live_attr("aria-pressed", move || {
            Some((now.get() == lead).to_string())
        })
    };
    let leads = Lead::ALL.into_iter().map(Some);
    div("filters")
        .attr("role", "group")
        .attr("aria-label", text::SHOW_ONLY)
        .children(leads.chain([None]).map(one))
}

/// The lines that fit, each with the place of its section.
fn fitting(
    both: &Both,
    lead: Option<Lead>,
    section: Option<usize>,
) -> impl Iterator<Item = (usize, &VersusLine)> {
    let sections = both.sections.iter().enumerate();
    sections
        .filter(move |(at, _)| section.is_none_or(|section| section == *at))
        .flat_map(|(at, section)| section.lines.iter().map(move |line| (at, line)))
        .filter(move |(_, line)| lead.is_none_or(|lead| lead == line.lead))
}

/// The lines under the headings of their sections.
fn list(guest: &Rc<Guest>, both: &Rc<Both>) -> Vec<El> {
    let view = &guest.view;
    let (lead, section, limit) = (view.lead.get(), view.section.get(), view.limit.get());
    let all: Vec<(usize, &VersusLine)> = fitting(both, lead, section).collect();
    if all.is_empty() {
        return vec![notice("unknown", text::VISIT_NONE).attr("data-none", "")];
    }
    let mut parts = Vec::new();
    let mut before = None;
    for (at, line) in all.iter().take(limit) {
        if before != Some(*at) {
            before = Some(*at);
            let titled = both.sections.get(*at);
            let words = titled.map(|s| section_title(s.tatanan, &s.title));
            parts.push(el("h3").text(&words.unwrap_or_default()));
        }
        parts.push(row(guest, both, line));
    }
    let left = all.len().saturating_sub(limit);
    if left > 0 {
        let more = view.limit.clone();
        let words = text::join(&[text::SHOW_MORE, " (", &left.to_string(), ")"]);
        let more = button("button", &words, move || more.update(|n| *n += PAGE));
        parts.push(more.attr("data-action", "more"));
    }
    parts
}

fn item_of(instrument: &'static Instrument, id: &str) -> Option<&'static Item> {
    instrument.sheet(SheetKind::Kabupaten).item(id)
}

/// `50`, `0–100`; or that it is not asked.
fn score_words(outcome: Option<&Outcome>) -> String {
    outcome.map_or_else(
        || text::VISIT_NOT_ASKED.to_string(),
        |outcome| range_words(outcome.range()),
    )
}

/// One indicator: closed, both scores; open, both answers.
fn row(guest: &Rc<Guest>, both: &Rc<Both>, line: &VersusLine) -> El {
    let [ours, theirs] = both.instruments;
    let item = item_of(ours, &line.item).or_else(|| item_of(theirs, &line.item));
    let title = item.map_or_else(|| line.item.clone(), text::item_name);
    let score = |key: &str, name: &str, outcome: Option<&Outcome>| {
        el("span")
            .class("visit-score")
            .attr("data-score", key)
            .child(el("small").text(name))
            .child(el("b").text(&score_words(outcome)))
    };
    let [here, there] = &both.names;
    let head = el("summary")
        .child(el("span").class("visit-title").text(&title))
        .child(
            el("span")
                .class("visit-scores")
                .child(score("ours", here, line.ours.as_ref()))
                .child(score("theirs", there, line.theirs.as_ref()))
                .child(lead_label(line.lead, &both.names)),
        );
    let (guest, both, inside) = (guest.clone(), both.clone(), line.clone());
    disclosure(head, false, move || opened(&guest, &both, &inside))
        .class("help visit-line")
        .attr("data-line", &line.item)
        .attr("data-lead", lead_key(line.lead))
}

fn opened(guest: &Guest, both: &Both, line: &VersusLine) -> Vec<El> {
    let ours = state::with_sheet(|s| s.answer(&line.item).cloned()).flatten();
    let theirs = guest.sheet.answer(&line.item);
    let outcomes = [line.ours.as_ref(), line.theirs.as_ref()];
    let answers = [ours.as_ref(), theirs];
    let sides = ["ours", "theirs"].into_iter().enumerate();
    let sides = sides.filter_map(|(at, key)| {
        let name = both.names.get(at)?;
        let instrument = *both.instruments.get(at)?;
        let (outcome, answer) = (*outcomes.get(at)?, *answers.get(at)?);
        Some(side(key, name, instrument, &line.item, outcome, answer))
    });
    let apart = (line.lead == Lead::Apart && outcomes.iter().all(Option::is_some))
        .then(|| notice("warn", text::VISIT_JUDGED_APART));
    let def = state::instrument().sheet(SheetKind::Kabupaten);
    let region = state::with_sheet(|s| s.meta.region.clone());
    let link = def.section_of(&line.item).zip(region);
    let link = link.map(|(section, region)| {
        let page = Page::Section(section.id.clone(), Some(line.item.clone()));
        a(
            "button quiet",
            &Route::Sheet(SheetKind::Kabupaten, region, page).hash(),
        )
        .text(text::VISIT_TO_OURS)
    });
    apart
        .into_iter()
        .chain([div("sides").children(sides)])
        .chain(link)
        .collect()
}

/// What one of them answered, what it comes to, and why.
fn side(
    key: &str,
    name: &str,
    instrument: &'static Instrument,
    id: &str,
    outcome: Option<&Outcome>,
    answer: Option<&Answer>,
) -> El {
    let item = item_of(instrument, id);
    let label = match outcome {
        Some(outcome) => text::outcome_label(outcome),
        None => text::VISIT_NOT_ASKED.to_string(),
    };
    let why = item.and_then(|item| {
        let rule = item.rule.as_ref()?;
        let unit = item.field("v").map_or("", |field| field.unit.as_str());
        Some(text::because(rule, unit, outcome?.because()?))
    });
    let said = match answer {
        Some(answer) => text::answer(item, answer, instrument.years),
        None if item.is_some() => vec![(String::new(), text::NOT_FILLED.to_string())],
        None => Vec::new(),
    };
    div("side")
        .attr("data-side", key)
        .child(p(name).class("hint"))
        .child(p(&label).class("label"))
        .children(why.unwrap_or_default().iter().map(|words| p(words)))
        .child(lines(said))
}
