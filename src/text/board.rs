//! Words of the board, and of what villages and kecamatan propose.

use super::join;

pub const PROPOSALS: &str = "Usulan angka dari desa dan kecamatan";
pub const BOARD_READING: &str = "Membaca lembar desa dan kecamatan";
pub const BOARD_NO_LIST: &str = "Daftar resmi desa belum ada di perangkat ini. Sambungkan internet sebentar, lalu muat ulang halaman ini.";
pub const BOARD_EMPTY: &str = "Belum ada lembar desa atau kecamatan di perangkat ini. Ambil berkasnya dulu; boleh banyak sekaligus.";
pub const BOARD_SEARCH: &str = "Cari nama desa atau kecamatan";
pub const BOARD_SORT: &str = "Urutkan menurut";
pub const BOARD_GROUPED: &str = "Kelompokkan per kecamatan";
pub const BOARD_NONE: &str = "Tidak ada yang cocok.";
pub const BOARD_KEYS: &str = "Papan ketik: panah atas dan bawah pindah baris, Enter membuka, kiri melipat dan kanan membuka kecamatan, Page Up dan Page Down ganti halaman, garis miring (/) mencari.";
pub const BOARD_LEGEND: &str = "Arti kolom dan tanda";
pub const BOARD_SIGNS: [(&str, &str, &str); 5] = [
    ("full", "✓", "semua isian bagian ini terisi"),
    ("part", "3", "sebagian terisi: angkanya jumlah yang terisi"),
    ("blank", "0", "belum ada yang terisi"),
    ("none", "–", "belum mengirim"),
    ("part", "3!", "tanda seru: ada yang perlu diperiksa"),
];
pub const BOARD_OLD_MEANS: &str = "Usang berarti sudah lebih dari 30 hari tidak ada berkas baru dan tidak diubah di perangkat ini.";
pub const COLUMN_REGION: &str = "Wilayah";
pub const COLUMN_AGE: &str = "Terakhir masuk";
pub const COLUMN_FILLED: &str = "Terisi";
pub const COLUMN_ODD: &str = "Perlu diperiksa";
pub const BY_CODE: &str = "kode wilayah";
pub const BY_NAME: &str = "nama";
pub const BY_AGE: &str = "yang paling lama";
pub const BY_FILLED: &str = "yang paling kosong";
pub const BY_ODD: &str = "yang paling perlu diperiksa";
pub const FILTER_MISSING: &str = "belum mengirim";
pub const FILTER_OLD: &str = "usang";
pub const FILTER_INCOMPLETE: &str = "belum lengkap";
pub const FILTER_ODD: &str = "perlu diperiksa";
pub const NOT_SENT: &str = "belum mengirim";
pub const IS_LOCKED: &str = "terkunci";
pub const IS_OLD: &str = "usang, ";
pub const IS_TWIN: &str = "lembar kembar";
pub const VILLAGES_SENT: &str = " desa mengirim";
pub const KECAMATAN_SENT: &str = " kecamatan mengirim";
pub const KECAMATAN_SHEET: &str = "Lembar kecamatan";
pub const FOLD: &str = "Lipat ";
pub const UNFOLD: &str = "Buka ";
pub const NEXT_PAGE: &str = "Halaman berikut";
pub const PREVIOUS_PAGE: &str = "Halaman sebelumnya";
pub const FILLED: &str = " terisi";
pub const TO_CHECK: &str = " perlu diperiksa";

pub const APART_TWINS: &str = "Lembar kembar";
pub const APART_TWINS_HINT: &str = "Satu wilayah punya beberapa lembar yang berbeda. Semuanya tetap tersimpan. Selama belum dipilih, angkanya hanya dihitung di mana isinya sama.";
pub const APART_NOT_LISTED: &str = "Tidak ada di daftar resmi";
pub const APART_NOT_LISTED_HINT: &str =
    "Lembar ini belum dihitung. Tempatkan di wilayah yang benar, atau biarkan terpisah.";
pub const APART_LEFT_OUT: &str = "Tidak dihitung";
pub const APART_MOVED: &str = "Ditempatkan di wilayah lain";
pub const FILLED_LAST_BY: &str = "Terakhir diisi ";
pub const SHEET_NUMBER: &str = "nomor lembar …";
pub const CAME_IN: &str = "masuk ";
pub const OPEN_THIS_ONE: &str = "Buka lembar ini";
pub const COUNT_THIS_ONE: &str = "Hitung yang ini saja";
pub const COUNT_AGAIN: &str = "Hitung lagi";
pub const PLACE_ELSEWHERE: &str = "Tempatkan di wilayah lain";
pub const PLACE_AT: &str = "Wilayah yang benar";
pub const PLACE_CHOOSE: &str = "Pilih wilayah";
pub const PLACE_IT: &str = "Tempatkan";
pub const PLACE_BACK: &str = "Kembalikan ke wilayah asal";
pub const LEAVE_OUT: &str = "Jangan dihitung";
pub const NOT_KEPT: &str = "Pilihan belum tersimpan. Coba lagi.";

