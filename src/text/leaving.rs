//! Words of the screen on which a sheet is handed over.

pub const WHAT_IS_IN: &str = "Isi berkas: ";
pub const WHAT_IS_MISSING: &str = "Yang belum dijawab";
pub const HAND_OVER_HOW: &str =
    "Pilih salah satu cara. Isinya sama, dan lembarnya tetap ada di perangkat ini.";
pub const MISSING_IS_FINE: &str =
    "Lembar yang belum lengkap boleh diserahkan dan dilanjutkan kemudian.";
pub const SHARE: &str = "Bagikan berkas";
pub const SHARE_HINT: &str = "lewat WhatsApp, surel, atau Bluetooth";
pub const DOWNLOAD_HINT: &str = "untuk kabel, flashdisk, atau lampiran";
pub const COPY_TEXT: &str = "Salin sebagai teks";
pub const COPY_HINT: &str = "untuk ditempel di pesan";
pub const OTHER_WAYS: &str = "Cara lain";
pub const OTHER_WAYS_TITLE: &str = "Cara lain menyerahkan";
pub const OTHER_WAYS_HINT: &str = "ringkasan, kata sandi, sebagian isi, desa lain";
pub const OTHER_WAYS_HINT_DESK: &str =
    "satu berkas untuk semua desa, ringkasan, kata sandi, sebagian isi";
pub const TOO_LONG_TO_PASTE: &str =
    "Teksnya terlalu panjang untuk satu pesan WhatsApp. Lebih aman bagikan atau unduh berkasnya.";
pub const LEFT_SHARED: &str = "Berkas sudah dibagikan";
pub const LEFT_COPIED: &str = "Teks sudah disalin";
pub const RECEIPT_WORDS: &str = "Kata tanda terima";
pub const NEXT_SHARED: &str = "Pastikan pesannya terkirim.";
pub const NEXT_COPIED: &str = "Tempel di pesan, lalu kirim utuh tanpa diubah.";
pub const NEXT_WORDS: &str =
    "Bacakan empat kata di atas kepada penerima. Bila di layarnya sama, berkasnya utuh.";
pub const NEXT_RECEIPT: &str =
    "Minta tanda terima. Bila sudah datang, masukkan lewat Ambil berkas di beranda.";
pub const SHARE_CANCELLED: &str = "Tidak jadi dibagikan, jadi belum dicatat sebagai penyerahan.";
pub const SHARE_FAILED: &str = "Peramban menolak membagikan berkas ini. Pakai Unduh berkas.";
pub const COPY_BY_HAND: &str = "Peramban tidak mengizinkan penyalinan. Sentuh lama teks di bawah, pilih semua, salin, lalu tekan Sudah saya salin.";
pub const COPY_AREA: &str = "Teks lembar";
pub const COPIED_BY_HAND: &str = "Sudah saya salin";
