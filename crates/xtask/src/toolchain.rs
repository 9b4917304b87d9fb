//! What a fresh machine lacks is added here, or named in one sentence.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Result, bail};

use crate::process::{cargo, find, output, run};

/// The target of the page.
pub const WASM: &str = "wasm32-unknown-unknown";

/// Adds the wasm target where it is missing.
pub fn need_wasm() -> Result<()> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let sysroot = output(Command::new(rustc).args(["--print", "sysroot"]))?;
    let library = PathBuf::from(sysroot.trim()).join("lib/rustlib").join(WASM);
    if library.is_dir() {
        return Ok(());
    }
    rustup(&["target", "add", WASM])
}

/// Adds rustfmt and clippy where they are missing.
pub fn need_lints() -> Result<()> {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if output(cargo().args([subcommand, "--version"])).is_err() {
            rustup(&["component", "add", component])?;
        }
    }
    Ok(())
}

fn rustup(arguments: &[&str]) -> Result<()> {
    if find("rustup").is_none() {
        bail!(
            "rustup is not on PATH; install it, or do by hand what `rustup {}` would do",
            arguments.join(" ")
        );
    }
    run(Command::new("rustup").args(arguments))
}

/// Installs Debian's Chromium and its driver where they are missing and where it may.
pub fn need_browser() -> Result<()> {
    need(
        "the browser tests",
        &["chromium", "chromedriver"],
        &["chromium", "chromium-driver"],
    )
}

/// The same for the two other engines: Firefox, and WebKit with a screen that nobody sees.
pub fn need_engines() -> Result<()> {
    need(
        "the tests on three engines",
        &["firefox-esr", "WebKitWebDriver", "Xvfb"],
        &["firefox-esr", "webkit2gtk-driver", "xvfb"],
    )
}

/// The same for what reads printed documents.
pub fn need_pdf_reader() -> Result<()> {
    need(
        "the tests of what is printed",
        &["pdftoppm", "pdftotext"],
        &["poppler-utils"],
    )
}

/// The same for what fetches files.
pub fn need_curl() -> Result<()> {
    need("fetching packages", &["curl"], &["curl", "ca-certificates"])
}

/// Installs packages of Debian where programs are missing on PATH and where it may.
fn need(whose: &str, programs: &[&str], packages: &[&str]) -> Result<()> {
    let is_missing = |program: &&&str| find(program).is_none();
    if !programs.iter().any(|program| is_missing(&program)) {
        return Ok(());
    }
    if !(find("apt-get").is_some() && is_root()) {
        bail!(
            "{whose}: {} must be on PATH. On Debian or Ubuntu: `sudo apt-get install {}`. To \
             leave all browser tests out: `cargo xtask test --no-browser`",
            programs.join(", "),
            packages.join(" ")
        );
    }
    install(packages)?;
    if let Some(program) = programs.iter().find(is_missing) {
        bail!("apt-get ended well, but {program} is still not on PATH");
    }
    Ok(())
}

/// Installs Debian's Python where there is none and where it may: the roll-up is compared
/// with an independent one in Python.
pub fn need_python() -> Result<()> {
    let why = "the tests compare the roll-up with one in Python";
    need_tool(why, "python3", "python3-minimal").map(drop)
}

/// Where `wasm-opt` is, Debian's if there was none and where it may be installed: without
/// it the page is larger than its budget allows, and other than the page of other machines.
pub fn need_optimiser() -> Result<PathBuf> {
    let why = "the build makes the programs small with wasm-opt (`--quick` does without)";
    need_tool(why, "wasm-opt", "binaryen")
}

/// Where a program is, installed from Debian's package where it is missing and where that
/// may be done.
fn need_tool(why: &str, program: &str, package: &str) -> Result<PathBuf> {
    if let Some(found) = find(program) {
        return Ok(found);
    }
    if !(find("apt-get").is_some() && is_root()) {
        bail!(
            "{why}, and `{program}` is not on PATH. On Debian or Ubuntu: \
             `sudo apt-get install {package}`"
        );
    }
    install(&[package])?;
    match find(program) {
        Some(found) => Ok(found),
        None => bail!("apt-get ended well, but {program} is still not on PATH"),
    }
}

/// Installs packages of Debian.
fn install(packages: &[&str]) -> Result<()> {
    let apt = |arguments: &[&str]| {
        run(Command::new("apt-get")
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(arguments))
    };
    apt(&["update", "-qq"])?;
    let mut arguments = vec!["install", "-qq", "-y", "--no-install-recommends"];
    arguments.extend(packages);
    apt(&arguments)
}

fn is_root() -> bool {
    output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
