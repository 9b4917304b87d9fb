//! The rules in the instrument against a second, independent reading of the
//! official texts (`tests/oracle/`, in another language): every indicator, at
//! every boundary.
#![allow(clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use saba_core::file::{Checksum, read_sheet};
use saba_core::instrument::{Instrument, Role, SheetKind};
use saba_core::num::Decimal;
use saba_core::score::{Outcome, outcome};
use saba_core::sheet::{Answer, Sheet, Value};
use serde_json::Value as J;

fn instrument() -> Instrument {
    let text = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../instrument/kks-2025.json"
    ));
    Instrument::load(&text.expect("instrument file")).unwrap_or_else(|e| panic!("{e}"))
}

fn empty(instrument: &Instrument) -> Sheet {
    let text = format!(
        r#"{{"format":"saba","version":1,"sheet":{{"kind":"kabupaten","region":"63.11","instrument":{{"id":"{}"}}}},"answers":{{}}}}"#,
        instrument.id
    );
    read_sheet(&text, Checksum::Ignored).expect("sheet").sheet
}

fn number(j: &J) -> Value {
    let raw = match j {
        J::String(s) => s.clone(),
        other => other.to_string(),
    };
    Decimal::parse_json(&raw).map_or(Value::Text(raw), Value::Num)
}

#[test]
fn every_rule_agrees_with_the_independent_reading() {
    let instrument = instrument();
    let def = instrument.sheet(SheetKind::Kabupaten);
    let cases = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../tests/oracle/cases.jsonl"
    ))
    .expect("cases");
    let (mut seen, mut wrong) = (0, Vec::new());
    for line in cases.lines() {
        let case: J = serde_json::from_str(line).expect("case");
        let id = case["id"].as_str().expect("id");
        let item = def.item(id).unwrap_or_else(|| panic!("no item {id}"));
        let mut sheet = empty(&instrument);
        let mut answer = Answer::default();
        for (key, value) in case["a"].as_object().expect("inputs") {
            match (key.as_str(), value) {
                ("ref", _) => {
                    let figure = def
                        .items()
                        .find(|i| i.role == Some(Role::Figure) && i.feeds.iter().any(|f| f == id))
                        .expect("figure item");
                    let mut a = Answer::default();
                    a.values.insert("v".into(), number(value));
                    sheet.answers.insert(figure.id.clone(), a);
                }
                ("level", J::String(s)) => {
                    answer.values.insert(key.clone(), Value::Text(s.clone()));
                }
                (_, J::Bool(b)) => {
                    answer.values.insert(key.clone(), Value::Bool(*b));
                }
                _ => {
                    answer.values.insert(key.clone(), number(value));
                }
            }
        }
        sheet.answers.insert(id.to_string(), answer);
        let got = outcome(&instrument, def, &sheet, item).expect("an indicator");
        let levels: Vec<u8> = match &got {
            Outcome::Decided { score, .. } => vec![*score],
            Outcome::Undecided { levels, .. } => levels.clone(),
            _ => Vec::new(),
        };
        let want: Vec<u8> = case["levels"]
            .as_array()
            .expect("levels")
            .iter()
            .map(|l| l.as_u64().expect("u8") as u8)
            .collect();
        if case["state"].as_str() != Some(got.state()) || levels != want {
            wrong.push(format!("{line}\n   got {} {levels:?}", got.state()));
        }
        seen += 1;
    }
    assert!(seen > 4000, "only {seen} cases");
    assert!(
        wrong.is_empty(),
        "{} of {seen} differ:\n{}",
        wrong.len(),
        wrong[..wrong.len().min(25)].join("\n")
    );
}
