//! Words about what other apps hand to Saba, and about folders.

pub const PICK_FOLDER: &str = "Pilih folder";
pub const FOLDER_EMPTY: &str =
    "Tidak ada berkas yang bisa dibaca di folder itu. Pilih folder lain.";
pub const SHARED_TEXT: &str = "Teks yang dibagikan";
pub const SHARED_WAITS: &str =
    "Ini datang dari aplikasi lain dan belum disimpan. Periksa isinya dahulu.";
pub const SHARED_TOO_MUCH: &str = "Yang dibagikan terlalu besar bersama kiriman yang belum diperiksa di sini. Periksa yang ada, lalu bagikan lagi sedikit demi sedikit.";
pub const SHARED_LOST: &str =
    "Yang dibagikan tidak sampai. Bagikan lagi sebagai berkas, atau pakai Pilih berkas.";
pub const SHARING: &str = "Menerima dari aplikasi lain";
pub const SHARING_HERE: &str =
    "Dari WhatsApp atau surel, berkas bisa langsung dibagikan atau dibuka dengan Saba.";
pub const SHARING_ONCE_INSTALLED: &str = "Berkas bisa langsung dibagikan dari WhatsApp ke Saba sesudah Saba dipasang: buka menu peramban, lalu pilih Instal atau Tambahkan ke layar utama.";
pub const SHARING_NOT_HERE: &str = "Peramban ini tidak bisa menerima langsung dari aplikasi lain. Simpan dahulu berkasnya, lalu pakai Pilih berkas.";
