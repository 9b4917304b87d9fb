//! Words for people stand in the catalogue (`src/text`) alone, and each of its files has an
//! English twin of the same names and types.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Files of the catalogue that both languages share, or that the program in English does
/// without.
const NO_TWIN: [&str; 3] = ["answer.rs", "shape.rs", "onward.rs"];

/// What begins like a sentence and is a name of the browser's or of a program's, or part of
/// an address or a style; and the currency, as the instrument has it.
const NAMES: [&str; 30] = [
    "AbortError",
    "Android",
    "ArrowDown",
    "ArrowLeft",
    "ArrowRight",
    "ArrowUp",
    "End",
    "Enter",
    "Escape",
    "Home",
    "Instagram",
    "InvalidStateError",
    "Line/",
    "MicroMessenger",
    "Mobi",
    "NotFoundError",
    "PageDown",
    "PageUp",
    "QuotaExceededError",
    "Rp",
    "SecurityError",
    "Telegram",
    "Thumbs.db",
    "TikTok",
    "Twitter",
    "WhatsApp",
    "http:",
    "https:",
    "mm; margin: ",
    "saba ",
];

/// Small words that are in nearly every Indonesian sentence, and in nothing else.
const INDONESIAN: [&str; 18] = [
    "atau", "belum", "berkas", "bisa", "dan", "dari", "dengan", "di", "ini", "isian", "ke",
    "lembar", "oleh", "sudah", "tidak", "untuk", "yang", "sampai",
];

fn source() -> PathBuf {
    xtask::process::root().join("src")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn rust_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
}

/// The public names of a file of the catalogue, each with its type.
fn offered(text: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut rest = text;
    while let Some((at, kind)) = ["pub const ", "pub fn ", "pub type "]
        .iter()
        .filter_map(|kind| Some((rest.find(kind)?, kind)))
        .min()
    {
        rest = &rest[at + kind.len()..];
        let end = rest.find(['=', '{']).expect("a value or a body");
        let whole = rest[..end].split_whitespace().collect::<Vec<_>>().join(" ");
        let name = whole
            .split([':', '(', ' '])
            .next()
            .unwrap_or_default()
            .to_owned();
        found.insert(name, whole.replace(",)", ")"));
    }
    found
}

#[test]
fn every_file_has_an_english_twin_of_the_same_names() {
    let folder = source().join("text");
    let mut wrong = Vec::new();
    for entry in fs::read_dir(&folder).expect("src/text").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !entry.path().is_file() || NO_TWIN.contains(&name.as_str()) {
            continue;
        }
        let twin = folder.join("en").join(&name);
        if !twin.is_file() {
            wrong.push(format!("src/text/en/{name} is missing"));
            continue;
        }
        let (ours, theirs) = (offered(&read(&entry.path())), offered(&read(&twin)));
        for (item, kind) in &ours {
            match theirs.get(item) {
                None => wrong.push(format!("src/text/en/{name} lacks {item}")),
                Some(other) if other != kind => {
                    wrong.push(format!("src/text/en/{name}: `{other}`, not `{kind}`"));
                }
                Some(_) => {}
            }
        }
        let more = theirs.keys().filter(|item| !ours.contains_key(*item));
        wrong.extend(more.map(|item| format!("src/text/{name} lacks {item}")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The string literals of a Rust file with the lines they begin on.
fn literals(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut chars = text.char_indices().peekable();
    let mut line = 1;
    while let Some((at, c)) = chars.next() {
        match c {
            '\n' => line += 1,
            '/' if text[at..].starts_with("//") => {
                while chars.next_if(|(_, c)| *c != '\n').is_some() {}
            }
            // A quotation mark as a character is no beginning.
            '\'' if text[at..].starts_with("'\"'") => {
                chars.next();
                chars.next();
            }
            '"' => {
                let begun = line;
                let mut words = String::new();
                while let Some((_, c)) = chars.next() {
                    match c {
                        '"' => break,
                        '\\' => match chars.next() {
                            Some((_, '\n')) => line += 1,
                            Some((_, c)) => words.push(if c == 'n' { '\n' } else { c }),
                            None => break,
                        },
                        c => {
                            line += usize::from(c == '\n');
                            words.push(c);
                        }
                    }
                }
                found.push((begun, words));
            }
            _ => {}
        }
    }
    found
}

/// Does this read as if it was for people?
fn is_for_people(words: &str) -> bool {
    let is_word = |w: &&str| w.len() > 1 && w.chars().all(char::is_alphabetic);
    let plain: Vec<&str> = words
        .split(|c: char| !c.is_alphanumeric())
        .filter(is_word)
        .collect();
    let mut first = words.chars();
    let sentence = matches!((first.next(), first.next()),
        (Some(a), Some(b)) if a.is_uppercase() && b.is_lowercase());
    let fragment = plain.iter().any(|w| w.len() > 2)
        && (words.starts_with(' ') || words.ends_with([' ', ':', '.']))
        && !words.contains(['<', '>', '=', '"', '{']);
    let indonesian = words.contains(' ') && plain.iter().any(|w| INDONESIAN.contains(w));
    !NAMES.contains(&words) && (sentence || fragment || indonesian)
}

#[test]
fn no_words_for_people_stand_outside_the_catalogue() {
    let mut files = Vec::new();
    rust_files(&source(), &mut files);
    let mut wrong = Vec::new();
    for path in files {
        if path.starts_with(source().join("text")) {
            continue;
        }
        for (line, words) in literals(&read(&path)) {
            if is_for_people(&words) {
                wrong.push(format!("{}:{line}: {words:?}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn words_are_told_from_names_and_classes() {
    for words in [
        "Kembali",
        " dari ",
        "lembar ini",
        "Simpan ",
        "belum tersimpan",
    ] {
        assert!(is_for_people(words), "{words}");
    }
    for name in [
        "button main",
        "data-item",
        "ArrowDown",
        ", ",
        "#/kamus",
        "ya",
    ] {
        assert!(!is_for_people(name), "{name}");
    }
    let text = "let a = \"satu\"; // \"dua\"\nlet q = '\"'; let b = \"ti\\\"ga\";";
    let found: Vec<_> = literals(text);
    assert_eq!(found, [(1, "satu".to_owned()), (2, "ti\"ga".to_owned())]);
}
