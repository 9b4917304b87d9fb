//! Words of the ways to comforts: finding, going on, settings.

pub const TO_GAPS: &str = "Lihat yang belum lengkap";
pub const GO_ON: &str = "Lanjutkan isian terakhir";
pub const SETTINGS: &str = "Pengaturan";
