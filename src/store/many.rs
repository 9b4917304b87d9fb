//! Many sheets that come in: written several to a transaction, and while those that were
//! written are read back, the next are on their way.

use std::rc::Rc;

use futures_util::future::join;
use wasm_bindgen::JsValue;

use super::copies::Copies;
use super::db::{Record, texts};
use super::saver::Saver;
use super::{Batch, Merged, Store, StoreError, TRIES, asks, guard, pack, plan, seal, tell};
use crate::platform::{self, page};

/// How many sheets are written in one transaction.
const GROUP: usize = 40;

/// Sheets that were written and are to be read back.
struct Written {
    records: Vec<Record>,
    /// What they say, as the browser has it.
    texts: Vec<JsValue>,
    /// Of each sheet, what the store knew more.
    merged: Vec<Merged>,
}

impl Store {
    /// Lays batches of different sheets over what is stored, in one transaction. They are
    /// stored when [`Store::check_all`] says so.
    async fn write_all(&self, batches: &[Rc<Batch>]) -> Result<Written, StoreError> {
        self.may_write()?;
        let (mut asked, mut parts) = (Vec::new(), Vec::new());
        for batch in batches {
            let from = asked.len();
            asked.extend(asks(batch));
            parts.push(from..asked.len());
        }
        // Most sheets that come packed are not here yet; the transaction looks all the same.
        let mut seen = match batches.iter().all(|batch| pack::is_first(batch)) {
            true => vec![Vec::new(); asked.len()],
            false => self.db.read(&asked).await?,
        };
        for _ in 0..TRIES {
            let known = batches.iter().zip(&parts).filter(|(batch, part)| {
                let head = seen.get(part.start);
                batch.whole && head.is_some_and(|head| !head.is_empty())
            });
            let known: Vec<String> = known.map(|(batch, _)| batch.sheet_id.clone()).collect();
            // Taking in goes on without a copy: it takes nothing away.
            let _ = self.copy_all(&known).await;
            let (mut merged, mut records, mut gone) = (Vec::new(), Vec::new(), Vec::new());
            for (batch, part) in batches.iter().zip(&parts) {
                page::turn().await;
                let mut plan = plan(batch, seen.get(part.clone()).unwrap_or_default()).await?;
                records.append(&mut plan.records);
                gone.append(&mut plan.gone);
                merged.push(plan.merged);
            }
            page::turn().await;
            let texts = texts(&records);
            let write = (&seen, &records[..], &gone[..]);
            let now = self.db.write_texts(&asked, write, &texts).await?;
            if now == seen {
                return Ok(Written {
                    records,
                    texts,
                    merged,
                });
            }
            seen = now;
        }
        Err(StoreError::Aborted)
    }

    /// Reads back what was written, and compares: all that makes a sheet.
    async fn check_all(
        &self,
        batches: &[Rc<Batch>],
        written: Written,
    ) -> Result<Vec<Merged>, StoreError> {
        let all = written.records.iter().zip(&written.texts);
        let own: Vec<_> = all
            .filter(|(record, _)| guard::is_of_sheet(record))
            .collect();
        if !self.db.say(&own).await? {
            return Err(StoreError::Mismatch);
        }
        batches.iter().for_each(|batch| tell(batch));
        Ok(written.merged)
    }

    /// Copies of several sheets as they are stored, as [`Store::copy`] makes them.
    async fn copy_all(&self, ids: &[String]) -> Result<(), StoreError> {
        if ids.is_empty() {
            return Ok(());
        }
        let (mut loaded, _) = self.several(ids).await?;
        loaded.retain(|loaded| !seal::is_open(&loaded.sheet.meta.id));
        let copies = Copies::open().await?;
        copies.keep_all(&loaded, platform::now()).await?;
        // One may have been locked while the copies were made.
        for loaded in &loaded {
            let id = &loaded.sheet.meta.id;
            if self.lock(id).await?.is_some() {
                copies.forget(id).await?;
            }
        }
        Ok(())
    }
}

impl Saver {
    /// Writes the whole sheets at the head of the queue, for as long as there are several.
    /// Says whether any was stored: where none was, one by one tells which does not do.
    pub(super) async fn many(&self) -> bool {
        let mut any = false;
        let mut before: Option<(Vec<Rc<Batch>>, Written)> = None;
        loop {
            self.watch();
            let on_the_way = before.as_ref().map_or(0, |(batches, _)| batches.len());
            let group = self.group(on_the_way, GROUP);
            // A connection that was closed is opened again by whoever comes next.
            let Ok(store) = self.store().await else {
                return any;
            };
            let check = async {
                let (batches, written) = before.take()?;
                let merged = store.check_all(&batches, written).await.ok()?;
                Some((batches, merged))
            };
            let write = async {
                match group.is_empty() {
                    true => None,
                    false => store.write_all(&group).await.ok(),
                }
            };
            // The reading begins first: it sees what it is to see.
            let (checked, written) = join(check, write).await;
            if on_the_way > 0 {
                let Some((batches, merged)) = checked else {
                    return any;
                };
                any = true;
                self.stored(&batches, merged);
            }
            let Some(written) = written else {
                return any;
            };
            before = Some((group, written));
        }
    }
}
