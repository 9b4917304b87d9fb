//! A sheet from above: how far it is, what state its documents are in, where
//! to go on.

use saba_core::instrument::{Instrument, Role, SheetKind};
use saba_core::region::RegionCode;
use saba_core::sheet::{
    DocumentStatus, OdfStatus, Progress, document_status, odf_status, progress,
};

#[cfg(feature = "desk")]
use super::award;
use super::who;
use crate::dom::{El, a, div, el, live, p};
use crate::parts::{self, bar, main, save_light, undo_button};
use crate::route::{Page, Route};
use crate::{exchange, review, state, text};

/// The overview of the open sheet.
pub fn overview(kind: SheetKind, region: &RegionCode, unlisted: bool) -> Vec<El> {
    let instrument = state::instrument();
    let (title, below) = parts::sheet_title();
    let region = region.clone();
    let link = move |page: Page| Route::Sheet(kind, region.clone(), page).hash();
    let screen = main("overview", text::kind(kind))
        .child(save_light())
        .child(exchange::copy_light(exchange::look()))
        .child(exchange::disagreements())
        .child(review::line())
        .children(unlisted.then(|| parts::notice("warn", text::UNKNOWN_VILLAGE)))
        .child(who::who())
        .child(progress_bar(instrument, kind))
        .child(states(instrument, kind))
        .children(bars(kind))
        .child(sections(instrument, kind, link.clone()))
        .child(
            div("actions")
                .child(next_open(instrument, kind, link.clone()))
                .child(
                    a("button", &link(Page::Gaps))
                        .attr("data-action", "gaps")
                        .text(text::TO_GAPS),
                )
                .child(
                    a("button", &link(Page::HandOver))
                        .attr("data-action", "hand-over")
                        .text(text::hand_over_to(kind)),
                )
                .children((kind != SheetKind::Desa).then(|| {
                    a("button", &link(Page::Board))
                        .attr("data-action", "board")
                        .text(text::BOARD)
                }))
                .children(proposals(kind, link.clone()))
                .child(undo_button())
                .child(
                    a("button quiet", &link(Page::History(String::new())))
                        .attr("data-action", "history")
                        .text(text::HISTORY),
                )
                .child(
                    a("button quiet", &link(Page::Lock))
                        .attr("data-action", "lock-page")
                        .text(text::LOCK_OR_REMOVE),
                )
                .children(lock_now())
                .children(of_the_desk(&link)),
        )
        .children((kind != SheetKind::Kabupaten).then(|| p(text::NO_VILLAGE_SCORE).class("hint")));
    #[cfg(feature = "desk")]
    let screen = screen.children((kind == SheetKind::Kabupaten).then(super::edition::panel));
    vec![bar(&title, "#/", &below), screen]
}

/// The state of the sheet as a whole: documents and ODF, or the award.
fn states(instrument: &'static Instrument, kind: SheetKind) -> El {
    #[cfg(feature = "desk")]
    if kind == SheetKind::Kabupaten {
        return award::panel();
    }
    sheet_states(instrument, kind)
}

fn sections(
    instrument: &'static Instrument,
    kind: SheetKind,
    link: impl Fn(Page) -> String + 'static,
) -> El {
    let total = &state::signals().total;
    el("ul").class("rows sections").live(move || {
        total.get();
        #[cfg(feature = "desk")]
        let report = state::report();
        let def = instrument.sheet(kind);
        let row = |s: &saba_core::instrument::Section| {
            let p =
                state::with_sheet(|sheet| s.progress(sheet, instrument.years)).unwrap_or_default();
            let title = match s.tatanan {
                Some(no) => text::join(&[&no.to_string(), ". ", &s.title]),
                None => s.title.clone(),
            };
            #[cfg(feature = "desk")]
            let range = s
                .tatanan
                .zip(report.as_ref())
                .map(|(no, r)| award::tatanan_range(instrument, r, no));
            #[cfg(not(feature = "desk"))]
            let range: Option<Vec<El>> = None;
            let count = text::join(&[&p.complete.to_string(), "/", &p.all.to_string()]);
            let row = a("row", &link(Page::Section(s.id.clone(), None)))
                .attr("data-section", &s.id)
                .child(
                    el("span")
                        .class("row-main")
                        .child(el("b").text(&title))
                        .children(range.into_iter().flatten()),
                )
                .child(
                    el("span")
                        .class("row-side count")
                        .flag("data-full", p.complete == p.all)
                        .text(&count),
                );
            el("li").child(row)
        };
        def.sections.iter().map(row).collect()
    })
}

fn next_open(
    instrument: &'static Instrument,
    kind: SheetKind,
    link: impl Fn(Page) -> String + 'static,
) -> El {
    let total = &state::signals().total;
    live(move || {
        total.get();
        let def = instrument.sheet(kind);
        let open = state::with_sheet(|s| {
            let item = def.next_open(s, instrument.years, None)?;
            let section = def.section_of(&item.id)?;
            Some(Page::Section(section.id.clone(), Some(item.id.clone())))
        });
        vec![match open.flatten() {
            Some(page) => a("button main", &link(page))
                .attr("data-action", "next-open")
                .text(text::NEXT_OPEN),
            None => parts::notice("good", text::ALL_DONE),
        }]
    })
}

