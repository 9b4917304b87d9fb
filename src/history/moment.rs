//! The sheet as it was at a moment: what differs from now, and the way back, which is
//! a change like any other.

use std::rc::Rc;

use saba_core::history;
use saba_core::sheet::{Answer, Sheet, is_round_entry};

use super::machine::{title, words};
use super::timeline::Timeline;
use crate::dom::{El, Live, a, button, div, el, live, p};
use crate::exchange::lines;
use crate::parts::{bar, main, not_found, notice, save_light};
use crate::route::{Page, Route};
use crate::store::{Copies, Copy, StoreError};
use crate::{dispatch, parts, platform, state, text};

/// How many differences are shown at first, and how many more each time.
const STEP: usize = 20;

/// What copies are called in addresses: this and their time.
const COPY: char = 's';

/// The name of a copy in addresses.
pub fn name_of(copy: &Copy) -> String {
    let mut name = String::from(COPY);
    name.push_str(&copy.at.to_string());
    name
}

/// How a sheet was.
#[derive(Clone)]
struct Then {
    sheet: Rc<Sheet>,
    at: u64,
    /// What happened then.
    what: (String, String),
    /// The file of a copy.
    file: Option<Rc<String>>,
}

/// A way back that was gone, and what was before.
#[derive(Clone)]
struct Done {
    changed: usize,
    before: Rc<Sheet>,
}

/// The screen.
pub fn moment(name: &str) -> Vec<El> {
    dispatch::flush();
    let Some(meta) = state::with_sheet(|s| s.meta.clone()) else {
        return not_found();
    };
    let link = |page: Page| Route::Sheet(meta.kind, meta.region.clone(), page).hash();
    let back = link(Page::History(String::new()));
    let found: Live<Option<Result<Option<Then>, StoreError>>> = Live::new(None);
    let (slot, id, name) = (found.clone(), meta.id.clone(), name.to_string());
    platform::spawn(async move { slot.set(Some(look(&id, &name).await)) });
    let inside = live(move || match found.get() {
        None => vec![p(text::LOADING).attr("role", "status")],
        Some(Err(error)) => vec![notice("bad", text::store_error(error)).attr("role", "alert")],
        Some(Ok(None)) => vec![p(text::MOMENT_GONE)],
        Some(Ok(Some(then))) => shown(then),
    });
    let screen = main("moment", text::MOMENT)
        .child(save_light())
        .child(inside)
        .child(
            div("actions").child(
                a("button quiet", &back)
                    .attr("data-action", "history")
                    .text(text::TO_HISTORY),
            ),
        );
    let (place, _) = parts::sheet_title();
    vec![bar(&place, &back, ""), screen]
}

async fn look(id: &str, name: &str) -> Result<Option<Then>, StoreError> {
    if let Some(at) = name.strip_prefix(COPY) {
        return copy(id, at).await;
    }
    let timeline = Timeline::read(id).await?;
    let Some(now) = state::sheet(id) else {
        return Ok(None);
    };
    Ok(timeline.group(name).map(|group| Then {
        sheet: Rc::new(timeline.sheet_after(&now, group)),
        at: group.at,
        what: words(group),
        file: None,
    }))
}

async fn copy(id: &str, at: &str) -> Result<Option<Then>, StoreError> {
    let copies = Copies::open().await?;
    let all = copies.list(Some(id)).await?;
    let Some(copy) = all.into_iter().find(|copy| copy.at.to_string() == at) else {
        return Ok(None);
    };
    let (sheet, text) = (copies.sheet(&copy).await?, copies.text(&copy).await?);
    Ok(sheet.map(|sheet| Then {
        sheet: Rc::new(sheet),
        at: copy.at,
        what: (
            String::from(text::COPY),
            text::join(&[&copy.answers.to_string(), text::ITEMS]),
        ),
        file: text.map(Rc::new),
    }))
}

/// What an item said then and says now.
type Difference = (String, Answer, Answer);

/// Items that say something else now than they did then.
fn differences(then: &Sheet) -> Vec<Difference> {
    state::with_sheet(|now| {
        let of = |sheet: &Sheet, item: &str| sheet.answer(item).cloned().unwrap_or_default();
        let def = state::instrument().sheet(now.meta.kind);
        // In the order of the sheet; what the instrument does not know comes last.
        let known = def.items().map(|item| &item.id);
        // Going back leaves alone what rounds of verification said.
        let others = (now.answers.keys().chain(then.answers.keys()))
            .filter(|id| def.item(id).is_none() && !is_round_entry(id));
        let mut others: Vec<&String> = others.collect();
        others.dedup();
        known
            .chain(others)
            .map(|id| (id.clone(), of(then, id), of(now, id)))
            .filter(|(_, then, now)| !then.same_content(now))
            .collect()
    })
    .unwrap_or_default()
}

