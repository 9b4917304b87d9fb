//! How long a regency waits for a thousand villages: read, plan, contribute, roll up,
//! adopt and score. Prints what the whole takes, and the most memory that it needed,
//! before anything is repeated.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    missing_docs
)]

mod village;

use std::hint::black_box;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use saba_core::file::sniff::open_bytes;
use saba_core::file::{Checksum, read_sheet};
use saba_core::instrument::{Instrument, SheetKind, Target};
use saba_core::intake::{Arrival, Assigned, Desk, Plan, arrivals, places, plan};
use saba_core::region::{RegionCode, RegionList};
use saba_core::rollup::{Contribution, Proposal, Roller, adopt};
use saba_core::score::report;
use saba_core::sheet::{Command, Context, Sheet, SheetMeta};

const VILLAGES: usize = 1000;

fn instrument() -> Instrument {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../instrument/kks-2025.json"
    );
    let text = std::fs::read_to_string(path).expect("instrument file");
    Instrument::load(&text).unwrap_or_else(|e| panic!("{e}"))
}

fn read(files: &[String]) -> Vec<Arrival> {
    let open = |file: &String| arrivals("a", open_bytes(file.as_bytes(), Checksum::Required));
    files.iter().flat_map(open).collect()
}

fn planned(instrument: &Instrument, came: Vec<Arrival>) -> Plan {
    let region = RegionCode::parse("63.11").expect("code");
    let desk = Desk {
        instrument,
        region: &region,
    };
    plan(&desk, &|_| None, came)
}

fn contributions(roller: &Roller, sheets: &[Sheet], list: &RegionList) -> Vec<Contribution> {
    let metas: Vec<&SheetMeta> = sheets.iter().map(|s| &s.meta).collect();
    let places = places(&metas, &Assigned::default(), list);
    let all = sheets.iter().zip(&places);
    all.filter_map(|(sheet, place)| roller.contribution(sheet, place.region()?))
        .collect()
}

fn regency(instrument: &Instrument) -> Sheet {
    let text = format!(
        r#"{{"format":"saba","version":1,"sheet":{{"id":"k","kind":"kabupaten","region":"63.11","instrument":{{"id":"{}"}}}},"answers":{{}}}}"#,
        instrument.id
    );
    read_sheet(&text, Checksum::Ignored).expect("sheet").sheet
}

/// Takes over everything that is proposed, as one person on one device.
fn adopted(instrument: &Instrument, sheet: &mut Sheet, proposals: &[Proposal]) -> usize {
    let context = Context {
        now: 0,
        author: String::from("Rina"),
        device: String::from("kab"),
    };
    let def = instrument.sheet(SheetKind::Kabupaten);
    let mut count = 0;
    for proposal in proposals {
        if let (Target::Propose(item), Some(adopted)) = (&proposal.target, adopt(proposal)) {
            let command = Command::Adopt {
                item: item.clone(),
                adopted: Box::new(adopted),
            };
            count += usize::from(sheet.apply(def, &command, &context).is_some());
        }
    }
    count
}

/// The most memory that the process has had, where the system tells.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

fn rollup(c: &mut Criterion) {
    let instrument = instrument();
    let list = village::list(VILLAGES);
    let roller = Roller::new(&instrument);
    let files: Vec<String> = (0..VILLAGES)
        .map(|n| village::file(&instrument, n))
        .collect();
    let bytes: usize = files.iter().map(String::len).sum();
    let before = peak();

    // Everything once, as it happens.
    let mut steps: Vec<(&str, Duration)> = Vec::new();
    let begun = Instant::now();
    let mut last = begun;
    let mut step = |name: &'static str| {
        let now = Instant::now();
        steps.push((name, now - last));
        last = now;
    };
    let came = read(&files);
    step("read");
    let sheets = planned(&instrument, came).sheets;
    step("plan");
    let given = contributions(&roller, &sheets, &list);
    step("contributions");
    let proposals = roller.rollup(&given, &list);
    step("roll-up");
    let mut kab = regency(&instrument);
    let count = adopted(&instrument, &mut kab, &proposals);
    step("adopt");
    let scored = report(&instrument, &kab);
    step("score");
    let whole = begun.elapsed();
    assert_eq!(given.len(), VILLAGES);
    assert!(count > 50, "only {count} adopted");
    assert!(scored.total.settled > 15, "nothing is scored");
    println!("{VILLAGES} village sheets, {bytes} bytes: {whole:?}");
    for (name, time) in &steps {
        println!("  {name}: {time:?}");
    }
    if let (Some(before), Some(after)) = (before, peak()) {
        println!(
            "  peak memory: {after} KiB, {} KiB of it since the files lay there",
            after - before
        );
    }

    let mut group = c.benchmark_group("1,000 villages");
    group.sample_size(10);
    group.bench_function("read", |b| b.iter(|| read(black_box(&files))));
    group.bench_function("plan", |b| {
        b.iter_batched(
            || read(&files),
            |came| planned(&instrument, came),
            criterion::BatchSize::PerIteration,
        );
    });
    group.bench_function("contributions", |b| {
        b.iter(|| contributions(&roller, black_box(&sheets), &list));
    });
    group.bench_function("roll-up", |b| {
        b.iter(|| roller.rollup(black_box(&given), &list));
    });
    // A file comes in anew.
    group.bench_function("one contribution replaced, rolled up", |b| {
        let mut given = given.clone();
        b.iter(|| {
            if let Some(one) = roller.contribution(&sheets[500], &sheets[500].meta.region) {
                given[500] = one;
            }
            roller.rollup(black_box(&given), &list)
        });
    });
    group.bench_function("read to score", |b| {
        b.iter(|| {
            let sheets = planned(&instrument, read(black_box(&files))).sheets;
            let proposals = roller.rollup(&contributions(&roller, &sheets, &list), &list);
            let mut kab = regency(&instrument);
            adopted(&instrument, &mut kab, &proposals);
            report(&instrument, &kab)
        });
    });
    group.finish();
}

criterion_group!(benches, rollup);
criterion_main!(benches);
