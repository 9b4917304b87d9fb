//! Taking a sheet off this device: only when somebody asks, and easily only when
//! somebody else has all of it.

use saba_core::sheet::{Sheet, SheetMeta};

use crate::dom::{El, Live, a, button, div, el, live, p, value_of};
use crate::parts::notice;
use crate::route::{Page, Route};
use crate::store::StoreError;
use crate::store::handed::{self, Handed};
use crate::{platform, prefs, sheets, state, text};

use super::{ask, saved, shown};

/// Who else has what is here.
#[derive(Clone, PartialEq, Eq)]
enum Cover {
    /// Nothing was ever said.
    Empty,
    /// All of it: who, when by the clock of theirs.
    All(String, u64),
    /// It was never handed over.
    Never,
    /// The latest hand-over has no receipt yet.
    NoReceipt,
    /// So many answers were changed after it.
    Since(usize),
    /// That cannot be told, for the sheet is locked.
    Unknown,
}

impl Cover {
    fn is_safe(&self) -> bool {
        matches!(self, Cover::Empty | Cover::All(..))
    }
}

/// What was found about a sheet.
#[derive(Clone, PartialEq, Eq)]
struct Found {
    cover: Cover,
    /// Is something typed from paper that is no answer yet? It never leaves this device.
    draft: bool,
}

impl Found {
    fn is_safe(&self) -> bool {
        !self.draft && self.cover.is_safe()
    }
}

/// Where removing stands.
#[derive(Clone, PartialEq, Eq)]
enum Step {
    Looking,
    Shown(Found),
    /// Asked once more.
    Sure(Found),
    Failed(&'static str),
    Gone,
}

/// The card. `closed`: the sheet is locked and was not opened here.
pub fn card(meta: SheetMeta, closed: bool) -> El {
    let step = Live::new(Step::Looking);
    let (slot, id) = (step.clone(), meta.id.clone());
    platform::spawn(async move {
        slot.set(match find(&id, closed).await {
            Ok(found) => Step::Shown(found),
            Err(error) => Step::Failed(text::store_error(error)),
        });
    });
    let inside = live(move || match step.get() {
        Step::Looking => Vec::new(),
        Step::Shown(found) => offer(&meta, found, &step),
        Step::Sure(found) => sure(&meta, found, &step),
        Step::Failed(words) => vec![notice("bad", words).attr("role", "alert")],
        Step::Gone => vec![
            notice("good", &text::join(&[&meta.region_name, text::REMOVED]))
                .attr("role", "status")
                .attr("data-removed", ""),
            a("button main", "#/").text(text::HOME),
        ],
    });
    el("section")
        .class("card")
        .attr("data-removal", "")
        .child(el("h2").text(text::REMOVE_SHEET))
        .child(inside)
}

/// What is told, and the way on.
fn offer(meta: &SheetMeta, found: Found, step: &Live<Step>) -> Vec<El> {
    let writable = &state::signals().writable;
    let (go, next) = (step.clone(), found.clone());
    let remove = button("button", text::REMOVE_SHEET, move || {
        go.set(Step::Sure(next.clone()));
    })
    .attr("data-action", "remove")
    .hidden_while(move || !writable.get());
    let Found { cover, draft } = &found;
    let words = match cover {
        Cover::Empty => text::REMOVE_EMPTY.to_string(),
        Cover::All(by, at) => {
            let by: &str = if by.is_empty() { text::RECEIVER } else { by };
            let at = platform::day_and_clock(*at);
            text::join(&[text::REMOVE_COVERED, by, " (", &at, ")."])
        }
        Cover::Never => text::REMOVE_NEVER.into(),
        Cover::NoReceipt => text::REMOVE_NO_RECEIPT.into(),
        Cover::Since(n) => text::join(&[&n.to_string(), text::REMOVE_SINCE]),
        Cover::Unknown => text::REMOVE_UNKNOWN.into(),
    };
    let told = notice(if found.is_safe() { "good" } else { "warn" }, &words);
    let told = told.attr("data-cover", name_of(cover));
    if found.is_safe() {
        return vec![told, p(text::REMOVE_WHAT), remove];
    }
    let link = |page: Page| Route::Sheet(meta.kind, meta.region.clone(), page).hash();
    let mut ways = div("actions");
    if *draft {
        let keying = a("button", &link(Page::Keying(None))).text(text::KEYING);
        ways = ways
            .child(notice("warn", text::REMOVE_DRAFT).attr("data-draft", ""))
            .child(keying);
    }
    if !cover.is_safe() && *cover != Cover::Unknown {
        ways = ways
            .child(a("button", &link(Page::HandOver)).text(text::HAND_OVER_TITLE))
            .child(a("button", "#/ambil").text(text::TAKE_RECEIPT));
    }
    // Without a receipt, only who means this very sheet.
    let typed = Live::new(false);
    let (into, name) = (typed.clone(), meta.region_name.clone());
    vec![
        told,
        ways,
        p(text::REMOVE_WHAT),
        el("label")
            .class("label")
            .attr("for", "removal-name")
            .text(&text::join(&[text::REMOVE_TYPE, &meta.region_name])),
        el("input")
            .attr("id", "removal-name")
            .class("text")
            .attr("type", "text")
            .attr("autocomplete", "off")
            .on("input", move |event| {
                into.set(value_of(&event).trim().eq_ignore_ascii_case(name.trim()));
            }),
        live(move || match typed.get() {
            true => vec![remove.clone()],
            false => Vec::new(),
        }),
    ]
}

/// The last question.
fn sure(meta: &SheetMeta, found: Found, step: &Live<Step>) -> Vec<El> {
    let (done, back, id) = (step.clone(), step.clone(), meta.id.clone());
    let remove = button("button main", text::REMOVE_YES, move || {
        let (id, done) = (id.clone(), done.clone());
        platform::spawn(async move {
            done.set(match remove(&id).await {
                Ok(()) => Step::Gone,
                Err(words) => Step::Failed(words),
            });
        });
    });
    let words = text::join(&[text::REMOVE_SURE, &meta.region_name, text::REMOVE_SURE_END]);
    vec![
        p(&words),
        div("actions")
            .child(remove.attr("data-action", "remove-now"))
            .child(button("button", text::CANCEL, move || {
                back.set(Step::Shown(found.clone()));
            })),
    ]
}

async fn remove(id: &str) -> Result<(), &'static str> {
    if !saved().await {
        return Err(text::NOT_LOCKED_UNSAVED);
    }
    let mine = ask(id).await;
    let result = match (mine, state::saver().store().await) {
        (false, _) => Err(text::OPEN_ELSEWHERE),
        (true, Err(error)) => Err(text::store_error(error)),
        (true, Ok(store)) => store.remove_sheet(id).await.map_err(text::store_error),
    };
    if result.is_ok() {
        state::close(id);
        prefs::forget_place();
        let _ = sheets::refresh().await;
    }
    shown();
    result
}

