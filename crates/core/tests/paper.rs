//! A sheet on paper: every place is there once and in order, what is typed is read or
//! refused, two passes are compared, and nothing that a sheet says is replaced unasked.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    missing_docs
)]

mod support;

use proptest::prelude::*;
use saba_core::instrument::{FieldKind, Instrument, Item, Section, SheetKind};
use saba_core::merge::{is_conflict, merge};
use saba_core::paper::{
    Ask, Draft, Misread, Typed, all_slots, commands, differences, entries, fields, next, place,
    read, retype, same, settled, slots, years_of,
};
use saba_core::sheet::{Command, Context, NO_ROWS, Sheet};

fn instrument() -> &'static Instrument {
    static ONCE: std::sync::OnceLock<Instrument> = std::sync::OnceLock::new();
    ONCE.get_or_init(|| {
        let text = include_str!("../../../instrument/kks-2025.json");
        Instrument::load(text).expect("the instrument")
    })
}

fn section(id: &str) -> &'static Section {
    let mut sections = instrument().sheet(SheetKind::Desa).sections.iter();
    sections.find(|s| s.id == id).expect("a section")
}

fn item(id: &str) -> &'static Item {
    let mut sheets = instrument().sheets.iter();
    sheets.find_map(|s| s.item(id)).expect("an item")
}

fn typed(pairs: &[(&str, &str)]) -> Typed {
    let pairs = pairs.iter();
    pairs
        .map(|(at, raw)| (at.to_string(), raw.to_string()))
        .collect()
}

fn keys(id: &str, pairs: &[(&str, &str)]) -> Vec<String> {
    let slots = slots(item(id), instrument().years, &typed(pairs));
    slots.into_iter().map(|slot| slot.key).collect()
}

fn context(device: &str) -> Context {
    Context {
        now: 9,
        author: "Siti".into(),
        device: device.into(),
    }
}

fn run(sheet: &mut Sheet, commands: &[Command]) {
    let def = instrument().sheet(sheet.meta.kind);
    for command in commands {
        sheet.apply(def, command, &context("d9"));
    }
}

#[test]
fn rulings_are_no_part_of_a_paper_and_everything_else_is() {
    for sheet in &instrument().sheets {
        for item in sheet.items() {
            let here: Vec<&str> = fields(item).map(|f| f.key.as_str()).collect();
            assert!(!here.is_empty(), "{}", item.id);
            for field in &item.fields {
                let is_ruling = field.key == "asks" || field.key.starts_with("ruling");
                let stands = here.contains(&field.key.as_str());
                assert_eq!(stands, !is_ruling, "{} {}", item.id, field.key);
            }
            for field in fields(item) {
                for (year, key) in years_of(item, field, instrument().years) {
                    assert_eq!(year.is_some(), field.years, "{} {key}", item.id);
                }
            }
        }
    }
}

#[test]
fn places_follow_what_is_typed() {
    assert_eq!(keys("D-K1", &[]), ["ttd"]);
    assert_eq!(keys("D-K1", &[("D-K1 ttd", "tidak")]), ["ttd"]);
    assert_eq!(
        keys("D-K1", &[("D-K1 ttd", "ya")]),
        ["ttd", "nomor", "tanggal", "berlaku", "nama"]
    );
    assert_eq!(keys("D-K1", &[("D-K1 #unknown", "1")]), ["#unknown"]);
    assert_eq!(
        keys("D-O1", &[]),
        ["kk@2023", "kk@2024", "rumah@2023", "rumah@2024"]
    );
    assert_eq!(keys("C-O1", &[("C-O1 #rows", "")]), ["#rows"]);
    let two = [("C-O1 #rows", "2"), ("C-O1 2/hasil", "lulus")];
    assert_eq!(
        keys("C-O1", &two),
        [
            "#rows",
            "1/desa",
            "1/tanggal",
            "1/hasil",
            "1/ketua",
            "1/anggota",
            "2/desa",
            "2/tanggal",
            "2/hasil",
            "2/ba",
            "2/ketua",
            "2/anggota"
        ]
    );
    // An indicator without a trend asks for one year.
    assert_eq!(keys("K01", &[]), ["level", "date", "source"]);
}

