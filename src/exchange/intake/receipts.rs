//! Receipts, from both sides: made for what was taken in, and taken in for what was
//! handed over.

use saba_core::file::receipt::{Receipt, read_receipt, receipt_code, write_receipt};
use saba_core::text::joined;

use super::prepare::Came;
use super::row::State;
use crate::dom::{El, Live, button, div, live, p};
use crate::parts::notice;
use crate::platform::share::{self, Shared};
use crate::store::StoreError;
use crate::store::handed::{self, Handed, Received};
use crate::{platform, prefs, state, text};

/// The four words of a file.
pub fn code(checksum: &str) -> String {
    let words = receipt_code(checksum).unwrap_or_default();
    let words = words.into_iter().filter(|w| !w.is_empty());
    joined(&mut { words }, " ")
}

/// Offers to make a receipt for a file that is here, and shows its words.
pub fn offer(came: &Came) -> El {
    let words = code(&came.checksum);
    if words.is_empty() {
        return div("");
    }
    let made: Live<Option<(String, String)>> = Live::new(None);
    let (slot, came) = (made.clone(), came.clone());
    live(move || match made.get() {
        None => {
            let (slot, came) = (slot.clone(), came.clone());
            vec![
                button("button", text::MAKE_RECEIPT, move || {
                    slot.set(make(&came));
                })
                .attr("data-action", "make-receipt"),
            ]
        }
        Some((name, text)) => vec![ways(&words, name, text)],
    })
}

/// The name and the text of a receipt, read again before it is offered.
fn make(came: &Came) -> Option<(String, String)> {
    let prefs = prefs::get();
    let by = match prefs.name.is_empty() {
        true => prefs.role,
        false => prefs.name,
    };
    let meta = &came.meta;
    let receipt = Receipt {
        sheet: meta.id.clone(),
        region: meta.region.clone(),
        region_name: meta.region_name.clone(),
        revision: meta.revision,
        sheet_checksum: came.checksum.clone(),
        answers: came.answered,
        received_at: platform::now(),
        received_by: by,
        device: state::device(),
        extra: Vec::new(),
    };
    let text = write_receipt(&receipt);
    let name = text::join(&[
        "tanda-terima-",
        meta.region.as_str(),
        "-r",
        &meta.revision.to_string(),
    ]);
    (read_receipt(&text) == Ok(receipt)).then_some((name, text))
}

fn ways(words: &str, name: String, receipt: String) -> El {
    let told: Live<Option<(&str, &str)>> = Live::new(None);
    let (download_told, copy_told, share_told) = (told.clone(), told.clone(), told.clone());
    let [down_name, share_name] = [".json", ".txt"].map(|end| text::join(&[&name, end]));
    let (copied, shared) = (receipt.clone(), receipt.clone());
    let download = button("button", text::DOWNLOAD, move || {
        let done = platform::file::download(&down_name, &receipt);
        download_told.set(Some(match done {
            Ok(()) => ("good", text::RECEIPT_DOWNLOADED),
            Err(_) => ("bad", text::RECEIPT_FAILED),
        }));
    });
    let copy = button("button", text::COPY_TEXT, move || {
        let (told, text) = (copy_told.clone(), copied.clone());
        platform::spawn(async move {
            told.set(Some(match share::copy(&text).await {
                true => ("good", text::RECEIPT_COPIED),
                false => ("bad", text::RECEIPT_FAILED),
            }));
        });
    });
    let can_share = share::can_share_file(&share_name, "text/plain");
    let share = can_share.then(|| {
        button("button main", text::SHARE, move || {
            let (told, name, text) = (share_told.clone(), share_name.clone(), shared.clone());
            platform::spawn(async move {
                told.set(match share::share_file(&name, "text/plain", &text).await {
                    Shared::Done => Some(("good", text::RECEIPT_SHARED)),
                    Shared::Cancelled => None,
                    Shared::Failed => Some(("bad", text::RECEIPT_FAILED)),
                });
            });
        })
        .attr("data-action", "share-receipt")
    });
    div("card")
        .attr("data-receipt", "")
        .child(p(text::RECEIPT_WORDS).class("label"))
        .child(p(words).class("code").attr("data-code", ""))
        .child(p(text::RECEIPT_HOW).class("hint"))
        .child(
            div("actions")
                .children(share)
                .child(download.attr("data-action", "download-receipt"))
                .child(copy.attr("data-action", "copy-receipt")),
        )
        .child(live(move || match told.get() {
            None => Vec::new(),
            Some((kind, words)) => vec![
                notice(kind, words)
                    .attr("role", "status")
                    .attr("data-receipt-out", ""),
            ],
        }))
}

/// A receipt that somebody sent: if it is for what left last, that is noted.
pub async fn taken_in(name: &str, receipt: &Receipt) -> State {
    match note(receipt).await {
        Ok(Ok(words)) => State::Receipt(words),
        Ok(Err(words)) => State::Refused(text::join(&[
            name,
            " — ",
            &words,
            " ",
            text::NOTHING_CHANGED,
        ])),
        Err(error) => State::Refused(text::join(&[
            name,
            " — ",
            text::store_error(error),
            ". ",
            text::NOTHING_CHANGED,
        ])),
    }
}

async fn note(receipt: &Receipt) -> Result<Result<String, String>, StoreError> {
    // What is being handed over right now is noted first.
    state::saver().settled().await?;
    let store = state::saver().store().await?;
    let key = handed::key(&receipt.sheet);
    let record = store.get(&key).await?.as_deref().and_then(Handed::read);
    let revision = receipt.revision.to_string();
    let Some(mut record) = record else {
        return Ok(Err(text::join(&[
            text::RECEIPT_OF_NOTHING,
            &receipt.region_name,
            text::REVISION,
            &revision,
            text::RECEIPT_NOT_FROM_HERE,
        ])));
    };
    let last = record.revision.to_string();
    if receipt.revision != record.revision {
        return Ok(Err(text::join(&[
            text::RECEIPT_FOR_REVISION,
            &revision,
            text::RECEIPT_BUT_LAST,
            &last,
            text::RECEIPT_ASK_ANEW,
        ])));
    }
    if receipt.sheet_checksum != record.checksum {
        return Ok(Err(text::RECEIPT_OTHER_FILE.into()));
    }
    record.received = Some(Received {
        at: receipt.received_at,
        by: receipt.received_by.clone(),
        revision: receipt.revision,
    });
    store.set(&key, &record.write()).await?;
    let by = match receipt.received_by.is_empty() {
        true => text::RECEIVED.to_string(),
        false => text::join(&[text::RECEIVED_BY, &receipt.received_by]),
    };
    Ok(Ok(text::join(&[
        &receipt.region_name,
        ": ",
        &by,
        text::REVISION,
        &revision,
        ", ",
        &receipt.answers.to_string(),
        text::ANSWERS_POINT,
    ])))
}
