//! Laws of the score, over the real instrument: every situation that can
//! occur, and random sheets with blanks, unusable entries and values on and
//! beside the printed bounds.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::Index;
use saba_core::file::{Checksum, read_sheet};
use saba_core::instrument::{
    Direction, FieldKind, Instrument, Item, Operand, Quantity, Role, Rule, SheetDef, SheetKind,
};
use saba_core::num::{Decimal, Frac};
use saba_core::score::{
    ASKED, Because, Case, NOT_APPLICABLE, Outcome, RULING, RULING_INPUTS, RULING_SCOPE,
    RULING_SITUATION, Range, Reach, Report, Situation, Tally, fingerprint, judge, outcome, report,
    rulings, what_if,
};
use saba_core::sheet::{Answer, Command, Context, Sheet, Value};

static INSTRUMENT: LazyLock<Instrument> = LazyLock::new(|| {
    let text = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../instrument/kks-2025.json"
    ));
    Instrument::load(&text.expect("instrument file")).unwrap_or_else(|e| panic!("{e}"))
});

static EMPTY: LazyLock<Sheet> = LazyLock::new(|| {
    let text = format!(
        r#"{{"format":"saba","version":1,"sheet":{{"kind":"kabupaten","region":"63.11","instrument":{{"id":"{}"}}}},"answers":{{}}}}"#,
        INSTRUMENT.id
    );
    read_sheet(&text, Checksum::Ignored).expect("sheet").sheet
});

fn def() -> &'static SheetDef {
    INSTRUMENT.sheet(SheetKind::Kabupaten)
}

fn judged() -> impl Iterator<Item = (&'static Item, &'static Rule)> {
    def().items().filter_map(|i| Some((i, i.rule.as_ref()?)))
}

// ---------------------------------------------------------------- situations

/// Rules whose printed text gives a better situation a lower score, where both
/// can occur and the text decides both: none. (A few clauses cross below 0 and
/// above 100 per cent, where no value lies.)
const NOT_MONOTONE: [&str; 0] = [];

fn frac(n: u32) -> Frac {
    Frac::int(n)
}

fn middle(a: Frac, b: Frac) -> Frac {
    let sum = a.minus(frac(0).minus(b).expect("fits")).expect("fits");
    let half = Frac::rate(Decimal::int(1), Decimal::int(2), 1).expect("fits");
    sum.times(half).expect("fits")
}

/// The largest value that can occur.
fn largest(rule: &Rule) -> Option<Frac> {
    match &rule.input.quantity {
        Quantity::Ratio {
            part: true, per, ..
        } => Some(frac(*per)),
        Quantity::Number { max } => max.map(Decimal::to_frac),
        // The second share is a part of the first numerator.
        _ => rule.input.second.is_some().then_some(frac(100)),
    }
}

/// A situation that can occur.
struct Point {
    /// Rank of the trend: worse, same, better.
    trend: i8,
    /// The value that bounds are compared with; `None` without any.
    value: Option<Frac>,
    flag: Option<bool>,
    situation: Situation,
}

impl Point {
    fn at_least(&self, other: &Point, rule: &Rule) -> bool {
        at_least(
            (self.trend, self.value, self.flag),
            (other.trend, other.value, other.flag),
            rule,
        )
    }

    fn decided(&self) -> Option<u8> {
        match self.situation.reach {
            Reach::One(score) => Some(score),
            Reach::Open(_) => None,
        }
    }
}

type Standing = (i8, Option<Frac>, Option<bool>);

/// Is the first at least as good as the second in trend, value and condition?
fn at_least(a: Standing, b: Standing, rule: &Rule) -> bool {
    let value = match (a.1, b.1) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(a), Some(b)) if rule.input.value_better == Direction::Up => a >= b,
        (Some(a), Some(b)) => a <= b,
    };
    a.0 >= b.0 && value && a.2 >= b.2
}

