//! Words of the papers that a regency prints.

use saba_core::papers::BodyState;
use saba_core::sheet::DocumentStatus;

use super::join;

pub const PAPERS: &str = "Reports and minutes";
pub const PAPERS_HINT: &str =
    "Made from the answers on this device. Check them, print them, then sign.";
pub const PAPERS_TO_LIST: &str = "To the list of reports";
pub const PAPER_SIZE: &str = "Paper size";
pub const PAPER_SIZES: [(&str, &str); 2] = [("A4", "A4"), ("F4", "F4 (215 × 330 mm)")];
pub const PAPER_PRINT: &str = "Print";
pub const PAPER_CSV: &str = "Download the table for Excel";
pub const PAPER_CSV_DONE: &str = "The table is downloaded. Open it from the downloads folder.";
pub const PAPER_CSV_FAILED: &str = "This browser cannot download the table. Use Print.";
pub const PAPER_FILL: &str = "Fill in parts of the paper";
pub const PAPER_FILL_HINT: &str = "What is left blank is printed as dots to write on by hand.";
pub const PAPER_DOTS: &str = "..............................";
pub const PAPER_SHEET: &str = "Sheet number ";
pub const PAPER_REVISION: &str = " · hand-over no. ";
pub const PAPER_NEVER_HANDED: &str = " · never handed over";
pub const PAPER_PRINTED: &str = " · made ";
pub const PAPER_NOTHING: &str = "There is no data for this table yet.";
pub const PAPER_YEARS: &str = " · data ";

pub const PAPER_PROFILE: &str = "Profile recap";
pub const PAPER_PROFILE_ABOUT: &str = "ODF, kelembagaan and tatanan 1 to 9 in per cent";
pub const PAPER_FORKOM: &str = "Table of Forkom";
pub const PAPER_FORKOM_ABOUT: &str = "SK number and validity for each kecamatan";
pub const PAPER_POKJA: &str = "Table of Pokja";
pub const PAPER_POKJA_ABOUT: &str = "SK number and validity for each village";
pub const PAPER_ACTIVITIES: &str = "List of activities";
pub const PAPER_ACTIVITIES_ABOUT: &str = "Of the regency, Forkom and Pokja";
pub const PAPER_TRUTH: &str = "Statement that the data is true";
pub const PAPER_TRUTH_ABOUT: &str = "To be signed";
pub const PAPER_MINUTES: &str = "Minutes: ";
pub const PAPER_MINUTES_ABOUT: &str = "Result of the round and what is to be repaired";
pub const PAPER_PLANS: &str = "Plans by agency";
pub const PAPER_PLANS_ABOUT: &str = "RPJMD or renstra indicators and programmes";
pub const PAPER_AIMS: &str = "Targets and where we stand";
pub const PAPER_AIMS_ABOUT: &str = "Own targets compared with the present state";

pub const HEAD_NO: &str = "No";
pub const HEAD_REGENCY: &str = "Regency";
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
pub const HEAD_BY: &str = "By";
pub const HEAD_PLACE: &str = "Place";
pub const HEAD_PEOPLE: &str = "People";
pub const HEAD_RESULT: &str = "Result";
pub const HEAD_ITEM: &str = "Indicator";
pub const HEAD_PLAN: &str = "Plan";
pub const HEAD_PLAN_ITEM: &str = "Plan indicator";
pub const HEAD_PROGRAMME: &str = "Programme";
pub const HEAD_CARRIER: &str = "Agency";
pub const HEAD_AIM: &str = "Tatanan or gate";
pub const HEAD_TARGET: &str = "Target";
pub const HEAD_NOW: &str = "Now";
pub const HEAD_STATE: &str = "State";
pub const HEAD_BY_DAY: &str = "By";
pub const HEAD_SECTION: &str = "Section";
pub const HEAD_OWNER: &str = "Repaired by";
pub const HEAD_ASKED: &str = "Asked for";

pub const RECAP_BLANK: &str = "not filled in";
pub const RECAP_ENDS: &str = "Two numbers mean that it is not certain yet: blank and undecided answers are counted as low and as high as possible.";
pub const RECAP_NO_MARK: &str = "The guide prints no pass mark for kelembagaan; the SK of Tim Pembina, Forum, Forkom and Pokja decide.";
pub const RECAP_MEETS: &str = "kelembagaan meets ";
pub const RECAP_MEETS_NONE: &str = "kelembagaan does not meet any level yet";
pub const FORKOM: &str = "Forkom";
pub const POKJA: &str = "Pokja";
pub const SK_COUNT: &str = " with a valid SK";
pub const SHEET_LOCKED: &str = "the sheet is locked";
pub const SHEET_TWINS: &str = "twin sheets that differ, choose on the board first";
pub const SK_EXPIRED: &str = "not valid";
pub const SK_NONE: &str = "no SK yet";
pub const OF_REGENCY: &str = "Regency";

pub const ACTIVITY: &str = "Activity";
pub const ACTIVITIES_OWN: &str = "Activities of the regency";
pub const PERSON: &str = "Person";

pub const TRUTH_BEGIN: &str = "The undersigned:";
pub const TRUTH_SAYS: &str = "states that the Kabupaten/Kota Sehat data below was filled in as things are, is supported by documents that can be checked, and is our responsibility:";
pub const TRUTH_MAY_BE_CHECKED: &str = "Should anything turn out to be wrong, we will repair the data and accept the adjusted assessment.";
pub const TRUTH_END: &str = "This statement is made freely, to be used as appropriate.";
pub const TRUTH_REGION: &str = "Region";
pub const TRUTH_INSTRUMENT: &str = "Instrument";
pub const TRUTH_FILLED: &str = "Completeness";
pub const TRUTH_LAST: &str = "Last answer";
pub const STAMP: &str = "duty stamp and seal";
pub const SIGNED: &str = "Signature";

pub const MINUTES_NO: &str = "Number: ";
pub const MINUTES_ON: &str = "On ";
pub const MINUTES_AT: &str = " at ";
pub const MINUTES_WAS_HELD: &str = " was held: ";
pub const MINUTES_OF: &str = " of the Kabupaten/Kota Sehat data of ";
pub const MINUTES_RESULT: &str = "Result";
pub const MINUTES_ITEMS: &str = " items looked at: ";
pub const MINUTES_ACCEPTED: &str = " accepted, ";
pub const MINUTES_OPEN: &str = " to be repaired and not answered, ";
pub const MINUTES_CLOSED: &str = " to be repaired and answered, ";
pub const MINUTES_WAITING: &str = " not looked at yet.";
pub const MINUTES_STANDING: &str = "Score of each tatanan after this round";
pub const MINUTES_TO_REPAIR: &str = "To be repaired";
pub const MINUTES_NO_REPAIRS: &str = "Nothing is to be repaired.";
pub const MINUTES_NOTES: &str = "Remarks and agreements";
pub const MINUTES_END: &str = "These minutes were made and signed together.";
pub const MINUTES_PRESENT: &str = "Present";
pub const MINUTES_LEVEL: &str = "Limit of ";
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
        BodyState::Unknown => "not certain yet",
    }
}

/// The name of a file with a table: `saba-tabel-pokja-63.11.csv`.
pub fn table_file(paper: &str, region: &str) -> String {
    join(&["saba-tabel-", paper, "-", region, ".csv"])
}
