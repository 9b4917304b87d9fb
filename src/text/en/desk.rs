//! Words that only the regency's page has.

pub const NOT_FILLED: &str = "not filled in";
pub const NEEDS: &str = ", needs ";
pub const NOT_CERTAIN: &str = " not certain yet";
pub const GATE_ODF: &str = "Villages that are ODF";
pub const GATE_FORKOM: &str = "Forkom with a valid SK";
pub const GATE_POKJA: &str = "Pokja with a valid SK";
pub const SUGGESTED: &str = " (suggested)";
pub const DIRECT: &str = "Enter the published figure";
pub const DIRECT_HINT: &str = "For surveys that publish the percentage or figure only.";
pub const DIRECT_LABEL: &str = "Published figure";
pub const DATA_DATE: &str = "Date of the data";
pub const DATA_SOURCE: &str = "Source of the data";
pub const DATA_ORIGIN: &str = "Date and source of the data";
pub const SCALE: &str = "Scale and reason";
pub const BETWEEN: &str = "Between score ";
pub const BETWEEN_HINT: &str = ": a case that the scale does not mention";
pub const PICK_LEVEL: &str = "Choose the case that fits";
pub const SCORE: &str = "Score";
pub const RANGE_HINT: &str = "The left number counts blank and unsettled items as low as possible, the right one as high as possible.";
pub const LEVEL_NOW: &str = "Now";
pub const LEVEL_REACHABLE: &str = "Still within reach";
pub const NO_LEVEL: &str = "not Padapa yet";
pub const OUT_OF_REACH: &str = "none";
pub const BLOCKERS: &str = "What stands before ";
pub const AWARD: &str = "Award";
pub const TOTAL: &str = "Sum of all";
pub const TOTAL_HINT: &str = "This sum decides nothing; the lowest tatanan decides.";
pub const RULE: &str = "Rule";
pub const RULE_TITLE: &str = "Rule on the score";
pub const RULE_HINT: &str = "The official text does not settle this. A ruling travels in the file with name and date, and can be withdrawn.";
pub const RULE_GROUND: &str = "Ground of the ruling";
pub const RULE_GROUND_HINT: &str = "such as the answer of the province and its date";
pub const RULE_FOR_ANSWER: &str = "For this figure only";
pub const RULE_FOR_RULE: &str = "For this case, also when the figure changes";
pub const RULE_SAVE: &str = "Save the ruling";
pub const RULE_WITHDRAW: &str = "Withdraw the ruling";
pub const RULE_BY: &str = "Name of who rules";
pub const RULE_NEEDS_GROUND: &str = "Choose a score, write the ground of the ruling and a name.";
pub const RULE_REMOVE: &str = "Remove the old ruling";
pub const RULED_BY: &str = "Ruled by ";
pub const RULED_SCORE: &str = "Score that was ruled";
pub const RULED_WHO: &str = "Ruled by";
pub const BLANK: &str = "cleared";
pub const CONFLICTS: &str = "Items that differ";
pub const CONFLICTS_HINT: &str = "Several people changed these items without seeing each other's change. Choose the right one. If you are not sure, leave it: all of them stay stored and are handed over too.";
pub const NOTHING_DISAGREES: &str = "No items differ.";
pub const NAMELESS: &str = "Without a name";
pub const BY_THEIR_CLOCK: &str = " by the clock of their device";
pub const USE_THIS: &str = "Use this";
pub const ANSWER_ANEW: &str = "Write another answer";
pub const SETTLED: &str = "Chosen:";
pub const SOMEBODY: &str = "without a name";
pub const RULED_FOR_RULE: &str = " (for this case)";
pub const RULED_FOR_ANSWER: &str = " (for this figure)";
pub const RULING_STALE: &str =
    "The old ruling is not used: it was made for another figure or case.";
pub const RULINGS: &str = "Rulings";
pub const RULINGS_HINT: &str =
    "All rulings and requests for a ruling in this sheet, with name, date and ground.";
