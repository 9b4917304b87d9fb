//! A sheet's journal, as people read it: what was done at once stands together.

use std::ops::Range;

use saba_core::history::{self, Kind};
use saba_core::sheet::{Change, Sheet};

use crate::state;
use crate::store::StoreError;

/// Answers that were taken in have the clock of where they were made; those made here
/// are journalled at once, within this many milliseconds.
const AT_ONCE: u64 = 5_000;

/// Everything that was done at one time: mostly one answer, many where a file was
/// taken in or a sheet was put back.
#[derive(Clone)]
pub struct Group {
    /// Its name in addresses; it does not change when the journal grows.
    pub name: String,
    /// When it was stored here, in milliseconds since 1970 by this device's clock.
    pub at: u64,
    /// Who made the answers; several where they came from several people.
    pub by: Vec<String>,
    /// Items, and what was done to each.
    pub what: Vec<(String, Kind)>,
    /// Were the answers made here, and not taken in?
    pub made_here: bool,
    changes: Range<usize>,
}

/// The journal of a sheet.
pub struct Timeline {
    /// The oldest first.
    pub groups: Vec<Group>,
    /// How many entries cannot be read.
    pub unreadable: usize,
    changes: Vec<Change>,
}

impl Timeline {
    /// Reads the journal of a sheet.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn read(sheet: &str) -> Result<Timeline, StoreError> {
        let rows = state::saver().store().await?.journal(sheet).await?;
        let all = rows.len();
        let mut names = Vec::new();
        let mut changes = Vec::new();
        for (key, text) in rows {
            let Some(change) = history::read_change(&text) else {
                continue;
            };
            // `sheet/time/number`; the sheet's id may be any text.
            let mut parts = key.rsplitn(3, '/');
            let (number, at) = (parts.next().unwrap_or(""), parts.next().unwrap_or(""));
            names.push((at.parse().unwrap_or(0), [at, "-", number].concat()));
            changes.push(change);
        }
        Ok(Timeline {
            groups: groups(&changes, &names),
            unreadable: all.saturating_sub(changes.len()),
            changes,
        })
    }

    /// The group with this name.
    pub fn group(&self, name: &str) -> Option<&Group> {
        self.groups.iter().find(|group| group.name == name)
    }

    /// What was done to an item, and what rounds of verification said about it; the
    /// latest first.
    pub fn of_item<'t>(&'t self, item: &'t str) -> impl Iterator<Item = &'t Change> {
        let is_about = move |change: &&Change| {
            let id = change.item.as_str();
            id == item || saba_core::review::entry_of(id).is_some_and(|(_, about)| about == item)
        };
        self.changes.iter().rev().filter(is_about)
    }

    /// The sheet as it was right after a group.
    pub fn sheet_after(&self, now: &Sheet, group: &Group) -> Sheet {
        history::sheet_as_of(now, &self.changes, group.changes.end)
    }
}

/// Moments that were stored in one transaction become one; `names` are the times and
/// names of the changes.
fn groups(changes: &[Change], names: &[(u64, String)]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut last = None;
    for moment in history::moments(changes) {
        let first = names.get(moment.changes.start).map(|(at, _)| *at);
        let end = names.get(moment.changes.end.saturating_sub(1));
        let (at, name) = end.cloned().unwrap_or_default();
        let made_here = moment.at.abs_diff(at) < AT_ONCE;
        match groups.last_mut().filter(|_| first == last) {
            Some(group) => {
                if !group.by.contains(&moment.by) {
                    group.by.push(moment.by);
                }
                if !group.what.iter().any(|(item, _)| *item == moment.item) {
                    group.what.push((moment.item, moment.kind));
                }
                group.made_here &= made_here;
                group.changes.end = moment.changes.end;
                group.name = name;
                group.at = at;
            }
            None => groups.push(Group {
                name,
                at,
                by: vec![moment.by],
                what: vec![(moment.item, moment.kind)],
                made_here,
                changes: moment.changes,
            }),
        }
        last = Some(at);
    }
    groups
}
