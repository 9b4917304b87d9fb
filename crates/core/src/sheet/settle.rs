//! Settling what concurrent edits disagree about, and taking that back.

use super::{Answer, Change, Context, Sheet};

impl Sheet {
    /// Says again, as a new change, what an answer said: one of the rivals of an item,
    /// or one from earlier. Its version has seen all of them, so the disagreement is
    /// over wherever this arrives. `None` where nothing would change and nothing
    /// disagrees.
    ///
    /// An answer from earlier is one of this sheet: its version is behind that of what
    /// stands there now. Works for items that the instrument does not know: what was kept can be
    /// settled.
    pub fn adopt(&mut self, item: &str, chosen: &Answer, context: &Context) -> Option<Change> {
        let now = self.answers.get(item)?;
        if now.same_content(chosen) && !self.rivals.contains_key(item) {
            return None;
        }
        Some(self.replace(item.to_string(), chosen.clone(), context))
    }

    /// The second half of an undo: the rivals that the undone change had settled stand
    /// beside each other again, each under who said it and when. Every one of them
    /// becomes an edit of its own, made by this device after all it has seen and
    /// beside the others, or the next merge would take them for superseded.
    pub(super) fn disagree_again(
        &mut self,
        undone: &Change,
        mut change: Change,
        context: &Context,
    ) -> Change {
        if let Some(before) = &undone.before {
            change.after.at = before.at;
            change.after.by.clone_from(&before.by);
            self.answers
                .insert(change.item.clone(), change.after.clone());
        }
        // What all of them have seen: everything but this very undo.
        let mut seen = change.before.clone().unwrap_or_default().version;
        for rival in &change.rivals {
            seen = seen.join(&rival.version);
        }
        let again = undone.rivals.iter().enumerate().map(|(i, rival)| {
            let mut device = context.device.clone();
            device.push('~');
            device.push_str(&i.to_string());
            let mut rival = rival.clone();
            rival.version = seen.clone();
            rival.version.bump(&device);
            rival
        });
        self.rivals.insert(change.item.clone(), again.collect());
        change
    }
}

#[cfg(test)]
mod tests {
    use super::super::{InstrumentRef, SheetMeta, Undo, Value};
    use super::*;
    use crate::instrument::SheetKind;
    use crate::merge::{is_conflict, merge};
    use crate::region::RegionCode;

    fn context(device: &str, now: u64) -> Context {
        Context {
            now,
            author: format!("who {device}"),
            device: device.into(),
        }
    }

    fn said(text: &str) -> Answer {
        let mut answer = Answer::default();
        answer.values.insert("v".into(), Value::Text(text.into()));
        answer
    }

    fn empty() -> Sheet {
        Sheet::new(SheetMeta {
            id: "s".into(),
            kind: SheetKind::Desa,
            region: RegionCode::parse("63.11.01.2001").expect("code"),
            region_name: String::new(),
            region_path: String::new(),
            instrument: InstrumentRef {
                id: "i".into(),
                edition: String::new(),
                hash: String::new(),
            },
            created: 0,
            revision: 0,
            extra: Vec::new(),
        })
    }

    /// What the item says, all rivals, as texts in order.
    fn texts(sheet: &Sheet) -> Vec<String> {
        let all = sheet.answers.get("D").into_iter();
        let mut texts: Vec<String> = all
            .chain(sheet.rivals.get("D").into_iter().flatten())
            .map(|a| format!("{} by {} at {}", text_of(a), a.by, a.at))
            .collect();
        texts.sort();
        texts
    }

    fn text_of(answer: &Answer) -> &str {
        answer
            .values
            .get("v")
            .and_then(Value::as_text)
            .unwrap_or("")
    }

    /// Three devices said different things without seeing one another.
    fn three() -> Sheet {
        let mut all = empty();
        for (device, at) in [("a", 10), ("b", 20), ("c", 30)] {
            let mut one = empty();
            one.replace("D".into(), said(device), &context(device, at));
            all = merge(&all, &one);
        }
        assert!(is_conflict(&all, "D"));
        all
    }

    #[test]
    fn choosing_ends_the_disagreement_wherever_it_arrives() {
        let before = three();
        for chosen in ["a", "b", "c"] {
            let mut settled = before.clone();
            settled
                .adopt("D", &said(chosen), &context("d", 40))
                .expect("a change");
            assert_eq!(texts(&settled), [format!("{chosen} by who d at 40")]);
            assert_eq!(merge(&before, &settled), merge(&settled, &before));
            assert_eq!(texts(&merge(&before, &settled)), texts(&settled));
            assert_eq!(settled.adopt("D", &said(chosen), &context("d", 50)), None);
        }
        assert_eq!(empty().adopt("D", &said("x"), &context("d", 1)), None);
    }

    #[test]
    fn taking_the_choice_back_brings_back_who_said_what() {
        let before = three();
        let mut sheet = before.clone();
        let choice = sheet.adopt("D", &said("b"), &context("d", 40));
        let settled = sheet.clone();
        let undo = Undo(choice.expect("a change"));
        sheet.undo(&undo, &context("d", 50)).expect("a change");
        assert_eq!(texts(&sheet), texts(&before));
        assert!(is_conflict(&sheet, "D"));
        // Also after it met those who saw only the disagreement, or only the choice.
        for other in [&before, &settled] {
            assert_eq!(texts(&merge(other, &sheet)), texts(&before));
        }
        // And it can be settled anew, and taken back anew.
        let choice = sheet.adopt("D", &said("c"), &context("d", 60));
        assert_eq!(texts(&merge(&before, &sheet)), ["c by who d at 60"]);
        let undo = Undo(choice.expect("a change"));
        sheet.undo(&undo, &context("d", 70)).expect("a change");
        assert_eq!(texts(&merge(&sheet, &settled)), texts(&before));
    }
}