#[test]
fn the_next_place_is_the_first_where_nothing_was_said() {
    let items = &section("pokja").items;
    let years = instrument().years;
    let mut all = Typed::new();
    let mut way = Vec::new();
    while let Some(slot) = next(items, years, &all) {
        way.push(slot.place());
        all.insert(
            slot.place(),
            if slot.key == "ttd" {
                "ya".into()
            } else {
                String::new()
            },
        );
    }
    let slots = all_slots(items, years, &all);
    let places: Vec<String> = slots.iter().map(saba_core::paper::Slot::place).collect();
    assert_eq!(way, places);
    assert!(way.contains(&place("D-K1", "nomor")));
}

#[test]
fn what_is_typed_is_read_or_refused() {
    let ask = |id: &str, key: &str| Ask::Field(item(id).field(key).expect("a field"));
    let odf = ask("D-O4", "status");
    let options = match &item("D-O4").field("status").expect("a field").kind {
        FieldKind::Choice(options) => options,
        _ => panic!("a choice"),
    };
    for (ask, text, want) in [
        (ask("D-O1", "kk"), " 1.234 ", Ok("1.234")),
        (ask("D-O1", "kk"), "0", Ok("0")),
        (ask("D-O1", "kk"), "", Ok("")),
        (ask("D-O1", "kk"), "sepuluh", Err(Misread::Number)),
        (ask("D-O1", "kk"), "1,2,3", Err(Misread::Number)),
        (ask("D-K1", "ttd"), "1", Ok("ya")),
        (ask("D-K1", "ttd"), "2", Ok("tidak")),
        (ask("D-K1", "ttd"), "3", Err(Misread::Option(2))),
        (odf, "2", Ok(options[1].0.as_str())),
        (odf, "0", Err(Misread::Option(options.len()))),
        (odf, "9", Err(Misread::Option(options.len()))),
        (ask("D-K1", "tanggal"), "31122026", Ok("2026-12-31")),
        (ask("D-K1", "tanggal"), "1/5/2024", Ok("2024-05-01")),
        (ask("D-K1", "tanggal"), "29 02 2024", Ok("2024-02-29")),
        (ask("D-K1", "tanggal"), "29.02.2023", Err(Misread::Day)),
        (ask("D-K1", "tanggal"), "2026", Err(Misread::Day)),
        (ask("D-K1", "tanggal"), "3112202é", Err(Misread::Day)),
        (ask("D-K1", "nomor"), " 140/07 ", Ok("140/07")),
        (Ask::Rows, "12", Ok("12")),
        (Ask::Rows, "012", Ok("12")),
        (Ask::Rows, "100", Err(Misread::Rows)),
        (Ask::Rows, "-1", Err(Misread::Rows)),
        (Ask::Unknown, "?", Ok("1")),
    ] {
        let want = want.map(str::to_string);
        assert_eq!(read(ask, text), want, "{text}");
        // Shown again, it is typed as it was meant.
        if let Ok(raw) = want {
            assert_eq!(read(ask, &retype(ask, &raw)), Ok(raw), "{text}");
        }
    }
    assert!(same(ask("D-O1", "kk"), "1.120", "1120"));
    assert!(!same(ask("D-O1", "kk"), "0", ""));
}

#[test]
fn several_options_are_typed_together_or_apart() {
    let mut field = item("D-K1").field("ttd").expect("a field").clone();
    let options = ["a", "b", "c"].map(|code| (code.to_string(), code.to_string()));
    field.kind = FieldKind::Many(options.to_vec());
    let ask = Ask::Field(&field);
    for (text, want) in [("13", "a|c"), ("1 3", "a|c"), ("3,1", "c|a"), ("2", "b")] {
        assert_eq!(read(ask, text), Ok(want.to_string()), "{text}");
        assert_eq!(read(ask, &retype(ask, want)), Ok(want.to_string()));
    }
    assert_eq!(read(ask, "14"), Err(Misread::Option(3)));
    assert!(same(ask, "a|c", "c|a"));
}

