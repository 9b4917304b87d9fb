//! Words for people. `saba check` speaks Indonesian; `saba score` gives
//! programmers an English message beside each code.

use saba_core::file::FileError;
use saba_core::instrument::SheetDef;
use saba_core::sheet::FindingKind;

use crate::files::Refusal;
use crate::remark::{Kind, Remark};

/// One line for a terminal: whatever stands in a file, no character of it
/// moves the cursor, rings, or turns the direction of writing.
pub fn plain(line: &str) -> String {
    let mut out: String = line
        .chars()
        .filter(|c| {
            !c.is_control()
                && !matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        })
        .collect();
    out.push('\n');
    out
}

/// Why a file cannot be looked at, for programmers.
pub fn refusal_english(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Unreadable(e) => format!("cannot be read: {e}"),
        Refusal::Sealed => "the file is sealed with a passphrase; open it with 'saba open'".into(),
        Refusal::OtherInstrument { sheet, ours } => {
            format!("the sheet is of instrument {sheet}, not {ours}")
        }
        Refusal::File(error) => match error {
            FileError::Empty => "the file is empty".into(),
            FileError::TooLarge => "the file is larger than any sheet".into(),
            FileError::NotSaba => "not a Saba file".into(),
            FileError::CutOff => "the file is cut off".into(),
            FileError::Damaged(e) => e.to_string(),
            FileError::ChecksumMismatch => {
                "the contents do not fit the checksum: changed since it was written".into()
            }
            FileError::ChecksumMissing => {
                "no checksum; --no-checksum reads files that were written without one".into()
            }
            FileError::NewerFormat(version) => {
                format!("written in format version {version}, newer than this program knows")
            }
            FileError::TooMany => "more answers or parts than any sheet has".into(),
            FileError::Locked => "the archive has a password".into(),
            FileError::Packing => "an archive of a kind that is not read".into(),
        },
    }
}

/// Why a file cannot be looked at, in Indonesian.
pub fn refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Unreadable(e) => {
            let why = match e.kind() {
                std::io::ErrorKind::NotFound => "berkas tidak ada".to_string(),
                std::io::ErrorKind::PermissionDenied => "berkas tidak boleh dibaca".to_string(),
                _ => format!("berkas tidak dapat dibaca ({e})"),
            };
            format!("{why}. Periksa nama dan tempatnya.")
        }
        Refusal::Sealed => {
            "berkas dikunci dengan kata sandi. Buka dahulu dengan 'saba open'.".into()
        }
        Refusal::OtherInstrument { sheet, ours } => format!(
            "lembar ini diisi dengan instrumen {sheet}, bukan {ours}. Sebutkan instrumennya dengan --instrument."
        ),
        Refusal::File(error) => match error {
            FileError::Empty => "berkas kosong. Minta pengirim mengirim ulang.".into(),
            FileError::TooLarge => {
                "berkas terlalu besar untuk lembar Saba. Periksa apakah berkasnya benar.".into()
            }
            FileError::NotSaba => "bukan berkas Saba. Periksa apakah berkasnya benar.".into(),
            FileError::CutOff => {
                "berkas terpotong sebelum selesai. Minta pengirim mengirim ulang.".into()
            }
            FileError::Damaged(e) => {
                format!("berkas rusak di {}: {}.", e.place, problem(&e.problem))
            }
            FileError::ChecksumMismatch => {
                "isi berkas berubah sejak dibuat. Minta berkas baru; bila memang disunting sendiri, pakai --no-checksum.".into()
            }
            FileError::ChecksumMissing => {
                "berkas tidak punya tanda pemeriksaan. Bila memang ditulis sendiri, pakai --no-checksum.".into()
            }
            FileError::NewerFormat(version) => format!(
                "berkas dibuat dengan Saba yang lebih baru (format {version}). Perbarui Saba."
            ),
            FileError::TooMany => {
                "berkas berisi lebih banyak bagian daripada lembar Saba mana pun. Periksa apakah berkasnya benar.".into()
            }
            FileError::Locked => {
                "arsip dikunci dengan kata sandi. Buka dahulu arsipnya, lalu pakai berkas di dalamnya.".into()
            }
            FileError::Packing => {
                "jenis arsip ini tidak dapat dibaca. Buka dahulu arsipnya, lalu pakai berkas di dalamnya.".into()
            }
        },
    }
}

