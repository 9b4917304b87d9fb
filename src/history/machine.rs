//! The history of a sheet: when who changed what, and the copies that were made by
//! themselves. Choosing a line shows how the sheet was then.

use crate::dom::{El, Live, a, button, div, el, live, p};
use crate::parts::{bar, main, not_found, notice, row, save_light};
use crate::route::{Page, Route};
use crate::store::{Copies, Copy, SaverState, StoreError};
use crate::{dispatch, parts, platform, state, text};

use super::timeline::{Group, Timeline};

/// How many lines are shown at first, and how many more each time.
const STEP: usize = 40;

/// What there is to choose from, newest first.
#[derive(Clone)]
struct Found {
    groups: Vec<Group>,
    copies: Vec<Copy>,
    unreadable: usize,
}

/// The screen.
pub fn machine() -> Vec<El> {
    dispatch::flush();
    let Some(meta) = state::with_sheet(|s| s.meta.clone()) else {
        return not_found();
    };
    let link = {
        let (kind, region) = (meta.kind, meta.region.clone());
        move |page: Page| Route::Sheet(kind, region.clone(), page).hash()
    };
    let found: Live<Option<Result<Found, StoreError>>> = Live::new(None);
    let light = &state::signals().light;
    let (slot, id) = (found.clone(), meta.id.clone());
    // The journal knows of a change once that is saved.
    let reading = live(move || {
        if light.get() != SaverState::Saving {
            let (slot, id) = (slot.clone(), id.clone());
            platform::spawn(async move { slot.set(Some(read(&id).await)) });
        }
        Vec::new()
    });
    let shown = Live::new(STEP);
    let to = link.clone();
    let list = live(move || match found.get() {
        None => vec![p(text::LOADING).attr("role", "status")],
        Some(Err(error)) => vec![notice("bad", text::store_error(error)).attr("role", "alert")],
        Some(Ok(found)) => lists(&found, &shown, &to),
    });
    let screen = main("history", text::HISTORY)
        .child(save_light())
        .child(p(text::HISTORY_HINT).class("hint"))
        .child(reading)
        .child(list)
        .child(
            div("actions").child(
                a("button quiet", &link(Page::Overview))
                    .attr("data-action", "overview")
                    .text(text::TO_OVERVIEW),
            ),
        );
    let (place, _) = parts::sheet_title();
    vec![bar(&place, &link(Page::Overview), ""), screen]
}

async fn read(id: &str) -> Result<Found, StoreError> {
    let Timeline {
        mut groups,
        unreadable,
        ..
    } = Timeline::read(id).await?;
    groups.reverse();
    let copies = match state::saver().is_read_only() {
        true => Vec::new(),
        false => Copies::open().await?.list(Some(id)).await?,
    };
    Ok(Found {
        groups,
        copies,
        unreadable,
    })
}

fn lists(found: &Found, shown: &Live<usize>, link: &dyn Fn(Page) -> String) -> Vec<El> {
    let mut parts = Vec::new();
    if found.unreadable > 0 {
        let words = text::join(&[&found.unreadable.to_string(), text::ENTRIES_UNREADABLE]);
        parts.push(notice("warn", &words).attr("data-unreadable", ""));
    }
    if found.groups.is_empty() {
        parts.push(p(text::NO_HISTORY));
    }
    let many = shown.get();
    let mut day = String::new();
    let mut rows: Vec<El> = Vec::new();
    let list = |rows: &mut Vec<El>| el("ul").class("rows").children(std::mem::take(rows));
    for group in found.groups.iter().take(many) {
        let of = platform::day(group.at);
        if of != day {
            if !rows.is_empty() {
                parts.push(list(&mut rows));
            }
            parts.push(el("h2").text(&of));
            day = of;
        }
        rows.push(el("li").child(group_row(group, link)));
    }
    if !rows.is_empty() {
        parts.push(list(&mut rows));
    }
    if found.groups.len() > many {
        let more = shown.clone();
        let more = button("button", text::OLDER, move || more.update(|n| *n += STEP));
        parts.push(more.attr("data-action", "older"));
    }
    if !found.copies.is_empty() {
        parts.push(el("h2").text(text::COPIES));
        parts.push(p(text::COPIES_HINT).class("hint"));
        let rows = found.copies.iter().rev().map(|copy| {
            let href = link(Page::History(super::moment::name_of(copy)));
            let words = text::join(&[&copy.answers.to_string(), text::ITEMS]);
            let row = row(&href, &platform::day_and_clock(copy.at), &words, "");
            el("li").child(row.attr("data-copy", &copy.answers.to_string()))
        });
        parts.push(el("ul").class("rows").children(rows));
    }
    parts
}

fn group_row(group: &Group, link: &dyn Fn(Page) -> String) -> El {
    let href = link(Page::History(group.name.clone()));
    let (title, what) = words(group);
    row(&href, &title, &what, &platform::clock(group.at))
        .attr("data-moment", &group.what.len().to_string())
}

/// What happened, and to what or by whom: two lines.
pub fn words(group: &Group) -> (String, String) {
    let by = match group.by.as_slice() {
        [one] if one.is_empty() => text::NAMELESS.to_string(),
        [one] => one.clone(),
        _ => text::SEVERAL_PEOPLE.to_string(),
    };
    match group.what.as_slice() {
        [(item, kind)] => (
            title(item),
            text::join(&[text::kind_of_change(*kind), " · ", &by]),
        ),
        many => {
            let what = match group.made_here {
                true => text::CHANGED_AT_ONCE,
                false => text::CAME_AT_ONCE,
            };
            (text::join(&[&many.len().to_string(), what]), by)
        }
    }
}

/// What an item of the open sheet is called.
pub fn title(item: &str) -> String {
    let instrument = state::instrument();
    let kind = state::with_sheet(|s| s.meta.kind);
    let said = kind.and_then(|kind| crate::review::title(instrument, kind, item));
    if let Some(said) = said {
        return said;
    }
    let found = kind.and_then(|kind| instrument.sheet(kind).item(item));
    found.map_or_else(
        || item.to_string(),
        |item| match item.number() {
            number if number.is_empty() => item.title.clone(),
            number => text::join(&[&number, "  ", &item.title]),
        },
    )
}
