//! The rounds side by side.

use super::entry::{Entry, Repair, Verdict, entry};
use crate::instrument::{Instrument, SheetKind};
use crate::score::{Range, Report};
use crate::sheet::Sheet;

/// One judged item of the regency sheet in all rounds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundLine {
    /// Id of the section.
    pub section: String,
    /// Id of the item.
    pub item: String,
    /// What the answers come to by the rules: one score, or as far as they are certain.
    pub computed: Range,
    /// What each round says, in the order of the instrument.
    pub said: Vec<RoundSaid>,
}

/// What a round says about an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundSaid {
    /// Id of the round.
    pub round: String,
    /// What was made of it.
    pub verdict: Verdict,
    /// How the repair stands, where one was asked for.
    pub repair: Repair,
    /// The score that the round gave itself.
    pub score: Option<u8>,
    /// What stands after this round: its own score, or where it gave none what stood
    /// before.
    pub standing: Range,
}

impl RoundLine {
    /// What stood at a column: 0 is what was computed, 1 the first round.
    pub fn standing(&self, column: usize) -> Option<Range> {
        match column.checked_sub(1) {
            None => Some(self.computed),
            Some(round) => self.said.get(round).map(|said| said.standing),
        }
    }

    /// Does what stood differ between two columns?
    pub fn differs(&self, one: usize, other: usize) -> bool {
        self.standing(one) != self.standing(other)
    }
}

/// All judged items in all rounds, in the order of the regency sheet. `report` is that of
/// the sheet as it is now.
pub fn rounds(instrument: &Instrument, sheet: &Sheet, report: &Report) -> Vec<RoundLine> {
    let def = instrument.sheet(SheetKind::Kabupaten);
    let mut lines = Vec::new();
    for section in &def.sections {
        for item in section.items.iter().filter(|i| i.rule.is_some()) {
            let Some(outcome) = report.outcome(&item.id) else {
                continue;
            };
            let computed = outcome.range();
            let mut standing = computed;
            let said = instrument.rounds.iter().map(|round| {
                let entry: Entry = entry(sheet, &round.id, &item.id).unwrap_or_default();
                if let Some(score) = entry.score {
                    standing = Range {
                        cautious: score.into(),
                        hopeful: score.into(),
                    };
                }
                RoundSaid {
                    round: round.id.clone(),
                    verdict: entry.verdict,
                    repair: entry.repair(sheet, &item.id),
                    score: entry.score,
                    standing,
                }
            });
            lines.push(RoundLine {
                section: section.id.clone(),
                item: item.id.clone(),
                computed,
                said: said.collect(),
            });
        }
    }
    lines
}

/// What one section of the regency sheet stood at, column by column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionStanding {
    /// Id of the section.
    pub section: String,
    /// Largest possible total: 100 for each judged item.
    pub max: u32,
    /// The sum of what stood: first what was computed, then after each round in the
    /// order of the instrument.
    pub standing: Vec<Range>,
}

/// Sums by section, in the order of the sheet.
pub fn standings(lines: &[RoundLine]) -> Vec<SectionStanding> {
    let mut all: Vec<SectionStanding> = Vec::new();
    for line in lines {
        if all.last().is_none_or(|s| s.section != line.section) {
            all.push(SectionStanding {
                section: line.section.clone(),
                max: 0,
                standing: vec![Range::default(); line.said.len().saturating_add(1)],
            });
        }
        let Some(section) = all.last_mut() else {
            continue;
        };
        section.max = section.max.saturating_add(100);
        for (column, sum) in section.standing.iter_mut().enumerate() {
            *sum = sum.plus(line.standing(column).unwrap_or_default());
        }
    }
    all
}

/// How a round stands in one section of the regency sheet.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct RoundTally {
    /// Id of the section.
    pub section: String,
    /// Items that are judged: accepted, open, closed and not looked at together.
    pub items: u32,
    /// Items that the round gave a score of its own.
    pub scored: u32,
    /// The sum of what stands after this round.
    pub standing: Range,
    /// Accepted.
    pub accepted: u32,
    /// To be repaired, and still open.
    pub open: u32,
    /// To be repaired, and a newer answer has arrived that nobody has looked at.
    pub closed: u32,
    /// Not looked at.
    pub not_looked_at: u32,
}

/// How a round stands, by section in the order of the sheet; none for a round that the
/// instrument does not name.
pub fn tallies(lines: &[RoundLine], round: &str) -> Vec<RoundTally> {
    let mut all: Vec<RoundTally> = Vec::new();
    for line in lines {
        let Some(said) = line.said.iter().find(|s| s.round == round) else {
            continue;
        };
        if all.last().is_none_or(|t| t.section != line.section) {
            all.push(RoundTally {
                section: line.section.clone(),
                ..RoundTally::default()
            });
        }
        let Some(tally) = all.last_mut() else {
            continue;
        };
        tally.items = tally.items.saturating_add(1);
        tally.scored = tally.scored.saturating_add(said.score.is_some().into());
        tally.standing = tally.standing.plus(said.standing);
        let slot = match (said.verdict, said.repair) {
            (Verdict::Accepted, _) => &mut tally.accepted,
            (_, Repair::Open) => &mut tally.open,
            (_, Repair::Closed) => &mut tally.closed,
            (_, Repair::NotAsked) => &mut tally.not_looked_at,
        };
        *slot = slot.saturating_add(1);
    }
    all
}
