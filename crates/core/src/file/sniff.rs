//! What people send: a sheet, a bundle, a receipt, what has to be repaired, or a sealed
//! file, whatever it is called
//! and however it was carried: saved as "Unicode", inside the printable page, in
//! an archive, or as text of a chat or a letter with other lines around it.

use std::borrow::Cow;

#[cfg(feature = "intake")]
use super::bundle::{BUNDLE_FORMAT, Bundle, Salvage};
use super::read::{Checksum, FileError, Incoming, decode_text};
use super::reader::{Outcome, Reader};
use super::receipt::{RECEIPT_FORMAT, Receipt, receipt_of};
use super::recover::{self, Recovered};
#[cfg(feature = "score")]
use super::returned::{RETURN_FORMAT, Return, return_of};
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
    /// What has to be repaired in a sheet.
    #[cfg(feature = "score")]
    Return(Box<Return>),
    /// Several sheets that a team handed up as one.
    #[cfg(feature = "intake")]
    Bundle(Box<Bundle>),
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
    let mut opening = Opening::new(Cow::Borrowed(bytes), rule);
    loop {
        if let Some(result) = opening.step(usize::MAX) {
            return result;
        }
    }
}

/// [`open_bytes`] in steps, so that a page can answer between them. To stop, let go
/// of it.
pub struct Opening<'b> {
    bytes: Cow<'b, [u8]>,
    rule: Checksum,
    begun: bool,
    #[cfg(feature = "intake")]
    archive: Archive,
    /// The text that is being looked into.
    carried: Option<Carried>,
    members: Vec<Member>,
}

/// What is left of an archive.
#[cfg(feature = "intake")]
#[derive(Default)]
struct Archive {
    all: usize,
    /// The last one first.
    entries: Vec<super::zip::Entry>,
    left: usize,
}

impl<'b> Opening<'b> {
    /// Nothing is looked at yet.
    pub fn new(bytes: Cow<'b, [u8]>, rule: Checksum) -> Opening<'b> {
        Opening {
            bytes,
            rule,
            begun: false,
            #[cfg(feature = "intake")]
            archive: Archive::default(),
            carried: None,
            members: Vec::new(),
        }
    }

    /// Does about as much as reading so many bytes takes
    /// (see [`Reader::step`](super::Reader::step)); an entry of an archive is
    /// unpacked at once. `None`: not done yet.
    ///
    /// # Errors
    /// As [`open_bytes`].
    pub fn step(&mut self, bytes: usize) -> Option<Result<Vec<Member>, FileError>> {
        if !self.begun {
            self.begun = true;
            return self.begin().err().map(Err);
        }
        if let Some(carried) = &mut self.carried {
            let found = carried.step(bytes)?;
            let name = self.carried.take().map(|c| c.name).unwrap_or_default();
            if let (Err(error), true) = (&found, name.is_empty()) {
                return Some(Err(error.clone()));
            }
            self.add(&name, found);
        }
        match self.next_entry() {
            true => None,
            false => Some(Ok(std::mem::take(&mut self.members))),
        }
    }

    /// How much is done, in thousandths.
    pub fn done(&self) -> u32 {
        let now = self.carried.as_ref().map_or(0, Carried::done);
        #[cfg(feature = "intake")]
        if self.archive.all > 0 {
            let left = self.archive.entries.len();
            let begun = self.archive.all.saturating_sub(left);
            let whole = begun.saturating_sub(1).saturating_mul(1000);
            let share = whole.saturating_add(now as usize);
            let share = share.checked_div(self.archive.all).unwrap_or(0);
            return u32::try_from(share).unwrap_or(1000);
        }
        now
    }

    fn begin(&mut self) -> Result<(), FileError> {
        #[cfg(feature = "intake")]
        if super::zip::is_zip(&self.bytes) {
            let mut entries = super::zip::entries(&self.bytes)?;
            if entries.is_empty() {
                return Err(FileError::Empty);
            }
            entries.reverse();
            self.archive = Archive {
                all: entries.len(),
                entries,
                left: super::zip::MAX_TOTAL,
            };
            return Ok(());
        }
        let text = text_of(&self.bytes)?;
        self.bytes = Cow::Borrowed(&[]);
        self.carried = Some(Carried::new(String::new(), text, self.rule));
        Ok(())
    }

    fn add(&mut self, name: &str, found: Result<Vec<Opened>, FileError>) {
        for (result, recovered) in found.unwrap_or_else(|error| vec![(Err(error), None)]) {
            self.members.push(Member {
                name: name.to_string(),
                result,
                recovered,
            });
        }
    }

    /// Begins with the next entry. False if there is none.
    #[cfg(feature = "intake")]
    fn next_entry(&mut self) -> bool {
        let Some(entry) = self.archive.entries.pop() else {
            return false;
        };
        // An entry without a name is told from a file that is no archive.
        let name = match entry.name.as_str() {
            "" => String::from("?"),
            name => name.chars().take(200).collect(),
        };
        let text = match entry.unpack(&self.bytes, &mut self.archive.left) {
            Ok(Some(bytes)) => text_of(&bytes),
            Ok(None) => Err(FileError::NotSaba),
            Err(error) => Err(error),
        };
        match text {
            Ok(text) => self.carried = Some(Carried::new(name, text, self.rule)),
            Err(error) => self.add(&name, Err(error)),
        }
        true
    }

    #[cfg(not(feature = "intake"))]
    fn next_entry(&mut self) -> bool {
        false
    }
}

/// A text in which something of ours may stand.
struct Carried {
    name: String,
    rule: Checksum,
    now: Now,
    results: Vec<Opened>,
}

enum Now {
    /// The whole text is taken for a document.
    Whole(Box<Reader<'static>>),
    /// A text in which documents may stand.
    Text(String),
    /// Documents that stand in the text, the last one first, and the one that is
    /// being read.
    Parts(Vec<Found>, Option<Part>),
}

/// A document that is being read.
enum Part {
    /// As it is, and whether its last brace is there.
    Document(Box<Reader<'static>>, bool),
    /// What is left of a bundle.
    #[cfg(feature = "intake")]
    Salvage(Box<Salvage>),
}

impl Part {
    fn done(&self) -> u32 {
        match self {
            Part::Document(reader, _) => reader.done(),
            #[cfg(feature = "intake")]
            Part::Salvage(salvage) => salvage.done(),
        }
    }

