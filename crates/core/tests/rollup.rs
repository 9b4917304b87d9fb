//! From villages to the regency: every kind of rule, over a small instrument, and laws
//! over random sheets.
#![recursion_limit = "512"]
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

use std::sync::LazyLock;

use proptest::prelude::*;
use saba_core::file::{Checksum, Provenance, read_sheet, write_sheet};
use saba_core::instrument::{Instrument, SheetKind, Target};
use saba_core::region::{RegionCode, RegionList};
use saba_core::rollup::{
    Adopted, Contribution, Period, Proposal, Roller, Standing, adopt, changes_since, standing,
};
use saba_core::sheet::{Command, Context, Sheet, Undo, Value};
use serde_json::{Value as J, json};

// ---------------------------------------------------------------- a small instrument

fn ladder(id: &str, scores: &[u8]) -> J {
    let scale: Vec<J> = scores
        .iter()
        .map(|s| json!({"score": s, "text": ""}))
        .collect();
    json!({"id": id, "title": id, "rule": {"family": "ladder", "version": 1, "scale": scale}})
}

fn measured(id: &str, input: J) -> J {
    let trend = input["two_years"] == true;
    let (good, bad) = match trend {
        true => (
            json!([{"trend": ["up", "same"]}]),
            json!([{"trend": ["down"]}]),
        ),
        false => (
            json!([{"value": [[">=", 50]]}]),
            json!([{"value": [["<", 50]]}]),
        ),
    };
    json!({"id": id, "title": id, "num": "bagian", "den": "seluruhnya", "rule": {
        "family": if trend { "trend" } else { "bands" }, "version": 1, "input": input,
        "scale": [{"score": 100, "text": "", "if": good}, {"score": 0, "text": "", "if": bad}]}})
}

fn document() -> J {
    let int =
        |key: &str, years: bool| json!({"key": key, "kind": "int", "label": key, "years": years});
    let yes = |key: &str| json!({"key": key, "kind": "yesno", "label": key});
    let ratio2 = json!({"quantity": "ratio", "per": 100, "part": true, "two_years": true});
    let ratio1 = json!({"quantity": "ratio", "per": 100, "part": true});
    let gate =
        |id: &str| json!({"id": id, "title": id, "fields": [int("n", false), int("d", false)]});
    json!({
        "format": "saba-instrument", "version": 1, "id": "small", "edition": "1", "title": "",
        "years": [2023, 2024],
        "levels": [
            {"id": "low", "name": "", "odf": 0, "forkom": 50, "pokja": 50},
            {"id": "high", "name": "", "odf": 0, "forkom": 80, "pokja": 80},
        ],
        "tatanan": [],
        "sheets": {
            "desa": {"title": "", "sections": [{"id": "a", "title": "", "items": [
                {"id": "W", "title": "KK", "fields": [int("kk", true)], "rollup": [{"sum": {"kk": "kk"}}]},
                {"id": "V", "title": "jumlah", "fields": [{"key": "n", "kind": "int", "label": "n", "years": true, "within": "@W.kk"}],
                    "rollup": [{"to": "RV", "sum": {"v": "n"}}]},
                {"id": "H", "title": "luas", "fields": [{"key": "ha", "kind": "dec", "label": "ha", "years": true}],
                    "rollup": [{"to": "RH", "sum": {"v": "ha"}}]},
                {"id": "Q", "title": "rasio", "fields": [int("n", true), int("d", true)],
                    "rollup": [{"to": "RQ", "sum": {"n": "n", "d": "d"}, "note": "pembanding"}]},
                {"id": "X", "title": "pembagi lain", "fields": [int("n", false)],
                    "rollup": [{"to": "RX", "sum": {"n": "n", "d": "@W.kk"}}]},
                {"id": "I", "title": "ipal", "fields": [yes("ada"),
                    {"key": "kap", "kind": "int", "label": "kap", "when": "ada=ya"},
                    {"key": "n", "kind": "int", "label": "n", "when": "ada=ya", "within": "kap"}],
                    "rollup": [{"to": "RI", "sum": {"n": ["kap", "-n"], "d": "kap"}}, {"to": "RI", "flag": ["ada=ya"]}]},
                {"id": "P", "title": "pilah", "fields": [yes("a"), yes("b")],
                    "rollup": [{"to": "RP", "count": ["a=ya", "b=ya"]}]},
                {"id": "M", "title": "menit", "fields": [int("menit", false)],
                    "rollup": [{"to": "RM", "count": ["menit<=30"]}]},
                {"id": "E", "title": "rawan", "fields": [yes("rawan"),
                    {"key": "ews", "kind": "yesno", "label": "", "when": "rawan=ya"},
                    {"key": "fungsi", "kind": "yesno", "label": "", "when": "ews=ya"}],
                    "rollup": [{"to": "RE", "of": ["rawan=ya"], "count": ["ews=ya", "fungsi=ya"]}]},
                {"id": "S", "title": "SK", "role": "sk", "fields": [yes("ttd"),
                    {"key": "tanggal", "kind": "date", "label": "", "when": "ttd=ya"},
                    {"key": "berlaku", "kind": "date", "label": "", "optional": true, "when": "ttd=ya"}],
                    "rollup": [{"to": "G", "count": ["document=complete"]},
                        {"to": "KS", "need": "pokja", "level": [
                            {"level": "100", "need": ["document=complete"]}, {"level": "0", "some": []}]}]},
                {"id": "R", "title": "rencana", "role": "plan", "fields": [
                    {"key": "ada", "kind": "yesno", "label": "", "years": true}],
                    "rollup": [{"to": "KR", "need": "pokja", "level": [
                        {"level": "100", "need": ["document=complete"]},
                        {"level": "50", "some": ["document=complete|one-year"]},
                        {"level": "0", "some": []}]}]},
                {"id": "T", "title": "wisata", "rows": true, "row": "Tempat", "none": "-", "fields": [
                    {"key": "nama", "kind": "text", "label": ""},
                    {"key": "jenis", "kind": "choice", "label": "", "options": [["dtw", ""], ["desa", ""]]},
                    {"key": "kes", "kind": "yesno", "label": "", "when": "jenis=dtw"},
                    {"key": "sampah", "kind": "yesno", "label": "", "years": true, "when": "jenis=dtw"}],
                    "rollup": [
                        {"to": "RT", "of": ["jenis=dtw"], "count": ["sampah=ya"]},
                        {"to": "KT", "of": ["jenis=dtw"], "level": [
                            {"level": "100", "all": ["kes=ya"]}, {"level": "50", "some": ["kes=ya"]}, {"level": "0", "none": ["kes=ya"]}]},
                        {"to": "KD", "of": ["jenis=desa"], "level": [
                            {"level": "50", "some": []}, {"level": "0", "none": []}]},
                        {"title": "Daftar", "list": ["nama", "jenis", "sampah"]}]},
                {"id": "L", "title": "media", "fields": [yes("ada"),
                    {"key": "apa", "kind": "choice", "multi": true, "label": "", "options": [["a", ""], ["b", ""]], "when": "ada=ya"}],
                    "rollup": [{"for": "KD", "of": ["ada=ya"], "list": ["apa"]}, {"for": "KD", "count": ["ada=ya"]}]},
            ]}]},
            "kecamatan": {"title": "", "sections": [{"id": "a", "title": "", "items": [
                {"id": "CS", "title": "SK", "role": "sk", "fields": [yes("ttd"),
                    {"key": "tanggal", "kind": "date", "label": "", "when": "ttd=ya"}],
                    "rollup": [{"to": "GF", "count": ["document=complete"]}]},
            ]}]},
            "kabupaten": {"title": "", "sections": [{"id": "a", "title": "", "items": [
                measured("RV", json!({"quantity": "count", "two_years": true})),
                measured("RH", json!({"quantity": "number", "two_years": true})),
                measured("RQ", ratio2.clone()),
                measured("RX", ratio1.clone()),
                measured("RI", json!({"quantity": "ratio", "per": 100, "part": true, "flag": "ada?"})),
                measured("RP", ratio1.clone()),
                measured("RM", ratio1.clone()),
                measured("RE", ratio1.clone()),
                measured("RT", ratio2),
                gate("G"), gate("GF"),
                ladder("KS", &[100, 0]), ladder("KR", &[100, 50, 0]), ladder("KT", &[100, 50, 0]),
                ladder("KD", &[100, 50, 0]),
            ]}]},
        },
    })
}

