//! A regency sheet with every item answered: what is measured natively, in wasm
//! (`crates/bench`) and in the page (`tests/measure`), so that all three speak of the
//! same sheet.

use saba_core::file::{Checksum, read_sheet};
use saba_core::instrument::{FieldKind, Instrument, SheetKind};
use saba_core::num::Decimal;
use saba_core::sheet::{Answer, Sheet, Value, asked_keys};

/// The indicator whose single outcome is measured: a ratio over two years.
pub const ITEM: &str = "T1.06";

/// Every item answered: shares from 40 to 96 per cent that rise, ladders in
/// the middle.
pub fn filled(instrument: &Instrument, device: &str) -> Sheet {
    let text = format!(
        r#"{{"format":"saba","version":1,"sheet":{{"kind":"kabupaten","region":"63.11","instrument":{{"id":"{}"}}}},"answers":{{}}}}"#,
        instrument.id
    );
    let mut sheet = read_sheet(&text, Checksum::Ignored).expect("sheet").sheet;
    let def = instrument.sheet(SheetKind::Kabupaten);
    for (i, item) in def.items().enumerate() {
        let mut answer = Answer::default();
        let part = 40 + (i as u32 * 7) % 57;
        for field in item.fields.iter().filter(|f| !f.optional) {
            for key in asked_keys(item, field, instrument.years) {
                let later = u32::from(key.ends_with("2024"));
                let value = match (&field.kind, field.key.as_str()) {
                    (FieldKind::Choice(options), _) => {
                        Value::Text(options[options.len() / 4].0.clone())
                    }
                    (FieldKind::YesNo, _) => Value::Bool(true),
                    (FieldKind::Date, _) => Value::Text("2024-12-31".into()),
                    (FieldKind::Int | FieldKind::Dec, "d") => Value::Num(Decimal::int(157)),
                    (FieldKind::Int | FieldKind::Dec, _) => Value::Num(Decimal::int(part + later)),
                    _ => Value::Text("Laporan 2024".into()),
                };
                answer.values.insert(key, value);
            }
        }
        answer.by = String::from("Siti");
        answer.version.bump(device);
        sheet.answers.insert(item.id.clone(), answer);
    }
    sheet
}
