//! From what was brought to rows: one after another, with the page answering in
//! between.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::iter::Peekable;

use saba_core::file::sniff::{Content, Member, Opening};
use saba_core::file::{Checksum, FileError, MAX_BYTES};
use wasm_bindgen_futures::JsFuture;

use super::prepare::{self, Cut};
use super::row::{Row, State};
use super::sources::Source;
use super::{Intake, asked, bundles, receipts, shared};
use crate::store::StoredSheet;
use crate::{platform, sheets, state, text};

/// How much is looked into between two turns of the page, in bytes.
const STEP: usize = 50_000;
/// A file, for the progress bar.
const WHOLE: usize = 1000;

/// Largest archive that is looked into, in bytes.
const MAX_ARCHIVE: usize = 64 * 1024 * 1024;

/// Looks into everything, a row for each thing that is found.
pub async fn open_all(intake: &Intake, sources: Vec<Source>, turn: u32) {
    let all = sources.len();
    intake.progress.set(Some((text::READING, 0, all)));
    // Once, not for each file.
    let _ = sheets::refresh().await;
    let here = state::signals().sheets.look(|all: &Vec<StoredSheet>| {
        let ids = all.iter().map(|s| (s.sheet.meta.id.clone(), ()));
        ids.collect()
    });
    *intake.here.borrow_mut() = here;
    let mut ahead = Ahead::of(sources);
    for done in 0..all {
        let Some((source, read)) = ahead.next().await else {
            break;
        };
        let name = source.name();
        let bytes = match read {
            Some(bytes) => Ok(bytes),
            None => bytes_of(source).await,
        };
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(state) => {
                add(intake, name, state);
                continue;
            }
        };
        let told = |part: usize| {
            let done = done.saturating_mul(WHOLE).saturating_add(part);
            let all = all.saturating_mul(WHOLE);
            intake.progress.set(Some((text::READING, done, all)));
        };
        let Some(found) = open(intake, bytes, turn, &told).await else {
            return;
        };
        let members = match found {
            Err(error) => {
                add(intake, name.clone(), refused(&name, &error));
                continue;
            }
            Ok(members) => members,
        };
        let (members, lost) = bundles::unfold(members);
        for member in members {
            let name = match member.name.is_empty() {
                true => name.clone(),
                false => text::join(&[&name, " › ", &member.name]),
            };
            let state = state_of(intake, &name, member).await;
            if intake.turn.get() != turn {
                return;
            }
            add(intake, name, state);
        }
        if lost > 0 {
            add(intake, name.clone(), bundles::lost(&name, lost));
        }
    }
    if intake.turn.get() == turn {
        intake.progress.set(None);
        shared::settle(intake);
        intake.list();
    }
}

/// How many small files are read as one: to begin with one takes a browser as long as it
/// takes this program to look into it.
const LOT: usize = 16;
/// How many bytes of them, at most.
const LOT_BYTES: f64 = 1e6;
/// How many lots are being read while one is looked into.
const AHEAD: usize = 2;

/// What was brought, one after another; the files that come next are being read.
struct Ahead {
    left: Peekable<std::vec::IntoIter<Source>>,
    lots: VecDeque<Lot>,
    read: VecDeque<(Source, Option<Vec<u8>>)>,
}

/// Sources that are read together.
struct Lot {
    sources: Vec<Source>,
    sizes: Vec<u32>,
    begun: Option<JsFuture>,
}

impl Ahead {
    fn of(sources: Vec<Source>) -> Ahead {
        Ahead {
            left: sources.into_iter().peekable(),
            lots: VecDeque::new(),
            read: VecDeque::new(),
        }
    }

    /// The next source, and its bytes if they were read with others.
    async fn next(&mut self) -> Option<(Source, Option<Vec<u8>>)> {
        while self.read.is_empty() {
            while self.lots.len() <= AHEAD && self.left.peek().is_some() {
                let lot = self.lot();
                self.lots.push_back(lot);
            }
            let lot = self.lots.pop_front()?;
            let mut each = match lot.begun {
                Some(begun) => platform::file::bytes_of_each(begun, &lot.sizes).await,
                None => None,
            }
            .unwrap_or_default()
            .into_iter();
            let read = lot.sources.into_iter().map(|source| (source, each.next()));
            self.read.extend(read);
        }
        self.read.pop_front()
    }

