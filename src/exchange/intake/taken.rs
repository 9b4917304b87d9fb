//! Taking a take-in back, right after or later: exactly what it changed and nobody
//! edited since, as changes like any others. It can be brought back in turn.
//!
//! A sheet that came for the first time and that nobody touched is put away whole
//! instead. Emptying its answers would be said in this person's name, and would win over
//! its owner's when the next file comes.

use std::rc::Rc;

use saba_core::history::undo_merge;
use saba_core::sheet::{Answer, Change, Sheet};

use super::log::{self, Record, away_key, versions};
use super::{Intake, storing};
use crate::dom::{El, Live, button, disclosure, div, el, live, p, summary};
use crate::parts::notice;
use crate::store::{self, StoreError};
use crate::{dispatch, platform, sheets, state, text};

/// How many take-ins are listed.
const LISTED: usize = 20;

/// What became of taking back.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Done {
    /// Answers that are as they were.
    back: usize,
    /// Answers that were left, for somebody edited them since.
    kept: usize,
    /// The whole sheet was put away.
    away: bool,
}

/// The sheet of a record as it is now.
async fn current(record: &Record) -> Result<Option<Sheet>, StoreError> {
    dispatch::flush();
    let stored = match state::sheet(&record.sheet) {
        Some(_) => None,
        None => {
            let store = state::saver().store().await?;
            store.sheet(&record.sheet).await?
        }
    };
    Ok(state::sheet(&record.sheet).or(stored))
}

/// Takes a take-in back.
async fn undo(record: &Record) -> Result<(Record, Done), StoreError> {
    let Some(mut now) = current(record).await? else {
        return Err(StoreError::Lost);
    };
    let time = platform::now();
    let mut record = record.clone();
    record.undone = Some(time);
    if record.new && record.is_untouched(&now) {
        let mut batch = store::batch(&now, &[], time, 0);
        batch.kv.push((away_key(&record.sheet), time.to_string()));
        batch.kv.push((record.key(), record.write()));
        state::saver().push(batch);
        state::saver().settled().await?;
        state::close(&record.sheet);
        let done = Done {
            back: record.items.len(),
            kept: 0,
            away: true,
        };
        return Ok((record, done));
    }
    let (mut before, mut after) = (Sheet::new(now.meta.clone()), Sheet::new(now.meta.clone()));
    let mut kept = 0;
    for touched in &record.items {
        put(&mut before, &touched.item, &touched.before);
        if versions(&now, &touched.item) == touched.after {
            put(
                &mut after,
                &touched.item,
                &log::answers(&now, &touched.item),
            );
        } else {
            put(&mut after, &touched.item, &touched.before);
            kept += 1;
        }
    }
    let done = undo_merge(&mut now, &before, &after, &dispatch::context());
    kept += done.kept.len();
    for touched in &mut record.items {
        touched.back = taken_away(&done.changes, &touched.item);
    }
    let back = record.items.iter().filter(|t| t.back.is_some()).count();
    apply(&now, &done.changes, &record).await?;
    let done = Done {
        back,
        kept,
        away: false,
    };
    Ok((record, done))
}

fn put(sheet: &mut Sheet, item: &str, answers: &[Answer]) {
    let Some((first, rivals)) = answers.split_first() else {
        return;
    };
    sheet.answers.insert(item.into(), first.clone());
    if !rivals.is_empty() {
        sheet.rivals.insert(item.into(), rivals.to_vec());
    }
}

/// What the changes took away from an item.
fn taken_away(changes: &[Change], item: &str) -> Option<Box<Answer>> {
    let change = changes.iter().find(|c| c.item == item)?;
    change.before.clone().map(Box::new)
}

/// Brings back what taking back took away, where nobody edited it since.
async fn redo(record: &Record) -> Result<(Record, Done), StoreError> {
    let Some(mut now) = current(record).await? else {
        return Err(StoreError::Lost);
    };
    let mut record = record.clone();
    record.undone = None;
    let context = dispatch::context();
    let (mut changes, mut kept) = (Vec::new(), 0);
    for touched in &mut record.items {
        let Some(back) = touched.back.take() else {
            continue;
        };
        let was = touched.before.first().cloned().unwrap_or_default();
        let says_so = now
            .answer(&touched.item)
            .is_some_and(|a| a.same_content(&was));
        match says_so {
            true => changes.extend(now.adopt(&touched.item, &back, &context)),
            false => kept += 1,
        }
        touched.after = versions(&now, &touched.item);
    }
    let done = Done {
        back: changes.len(),
        kept,
        away: false,
    };
    apply(&now, &changes, &record).await?;
    Ok((record, done))
}

/// Stores changes of a sheet together with the record.
async fn apply(now: &Sheet, changes: &[Change], record: &Record) -> Result<(), StoreError> {
    let mut batch = store::batch(now, changes, platform::now(), 0);
    batch.kv.push((record.key(), record.write()));
    if record.undone.is_none() {
        batch.kv.push((away_key(&record.sheet), String::new()));
    }
    storing::push(batch, now).await
}

