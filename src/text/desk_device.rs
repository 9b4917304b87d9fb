//! Words of the larger program about this device.

pub const DEVICE: &str = "Perangkat ini";
pub const DEVICE_HINT: &str = "Semua bisa diisi walau ada yang perlu diperhatikan di bawah ini.";
pub const CHECKING: &str = "Sedang memeriksa.";
pub const CHECK_AGAIN: &str = "Periksa lagi";
pub const ASK_TO_KEEP: &str = "Minta penyimpanan tetap";
pub const STATE_GOOD: &str = "baik";
pub const STATE_WARN: &str = "perlu diperhatikan";
pub const STATE_BAD: &str = "bermasalah";
pub const STATE_UNKNOWN: &str = "tidak diketahui";
pub const CAN_STORE: &str = "Menyimpan";
pub const STORE_GOOD: &str = "Isian uji disimpan, lalu terbaca kembali tanpa berubah.";
pub const SPACE: &str = "Ruang simpan";
pub const SPACE_LEFT: &str = "Sisa untuk peramban ini sekitar ";
pub const SPACE_ENOUGH: &str = " MB. Satu lembar tidak sampai 1 MB.";
pub const SPACE_PLENTY: &str = " GB.";
pub const SPACE_LITTLE: &str =
    " MB. Hapus foto atau video yang tidak dipakai agar isian tetap bisa disimpan.";
pub const SPACE_UNKNOWN: &str = "Peramban tidak memberi tahu sisa ruang.";
pub const PRIVATE: &str = "Jendela biasa";
pub const PRIVATE_NO: &str = "Tidak ada tanda jendela samaran.";
pub const PRIVATE_MAYBE: &str = "Ruang yang diberi sangat kecil, seperti pada jendela samaran. Isian di sana hilang begitu jendelanya ditutup. Buka Saba di jendela biasa.";
pub const KEPT: &str = "Penyimpanan tetap";
pub const KEPT_YES: &str = "Diberikan: peramban tidak menghapus isian saat ruang menipis.";
pub const KEPT_NO: &str = "Belum diberikan: saat ruang menipis peramban boleh menghapus isian. Pasang Saba di layar utama atau tandai halaman ini, dan serahkan secara berkala.";
pub const KEPT_UNKNOWN: &str = "Peramban tidak memberi tahu. Serahkan secara berkala.";
pub const BROWSER: &str = "Peramban";
pub const BROWSER_GOOD: &str = "Saba terbuka di peramban biasa.";
pub const BROWSER_INSIDE: &str = "Saba terbuka di dalam aplikasi lain, seperti WhatsApp atau Facebook. Di sana isian mudah hilang dan berkas sulit disimpan. Ketuk titik tiga di pojok, lalu pilih Buka di Chrome atau Buka di peramban.";
pub const OFFLINE: &str = "Tanpa internet";
pub const OFFLINE_READY: &str = "Siap dipakai tanpa internet.";
pub const OFFLINE_PENDING: &str = "Sedang disiapkan. Biarkan halaman ini terbuka sebentar selagi ada internet, lalu periksa lagi.";
pub const OFFLINE_NONE: &str = "Belum bisa tanpa internet di alamat ini. Isian tetap tersimpan, tetapi halaman perlu internet untuk dibuka. Buka Saba lewat alamat https.";
pub const WINDOWS: &str = "Beberapa jendela";
pub const WINDOWS_GOOD: &str =
    "Hanya satu jendela yang bisa mengisi pada satu waktu; jendela lain memperlihatkan isiannya.";
pub const WINDOWS_NONE: &str =
    "Peramban ini tidak bisa memisahkan jendela. Buka satu lembar di satu jendela saja.";
pub const CAN_SHARE: &str = "Membagikan berkas";
pub const SHARE_YES: &str = "Berkas bisa langsung dikirim lewat WhatsApp atau surel.";
pub const SHARE_NO: &str = "Belum bisa langsung. Unduh berkasnya, lalu lampirkan sebagai dokumen.";
pub const PRINT: &str = "Mencetak";
pub const PRINT_YES: &str = "Bisa mencetak atau menyimpan sebagai PDF.";
pub const PRINT_NO: &str = "Peramban ini tidak bisa mencetak. Cetak dari komputer.";
pub const CLOCK: &str = "Jam";
pub const CLOCK_NOW: &str = "Sekarang ";
pub const CLOCK_WRONG: &str = ", dan itu tidak mungkin. Betulkan tanggal di pengaturan perangkat; isian yang sudah ada tidak terpengaruh.";
pub const CLOCK_ELSEWHERE: &str =
    ", bukan waktu Indonesia. Periksa zona waktu di pengaturan perangkat.";
pub const LOCK_CAN: &str = "Lembar bisa dikunci dengan kata sandi.";

