//! Content-hashed names: a file whose name carries its hash never changes.

use sha2::{Digest, Sha256};

const DIGITS: usize = 10;

/// A short hash over several pieces; each piece is kept apart by its length.
#[must_use]
pub fn hash<'a>(pieces: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut digest = Sha256::new();
    for piece in pieces {
        digest.update((piece.len() as u64).to_le_bytes());
        digest.update(piece);
    }
    let mut text = String::new();
    for byte in digest.finalize().iter().take(DIGITS / 2) {
        text.push_str(&format!("{byte:02x}"));
    }
    text
}

/// `boot`, `js` and the content give `boot-0123456789.js`.
#[must_use]
pub fn hashed(stem: &str, extension: &str, content: &[u8]) -> String {
    format!("{stem}-{}.{extension}", hash([content]))
}

/// Whether a path (`saba-0123456789.js`, `region-0123456789/63.11.json`) carries a hash.
#[must_use]
pub fn is_hashed(path: &str) -> bool {
    path.split('/').any(|part| {
        let stem = part.split('.').next().unwrap_or_default();
        stem.rsplit_once('-').is_some_and(|(_, tail)| {
            tail.len() == DIGITS && tail.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hashed_name_is_known_again() {
        assert!(is_hashed(&hashed("boot", "js", b"x")));
        assert!(is_hashed("region-0123456789/63.11.json"));
        for plain in [
            "index.html",
            "sw.js",
            "a-b.js",
            "kks-2025.json",
            "x-012345678Z.js",
        ] {
            assert!(!is_hashed(plain), "{plain}");
        }
    }

    #[test]
    fn pieces_are_kept_apart() {
        assert_ne!(
            hash([b"ab".as_slice(), b"c"]),
            hash([b"a".as_slice(), b"bc"])
        );
    }
}
