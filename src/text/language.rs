//! Words about the language of the page.

/// The language of these words, as `lang` has it.
#[cfg(feature = "desk")]
pub const LANGUAGE: &str = "id";
/// The language that can be chosen instead, and its own name.
pub const OTHER_LANGUAGE: [&str; 2] = ["en", "English"];
#[cfg(feature = "desk")]
pub const LANGUAGE_TITLE: &str = "Bahasa / Language";
#[cfg(feature = "desk")]
pub const LANGUAGE_HINT: &str = "Tombol dan petunjuk Saba bisa berbahasa Inggris. Yang tetap berbahasa Indonesia: pertanyaan dan judul resmi instrumen, nama wilayah, isian, catatan, dan cara menulis angka (1.234,5). Berkas yang diserahkan sama, apa pun bahasanya. Bahasa Inggris perlu internet sekali saja, waktu dipilih.";
