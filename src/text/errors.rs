//! What bad input and a failing store are told: what is wrong, what to do,
//! and that nothing stored was touched.

#[cfg(feature = "desk")]
use saba_core::file::FileError;

#[cfg(feature = "desk")]
use super::join;
use crate::store::StoreError;

/// One sentence for a file that cannot be taken in.
#[cfg(feature = "desk")]
pub fn file_error(name: &str, error: &FileError) -> String {
    let what: String = match error {
        FileError::Empty => "berkas ini kosong. Minta pengirim mengirim ulang.".into(),
        FileError::TooLarge => "berkas ini terlalu besar untuk lembar Saba. Periksa apakah berkasnya benar.".into(),
        FileError::NotSaba => {
            "bukan berkas Saba. Pilih berkas yang namanya berakhir .saba.json, atau minta pengirim membuatnya lewat Serahkan.".into()
        }
        FileError::CutOff => {
            "berkas terpotong sebelum selesai. Minta pengirim mengirim ulang sebagai dokumen, bukan disalin.".into()
        }
        FileError::Damaged(error) => join(&[
            "berkas Saba ini rusak di bagian ",
            &error.place,
            ". Minta pengirim membuat berkas baru lewat Serahkan.",
        ]),
        FileError::ChecksumMismatch => {
            "isi berkas berubah sejak dibuat. Minta pengirim membuat berkas baru lewat Serahkan.".into()
        }
        FileError::ChecksumMissing => {
            "berkas ini tidak punya tanda pemeriksaan. Minta pengirim membuat berkas baru lewat Serahkan.".into()
        }
        FileError::NewerFormat(_) => {
            "berkas dibuat dengan Saba yang lebih baru. Perbarui Saba di perangkat ini, lalu ambil lagi.".into()
        }
        FileError::TooMany => {
            "berkas ini berisi lebih banyak bagian daripada lembar Saba mana pun. Periksa apakah berkasnya benar.".into()
        }
        FileError::Locked => {
            "arsip ini dikunci dengan kata sandi. Buka dahulu arsipnya, lalu ambil berkas di dalamnya.".into()
        }
        FileError::Packing => {
            "jenis arsip ini tidak dapat dibaca. Buka dahulu arsipnya, lalu ambil berkas di dalamnya.".into()
        }
    };
    join(&[name, " — ", &what, " ", super::NOTHING_CHANGED])
}

pub const SHEETS_LOST: &str =
    "Ada lembar yang hilang atau tidak terbaca dari penyimpanan. Mungkin bisa dipulihkan.";
pub const LOOK_AT_THEM: &str = "Lihat lembarnya";
pub const DAMAGED_ITEMS: &str = "Catatan tersimpan untuk ";
pub const DAMAGED_KEPT: &str =
    " tidak terbaca. Aslinya tetap disimpan; isi ulang di sini, yang lain tetap bisa diserahkan.";

/// What the save light says when saving fails.
pub fn store_error(error: StoreError) -> &'static str {
    match error {
        StoreError::Full => "Penyimpanan penuh",
        StoreError::Unavailable => "Peramban ini menolak penyimpanan",
        StoreError::Closed | StoreError::Lost => "Penyimpanan terputus",
        StoreError::Aborted => "Penyimpanan dibatalkan peramban",
        StoreError::Blocked => "Penyimpanan belum menjawab",
        StoreError::Mismatch => "Penyimpanan tidak dapat dipercaya",
        StoreError::Locked => "Lembar ini dikunci",
        StoreError::Newer => "Hanya bisa dibaca: disimpan oleh Saba yang lebih baru",
    }
}

/// What that means and what to do.
pub fn store_remedy(error: StoreError) -> &'static str {
    match error {
        StoreError::Full => {
            "Jawaban terakhir masih ada di layar ini saja. Serahkan sekarang agar tidak hilang, lalu kosongkan ruang."
        }
        StoreError::Unavailable => {
            "Jawaban hanya ada di layar ini. Biarkan terbuka dan serahkan sekarang, atau buka di jendela biasa."
        }
        StoreError::Closed | StoreError::Aborted | StoreError::Lost => {
            "Jawaban terakhir masih ada di layar ini. Saba mencoba lagi; biarkan halaman terbuka."
        }
        StoreError::Blocked => {
            "Tutup jendela Saba yang lain. Jawaban terakhir masih ada di layar ini dan disimpan begitu bisa."
        }
        StoreError::Mismatch => {
            "Yang tersimpan tidak sama dengan yang diisi. Serahkan sekarang dan jangan tutup halaman ini."
        }
        StoreError::Locked => {
            "Lembar ini dikunci di jendela lain. Jawaban terakhir masih ada di layar ini saja; buka kuncinya di sini, atau serahkan sekarang."
        }
        StoreError::Newer => {
            "Isian bisa dilihat dan diserahkan, tidak bisa diubah. Muat ulang halaman ini saat ada internet agar Saba diperbarui."
        }
    }
}
