//! The coach: the least work that brings a regency to a level, and what the
//! score would be if some of it were done.
//!
//! The plan of a tatanan is optimal: no plan lifts fewer indicators, and none
//! that lifts as few takes fewer steps on their scales. Among equals the one
//! is taken that lifts the earlier indicators, where wrong entries come before
//! blank ones, these before undecided and decided ones, and else the order of
//! the sheet counts. `tests/coach.rs` compares it with trying everything.

use super::{Because, Blocker, GateShare, Outcome, Report, report_of};
use crate::instrument::{Instrument, Item, Role, SheetDef, SheetKind};
use crate::num::Decimal;
use crate::sheet::Sheet;

/// What it takes to reach a level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coaching {
    /// Index of the level in [`Instrument::levels`].
    pub level: usize,
    /// Every tatanan whose cautious total is below the minimum of the level.
    pub tatanan: Vec<TatananPlan>,
    /// The three shares that the level asks for, met or not.
    pub gates: Vec<GatePlan>,
    /// The bodies that have no certain SK.
    pub bodies: Vec<Lift>,
    /// All of it by perangkat daerah, the busiest first. Work that several
    /// share stands with each of them.
    pub agencies: Vec<AgencyPlan>,
}

/// The least work that brings one tatanan to its minimum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TatananPlan {
    /// Its number.
    pub no: u8,
    /// The minimum score of the level.
    pub need: u32,
    /// The cautious score.
    pub have: u32,
    /// What to lift, cheapest first; empty where it cannot be reached.
    pub steps: Vec<Lift>,
    /// Can the minimum be reached at all?
    pub reachable: bool,
}

/// One indicator to lift.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lift {
    /// Its id.
    pub item: String,
    /// What it counts for in the cautious total.
    pub from: u8,
    /// The score to reach.
    pub to: u8,
    /// What is to be done.
    pub kind: LiftKind,
    /// Steps on its scale.
    pub steps: u32,
    /// Responsible perangkat daerah.
    pub agencies: Vec<String>,
    /// Indicators outside the plan that would serve equally well in its place
    /// (the rest of the plan unchanged, as many steps), best first.
    pub instead: Vec<String>,
}

/// What lifting an indicator takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LiftKind {
    /// Correct an entry that cannot be used.
    Repair,
    /// Enter what is missing.
    Fill,
    /// Have it ruled which of the levels in question holds.
    Settle,
    /// Do better than today.
    Improve,
}

/// A share that a level asks for, in whole villages or kecamatan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GatePlan {
    /// Which share.
    pub role: Role,
    /// The item where it is entered; empty if the instrument has none.
    pub item: String,
    /// What is asked for, in per cent.
    pub need: u32,
    /// How many there are.
    pub have: Option<u64>,
    /// Of how many.
    pub of: Option<u64>,
    /// How many it takes.
    pub target: Option<u64>,
    /// How many are missing; nought where the gate is open, `None` where it is
    /// not known.
    pub more: Option<u64>,
    /// Responsible perangkat daerah.
    pub agencies: Vec<String>,
}

/// What falls to one perangkat daerah.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgencyPlan {
    /// Its name; empty for work that nobody is named for.
    pub agency: String,
    /// The indicators to lift, bodies to appoint and gates to open.
    pub items: Vec<String>,
    /// Steps on the scales, in sum.
    pub steps: u32,
}

impl Coaching {
    /// The scores that the plan aims at, for [`what_if`].
    pub fn scores(&self) -> Vec<(String, u8)> {
        self.lifts()
            .map(|lift| (lift.item.clone(), lift.to))
            .collect()
    }

    fn lifts(&self) -> impl Iterator<Item = &Lift> {
        self.tatanan
            .iter()
            .flat_map(|t| &t.steps)
            .chain(&self.bodies)
    }
}

/// The least work that brings a regency to a level; `None` if there is no such
/// level.
pub fn coach(instrument: &Instrument, report: &Report, level: usize) -> Option<Coaching> {
    let asked = instrument.levels.get(level)?;
    let def = instrument.sheet(SheetKind::Kabupaten);
    let mut tatanan = Vec::new();
    for section in &def.sections {
        let Some(no) = section.tatanan else {
            continue;
        };
        let setting = instrument.tatanan.iter().find(|t| t.no == no);
        let need = setting.and_then(|t| t.min.get(level));
        let tally = report.tatanan.iter().find(|(n, _)| *n == no);
        if let (Some(need), Some((_, tally))) = (need, tally)
            && tally.range.cautious < *need
        {
            tatanan.push(plan(
                report,
                &section.items,
                no,
                *need,
                tally.range.cautious,
            ));
        }
    }
    let award = &report.award;
    let gates = vec![
        gate(def, Role::GateOdf, award.odf, asked.odf),
        gate(def, Role::GateForkom, award.forkom, asked.forkom),
        gate(def, Role::GatePokja, award.pokja, asked.pokja),
    ];
    let blockers = award.levels.get(level).map(|l| l.blockers.as_slice());
    let bodies = blockers
        .unwrap_or_default()
        .iter()
        .filter_map(|blocker| match blocker {
            Blocker::Body { item, .. } => {
                let one = Candidate::of(report, def.item(item)?)?;
                let last = one.higher.len().checked_sub(1)?;
                Some(one.lift(last, Vec::new()))
            }
            _ => None,
        })
        .collect();
    let mut coaching = Coaching {
        level,
        tatanan,
        gates,
        bodies,
        agencies: Vec::new(),
    };
    coaching.agencies = by_agency(&coaching);
    Some(coaching)
}

