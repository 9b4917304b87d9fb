//! Reading a file in steps, so that a page can answer between them, and with
//! little memory: the text is listed once, then one answer at a time is looked
//! into, hashed and kept.

use std::borrow::Cow;

#[cfg(feature = "intake")]
use super::bundle::{BUNDLE_FORMAT, Bundle};
#[cfg(feature = "intake")]
use super::gathering::Gathering;
use super::read::{
    Checksum, FileError, Found, Incoming, answer_of, envelope_of, names_format, rivals_of,
};
use super::sum::Sum;
use super::{FORMAT, VERSION};
use crate::json::{Json, JsonProblem, Parser, Tape};
use crate::node::{DataError, Node};
use crate::order::{Map, sorted};
use crate::sheet::{Answer, Value};

/// What a reader reads in the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// A sheet.
    Sheet(Box<Incoming>),
    /// A document of another format that was asked for, not looked into.
    Other(Json),
    /// A bundle.
    #[cfg(feature = "intake")]
    Bundle(Box<Bundle>),
}

/// Reads one document in steps.
pub struct Reader<'t> {
    state: State<'t>,
    rule: Checksum,
    formats: &'static [&'static str],
    allowed: fn(usize) -> usize,
}

enum State<'t> {
    Listing(Parser<'t>),
    Looking(Box<Looking<'t>>),
    #[cfg(feature = "intake")]
    Gathering(Box<Gathering<'t>>),
    Over(Cow<'t, str>),
}

/// What a file may need beside its text and the list of its values: so much for
/// each byte, and so much in any case. No sheet that people fill in comes near;
/// files that are made to fill the memory are refused ([`FileError::TooMany`]).
const PER_BYTE: usize = 4;
const IN_ANY_CASE: usize = 1_500_000;

/// The same for a sheet in a bundle, of which a thousand may be there.
#[cfg(feature = "intake")]
const PER_BYTE_BUNDLED: usize = 6;
#[cfg(feature = "intake")]
const IN_ANY_CASE_BUNDLED: usize = 8_000;

/// Bytes that things take, the same everywhere: what one program reads the other
/// reads too, on whatever machine.
const ANSWER: usize = 168;
const LISTED_ANSWER: usize = 144;
const MEMBER: usize = 64;
const TEXT: usize = 24;

fn allowed(text: usize) -> usize {
    text.saturating_mul(PER_BYTE).saturating_add(IN_ANY_CASE)
}

/// What a sheet of so many bytes may need that stands in a bundle.
#[cfg(feature = "intake")]
pub(super) fn allowed_in_bundle(text: usize) -> usize {
    text.saturating_mul(PER_BYTE_BUNDLED)
        .saturating_add(IN_ANY_CASE_BUNDLED)
}

/// The tree of a text that is JSON and needs no more memory than a file of its
/// length may.
pub(super) fn modest(text: &str) -> Option<Json> {
    let mut parser = Parser::new(Cow::Borrowed(text));
    while !parser.step(usize::MAX).ok()? {}
    let tape = parser.into_tape();
    (tape.cost(0) <= allowed(text.len())).then(|| tape.json(0))
}

impl<'t> Reader<'t> {
    /// A reader of sheets; nothing is read yet.
    pub fn new(text: &'t str, rule: Checksum) -> Reader<'t> {
        let text = text.trim_start_matches('\u{feff}').trim();
        Reader::of(Cow::Borrowed(text), rule, &[FORMAT])
    }

    /// A reader of the formats that are named. Sheets are looked into, others are
    /// handed on.
    pub(super) fn of(
        text: Cow<'t, str>,
        rule: Checksum,
        formats: &'static [&'static str],
    ) -> Reader<'t> {
        Reader {
            state: State::Listing(Parser::new(text)),
            rule,
            formats,
            allowed,
        }
    }

    /// A reader of a sheet that stands in a bundle, of which nothing but such sheets
    /// can be read.
    #[cfg(feature = "intake")]
    pub(super) fn of_bundled(text: String, rule: Checksum) -> Reader<'static> {
        Reader {
            allowed: allowed_in_bundle,
            ..Reader::of(Cow::Owned(text), rule, &[FORMAT])
        }
    }

    /// Does about as much as reading so many bytes takes: 100,000 are about two
    /// milliseconds on a computer, and twenty on a slow phone. `None`: not done yet.
    /// A single text is never parted, so one that is larger takes longer. To stop,
    /// let go of the reader.
    ///
    /// # Errors
    /// The first reason why the file cannot be read; see [`FileError`].
    pub fn step(&mut self, bytes: usize) -> Option<Result<Incoming, FileError>> {
        match self.advance(bytes)? {
            Ok(Outcome::Sheet(incoming)) => Some(Ok(*incoming)),
            Ok(_) => Some(Err(FileError::NotSaba)),
            Err(error) => Some(Err(error)),
        }
    }

    /// How much is done, in thousandths.
    pub fn done(&self) -> u32 {
        let share = |done: usize, all: usize| {
            let half = done.saturating_mul(500).checked_div(all).unwrap_or(0);
            u32::try_from(half.min(500)).unwrap_or(500)
        };
        match &self.state {
            State::Listing(parser) => share(parser.at(), parser.text_len()),
            State::Looking(l) => share(l.seen, l.tape.len()).saturating_add(500),
            #[cfg(feature = "intake")]
            State::Gathering(g) => share(g.seen(), g.len()).saturating_add(500),
            State::Over(_) => 1000,
        }
    }

    /// The text again, once reading failed; else nothing.
    pub(super) fn take_text(&mut self) -> Cow<'t, str> {
        match &mut self.state {
            State::Over(text) => std::mem::take(text),
            _ => Cow::Borrowed(""),
        }
    }

    /// Everything at once.
    pub(super) fn run(&mut self) -> Result<Outcome, FileError> {
        loop {
            if let Some(result) = self.advance(usize::MAX) {
                return result;
            }
        }
    }

    pub(super) fn advance(&mut self, bytes: usize) -> Option<Result<Outcome, FileError>> {
        let over = State::Over(Cow::Borrowed(""));
        match std::mem::replace(&mut self.state, over) {
            State::Listing(mut parser) => match parser.step(bytes) {
                Ok(false) => {
                    self.state = State::Listing(parser);
                    None
                }
                Ok(true) => self.begin(parser.into_tape()),
                Err(e) => {
                    let text = parser.into_tape().into_text();
                    let ours = self.formats.iter().any(|f| names_format(&text, f));
                    let error = match (ours, e.problem) {
                        _ if text.trim().is_empty() => FileError::Empty,
                        (false, _) => FileError::NotSaba,
                        (true, JsonProblem::CutOff) => FileError::CutOff,
                        (true, _) => FileError::Damaged(DataError::boxed("$", &e.text())),
                    };
                    self.over(text, error)
                }
            },
            State::Looking(mut looking) => match looking.step(bytes) {
                None => {
                    self.state = State::Looking(looking);
                    None
                }
                Some(Ok(incoming)) => Some(Ok(Outcome::Sheet(Box::new(incoming)))),
                Some(Err(error)) => self.over(looking.tape.into_text(), error),
            },
            #[cfg(feature = "intake")]
            State::Gathering(mut gathering) => match gathering.step(bytes) {
                None => {
                    self.state = State::Gathering(gathering);
                    None
                }
                Some(bundle) => Some(Ok(Outcome::Bundle(Box::new(bundle)))),
            },
            State::Over(text) => self.over(text, FileError::NotSaba),
        }
    }

    fn over(&mut self, text: Cow<'t, str>, error: FileError) -> Option<Result<Outcome, FileError>> {
        self.state = State::Over(text);
        Some(Err(error))
    }

    /// Everything is listed: what is it?
    fn begin(&mut self, tape: Tape<'t>) -> Option<Result<Outcome, FileError>> {
        let format = tape.get(0, "format").map(|at| tape.str(at));
        let asked = format.and_then(|name| self.formats.iter().find(|f| **f == name));
        let allowed = (self.allowed)(tape.text_len());
        let begun = match asked {
            None => Err(FileError::NotSaba),
            #[cfg(feature = "intake")]
            Some(&BUNDLE_FORMAT) => match Gathering::vet(&tape) {
                Ok(()) => {
                    let gathering = Box::new(Gathering::new(tape, self.rule));
                    self.state = State::Gathering(gathering);
                    return None;
                }
                Err(error) => Err(error),
            },
            Some(name) if *name != FORMAT => match tape.cost(0) <= allowed {
                true => return Some(Ok(Outcome::Other(tape.json(0)))),
                false => Err(FileError::TooMany),
            },
            Some(_) => vet(&tape, 0, VERSION, self.rule),
        };
        match begun {
            Err(error) => self.over(tape.into_text(), error),
            Ok(sum) => {
                self.state = State::Looking(Box::new(Looking::new(tape, 0, sum, allowed)));
                None
            }
        }
    }
}

