//! Law: in steps of any size the same comes out as at once.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    missing_docs
)]

mod support;

use std::borrow::Cow;

use proptest::prelude::*;
use saba_core::file::bundle::{BundleFrom, write_bundle};
use saba_core::file::sniff::{Content, Member, Opening, open_bytes, page_element};
use saba_core::file::{Checksum, FileError, Incoming, Reader, read_sheet, write_sheet};
use saba_core::instrument::SheetKind;
use saba_core::json::Json;
use saba_core::merge::{Merging, merge, preview, preview_of};
use saba_core::region::RegionCode;
use saba_core::sheet::Sheet;
use support::{from, sheet, text};

/// Reads in steps, and sees that what is said to be done only grows.
fn read(text: &str, rule: Checksum, steps: &[usize]) -> Result<Incoming, FileError> {
    let mut reader = Reader::new(text, rule);
    let mut done = 0;
    for bytes in steps.iter().cycle() {
        if let Some(result) = reader.step(*bytes) {
            return result;
        }
        assert!((done..=1000).contains(&reader.done()));
        done = reader.done();
    }
    unreachable!("no steps")
}

fn open(bytes: &[u8], steps: &[usize]) -> Result<Vec<Member>, FileError> {
    let mut opening = Opening::new(Cow::Owned(bytes.to_vec()), Checksum::Required);
    for bytes in steps.iter().cycle() {
        if let Some(result) = opening.step(*bytes) {
            return result;
        }
        assert!(opening.done() <= 1000);
    }
    unreachable!("no steps")
}

fn join(ours: &Sheet, theirs: &Sheet, steps: &[usize]) -> Sheet {
    let mut merging = Merging::new(ours, theirs);
    for items in steps.iter().cycle() {
        if merging.step(*items) {
            break;
        }
    }
    assert_eq!(merging.done(), 1000);
    merging.into_sheet()
}

fn team() -> BundleFrom {
    BundleFrom {
        kind: SheetKind::Kecamatan,
        region: RegionCode::parse("63.11.07").expect("code"),
        region_name: String::new(),
        handed_over: from(),
    }
}

/// Sizes of steps, from nothing to everything.
fn steps() -> impl Strategy<Value = Vec<usize>> {
    let size = prop_oneof![0usize..4, 4usize..100, Just(usize::MAX)];
    prop::collection::vec(size, 1..5).prop_filter("never ends", |s| s.iter().any(|n| *n > 0))
}

proptest! {
    #[test]
    fn a_sheet_is_read_the_same(sheet in sheet(), steps in steps(), cut in any::<prop::sample::Index>(), junk in text()) {
        let file = write_sheet(&sheet, &from());
        let want = read_sheet(&file, Checksum::Required);
        prop_assert_eq!(want.as_ref().map(|i| &i.sheet), Ok(&sheet));
        prop_assert_eq!(read(&file, Checksum::Required, &steps), want);
        // Broken somewhere, with something in its place.
        let mut at = cut.index(file.len());
        while !file.is_char_boundary(at) {
            at -= 1;
        }
        for broken in [file[..at].to_string(), format!("{}{junk}{}", &file[..at], &file[at..])] {
            for rule in [Checksum::Required, Checksum::Ignored] {
                prop_assert_eq!(read(&broken, rule, &steps), read_sheet(&broken, rule));
            }
        }
    }

    #[test]
    fn whatever_is_sent_is_opened_the_same(sheet in sheet(), steps in steps(), before in text(), cut in any::<prop::sample::Index>()) {
        let file = write_sheet(&sheet, &from());
        let page = page_element(&file);
        let half = &file.as_bytes()[..cut.index(file.len())];
        let chat = [before.as_bytes(), half, b"\n[10.42] Siti: ", file.as_bytes(), page.as_bytes()].concat();
        for bytes in [file.as_bytes(), half, &chat, b"", b"PK\x03\x04x", b"talk"] {
            prop_assert_eq!(open(bytes, &steps), open_bytes(bytes, Checksum::Required));
        }
    }

    #[test]
    fn a_bundle_is_opened_the_same(sheets in prop::collection::vec(sheet(), 0..3), steps in steps(), before in text(), cut in any::<prop::sample::Index>(), byte in prop::sample::select(b" x{}[]\",:0".to_vec())) {
        let from = from();
        let all: Vec<_> = sheets.iter().map(|s| (s, &from)).collect();
        let file = write_bundle(&team(), &all).expect("not too large");
        let half = &file.as_bytes()[..cut.index(file.len())];
        let mut changed = file.clone().into_bytes();
        changed[cut.index(file.len())] = byte;
        let chat = [before.as_bytes(), half, b"\n[10.42] Siti: ", file.as_bytes()].concat();
        let ends = [file.as_bytes(), b"\nDikirim dari ponsel"].concat();
        for bytes in [file.as_bytes(), half, &changed, &chat, &ends] {
            prop_assert_eq!(open(bytes, &steps), open_bytes(bytes, Checksum::Required));
        }
        let whole = open_bytes(&ends, Checksum::Required).expect("opened");
        prop_assert!(matches!(&whole[0].result, Ok(Content::Bundle(b)) if b.intact));
    }

    #[test]
    fn two_sheets_are_joined_the_same(a in sheet(), b in sheet(), steps in steps()) {
        let merged = merge(&a, &b);
        prop_assert_eq!(&join(&a, &b, &steps), &merged);
        prop_assert_eq!(preview_of(&a, &b, &merged), preview(Some(&a), &b));
    }

    /// The reader and an unrelated one agree about what is JSON, but for what is
    /// refused on purpose: members that are named twice, numbers beyond measure,
    /// deep nesting.
    #[test]
    fn what_is_json_is_json_elsewhere(text in "[\\[\\]{}:,\"\\\\ u0-9a-f.eE+tru-]{0,24}", whole in any::<prop::sample::Index>()) {
        let whole = ["[1,{\"a\":\"\\u00e9\"},true]", "{\"a\":[],\"b\":-0.5e+3}"][whole.index(2)];
        for text in [text.clone(), format!("[{text}]"), format!("{{\"a\":{text}}}"), format!("{whole}{text}")] {
            let ours = Json::parse(&text);
            match serde_json::from_str::<serde_json::Value>(&text) {
                Ok(theirs) => {
                    if let Ok(ours) = ours {
                        let again: serde_json::Value = serde_json::from_str(&ours.compact()).expect("JSON");
                        prop_assert_eq!(again, theirs);
                    } else {
                        let error = ours.expect_err("refused").problem;
                        prop_assert_eq!(error, saba_core::json::JsonProblem::Duplicate);
                    }
                }
                Err(e) => prop_assert!(ours.is_err() || e.to_string().contains("out of range"), "{text}: {e}"),
            }
        }
    }
}

