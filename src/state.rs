//! What the page knows: the instrument, the sheet that is open, and the
//! signals that views listen to. Views read through the functions here and
//! change nothing; changes go through [`crate::dispatch`].

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use leptos::prelude::ArcRwSignal;
#[cfg(feature = "desk")]
use saba_core::instrument::SheetKind;
use saba_core::instrument::{Instrument, Item, Role, SheetDef, Show};
#[cfg(feature = "desk")]
use saba_core::merge::merge;
use saba_core::order::{Map, sorted};
#[cfg(feature = "desk")]
use saba_core::score::{self, Outcome, Report};
use saba_core::sheet::{Change, Sheet, SheetMeta};

use crate::dom::Live;
use crate::route::Route;
use crate::store::{self, Saver, SaverState, StoredSheet};

/// What all screens follow; it lives as long as the page.
pub struct Signals {
    /// The screen.
    pub route: Live<Route>,
    /// How saving stands.
    pub light: Live<SaverState>,
    /// Is it known how the store stands, be it well or not?
    pub begun: Live<bool>,
    /// When everything was last known to be saved.
    pub saved_at: Live<Option<u64>>,
    /// Rises with every change of the open sheet.
    pub total: Live<u32>,
    /// Rises whenever another sheet is opened or the sheet is replaced.
    pub opened: Live<u32>,
    /// May this page change the open sheet?
    pub writable: Live<bool>,
    /// What *undo* would take back: an item's id.
    pub undo: Live<Option<String>>,
    /// The sheets on this device.
    pub sheets: Live<Vec<StoredSheet>>,
    /// Sheets, with the items whose stored records cannot be read.
    pub damaged: Live<Vec<(String, Vec<String>)>>,
    /// Is the open sheet a scratch copy at the moment?
    #[cfg(feature = "desk")]
    pub trial: Live<bool>,
    /// Is this window to go on in the large program?
    #[cfg(not(feature = "desk"))]
    pub onward: Live<bool>,
}

/// A sheet that is open.
pub struct Open {
    /// Its answers.
    pub sheet: Sheet,
    /// Changes by commands, the latest last.
    pub undo: Vec<Change>,
    /// Outcomes of the regency sheet, in its order.
    #[cfg(feature = "desk")]
    pub outcomes: Vec<(String, Outcome)>,
    /// Set while answers are only tried out.
    #[cfg(feature = "desk")]
    pub trial: Option<Trial>,
    /// For each item: who else shows or judges something by it.
    dependents: Map<Vec<String>>,
    /// For each item: rises with each change that its views must show.
    ticks: Map<ArcRwSignal<u32>>,
    /// For each item: rises when its inputs must be built anew.
    redraws: Map<ArcRwSignal<u32>>,
}

/// What a trial goes back to.
#[cfg(feature = "desk")]
pub struct Trial {
    /// The sheet as it is stored.
    pub kept: Sheet,
    /// What *undo* knew before.
    pub undo: Vec<Change>,
    /// What was tried out, in order.
    pub commands: Vec<saba_core::sheet::Command>,
    /// The score before.
    pub before: Report,
}

#[derive(Default)]
struct State {
    instrument: Option<&'static Instrument>,
    /// The instrument of the open sheet, where it is on this device.
    #[cfg(feature = "desk")]
    fitted: Option<&'static Instrument>,
    open: Option<Open>,
    /// Sheets that were open before, as they were left. This page is their only
    /// writer, so what is here is newer than the store.
    aside: Vec<Sheet>,
    device: String,
    writer: String,
}

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
    static SIGNALS: OnceCell<&'static Signals> = const { OnceCell::new() };
    static SAVER: OnceCell<&'static Saver> = const { OnceCell::new() };
}

/// The page's signals. Made at the first call, which must come from the root; they
/// live as long as the page.
#[inline(never)]
pub fn signals() -> &'static Signals {
    SIGNALS.with(|cell| {
        *cell.get_or_init(|| {
            Box::leak(Box::new(Signals {
                route: Live::new(Route::Home),
                light: Live::new(SaverState::Saved),
                begun: Live::new(false),
                saved_at: Live::new(None),
                total: Live::new(0),
                opened: Live::new(0),
                writable: Live::new(true),
                undo: Live::new(None),
                sheets: Live::new(Vec::new()),
                damaged: Live::new(Vec::new()),
                #[cfg(feature = "desk")]
                trial: Live::new(false),
                #[cfg(not(feature = "desk"))]
                onward: Live::new(false),
            }))
        })
    })
}

