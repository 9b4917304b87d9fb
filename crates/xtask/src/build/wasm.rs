//! The program of the page: cargo, then wasm-bindgen as a library, then the floor check.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, anyhow, bail};
use wasm_bindgen_cli_support::Bindgen;

use super::{arrange, floor, shorten, trim};
use crate::{process, toolchain};

/// The program and the glue that loads it.
pub struct Program {
    pub js: String,
    pub wasm: Vec<u8>,
}

/// How a program is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// As it is published: small.
    Small,
    /// To try a change out: soon there, several times as large, same behaviour.
    Quick,
}

impl Pace {
    /// The profile in `Cargo.toml`.
    fn profile(self) -> &'static str {
        match self {
            Pace::Small => "release",
            Pace::Quick => "quick",
        }
    }
}

/// Builds the root package with some of its features for browsers down to the floor.
pub fn build(features: &[&str], pace: Pace) -> Result<Program> {
    program("saba-app", features, pace)
}

/// The same for any package of the workspace whose binary bears its name.
pub fn program(package: &str, features: &[&str], pace: Pace) -> Result<Program> {
    toolchain::need_wasm()?;
    // A target directory of its own: its flags would throw out what other builds made.
    let target = process::target().join("wasm");
    process::run(
        process::cargo()
            .args([
                "build",
                "--profile",
                pace.profile(),
                "--package",
                package,
                "--bin",
                package,
            ])
            .args(["--features", &features.join(",")])
            .args(["--target", toolchain::WASM, "--target-dir"])
            .arg(&target)
            .args(swift(features, pace))
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .env("RUSTFLAGS", flags()),
    )?;
    let built = target
        .join(toolchain::WASM)
        .join(pace.profile())
        .join(format!("{package}.wasm"));
    let bytes = fs::read(&built).with_context(|| format!("cannot read {}", built.display()))?;
    let linked = floor::drop_custom(&bytes, "target_features")?;
    let mut program = match pace {
        Pace::Small => bind(trim::trim(&linked)?, pace)?,
        Pace::Quick => bind(
            walrus::Module::from_buffer(&linked).context("cannot read the linked wasm")?,
            pace,
        )?,
    };
    if pace == Pace::Small {
        optimise(&mut program, &target)?;
        program.wasm = arrange::arrange(&program.wasm)?;
    }
    floor::check(&program.wasm)?;
    Ok(program)
}

/// The desk reads a thousand files at once: there the core is built fast, not small. The
/// field program is what a phone waits for.
fn swift(features: &[&str], pace: Pace) -> Vec<String> {
    if !features.contains(&"desk") {
        return Vec::new();
    }
    let setting = |package: &str| {
        let profile = pace.profile();
        format!("--config=profile.{profile}.package.{package}.opt-level=3")
    };
    SWIFT.map(setting).into()
}

/// What reading and adding up is made of.
const SWIFT: [&str; 2] = ["saba-core", "sha2"];

/// Without reference types and multi-value the wasm runs from Chromium 80 on. The
/// remapped paths make the same source give the same bytes on every machine.
fn flags() -> String {
    let mut flags = format!(
        "-C target-feature=-reference-types,-multivalue -C link-arg={}",
        trim::LINK_ARG
    );
    let home = std::env::var_os("CARGO_HOME")
        .map(Into::into)
        .or_else(|| std::env::home_dir().map(|home| home.join(".cargo")));
    for (path, name) in [(home, "cargo"), (Some(process::root()), "saba")] {
        // RUSTFLAGS is split at spaces: a path with one is left as it is.
        if let Some(path) = path
            .as_ref()
            .and_then(|p| p.to_str())
            .filter(|p| !p.contains(' '))
        {
            flags.push_str(&format!(" --remap-path-prefix={path}={name}"));
        }
    }
    flags
}

fn bind(module: walrus::Module, pace: Pace) -> Result<Program> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_module("saba", module)
        .typescript(false)
        .debug(false)
        .keep_debug(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .omit_default_module_path(true)
        .web(true)
        .map_err(bindgen_failed)?;
    let mut output = bindgen.generate_output().map_err(bindgen_failed)?;
    let extra = output.snippets().values().flatten().count() + output.local_modules().len();
    if extra > 0 || !output.npm_dependencies().is_empty() {
        bail!(
            "a crate brings JavaScript of its own (wasm-bindgen snippets), which the build does \
             not pack; use web-sys instead, or put the JavaScript into src/web/boot.js"
        );
    }
    let js = shorten::slim(output.js())?;
    let js = match pace {
        Pace::Small => shorten::shorten(output.wasm_mut(), &js)?,
        Pace::Quick => js,
    };
    Ok(Program {
        js,
        wasm: output.wasm_mut().emit_wasm(),
    })
}

fn bindgen_failed(error: anyhow::Error) -> anyhow::Error {
    anyhow!("wasm-bindgen: {error:#}")
}

/// Three per cent smaller (docs/decisions/0022-wasm-opt.md). Alignment hints are nothing but
/// hints, and all alike they compress better; so do functions that are not put into their
/// only caller. Below 1 KiB is the far end of the stack, where no data is.
fn optimise(program: &mut Program, target: &Path) -> Result<()> {
    let tool = toolchain::need_optimiser()?;
    let (before, after) = (target.join("before.wasm"), target.join("after.wasm"));
    fs::write(&before, &program.wasm)?;
    process::run(
        Command::new(tool)
            .args(["--dealign", "-Os", "-Os", "--low-memory-unused"])
            .arg("--one-caller-inline-max-function-size=0")
            .args(["--mvp-features", "--enable-mutable-globals"])
            .args(["--enable-bulk-memory", "--enable-sign-ext"])
            .arg("--enable-nontrapping-float-to-int")
            .arg(&before)
            .arg("-o")
            .arg(&after),
    )?;
    program.wasm = fs::read(&after)?;
    Ok(())
}
