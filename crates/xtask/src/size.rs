//! `cargo xtask size`: what each file costs, and what the first load costs together.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::{compress, names, process};

/// What the first load may cost with brotli: 150 KiB.
pub const BUDGET: usize = 150 * 1024;

/// The regency whose villages stand for "one regency" in the sum.
const REGENCY: &str = "63.11.json";

struct Row {
    name: String,
    raw: usize,
    brotli: usize,
    first: bool,
}

/// Prints the table for `dist/`; fails above the budget.
pub fn run() -> Result<()> {
    let mut paths = Vec::new();
    let dist = process::dist();
    walk(&dist, "", &mut paths).context("dist/ is not there; run `cargo xtask build`")?;

    let mut rows = Vec::new();
    let mut regencies = (0, 0);
    for name in paths {
        let bytes = fs::read(dist.join(&name))?;
        let first = in_first_load(&name);
        if name.starts_with("region-") && !first {
            regencies = (regencies.0 + 1, regencies.1 + bytes.len());
            continue;
        }
        rows.push(Row {
            raw: bytes.len(),
            brotli: compress::brotli(&bytes, 11)?.len(),
            name,
            first,
        });
    }
    for role in [
        "index.html",
        "boot-",
        "style-",
        "saba-",
        "instrument-",
        "region-",
    ] {
        if !rows
            .iter()
            .any(|row| row.first && row.name.starts_with(role))
        {
            bail!("dist/ has no {role}* of the first load; run `cargo xtask build`");
        }
    }
    print(&rows);
    println!(
        "  and {} other regencies, {} bytes raw",
        regencies.0, regencies.1
    );

    let sum = |size: fn(&Row) -> usize| rows.iter().filter(|r| r.first).map(size).sum::<usize>();
    let (raw, brotli) = (sum(|row| row.raw), sum(|row| row.brotli));
    println!("first load (*): {raw} bytes raw, {brotli} bytes brotli, budget {BUDGET}");
    let desk: usize = rows
        .iter()
        .filter(|r| in_desk_load(r))
        .map(|r| r.brotli)
        .sum();
    println!("first load of the regency's page: {desk} bytes brotli (no budget of its own)");
    if brotli > BUDGET {
        bail!(
            "the first load is {} bytes above its budget",
            brotli - BUDGET
        );
    }
    Ok(())
}

/// The regency's page has another program and the whole instrument.
fn in_desk_load(row: &Row) -> bool {
    let field_only = row.name.starts_with("saba-") || row.name.ends_with(".field.json");
    (row.first && !field_only) || row.name.starts_with("desk-") || row.name.ends_with(".desk.json")
}

fn print(rows: &[Row]) {
    let width = rows.iter().map(|row| row.name.len()).max().unwrap_or(0);
    println!("  {:width$} {:>9} {:>9}", "file", "raw", "brotli");
    for row in rows {
        let mark = if row.first { '*' } else { ' ' };
        println!(
            "{mark} {:width$} {:>9} {:>9}",
            row.name, row.raw, row.brotli
        );
    }
}

/// What a phone fetches before its village officer can fill in: the page with everything
/// it names, the instrument, the list of regencies and one regency.
fn in_first_load(name: &str) -> bool {
    match name.split_once('/') {
        Some((folder, file)) if folder.starts_with("region-") => {
            file == "index.json" || file == REGENCY
        }
        Some((_, file)) => file == "kks-2025.field.json",
        None => {
            matches!(name, "index.html" | "manifest.webmanifest" | "sw.js")
                || (names::is_hashed(name)
                    && (name.ends_with(".svg")
                        || ["boot-", "style-", "saba-"]
                            .iter()
                            .any(|role| name.starts_with(role))))
        }
    }
}

fn walk(folder: &Path, prefix: &str, paths: &mut Vec<String>) -> Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            walk(&entry.path(), &format!("{name}/"), paths)?;
        } else {
            paths.push(name);
        }
    }
    Ok(())
}
