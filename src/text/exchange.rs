//! Words about sheets that leave, in both programs: the file, copies outside,
//! disagreement.

use super::join;

pub const HAND_OVER_TITLE: &str = "Serahkan lembar";
pub const DOWNLOAD: &str = "Unduh berkas";

pub const LEFT_DOWNLOADED: &str = "Berkas sudah diunduh";
pub const READ_AGAIN: &str = "Sudah dibaca ulang, isinya sama: ";
pub const NEXT_DOWNLOADED: &str =
    "Kirim berkas dari folder unduhan sebagai dokumen, bukan sebagai foto.";
pub const HAND_OVER_FAILED: &str =
    "Berkas tidak jadi dibuat. Isian tetap tersimpan; coba lagi, atau pakai jalan lain.";

pub const NO_COPY: &str = "Belum ada salinan di tempat lain";
pub const LAST_HANDED: &str = "Terakhir diserahkan ";
pub const RECEIVED_BY: &str = "Diterima ";
pub const RECEIVED: &str = "Sudah diterima";
pub const REVISION: &str = ", revisi ";
pub const AFTERWARDS: &str = " jawaban sesudahnya";

pub const ANSWERS_DISAGREE: &str = " isian berbeda dari dua orang atau lebih";
pub const COMPARE: &str = "Bandingkan";
pub const ITEM_DISAGREES: &str = "Isian ini diubah dua orang tanpa saling melihat. Yang tampak di sini salah satunya; mengubahnya berarti memilih.";

pub const ITEMS_WANTED: &str = " isian diminta diperbaiki";
pub const TO_WANTED: &str = "Lihat";
pub const ITEM_WANTED: &str = "Diminta diperbaiki. ";

/// `41 jawaban, 12 KB, revisi 7.`
pub fn payload(answers: usize, bytes: usize, revision: u32) -> String {
    join(&[
        &answers.to_string(),
        " jawaban, ",
        &bytes.div_ceil(1024).to_string(),
        " KB",
        REVISION,
        &revision.to_string(),
        ".",
    ])
}

/// `hari ini`, `kemarin`, `3 hari lalu`, by the clock of this device.
pub fn days_ago(now: u64, at: u64) -> String {
    match now.saturating_sub(at) / 86_400_000 {
        0 => "hari ini".into(),
        1 => "kemarin".into(),
        days => join(&[&days.to_string(), " hari lalu"]),
    }
}
