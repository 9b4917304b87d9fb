//! How a sheet travels: the envelope, its canonical form and checksum, and
//! what an incoming file is told when it cannot be read.
//!
//! The format is documented in `docs/format.md`.

mod base64;
mod read;
pub mod receipt;
pub mod recover;
pub mod sealed;
pub mod sniff;
mod write;
#[cfg(feature = "intake")]
mod zip;

pub use read::{Checksum, FileError, Incoming, decode_text, read_answer, read_sheet};
pub use write::{Provenance, answer_json, sheet_json, write_part, write_sheet};

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
    for byte in Sha256::digest(bytes) {
        for half in [byte >> 4, byte & 15] {
            out.push(char::from_digit(u32::from(half), 16).unwrap_or('0'));
        }
    }
    out
}

/// The checksum of a document: over its canonical form without the checksum
/// itself, so that layout, line ends and member order do not matter.
pub fn checksum(document: &crate::json::Json) -> String {
    use crate::json::Json;
    let stripped = match document {
        Json::Obj(members) => Json::Obj(
            members
                .iter()
                .filter(|(name, _)| name != "checksum")
                .cloned()
                .collect(),
        ),
        other => other.clone(),
    };
    let mut out = String::from("sha256:");
    out.push_str(&sha256_hex(stripped.canonical().as_bytes()));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

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
