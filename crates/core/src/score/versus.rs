//! Two regencies beside each other, as on a study visit: tatanan by tatanan, indicator by
//! indicator. Each is judged by the instrument that its own sheet names. Nothing is
//! merged, and nothing is compared that the two instruments judge differently.

use super::compare::same_meaning;
use super::{Outcome, Range, Report, Tally};
use crate::instrument::{Instrument, Section, SheetKind};

/// One regency: its instrument, and what its sheet comes to by it.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The instrument of its sheet.
    pub instrument: &'a Instrument,
    /// What the sheet comes to.
    pub report: &'a Report,
}

/// Who is ahead, as far as it is certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lead {
    /// The first one, whatever is still open on either side.
    Ours,
    /// The second one, whatever is still open on either side.
    Theirs,
    /// Both have exactly the same.
    Same,
    /// What is blank or undecided decides.
    Open,
    /// They are not judged alike, or only one is asked: no comparison.
    Apart,
}

impl Lead {
    /// All of them, what a visitor looks for first.
    pub const ALL: [Lead; 5] = [
        Lead::Theirs,
        Lead::Ours,
        Lead::Open,
        Lead::Same,
        Lead::Apart,
    ];

    /// Of two scores or totals that count the same things. Ends that only touch leave it
    /// open.
    pub fn of(ours: Range, theirs: Range) -> Lead {
        if theirs.cautious > ours.hopeful {
            return Lead::Theirs;
        }
        if ours.cautious > theirs.hopeful {
            return Lead::Ours;
        }
        let certain = ours.cautious == ours.hopeful && theirs.cautious == theirs.hopeful;
        if certain { Lead::Same } else { Lead::Open }
    }
}

/// One judged item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersusLine {
    /// Its id.
    pub item: String,
    /// What ours comes to; `None` where our instrument does not ask for it.
    pub ours: Option<Outcome>,
    /// What theirs comes to; `None` where their instrument does not ask for it.
    pub theirs: Option<Outcome>,
    /// Who is ahead.
    pub lead: Lead,
}

/// One section of judged items: a tatanan, or the kelembagaan lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersusSection {
    /// Number of the tatanan; `None` for other sections.
    pub tatanan: Option<u8>,
    /// Its id in the instrument that has it, ours where both do.
    pub section: String,
    /// Its title there.
    pub title: String,
    /// Our total.
    pub ours: Option<Tally>,
    /// Their total.
    pub theirs: Option<Tally>,
    /// Who is ahead in the total: [`Lead::Apart`] unless both ask for the same items and
    /// judge all of them alike.
    pub lead: Lead,
    /// Its items: in our order, then those that only they have.
    pub lines: Vec<VersusLine>,
}

/// Puts two regencies beside each other: the sections in our order, then those that only
/// they have. Items are matched by id, sections by the number of the tatanan or by id.
pub fn versus(ours: Side, theirs: Side) -> Vec<VersusSection> {
    let (here, there) = (judged(ours.instrument), judged(theirs.instrument));
    let mut all: Vec<VersusSection> = here
        .iter()
        .map(|section| {
            let twin = there.iter().find(|other| is_same(section, other));
            put(ours, theirs, Some(*section), twin.copied())
        })
        .collect();
    let unknown = |s: &&&Section| !here.iter().any(|other| is_same(other, s));
    all.extend(
        there
            .iter()
            .filter(unknown)
            .map(|section| put(ours, theirs, None, Some(*section))),
    );
    all
}

/// The sections of the regency sheet that hold judged items.
fn judged(instrument: &Instrument) -> Vec<&Section> {
    let sections = instrument.sheet(SheetKind::Kabupaten).sections.iter();
    sections
        .filter(|section| section.items.iter().any(|item| item.rule.is_some()))
        .collect()
}

fn is_same(one: &Section, other: &Section) -> bool {
    match (one.tatanan, other.tatanan) {
        (Some(one), Some(other)) => one == other,
        (None, None) => one.id == other.id,
        _ => false,
    }
}

fn ids(section: Option<&Section>) -> Vec<&str> {
    let items = section.into_iter().flat_map(|section| section.items.iter());
    items
        .filter(|item| item.rule.is_some())
        .map(|item| item.id.as_str())
        .collect()
}

fn put(ours: Side, theirs: Side, here: Option<&Section>, there: Option<&Section>) -> VersusSection {
    let (our_ids, their_ids) = (ids(here), ids(there));
    let def = ours.instrument.sheet(SheetKind::Kabupaten);
    // What they have in another section stands where we have it.
    let only_theirs = their_ids.iter().filter(|id| def.item(id).is_none());
    let lines: Vec<VersusLine> = our_ids
        .iter()
        .chain(only_theirs)
        .map(|id| line(ours, theirs, id))
        .collect();
    let tally = |side: Side, section: Option<&Section>, ids: &[&str]| {
        section.map(|_| Tally::of(ids.iter().filter_map(|id| side.report.outcome(id))))
    };
    let [our_total, their_total] = [
        tally(ours, here, &our_ids),
        tally(theirs, there, &their_ids),
    ];
    let same_items = our_ids.len() == their_ids.len()
        && our_ids.iter().all(|id| their_ids.contains(id))
        && lines.iter().all(|line| line.lead != Lead::Apart);
    let lead = match (our_total, their_total) {
        (Some(ours), Some(theirs)) if same_items => Lead::of(ours.range, theirs.range),
        _ => Lead::Apart,
    };
    let named = here.or(there);
    VersusSection {
        tatanan: named.and_then(|section| section.tatanan),
        section: named.map(|section| section.id.clone()).unwrap_or_default(),
        title: named
            .map(|section| section.title.clone())
            .unwrap_or_default(),
        ours: our_total,
        theirs: their_total,
        lead,
        lines,
    }
}

fn line(ours: Side, theirs: Side, id: &str) -> VersusLine {
    let here = ours.instrument.sheet(SheetKind::Kabupaten).item(id);
    let there = theirs.instrument.sheet(SheetKind::Kabupaten).item(id);
    let alike = here
        .zip(there)
        .is_some_and(|(here, there)| same_meaning(here, there));
    let outcome = |side: Side| side.report.outcome(id).cloned();
    let (here, there) = (outcome(ours), outcome(theirs));
    let lead = match (&here, &there) {
        (Some(here), Some(there)) if alike => Lead::of(here.range(), there.range()),
        _ => Lead::Apart,
    };
    VersusLine {
        item: id.to_string(),
        ours: here,
        theirs: there,
        lead,
    }
}
