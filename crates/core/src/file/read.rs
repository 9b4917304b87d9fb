//! The door for files: decides what a text is, checks it, and never touches
//! anything that is stored.

use super::{FORMAT, MAX_BYTES, Provenance, VERSION, checksum};
use crate::instrument::SheetKind;
use crate::json::{Json, JsonProblem};
use crate::node::{DataError, Node, Read};
use crate::num::Decimal;
use crate::order::sorted;
use crate::region::RegionCode;
use crate::sheet::{Answer, InstrumentRef, Sheet, SheetMeta, Value, VersionVector};
use crate::text::{holds, joined};

/// Why a file cannot be taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// There is nothing in it.
    Empty,
    /// Larger than anything this program writes.
    TooLarge,
    /// Some other file: a picture, a list, another program's data.
    NotSaba,
    /// Ours, but the end is missing.
    CutOff,
    /// Ours, but a place in it cannot be read.
    Damaged(Box<DataError>),
    /// Ours, but changed since it was written.
    ChecksumMismatch,
    /// Ours, but without a checksum.
    ChecksumMissing,
    /// Written by a newer program: the version it names.
    NewerFormat(u64),
    /// More answers or parts than any sheet or archive has.
    TooMany,
    /// An archive with a password of its own.
    Locked,
    /// An archive of a kind that is not read.
    Packing,
}

impl FileError {
    /// Stable name, used by the command line and by tests.
    pub fn code(&self) -> &'static str {
        match self {
            FileError::Empty => "empty",
            FileError::TooLarge => "too-large",
            FileError::NotSaba => "not-saba",
            FileError::CutOff => "cut-off",
            FileError::Damaged(_) => "damaged",
            FileError::ChecksumMismatch => "checksum-mismatch",
            FileError::ChecksumMissing => "checksum-missing",
            FileError::NewerFormat(_) => "newer-format",
            FileError::TooMany => "too-many",
            FileError::Locked => "locked",
            FileError::Packing => "packing",
        }
    }
}

/// Must a file carry a checksum?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Checksum {
    /// Yes, and it must be right.
    Required,
    /// Sheets written by hand or by a script: not looked at.
    Ignored,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// The sheet.
    pub sheet: Sheet,
    /// Who handed it over.
    pub from: Provenance,
    /// Sections or items that the file is about, if it is a part of a sheet only.
    pub part: Vec<String>,
}

/// Bytes as text: UTF-8 with or without a byte order mark, or UTF-16 with one
/// (what Notepad saves as "Unicode").
///
/// # Errors
/// [`FileError::Empty`], [`FileError::TooLarge`], or [`FileError::NotSaba`]
/// where the bytes are no text.
pub fn decode_text(bytes: &[u8]) -> Result<String, FileError> {
    if bytes.len() > MAX_BYTES {
        return Err(FileError::TooLarge);
    }
    let utf16 = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = rest
            .chunks_exact(2)
            .filter_map(|pair| pair.try_into().ok())
            .map(unit)
            .collect();
        String::from_utf16(&units).map_err(|_| FileError::NotSaba)
    };
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes)?,
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes)?,
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_string(),
            // A character that is cut in half at the very end: a cut-off file.
            Err(e) if e.error_len().is_none() => {
                let whole = bytes.get(..e.valid_up_to()).unwrap_or_default();
                String::from_utf8_lossy(whole).into_owned()
            }
            Err(_) => return Err(FileError::NotSaba),
        },
    };
    match text.trim_start_matches('\u{feff}').trim() {
        "" => Err(FileError::Empty),
        text => Ok(text.to_string()),
    }
}

/// Reads a sheet from the text of a file.
///
/// # Errors
/// The first reason why it cannot be read; see [`FileError`].
pub fn read_sheet(text: &str, checksum_rule: Checksum) -> Result<Incoming, FileError> {
    sheet_of(&document_named(text, &[FORMAT])?, checksum_rule)
}

