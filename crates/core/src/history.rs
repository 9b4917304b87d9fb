//! What was there before: moments of a sheet, the sheet as it was then, and ways
//! back. A way back is a change like any other: versions move on, the journal
//! grows, and nothing is removed from it.

use std::ops::Range;

use crate::file::read_answer;
use crate::json::Json;
use crate::order::{Map, sorted};
use crate::sheet::{Answer, Change, Context, Sheet, is_round_entry};

/// Changes of one item by one person with no longer pause between them are one
/// moment, in milliseconds: typing is stored many times a minute.
pub const PAUSE: u64 = 10 * 60 * 1000;

/// What happened to an answer, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It was blank and says something now.
    Answered,
    /// It says something else now.
    Changed,
    /// It said something and is blank now.
    Cleared,
    /// It is said to be "not known yet".
    Unknown,
    /// Only the remark is another.
    Note,
    /// It says the same as before: a change that was taken back, or another
    /// device's version of the same words.
    Same,
}

/// One line of the history: what somebody did to an item at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// When the last change of it was made, in milliseconds since 1970 by the clock
    /// of the device where it was made. For display only.
    pub at: u64,
    /// Who made it.
    pub by: String,
    /// The item.
    pub item: String,
    /// What it came to.
    pub kind: Kind,
    /// Its changes in the journal. `changes.end` is what [`sheet_as_of`] takes for
    /// the sheet as it was right after.
    pub changes: Range<usize>,
}

/// A journal in moments, the oldest first.
pub fn moments(journal: &[Change]) -> Vec<Moment> {
    let mut moments: Vec<Moment> = Vec::new();
    for (i, change) in journal.iter().enumerate() {
        let (after, end) = (&change.after, i.saturating_add(1));
        let goes_on = moments.last_mut().filter(|m| {
            m.item == change.item && m.by == after.by && m.at.abs_diff(after.at) <= PAUSE
        });
        if let Some(moment) = goes_on {
            moment.at = after.at;
            moment.changes.end = end;
            let first = journal.get(moment.changes.start).unwrap_or(change);
            moment.kind = kind(first.before.as_ref(), after);
        } else {
            moments.push(Moment {
                at: after.at,
                by: after.by.clone(),
                item: change.item.clone(),
                kind: kind(change.before.as_ref(), after),
                changes: i..end,
            });
        }
    }
    moments
}

/// What became of an answer.
pub fn kind(before: Option<&Answer>, after: &Answer) -> Kind {
    let nothing = Answer::default();
    let before = before.unwrap_or(&nothing);
    match (before.values == after.values, before.unknown, after.unknown) {
        (true, was, is) if was == is && before.note == after.note => Kind::Same,
        (true, was, is) if was == is => Kind::Note,
        (_, false, true) => Kind::Unknown,
        _ if after.is_blank() => Kind::Cleared,
        _ if before.values.is_empty() => Kind::Answered,
        _ => Kind::Changed,
    }
}

/// The sheet as it was after the first `at` changes of its journal; the whole
/// journal gives the sheet of today.
///
/// Items without a later change are as they are today. Concurrent answers are not
/// in the journal: items with a later change are without.
pub fn sheet_as_of(current: &Sheet, journal: &[Change], at: usize) -> Sheet {
    let mut then = current.clone();
    let (earlier, later) = journal.split_at_checked(at).unwrap_or((journal, &[]));
    let mut seen: Map<()> = Map::new();
    for change in later {
        let item = &change.item;
        if seen.contains_key(item) {
            continue;
        }
        seen.insert(item.clone(), ());
        let last = earlier.iter().rev().find(|c| c.item == *item);
        let answer = last.map(|c| &c.after).or(change.before.as_ref());
        match answer {
            Some(answer) => then.answers.insert(item.clone(), answer.clone()),
            None => {
                then.answers.remove(item);
            }
        }
        then.rivals.remove(item);
    }
    then
}

