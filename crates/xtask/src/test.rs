//! `cargo xtask test`: everything there is to check, the quickest first.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context, Result, bail};

use crate::process::{self, cargo, name, run as step};
use crate::{build, size, toolchain};

/// Runs every check until one fails. The last line says how many tests passed and
/// failed; a check that is no test and fails counts as one failure.
#[must_use]
pub fn run(browser: bool) -> ExitCode {
    let mut tally = Tally::default();
    let outcome = checks(browser, &mut tally);
    if let Err(error) = &outcome {
        eprintln!("error: {error:#}");
        tally.failed = tally.failed.max(1);
    }
    println!("saba: {} passed, {} failed", tally.passed, tally.failed);
    if outcome.is_ok() && tally.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn checks(browser: bool, tally: &mut Tally) -> Result<()> {
    heading("formatting");
    toolchain::need_lints()?;
    step(cargo().args(["fmt", "--all", "--check"]))?;

    heading("lints, native");
    let deny = ["--", "-D", "warnings"];
    step(
        cargo()
            .args(["clippy", "--workspace", "--all-targets"])
            .args(deny),
    )?;
    // The browser tests are left out of `--all-targets`, as out of a plain `cargo test`.
    step(
        cargo()
            .args(["clippy", "--package", "saba-app"])
            .args(["--test", "browser", "--test", "measure"])
            .args(deny),
    )?;

    heading("lints, browser app");
    toolchain::need_wasm()?;
    for features in ["", "desk", "english"] {
        step(
            cargo()
                .args(["clippy", "--package", "saba-app", "--features", features])
                .args(["--target", toolchain::WASM])
                .args(deny),
        )?;
    }

    // The core in wasm, as it is measured.
    step(
        cargo()
            .args(["clippy", "--package", "saba-bench"])
            .args(["--target", toolchain::WASM])
            .args(deny),
    )?;

    heading("native tests");
    toolchain::need_python()?;
    tests(
        cargo().args(["test", "--workspace", "--no-fail-fast"]),
        tally,
    )?;

    heading("build");
    build::run(build::Pace::Small)?;

    if browser {
        heading("browser tests");
        toolchain::need_engines()?;
        toolchain::need_pdf_reader()?;
        // A browser each: more than two at once only slow one another down.
        tests(
            browser_target("browser")?.env("RUST_TEST_THREADS", "2"),
            tally,
        )?;
    }

    heading("size budget");
    size::run()
}

/// The command that runs a target that drives `dist/` in a browser: `browser` (the
/// tests) or `measure`.
pub fn browser_target(name: &str) -> Result<Command> {
    toolchain::need_browser()?;
    let mut command = cargo();
    command
        .args(["test", "--package", "saba-app", "--test", name])
        .env("SABA_DIST", process::dist())
        // The driver and the page are on this machine, whatever stands before the network.
        .env("NO_PROXY", "127.0.0.1");
    Ok(command)
}

fn heading(title: &str) {
    println!("\n== {title}");
    let _ = std::io::stdout().flush();
}

#[derive(Default)]
struct Tally {
    passed: u64,
    failed: u64,
}

impl Tally {
    /// Counts a line of the form `test result: ok. 12 passed; 0 failed; …`.
    fn read(&mut self, line: &str) {
        let Some((_, counts)) = line
            .strip_prefix("test result: ")
            .and_then(|rest| rest.split_once(". "))
        else {
            return;
        };
        for count in counts.split(';') {
            match count.trim().split_once(' ') {
                Some((n, "passed")) => self.passed += n.parse().unwrap_or(0),
                Some((n, "failed")) => self.failed += n.parse().unwrap_or(0),
                _ => {}
            }
        }
    }
}

/// Runs tests, shows their output as it comes and counts the results.
fn tests(command: &mut Command, tally: &mut Tally) -> Result<()> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot start {}", name(command)))?;
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).split(b'\n') {
            let line = line?;
            let line = String::from_utf8_lossy(&line);
            println!("{line}");
            tally.read(&line);
        }
    }
    let status = child.wait()?;
    if !status.success() {
        bail!("{} failed ({status})", name(command));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_summed() {
        let mut tally = Tally::default();
        for line in [
            "running 3 tests",
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out",
            "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out",
        ] {
            tally.read(line);
        }
        assert_eq!((tally.passed, tally.failed), (15, 2));
    }
}