/// What the core says about a place, in Indonesian.
fn problem(english: &str) -> String {
    let known = [
        ("is missing", "bagian ini tidak ada"),
        ("must be a text", "harus berupa teks"),
        ("must be true or false", "harus true atau false"),
        (
            "must be a whole number in range",
            "harus bilangan bulat yang wajar",
        ),
        ("must be a list", "harus berupa daftar"),
        ("must be an object", "harus berupa objek"),
        (
            "must be desa, kecamatan or kabupaten",
            "harus desa, kecamatan, atau kabupaten",
        ),
        (
            "is not a region code for this kind of sheet",
            "bukan kode wilayah untuk jenis lembar ini",
        ),
        ("is not a region code", "bukan kode wilayah"),
        ("is not a checksum", "bukan tanda pemeriksaan"),
        (
            "is not a way to derive a key that this program knows",
            "cara membuat kunci ini tidak dikenal",
        ),
        (
            "must be the right number of bytes in base64",
            "harus berupa base64 dengan panjang yang benar",
        ),
        ("the archive is broken", "arsipnya rusak"),
        (
            "a value cannot be an object",
            "sebuah isian tidak boleh berupa objek",
        ),
        ("the text is cut off", "teks terpotong"),
        (
            "unexpected character",
            "ada tanda yang tidak pada tempatnya",
        ),
        ("something follows the value", "ada teks sesudah penutupnya"),
        ("nested too deeply", "susunannya terlalu dalam"),
        ("a member is named twice", "ada nama yang dipakai dua kali"),
    ];
    for (from, to) in known {
        match english.strip_prefix(from) {
            Some("") => return to.to_string(),
            Some(rest) if rest.starts_with(" (line ") => {
                return format!("{to}{}", rest.replace("line", "baris"));
            }
            _ => {}
        }
    }
    english.to_string()
}

/// The first words about a file that can be read.
pub fn verdict(errors: usize, warnings: usize) -> String {
    match (errors, warnings) {
        (0, 0) => "tidak ada yang salah.".into(),
        (0, w) => format!("{w} hal perlu diperiksa."),
        (e, 0) => format!("{e} hal belum dihitung."),
        (e, w) => format!("{e} hal belum dihitung, {w} hal perlu diperiksa."),
    }
}

/// Where: `T1.06 n@2024 (Balita stunting 2024)`.
pub fn place(def: &SheetDef, remark: &Remark) -> String {
    if remark.item.is_empty() {
        return String::new();
    }
    let mut place = remark.item.clone();
    let item = def.item(&remark.item);
    if remark.key.is_empty() {
        if let Some(item) = item {
            place.push_str(&format!(" ({})", item.title));
        }
        return place;
    }
    place.push(' ');
    place.push_str(&remark.key);
    let (row, key) = match remark.key.split_once('/') {
        Some((row, key)) => (Some(row), key),
        None => (None, remark.key.as_str()),
    };
    let (key, year) = match key.split_once('@') {
        Some((key, year)) => (key, Some(year)),
        None => (key, None),
    };
    let label = item.map(|item| {
        let label = match item.field(key) {
            Some(field) if !field.label.is_empty() => &field.label,
            _ => &item.title,
        };
        let noun = item.rows.as_ref().map(|r| r.noun.as_str());
        let row = noun.zip(row).map(|(noun, row)| format!("{noun} {row}, "));
        let year = year.map(|y| format!(" {y}")).unwrap_or_default();
        format!(" ({}{label}{year})", row.unwrap_or_default())
    });
    place.push_str(&label.unwrap_or_default());
    place
}

