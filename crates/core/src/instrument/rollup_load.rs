//! Reads and checks how items are rolled up.

use super::load::field_ref;
use super::rollup::{
    Condition, DOCUMENT, Extent, How, LevelStep, Need, RollupRule, Target, Term, Test,
};
use super::{Field, FieldKind, Instrument, Item, Role, SheetDef, SheetKind};
use crate::node::{DataError, Node, Read};
use crate::num::Decimal;
use crate::order::twice;

/// The rules of an item.
pub(super) fn rules(n: &Node) -> Read<Vec<RollupRule>> {
    n.list("rollup", rule)
}

fn rule(n: &Node) -> Read<RollupRule> {
    let target = match (n.opt("to"), n.opt("for")) {
        (Some(id), None) => Target::Propose(id.str()?.to_string()),
        (None, Some(id)) => Target::Support(id.str()?.to_string()),
        (None, None) => Target::Profile,
        (Some(_), Some(_)) => return n.fail("is either `to` or `for` an item"),
    };
    let need = match n.opt("need") {
        None => None,
        Some(node) => Some(match node.str()? {
            "forkom" => Need::Forkom,
            "pokja" => Need::Pokja,
            _ => return node.fail("must be forkom or pokja"),
        }),
    };
    let mut ways = Vec::new();
    if let Some(node) = n.opt("sum") {
        let mut sums = Vec::new();
        for (name, terms) in node.members()? {
            sums.push((name.to_string(), terms_of(&terms)?));
        }
        if sums.is_empty() {
            return node.fail("adds up nothing");
        }
        ways.push(How::Sum(sums));
    }
    if n.opt("count").is_some() {
        ways.push(How::Count(n.list("count", condition)?));
    }
    if n.opt("flag").is_some() {
        ways.push(How::Flag(n.list("flag", condition)?));
    }
    if n.opt("level").is_some() {
        ways.push(How::Level(n.list("level", step)?));
    }
    if n.opt("list").is_some() {
        ways.push(How::List(n.strings("list")?));
    }
    let how = match (ways.pop(), ways.is_empty()) {
        (Some(how), true) => how,
        _ => return n.fail("needs one of sum, count, flag, level, list"),
    };
    Ok(RollupRule {
        target,
        how,
        of: n.list("of", condition)?,
        need,
        title: n.opt_string("title")?,
        note: n.opt_string("note")?,
    })
}

