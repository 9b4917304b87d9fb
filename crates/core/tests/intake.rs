//! Taking in many files at once.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

use std::collections::BTreeMap;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::Index;
use saba_core::file::bundle::{BundleFrom, write_bundle};
use saba_core::file::sniff::open_bytes;
use saba_core::file::{Checksum, Provenance, read_sheet, write_sheet};
use saba_core::instrument::{Instrument, SheetKind};
use saba_core::intake::{
    Arrival, Assigned, Desk, Fate, Place, Plan, Planned, arrivals, places, plan, received,
};
use saba_core::region::{RegionCode, RegionList};
use saba_core::rollup::{Contribution, Proposal, Roller};
use saba_core::sheet::{Command, Context, Sheet, SheetMeta};
use serde_json::{Value as J, json};

static INSTRUMENT: LazyLock<Instrument> = LazyLock::new(|| {
    let text = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../instrument/kks-2025.json"
    ));
    Instrument::load(&text.expect("instrument file")).unwrap_or_else(|e| panic!("{e}"))
});

fn code(text: &str) -> RegionCode {
    RegionCode::parse(text).expect("code")
}

fn list() -> RegionList {
    let all = [
        "63.11.01",
        "63.11.01.2001",
        "63.11.01.2002",
        "63.11.02",
        "63.11.02.2001",
    ];
    RegionList::new(all.map(code))
}

fn from() -> Provenance {
    Provenance {
        program: "saba test".into(),
        at: 5,
        by: "Siti".into(),
        device: "d0".into(),
    }
}

fn sheet(id: &str, region: &str, answers: &J) -> Sheet {
    let kind = match region.len() {
        5 => "kabupaten",
        8 => "kecamatan",
        _ => "desa",
    };
    let document = json!({
        "format": "saba", "version": 1, "answers": answers,
        "sheet": {"id": id, "kind": kind, "region": region, "instrument": {"id": "kks-2025"}},
    });
    let incoming = read_sheet(&document.to_string(), Checksum::Ignored);
    incoming.expect("a sheet").sheet
}

/// What is stored, by id: what a desk does with plans.
#[derive(Clone, Debug, Default, PartialEq)]
struct Store(BTreeMap<String, Sheet>);

impl Store {
    fn plan(&self, arrivals: Vec<Arrival>) -> Plan {
        let region = code("63.11");
        let desk = Desk {
            instrument: &INSTRUMENT,
            region: &region,
        };
        plan(&desk, &|id| self.0.get(id), arrivals)
    }

    fn take_in(&mut self, arrivals: Vec<Arrival>) -> Vec<Planned> {
        let plan = self.plan(arrivals);
        for sheet in plan.sheets {
            self.0.insert(sheet.meta.id.clone(), sheet);
        }
        plan.files
    }

    fn metas(&self) -> Vec<&SheetMeta> {
        self.0.values().map(|s| &s.meta).collect()
    }

    fn rolled(&self, assigned: &Assigned) -> Vec<Proposal> {
        let roller = Roller::new(&INSTRUMENT);
        let places = places(&self.metas(), assigned, &list());
        let all: Vec<Contribution> = self
            .0
            .values()
            .zip(&places)
            .filter_map(|(sheet, place)| roller.contribution(sheet, place.region()?))
            .collect();
        roller.rollup(&all, &list())
    }
}

fn single(sheet: &Sheet) -> Vec<Arrival> {
    let file = write_sheet(sheet, &from());
    arrivals(
        "a.saba.json",
        open_bytes(file.as_bytes(), Checksum::Required),
    )
}

fn bundle(sheets: &[Sheet]) -> Vec<u8> {
    let team = BundleFrom {
        kind: SheetKind::Kecamatan,
        region: code("63.11.01"),
        region_name: "Juai".into(),
        handed_over: from(),
    };
    let from = from();
    let all: Vec<(&Sheet, &Provenance)> = sheets.iter().map(|s| (s, &from)).collect();
    write_bundle(&team, &all).expect("small").into_bytes()
}

fn fates(files: &[Planned]) -> Vec<&'static str> {
    files.iter().map(|f| f.fate.code()).collect()
}

