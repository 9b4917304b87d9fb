//! The sheets of this device: finding, beginning and opening them.

use std::cell::{Cell, RefCell};

use saba_core::instrument::SheetKind;
use saba_core::merge::merge;
use saba_core::order::sorted;
use saba_core::region::RegionCode;
use saba_core::sheet::{InstrumentRef, Sheet, SheetMeta};

use crate::route::{Page, Route};
use crate::store::{self, First, Loaded, Store, StoreError, StoredSheet};
use crate::{device, platform, prefs, regions, state};

thread_local! {
    /// Was the list of sheets read, and has no screen been built since? What other windows
    /// begin from then on they say.
    static FRESH: Cell<bool> = const { Cell::new(false) };
    /// The sheet that somebody chose last in this page, of several with the same address:
    /// where nothing else can keep it, it counts as long as the page lives.
    static CHOSEN: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Where the store keeps this device's id.
pub const DEVICE: &str = "device";

/// Reads the list of sheets anew; gives this device's id too, if it has one.
pub async fn refresh() -> Result<Option<String>, StoreError> {
    let store = state::saver().store().await?;
    let First {
        mut sheets,
        value: device,
        under: away,
    } = store.first(DEVICE, "away").await?;
    // Sheets that came in and were taken back untouched are put away, until somebody
    // changes them all the same.
    for (key, since) in away {
        let id = key.split_once('/').map_or("", |(_, id)| id);
        let since: u64 = since.parse().unwrap_or(0);
        sheets.retain(|s| s.sheet.meta.id != id || s.touched > since);
    }
    state::signals()
        .sheets
        .set(sorted(sheets, &|a, b| b.touched.cmp(&a.touched)));
    Ok(device)
}

/// Reads the list of sheets for the first screen.
pub async fn begin() -> Result<Option<String>, StoreError> {
    let device = refresh().await?;
    FRESH.set(true);
    Ok(device)
}

/// Is a screen being built that the list of sheets was just read for? Only the first one.
pub fn are_fresh() -> bool {
    FRESH.take()
}

/// Was this sheet put away, and is it not in the list for that?
#[cfg(feature = "desk")]
pub async fn is_away(store: &Store, id: &str) -> Result<bool, StoreError> {
    let mut key = String::from("away/");
    key.push_str(id);
    let mark = store.get(&key).await?.unwrap_or_default();
    let here = |all: &Vec<StoredSheet>| all.iter().any(|s| s.sheet.meta.id == id);
    Ok(!mark.is_empty() && !state::signals().sheets.look(here))
}

/// Puts sheets first in the list, as they were just stored.
#[cfg(feature = "desk")]
pub fn remember(stored: Vec<StoredSheet>) {
    let ids: saba_core::order::Map<()> = (stored.iter())
        .map(|s| (s.sheet.meta.id.clone(), ()))
        .collect();
    state::signals().sheets.update(|all| {
        all.retain(|s| !ids.contains_key(&s.sheet.meta.id));
        all.splice(..0, stored);
    });
}

/// Sheets that were begun while the list of sheets could not be read: where the
/// device has one for the same region already, they become one.
pub async fn reconcile(store: &Store) -> Result<(), StoreError> {
    for id in state::sheets_here() {
        let Some(mut begun) = state::sheet(&id) else {
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
        // It goes on under the name of the one that is stored.
        begun.meta = ours.meta.clone();
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

/// The address of every sheet of a region.
fn address(kind: SheetKind, region: &RegionCode) -> String {
    Route::Sheet(kind, region.clone(), Page::Overview).hash()
}

/// Has the address of a sheet open this one in this window, of several that have it.
pub fn choose(meta: &SheetMeta) {
    let address = address(meta.kind, &meta.region);
    prefs::choose_sheet(&address, &meta.id);
    CHOSEN.set(meta.id.clone());
}

/// The one of several sheets of a region that somebody chose.
fn chosen(here: &[StoredSheet]) -> Option<&StoredSheet> {
    let [first, _, ..] = here else { return None };
    let meta = &first.sheet.meta;
    let now = CHOSEN.with_borrow(String::clone);
    let before = prefs::sheet(&address(meta.kind, &meta.region)).unwrap_or_default();
    let find = |id: String| here.iter().find(|s| s.sheet.meta.id == id);
    find(now).or_else(|| find(before))
}

/// The sheets of a region, the one that was changed last before the others.
fn all_of(kind: SheetKind, region: &RegionCode) -> Vec<StoredSheet> {
    let is_here = |s: &&StoredSheet| s.sheet.meta.kind == kind && s.sheet.meta.region == *region;
    (state::signals().sheets).look(|all| all.iter().filter(is_here).cloned().collect())
}

/// The sheet for a region: of several the one that was chosen, or else the one with the
/// latest data years, as far as their instruments are known here, and of those the one that
/// was changed last.
pub fn find(kind: SheetKind, region: &RegionCode) -> Option<StoredSheet> {
    let here = all_of(kind, region);
    if let Some(chosen) = chosen(&here) {
        return Some(chosen.clone());
    }
    let mut here = here.into_iter();
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
/// that is known. The list of sheets is read anew for it, unless it is `fresh`.
pub async fn open(
    kind: SheetKind,
    region: &RegionCode,
    fresh: bool,
) -> Result<Option<bool>, StoreError> {
    let chosen = chosen(&all_of(kind, region)).map(|s| s.sheet.meta.id.clone());
    let is_meant = |meta: &SheetMeta| {
        meta.kind == kind
            && meta.region == *region
            && chosen.as_ref().is_none_or(|id| *id == meta.id)
    };
    if state::with_sheet(|s| is_meant(&s.meta)) == Some(true) {
        #[cfg(feature = "desk")]
        state::refit_if_known();
        return Ok(None);
    }
    crate::dispatch::flush();
    if let Some(sheet) = state::aside(&is_meant) {
        #[cfg(feature = "desk")]
        crate::instruments::ready(&sheet.meta.instrument).await;
        show_as(sheet, true);
        return Ok(None);
    }
    if !fresh && find(kind, region).is_none() && state::saver().is_open() {
        // Another window may have begun it. A store that does not open is not waited for.
        let _ = refresh().await;
    }
    #[cfg(feature = "desk")]
    for stored in state::signals().sheets.peek() {
        if stored.sheet.meta.region == *region {
            crate::instruments::ready(&stored.sheet.meta.instrument).await;
        }
    }
    if let Some(stored) = find(kind, region) {
        let done = load(&stored.sheet.meta.id, &|| is_shown(kind, region)).await;
        device::shown();
        if done? {
            return Ok(None);
        }
    }
    let list = regions::regency(region).await;
    let found = list.as_ref().map(|l| l.find(region).is_some());
    let named = list.as_ref().and_then(|l| l.find(region));
    let instrument = state::built_in();
    if !is_shown(kind, region) {
        return Ok(None);
    }
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

/// Shows a stored sheet, if it still `wanted` when it is read; says whether it is in
/// the store.
async fn load(id: &str, wanted: &dyn Fn() -> bool) -> Result<bool, StoreError> {
    let mine = device::ask(id).await;
    let store = state::saver().store().await?;
    // The small program shows only what it may write.
    #[cfg(not(feature = "desk"))]
    if !mine && wanted() {
        device::only_reads();
    }
    let loaded = store.load(id).await?;
    let found = loaded.is_some();
    if let Some(loaded) = loaded.filter(|_| wanted()) {
        note_damage(&loaded);
        show_as(loaded.sheet, mine);
    }
    Ok(found)
}

/// Does the address still ask for this sheet? Reading takes time, and people go on.
fn is_shown(kind: SheetKind, region: &RegionCode) -> bool {
    matches!(state::signals().route.peek(), Route::Sheet(k, r, _) if k == kind && r == *region)
}

/// Puts a sheet on the screen and asks to be its only writer.
pub fn show(sheet: Sheet) {
    let id = sheet.meta.id.clone();
    show_as(sheet, true);
    platform::spawn(async move {
        let mine = device::ask(&id).await;
        if state::with_sheet(|s| s.meta.id == id) == Some(true) {
            match mine {
                true => state::set_writable(true),
                false => device::only_reads(),
            }
        }
        device::shown();
    });
}

fn show_as(sheet: Sheet, mine: bool) {
    state::open(sheet);
    state::set_writable(mine);
}

/// Another window has begun the sheet that is open here without any answer: goes on
/// with that one.
pub fn adopt(id: &str) {
    crate::dispatch::flush();
    let blank = state::with_sheet(|s| s.answers.is_empty().then(|| s.meta.clone())).flatten();
    let Some(meta) = blank else { return };
    let other = find(meta.kind, &meta.region);
    if meta.id != id && other.is_some_and(|s| s.sheet.meta.id == id) {
        state::close(&meta.id);
        state::show_again();
    }
}
