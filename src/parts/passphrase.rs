//! The passphrase of a file that came sealed.

use super::notice;
use crate::dom::{El, Live, el, p, value_of};
use crate::text;

/// Asks for the passphrase of a sealed file, under its name and the region that it is of.
/// `open` is given what was typed.
pub fn passphrase_form(
    name: &str,
    region: &str,
    trouble: &'static str,
    open: impl Fn(String) + 'static,
) -> El {
    let typed = Live::new(String::new());
    let into = typed.clone();
    let input = el("input")
        .class("text")
        .attr("type", "password")
        .attr("autocomplete", "off")
        .attr("aria-label", text::PASSPHRASE)
        .on("input", move |event| into.set(value_of(&event)));
    let trouble = (!trouble.is_empty()).then(|| {
        notice("bad", trouble)
            .attr("role", "alert")
            .attr("data-trouble", "")
    });
    let submit = el("button")
        .attr("type", "submit")
        .class("button")
        .attr("data-action", "unlock")
        .text(text::UNLOCK);
    el("form")
        .class("card seal")
        .attr("data-locked", "")
        .child(el("h2").text(name))
        .child(p(&text::join(&[text::LOCKED_FOR, region, "."])))
        .child(input)
        .children(trouble)
        .child(submit)
        .on("submit", move |event| {
            event.prevent_default();
            open(typed.peek());
        })
}