#[test]
fn two_passes_are_compared_and_settled_by_a_person() {
    let items = &section("pokja").items[..1];
    let years = instrument().years;
    let first = typed(&[
        ("D-K1 ttd", "ya"),
        ("D-K1 nomor", "140/07"),
        ("D-K1 tanggal", "2024-05-01"),
        ("D-K1 berlaku", ""),
        ("D-K1 nama", ""),
    ]);
    let mut draft = Draft {
        first: first.clone(),
        ..Draft::default()
    };
    assert_eq!(settled(items, years, &draft), None, "typed once");
    let mut second = first.clone();
    second.insert("D-K1 nomor".into(), "140/70".into());
    draft.second = Some(second.clone());
    let found = differences(items, years, &first, &second);
    let found: Vec<_> = found
        .iter()
        .map(|(s, a, b)| (s.key.as_str(), a.as_str(), b.as_str()))
        .collect();
    assert_eq!(found, [("nomor", "140/07", "140/70")]);
    assert_eq!(settled(items, years, &draft), None, "not chosen");
    draft.chosen.insert("D-K1 nomor".into(), "140/70".into());
    let all = settled(items, years, &draft).expect("settled");
    assert_eq!(all.get("D-K1 nomor").map(String::as_str), Some("140/70"));

    // Another way through the paper differs at every place that only one has.
    let other = typed(&[("D-K1 #unknown", "1")]);
    let found = differences(items, years, &first, &other);
    let found: Vec<_> = found.iter().map(|(s, ..)| s.key.as_str()).collect();
    assert_eq!(found, ["ttd", "nomor", "tanggal", "#unknown"]);

    // A pass that is not at its end settles nothing.
    draft.second = Some(typed(&[("D-K1 ttd", "ya")]));
    assert_eq!(settled(items, years, &draft), None);
    let text = draft.write();
    assert_eq!(Draft::read(&text), Some(draft.clone()));
    draft.now = Some(("D-K1 nomor".into(), "14\"0".into()));
    assert_eq!(Draft::read(&draft.write()), Some(draft));
    for bad in [
        "",
        "{}",
        "[]",
        "{\"first\":{\"a\":1},\"chosen\":{},\"taken\":{}}",
    ] {
        assert_eq!(Draft::read(bad), None, "{bad}");
    }
}

#[test]
fn what_the_sheet_says_otherwise_is_asked() {
    let years = instrument().years;
    let items = &section("odf").items[..1];
    let mut sheet = support::empty();
    let paper = typed(&[
        ("D-O1 kk@2023", "118"),
        ("D-O1 kk@2024", "120"),
        ("D-O1 rumah@2023", ""),
        ("D-O1 rumah@2024", "109"),
    ]);
    let all = entries(items, years, &paper, &sheet);
    assert!(all.iter().all(|e| e.there.is_empty()));
    run(&mut sheet, &commands(&all, &|_| false));
    assert!(entries(items, years, &paper, &sheet).is_empty());
    assert!(
        sheet.value("D-O1", "rumah@2023").is_none(),
        "blank is not zero"
    );

    let mut other = paper.clone();
    other.insert("D-O1 kk@2024".into(), "1.120".into());
    other.insert("D-O1 rumah@2023".into(), "107".into());
    let all = entries(items, years, &other, &sheet);
    let asked: Vec<_> = all
        .iter()
        .filter(|e| !e.there.is_empty())
        .map(|e| e.key.as_str())
        .collect();
    assert_eq!(asked, ["kk@2024"]);
    let mut left = sheet.clone();
    run(&mut left, &commands(&all, &|_| false));
    assert_eq!(
        left.num("D-O1", "kk@2024").map(|n| n.show()),
        Some("120".into())
    );
    assert_eq!(
        left.num("D-O1", "rumah@2023").map(|n| n.show()),
        Some("107".into())
    );
    run(&mut sheet, &commands(&all, &|_| true));
    assert_eq!(
        sheet.num("D-O1", "kk@2024").map(|n| n.show()),
        Some("1.120".into())
    );
}

#[test]
fn lists_are_laid_beside_the_rows_that_are_there() {
    let years = instrument().years;
    let items = &section("pasar").items;
    let mut sheet = support::empty();
    let name = |row: &str, name: &str| Command::Set {
        item: "D-P1".into(),
        key: format!("{row}/nama"),
        raw: name.into(),
    };
    run(
        &mut sheet,
        &[name("2", "Pasar Senin"), name("5", "Pasar Kamis")],
    );
    let mut paper = typed(&[
        ("D-P1 #rows", "3"),
        ("D-P1 1/nama", "Pasar Senin"),
        ("D-P1 2/nama", "Pasar Jumat"),
        ("D-P1 3/nama", "Pasar Baru"),
    ]);
    let all = entries(items, years, &paper, &sheet);
    let told: Vec<_> = all
        .iter()
        .map(|e| (e.key.as_str(), e.there.len()))
        .collect();
    assert_eq!(told, [("5/nama", 1), ("6/nama", 0)]);

    // "There is none" is asked where there are rows, and the other way round.
    paper = typed(&[("D-P1 #rows", "0")]);
    let all = entries(items, years, &paper, &sheet);
    assert_eq!(all.len(), 1);
    run(&mut sheet.clone(), &commands(&all, &|_| false));
    let mut none = sheet.clone();
    assert!(commands(&all, &|_| false).is_empty());
    run(&mut none, &commands(&all, &|_| true));
    assert!(none.value("D-P1", NO_ROWS).is_some());
    paper = typed(&[("D-P1 #rows", "1"), ("D-P1 1/nama", "Pasar Senin")]);
    let all = entries(items, years, &paper, &none);
    assert!(commands(&all, &|_| false).is_empty());
    run(&mut none, &commands(&all, &|_| true));
    assert!(none.value("D-P1", NO_ROWS).is_none());
    assert!(none.value("D-P1", "1/nama").is_some());
}

