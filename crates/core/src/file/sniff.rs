//! What people send: a sheet, a receipt or a sealed file, whatever it is called
//! and however it was carried: saved as "Unicode", inside the printable page, in
//! an archive, or as text of a chat or a letter with other lines around it.

use std::borrow::Cow;

use super::read::{Checksum, FileError, Incoming, decode_text, document_named, sheet_of};
use super::receipt::{RECEIPT_FORMAT, Receipt, receipt_of};
use super::recover::{self, Recovered};
use super::sealed::{SEALED_FORMAT, Sealed, sealed_of};
use super::{FORMAT, MAX_BYTES};
use crate::json::Json;
use crate::text::joined;

/// Something of ours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// A sheet.
    Sheet(Box<Incoming>),
    /// A receipt.
    Receipt(Box<Receipt>),
    /// A file under a passphrase.
    Sealed(Box<Sealed>),
}

/// One thing that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its name in the archive; empty where there is no archive.
    pub name: String,
    /// What it is, or why it cannot be taken in.
    pub result: Result<Content, FileError>,
    /// What is whole in it, where it is a sheet that is cut off or broken.
    pub recovered: Option<Box<Recovered>>,
}

/// What is ours in a text, one after another: what it is, and what is whole of
/// it where it is cut off.
type Opened = (Result<Content, FileError>, Option<Box<Recovered>>);

/// Finds what is ours in the bytes of a file, whatever its name. Several things
/// may be found: in an archive each entry is a member, with its own result.
///
/// # Errors
/// Where there is nothing of ours at all: [`FileError::Empty`],
/// [`FileError::TooLarge`], [`FileError::NotSaba`], and for archives that cannot
/// be looked into [`FileError::CutOff`], [`FileError::Packing`],
/// [`FileError::TooMany`] or [`FileError::Damaged`].
pub fn open_bytes(bytes: &[u8], rule: Checksum) -> Result<Vec<Member>, FileError> {
    #[cfg(feature = "intake")]
    if super::zip::is_zip(bytes) {
        return archive(bytes, rule);
    }
    let text = text_of(bytes)?;
    let found = open_text(&text, rule)?;
    let member = |(result, recovered)| Member {
        name: String::new(),
        result,
        recovered,
    };
    Ok(found.into_iter().map(member).collect())
}

#[cfg(feature = "intake")]
fn archive(bytes: &[u8], rule: Checksum) -> Result<Vec<Member>, FileError> {
    let entries = super::zip::entries(bytes)?;
    if entries.is_empty() {
        return Err(FileError::Empty);
    }
    let mut left = super::zip::MAX_TOTAL;
    let mut members = Vec::new();
    for entry in entries {
        let found = match entry.unpack(&mut left) {
            Ok(Some(bytes)) => text_of(&bytes).and_then(|text| open_text(&text, rule)),
            Ok(None) => Err(FileError::NotSaba),
            Err(error) => Err(error),
        };
        for (result, recovered) in found.unwrap_or_else(|error| vec![(Err(error), None)]) {
            members.push(Member {
                name: entry.name.clone(),
                result,
                recovered,
            });
        }
    }
    Ok(members)
}

/// Bytes as text, more patient than [`decode_text`]: also UTF-16 without a byte
/// order mark, and texts of which a part is in an older encoding (the checksum
/// tells whether the sheet in it is whole).
fn text_of(bytes: &[u8]) -> Result<String, FileError> {
    let wide = |mark: [u8; 2]| decode_text(&[mark.as_slice(), bytes].concat());
    match bytes {
        _ if bytes.len() > MAX_BYTES => Err(FileError::TooLarge),
        // The first two characters of a text of ours are below U+0080.
        [1..=0x7f, 0, 1..=0x7f, 0, ..] => wide([0xff, 0xfe]),
        [0, 1..=0x7f, 0, 1..=0x7f, ..] => wide([0xfe, 0xff]),
        _ => match decode_text(bytes) {
            Err(FileError::NotSaba) => Ok(String::from_utf8_lossy(bytes).into_owned()),
            other => other,
        },
    }
}

fn open_text(text: &str, rule: Checksum) -> Result<Vec<Opened>, FileError> {
    let text = text.trim_start_matches('\u{feff}').trim();
    let whole = match text.starts_with('{') {
        true => open_document(text, rule),
        false => Err(FileError::NotSaba),
    };
    let Err(error) = whole else {
        return Ok(vec![(whole, None)]);
    };
    let found = documents(text);
    let results: Vec<Opened> = match found.as_slice() {
        // The error of the whole is the better one where the whole is all there is.
        [] => vec![with_rest(Err(error), text)],
        [one] if one.whole && one.text.len() == text.len() => vec![with_rest(Err(error), text)],
        several => several
            .iter()
            .map(|d| with_rest(d.open(rule), &d.text))
            .collect(),
    };
    match results.iter().all(|(r, _)| *r == Err(FileError::NotSaba)) {
        true => Err(FileError::NotSaba),
        false => Ok(results),
    }
}