/// The save queue.
#[inline(never)]
pub fn saver() -> &'static Saver {
    SAVER.with(|cell| {
        *cell.get_or_init(|| Box::leak(Box::new(Saver::new(Rc::new(crate::keep::ThisPage)))))
    })
}

/// The instrument of the open sheet, or the page's own. Screens exist only after it
/// is there; it lives as long as the page, so views hold references and copy nothing.
#[inline(never)]
pub fn instrument() -> &'static Instrument {
    #[cfg(feature = "desk")]
    if let Some(fitted) = STATE.with_borrow(|s| s.fitted) {
        return fitted;
    }
    STATE
        .with_borrow(|s| s.instrument)
        .unwrap_or_else(|| unreachable!("screens come after the instrument"))
}

/// The page's own instrument: what new sheets are begun with.
#[cfg(feature = "desk")]
pub fn built_in() -> &'static Instrument {
    STATE
        .with_borrow(|s| s.instrument)
        .unwrap_or_else(|| unreachable!("screens come after the instrument"))
}

#[cfg(not(feature = "desk"))]
pub use self::instrument as built_in;

/// Has the page work with the instrument of a sheet.
#[cfg(feature = "desk")]
fn fit(sheet: &Sheet) {
    let fitted = crate::instruments::nearest(&sheet.meta.instrument);
    STATE.with_borrow_mut(|s| s.fitted = fitted);
}

/// Keeps the loaded instrument.
pub fn set_instrument(instrument: Instrument) {
    STATE.with_borrow_mut(|s| s.instrument = Some(Box::leak(Box::new(instrument))));
}

/// This device's id.
pub fn device() -> String {
    STATE.with_borrow(|s| s.device.clone())
}

/// Keeps this device's id.
pub fn set_device(id: String) {
    STATE.with_borrow_mut(|s| s.device = id);
}

/// The name under which this page counts its changes. Two pages of one device never
/// have the same at the same time: what one wrote without having seen the other's
/// answer must not look as if it had.
pub fn writer() -> String {
    STATE.with_borrow(|s| s.writer.clone())
}

/// Keeps the name under which this page counts its changes.
pub fn set_writer(name: String) {
    STATE.with_borrow_mut(|s| s.writer = name);
}

/// Looks at the open sheet.
pub fn with_open<T>(f: impl FnOnce(&Open) -> T) -> Option<T> {
    let (mut f, mut result) = (Some(f), None);
    look(&mut |open| result = f.take().map(|f| f(open)));
    result
}

/// Changes the open sheet. Only [`crate::dispatch`] does.
pub fn with_open_mut<T>(f: impl FnOnce(&mut Open) -> T) -> Option<T> {
    let (mut f, mut result) = (Some(f), None);
    change(&mut |open| result = f.take().map(|f| f(open)));
    result
}

// The borrowing is compiled once, not for every caller.
#[inline(never)]
fn look(f: &mut dyn FnMut(&Open)) {
    STATE.with_borrow(|s| s.open.as_ref().map(f));
}

#[inline(never)]
fn change(f: &mut dyn FnMut(&mut Open)) {
    STATE.with_borrow_mut(|s| s.open.as_mut().map(f));
}

/// Looks at the answers of the open sheet.
pub fn with_sheet<T>(f: impl FnOnce(&Sheet) -> T) -> Option<T> {
    with_open(|o| f(&o.sheet))
}

/// The item that *undo* would change in the open sheet.
pub fn last_change() -> Option<String> {
    with_open(|o| o.undo.last().map(|c| c.item.clone())).flatten()
}

/// Opens a sheet in place of whatever was open.
pub fn open(sheet: Sheet) {
    #[cfg(feature = "desk")]
    fit(&sheet);
    let instrument = instrument();
    let open = Open::new(instrument, sheet);
    let signals = signals();
    let writer = signals.writable.peek();
    STATE.with_borrow_mut(|s| {
        s.aside.retain(|old| old.meta.id != open.sheet.meta.id);
        let before = s.open.replace(open).map(Open::stored);
        let now = s.open.as_ref().map(|new| new.sheet.meta.id.as_str());
        // A window that only reads has nothing of its own to keep.
        let kept = before.filter(|old| writer && Some(old.meta.id.as_str()) != now);
        s.aside.extend(kept.filter(|old| !old.answers.is_empty()));
    });
    signals.undo.set(None);
    #[cfg(feature = "desk")]
    signals.trial.set(false);
    signals.total.update(|n| *n += 1);
    signals.opened.update(|n| *n += 1);
}

