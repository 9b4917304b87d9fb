//! What rounds of verification want repaired, as far as a page needs it that knows no
//! rounds: which items, in whose words, until when. [`review`](crate::review) says the
//! same and more where there are rounds.

use super::{Answer, Descent, Sheet, Value, VersionVector};
use crate::file::read_version;
use crate::json::Json;
use crate::node::Node;

/// What is stored under `verdict` where something has to be repaired.
pub(crate) const TO_REPAIR: &str = "perbaiki";

/// Has a newer answer to an item arrived than the one that was looked at? Of concurrent
/// answers one is enough, whatever clocks say.
pub(crate) fn is_answered(sheet: &Sheet, item: &str, seen: &VersionVector) -> bool {
    let rivals = sheet.rivals.get(item).into_iter().flatten();
    let mut answers = sheet.answers.get(item).into_iter().chain(rivals);
    answers.any(|a| !a.is_blank() && a.version.compare(seen) == Descent::Newer)
}

/// What was looked at, by what a round says; nothing where that cannot be read.
pub(crate) fn seen_of(said: &Answer) -> VersionVector {
    let text = said.values.get("seen").and_then(Value::as_text);
    let json = text.and_then(|t| Json::parse(t).ok());
    let seen = json.and_then(|json| read_version(&Node::root(&json)).ok());
    seen.unwrap_or_default()
}

/// The items that a round wants repaired and that have no newer answer yet, in the order
/// of their ids, with what was said: the words are its `note`. An item stands here once
/// for each round that wants it.
pub fn wanted(sheet: &Sheet) -> Vec<(&str, &Answer)> {
    let mut all = Vec::new();
    for (id, said) in &sheet.answers {
        let entry = id.strip_prefix('$').and_then(|id| id.split_once('/'));
        if let Some((_, item)) = entry
            && said.values.get("verdict").and_then(Value::as_text) == Some(TO_REPAIR)
            && !is_answered(sheet, item, &seen_of(said))
        {
            all.push((item, said));
        }
    }
    all
}

/// Until when a repair may take, in milliseconds since 1970, by what a round says.
pub fn repair_deadline(said: &Answer) -> Option<u64> {
    let at = said.values.get("deadline").and_then(Value::as_num)?;
    at.text().parse().ok()
}