fn with_rest(result: Result<Content, FileError>, text: &str) -> Opened {
    let rest = result.as_ref().err().and_then(|e| recover::after(e, text));
    (result, rest)
}

/// A document that stands in a text.
struct Found<'t> {
    text: Cow<'t, str>,
    /// Is its last brace there?
    whole: bool,
}

impl Found<'_> {
    fn open(&self, rule: Checksum) -> Result<Content, FileError> {
        match open_document(&self.text, rule) {
            // What follows a cut-off document makes no sense to the reader.
            Err(FileError::Damaged(e)) if !self.whole && e.place == "$" => Err(FileError::CutOff),
            result => result,
        }
    }
}

fn open_document(text: &str, rule: Checksum) -> Result<Content, FileError> {
    let document = document_named(text, &[FORMAT, RECEIPT_FORMAT, SEALED_FORMAT])?;
    match document.get("format").and_then(Json::as_str) {
        Some(RECEIPT_FORMAT) => receipt_of(&document).map(|r| Content::Receipt(Box::new(r))),
        Some(SEALED_FORMAT) => sealed_of(&document).map(|s| Content::Sealed(Box::new(s))),
        _ => sheet_of(&document, rule).map(|s| Content::Sheet(Box::new(s))),
    }
}

/// The documents of ours that stand somewhere in a text: each from its brace to
/// the brace that closes it, or to the end where that is missing.
fn documents(text: &str) -> Vec<Found<'_>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = next_start(text, from) {
        let rest = text.get(start..).unwrap_or_default();
        if let Some(plain) = unquoted(text, start) {
            found.extend(documents(&plain).into_iter().map(|d| Found {
                text: Cow::Owned(d.text.into_owned()),
                whole: d.whole,
            }));
            break;
        }
        let closed = extent(rest);
        // Cut off; another may follow.
        let len = closed.unwrap_or_else(|| next_start(rest, 1).unwrap_or(rest.len()));
        found.push(Found {
            text: Cow::Borrowed(rest.get(..len).unwrap_or(rest).trim_end()),
            whole: closed.is_some(),
        });
        from = start.saturating_add(len.max(1));
    }
    found
}

/// Where the next document of ours begins: a brace and the name of a format.
fn next_start(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        let brace = bytes.get(at..)?.iter().position(|b| *b == b'{')?;
        at = at.saturating_add(brace);
        let mut rest = bytes.get(at.saturating_add(1)..)?;
        let begins = ["\"format\"", ":", "\"saba"].iter().all(|part| {
            let blank = |b: &&u8| matches!(**b, b' ' | b'\t' | b'\r' | b'\n' | b'>');
            let blanks = rest.iter().take_while(blank).count();
            rest = rest.get(blanks..).unwrap_or_default();
            match rest.strip_prefix(part.as_bytes()) {
                Some(more) => {
                    rest = more;
                    true
                }
                None => false,
            }
        });
        // What follows the name is part of it in no format of ours.
        if begins && matches!(rest.first(), Some(b'"' | b'-')) {
            return Some(at);
        }
        at = at.saturating_add(1);
    }
}

/// How long the object is that a text begins with.
fn extent(text: &str) -> Option<usize> {
    let (mut depth, mut inside, mut escaped) = (0usize, false, false);
    for (i, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if inside => escaped = true,
            b'"' => inside = !inside,
            b'{' if !inside => depth = depth.saturating_add(1),
            b'}' if !inside => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(i.saturating_add(1));
                }
            }
            _ => {}
        }
    }
    None
}

/// A text from `start` without the `>` that letters put before what they quote,
/// if it is quoted. Texts of ours have no line ends within a value, so that no
/// value begins a line.
fn unquoted(text: &str, start: usize) -> Option<String> {
    let line = text.get(..start)?.rsplit('\n').next().unwrap_or_default();
    let mark = |c: char| matches!(c, '>' | ' ' | '\t');
    if !line.contains('>') || !line.chars().all(mark) {
        return None;
    }
    let mut lines = text
        .get(start..)?
        .lines()
        .map(|l| l.trim_start_matches(mark));
    Some(joined(&mut lines, "\n"))
}

/// The element of the printable page that carries the file. Nothing in it ends
/// the element or begins another: `<`, `>` and `&` are written as escapes, which
/// changes neither the document nor its checksum.
pub fn page_element(file: &str) -> String {
    let mut out = String::from("<script type=\"application/json\" id=\"saba\">\n");
    for c in file.trim_end().chars() {
        match c {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            c => out.push(c),
        }
    }
    out.push_str("\n</script>");
    out
}
