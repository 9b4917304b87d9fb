//! The sheet of report: which size was chosen, and telling the browser. Sizes cannot be
//! chosen by a class before Chromium 85, so the rule is put into the page's own style.

use std::cell::{Cell, RefCell};

use leptos::prelude::on_cleanup;
use wasm_bindgen::prelude::*;

use crate::platform::{document, member};

thread_local! {
    /// Stays while the page lives.
    static SIZE: RefCell<String> = RefCell::new(String::from("A4"));
    static WIDE: Cell<bool> = const { Cell::new(false) };
    /// Where the rule stands.
    static RULE: Cell<Option<u32>> = const { Cell::new(None) };
}

/// The size that is chosen.
pub fn size() -> String {
    SIZE.with_borrow(Clone::clone)
}

/// Chooses a size.
pub fn choose(size: &str) {
    SIZE.set(size.to_string());
    put();
}

/// While the screen that is being built is there, report has the size that was chosen.
pub fn begin(wide: bool) {
    WIDE.set(wide);
    put();
    on_cleanup(take_away);
}

fn put() {
    take_away();
    let [width, height] = match size().as_str() {
        "F4" => ["215mm", "330mm"],
        _ => ["210mm", "297mm"],
    };
    let sides = match WIDE.get() {
        true => [height, width],
        false => [width, height],
    };
    // Browsers that do not know boxes in the margin leave the page without a number.
    let rule = [
        "@page { size: ",
        &sides.join(" "),
        "; margin: 15mm; @bottom-right { content: counter(page) \" / \" counter(pages); font-size: 9pt; } }",
    ]
    .concat();
    let rules = sheet().and_then(|sheet| member(&sheet, "cssRules"));
    let at = rules.and_then(|rules| member(&rules, "length")?.as_f64());
    if let Some(at) = at
        && call("insertRule", &[rule.into(), at.into()]).is_some()
    {
        RULE.set(Some(at as u32));
    }
}

fn take_away() {
    if let Some(at) = RULE.take() {
        call("deleteRule", &[at.into()]);
    }
}

/// The page's first style sheet.
fn sheet() -> Option<JsValue> {
    let sheets = member(document().as_ref(), "styleSheets")?;
    member(&sheets, "0").filter(|sheet| sheet.is_object())
}

fn call(name: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let sheet = sheet()?;
    let method: js_sys::Function = member(&sheet, name)?.dyn_into().ok()?;
    let arguments: js_sys::Array = arguments.iter().collect();
    method.apply(&sheet, &arguments).ok()
}
