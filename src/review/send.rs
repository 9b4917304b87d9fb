//! "Kirim balik": for each who repairs one file with what is still open, by the ordinary
//! ways out. What leaves is read again and compared first.

use std::rc::Rc;

use saba_core::file::returned::{Return, read_return, write_return};
use saba_core::file::write_part;
use saba_core::instrument::SheetKind;
use saba_core::review::returns;
use saba_core::slice::slice;

use super::{countdown, round};
use crate::dom::{El, Live, button, disclosure, div, el, live, p, summary};
use crate::exchange::payload::{self, PLAIN, Payload};
use crate::exchange::ways::Ways;
use crate::parts::notice;
use crate::platform::share::{self, Shared};
use crate::{dispatch, platform, state, text};

/// The section of the page.
pub fn section() -> El {
    div("send-back")
        .child(el("h2").text(text::SEND_BACK))
        .child(p(text::SEND_BACK_HINT).class("hint"))
        .child(live(|| {
            state::signals().total.get();
            let all = now(&round::chosen());
            match all.is_empty() {
                true => vec![p(text::NOTHING_TO_SEND).attr("data-nothing-to-send", "")],
                false => all.iter().map(card).collect(),
            }
        }))
}

/// The return files of a round as they would leave now.
fn now(round: &str) -> Vec<Return> {
    let instrument = state::instrument();
    let from = payload::provenance();
    state::with_sheet(|sheet| returns(instrument.sheet(sheet.meta.kind), sheet, round, &from))
        .unwrap_or_default()
}

/// For whom it is.
fn recipient(returned: &Return) -> String {
    match (returned.owner.as_str(), returned.kind) {
        ("", SheetKind::Kabupaten) => text::NO_OWNER.into(),
        ("", _) => text::join(&[text::THE_TEAM, &returned.region_name]),
        (owner, _) => owner.into(),
    }
}

/// `saba-perbaikan-63.11-Dinas-Kesehatan`, with letters that every file system takes.
fn file_name(returned: &Return) -> String {
    let whose = match returned.owner.as_str() {
        "" => &returned.region_name,
        owner => owner,
    };
    let clean: String = whose
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    text::join(&["saba-perbaikan-", returned.region.as_str(), "-", &clean])
}

/// The file for one who repairs, made when it leaves; `None` where it would not read as
/// what was meant.
fn written(round: &str, owner: &str) -> Option<String> {
    dispatch::flush();
    let returned = now(round).into_iter().find(|r| r.owner == owner)?;
    let text = write_return(&returned);
    (read_return(&text) == Ok(returned)).then_some(text)
}

fn card(returned: &Return) -> El {
    let many = returned.items.len().to_string();
    let (round, owner) = (returned.round.clone(), returned.owner.clone());
    let make = Rc::new(move || written(&round, &owner));
    let until = returned
        .deadline()
        .map(|at| p(&text::join(&[text::DEADLINE, ": "])).child(countdown::deadline(at)));
    let items: Vec<String> = returned.items.iter().map(|i| i.item.clone()).collect();
    let part = (returned.kind == SheetKind::Kabupaten).then(|| {
        disclosure(summary(text::WITHOUT_THE_SHEET), false, move || {
            let items = items.clone();
            let ways = Ways::new(PLAIN, Rc::new(move || part(&items)), None);
            vec![
                p(text::WITHOUT_THE_SHEET_HINT).class("hint"),
                ways.buttons(),
                ways.result(),
            ]
        })
        .attr("data-part-for", &returned.owner)
    });
    el("section")
        .class("card")
        .attr("data-return", &returned.owner)
        .child(el("h3").text(&recipient(returned)))
        .child(p(&text::join(&[&many, text::ITEMS_WANTED])))
        .children(until)
        .child(ways(file_name(returned), make))
        .children(part)
}

/// The items that are asked for, as they are now, for whoever has no sheet.
fn part(items: &[String]) -> Option<Payload> {
    dispatch::flush();
    let sheet = state::with_sheet(|s| slice(s, |id| items.iter().any(|i| i == id)))?;
    let from = payload::provenance();
    let text = write_part(&sheet, &from, items);
    let checksum = payload::reads_as(text.as_bytes(), &sheet)?;
    Some(Payload {
        text,
        sheet,
        from,
        checksum,
    })
}

/// Gives the text that leaves; `None` where it cannot be made.
type Make = Rc<dyn Fn() -> Option<String>>;
/// What became of it: a kind of notice, and words.
type Told = Live<Option<(&'static str, &'static str)>>;

/// Shared, downloaded, copied.
fn ways(name: String, make: Make) -> El {
    let told: Told = Live::new(None);
    let failed = Some(("bad", text::RETURN_FAILED));
    let [down_name, share_name] = [".json", ".txt"].map(|end| text::join(&[&name, end]));
    let can_share = share::can_share_file(&share_name, "text/plain");
    let (slot, source) = (told.clone(), make.clone());
    let share = can_share.then(|| {
        button("button main", text::SHARE, move || {
            let Some(text) = source() else {
                slot.set(failed);
                return;
            };
            let (slot, name) = (slot.clone(), share_name.clone());
            platform::spawn(async move {
                slot.set(match share::share_file(&name, "text/plain", &text).await {
                    Shared::Done => Some(("good", text::RETURN_SHARED)),
                    Shared::Cancelled => None,
                    Shared::Failed => failed,
                });
            });
        })
        .attr("data-action", "share-return")
    });
    let (slot, source) = (told.clone(), make.clone());
    let class = if can_share { "button" } else { "button main" };
    let download = button(class, text::DOWNLOAD, move || {
        let done = source().filter(|text| platform::file::download(&down_name, text).is_ok());
        slot.set(match done {
            Some(_) => Some(("good", text::RETURN_DOWNLOADED)),
            None => failed,
        });
    });
    let slot = told.clone();
    let copy = button("button", text::COPY_TEXT, move || {
        let Some(text) = make() else {
            slot.set(failed);
            return;
        };
        let slot = slot.clone();
        platform::spawn(async move {
            slot.set(match share::copy(&text).await {
                true => Some(("good", text::RETURN_COPIED)),
                false => failed,
            });
        });
    });
    div("ways")
        .child(
            div("actions")
                .children(share)
                .child(download.attr("data-action", "download-return"))
                .child(copy.attr("data-action", "copy-return")),
        )
        .child(live(move || match told.get() {
            None => Vec::new(),
            Some((kind, words)) => vec![
                notice(kind, words)
                    .attr("role", "status")
                    .attr("data-return-out", kind),
            ],
        }))
}
