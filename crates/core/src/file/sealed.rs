//! Files under a passphrase: the frame. What is inside is AES-256-GCM with a key
//! from PBKDF2-HMAC-SHA-256; the browser, or the command line, does the
//! cryptography, this module says what it is done with.

use super::Checksum;
use super::base64;
use super::read::{FileError, document_named, vet};
use crate::json::Json;
use crate::node::{Node, Read};
use crate::region::RegionCode;

/// The format name in every sealed file.
pub const SEALED_FORMAT: &str = "saba-sealed";
/// The version of sealed files that this program writes, and the newest that it
/// reads.
pub const SEALED_VERSION: u64 = 1;
/// The only way from a passphrase to a key.
pub const KDF: &str = "PBKDF2-SHA256";
/// Rounds of key derivation for a new file.
pub const ITERATIONS: u32 = 600_000;
/// Fewest rounds of a file that is opened: fewer protect nothing.
pub const MIN_ITERATIONS: u32 = 100_000;
/// Most rounds of a file that is opened: more would hold the page up for minutes.
pub const MAX_ITERATIONS: u32 = 10_000_000;
/// Bytes of the authentication tag at the end of the data.
pub const TAG_BYTES: usize = 16;

/// A sealed file. Only its region can be seen from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// The region that the sheet inside is about, to know which passphrase is
    /// meant. Authenticated with the rest, but not secret.
    pub region: RegionCode,
    /// Rounds of key derivation.
    pub iterations: u32,
    /// Salt of the key derivation: random, new for each file.
    pub salt: [u8; 16],
    /// Initialisation vector: random, new for each file.
    pub iv: [u8; 12],
    /// The sealed bytes, with the authentication tag at their end.
    pub data: Vec<u8>,
    /// Members that this program does not know, kept as they are; authenticated.
    pub extra: Vec<(String, Json)>,
}

const KNOWN: [&str; 8] = [
    "format",
    "version",
    "region",
    "kdf",
    "iterations",
    "salt",
    "iv",
    "data",
];

impl Sealed {
    fn header(&self) -> Vec<(String, Json)> {
        let members = [
            ("format", Json::text(SEALED_FORMAT)),
            ("version", Json::int(SEALED_VERSION)),
            ("region", Json::text(self.region.as_str())),
            ("kdf", Json::text(KDF)),
            ("iterations", Json::int(self.iterations)),
            ("salt", Json::text(base64::encode(&self.salt))),
            ("iv", Json::text(base64::encode(&self.iv))),
        ];
        let members = members.map(|(name, value)| (name.to_string(), value));
        let mut members: Vec<(String, Json)> = members.into_iter().collect();
        members.extend(self.extra.iter().cloned());
        members
    }

    /// The additional authenticated data: the whole document without `data`, in
    /// canonical form. So nobody can put another region or other parameters on
    /// the file unnoticed.
    pub fn aad(&self) -> String {
        Json::Obj(self.header()).canonical()
    }
}

/// A passphrase as the key is derived from it: without blanks and line ends
/// around it, in UTF-8. Whoever calls has brought it into Unicode's form NFKC
/// before; browsers can do that, and the core does without its tables.
pub fn passphrase_bytes(typed: &str) -> &[u8] {
    typed.trim_start_matches('\u{feff}').trim().as_bytes()
}

/// Writes a sealed file.
pub fn write_sealed(sealed: &Sealed) -> String {
    let mut members = sealed.header();
    members.push((
        String::from("data"),
        Json::text(base64::encode(&sealed.data)),
    ));
    Json::Obj(members).lines(1)
}

/// Reads the frame of a sealed file. It has no checksum: opening it tells whether
/// a byte changed.
///
/// # Errors
/// As [`read_sheet`](super::read_sheet): the first reason why it cannot be read.
pub fn read_sealed(text: &str) -> Result<Sealed, FileError> {
    sealed_of(&document_named(text, &[SEALED_FORMAT])?)
}

/// The sealed file of a document.
pub(super) fn sealed_of(document: &Json) -> Result<Sealed, FileError> {
    vet(document, SEALED_VERSION, Checksum::Ignored)?;
    sealed(&Node::root(document)).map_err(FileError::Damaged)
}

