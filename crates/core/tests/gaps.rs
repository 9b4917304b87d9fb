//! What is still to be done on a sheet, on the sheets of the real instrument.
#![allow(clippy::expect_used, clippy::panic, missing_docs)]

mod support;

use saba_core::file::{Checksum, read_sheet};
use saba_core::instrument::{Instrument, SheetKind};
use saba_core::sheet::{
    Command, Context, FillState, FindingKind, Gap, Sheet, Value, fill_state, gaps, progress,
};

fn instrument() -> Instrument {
    Instrument::load(include_str!("../../../instrument/kks-2025.json")).expect("valid")
}

fn at(now: u64, device: &str) -> Context {
    Context {
        now,
        author: "Siti".into(),
        device: device.into(),
    }
}

/// Does what a person does: each is an item, a key and what is typed.
fn fill(instrument: &Instrument, sheet: &mut Sheet, typed: &[[&str; 3]]) {
    let def = instrument.sheet(sheet.meta.kind);
    for [item, key, raw] in typed {
        let command = Command::Set {
            item: (*item).into(),
            key: (*key).into(),
            raw: (*raw).into(),
        };
        let done = sheet.apply(def, &command, &at(9, "d1"));
        assert!(done.is_some(), "{item} {key}");
    }
}

/// The gaps of one item, in words.
fn of(instrument: &Instrument, sheet: &Sheet, id: &str) -> Vec<String> {
    let all = gaps(instrument, instrument.sheet(sheet.meta.kind), sheet);
    let found = all.into_iter().find(|(item, _)| item.id == id);
    let words = |gap: Gap| match gap {
        Gap::Blank => "blank".into(),
        Gap::Unknown => "unknown".into(),
        Gap::Disagrees => "disagrees".into(),
        Gap::Wanted => "wanted".into(),
        Gap::Odd(finding) => format!("odd {}", finding.key),
        Gap::Partial(missing) => missing.iter().fold(String::from("missing"), |out, m| {
            let year = m.year.map(|y| format!("@{y}")).unwrap_or_default();
            let row = m.row.map(|r| format!("{r}/")).unwrap_or_default();
            format!("{out} {row}{}{year}", m.field.key)
        }),
        Gap::NoOrigin(fields) => fields
            .iter()
            .fold(String::from("origin"), |out, f| format!("{out} {}", f.key)),
    };
    found
        .map(|(_, gaps)| gaps.into_iter().map(words).collect())
        .unwrap_or_default()
}

fn regency() -> Sheet {
    let text = r#"{"format":"saba","version":1,"sheet":{"id":"s2","kind":"kabupaten","region":"63.11","region_name":"Balangan","instrument":{"id":"kks-2025"},"created":5,"revision":2},"answers":{}}"#;
    read_sheet(text, Checksum::Ignored).expect("sheet").sheet
}

#[test]
fn an_empty_sheet_has_every_item_blank() {
    let instrument = instrument();
    let sheet = support::empty();
    let def = instrument.sheet(SheetKind::Desa);
    let all = gaps(&instrument, def, &sheet);
    assert_eq!(all.len(), def.items().count());
    assert!(all.iter().all(|(_, gaps)| *gaps == [Gap::Blank]));
}

#[test]
fn what_is_begun_names_what_is_missing() {
    let instrument = instrument();
    let mut sheet = support::empty();
    fill(
        &instrument,
        &mut sheet,
        &[
            ["D-O1", "kk@2023", "118"],
            ["D-K1", "ttd", "ya"],
            ["D-K1", "nomor", "12/2024"],
        ],
    );
    let of = |id| of(&instrument, &sheet, id);
    assert_eq!(of("D-O1"), ["missing kk@2024 rumah@2023 rumah@2024"]);
    // What is asked only with the answer "yes" is missing now; what may be left blank is not.
    let [sk] = of("D-K1").try_into().expect("one");
    assert!(sk.starts_with("missing tanggal"), "{sk}");
    assert!(!sk.contains("nama"), "{sk}");
    fill(&instrument, &mut sheet, &[["D-K1", "ttd", "tidak"]]);
    let all = gaps(&instrument, instrument.sheet(SheetKind::Desa), &sheet);
    assert!(all.iter().all(|(item, _)| item.id != "D-K1"));
}