static SMALL: LazyLock<Instrument> =
    LazyLock::new(|| Instrument::load(&document().to_string()).unwrap_or_else(|e| panic!("{e}")));

static ROLLER: LazyLock<Roller<'static>> = LazyLock::new(|| Roller::new(&SMALL));

// ---------------------------------------------------------------- sheets

/// The villages of the tests: `63.11.01.2001` and so on.
fn village(no: usize) -> RegionCode {
    RegionCode::parse(&format!("63.11.01.20{no:02}")).expect("code")
}

fn list(villages: usize) -> RegionList {
    let kecamatan = RegionCode::parse("63.11.01").expect("code");
    RegionList::new((1..=villages).map(village).chain([kecamatan]))
}

fn sheet_of(kind: &str, id: &str, region: &str, answers: &J) -> Sheet {
    let document = json!({
        "format": "saba", "version": 1, "answers": answers,
        "sheet": {"id": id, "kind": kind, "region": region, "instrument": {"id": "small"}},
    });
    read_sheet(&document.to_string(), Checksum::Ignored)
        .unwrap_or_else(|e| panic!("{e:?}: {document}"))
        .sheet
}

fn sheet(no: usize, answers: &J) -> Sheet {
    sheet_of("desa", &format!("s{no}"), village(no).as_str(), answers)
}

fn given(sheet: &Sheet) -> Contribution {
    ROLLER
        .contribution(sheet, &sheet.meta.region)
        .expect("a contribution")
}

/// The proposals of villages 1, 2, … with these answers, of so many villages.
fn rolled(villages: usize, answers: &[J]) -> Vec<Proposal> {
    let sheets = answers.iter().enumerate();
    let all: Vec<Contribution> = sheets.map(|(i, a)| given(&sheet(i + 1, a))).collect();
    ROLLER.rollup(&all, &list(villages))
}

/// The proposal of the nth rule of an item.
fn of<'p>(proposals: &'p [Proposal], item: &str, rule: usize) -> &'p Proposal {
    proposals
        .iter()
        .find(|p| p.item == item && p.rule == rule)
        .unwrap_or_else(|| panic!("{item}"))
}

fn told(value: Option<&Value>) -> String {
    match value {
        None => "?".into(),
        Some(Value::Num(n)) => n.to_string(),
        Some(Value::Text(t)) => t.clone(),
        Some(Value::Bool(b)) => b.to_string(),
        Some(Value::Many(m)) => m.join("+"),
    }
}

/// `n@2023=5 d@2023=10`.
fn figures(p: &Proposal) -> String {
    let all = p.periods.iter().flat_map(|p| &p.figures);
    let all: Vec<String> = all
        .map(|f| format!("{}={}", f.key, told(f.value.as_ref())))
        .collect();
    all.join(" ")
}

fn codes(regions: &[RegionCode]) -> String {
    let all: Vec<&str> = regions.iter().map(|r| &r.as_str()[11..]).collect();
    all.join(",")
}

/// From how many: `2/4 blank 03:V`.
fn from_how_many(period: &Period) -> String {
    let c = &period.coverage;
    let mut out = format!("{}/{}", c.counted, c.of);
    for (what, lacks) in [("blank", &c.blank), ("unknown", &c.not_known)] {
        for lack in lacks {
            out += &format!(" {what} {}:{}", &lack.region.as_str()[11..], lack.item);
        }
    }
    for (what, regions) in [("partly", &c.partly), ("wrong", &c.wrong)] {
        if !regions.is_empty() {
            out += &format!(" {what} {}", codes(regions));
        }
    }
    out
}

fn odd(p: &Proposal) -> Vec<String> {
    p.odd
        .iter()
        .map(|o| {
            let out = if o.odd.is_left_out() { " out" } else { "" };
            format!(
                "{} {}.{}{out}",
                &o.region.as_str()[11..],
                o.odd.item,
                o.odd.key
            )
        })
        .collect()
}

fn possible(p: &Proposal) -> Vec<String> {
    p.levels
        .iter()
        .map(|l| {
            format!(
                "{}:{} of {}",
                l.award.as_deref().unwrap_or("-"),
                l.level.as_deref().unwrap_or("?"),
                l.possible.join("|")
            )
        })
        .collect()
}

// ---------------------------------------------------------------- each kind of rule

