//! The only way in which a person changes a sheet.

use super::{Answer, NO_ROWS, Sheet, Value};
use crate::instrument::{Field, FieldKind, Item, SheetDef};
use crate::num::Decimal;
use crate::order::{Map, sorted};

/// What a person does to a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Types or chooses: `raw` is what the input holds. Yes/no fields take
    /// `ya` and `tidak`, several choices a list of codes parted by `|`; empty
    /// clears the field.
    Set {
        /// Item id.
        item: String,
        /// Answer key: `n@2024`, `level`, `3/nama`.
        key: String,
        /// What was typed or chosen.
        raw: String,
    },
    /// Several fields of one answer at once, as one change: pairs of key and what
    /// [`Command::Set`] takes.
    #[cfg(feature = "score")]
    SetAll {
        /// Item id.
        item: String,
        /// Answer key and what was typed or chosen.
        fields: Vec<(String, String)>,
    },
    /// Takes figures over from villages or kecamatan ([`crate::rollup`]), with where
    /// they come from, as one change.
    #[cfg(feature = "score")]
    Adopt {
        /// Item id.
        item: String,
        /// What is adopted.
        adopted: Box<crate::rollup::Adopted>,
    },
    /// Says in a round what was made of an item ([`crate::review`]).
    #[cfg(feature = "score")]
    Review {
        /// The round, by its id in the instrument.
        round: String,
        /// Item id.
        item: String,
        /// What is said.
        entry: Box<crate::review::Entry>,
    },
    /// Writes the remark.
    Note {
        /// Item id.
        item: String,
        /// The whole remark.
        text: String,
    },
    /// Says or takes back "not known yet".
    Unknown {
        /// Item id.
        item: String,
        /// Said or taken back.
        on: bool,
    },
    /// Says or takes back that a repeated list has no rows.
    NoRows {
        /// Item id.
        item: String,
        /// Said or taken back.
        on: bool,
    },
    /// Removes a row of a repeated list.
    RemoveRow {
        /// Item id.
        item: String,
        /// Row number.
        row: u32,
    },
    /// Empties an answer.
    Clear {
        /// Item id.
        item: String,
    },
}

/// Who acts, and when; comes from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// Milliseconds since 1970 by the device's clock.
    pub now: u64,
    /// Name of the person.
    pub author: String,
    /// Id of the device.
    pub device: String,
}

/// What a command did: one answer before and after. Nothing changed where a
/// command yields no change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Item id.
    pub item: String,
    /// The answer before; `None` if there was none.
    pub before: Option<Answer>,
    /// Concurrent answers that stood beside it and that the change settled.
    pub rivals: Vec<Answer>,
    /// The answer after.
    pub after: Answer,
}

impl Change {
    /// The change as a journal tells it, which knows no rivals: itself, and for each
    /// answer that it settled beside it a change of its own, so that nothing said is
    /// missing there.
    pub fn told(&self) -> Vec<Change> {
        let own = |before: Option<Answer>| Change {
            item: self.item.clone(),
            before,
            rivals: Vec::new(),
            after: self.after.clone(),
        };
        let rivals = self.rivals.iter().map(|rival| own(Some(rival.clone())));
        std::iter::once(own(self.before.clone()))
            .chain(rivals)
            .collect()
    }
}

/// Takes a change back. It is a change of its own: it moves the version on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undo(pub Change);

impl Command {
    /// The item it is about.
    pub fn item(&self) -> &str {
        match self {
            #[cfg(feature = "score")]
            Command::SetAll { item, .. }
            | Command::Adopt { item, .. }
            | Command::Review { item, .. } => item,
            Command::Set { item, .. }
            | Command::Note { item, .. }
            | Command::Unknown { item, .. }
            | Command::NoRows { item, .. }
            | Command::RemoveRow { item, .. }
            | Command::Clear { item } => item,
        }
    }
}

