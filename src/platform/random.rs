//! Chance, by the browser's own generator.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = crypto, js_name = getRandomValues)]
    fn fill_random(buffer: &js_sys::Uint8Array);
}

/// Bytes that nobody can guess. Every browser that runs this program has them, also
/// on plain http.
pub fn bytes(count: u32) -> Vec<u8> {
    let buffer = js_sys::Uint8Array::new_with_length(count);
    fill_random(&buffer);
    buffer.to_vec()
}
