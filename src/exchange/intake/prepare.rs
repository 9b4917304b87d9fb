//! A sheet that was read, made ready to be stored: which sheet of this device it
//! belongs to, and what taking it in would do.

use saba_core::file::returned::Return;
use std::cell::RefCell;
use std::rc::Rc;

use saba_core::file::{FileError, Incoming, Provenance, fold, sha256_hex, sheet_json, unfold};
use saba_core::merge::{Merging, Preview, is_conflict, preview, preview_of};
use saba_core::sheet::{Sheet, SheetMeta};

use super::Intake;
use super::log::{Touched, all_new};
use super::row::State;
use crate::board::Glance;
use crate::dom::Live;
use crate::store::handed;
use crate::{platform, sheets, state, store, text};

/// A sheet that can be stored. What it says is kept folded: a thousand of them are here
/// at once.
pub struct Ready {
    /// What is known of the file beside its answers.
    pub came: Came,
    incoming: Held,
    /// Where it belongs to a sheet of this device: what that says, with what is taken in
    /// before it, about items of which the file says something else.
    before: Option<Held>,
    /// The envelope of the sheet as it would be.
    pub merged: SheetMeta,
    /// What taking it in would do.
    pub preview: Preview,
    /// Would it change anything? Also where all answers say the same: the file may have
    /// seen more, such as a choice between two of them.
    pub changes: bool,
    /// Another sheet for the same region is on this device.
    pub another: bool,
    /// It is what is whole of a file that is not.
    pub cut: Option<Cut>,
    /// It is what a round wants repaired, not what somebody filled in.
    pub asked: Option<Return>,
    /// Where the device has no such sheet yet: what storing it needs.
    first: Option<First>,
    /// Is it to be stored?
    pub chosen: Live<bool>,
}

impl Ready {
    /// What came.
    pub fn sheet(&self) -> Sheet {
        self.incoming.sheet(&self.came.meta)
    }

    /// What came, folded; `None` where it is large.
    pub fn folded(&self) -> Option<&str> {
        match &self.incoming {
            Held::Folded(text) => Some(text),
            Held::Whole(_) => None,
        }
    }

    /// What the desk of its region is to know, where this device has no such sheet.
    pub fn glance(&self) -> Option<&Glance> {
        self.first.as_ref()?.glance.as_ref()
    }

    /// Is there a sheet on this device that it belongs to?
    pub fn is_known(&self) -> bool {
        self.before.is_some()
    }

    /// What that sheet says of items of which the file says something else.
    pub fn before(&self) -> Option<Sheet> {
        let before = self.before.as_ref()?;
        Some(before.sheet(&self.came.meta))
    }
}

/// What storing a sheet needs that this device does not have yet: it is not unfolded then.
pub struct First {
    /// Its envelope.
    pub head: Sheet,
    /// What it brings; handed on when it is stored.
    items: RefCell<Vec<Touched>>,
    /// How many of its items disagree.
    pub conflicts: usize,
    /// What the desk of its region is to know.
    glance: Option<Glance>,
}

impl First {
    fn of(sheet: &Sheet) -> First {
        First {
            head: Sheet {
                extra: sheet.extra.clone(),
                ..Sheet::new(sheet.meta.clone())
            },
            items: RefCell::new(all_new(sheet)),
            conflicts: conflicts(sheet),
            glance: Glance::at(sheet),
        }
    }
}

impl Ready {
    /// What storing it needs for the first time, and what it brings; `None` where this
    /// device has the sheet.
    pub fn first(&self) -> Option<(&First, Vec<Touched>)> {
        let first = self.first.as_ref()?;
        let items = first.items.take();
        match items.is_empty() {
            // It was not stored at the first attempt.
            true => Some((first, all_new(&self.sheet()))),
            false => Some((first, items)),
        }
    }
}

/// How many items of a sheet disagree.
pub fn conflicts(sheet: &Sheet) -> usize {
    let rivals = sheet.rivals.keys();
    rivals.filter(|item| is_conflict(sheet, item)).count()
}

/// A sheet that waits. Where it is large, unfolding it would keep the page from answering;
/// there are not many of those.
enum Held {
    Folded(Box<str>),
    Whole(Box<Sheet>),
}

/// From so many bytes on a sheet is large.
const LARGE: usize = 200_000;

impl Held {
    fn of(sheet: Sheet) -> Held {
        let text = fold(&sheet);
        match text.len() < LARGE {
            true => Held::Folded(text.into()),
            false => Held::Whole(Box::new(sheet)),
        }
    }

    fn sheet(&self, meta: &SheetMeta) -> Sheet {
        match self {
            Held::Whole(sheet) => (**sheet).clone(),
            // What was folded here is what is unfolded.
            Held::Folded(text) => unfold(text).unwrap_or_else(|| Sheet::new(meta.clone())),
        }
    }
}

/// What is known of a file beside its answers.
#[derive(Clone)]
pub struct Came {
    /// Which sheet.
    pub meta: SheetMeta,
    /// Who handed it over.
    pub from: Provenance,
    /// It is a part of a sheet only.
    pub is_part: bool,
    /// The checksum that stands in the file; empty where there is none.
    pub checksum: String,
    /// How many answers say something.
    pub answered: u64,
}

impl Came {
    fn of(incoming: &Incoming) -> Came {
        Came {
            meta: incoming.sheet.meta.clone(),
            from: incoming.from.clone(),
            is_part: !incoming.part.is_empty(),
            checksum: incoming.checksum.clone(),
            answered: handed::answered(&incoming.sheet) as u64,
        }
    }
}

