//! Copies of whole sheets, beside the database they are made from: a database of its
//! own, `saba-copies`, whose structure never changes. For each sheet the two latest
//! are kept, and an older one as long as it holds more answers than they do: answers
//! never vanish from a sheet by themselves.
//!
//! The key is `sheet id/time/number of answers`, so that a list needs no texts; the
//! value is the file as it would be handed over.

use saba_core::file::{Checksum, Provenance, read_sheet, write_sheet};
use saba_core::sheet::Sheet;

use super::StoreError;
use super::codec;
use super::db::{Db, below, only};

const NAME: &str = "saba-copies";
const COPIES: &str = "copies";
/// How many are kept of a sheet.
const KEPT: usize = 2;

/// The database of copies.
pub struct Copies(Db);

/// One copy, without its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    key: String,
    /// Of which sheet.
    pub sheet: String,
    /// When it was made, in milliseconds since 1970 by this device's clock.
    pub at: u64,
    /// How many items have an answer in it, emptied ones included.
    pub answers: usize,
}

impl Copy {
    fn of(key: String) -> Option<Copy> {
        let mut parts = key.rsplitn(3, '/');
        let answers = parts.next()?.parse().ok()?;
        let at = parts.next()?.parse().ok()?;
        let sheet = parts.next()?.to_string();
        Some(Copy {
            key,
            sheet,
            at,
            answers,
        })
    }
}

impl Copies {
    /// Opens the database of copies.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn open() -> Result<Copies, StoreError> {
        Ok(Copies(Db::open(NAME, &[COPIES]).await?))
    }

    /// The copies of one sheet or of all, oldest first within a sheet.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn list(&self, sheet: Option<&str>) -> Result<Vec<Copy>, StoreError> {
        let asked = sheet.map_or((COPIES, None), |id| below(COPIES, id));
        let keys = self.0.keys(asked).await?;
        Ok(keys.into_iter().filter_map(Copy::of).collect())
    }

    /// The file of a copy. `None` if it is gone.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn text(&self, copy: &Copy) -> Result<Option<String>, StoreError> {
        let found = self.0.read(vec![only(COPIES, &copy.key)]).await?;
        Ok(found.into_iter().flatten().next().map(|(_, text)| text))
    }

    /// The sheet of a copy. `None` if it is gone or cannot be read.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn sheet(&self, copy: &Copy) -> Result<Option<Sheet>, StoreError> {
        let text = self.text(copy).await?;
        Ok(text.and_then(|text| Some(read_sheet(&text, Checksum::Required).ok()?.sheet)))
    }

    /// Makes a copy, unless the sheet is empty or the latest copy says the same, and
    /// lets go of older ones.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn keep(&self, sheet: &Sheet, touched: u64, now: u64) -> Result<(), StoreError> {
        let id = &sheet.meta.id;
        if sheet.answers.is_empty() {
            return Ok(());
        }
        // When the sheet was changed, not now: the same sheet gives the same text.
        let from = Provenance {
            program: String::from(crate::PROGRAM),
            at: touched,
            by: String::new(),
            device: String::new(),
        };
        let text = write_sheet(sheet, &from);
        let before = self.list(Some(id)).await?;
        if let Some(last) = before.last()
            && self.text(last).await?.as_ref() == Some(&text)
        {
            return Ok(());
        }
        let answers = sheet.answers.len();
        // The last ones before this one stay, and so does whatever is fuller.
        let (old, recent) = before.split_at(before.len().saturating_sub(KEPT - 1));
        let fullest = recent
            .iter()
            .map(|copy| copy.answers)
            .fold(answers, usize::max);
        let gone: Vec<_> = (old.iter().filter(|copy| copy.answers <= fullest))
            .map(|copy| (COPIES, copy.key.clone()))
            .collect();
        let key = codec::journal_key(id, now, answers as u64);
        self.0
            .change(&[], &[(COPIES, key, text)], &gone)
            .await
            .map(drop)
    }
}
