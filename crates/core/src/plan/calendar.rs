//! The dates of a round: those that the guide gives to everybody, and those of the regency's
//! own, which go before them. The day of today comes from outside.

use super::topic::Topic;
use crate::json::Json;
use crate::node::{DataError, Node, Read};
use crate::sheet::{Day, Sheet, Value};

const FORMAT: &str = "saba-calendar";
const NO_DAY: &str = "must be a month (2025-02) or a day (2025-05-31)";

/// The steps of a round, in their order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    /// Id of the instrument whose round it is.
    pub instrument: String,
    /// Where the dates stand.
    pub source: String,
    /// The steps.
    pub steps: Vec<Step>,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Stable name.
    pub id: String,
    /// What is done, for people.
    pub title: String,
    /// Who does it, for people.
    pub who: String,
    /// When it begins, if that is said.
    pub from: Option<Stage>,
    /// When it ends.
    pub until: Option<Stage>,
}

/// A day, or a month of which no day is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stage {
    /// The day; of a month the first where something begins, the last where it ends.
    pub day: Day,
    /// Is only the month said?
    pub month_only: bool,
}

impl Calendar {
    /// Reads a calendar.
    ///
    /// # Errors
    /// [`DataError`] with the place and what is the matter: no JSON, another format, a
    /// member that is missing, a day that does not exist, an end before its beginning, a
    /// step twice.
    pub fn load(text: &str) -> Result<Calendar, Box<DataError>> {
        let json = Json::parse(text).map_err(|_| DataError::boxed("", "is no JSON"))?;
        let root = Node::root(&json);
        if root.string("format")? != FORMAT {
            return root.fail("is no calendar");
        }
        let calendar = Calendar {
            instrument: root.string("instrument")?,
            source: root.string("source")?,
            steps: root.list("steps", step)?,
        };
        let ids: Vec<&str> = calendar.steps.iter().map(|s| s.id.as_str()).collect();
        match crate::order::twice(&ids) {
            Some(_) => root.fail("has a step twice"),
            None => Ok(calendar),
        }
    }

    /// The same steps without their dates: for an instrument that has no calendar.
    #[must_use]
    pub fn without_dates(&self) -> Calendar {
        let steps = self.steps.iter().map(|step| Step {
            from: None,
            until: None,
            ..step.clone()
        });
        Calendar {
            instrument: String::new(),
            source: String::new(),
            steps: steps.collect(),
        }
    }
}

fn step(node: &Node) -> Read<Step> {
    let stage = |name: &str, last: bool| match node.opt(name) {
        None => Ok(None),
        Some(text) => match Stage::parse(text.str()?, last) {
            Some(stage) => Ok(Some(stage)),
            None => text.fail(NO_DAY),
        },
    };
    let step = Step {
        id: node.string("id")?,
        title: node.string("title")?,
        who: node.string("who")?,
        from: stage("from", false)?,
        until: stage("until", true)?,
    };
    // Part of an answer's id: `$jadwal:dokumen`.
    if Topic::of(&Topic::Step(&step.id).id()) != Some(Topic::Step(&step.id)) {
        return node.fail("has an id that cannot be one");
    }
    match (step.from, step.until) {
        (Some(from), Some(until)) if until.day < from.day => node.fail("ends before it begins"),
        _ => Ok(step),
    }
}

impl Stage {
    /// Reads `2025-05-31` or `2025-05`, which is its first or its last day.
    fn parse(text: &str, last: bool) -> Option<Stage> {
        if let Some(day) = Day::parse(text) {
            return Some(Stage {
                day,
                month_only: false,
            });
        }
        let days = if last { 31..=31 } else { 1..=1 };
        // The last day of a month is the highest that exists.
        let tries = days.chain((28..=30).rev().filter(|_| last));
        let mut found = tries.filter_map(|day: u8| {
            let mut whole = String::from(text);
            whole.push_str(if day < 10 { "-0" } else { "-" });
            whole.push_str(&day.to_string());
            Day::parse(&whole)
        });
        found.next().map(|day| Stage {
            day,
            month_only: true,
        })
    }
}

/// The regency's own dates for a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Own {
    /// When it begins.
    pub from: Option<Day>,
    /// When it ends.
    pub until: Option<Day>,
}

impl Own {
    /// Does it end before it begins?
    pub fn is_upside_down(self) -> bool {
        matches!((self.from, self.until), (Some(from), Some(until)) if until < from)
    }
}

/// The regency's own dates for a step, as far as they are days that exist.
pub fn own_dates(sheet: &Sheet, step: &str) -> Own {
    let id = Topic::Step(step).id();
    let day = |key: &str| {
        let text = sheet.value(&id, key).and_then(Value::as_text)?;
        Day::parse(text)
    };
    Own {
        from: day("mulai"),
        until: day("sampai"),
    }
}

/// Where a step is on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// No date is known.
    Unknown,
    /// It begins in so many days.
    Before(i64),
    /// It is under way, and ends in so many days; 0: today.
    Now(i64),
    /// It ended so many days ago.
    Over(i64),
}

impl Step {
    /// When it begins and ends: the regency's own dates go before those of the guide, each
    /// by itself.
    pub fn days(&self, own: Own) -> (Option<Day>, Option<Day>) {
        let guide = |stage: Option<Stage>| stage.map(|s| s.day);
        (
            own.from.or(guide(self.from)),
            own.until.or(guide(self.until)),
        )
    }

    /// Where it is on a day. Without a beginning it is under way until it ends; without an
    /// end it is under way from its beginning on, and its beginning is all that is counted.
    pub fn phase(&self, own: Own, today: Day) -> Phase {
        let (from, until) = self.days(own);
        let left = |day: Day| days_until(today, day);
        match (from, until) {
            (None, None) => Phase::Unknown,
            (Some(from), _) if left(from) > 0 => Phase::Before(left(from)),
            (_, Some(until)) if left(until) < 0 => Phase::Over(left(until).saturating_neg()),
            (_, Some(until)) => Phase::Now(left(until)),
            (Some(_), None) => Phase::Now(0),
        }
    }
}

/// How many days it is from one day to another; negative where the other is earlier.
pub fn days_until(from: Day, to: Day) -> i64 {
    number(to).saturating_sub(number(from))
}

/// Days since the first of March of the year nought, in the calendar that is in use: the
/// year is taken to begin in March, so that the day that leaps is its last.
fn number(day: Day) -> i64 {
    let early = day.month <= 2;
    let year = i64::from(day.year).saturating_sub(i64::from(early));
    let month = i64::from(day.month).saturating_add(if early { 9 } else { -3 });
    let quotient = |n: i64, d: i64| n.checked_div_euclid(d).unwrap_or(0);
    let leaps = quotient(year, 4)
        .saturating_sub(quotient(year, 100))
        .saturating_add(quotient(year, 400));
    // Months from March on: 31, 30, 31, 30, 31, and again.
    let before = quotient(month.saturating_mul(153).saturating_add(2), 5);
    year.saturating_mul(365)
        .saturating_add(leaps)
        .saturating_add(before)
        .saturating_add(i64::from(day.day))
}
