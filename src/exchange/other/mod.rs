//! Other ways to hand over, for those who need them: a page to read, a passphrase, a
//! part of the sheet, a copy for another region. They belong to the desk program.

mod bundle;
mod copy;
mod part;
mod sealed;
mod summary;

use std::rc::Rc;

use saba_core::instrument::SheetKind;

use super::copy_light::{Known, copy_light, look};
use super::payload::{self, Form};
use super::ways::Ways;
use crate::dom::{El, a, disclosure, el, p, summary};
use crate::parts::{bar, main, not_found, save_light};
use crate::route::{Page, Route};
use crate::{dispatch, state, text};

/// A page to read.
const PAGE: Form = Form {
    download: [".html", "text/html"],
    share: [".html", "text/html"],
};

/// The screen.
pub fn other_ways() -> Vec<El> {
    dispatch::flush();
    let Some(meta) = state::with_sheet(|s| s.meta.clone()) else {
        return not_found();
    };
    let link = |page: Page| Route::Sheet(meta.kind, meta.region.clone(), page).hash();
    let known = look();
    let (for_page, for_sealed, for_bundle) = (known.clone(), known.clone(), known.clone());
    let kind = meta.kind;
    let copy_words = text::copy_for(kind);
    let screen = main("other-ways", text::OTHER_WAYS_TITLE)
        .child(save_light())
        .child(copy_light(known))
        .children((kind != SheetKind::Desa).then(|| {
            disclosure(summary(text::BUNDLE), false, move || {
                bundle::form(for_bundle.clone())
            })
            .attr("data-way", "bundle")
        }))
        .child(
            disclosure(summary(text::SUMMARY), false, move || {
                page_ways(for_page.clone())
            })
            .attr("data-way", "summary"),
        )
        .child(
            disclosure(summary(text::SEALED), false, move || {
                sealed::form(for_sealed.clone())
            })
            .attr("data-way", "sealed"),
        )
        .child(
            disclosure(summary(text::PART), false, move || part::form(kind))
                .attr("data-way", "part"),
        )
        .child(disclosure(summary(copy_words), false, copy::form).attr("data-way", "copy"))
        .child(
            el("nav")
                .class("actions")
                .child(a("button quiet", &link(Page::HandOver)).text(text::HAND_OVER_TITLE)),
        );
    vec![
        bar(
            &meta.region_name,
            &link(Page::HandOver),
            text::kind(meta.kind),
        ),
        screen,
    ]
}

fn page_ways(known: Known) -> Vec<El> {
    let ways = Ways::new(
        PAGE,
        Rc::new(|| summary::page(payload::make()?)),
        Some(known),
    );
    vec![
        p(text::SUMMARY_HINT).class("hint"),
        ways.buttons(),
        ways.result(),
    ]
}
