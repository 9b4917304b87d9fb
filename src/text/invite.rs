//! Words of the cards that a secretariat prints for its villages.

use super::join;

pub const INVITATIONS: &str = "Kartu alamat desa";
pub const INVITE_HINT: &str =
    "Cetak, gunting, lalu bagikan. Setiap kartu membuka lembar satu desa di ponsel.";
pub const INVITE_NO_ADDRESS: &str = "Halaman ini dibuka dari berkas, jadi tidak punya alamat yang bisa dibuka di ponsel desa. Buka Saba lewat alamat http atau https, lalu cetak kartunya di sana.";
pub const INVITE_THIS_COMPUTER: &str = "Alamat ini hanya berlaku di komputer ini, jadi ponsel desa tidak bisa membukanya. Buka Saba lewat alamat yang dipakai desa sebelum mencetak.";
pub const INVITE_NO_HTTPS: &str = "Alamat ini tidak memakai https: ponsel desa perlu jaringan yang sama setiap kali membukanya. Bila ada alamat https, cetak dari sana.";
pub const INVITE_KECAMATAN: &str = "Kecamatan";
pub const INVITE_ALL_KECAMATAN: &str = "Semua kecamatan";
pub const INVITE_VILLAGE: &str = "Desa atau kelurahan";
pub const INVITE_ALL_VILLAGES: &str = "Semua";
pub const INVITE_PAPER: &str = "Kertas";
pub const INVITE_A4: &str = "A4";
pub const INVITE_F4: &str = "F4";
pub const INVITE_PRINT: &str = "Cetak kartu";
pub const INVITE_NOBODY: &str = "Tidak ada desa dalam daftar resmi di sini.";
pub const INVITE_CODE_FOR: &str = "Kode QR untuk ";
pub const INVITE_STEPS: [&str; 3] = [
    "Arahkan kamera ke kode ini, atau ketik alamatnya di Chrome.",
    "Isi lembarnya, juga tanpa internet.",
    "Bila selesai, ketuk Serahkan dan kirim berkasnya ke kecamatan atau sekretariat.",
];

/// `25 kartu, 4 lembar kertas`
pub fn cards_and_sheets(cards: usize, sheets: usize) -> String {
    join(&[
        &cards.to_string(),
        " kartu, ",
        &sheets.to_string(),
        " lembar kertas",
    ])
}
