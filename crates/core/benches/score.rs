//! How long the core takes where people wait for it: a regency sheet with
//! every indicator filled in, one answer of it, a large file, a merge.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    missing_docs
)]

mod filled;

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use saba_core::file::{Checksum, Provenance, read_sheet, write_sheet};
use saba_core::instrument::{Instrument, SheetKind};
use saba_core::merge::merge;
use saba_core::score::{coach, outcome, report, report_of};

use filled::{ITEM, filled};

fn instrument_text() -> String {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../instrument/kks-2025.json"
    );
    std::fs::read_to_string(path).expect("instrument file")
}

fn score(c: &mut Criterion) {
    let text = instrument_text();
    let instrument = Instrument::load(&text).unwrap_or_else(|e| panic!("{e}"));
    let def = instrument.sheet(SheetKind::Kabupaten);
    let sheet = filled(&instrument, "a");
    let known = report(&instrument, &sheet);
    let usable = known.outcomes.iter().filter(|(_, o)| o.because().is_some());
    assert!(usable.count() > 140, "the sheet is not filled");

    c.bench_function("load the instrument", |b| {
        b.iter(|| Instrument::load(black_box(&text)));
    });
    c.bench_function("score a regency", |b| {
        b.iter(|| report(&instrument, black_box(&sheet)));
    });
    let item = def.item(ITEM).expect("item");
    c.bench_function("one outcome", |b| {
        b.iter(|| outcome(&instrument, def, black_box(&sheet), item));
    });
    c.bench_function("report from known outcomes", |b| {
        b.iter(|| report_of(&instrument, black_box(&sheet), known.outcomes.clone()));
    });
    c.bench_function("coach to the highest level", |b| {
        b.iter(|| coach(&instrument, black_box(&known), 2));
    });

    // Remarks make a file large.
    let mut large = sheet.clone();
    let remark = "Sudah diperiksa bersama bidan desa dan kader. ".repeat(150);
    for answer in large.answers.values_mut() {
        answer.note.clone_from(&remark);
    }
    let from = Provenance {
        program: String::from("bench"),
        at: 0,
        by: String::from("Siti"),
        device: String::from("a"),
    };
    let file = write_sheet(&large, &from);
    assert!(file.len() > 1_000_000, "only {} bytes", file.len());
    c.bench_function("read a file of 1 MB", |b| {
        b.iter(|| read_sheet(black_box(&file), Checksum::Required));
    });

    let mut theirs = filled(&instrument, "a");
    for (i, answer) in theirs.answers.values_mut().enumerate() {
        // A third newer, a third edited by both, a third the same.
        match i % 3 {
            0 => answer.version.bump("b"),
            1 => {
                answer.version = Default::default();
                answer.version.bump("b");
                answer.note = String::from("lain");
            }
            _ => {}
        }
    }
    c.bench_function("merge two sheets", |b| {
        b.iter(|| merge(black_box(&sheet), black_box(&theirs)));
    });
}

criterion_group!(benches, score);
criterion_main!(benches);
