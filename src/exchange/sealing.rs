//! Files under a passphrase: the core's frame around the browser's cryptography.

use saba_core::file::sealed::{ITERATIONS, Sealed, read_sealed, write_sealed};
use saba_core::region::RegionCode;

use crate::platform::crypto::{self, CryptoError};
use crate::platform::random;

/// Seals a file for a region, and opens what came out again with the same words.
///
/// # Errors
/// [`CryptoError::Unavailable`] without WebCrypto; [`CryptoError::Wrong`] where what
/// came out does not open as what went in.
pub async fn seal(
    plain: &str,
    region: &RegionCode,
    passphrase: &str,
) -> Result<String, CryptoError> {
    if !crypto::is_available() {
        return Err(CryptoError::Unavailable);
    }
    let fill = |bytes: &mut [u8]| {
        let random = random::bytes(bytes.len() as u32);
        for (to, from) in bytes.iter_mut().zip(random) {
            *to = from;
        }
    };
    let (mut salt, mut iv) = ([0; 16], [0; 12]);
    fill(&mut salt);
    fill(&mut iv);
    let mut sealed = Sealed {
        region: region.clone(),
        iterations: ITERATIONS,
        salt,
        iv,
        data: Vec::new(),
        extra: Vec::new(),
    };
    let key = crypto::derive(passphrase, &sealed.salt, sealed.iterations).await?;
    let aad = sealed.aad();
    sealed.data = crypto::seal(&key, &sealed.iv, aad.as_bytes(), plain.as_bytes()).await?;
    let text = write_sealed(&sealed);
    let again = read_sealed(&text).map_err(|_| CryptoError::Wrong)?;
    match open(&again, passphrase).await? == plain.as_bytes() {
        true => Ok(text),
        false => Err(CryptoError::Wrong),
    }
}

/// What is inside.
///
/// # Errors
/// [`CryptoError::Wrong`] for other words or a changed byte;
/// [`CryptoError::Unavailable`].
pub async fn open(sealed: &Sealed, passphrase: &str) -> Result<Vec<u8>, CryptoError> {
    if !crypto::is_available() {
        return Err(CryptoError::Unavailable);
    }
    let key = crypto::derive(passphrase, &sealed.salt, sealed.iterations).await?;
    crypto::open(&key, &sealed.iv, sealed.aad().as_bytes(), &sealed.data).await
}