fn progress_bar(instrument: &'static Instrument, kind: SheetKind) -> El {
    let total = &state::signals().total;
    div("progress").live(move || {
        total.get();
        let def = instrument.sheet(kind);
        let now: Progress =
            state::with_sheet(|s| progress(def.items(), s, instrument.years)).unwrap_or_default();
        let words = text::progress(now);
        vec![
            p(&words).attr("data-progress", &now.complete.to_string()),
            el("progress")
                .attr("max", &now.all.to_string())
                .attr("value", &now.complete.to_string())
                .attr("aria-label", &words),
        ]
    })
}

/// Shape, word and colour of a document's state.
fn chip(title: &str, key: &str, words: &str) -> El {
    el("li")
        .class("chip")
        .attr("data-status", key)
        .child(el("span").class("chip-shape").attr("aria-hidden", "true"))
        .child(
            el("span")
                .child(el("b").text(title))
                .child(el("small").text(words)),
        )
}

/// The documents in the verifiers' colours, and the ODF state.
fn sheet_states(instrument: &'static Instrument, kind: SheetKind) -> El {
    let title = match kind {
        SheetKind::Kecamatan => text::FORKOM_DOCUMENTS,
        _ => text::POKJA_DOCUMENTS,
    };
    let total = &state::signals().total;
    let chips = el("ul")
        .class("chips")
        .attr("data-states", "")
        .live(move || {
            total.get();
            let def = instrument.sheet(kind);
            state::with_sheet(|sheet| {
                let mut chips: Vec<El> = def
                    .items()
                    .filter_map(|item| {
                        let status = document_status(item, sheet, instrument.years)?;
                        let key = match status {
                            DocumentStatus::Blank => "blank",
                            DocumentStatus::Complete => "complete",
                            DocumentStatus::OneYear => "one-year",
                            DocumentStatus::None => "none",
                        };
                        Some(chip(&item.title, key, text::document(status)))
                    })
                    .collect();
                if def.with_role(Role::Odf).is_some() {
                    let odf = odf_status(def, sheet);
                    let key = match odf {
                        OdfStatus::Blank => "blank",
                        OdfStatus::NotYet => "none",
                        OdfStatus::Passed | OdfStatus::Declared => "complete",
                    };
                    chips.push(chip(text::ODF, key, text::odf(odf)));
                }
                chips
            })
            .unwrap_or_default()
        });
    div("").child(el("h2").text(title)).child(chips)
}

/// The regency against the thresholds.
fn bars(kind: SheetKind) -> Option<El> {
    #[cfg(feature = "desk")]
    if kind == SheetKind::Kabupaten {
        return Some(crate::board::bars());
    }
    let _ = kind;
    None
}

/// The way to what villages and kecamatan propose.
fn proposals(kind: SheetKind, link: impl Fn(Page) -> String) -> Option<El> {
    #[cfg(feature = "desk")]
    if kind == SheetKind::Kabupaten {
        return Some(
            a("button", &link(Page::Proposals))
                .attr("data-action", "proposals")
                .text(text::PROPOSALS),
        );
    }
    let _ = (kind, link);
    None
}

/// Ways that only the desk goes: to the sheet on paper, to the rounds of verification,
/// from where they are held, on a study visit, and to what the regency plans and prints.
#[cfg(feature = "desk")]
fn of_the_desk(link: &dyn Fn(Page) -> String) -> Vec<El> {
    let rounds = !state::instrument().rounds.is_empty();
    let regency = state::with_sheet(|s| s.meta.kind) == Some(SheetKind::Kabupaten);
    let aims = match crate::plans::next_step().filter(|_| regency) {
        Some(step) => text::join(&[text::AIMS, " · ", &step]),
        None => text::AIMS.into(),
    };
    let ways = [
        (true, Page::Paper, "paper", text::PAPER),
        (rounds, Page::Review, "review", text::VERIFICATION),
        (regency, Page::Visit, "visit", text::VISIT),
        (regency, Page::Aims, "aims", &aims),
        (regency, Page::Plans, "plans", text::PLANS),
        (
            regency,
            Page::Reports(String::new()),
            "reports",
            text::REPORTS,
        ),
    ];
    ways.into_iter()
        .filter(|(there, ..)| *there)
        .map(|(_, page, key, words)| {
            a("button quiet", &link(page))
                .attr("data-action", key)
                .text(words)
        })
        .collect()
}

#[cfg(not(feature = "desk"))]
fn of_the_desk(_: &dyn Fn(Page) -> String) -> Option<El> {
    None
}

/// Closes a locked sheet that is open here.
fn lock_now() -> Option<El> {
    #[cfg(feature = "desk")]
    if state::with_sheet(|s| crate::store::seal::is_open(&s.meta.id)) == Some(true) {
        return Some(crate::device::lock_now_button("button"));
    }
    None
}
