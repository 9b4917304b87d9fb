//! How a sheet travels: the envelope, its canonical form and checksum, and
//! what an incoming file is told when it cannot be read.
//!
//! The format is documented in `docs/format.md`.

pub mod base64;
#[cfg(feature = "intake")]
pub mod bundle;
#[cfg(feature = "intake")]
mod fold;
#[cfg(feature = "intake")]
mod gathering;
mod read;
mod reader;
pub mod receipt;
pub mod recover;
#[cfg(feature = "score")]
pub mod returned;
pub mod sealed;
pub mod sniff;
mod sum;
mod write;
#[cfg(feature = "intake")]
mod zip;

#[cfg(feature = "intake")]
pub use fold::{fold, unfold, versions_text};
pub use read::{Checksum, FileError, Incoming, decode_text, read_answer, read_sheet};
pub use reader::Reader;
pub use write::{Provenance, answer_json, sheet_json, write_part, write_sheet};

pub(crate) use read::read_version;
#[cfg(feature = "score")]
pub(crate) use {
    read::read_value,
    write::{value_json, version_json},
};

use sha2::{Digest, Sha256};

/// The format name in every file.
pub const FORMAT: &str = "saba";
/// The version that this program writes, and the newest that it reads.
pub const VERSION: u64 = 1;
/// Largest file that is looked into, in bytes.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;

/// SHA-256 in hex.
pub fn sha256_hex(bytes: &[u8]) -> String {
    let mut out = String::new();
    push_hex(&Sha256::digest(bytes), &mut out);
    out
}

fn push_hex(bytes: &[u8], out: &mut String) {
    for byte in bytes {
        for half in [byte >> 4, byte & 15] {
            out.push(char::from_digit(u32::from(half), 16).unwrap_or('0'));
        }
    }
}

/// The checksum of a document: over its canonical form without the checksum
/// itself, so that layout, line ends and member order do not matter.
pub fn checksum(document: &crate::json::Json) -> String {
    let mut sum = sum::Sum::new();
    if let crate::json::Json::Obj(members) = document {
        let members = members.iter().filter(|(name, _)| name != "checksum");
        for (name, value) in crate::order::sorted(members.collect(), &|a, b| a.0.cmp(&b.0)) {
            sum.member(name, value);
        }
    }
    sum.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_only_stands_beside_is_the_answer() {
        let answer = |n: u8| format!(r#"{{"v":{{"n":{n}}},"ver":{{"d{n}":1}}}}"#);
        let text = format!(
            r#"{{"format":"saba","version":1,"sheet":{{"kind":"desa","region":"63.11.07.2002","instrument":{{"id":"i"}}}},
            "answers":{{"B":{},"D":{}}},"rivals":{{"A":[{}],"B":[{}],"C":[{},{}],"E":[{}]}}}}"#,
            answer(1),
            answer(2),
            answer(3),
            answer(4),
            answer(5),
            answer(6),
            answer(7)
        );
        let sheet = read_sheet(&text, Checksum::Ignored).expect("a sheet").sheet;
        let said: Vec<(&str, bool)> = sheet
            .answers
            .iter()
            .map(|(item, a)| (item.as_str(), a.version.0.contains_key("d3")))
            .collect();
        assert_eq!(
            said,
            [
                ("A", true),
                ("B", false),
                ("C", false),
                ("D", false),
                ("E", false)
            ]
        );
        let beside: Vec<&str> = sheet.rivals.keys().map(String::as_str).collect();
        assert_eq!(beside, ["B", "C"]);
    }

    #[test]
    fn pages_that_take_nothing_in_read_the_same() {
        let golden = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/golden");
        let mut read = 0;
        for folder in ["format-1", "bad"] {
            for entry in std::fs::read_dir(format!("{golden}/{folder}")).expect("golden files") {
                let path = entry.expect("a file").path();
                let bytes = std::fs::read(&path).expect("a file");
                let Ok(text) = decode_text(&bytes) else {
                    continue;
                };
                for rule in [Checksum::Required, Checksum::Ignored] {
                    let (here, there) = (
                        read::at_once(&text, rule).ok(),
                        read_sheet(&text, rule).ok(),
                    );
                    // What is made to fill the memory is refused by the other only.
                    if !path.ends_with("too-many.json") {
                        assert_eq!(here, there, "{}", path.display());
                    }
                    read += usize::from(here.is_some());
                }
            }
        }
        assert!(read > 10, "only {read} sheets read");
    }

    #[test]
    fn members_of_a_newer_program_are_kept_and_written_back() {
        let text = r#"{"format":"saba","version":1,"later":[1],
            "sheet":{"kind":"desa","region":"63.11.07.2002","instrument":{"id":"i"},"colour":"red"},
            "answers":{"D-L1":{"v":{"n@2024":96},"photo":{"a":1}}}}"#;
        let incoming = read_sheet(text, Checksum::Ignored).expect("a sheet");
        let again = write_sheet(&incoming.sheet, &incoming.from);
        for kept in ["\"later\"", "\"colour\":\"red\"", "\"photo\":{\"a\":1}"] {
            assert!(again.contains(kept), "{kept} in {again}");
        }
        let read = read_sheet(&again, Checksum::Required).expect("its own file");
        assert_eq!(read.sheet, incoming.sheet);
    }
}
