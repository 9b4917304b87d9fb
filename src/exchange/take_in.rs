//! Taking a file in: read, shown, and stored only when somebody says so.

use saba_core::file::{Checksum, FileError, Incoming, decode_text, read_sheet};
use saba_core::merge::{Preview, merge, preview};
use saba_core::sheet::Sheet;

use wasm_bindgen::JsCast;

use crate::dom::{El, Live, a, button, div, el, live, p};
use crate::parts::{bar, main, notice};
use crate::route::{Page, Route};
use crate::{platform, sheets, state, store, text};

/// A file that can be stored.
#[derive(Clone)]
struct Ready {
    incoming: Incoming,
    before: Option<Sheet>,
    preview: Preview,
    /// Another sheet for the same region is on this device.
    another: bool,
}

/// Where taking in stands.
#[derive(Clone)]
enum Step {
    Waiting,
    Reading,
    Refused(String),
    Shown(Box<Ready>),
    Stored(String),
}

/// The screen.
pub fn take_in() -> Vec<El> {
    let step = Live::new(Step::Waiting);
    let dragging = Live::new(false);
    let coming = step.clone();
    let read = move |files: Vec<web_sys::File>| {
        let Some(file) = files.into_iter().next() else {
            return;
        };
        coming.set(Step::Reading);
        let coming = coming.clone();
        crate::platform::spawn(async move { coming.set(look_into(&file).await) });
    };
    let picked = read.clone();
    let input = el("input").attr("type", "file").on("change", move |event| {
        let target = event
            .target()
            .and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok());
        if let Some(input) = target {
            picked(platform::file::all(input.files()));
            // The same file can be picked again.
            input.set_value("");
        }
    });
    let (over, leave, drop, words, frame) = (
        dragging.clone(),
        dragging.clone(),
        dragging.clone(),
        dragging.clone(),
        dragging,
    );
    let shown = live(move || match step.get() {
        Step::Waiting => Vec::new(),
        Step::Reading => vec![p(text::LOADING).attr("role", "status")],
        Step::Refused(words) => {
            vec![
                notice("bad", &words)
                    .attr("role", "alert")
                    .attr("data-refused", ""),
            ]
        }
        Step::Shown(ready) => vec![preview_card(*ready, step.clone())],
        Step::Stored(href) => vec![
            notice("good", text::STORED)
                .attr("role", "status")
                .attr("data-stored", ""),
            a("button main", &href)
                .attr("data-action", "open-sheet")
                .text(text::OPEN_SHEET),
        ],
    });
    let screen = main("take-in", text::TAKE_IN)
        .class("page drop")
        .live_attr("data-dragging", move || frame.get().then(String::new))
        .on("dragover", move |event| {
            event.prevent_default();
            over.set(true);
        })
        .on("dragleave", move |_| leave.set(false))
        .on("drop", move |event| {
            event.prevent_default();
            drop.set(false);
            if let Ok(event) = event.dyn_into::<web_sys::DragEvent>() {
                read(platform::file::all(
                    event.data_transfer().and_then(|d| d.files()),
                ));
            }
        })
        .child(p(text::TAKE_IN_HINT))
        .child(
            el("label")
                .class("button main file")
                .child(el("span").text(text::PICK_FILE))
                .child(input),
        )
        .child(p(text::DROP_HERE).hidden_while(move || !words.get()))
        .child(shown)
        .child(a("button quiet", &Route::Instruments.hash()).text(text::INSTRUMENTS));
    vec![bar(text::TAKE_IN, "#/", ""), screen]
}

async fn look_into(file: &web_sys::File) -> Step {
    let name = file.name();
    let refuse = |error: FileError| Step::Refused(text::file_error(&name, &error));
    if file.size() > saba_core::file::MAX_BYTES as f64 {
        return refuse(FileError::TooLarge);
    }
    let Ok(bytes) = platform::file::bytes(file).await else {
        return Step::Refused(text::join(&[
            &name,
            " — ",
            text::UNREADABLE,
            " ",
            text::NOTHING_CHANGED,
        ]));
    };
    let incoming = match decode_text(&bytes).and_then(|t| read_sheet(&t, Checksum::Required)) {
        Ok(incoming) => incoming,
        Err(error) => return refuse(error),
    };
    let named = &incoming.sheet.meta.instrument;
    crate::instruments::ready(named).await;
    if crate::instruments::nearest(named).is_none() {
        let words = [
            &name,
            " — ",
            text::OTHER_INSTRUMENT,
            " ",
            text::NOTHING_CHANGED,
        ];
        return Step::Refused(text::join(&words));
    }
    match prepare(incoming).await {
        Ok(ready) => Step::Shown(Box::new(ready)),
        Err(error) => Step::Refused(text::join(&[
            text::store_error(error),
            ". ",
            text::NOTHING_CHANGED,
        ])),
    }
}

