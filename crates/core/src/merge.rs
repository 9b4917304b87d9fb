//! Replicas of the same sheet become one, and nothing said by anybody is lost.
//!
//! For each item a sheet holds the answers that no other answer descends from:
//! mostly one, several after concurrent edits. Merging takes the union and
//! drops what is superseded, which makes it commutative, associative and
//! idempotent. Clocks play no part; absence deletes nothing.

use crate::file::answer_json;
use crate::json::Json;
use crate::order::sorted;
use crate::sheet::{Answer, Descent, Sheet, SheetMeta};

/// What taking in a file would do.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Preview {
    /// Items that only the file has.
    pub new: Vec<String>,
    /// Items where the file is newer.
    pub updated: Vec<String>,
    /// Items that say the same.
    pub same: Vec<String>,
    /// Items where ours is newer.
    pub older: Vec<String>,
    /// Items that two people changed without seeing each other.
    pub conflicts: Vec<String>,
}

impl Preview {
    /// Would anything change?
    pub fn changes_anything(&self) -> bool {
        !(self.new.is_empty() && self.updated.is_empty() && self.conflicts.is_empty())
    }
}

/// All answers that a sheet holds for an item.
fn candidates<'a>(sheet: &'a Sheet, item: &str) -> Vec<&'a Answer> {
    let rivals = sheet
        .rivals
        .get(item)
        .map(Vec::as_slice)
        .unwrap_or_default();
    sheet.answers.get(item).into_iter().chain(rivals).collect()
}

/// The answers that none of the others descends from, in an order that does
/// not depend on where they came from: the latest by its clock first, for
/// display only.
fn frontier(all: Vec<&Answer>) -> Vec<Answer> {
    if let [one] = all.as_slice() {
        return vec![(*one).clone()];
    }
    // Ties in everything but the bytes are broken by the bytes.
    let mut all = sorted(all, &|a, b| {
        let bytes = |a: &Answer| answer_json(a).canonical();
        b.at.cmp(&a.at).then_with(|| bytes(a).cmp(&bytes(b)))
    });
    all.dedup();
    let superseded = |a: &Answer, i: usize| {
        all.iter()
            .enumerate()
            .any(|(j, b)| match b.version.compare(&a.version) {
                Descent::Newer => true,
                // Hand-written answers may share a version and differ in content:
                // both stay.
                Descent::Same => b.same_content(a) && j < i,
                _ => false,
            })
    };
    all.iter()
        .enumerate()
        .filter(|(i, a)| !superseded(a, *i))
        .map(|(_, a)| (*a).clone())
        .collect()
}

/// Joins `theirs` into a copy of `ours`. Both must be replicas of one sheet.
pub fn merge(ours: &Sheet, theirs: &Sheet) -> Sheet {
    let mut merging = Merging::new(ours, theirs);
    while !merging.step(usize::MAX) {}
    merging.into_sheet()
}

/// Merging in steps, so that a page can answer between them. To stop, let go of it:
/// nothing that it was given is changed.
pub struct Merging<'s> {
    ours: &'s Sheet,
    theirs: &'s Sheet,
    merged: Sheet,
    items: Vec<&'s String>,
    at: usize,
}

impl<'s> Merging<'s> {
    /// Nothing is joined yet.
    pub fn new(ours: &'s Sheet, theirs: &'s Sheet) -> Merging<'s> {
        let mut merged = Sheet::new(head(&ours.meta, &theirs.meta));
        merged.meta.revision = ours.meta.revision.max(theirs.meta.revision);
        merged.meta.created = ours.meta.created.min(theirs.meta.created);
        merged.extra = both(&ours.extra, &theirs.extra);
        merged.meta.extra = both(&ours.meta.extra, &theirs.meta.extra);
        let sheets = [ours, theirs];
        // Also what stands beside no answer: somebody said it.
        let items = sheets
            .iter()
            .flat_map(|s| s.answers.keys().chain(s.rivals.keys()))
            .collect();
        let mut items: Vec<&String> = sorted(items, &|a, b| a.cmp(b));
        items.dedup();
        Merging {
            ours,
            theirs,
            merged,
            items,
            at: 0,
        }
    }

    /// Joins so many items more. True when all are.
    pub fn step(&mut self, items: usize) -> bool {
        let end = self.at.saturating_add(items).min(self.items.len());
        for item in self.items.get(self.at..end).unwrap_or_default() {
            let all: Vec<&Answer> = candidates(self.ours, item)
                .into_iter()
                .chain(candidates(self.theirs, item))
                .collect();
            let mut kept = frontier(all).into_iter();
            if let Some(first) = kept.next() {
                self.merged.answers.insert((*item).clone(), first);
            }
            let rest: Vec<Answer> = kept.collect();
            if !rest.is_empty() {
                self.merged.rivals.insert((*item).clone(), rest);
            }
        }
        self.at = end;
        end == self.items.len()
    }

    /// How much is done, in thousandths.
    pub fn done(&self) -> u32 {
        let all = self.items.len();
        let share = self.at.saturating_mul(1000).checked_div(all);
        u32::try_from(share.unwrap_or(1000)).unwrap_or(1000)
    }

    /// The merged sheet, of use once [`Merging::step`] said that all is joined.
    pub fn into_sheet(mut self) -> Sheet {
        self.merged.follow_edition();
        self.merged
    }
}

