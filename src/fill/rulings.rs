//! All rulings of the regency sheet in one list, and where one is asked for.

use saba_core::instrument::{Instrument, SheetKind};
use saba_core::score::{Listed, Report, rulings};

use super::ruling::ruled_words;
use crate::dom::{El, disclosure, el, p, summary};
use crate::parts::row;
use crate::route::{Page, Route};
use crate::{state, text};

/// The list, opened by one tap; `None` where there is nothing to list.
pub fn panel(instrument: &'static Instrument, report: &Report) -> Option<El> {
    let all = state::with_sheet(|s| rulings(instrument, s, &report.outcomes))?;
    if all.is_empty() {
        return None;
    }
    let words = [text::RULINGS, " (", &all.len().to_string(), ")"];
    let panel = disclosure(summary(&text::join(&words)), false, move || {
        let rows = all.iter().map(|one| el("li").child(line(instrument, one)));
        vec![
            p(text::RULINGS_HINT).class("hint"),
            el("ul").class("rows").children(rows),
        ]
    });
    Some(panel.attr("data-rulings", ""))
}

fn line(instrument: &Instrument, listed: &Listed) -> El {
    let def = instrument.sheet(SheetKind::Kabupaten);
    let item = def.item(&listed.item);
    let number = item.map(|i| i.number()).unwrap_or_default();
    let title = item.map_or("", |i| i.title.as_str());
    let (under, side, state) = match &listed.ruling {
        None => (
            String::from(text::WAITING_FOR_RULING),
            String::new(),
            "asked",
        ),
        Some(ruling) if listed.in_force => {
            (ruled_words(ruling), ruling.score.to_string(), "in-force")
        }
        Some(ruling) => (
            text::join(&[text::RULING_STALE, " ", &ruled_words(ruling)]),
            String::from("–"),
            "stale",
        ),
    };
    let href = def
        .section_of(&listed.item)
        .zip(state::with_sheet(|s| s.meta.region.clone()))
        .map(|(section, region)| {
            let page = Page::Section(section.id.clone(), Some(listed.item.clone()));
            Route::Sheet(SheetKind::Kabupaten, region, page).hash()
        });
    let title = text::join(&[&number, " ", title]);
    row(&href.unwrap_or_default(), title.trim(), &under, &side).attr("data-ruling", state)
}
