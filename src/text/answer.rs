//! An answer in plain words, as summaries and comparisons show it.

use saba_core::instrument::{Field, FieldKind, Item};
use saba_core::sheet::{Answer, NO_ROWS, Value};
use saba_core::text::joined;

use super::{DATA_DATE, DATA_SOURCE, DIRECT_LABEL, NO, NOTE, UNKNOWN, YES, desk, join};

/// A label, possibly empty, and what was said.
pub type Line = (String, String);

/// What an item is called: its number and title, or the question.
pub fn item_name(item: &Item) -> String {
    let number = item.number();
    match (number.is_empty(), item.rule.is_some()) {
        (false, _) => join(&[&number, "  ", &item.title]),
        (true, true) => item.title.clone(),
        (true, false) => item.question.clone(),
    }
}

/// What an answer says, line by line, in the order of the screen; then whatever it
/// holds that the instrument does not ask for, under its key; the remark last.
pub fn answer(item: Option<&Item>, answer: &Answer, years: [u16; 2]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut shown: Vec<String> = Vec::new();
    if answer.is_blank() {
        lines.push((String::new(), desk::BLANK.into()));
    } else if answer.unknown {
        lines.push((String::new(), UNKNOWN.into()));
    }
    if let Some(item) = item {
        match &item.rows {
            None => field_lines(item, "", "", answer, years, &mut lines, &mut shown),
            Some(rows) => {
                if answer.values.contains_key(NO_ROWS) {
                    lines.push((String::new(), rows.none.clone()));
                    shown.push(NO_ROWS.into());
                }
                for (index, row) in answer.rows().into_iter().enumerate() {
                    let named = join(&[&rows.noun, " ", &index.saturating_add(1).to_string()]);
                    let prefix = join(&[&row.to_string(), "/"]);
                    field_lines(item, &prefix, &named, answer, years, &mut lines, &mut shown);
                }
            }
        }
    }
    for (key, value) in &answer.values {
        if !shown.contains(key) && !HIDDEN.contains(&key.as_str()) {
            lines.push((key.clone(), value_words(None, value)));
        }
    }
    if !answer.note.is_empty() {
        lines.push((NOTE.into(), answer.note.clone()));
    }
    lines
}

/// What a ruling keeps for the program, not for people.
pub const HIDDEN: [&str; 3] = ["ruling_situation", "ruling_inputs", "ruling_scope"];

fn field_lines(
    item: &Item,
    prefix: &str,
    row: &str,
    answer: &Answer,
    years: [u16; 2],
    lines: &mut Vec<Line>,
    shown: &mut Vec<String>,
) {
    let fields = item.fields.iter();
    for field in fields.filter(|f| !HIDDEN.contains(&f.key.as_str())) {
        for (i, key) in field.keys(years).into_iter().enumerate() {
            let key = join(&[prefix, &key]);
            let Some(value) = answer.values.get(&key) else {
                continue;
            };
            let year = years.get(i).map(u16::to_string).unwrap_or_default();
            let parts = [
                row,
                field_label(field),
                if field.years { &year } else { "" },
            ];
            let mut parts = parts.into_iter().filter(|part| !part.is_empty());
            let mut words = value_words(Some(field), value);
            if !field.unit.is_empty() {
                words = join(&[&words, " ", &field.unit]);
            }
            lines.push((joined(&mut parts, ", "), words));
            shown.push(key);
        }
    }
}

/// The label of a field; those of an indicator's further fields are ours.
pub fn field_label(field: &Field) -> &str {
    if !field.label.is_empty() {
        return &field.label;
    }
    match field.key.as_str() {
        "p" => DIRECT_LABEL,
        "date" => DATA_DATE,
        "source" => DATA_SOURCE,
        "level" => desk::PICK_LEVEL,
        "ruling" => desk::RULED_SCORE,
        "ruling_by" => desk::RULED_WHO,
        "ruling_ground" => desk::RULE_GROUND,
        key => key,
    }
}

/// One value: what was chosen by its words, numbers and days as people write them.
pub fn value_words(field: Option<&Field>, value: &Value) -> String {
    let kind = field.map(|f| &f.kind);
    let choice = |code: &str| {
        let (Some(FieldKind::Choice(options)) | Some(FieldKind::Many(options))) = kind else {
            return code.to_string();
        };
        match options.iter().find(|(c, _)| c == code) {
            // A level of a scale: its score comes first.
            Some((code, words)) if field.is_some_and(|f| f.key == "level") => {
                let dash = if words.is_empty() { "" } else { " — " };
                join(&[code, dash, words])
            }
            Some((_, words)) => words.clone(),
            None => code.to_string(),
        }
    };
    match value {
        Value::Num(n) => n.show(),
        Value::Bool(true) => YES.into(),
        Value::Bool(false) => NO.into(),
        Value::Many(codes) => {
            let words: Vec<String> = codes.iter().map(|c| choice(c)).collect();
            saba_core::text::joined_list(&words, ", ")
        }
        Value::Text(text) if kind == Some(&FieldKind::Date) => day(text),
        Value::Text(text) => choice(text),
    }
}

/// `2024-05-31` as `31-05-2024`; anything else as it is.
fn day(text: &str) -> String {
    let parts: Vec<&str> = text.split('-').collect();
    match parts.as_slice() {
        [y, m, d] if y.len() == 4 && m.len() == 2 && d.len() == 2 => join(&[d, "-", m, "-", y]),
        _ => text.to_string(),
    }
}
