//! Files: handing one out, reading one in.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
#[cfg(feature = "desk")]
use wasm_bindgen_futures::JsFuture;

use super::document;

/// Offers a JSON text as a download.
///
/// # Errors
/// What the browser says when it cannot.
#[cfg(feature = "desk")]
pub fn download(name: &str, text: &str) -> Result<(), JsValue> {
    download_as(name, "application/json", text)
}

/// Offers a text as a download, as a file of a kind (`text/html`).
///
/// # Errors
/// What the browser says when it cannot.
pub fn download_as(name: &str, kind: &str, text: &str) -> Result<(), JsValue> {
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let url = web_sys::Url::create_object_url_with_blob(&blob)?;
    let link: web_sys::HtmlAnchorElement = document().create_element("a")?.dyn_into()?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser may still be reading it; a minute is more than it needs.
    super::page::after(60_000, move || {
        let _ = web_sys::Url::revoke_object_url(&url);
    });
    Ok(())
}

/// The bytes of a file that somebody picked or dropped.
///
/// # Errors
/// What the browser says when it cannot be read.
#[cfg(feature = "desk")]
pub async fn bytes(file: &web_sys::File) -> Result<Vec<u8>, JsValue> {
    bytes_of(begin(file)).await
}

/// Begins to read a file; [`bytes_of`] waits for it.
#[cfg(feature = "desk")]
pub fn begin(file: &web_sys::File) -> JsFuture {
    JsFuture::from(file.array_buffer())
}

/// The bytes of a file that is being read.
///
/// # Errors
/// What the browser says when it cannot be read.
#[cfg(feature = "desk")]
pub async fn bytes_of(begun: JsFuture) -> Result<Vec<u8>, JsValue> {
    let buffer = begun.await?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// The files of a list.
#[cfg(feature = "desk")]
pub fn all(list: Option<web_sys::FileList>) -> Vec<web_sys::File> {
    let Some(list) = list else { return Vec::new() };
    (0..list.length()).filter_map(|i| list.get(i)).collect()
}
