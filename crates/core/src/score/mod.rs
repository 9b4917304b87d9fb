//! What answers are worth, exactly, and why.
//!
//! A score is never stored: it follows from the answers. Blank is neither zero
//! nor skipped, and what the official text leaves open is
//! [`Outcome::Undecided`] until a person rules on it.

mod award;
mod coach;
mod compare;
mod judge;
mod ruling;
mod versus;

pub use award::{Award, Blocker, GateShare, LevelView, Paripurna, award};
pub use coach::{AgencyPlan, Coaching, GatePlan, Lift, LiftKind, TatananPlan, coach, what_if};
pub use compare::{InstrumentDiff, ItemChange, compare};
pub use judge::{Case, Reach, Situation, judge, open_situations};
pub use ruling::{
    ASKED, Listed, NOT_APPLICABLE, RULING, RULING_BY, RULING_GROUND, RULING_INPUTS, RULING_KEYS,
    RULING_ON, RULING_SCOPE, RULING_SITUATION, Ruling, fingerprint, is_asked, may_not_apply,
    rulings,
};
pub use versus::{Lead, Side, VersusLine, VersusSection, versus};

use crate::instrument::{
    Direction, Family, Instrument, Item, Quantity, Role, Rule, SheetDef, SheetKind, Trend,
};
use crate::num::{Decimal, Frac};
use crate::sheet::{Answer, Finding, FindingKind, Sheet, Value, check_item};

/// What one indicator is worth.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// An input is missing.
    Blank {
        /// The reference figure is what is missing (everything else is there).
        figure: bool,
    },
    /// An input cannot be used.
    Invalid(Vec<Finding>),
    /// The official text gives exactly one level.
    Decided {
        /// The score.
        score: u8,
        /// Why.
        because: Because,
    },
    /// The official text gives several levels, or none.
    Undecided {
        /// The levels in question, ascending.
        levels: Vec<u8>,
        /// Why.
        because: Because,
    },
    /// A person chose among the levels in question.
    Ruled {
        /// The score chosen.
        score: u8,
        /// The levels that were in question, ascending.
        levels: Vec<u8>,
        /// Who, on what ground.
        ruling: Ruling,
        /// Why it was open.
        because: Because,
    },
}

/// Why an outcome is what it is: everything that entered the judgement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Because {
    /// Family of the rule.
    pub family: Family,
    /// Version of the rule.
    pub rule_version: u32,
    /// The measured value of the earlier year.
    pub before: Option<Frac>,
    /// The measured value of the later year.
    pub after: Option<Frac>,
    /// What it did in between.
    pub trend: Option<Trend>,
    /// Is that way better? `None` where it stayed the same.
    pub good: Option<bool>,
    /// The value that bounds were compared with, where it is not `after`.
    pub second: Option<Frac>,
    /// The reference figure.
    pub figure: Option<Decimal>,
    /// The yes/no condition.
    pub flag: Option<bool>,
    /// Levels whose condition holds, ascending: none is a gap, several an
    /// overlap.
    pub matched: Vec<u8>,
    /// The situation, as a stable text that rulings refer to.
    pub situation: String,
    /// The level that was plainly meant, if the text is misprinted here: score
    /// and index into the rule's suggestions.
    pub suggested: Option<(u8, usize)>,
}

impl Because {
    /// The reason of what no inputs led to: a supposed score, or a ruling on a thing
    /// that does not exist in the regency.
    fn without_inputs(rule: &Rule) -> Because {
        Because {
            family: rule.family,
            rule_version: rule.version,
            before: None,
            after: None,
            trend: None,
            good: None,
            second: None,
            figure: None,
            flag: None,
            matched: Vec::new(),
            situation: String::new(),
            suggested: None,
        }
    }
}

impl Outcome {
    /// The lowest and the highest score that this outcome may come to. Blank
    /// and invalid entries may still come to anything.
    pub fn range(&self) -> Range {
        match self {
            Outcome::Blank { .. } | Outcome::Invalid(_) => Range {
                cautious: 0,
                hopeful: 100,
            },
            Outcome::Decided { score, .. } | Outcome::Ruled { score, .. } => Range {
                cautious: u32::from(*score),
                hopeful: u32::from(*score),
            },
            Outcome::Undecided { levels, .. } => Range {
                cautious: levels.first().copied().unwrap_or(0).into(),
                hopeful: levels.last().copied().unwrap_or(100).into(),
            },
        }
    }

