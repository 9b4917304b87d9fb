//! Copies of whole sheets, beside the database they are made from: a database of its
//! own, `saba-copies`, whose structure never changes. For each sheet the two latest
//! are kept, and an older one as long as it holds more answers than they do: answers
//! never vanish from a sheet by themselves.
//!
//! One object store, `copies`:
//!
//! * `about/<sheet id>` → which copies there are, oldest first, as JSON:
//!   `[[place, when made, answers, when changed], …]`, moments in milliseconds;
//! * `file/<sheet id>/<place>` → the file as it would be handed over.
//!
//! Places are used again; copies go only with their sheet, or when it is locked.

use saba_core::file::{Provenance, write_sheet};
use saba_core::json::Json;
use saba_core::sheet::Sheet;

use super::db::{Asked, Db, below, only};
use super::{Loaded, StoreError, codec};

const NAME: &str = "saba-copies";
const COPIES: &str = "copies";
const ABOUT: &str = "about";
const FILE: &str = "file";
/// The two latest, and one that is fuller.
const PLACES: u64 = 3;
/// Milliseconds of a day.
pub const DAY: u64 = 86_400_000;

/// The database of copies.
pub struct Copies(Db);

/// One copy, without its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// Of which sheet.
    pub sheet: String,
    place: u64,
    /// When it was made, in milliseconds since 1970 by this device's clock.
    pub at: u64,
    /// How many items have an answer in it, emptied ones included.
    pub answers: u64,
    touched: u64,
}

/// `about/<sheet>`
fn about(sheet: &str) -> String {
    codec::answer_key(ABOUT, sheet)
}

fn read(sheet: &str, text: &str) -> Vec<Copy> {
    let mut copies = Vec::new();
    if let Ok(Json::Arr(list)) = Json::parse(text) {
        for entry in &list {
            let Json::Arr(numbers) = entry else { continue };
            let number = |i: usize| numbers.get(i).and_then(Json::as_u64).unwrap_or(0);
            copies.push(Copy {
                sheet: sheet.to_string(),
                place: number(0),
                at: number(1),
                answers: number(2),
                touched: number(3),
            });
        }
    }
    copies
}

fn write(copies: &[Copy]) -> String {
    let entry = |c: &Copy| {
        let numbers = [c.place, c.at, c.answers, c.touched];
        Json::Arr(numbers.into_iter().map(Json::int).collect())
    };
    Json::Arr(copies.iter().map(entry).collect()).compact()
}

