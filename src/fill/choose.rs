//! Choosing a region by typing part of its name.

use saba_core::instrument::SheetKind;
use saba_core::region::{RegionCode, RegionLevel};

use crate::dom::{El, Live, a, button, div, el, live, p, value_of};
use crate::parts::{self, bar, main, row};
use crate::regions::{self, Regency, Region};
use crate::route::{Page, Route};
use crate::{platform, prefs, text};

/// How many matches are shown at most: a short list is easier to read, and
/// cheap.
const SHOWN: usize = 30;

/// Choosing a regency, or within one that is chosen.
pub fn choose(regency: Option<RegionCode>) -> Vec<El> {
    match regency {
        Some(code) => within(code),
        None => regencies(),
    }
}

/// A list that is on its way, there, or out of reach.
type Fetched<T> = Live<Option<Option<T>>>;

/// Shows a list once it is there; loads it now and, if asked, again.
fn fetched<T: Clone + 'static, F: Future<Output = Option<T>> + 'static>(
    list: Fetched<T>,
    fetch: impl Fn() -> F + Clone + 'static,
    show: impl Fn(T) -> Vec<El> + 'static,
) -> El {
    let slot = list.clone();
    let load = move || {
        slot.set(None);
        let (slot, coming) = (slot.clone(), fetch());
        crate::platform::spawn(async move { slot.set(Some(coming.await)) });
    };
    load();
    live(move || match list.get() {
        None => vec![p(text::LOADING).attr("role", "status")],
        Some(None) => vec![
            parts::notice("warn", text::REGION_MISSING),
            button("button", text::TRY_AGAIN, load.clone()),
        ],
        Some(Some(list)) => show(list),
    })
}

fn regencies() -> Vec<El> {
    let last = RegionCode::parse(&prefs::get().regency);
    let typed = Live::new(String::new());
    let search = search(text::CHOOSE_REGENCY_LABEL, &typed);
    let list = fetched(
        Live::new(None),
        regions::regencies,
        move |all: Vec<Region>| {
            let (typed, last) = (typed.clone(), last.clone());
            vec![live(move || {
                let words = typed.get();
                let hits = match words.trim().is_empty() {
                    true => all
                        .iter()
                        .filter(|r| Some(&r.code) == last.as_ref())
                        .collect(),
                    false => all.iter().filter(|r| regions::matches(r, &words)).collect(),
                };
                matches_list(hits, !words.trim().is_empty(), |r| {
                    Route::Choose(Some(r.code.clone()))
                })
            })]
        },
    );
    vec![
        bar(text::START_NEW, "#/", ""),
        main("choose-regency", text::CHOOSE_REGENCY)
            .child(search)
            .child(list),
    ]
}

fn within(code: RegionCode) -> Vec<El> {
    prefs::update(|p| p.regency = code.as_str().to_string());
    let typed = Live::new(String::new());
    let fetch = move || {
        let code = code.clone();
        async move { regions::regency(&code).await }
    };
    let list = fetched(Live::new(None), fetch, move |regency: Regency| {
        let own = Route::Sheet(
            SheetKind::Kabupaten,
            regency.region.code.clone(),
            Page::Overview,
        )
        .hash();
        let name = p(&regency.region.name);
        let search = search(text::CHOOSE_VILLAGE_LABEL, &typed);
        let typed = typed.clone();
        let hits = live(move || {
            let words = typed.get();
            let all = regency.kecamatan.iter().chain(&regency.villages);
            let hits = match words.trim().is_empty() {
                // Nothing typed: the kecamatan, as a way in.
                true => regency.kecamatan.iter().collect(),
                false => all.filter(|r| regions::matches(r, &words)).collect(),
            };
            matches_list(hits, !words.trim().is_empty(), |r| {
                let kind = match r.code.level() {
                    RegionLevel::Village => SheetKind::Desa,
                    _ => SheetKind::Kecamatan,
                };
                Route::Sheet(kind, r.code.clone(), Page::Overview)
            })
        });
        let actions = div("actions")
            .child(
                a("button", &own)
                    .attr("data-action", "kabupaten")
                    .text(text::kind(SheetKind::Kabupaten)),
            )
            .child(a("button quiet", "#/mulai").text(text::OTHER_REGENCY));
        vec![name, search, hits, actions]
    });
    vec![
        bar(text::START_NEW, "#/mulai", ""),
        main("choose-village", text::CHOOSE_KIND).child(list),
    ]
}

fn search(label: &str, typed: &Live<String>) -> El {
    let typed = typed.clone();
    let input = el("input")
        .attr("id", "cari")
        .class("text")
        .attr("type", "search")
        .attr("autocomplete", "off")
        .on("input", move |event| typed.set(value_of(&event)));
    platform::page::after(0, || platform::page::focus("#cari"));
    div("")
        .child(el("label").class("label").attr("for", "cari").text(label))
        .child(input)
}

fn matches_list(hits: Vec<&Region>, typed: bool, link: fn(&Region) -> Route) -> Vec<El> {
    if hits.is_empty() {
        return typed
            .then(|| p(text::NO_MATCH).attr("role", "status"))
            .into_iter()
            .collect();
    }
    let more = hits.len() > SHOWN;
    let rows = hits.iter().take(SHOWN).map(|r| {
        // Whoever looks for a village sees that a kecamatan is not on the way to it.
        let under = match r.code.level() {
            RegionLevel::Kecamatan => text::kind(SheetKind::Kecamatan),
            _ => &r.path,
        };
        let row = row(&link(r).hash(), &r.name, under, r.code.as_str());
        el("li").child(row.attr("data-region", r.code.as_str()))
    });
    let mut list = vec![el("ul").class("rows").children(rows)];
    if more {
        list.push(p(text::MORE_MATCHES).class("hint"));
    }
    list
}
