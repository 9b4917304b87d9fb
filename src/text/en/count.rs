//! Counts of one: Indonesian nouns do not bend, and the words of the catalogue stand in the
//! plural.

/// Joins parts, and bends what one thing is counted by: `1 items are` becomes `1 item is`.
pub fn join(parts: &[&str]) -> String {
    let words = super::shape::join(parts);
    match words.contains("1 ") {
        true => bend(&words),
        false => words,
    }
}

/// What follows a number in the catalogue, and the same of one.
const ONE: [(&str, &str); 22] = [
    ("items are", "item is"),
    ("items were", "item was"),
    ("items differ", "item differs"),
    ("items go", "item goes"),
    ("items", "item"),
    ("village items", "village item"),
    ("villages have", "village has"),
    ("villages", "village"),
    ("indicators are", "indicator is"),
    ("indicators", "indicator"),
    ("sheets are", "sheet is"),
    (
        "sheets of this collection were",
        "sheet of this collection was",
    ),
    ("sheets", "sheet"),
    ("answers", "answer"),
    ("files", "file"),
    ("questions", "question"),
    ("changes", "change"),
    ("requests", "request"),
    ("copies", "copy"),
    ("pages", "page"),
    ("people", "person"),
    ("days", "day"),
];

fn bend(words: &str) -> String {
    let mut out = String::new();
    let mut rest = words;
    while let Some((before, after)) = rest.split_once("1 ") {
        out.push_str(before);
        out.push_str("1 ");
        rest = after;
        // 21, 1.1 and T1 are other numbers.
        let is_one = !before.ends_with(|c: char| c.is_alphanumeric() || ".,-–".contains(c));
        let ends = |tail: &str| !tail.starts_with(char::is_alphanumeric);
        let one = ONE.iter().find_map(|(many, one)| {
            let tail = after.strip_prefix(many).filter(|tail| ends(tail))?;
            Some((one, tail))
        });
        if let Some((one, tail)) = one.filter(|_| is_one) {
            out.push_str(one);
            rest = tail;
        }
    }
    out.push_str(rest);
    out
}