/// Every situation of a rule that can occur: values on, between, below and
/// above the bounds, as far as they exist, with every trend that leads there.
fn points(rule: &Rule, figure: Decimal) -> Vec<Point> {
    let input = &rule.input;
    let most = largest(rule);
    let mut bounds: Vec<Frac> = rule
        .scale
        .iter()
        .flat_map(|s| &s.clauses)
        .chain(rule.suggestions.iter().map(|s| &s.clause))
        .flat_map(|c| &c.value)
        .map(|c| match c.operand {
            Operand::Printed(n) => n.to_frac(),
            Operand::Figure => figure.to_frac(),
        })
        .chain([frac(0)])
        .chain(most)
        .collect();
    bounds.sort_unstable();
    bounds.dedup();
    let between = bounds.windows(2).map(|w| middle(w[0], w[1])).collect();
    let mut values: Vec<Frac> = [bounds.clone(), between].concat();
    if most.is_none() {
        let last = bounds[bounds.len() - 1];
        values.push(
            last.minus(frac(0).minus(frac(9)).expect("fits"))
                .expect("fits"),
        );
    }
    let mut points = Vec::new();
    let mut add = |trend: i8, value: Option<Frac>, case: Case| {
        points.push(Point {
            trend,
            value,
            flag: case.flag,
            situation: judge(rule, &case),
        });
    };
    let flags: &[Option<bool>] = match input.flag {
        Some(_) => &[Some(false), Some(true)],
        None => &[None],
    };
    for flag in flags {
        let case = |before, after, second| Case {
            before,
            after,
            second,
            figure: input.figure.then_some(figure),
            flag: *flag,
            level: None,
        };
        if input.flag_alone && *flag == Some(false) {
            add(0, None, case(None, None, None));
            continue;
        }
        for value in &values {
            if !input.two_years {
                add(0, Some(*value), case(None, Some(*value), None));
                continue;
            }
            let (after, second) = match input.second {
                Some(_) => (frac(50), Some(*value)),
                None => (*value, None),
            };
            let lower = (after > frac(0)).then(|| middle(frac(0), after));
            let higher = match most {
                Some(most) => (after < most).then(|| middle(after, most)),
                None => after.minus(frac(0).minus(frac(1)).expect("fits")),
            };
            let (better, worse) = match input.better {
                Direction::Up => (lower, higher),
                Direction::Down => (higher, lower),
            };
            for (trend, before) in [(0, worse), (1, Some(after)), (2, better)] {
                if before.is_some() {
                    add(trend, Some(*value), case(before, Some(after), second));
                }
            }
        }
    }
    points
}

fn every_rule(mut look: impl FnMut(&Item, &Rule, &[Point])) {
    for (item, rule) in judged() {
        if rule.input.quantity == Quantity::Ladder {
            continue;
        }
        for figure in [0, 50] {
            look(item, rule, &points(rule, Decimal::int(figure)));
        }
    }
}

#[test]
fn a_better_situation_never_gets_a_lower_score_where_the_text_decides() {
    let mut found = Vec::new();
    let mut pairs = 0;
    every_rule(|item, rule, points| {
        for a in points {
            for b in points.iter().filter(|b| a.at_least(b, rule)) {
                let (Some(high), Some(low)) = (a.decided(), b.decided()) else {
                    continue;
                };
                pairs += 1;
                if high < low && found.last() != Some(&item.id.as_str().to_string()) {
                    found.push(item.id.clone());
                }
            }
        }
    });
    assert!(pairs > 3000, "only {pairs}");
    assert_eq!(found, NOT_MONOTONE);
}

/// Policy R5, from both sides: what no level describes lies between what the
/// text gives to worse and to better situations, and every level in between is
/// in question.
#[test]
fn a_gap_lies_between_what_is_decided_around_it() {
    let mut gaps = 0;
    every_rule(|item, rule, points| {
        let scores = rule.scores();
        for gap in points.iter().filter(|p| p.situation.matched.is_empty()) {
            let Reach::Open(levels) = &gap.situation.reach else {
                panic!("{}: nothing matches and yet it is decided", item.id);
            };
            let worse = points.iter().filter(|p| gap.at_least(p, rule));
            let better = points.iter().filter(|p| p.at_least(gap, rule));
            let low = worse.filter_map(Point::decided).max().unwrap_or(scores[0]);
            let best = scores[scores.len() - 1];
            let high = better.filter_map(Point::decided).min().unwrap_or(best);
            let want: Vec<u8> = scores
                .iter()
                .copied()
                .filter(|s| (low..=high).contains(s))
                .collect();
            assert_eq!(*levels, want, "{} {}", item.id, gap.situation.key);
            gaps += 1;
        }
    });
    assert!(gaps > 300, "only {gaps}");
}

