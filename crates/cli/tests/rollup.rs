//! A whole made-up regency, rolled up by `saba rollup` and by an independent
//! computation in Python (`tests/rollup/rollup.py`).
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value as J, json as j};
use support::*;

fn example(folder: &Path, seed: &str) -> Vec<PathBuf> {
    let made = saba(["example", folder.to_str().expect("UTF-8"), "--seed", seed]);
    assert_eq!(code(&made), 0, "{}", String::from_utf8_lossy(&made.stderr));
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("folder")
        .map(|entry| entry.expect("entry").path())
        .collect();
    files.sort();
    files
}

fn rollup(files: &[PathBuf]) -> (i32, J) {
    let mut args = vec!["rollup".to_string(), "--region".into(), "63.11".into()];
    args.extend(files.iter().map(|f| f.to_string_lossy().into_owned()));
    let output = saba(args);
    (code(&output), lines(&output).remove(0))
}

/// What Python makes of the folder.
fn python(folder: &Path) -> BTreeMap<String, J> {
    let run = Command::new("python3")
        .arg(repo("tests/rollup/rollup.py"))
        .args([folder, Path::new("63.11"), &repo("region")])
        .output();
    let output = match run {
        Ok(output) => output,
        Err(e) => panic!("this test compares with Python and needs `python3` on PATH: {e}"),
    };
    let problems = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{problems}");
    serde_json::from_slice(&output.stdout).expect("JSON")
}

/// Every figure as Python names it: `item>target:key`, its value, from how many.
fn figures(rolled: &J) -> BTreeMap<String, J> {
    let mut all = BTreeMap::new();
    for p in rolled["proposals"].as_array().expect("proposals") {
        let target = p["to"].as_str().or(p["for"].as_str()).unwrap_or_default();
        let name = format!("{}>{target}:", p["item"].as_str().expect("item"));
        for period in p["periods"].as_array().expect("periods") {
            let mut put = |key: &str, value: J| {
                let entry = j!({"value": value, "counted": period["counted"], "of": period["of"]});
                assert_eq!(
                    all.insert(format!("{name}{key}"), entry),
                    None,
                    "{name}{key}"
                );
            };
            let figures = period["figures"].as_object().expect("figures");
            for (key, value) in figures.iter().filter(|(key, _)| *key != "level") {
                put(
                    key,
                    match value {
                        J::Number(n) => j!(n.to_string()),
                        other => other.clone(),
                    },
                );
            }
            if let Some(first) = p["steps"].as_array().and_then(|s| s.first()) {
                put("share", j!(format!("{}/{}", first["yes"], first["units"])));
            }
            for level in p["levels"].as_array().expect("levels") {
                let award = level["award"].as_str().unwrap_or("-");
                put(&format!("level/{award}"), level["level"].clone());
            }
            if figures.is_empty() {
                put(
                    "list",
                    j!(p["rows"].as_array().expect("rows").len().to_string()),
                );
            }
        }
    }
    all
}

#[test]
fn the_roll_up_of_157_villages_equals_an_independent_computation() {
    for seed in ["1", "2025"] {
        let folder = tempfile::tempdir().expect("folder");
        let files = example(folder.path(), seed);
        let (_, rolled) = rollup(&files);
        let (ours, theirs) = (figures(&rolled), python(folder.path()));
        let differing: Vec<String> = ours
            .keys()
            .chain(theirs.keys())
            .filter(|key| ours.get(*key) != theirs.get(*key))
            .map(|key| {
                format!(
                    "{key}: {:?}, in Python {:?}",
                    ours.get(key),
                    theirs.get(key)
                )
            })
            .collect();
        assert!(differing.is_empty(), "{differing:#?}");
        assert!(ours.len() > 240, "only {} figures", ours.len());
        let with_value = ours.values().filter(|e| !e["value"].is_null()).count();
        assert!(with_value > 230, "only {with_value} have a value");
    }
}

#[test]
fn the_example_has_the_troubles_that_it_promises() {
    let folder = tempfile::tempdir().expect("folder");
    let files = example(folder.path(), "1");
    let sheets: Vec<PathBuf> = files
        .iter()
        .filter(|f| name(f).ends_with(".saba.json"))
        .cloned()
        .collect();
    let (code, rolled) = rollup(&sheets);
    assert_eq!(code, 1, "not everything could be taken in");
    let mut fates: BTreeMap<&str, usize> = BTreeMap::new();
    for file in rolled["files"].as_array().expect("files") {
        *fates
            .entry(file["fate"].as_str().expect("fate"))
            .or_default() += 1;
    }
    assert_eq!(fates["cut-off"], 1);
    assert_eq!(fates["elsewhere"], 1);
    assert_eq!(fates["conflict"], 1);
    // One version of a sheet came before the other, some villages sent twice.
    assert_eq!(
        fates.get("older").copied().unwrap_or(0) + fates.get("updated").copied().unwrap_or(0),
        1
    );
    assert!(fates["same"] > 1);
    let places = |place: &str| {
        let sheets = rolled["sheets"].as_array().expect("sheets");
        sheets.iter().filter(|s| s["place"] == place).count()
    };
    assert_eq!((places("twin"), places("not-listed")), (2, 1));
    // 157 villages without the missing and the cut one, 8 kecamatan, a twin, a stray.
    assert_eq!(
        places("in") + places("twin") + places("not-listed"),
        155 + 8 + 2
    );
    let received = rolled["received"].as_array().expect("received");
    let missing: usize = received
        .iter()
        .map(|r| r["missing"].as_array().expect("missing").len())
        .sum();
    assert_eq!((received.len(), missing), (8, 2));
    let has = |member: &str| {
        let proposals = rolled["proposals"].as_array().expect("proposals");
        proposals
            .iter()
            .any(|p| p[member].as_array().is_some_and(|list| !list.is_empty()))
    };
    assert!(has("doubled") && has("disputed") && has("odd"));
    let odd: Vec<&str> = rolled["proposals"]
        .as_array()
        .expect("proposals")
        .iter()
        .flat_map(|p| p["odd"].as_array().expect("odd"))
        .filter_map(|o| o["code"].as_str())
        .collect();
    for code in ["above-whole", "leap", "not-a-number"] {
        assert!(odd.contains(&code), "{code}");
    }
}

