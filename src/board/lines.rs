//! The lines of the board: which are shown, in which order, on which page.

use std::cmp::Ordering;
use std::rc::Rc;

use saba_core::intake::Place;
use saba_core::order::sorted;
use saba_core::region::RegionCode;

use super::gather::{Gathered, Known, SectionState};
use crate::regions::{self, Region};

/// Days after which a file is old. Long enough for a round of filling in, short enough to
/// be noticed before the figures go out.
pub const OLD: u64 = 30;
const DAY: u64 = 86_400_000;

/// Lines on the screen at once: old computers draw no more without stumbling.
pub const PAGE: usize = 50;

/// A village, or a kecamatan with its own sheet.
#[derive(Clone)]
pub struct Line {
    /// The region.
    pub region: Region,
    /// Its sheet, if it has sent one.
    pub sheet: Option<Rc<Known>>,
    /// It has sent several that are not the same sheet.
    pub twin: bool,
    /// Days since the sheet came in or was changed here.
    pub days: u64,
}

impl Line {
    /// All sections of its sheet.
    pub fn total(&self) -> SectionState {
        self.sheet.as_ref().map(|s| s.total()).unwrap_or_default()
    }

    /// Has the sheet not changed for long?
    pub fn is_old(&self) -> bool {
        self.sheet.is_some() && self.days > OLD
    }

    /// Is something of the sheet not filled in?
    pub fn is_incomplete(&self) -> bool {
        let total = self.total();
        self.sheet.as_ref().is_some_and(|s| !s.locked) && total.complete < total.all
    }
}

/// Which lines are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    All,
    Missing,
    Old,
    Incomplete,
    Odd,
}

impl Filter {
    pub const ALL: [Filter; 5] = [
        Filter::All,
        Filter::Missing,
        Filter::Old,
        Filter::Incomplete,
        Filter::Odd,
    ];

    /// For styles and tests.
    pub fn key(self) -> &'static str {
        match self {
            Filter::All => "all",
            Filter::Missing => "missing",
            Filter::Old => "old",
            Filter::Incomplete => "incomplete",
            Filter::Odd => "odd",
        }
    }

    /// Does it show this line?
    pub fn takes(self, line: &Line) -> bool {
        match self {
            Filter::All => true,
            Filter::Missing => line.sheet.is_none(),
            Filter::Old => line.is_old(),
            Filter::Incomplete => line.is_incomplete(),
            Filter::Odd => line.twin || line.total().odd > 0,
        }
    }
}

/// What lines are sorted by.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    Code,
    Name,
    Age,
    Filled,
    Odd,
}

impl Sort {
    pub const ALL: [Sort; 5] = [Sort::Code, Sort::Name, Sort::Age, Sort::Filled, Sort::Odd];

    /// For styles and tests.
    pub fn key(self) -> &'static str {
        match self {
            Sort::Code => "code",
            Sort::Name => "name",
            Sort::Age => "age",
            Sort::Filled => "filled",
            Sort::Odd => "odd",
        }
    }

    /// What needs most attention comes first: the oldest, the emptiest, the oddest.
    fn compare(self, a: &Line, b: &Line) -> Ordering {
        let there = || a.sheet.is_some().cmp(&b.sheet.is_some());
        match self {
            Sort::Code => Ordering::Equal,
            Sort::Name => a.region.name.cmp(&b.region.name),
            Sort::Age => there().then_with(|| b.days.cmp(&a.days)),
            Sort::Filled => there().then_with(|| a.total().complete.cmp(&b.total().complete)),
            Sort::Odd => (b.twin, b.total().odd).cmp(&(a.twin, a.total().odd)),
        }
        .then_with(|| a.region.code.cmp(&b.region.code))
    }
}

/// A kecamatan with its villages.
pub struct Group {
    /// The kecamatan.
    pub own: Line,
    /// Its villages.
    pub villages: Vec<Line>,
}

impl Group {
    /// How many of the villages have sent.
    pub fn sent(&self) -> usize {
        self.villages.iter().filter(|v| v.sheet.is_some()).count()
    }
}

