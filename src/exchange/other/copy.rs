//! A sheet for another region that begins with the answers of this one. It is a sheet
//! of its own, with a new id.

use saba_core::region::RegionLevel;
use saba_core::sheet::SheetMeta;
use saba_core::slice::copy_for;

use crate::dom::{El, Live, a, button, el, live, p, value_of};
use crate::parts::notice;
use crate::regions::{self, Region, matches};
use crate::route::{Page, Route};
use crate::{dispatch, platform, sheets, state, store, text};

/// How many matches are shown at most.
const SHOWN: usize = 12;

/// Where it stands.
#[derive(Clone)]
enum Step {
    Loading,
    NoList,
    Choosing(Vec<Region>),
    There(String),
    Made(String),
    Failed(&'static str),
}

/// Choosing the region, within the same regency.
pub fn form() -> Vec<El> {
    let step = Live::new(Step::Loading);
    let slot = step.clone();
    platform::spawn(async move { slot.set(list().await) });
    let typed = Live::new(String::new());
    vec![
        p(text::COPY_FOR_HINT).class("hint"),
        live(move || match step.get() {
            Step::Loading => vec![p(text::LOADING).attr("role", "status")],
            Step::NoList => vec![notice("warn", text::REGION_MISSING)],
            Step::Choosing(all) => choosing(all, typed.clone(), step.clone()),
            Step::There(href) => vec![
                notice("warn", text::COPY_THERE_ALREADY)
                    .attr("role", "alert")
                    .attr("data-there", ""),
                a("button", &href).text(text::OPEN_SHEET),
            ],
            Step::Made(href) => vec![
                notice("good", text::COPY_MADE)
                    .attr("role", "status")
                    .attr("data-copied", ""),
                a("button main", &href)
                    .attr("data-action", "open-copy")
                    .text(text::OPEN_SHEET),
            ],
            Step::Failed(words) => vec![notice("bad", words).attr("role", "alert")],
        }),
    ]
}

/// The regions of the same kind in the same regency, without this one.
async fn list() -> Step {
    let here = state::with_sheet(|s| (s.meta.kind, s.meta.region.clone()));
    let Some((kind, here)) = here else {
        return Step::NoList;
    };
    if kind.region_level() == RegionLevel::Regency {
        return match regions::regencies().await {
            Some(all) => Step::Choosing(all.into_iter().filter(|r| r.code != here).collect()),
            None => Step::NoList,
        };
    }
    let Some(regency) = regions::regency(&here).await else {
        return Step::NoList;
    };
    let all = match kind.region_level() {
        RegionLevel::Village => regency.villages,
        _ => regency.kecamatan,
    };
    Step::Choosing(all.into_iter().filter(|r| r.code != here).collect())
}

fn choosing(all: Vec<Region>, typed: Live<String>, step: Live<Step>) -> Vec<El> {
    let words = typed.clone();
    let input = el("input")
        .attr("id", "salin-cari")
        .class("text")
        .attr("type", "search")
        .attr("autocomplete", "off")
        .on("input", move |event| words.set(value_of(&event)));
    let hits = live(move || {
        let typed = typed.get();
        if typed.trim().is_empty() {
            return Vec::new();
        }
        let hits: Vec<&Region> = all.iter().filter(|r| matches(r, &typed)).collect();
        if hits.is_empty() {
            return vec![p(text::NO_MATCH).attr("role", "status")];
        }
        let rows = hits.iter().take(SHOWN).map(|region| {
            let (region, step) = ((*region).clone(), step.clone());
            let code = region.code.as_str().to_string();
            let name = text::join(&[&region.name, " · ", &code]);
            let pick = button("button", &name, move || {
                let (region, step) = (region.clone(), step.clone());
                platform::spawn(async move { step.set(make(&region).await) });
            });
            el("li").child(pick.attr("data-copy-to", &code))
        });
        vec![el("ul").class("picks").children(rows)]
    });
    vec![
        el("label")
            .class("label")
            .attr("for", "salin-cari")
            .text(text::CHOOSE_COPY_LABEL),
        input,
        hits,
    ]
}

/// Makes the copy and stores it, unless there is a sheet for the region already.
async fn make(region: &Region) -> Step {
    dispatch::flush();
    let Some(kind) = state::with_sheet(|s| s.meta.kind) else {
        return Step::NoList;
    };
    let href = Route::Sheet(kind, region.code.clone(), Page::Overview).hash();
    if let Err(error) = sheets::refresh().await {
        return Step::Failed(text::store_error(error));
    }
    let is_of_it = |meta: &SheetMeta| meta.kind == kind && meta.region == region.code;
    let begun = state::aside(&is_of_it).is_some();
    if begun || sheets::find(kind, &region.code).is_some() {
        return Step::There(href);
    }
    let id = platform::random_id(32);
    let names = [region.name.as_str(), region.path.as_str()];
    let context = dispatch::context();
    let copy = state::with_sheet(|s| copy_for(s, &id, &region.code, names, &context));
    let Some(copy) = copy.flatten() else {
        return Step::Failed(text::HAND_OVER_FAILED);
    };
    state::saver().push(store::whole(&copy, None, platform::now()));
    if let Err(error) = state::saver().settled().await {
        return Step::Failed(text::store_error(error));
    }
    match sheets::refresh().await {
        Ok(_) => Step::Made(href),
        Err(error) => Step::Failed(text::store_error(error)),
    }
}
