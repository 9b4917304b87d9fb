//! Cards that a secretariat prints for its villages (desk): the name, the address of the
//! village's sheet as a QR code and in letters, and three short steps.

mod card;
mod paper;

use saba_core::instrument::SheetKind;
use saba_core::region::{RegionCode, RegionLevel};

use crate::dom::{El, Live, button, div, el, live, p, value_of};
use crate::parts::{self, bar, choice, main, notice};
use crate::platform::{self, page};
use crate::regions::{self, Regency, Region};
use crate::route::{Page, Route};
use crate::text;
use paper::Paper;

/// What is to be printed.
#[derive(Clone, PartialEq, Eq)]
struct Choice {
    /// The villages of one kecamatan; all where it is none.
    kecamatan: Option<RegionCode>,
    /// One village alone.
    village: Option<RegionCode>,
    paper: Paper,
}

/// The screen.
pub fn invitations(kind: SheetKind, region: &RegionCode) -> Vec<El> {
    let (title, below) = parts::sheet_title();
    let back = Route::Sheet(kind, region.clone(), Page::Board).hash();
    let screen = main("invitations", text::INVITATIONS).class("page invitations");
    let screen = match page::base() {
        None => screen.child(notice("warn", text::INVITE_NO_ADDRESS).attr("data-no-address", "")),
        Some(base) => screen
            .child(p(text::INVITE_HINT))
            .children(doubts(&base))
            .child(fetched(region, base)),
    };
    vec![bar(&title, &back, &below), screen]
}

/// What is odd about the address that would be printed.
fn doubts(base: &str) -> Option<El> {
    let host = base.split('/').nth(2).unwrap_or_default();
    let host = host.rsplit_once(':').map_or(host, |(name, _)| name);
    let words = match (host, base.starts_with("https:")) {
        ("localhost" | "127.0.0.1" | "[::1]", _) => text::INVITE_THIS_COMPUTER,
        (_, false) => text::INVITE_NO_HTTPS,
        (_, true) => return None,
    };
    Some(notice("warn", words).attr("data-doubt", ""))
}

/// The official list of the regency, and the cards once it is there.
fn fetched(region: &RegionCode, base: String) -> El {
    let list: Live<Option<Option<Regency>>> = Live::new(None);
    let (slot, code) = (list.clone(), region.clone());
    let load = move || {
        slot.set(None);
        let (slot, code) = (slot.clone(), code.clone());
        platform::spawn(async move { slot.set(Some(regions::regency(&code).await)) });
    };
    load();
    let region = region.clone();
    live(move || match list.get() {
        None => vec![p(text::LOADING).attr("role", "status")],
        Some(None) => vec![
            notice("warn", text::REGION_MISSING).attr("role", "alert"),
            button("button", text::TRY_AGAIN, load.clone()),
        ],
        Some(Some(regency)) => there(&region, regency, base.clone()),
    })
}

/// The choices, and what is chosen.
fn there(region: &RegionCode, regency: Regency, base: String) -> Vec<El> {
    let first = regency.kecamatan.first().map(|k| k.code.clone());
    let chosen = Live::new(Choice {
        kecamatan: match region.level() {
            RegionLevel::Kecamatan => Some(region.clone()),
            _ => first,
        },
        village: None,
        paper: Paper::A4,
    });
    // The number of cards, once all of them are there.
    let ready: Live<Option<usize>> = Live::new(None);
    let tools = div("invite-tools")
        .children((region.level() == RegionLevel::Regency).then(|| kecamatan(&regency, &chosen)))
        .child(village(&regency, &chosen))
        .child(papers(&chosen))
        .child(print(&chosen, &ready));
    let cards = live(move || {
        let choice = chosen.get();
        ready.set(None);
        vec![pages(&regency, &choice, &base, ready.clone())]
    });
    vec![tools, cards]
}

fn labelled(id: &str, words: &str, input: El) -> El {
    div("")
        .child(el("label").class("label").attr("for", id).text(words))
        .child(input.attr("id", id))
}

fn options<'a>(all: &str, regions: impl Iterator<Item = &'a Region>, chosen: &str) -> Vec<El> {
    let option = |code: &str, words: &str| {
        el("option")
            .attr("value", code)
            .flag("selected", code == chosen)
            .text(words)
    };
    std::iter::once(option("", all))
        .chain(regions.map(|r| option(r.code.as_str(), &r.name)))
        .collect()
}

