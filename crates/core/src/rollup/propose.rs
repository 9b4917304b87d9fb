//! Contributions added up to proposed figures.

use super::contribution::{Contribution, Odd, Part, Slot};
use super::plan::{KINDS, Planned, PlannedPeriod, Roller};
use crate::instrument::{Extent, How, Instrument, LevelStep, SheetKind, Target};
use crate::num::{Decimal, Frac, Total};
use crate::order::sorted;
use crate::region::{RegionCode, RegionList};
use crate::sheet::Value;

/// What villages or kecamatan say about one thing: figures that a person may adopt, or
/// may look at while answering.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Whose sheets it comes from.
    pub kind: SheetKind,
    /// The item of those sheets.
    pub item: String,
    /// Which rule of that item, from 0.
    pub rule: usize,
    /// What it is for.
    pub target: Target,
    /// What it is, for people: the title of the rule, or of the item.
    pub title: String,
    /// Why the figure may differ from the official one, for people.
    pub note: String,
    /// The figures, by year; one period where there is no year.
    pub periods: Vec<Period>,
    /// Regions without a sheet.
    pub missing: Vec<RegionCode>,
    /// Regions with several sheets that say different things here: not counted.
    pub doubled: Vec<RegionCode>,
    /// Regions counted for one of the two years only: the trend compares unlike things.
    pub uneven: Vec<RegionCode>,
    /// Regions where concurrent answers wait for a choice: the first one is counted.
    pub disputed: Vec<RegionCode>,
    /// What looks wrong, by region.
    pub odd: Vec<OddIn>,
    /// Of a list: the rows.
    pub rows: Vec<Row>,
    /// Of a level: which one; by award level where the share that is needed depends on it.
    pub levels: Vec<LevelView>,
    /// Of a level: for how many units the conditions of each step hold.
    pub steps: Vec<StepCount>,
    /// Which sheets it was made from.
    pub sources: Vec<Source>,
}

impl Proposal {
    /// The value of a figure.
    pub fn value(&self, key: &str) -> Option<&Value> {
        let mut figures = self.periods.iter().flat_map(|p| &p.figures);
        figures.find(|f| f.key == key)?.value.as_ref()
    }

    /// Can it be adopted as an answer: does it propose a value?
    pub fn is_adoptable(&self) -> bool {
        let mut figures = self.periods.iter().flat_map(|p| &p.figures);
        matches!(self.target, Target::Propose(_)) && figures.any(|f| f.value.is_some())
    }
}

/// The figures of one year, or of all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// The data year; `None` where the target asks for none.
    pub year: Option<u16>,
    /// The figures.
    pub figures: Vec<Figure>,
    /// From how many.
    pub coverage: Coverage,
    /// The denominator is nought: no share can be made of it.
    pub zero_denominator: bool,
    /// Of counted sheets: how many it would be of all regions, at least and at most,
    /// whatever those say that did not answer.
    pub of_all: Option<[u32; 2]>,
}

/// A figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Key of the answer: `n@2024`. Where nothing is proposed, the name of the figure.
    pub key: String,
    /// Its exact value; `None` where nobody answered, where the level depends on what
    /// is not known, or where the digits do not fit.
    pub value: Option<Value>,
}

/// From how many regions a figure comes. Those that are counted, blank, not known and
/// wrong, and the proposal's missing and doubled ones, are all of them.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Coverage {
    /// Official regions.
    pub of: usize,
    /// Counted.
    pub counted: usize,
    /// Counted, but some of their rows did not tell.
    pub partly: Vec<RegionCode>,
    /// There is a sheet, but it does not say.
    pub blank: Vec<Lack>,
    /// There is a sheet, and it says that this is not known yet.
    pub not_known: Vec<Lack>,
    /// What is said cannot be used.
    pub wrong: Vec<RegionCode>,
}

/// What a region's sheet lacks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lack {
    /// The region.
    pub region: RegionCode,
    /// The item that does not say.
    pub item: String,
}

/// Something that looks wrong in a region's sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OddIn {
    /// The region.
    pub region: RegionCode,
    /// What looks wrong.
    pub odd: Odd,
}

/// A row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Whose it is.
    pub region: RegionCode,
    /// Values by answer key, without the number of the row.
    pub values: Vec<(String, Value)>,
}

/// A level that villages or kecamatan lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelView {
    /// The level of the award that is aimed at, where it depends on that.
    pub award: Option<String>,
    /// The level as far as answers go; `None` where none fits.
    pub level: Option<String>,
    /// The levels that it may come to once everybody has answered, in the order of the
    /// rule. One alone is certain.
    pub possible: Vec<String>,
}