/// Is the document that stands there of a version that can be read? Its checksum, if it
/// is to be looked at.
pub(super) fn vet(
    tape: &Tape,
    at: usize,
    newest: u64,
    rule: Checksum,
) -> Result<Option<String>, FileError> {
    let version = tape.get(at, "version").map(|v| tape.small(v));
    let version = Json::Obj(vec![(
        String::from("version"),
        version.unwrap_or(Json::Null),
    )]);
    let version: u64 = Node::root(&version)
        .need("version")
        .and_then(|n| n.number())
        .map_err(FileError::Damaged)?;
    if version > newest {
        return Err(FileError::NewerFormat(version));
    }
    let named = tape.get(at, "checksum").map(|v| tape.small(v));
    match (rule, named) {
        (Checksum::Ignored, _) => Ok(None),
        (Checksum::Required, Some(Json::Str(sum))) => Ok(Some(sum)),
        (Checksum::Required, _) => Err(FileError::ChecksumMissing),
    }
}

/// Where looking stands.
pub(super) struct Looking<'t> {
    pub tape: Tape<'t>,
    /// The checksum that the file names, and the one that it has.
    sum: Option<(String, Sum)>,
    /// Names of the envelope that are left, the last one first; and of answers or
    /// rivals, if these are being looked into.
    outer: Vec<u32>,
    inner: Option<Inner>,
    /// Cells that were looked at.
    seen: usize,
    /// Bytes of memory that may still be taken.
    left: usize,
    envelope: Vec<(u32, String, Json)>,
    found: Found,
}