fn edit(sheet: &mut Sheet, device: &str, value: u32) {
    let context = Context {
        now: u64::from(value),
        author: device.into(),
        device: device.into(),
    };
    let def = INSTRUMENT.sheet(sheet.meta.kind);
    let command = Command::Set {
        item: "D-M1".into(),
        key: "n@2024".into(),
        raw: value.to_string(),
    };
    let _ = sheet.apply(def, &command, &context);
}

#[test]
fn each_file_is_told_what_becomes_of_it() {
    let mut store = Store::default();
    let mut ours = sheet("s1", "63.11.01.2001", &json!({}));
    edit(&mut ours, "a", 1);
    assert_eq!(fates(&store.take_in(single(&ours))), ["new"]);
    assert_eq!(fates(&store.take_in(single(&ours))), ["same"]);
    let older = ours.clone();
    let mut theirs = ours.clone();
    edit(&mut ours, "a", 2);
    let files = store.take_in(single(&ours));
    assert_eq!(fates(&files), ["updated"]);
    assert_eq!(files[0].preview.updated, ["D-M1"]);
    assert_eq!(fates(&store.take_in(single(&older))), ["older"]);
    edit(&mut theirs, "b", 3);
    assert_eq!(fates(&store.take_in(single(&theirs))), ["conflict"]);
    assert_eq!(store.0["s1"].rivals.len(), 1, "both are kept");
    assert_eq!(fates(&store.take_in(single(&theirs))), ["same"]);

    let mut strange = ours.clone();
    strange.meta.id = "s2".into();
    strange.meta.region = code("63.10.01.2001");
    assert_eq!(fates(&store.take_in(single(&strange))), ["elsewhere"]);
    strange.meta.region = code("63.11.01.2002");
    strange.meta.instrument.id = "kks-2027".into();
    assert_eq!(
        fates(&store.take_in(single(&strange))),
        ["other-instrument"]
    );
    strange.meta.id = "s1".into();
    strange.meta.instrument.id = "kks-2025".into();
    let taken = store.take_in(single(&strange));
    assert_eq!(taken[0].fate, Fate::IdTaken(code("63.11.01.2001")));
    let past = sheet(
        "s3",
        "63.11.01.2002",
        &json!({"D-M1": {"v": {"n@2021": 1, "n@2022": 2}}}),
    );
    assert_eq!(
        store.take_in(single(&past))[0].fate,
        Fate::OtherYears(vec![2021, 2022])
    );
    // A slip in one year is for the checks.
    let slip = sheet(
        "s3",
        "63.11.01.2002",
        &json!({"D-M1": {"v": {"n@2022": 1, "n@2024": 2}}}),
    );
    assert_eq!(fates(&store.take_in(single(&slip))), ["new"]);

    let text = write_sheet(&ours, &from());
    let cut = arrivals(
        "b.json",
        open_bytes(&text.as_bytes()[..text.len() - 80], Checksum::Required),
    );
    let files = store.take_in(cut);
    assert_eq!(fates(&files), ["cut-off"]);
    assert!(files[0].recovered.is_some() && !files[0].fate.is_taken());
    let other = arrivals("c.jpg", open_bytes(b"\xff\xd8\xff", Checksum::Required));
    assert_eq!(fates(&store.take_in(other)), ["not-saba"]);
    let receipt = include_bytes!("../../../tests/golden/carried/receipt.json");
    let receipt = arrivals("d.json", open_bytes(receipt, Checksum::Required));
    assert_eq!(fates(&store.take_in(receipt)), ["not-a-sheet"]);
    assert_eq!(store.0.keys().collect::<Vec<_>>(), ["s1", "s3"]);
}

#[test]
fn a_sheet_without_an_id_is_the_same_when_it_comes_again() {
    let mut store = Store::default();
    let by_hand = sheet("", "63.11.01.2001", &json!({"D-M1": {"v": {"n@2024": 1}}}));
    assert_eq!(fates(&store.take_in(single(&by_hand))), ["new"]);
    assert_eq!(fates(&store.take_in(single(&by_hand))), ["same"]);
    // Without versions nobody knows which is the newer one: both are kept.
    let other = sheet("", "63.11.01.2001", &json!({"D-M1": {"v": {"n@2024": 2}}}));
    assert_eq!(fates(&store.take_in(single(&other))), ["conflict"]);
    assert_eq!(store.0.len(), 1);
}

