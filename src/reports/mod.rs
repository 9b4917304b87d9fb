//! Reports that a regency hands in or keeps: made from what the sheet says, to be printed and
//! signed, and their tables as files for a spreadsheet (desk).

mod activities;
mod bodies;
mod minutes;
mod planned;
mod recap;
mod sheet;
mod table;
mod truth;

use std::rc::Rc;

use saba_core::instrument::SheetKind;
use saba_core::region::RegionCode;

use crate::board::{self, Gathered, Stand};
use crate::dom::{El, a, button, div, el, live, p, value_of};
use crate::parts::{self, bar, main, not_found, notice, row, save_light, undo_button};
use crate::route::{Page, Route};
use crate::{dispatch, platform, state, text};
use table::Table;

/// Which report.
#[derive(Clone, PartialEq, Eq)]
enum Report {
    Profile,
    Forkom,
    Pokja,
    Activities,
    Plans,
    Aims,
    Truth,
    /// Of a round, by its id.
    Minutes(String),
}

/// Begins the name of the minutes of a round in addresses.
const MINUTES: &str = "berita-acara-";

impl Report {
    fn all() -> Vec<Report> {
        let rounds = state::instrument().rounds.iter();
        let minutes = rounds.map(|round| Report::Minutes(round.id.clone()));
        [
            Report::Profile,
            Report::Forkom,
            Report::Pokja,
            Report::Activities,
            Report::Plans,
            Report::Aims,
            Report::Truth,
        ]
        .into_iter()
        .chain(minutes)
        .collect()
    }

    /// The name in addresses and file names.
    fn name(&self) -> String {
        match self {
            Report::Profile => "profil".into(),
            Report::Forkom => "forkom".into(),
            Report::Pokja => "pokja".into(),
            Report::Activities => "kegiatan".into(),
            Report::Plans => "rencana".into(),
            Report::Aims => "sasaran".into(),
            Report::Truth => "pernyataan".into(),
            Report::Minutes(round) => text::join(&[MINUTES, round]),
        }
    }

    fn title(&self) -> String {
        let title = match self {
            Report::Profile => text::REPORT_PROFILE,
            Report::Forkom => text::REPORT_FORKOM,
            Report::Pokja => text::REPORT_POKJA,
            Report::Activities => text::REPORT_ACTIVITIES,
            Report::Plans => text::REPORT_PLANS,
            Report::Aims => text::REPORT_AIMS,
            Report::Truth => text::REPORT_TRUTH,
            Report::Minutes(round) => {
                let round = crate::review::round_title(state::instrument(), round);
                return text::join(&[text::REPORT_MINUTES, round]);
            }
        };
        title.into()
    }

    fn about(&self) -> &'static str {
        match self {
            Report::Profile => text::REPORT_PROFILE_ABOUT,
            Report::Forkom => text::REPORT_FORKOM_ABOUT,
            Report::Pokja => text::REPORT_POKJA_ABOUT,
            Report::Activities => text::REPORT_ACTIVITIES_ABOUT,
            Report::Plans => text::REPORT_PLANS_ABOUT,
            Report::Aims => text::REPORT_AIMS_ABOUT,
            Report::Truth => text::REPORT_TRUTH_ABOUT,
            Report::Minutes(_) => text::REPORT_MINUTES_ABOUT,
        }
    }

    /// Is it read from the sheets of villages and kecamatan?
    fn is_gathered(&self) -> bool {
        matches!(self, Report::Forkom | Report::Pokja | Report::Activities)
    }

    /// Is it wider than high?
    fn is_wide(&self) -> bool {
        matches!(self, Report::Profile | Report::Activities | Report::Plans)
    }

    /// What stands on it, and its table.
    fn content(&self, all: Option<&Gathered>) -> Content {
        match (self, all) {
            (Report::Profile, _) => recap::content(),
            (Report::Forkom, Some(all)) => bodies::content(SheetKind::Kecamatan, all),
            (Report::Pokja, Some(all)) => bodies::content(SheetKind::Desa, all),
            (Report::Activities, Some(all)) => activities::content(all),
            (Report::Plans, _) => planned::links(),
            (Report::Aims, _) => planned::aims(),
            (Report::Truth, _) => truth::content(),
            (Report::Minutes(round), _) => minutes::content(round),
            (_, None) => Content::default(),
        }
    }

    /// What is filled in for it beside the sheet's own answers.
    fn inputs(&self) -> Option<El> {
        match self {
            Report::Activities => Some(activities::inputs()),
            Report::Truth => Some(truth::inputs()),
            Report::Minutes(round) => Some(minutes::inputs(round)),
            _ => None,
        }
    }
}