/// What is left of a cut-off or broken file.
#[derive(Clone, Copy)]
pub struct Cut {
    /// Answers that are whole.
    pub whole: usize,
    /// Answers there should be, if the file says so.
    pub expected: Option<usize>,
    /// Broken in the middle, not cut off at the end.
    pub broken: bool,
}

pub fn told(name: &str, words: &str) -> State {
    State::Refused(text::join(&[
        name,
        " — ",
        words,
        " ",
        text::NOTHING_CHANGED,
    ]))
}

/// Makes a sheet ready, or says why it cannot be taken in.
pub async fn prepare(
    intake: &Intake,
    name: &str,
    mut incoming: Incoming,
    cut: Option<Cut>,
) -> State {
    let named = &incoming.sheet.meta.instrument;
    crate::instruments::ready(named).await;
    if crate::instruments::nearest(named).is_none() {
        return told(name, text::OTHER_INSTRUMENT);
    }
    if incoming.sheet.meta.id.is_empty() {
        incoming.sheet.meta.id = made_up_id(&incoming.sheet);
    }
    let id = incoming.sheet.meta.id.clone();
    if !is_id(&id) {
        return State::Refused(text::file_error(name, &bad_id()));
    }
    let before = match known(intake, &id).await {
        Ok(before) => before,
        Err(error) => return told(name, &text::join(&[text::store_error(error), "."])),
    };
    let meta = &incoming.sheet.meta;
    let is_ours = |s: &Sheet| s.meta.kind == meta.kind && s.meta.region == meta.region;
    if !before.as_ref().is_none_or(is_ours) {
        return told(name, text::ID_OF_ANOTHER);
    }
    let another = sheets::find(meta.kind, &meta.region).is_some_and(|s| s.sheet.meta.id != id);
    let (preview, merged, changes) = match &before {
        None => (preview(None, &incoming.sheet), None, true),
        Some(before) => {
            let merged = join(before, &incoming.sheet).await;
            platform::page::turn().await;
            let preview = preview_of(before, &incoming.sheet, &merged);
            let same = merged.answers == before.answers && merged.rivals == before.rivals;
            (preview, Some(merged), !same)
        }
    };
    let chosen = cut.is_none() && changes;
    State::Ready(
        Ready {
            came: Came::of(&incoming),
            first: before.is_none().then(|| First::of(&incoming.sheet)),
            before: before.map(|before| Held::of(otherwise(before, &preview))),
            merged: merged.map_or_else(|| incoming.sheet.meta.clone(), |merged| merged.meta),
            incoming: Held::of(incoming.sheet),
            preview,
            changes,
            another,
            cut,
            asked: None,
            chosen: Live::new(chosen),
        }
        .into(),
    )
}

/// What a sheet says of items of which a file says something else.
fn otherwise(mut sheet: Sheet, preview: &Preview) -> Sheet {
    let same = |item: &str| preview.same.iter().any(|i| i == item);
    sheet.answers.retain(|item, _| !same(item));
    sheet.rivals.retain(|item, _| !same(item));
    sheet
}

/// The sheet as it is here, joined with what was brought of it before and is to be stored.
async fn known(intake: &Intake, id: &str) -> Result<Option<Sheet>, store::StoreError> {
    let mut sheet = match state::sheet(id) {
        Some(sheet) => Some(sheet),
        None if intake.here.borrow().contains_key(id) => stored(id).await?,
        // What was put away counts as new, and so it is not in the list.
        None => None,
    };
    for earlier in earlier(intake, id) {
        sheet = Some(match sheet {
            Some(sheet) => join(&sheet, &earlier.sheet()).await,
            None => earlier.sheet(),
        });
    }
    Ok(sheet)
}

/// What was brought of a sheet before and is to be stored.
fn earlier(intake: &Intake, id: &str) -> Vec<Rc<Ready>> {
    let (rows, brought) = (intake.rows.borrow(), intake.brought.borrow());
    let of_sheet = brought.get(id).into_iter().flatten();
    let states = of_sheet.filter_map(|at| Some(rows.get(*at)?.state.peek()));
    states
        .filter_map(|state| match state {
            State::Ready(ready) if ready.chosen.peek() => Some(ready),
            _ => None,
        })
        .collect()
}

pub async fn stored(id: &str) -> Result<Option<Sheet>, store::StoreError> {
    let store = state::saver().store().await?;
    match sheets::is_away(&store, id).await? {
        true => Ok(None),
        false => store.sheet(id).await,
    }
}

/// How many items are joined between two turns of the page.
const ITEMS: usize = 8;

/// Joins two replicas, step by step.
pub async fn join(ours: &Sheet, theirs: &Sheet) -> Sheet {
    let mut merging = Merging::new(ours, theirs);
    while !merging.step(ITEMS) {
        platform::page::turn().await;
    }
    merging.into_sheet()
}

/// An id for a sheet that was written by hand without one: the same file gets the same
/// id, so that taking it in twice is taking it in once.
fn made_up_id(sheet: &Sheet) -> String {
    let nobody = Provenance {
        program: String::new(),
        at: 0,
        by: String::new(),
        device: String::new(),
    };
    let text = sheet_json(sheet, &nobody).canonical();
    sha256_hex(text.as_bytes()).chars().take(32).collect()
}

/// Ids are part of the keys of the store, where a slash parts them from what follows.
fn is_id(id: &str) -> bool {
    id.len() <= 200 && !id.contains('/') && !id.chars().any(char::is_control)
}

fn bad_id() -> FileError {
    FileError::Damaged(Box::new(saba_core::DataError {
        place: "$.sheet.id".into(),
        problem: String::new(),
    }))
}
