//! Two regencies beside each other.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

use std::sync::LazyLock;

use proptest::prelude::*;
use saba_core::file::{Checksum, read_sheet};
use saba_core::instrument::{Instrument, SheetKind};
use saba_core::score::{Lead, Outcome, Range, Report, Side, VersusSection, report, versus};
use saba_core::sheet::Sheet;
use serde_json::{Value as J, json};

fn document() -> J {
    let text = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../instrument/kks-2025.json"
    ));
    serde_json::from_str(&text.expect("instrument file")).expect("JSON")
}

fn load(document: &J) -> Instrument {
    Instrument::load(&document.to_string()).unwrap_or_else(|e| panic!("{e}"))
}

static INSTRUMENT: LazyLock<Instrument> = LazyLock::new(|| load(&document()));

fn sheet(answers: J) -> Sheet {
    let text = json!({
        "format": "saba", "version": 1,
        "sheet": {"kind": "kabupaten", "region": "63.11", "instrument": {"id": "kks-2025"}},
        "answers": answers,
    });
    let read = read_sheet(&text.to_string(), Checksum::Ignored);
    read.expect("a sheet").sheet
}

/// Markets: so many of 12 in 2023 and 2024.
fn markets(before: u32, after: u32) -> J {
    json!({"v": {"n@2023": before, "d@2023": 12, "n@2024": after, "d@2024": 12}})
}

fn side<'a>(instrument: &'a Instrument, report: &'a Report) -> Side<'a> {
    Side { instrument, report }
}

fn lead(all: &[VersusSection], id: &str) -> Lead {
    let mut lines = all.iter().flat_map(|section| &section.lines);
    lines.find(|line| line.item == id).expect("the line").lead
}

fn section(all: &[VersusSection], tatanan: u8) -> &VersusSection {
    let found = all.iter().find(|s| s.tatanan == Some(tatanan));
    found.expect("the section")
}

fn range(cautious: u32, hopeful: u32) -> Range {
    Range { cautious, hopeful }
}

#[test]
fn whoever_is_ahead_is_ahead_whatever_is_still_open() {
    for (ours, theirs, lead) in [
        (range(50, 50), range(100, 100), Lead::Theirs),
        (range(100, 100), range(50, 50), Lead::Ours),
        (range(50, 50), range(50, 50), Lead::Same),
        (range(0, 0), range(50, 100), Lead::Theirs),
        // Ends that touch, ranges that overlap, nothing known at all.
        (range(50, 50), range(50, 100), Lead::Open),
        (range(25, 50), range(50, 100), Lead::Open),
        (range(0, 100), range(100, 100), Lead::Open),
        (range(0, 100), range(0, 100), Lead::Open),
        (range(0, 75), range(25, 50), Lead::Open),
    ] {
        assert_eq!(Lead::of(ours, theirs), lead, "{ours:?} {theirs:?}");
    }
}

#[test]
fn every_judged_item_stands_once_and_sums_are_those_of_the_reports() {
    let (a, b) = (
        report(&INSTRUMENT, &sheet(json!({"T4.03": markets(5, 11)}))),
        report(&INSTRUMENT, &sheet(json!({}))),
    );
    let all = versus(side(&INSTRUMENT, &a), side(&INSTRUMENT, &b));
    let lines: Vec<&str> = all
        .iter()
        .flat_map(|s| s.lines.iter().map(|l| l.item.as_str()))
        .collect();
    let judged: Vec<&str> = a.outcomes.iter().map(|(id, _)| id.as_str()).collect();
    assert_eq!(lines, judged);
    assert_eq!(lines.len(), 152);
    for (no, tally) in &a.tatanan {
        assert_eq!(section(&all, *no).ours.as_ref(), Some(tally));
    }
    for (no, tally) in &b.tatanan {
        assert_eq!(section(&all, *no).theirs.as_ref(), Some(tally));
    }
    let other = all.iter().find(|s| s.tatanan.is_none()).expect("bodies");
    assert_eq!(other.ours.as_ref(), Some(&a.kelembagaan));
    // One is decided, the other blank: nobody is ahead for certain.
    assert_eq!(lead(&all, "T4.03"), Lead::Open);
    assert_eq!(section(&all, 4).lead, Lead::Open);
}

#[test]
fn a_decided_indicator_is_compared_by_its_score() {
    let more = report(&INSTRUMENT, &sheet(json!({"T4.03": markets(5, 11)})));
    let less = report(&INSTRUMENT, &sheet(json!({"T4.03": markets(3, 2)})));
    let scores = [&more, &less].map(|r| r.outcome("T4.03").and_then(Outcome::score));
    assert!(scores[0] > scores[1], "{scores:?}");
    let here = versus(side(&INSTRUMENT, &less), side(&INSTRUMENT, &more));
    assert_eq!(lead(&here, "T4.03"), Lead::Theirs);
    let back = versus(side(&INSTRUMENT, &more), side(&INSTRUMENT, &less));
    assert_eq!(lead(&back, "T4.03"), Lead::Ours);
    let same = versus(side(&INSTRUMENT, &more), side(&INSTRUMENT, &more));
    assert_eq!(lead(&same, "T4.03"), Lead::Same);
}