struct Inner {
    rivals: bool,
    names: Vec<u32>,
}

impl<'t> Looking<'t> {
    /// Nothing of the sheet that stands there is looked into yet.
    pub fn new(tape: Tape<'t>, root: usize, named: Option<String>, left: usize) -> Looking<'t> {
        let mut outer = tape.in_order(root);
        outer.reverse();
        Looking {
            sum: named.map(|named| (named, Sum::new())),
            outer,
            inner: None,
            seen: 0,
            left,
            envelope: Vec::new(),
            found: Found::default(),
            tape,
        }
    }

    /// See [`Reader::step`].
    pub fn step(&mut self, bytes: usize) -> Option<Result<Incoming, FileError>> {
        let mut work = 0usize;
        while work <= bytes {
            match self.piece() {
                Ok(Some(cost)) => work = work.saturating_add(cost / 2),
                Ok(None) => return Some(self.finish()),
                Err(error) => return Some(Err(error)),
            }
        }
        None
    }

    /// Looks into one member of the envelope, one answer, or the rivals of one item.
    /// What it cost; `None` when nothing is left.
    fn piece(&mut self) -> Result<Option<usize>, FileError> {
        if let Some(inner) = &mut self.inner {
            let rivals = inner.rivals;
            let Some(name) = inner.names.pop() else {
                self.inner = None;
                self.close();
                return Ok(Some(0));
            };
            return self.inner_piece(name as usize, rivals).map(Some);
        }
        let Some(cell) = self.outer.pop() else {
            return Ok(None);
        };
        let at = cell as usize;
        let value = at.saturating_add(1);
        let name = self.tape.str(at);
        let rivals = name == "rivals";
        if (rivals || name == "answers") && self.tape.is_object(value) {
            if let Some((_, sum)) = &mut self.sum {
                sum.open(name);
            }
            let mut names = self.tape.in_order(value);
            match rivals {
                true => self.found.rivals = Some(Ok(Map::new())),
                false => {
                    self.pay(names.len().saturating_mul(ANSWER))?;
                    self.found.answers = Some(Ok(Map::with_capacity(names.len())));
                }
            }
            names.reverse();
            self.inner = Some(Inner { rivals, names });
            return Ok(Some(0));
        }
        // Kept, and what a sheet keeps of it is copied; so are places in the list as
        // it grows and is put in order.
        let cost = self
            .tape
            .cost(value)
            .saturating_add(self.tape.str(at).len());
        let places = MEMBER.saturating_mul(4);
        self.pay(cost.saturating_mul(2).saturating_add(places))?;
        let json = self.tape.json(value);
        let name = self.tape.str(at).to_string();
        if let (Some((_, sum)), true) = (&mut self.sum, name != "checksum") {
            sum.member(&name, &json);
        }
        self.see(value);
        self.envelope.push((cell, name, json));
        Ok(Some(cost))
    }

    fn inner_piece(&mut self, at: usize, rivals: bool) -> Result<usize, FileError> {
        let value = at.saturating_add(1);
        // The tree of it goes again; what was read from it stays.
        let cost = self.tape.cost(value);
        if cost > self.left {
            return Err(FileError::TooMany);
        }
        let json = self.tape.json(value);
        let name = self.tape.str(at);
        if let Some((_, sum)) = &mut self.sum {
            sum.member(name, &json);
        }
        let root = Node::root(&Json::Null);
        let mut kept = 0usize;
        match rivals {
            false => {
                let answers = Node::below(&root, "answers", &Json::Null);
                if let Some(Ok(map)) = &mut self.found.answers {
                    match answer_of(&Node::below(&answers, name, &json)) {
                        Ok(answer) => {
                            kept = size_of_answer(&answer, cost);
                            map.insert(name.to_string(), answer);
                        }
                        Err(e) => self.found.answers = Some(Err(e)),
                    }
                }
            }
            true => {
                let rivals = Node::below(&root, "rivals", &Json::Null);
                let node = Node::below(&rivals, name, &json);
                let room = node.count().saturating_mul(LISTED_ANSWER);
                self.left = self.left.checked_sub(room).ok_or(FileError::TooMany)?;
                if let Some(Ok(map)) = &mut self.found.rivals {
                    match rivals_of(&node) {
                        Ok(list) if list.is_empty() => {}
                        Ok(list) => {
                            // One of them may become the answer of the item.
                            let sizes = list.iter().map(|a| size_of_answer(a, cost));
                            kept = sizes.fold(MEMBER.saturating_add(ANSWER), usize::saturating_add);
                            map.insert(name.to_string(), list);
                        }
                        Err(e) => self.found.rivals = Some(Err(e)),
                    }
                }
            }
        }
        self.pay(kept.saturating_add(self.tape.str(at).len()))?;
        self.see(value);
        Ok(cost)
    }

    fn close(&mut self) {
        if let Some((_, sum)) = &mut self.sum {
            sum.close();
        }
    }

    fn see(&mut self, value: usize) {
        let cells = self.tape.after(value).saturating_sub(value);
        self.seen = self.seen.saturating_add(cells).saturating_add(1);
    }

    fn pay(&mut self, bytes: usize) -> Result<(), FileError> {
        self.left = self.left.checked_sub(bytes).ok_or(FileError::TooMany)?;
        Ok(())
    }

    fn finish(&mut self) -> Result<Incoming, FileError> {
        if let Some((named, sum)) = self.sum.take()
            && sum.finish() != named
        {
            return Err(FileError::ChecksumMismatch);
        }
        // In the order of the text.
        let envelope = std::mem::take(&mut self.envelope);
        let envelope = sorted(envelope, &|a, b| a.0.cmp(&b.0));
        let envelope = envelope.into_iter().map(|(_, name, json)| (name, json));
        envelope_of(envelope.collect(), std::mem::take(&mut self.found)).map_err(FileError::Damaged)
    }
}

/// Bytes that an answer takes beside its own place. Members that are not known are
/// taken for what the whole answer needed as a tree.
fn size_of_answer(answer: &Answer, tree: usize) -> usize {
    let value = |(key, value): (&String, &Value)| {
        let text = match value {
            Value::Text(text) => text.len(),
            Value::Many(codes) => codes.iter().fold(0, |sum, code| {
                code.len().saturating_add(TEXT).saturating_add(sum)
            }),
            Value::Num(_) | Value::Bool(_) => 0,
        };
        MEMBER.saturating_add(key.len()).saturating_add(text)
    };
    let count = |(device, _): (&String, &u64)| MEMBER.saturating_add(device.len());
    let unknown = if answer.extra.is_empty() { 0 } else { tree };
    answer
        .values
        .iter()
        .map(value)
        .chain(answer.version.0.iter().map(count))
        .chain([answer.note.len(), answer.by.len(), unknown])
        .fold(0, usize::saturating_add)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_takes_more_than_is_counted() {
        assert!(size_of::<(String, Answer)>() <= ANSWER);
        assert!(size_of::<Answer>() <= LISTED_ANSWER);
        assert!(size_of::<(u32, String, Json)>() <= MEMBER);
        assert!(size_of::<(String, Json)>() <= MEMBER);
        assert!(size_of::<(String, Value)>() <= MEMBER);
        assert!(size_of::<(String, u64)>() <= MEMBER);
        assert!(size_of::<(String, Vec<Answer>)>() <= MEMBER);
        assert!(size_of::<String>() <= TEXT);
        assert!(size_of::<Json>() <= crate::json::NODE);
    }
}
