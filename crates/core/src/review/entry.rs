//! What one round says about one item.

use crate::file::version_json;
use crate::num::Decimal;
use crate::order::{Map, sorted};
use crate::sheet::{
    Answer, Sheet, TO_REPAIR, Value, VersionVector, is_answered, repair_deadline, seen_of,
};

/// What a round made of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Verdict {
    /// Nobody has looked at it yet.
    #[default]
    NotLookedAt,
    /// It is right as it is.
    Accepted,
    /// Something has to be repaired.
    ToRepair,
}

impl Verdict {
    /// Names in files.
    const NAMES: [(&'static str, Verdict); 3] = [
        ("belum", Verdict::NotLookedAt),
        ("terima", Verdict::Accepted),
        (TO_REPAIR, Verdict::ToRepair),
    ];

    /// The name in files.
    pub fn id(self) -> &'static str {
        let mut names = Verdict::NAMES.into_iter();
        names.find(|(_, v)| *v == self).map_or("", |(name, _)| name)
    }

    /// Reads the name.
    pub fn parse(text: &str) -> Option<Verdict> {
        let mut names = Verdict::NAMES.into_iter();
        names.find(|(name, _)| *name == text).map(|(_, v)| v)
    }
}

/// What one round says about one item.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Entry {
    /// What was made of it.
    pub verdict: Verdict,
    /// The score that this round gives, 0 to 100; `None`: none of its own.
    pub score: Option<u8>,
    /// In the words of those who looked.
    pub comment: String,
    /// Why it is to be repaired: ids of the instrument's reasons, each once.
    pub reasons: Vec<String>,
    /// Who repairs it: the perangkat daerah, or a person.
    pub owner: String,
    /// Until when, in milliseconds since 1970; the clock of those who ask.
    pub deadline: Option<u64>,
    /// The version of the answer that was looked at.
    pub seen: VersionVector,
}

/// How a repair stands in a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repair {
    /// Nothing was asked for.
    NotAsked,
    /// Asked for, and the answer is still the one that was looked at, or one that does
    /// not descend from it.
    Open,
    /// Asked for, and a newer answer has arrived.
    Closed,
}

impl Entry {
    /// How the repair of an item stands in a sheet. Of concurrent answers one that is
    /// newer than the one that was looked at is enough, whatever clocks say.
    pub fn repair(&self, sheet: &Sheet, item: &str) -> Repair {
        if self.verdict != Verdict::ToRepair {
            return Repair::NotAsked;
        }
        match is_answered(sheet, item, &self.seen) {
            true => Repair::Closed,
            false => Repair::Open,
        }
    }

    /// As it is stored: an answer without a version.
    pub(crate) fn answer(&self) -> Answer {
        let mut values: Vec<(String, Value)> = Vec::new();
        let mut put = |key: &str, value: Value| values.push((key.to_string(), value));
        put("verdict", Value::Text(self.verdict.id().to_string()));
        if let Some(score) = self.score {
            put("score", Value::Num(Decimal::int(u32::from(score))));
        }
        if !self.reasons.is_empty() {
            let mut reasons = sorted(self.reasons.clone(), &String::cmp);
            reasons.dedup();
            put("reasons", Value::Many(reasons));
        }
        if !self.owner.is_empty() {
            put("owner", Value::Text(self.owner.clone()));
        }
        let deadline = self.deadline.map(|at| at.to_string());
        if let Some(Ok(at)) = deadline.map(|at| Decimal::parse_json(&at)) {
            put("deadline", Value::Num(at));
        }
        put("seen", Value::Text(version_json(&self.seen).compact()));
        Answer {
            values: Map::from_iter(values),
            note: self.comment.clone(),
            ..Answer::default()
        }
    }

    /// Reads what is stored. What cannot be read is as if it had not been said.
    pub fn read(answer: &Answer) -> Entry {
        let text = |key: &str| answer.values.get(key).and_then(Value::as_text);
        let score = || -> Option<u8> {
            let number = answer.values.get("score")?.as_num()?;
            number.text().parse().ok().filter(|n| *n <= 100)
        };
        let reasons = match answer.values.get("reasons") {
            Some(Value::Many(codes)) => codes.clone(),
            _ => Vec::new(),
        };
        Entry {
            verdict: text("verdict").and_then(Verdict::parse).unwrap_or_default(),
            score: score(),
            comment: answer.note.clone(),
            reasons,
            owner: text("owner").unwrap_or_default().to_string(),
            deadline: repair_deadline(answer),
            seen: seen_of(answer),
        }
    }
}

fn answers<'s>(sheet: &'s Sheet, item: &str) -> impl Iterator<Item = &'s Answer> {
    let rivals = sheet.rivals.get(item).into_iter().flatten();
    sheet.answers.get(item).into_iter().chain(rivals)
}

/// What those who look at an item have in front of them: the [`Entry::seen`] of what
/// they say about it.
pub fn seen(sheet: &Sheet, item: &str) -> VersionVector {
    let versions = answers(sheet, item).map(|a| &a.version);
    versions.fold(VersionVector::default(), |all, version| all.join(version))
}

/// The id under which a round's entry to an item is stored: `$provinsi/T1.06`. No
/// instrument can ask for such an item.
pub fn entry_id(round: &str, item: &str) -> String {
    let mut id = String::from("$");
    id.push_str(round);
    id.push('/');
    id.push_str(item);
    id
}

/// Round and item of an entry's id; `None` for an id that is none.
pub fn entry_of(id: &str) -> Option<(&str, &str)> {
    id.strip_prefix('$')?.split_once('/')
}

/// What a round says about an item; `None` where it says nothing yet. Where two people
/// said different things without seeing each other, the one that stands first: ask
/// [`is_conflict`](crate::merge::is_conflict) with the [`entry_id`].
pub fn entry(sheet: &Sheet, round: &str, item: &str) -> Option<Entry> {
    let answer = sheet.answer(&entry_id(round, item))?;
    (!answer.is_blank()).then(|| Entry::read(answer))
}
