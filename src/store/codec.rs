//! Sheets as records of the store: the same JSON as in files, cut into an
//! envelope and single answers.

use saba_core::file::{Checksum, Provenance, answer_json, read_answer, read_sheet, sheet_json};
use saba_core::json::Json;
use saba_core::sheet::{Answer, Change, Sheet};

/// A sheet as the list of sheets knows it.
#[derive(Clone, Debug)]
pub struct StoredSheet {
    /// The sheet without its answers.
    pub sheet: Sheet,
    /// When it was last changed on this device.
    pub touched: u64,
}

impl StoredSheet {
    /// Reads a record; `None` where it is none.
    pub fn read(text: &str) -> Option<StoredSheet> {
        let incoming = read_sheet(text, Checksum::Ignored).ok()?;
        Some(StoredSheet {
            touched: incoming.from.at,
            sheet: incoming.sheet,
        })
    }
}

/// The envelope record.
pub fn head(sheet: &Sheet, touched: u64) -> String {
    let empty = Sheet {
        meta: sheet.meta.clone(),
        extra: sheet.extra.clone(),
        ..Sheet::new(sheet.meta.clone())
    };
    let from = Provenance {
        program: String::from(crate::PROGRAM),
        at: touched,
        by: String::new(),
        device: String::new(),
    };
    sheet_json(&empty, &from).compact()
}

/// The key of an answer.
pub fn answer_key(sheet: &str, item: &str) -> String {
    let mut key = String::from(sheet);
    key.push('/');
    key.push_str(item);
    key
}

/// The record of an answer: a list, rivals after the answer itself.
pub fn record(sheet: &Sheet, item: &str) -> Option<String> {
    let rivals = sheet
        .rivals
        .get(item)
        .map(Vec::as_slice)
        .unwrap_or_default();
    let all = std::iter::once(sheet.answers.get(item)?).chain(rivals);
    Some(Json::Arr(all.map(answer_json).collect()).compact())
}

/// The answers of a record, and whether something in it cannot be read.
fn answers_of(text: &str) -> (Vec<Answer>, bool) {
    let Ok(Json::Arr(list)) = Json::parse(text) else {
        return (Vec::new(), true);
    };
    let answers: Vec<Answer> = list.iter().filter_map(|j| read_answer(j).ok()).collect();
    let damaged = answers.is_empty() || answers.len() < list.len();
    (answers, damaged)
}

/// Puts a sheet together from its records, and names the items whose records cannot
/// be read, or not wholly. Those stay in the store as they are.
pub fn sheet_of(head: Sheet, records: &[(String, String)]) -> (Sheet, Vec<String>) {
    let mut sheet = head;
    let mut damaged = Vec::new();
    for (item, text) in records {
        let (answers, bad) = answers_of(text);
        if bad {
            damaged.push(item.clone());
        }
        let mut answers = answers.into_iter();
        let Some(first) = answers.next() else {
            continue;
        };
        sheet.answers.insert(item.clone(), first);
        let rivals: Vec<_> = answers.collect();
        if !rivals.is_empty() {
            sheet.rivals.insert(item.clone(), rivals);
        }
    }
    (sheet, damaged)
}

/// The item that an answer's key is about.
pub fn item_of(key: &str) -> String {
    key.split_once('/').map_or("", |(_, item)| item).into()
}

/// The key of a journal entry: sorted by time, then by number.
pub fn journal_key(sheet: &str, at: u64, number: u64) -> String {
    let mut key = String::from(sheet);
    for (n, width) in [(at, 14), (number, 6)] {
        key.push('/');
        let digits = n.to_string();
        for _ in digits.len()..width {
            key.push('0');
        }
        key.push_str(&digits);
    }
    key
}

/// A journal entry: item, old and new answer; who and when stand in the new
/// answer.
pub fn journal_entry(change: &Change) -> String {
    let before = change.before.as_ref().map_or(Json::Null, answer_json);
    Json::Obj(vec![
        (String::from("item"), Json::text(&change.item)),
        (String::from("before"), before),
        (String::from("after"), answer_json(&change.after)),
    ])
    .compact()
}