    /// The score, where there is exactly one.
    pub fn score(&self) -> Option<u8> {
        match self {
            Outcome::Decided { score, .. } | Outcome::Ruled { score, .. } => Some(*score),
            _ => None,
        }
    }

    /// Stable name for reports: `blank`, `invalid`, `decided`, `undecided`,
    /// `ruled`.
    pub fn state(&self) -> &'static str {
        match self {
            Outcome::Blank { .. } => "blank",
            Outcome::Invalid(_) => "invalid",
            Outcome::Decided { .. } => "decided",
            Outcome::Undecided { .. } => "undecided",
            Outcome::Ruled { .. } => "ruled",
        }
    }

    /// Why, where there is something to explain.
    pub fn because(&self) -> Option<&Because> {
        match self {
            Outcome::Decided { because, .. }
            | Outcome::Undecided { because, .. }
            | Outcome::Ruled { because, .. } => Some(because),
            _ => None,
        }
    }
}

/// A total from the cautious reading (blank and undecided at their lowest) to
/// the hopeful one (blank at 100, undecided at their highest).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Range {
    /// Lower end.
    pub cautious: u32,
    /// Upper end.
    pub hopeful: u32,
}

impl Range {
    /// Adds another range.
    pub fn plus(self, other: Range) -> Range {
        Range {
            cautious: self.cautious.saturating_add(other.cautious),
            hopeful: self.hopeful.saturating_add(other.hopeful),
        }
    }
}

/// A total of one section with its counts of outcomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Tally {
    /// The total.
    pub range: Range,
    /// Largest possible total: 100 for each indicator.
    pub max: u32,
    /// Decided or ruled.
    pub settled: u32,
    /// Undecided.
    pub undecided: u32,
    /// Blank.
    pub blank: u32,
    /// Invalid.
    pub invalid: u32,
}

impl Tally {
    /// Adds up outcomes.
    pub fn of<'a>(outcomes: impl Iterator<Item = &'a Outcome>) -> Tally {
        let mut tally = Tally::default();
        for outcome in outcomes {
            tally.range = tally.range.plus(outcome.range());
            tally.max = tally.max.saturating_add(100);
            let slot = match outcome {
                Outcome::Blank { .. } => &mut tally.blank,
                Outcome::Invalid(_) => &mut tally.invalid,
                Outcome::Undecided { .. } => &mut tally.undecided,
                Outcome::Decided { .. } | Outcome::Ruled { .. } => &mut tally.settled,
            };
            *slot = slot.saturating_add(1);
        }
        tally
    }

    /// Adds two tallies.
    pub fn plus(self, other: Tally) -> Tally {
        Tally {
            range: self.range.plus(other.range),
            max: self.max.saturating_add(other.max),
            settled: self.settled.saturating_add(other.settled),
            undecided: self.undecided.saturating_add(other.undecided),
            blank: self.blank.saturating_add(other.blank),
            invalid: self.invalid.saturating_add(other.invalid),
        }
    }
}

/// The whole score of a regency sheet.
#[derive(Clone, Debug)]
pub struct Report {
    /// Outcome by indicator and kelembagaan line, in the order of the sheet.
    pub outcomes: Vec<(String, Outcome)>,
    /// Tally of each tatanan, in the order of the instrument.
    pub tatanan: Vec<(u8, Tally)>,
    /// Tally of the kelembagaan lines: shown, decides nothing by itself.
    pub kelembagaan: Tally,
    /// Sum over all tatanan: shown, decides nothing.
    pub total: Tally,
    /// Levels reached and reachable, and what blocks them.
    pub award: Award,
}

impl Report {
    /// The outcome of an indicator.
    pub fn outcome(&self, id: &str) -> Option<&Outcome> {
        self.outcomes.iter().find(|(i, _)| i == id).map(|(_, o)| o)
    }
}

