//! Inputs. Text inputs are uncontrolled (the browser keeps what is typed);
//! choices follow the answer.

use leptos::prelude::Track;
use saba_core::instrument::{Field, FieldKind};
use saba_core::sheet::{Command, Value};
use saba_core::text::joined_list;
use wasm_bindgen::JsCast;

use crate::dom::{El, div, el, follow, value_of};
use crate::{dispatch, platform, state, text};

/// Where an input stands: item and answer key.
#[derive(Clone, PartialEq, Eq)]
pub struct FieldPlace {
    /// Item id.
    pub item: String,
    /// Answer key.
    pub key: String,
}

impl FieldPlace {
    /// A place.
    pub fn new(item: &str, key: String) -> FieldPlace {
        FieldPlace {
            item: item.to_string(),
            key,
        }
    }

    /// The DOM id of the input.
    fn dom_id(&self) -> String {
        text::join(&["f-", &self.item, "-", &self.key]).replace(['@', '/'], "-")
    }

    fn value(&self) -> Option<Value> {
        state::with_sheet(|s| s.value(&self.item, &self.key).cloned()).flatten()
    }

    /// The value, followed by whoever is building.
    fn follow(&self) -> Option<Value> {
        state::tick(&self.item).track();
        self.value()
    }

    fn set(&self, raw: String) {
        dispatch::run(Command::Set {
            item: self.item.clone(),
            key: self.key.clone(),
            raw,
        });
    }
}

/// What an input shows for a value.
fn shown(value: Option<Value>) -> String {
    match value {
        Some(Value::Num(n)) => n.show(),
        Some(Value::Text(s)) => s,
        Some(Value::Bool(true)) => "ya".into(),
        Some(Value::Bool(false)) => "tidak".into(),
        Some(Value::Many(codes)) => joined_list(&codes, "|"),
        None => String::new(),
    }
}

/// Has numbers stand in the Indonesian form (`1.234,5`), but without the points while they
/// are edited: a digit behind `1.234` would make another number of it than people mean.
pub fn show_numbers() {
    for (event, editing) in [("focusin", true), ("focusout", false)] {
        platform::page::listen(platform::document(), event, move |event| {
            show_number(event.target(), editing);
        });
    }
}

fn show_number(target: Option<web_sys::EventTarget>, editing: bool) -> Option<()> {
    let input: web_sys::HtmlInputElement = target?.dyn_into().ok()?;
    if input.class_name() != "number" {
        return None;
    }
    let item = input.closest(".item").ok()??.get_attribute("data-item")?;
    let key = input.get_attribute("data-key")?;
    let number = state::with_sheet(|s| s.value(&item, &key)?.as_num())??;
    input.set_value(&match editing {
        true => number.show_plain(),
        false => number.show(),
    });
    Some(())
}

/// The same where a window that only read may write from now on, for a field that has the
/// focus already.
#[cfg(feature = "desk")]
pub fn may_be_edited() {
    let active = platform::document().active_element();
    show_number(active.map(Into::into), true);
}

fn read_only(input: El) -> El {
    let writable = &state::signals().writable;
    input.live_attr("readonly", move || (!writable.get()).then(String::new))
}

/// A window that only reads shows what the other one writes.
fn following(input: El, place: &FieldPlace) -> El {
    let (writable, place) = (&state::signals().writable, place.clone());
    read_only(input).live_value(move || (!writable.get()).then(|| shown(place.follow())))
}

/// Hands in while typing and when the field is left.
fn typing(input: El, place: &FieldPlace) -> El {
    let (here, leaving) = (place.clone(), place.clone());
    following(input, place)
        .attr("data-key", &place.key)
        .on("input", move |event| {
            dispatch::typed(&here.item, &here.key, value_of(&event))
        })
        .on("change", move |event| {
            dispatch::typed(&leaving.item, &leaving.key, value_of(&event));
            dispatch::flush();
        })
}

/// A number input with the right keyboard.
pub fn number_input(place: FieldPlace, whole: bool, label: &str) -> El {
    text_like(
        place,
        label,
        if whole { "numeric" } else { "decimal" },
        "number",
    )
}

fn text_like(place: FieldPlace, label: &str, mode: &str, class: &str) -> El {
    let at = place.clone();
    let input = el("input")
        .attr("id", &place.dom_id())
        .class(class)
        .attr("type", "text")
        .attr("inputmode", mode)
        .attr("autocomplete", "off")
        .attr("enterkeyhint", "next")
        .attr("aria-label", label)
        .attr("value", &shown(place.value()))
        .live_attr("aria-invalid", move || {
            state::tick(&at.item).track();
            let found = crate::fill::findings(&at.item);
            found
                .iter()
                .any(|f| f.key == at.key && f.kind.is_invalid())
                .then(|| "true".into())
        });
    typing(input, &place)
}

