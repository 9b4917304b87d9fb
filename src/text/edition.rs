//! Words about instruments, their editions, and the cycle before.

use saba_core::instrument::{Clause, Compare, Operand, Step};

use super::join;

/// ` [naik, ≥ 50; ya]`: the bounds of a level as they are judged; nothing on ladders.
pub fn step_bounds(step: &Step) -> String {
    if step.clauses.is_empty() {
        return String::new();
    }
    let clauses: Vec<String> = step.clauses.iter().map(clause).collect();
    join(&[" [", &clauses.join("; "), "]"])
}

fn clause(clause: &Clause) -> String {
    let mut parts = Vec::new();
    if let Some(trend) = clause.trend {
        let words = [
            (trend.up, "naik"),
            (trend.same, "tetap"),
            (trend.down, "turun"),
        ];
        let words: Vec<&str> = words
            .iter()
            .filter(|(on, _)| *on)
            .map(|(_, w)| *w)
            .collect();
        parts.push(words.join("/"));
    }
    parts.extend(clause.value.iter().map(bound));
    parts.extend(
        clause
            .flag
            .map(|yes| if yes { "ya" } else { "tidak" }.to_string()),
    );
    parts.join(", ")
}

fn bound(compare: &Compare) -> String {
    let sign = match (compare.less, compare.equal, compare.greater) {
        (true, true, _) => "≤ ",
        (true, false, _) => "< ",
        (false, true, true) => "≥ ",
        (false, false, _) => "> ",
        (false, true, false) => "= ",
    };
    let operand = match compare.operand {
        Operand::Printed(n) => n.show(),
        Operand::Figure => "angka acuan".into(),
    };
    join(&[sign, &operand])
}

pub const INSTRUMENTS: &str = "Instrumen di perangkat ini";
pub const INSTRUMENTS_HINT: &str = "Instrumen menentukan apa yang ditanyakan dan bagaimana dinilai. Tiap lembar mencatat terbitan yang dipakainya dan dibuka lagi dengan terbitan itu selama ada di perangkat ini.";
pub const OPEN_INSTRUMENT: &str = "Buka instrumen dari berkas";
pub const INSTRUMENT_OPENED: &str = "Instrumen sudah disimpan di perangkat ini: ";
pub const INSTRUMENT_KNOWN: &str = "Instrumen ini sudah ada di perangkat ini: ";
pub const SAME_NAME: &str = "Terbitan ini bernama sama dengan terbitan lain di perangkat ini, tetapi isinya berbeda. Bedakan lewat tanda isinya.";
pub const INSTRUMENT_EMPTY: &str = "berkas ini kosong. Pilih berkas instrumen yang utuh.";
pub const INSTRUMENT_CUT_OFF: &str =
    "berkas instrumen terpotong sebelum selesai. Salin ulang berkasnya, lalu buka lagi.";
pub const NO_INSTRUMENT_FILE: &str =
    "bukan berkas instrumen Saba. Pilih berkas instrumen berbentuk JSON.";
pub const INSTRUMENT_IS_SHEET: &str =
    "ini berkas lembar, bukan instrumen. Buka lewat Ambil berkas.";
pub const INSTRUMENT_PART: &str =
    "ini potongan instrumen, bukan instrumen utuh. Pilih berkas instrumen yang utuh.";
pub const INSTRUMENT_BAD: &str = "instrumen ini salah di bagian ";
pub const INSTRUMENT_BAD_LINE: &str = "baris ";
pub const INSTRUMENT_BAD_DO: &str = ". Minta berkas yang benar dari pembuatnya.";
pub const BUILT_IN: &str = "Bawaan Saba";
pub const KEPT_HERE: &str = "Disimpan di perangkat ini";
pub const FROM_FILE: &str = "Dari berkas";
pub const EDITION: &str = "Terbitan ";
pub const DATA: &str = "data ";
pub const CONTENT_MARK: &str = "Tanda isi (hash) ";
pub const INSTRUMENT_REMOVE: &str = "Hapus dari perangkat ini";
pub const INSTRUMENT_REMOVED: &str = "Instrumen sudah dihapus dari perangkat ini.";
pub const INSTRUMENT_USED: &str = "Instrumen ini tidak dihapus, karena masih dipakai lembar ";
pub const ITEMS_OF_VILLAGE: &str = " butir desa, ";
pub const ITEMS_OF_KECAMATAN: &str = " butir kecamatan, ";
pub const ITEMS_OF_REGENCY: &str = " butir kabupaten";