/// The tree of a text whose `format` is one of `formats`.
pub(super) fn document_named(text: &str, formats: &[&str]) -> Result<Json, FileError> {
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Err(FileError::Empty);
    }
    let ours = || formats.iter().any(|format| names_format(text, format));
    let document = Json::parse(text).map_err(|e| match (ours(), e.problem) {
        (false, _) => FileError::NotSaba,
        (true, JsonProblem::CutOff) => FileError::CutOff,
        (true, _) => FileError::Damaged(DataError::boxed("$", &e.text())),
    })?;
    match document.get("format").and_then(Json::as_str) {
        Some(format) if formats.contains(&format) => Ok(document),
        _ => Err(FileError::NotSaba),
    }
}

/// Is the document of a version that can be read, and unchanged?
pub(super) fn vet(document: &Json, newest: u64, checksum_rule: Checksum) -> Result<(), FileError> {
    let version: u64 = Node::root(document)
        .need("version")
        .and_then(|n| n.number())
        .map_err(FileError::Damaged)?;
    if version > newest {
        return Err(FileError::NewerFormat(version));
    }
    let named = document.get("checksum").and_then(Json::as_str);
    match (checksum_rule, named) {
        (Checksum::Ignored, _) => Ok(()),
        (Checksum::Required, None) => Err(FileError::ChecksumMissing),
        (Checksum::Required, Some(sum)) if sum != checksum(document) => {
            Err(FileError::ChecksumMismatch)
        }
        (Checksum::Required, Some(_)) => Ok(()),
    }
}

/// The sheet of a document.
pub(super) fn sheet_of(document: &Json, checksum_rule: Checksum) -> Result<Incoming, FileError> {
    vet(document, VERSION, checksum_rule)?;
    incoming(&Node::root(document)).map_err(FileError::Damaged)
}

/// Does the beginning of a text name our format? Only asked where the text is
/// not whole JSON, to tell a broken file of ours from some other file.
fn names_format(text: &str, format: &str) -> bool {
    let head: String = text
        .chars()
        .take(400)
        .filter(|c| !c.is_whitespace())
        .collect();
    let wanted = joined(&mut ["\"format\":\"", format, "\""].into_iter(), "");
    head.starts_with('{') && holds(&head, &wanted)
}

const KNOWN: [&str; 10] = [
    "format",
    "version",
    "program",
    "handed_over",
    "sheet",
    "part",
    "count",
    "answers",
    "rivals",
    "checksum",
];

const KNOWN_META: [&str; 8] = [
    "id",
    "kind",
    "region",
    "region_name",
    "region_path",
    "instrument",
    "created",
    "revision",
];

fn incoming(root: &Node) -> Read<Incoming> {
    let meta = meta(&root.need("sheet")?)?;
    let mut sheet = Sheet::new(meta);
    // Looked at in cut-off files only: an older program may have kept that of
    // another file. Still it must be a number.
    let _: u64 = opt_number(root, "count")?;
    let answers = root.need("answers")?;
    for (id, node) in in_order(&answers)? {
        sheet
            .answers
            .insert(id.to_string(), read_answer_node(&node)?);
    }
    if let Some(rivals) = root.opt("rivals") {
        for (id, node) in in_order(&rivals)? {
            let mut list = Vec::new();
            for item in node.items()? {
                list.push(read_answer_node(&item)?);
            }
            if !list.is_empty() {
                sheet.rivals.insert(id.to_string(), list);
            }
        }
    }
    sheet.extra = unknown_members(root, &KNOWN)?;
    let from = match root.opt("handed_over") {
        None => Provenance {
            program: root.opt_string("program")?,
            at: 0,
            by: String::new(),
            device: String::new(),
        },
        Some(node) => Provenance {
            program: root.opt_string("program")?,
            at: opt_number(&node, "at")?,
            by: node.opt_string("by")?,
            device: node.opt_string("device")?,
        },
    };
    let part = root.strings("part")?;
    Ok(Incoming { sheet, from, part })
}

