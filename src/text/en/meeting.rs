//! Words for meetings: the recap on paper, what changed between rounds, what is known of
//! an indicator's evidence and history.

use saba_core::score::Lead;

pub const RECAP: &str = "Repair recap";
pub const RECAP_FOR_MEETING: &str = "Recap for the meeting";
pub const RECAP_ITEMS: &str = " items to be repaired · ";
pub const RECAP_ONLY_OPEN: &str = "Only what is not answered yet";
pub const RECAP_NOTHING: &str = "Nothing has to be repaired in this round.";

pub const BARS_NEEDED: &str = "What each level takes";
pub const BELOW_ALL: &str = "below every threshold";
pub const STILL_POSSIBLE: &str = ", still possible: ";
pub const SUMS_BY_SECTION: &str = "Totals by tatanan";
pub const CHANGE_HEAD: &str = "Change";

pub const EVIDENCE_ASKED: &str = "What is asked for";
pub const EVIDENCE_STATE: &str = "What the sheet says";
pub const NOT_WRITTEN: &str = "not written yet";
pub const ITEM_HISTORY: &str = "History of this item";
pub const ITEM_HISTORY_NONE: &str = "No change is recorded on this device yet.";
pub const WHOLE_HISTORY: &str = "Open the history of the whole sheet";

/// What became of a score between two rounds.
pub fn changed(lead: Lead) -> &'static str {
    match lead {
        Lead::Theirs => "up",
        Lead::Ours => "down",
        Lead::Same => "the same",
        Lead::Open | Lead::Apart => "not certain yet",
    }
}
