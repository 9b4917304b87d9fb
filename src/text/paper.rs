//! Words of the sheet on paper, and of typing in a filled one.

pub const PAPER: &str = "Cetak lembar";
pub const PAPER_HINT: &str = "Lembar di kertas untuk diisi dengan pena atau ditandatangani.";
pub const PAPER_WHAT: &str = "Yang dicetak";
pub const PAPER_BLANK: &str = "Lembar kosong";
pub const PAPER_FILLED: &str = "Lembar dengan jawaban";
pub const PAPER_SIZE: &str = "Ukuran kertas";
pub const PAPER_A4: &str = "A4 (210 × 297 mm)";
pub const PAPER_F4: &str = "F4 (215 × 330 mm)";
pub const PAPER_TYPE: &str = "Besar huruf";
pub const PAPER_USUAL: &str = "Biasa";
pub const PAPER_LARGE: &str = "Besar";
pub const PAPER_HELP: &str = "Sertakan penjelasan tiap isian";
pub const PAPER_SECTIONS: &str = "Bagian yang dicetak";
pub const PAPER_NOTHING: &str = "Belum ada bagian yang dipilih.";
pub const PAPER_MAKING: &str = "Halaman sedang disusun.";
pub const PAPER_PRINT: &str = "Cetak";
pub const PAPER_PRINT_HINT: &str = "pilih ukuran kertas yang sama di jendela cetak";
pub const PAPER_DOWNLOAD: &str = "Unduh untuk dicetak di tempat lain";
pub const PAPER_DOWNLOAD_HINT: &str = "satu berkas, bisa dibuka dan dicetak tanpa Saba";
pub const PAPER_PREVIEW: &str = "Halaman yang akan dicetak";
pub const PAPER_NO_HELP: &str = "Penjelasan belum ada di perangkat ini, jadi tidak ikut dicetak. Sambungkan internet sebentar, lalu buka lagi halaman ini.";
pub const PAPER_HAND_OVER_FIRST: &str = "Lembar berubah sejak terakhir diserahkan, jadi di kertas tercetak kode isi. Serahkan berkasnya dahulu bila di kertas perlu kata tanda terima yang sama dengan berkasnya.";
pub const PAPER_KEYING: &str = "Ketik lembar kertas yang sudah terisi";

pub const PAPER_YEARS: &str = "Data tahun ";
pub const PAPER_HOW: &str = "Tulis angka satu per kotak, rata kanan. Beri tanda silang pada kotak pilihan. Yang belum diketahui: silang Belum tahu, jangan tulis nol.";
pub const PAPER_BY: &str = "Diisi oleh";
pub const PAPER_DAY: &str = "Tanggal";
pub const PAPER_SIGN: &str = "Tanda tangan";
pub const PAPER_IF: &str = "Bila ";
pub const PAPER_OR: &str = " atau ";
pub const PAPER_MANY: &str = "Boleh lebih dari satu.";
pub const PAPER_MORE_ROWS: &str = "Bila ada lebih banyak, salin halaman ini.";
pub const PAPER_CONTINUED: &str = ", lanjutan";
pub const PAPER_NOT_ASKED: &str = "tidak ditanyakan";
pub const PAPER_BESIDE: &str = "Jawaban lain yang belum dipilih:";
pub const PAPER_SCALE: &str = "Skala nilai";
pub const PAPER_SHEET_ID: &str = "Nomor lembar ";
pub const PAPER_CONTENT: &str = "kode isi: ";
pub const PAPER_WORDS: &str = "kata tanda terima: ";

/// `Halaman 3 dari 12`.
pub fn paper_page(number: usize, of: usize) -> String {
    super::join(&["Halaman ", &number.to_string(), " dari ", &of.to_string()])
}

/// `12 halaman A4.`
pub fn paper_pages(pages: usize, size: &str) -> String {
    super::join(&[&pages.to_string(), " halaman ", size, "."])
}

