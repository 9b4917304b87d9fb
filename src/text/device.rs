//! Words about this device: its windows, its health, locked sheets.

pub const CHECK_DEVICE: &str = "Periksa perangkat ini";
pub const INSIDE: &str = "Saba terbuka di dalam aplikasi lain; isian bisa hilang. Buka di Chrome.";
pub const WRONG_CLOCK: &str = "Tanggal di perangkat ini tampaknya salah.";

pub const LOCK_OR_REMOVE: &str = "Kunci atau hapus lembar ini";
