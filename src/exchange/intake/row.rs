//! One thing that was brought, from reading to storing.

use std::rc::Rc;

use saba_core::file::sealed::Sealed;

use super::prepare::{Cut, Ready};
use super::storing::Stored;
use super::{Intake, asked, details, opening, receipts};
use crate::dom::{El, Live, a, div, el, is_checked, live, p};
use crate::exchange::sealing;
use crate::parts::{choice, notice, passphrase_form};
use crate::platform::crypto::CryptoError;
use crate::route::{Page, Route};
use crate::{platform, text};

/// A row.
#[derive(Clone)]
pub struct Row {
    /// The name of the file.
    pub name: String,
    /// Where it stands.
    pub state: Live<State>,
}

/// Where a row stands.
#[derive(Clone)]
pub enum State {
    /// It cannot be taken in: why, and what to do.
    Refused(String),
    /// A receipt that fits: what it says.
    Receipt(String),
    /// A passphrase is asked for; what was wrong with the last one.
    Locked(Rc<Sealed>, &'static str),
    /// It is being opened or stored.
    Working,
    /// It can be stored.
    Ready(Rc<Ready>),
    /// It was not stored: why. It can be tried again.
    NotStored(Rc<Ready>, String),
    /// It is in the store.
    Stored(Rc<Stored>),
}

/// In one word.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    New,
    Updated,
    Same,
    Older,
    Conflict,
    Cut,
    Locked,
    Receipt,
    Refused,
    NotStored,
    Stored,
    Working,
}

impl Shown {
    pub const ALL: [Shown; 11] = [
        Shown::New,
        Shown::Updated,
        Shown::Same,
        Shown::Older,
        Shown::Conflict,
        Shown::Cut,
        Shown::Locked,
        Shown::Receipt,
        Shown::Stored,
        Shown::NotStored,
        Shown::Refused,
    ];

    /// Does it ask a person for something?
    pub fn asks(self) -> bool {
        matches!(
            self,
            Shown::Conflict | Shown::Cut | Shown::Locked | Shown::Refused | Shown::NotStored
        )
    }

    /// For styles and tests.
    pub fn key(self) -> &'static str {
        match self {
            Shown::New => "new",
            Shown::Updated => "updated",
            Shown::Same => "same",
            Shown::Older => "older",
            Shown::Conflict => "conflict",
            Shown::Cut => "cut",
            Shown::Locked => "locked",
            Shown::Receipt => "receipt",
            Shown::Refused => "refused",
            Shown::NotStored => "not-stored",
            Shown::Stored => "stored",
            Shown::Working => "working",
        }
    }

    /// For people.
    pub fn words(self) -> &'static str {
        match self {
            Shown::New => text::ROW_NEW,
            Shown::Updated => text::ROW_UPDATED,
            Shown::Same => text::ROW_SAME,
            Shown::Older => text::ROW_OLDER,
            Shown::Conflict => text::ROW_CONFLICT,
            Shown::Cut => text::ROW_CUT,
            Shown::Locked => text::ROW_LOCKED,
            Shown::Receipt => text::ROW_RECEIPT,
            Shown::Refused => text::ROW_REFUSED,
            Shown::NotStored => text::ROW_NOT_STORED,
            Shown::Stored => text::ROW_STORED,
            Shown::Working => "",
        }
    }
}

impl Row {
    pub fn new(name: String, state: State) -> Row {
        Row {
            name,
            state: Live::new(state),
        }
    }

    /// What it is, in one word.
    pub fn shown(&self) -> Shown {
        match self.state.peek() {
            State::Refused(_) => Shown::Refused,
            State::Receipt(_) => Shown::Receipt,
            State::Locked(..) => Shown::Locked,
            State::Working => Shown::Working,
            State::NotStored(..) => Shown::NotStored,
            State::Stored(_) => Shown::Stored,
            State::Ready(ready) => shown_of(&ready),
        }
    }

    /// Is there something to store?
    pub fn can_be_stored(&self) -> bool {
        self.ready().is_some_and(|ready| ready.changes)
    }

    /// Has somebody to decide about it?
    pub fn waits(&self) -> bool {
        self.can_be_stored() || matches!(self.state.peek(), State::Locked(..) | State::Working)
    }

    /// Is it to be stored?
    pub fn is_chosen(&self) -> bool {
        self.ready()
            .is_some_and(|ready| ready.changes && ready.chosen.peek())
    }

    /// What can be stored.
    pub fn ready(&self) -> Option<Rc<Ready>> {
        match self.state.peek() {
            State::Ready(ready) | State::NotStored(ready, _) => Some(ready),
            _ => None,
        }
    }

    fn title(&self) -> String {
        match self.state.peek() {
            State::Ready(ready) | State::NotStored(ready, _) => ready.came.meta.region_name.clone(),
            State::Stored(stored) => stored.meta.region_name.clone(),
            _ => self.name.clone(),
        }
    }

