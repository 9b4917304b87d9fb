//! Reading a scale as the official text prints it.
//!
//! The possible situations of a rule form a finite grid: the trend (worse,
//! same, better), the region that the value falls into (between, or exactly
//! on, the printed bounds), and the yes/no condition. Each clause covers cells
//! of that grid. One level on a cell: decided. Several: an overlap, undecided
//! between exactly these (policy R6). None: a gap, and the levels in question
//! run from the best that a worse cell is given to the worst that a better
//! cell is given (policy R5).

use std::cmp::Ordering;

use crate::instrument::{Clause, Direction, Operand, Quantity, Rule, Trend};
use crate::num::{Decimal, Frac};
use crate::order::sorted;

/// The inputs of one judgement, checked and computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Measured value of the earlier year.
    pub before: Option<Frac>,
    /// Measured value of the later year.
    pub after: Option<Frac>,
    /// The second share, which bounds are compared with where it exists.
    pub second: Option<Frac>,
    /// The reference figure.
    pub figure: Option<Decimal>,
    /// The yes/no condition.
    pub flag: Option<bool>,
    /// The level that a person picked on a ladder: `50`, or `50~100` for
    /// between two levels.
    pub level: Option<String>,
}

/// Which levels a situation comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Exactly one, by the text.
    One(u8),
    /// The text leaves it open between these, ascending.
    Open(Vec<u8>),
}

/// A judged situation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Situation {
    /// What it comes to.
    pub reach: Reach,
    /// Levels whose condition holds, ascending.
    pub matched: Vec<u8>,
    /// A stable text for the situation: `up;3;-`.
    pub key: String,
    /// The level that was plainly meant: score, index into the suggestions.
    pub suggested: Option<(u8, usize)>,
}

/// One cell of the grid. `region` is odd on a bound and even between bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cell {
    trend: Option<Trend>,
    region: usize,
    flag: Option<bool>,
}

/// The bounds of a rule, ascending.
struct Grid<'a> {
    rule: &'a Rule,
    bounds: Vec<Frac>,
}

/// Judges a case by a rule.
pub fn judge(rule: &Rule, case: &Case) -> Situation {
    if rule.input.quantity == Quantity::Ladder {
        return ladder(rule, case.level.as_deref().unwrap_or(""));
    }
    let grid = Grid::new(rule, case.figure);
    let trend = case.before.zip(case.after).map(|(a, b)| Trend::of(a, b));
    let Some(value) = case.second.or(case.after) else {
        // Only a rule whose condition stands alone gets here.
        return grid.situation(Cell {
            trend: None,
            region: usize::MAX,
            flag: case.flag,
        });
    };
    grid.situation(Cell {
        trend,
        region: grid.region(value),
        flag: case.flag,
    })
}

/// Every situation of a rule that the official text does not decide, with a
/// description that a report can word: trend, region, flag, levels. Used to
/// make `docs/undecided.md`.
pub fn open_situations(rule: &Rule) -> Vec<(Option<Trend>, usize, Option<bool>, Situation)> {
    if rule.input.quantity == Quantity::Ladder {
        return Vec::new();
    }
    // Any figure that is neither nought nor a largest value: on these two, some
    // situations cannot occur.
    let grid = Grid::new(rule, rule.input.figure.then_some(Decimal::int(1)));
    grid.cells()
        .into_iter()
        .map(|cell| (cell.trend, cell.region, cell.flag, grid.situation(cell)))
        .filter(|(.., s)| matches!(s.reach, Reach::Open(_)))
        .collect()
}

fn ladder(rule: &Rule, level: &str) -> Situation {
    let scores = rule.scores();
    let key = level.to_string();
    let situation = |reach, matched| Situation {
        reach,
        matched,
        key,
        suggested: None,
    };
    if let Ok(score) = level.parse::<u8>()
        && scores.contains(&score)
    {
        return situation(Reach::One(score), vec![score]);
    }
    let ends = level
        .split_once('~')
        .and_then(|(a, b)| Some((a.parse::<u8>().ok()?, b.parse::<u8>().ok()?)));
    let levels = match ends {
        Some((low, high)) => scores
            .into_iter()
            .filter(|s| (low..=high).contains(s))
            .collect(),
        None => scores,
    };
    situation(Reach::Open(levels), Vec::new())
}

