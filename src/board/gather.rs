//! What the sheets of villages and kecamatan on this device come to. Every sheet is read
//! once and again only when it changed; what is kept of it is small.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use saba_core::instrument::{Instrument, SheetKind};
use saba_core::intake::{Place, places};
use saba_core::merge::is_conflict;
use saba_core::order::Map;
use saba_core::region::{RegionCode, RegionLevel, RegionList};
use saba_core::reports::{BodySk, body_sk};
use saba_core::rollup::{Contribution, Proposal, Roller};
use saba_core::sheet::{Sheet, SheetMeta, check_sheet};

use super::choices::Choices;
use crate::dom::Live;
use crate::regions::{self, Region};
use crate::store::StoreError;
use crate::{instruments, platform, sheets, state};

/// How many sheets are read in one transaction.
const AT_ONCE: usize = 8;

/// How far a section of a sheet is.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct SectionState {
    /// Items that are complete.
    pub complete: usize,
    /// Items marked "not known yet".
    pub unknown: usize,
    /// All items.
    pub all: usize,
    /// Items of which something looks wrong, or that people answered differently.
    pub odd: usize,
}

/// What is known of a sheet.
pub struct Known {
    /// Which sheet.
    pub meta: SheetMeta,
    /// When it came in or was last changed here, by this device's clock.
    pub touched: u64,
    /// Who answered last, and when, by the clock of their device.
    pub last: Option<(String, u64)>,
    /// By section, in the order of the instrument. None where the sheet is locked.
    pub sections: Vec<SectionState>,
    /// It is locked, and this page has no key for it.
    pub locked: bool,
    /// What it says of the SK of its body. None where the sheet is locked.
    pub sk: Option<BodySk>,
    contribution: Option<Contribution>,
}

impl Known {
    /// All sections together.
    pub fn total(&self) -> SectionState {
        let mut total = SectionState::default();
        for section in &self.sections {
            total.complete += section.complete;
            total.unknown += section.unknown;
            total.all += section.all;
            total.odd += section.odd;
        }
        total
    }
}

/// Everything that the screens of a region's desk show.
pub struct Gathered {
    /// The official regions: the kecamatan, then the villages.
    pub kecamatan: Vec<Region>,
    /// The villages.
    pub villages: Vec<Region>,
    /// The same by their codes.
    pub list: RegionList,
    /// The sheets, and where each belongs.
    pub sheets: Vec<(Rc<Known>, Place)>,
    /// Sheets that a person left out.
    pub left_out: Vec<Rc<Known>>,
    /// What a person decided.
    pub choices: Choices,
    /// What they propose to the regency; nothing for a kecamatan.
    pub proposals: Vec<Proposal>,
    /// From what it was made.
    made_of: MadeOf,
}

impl Gathered {
    /// The name of a region.
    pub fn name<'a>(&'a self, code: &'a RegionCode) -> &'a str {
        let mut all = self.kecamatan.iter().chain(&self.villages);
        all.find(|r| r.code == *code)
            .map_or(code.as_str(), |r| &r.name)
    }
}

#[derive(PartialEq, Eq)]
struct MadeOf {
    instrument: String,
    sheets: Vec<(String, u64)>,
    choices: Choices,
}

/// Where gathering stands.
#[derive(Clone)]
pub enum Stand {
    /// So many sheets of so many are read.
    Working(usize, usize),
    /// The list of regions is not on this device.
    NoList,
    /// The store does not give the sheets.
    Failed(StoreError),
    /// Everything is there.
    There(Rc<Gathered>),
}

thread_local! {
    static STAND: Live<Stand> = Live::new(Stand::Working(0, 0));
    /// For whom.
    static SCOPE: RefCell<Option<RegionCode>> = const { RefCell::new(None) };
    static TURN: Cell<u32> = const { Cell::new(0) };
    static GATHERED: Cell<u32> = const { Cell::new(0) };
    /// What is known of sheets, by id, and by which instrument.
    static KNOWN: RefCell<(String, Map<Rc<Known>>)> = RefCell::default();
    /// Of the page's own instrument.
    static ROLLER: OnceCell<Roller<'static>> = const { OnceCell::new() };
}

/// What is known of a sheet that was just read, before it is stored: so that it need not be
/// read again for the board.
pub struct Glance(RefCell<Option<Known>>);

impl Glance {
    /// At a sheet of the page's own instrument; none at others, nor at those of regencies.
    pub fn at(sheet: &Sheet) -> Option<Glance> {
        let instrument = state::built_in();
        let meta = &sheet.meta;
        if meta.kind == SheetKind::Kabupaten || meta.instrument.id != instrument.id {
            return None;
        }
        let known = ROLLER.with(|roller| {
            let roller = roller.get_or_init(|| Roller::new(instrument));
            known(instrument, roller, sheet, 0)
        });
        Some(Glance(RefCell::new(Some(known))))
    }

