//! Words between the windows of this device.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    type BroadcastChannel;

    #[wasm_bindgen(constructor, catch)]
    fn new(name: &str) -> Result<BroadcastChannel, JsValue>;

    #[wasm_bindgen(method, catch, js_name = postMessage)]
    fn post_message(this: &BroadcastChannel, words: &js_sys::Array) -> Result<(), JsValue>;
}

/// What hears words.
type Hears = fn(Vec<String>);

thread_local! {
    /// Browsers without it have windows that do not hear of each other.
    static CHANNEL: Option<BroadcastChannel> = BroadcastChannel::new("saba").ok();
}

/// Says words to all other windows.
pub fn say<'a>(words: impl IntoIterator<Item = &'a str>) {
    let list: js_sys::Array = words.into_iter().map(JsValue::from_str).collect();
    CHANNEL.with(|channel| {
        if let Some(channel) = channel {
            let _ = channel.post_message(&list);
        }
    });
}

/// Hears what other windows say. Other pages of this site may use the same name:
/// words that make no sense are to be passed over.
pub fn listen(hears: Hears) {
    CHANNEL.with(|channel| {
        let Some(channel) = channel else { return };
        let target: &web_sys::EventTarget = channel.unchecked_ref();
        super::page::listen(target, "message", move |event| {
            let words = super::member(&event, "data").and_then(|d| d.dyn_into().ok());
            let words: js_sys::Array = words.unwrap_or_default();
            hears(words.iter().filter_map(|w| w.as_string()).collect());
        });
    });
}
