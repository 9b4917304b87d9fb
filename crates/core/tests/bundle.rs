//! Several sheets in one file: what is wrong with one never spoils the others.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    missing_docs
)]

mod support;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use saba_core::file::bundle::{Bundle, BundleFrom, MAX_SHEETS, read_bundle, write_bundle};
use saba_core::file::sniff::{Content, open_bytes};
use saba_core::file::{Checksum, FileError, Provenance};
use saba_core::instrument::SheetKind;
use saba_core::region::RegionCode;
use saba_core::sheet::Sheet;
use support::{from, sheet};

fn team() -> BundleFrom {
    BundleFrom {
        kind: SheetKind::Kecamatan,
        region: RegionCode::parse("63.11.07").expect("code"),
        region_name: "Paringin".into(),
        handed_over: Provenance {
            at: 7,
            by: "Camat \"A\"".into(),
            ..from()
        },
    }
}

fn written(sheets: &[Sheet]) -> String {
    let from = from();
    let all: Vec<(&Sheet, &Provenance)> = sheets.iter().map(|s| (s, &from)).collect();
    write_bundle(&team(), &all).expect("not too large")
}

fn opened(bytes: &[u8]) -> Bundle {
    let mut members = open_bytes(bytes, Checksum::Required).expect("opened");
    assert_eq!(members.len(), 1);
    match members.remove(0).result {
        Ok(Content::Bundle(bundle)) => *bundle,
        other => panic!("{other:?}"),
    }
}

/// The sheets that came out unharmed.
fn sound(bundle: &Bundle) -> Vec<Sheet> {
    let sheets = bundle.sheets.iter();
    sheets
        .filter_map(|b| Some(b.result.as_ref().ok()?.sheet.clone()))
        .collect()
}

fn named(mut sheets: Vec<Sheet>) -> Vec<Sheet> {
    for (i, sheet) in sheets.iter_mut().enumerate() {
        sheet.meta.id = format!("s{i}");
    }
    sheets
}

fn some() -> Vec<Sheet> {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let strategy = prop::collection::vec(sheet(), 3);
    let tree = strategy.new_tree(&mut runner).expect("sheets");
    named(tree.current())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_handed_up_arrives(sheets in prop::collection::vec(sheet(), 0..4)) {
        let sheets = named(sheets);
        let bundle = opened(written(&sheets).as_bytes());
        prop_assert_eq!(sound(&bundle), sheets.clone());
        prop_assert!(bundle.intact);
        prop_assert_eq!((bundle.expected, bundle.lost()), (Some(sheets.len()), 0));
        prop_assert_eq!(bundle.from, Some(team()));
        prop_assert!(bundle.checksum.starts_with("sha256:"));
    }

    /// Law: a byte that is changed costs at most the sheet that it stands in.
    #[test]
    fn a_changed_byte_costs_at_most_one_sheet(sheets in prop::collection::vec(sheet(), 1..4), at in any::<prop::sample::Index>(), byte in prop::sample::select(b" x{}[]\",:0".to_vec())) {
        let sheets = named(sheets);
        let mut bytes = written(&sheets).into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let Ok(members) = open_bytes(&bytes, Checksum::Required) else {
            // The name of the format, or the list itself, is gone.
            return Ok(());
        };
        let mut whole = 0;
        for member in &members {
            match &member.result {
                Ok(Content::Bundle(bundle)) => {
                    let found = sound(bundle);
                    whole += found.len();
                    for sheet in found {
                        prop_assert!(sheets.contains(&sheet), "nothing is made up");
                    }
                }
                // Where the beginning is gone, the sheets are found one by one.
                Ok(Content::Sheet(incoming)) => {
                    whole += 1;
                    prop_assert!(sheets.contains(&incoming.sheet));
                }
                _ => {}
            }
        }
        let head = written(&sheets).find("\"sheets\"").unwrap_or(0) + 12;
        if at > head {
            prop_assert!(whole + 1 >= sheets.len(), "{whole} of {}", sheets.len());
        }
    }

    #[test]
    fn no_text_makes_it_fall_over(text in "\\PC*", at in any::<prop::sample::Index>()) {
        let mut whole = written(&some());
        let mut at = at.index(whole.len());
        while !whole.is_char_boundary(at) {
            at -= 1;
        }
        whole.insert_str(at, &text);
        let _ = read_bundle(&whole, Checksum::Required);
        let _ = open_bytes(whole.as_bytes(), Checksum::Required);
    }
}

/// A lost quotation mark turns what is inside texts out, until a quoted one in the note of
/// a later sheet turns it back: the braces there must not end the bundle too soon.
#[test]
fn a_lost_quotation_mark_costs_one_sheet() {
    let mut sheets = some();
    for sheet in &mut sheets {
        for answer in sheet.answers.values_mut() {
            answer.note = String::from("kata \"sehat\" }}}} itu");
        }
    }
    let text = written(&sheets);
    let head = text.find("\"sheets\"").expect("a list") + 12;
    for (at, _) in text.match_indices('"').filter(|(at, _)| *at > head) {
        let mut bytes = text.clone().into_bytes();
        bytes[at] = b' ';
        let members = open_bytes(&bytes, Checksum::Required).expect("something");
        let whole: usize = (members.iter())
            .map(|member| match &member.result {
                Ok(Content::Bundle(bundle)) => sound(bundle).len(),
                Ok(Content::Sheet(_)) => 1,
                _ => 0,
            })
            .sum();
        assert!(whole + 1 >= sheets.len(), "{whole} at {at}");
    }
}