fn sealed(n: &Node) -> Read<Sealed> {
    let region_node = n.need("region")?;
    let Some(region) = RegionCode::parse(region_node.str()?) else {
        return region_node.fail("is not a region code");
    };
    let kdf = n.need("kdf")?;
    if kdf.str()? != KDF {
        return kdf.fail("is not a way to derive a key that this program knows");
    }
    let rounds = n.need("iterations")?;
    let iterations: u32 = rounds.number()?;
    if !(MIN_ITERATIONS..=MAX_ITERATIONS).contains(&iterations) {
        return rounds.fail("must be a whole number in range");
    }
    let data = bytes(n, "data")?;
    if data.len() < TAG_BYTES {
        return n.need("data")?.fail(BAD_BYTES);
    }
    Ok(Sealed {
        region,
        iterations,
        salt: exactly(n, "salt")?,
        iv: exactly(n, "iv")?,
        data,
        extra: super::read::unknown_members(n, &KNOWN)?,
    })
}

const BAD_BYTES: &str = "must be the right number of bytes in base64";

fn bytes(n: &Node, name: &str) -> Read<Vec<u8>> {
    let node = n.need(name)?;
    match base64::decode(node.str()?) {
        Some(bytes) => Ok(bytes),
        None => node.fail(BAD_BYTES),
    }
}

fn exactly<const N: usize>(n: &Node, name: &str) -> Read<[u8; N]> {
    match <[u8; N]>::try_from(bytes(n, name)?) {
        Ok(bytes) => Ok(bytes),
        Err(_) => n.need(name)?.fail(BAD_BYTES),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn example() -> Sealed {
        Sealed {
            region: RegionCode::parse("63.11.07.2002").expect("code"),
            iterations: ITERATIONS,
            salt: *b"0123456789abcdef",
            iv: *b"0123456789ab",
            data: (0..40).collect(),
            extra: Vec::new(),
        }
    }

    #[test]
    fn a_sealed_file_is_read_as_it_was_written() {
        let text = write_sealed(&example());
        assert_eq!(read_sealed(&text), Ok(example()));
        assert_eq!(
            example().aad(),
            r#"{"format":"saba-sealed","iterations":600000,"iv":"MDEyMzQ1Njc4OWFi","kdf":"PBKDF2-SHA256","region":"63.11.07.2002","salt":"MDEyMzQ1Njc4OWFiY2RlZg==","version":1}"#
        );
    }

    #[test]
    fn what_cannot_be_opened_is_refused_with_its_place() {
        let text = write_sealed(&example());
        for (from, to, place) in [
            ("600000", "99999", "$.iterations"),
            ("600000", "10000001", "$.iterations"),
            ("600000", "\"600000\"", "$.iterations"),
            ("PBKDF2-SHA256", "scrypt", "$.kdf"),
            ("63.11.07.2002", "Balangan", "$.region"),
            ("MDEyMzQ1Njc4OWFiY2RlZg==", "MDEyMzQ1Njc4OWFiY2Rl", "$.salt"),
            ("\"MDEyMzQ1Njc4OWFi\"", "\"MDEyMzQ1Njc4OWF\"", "$.iv"),
            ("\"data\"", "\"dat\"", "$.data"),
        ] {
            let bad = text.replacen(from, to, 1);
            assert_ne!(bad, text, "{from}");
            match read_sealed(&bad) {
                Err(FileError::Damaged(e)) => assert_eq!(e.place, place),
                other => panic!("{from}: {other:?}"),
            }
        }
        let mut short = example();
        short.data.truncate(TAG_BYTES - 1);
        assert!(read_sealed(&write_sealed(&short)).is_err());
        assert_eq!(
            read_sealed(&text.replace("\"version\":1", "\"version\":2")),
            Err(FileError::NewerFormat(2))
        );
        assert_eq!(
            read_sealed(text.trim_end().trim_end_matches('}')),
            Err(FileError::CutOff)
        );
    }

    #[test]
    fn blanks_around_a_passphrase_do_not_count() {
        assert_eq!(
            passphrase_bytes("\u{feff} sungai batang alai \r\n"),
            b"sungai batang alai"
        );
    }

    proptest! {
        #[test]
        fn any_bytes_come_back(salt: [u8; 16], iv: [u8; 12], data in prop::collection::vec(any::<u8>(), 16..80), more in any::<bool>()) {
            let extra = match more {
                true => vec![(String::from("hint"), Json::text("x"))],
                false => Vec::new(),
            };
            let sealed = Sealed { salt, iv, data, extra, ..example() };
            prop_assert_eq!(read_sealed(&write_sealed(&sealed)), Ok(sealed));
        }
    }
}
