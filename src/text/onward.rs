//! Words on the way to the large program.

pub const DESK_UNREACHABLE: &str = "Halaman lengkap belum tersimpan untuk luring, dan jaringan tidak ada. Berkasnya bisa diunduh di sini.";
