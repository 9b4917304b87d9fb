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
