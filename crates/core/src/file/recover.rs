//! What is left of a file that ends too early: the envelope and every answer
//! that is whole. Nothing is guessed: an answer of which a byte is missing is
//! left out.

use super::read::{FileError, Incoming, read_answer, sheet_of};
use super::{Checksum, FORMAT};
use crate::json::Json;
use crate::order::twice;

/// What could be read of a cut-off file.
///
/// The sheet is marked nowhere but here and in [`Provenance::program`]: once its
/// answers are taken in they are like any others, and the rest can still come.
///
/// [`Provenance::program`]: super::Provenance::program
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovered {
    /// The sheet with the answers that are whole. The checksum of the file,
    /// which is lost or no longer fits, was not looked at.
    pub incoming: Incoming,
    /// How many answers are whole: at least one.
    pub whole: usize,
    /// How many the file was to hold, if it says so before the cut.
    pub expected: Option<usize>,
}

/// What is added to the name of the program that wrote the file.
pub const REMARK: &str = " (cut-off file)";

/// Reads what is whole in a text for which [`read_sheet`](super::read_sheet)
/// says [`FileError::CutOff`]. `None` where not one answer is, or the envelope
/// did not come before the answers.
pub fn recover(text: &str) -> Option<Recovered> {
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let mut skim = Skim { text, at: 0 };
    let mut members: Vec<(String, Json)> = Vec::new();
    skim.members(&mut |name, skim| {
        let mut parts = Vec::new();
        let (value, go_on) = match name.as_str() {
            "answers" => {
                let whole = skim.members(&mut |item, skim| {
                    let answer = skim.json();
                    let whole = answer.is_some();
                    let answer = answer.filter(|a| read_answer(a).is_ok());
                    parts.extend(answer.map(|a| (item, a)));
                    whole
                });
                (Json::Obj(parts), whole)
            }
            "rivals" => {
                let whole = skim.members(&mut |item, skim| {
                    let mut list = Vec::new();
                    let whole = skim.items(&mut |skim| {
                        let rival = skim.json();
                        let whole = rival.is_some();
                        list.extend(rival.filter(|a| read_answer(a).is_ok()));
                        whole
                    });
                    parts.push((item, Json::Arr(list)));
                    whole
                });
                (Json::Obj(parts), whole)
            }
            _ => match skim.json() {
                Some(value) => (value, true),
                None => return false,
            },
        };
        members.push((name, value));
        go_on
    });
    let document = Json::Obj(members);
    let format = document.get("format").and_then(Json::as_str);
    if format != Some(FORMAT) || named_twice(&document) {
        return None;
    }
    let expected = document.get("count").and_then(Json::as_u64);
    let mut incoming = sheet_of(&document, Checksum::Ignored).ok()?;
    incoming.from.program.push_str(REMARK);
    let whole = incoming.sheet.answers.len();
    (whole > 0).then(|| Recovered {
        incoming,
        whole,
        expected: expected.and_then(|n| usize::try_from(n).ok()),
    })
}

/// [`recover`] for those who have the error at hand: files that are cut off, and
/// files that are no JSON from some place on (something stands in the middle of
/// them). `None` for any other.
pub(super) fn after(error: &FileError, text: &str) -> Option<Box<Recovered>> {
    let broken = match error {
        FileError::CutOff => true,
        FileError::Damaged(e) => e.place == "$",
        _ => false,
    };
    match broken {
        true => recover(text).map(Box::new),
        false => None,
    }
}

/// Is a member named twice where whole files may not?
fn named_twice(document: &Json) -> bool {
    let parts = [
        Some(document),
        document.get("answers"),
        document.get("rivals"),
    ];
    parts.into_iter().flatten().any(|part| match part {
        Json::Obj(members) => {
            let names: Vec<&str> = members.iter().map(|(name, _)| name.as_str()).collect();
            twice(&names).is_some()
        }
        _ => false,
    })
}

/// A way through a text that need not be whole: finds where values end, without
/// reading them.
struct Skim<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Skim<'t> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.at = self.at.saturating_add(1);
        }
    }

    fn eat(&mut self, byte: u8) -> bool {
        self.space();
        let there = self.peek() == Some(byte);
        if there {
            self.at = self.at.saturating_add(1);
        }
        there
    }

    /// Goes through an object; `each` reads the value of a member, or answers
    /// that it cannot. True if the object is whole.
    fn members(&mut self, each: &mut dyn FnMut(String, &mut Skim<'t>) -> bool) -> bool {
        self.list(b'{', b'}', &mut |skim| {
            let name = match skim.json() {
                Some(Json::Str(name)) => name,
                _ => return false,
            };
            skim.eat(b':') && each(name, skim)
        })
    }

    /// Goes through a list. True if it is whole.
    fn items(&mut self, each: &mut dyn FnMut(&mut Skim<'t>) -> bool) -> bool {
        self.list(b'[', b']', each)
    }

    fn list(&mut self, open: u8, close: u8, each: &mut dyn FnMut(&mut Skim<'t>) -> bool) -> bool {
        if !self.eat(open) {
            return false;
        }
        if self.eat(close) {
            return true;
        }
        loop {
            if !each(self) {
                return false;
            }
            if self.eat(close) {
                return true;
            }
            if !self.eat(b',') {
                return false;
            }
        }
    }

    /// The value that stands here, if all of it does.
    fn json(&mut self) -> Option<Json> {
        self.space();
        let rest = self.text.get(self.at..)?;
        let len = value_len(rest.as_bytes())?;
        let json = Json::parse(rest.get(..len)?).ok()?;
        self.at = self.at.saturating_add(len);
        Some(json)
    }
}

/// How long the value is that the bytes begin with; `None` if its end is not
/// there.
fn value_len(bytes: &[u8]) -> Option<usize> {
    let (mut depth, mut inside, mut escaped) = (0usize, false, false);
    let bracketed = matches!(bytes.first()?, b'"' | b'{' | b'[');
    for (i, byte) in bytes.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if inside => escaped = true,
            b'"' => inside = !inside,
            // No text of ours goes over the end of a line.
            b'\n' if inside => return None,
            _ if inside => {}
            b'{' | b'[' => depth = depth.saturating_add(1),
            // A number is whole where something else follows it.
            b',' | b'}' | b']' | b' ' | b'\t' | b'\r' | b'\n' if depth == 0 => return Some(i),
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if bracketed && depth == 0 && !inside {
            return Some(i.saturating_add(1));
        }
    }
    None
}
