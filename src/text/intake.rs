//! Words about sheets that come in, and about the rarer ways to hand over.

use saba_core::instrument::SheetKind;

pub const SUMMARY: &str = "Halaman untuk dibaca dan dicetak";
pub const SUMMARY_HINT: &str = "Bisa dibuka di ponsel mana pun tanpa Saba. Lembarnya ikut di dalam, jadi halaman ini bisa diambil lagi.";
pub const SUMMARY_FOOT: &str = "Halaman ini membawa lembarnya. Untuk mengambilnya di Saba: Ambil berkas, lalu pilih halaman ini.";
pub const OTHER_ITEMS: &str = "Isian lain";
pub const SAID_DIFFERENTLY: &str = "Diisi berbeda oleh beberapa orang:";

pub const SEALED: &str = "Berkas dengan kata sandi";
pub const SEALED_WARNING: &str = "Tanpa kata sandi, berkas ini tidak bisa dibuka oleh siapa pun. Saba tidak menyimpannya dan tidak bisa memulihkannya.";
pub const PASSPHRASE: &str = "Kata sandi";
pub const PASSPHRASE_AGAIN: &str = "Kata sandi sekali lagi";
pub const PASSPHRASE_SHORT: &str = "Pakai paling sedikit delapan huruf, misalnya tiga kata.";
pub const PASSPHRASE_DIFFERS: &str = "Kedua kata sandi berbeda. Ketik lagi.";
pub const SEAL: &str = "Kunci berkas";
pub const SEALING: &str = "Sedang mengunci dan memeriksa.";
pub const SEALED_READY: &str = "Berkas terkunci dan sudah dicoba dibuka lagi. Beri tahu kata sandinya lewat jalan lain, misalnya telepon.";
pub const NO_SEALING: &str = "Peramban ini tidak bisa mengunci dan membuka berkas berkata sandi. Buka Saba lewat alamat https.";

pub const PART: &str = "Sebagian isi saja";
pub const PART_HINT: &str = "Untuk perangkat daerah yang hanya mengurus sebagian. Penerima menggabungkannya seperti berkas biasa; isian yang tidak ikut tidak berubah.";
pub const PART_SECTIONS: &str = "Bagian yang ikut";
pub const PART_AGENCY: &str = "Isian satu perangkat daerah";
pub const NOBODY: &str = "Tidak dipilih";
pub const ITEMS_CHOSEN: &str = " isian dipilih";

pub const COPY_FOR_HINT: &str = "Lembar baru dengan jawaban yang sama, atas nama Anda. Periksa dan ganti yang berbeda. Lembar ini tidak berubah.";
pub const CHOOSE_COPY_LABEL: &str = "Ketik sebagian nama wilayah tujuan";
pub const COPY_THERE_ALREADY: &str = "Di perangkat ini sudah ada lembar untuk wilayah itu. Lanjutkan lembar itu; tidak ada yang disalin.";
pub const COPY_MADE: &str = "Salinan sudah disimpan sebagai lembar baru.";

/// What copying a sheet to another region is called.
pub fn copy_for(kind: SheetKind) -> &'static str {
    match kind {
        SheetKind::Desa => "Salin untuk desa lain",
        SheetKind::Kecamatan => "Salin untuk kecamatan lain",
        SheetKind::Kabupaten => "Salin untuk kabupaten atau kota lain",
    }
}

pub const TAKE_IN_HINT: &str = "Pilih satu atau beberapa berkas, seret berkas atau folder ke halaman ini, atau tempel isinya. Nama berkas tidak penting. Isinya diperlihatkan dulu sebelum disimpan.";
pub const PICK_FILE: &str = "Pilih berkas";
pub const DROP_HERE: &str = "Lepaskan berkas di sini";
pub const PASTED: &str = "Teks yang ditempel";
pub const PASTE_TEXT: &str = "Tempel teks dari pesan";
pub const PASTE_HINT: &str = "Bila pesannya terbagi, tempel semua bagiannya berurutan. Tulisan lain di sekitarnya tidak mengganggu.";
pub const READ_PASTED: &str = "Baca teks ini";
pub const READING: &str = "Membaca berkas";
pub const STORING: &str = "Menyimpan lembar";
pub const STOP: &str = "Hentikan";
pub const WORKING: &str = "Sebentar.";
pub const FILES_COLON: &str = " berkas: ";
pub const STORE: &str = "Simpan ";
pub const SHEETS_ON_THIS_DEVICE: &str = " lembar di perangkat ini";
pub const TAKE_THIS: &str = "Simpan lembar ini";
pub const TAKE_WHAT_IS_WHOLE: &str = "Ambil yang terbaca saja";
pub const NOT_STORED_YET: &str =
    "Lembar ini belum tersimpan. Kosongkan ruang di perangkat, lalu coba lagi.";

