//! What leaves: one text, whichever way it goes. It is made once, read again as the
//! receiver will read it, compared, and noted as handed over when it has left.

use saba_core::file::{Checksum, Provenance, decode_text, read_sheet, write_sheet};
use saba_core::sheet::Sheet;

use crate::store::handed;
use crate::{dispatch, platform, prefs, state, text};

/// What kind of file it is: how it ends and what browsers call it, when it is
/// downloaded and when it is shared.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Form {
    pub download: [&'static str; 2],
    #[cfg(feature = "desk")]
    pub share: [&'static str; 2],
}

/// A sheet as it is.
pub const PLAIN: Form = Form {
    download: [".saba.json", "application/json"],
    #[cfg(feature = "desk")]
    share: [".txt", "text/plain"],
};

/// A sheet as it leaves.
pub struct Payload {
    /// The very text that leaves.
    pub text: String,
    /// The sheet in it, with its new revision.
    pub sheet: Sheet,
    /// Who hands it over, when.
    #[cfg_attr(not(feature = "desk"), expect(dead_code))]
    pub from: Provenance,
    /// The checksum of the sheet's file.
    #[cfg_attr(not(feature = "desk"), expect(dead_code))]
    pub checksum: String,
}

/// Does this read as the sheet that was meant? Takes the very bytes that leave; gives
/// the checksum by which they are known.
pub fn reads_as(bytes: &[u8], sheet: &Sheet) -> Option<String> {
    let text = decode_text(bytes).ok()?;
    let again = read_sheet(&text, Checksum::Required).ok()?;
    (again.sheet == *sheet).then_some(again.checksum)
}

/// Who hands over, now.
pub fn provenance() -> Provenance {
    Provenance {
        program: crate::PROGRAM.into(),
        at: platform::now(),
        by: prefs::get().name,
        device: state::device(),
    }
}

/// The open sheet as it would leave now, read again and compared. `None` where that
/// goes wrong; nothing is changed then.
pub fn make() -> Option<Payload> {
    dispatch::flush();
    let mut sheet = state::with_sheet(Clone::clone)?;
    sheet.meta.revision = sheet.meta.revision.saturating_add(1);
    let from = provenance();
    let text = write_sheet(&sheet, &from);
    let checksum = reads_as(text.as_bytes(), &sheet)?;
    Some(Payload {
        text,
        sheet,
        from,
        checksum,
    })
}

impl Payload {
    /// `saba-63.11.01.2001-Muara-Ninian-r3` and `end`, with letters that every file
    /// system takes.
    pub fn file_name(&self, end: &str) -> String {
        let meta = &self.sheet.meta;
        let clean: String = meta
            .region_name
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
            .collect();
        let revision = meta.revision.to_string();
        let region = meta.region.as_str();
        text::join(&["saba-", region, "-", &clean, "-r", &revision, end])
    }

    /// `41 jawaban, 12 KB, revisi 7.`
    pub fn size(&self) -> String {
        let answers = handed::answered(&self.sheet);
        text::payload(answers, self.text.len(), self.sheet.meta.revision)
    }
}
