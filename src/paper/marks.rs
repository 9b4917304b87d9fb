//! What is written on paper: boxes for digits, boxes to cross, lines; and the same with
//! an answer in it.

use saba_core::instrument::{Field, FieldKind};
use saba_core::sheet::Value;

use crate::dom::{El, div, el};
use crate::text;

/// Something to write on for a field, blank or with an answer; `digits` boxes for a whole
/// number.
pub fn mark(field: &Field, digits: usize, filled: Option<Option<&Value>>) -> Vec<El> {
    match (&field.kind, filled) {
        (FieldKind::YesNo, _) => {
            let options = [("ya", text::YES), ("tidak", text::NO)];
            options_of(options.into_iter(), filled, field)
        }
        (FieldKind::Choice(options), _) if field.key == "level" => {
            let words: Vec<(String, String)> = options.iter().map(|(c, w)| level(c, w)).collect();
            let pairs = words.iter().map(|(c, w)| (c.as_str(), w.as_str()));
            options_of(pairs, filled, field)
        }
        (FieldKind::Choice(options) | FieldKind::Many(options), _) => {
            let pairs = options.iter().map(|(c, w)| (c.as_str(), w.as_str()));
            options_of(pairs, filled, field)
        }
        (_, Some(Some(value))) => said(field, &text::value_words(Some(field), value)),
        (_, Some(None)) => vec![el("span").class("paper-none").text(text::NOT_FILLED)],
        (FieldKind::Int, None) => number(&[digits], &field.unit),
        (FieldKind::Dec, None) => number(&[digits.saturating_sub(1), 3], &field.unit),
        (FieldKind::Date, None) => vec![boxes(&[2, 2, 4], "-")],
        (FieldKind::Text, None) => vec![div("paper-line")],
        (FieldKind::Long, None) => (0..3).map(|_| div("paper-line")).collect(),
    }
}

/// A level of a scale: its score before its words.
fn level(code: &str, words: &str) -> (String, String) {
    let words = match code.split_once('~') {
        Some((low, high)) => text::join(&[text::BETWEEN, low, text::AND, high, text::BETWEEN_HINT]),
        None => text::join(&[code, " — ", words]),
    };
    (code.into(), words)
}

/// Options with the digit by which they are typed in.
fn options_of<'a>(
    options: impl Iterator<Item = (&'a str, &'a str)>,
    filled: Option<Option<&Value>>,
    field: &Field,
) -> Vec<El> {
    let value = filled.flatten();
    let is_said = |code: &str| match value {
        Some(Value::Bool(yes)) => (code == "ya") == *yes,
        Some(Value::Text(text)) => text == code,
        Some(Value::Many(codes)) => codes.iter().any(|c| c == code),
        _ => false,
    };
    let mut known = value.is_none();
    let mut all: Vec<El> = options
        .enumerate()
        .map(|(i, (code, words))| {
            let is_said = is_said(code);
            known |= is_said;
            option(&i.saturating_add(1).to_string(), is_said, words)
        })
        .collect();
    // What no option says is shown as it was written.
    if let Some(value) = value.filter(|_| !known) {
        all.extend(said(field, &text::value_words(Some(field), value)));
    }
    all
}

/// A box to cross, with its words; the digit before it may be missing.
pub fn option(digit: &str, crossed: bool, words: &str) -> El {
    let no = (!digit.is_empty()).then(|| el("span").class("paper-no").text(digit));
    let cross = if crossed { "×" } else { "" };
    el("span")
        .class("paper-option")
        .children(no)
        .child(el("span").class("paper-box").text(cross))
        .child(el("span").class("paper-words").text(words))
}

/// An answer in words, with the unit of a number. Long ones in pieces, so that none is
/// higher than a page.
fn said(field: &Field, words: &str) -> Vec<El> {
    let unit = match field.unit.is_empty() {
        true => String::new(),
        false => text::join(&[" ", &field.unit]),
    };
    let pieces = pieces(words);
    let last = pieces.len().saturating_sub(1);
    let value = |(i, piece): (usize, &&str)| {
        let unit = if i == last { unit.as_str() } else { "" };
        el("span").class("paper-value").text(piece).text(unit)
    };
    pieces.iter().enumerate().map(value).collect()
}

/// A long text in pieces of a few lines.
pub fn pieces(words: &str) -> Vec<&str> {
    const MOST: usize = 500;
    let mut out = Vec::new();
    let mut rest = words;
    while !rest.is_empty() {
        let mut end = rest.len();
        let mut blank = None;
        for (count, (at, c)) in rest.char_indices().enumerate() {
            if count >= MOST || (c == '\n' && count > 0) {
                end = match c {
                    '\n' => at,
                    _ => blank.unwrap_or(at),
                };
                break;
            }
            if c == ' ' {
                blank = Some(at);
            }
        }
        let (piece, after) = rest.split_at(end.max(1).min(rest.len()));
        out.push(piece);
        rest = after.trim_start_matches(['\n', ' ']);
    }
    out
}

/// Boxes for digits in groups, a comma between them, and the unit.
fn number(groups: &[usize], unit: &str) -> Vec<El> {
    let unit = (!unit.is_empty()).then(|| el("span").class("paper-unit").text(unit));
    std::iter::once(boxes(groups, ",")).chain(unit).collect()
}

fn boxes(groups: &[usize], between: &str) -> El {
    let mut out = el("span").class("paper-digits");
    for (i, group) in groups.iter().enumerate() {
        if i > 0 {
            out = out.child(el("span").class("paper-between").text(between));
        }
        out = out.children((0..*group).map(|_| el("span").class("paper-digit")));
    }
    out
}