pub const KEYING: &str = "Ketik lembar kertas";
pub const KEYING_HINT: &str = "Ketik satu bagian, lalu ketik sekali lagi tanpa melihat ketikan pertama. Saba membandingkan keduanya sebelum ada jawaban yang masuk ke lembar.";
pub const KEYING_NOT_BEGUN: &str = "belum diketik";
pub const KEYING_FIRST_ON: &str = "ketikan pertama";
pub const KEYING_SECOND_ON: &str = "ketikan kedua";
pub const KEYING_TO_CHECK: &str = "perlu diperiksa";
pub const KEYING_FIRST: &str = "Ketikan pertama";
pub const KEYING_SECOND: &str = "Ketikan kedua";
pub const KEYING_SECOND_HINT: &str =
    "Ketik lagi dari kertas, sebaiknya oleh orang lain. Ketikan pertama tidak ditampilkan.";
pub const KEYING_BEGIN_SECOND: &str = "Mulai ketikan kedua";
pub const KEYING_FIRST_DONE: &str = "Ketikan pertama selesai.";
pub const KEYING_NEXT: &str = "Berikut";
pub const KEYING_PREVIOUS: &str = "Sebelumnya";
pub const KEYING_BLANK: &str = "Kosong di kertas: langsung tekan Enter.";
pub const KEYING_CHOOSE: &str = "Ketik nomor pilihan, lalu Enter.";
pub const KEYING_MANY: &str = "Ketik semua nomor yang disilang, misalnya 1 3, lalu Enter.";
pub const KEYING_DAY: &str = "Ketik 8 angka, misalnya 31122024.";
pub const KEYING_ROWS: &str = "Berapa baris yang terisi di kertas?";
pub const KEYING_ROWS_NONE: &str = "Ketik 0 bila yang disilang: ";
pub const KEYING_UNKNOWN: &str = "“Belum tahu” disilang";
pub const KEYING_AGAIN: &str = "Ketik ulang bagian ini dari awal";
pub const KEYING_AGAIN_SURE: &str = "Buang ketikan bagian ini";
pub const KEYING_AGAIN_HINT: &str =
    "Yang dibuang hanya ketikan yang belum masuk ke lembar. Jawaban di lembar tetap.";
pub const KEYING_CHECK: &str = "Periksa ketikan";
pub const KEYING_SAME: &str = "Kedua ketikan sama.";
pub const KEYING_DIFFERENT: &str = "Ketikan berbeda";
pub const KEYING_DIFFERENT_HINT: &str = "Lihat kertasnya, lalu pilih yang benar.";
pub const KEYING_OTHER: &str = "Keduanya salah, yang benar";
pub const KEYING_THERE: &str = "Sudah ada jawaban lain di lembar";
pub const KEYING_THERE_HINT: &str = "Tidak ada yang diganti sebelum dipilih.";
pub const KEYING_KEEP: &str = "Tetap yang di lembar";
pub const KEYING_TAKE: &str = "Pakai yang di kertas";
pub const KEYING_IS_BLANK: &str = "kosong";
pub const KEYING_STORE: &str = "Masukkan ke lembar";
pub const KEYING_OPEN: &str = " belum dipilih.";
pub const KEYING_DONE: &str = "Ketikan sudah masuk ke lembar.";
pub const KEYING_NOTHING_NEW: &str = "Semua yang di kertas sudah ada di lembar.";
pub const KEYING_OTHER_SECTION: &str = "Bagian lain";
pub const KEYING_TO_SECTION: &str = "Lihat isian bagian ini";
pub const KEYING_SHEET_READS: &str = "Di jendela ini lembar hanya bisa dibaca.";
pub const KEYING_NOT_NUMBER: &str = "Angka tidak terbaca. Tulis seperti 1234 atau 12,5.";
pub const KEYING_NOT_DAY: &str = "Tanggal tidak terbaca. Tulis tanggal, bulan, tahun: 31122024.";
pub const KEYING_NOT_ROWS: &str = "Tulis jumlah baris, 0 sampai 99.";

/// `Pilihan tidak ada. Ketik angka 1 sampai 4.`
pub fn keying_not_option(options: usize) -> String {
    super::join(&[
        "Pilihan tidak ada. Ketik angka 1 sampai ",
        &options.to_string(),
        ".",
    ])
}

/// `Tempat 12 dari 48`.
pub fn keying_place(number: usize, of: usize) -> String {
    super::join(&["Isian ", &number.to_string(), " dari ", &of.to_string()])
}

/// `12 jawaban akan masuk.`
pub fn keying_count(items: usize) -> String {
    super::join(&[&items.to_string(), " isian akan masuk ke lembar."])
}