pub const PROPOSAL_NONE: &str = "Belum ada usulan: belum ada lembar desa atau kecamatan yang bisa dijumlahkan di perangkat ini.";
pub const PROPOSALS_HINT: &str = "Angka di bawah dijumlahkan dari lembar desa dan kecamatan di perangkat ini. Yang belum menjawab tidak dihitung nol. Tidak ada yang dipakai sebelum Anda menekan “Pakai angka ini”.";
pub const USE_FIGURE: &str = "Pakai angka ini";
pub const REPLACE_FIGURE: &str = "Ganti dengan angka ini";
pub const USE_NEW_FIGURE: &str = "Pakai angka baru";
pub const IN_USE: &str = "Angka ini dipakai: ";
pub const WAS_USED: &str = "Dipakai dari usulan. Yang dihitung: ";
pub const CHANGED_SINCE: &str = "Ada yang berubah sejak angka ini dipakai. Isian belum diganti.";
pub const CHANGED_BY_HAND: &str =
    "Isian sudah diubah dengan tangan sesudah angka ini dipakai. Isian tidak diganti.";
pub const NOW_ANSWERED: &str = "Isian sekarang: ";
pub const NOTHING: &str = "tidak ada";
pub const NOT_COUNTED: &str = "tidak dihitung";
pub const CHANGED_REGIONS: &str = "Yang berubah per wilayah";
pub const WHO_IS_MISSING: &str = "Belum mengirim";
pub const WHO_IS_BLANK: &str = "Isian kosong";
pub const WHO_DOES_NOT_KNOW: &str = "Ditandai belum tahu";
pub const WHO_IS_WRONG: &str = "Angkanya tidak bisa dipakai";
pub const WHO_IS_PARTLY: &str = "Hanya sebagian barisnya menjawab";
pub const WHO_IS_DOUBLED: &str = "Lembar kembar yang isinya berbeda, tidak dihitung";
pub const WHO_IS_UNEVEN: &str = "Menjawab satu tahun saja, jadi kedua tahun tidak sebanding";
pub const WHO_IS_DISPUTED: &str = "Diisi berbeda oleh beberapa orang, yang pertama dihitung";
pub const WHAT_IS_ODD: &str = "Janggal";
pub const THOSE_THAT_DO: &str = "Yang memenuhi";
pub const THOSE_THAT_TOLD: &str = "Yang menjawab";
pub const ROWS: &str = "Daftar";
pub const AWARD_AIM: &str = "Bila sasarannya ";
pub const LEVEL_NOW_IS: &str = "nilai ";
pub const LEVEL_MAY_BE: &str = ", setelah semua menjawab bisa ";
pub const NO_LEVEL_YET: &str = "belum ada nilai";
pub const STEP_HOLDS: &str = "Syarat nilai ";
pub const ZERO_WHOLE: &str = "Pembaginya nol, jadi tidak ada persentase.";
pub const OF_ALL: &str = "Dari semua: paling sedikit ";
pub const AT_MOST: &str = ", paling banyak ";
pub const STATE_OUTDATED: &str = "berubah";
pub const STATE_BY_HAND: &str = "diubah dengan tangan";
pub const STATE_NEW: &str = "bisa dipakai";
pub const STATE_USED: &str = "dipakai";
pub const STATE_SHOWN: &str = "pembanding saja";
pub const STATE_NOTHING: &str = "belum ada angka";
pub const USE_ALL_BLANK: &str = "Pakai semua untuk isian yang masih kosong";
pub const TO_INDICATOR: &str = "Buka isian";
pub const AND_MORE: &str = " lagi";

pub const BARS: &str = "Tatanan dan syarat terhadap batas";
pub const BARS_HINT: &str = "Bagian tua sudah pasti, bagian muda masih mungkin. Garis tegak: batas tiap tingkat penghargaan, dari yang terendah.";
pub const BARS_WHAT: &str = "Tatanan atau syarat";
pub const BARS_NOW: &str = "Saat ini";
pub const BUNDLE: &str = "Satu berkas untuk semua desa";
pub const BUNDLE_HINT: &str = "Lembar semua desa di perangkat ini dan lembar ini sendiri, masing-masing utuh. Penerima bisa mengambilnya berkali-kali; tidak ada yang dihitung dua kali.";
pub const BUNDLE_MAKE: &str = "Siapkan berkas";
pub const BUNDLE_READING: &str = "Membaca lembar";
pub const BUNDLE_CHECKING: &str = "Memeriksa berkas yang dibuat.";
pub const BUNDLE_READY: &str = " lembar sudah dikumpulkan dan berkasnya sudah dibaca ulang.";
pub const BUNDLE_LOCKED: &str = " lembar terkunci tidak ikut. Buka kuncinya dulu bila harus ikut.";
pub const BUNDLE_TOO_LARGE: &str =
    "Berkasnya terlalu besar untuk satu kiriman. Serahkan per kecamatan.";
pub const BUNDLE_NOBODY: &str = "Belum ada lembar desa di perangkat ini yang bisa dikumpulkan.";
pub const BUNDLE_LOST: &str = " lembar dari kumpulan ini hilang bersama ujung berkasnya. Minta pengirim mengirim ulang. Yang lain tetap bisa diambil.";

/// `137 dari 157 desa`
pub fn of_regions(counted: usize, of: usize, villages: bool) -> String {
    let noun = if villages { " desa" } else { " kecamatan" };
    join(&[&counted.to_string(), " dari ", &of.to_string(), noun])
}

/// `yang dihitung: 137 dari 157 desa`
pub fn from_regions(counted: usize, of: usize, villages: bool) -> String {
    join(&["yang dihitung: ", &of_regions(counted, of, villages)])
}
