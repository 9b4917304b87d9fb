//! The coach against trying everything, on small instruments made here, and
//! on the real one from an empty sheet.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

use proptest::prelude::*;
use saba_core::file::{Checksum, read_sheet};
use saba_core::instrument::{Instrument, Role};
use saba_core::num::{Decimal, Frac};
use saba_core::score::{Coaching, LiftKind, Report, TatananPlan, coach, report, what_if};
use saba_core::sheet::Sheet;
use serde_json::{Value as J, json};

/// An indicator of the small instrument: its scale, ascending, and what is
/// entered as its level.
type Spec = (Vec<u8>, String);

const AGENCIES: [&str; 3] = ["Dinas A", "Dinas B", "Dinas C"];

fn ladder(id: &str, scores: &[u8], agencies: &[&str]) -> J {
    let scale: Vec<J> = scores
        .iter()
        .rev()
        .map(|score| json!({"score": score, "text": ""}))
        .collect();
    json!({
        "id": id, "title": id, "agencies": agencies,
        "rule": {"family": "ladder", "version": 1, "scale": scale},
    })
}

fn gate(id: &str, role: &str, agency: &str) -> J {
    json!({
        "id": id, "title": id, "role": role, "agencies": [agency],
        "fields": [
            {"key": "n", "kind": "int", "label": ""},
            {"key": "d", "kind": "int", "label": ""},
        ],
    })
}

fn instrument(specs: &[Spec], min: u32, share: u32) -> Instrument {
    Instrument::load(&document(specs, min, share).to_string()).unwrap_or_else(|e| panic!("{e}"))
}

fn document(specs: &[Spec], min: u32, share: u32) -> J {
    let items: Vec<J> = specs
        .iter()
        .enumerate()
        .map(|(i, (scores, _))| ladder(&id(i), scores, &AGENCIES[..i % 4]))
        .collect();
    let mut body = ladder("K01", &[0, 50, 100], &["Bappeda"]);
    body["role"] = json!("gate_body");
    let none = json!({"title": "", "sections": []});
    json!({
        "format": "saba-instrument", "version": 1,
        "id": "small", "edition": "1", "title": "", "years": [2023, 2024],
        "levels": [{"id": "l", "name": "L", "odf": share, "forkom": share, "pokja": share}],
        "tatanan": [{"no": 1, "title": "", "min": {"l": min}}],
        "sheets": {"desa": none, "kecamatan": none, "kabupaten": {"title": "", "sections": [
            {"id": "k", "title": "", "items": [
                body,
                gate("G1", "gate_odf", "Dinas A"),
                gate("G2", "gate_forkom", "Forum"),
                gate("G3", "gate_pokja", "Forum"),
            ]},
            {"id": "t1", "title": "", "tatanan": 1, "items": items},
        ]}},
    })
}

fn id(i: usize) -> String {
    format!("T1.{:02}", i + 1)
}

fn sheet(kind: &str, answers: &J) -> Sheet {
    let document = json!({
        "format": "saba", "version": 1, "answers": answers,
        "sheet": {"kind": "kabupaten", "region": "63.11", "instrument": {"id": kind}},
    });
    let read = read_sheet(&document.to_string(), Checksum::Ignored);
    read.unwrap_or_else(|e| panic!("{e:?}")).sheet
}

fn filled(specs: &[Spec]) -> Sheet {
    let mut answers = json!({});
    for (i, (_, level)) in specs.iter().enumerate() {
        if !level.is_empty() {
            answers[id(i)] = json!({"v": {"level": level}});
        }
    }
    sheet("small", &answers)
}

/// Any scale, with or without 0 and 100, and any state of the answer.
fn spec() -> impl Strategy<Value = Spec> {
    let all = vec![0u8, 10, 25, 33, 50, 60, 75, 100];
    let scale = prop_oneof![
        Just(vec![0u8, 50, 100]),
        Just(vec![0u8, 50, 75, 100]),
        Just(vec![0u8, 25, 50, 100]),
        Just(vec![0u8, 25, 50, 75, 100]),
        prop::sample::subsequence(all, 2..=4),
    ];
    (scale, 0usize..5, any::<prop::sample::Index>()).prop_map(|(scale, state, at)| {
        let at = at.index(scale.len());
        let level = match state {
            0 => String::new(),
            1 => String::from("x"),
            2 if at > 0 => format!("{}~{}", scale[at - 1], scale[at]),
            _ => scale[at].to_string(),
        };
        (scale, level)
    })
}

