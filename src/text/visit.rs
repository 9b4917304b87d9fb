//! Words of the study visit: another regency beside one's own.

use saba_core::instrument::SheetKind;
use saba_core::score::Lead;

use super::join;

pub const VISIT: &str = "Studi banding";
pub const VISIT_HINT: &str = "Buka berkas lembar kabupaten/kota lain, lalu bandingkan per tatanan dan per indikator. Berkas itu hanya dilihat: tidak disimpan, tidak digabung, dan hilang dari sini bila halaman ditutup atau dimuat ulang.";
pub const VISIT_OPEN: &str = "Buka berkas kabupaten/kota lain";
pub const VISIT_OPEN_OTHER: &str = "Buka berkas yang lain";
pub const VISIT_CLOSE: &str = "Tutup berkas ini";
pub const VISIT_READING: &str = "Membaca berkas.";
pub const VISIT_SEVERAL: &str =
    "Berkas ini berisi beberapa lembar kabupaten/kota. Pilih satu untuk dibandingkan.";
pub const VISIT_IS_A: &str = "ini ";
pub const VISIT_NO_REGENCY_REST: &str =
    ", bukan lembar kabupaten/kota. Minta berkas lembar kabupaten/kota kepada pengirimnya.";
pub const VISIT_NO_REGENCY: &str = "tidak ada lembar kabupaten/kota di dalamnya. Minta berkas lembar kabupaten/kota kepada pengirimnya.";
pub const VISIT_HERE: &str = " (lembar ini)";
pub const VISIT_THERE: &str = " (berkas)";
pub const VISIT_OURS_NOW: &str = "Lembar di perangkat ini, seperti sekarang";
pub const VISIT_NO_DATE: &str = "Tanggal penyerahan tidak tercatat di berkas";
pub const VISIT_SAME_REGION: &str =
    "Berkas ini dari wilayah yang sama. Untuk menggabungkannya, pakai Ambil berkas.";
pub const VISIT_PART: &str =
    "Berkas ini hanya membawa sebagian lembar. Yang tidak ikut terhitung belum diisi.";
pub const VISIT_DISPUTED: &str = " isian di berkas itu diisi berbeda oleh beberapa orang; yang dinilai adalah yang tercatat pertama.";
pub const VISIT_INSTEAD: &str = "Terbitan instrumen berkas itu tidak ada di perangkat ini, jadi dinilai dengan terbitan terdekat. Buka berkas instrumennya di halaman instrumen agar tepat.";
pub const VISIT_EDITIONS: &str = "Terbitan instrumennya berbeda. Masing-masing dinilai dengan terbitannya sendiri, dan indikator yang aturannya berbeda tidak dibandingkan.";
pub const VISIT_YEARS: &str = "Tahun datanya berbeda.";
pub const VISIT_TOTALS: &str = "Per tatanan dan syarat";
pub const VISIT_BARS_HINT: &str = "Bagian tua sudah pasti, bagian muda masih mungkin. Garis tegak: batas tiap tingkat penghargaan, dari yang terendah. Unggul hanya ditulis bila pasti, apa pun isian yang masih kosong.";
pub const VISIT_NOT_ASKED: &str = "tidak ditanyakan";
pub const VISIT_WHO_LEADS: &str = "Yang unggul";
pub const VISIT_LINES: &str = "Per indikator";
pub const VISIT_SECTION: &str = "Tatanan";
pub const VISIT_ALL_SECTIONS: &str = "Semua tatanan";
pub const VISIT_NONE: &str = "Tidak ada indikator seperti itu.";
pub const VISIT_JUDGED_APART: &str =
    "Aturan nilainya berbeda di kedua terbitan, jadi tidak dibandingkan.";
pub const VISIT_TO_OURS: &str = "Buka isian kita";

/// A kind of sheet inside a sentence.
pub fn kind_inside(kind: SheetKind) -> &'static str {
    match kind {
        SheetKind::Desa => "lembar desa/kelurahan",
        SheetKind::Kecamatan => "lembar kecamatan",
        SheetKind::Kabupaten => "lembar kabupaten/kota",
    }
}

/// Who is ahead, with a sign before it: `▲ Tabalong unggul`.
pub fn lead(lead: Lead, ours: &str, theirs: &str) -> String {
    match lead {
        Lead::Theirs => join(&["▲ ", theirs, " unggul"]),
        Lead::Ours => join(&["▼ ", ours, " unggul"]),
        Lead::Same => "= sama".into(),
        Lead::Open => "? belum pasti".into(),
        Lead::Apart => "≠ tidak sebanding".into(),
    }
}
