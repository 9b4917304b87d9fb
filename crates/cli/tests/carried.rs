//! Files that are no plain sheet, and what carries sheets: receipts, sealed
//! files, archives, pages, chats. Held by `tests/golden/carried.json`.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use saba_core::file::receipt::receipt_code;
use support::*;

/// The list of words in the documentation is the list in the program.
#[test]
fn the_documented_words_are_those_of_the_program() {
    let page = read("docs/format.md");
    let (_, rest) = page.split_once("<!-- words -->\n```text\n").expect("list");
    let (list, _) = rest.split_once("```").expect("end of the list");
    let words: Vec<&str> = list.split_whitespace().collect();
    assert_eq!(words.len(), 256);
    for byte in 0..=255u8 {
        let sum = format!("sha256:{byte:02x}{:062}", 0);
        let code = receipt_code(&sum).expect("checksum");
        assert_eq!(code[0], words[usize::from(byte)]);
    }
}
