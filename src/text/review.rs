//! Words about rounds of verification and what has to be repaired.

use saba_core::review::{TimeLeft, Verdict};

use super::join;

pub const VERIFICATION: &str = "Verifikasi";
pub const ROUND: &str = "Putaran";
pub const VERDICT: &str = "Status";
pub const REVIEW_SCORE: &str = "Nilai dari penilai";
pub const NO_OWN_SCORE: &str = "tidak memberi nilai sendiri";
pub const REASONS: &str = "Alasan siap pakai";
pub const REASON_GIVEN: &str = "Alasan";
pub const REPAIRED_BY: &str = "Yang memperbaiki";
pub const REPAIRED_BY_HINT: &str = "perangkat daerah atau nama";
pub const DEADLINE: &str = "Batas waktu";
pub const UNTIL: &str = " · Batas ";
pub const COMMENT: &str = "Pesan penilai";
pub const COMMENT_HINT: &str = "Tulis apa yang kurang dan apa yang diharapkan.";
pub const ANSWERED_SINCE: &str = "Jawaban baru sudah masuk sejak isian ini dilihat.";
pub const ASK_AGAIN: &str = "Tetap perlu diperbaiki";
pub const ANSWERED_NOW: &str = "sudah dijawab";
pub const NOT_ANSWERED: &str = "belum dijawab";

pub const VERIFICATION_HINT: &str = "Buka satu isian, lalu pilih statusnya di bagian Verifikasi. Permintaan perbaikan tertutup sendiri begitu jawaban baru masuk.";
pub const ROUNDS_AT_A_GLANCE: &str = "Semua putaran";
pub const NOT_LOOKED_AT_SHORT: &str = "Belum dilihat";
pub const ACCEPTED_SHORT: &str = "Diterima";
pub const OPEN_SHORT: &str = "Perlu perbaikan";
pub const CLOSED_SHORT: &str = "Dijawab";
pub const SCORE_SHORT: &str = "Nilai";
pub const BY_SECTION: &str = "Per bagian";
pub const SECTION_HEAD: &str = "Bagian";
pub const TO_REPAIR: &str = "Yang harus diperbaiki";
pub const NOTHING_TO_REPAIR: &str = "Putaran ini belum meminta perbaikan.";
pub const NO_OWNER: &str = "Belum ada yang ditunjuk";
pub const THE_TEAM: &str = "Tim ";
pub const STILL_OPEN: &str = " belum dijawab";
pub const ALREADY_CLOSED: &str = " sudah dijawab";
pub const DEADLINE_FOR_ALL: &str = "Batas waktu untuk semua yang belum dijawab";
pub const SET_FOR_ALL: &str = "Pakai batas waktu ini";
pub const FROM_NOW: &str = "Hitung ";
pub const HOURS_FROM_NOW: &str = " jam dari sekarang";
pub const PRINT_RECAP: &str = "Cetak rekap";
pub const COMPARE_ROUNDS: &str = "Perbandingan putaran";
pub const OWN_ASSESSMENT: &str = "Menurut data";
pub const ONLY_DIFFERENT: &str = "Hanya yang berbeda";
pub const NO_ROUND_DIFFERS: &str = "Nilainya sama di kedua kolom.";
pub const COLUMN_ONE: &str = "Bandingkan";
pub const COLUMN_OTHER: &str = "dengan";
pub const INDICATOR_HEAD: &str = "Indikator";
pub const MEETING: &str = "Layar rapat";

pub const SEND_BACK: &str = "Kirim balik";
pub const SEND_BACK_HINT: &str = "Satu berkas untuk tiap yang memperbaiki. Penerima membukanya lewat Ambil berkas dan langsung sampai di isian yang diminta.";
pub const NOTHING_TO_SEND: &str = "Tidak ada permintaan yang masih terbuka di putaran ini.";
pub const RETURN_SHARED: &str = "Permintaan sudah dibagikan. Pastikan pesannya terkirim.";
pub const RETURN_DOWNLOADED: &str =
    "Permintaan sudah diunduh. Kirim berkasnya dari folder unduhan sebagai dokumen.";
pub const RETURN_COPIED: &str = "Permintaan sudah disalin. Tempel di pesan, lalu kirim utuh.";
pub const RETURN_FAILED: &str =
    "Permintaan belum keluar lewat jalan ini. Isian tetap tersimpan; pakai jalan lain.";
pub const WITHOUT_THE_SHEET: &str = "Penerima belum punya lembar ini";
pub const WITHOUT_THE_SHEET_HINT: &str =
    "Kirim juga bagian lembarnya. Penerima mengambil bagian ini dulu, baru permintaannya.";

pub const ASKED: &str = "Yang diminta diperbaiki";
pub const ASKED_HINT: &str = "Perbaiki isian di bawah ini, lalu serahkan lembarnya seperti biasa. Yang sudah dijawab tertutup sendiri.";
pub const NOTHING_ASKED: &str = "Tidak ada isian yang diminta diperbaiki.";
pub const LOOK_AT_ASKED: &str = "Lihat yang diminta";
pub const REQUEST: &str = "Permintaan perbaikan";
pub const REQUEST_FOR: &str = "Untuk ";
pub const REQUEST_KNOWN: &str = "Permintaan ini sudah ada di perangkat ini.";
pub const REQUEST_NO_SHEET: &str = "permintaan perbaikan ini untuk ";
pub const REQUEST_NO_SHEET_REST: &str = ", yang lembarnya belum ada di perangkat ini. Buka di perangkat yang mengisinya, atau ambil dulu berkas lembarnya.";
pub const REQUEST_OTHER_SHEET_REST: &str = ", tetapi dibuat untuk lembar lain dari wilayah itu, bukan yang ada di perangkat ini. Minta pengirim membuatnya dari lembar yang Anda serahkan.";
pub const ALL_REPAIRED: &str = "Semua yang diminta sudah dijawab. Serahkan lembarnya.";

pub const ACCEPT: &str = "Terima";
pub const REPAIR: &str = "Perbaiki";
pub const PREVIOUS_INDICATOR: &str = "Sebelumnya";
pub const NEXT_INDICATOR: &str = "Berikutnya";
pub const MEETING_KEYS: &str =
    "Panah kiri dan kanan: pindah. Angka 1–9: ke tatanan. T: terima. P: perbaiki.";
pub const DATA_GIVEN: &str = "Data";
pub const COMPUTED_OUTCOME: &str = "Nilai menurut data";
pub const ROUNDS_BEFORE: &str = "Putaran sebelumnya";
pub const NOBODY_LOOKED: &str = "belum ada yang melihat";

/// What was made of an item.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::NotLookedAt => "belum dilihat",
        Verdict::Accepted => "diterima",
        Verdict::ToRepair => "perlu diperbaiki",
    }
}

/// `masih 1 hari 23 jam`, `lewat 5 menit`.
pub fn time_left(left: TimeLeft) -> String {
    let [days, hours, minutes] = [left.days, left.hours, left.minutes].map(|n| n.to_string());
    let so = if left.over { "lewat " } else { "masih " };
    match (left.days, left.hours) {
        (0, 0) => join(&[so, &minutes, " menit"]),
        (0, _) => join(&[so, &hours, " jam ", &minutes, " menit"]),
        _ => join(&[so, &days, " hari ", &hours, " jam"]),
    }
}