/// Builds everything about the open sheet anew, for it names another instrument now.
#[cfg(feature = "desk")]
pub fn refit() {
    let Some(old) = STATE.with_borrow_mut(|s| s.open.take()) else {
        return;
    };
    fit(&old.sheet);
    let open = Open {
        undo: old.undo,
        // What is tried out stays what it is.
        trial: old.trial,
        ..Open::new(instrument(), old.sheet)
    };
    STATE.with_borrow_mut(|s| s.open = Some(open));
    let signals = signals();
    signals.total.update(|n| *n += 1);
    signals.opened.update(|n| *n += 1);
}

/// The same where the very instrument of the open sheet came to this device since it
/// was opened.
#[cfg(feature = "desk")]
pub fn refit_if_known() {
    let known = with_sheet(|s| crate::instruments::of(&s.meta.instrument)).flatten();
    if known.is_some_and(|known| known.hash != instrument().hash) {
        refit();
    }
}

/// Says whether this page may change the open sheet. What a newer program stored, none
/// may.
pub fn set_writable(writable: bool) {
    let writable = writable && !saver().is_read_only();
    let signal = &signals().writable;
    if signal.peek() != writable {
        signal.set(writable);
        #[cfg(feature = "desk")]
        if writable {
            crate::parts::may_be_edited();
        }
    }
}

/// Forgets every sheet of this page. All of them must be saved.
#[cfg(feature = "desk")]
pub fn forget_all() {
    STATE.with_borrow_mut(|s| {
        s.open = None;
        s.aside.clear();
    });
    signals().undo.set(None);
}

/// Builds the screen anew.
pub fn show_again() {
    let route = &signals().route;
    route.set(route.peek());
}

/// A sheet that was open before in this page, as it was left: the latest that `is_meant`.
pub fn aside(is_meant: &dyn Fn(&SheetMeta) -> bool) -> Option<Sheet> {
    STATE.with_borrow(|s| {
        let mut all = s.aside.iter().rev();
        all.find(|old| is_meant(&old.meta)).cloned()
    })
}

/// A sheet that this page has, open or put aside.
pub fn sheet(id: &str) -> Option<Sheet> {
    STATE.with_borrow(|s| {
        let open = s.open.iter().map(Open::kept);
        open.chain(&s.aside).find(|s| s.meta.id == id).cloned()
    })
}

/// The ids of the sheets that this page has.
pub fn sheets_here() -> Vec<String> {
    STATE.with_borrow(|s| {
        let open = s.open.iter().map(Open::kept);
        open.chain(&s.aside).map(|s| s.meta.id.clone()).collect()
    })
}

/// Joins what the store has and this page has not: records by item. Gives what shows
/// it: the signals of views, and of inputs, which are built anew.
pub fn join(id: &str, records: &[(String, String)]) -> Vec<ArcRwSignal<u32>> {
    let instrument = instrument();
    STATE.with_borrow_mut(|s| {
        for sheet in s.aside.iter_mut().filter(|s| s.meta.id == id) {
            *sheet = store::joined(sheet, records);
        }
        let Some(open) = s.open.as_mut().filter(|o| o.sheet.meta.id == id) else {
            return Vec::new();
        };
        let kept = open.kept_mut();
        *kept = store::joined(kept, records);
        open.refresh(instrument, records.iter().map(|(item, _)| item))
    })
}

/// Lets go of a sheet, open or put aside.
pub fn close(id: &str) {
    STATE.with_borrow_mut(|s| {
        s.aside.retain(|old| old.meta.id != id);
        s.open = s.open.take().filter(|open| open.sheet.meta.id != id);
    });
    signals().undo.set(None);
}

