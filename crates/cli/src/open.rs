//! `saba open`: what is in a file under a passphrase.

use std::io::{self, Write};
use std::path::Path;

use aes_gcm::aead::{Aead, Payload};
use aes_gcm::{Aes256Gcm, KeyInit, Nonce};
use saba_core::file::Checksum;
use saba_core::file::sealed::{Sealed, passphrase_bytes};
use saba_core::file::sniff::{Content, open_bytes};
use sha2::Sha256;
use unicode_normalization::UnicodeNormalization;

use crate::files::Refusal;
use crate::{End, files, words};

/// Why a sealed file cannot be opened: a word from a person or a byte of the file
/// is not what it was. The cryptography cannot tell which.
const WRONG: &str = "kata sandi tidak cocok, atau isi berkas berubah sejak dibuat. Periksa kata sandinya, atau minta berkas dikirim ulang.";

/// Writes the plain bytes of a sealed file.
pub fn run(file: &Path, passphrase: &Path, out: &mut dyn Write) -> io::Result<End> {
    match plain(file, passphrase) {
        Ok(bytes) => {
            out.write_all(&bytes)?;
            Ok(End::Good)
        }
        Err(problem) => {
            eprint!("{}", words::plain(&format!("saba: {problem}")));
            Ok(End::Bad)
        }
    }
}

fn plain(file: &Path, passphrase: &Path) -> Result<Vec<u8>, String> {
    let about = |path: &Path, what: &str| format!("{}: {what}", path.to_string_lossy());
    let refused = |path: &Path, refusal: &Refusal| about(path, &words::refusal(refusal));
    let unreadable = |path, e| refused(path, &Refusal::Unreadable(e));
    let bytes = files::bytes(file).map_err(|e| unreadable(file, e))?;
    let found =
        open_bytes(&bytes, Checksum::Ignored).map_err(|e| refused(file, &Refusal::File(e)))?;
    let sealed = match <[_; 1]>::try_from(found).map(|[one]| one.result) {
        Ok(Ok(Content::Sealed(sealed))) => sealed,
        Ok(Err(e)) => return Err(refused(file, &Refusal::File(e))),
        _ => {
            return Err(about(
                file,
                "berkas ini tidak dikunci dengan kata sandi Saba.",
            ));
        }
    };
    let typed = files::bytes(passphrase).map_err(|e| unreadable(passphrase, e))?;
    let typed = String::from_utf8(typed).map_err(|_| {
        about(
            passphrase,
            "isinya bukan teks UTF-8. Tulis kata sandi sebagai teks biasa.",
        )
    })?;
    // Keyboards differ in how they write one and the same letter.
    let typed: String = typed.nfkc().collect();
    unseal(&sealed, passphrase_bytes(&typed)).ok_or_else(|| about(file, WRONG))
}

/// The plain bytes; `None` where the passphrase or a byte of the file is not what
/// it was.
fn unseal(sealed: &Sealed, passphrase: &[u8]) -> Option<Vec<u8>> {
    let mut key = [0u8; 32];
    pbkdf2::pbkdf2_hmac::<Sha256>(passphrase, &sealed.salt, sealed.iterations, &mut key);
    let aad = sealed.aad();
    let payload = Payload {
        msg: &sealed.data,
        aad: aad.as_bytes(),
    };
    Aes256Gcm::new(&key.into())
        .decrypt(Nonce::from_slice(&sealed.iv), payload)
        .ok()
}
