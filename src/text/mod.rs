//! Every word on the screen, in Indonesian.

#[cfg(feature = "desk")]
mod answer;
#[cfg(feature = "desk")]
mod because;
#[cfg(feature = "desk")]
mod board;
#[cfg(feature = "desk")]
mod comforts;
#[cfg(feature = "desk")]
mod desk;
#[cfg(feature = "desk")]
mod desk_device;
mod device;
#[cfg(feature = "desk")]
mod edition;
mod errors;
mod exchange;
mod finding;
#[cfg(feature = "desk")]
mod glossary;
#[cfg(feature = "desk")]
mod history;
#[cfg(feature = "desk")]
mod intake;
#[cfg(feature = "desk")]
mod invite;
mod language;
#[cfg(feature = "desk")]
mod leaving;
#[cfg(feature = "desk")]
mod meeting;
#[cfg(not(feature = "desk"))]
mod onward;
#[cfg(feature = "desk")]
mod paper;
#[cfg(feature = "desk")]
mod plans;
#[cfg(feature = "desk")]
mod receive;
#[cfg(feature = "desk")]
mod reports;
#[cfg(feature = "desk")]
mod review;
mod shape;
#[cfg(feature = "desk")]
mod visit;
mod ways;

#[cfg(feature = "desk")]
pub use board::*;
#[cfg(feature = "desk")]
pub use comforts::*;
#[cfg(feature = "desk")]
pub use desk::*;
#[cfg(feature = "desk")]
pub use desk_device::*;
pub use device::*;
#[cfg(feature = "desk")]
pub use edition::*;
#[cfg(feature = "desk")]
pub use glossary::*;
#[cfg(feature = "desk")]
pub use history::*;
#[cfg(feature = "desk")]
pub use intake::*;
#[cfg(feature = "desk")]
pub use invite::*;
pub use language::*;
#[cfg(feature = "desk")]
pub use leaving::*;
#[cfg(feature = "desk")]
pub use meeting::*;
#[cfg(not(feature = "desk"))]
pub use onward::*;
#[cfg(feature = "desk")]
pub use paper::*;
#[cfg(feature = "desk")]
pub use plans::*;
#[cfg(feature = "desk")]
pub use receive::*;
#[cfg(feature = "desk")]
pub use reports::*;
#[cfg(feature = "desk")]
pub use review::*;
#[cfg(feature = "desk")]
pub use visit::*;
pub use ways::*;

#[cfg(feature = "desk")]
pub use answer::{HIDDEN, Line, answer, field_label, item_name, value_words};
#[cfg(feature = "desk")]
pub use because::{because, outcome_label};
#[cfg(feature = "desk")]
pub use errors::file_error;
pub use errors::{
    DAMAGED_ITEMS, DAMAGED_KEPT, LOOK_AT_THEM, SHEETS_LOST, store_error, store_remedy,
};
pub use exchange::*;
pub use finding::finding;
#[cfg(feature = "desk")]
use finding::small_first;
#[cfg(feature = "desk")]
pub use shape::{capital, short_day};
pub use shape::{join, small};

use saba_core::instrument::{SheetKind, Trend};
#[cfg(feature = "desk")]
use saba_core::sheet::FillState;
use saba_core::sheet::{DocumentStatus, OdfStatus, Progress};

pub const APP: &str = "Saba";
pub const APP_LONG: &str = "Buku kerja Kabupaten/Kota Sehat";
pub const HOME: &str = "Beranda";
pub const BACK: &str = "Kembali";
pub const START_NEW: &str = "Mulai lembar baru";
pub const TAKE_IN: &str = "Ambil berkas";
pub const ABOUT: &str = "Tentang Saba";
pub const GLOSSARY: &str = "Kamus istilah";
pub const SHEETS_HERE: &str = "Lembar di perangkat ini";
pub const BEGUN: &str = " · dimulai ";
pub const GREETING: &str =
    "Isi lembar desa, kecamatan, atau kabupaten tanpa internet, lalu serahkan sebagai satu berkas.";
pub const HELP_MISSING: &str =
    "Penjelasan belum ada di perangkat ini. Sambungkan internet sebentar, lalu buka lagi.";
pub const LOADING: &str = "Sedang memuat.";
pub const NO_INSTRUMENT: &str =
    "Instrumen belum bisa diambil. Sambungkan internet sebentar, lalu muat ulang halaman ini.";
