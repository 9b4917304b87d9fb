//! What one sheet says to one rule: its numbers, or why there are none.

use super::plan::{Planned, PlannedPeriod};
use crate::instrument::{
    Condition, DOCUMENT, Field, FieldRef, How, Instrument, Item, SheetDef, Term, Test,
};
use crate::num::{Decimal, Total};
use crate::sheet::{
    Answer, DocumentStatus, Finding, FindingKind, NO_ROWS, Sheet, Value, asked, document_status,
};

/// A sheet with what is wrong in it.
pub(super) struct Reading<'a> {
    instrument: &'a Instrument,
    def: &'a SheetDef,
    sheet: &'a Sheet,
    /// By the place of the item in the sheet.
    findings: &'a [Vec<Finding>],
}

/// Why there is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// The item at this place does not say.
    Blank(usize),
    /// The item at this place says that it is not known yet.
    NotKnown(usize),
    /// What is said cannot be used.
    Wrong,
}

impl Gap {
    /// Of two gaps the one that tells more.
    fn or(self, other: Gap) -> Gap {
        match (self, other) {
            (Gap::Wrong, _) | (_, Gap::Wrong) => Gap::Wrong,
            (Gap::NotKnown(_), _) | (Gap::Blank(_), Gap::Blank(_)) => self,
            (Gap::Blank(_), Gap::NotKnown(_)) => other,
        }
    }
}

/// Does a condition hold?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Truth {
    Yes,
    No,
    Blank,
    Wrong,
}

/// How many fields may depend on one another.
const DEEPEST: usize = 8;