    /// The row on the screen: a card, or one of many that open.
    pub fn view(&self, intake: &Intake, many: bool) -> El {
        let (row, shown, watched) = (self.clone(), self.clone(), self.state.clone());
        let here = intake.clone();
        // Built anew when this row changes, not when another does: what somebody opened
        // or typed here stays.
        let body = live(move || row.body(&here, many));
        let kind = move || {
            watched.get();
            Some(shown.shown().key().to_string())
        };
        if !many {
            return div("row-of-one").live_attr("data-row", kind).child(body);
        }
        let (head, here) = (self.clone(), intake.clone());
        let head = el("summary").live(move || {
            here.changed.get();
            let title = head.title();
            let file = (title != head.name).then(|| el("small").text(&head.name));
            vec![
                el("span")
                    .class("row-main")
                    .child(el("b").text(&title))
                    .children(file),
                el("span").class("row-side").text(head.shown().words()),
            ]
        });
        // Whatever asks for something is open.
        let (asks, watched) = (self.clone(), self.state.clone());
        let open = move || {
            watched.get();
            let asks = matches!(
                asks.shown(),
                Shown::Locked | Shown::Cut | Shown::Refused | Shown::NotStored
            );
            asks.then(String::new)
        };
        el("details")
            .class("intake-row")
            .live_attr("open", open)
            .live_attr("data-row", kind)
            .child(head)
            .child(body)
    }

    fn body(&self, intake: &Intake, many: bool) -> Vec<El> {
        match self.state.get() {
            State::Refused(words) => vec![
                notice("bad", &words)
                    .attr("role", "alert")
                    .attr("data-refused", ""),
            ],
            State::Receipt(words) => vec![
                notice("good", &words)
                    .attr("role", "status")
                    .attr("data-receipt-taken", ""),
            ],
            State::Working => vec![p(text::WORKING).attr("role", "status")],
            State::Locked(sealed, trouble) => vec![self.unlock(intake, sealed, trouble)],
            State::Ready(ready) => vec![self.card(intake, &ready, many)],
            State::NotStored(ready, words) => vec![
                notice("bad", &words)
                    .attr("role", "alert")
                    .attr("data-not-stored", ""),
                self.card(intake, &ready, many),
            ],
            State::Stored(stored) => stored_card(&stored),
        }
    }

    /// Asks for the passphrase.
    fn unlock(&self, intake: &Intake, sealed: Rc<Sealed>, trouble: &'static str) -> El {
        let (row, intake) = (self.clone(), intake.clone());
        let region = sealed.region.clone();
        passphrase_form(&self.name, region.as_str(), trouble, move |passphrase| {
            let (row, intake, sealed) = (row.clone(), intake.clone(), sealed.clone());
            row.state.set(State::Working);
            platform::spawn(async move {
                let state = unlocked(&intake, &row.name, sealed, &passphrase).await;
                row.state.set(state);
                intake.touch();
            });
        })
    }

    /// What would be stored.
    fn card(&self, intake: &Intake, ready: &Rc<Ready>, many: bool) -> El {
        let card = match &ready.asked {
            Some(asked) => asked::card(asked, ready),
            None => about(ready)
                .child(counts(ready))
                .children(notices(ready))
                .child(details::details(ready.clone())),
        };
        let asks = ready.changes && (many || ready.cut.is_some());
        let card = card.children(asks.then(|| {
            let (chosen, intake) = (ready.chosen.clone(), intake.clone());
            let words = match ready.cut.is_some() {
                true => text::TAKE_WHAT_IS_WHOLE,
                false => text::TAKE_THIS,
            };
            let input = el("input")
                .attr("type", "checkbox")
                .attr("data-action", "choose-row")
                .flag("checked", chosen.peek())
                .on("change", move |event| {
                    chosen.set(is_checked(&event));
                    intake.touch();
                });
            choice(input, words)
        }));
        match ready.changes || ready.cut.is_some() {
            true => card,
            // It is all here: the sender may be told so.
            false => card.child(receipts::offer(&ready.came)),
        }
    }
}

fn shown_of(ready: &Ready) -> Shown {
    let preview = &ready.preview;
    match ready.is_known() {
        _ if ready.cut.is_some() => Shown::Cut,
        false => Shown::New,
        true if !ready.changes && preview.older.is_empty() => Shown::Same,
        true if !ready.changes => Shown::Older,
        true if !preview.conflicts.is_empty() => Shown::Conflict,
        true => Shown::Updated,
    }
}

async fn unlocked(intake: &Intake, name: &str, sealed: Rc<Sealed>, passphrase: &str) -> State {
    let bytes = match sealing::open(&sealed, passphrase).await {
        Ok(bytes) => bytes,
        Err(CryptoError::Wrong) => return State::Locked(sealed, text::WRONG_PASSPHRASE),
        Err(CryptoError::Unavailable) => return State::Locked(sealed, text::NO_SEALING),
    };
    let turn = intake.turn.get();
    match opening::open(intake, bytes, turn, &|_| {}).await {
        Some(Ok(members)) => match members.into_iter().next() {
            Some(member) => opening::state_of(intake, name, member).await,
            None => State::Locked(sealed, ""),
        },
        Some(Err(error)) => State::Refused(text::file_error(name, &error)),
        None => State::Locked(sealed, ""),
    }
}

