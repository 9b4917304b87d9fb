//! Giving a text to another app: sharing it as a file, or by the clipboard.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::member;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = navigator, js_name = canShare)]
    fn can_share(data: &JsValue) -> Result<bool, JsValue>;
    #[wasm_bindgen(catch, js_namespace = navigator)]
    fn share(data: &JsValue) -> Result<js_sys::Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = ["navigator", "clipboard"], js_name = writeText)]
    fn write_text(text: &str) -> Result<js_sys::Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = document, js_name = execCommand)]
    fn exec_command(name: &str) -> Result<bool, JsValue>;
}

/// What became of a share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shared {
    /// The other app took it.
    Done,
    /// The person closed the share sheet.
    Cancelled,
    /// The browser refused.
    Failed,
}

/// What `navigator.share` takes: one file with a text.
fn data(name: &str, kind: &str, text: &str) -> Result<JsValue, JsValue> {
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let options = web_sys::FilePropertyBag::new();
    options.set_type(kind);
    let file = web_sys::File::new_with_str_sequence_and_options(&parts, name, &options)?;
    let data = js_sys::Object::new();
    js_sys::Reflect::set(
        &data,
        &JsValue::from_str("files"),
        &js_sys::Array::of1(&file),
    )?;
    Ok(data.into())
}

/// Can files of this name and kind be shared here? Chrome refuses `.json`, so sheets go
/// as `.txt`.
pub fn can_share_file(name: &str, kind: &str) -> bool {
    data(name, kind, "saba").is_ok_and(|data| can_share(&data).unwrap_or(false))
}

/// Shares a text as a file. Must be called while a tap is being handled; the
/// share sheet opens before this returns for the first time.
pub async fn share_file(name: &str, kind: &str, text: &str) -> Shared {
    let promise = match data(name, kind, text).and_then(|data| share(&data)) {
        Ok(promise) => promise,
        Err(_) => return Shared::Failed,
    };
    match JsFuture::from(promise).await {
        Ok(_) => Shared::Done,
        Err(error) => {
            let name = member(&error, "name").and_then(|n| n.as_string());
            match name.as_deref() {
                Some("AbortError") => Shared::Cancelled,
                _ => Shared::Failed,
            }
        }
    }
}

/// Puts a text on the clipboard. `false` where the browser does not let us: plain
/// http, or asked not to.
pub async fn copy(text: &str) -> bool {
    match write_text(text) {
        Ok(promise) => JsFuture::from(promise).await.is_ok(),
        Err(_) => false,
    }
}

/// Selects all of a text area and copies it the old way. `false` where that does not
/// work either: it stays selected, for the person to copy.
pub fn select_and_copy(selector: &str) -> bool {
    let area = super::document().query_selector(selector).ok().flatten();
    let Some(area) = area.and_then(|e| e.dyn_into::<web_sys::HtmlTextAreaElement>().ok()) else {
        return false;
    };
    let _ = area.focus();
    area.select();
    exec_command("copy").unwrap_or(false)
}
