//! Locked sheets: their answers and journal are stored sealed, and read by whoever
//! knows the passphrase (`docs/decisions/0011-locked-sheets.md`).
//!
//! A sheet is locked if `kv` has `lock/<sheet id>`. What is sealed begins with `~`;
//! the rest is base64 of a number used once and of what AES-GCM made of the text, for
//! this very place: a record that is moved to another place does not open there.
//! Everything is sealed before a transaction begins and opened after it ended, for a
//! transaction does not wait for anything but itself.

use std::cell::RefCell;

use saba_core::file::base64;
use saba_core::file::sealed::ITERATIONS;
use saba_core::json::Json;
use saba_core::text::joined;

use super::db::Record;
use super::guard::DAMAGED;
use super::{ANSWERS, DRAFT, JOURNAL, KV, StoreError, pack};
use crate::platform::crypto::{self, CryptoError, IV_BYTES, Key};
use crate::platform::random;

/// What a sealed text begins with. No other record does: they are JSON.
const MARK: char = '~';

/// The key of a locked sheet, in memory alone, for one state of its lock.
#[derive(Clone)]
struct Open {
    sheet: String,
    lock: String,
    key: Key,
}

thread_local! {
    static KEYS: RefCell<Vec<Open>> = const { RefCell::new(Vec::new()) };
}

/// Where the lock of a sheet stands in `kv`.
pub fn lock_key(sheet: &str) -> String {
    let mut key = String::from("lock/");
    key.push_str(sheet);
    key
}

/// Has this page got the key of a sheet?
pub fn is_open(sheet: &str) -> bool {
    KEYS.with_borrow(|keys| keys.iter().any(|open| open.sheet == sheet))
}

/// Has this page got any key?
pub fn any_open() -> bool {
    KEYS.with_borrow(|keys| !keys.is_empty())
}

/// Forgets the key of a sheet.
pub fn forget(sheet: &str) {
    KEYS.with_borrow_mut(|keys| keys.retain(|open| open.sheet != sheet));
}

/// Forgets every key.
pub fn forget_all() {
    KEYS.take();
}

/// How texts of a sheet are stored: plain, or sealed with a key.
#[derive(Clone)]
pub struct Seal(Option<Key>);

/// How the texts of a sheet with this lock are stored.
///
/// # Errors
/// [`StoreError::Locked`] if it is locked and this page has no key for it.
pub fn seal_of(sheet: &str, lock: Option<&str>) -> Result<Seal, StoreError> {
    let Some(lock) = lock.filter(|text| !pack::is_pack(text)) else {
        return Ok(Seal(None));
    };
    let key = KEYS.with_borrow(|keys| {
        let mut all = keys.iter();
        all.find(|open| open.sheet == sheet && open.lock == lock)
            .map(|open| open.key.clone())
    });
    key.map(|key| Seal(Some(key))).ok_or(StoreError::Locked)
}

/// Tries a passphrase on the lock of a sheet; the right one opens it for this page.
///
/// # Errors
/// [`CryptoError::Wrong`] for another passphrase; [`CryptoError::Unavailable`].
pub async fn unlock(sheet: &str, lock: &str, passphrase: &str) -> Result<(), CryptoError> {
    if !crypto::is_available() {
        return Err(CryptoError::Unavailable);
    }
    let (salt, rounds, check) = parts(lock).ok_or(CryptoError::Wrong)?;
    let key = crypto::derive(passphrase, &salt, rounds).await?;
    let seal = Seal(Some(key));
    seal.open(KV, &lock_key(sheet), &check).await?;
    seal.keep(sheet, lock);
    Ok(())
}

/// Salt, rounds and sealed check of a lock.
fn parts(lock: &str) -> Option<(Vec<u8>, u32, String)> {
    let json = Json::parse(lock).ok()?;
    let salt = base64::decode(json.get("salt")?.as_str()?)?;
    let rounds = u32::try_from(json.get("iterations")?.as_u64()?).ok()?;
    Some((salt, rounds, json.get("check")?.as_str()?.into()))
}

