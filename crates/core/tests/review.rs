//! Rounds of verification and repair.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

use std::sync::LazyLock;

use proptest::prelude::*;
use saba_core::file::returned::{Return, read_return, write_return};
use saba_core::file::sniff::{Content, open_bytes};
use saba_core::file::{Checksum, Provenance, read_sheet, write_sheet};
use saba_core::history::restore;
use saba_core::instrument::{Instrument, SheetKind};
use saba_core::merge::merge;
use saba_core::region::RegionCode;
use saba_core::review::{
    Entry, Repair, RoundTally, Verdict, entry, entry_id, entry_of, owners, returns, rounds, seen,
    standings, tallies, to_repair,
};
use saba_core::score::{Range, report};
use saba_core::sheet::{
    Change, Command, Context, Sheet, Undo, VersionVector, is_about_sheet, is_round_entry, wanted,
};
use saba_core::slice::copy_for;

static INSTRUMENT: LazyLock<Instrument> = LazyLock::new(|| {
    let text = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../instrument/kks-2025.json"
    ));
    Instrument::load(&text.expect("instrument file")).unwrap_or_else(|e| panic!("{e}"))
});

const ITEM: &str = "T1.01";

fn regency() -> Sheet {
    let text = r#"{"format":"saba","version":1,"sheet":{"id":"k","kind":"kabupaten","region":"63.11","instrument":{"id":"kks-2025"}},"answers":{}}"#;
    read_sheet(text, Checksum::Ignored).expect("sheet").sheet
}

fn context(device: &str) -> Context {
    Context {
        now: 7,
        author: device.into(),
        device: device.into(),
    }
}

fn run(sheet: &mut Sheet, device: &str, command: &Command) -> Option<Change> {
    let def = INSTRUMENT.sheet(sheet.meta.kind);
    sheet.apply(def, command, &context(device))
}

fn answer(sheet: &mut Sheet, device: &str, value: u32) {
    let command = Command::Set {
        item: ITEM.into(),
        key: "v@2024".into(),
        raw: value.to_string(),
    };
    run(sheet, device, &command);
}

fn review(sheet: &mut Sheet, device: &str, round: &str, entry: &Entry) -> bool {
    let command = Command::Review {
        round: round.into(),
        item: ITEM.into(),
        entry: Box::new(entry.clone()),
    };
    run(sheet, device, &command).is_some()
}

fn repair(seen: &VersionVector) -> Entry {
    Entry {
        verdict: Verdict::ToRepair,
        score: Some(50),
        comment: "Lampirkan laporan MPDN \"2024\".\nTerima kasih.".into(),
        reasons: vec![
            "tanpa_rekap_pembagi_daftar".into(),
            "bukti_tidak_ada".into(),
        ],
        owner: "Dinas Kesehatan".into(),
        deadline: Some(1_795_000_000_000),
        seen: seen.clone(),
    }
}

fn version(sheet: &Sheet) -> VersionVector {
    sheet
        .answer(ITEM)
        .map(|a| a.version.clone())
        .unwrap_or_default()
}

fn from() -> Provenance {
    Provenance {
        program: "saba test".into(),
        at: 1,
        by: "Ani".into(),
        device: "prov".into(),
    }
}

#[test]
fn what_a_round_says_is_kept_and_travels_with_the_sheet() {
    let mut sheet = regency();
    answer(&mut sheet, "kab", 3);
    let said = repair(&version(&sheet));
    assert!(review(&mut sheet, "prov", "provinsi", &said));
    assert!(
        !review(&mut sheet, "prov", "provinsi", &said),
        "nothing new"
    );
    let file = write_sheet(&sheet, &from());
    let read = read_sheet(&file, Checksum::Required)
        .expect("own file")
        .sheet;
    let mut want = said;
    want.reasons.sort();
    assert_eq!(entry(&read, "provinsi", ITEM), Some(want));
    assert_eq!(entry(&read, "lanjutan", ITEM), None);
    // The answer itself is as it was.
    assert_eq!(read.answer(ITEM), sheet.answer(ITEM));
    let id = entry_id("provinsi", ITEM);
    assert_eq!(entry_of(&id), Some(("provinsi", ITEM)));
    assert!(is_about_sheet(&id) && is_round_entry(&id));
    for strange in ["provinsi", "provinsi/T1.01", "$instrument", ITEM] {
        assert!(
            !is_round_entry(strange) && entry_of(strange).is_none(),
            "{strange}"
        );
    }
}

