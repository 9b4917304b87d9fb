//! Words about instruments, their editions, and the cycle before.

use saba_core::instrument::{Clause, Compare, Operand, Step};

use super::join;

/// ` [up, ≥ 50; yes]`: the bounds of a level as they are judged; nothing on ladders.
pub fn step_bounds(step: &Step) -> String {
    if step.clauses.is_empty() {
        return String::new();
    }
    let clauses: Vec<String> = step.clauses.iter().map(clause).collect();
    join(&[" [", &clauses.join("; "), "]"])
}

fn clause(clause: &Clause) -> String {
    let mut parts = Vec::new();
    if let Some(trend) = clause.trend {
        let words = [
            (trend.up, "up"),
            (trend.same, "unchanged"),
            (trend.down, "down"),
        ];
        let words: Vec<&str> = words
            .iter()
            .filter(|(on, _)| *on)
            .map(|(_, w)| *w)
            .collect();
        parts.push(words.join("/"));
    }
    parts.extend(clause.value.iter().map(bound));
    parts.extend(
        clause
            .flag
            .map(|yes| if yes { "yes" } else { "no" }.to_string()),
    );
    parts.join(", ")
}

fn bound(compare: &Compare) -> String {
    let sign = match (compare.less, compare.equal, compare.greater) {
        (true, true, _) => "≤ ",
        (true, false, _) => "< ",
        (false, true, true) => "≥ ",
        (false, false, _) => "> ",
        (false, true, false) => "= ",
    };
    let operand = match compare.operand {
        Operand::Printed(n) => n.show(),
        Operand::Figure => "reference figure".into(),
    };
    join(&[sign, &operand])
}

pub const INSTRUMENTS: &str = "Instruments on this device";
pub const INSTRUMENTS_HINT: &str = "The instrument says what is asked and how it is scored. Every sheet notes the edition that it uses, and opens with that edition as long as it is on this device.";
pub const OPEN_INSTRUMENT: &str = "Open an instrument from a file";
pub const INSTRUMENT_OPENED: &str = "The instrument is stored on this device: ";
pub const INSTRUMENT_KNOWN: &str = "This instrument was on this device already: ";
pub const SAME_NAME: &str = "This edition has the same name as another one on this device, but is not the same. Tell them apart by their content mark.";
pub const INSTRUMENT_EMPTY: &str = "this file is empty. Choose a whole instrument file.";
pub const INSTRUMENT_CUT_OFF: &str =
    "the instrument file ends too early. Copy the file again, then open it again.";
pub const NO_INSTRUMENT_FILE: &str =
    "not an instrument file of Saba. Choose an instrument file in JSON.";
pub const INSTRUMENT_IS_SHEET: &str =
    "this is the file of a sheet, not an instrument. Open it with Take in files.";
pub const INSTRUMENT_PART: &str =
    "this is a part of an instrument, not a whole one. Choose a whole instrument file.";
pub const INSTRUMENT_BAD: &str = "this instrument is wrong at ";
pub const INSTRUMENT_BAD_LINE: &str = "line ";
pub const INSTRUMENT_BAD_DO: &str = ". Ask whoever made it for a correct file.";
pub const BUILT_IN: &str = "Comes with Saba";
pub const KEPT_HERE: &str = "Stored on this device";
pub const FROM_FILE: &str = "From a file";
pub const EDITION: &str = "Edition ";
pub const DATA: &str = "data ";
pub const CONTENT_MARK: &str = "Content mark (hash) ";
pub const INSTRUMENT_REMOVE: &str = "Remove from this device";
pub const INSTRUMENT_REMOVED: &str = "The instrument was removed from this device.";
pub const INSTRUMENT_USED: &str =
    "This instrument was not removed, for it is still used by the sheet ";
pub const ITEMS_OF_VILLAGE: &str = " village items, ";
pub const ITEMS_OF_KECAMATAN: &str = " kecamatan items, ";
pub const ITEMS_OF_REGENCY: &str = " regency items";

pub const SHEET_EDITION: &str = "Edition of the instrument";
pub const EDITION_MISSING: &str =
    "This sheet was filled in with another edition that is not on this device, namely ";
pub const EDITION_MISSING_DO: &str = ". The scores below are those of the edition named here. If you have the file of that instrument, open it on the page of instruments.";
pub const COMPARE_EDITIONS: &str = "Compare editions";
pub const COMPARE_HINT: &str =
    "The same answers, scored by two editions. Comparing changes nothing.";
pub const ONE_EDITION: &str =
    "There is only one edition on this device. Open another one from a file first.";
pub const COMPARE_FROM: &str = "From edition";
pub const COMPARE_TO: &str = "To edition";
pub const SAME_EDITION: &str = "Choose two different editions.";
pub const BOTH_SCORES: &str = "Scores by both editions";
pub const WHAT_DIFFERS: &str = "What differs";
pub const NO_DIFFERENCE: &str = "No item of this sheet differs.";
pub const YEARS_DIFFER: &str =
    "The years of data differ. Numbers by year stay stored with their year.";
pub const LEVELS_DIFFER: &str = "The conditions of the award differ.";
pub const ADDED: &str = "New items";
pub const DROPPED: &str = "Items that are not asked any more";
pub const CHANGED: &str = "Items that changed";
pub const UNASKED: &str = "Answered, but not asked; the answers stay stored";
pub const ANSWERED: &str = " · answered";
pub const CHANGED_TITLE: &str = "wording";
pub const CHANGED_FIELDS: &str = "fields";
pub const CHANGED_RULE: &str = "scoring";
pub const CHANGED_PLACE: &str = "tatanan";
pub const KELEMBAGAAN: &str = "Kelembagaan";
pub const MOVE: &str = "Move the sheet to this edition";
pub const MOVE_TITLE: &str = "Move this sheet to ";
pub const MOVE_HINT: &str = "The sheet on this device is then filled in and scored with that edition. Answers to items that are not asked any more stay stored, and if the years of data move on, the answers of now are shown as the cycle before. Files that were handed over do not change. The move is recorded with your name and can be undone.";
pub const MOVE_NOW: &str = "Move";
pub const MOVED: &str = "moved to another edition";

pub const LAST_CYCLE: &str = "The cycle before";
pub const OPEN_LAST_CYCLE: &str = "Open a file of the cycle before";
pub const LAST_CYCLE_HINT: &str = "The answers of the cycle before are shown under each item. To look at only; they do not count.";
pub const LAST_CYCLE_UNSCORED: &str = "The instrument of that cycle is not on this device, so its scores are not shown. Open that instrument from a file.";
pub const LAST_CYCLE_CLOSE: &str = "Put the cycle before away";
pub const LAST_CYCLE_HERE: &str = "sheet on this device";
pub const OTHER_PLACE: &str =
    "this file is of another region or kind of sheet. Choose a file of this region.";
pub const NOT_EARLIER: &str =
    "this file is of the same cycle or a later one. Choose a file of the cycle before.";
pub const OF_THEM: &str = " of them";
pub const PUBLISHED: &str = "published figure ";
pub const CHOSEN: &str = "case ";
pub const UP_TO_LEVEL: &str = " to ";
pub const NOT_KNOWN: &str = "not known";
