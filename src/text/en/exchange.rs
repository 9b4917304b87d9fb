//! Words about sheets that leave, in both programs: the file, copies outside,
//! disagreement.

use super::join;

pub const HAND_OVER_TITLE: &str = "Hand over the sheet";
pub const DOWNLOAD: &str = "Download the file";

pub const LEFT_DOWNLOADED: &str = "The file was downloaded";
pub const READ_AGAIN: &str = "It was read again and is the same: ";
pub const NEXT_DOWNLOADED: &str =
    "Send the file from the downloads folder as a document, not as a photo.";
pub const HAND_OVER_FAILED: &str =
    "No file was made. The answers stay saved; try again, or use another way.";

pub const NO_COPY: &str = "No copy anywhere else yet";
pub const LAST_HANDED: &str = "Last handed over ";
pub const RECEIVED_BY: &str = "Received by ";
pub const RECEIVED: &str = "Received";
pub const REVISION: &str = ", revision ";
pub const AFTERWARDS: &str = " answers since then";

pub const ANSWERS_DISAGREE: &str = " items answered differently by two people or more";
pub const COMPARE: &str = "Compare";
pub const ITEM_DISAGREES: &str = "Two people changed this item without seeing each other's change. One of the two is shown here; changing it means choosing.";

pub const ITEMS_WANTED: &str = " items are to be repaired";
pub const TO_WANTED: &str = "Look";
pub const ITEM_WANTED: &str = "To be repaired. ";

/// `41 answers, 12 KB, revision 7.`
pub fn payload(answers: usize, bytes: usize, revision: u32) -> String {
    join(&[
        &answers.to_string(),
        " answers, ",
        &bytes.div_ceil(1024).to_string(),
        " KB",
        REVISION,
        &revision.to_string(),
        ".",
    ])
}

/// `today`, `yesterday`, `3 days ago`, by the clock of this device.
pub fn days_ago(now: u64, at: u64) -> String {
    match now.saturating_sub(at) / 86_400_000 {
        0 => "today".into(),
        1 => "yesterday".into(),
        days => join(&[&days.to_string(), " days ago"]),
    }
}
