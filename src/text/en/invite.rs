//! Words of the cards that a secretariat prints for its villages.

use super::join;

pub const INVITATIONS: &str = "Address cards for villages";
pub const INVITE_HINT: &str =
    "Print, cut, and hand out. Each card opens the sheet of one village on a phone.";
pub const INVITE_NO_ADDRESS: &str = "This page was opened from a file, so it has no address that a village's phone could open. Open Saba at an http or https address and print the cards there.";
pub const INVITE_THIS_COMPUTER: &str = "This address works on this computer only, so no village's phone can open it. Open Saba at the address that villages use before you print.";
pub const INVITE_NO_HTTPS: &str = "This address is not https: village phones need the same network each time they open it. If there is an https address, print from there.";
pub const INVITE_KECAMATAN: &str = "Kecamatan";
pub const INVITE_ALL_KECAMATAN: &str = "All kecamatan";
pub const INVITE_VILLAGE: &str = "Village (desa or kelurahan)";
pub const INVITE_ALL_VILLAGES: &str = "All";
pub const INVITE_PAPER: &str = "Paper";
pub const INVITE_A4: &str = "A4";
pub const INVITE_F4: &str = "F4";
pub const INVITE_PRINT: &str = "Print cards";
pub const INVITE_NOBODY: &str = "The official list has no village here.";
pub const INVITE_CODE_FOR: &str = "QR code for ";
pub const INVITE_STEPS: [&str; 3] = [
    "Point the camera at this code, or type the address in Chrome.",
    "Fill in the sheet, also without internet.",
    "When it is done, tap Serahkan and send the file to the kecamatan or secretariat.",
];

/// `25 cards, 4 sheets of paper`
pub fn cards_and_sheets(cards: usize, sheets: usize) -> String {
    join(&[
        &cards.to_string(),
        " cards, ",
        &sheets.to_string(),
        " sheets of paper",
    ])
}
