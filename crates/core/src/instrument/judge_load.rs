//! Reading the rule of an indicator, and the inputs that follow from it.

use super::load::direction;
use super::*;
use crate::json::Json;
use crate::node::{Node, Read};
use crate::num::Decimal;

/// Reads the rule of an indicator.
pub(super) fn rule(n: &Node) -> Read<Rule> {
    let family_node = n.need("family")?;
    let name = family_node.str()?;
    let Some((_, family)) = Family::NAMES.into_iter().find(|(known, _)| *known == name) else {
        return family_node.fail("unknown family");
    };
    let input = match n.opt("input") {
        Some(node) => input(&node)?,
        None => input(&n.instead(&Json::Obj(Vec::new())))?,
    };
    let rule = Rule {
        family,
        input,
        scale: n.list("scale", step)?,
        suggestions: n.list("suggest", suggestion)?,
        version: n.need("version")?.number()?,
    };
    check_rule(n, &rule)?;
    Ok(rule)
}

fn input(n: &Node) -> Read<Input> {
    let quantity = match n.opt("quantity") {
        None => Quantity::Ladder,
        Some(node) => match node.str()? {
            "ratio" => Quantity::Ratio {
                per: n.need("per")?.number()?,
                part: n.flag("part")?,
                whole: !n.flag("decimal")?,
            },
            "count" => Quantity::Count,
            "number" => Quantity::Number {
                max: opt_decimal(n, "max")?,
            },
            _ => return node.fail("unknown quantity"),
        },
    };
    let better = match n.opt("better") {
        Some(node) => direction(&node)?,
        None => Direction::Up,
    };
    let value_better = match n.opt("value_better") {
        Some(node) => direction(&node)?,
        None => better,
    };
    let text = |name: &str| -> Read<Option<String>> {
        match n.opt(name) {
            Some(node) => Ok(Some(node.str()?.to_string())),
            None => Ok(None),
        }
    };
    Ok(Input {
        quantity,
        two_years: n.flag("two_years")?,
        better,
        value_better,
        flag: text("flag")?,
        flag_alone: n.flag("flag_alone")?,
        second: text("second")?,
        figure: n.flag("figure")?,
        printed_figure: opt_decimal(n, "printed_figure")?,
    })
}

fn opt_decimal(n: &Node, name: &str) -> Read<Option<Decimal>> {
    match n.opt(name) {
        None => Ok(None),
        Some(node) => decimal(&node).map(Some),
    }
}

fn decimal(n: &Node) -> Read<Decimal> {
    match n.json {
        Json::Num(raw) => Decimal::parse_json(raw).or_else(|_| n.fail("number too long")),
        _ => n.fail("must be a number"),
    }
}

fn step(n: &Node) -> Read<Step> {
    Ok(Step {
        score: score(n)?,
        text: n.string("text")?,
        clauses: n.list("if", clause)?,
    })
}

fn score(n: &Node) -> Read<u8> {
    let node = n.need("score")?;
    match node.number::<u8>()? {
        score @ 0..=100 => Ok(score),
        _ => node.fail("must be 0 to 100"),
    }
}

fn suggestion(n: &Node) -> Read<Suggestion> {
    Ok(Suggestion {
        clause: clause(&n.need("when")?)?,
        score: score(n)?,
        reason: n.string("reason")?,
    })
}

fn clause(n: &Node) -> Read<Clause> {
    let trend = match n.opt("trend") {
        None => None,
        Some(node) => {
            let mut set = Trends::default();
            for one in node.items()? {
                match one.str()? {
                    "up" => set.up = true,
                    "same" => set.same = true,
                    "down" => set.down = true,
                    _ => return one.fail("must be up, same or down"),
                }
            }
            Some(set)
        }
    };
    let flag = match n.opt("flag") {
        Some(_) => Some(n.flag("flag")?),
        None => None,
    };
    Ok(Clause {
        trend,
        value: n.list("value", compare)?,
        flag,
        first: n.flag("first")?,
    })
}

/// `[">=", 70]` or `["<", "figure"]`.
fn compare(n: &Node) -> Read<Compare> {
    let parts = n.items()?;
    let [op, operand] = parts.as_slice() else {
        return n.fail("must be [sign, number]");
    };
    let (less, equal, greater) = match op.str()? {
        "<" => (true, false, false),
        "<=" => (true, true, false),
        "=" => (false, true, false),
        ">=" => (false, true, true),
        ">" => (false, false, true),
        _ => return op.fail("unknown sign"),
    };
    let operand = match operand.json {
        Json::Str(s) if s == "figure" => Operand::Figure,
        _ => Operand::Printed(decimal(operand)?),
    };
    Ok(Compare {
        less,
        equal,
        greater,
        operand,
    })
}

