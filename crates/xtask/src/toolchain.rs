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
    let missing = || {
        ["chromium", "chromedriver"]
            .into_iter()
            .any(|program| find(program).is_none())
    };
    if !missing() {
        return Ok(());
    }
    if !(find("apt-get").is_some() && is_root()) {
        bail!(
            "the browser tests need `chromium` and `chromedriver` on PATH. On Debian or Ubuntu: \
             `sudo apt-get install chromium chromium-driver`. To leave them out: \
             `cargo xtask test --no-browser`"
        );
    }
    install(&["chromium", "chromium-driver"])?;
    if missing() {
        bail!("apt-get ended well, but chromium and chromedriver are still not on PATH");
    }
    Ok(())
}

/// Installs Debian's Python where there is none and where it may: the roll-up is compared
/// with an independent one in Python.
pub fn need_python() -> Result<()> {
    if find("python3").is_some() {
        return Ok(());
    }
    if !(find("apt-get").is_some() && is_root()) {
        bail!(
            "the tests compare the roll-up with one in Python and need `python3` on PATH. \
             On Debian or Ubuntu: `sudo apt-get install python3`"
        );
    }
    install(&["python3-minimal"])?;
    if find("python3").is_none() {
        bail!("apt-get ended well, but python3 is still not on PATH");
    }
    Ok(())
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
