//! Words of the larger program about this device.

pub const DEVICE: &str = "This device";
pub const DEVICE_HINT: &str =
    "Everything can be filled in, even where something below needs attention.";
pub const CHECKING: &str = "Checking.";
pub const CHECK_AGAIN: &str = "Check again";
pub const ASK_TO_KEEP: &str = "Ask for lasting storage";
pub const STATE_GOOD: &str = "good";
pub const STATE_WARN: &str = "needs attention";
pub const STATE_BAD: &str = "trouble";
pub const STATE_UNKNOWN: &str = "not known";
pub const CAN_STORE: &str = "Saving";
pub const STORE_GOOD: &str = "A test answer was saved and reads back unchanged.";
pub const SPACE: &str = "Room to save";
pub const SPACE_LEFT: &str = "Left for this browser: about ";
pub const SPACE_ENOUGH: &str = " MB. A sheet is less than 1 MB.";
pub const SPACE_PLENTY: &str = " GB.";
pub const SPACE_LITTLE: &str =
    " MB. Delete photos or videos that nobody needs, so that answers can still be saved.";
pub const SPACE_UNKNOWN: &str = "The browser does not tell how much space is left.";
pub const PRIVATE: &str = "Ordinary window";
pub const PRIVATE_NO: &str = "No sign of a private window.";
pub const PRIVATE_MAYBE: &str = "The space given is very small, as in a private window. Answers there are gone once the window is closed. Open Saba in an ordinary window.";
pub const KEPT: &str = "Lasting storage";
pub const KEPT_YES: &str = "Granted: the browser does not delete answers when space runs low.";
pub const KEPT_NO: &str = "Not granted yet: when space runs low the browser may delete answers. Install Saba on the home screen or bookmark this page, and hand over regularly.";
pub const KEPT_UNKNOWN: &str = "The browser does not tell. Hand over regularly.";
pub const BROWSER: &str = "Browser";
pub const BROWSER_GOOD: &str = "Saba is open in an ordinary browser.";
pub const BROWSER_INSIDE: &str = "Saba is open inside another app, such as WhatsApp or Facebook. Answers are easily lost there and files are hard to save. Tap the three dots in the corner, then choose Open in Chrome or Open in browser.";
pub const OFFLINE: &str = "Without internet";
pub const OFFLINE_READY: &str = "Ready for use without internet.";
pub const OFFLINE_PENDING: &str =
    "Being prepared. Leave this page open for a moment while there is internet, then check again.";
pub const OFFLINE_NONE: &str = "Not possible without internet at this address. Answers are saved all the same, but the page needs internet to open. Open Saba at its https address.";
pub const WINDOWS: &str = "Several windows";
pub const WINDOWS_GOOD: &str =
    "Only one window can fill in at a time; other windows show what it writes.";
pub const WINDOWS_NONE: &str =
    "This browser cannot keep windows apart. Open a sheet in one window only.";
pub const CAN_SHARE: &str = "Sharing files";
pub const SHARE_YES: &str = "Files can go straight to WhatsApp or e-mail.";
pub const SHARE_NO: &str = "Not directly. Download the file, then attach it as a document.";
pub const PRINT: &str = "Printing";
pub const PRINT_YES: &str = "Can print or save as PDF.";
pub const PRINT_NO: &str = "This browser cannot print. Print from a computer.";
pub const CLOCK: &str = "Clock";
pub const CLOCK_NOW: &str = "Now ";
pub const CLOCK_WRONG: &str = ", which cannot be. Correct the date in the settings of the device; answers that are there are not affected.";
pub const CLOCK_ELSEWHERE: &str =
    ", not Indonesian time. Check the time zone in the settings of the device.";
pub const LOCK_CAN: &str = "Sheets can be locked with a passphrase.";

