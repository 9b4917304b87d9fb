//! The board by keyboard: one line can be reached by the tab key, arrows go on from
//! there, page after page.

use std::rc::Rc;

use saba_core::region::RegionCode;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

use super::View;
use super::lines::{Drawn, Group, PAGE};
use crate::dom::{El, div};
use crate::platform::{self, member};
use crate::text;

/// A box that hears the keys.
pub fn listen(table: El, view: View, groups: Rc<Vec<Group>>) -> El {
    let (down, into) = (view.clone(), view);
    div("board-box")
        .child(table)
        .on("keydown", move |event| {
            let key = member(&event, "key").and_then(|key| key.as_string());
            let shift = |name: &str| member(&event, name).is_some_and(|on| on.is_truthy());
            if shift("ctrlKey") || shift("altKey") || shift("metaKey") {
                return;
            }
            if pressed(&down, &groups, key.as_deref().unwrap_or_default()) {
                event.prevent_default();
            }
        })
        // Whichever line has the focus is where the keyboard is.
        .on("focusin", move |event| {
            if let Some(code) = line_of(event.target()) {
                into.at.set(Some(code));
            }
        })
}

fn line_of(target: Option<web_sys::EventTarget>) -> Option<RegionCode> {
    let element = target?.dyn_into::<web_sys::Element>().ok()?;
    let line = element.closest("[data-line]").ok()??;
    RegionCode::parse(&line.get_attribute("data-line")?)
}

/// Does what a key asks for; says whether it did.
fn pressed(view: &View, groups: &[Group], key: &str) -> bool {
    if key == "/" {
        platform::page::reveal("#cari-desa");
        return true;
    }
    let all = view.drawn(groups);
    let focused = platform::document().active_element();
    let Some(code) = line_of(focused.clone().map(JsCast::unchecked_into)) else {
        return false;
    };
    let Some(at) = all.iter().position(|d| *d.code() == code) else {
        return false;
    };
    let last = all.len().saturating_sub(1);
    let to = match key {
        "ArrowDown" => (at + 1).min(last),
        "ArrowUp" => at.saturating_sub(1),
        "PageDown" => (at + PAGE).min(last),
        "PageUp" => at.saturating_sub(PAGE),
        "Home" => 0,
        "End" => last,
        "ArrowLeft" | "ArrowRight" => return fold(view, all.get(at), key == "ArrowLeft"),
        "Enter" => return open(view, focused, all.get(at)),
        _ => return false,
    };
    if let Some(line) = all.get(to) {
        go_to(view, &all, to, line.code());
    }
    true
}

/// Shows the page of a line and gives it the focus.
fn go_to(view: &View, all: &[Drawn], at: usize, code: &RegionCode) {
    view.at.set(Some(code.clone()));
    let last = all.len().saturating_sub(1) / PAGE;
    let page = at / PAGE;
    if view.page.peek().min(last) != page {
        view.page.set(page);
    }
    focus(code);
}

fn focus(code: &RegionCode) {
    let css = text::join(&["[data-line=\"", code.as_str(), "\"]"]);
    platform::page::after(0, move || {
        let found = platform::document().query_selector(&css).ok().flatten();
        if let Some(line) = found {
            // Only as far as is needed to see it.
            #[wasm_bindgen]
            extern "C" {
                type Scrollable;

                #[wasm_bindgen(method, js_name = scrollIntoView)]
                fn scroll(this: &Scrollable, options: &JsValue);
            }
            let options = js_sys::Object::new();
            let _ = js_sys::Reflect::set(&options, &"block".into(), &"nearest".into());
            line.unchecked_ref::<Scrollable>().scroll(&options);
            if let Some(html) = line.dyn_ref::<web_sys::HtmlElement>() {
                let _ = html.focus();
            }
        }
    });
}

fn fold(view: &View, line: Option<&Drawn>, folded: bool) -> bool {
    let code = match line {
        Some(Drawn::Head(head, ..)) => head.region.code.clone(),
        // From a village to its kecamatan.
        Some(Drawn::One(line)) if folded && view.grouped.peek() => {
            let level = saba_core::region::RegionLevel::Kecamatan;
            let code = line.region.code.within(level);
            focus(&code);
            return true;
        }
        _ => return false,
    };
    view.fold(&code, folded);
    focus(&code);
    true
}

/// Opens the sheet of a line, or folds a kecamatan. A link or button that has the focus
/// does what it does by itself.
fn open(view: &View, focused: Option<web_sys::Element>, line: Option<&Drawn>) -> bool {
    let Some(row) = focused.filter(|e| e.has_attribute("data-line")) else {
        return false;
    };
    if let Some(Drawn::Head(head, _, _, open)) = line {
        view.fold(&head.region.code, *open);
        focus(&head.region.code);
        return true;
    }
    let link = row.query_selector("a[href]").ok().flatten();
    let href = link.and_then(|link| link.get_attribute("href"));
    match href {
        Some(href) => {
            platform::page::go(&href);
            true
        }
        None => false,
    }
}
