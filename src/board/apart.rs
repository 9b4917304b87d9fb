//! Sheets that a person has to place: several of one region, and those whose region is
//! not on the official list. They are kept whatever is decided.

use std::rc::Rc;

use saba_core::intake::Place;
use saba_core::order::sorted;
use saba_core::region::RegionCode;

use super::choices::Choices;
use super::gather::{self, Gathered, Known};
use crate::dom::{El, Live, a, button, disclosure, div, el, live, p, summary, value_of};
use crate::parts::notice;
use crate::route::{Page, Route};
use crate::{platform, sheets, text};

/// The sheets to place, above the table; nothing where there are none.
pub fn panel(region: &RegionCode, all: &Rc<Gathered>) -> Vec<El> {
    let of = |takes: &dyn Fn(&Known, &Place) -> bool| -> Vec<Rc<Known>> {
        let found = all.sheets.iter().filter(|(k, place)| takes(k, place));
        found.map(|(known, _)| known.clone()).collect()
    };
    let twins = of(&|_, place| matches!(place, Place::Twin(..)));
    // Twins stand beside each other.
    let placed = |known: &Known| all.choices.assigned.region_of(&known.meta).clone();
    let twins = sorted(twins, &|a, b| placed(a).cmp(&placed(b)));
    let unlisted = of(&|_, place| matches!(place, Place::NotListed));
    let moved = of(&|known, place| {
        !matches!(place, Place::NotListed)
            && all.choices.assigned.region_of(&known.meta) != &known.meta.region
    });
    let groups = [
        ("twin", text::APART_TWINS, text::APART_TWINS_HINT, twins),
        (
            "not-listed",
            text::APART_NOT_LISTED,
            text::APART_NOT_LISTED_HINT,
            unlisted,
        ),
        ("moved", text::APART_MOVED, "", moved),
        ("left-out", text::APART_LEFT_OUT, "", all.left_out.clone()),
    ];
    groups
        .into_iter()
        .filter(|(.., sheets)| !sheets.is_empty())
        .map(|(key, title, hint, sheets)| {
            let rows = sheets.iter().map(|known| card(region, all, known, key));
            let rows: Vec<El> = rows.collect();
            let words = text::join(&[title, " (", &rows.len().to_string(), ")"]);
            // What is settled is out of the way.
            let open = matches!(key, "twin" | "not-listed");
            let hint = (!hint.is_empty()).then(|| p(hint).class("hint"));
            el("details")
                .class("help")
                .flag("open", open)
                .attr("data-apart", key)
                .child(summary(&words))
                .children(hint)
                .children(rows)
        })
        .collect()
}

fn card(region: &RegionCode, all: &Rc<Gathered>, known: &Rc<Known>, key: &str) -> El {
    let meta = &known.meta;
    let total = known.total();
    let place_words = text::join(&[meta.region.as_str(), " · ", &meta.region_path]);
    let last = known.last.as_ref().map(|(by, at)| {
        let by = match by.is_empty() {
            true => text::SOMEBODY,
            false => by,
        };
        p(&text::join(&[text::FILLED_LAST_BY, by, ", "])).child(moment(*at))
    });
    let id = meta.id.get(meta.id.len().saturating_sub(6)..);
    let filled = text::join(&[
        &total.complete.to_string(),
        "/",
        &total.all.to_string(),
        text::FILLED,
        " · ",
    ]);
    let number = text::join(&[text::SHEET_NUMBER, id.unwrap_or(&meta.id)]);
    let filled = p(&filled).child(whole(&number));
    let came = p(&text::capital(text::CAME_IN)).child(moment(known.touched));
    let trouble = Live::new("");
    let act = |words: &str, action: &str, change: Box<dyn Fn(&mut Choices)>| {
        let (region, all, trouble) = (region.clone(), all.clone(), trouble.clone());
        button("button small", words, move || {
            let mut choices = all.choices.clone();
            change(&mut choices);
            keep(&region, choices, &trouble);
        })
        .attr("data-action", action)
    };
    let id = meta.id.clone();
    let buttons = match key {
        "twin" => {
            let others = others(all, known);
            let chosen = meta.clone();
            let link = Route::Sheet(meta.kind, meta.region.clone(), Page::Overview).hash();
            vec![
                a("button small", &link)
                    .attr("data-action", "open")
                    .text(text::OPEN_THIS_ONE)
                    .on("click", move |_| sheets::choose(&chosen)),
                act(
                    text::COUNT_THIS_ONE,
                    "count-this",
                    Box::new(move |c| c.left_out.extend(others.clone())),
                ),
                act(
                    text::LEAVE_OUT,
                    "leave-out",
                    Box::new(move |c| c.left_out.push(id.clone())),
                ),
            ]
        }
        "left-out" => vec![act(
            text::COUNT_AGAIN,
            "count-again",
            Box::new(move |c| c.left_out.retain(|other| *other != id)),
        )],
        "moved" => vec![act(
            text::PLACE_BACK,
            "place-back",
            Box::new(move |c| c.assigned.release(&id)),
        )],
        _ => Vec::new(),
    };
    let place = matches!(key, "twin" | "not-listed")
        .then(|| placing(region.clone(), all.clone(), known.clone(), trouble.clone()));
    let now = all.choices.assigned.region_of(meta);
    let title = match now == &meta.region {
        true => meta.region_name.clone(),
        false => text::join(&[&meta.region_name, " → ", all.name(now)]),
    };
    let told = trouble.clone();
    div("card apart")
        .attr("data-sheet", &meta.id)
        .child(p(&title).class("label"))
        .child(p(&place_words).class("hint"))
        .children(
            last.into_iter()
                .chain([came, filled])
                .map(|p| p.class("hint")),
        )
        .child(div("filters").children(buttons))
        .children(place)
        .child(live(move || match told.get() {
            "" => Vec::new(),
            words => vec![notice("bad", words).attr("role", "alert")],
        }))
}