/// What stands on a report below its head, and the table that a spreadsheet gets.
#[derive(Default)]
struct Content {
    parts: Vec<El>,
    table: Option<Table>,
}

impl Content {
    /// A table with words before and after it.
    fn table(before: Vec<El>, table: Table, after: Vec<El>) -> Content {
        let drawn = table.drawn();
        Content {
            parts: before.into_iter().chain([drawn]).chain(after).collect(),
            table: Some(table),
        }
    }
}

/// All reports.
pub fn list(region: &RegionCode) -> Vec<El> {
    let (title, below) = parts::sheet_title();
    let link = |page: Page| Route::Sheet(SheetKind::Kabupaten, region.clone(), page).hash();
    let rows = Report::all().into_iter().map(|report| {
        let href = link(Page::Reports(report.name()));
        el("li").child(
            row(&href, &report.title(), report.about(), "›").attr("data-report", &report.name()),
        )
    });
    let screen = main("reports", text::REPORTS)
        .child(p(text::REPORTS_HINT).class("hint"))
        .child(el("ul").class("rows").children(rows))
        .child(
            div("actions").child(
                a("button quiet", &link(Page::Overview))
                    .attr("data-action", "overview")
                    .text(text::TO_OVERVIEW),
            ),
        );
    vec![bar(&title, &link(Page::Overview), &below), screen]
}

/// One report.
pub fn report(region: &RegionCode, name: &str) -> Vec<El> {
    let found = Report::all()
        .into_iter()
        .find(|report| report.name() == name);
    let Some(report) = found.map(Rc::new) else {
        return not_found();
    };
    if report.is_gathered() {
        board::begin(region);
    }
    sheet::begin(report.is_wide());
    let (title, below) = parts::sheet_title();
    let back = Route::Sheet(
        SheetKind::Kabupaten,
        region.clone(),
        Page::Reports(String::new()),
    );
    let (body, tools) = (report.clone(), report.clone());
    let page = live(move || match gathered(&body) {
        Ok(all) => vec![drawn(&body, all.as_deref())],
        Err(stand) => vec![board::waiting(&stand)],
    });
    let inputs = report.inputs().map(|inputs| {
        div("report-inputs no-report")
            .child(el("h2").text(text::REPORT_FILL))
            .child(p(text::REPORT_FILL_HINT).class("hint"))
            .child(inputs)
            .child(undo_button())
    });
    let tools = div("no-report")
        .child(save_light())
        .child(size())
        .child(print_and_save(tools, region.clone()));
    let screen = main("report", &report.title())
        .class("page wide")
        .attr("data-report", name)
        .child(tools)
        .child(page)
        .children(inputs)
        .child(
            div("actions no-report").child(
                a("button quiet", &back.hash())
                    .attr("data-action", "reports")
                    .text(text::REPORTS_TO_LIST),
            ),
        );
    vec![bar(&title, &back.hash(), &below), screen]
}

/// The sheets of villages and kecamatan, where the report needs them; why they are not there
/// yet. Followed by whoever is building.
fn gathered(report: &Report) -> Result<Option<Rc<Gathered>>, Stand> {
    if !report.is_gathered() {
        return Ok(None);
    }
    match board::stand() {
        Stand::There(all) => Ok(Some(all)),
        other => Err(other),
    }
}

