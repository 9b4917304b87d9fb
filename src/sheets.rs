//! The sheets of this device: finding, beginning and opening them.

use saba_core::instrument::SheetKind;
use saba_core::merge::merge;
use saba_core::order::sorted;
use saba_core::region::RegionCode;
use saba_core::sheet::{InstrumentRef, Sheet, SheetMeta};

use crate::store::{self, Loaded, Store, StoreError, StoredSheet};
use crate::{platform, regions, state};

/// Reads the list of sheets anew.
pub async fn refresh() -> Result<(), StoreError> {
    let store = state::saver().store().await?;
    let (sheets, _) = store.sheets().await?;
    state::signals()
        .sheets
        .set(sorted(sheets, &|a, b| b.touched.cmp(&a.touched)));
    Ok(())
}

/// Sheets that were begun while the list of sheets could not be read: where the
/// device has one for the same region already, they become one.
pub async fn reconcile(store: &Store) -> Result<(), StoreError> {
    for id in state::sheets_here() {
        let Some(begun) = state::sheet(&id) else {
            continue;
        };
        let Some(known) = find(begun.meta.kind, &begun.meta.region) else {
            continue;
        };
        let known = &known.sheet.meta.id;
        if *known == id {
            continue;
        }
        let Some(ours) = store.sheet(known).await? else {
            continue;
        };
        let both = merge(&ours, &begun);
        let batch = store::whole(&both, Some(&ours), platform::now());
        state::saver().replace(&id, batch);
        if state::with_sheet(|s| s.meta.id == id) == Some(true) {
            show(both);
        }
        state::forget_aside(&id);
    }
    Ok(())
}

/// The sheet for a region: of several the one with the latest data years, as far as
/// their instruments are known here, and of those the one that was changed last.
pub fn find(kind: SheetKind, region: &RegionCode) -> Option<StoredSheet> {
    let all = state::signals().sheets.peek().into_iter();
    let mut here = all.filter(|s| s.sheet.meta.kind == kind && s.sheet.meta.region == *region);
    let best = here.next()?;
    #[cfg(feature = "desk")]
    let best = {
        let year = |s: &StoredSheet| {
            let instrument = crate::instruments::of(&s.sheet.meta.instrument);
            instrument.map_or(0, |i| i.years[1])
        };
        here.fold(best, |best, other| match year(&other) > year(&best) {
            true => other,
            false => best,
        })
    };
    Some(best)
}

/// Opens the sheet of a region: the stored one, or a new one that is stored
/// with its first answer. Says whether the region is in the official list, if
/// that is known.
pub async fn open(kind: SheetKind, region: &RegionCode) -> Result<Option<bool>, StoreError> {
    let already = state::with_sheet(|s| s.meta.kind == kind && s.meta.region == *region);
    if already == Some(true) {
        #[cfg(feature = "desk")]
        state::refit_if_known();
        return Ok(None);
    }
    crate::dispatch::flush();
    if let Some(sheet) = state::aside(kind, region) {
        #[cfg(feature = "desk")]
        crate::instruments::ready(&sheet.meta.instrument).await;
        show(sheet);
        return Ok(None);
    }
    #[cfg(feature = "desk")]
    for stored in state::signals().sheets.peek() {
        if stored.sheet.meta.region == *region {
            crate::instruments::ready(&stored.sheet.meta.instrument).await;
        }
    }
    if let Some(stored) = find(kind, region) {
        let store = state::saver().store().await?;
        if let Some(loaded) = store.load(&stored.sheet.meta.id).await? {
            note_damage(&loaded);
            show(loaded.sheet);
            return Ok(None);
        }
    }
    let list = regions::regency(region).await;
    let found = list.as_ref().map(|l| l.find(region).is_some());
    let named = list.as_ref().and_then(|l| l.find(region));
    let instrument = state::built_in();
    show(Sheet::new(SheetMeta {
        id: platform::random_id(32),
        kind,
        region: region.clone(),
        region_name: named.map_or_else(|| region.as_str().to_string(), |r| r.name.clone()),
        region_path: named.map(|r| r.path.clone()).unwrap_or_default(),
        instrument: InstrumentRef::of(instrument),
        created: platform::now(),
        revision: 0,
        extra: Vec::new(),
    }));
    Ok(found)
}

/// Remembers what of a sheet cannot be read.
fn note_damage(loaded: &Loaded) {
    let id = &loaded.sheet.meta.id;
    state::signals().damaged.update(|all| {
        all.retain(|(sheet, _)| sheet != id);
        if !loaded.damaged.is_empty() {
            all.push((id.clone(), loaded.damaged.clone()));
        }
    });
}

/// Puts a sheet on the screen and asks to be its only writer.
pub fn show(sheet: Sheet) {
    let id = sheet.meta.id.clone();
    state::open(sheet);
    become_writer(id, false);
}

/// Asks to be the only writer of a sheet, or takes that over.
pub fn become_writer(id: String, steal: bool) {
    let mut name = String::from("saba-sheet-");
    name.push_str(&id);
    let signals = state::signals();
    if state::saver().is_read_only() {
        signals.writable.set(false);
        return;
    }
    platform::lock::hold(&name, steal, move |granted| {
        // The answer may come after another sheet was opened.
        if state::with_sheet(|s| s.meta.id == id) == Some(true) {
            if granted && !signals.writable.peek() {
                // The other window may have written in the meantime.
                reload(id.clone());
                return;
            }
            if !granted {
                // What is being typed here was typed before the other window came.
                crate::dispatch::flush();
            }
            signals.writable.set(granted);
        }
    });
}

/// Reads the open sheet anew from the store; only then may it be written.
fn reload(id: String) {
    platform::page::blur();
    crate::platform::spawn(async move {
        let Ok(store) = state::saver().store().await else {
            return;
        };
        let Ok(stored) = store.sheet(&id).await else {
            return;
        };
        #[cfg(feature = "desk")]
        if let Some(sheet) = &stored {
            crate::instruments::ready(&sheet.meta.instrument).await;
        }
        if state::with_sheet(|s| s.meta.id == id) == Some(true) {
            if let Some(sheet) = stored {
                state::open(sheet);
            }
            state::signals().writable.set(true);
        }
    });
}