/// A day with its time.
fn moment(at: u64) -> El {
    whole(&platform::day_and_clock(at))
}

/// Words that no line breaks, though there is a hyphen or a dot in them.
fn whole(words: &str) -> El {
    el("span").class("whole").text(words)
}

/// The other sheets of the same region.
fn others(all: &Gathered, known: &Known) -> Vec<String> {
    let found = all.sheets.iter().find(|(k, _)| k.meta.id == known.meta.id);
    match found {
        Some((_, Place::Twin(_, others))) => others.clone(),
        _ => Vec::new(),
    }
}

/// Placing a sheet by hand: every official region of its kind.
fn placing(
    region: RegionCode,
    all: Rc<Gathered>,
    known: Rc<Known>,
    trouble: Live<&'static str>,
) -> El {
    disclosure(summary(text::PLACE_ELSEWHERE), false, move || {
        let chosen: Live<Option<RegionCode>> = Live::new(None);
        let into = chosen.clone();
        let id = text::join(&["tempat-", &known.meta.id]);
        let level = known.meta.kind.region_level();
        let regions = all.kecamatan.iter().chain(&all.villages);
        let options = regions.filter(|r| r.code.level() == level).map(|r| {
            let words = text::join(&[&r.name, " (", &r.path, ")"]);
            el("option").attr("value", r.code.as_str()).text(&words)
        });
        let select = el("select")
            .attr("id", &id)
            .class("text")
            .child(el("option").attr("value", "").text(text::PLACE_CHOOSE))
            .children(options)
            .on("change", move |event| {
                into.set(RegionCode::parse(&value_of(&event)));
            });
        let (region, all, known, trouble) =
            (region.clone(), all.clone(), known.clone(), trouble.clone());
        let place = button("button", text::PLACE_IT, move || {
            let Some(to) = chosen.peek() else { return };
            let mut choices = all.choices.clone();
            if choices.assigned.assign(&known.meta, &to, &all.list) {
                keep(&region, choices, &trouble);
            }
        });
        vec![
            el("label")
                .class("label")
                .attr("for", &id)
                .text(text::PLACE_AT),
            select,
            place.attr("data-action", "place"),
        ]
    })
    .attr("data-place", "")
}

/// Keeps what was decided, and shows what comes of it.
fn keep(region: &RegionCode, choices: Choices, trouble: &Live<&'static str>) {
    let (region, trouble) = (region.clone(), trouble.clone());
    platform::spawn(async move {
        match choices.keep(&region).await {
            Ok(()) => gather::begin(&region),
            Err(_) => trouble.set(text::NOT_KEPT),
        }
    });
}
