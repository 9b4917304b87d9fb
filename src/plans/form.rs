//! Which plan and office carries an indicator: on the indicator, and in the list of all.

use leptos::prelude::Track;
use saba_core::instrument::{Field, Item, SheetKind};
use saba_core::plan::{Topic, link, normal_name};
use saba_core::sheet::Command;

use super::about;
use crate::dom::{El, button, disclosure, div, el, live, summary};
use crate::parts::{FieldPlace, field_input};
use crate::{dispatch, fill, state, text};

/// The panel on an indicator of the regency sheet; none while answers are only tried out.
pub fn on_item(item: &'static Item) -> Option<El> {
    let regency = state::with_sheet(|s| s.meta.kind) == Some(SheetKind::Kabupaten);
    if !regency || item.rule.is_none() || crate::trial::is_on() {
        return None;
    }
    Some(panel(item, text::PLAN_OF_ITEM))
}

/// A form that opens, under words that say whether something is in it.
pub fn panel(item: &'static Item, title: &str) -> El {
    let title = title.to_string();
    let words = summary("").live_text(move || {
        state::tick(&item.id).track();
        let link = state::with_sheet(|s| link(s, &item.id)).unwrap_or_default();
        match (link.carrier.is_empty(), link.is_linked()) {
            (false, _) => text::join(&[&title, ": ", &link.carrier]),
            (true, true) => text::join(&[&title, " (1)"]),
            (true, false) => title.clone(),
        }
    });
    disclosure(words, false, move || vec![form(item)]).attr("data-plan", &item.id)
}

fn form(item: &'static Item) -> El {
    let id = Topic::Link(&item.id).id();
    let Some(about) = about::item(&id) else {
        return div("");
    };
    let list = text::join(&["skpd-", &item.id]);
    let fields = div("plan-form").live(move || {
        state::redraw(&item.id).track();
        let input = |field: &Field| {
            let place = FieldPlace::new(&about.id, field.key.clone());
            let input = field_input(field, place, &field.label);
            let (input, hint) = match field.key.as_str() {
                "skpd" => (input.attr("list", &list), text::CARRIER_HINT),
                _ => (input, ""),
            };
            fill::field_box(&field.label, hint, vec![input])
        };
        let names = offices(item).into_iter();
        let names = names.map(|name| el("option").attr("value", &name));
        let inputs = about.fields.iter().map(input);
        inputs
            .chain([el("datalist").attr("id", &list).children(names)])
            .collect()
    });
    let clear = live(move || {
        state::tick(&item.id).track();
        let link = state::with_sheet(|s| link(s, &item.id)).unwrap_or_default();
        if link.is_blank() || !state::signals().writable.get() {
            return Vec::new();
        }
        let clear = button("button quiet", text::PLAN_CLEAR, move || {
            dispatch::run_and_redraw(Command::Clear {
                item: about.id.clone(),
            });
        });
        vec![clear.attr("data-action", "clear-plan")]
    });
    div("").child(fields).child(clear)
}

/// Names to choose from while typing: who answers for the indicator, then all who carry
/// something already.
fn offices(item: &Item) -> Vec<String> {
    let def = state::instrument().sheet(SheetKind::Kabupaten);
    let used = state::with_sheet(|sheet| {
        let all = saba_core::plan::links(def, sheet).carriers;
        all.into_iter().map(|c| c.carrier).collect::<Vec<String>>()
    });
    let mut names: Vec<String> = Vec::new();
    for name in item
        .agencies
        .iter()
        .cloned()
        .chain(used.unwrap_or_default())
    {
        let is_same = |known: &String| normal_name(known) == normal_name(&name);
        if !name.is_empty() && !names.iter().any(is_same) {
            names.push(name);
        }
    }
    names
}
