//! Sheets that the store has lost or cannot read any more: what can be brought back,
//! and what can at least be taken out.

use saba_core::json::Json;
use saba_core::sheet::Sheet;

use crate::dom::{El, Live, a, button, div, live, p};
use crate::parts::{bar, main, notice, save_light};
use crate::store::{self, Copies, StoreError};
use crate::{platform, sheets, state, text};

/// A sheet that is not in the list of sheets.
#[derive(Clone)]
struct Found {
    id: String,
    /// Its latest full copy, and when that was made.
    copy: Option<(Sheet, u64)>,
    /// There is a record of it, which cannot be read.
    damaged: bool,
}

/// The screen.
pub fn rescue() -> Vec<El> {
    let found: Live<Option<Vec<Found>>> = Live::new(None);
    let (slot, again) = (found.clone(), found.clone());
    platform::spawn(async move { slot.set(Some(look().await.unwrap_or_default())) });
    let cards = live(move || match found.get() {
        None => vec![p(text::LOADING).attr("role", "status")],
        Some(all) if all.is_empty() => {
            vec![notice("good", text::NOTHING_LOST).attr("data-none-lost", "")]
        }
        Some(all) => all.iter().map(|one| card(one, again.clone())).collect(),
    });
    let screen = main("rescue", text::RESCUE)
        .child(save_light())
        .child(p(text::RESCUE_HINT).class("hint"))
        .child(cards)
        .child(a("button", "#/").text(text::HOME));
    vec![bar(text::RESCUE, "#/", ""), screen]
}

async fn look() -> Result<Vec<Found>, StoreError> {
    let store = state::saver().store().await?;
    let (heads, damaged) = store.sheets().await?;
    let mut found: Vec<Found> = (damaged.into_iter())
        .map(|id| Found {
            id,
            copy: None,
            damaged: true,
        })
        .collect();
    if store.is_newer() {
        return Ok(found);
    }
    let copies = Copies::open().await?;
    // Oldest first: the last of a sheet that is not less full than those before.
    let mut fullest = 0;
    for copy in copies.list(None).await? {
        if heads.iter().any(|head| head.sheet.meta.id == copy.sheet) {
            continue;
        }
        let at = found.iter().position(|one| one.id == copy.sheet);
        let known = at.and_then(|at| found.get_mut(at));
        if known.as_ref().is_none_or(|one| one.copy.is_none()) {
            fullest = 0;
        }
        if copy.answers < fullest {
            continue;
        }
        let Some(sheet) = copies.sheet(&copy).await? else {
            continue;
        };
        fullest = copy.answers;
        let copy_of = Some((sheet, copy.at));
        match known {
            Some(one) => one.copy = copy_of,
            None => found.push(Found {
                id: copy.sheet,
                copy: copy_of,
                damaged: false,
            }),
        }
    }
    Ok(found)
}

fn card(one: &Found, list: Live<Option<Vec<Found>>>) -> El {
    let mut words = String::from(match one.damaged {
        true => text::SHEET_DAMAGED,
        false => text::SHEET_LOST,
    });
    let mut buttons = Vec::new();
    if let Some((sheet, at)) = &one.copy {
        let answers = sheet.answers.values().filter(|a| !a.is_blank()).count();
        words = text::join(&[
            &sheet.meta.region_name,
            ". ",
            &words,
            text::COPY_THERE,
            &platform::day_and_clock(*at),
            " (",
            &answers.to_string(),
            text::ANSWERS,
        ]);
        let sheet = sheet.clone();
        let bring_back = button("button main", text::BRING_BACK, move || {
            let (sheet, list) = (sheet.clone(), list.clone());
            platform::spawn(async move {
                if bring_back(&sheet).await.is_ok() {
                    list.set(Some(look().await.unwrap_or_default()));
                }
            });
        });
        buttons.push(bring_back.attr("data-action", "bring-back"));
    }
    if one.damaged {
        let id = one.id.clone();
        let take_out = button("button", text::TAKE_OUT, move || {
            let id = id.clone();
            platform::spawn(async move {
                let _ = take_out(&id).await;
            });
        });
        buttons.push(take_out.attr("data-action", "take-out"));
    }
    div("notice")
        .attr("data-kind", "warn")
        .attr("role", "alert")
        .attr("data-lost-sheet", &one.id)
        .child(p(&words))
        .child(div("actions").children(buttons))
}

/// Stores a copy as a sheet again. What of it still stands in the store stays.
async fn bring_back(sheet: &Sheet) -> Result<(), StoreError> {
    let store = state::saver().store().await?;
    let batch = store::whole(sheet, None, platform::now());
    store.write(&batch).await?;
    sheets::refresh().await.map(drop)
}

/// Gives out the records of a sheet as they are.
async fn take_out(id: &str) -> Result<(), StoreError> {
    let records = state::saver().store().await?.raw(id).await?;
    let members = records.into_iter().map(|(at, text)| (at, Json::Str(text)));
    let name = text::join(&["saba-catatan-", id, ".json"]);
    let _ = platform::file::download(&name, &Json::Obj(members.collect()).lines(1));
    Ok(())
}
