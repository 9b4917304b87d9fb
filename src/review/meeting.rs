//! The meeting: one indicator at a time, large enough for a projector, by keys.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::Track;
use saba_core::instrument::{Item, SheetKind};
use saba_core::review::{Repair, Verdict, entry_of};
use saba_core::sheet::{Change, Value};
use saba_core::text::joined_list;
use wasm_bindgen::JsCast;

use super::{countdown, edit, round, words};
use crate::dom::{El, Live, a, button, disclosure, div, el, live, p, summary};
use crate::exchange::lines;
use crate::help::{self, Help};
use crate::history::Timeline;
use crate::parts::{bar, main, not_found, save_light, undo_button};
use crate::route::{Page, Route};
use crate::{dispatch, parts, platform, state, text};

/// What keys do on this screen.
type Keys = Rc<dyn Fn(&str) -> bool>;

thread_local! {
    /// Where the meeting is, so that whoever looks something up comes back to it.
    static AT: Cell<usize> = const { Cell::new(0) };
    static KEYS: RefCell<Option<Keys>> = const { RefCell::new(None) };
    static LISTENING: Cell<bool> = const { Cell::new(false) };
}

/// The screen.
pub fn meeting() -> Vec<El> {
    dispatch::flush();
    let meta = state::with_sheet(|s| s.meta.clone());
    let Some(meta) = meta.filter(|m| m.kind == SheetKind::Kabupaten) else {
        return not_found();
    };
    let link = |page: Page| Route::Sheet(meta.kind, meta.region.clone(), page).hash();
    let sections = &state::instrument().sheet(meta.kind).sections;
    // Each judged item, with its tatanan.
    let all: Rc<Vec<(Option<u8>, &'static Item)>> = Rc::new(
        sections
            .iter()
            .flat_map(|s| s.items.iter().map(|i| (s.tatanan, i)))
            .filter(|(_, item)| item.rule.is_some())
            .collect(),
    );
    let last = all.len().saturating_sub(1);
    let at = Live::new(AT.get().min(last));
    let go = {
        let at = at.clone();
        move |to: usize| {
            let to = to.min(last);
            AT.set(to);
            at.set(to);
            platform::page::to_top();
        }
    };
    let decide = {
        let (at, all) = (at.clone(), all.clone());
        move |verdict: Verdict| {
            if let Some((_, item)) = all.get(at.peek()) {
                edit::say(&round::chosen(), &item.id, "verdict", verdict.id());
            }
        }
    };
    by_keys(all.clone(), at.clone(), go.clone(), decide.clone());
    let (shown, list) = (at.clone(), all.clone());
    let history = link(Page::History(String::new()));
    let inside = live(move || match list.get(shown.get()) {
        Some((_, item)) => card(item, shown.peek() + 1, list.len(), &history),
        None => Vec::new(),
    });
    let step = |words: &str, key: &str, by: isize| {
        let (at, go) = (at.clone(), go.clone());
        button("button", words, move || {
            go(at.peek().saturating_add_signed(by));
        })
        .attr("data-action", key)
    };
    let verdict = |words: &str, class: &str, verdict: Verdict| {
        let decide = decide.clone();
        let (at, all) = (at.clone(), all.clone());
        button(class, words, move || decide(verdict))
            .attr("data-decide", verdict.id())
            .live_attr("aria-pressed", move || {
                let (_, item) = all.get(at.get())?;
                state::tick(&item.id).track();
                let now = edit::now(&round::chosen(), &item.id).verdict;
                Some((now == verdict).to_string())
            })
    };
    let writable = &state::signals().writable;
    let decisions = el("fieldset")
        .class("decisions")
        .live_attr("disabled", move || (!writable.get()).then(String::new))
        .child(verdict(text::ACCEPT, "button", Verdict::Accepted))
        .child(verdict(text::REPAIR, "button", Verdict::ToRepair));
    let screen = main("meeting", text::MEETING)
        .class("page meeting")
        .child(inside)
        .child(decisions)
        .child(
            div("steps-by")
                .child(step(text::PREVIOUS_INDICATOR, "previous", -1))
                .child(step(text::NEXT_INDICATOR, "next", 1)),
        )
        .child(p(text::MEETING_KEYS).class("hint"))
        .child(round::select())
        .child(save_light())
        .child(
            div("actions").child(undo_button()).child(
                a("button quiet", &link(Page::Review))
                    .attr("data-action", "review")
                    .text(text::VERIFICATION),
            ),
        );
    let (place, below) = parts::sheet_title();
    vec![bar(&place, &link(Page::Review), &below), screen]
}

