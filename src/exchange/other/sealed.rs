//! A passphrase on the file: typed twice, warned about, and gone for good if it is
//! forgotten.

use std::rc::Rc;

use crate::dom::{El, Live, el, live, p, value_of};
use crate::exchange::copy_light::Known;
use crate::exchange::payload::{self, PLAIN, Payload};
use crate::exchange::sealing;
use crate::exchange::ways::Ways;
use crate::parts::notice;
use crate::platform::crypto::{self, CryptoError};
use crate::{platform, text};

/// Fewest characters of a passphrase.
const SHORTEST: usize = 8;

#[derive(Clone)]
enum Step {
    Asking(&'static str),
    Working,
    Ready(Rc<Payload>),
}

/// The form; after it, the ways out for the sealed file.
pub fn form(known: Known) -> Vec<El> {
    if !crypto::is_available() {
        return vec![notice("warn", text::NO_SEALING).attr("data-no-sealing", "")];
    }
    let step = Live::new(Step::Asking(""));
    let words = [Live::new(String::new()), Live::new(String::new())];
    vec![live(move || match step.get() {
        Step::Asking(trouble) => asking(&words, trouble, step.clone()),
        Step::Working => vec![p(text::SEALING).attr("role", "status")],
        Step::Ready(payload) => {
            let source = move || {
                Some(Payload {
                    text: payload.text.clone(),
                    sheet: payload.sheet.clone(),
                    from: payload.from.clone(),
                    checksum: payload.checksum.clone(),
                })
            };
            let ways = Ways::new(PLAIN, Rc::new(source), Some(known.clone()));
            vec![
                notice("good", text::SEALED_READY)
                    .attr("role", "status")
                    .attr("data-sealed", ""),
                ways.buttons(),
                ways.result(),
            ]
        }
    })]
}

fn asking(words: &[Live<String>; 2], trouble: &'static str, step: Live<Step>) -> Vec<El> {
    let input = |id: &str, label: &str, into: &Live<String>| {
        let into = into.clone();
        let field = el("input")
            .attr("id", id)
            .class("text")
            .attr("type", "password")
            .attr("autocomplete", "new-password")
            .attr("value", &into.peek())
            .on("input", move |event| into.set(value_of(&event)));
        [
            el("label").class("label").attr("for", id).text(label),
            field,
        ]
    };
    let [first, second] = words;
    let (a, b) = (first.clone(), second.clone());
    let form = el("form")
        .class("seal")
        .child(notice("warn", text::SEALED_WARNING))
        .children(input("sandi", text::PASSPHRASE, first))
        .children(input("sandi-lagi", text::PASSPHRASE_AGAIN, second))
        .children((!trouble.is_empty()).then(|| {
            notice("bad", trouble)
                .attr("role", "alert")
                .attr("data-trouble", "")
        }))
        .child(
            el("button")
                .attr("type", "submit")
                .class("button main")
                .attr("data-action", "seal")
                .text(text::SEAL),
        )
        .on("submit", move |event| {
            event.prevent_default();
            let (words, again) = (a.peek(), b.peek());
            if words.trim().chars().count() < SHORTEST {
                step.set(Step::Asking(text::PASSPHRASE_SHORT));
            } else if words != again {
                step.set(Step::Asking(text::PASSPHRASE_DIFFERS));
            } else {
                work(words, step.clone());
            }
        });
    vec![form]
}

fn work(passphrase: String, step: Live<Step>) {
    step.set(Step::Working);
    platform::spawn(async move {
        let Some(payload) = payload::make() else {
            step.set(Step::Asking(text::HAND_OVER_FAILED));
            return;
        };
        let region = &payload.sheet.meta.region;
        step.set(
            match sealing::seal(&payload.text, region, &passphrase).await {
                Ok(text) => Step::Ready(Rc::new(Payload { text, ..payload })),
                Err(CryptoError::Unavailable) => Step::Asking(text::NO_SEALING),
                Err(CryptoError::Wrong) => Step::Asking(text::HAND_OVER_FAILED),
            },
        );
    });
}
