//! From a file to the sheet of another regency, looked at and kept nowhere but here.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell};
use std::rc::Rc;

use saba_core::file::sealed::Sealed;
use saba_core::file::sniff::{Content, Member, Opening};
use saba_core::file::{Checksum, FileError, Incoming, MAX_BYTES, Provenance};
use saba_core::instrument::{Instrument, SheetKind};
use saba_core::score::{self, Report};
use saba_core::sheet::Sheet;

use super::lines::View;
use crate::dom::Live;
use crate::exchange::sealing;
use crate::platform::crypto::CryptoError;
use crate::{instruments, platform, text};

/// How much is read between two turns of the page, in bytes.
const STEP: usize = 50_000;

/// A regency that is only looked at.
pub struct Guest {
    pub sheet: Sheet,
    /// Who handed it over, and when by their clock.
    pub from: Provenance,
    /// The file holds a part of the sheet only.
    pub part: bool,
    /// What it is judged by.
    pub instrument: &'static Instrument,
    /// Its own edition is not on this device: that is another one of the same instrument.
    pub instead: bool,
    pub report: Report,
    /// How its indicators are looked at.
    pub view: View,
}

/// A file under a passphrase.
pub struct Locked {
    /// Of the file.
    pub name: String,
    pub sealed: Sealed,
    /// What was wrong with the last passphrase; empty before the first.
    pub trouble: &'static str,
}

/// What was opened.
#[derive(Clone)]
pub enum Stand {
    Nothing,
    Working,
    /// One sentence: what is wrong, what to do.
    Refused(String),
    Locked(Rc<Locked>),
    /// Several regencies: one has to be chosen.
    Several(Vec<Rc<Guest>>),
    Open(Rc<Guest>),
}

thread_local! {
    static STAND: OnceCell<&'static Live<Stand>> = const { OnceCell::new() };
    /// Rises with every file: what was begun before comes to nothing.
    static TURN: Cell<u32> = const { Cell::new(0) };
}

/// What is open in this page, for as long as the page lives.
pub fn stand() -> &'static Live<Stand> {
    STAND.with(|cell| *cell.get_or_init(|| Box::leak(Box::new(Live::new(Stand::Nothing)))))
}

/// Begins something that takes a while and ends with what stands then.
fn begin(work: impl Future<Output = Stand> + 'static) {
    let turn = TURN.get().wrapping_add(1);
    TURN.set(turn);
    stand().set(Stand::Working);
    platform::spawn(async move {
        let found = work.await;
        if TURN.get() == turn {
            stand().set(found);
        }
    });
}

/// Opens a file that somebody picked.
pub fn bring(file: web_sys::File) {
    begin(async move {
        let name = file.name();
        if file.size() > MAX_BYTES as f64 {
            return Stand::Refused(text::file_error(&name, &FileError::TooLarge));
        }
        match platform::file::bytes(&file).await {
            Ok(bytes) => look(name, bytes).await,
            Err(_) => refused(&name, text::UNREADABLE),
        }
    });
}

/// Opens a sealed file with a passphrase.
pub fn unlock(locked: &Rc<Locked>, passphrase: String) {
    let locked = locked.clone();
    begin(async move {
        let trouble = match sealing::open(&locked.sealed, &passphrase).await {
            Ok(bytes) => return look(locked.name.clone(), bytes).await,
            Err(CryptoError::Wrong) => text::WRONG_PASSPHRASE,
            Err(CryptoError::Unavailable) => text::NO_SEALING,
        };
        Stand::Locked(Rc::new(Locked {
            name: locked.name.clone(),
            sealed: locked.sealed.clone(),
            trouble,
        }))
    });
}

fn refused(name: &str, words: &str) -> Stand {
    let words = [name, " — ", words, " ", text::NOTHING_CHANGED];
    Stand::Refused(text::join(&words))
}

/// What is in the bytes of a file, read step by step with the page answering in between.
async fn look(name: String, bytes: Vec<u8>) -> Stand {
    let mut opening = Opening::new(Cow::Owned(bytes), Checksum::Required);
    let found = loop {
        platform::page::turn().await;
        if let Some(found) = opening.step(STEP) {
            break found;
        }
    };
    match found {
        Ok(members) => choose(name, members).await,
        Err(error) => Stand::Refused(text::file_error(&name, &error)),
    }
}

/// What a file holds, as far as it matters here.
#[derive(Default)]
struct Contents {
    regencies: Vec<Incoming>,
    sealed: Option<Sealed>,
    error: Option<FileError>,
    /// A sheet of a village or kecamatan: its kind and whose it is.
    lesser: Option<(SheetKind, String)>,
}

impl Contents {
    fn add(&mut self, result: Result<Incoming, FileError>) {
        match result {
            Ok(incoming) if incoming.sheet.meta.kind == SheetKind::Kabupaten => {
                self.regencies.push(incoming);
            }
            Ok(incoming) => {
                let meta = incoming.sheet.meta;
                self.lesser = Some((meta.kind, meta.region_name));
            }
            Err(error) => self.error = Some(error),
        }
    }
}

fn contents(members: Vec<Member>) -> Contents {
    let mut all = Contents::default();
    for member in members {
        match member.result {
            Ok(Content::Sheet(incoming)) => all.add(Ok(*incoming)),
            Ok(Content::Bundle(bundle)) => {
                for one in bundle.sheets {
                    all.add(one.result);
                }
            }
            Ok(Content::Sealed(sealed)) => all.sealed = Some(*sealed),
            Ok(Content::Receipt(_) | Content::Return(_)) => {}
            Err(error) => all.error = Some(error),
        }
    }
    all
}

/// The regency of a file; one sentence where there is none.
async fn choose(name: String, members: Vec<Member>) -> Stand {
    let found = contents(members);
    let mut guests = Vec::new();
    let any = !found.regencies.is_empty();
    for incoming in found.regencies {
        platform::page::turn().await;
        guests.extend(Guest::of(incoming).await.map(Rc::new));
    }
    match (guests.len(), found.sealed, found.lesser, found.error) {
        (1, ..) => guests.pop().map_or(Stand::Nothing, Stand::Open),
        (2.., ..) => Stand::Several(guests),
        _ if any => refused(&name, text::OTHER_INSTRUMENT),
        (_, Some(sealed), ..) => Stand::Locked(Rc::new(Locked {
            name,
            sealed,
            trouble: "",
        })),
        (_, _, Some((kind, whose)), _) => {
            let words = [
                text::VISIT_IS_A,
                text::kind_inside(kind),
                " ",
                &whose,
                text::VISIT_NO_REGENCY_REST,
            ];
            refused(&name, &text::join(&words))
        }
        (_, _, _, Some(error)) => Stand::Refused(text::file_error(&name, &error)),
        _ => refused(&name, text::VISIT_NO_REGENCY),
    }
}

impl Guest {
    /// Judges a sheet that was read; `None` where no edition of its instrument is here.
    async fn of(incoming: Incoming) -> Option<Guest> {
        let named = &incoming.sheet.meta.instrument;
        instruments::ready(named).await;
        let own = instruments::of(named);
        let instrument = own.or_else(|| instruments::nearest(named))?;
        let report = score::report(instrument, &incoming.sheet);
        Some(Guest {
            from: incoming.from,
            part: !incoming.part.is_empty(),
            instrument,
            instead: own.is_none(),
            report,
            view: View::new(),
            sheet: incoming.sheet,
        })
    }
}
