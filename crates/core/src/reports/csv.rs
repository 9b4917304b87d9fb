//! Tables as files that a spreadsheet opens by a double click.
//!
//! As RFC 4180 has it, with two things that Excel wants where numbers are written with a
//! comma, as in Indonesia: a semicolon between cells, and the mark of UTF-8 at the
//! beginning. A text that a spreadsheet would take for a formula is preceded by an
//! apostrophe, for the texts come from people and files of all kinds.

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// What somebody typed, or words.
    Text(String),
    /// A number in the form of the country, made by this program: `41,7`.
    Number(String),
}

impl Cell {
    /// A text.
    pub fn text(words: &str) -> Cell {
        Cell::Text(words.to_string())
    }
}

const BYTE_ORDER_MARK: char = '\u{feff}';

/// Writes a table: each row ends with CR LF.
pub fn csv(rows: &[Vec<Cell>]) -> String {
    let mut out = String::from(BYTE_ORDER_MARK);
    for row in rows {
        for (at, cell) in row.iter().enumerate() {
            if at > 0 {
                out.push(';');
            }
            match cell {
                Cell::Number(number) if is_number(number) => out.push_str(number),
                Cell::Number(words) | Cell::Text(words) => put_text(words, &mut out),
            }
        }
        out.push_str("\r\n");
    }
    out
}

/// Digits, dots and commas, perhaps with a sign, beginning with a digit: no formula.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    digits.starts_with(|c: char| c.is_ascii_digit()) && digits.chars().all(plain)
}

/// Would a spreadsheet take it for a formula, or for the beginning of one? Blanks and
/// characters that are not seen do not count: some programs skip them.
fn is_formula(text: &str) -> bool {
    let seen = text.trim_start_matches(|c: char| c.is_whitespace() || is_unseen(c));
    let begins = ['=', '+', '-', '@', '|', '%', '＝', '＋', '－', '＠'];
    let first = text.chars().next();
    first.is_some_and(|c| c == '\t' || c == '\r' || c == '\n') || seen.starts_with(begins)
}

fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}')
}

/// Between quotation marks, which are doubled within. Line ends become those of the file,
/// and other control characters blanks.
fn put_text(text: &str, out: &mut String) {
    out.push('"');
    if is_formula(text) {
        out.push('\'');
    }
    let mut before = ' ';
    for c in text.chars() {
        match c {
            '"' => out.push_str("\"\""),
            '\n' if before == '\r' => {}
            '\n' | '\r' => out.push_str("\r\n"),
            '\t' => out.push(' '),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
        before = c;
    }
    out.push('"');
}
