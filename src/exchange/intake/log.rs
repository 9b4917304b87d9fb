//! What came in, and what was there before: a record of each sheet that was taken in,
//! `intake/<time>/<sheet id>`, by which it can be taken back.

use saba_core::file::{answer_json, read_answer, versions_text};
use saba_core::instrument::SheetKind;
use saba_core::json::Json;
use saba_core::region::RegionCode;
use saba_core::sheet::{Answer, Sheet, SheetMeta};

use super::prepare::Ready;

/// Before the keys of all records.
pub const PREFIX: &str = "intake";

/// The key under which it is noted that a sheet was put away: taken in for the first
/// time, and taken back untouched.
pub fn away_key(sheet: &str) -> String {
    let mut key = String::from("away/");
    key.push_str(sheet);
    key
}

/// One sheet that was taken in.
#[derive(Clone)]
pub struct Record {
    /// When, in milliseconds since 1970 by this device's clock. Sheets that were taken
    /// in together share it.
    pub at: u64,
    /// Id of the sheet.
    pub sheet: String,
    /// Its kind.
    pub kind: SheetKind,
    /// Its region.
    pub region: RegionCode,
    /// Name of the region.
    pub name: String,
    /// Who handed it over.
    pub by: String,
    /// The revision that came.
    pub revision: u32,
    /// Only a part of the file could be read.
    pub cut: bool,
    /// The sheet was not on this device before.
    pub new: bool,
    /// What was changed.
    pub items: Vec<Touched>,
    /// When it was taken back.
    pub undone: Option<u64>,
}

/// An item that was changed by taking in.
#[derive(Clone)]
pub struct Touched {
    /// Item id.
    pub item: String,
    /// What was there before: the answer, then its rivals; nothing if there was none.
    pub before: Vec<Answer>,
    /// The versions of what was there right after, by which it is known whether
    /// somebody edited it since.
    pub after: String,
    /// What taking back took away, so that it can be brought back.
    pub back: Option<Box<Answer>>,
}

/// Everything that a sheet brings that this device had not.
pub fn all_new(sheet: &Sheet) -> Vec<Touched> {
    let items = sheet.answers.keys().map(|item| Touched {
        item: item.clone(),
        before: Vec::new(),
        after: versions(sheet, item),
        back: None,
    });
    items.collect()
}

/// All answers to an item: the answer itself, then its rivals.
pub fn answers(sheet: &Sheet, item: &str) -> Vec<Answer> {
    let rivals = sheet.rivals.get(item).into_iter().flatten();
    let all = sheet.answers.get(item).into_iter().chain(rivals);
    all.cloned().collect()
}

/// The versions of all answers to an item, as text.
pub fn versions(sheet: &Sheet, item: &str) -> String {
    let rivals = sheet.rivals.get(item).into_iter().flatten();
    versions_text(sheet.answers.get(item).into_iter().chain(rivals))
}

impl Record {
    /// The record of what is changed: these items.
    pub fn of(
        ready: &Ready,
        before: Option<&Sheet>,
        after: &Sheet,
        items: &[String],
        at: u64,
    ) -> Record {
        let items = items.iter().map(|item| Touched {
            item: item.clone(),
            before: before.map(|b| answers(b, item)).unwrap_or_default(),
            after: versions(after, item),
            back: None,
        });
        Record {
            new: before.is_none(),
            ..Record::about(ready, &after.meta, items.collect(), at)
        }
    }

    /// The record of a sheet that this device had not, and what it brings.
    pub fn about(ready: &Ready, meta: &SheetMeta, items: Vec<Touched>, at: u64) -> Record {
        let SheetMeta {
            id,
            kind,
            region,
            region_name,
            ..
        } = meta.clone();
        Record {
            at,
            sheet: id,
            kind,
            region,
            name: region_name,
            by: ready.came.from.by.clone(),
            revision: ready.came.meta.revision,
            cut: ready.cut.is_some(),
            new: true,
            items,
            undone: None,
        }
    }

    /// Joins the record of what was taken in of the same sheet at the same time, before:
    /// together they are taken back as one.
    pub fn after(&mut self, earlier: &Record) {
        self.new |= earlier.new;
        self.cut |= earlier.cut;
        for touched in &earlier.items {
            match self.items.iter_mut().find(|t| t.item == touched.item) {
                Some(again) => again.before.clone_from(&touched.before),
                None => self.items.push(touched.clone()),
            }
        }
    }

    /// Its key: sorted by time.
    pub fn key(&self) -> String {
        let digits = self.at.to_string();
        let mut key = String::from(PREFIX);
        key.push('/');
        for _ in digits.len()..14 {
            key.push('0');
        }
        key.push_str(&digits);
        key.push('/');
        key.push_str(&self.sheet);
        key
    }

    /// Writes the record.
    pub fn write(&self) -> String {
        let member = |name: &str, value: Json| (String::from(name), value);
        let items = self.items.iter().map(|t| {
            let before = t.before.iter().map(answer_json).collect();
            let mut members = vec![
                member("before", Json::Arr(before)),
                member("after", Json::text(&t.after)),
            ];
            if let Some(back) = &t.back {
                members.push(member("back", answer_json(back)));
            }
            (t.item.clone(), Json::Obj(members))
        });
        let mut members = vec![
            member("at", Json::int(self.at)),
            member("sheet", Json::text(&self.sheet)),
            member("kind", Json::text(self.kind.id())),
            member("region", Json::text(self.region.as_str())),
            member("name", Json::text(&self.name)),
            member("by", Json::text(&self.by)),
            member("revision", Json::int(self.revision)),
            member("cut", Json::Bool(self.cut)),
            member("new", Json::Bool(self.new)),
            member("items", Json::Obj(items.collect())),
        ];
        if let Some(at) = self.undone {
            members.push(member("undone", Json::int(at)));
        }
        Json::Obj(members).compact()
    }

    /// Reads a record; `None` where it is none.
    pub fn read(text: &str) -> Option<Record> {
        let json = Json::parse(text).ok()?;
        let words = |name: &str| Some(json.get(name)?.as_str()?.to_string());
        let yes = |name: &str| json.get(name) == Some(&Json::Bool(true));
        let Some(Json::Obj(members)) = json.get("items") else {
            return None;
        };
        let items = members.iter().filter_map(|(item, touched)| {
            let Some(Json::Arr(before)) = touched.get("before") else {
                return None;
            };
            Some(Touched {
                item: item.clone(),
                before: before.iter().filter_map(|a| read_answer(a).ok()).collect(),
                after: touched.get("after")?.as_str()?.to_string(),
                back: touched
                    .get("back")
                    .and_then(|a| read_answer(a).ok().map(Box::new)),
            })
        });
        Some(Record {
            at: json.get("at")?.as_u64()?,
            sheet: words("sheet")?,
            kind: SheetKind::parse(&words("kind")?)?,
            region: RegionCode::parse(&words("region")?)?,
            name: words("name")?,
            by: words("by")?,
            revision: u32::try_from(json.get("revision")?.as_u64()?).ok()?,
            cut: yes("cut"),
            new: yes("new"),
            items: items.collect(),
            undone: json.get("undone").and_then(Json::as_u64),
        })
    }

    /// Is everything that was taken in as it was right after?
    pub fn is_untouched(&self, now: &Sheet) -> bool {
        now.answers.len() == self.items.len()
            && (self.items.iter()).all(|t| versions(now, &t.item) == t.after)
    }
}