#[test]
fn what_two_editions_judge_differently_is_not_compared() {
    let mut patched = document();
    let sections = patched["sheets"]["kabupaten"]["sections"].as_array_mut();
    let mut moved = None;
    for section in sections.expect("sections") {
        let id = section["id"].clone();
        let items = section["items"].as_array_mut().expect("items");
        if id == "t2" {
            items[0]["rule"]["version"] = json!(99);
        }
        if id == "t8" {
            moved = items.pop();
        }
        if id == "t9" {
            let gone = moved.take().expect("an item of tatanan 8");
            assert_eq!(gone["id"], "T8.13");
            items.push(gone);
            let mut new = items[0].clone();
            new["id"] = json!("T9.99");
            items.push(new);
        }
        // Words alone change nothing.
        if id == "t3" {
            items[0]["title"] = json!("Lain");
        }
    }
    let other = load(&patched);
    let nothing = sheet(json!({}));
    let (a, b) = (report(&INSTRUMENT, &nothing), report(&other, &nothing));
    let all = versus(side(&INSTRUMENT, &a), side(&other, &b));
    assert_eq!(lead(&all, "T2.01"), Lead::Apart);
    assert_eq!(lead(&all, "T9.99"), Lead::Apart);
    assert_eq!(lead(&all, "T3.01"), Lead::Open);
    // It stands once, where we have it; judged alike, it is compared.
    assert_eq!(lead(&all, "T8.13"), Lead::Open);
    let count = all.iter().flat_map(|s| &s.lines).count();
    assert_eq!(count, 153);
    for (no, expected) in [(2, Lead::Apart), (8, Lead::Apart), (9, Lead::Apart)] {
        assert_eq!(section(&all, no).lead, expected, "tatanan {no}");
    }
    assert_eq!(section(&all, 3).lead, Lead::Open);
    // Totals are those of each instrument.
    assert_eq!(
        section(&all, 9).ours.map(|t| t.max),
        Some(a.tatanan[8].1.max)
    );
    assert_eq!(
        section(&all, 9).theirs.map(|t| t.max),
        Some(a.tatanan[8].1.max + 200)
    );
}

#[test]
fn a_tatanan_that_only_one_has_is_told_and_not_compared() {
    // The other edition calls its ninth tatanan the tenth.
    let mut patched = document();
    let sections = patched["sheets"]["kabupaten"]["sections"].as_array_mut();
    let last = sections.expect("sections").last_mut().expect("the last");
    assert_eq!(last["tatanan"], 9);
    last["tatanan"] = json!(10);
    patched["tatanan"][8]["no"] = json!(10);
    let other = load(&patched);
    let nothing = sheet(json!({}));
    let (a, b) = (report(&INSTRUMENT, &nothing), report(&other, &nothing));
    let all = versus(side(&INSTRUMENT, &a), side(&other, &b));
    let (ours, theirs) = (section(&all, 9), section(&all, 10));
    assert_eq!([ours.lead, theirs.lead], [Lead::Apart; 2]);
    assert!(ours.ours.is_some() && ours.theirs.is_none());
    assert!(theirs.ours.is_none() && theirs.theirs.is_some());
    // Its items stand once, where we have them, and are still compared.
    assert_eq!(ours.lines.len(), 14);
    assert!(ours.lines.iter().all(|line| line.lead == Lead::Open));
    assert!(theirs.lines.is_empty());
}

fn answers() -> impl Strategy<Value = J> {
    let items = INSTRUMENT
        .sheet(SheetKind::Kabupaten)
        .items()
        .filter(|item| item.rule.is_some())
        .map(|item| item.id.clone())
        .collect::<Vec<String>>();
    let one = (
        prop::sample::select(items),
        0u32..20,
        0u32..20,
        prop::sample::select(vec!["0", "25", "50", "75", "100"]),
    );
    prop::collection::vec(one, 0..60).prop_map(|said| {
        let said = said.into_iter().map(|(id, before, after, level)| {
            let values = json!({"v": {
                "n@2023": before, "d@2023": 20, "n@2024": after, "d@2024": 20,
                "v@2023": before, "v@2024": after, "level": level,
            }});
            (id, values)
        });
        J::Object(said.collect())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whoever looks from the other side sees the same, the other way round; and a lead is
    /// never claimed that a blank or an undecided answer could still turn.
    #[test]
    fn both_sides_see_the_same(ours in answers(), theirs in answers()) {
        let (a, b) = (
            report(&INSTRUMENT, &sheet(ours)),
            report(&INSTRUMENT, &sheet(theirs)),
        );
        let there = versus(side(&INSTRUMENT, &a), side(&INSTRUMENT, &b));
        let back = versus(side(&INSTRUMENT, &b), side(&INSTRUMENT, &a));
        let turned = |lead: Lead| match lead {
            Lead::Ours => Lead::Theirs,
            Lead::Theirs => Lead::Ours,
            other => other,
        };
        for (one, other) in there.iter().zip(&back) {
            prop_assert_eq!(one.lead, turned(other.lead));
            for (line, again) in one.lines.iter().zip(&other.lines) {
                prop_assert_eq!(&line.ours, &again.theirs);
                prop_assert_eq!(line.lead, turned(again.lead));
                prop_assert_ne!(line.lead, Lead::Apart);
                let ends = [&line.ours, &line.theirs].map(|o| o.as_ref().map(Outcome::range));
                let [Some(ours), Some(theirs)] = ends else { panic!("both are judged") };
                let claims = |ours: u32, theirs: u32| match line.lead {
                    Lead::Ours => ours > theirs,
                    Lead::Theirs => theirs > ours,
                    Lead::Same => ours == theirs,
                    _ => true,
                };
                for ours in [ours.cautious, ours.hopeful] {
                    for theirs in [theirs.cautious, theirs.hopeful] {
                        prop_assert!(claims(ours, theirs));
                    }
                }
            }
        }
    }
}