#[test]
fn a_bundle_is_its_sheets_and_tells_what_it_lost() {
    let sheets: Vec<Sheet> = ["63.11.01.2001", "63.11.01.2002", "63.11.01"]
        .iter()
        .enumerate()
        .map(|(i, region)| sheet(&format!("s{i}"), region, &json!({})))
        .collect();
    let bytes = bundle(&sheets);
    let mut store = Store::default();
    store.take_in(single(&sheets[1]));
    let whole = store.take_in(arrivals("k.json", open_bytes(&bytes, Checksum::Required)));
    assert_eq!(fates(&whole), ["new", "same", "new"]);
    assert!(whole.iter().all(|f| f.name == "k.json"));
    let text = String::from_utf8_lossy(&bytes);
    let second = text.match_indices("\"sheet\":").nth(1).expect("a sheet").0;
    let cut = Store::default().take_in(arrivals(
        "k.json",
        open_bytes(&bytes[..second], Checksum::Required),
    ));
    assert_eq!(fates(&cut), ["new", "cut-off", "lost"]);
    assert_eq!(cut[2].fate, Fate::Lost(1));
}

#[test]
fn two_sheets_of_one_village_are_both_kept_and_told() {
    let mut store = Store::default();
    let answers = |n: u32| json!({"D-M1": {"v": {"n@2023": n, "n@2024": n}}});
    for (id, region, n) in [
        ("b", "63.11.01.2001", 1),
        ("a", "63.11.01.2001", 2),
        ("c", "63.11.01.2002", 3),
        ("k", "63.11", 0),
    ] {
        let answers = if n == 0 { json!({}) } else { answers(n) };
        assert_eq!(
            fates(&store.take_in(single(&sheet(id, region, &answers)))),
            ["new"]
        );
    }
    let twin = |with: &str| Place::Twin(code("63.11.01.2001"), vec![with.into()]);
    assert_eq!(
        places(&store.metas(), &Assigned::default(), &list()),
        [
            twin("b"),
            twin("a"),
            Place::In(code("63.11.01.2002")),
            Place::In(code("63.11"))
        ]
    );
    let deaths = |store: &Store| -> (String, usize) {
        let all = store.rolled(&Assigned::default());
        let p = all.iter().find(|p| p.item == "D-M1").expect("a proposal");
        (
            format!(
                "{:?}",
                p.value("v@2024")
                    .and_then(|v| v.as_num())
                    .map(|n| n.to_string())
            ),
            p.doubled.len(),
        )
    };
    // Neither is counted as long as they say different things.
    assert_eq!(deaths(&store), (String::from("Some(\"3\")"), 1));
}

#[test]
fn a_village_that_is_not_on_the_list_waits_for_a_person() {
    let mut store = Store::default();
    let mut stray = sheet("x", "63.11.01.2099", &json!({}));
    edit(&mut stray, "a", 4);
    assert_eq!(fates(&store.take_in(single(&stray))), ["new"]);
    let mut assigned = Assigned::default();
    assert_eq!(
        places(&store.metas(), &assigned, &list()),
        [Place::NotListed]
    );
    let village = code("63.11.02.2001");
    assert!(
        !assigned.assign(&stray.meta, &code("63.11.02.2077"), &list()),
        "not official"
    );
    assert!(
        !assigned.assign(&stray.meta, &code("63.11.02"), &list()),
        "no village"
    );
    assert!(assigned.assign(&stray.meta, &village, &list()));
    assert_eq!(Assigned::read(&assigned.json()), assigned);
    // A later version of it finds its place too.
    edit(&mut stray, "a", 5);
    assert_eq!(fates(&store.take_in(single(&stray))), ["updated"]);
    assert_eq!(
        places(&store.metas(), &assigned, &list()),
        [Place::In(village.clone())]
    );
    assert_eq!(
        store.0["x"].meta.region,
        code("63.11.01.2099"),
        "the sheet is as it was sent"
    );
    let p = store.rolled(&assigned);
    let p = p.iter().find(|p| p.item == "D-M1").expect("a proposal");
    assert_eq!(p.sources[0].region, village);
    let heard = received(&places(&store.metas(), &assigned, &list()), &list());
    let shown: Vec<String> = heard
        .iter()
        .map(|r| {
            format!(
                "{} {} {} {}",
                r.kecamatan.as_str(),
                r.own,
                r.villages,
                r.missing.len()
            )
        })
        .collect();
    assert_eq!(shown, ["63.11.01 false 2 2", "63.11.02 false 1 0"]);
    assigned.release("x");
    assert_eq!(
        places(&store.metas(), &assigned, &list()),
        [Place::NotListed]
    );
}