    /// The sheet was stored at this moment, as it was looked at.
    pub fn keep(&self, touched: u64) {
        let own = &state::built_in().hash;
        KNOWN.with_borrow_mut(|(hash, all)| {
            if hash.is_empty() {
                hash.clone_from(own);
            }
            // The board may look at another edition.
            if let Some(known) = self.0.take().filter(|_| hash == own) {
                let known = Known { touched, ..known };
                all.insert(known.meta.id.clone(), known.into());
            }
        });
    }
}

/// Where gathering stands; followed by whoever is building.
pub fn stand() -> Stand {
    STAND.with(Live::get)
}

/// What is gathered for the regency of the open sheet; followed by whoever is building.
pub fn there() -> Option<Rc<Gathered>> {
    match stand() {
        Stand::There(all) => Some(all),
        _ => None,
    }
}

/// Rises whenever something else is gathered.
pub fn turn() -> u32 {
    GATHERED.get()
}

fn tell(stand: Stand) {
    GATHERED.set(GATHERED.get().wrapping_add(1));
    STAND.with(|live| live.set(stand));
}

/// Gathers for a region, a regency or a kecamatan. What is there stays until something
/// else is known.
pub fn begin(region: &RegionCode) {
    let turn = TURN.get().wrapping_add(1);
    TURN.set(turn);
    let same = SCOPE.with_borrow(|scope| scope.as_ref() == Some(region));
    if !same {
        SCOPE.set(Some(region.clone()));
        tell(Stand::Working(0, 0));
    }
    let region = region.clone();
    platform::spawn(async move {
        match gather(&region, turn).await {
            Ok(Some(stand)) => tell(stand),
            Ok(None) => {}
            Err(error) if TURN.get() == turn => tell(Stand::Failed(error)),
            Err(_) => {}
        }
    });
}

/// `None` where somebody asked for another region meanwhile, or nothing is different.
async fn gather(region: &RegionCode, turn: u32) -> Result<Option<Stand>, StoreError> {
    let Some(official) = regions::regency(region).await else {
        return Ok((TURN.get() == turn).then_some(Stand::NoList));
    };
    sheets::refresh().await?;
    let choices = Choices::load(region).await?;
    if TURN.get() != turn {
        return Ok(None);
    }
    let instrument = state::instrument();
    let heads: Vec<(SheetMeta, u64)> = (state::signals().sheets.peek().into_iter())
        .map(|s| (s.sheet.meta, s.touched))
        .filter(|(meta, _)| belongs(instrument, meta, &choices, region))
        .collect();
    let all = read(instrument, heads, turn).await?;
    if TURN.get() != turn {
        return Ok(None);
    }
    platform::page::turn().await;
    let made_of = MadeOf {
        instrument: instrument.hash.clone(),
        sheets: all.iter().map(|k| (k.meta.id.clone(), k.touched)).collect(),
        choices: choices.clone(),
    };
    if let Stand::There(before) = STAND.with(Live::peek)
        && before.made_of == made_of
    {
        return Ok(None);
    }
    platform::page::turn().await;
    let own = |r: &Region| r.code.is_in(region);
    let kecamatan: Vec<Region> = official.kecamatan.into_iter().filter(own).collect();
    let villages: Vec<Region> = official.villages.into_iter().filter(own).collect();
    let codes = kecamatan.iter().chain(&villages).map(|r| r.code.clone());
    let list = RegionList::new(codes);
    platform::page::turn().await;
    let is_out = |k: &Rc<Known>| choices.left_out.contains(&k.meta.id);
    let (left_out, sheets): (Vec<_>, Vec<_>) = all.into_iter().partition(is_out);
    let metas: Vec<&SheetMeta> = sheets.iter().map(|k| &k.meta).collect();
    let places = places(&metas, &choices.assigned, &list);
    let sheets: Vec<(Rc<Known>, Place)> = sheets.into_iter().zip(places).collect();
    platform::page::turn().await;
    let proposals = match region.level() {
        RegionLevel::Regency => propose(instrument, &sheets, &list).await,
        _ => Vec::new(),
    };
    if TURN.get() != turn {
        return Ok(None);
    }
    Ok(Some(Stand::There(Rc::new(Gathered {
        kecamatan,
        villages,
        list,
        sheets,
        left_out,
        choices,
        proposals,
        made_of,
    }))))
}