pub const LOCK_TITLE: &str = "Kunci lembar";
pub const LOCK_WHAT: &str = "Untuk perangkat yang dipakai bersama. Isian, catatan, dan riwayat lembar ini disandikan; yang membuka Saba di perangkat ini hanya melihat nama wilayahnya.";
pub const LOCK_WARNING: &str = "Tanpa kata sandi itu tidak seorang pun bisa membukanya lagi, kami pun tidak. Tulis kata sandinya di tempat aman, dan serahkan lembar ini dahulu. Selama dikunci tidak ada salinan otomatis.";
pub const NEW_PASSPHRASE: &str = "Kata sandi baru";
pub const PASSPHRASE_HINT: &str = "Paling sedikit 8 huruf. Beberapa kata lebih baik daripada satu.";
pub const SAME_PASSPHRASE: &str = "Kata sandi yang sama sekali lagi";
pub const LOCK: &str = "Kunci lembar ini";
pub const LOCKING: &str = "Sedang dikerjakan. Biarkan halaman ini terbuka.";
pub const LOCK_DONE: &str = "Lembar ini dikunci. Di jendela ini ia masih terbuka sampai dikunci, ditutup, atau 15 menit tidak dilihat.";
pub const TOO_SHORT: &str = "Kata sandi terlalu pendek. Pakai paling sedikit 8 huruf.";
pub const NOT_THE_SAME: &str = "Kedua kata sandi tidak sama. Ketik ulang keduanya.";
pub const NOT_LOCKED_UNSAVED: &str =
    "Masih ada isian yang belum tersimpan. Tunggu sampai tersimpan, lalu coba lagi.";
pub const UNLOCK_TITLE: &str = "Lepas kunci";
pub const UNLOCK_HINT: &str =
    "Isian disimpan lagi tanpa sandi, dan siapa pun yang memakai perangkat ini bisa membacanya.";
pub const UNLOCK_FOR_GOOD: &str = "Lepas kunci untuk seterusnya";
pub const UNLOCK_DONE: &str =
    "Kunci sudah dilepas. Lembar ini terbuka untuk siapa pun di perangkat ini.";

pub const REMOVE_SHEET: &str = "Hapus dari perangkat ini";
pub const REMOVE_WHAT: &str = "Yang dihapus: semua jawaban, catatan, riwayat, dan salinan otomatis lembar ini di peramban ini. Berkas yang sudah diserahkan tidak ikut terhapus.";
pub const REMOVE_EMPTY: &str = "Lembar ini belum berisi jawaban.";
pub const REMOVE_COVERED: &str = "Semua isian lembar ini sudah diterima oleh ";
pub const RECEIVER: &str = "penerima berkas";
pub const REMOVE_NEVER: &str = "Lembar ini belum pernah diserahkan. Serahkan dahulu, lalu ambil bukti terimanya; sesudah itu lembar bisa dihapus dengan tenang.";
pub const REMOVE_NO_RECEIPT: &str = "Bukti terima untuk penyerahan terakhir belum diambil. Minta penerima mengirimkannya, lalu ambil di sini; sesudah itu lembar bisa dihapus dengan tenang.";
pub const REMOVE_SINCE: &str = " jawaban berubah sesudah penyerahan terakhir. Serahkan lagi, lalu ambil bukti terimanya; sesudah itu lembar bisa dihapus dengan tenang.";
pub const REMOVE_UNKNOWN: &str = "Lembar ini dikunci, jadi tidak bisa diperiksa apakah semua isinya sudah diterima orang lain. Yang dihapus tidak bisa dikembalikan.";
pub const TAKE_RECEIPT: &str = "Ambil bukti terima";
pub const REMOVE_DRAFT: &str = "Ada ketikan dari lembar kertas yang belum menjadi jawaban. Ketikan itu hanya ada di perangkat ini dan tidak ikut diserahkan.";
pub const REMOVE_TYPE: &str = "Bila tetap ingin menghapus, ketik nama wilayahnya: ";
pub const REMOVE_SURE: &str = "Hapus lembar ";
pub const REMOVE_SURE_END: &str = " dari perangkat ini? Ini tidak bisa dibatalkan.";
pub const REMOVE_YES: &str = "Ya, hapus";
pub const REMOVED: &str =
    " sudah dihapus dari perangkat ini: jawaban, catatan, riwayat, dan salinan otomatisnya.";
pub const OPEN_ELSEWHERE: &str =
    "Lembar ini sedang dibuka di jendela lain. Tutup jendela itu dahulu.";

pub const LOCKED: &str = "Lembar ini dikunci";
pub const LOCKED_HINT: &str = "Isinya hanya terbaca dengan kata sandinya.";
pub const SHEET_PASSPHRASE: &str = "Kata sandi";
pub const OPEN: &str = "Buka";
pub const OPENING: &str = "Sedang membuka.";
pub const NOT_THIS_PASSPHRASE: &str =
    "Kata sandi ini tidak cocok. Periksa huruf besar dan kecilnya, lalu coba lagi.";
pub const NO_CRYPTO: &str =
    "Mengunci dan membuka kunci tidak bisa di alamat ini. Buka Saba lewat alamat https.";
pub const FORGOTTEN: &str = "Kata sandi terlupa";
pub const LOCK_NOW: &str = "Kunci sekarang";
