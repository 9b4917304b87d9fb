//! Where sheets come from: picked, dropped, pasted.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;

use crate::dom::{El, Live, button, el, p, value_of};
use crate::parts::file_input;
use crate::platform::folder::{self, is_of_the_system};
use crate::platform::{self, member};
use crate::text;

/// One thing that somebody brought.
pub enum Source {
    /// A file, whatever it is called.
    File(web_sys::File),
    /// A file that another app handed to Saba. A text has no name.
    Shared(web_sys::File),
    /// A text that was pasted.
    Text(String),
    /// A folder without a single file.
    EmptyFolder,
}

impl Source {
    /// What to call it.
    pub fn name(&self) -> String {
        match self {
            Source::File(file) => file.name(),
            Source::Shared(file) if file.name().is_empty() => text::SHARED_TEXT.into(),
            Source::Shared(file) => file.name(),
            Source::Text(_) => text::PASTED.into(),
            Source::EmptyFolder => text::PICK_FOLDER.into(),
        }
    }
}

/// What to do with what was brought.
type Take = Rc<dyn Fn(Vec<Source>)>;

thread_local! {
    /// What the screen that is there does with what is pasted anywhere on the page.
    static PASTED: RefCell<Option<Take>> = const { RefCell::new(None) };
    static LISTENING: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

/// What a transfer (of a drop or of the clipboard) holds: files, or else its text.
fn sources_of(transfer: Option<web_sys::DataTransfer>) -> Vec<Source> {
    let Some(transfer) = transfer else {
        return Vec::new();
    };
    let files = platform::file::all(transfer.files());
    if !files.is_empty() {
        return files.into_iter().map(Source::File).collect();
    }
    let text = transfer.get_data("text").unwrap_or_default();
    match text.trim().is_empty() {
        true => Vec::new(),
        false => vec![Source::Text(text)],
    }
}

/// The buttons that open the file picker, and on computers that for a whole folder. No
/// filter: phones grey out what they do not know, and names do not matter.
pub fn pickers(take: impl Fn(Vec<Source>) + Clone + 'static) -> Vec<El> {
    let files = picker("button main file", text::PICK_FILE, false, take.clone());
    let folder = (!platform::is_phone() && can_pick_folders())
        .then(|| picker("button file", text::PICK_FOLDER, true, take));
    std::iter::once(files).chain(folder).collect()
}

fn picker(class: &str, words: &str, is_folder: bool, take: impl Fn(Vec<Source>) + 'static) -> El {
    let input = file_input(move |mut files| match is_folder {
        true => {
            files.retain(|file| !is_of_the_system(&file.name()));
            take(of_folder(files));
        }
        false => take(files.into_iter().map(Source::File).collect()),
    })
    .flag("multiple", true)
    .flag("webkitdirectory", is_folder);
    el("label")
        .class(class)
        .child(el("span").text(words))
        .child(input)
}

fn of_folder(files: Vec<web_sys::File>) -> Vec<Source> {
    match files.is_empty() {
        true => vec![Source::EmptyFolder],
        false => files.into_iter().map(Source::File).collect(),
    }
}

fn can_pick_folders() -> bool {
    let input = platform::document().create_element("input");
    input.is_ok_and(|input| js_sys::Reflect::has(&input, &"webkitdirectory".into()) == Ok(true))
}

/// Takes what is pasted anywhere on the page, as long as this screen is there, except
/// into a field of its own.
pub fn on_paste(take: impl Fn(Vec<Source>) + 'static) {
    PASTED.set(Some(Rc::new(take)));
    if LISTENING.replace(true) {
        return;
    }
    platform::page::listen(platform::document(), "paste", |event| {
        let there = platform::document().query_selector("[data-screen=take-in]");
        if !there.is_ok_and(|screen| screen.is_some()) {
            return;
        }
        let target = event
            .target()
            .and_then(|t| t.dyn_into::<web_sys::Element>().ok());
        let own = |e: &web_sys::Element| matches!(e.tag_name().as_str(), "INPUT" | "TEXTAREA");
        if target.as_ref().is_some_and(own) {
            return;
        }
        let data = member(&event, "clipboardData").and_then(|d| d.dyn_into().ok());
        let sources = sources_of(data);
        let take = PASTED.with_borrow(Clone::clone);
        if let (false, Some(take)) = (sources.is_empty(), take) {
            event.prevent_default();
            take(sources);
        }
    });
}

/// A field for a text that came in a message, also in several parts, and the button
/// that reads it.
pub fn paste_area(take: impl Fn(Vec<Source>) + 'static) -> Vec<El> {
    let typed = Live::new(String::new());
    let into = typed.clone();
    let area = el("textarea")
        .attr("id", "tempel")
        .attr("rows", "5")
        .attr("aria-label", text::PASTE_TEXT)
        .on("input", move |event| into.set(value_of(&event)));
    let read = button("button", text::READ_PASTED, move || {
        let text = typed.peek();
        if !text.trim().is_empty() {
            take(vec![Source::Text(text)]);
        }
    });
    vec![
        p(text::PASTE_HINT).class("hint"),
        area,
        read.attr("data-action", "read-pasted"),
    ]
}

/// Makes an element take what is dropped on it.
pub fn drop_target(target: El, take: impl Fn(Vec<Source>) + Clone + 'static) -> El {
    let dragging = Live::new(false);
    let (over, leave, drop, frame) = (
        dragging.clone(),
        dragging.clone(),
        dragging.clone(),
        dragging.clone(),
    );
    target
        .class("page drop")
        .live_attr("data-dragging", move || frame.get().then(String::new))
        .on("dragover", move |event| {
            event.prevent_default();
            if !over.peek() {
                over.set(true);
            }
        })
        .on("dragleave", move |_| leave.set(false))
        .on("drop", move |event| {
            event.prevent_default();
            drop.set(false);
            let event = event.dyn_into::<web_sys::DragEvent>();
            let transfer = event.ok().and_then(|event| event.data_transfer());
            match transfer.as_ref().and_then(folder::entries) {
                None => take(sources_of(transfer)),
                Some(entries) => {
                    let take = take.clone();
                    platform::spawn(async move {
                        take(of_folder(folder::files(entries).await));
                    });
                }
            }
        })
        .child(
            p(text::DROP_HERE)
                .class("drop-here")
                .hidden_while(move || !dragging.get()),
        )
}