#[test]
fn what_two_people_disagree_about_is_asked_whatever_the_paper_says() {
    let years = instrument().years;
    let items = &section("odf").items[..1];
    let def = instrument().sheet(SheetKind::Desa);
    let mut both = support::empty();
    for (device, value) in [("a", "5"), ("b", "6")] {
        let mut one = support::empty();
        let set = Command::Set {
            item: "D-O1".into(),
            key: "kk@2023".into(),
            raw: value.into(),
        };
        one.apply(def, &set, &context(device));
        both = merge(&both, &one);
    }
    assert!(is_conflict(&both, "D-O1"));
    let paper = typed(&[("D-O1 rumah@2024", "9")]);
    let all = entries(items, years, &paper, &both);
    assert_eq!(all[0].there.len(), 2);
    let mut left = both.clone();
    run(&mut left, &commands(&all, &|_| false));
    assert_eq!(left, both);
}

/// Any filled paper of a section: at every place one of some texts that may be typed.
fn any_paper(id: &'static str) -> impl Strategy<Value = Typed> {
    let texts = prop::sample::select(vec!["", "0", "1", "2", "3", "31122026", "x"]);
    prop::collection::vec((texts, any::<bool>()), 60..120).prop_map(move |choices| {
        let (items, years) = (&section(id).items, instrument().years);
        let mut typed = Typed::new();
        let mut choices = choices.into_iter();
        while let Some(slot) = next(items, years, &typed) {
            let (text, unknown) = choices.next().unwrap_or(("", false));
            if unknown && text == "x" {
                typed.insert(place(&slot.item.id, "#unknown"), "1".into());
            }
            typed.insert(slot.place(), read(slot.ask, text).unwrap_or_default());
        }
        typed
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Whatever is typed over whatever a sheet says: without a person's word nothing
    /// that was said changes, and with it the sheet says what the paper does.
    #[test]
    fn nothing_said_is_replaced_unasked(
        id in prop::sample::select(vec!["pokja", "odf", "pasar", "usaha"]),
        seed in any::<bool>(),
        (a, b) in (any_paper("pasar"), any_paper("pasar")),
        (c, d) in (any_paper("usaha"), any_paper("usaha")),
        (e, f) in (any_paper("odf"), any_paper("odf")),
        (g, h) in (any_paper("pokja"), any_paper("pokja")),
    ) {
        let (before, after) = match id {
            "pasar" => (a, b),
            "usaha" => (c, d),
            "odf" => (e, f),
            _ => (g, h),
        };
        let (items, years) = (&section(id).items, instrument().years);
        let mut sheet = support::empty();
        let first = commands(&entries(items, years, &before, &sheet), &|_| seed);
        run(&mut sheet, &first);
        prop_assert!(entries(items, years, &before, &sheet).is_empty());
        let all = entries(items, years, &after, &sheet);
        let mut left = sheet.clone();
        run(&mut left, &commands(&all, &|_| false));
        for (item, answer) in sheet.answers.iter() {
            for (key, value) in answer.values.iter() {
                prop_assert_eq!(left.value(item, key), Some(value), "{} {}", item, key);
            }
        }
        let mut taken = sheet.clone();
        run(&mut taken, &commands(&all, &|_| true));
        prop_assert!(entries(items, years, &after, &taken).is_empty());
    }

    #[test]
    fn no_text_panics(text in ".{0,20}") {
        for item in instrument().sheets.iter().flat_map(|s| s.items()) {
            for field in fields(item) {
                let _ = read(Ask::Field(field), &text);
            }
        }
        let _ = read(Ask::Rows, &text);
        let _ = Draft::read(&text);
    }
}