#[test]
fn unknown_odd_and_disagreeing_items_are_gaps() {
    let instrument = instrument();
    let def = instrument.sheet(SheetKind::Desa);
    let mut sheet = support::empty();
    let unknown = Command::Unknown {
        item: "D-O5".into(),
        on: true,
    };
    sheet.apply(def, &unknown, &at(9, "d1")).expect("a change");
    fill(
        &instrument,
        &mut sheet,
        &[
            ["D-O1", "kk@2023", "118"],
            ["D-O1", "kk@2024", "120"],
            ["D-O1", "rumah@2023", "107"],
            ["D-O1", "rumah@2024", "109"],
            ["D-O2", "sendiri", "abc"],
        ],
    );
    assert_eq!(of(&instrument, &sheet, "D-O5"), ["unknown"]);
    assert!(of(&instrument, &sheet, "D-O1").is_empty());
    let latrines = of(&instrument, &sheet, "D-O2");
    assert_eq!(latrines, ["missing numpang babs", "odd sendiri"]);
    // Two people, none of whom has seen the other's answer.
    let mut other = sheet.clone();
    fill(&instrument, &mut sheet, &[["D-O1", "kk@2024", "121"]]);
    let command = Command::Set {
        item: "D-O1".into(),
        key: "kk@2024".into(),
        raw: "122".into(),
    };
    other.apply(def, &command, &at(9, "d2")).expect("a change");
    let both = saba_core::merge::merge(&sheet, &other);
    assert_eq!(of(&instrument, &both, "D-O1"), ["disagrees"]);
}

#[test]
fn what_a_round_asks_for_again_is_a_gap() {
    let instrument = instrument();
    let mut sheet = support::empty();
    let filled = [
        ["D-O1", "kk@2023", "118"],
        ["D-O1", "kk@2024", "120"],
        ["D-O1", "rumah@2023", "107"],
        ["D-O1", "rumah@2024", "109"],
    ];
    fill(&instrument, &mut sheet, &filled);
    let mut asked = sheet.answer("D-O1").expect("an answer").clone();
    let seen: Vec<String> = (asked.version.0.iter())
        .map(|(device, count)| format!("\"{device}\":{count}"))
        .collect();
    let said = [
        ("verdict", String::from("perbaiki")),
        ("seen", format!("{{{}}}", seen.join(","))),
    ];
    let said = said.map(|(key, text)| (String::from(key), Value::Text(text)));
    asked.values = said.into_iter().collect();
    sheet.answers.insert("$provinsi/D-O1".into(), asked);
    assert_eq!(of(&instrument, &sheet, "D-O1"), ["wanted"]);
    fill(&instrument, &mut sheet, &[["D-O1", "kk@2024", "121"]]);
    assert!(of(&instrument, &sheet, "D-O1").is_empty());
}

#[test]
fn figures_without_day_and_source_are_a_gap_of_their_own() {
    let instrument = instrument();
    let mut sheet = regency();
    fill(
        &instrument,
        &mut sheet,
        &[
            ["T4.08", "n@2023", "5"],
            ["T4.08", "d@2023", "12"],
            ["T4.08", "n@2024", "9"],
            ["T4.08", "d@2024", "12"],
        ],
    );
    assert_eq!(of(&instrument, &sheet, "T4.08"), ["origin date source"]);
    fill(
        &instrument,
        &mut sheet,
        &[["T4.08", "source", "Dinas Perdagangan"]],
    );
    assert_eq!(of(&instrument, &sheet, "T4.08"), ["origin date"]);
    // A published figure stands for numerator and denominator of its year.
    fill(&instrument, &mut sheet, &[["T4.09", "p@2023", "40"]]);
    let [missing, _] = of(&instrument, &sheet, "T4.09").try_into().expect("two");
    assert_eq!(missing, "missing n@2024 d@2024");
}

#[test]
fn gaps_agree_with_how_far_a_sheet_is() {
    let instrument = instrument();
    let def = instrument.sheet(SheetKind::Desa);
    let mut sheet = support::empty();
    fill(
        &instrument,
        &mut sheet,
        &[
            ["D-O1", "kk@2023", "118"],
            ["D-K2", "ada@2023", "ya"],
            ["D-K2", "ada@2024", "tidak"],
            ["D-K2", "target", "ya"],
        ],
    );
    let all = gaps(&instrument, def, &sheet);
    let count = |f: &dyn Fn(&Gap) -> bool| {
        let has = |(_, gaps): &&(_, Vec<Gap>)| gaps.iter().any(f);
        all.iter().filter(has).count()
    };
    let now = progress(def.items(), &sheet, instrument.years);
    assert_eq!(count(&|g| matches!(g, Gap::Partial(_))), now.partial);
    let blank = def.items();
    let blank = blank.filter(|item| {
        fill_state(item, sheet.answer(&item.id), instrument.years) == FillState::Blank
    });
    assert_eq!(count(&|g| *g == Gap::Blank), blank.count());
    let invalid = |g: &Gap| matches!(g, Gap::Odd(f) if f.kind == FindingKind::NotANumber);
    assert_eq!(count(&invalid), 0);
}