fn check_rule(n: &Node, rule: &Rule) -> Read<()> {
    let scores: Vec<u8> = rule.scale.iter().map(|s| s.score).collect();
    if scores.len() < 2 || !scores.windows(2).all(|w| w.first() > w.last()) {
        return n.fail("the scale must fall from the highest score to the lowest");
    }
    let ladder = rule.input.quantity == Quantity::Ladder;
    for step in &rule.scale {
        if ladder != step.clauses.is_empty() {
            return n.fail("a ladder has no clauses, any other rule has one per level");
        }
    }
    let suggested = rule.suggestions.iter().map(|s| (&s.clause, s.score));
    let all = rule
        .scale
        .iter()
        .flat_map(|s| s.clauses.iter().map(|c| (c, s.score)))
        .chain(suggested);
    for (clause, score) in all {
        if !scores.contains(&score) {
            return n.fail("a suggestion names a score that the scale does not have");
        }
        if clause.trend.is_some() && !rule.input.two_years {
            return n.fail("a trend needs two years");
        }
        if clause.flag.is_some() && rule.input.flag.is_none() {
            return n.fail("a clause asks for a condition that is no input");
        }
        let figure = clause.value.iter().any(|c| c.operand == Operand::Figure);
        let printed = clause.value.iter().any(|c| c.operand != Operand::Figure);
        if figure && (!rule.input.figure || printed) {
            return n.fail("bounds are either printed numbers or the reference figure");
        }
    }
    Ok(())
}

/// The inputs that follow from a rule. Labels come from the item.
pub(super) fn rule_fields(n: &Node, rule: &Rule) -> Read<Vec<Field>> {
    let input = &rule.input;
    let unit = n.opt_string("unit")?;
    let number = |key: &str, kind: FieldKind, label: String, unit: &str, optional: bool| Field {
        key: key.to_string(),
        kind,
        label,
        unit: unit.to_string(),
        years: true,
        within: None,
        optional,
        when: None,
        hint: String::new(),
    };
    let mut fields = Vec::new();
    if let Some(label) = &input.flag {
        let mut flag = number("flag", FieldKind::YesNo, label.clone(), "", false);
        flag.years = false;
        fields.push(flag);
    }
    match &input.quantity {
        Quantity::Ladder => {
            let mut options: Vec<(String, String)> = rule
                .scale
                .iter()
                .map(|s| (s.score.to_string(), s.text.clone()))
                .collect();
            for pair in rule.scores().windows(2).rev() {
                if let [low, high] = pair {
                    let mut code = low.to_string();
                    code.push('~');
                    code.push_str(&high.to_string());
                    options.push((code, String::new()));
                }
            }
            let mut level = number(
                "level",
                FieldKind::Choice(options),
                n.opt_string("q")?,
                "",
                false,
            );
            level.years = false;
            fields.push(level);
        }
        Quantity::Ratio { part, whole, .. } => {
            let kind = if *whole {
                FieldKind::Int
            } else {
                FieldKind::Dec
            };
            let mut num = number("n", kind.clone(), n.string("num")?, &unit, false);
            if *part {
                num.within = Some(FieldRef {
                    item: None,
                    key: "d".into(),
                });
            }
            fields.push(num);
            fields.push(number("d", kind.clone(), n.string("den")?, "", false));
            if let Some(label) = &input.second {
                let mut second = number("m", kind, label.clone(), &unit, false);
                second.within = Some(FieldRef {
                    item: None,
                    key: "n".into(),
                });
                fields.push(second);
            }
            fields.push(number("p", FieldKind::Dec, String::new(), "", true));
        }
        Quantity::Count => fields.push(number("v", FieldKind::Int, n.string("num")?, &unit, false)),
        Quantity::Number { .. } => {
            fields.push(number("v", FieldKind::Dec, n.string("num")?, &unit, false))
        }
    }
    let mut date = number("date", FieldKind::Date, String::new(), "", true);
    date.years = false;
    let mut source = number("source", FieldKind::Text, String::new(), "", true);
    source.years = false;
    fields.push(date);
    fields.push(source);
    let mut asks = number(
        crate::score::ASKED,
        FieldKind::YesNo,
        String::new(),
        "",
        true,
    );
    asks.years = false;
    fields.push(asks);
    for key in crate::score::RULING_KEYS {
        let mut ruling = number(key, FieldKind::Text, String::new(), "", true);
        ruling.years = false;
        fields.push(ruling);
    }
    Ok(fields)
}
