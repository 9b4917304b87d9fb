//! What Tim Pembina, Forum, Forkom and Pokja did: the regency's own list, and those that
//! came in with the sheets.

use saba_core::instrument::{SheetKind, Target};
use saba_core::order::sorted;
use saba_core::plan::Topic;
use saba_core::reports::Cell;
use saba_core::sheet::{Answer, Day, Value};

use super::Content;
use super::table::Table;
use crate::board::Gathered;
use crate::dom::{El, div};
use crate::{fill, plans, state, text};

/// One thing that was done.
#[derive(Default)]
struct Activity {
    /// `2024-05-12`, or what was typed.
    day: String,
    what: String,
    by: String,
    place: String,
    people: String,
    result: String,
}

pub fn content(all: &Gathered) -> Content {
    let mut done = own();
    done.extend(sent(all));
    // By day; what has none comes last.
    let key = |a: &Activity| (Day::parse(&a.day).is_none(), a.day.clone());
    let done = sorted(done, &|one, other| key(one).cmp(&key(other)));
    let mut table = Table::new(&[
        (text::HEAD_NO, 4),
        (text::HEAD_DATE, 9),
        (text::HEAD_ACTIVITY, 20),
        (text::HEAD_BY, 18),
        (text::HEAD_PLACE, 14),
        (text::HEAD_PEOPLE, 7),
        (text::HEAD_RESULT, 28),
    ]);
    for one in done {
        let number = table.next();
        let day = Day::parse(&one.day).map_or(one.day, text::short_day);
        table.push(vec![
            number,
            Cell::Text(day),
            Cell::Text(one.what),
            Cell::Text(one.by),
            Cell::Text(one.place),
            Cell::Number(one.people),
            Cell::Text(one.result),
        ]);
    }
    Content::table(Vec::new(), table, Vec::new())
}

/// Puts a value where it belongs.
fn put(activity: &mut Activity, key: &str, value: &Value) {
    let words = match value {
        Value::Num(n) => n.show_plain(),
        Value::Text(words) => words.clone(),
        Value::Bool(_) | Value::Many(_) => return,
    };
    match key {
        "nama" => activity.what = words,
        "tanggal" => activity.day = words,
        "pelaksana" => activity.by = words,
        "tempat" => activity.place = words,
        "peserta" => activity.people = words,
        "hasil" => activity.result = words,
        _ => {}
    }
}

/// The regency's own.
fn own() -> Vec<Activity> {
    let id = Topic::Activities.id();
    let said: Answer = state::with_sheet(|s| s.answer(&id).cloned())
        .flatten()
        .unwrap_or_default();
    let rows = said.rows().into_iter().map(|row| {
        let mut one = Activity::default();
        let prefix = text::join(&[&row.to_string(), "/"]);
        for (key, value) in &said.values {
            if let Some(key) = key.strip_prefix(&prefix) {
                put(&mut one, key, value);
            }
        }
        if one.by.is_empty() {
            one.by = text::OF_REGENCY.into();
        }
        one
    });
    rows.collect()
}

/// Those of villages and kecamatan: the lists that belong to the profile.
fn sent(all: &Gathered) -> Vec<Activity> {
    let lists = all.proposals.iter().filter(|p| p.target == Target::Profile);
    let rows = lists.flat_map(|list| list.rows.iter().map(move |row| (list.kind, row)));
    rows.map(|(kind, row)| {
        let body = match kind {
            SheetKind::Kecamatan => text::FORKOM,
            SheetKind::Desa | SheetKind::Kabupaten => text::POKJA,
        };
        let mut one = Activity {
            by: text::join(&[body, " ", all.name(&row.region)]),
            ..Activity::default()
        };
        for (key, value) in &row.values {
            put(&mut one, key, value);
        }
        one
    })
    .filter(|one| !one.what.is_empty())
    .collect()
}

/// The regency's own list to be filled in.
pub fn inputs() -> El {
    let item = plans::item(&Topic::Activities.id());
    div("").children(item.map(fill::about_fields))
}
