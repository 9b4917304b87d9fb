//! Findings: begin with what was seen, end with what to do. They never block.

use saba_core::sheet::FindingKind;

use super::join;

/// One sentence for a finding.
pub fn finding(kind: &FindingKind) -> String {
    match kind {
        FindingKind::NotANumber => {
            "Ini belum terbaca sebagai angka. Tulis angka saja, misalnya 1.234 atau 8,7.".into()
        }
        FindingKind::NotWhole => "Angka ini berkoma. Tulis bilangan bulat.".into(),
        FindingKind::Negative => "Angka ini di bawah nol. Tulis nol atau lebih.".into(),
        FindingKind::TooLarge => "Angka ini terlalu besar. Periksa jumlah angkanya.".into(),
        FindingKind::Above(max) => join(&["Angka ini lebih besar dari ", &max.show(), ". Periksa lagi."]),
        FindingKind::AboveWhole { part, whole, label } => join(&[
            &part.show(),
            " lebih besar dari ",
            &small_first(label),
            " (",
            &whole.show(),
            "). Periksa salah satu.",
        ]),
        FindingKind::ZeroDenominator => {
            "Pembagi nol tidak bisa dinilai. Bila memang tidak ada, mintakan ketetapan ke provinsi dan beri catatan.".into()
        }
        FindingKind::NotADay => "Ini belum terbaca sebagai tanggal. Tulis misalnya 2024-05-31.".into(),
        FindingKind::OddYear => "Tahun ini tidak masuk akal. Periksa tanggalnya.".into(),
        FindingKind::UnknownChoice => "Pilihan ini tidak dikenal. Pilih salah satu yang ada.".into(),
        FindingKind::Sum { sum, whole, label } => join(&[
            "Jumlahnya ",
            &sum.show(),
            ", sedangkan ",
            &small_first(label),
            " ",
            &whole.show(),
            ". Periksa salah satu.",
        ]),
        FindingKind::Leap { before, after } => join(&[
            "Berubah lebih dari lima kali lipat: ",
            &before.show(),
            " lalu ",
            &after.show(),
            ". Periksa apakah keduanya benar.",
        ]),
        FindingKind::Expires => "SK berakhir sebelum tahun data selesai, jadi belum dihitung. Periksa tanggalnya.".into(),
        FindingKind::TooOld => {
            "SK berumur sepuluh tahun atau lebih pada akhir tahun data, jadi belum dihitung. Periksa tanggalnya.".into()
        }
        FindingKind::OdfWithOpenDefecation(n) => join(&[
            "Status sudah lulus, tetapi masih ada ",
            &n.show(),
            " KK yang BAB sembarangan. Periksa salah satu.",
        ]),
    }
}

/// Labels begin with a capital; inside a sentence they do not, unless the
/// second letter is a capital too (KK, SK, TPS).
pub(super) fn small_first(label: &str) -> String {
    let mut chars = label.chars();
    match (chars.next(), chars.next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_ascii_lowercase().to_string() + label.get(first.len_utf8()..).unwrap_or("")
        }
        _ => label.to_string(),
    }
}