#[test]
fn the_example_is_always_the_same_and_says_that_it_is_made_up() {
    let folders = ["1", "1", "2"].map(|seed| {
        let folder = tempfile::tempdir().expect("folder");
        let files = example(folder.path(), seed);
        let texts: Vec<(String, String)> = files
            .iter()
            .map(|f| (name(f), std::fs::read_to_string(f).expect("text")))
            .collect();
        texts
    });
    assert_eq!(folders[0], folders[1]);
    assert_ne!(folders[0], folders[2]);
    for (name, text) in &folders[0] {
        assert!(name.starts_with("contoh-"), "{name}");
        assert!(text.to_lowercase().contains("contoh"), "{name}");
    }
    let village = &folders[0][0].1;
    for mark in [
        "(data contoh)",
        "(contoh)",
        "Data contoh, bukan data sebenarnya.",
    ] {
        assert!(village.contains(mark), "{mark}");
    }
}

#[test]
fn sheets_of_the_example_are_complete_and_sound() {
    let folder = tempfile::tempdir().expect("folder");
    let files = example(folder.path(), "1");
    let mut args = vec!["check".to_string(), "--json".into()];
    args.extend(
        files
            .iter()
            .take(9)
            .map(|f| f.to_string_lossy().into_owned()),
    );
    let output = saba(args);
    assert_eq!(code(&output), 0, "{}", text(&output));
    let mut args = vec!["score".to_string()];
    args.extend(
        files
            .iter()
            .take(9)
            .map(|f| f.to_string_lossy().into_owned()),
    );
    for line in lines(&saba(args)) {
        assert_eq!(
            line["progress"]["complete"], line["progress"]["all"],
            "{line}"
        );
    }
}

#[test]
fn it_does_not_matter_in_which_order_files_are_named() {
    let folder = tempfile::tempdir().expect("folder");
    let mut files = example(folder.path(), "3");
    let (_, forwards) = rollup(&files);
    files.reverse();
    let (_, backwards) = rollup(&files);
    assert_eq!(forwards["proposals"], backwards["proposals"]);
    assert_eq!(forwards["sheets"], backwards["sheets"]);
}

#[test]
fn a_folder_that_is_in_use_is_left_alone() {
    let folder = tempfile::tempdir().expect("folder");
    std::fs::write(folder.path().join("mine.txt"), "x").expect("written");
    let output = saba(["example", folder.path().to_str().expect("UTF-8")]);
    assert_eq!(code(&output), 1);
    assert_eq!(std::fs::read_dir(folder.path()).expect("folder").count(), 1);
}

#[test]
fn every_member_that_comes_out_is_documented() {
    let folder = tempfile::tempdir().expect("folder");
    let (_, rolled) = rollup(&example(folder.path(), "1"));
    let page = read("docs/cli.md");
    // Members named by the instrument's keys are those of the figures and the rows.
    fn names(json: &J, out: &mut Vec<String>) {
        match json {
            J::Object(members) => {
                for (name, value) in members {
                    out.push(name.clone());
                    if ["fate", "place", "code"].contains(&name.as_str()) {
                        out.push(value.as_str().expect("text").to_string());
                    }
                    if !["figures", "values"].contains(&name.as_str()) {
                        names(value, out);
                    }
                }
            }
            J::Array(items) => items.iter().for_each(|i| names(i, out)),
            _ => {}
        }
    }
    let mut all = Vec::new();
    names(&rolled, &mut all);
    all.sort();
    all.dedup();
    let format = read("docs/format.md");
    let known = |name: &String| {
        page.contains(&format!("`{name}`")) || format.contains(&format!("`{name}`"))
    };
    let missing: Vec<&String> = all.iter().filter(|name| !known(name)).collect();
    assert!(
        all.len() > 50 && missing.is_empty(),
        "{} {missing:?}",
        all.len()
    );
}

#[test]
fn a_regency_that_is_not_there_is_told() {
    let output = saba(["rollup", "--region", "63.99", "x"]);
    assert_eq!(code(&output), 1);
    let problem = String::from_utf8_lossy(&output.stderr);
    assert!(problem.contains("63.99"), "{problem}");
    let output = saba(["rollup", "--region", "63.11", "/no/such/file"]);
    assert_eq!(code(&output), 1);
    assert_eq!(lines(&output)[0]["files"][0]["fate"], "unreadable");
}