/// For how many units the conditions of a step hold: the share itself, where no level
/// follows from it alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepCount {
    /// Code of the level.
    pub level: String,
    /// Units for which they hold.
    pub yes: u32,
    /// Units that told.
    pub units: u32,
}

/// A sheet that a proposal was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The region.
    pub region: RegionCode,
    /// Id of the sheet.
    pub sheet: String,
    /// The versions of the answers that were read.
    pub version: String,
    /// What it gives, by period.
    pub slots: Vec<Slot>,
}

impl Roller<'_> {
    /// Adds up contributions of the sheets of one regency, in any order. Those of
    /// regions that are not on the list are left out; several of one region count once
    /// where they say the same, and not at all where they do not.
    ///
    /// The proposals are in the order of the instrument: villages, then kecamatan.
    pub fn rollup<'c>(
        &self,
        contributions: impl IntoIterator<Item = &'c Contribution>,
        list: &RegionList,
    ) -> Vec<Proposal> {
        let mut rolling = self.rolling(contributions.into_iter().collect(), list);
        while !rolling.step() {}
        rolling.into_proposals()
    }

    /// [`Roller::rollup`] in steps, so that a page can answer between them.
    pub fn rolling<'c>(&'c self, all: Vec<&'c Contribution>, list: &'c RegionList) -> Rolling<'c> {
        let sorted_by_region = KINDS.map(|kind| {
            let own = all.iter().copied().filter(|c| c.kind == kind).collect();
            let own: Vec<&Contribution> = sorted(own, &|a: &&Contribution, b| {
                a.region.cmp(&b.region).then_with(|| a.sheet.cmp(&b.sheet))
            });
            (kind, by_region(list.of(kind.region_level()), &own))
        });
        let rules = sorted_by_region.into_iter().flat_map(|(kind, regions)| {
            let regions = std::rc::Rc::new(regions);
            let rules = self.rules(kind).iter().enumerate();
            rules.map(move |(at, planned)| (kind, at, planned, regions.clone()))
        });
        Rolling {
            instrument: self.instrument,
            rules: Box::new(rules),
            proposals: Vec::new(),
        }
    }
}

/// Rolling up in steps. To stop, let go of it.
pub struct Rolling<'c> {
    instrument: &'c Instrument,
    rules: Box<dyn Iterator<Item = Rule<'c>> + 'c>,
    proposals: Vec<Proposal>,
}

/// A rule of a kind of sheets, its place, and what was given to it.
type Rule<'c> = (SheetKind, usize, &'c Planned<'c>, std::rc::Rc<ByRegion<'c>>);

impl Rolling<'_> {
    /// Adds up for one rule more. True when all are.
    pub fn step(&mut self) -> bool {
        let Some((kind, at, planned, regions)) = self.rules.next() else {
            return true;
        };
        let proposal = propose(self.instrument, kind, at, planned, &regions);
        self.proposals.push(proposal);
        false
    }

    /// The proposals, of use once [`Rolling::step`] said that all is added up.
    pub fn into_proposals(self) -> Vec<Proposal> {
        self.proposals
    }
}

/// The contributions of each official region.
type ByRegion<'c> = Vec<(&'c RegionCode, Vec<&'c Contribution>)>;