/// `kk`, `@D-O1.kk` or a list of such, each with `-` before it where it is
/// subtracted.
fn terms_of(n: &Node) -> Read<Vec<Term>> {
    let one = |n: &Node| -> Read<Term> {
        let text = n.str()?;
        let (minus, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        Ok(Term {
            minus,
            field: field_ref(n, text)?,
        })
    };
    if n.str().is_ok() {
        return Ok(vec![one(n)?]);
    }
    let mut terms = Vec::new();
    for term in n.items()? {
        terms.push(one(&term)?);
    }
    match terms.is_empty() {
        true => n.fail("adds up nothing"),
        false => Ok(terms),
    }
}

/// `key=code|code` or `key<=30`.
fn condition(n: &Node) -> Read<Condition> {
    let text = n.str()?;
    if let Some((key, most)) = text.split_once("<=") {
        return match Decimal::parse_json(most) {
            Ok(most) => Ok(Condition {
                key: key.to_string(),
                test: Test::AtMost(most),
            }),
            Err(_) => n.fail("must be key<=number"),
        };
    }
    match text.split_once('=') {
        Some((key, codes)) => Ok(Condition {
            key: key.to_string(),
            test: Test::Codes(codes.split('|').map(str::to_string).collect()),
        }),
        None => n.fail("must be key=code|code or key<=number"),
    }
}

fn step(n: &Node) -> Read<LevelStep> {
    let extents = [
        ("all", Extent::All),
        ("some", Extent::Some),
        ("none", Extent::None),
        ("need", Extent::Need),
    ];
    let mut named = extents
        .into_iter()
        .filter(|(name, _)| n.opt(name).is_some());
    match (named.next(), named.next()) {
        (Some((name, extent)), None) => Ok(LevelStep {
            level: n.string("level")?,
            extent,
            yes: n.list(name, condition)?,
        }),
        _ => n.fail("needs one of all, some, none, need"),
    }
}

/// What must hold of all rules together: everything that they name is there, and of
/// the right kind.
pub(super) fn check(instrument: &Instrument) -> Read<()> {
    let regency = instrument.sheet(SheetKind::Kabupaten);
    for sheet in &instrument.sheets {
        for item in sheet.items() {
            for rule in &item.rollup {
                if let Err(problem) = check_rule(regency, sheet, item, rule) {
                    return Err(DataError::boxed(&item.id, problem));
                }
            }
        }
    }
    Ok(())
}

type Checked = Result<(), &'static str>;

fn check_rule(regency: &SheetDef, sheet: &SheetDef, item: &Item, rule: &RollupRule) -> Checked {
    if sheet.kind == SheetKind::Kabupaten {
        return Err("the regency is not rolled up");
    }
    let target = match rule.target.item() {
        None => None,
        Some(id) => match regency.item(id) {
            Some(target) => Some(target),
            None => return Err("is rolled up to an item that is not there"),
        },
    };
    for condition in rule.conditions() {
        check_condition(item, condition)?;
    }
    if let How::List(keys) = &rule.how {
        let known = keys.iter().all(|key| item.field(key).is_some());
        return match (known && !keys.is_empty(), &rule.target) {
            (_, Target::Propose(_)) => Err("a list is no answer"),
            (false, _) => Err("lists a field that is not there"),
            (true, _) => Ok(()),
        };
    }
    if let How::Level(steps) = &rule.how {
        if steps.iter().any(|s| s.extent == Extent::Need) && rule.need.is_none() {
            return Err("names no share that is needed");
        }
        if item.rows.is_some() && rule.need.is_some() {
            return Err("a share that is needed is one of regions");
        }
    }
    let keys: Vec<&str> = match &rule.how {
        How::Sum(sums) => sums.iter().map(|(name, _)| name.as_str()).collect(),
        How::Count(_) => vec!["n", "d"],
        How::Flag(_) => vec!["flag"],
        How::Level(_) => vec!["level"],
        How::List(_) => Vec::new(),
    };
    if twice(&keys).is_some() {
        return Err("adds up the same figure twice");
    }
    if let How::Sum(sums) = &rule.how {
        if item.rows.is_some() || !rule.of.is_empty() {
            return Err("a sum is one of sheets, not of rows");
        }
        for (name, terms) in sums {
            let goal = target.filter(|_| is_proposed(rule));
            let goal = goal.and_then(|t| t.field(name));
            for term in terms {
                check_term(sheet, item, term, goal)?;
            }
        }
    }
    let (Some(target), true) = (target, is_proposed(rule)) else {
        return match rule.how {
            How::Sum(_) | How::Count(_) => Ok(()),
            _ => Err("a flag or a level is one of an item"),
        };
    };
    for key in keys {
        let Some(goal) = target.field(key) else {
            return Err("is rolled up to a field that is not there");
        };
        let right = match (&rule.how, &goal.kind) {
            (How::Sum(_) | How::Count(_), _) => goal.is_number(),
            (How::Flag(_), kind) => *kind == FieldKind::YesNo && !goal.years,
            (How::Level(steps), FieldKind::Choice(options)) => {
                !goal.years
                    && steps
                        .iter()
                        .all(|s| options.iter().any(|(code, _)| *code == s.level))
            }
            _ => false,
        };
        if !right {
            return Err("is rolled up to a field of another kind");
        }
        if goal.years && asks_two_years(target, goal) && !has_years(sheet, item, rule) {
            return Err("the target asks for two years");
        }
    }
    Ok(())
}

fn is_proposed(rule: &RollupRule) -> bool {
    matches!(rule.target, Target::Propose(_))
}

fn asks_two_years(target: &Item, field: &Field) -> bool {
    crate::sheet::asked_keys(target, field, [0, 1]).len() > 1
}

/// Does a sheet answer for each year? Sums must; of conditions one is enough.
fn has_years(sheet: &SheetDef, item: &Item, rule: &RollupRule) -> bool {
    let of = |r: &super::FieldRef| match &r.item {
        Some(id) => sheet.item(id).and_then(|i| i.field(&r.key)),
        None => item.field(&r.key),
    };
    match &rule.how {
        How::Sum(sums) => sums
            .iter()
            .flat_map(|(_, terms)| terms)
            .all(|t| of(&t.field).is_some_and(|f| f.years)),
        _ => rule
            .conditions()
            .any(|c| item.field(&c.key).is_some_and(|f| f.years)),
    }
}

fn check_term(sheet: &SheetDef, item: &Item, term: &Term, goal: Option<&Field>) -> Checked {
    let of = match &term.field.item {
        Some(id) => sheet.item(id),
        None => Some(item),
    };
    let Some(field) = of
        .filter(|i| i.rows.is_none())
        .and_then(|i| i.field(&term.field.key))
        .filter(|f| f.is_number())
    else {
        return Err("adds up a field that is not there");
    };
    match goal {
        Some(goal) if goal.kind == FieldKind::Int && field.kind != FieldKind::Int => {
            Err("adds decimals up to a whole number")
        }
        _ => Ok(()),
    }
}

fn check_condition(item: &Item, condition: &Condition) -> Checked {
    if condition.key == DOCUMENT {
        let document = matches!(
            item.role,
            Some(Role::Sk | Role::Plan | Role::Budget | Role::Office)
        );
        let known = match &condition.test {
            Test::Codes(codes) => codes
                .iter()
                .all(|c| matches!(c.as_str(), "complete" | "one-year" | "none")),
            Test::AtMost(_) => false,
        };
        return match document && known && item.rows.is_none() {
            true => Ok(()),
            false => Err("asks for the state of a document where there is none"),
        };
    }
    let Some(field) = item.field(&condition.key) else {
        return Err("asks for a field that is not there");
    };
    let fits = match (&field.kind, &condition.test) {
        (FieldKind::YesNo, Test::Codes(codes)) => codes.iter().all(|c| c == "ya" || c == "tidak"),
        (FieldKind::Choice(options) | FieldKind::Many(options), Test::Codes(codes)) => codes
            .iter()
            .all(|code| options.iter().any(|(known, _)| known == code)),
        (FieldKind::Int | FieldKind::Dec, Test::AtMost(_)) => true,
        _ => false,
    };
    match fits {
        true => Ok(()),
        false => Err("asks for a code that the field does not offer"),
    }
}
