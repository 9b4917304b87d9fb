//! ZIP archives, as phones and messengers make them: stored and deflated
//! entries. What others use zips for (locked, split, above 4 GB) is refused.

use std::ops::Range;

use super::MAX_BYTES;
use super::read::FileError;
use crate::node::DataError;

/// Largest archive that is looked into, in bytes; and the most that all its
/// entries may come to.
pub const MAX_TOTAL: usize = 64 * 1024 * 1024;
/// Most entries of an archive.
pub const MAX_ENTRIES: usize = 4096;
/// What is looked at to tell texts from pictures.
const HEAD: usize = 4096;

/// One entry, still packed.
pub(super) struct Entry {
    /// Its path in the archive.
    pub name: String,
    packed: Range<usize>,
    method: u16,
    flags: u16,
    size: usize,
    crc: u32,
}

/// Do the bytes begin as an archive does?
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Numbers at places of the archive.
struct Bytes<'z>(&'z [u8]);

impl<'z> Bytes<'z> {
    fn slice(&self, from: usize, len: usize) -> Option<&'z [u8]> {
        self.0.get(from..from.checked_add(len)?)
    }

    fn u16(&self, at: usize) -> Option<u16> {
        Some(u16::from_le_bytes(self.slice(at, 2)?.try_into().ok()?))
    }

    fn u32(&self, at: usize) -> Option<u32> {
        Some(u32::from_le_bytes(self.slice(at, 4)?.try_into().ok()?))
    }

    fn size(&self, at: usize) -> Option<usize> {
        usize::try_from(self.u32(at)?).ok()
    }
}

fn damaged(problem: &str) -> FileError {
    FileError::Damaged(DataError::boxed("ZIP", problem))
}

const BROKEN: &str = "the archive is broken";

/// The entries of an archive, folders and what macOS adds left out.
///
/// # Errors
/// [`FileError::TooLarge`], [`FileError::CutOff`] where the end is missing,
/// [`FileError::Packing`] for kinds of archive that are not read, or
/// [`FileError::Damaged`].
pub(super) fn entries(archive: &[u8]) -> Result<Vec<Entry>, FileError> {
    if archive.len() > MAX_TOTAL {
        return Err(FileError::TooLarge);
    }
    let bytes = Bytes(archive);
    let end = end_record(&bytes).ok_or(FileError::CutOff)?;
    let number = |at: usize| bytes.u16(end.saturating_add(at)).map(usize::from);
    let place = |at: usize| bytes.size(end.saturating_add(at));
    let broken = || damaged(BROKEN);
    let (disk, count, all) = (
        number(4).ok_or_else(broken)?,
        number(8).ok_or_else(broken)?,
        number(10).ok_or_else(broken)?,
    );
    let (len, start) = (place(12).ok_or_else(broken)?, place(16).ok_or_else(broken)?);
    let large = |n: usize| u32::try_from(n) == Ok(u32::MAX);
    if disk != 0 || count != all || count == 0xffff || large(len) || large(start) {
        return Err(FileError::Packing);
    }
    if count > MAX_ENTRIES {
        return Err(FileError::TooMany);
    }
    // Something may stand before the archive: places count from its real start.
    let mut at = end.checked_sub(len).ok_or_else(broken)?;
    let shift = at.checked_sub(start).ok_or_else(broken)?;
    let mut entries = Vec::new();
    let mut packed = 0usize;
    for _ in 0..count {
        let (entry, next) = entry(&bytes, at, shift).ok_or_else(broken)?;
        at = next;
        // Entries that share their bytes are made to keep a reader busy.
        packed = packed.saturating_add(entry.packed.len());
        if packed > archive.len() {
            return Err(broken());
        }
        if !entry.name.ends_with('/') && !entry.name.starts_with("__MACOSX/") {
            entries.push(entry);
        }
    }
    Ok(entries)
}

/// Where the end record stands: the last one whose comment reaches to the end.
fn end_record(bytes: &Bytes) -> Option<usize> {
    let last = bytes.0.len().checked_sub(22)?;
    let first = last.saturating_sub(0xffff);
    (first..=last).rev().find(|at| {
        let comment = bytes.u16(at.saturating_add(20)).map(usize::from);
        let rest = last.saturating_sub(*at);
        bytes.slice(*at, 4) == Some(b"PK\x05\x06") && comment == Some(rest)
    })
}

