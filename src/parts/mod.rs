//! Small views that are used everywhere.

mod bar;
mod field;
#[cfg(feature = "desk")]
mod files;
mod language;
mod light;
#[cfg(feature = "desk")]
mod passphrase;

pub use bar::{bar, undo_button};
pub use field::{FieldPlace, choice, field_input, show_numbers};
#[cfg(feature = "desk")]
pub use field::{may_be_edited, number_input, yes_no};
#[cfg(feature = "desk")]
pub use files::file_input;
#[cfg(not(feature = "desk"))]
pub use language::language_button;
#[cfg(feature = "desk")]
pub use language::language_choice;
pub use language::official;
pub use light::{light_name, save_light, sheet_title};
#[cfg(feature = "desk")]
pub use passphrase::passphrase_form;

use crate::dom::{El, a, div, el, p};
use crate::store::StoreError;
use crate::text;

/// The main part of a screen, under its name for tests and measurements.
pub fn main(screen: &str, title: &str) -> El {
    el("main")
        .class("page")
        .attr("data-screen", screen)
        .child(el("h1").attr("tabindex", "-1").text(title))
}

/// While something is on its way.
pub fn loading() -> Vec<El> {
    vec![
        el("main")
            .class("page")
            .attr("data-screen", "loading")
            .child(p(text::LOADING).attr("role", "status")),
    ]
}

/// An address that nothing has.
pub fn not_found() -> Vec<El> {
    vec![
        bar(text::APP, "#/", ""),
        main("not-found", text::NOT_FOUND)
            .child(p(text::NOT_FOUND_HINT))
            .child(a("button", "#/").text(text::HOME)),
    ]
}

/// The store could not give a sheet.
pub fn store_failed(error: StoreError) -> Vec<El> {
    vec![
        bar(text::APP, "#/", ""),
        main("store-failed", text::store_error(error))
            .child(p(text::SHEET_UNREADABLE).attr("role", "alert"))
            .child(a("button", "#/").text(text::HOME)),
    ]
}

/// A notice: a shape before the words, so that colour is not alone. `good`,
/// `warn` or `bad`.
pub fn notice(kind: &str, words: &str) -> El {
    p(words).class("notice").attr("data-kind", kind)
}

/// How many items something is the matter with, and where they are; nothing where it is
/// none. `name` is the attribute that says how many.
pub fn counted(name: &str, n: usize, words: &str, link: El) -> Vec<El> {
    if n == 0 {
        return Vec::new();
    }
    let n = n.to_string();
    let line = div("notice").attr("data-kind", "warn").attr(name, &n);
    vec![line.child(p(&text::join(&[&n, words]))).child(link)]
}

/// A row of a list that leads somewhere.
pub fn row(href: &str, title: &str, under: &str, side: &str) -> El {
    let main = el("span").class("row-main").child(el("b").text(title));
    let main = if under.is_empty() {
        main
    } else {
        main.child(el("small").text(under))
    };
    a("row", href)
        .child(main)
        .child(el("span").class("row-side").text(side))
}

/// What Saba is and whose data it uses.
pub fn about() -> Vec<El> {
    let instrument = crate::state::built_in();
    let version = text::join(&[
        text::APP,
        " ",
        env!("CARGO_PKG_VERSION"),
        " · ",
        &instrument.title,
        " · ",
        &instrument.edition,
    ]);
    let screen = main("about", text::ABOUT)
        .children(text::ABOUT_TEXT.iter().map(|words| p(words)))
        .child(p(&version));
    let glossary = div("actions").child(a("button", "#/kamus").text(text::GLOSSARY));
    #[cfg(feature = "desk")]
    let screen = screen.child(glossary).child(language_choice());
    #[cfg(not(feature = "desk"))]
    let screen = screen.child(glossary.child(language_button()));
    vec![bar(text::APP, "#/", ""), screen]
}