#[test]
fn counts_are_summed_by_year_and_nobody_is_counted_as_nought() {
    let proposals = rolled(
        5,
        &[
            json!({"V": {"v": {"n@2023": 5, "n@2024": 7}}}),
            json!({"V": {"v": {"n@2024": 1}}}),
            json!({"V": {"v": {}, "unknown": true}}),
            json!({}),
        ],
    );
    let p = of(&proposals, "V", 0);
    assert_eq!(p.target, Target::Propose("RV".into()));
    assert_eq!(figures(p), "v@2023=5 v@2024=8");
    assert_eq!(
        from_how_many(&p.periods[0]),
        "1/5 blank 02:V blank 04:V unknown 03:V"
    );
    assert_eq!(from_how_many(&p.periods[1]), "2/5 blank 04:V unknown 03:V");
    assert_eq!(codes(&p.missing), "05");
    // The trend compares one village with two.
    assert_eq!(codes(&p.uneven), "02");
    assert!(p.is_adoptable());
}

#[test]
fn without_any_answer_there_is_no_figure() {
    let proposals = rolled(2, &[json!({}), json!({"V": {"v": {"n@2024": 0}}})]);
    assert_eq!(figures(of(&proposals, "V", 0)), "v@2023=? v@2024=0");
    let empty = of(&proposals, "P", 0);
    assert_eq!(figures(empty), "n@2024=? d@2024=?");
    assert!(!empty.is_adoptable());
    assert_eq!(adopt(empty), None);
}

#[test]
fn decimals_add_up_exactly() {
    let at = |a: &str, b: &str| -> J {
        serde_json::from_str(&format!(
            r#"{{"H": {{"v": {{"ha@2023": {a}, "ha@2024": {b}}}}}}}"#
        ))
        .expect("JSON")
    };
    let tenths: Vec<J> = (0..10).map(|_| at("0.1", "0.7")).collect();
    assert_eq!(
        figures(of(&rolled(10, &tenths), "H", 0)),
        "v@2023=1 v@2024=7"
    );
}

#[test]
fn ratios_take_both_numbers_of_a_village_or_none() {
    let proposals = rolled(
        4,
        &[
            json!({"Q": {"v": {"n@2023": 5, "d@2023": 10, "n@2024": 9, "d@2024": 12}}}),
            json!({"Q": {"v": {"n@2023": 5, "n@2024": 1, "d@2024": 2}}}),
            json!({"Q": {"v": {"n@2023": 8, "d@2023": 7, "n@2024": 0, "d@2024": 0}}}),
            json!({"Q": {"v": {"n@2023": "lima", "d@2023": 10, "n@2024": 1.5, "d@2024": 9}}}),
        ],
    );
    let p = of(&proposals, "Q", 0);
    assert_eq!(figures(p), "n@2023=5 d@2023=10 n@2024=10 d@2024=14");
    assert_eq!(from_how_many(&p.periods[0]), "1/4 blank 02:Q wrong 03,04");
    assert_eq!(from_how_many(&p.periods[1]), "3/4 wrong 04");
    // The numerator above its denominator, no number, no whole number.
    assert_eq!(
        odd(p),
        ["03 Q.n@2023 out", "04 Q.n@2023 out", "04 Q.n@2024 out"]
    );
    assert_eq!(p.note, "pembanding");
    assert!(!p.periods[1].zero_denominator);
}

#[test]
fn a_denominator_of_nought_is_told() {
    let zero = json!({"Q": {"v": {"n@2023": 0, "d@2023": 0, "n@2024": 0, "d@2024": 3}}});
    let proposals = rolled(1, &[zero]);
    let p = of(&proposals, "Q", 0);
    assert_eq!(figures(p), "n@2023=0 d@2023=0 n@2024=0 d@2024=3");
    assert!(p.periods[0].zero_denominator && !p.periods[1].zero_denominator);
}

#[test]
fn a_denominator_may_stand_in_another_item() {
    let proposals = rolled(
        3,
        &[
            json!({"W": {"v": {"kk@2023": 90, "kk@2024": 100}}, "X": {"v": {"n": 80}}}),
            json!({"X": {"v": {"n": 80}}}),
            json!({"W": {"v": {"kk@2024": 70}}, "X": {"v": {"n": 80}}}),
        ],
    );
    let p = of(&proposals, "X", 0);
    // Asked once: of the later year.
    assert_eq!(figures(p), "n@2024=80 d@2024=100");
    assert_eq!(from_how_many(&p.periods[0]), "1/3 blank 02:W wrong 03");
    assert_eq!(p.sources[0].version, "X;W");
}

#[test]
fn what_is_part_of_another_items_number_cannot_exceed_it() {
    let proposals = rolled(
        1,
        &[
            json!({"W": {"v": {"kk@2023": 9, "kk@2024": 10}}, "V": {"v": {"n@2023": 9, "n@2024": 11}}}),
        ],
    );
    let p = of(&proposals, "V", 0);
    assert_eq!(figures(p), "v@2023=9 v@2024=?");
    assert_eq!(odd(p), ["01 V.n@2024 out"]);
    // The households themselves are counted.
    assert_eq!(figures(of(&proposals, "W", 0)), "kk@2023=9 kk@2024=10");
    assert_eq!(of(&proposals, "W", 0).target, Target::Profile);
}

#[test]
fn a_leap_between_the_years_is_counted_and_told() {
    let proposals = rolled(1, &[json!({"V": {"v": {"n@2023": 10, "n@2024": 51}}})]);
    let p = of(&proposals, "V", 0);
    assert_eq!(figures(p), "v@2023=10 v@2024=51");
    assert_eq!(odd(p), ["01 V.n@2024"]);
}

#[test]
fn what_is_not_asked_for_is_nought_and_what_decides_it_must_be_told() {
    let proposals = rolled(
        4,
        &[
            json!({"I": {"v": {"ada": true, "kap": 50, "n": 38}}}),
            // The capacity is left from before somebody said no.
            json!({"I": {"v": {"ada": false, "kap": 900}}}),
            json!({"I": {"v": {"kap": 10, "n": 1}}}),
            json!({"I": {"v": {"ada": true, "kap": 10, "n": 11}}}),
        ],
    );
    let p = of(&proposals, "I", 0);
    assert_eq!(figures(p), "n@2024=12 d@2024=50");
    assert_eq!(from_how_many(&p.periods[0]), "2/4 blank 03:I wrong 04");
    let flag = of(&proposals, "I", 1);
    assert_eq!(figures(flag), "flag=true");
    let none = rolled(2, &[json!({"I": {"v": {"ada": false}}})]);
    assert_eq!(figures(of(&none, "I", 1)), "flag=false");
    assert_eq!(from_how_many(&of(&none, "I", 1).periods[0]), "1/2");
    // Nobody has one: the capacity is nought, which no share can be made of.
    assert!(of(&none, "I", 0).periods[0].zero_denominator);
}

