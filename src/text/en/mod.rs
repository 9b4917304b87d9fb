//! Every word on the screen, in English: the twin of `src/text`, file by file and name by
//! name. It takes the place of that module in the program with the feature `english`
//! (docs/decisions/0018-english.md). What the instrument asks stays as the ministry wrote
//! it, and so do numbers: 1.234,5.

#[path = "../answer.rs"]
mod answer;
mod because;
mod board;
mod comforts;
mod count;
mod desk;
mod desk_device;
mod device;
mod edition;
mod errors;
mod exchange;
mod finding;
mod glossary;
mod history;
mod intake;
mod invite;
mod language;
mod leaving;
mod meeting;
mod paper;
mod plans;
mod receive;
mod reports;
mod review;
#[path = "../shape.rs"]
mod shape;
mod visit;
mod ways;

pub use board::*;
pub use comforts::*;
pub use desk::*;
pub use desk_device::*;
pub use device::*;
pub use edition::*;
pub use exchange::*;
pub use glossary::*;
pub use history::*;
pub use intake::*;
pub use invite::*;
pub use language::*;
pub use leaving::*;
pub use meeting::*;
pub use paper::*;
pub use plans::*;
pub use receive::*;
pub use reports::*;
pub use review::*;
pub use visit::*;
pub use ways::*;

pub use answer::{HIDDEN, Line, answer, field_label, item_name, value_words};
pub use because::{because, outcome_label};
pub use count::join;
pub use errors::file_error;
pub use errors::{
    DAMAGED_ITEMS, DAMAGED_KEPT, LOOK_AT_THEM, SHEETS_LOST, store_error, store_remedy,
};
pub use finding::finding;
pub use shape::{capital, short_day, small};

use saba_core::instrument::{SheetKind, Trend};
use saba_core::sheet::FillState;
use saba_core::sheet::{DocumentStatus, OdfStatus, Progress};

pub const APP: &str = "Saba";
pub const APP_LONG: &str = "Workbook for Kabupaten/Kota Sehat";
pub const HOME: &str = "Home";
pub const BACK: &str = "Back";
pub const START_NEW: &str = "Start a new sheet";
pub const TAKE_IN: &str = "Take in files";
pub const ABOUT: &str = "About Saba";
pub const GLOSSARY: &str = "Glossary";
pub const SHEETS_HERE: &str = "Sheets on this device";
pub const BEGUN: &str = " · begun ";
pub const GREETING: &str = "Fill in the sheet of a village, kecamatan or regency without internet, then hand it over as one file.";
pub const HELP_MISSING: &str = "Explanations are not on this device yet. Connect to the internet for a moment, then open this again.";
pub const LOADING: &str = "Loading.";
pub const NO_INSTRUMENT: &str = "The instrument could not be fetched. Connect to the internet for a moment, then reload this page.";
pub const BAD_INSTRUMENT: &str =
    "The instrument cannot be read. Reload this page when there is internet.";
pub const SHEET_UNREADABLE: &str =
    "The sheet could not be read from the store. Nothing in it was changed. Reload this page.";
pub const ABOUT_TEXT: &[&str] = &[
    "Saba is a workbook for Kabupaten/Kota Sehat, Indonesia's healthy district and city programme. All answers are stored on this device only, in this browser, and are not sent anywhere.",
    "Answers leave the device only in a file that you hand over yourself. Make copies regularly: when the data of the browser is deleted, the answers here are gone too.",
    "Scores are computed exactly by the text of the 2025 instrument. Where the official text does not settle a case, Saba says “not settled” and does not guess.",
    "Names and codes of regions come from idn-area-data, a database under the ODbL 1.0 licence.",
    "Saba is not an official application of any ministry.",
];
pub const NOT_FOUND: &str = "There is no such page.";
pub const NOT_FOUND_HINT: &str = "Check the link, or begin at the home page.";

pub const SAVED: &str = "Saved";
pub const SAVING: &str = "Saving";
pub const NOT_SAVED: &str = "Not saved";
pub const NOTHING_YET: &str = "Nothing filled in yet";
pub const HAND_OVER_NOW: &str = "Hand over now";

pub const WHO: &str = "Who fills this in?";
pub const WHO_HINT: &str =
    "This name is recorded with every answer and in the file that is handed over.";
pub const NAME: &str = "Name";
pub const ROLE: &str = "Position or task";
pub const ROLE_HINT: &str = "such as village secretary";
pub const KEEP: &str = "Save the name";
pub const FILLED_BY: &str = "Filled in by: ";
pub const CHANGE: &str = "Change";

pub const CHOOSE_REGENCY: &str = "Choose a regency or city";
pub const CHOOSE_REGENCY_LABEL: &str = "Type a part of the name of the regency or city";
pub const CHOOSE_KIND: &str = "Which sheet do you fill in?";
pub const CHOOSE_VILLAGE_LABEL: &str = "Type a part of the name of the village or kecamatan";
pub const OTHER_REGENCY: &str = "Another regency or city";
pub const NO_MATCH: &str = "No name matches. Try a part of the name only.";
pub const MORE_MATCHES: &str = "There are more. Type more letters.";
pub const REGION_MISSING: &str = "The list of regions is not on this device yet. Connect to the internet for a moment, then try again.";
pub const TRY_AGAIN: &str = "Try again";
pub const UNKNOWN_VILLAGE: &str = "This code is not in the official list. The sheet can be filled in all the same; the secretariat will match it.";