/// The head of the merged sheet: what it is called, and the edition of its instrument,
/// each from the replica that was handed over last; where that does not tell, in an order
/// that does not depend on whose they are.
fn head(ours: &SheetMeta, theirs: &SheetMeta) -> SheetMeta {
    fn names(m: &SheetMeta) -> (u32, [&str; 5]) {
        let (region, kind) = (m.region.as_str(), m.kind.id());
        let names = [&*m.region_name, &m.region_path, &m.id, region, kind];
        (m.revision, names)
    }
    fn edition(m: &SheetMeta) -> (u32, [&str; 3]) {
        let i = &m.instrument;
        (m.revision, [&i.id, &i.edition, &i.hash])
    }
    let later = |is: bool| if is { theirs } else { ours };
    let mut head = later(names(theirs) > names(ours)).clone();
    head.instrument = later(edition(theirs) > edition(ours)).instrument.clone();
    head
}

/// Unknown members of both, in an order that does not depend on whose they are;
/// where both have one of a name, that of the greater text.
fn both(ours: &[(String, Json)], theirs: &[(String, Json)]) -> Vec<(String, Json)> {
    let all = ours.iter().chain(theirs).cloned().collect();
    let mut all = sorted(all, &|a: &(String, Json), b| {
        let text = |m: &(String, Json)| m.1.canonical();
        a.0.cmp(&b.0).then_with(|| text(b).cmp(&text(a)))
    });
    all.dedup_by(|later, first| later.0 == first.0);
    all
}

/// What merging would do, item by item.
pub fn preview(ours: Option<&Sheet>, theirs: &Sheet) -> Preview {
    let Some(ours) = ours else {
        return Preview {
            new: theirs.answers.keys().cloned().collect(),
            ..Preview::default()
        };
    };
    preview_of(ours, theirs, &merge(ours, theirs))
}

/// [`preview`] where the merged sheet is at hand.
pub fn preview_of(ours: &Sheet, theirs: &Sheet, merged: &Sheet) -> Preview {
    let mut preview = Preview::default();
    for (item, answer) in &theirs.answers {
        let place = match (ours.answers.get(item), merged.answers.get(item)) {
            (None, _) => &mut preview.new,
            (Some(_), _) if is_conflict(merged, item) => &mut preview.conflicts,
            (Some(mine), _) if mine.same_content(answer) => &mut preview.same,
            (Some(mine), Some(after)) if after == mine => &mut preview.older,
            _ => &mut preview.updated,
        };
        place.push(item.clone());
    }
    preview
}

