//! The page as a single file, for computers without a network: `file://` can fetch
//! nothing, so everything the page would fetch stands in it, the villages of the whole
//! country included.

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::shorten::EXPORT;
use super::template;

/// What the style of the page does not know. A single file has one language.
const STYLE: &str = "#single{padding-bottom:0}#single li{margin-bottom:.5rem}\
    [data-language-choice]{display:none}@media print{#single{display:none}}";

/// What the file is made of, as texts of `dist/` and of `src/web/single/`.
pub struct Parts<'a> {
    /// The frame of the page.
    pub page: &'a str,
    /// What stands in for fetching and importing.
    pub start: &'a str,
    pub boot: &'a str,
    pub locks: &'a str,
    pub rescue: &'a str,
    pub old: &'a str,
    pub comforts: &'a str,
    /// The JavaScript of the desk program, which does everything.
    pub desk_js: &'a str,
    pub desk_wasm: &'a [u8],
    pub style: &'a str,
    /// Hash over the set that is made of the same.
    pub version: &'a str,
    /// Texts by the path under which they are fetched: `region/63.11.json`.
    pub texts: Vec<(String, &'a [u8])>,
}

/// The whole file.
pub fn page(parts: &Parts) -> Result<String> {
    let mut files = Map::new();
    for (path, text) in &parts.texts {
        let text = std::str::from_utf8(text).with_context(|| path.clone())?;
        files.insert(path.clone(), text.into());
    }
    files.insert(
        "desk.wasm".to_owned(),
        json!({ "bytes": base64(parts.desk_wasm) }),
    );
    // Nothing in a text may end the element that it stands in.
    let files = Value::Object(files).to_string().replace('<', "\\u003c");

    let importing = |js: &str| js.replace("import(", "importScript(");
    let script = template::fill(
        parts.start,
        &[
            ("desk", &function(parts.desk_js)?),
            ("locks", &function(parts.locks)?),
            ("rescue", &function(parts.rescue)?),
            ("old", parts.old),
            ("comforts", parts.comforts),
            ("boot", &importing(parts.boot)),
        ],
    )
    .context("src/web/single/start.js")?;
    for (name, text) in [
        ("script", script.as_str()),
        ("script for old browsers", parts.old),
    ] {
        if text.contains("</") || text.contains("<!--") || text.contains('\r') {
            bail!("the {name} cannot stand inside a page as it is");
        }
    }
    let style = [parts.style, STYLE].concat();
    let scripts = [script.as_str(), parts.old].map(allowed).join(" ");
    template::fill(
        parts.page,
        &[
            ("allowed-scripts", &scripts),
            ("allowed-style", &allowed(&style)),
            ("version", parts.version),
            ("style", &style),
            ("files", &files),
            ("old", parts.old),
            ("script", &script),
        ],
    )
    .context("src/web/single/page.html")
}

/// A module as the body of a function: what it exports are plain declarations.
fn function(module: &str) -> Result<String> {
    let mut body = String::with_capacity(module.len());
    for line in module.lines() {
        if line == EXPORT {
            continue;
        }
        let line = line.strip_prefix("export ").unwrap_or(line);
        if line.starts_with("import ")
            || line.starts_with("default ")
            || line.starts_with('{') && line.ends_with("};")
        {
            bail!("a module says `{line}`, which a function cannot");
        }
        body.push_str(line);
        body.push('\n');
    }
    Ok(body)
}

/// How a policy names an inline script or style that it allows.
fn allowed(text: &str) -> String {
    format!("'sha256-{}'", base64(&Sha256::digest(text)))
}

/// RFC 4648, section 4.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let get = |i: usize| u32::from(chunk.get(i).copied().unwrap_or(0));
        let bits = get(0) << 16 | get(1) << 8 | get(2);
        for i in 0..4 {
            match i <= chunk.len() {
                true => text.push(char::from(DIGITS[(bits >> (18 - 6 * i)) as usize & 63])),
                false => text.push('='),
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_as_text() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
        assert_eq!(base64(&[0xff, 0xef, 0xbe]), "/+++");
    }

    #[test]
    fn modules_become_functions() -> Result<()> {
        let module =
            format!("export class A {{\n}}\nexport async function begin() {{}}\n{EXPORT}\n");
        assert_eq!(
            function(&module)?,
            "class A {\n}\nasync function begin() {}\n"
        );
        assert!(function("import x from 'y';").is_err());
        assert!(function("export { a };").is_err());
        Ok(())
    }
}