impl Sheet {
    /// Carries out a command. `None` where it changes nothing or names an item
    /// or field that the sheet does not have.
    pub fn apply(
        &mut self,
        def: &SheetDef,
        command: &Command,
        context: &Context,
    ) -> Option<Change> {
        // What a regency plans is said under ids of its own.
        #[cfg(feature = "score")]
        let planned = crate::plan::item(def, command);
        #[cfg(feature = "score")]
        let item = def.item(command.item()).or(planned.as_ref())?;
        #[cfg(not(feature = "score"))]
        let item = def.item(command.item())?;
        #[cfg(feature = "score")]
        if let Command::Review { round, entry, .. } = command {
            let id = crate::review::entry_id(round, &item.id);
            let mut after = entry.answer();
            if let Some(before) = self.answers.get(&id) {
                after.extra.clone_from(&before.extra);
            }
            return self.commit(id, after, context);
        }
        let mut after = self.answers.get(&item.id).cloned().unwrap_or_default();
        match command {
            Command::Set { key, raw, .. } => set(item, &mut after, key, raw)?,
            #[cfg(feature = "score")]
            Command::SetAll { fields, .. } => {
                for (key, raw) in fields {
                    set(item, &mut after, key, raw)?;
                }
            }
            #[cfg(feature = "score")]
            Command::Adopt { adopted, .. } => {
                for (key, value) in &adopted.values {
                    field_of(&item.fields, item.rows.is_some(), key)?;
                    after.values.insert(key.clone(), value.clone());
                }
                after.unknown = false;
                adopted.note_in(&mut after);
            }
            #[cfg(feature = "score")]
            Command::Review { .. } => {}
            Command::Note { text, .. } => after.note = text.trim().to_string(),
            Command::Unknown { on, .. } => after.unknown = *on,
            Command::NoRows { on: true, .. } => {
                item.rows.as_ref()?;
                after.values = Map::from_iter([(NO_ROWS.to_string(), Value::Bool(true))]);
                after.unknown = false;
            }
            Command::NoRows { on: false, .. } => {
                after.values.remove(NO_ROWS);
            }
            Command::RemoveRow { row, .. } => {
                let mut prefix = row.to_string();
                prefix.push('/');
                after.values.retain(|key, _| !key.starts_with(&prefix));
            }
            Command::Clear { .. } => {
                after.values.clear();
                after.unknown = false;
            }
        }
        self.commit(item.id.clone(), after, context)
    }

    /// Takes a change back, as a new change. A move to another edition is taken back
    /// by [`Sheet::move_back`].
    pub fn undo(&mut self, undo: &Undo, context: &Context) -> Option<Change> {
        let item = undo.0.item.clone();
        let after = undo.0.before.clone().unwrap_or_default();
        if undo.0.rivals.is_empty() {
            return self.commit(item, after, context);
        }
        // Even where the answer stays the same: others stand beside it again.
        let change = self.replace(item, after, context);
        Some(self.disagree_again(&undo.0, change, context))
    }

    /// Puts an answer in place, if it says something else.
    pub(crate) fn commit(
        &mut self,
        item: String,
        after: Answer,
        context: &Context,
    ) -> Option<Change> {
        let unchanged = match self.answers.get(&item) {
            Some(before) => before.same_content(&after) && before.extra == after.extra,
            None => after.is_blank() && after.note.is_empty(),
        };
        (!unchanged).then(|| self.replace(item, after, context))
    }

    /// Puts an answer in place of all that there is: it descends from all of them.
    pub(crate) fn replace(&mut self, item: String, mut after: Answer, context: &Context) -> Change {
        let before = self.answers.get(&item).cloned();
        if let Some(before) = &before {
            after.version.clone_from(&before.version);
        }
        // Whoever edits has all rivals on the screen: the edit supersedes them.
        let rivals = self.rivals.remove(&item).unwrap_or_default();
        for rival in &rivals {
            after.version = after.version.join(&rival.version);
        }
        after.at = context.now;
        after.by.clone_from(&context.author);
        after.version.bump(&context.device);
        self.answers.insert(item.clone(), after.clone());
        Change {
            item,
            before,
            rivals,
            after,
        }
    }
}

/// Sets one field; `None` where the item has no such field.
fn set(item: &Item, after: &mut Answer, key: &str, raw: &str) -> Option<()> {
    let field = field_of(item.fields.as_slice(), item.rows.is_some(), key)?;
    match read_value(field, raw) {
        Some(value) => {
            after.values.insert(key.to_string(), value);
            after.values.remove(NO_ROWS);
            after.unknown = false;
        }
        None => {
            after.values.remove(key);
        }
    }
    Some(())
}

/// The field that an answer key belongs to.
fn field_of<'a>(fields: &'a [Field], rows: bool, key: &str) -> Option<&'a Field> {
    let key = match (rows, key.split_once('/')) {
        (true, Some((row, rest))) if row.parse::<u32>().is_ok() => rest,
        (false, None) => key,
        _ => return None,
    };
    let (name, year) = match key.split_once('@') {
        Some((name, year)) => (name, Some(year)),
        None => (key, None),
    };
    let field = fields.iter().find(|f| f.key == name)?;
    (field.years == year.is_some()).then_some(field)
}

/// Understands what an input holds; `None` for nothing.
pub(crate) fn read_value(field: &Field, raw: &str) -> Option<Value> {
    let raw = match field.kind {
        FieldKind::Long => raw.trim_end(),
        _ => raw.trim(),
    };
    if raw.is_empty() {
        return None;
    }
    Some(match &field.kind {
        FieldKind::Int | FieldKind::Dec => match Decimal::parse_typed(raw) {
            Ok(n) => Value::Num(n),
            Err(_) => Value::Text(raw.to_string()),
        },
        FieldKind::YesNo if raw == "ya" => Value::Bool(true),
        FieldKind::YesNo if raw == "tidak" => Value::Bool(false),
        FieldKind::Many(_) => {
            let codes = raw.split('|').map(str::to_string).collect();
            let mut codes = sorted(codes, &String::cmp);
            codes.dedup();
            Value::Many(codes)
        }
        _ => Value::Text(raw.to_string()),
    })
}