fn by_region<'c>(regions: &'c [RegionCode], own: &[&'c Contribution]) -> ByRegion<'c> {
    let mut rest = own;
    regions
        .iter()
        .map(|region| {
            let before = rest.iter().take_while(|c| c.region < *region).count();
            let (_, from) = rest.split_at_checked(before).unwrap_or((rest, &[]));
            let count = from.iter().take_while(|c| c.region == *region).count();
            let (of_region, after) = from.split_at_checked(count).unwrap_or((from, &[]));
            rest = after;
            (region, of_region.to_vec())
        })
        .collect()
}

/// What is known of a period while regions are added.
struct Adding {
    totals: Vec<Total>,
    coverage: Coverage,
}

fn propose(
    instrument: &Instrument,
    kind: SheetKind,
    at: usize,
    planned: &Planned,
    regions: &ByRegion,
) -> Proposal {
    let title = match planned.rule.title.is_empty() {
        true => &planned.item.title,
        false => &planned.rule.title,
    };
    let mut proposal = Proposal {
        kind,
        item: planned.item.id.clone(),
        rule: planned.rule_at,
        target: planned.rule.target.clone(),
        title: title.clone(),
        note: planned.rule.note.clone(),
        periods: Vec::new(),
        missing: Vec::new(),
        doubled: Vec::new(),
        uneven: Vec::new(),
        disputed: Vec::new(),
        odd: Vec::new(),
        rows: Vec::new(),
        levels: Vec::new(),
        steps: Vec::new(),
        sources: Vec::new(),
    };
    let mut adding: Vec<Adding> = planned
        .periods
        .iter()
        .map(|period| Adding {
            totals: vec![Total::default(); width(planned, period)],
            coverage: Coverage {
                of: regions.len(),
                ..Coverage::default()
            },
        })
        .collect();
    for (region, sheets) in regions {
        let mut parts = sheets.iter().filter_map(|c| Some((*c, c.parts.get(at)?)));
        let Some((first, part)) = parts.next() else {
            proposal.missing.push((*region).clone());
            continue;
        };
        if parts.any(|(_, p)| p.slots != part.slots || p.rows != part.rows) {
            proposal.doubled.push((*region).clone());
            continue;
        }
        add(&mut proposal, &mut adding, first, part);
    }
    if let How::Level(steps) = &planned.rule.how
        && let Some(one) = adding.first()
    {
        let told = told(planned, steps, one);
        proposal.levels = levels(instrument, planned, steps, &told, one.coverage.counted > 0);
        let counts = steps.iter().zip(&told).map(|(step, told)| StepCount {
            level: step.level.clone(),
            yes: told.yes,
            units: told.units,
        });
        proposal.steps = counts.collect();
    }
    for (period, one) in planned.periods.iter().zip(adding) {
        let period = finished(planned, period, &proposal, one);
        proposal.periods.push(period);
    }
    proposal
}

/// How many numbers a sheet gives for a period.
fn width(planned: &Planned, period: &PlannedPeriod) -> usize {
    match &planned.rule.how {
        How::Sum(_) => period.figures.len(),
        How::Count(_) | How::Flag(_) => 2,
        How::Level(steps) => steps.len().saturating_add(1),
        How::List(_) => 0,
    }
}

fn add(proposal: &mut Proposal, adding: &mut [Adding], from: &Contribution, part: &Part) {
    let region = &from.region;
    let mut counted = 0usize;
    for (one, slot) in adding.iter_mut().zip(&part.slots) {
        let coverage = &mut one.coverage;
        let lack = |item: &String| Lack {
            region: region.clone(),
            item: item.clone(),
        };
        match slot {
            Slot::Counted { numbers, partly } => {
                counted = counted.saturating_add(1);
                coverage.counted = coverage.counted.saturating_add(1);
                if *partly {
                    coverage.partly.push(region.clone());
                }
                for (total, number) in one.totals.iter_mut().zip(numbers) {
                    total.add(*number);
                }
            }
            Slot::Blank(item) => coverage.blank.push(lack(item)),
            Slot::NotKnown(item) => coverage.not_known.push(lack(item)),
            Slot::Wrong => coverage.wrong.push(region.clone()),
        }
    }
    if counted > 0 && counted < adding.len() {
        proposal.uneven.push(region.clone());
    }
    if part.disputed {
        proposal.disputed.push(region.clone());
    }
    proposal.odd.extend(part.odd.iter().map(|odd| OddIn {
        region: region.clone(),
        odd: odd.clone(),
    }));
    proposal.rows.extend(part.rows.iter().map(|values| Row {
        region: region.clone(),
        values: values.clone(),
    }));
    proposal.sources.push(Source {
        region: region.clone(),
        sheet: from.sheet.clone(),
        version: part.version.clone(),
        slots: part.slots.clone(),
    });
}

fn finished(planned: &Planned, period: &PlannedPeriod, proposal: &Proposal, one: Adding) -> Period {
    let told = one.coverage.counted > 0;
    let sums: Vec<Option<Decimal>> = one
        .totals
        .iter()
        .map(|total| total.value().filter(|_| told))
        .collect();
    let sum = |at: usize| sums.get(at).copied().flatten();
    let figures: Vec<Figure> = period
        .figures
        .iter()
        .enumerate()
        .map(|(at, (key, _))| Figure {
            key: key.clone(),
            value: match &planned.rule.how {
                How::Flag(_) => sum(0).map(|yes| Value::Bool(yes > Decimal::ZERO)),
                How::Level(_) => agreed(&proposal.levels).map(Value::Text),
                _ => sum(at).map(Value::Num),
            },
        })
        .collect();
    let is_zero =
        |(at, (_, name)): (usize, &(String, String))| name == "d" && sum(at) == Some(Decimal::ZERO);
    let one_each = planned.item.rows.is_none() && planned.rule.of.is_empty();
    let of_all = match (&planned.rule.how, sum(0), sum(1)) {
        (How::Count(_), Some(yes), Some(units)) if one_each => {
            whole(yes).zip(whole(units)).map(|(yes, units)| {
                let of = u32::try_from(one.coverage.of).unwrap_or(u32::MAX);
                [yes, yes.saturating_add(of.saturating_sub(units))]
            })
        }
        _ => None,
    };
    Period {
        year: period.year,
        zero_denominator: period.figures.iter().enumerate().any(is_zero),
        of_all,
        figures,
        coverage: one.coverage,
    }
}

fn whole(n: Decimal) -> Option<u32> {
    n.text().parse().ok()
}

/// The level that all views agree on.
fn agreed(levels: &[LevelView]) -> Option<String> {
    let first = levels.first()?.level.as_ref()?;
    let all = levels.iter().all(|l| l.level.as_ref() == Some(first));
    all.then(|| first.clone())
}

/// Units that say yes, units that told, and how many may still tell.
#[derive(Clone, Copy)]
struct Told {
    yes: u32,
    units: u32,
    /// Something may still come.
    open: bool,
    /// How many units may still come, where each region is one.
    open_units: Option<u32>,
    /// The conditions are none: they hold for every unit.
    any: bool,
}

/// What is known of each step.
fn told(planned: &Planned, steps: &[LevelStep], one: &Adding) -> Vec<Told> {
    let sums: Vec<u32> = one
        .totals
        .iter()
        .map(|t| t.value().and_then(whole).unwrap_or(0))
        .collect();
    let units = sums.last().copied().unwrap_or(0);
    let open = one.coverage.of.saturating_sub(one.coverage.counted);
    let one_each = planned.item.rows.is_none() && planned.rule.of.is_empty();
    steps
        .iter()
        .zip(&sums)
        .map(|(step, yes)| Told {
            yes: *yes,
            units,
            open: open > 0 || !one.coverage.partly.is_empty(),
            open_units: u32::try_from(open).ok().filter(|_| one_each),
            any: step.yes.is_empty(),
        })
        .collect()
}

fn levels(
    instrument: &Instrument,
    planned: &Planned,
    steps: &[LevelStep],
    told: &[Told],
    answered: bool,
) -> Vec<LevelView> {
    let view = |award: Option<String>, need: u32| {
        let mut view = LevelView {
            award,
            level: None,
            possible: Vec::new(),
        };
        let mut closed = false;
        for (step, told) in steps.iter().zip(told) {
            if answered && view.level.is_none() && holds(step.extent, told, need) {
                view.level = Some(step.level.clone());
            }
            let (may, must) = may_and_must(step.extent, told, need);
            if may && !closed && !view.possible.contains(&step.level) {
                view.possible.push(step.level.clone());
            }
            closed = closed || must;
        }
        view
    };
    match planned.rule.need {
        None => vec![view(None, 0)],
        Some(need) => instrument
            .levels
            .iter()
            .map(|level| view(Some(level.id.clone()), need.of(level)))
            .collect(),
    }
}

/// Does a step fit, as far as answers go?
fn holds(extent: Extent, told: &Told, need: u32) -> bool {
    match extent {
        Extent::All => told.units > 0 && told.yes == told.units,
        Extent::Some => told.yes > 0,
        Extent::None => told.yes == 0 && (told.units > 0 || told.any),
        Extent::Need => reaches(told.yes, told.units, need),
    }
}

/// May a step fit once everybody has answered, and must it?
fn may_and_must(extent: Extent, told: &Told, need: u32) -> (bool, bool) {
    if !told.open {
        let holds = holds(extent, told, need);
        return (holds, holds);
    }
    match (extent, told.open_units) {
        (Extent::All, _) => (told.yes == told.units, false),
        (Extent::Some, _) => (true, told.yes > 0),
        (Extent::None, _) => (told.yes == 0, false),
        (Extent::Need, Some(open)) => {
            let all = told.units.saturating_add(open);
            (
                reaches(told.yes.saturating_add(open), all, need),
                reaches(told.yes, all, need),
            )
        }
        (Extent::Need, None) => (true, false),
    }
}

/// Are `yes` of `all` at least `need` per cent?
fn reaches(yes: u32, all: u32, need: u32) -> bool {
    Frac::rate(Decimal::int(yes), Decimal::int(all), 100)
        .is_some_and(|share| share >= Frac::int(need))
}