/// The buttons for some records that came together, and what became of it.
fn buttons(records: Live<Vec<Rc<Record>>>) -> El {
    let told: Live<Option<Result<(bool, Done), StoreError>>> = Live::new(None);
    live(move || {
        let all = records.get();
        let undone = all.iter().all(|r| r.undone.is_some());
        let words = if undone {
            text::BRING_IN_AGAIN
        } else {
            text::TAKE_BACK
        };
        let (slot, list) = (told.clone(), records.clone());
        let act = button("button quiet", words, move || {
            let (slot, list) = (slot.clone(), list.clone());
            platform::spawn(async move {
                let result = all_of(&list, undone).await;
                slot.set(Some(result.map(|done| (undone, done))));
                let _ = sheets::refresh().await;
            });
        });
        let key = if undone { "bring-back" } else { "take-back" };
        let mut parts = vec![act.attr("data-action", key)];
        match told.get() {
            None => {}
            Some(Err(error)) => parts.push(
                notice(
                    "bad",
                    &text::join(&[text::store_error(error), ". ", text::NOT_STORED_YET]),
                )
                .attr("role", "alert"),
            ),
            Some(Ok((redone, done))) => parts.push(
                notice("good", &done_words(redone, done))
                    .attr("role", "status")
                    .attr("data-taken-back", if redone { "no" } else { "yes" }),
            ),
        }
        parts
    })
}

async fn all_of(list: &Live<Vec<Rc<Record>>>, undone: bool) -> Result<Done, StoreError> {
    let mut sum = Done {
        back: 0,
        kept: 0,
        away: true,
    };
    for (i, record) in list.peek().iter().enumerate() {
        if record.undone.is_some() != undone {
            continue;
        }
        platform::page::turn().await;
        let (record, done) = match undone {
            true => redo(record).await?,
            false => undo(record).await?,
        };
        sum.back += done.back;
        sum.kept += done.kept;
        sum.away &= done.away;
        list.update(|all| {
            if let Some(slot) = all.get_mut(i) {
                *slot = record.into();
            }
        });
    }
    Ok(sum)
}

fn done_words(redone: bool, done: Done) -> String {
    let kept = match done.kept {
        0 => String::new(),
        n => text::join(&[" ", &n.to_string(), text::LEFT_AS_EDITED]),
    };
    let first = match (redone, done.away) {
        (true, _) => text::BROUGHT_IN_AGAIN.to_string(),
        (false, true) => text::PUT_AWAY.to_string(),
        (false, false) => text::join(&[&done.back.to_string(), text::AS_IT_WAS]),
    };
    text::join(&[&first, &kept])
}

/// Below the rows that were just stored.
pub fn take_back(intake: &Intake) -> El {
    let intake = intake.clone();
    live(move || {
        let stored = intake.taken.get();
        match stored.is_empty() || intake.progress.get().is_some() {
            true => Vec::new(),
            false => vec![buttons(Live::new(stored))],
        }
    })
}

/// The last take-ins, those that came together in one row.
pub fn recent() -> El {
    disclosure(summary(text::RECENT), false, || {
        let found: Live<Option<Vec<Vec<Rc<Record>>>>> = Live::new(None);
        let slot = found.clone();
        platform::spawn(async move { slot.set(Some(groups().await)) });
        vec![live(move || match found.get() {
            None => vec![p(text::LOADING).attr("role", "status")],
            Some(groups) if groups.is_empty() => vec![p(text::NOTHING_TAKEN_IN)],
            Some(groups) => groups.into_iter().map(group_row).collect(),
        })]
    })
    .attr("data-recent", "")
}

/// All records, the latest first, by their time.
async fn groups() -> Vec<Vec<Rc<Record>>> {
    let Ok(store) = state::saver().store().await else {
        return Vec::new();
    };
    let all = store.under(log::PREFIX).await.unwrap_or_default();
    let mut groups: Vec<Vec<Rc<Record>>> = Vec::new();
    let records = all.iter().rev().filter_map(|(_, text)| Record::read(text));
    for record in records.filter(|r| !r.items.is_empty()) {
        let full = groups.len() == LISTED;
        match groups.last_mut() {
            Some(group) if group.first().is_some_and(|r| r.at == record.at) => {
                group.push(record.into());
            }
            _ if full => break,
            _ => groups.push(vec![record.into()]),
        }
    }
    groups
}

fn group_row(group: Vec<Rc<Record>>) -> El {
    let at = group.first().map_or(0, |r| r.at);
    let names: Vec<String> = group
        .iter()
        .map(|r| {
            let cut = if r.cut { text::CUT_REMARK } else { "" };
            let by = match r.by.is_empty() {
                true => String::new(),
                false => text::join(&[text::FROM, &r.by]),
            };
            let items = r.items.len().to_string();
            let revision = r.revision.to_string();
            text::join(&[
                &r.name,
                by.as_str(),
                text::REVISION,
                &revision,
                ", ",
                &items,
                text::ANSWERS_CHANGED,
                cut,
            ])
        })
        .collect();
    div("card")
        .attr("data-taken", &at.to_string())
        .child(p(&platform::day_and_clock(at)).class("label"))
        .child(
            el("ul")
                .class("plain")
                .children(names.iter().map(|n| el("li").text(n))),
        )
        .child(buttons(Live::new(group)))
}