pub const NOT_HERE: &str = "Does this not exist in your regency?";
pub const NOT_HERE_HINT: &str = "The number of indicators is fixed and there is no \"not applicable\". Ask the province; until it answers, this item counts as blank.";
pub const ASK_RULING: &str = "Ask for a ruling";
pub const ASK_WITHDRAW: &str = "Withdraw the request";
pub const WAITING_FOR_RULING: &str = "Waiting for a ruling of the province. Write the question into the note, and rule once it is answered.";
pub const TRIAL: &str = "Try out without saving";
pub const TRIAL_HINT: &str =
    "Change answers to see what that does to scores and conditions. Stored answers do not change.";
pub const TRIAL_ON: &str =
    "Trying out: what is changed now is not saved and is gone when the page is closed.";
pub const TRIAL_KEEP: &str = "Make it my answers";
pub const TRIAL_DROP: &str = "Throw the trial away";
pub const TRIAL_FIRST_END: &str = "End the trial first.";
pub const TRIAL_BEFORE: &str = " · before the trial: ";
pub const PARIPURNA: &str = "Wistara Paripurna";
pub const PARIPURNA_MET: &str = "reached";
pub const PARIPURNA_OPEN: &str = "still possible; conditions not answered: ";
pub const PARIPURNA_NEEDS_TOP: &str = "the extra conditions hold, only Wistara is missing";
pub const PARIPURNA_OUT: &str = "not possible, Wistara is out of reach";
pub const PARIPURNA_DENIED: &str = "not possible, answered with no: ";
pub const CANCEL: &str = "Cancel";
pub const SUGGESTION: &str = "Suggested: ";
pub const TO_FIGURE: &str = "Fill in the reference figure";
pub const COUNT_NEW: &str = "new answers";
pub const COUNT_UPDATED: &str = "answers newer than those here";
pub const COUNT_SAME: &str = "answers that are the same";
pub const COUNT_OLDER: &str = "answers older than those here";
pub const COUNT_CONFLICT: &str = "answers changed by two people; both are stored";
pub const HANDED_OVER_BY: &str = "Handed over by ";
pub const BY_SENDERS_CLOCK: &str = " by the clock of the sender, revision ";
pub const UNREADABLE: &str =
    "this file cannot be read. Copy it to the device first, then choose it again.";
pub const OTHER_INSTRUMENT: &str = "this file uses another instrument. Open that instrument's file on the page of instruments first, then take this one in again.";
pub const PREVIEW: &str = "What is in this file";
pub const STORE_IT: &str = "Store on this device";
pub const LEAVE_IT: &str = "Do not store";
pub const STORED: &str = "The file is stored on this device.";
pub const OPEN_SHEET: &str = "Open the sheet";
pub const NOTHING_CHANGED: &str = "Nothing was changed.";
pub const NOTHING_NEW: &str = "All of it is on this device already.";
pub const ANOTHER_SHEET: &str = "This device has another sheet of the same region. Both are stored apart; the one that opens has the later years of data or, if they are the same, was changed last.";
pub const OTHER_EDITION: &str = "The file was filled in with another edition of the instrument. Items that are not known stay stored.";
pub const COACH: &str = "The shortest way to ";
pub const COACH_HINT: &str = "The fewest indicators to fill in, repair, settle or improve. Only a suggestion; do what can really be done.";
pub const COACH_UNREACHABLE: &str = "Cannot be reached yet, even if all its indicators improve.";
pub const MORE: &str = "still needs ";
pub const LIFT_REPAIR: &str = "Repair";
pub const LIFT_FILL: &str = "Fill in";
pub const LIFT_SETTLE: &str = "Ask for a ruling";
pub const LIFT_IMPROVE: &str = "Improve";
pub const UP_TO: &str = "to ";
pub const OR_INSTEAD: &str = "or ";
pub const BY_AGENCY: &str = "By regency office";
pub const DIFFERS: &str = "Different numbers for ";
pub const CHECK_THEM: &str = ". Check which one is right.";

/// `22-11-2026` of `2026-11-22`; anything else as it is.
pub fn day_of(iso: &str) -> String {
    let mut parts = iso.split('-');
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(year), Some(month), Some(day), None) => super::join(&[day, "-", month, "-", year]),
        _ => iso.into(),
    }
}