/// Joins what other windows stored of the open sheet, in place: only the views of what
/// differs change, and the inputs stay.
#[cfg(feature = "desk")]
pub fn follow(stored: &Sheet) {
    let instrument = instrument();
    let told = with_open_mut(|open| {
        let def = instrument.sheet(stored.meta.kind);
        let (mut ticks, mut redraws) = (Vec::new(), Vec::new());
        let kept = open.kept_mut();
        if kept.meta.id != stored.meta.id {
            return (ticks, redraws);
        }
        let before = std::mem::replace(kept, merge(kept, stored));
        let differs = |now: &Sheet, item: &String| {
            now.answers.get(item) != before.answers.get(item)
                || now.rivals.get(item) != before.rivals.get(item)
        };
        let news = stored.answers.keys();
        let news: Vec<&String> = news.filter(|item| differs(open.kept(), item)).collect();
        for item in news {
            // What somebody else said since is not ours to take back.
            open.undo.retain(|change| change.item != *item);
            let touched = open.touched_by(item);
            #[cfg(feature = "desk")]
            open.judge(instrument, &touched);
            ticks.extend(open.ticks_of(&touched));
            // Lists have other rows now; other inputs follow their answer.
            let list = def.item(item).is_some_and(|i| i.rows.is_some());
            if list || crate::plans::is_list(item) {
                redraws.extend(open.redraws.get(item).cloned());
            }
        }
        (ticks, redraws)
    });
    let Some((ticks, redraws)) = told else { return };
    if !redraws.is_empty() {
        crate::platform::page::keep_focus();
    }
    for tick in ticks.iter().chain(&redraws) {
        crate::dom::touch(tick);
    }
    let signals = signals();
    signals.undo.set(last_change());
    signals.total.update(|n| *n += 1);
}

/// Forgets a sheet that was put aside: the store has a newer one.
pub fn forget_aside(id: &str) {
    STATE.with_borrow_mut(|s| s.aside.retain(|old| old.meta.id != id));
}

/// The signal that rises when what an item shows may have changed.
#[inline(never)]
pub fn tick(item: &str) -> ArcRwSignal<u32> {
    with_open(|o| o.ticks.get(place(item)).cloned())
        .flatten()
        .unwrap_or_else(|| ArcRwSignal::new(0))
}

/// The signal that rises when the inputs of an item must be built anew.
#[inline(never)]
pub fn redraw(item: &str) -> ArcRwSignal<u32> {
    with_open(|o| o.redraws.get(place(item)).cloned())
        .flatten()
        .unwrap_or_else(|| ArcRwSignal::new(0))
}

/// Where an answer shows: what a round of verification says about an item, and which plan
/// carries it, shows there.
#[cfg(feature = "desk")]
fn place(id: &str) -> &str {
    use saba_core::plan::Topic;
    match (saba_core::review::entry_of(id), Topic::of(id)) {
        (Some((_, item)), _) | (None, Some(Topic::Link(item))) => item,
        (None, _) => id,
    }
}

#[cfg(not(feature = "desk"))]
fn place(id: &str) -> &str {
    id
}

/// The score of the open regency sheet.
#[cfg(feature = "desk")]
pub fn report() -> Option<Report> {
    let instrument = instrument();
    with_open(|o| match o.sheet.meta.kind {
        SheetKind::Kabupaten => Some(score::report_of(instrument, &o.sheet, o.outcomes.clone())),
        _ => None,
    })
    .flatten()
}

/// The outcome of one indicator of the open sheet.
#[cfg(feature = "desk")]
pub fn outcome(item: &str) -> Option<Outcome> {
    with_open(|o| {
        o.outcomes
            .iter()
            .find(|(id, _)| id == item)
            .map(|(_, o)| o.clone())
    })
    .flatten()
}

impl Open {
    fn new(instrument: &Instrument, sheet: Sheet) -> Open {
        let def = instrument.sheet(sheet.meta.kind);
        let signal = |i: &Item| (i.id.clone(), ArcRwSignal::new(0));
        #[cfg(feature = "desk")]
        let outcomes = match sheet.meta.kind {
            SheetKind::Kabupaten => def
                .items()
                .filter_map(|i| Some((i.id.clone(), score::outcome(instrument, def, &sheet, i)?)))
                .collect(),
            _ => Vec::new(),
        };
        let open = Open {
            dependents: dependents(def),
            ticks: def.items().map(signal).collect(),
            redraws: def.items().map(signal).collect(),
            undo: Vec::new(),
            #[cfg(feature = "desk")]
            trial: None,
            #[cfg(feature = "desk")]
            outcomes,
            sheet,
        };
        #[cfg(feature = "desk")]
        let open = open.with_plans(instrument);
        open
    }

