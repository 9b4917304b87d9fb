//! A return file: what a round wants repaired in a sheet of this device. It is taken in
//! as a replica of that sheet that holds nothing else, and leads to its items.

use std::rc::Rc;

use saba_core::file::Incoming;
use saba_core::file::returned::Return;
use saba_core::sheet::SheetMeta;

use super::Intake;
use super::prepare::{self, Ready};
use super::row::State;
use crate::dom::{El, a, div, el, p};
use crate::exchange::lines;
use crate::parts::notice;
use crate::route::{Page, Route};
use crate::{platform, review, state, text};

/// Makes a request ready to be stored, or says why it cannot be taken in.
pub async fn prepare(intake: &Intake, name: &str, returned: Return) -> State {
    let here = of_region(intake, &returned);
    let meta = here.iter().find(|meta| returned.is_for(meta));
    let Some((meta, sheet)) = meta.and_then(|meta| Some((meta, returned.replica(meta)?))) else {
        let rest = match here.is_empty() {
            true => text::REQUEST_NO_SHEET_REST,
            false => text::REQUEST_OTHER_SHEET_REST,
        };
        let whose = [text::REQUEST_NO_SHEET, &returned.region_name, rest];
        return prepare::told(name, &text::join(&whose));
    };
    crate::instruments::ready(&meta.instrument).await;
    let incoming = Incoming {
        sheet,
        from: returned.from.clone(),
        part: Vec::new(),
        checksum: String::new(),
    };
    match prepare::prepare(intake, name, incoming, None).await {
        State::Ready(mut ready) => {
            if let Some(ready) = Rc::get_mut(&mut ready) {
                ready.asked = Some(returned);
            }
            State::Ready(ready)
        }
        other => other,
    }
}

/// The sheets that it may be about: on this device, or brought together with it.
fn of_region(intake: &Intake, returned: &Return) -> Vec<SheetMeta> {
    let stored = state::signals().sheets.peek().into_iter();
    let brought = intake.rows.borrow();
    let brought = brought.iter().filter_map(|row| row.ready());
    let brought = brought.filter(|ready| ready.chosen.peek() && ready.cut.is_none());
    stored
        .map(|s| s.sheet.meta)
        .chain(brought.map(|ready| ready.merged.clone()))
        .filter(|meta| meta.kind == returned.kind && meta.region == returned.region)
        .collect()
}

/// What is asked for, by whom, until when.
pub fn card(returned: &Return, ready: &Ready) -> El {
    let meta = &ready.merged;
    let named = crate::instruments::nearest(&meta.instrument);
    let instrument = named.unwrap_or_else(state::instrument);
    let def = instrument.sheet(meta.kind);
    let round = review::round_title(instrument, &returned.round);
    let by = match returned.from.by.is_empty() {
        true => text::NAMELESS,
        false => &returned.from.by,
    };
    let when = platform::day_and_clock(returned.from.at);
    let items = returned.items.iter().map(|wanted| {
        let item = def.item(&wanted.item);
        let title = item.map_or_else(|| wanted.item.clone(), text::item_name);
        el("li")
            .attr("data-asked", &wanted.item)
            .child(el("b").text(&title))
            .child(lines(review::asked_lines(instrument, &wanted.entry)))
    });
    let many = returned.items.len().to_string();
    let owner = (!returned.owner.is_empty())
        .then(|| p(&text::join(&[text::REQUEST_FOR, &returned.owner])).attr("data-owner", ""));
    let until = returned
        .deadline()
        .map(|at| p(&text::join(&[text::DEADLINE, ": "])).child(review::deadline(at)));
    let known = (!ready.changes).then(|| notice("good", text::REQUEST_KNOWN));
    el("section")
        .class("card")
        .attr("data-preview", "")
        .attr("data-request", &many)
        .attr("aria-label", text::PREVIEW)
        .child(el("h2").text(&meta.region_name))
        .child(p(&text::join(&[text::REQUEST, " · ", round])))
        .child(p(&text::join(&[
            by,
            ", ",
            &when,
            text::BY_THEIR_CLOCK,
            ".",
        ])))
        .children(owner)
        .children(until)
        .child(p(&text::join(&[&many, text::ITEMS_WANTED])).class("label"))
        .child(el("ul").class("plain").children(items))
        .children(known)
        .children((!ready.changes).then(|| way(meta)))
}

/// To the items that are asked for.
pub fn way(meta: &SheetMeta) -> El {
    let href = Route::Sheet(meta.kind, meta.region.clone(), Page::Repairs).hash();
    div("actions").child(
        a("button main", &href)
            .attr("data-action", "look-at-asked")
            .text(text::LOOK_AT_ASKED),
    )
}