/// The entry whose record in the directory stands at `at`, and where the next
/// one does.
fn entry(bytes: &Bytes, at: usize, shift: usize) -> Option<(Entry, usize)> {
    if bytes.slice(at, 4)? != b"PK\x01\x02" {
        return None;
    }
    let number = |offset: usize| bytes.u16(at.checked_add(offset)?);
    let size = |offset: usize| bytes.size(at.checked_add(offset)?);
    let name_len = usize::from(number(28)?);
    let behind = usize::from(number(30)?).checked_add(usize::from(number(32)?))?;
    let name = bytes.slice(at.checked_add(46)?, name_len)?;
    let next = at
        .checked_add(46)?
        .checked_add(name_len)?
        .checked_add(behind)?;
    let local = size(42)?.checked_add(shift)?;
    if bytes.slice(local, 4)? != b"PK\x03\x04" {
        return None;
    }
    let local_name = usize::from(bytes.u16(local.checked_add(26)?)?);
    let local_more = usize::from(bytes.u16(local.checked_add(28)?)?);
    let data = local
        .checked_add(30)?
        .checked_add(local_name)?
        .checked_add(local_more)?;
    let packed = data..data.checked_add(size(20)?)?;
    bytes.0.get(packed.clone())?;
    Some((
        Entry {
            name: String::from_utf8_lossy(name).into_owned(),
            packed,
            method: number(10)?,
            flags: number(8)?,
            size: size(24)?,
            crc: bytes.u32(at.checked_add(16)?)?,
        },
        next,
    ))
}

impl Entry {
    /// The bytes of the entry. `left` is what the archive may still come to;
    /// what the entry takes of it is taken off. `None`: a picture or something
    /// like it, not worth unpacking.
    ///
    /// # Errors
    /// [`FileError::Locked`], [`FileError::Packing`], [`FileError::TooLarge`]
    /// or [`FileError::Damaged`].
    pub fn unpack(&self, archive: &[u8], left: &mut usize) -> Result<Option<Vec<u8>>, FileError> {
        // Encrypted, strongly encrypted, or with its directory encrypted.
        if self.flags & 0x2041 != 0 {
            return Err(FileError::Locked);
        }
        if !matches!(self.method, 0 | 8) {
            return Err(FileError::Packing);
        }
        let packed = archive.get(self.packed.clone()).unwrap_or_default();
        if !may_be_text(&self.inflate(packed, HEAD.min(self.size))) {
            return Ok(None);
        }
        if self.size > MAX_BYTES {
            return Err(FileError::TooLarge);
        }
        *left = left.checked_sub(self.size).ok_or(FileError::TooLarge)?;
        let bytes = self.inflate(packed, self.size);
        match bytes.len() == self.size && crc32(&bytes) == self.crc {
            true => Ok(Some(bytes)),
            false => Err(damaged(BROKEN)),
        }
    }

    /// At most `limit` bytes of the entry; fewer where it is broken.
    fn inflate(&self, packed: &[u8], limit: usize) -> Vec<u8> {
        if self.method == 0 {
            let limit = limit.min(packed.len());
            return packed.get(..limit).unwrap_or_default().to_vec();
        }
        match miniz_oxide::inflate::decompress_to_vec_with_limit(packed, limit) {
            Ok(bytes) => bytes,
            Err(stopped) => stopped.output,
        }
    }
}

/// Could these be the first bytes of a text, or of an archive in the archive?
fn may_be_text(head: &[u8]) -> bool {
    let utf8 = match std::str::from_utf8(head) {
        Ok(_) => true,
        Err(e) => e.error_len().is_none() || e.valid_up_to() > 64,
    };
    utf8 || head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff])
}

/// CRC-32 as in zips (IEEE 802.3), four bits at a time.
fn crc32(bytes: &[u8]) -> u32 {
    const TABLE: [u32; 16] = [
        0x0000_0000,
        0x1db7_1064,
        0x3b6e_20c8,
        0x26d9_30ac,
        0x76dc_4190,
        0x6b6b_51f4,
        0x4db2_6158,
        0x5005_713c,
        0xedb8_8320,
        0xf00f_9344,
        0xd6d6_a3e8,
        0xcb61_b38c,
        0x9b64_c2b0,
        0x86d3_d2d4,
        0xa00a_e278,
        0xbdbd_f21c,
    ];
    let step = |crc: u32| crc >> 4 ^ TABLE.get((crc & 15) as usize).copied().unwrap_or(0);
    !bytes
        .iter()
        .fold(!0u32, |crc, byte| step(step(crc ^ u32::from(*byte))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checksum_of_zips() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(crc32(b""), 0);
    }
}
