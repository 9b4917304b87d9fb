//! Where people changed the same item without seeing each other: said on the overview
//! and on the item, settled on a page of its own.

use saba_core::merge::is_conflict;

use crate::dom::{El, a, live};
use crate::parts::{counted, notice};
use crate::route::{Page, Route};
use crate::{state, text};

/// How many items of the open sheet disagree; leads to where they are compared.
pub fn line() -> El {
    let total = &state::signals().total;
    live(move || {
        total.get();
        let count = state::with_sheet(|s| s.rivals.keys().filter(|i| is_conflict(s, i)).count());
        let n = count.unwrap_or(0);
        counted("data-disagree", n, text::ANSWERS_DISAGREE, link())
    })
}

/// On an item that disagrees: says so before somebody edits it.
pub fn on_item(item: &str) -> Vec<El> {
    match state::with_sheet(|s| is_conflict(s, item)) {
        Some(true) => vec![
            notice("warn", text::ITEM_DISAGREES).attr("data-rivals", ""),
            link(),
        ],
        _ => Vec::new(),
    }
}

fn link() -> El {
    let href = state::with_sheet(|s| {
        Route::Sheet(s.meta.kind, s.meta.region.clone(), Page::Conflicts).hash()
    });
    a("button", &href.unwrap_or_default())
        .attr("data-action", "compare")
        .text(text::COMPARE)
}
