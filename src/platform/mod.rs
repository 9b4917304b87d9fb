//! What a browser can do, in small plain functions. Nothing here knows sheets.

pub mod channel;
#[cfg(feature = "desk")]
pub mod crypto;
pub mod file;
#[cfg(feature = "desk")]
pub mod folder;
pub mod lock;
pub mod page;
pub mod random;
#[cfg(feature = "desk")]
pub mod share;
#[cfg(feature = "desk")]
pub mod shared;

use std::cell::OnceCell;

use saba_core::text::holds;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

// Asked for once: each way over to the browser costs more than making an element, and a
// screen has hundreds.
thread_local! {
    static WINDOW: &'static web_sys::Window = leaked(web_sys::window().unwrap_throw());
    static DOCUMENT: &'static web_sys::Document = leaked(window().document().unwrap_throw());
}

fn leaked<T>(thing: T) -> &'static T {
    Box::leak(Box::new(thing))
}

/// The window. A page without one does not exist.
pub fn window() -> &'static web_sys::Window {
    WINDOW.with(|window| *window)
}

/// The document.
pub fn document() -> &'static web_sys::Document {
    DOCUMENT.with(|document| *document)
}

/// Milliseconds since 1970 by the device's clock.
pub fn now() -> u64 {
    js_sys::Date::now() as u64
}

/// `10.42`, by the device's clock and zone.
pub fn clock(at: u64) -> String {
    let date = date_of(at);
    let mut out = two(date.get_hours());
    out.push('.');
    out.push_str(&two(date.get_minutes()));
    out
}

/// `22-11-2026 10.42`, by the device's clock and zone.
pub fn day_and_clock(at: u64) -> String {
    let mut out = day(at);
    out.push(' ');
    out.push_str(&clock(at));
    out
}

/// `22-11-2026`.
pub fn day(at: u64) -> String {
    let date = date_of(at);
    let mut out = two(date.get_date());
    out.push('-');
    out.push_str(&two(date.get_month() + 1));
    out.push('-');
    out.push_str(&year(at).to_string());
    out
}

/// `2026-11-22`, by the device's clock and zone.
#[cfg(feature = "desk")]
pub fn iso_day(at: u64) -> String {
    let date = date_of(at);
    let mut out = date.get_full_year().to_string();
    for part in [date.get_month() + 1, date.get_date()] {
        out.push('-');
        out.push_str(&two(part));
    }
    out
}

/// The year, by the device's clock and zone.
pub fn year(at: u64) -> u32 {
    date_of(at).get_full_year()
}

/// How many minutes the device's zone is ahead of UTC.
#[cfg(feature = "desk")]
pub fn minutes_ahead(at: u64) -> i32 {
    -(date_of(at).get_timezone_offset() as i32)
}

fn date_of(at: u64) -> js_sys::Date {
    js_sys::Date::new(&JsValue::from_f64(at as f64))
}

fn two(n: u32) -> String {
    let mut out = n.to_string();
    if n < 10 {
        out.insert(0, '0');
    }
    out
}

/// A random id of `digits` hexadecimal digits.
///
/// `Math.random` is not enough for ids that must never meet; the crypto
/// generator exists in every browser that runs this program, also on plain
/// http.
pub fn random_id(digits: usize) -> String {
    let mut out = String::new();
    for byte in random::bytes((digits as u32).div_ceil(2)) {
        for half in [byte >> 4, byte & 15] {
            if out.len() < digits {
                out.push(char::from_digit(u32::from(half), 16).unwrap_or('0'));
            }
        }
    }
    out
}

/// Is this a phone or tablet, by its own word?
pub fn is_phone() -> bool {
    thread_local! {
        static IS_PHONE: OnceCell<bool> = const { OnceCell::new() };
    }
    let agent = || window().navigator().user_agent();
    let ask = || agent().is_ok_and(|a| holds(&a, "Mobi") || holds(&a, "Android"));
    IS_PHONE.with(|known| *known.get_or_init(ask))
}

/// A member of a JavaScript object, if it is there.
pub fn member(object: &JsValue, name: &str) -> Option<JsValue> {
    js_sys::Reflect::get(object, &JsValue::from_str(name))
        .ok()
        .filter(|v| !v.is_undefined() && !v.is_null())
}

/// Fetches a text of this site.
///
/// # Errors
/// Any failure: no network, not found, not a text.
pub async fn fetch_text(url: &str) -> Result<String, JsValue> {
    let response: web_sys::Response =
        wasm_bindgen_futures::JsFuture::from(window().fetch_with_str(url))
            .await?
            .dyn_into()?;
    if !response.ok() {
        return Err(JsValue::from_str("status"));
    }
    let text = wasm_bindgen_futures::JsFuture::from(response.text()?).await?;
    text.as_string().ok_or(JsValue::NULL)
}

/// A folder of this version's files, from the page's head: `instrument` or
/// `region`.
pub fn asset(name: &str) -> String {
    let meta = document()
        .query_selector("meta[name=saba-assets]")
        .ok()
        .flatten();
    meta.and_then(|m| {
        let mut attribute = String::from("data-");
        attribute.push_str(name);
        m.get_attribute(&attribute)
    })
    .unwrap_or_default()
}

/// Asks the browser to keep the data even when space gets short. The answer is
/// the browser's.
pub fn ask_for_persistence() {
    let navigator: JsValue = window().navigator().into();
    let Some(storage) = member(&navigator, "storage") else {
        return;
    };
    if let Some(persist) =
        member(&storage, "persist").and_then(|f| f.dyn_into::<js_sys::Function>().ok())
    {
        let _ = persist.call0(&storage);
    }
}

/// Runs something that waits, beside everything else.
pub fn spawn(future: impl Future<Output = ()> + 'static) {
    spawn_boxed(Box::pin(future));
}

#[inline(never)]
fn spawn_boxed(future: std::pin::Pin<Box<dyn Future<Output = ()>>>) {
    wasm_bindgen_futures::spawn_local(future);
}

/// The language of the page, as its root names it.
#[cfg(feature = "desk")]
pub fn language() -> String {
    let root = document().document_element();
    root.and_then(|root| root.get_attribute("lang"))
        .unwrap_or_default()
}
