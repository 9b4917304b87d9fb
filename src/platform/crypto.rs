//! Sealing with a passphrase, by the browser's own WebCrypto.
//!
//! `crypto.subtle` exists on https and on localhost only. On a page from plain
//! http it is missing: [`is_available`] says so, and everything else answers
//! [`CryptoError::Unavailable`].

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::{member, window};

/// More rounds than this are refused: what asks for them comes from outside and
/// would keep the page busy for minutes.
pub const MAX_ITERATIONS: u32 = 10_000_000;

/// Bytes of the number used once with each sealing.
pub const IV_BYTES: u32 = 12;

/// Why something was not sealed or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CryptoError {
    /// This browser, or this page on plain http, has no WebCrypto.
    Unavailable,
    /// Another passphrase, or changed since it was sealed: which of them cannot be
    /// told.
    Wrong,
}

/// A key of AES-GCM with 256 bits. It stays inside the browser: no script can
/// read it.
#[derive(Clone)]
pub struct Key(JsValue);

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = ["crypto", "subtle"], js_name = importKey)]
    fn import_key(
        format: &str,
        bytes: &JsValue,
        algorithm: &str,
        extractable: bool,
        uses: &JsValue,
    ) -> Result<js_sys::Promise, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["crypto", "subtle"], js_name = deriveKey)]
    fn derive_key(
        algorithm: &JsValue,
        base: &JsValue,
        derived: &JsValue,
        extractable: bool,
        uses: &JsValue,
    ) -> Result<js_sys::Promise, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["crypto", "subtle"])]
    fn encrypt(
        algorithm: &JsValue,
        key: &JsValue,
        bytes: &JsValue,
    ) -> Result<js_sys::Promise, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["crypto", "subtle"])]
    fn decrypt(
        algorithm: &JsValue,
        key: &JsValue,
        bytes: &JsValue,
    ) -> Result<js_sys::Promise, JsValue>;
}

/// Can this page seal and open at all?
pub fn is_available() -> bool {
    member(window(), "crypto").is_some_and(|crypto| member(&crypto, "subtle").is_some())
}

/// The key of a passphrase: PBKDF2 with HMAC-SHA-256.
///
/// The passphrase is brought into Unicode's form NFKC and loses the blanks at its
/// ends first. Keyboards write the same letter in different ways, and those of
/// phones put a blank behind a suggested word; whoever types it again types it
/// somewhere else.
///
/// # Errors
/// [`CryptoError::Unavailable`] without WebCrypto; [`CryptoError::Wrong`] where
/// the number of rounds is none or beyond [`MAX_ITERATIONS`].
pub async fn derive(passphrase: &str, salt: &[u8], iterations: u32) -> Result<Key, CryptoError> {
    if iterations == 0 || iterations > MAX_ITERATIONS {
        return Err(CryptoError::Wrong);
    }
    let same = String::from(js_sys::JsString::from(passphrase).normalize("NFKC"));
    let base = import_key(
        "raw",
        &bytes(same.trim().as_bytes()),
        "PBKDF2",
        false,
        &list(&["deriveKey"]),
    );
    let base = wait(base).await?;
    let how = object(
        "PBKDF2",
        &[
            ("hash", JsValue::from_str("SHA-256")),
            ("salt", bytes(salt)),
            ("iterations", JsValue::from(iterations)),
        ],
    );
    let what = object("AES-GCM", &[("length", JsValue::from(256))]);
    let uses = list(&["encrypt", "decrypt"]);
    wait(derive_key(&how, &base, &what, false, &uses))
        .await
        .map(Key)
}

/// Seals bytes: nobody reads or changes them without the key. What comes back is 16
/// bytes longer.
///
/// `iv` must be new for every sealing with the same key: [`random`] of
/// [`IV_BYTES`]. `aad` is not in the result, but opening asks for the same: the
/// place of a record, so that records cannot change places.
///
/// # Errors
/// [`CryptoError::Unavailable`].
pub async fn seal(key: &Key, iv: &[u8], aad: &[u8], plain: &[u8]) -> Result<Vec<u8>, CryptoError> {
    let sealed = wait(encrypt(&gcm(iv, aad), &key.0, &bytes(plain))).await?;
    Ok(js_sys::Uint8Array::new(&sealed).to_vec())
}

/// Opens what [`seal`] gave, with the same `iv` and `aad`.
///
/// # Errors
/// [`CryptoError::Wrong`] for another key or changed bytes;
/// [`CryptoError::Unavailable`].
pub async fn open(key: &Key, iv: &[u8], aad: &[u8], sealed: &[u8]) -> Result<Vec<u8>, CryptoError> {
    match wait(decrypt(&gcm(iv, aad), &key.0, &bytes(sealed))).await {
        Ok(plain) => Ok(js_sys::Uint8Array::new(&plain).to_vec()),
        Err(_) if is_available() => Err(CryptoError::Wrong),
        Err(error) => Err(error),
    }
}

async fn wait(asked: Result<js_sys::Promise, JsValue>) -> Result<JsValue, CryptoError> {
    let promise = asked.map_err(|_| CryptoError::Unavailable)?;
    JsFuture::from(promise)
        .await
        .map_err(|_| CryptoError::Unavailable)
}

fn gcm(iv: &[u8], aad: &[u8]) -> JsValue {
    object(
        "AES-GCM",
        &[("iv", bytes(iv)), ("additionalData", bytes(aad))],
    )
}

fn bytes(bytes: &[u8]) -> JsValue {
    js_sys::Uint8Array::from(bytes).into()
}

fn list(words: &[&str]) -> JsValue {
    let list = js_sys::Array::new();
    for word in words {
        list.push(&JsValue::from_str(word));
    }
    list.into()
}

fn object(name: &str, members: &[(&str, JsValue)]) -> JsValue {
    let object = js_sys::Object::new();
    let name = ("name", JsValue::from_str(name));
    for (key, value) in std::iter::once(&name).chain(members) {
        let _ = js_sys::Reflect::set(&object, &JsValue::from_str(key), value);
    }
    object.into()
}
