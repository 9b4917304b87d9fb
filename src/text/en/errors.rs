//! What bad input and a failing store are told: what is wrong, what to do,
//! and that nothing stored was touched.

#[cfg(feature = "desk")]
use saba_core::file::FileError;

#[cfg(feature = "desk")]
use super::join;
use crate::store::StoreError;

/// One sentence for a file that cannot be taken in.
#[cfg(feature = "desk")]
pub fn file_error(name: &str, error: &FileError) -> String {
    let what: String = match error {
        FileError::Empty => "this file is empty. Ask the sender to send it again.".into(),
        FileError::TooLarge => "this file is too large for a sheet of Saba. Check whether it is the right file.".into(),
        FileError::NotSaba => {
            "not a file of Saba. Choose a file whose name ends in .saba.json, or ask the sender to make one with Hand over.".into()
        }
        FileError::CutOff => {
            "the file ends too early. Ask the sender to send it again as a document, not copied.".into()
        }
        FileError::Damaged(error) => join(&[
            "this file of Saba is damaged at ",
            &error.place,
            ". Ask the sender to make a new file with Hand over.",
        ]),
        FileError::ChecksumMismatch => {
            "the file changed after it was made. Ask the sender to make a new file with Hand over.".into()
        }
        FileError::ChecksumMissing => {
            "this file has no checksum. Ask the sender to make a new file with Hand over.".into()
        }
        FileError::NewerFormat(_) => {
            "the file was made by a newer Saba. Update Saba on this device, then take it in again.".into()
        }
        FileError::TooMany => {
            "this file has more parts than any sheet of Saba. Check whether it is the right file.".into()
        }
        FileError::Locked => {
            "this archive is locked with a password. Open the archive first, then take in the file inside.".into()
        }
        FileError::Packing => {
            "archives of this kind cannot be read. Open the archive first, then take in the file inside.".into()
        }
    };
    join(&[name, " — ", &what, " ", super::NOTHING_CHANGED])
}

pub const SHEETS_LOST: &str =
    "Some sheets are missing from the store or cannot be read. Perhaps they can be brought back.";
pub const LOOK_AT_THEM: &str = "Look at them";
pub const DAMAGED_ITEMS: &str = "What is stored for ";
pub const DAMAGED_KEPT: &str =
    " cannot be read. The original is kept; answer again here, all others can be handed over.";

/// What the save light says when saving fails.
pub fn store_error(error: StoreError) -> &'static str {
    match error {
        StoreError::Full => "The storage is full",
        StoreError::Unavailable => "This browser refuses to store",
        StoreError::Closed | StoreError::Lost => "The storage was cut off",
        StoreError::Aborted => "The browser called off the saving",
        StoreError::Blocked => "The storage has not answered yet",
        StoreError::Mismatch => "The storage cannot be trusted",
        StoreError::Locked => "This sheet is locked",
        StoreError::Newer => "To read only: stored by a newer Saba",
    }
}

/// What that means and what to do.
pub fn store_remedy(error: StoreError) -> &'static str {
    match error {
        StoreError::Full => {
            "The last answers are on this screen only. Hand over now so that they are not lost, then make space."
        }
        StoreError::Unavailable => {
            "Answers are on this screen only. Leave it open and hand over now, or open Saba in an ordinary window."
        }
        StoreError::Closed | StoreError::Aborted | StoreError::Lost => {
            "The last answers are still on this screen. Saba tries again; leave the page open."
        }
        StoreError::Blocked => {
            "Close the other windows of Saba. The last answers are still on this screen and are saved as soon as it can be done."
        }
        StoreError::Mismatch => {
            "What is stored is not what was filled in. Hand over now and do not close this page."
        }
        StoreError::Locked => {
            "This sheet was locked in another window. The last answers are on this screen only; unlock it here, or hand over now."
        }
        StoreError::Newer => {
            "Answers can be looked at and handed over, not changed. Reload this page when there is internet, so that Saba is updated."
        }
    }
}