#[test]
fn a_repair_is_closed_by_a_newer_answer_and_by_nothing_else() {
    let mut sheet = regency();
    answer(&mut sheet, "kab", 3);
    let mut before = sheet.clone();
    let said = repair(&version(&sheet));
    review(&mut sheet, "prov", "provinsi", &said);
    let state = |sheet: &Sheet| said.repair(sheet, ITEM);
    assert_eq!(state(&sheet), Repair::Open);
    // Somebody who has not seen what was looked at.
    let mut elsewhere = regency();
    answer(&mut elsewhere, "other", 9);
    assert_eq!(state(&elsewhere), Repair::Open);
    // The newer answer comes from a copy that knows nothing of the review.
    answer(&mut before, "kab", 4);
    let joined = merge(&sheet, &before);
    assert_eq!(state(&joined), Repair::Closed);
    assert_eq!(
        to_repair(
            INSTRUMENT.sheet(SheetKind::Kabupaten),
            &joined,
            Some("provinsi")
        )
        .iter()
        .map(|r| r.open)
        .collect::<Vec<_>>(),
        [false]
    );
    // Of concurrent answers the newer one is enough, whichever stands first.
    let contested = merge(&joined, &elsewhere);
    assert!(contested.rivals.contains_key(ITEM));
    assert_eq!(state(&contested), Repair::Closed);
    // Whoever looks at both has both in front of them.
    let both = seen(&contested, ITEM);
    let again = Entry {
        seen: both,
        ..said.clone()
    };
    assert_eq!(again.repair(&contested, ITEM), Repair::Open);
    // Emptying an answer repairs nothing.
    let clear = Command::Clear { item: ITEM.into() };
    run(&mut before, "kab", &clear);
    assert_eq!(state(&merge(&sheet, &before)), Repair::Open);
    // Accepted: nothing is asked for.
    let accepted = Entry {
        verdict: Verdict::Accepted,
        ..said.clone()
    };
    assert_eq!(accepted.repair(&joined, ITEM), Repair::NotAsked);
}

#[test]
fn rounds_stand_beside_one_another() {
    let mut sheet = regency();
    answer(&mut sheet, "kab", 3);
    let seen = version(&sheet);
    let self_made = Entry {
        verdict: Verdict::Accepted,
        score: Some(100),
        ..Entry::default()
    };
    review(&mut sheet, "kab", "mandiri", &self_made);
    review(&mut sheet, "prov", "provinsi", &repair(&seen));
    let lines = |sheet: &Sheet| rounds(&INSTRUMENT, sheet, &report(&INSTRUMENT, sheet));
    let tally = |sheet: &Sheet, round: &str| -> [u32; 4] {
        let all = tallies(&lines(sheet), round);
        assert_eq!(all.len(), 10, "nine tatanan and kelembagaan");
        for t in &all {
            let states = t.accepted + t.open + t.closed + t.not_looked_at;
            assert_eq!(t.items, states);
        }
        let first = all.iter().find(|t| t.section == "t1").expect("tatanan 1");
        let RoundTally {
            scored,
            accepted,
            open,
            closed,
            ..
        } = first;
        [*scored, *accepted, *open, *closed]
    };
    assert_eq!(tally(&sheet, "mandiri"), [1, 1, 0, 0]);
    assert_eq!(tally(&sheet, "provinsi"), [1, 0, 1, 0]);
    assert_eq!(tally(&sheet, "lanjutan"), [0, 0, 0, 0]);
    assert_eq!(tallies(&lines(&sheet), "lain"), []);
    answer(&mut sheet, "kab", 4);
    assert_eq!(tally(&sheet, "provinsi"), [1, 0, 0, 1]);

    // What stands: what was computed, until a round gives a score of its own.
    let line = lines(&sheet)
        .into_iter()
        .find(|l| l.item == ITEM)
        .expect("line");
    let is = |n: u32| Range {
        cautious: n,
        hopeful: n,
    };
    assert_eq!(line.standing(0), Some(line.computed));
    assert_eq!(line.computed.cautious, 0, "half an answer");
    let standing: Vec<Option<Range>> = (1..6).map(|n| line.standing(n)).collect();
    let [own, province] = [Some(is(100)), Some(is(50))];
    assert_eq!(standing, [own, province, province, province, None]);
    assert!(line.differs(0, 1) && line.differs(1, 2) && !line.differs(2, 4));
    // Where nobody scored, the total is that of the answers.
    let computed = report(&INSTRUMENT, &sheet);
    let other = tallies(&lines(&sheet), "lanjutan");
    let t2 = other.iter().find(|t| t.section == "t2").expect("tatanan 2");
    assert_eq!(t2.standing, computed.tatanan[1].1.range);
}

