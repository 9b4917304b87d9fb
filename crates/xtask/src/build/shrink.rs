//! Takes out of text files what only people need. Careful rather than clever: where in
//! doubt, text stays as it is.

use anyhow::Result;

/// JSON without the whitespace between its parts. Numbers, their spelling and the order
/// of members stay as written, which reading and writing again would not promise.
pub fn json(text: &str) -> Result<String> {
    serde_json::from_str::<serde_json::Value>(text)?;
    let mut small = String::with_capacity(text.len());
    let (mut quoted, mut escaped) = (false, false);
    for c in text.chars() {
        if quoted {
            quoted = escaped || c != '"';
            escaped = !escaped && c == '\\';
        } else if c == '"' {
            quoted = true;
        } else if c.is_ascii_whitespace() {
            continue;
        }
        small.push(c);
    }
    Ok(small)
}

/// JavaScript without indentation, blank lines and comments that fill whole lines.
pub fn js(text: &str) -> String {
    let mut small = String::with_capacity(text.len());
    let mut in_comment = false;
    for line in text.lines().map(str::trim) {
        let starts = line.starts_with("/*");
        if in_comment || starts {
            in_comment = !line.ends_with("*/");
        } else if !line.is_empty() && !line.starts_with("//") {
            small.push_str(line);
            small.push('\n');
        }
    }
    small
}

/// A style sheet without comments and without the whitespace that separates nothing.
pub fn css(text: &str) -> String {
    let mut small = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let verbatim = verbatim(rest);
        if verbatim > 0 {
            let (kept, next) = rest.split_at(verbatim);
            small.push_str(kept);
            rest = next;
        } else if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, next)| next);
            space(&mut small);
        } else if c.is_ascii_whitespace() {
            rest = rest.trim_ascii_start();
            space(&mut small);
        } else {
            if matches!(c, '{' | '}' | ';' | ',') && small.ends_with(' ') {
                small.pop();
            }
            if c == '}' && small.ends_with(';') {
                small.pop();
            }
            small.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    small.truncate(small.trim_ascii_end().len());
    small
}

/// One space, unless what stands before needs none.
fn space(small: &mut String) {
    if !small.is_empty() && !small.ends_with([' ', '{', '}', ';', ',']) {
        small.push(' ');
    }
}

/// How many bytes at the start stay exactly as they are: a string, or a bare `url(…)`.
fn verbatim(text: &str) -> usize {
    let end = match text.as_bytes() {
        [quote @ (b'"' | b'\''), rest @ ..] => {
            let mut escaped = false;
            rest.iter()
                .position(|byte| {
                    let ends = !escaped && byte == quote;
                    escaped = !escaped && *byte == b'\\';
                    ends
                })
                .map(|place| place + 2)
        }
        [b'u', b'r', b'l', b'(', ..] => text.find(')').map(|place| place + 1),
        _ => return 0,
    };
    end.unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_keeps_numbers_order_and_strings() {
        let text = "{ \"b\" : 1.50,\n \"a\": [ \"x \\\" y\", 1e3, \"\\\\\" ] }";
        let small = json(text).ok();
        assert_eq!(
            small.as_deref(),
            Some("{\"b\":1.50,\"a\":[\"x \\\" y\",1e3,\"\\\\\"]}")
        );
        assert!(json("{").is_err());
    }

    #[test]
    fn js_loses_whole_line_comments_only() {
        let text = "/**\n * words\n */\nconst a = 1; // stays\n\n  // goes\n  f(\"/* no */\");\n/* x */\nb();\n";
        assert_eq!(js(text), "const a = 1; // stays\nf(\"/* no */\");\nb();\n");
    }

    #[test]
    fn css_keeps_strings_and_meaning() {
        let text = "/* c */\na :hover ,\n b > c {\n  color : red;\n  margin: calc(1px + 2px) ;\n}\n\
                    p::before { content: \"a  /* b */ ;}\"; }\ni{background:url(data:x;/*y)}";
        assert_eq!(
            css(text),
            "a :hover,b > c{color : red;margin: calc(1px + 2px)}\
             p::before{content: \"a  /* b */ ;}\"}i{background:url(data:x;/*y)}"
        );
    }
}
