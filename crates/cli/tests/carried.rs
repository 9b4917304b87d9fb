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
use saba_core::file::sniff::{Content, Member, open_bytes};
use saba_core::file::{Checksum, read_sheet};
use serde_json::Value as J;
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

/// `sheet desa`, `receipt`, or the code of an error and how many
/// answers of it are whole.
fn told(member: &Member) -> String {
    match &member.result {
        Ok(Content::Sheet(incoming)) => format!("sheet {}", incoming.sheet.meta.kind.id()),
        Ok(Content::Receipt(_)) => "receipt".into(),
        Ok(Content::Sealed(_)) => "sealed".into(),
        Err(e) => match &member.recovered {
            Some(rest) => format!("{}, whole: {}", e.code(), rest.whole),
            None => e.code().into(),
        },
    }
}

#[test]
fn everything_that_people_send_is_opened_or_refused_as_known() {
    let expected = json("tests/golden/carried.json");
    let all = files("tests/golden/carried");
    assert_eq!(all.len(), expected.as_object().expect("object").len());
    let plain = |which: &str| {
        let text = read(&format!("tests/golden/format-1/{which}.saba.json"));
        read_sheet(&text, Checksum::Required).expect("golden")
    };
    for file in all {
        let name = name(&file);
        let bytes = std::fs::read(&file).expect("read");
        let opened = open_bytes(&bytes, Checksum::Required);
        let got = match &opened {
            Ok(members) => members
                .iter()
                .map(|m| J::from(vec![m.name.clone(), told(m)]))
                .collect(),
            Err(e) => J::from(e.code()),
        };
        assert_eq!(got, expected[&name], "{name}");
        // However it was carried, it is the same sheet.
        for member in opened.into_iter().flatten() {
            if let Ok(Content::Sheet(incoming)) = member.result {
                assert_eq!(*incoming, plain(incoming.sheet.meta.kind.id()), "{name}");
            }
        }
    }
}
