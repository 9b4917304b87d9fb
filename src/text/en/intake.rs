//! Words about sheets that come in, and about the rarer ways to hand over.

use saba_core::instrument::SheetKind;

pub const SUMMARY: &str = "A page to read and print";
pub const SUMMARY_HINT: &str =
    "Opens on any phone without Saba. The sheet is inside, so this page can be taken in again.";
pub const SUMMARY_FOOT: &str =
    "This page carries its sheet. To take it in with Saba: Take in files, then choose this page.";
pub const OTHER_ITEMS: &str = "Other items";
pub const SAID_DIFFERENTLY: &str = "Answered differently by several people:";

pub const SEALED: &str = "A file with a passphrase";
pub const SEALED_WARNING: &str = "Without the passphrase nobody can open this file. Saba does not keep it and cannot bring it back.";
pub const PASSPHRASE: &str = "Passphrase";
pub const PASSPHRASE_AGAIN: &str = "Passphrase once more";
pub const PASSPHRASE_SHORT: &str = "Use at least eight letters, such as three words.";
pub const PASSPHRASE_DIFFERS: &str = "The two passphrases differ. Type them again.";
pub const SEAL: &str = "Lock the file";
pub const SEALING: &str = "Locking and checking.";
pub const SEALED_READY: &str = "The file is locked, and opening it was tried. Tell the passphrase by another way, such as the telephone.";
pub const NO_SEALING: &str =
    "This browser cannot lock and open files with a passphrase. Open Saba at its https address.";

pub const PART: &str = "Only a part";
pub const PART_HINT: &str = "For a regency office that takes care of a part only. The receiver joins it like any file; items that are not in it do not change.";
pub const PART_SECTIONS: &str = "Sections in it";
pub const PART_AGENCY: &str = "Items of one regency office";
pub const NOBODY: &str = "Not chosen";
pub const ITEMS_CHOSEN: &str = " items chosen";

pub const COPY_FOR_HINT: &str = "A new sheet with the same answers, in your name. Check and change what differs. This sheet does not change.";
pub const CHOOSE_COPY_LABEL: &str = "Type a part of the name of the other region";
pub const COPY_THERE_ALREADY: &str =
    "This device has a sheet of that region already. Continue that sheet; nothing was copied.";
pub const COPY_MADE: &str = "The copy is stored as a new sheet.";

/// What copying a sheet to another region is called.
pub fn copy_for(kind: SheetKind) -> &'static str {
    match kind {
        SheetKind::Desa => "Copy for another village",
        SheetKind::Kecamatan => "Copy for another kecamatan",
        SheetKind::Kabupaten => "Copy for another regency or city",
    }
}

pub const TAKE_IN_HINT: &str = "Choose one or several files, drag them onto this page, or paste their text. Names of files do not matter. What is in them is shown before it is stored.";
pub const PICK_FILE: &str = "Choose files";
pub const DROP_HERE: &str = "Drop the files here";
pub const PASTED: &str = "Pasted text";
pub const PASTE_TEXT: &str = "Paste the text of a message";
pub const PASTE_HINT: &str =
    "If the message came in parts, paste all of them in order. Other words around them do no harm.";
pub const READ_PASTED: &str = "Read this text";
pub const READING: &str = "Reading files";
pub const STORING: &str = "Storing sheets";
pub const STOP: &str = "Stop";
pub const WORKING: &str = "One moment.";
pub const FILES_COLON: &str = " files: ";
pub const STORE: &str = "Store ";
pub const SHEETS_ON_THIS_DEVICE: &str = " sheets on this device";
pub const TAKE_THIS: &str = "Store this sheet";
pub const TAKE_WHAT_IS_WHOLE: &str = "Take what can be read";
pub const NOT_STORED_YET: &str =
    "This sheet is not stored yet. Make space on the device, then try again.";

