//! Taking in many files at once: what each of them would do, and what would be stored
//! afterwards. Files and bundles may come in any mixture and order and as often as they
//! like: what is stored afterwards is the same, and nothing is counted twice.
//!
//! Nothing is stored here. [`plan`] says what would be, or [`plan_one`] for one file;
//! whoever agrees stores [`Plan::sheets`].

use crate::file::recover::Recovered;
use crate::file::sniff::{Content, Member};
use crate::file::{FileError, Incoming};
use crate::instrument::{Instrument, SheetKind};
use crate::json::Json;
use crate::merge::{Preview, merge, preview, preview_of};
use crate::order::{Map, order, sorted};
use crate::region::{RegionCode, RegionList};
use crate::sheet::{Sheet, SheetMeta};

/// One thing that came: a file, or what was found in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// Name of the file, for people; of what was found in an archive, both names.
    pub name: String,
    /// What it is.
    pub content: Arrived,
}

/// What came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arrived {
    /// A sheet.
    Sheet(Box<Incoming>),
    /// Something that cannot be taken in, and what is whole of it.
    Refused(FileError, Option<Box<Recovered>>),
    /// A receipt or a file under a passphrase: ours, and no sheet.
    Other,
    /// A bundle that says it holds so many sheets more than were found in it.
    Lost(usize),
}

/// What was found in a file, one by one: sheets alone, in archives and in bundles.
pub fn arrivals(name: &str, opened: Result<Vec<Member>, FileError>) -> Vec<Arrival> {
    let arrival = |inner: &str, content: Arrived| {
        let mut name = name.to_string();
        if !inner.is_empty() {
            name.push('/');
            name.push_str(inner);
        }
        Arrival { name, content }
    };
    let members = match opened {
        Ok(members) => members,
        Err(error) => return vec![arrival("", Arrived::Refused(error, None))],
    };
    let mut all = Vec::new();
    for member in members {
        match member.result {
            Ok(Content::Sheet(incoming)) => {
                all.push(arrival(&member.name, Arrived::Sheet(incoming)));
            }
            Ok(Content::Bundle(bundle)) => {
                let lost = bundle.lost();
                for one in bundle.sheets {
                    all.push(arrival(
                        &member.name,
                        match one.result {
                            Ok(incoming) => Arrived::Sheet(Box::new(incoming)),
                            Err(error) => Arrived::Refused(error, one.recovered),
                        },
                    ));
                }
                if lost > 0 {
                    all.push(arrival(&member.name, Arrived::Lost(lost)));
                }
            }
            Ok(_) => all.push(arrival(&member.name, Arrived::Other)),
            Err(error) => {
                let refused = Arrived::Refused(error, member.recovered);
                all.push(arrival(&member.name, refused));
            }
        }
    }
    all
}

/// Who takes in.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// The instrument of the round.
    pub instrument: &'a Instrument,
    /// The regency whose desk it is; or the kecamatan.
    pub region: &'a RegionCode,
}

/// What would become of one thing that came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// A sheet that is not here yet.
    New,
    /// Something in it is newer than what is here.
    Updated,
    /// It says nothing that is not here.
    Same,
    /// What is here is newer.
    Older,
    /// Two people changed the same answer without seeing each other; both are kept.
    Conflict,
    /// A sheet of another regency: left out.
    Elsewhere,
    /// A sheet of another instrument, by its id: left out.
    OtherInstrument(String),
    /// A sheet whose answers are all about other years: left out.
    OtherYears(Vec<u16>),
    /// A sheet that names itself like one of another region: left out. The program
    /// makes no such sheet.
    IdTaken(RegionCode),
    /// It cannot be read.
    Refused(FileError),
    /// A receipt or a file under a passphrase.
    NotASheet,
    /// So many sheets of a bundle are lost with its end.
    Lost(usize),
}

impl Fate {
    /// Stable name.
    pub fn code(&self) -> &'static str {
        match self {
            Fate::New => "new",
            Fate::Updated => "updated",
            Fate::Same => "same",
            Fate::Older => "older",
            Fate::Conflict => "conflict",
            Fate::Elsewhere => "elsewhere",
            Fate::OtherInstrument(_) => "other-instrument",
            Fate::OtherYears(_) => "other-years",
            Fate::IdTaken(_) => "id-taken",
            Fate::Refused(error) => error.code(),
            Fate::NotASheet => "not-a-sheet",
            Fate::Lost(_) => "lost",
        }
    }

    /// Does the sheet count among those that are here afterwards?
    pub fn is_taken(&self) -> bool {
        matches!(
            self,
            Fate::New | Fate::Updated | Fate::Same | Fate::Older | Fate::Conflict
        )
    }
}

/// One thing that came, and what would become of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Its name.
    pub name: String,
    /// What would become of it.
    pub fate: Fate,
    /// What the sheet is, if it is one.
    pub sheet: Option<SheetMeta>,
    /// Item by item, if it would be taken.
    pub preview: Preview,
    /// What is whole of a sheet that cannot be read.
    pub recovered: Option<Box<Recovered>>,
}