/// Do concurrent answers to an item say different things?
pub fn is_conflict(sheet: &Sheet, item: &str) -> bool {
    let (Some(first), Some(rivals)) = (sheet.answers.get(item), sheet.rivals.get(item)) else {
        return false;
    };
    rivals.iter().any(|r| !r.same_content(first))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instrument::SheetKind;
    use crate::region::RegionCode;
    use crate::sheet::{InstrumentRef, Value};
    use proptest::prelude::*;

    fn empty() -> Sheet {
        Sheet::new(SheetMeta {
            id: "s1".into(),
            kind: SheetKind::Desa,
            region: RegionCode::parse("63.11.01.2001").expect("code"),
            region_name: String::new(),
            region_path: String::new(),
            instrument: InstrumentRef {
                id: "i".into(),
                edition: "1".into(),
                hash: String::new(),
            },
            created: 0,
            revision: 0,
            extra: Vec::new(),
        })
    }

    /// One step in a history of five devices.
    #[derive(Clone, Debug)]
    enum Step {
        Edit { device: usize, item: u8, value: u8 },
        Send { from: usize, to: usize },
    }

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        let edit = (0usize..5, 0u8..3, 0u8..4).prop_map(|(device, item, value)| Step::Edit {
            device,
            item,
            value,
        });
        let send = (0usize..5, 0usize..5).prop_map(|(from, to)| Step::Send { from, to });
        prop::collection::vec(prop_oneof![edit, send], 0..40)
    }

    fn play(steps: &[Step]) -> Vec<Sheet> {
        let mut devices = vec![empty(); 5];
        for (clock, step) in steps.iter().enumerate() {
            match step {
                Step::Edit {
                    device,
                    item,
                    value,
                } => {
                    let sheet = &mut devices[*device];
                    let id = format!("D-{item}");
                    let mut answer = sheet.answers.get(&id).cloned().unwrap_or_default();
                    for rival in sheet.rivals.remove(&id).unwrap_or_default() {
                        answer.version = answer.version.join(&rival.version);
                    }
                    answer
                        .values
                        .insert("n".into(), Value::Text(format!("{value}")));
                    answer.version.bump(&format!("d{device}"));
                    answer.at = (clock as u64 * 7919) % 97; // clocks are wrong
                    answer.by = format!("p{device}");
                    sheet.answers.insert(id, answer);
                }
                Step::Send { from, to } => {
                    // Handing over counts up, and an edition may have come in between.
                    devices[*from].meta.revision += 1;
                    devices[*from].meta.instrument.edition = format!("{}", clock % 3);
                    devices[*to] = merge(&devices[*to], &devices[*from]);
                }
            }
        }
        devices
    }

    proptest! {
        /// Law: merge is commutative, associative and idempotent over whatever
        /// five devices can come to, with files lost, repeated and reordered.
        #[test]
        fn merge_is_a_join(steps in steps()) {
            let d = play(&steps);
            for a in &d {
                prop_assert_eq!(&merge(a, a), a);
                for b in &d {
                    let ab = merge(a, b);
                    prop_assert_eq!(&ab, &merge(b, a));
                    prop_assert_eq!(&merge(&ab, b), &ab);
                    for c in &d {
                        prop_assert_eq!(merge(&ab, c), merge(a, &merge(b, c)));
                    }
                }
            }
        }

        /// Law: what only stands beside an answer, in a file that somebody wrote by
        /// hand, is not lost either, whichever side brings it.
        #[test]
        fn answers_without_a_first_one_are_joined(steps in steps()) {
            let mut d = play(&steps);
            for (i, sheet) in d.iter_mut().enumerate() {
                if let Some(answer) = sheet.answers.remove("D-1").filter(|_| i % 2 == 0) {
                    let mut list = sheet.rivals.remove("D-1").unwrap_or_default();
                    list.push(answer);
                    sheet.rivals.insert("D-1".into(), list);
                }
            }
            for a in &d {
                for b in &d {
                    let ab = merge(a, b);
                    prop_assert_eq!(&ab, &merge(b, a));
                    prop_assert_eq!(&merge(&ab, b), &ab);
                    for said in candidates(a, "D-1").into_iter().chain(candidates(b, "D-1")) {
                        prop_assert!(candidates(&ab, "D-1").iter().any(|k| k.version.covers(&said.version)));
                    }
                }
            }
        }

        /// Law: every edit that no later edit has seen is still there when all
        /// devices have met.
        #[test]
        fn no_concurrent_edit_disappears(steps in steps()) {
            let devices = play(&steps);
            let all = devices.iter().skip(1).fold(devices[0].clone(), |m, d| merge(&m, d));
            for sheet in &devices {
                for (item, answer) in &sheet.answers {
                    let kept = candidates(&all, item).into_iter().any(|k| k.version.covers(&answer.version));
                    prop_assert!(kept);
                    let superseded = candidates(&all, item).iter().all(|k| *k != answer);
                    if superseded {
                        prop_assert!(candidates(&all, item).iter().any(|k| k.version.compare(&answer.version) == Descent::Newer));
                    }
                }
            }
        }
    }
}
