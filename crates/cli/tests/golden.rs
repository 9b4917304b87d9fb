//! Files that must be read as they are today for ever, and files that must be
//! refused for the reason that is known today. A golden file is never changed
//! and never made again; a new version of the format gets a folder of its own.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use proptest::prelude::*;
use saba_core::file::{
    Checksum, FileError, Incoming, checksum, decode_text, read_sheet, sheet_json, write_part,
    write_sheet,
};
use saba_core::json::Json;
use serde_json::Value as J;
use support::*;

const GOLDEN: [&str; 5] = [
    "tests/golden/format-1/kabupaten.saba.json",
    "tests/golden/format-1/kecamatan.saba.json",
    "tests/golden/format-1/desa.saba.json",
    "tests/golden/format-1/desa-count.saba.json",
    "tests/golden/format-1/desa-part.saba.json",
];

fn incoming(bytes: &[u8], rule: Checksum) -> Result<Incoming, FileError> {
    read_sheet(&decode_text(bytes)?, rule)
}

#[test]
fn golden_files_are_read_and_written_back_to_the_byte() {
    assert_eq!(files("tests/golden/format-1").len(), GOLDEN.len());
    for path in GOLDEN {
        let text = read(path);
        let incoming = incoming(text.as_bytes(), Checksum::Required)
            .unwrap_or_else(|e| panic!("{path}: {e:?}"));
        let document = Json::parse(&text).expect("JSON");
        // The first files did not yet say how many answers they hold.
        let written = match document.get("count") {
            Some(_) if incoming.part.is_empty() => write_sheet(&incoming.sheet, &incoming.from),
            Some(_) => write_part(&incoming.sheet, &incoming.from, &incoming.part),
            None => sheet_json(&incoming.sheet, &incoming.from).lines(2),
        };
        let first = written.lines().zip(text.lines()).find(|(a, b)| a != b);
        assert_eq!(first, None, "{path}");
        assert!(written == text, "{path}");
        let named = document.get("checksum").and_then(Json::as_str);
        assert_eq!(named, Some(checksum(&document).as_str()), "{path}");
    }
}

/// The golden files hold what they are there for.
#[test]
fn golden_files_hold_everything_that_the_format_knows() {
    let text = read(GOLDEN[0]);
    let sheet = incoming(text.as_bytes(), Checksum::Required)
        .expect("read")
        .sheet;
    assert_eq!(sheet.meta.revision, 7);
    assert_eq!(
        sheet.rivals.values().map(Vec::len).collect::<Vec<_>>(),
        [2, 1]
    );
    assert_eq!(
        sheet
            .extra
            .iter()
            .map(|(name, _)| name.as_str())
            .collect::<Vec<_>>(),
        ["tautan", "x_perluasan"]
    );
    let answer = |id: &str| sheet.answer(id).unwrap_or_else(|| panic!("{id}"));
    assert_eq!(answer("T1.13").extra[0].0, "foto");
    assert_eq!(
        sheet.rivals.get("T3.03").expect("rivals")[0].extra[0].0,
        "catatan_luar"
    );
    assert!(answer("T1.18").unknown && answer("T1.18").values.is_empty());
    assert!(
        answer("T9.99").values.contains_key("n@2024"),
        "unknown items are kept"
    );
    assert_eq!(
        sheet
            .num("T1.26", "p@2024")
            .map(|n| n.to_string())
            .as_deref(),
        Some("78.5")
    );
    assert_eq!(answer("T3.03").version.0.len(), 2);
    assert!(
        answer("T9.13")
            .note
            .contains("📈, tab:\t, miring: \\, DEL: \u{7f}")
    );
    let desa = incoming(read(GOLDEN[2]).as_bytes(), Checksum::Required)
        .expect("read")
        .sheet;
    assert_eq!(desa.answer("D-K5").expect("rows").rows(), [1, 3]);
    let cleared = desa.answer("D-J1").expect("kept");
    assert!(cleared.is_blank() && !cleared.version.0.is_empty());
}

#[test]
fn bad_files_are_refused_for_the_known_reason() {
    let expected = json("tests/golden/expected.json");
    let all = files("tests/golden/bad");
    assert_eq!(all.len(), expected["bad"].as_object().expect("bad").len());
    let output = saba(
        ["score".as_ref()]
            .into_iter()
            .chain(all.iter().map(|f| f.as_os_str())),
    );
    assert_eq!(code(&output), 1);
    let lines = lines(&output);
    assert_eq!(lines.len(), all.len(), "one line for each file");
    for (file, line) in all.iter().zip(&lines) {
        let name = name(file);
        assert_eq!(line["file"], J::from(file.to_string_lossy().into_owned()));
        assert_eq!(line["ok"], false, "{name}");
        assert_eq!(
            line["error"]["code"], expected["bad"][&name]["code"],
            "{name}"
        );
        assert_eq!(
            line["error"]["place"], expected["bad"][&name]["place"],
            "{name}"
        );
        assert!(
            line["error"]["message"]
                .as_str()
                .is_some_and(|m| !m.is_empty())
        );
    }
    // The core by itself says the same; another instrument is the caller's matter.
    for file in all {
        let name = name(&file);
        let bytes = std::fs::read(&file).expect("read");
        match incoming(&bytes, Checksum::Required) {
            Ok(_) => assert_eq!(name, "other-instrument.json"),
            Err(e) => assert_eq!(expected["bad"][&name]["code"], e.code(), "{name}"),
        }
    }
}

