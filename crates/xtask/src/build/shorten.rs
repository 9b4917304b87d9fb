//! Short names between the program and its JavaScript.
//!
//! wasm-bindgen gives every function that crosses over a name with a hash in it, once in
//! the wasm and once in the JavaScript. Nobody reads them, and a hash is what compresses
//! worst of all.

use std::collections::HashMap;

use anyhow::{Result, bail};
use walrus::{ExportItem, Module};

/// What a short name begins with. No other word of the JavaScript does.
const START: &str = "_";

/// Gives imported and exported functions short names, on both sides.
pub fn shorten(module: &mut Module, js: &str) -> Result<String> {
    let mut short: HashMap<String, String> = HashMap::new();
    let mut rename = |name: &mut String| {
        let next = format!("{START}{}", base36(short.len()));
        *name = short.entry(name.clone()).or_insert(next).clone();
    };
    for import in module.imports.iter_mut() {
        rename(&mut import.name);
    }
    for export in module.exports.iter_mut() {
        // Others, such as `memory`, are named by hand in the JavaScript.
        if matches!(export.item, ExportItem::Function(_)) && export.name.contains("__") {
            rename(&mut export.name);
        }
    }
    let taken = words(js).find(|word| short.values().any(|name| name == word));
    if let Some(word) = taken {
        bail!("the JavaScript of wasm-bindgen has a word `{word}` of its own");
    }
    let mut out = String::with_capacity(js.len());
    for word in words(js) {
        out.push_str(short.get(word).map_or(word, String::as_str));
    }
    Ok(out)
}

/// What the JavaScript ends with once [`slim`] is through with it.
pub const EXPORT: &str = "export { __wbg_init as default };";

/// What it says to programmers, and what is enough of it.
const SAID: [(&str, &str); 2] = [
    (
        "using deprecated parameters for the initialization function; pass a single object instead",
        "",
    ),
    (
        "`WebAssembly.instantiateStreaming` failed because your server does not serve Wasm with `application/wasm` MIME type. Falling back to `WebAssembly.instantiate` which is slower. Original error:\\n",
        "not application/wasm",
    ),
];

/// Takes out the second way to load the program, at once from bytes that are there
/// already: no page here goes it.
pub fn slim(js: &str) -> Result<String> {
    let cut = || {
        let (before, rest) = js.split_once("function initSync(")?;
        // It ends where a brace stands as far in as it does.
        let (_, indent) = before.rsplit_once('\n')?;
        let (_, after) = rest.split_once(&format!("\n{indent}}}\n"))?;
        let (middle, end) = after.split_once("export { initSync, __wbg_init as default };")?;
        let mut js = [before, "\n", middle, EXPORT, end].concat();
        for (words, enough) in SAID {
            js = js.replace(words, enough);
        }
        Some(js)
    };
    let Some(js) = cut() else {
        bail!("the JavaScript of wasm-bindgen does not end as it did");
    };
    Ok(js)
}

/// A text in pieces: its words, and what stands between them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let kind = is_word(first);
        let end = rest.find(|c| is_word(c) != kind).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        rest = after;
        Some(word)
    })
}

fn base36(mut n: usize) -> String {
    let mut digits = Vec::new();
    loop {
        digits.extend(char::from_digit((n % 36) as u32, 36));
        n /= 36;
        if n == 0 {
            return digits.into_iter().rev().collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_pieces_of_the_whole() {
        let text = "const a_1 = wasm.f$(x) + '…';";
        assert_eq!(words(text).collect::<String>(), text);
        assert!(words(text).any(|word| word == "a_1"));
        assert!(words(text).any(|word| word == "f$"));
    }

    #[test]
    fn one_way_to_load_is_enough() -> Result<()> {
        let js = "a();\n  function initSync(m) {\n    b();\n  }\nc();\n\
                  export { initSync, __wbg_init as default };\n";
        assert_eq!(slim(js)?, format!("a();\n  \nc();\n{EXPORT}\n"));
        assert!(slim("a();").is_err());
        Ok(())
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!([0, 35, 36, 1295].map(base36), ["0", "z", "10", "zz"]);
    }

    #[test]
    fn both_sides_get_the_same_name() -> Result<()> {
        let mut module = Module::default();
        let ty = module.types.add(&[], &[]);
        let (f, _) = module.add_import_func("./saba_bg.js", "__wbg_f_0123", ty);
        module.exports.add("__wbindgen_g", f);
        module.exports.add("main", f);
        let js = shorten(
            &mut module,
            "{ __wbg_f_0123: f }; wasm.__wbindgen_g(__wbg_f); wasm.main()",
        )?;
        assert_eq!(js, "{ _0: f }; wasm._1(__wbg_f); wasm.main()");
        let names: Vec<_> = module.exports.iter().map(|e| e.name.as_str()).collect();
        assert_eq!(names, ["_1", "main"]);
        assert!(shorten(&mut module, "_0").is_err());
        Ok(())
    }
}
