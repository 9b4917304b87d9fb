//! What left this device: for each sheet one record, `handed/<sheet id>`.
//!
//! ```json
//! {"at":1795000000000,"revision":7,"answers":41,"checksum":"sha256:…",
//!  "edits":{"D-L1":3},
//!  "received":{"at":1795000900000,"by":"Rahmah","revision":7}}
//! ```

use saba_core::json::Json;
use saba_core::order::Map;
use saba_core::sheet::{Sheet, VersionVector, is_about_sheet};

/// The last hand-over of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handed {
    /// When, in milliseconds since 1970 by this device's clock. For display.
    pub at: u64,
    /// The revision that left.
    pub revision: u32,
    /// How many answers it held.
    pub answers: u64,
    /// Checksum of the file that left: `sha256:…`.
    pub checksum: String,
    /// For each item, how many edits its answer had seen. Clocks of phones are
    /// wrong; by this it is known what changed since. Empty in records of others.
    pub edits: Map<u64>,
    /// The latest receipt, if one came back.
    pub received: Option<Received>,
}

/// Somebody has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// When, by the clock of who has it.
    pub at: u64,
    /// Who has it.
    pub by: String,
    /// The revision that arrived.
    pub revision: u32,
}

/// The key of a sheet's record.
pub fn key(sheet: &str) -> String {
    let mut key = String::from("handed/");
    key.push_str(sheet);
    key
}

impl Handed {
    /// The record of a hand-over of this sheet; what was received before stays.
    #[cfg(feature = "desk")]
    pub fn of(sheet: &Sheet, at: u64, checksum: &str, before: Option<&Handed>) -> Handed {
        Handed {
            at,
            revision: sheet.meta.revision,
            answers: answered(sheet) as u64,
            checksum: checksum.into(),
            edits: sheet
                .answers
                .keys()
                .map(|item| (item.clone(), edits(sheet, item)))
                .collect(),
            received: before.and_then(|b| b.received.clone()),
        }
    }

    /// Reads a record; `None` where it is none.
    pub fn read(text: &str) -> Option<Handed> {
        let json = Json::parse(text).ok()?;
        let edits = match json.get("edits") {
            Some(Json::Obj(members)) => members
                .iter()
                .filter_map(|(item, n)| Some((item.clone(), n.as_u64()?)))
                .collect(),
            _ => Map::new(),
        };
        let received = json.get("received").and_then(|r| {
            Some(Received {
                at: r.get("at")?.as_u64()?,
                by: r.get("by")?.as_str()?.into(),
                revision: u32::try_from(r.get("revision")?.as_u64()?).ok()?,
            })
        });
        Some(Handed {
            at: json.get("at")?.as_u64()?,
            revision: u32::try_from(json.get("revision")?.as_u64()?).ok()?,
            answers: json.get("answers")?.as_u64()?,
            checksum: json.get("checksum")?.as_str()?.into(),
            edits,
            received,
        })
    }

    /// Writes the record.
    #[cfg(feature = "desk")]
    pub fn write(&self) -> String {
        let member = |name: &str, value: Json| (String::from(name), value);
        let edits = self.edits.iter();
        let edits = edits.map(|(item, n)| (item.clone(), Json::int(*n)));
        let mut members = vec![
            member("at", Json::int(self.at)),
            member("revision", Json::int(self.revision)),
            member("answers", Json::int(self.answers)),
            member("checksum", Json::text(&self.checksum)),
            member("edits", Json::Obj(edits.collect())),
        ];
        if let Some(received) = &self.received {
            let who = vec![
                member("at", Json::int(received.at)),
                member("by", Json::text(&received.by)),
                member("revision", Json::int(received.revision)),
            ];
            members.push(member("received", Json::Obj(who)));
        }
        Json::Obj(members).compact()
    }

    /// How many answers are not in what left: changed, or new since.
    pub fn since(&self, sheet: &Sheet) -> usize {
        let clock_only = self.edits.is_empty() && self.answers > 0;
        let later = sheet.answers.iter().filter(|(item, answer)| {
            if clock_only {
                answer.at > self.at
            } else {
                edits(sheet, item) != self.edits.get(item).copied().unwrap_or(0)
            }
        });
        later.count()
    }
}

/// Answers that say something.
pub fn answered(sheet: &Sheet) -> usize {
    let answers = sheet.answers.iter();
    answers
        .filter(|(id, a)| !is_about_sheet(id) && !a.is_blank())
        .count()
}

/// How many edits an item has seen, its rivals' included. Rises with every edit and
/// with every merge that brings one; never falls.
fn edits(sheet: &Sheet, item: &str) -> u64 {
    let rivals = sheet.rivals.get(item).into_iter().flatten();
    let all = sheet.answers.get(item).into_iter().chain(rivals);
    let seen = all.fold(VersionVector::default(), |seen, a| seen.join(&a.version));
    let count = seen.0.values().fold(0_u64, |sum, n| sum.saturating_add(*n));
    // An answer written by hand has no version and is there all the same.
    count.saturating_add(u64::from(sheet.answers.contains_key(item)))
}
