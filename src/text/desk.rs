//! Words that only the regency's page has.

pub const NOT_FILLED: &str = "belum diisi";
pub const NEEDS: &str = ", perlu ";
pub const NOT_CERTAIN: &str = " belum dipastikan";
pub const GATE_ODF: &str = "Desa/kelurahan ODF";
pub const GATE_FORKOM: &str = "Forkom dengan SK berlaku";
pub const GATE_POKJA: &str = "Pokja dengan SK berlaku";
pub const SUGGESTED: &str = " (usulan)";
pub const DIRECT: &str = "Isi angka terbitan langsung";
pub const DIRECT_HINT: &str = "Untuk survei yang hanya menerbitkan persentase atau angkanya.";
pub const DIRECT_LABEL: &str = "Angka terbitan";
pub const DATA_DATE: &str = "Tanggal data";
pub const DATA_SOURCE: &str = "Sumber data";
pub const DATA_ORIGIN: &str = "Tanggal dan sumber data";
pub const SCALE: &str = "Skala dan alasan";
pub const BETWEEN: &str = "Di antara nilai ";
pub const BETWEEN_HINT: &str = ": keadaan yang tidak disebut skala";
pub const PICK_LEVEL: &str = "Pilih keadaan yang sesuai";
pub const SCORE: &str = "Nilai";
pub const RANGE_HINT: &str = "Angka kiri menghitung isian kosong dan yang belum diatur serendah mungkin, angka kanan setinggi mungkin.";
pub const LEVEL_NOW: &str = "Saat ini";
pub const LEVEL_REACHABLE: &str = "Masih bisa dicapai";
pub const NO_LEVEL: &str = "belum Padapa";
pub const OUT_OF_REACH: &str = "tidak ada";
pub const BLOCKERS: &str = "Penghalang ";
pub const AWARD: &str = "Penghargaan";
pub const TOTAL: &str = "Jumlah seluruhnya";
pub const TOTAL_HINT: &str = "Jumlah ini tidak menentukan; tatanan yang terendah yang menentukan.";
pub const RULE: &str = "Tetapkan";
pub const RULE_TITLE: &str = "Tetapkan nilai";
pub const RULE_HINT: &str = "Teks resmi tidak menentukan. Penetapan ini ikut dalam berkas dengan nama dan tanggal, dan bisa dicabut.";
pub const RULE_GROUND: &str = "Dasar penetapan";
pub const RULE_GROUND_HINT: &str = "misalnya jawaban provinsi dan tanggalnya";
pub const RULE_FOR_ANSWER: &str = "Hanya untuk angka ini";
pub const RULE_FOR_RULE: &str = "Untuk keadaan ini, juga bila angkanya berubah";
pub const RULE_SAVE: &str = "Simpan penetapan";
pub const RULE_WITHDRAW: &str = "Cabut penetapan";
pub const RULE_BY: &str = "Nama yang menetapkan";
pub const RULE_NEEDS_GROUND: &str = "Pilih nilai, tulis dasar penetapan, dan tulis nama.";
pub const RULE_REMOVE: &str = "Hapus ketetapan lama";
pub const RULED_BY: &str = "Ditetapkan oleh ";
pub const RULED_SCORE: &str = "Nilai yang ditetapkan";
pub const RULED_WHO: &str = "Ditetapkan oleh";
pub const BLANK: &str = "dikosongkan";
pub const CONFLICTS: &str = "Isian yang berbeda";
pub const CONFLICTS_HINT: &str = "Isian berikut diubah beberapa orang tanpa saling melihat. Pilih yang benar. Bila belum yakin, biarkan: semuanya tetap tersimpan dan ikut diserahkan.";
pub const NOTHING_DISAGREES: &str = "Tidak ada isian yang berbeda.";
pub const NAMELESS: &str = "Tanpa nama";
pub const BY_THEIR_CLOCK: &str = " menurut jam perangkatnya";
pub const USE_THIS: &str = "Pakai ini";
pub const ANSWER_ANEW: &str = "Tulis jawaban lain";
pub const SETTLED: &str = "Sudah dipilih:";
pub const SOMEBODY: &str = "tanpa nama";
pub const RULED_FOR_RULE: &str = " (untuk keadaan ini)";
pub const RULED_FOR_ANSWER: &str = " (untuk angka ini)";
pub const RULING_STALE: &str =
    "Ketetapan lama tidak dipakai: dibuat untuk angka atau keadaan lain.";
pub const RULINGS: &str = "Ketetapan";
pub const RULINGS_HINT: &str =
    "Semua penetapan dan permintaan penetapan di lembar ini, dengan nama, tanggal, dan dasarnya.";