/// Is it a sheet of this desk: of a village or kecamatan of the region, of this
/// instrument, about these years as far as that is known?
fn belongs(
    instrument: &Instrument,
    meta: &SheetMeta,
    choices: &Choices,
    region: &RegionCode,
) -> bool {
    let years = instruments::of(&meta.instrument).map(|i| i.years);
    meta.kind != SheetKind::Kabupaten
        && meta.instrument.id == instrument.id
        && years.is_none_or(|years| years == instrument.years)
        && choices.assigned.region_of(meta).is_in(region)
}

/// What is known of these sheets; reads those that changed.
async fn read(
    instrument: &'static Instrument,
    heads: Vec<(SheetMeta, u64)>,
    turn: u32,
) -> Result<Vec<Rc<Known>>, StoreError> {
    KNOWN.with_borrow_mut(|(hash, known)| {
        if *hash != instrument.hash {
            hash.clone_from(&instrument.hash);
            known.clear();
        }
    });
    let roller = Roller::new(instrument);
    let is_known = |(meta, touched): &(SheetMeta, u64)| {
        KNOWN.with_borrow(|(_, known)| {
            (known.get(&meta.id)).is_some_and(|k| k.touched == *touched && !k.locked)
        })
    };
    let ids: Vec<String> = (heads.iter())
        // What this page has itself is newer than what is stored.
        .filter(|head| state::sheet(&head.0.id).is_none() && !is_known(head))
        .map(|(meta, _)| meta.id.clone())
        .collect();
    let quiet = matches!(STAND.with(Live::peek), Stand::There(_));
    let store = state::saver().store().await?;
    let mut shut = Vec::new();
    for (at, some) in ids.chunks(AT_ONCE).enumerate() {
        if platform::page::turn().await && !quiet && TURN.get() == turn {
            tell(Stand::Working(at * AT_ONCE, ids.len()));
        }
        if TURN.get() != turn {
            return Ok(Vec::new());
        }
        let (sheets, locked) = store.several(some).await?;
        shut.extend(locked);
        for loaded in sheets {
            platform::page::turn().await;
            let known = known(instrument, &roller, &loaded.sheet, loaded.touched);
            KNOWN.with_borrow_mut(|(_, all)| all.insert(known.meta.id.clone(), known.into()));
        }
    }
    let mut all = Vec::new();
    for (meta, touched) in heads {
        if let Some(here) = state::sheet(&meta.id) {
            let latest = here.answers.values().map(|a| a.at).max().unwrap_or(0);
            all.push(known(instrument, &roller, &here, touched.max(latest)).into());
        } else if shut.contains(&meta.id) {
            all.push(Rc::new(Known {
                meta,
                touched,
                last: None,
                sections: Vec::new(),
                locked: true,
                sk: None,
                contribution: None,
            }));
        } else if let Some(known) = KNOWN.with_borrow(|(_, all)| all.get(&meta.id).cloned()) {
            all.push(known);
        }
    }
    Ok(all)
}

fn known(instrument: &Instrument, roller: &Roller, sheet: &Sheet, touched: u64) -> Known {
    let def = instrument.sheet(sheet.meta.kind);
    let findings = check_sheet(instrument, def, sheet);
    let mut found = findings.iter();
    let section = |s: &saba_core::instrument::Section| {
        let progress = s.progress(sheet, instrument.years);
        let odd = s.items.iter().zip(found.by_ref());
        let odd = odd.filter(|(i, found)| !found.is_empty() || is_conflict(sheet, &i.id));
        SectionState {
            complete: progress.complete,
            unknown: progress.unknown,
            all: progress.all,
            odd: odd.count(),
        }
    };
    Known {
        meta: sheet.meta.clone(),
        touched,
        last: sheet
            .answers
            .values()
            .max_by_key(|a| a.at)
            .map(|a| (a.by.clone(), a.at)),
        sections: def.sections.iter().map(section).collect(),
        locked: false,
        sk: body_sk(def, sheet, instrument.years),
        contribution: roller.contribution_of(sheet, &sheet.meta.region, &findings),
    }
}

async fn propose(
    instrument: &Instrument,
    sheets: &[(Rc<Known>, Place)],
    list: &RegionList,
) -> Vec<Proposal> {
    // Where a person assigned a sheet, it counts for that region.
    let mut moved: Vec<Contribution> = Vec::new();
    let mut own: Vec<&Contribution> = Vec::new();
    for (known, place) in sheets {
        let (Some(contribution), Some(region)) = (&known.contribution, place.region()) else {
            continue;
        };
        match contribution.region == *region {
            true => own.push(contribution),
            false => {
                let mut contribution = contribution.clone();
                contribution.region = region.clone();
                moved.push(contribution);
            }
        }
    }
    own.extend(&moved);
    let roller = Roller::new(instrument);
    let mut rolling = roller.rolling(own, list);
    while !rolling.step() {
        platform::page::turn().await;
    }
    rolling.into_proposals()
}
