//! The command line, asked about a file that the page made.

use std::path::Path;

use serde_json::Value;
use xtask::process;

/// What `saba score` says of one file.
pub struct Report(Value);

/// Runs `saba score` on a file.
pub fn score(file: &Path) -> Report {
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
}
