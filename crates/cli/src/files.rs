//! Files in, lines out: many at a time, in the order they were named. What is
//! wrong with one file never stops the others.

use std::fs::File;
use std::io::{self, Read, Write};
use std::num::NonZeroUsize;
use std::path::Path;

use saba_core::file::sealed::read_sealed;
use saba_core::file::{Checksum, FileError, Incoming, MAX_BYTES, decode_text, read_sheet};
use saba_core::instrument::Instrument;

use crate::End;
use crate::args::Job;

/// Why a file cannot be looked at.
#[derive(Debug)]
pub enum Refusal {
    /// The system does not hand it out.
    Unreadable(io::Error),
    /// It is no sheet that can be taken in.
    File(FileError),
    /// It is under a passphrase.
    Sealed,
    /// It is a sheet of another instrument: what it names, what was asked.
    OtherInstrument { sheet: String, ours: String },
}

impl Refusal {
    /// Stable name.
    pub fn code(&self) -> &'static str {
        match self {
            Refusal::Unreadable(_) => "unreadable",
            Refusal::File(e) => e.code(),
            Refusal::Sealed => "sealed",
            Refusal::OtherInstrument { .. } => "other-instrument",
        }
    }

    /// Where in the file, if it is a place.
    pub fn place(&self) -> Option<&str> {
        match self {
            Refusal::File(FileError::Damaged(e)) => Some(&e.place),
            Refusal::File(FileError::NewerFormat(_)) => Some("$.version"),
            Refusal::File(FileError::ChecksumMissing | FileError::ChecksumMismatch) => {
                Some("$.checksum")
            }
            Refusal::OtherInstrument { .. } => Some("$.sheet.instrument.id"),
            _ => None,
        }
    }
}

/// Reads a file, or standard input for `-`. Looks at no more bytes than a
/// sheet can have.
pub fn bytes(file: &Path) -> io::Result<Vec<u8>> {
    let limit = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX);
    let limit = limit.saturating_add(1);
    let mut bytes = Vec::new();
    if file == Path::new("-") {
        io::stdin().lock().take(limit).read_to_end(&mut bytes)?;
    } else {
        File::open(file)?.take(limit).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// Reads a sheet that is filled in with this instrument.
pub fn sheet(
    file: &Path,
    instrument: &Instrument,
    checksum: Checksum,
) -> Result<Incoming, Refusal> {
    sheet_of(file, &[instrument], checksum)
}

/// Reads a sheet that is filled in with one of these instruments, whatever the
/// edition.
pub fn sheet_of(
    file: &Path,
    instruments: &[&Instrument],
    checksum: Checksum,
) -> Result<Incoming, Refusal> {
    let bytes = bytes(file).map_err(Refusal::Unreadable)?;
    let incoming = decode_text(&bytes)
        .and_then(|text| read_sheet(&text, checksum))
        .map_err(|e| match e {
            FileError::NotSaba if is_sealed(&bytes) => Refusal::Sealed,
            e => Refusal::File(e),
        })?;
    let named = &incoming.sheet.meta.instrument.id;
    if !instruments.iter().any(|i| i.id == *named) {
        let mut ours: Vec<&str> = instruments.iter().map(|i| i.id.as_str()).collect();
        ours.dedup();
        return Err(Refusal::OtherInstrument {
            sheet: named.clone(),
            ours: ours.join(", "),
        });
    }
    Ok(incoming)
}

fn is_sealed(bytes: &[u8]) -> bool {
    decode_text(bytes).is_ok_and(|text| read_sealed(&text).is_ok())
}

/// What came of one file: text to print, and whether it is in order.
pub type Told = (String, End);

/// Files that one thread takes at a time, before what came of them is printed.
const BATCH: usize = 32;

/// Looks at every file and prints what comes of it, in order.
pub fn each(
    job: &Job,
    out: &mut dyn Write,
    look: impl Fn(&Path) -> Told + Sync,
) -> io::Result<End> {
    let threads = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
    let mut end = End::Good;
    for files in job.files.chunks(threads.saturating_mul(BATCH)) {
        let share = files.len().div_ceil(threads).max(1);
        let told: Vec<Told> = std::thread::scope(|scope| {
            let workers: Vec<_> = files
                .chunks(share)
                .map(|part| scope.spawn(|| part.iter().map(|f| look(f)).collect::<Vec<_>>()))
                .collect();
            workers
                .into_iter()
                .flat_map(|w| w.join().unwrap_or_else(|p| std::panic::resume_unwind(p)))
                .collect()
        });
        for (text, one) in told {
            out.write_all(text.as_bytes())?;
            if one == End::Bad {
                end = End::Bad;
            }
        }
    }
    Ok(end)
}