    /// Begins with the next lot. Whatever is no small file is one by itself, and is read
    /// when its turn comes.
    fn lot(&mut self) -> Lot {
        let mut room = LOT_BYTES;
        let (mut sources, mut sizes) = (Vec::new(), Vec::new());
        while sources.len() < LOT {
            let is_small = |source: &Source| match source {
                Source::File(file) => file.size() < room,
                _ => false,
            };
            let Some(source) = self.left.next_if(is_small) else {
                break;
            };
            if let Source::File(file) = &source {
                room -= file.size();
                sizes.push(file.size() as u32);
            }
            sources.push(source);
        }
        let files = sources.iter().filter_map(|source| match source {
            Source::File(file) => Some(file),
            _ => None,
        });
        let files: Vec<&web_sys::File> = files.collect();
        let begun = match files.is_empty() {
            true => None,
            false => platform::file::begin_all(&files),
        };
        if sources.is_empty() {
            sources.extend(self.left.next());
        }
        Lot {
            sources,
            sizes,
            begun,
        }
    }
}

/// Everything of ours in some bytes, step by step: in between the page draws, and hears
/// whoever wants to stop. `None` if somebody does. `told` hears how much is done, in
/// thousandths.
pub async fn open(
    intake: &Intake,
    bytes: Vec<u8>,
    turn: u32,
    told: &dyn Fn(usize),
) -> Option<Result<Vec<Member>, FileError>> {
    let mut opening = Opening::new(Cow::Owned(bytes), Checksum::Required);
    loop {
        if platform::page::turn().await {
            told(opening.done() as usize);
        }
        if intake.turn.get() != turn {
            return None;
        }
        if let Some(found) = opening.step(STEP) {
            return Some(found);
        }
    }
}

fn add(intake: &Intake, name: String, state: State) {
    let mut rows = intake.rows.borrow_mut();
    if let State::Ready(ready) = &state {
        let mut brought = intake.brought.borrow_mut();
        let id = &ready.came.meta.id;
        match brought.get_mut(id) {
            Some(list) => list.push(rows.len()),
            None => brought.insert(id.clone(), vec![rows.len()]),
        }
    }
    rows.push(Row::new(name, state));
}

fn refused(name: &str, error: &FileError) -> State {
    State::Refused(text::file_error(name, error))
}

async fn bytes_of(source: Source) -> Result<Vec<u8>, State> {
    match source {
        Source::Text(text) => Ok(text.into_bytes()),
        Source::EmptyFolder => Err(State::Refused(text::FOLDER_EMPTY.into())),
        Source::File(file) | Source::Shared(file) => {
            let name = file.name();
            if file.size() > MAX_ARCHIVE.max(MAX_BYTES) as f64 {
                return Err(refused(&name, &FileError::TooLarge));
            }
            platform::file::bytes(&file).await.map_err(|_| {
                State::Refused(text::join(&[
                    &name,
                    " — ",
                    text::UNREADABLE,
                    " ",
                    text::NOTHING_CHANGED,
                ]))
            })
        }
    }
}

/// What becomes of one thing that was found.
pub async fn state_of(intake: &Intake, name: &str, member: Member) -> State {
    match member.result {
        Ok(Content::Sheet(incoming)) => prepare::prepare(intake, name, *incoming, None).await,
        Ok(Content::Receipt(receipt)) => receipts::taken_in(name, &receipt).await,
        Ok(Content::Sealed(sealed)) => State::Locked(sealed.into(), ""),
        Ok(Content::Return(returned)) => asked::prepare(intake, name, *returned).await,
        // No screen takes bundles in yet.
        Ok(Content::Bundle(_)) => refused(name, &FileError::NotSaba),
        Err(error) => match member.recovered {
            Some(rest) => {
                let cut = Cut {
                    whole: rest.whole,
                    expected: rest.expected,
                    broken: error != FileError::CutOff,
                };
                prepare::prepare(intake, name, rest.incoming, Some(cut)).await
            }
            None => refused(name, &error),
        },
    }
}