    fn step(&mut self, bytes: usize, rule: Checksum) -> Option<Opened> {
        let (reader, whole) = match self {
            Part::Document(reader, whole) => (reader, *whole),
            #[cfg(feature = "intake")]
            Part::Salvage(salvage) => {
                let bundle = Box::new(salvage.step(bytes)?);
                return Some((Ok(Content::Bundle(bundle)), None));
            }
        };
        let result = match reader.advance(bytes)?.and_then(content) {
            // What follows a cut-off document makes no sense to the reader.
            Err(FileError::Damaged(e)) if !whole && e.place == "$" => Err(FileError::CutOff),
            result => result,
        };
        let text = reader.take_text();
        match Part::left(&result, &text, rule) {
            None => Some(with_rest(result, &text)),
            Some(salvage) => {
                *self = salvage;
                None
            }
        }
    }

    /// A bundle is worth looking into even where it is no whole document.
    fn left(result: &Result<Content, FileError>, text: &str, rule: Checksum) -> Option<Part> {
        #[cfg(feature = "intake")]
        if let Err(error) = result {
            let salvage = Salvage::after(error, text, rule)?;
            return Some(Part::Salvage(Box::new(salvage)));
        }
        let _ = (result, text, rule);
        None
    }
}

impl Carried {
    fn new(name: String, text: String, rule: Checksum) -> Carried {
        Carried {
            name,
            rule,
            now: match text.starts_with('{') {
                true => Now::Whole(reader(text, rule)),
                false => Now::Text(text),
            },
            results: Vec::new(),
        }
    }

    fn done(&self) -> u32 {
        match &self.now {
            Now::Whole(reader) => reader.done(),
            Now::Text(_) => 0,
            Now::Parts(_, now) => now.as_ref().map_or(0, Part::done),
        }
    }