#[test]
fn villages_that_say_yes_are_counted_among_those_that_told() {
    let proposals = rolled(
        6,
        &[
            json!({"P": {"v": {"a": true, "b": true}}, "M": {"v": {"menit": 30}}}),
            // One no is enough, whatever the other is.
            json!({"P": {"v": {"a": false}}, "M": {"v": {"menit": 30.5}}}),
            json!({"P": {"v": {"a": true}}, "M": {"v": {"menit": 31}}}),
            json!({"P": {"v": {"a": "mungkin", "b": true}}, "M": {"v": {"menit": 0}}}),
        ],
    );
    let p = of(&proposals, "P", 0);
    assert_eq!(figures(p), "n@2024=1 d@2024=2");
    assert_eq!(from_how_many(&p.periods[0]), "2/6 blank 03:P wrong 04");
    // Of all six it is one at least and five at most.
    assert_eq!(p.periods[0].of_all, Some([1, 5]));
    let minutes = of(&proposals, "M", 0);
    assert_eq!(figures(minutes), "n@2024=2 d@2024=3");
    assert_eq!(odd(minutes), ["02 M.menit out"]);
}

#[test]
fn only_villages_that_it_concerns_are_counted() {
    let proposals = rolled(
        5,
        &[
            json!({"E": {"v": {"rawan": true, "ews": true, "fungsi": true}}}),
            json!({"E": {"v": {"rawan": true, "ews": false}}}),
            json!({"E": {"v": {"rawan": false}}}),
            json!({"E": {"v": {"rawan": true}}}),
            json!({"E": {"v": {"rawan": true, "ews": true}}}),
        ],
    );
    let p = of(&proposals, "E", 0);
    assert_eq!(figures(p), "n@2024=1 d@2024=2");
    assert_eq!(from_how_many(&p.periods[0]), "3/5 blank 04:E blank 05:E");
    assert_eq!(p.periods[0].of_all, None);
}

#[test]
fn documents_lead_to_gates_and_to_the_level_that_an_award_asks_for() {
    let sk =
        |until: &str| json!({"S": {"v": {"ttd": true, "tanggal": "2020-01-01", "berlaku": until}}});
    let draft = json!({"S": {"v": {"ttd": false}}});
    let good = sk("2025-01-01");
    // Three of five valid: 60 per cent.
    let five = [
        good.clone(),
        good.clone(),
        good.clone(),
        sk("2023-01-01"),
        draft.clone(),
    ];
    let proposals = rolled(5, &five);
    assert_eq!(figures(of(&proposals, "S", 0)), "n=3 d=5");
    let level = of(&proposals, "S", 1);
    assert_eq!(possible(level), ["low:100 of 100", "high:0 of 0"]);
    assert_eq!((level.steps[0].yes, level.steps[0].units), (3, 5));
    assert_eq!(figures(level), "level=?");
    // The same of ten villages: what the others say decides.
    let level = rolled(10, &five);
    let level = of(&level, "S", 1);
    assert_eq!(possible(level), ["low:100 of 100|0", "high:0 of 100|0"]);
    // All agree.
    let proposals = rolled(1, &[good]);
    assert_eq!(figures(of(&proposals, "S", 1)), "level=100");
    assert_eq!(figures(of(&rolled(1, &[draft]), "S", 1)), "level=0");
}

#[test]
fn plans_of_one_year_are_worth_half() {
    let plan = |a: bool, b: bool| json!({"R": {"v": {"ada@2023": a, "ada@2024": b}}});
    let level = |plans: &[J]| figures(of(&rolled(plans.len(), plans), "R", 0));
    assert_eq!(level(&[plan(true, true), plan(true, true)]), "level=100");
    assert_eq!(level(&[plan(true, false), plan(false, false)]), "level=50");
    assert_eq!(
        level(&[plan(true, true), plan(false, false), plan(false, false)]),
        "level=50"
    );
    assert_eq!(level(&[plan(false, false)]), "level=0");
    assert_eq!(level(&[json!({})]), "level=?");
}