/// Every kecamatan with its villages, in the order of the codes.
pub fn groups(all: &Gathered, now: u64) -> Vec<Group> {
    let line = |region: &Region| {
        let mut sheet = None;
        let mut twin = false;
        for (known, place) in &all.sheets {
            if place.region() == Some(&region.code) {
                twin |= matches!(place, Place::Twin(..));
                // The fuller one is shown; which counts, a person says.
                let fuller = |k: &Rc<Known>| k.total().complete >= known.total().complete;
                if !sheet.as_ref().is_some_and(fuller) {
                    sheet = Some(known.clone());
                }
            }
        }
        let touched = sheet.as_ref().map_or(now, |s| s.touched);
        Line {
            region: region.clone(),
            sheet,
            twin,
            days: now.saturating_sub(touched) / DAY,
        }
    };
    let villages: Vec<Line> = all.villages.iter().map(line).collect();
    let within = |code: &RegionCode| -> Vec<Line> {
        let own = villages.iter().filter(|v| v.region.code.is_in(code));
        own.cloned().collect()
    };
    all.kecamatan
        .iter()
        .map(|kecamatan| Group {
            own: line(kecamatan),
            villages: within(&kecamatan.code),
        })
        .collect()
}

/// What is drawn: a kecamatan above its villages, or a line of its own.
#[derive(Clone)]
pub enum Drawn {
    /// The heading of a kecamatan: its own line, how many of how many have sent, and
    /// whether its villages are shown.
    Head(Line, usize, usize, bool),
    /// A village; without groups, also a kecamatan.
    One(Line),
}

impl Drawn {
    /// Whose line it is.
    pub fn code(&self) -> &RegionCode {
        match self {
            Drawn::Head(line, ..) | Drawn::One(line) => &line.region.code,
        }
    }
}

/// How the board is looked at.
pub struct Look<'a> {
    pub typed: &'a str,
    pub filter: Filter,
    pub sort: Sort,
    pub grouped: bool,
    /// Kecamatan whose villages are folded away.
    pub folded: &'a [RegionCode],
}

/// The lines to draw, in their order, of all pages.
pub fn drawn(groups: &[Group], look: &Look) -> Vec<Drawn> {
    let fits = |line: &Line| {
        let found = look.typed.trim().is_empty() || regions::matches(&line.region, look.typed);
        found && look.filter.takes(line)
    };
    let order = |lines: Vec<&Line>| -> Vec<Line> {
        let lines = sorted(lines, &|a: &&Line, b| look.sort.compare(a, b));
        lines.into_iter().cloned().collect()
    };
    if !look.grouped {
        let all = groups
            .iter()
            .flat_map(|g| std::iter::once(&g.own).chain(&g.villages));
        return order(all.filter(|l| fits(l)).collect())
            .into_iter()
            .map(Drawn::One)
            .collect();
    }
    let mut all = Vec::new();
    for group in groups {
        let villages = order(group.villages.iter().filter(|l| fits(l)).collect());
        if villages.is_empty() && !fits(&group.own) {
            continue;
        }
        let folded = look.folded.contains(&group.own.region.code);
        let head = group.own.clone();
        all.push(Drawn::Head(
            head,
            group.sent(),
            group.villages.len(),
            !folded,
        ));
        if !folded {
            all.extend(villages.into_iter().map(Drawn::One));
        }
    }
    all
}

/// A page of them. Where it begins within a kecamatan, that heading comes first again.
pub fn page(all: &[Drawn], at: usize) -> Vec<Drawn> {
    let from = at.saturating_mul(PAGE);
    let (before, rest) = all.split_at_checked(from).unwrap_or((all, &[]));
    let head = |d: &&Drawn| matches!(d, Drawn::Head(..));
    let above = match rest.first() {
        Some(Drawn::One(_)) => before.iter().rev().find(head),
        _ => None,
    };
    above
        .into_iter()
        .chain(rest.iter().take(PAGE))
        .cloned()
        .collect()
}
