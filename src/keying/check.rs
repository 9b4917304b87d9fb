//! After the second pass: where the passes differ, and where the sheet says something
//! else already. A person chooses; then everything goes into the sheet at once.

use std::rc::Rc;

use saba_core::paper::{Entry, Slot, commands, differences, entries, read, settled};
use saba_core::sheet::Answer;

use super::{Desk, Step, item_name, label, value_words, words, years};
use crate::dom::{El, Live, button, div, el, live, p, value_of};
use crate::exchange::lines;
use crate::parts::{choice, notice};
use crate::{dispatch, platform, state, store, text};

/// What a person says about an answer that the sheet has.
const PAPER: &str = "kertas";
const SHEET: &str = "lembar";

/// The screen after the second pass.
pub fn check(desk: &Rc<Desk>) -> Vec<El> {
    let draft = desk.draft.borrow();
    let Some(second) = &draft.second else {
        return Vec::new();
    };
    let items = &desk.section.items;
    let found = differences(items, years(), &draft.first, second);
    // Rises when something is chosen.
    let chosen = Live::new(0_u32);
    let mut out = vec![
        el("h2")
            .attr("tabindex", "-1")
            .attr("data-keying-focus", "")
            .text(text::KEYING_CHECK),
    ];
    match found.is_empty() {
        true => out.push(notice("good", text::KEYING_SAME).attr("data-same", "")),
        false => {
            out.push(notice("warn", text::KEYING_DIFFERENT));
            out.push(p(text::KEYING_DIFFERENT_HINT));
        }
    }
    for (index, (slot, first, second)) in found.into_iter().enumerate() {
        out.push(difference(desk, index, slot, [first, second], &chosen));
    }
    let below = desk.clone();
    out.push(live(move || {
        chosen.get();
        rest(&below, &chosen)
    }));
    out
}

/// A radio of a group, chosen or not.
fn radio(name: &str, value: &str, on: bool, words: &str, set: impl Fn() + 'static) -> El {
    let input = el("input")
        .attr("type", "radio")
        .attr("name", name)
        .attr("value", value)
        .attr("data-key", name)
        .flag("checked", on)
        .on("change", move |_| set());
    choice(input, words)
}

fn group(named: &str, choices: Vec<El>) -> El {
    div("choices")
        .attr("role", "radiogroup")
        .attr("aria-label", named)
        .children(choices)
}

/// One place where the passes differ: both, and a third for where neither is right.
fn difference(
    desk: &Rc<Desk>,
    index: usize,
    slot: Slot<'static>,
    said: [String; 2],
    chosen: &Live<u32>,
) -> El {
    let at = slot.place();
    let named = label(&slot);
    let now = desk.draft.borrow().chosen.get(&at).cloned();
    let name = text::join(&["beda-", &index.to_string()]);
    let labels = [text::KEYING_FIRST, text::KEYING_SECOND];
    let radios = labels
        .iter()
        .zip(&said)
        .enumerate()
        .map(|(i, (pass, raw))| {
            let (desk, at, raw, chosen) = (desk.clone(), at.clone(), raw.clone(), chosen.clone());
            let shown = text::join(&[pass, ": ", &words(&slot, &raw)]);
            let is_on = now.as_ref() == Some(&raw);
            let value = i.saturating_add(1).to_string();
            radio(&name, &value, is_on, &shown, move || {
                desk.change_now(|d| d.chosen.insert(at.clone(), raw.clone()));
                chosen.update(|n| *n = n.wrapping_add(1));
            })
        });
    let radios: Vec<El> = radios.collect();
    let wrong = Live::new(None);
    let (desk, told, chosen, of) = (desk.clone(), wrong.clone(), chosen.clone(), slot.clone());
    let id = text::join(&["lain-", &index.to_string()]);
    let other = el("input")
        .attr("type", "text")
        .attr("id", &id)
        .attr("data-key", &id)
        .attr("autocomplete", "off")
        .on("change", move |event| {
            let typed = value_of(&event);
            match read(of.ask, &typed) {
                Ok(raw) if !typed.trim().is_empty() => {
                    told.set(None);
                    desk.change_now(|d| d.chosen.insert(of.place(), raw));
                    chosen.update(|n| *n = n.wrapping_add(1));
                }
                Ok(_) => told.set(None),
                Err(misread) => told.set(Some(super::pad::misread(misread))),
            }
        });
    el("section")
        .class("card")
        .attr("data-difference", &slot.place())
        .child(p(&item_name(&slot)).class("hint"))
        .child(el("h3").text(&named))
        .child(group(&named, radios))
        .child(
            el("label")
                .class("label")
                .attr("for", &id)
                .text(text::KEYING_OTHER),
        )
        .child(other)
        .child(live(move || {
            wrong
                .get()
                .map(|words: String| notice("bad", &words).attr("role", "alert"))
                .into_iter()
                .collect()
        }))
}