pub const BAD_INSTRUMENT: &str =
    "Instrumen tidak bisa dibaca. Muat ulang halaman ini saat ada internet.";
pub const SHEET_UNREADABLE: &str =
    "Lembar belum bisa dibaca dari penyimpanan. Isinya tidak diubah. Muat ulang halaman ini.";
pub const ABOUT_TEXT: &[&str] = &[
    "Saba adalah buku kerja Kabupaten/Kota Sehat. Semua isian disimpan di perangkat ini saja, di peramban ini, dan tidak dikirim ke mana pun.",
    "Isian keluar dari perangkat hanya lewat berkas yang Anda serahkan sendiri. Buat salinan secara berkala: bila data peramban dihapus, isian di sini ikut hilang.",
    #[cfg(feature = "desk")]
    "Nilai dihitung persis menurut teks instrumen 2025. Di mana teks resmi tidak menentukan, Saba menulis “belum diatur” dan tidak menebak.",
    "Nama dan kode wilayah berasal dari idn-area-data, basis data dengan lisensi ODbL 1.0.",
    "Saba bukan aplikasi resmi kementerian.",
];
pub const NOT_FOUND: &str = "Halaman ini tidak ada.";
pub const NOT_FOUND_HINT: &str = "Periksa tautannya, atau mulai dari beranda.";

pub const SAVED: &str = "Tersimpan";
pub const SAVING: &str = "Menyimpan";
pub const NOT_SAVED: &str = "Belum tersimpan";
pub const NOTHING_YET: &str = "Belum ada isian";
pub const HAND_OVER_NOW: &str = "Serahkan sekarang";

pub const WHO: &str = "Siapa yang mengisi?";
pub const WHO_HINT: &str =
    "Nama ini ikut tercatat pada tiap jawaban dan pada berkas yang diserahkan.";
pub const NAME: &str = "Nama";
pub const ROLE: &str = "Jabatan atau tugas";
pub const ROLE_HINT: &str = "misalnya sekretaris desa";
pub const KEEP: &str = "Simpan nama";
pub const FILLED_BY: &str = "Pengisi: ";
pub const CHANGE: &str = "Ganti";

pub const CHOOSE_REGENCY: &str = "Pilih kabupaten atau kota";
pub const CHOOSE_REGENCY_LABEL: &str = "Ketik sebagian nama kabupaten atau kota";
pub const CHOOSE_KIND: &str = "Lembar mana yang diisi?";
pub const CHOOSE_VILLAGE_LABEL: &str = "Ketik sebagian nama desa, kelurahan, atau kecamatan";
pub const OTHER_REGENCY: &str = "Kabupaten atau kota lain";
pub const NO_MATCH: &str = "Tidak ada nama yang cocok. Coba sebagian nama saja.";
pub const MORE_MATCHES: &str = "Masih ada lagi. Ketik lebih banyak huruf.";
pub const REGION_MISSING: &str =
    "Daftar wilayah belum ada di perangkat ini. Sambungkan internet sebentar, lalu coba lagi.";
pub const TRY_AGAIN: &str = "Coba lagi";
pub const UNKNOWN_VILLAGE: &str =
    "Kode ini tidak ada di daftar resmi. Lembar tetap bisa diisi; sekretariat akan mencocokkannya.";

pub const NEXT_OPEN: &str = "Lanjut ke isian berikutnya";
pub const ALL_DONE: &str = "Semua isian sudah dijawab";
pub const POKJA_DOCUMENTS: &str = "Dokumen Pokja";
pub const FORKOM_DOCUMENTS: &str = "Dokumen Forkom";
pub const ODF: &str = "Stop BABS (ODF)";
pub const BOARD: &str = "Desa dan kecamatan";
pub const HISTORY: &str = "Riwayat lembar";
pub const UNDO: &str = "Urungkan";
pub const NO_VILLAGE_SCORE: &str =
    "Lembar ini tidak diberi nilai. Instrumen resmi menilai kabupaten/kota, bukan desa.";

