//! The door for files: decides what a text is, checks it, and never touches
//! anything that is stored.

use std::borrow::Cow;

use super::reader::{Outcome, Reader};
#[cfg(any(test, not(feature = "intake")))]
use super::{FORMAT, VERSION};
use super::{MAX_BYTES, Provenance, checksum};
use crate::instrument::SheetKind;
use crate::json::Json;
use crate::node::{DataError, NO_OBJECT, Node, Read};
use crate::num::Decimal;
use crate::order::{Map, sorted};
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
    /// The checksum that stands in the file, by which receipts name it; empty where
    /// there is none.
    pub checksum: String,
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
        trimmed if trimmed.len() < text.len() => Ok(trimmed.to_string()),
        _ => Ok(text),
    }
}

/// Reads a sheet from the text of a file. Pages that take nothing in read what they
/// wrote themselves: they do without the [`Reader`], which goes in steps and counts
/// memory, and read the same.
///
/// # Errors
/// The first reason why it cannot be read; see [`FileError`].
pub fn read_sheet(text: &str, checksum_rule: Checksum) -> Result<Incoming, FileError> {
    #[cfg(not(feature = "intake"))]
    return at_once(text, checksum_rule);
    #[cfg(feature = "intake")]
    {
        let mut reader = Reader::new(text, checksum_rule);
        loop {
            if let Some(result) = reader.step(usize::MAX) {
                return result;
            }
        }
    }
}

/// Reads a sheet as a tree.
#[cfg(any(test, not(feature = "intake")))]
pub(super) fn at_once(text: &str, checksum_rule: Checksum) -> Result<Incoming, FileError> {
    let document = match Json::parse(text) {
        Ok(document) => document,
        Err(e) => return Err(FileError::Damaged(DataError::boxed("$", &e.text()))),
    };
    if document.get("format").and_then(Json::as_str) != Some(FORMAT) {
        return Err(FileError::NotSaba);
    }
    vet(&document, VERSION, checksum_rule)?;
    let found = found_in(&Node::root(&document));
    let Json::Obj(mut members) = document else {
        return Err(FileError::NotSaba);
    };
    members.retain(|(name, value)| !looked_into(name, value));
    envelope_of(members, found).map_err(FileError::Damaged)
}

/// Is the member one that is looked into answer by answer?
#[cfg(any(test, not(feature = "intake")))]
fn looked_into(name: &str, value: &Json) -> bool {
    (name == "answers" || name == "rivals") && matches!(value, Json::Obj(_))
}

#[cfg(any(test, not(feature = "intake")))]
fn found_in(root: &Node) -> Found {
    let object = |name: &'static str| root.opt(name).filter(|n| looked_into(name, n.json));
    Found {
        answers: object("answers").map(|n| each(&n, &answer_of)),
        rivals: object("rivals").map(|n| {
            let mut all = each(&n, &rivals_of)?;
            all.retain(|_, list| !list.is_empty());
            Ok(all)
        }),
    }
}

#[cfg(any(test, not(feature = "intake")))]
fn each<T>(n: &Node, read: &dyn Fn(&Node) -> Read<T>) -> Read<Map<T>> {
    let members = in_order(n)?;
    let mut all = Map::with_capacity(members.len());
    for (name, json) in members {
        all.insert(name.to_string(), read(&Node::below(n, name, json))?);
    }
    Ok(all)
}