/// Kind of the place, health care, waste in the earlier and the later year.
type Place = (&'static str, Option<bool>, Option<bool>, Option<bool>);

fn places(rows: &[Place]) -> J {
    let mut values = serde_json::Map::new();
    for (i, (kind, health, before, after)) in rows.iter().enumerate() {
        values.insert(format!("{i}/nama"), json!(format!("tempat {i}")));
        values.insert(format!("{i}/jenis"), json!(kind));
        for (key, value) in [
            ("kes", health),
            ("sampah@2023", before),
            ("sampah@2024", after),
        ] {
            if let Some(value) = value {
                values.insert(format!("{i}/{key}"), json!(value));
            }
        }
    }
    json!({"T": {"v": values}})
}

#[test]
fn rows_are_the_units_where_an_item_is_a_list() {
    let (yes, no) = (Some(true), Some(false));
    let proposals = rolled(
        4,
        &[
            places(&[
                ("dtw", yes, no, yes),
                ("desa", None, None, None),
                ("dtw", yes, None, no),
            ]),
            json!({"T": {"v": {"none": true}}}),
            places(&[("dtw", no, no, no)]),
            json!({"T": {"v": {}}}),
        ],
    );
    let p = of(&proposals, "T", 0);
    assert_eq!(figures(p), "n@2023=0 d@2023=2 n@2024=1 d@2024=3");
    // One of its places did not tell about the earlier year.
    assert_eq!(from_how_many(&p.periods[0]), "3/4 blank 04:T partly 01");
    assert_eq!(from_how_many(&p.periods[1]), "3/4 blank 04:T");
    assert_eq!(figures(of(&proposals, "T", 1)), "level=50");
    // Some yes, some no: nothing can change that.
    assert_eq!(possible(of(&proposals, "T", 1)), ["-:50 of 50"]);
    let list = of(&proposals, "T", 3);
    let rows: Vec<String> = list
        .rows
        .iter()
        .map(|r| {
            let cells: Vec<String> = r
                .values
                .iter()
                .map(|(k, v)| format!("{k}={}", told(Some(v))))
                .collect();
            format!("{} {}", &r.region.as_str()[11..], cells.join(" "))
        })
        .collect();
    assert_eq!(
        rows,
        [
            "01 nama=tempat 0 jenis=dtw sampah@2023=false sampah@2024=true",
            "01 nama=tempat 1 jenis=desa",
            "01 nama=tempat 2 jenis=dtw sampah@2024=false",
            "03 nama=tempat 0 jenis=dtw sampah@2023=false sampah@2024=false",
        ]
    );
    assert_eq!(from_how_many(&list.periods[0]), "3/4 blank 04:T");
}

#[test]
fn levels_of_all_some_and_none() {
    let (yes, no) = (Some(true), Some(false));
    let level =
        |villages: usize, answers: &[J]| possible(of(&rolled(villages, answers), "T", 1)).remove(0);
    let all = places(&[("dtw", yes, None, None), ("dtw", yes, None, None)]);
    let none = places(&[("dtw", no, None, None)]);
    assert_eq!(level(1, std::slice::from_ref(&all)), "-:100 of 100");
    assert_eq!(level(2, std::slice::from_ref(&all)), "-:100 of 100|50");
    assert_eq!(level(2, &[all, none.clone()]), "-:50 of 50");
    assert_eq!(level(1, std::slice::from_ref(&none)), "-:0 of 0");
    assert_eq!(level(2, &[none]), "-:0 of 50|0");
    // There is no such place anywhere: the text knows no such case.
    let nothing = json!({"T": {"v": {"none": true}}});
    assert_eq!(level(1, std::slice::from_ref(&nothing)), "-:? of ");
    // Where the text does, it is a level like any other.
    let tourism = |answers: &[J]| figures(of(&rolled(answers.len(), answers), "T", 2));
    assert_eq!(tourism(&[nothing]), "level=0");
    assert_eq!(
        tourism(&[places(&[("desa", None, None, None)])]),
        "level=50"
    );
}

#[test]
fn what_supports_an_item_is_shown_and_not_proposed() {
    let proposals = rolled(
        2,
        &[
            json!({"L": {"v": {"ada": true, "apa": ["b", "a"]}}}),
            json!({"L": {"v": {"ada": false}}}),
        ],
    );
    let (list, count) = (of(&proposals, "L", 0), of(&proposals, "L", 1));
    assert_eq!(list.target, Target::Support("KD".into()));
    assert_eq!(list.rows.len(), 1);
    assert_eq!(told(Some(&list.rows[0].values[0].1)), "a+b");
    assert_eq!(figures(count), "n=1 d=2");
    assert!(!count.is_adoptable());
    assert_eq!(adopt(count), None);
}

#[test]
fn kecamatan_are_counted_by_kecamatan() {
    let answers = json!({"CS": {"v": {"ttd": true, "tanggal": "2021-05-05"}}});
    let own = given(&sheet_of("kecamatan", "c1", "63.11.01", &answers));
    let proposals = ROLLER.rollup([&own], &list(3));
    let p = of(&proposals, "CS", 0);
    assert_eq!(p.kind, SheetKind::Kecamatan);
    assert_eq!(figures(p), "n=1 d=1");
    assert_eq!(from_how_many(&p.periods[0]), "1/1");
    assert_eq!(codes(&of(&proposals, "V", 0).missing), "01,02,03");
}

#[test]
fn two_sheets_of_one_village_count_once_or_not_at_all() {
    let one = given(&sheet_of(
        "desa",
        "a",
        village(1).as_str(),
        &json!({"V": {"v": {"n@2023": 5, "n@2024": 7}}, "W": {"v": {"kk@2023": 90, "kk@2024": 90}}}),
    ));
    let two = given(&sheet_of(
        "desa",
        "b",
        village(1).as_str(),
        &json!({"V": {"v": {"n@2023": 5, "n@2024": 8}}, "W": {"v": {"kk@2023": 90, "kk@2024": 90}}}),
    ));
    let proposals = ROLLER.rollup([&two, &one, &one], &list(2));
    let p = of(&proposals, "V", 0);
    assert_eq!(figures(p), "v@2023=? v@2024=?");
    assert_eq!(codes(&p.doubled), "01");
    assert_eq!(figures(of(&proposals, "W", 0)), "kk@2023=90 kk@2024=90");
    assert_eq!(of(&proposals, "W", 0).sources[0].sheet, "a");
}

#[test]
fn a_sheet_counts_for_the_region_it_is_assigned_to() {
    let stray = sheet_of(
        "desa",
        "x",
        "63.11.01.2099",
        &json!({"V": {"v": {"n@2023": 1, "n@2024": 2}}}),
    );
    let proposals = ROLLER.rollup([&given(&stray)], &list(2));
    assert_eq!(codes(&of(&proposals, "V", 0).missing), "01,02");
    let assigned = ROLLER
        .contribution(&stray, &village(2))
        .expect("a contribution");
    let proposals = ROLLER.rollup([&assigned], &list(2));
    assert_eq!(figures(of(&proposals, "V", 0)), "v@2023=1 v@2024=2");
    assert_eq!(
        ROLLER.contribution(&stray, &RegionCode::parse("63.11.01").expect("code")),
        None
    );
}

#[test]
fn concurrent_answers_are_told() {
    let document = json!({
        "format": "saba", "version": 1,
        "sheet": {"id": "s1", "kind": "desa", "region": "63.11.01.2001", "instrument": {"id": "small"}},
        "answers": {"V": {"v": {"n@2023": 1, "n@2024": 1}, "ver": {"a": 1}}},
        "rivals": {"V": [{"v": {"n@2023": 9, "n@2024": 9}, "ver": {"b": 1}}]},
    });
    let sheet = read_sheet(&document.to_string(), Checksum::Ignored)
        .expect("sheet")
        .sheet;
    let proposals = ROLLER.rollup([&given(&sheet)], &list(1));
    let p = of(&proposals, "V", 0);
    assert_eq!(figures(p), "v@2023=1 v@2024=1");
    assert_eq!(codes(&p.disputed), "01");
    assert_eq!(p.sources[0].version, "V a:1");
}

// ---------------------------------------------------------------- adoption

fn context() -> Context {
    Context {
        now: 9,
        author: "Rina".into(),
        device: "kab".into(),
    }
}

fn regency() -> Sheet {
    sheet_of("kabupaten", "k", "63.11", &json!({}))
}

#[test]
fn what_was_adopted_tells_what_has_changed_since() {
    let mut villages = [
        sheet(
            1,
            &json!({"Q": {"v": {"n@2023": 5, "d@2023": 10, "n@2024": 9, "d@2024": 12}}}),
        ),
        sheet(
            2,
            &json!({"Q": {"v": {"n@2023": 1, "d@2023": 4, "n@2024": 1, "d@2024": 4}}}),
        ),
    ];
    let roll = |villages: &[Sheet]| {
        let all: Vec<Contribution> = villages.iter().map(given).collect();
        of(&ROLLER.rollup(&all, &list(3)), "Q", 0).clone()
    };
    let first = roll(&villages);
    let adopted = adopt(&first).expect("figures");
    assert_eq!(
        (adopted.counted.as_slice(), adopted.of),
        ([2, 2].as_slice(), 3)
    );

    let mut kab = regency();
    assert_eq!(standing(&kab, &first), Standing::NotAdopted);
    let nothing = of(&rolled(2, &[]), "Q", 0).clone();
    assert_eq!(standing(&kab, &nothing), Standing::Nothing);
    let def = SMALL.sheet(SheetKind::Kabupaten);
    let command = Command::Adopt {
        item: "RQ".into(),
        adopted: Box::new(adopted.clone()),
    };
    let change = kab.apply(def, &command, &context()).expect("a change");
    assert_eq!(change.after.version.0.get("kab"), Some(&1));
    assert_eq!(kab.apply(def, &command, &context()), None, "nothing new");
    assert_eq!(standing(&kab, &first), Standing::Same);
    // Taken back, also where it came from is.
    let mut back = kab.clone();
    back.undo(&Undo(change), &context()).expect("taken back");
    assert_eq!(standing(&back, &first), Standing::NotAdopted);

    // It travels with the sheet.
    let from = Provenance {
        program: String::new(),
        at: 0,
        by: String::new(),
        device: String::new(),
    };
    let kab = read_sheet(&write_sheet(&kab, &from), Checksum::Required)
        .expect("own file")
        .sheet;
    let answer = kab.answer("RQ").expect("an answer");
    assert_eq!(Adopted::of(answer), std::slice::from_ref(&adopted));
    assert!(adopted.still_stands(answer) && adopted.is_from(&first));
    let changes = changes_since(&adopted, &first);
    assert!(changes.is_empty() && changes.same_sources);

    // An edit that plays no part here.
    let set = |item: &str, key: &str, raw: &str| Command::Set {
        item: item.into(),
        key: key.into(),
        raw: raw.into(),
    };
    let desa = SMALL.sheet(SheetKind::Desa);
    villages[0].apply(desa, &set("Q", "n@2024", "10"), &context());
    villages[0].apply(desa, &set("Q", "n@2024", "9"), &context());
    let changes = changes_since(&adopted, &roll(&villages));
    assert!(changes.is_empty() && !changes.same_sources);

    // One village says something else, one takes its answer back, one is new.
    villages[0].apply(desa, &set("Q", "n@2024", "11"), &context());
    villages[1].apply(desa, &Command::Clear { item: "Q".into() }, &context());
    let third = sheet(3, &json!({"Q": {"v": {"n@2024": 2, "d@2024": 3}}}));
    let now = roll(&[villages[0].clone(), villages[1].clone(), third]);
    let changes = changes_since(&adopted, &now);
    let figures: Vec<String> = changes
        .figures
        .iter()
        .map(|f| {
            format!(
                "{} {} {}",
                f.key,
                told(f.before.as_ref()),
                told(f.after.as_ref())
            )
        })
        .collect();
    assert_eq!(
        figures,
        ["n@2023 6 5", "d@2023 14 10", "n@2024 10 13", "d@2024 16 15"]
    );
    let regions: Vec<String> = changes
        .regions
        .iter()
        .map(|r| {
            let shown = |given: &Option<Vec<Option<Vec<saba_core::num::Decimal>>>>| match given {
                None => "-".into(),
                Some(given) => format!(
                    "{:?}",
                    given
                        .iter()
                        .map(|p| p.as_ref().map(|n| n
                            .iter()
                            .map(ToString::to_string)
                            .collect::<Vec<_>>()
                            .join("/")))
                        .collect::<Vec<_>>()
                ),
            };
            format!(
                "{} {} -> {}",
                &r.region.as_str()[11..],
                shown(&r.before),
                shown(&r.after)
            )
        })
        .collect();
    assert_eq!(
        regions,
        [
            r#"01 [Some("5/10"), Some("9/12")] -> [Some("5/10"), Some("11/12")]"#,
            r#"02 [Some("1/4"), Some("1/4")] -> -"#,
            r#"03 - -> [None, Some("2/3")]"#,
        ]
    );
    // The answer itself is as it was: nothing is replaced by itself.
    assert!(adopted.still_stands(kab.answer("RQ").expect("an answer")));
    assert_eq!(standing(&kab, &now), Standing::Outdated(changes.clone()));
    // A figure that was changed by hand is told as that, with what has changed.
    let mut by_hand = kab.clone();
    by_hand
        .apply(def, &set("RQ", "n@2024", "12"), &context())
        .expect("a change");
    assert_eq!(standing(&by_hand, &now), Standing::ByHand(changes));
    // Adopted anew it is as it is.
    let mut anew = by_hand;
    let command = Command::Adopt {
        item: "RQ".into(),
        adopted: Box::new(adopt(&now).expect("figures")),
    };
    anew.apply(def, &command, &context()).expect("a change");
    assert_eq!(standing(&anew, &now), Standing::Same);
}

#[test]
fn adopting_again_replaces_what_was_noted_and_edits_by_hand_are_seen() {
    let village = |n: u32| json!({"I": {"v": {"ada": true, "kap": 50, "n": n}}});
    let def = SMALL.sheet(SheetKind::Kabupaten);
    let mut kab = regency();
    for n in [10, 20] {
        let proposals = rolled(1, &[village(n)]);
        for rule in [0, 1] {
            let adopted = adopt(of(&proposals, "I", rule)).expect("figures");
            let command = Command::Adopt {
                item: "RI".into(),
                adopted: Box::new(adopted),
            };
            assert!(kab.apply(def, &command, &context()).is_some() || (n == 20 && rule == 1));
        }
    }
    let answer = kab.answer("RI").expect("an answer");
    let noted = Adopted::of(answer);
    assert_eq!(noted.iter().map(|a| a.rule).collect::<Vec<_>>(), [0, 1]);
    assert!(noted.iter().all(|a| a.still_stands(answer)));
    assert_eq!(told(answer.values.get("n@2024")), "30");
    let by_hand = Command::Set {
        item: "RI".into(),
        key: "n@2024".into(),
        raw: "31".into(),
    };
    kab.apply(def, &by_hand, &context()).expect("a change");
    let answer = kab.answer("RI").expect("an answer");
    let stands: Vec<bool> = Adopted::of(answer)
        .iter()
        .map(|a| a.still_stands(answer))
        .collect();
    assert_eq!(stands, [false, true]);
    // A key that the item does not have is not written.
    let mut wrong = Adopted::of(answer).remove(0);
    wrong.values[0].0 = "q@2024".into();
    let command = Command::Adopt {
        item: "RI".into(),
        adopted: Box::new(wrong),
    };
    assert_eq!(kab.apply(def, &command, &context()), None);
}

// ---------------------------------------------------------------- laws

fn number() -> impl Strategy<Value = J> {
    prop_oneof![
        6 => (0u32..60).prop_map(|n| json!(n)),
        1 => Just(json!("banyak")),
        1 => Just(json!(-1)),
        1 => Just(json!(2.5)),
    ]
}

fn maybe(keys: &'static [&'static str], value: BoxedStrategy<J>) -> impl Strategy<Value = J> {
    let values = prop::collection::vec(prop::option::weighted(0.8, value), keys.len());
    (values, prop::bool::weighted(0.1)).prop_map(move |(values, unknown)| {
        let told = keys
            .iter()
            .zip(values)
            .filter_map(|(k, v)| Some(((*k).to_string(), v?)));
        json!({"v": told.collect::<serde_json::Map<_, _>>(), "unknown": unknown})
    })
}