/// Which sheet it is, from whom and when.
fn about(ready: &Ready) -> El {
    let meta = &ready.came.meta;
    let from = &ready.came.from;
    let what = [
        text::kind(meta.kind),
        " · ",
        meta.region.as_str(),
        " · ",
        &meta.region_path,
    ];
    let by = if from.by.is_empty() {
        String::new()
    } else {
        text::join(&[text::HANDED_OVER_BY, &from.by, ", "])
    };
    let when = platform::day_and_clock(from.at);
    let revision = meta.revision.to_string();
    let origin = [&by, when.as_str(), text::BY_SENDERS_CLOCK, &revision];
    let code = receipts::code(&ready.came.checksum);
    let code = ready
        .cut
        .is_none()
        .then_some(code)
        .filter(|c| !c.is_empty());
    el("section")
        .class("card")
        .attr("data-preview", "")
        .attr("aria-label", text::PREVIEW)
        .child(el("h2").text(&meta.region_name))
        .child(p(&text::join(&what)))
        .children((from.at > 0).then(|| p(&text::join(&origin))))
        .children(code.map(|code| {
            p(text::RECEIPT_WORDS_COLON).child(el("b").attr("data-code", "").text(&code))
        }))
}

fn counts(ready: &Ready) -> El {
    let preview = &ready.preview;
    let counts = [
        (text::COUNT_NEW, preview.new.len(), "new"),
        (text::COUNT_UPDATED, preview.updated.len(), "updated"),
        (text::COUNT_SAME, preview.same.len(), "same"),
        (text::COUNT_OLDER, preview.older.len(), "older"),
        (text::COUNT_CONFLICT, preview.conflicts.len(), "conflict"),
    ];
    let rows = counts
        .into_iter()
        .filter(|(_, n, _)| *n > 0)
        .map(|(words, n, key)| {
            el("li")
                .attr("data-count", key)
                .text(&text::join(&[&n.to_string(), " ", words]))
        });
    el("ul").class("plain").children(rows)
}

fn notices(ready: &Ready) -> Vec<El> {
    let named = &ready.came.meta.instrument;
    let mut notices = Vec::new();
    if let Some(cut) = ready.cut {
        notices.push(notice("warn", &cut_words(cut)).attr("data-cut", ""));
    }
    if ready.came.is_part {
        notices.push(notice("warn", text::ONLY_A_PART));
    }
    if ready.another {
        notices.push(notice("warn", text::ANOTHER_SHEET));
    }
    if crate::instruments::of(named).is_none() {
        notices.push(notice("warn", text::OTHER_EDITION));
    }
    if ready.changes && ready.is_known() && !ready.preview.changes_anything() {
        notices.push(notice("warn", text::ONLY_SEEN_MORE));
    }
    if !ready.changes {
        let older = ready.preview.same.is_empty() && !ready.preview.older.is_empty();
        let words = if older {
            text::OLDER_ALL
        } else {
            text::NOTHING_NEW
        };
        notices.push(notice("good", words));
    }
    notices
}

/// `Berkas terpotong: 41 dari 55 isian terbaca. …`
fn cut_words(cut: Cut) -> String {
    let expected = cut.expected.filter(|n| *n >= cut.whole);
    let of = expected.map(|n| text::join(&[text::OF, &n.to_string()]));
    text::join(&[
        if cut.broken {
            text::FILE_BROKEN
        } else {
            text::FILE_CUT
        },
        &cut.whole.to_string(),
        of.as_deref().unwrap_or_default(),
        text::ITEMS_READ,
    ])
}

fn stored_card(stored: &Rc<Stored>) -> Vec<El> {
    let meta = &stored.meta;
    let link = |page: Page| Route::Sheet(meta.kind, meta.region.clone(), page).hash();
    let mut parts = vec![
        notice("good", text::STORED)
            .attr("role", "status")
            .attr("data-stored", ""),
    ];
    if stored.asked {
        parts.push(asked::way(meta));
        return parts;
    }
    if stored.conflicts > 0 {
        let words = text::join(&[&stored.conflicts.to_string(), text::ANSWERS_DISAGREE]);
        parts.push(notice("warn", &words));
    }
    let compare = (stored.conflicts > 0).then(|| {
        a("button", &link(Page::Conflicts))
            .attr("data-action", "compare")
            .text(text::COMPARE)
    });
    parts.push(
        div("actions")
            .child(
                a("button main", &link(Page::Overview))
                    .attr("data-action", "open-sheet")
                    .text(text::OPEN_SHEET),
            )
            .children(compare),
    );
    if let Some(came) = &stored.whole {
        parts.push(receipts::offer(came));
    }
    parts
}
