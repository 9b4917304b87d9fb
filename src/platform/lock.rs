//! One writer for a sheet: Web Locks, where the browser has them.

use std::cell::RefCell;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

use super::{member, window};

thread_local! {
    /// The locks that this page has.
    static HELD: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Asks to be the only writer of `name`.
///
/// `granted(true)` is called when this page has it and keeps it until it is
/// closed or another page steals it; `granted(false)` when another page has
/// it, or has just taken it over. Browsers without locks grant at once.
pub fn hold(name: &str, steal: bool, granted: impl Fn(bool) + Clone + 'static) {
    if HELD.with_borrow(|held| held.iter().any(|n| n == name)) {
        granted(true);
        return;
    }
    let navigator: JsValue = window().navigator().into();
    let request = member(&navigator, "locks").and_then(|locks| {
        let request: js_sys::Function = member(&locks, "request")?.dyn_into().ok()?;
        Some((locks, request))
    });
    let Some((locks, request)) = request else {
        granted(true);
        return;
    };
    let options = js_sys::Object::new();
    let option = if steal { "steal" } else { "ifAvailable" };
    let _ = js_sys::Reflect::set(&options, &JsValue::from_str(option), &JsValue::TRUE);
    let on_answer = granted.clone();
    let own_name = name.to_string();
    let lost_name = name.to_string();
    let callback = Closure::<dyn Fn(JsValue) -> JsValue>::new(move |lock: JsValue| {
        if lock.is_null() {
            on_answer(false);
            return JsValue::UNDEFINED;
        }
        HELD.with_borrow_mut(|held| held.push(own_name.clone()));
        on_answer(true);
        // Never resolves: the lock is kept as long as the page lives.
        js_sys::Promise::new(&mut |_, _| {}).into()
    });
    let promise = request.call3(
        &locks,
        &JsValue::from_str(name),
        &options,
        callback.as_ref().unchecked_ref(),
    );
    callback.forget();
    let Ok(promise) = promise.and_then(|p| p.dyn_into::<js_sys::Promise>()) else {
        granted(true);
        return;
    };
    // A rejection means that another page stole the lock.
    let lost = Closure::<dyn FnMut(JsValue)>::new(move |_| {
        HELD.with_borrow_mut(|held| held.retain(|n| *n != lost_name));
        granted(false);
    });
    let _ = promise.catch(&lost);
    lost.forget();
}
