//! The three ways out for one and the same text: shared as a file, downloaded, copied.
//! Whatever does not leave is not a hand-over.

use std::rc::Rc;

use super::copy_light::Known;
use super::payload::{self, Form, Payload};
use crate::dom::{El, Live, button, div, el, live, p};
use crate::parts::notice;
use crate::platform::share::{self, Shared};
use crate::{platform, state, text};

/// Longest message that WhatsApp takes, in characters.
const MESSAGE: usize = 65_536;

/// A way out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// To another app.
    Shared,
    /// Into the downloads.
    Downloaded,
    /// To the clipboard.
    Copied,
}

/// How it went.
#[derive(Clone)]
pub enum Outcome {
    /// Nothing was tried.
    Nothing,
    /// It has left.
    Left(Way, Rc<Payload>),
    /// It has not; what to do.
    Not(&'static str),
    /// The browser does not copy: the person does, from this text.
    ByHand(Rc<Payload>),
}

/// Gives what is to leave; `None` where it cannot be made.
pub type Source = Rc<dyn Fn() -> Option<Payload>>;

/// The ways of one screen: what they send and how it went.
#[derive(Clone)]
pub struct Ways {
    source: Source,
    form: Form,
    /// What is known of the last hand-over of the sheet; `None` where only a part of it
    /// leaves, which is no copy of the sheet.
    known: Option<Known>,
    outcome: Live<Outcome>,
    /// What was made last, and of which state of the sheet: a second way sends the
    /// very same text.
    made: Live<Option<(u32, Rc<Payload>)>>,
}

impl Ways {
    /// For what a source gives, in a form.
    pub fn new(form: Form, source: Source, known: Option<Known>) -> Ways {
        Ways {
            source,
            form,
            known,
            outcome: Live::new(Outcome::Nothing),
            made: Live::new(None),
        }
    }

    fn payload(&self) -> Option<Rc<Payload>> {
        crate::dispatch::flush();
        let now = state::signals().total.peek();
        if let Some((then, payload)) = self.made.peek()
            && then == now
        {
            return Some(payload);
        }
        let payload = (self.source)().map(Rc::new);
        match &payload {
            Some(payload) => self.made.set(Some((now, payload.clone()))),
            None => self.outcome.set(Outcome::Not(text::HAND_OVER_FAILED)),
        }
        payload
    }

    fn left(&self, way: Way, payload: Rc<Payload>) {
        if let Some(known) = &self.known {
            let before = known.peek().flatten();
            known.set(Some(Some(payload.has_left(before.as_ref()))));
        }
        self.outcome.set(Outcome::Left(way, payload));
    }

    fn share(&self) {
        let Some(payload) = self.payload() else {
            return;
        };
        let ways = self.clone();
        platform::spawn(async move {
            let [end, kind] = ways.form.share;
            let name = payload.file_name(end);
            match share::share_file(&name, kind, &payload.text).await {
                Shared::Done => ways.left(Way::Shared, payload),
                Shared::Cancelled => ways.outcome.set(Outcome::Not(text::SHARE_CANCELLED)),
                Shared::Failed => ways.outcome.set(Outcome::Not(text::SHARE_FAILED)),
            }
        });
    }

    fn download(&self) {
        let Some(payload) = self.payload() else {
            return;
        };
        let [end, kind] = self.form.download;
        let name = payload.file_name(end);
        match platform::file::download_as(&name, kind, &payload.text) {
            Ok(()) => self.left(Way::Downloaded, payload),
            Err(_) => self.outcome.set(Outcome::Not(text::HAND_OVER_FAILED)),
        }
    }

    fn copy(&self) {
        let Some(payload) = self.payload() else {
            return;
        };
        let ways = self.clone();
        platform::spawn(async move {
            if share::copy(&payload.text).await {
                ways.left(Way::Copied, payload);
                return;
            }
            ways.outcome.set(Outcome::ByHand(payload.clone()));
            // The text area is drawn after this.
            platform::page::after(0, move || {
                if share::select_and_copy(AREA) {
                    ways.left(Way::Copied, payload);
                }
            });
        });
    }

    /// The buttons.
    pub fn buttons(&self) -> El {
        let way = |words: &str, hint: &str, main: bool, act: fn(&Ways)| {
            let ways = self.clone();
            let class = if main { "button main" } else { "button" };
            let both = el("span").text(words).child(el("small").text(hint));
            button(class, "", move || act(&ways)).child(both)
        };
        let [end, kind] = self.form.share;
        let shares = share::can_share_file(&text::join(&["saba", end]), kind);
        // A page is read in a browser, not in a message.
        let copies = self.form.share == payload::PLAIN.share;
        let share = shares.then(|| {
            way(text::SHARE, text::SHARE_HINT, true, Ways::share).attr("data-action", "share")
        });
        div("actions")
            .children(share)
            .child(
                way(text::DOWNLOAD, text::DOWNLOAD_HINT, !shares, Ways::download)
                    .attr("data-action", "download"),
            )
            .children(copies.then(|| {
                way(text::COPY_TEXT, text::COPY_HINT, false, Ways::copy).attr("data-action", "copy")
            }))
    }

    /// How it went, and what to do next.
    pub fn result(&self) -> El {
        let ways = self.clone();
        live(move || match ways.outcome.get() {
            Outcome::Nothing => Vec::new(),
            Outcome::Not(words) => vec![
                notice("bad", words)
                    .attr("role", "alert")
                    .attr("data-not-left", ""),
            ],
            Outcome::ByHand(payload) => ways.by_hand(payload),
            Outcome::Left(way, payload) => vec![left_card(way, &payload)],
        })
    }

    fn by_hand(&self, payload: Rc<Payload>) -> Vec<El> {
        let area = el("textarea")
            .attr("id", AREA.trim_start_matches('#'))
            .attr("rows", "6")
            .attr("readonly", "")
            .attr("aria-label", text::COPY_AREA)
            .text(&payload.text);
        let ways = self.clone();
        let done = button("button", text::COPIED_BY_HAND, move || {
            ways.left(Way::Copied, payload.clone());
        });
        vec![
            notice("warn", text::COPY_BY_HAND).attr("role", "alert"),
            area,
            done.attr("data-action", "copied"),
        ]
    }
}

/// Where a text is shown to be copied by hand.
const AREA: &str = "#salin";

/// It has left: how much, the words to read out, what to do next.
fn left_card(way: Way, payload: &Payload) -> El {
    let (title, next) = match way {
        Way::Shared => (text::LEFT_SHARED, text::NEXT_SHARED),
        Way::Downloaded => (text::LEFT_DOWNLOADED, text::NEXT_DOWNLOADED),
        Way::Copied => (text::LEFT_COPIED, text::NEXT_COPIED),
    };
    let long = way == Way::Copied && payload.text.len() > MESSAGE;
    let steps = [next, text::NEXT_WORDS, text::NEXT_RECEIPT];
    el("section")
        .class("card")
        .attr("role", "status")
        .attr("data-handed-over", "")
        .child(el("h2").text(title))
        .child(p(&text::join(&[text::READ_AGAIN, &payload.size()])))
        .children(long.then(|| notice("warn", text::TOO_LONG_TO_PASTE)))
        .child(p(text::RECEIPT_WORDS).class("label"))
        .child(p(&payload.code()).class("code").attr("data-code", ""))
        .child(
            el("ol")
                .class("steps")
                .children(steps.iter().map(|words| el("li").text(words))),
        )
}
