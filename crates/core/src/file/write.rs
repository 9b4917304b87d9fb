//! Writing a sheet.

use super::{FORMAT, VERSION, checksum};
use crate::json::Json;
use crate::sheet::{Answer, Sheet, SheetMeta, Value, VersionVector};

/// Where a file comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// Program and version: `saba 0.1.0`.
    pub program: String,
    /// When it was written, in milliseconds since 1970 by the device's clock.
    pub at: u64,
    /// Who handed it over.
    pub by: String,
    /// The device.
    pub device: String,
}

fn member(name: &str, value: Json) -> (String, Json) {
    (name.to_string(), value)
}

/// An answer as it stands in a file.
pub fn answer_json(answer: &Answer) -> Json {
    let values = answer
        .values
        .iter()
        .map(|(key, value)| (key.clone(), value_json(value)))
        .collect();
    let mut members = vec![member("v", Json::Obj(values))];
    if !answer.note.is_empty() {
        members.push(member("note", Json::text(&answer.note)));
    }
    if answer.unknown {
        members.push(member("unknown", Json::Bool(true)));
    }
    members.push(member("at", Json::int(answer.at)));
    members.push(member("by", Json::text(&answer.by)));
    members.push(member("ver", version_json(&answer.version)));
    members.extend(answer.extra.iter().cloned());
    Json::Obj(members)
}

/// A version vector as it stands in a file.
pub(crate) fn version_json(version: &VersionVector) -> Json {
    let counts = version.0.iter();
    Json::Obj(
        counts
            .map(|(device, n)| (device.clone(), Json::int(*n)))
            .collect(),
    )
}

/// A value as it stands in a file.
pub(crate) fn value_json(value: &Value) -> Json {
    match value {
        Value::Num(n) => Json::Num(n.text()),
        Value::Text(s) => Json::text(s),
        Value::Bool(b) => Json::Bool(*b),
        Value::Many(codes) => Json::Arr(codes.iter().map(Json::text).collect()),
    }
}

pub(super) fn meta_json(meta: &SheetMeta) -> Json {
    let instrument = &meta.instrument;
    let mut members = vec![
        member("id", Json::text(&meta.id)),
        member("kind", Json::text(meta.kind.id())),
        member("region", Json::text(meta.region.as_str())),
        member("region_name", Json::text(&meta.region_name)),
        member("region_path", Json::text(&meta.region_path)),
        member(
            "instrument",
            Json::Obj(vec![
                member("id", Json::text(&instrument.id)),
                member("edition", Json::text(&instrument.edition)),
                member("hash", Json::text(&instrument.hash)),
            ]),
        ),
        member("created", Json::int(meta.created)),
        member("revision", Json::int(meta.revision)),
    ];
    members.extend(meta.extra.iter().cloned());
    Json::Obj(members)
}

/// The whole document, checksum included, as stores keep it: it does not say how
/// many answers it has.
pub fn sheet_json(sheet: &Sheet, from: &Provenance) -> Json {
    document(sheet, from, Vec::new())
}

/// The document with more members before the answers.
fn document(sheet: &Sheet, from: &Provenance, more: Vec<(String, Json)>) -> Json {
    let answers = sheet
        .answers
        .iter()
        .map(|(id, a)| (id.clone(), answer_json(a)))
        .collect();
    let mut members = vec![
        member("format", Json::text(FORMAT)),
        member("version", Json::int(VERSION)),
        member("program", Json::text(&from.program)),
        member(
            "handed_over",
            Json::Obj(vec![
                member("at", Json::int(from.at)),
                member("by", Json::text(&from.by)),
                member("device", Json::text(&from.device)),
            ]),
        ),
        member("sheet", meta_json(&sheet.meta)),
    ];
    members.extend(more);
    members.push(member("answers", Json::Obj(answers)));
    if !sheet.rivals.is_empty() {
        let rivals = sheet
            .rivals
            .iter()
            .map(|(id, list)| {
                (
                    id.clone(),
                    Json::Arr(list.iter().map(answer_json).collect()),
                )
            })
            .collect();
        members.push(member("rivals", Json::Obj(rivals)));
    }
    members.extend(sheet.extra.iter().cloned());
    let mut document = Json::Obj(members);
    let sum = checksum(&document);
    if let Json::Obj(members) = &mut document {
        members.push(member("checksum", Json::text(sum)));
    }
    document
}

/// The file: one line for each answer, and before them how many there are, so
/// that a cut-off file can tell what is missing.
pub fn write_sheet(sheet: &Sheet, from: &Provenance) -> String {
    let count = member("count", Json::int(sheet.answers.len()));
    document(sheet, from, vec![count]).lines(2)
}

/// The file of a part of a sheet ([`slice`](crate::slice::slice)): `part` names the
/// sections or items that it is about, for whoever takes it in.
pub fn write_part(slice: &Sheet, from: &Provenance, part: &[String]) -> String {
    let more = vec![
        member("part", Json::Arr(part.iter().map(Json::text).collect())),
        member("count", Json::int(slice.answers.len())),
    ];
    document(slice, from, more).lines(2)
}
