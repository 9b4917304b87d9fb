//! What the tests of the command line share.
#![allow(dead_code)]

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value as J;

/// A file of the repository.
pub fn repo(path: &str) -> PathBuf {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")).join(path)
}

pub fn read(path: &str) -> String {
    std::fs::read_to_string(repo(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

pub fn json(path: &str) -> J {
    serde_json::from_str(&read(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

/// The files of a folder, by name.
pub fn files(folder: &str) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(repo(folder))
        .unwrap_or_else(|e| panic!("{folder}: {e}"))
        .map(|entry| entry.expect("entry").path())
        .collect();
    files.sort();
    assert!(!files.is_empty(), "{folder} is empty");
    files
}

pub fn name(path: &Path) -> String {
    path.file_name()
        .expect("name")
        .to_string_lossy()
        .into_owned()
}

pub fn saba<S: AsRef<OsStr>>(args: impl IntoIterator<Item = S>) -> Output {
    Command::new(env!("CARGO_BIN_EXE_saba"))
        .args(args)
        .output()
        .expect("saba runs")
}

pub fn code(output: &Output) -> i32 {
    output.status.code().expect("ended by itself")
}

pub fn text(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("UTF-8")
}

pub fn lines(output: &Output) -> Vec<J> {
    text(output)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}")))
        .collect()
}

/// A regency sheet without a checksum, with these answers.
pub fn sheet(answers: J) -> J {
    serde_json::json!({
        "format": "saba", "version": 1,
        "sheet": {"kind": "kabupaten", "region": "99.01", "instrument": {"id": "kks-2025"}},
        "answers": answers
    })
}

/// Writes a sheet into a folder.
pub fn put(folder: &Path, name: &str, sheet: &J) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, sheet.to_string()).expect("written");
    path
}