    /// [`FileError::NotSaba`] where nothing in the text is ours.
    fn step(&mut self, bytes: usize) -> Option<Result<Vec<Opened>, FileError>> {
        match &mut self.now {
            Now::Whole(reader) => {
                let error = match reader.advance(bytes)? {
                    Ok(outcome) => return Some(Ok(vec![(content(outcome), None)])),
                    Err(error) => Err(error),
                };
                let text = reader.take_text();
                let found = match documents(&text) {
                    Ok(found) => found,
                    Err(error) => return Some(Err(error)),
                };
                let (alone, whole) = match found.as_slice() {
                    [] => (true, false),
                    [one] => (one.whole && one.text.len() == text.len(), one.whole),
                    [one, ..] => (false, one.whole),
                };
                if (alone || !whole)
                    && let Some(salvage) = Part::left(&error, &text, self.rule)
                {
                    self.now = Now::Parts(Vec::new(), Some(salvage));
                    return None;
                }
                if !alone {
                    self.now = Now::Parts(reversed(found), None);
                    return None;
                }
                // The error of the whole is the better one where the whole is all
                // there is.
                Some(match error {
                    Err(FileError::NotSaba) => Err(FileError::NotSaba),
                    error => Ok(vec![with_rest(error, &text)]),
                })
            }
            Now::Text(text) => match documents(text) {
                Ok(found) => {
                    self.now = Now::Parts(reversed(found), None);
                    None
                }
                Err(error) => Some(Err(error)),
            },
            Now::Parts(left, now) => {
                if let Some(part) = now {
                    self.results.push(part.step(bytes, self.rule)?);
                    *now = None;
                    return None;
                }
                if let Some(found) = left.pop() {
                    let reader = reader(found.text, self.rule);
                    *now = Some(Part::Document(reader, found.whole));
                    return None;
                }
                let results = std::mem::take(&mut self.results);
                let ours = |(r, _): &Opened| *r != Err(FileError::NotSaba);
                Some(match results.iter().any(ours) {
                    true => Ok(results),
                    false => Err(FileError::NotSaba),
                })
            }
        }
    }
}

fn reader(text: String, rule: Checksum) -> Box<Reader<'static>> {
    Box::new(Reader::of(Cow::Owned(text), rule, FORMATS))
}

fn reversed(mut found: Vec<Found>) -> Vec<Found> {
    found.reverse();
    found
}

/// Most documents that are looked for in one text.
const MAX_FOUND: usize = 4096;
/// So many cut-off documents of a text are looked through to the end of the text.
const MAX_OPEN: usize = 8;

/// A document that stands in a text.
struct Found {
    text: String,
    /// Is its last brace there?
    whole: bool,
}

fn with_rest(result: Result<Content, FileError>, text: &str) -> Opened {
    let rest = result.as_ref().err().and_then(|e| recover::after(e, text));
    (result, rest)
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

/// The formats that are looked for.
const FORMATS: &[&str] = &[
    FORMAT,
    RECEIPT_FORMAT,
    SEALED_FORMAT,
    #[cfg(feature = "score")]
    RETURN_FORMAT,
    #[cfg(feature = "intake")]
    BUNDLE_FORMAT,
];

fn content(outcome: Outcome) -> Result<Content, FileError> {
    Ok(match outcome {
        Outcome::Sheet(incoming) => Content::Sheet(incoming),
        Outcome::Other(document) => match document.get("format").and_then(Json::as_str) {
            Some(SEALED_FORMAT) => Content::Sealed(Box::new(sealed_of(&document)?)),
            #[cfg(feature = "score")]
            Some(RETURN_FORMAT) => Content::Return(Box::new(return_of(&document)?)),
            _ => Content::Receipt(Box::new(receipt_of(&document)?)),
        },
        #[cfg(feature = "intake")]
        Outcome::Bundle(bundle) => Content::Bundle(bundle),
    })
}

/// The documents of ours that stand somewhere in a text: each from its brace to
/// the brace that closes it, or to the end where that is missing.
fn documents(text: &str) -> Result<Vec<Found>, FileError> {
    let mut found = Vec::new();
    let (mut from, mut open) = (0, 0usize);
    while let Some(start) = next_start(text, from) {
        let rest = text.get(start..).unwrap_or_default();
        if let Some(plain) = unquoted(text, start) {
            found.extend(documents(&plain)?);
            break;
        }
        // Where many are cut off, looking to the end for each would take for ever.
        let next = || next_start(rest, 1).unwrap_or(rest.len());
        let closed = match open < MAX_OPEN {
            true => extent(rest).filter(|len| !cuts_into_another(rest, *len)),
            false => extent(rest.get(..next()).unwrap_or(rest)),
        };
        let len = closed.unwrap_or_else(next);
        open = open.saturating_add(usize::from(closed.is_none()));
        found.push(Found {
            text: rest.get(..len).unwrap_or(rest).trim_end().to_string(),
            whole: closed.is_some(),
        });
        if found.len() > MAX_FOUND {
            return Err(FileError::TooMany);
        }
        from = start.saturating_add(len.max(1));
    }
    Ok(found)
}

/// The documents inside a document that is broken: what stands before the first of
/// them, then where each begins and ends and whether its last brace is there. `None`
/// where there is none.
#[cfg(feature = "intake")]
pub(super) fn inner_documents(text: &str, most: usize) -> Option<Inner<'_>> {
    let start = next_start(text, 0)?;
    let first = next_start(text, start.saturating_add(1))?;
    let before = text.get(start..first)?;
    let (mut found, mut at) = (Vec::new(), first);
    while found.len() < most {
        // One that is broken may swallow those that follow: it ends where they begin.
        let next = next_start(text, at.saturating_add(1));
        let own = text.get(at..next.unwrap_or(text.len())).unwrap_or_default();
        let len = extent(own);
        let own = own
            .get(..len.unwrap_or(own.len()))
            .unwrap_or(own)
            .trim_end();
        found.push((at, at.saturating_add(own.len()), len.is_some()));
        match next {
            Some(next) => at = next,
            None => break,
        }
    }
    Some((before, found))
}

/// See [`inner_documents`].
#[cfg(feature = "intake")]
type Inner<'t> = (&'t str, Vec<(usize, usize, bool)>);

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

/// Does a document of this length end in the middle of one that stands in it? Then its
/// last brace is not where it was written: a quotation mark was lost before it, and all
/// that follows was read inside out.
fn cuts_into_another(text: &str, len: usize) -> bool {
    let inner = text.get(..len).unwrap_or(text);
    let mut last = 0usize;
    while let Some(next) = next_start(inner, last.saturating_add(1)) {
        last = next;
    }
    let ends = || text.get(last..).and_then(extent);
    last > 0 && ends().is_none_or(|own| last.saturating_add(own) > len)
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