// -------------------------------------------------------------- random sheets

/// A small generator, so that one number stands for one answer and shrinks to
/// nought, which is no answer.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % sides
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.roll(of.len() as u64) as usize]
    }
}

fn decimal(raw: &str) -> Decimal {
    Decimal::parse_json(raw).expect("number")
}

/// A bound of the rule as a text, or a round number.
fn target(rule: &Rule, dice: &mut Dice) -> f64 {
    let bounds: Vec<f64> = rule
        .scale
        .iter()
        .flat_map(|s| &s.clauses)
        .flat_map(|c| &c.value)
        .map(|c| match c.operand {
            Operand::Printed(n) => n.to_string().parse().expect("number"),
            Operand::Figure => 50.0,
        })
        .collect();
    match bounds.is_empty() || dice.roll(4) == 0 {
        true => dice.pick(&[0.0, 1.0, 5.0, 50.0, 100.0]),
        false => dice.pick(&bounds),
    }
}

/// An answer that can be used, on or beside a bound.
fn good_answer(item: &Item, rule: &Rule, dice: &mut Dice) -> Answer {
    let mut answer = Answer::default();
    let mut put = |key: &str, value: Value| {
        answer.values.insert(key.to_string(), value);
    };
    let input = &rule.input;
    if input.flag.is_some() {
        put("flag", Value::Bool(dice.roll(3) > 0));
    }
    let whole = |n: i64| Value::Num(decimal(&n.max(0).to_string()));
    let still = dice.roll(3) == 0;
    let mut before: Option<Vec<(String, Value)>> = None;
    for year in INSTRUMENT.years {
        let at = |key: &str| Instrument::year_key(key, year);
        let mut values: Vec<(String, Value)> = Vec::new();
        let beside = dice.roll(3) as i64 - 1;
        match &input.quantity {
            Quantity::Ladder => {
                let level = item.field("level").expect("a ladder offers its levels");
                let FieldKind::Choice(options) = &level.kind else {
                    panic!("{}: a ladder offers its levels", item.id);
                };
                let code = &options[dice.roll(options.len() as u64) as usize].0;
                put("level", Value::Text(code.clone()));
                break;
            }
            Quantity::Ratio { per, part, .. } => {
                let d: i64 = dice.pick(&[1, 2, 3, 7, 10, 12, 100, 120, 1000, 99_991]);
                let near = target(rule, dice) * d as f64 / f64::from(*per);
                let mut n = near.round() as i64 + beside;
                if *part {
                    n = n.min(d);
                }
                if dice.roll(6) == 0 && input.second.is_none() {
                    let p = dice.pick(&["0", "0.1", "49.99", "50", "79.9", "80", "100"]);
                    values.push(("p".into(), Value::Num(decimal(p))));
                } else {
                    values.push(("n".into(), whole(n)));
                    values.push(("d".into(), whole(d)));
                }
                if input.second.is_some() {
                    values.push(("m".into(), whole((n - beside).min(n))));
                    values[0].1 = whole(n.max(1));
                }
            }
            Quantity::Count => {
                let n = target(rule, dice).round() as i64 + beside;
                values.push(("v".into(), whole(n)));
            }
            Quantity::Number { .. } => {
                let hundredths = (target(rule, dice) * 100.0).round() as i64 + beside;
                let raw = format!("{}e-2", hundredths.max(0));
                values.push(("v".into(), Value::Num(decimal(&raw))));
            }
        }
        if still && let Some(before) = before.take() {
            values = before;
        }
        for (key, value) in &values {
            put(&at(key), value.clone());
        }
        before = Some(values);
    }
    answer
}