pub const ROW_NEW: &str = "baru";
pub const ROW_UPDATED: &str = "lebih baru";
pub const ROW_SAME: &str = "sama";
pub const ROW_OLDER: &str = "lebih lama";
pub const ROW_CONFLICT: &str = "bentrok";
pub const ROW_CUT: &str = "terpotong";
pub const ROW_LOCKED: &str = "terkunci";
pub const ROW_RECEIPT: &str = "tanda terima";
pub const ROW_REFUSED: &str = "ditolak";
pub const ROW_NOT_STORED: &str = "belum tersimpan";
pub const ROW_STORED: &str = "tersimpan";

pub const FILE_CUT: &str = "Berkas terpotong: ";
pub const FILE_BROKEN: &str = "Berkas rusak di tengah: ";
pub const ITEMS_READ: &str =
    " isian terbaca. Minta pengirim mengirim ulang, atau ambil yang terbaca saja.";
pub const ONLY_A_PART: &str =
    "Berkas ini hanya membawa sebagian lembar. Isian yang tidak ikut tidak berubah.";
pub const OLDER_ALL: &str =
    "Isi berkas ini lebih lama dari yang ada di perangkat ini, jadi tidak ada yang diambil.";
pub const ONLY_SEEN_MORE: &str = "Jawabannya sama, tetapi berkas ini tahu perubahan yang belum diketahui perangkat ini. Simpan supaya tidak dianggap berbeda nanti.";
pub const ID_OF_ANOTHER: &str = "berkas ini memakai nomor milik lembar wilayah lain. Minta pengirim membuat berkas baru lewat Serahkan.";
pub const LOCKED_FOR: &str = "Berkas ini dikunci dengan kata sandi, untuk wilayah ";
pub const UNLOCK: &str = "Buka";
pub const WRONG_PASSPHRASE: &str = "Kata sandi salah, atau berkas berubah sejak dikunci. Tidak ada yang diubah. Coba lagi, atau minta berkas baru.";

pub const ITEM_BY_ITEM: &str = "Lihat isian satu per satu";
pub const ITEMS_NEW: &str = "Jawaban baru";
pub const ITEMS_UPDATED: &str = "Jawaban lebih baru";
pub const ITEMS_OLDER: &str = "Jawaban lebih lama, tidak diambil";
pub const ITEMS_CONFLICT: &str = "Diubah dua orang, keduanya disimpan";
pub const HERE: &str = "Di perangkat ini";
pub const IN_THE_FILE: &str = "Di berkas";

pub const RECEIPT_WORDS_COLON: &str = "Kata tanda terima: ";
pub const MAKE_RECEIPT: &str = "Buat tanda terima";
pub const RECEIPT_HOW: &str =
    "Kirim tanda terima ini kepada pengirim, atau bacakan empat katanya lewat telepon.";
pub const RECEIPT_DOWNLOADED: &str = "Tanda terima sudah diunduh. Kirim kepada pengirim.";
pub const RECEIPT_COPIED: &str = "Tanda terima sudah disalin. Tempel di pesan kepada pengirim.";
pub const RECEIPT_SHARED: &str = "Tanda terima sudah dibagikan.";
pub const RECEIPT_FAILED: &str = "Tanda terima tidak bisa dikeluarkan lewat jalan ini. Pakai jalan lain, atau bacakan empat katanya.";
pub const RECEIPT_OF_NOTHING: &str = "tanda terima ini untuk ";
pub const RECEIPT_NOT_FROM_HERE: &str = ", yang tidak diserahkan dari perangkat ini.";
pub const RECEIPT_FOR_REVISION: &str = "tanda terima ini untuk revisi ";
pub const RECEIPT_BUT_LAST: &str = ", sedangkan yang terakhir diserahkan revisi ";
pub const RECEIPT_ASK_ANEW: &str = ". Minta tanda terima untuk yang terakhir.";
pub const RECEIPT_OTHER_FILE: &str = "tanda terima ini untuk berkas lain dari lembar yang sama. Minta penerima mengambil berkas terakhir, lalu membuat tanda terima baru.";
pub const ANSWERS_POINT: &str = " jawaban.";

pub const TAKE_BACK: &str = "Batalkan pengambilan ini";
pub const BRING_IN_AGAIN: &str = "Ambil kembali";
pub const AS_IT_WAS: &str = " isian kembali seperti sebelum diambil.";
pub const PUT_AWAY: &str =
    "Pengambilan dibatalkan. Lembar yang baru datang disingkirkan dari daftar.";
pub const BROUGHT_IN_AGAIN: &str = "Isinya sudah diambil kembali.";
pub const LEFT_AS_EDITED: &str = " isian dibiarkan karena sudah diubah sesudahnya.";
pub const RECENT: &str = "Pengambilan terakhir";
pub const NOTHING_TAKEN_IN: &str = "Belum ada yang diambil di perangkat ini.";
pub const FROM: &str = " dari ";
pub const ANSWERS_CHANGED: &str = " jawaban";
pub const CUT_REMARK: &str = " (berkas terpotong)";

pub const SHOW_ONLY: &str = "Tampilkan";
pub const SHOW_ALL: &str = "semua";
pub const SHOW_MORE: &str = "Tampilkan lebih banyak";
