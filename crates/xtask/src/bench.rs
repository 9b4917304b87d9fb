//! `cargo xtask bench` and `cargo xtask screens`: what is measured and pictured.
//!
//! Both need the same browser, server and profiles as the browser tests, and live in
//! `tests/measure/`.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use serde_json::json;

use crate::build;
use crate::fuzz;
use crate::process::{self, cargo};
use crate::test::browser_target;

/// How many browsers are killed while answers come in. The tests kill ten.
const KILLS: &str = "50";

/// What can be measured on its own, and the part of `tests/measure/` that does it.
const PARTS: [(&str, &str); 6] = [
    ("score", "score::"),
    ("phone", "phone::"),
    ("import", "import::"),
    ("regency", "regency::"),
    ("kill", "kill::"),
    ("fuzz", ""),
];

/// Measures one part, or all of them; each prints its table.
pub fn run(only: Option<&str>) -> Result<()> {
    let parts: Vec<_> = PARTS
        .iter()
        .filter(|(name, _)| only.is_none_or(|o| o == *name))
        .collect();
    if parts.is_empty() {
        let names = PARTS.map(|(name, _)| name).join(", ");
        bail!("nothing of this name is measured; there are {names}");
    }
    for (name, tests) in parts {
        match *name {
            "fuzz" => fuzz::run(fuzz::SECONDS)?,
            "score" => {
                scoring()?;
                measure(tests)?;
            }
            _ => measure(tests)?,
        }
    }
    Ok(())
}

/// Takes a picture of every screen into `docs/screens/`.
pub fn screens() -> Result<()> {
    measure("screens::")
}

/// The folder of the page that measures the core in wasm.
#[must_use]
pub fn page() -> PathBuf {
    process::target().join("bench-page")
}

/// The file beside that page with what the core takes natively: name and nanoseconds.
#[must_use]
pub fn native() -> PathBuf {
    page().join("native.json")
}

/// Builds the page that measures the core in wasm, and measures the core natively.
fn scoring() -> Result<()> {
    build::bench_page(&page())?;
    let mut bench = cargo();
    bench.args([
        "bench",
        "--package",
        "saba-core",
        "--bench",
        "score",
        "--",
        "--quick",
    ]);
    let said = process::output(&mut bench)?;
    let times = native_times(&said);
    if times.is_empty() {
        bail!("criterion printed no time:\n{said}");
    }
    let times: serde_json::Map<_, _> = times
        .into_iter()
        .map(|(name, nanoseconds)| (name, json!(nanoseconds)))
        .collect();
    let file = native();
    fs::write(&file, serde_json::to_string(&times)?)
        .with_context(|| format!("cannot write {}", file.display()))
}

/// Reads what criterion prints: `name   time:   [5.1 µs 5.2 µs 5.3 µs]`, where a long
/// name stands on the line above. The middle number counts.
fn native_times(said: &str) -> Vec<(String, f64)> {
    let mut times = Vec::new();
    let mut above = "";
    for line in said.lines() {
        let Some((name, rest)) = line.split_once(" time:") else {
            above = line.trim();
            continue;
        };
        let name = if name.trim().is_empty() {
            above
        } else {
            name.trim()
        };
        let words: Vec<&str> = rest
            .trim_matches(|c: char| c.is_whitespace() || "[]".contains(c))
            .split_whitespace()
            .collect();
        let [_, _, middle, unit, ..] = words.as_slice() else {
            continue;
        };
        let factor = match *unit {
            "ns" => 1.0,
            "µs" | "us" => 1e3,
            "ms" => 1e6,
            "s" => 1e9,
            _ => continue,
        };
        if let Ok(number) = middle.parse::<f64>() {
            times.push((name.to_owned(), number * factor));
        }
    }
    times
}

fn measure(which: &str) -> Result<()> {
    process::run(browser_target("measure")?.env("SABA_KILLS", KILLS).args([
        "--quiet",
        "--",
        which,
        "--nocapture",
        "--test-threads",
        "1",
    ]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_their_units() {
        let said = "Benchmarking one outcome\n\
            one outcome             time:   [5.5 µs 5.6 µs 5.9 µs]\n\
            coach to the highest level\n\
            \x20                       time:   [0.1 ms 0.11 ms 0.2 ms]\n\
            Found 2 outliers\n";
        let times = native_times(said);
        assert_eq!(times.len(), 2);
        assert_eq!(times[0].0, "one outcome");
        assert!((times[0].1 - 5_600.0).abs() < 1.0, "{times:?}");
        assert_eq!(times[1].0, "coach to the highest level");
        assert!((times[1].1 - 110_000.0).abs() < 1.0, "{times:?}");
    }
}
