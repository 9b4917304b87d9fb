//! Which answers are new, newer, older or disputed, with both values in words.

use std::rc::Rc;

use saba_core::sheet::{Answer, Sheet};

use super::log;
use super::prepare::Ready;
use crate::dom::{El, disclosure, div, el, p, summary};
use crate::exchange::conflicts::lines;
use crate::{platform, state, text};

/// The list; built when somebody opens it.
pub fn details(ready: Rc<Ready>) -> El {
    disclosure(summary(text::ITEM_BY_ITEM), false, move || {
        let preview = &ready.preview;
        let (sheet, ours) = (ready.sheet(), ready.before());
        let groups = [
            (text::ITEMS_CONFLICT, &preview.conflicts, "conflict"),
            (text::ITEMS_UPDATED, &preview.updated, "updated"),
            (text::ITEMS_NEW, &preview.new, "new"),
            (text::ITEMS_OLDER, &preview.older, "older"),
        ];
        groups
            .into_iter()
            .filter(|(_, items, _)| !items.is_empty())
            .map(|(title, items, key)| {
                div("")
                    .attr("data-items", key)
                    .child(el("h3").text(title))
                    .children(items.iter().map(|item| both(&sheet, ours.as_ref(), item)))
            })
            .collect()
    })
    .attr("data-details", "")
}

fn both(sheet: &Sheet, ours: Option<&Sheet>, id: &str) -> El {
    let instrument = crate::instruments::nearest(&sheet.meta.instrument);
    let instrument = instrument.unwrap_or_else(state::instrument);
    let item = instrument.sheet(sheet.meta.kind).item(id);
    let said_of = crate::review::title(instrument, sheet.meta.kind, id);
    let title = said_of.or_else(|| item.map(text::item_name));
    let title = title.unwrap_or_else(|| id.to_string());
    let side = |words: &str, sheet: &Sheet| {
        let answers = log::answers(sheet, id);
        (!answers.is_empty()).then(|| {
            let said = answers
                .iter()
                .map(|a| said(crate::review::lines(instrument, id, item, a), a));
            div("side").child(p(words).class("hint")).children(said)
        })
    };
    div("detail")
        .attr("data-detail", id)
        .child(p(&title).class("label"))
        .child(
            div("sides")
                .children(ours.and_then(|ours| side(text::HERE, ours)))
                .children(side(text::IN_THE_FILE, sheet)),
        )
}

fn said(words: Vec<text::Line>, answer: &Answer) -> El {
    let when = platform::day_and_clock(answer.at);
    let comma = if answer.by.is_empty() { "" } else { ", " };
    div("")
        .child(lines(words))
        .child(p(&text::join(&[&answer.by, comma, &when])).class("hint"))
}