/// What a spec counts for, the order of its kind of work, and the lifts that it
/// offers.
fn offer((scale, level): &Spec) -> (u8, LiftKind, Vec<u8>) {
    let (from, kind) = match (level.as_str(), level.split_once('~')) {
        ("", _) => (0, LiftKind::Fill),
        ("x", _) => (0, LiftKind::Repair),
        (_, Some((low, _))) => (low.parse().expect("score"), LiftKind::Settle),
        (score, None) => (score.parse().expect("score"), LiftKind::Improve),
    };
    let higher = scale.iter().copied().filter(|s| *s > from).collect();
    (from, kind, higher)
}

/// The best of all plans, by trying every one: fewest lifts, fewest steps, and
/// then the earlier indicators in the order of preference.
fn brute(specs: &[Spec], missing: u32) -> Option<Vec<Option<usize>>> {
    let mut order: Vec<usize> = (0..specs.len()).collect();
    order.sort_by_key(|i| (offer(&specs[*i]).1, *i));
    let mut best: Option<(usize, usize, Vec<usize>)> = None;
    let mut plan = vec![0usize; specs.len()];
    'plans: loop {
        let gain: u32 = plan
            .iter()
            .zip(specs)
            .filter(|(steps, _)| **steps > 0)
            .map(|(steps, spec)| {
                let (from, _, higher) = offer(spec);
                u32::from(higher[steps - 1] - from)
            })
            .sum();
        if gain >= missing {
            let lifts = plan.iter().filter(|s| **s > 0).count();
            let first = order.iter().map(|i| plan[*i].wrapping_sub(1)).collect();
            let this = (lifts, plan.iter().sum(), first);
            if best.as_ref().is_none_or(|b| this < *b) {
                best = Some(this);
            }
        }
        for (steps, spec) in plan.iter_mut().zip(specs) {
            *steps += 1;
            if *steps <= offer(spec).2.len() {
                continue 'plans;
            }
            *steps = 0;
        }
        break;
    }
    let (_, _, first) = best?;
    let mut found = vec![None; specs.len()];
    for (i, choice) in order.into_iter().zip(first) {
        found[i] = (choice != usize::MAX).then_some(choice);
    }
    Some(found)
}

/// The steps of a plan by indicator, nought for none.
fn taken(plan: &TatananPlan, count: usize) -> Vec<usize> {
    (0..count)
        .map(|i| {
            let lift = plan.steps.iter().find(|l| l.item == id(i));
            lift.map_or(0, |l| l.steps as usize)
        })
        .collect()
}

fn enough(specs: &[Spec], steps: &[usize], missing: u32) -> bool {
    let gain = |(spec, steps): (&Spec, &usize)| {
        let (from, _, higher) = offer(spec);
        let to = steps.checked_sub(1).map_or(from, |i| higher[i]);
        u32::from(to - from)
    };
    specs.iter().zip(steps).map(gain).sum::<u32>() >= missing
}

