//! Words about the language of the page.

/// The language of these words, as `lang` has it.
pub const LANGUAGE: &str = "en";
/// The language that can be chosen instead, and its own name.
pub const OTHER_LANGUAGE: [&str; 2] = ["id", "Bahasa Indonesia"];
pub const LANGUAGE_TITLE: &str = "Language / Bahasa";
pub const LANGUAGE_HINT: &str = "Buttons and guidance are in English. These stay Indonesian: the questions, official titles and explanations of the instrument, names of regions, what people write, and the way numbers are written (1.234,5 is one thousand two hundred thirty-four and a half). A file that is handed over is the same in either language. What is printed follows the language of the page.";
