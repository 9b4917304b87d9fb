//! Getting ready: the instrument, the device's id, the list of sheets.

use saba_core::instrument::Instrument;

use crate::store::{SaverState, StoreError};
use crate::{platform, sheets, state};

const DEVICE: &str = "device";

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
    let text = platform::fetch_text(&instrument_url())
        .await
        .map_err(|_| StartError::NoInstrument)?;
    let instrument = Instrument::load(&text).map_err(|_| StartError::BadInstrument)?;
    state::set_instrument(instrument);
    if let Err(error) = open_store().await {
        state::set_device(platform::random_id(8));
        state::signals().light.set(SaverState::Failed(error));
    }
    Ok(())
}

/// Where this page's instrument is.
pub fn instrument_url() -> String {
    let mut url = platform::asset("instrument");
    url.push_str(INSTRUMENT);
    url
}

async fn open_store() -> Result<(), StoreError> {
    let store = state::saver().store().await?;
    let id = match store.get(DEVICE).await? {
        Some(id) => id,
        None => {
            let id = platform::random_id(8);
            store.set(DEVICE, &id).await?;
            id
        }
    };
    state::set_device(id);
    sheets::refresh().await
}
