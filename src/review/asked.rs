//! What has to be repaired, where it is filled in: the reviewer's words on the item, and
//! how much it is on the overview. In both programs; who, why and until when stands on
//! the page that the overview leads to.

use saba_core::sheet::{Answer, wanted};

use crate::dom::{El, a, live};
use crate::parts::{counted, notice};
use crate::route::{Page, Route};
use crate::{state, text};

/// How many items of the open sheet are to be repaired; leads to the page that lists them.
pub fn line() -> El {
    let total = &state::signals().total;
    live(move || {
        total.get();
        let found = state::with_sheet(|s| {
            let all = s.answers.iter();
            let open = all.filter(|(id, said)| wanted(s, id, said).is_some());
            let mut page = Route::Sheet(s.meta.kind, s.meta.region.clone(), Page::Overview).hash();
            page.push_str("/perbaikan");
            (open.count(), page)
        });
        let (n, page) = found.unwrap_or_default();
        let link = a("button", &page).text(text::TO_WANTED);
        counted("data-wanted", n, text::ITEMS_WANTED, link)
    })
}

/// On an item that is to be repaired: in whose words.
pub fn on_item(item: &str) -> Vec<El> {
    state::with_sheet(|s| {
        let said = s.answers.iter();
        said.filter(|(id, said)| wanted(s, id, said) == Some(item))
            .map(|(id, said)| notice("warn", &words(id, said)).attr("data-asked", ""))
            .collect()
    })
    .unwrap_or_default()
}

#[cfg(feature = "desk")]
fn words(id: &str, said: &Answer) -> String {
    super::asked_in_words(id, said)
}

#[cfg(not(feature = "desk"))]
fn words(_: &str, said: &Answer) -> String {
    text::join(&[text::ITEM_WANTED, &said.note])
}