    /// Signals of what is said about a regency sheet and shows with no item.
    #[cfg(feature = "desk")]
    fn with_plans(mut self, instrument: &Instrument) -> Open {
        if self.sheet.meta.kind == SheetKind::Kabupaten {
            for id in crate::plans::ids(instrument) {
                self.ticks.insert(id.clone(), ArcRwSignal::new(0));
                self.redraws.insert(id, ArcRwSignal::new(0));
            }
        }
        self
    }

    /// The sheet as it is stored or on its way there: what is only tried out is not in it.
    fn kept(&self) -> &Sheet {
        #[cfg(feature = "desk")]
        if let Some(trial) = &self.trial {
            return &trial.kept;
        }
        &self.sheet
    }

    /// The same, where nothing else of it is needed any more.
    fn stored(self) -> Sheet {
        #[cfg(feature = "desk")]
        if let Some(trial) = self.trial {
            return trial.kept;
        }
        self.sheet
    }

    /// The same to change.
    fn kept_mut(&mut self) -> &mut Sheet {
        #[cfg(feature = "desk")]
        if let Some(trial) = &mut self.trial {
            return &mut trial.kept;
        }
        &mut self.sheet
    }

    /// Items whose views or scores may change with this one, itself first.
    pub fn touched_by(&self, item: &str) -> Vec<String> {
        let others = self.dependents.get(item).cloned().unwrap_or_default();
        std::iter::once(item.to_string()).chain(others).collect()
    }

    /// The signals of some items.
    pub fn ticks_of(&self, items: &[String]) -> Vec<ArcRwSignal<u32>> {
        items
            .iter()
            .filter_map(|i| self.ticks.get(place(i)).cloned())
            .collect()
    }

    /// After some items were changed other than by a command: judges them again, and
    /// gives the signals of what shows them, inputs included.
    pub fn refresh<'a>(
        &mut self,
        instrument: &Instrument,
        items: impl Iterator<Item = &'a String>,
    ) -> Vec<ArcRwSignal<u32>> {
        let mut signals = Vec::new();
        for item in items {
            let touched = self.touched_by(item);
            #[cfg(feature = "desk")]
            self.judge(instrument, &touched);
            signals.extend(self.ticks_of(&touched));
            signals.extend(self.redraws.get(place(item)).cloned());
        }
        #[cfg(not(feature = "desk"))]
        let _ = instrument;
        signals
    }

    /// Judges some items again.
    #[cfg(feature = "desk")]
    pub fn judge(&mut self, instrument: &Instrument, items: &[String]) {
        let def = instrument.sheet(self.sheet.meta.kind);
        for (id, outcome) in &mut self.outcomes {
            if items.contains(id)
                && let Some(item) = def.item(id)
                && let Some(new) = score::outcome(instrument, def, &self.sheet, item)
            {
                *outcome = new;
            }
        }
    }
}

/// For each item, the items that refer to it.
fn dependents(def: &SheetDef) -> Map<Vec<String>> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for item in def.items() {
        let within = item.fields.iter().filter_map(|f| f.within.as_ref());
        let shown = item.show.iter().filter_map(|s| match s {
            Show::Share { d, .. } => Some(d),
            Show::Sum { equals, .. } => Some(equals),
            Show::Trend { .. } => None,
        });
        for target in within.chain(shown).filter_map(|r| r.item.as_ref()) {
            pairs.push((target.clone(), item.id.clone()));
        }
        for fed in item.feeds.iter().filter(|f| def.item(f).is_some()) {
            pairs.push((item.id.clone(), fed.clone()));
        }
        // The ODF state is checked against latrine access.
        if item.role == Some(Role::Latrines)
            && let Some(odf) = def.with_role(Role::Odf)
        {
            pairs.push((item.id.clone(), odf.id.clone()));
        }
    }
    let mut pairs = sorted(pairs, &|a, b| a.cmp(b));
    pairs.dedup();
    let mut map: Map<Vec<String>> = Map::new();
    for (item, dependent) in pairs {
        match map.get_mut(&item) {
            Some(list) => list.push(dependent),
            None => map.insert(item, vec![dependent]),
        }
    }
    map
}