pub const NEXT_OPEN: &str = "On to the next item";
pub const ALL_DONE: &str = "All items are answered";
pub const POKJA_DOCUMENTS: &str = "Documents of the Pokja";
pub const FORKOM_DOCUMENTS: &str = "Documents of the Forkom";
pub const ODF: &str = "Open defecation free (ODF)";
pub const BOARD: &str = "Villages and kecamatan";
pub const HISTORY: &str = "History of the sheet";
pub const UNDO: &str = "Undo";
pub const NO_VILLAGE_SCORE: &str =
    "This sheet has no score. The official instrument scores regencies and cities, not villages.";

pub const UNKNOWN: &str = "Not known yet";
pub const UNKNOWN_SAID: &str = "Marked as not known yet. Can be filled in at any time.";
pub const NOTE: &str = "Note";
pub const WHY: &str = "Why this is asked";
pub const WHERE: &str = "Where to find the number";
pub const EXAMPLE: &str = "Example";
pub const EVIDENCE: &str = "Evidence";
pub const HELP: &str = "Help with this item";
pub const DEFECT: &str = "Flaw in the official text";
pub const RESPONSIBLE: &str = "Responsible";
pub const CLEAR: &str = "Clear";
pub const YES: &str = "Yes";
pub const NO: &str = "No";
pub const OPTIONAL: &str = "may stay blank";
pub const PREVIOUS_SECTION: &str = "Previous section";
pub const NEXT_SECTION: &str = "Next section";
pub const TO_OVERVIEW: &str = "To the list of sections";
pub const REMOVE: &str = "Remove";
pub const ADD: &str = "Add ";
pub const POINTS: &str = "points";
pub const BETTER: &str = " Better.";
pub const WORSE: &str = " Worse.";
pub const OF: &str = " of ";
pub const FEEDS: &str = "Feeds indicator ";
pub const AND: &str = " and ";
pub const DATA_OF: &str = "KKS · data of ";
/// What names of regencies, cities and kecamatan begin with: names, in every language.
pub const KABUPATEN: &str = "Kabupaten ";
pub const KOTA: &str = "Kota ";
pub const KECAMATAN: &str = "Kecamatan ";

pub const READ_ONLY: &str = "This sheet is open in another window. Here it can only be read.";
pub const TAKE_OVER: &str = "Continue here";

/// The name of a kind of sheet.
pub fn kind(kind: SheetKind) -> &'static str {
    match kind {
        SheetKind::Desa => "Village sheet",
        SheetKind::Kecamatan => "Kecamatan sheet",
        SheetKind::Kabupaten => "Regency/city sheet",
    }
}

/// What a hand-over button says: whom the sheet goes to.
pub fn hand_over_to(kind: SheetKind) -> &'static str {
    match kind {
        SheetKind::Desa => "Hand over to the kecamatan or secretariat",
        SheetKind::Kecamatan => "Hand over to the secretariat",
        SheetKind::Kabupaten => "Save a copy as a file",
    }
}

/// Where data is kept, for the save light.
pub fn here() -> &'static str {
    match crate::platform::is_phone() {
        true => "on this phone",
        false => "on this computer",
    }
}

/// `31 of 55 filled in`.
pub fn progress(p: Progress) -> String {
    let mut out = join(&[
        &p.complete.to_string(),
        OF,
        &p.all.to_string(),
        " filled in",
    ]);
    if p.unknown > 0 {
        out.push_str(&join(&[" · ", &p.unknown.to_string(), " not known"]));
    }
    out
}

/// `Up by 16 KK since 2023.`
pub fn trend_since(trend: Trend, amount: &str, unit: &str, year: u16) -> String {
    let year = year.to_string();
    match trend {
        Trend::Same => join(&["Unchanged since ", &year, "."]),
        Trend::Up => join(&["Up by ", amount, " ", unit, " since ", &year, "."]),
        Trend::Down => join(&["Down by ", amount, " ", unit, " since ", &year, "."]),
    }
}

/// `82,2 % in 2024. `
pub fn share_in(share: &str, year: u16) -> String {
    join(&[share, "\u{a0}% in ", &year.to_string(), ". "])
}

/// How far an item is.
pub fn fill_state(state: FillState) -> &'static str {
    match state {
        FillState::Blank => "blank",
        FillState::Partial => "partly",
        FillState::Complete => "filled in",
        FillState::Unknown => "not known",
    }
}

/// State of a document, in the verifiers' words.
pub fn document(status: DocumentStatus) -> &'static str {
    match status {
        DocumentStatus::Blank => "not filled in",
        DocumentStatus::Complete => "complete",
        DocumentStatus::OneYear => "one year only",
        DocumentStatus::None => "missing or not valid",
    }
}

/// The ODF state.
pub fn odf(status: OdfStatus) -> &'static str {
    match status {
        OdfStatus::Blank => "not filled in",
        OdfStatus::NotYet => "verification not passed",
        OdfStatus::Passed => "verification passed",
        OdfStatus::Declared => "declared",
    }
}