/// What the sheet says otherwise, and the button; or how much is not chosen yet.
fn rest(desk: &Rc<Desk>, chosen: &Live<u32>) -> Vec<El> {
    let items = &desk.section.items;
    let draft = desk.draft.borrow();
    let Some(typed) = settled(items, years(), &draft) else {
        let open = match &draft.second {
            Some(second) => differences(items, years(), &draft.first, second)
                .iter()
                .filter(|(slot, ..)| !draft.chosen.contains_key(&slot.place()))
                .count(),
            None => 0,
        };
        return vec![still_open(open)];
    };
    let found = state::with_sheet(|sheet| entries(items, years(), &typed, sheet));
    let found = found.unwrap_or_default();
    let mut out = Vec::new();
    let asked: Vec<&Entry> = found.iter().filter(|e| !e.there.is_empty()).collect();
    if !asked.is_empty() {
        out.push(el("h2").text(text::KEYING_THERE));
        out.push(p(text::KEYING_THERE_HINT));
    }
    let mut open: usize = 0;
    for (index, entry) in asked.iter().enumerate() {
        if !draft.taken.contains_key(&entry.slot.place()) {
            open = open.saturating_add(1);
        }
        out.push(there(desk, index, entry, chosen));
    }
    if open > 0 {
        out.push(still_open(open));
        return out;
    }
    out.push(
        match commands(&found, &|e| takes(&draft.taken, e)).is_empty() {
            true => notice("good", text::KEYING_NOTHING_NEW),
            false => p(&text::keying_count(
                commands(&found, &|e| takes(&draft.taken, e)).len(),
            )),
        },
    );
    let desk = desk.clone();
    let store = button("button main", text::KEYING_STORE, move || put(&desk));
    out.push(div("actions").child(store.attr("data-action", "put-in")));
    out
}

fn still_open(open: usize) -> El {
    p(&text::join(&[&open.to_string(), text::KEYING_OPEN]))
        .attr("role", "status")
        .attr("data-open", &open.to_string())
}

fn takes(taken: &saba_core::paper::Typed, entry: &Entry) -> bool {
    taken.get(&entry.slot.place()).map(String::as_str) == Some(PAPER)
}

/// One place where the sheet says something else.
fn there(desk: &Rc<Desk>, index: usize, entry: &Entry<'static>, chosen: &Live<u32>) -> El {
    let slot = &entry.slot;
    let at = slot.place();
    let named = label(slot);
    let now = desk.draft.borrow().taken.get(&at).cloned();
    let name = text::join(&["ada-", &index.to_string()]);
    let paper = text::join(&[text::KEYING_TAKE, ": ", &words(slot, &entry.raw)]);
    let (keep, answers) = match entry.there.as_slice() {
        [one] => match one.values.get(&entry.key) {
            Some(value) => (
                text::join(&[text::KEYING_KEEP, ": ", &value_words(slot, value)]),
                vec![p(&by(one)).class("hint")],
            ),
            None => (text::KEYING_KEEP.into(), vec![said(slot, one)]),
        },
        // What several said stays beside each other.
        all => {
            let said = all.iter().map(|answer| said(slot, answer));
            (text::KEYING_KEEP.into(), said.collect())
        }
    };
    let both = [(SHEET, keep), (PAPER, paper)];
    let radios = both.into_iter().map(|(value, words)| {
        let (desk, at, chosen) = (desk.clone(), at.clone(), chosen.clone());
        let is_on = now.as_deref() == Some(value);
        radio(&name, value, is_on, &words, move || {
            desk.change_now(|d| d.taken.insert(at.clone(), value.into()));
            chosen.update(|n| *n = n.wrapping_add(1));
        })
    });
    let radios: Vec<El> = radios.collect();
    el("section")
        .class("card")
        .attr("data-there", &at)
        .child(p(&item_name(slot)).class("hint"))
        .child(el("h3").text(&named))
        .children(answers)
        .child(group(&named, radios))
}

/// Who said an answer of the sheet, and when.
fn by(answer: &Answer) -> String {
    let comma = if answer.by.is_empty() { "" } else { ", " };
    let when = platform::day_and_clock(answer.at);
    text::join(&[&answer.by, comma, &when])
}

/// What an answer of the sheet says as a whole, and who said it.
fn said(slot: &Slot, answer: &Answer) -> El {
    let told = text::answer(Some(slot.item), answer, years());
    div("side")
        .child(p(&by(answer)).class("hint"))
        .child(lines(told))
}

/// Puts everything into the sheet. What the sheet says since it was looked at is asked
/// first.
fn put(desk: &Rc<Desk>) {
    let items = &desk.section.items;
    let draft = desk.draft.borrow().clone();
    let Some(typed) = settled(items, years(), &draft) else {
        return;
    };
    let found = state::with_sheet(|sheet| entries(items, years(), &typed, sheet));
    let found = found.unwrap_or_default();
    let is_open = |e: &&Entry| !e.there.is_empty() && !draft.taken.contains_key(&e.slot.place());
    if found.iter().any(|entry| is_open(&entry)) {
        desk.go(Step::Check);
        return;
    }
    let commands = commands(&found, &|e| takes(&draft.taken, e));
    let kind = state::with_sheet(|s| s.meta.kind);
    let Some(def) = kind.map(|kind| state::instrument().sheet(kind)) else {
        return;
    };
    dispatch::all_at_once(&|sheet, context| {
        let done = commands.iter().filter_map(|c| sheet.apply(def, c, context));
        done.collect()
    });
    let desk = desk.clone();
    platform::spawn(async move {
        // Until it is stored, what was typed stays, and can be put in again.
        if finish(desk.section.id.as_str()).await.is_some() {
            desk.draft.take();
            desk.go(Step::Stored);
        } else {
            desk.go(Step::Check);
        }
    });
}

/// Waits until the answers are stored, then lets go of what was typed.
async fn finish(section: &str) -> Option<()> {
    let sheet = state::with_sheet(|s| s.meta.id.clone())?;
    let saver = state::saver();
    saver.settled().await.ok()?;
    let kept = saver.store().await.ok()?;
    kept.remove(&store::draft_key(&sheet, section)).await.ok()
}
