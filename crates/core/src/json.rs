//! JSON as a tree that loses nothing.
//!
//! Numbers keep their digits (no floating point anywhere), members keep their
//! order, an object that names a member twice is refused, and every error
//! knows where it stands. `serde_json` was weighed and left out of the wasm:
//! see `docs/decisions/0002-own-json-reader.md`.

use std::fmt;

use crate::order::{order, sorted};

/// How deep arrays and objects may nest before a text is refused.
pub const MAX_DEPTH: usize = 48;

/// One JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, exactly as written.
    Num(String),
    /// A string, unescaped.
    Str(String),
    /// An array.
    Arr(Vec<Json>),
    /// An object in the order of its text; no name occurs twice.
    Obj(Vec<(String, Json)>),
}

/// What is wrong with a JSON text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JsonProblem {
    /// The text ends before the value does: a cut-off file.
    CutOff,
    /// A character that cannot stand here.
    Unexpected,
    /// Something follows the value.
    Trailing,
    /// Nested deeper than [`MAX_DEPTH`].
    TooDeep,
    /// An object names the same member twice.
    Duplicate,
}

/// A JSON text that cannot be read, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JsonError {
    /// What is wrong.
    pub problem: JsonProblem,
    /// Byte offset in the text.
    pub at: usize,
    /// Line, counted from 1.
    pub line: usize,
}

impl JsonError {
    /// What is wrong and in which line, as `Display` says it.
    pub fn text(&self) -> String {
        let what = match self.problem {
            JsonProblem::CutOff => "the text is cut off",
            JsonProblem::Unexpected => "unexpected character",
            JsonProblem::Trailing => "something follows the value",
            JsonProblem::TooDeep => "nested too deeply",
            JsonProblem::Duplicate => "a member is named twice",
        };
        let line = self.line.to_string();
        crate::text::joined(&mut [what, " (line ", &line, ")"].into_iter(), "")
    }
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

impl Json {
    /// Reads a whole text. A leading byte order mark is skipped.
    ///
    /// # Errors
    /// A [`JsonError`] with the first place that is not JSON.
    pub fn parse(text: &str) -> Result<Json, JsonError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut p = Parser {
            bytes: text.as_bytes(),
            text,
            at: 0,
        };
        p.space();
        let value = p.value(0)?;
        p.space();
        if p.at < p.bytes.len() {
            return Err(p.error(JsonProblem::Trailing));
        }
        Ok(value)
    }

    /// A string value from anything that is text.
    pub fn text(s: impl Into<String>) -> Json {
        Json::Str(s.into())
    }

    /// A whole number.
    pub fn int(n: impl ToString) -> Json {
        Json::Num(n.to_string())
    }

    /// The member `name` of an object; `None` for anything else.
    pub fn get(&self, name: &str) -> Option<&Json> {
        match self {
            Json::Obj(members) => members.iter().find(|(k, _)| k == name).map(|(_, v)| v),
            _ => None,
        }
    }

    /// The text of a string value.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Json::Str(s) => Some(s),
            _ => None,
        }
    }

    /// A whole number that fits.
    pub fn as_u64(&self) -> Option<u64> {
        match self {
            Json::Num(raw) => raw.parse().ok(),
            _ => None,
        }
    }

    /// The value on one line, members in the order they have.
    pub fn compact(&self) -> String {
        let mut out = String::new();
        self.write(&mut out, None);
        out
    }

    /// One line per member down to `depth` levels, compact below: files that a
    /// person can look into and that lose little when they are cut off.
    pub fn lines(&self, depth: usize) -> String {
        let mut out = String::new();
        self.write(&mut out, Some((depth, 0)));
        out.push('\n');
        out
    }

    /// The canonical form that checksums are made over: one line, members
    /// sorted by name (bytewise), numbers in their shortest decimal form.
    pub fn canonical(&self) -> String {
        let mut out = String::new();
        self.write_canonical(&mut out);
        out
    }

    fn write(&self, out: &mut String, lines: Option<(usize, usize)>) {
        let inner = match lines {
            Some((depth, level)) if level < depth => Some(level.saturating_add(1)),
            _ => None,
        };
        let next = |_: ()| match (lines, inner) {
            (Some((depth, _)), Some(level)) => Some((depth, level)),
            _ => None,
        };
        let pad = |out: &mut String, level: Option<usize>| {
            if let Some(level) = level {
                out.push('\n');
                for _ in 0..level {
                    out.push(' ');
                }
            }
        };
        match self {
            Json::Arr(items) => {
                out.push('[');
                for (i, item) in items.iter().enumerate() {
                    if i > 0 {
                        out.push(',');
                    }
                    pad(out, inner);
                    item.write(out, next(()));
                }
                if !items.is_empty() {
                    pad(out, inner.map(|l| l.saturating_sub(1)));
                }
                out.push(']');
            }
            Json::Obj(members) => {
                out.push('{');
                for (i, (name, value)) in members.iter().enumerate() {
                    if i > 0 {
                        out.push(',');
                    }
                    pad(out, inner);
                    write_string(name, out);
                    out.push(':');
                    value.write(out, next(()));
                }
                if !members.is_empty() {
                    pad(out, inner.map(|l| l.saturating_sub(1)));
                }
                out.push('}');
            }
            leaf => leaf.write_leaf(out),
        }
    }

    fn write_leaf(&self, out: &mut String) {
        match self {
            Json::Bool(true) => out.push_str("true"),
            Json::Bool(false) => out.push_str("false"),
            Json::Num(raw) => out.push_str(raw),
            Json::Str(s) => write_string(s, out),
            _ => out.push_str("null"),
        }
    }

    fn write_canonical(&self, out: &mut String) {
        match self {
            Json::Num(raw) => match crate::num::Decimal::parse_json(raw) {
                Ok(n) => out.push_str(&n.text()),
                Err(_) => out.push_str(raw),
            },
            Json::Arr(items) => {
                out.push('[');
                for (i, item) in items.iter().enumerate() {
                    if i > 0 {
                        out.push(',');
                    }
                    item.write_canonical(out);
                }
                out.push(']');
            }
            Json::Obj(members) => {
                let members: Vec<&(String, Json)> = members.iter().collect();
                out.push('{');
                for (i, (name, value)) in sorted(members, &|a, b| a.0.cmp(&b.0))
                    .into_iter()
                    .enumerate()
                {
                    if i > 0 {
                        out.push(',');
                    }
                    write_string(name, out);
                    out.push(':');
                    value.write_canonical(out);
                }
                out.push('}');
            }
            leaf => leaf.write_leaf(out),
        }
    }
}