/// Makes every answer say what it said in `then`; what did not exist then
/// becomes blank. What rounds of verification say stays as it is. Answers that say so already are left alone, with the
/// concurrent answers beside them.
///
/// The changes go to the journal like any others. Where concurrent answers were
/// superseded, each has a change of its own, so that the journal keeps it.
pub fn restore(current: &mut Sheet, then: &Sheet, context: &Context) -> Vec<Change> {
    let mut changes = Vec::new();
    for item in items(&[current, then]) {
        if is_round_entry(&item) {
            continue;
        }
        let wanted = then.answers.get(&item).cloned().unwrap_or_default();
        let now = current.answers.get(&item);
        if !now.unwrap_or(&Answer::default()).same_content(&wanted) {
            changes.extend(supersede(current, item, wanted, context));
        }
    }
    changes
}

/// A take-in that was taken back.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TakenBack {
    /// What was changed for it, for the journal.
    pub changes: Vec<Change>,
    /// Items that the take-in changed and that are as they are now: edited since,
    /// or with several concurrent answers before, which no single change brings
    /// back.
    pub kept: Vec<String>,
}

/// Takes a take-in back: `before` is the sheet as it was before it, `after` as it
/// was right after. Only what the take-in changed and nobody edited since becomes
/// what it was. The answers that were taken in stay in the journal.
pub fn undo_merge(
    current: &mut Sheet,
    before: &Sheet,
    after: &Sheet,
    context: &Context,
) -> TakenBack {
    let mut done = TakenBack::default();
    for item in items(&[before, after]) {
        let state = |sheet: &Sheet| {
            (
                sheet.answers.get(&item).cloned(),
                sheet.rivals.get(&item).cloned().unwrap_or_default(),
            )
        };
        let (was, became) = (state(before), state(after));
        if was == became {
            continue;
        }
        if state(current) != became || !was.1.is_empty() {
            done.kept.push(item);
            continue;
        }
        let wanted = was.0.unwrap_or_default();
        let says_so = became.0.unwrap_or_default().same_content(&wanted);
        if !says_so || !became.1.is_empty() {
            let changes = supersede(current, item, wanted, context);
            done.changes.extend(changes);
        }
    }
    done
}

/// All items of some sheets, in order.
fn items(sheets: &[&Sheet]) -> Vec<String> {
    let all = sheets.iter().flat_map(|s| s.answers.keys().cloned());
    let mut all = sorted(all.collect(), &String::cmp);
    all.dedup();
    all
}

/// Puts an answer in place of all that the sheet has for an item.
fn supersede(sheet: &mut Sheet, item: String, wanted: Answer, context: &Context) -> Vec<Change> {
    sheet.replace(item, wanted, context).told()
}