fn answers() -> impl Strategy<Value = J> {
    let numbers = || number().boxed();
    let truth =
        || prop_oneof![8 => any::<bool>().prop_map(|b| json!(b)), 1 => Just(json!("x"))].boxed();
    let both: &'static [&'static str] = &["n@2023", "n@2024", "d@2023", "d@2024"];
    let row = (
        prop::sample::select(vec!["dtw", "desa"]),
        prop::option::of(any::<bool>()),
        prop::option::of(any::<bool>()),
        prop::option::of(any::<bool>()),
    );
    let rows = prop::collection::vec(row, 0..3).prop_map(|rows| places(&rows)["T"].clone());
    (
        prop::option::of(maybe(&["kk@2023", "kk@2024"], numbers())),
        prop::option::of(maybe(&["n@2023", "n@2024"], numbers())),
        prop::option::of(maybe(both, numbers())),
        prop::option::of(maybe(&["n"], numbers())),
        prop::option::of(maybe(&["a", "b"], truth())),
        prop::option::of(maybe(&["rawan", "ews", "fungsi"], truth())),
        prop::option::of(maybe(&["ada@2023", "ada@2024"], truth())),
        prop::option::of(rows),
        prop::option::of(maybe(&["ada", "kap"], truth())),
    )
        .prop_map(|(w, v, q, x, p, e, r, t, i)| {
            let items = ["W", "V", "Q", "X", "P", "E", "R", "T", "I"].into_iter();
            let all = items.zip([w, v, q, x, p, e, r, t, i]);
            let told = all.filter_map(|(id, a)| Some((id.to_string(), a?)));
            J::Object(told.collect())
        })
}

