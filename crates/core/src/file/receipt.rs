//! Receipts: what the person who took a file in gives back to the one who sent
//! it, as four words to read out over a telephone or as a small file.

use super::read::{FileError, document_named, vet};
use super::{Checksum, checksum};
use crate::json::Json;
use crate::node::{Node, Read};
use crate::region::RegionCode;
use crate::text::joined;

/// The format name in every receipt.
pub const RECEIPT_FORMAT: &str = "saba-receipt";
/// The version of receipts that this program writes, and the newest that it reads.
pub const RECEIPT_VERSION: u64 = 1;

/// 256 words, one for each value of a byte: four to six letters, no two of them
/// with the same first four letters or one letter apart. Never changed: the
/// words of a file stay its words.
const WORDS: &str = "\
    acar adik alat aman ambil angin angka anyam arang asam atap ayah badak bakau \
    bambu bangku baris bawang bayam bebek bedug belut benang benih beras besi \
    biola biru bubur budi bukit buku bulan bunga cabai cacing campur candi capung \
    cepat cerah cincin coklat corak cuaca cukup cumi dahan damai danau dapur daun \
    dayung desa dingin domba dompet dunia durian ekor elang emas ember embun fajar \
    gabus gading gajah gambar gandum garam gelas gemar genap gitar gubuk gula \
    gulung gurih guru hangat harum hati hebat helai hening hijau hilir hujan hulu \
    huruf ijuk ikan induk jahe jalan jarak jejak jeruk jinten jujur jumpa kabut \
    kacang kakak kapal kebun kecap kelapa kemah kemiri kenari kendi kertas ketan \
    kilat kincir kipas kolam kompas kopi kota kuali kubis kucing kulit kunyit \
    kursi lada lagu lampu langit laut layar lebah lemari lengan lereng lidi lilin \
    lontar loyang lukis lumut mahir malam mangga manis mawar medan meja melati \
    mesin mobil muara murid musim naik nanas nasi nenek nipah nyiur obor ombak \
    padi paku palung panah pandan papan pasir pelita pena pepaya perahu petani \
    petik piala pintu pipa pisang pohon pondok pulau puncak pusat putih ragi raja \
    rambut rantai rebung rejeki rimba ringan roda rotan rukun rumah rumput sabar \
    sabun salak salju sambal sandal sapu sarung sawah sayur segar sehat semut \
    senyum sepeda siang sikat singa siput sirih sisik suling sumur sungai surat \
    syukur tabung tali tawon tebing tebu telur teman tembok tenun terang tikar \
    timur tinta tiram titik tomat tugas udang ujung umbi wajan waktu wangi warna \
    wayang wortel yakin zaitun zamrud";

/// The word for a byte.
fn word(byte: u8) -> &'static str {
    WORDS.split(' ').nth(usize::from(byte)).unwrap_or_default()
}

/// The four words of a file: one for each of the first four bytes of the SHA-256
/// in its `checksum`. `None` where the text is no checksum.
///
/// Two files share their words by chance once in four thousand million; the words
/// serve to compare what was sent with what arrived, not to prove anything
/// against somebody who wants to deceive.
pub fn receipt_code(checksum: &str) -> Option<[&'static str; 4]> {
    let hex = checksum.strip_prefix("sha256:")?;
    let digit = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'f');
    if hex.len() != 64 || !hex.bytes().all(digit) {
        return None;
    }
    let mut words = [""; 4];
    for (i, place) in words.iter_mut().enumerate() {
        let start = i.saturating_mul(2);
        let pair = hex.get(start..start.saturating_add(2))?;
        *place = word(u8::from_str_radix(pair, 16).ok()?);
    }
    Some(words)
}

/// Does what somebody typed name the words of this checksum? Case, and what
/// stands between the words, do not matter; the first four letters of a word
/// are enough.
pub fn receipt_code_is(typed: &str, checksum: &str) -> bool {
    let Some(code) = receipt_code(checksum) else {
        return false;
    };
    let typed = typed.to_ascii_lowercase();
    let typed: Vec<&str> = typed
        .split(|c: char| !c.is_ascii_lowercase())
        .filter(|w| !w.is_empty())
        .collect();
    typed.len() == code.len()
        && typed
            .iter()
            .zip(code)
            .all(|(t, word)| t.len() >= 4 && word.starts_with(t))
}

