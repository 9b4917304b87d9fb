//! Base64 (RFC 4648, with padding), for the few bytes that stand in a file.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Bytes as text.
pub fn encode(bytes: &[u8]) -> String {
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let byte = |i: usize| u32::from(three.get(i).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for i in 0..4usize {
            let shift = [18u32, 12, 6, 0].get(i).copied().unwrap_or(0);
            let letter = ALPHABET.get((bits >> shift & 63) as usize);
            out.push(match letter {
                Some(letter) if i <= three.len() => char::from(*letter),
                _ => '=',
            });
        }
    }
    out
}

fn bits(letter: u8) -> Option<u32> {
    Some(match letter {
        b'A'..=b'Z' => u32::from(letter).saturating_sub(65),
        b'a'..=b'z' => u32::from(letter).saturating_sub(71),
        b'0'..=b'9' => u32::from(letter).saturating_add(4),
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    })
}

/// Text as bytes. `None` unless it is exactly what [`encode`] writes for them.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let letters = text.as_bytes();
    if !letters.len().is_multiple_of(4) {
        return None;
    }
    let mut out = Vec::with_capacity(letters.len());
    let last = letters.len() / 4;
    for (i, four) in letters.chunks(4).enumerate() {
        let padding = four.iter().rev().take_while(|b| **b == b'=').count();
        if padding > 2 || (padding > 0 && i.saturating_add(1) < last) {
            return None;
        }
        let mut word = 0u32;
        for (at, letter) in four.iter().enumerate() {
            let value = match at.saturating_add(padding) < 4 {
                true => bits(*letter)?,
                false => 0,
            };
            word = word << 6 | value;
        }
        let [_, a, b, c] = word.to_be_bytes();
        let bytes = [a, b, c];
        let (whole, spare) = bytes.split_at_checked(3usize.saturating_sub(padding))?;
        // Bits that belong to no byte are nought: one text for each list of bytes.
        if spare.iter().any(|b| *b != 0) {
            return None;
        }
        out.extend_from_slice(whole);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn as_the_standard_says() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(encode(bytes.as_bytes()), text);
            assert_eq!(decode(text).as_deref(), Some(bytes.as_bytes()));
        }
        for bad in [
            "Z", "Zg", "Zg=", "Zh==", "Zm9=", "====", "Zg==Zg==", "Zm9v\n", "Zm 9", "Z===", "-_-_",
        ] {
            assert_eq!(decode(bad), None, "{bad}");
        }
    }

    proptest! {
        #[test]
        fn there_and_back(bytes in prop::collection::vec(any::<u8>(), 0..50), text in "[A-Za-z0-9+/=]{0,12}") {
            prop_assert_eq!(decode(&encode(&bytes)), Some(bytes));
            if let Some(read) = decode(&text) {
                prop_assert_eq!(encode(&read), text);
            }
        }
    }
}
