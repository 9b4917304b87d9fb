//! What scoring costs: the core natively and in wasm, and an answer on the regency's page
//! until its new score stands there. Run by `cargo xtask bench`.

use std::fs;

use serde_json::{Value, json};
use xtask::bench;

use crate::figures::{Times, print_table, time};
use crate::filled::filled;
use crate::officer::Officer;
use crate::support::{Browser, World};

/// A phone of the people this is for, against the machine that measures.
pub const SLOWDOWN: u32 = 6;
const SAMPLES: u32 = 50;
/// Taps of a radio button; a whole round of levels goes over each of the ladders.
const TAPS: usize = 40;

/// What is measured: its name with criterion, its name in `crates/bench/page.html`, and
/// how many calls make one sample.
const CALLS: [(&str, &str, u32); 3] = [
    ("score a regency", "whole_sheet", 5),
    ("one outcome", "one_outcome", 500),
    ("load the instrument", "load", 1),
];

#[tokio::test]
async fn core_in_wasm() {
    let native = fs::read_to_string(bench::native()).expect("`cargo xtask bench` measures it");
    let native: Value = serde_json::from_str(&native).expect("JSON");
    let mut world = World::new().await;
    world.serve(&bench::page());
    let page = world.profile().await;
    page.open("").await;
    page.wait_until("the core", "return typeof window.measure === 'function'")
        .await;
    // Items answered, cautious total, one score: not a sheet of blanks.
    let check = page.js("return window.check()", []).await;
    let at_least = |at: usize, n: u64| check[at].as_u64().is_some_and(|found| found >= n);
    assert!(at_least(0, 150) && at_least(1, 1), "{check}");

    let mut rows = Vec::new();
    for (criterion, call, times) in CALLS {
        let name = criterion.replace("a regency", "a whole regency sheet");
        let natively = native[criterion].as_f64().map(|ns| time(ns / 1e6));
        let mut row = vec![name, natively.unwrap_or_default()];
        for slowdown in [1, SLOWDOWN] {
            page.slow_down(slowdown).await;
            let body = "return window.measure(...arguments)";
            let measure = |samples: u32| page.js(body, [json!(call), json!(times), json!(samples)]);
            // Warm: the browser compiles what runs often a second time.
            measure(10).await;
            let found = Times::read(&measure(SAMPLES).await);
            row.push(time(found.median()));
            row.push(time(found.best()));
            row.push(time(found.worst()));
        }
        page.slow_down(1).await;
        rows.push(row);
    }
    let slowed = format!("{SLOWDOWN}×, median");
    print_table(
        &format!("Core, natively and in wasm ({SAMPLES} samples)"),
        &[
            "",
            "natively",
            "wasm, median",
            "best",
            "worst",
            &slowed,
            "best",
            "worst",
        ],
        &rows,
    );
}

/// Notes for every tap on a radio button how long it took until the score of its item was
/// another, and until that stood on the screen, since the browser made the event.
const WATCH: &str = "
    window.sabaTaps = [];
    let tap = null;
    const score = (item) => {
        const shown = item && item.querySelector('[data-score]');
        return shown ? shown.dataset.score : null;
    };
    document.addEventListener('input', (event) => {
        const item = event.target.closest('[data-item]');
        tap = { id: item.dataset.item, at: event.timeStamp, before: score(item) };
    }, true);
    new MutationObserver(() => {
        if (!tap) return;
        const item = document.querySelector('[data-item=\"' + tap.id + '\"]');
        if (score(item) === tap.before) return;
        const { at } = tap;
        const changed = performance.now() - at;
        tap = null;
        requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => sabaTaps.push([changed, performance.now() - at]);
            port2.postMessage(null);
        });
    }).observe(document.body, {
        subtree: true, childList: true, attributes: true, attributeFilter: ['data-score'],
    });
    return null;";

/// Milliseconds from a tap to the new score in the page, and to the frame that shows it,
/// on a regency sheet with every item answered, in the section with the most indicators.
pub async fn taps_to_score(page: &Browser) -> (Times, Times) {
    let officer = Officer(page);
    page.open("#/ambil").await;
    page.wait_for("[data-screen=take-in]").await;
    let folder = tempfile::tempdir().expect("a temporary folder");
    officer
        .takes_in(&regency_file(folder.path()), "new", 163)
        .await;
    officer.goes_to("#/kabupaten/63.11/t1", "section").await;
    page.wait_for("[data-item] [data-score]").await;
    page.js(WATCH, []).await;
    page.slow_down(SLOWDOWN).await;
    let ladders = "return [...document.querySelectorAll('[data-key=level]')]
        .map((e) => [e.closest('[data-item]').dataset.item, e.value])
        .filter(([, level]) => !level.includes('~'))";
    let ladders = page.js(ladders, []).await;
    let mut levels: Vec<(String, String)> = serde_json::from_value(ladders).expect("pairs");
    // Level by level over all ladders, so that every tap changes a score.
    levels.sort_by(|(_, a), (_, b)| a.cmp(b));
    assert!(!levels.is_empty(), "no ladder on this page");
    for n in 0..TAPS {
        let (item, level) = &levels[n % levels.len()];
        let before = n;
        officer.chooses(item, "level", level).await;
        let seen = format!("return window.sabaTaps.length > {before}");
        page.wait_until("the new score", &seen).await;
    }
    page.slow_down(1).await;
    let taps = page.js("return window.sabaTaps", []).await;
    let taps: Vec<(f64, f64)> = serde_json::from_value(taps).expect("pairs");
    let (changed, shown) = taps.into_iter().unzip();
    (Times::new(changed), Times::new(shown))
}

/// The sheet of the other measurements as a file, as another office would send it.
fn regency_file(folder: &std::path::Path) -> std::path::PathBuf {
    use saba_core::file::{Provenance, write_sheet};
    let instrument = concat!(env!("CARGO_MANIFEST_DIR"), "/instrument/kks-2025.json");
    let instrument = fs::read_to_string(instrument).expect("the instrument");
    let instrument = saba_core::instrument::Instrument::load(&instrument).expect("it is good");
    let from = Provenance {
        program: String::from("bench"),
        at: 0,
        by: String::from("Siti"),
        device: String::from("a"),
    };
    let file = folder.join("kabupaten.saba.json");
    fs::write(&file, write_sheet(&filled(&instrument, "a"), &from)).expect("written");
    file
}

#[tokio::test]
async fn answer_to_new_score() {
    let world = World::new().await;
    let page = world.profile().await;
    let (changed, shown) = taps_to_score(&page).await;
    let row = |name: &str, times: &Times| {
        let figures = [times.median(), times.p95(), times.worst()].map(time);
        std::iter::once(String::from(name)).chain(figures).collect()
    };
    print_table(
        &format!(
            "A tap on the regency's page, CPU slowed {SLOWDOWN}×, {} taps",
            changed.count()
        ),
        &["", "median", "95 %", "worst"],
        &[
            row("to the new score in the page", &changed),
            row("to the frame that shows it", &shown),
        ],
    );
}
