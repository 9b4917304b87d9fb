//! The study visit: the file of another regency beside the open sheet, tatanan by tatanan
//! and indicator by indicator. The file is only looked at. It lives in the memory of this
//! page, is never stored, merged or exported, and is gone when the page is.

mod lines;
mod open;
mod totals;

use std::rc::Rc;

use saba_core::instrument::{Instrument, SheetKind};
use saba_core::score::{Lead, Report, Side, VersusSection, versus};
use saba_core::sheet::SheetMeta;

use crate::dom::{El, button, div, el, live, p};
use crate::fill::edition::{self, file_button};
use crate::parts::{bar, main, not_found, notice, passphrase_form};
use crate::route::{Page, Route};
use crate::{dispatch, platform, state, text};
use open::{Guest, Stand};

/// Both regencies and what the comparison comes to.
struct Both {
    /// Names for people: ours, theirs.
    names: [String; 2],
    instruments: [&'static Instrument; 2],
    reports: [Report; 2],
    sections: Vec<VersusSection>,
}

/// The screen.
pub fn visit() -> Vec<El> {
    dispatch::flush();
    let meta = state::with_sheet(|s| s.meta.clone());
    let Some(meta) = meta.filter(|m| m.kind == SheetKind::Kabupaten) else {
        return not_found();
    };
    let back = Route::Sheet(meta.kind, meta.region.clone(), Page::Overview).hash();
    let ours = meta.clone();
    let screen = main("visit", text::VISIT)
        .class("page wide visit")
        .child(p(text::VISIT_HINT))
        .child(live(move || body(&ours)));
    vec![bar(&meta.region_name, &back, text::VISIT), screen]
}

fn body(ours: &SheetMeta) -> Vec<El> {
    match open::stand().get() {
        Stand::Nothing => vec![pick(true)],
        Stand::Working => vec![p(text::VISIT_READING).attr("role", "status")],
        Stand::Refused(words) => vec![
            notice("bad", &words)
                .attr("role", "alert")
                .attr("data-refused", ""),
            pick(true),
        ],
        Stand::Locked(locked) => vec![passphrase(&locked), pick(false)],
        Stand::Several(all) => several(&all),
        Stand::Open(guest) => beside(ours, &guest),
    }
}

/// The button that opens a file; the chief one where there is nothing else to do.
fn pick(first: bool) -> El {
    let (class, words) = match first {
        true => ("button main file", text::VISIT_OPEN),
        false => ("button file", text::VISIT_OPEN_OTHER),
    };
    file_button(class, words, open::bring)
}

/// Asks for the passphrase of a sealed file.
fn passphrase(locked: &Rc<open::Locked>) -> El {
    let again = locked.clone();
    let region = locked.sealed.region.as_str();
    passphrase_form(&locked.name, region, locked.trouble, move |typed| {
        open::unlock(&again, typed);
    })
}

/// A file held several regency sheets: one is chosen.
fn several(all: &[Rc<Guest>]) -> Vec<El> {
    let one = |guest: &Rc<Guest>| {
        let chosen = guest.clone();
        let meta = &guest.sheet.meta;
        let words = [&meta.region_name, " · ", meta.region.as_str()];
        button("button", &text::join(&words), move || {
            open::stand().set(Stand::Open(chosen.clone()));
        })
        .attr("data-guest", &meta.id)
    };
    vec![
        p(text::VISIT_SEVERAL),
        div("actions").children(all.iter().map(one)),
        pick(false),
    ]
}

/// The comparison itself.
fn beside(ours: &SheetMeta, guest: &Rc<Guest>) -> Vec<El> {
    // Follows the open sheet: another window may change it.
    state::signals().total.get();
    let Some(report) = state::report() else {
        return Vec::new();
    };
    let instruments = [state::instrument(), guest.instrument];
    let theirs = &guest.sheet.meta;
    let sections = versus(
        Side {
            instrument: instruments[0],
            report: &report,
        },
        Side {
            instrument: instruments[1],
            report: &guest.report,
        },
    );
    let both = Rc::new(Both {
        names: names(ours, theirs),
        instruments,
        reports: [report, guest.report.clone()],
        sections,
    });
    let close = button("button quiet", text::VISIT_CLOSE, || {
        open::stand().set(Stand::Nothing);
    });
    let mut parts = vec![whose(ours, guest, &both)];
    parts.extend(remarks(ours, guest));
    parts.extend(totals::totals(&both));
    parts.push(lines::section(guest, both));
    parts.push(
        div("actions")
            .child(pick(false))
            .child(close.attr("data-action", "close-guest")),
    );
    parts
}

/// How both are called, as short as tells them apart.
fn names(ours: &SheetMeta, theirs: &SheetMeta) -> [String; 2] {
    let whole = [ours, theirs].map(|meta| meta.region_name.as_str());
    let short = whole.map(|name| name.strip_prefix(text::KABUPATEN).unwrap_or(name));
    for [ours, theirs] in [short, whole] {
        if ours != theirs {
            return [ours.to_string(), theirs.to_string()];
        }
    }
    let [ours, theirs] = short;
    [
        text::join(&[ours, text::VISIT_HERE]),
        text::join(&[theirs, text::VISIT_THERE]),
    ]
}

/// Whose sheets these are, and of when.
fn whose(ours: &SheetMeta, guest: &Guest, both: &Both) -> El {
    let card = |key: &str, meta: &SheetMeta, instrument: &Instrument, when: &str| {
        let place = [meta.region.as_str(), " · ", &meta.region_path];
        let place = text::join(if meta.region_path.is_empty() {
            &place[..1]
        } else {
            &place
        });
        let titled = [&instrument.title, " · ", &edition::edition(instrument)];
        div("side")
            .attr("data-whose", key)
            .child(el("h2").text(&meta.region_name))
            .child(p(&place))
            .child(p(when))
            .child(p(&text::join(&titled)).class("hint"))
    };
    let meta = &guest.sheet.meta;
    let revision = meta.revision.to_string();
    let when = platform::day_and_clock(guest.from.at);
    let by = match guest.from.by.as_str() {
        "" => String::new(),
        by => text::join(&[text::HANDED_OVER_BY, by, ", "]),
    };
    let handed_over = match guest.from.at {
        0 => text::VISIT_NO_DATE.to_string(),
        _ => text::join(&[&by, &when, text::BY_SENDERS_CLOCK, &revision]),
    };
    let [our_edition, their_edition] = both.instruments;
    div("sides visit-whose")
        .child(card("ours", ours, our_edition, text::VISIT_OURS_NOW))
        .child(card("theirs", meta, their_edition, &handed_over))
}

/// What has to be known before anything is compared.
fn remarks(ours: &SheetMeta, guest: &Guest) -> Vec<El> {
    let meta = &guest.sheet.meta;
    let own = state::instrument();
    let other = guest.instrument;
    let rivals = guest.sheet.rivals.len();
    let disputed = text::join(&[&rivals.to_string(), text::VISIT_DISPUTED]);
    let all = [
        (
            "same-region",
            meta.region == ours.region,
            text::VISIT_SAME_REGION,
        ),
        ("part", guest.part, text::VISIT_PART),
        ("disputed", rivals > 0, disputed.as_str()),
        ("instead", guest.instead, text::VISIT_INSTEAD),
        ("editions", own.hash != other.hash, text::VISIT_EDITIONS),
        ("years", own.years != other.years, text::VISIT_YEARS),
    ];
    all.into_iter()
        .filter(|(_, is, _)| *is)
        .map(|(key, _, words)| notice("warn", words).attr("data-remark", key))
        .collect()
}

/// For styles and tests.
fn lead_key(lead: Lead) -> &'static str {
    match lead {
        Lead::Ours => "ours",
        Lead::Theirs => "theirs",
        Lead::Same => "same",
        Lead::Open => "open",
        Lead::Apart => "apart",
    }
}

/// Who is ahead, in a sign and words.
fn lead_label(lead: Lead, names: &[String; 2]) -> El {
    let [here, there] = names;
    el("span")
        .class("lead-word")
        .attr("data-lead", lead_key(lead))
        .text(&text::lead(lead, here, there))
}
