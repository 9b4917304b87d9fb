//! Who fills in. Asked once, beside the work rather than before it.

use crate::dom::{El, Live, button, el, live, p, value_of};
use crate::{prefs, text};

/// The card that asks who fills in, or a line that says who does.
pub fn who() -> El {
    let asking = Live::new(prefs::get().name.is_empty());
    live(move || match asking.get() {
        true => vec![card(asking.clone())],
        false => {
            let prefs = prefs::get();
            let comma = if prefs.role.is_empty() { "" } else { ", " };
            let words = text::join(&[text::FILLED_BY, &prefs.name, comma, &prefs.role]);
            let asking = asking.clone();
            let change = button("button quiet", text::CHANGE, move || asking.set(true));
            vec![
                p("")
                    .class("who")
                    .child(el("span").text(&words))
                    .child(change),
            ]
        }
    })
}

fn card(asking: Live<bool>) -> El {
    let now = prefs::get();
    let (name, role) = (Live::new(now.name.clone()), Live::new(now.role.clone()));
    let input = |id: &str, complete: &str, value: &str, into: Live<String>| {
        el("input")
            .attr("id", id)
            .class("text")
            .attr("type", "text")
            .attr("autocomplete", complete)
            .attr("value", value)
            .on("input", move |event| into.set(value_of(&event)))
    };
    let label = |id: &str, words: &str| el("label").class("label").attr("for", id).text(words);
    el("form")
        .class("card who-form")
        .child(el("h2").text(text::WHO))
        .child(p(text::WHO_HINT).class("hint"))
        .child(label("who-name", text::NAME))
        .child(input("who-name", "name", &now.name, name.clone()))
        .child(label("who-role", text::ROLE).child(el("small").text(" · ").text(text::ROLE_HINT)))
        .child(input(
            "who-role",
            "organization-title",
            &now.role,
            role.clone(),
        ))
        .child(
            el("button")
                .attr("type", "submit")
                .class("button")
                .attr("data-action", "keep-name")
                .text(text::KEEP),
        )
        .on("submit", move |event| {
            event.prevent_default();
            prefs::update(|p| {
                p.name = name.peek().trim().to_string();
                p.role = role.peek().trim().to_string();
            });
            asking.set(prefs::get().name.is_empty());
        })
}
