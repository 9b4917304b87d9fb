//! Moving a sheet to another edition of its instrument: something that a person
//! says, so that it is recorded, merged and taken back like an answer.
//!
//! What was said stands as an answer under [`EDITION_ITEM`], an id that no
//! instrument can ask for, and `meta.instrument` follows it. Answers to items that
//! the new edition does not know stay where they are.

use super::{Answer, Change, Context, InstrumentRef, Sheet, Undo, Value};
use crate::order::Map;

/// The id under which a sheet says which edition it was moved to.
pub const EDITION_ITEM: &str = "$instrument";

/// Does an id stand for something that is said about the sheet, not in it: the edition
/// ([`EDITION_ITEM`]), or what a round of verification says?
pub fn is_about_sheet(id: &str) -> bool {
    id.starts_with('$')
}

/// Does an id stand for what a round of verification says about an item
/// (`$provinsi/T1.06`)? It is about the answers of this one sheet: it is not copied for
/// another region, and going back to earlier answers leaves it alone.
pub fn is_round_entry(id: &str) -> bool {
    is_about_sheet(id) && id.contains('/')
}

/// Does an id stand for something that holds for the region of the sheet alone: what rounds
/// say, and what the regency plans? It is not copied for another region.
pub fn is_of_one_region(id: &str) -> bool {
    is_about_sheet(id) && id != EDITION_ITEM
}

/// Keys of the edition moved to, and of the one before.
const TO: [&str; 3] = ["id", "edition", "hash"];
const FROM: [&str; 3] = ["from_id", "from_edition", "from_hash"];

fn named(answer: &Answer, keys: [&str; 3]) -> Option<InstrumentRef> {
    let [id, edition, hash] = keys.map(|key| answer.values.get(key).and_then(Value::as_text));
    Some(InstrumentRef {
        id: id.filter(|id| !id.is_empty())?.to_string(),
        edition: edition.unwrap_or_default().to_string(),
        hash: hash.unwrap_or_default().to_string(),
    })
}

impl Sheet {
    /// Says that the sheet is filled in with another edition from now on. `None`
    /// where it is already.
    pub fn move_to(&mut self, to: &InstrumentRef, context: &Context) -> Option<Change> {
        let from = self.meta.instrument.clone();
        if from == *to {
            return None;
        }
        let mut after = self.answers.get(EDITION_ITEM).cloned().unwrap_or_default();
        after.values = Map::new();
        for (keys, what) in [(TO, to), (FROM, &from)] {
            for (key, text) in keys.into_iter().zip([&what.id, &what.edition, &what.hash]) {
                if !text.is_empty() {
                    after.values.insert(key.into(), Value::Text(text.clone()));
                }
            }
        }
        let change = self.commit(EDITION_ITEM.into(), after, context)?;
        self.meta.instrument = to.clone();
        Some(change)
    }

    /// Takes a move back, as a new move to where the sheet came from.
    pub fn move_back(&mut self, undo: &Undo, context: &Context) -> Option<Change> {
        let from = named(&undo.0.after, FROM)?;
        self.move_to(&from, context)
    }

    /// Lets the envelope follow what the answers say, after they were merged.
    pub(crate) fn follow_edition(&mut self) {
        let said = self.answers.get(EDITION_ITEM);
        if let Some(said) = said.and_then(|answer| named(answer, TO)) {
            self.meta.instrument = said;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::{Checksum, Provenance, read_sheet, write_sheet};
    use crate::instrument::SheetKind;
    use crate::merge::merge;
    use crate::region::RegionCode;
    use crate::sheet::SheetMeta;

    fn edition(edition: &str) -> InstrumentRef {
        InstrumentRef {
            id: "kks".into(),
            edition: edition.into(),
            hash: format!("h{edition}"),
        }
    }

    fn sheet() -> Sheet {
        Sheet::new(SheetMeta {
            id: "s".into(),
            kind: SheetKind::Kabupaten,
            region: RegionCode::parse("63.11").unwrap(),
            region_name: String::new(),
            region_path: String::new(),
            instrument: edition("1"),
            created: 0,
            revision: 0,
            extra: Vec::new(),
        })
    }

    fn by(device: &str, now: u64) -> Context {
        Context {
            now,
            author: "Ratna".into(),
            device: device.into(),
        }
    }

    #[test]
    fn a_move_is_recorded_written_and_taken_back() {
        let mut moved = sheet();
        moved.answers.insert("T1.01".into(), Answer::default());
        let change = moved.move_to(&edition("2"), &by("a", 7)).unwrap();
        assert_eq!(moved.meta.instrument, edition("2"));
        assert_eq!(change.item, EDITION_ITEM);
        assert_eq!((change.after.at, change.after.by.as_str()), (7, "Ratna"));
        assert!(moved.answers.contains_key("T1.01"));
        assert_eq!(moved.move_to(&edition("2"), &by("a", 8)), None);
        // Through a file and back.
        let from = Provenance {
            program: String::new(),
            at: 0,
            by: String::new(),
            device: String::new(),
        };
        let text = write_sheet(&moved, &from);
        let read = read_sheet(&text, Checksum::Required).unwrap().sheet;
        assert_eq!(read, moved);
        let back = moved.move_back(&Undo(change), &by("a", 9)).unwrap();
        assert_eq!(moved.meta.instrument, edition("1"));
        // Taking that back leads to the second edition again.
        moved.move_back(&Undo(back), &by("a", 10)).unwrap();
        assert_eq!(moved.meta.instrument, edition("2"));
    }

    #[test]
    fn replicas_agree_on_the_edition_in_whatever_order_they_meet() {
        let old = sheet();
        let mut moved = sheet();
        let change = moved.move_to(&edition("2"), &by("a", 1)).unwrap();
        let mut undone = moved.clone();
        undone.move_back(&Undo(change), &by("a", 2)).unwrap();
        let mut third = sheet();
        third.move_to(&edition("3"), &by("b", 5)).unwrap();
        let all = [old, moved, undone, third];
        for a in &all {
            for b in &all {
                let ab = merge(a, b);
                assert_eq!(ab, merge(b, a));
                for c in &all {
                    assert_eq!(merge(&ab, c), merge(a, &merge(b, c)));
                }
            }
        }
        let [old, moved, undone, third] = &all;
        assert_eq!(merge(old, moved).meta.instrument, edition("2"));
        assert_eq!(merge(moved, undone).meta.instrument, edition("1"));
        // Two people moved it apart: both moves are kept, the later one counts.
        let apart = merge(moved, third);
        assert_eq!(apart.meta.instrument, edition("3"));
        assert_eq!(apart.rivals.get(EDITION_ITEM).map(Vec::len), Some(1));
    }
}
