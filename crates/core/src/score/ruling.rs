//! A person's choice where the official text does not decide: for one answer or for a
//! situation, with name, day and ground. It travels in the answer itself.

use super::{Because, Outcome};
use crate::instrument::{Instrument, Rule, SheetDef, SheetKind};
use crate::sheet::{Answer, FindingKind, Sheet, Value};
use crate::text::joined_list;

/// Answer key of a ruling: the score chosen.
pub const RULING: &str = "ruling";
/// Answer key: `answer` or `rule`.
pub const RULING_SCOPE: &str = "ruling_scope";
/// Answer key: the situation it was made for.
pub const RULING_SITUATION: &str = "ruling_situation";
/// Answer key: the inputs it was made for.
pub const RULING_INPUTS: &str = "ruling_inputs";
/// Answer key: who ruled.
pub const RULING_BY: &str = "ruling_by";
/// Answer key: the day it was made, `2026-11-22`.
pub const RULING_ON: &str = "ruling_on";
/// Answer key: on what ground.
pub const RULING_GROUND: &str = "ruling_ground";

/// All keys of a ruling.
pub const RULING_KEYS: [&str; 7] = [
    RULING,
    RULING_SCOPE,
    RULING_SITUATION,
    RULING_INPUTS,
    RULING_BY,
    RULING_ON,
    RULING_GROUND,
];

/// Answer key, yes/no: the team asks for a ruling, because the thing that the indicator
/// is about does not exist here (the number of indicators is fixed, there is no "not
/// applicable") or because the text does not decide.
pub const ASKED: &str = "asks";

/// The situation of an indicator that asks for a ruling and cannot be judged: blank, or
/// with a denominator of zero (R8 in `docs/reading-the-rules.md`).
pub const NOT_APPLICABLE: &str = "not-applicable";

/// A person's choice where the official text does not decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// The score chosen.
    pub score: u8,
    /// Who chose.
    pub by: String,
    /// The day, as entered; empty in older files.
    pub on: String,
    /// On what ground, for example the province's reply.
    pub ground: String,
    /// Holds for the situation, whatever the numbers; else for exactly these
    /// numbers.
    pub for_rule: bool,
}

/// A ruling or a request for one, as lists and reports show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The indicator.
    pub item: String,
    /// What was ruled; `None` where a ruling is only asked for.
    pub ruling: Option<Ruling>,
    /// Does it count? A ruling made for other numbers, or for a situation that is no
    /// longer there, does not.
    pub in_force: bool,
}

fn text<'a>(answer: &'a Answer, key: &str) -> &'a str {
    let value = answer.values.get(key);
    value.and_then(Value::as_text).unwrap_or("")
}

/// What an answer says about a ruling, whether it fits or not.
fn written(answer: &Answer) -> Option<Ruling> {
    Some(Ruling {
        score: text(answer, RULING).parse().ok()?,
        by: text(answer, RULING_BY).to_string(),
        on: text(answer, RULING_ON).to_string(),
        ground: text(answer, RULING_GROUND).to_string(),
        for_rule: text(answer, RULING_SCOPE) == "rule",
    })
}

/// The ruling in an answer, if it still fits: made for this situation, and,
/// unless made for the rule, for exactly these numbers.
pub(super) fn fitting(answer: &Answer, situation: &str, levels: &[u8]) -> Option<Ruling> {
    let ruling = written(answer)?;
    let fits = text(answer, RULING_SITUATION) == situation
        && (ruling.for_rule || text(answer, RULING_INPUTS) == fingerprint(answer));
    (fits && levels.contains(&ruling.score)).then_some(ruling)
}

/// Does the answer ask for a ruling?
pub fn is_asked(answer: &Answer) -> bool {
    answer.values.get(ASKED).and_then(Value::as_bool) == Some(true)
}

/// What could not be judged, unless the team asked for a ruling and there is one: then
/// all scores of the scale were in question.
pub(super) fn not_applicable(answer: Option<&Answer>, rule: &Rule, early: Outcome) -> Outcome {
    let open = may_not_apply(&early);
    let Some(answer) = answer.filter(|a| open && is_asked(a) && !a.unknown) else {
        return early;
    };
    let mut levels = rule.scores();
    levels.sort_unstable();
    match fitting(answer, NOT_APPLICABLE, &levels) {
        Some(ruling) => Outcome::Ruled {
            score: ruling.score,
            levels,
            ruling,
            because: Because {
                situation: String::from(NOT_APPLICABLE),
                ..Because::without_inputs(rule)
            },
        },
        None => early,
    }
}

/// May an outcome be one of a thing that does not exist here? Blank, or nothing wrong
/// but denominators of zero.
pub fn may_not_apply(outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Blank { .. } => true,
        Outcome::Invalid(findings) => findings
            .iter()
            .all(|f| f.kind == FindingKind::ZeroDenominator),
        _ => false,
    }
}

/// Every ruling of a regency sheet and every request for one, in the order of the sheet.
pub fn rulings(
    instrument: &Instrument,
    sheet: &Sheet,
    outcomes: &[(String, Outcome)],
) -> Vec<Listed> {
    let def: &SheetDef = instrument.sheet(SheetKind::Kabupaten);
    def.items()
        .filter(|item| item.rule.is_some())
        .filter_map(|item| {
            let answer = sheet.answer(&item.id)?;
            let ruling = written(answer);
            if ruling.is_none() && !is_asked(answer) {
                return None;
            }
            let outcome = outcomes.iter().find(|(id, _)| *id == item.id);
            Some(Listed {
                item: item.id.clone(),
                ruling,
                in_force: matches!(outcome, Some((_, Outcome::Ruled { .. }))),
            })
        })
        .collect()
}

/// The inputs of an answer as a text that changes when they do.
pub fn fingerprint(answer: &Answer) -> String {
    let mut out = String::new();
    for (key, value) in &answer.values {
        let input = key == "level" || key == "flag" || key.contains('@');
        if !input {
            continue;
        }
        out.push_str(key);
        out.push('=');
        match value {
            Value::Num(n) => out.push_str(&n.text()),
            Value::Text(t) => out.push_str(t),
            Value::Bool(b) => out.push_str(if *b { "ya" } else { "tidak" }),
            Value::Many(codes) => out.push_str(&joined_list(codes, "|")),
        }
        out.push(';');
    }
    out
}