/// Members in the order of their names: a map takes each at its end, also
/// where a file brings thousands the other way round.
fn in_order<'n>(n: &'n Node) -> Read<Vec<(&'n str, Node<'n>)>> {
    Ok(sorted(n.members()?, &|a, b| a.0.cmp(b.0)))
}

pub(super) fn unknown_members(node: &Node, known: &[&str]) -> Read<Vec<(String, Json)>> {
    Ok(node
        .members()?
        .into_iter()
        .filter(|(name, _)| !known.contains(name))
        .map(|(name, n)| (name.to_string(), n.json.clone()))
        .collect())
}

fn opt_number<T: TryFrom<u64> + Default>(node: &Node, name: &str) -> Read<T> {
    match node.opt(name) {
        Some(n) => n.number(),
        None => Ok(T::default()),
    }
}

fn meta(n: &Node) -> Read<SheetMeta> {
    let kind_node = n.need("kind")?;
    let Some(kind) = SheetKind::parse(kind_node.str()?) else {
        return kind_node.fail("must be desa, kecamatan or kabupaten");
    };
    let region_node = n.need("region")?;
    let region = match RegionCode::parse(region_node.str()?) {
        Some(code) if code.level() == kind.region_level() => code,
        _ => return region_node.fail("is not a region code for this kind of sheet"),
    };
    let instrument = n.need("instrument")?;
    Ok(SheetMeta {
        id: n.opt_string("id")?,
        kind,
        region,
        region_name: n.opt_string("region_name")?,
        region_path: n.opt_string("region_path")?,
        instrument: InstrumentRef {
            id: instrument.string("id")?,
            edition: instrument.opt_string("edition")?,
            hash: instrument.opt_string("hash")?,
        },
        created: opt_number(n, "created")?,
        revision: opt_number(n, "revision")?,
        extra: unknown_members(n, &KNOWN_META)?,
    })
}

/// Reads an answer from its tree, as stores keep it.
///
/// # Errors
/// A [`DataError`] with the place that is wrong.
pub fn read_answer(json: &Json) -> Result<Answer, Box<DataError>> {
    read_answer_node(&Node::root(json))
}

fn read_answer_node(n: &Node) -> Read<Answer> {
    let mut answer = Answer {
        note: n.opt_string("note")?,
        unknown: n.flag("unknown")?,
        at: opt_number(n, "at")?,
        by: n.opt_string("by")?,
        extra: unknown_members(n, &["v", "note", "unknown", "at", "by", "ver"])?,
        ..Answer::default()
    };
    let values = n.need("v")?;
    for (key, node) in in_order(&values)? {
        if let Some(value) = value(&node)? {
            answer.values.insert(key.to_string(), value);
        }
    }
    if let Some(version) = n.opt("ver") {
        let mut vector = VersionVector::default();
        for (device, node) in in_order(&version)? {
            vector.0.insert(device.to_string(), node.number()?);
        }
        answer.version = vector;
    }
    Ok(answer)
}

fn value(n: &Node) -> Read<Option<Value>> {
    Ok(Some(match n.json {
        Json::Null => return Ok(None),
        Json::Num(raw) => match Decimal::parse_json(raw) {
            Ok(number) => Value::Num(number),
            // Kept as written; checks say what is wrong with it.
            Err(_) => Value::Text(raw.clone()),
        },
        Json::Str(s) => Value::Text(s.clone()),
        Json::Bool(b) => Value::Bool(*b),
        Json::Arr(_) => {
            let mut codes = Vec::new();
            for code in n.items()? {
                codes.push(code.str()?.to_string());
            }
            let mut codes = sorted(codes, &String::cmp);
            codes.dedup();
            Value::Many(codes)
        }
        Json::Obj(_) => return n.fail("a value cannot be an object"),
    }))
}
