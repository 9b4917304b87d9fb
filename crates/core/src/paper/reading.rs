//! What somebody typed from the paper, read as the field takes it.

use super::Ask;
use crate::instrument::FieldKind;
use crate::num::Decimal;
use crate::sheet::{Day, Value, read_value};
use crate::text::{joined, joined_list};

/// Why what was typed cannot be what stands on the paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misread {
    /// Not a number.
    Number,
    /// Not the number of one of so many options.
    Option(usize),
    /// Not a day that exists.
    Day,
    /// Not a number of rows up to [`MOST_ROWS`].
    Rows,
}

/// More rows than this are a slip of the finger.
pub const MOST_ROWS: u32 = 99;

/// Reads what was typed at a place: digits choose an option, `31122026` is a day, 1 and
/// 2 are yes and no. Gives what [`Command::Set`](crate::sheet::Command::Set) takes;
/// empty where nothing was typed.
///
/// # Errors
/// [`Misread`] where it would have to be guessed.
pub fn read(ask: Ask, typed: &str) -> Result<String, Misread> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(String::new());
    }
    let field = match ask {
        Ask::Field(field) => field,
        Ask::Unknown => return Ok(String::from("1")),
        Ask::Rows => {
            let rows = typed.parse::<u32>().ok().filter(|n| *n <= MOST_ROWS);
            return rows.map(|n| n.to_string()).ok_or(Misread::Rows);
        }
    };
    match &field.kind {
        FieldKind::Int | FieldKind::Dec => match Decimal::parse_typed(typed) {
            Ok(_) => Ok(typed.to_string()),
            Err(_) => Err(Misread::Number),
        },
        FieldKind::YesNo => match typed {
            "1" => Ok(String::from("ya")),
            "2" => Ok(String::from("tidak")),
            _ => Err(Misread::Option(2)),
        },
        FieldKind::Choice(options) => option(options, typed),
        FieldKind::Many(options) => {
            let codes: Result<Vec<String>, Misread> = numbers(typed, options.len())
                .into_iter()
                .map(|one| option(options, one))
                .collect();
            Ok(joined_list(&codes?, "|"))
        }
        FieldKind::Date => day(typed).ok_or(Misread::Day),
        FieldKind::Text | FieldKind::Long => Ok(typed.to_string()),
    }
}

/// The code of the option with this number, from 1.
fn option(options: &[(String, String)], typed: &str) -> Result<String, Misread> {
    let at = typed.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
    let found = at.and_then(|at| options.get(at));
    let code = found.map(|(code, _)| code.clone());
    code.ok_or(Misread::Option(options.len()))
}

/// `1 3` or `1,3`; where no option has two digits, also `13`.
fn numbers(typed: &str, options: usize) -> Vec<&str> {
    let is_apart = |c: char| !c.is_ascii_digit();
    if options > 9 || typed.contains(is_apart) {
        return typed.split(is_apart).filter(|n| !n.is_empty()).collect();
    }
    typed.split("").filter(|n| !n.is_empty()).collect()
}

/// `2026-12-31` of `31122026`, `31-12-2026`, `31/12/2026`, `31.12.2026`, `1 5 2024`.
fn day(typed: &str) -> Option<String> {
    let parts: Vec<&str> = typed.split(|c: char| !c.is_ascii_digit()).collect();
    let parts = match parts.as_slice() {
        [all] if all.len() == 8 => vec![all.get(..2)?, all.get(2..4)?, all.get(4..)?],
        [_, _, _] => parts,
        _ => return None,
    };
    let [day, month, year] = parts.as_slice() else {
        return None;
    };
    let two = |part: &str| match part.len() {
        1 => joined(&mut ["0", part].into_iter(), ""),
        _ => part.to_string(),
    };
    let (day, month) = (two(day), two(month));
    let iso = joined(&mut [*year, &month, &day].into_iter(), "-");
    Day::parse(&iso).map(|_| iso)
}

/// How a text of [`read`] is typed: what [`read`] makes the same text of.
pub fn retype(ask: Ask, raw: &str) -> String {
    let Ask::Field(field) = ask else {
        return raw.to_string();
    };
    let number = |options: &[(String, String)], code: &str| {
        let at = options.iter().position(|(known, _)| known == code);
        at.map_or_else(String::new, |at| at.saturating_add(1).to_string())
    };
    match &field.kind {
        FieldKind::YesNo if raw == "ya" => String::from("1"),
        FieldKind::YesNo if raw == "tidak" => String::from("2"),
        FieldKind::Choice(options) => number(options, raw),
        FieldKind::Many(options) => {
            let codes = raw.split('|').filter(|code| !code.is_empty());
            let numbers: Vec<String> = codes.map(|code| number(options, code)).collect();
            joined_list(&numbers, " ")
        }
        FieldKind::Date => {
            let parts: Vec<&str> = raw.split('-').rev().collect();
            joined(&mut parts.into_iter(), "-")
        }
        _ => raw.to_string(),
    }
}

/// What a text of [`read`] means at this place; `None` for nothing, and where there is no
/// field.
pub fn value(ask: Ask, raw: &str) -> Option<Value> {
    match ask {
        Ask::Field(field) => read_value(field, raw),
        Ask::Rows | Ask::Unknown => None,
    }
}

/// Do two texts of [`read`] say the same at this place? `1.120` and `1120` do.
pub fn same(ask: Ask, a: &str, b: &str) -> bool {
    match ask {
        Ask::Field(_) => value(ask, a) == value(ask, b),
        Ask::Rows | Ask::Unknown => a == b,
    }
}