async fn prepare(mut incoming: Incoming) -> Result<Ready, store::StoreError> {
    crate::dispatch::flush();
    let meta = &mut incoming.sheet.meta;
    if meta.id.is_empty() {
        meta.id = platform::random_id(32);
    }
    sheets::refresh().await?;
    let store = state::saver().store().await?;
    let before = store.sheet(&meta.id).await?;
    let another = sheets::find(meta.kind, &meta.region).is_some_and(|s| s.sheet.meta.id != meta.id);
    let preview = preview(before.as_ref(), &incoming.sheet);
    Ok(Ready {
        incoming,
        before,
        preview,
        another,
    })
}

fn preview_card(ready: Ready, step: Live<Step>) -> El {
    let meta = ready.incoming.sheet.meta.clone();
    let from = &ready.incoming.from;
    let counts = [
        (text::COUNT_NEW, ready.preview.new.len(), "new"),
        (text::COUNT_UPDATED, ready.preview.updated.len(), "updated"),
        (text::COUNT_SAME, ready.preview.same.len(), "same"),
        (text::COUNT_OLDER, ready.preview.older.len(), "older"),
        (
            text::COUNT_CONFLICT,
            ready.preview.conflicts.len(),
            "conflict",
        ),
    ];
    let rows = counts
        .into_iter()
        .filter(|(_, n, _)| *n > 0)
        .map(|(words, n, key)| {
            el("li")
                .attr("data-count", key)
                .text(&text::join(&[&n.to_string(), " ", words]))
        });
    let edition = crate::instruments::of(&meta.instrument).is_none();
    let nothing = ready.before.is_some() && !ready.preview.changes_anything();
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
    let mut notices = Vec::new();
    if ready.another {
        notices.push(notice("warn", text::ANOTHER_SHEET));
    }
    if edition {
        notices.push(notice("warn", text::OTHER_EDITION));
    }
    if nothing {
        notices.push(notice("good", text::NOTHING_NEW));
    }
    let (leave, done) = (step.clone(), step);
    let store_it = button("button main", text::STORE_IT, move || {
        let (ready, done) = (ready.clone(), done.clone());
        crate::platform::spawn(async move { done.set(keep(ready).await) });
    });
    let leave_it = button("button", text::LEAVE_IT, move || leave.set(Step::Waiting));
    el("section")
        .class("card")
        .attr("data-preview", "")
        .attr("aria-label", text::PREVIEW)
        .child(el("h2").text(&meta.region_name))
        .child(p(&text::join(&what)))
        .child(p(&text::join(&origin)))
        .child(el("ul").class("plain").children(rows))
        .children(notices)
        .child(
            div("actions")
                .child(store_it.attr("data-action", "store"))
                .child(leave_it.attr("data-action", "leave")),
        )
}

/// Merges and stores everything in one transaction, or nothing.
async fn keep(ready: Ready) -> Step {
    let sheet = match &ready.before {
        Some(before) => merge(before, &ready.incoming.sheet),
        None => ready.incoming.sheet,
    };
    let meta = sheet.meta.clone();
    let batch = store::whole(&sheet, ready.before.as_ref(), platform::now());
    let result = match state::saver().store().await {
        Ok(store) => store.write(&batch).await,
        Err(error) => Err(error),
    };
    if let Err(error) = result {
        return Step::Refused(text::join(&[
            text::store_error(error),
            ". ",
            text::NOTHING_CHANGED,
        ]));
    }
    crate::instruments::ready(&meta.instrument).await;
    state::forget_aside(&meta.id);
    state::signals().saved_at.set(Some(platform::now()));
    let _ = sheets::refresh().await;
    if state::with_sheet(|s| s.meta.id == meta.id) == Some(true) {
        sheets::show(sheet);
    } else if state::with_sheet(|s| s.meta.region == meta.region && s.meta.kind == meta.kind)
        == Some(true)
        && sheets::find(meta.kind, &meta.region).is_some_and(|s| s.sheet.meta.id == meta.id)
    {
        // An untouched sheet for the same region is open: the stored one goes first.
        sheets::show(sheet);
    }
    Step::Stored(Route::Sheet(meta.kind, meta.region, Page::Overview).hash())
}
