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

/// A word with slashes that is this long does not always fit on a line of a phone.
const LONG_WORD: usize = 16;

/// A text in pieces, cut behind the slashes of its long words: where a line may end.
/// `1/2`, addresses and short words stay whole.
pub fn at_slashes(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let mut seen = 0_usize;
    for word in text.split_inclusive(' ') {
        let long = word.trim_end().chars().count() >= LONG_WORD;
        let mut before = ' ';
        for (at, letter) in word.char_indices() {
            let after = word.get(at.saturating_add(1)..).unwrap_or_default();
            let between = before.is_alphabetic() && after.starts_with(char::is_alphabetic);
            if long && letter == '/' && between {
                let cut = seen.saturating_add(at).saturating_add(1);
                let done = text.len().saturating_sub(rest.len());
                let (piece, left) = rest.split_at(cut.saturating_sub(done));
                pieces.push(piece);
                rest = left;
            }
            before = letter;
        }
        seen = seen.saturating_add(word.len());
    }
    pieces.push(rest);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn long_words_are_cut_behind_their_slashes() {
        assert_eq!(
            at_slashes("Ada Perda/Perbub/Perwali/kebijakan, tetapi masih disusun"),
            [
                "Ada Perda/",
                "Perbub/",
                "Perwali/",
                "kebijakan, tetapi masih disusun"
            ]
        );
        for whole in [
            "",
            "Lembar desa/kelurahan ini",
            "188.4/7/KPTS/2022-sekian",
            "https://contoh.id/2022",
            "di antara keduanya / ketiganya",
        ] {
            assert_eq!(at_slashes(whole), [whole]);
        }
    }

    proptest! {
        #[test]
        fn pieces_are_the_text(text in "[a-c/ 1é]{0,60}") {
            let pieces = at_slashes(&text);
            prop_assert_eq!(pieces.concat(), text.as_str());
            let last = pieces.len().saturating_sub(1);
            prop_assert!(pieces.iter().take(last).all(|piece| piece.ends_with('/')));
        }

        #[test]
        fn like_the_library(text in "[ab]{0,12}", part in "[ab]{0,3}", list in prop::collection::vec("[a-c]{0,2}", 0..5)) {
            prop_assert_eq!(holds(&text, &part), text.contains(&part));
            prop_assert_eq!(joined_list(&list, ", "), list.join(", "));
        }
    }
}
