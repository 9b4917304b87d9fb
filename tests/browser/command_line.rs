//! The command line, asked about a file that the page made.

use std::path::Path;

use serde_json::Value;
use xtask::process;

/// What `saba score` says of one file.
pub struct Report(pub Value);

/// Runs `saba score` on a file.
pub fn score(file: &Path) -> Report {
    scored(file, &[])
}

/// The same, judged by the instrument in a file.
pub fn score_by(file: &Path, instrument: &Path) -> Report {
    scored(file, &[Path::new("--instrument"), instrument])
}

fn scored(file: &Path, options: &[&Path]) -> Report {
    let output = process::cargo()
        .args([
            "run",
            "--quiet",
            "--package",
            "saba-cli",
            "--bin",
            "saba",
            "--",
            "score",
        ])
        .args(options)
        .arg(file)
        .output()
        .expect("the command line runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Report(serde_json::from_slice(&output.stdout).expect("one line of JSON"))
}

impl Report {
    /// The score as the page writes it: `50`, `50~100`, empty; or the range of
    /// a total, `T4` or `all`.
    pub fn score(&self, id: &str) -> String {
        let range = |total: &Value| format!("{}~{}", total["cautious"], total["hopeful"]);
        if id == "all" {
            return range(&self.0["total"]);
        }
        if id == "kelembagaan" {
            return range(&self.0[id]);
        }
        let list = |name: &str| self.0[name].as_array().cloned().unwrap_or_default();
        if let Some(no) = id.strip_prefix('T').filter(|rest| !rest.contains('.')) {
            let no: u64 = no.parse().expect("a number");
            let tatanan = list("tatanan").into_iter().find(|t| t["no"] == no);
            return range(&tatanan.expect("a tatanan"));
        }
        let found = list("indicators")
            .into_iter()
            .find(|i| i["id"] == id)
            .expect("an indicator");
        match found["state"].as_str() {
            Some("decided" | "ruled") => found["score"].to_string(),
            Some("undecided") => range(&found),
            _ => String::new(),
        }
    }

    /// The share of a gate as an exact fraction; empty where it is not known.
    pub fn share(&self, gate: &str) -> String {
        let share = &self.0["gates"][gate]["share"]["exact"];
        share.as_str().unwrap_or_default().into()
    }

    /// A level of the award; empty for none.
    pub fn level(&self, member: &str) -> String {
        self.0[member].as_str().unwrap_or_default().into()
    }
}
