//! The SK of a Forkom or Pokja, as the tables of all bodies list it.

use crate::instrument::{Role, SheetDef};
use crate::sheet::{Day, DocumentStatus, Sheet, Value, document_status};

/// What a village's or kecamatan's sheet says of the SK of its body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BodySk {
    /// Is it valid? By the same reading as everywhere ([`document_status`]).
    pub status: DocumentStatus,
    /// Number of the SK; empty where it is not said, or no SK is signed.
    pub number: String,
    /// The name of the body in it, where that is another one.
    pub name: String,
    /// When it was signed.
    pub signed: Option<Day>,
    /// Until when it is valid, where the SK says so.
    pub until: Option<Day>,
}

/// Reads it; `None` where sheets of this kind ask for no SK. `years` are the data years.
pub fn body_sk(def: &SheetDef, sheet: &Sheet, years: [u16; 2]) -> Option<BodySk> {
    let item = def.with_role(Role::Sk)?;
    let status = document_status(item, sheet, years)?;
    // What was typed of an SK that is then said not to be signed is not told.
    let signed = sheet.value(&item.id, "ttd").and_then(Value::as_bool) == Some(true);
    let text = |key: &str| {
        let text = sheet.value(&item.id, key).and_then(Value::as_text);
        text.filter(|_| signed)
    };
    Some(BodySk {
        status,
        number: text("nomor").unwrap_or_default().to_string(),
        name: text("nama").unwrap_or_default().to_string(),
        signed: text("tanggal").and_then(Day::parse),
        until: text("berlaku").and_then(Day::parse),
    })
}
