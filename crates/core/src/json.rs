//! JSON as a tree that loses nothing.
//!
//! Numbers keep their digits (no floating point anywhere), members keep their
//! order, an object that names a member twice is refused, and every error
//! knows where it stands. `serde_json` was weighed and left out of the wasm:
//! see `docs/decisions/0002-own-json-reader.md`.

use std::borrow::Cow;
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
        let mut parser = Parser::new(Cow::Borrowed(text));
        while !parser.step(usize::MAX)? {}
        Ok(parser.into_tape().json(0))
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

    pub(crate) fn write_canonical(&self, out: &mut String) {
        match self {
            // A whole number without a sign is mostly written in its shortest form already.
            Json::Num(raw) if is_short(raw) => out.push_str(raw),
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
                // Programs that take thousands of files in do not sort what is in order.
                #[cfg(feature = "intake")]
                let members = match members.windows(2).all(|pair| match pair {
                    [a, b] => a.0 <= b.0,
                    _ => true,
                }) {
                    true => members,
                    false => sorted(members, &|a, b| a.0.cmp(&b.0)),
                };
                #[cfg(not(feature = "intake"))]
                let members = sorted(members, &|a, b| a.0.cmp(&b.0));
                out.push('{');
                for (i, (name, value)) in members.into_iter().enumerate() {
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

fn is_short(raw: &str) -> bool {
    let digits = raw.bytes().all(|b| b.is_ascii_digit());
    digits && raw.len() < 18 && !raw.starts_with('0')
}

/// Writes a text with its quotes.
pub(crate) fn write_string(s: &str, out: &mut String) {
    out.push('"');
    let mut rest = s;
    loop {
        let at = plain(rest.as_bytes(), 0x7f);
        let (before, more) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        let mut chars = more.chars();
        match chars.next() {
            None => break,
            Some('"') => out.push_str("\\\""),
            Some('\\') => out.push_str("\\\\"),
            Some('\n') => out.push_str("\\n"),
            Some('\r') => out.push_str("\\r"),
            Some('\t') => out.push_str("\\t"),
            other => {
                out.push_str("\\u00");
                for shift in [4u32, 0] {
                    let digit = (other.map_or(0, u32::from) >> shift) & 15;
                    out.push(char::from_digit(digit, 16).unwrap_or('0'));
                }
            }
        }
        rest = chars.as_str();
    }
    out.push('"');
}

/// How many bytes come before the first quotation mark, backslash, control character or
/// `also`. Looks at eight at once: most of what files hold is text without any of these.
fn plain(bytes: &[u8], also: u8) -> usize {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    // The upper bit of a byte that is below `than`, of those below 128. A borrow can only
    // come from a byte that is one itself.
    let below = |word: u64, than: u8| {
        word.wrapping_sub(u64::from_ne_bytes([than; 8])) & !word & ONES.rotate_right(1)
    };
    let is = |word: u64, byte: u8| below(word ^ u64::from_ne_bytes([byte; 8]), 1);
    let mut rest = bytes;
    while let Some((eight, more)) = rest.split_first_chunk() {
        let word = u64::from_le_bytes(*eight);
        let any = below(word, 0x20) | is(word, b'"') | is(word, b'\\') | is(word, also);
        if any != 0 {
            break;
        }
        rest = more;
    }
    let special = |b: &u8| matches!(*b, b'"' | b'\\' | 0..=0x1f) || *b == also;
    let left = rest.iter().position(special).unwrap_or(rest.len());
    bytes.len().saturating_sub(rest.len()).saturating_add(left)
}

/// A text that was read, as a list of where its values stand: eight bytes for a
/// value, so that a large file needs little before it is looked into.
///
/// Members are two cells, the name and the value. A container is followed by what
/// is in it.
#[derive(Default)]
pub(crate) struct Tape<'t> {
    text: Cow<'t, str>,
    /// Strings that are written with escapes, without them.
    arena: String,
    /// In blocks, so that growing never copies.
    blocks: Vec<Vec<Cell>>,
    len: usize,
}

const BLOCK: usize = 1024;

/// Bytes that a value of a tree takes beside its text, at most, on any machine.
pub(crate) const NODE: usize = 32;

/// Where a value stands.
#[derive(Clone, Copy, Default)]
struct Cell {
    /// Its first byte in the text; with [`IN_ARENA`], where the string begins in the
    /// arena.
    start: u32,
    /// Of a container, the first cell behind it; else its length in bytes.
    end: u32,
}

const IN_ARENA: u32 = 1 << 31;

fn narrow(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl<'t> Tape<'t> {
    fn cell(&self, at: usize) -> Cell {
        let cell = self.blocks.get(at / BLOCK).and_then(|b| b.get(at % BLOCK));
        cell.copied().unwrap_or_default()
    }

    fn push(&mut self, start: usize, end: usize) {
        if self.len.is_multiple_of(BLOCK) {
            // A short text needs one small block.
            let most = self.text.len().saturating_add(1).min(BLOCK);
            self.blocks.push(Vec::with_capacity(most));
        }
        let cell = Cell {
            start: narrow(start),
            end: narrow(end),
        };
        if let Some(block) = self.blocks.last_mut() {
            block.push(cell);
        }
        self.len = self.len.saturating_add(1);
    }

    /// The text again.
    pub fn into_text(self) -> Cow<'t, str> {
        self.text
    }

    /// How many cells there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// The value, or `false` in place of a container.
    pub fn small(&self, at: usize) -> Json {
        match self.first(at) {
            b'{' | b'[' => Json::Bool(false),
            _ => self.json(at),
        }
    }

    /// How many bytes the text has.
    pub fn text_len(&self) -> usize {
        self.text.len()
    }

    /// The byte that a value begins with; `"` for any string.
    fn first(&self, at: usize) -> u8 {
        let start = self.cell(at).start;
        match start & IN_ARENA {
            0 => self
                .text
                .as_bytes()
                .get(start as usize)
                .copied()
                .unwrap_or(0),
            _ => b'"',
        }
    }

    /// Is the value an object?
    pub fn is_object(&self, at: usize) -> bool {
        self.first(at) == b'{'
    }

    /// The first cell behind a value.
    pub fn after(&self, at: usize) -> usize {
        match self.first(at) {
            b'{' | b'[' => self.cell(at).end as usize,
            _ => at.saturating_add(1),
        }
    }

    /// A string without its escapes, or a number as written.
    pub fn str(&self, at: usize) -> &str {
        let Cell { start, end } = self.cell(at);
        let (from, start) = match start & IN_ARENA {
            0 if self.first(at) == b'"' => (&*self.text, start.saturating_add(1)),
            0 => (&*self.text, start),
            _ => (&*self.arena, start ^ IN_ARENA),
        };
        from.get(start as usize..start.saturating_add(end) as usize)
            .unwrap_or_default()
    }

    /// The cells of the names of an object's members, in the order of the text.
    fn names(&self, object: usize) -> impl Iterator<Item = usize> {
        let end = self.after(object);
        let mut at = object.saturating_add(1);
        std::iter::from_fn(move || {
            let name = at;
            at = self.after(name.saturating_add(1));
            (name < end).then_some(name)
        })
    }

    /// The cells of the items of a list, in their order.
    pub fn items(&self, list: usize) -> impl Iterator<Item = usize> {
        let end = self.after(list);
        let mut next = list.saturating_add(1);
        std::iter::from_fn(move || {
            let item = next;
            next = self.after(item);
            (item < end).then_some(item)
        })
    }

    /// Is the value a list?
    #[cfg(feature = "intake")]
    pub fn is_list(&self, at: usize) -> bool {
        self.first(at) == b'['
    }

    /// Where the value of a container begins in the text; nought for others.
    #[cfg(feature = "intake")]
    pub fn start(&self, at: usize) -> usize {
        match self.first(at) {
            b'{' | b'[' => self.cell(at).start as usize,
            _ => 0,
        }
    }

    /// Writes the value in its canonical form, without making a tree of it.
    #[cfg(feature = "intake")]
    pub fn write_canonical(&self, at: usize, out: &mut String) {
        match self.first(at) {
            b'{' => {
                out.push('{');
                for (i, name) in self.in_order(at).into_iter().enumerate() {
                    if i > 0 {
                        out.push(',');
                    }
                    write_string(self.str(name as usize), out);
                    out.push(':');
                    self.write_canonical((name as usize).saturating_add(1), out);
                }
                out.push('}');
            }
            b'[' => {
                out.push('[');
                for (i, item) in self.items(at).enumerate() {
                    if i > 0 {
                        out.push(',');
                    }
                    self.write_canonical(item, out);
                }
                out.push(']');
            }
            _ => self.json(at).write_canonical(out),
        }
    }

    /// The cell of the member's value in an object.
    pub fn get(&self, object: usize, name: &str) -> Option<usize> {
        self.is_object(object)
            .then(|| self.names(object).find(|at| self.str(*at) == name))
            .flatten()
            .map(|at| at.saturating_add(1))
    }

    /// The cells of the names of an object's members, in the order of the names.
    pub fn in_order(&self, object: usize) -> Vec<u32> {
        let cells: Vec<u32> = self.names(object).map(narrow).collect();
        let name = |i: usize| cells.get(i).map(|at| self.str(*at as usize));
        let ascending = (1..cells.len()).all(|i| name(i.saturating_sub(1)) <= name(i));
        if ascending {
            return cells;
        }
        let at = order(cells.len(), &|a, b| name(a).cmp(&name(b)));
        at.iter().filter_map(|i| cells.get(*i).copied()).collect()
    }

    /// How many bytes the value needs as a tree, at most.
    pub fn cost(&self, at: usize) -> usize {
        (at..self.after(at)).fold(0, |sum, cell| {
            let text = match self.first(cell) {
                b'{' | b'[' => 0,
                _ => self.cell(cell).end as usize,
            };
            sum.saturating_add(NODE).saturating_add(text)
        })
    }

    /// The value as a tree.
    pub fn json(&self, at: usize) -> Json {
        let text = || self.str(at).to_string();
        match self.first(at) {
            b'{' => {
                let mut members = Vec::with_capacity(self.names(at).count());
                for name in self.names(at) {
                    let value = self.json(name.saturating_add(1));
                    members.push((self.str(name).to_string(), value));
                }
                Json::Obj(members)
            }
            b'[' => {
                let mut list = Vec::with_capacity(self.items(at).count());
                for item in self.items(at) {
                    list.push(self.json(item));
                }
                Json::Arr(list)
            }
            b'"' => Json::Str(text()),
            b't' => Json::Bool(true),
            b'f' => Json::Bool(false),
            b'n' => Json::Null,
            _ => Json::Num(text()),
        }
    }

    /// Where a member stands whose name was there before.
    fn twice(&self, object: usize) -> Option<usize> {
        let cells = self.in_order(object);
        let name = |at: u32| self.str(at as usize);
        let again = cells.windows(2).find_map(|pair| match pair {
            [a, b] if name(*a) == name(*b) => Some(*b as usize),
            _ => None,
        })?;
        // A name with escapes does not know its place; its value does mostly.
        let places = [again, again.saturating_add(1)].map(|at| self.cell(at).start);
        let place = places.into_iter().find(|start| start & IN_ARENA == 0);
        Some(place.map_or(0, |start| start as usize))
    }
}

/// What may come next.
#[derive(Clone, Copy)]
enum Next {
    /// A value.
    Value,
    /// What a container has first, or its end.
    First,
    /// A comma, or the end of the container.
    Comma,
    /// Nothing but blanks.
    End,
}

/// Reads a text in steps.
pub(crate) struct Parser<'t> {
    tape: Tape<'t>,
    at: usize,
    next: Next,
    /// The containers that are open.
    open: Vec<usize>,
}

impl<'t> Parser<'t> {
    /// Nothing is read yet. A leading byte order mark is skipped.
    pub fn new(text: Cow<'t, str>) -> Parser<'t> {
        Parser {
            at: if text.starts_with('\u{feff}') { 3 } else { 0 },
            tape: Tape {
                text,
                arena: String::new(),
                blocks: Vec::new(),
                len: 0,
            },
            next: Next::Value,
            open: Vec::new(),
        }
    }

    /// How many bytes are read.
    pub fn at(&self) -> usize {
        self.at
    }

    /// How many bytes there are to be read.
    pub fn text_len(&self) -> usize {
        self.tape.text_len()
    }

    /// What was read. Of use where [`Parser::step`] said that all is.
    pub fn into_tape(self) -> Tape<'t> {
        self.tape
    }

    /// Reads at least `bytes` more, and to the end of the value that they end in.
    /// True when all is read.
    ///
    /// # Errors
    /// A [`JsonError`] with the first place that is not JSON.
    pub fn step(&mut self, bytes: usize) -> Result<bool, JsonError> {
        if self.tape.text.len() >= IN_ARENA as usize {
            return Err(self.error(JsonProblem::Unexpected));
        }
        let until = self.at.saturating_add(bytes);
        loop {
            self.space();
            match self.next {
                Next::Value => self.value()?,
                Next::First if self.closes() => self.close()?,
                Next::First => self.name_and_value()?,
                Next::Comma if self.peek() == Some(b',') => {
                    self.forward();
                    self.space();
                    self.name_and_value()?;
                }
                Next::Comma if self.closes() => self.close()?,
                Next::End if self.peek().is_none() => return Ok(true),
                Next::End => return Err(self.error(JsonProblem::Trailing)),
                Next::Comma => return Err(self.here()),
            }
            if self.at >= until {
                return Ok(false);
            }
        }
    }

    fn error(&self, problem: JsonProblem) -> JsonError {
        let bytes = self.tape.text.as_bytes();
        let seen = bytes.get(..self.at).unwrap_or(bytes);
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
        let cut = self.at >= self.tape.text.len();
        self.error(if cut {
            JsonProblem::CutOff
        } else {
            JsonProblem::Unexpected
        })
    }

    fn peek(&self) -> Option<u8> {
        self.tape.text.as_bytes().get(self.at).copied()
    }

    fn forward(&mut self) {
        self.at = self.at.saturating_add(1);
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\r' | b'\t')) {
            self.forward();
        }
    }

    fn eat(&mut self, byte: u8) -> Result<(), JsonError> {
        if self.peek() == Some(byte) {
            self.forward();
            Ok(())
        } else {
            Err(self.here())
        }
    }

    /// Is the innermost container an object?
    fn in_object(&self) -> bool {
        self.open.last().is_some_and(|at| self.tape.is_object(*at))
    }

    /// Does the innermost container end here?
    fn closes(&self) -> bool {
        let end = if self.in_object() { b'}' } else { b']' };
        self.peek() == Some(end)
    }

    fn close(&mut self) -> Result<(), JsonError> {
        self.forward();
        let object = self.in_object();
        let Some(at) = self.open.pop() else {
            return Err(self.here());
        };
        let end = narrow(self.tape.len);
        let block = self.tape.blocks.get_mut(at / BLOCK);
        if let Some(cell) = block.and_then(|b| b.get_mut(at % BLOCK)) {
            cell.end = end;
        }
        if let Some(start) = object.then(|| self.tape.twice(at)).flatten() {
            self.at = start;
            return Err(self.error(JsonProblem::Duplicate));
        }
        self.done();
        Ok(())
    }

    /// A value is whole.
    fn done(&mut self) {
        self.next = match self.open.is_empty() {
            true => Next::End,
            false => Next::Comma,
        };
    }

    fn name_and_value(&mut self) -> Result<(), JsonError> {
        if self.in_object() {
            self.string()?;
            self.space();
            self.eat(b':')?;
            self.space();
        }
        self.value()
    }

    fn value(&mut self) -> Result<(), JsonError> {
        if self.open.len() > MAX_DEPTH {
            return Err(self.error(JsonProblem::TooDeep));
        }
        let start = self.at;
        match self.peek() {
            Some(b'{' | b'[') => {
                self.open.push(self.tape.len);
                self.forward();
                self.tape.push(start, 0);
                self.next = Next::First;
                return Ok(());
            }
            Some(b'"') => self.string()?,
            Some(b't') => self.word("true")?,
            Some(b'f') => self.word("false")?,
            Some(b'n') => self.word("null")?,
            Some(b'-' | b'0'..=b'9') => self.number()?,
            _ => return Err(self.here()),
        }
        self.done();
        Ok(())
    }

    fn word(&mut self, word: &str) -> Result<(), JsonError> {
        let start = self.at;
        for byte in word.bytes() {
            self.eat(byte)?;
        }
        self.tape.push(start, 0);
        Ok(())
    }

    fn digits(&mut self) -> Result<(), JsonError> {
        if !matches!(self.peek(), Some(b'0'..=b'9')) {
            return Err(self.here());
        }
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.forward();
        }
        Ok(())
    }

    fn number(&mut self) -> Result<(), JsonError> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.forward();
        }
        if self.peek() == Some(b'0') {
            self.forward();
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.forward();
            self.digits()?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.forward();
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.forward();
            }
            self.digits()?;
        }
        self.tape.push(start, self.at.saturating_sub(start));
        Ok(())
    }

    /// Goes to the next byte of a string that is not simply itself.
    fn plain(&mut self) {
        let rest = self.tape.text.as_bytes().get(self.at..).unwrap_or_default();
        self.at = self.at.saturating_add(plain(rest, b'"'));
    }

    fn string(&mut self) -> Result<(), JsonError> {
        let quote = self.at;
        self.eat(b'"')?;
        let start = self.at;
        self.plain();
        if self.peek() == Some(b'"') {
            self.tape.push(quote, self.at.saturating_sub(start));
            self.forward();
            return Ok(());
        }
        let kept = self.tape.arena.len();
        let mut from = start;
        loop {
            let tape = &mut self.tape;
            let piece = tape.text.get(from..self.at).unwrap_or_default();
            tape.arena.push_str(piece);
            match self.peek() {
                Some(b'"') => {
                    self.forward();
                    let len = self.tape.arena.len().saturating_sub(kept);
                    let start = kept.saturating_add(IN_ARENA as usize);
                    self.tape.push(start, len);
                    return Ok(());
                }
                Some(b'\\') => {
                    self.forward();
                    let c = self.escape()?;
                    self.tape.arena.push(c);
                }
                _ => return Err(self.here()),
            }
            from = self.at;
            self.plain();
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
                self.forward();
                return self.unicode();
            }
            _ => return Err(self.here()),
        };
        self.forward();
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
            self.forward();
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

    /// Eight bytes at a time find what one after another finds: at every place, in texts of
    /// every length, beside bytes that differ from it by one bit.
    #[test]
    fn what_needs_an_escape_is_found_wherever_it_stands() {
        for also in [b'"', 0x7f] {
            let special = |b: u8| matches!(b, b'"' | b'\\' | 0..=0x1f) || b == also;
            for length in 0..40 {
                for at in 0..length {
                    for byte in 0..=255 {
                        let mut text = vec![b'a'; length];
                        if let Some(place) = text.get_mut(at) {
                            *place = byte;
                        }
                        let found = text.iter().position(|b| special(*b)).unwrap_or(length);
                        assert_eq!(plain(&text, also), found, "{byte} at {at} of {length}");
                        text.fill(0xff);
                        if let Some(place) = text.get_mut(at) {
                            *place = byte;
                        }
                        let found = text.iter().position(|b| special(*b)).unwrap_or(length);
                        assert_eq!(plain(&text, also), found, "{byte} at {at} of {length}");
                    }
                }
            }
        }
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