#[test]
fn wherever_it_is_cut_the_sheets_before_come_back() {
    let sheets = some();
    let text = written(&sheets);
    let mut most = 0;
    for at in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
        let Ok(bundle) = read_bundle(&text[..at], Checksum::Required) else {
            assert_eq!(most, 0, "cut at {at}");
            continue;
        };
        let found = sound(&bundle);
        assert_eq!(found.as_slice(), &sheets[..found.len()]);
        assert!(found.len() >= most, "cut at {at}");
        most = found.len();
        // The last line end means nothing.
        if at + 1 < text.len() {
            assert!(!bundle.intact);
        }
        assert_eq!(bundle.from, Some(team()), "the beginning is whole");
        assert_eq!(bundle.expected, Some(3));
        let cut = bundle.sheets.iter().filter(|b| b.result.is_err()).count();
        assert!(cut <= 1);
    }
    assert_eq!(most, 3);
}

#[test]
fn of_a_sheet_that_is_cut_off_the_whole_answers_are_told() {
    let text = include_str!("../../../tests/golden/format-1/desa.saba.json");
    let desa = saba_core::file::read_sheet(text, Checksum::Required).expect("sheet");
    let bundle = written(&[desa.sheet.clone(), desa.sheet.clone()]);
    let last = bundle.rfind("\"D-O1\"").expect("an answer");
    let cut = opened(&bundle.as_bytes()[..last]);
    assert_eq!(
        cut.sheets[0].result.as_ref().map(|i| &i.sheet),
        Ok(&desa.sheet)
    );
    assert_eq!(cut.sheets[1].result, Err(FileError::CutOff));
    let rest = cut.sheets[1].recovered.as_ref().expect("answers");
    assert!(rest.whole > 0 && rest.whole < desa.sheet.answers.len());
}

#[test]
fn what_else_may_stand_in_a_bundle_is_refused_one_by_one() {
    let sheet = written(&some()[..1]);
    let line = sheet
        .lines()
        .find(|l| l.contains("\"sheet\":"))
        .expect("a line")
        .trim();
    let text = format!(
        r#"{{"format":"saba-bundle","version":1,"later":[1],"sheets":[3,{{}},{{"format":"saba-bundle"}},{line},{{"format":"saba","version":2}}]}}"#
    );
    let bundle = read_bundle(&text, Checksum::Required).expect("a bundle");
    let results: Vec<&str> = bundle
        .sheets
        .iter()
        .map(|b| b.result.as_ref().map_or_else(FileError::code, |_| "sheet"))
        .collect();
    assert_eq!(
        results,
        ["not-saba", "not-saba", "not-saba", "sheet", "newer-format"]
    );
    // No checksum of its own, nobody named: still the sheet is as it was written.
    assert!(!bundle.intact);
    assert_eq!((bundle.from, bundle.expected), (None, None));
}

#[test]
fn a_bundle_says_why_nothing_is_to_be_had() {
    let code = |text: &str| {
        read_bundle(text, Checksum::Required)
            .expect_err("refused")
            .code()
    };
    assert_eq!(code(""), "empty");
    assert_eq!(code("{}"), "not-saba");
    assert_eq!(code(r#"{"format":"saba","version":1}"#), "not-saba");
    assert_eq!(
        code(r#"{"format":"saba-bundle","version":2,"sheets":[]}"#),
        "newer-format"
    );
    assert_eq!(code(r#"{"format":"saba-bundle","version":1}"#), "damaged");
    assert_eq!(
        code(r#"{"format":"saba-bundle","version":1,"sheets":{}}"#),
        "damaged"
    );
    assert_eq!(
        code(r#"{"format":"saba-bundle","version":1,"sheets":["#),
        "cut-off"
    );
    let many = vec!["1"; MAX_SHEETS + 1].join(",");
    let many = format!(r#"{{"format":"saba-bundle","version":1,"sheets":[{many}]}}"#);
    assert_eq!(code(&many), "too-many");
}

#[test]
fn a_bundle_that_nobody_could_read_is_not_written() {
    let one = some().remove(0);
    let from = from();
    let many = vec![(&one, &from); MAX_SHEETS + 1];
    assert_eq!(write_bundle(&team(), &many), None);
    let mut large = one.clone();
    large.meta.region_path = "x".repeat(9 * 1024 * 1024);
    assert!(write_bundle(&team(), &[(&large, &from)]).is_some());
    assert_eq!(
        write_bundle(&team(), &[(&large, &from), (&large, &from)]),
        None
    );
}
