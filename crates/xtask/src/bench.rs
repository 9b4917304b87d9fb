//! `cargo xtask bench`: how long the page takes to start on a slow phone.
//!
//! The measuring itself is an ignored test of the browser tests, for it needs the same
//! browser, server and profiles that they do.

use anyhow::Result;

use crate::process;
use crate::test::browser_tests;

/// Runs the measurements; they print their table.
pub fn run() -> Result<()> {
    process::run(
        browser_tests()?
            .args(["--quiet", "--", "--ignored", "--exact", "bench::start"])
            .args(["--nocapture", "--test-threads", "1"]),
    )
}