fn name_of(cover: &Cover) -> &'static str {
    match cover {
        Cover::Empty => "empty",
        Cover::All(..) => "all",
        Cover::Never => "never",
        Cover::NoReceipt => "no-receipt",
        Cover::Since(_) => "since",
        Cover::Unknown => "unknown",
    }
}

async fn find(id: &str, closed: bool) -> Result<Found, StoreError> {
    if closed {
        return Ok(Found {
            cover: Cover::Unknown,
            draft: false,
        });
    }
    // What is typed counts.
    saved().await;
    let store = state::saver().store().await?;
    let drafts = store.drafts(id).await?;
    let record = store.get(&handed::key(id)).await?;
    let record = record.as_deref().and_then(Handed::read);
    let looked = state::sheet(id).map(|sheet| match &record {
        _ if sheet.answers.is_empty() => Cover::Empty,
        None => Cover::Never,
        Some(record) => covered(&sheet, record),
    });
    Ok(Found {
        cover: looked.unwrap_or(Cover::Unknown),
        draft: !drafts.is_empty(),
    })
}

/// What a record of a hand-over covers.
fn covered(sheet: &Sheet, record: &Handed) -> Cover {
    let revision = sheet.meta.revision;
    let received = record.received.as_ref();
    let received = received.filter(|r| r.revision == revision && record.revision == revision);
    match (received, record.since(sheet)) {
        (None, _) => Cover::NoReceipt,
        (Some(_), since @ 1..) => Cover::Since(since),
        (Some(received), 0) => Cover::All(received.by.clone(), received.at),
    }
}