/// The answer that a seed stands for; nought is none.
fn any_answer(item: &Item, seed: u32) -> Option<Answer> {
    let mut dice = Dice(u64::from(seed));
    let mode = dice.roll(16);
    if seed == 0 || mode == 0 {
        return None;
    }
    let mut answer = match &item.rule {
        Some(rule) => good_answer(item, rule, &mut dice),
        None => other_answer(item, &mut dice),
    };
    let keys: Vec<String> = answer.values.keys().cloned().collect();
    let key = keys[dice.roll(keys.len() as u64) as usize].clone();
    match mode {
        1 => {
            answer.values.clear();
            answer.unknown = true;
        }
        2 => {
            answer.values.remove(&key);
        }
        3 => {
            let broken = match dice.roll(4) {
                _ if key == "level" => Value::Text("x".into()),
                0 => Value::Text("x".into()),
                1 => Value::Num(decimal("-3")),
                2 => Value::Num(decimal("2e12")),
                _ => Value::Num(Decimal::ZERO),
            };
            answer.values.insert(key, broken);
        }
        _ => {}
    }
    Some(answer)
}

/// Gates, figures, and the conditions of the highest level.
fn other_answer(item: &Item, dice: &mut Dice) -> Answer {
    let mut answer = Answer::default();
    let (n, d) = (75 + dice.roll(27), 100);
    for field in &item.fields {
        let value = match (field.key.as_str(), &field.kind) {
            ("n", _) => Value::Num(decimal(&n.to_string())),
            ("d", _) => Value::Num(decimal(&d.to_string())),
            ("v", _) => Value::Num(decimal(dice.pick(&["50", "8.7", "0", "73.93"]))),
            (_, FieldKind::YesNo) => Value::Bool(dice.roll(4) > 0),
            (_, FieldKind::Int | FieldKind::Dec) => Value::Num(Decimal::int(70)),
            (_, FieldKind::Date) => Value::Text("2024-12-31".into()),
            _ => Value::Text("BPS".into()),
        };
        answer.values.insert(field.key.clone(), value);
    }
    answer
}

fn seeds() -> impl Strategy<Value = Vec<u32>> {
    let one = prop_oneof![1 => Just(0u32), 9 => any::<u32>()];
    prop::collection::vec(one, def().items().count())
}

fn sheet_of(seeds: &[u32]) -> Sheet {
    let mut sheet = EMPTY.clone();
    for (item, seed) in def().items().zip(seeds) {
        if let Some(answer) = any_answer(item, *seed) {
            sheet.answers.insert(item.id.clone(), answer);
        }
    }
    sheet
}

fn is_within(inner: Range, outer: Range) -> bool {
    inner.cautious >= outer.cautious && inner.hopeful <= outer.hopeful
}

/// Everything in the later report lies within the earlier one.
fn narrows(before: &Report, after: &Report) -> Result<(), TestCaseError> {
    let all = |r: &Report| -> Vec<Tally> {
        let own = r.tatanan.iter().map(|(_, t)| *t);
        own.chain([r.kelembagaan, r.total]).collect()
    };
    for (before, after) in all(before).iter().zip(all(after)) {
        prop_assert!(is_within(after.range, before.range));
    }
    prop_assert!(after.award.now >= before.award.now);
    prop_assert!(after.award.reachable <= before.award.reachable);
    Ok(())
}

fn same_report(a: &Report, b: &Report) -> Result<(), TestCaseError> {
    prop_assert_eq!(&a.outcomes, &b.outcomes);
    prop_assert_eq!(&a.tatanan, &b.tatanan);
    prop_assert_eq!((a.kelembagaan, a.total), (b.kelembagaan, b.total));
    prop_assert_eq!(&a.award, &b.award);
    Ok(())
}

fn standing(because: &Because) -> Standing {
    let trend = match (because.trend, because.good) {
        (None, _) | (_, Some(false)) => 0,
        (Some(_), None) => 1,
        (Some(_), Some(true)) => 2,
    };
    (trend, because.second.or(because.after), because.flag)
}