/// What taking everything in would do.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Plan {
    /// One by one, in the order in which they came.
    pub files: Vec<Planned>,
    /// The sheets that would be new or otherwise, as they would be stored, by id.
    pub sheets: Vec<Sheet>,
}

impl Arrival {
    /// The id of the sheet that came, if it is one: whoever plans one by one looks for
    /// that sheet in what is here.
    ///
    /// A sheet without an id (written by hand) gets that of its kind and region, so that
    /// it is the same sheet when it comes again.
    pub fn sheet_id(&self) -> Option<String> {
        match &self.content {
            Arrived::Sheet(incoming) if incoming.sheet.meta.id.is_empty() => {
                Some(id_by_hand(&incoming.sheet.meta))
            }
            Arrived::Sheet(incoming) => Some(incoming.sheet.meta.id.clone()),
            _ => None,
        }
    }
}

/// Plans taking in one thing that came, where `ours` is the sheet of its id as it is
/// here, or as it would be after what came before. What would be stored stands beside
/// the plan; where that is none, nothing is taken.
///
/// Many files are planned one by one where a page must answer in between, and where not
/// all sheets fit into memory; what comes out does not depend on their order.
pub fn plan_one(desk: &Desk, ours: Option<&Sheet>, arrival: Arrival) -> (Planned, Option<Sheet>) {
    let id = arrival.sheet_id();
    let mut planned = Planned {
        name: arrival.name,
        fate: Fate::NotASheet,
        sheet: None,
        preview: Preview::default(),
        recovered: None,
    };
    let mut after = None;
    match arrival.content {
        Arrived::Refused(error, recovered) => {
            planned.fate = Fate::Refused(error);
            planned.recovered = recovered;
        }
        Arrived::Other => {}
        Arrived::Lost(count) => planned.fate = Fate::Lost(count),
        Arrived::Sheet(incoming) => {
            let mut sheet = incoming.sheet;
            sheet.meta.id = id.unwrap_or_default();
            planned.sheet = Some(sheet.meta.clone());
            match left_out(desk, &sheet) {
                Some(fate) => planned.fate = fate,
                None => (planned.fate, planned.preview, after) = take(ours, sheet),
            }
        }
    }
    (planned, after)
}

/// Plans taking in. `stored` finds a sheet that is here by its id.
pub fn plan<'s>(
    desk: &Desk,
    stored: &dyn Fn(&str) -> Option<&'s Sheet>,
    arrivals: Vec<Arrival>,
) -> Plan {
    let mut files = Vec::new();
    let mut taken: Map<Sheet> = Map::new();
    for arrival in arrivals {
        let id = arrival.sheet_id().unwrap_or_default();
        let ours = taken.get(&id).or_else(|| stored(&id));
        let (planned, after) = plan_one(desk, ours, arrival);
        files.push(planned);
        if let Some(sheet) = after {
            taken.insert(id, sheet);
        }
    }
    let changed = |sheet: &Sheet| stored(&sheet.meta.id) != Some(sheet);
    Plan {
        files,
        sheets: taken.into_values().filter(changed).collect(),
    }
}

fn id_by_hand(meta: &SheetMeta) -> String {
    let mut id = meta.kind.id().to_string();
    id.push('-');
    id.push_str(meta.region.as_str());
    id
}

/// Why a sheet is not one of this desk.
fn left_out(desk: &Desk, sheet: &Sheet) -> Option<Fate> {
    let named = &sheet.meta.instrument.id;
    if *named != desk.instrument.id {
        return Some(Fate::OtherInstrument(named.clone()));
    }
    if !sheet.meta.region.is_in(desk.region) {
        return Some(Fate::Elsewhere);
    }
    let years = years(sheet);
    let ours = |year: &u16| desk.instrument.years.contains(year);
    (!years.is_empty() && !years.iter().any(ours)).then_some(Fate::OtherYears(years))
}

/// The years that a sheet's answers are about, ascending.
fn years(sheet: &Sheet) -> Vec<u16> {
    let keys = sheet.answers.values().flat_map(|a| a.values.keys());
    let all: Vec<u16> = keys
        .filter_map(|key| key.split_once('@')?.1.parse().ok())
        .collect();
    let mut all = sorted(all, &u16::cmp);
    all.dedup();
    all
}

/// Joins a sheet to what is here, or to what came before it.
fn take(ours: Option<&Sheet>, sheet: Sheet) -> (Fate, Preview, Option<Sheet>) {
    let Some(ours) = ours else {
        return (Fate::New, preview(None, &sheet), Some(sheet));
    };
    if ours.meta.region != sheet.meta.region || ours.meta.kind != sheet.meta.kind {
        let taken = Fate::IdTaken(ours.meta.region.clone());
        return (taken, Preview::default(), None);
    }
    let merged = merge(ours, &sheet);
    let preview = preview_of(ours, &sheet, &merged);
    let same_answers = merged.answers == ours.answers && merged.rivals == ours.rivals;
    let fate = match (same_answers, preview.conflicts.is_empty()) {
        (true, _) if !preview.older.is_empty() => Fate::Older,
        (true, _) => Fate::Same,
        (false, false) => Fate::Conflict,
        (false, true) if preview.changes_anything() => Fate::Updated,
        // Seen by more devices, or written by somebody else in the same words.
        (false, true) => Fate::Same,
    };
    (fate, preview, Some(merged))
}

