//! Words about how a sheet was before.

use saba_core::history::Kind;

pub const RESCUE: &str = "Pulihkan lembar";
pub const RESCUE_HINT: &str =
    "Lembar yang ada dalam salinan otomatis tetapi tidak ada lagi dalam penyimpanan.";
pub const NOTHING_LOST: &str = "Tidak ada lembar yang hilang.";
pub const SHEET_LOST: &str = "Lembar ini hilang dari penyimpanan.";
pub const SHEET_DAMAGED: &str = "Ada lembar yang catatannya tidak terbaca. Aslinya tetap disimpan.";
pub const COPY_THERE: &str = " Ada salinan otomatis dari ";
pub const ANSWERS: &str = " jawaban).";
pub const BRING_BACK: &str = "Pulihkan dari salinan";
pub const TAKE_OUT: &str = "Unduh catatan aslinya";
pub const HISTORY_HINT: &str = "Setiap perubahan dicatat di perangkat ini. Pilih satu saat untuk melihat lembar seperti waktu itu; isian baru berubah bila dikembalikan.";
pub const NO_HISTORY: &str = "Belum ada perubahan yang tercatat.";
pub const ENTRIES_UNREADABLE: &str =
    " catatan riwayat tidak terbaca. Aslinya tetap disimpan; yang lain ada di bawah ini.";
pub const OLDER: &str = "Tampilkan yang lebih lama";
pub const COPIES: &str = "Salinan otomatis";
pub const COPIES_HINT: &str =
    "Dibuat sendiri oleh Saba, paling banyak sekali sehari dan sebelum perubahan besar.";
pub const COPY: &str = "Salinan otomatis";
pub const ITEMS: &str = " isian";
pub const SEVERAL_PEOPLE: &str = "beberapa orang";
pub const CHANGED_AT_ONCE: &str = " isian diubah sekaligus";
pub const CAME_AT_ONCE: &str = " isian masuk sekaligus dari berkas atau salinan";
pub const MOMENT: &str = "Lembar seperti waktu itu";
pub const MOMENT_GONE: &str = "Saat ini tidak ada dalam riwayat. Pilih lagi dari daftar.";
pub const TO_HISTORY: &str = "Ke riwayat";
pub const SAME_AS_NOW: &str = "Isi lembar waktu itu sama dengan sekarang.";
pub const DIFFERENCES: &str = " isian berbeda dengan sekarang.";
pub const MORE_DIFFERENCES: &str = "Tampilkan yang lain";
pub const AT_THAT_TIME: &str = "Waktu itu";
pub const NOW: &str = "Sekarang";
pub const RESTORE: &str = "Kembalikan ke keadaan ini";
pub const RESTORE_ITEM: &str = "Kembalikan isian ini saja";
pub const PUT_BACK: &str = " isian dikembalikan. Yang sebelumnya tetap ada di riwayat.";
pub const UNDO_PUT_BACK: &str = "Batalkan pengembalian";

/// What was done to an answer.
pub fn kind_of_change(kind: Kind) -> &'static str {
    match kind {
        Kind::Answered => "diisi",
        Kind::Changed => "diubah",
        Kind::Cleared => "dikosongkan",
        Kind::Unknown => "ditandai belum tahu",
        Kind::Note => "catatan diubah",
        Kind::Same => "disimpan ulang",
    }
}
