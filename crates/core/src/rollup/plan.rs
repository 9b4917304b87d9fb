//! The rules of an instrument, made ready for many sheets.

use crate::instrument::{Field, How, Instrument, Item, RollupRule, SheetDef, SheetKind, Target};
use crate::order::sorted;
use crate::sheet::asked_keys;

/// Rolls up the sheets of one instrument.
pub struct Roller<'i> {
    pub(super) instrument: &'i Instrument,
    desa: Vec<Planned<'i>>,
    kecamatan: Vec<Planned<'i>>,
}

/// The kinds of sheets that are rolled up.
pub(super) const KINDS: [SheetKind; 2] = [SheetKind::Desa, SheetKind::Kecamatan];

/// A rule with everything that can be known before a sheet is seen.
pub(super) struct Planned<'i> {
    /// The item and where it stands in its sheet.
    pub item: &'i Item,
    pub item_at: usize,
    /// The rule and where it stands among those of the item.
    pub rule: &'i RollupRule,
    pub rule_at: usize,
    /// The item of the regency sheet.
    pub target: Option<&'i Item>,
    /// The figures by year.
    pub periods: Vec<PlannedPeriod>,
}

/// What is rolled up for one year, or once for all where there is no year.
pub(super) struct PlannedPeriod {
    pub year: Option<u16>,
    /// Keys of the figures with the name that they have in the rule.
    pub figures: Vec<(String, String)>,
}

impl<'i> Roller<'i> {
    /// Makes the rules of an instrument ready.
    pub fn new(instrument: &'i Instrument) -> Roller<'i> {
        let of = |kind| planned(instrument, instrument.sheet(kind));
        Roller {
            instrument,
            desa: of(SheetKind::Desa),
            kecamatan: of(SheetKind::Kecamatan),
        }
    }

    /// The rules of a kind of sheet, in the order of the sheet.
    pub(super) fn rules(&self, kind: SheetKind) -> &[Planned<'i>] {
        match kind {
            SheetKind::Desa => &self.desa,
            SheetKind::Kecamatan => &self.kecamatan,
            SheetKind::Kabupaten => &[],
        }
    }
}

fn planned<'i>(instrument: &'i Instrument, def: &'i SheetDef) -> Vec<Planned<'i>> {
    let regency = instrument.sheet(SheetKind::Kabupaten);
    let mut all = Vec::new();
    for (item_at, item) in def.items().enumerate() {
        for (rule_at, rule) in item.rollup.iter().enumerate() {
            let target = rule.target.item().and_then(|id| regency.item(id));
            all.push(Planned {
                item,
                item_at,
                rule,
                rule_at,
                target,
                periods: periods(instrument, item, rule, target),
            });
        }
    }
    all
}

fn periods(
    instrument: &Instrument,
    item: &Item,
    rule: &RollupRule,
    target: Option<&Item>,
) -> Vec<PlannedPeriod> {
    let names: Vec<&str> = match &rule.how {
        How::Sum(sums) => sums.iter().map(|(name, _)| name.as_str()).collect(),
        How::Count(_) => vec!["n", "d"],
        How::Flag(_) => vec!["flag"],
        How::Level(_) => vec!["level"],
        How::List(_) => Vec::new(),
    };
    let goal = match rule.target {
        Target::Propose(_) => target,
        _ => None,
    };
    let keys = |name: &str| -> Vec<String> {
        match goal.and_then(|t| Some((t, t.field(name)?))) {
            Some((target, field)) => asked_keys(target, field, instrument.years),
            None if by_year(item, rule) => instrument
                .years
                .iter()
                .map(|y| Instrument::year_key(name, *y))
                .collect(),
            None => vec![name.to_string()],
        }
    };
    // In the order of the target, whatever the order in the rule.
    let place = |name: &&str| goal.and_then(|t| t.fields.iter().position(|f| f.key == *name));
    let names = sorted(names, &|a, b| place(a).cmp(&place(b)));
    let mut figures: Vec<(Option<u16>, String, String)> = Vec::new();
    for name in names {
        for key in keys(name) {
            let year = key.split_once('@').and_then(|(_, y)| y.parse().ok());
            figures.push((year, key, name.to_string()));
        }
    }
    if figures.is_empty() {
        return vec![PlannedPeriod {
            year: None,
            figures: Vec::new(),
        }];
    }
    let [earlier, later] = instrument.years;
    let mut periods = Vec::new();
    for year in [Some(earlier), Some(later), None] {
        let of_year = figures.iter().filter(|(y, ..)| *y == year);
        let figures: Vec<(String, String)> = of_year
            .map(|(_, key, name)| (key.clone(), name.clone()))
            .collect();
        if !figures.is_empty() {
            periods.push(PlannedPeriod { year, figures });
        }
    }
    periods
}

/// Is a figure that no item of the regency sheet asks for one of each year?
fn by_year(item: &Item, rule: &RollupRule) -> bool {
    let years = |f: &Field| f.years;
    match &rule.how {
        How::Sum(sums) => sums
            .iter()
            .flat_map(|(_, terms)| terms)
            .filter(|t| t.field.item.is_none())
            .all(|t| item.field(&t.field.key).is_some_and(years)),
        _ => rule
            .conditions()
            .any(|c| item.field(&c.key).is_some_and(years)),
    }
}
