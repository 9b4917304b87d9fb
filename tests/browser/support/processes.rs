//! Processes of the browsers that a driver started, found by the folder of their profile.

use std::collections::BTreeSet;
use std::fs;
use std::process::{Command, Stdio};

/// All processes with a text in their command line, and everything they started.
pub fn tree_of(text: &str) -> BTreeSet<u32> {
    let all: Vec<u32> = fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .collect();
    let named = |id: &u32| {
        let arguments = fs::read(format!("/proc/{id}/cmdline")).unwrap_or_default();
        String::from_utf8_lossy(&arguments).contains(text)
    };
    let mut tree: BTreeSet<u32> = all.iter().copied().filter(named).collect();
    let parents: Vec<(u32, u32)> = all
        .iter()
        .filter_map(|id| Some((*id, parent(*id)?)))
        .collect();
    loop {
        let before = tree.len();
        for (id, parent) in &parents {
            if tree.contains(parent) {
                tree.insert(*id);
            }
        }
        if tree.len() == before {
            return tree;
        }
    }
}

/// The process that started this one. Its name, which stands before, may hold anything.
fn parent(id: u32) -> Option<u32> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    let (_, rest) = stat.rsplit_once(") ")?;
    rest.split(' ').nth(1)?.parse().ok()
}

/// Ends processes where they stand (`SIGKILL`), all with one command.
pub fn kill(processes: &BTreeSet<u32>) {
    if processes.is_empty() {
        return;
    }
    // One that is gone already is as good.
    let _ = Command::new("kill")
        .arg("-KILL")
        .args(processes.iter().map(u32::to_string))
        .stderr(Stdio::null())
        .status();
}

/// Is none of them running any more? What is dead and only not yet forgotten by who
/// started it runs no more.
pub fn are_gone(processes: &BTreeSet<u32>) -> bool {
    processes.iter().all(|id| {
        let stat = fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
        stat.rsplit_once(") ")
            .is_none_or(|(_, rest)| rest.starts_with(['Z', 'X']))
    })
}
