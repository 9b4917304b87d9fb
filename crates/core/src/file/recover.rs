//! What is left of a file that ends too early: the envelope and every answer
//! that is whole. Nothing is guessed: an answer of which a byte is missing is
//! left out.

use super::Checksum;
use super::read::{FileError, Incoming, read_answer, read_sheet};
use super::reader::modest;

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
    let mut count = None;
    // The whole parts as a document of their own.
    let mut document = String::from("{");
    let out = &mut document;
    skim.members(&mut |name, skim| {
        let mark = out.len();
        begin(out, name);
        match name {
            "\"answers\"" => {
                out.push('{');
                let whole = skim.members(&mut |item, skim| {
                    let answer = skim.value();
                    if let Some(answer) = answer.filter(|a| is_answer(a)) {
                        begin(out, item);
                        out.push_str(answer);
                    }
                    answer.is_some()
                });
                out.push('}');
                whole
            }
            "\"rivals\"" => {
                out.push('{');
                let whole = skim.members(&mut |item, skim| {
                    begin(out, item);
                    out.push('[');
                    let whole = skim.list(b'[', b']', &mut |skim| {
                        let answer = skim.value();
                        if let Some(answer) = answer.filter(|a| is_answer(a)) {
                            comma(out);
                            out.push_str(answer);
                        }
                        answer.is_some()
                    });
                    out.push(']');
                    whole
                });
                out.push('}');
                whole
            }
            _ => {
                // What follows a cut in a chat may look like a value and be none.
                let value = skim.value().filter(|value| modest(value).is_some());
                if name == "\"count\"" {
                    count = value.and_then(|v| v.parse().ok());
                }
                match value {
                    Some(value) => out.push_str(value),
                    None => out.truncate(mark),
                }
                value.is_some()
            }
        }
    });
    document.push('}');
    let mut incoming = read_sheet(&document, Checksum::Ignored).ok()?;
    incoming.from.program.push_str(REMARK);
    let whole = incoming.sheet.answers.len();
    (whole > 0).then_some(Recovered {
        incoming,
        whole,
        expected: count,
    })
}

/// Can the text be read as an answer?
fn is_answer(text: &str) -> bool {
    modest(text).is_some_and(|json| read_answer(&json).is_ok())
}

/// The comma before a member or an item, if it is not the first.
fn comma(out: &mut String) {
    if !out.ends_with(['{', '[']) {
        out.push(',');
    }
}

fn begin(out: &mut String, name: &str) {
    comma(out);
    out.push_str(name);
    out.push(':');
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
    fn members(&mut self, each: &mut dyn FnMut(&'t str, &mut Skim<'t>) -> bool) -> bool {
        self.list(b'{', b'}', &mut |skim| match skim.value() {
            Some(name) if name.starts_with('"') && modest(name).is_some() => {
                skim.eat(b':') && each(name, skim)
            }
            _ => false,
        })
    }

    /// Goes through a list, or the members of an object.
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
    fn value(&mut self) -> Option<&'t str> {
        self.space();
        let rest = self.text.get(self.at..)?;
        let len = value_len(rest.as_bytes())?;
        self.at = self.at.saturating_add(len);
        rest.get(..len)
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