pub const LOCK_TITLE: &str = "Lock the sheet";
pub const LOCK_WHAT: &str = "For a device that several people use. Answers, notes and history of this sheet are encrypted; whoever opens Saba on this device sees only the name of its region.";
pub const LOCK_WARNING: &str = "Without that passphrase nobody can open it again, not even we. Write it down in a safe place, and hand this sheet over first. While it is locked there are no automatic copies.";
pub const NEW_PASSPHRASE: &str = "New passphrase";
pub const PASSPHRASE_HINT: &str = "At least 8 letters. Several words are better than one.";
pub const SAME_PASSPHRASE: &str = "The same passphrase once more";
pub const LOCK: &str = "Lock this sheet";
pub const LOCKING: &str = "Being done. Leave this page open.";
pub const LOCK_DONE: &str = "This sheet is locked. In this window it stays open until it is locked, closed, or not looked at for 15 minutes.";
pub const TOO_SHORT: &str = "The passphrase is too short. Use at least 8 letters.";
pub const NOT_THE_SAME: &str = "The two passphrases are not the same. Type both again.";
pub const NOT_LOCKED_UNSAVED: &str =
    "Some answers are not saved yet. Wait until they are, then try again.";
pub const UNLOCK_TITLE: &str = "Remove the lock";
pub const UNLOCK_HINT: &str =
    "Answers are stored without a passphrase again, and whoever uses this device can read them.";
pub const UNLOCK_FOR_GOOD: &str = "Remove the lock for good";
pub const UNLOCK_DONE: &str = "The lock is gone. This sheet is open to anybody on this device.";

pub const REMOVE_SHEET: &str = "Remove from this device";
pub const REMOVE_WHAT: &str = "What is removed: all answers, notes, history and automatic copies of this sheet in this browser. Files that were handed over are not removed.";
pub const REMOVE_EMPTY: &str = "This sheet has no answers yet.";
pub const REMOVE_COVERED: &str = "All answers of this sheet were received by ";
pub const RECEIVER: &str = "the receiver of the file";
pub const REMOVE_NEVER: &str = "This sheet was never handed over. Hand it over first and take in the receipt; then it can be removed with a quiet mind.";
pub const REMOVE_NO_RECEIPT: &str = "The receipt for the last hand-over was not taken in yet. Ask the receiver to send it and take it in here; then the sheet can be removed with a quiet mind.";
pub const REMOVE_SINCE: &str = " answers changed after the last hand-over. Hand over again and take in the receipt; then the sheet can be removed with a quiet mind.";
pub const REMOVE_UNKNOWN: &str = "This sheet is locked, so it cannot be checked whether somebody else received all of it. What is removed cannot be brought back.";
pub const TAKE_RECEIPT: &str = "Take in a receipt";
pub const REMOVE_DRAFT: &str = "Something was typed in from a paper sheet and is no answer yet. It is on this device alone and is not handed over with the sheet.";
pub const REMOVE_TYPE: &str = "To remove it all the same, type the name of its region: ";
pub const REMOVE_SURE: &str = "Remove the sheet ";
pub const REMOVE_SURE_END: &str = " from this device? This cannot be undone.";
pub const REMOVE_YES: &str = "Yes, remove";
pub const REMOVED: &str =
    " was removed from this device: its answers, notes, history and automatic copies.";
pub const OPEN_ELSEWHERE: &str = "This sheet is open in another window. Close that window first.";

pub const LOCKED: &str = "This sheet is locked";
pub const LOCKED_HINT: &str = "It can be read only with its passphrase.";
pub const SHEET_PASSPHRASE: &str = "Passphrase";
pub const OPEN: &str = "Open";
pub const OPENING: &str = "Opening.";
pub const NOT_THIS_PASSPHRASE: &str =
    "This passphrase does not fit. Check capital and small letters, then try again.";
pub const NO_CRYPTO: &str =
    "Locking and unlocking is not possible at this address. Open Saba at its https address.";
pub const FORGOTTEN: &str = "Passphrase forgotten";
pub const LOCK_NOW: &str = "Lock now";
