//! Sheets that the store has lost or cannot read any more: told on the first screen.

use crate::dom::{El, Live, a, div, live, p};
use crate::route::Route;
use crate::store::{Copies, StoreError};
use crate::{platform, state, text};

/// Tells if there are sheets that the list of sheets has not, and leads to them.
pub fn lost() -> El {
    let found = Live::new(false);
    let slot = found.clone();
    platform::spawn(async move { slot.set(any().await == Ok(true)) });
    live(move || match found.get() {
        false => Vec::new(),
        true => vec![
            div("notice")
                .attr("data-kind", "warn")
                .attr("role", "alert")
                .attr("data-lost", "")
                .child(p(text::SHEETS_LOST))
                .child(
                    a("button", &Route::Rescue.hash())
                        .attr("data-action", "rescue")
                        .text(text::LOOK_AT_THEM),
                ),
        ],
    })
}

async fn any() -> Result<bool, StoreError> {
    let store = state::saver().store().await?;
    let (heads, damaged) = store.sheets().await?;
    if !damaged.is_empty() || store.is_newer() {
        return Ok(!damaged.is_empty());
    }
    let copies = Copies::open().await?.list(None).await?;
    let known = |id: &str| heads.iter().any(|head| head.sheet.meta.id == id);
    Ok(copies.iter().any(|copy| !known(&copy.sheet)))
}