/// What the score would be with these scores on these items, whatever is
/// answered there. Items that are not judged and scores that are not on their
/// scale change nothing.
///
/// Gates follow from `sheet`: to try other shares, or other answers, change a
/// scratch copy, take its [`super::report`], and pass both.
pub fn what_if(
    instrument: &Instrument,
    sheet: &Sheet,
    report: &Report,
    scores: &[(String, u8)],
) -> Report {
    let def = instrument.sheet(SheetKind::Kabupaten);
    let supposed = |id: &String| {
        let (_, score) = scores.iter().rev().find(|(item, _)| item == id)?;
        let rule = def.item(id)?.rule.as_ref()?;
        rule.step(*score).map(|_| Outcome::Decided {
            score: *score,
            because: Because::without_inputs(rule),
        })
    };
    let outcomes = report
        .outcomes
        .iter()
        .map(|(id, known)| (id.clone(), supposed(id).unwrap_or_else(|| known.clone())))
        .collect();
    report_of(instrument, sheet, outcomes)
}

/// An indicator that can be lifted.
struct Candidate<'a> {
    item: &'a Item,
    outcome: &'a Outcome,
    /// What it counts for in the cautious total.
    from: u8,
    /// The higher scores of its scale, ascending: the first is one step away.
    higher: Vec<u8>,
}

impl<'a> Candidate<'a> {
    fn of(report: &'a Report, item: &'a Item) -> Option<Candidate<'a>> {
        let outcome = report.outcome(&item.id)?;
        let from = u8::try_from(outcome.range().cautious).ok()?;
        let mut higher = item.rule.as_ref()?.scores();
        higher.retain(|score| *score > from);
        (!higher.is_empty()).then_some(Candidate {
            item,
            outcome,
            from,
            higher,
        })
    }

    fn kind(&self, to: u8) -> LiftKind {
        match self.outcome {
            Outcome::Invalid(_) => LiftKind::Repair,
            Outcome::Blank { .. } => LiftKind::Fill,
            Outcome::Undecided { levels, .. } if levels.contains(&to) => LiftKind::Settle,
            _ => LiftKind::Improve,
        }
    }

    /// What each higher score adds to the total.
    fn gains(&self) -> Vec<u32> {
        let gain = |to: &u8| u32::from(to.saturating_sub(self.from));
        self.higher.iter().map(gain).collect()
    }

    /// The lift to the higher score at `choice`.
    fn lift(&self, choice: usize, instead: Vec<String>) -> Lift {
        let to = self.higher.get(choice).copied().unwrap_or(self.from);
        Lift {
            item: self.item.id.clone(),
            from: self.from,
            to,
            kind: self.kind(to),
            steps: steps(choice),
            agencies: self.item.agencies.clone(),
            instead,
        }
    }
}

/// The steps that lead to the higher score at `choice`.
fn steps(choice: usize) -> u32 {
    u32::try_from(choice).unwrap_or(u32::MAX).saturating_add(1)
}

fn plan(report: &Report, items: &[Item], no: u8, need: u32, have: u32) -> TatananPlan {
    let mut candidates: Vec<Candidate> = items
        .iter()
        .filter_map(|item| Candidate::of(report, item))
        .collect();
    // Stable: the order of the sheet stays within a kind.
    candidates.sort_by_key(|c| c.higher.first().map(|to| c.kind(*to)));
    let gains: Vec<Vec<u32>> = candidates.iter().map(Candidate::gains).collect();
    let missing = need.saturating_sub(have);
    let Some(choices) = least_work(&gains, missing) else {
        return TatananPlan {
            no,
            need,
            have,
            steps: Vec::new(),
            reachable: false,
        };
    };
    let gained = |gains: &[u32], choice: usize| gains.get(choice).copied().unwrap_or(0);
    let total: u32 = gains
        .iter()
        .zip(&choices)
        .filter_map(|(gains, choice)| Some(gained(gains, (*choice)?)))
        .sum();
    let mut lifts: Vec<Lift> = Vec::new();
    for ((candidate, own), choice) in candidates.iter().zip(&gains).zip(&choices) {
        let Some(choice) = *choice else {
            continue;
        };
        let rest = total.saturating_sub(gained(own, choice));
        let instead = candidates
            .iter()
            .zip(&gains)
            .zip(&choices)
            .filter(|((_, gains), other)| {
                let reaches = rest.saturating_add(gained(gains, choice)) >= missing;
                other.is_none() && choice < gains.len() && reaches
            })
            .map(|((c, _), _)| c.item.id.clone())
            .collect();
        lifts.push(candidate.lift(choice, instead));
    }
    lifts.sort_by_key(|lift| lift.steps);
    TatananPlan {
        no,
        need,
        have,
        steps: lifts,
        reachable: true,
    }
}