#[test]
fn a_large_file_is_read_in_many_steps_and_can_be_left() {
    let mut sheet = support::empty();
    let note = "Sudah diperiksa bersama bidan desa dan kader. ".repeat(100);
    for n in 0..200 {
        let answer = saba_core::sheet::Answer {
            note: note.clone(),
            ..Default::default()
        };
        sheet.answers.insert(format!("T{n:03}"), answer);
    }
    let file = write_sheet(&sheet, &from());
    let mut reader = Reader::new(&file, Checksum::Required);
    let mut steps = 0;
    while reader.step(20_000).is_none() {
        steps += 1;
        assert!(steps < 1000, "each step goes on");
    }
    // Once to list it, once to look into it: no step did more than it was to, but
    // for the one text that it was in.
    assert!(steps >= file.len() / 20_000, "{steps}");
    let mut left = Reader::new(&file, Checksum::Required);
    assert_eq!(left.step(20_000), None);
    drop(left);
}

#[test]
fn a_large_bundle_is_read_in_many_steps() {
    let from = from();
    let mut sheet = support::empty();
    for n in 0..100 {
        let answer = saba_core::sheet::Answer {
            note: "Sudah diperiksa bersama bidan desa. ".repeat(20),
            ..Default::default()
        };
        sheet.answers.insert(format!("T{n:03}"), answer);
    }
    let all: Vec<_> = (0..40).map(|_| (&sheet, &from)).collect();
    let file = write_bundle(&team(), &all).expect("not too large");
    for broken in [false, true] {
        let mut file = file.clone();
        if broken {
            file.truncate(file.len() / 2);
        }
        let mut opening = Opening::new(Cow::Borrowed(file.as_bytes()), Checksum::Required);
        let mut steps = 0;
        let opened = loop {
            match opening.step(20_000) {
                Some(result) => break result.expect("opened"),
                None => steps += 1,
            }
        };
        assert!(steps >= file.len() / 20_000, "{steps}");
        let Ok(Content::Bundle(bundle)) = &opened[0].result else {
            panic!("{opened:?}");
        };
        let whole = bundle.sheets.iter().filter(|s| s.result.is_ok()).count();
        assert_eq!(whole, if broken { 19 } else { 40 });
        assert_eq!(bundle.lost(), if broken { 20 } else { 0 });
        assert_eq!(bundle.intact, !broken);
    }
}

/// Texts that are made to keep a reader busy end all the same.
#[test]
fn many_beginnings_take_no_time() {
    let start = "{\"format\":\"saba\", ";
    for text in [
        start.repeat(200_000),
        format!("x {}", "{\"format\":\"saba\",\"a\":\"".repeat(100_000)),
        format!("x {}", "{\"format\":\"saba\"} ".repeat(100_000)),
        format!("> {}", format!("> {start}\n").repeat(50_000)),
        "{".repeat(2_000_000),
    ] {
        let begun = std::time::Instant::now();
        let _ = open_bytes(text.as_bytes(), Checksum::Required);
        // A second or two; the square takes hours.
        assert!(begun.elapsed().as_secs() < 120, "{:?}", begun.elapsed());
    }
}
