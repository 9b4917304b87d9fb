//! Sheets for property tests: small, with everything that a sheet can hold.
#![allow(
    dead_code,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    missing_docs
)]

use proptest::prelude::*;
use saba_core::file::{Checksum, Provenance, read_sheet};
use saba_core::json::Json;
use saba_core::num::Decimal;
use saba_core::sheet::{Answer, Sheet, Value, VersionVector};

pub fn empty() -> Sheet {
    let text = r#"{"format":"saba","version":1,"sheet":{"id":"s1","kind":"desa","region":"63.11.07.2002","region_name":"Baruh","instrument":{"id":"kks-2025"},"created":5,"revision":2},"answers":{}}"#;
    read_sheet(text, Checksum::Ignored).expect("sheet").sheet
}

pub fn from() -> Provenance {
    Provenance {
        program: "saba test".into(),
        at: 1_795_000_000_000,
        by: "Siti > Ani".into(),
        device: "d0".into(),
    }
}

fn value() -> impl Strategy<Value = Value> {
    prop_oneof![
        any::<u32>().prop_map(|n| Value::Num(Decimal::int(n))),
        text().prop_map(Value::Text),
        any::<bool>().prop_map(Value::Bool),
        prop::collection::btree_set("[a-c]{1,2}", 0..3)
            .prop_map(|codes| Value::Many(codes.into_iter().collect())),
    ]
}

/// Texts with what carriers and readers may stumble over.
pub fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[ -~é😀\n\t]{0,12}",
        1 => prop::sample::select(vec![
            "</script>", "<!--", "{\"format\":\"saba\"", "> x\n> y", "\u{feff}", "\\\"}", "]]>", "&amp;", "\u{2028}",
        ]).prop_map(String::from),
    ]
}

pub fn answer() -> impl Strategy<Value = Answer> {
    (
        prop::collection::btree_map("[a-c](@2024)?", value(), 0..3),
        text(),
        any::<bool>(),
        any::<u32>(),
        prop::collection::btree_map("d[0-3]", 1u64..4, 0..3),
        any::<bool>(),
    )
        .prop_map(|(values, note, unknown, at, version, more)| Answer {
            values: values.into_iter().collect(),
            note,
            unknown,
            at: u64::from(at),
            by: "Siti".into(),
            version: VersionVector(version.into_iter().collect()),
            extra: match more {
                true => vec![("photo".into(), Json::Arr(vec![Json::int(1), Json::Null]))],
                false => Vec::new(),
            },
        })
}

pub fn sheet() -> impl Strategy<Value = Sheet> {
    (
        prop::collection::btree_map("D-[A-C][0-9]", answer(), 0..6),
        prop::collection::vec(answer(), 0..3),
        any::<bool>(),
    )
        .prop_map(|(answers, rivals, more)| {
            let mut sheet = empty();
            if let Some(first) = answers.keys().next().filter(|_| !rivals.is_empty()) {
                sheet.rivals.insert(first.clone(), rivals);
            }
            sheet.answers = answers.into_iter().collect();
            if more {
                sheet.extra.push(("link".into(), Json::text("x")));
            }
            sheet
        })
}