#[test]
fn odd_files_are_read_all_the_same() {
    let expected = json("tests/golden/expected.json");
    let all = files("tests/golden/odd");
    assert_eq!(all.len(), expected["odd"].as_object().expect("odd").len());
    let mut carried: Option<Incoming> = None;
    for file in all {
        let name = name(&file);
        let want = &expected["odd"][&name];
        let bytes = std::fs::read(&file).expect("read");
        let rule = match want["checksum"].as_bool() {
            Some(true) => Checksum::Required,
            _ => Checksum::Ignored,
        };
        let got = incoming(&bytes, rule).unwrap_or_else(|e| panic!("{name}: {e:?}"));
        let output = saba(["score".as_ref(), "--no-checksum".as_ref(), file.as_os_str()]);
        assert_eq!(code(&output), 0, "{name}");
        let line = &lines(&output)[0];
        let findings: Vec<String> = line["findings"]
            .as_array()
            .expect("findings")
            .iter()
            .map(|f| {
                let part = |name: &str| f[name].as_str().unwrap_or("").to_string();
                format!("{} {} {}", part("item"), part("key"), part("code"))
            })
            .collect();
        assert_eq!(J::from(findings), want["findings"], "{name}");
        // However it was carried, it is the same sheet.
        let other = ["html-names.json", "huge-numbers.json", "odd-keys.json"];
        if !other.contains(&name.as_str()) {
            match &carried {
                None => carried = Some(got),
                Some(first) => assert_eq!(*first, got, "{name}"),
            }
        }
    }
}

#[test]
fn nothing_in_a_name_reaches_the_terminal_as_a_command() {
    let file = repo("tests/golden/odd/html-names.json");
    let output = saba(["check".as_ref(), file.as_os_str()]);
    let steering = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
    assert!(!text(&output).contains(steering));
}

#[test]
fn every_cut_is_told_as_a_cut() {
    let text = read(GOLDEN[0]);
    let bytes = text.trim_end().as_bytes();
    let named = text.find("\"saba\",").expect("format") + 7;
    for end in (named..bytes.len()).step_by(3) {
        let cut = incoming(&bytes[..end], Checksum::Required).expect_err("cut");
        assert_eq!(cut, FileError::CutOff, "cut at {end}");
    }
    for end in 0..named {
        let cut = incoming(&bytes[..end], Checksum::Required).expect_err("cut");
        assert!(
            matches!(
                cut,
                FileError::Empty | FileError::NotSaba | FileError::CutOff
            ),
            "cut at {end}: {cut:?}"
        );
    }
}

/// Time grows with the size of a file, not with its square, in whatever order
/// it brings its answers.
#[test]
fn no_order_of_answers_makes_reading_slow() {
    let answers: Vec<String> = (0..60_000)
        .rev()
        .map(|n| {
            format!(
                r#""X{n:07}":{{"v":{{"a":1}},"note":"{}"}}"#,
                "jauh ".repeat(9)
            )
        })
        .collect();
    let text = format!(
        r#"{{"format":"saba","version":1,"sheet":{{"kind":"kabupaten","region":"99.01","instrument":{{"id":"x"}}}},"answers":{{{}}}}}"#,
        answers.join(",")
    );
    let begun = std::time::Instant::now();
    let sheet = incoming(text.as_bytes(), Checksum::Ignored)
        .expect("read")
        .sheet;
    assert_eq!(sheet.answers.len(), 60_000);
    // Half a second, on a slow machine a few; the square takes minutes.
    assert!(begun.elapsed().as_secs() < 20, "{:?}", begun.elapsed());
}

proptest! {
    /// A file in which bytes changed is never taken for another sheet.
    #[test]
    fn a_changed_file_is_refused_or_says_the_same(
        which in 0usize..3,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4),
    ) {
        let text = read(GOLDEN[which]);
        let whole = incoming(text.as_bytes(), Checksum::Required).expect("golden");
        let mut bytes = text.into_bytes();
        for (index, byte) in changes {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(read) = incoming(&bytes, Checksum::Required) {
            prop_assert_eq!(read, whole);
        }
    }

    /// No bytes at all make the reader fall over.
    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), head in any::<bool>()) {
        let mut all = if head { br#"{"format":"saba","version":1,"#.to_vec() } else { Vec::new() };
        all.extend(bytes);
        let _ = incoming(&all, Checksum::Ignored);
    }
}