/// Scores a regency sheet.
pub fn report(instrument: &Instrument, sheet: &Sheet) -> Report {
    let def = instrument.sheet(SheetKind::Kabupaten);
    let outcomes: Vec<(String, Outcome)> = def
        .items()
        .filter_map(|item| Some((item.id.clone(), outcome(instrument, def, sheet, item)?)))
        .collect();
    report_of(instrument, sheet, outcomes)
}

/// Puts a report together from outcomes that are already known, so that a
/// screen need not judge 152 items again after one answer.
pub fn report_of(
    instrument: &Instrument,
    sheet: &Sheet,
    outcomes: Vec<(String, Outcome)>,
) -> Report {
    let def = instrument.sheet(SheetKind::Kabupaten);
    let find = |id: &str| outcomes.iter().find(|(i, _)| i == id).map(|(_, o)| o);
    let mut tatanan: Vec<(u8, Tally)> = Vec::new();
    let mut kelembagaan = Tally::default();
    for section in &def.sections {
        let tally = Tally::of(section.items.iter().filter_map(|i| find(&i.id)));
        match section.tatanan {
            Some(no) => tatanan.push((no, tally)),
            None => kelembagaan = kelembagaan.plus(tally),
        }
    }
    let total = tatanan
        .iter()
        .fold(Tally::default(), |sum, (_, t)| sum.plus(*t));
    let award = award(instrument, def, sheet, &tatanan, &outcomes);
    Report {
        outcomes,
        tatanan,
        kelembagaan,
        total,
        award,
    }
}

/// The outcome of one item; `None` for items that are not judged.
pub fn outcome(
    instrument: &Instrument,
    def: &SheetDef,
    sheet: &Sheet,
    item: &Item,
) -> Option<Outcome> {
    let rule = item.rule.as_ref()?;
    Some(match gather(instrument, def, sheet, item, rule) {
        Err(early) => ruling::not_applicable(sheet.answer(&item.id), rule, *early),
        Ok(case) => settle(sheet.answer(&item.id), rule, case),
    })
}

/// Everything an outcome depends on besides the item itself: the reference
/// figure that feeds it.
pub fn figure_item<'a>(def: &'a SheetDef, item: &Item) -> Option<&'a Item> {
    def.items()
        .find(|i| i.role == Some(Role::Figure) && i.feeds.contains(&item.id))
}

