//! What a typed paper changes in a sheet, and what has to be asked before.

use super::{Ask, Slot, Typed, all_slots};
use crate::instrument::Item;
use crate::merge::is_conflict;
use crate::sheet::{Answer, Command, NO_ROWS, Sheet, read_value};

/// Something that the paper says and the sheet does not.
#[derive(Clone, Debug)]
pub struct Entry<'i> {
    /// Where it stands on the paper.
    pub slot: Slot<'i>,
    /// What the paper says, as [`Command::Set`] takes it.
    pub raw: String,
    /// The answer key in the sheet: rows may have other numbers there.
    pub key: String,
    /// The answers of the sheet that say something else, the one that counts first.
    /// Empty where the sheet says nothing: nobody has to be asked then.
    pub there: Vec<Answer>,
}

/// What the settled typing of some items says that the sheet does not. Blank places
/// change nothing.
pub fn entries<'i>(
    items: &'i [Item],
    years: [u16; 2],
    typed: &Typed,
    sheet: &Sheet,
) -> Vec<Entry<'i>> {
    let mut out = Vec::new();
    for item in items {
        let slots = all_slots(std::slice::from_ref(item), years, typed);
        let empty = Answer::default();
        let now = sheet.answer(&item.id).unwrap_or(&empty);
        let filled = filled_rows(&slots, typed);
        for slot in slots {
            let raw = typed.get(&slot.place()).cloned().unwrap_or_default();
            if raw.is_empty() {
                continue;
            }
            let key = sheet_key(now, &slot, &filled);
            let stands = match slot.ask {
                Ask::Unknown => now.unknown,
                // Rows say themselves that there are some.
                Ask::Rows => (raw == "0") == now.values.contains_key(NO_ROWS),
                Ask::Field(field) => now.values.get(&key) == read_value(field, &raw).as_ref(),
            };
            if stands {
                continue;
            }
            let is_said = match slot.ask {
                Ask::Unknown => !now.values.is_empty(),
                Ask::Rows if raw != "0" => true,
                Ask::Rows => !now.values.is_empty(),
                Ask::Field(_) => now.values.contains_key(&key),
            };
            let mut there = Vec::new();
            if is_said || is_conflict(sheet, &item.id) {
                there.push(now.clone());
                there.extend(sheet.rivals.get(&item.id).into_iter().flatten().cloned());
            }
            out.push(Entry {
                slot,
                raw,
                key,
                there,
            });
        }
    }
    out
}

/// The rows of the paper where something is written: a row that was left blank is none
/// in the sheet.
fn filled_rows(slots: &[Slot], typed: &Typed) -> Vec<u32> {
    let is_said = |slot: &&Slot| typed.get(&slot.place()).is_some_and(|raw| !raw.is_empty());
    let mut rows: Vec<u32> = slots.iter().filter(is_said).map(|slot| slot.row).collect();
    rows.retain(|row| *row > 0);
    rows.dedup();
    rows
}

/// The key in the sheet of a place on the paper: the first row that is filled in on the
/// paper is the first row of the sheet, whatever its number, and rows beyond are new.
fn sheet_key(now: &Answer, slot: &Slot, filled: &[u32]) -> String {
    let Some((_, rest)) = slot.key.split_once('/') else {
        return slot.key.clone();
    };
    let rows = now.rows();
    let at = filled.iter().take_while(|row| **row < slot.row).count();
    let row = rows.get(at).copied().unwrap_or_else(|| {
        let beyond = at.saturating_sub(rows.len()).saturating_add(1);
        let beyond = u32::try_from(beyond).unwrap_or(u32::MAX);
        rows.last().copied().unwrap_or(0).saturating_add(beyond)
    });
    let mut key = row.to_string();
    key.push('/');
    key.push_str(rest);
    key
}

/// What is to be done for the entries that are taken: all about which nobody has to be
/// asked, and those that `takes` says. One command for each item, or two where "not
/// known yet" takes the place of an answer.
pub fn commands(entries: &[Entry], takes: &dyn Fn(&Entry) -> bool) -> Vec<Command> {
    let is_taken = |entry: &Entry| entry.there.is_empty() || takes(entry);
    let mut out: Vec<Command> = Vec::new();
    for entry in entries.iter().filter(|entry| is_taken(entry)) {
        let item = &entry.slot.item.id;
        match entry.slot.ask {
            Ask::Unknown => {
                if !entry.there.is_empty() {
                    out.push(Command::Clear { item: item.clone() });
                }
                out.push(Command::Unknown {
                    item: item.clone(),
                    on: true,
                });
            }
            Ask::Rows if entry.raw == "0" => out.push(Command::NoRows {
                item: item.clone(),
                on: true,
            }),
            // The rows that follow say it.
            Ask::Rows => {}
            Ask::Field(_) => {
                // "There is none" stands against all rows: it is asked once.
                let list = entries.iter().find(|other| {
                    other.slot.item.id == *item && matches!(other.slot.ask, Ask::Rows)
                });
                if list.is_some_and(|list| !is_taken(list)) {
                    continue;
                }
                let field = (entry.key.clone(), entry.raw.clone());
                match out.last_mut() {
                    Some(Command::SetAll { item: last, fields }) if last == item => {
                        fields.push(field);
                    }
                    _ => out.push(Command::SetAll {
                        item: item.clone(),
                        fields: vec![field],
                    }),
                }
            }
        }
    }
    out
}
