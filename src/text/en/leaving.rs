//! Words of the screen on which a sheet is handed over.

pub const WHAT_IS_IN: &str = "In the file: ";
pub const WHAT_IS_MISSING: &str = "Not answered yet";
pub const HAND_OVER_HOW: &str =
    "Choose one way. All carry the same, and the sheet stays on this device too.";
pub const MISSING_IS_FINE: &str =
    "A sheet that is not complete may be handed over and continued later.";
pub const SHARE: &str = "Share the file";
pub const SHARE_HINT: &str = "by WhatsApp, e-mail or Bluetooth";
pub const DOWNLOAD_HINT: &str = "for a cable, a flash drive or an attachment";
pub const COPY_TEXT: &str = "Copy as text";
pub const COPY_HINT: &str = "to paste into a message";
pub const OTHER_WAYS: &str = "Other ways";
pub const OTHER_WAYS_TITLE: &str = "Other ways to hand over";
pub const OTHER_WAYS_HINT: &str = "summary, passphrase, a part, another village";
pub const OTHER_WAYS_HINT_DESK: &str = "one file for all villages, summary, passphrase, a part";
pub const TOO_LONG_TO_PASTE: &str =
    "The text is too long for one WhatsApp message. Sharing or downloading the file is safer.";
pub const LEFT_SHARED: &str = "The file was shared";
pub const LEFT_COPIED: &str = "The text was copied";
pub const RECEIPT_WORDS: &str = "Words of receipt";
pub const NEXT_SHARED: &str = "Make sure that the message was sent.";
pub const NEXT_COPIED: &str = "Paste it into a message and send it whole, without changes.";
pub const NEXT_WORDS: &str =
    "Read the four words above to the receiver. If their screen shows the same, the file is whole.";
pub const NEXT_RECEIPT: &str =
    "Ask for a receipt. When it has come, take it in with Take in files on the home page.";
pub const SHARE_CANCELLED: &str = "Not shared, so not recorded as a hand-over.";
pub const SHARE_FAILED: &str = "The browser refused to share this file. Use Download the file.";
pub const COPY_BY_HAND: &str = "The browser does not allow copying. Press the text below for long, select all, copy, then press I have copied it.";
pub const COPY_AREA: &str = "Text of the sheet";
pub const COPIED_BY_HAND: &str = "I have copied it";