/// Sheets of some of seven villages, some with two.
fn sheets() -> impl Strategy<Value = Vec<Sheet>> {
    prop::collection::vec((1usize..8, answers()), 0..9).prop_map(|list| {
        let all = list.into_iter().enumerate();
        all.map(|(i, (no, answers))| {
            sheet_of("desa", &format!("s{i}"), village(no).as_str(), &answers)
        })
        .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Law: it does not matter in which order sheets come, nor how often.
    #[test]
    fn order_and_repetition_do_not_matter(
        (sheets, shuffled) in sheets().prop_flat_map(|s| (Just(s.clone()), Just(s).prop_shuffle())),
        again in any::<prop::sample::Index>(),
    ) {
        let all: Vec<Contribution> = sheets.iter().map(given).collect();
        let mut other: Vec<Contribution> = shuffled.iter().map(given).collect();
        if !other.is_empty() {
            let repeated = again.get(&other).clone();
            other.push(repeated);
        }
        prop_assert_eq!(ROLLER.rollup(&all, &list(9)), ROLLER.rollup(&other, &list(9)));
    }

    /// Law: replacing the contribution of one sheet gives what reading all of them anew
    /// gives, and a contribution depends on its own sheet only.
    #[test]
    fn incremental_equals_from_scratch(mut sheets in sheets(), at in any::<prop::sample::Index>(), answers in answers()) {
        let mut kept: Vec<Contribution> = sheets.iter().map(given).collect();
        if !sheets.is_empty() {
            let at = at.index(sheets.len());
            let old = &sheets[at];
            sheets[at] = sheet_of("desa", &old.meta.id, old.meta.region.as_str(), &answers);
            kept[at] = given(&sheets[at]);
        }
        let scratch: Vec<Contribution> = sheets.iter().map(given).collect();
        prop_assert_eq!(ROLLER.rollup(&kept, &list(9)), ROLLER.rollup(&scratch, &list(9)));
    }

    /// Law: an empty sheet changes from how many, never a figure.
    #[test]
    fn an_empty_sheet_changes_only_counts(sheets in sheets()) {
        let mut all: Vec<Contribution> = sheets.iter().map(given).collect();
        let before = ROLLER.rollup(&all, &list(9));
        all.push(given(&sheet(9, &json!({}))));
        let after = ROLLER.rollup(&all, &list(9));
        for (a, b) in before.iter().zip(&after) {
            prop_assert_eq!(figures(a), figures(b));
            prop_assert_eq!(&a.levels, &b.levels);
            prop_assert_eq!(&a.rows, &b.rows);
            // Eight and nine have no sheet; then only eight.
            if a.kind == SheetKind::Desa {
                prop_assert_eq!(a.missing.len(), b.missing.len() + 1);
            }
            for (a, b) in a.periods.iter().zip(&b.periods) {
                prop_assert_eq!(a.coverage.counted, b.coverage.counted);
                prop_assert_eq!(&a.of_all, &b.of_all);
                if a.coverage.of == 9 {
                    prop_assert_eq!(a.coverage.blank.len() + 1, b.coverage.blank.len());
                }
            }
        }
    }

    /// Law: everybody is somewhere: counted, blank, not known, wrong, missing or doubled.
    #[test]
    fn every_region_is_accounted_for(sheets in sheets()) {
        let all: Vec<Contribution> = sheets.iter().map(given).collect();
        for p in ROLLER.rollup(&all, &list(9)) {
            for period in &p.periods {
                let c = &period.coverage;
                let told = c.counted + c.blank.len() + c.not_known.len() + c.wrong.len();
                prop_assert_eq!(told + p.missing.len() + p.doubled.len(), c.of);
                prop_assert!(c.counted > 0 || period.figures.iter().all(|f| f.value.is_none()));
                prop_assert!(c.partly.len() <= c.counted);
            }
        }
    }

    /// Law: the level that was told is one of the possible ones, and a level that alone
    /// was possible stays, whatever the missing villages say.
    #[test]
    fn a_level_that_is_certain_stays(sheets in sheets(), late in prop::collection::vec(answers(), 2)) {
        let mut all: Vec<Contribution> = sheets.iter().map(given).collect();
        let before = ROLLER.rollup(&all, &list(9));
        for (i, answers) in late.iter().enumerate() {
            all.push(given(&sheet(8 + i, answers)));
        }
        let after = ROLLER.rollup(&all, &list(9));
        for (a, b) in before.iter().zip(&after) {
            for (a, b) in a.levels.iter().zip(&b.levels) {
                if let Some(level) = &a.level {
                    prop_assert!(a.possible.contains(level), "{:?}", a);
                }
                for level in &b.possible {
                    prop_assert!(a.possible.contains(level), "{:?} then {:?}", a, b);
                }
            }
            for (a, b) in a.periods.iter().zip(&b.periods) {
                if let (Some([least, most]), Some([then, at_most])) = (a.of_all, b.of_all) {
                    prop_assert!(least <= then && at_most <= most);
                }
            }
        }
    }

    /// Law: right after adopting, nothing has changed.
    #[test]
    fn nothing_has_changed_right_after_adopting(sheets in sheets()) {
        let all: Vec<Contribution> = sheets.iter().map(given).collect();
        for p in ROLLER.rollup(&all, &list(9)) {
            prop_assert_eq!(adopt(&p).is_some(), p.is_adoptable());
            if let Some(adopted) = adopt(&p) {
                let changes = changes_since(&adopted, &p);
                prop_assert!(changes.is_empty() && changes.same_sources);
            }
        }
    }
}

// ---------------------------------------------------------------- the shipped instrument

/// Items that feed an indicator of which nothing can be counted in villages: they help
/// the village itself and those who check.
const ONLY_HELP: [&str; 5] = ["D-O3", "D-L6", "D-M8", "D-M17", "D-M18"];

#[test]
fn the_shipped_rules_serve_what_their_items_feed() {
    let text = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../instrument/kks-2025.json"
    ));
    let instrument = Instrument::load(&text.expect("file")).unwrap_or_else(|e| panic!("{e}"));
    for kind in [SheetKind::Desa, SheetKind::Kecamatan] {
        for item in instrument.sheet(kind).items() {
            let served: Vec<&str> = item.rollup.iter().filter_map(|r| r.target.item()).collect();
            let only_help = ONLY_HELP.contains(&item.id.as_str());
            assert_eq!(item.rollup.is_empty(), only_help, "{}", item.id);
            for fed in item.feeds.iter().filter(|_| !only_help) {
                assert!(served.contains(&fed.as_str()), "{} serves {fed}", item.id);
            }
            // Gates are fed without a word: they are no indicators.
            for id in served.iter().filter(|id| !id.starts_with("G-")) {
                assert!(item.feeds.iter().any(|f| f == id), "{} feeds {id}", item.id);
            }
        }
    }
    // No two rules propose the same answer.
    let roller = Roller::new(&instrument);
    let mut keys: Vec<String> = roller
        .rollup([], &RegionList::default())
        .iter()
        .filter(|p| matches!(p.target, Target::Propose(_)))
        .flat_map(|p| {
            let figures = p.periods.iter().flat_map(|p| &p.figures);
            figures.map(|f| format!("{} {}", p.target.item().unwrap_or_default(), f.key))
        })
        .collect();
    keys.sort();
    let all = keys.len();
    keys.dedup();
    assert_eq!(keys.len(), all);
    assert!(all > 150, "only {all} figures");
}