/// Where a sheet belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In this region, alone.
    In(RegionCode),
    /// In this region, with other sheets of the same region (their ids): somebody began
    /// twice. All are kept; who is counted, a person decides.
    Twin(RegionCode, Vec<String>),
    /// Its region is not on the official list: kept apart until a person assigns it to
    /// a region or takes it away.
    NotListed,
}

impl Place {
    /// The region that the sheet counts for, if any.
    pub fn region(&self) -> Option<&RegionCode> {
        match self {
            Place::In(region) | Place::Twin(region, _) => Some(region),
            Place::NotListed => None,
        }
    }
}

/// Sheets that a person assigned to a region by hand, by id. It says nothing in the
/// sheet, so that later versions of it find their place too.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Assigned(Map<RegionCode>);

impl Assigned {
    /// Assigns a sheet to a region. Refused where the region is not official or not of
    /// the sheet's kind.
    #[must_use]
    pub fn assign(&mut self, sheet: &SheetMeta, region: &RegionCode, list: &RegionList) -> bool {
        let fits = region.level() == sheet.kind.region_level() && list.holds(region);
        if fits {
            self.0.insert(sheet.id.clone(), region.clone());
        }
        fits
    }

    /// Takes an assignment back.
    pub fn release(&mut self, sheet: &str) {
        self.0.remove(sheet);
    }

    /// The region that a sheet counts for: the assigned one, or its own.
    pub fn region_of<'a>(&'a self, sheet: &'a SheetMeta) -> &'a RegionCode {
        self.0.get(&sheet.id).unwrap_or(&sheet.region)
    }

    /// As it is stored: regions by sheet.
    pub fn json(&self) -> Json {
        let all = self.0.iter();
        Json::Obj(
            all.map(|(id, region)| (id.clone(), Json::text(region.as_str())))
                .collect(),
        )
    }

    /// Reads what was stored; what cannot be read is left out.
    pub fn read(json: &Json) -> Assigned {
        let Json::Obj(members) = json else {
            return Assigned::default();
        };
        let one = |(id, region): &(String, Json)| {
            Some((id.clone(), RegionCode::parse(region.as_str()?)?))
        };
        Assigned(members.iter().filter_map(one).collect())
    }
}

/// Where each of the sheets belongs, in their order. Regency sheets have no place on
/// the list and are alone or twins like the others.
pub fn places(sheets: &[&SheetMeta], assigned: &Assigned, list: &RegionList) -> Vec<Place> {
    let region = |meta: &SheetMeta| -> Option<RegionCode> {
        let region = assigned.region_of(meta);
        let official = meta.kind == SheetKind::Kabupaten || list.holds(region);
        (official && region.level() == meta.kind.region_level()).then(|| region.clone())
    };
    let regions: Vec<Option<RegionCode>> = sheets.iter().map(|m| region(m)).collect();
    let by_region = order(sheets.len(), &|a, b| {
        regions.get(a).cmp(&regions.get(b)).then_with(|| {
            let id = |at: usize| sheets.get(at).map(|m| &m.id);
            id(a).cmp(&id(b))
        })
    });
    let same = |a: &usize, b: &usize| regions.get(*a) == regions.get(*b);
    let mut places: Vec<Place> = sheets.iter().map(|_| Place::NotListed).collect();
    for group in by_region.chunk_by(same) {
        for at in group {
            let Some(Some(region)) = regions.get(*at) else {
                continue;
            };
            let others: Vec<String> = group
                .iter()
                .filter(|other| *other != at)
                .filter_map(|other| Some(sheets.get(*other)?.id.clone()))
                .collect();
            if let Some(place) = places.get_mut(*at) {
                *place = match others.is_empty() {
                    true => Place::In(region.clone()),
                    false => Place::Twin(region.clone(), others),
                };
            }
        }
    }
    places
}

/// What a kecamatan's villages have sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received {
    /// The kecamatan.
    pub kecamatan: RegionCode,
    /// Is its own sheet here?
    pub own: bool,
    /// Its villages.
    pub villages: usize,
    /// Villages without a sheet.
    pub missing: Vec<RegionCode>,
}

/// Which villages have sent and which have not, by kecamatan.
pub fn received(places: &[Place], list: &RegionList) -> Vec<Received> {
    use crate::region::RegionLevel::{Kecamatan, Village};
    let here = places.iter().filter_map(Place::region).cloned();
    let here = RegionList::new(here);
    list.of(Kecamatan)
        .iter()
        .map(|kecamatan| {
            let own = |code: &&RegionCode| code.is_in(kecamatan);
            let villages = || list.of(Village).iter().filter(own);
            Received {
                kecamatan: kecamatan.clone(),
                own: here.holds(kecamatan),
                villages: villages().count(),
                missing: villages().filter(|v| !here.holds(v)).cloned().collect(),
            }
        })
        .collect()
}
