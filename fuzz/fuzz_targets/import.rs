//! Any bytes at the door for files. What must hold: nothing panics; reading needs
//! at most ten times the size (and 2 MB); in steps the same comes out as at once;
//! what was read is written and read again as it was; joining is in no order and
//! does nothing twice; what is recovered of a file is what the whole file has.
#![no_main]

use std::borrow::Cow;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use peak_alloc::PeakAlloc;
use saba_core::file::recover::recover;
use saba_core::file::sniff::{Content, Opening, open_bytes};
use saba_core::file::{Checksum, Reader, decode_text, read_sheet, write_part, write_sheet};
use saba_core::merge::{merge, preview};
use saba_core::sheet::Sheet;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// A sheet that everything is joined with.
static OURS: LazyLock<Sheet> = LazyLock::new(|| {
    let text = include_str!("../../tests/golden/format-1/desa.saba.json");
    read_sheet(text, Checksum::Required).expect("golden").sheet
});

fn bounded<T>(way: &str, bytes: usize, work: impl FnOnce() -> T) -> T {
    let before = ALLOCATOR.current_usage();
    ALLOCATOR.reset_peak_usage();
    let result = work();
    let taken = ALLOCATOR.peak_usage().saturating_sub(before);
    assert!(
        taken <= bytes * 10 + 2_000_000,
        "{way}: {taken} bytes for {bytes}"
    );
    result
}

fuzz_target!(|bytes: &[u8]| {
    // What an archive holds is bounded by itself, not by its size.
    let size = if bytes.starts_with(b"PK") {
        16 << 20
    } else {
        bytes.len()
    };
    let opened = bounded("open", size, || open_bytes(bytes, Checksum::Ignored));
    let _ = bounded("open whole", size, || open_bytes(bytes, Checksum::Required));
    let mut opening = Opening::new(Cow::Borrowed(bytes), Checksum::Ignored);
    let stepped = loop {
        if let Some(result) = opening.step(97) {
            break result;
        }
    };
    assert_eq!(stepped, opened);

    for member in opened.into_iter().flatten() {
        if let Ok(Content::Sheet(incoming)) = member.result {
            let sheet = &incoming.sheet;
            let again = match incoming.part.is_empty() {
                true => write_sheet(sheet, &incoming.from),
                false => write_part(sheet, &incoming.from, &incoming.part),
            };
            let read = read_sheet(&again, Checksum::Required).expect("its own file");
            // A file written by hand has no checksum, or one of another layout.
            let checksum = read.checksum.clone();
            let incoming = saba_core::file::Incoming {
                checksum,
                ..(*incoming).clone()
            };
            assert_eq!(read, incoming);
            let joined = merge(&OURS, sheet);
            assert_eq!(merge(&joined, sheet), joined);
            assert_eq!(merge(&joined, &OURS), joined);
            // Which of the two names the sheet is not told by merging: the ids of
            // replicas are the same.
            let other = merge(sheet, &OURS);
            assert_eq!(
                (&other.answers, &other.rivals),
                (&joined.answers, &joined.rivals)
            );
            let _ = preview(Some(&OURS), sheet);
        }
    }

    // The bound is felt in large files only: now and then the second half many times.
    if bytes.len() > 64 && bytes.len() < 4096 && bytes.iter().fold(0, |a, b| a ^ b) % 16 == 0 {
        let (head, tail) = bytes.split_at(bytes.len() / 2);
        let large = [head, &tail.repeat(400_000 / tail.len())].concat();
        if !large.starts_with(b"PK") {
            let _ = bounded("open large", large.len(), || {
                open_bytes(&large, Checksum::Ignored)
            });
        }
    }

    let Ok(text) = decode_text(bytes) else { return };
    let whole = bounded("read", bytes.len(), || read_sheet(&text, Checksum::Ignored));
    let mut reader = Reader::new(&text, Checksum::Ignored);
    let stepped = loop {
        if let Some(result) = reader.step(61) {
            break result;
        }
    };
    assert_eq!(stepped, whole);
    let rest = bounded("recover", bytes.len(), || recover(&text));
    if let (Ok(whole), Some(rest)) = (&whole, &rest) {
        for (item, answer) in &rest.incoming.sheet.answers {
            assert_eq!(whole.sheet.answers.get(item), Some(answer));
        }
    }
});
