//! What has to be repaired, where it is filled in: the reviewer's words on the item, and
//! how much it is on the overview. In both programs.

use saba_core::sheet::{Answer, repair_deadline, wanted};

use crate::dom::{El, a, div, live, p};
use crate::parts::notice;
use crate::route::{Page, Route};
use crate::{platform, state, text};

/// How many items of the open sheet are to be repaired; leads to the first of them, or
/// where there is one, to the page that lists them.
pub fn line() -> El {
    let total = &state::signals().total;
    live(move || {
        total.get();
        let found = state::with_sheet(|s| {
            let def = state::instrument().sheet(s.meta.kind);
            let all = wanted(s);
            let mut open = def
                .items()
                .filter(|item| all.iter().any(|(id, _)| *id == item.id));
            let first = open.next()?;
            let page = page(def, &first.id)?;
            let href = Route::Sheet(s.meta.kind, s.meta.region.clone(), page).hash();
            Some((1 + open.count(), href))
        });
        let Some((many, href)) = found.flatten() else {
            return Vec::new();
        };
        let many = many.to_string();
        let line = div("notice")
            .attr("data-kind", "warn")
            .attr("data-wanted", &many)
            .child(p(&text::join(&[&many, text::ITEMS_WANTED])));
        vec![line.child(a("button", &href).text(text::TO_WANTED))]
    })
}

#[cfg(feature = "desk")]
fn page(_: &saba_core::instrument::SheetDef, _: &str) -> Option<Page> {
    Some(Page::Repairs)
}

#[cfg(not(feature = "desk"))]
fn page(def: &saba_core::instrument::SheetDef, item: &str) -> Option<Page> {
    let section = def.section_of(item)?;
    Some(Page::Section(section.id.clone(), Some(item.into())))
}

/// On an item that is to be repaired: in whose words, until when.
pub fn on_item(item: &str) -> Vec<El> {
    state::with_sheet(|s| {
        let all = wanted(s).into_iter().filter(|(id, _)| *id == item);
        all.map(|(_, said)| notice("warn", &words(said)).attr("data-asked", ""))
            .collect()
    })
    .unwrap_or_default()
}

fn words(said: &Answer) -> String {
    #[cfg(feature = "desk")]
    let reasons = &super::reasons_of(said);
    #[cfg(not(feature = "desk"))]
    let reasons = "";
    let until = repair_deadline(said).map(platform::day_and_clock);
    text::join(&[
        text::ITEM_WANTED,
        &said.note,
        reasons,
        if until.is_some() { text::UNTIL } else { "" },
        until.as_deref().unwrap_or_default(),
    ])
}