/// A new lock for a sheet, and how texts are stored under it.
///
/// # Errors
/// [`CryptoError::Unavailable`].
pub async fn new_lock(sheet: &str, passphrase: &str) -> Result<(String, Seal), CryptoError> {
    let salt = random::bytes(16);
    let key = crypto::derive(passphrase, &salt, ITERATIONS).await?;
    let seal = Seal(Some(key));
    let check = seal.seal(KV, &lock_key(sheet), "saba").await?;
    let members = vec![
        (String::from("salt"), Json::text(base64::encode(&salt))),
        (String::from("iterations"), Json::int(u64::from(ITERATIONS))),
        (String::from("check"), Json::text(check)),
    ];
    Ok((Json::Obj(members).compact(), seal))
}

impl Seal {
    /// Texts are stored plain.
    pub const PLAIN: Seal = Seal(None);

    /// Are texts stored plain?
    pub fn is_plain(&self) -> bool {
        self.0.is_none()
    }

    /// This page reads the sheet by it from now on, as long as it has this lock.
    pub fn keep(self, sheet: &str, lock: &str) {
        forget(sheet);
        let Some(key) = self.0 else { return };
        let (sheet, lock) = (sheet.into(), lock.into());
        KEYS.with_borrow_mut(|keys| keys.push(Open { sheet, lock, key }));
    }

    /// A text as it is stored at a place.
    ///
    /// # Errors
    /// [`CryptoError::Unavailable`].
    pub async fn seal(&self, store: &str, at: &str, text: &str) -> Result<String, CryptoError> {
        let Some(key) = self.0.as_ref().filter(|_| !text.starts_with(MARK)) else {
            // What could not be opened is sealed still, and stays so.
            return Ok(text.into());
        };
        let mut bytes = random::bytes(IV_BYTES);
        let sealed = crypto::seal(key, &bytes, &place(store, at), text.as_bytes()).await?;
        bytes.extend(sealed);
        let mut out = String::from(MARK);
        out.push_str(&base64::encode(&bytes));
        Ok(out)
    }

    /// The text that is stored at a place.
    ///
    /// # Errors
    /// [`CryptoError::Wrong`] where it does not open; [`CryptoError::Unavailable`].
    pub async fn open(&self, store: &str, at: &str, text: &str) -> Result<String, CryptoError> {
        let Some(sealed) = text.strip_prefix(MARK) else {
            return Ok(text.into());
        };
        let key = self.0.as_ref().ok_or(CryptoError::Wrong)?;
        let bytes = base64::decode(sealed).ok_or(CryptoError::Wrong)?;
        let split = bytes.split_at_checked(IV_BYTES as usize);
        let (iv, sealed) = split.ok_or(CryptoError::Wrong)?;
        let plain = crypto::open(key, iv, &place(store, at), sealed).await?;
        String::from_utf8(plain).map_err(|_| CryptoError::Wrong)
    }

    /// Opens what was read of one object store. What does not open stays as it is:
    /// it is told as one that cannot be read, and kept.
    pub async fn open_all(&self, store: &str, rows: &mut [(String, String)]) {
        for (at, text) in rows {
            if let Ok(plain) = self.open(store, at, text).await {
                *text = plain;
            }
        }
    }

    /// Seals what is to be written. Envelopes and small values stay readable, for the
    /// list of sheets stands on them; but not what was set aside of answers or is about
    /// to become some.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`].
    pub async fn seal_all(&self, records: &mut Vec<Record>) -> Result<(), StoreError> {
        if !self.is_plain() {
            // What taking in could be taken back by holds answers, and is read plain.
            records.retain(|(_, at, _)| !at.starts_with("intake/"));
        }
        for (store, at, text) in records {
            let is_small = !at.starts_with(DAMAGED) && !at.starts_with(DRAFT);
            if *store == ANSWERS || *store == JOURNAL || !is_small {
                let sealed = self.seal(store, at, text).await;
                *text = sealed.map_err(|_| StoreError::Unavailable)?;
            }
        }
        Ok(())
    }
}

/// What a sealed text is bound to.
fn place(store: &str, at: &str) -> Vec<u8> {
    joined(&mut [store, at].into_iter(), "/").into_bytes()
}