fn shown(then: Then) -> Vec<El> {
    let signals = state::signals();
    let done: Live<Option<Done>> = Live::new(None);
    let many = Live::new(STEP);
    let (title, under) = &then.what;
    let mut parts = vec![
        el("h2").text(&platform::day_and_clock(then.at)),
        p("")
            .child(el("b").text(title))
            .child(el("small").attr("data-by", "").text(" · ").text(under)),
    ];
    if let Some(file) = then.file.clone() {
        let name = text::join(&["saba-salinan-", &then.at.to_string(), ".saba.json"]);
        let download = button("button", text::DOWNLOAD, move || {
            let _ = platform::file::download(&name, &file);
        });
        parts.push(download.attr("data-action", "download-copy"));
    }
    let told = done.clone();
    parts.push(live(move || match told.get() {
        None => Vec::new(),
        Some(one) => vec![way_back(&one, told.clone())],
    }));
    parts.push(live(move || {
        signals.total.get();
        let all = differences(&then.sheet);
        if all.is_empty() {
            return vec![notice("good", text::SAME_AS_NOW).attr("data-same", "")];
        }
        let may = signals.writable.get();
        let number = all.len().to_string();
        let mut parts =
            vec![p(&text::join(&[&number, text::DIFFERENCES])).attr("data-differences", &number)];
        if may {
            let (sheet, done) = (then.sheet.clone(), done.clone());
            let words = text::join(&[text::RESTORE, " (", &number, text::ITEMS, ")"]);
            let restore = button("button main", &words, move || {
                put_back(&sheet, None, &done);
            });
            parts.push(restore.attr("data-action", "restore"));
        }
        let shown = many.get();
        let rest = all.len().saturating_sub(shown);
        for difference in all.into_iter().take(shown) {
            parts.push(card(difference, &then.sheet, may, &done));
        }
        if rest > 0 {
            let more = many.clone();
            let words = text::join(&[text::MORE_DIFFERENCES, " (", &rest.to_string(), ")"]);
            parts.push(button("button", &words, move || {
                more.update(|n| *n += STEP)
            }));
        }
        parts
    }));
    parts
}

fn card(difference: Difference, then: &Rc<Sheet>, may: bool, done: &Live<Option<Done>>) -> El {
    let instrument = state::instrument();
    let (id, before, now) = difference;
    let kind = state::with_sheet(|s| s.meta.kind);
    let item = kind.and_then(|kind| instrument.sheet(kind).item(&id));
    let side = |words: &str, answer: &Answer| {
        // An answer that nobody ever gave has no version; one that was emptied has.
        let said = match *answer == Answer::default() {
            true => vec![(String::new(), String::from(text::NOT_FILLED))],
            false => crate::review::lines(instrument, &id, item, answer),
        };
        div("side").child(p(words).class("hint")).child(lines(said))
    };
    let card = el("section")
        .class("card")
        .attr("data-difference", &id)
        .child(el("h2").text(&title(&id)))
        .child(
            div("sides")
                .child(side(text::AT_THAT_TIME, &before).attr("data-then", ""))
                .child(side(text::NOW, &now).attr("data-now", "")),
        );
    if !may {
        return card;
    }
    let (sheet, done) = (then.clone(), done.clone());
    let restore = button("button", text::RESTORE_ITEM, move || {
        put_back(&sheet, Some(&id), &done);
    });
    card.child(restore.attr("data-action", "restore-item"))
}

/// Makes the sheet, or one item of it, say what it said then.
fn put_back(then: &Sheet, item: Option<&str>, done: &Live<Option<Done>>) {
    dispatch::flush();
    let Some(before) = state::with_sheet(Clone::clone) else {
        return;
    };
    let changed = dispatch::all_at_once(&|sheet, context| {
        let Some(item) = item else {
            return history::restore(sheet, then, context);
        };
        let mut wanted = sheet.clone();
        match then.answers.get(item) {
            Some(answer) => wanted.answers.insert(item.to_string(), answer.clone()),
            None => drop(wanted.answers.remove(item)),
        }
        history::restore(sheet, &wanted, context)
    });
    done.set(Some(Done {
        changed,
        before: Rc::new(before),
    }));
    platform::page::to_top();
}

/// Says what was put back, and takes that back.
fn way_back(one: &Done, done: Live<Option<Done>>) -> El {
    let before = one.before.clone();
    let words = text::join(&[&one.changed.to_string(), text::PUT_BACK]);
    let take_back = button("button", text::UNDO_PUT_BACK, move || {
        dispatch::all_at_once(&|sheet, context| history::restore(sheet, &before, context));
        done.set(None);
    });
    div("notice")
        .attr("data-kind", "good")
        .attr("role", "status")
        .attr("data-put-back", &one.changed.to_string())
        .child(p(&words))
        .child(take_back.attr("data-action", "take-back"))
}
