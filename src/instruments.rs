//! The instruments of this device: the page's own, and those that came from files.
//! They are kept as texts and loaded when a sheet or a screen asks for them; a loaded
//! one lives as long as the page, so that views hold references.

use std::cell::{Cell, RefCell};

use saba_core::file::{FileError, decode_text};
use saba_core::instrument::Instrument;
use saba_core::json::{Json, JsonProblem};
use saba_core::sheet::InstrumentRef;

use crate::store::{Store, StoreError};
use crate::{platform, prefs, sheets, start, state, text};

/// Texts of instruments stand under this name and their hash.
const PREFIX: &str = "instrument";

thread_local! {
    static LOADED: RefCell<Vec<&'static Instrument>> = const { RefCell::new(Vec::new()) };
    static OWN_KEPT: Cell<bool> = const { Cell::new(false) };
}

fn name(hash: &str) -> String {
    text::join(&[PREFIX, "/", hash])
}

/// Is this the instrument that a sheet names? By id and hash; by id and edition where
/// a sheet that was written by hand names no hash.
fn fits(instrument: &Instrument, named: &InstrumentRef) -> bool {
    let edition = match named.hash.is_empty() {
        false => named.hash == instrument.hash,
        true => named.edition.is_empty() || named.edition == instrument.edition,
    };
    named.id == instrument.id && edition
}

/// Everything that is loaded, the page's own first.
fn loaded() -> Vec<&'static Instrument> {
    let own = state::built_in();
    let others = LOADED.with_borrow(Clone::clone);
    let others = others.into_iter().filter(|i| i.hash != own.hash);
    std::iter::once(own).chain(others).collect()
}

/// The very instrument that a sheet names, if it is loaded.
pub fn of(named: &InstrumentRef) -> Option<&'static Instrument> {
    loaded().into_iter().find(|i| fits(i, named))
}

/// The instrument to open a sheet with: the very one, or else another edition.
pub fn nearest(named: &InstrumentRef) -> Option<&'static Instrument> {
    of(named).or_else(|| loaded().into_iter().find(|i| i.id == named.id))
}

/// Loads what a sheet needs, if it is on this device.
pub async fn ready(named: &InstrumentRef) {
    if of(named).is_some() {
        return;
    }
    let Ok(store) = state::saver().store().await else {
        return;
    };
    if !named.hash.is_empty()
        && let Ok(Some(text)) = store.get(&name(&named.hash)).await
    {
        take(&text);
    }
    if nearest(named).is_none() {
        let _ = all().await;
    }
}

/// Loads a kept text; one that cannot be read stays where it is.
fn take(text: &str) {
    if let Ok(instrument) = Instrument::load(text) {
        keep_loaded(instrument);
    }
}

fn keep_loaded(instrument: Instrument) -> &'static Instrument {
    if let Some(same) = loaded().into_iter().find(|i| i.hash == instrument.hash) {
        return same;
    }
    let instrument: &'static Instrument = Box::leak(Box::new(instrument));
    LOADED.with_borrow_mut(|all| all.push(instrument));
    instrument
}

/// Every instrument on this device, the page's own first.
///
/// # Errors
/// See [`StoreError`].
pub async fn all() -> Result<Vec<&'static Instrument>, StoreError> {
    let store = state::saver().store().await?;
    for (at, text) in store.under(PREFIX).await? {
        if !loaded().iter().any(|i| name(&i.hash) == at) {
            take(&text);
        }
    }
    Ok(loaded())
}

