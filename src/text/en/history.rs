//! Words about how a sheet was before.

use saba_core::history::Kind;

pub const RESCUE: &str = "Bring sheets back";
pub const RESCUE_HINT: &str = "Sheets that are in an automatic copy but no longer in the store.";
pub const NOTHING_LOST: &str = "No sheet is missing.";
pub const SHEET_LOST: &str = "This sheet is missing from the store.";
pub const SHEET_DAMAGED: &str =
    "There is a sheet whose records cannot be read. The original is kept.";
pub const COPY_THERE: &str = " There is an automatic copy of ";
pub const ANSWERS: &str = " answers).";
pub const BRING_BACK: &str = "Bring back from the copy";
pub const TAKE_OUT: &str = "Download the original records";
pub const HISTORY_HINT: &str = "Every change is recorded on this device. Choose a moment to see the sheet as it was; answers change only when you put them back.";
pub const NO_HISTORY: &str = "No changes are recorded yet.";
pub const ENTRIES_UNREADABLE: &str =
    " records of the history cannot be read. The originals are kept; the others are below.";
pub const OLDER: &str = "Show older ones";
pub const COPIES: &str = "Automatic copies";
pub const COPIES_HINT: &str = "Made by Saba itself, at most once a day and before large changes.";
pub const COPY: &str = "Automatic copy";
pub const ITEMS: &str = " items";
pub const SEVERAL_PEOPLE: &str = "several people";
pub const CHANGED_AT_ONCE: &str = " items changed at once";
pub const CAME_AT_ONCE: &str = " items came at once from a file or a copy";
pub const MOMENT: &str = "The sheet as it was";
pub const MOMENT_GONE: &str = "This moment is not in the history. Choose again from the list.";
pub const TO_HISTORY: &str = "To the history";
pub const SAME_AS_NOW: &str = "The sheet was then as it is now.";
pub const DIFFERENCES: &str = " items differ from now.";
pub const MORE_DIFFERENCES: &str = "Show the others";
pub const AT_THAT_TIME: &str = "Then";
pub const NOW: &str = "Now";
pub const RESTORE: &str = "Put all of it back";
pub const RESTORE_ITEM: &str = "Put this item back only";
pub const PUT_BACK: &str = " items were put back. What was there before stays in the history.";
pub const UNDO_PUT_BACK: &str = "Undo putting back";

/// What was done to an answer.
pub fn kind_of_change(kind: Kind) -> &'static str {
    match kind {
        Kind::Answered => "filled in",
        Kind::Changed => "changed",
        Kind::Cleared => "cleared",
        Kind::Unknown => "marked as not known",
        Kind::Note => "note changed",
        Kind::Same => "stored again",
    }
}
