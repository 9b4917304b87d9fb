//! Law: of a file that is cut off, exactly those answers come back that were
//! whole before the cut, and as they were.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    missing_docs
)]

mod support;

use proptest::prelude::*;
use saba_core::file::recover::{REMARK, recover};
use saba_core::file::sniff::open_bytes;
use saba_core::file::{Checksum, FileError, decode_text, write_sheet};
use saba_core::json::Json;
use saba_core::sheet::Sheet;
use support::{from, sheet};

/// The file as this program writes it, on one line, and widely spaced.
fn layouts(sheet: &Sheet) -> [String; 3] {
    let file = write_sheet(sheet, &from());
    let tree = Json::parse(&file).expect("JSON");
    let wide = serde_json::from_str::<serde_json::Value>(&file).map(|v| {
        // serde_json sorts members: the envelope must stand before the answers.
        let mut out = String::from("{\n");
        for name in [
            "format",
            "version",
            "program",
            "handed_over",
            "sheet",
            "count",
            "answers",
            "rivals",
            "link",
            "checksum",
        ] {
            if let Some(value) = v.get(name) {
                let comma = if out.len() > 2 { ",\n" } else { "" };
                out += &format!(
                    "{comma}  \"{name}\" :  {}",
                    serde_json::to_string_pretty(value).expect("text")
                );
            }
        }
        out + "\n}\n"
    });
    [tree.compact(), wide.expect("JSON"), file]
}

/// Where each answer ends in a text: found by looking for its name and counting
/// brackets, not by the code under test.
fn ends(text: &str, sheet: &Sheet) -> Vec<usize> {
    let mut from = text.find("\"answers\"").expect("answers");
    sheet
        .answers
        .keys()
        .map(|item| {
            let name = format!("\"{item}\"");
            let start = from + text[from..].find(&name).expect("item") + name.len();
            let (mut depth, mut inside, mut escaped) = (0, false, false);
            for (i, c) in text[start..].bytes().enumerate() {
                match c {
                    _ if escaped => escaped = false,
                    b'\\' => escaped = true,
                    b'"' => inside = !inside,
                    b'{' if !inside => depth += 1,
                    b'}' if !inside => {
                        depth -= 1;
                        if depth == 0 {
                            from = start + i + 1;
                            break;
                        }
                    }
                    _ => {}
                }
            }
            from
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_whole_before_a_cut_comes_back(sheet in sheet(), layout in 0usize..3, step in 1usize..7) {
        let text = &layouts(&sheet)[layout];
        let ends = ends(text, &sheet);
        for cut in (0..text.trim_end().len()).step_by(step) {
            let Ok(bytes) = decode_text(&text.as_bytes()[..cut]) else { continue };
            let whole = ends.iter().filter(|end| **end <= cut).count();
            let got = recover(&bytes);
            prop_assert_eq!(got.as_ref().map_or(0, |r| r.whole), whole, "cut at {}", cut);
            if let Some(got) = got {
                prop_assert_eq!(got.expected, Some(sheet.answers.len()));
                let (want, came) = (sheet.answers.iter().take(whole), got.incoming.sheet.answers.iter());
                prop_assert!(want.eq(came));
                prop_assert_eq!(got.incoming.sheet.meta, sheet.meta.clone());
                prop_assert_eq!(got.incoming.from.program, format!("saba test{REMARK}"));
                for (item, rivals) in &got.incoming.sheet.rivals {
                    let all = sheet.rivals.get(item).expect("rivals of the sheet");
                    prop_assert_eq!(rivals.as_slice(), &all[..rivals.len()]);
                }
            }
        }
    }

    /// The whole file, in the end: everything is whole.
    #[test]
    fn a_whole_file_is_recovered_whole(sheet in sheet(), layout in 0usize..3) {
        if let Some(got) = recover(&layouts(&sheet)[layout]) {
            prop_assert_eq!(got.incoming.sheet, sheet);
        } else {
            prop_assert!(sheet.answers.is_empty());
        }
    }

    /// In a chat something follows the cut. It makes no answer of a piece.
    #[test]
    fn what_follows_a_cut_adds_nothing(sheet in sheet(), cut in any::<prop::sample::Index>(), after in ".{0,20}") {
        let text = write_sheet(&sheet, &from());
        let mut end = cut.index(text.trim_end().len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let whole = ends(&text, &sheet).iter().filter(|e| **e <= end).count();
        let chat = format!("[10.42] Siti: {}…\n[10.43] Bu Camat: {}", &text[..end], after.replace("format", ""));
        for member in open_bytes(chat.as_bytes(), Checksum::Required).into_iter().flatten() {
            prop_assert!(matches!(&member.result, Err(FileError::CutOff | FileError::Damaged(_))), "{:?}", member.result);
            prop_assert_eq!(member.recovered.map_or(0, |r| r.whole), whole);
        }
    }

    #[test]
    fn nothing_panics(bytes in prop::collection::vec(any::<u8>(), 0..200), head in any::<bool>()) {
        let head = if head { r#"{"format":"saba","version":1,"sheet":{"kind":"desa","region":"63.11.07.2002","instrument":{"id":"i"}},"answers":{"A":{"v":{}},"#.as_bytes() } else { b"" };
        let text = [head, &bytes].concat();
        let _ = recover(&String::from_utf8_lossy(&text));
    }
}

#[test]
fn what_is_not_ours_or_has_no_answer_is_not_recovered() {
    let head = r#"{"format":"saba","version":1,"sheet":{"kind":"desa","region":"63.11.07.2002","instrument":{"id":"i"}},"answers":{"#;
    let answer = r#""A":{"v":{"n":1}}"#;
    assert_eq!(
        recover(&format!("{head}{answer}")).map(|r| (r.whole, r.expected)),
        Some((1, None))
    );
    // What stands behind the cut is no value, and no name.
    for rest in [
        "},\"link\":…\n[10.43] Ani: ya",
        "},\"link\":{1}",
        "},\"li\\nk\\x\":1}",
        ",\"B\\x\":{\"v\":{}}",
    ] {
        let whole = recover(&format!("{head}{answer}{rest}")).map(|r| r.whole);
        assert_eq!(whole, Some(1), "{rest}");
    }
    for text in [
        String::new(),
        head.to_string(),
        format!("{head}{answer},{answer}"),
        format!("{head}{answer}").replace("saba", "lain"),
        format!("{head}{answer}").replace("\"version\":1", "\"version\":2"),
        format!("{head}{answer}").replace("desa", "negara"),
        format!("{{\"answers\":{{{answer}}},\"format\":\"saba\""),
    ] {
        assert_eq!(recover(&text), None, "{text}");
    }
}
