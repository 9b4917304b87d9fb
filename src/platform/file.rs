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
    let buffer = JsFuture::from(file.array_buffer()).await?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// Begins to read several files as one; [`bytes_of_each`] waits for them.
#[cfg(feature = "desk")]
pub fn begin_all(files: &[&web_sys::File]) -> Option<JsFuture> {
    let parts: js_sys::Array = files.iter().copied().collect();
    let blob = web_sys::Blob::new_with_blob_sequence(&parts).ok()?;
    Some(JsFuture::from(blob.array_buffer()))
}

/// The bytes of files that are being read as one, by their sizes. `None` if any of them
/// cannot be read: which one, only reading each by itself tells.
#[cfg(feature = "desk")]
pub async fn bytes_of_each(begun: JsFuture, sizes: &[u32]) -> Option<Vec<Vec<u8>>> {
    let all = js_sys::Uint8Array::new(&begun.await.ok()?);
    let mut from = 0u32;
    let mut each = Vec::new();
    for size in sizes {
        let to = from.checked_add(*size)?;
        if to > all.length() {
            return None;
        }
        each.push(all.subarray(from, to).to_vec());
        from = to;
    }
    (from == all.length()).then_some(each)
}

/// The files of a list.
#[cfg(feature = "desk")]
pub fn all(list: Option<web_sys::FileList>) -> Vec<web_sys::File> {
    let Some(list) = list else { return Vec::new() };
    (0..list.length()).filter_map(|i| list.get(i)).collect()
}
