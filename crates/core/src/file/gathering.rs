//! Reading a bundle in steps: its members, and one sheet after another, each with the
//! memory that a sheet of its length may need.

use super::bundle::{BUNDLE_VERSION, Bundle, Bundled, MAX_SHEETS, head};
use super::read::{Checksum, FileError, Incoming};
use super::reader::{Looking, allowed_in_bundle, vet};
use super::sum::Sum;
use super::{FORMAT, VERSION};
use crate::json::{Json, Tape};
use crate::node::DataError;

/// Members that are looked at, and how much memory each may need.
const KNOWN: [&str; 4] = ["program", "from", "count", "checksum"];
const LARGEST: usize = 64_000;

/// Where reading a bundle stands.
pub(super) struct Gathering<'t> {
    tape: Tape<'t>,
    rule: Checksum,
    /// The checksum that it has, if it is to be looked at.
    sum: Option<Sum>,
    /// Names of members that are left, the last one first; and sheets, while they are
    /// being read.
    outer: Vec<u32>,
    sheets: Option<Vec<usize>>,
    /// The sheet that is being read, and how many bytes it has.
    looking: Option<(Box<Looking<'t>>, usize)>,
    bundle: Bundle,
    all: usize,
}

impl<'t> Gathering<'t> {
    /// Is it a bundle that can be read?
    ///
    /// # Errors
    /// [`FileError::NewerFormat`], [`FileError::TooMany`], [`FileError::Damaged`].
    pub fn vet(tape: &Tape) -> Result<(), FileError> {
        vet(tape, 0, BUNDLE_VERSION, Checksum::Ignored)?;
        let damaged = |problem| Err(FileError::Damaged(DataError::boxed("$.sheets", problem)));
        match tape.get(0, "sheets") {
            None => damaged("is missing"),
            Some(list) if !tape.is_list(list) => damaged("must be a list"),
            Some(list) if tape.items(list).nth(MAX_SHEETS).is_some() => Err(FileError::TooMany),
            Some(_) => Ok(()),
        }
    }

    /// Nothing is read yet.
    pub fn new(tape: Tape<'t>, rule: Checksum) -> Gathering<'t> {
        let mut outer = tape.in_order(0);
        outer.reverse();
        let known = KNOWN.iter().filter_map(|name| {
            let value = tape.get(0, name)?;
            let modest = tape.cost(value) <= LARGEST;
            modest.then(|| ((*name).to_string(), tape.json(value)))
        });
        Gathering {
            bundle: head(&Json::Obj(known.collect())),
            rule,
            sum: (rule == Checksum::Required).then(Sum::new),
            outer,
            sheets: None,
            looking: None,
            all: tape.get(0, "sheets").map_or(0, |l| tape.items(l).count()),
            tape,
        }
    }

    /// How many sheets were read.
    pub fn seen(&self) -> usize {
        self.bundle.sheets.len()
    }

    /// How many sheets there are.
    pub fn len(&self) -> usize {
        self.all
    }

    /// See [`Reader::step`](super::Reader::step).
    pub fn step(&mut self, bytes: usize) -> Option<Bundle> {
        let mut work = 0usize;
        while work <= bytes {
            if let Some((looking, length)) = &mut self.looking {
                let result = looking.step(bytes.saturating_sub(work))?;
                work = work.saturating_add(*length);
                self.tape = std::mem::take(&mut looking.tape);
                self.looking = None;
                self.push(result);
                continue;
            }
            if let Some(sheets) = &mut self.sheets {
                match sheets.pop() {
                    Some(sheet) => work = work.saturating_add(self.begin(sheet)),
                    None => {
                        self.sheets = None;
                        if let Some(sum) = &mut self.sum {
                            sum.close_list();
                        }
                    }
                }
                continue;
            }
            match self.outer.pop() {
                Some(name) => work = work.saturating_add(self.member(name as usize)),
                None => return Some(self.finish()),
            }
        }
        None
    }

    /// A member of the bundle. What it cost.
    fn member(&mut self, name: usize) -> usize {
        let (tape, value) = (&self.tape, name.saturating_add(1));
        match tape.str(name) {
            "checksum" => {}
            "sheets" => {
                if let Some(sum) = &mut self.sum {
                    sum.open_list("sheets");
                }
                let mut sheets: Vec<usize> = tape.items(value).collect();
                sheets.reverse();
                self.sheets = Some(sheets);
            }
            name => {
                if let Some(sum) = &mut self.sum {
                    sum.cell(name, tape, value);
                }
            }
        }
        tape.after(value).saturating_sub(value)
    }

    /// Begins with a sheet. What it cost.
    fn begin(&mut self, at: usize) -> usize {
        if let Some(sum) = &mut self.sum {
            sum.item(&self.tape, at);
        }
        let next = self.sheets.iter().flatten().next_back();
        let end = next.map_or(self.tape.text_len(), |next| self.tape.start(*next));
        let length = end.saturating_sub(self.tape.start(at));
        let format = self.tape.get(at, "format").map(|f| self.tape.str(f));
        let vetted = match format {
            Some(FORMAT) => vet(&self.tape, at, VERSION, self.rule),
            _ => Err(FileError::NotSaba),
        };
        match vetted {
            Ok(named) => {
                let tape = std::mem::take(&mut self.tape);
                let looking = Looking::new(tape, at, named, allowed_in_bundle(length));
                self.looking = Some((Box::new(looking), length));
            }
            Err(error) => self.push(Err(error)),
        }
        length
    }

    fn push(&mut self, result: Result<Incoming, FileError>) {
        self.bundle.sheets.push(Bundled {
            result,
            recovered: None,
        });
    }

    fn finish(&mut self) -> Bundle {
        let mut bundle = std::mem::replace(&mut self.bundle, head(&Json::Null));
        bundle.intact = match self.sum.take() {
            Some(sum) => sum.finish() == bundle.checksum,
            None => true,
        };
        bundle
    }
}