#[test]
fn sections_are_summed_column_by_column() {
    let mut sheet = regency();
    let scored = |score: u8| Entry {
        verdict: Verdict::Accepted,
        score: Some(score),
        ..Entry::default()
    };
    review(&mut sheet, "prov", "provinsi", &scored(75));
    review(&mut sheet, "pusat", "lanjutan", &scored(25));
    let lines = rounds(&INSTRUMENT, &sheet, &report(&INSTRUMENT, &sheet));
    let sums = standings(&lines);
    assert_eq!(sums.len(), 10, "nine tatanan and kelembagaan");
    let whole: u32 = sums.iter().map(|s| s.max).sum();
    assert_eq!(whole, 15_200);
    let first = sums.iter().find(|s| s.section == "t1").expect("tatanan 1");
    // 28 blank ones, and the one that two rounds scored.
    let ends: Vec<(u32, u32)> = first
        .standing
        .iter()
        .map(|range| (range.cautious, range.hopeful))
        .collect();
    let blank = (0, 2900);
    assert_eq!(ends, [blank, blank, (75, 2875), (75, 2875), (25, 2825)]);
    // The same as each round's own tally.
    for (column, round) in INSTRUMENT.rounds.iter().enumerate() {
        let tallies = tallies(&lines, &round.id);
        for (sum, tally) in sums.iter().zip(&tallies) {
            assert_eq!(sum.section, tally.section);
            assert_eq!(sum.standing[column + 1], tally.standing);
        }
    }
    assert!(standings(&[]).is_empty());
}

#[test]
fn the_shipped_rounds_and_reasons_are_there() {
    let rounds: Vec<&str> = INSTRUMENT.rounds.iter().map(|r| r.id.as_str()).collect();
    assert_eq!(rounds, ["mandiri", "provinsi", "dokumen", "lanjutan"]);
    let hours: Vec<Option<u32>> = INSTRUMENT.rounds.iter().map(|r| r.hours).collect();
    assert_eq!(hours, [None, None, None, Some(48)]);
    assert_eq!(INSTRUMENT.reasons.len(), 13);
}

/// A village sheet with an answer to `D-L1`.
fn village() -> Sheet {
    let text = r#"{"format":"saba","version":1,"sheet":{"id":"v","kind":"desa","region":"63.11.07.2002","region_name":"Contoh","instrument":{"id":"kks-2025"}},
        "answers":{"D-L1":{"v":{"n@2024":96},"ver":{"hp":1}}}}"#;
    read_sheet(text, Checksum::Ignored).expect("sheet").sheet
}

fn ask(sheet: &mut Sheet, item: &str, owner: &str, words: &str, deadline: u64) {
    let entry = Entry {
        verdict: Verdict::ToRepair,
        comment: words.into(),
        reasons: vec!["tahun_tidak_sesuai".into()],
        owner: owner.into(),
        deadline: Some(deadline),
        seen: seen(sheet, item),
        ..Entry::default()
    };
    let command = Command::Review {
        round: "lanjutan".into(),
        item: item.into(),
        entry: Box::new(entry),
    };
    run(sheet, "meja", &command).expect("asked");
}

