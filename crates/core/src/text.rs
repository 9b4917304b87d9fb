//! Small work on texts. The library's searching and joining do the same, for
//! texts of any size and at ten times the code.

/// Does `text` hold `part`?
pub fn holds(text: &str, part: &str) -> bool {
    // An empty part is in everything, and `windows` takes no empty one.
    part.is_empty()
        || text
            .as_bytes()
            .windows(part.len())
            .any(|window| window == part.as_bytes())
}

/// Texts in one, with `between` between them.
pub fn joined(parts: &mut dyn Iterator<Item = &str>, between: &str) -> String {
    let mut out = String::new();
    let mut first = true;
    for part in parts {
        if !std::mem::take(&mut first) {
            out.push_str(between);
        }
        out.push_str(part);
    }
    out
}

/// [`joined`] for a list of texts.
pub fn joined_list(parts: &[String], between: &str) -> String {
    joined(&mut parts.iter().map(String::as_str), between)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn like_the_library(text in "[ab]{0,12}", part in "[ab]{0,3}", list in prop::collection::vec("[a-c]{0,2}", 0..5)) {
            prop_assert_eq!(holds(&text, &part), text.contains(&part));
            prop_assert_eq!(joined_list(&list, ", "), list.join(", "));
        }
    }
}