fn write_string(s: &str, out: &mut String) {
    out.push('"');
    for c in s.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if (c as u32) < 0x20 || c == '\u{7f}' => {
                out.push_str("\\u00");
                for shift in [4u32, 0] {
                    let digit = (c as u32 >> shift) & 15;
                    out.push(char::from_digit(digit, 16).unwrap_or('0'));
                }
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

/// Where a member stands whose name was there before.
fn twice(members: &[(String, Json)], starts: &[usize]) -> Option<usize> {
    let name = |i: usize| members.get(i).map(|(name, _)| name);
    let at = order(members.len(), &|a, b| name(a).cmp(&name(b)));
    at.windows(2).find_map(|pair| match pair {
        [a, b] if name(*a) == name(*b) => starts.get(*b).copied(),
        _ => None,
    })
}

struct Parser<'a> {
    bytes: &'a [u8],
    text: &'a str,
    at: usize,
}

impl Parser<'_> {
    fn error(&self, problem: JsonProblem) -> JsonError {
        let seen = self.bytes.get(..self.at).unwrap_or(self.bytes);
        let line = seen
            .iter()
            .filter(|b| **b == b'\n')
            .count()
            .saturating_add(1);
        JsonError {
            problem,
            at: self.at,
            line,
        }
    }

    fn here(&self) -> JsonError {
        let cut = self.at >= self.bytes.len();
        self.error(if cut {
            JsonProblem::CutOff
        } else {
            JsonProblem::Unexpected
        })
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn step(&mut self) {
        self.at = self.at.saturating_add(1);
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.step();
        }
    }

    fn eat(&mut self, byte: u8) -> Result<(), JsonError> {
        if self.peek() == Some(byte) {
            self.step();
            Ok(())
        } else {
            Err(self.here())
        }
    }

    fn word(&mut self, word: &str, value: Json) -> Result<Json, JsonError> {
        for byte in word.bytes() {
            self.eat(byte)?;
        }
        Ok(value)
    }

    fn value(&mut self, depth: usize) -> Result<Json, JsonError> {
        if depth > MAX_DEPTH {
            return Err(self.error(JsonProblem::TooDeep));
        }
        match self.peek() {
            Some(b'{') => self.object(depth),
            Some(b'[') => self.array(depth),
            Some(b'"') => Ok(Json::Str(self.string()?)),
            Some(b't') => self.word("true", Json::Bool(true)),
            Some(b'f') => self.word("false", Json::Bool(false)),
            Some(b'n') => self.word("null", Json::Null),
            Some(b'-' | b'0'..=b'9') => self.number(),
            _ => Err(self.here()),
        }
    }

    fn array(&mut self, depth: usize) -> Result<Json, JsonError> {
        self.eat(b'[')?;
        let mut items = Vec::new();
        self.space();
        if self.peek() == Some(b']') {
            self.step();
            return Ok(Json::Arr(items));
        }
        loop {
            self.space();
            items.push(self.value(depth.saturating_add(1))?);
            self.space();
            match self.peek() {
                Some(b',') => self.step(),
                Some(b']') => {
                    self.step();
                    return Ok(Json::Arr(items));
                }
                _ => return Err(self.here()),
            }
        }
    }

    fn object(&mut self, depth: usize) -> Result<Json, JsonError> {
        self.eat(b'{')?;
        let mut members: Vec<(String, Json)> = Vec::new();
        let mut starts = Vec::new();
        self.space();
        if self.peek() == Some(b'}') {
            self.step();
            return Ok(Json::Obj(members));
        }
        loop {
            self.space();
            starts.push(self.at);
            let name = self.string()?;
            self.space();
            self.eat(b':')?;
            self.space();
            let value = self.value(depth.saturating_add(1))?;
            members.push((name, value));
            self.space();
            match self.peek() {
                Some(b',') => self.step(),
                Some(b'}') => {
                    self.step();
                    if let Some(start) = twice(&members, &starts) {
                        self.at = start;
                        return Err(self.error(JsonProblem::Duplicate));
                    }
                    return Ok(Json::Obj(members));
                }
                _ => return Err(self.here()),
            }
        }
    }

    fn digits(&mut self) -> Result<(), JsonError> {
        if !matches!(self.peek(), Some(b'0'..=b'9')) {
            return Err(self.here());
        }
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.step();
        }
        Ok(())
    }

    fn number(&mut self) -> Result<Json, JsonError> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.step();
        }
        if self.peek() == Some(b'0') {
            self.step();
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.step();
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.step();
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.step();
            }
            self.digits()?;
        }
        Ok(Json::Num(
            self.text.get(start..self.at).unwrap_or("0").to_string(),
        ))
    }

    fn string(&mut self) -> Result<String, JsonError> {
        self.eat(b'"')?;
        let mut out = String::new();
        loop {
            let start = self.at;
            while !matches!(self.peek(), None | Some(b'"' | b'\\' | 0..=0x1f)) {
                self.step();
            }
            out.push_str(self.text.get(start..self.at).unwrap_or(""));
            match self.peek() {
                Some(b'"') => {
                    self.step();
                    return Ok(out);
                }
                Some(b'\\') => {
                    self.step();
                    out.push(self.escape()?);
                }
                _ => return Err(self.here()),
            }
        }
    }

    fn escape(&mut self) -> Result<char, JsonError> {
        let c = match self.peek() {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.step();
                return self.unicode();
            }
            _ => return Err(self.here()),
        };
        self.step();
        Ok(c)
    }

    fn unicode(&mut self) -> Result<char, JsonError> {
        let high = self.hex4()?;
        if !(0xd800..0xdc00).contains(&high) {
            // A lone low surrogate is no character.
            return char::from_u32(high).ok_or_else(|| self.error(JsonProblem::Unexpected));
        }
        self.eat(b'\\')?;
        self.eat(b'u')?;
        let low = self.hex4()?;
        let joined = (high & 0x3ff) << 10 | (low & 0x3ff);
        match (0xdc00..0xe000).contains(&low) {
            true => char::from_u32(joined.saturating_add(0x1_0000))
                .ok_or_else(|| self.error(JsonProblem::Unexpected)),
            false => Err(self.error(JsonProblem::Unexpected)),
        }
    }

    fn hex4(&mut self) -> Result<u32, JsonError> {
        let mut n = 0u32;
        for _ in 0..4 {
            let digit = match self.peek().and_then(|b| (b as char).to_digit(16)) {
                Some(d) => d,
                None => return Err(self.here()),
            };
            n = n << 4 | digit;
            self.step();
        }
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_what_it_read() {
        let text = r#"{"a":[1,2.50,-3e2,true,null],"b":{"c":"x\"\\\n\u0001é😀"}}"#;
        let json = Json::parse(text).expect("valid");
        assert_eq!(json.compact(), text);
        assert_eq!(Json::parse(&json.lines(2)), Ok(json));
    }

    #[test]
    fn canonical_sorts_members_and_shortens_numbers() {
        let json = Json::parse(r#"{"b": 2.50, "a": [1e2, -0.0, 007]}"#);
        assert!(json.is_err(), "leading zeros are not JSON");
        let json = Json::parse(r#"{"b": 2.50, "a": [1e2, -0.0]}"#).expect("valid");
        assert_eq!(json.canonical(), r#"{"a":[100,0],"b":2.5}"#);
    }

    #[test]
    fn every_cut_is_seen_as_a_cut() {
        let text = r#"{"a":[1,{"b":"x\u00e9"}],"c":true}"#;
        for end in 1..text.len() {
            let error = Json::parse(&text[..end]).expect_err("cut");
            assert_eq!(error.problem, JsonProblem::CutOff, "cut at {end}");
        }
    }

    #[test]
    fn refuses_what_is_not_json() {
        for (text, problem) in [
            ("{\"a\":1,\"a\":2}", JsonProblem::Duplicate),
            ("[1] x", JsonProblem::Trailing),
            ("[1,]", JsonProblem::Unexpected),
            ("{'a':1}", JsonProblem::Unexpected),
            ("\"\\ud800x\"", JsonProblem::Unexpected),
            ("\"a\nb\"", JsonProblem::Unexpected),
        ] {
            assert_eq!(
                Json::parse(text).expect_err(text).problem,
                problem,
                "{text}"
            );
        }
        let deep = "[".repeat(5000);
        assert_eq!(
            Json::parse(&deep).expect_err("deep").problem,
            JsonProblem::TooDeep
        );
    }
}
