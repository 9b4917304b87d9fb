//! Putting words together, in any language.

/// Joins parts without the weight of `format!`.
pub fn join(parts: &[&str]) -> String {
    saba_core::text::joined(&mut parts.iter().copied(), "")
}

/// Inside a sentence a noun begins with a small letter. Nouns of the instrument
/// are plain Latin letters.
pub fn small(noun: &str) -> String {
    noun.to_ascii_lowercase()
}

/// What stands alone begins with a capital letter: `Belum mengirim`.
#[cfg(feature = "desk")]
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// `31-05-2025`
#[cfg(feature = "desk")]
pub fn short_day(day: saba_core::sheet::Day) -> String {
    let two = |n: u8| {
        let zero = if n < 10 { "0" } else { "" };
        join(&[zero, &n.to_string()])
    };
    join(&[
        &two(day.day),
        "-",
        &two(day.month),
        "-",
        &day.year.to_string(),
    ])
}