pub const NOT_HERE: &str = "Tidak ada di daerah ini?";
pub const NOT_HERE_HINT: &str = "Jumlah indikator tetap dan tidak ada pilihan \"tidak berlaku\". Tanyakan ke provinsi; selama belum dijawab, isian ini dihitung kosong.";
pub const ASK_RULING: &str = "Minta ketetapan";
pub const ASK_WITHDRAW: &str = "Cabut permintaan";
pub const WAITING_FOR_RULING: &str = "Menunggu ketetapan provinsi. Tulis pertanyaannya di catatan, lalu tetapkan bila sudah dijawab.";
pub const TRIAL: &str = "Coba-coba tanpa menyimpan";
pub const TRIAL_HINT: &str = "Ubah jawaban untuk melihat pengaruhnya pada nilai dan syarat. Jawaban yang tersimpan tidak berubah.";
pub const TRIAL_ON: &str =
    "Sedang coba-coba: yang diubah sekarang tidak disimpan dan hilang bila halaman ditutup.";
pub const TRIAL_KEEP: &str = "Jadikan jawaban";
pub const TRIAL_DROP: &str = "Buang percobaan";
pub const TRIAL_FIRST_END: &str = "Akhiri percobaan lebih dahulu.";
pub const TRIAL_BEFORE: &str = " · sebelum percobaan: ";
pub const PARIPURNA: &str = "Wistara Paripurna";
pub const PARIPURNA_MET: &str = "tercapai";
pub const PARIPURNA_OPEN: &str = "masih bisa; syarat yang belum dijawab: ";
pub const PARIPURNA_NEEDS_TOP: &str = "syarat tambahan terpenuhi, tinggal Wistara";
pub const PARIPURNA_OUT: &str = "tidak bisa, Wistara di luar jangkauan";
pub const PARIPURNA_DENIED: &str = "tidak bisa, dijawab tidak: ";
pub const CANCEL: &str = "Batal";
pub const SUGGESTION: &str = "Usulan: ";
pub const TO_FIGURE: &str = "Isi angka acuan";
pub const COUNT_NEW: &str = "jawaban baru";
pub const COUNT_UPDATED: &str = "jawaban lebih baru dari yang ada";
pub const COUNT_SAME: &str = "jawaban sama";
pub const COUNT_OLDER: &str = "jawaban lebih lama dari yang ada";
pub const COUNT_CONFLICT: &str = "jawaban diubah dua orang; keduanya disimpan";
pub const HANDED_OVER_BY: &str = "Diserahkan oleh ";
pub const BY_SENDERS_CLOCK: &str = " menurut jam pengirim, revisi ";
pub const UNREADABLE: &str =
    "berkas ini tidak bisa dibaca. Salin dulu ke perangkat, lalu pilih lagi.";
pub const OTHER_INSTRUMENT: &str = "berkas ini memakai instrumen lain. Buka dulu berkas instrumen itu di halaman instrumen, lalu ambil lagi.";
pub const PREVIEW: &str = "Isi berkas ini";
pub const STORE_IT: &str = "Simpan di perangkat ini";
pub const LEAVE_IT: &str = "Jangan simpan";
pub const STORED: &str = "Berkas sudah disimpan di perangkat ini.";
pub const OPEN_SHEET: &str = "Buka lembar";
pub const NOTHING_CHANGED: &str = "Tidak ada yang diubah.";
pub const NOTHING_NEW: &str = "Semua isinya sudah ada di perangkat ini.";
pub const ANOTHER_SHEET: &str = "Di perangkat ini ada lembar lain untuk wilayah yang sama. Keduanya disimpan terpisah; yang terbuka adalah yang tahun datanya lebih baru, atau bila sama, yang terakhir diubah.";
pub const OTHER_EDITION: &str =
    "Berkas diisi dengan terbitan instrumen yang berbeda. Isian yang tidak dikenal tetap disimpan.";
pub const COACH: &str = "Jalan tersingkat ke ";
pub const COACH_HINT: &str = "Indikator paling sedikit yang perlu diisi, diperbaiki, ditetapkan, atau dinaikkan. Hanya usulan; kerjakan yang memang bisa.";
pub const COACH_UNREACHABLE: &str = "Belum bisa dicapai walau semua indikatornya dinaikkan.";
pub const MORE: &str = "perlu tambahan ";
pub const LIFT_REPAIR: &str = "Perbaiki";
pub const LIFT_FILL: &str = "Isi";
pub const LIFT_SETTLE: &str = "Mintakan ketetapan";
pub const LIFT_IMPROVE: &str = "Naikkan";
pub const UP_TO: &str = "menjadi ";
pub const OR_INSTEAD: &str = "atau ";
pub const BY_AGENCY: &str = "Menurut perangkat daerah";
pub const DIFFERS: &str = "Jumlah berbeda untuk ";
pub const CHECK_THEM: &str = ". Periksa mana yang benar.";

/// `22-11-2026` of `2026-11-22`; anything else as it is.
pub fn day_of(iso: &str) -> String {
    let mut parts = iso.split('-');
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(year), Some(month), Some(day), None) => super::join(&[day, "-", month, "-", year]),
        _ => iso.into(),
    }
}
