//! Words of the papers that a regency prints, in English.

use saba_core::reports::BodyState;
use saba_core::sheet::DocumentStatus;

use super::join;

pub const REPORTS: &str = "Reports and minutes";
pub const REPORTS_HINT: &str =
    "Made from the answers on this device. Look them over, print them, then sign.";
pub const REPORTS_TO_LIST: &str = "To the list of reports";
pub const REPORT_SIZE: &str = "Paper size";
pub const REPORT_SIZES: [(&str, &str); 2] = [("A4", "A4"), ("F4", "F4 (215 × 330 mm)")];
pub const REPORT_PRINT: &str = "Print";
pub const REPORT_CSV: &str = "Download the table for Excel";
pub const REPORT_CSV_DONE: &str = "The table is downloaded. Open it from the downloads folder.";
pub const REPORT_CSV_FAILED: &str = "This browser cannot download the table. Use Print.";
pub const REPORT_FILL: &str = "Fill in parts of the letter";
pub const REPORT_FILL_HINT: &str = "What is left blank is printed as dots, to be written by hand.";
pub const REPORT_DOTS: &str = "..............................";
pub const REPORT_SHEET: &str = "Sheet number ";
pub const REPORT_REVISION: &str = " · hand-over no. ";
pub const REPORT_NEVER_HANDED: &str = " · never handed over";
pub const REPORT_PRINTED: &str = " · made on ";
pub const REPORT_NOTHING: &str = "There are no data for this table yet.";
pub const REPORT_YEARS: &str = " · data of ";

pub const REPORT_PROFILE: &str = "Recap of the profile";
pub const REPORT_PROFILE_ABOUT: &str = "ODF, kelembagaan, and tatanan 1 to 9 in per cent";
pub const REPORT_FORKOM: &str = "Forkom table";
pub const REPORT_FORKOM_ABOUT: &str = "Number and validity of the SK of each kecamatan";
pub const REPORT_POKJA: &str = "Pokja table";
pub const REPORT_POKJA_ABOUT: &str = "Number and validity of the SK of each village";
pub const REPORT_ACTIVITIES: &str = "List of activities";
pub const REPORT_ACTIVITIES_ABOUT: &str = "Activities of the regency, Forkom and Pokja";
pub const REPORT_TRUTH: &str = "Statement that the data are true";
pub const REPORT_TRUTH_ABOUT: &str = "To be signed";
pub const REPORT_MINUTES: &str = "Minutes: ";
pub const REPORT_MINUTES_ABOUT: &str = "Result of the round and what has to be repaired";
pub const REPORT_PLANS: &str = "Table of plans by agency";
pub const REPORT_PLANS_ABOUT: &str = "RPJMD or renstra indicators and programmes";
pub const REPORT_AIMS: &str = "Targets and where they stand";
pub const REPORT_AIMS_ABOUT: &str = "The regency's own targets compared with today";

pub const HEAD_NO: &str = "No.";
pub const HEAD_REGENCY: &str = "Regency/city";
pub const HEAD_ODF: &str = "ODF (%)";
pub const HEAD_BODIES: &str = "Kelembagaan (%)";
pub const HEAD_BODIES_STATE: &str = "State of kelembagaan";
pub const HEAD_LEVEL: &str = "Level now";
pub const HEAD_KECAMATAN: &str = "Kecamatan";
pub const HEAD_VILLAGE: &str = "Village";
pub const HEAD_BODY_NAME: &str = "Name in the SK";
pub const HEAD_SK: &str = "SK number";
pub const HEAD_SIGNED: &str = "SK date";
pub const HEAD_VALID: &str = "Valid until";
pub const HEAD_REMARK: &str = "Remark";
pub const HEAD_DATE: &str = "Date";
pub const HEAD_ACTIVITY: &str = "Activity";
pub const HEAD_BY: &str = "Held by";
pub const HEAD_PLACE: &str = "Place";
pub const HEAD_PEOPLE: &str = "People";
pub const HEAD_RESULT: &str = "Result";
pub const HEAD_ITEM: &str = "Indicator";
pub const HEAD_PLAN: &str = "Document";
pub const HEAD_PLAN_ITEM: &str = "Indicator of the plan";
pub const HEAD_PROGRAMME: &str = "Programme";
pub const HEAD_CARRIER: &str = "Agency";
pub const HEAD_AIM: &str = "Tatanan or prerequisite";
pub const HEAD_TARGET: &str = "Target";
pub const HEAD_NOW: &str = "Now";
pub const HEAD_STATE: &str = "State";
pub const HEAD_BY_DAY: &str = "Not later than";
pub const HEAD_SECTION: &str = "Section";
pub const HEAD_OWNER: &str = "Who repairs it";
pub const HEAD_ASKED: &str = "What is asked";

