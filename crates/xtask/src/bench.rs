//! `cargo xtask bench` and `cargo xtask screens`: what is measured and pictured.
//!
//! Both need the same browser, server and profiles as the browser tests, and live in
//! `tests/measure/`.

use anyhow::Result;

use crate::process;
use crate::test::browser_target;

/// Runs the measurements; they print their table.
pub fn run() -> Result<()> {
    measure("start::")
}

/// Takes a picture of every screen into `docs/screens/`.
pub fn screens() -> Result<()> {
    measure("screens::")
}

fn measure(which: &str) -> Result<()> {
    process::run(browser_target("measure")?.args([
        "--quiet",
        "--",
        which,
        "--nocapture",
        "--test-threads",
        "1",
    ]))
}
