//! What scoring costs: the core natively and in wasm, and an answer on the regency's page
//! until its new score stands there. Run by `cargo xtask bench`.

use std::fs;

use serde_json::{Value, json};
use xtask::bench;

use crate::figures::{Times, print_table, time};
use crate::support::World;
use crate::taps::{self, SLOWDOWN};

const SAMPLES: u32 = 50;

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
            // The browser compiles what runs often a second time.
            measure(10).await;
            let found = Times::read(&measure(SAMPLES).await);
            row.extend([found.median(), found.best(), found.worst()].map(time));
        }
        page.slow_down(1).await;
        rows.push(row);
    }
    let slowed = format!("{SLOWDOWN}×, median");
    let head = ["", "natively", "wasm, median", "best", "worst"];
    print_table(
        &format!("The core natively and in wasm, {SAMPLES} samples"),
        &[head.as_slice(), &[&slowed, "best", "worst"]].concat(),
        &rows,
    );
}

#[tokio::test]
async fn answer_to_new_score() {
    let world = World::new().await;
    let page = world.profile().await;
    let taps = taps::regency(&page).await;
    print_table(
        &format!(
            "A tap on the regency's page, CPU slowed {SLOWDOWN}×, {} taps",
            taps.changed.count()
        ),
        &["", "median", "95 %", "worst"],
        &[
            taps.changed.row("to the new score in the page"),
            taps.drawn.row("to the frame that shows it"),
            taps.shown.row("to that frame, from the finger's leaving"),
            taps.saved.row("to the light that says saved"),
        ],
    );
}
