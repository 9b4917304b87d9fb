//! What rounds of verification want repaired, as far as a page needs it that knows no
//! rounds: which items, in whose words. `review` says more where there are rounds.

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

/// The item that is to be repaired by what a round says about it, as long as it has no
/// newer answer. `None` for whatever else stands under an id of a sheet.
pub fn wanted<'i>(sheet: &Sheet, id: &'i str, said: &Answer) -> Option<&'i str> {
    let (_, item) = id.strip_prefix('$')?.split_once('/')?;
    let verdict = said.values.get("verdict")?.as_text()?;
    (verdict == TO_REPAIR && !is_answered(sheet, item, &seen_of(said))).then_some(item)
}

/// Until when a repair may take, in milliseconds since 1970, by what a round says.
#[cfg(feature = "score")]
pub fn repair_deadline(said: &Answer) -> Option<u64> {
    let at = said.values.get("deadline").and_then(Value::as_num)?;
    at.text().parse().ok()
}