pub const RECAP_BLANK: &str = "blank";
pub const RECAP_ENDS: &str = "Two numbers mean that it is not certain: what is blank or undecided counts as low and as high as it can.";
pub const RECAP_NO_MARK: &str = "The guide prints no pass mark for kelembagaan; what decides are the SK of Tim Pembina, Forum, Forkom and Pokja.";
pub const RECAP_MEETS: &str = "kelembagaan meets the condition of ";
pub const RECAP_MEETS_NONE: &str = "kelembagaan meets the condition of no level yet";
pub const FORKOM: &str = "Forkom";
pub const POKJA: &str = "Pokja";
pub const SK_COUNT: &str = " with a valid SK";
pub const SHEET_LOCKED: &str = "locked sheet";
pub const SHEET_TWINS: &str = "twin sheets that differ; choose one on the board first";
pub const SK_EXPIRED: &str = "not valid";
pub const SK_NONE: &str = "no SK yet";
pub const OF_REGENCY: &str = "Regency/city";

pub const ACTIVITY: &str = "Activity";
pub const ACTIVITIES_OWN: &str = "Activities of the regency/city";
pub const PERSON: &str = "Person";

pub const TRUTH_BEGIN: &str = "The undersigned:";
pub const TRUTH_SAYS: &str = "state that the data of Kabupaten/Kota Sehat below were filled in as things are, are supported by documents that can be checked, and are our responsibility:";
pub const TRUTH_MAY_BE_CHECKED: &str = "If something turns out not to be true, we are willing to repair these data and to accept the assessment as it then is.";
pub const TRUTH_END: &str = "This statement is made freely, to be used as it is meant.";
pub const TRUTH_REGION: &str = "Region";
pub const TRUTH_INSTRUMENT: &str = "Instrument";
pub const TRUTH_FILLED: &str = "How complete";
pub const TRUTH_LAST: &str = "Last answer";
pub const STAMP: &str = "duty stamp and seal";
pub const SIGNED: &str = "Signature";

pub const MINUTES_NO: &str = "Number: ";
pub const MINUTES_ON: &str = "On ";
pub const MINUTES_AT: &str = " at ";
pub const MINUTES_WAS_HELD: &str = " was held: ";
pub const MINUTES_OF: &str = " of the data of Kabupaten/Kota Sehat ";
pub const MINUTES_RESULT: &str = "Result";
pub const MINUTES_ITEMS: &str = " items looked at: ";
pub const MINUTES_ACCEPTED: &str = " accepted, ";
pub const MINUTES_OPEN: &str = " to be repaired and not answered yet, ";
pub const MINUTES_CLOSED: &str = " to be repaired and answered, ";
pub const MINUTES_WAITING: &str = " not looked at yet.";
pub const MINUTES_STANDING: &str = "Score of each tatanan after this round";
pub const MINUTES_TO_REPAIR: &str = "To be repaired";
pub const MINUTES_NO_REPAIRS: &str = "Nothing has to be repaired.";
pub const MINUTES_NOTES: &str = "Notes and agreements";
pub const MINUTES_END: &str = "These minutes were made and signed together.";
pub const MINUTES_PRESENT: &str = "Present";
pub const MINUTES_LEVEL: &str = "Threshold of ";
pub const HEAD_SCORE: &str = "Score";
pub const HEAD_NAME: &str = "Name";
pub const HEAD_POSITION: &str = "Position and institution";

/// What the tables remark of an SK.
pub fn sk_remark(status: DocumentStatus, signed: bool) -> &'static str {
    match (status, signed) {
        (DocumentStatus::Complete, _) => "valid",
        (DocumentStatus::None, true) => SK_EXPIRED,
        (DocumentStatus::None, false) => SK_NONE,
        (DocumentStatus::Blank | DocumentStatus::OneYear, _) => RECAP_BLANK,
    }
}

/// Does a body exist?
pub fn body_state(state: BodyState) -> &'static str {
    match state {
        BodyState::There => "there",
        BodyState::Lacking => "no valid SK yet",
        BodyState::Unknown => "not certain",
    }
}

/// The name of a file with a table: `saba-table-pokja-63.11.csv`.
pub fn table_file(paper: &str, region: &str) -> String {
    join(&["saba-table-", paper, "-", region, ".csv"])
}