/// What is wrong, and what to do.
pub fn remark(remark: &Remark) -> String {
    match &remark.kind {
        Kind::Value(kind) => finding(kind),
        Kind::UnknownItem => {
            "instrumen ini tidak punya isian dengan kode itu. Periksa kodenya.".into()
        }
        Kind::UnknownKey => {
            "isian ini tidak punya kolom dengan nama itu. Periksa nama dan tahunnya.".into()
        }
        Kind::RulingUnused => {
            "ketetapan nilai tidak cocok dengan isian yang sekarang. Tetapkan lagi, atau cabut."
                .into()
        }
        Kind::Rivals => {
            "ada lebih dari satu jawaban yang ditulis bersamaan. Pilih salah satu.".into()
        }
        Kind::Denominators(cross) => {
            let entries: Vec<String> = cross
                .entries
                .iter()
                .map(|(item, n)| format!("{item} {}", n.show()))
                .collect();
            format!(
                "jumlah {} tahun {} tidak sama: {}. Periksa mana yang benar.",
                cross.group.replace('_', " "),
                cross.year,
                entries.join(", ")
            )
        }
    }
}

fn finding(kind: &FindingKind) -> String {
    match kind {
        FindingKind::NotANumber => "belum terbaca sebagai angka. Tulis angka saja.".into(),
        FindingKind::NotWhole => "angka berkoma. Tulis bilangan bulat.".into(),
        FindingKind::Negative => "angka di bawah nol. Tulis nol atau lebih.".into(),
        FindingKind::TooLarge => "angka terlalu besar. Periksa jumlah angkanya.".into(),
        FindingKind::Above(max) => format!("angka lebih besar dari {}. Periksa lagi.", max.show()),
        FindingKind::AboveWhole { part, whole, label } => format!(
            "{} lebih besar dari {} ({}). Periksa salah satu.",
            part.show(),
            lower_first(label),
            whole.show()
        ),
        FindingKind::ZeroDenominator => {
            "pembagi nol tidak bisa dinilai. Bila memang tidak ada, mintakan ketetapan ke provinsi."
                .into()
        }
        FindingKind::NotADay => "bukan tanggal. Tulis misalnya 2024-05-31.".into(),
        FindingKind::OddYear => "tahunnya tidak masuk akal. Periksa tanggalnya.".into(),
        FindingKind::UnknownChoice => "pilihan tidak dikenal. Pilih salah satu yang ada.".into(),
        FindingKind::Sum { sum, whole, label } => format!(
            "jumlahnya {}, sedangkan {} {}. Periksa salah satu.",
            sum.show(),
            lower_first(label),
            whole.show()
        ),
        FindingKind::Leap { before, after } => format!(
            "berubah lebih dari lima kali lipat: {} lalu {}. Periksa apakah keduanya benar.",
            before.show(),
            after.show()
        ),
        FindingKind::Expires => {
            "SK berakhir sebelum tahun data selesai. Periksa tanggalnya.".into()
        }
        FindingKind::TooOld => {
            "SK berumur sepuluh tahun atau lebih pada akhir tahun data. Periksa tanggalnya.".into()
        }
        FindingKind::OdfWithOpenDefecation(n) => format!(
            "status sudah lulus, tetapi masih ada {} KK yang BAB sembarangan. Periksa salah satu.",
            n.show()
        ),
    }
}

/// Labels begin with a capital; inside a sentence they do not, unless the
/// second letter is a capital too (KK, SK, TPS).
pub fn lower_first(label: &str) -> String {
    let mut chars = label.chars();
    match (chars.next(), chars.next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(label.chars().skip(1)).collect()
        }
        _ => label.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_file_can_steer_a_terminal() {
        assert_eq!(
            plain("a\u{1b}[2J\u{7}b\rc\nd\u{202e}e\u{9b}31m"),
            "a[2Jbcde31m\n"
        );
    }

    #[test]
    fn labels_fit_into_sentences() {
        assert_eq!(lower_first("Balita stunting"), "balita stunting");
        assert_eq!(lower_first("KK menumpang"), "KK menumpang");
        assert_eq!(lower_first("Édan"), "édan");
        assert_eq!(lower_first(""), "");
    }
}