impl<'a> Grid<'a> {
    fn new(rule: &'a Rule, figure: Option<Decimal>) -> Grid<'a> {
        let bounds: Vec<Frac> = rule
            .scale
            .iter()
            .flat_map(|s| &s.clauses)
            .chain(rule.suggestions.iter().map(|s| &s.clause))
            .flat_map(|c| &c.value)
            .filter_map(|c| match c.operand {
                Operand::Printed(n) => Some(n.to_frac()),
                Operand::Figure => figure.map(Decimal::to_frac),
            })
            .collect();
        let mut bounds = sorted(bounds, &Frac::cmp);
        bounds.dedup();
        Grid { rule, bounds }
    }

    fn region(&self, value: Frac) -> usize {
        let mut region: usize = 0;
        for bound in &self.bounds {
            match value.cmp(bound) {
                Ordering::Less => return region,
                Ordering::Equal => return region.saturating_add(1),
                Ordering::Greater => region = region.saturating_add(2),
            }
        }
        region
    }

    /// Can a value lie there? Not below nought, nor above the largest value;
    /// on these two nothing leads from beyond them.
    fn possible(&self, cell: Cell) -> bool {
        let input = &self.rule.input;
        let largest = match (&input.second, &input.quantity) {
            (Some(_), _) => Some(Frac::int(100)),
            (None, Quantity::Ratio { per, part, .. }) => part.then(|| Frac::int(*per)),
            (None, Quantity::Number { max }) => max.map(Decimal::to_frac),
            _ => None,
        };
        let bound = |n: Option<Frac>| {
            let at = self.bounds.iter().position(|b| Some(*b) == n)?;
            Some(at.saturating_mul(2).saturating_add(1))
        };
        let moves = |trend| input.second.is_none() && cell.trend == Some(trend);
        let fits_low = bound(Some(Frac::int(0))).is_none_or(|low| match cell.region.cmp(&low) {
            Ordering::Less => false,
            Ordering::Equal => !moves(Trend::Up),
            Ordering::Greater => true,
        });
        let fits_high = bound(largest).is_none_or(|high| match cell.region.cmp(&high) {
            Ordering::Less => true,
            Ordering::Equal => !moves(Trend::Down),
            Ordering::Greater => false,
        });
        fits_low && fits_high
    }

    /// Every situation that can occur.
    fn cells(&self) -> Vec<Cell> {
        let trends: &[Option<Trend>] = match self.rule.input.two_years {
            true => &[Some(Trend::Down), Some(Trend::Same), Some(Trend::Up)],
            false => &[None],
        };
        let flags: &[Option<bool>] = match self.rule.input.flag {
            Some(_) => &[Some(false), Some(true)],
            None => &[None],
        };
        let regions = self.bounds.len().saturating_mul(2);
        let mut cells = Vec::new();
        for trend in trends {
            for flag in flags {
                for region in 0..=regions {
                    cells.push(Cell {
                        trend: *trend,
                        region,
                        flag: *flag,
                    });
                }
            }
        }
        cells.retain(|cell| self.possible(*cell));
        cells
    }

    fn holds(&self, clause: &Clause, cell: Cell) -> bool {
        let trend = clause
            .trend
            .is_none_or(|set| cell.trend.is_some_and(|t| set.has(t)));
        let flag = clause.flag.is_none_or(|f| cell.flag == Some(f));
        trend
            && flag
            && clause.value.iter().all(|compare| {
                let bound = match compare.operand {
                    Operand::Printed(n) => self.bounds.iter().position(|b| *b == n.to_frac()),
                    Operand::Figure => Some(0),
                };
                bound.is_some_and(|i| {
                    cell.region != usize::MAX
                        && compare.admits(cell.region.cmp(&i.saturating_mul(2).saturating_add(1)))
                })
            })
    }

    /// The levels whose condition holds on a cell, ascending. Explicit "none"
    /// and "all" clauses go before general ones (policy R4).
    fn matched(&self, cell: Cell) -> Vec<u8> {
        let mut general = Vec::new();
        let mut first = Vec::new();
        for step in &self.rule.scale {
            for clause in step.clauses.iter().filter(|c| self.holds(c, cell)) {
                if clause.first {
                    &mut first
                } else {
                    &mut general
                }
                .push(step.score);
            }
        }
        let levels = if first.is_empty() { general } else { first };
        let mut levels = sorted(levels, &u8::cmp);
        levels.dedup();
        levels
    }

    fn decided(&self, cell: Cell) -> Option<u8> {
        match self.matched(cell).as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    }

    /// Is `a` at least as good as `b` in every respect?
    fn at_least(&self, a: Cell, b: Cell) -> bool {
        let input = &self.rule.input;
        let rank = |t: Option<Trend>| match (t, input.better) {
            (None, _) => 0,
            (Some(Trend::Same), _) => 1,
            (Some(Trend::Up), Direction::Up) | (Some(Trend::Down), Direction::Down) => 2,
            _ => 0,
        };
        let value = match input.value_better {
            Direction::Up => a.region >= b.region,
            Direction::Down => a.region <= b.region,
        };
        rank(a.trend) >= rank(b.trend) && value && a.flag >= b.flag
    }

    fn situation(&self, cell: Cell) -> Situation {
        let matched = self.matched(cell);
        let reach = match matched.as_slice() {
            [one] => Reach::One(*one),
            [] => Reach::Open(self.gap(cell)),
            several => Reach::Open(several.to_vec()),
        };
        let suggested = match reach {
            Reach::One(_) => None,
            Reach::Open(_) => self
                .rule
                .suggestions
                .iter()
                .enumerate()
                .find(|(_, s)| self.holds(&s.clause, cell))
                .map(|(i, s)| (s.score, i)),
        };
        Situation {
            reach,
            matched,
            key: key(cell),
            suggested,
        }
    }

    fn gap(&self, cell: Cell) -> Vec<u8> {
        let scores = self.rule.scores();
        let mut low = scores.first().copied().unwrap_or(0);
        let mut high = scores.last().copied().unwrap_or(100);
        for other in self.cells() {
            let Some(score) = self.decided(other) else {
                continue;
            };
            if self.at_least(cell, other) {
                low = low.max(score);
            }
            if self.at_least(other, cell) {
                high = high.min(score);
            }
        }
        // A scale that contradicts itself: everything between is in question.
        let (low, high) = (low.min(high), low.max(high));
        scores
            .into_iter()
            .filter(|s| (low..=high).contains(s))
            .collect()
    }
}

fn key(cell: Cell) -> String {
    let mut key = String::from(match cell.trend {
        Some(Trend::Up) => "up",
        Some(Trend::Same) => "same",
        Some(Trend::Down) => "down",
        None => "-",
    });
    key.push(';');
    if cell.region != usize::MAX {
        key.push_str(&cell.region.to_string());
    }
    key.push(';');
    key.push_str(match cell.flag {
        Some(true) => "ya",
        Some(false) => "tidak",
        None => "-",
    });
    key
}
