//! What is said and noted of a payload that has left.

use saba_core::file::receipt::receipt_code;
use saba_core::text::joined;

use super::payload::Payload;
use crate::store::handed::{self, Handed};
use crate::{platform, state, store};

impl Payload {
    /// The four words by which sender and receiver know that they have the same file.
    pub fn code(&self) -> String {
        let words = receipt_code(&self.checksum).unwrap_or_default();
        joined(&mut words.into_iter(), " ")
    }

    /// Notes that it has left, with the record of what left before.
    pub fn has_left(&self, before: Option<&Handed>) -> Handed {
        let record = Handed::of(&self.sheet, self.from.at, &self.checksum, before);
        let id = &self.sheet.meta.id;
        let kv = (handed::key(id), record.write());
        if !state::signals().writable.peek() {
            // Another window has the sheet and writes its head; this is beside it.
            platform::spawn(async move {
                if let Ok(store) = state::saver().store().await {
                    let _ = store.set(&kv.0, &kv.1).await;
                }
            });
            return record;
        }
        let revision = self.sheet.meta.revision;
        let batch = state::with_open_mut(|open| {
            open.sheet.meta.revision = open.sheet.meta.revision.max(revision);
            let mut batch = store::batch(&open.sheet, &[], platform::now(), 0);
            batch.kv.push(kv);
            batch
        });
        if let Some(batch) = batch {
            state::saver().push(batch);
        }
        record
    }
}