/// More than any work.
const NEVER: u64 = u64::MAX;

/// One indicator lifted, `choice + 1` steps. Counts weigh more than any sum of
/// steps.
fn cost(choice: usize) -> u64 {
    (1u64 << 32).saturating_add(u64::from(steps(choice)))
}

/// Chooses at most one gain of each row so that they add up to `missing`, with
/// the fewest rows, then the fewest steps, then the earliest rows. `None` if
/// all together fall short.
///
/// Dynamic programming from the last row to the first: the least work for each
/// rest that may still be missing. Gains are multiples of 25 in practice, so
/// the table is counted in their greatest common divisor.
fn least_work(gains: &[Vec<u32>], missing: u32) -> Option<Vec<Option<usize>>> {
    let most: u32 = gains.iter().filter_map(|g| g.last()).sum();
    if most < missing {
        return None;
    }
    let unit = gains.iter().flatten().copied().fold(0, gcd).max(1);
    let missing = missing.div_ceil(unit) as usize;
    let units = |gain: u32| gain.checked_div(unit).unwrap_or(0) as usize;
    let at = |row: &[u64], rest: usize| row.get(rest).copied().unwrap_or(NEVER);
    // The work if this choice is made and the later rows do the rest.
    let chosen = |later: &[u64], rest: usize, choice: usize, gain: u32| {
        cost(choice).saturating_add(at(later, rest.saturating_sub(units(gain))))
    };
    let mut row: Vec<u64> = vec![NEVER; missing.saturating_add(1)];
    if let Some(nothing) = row.first_mut() {
        *nothing = 0;
    }
    let mut table = vec![row.clone()];
    for gains in gains.iter().rev() {
        let later = row;
        row = (0..later.len())
            .map(|rest| {
                gains
                    .iter()
                    .enumerate()
                    .map(|(choice, gain)| chosen(&later, rest, choice, *gain))
                    .fold(at(&later, rest), u64::min)
            })
            .collect();
        table.push(row.clone());
    }
    let mut rest = missing;
    let mut best = at(&table.pop()?, rest);
    let mut choices = Vec::new();
    for gains in gains {
        let later = table.pop()?;
        let choice = gains
            .iter()
            .enumerate()
            .find(|(choice, gain)| rest > 0 && chosen(&later, rest, *choice, **gain) == best);
        if let Some((_, gain)) = choice {
            rest = rest.saturating_sub(units(*gain));
            best = at(&later, rest);
        }
        choices.push(choice.map(|(choice, _)| choice));
    }
    Some(choices)
}

fn gcd(a: u32, b: u32) -> u32 {
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a.checked_rem(b).unwrap_or(0));
    }
    a
}

fn gate(def: &SheetDef, role: Role, share: GateShare, need: u32) -> GatePlan {
    let item = def.with_role(role);
    let whole = |n: Option<Decimal>| n.and_then(|n| n.to_string().parse::<u64>().ok());
    let (have, of) = (whole(share.n), whole(share.d).filter(|of| *of > 0));
    let target = of
        .and_then(|of| of.checked_mul(u64::from(need)))
        .map(|hundredfold| hundredfold.div_ceil(100));
    let more = match share.share {
        Some(_) => have.zip(target).map(|(have, t)| t.saturating_sub(have)),
        None => None,
    };
    GatePlan {
        role,
        item: item.map(|i| i.id.clone()).unwrap_or_default(),
        need,
        have,
        of,
        target,
        more,
        agencies: item.map(|i| i.agencies.clone()).unwrap_or_default(),
    }
}

fn by_agency(coaching: &Coaching) -> Vec<AgencyPlan> {
    let lifts = coaching
        .lifts()
        .map(|lift| (&lift.agencies, &lift.item, lift.steps));
    let shut = coaching.gates.iter().filter(|g| g.more != Some(0));
    let nobody = vec![String::new()];
    let mut plans: Vec<AgencyPlan> = Vec::new();
    for (agencies, item, steps) in lifts.chain(shut.map(|g| (&g.agencies, &g.item, 0))) {
        let agencies = if agencies.is_empty() {
            &nobody
        } else {
            agencies
        };
        for agency in agencies {
            match plans.iter_mut().find(|p| p.agency == *agency) {
                Some(plan) => {
                    plan.items.push(item.clone());
                    plan.steps = plan.steps.saturating_add(steps);
                }
                None => plans.push(AgencyPlan {
                    agency: agency.clone(),
                    items: vec![item.clone()],
                    steps,
                }),
            }
        }
    }
    plans.sort_by_key(|p| (p.agency.is_empty(), std::cmp::Reverse(p.items.len())));
    plans
}