impl Copies {
    /// Opens the database of copies.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn open() -> Result<Copies, StoreError> {
        Ok(Copies(Db::open(NAME, &[COPIES], None).await?))
    }

    /// The copies of one sheet or of all, oldest first within a sheet.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn list(&self, sheet: Option<&str>) -> Result<Vec<Copy>, StoreError> {
        let asked = match sheet {
            Some(id) => only(COPIES, &about(id)),
            None => below(COPIES, ABOUT),
        };
        let mut copies = Vec::new();
        for (key, text) in self.0.read(&[asked]).await?.into_iter().flatten() {
            copies.extend(read(&codec::item_of(&key), &text));
        }
        Ok(copies)
    }

    /// Makes a copy, unless there is nothing to copy or nothing changed since the last
    /// one; nor, if one a day is enough, if the last one is of today.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn keep(&self, loaded: &Loaded, now: u64, daily: bool) -> Result<(), StoreError> {
        let sheet = &loaded.sheet;
        let id = &sheet.meta.id;
        let asked: [Asked; 1] = [only(COPIES, &about(id))];
        let seen = self.0.read(&asked).await?;
        let known = seen.iter().flatten().next();
        let copies = known.map_or_else(Vec::new, |(_, text)| read(id, text));
        let Some((copies, place)) = with_one_more(copies, loaded, now, daily) else {
            return Ok(());
        };
        let file = (COPIES, place, file_of(sheet, now));
        // Another window may have made one in between, which is as good.
        let records = [(COPIES, about(id), write(&copies)), file];
        self.0.write(&asked, &seen, &records, &[]).await.map(drop)
    }

    /// The same for several sheets, in one transaction.
    ///
    /// # Errors
    /// See [`StoreError`].
    #[cfg(feature = "desk")]
    pub async fn keep_all(&self, all: &[Loaded], now: u64) -> Result<(), StoreError> {
        let ids = all.iter().map(|loaded| &loaded.sheet.meta.id);
        let asked: Vec<Asked> = ids.map(|id| only(COPIES, &about(id))).collect();
        let seen = self.0.read(&asked).await?;
        let mut records = Vec::new();
        for (loaded, rows) in all.iter().zip(&seen) {
            crate::platform::page::turn().await;
            let sheet = &loaded.sheet;
            let id = &sheet.meta.id;
            let copies = (rows.first()).map_or_else(Vec::new, |(_, text)| read(id, text));
            if let Some((copies, place)) = with_one_more(copies, loaded, now, false) {
                records.push((COPIES, about(id), write(&copies)));
                records.push((COPIES, place, file_of(sheet, now)));
            }
        }
        self.0.write(&asked, &seen, &records, &[]).await.map(drop)
    }

    /// Takes all copies of a sheet away: it is locked from now on, or leaves this
    /// device.
    ///
    /// # Errors
    /// See [`StoreError`]; [`StoreError::Aborted`] if another window made one meanwhile.
    #[cfg(feature = "desk")]
    pub async fn forget(&self, sheet: &str) -> Result<(), StoreError> {
        let files = codec::answer_key(FILE, sheet);
        let asked = [only(COPIES, &about(sheet)), below(COPIES, &files)];
        let seen = self.0.read(&asked).await?;
        let gone: Vec<_> = seen.iter().flatten().collect();
        let gone: Vec<_> = gone.iter().map(|(at, _)| (COPIES, at.clone())).collect();
        match self.0.write(&asked, &seen, &[], &gone).await? {
            None => Ok(()),
            Some(_) => Err(StoreError::Aborted),
        }
    }

    /// The file of a copy. `None` if it is gone.
    ///
    /// # Errors
    /// See [`StoreError`].
    #[cfg(feature = "desk")]
    pub async fn text(&self, copy: &Copy) -> Result<Option<String>, StoreError> {
        let found = self.0.read(&[only(COPIES, &file_key(copy))]).await?;
        Ok(found.into_iter().flatten().next().map(|(_, text)| text))
    }

    /// The sheet of a copy. `None` if it is gone or cannot be read.
    ///
    /// # Errors
    /// See [`StoreError`].
    #[cfg(feature = "desk")]
    pub async fn sheet(&self, copy: &Copy) -> Result<Option<Sheet>, StoreError> {
        use saba_core::file::{Checksum, read_sheet};
        let text = self.text(copy).await?;
        Ok(text.and_then(|text| Some(read_sheet(&text, Checksum::Required).ok()?.sheet)))
    }
}

/// Which copies there are with one more of a sheet, and where that one stands. `None` if
/// there is nothing to copy or it is not due.
fn with_one_more(
    mut copies: Vec<Copy>,
    loaded: &Loaded,
    now: u64,
    daily: bool,
) -> Option<(Vec<Copy>, String)> {
    let sheet = &loaded.sheet;
    let same = copies.last().is_some_and(|last| {
        last.touched == loaded.touched || (daily && last.at / DAY == now / DAY)
    });
    if sheet.answers.is_empty() || same {
        return None;
    }
    let mut copy = Copy {
        sheet: sheet.meta.id.clone(),
        place: 0,
        at: now,
        answers: sheet.answers.len() as u64,
        touched: loaded.touched,
    };
    // The last one stays beside this one, and so does the fullest of the others, if
    // it is fuller than both.
    let last = copies.pop();
    let mut fullest = last.as_ref().map_or(0, |c| c.answers).max(copy.answers);
    let mut kept = None;
    for other in copies {
        if other.answers > fullest {
            fullest = other.answers;
            kept = Some(other);
        }
    }
    copies = kept.into_iter().chain(last).collect();
    let free = (0..PLACES).find(|place| copies.iter().all(|c| c.place != *place));
    copy.place = free.unwrap_or(0);
    let place = file_key(&copy);
    copies.push(copy);
    Some((copies, place))
}

/// The file as it would be handed over.
fn file_of(sheet: &Sheet, now: u64) -> String {
    let from = Provenance {
        program: String::from(crate::PROGRAM),
        at: now,
        by: String::new(),
        device: String::new(),
    };
    write_sheet(sheet, &from)
}

/// `file/<sheet id>/<place>`
fn file_key(copy: &Copy) -> String {
    let of_sheet = codec::answer_key(FILE, &copy.sheet);
    codec::answer_key(&of_sheet, &copy.place.to_string())
}