pub const ROW_NEW: &str = "new";
pub const ROW_UPDATED: &str = "newer";
pub const ROW_SAME: &str = "the same";
pub const ROW_OLDER: &str = "older";
pub const ROW_CONFLICT: &str = "differs";
pub const ROW_CUT: &str = "cut off";
pub const ROW_LOCKED: &str = "locked";
pub const ROW_RECEIPT: &str = "receipt";
pub const ROW_REFUSED: &str = "refused";
pub const ROW_NOT_STORED: &str = "not stored";
pub const ROW_STORED: &str = "stored";

pub const FILE_CUT: &str = "The file was cut off: ";
pub const FILE_BROKEN: &str = "The file is damaged in the middle: ";
pub const ITEMS_READ: &str =
    " items could be read. Ask the sender to send it again, or take what can be read.";
pub const ONLY_A_PART: &str =
    "This file carries a part of the sheet only. Items that are not in it do not change.";
pub const OLDER_ALL: &str =
    "What is in this file is older than what is on this device, so nothing is taken.";
pub const ONLY_SEEN_MORE: &str = "The answers are the same, but this file knows of changes that this device does not know yet. Store it, so that they do not seem to differ later.";
pub const ID_OF_ANOTHER: &str = "this file uses the number of another region's sheet. Ask the sender to make a new file with Hand over.";
pub const LOCKED_FOR: &str = "This file is locked with a passphrase, for the region ";
pub const UNLOCK: &str = "Open";
pub const WRONG_PASSPHRASE: &str = "The passphrase is wrong, or the file changed after it was locked. Nothing was changed. Try again, or ask for a new file.";

pub const ITEM_BY_ITEM: &str = "Look at the items one by one";
pub const ITEMS_NEW: &str = "New answers";
pub const ITEMS_UPDATED: &str = "Newer answers";
pub const ITEMS_OLDER: &str = "Older answers, not taken";
pub const ITEMS_CONFLICT: &str = "Changed by two people, both are stored";
pub const HERE: &str = "On this device";
pub const IN_THE_FILE: &str = "In the file";

pub const RECEIPT_WORDS_COLON: &str = "Words of receipt: ";
pub const MAKE_RECEIPT: &str = "Make a receipt";
pub const RECEIPT_HOW: &str =
    "Send this receipt to the sender, or read its four words on the telephone.";
pub const RECEIPT_DOWNLOADED: &str = "The receipt was downloaded. Send it to the sender.";
pub const RECEIPT_COPIED: &str = "The receipt was copied. Paste it into a message to the sender.";
pub const RECEIPT_SHARED: &str = "The receipt was shared.";
pub const RECEIPT_FAILED: &str =
    "The receipt cannot leave by this way. Use another way, or read out its four words.";
pub const RECEIPT_OF_NOTHING: &str = "this receipt is for ";
pub const RECEIPT_NOT_FROM_HERE: &str = ", which was not handed over from this device.";
pub const RECEIPT_FOR_REVISION: &str = "this receipt is for revision ";
pub const RECEIPT_BUT_LAST: &str = ", but the one handed over last is revision ";
pub const RECEIPT_ASK_ANEW: &str = ". Ask for a receipt of the last one.";
pub const RECEIPT_OTHER_FILE: &str = "this receipt is for another file of the same sheet. Ask the receiver to take in the last file and to make a new receipt.";
pub const ANSWERS_POINT: &str = " answers.";

pub const TAKE_BACK: &str = "Undo this taking in";
pub const BRING_IN_AGAIN: &str = "Take it in again";
pub const AS_IT_WAS: &str = " items are as they were before.";
pub const PUT_AWAY: &str = "The taking in was undone. The sheet that had just come was put away.";
pub const BROUGHT_IN_AGAIN: &str = "It was taken in again.";
pub const LEFT_AS_EDITED: &str = " items were left alone, for they were changed afterwards.";
pub const RECENT: &str = "Taken in last";
pub const NOTHING_TAKEN_IN: &str = "Nothing was taken in on this device yet.";
pub const FROM: &str = " from ";
pub const ANSWERS_CHANGED: &str = " answers";
pub const CUT_REMARK: &str = " (the file was cut off)";

pub const SHOW_ONLY: &str = "Show";
pub const SHOW_ALL: &str = "all";
pub const SHOW_MORE: &str = "Show more";
