//! What the save queue tells this page, and asks it.

use std::rc::Rc;

use crate::dom::touch;
use crate::store::{self, Batch, Page, SaverState, Store, StoreError, Work};
use crate::{dispatch, platform, start, state};

/// The page that this program is.
pub struct ThisPage;

impl Page for ThisPage {
    fn report(&self, now: SaverState) {
        let signals = state::signals();
        if now != SaverState::Saving && !signals.begun.peek() {
            signals.begun.set(true);
        }
        let light = &signals.light;
        if now == SaverState::Saved && light.peek() != SaverState::Saved {
            signals.saved_at.set(Some(platform::now()));
        }
        if now == SaverState::Failed(StoreError::Newer) {
            signals.writable.set(false);
        }
        // Typing that is not handed in yet is not saved yet.
        light.set(match now {
            SaverState::Saved if dispatch::is_typing() => SaverState::Saving,
            now => now,
        });
    }

    fn opened(&self, store: Rc<Store>) -> Work {
        Box::pin(start::opened(store))
    }

    fn whole(&self, sheet: &str) -> Option<Batch> {
        let sheet = state::sheet(sheet)?;
        Some(store::whole(&sheet, None, platform::now()))
    }

    fn merged(&self, batch: &Batch, records: Vec<(String, String)>) {
        for signal in state::join(&batch.sheet_id, &records) {
            touch(&signal);
        }
        state::signals().total.update(|n| *n += 1);
    }
}
