//! The room in which waits what other apps handed to Saba: a cache that the service worker
//! fills (`web/shared.js`), and that lives as long as the browser's storage.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::{member, page, window};

#[wasm_bindgen]
extern "C" {
    type Cache;

    #[wasm_bindgen(catch, js_namespace = caches)]
    fn has(name: &str) -> Result<js_sys::Promise, JsValue>;
    #[wasm_bindgen(catch, js_namespace = caches)]
    fn open(name: &str) -> Result<js_sys::Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn keys(this: &Cache) -> Result<js_sys::Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = "match")]
    fn find(this: &Cache, key: &JsValue) -> Result<js_sys::Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = delete)]
    fn remove(this: &Cache, key: &JsValue) -> Result<js_sys::Promise, JsValue>;
}

/// One thing that waits.
pub struct Waiting {
    /// Its place in the room.
    pub key: JsValue,
    /// What it is. A text has no name.
    pub file: web_sys::File,
}

/// What is in the room, in the order in which it came. Nothing where there is no room: on
/// plain http, or where the browser does not let us look.
pub async fn waiting() -> Vec<Waiting> {
    look().await.unwrap_or_default()
}

/// Takes things out of the room for good. What cannot be taken out is shown again.
pub async fn remove(keys: Vec<JsValue>) {
    if let Ok(Some(room)) = room().await {
        for key in keys {
            if let Ok(promise) = room.remove(&key) {
                let _ = JsFuture::from(promise).await;
            }
        }
    }
}

/// The room, if anything was ever put there.
async fn room() -> Result<Option<Cache>, JsValue> {
    if member(window(), "caches").is_none() {
        return Ok(None);
    }
    let mut name = String::from("shared.saba@");
    name.push_str(&page::folder());
    match JsFuture::from(has(&name)?).await?.is_truthy() {
        true => Ok(Some(JsFuture::from(open(&name)?).await?.unchecked_into())),
        false => Ok(None),
    }
}

async fn look() -> Result<Vec<Waiting>, JsValue> {
    let Some(room) = room().await? else {
        return Ok(Vec::new());
    };
    let keys: js_sys::Array = JsFuture::from(room.keys()?).await?.unchecked_into();
    let mut all = Vec::new();
    for key in keys.iter() {
        let Ok(response) = JsFuture::from(room.find(&key)?)
            .await?
            .dyn_into::<web_sys::Response>()
        else {
            // Taken out meanwhile, in another window.
            continue;
        };
        let name = response.headers().get("saba-name")?.unwrap_or_default();
        let name = js_sys::decode_uri_component(&name).map_or(name, String::from);
        let parts = js_sys::Array::of1(&JsFuture::from(response.blob()?).await?);
        let file = web_sys::File::new_with_blob_sequence(&parts, &name)?;
        all.push(Waiting { key, file });
    }
    Ok(all)
}
