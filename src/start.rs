//! Getting ready: the instrument, the device's id, the list of sheets.

use std::rc::Rc;

use saba_core::instrument::Instrument;

use crate::store::{Store, StoreError};
use crate::{platform, sheets, state};

/// The lock of the window that speaks for the device.
pub const DEVICE_LOCK: &str = "saba-device";

/// The extract of the instrument that this page works with.
const INSTRUMENT: &str = if cfg!(feature = "desk") {
    "kks-2025.desk.json"
} else {
    "kks-2025.field.json"
};

/// Why the page cannot begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StartError {
    /// The instrument could not be fetched.
    NoInstrument,
    /// The instrument could not be understood.
    BadInstrument,
}

/// Loads what every screen needs. A store that cannot be opened is told by the
/// save light; the page works without it.
///
/// # Errors
/// [`StartError`] without an instrument.
pub async fn run() -> Result<(), StartError> {
    // Until the store tells, and where it cannot.
    state::set_device(platform::random_id(8));
    state::set_writer(platform::random_id(8));
    // It opens while the instrument comes; what it tells needs none.
    state::saver().begin();
    let text = platform::fetch_text(&instrument_url())
        .await
        .map_err(|_| StartError::NoInstrument)?;
    let instrument = Instrument::load(&text).map_err(|_| StartError::BadInstrument)?;
    state::set_instrument(instrument);
    Ok(())
}

/// Where this page's instrument is.
pub fn instrument_url() -> String {
    let mut url = platform::asset("instrument");
    url.push_str(INSTRUMENT);
    url
}

/// The store is open for the first time: this device's id, the list of sheets, and
/// what was begun while the list could not be read.
///
/// # Errors
/// See [`StoreError`].
pub async fn opened(store: Rc<Store>) -> Result<(), StoreError> {
    let id = match sheets::begin().await? {
        Some(id) => id,
        None => {
            let (store, id) = (store.clone(), platform::random_id(8));
            let new = id.clone();
            // No screen waits for it. Where it cannot be kept, answers cannot either,
            // which is told then.
            platform::spawn(async move {
                let _ = store.set(sheets::DEVICE, &new).await;
            });
            id
        }
    };
    if platform::lock::exists() {
        let name = id.clone();
        platform::spawn(async move {
            // One window alone speaks for the device; the others have names of their own,
            // so that versions tell them apart.
            if platform::lock::ask(DEVICE_LOCK).await {
                state::set_writer(name);
            }
        });
    }
    state::set_device(id);
    sheets::reconcile(&store).await
}