fn cautious(report: &Report) -> u32 {
    report.tatanan[0].1.range.cautious
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_plan_is_better(specs in prop::collection::vec(spec(), 1..=6), min in 0u32..620) {
        let instrument = instrument(&specs, min, 50);
        let sheet = filled(&specs);
        let before = report(&instrument, &sheet);
        let have: u32 = specs.iter().map(|s| u32::from(offer(s).0)).sum();
        prop_assert_eq!(cautious(&before), have);
        let coaching = coach(&instrument, &before, 0).expect("level");
        let Some(plan) = coaching.tatanan.first() else {
            prop_assert!(have >= min);
            return Ok(());
        };
        prop_assert!(have < min);
        prop_assert_eq!((plan.no, plan.need, plan.have), (1, min, have));
        let missing = min - have;
        let Some(want) = brute(&specs, missing) else {
            prop_assert!(!plan.reachable && plan.steps.is_empty());
            return Ok(());
        };
        prop_assert!(plan.reachable);
        let steps = taken(plan, specs.len());
        let wanted: Vec<usize> = want.iter().map(|c| c.map_or(0, |c| c + 1)).collect();
        prop_assert_eq!(&steps, &wanted);
        prop_assert!(plan.steps.is_sorted_by_key(|l| l.steps));
        for lift in &plan.steps {
            let at = (0..specs.len()).find(|i| id(*i) == lift.item).expect("item");
            let (from, kind, higher) = offer(&specs[at]);
            prop_assert_eq!((lift.from, lift.to), (from, higher[steps[at] - 1]));
            // Beyond the levels in question no ruling leads.
            let settles = kind == LiftKind::Settle && lift.steps == 1;
            let improves = kind == LiftKind::Settle && !settles;
            prop_assert_eq!(lift.kind, if improves { LiftKind::Improve } else { kind });
            // What would serve as well in its place.
            let mut instead: Vec<String> = (0..specs.len())
                .filter(|other| {
                    let mut swapped = steps.clone();
                    swapped.swap(at, *other);
                    steps[*other] == 0
                        && offer(&specs[*other]).2.len() >= steps[at]
                        && enough(&specs, &swapped, missing)
                })
                .map(id)
                .collect();
            instead.sort();
            let mut named = lift.instead.clone();
            named.sort();
            prop_assert_eq!(named, instead);
        }
        // Done as planned, the tatanan passes and the original is as it was.
        let after = what_if(&instrument, &sheet, &before, &coaching.scores());
        prop_assert!(cautious(&after) >= min);
        prop_assert_eq!(after.award.levels[0].blockers.iter().filter(|b| matches!(
            b, saba_core::score::Blocker::Tatanan { .. } | saba_core::score::Blocker::Body { .. }
        )).count(), 0);
        prop_assert_eq!(cautious(&report(&instrument, &sheet)), have);
        by_agency_agrees(&coaching)?;
    }

    #[test]
    fn gates_count_whole_villages(
        n in prop::option::of(0u64..400),
        d in prop::option::of(0u64..400),
        need in 0u32..=100,
    ) {
        let instrument = instrument(&[(vec![0, 100], String::new())], 0, need);
        let mut answers = json!({"G1": {"v": {}}});
        for (key, value) in [("n", n), ("d", d)] {
            if let Some(value) = value {
                answers["G1"]["v"][key] = json!(value);
            }
        }
        let before = report(&instrument, &sheet("small", &answers));
        let coaching = coach(&instrument, &before, 0).expect("level");
        let gate = &coaching.gates[0];
        prop_assert_eq!((gate.role, gate.item.as_str(), gate.need), (Role::GateOdf, "G1", need));
        let whole = |n: u64| Decimal::parse_json(&n.to_string()).expect("number");
        let passes = |n: u64, d: u64| {
            Frac::rate(whole(n), whole(d), 100).expect("share") >= Frac::int(need)
        };
        let known = n.zip(d).filter(|(n, d)| n <= d && *d > 0);
        let more = known.map(|(n, d)| (0..).find(|more| passes(n + more, d)).expect("some"));
        prop_assert_eq!(gate.more, more);
        let target = d.filter(|d| *d > 0).map(|d| (0..).find(|n| passes(*n, d)).expect("some"));
        prop_assert_eq!(gate.target, target);
        // The award says the same.
        let shut = before.award.levels[0].blockers.iter().any(|b| matches!(
            b, saba_core::score::Blocker::Odf { .. }
        ));
        prop_assert_eq!(shut, gate.more != Some(0));
        let (open, busy) = (gate.more == Some(0), "G1".to_string());
        prop_assert_eq!(coaching.agencies.iter().any(|a| a.items.contains(&busy)), !open);
    }
}

fn by_agency_agrees(coaching: &Coaching) -> Result<(), TestCaseError> {
    let lifts = coaching.tatanan.iter().flat_map(|t| &t.steps);
    let mut steps = 0;
    for lift in lifts.chain(&coaching.bodies) {
        let nobody = vec![String::new()];
        let named = match lift.agencies.is_empty() {
            true => &nobody,
            false => &lift.agencies,
        };
        for plan in &coaching.agencies {
            let here = plan.items.contains(&lift.item);
            prop_assert_eq!(here, named.contains(&plan.agency));
            steps += if here { lift.steps } else { 0 };
        }
    }
    prop_assert_eq!(
        coaching.agencies.iter().map(|a| a.steps).sum::<u32>(),
        steps
    );
    let named = |a: &saba_core::score::AgencyPlan| !a.agency.is_empty();
    let sizes = coaching.agencies.iter().filter(|a| named(a));
    prop_assert!(sizes.map(|a| a.items.len()).is_sorted_by(|a, b| a >= b));
    Ok(())
}

