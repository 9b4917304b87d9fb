//! Where things lie, and how other programs are started.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

/// The root of the workspace.
#[must_use]
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}

/// The folder the built page lies in: `dist/`, or `SABA_DIST` where that is set.
#[must_use]
pub fn dist() -> PathBuf {
    std::env::var_os("SABA_DIST").map_or_else(|| root().join("dist"), PathBuf::from)
}

/// Cargo's folder for build results.
#[must_use]
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// A cargo of the toolchain that started us, run in the root of the workspace.
#[must_use]
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    command
}

/// Runs a command to its end; a failure names it.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .with_context(|| format!("cannot start {}", name(command)))?;
    if !status.success() {
        bail!("{} failed ({status})", name(command));
    }
    Ok(())
}

/// What a command prints, without showing it; a failure names it.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command
        .output()
        .with_context(|| format!("cannot start {}", name(command)))?;
    if !output.status.success() {
        bail!(
            "{} failed ({})\n{}",
            name(command),
            output.status,
            String::from_utf8_lossy(&output.stderr)
        );
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// The full path of a program on PATH.
#[must_use]
pub fn find(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
}

/// The program's file name and its arguments, as a person would type them.
#[must_use]
pub fn name(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let mut words = vec![
        program
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned(),
    ];
    words.extend(
        command
            .get_args()
            .map(|word| word.to_string_lossy().into_owned()),
    );
    format!("`{}`", words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The core knows no screen: nothing of the browser may reach it, on no target.
    #[test]
    fn core_has_no_browser_dependency() -> Result<()> {
        for target in ["", "wasm32-unknown-unknown"] {
            let mut command = cargo();
            command.args([
                "tree",
                "-p",
                "saba-core",
                "-e",
                "normal",
                "--prefix",
                "none",
            ]);
            if !target.is_empty() {
                command.args(["--target", target]);
            }
            let tree = output(&mut command)?;
            assert!(tree.starts_with("saba-core"), "unexpected tree:\n{tree}");
            for line in tree.lines() {
                let package = line.split(' ').next().unwrap_or_default();
                let browser = [
                    "wasm-bindgen",
                    "web-sys",
                    "js-sys",
                    "leptos",
                    "gloo",
                    "rexie",
                ]
                .iter()
                .any(|name| package.starts_with(name));
                assert!(!browser, "saba-core depends on {package}");
            }
        }
        Ok(())
    }
}
