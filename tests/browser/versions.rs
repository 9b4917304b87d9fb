//! Other versions of the built page, as another build could have made them: a copy of
//! `dist/` in which every file has other contents and so another name.

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use xtask::{names, process};

/// The region list of every version made here.
pub const REGIONS: &str = "region-0123456789";

/// What is wrong with a version.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Nothing.
    None,
    /// The program stops as soon as it is started.
    Traps,
    /// The program starts and shows nothing.
    ShowsNothing,
    /// The boot script stops in its first line: a page that says it is opening, for ever.
    BootStops,
    /// One file is not there.
    FileMissing,
    /// In the place of one file comes a page that has status 200.
    FileReplaced,
}

/// Makes a version whose page says `<html data-version="name">`.
pub fn make(name: &str, fault: Fault) -> TempDir {
    let from = process::dist();
    let to = tempfile::tempdir().expect("a temporary folder");
    copy(&from, to.path());

    let read = |file: &str| fs::read_to_string(from.join(file)).expect("dist/ is whole");
    let page = read("index.html");
    let between = |start: &str| {
        let (_, rest) = page.split_once(start).expect("the page has it");
        rest.split('"').next().expect("it ends").to_owned()
    };
    let region = between("data-region=\"").trim_end_matches('/').to_owned();
    let version = between("data-version=\"");
    let mut renamed = vec![
        (region, REGIONS.to_owned()),
        (version, names::hash([name.as_bytes()])),
    ];
    fs::rename(to.path().join(&renamed[0].0), to.path().join(REGIONS)).expect("renamed");

    // Styles first: a program names its own.
    let mut entries: Vec<_> = fs::read_dir(&from).expect("listed").flatten().collect();
    entries.sort_by_key(|entry| entry.path().extension().is_none_or(|end| end != "css"));
    for entry in entries {
        let old = entry.file_name().to_string_lossy().into_owned();
        let Some((stem, end)) = old.split_once('.') else {
            continue;
        };
        let Some((stem, _)) = stem.rsplit_once('-').filter(|_| names::is_hashed(&old)) else {
            continue;
        };
        let mut content = fs::read(entry.path()).expect("read");
        match end {
            "js" => {
                let text = String::from_utf8(content).expect("a script is text");
                let text = renamed
                    .iter()
                    .fold(text, |text, (old, new)| text.replace(old, new));
                content = format!("{text}\n// {name}\n").into();
            }
            "css" => content.extend(format!("\n/* {name} */\n").bytes()),
            // A custom section, which a program does not look at.
            "wasm" => {
                let length = u8::try_from(name.len()).expect("a short name");
                content.extend([0, length + 1, length]);
                content.extend(name.bytes());
            }
            _ => continue,
        }
        let program = ["saba", "desk", "english"].contains(&stem);
        match fault {
            Fault::Traps if program && end == "js" => {
                content = b"export default async () => { \
                    throw new WebAssembly.RuntimeError('unreachable'); };"
                    .to_vec();
            }
            Fault::ShowsNothing if program && end == "js" => {
                content = b"export default async () => {};".to_vec();
            }
            Fault::BootStops if stem == "boot" => {
                content.splice(0..0, *b"throw 0;\n").for_each(drop)
            }
            _ => {}
        }
        let new = names::hashed(stem, end, &content);
        let path = to.path();
        fs::remove_file(path.join(&old)).expect("removed");
        match fault {
            Fault::FileMissing if stem == "desk" && end == "wasm" => {}
            Fault::FileReplaced if stem == "desk" && end == "wasm" => {
                fs::write(path.join(&new), "<!doctype html><p>Masuk Wi-Fi").expect("written");
            }
            _ => fs::write(path.join(&new), content).expect("written"),
        }
        renamed.push((old, new));
    }

    let marked = format!("<html data-version=\"{name}\"");
    for (file, text) in [
        ("index.html", page.replace("<html", &marked)),
        ("sw.js", read("sw.js")),
    ] {
        let text = renamed
            .iter()
            .fold(text, |text, (old, new)| text.replace(old, new));
        fs::write(to.path().join(file), text).expect("written");
    }
    to
}

/// Copies a folder with everything in it.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("listed").flatten() {
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() {
            copy(&source, &target);
        } else {
            fs::copy(source, target).expect("copied");
        }
    }
}