impl<'a> Reading<'a> {
    pub fn new(
        instrument: &'a Instrument,
        def: &'a SheetDef,
        sheet: &'a Sheet,
        findings: &'a [Vec<Finding>],
    ) -> Reading<'a> {
        Reading {
            instrument,
            def,
            sheet,
            findings,
        }
    }

    /// What is found in the item at a place.
    pub fn findings(&self, at: usize) -> &[Finding] {
        self.findings.get(at).map(Vec::as_slice).unwrap_or_default()
    }

    fn is_wrong(&self, at: usize, key: &str) -> bool {
        let found = self.findings(at).iter();
        found.filter(|f| f.key == key).any(|f| f.kind.is_invalid())
    }

    /// The answer to an item, unless there is none to speak of.
    fn answer(&self, item: &Item, at: usize) -> Result<&'a Answer, Gap> {
        match self.sheet.answer(&item.id) {
            Some(answer) if answer.unknown => Err(Gap::NotKnown(at)),
            Some(answer) if !answer.values.is_empty() => Ok(answer),
            _ => Err(Gap::Blank(at)),
        }
    }

    /// The numbers of a period, in the order of its figures (of levels: of its steps,
    /// then the units), and whether only some of the sheet's rows told.
    pub fn numbers(
        &self,
        planned: &Planned,
        period: &PlannedPeriod,
    ) -> Result<(Vec<Decimal>, bool), Gap> {
        let [_, later] = self.instrument.years;
        let year = period.year.unwrap_or(later);
        let questions: Vec<&[Condition]> = match &planned.rule.how {
            How::Sum(sums) => {
                let mut numbers = Vec::new();
                let mut gap: Option<Gap> = None;
                for (_, name) in &period.figures {
                    let terms = sums.iter().find(|(n, _)| n == name).map(|(_, t)| t);
                    match self.sum(planned, terms.map(Vec::as_slice).unwrap_or_default(), year) {
                        Ok(number) => numbers.push(number),
                        Err(g) => gap = Some(gap.map_or(g, |first| first.or(g))),
                    }
                }
                return match gap {
                    Some(gap) => Err(gap),
                    None => Ok((numbers, false)),
                };
            }
            How::Count(yes) | How::Flag(yes) => vec![yes],
            How::Level(steps) => steps.iter().map(|s| s.yes.as_slice()).collect(),
            // Even that there is nothing is an answer.
            How::List(_) => {
                let told = self.answer(planned.item, planned.item_at);
                return told.map(|_| (Vec::new(), false));
            }
        };
        self.count(planned, &questions, year)
    }

    /// How many units say yes to each question, and how many told.
    fn count(
        &self,
        planned: &Planned,
        questions: &[&[Condition]],
        year: u16,
    ) -> Result<(Vec<Decimal>, bool), Gap> {
        let item = planned.item;
        let answer = self.answer(item, planned.item_at)?;
        let mut yes: Vec<u32> = questions.iter().map(|_| 0).collect();
        let (mut units, mut blank, mut wrong) = (0u32, 0u32, 0u32);
        for prefix in self.units(item, answer) {
            let holds = |all: &[Condition]| self.all_hold(planned, answer, &prefix, all, year);
            match holds(&planned.rule.of) {
                Truth::Yes => {}
                Truth::No => continue,
                Truth::Blank => {
                    blank = blank.saturating_add(1);
                    continue;
                }
                Truth::Wrong => {
                    wrong = wrong.saturating_add(1);
                    continue;
                }
            }
            let told: Vec<Truth> = questions.iter().map(|all| holds(all)).collect();
            if told.contains(&Truth::Wrong) {
                wrong = wrong.saturating_add(1);
            } else if told.contains(&Truth::Blank) {
                blank = blank.saturating_add(1);
            } else {
                units = units.saturating_add(1);
                for (count, truth) in yes.iter_mut().zip(told) {
                    *count = count.saturating_add(u32::from(truth == Truth::Yes));
                }
            }
        }
        match (units, wrong, blank) {
            (0, 1.., _) => Err(Gap::Wrong),
            (0, 0, 1..) => Err(Gap::Blank(planned.item_at)),
            _ if item.rows.is_some() && answer.rows().is_empty() && !has_none(answer) => {
                Err(Gap::Blank(planned.item_at))
            }
            _ => {
                let numbers = yes.into_iter().chain([units]).map(Decimal::int).collect();
                Ok((numbers, blank > 0 || wrong > 0))
            }
        }
    }

    /// The prefixes of the units of an answer: one for each row, or the empty one.
    pub fn units(&self, item: &Item, answer: &Answer) -> Vec<String> {
        match item.rows {
            None => vec![String::new()],
            Some(_) if has_none(answer) => Vec::new(),
            Some(_) => answer
                .rows()
                .iter()
                .map(|row| {
                    let mut prefix = row.to_string();
                    prefix.push('/');
                    prefix
                })
                .collect(),
        }
    }

    fn all_hold(
        &self,
        planned: &Planned,
        answer: &Answer,
        prefix: &str,
        all: &[Condition],
        year: u16,
    ) -> Truth {
        let mut result = Truth::Yes;
        for condition in all {
            match self.holds(planned, answer, prefix, condition, year) {
                Truth::No => return Truth::No,
                Truth::Wrong => result = Truth::Wrong,
                Truth::Blank if result == Truth::Yes => result = Truth::Blank,
                _ => {}
            }
        }
        result
    }

    fn holds(
        &self,
        planned: &Planned,
        answer: &Answer,
        prefix: &str,
        condition: &Condition,
        year: u16,
    ) -> Truth {
        let (item, at) = (planned.item, planned.item_at);
        if condition.key == DOCUMENT {
            return self.document(item, condition);
        }
        let Some(field) = item.field(&condition.key) else {
            return Truth::Blank;
        };
        match self.is_asked(item, at, field, answer, prefix, DEEPEST) {
            Truth::Yes => {}
            other => return other,
        }
        let key = full_key(prefix, field, year);
        let Some(value) = answer.values.get(&key) else {
            return Truth::Blank;
        };
        if self.is_wrong(at, &key) {
            return Truth::Wrong;
        }
        let holds = match (&condition.test, value) {
            (Test::Codes(codes), Value::Bool(yes)) => {
                let code = if *yes { "ya" } else { "tidak" };
                codes.iter().any(|c| c == code)
            }
            (Test::Codes(codes), Value::Text(code)) => codes.contains(code),
            (Test::Codes(codes), Value::Many(many)) => many.iter().any(|c| codes.contains(c)),
            (Test::AtMost(most), Value::Num(n)) => n <= most,
            _ => return Truth::Wrong,
        };
        if holds { Truth::Yes } else { Truth::No }
    }

    fn document(&self, item: &Item, condition: &Condition) -> Truth {
        let code = match document_status(item, self.sheet, self.instrument.years) {
            Some(DocumentStatus::Complete) => "complete",
            Some(DocumentStatus::OneYear) => "one-year",
            Some(DocumentStatus::None) => "none",
            Some(DocumentStatus::Blank) | None => return Truth::Blank,
        };
        match &condition.test {
            Test::Codes(codes) if codes.iter().any(|c| c == code) => Truth::Yes,
            _ => Truth::No,
        }
    }

    /// Is a field asked for? What it depends on may be blank, then nobody knows.
    fn is_asked(
        &self,
        item: &Item,
        at: usize,
        field: &Field,
        answer: &Answer,
        prefix: &str,
        deepest: usize,
    ) -> Truth {
        let Some(when) = &field.when else {
            return Truth::Yes;
        };
        let (Some(gate), Some(deepest)) = (item.field(&when.key), deepest.checked_sub(1)) else {
            return Truth::Blank;
        };
        match self.is_asked(item, at, gate, answer, prefix, deepest) {
            Truth::Yes => {}
            other => return other,
        }
        let key = joined_key(prefix, &when.key);
        if !answer.values.contains_key(&key) {
            return Truth::Blank;
        }
        if self.is_wrong(at, &key) {
            return Truth::Wrong;
        }
        match asked(item, field, answer, prefix) {
            true => Truth::Yes,
            false => Truth::No,
        }
    }

    /// The sum of terms. What is not asked for is not there: nought.
    fn sum(&self, planned: &Planned, terms: &[Term], year: u16) -> Result<Decimal, Gap> {
        let mut total = Total::default();
        let mut gap: Option<Gap> = None;
        for term in terms {
            match self.number(planned, &term.field, year) {
                Ok(n) if term.minus => total.subtract(n),
                Ok(n) => total.add(n),
                Err(g) => gap = Some(gap.map_or(g, |first| first.or(g))),
            }
        }
        match (gap, total.value()) {
            (Some(gap), _) => Err(gap),
            (None, Some(value)) if !value.is_negative() => Ok(value),
            (None, _) => Err(Gap::Wrong),
        }
    }

    fn number(&self, planned: &Planned, r: &FieldRef, year: u16) -> Result<Decimal, Gap> {
        let (item, at) = self.item_of(planned, r).ok_or(Gap::Wrong)?;
        let answer = self.answer(item, at)?;
        let field = item.field(&r.key).ok_or(Gap::Wrong)?;
        match self.is_asked(item, at, field, answer, "", DEEPEST) {
            Truth::Yes => {}
            Truth::No => return Ok(Decimal::ZERO),
            Truth::Blank => return Err(Gap::Blank(at)),
            Truth::Wrong => return Err(Gap::Wrong),
        }
        let key = full_key("", field, year);
        match answer.values.get(&key) {
            None => Err(Gap::Blank(at)),
            Some(Value::Num(n)) if !self.is_wrong(at, &key) => Ok(*n),
            Some(_) => Err(Gap::Wrong),
        }
    }

    fn item_of<'p>(&'p self, planned: &'p Planned, r: &FieldRef) -> Option<(&'p Item, usize)> {
        match &r.item {
            None => Some((planned.item, planned.item_at)),
            Some(id) => {
                let (at, item) = self.def.items().enumerate().find(|(_, i)| i.id == *id)?;
                Some((item, at))
            }
        }
    }

    /// What is found in the fields that a rule reads, with the place of their item.
    pub fn found(&self, planned: &Planned) -> Vec<(usize, &Finding)> {
        let mut found: Vec<(usize, &Finding)> = Vec::new();
        let mut add = |at: usize, about: &dyn Fn(&Finding) -> bool| {
            for finding in self.findings(at).iter().filter(|f| about(f)) {
                if !found.iter().any(|(_, f)| std::ptr::eq(*f, finding)) {
                    found.push((at, finding));
                }
            }
        };
        if let How::Sum(sums) = &planned.rule.how {
            for term in sums.iter().flat_map(|(_, terms)| terms) {
                if let Some((_, at)) = self.item_of(planned, &term.field) {
                    add(at, &|f| name_of(&f.key) == term.field.key);
                }
            }
        }
        for condition in planned.rule.conditions() {
            add(planned.item_at, &|f| {
                condition.key == DOCUMENT || name_of(&f.key) == condition.key
            });
        }
        found
    }

    /// The value of a field for lists, by its keys.
    pub fn listed(&self, planned: &Planned, keys: &[String]) -> Vec<Vec<(String, Value)>> {
        let item = planned.item;
        let Ok(answer) = self.answer(item, planned.item_at) else {
            return Vec::new();
        };
        let [_, later] = self.instrument.years;
        let mut rows = Vec::new();
        for prefix in self.units(item, answer) {
            if self.all_hold(planned, answer, &prefix, &planned.rule.of, later) != Truth::Yes {
                continue;
            }
            let mut row = Vec::new();
            for field in keys.iter().filter_map(|key| item.field(key)) {
                if self.is_asked(item, planned.item_at, field, answer, &prefix, DEEPEST)
                    != Truth::Yes
                {
                    continue;
                }
                for key in field.keys(self.instrument.years) {
                    if let Some(value) = answer.values.get(&joined_key(&prefix, &key)) {
                        row.push((key, value.clone()));
                    }
                }
            }
            if !row.is_empty() {
                rows.push(row);
            }
        }
        rows
    }

    /// A figure above the one that it is a part of in the target: key of the figure,
    /// both numbers, label of the whole.
    pub fn above(
        &self,
        planned: &Planned,
        period: &PlannedPeriod,
        numbers: &[Decimal],
    ) -> Option<Finding> {
        let number = |name: &str| {
            let at = period.figures.iter().position(|(_, n)| n == name)?;
            numbers.get(at).copied()
        };
        let target = planned.target?;
        if !matches!(planned.rule.how, How::Sum(_)) {
            return None;
        }
        period.figures.iter().find_map(|(key, name)| {
            let within = target.field(name)?.within.as_ref()?;
            let (part, whole) = (number(name)?, number(&within.key)?);
            (part > whole).then(|| Finding {
                key: key.clone(),
                kind: FindingKind::AboveWhole {
                    part,
                    whole,
                    label: target
                        .field(&within.key)
                        .map(|f| f.label.clone())
                        .unwrap_or_default(),
                },
            })
        })
    }
}

fn has_none(answer: &Answer) -> bool {
    answer.values.contains_key(NO_ROWS)
}

fn joined_key(prefix: &str, key: &str) -> String {
    let mut out = String::from(prefix);
    out.push_str(key);
    out
}

fn full_key(prefix: &str, field: &Field, year: u16) -> String {
    match field.years {
        true => joined_key(prefix, &Instrument::year_key(&field.key, year)),
        false => joined_key(prefix, &field.key),
    }
}

/// The field key of an answer key: `3/ktr@2023` is about `ktr`.
fn name_of(key: &str) -> &str {
    let key = key.split_once('/').map_or(key, |(_, rest)| rest);
    key.split_once('@').map_or(key, |(name, _)| name)
}
