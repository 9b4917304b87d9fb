//! Laws of parts and copies.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    missing_docs
)]

mod support;

use proptest::prelude::*;
use saba_core::file::{Checksum, read_sheet, write_part, write_sheet};
use saba_core::merge::{merge, preview};
use saba_core::region::RegionCode;
use saba_core::sheet::Context;
use saba_core::slice::{COPIED_FROM, copy_for, slice};
use support::{from, sheet};

fn context() -> Context {
    Context {
        now: 99,
        author: "Rahmah".into(),
        device: "k1".into(),
    }
}

proptest! {
    /// Parts that travel as files and are taken in in any order, also more than
    /// once, are the sheet; where two hold the same item, too.
    #[test]
    fn the_parts_of_a_sheet_are_the_sheet(
        sheet in sheet(),
        parts in prop::collection::vec(0u8..4, 8),
        also in 0u8..4,
        order in Just([0u8, 1, 2, 3, 2]).prop_shuffle(),
    ) {
        let part_of = |item: &str| parts[item.bytes().map(usize::from).sum::<usize>() % 8];
        // What the merge itself puts in order is in order already.
        let sheet = merge(&sheet, &sheet);
        let files: Vec<String> = order
            .iter()
            .map(|n| {
                let part = slice(&sheet, |item| part_of(item) == *n || (*n == 0 && part_of(item) == also));
                write_part(&part, &from(), &[format!("T{n}")])
            })
            .collect();
        let mut joined = None;
        for (n, file) in order.iter().zip(&files) {
            let read = read_sheet(file, Checksum::Required).expect("a part");
            prop_assert_eq!(read.part, vec![format!("T{n}")]);
            joined = Some(match joined {
                None => read.sheet,
                Some(all) => merge(&all, &read.sheet),
            });
        }
        let joined = joined.expect("parts");
        prop_assert_eq!(&joined, &sheet);
        prop_assert!(!write_sheet(&joined, &from()).contains("\"part\""));
        // Whoever has the sheet learns nothing new from a part.
        if sheet.rivals.is_empty() {
            let part = slice(&sheet, |item| part_of(item) == 1);
            prop_assert!(!preview(Some(&sheet), &part).changes_anything());
        }
    }

    #[test]
    fn a_copy_is_a_sheet_of_its_own(sheet in sheet()) {
        let region = RegionCode::parse("63.11.07.2003").expect("code");
        let copy = copy_for(&sheet, "s2", &region, ["Sungai Batung", "Juai"], &context()).expect("a village");
        prop_assert_eq!((copy.meta.id.as_str(), copy.meta.revision, copy.meta.created), ("s2", 0, 99));
        prop_assert_eq!(&copy.meta.region, &region);
        prop_assert_eq!(&copy.meta.instrument, &sheet.meta.instrument);
        prop_assert_eq!(copy.meta.extra[0].0.as_str(), COPIED_FROM);
        prop_assert!(copy.rivals.is_empty() && copy.extra.is_empty());
        for (item, answer) in &sheet.answers {
            match copy.answers.get(item) {
                None => prop_assert!(answer.is_blank() && answer.note.is_empty()),
                Some(first) => {
                    prop_assert!(first.same_content(answer));
                    prop_assert_eq!((first.by.as_str(), first.at), ("Rahmah", 99));
                    prop_assert_eq!(first.version.0.get("k1"), Some(&1));
                    prop_assert_eq!(first.version.0.len(), 1);
                }
            }
        }
        let text = write_sheet(&copy, &from());
        prop_assert_eq!(read_sheet(&text, Checksum::Required).expect("a sheet").sheet, copy);
    }
}

#[test]
fn a_village_sheet_is_not_copied_for_a_kecamatan() {
    let region = RegionCode::parse("63.11.07").expect("code");
    assert_eq!(
        copy_for(&support::empty(), "s2", &region, ["", ""], &context()),
        None
    );
}

#[test]
fn a_mark_that_is_no_list_of_texts_is_refused() {
    let file = write_part(&support::empty(), &from(), &["T3".into(), "D-K1".into()]);
    assert!(
        file.contains("\"part\":[\n  \"T3\",\n  \"D-K1\"\n ]"),
        "{file}"
    );
    let read = |text: &str| read_sheet(text, Checksum::Ignored);
    assert_eq!(read(&file).expect("a part").part, ["T3", "D-K1"]);
    assert!(read(&file.replace("\"T3\"", "3")).is_err());
    assert!(
        read(&file.replace("\"part\":[", "\"part\":null,\"x\":["))
            .expect("a sheet")
            .part
            .is_empty()
    );
}