/// "This file arrived here": which sheet, which state of it, when and with whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// Id of the sheet.
    pub sheet: String,
    /// Its region.
    pub region: RegionCode,
    /// Name of the region.
    pub region_name: String,
    /// Revision of the file that was taken in.
    pub revision: u32,
    /// Checksum of that file: `sha256:` and 64 hex digits.
    pub sheet_checksum: String,
    /// Answers in it.
    pub answers: u64,
    /// When it was taken in, in milliseconds since 1970 by the clock of the device
    /// that took it in.
    pub received_at: u64,
    /// Who took it in.
    pub received_by: String,
    /// The device that took it in.
    pub device: String,
    /// Members that this program does not know, kept as they are.
    pub extra: Vec<(String, Json)>,
}

const KNOWN: [&str; 12] = [
    "format",
    "version",
    "sheet",
    "region",
    "region_name",
    "revision",
    "sheet_checksum",
    "answers",
    "received_at",
    "received_by",
    "device",
    "checksum",
];

impl Receipt {
    /// The four words of the file that this is the receipt of.
    pub fn code(&self) -> String {
        let words = receipt_code(&self.sheet_checksum).unwrap_or_default();
        joined(&mut words.into_iter(), " ")
    }
}

/// Writes a receipt: a short text, one member a line.
pub fn write_receipt(receipt: &Receipt) -> String {
    let text = |s: &str| Json::text(s);
    let members = [
        ("format", text(RECEIPT_FORMAT)),
        ("version", Json::int(RECEIPT_VERSION)),
        ("sheet", text(&receipt.sheet)),
        ("region", text(receipt.region.as_str())),
        ("region_name", text(&receipt.region_name)),
        ("revision", Json::int(receipt.revision)),
        ("sheet_checksum", text(&receipt.sheet_checksum)),
        ("answers", Json::int(receipt.answers)),
        ("received_at", Json::int(receipt.received_at)),
        ("received_by", text(&receipt.received_by)),
        ("device", text(&receipt.device)),
    ];
    let members = members.map(|(name, value)| (name.to_string(), value));
    let mut members: Vec<(String, Json)> = members.into_iter().collect();
    members.extend(receipt.extra.iter().cloned());
    let mut document = Json::Obj(members);
    let sum = checksum(&document);
    if let Json::Obj(members) = &mut document {
        members.push((String::from("checksum"), Json::text(sum)));
    }
    document.lines(1)
}

/// Reads a receipt. Its checksum must be right.
///
/// # Errors
/// As [`read_sheet`](super::read_sheet): the first reason why it cannot be read.
pub fn read_receipt(text: &str) -> Result<Receipt, FileError> {
    receipt_of(&document_named(text, &[RECEIPT_FORMAT])?)
}

/// The receipt of a document.
pub(super) fn receipt_of(document: &Json) -> Result<Receipt, FileError> {
    vet(document, RECEIPT_VERSION, Checksum::Required)?;
    receipt(&Node::root(document)).map_err(FileError::Damaged)
}