/// What came of a file that was opened as an instrument.
pub enum Opened {
    /// It is kept now.
    New(&'static Instrument),
    /// It was here already.
    Known(&'static Instrument),
    /// It cannot be used: one sentence.
    Refused(String),
}

/// Opens an instrument from the bytes of a file and keeps it on this device.
pub async fn open(file: &str, bytes: &[u8]) -> Opened {
    let refuse = |words: &[&str]| {
        let mut all = vec![file, " — "];
        all.extend_from_slice(words);
        all.extend_from_slice(&[" ", text::NOTHING_CHANGED]);
        Opened::Refused(text::join(&all))
    };
    let content = match decode_text(bytes) {
        Ok(content) => content,
        Err(FileError::Empty) => return refuse(&[text::INSTRUMENT_EMPTY]),
        Err(_) => return refuse(&[text::NO_INSTRUMENT_FILE]),
    };
    let json = match Json::parse(&content) {
        Ok(json) => json,
        Err(e) if e.problem == JsonProblem::CutOff => {
            return refuse(&[text::INSTRUMENT_CUT_OFF]);
        }
        Err(e) if content.starts_with('{') => {
            let line = e.line.to_string();
            return refuse(&[
                text::INSTRUMENT_BAD,
                text::INSTRUMENT_BAD_LINE,
                &line,
                text::INSTRUMENT_BAD_DO,
            ]);
        }
        Err(_) => return refuse(&[text::NO_INSTRUMENT_FILE]),
    };
    match json.get("format").and_then(Json::as_str) {
        Some("saba-instrument") => {}
        Some("saba") => return refuse(&[text::INSTRUMENT_IS_SHEET]),
        _ => return refuse(&[text::NO_INSTRUMENT_FILE]),
    }
    // A part of an instrument names the whole, and nobody can check that it does.
    if json.get("extract_of").is_some() {
        return refuse(&[text::INSTRUMENT_PART]);
    }
    let instrument = match Instrument::from_json(&json) {
        Ok(instrument) => instrument,
        Err(e) => {
            return refuse(&[text::INSTRUMENT_BAD, &e.place, text::INSTRUMENT_BAD_DO]);
        }
    };
    let known = all().await;
    let known = known.map(|all| all.into_iter().find(|i| i.hash == instrument.hash));
    let result = match (known, state::saver().store().await) {
        (Ok(Some(same)), _) => return Opened::Known(same),
        (Ok(None), Ok(store)) => store.set(&name(&instrument.hash), &content).await,
        (Err(error), _) | (_, Err(error)) => Err(error),
    };
    match result {
        Ok(()) => {
            prefs::always_desk(true);
            Opened::New(keep_loaded(instrument))
        }
        Err(error) => refuse(&[text::store_error(error), "."]),
    }
}

/// Takes an instrument off this device, unless a sheet here needs it: its name then.
///
/// # Errors
/// See [`StoreError`].
pub async fn remove(hash: &str) -> Result<Option<String>, StoreError> {
    sheets::refresh().await?;
    let all = state::signals().sheets.peek();
    let user = all.iter().find(|s| s.sheet.meta.instrument.hash == hash);
    if let Some(user) = user {
        return Ok(Some(user.sheet.meta.region_name.clone()));
    }
    let store = state::saver().store().await?;
    store.remove(&name(hash)).await?;
    LOADED.with_borrow_mut(|all| all.retain(|i| i.hash != hash));
    if loaded().len() == 1 {
        prefs::always_desk(false);
    }
    Ok(None)
}

/// Keeps the page's own instrument, so that a sheet still opens with what it was
/// filled in with after the page brings another edition.
pub async fn keep_own() {
    if !OWN_KEPT.replace(true)
        && let Ok(store) = state::saver().store().await
    {
        // Failing costs a later comparison, nothing else.
        let _ = keep_own_in(&store).await;
    }
}

async fn keep_own_in(store: &Store) -> Result<(), StoreError> {
    let own = &state::built_in().hash;
    if store.get(PREFIX).await?.as_ref() == Some(own) {
        return Ok(());
    }
    if let Ok(text) = platform::fetch_text(&start::instrument_url()).await {
        store.set(&name(own), &text).await?;
        store.set(PREFIX, own).await?;
    }
    Ok(())
}
