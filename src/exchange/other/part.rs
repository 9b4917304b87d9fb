//! A part of a sheet: chosen sections, or what one perangkat daerah answers for.

use std::rc::Rc;

use saba_core::file::write_part;
use saba_core::instrument::{Item, SheetKind};
use saba_core::order::sorted;
use saba_core::slice::slice;

use crate::dom::{El, Live, div, el, is_checked, live, p, value_of};
use crate::exchange::payload::{self, PLAIN, Payload};
use crate::exchange::ways::Ways;
use crate::parts::choice;
use crate::{dispatch, state, text};

/// What is chosen: sections by id, and an agency; either may be nothing.
#[derive(Clone, Default, PartialEq, Eq)]
struct Chosen {
    sections: Vec<String>,
    agency: String,
}

impl Chosen {
    fn takes(&self, section: &str, item: &Item) -> bool {
        self.sections.iter().any(|s| s == section)
            || (!self.agency.is_empty() && item.agencies.contains(&self.agency))
    }
}

/// The form, and the ways out for what is chosen.
pub fn form(kind: SheetKind) -> Vec<El> {
    let def = state::instrument().sheet(kind);
    let chosen = Live::new(Chosen::default());
    let boxes = def.sections.iter().map(|section| {
        let name = match section.tatanan {
            Some(no) => text::join(&[&no.to_string(), ". ", &section.title]),
            None => section.title.clone(),
        };
        let (id, chosen) = (section.id.clone(), chosen.clone());
        let input = el("input")
            .attr("type", "checkbox")
            .attr("data-part", &id)
            .on("change", move |event| {
                let on = is_checked(&event);
                chosen.update(|c| {
                    c.sections.retain(|s| *s != id);
                    if on {
                        c.sections.push(id.clone());
                    }
                });
            });
        choice(input, &name)
    });
    let agencies: Vec<&String> = def.items().flat_map(|i| &i.agencies).collect();
    let mut agencies: Vec<&String> = sorted(agencies, &|a, b| a.cmp(b));
    agencies.dedup();
    let by_agency = (!agencies.is_empty()).then(|| agency(&agencies, chosen.clone()));
    let shown = chosen.clone();
    vec![
        p(text::PART_HINT).class("hint"),
        div("choices")
            .attr("role", "group")
            .attr("aria-label", text::PART_SECTIONS)
            .children(boxes),
        div("").children(by_agency),
        live(move || {
            let now = shown.get();
            let items = taken(kind, &now);
            let words = text::join(&[&items.len().to_string(), text::ITEMS_CHOSEN]);
            let mut parts = vec![p(&words).attr("role", "status").attr("data-part-items", "")];
            if !items.is_empty() {
                let source = move || part(kind, &now);
                let ways = Ways::new(PLAIN, Rc::new(source), None);
                parts.push(ways.buttons());
                parts.push(ways.result());
            }
            parts
        }),
    ]
}

fn agency(agencies: &[&String], chosen: Live<Chosen>) -> El {
    let options = agencies
        .iter()
        .map(|name| el("option").attr("value", name).text(name));
    div("")
        .child(
            el("label")
                .class("label")
                .attr("for", "perangkat")
                .text(text::PART_AGENCY),
        )
        .child(
            el("select")
                .attr("id", "perangkat")
                .class("text")
                .child(el("option").attr("value", "").text(text::NOBODY))
                .children(options)
                .on("change", move |event| {
                    let agency = value_of(&event);
                    chosen.update(|c| c.agency = agency);
                }),
        )
}

/// The items that are chosen, in the order of the sheet.
fn taken(kind: SheetKind, chosen: &Chosen) -> Vec<String> {
    let sections = state::instrument().sheet(kind).sections.iter();
    let items = sections.flat_map(|s| s.items.iter().map(move |i| (s, i)));
    items
        .filter(|(s, i)| chosen.takes(&s.id, i))
        .map(|(_, i)| i.id.clone())
        .collect()
}

/// The part as it would leave, read again and compared. Its revision is that of the
/// sheet as it is: a part is no new state of it.
fn part(kind: SheetKind, chosen: &Chosen) -> Option<Payload> {
    dispatch::flush();
    let items = taken(kind, chosen);
    let sheet = state::with_sheet(|s| slice(s, |id| items.iter().any(|i| i == id)))?;
    let named = match chosen.agency.is_empty() {
        true => chosen.sections.clone(),
        false => items,
    };
    let from = payload::provenance();
    let text = write_part(&sheet, &from, &named);
    let checksum = payload::reads_as(text.as_bytes(), &sheet)?;
    Some(Payload {
        text,
        sheet,
        from,
        checksum,
    })
}
