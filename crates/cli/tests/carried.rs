//! Files that are no plain sheet, and what carries sheets: receipts, sealed
//! files, archives, pages, chats. Held by `tests/golden/carried.json`.
#![allow(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod support;

use std::path::Path;
use std::process::Output;

use saba_core::file::receipt::receipt_code;
use saba_core::file::sniff::{Content, Member, open_bytes};
use saba_core::file::{Checksum, Incoming, read_sheet};
use serde_json::Value as J;
use support::*;

/// The list of words in the documentation is the list in the program.
#[test]
fn the_documented_words_are_those_of_the_program() {
    let page = read("docs/format.md");
    let (_, rest) = page.split_once("<!-- words -->\n```text\n").expect("list");
    let (list, _) = rest.split_once("```").expect("end of the list");
    let words: Vec<&str> = list.split_whitespace().collect();
    assert_eq!(words.len(), 256);
    for byte in 0..=255u8 {
        let sum = format!("sha256:{byte:02x}{:062}", 0);
        let code = receipt_code(&sum).expect("checksum");
        assert_eq!(code[0], words[usize::from(byte)]);
    }
}

/// The golden sheet that everything carries.
fn plain(which: &str) -> Incoming {
    let text = read(&format!("tests/golden/format-1/{which}.saba.json"));
    read_sheet(&text, Checksum::Required).expect("golden")
}

/// `sheet desa`, `receipt`, a bundle with what is in it, or the code of an error and how many
/// answers of it are whole.
fn told(member: &Member) -> String {
    match &member.result {
        Ok(Content::Sheet(incoming)) => format!("sheet {}", incoming.sheet.meta.kind.id()),
        Ok(Content::Receipt(_)) => "receipt".into(),
        Ok(Content::Sealed(_)) => "sealed".into(),
        Ok(Content::Return(returned)) => format!("return of {}", returned.items.len()),
        Ok(Content::Bundle(bundle)) => {
            let from = bundle.from.as_ref().map_or("?", |f| f.region.as_str());
            let mut out = format!("bundle {from}");
            for one in &bundle.sheets {
                out += match &one.result {
                    Ok(incoming) => {
                        assert_eq!(incoming.sheet, plain(incoming.sheet.meta.kind.id()).sheet);
                        format!(", {}", incoming.sheet.meta.kind.id())
                    }
                    Err(e) => match &one.recovered {
                        Some(rest) => format!(", {}, whole: {}", e.code(), rest.whole),
                        None => format!(", {}", e.code()),
                    },
                }
                .as_str();
            }
            match (bundle.intact, bundle.lost()) {
                (true, 0) => out,
                (_, lost) => format!("{out}; not intact, {lost} lost"),
            }
        }
        Err(e) => match &member.recovered {
            Some(rest) => format!("{}, whole: {}", e.code(), rest.whole),
            None => e.code().into(),
        },
    }
}

#[test]
fn everything_that_people_send_is_opened_or_refused_as_known() {
    let expected = json("tests/golden/carried.json");
    let all = files("tests/golden/carried");
    assert_eq!(all.len(), expected.as_object().expect("object").len());
    for file in all {
        let name = name(&file);
        let bytes = std::fs::read(&file).expect("read");
        let opened = open_bytes(&bytes, Checksum::Required);
        let got = match &opened {
            Ok(members) => members
                .iter()
                .map(|m| J::from(vec![m.name.clone(), told(m)]))
                .collect(),
            Err(e) => J::from(e.code()),
        };
        assert_eq!(got, expected[&name], "{name}");
        // However it was carried, it is the same sheet.
        for member in opened.into_iter().flatten() {
            if let Ok(Content::Sheet(incoming)) = member.result {
                assert_eq!(*incoming, plain(incoming.sheet.meta.kind.id()), "{name}");
            }
        }
    }
}

fn open_with(file: &Path, passphrase: &str) -> Output {
    let dir = tempfile::tempdir().expect("folder");
    let secret = dir.path().join("p.txt");
    std::fs::write(&secret, passphrase).expect("written");
    saba([
        "open".as_ref(),
        file.as_os_str(),
        "--passphrase-file".as_ref(),
        secret.as_os_str(),
    ])
}

fn problem(output: &Output) -> String {
    assert_eq!(code(output), 1);
    assert!(
        output.stdout.is_empty(),
        "nothing of the plain text gets out"
    );
    String::from_utf8(output.stderr.clone()).expect("UTF-8")
}

/// Files that an unrelated program sealed (Python, `cryptography`).
#[test]
fn files_sealed_elsewhere_are_opened_to_the_byte() {
    let expected = json("tests/golden/sealed.json");
    let all = files("tests/golden/sealed");
    assert_eq!(all.len(), expected.as_object().expect("object").len());
    for file in all {
        let about = &expected[&name(&file)];
        let passphrase = about["passphrase"].as_str().expect("passphrase");
        let want = match about["plain"].as_str() {
            Some(plain) => read(&format!("tests/golden/{plain}")),
            None => String::new(),
        };
        let output = open_with(&file, &format!("{passphrase}\r\n"));
        assert_eq!(code(&output), 0, "{file:?}");
        assert!(text(&output) == want, "{file:?}");
        // The same letters, as another keyboard writes them: full width.
        let wide = |c: char| match c {
            '!'..='~' => char::from_u32(u32::from(c) + 0xfee0).unwrap_or(c),
            c => c,
        };
        let widely: String = passphrase.chars().map(wide).collect();
        assert_eq!(code(&open_with(&file, &widely)), 0, "{file:?}");
        for wrong in ["", &passphrase.to_uppercase(), &format!("{passphrase}.")] {
            assert!(
                problem(&open_with(&file, wrong)).contains("kata sandi tidak cocok"),
                "{file:?}"
            );
        }
        // What is no sheet to be scored says why.
        let line = &lines(&saba(["score".as_ref(), file.as_os_str()]))[0];
        assert_eq!(line["error"]["code"], "sealed");
    }
}

#[test]
fn sealed_files_that_are_not_as_they_were_are_not_opened() {
    for file in files("tests/golden/sealed-bad") {
        let name = name(&file);
        let told = problem(&open_with(&file, "kunci é 🔑"));
        let want = match name.strip_suffix(".json").expect("name") {
            name if name.starts_with("changed-") => "kata sandi tidak cocok",
            "few-rounds" | "many-rounds" => "$.iterations",
            "other-kdf" => "$.kdf",
            "short-salt" => "$.salt",
            "long-iv" => "$.iv",
            "no-data" | "short-data" | "loose-base64" => "$.data",
            "no-region" => "$.region",
            "newer" => "format 2",
            other => panic!("{other}"),
        };
        assert!(told.contains(want), "{name}: {told}");
    }
    let plain = repo("tests/golden/format-1/desa.saba.json");
    assert!(problem(&open_with(&plain, "x")).contains("tidak dikunci"));
}
