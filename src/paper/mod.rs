//! The sheet on paper: what is printed is chosen here, and the pages stand below as they
//! will be printed. The document is of plain elements with a style of its own
//! (`style/desk/paper.css`) and real pages, so that it prints the same in every browser
//! and can leave as a file that needs nothing of Saba.

mod choices;
mod document;
mod file;
mod marks;
mod pages;

use std::cell::Cell;

use saba_core::file::receipt::receipt_code;
use saba_core::file::{Provenance, sheet_json};
use saba_core::instrument::{Field, SheetKind};
use saba_core::sheet::Sheet;
use saba_core::text::joined;

use crate::dom::{El, Live, a, button, el, live, p};
use crate::help::{self, Help};
use crate::parts::{bar, main, not_found, notice};
use crate::route::{Page, Route};
use crate::store::handed::{self, Handed};
use crate::{dispatch, platform, state, text};
use choices::Choices;

thread_local! {
    /// Rises whenever pages are made anew: what is made for earlier choices is dropped.
    static TURN: Cell<u32> = const { Cell::new(0) };
}

/// What came of making the pages.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Made {
    /// How many there are.
    pages: usize,
    /// Was an explanation wanted that is not on this device?
    no_help: bool,
    /// Has the sheet changed since it was handed over, or was it never?
    changed: bool,
}

/// The screen.
pub fn paper() -> Vec<El> {
    dispatch::flush();
    let Some((meta, is_empty)) = state::with_sheet(|s| (s.meta.clone(), s.answers.is_empty()))
    else {
        return not_found();
    };
    let link = |page: Page| Route::Sheet(meta.kind, meta.region.clone(), page).hash();
    let chosen = Live::new(Choices::new(is_empty));
    let made: Live<Option<Made>> = Live::new(None);
    let screen = main("paper", text::PAPER)
        .child(p(text::PAPER_HINT))
        .children(choices::form(state::instrument().sheet(meta.kind), &chosen))
        .child(standing(chosen.clone(), made.clone(), link(Page::HandOver)))
        .child(ways(chosen.clone(), made.clone()))
        .child(
            el("nav")
                .class("actions")
                .child(
                    a("button quiet", &link(Page::Keying(None)))
                        .attr("data-action", "keying")
                        .text(text::PAPER_KEYING),
                )
                .child(a("button quiet", &link(Page::HandOver)).text(text::HAND_OVER_TITLE)),
        );
    let back = link(Page::Overview);
    vec![
        bar(&meta.region_name, &back, text::kind(meta.kind)),
        screen,
        preview(chosen, made),
    ]
}

/// How many pages there are, or what keeps them from being there.
fn standing(chosen: Live<Choices>, made: Live<Option<Made>>, hand_over: String) -> El {
    live(move || {
        let now = chosen.get();
        let Some(made) = made.get() else {
            let words = match now.sections.is_empty() {
                true => text::PAPER_NOTHING,
                false => text::PAPER_MAKING,
            };
            return vec![p(words).attr("role", "status")];
        };
        let mut said = vec![
            p(&text::paper_pages(made.pages, now.size()))
                .attr("role", "status")
                .attr("data-pages", &made.pages.to_string()),
        ];
        if made.no_help {
            said.push(notice("warn", text::PAPER_NO_HELP));
        }
        if made.changed {
            let words = notice("warn", text::PAPER_HAND_OVER_FIRST);
            said.push(words.attr("data-changed", ""));
            said.push(a("button quiet", &hand_over).text(text::HAND_OVER_TITLE));
        }
        said
    })
}

fn ways(chosen: Live<Choices>, made: Live<Option<Made>>) -> El {
    live(move || {
        if made.get().is_none() {
            return Vec::new();
        }
        let both = |words: &str, hint: &str| el("span").text(words).child(el("small").text(hint));
        let choices = chosen.clone();
        let print = button("button main", "", platform::page::print)
            .attr("data-action", "print")
            .child(both(text::PAPER_PRINT, text::PAPER_PRINT_HINT));
        let download = button("button", "", move || file::download(&choices.peek()))
            .attr("data-action", "download-paper")
            .child(both(text::PAPER_DOWNLOAD, text::PAPER_DOWNLOAD_HINT));
        vec![el("div").class("actions").child(print).child(download)]
    })
}

