//! One place of the paper at a time: what is asked, one input, Enter goes on.

use std::rc::Rc;

use saba_core::instrument::FieldKind;
use saba_core::paper::{Ask, Misread, Slot, UNKNOWN, place, read, retype};

use super::{Desk, Step, item_name, label};
use crate::dom::{El, Live, button, div, el, live, p, value_of};
use crate::parts::notice;
use crate::{platform, text};

/// The keypad at a place of the paper.
pub fn pad(desk: &Rc<Desk>, at: &str) -> Vec<El> {
    let slots = desk.slots();
    let Some(index) = slots.iter().position(|slot| slot.place() == at) else {
        // The way through the paper has changed: to where it goes on.
        let desk = desk.clone();
        platform::page::after(0, move || desk.go_on());
        return Vec::new();
    };
    let Some(slot) = slots.get(index).cloned() else {
        return Vec::new();
    };
    let wrong: Live<Option<Misread>> = Live::new(None);
    let said = wrong.clone();
    let number = text::keying_place(index.saturating_add(1), slots.len());
    let second = desk.draft.borrow().second.is_some();
    let (pass, hint) = match second {
        true => (text::KEYING_SECOND, text::KEYING_SECOND_HINT),
        false => (text::KEYING_FIRST, ""),
    };
    let mut out = vec![
        p(&text::join(&[pass, " · ", &number]))
            .class("section-progress")
            .attr("data-pass", if second { "2" } else { "1" }),
    ];
    if second && index == 0 {
        out.push(p(hint).class("hint"));
    }
    let (label_words, question) = (label(&slot), slot.item.question.as_str());
    // The question of a scale is its label, too.
    let question = if question == label_words {
        ""
    } else {
        question
    };
    out.push(
        div("card keying")
            .attr("data-place", at)
            .child(p(&item_name(&slot)).class("hint"))
            .children((!question.is_empty()).then(|| el("h2").words(question)))
            .child(
                el("label")
                    .class("label keying-label")
                    .attr("for", "ketik")
                    .words(&label_words),
            )
            .children(options(desk, &slot, &wrong))
            .children(
                helps(&slot)
                    .into_iter()
                    .map(|words| p(&words).class("hint")),
            )
            .child(input(desk, &slot, &wrong))
            .child(live(move || {
                said.get()
                    .map(|wrong| notice("bad", &misread(wrong)).attr("role", "alert"))
                    .into_iter()
                    .collect()
            })),
    );
    out.push(buttons(desk, &slot, index, &wrong));
    out
}

/// Why something cannot be taken, in words.
pub fn misread(wrong: Misread) -> String {
    match wrong {
        Misread::Number => text::KEYING_NOT_NUMBER.into(),
        Misread::Option(options) => text::keying_not_option(options),
        Misread::Day => text::KEYING_NOT_DAY.into(),
        Misread::Rows => text::KEYING_NOT_ROWS.into(),
    }
}

/// The options of a place with their digits; touching one is as good as typing it.
fn options(desk: &Rc<Desk>, slot: &Slot<'static>, wrong: &Live<Option<Misread>>) -> Option<El> {
    let Ask::Field(field) = slot.ask else {
        return None;
    };
    let words: Vec<String> = match &field.kind {
        FieldKind::YesNo => vec![text::YES.into(), text::NO.into()],
        FieldKind::Choice(all) | FieldKind::Many(all) => {
            let words = all.iter().map(|(code, words)| match code.split_once('~') {
                Some((low, high)) if field.key == "level" => {
                    text::join(&[text::BETWEEN, low, text::AND, high])
                }
                _ => words.clone(),
            });
            words.collect()
        }
        _ => return None,
    };
    // Several are typed together.
    let may_touch = !matches!(field.kind, FieldKind::Many(_));
    let rows = words.iter().enumerate().map(|(i, words)| {
        let digit = i.saturating_add(1).to_string();
        let named = text::join(&[&digit, "  ", words]);
        let (desk, slot, wrong) = (desk.clone(), slot.clone(), wrong.clone());
        let row = match may_touch {
            true => button("button keying-option", "", move || {
                enter(&desk, &slot, &digit, &wrong);
            }),
            false => el("p"),
        };
        el("li").child(row.words(&named))
    });
    Some(el("ol").class("keying-options").children(rows))
}