pub const UNKNOWN: &str = "Belum tahu";
pub const UNKNOWN_SAID: &str = "Ditandai belum tahu. Bisa diisi kapan saja.";
pub const NOTE: &str = "Catatan";
pub const WHY: &str = "Mengapa ditanyakan";
pub const WHERE: &str = "Di mana mencari angkanya";
pub const EXAMPLE: &str = "Contoh";
pub const EVIDENCE: &str = "Bukti dukung";
pub const HELP: &str = "Bantuan isian";
pub const DEFECT: &str = "Cacat teks resmi";
pub const RESPONSIBLE: &str = "Penanggung jawab";
pub const CLEAR: &str = "Kosongkan";
pub const YES: &str = "Ya";
pub const NO: &str = "Tidak";
pub const OPTIONAL: &str = "boleh kosong";
pub const PREVIOUS_SECTION: &str = "Bagian sebelumnya";
pub const NEXT_SECTION: &str = "Bagian berikutnya";
pub const TO_OVERVIEW: &str = "Ke daftar bagian";
pub const REMOVE: &str = "Hapus";
pub const ADD: &str = "Tambah ";
pub const POINTS: &str = "poin";
pub const BETTER: &str = " Lebih baik.";
pub const WORSE: &str = " Lebih buruk.";
pub const OF: &str = " dari ";
pub const FEEDS: &str = "Mengisi indikator ";
pub const AND: &str = " dan ";
pub const DATA_OF: &str = "KKS · data ";
/// What names of regencies, cities and kecamatan begin with: names, in every language.
pub const KABUPATEN: &str = "Kabupaten ";
pub const KOTA: &str = "Kota ";
pub const KECAMATAN: &str = "Kecamatan ";

pub const READ_ONLY: &str = "Lembar ini sedang dibuka di jendela lain. Di sini hanya bisa dibaca.";
#[cfg(feature = "desk")]
pub const TAKE_OVER: &str = "Lanjutkan di sini";

/// The name of a kind of sheet.
pub fn kind(kind: SheetKind) -> &'static str {
    match kind {
        SheetKind::Desa => "Lembar desa/kelurahan",
        SheetKind::Kecamatan => "Lembar kecamatan",
        SheetKind::Kabupaten => "Lembar kabupaten/kota",
    }
}

/// What a hand-over button says: whom the sheet goes to.
pub fn hand_over_to(kind: SheetKind) -> &'static str {
    match kind {
        SheetKind::Desa => "Serahkan ke kecamatan atau sekretariat",
        SheetKind::Kecamatan => "Serahkan ke sekretariat",
        SheetKind::Kabupaten => "Simpan salinan berkas",
    }
}

/// Where data is kept, for the save light.
pub fn here() -> &'static str {
    match crate::platform::is_phone() {
        true => "di ponsel ini",
        false => "di komputer ini",
    }
}

/// `Terisi 31 dari 55`.
pub fn progress(p: Progress) -> String {
    let mut out = join(&["Terisi ", &p.complete.to_string(), OF, &p.all.to_string()]);
    if p.unknown > 0 {
        out.push_str(&join(&[" · ", &p.unknown.to_string(), " belum tahu"]));
    }
    out
}

/// `Naik 16 KK sejak 2023.`
pub fn trend_since(trend: Trend, amount: &str, unit: &str, year: u16) -> String {
    let year = year.to_string();
    match trend {
        Trend::Same => join(&["Tetap sejak ", &year, "."]),
        Trend::Up => join(&["Naik ", amount, " ", unit, " sejak ", &year, "."]),
        Trend::Down => join(&["Turun ", amount, " ", unit, " sejak ", &year, "."]),
    }
}

/// `82,2 % pada 2024. `
pub fn share_in(share: &str, year: u16) -> String {
    join(&[share, "\u{a0}% pada ", &year.to_string(), ". "])
}

/// How far an item is.
#[cfg(feature = "desk")]
pub fn fill_state(state: FillState) -> &'static str {
    match state {
        FillState::Blank => "kosong",
        FillState::Partial => "sebagian",
        FillState::Complete => "terisi",
        FillState::Unknown => "belum tahu",
    }
}

/// State of a document, in the verifiers' words.
pub fn document(status: DocumentStatus) -> &'static str {
    match status {
        DocumentStatus::Blank => "belum diisi",
        DocumentStatus::Complete => "lengkap",
        DocumentStatus::OneYear => "satu tahun saja",
        DocumentStatus::None => "belum ada atau tidak berlaku",
    }
}

/// The ODF state.
pub fn odf(status: OdfStatus) -> &'static str {
    match status {
        OdfStatus::Blank => "belum diisi",
        OdfStatus::NotYet => "belum lulus verifikasi",
        OdfStatus::Passed => "lulus verifikasi",
        OdfStatus::Declared => "sudah deklarasi",
    }
}