/// The pages themselves. They are all that is printed.
fn preview(chosen: Live<Choices>, made: Live<Option<Made>>) -> El {
    el("section")
        .class("paper")
        .attr("tabindex", "0")
        .attr("aria-label", text::PAPER_PREVIEW)
        .live(move || {
            let now = chosen.get();
            made.set(None);
            let turn = TURN.get().wrapping_add(1);
            TURN.set(turn);
            let frame = el("div").class("paper-frame");
            let (place, done) = (frame.clone(), made.clone());
            platform::spawn(async move {
                let result = make(&now, &place, turn).await;
                if let Some(result) = result.filter(|_| TURN.get() == turn) {
                    done.set(Some(result));
                }
            });
            vec![frame]
        })
}

/// Makes the pages in their frame. `None` where there is nothing to make, or something
/// else was chosen meanwhile.
async fn make(choices: &Choices, frame: &El, turn: u32) -> Option<Made> {
    let sheet = state::with_sheet(Clone::clone)?;
    let handed = match choices.filled {
        true => last_handed(&sheet).await,
        false => None,
    };
    let def = state::instrument().sheet(sheet.meta.kind);
    let mut helps = Vec::new();
    let mut no_help = false;
    for item in def.items().filter(|_| choices.help) {
        match help::of(&item.id).await {
            Some(help) => helps.push((item.id.clone(), help)),
            None => no_help = true,
        }
    }
    if TURN.get() != turn || choices.sections.is_empty() {
        return None;
    }
    let changed = choices.filled && handed.is_none();
    let words = match choices.filled {
        true => Some(code(&sheet, handed.as_ref())),
        false => None,
    };
    let blocks = document::blocks(choices, &sheet, def, &Helps(helps));
    let edge = document::Edge::new(&sheet, words);
    let pages = pages::fill(frame, choices, blocks, &edge);
    Some(Made {
        pages,
        no_help,
        changed,
    })
}

/// The explanations that are printed, by item.
struct Helps(Vec<(String, Help)>);

impl Helps {
    fn of(&self, item: &str) -> Option<&Help> {
        let found = self.0.iter().find(|(id, _)| id == item);
        found.map(|(_, help)| help)
    }
}

/// The last hand-over, if nothing changed since.
async fn last_handed(sheet: &Sheet) -> Option<Handed> {
    let store = state::saver().store().await.ok()?;
    let record = store.get(&handed::key(&sheet.meta.id)).await.ok()??;
    Handed::read(&record).filter(|handed| handed.since(sheet) == 0)
}

/// The words on each page of a filled sheet: those of its receipt, so that paper and file
/// can be told to be the same; or, where no file of it has left, words for its content,
/// which are the same wherever and whenever the same answers are printed.
fn code(sheet: &Sheet, handed: Option<&Handed>) -> String {
    let (label, checksum) = match handed {
        Some(handed) => (text::PAPER_WORDS, handed.checksum.clone()),
        None => {
            let mut bare = sheet.clone();
            bare.meta.revision = 0;
            let from = Provenance {
                program: String::new(),
                at: 0,
                by: String::new(),
                device: String::new(),
            };
            let document = sheet_json(&bare, &from);
            let sum = document.get("checksum").and_then(|c| c.as_str());
            (text::PAPER_CONTENT, sum.unwrap_or_default().into())
        }
    };
    let words = receipt_code(&checksum).unwrap_or_default();
    text::join(&[label, &joined(&mut words.into_iter(), " ")])
}

/// The name of a section with its number, as it stands on paper.
fn section_name(section: &saba_core::instrument::Section) -> String {
    match section.tatanan {
        Some(no) => text::join(&[&no.to_string(), ". ", &section.title]),
        None => section.title.clone(),
    }
}

/// How many boxes a whole number has on the paper of a kind of sheet. Money needs more.
fn digits(kind: SheetKind, field: &Field) -> usize {
    match kind {
        _ if field.unit == "Rp" => 11,
        SheetKind::Desa => 5,
        SheetKind::Kecamatan => 6,
        SheetKind::Kabupaten => 7,
    }
}