fn level_of(score: u8) -> Value {
    Value::Text(score.to_string())
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 96,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn hopeful_is_never_below_cautious_and_totals_are_sums(seeds in seeds()) {
        let report = report(&INSTRUMENT, &sheet_of(&seeds));
        for (id, outcome) in &report.outcomes {
            let range = outcome.range();
            prop_assert!(range.cautious <= range.hopeful && range.hopeful <= 100, "{id}");
        }
        let mut whole = Range::default();
        for (no, tally) in &report.tatanan {
            let section = def().sections.iter().find(|s| s.tatanan == Some(*no)).expect("section");
            let own: Vec<&Outcome> =
                section.items.iter().filter_map(|i| report.outcome(&i.id)).collect();
            let cautious: u32 = own.iter().map(|o| o.range().cautious).sum();
            let hopeful: u32 = own.iter().map(|o| o.range().hopeful).sum();
            prop_assert_eq!(tally.range, Range { cautious, hopeful });
            prop_assert!(cautious <= hopeful && hopeful <= tally.max);
            prop_assert_eq!(tally.max as usize, own.len() * 100);
            let counted = tally.settled + tally.undecided + tally.blank + tally.invalid;
            prop_assert_eq!(counted as usize, own.len());
            whole = whole.plus(tally.range);
        }
        prop_assert_eq!(report.total.range, whole);
        prop_assert_eq!(report.total.max, 13_600);
        prop_assert!(report.award.now <= report.award.reachable);
    }

    #[test]
    fn filling_a_blank_only_narrows(seeds in seeds(), which in any::<Index>(), key in any::<Index>()) {
        let full = sheet_of(&seeds);
        let items: Vec<&Item> = def().items().collect();
        let item = items[which.index(items.len())];
        // The national figure that the text prints is in force until another
        // one is entered: that is a change, and no blank is filled.
        let printed = item.role == Some(Role::Figure)
            && judged().any(|(i, r)| item.feeds.contains(&i.id) && r.input.printed_figure.is_some());
        prop_assume!(!printed);
        let after = report(&INSTRUMENT, &full);
        let mut without = full.clone();
        without.answers.remove(&item.id);
        let before = report(&INSTRUMENT, &without);
        narrows(&before, &after)?;
        // A last input that was missing.
        let mut lacking = full.clone();
        if let Some(answer) = lacking.answers.get_mut(&item.id) {
            let keys: Vec<String> = answer.values.keys().cloned().collect();
            if !keys.is_empty() {
                answer.values.remove(&keys[key.index(keys.len())]);
            }
        }
        let before = report(&INSTRUMENT, &lacking);
        if item.rule.is_none() || matches!(before.outcome(&item.id), Some(Outcome::Blank { .. })) {
            narrows(&before, &after)?;
        }
    }

    /// With everything else the same: a trend class at least as good, a value
    /// at least as good and a condition at least as good never lower a score,
    /// where the text decides before and after; so they lower no total and no
    /// level. ([`NOT_MONOTONE`] would be the exceptions.)
    #[test]
    fn improving_an_answer_never_lowers_a_total(
        seeds in seeds(),
        first in any::<u32>(),
        second in any::<u32>(),
        which in any::<Index>(),
    ) {
        let mut sheet = sheet_of(&seeds);
        for item in def().items().filter(|i| i.role == Some(Role::Figure)) {
            let figure = other_answer(item, &mut Dice(u64::from(first)));
            sheet.answers.insert(item.id.clone(), figure);
        }
        let mut pairs = Vec::new();
        for (i, (item, rule)) in judged().enumerate() {
            let at = |seed: u32| {
                let mut scratch = sheet.clone();
                let mut dice = Dice(u64::from(seed) << 16 | i as u64);
                scratch.answers.insert(item.id.clone(), good_answer(item, rule, &mut dice));
                scratch
            };
            let (a, b) = (at(first), at(second));
            let judge = |s: &Sheet| outcome(&INSTRUMENT, def(), s, item).expect("judged");
            let (Outcome::Decided { score: x, because: p }, Outcome::Decided { score: y, because: q }) =
                (judge(&a), judge(&b))
            else {
                continue;
            };
            let ladder = rule.input.quantity == Quantity::Ladder;
            if ladder && x >= y || !ladder && at_least(standing(&p), standing(&q), rule) {
                prop_assert!(x >= y, "{}: {x} {p:?} below {y} {q:?}", item.id);
                pairs.push((a, b));
            } else if ladder || at_least(standing(&q), standing(&p), rule) {
                prop_assert!(y >= x, "{}: {y} {q:?} below {x} {p:?}", item.id);
                pairs.push((b, a));
            }
        }
        prop_assert!(!pairs.is_empty());
        let (better, worse) = &pairs[which.index(pairs.len())];
        let (better, worse) = (report(&INSTRUMENT, better), report(&INSTRUMENT, worse));
        for ((_, up), (_, down)) in better.tatanan.iter().zip(&worse.tatanan) {
            prop_assert!(up.range.cautious >= down.range.cautious);
            prop_assert!(up.range.hopeful >= down.range.hopeful);
        }
        prop_assert!(better.award.now >= worse.award.now);
        prop_assert!(better.award.reachable >= worse.award.reachable);
    }

    #[test]
    fn the_order_of_answers_does_not_matter(
        seeds in seeds(),
        order in prop::collection::vec(any::<u32>(), 1500),
    ) {
        let wanted = sheet_of(&seeds);
        let mut commands: Vec<Command> = Vec::new();
        for (item, answer) in &wanted.answers {
            if answer.unknown {
                commands.push(Command::Unknown { item: item.clone(), on: true });
            }
            for (key, value) in &answer.values {
                let raw = match value {
                    Value::Num(n) => n.show_plain(),
                    Value::Text(text) => text.clone(),
                    Value::Bool(yes) => if *yes { "ya" } else { "tidak" }.to_string(),
                    Value::Many(codes) => codes.join("|"),
                };
                commands.push(Command::Set { item: item.clone(), key: key.clone(), raw });
            }
        }
        let context = Context { now: 1, author: String::from("a"), device: String::from("d") };
        let play = |commands: &[Command]| {
            let mut sheet = EMPTY.clone();
            for command in commands {
                sheet.apply(def(), command, &context);
            }
            report(&INSTRUMENT, &sheet)
        };
        let told = play(&commands);
        let mut shuffled: Vec<(u32, Command)> =
            order.iter().copied().cycle().zip(commands).collect();
        shuffled.sort_by_key(|(rank, _)| *rank);
        let shuffled: Vec<Command> = shuffled.into_iter().map(|(_, c)| c).collect();
        same_report(&told, &play(&shuffled))?;
        same_report(&told, &report(&INSTRUMENT, &wanted))?;
    }

    #[test]
    fn a_ruling_within_the_levels_in_question_stays_inside_the_range(
        seeds in seeds(),
        choice in any::<Index>(),
        for_rule in any::<bool>(),
    ) {
        let mut sheet = sheet_of(&seeds);
        let before = report(&INSTRUMENT, &sheet);
        let mut ruled = Vec::new();
        for (id, outcome) in &before.outcomes {
            let Outcome::Undecided { levels, because } = outcome else { continue };
            let answer = sheet.answers.get_mut(id).expect("answer");
            let score = levels[choice.index(levels.len())];
            let inputs = fingerprint(answer);
            for (key, value) in [
                (RULING, level_of(score)),
                (RULING_SCOPE, Value::Text(if for_rule { "rule" } else { "answer" }.into())),
                (RULING_SITUATION, Value::Text(because.situation.clone())),
                (RULING_INPUTS, Value::Text(inputs)),
            ] {
                answer.values.insert(key.into(), value);
            }
            ruled.push((id.clone(), score));
        }
        let after = report(&INSTRUMENT, &sheet);
        for (id, score) in &ruled {
            let is_ruled = matches!(after.outcome(id), Some(Outcome::Ruled { score: s, .. }) if s == score);
            prop_assert!(is_ruled, "{id}");
        }
        narrows(&before, &after)?;
        // A choice that is not in question changes nothing.
        for (id, _) in &ruled {
            let levels = match before.outcome(id) {
                Some(Outcome::Undecided { levels, .. }) => levels.clone(),
                _ => Vec::new(),
            };
            let other = (0..=100).find(|s| !levels.contains(s)).expect("some");
            sheet.answers.get_mut(id).expect("answer").values.insert(RULING.into(), level_of(other));
            let now = outcome(&INSTRUMENT, def(), &sheet, def().item(id).expect("item"));
            prop_assert_eq!(now.as_ref(), before.outcome(id));
        }
    }

    /// There is no "not applicable": what cannot be judged stays blank or invalid until
    /// the team asks for a ruling and gets one; then only that one changes, and whoever
    /// fills in real numbers later is judged by them.
    #[test]
    fn a_ruling_on_what_does_not_exist_counts_only_when_it_was_asked_for(
        seeds in seeds(),
        which in any::<Index>(),
        choice in any::<Index>(),
        zero in any::<bool>(),
    ) {
        let mut sheet = sheet_of(&seeds);
        let all: Vec<(&Item, &Rule)> = judged().collect();
        let (item, rule) = all[which.index(all.len())];
        let levels = rule.scores();
        let score = levels[choice.index(levels.len())];
        let mut answer = Answer::default();
        let ratio = matches!(rule.input.quantity, Quantity::Ratio { .. });
        if zero && ratio {
            for key in ["n@2023", "d@2023", "n@2024", "d@2024", "m@2024"] {
                answer.values.insert(key.into(), Value::Num(Decimal::ZERO));
            }
        }
        for (key, value) in [
            (RULING, level_of(score)),
            (RULING_SCOPE, Value::Text("answer".into())),
            (RULING_SITUATION, Value::Text(NOT_APPLICABLE.into())),
            (RULING_INPUTS, Value::Text(fingerprint(&answer))),
        ] {
            answer.values.insert(key.into(), value);
        }
        sheet.answers.insert(item.id.clone(), answer.clone());
        let before = report(&INSTRUMENT, &sheet);
        let outcome = before.outcome(&item.id).expect("judged");
        let open = matches!(outcome, Outcome::Blank { .. } | Outcome::Invalid(_));
        prop_assert!(open, "{}: {outcome:?}", item.id);
        answer.values.insert(ASKED.into(), Value::Bool(true));
        sheet.answers.insert(item.id.clone(), answer.clone());
        let after = report(&INSTRUMENT, &sheet);
        let ruled = matches!(after.outcome(&item.id), Some(Outcome::Ruled { score: s, .. }) if *s == score);
        prop_assert!(ruled, "{}: {:?}", item.id, after.outcome(&item.id));
        narrows(&before, &after)?;
        let listed = rulings(&INSTRUMENT, &sheet, &after.outcomes);
        prop_assert!(listed.iter().any(|l| l.item == item.id && l.in_force));
        // Made for these numbers: other numbers are judged as they are.
        answer.values.insert("d@2024".into(), Value::Num(Decimal::int(7)));
        sheet.answers.insert(item.id.clone(), answer);
        let later = report(&INSTRUMENT, &sheet);
        let gone = !matches!(later.outcome(&item.id), Some(Outcome::Ruled { .. }));
        prop_assert!(gone);
        let listed = rulings(&INSTRUMENT, &sheet, &later.outcomes);
        prop_assert!(listed.iter().any(|l| l.item == item.id && !l.in_force));
    }

    /// Near the top, where levels are met at all.
    #[test]
    fn a_level_that_is_met_implies_the_lower_ones(
        seeds in seeds(),
        lowered in prop::collection::vec((any::<Index>(), any::<Index>()), 0..40),
    ) {
        let mut sheet = sheet_of(&seeds);
        for (item, seed) in def().items().zip(&seeds).filter(|(i, _)| i.rule.is_none()) {
            let gates = other_answer(item, &mut Dice(u64::from(*seed)));
            sheet.answers.insert(item.id.clone(), gates);
        }
        let known = report(&INSTRUMENT, &sheet);
        let all: Vec<(&Item, &Rule)> = judged().collect();
        let mut scores: Vec<(String, u8)> =
            all.iter().map(|(item, _)| (item.id.clone(), 100)).collect();
        for (which, level) in lowered {
            let (item, rule) = all[which.index(all.len())];
            if item.role.is_none() {
                let steps = rule.scores();
                scores.push((item.id.clone(), steps[level.index(steps.len())]));
            }
        }
        let award = what_if(&INSTRUMENT, &sheet, &known, &scores).award;
        for pair in award.levels.windows(2) {
            prop_assert!(!pair[1].met || pair[0].met);
            prop_assert!(!pair[1].possible || pair[0].possible);
        }
        let met = award.levels.iter().filter(|l| l.met).count();
        prop_assert_eq!(award.now.map_or(0, |i| i + 1), met);
    }
}
