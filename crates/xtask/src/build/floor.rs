//! The oldest engine that has to run the wasm: Chromium 80, Firefox 79, Safari 15.

use anyhow::{Context, Result, bail};
use wasmparser::{Validator, WasmFeatures};

/// What that engine knows beyond the first edition of WebAssembly.
const FLOOR: WasmFeatures = WasmFeatures::WASM1
    .union(WasmFeatures::SIGN_EXTENSION)
    .union(WasmFeatures::SATURATING_FLOAT_TO_INT)
    .union(WasmFeatures::BULK_MEMORY);

/// Refuses a module that needs more than the floor has.
pub fn check(wasm: &[u8]) -> Result<()> {
    Validator::new_with_features(FLOOR)
        .validate_all(wasm)
        .map(drop)
        .context("the wasm needs more than Chromium 80, Firefox 79 or Safari 15 have")
}

/// Drops custom sections of one name from a module.
///
/// `target_features` has to go before wasm-bindgen reads it: by that section it would
/// switch on reference types, which need Chromium 96.
pub fn drop_custom(wasm: &[u8], unwanted: &str) -> Result<Vec<u8>> {
    const HEAD: usize = 8;
    const CUSTOM: u8 = 0;
    let Some(head) = wasm.get(..HEAD).filter(|head| head.starts_with(b"\0asm")) else {
        bail!("not a wasm module");
    };
    let mut kept = head.to_vec();
    let mut rest = &wasm[HEAD..];
    while let Some((&id, after)) = rest.split_first() {
        let (size, content) = leb128(after)?;
        let Some((body, next)) = content.split_at_checked(size) else {
            bail!("a section of the wasm module is cut short");
        };
        let drop = id == CUSTOM && {
            let (length, name) = leb128(body)?;
            name.get(..length) == Some(unwanted.as_bytes())
        };
        if !drop {
            kept.extend_from_slice(&rest[..rest.len() - next.len()]);
        }
        rest = next;
    }
    Ok(kept)
}

/// An unsigned number of at most 32 bits, and what follows it.
fn leb128(bytes: &[u8]) -> Result<(usize, &[u8])> {
    let mut value = 0;
    for (place, byte) in bytes.iter().take(5).enumerate() {
        value |= usize::from(byte & 0x7f) << (7 * place);
        if byte & 0x80 == 0 {
            return Ok((value, &bytes[place + 1..]));
        }
    }
    bail!("a number in the wasm module is cut short or too long")
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: &[u8] = b"\0asm\x01\0\0\0";

    #[test]
    fn drops_only_the_named_section() {
        let other = b"\0\x04\x02ab!";
        let unwanted = b"\0\x03\x01xy";
        let module = [EMPTY, other, unwanted, other].concat();
        let kept = drop_custom(&module, "x").ok();
        assert_eq!(kept, Some([EMPTY, other.as_slice(), other].concat()));
        assert!(drop_custom(b"no", "x").is_err());
        assert!(drop_custom(&[EMPTY, b"\0\x09\x01x"].concat(), "x").is_err());
    }

    #[test]
    fn refuses_what_the_floor_has_not() {
        assert!(check(EMPTY).is_ok());
        // A function type that takes an externref, which is of the reference types.
        let externref = b"\x01\x05\x01\x60\x01\x6f\x00";
        assert!(check(&[EMPTY, externref].concat()).is_err());
        // A function type with two results, which is of multi-value.
        let two_results = b"\x01\x06\x01\x60\x00\x02\x7f\x7f";
        assert!(check(&[EMPTY, two_results].concat()).is_err());
    }
}