/// How to type what is asked here.
fn helps(slot: &Slot) -> Vec<String> {
    let how = match slot.ask {
        Ask::Unknown => None,
        Ask::Rows => {
            let none = slot.item.rows.as_ref().map(|r| r.none.as_str());
            let none = none.filter(|words| !words.is_empty());
            none.map(|words| text::join(&[text::KEYING_ROWS_NONE, words, "."]))
        }
        Ask::Field(field) => match &field.kind {
            FieldKind::YesNo | FieldKind::Choice(_) => Some(text::KEYING_CHOOSE.into()),
            FieldKind::Many(_) => Some(text::KEYING_MANY.into()),
            FieldKind::Date => Some(text::KEYING_DAY.into()),
            _ => None,
        },
    };
    how.into_iter().chain([text::KEYING_BLANK.into()]).collect()
}

fn input(desk: &Rc<Desk>, slot: &Slot<'static>, wrong: &Live<Option<Misread>>) -> El {
    let at = slot.place();
    let (mode, unit) = match slot.ask {
        Ask::Field(field) => {
            let mode = match &field.kind {
                FieldKind::Dec => "decimal",
                FieldKind::Text | FieldKind::Long => "text",
                _ => "numeric",
            };
            (mode, field.unit.as_str())
        }
        Ask::Rows | Ask::Unknown => ("numeric", ""),
    };
    let draft = desk.draft.borrow();
    let held = match &draft.now {
        Some((place, text)) if *place == at => text.clone(),
        _ => {
            let raw = draft.current().get(&at);
            raw.map(|raw| retype(slot.ask, raw)).unwrap_or_default()
        }
    };
    let (typing, entering) = (desk.clone(), desk.clone());
    let (here, of, wrong) = (at, slot.clone(), wrong.clone());
    let input = el("input")
        .attr("id", "ketik")
        .attr("type", "text")
        .attr("inputmode", mode)
        .attr("autocomplete", "off")
        .attr("enterkeyhint", "next")
        .attr("value", &held)
        .on("input", move |event| {
            let now = (here.clone(), value_of(&event));
            typing.change(|draft| draft.now = Some(now));
        })
        .on("keydown", move |event| {
            match platform::page::key(&event).as_str() {
                "Enter" => {
                    event.prevent_default();
                    event.stop_propagation();
                    enter(&entering, &of, &value_of(&event), &wrong);
                }
                "ArrowUp" => {
                    event.prevent_default();
                    back(&entering, &of);
                }
                _ => {}
            }
        });
    let unit = (!unit.is_empty()).then(|| el("span").class("unit").text(unit));
    div("keying-input").child(input).children(unit)
}

fn buttons(
    desk: &Rc<Desk>,
    slot: &Slot<'static>,
    index: usize,
    wrong: &Live<Option<Misread>>,
) -> El {
    let (on, of, wrong) = (desk.clone(), slot.clone(), wrong.clone());
    let next = button("button main", text::KEYING_NEXT, move || {
        let typed = platform::page::value("#ketik");
        enter(&on, &of, &typed, &wrong);
    });
    let (off, here) = (desk.clone(), slot.clone());
    let previous = button("button", text::KEYING_PREVIOUS, move || back(&off, &here));
    let (all, item) = (desk.clone(), slot.item);
    let unknown = button("button quiet", text::KEYING_UNKNOWN, move || {
        let mark = place(&item.id, UNKNOWN);
        all.change_now(|draft| {
            draft.now = None;
            draft.current_mut().insert(mark.clone(), "1".into());
        });
        after(&all, &mark);
    });
    div("actions")
        .child(next.attr("data-action", "next"))
        .children((index > 0).then(|| previous.attr("data-action", "previous")))
        .children(
            (!matches!(slot.ask, Ask::Unknown)).then(|| unknown.attr("data-action", "unknown")),
        )
}

/// Takes what was typed and goes on, or says why it cannot be what stands there.
fn enter(desk: &Desk, slot: &Slot, typed: &str, wrong: &Live<Option<Misread>>) {
    match read(slot.ask, typed) {
        Err(misread) => wrong.set(Some(misread)),
        Ok(raw) => {
            let at = slot.place();
            desk.change_now(|draft| {
                draft.now = draft.now.take().filter(|(place, _)| *place != at);
                draft.current_mut().insert(at.clone(), raw);
            });
            after(desk, &at);
        }
    }
}

/// To the place after this one; after the last, to what is still open.
fn after(desk: &Desk, at: &str) {
    let slots = desk.slots();
    let mut rest = slots.iter().skip_while(|slot| slot.place() != at).skip(1);
    match rest.next() {
        Some(slot) => desk.go(Step::At(slot.place())),
        None => desk.go_on(),
    }
}

/// To the place before this one.
fn back(desk: &Desk, slot: &Slot) {
    let at = slot.place();
    let slots = desk.slots();
    let before = slots.iter().take_while(|slot| slot.place() != at).last();
    if let Some(before) = before {
        desk.go(Step::At(before.place()));
    }
}