#[test]
fn equals_are_named_and_kinds_of_work_are_told_apart() {
    let three = vec![0, 50, 100];
    let specs: Vec<Spec> = ["50", "50", "0~50", "x", ""]
        .iter()
        .map(|level| (three.clone(), level.to_string()))
        .collect();
    let sheet = filled(&specs);
    let plan = |min| {
        let instrument = instrument(&specs, min, 50);
        let report = report(&instrument, &sheet);
        let mut coaching = coach(&instrument, &report, 0).expect("level");
        coaching.tatanan.remove(0)
    };
    let told = |plan: &TatananPlan| -> Vec<String> {
        let tell = |l: &saba_core::score::Lift| {
            let instead = l.instead.join(" ");
            format!("{} {}-{} {:?} [{instead}]", l.item, l.from, l.to, l.kind)
        };
        plan.steps.iter().map(tell).collect()
    };
    // Have 100: any single step would do, a wrong entry is mended first.
    assert_eq!(
        told(&plan(110)),
        ["T1.04 0-50 Repair [T1.05 T1.03 T1.01 T1.02]"]
    );
    // One indicator over two steps goes before two over one.
    assert_eq!(told(&plan(200)), ["T1.04 0-100 Repair [T1.05 T1.03]"]);
    assert_eq!(
        told(&plan(300)),
        ["T1.04 0-100 Repair [T1.03]", "T1.05 0-100 Fill [T1.03]"]
    );
    // All five: settling gives 50, the rest must be earned.
    assert_eq!(plan(500).steps.len(), 5);
    assert!(
        told(&plan(500)).contains(&"T1.03 0-100 Improve []".to_string()),
        "{:?}",
        told(&plan(500))
    );
    assert!(!plan(501).reachable);
}

#[test]
fn what_if_takes_only_what_the_scale_has() {
    let specs = vec![(vec![0, 50, 100], String::from("0"))];
    let instrument = instrument(&specs, 100, 0);
    let sheet = filled(&specs);
    let known = report(&instrument, &sheet);
    let after = |wish: &[(&str, u8)]| {
        let wish: Vec<(String, u8)> = wish.iter().map(|(i, s)| (i.to_string(), *s)).collect();
        cautious(&what_if(&instrument, &sheet, &known, &wish))
    };
    assert_eq!(after(&[("T1.01", 75)]), 0);
    assert_eq!(after(&[("nobody", 100), ("G1", 100)]), 0);
    assert_eq!(after(&[("T1.01", 100), ("T1.01", 50)]), 50, "the last one");
}

/// From nothing to each level of the real instrument: the fewest indicators
/// are as many as the minimum has hundreds, begun ones counted.
#[test]
fn the_real_minimum_scores_from_an_empty_sheet() {
    let text = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../instrument/kks-2025.json"
    ));
    let instrument =
        Instrument::load(&text.expect("instrument file")).unwrap_or_else(|e| panic!("{e}"));
    let sheet = sheet(&instrument.id, &json!({}));
    let before = report(&instrument, &sheet);
    for level in 0..instrument.levels.len() {
        let coaching = coach(&instrument, &before, level).expect("level");
        assert_eq!(coaching.tatanan.len(), instrument.tatanan.len());
        for plan in &coaching.tatanan {
            assert!(plan.reachable);
            assert_eq!(plan.steps.len() as u32, plan.need.div_ceil(100));
            assert!(plan.steps.iter().all(|l| l.kind == LiftKind::Fill));
        }
        assert_eq!(coaching.bodies.len(), 2);
        assert!(coaching.gates.iter().all(|g| g.more.is_none()));
        let after = what_if(&instrument, &sheet, &before, &coaching.scores());
        for (no, tally) in &after.tatanan {
            let min = instrument.tatanan.iter().find(|t| t.no == *no);
            assert!(tally.range.cautious >= min.expect("tatanan").min[level]);
        }
    }
    assert_eq!(coach(&instrument, &before, instrument.levels.len()), None);
}

/// An instrument comes from a file: a plan over the largest one that is let in
/// is made at once, and what has no sound plan is refused.
#[test]
fn an_instrument_from_outside_cannot_stall_the_coach() {
    let scale = vec![0, 1, 17, 99, 100];
    let largest: Vec<Spec> = vec![(scale.clone(), String::new()); 200];
    let sheet = filled(&largest);
    let from_outside = instrument(&largest, 19_999, 50);
    let before = report(&from_outside, &sheet);
    let coaching = coach(&from_outside, &before, 0).expect("level");
    let steps: Vec<u32> = coaching.tatanan[0].steps.iter().map(|l| l.steps).collect();
    assert_eq!((steps.len(), steps.iter().sum::<u32>()), (200, 799));
    let refused = |document: J| Instrument::load(&document.to_string()).is_err();
    let too_many = vec![(scale, String::new()); 201];
    assert!(refused(document(&too_many, 100, 50)));
    let mut twice = document(&largest[..3], 100, 50);
    let sections = &mut twice["sheets"]["kabupaten"]["sections"];
    sections[0]["tatanan"] = json!(1);
    assert!(refused(twice));
    let mut nowhere = document(&largest[..3], 100, 50);
    nowhere["tatanan"][0]["no"] = json!(2);
    nowhere["sheets"]["kabupaten"]["sections"][1]["tatanan"] = J::Null;
    assert!(refused(nowhere));
}
