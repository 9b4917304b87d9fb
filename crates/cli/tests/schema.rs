//! The published schemas under two validators that share no code; they must agree with
//! each other, and with the program about real files.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use boon::{Compiler, Draft, SchemaIndex, Schemas};
use jsonschema::Validator;
use proptest::prelude::*;
use saba_core::file::{Checksum, decode_text, read_sheet};
use saba_core::instrument::Instrument;
use serde_json::{Value as J, json as j};
use support::*;

/// A published schema, compiled by both validators.
struct Schema {
    name: String,
    first: Validator,
    second: (Schemas, SchemaIndex),
}

impl Schema {
    /// What both validators say; they may not differ.
    fn is_valid(&self, document: &J) -> bool {
        let (schemas, index) = &self.second;
        let first = self.first.is_valid(document);
        let second = schemas.validate(document, *index).is_ok();
        assert_eq!(first, second, "{}: {document}", self.name);
        first
    }
}

fn schema(name: &str) -> Schema {
    let schema = json(&format!("docs/schema/{name}.schema.json"));
    assert!(
        jsonschema::meta::is_valid(&schema),
        "{name} is a valid schema"
    );
    let place = "http://saba.invalid/schema.json";
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.set_default_draft(Draft::V2020_12);
    compiler
        .add_resource(place, schema.clone())
        .unwrap_or_else(|e| panic!("{name}: {e}"));
    // Compiling holds it against the meta-schema too.
    let index = compiler
        .compile(place, &mut schemas)
        .unwrap_or_else(|e| panic!("{name}: {e:#}"));
    Schema {
        name: name.to_string(),
        first: jsonschema::draft202012::new(&schema).unwrap_or_else(|e| panic!("{name}: {e}")),
        second: (schemas, index),
    }
}

