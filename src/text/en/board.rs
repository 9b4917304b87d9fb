//! Words of the board, and of what villages and kecamatan propose.

use super::join;

pub const PROPOSALS: &str = "Figures proposed by villages and kecamatan";
pub const BOARD_READING: &str = "Reading the sheets of villages and kecamatan";
pub const BOARD_NO_LIST: &str = "The official list of villages is not on this device yet. Connect to the internet for a moment, then reload this page.";
pub const BOARD_EMPTY: &str = "There is no sheet of a village or kecamatan on this device yet. Take in their files first; many at once are fine.";
pub const BOARD_SEARCH: &str = "Find a village or kecamatan";
pub const BOARD_SORT: &str = "Sort by";
pub const BOARD_GROUPED: &str = "Group by kecamatan";
pub const BOARD_NONE: &str = "Nothing matches.";
pub const BOARD_KEYS: &str = "Keyboard: arrow up and down move between rows, Enter opens, left folds a kecamatan and right unfolds it, Page Up and Page Down change the page, slash (/) searches.";
pub const BOARD_LEGEND: &str = "What columns and signs mean";
pub const BOARD_SIGNS: [(&str, &str, &str); 5] = [
    ("full", "✓", "every item of this section is filled in"),
    ("part", "3", "partly filled in: how many items are"),
    ("blank", "0", "nothing filled in yet"),
    ("none", "–", "has not sent"),
    ("part", "3!", "exclamation mark: something needs a check"),
];
pub const BOARD_OLD_MEANS: &str =
    "Old means: for more than 30 days no new file has come and nothing was changed on this device.";
pub const COLUMN_REGION: &str = "Region";
pub const COLUMN_AGE: &str = "Last came in";
pub const COLUMN_FILLED: &str = "Filled in";
pub const COLUMN_ODD: &str = "To check";
pub const BY_CODE: &str = "region code";
pub const BY_NAME: &str = "name";
pub const BY_AGE: &str = "the oldest first";
pub const BY_FILLED: &str = "the emptiest first";
pub const BY_ODD: &str = "the most to check first";
pub const FILTER_MISSING: &str = "not sent";
pub const FILTER_OLD: &str = "old";
pub const FILTER_INCOMPLETE: &str = "incomplete";
pub const FILTER_ODD: &str = "to check";
pub const NOT_SENT: &str = "not sent";
pub const IS_LOCKED: &str = "locked";
pub const IS_OLD: &str = "old, ";
pub const IS_TWIN: &str = "twin sheets";
pub const VILLAGES_SENT: &str = " villages have sent";
pub const KECAMATAN_SENT: &str = " kecamatan have sent";
pub const KECAMATAN_SHEET: &str = "Kecamatan sheet";
pub const FOLD: &str = "Fold ";
pub const UNFOLD: &str = "Unfold ";
pub const NEXT_PAGE: &str = "Next page";
pub const PREVIOUS_PAGE: &str = "Previous page";
pub const FILLED: &str = " filled in";
pub const TO_CHECK: &str = " to check";

pub const APART_TWINS: &str = "Twin sheets";
pub const APART_TWINS_HINT: &str = "One region has several sheets that differ. All of them stay stored. Until one is chosen, figures count only where they say the same.";
pub const APART_NOT_LISTED: &str = "Not in the official list";
pub const APART_NOT_LISTED_HINT: &str =
    "This sheet is not counted yet. Place it at the right region, or leave it apart.";
pub const APART_LEFT_OUT: &str = "Not counted";
pub const APART_MOVED: &str = "Placed at another region";
pub const FILLED_LAST_BY: &str = "Last filled in by ";
pub const SHEET_NUMBER: &str = "sheet number …";
pub const CAME_IN: &str = "came in ";
pub const OPEN_THIS_ONE: &str = "Open this sheet";
pub const COUNT_THIS_ONE: &str = "Count this one only";
pub const COUNT_AGAIN: &str = "Count it again";
pub const PLACE_ELSEWHERE: &str = "Place it at another region";
pub const PLACE_AT: &str = "The right region";
pub const PLACE_CHOOSE: &str = "Choose a region";
pub const PLACE_IT: &str = "Place it";
pub const PLACE_BACK: &str = "Put it back to its own region";
pub const LEAVE_OUT: &str = "Do not count it";
pub const NOT_KEPT: &str = "The choice is not saved yet. Try again.";

pub const PROPOSAL_NONE: &str =
    "No proposals yet: no sheet of a village or kecamatan on this device can be added up.";