/// Collects the inputs of a rule. Missing comes before invalid: with an input
/// missing the outcome is blank, whatever the others are.
fn gather(
    instrument: &Instrument,
    def: &SheetDef,
    sheet: &Sheet,
    item: &Item,
    rule: &Rule,
) -> Result<Case, Box<Outcome>> {
    let blank = || Box::new(Outcome::Blank { figure: false });
    let answer = sheet
        .answer(&item.id)
        .filter(|a| !a.unknown)
        .ok_or_else(blank)?;
    let input = &rule.input;
    let [earlier, later] = instrument.years;
    let at = |key: &str, year: u16| answer.values.get(&Instrument::year_key(key, year));
    let mut used: Vec<String> = Vec::new();
    let mut use_keys = |keys: &[&str], year: u16| {
        for key in keys {
            used.push(Instrument::year_key(key, year));
        }
    };
    let years: &[u16] = if input.two_years {
        &[earlier, later]
    } else {
        &[later]
    };
    let flag_value = answer.values.get("flag");
    let alone = input.flag_alone && flag_value == Some(&Value::Bool(false));
    // Which inputs are there?
    let mut whole = input.flag.is_none() || flag_value.is_some();
    match &input.quantity {
        Quantity::Ladder => whole = whole && answer.values.contains_key("level"),
        _ if alone => {}
        Quantity::Ratio { .. } => {
            for year in years {
                let pair = at("n", *year).is_some() && at("d", *year).is_some();
                let second_needs_pair = input.second.is_some() && *year == later;
                if pair {
                    use_keys(&["n", "d"], *year);
                } else if at("p", *year).is_some() && !second_needs_pair {
                    use_keys(&["p"], *year);
                } else {
                    whole = false;
                }
            }
            if input.second.is_some() {
                whole = whole && at("m", later).is_some();
                use_keys(&["m"], later);
            }
        }
        Quantity::Count | Quantity::Number { .. } => {
            for year in years {
                whole = whole && at("v", *year).is_some();
                use_keys(&["v"], *year);
            }
        }
    }
    if !whole {
        return Err(blank());
    }
    let figure = match input.figure {
        false => None,
        true => match figure_value(def, sheet, item).or(input.printed_figure.map(Value::Num)) {
            None => return Err(Box::new(Outcome::Blank { figure: true })),
            Some(value) => Some(value),
        },
    };
    // Are they usable?
    used.push("flag".into());
    used.push("level".into());
    let mut findings: Vec<Finding> = check_item(instrument, def, sheet, item)
        .into_iter()
        .filter(|f| f.kind.is_invalid() && used.contains(&f.key))
        .collect();
    let invalid = |key: &str, kind: FindingKind| Finding {
        key: key.to_string(),
        kind,
    };
    let number = |key: &str, year: u16| at(key, year).and_then(Value::as_num);
    if input.second.is_some() && number("n", later) == Some(Decimal::ZERO) {
        findings.push(invalid(
            &Instrument::year_key("n", later),
            FindingKind::ZeroDenominator,
        ));
    }
    let figure = match figure {
        Some(Value::Num(n)) if !n.is_negative() => Some(n),
        Some(_) => {
            findings.push(invalid("figure", FindingKind::NotANumber));
            None
        }
        None => None,
    };
    if !findings.is_empty() {
        return Err(Box::new(Outcome::Invalid(findings)));
    }
    let measured = |year: u16| -> Option<Frac> {
        match &input.quantity {
            Quantity::Ladder => None,
            Quantity::Ratio { per, .. } => match (number("n", year), number("d", year)) {
                (Some(n), Some(d)) => Frac::rate(n, d, *per),
                _ => Some(number("p", year)?.to_frac()),
            },
            _ => Some(number("v", year)?.to_frac()),
        }
    };
    let after = if alone { None } else { measured(later) };
    let second = match &input.second {
        Some(_) => number("m", later)
            .zip(number("n", later))
            .and_then(|(m, n)| Frac::rate(m, n, 100)),
        None => None,
    };
    let wanted = input.quantity != Quantity::Ladder && !alone;
    if (wanted && after.is_none()) || (input.second.is_some() && second.is_none()) {
        // Digits beyond anything that can be computed exactly.
        return Err(Box::new(Outcome::Invalid(vec![invalid(
            "n",
            FindingKind::TooLarge,
        )])));
    }
    let level = answer
        .values
        .get("level")
        .and_then(Value::as_text)
        .map(str::to_string);
    Ok(Case {
        before: if input.two_years {
            measured(earlier)
        } else {
            None
        },
        after,
        second,
        figure,
        flag: flag_value.and_then(Value::as_bool),
        level,
    })
}

fn figure_value(def: &SheetDef, sheet: &Sheet, item: &Item) -> Option<Value> {
    sheet.value(&figure_item(def, item)?.id, "v").cloned()
}

/// Judges a case and looks whether a person has ruled on it.
fn settle(answer: Option<&Answer>, rule: &Rule, case: Case) -> Outcome {
    let situation = judge(rule, &case);
    let trend = case.before.zip(case.after).map(|(a, b)| Trend::of(a, b));
    let good = trend.and_then(|t| match (t, rule.input.better) {
        (Trend::Same, _) => None,
        (Trend::Up, Direction::Up) | (Trend::Down, Direction::Down) => Some(true),
        _ => Some(false),
    });
    let because = Because {
        family: rule.family,
        rule_version: rule.version,
        before: case.before,
        after: case.after,
        trend,
        good,
        second: case.second,
        figure: case.figure,
        flag: case.flag,
        matched: situation.matched.clone(),
        situation: situation.key.clone(),
        suggested: situation.suggested,
    };
    match situation.reach {
        Reach::One(score) => Outcome::Decided { score, because },
        Reach::Open(levels) => {
            match answer.and_then(|a| ruling::fitting(a, &because.situation, &levels)) {
                Some(ruling) => Outcome::Ruled {
                    score: ruling.score,
                    levels,
                    ruling,
                    because,
                },
                None => Outcome::Undecided { levels, because },
            }
        }
    }
}