// ---------------------------------------------------------------- what is refused

#[test]
fn rules_that_make_no_sense_are_refused() {
    let with = |item: &str, rules: J| {
        let mut document = document();
        let items = document["sheets"]["desa"]["sections"][0]["items"]
            .as_array_mut()
            .expect("items");
        let at = items.iter().position(|i| i["id"] == item).expect("item");
        items[at]["rollup"] = rules;
        match Instrument::load(&document.to_string()) {
            Ok(_) => panic!("loaded"),
            Err(e) => e.to_string(),
        }
    };
    for (item, rules, want) in [
        ("V", json!([{"to": "RV"}]), "needs one of"),
        (
            "V",
            json!([{"to": "RV", "sum": {"v": "n"}, "list": ["n"]}]),
            "needs one of",
        ),
        (
            "V",
            json!([{"to": "RV", "for": "RV", "sum": {"v": "n"}}]),
            "either `to` or `for`",
        ),
        ("V", json!([{"to": "ZZ", "sum": {"v": "n"}}]), "not there"),
        (
            "V",
            json!([{"to": "RV", "sum": {"w": "n"}}]),
            "field that is not there",
        ),
        (
            "V",
            json!([{"to": "RV", "sum": {"v": "m"}}]),
            "field that is not there",
        ),
        (
            "V",
            json!([{"to": "RV", "sum": {"v": "@ZZ.n"}}]),
            "field that is not there",
        ),
        ("V", json!([{"to": "RV", "sum": {}}]), "adds up nothing"),
        (
            "V",
            json!([{"to": "RV", "sum": {"v": []}}]),
            "adds up nothing",
        ),
        ("H", json!([{"to": "RV", "sum": {"v": "ha"}}]), "decimals"),
        (
            "X",
            json!([{"to": "RQ", "sum": {"n": "n", "d": "n"}}]),
            "two years",
        ),
        ("P", json!([{"to": "RT", "count": ["a=ya"]}]), "two years"),
        ("P", json!([{"to": "RP", "count": ["a=mungkin"]}]), "code"),
        ("P", json!([{"to": "RP", "count": ["c=ya"]}]), "not there"),
        ("P", json!([{"to": "RP", "count": ["a"]}]), "key=code"),
        (
            "M",
            json!([{"to": "RM", "count": ["menit<=x"]}]),
            "key<=number",
        ),
        (
            "P",
            json!([{"to": "RP", "count": ["document=complete"]}]),
            "document",
        ),
        (
            "P",
            json!([{"to": "KD", "level": [{"level": "70", "some": ["a=ya"]}]}]),
            "another kind",
        ),
        (
            "P",
            json!([{"to": "KD", "level": [{"level": "50", "need": ["a=ya"]}]}]),
            "no share",
        ),
        (
            "P",
            json!([{"to": "KD", "level": [{"level": "50", "some": [], "all": []}]}]),
            "needs one of",
        ),
        ("P", json!([{"to": "RP", "list": ["a"]}]), "no answer"),
        ("P", json!([{"list": ["z"]}]), "not there"),
        (
            "P",
            json!([{"for": "KD", "flag": ["a=ya"]}]),
            "one of an item",
        ),
        (
            "T",
            json!([{"to": "RV", "sum": {"v": "nama"}}]),
            "not of rows",
        ),
    ] {
        let problem = with(item, rules.clone());
        assert!(problem.contains(want), "{rules}: {problem}");
    }
}
