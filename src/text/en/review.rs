//! Words about rounds of verification and what has to be repaired.

use saba_core::review::{TimeLeft, Verdict};

use super::join;

pub const VERIFICATION: &str = "Verification";
pub const ROUND: &str = "Round";
pub const VERDICT: &str = "Status";
pub const REVIEW_SCORE: &str = "Score of the assessor";
pub const NO_OWN_SCORE: &str = "gives no score of its own";
pub const REASONS: &str = "Ready reasons";
pub const REASON_GIVEN: &str = "Reason";
pub const REPAIRED_BY: &str = "Who repairs it";
pub const REPAIRED_BY_HINT: &str = "regency office or name";
pub const DEADLINE: &str = "Deadline";
pub const UNTIL: &str = " · Until ";
pub const COMMENT: &str = "Message of the assessor";
pub const COMMENT_HINT: &str = "Write what is missing and what is expected.";
pub const ANSWERED_SINCE: &str = "A new answer has come since this item was looked at.";
pub const ASK_AGAIN: &str = "Still to be repaired";
pub const ANSWERED_NOW: &str = "answered";
pub const NOT_ANSWERED: &str = "not answered";

pub const VERIFICATION_HINT: &str = "Open an item, then choose its status under Verification. A request for repair closes by itself once a new answer has come.";
pub const ROUNDS_AT_A_GLANCE: &str = "All rounds";
pub const NOT_LOOKED_AT_SHORT: &str = "Not looked at";
pub const ACCEPTED_SHORT: &str = "Accepted";
pub const OPEN_SHORT: &str = "To repair";
pub const CLOSED_SHORT: &str = "Answered";
pub const SCORE_SHORT: &str = "Score";
pub const BY_SECTION: &str = "By section";
pub const SECTION_HEAD: &str = "Section";
pub const TO_REPAIR: &str = "To be repaired";
pub const NOTHING_TO_REPAIR: &str = "This round has not asked for repairs yet.";
pub const NO_OWNER: &str = "Nobody named yet";
pub const THE_TEAM: &str = "Team of ";
pub const STILL_OPEN: &str = " not answered";
pub const ALREADY_CLOSED: &str = " answered";
pub const DEADLINE_FOR_ALL: &str = "Deadline for all that are not answered";
pub const SET_FOR_ALL: &str = "Use this deadline";
pub const FROM_NOW: &str = "Count ";
pub const HOURS_FROM_NOW: &str = " hours from now";
pub const PRINT_RECAP: &str = "Print the recap";
pub const COMPARE_ROUNDS: &str = "Rounds compared";
pub const OWN_ASSESSMENT: &str = "By the data";
pub const ONLY_DIFFERENT: &str = "Only those that differ";
pub const NO_ROUND_DIFFERS: &str = "The scores are the same in both columns.";
pub const COLUMN_ONE: &str = "Compare";
pub const COLUMN_OTHER: &str = "with";
pub const INDICATOR_HEAD: &str = "Indicator";
pub const MEETING: &str = "Meeting screen";

pub const SEND_BACK: &str = "Send back";
pub const SEND_BACK_HINT: &str = "One file for each who repairs. The receiver opens it with Take in files and comes straight to the items asked for.";
pub const NOTHING_TO_SEND: &str = "No request of this round is open.";
pub const RETURN_SHARED: &str = "The request was shared. Make sure that the message was sent.";
pub const RETURN_DOWNLOADED: &str =
    "The request was downloaded. Send the file from the downloads folder as a document.";
pub const RETURN_COPIED: &str =
    "The request was copied. Paste it into a message and send it whole.";
pub const RETURN_FAILED: &str =
    "The request did not leave by this way. Answers stay saved; use another way.";
pub const WITHOUT_THE_SHEET: &str = "The receiver does not have this sheet yet";
pub const WITHOUT_THE_SHEET_HINT: &str =
    "Send the part of the sheet too. The receiver takes in this part first, then the request.";

pub const ASKED: &str = "Asked to be repaired";
pub const ASKED_HINT: &str = "Repair the items below, then hand the sheet over as usual. Those that are answered close by themselves.";
pub const NOTHING_ASKED: &str = "No item is asked to be repaired.";
pub const LOOK_AT_ASKED: &str = "Look at what is asked";
pub const REQUEST: &str = "Request for repair";
pub const REQUEST_FOR: &str = "For ";
pub const REQUEST_KNOWN: &str = "This request is on this device already.";
pub const REQUEST_NO_SHEET: &str = "this request for repair is for ";
pub const REQUEST_NO_SHEET_REST: &str = ", whose sheet is not on this device. Open it on the device where it was filled in, or take in the file of the sheet first.";
pub const REQUEST_OTHER_SHEET_REST: &str = ", but was made for another sheet of that region than the one on this device. Ask the sender to make it from the sheet that you handed over.";
pub const ALL_REPAIRED: &str = "All that was asked is answered. Hand the sheet over.";

pub const ACCEPT: &str = "Accept";
pub const REPAIR: &str = "Repair";
pub const PREVIOUS_INDICATOR: &str = "Previous";
pub const NEXT_INDICATOR: &str = "Next";
pub const MEETING_KEYS: &str =
    "Arrow left and right: move. Digits 1–9: to a tatanan. T: accept. P: repair.";
pub const DATA_GIVEN: &str = "Data";
pub const COMPUTED_OUTCOME: &str = "Score by the data";
pub const ROUNDS_BEFORE: &str = "Rounds before";
pub const NOBODY_LOOKED: &str = "nobody has looked yet";

/// What was made of an item.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::NotLookedAt => "not looked at",
        Verdict::Accepted => "accepted",
        Verdict::ToRepair => "to be repaired",
    }
}

/// `1 d 23 h left`, `5 min over`.
pub fn time_left(left: TimeLeft) -> String {
    let [days, hours, minutes] = [left.days, left.hours, left.minutes].map(|n| n.to_string());
    let end = if left.over { " over" } else { " left" };
    match (left.days, left.hours) {
        (0, 0) => join(&[&minutes, " min", end]),
        (0, _) => join(&[&hours, " h ", &minutes, " min", end]),
        _ => join(&[&days, " d ", &hours, " h", end]),
    }
}