/// Reads a journal entry: `item`, `before` (may be `null`), `after`. `None` where
/// it is none.
pub fn read_change(text: &str) -> Option<Change> {
    let json = Json::parse(text).ok()?;
    let before = match json.get("before") {
        None | Some(Json::Null) => None,
        Some(answer) => Some(read_answer(answer).ok()?),
    };
    Some(Change {
        item: json.get("item")?.as_str()?.to_string(),
        before,
        rivals: Vec::new(),
        after: read_answer(json.get("after")?).ok()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::{Checksum, answer_json, read_sheet};
    use crate::merge::merge;
    use crate::sheet::{Descent, Value};
    use proptest::prelude::*;

    fn empty() -> Sheet {
        let text = r#"{"format":"saba","version":1,"sheet":{"id":"s","kind":"desa","region":"63.11.07.2002","instrument":{"id":"i"}},"answers":{}}"#;
        read_sheet(text, Checksum::Ignored).expect("sheet").sheet
    }

    fn context(device: &str, now: u64) -> Context {
        Context {
            now,
            author: format!("p-{device}"),
            device: device.into(),
        }
    }

    /// An edit of one of three items: a value, blank, or "not known".
    #[derive(Clone, Debug)]
    struct Edit(u8, u8);

    fn edits(n: usize) -> impl Strategy<Value = Vec<Edit>> {
        prop::collection::vec((0u8..4, 0u8..5).prop_map(|(i, v)| Edit(i, v)), 0..n)
    }

    fn edit(sheet: &mut Sheet, Edit(item, value): &Edit, context: &Context) -> Option<Change> {
        let item = format!("D-{item}");
        let mut answer = sheet.answers.get(&item).cloned().unwrap_or_default();
        answer.values.clear();
        answer.unknown = *value == 1;
        answer.note = if *value == 4 {
            "catatan".into()
        } else {
            String::new()
        };
        if *value > 1 {
            answer
                .values
                .insert("n".into(), Value::Text(format!("{value}")));
        }
        sheet.commit(item, answer, context)
    }

    fn play(sheet: &mut Sheet, edits: &[Edit], device: &str) -> Vec<Change> {
        let clock = |i: usize| context(device, 1000 + i as u64 * PAUSE / 2);
        let changes = edits.iter().enumerate();
        changes
            .filter_map(|(i, e)| edit(sheet, e, &clock(i)))
            .collect()
    }

    fn says_the_same(a: &Sheet, b: &Sheet, item: &str) -> bool {
        let of = |s: &Sheet| s.answers.get(item).cloned().unwrap_or_default();
        of(a).same_content(&of(b))
    }

    proptest! {
        #[test]
        fn every_moment_can_be_seen_again(edits in edits(30)) {
            let mut sheet = empty();
            let (mut seen, mut journal) = (vec![sheet.clone()], Vec::new());
            for (i, e) in edits.iter().enumerate() {
                if let Some(change) = edit(&mut sheet, e, &context("d", i as u64)) {
                    journal.push(change);
                    seen.push(sheet.clone());
                }
            }
            for (at, then) in seen.iter().enumerate() {
                prop_assert_eq!(&sheet_as_of(&sheet, &journal, at), then);
            }
            prop_assert_eq!(sheet_as_of(&sheet, &journal, journal.len() + 7), sheet);
        }

        #[test]
        fn a_restore_is_a_newer_change(edits in edits(30), at in any::<prop::sample::Index>(), theirs in edits(6)) {
            let mut sheet = empty();
            let mut journal = play(&mut sheet, &edits, "a");
            let at = at.index(journal.len() + 1);
            let then = sheet_as_of(&sheet, &journal, at);
            // Somebody else wrote at the same time.
            let mut other = then.clone();
            play(&mut other, &theirs, "b");
            let mut current = merge(&sheet, &other);
            let before = current.clone();
            journal.extend(items(&[&sheet, &current]).into_iter().filter_map(|item| {
                let (was, is) = (sheet.answers.get(&item), current.answers.get(&item)?);
                (was != Some(is)).then(|| Change { item, before: was.cloned(), rivals: Vec::new(), after: is.clone() })
            }));
            let changes = restore(&mut current, &then, &context("a", 9_000_000));
            for item in items(&[&current, &then]) {
                prop_assert!(says_the_same(&current, &then, &item));
            }
            // It goes before the state it came from, on every device.
            prop_assert_eq!(&merge(&current, &before), &current);
            prop_assert_eq!(&merge(&before, &current), &current);
            for change in &changes {
                let was = before.answers.get(&change.item).map(|a| a.version.clone()).unwrap_or_default();
                prop_assert_eq!(change.after.version.compare(&was), Descent::Newer);
            }
            // Everything that was said is in the sheet or in the journal.
            journal.extend(changes);
            for (item, answer) in before.answers.iter().chain(before.rivals.iter().flat_map(|(i, list)| list.iter().map(move |a| (i, a)))) {
                let told = journal.iter().any(|c| c.item == *item && (c.before.as_ref() == Some(answer) || c.after == *answer));
                let there = current.answers.get(item) == Some(answer)
                    || current.rivals.get(item).is_some_and(|list| list.contains(answer));
                prop_assert!(told || there);
            }
            // A second time there is nothing to do.
            prop_assert_eq!(restore(&mut current, &then, &context("a", 9_000_001)), Vec::new());
            // And what was before the restore can be seen again.
            let again = sheet_as_of(&current, &journal, journal.len() - journal.iter().rev().take_while(|c| c.after.at == 9_000_000).count());
            prop_assert_eq!(again.answers, before.answers);
        }

        #[test]
        fn a_take_in_can_be_taken_back(common in edits(8), ours in edits(8), theirs in edits(8), since in edits(4)) {
            let mut start = empty();
            play(&mut start, &common, "a");
            let (mut before, mut other) = (start.clone(), start);
            play(&mut before, &ours, "a");
            play(&mut other, &theirs, "b");
            let after = merge(&before, &other);
            let mut current = after.clone();
            let edited: Vec<String> = play(&mut current, &since, "c").into_iter().map(|c| c.item).collect();
            let untouched = current.clone();
            let done = undo_merge(&mut current, &before, &after, &context("a", 7));
            for item in items(&[&before, &after, &current]) {
                let changed = before.answers.get(&item) != after.answers.get(&item)
                    || before.rivals.get(&item) != after.rivals.get(&item);
                let kept = done.kept.contains(&item);
                prop_assert_eq!(kept, changed && edited.contains(&item));
                if !changed || kept {
                    prop_assert_eq!(current.answers.get(&item), untouched.answers.get(&item));
                    prop_assert_eq!(current.rivals.get(&item), untouched.rivals.get(&item));
                } else {
                    prop_assert!(says_the_same(&current, &before, &item));
                    prop_assert!(current.rivals.get(&item).is_none());
                }
            }
            // The same file once more does not bring it back.
            prop_assert_eq!(&merge(&current, &untouched), &current);
            // What was taken in can be found in the journal.
            for change in &done.changes {
                prop_assert_eq!(change.after.by.as_str(), "p-a");
            }
            for (item, rivals) in &after.rivals {
                for rival in rivals {
                    let told = done.changes.iter().any(|c| c.before.as_ref() == Some(rival));
                    prop_assert!(told || done.kept.contains(item));
                }
            }
        }

        #[test]
        fn moments_cover_the_journal(edits in edits(30)) {
            let mut sheet = empty();
            let journal = play(&mut sheet, &edits, "a");
            let moments = moments(&journal);
            let mut next = 0;
            for moment in &moments {
                prop_assert_eq!(moment.changes.start, next);
                next = moment.changes.end;
                let part = &journal[moment.changes.clone()];
                prop_assert!(part.iter().all(|c| c.item == moment.item && c.after.by == moment.by));
                prop_assert_eq!(part.last().map(|c| c.after.at), Some(moment.at));
            }
            prop_assert_eq!(next, journal.len());
        }

        #[test]
        fn entries_of_the_journal_are_read_as_they_were_written(edits in edits(9), junk in ".{0,20}") {
            let mut sheet = empty();
            for change in play(&mut sheet, &edits, "a") {
                let before = change.before.as_ref().map_or(Json::Null, answer_json);
                let entry = Json::Obj(vec![
                    ("item".into(), Json::text(&change.item)),
                    ("before".into(), before),
                    ("after".into(), answer_json(&change.after)),
                ]);
                prop_assert_eq!(read_change(&entry.compact()), Some(change));
            }
            prop_assert_eq!(read_change(&junk), None);
        }
    }

    #[test]
    fn a_conflict_from_before_is_not_half_undone() {
        let mut a = empty();
        let mut b = empty();
        play(&mut a, &[Edit(0, 2)], "a");
        play(&mut b, &[Edit(0, 3)], "b");
        let before = merge(&a, &b);
        let mut c = before.clone();
        play(&mut c, &[Edit(0, 4)], "c");
        let after = merge(&before, &c);
        let mut current = after.clone();
        let done = undo_merge(&mut current, &before, &after, &context("a", 7));
        assert_eq!(
            (done.changes.len(), done.kept),
            (0, vec![String::from("D-0")])
        );
        assert_eq!(current, after);
    }

    #[test]
    fn what_happened_in_one_word() {
        let said = |value: u8| {
            let mut sheet = empty();
            edit(&mut sheet, &Edit(0, value), &context("a", 0)).map(|c| c.after)
        };
        let (unknown, two, three, noted) = (said(1), said(2), said(3), said(4));
        let of = |before: &Option<Answer>, after: &Option<Answer>| {
            kind(before.as_ref(), &after.clone().unwrap_or_default())
        };
        assert_eq!(of(&None, &two), Kind::Answered);
        assert_eq!(of(&unknown, &two), Kind::Answered);
        assert_eq!(of(&two, &three), Kind::Changed);
        assert_eq!(of(&two, &None), Kind::Cleared);
        assert_eq!(of(&unknown, &None), Kind::Cleared);
        assert_eq!(of(&two, &unknown), Kind::Unknown);
        assert_eq!(of(&two, &two), Kind::Same);
        let mut without = noted.clone();
        if let Some(answer) = &mut without {
            answer.note.clear();
        }
        assert_eq!(of(&noted, &without), Kind::Note);
    }
}