fn opened(text: &str) -> Return {
    let members = open_bytes(text.as_bytes(), Checksum::Required);
    match members.expect("opened").remove(0).result {
        Ok(Content::Return(read)) => *read,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_question_goes_to_a_village_and_its_answer_closes_it() {
    let mut desk = village();
    ask(&mut desk, "D-L1", "", "Angka 2024 melebihi jumlah KK.", 9);
    ask(&mut desk, "D-O1", "", "Jumlah KK belum diisi.", 8);
    let def = INSTRUMENT.sheet(SheetKind::Desa);
    let files = returns(def, &desk, "lanjutan", &from());
    assert_eq!(files.len(), 1);
    assert_eq!(returns(def, &desk, "provinsi", &from()), []);
    let read = opened(&write_return(&files[0]));
    assert_eq!(read, files[0]);
    assert_eq!(read.deadline(), Some(8));

    // In the village: taken in like a sheet, answers stay as they are.
    let mut phone = village();
    let before = phone.clone();
    let replica = read.replica(&phone.meta).expect("its own");
    phone = merge(&phone, &replica);
    assert_eq!(merge(&phone, &replica), phone, "again");
    assert_eq!(phone.answer("D-L1"), before.answer("D-L1"));
    let todo = |sheet: &Sheet| -> Vec<(String, String, bool)> {
        let all = to_repair(def, sheet, None).into_iter();
        all.map(|r| (r.item, r.entry.comment, r.open)).collect()
    };
    let order: Vec<String> = todo(&phone).into_iter().map(|(item, ..)| item).collect();
    assert_eq!(order.len(), 2);
    assert!(
        todo(&phone)
            .iter()
            .all(|(_, words, open)| *open && words.ends_with('.'))
    );
    let set = |item: &str, key: &str, raw: &str| Command::Set {
        item: item.into(),
        key: key.into(),
        raw: raw.into(),
    };
    run(&mut phone, "hp", &set("D-L1", "n@2024", "69")).expect("repaired");
    let open: Vec<&str> = read.open(&phone).map(|i| i.item.as_str()).collect();
    assert_eq!(open, ["D-O1"]);

    // Back at the desk, by the ordinary hand-over.
    let file = write_sheet(&phone, &from());
    let came = read_sheet(&file, Checksum::Required).expect("sheet").sheet;
    desk = merge(&desk, &came);
    assert!(
        desk.rivals.is_empty(),
        "what was asked is one thing, not two"
    );
    let states: Vec<(String, bool)> = to_repair(def, &desk, Some("lanjutan"))
        .into_iter()
        .map(|r| (r.item, r.open))
        .collect();
    assert!(states.contains(&("D-L1".into(), false)) && states.contains(&("D-O1".into(), true)));
    let left = returns(def, &desk, "lanjutan", &from());
    assert_eq!(
        left[0].items.len(),
        1,
        "only what is still open is sent again"
    );
}

#[test]
fn each_who_repairs_gets_a_file_of_their_own() {
    let mut sheet = regency();
    answer(&mut sheet, "kab", 3);
    ask(&mut sheet, "T1.01", "Dinas Kesehatan", "Periksa.", 30);
    ask(&mut sheet, "T1.02", "Bappeda", "Lampirkan.", 20);
    ask(&mut sheet, "T2.01", "Dinas Kesehatan", "Jelaskan.", 10);
    let def = INSTRUMENT.sheet(SheetKind::Kabupaten);
    let items = |r: &Return| -> Vec<String> { r.items.iter().map(|i| i.item.clone()).collect() };
    let files = returns(def, &sheet, "lanjutan", &from());
    let told: Vec<(&str, Vec<String>)> = files.iter().map(|r| (&*r.owner, items(r))).collect();
    assert_eq!(
        told,
        [
            ("Dinas Kesehatan", vec!["T1.01".to_string(), "T2.01".into()]),
            ("Bappeda", vec!["T1.02".into()]),
        ]
    );
    answer(&mut sheet, "kab", 4);
    let tallies: Vec<(String, u32, u32, Option<u64>)> =
        owners(&to_repair(def, &sheet, Some("lanjutan")))
            .into_iter()
            .map(|t| (t.owner, t.open, t.closed, t.deadline))
            .collect();
    assert_eq!(
        tallies,
        [
            ("Dinas Kesehatan".to_string(), 1, 1, Some(10)),
            ("Bappeda".into(), 1, 0, Some(20)),
        ]
    );
    // For another sheet of the same region only where none was named.
    let mut other = sheet.meta.clone();
    other.id = "x".into();
    assert_eq!(files[0].replica(&other), None);
    let any = Return {
        sheet: String::new(),
        ..files[0].clone()
    };
    assert!(any.replica(&other).is_some());
    other.region = RegionCode::parse("63.12").expect("code");
    assert_eq!(any.replica(&other), None);
}

#[test]
fn what_was_said_can_be_taken_back() {
    let mut sheet = regency();
    answer(&mut sheet, "kab", 3);
    let before = sheet.clone();
    let command = Command::Review {
        round: "provinsi".into(),
        item: ITEM.into(),
        entry: Box::new(repair(&version(&sheet))),
    };
    let change = run(&mut sheet, "prov", &command).expect("said");
    assert_eq!(change.item, entry_id("provinsi", ITEM));
    assert!(sheet.undo(&Undo(change), &context("prov")).is_some());
    assert_eq!(entry(&sheet, "provinsi", ITEM), None);
    assert_eq!(sheet.answer(ITEM), before.answer(ITEM));
    // Also where the old state comes again.
    let again = merge(&sheet, &before);
    assert_eq!(entry(&again, "provinsi", ITEM), None);
}

#[test]
fn what_was_said_about_a_sheet_stays_with_it() {
    let mut sheet = regency();
    let before = sheet.clone();
    answer(&mut sheet, "kab", 3);
    let said = repair(&version(&sheet));
    review(&mut sheet, "prov", "provinsi", &said);
    // Not when another region begins from its answers.
    let region = RegionCode::parse("63.12").expect("code");
    let copy = copy_for(&sheet, "k2", &region, ["", ""], &context("kab")).expect("a copy");
    assert!(copy.answer(ITEM).is_some());
    assert_eq!(entry(&copy, "provinsi", ITEM), None);
    // And it stays where answers go back.
    restore(&mut sheet, &before, &context("kab"));
    assert!(
        sheet
            .answer(ITEM)
            .is_some_and(saba_core::sheet::Answer::is_blank)
    );
    assert!(entry(&sheet, "provinsi", ITEM).is_some());
}

#[test]
fn a_return_file_that_is_not_as_it_was_is_refused() {
    let mut sheet = regency();
    ask(&mut sheet, ITEM, "", "Periksa.", 9);
    let def = INSTRUMENT.sheet(SheetKind::Kabupaten);
    let one = returns(def, &sheet, "lanjutan", &from()).remove(0);
    let text = write_return(&one);
    let code = |text: &str| read_return(text).expect_err("refused").code();
    assert_eq!(
        code(&text.replace("Periksa", "Peniksa")),
        "checksum-mismatch"
    );
    assert_eq!(code(&text[..text.len() - 9]), "cut-off");
    assert_eq!(code("{}"), "not-saba");
    let broken = |change: &dyn Fn(&mut Return)| {
        let mut other = one.clone();
        change(&mut other);
        code(&write_return(&other))
    };
    assert_eq!(
        broken(&|r| r.items = [r.items.clone(), r.items.clone()].concat()),
        "damaged"
    );
    assert_eq!(broken(&|r| r.kind = SheetKind::Desa), "damaged");
    assert_eq!(broken(&|r| r.items[0].entry.score = Some(101)), "damaged");
    for round in ["", "a/b"] {
        assert_eq!(broken(&|r| r.round = round.into()), "damaged");
    }
    // What a newer program adds is kept.
    let mut more = one.clone();
    more.extra
        .push(("later".into(), saba_core::json::Json::Bool(true)));
    let later = ("nanti".to_string(), saba_core::json::Json::int(1));
    more.items[0].extra.push(later.clone());
    assert_eq!(opened(&write_return(&more)), more);
    let replica = more.replica(&sheet.meta).expect("its own");
    let said = replica.answers.get(&entry_id("lanjutan", ITEM));
    assert_eq!(said.expect("entry").extra, [later]);
}

// ---------------------------------------------------------------- laws

#[derive(Clone, Debug)]
enum Step {
    Answer { device: usize, value: u32 },
    Review { device: usize, entry: Entry },
    Send { from: usize, to: usize },
}

fn entries() -> impl Strategy<Value = Entry> {
    let verdict = prop::sample::select(vec![
        Verdict::NotLookedAt,
        Verdict::Accepted,
        Verdict::ToRepair,
    ]);
    let reasons = prop::collection::btree_set("[a-c]", 0..3);
    (
        verdict,
        prop::option::of(0u8..=100),
        "\\PC{0,9}",
        reasons,
        prop::option::of(0u64..9),
    )
        .prop_map(|(verdict, score, comment, reasons, deadline)| Entry {
            verdict,
            score,
            comment: comment.trim().into(),
            reasons: reasons.into_iter().collect(),
            owner: String::new(),
            deadline,
            seen: VersionVector::default(),
        })
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let device = || 0usize..3;
    let step = prop_oneof![
        (device(), 0u32..9).prop_map(|(device, value)| Step::Answer { device, value }),
        (device(), entries()).prop_map(|(device, entry)| Step::Review { device, entry }),
        (device(), device()).prop_map(|(from, to)| Step::Send { from, to }),
    ];
    prop::collection::vec(step, 0..24)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn an_entry_is_read_back_as_it_was_said(mut said in entries(), counts in prop::collection::btree_map("[a-z:\" ]{1,4}", 1u64..9, 0..3)) {
        said.seen = VersionVector(counts.into_iter().collect());
        let mut sheet = regency();
        prop_assert!(review(&mut sheet, "prov", "provinsi", &said));
        let file = write_sheet(&sheet, &from());
        let read = read_sheet(&file, Checksum::Required).expect("own file").sheet;
        prop_assert_eq!(entry(&read, "provinsi", ITEM), Some(said));
    }

    /// Law: whoever sends whom what, all come to the same entries and answers, and what
    /// was said stays until somebody who saw it says otherwise.
    #[test]
    fn reviews_merge_like_answers(steps in steps()) {
        let mut devices = vec![regency(); 3];
        for step in &steps {
            match step {
                Step::Answer { device, value } => answer(&mut devices[*device], &format!("d{device}"), *value),
                Step::Review { device, entry } => {
                    let seen = version(&devices[*device]);
                    let entry = Entry { seen, ..entry.clone() };
                    review(&mut devices[*device], &format!("d{device}"), "provinsi", &entry);
                }
                Step::Send { from, to } => devices[*to] = merge(&devices[*to], &devices[*from]),
            }
        }
        let id = entry_id("provinsi", ITEM);
        let forwards = devices.iter().skip(1).fold(devices[0].clone(), |all, d| merge(&all, d));
        let backwards = devices.iter().rev().skip(1).fold(devices[2].clone(), |all, d| merge(&all, d));
        prop_assert_eq!(&forwards, &backwards);
        for (x, y) in devices.iter().zip(devices.iter().cycle().skip(1)) {
            let xy = merge(x, y);
            prop_assert_eq!(&xy, &merge(y, x));
            prop_assert_eq!(&merge(&xy, y), &xy);
            for z in &devices {
                prop_assert_eq!(merge(&xy, z), merge(x, &merge(y, z)));
            }
        }
        // A page that knows no rounds names the same items.
        let def = INSTRUMENT.sheet(SheetKind::Kabupaten);
        for sheet in devices.iter().chain([&forwards]) {
            let named: Vec<&str> = sheet.answers.iter().filter_map(|(id, said)| wanted(sheet, id, said)).collect();
            let all = to_repair(def, sheet, None);
            let open: Vec<&str> = all.iter().filter(|r| r.open).map(|r| r.item.as_str()).collect();
            prop_assert_eq!(named, open);
        }
        // No entry that nobody has seen a later one of is lost.
        for device in &devices {
            let Some(own) = device.answer(&id) else { continue };
            let kept = forwards.answers.get(&id).into_iter().chain(forwards.rivals.get(&id).into_iter().flatten());
            prop_assert!(kept.into_iter().any(|k| k.version.covers(&own.version)));
        }
    }
}