/// Yes or no, as two big buttons of a radio group.
pub fn yes_no(place: FieldPlace, label: &str) -> El {
    let options = [
        ("ya".to_string(), text::YES.to_string()),
        ("tidak".to_string(), text::NO.to_string()),
    ];
    radios(place, label, &options, "choices inline")
}

/// A choice with its words.
pub fn choice(input: El, words: &str) -> El {
    el("label").class("choice").child(input).words(words)
}

/// The inputs of one choice, each with its code. Those are checked whose codes are chosen,
/// and none can be changed where this window only reads. What follows the answer is the
/// whole, not every input: a section has hundreds of them.
fn group(
    class: &str,
    options: &[(String, String)],
    input: impl Fn(&str) -> El,
    chosen: impl Fn() -> Vec<String> + 'static,
) -> El {
    let inputs = options.iter().map(|(code, _)| (code.clone(), input(code)));
    let inputs: Vec<(String, El)> = inputs.collect();
    let choices = inputs.iter().zip(options);
    let choices = choices.map(|((_, input), (_, words))| choice(input.clone(), words));
    let whole = div(class).children(choices);
    group_follows(inputs, Box::new(chosen));
    whole
}

#[inline(never)]
fn group_follows(inputs: Vec<(String, El)>, chosen: Box<dyn Fn() -> Vec<String>>) {
    let all: Vec<El> = inputs.iter().map(|(_, input)| input.clone()).collect();
    // New inputs are not checked.
    let mut checked = vec![false; inputs.len()];
    follow(Box::new(move || {
        let chosen = chosen();
        for ((code, input), checked) in inputs.iter().zip(&mut checked) {
            let now = chosen.contains(code);
            if std::mem::replace(checked, now) != now {
                input.check(now);
            }
        }
    }));
    let mut locked = false;
    follow(Box::new(move || {
        let now = !state::signals().writable.get();
        if std::mem::replace(&mut locked, now) != now {
            for input in &all {
                input.disable(now);
            }
        }
    }));
}

fn radios(place: FieldPlace, label: &str, options: &[(String, String)], class: &str) -> El {
    let name = place.dom_id();
    let now = place.clone();
    let input = move |code: &str| {
        let (place, value) = (place.clone(), code.to_string());
        el("input")
            .attr("type", "radio")
            .attr("name", &name)
            .attr("value", code)
            .attr("data-key", &place.key)
            .on("change", move |_| place.set(value.clone()))
    };
    group(class, options, input, move || vec![shown(now.follow())])
        .attr("role", "radiogroup")
        .attr("aria-label", label)
}

fn codes(value: Option<Value>) -> Vec<String> {
    match value {
        Some(Value::Many(codes)) => codes,
        _ => Vec::new(),
    }
}

fn boxes(place: FieldPlace, label: &str, options: &[(String, String)]) -> El {
    let now = place.clone();
    let input = move |code: &str| {
        let (place, value) = (place.clone(), code.to_string());
        el("input")
            .attr("type", "checkbox")
            .attr("value", code)
            .attr("data-key", &place.key)
            .on("change", move |_| {
                let mut now = codes(place.value());
                match now.iter().position(|c| *c == value) {
                    Some(at) => drop(now.remove(at)),
                    None => now.push(value.clone()),
                }
                place.set(joined_list(&now, "|"));
            })
    };
    group("choices", options, input, move || codes(now.follow()))
        .attr("role", "group")
        .attr("aria-label", label)
}

/// The input for any field. `label` names it for screen readers.
pub fn field_input(field: &Field, place: FieldPlace, label: &str) -> El {
    match &field.kind {
        FieldKind::Int => number_input(place, true, label),
        FieldKind::Dec => number_input(place, false, label),
        FieldKind::YesNo => yes_no(place, label),
        FieldKind::Choice(options) => radios(place, label, options, "choices"),
        FieldKind::Many(options) => boxes(place, label, options),
        FieldKind::Date => date(place, label),
        FieldKind::Text => text_like(place, label, "text", "text"),
        FieldKind::Long => long(place, label),
    }
}

fn date(place: FieldPlace, label: &str) -> El {
    let (set, here) = (place.clone(), place.clone());
    let input = el("input")
        .attr("id", &place.dom_id())
        .class("date")
        .attr("type", "date")
        .attr("aria-label", label)
        .attr("data-key", &place.key)
        .attr("value", &shown(place.value()))
        .on("change", move |event| set.set(value_of(&event)));
    following(input, &here)
}

fn long(place: FieldPlace, label: &str) -> El {
    let area = el("textarea")
        .attr("id", &place.dom_id())
        .attr("rows", "3")
        .attr("aria-label", label)
        .text(&shown(place.value()));
    typing(area, &place)
}
