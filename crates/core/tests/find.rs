//! Finding items by any word, in the sheets of the real instrument.
#![allow(clippy::expect_used, clippy::panic, missing_docs)]

use saba_core::find::{Index, More, Place};
use saba_core::instrument::{Instrument, Item, SheetKind};

fn instrument() -> Instrument {
    Instrument::load(include_str!("../../../instrument/kks-2025.json")).expect("valid")
}

fn more(item: &Item) -> More {
    More {
        help: format!("{} {} {}", item.why, item.source_hint, item.example),
        answer: match item.id.as_str() {
            "D-K1" => "188.45/12/KUM/2024".into(),
            _ => String::new(),
        },
    }
}

fn found(kind: SheetKind, query: &str) -> Vec<(String, Place)> {
    let instrument = instrument();
    let index = Index::new(&instrument, instrument.sheet(kind), &more);
    let hits = index.find(query);
    hits.iter().map(|h| (h.item.id.clone(), h.place)).collect()
}

fn first(kind: SheetKind, query: &str) -> String {
    let hits = found(kind, query);
    hits.into_iter()
        .next()
        .map(|(id, _)| id)
        .unwrap_or_default()
}

#[test]
fn every_item_is_found_by_its_id_and_its_title() {
    let instrument = instrument();
    for kind in SheetKind::ALL {
        let def = instrument.sheet(kind);
        let index = Index::new(&instrument, def, &more);
        for item in def.items() {
            for query in [&item.id, &item.title, &item.title.to_uppercase()] {
                let hits = index.find(query);
                let there = hits.iter().any(|hit| hit.item.id == item.id);
                assert!(there, "{} by {query}", item.id);
            }
            // The first words and the last: which is which does not matter.
            let words: Vec<&str> = item.question.split_whitespace().collect();
            for word in words.iter().take(2).chain(words.last()) {
                let hits = index.find(word);
                let there = hits.iter().any(|hit| hit.item.id == item.id);
                assert!(there, "{} by {word}", item.id);
            }
        }
        assert_eq!(index.find("").len(), def.items().count());
        assert_eq!(index.find(" .,- ").len(), def.items().count());
    }
}

#[test]
fn the_nearest_comes_first() {
    assert_eq!(first(SheetKind::Desa, "D-O2"), "D-O2");
    assert_eq!(first(SheetKind::Desa, "do2"), "D-O2");
    assert_eq!(first(SheetKind::Kabupaten, "4.8"), "T4.08");
    assert_eq!(first(SheetKind::Kabupaten, "t4.08"), "T4.08");
    assert_eq!(first(SheetKind::Desa, "JAMBAN akses"), "D-O2");
    assert_eq!(found(SheetKind::Desa, "sk pokja")[0].1, Place::Begins);
}

#[test]
fn a_village_item_is_found_by_the_indicator_that_it_feeds() {
    let instrument = instrument();
    let desa = instrument.sheet(SheetKind::Desa);
    let index = Index::new(&instrument, desa, &more);
    let regency = instrument.sheet(SheetKind::Kabupaten);
    for item in desa.items() {
        for fed in item.feeds.iter().filter_map(|id| regency.item(id)) {
            if fed.number().is_empty() {
                continue;
            }
            let hits = index.find(&fed.number());
            let hit = hits.into_iter().find(|hit| hit.item.id == item.id);
            assert_eq!(hit.map(|h| h.place), Some(Place::Number), "{}", item.id);
        }
    }
}

#[test]
fn explanations_and_answers_are_searched_last() {
    let by_help = found(SheetKind::Desa, "buku induk");
    assert!(
        by_help.contains(&("D-O1".into(), Place::Help)),
        "{by_help:?}"
    );
    let by_answer = found(SheetKind::Desa, "188.45");
    assert_eq!(by_answer, [("D-K1".into(), Place::Answer)]);
}

#[test]
fn what_nobody_asks_finds_nothing() {
    assert!(found(SheetKind::Desa, "zzzzzz").is_empty());
    // Every word has to occur.
    assert!(found(SheetKind::Desa, "jamban zzzzzz").is_empty());
    // A single letter begins words, and is not looked for within them.
    assert!(found(SheetKind::Desa, "x").is_empty());
}
