//! Words of finding items, of what is still to be done, and of the settings.

use saba_core::find::Place;
use saba_core::sheet::Gap;

use super::join;

pub const FIND_TITLE: &str = "Cari isian";
pub const GAPS_TITLE: &str = "Yang belum lengkap";
pub const FIND_LABEL: &str = "Ketik kata apa saja";
pub const FIND_HINT: &str =
    "Dari judul, pertanyaan, nomor, pilihan jawaban, bantuan, atau catatan.";
pub const FIND_KEYS: &str = "Papan ketik: Enter membuka hasil pertama, panah atas dan bawah memilih, Esc kembali ke isian terakhir. Garis miring (/) membuka halaman ini; di tengah mengetik, Ctrl dan garis miring.";
pub const FIND_NONE: &str = "Tidak ada isian yang cocok. Coba kata lain atau sebagian kata saja.";
pub const FIND_NONE_HERE: &str =
    "Tidak ada isian yang cocok pada pilihan ini. Pilih Semua untuk mencari di seluruh lembar.";
pub const GAPS_NONE: &str = "Tidak ada yang kurang.";
pub const FOUND_ITEMS: &str = " isian";
pub const FIND_ALL: &str = "Semua";
pub const FIND_GAPS: &str = "Belum lengkap";
pub const FIND_BLANK: &str = "Kosong";
pub const FIND_UNKNOWN: &str = "Belum tahu";
pub const FIND_ODD: &str = "Perlu diperiksa";
pub const FIND_ORIGIN: &str = "Tanpa sumber";
pub const FIND_SHOWS: &str = "Tampilkan";
pub const BACK_TO_PLACE: &str = "Kembali ke isian terakhir";

pub const SETTINGS_HINT: &str = "Berlaku di peramban ini untuk semua lembar. Isian tidak berubah.";
pub const TEXT_SIZE: &str = "Ukuran tulisan";
/// The sizes with the length that each is, empty for the browser's own.
pub const TEXT_SIZES: [(&str, &str); 3] =
    [("", "Biasa"), ("125%", "Besar"), ("150%", "Sangat besar")];
pub const THEME: &str = "Warna layar";
pub const THEMES: [(&str, &str); 3] = [
    ("", "Mengikuti perangkat"),
    ("light", "Terang"),
    ("dark", "Gelap"),
];
pub const SETTINGS_NOT_KEPT: &str = "Peramban ini menolak menyimpan pilihan, jadi pilihan belum berlaku. Izinkan penyimpanan situs ini, lalu coba lagi.";
pub const KEYBOARD: &str = "Papan ketik";
pub const KEYS: [(&str, &str); 6] = [
    ("/", "mencari isian di lembar yang dibuka"),
    ("Ctrl /", "sama, di tengah mengetik"),
    ("Enter", "lanjut ke kotak berikutnya"),
    ("1 2 3 …", "memilih jawaban dengan nomor itu"),
    ("Tab", "pindah ke tombol atau kotak berikutnya"),
    ("Esc", "dari pencarian, kembali ke isian terakhir"),
];
pub const ALOUD: &str = "Dibacakan";
pub const ALOUD_THERE: &str = "Di perangkat ini tersedia suara. Tiap isian punya tombol Bacakan: pertanyaannya, mengapa ditanyakan, dan di mana mencarinya.";
pub const ALOUD_MISSING: &str = "Peramban ini tidak punya suara yang bekerja tanpa internet, jadi isian belum bisa dibacakan. Suara bisa dipasang lewat pengaturan bahasa perangkat.";

/// What is not done about an item, beside findings, which have sentences of their own.
pub fn gap(gap: &Gap) -> String {
    match gap {
        Gap::Blank => "Belum diisi".into(),
        Gap::Unknown => "Ditandai belum tahu".into(),
        Gap::Disagrees => "Dua jawaban berbeda, pilih salah satu".into(),
        Gap::Wanted => "Diminta diperbaiki".into(),
        Gap::Odd(finding) => super::finding(&finding.kind),
        Gap::Partial(missing) => {
            let names = missing.iter().map(|m| {
                let label = super::small_first(&m.field.label);
                let row = m.row.map(|row| join(&[" di baris ", &row.to_string()]));
                let year = m.year.map(|year| join(&[" ", &year.to_string()]));
                join(&[
                    label.as_str(),
                    &year.unwrap_or_default(),
                    &row.unwrap_or_default(),
                ])
            });
            listed("Belum ada: ", names.collect())
        }
        Gap::NoOrigin(fields) => {
            let names = fields.iter().map(|f| match f.key.as_str() {
                "date" => "tanggal data".to_string(),
                "source" => "sumber data".to_string(),
                _ => super::small_first(&f.label),
            });
            listed("Belum ada: ", names.collect())
        }
    }
}

/// A few names; of many, how many more there are.
fn listed(before: &str, names: Vec<String>) -> String {
    const SHOWN: usize = 4;
    let more = names.len().saturating_sub(SHOWN);
    let shown: Vec<String> = names.into_iter().take(SHOWN).collect();
    let mut out = join(&[before, &saba_core::text::joined_list(&shown, ", ")]);
    if more > 0 {
        out.push_str(&join(&[", dan ", &more.to_string(), " lagi"]));
    }
    out
}

/// Where the words were found, if not in what is to be seen.
pub fn found_in(place: Place) -> &'static str {
    match place {
        Place::Number | Place::Begins | Place::Title => "",
        Place::Fields => "cocok di pilihan jawaban atau indikatornya",
        Place::Help => "cocok di bantuan isian",
        Place::Answer => "cocok di jawaban atau catatan",
    }
}