fn must_hold(schema: &Schema, what: &str, document: &J) {
    let errors: Vec<String> = (schema.first.iter_errors(document))
        .map(|e| format!("{}: {e}", e.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{what}: {errors:#?}");
    assert!(schema.is_valid(document), "{what}");
}

#[test]
fn the_shipped_instrument_is_valid() {
    must_hold(
        &schema("instrument-1"),
        "instrument",
        &json("instrument/kks-2025.json"),
    );
}

#[test]
fn golden_and_odd_sheets_are_valid() {
    let schema = schema("sheet-1");
    let mut seen = 0;
    for file in files("tests/golden/format-1")
        .into_iter()
        .chain(files("tests/golden/odd"))
    {
        let text = decode_text(&std::fs::read(&file).expect("read")).expect("text");
        // What no floating point number can hold is beyond this validator.
        let Ok(document) = serde_json::from_str(&text) else {
            assert_eq!(name(&file), "huge-numbers.json");
            continue;
        };
        must_hold(&schema, &name(&file), &document);
        seen += 1;
    }
    assert!(seen >= 11);
}

#[test]
fn bundles_are_valid_and_so_is_each_sheet_in_them() {
    let (bundle, sheet) = (schema("bundle-1"), schema("sheet-1"));
    let document = json("tests/golden/carried/bundle.json");
    must_hold(&bundle, "bundle", &document);
    for one in document["sheets"].as_array().expect("sheets") {
        must_hold(&sheet, "sheet in a bundle", one);
    }
    assert!(!bundle.is_valid(&json("tests/golden/carried/bundle-newer.json")));
}

#[test]
fn return_files_are_valid() {
    let schema = schema("return-1");
    let document = json("tests/golden/carried/return.json");
    must_hold(&schema, "return", &document);
    let mut without = document;
    without.as_object_mut().expect("object").remove("items");
    assert!(!schema.is_valid(&without));
}

#[test]
fn receipts_are_valid_and_damaged_ones_are_not() {
    let schema = schema("receipt-1");
    must_hold(
        &schema,
        "receipt",
        &json("tests/golden/carried/receipt.json"),
    );
    for bad in ["receipt-newer.json", "receipt-of-nothing.json"] {
        assert!(
            !schema.is_valid(&json(&format!("tests/golden/carried/{bad}"))),
            "{bad}"
        );
    }
}

#[test]
fn sealed_files_are_valid_and_damaged_ones_are_not() {
    let schema = schema("sealed-1");
    for file in files("tests/golden/sealed") {
        let text = std::fs::read_to_string(&file).expect("read");
        must_hold(
            &schema,
            &name(&file),
            &serde_json::from_str(&text).expect("JSON"),
        );
    }
    for file in files("tests/golden/sealed-bad") {
        let name = name(&file);
        let document = json(&format!("tests/golden/sealed-bad/{name}"));
        assert_eq!(
            schema.is_valid(&document),
            name.starts_with("changed-"),
            "{name}"
        );
    }
}

/// Bad files that are JSON are refused by the schema too, where a schema can.
#[test]
fn damaged_sheets_are_invalid() {
    let schema = schema("sheet-1");
    let expected = json("tests/golden/expected.json");
    // Integers and doubled members look alike to a schema; JSON Schema takes
    // 1.0 for a whole number; an instrument id is not its matter.
    let beyond = ["version-zero-point.json", "other-instrument.json"];
    let mut seen = 0;
    for file in files("tests/golden/bad") {
        let name = name(&file);
        let Ok(document) = serde_json::from_slice::<J>(&std::fs::read(&file).expect("read")) else {
            continue;
        };
        let code = expected["bad"][&name]["code"].as_str().expect("code");
        let shape = matches!(code, "not-saba" | "newer-format")
            || (code == "damaged" && expected["bad"][&name]["place"] != "$");
        if shape && !beyond.contains(&name.as_str()) {
            assert!(!schema.is_valid(&document), "{name}");
            seen += 1;
        }
    }
    assert!(seen >= 15, "only {seen}");
}

#[test]
fn instruments_with_a_slip_are_invalid() {
    let schema = schema("instrument-1");
    let shipped = json("instrument/kks-2025.json");
    let slips: [(&str, J); 12] = [
        ("/format", j!("saba")),
        ("/version", j!(2)),
        ("/years", j!([2024])),
        ("/levels/0/odf", j!(101)),
        ("/tatanan/0/min/padapa", j!("2059")),
        (
            "/sheets/desa/sections/0/items/0/fields/0/kind",
            j!("number"),
        ),
        ("/sheets/desa/sections/0/items/0/fields/0/key", j!("Ttd@")),
        ("/sheets/desa/sections/0/items/0/fields", j!([])),
        ("/sheets/kabupaten/sections/0/items/0/role", j!("boss")),
        ("/sheets/kabupaten/sections/0/items/0/rule/scale", j!([])),
        (
            "/sheets/kabupaten/sections/0/items/0/rule/family",
            j!("guess"),
        ),
        ("/sheets/kabupaten/sections/0/items/0/titel", j!("x")),
    ];
    for (pointer, value) in slips {
        let mut document = shipped.clone();
        let (parent, member) = pointer.rsplit_once('/').expect("pointer");
        let parent = document.pointer_mut(parent).expect("parent");
        parent[member] = value;
        assert!(!schema.is_valid(&document), "{pointer}");
    }
}

/// Replaces, removes or adds something at a random place.
fn mutate(document: &mut J, path: &[prop::sample::Index], with: &Mutation) {
    let Some((first, rest)) = path.split_first() else {
        if let Mutation::Replace(value) = with {
            *document = value.clone();
        }
        return;
    };
    match document {
        J::Object(members) if !members.is_empty() => {
            let at = first.index(members.len());
            let name = members.keys().nth(at).cloned().expect("member");
            match (rest.is_empty(), with) {
                (true, Mutation::Remove) => {
                    members.remove(&name);
                }
                (true, Mutation::Add(name, value)) => {
                    members.insert(name.clone(), value.clone());
                }
                _ => mutate(&mut members[&name], rest, with),
            }
        }
        J::Array(items) if !items.is_empty() => {
            let at = first.index(items.len());
            match (rest.is_empty(), with) {
                (true, Mutation::Remove) => {
                    items.remove(at);
                }
                _ => mutate(&mut items[at], rest, with),
            }
        }
        leaf => mutate(leaf, &[], with),
    }
}

#[derive(Clone, Debug)]
enum Mutation {
    Replace(J),
    Remove,
    Add(String, J),
}

fn value() -> impl Strategy<Value = J> {
    let leaf = prop_oneof![
        Just(J::Null),
        any::<bool>().prop_map(J::from),
        any::<i64>().prop_map(J::from),
        any::<u32>().prop_map(J::from),
        Just(j!(0.5)),
        Just(j!(1e300)),
        "[a-z0-9@~. -]{0,12}".prop_map(J::from),
        Just(j!("99.01")),
        Just(j!("desa")),
        Just(j!("kabupaten")),
        Just(j!("up")),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(J::from),
            prop::collection::vec(("[a-z@0-9]{1,6}", inner), 0..4)
                .prop_map(|m| J::Object(m.into_iter().collect())),
        ]
    })
}

fn mutation() -> impl Strategy<Value = (Vec<prop::sample::Index>, Mutation)> {
    let with = prop_oneof![
        value().prop_map(Mutation::Replace),
        Just(Mutation::Remove),
        ("[a-z]{1,8}", value()).prop_map(|(name, value)| Mutation::Add(name, value)),
    ];
    (
        prop::collection::vec(any::<prop::sample::Index>(), 1..6),
        with,
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    /// Whoever makes a file that the schema lets through has made one that the
    /// program reads.
    #[test]
    fn what_the_sheet_schema_lets_through_is_read(
        which in prop::sample::select(vec!["kabupaten", "kecamatan", "desa"]),
        mutations in prop::collection::vec(mutation(), 1..4),
    ) {
        thread_local!(static SCHEMA: Schema = schema("sheet-1"));
        let mut document = json(&format!("tests/golden/format-1/{which}.saba.json"));
        for (path, with) in &mutations {
            mutate(&mut document, path, with);
        }
        let read = read_sheet(&document.to_string(), Checksum::Ignored);
        if SCHEMA.with(|s| s.is_valid(&document)) {
            prop_assert!(read.is_ok(), "{read:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever is done to an instrument, it is loaded or refused with a place.
    #[test]
    fn no_instrument_makes_the_loader_fall_over(
        mutations in prop::collection::vec(mutation(), 1..4),
        deeper in prop::collection::vec(any::<prop::sample::Index>(), 4..9),
    ) {
        let mut document = json("instrument/kks-2025.json");
        for (path, with) in &mutations {
            let path: Vec<_> = deeper.iter().chain(path).copied().collect();
            mutate(&mut document, &path, with);
        }
        if let Err(e) = Instrument::load(&document.to_string()) {
            prop_assert!(!e.place.is_empty() && !e.problem.is_empty());
        }
    }
}