pub const SHEET_EDITION: &str = "Terbitan instrumen";
pub const EDITION_MISSING: &str =
    "Lembar ini diisi dengan terbitan lain yang tidak ada di perangkat ini, yaitu ";
pub const EDITION_MISSING_DO: &str = ". Nilai di bawah dihitung dengan terbitan yang tertulis di sini. Bila ada berkas instrumennya, buka di halaman instrumen.";
pub const COMPARE_EDITIONS: &str = "Bandingkan terbitan";
pub const COMPARE_HINT: &str =
    "Jawaban yang sama dinilai menurut dua terbitan. Membandingkan tidak mengubah apa pun.";
pub const ONE_EDITION: &str =
    "Baru satu terbitan ada di perangkat ini. Buka terbitan lain dari berkas lebih dahulu.";
pub const COMPARE_FROM: &str = "Dari terbitan";
pub const COMPARE_TO: &str = "Ke terbitan";
pub const SAME_EDITION: &str = "Pilih dua terbitan yang berbeda.";
pub const BOTH_SCORES: &str = "Nilai menurut kedua terbitan";
pub const WHAT_DIFFERS: &str = "Yang berbeda";
pub const NO_DIFFERENCE: &str = "Tidak ada butir lembar ini yang berbeda.";
pub const YEARS_DIFFER: &str =
    "Tahun datanya berbeda. Angka per tahun yang sudah diisi tetap tersimpan di tahunnya.";
pub const LEVELS_DIFFER: &str = "Syarat penghargaan berbeda.";
pub const ADDED: &str = "Butir baru";
pub const DROPPED: &str = "Butir yang tidak ditanyakan lagi";
pub const CHANGED: &str = "Butir yang berubah";
pub const UNASKED: &str = "Sudah dijawab, tetapi tidak ditanyakan; jawabannya tetap tersimpan";
pub const ANSWERED: &str = " · sudah dijawab";
pub const CHANGED_TITLE: &str = "kalimat";
pub const CHANGED_FIELDS: &str = "isian";
pub const CHANGED_RULE: &str = "penilaian";
pub const CHANGED_PLACE: &str = "tatanan";
pub const KELEMBAGAAN: &str = "Kelembagaan";
pub const MOVE: &str = "Pindahkan lembar ke terbitan ini";
pub const MOVE_TITLE: &str = "Pindahkan lembar ini ke ";
pub const MOVE_HINT: &str = "Lembar di perangkat ini lalu diisi dan dinilai dengan terbitan itu. Jawaban untuk butir yang tidak ditanyakan lagi tetap tersimpan, dan bila tahun datanya maju, isian sekarang diperlihatkan sebagai putaran lalu. Berkas yang sudah diserahkan tidak berubah. Pemindahan dicatat dengan nama Anda dan bisa diurungkan.";
pub const MOVE_NOW: &str = "Pindahkan";
pub const MOVED: &str = "pindah terbitan";

pub const LAST_CYCLE: &str = "Putaran lalu";
pub const OPEN_LAST_CYCLE: &str = "Buka berkas putaran lalu";
pub const LAST_CYCLE_HINT: &str = "Isian putaran lalu diperlihatkan di bawah tiap isian. Hanya untuk dilihat; tidak ikut dinilai.";
pub const LAST_CYCLE_UNSCORED: &str = "Instrumen putaran itu tidak ada di perangkat ini, jadi nilainya tidak diperlihatkan. Buka instrumennya dari berkas.";
pub const LAST_CYCLE_CLOSE: &str = "Lepaskan putaran lalu";
pub const LAST_CYCLE_HERE: &str = "lembar di perangkat ini";
pub const OTHER_PLACE: &str =
    "berkas ini dari wilayah atau jenis lembar lain. Pilih berkas wilayah ini.";
pub const NOT_EARLIER: &str =
    "berkas ini dari putaran yang sama atau yang lebih baru. Pilih berkas putaran lalu.";
pub const OF_THEM: &str = " di antaranya";
pub const PUBLISHED: &str = "angka terbitan ";
pub const CHOSEN: &str = "keadaan ";
pub const UP_TO_LEVEL: &str = " sampai ";
pub const NOT_KNOWN: &str = "belum tahu";
