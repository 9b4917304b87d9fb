//! `cargo xtask fuzz`: changed files at the door for files, with libFuzzer.
//!
//! Neither `cargo-fuzz` nor a nightly toolchain is needed: coverage comes from
//! compiler options that are stable, and no sanitizer is used, for the core forbids
//! unsafe code. What is needed is a C++ compiler, for libFuzzer itself.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::process::{self, cargo, output};

/// Seconds that `cargo xtask bench` fuzzes for.
pub const SECONDS: u64 = 60;

/// What the compiler puts in, so that libFuzzer sees where a file leads.
const COVERAGE: [&str; 7] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Ccodegen-units=1",
    "--cfg=fuzzing",
];

/// Fuzzes for some seconds; what was found lies in `target/fuzz/artifacts`.
///
/// # Errors
/// Where something was found, or the target cannot be built.
pub fn run(seconds: u64) -> Result<()> {
    let root = process::root();
    let home = process::target().join("fuzz");
    let host = host()?;
    let mut build = cargo();
    build
        .args(["build", "--quiet", "--release", "--target", &host])
        .arg("--manifest-path")
        .arg(root.join("fuzz").join("Cargo.toml"))
        .env("CARGO_TARGET_DIR", &home)
        .env("CARGO_ENCODED_RUSTFLAGS", COVERAGE.join("\u{1f}"));
    process::run(&mut build).context(
        "the fuzz target cannot be built; it needs a C++ compiler (on Debian: apt-get install g++)",
    )?;

    let corpus = home.join("corpus");
    let artifacts = home.join("artifacts");
    fs::create_dir_all(&corpus)?;
    fs::create_dir_all(&artifacts)?;
    let seeds = seed(&root.join("tests").join("golden"), &corpus)?;
    println!("{seeds} golden files in the corpus");

    let program = home.join(&host).join("release").join("import");
    let mut fuzz = Command::new(program);
    fuzz.arg(&corpus)
        .arg(format!("-dict={}", root.join("fuzz/import.dict").display()))
        .arg(format!("-max_total_time={seconds}"))
        .args(["-max_len=32768", "-timeout=20", "-rss_limit_mb=1024"])
        .args(["-print_final_stats=1", "-verbosity=1"])
        .arg(format!("-artifact_prefix={}/", artifacts.display()));
    let status = fuzz.status().context("cannot start the fuzz target")?;
    if !status.success() {
        bail!(
            "a file was found that must not be; it lies in {}",
            artifacts.display()
        );
    }
    Ok(())
}

/// The machine that this runs on, as the compiler names it.
fn host() -> Result<String> {
    let told = output(Command::new("rustc").arg("-vV"))?;
    let host = told.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host.context("rustc does not tell its host")?.to_string())
}

/// Puts every golden file into the corpus, under the hash of what is in it.
fn seed(from: &Path, corpus: &Path) -> Result<usize> {
    let mut seeds = 0;
    for entry in fs::read_dir(from)? {
        let path: PathBuf = entry?.path();
        if path.is_dir() {
            seeds += seed(&path, corpus)?;
            continue;
        }
        let bytes = fs::read(&path)?;
        let name: String = Sha256::digest(&bytes)
            .iter()
            .take(10)
            .map(|b| format!("{b:02x}"))
            .collect();
        fs::write(corpus.join(name), bytes)?;
        seeds += 1;
    }
    Ok(seeds)
}