/// Arrows (and what presenters send) go on and back, digits to the tatanan, letters
/// decide.
fn by_keys(
    all: Rc<Vec<(Option<u8>, &'static Item)>>,
    at: Live<usize>,
    go: impl Fn(usize) + 'static,
    decide: impl Fn(Verdict) + 'static,
) {
    let keys: Keys = Rc::new(move |key| {
        match key {
            "ArrowRight" | "PageDown" => go(at.peek().saturating_add(1)),
            "ArrowLeft" | "PageUp" => go(at.peek().saturating_sub(1)),
            "t" | "T" => decide(Verdict::Accepted),
            "p" | "P" => decide(Verdict::ToRepair),
            digit => {
                let tatanan: Option<u8> = digit.parse().ok();
                let first = all
                    .iter()
                    .position(|(no, _)| no.is_some() && *no == tatanan);
                match first {
                    Some(first) => go(first),
                    None => return false,
                }
            }
        }
        true
    });
    KEYS.set(Some(keys));
    if LISTENING.replace(true) {
        return;
    }
    platform::page::listen(platform::document(), "keydown", |event| {
        let there = platform::document().query_selector("[data-screen=meeting]");
        let Some(keys) = KEYS.with_borrow(Clone::clone) else {
            return;
        };
        let Ok(event) = event.dyn_into::<web_sys::KeyboardEvent>() else {
            return;
        };
        let typing = event
            .target()
            .and_then(|t| t.dyn_into::<web_sys::Element>().ok())
            .is_some_and(|e| matches!(e.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"));
        let held = event.ctrl_key() || event.alt_key() || event.meta_key();
        if there.is_ok_and(|s| s.is_some()) && !typing && !held && keys(&event.key()) {
            event.prevent_default();
        }
    });
}

fn part(words: &str, key: &str, inside: Vec<El>) -> El {
    el("section")
        .attr("data-meeting", key)
        .child(el("h2").text(words))
        .children(inside)
}

/// One indicator: what was answered, what it comes to, what proves it, what was said
/// before, what is said now.
fn card(item: &'static Item, number: usize, of: usize, history: &str) -> Vec<El> {
    state::tick(&item.id).track();
    let instrument = state::instrument();
    let answer = state::with_sheet(|s| s.answer(&item.id).cloned()).flatten();
    let said = match answer {
        Some(answer) => text::answer(Some(item), &answer, instrument.years),
        None => vec![(String::new(), String::from(text::NOT_FILLED))],
    };
    let outcome = state::outcome(&item.id);
    let outcome = outcome.map(|outcome| p(&text::outcome_label(&outcome)).class("large"));
    let round = round::chosen();
    let before = instrument.rounds.iter().take_while(|r| r.id != round);
    let before: Vec<El> = before
        .filter_map(|r| {
            let said = edit::now(&r.id, &item.id);
            (said.verdict != Verdict::NotLookedAt || said.score.is_some()).then(|| {
                let score = said.score.map(|s| text::join(&[", ", &s.to_string()]));
                p(&text::join(&[
                    &r.title,
                    ": ",
                    text::verdict(said.verdict),
                    &score.unwrap_or_default(),
                ]))
                .children((!said.comment.is_empty()).then(|| el("small").text(&said.comment)))
            })
        })
        .collect();
    let before = match before.is_empty() {
        true => vec![p(text::NOBODY_LOOKED).class("hint")],
        false => before,
    };
    vec![
        p(&text::join(&[&number.to_string(), " / ", &of.to_string()]))
            .class("hint")
            .attr("data-at", &item.id),
        p(&text::item_name(item)).class("meeting-title"),
        div("meeting-parts")
            .child(part(
                text::COMPUTED_OUTCOME,
                "outcome",
                outcome.into_iter().collect(),
            ))
            .child(part(text::DATA_GIVEN, "value", vec![lines(said)]))
            .child(part(text::EVIDENCE, "evidence", evidence(item)))
            .child(part(text::ROUNDS_BEFORE, "before", before))
            .child(decided(item, &round)),
        history_of(item, history),
    ]
}

/// The kinds of evidence that are asked for, and what the sheet says of them: where the
/// figure is from and of when, or else the remark.
fn evidence(item: &'static Item) -> Vec<El> {
    let answer = state::with_sheet(|s| s.answer(&item.id).cloned()).flatten();
    let answer = answer.unwrap_or_default();
    let known = [("source", text::DATA_SOURCE), ("date", text::DATA_DATE)];
    let known = known
        .into_iter()
        .filter(|(key, _)| item.field(key).is_some());
    let mut said: Vec<(&str, String)> = known
        .map(|(key, words)| {
            let value = answer.values.get(key).and_then(Value::as_text);
            let value = value.unwrap_or_default();
            let shown = if key == "date" {
                text::day_of(value)
            } else {
                value.into()
            };
            (words, shown)
        })
        .collect();
    if said.is_empty() {
        said.push((text::NOTE, answer.note.clone()));
    }
    let there = said.iter().all(|(_, value)| !value.is_empty());
    let rows = said.into_iter().flat_map(|(words, value)| {
        let value = match value.is_empty() {
            true => el("dd").class("missing").text(text::NOT_WRITTEN),
            false => el("dd").text(&value),
        };
        [el("dt").text(words), value]
    });
    vec![
        el("h3").text(text::EVIDENCE_ASKED),
        evidence_asked(item),
        el("h3").text(text::EVIDENCE_STATE),
        el("dl")
            .class("said")
            .attr("data-evidence", if there { "there" } else { "missing" })
            .children(rows),
    ]
}

/// How many changes of an item are shown: a screen of a projector holds no more.
const SHOWN: usize = 5;

/// What was said of the item before, by whom and when, on this device; and the way to
/// the history of the whole sheet.
fn history_of(item: &'static Item, whole: &str) -> El {
    let whole = whole.to_string();
    disclosure(summary(text::ITEM_HISTORY), false, move || {
        let told: Live<Option<Vec<Change>>> = Live::new(None);
        let slot = told.clone();
        platform::spawn(async move { slot.set(Some(changes_of(&item.id).await)) });
        let link = a("button quiet", &whole).text(text::WHOLE_HISTORY);
        vec![
            live(move || match told.get() {
                None => vec![p(text::LOADING)],
                Some(all) if all.is_empty() => vec![p(text::ITEM_HISTORY_NONE).class("hint")],
                Some(all) => vec![el("ol").children(all.iter().map(|c| one_change(item, c)))],
            }),
            link,
        ]
    })
    .attr("data-item-history", "")
}

/// The latest changes; none where the store cannot be read: the sheet itself says so.
async fn changes_of(item: &str) -> Vec<Change> {
    let Some(id) = state::with_sheet(|s| s.meta.id.clone()) else {
        return Vec::new();
    };
    match Timeline::read(&id).await {
        Ok(timeline) => timeline.of_item(item).take(SHOWN).cloned().collect(),
        Err(_) => Vec::new(),
    }
}

fn one_change(item: &'static Item, change: &Change) -> El {
    let instrument = state::instrument();
    let after = &change.after;
    let round = entry_of(&change.item);
    let round = round.map(|(round, _)| words::round_title(instrument, round));
    let who = match after.by.as_str() {
        "" => text::NAMELESS,
        by => by,
    };
    let mut head = vec![platform::day_and_clock(after.at), who.to_string()];
    head.extend(round.map(String::from));
    let said = words::lines(instrument, &change.item, Some(item), after);
    el("li")
        .attr("data-change-of", &change.item)
        .child(p(&joined_list(&head, " · ")).class("hint"))
        .child(lines(said))
}

/// The kinds of evidence, as far as they are on this device.
fn evidence_asked(item: &'static Item) -> El {
    let told: Live<Option<Option<Help>>> = Live::new(None);
    let slot = told.clone();
    platform::spawn(async move { slot.set(Some(help::of(&item.id).await)) });
    live(move || {
        let words = match told.get() {
            None => text::LOADING.to_string(),
            Some(None) => text::HELP_MISSING.to_string(),
            Some(Some(help)) if help.evidence.is_empty() => "–".to_string(),
            Some(Some(help)) => help.evidence,
        };
        vec![p(&words)]
    })
}

/// What this round says.
fn decided(item: &'static Item, round: &str) -> El {
    let said = edit::now(round, &item.id);
    let repair = state::with_sheet(|s| said.repair(s, &item.id));
    let words = match repair {
        Some(Repair::Closed) => {
            text::join(&[text::verdict(said.verdict), ", ", text::ANSWERED_NOW])
        }
        _ => text::verdict(said.verdict).to_string(),
    };
    let until = said.deadline.filter(|_| repair == Some(Repair::Open));
    let instrument = state::instrument();
    let asked = match said.verdict {
        Verdict::ToRepair => words::asked_lines(instrument, &said),
        _ => Vec::new(),
    };
    part(
        words::round_title(instrument, round),
        "now",
        vec![p(&words).class("large"), lines(asked)],
    )
    .attr("data-verdict", said.verdict.id())
    .children(until.map(|at| p("").child(countdown::deadline(at))))
}