pub const PROPOSALS_HINT: &str = "The figures below are added up from the sheets of villages and kecamatan on this device. Whoever has not answered is not counted as zero. Nothing is used before you press “Use this figure”.";
pub const USE_FIGURE: &str = "Use this figure";
pub const REPLACE_FIGURE: &str = "Replace with this figure";
pub const USE_NEW_FIGURE: &str = "Use the new figure";
pub const IN_USE: &str = "This figure is in use: ";
pub const WAS_USED: &str = "Taken from the proposal. Counted: ";
pub const CHANGED_SINCE: &str =
    "Something changed since this figure was taken. The answer was not replaced.";
pub const CHANGED_BY_HAND: &str =
    "The answer was changed by hand after this figure was taken. It was not replaced.";
pub const NOW_ANSWERED: &str = "Answer now: ";
pub const NOTHING: &str = "nothing";
pub const NOT_COUNTED: &str = "not counted";
pub const CHANGED_REGIONS: &str = "What changed, by region";
pub const WHO_IS_MISSING: &str = "Not sent yet";
pub const WHO_IS_BLANK: &str = "Left blank";
pub const WHO_DOES_NOT_KNOW: &str = "Marked as not known";
pub const WHO_IS_WRONG: &str = "The number cannot be used";
pub const WHO_IS_PARTLY: &str = "Only some of the rows are answered";
pub const WHO_IS_DOUBLED: &str = "Twin sheets that differ, not counted";
pub const WHO_IS_UNEVEN: &str = "Answered one year only, so the two years cannot be compared";
pub const WHO_IS_DISPUTED: &str = "Answered differently by several people, the first one counts";
pub const WHAT_IS_ODD: &str = "Odd";
pub const THOSE_THAT_DO: &str = "Those that meet it";
pub const THOSE_THAT_TOLD: &str = "Those that answered";
pub const ROWS: &str = "List";
pub const AWARD_AIM: &str = "If the aim is ";
pub const LEVEL_NOW_IS: &str = "score ";
pub const LEVEL_MAY_BE: &str = ", once all have answered possibly ";
pub const NO_LEVEL_YET: &str = "no score yet";
pub const STEP_HOLDS: &str = "Condition of score ";
pub const ZERO_WHOLE: &str = "The whole is zero, so there is no percentage.";
pub const OF_ALL: &str = "Of all: at least ";
pub const AT_MOST: &str = ", at most ";
pub const STATE_OUTDATED: &str = "changed";
pub const STATE_BY_HAND: &str = "changed by hand";
pub const STATE_NEW: &str = "can be used";
pub const STATE_USED: &str = "in use";
pub const STATE_SHOWN: &str = "for comparison only";
pub const STATE_NOTHING: &str = "no figure yet";
pub const USE_ALL_BLANK: &str = "Use all of them for items that are still blank";
pub const TO_INDICATOR: &str = "Open the item";
pub const AND_MORE: &str = " more";

pub const BARS: &str = "Tatanan and conditions against their thresholds";
pub const BARS_HINT: &str = "The dark part is certain, the light part still possible. Upright lines: the threshold of each award level, the lowest first.";
pub const BARS_WHAT: &str = "Tatanan or condition";
pub const BARS_NOW: &str = "Now";
pub const BUNDLE: &str = "One file for all villages";
pub const BUNDLE_HINT: &str = "The sheets of all villages on this device and this sheet itself, each of them whole. The receiver can take it in any number of times; nothing is counted twice.";
pub const BUNDLE_MAKE: &str = "Prepare the file";
pub const BUNDLE_READING: &str = "Reading sheets";
pub const BUNDLE_CHECKING: &str = "Checking the file.";
pub const BUNDLE_READY: &str = " sheets are collected, and the file was read again.";
pub const BUNDLE_LOCKED: &str =
    " locked sheets are not in it. Unlock them first if they should be.";
pub const BUNDLE_TOO_LARGE: &str =
    "The file is too large to be sent at once. Hand over by kecamatan.";
pub const BUNDLE_NOBODY: &str = "There is no village sheet on this device that could be collected.";
pub const BUNDLE_LOST: &str = " sheets of this collection were lost with the end of its file. Ask the sender to send it again. The others can be taken in all the same.";

/// `137 of 157 villages`
pub fn of_regions(counted: usize, of: usize, villages: bool) -> String {
    let noun = if villages { " villages" } else { " kecamatan" };
    join(&[&counted.to_string(), " of ", &of.to_string(), noun])
}

/// `counted: 137 of 157 villages`
pub fn from_regions(counted: usize, of: usize, villages: bool) -> String {
    join(&["counted: ", &of_regions(counted, of, villages)])
}
