//! The copy light: is there a copy outside this device, and how old is it. Shape and
//! words; it leads to where sheets are handed over.

use crate::dom::{El, Live, a, div, el, live};
use crate::route::{Page, Route};
use crate::store::handed::{self, Handed};
use crate::{platform, state, text};

/// What is known of the last hand-over: nothing read yet, none, or the record.
pub type Known = Live<Option<Option<Handed>>>;

/// Reads the record of the open sheet.
pub fn look() -> Known {
    let known: Known = Live::new(None);
    let slot = known.clone();
    let id = state::with_sheet(|s| s.meta.id.clone()).unwrap_or_default();
    platform::spawn(async move {
        let Ok(store) = state::saver().store().await else {
            return;
        };
        // Where the store cannot be read, the save light says so.
        if let Ok(record) = store.get(&handed::key(&id)).await {
            slot.set(Some(record.as_deref().and_then(Handed::read)));
        }
    });
    known
}

/// The light, for the open sheet.
pub fn copy_light(known: Known) -> El {
    let total = &state::signals().total;
    live(move || {
        total.get();
        let Some(record) = known.get() else {
            // Room for it from the beginning: nothing may move under a finger.
            let said = state::with_sheet(|s| !s.answers.is_empty()) == Some(true);
            return said.then(|| div("copy")).into_iter().collect();
        };
        let words = state::with_sheet(|sheet| {
            let href = Route::Sheet(sheet.meta.kind, sheet.meta.region.clone(), Page::HandOver);
            let (state, words) = match &record {
                Some(record) => told(record, record.since(sheet)),
                // Nothing said yet, nothing to copy.
                None if sheet.answers.is_empty() => return None,
                None => ("none", text::NO_COPY.into()),
            };
            Some((href.hash(), state, words))
        });
        let Some((href, state, words)) = words.flatten() else {
            return Vec::new();
        };
        vec![
            a("copy", &href)
                .attr("data-copy", state)
                .child(el("span").class("light-shape").attr("aria-hidden", "true"))
                .child(el("span").text(&words)),
        ]
    })
}

/// State and words, with so many answers changed since.
fn told(record: &Handed, since: usize) -> (&'static str, String) {
    let received = record.received.as_ref();
    let received = received.filter(|r| r.revision == record.revision);
    let mut words = match received {
        Some(by) if by.by.is_empty() => text::RECEIVED.into(),
        Some(by) => text::join(&[text::RECEIVED_BY, &by.by]),
        None => {
            let when = text::days_ago(platform::now(), record.at);
            text::join(&[text::LAST_HANDED, &when])
        }
    };
    if received.is_some() || since == 0 {
        words.push_str(text::REVISION);
        words.push_str(&record.revision.to_string());
    }
    if since > 0 {
        let count = since.to_string();
        words.push_str(&text::join(&[", ", &count, text::AFTERWARDS]));
    }
    let state = match (since, received) {
        (0, Some(_)) => "received",
        (0, None) => "handed",
        _ => "behind",
    };
    (state, words)
}