fn kecamatan(regency: &Regency, chosen: &Live<Choice>) -> El {
    let now = chosen.peek().kecamatan;
    let now = now.as_ref().map_or("", RegionCode::as_str);
    let to = chosen.clone();
    let select = el("select")
        .children(options(
            text::INVITE_ALL_KECAMATAN,
            regency.kecamatan.iter(),
            now,
        ))
        .on("change", move |event| {
            let kecamatan = RegionCode::parse(&value_of(&event));
            to.update(|c| {
                c.kecamatan = kecamatan;
                c.village = None;
            });
        });
    labelled("kartu-kecamatan", text::INVITE_KECAMATAN, select)
}

/// One village, or all of the kecamatan that is chosen.
fn village(regency: &Regency, chosen: &Live<Choice>) -> El {
    let (regency, chosen) = (regency.clone(), chosen.clone());
    // Another kecamatan has other villages; which paper it is does not matter here.
    let within: Live<Option<RegionCode>> = Live::new(chosen.peek().kecamatan);
    let (seen, from) = (within.clone(), chosen.clone());
    let follow = live(move || {
        let now = from.get().kecamatan;
        if seen.peek() != now {
            seen.set(now);
        }
        Vec::new()
    });
    let select = live(move || {
        let kecamatan = within.get();
        let villages = of(&regency, kecamatan.as_ref());
        let to = chosen.clone();
        let select = el("select")
            .children(options(text::INVITE_ALL_VILLAGES, villages.into_iter(), ""))
            .on("change", move |event| {
                let village = RegionCode::parse(&value_of(&event));
                to.update(|c| c.village = village);
            });
        vec![labelled("kartu-desa", text::INVITE_VILLAGE, select)]
    });
    div("").child(follow).child(select)
}

fn papers(chosen: &Live<Choice>) -> El {
    let one = |paper: Paper| {
        let to = chosen.clone();
        let input = el("input")
            .attr("type", "radio")
            .attr("name", "kertas")
            .attr("value", paper.id())
            .flag("checked", chosen.peek().paper == paper)
            .on("change", move |_| to.update(|c| c.paper = paper));
        choice(input, paper.words())
    };
    el("fieldset")
        .child(el("legend").text(text::INVITE_PAPER))
        .child(div("choices inline").children(Paper::ALL.map(one)))
}

fn print(chosen: &Live<Choice>, ready: &Live<Option<usize>>) -> El {
    let (chosen, ready) = (chosen.clone(), ready.clone());
    div("invite-print").live(move || {
        let cards = ready.get();
        let choice = chosen.peek();
        let words = match cards {
            None => text::WORKING.into(),
            Some(0) => text::INVITE_NOBODY.into(),
            Some(n) => text::cards_and_sheets(n, n.div_ceil(paper::per_sheet(&choice))),
        };
        let cards = cards.filter(|n| *n > 0);
        let press = button("button main", text::INVITE_PRINT, page::print);
        vec![
            p(&words).attr("role", "status"),
            press
                .attr("data-action", "print")
                .flag("disabled", cards.is_none()),
        ]
    })
}

/// The villages of one kecamatan, or all.
fn of<'a>(regency: &'a Regency, kecamatan: Option<&RegionCode>) -> Vec<&'a Region> {
    let fits = |village: &&Region| {
        kecamatan.is_none_or(|code| village.code.within(RegionLevel::Kecamatan) == *code)
    };
    regency.villages.iter().filter(fits).collect()
}

/// All sheets of paper. They are drawn one after another, with the page answering in
/// between: a large regency has hundreds of villages.
fn pages(regency: &Regency, choice: &Choice, base: &str, ready: Live<Option<usize>>) -> El {
    crate::dom::keep(Box::new(page::Printing::on(choice.paper.rule())));
    let villages = of(regency, choice.kecamatan.as_ref()).into_iter();
    let only = |v: &&Region| choice.village.as_ref().is_none_or(|code| v.code == *code);
    let villages: Vec<Region> = villages.filter(only).cloned().collect();
    let single = choice.village.is_some();
    let (per, paper, base) = (paper::per_sheet(choice), choice.paper, base.to_string());
    let place = div("invite-sheets").attr("data-paper", paper.id());
    let (into, all) = (place.clone(), villages.len());
    platform::spawn(async move {
        for group in villages.chunks(per) {
            platform::page::turn().await;
            // Something else was chosen meanwhile.
            if !into.element().is_connected() {
                return;
            }
            let cards = group.iter().map(|village| card::card(village, &base));
            let _ = into.clone().child(
                div("invite-sheet")
                    .flag("data-single", single)
                    .children(cards),
            );
        }
        let _ = into.clone().attr("data-cards", &all.to_string());
        ready.set(Some(all));
    });
    place
}