// ---------------------------------------------------------------- laws

/// One step in the life of four sheets on three devices.
#[derive(Clone, Debug)]
enum Step {
    Edit {
        device: usize,
        sheet: usize,
        value: u32,
    },
    Send {
        from: usize,
        to: usize,
        sheet: usize,
    },
    /// A copy of the sheet leaves as a file.
    File { device: usize, sheet: usize },
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let (devices, sheets) = (0usize..3, 0usize..4);
    let step = prop_oneof![
        3 => (devices.clone(), sheets.clone(), 0u32..9).prop_map(|(device, sheet, value)| Step::Edit { device, sheet, value }),
        1 => (devices.clone(), devices.clone(), sheets.clone()).prop_map(|(from, to, sheet)| Step::Send { from, to, sheet }),
        2 => (devices, sheets).prop_map(|(device, sheet)| Step::File { device, sheet }),
    ];
    prop::collection::vec(step, 1..40)
}

fn files(steps: &[Step]) -> Vec<Sheet> {
    // Two of them are of one village.
    let regions = [
        "63.11.01.2001",
        "63.11.01.2002",
        "63.11.02.2001",
        "63.11.01.2001",
    ];
    let blank: Vec<Sheet> = regions
        .iter()
        .enumerate()
        .map(|(i, r)| sheet(&format!("s{i}"), r, &json!({})))
        .collect();
    let mut devices = vec![blank; 3];
    let mut files = Vec::new();
    for step in steps {
        match step {
            Step::Edit {
                device,
                sheet,
                value,
            } => {
                edit(&mut devices[*device][*sheet], &format!("d{device}"), *value);
            }
            Step::Send { from, to, sheet } => {
                let theirs = devices[*from][*sheet].clone();
                devices[*to][*sheet] = saba_core::merge::merge(&devices[*to][*sheet], &theirs);
            }
            Step::File { device, sheet } => {
                devices[*device][*sheet].meta.revision += 1;
                files.push(devices[*device][*sheet].clone());
            }
        }
    }
    files
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Law: single files and bundles in any order, mixture and repetition, at once or
    /// one after another, lead to the same store and the same roll-up.
    #[test]
    fn nothing_depends_on_how_files_come(
        (files, shuffled) in steps().prop_map(|s| files(&s)).prop_flat_map(|f| (Just(f.clone()), Just(f).prop_shuffle())),
        cuts in prop::collection::vec(any::<Index>(), 0..5),
        repeated in any::<Index>(),
    ) {
        let mut once = Store::default();
        once.take_in(files.iter().flat_map(single).collect());

        let mut other = Store::default();
        let mut shuffled = shuffled;
        if !shuffled.is_empty() {
            shuffled.push(repeated.get(&files).clone());
        }
        let mut ends: Vec<usize> = cuts.iter().map(|c| c.index(shuffled.len() + 1)).collect();
        ends.push(shuffled.len());
        ends.sort_unstable();
        let mut start = 0;
        for (i, end) in ends.into_iter().enumerate() {
            let part = &shuffled[start..end];
            start = end;
            match i % 2 {
                0 => {
                    other.take_in(arrivals("k", open_bytes(&bundle(part), Checksum::Required)));
                }
                _ => for sheet in part {
                    other.take_in(single(sheet));
                },
            }
        }
        prop_assert_eq!(&once, &other);
        let none = Assigned::default();
        prop_assert_eq!(once.rolled(&none), other.rolled(&none));
        // And once more everything: nothing changes.
        let plan = other.plan(files.iter().flat_map(single).collect());
        prop_assert!(plan.sheets.is_empty());
        prop_assert!(plan.files.iter().all(|f| matches!(f.fate, Fate::Same | Fate::Older)));
    }
}