/// The report as it is printed: head, content, and a line that says what it was made from.
fn drawn(report: &Report, all: Option<&Gathered>) -> El {
    state::signals().total.get();
    let instrument = state::instrument();
    let meta = state::with_sheet(|s| s.meta.clone());
    let [earlier, later] = instrument.years.map(|year| year.to_string());
    let (place, foot) = meta.map_or_else(Default::default, |meta| {
        let place = text::join(&[
            &meta.region_name,
            " · ",
            &instrument.title,
            text::REPORT_YEARS,
            &earlier,
            text::AND,
            &later,
        ]);
        let handed = match meta.revision {
            0 => text::REPORT_NEVER_HANDED.to_string(),
            n => text::join(&[text::REPORT_REVISION, &n.to_string()]),
        };
        let foot = text::join(&[
            text::REPORT_SHEET,
            &meta.id,
            &handed,
            text::REPORT_PRINTED,
            &platform::day_and_clock(platform::now()),
        ]);
        (place, foot)
    });
    el("article")
        .class("report")
        .attr("data-on-report", &report.name())
        .child(
            el("header")
                .child(el("h2").class("report-title").text(&report.title()))
                .child(p(&place)),
        )
        .children(report.content(all).parts)
        .child(p(&foot).class("report-foot"))
}

/// A4, or F4 as offices here use it.
fn size() -> El {
    let options = text::REPORT_SIZES.iter().map(|(code, words)| {
        el("option")
            .attr("value", code)
            .flag("selected", sheet::size() == *code)
            .text(words)
    });
    let select = el("select")
        .attr("id", "kertas")
        .class("text")
        .children(options)
        .on("change", |event| sheet::choose(&value_of(&event)));
    div("report-size")
        .child(
            el("label")
                .class("label")
                .attr("for", "kertas")
                .text(text::REPORT_SIZE),
        )
        .child(select)
}

fn print_and_save(report: Rc<Report>, region: RegionCode) -> El {
    let told = crate::dom::Live::new(None);
    let print = button("button main", text::REPORT_PRINT, || {
        dispatch::flush();
        platform::page::print();
    });
    let has_table = *report != Report::Truth;
    let tell = told.clone();
    let save = has_table.then(|| {
        button("button", text::REPORT_CSV, move || {
            dispatch::flush();
            let all = gathered(&report).ok().flatten();
            let Some(table) = report.content(all.as_deref()).table else {
                return;
            };
            let name = text::table_file(&report.name(), region.as_str());
            let done = platform::file::download_as(&name, "text/csv", &table.csv());
            tell.set(Some(done.is_ok()));
        })
        .attr("data-action", "csv")
    });
    div("")
        .child(
            div("actions")
                .child(print.attr("data-action", "print"))
                .children(save),
        )
        .child(
            div("")
                .attr("role", "status")
                .live(move || match told.get() {
                    None => Vec::new(),
                    Some(true) => {
                        vec![notice("good", text::REPORT_CSV_DONE).attr("data-csv", "good")]
                    }
                    Some(false) => {
                        vec![notice("bad", text::REPORT_CSV_FAILED).attr("data-csv", "bad")]
                    }
                }),
        )
}

/// A text, or dots to write on by hand.
fn or_dots(words: &str) -> &str {
    match words.is_empty() {
        true => text::REPORT_DOTS,
        false => words,
    }
}

/// A text that was said about the sheet; empty where it was not.
fn said(id: &str, key: &str) -> String {
    let value = state::with_sheet(|s| s.value(id, key).cloned()).flatten();
    value
        .and_then(|v| v.as_text().map(str::to_string))
        .unwrap_or_default()
}

/// A day that was said, as it is written in a letter.
fn said_day(id: &str, key: &str) -> String {
    let day = said(id, key);
    saba_core::sheet::Day::parse(&day).map_or(day, text::long_day)
}