/// The tree of a text whose `format` is the one named, which is not that of sheets.
pub(super) fn document_named(
    text: &str,
    format: &'static [&'static str],
) -> Result<Json, FileError> {
    let text = text.trim_start_matches('\u{feff}').trim();
    match Reader::of(Cow::Borrowed(text), Checksum::Ignored, format).run()? {
        Outcome::Other(document) => Ok(document),
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

/// Does the beginning of a text name our format? Only asked where the text is
/// not whole JSON, to tell a broken file of ours from some other file.
pub(super) fn names_format(text: &str, format: &str) -> bool {
    let head: String = text
        .chars()
        .take(400)
        .filter(|c| !c.is_whitespace())
        .collect();
    let wanted = joined(&mut ["\"format\":\"", format, "\""].into_iter(), "");
    head.starts_with('{') && holds(&head, &wanted)
}

/// What was looked into.
#[derive(Default)]
pub(super) struct Found {
    /// The answers, or the first thing that is wrong with them; `None` where there
    /// is no object of that name.
    pub answers: Option<Result<Map<Answer>, Box<DataError>>>,
    /// The same for what stands beside them.
    pub rivals: Option<Result<Map<Vec<Answer>>, Box<DataError>>>,
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

/// The sheet of an envelope, in the order of its text and without answers and
/// rivals that were looked into, which come beside it.
pub(super) fn envelope_of(envelope: Vec<(String, Json)>, found: Found) -> Read<Incoming> {
    let (known, extra): (Vec<_>, Vec<_>) = envelope
        .into_iter()
        .partition(|(name, _)| KNOWN.contains(&name.as_str()));
    let known = Json::Obj(known);
    let root = &Node::root(&known);
    let mut sheet = Sheet::new(meta(&root.need("sheet")?)?);
    // Looked at in cut-off files only: an older program may have kept that of
    // another file. Still it must be a number.
    let _: u64 = opt_number(root, "count")?;
    match found.answers {
        Some(answers) => sheet.answers = answers?,
        None => return root.need("answers")?.fail(NO_OBJECT),
    }
    match (found.rivals, root.opt("rivals")) {
        (Some(rivals), _) => sheet.rivals = rivals?,
        (None, Some(node)) => return node.fail(NO_OBJECT),
        (None, None) => {}
    }
    lead(&mut sheet);
    sheet.extra = extra;
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
    let named = root.json.get("checksum").and_then(Json::as_str);
    Ok(Incoming {
        sheet,
        from,
        part: root.strings("part")?,
        checksum: named.unwrap_or_default().to_string(),
    })
}

/// Screens and stores look at the first answer of an item: where a file has only
/// others, one of them becomes it. Each list is gone through once, for files may be
/// made to be slow.
fn lead(sheet: &mut Sheet) {
    let lone = |item: &str| !sheet.answers.contains_key(item);
    if !sheet.rivals.keys().any(|item| lone(item)) {
        return;
    }
    let (mut leading, mut beside) = (Vec::new(), Map::with_capacity(sheet.rivals.len()));
    let known = std::mem::take(&mut sheet.answers);
    for (item, list) in std::mem::take(&mut sheet.rivals).into_list() {
        let mut list = list.into_iter();
        if !known.contains_key(&item) {
            leading.extend(list.next().map(|first| (item.clone(), first)));
        }
        let rest: Vec<Answer> = list.collect();
        if !rest.is_empty() {
            beside.insert(item, rest);
        }
    }
    sheet.rivals = beside;
    sheet.answers = Map::with_capacity(known.len().saturating_add(leading.len()));
    let mut leading = leading.into_iter().peekable();
    for (item, answer) in known.into_list() {
        while let Some((before, first)) = leading.next_if(|(lone, _)| *lone < item) {
            sheet.answers.insert(before, first);
        }
        sheet.answers.insert(item, answer);
    }
    for (item, first) in leading {
        sheet.answers.insert(item, first);
    }
}

/// Members in the order of their names: a map takes each at its end, also where a
/// file brings thousands the other way round.
fn in_order<'n>(n: &Node<'n>) -> Read<Vec<&'n (String, Json)>> {
    let Json::Obj(members) = n.json else {
        return n.fail(NO_OBJECT);
    };
    let members: Vec<&(String, Json)> = members.iter().collect();
    let ascending = members.windows(2).all(|pair| match pair {
        [a, b] => a.0 <= b.0,
        _ => true,
    });
    Ok(match ascending {
        true => members,
        false => sorted(members, &|a, b| a.0.cmp(&b.0)),
    })
}

pub(super) fn unknown_members(node: &Node, known: &[&str]) -> Read<Vec<(String, Json)>> {
    let Json::Obj(members) = node.json else {
        return node.fail(NO_OBJECT);
    };
    let unknown = members
        .iter()
        .filter(|(name, _)| !known.contains(&name.as_str()));
    Ok(unknown.cloned().collect())
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
    answer_of(&Node::root(json))
}

pub(super) fn answer_of(n: &Node) -> Read<Answer> {
    let mut answer = Answer {
        note: n.opt_string("note")?,
        unknown: n.flag("unknown")?,
        at: opt_number(n, "at")?,
        by: n.opt_string("by")?,
        extra: unknown_members(n, &["v", "note", "unknown", "at", "by", "ver"])?,
        ..Answer::default()
    };
    let values = n.need("v")?;
    let members = in_order(&values)?;
    answer.values = Map::with_capacity(members.len());
    for (key, json) in members {
        if let Some(value) = value(&Node::below(&values, key, json))? {
            answer.values.insert(key.to_string(), value);
        }
    }
    if let Some(version) = n.opt("ver") {
        answer.version = read_version(&version)?;
    }
    Ok(answer)
}

pub(super) fn rivals_of(node: &Node) -> Result<Vec<Answer>, Box<DataError>> {
    let items = node.items()?;
    let mut list = Vec::with_capacity(items.len());
    for item in items {
        list.push(answer_of(&item)?);
    }
    Ok(list)
}

/// Reads a version vector.
pub(crate) fn read_version(n: &Node) -> Read<VersionVector> {
    let members = in_order(n)?;
    let mut vector = VersionVector(Map::with_capacity(members.len()));
    for (device, json) in members {
        let count = Node::below(n, device, json).number()?;
        vector.0.insert(device.to_string(), count);
    }
    Ok(vector)
}

/// Reads a value from its tree; `None` where it is none.
#[cfg(feature = "score")]
pub(crate) fn read_value(json: &Json) -> Option<Value> {
    value(&Node::root(json)).ok().flatten()
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
        Json::Arr(list) => {
            let mut codes = Vec::with_capacity(list.len());
            for (index, code) in list.iter().enumerate() {
                codes.push(Node::item(n, index, code).str()?.to_string());
            }
            let mut codes = sorted(codes, &String::cmp);
            codes.dedup();
            Value::Many(codes)
        }
        Json::Obj(_) => return n.fail("a value cannot be an object"),
    }))
}
