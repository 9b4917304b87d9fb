//! Why a score is what it is, in plain words.

use saba_core::instrument::{Quantity, Rule, Trend};
use saba_core::num::Frac;
use saba_core::score::{Because, Outcome};

use super::join;

/// What happened between the two years.
fn trend_word(trend: Trend) -> &'static str {
    match trend {
        Trend::Up => "Up",
        Trend::Same => "Unchanged",
        Trend::Down => "Down",
    }
}

/// A measured value with its unit.
fn value(rule: &Rule, unit: &str, v: Frac) -> String {
    match rule.input.quantity {
        Quantity::Ratio { per: 100, .. } => join(&[&v.show(1), " %"]),
        Quantity::Ratio { per: 1000, .. } => join(&[&v.show(2), " per 1.000"]),
        Quantity::Ratio { .. } => join(&[&v.show(2), " per 100.000"]),
        _ => join(&[&v.show(2), " ", unit]),
    }
}

/// The heading of an outcome: `Score 50`, `Not settled: 50 or 100`.
pub fn outcome_label(outcome: &Outcome) -> String {
    let listed = |levels: &[u8]| {
        let words: Vec<String> = levels.iter().map(u8::to_string).collect();
        words.join(" or ")
    };
    match outcome {
        Outcome::Blank { figure: false } => "No score yet".into(),
        Outcome::Blank { figure: true } => "No score yet: the reference figure is blank".into(),
        Outcome::Invalid(_) => "Cannot be scored yet".into(),
        Outcome::Decided { score, .. } => join(&["Score ", &score.to_string()]),
        Outcome::Undecided { levels, .. } => join(&["Not settled: ", &listed(levels)]),
        Outcome::Ruled { score, .. } => join(&["Score ", &score.to_string(), " (ruled)"]),
    }
}

/// Sentences that explain an outcome: the values, the comparison, what the
/// text says about it.
pub fn because(rule: &Rule, unit: &str, b: &Because) -> Vec<String> {
    let mut lines = Vec::new();
    if let (Some(before), Some(after), Some(trend)) = (b.before, b.after, b.trend) {
        let word = trend_word(trend);
        let good = match b.good {
            Some(true) => ", better",
            Some(false) => ", worse",
            None => "",
        };
        let (before, after) = (value(rule, unit, before), value(rule, unit, after));
        lines.push(match trend {
            Trend::Same => join(&[word, ": ", &before, " in both years."]),
            _ => join(&[word, " from ", &before, " to ", &after, good, "."]),
        });
    } else if let Some(after) = b.after {
        lines.push(join(&[
            "Value of the last year ",
            &value(rule, unit, after),
            ".",
        ]));
    }
    if let Some(second) = b.second {
        lines.push(join(&[
            "Second part of the last year ",
            &second.show(2),
            " %.",
        ]));
    }
    if let Some(figure) = b.figure {
        let side = match b.second.or(b.after).map(|v| v.cmp(&figure.to_frac())) {
            Some(std::cmp::Ordering::Greater) => "above",
            Some(std::cmp::Ordering::Less) => "below",
            _ => "exactly at",
        };
        lines.push(join(&[
            "It is ",
            side,
            " the reference figure ",
            &figure.show(),
            ".",
        ]));
    }
    if let (Some(flag), Some(label)) = (b.flag, &rule.input.flag) {
        let word = if flag { "yes" } else { "no" };
        lines.push(join(&[label, ": ", word, "."]));
    }
    match b.matched.as_slice() {
        [_] => {}
        [] => lines.push("No score of the official scale mentions this case.".into()),
        several => {
            let words: Vec<String> = several.iter().map(u8::to_string).collect();
            lines.push(join(&[
                "The official scale mentions this case under the scores ",
                &words.join(" and "),
                " at once.",
            ]));
        }
    }
    if let Some((score, index)) = b.suggested
        && let Some(suggestion) = rule.suggestions.get(index)
    {
        lines.push(join(&[
            super::SUGGESTION,
            &score.to_string(),
            ". ",
            &suggestion.reason,
        ]));
    }
    lines
}