fn receipt(n: &Node) -> Read<Receipt> {
    let region_node = n.need("region")?;
    let Some(region) = RegionCode::parse(region_node.str()?) else {
        return region_node.fail("is not a region code");
    };
    let of = n.need("sheet_checksum")?;
    let sheet_checksum = of.str()?;
    if receipt_code(sheet_checksum).is_none() {
        return of.fail("is not a checksum");
    }
    Ok(Receipt {
        sheet: n.string("sheet")?,
        region,
        region_name: n.opt_string("region_name")?,
        revision: n.need("revision")?.number()?,
        sheet_checksum: sheet_checksum.to_string(),
        answers: n.need("answers")?.number()?,
        received_at: n.need("received_at")?.number()?,
        received_by: n.opt_string("received_by")?,
        device: n.opt_string("device")?,
        extra: super::read::unknown_members(n, &KNOWN)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::order::twice;
    use proptest::prelude::*;

    fn checksum_of(bytes: [u8; 4]) -> String {
        let hex: String = bytes.iter().map(|b| format!("{b:02x}")).collect();
        format!("sha256:{hex:0<64}")
    }

    pub(super) fn example() -> Receipt {
        Receipt {
            sheet: "s-1".into(),
            region: RegionCode::parse("63.11.07.2002").expect("code"),
            region_name: "Baruh Bahinu Luar".into(),
            revision: 3,
            sheet_checksum: checksum_of([0, 1, 254, 255]),
            answers: 41,
            received_at: 1_795_000_000_000,
            received_by: "Rahmah".into(),
            device: "k1".into(),
            extra: vec![("later".into(), Json::int(1))],
        }
    }

    /// Levenshtein's distance.
    fn apart(a: &str, b: &str) -> usize {
        let mut row: Vec<usize> = (0..=b.len()).collect();
        for (i, x) in a.bytes().enumerate() {
            let mut diagonal = i;
            row[0] = i + 1;
            for (j, y) in b.bytes().enumerate() {
                let next = (diagonal + usize::from(x != y))
                    .min(row[j] + 1)
                    .min(row[j + 1] + 1);
                diagonal = std::mem::replace(&mut row[j + 1], next);
            }
        }
        row[b.len()]
    }

    #[test]
    fn the_words_are_256_and_cannot_be_taken_for_one_another() {
        let words: Vec<&str> = WORDS.split(' ').collect();
        assert_eq!(words.len(), 256);
        assert!(words.is_sorted());
        let starts: Vec<&str> = words.iter().map(|w| &w[..4]).collect();
        assert_eq!(twice(&starts), None);
        for (i, a) in words.iter().enumerate() {
            assert!((4..=6).contains(&a.len()) && a.bytes().all(|c| c.is_ascii_lowercase()));
            for b in &words[..i] {
                assert!(apart(a, b) >= 2, "{a} {b}");
            }
        }
    }

    #[test]
    fn the_code_follows_from_the_first_four_bytes() {
        assert_eq!(
            receipt_code(&checksum_of([0, 1, 254, 255])),
            Some(["acar", "adik", "zaitun", "zamrud"])
        );
        // The SHA-256 of nothing: e3b0c442…
        let nothing = format!("sha256:{}", super::super::sha256_hex(b""));
        assert_eq!(
            receipt_code(&nothing),
            Some(["tabung", "petani", "roda", "gading"])
        );
        for bad in [
            "",
            "sha256:",
            "sha256:00",
            &nothing[7..],
            &nothing.to_uppercase(),
            &nothing.replace('e', "g"),
        ] {
            assert_eq!(receipt_code(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_code_is_known_again_however_it_is_typed() {
        let sum = checksum_of([0, 1, 254, 255]);
        for typed in [
            "acar adik zaitun zamrud",
            " ACAR-adik,Zaitun  zamrud.",
            "acar adik zait zamr",
        ] {
            assert!(receipt_code_is(typed, &sum), "{typed}");
        }
        for typed in [
            "",
            "acar",
            "acar adik zaitun",
            "acar adik zamrud zaitun",
            "aca adi zai zam",
            "acar adik zaitun zamrud acar",
        ] {
            assert!(!receipt_code_is(typed, &sum), "{typed}");
        }
    }

    #[test]
    fn a_receipt_is_read_as_it_was_written() {
        let text = write_receipt(&example());
        assert_eq!(read_receipt(&text), Ok(example()));
        assert_eq!(example().code(), "acar adik zaitun zamrud");
        assert_eq!(
            read_receipt(&text.replace("41", "42")),
            Err(FileError::ChecksumMismatch)
        );
        assert_eq!(
            read_receipt(&text.replace(RECEIPT_FORMAT, "saba")),
            Err(FileError::NotSaba)
        );
        assert_eq!(
            super::super::read_sheet(&text, Checksum::Ignored),
            Err(FileError::NotSaba)
        );
    }

    #[test]
    fn every_cut_of_a_receipt_is_told_as_a_cut() {
        let text = write_receipt(&example());
        let text = text.trim_end();
        let named = text.find(RECEIPT_FORMAT).expect("named") + RECEIPT_FORMAT.len();
        for end in 0..text.len() {
            let want = match end {
                0 => FileError::Empty,
                n if n <= named => FileError::NotSaba,
                _ => FileError::CutOff,
            };
            if let Some(cut) = text.get(..end) {
                assert_eq!(read_receipt(cut), Err(want), "cut at {end}");
            }
        }
    }

    proptest! {
        #[test]
        fn any_four_bytes_have_their_own_words(a in any::<[u8; 4]>(), b in any::<[u8; 4]>()) {
            let words = |bytes| receipt_code(&checksum_of(bytes)).expect("a checksum");
            prop_assert_eq!(words(a) == words(b), a == b);
            prop_assert!(receipt_code_is(&words(a).join(" "), &checksum_of(a)));
        }

        #[test]
        fn no_text_panics(text in ".{0,60}") {
            let _ = receipt_code(&text);
            let _ = receipt_code_is(&text, &text);
            let _ = read_receipt(&text);
        }
    }
}
