//! What a round says, in words, wherever an answer's id or content would show.

use saba_core::instrument::{Instrument, Item, SheetKind};
use saba_core::review::{Entry, Verdict, entry_of};
use saba_core::sheet::Answer;
use saba_core::text::joined_list;

use crate::text::Line;
use crate::{platform, state, text};

/// The title of a round; its id where the instrument does not name it.
pub fn round_title<'a>(instrument: &'a Instrument, round: &'a str) -> &'a str {
    let named = instrument.rounds.iter().find(|r| r.id == round);
    named.map_or(round, |r| r.title.as_str())
}

/// What the entry of a round is called: `Verifikasi provinsi: 4.8  Pasar …`; or what else is
/// said about the sheet (`plans`). `None` for the id of anything else.
pub fn title(instrument: &Instrument, kind: SheetKind, id: &str) -> Option<String> {
    let Some((round, item)) = entry_of(id) else {
        return crate::plans::title(instrument, id);
    };
    let named = instrument.sheet(kind).item(item).map(text::item_name);
    let round = round_title(instrument, round);
    Some(text::join(&[round, ": ", named.as_deref().unwrap_or(item)]))
}

/// What an answer says, line by line, be it an entry of a round or not.
pub fn lines(instrument: &Instrument, id: &str, item: Option<&Item>, answer: &Answer) -> Vec<Line> {
    match entry_of(id) {
        Some(_) if !answer.is_blank() => entry_lines(instrument, &Entry::read(answer)),
        _ => crate::plans::lines(id, answer)
            .unwrap_or_else(|| text::answer(item, answer, instrument.years)),
    }
}

fn entry_lines(instrument: &Instrument, entry: &Entry) -> Vec<Line> {
    let mut lines = vec![(text::VERDICT.into(), text::verdict(entry.verdict).into())];
    if let Some(score) = entry.score {
        lines.push((text::REVIEW_SCORE.into(), score.to_string()));
    }
    if entry.verdict == Verdict::ToRepair {
        lines.extend(asked_lines(instrument, entry));
        if !entry.owner.is_empty() {
            lines.push((text::REPAIRED_BY.into(), entry.owner.clone()));
        }
        if let Some(at) = entry.deadline {
            lines.push((text::DEADLINE.into(), platform::day_and_clock(at)));
        }
    } else if !entry.comment.is_empty() {
        lines.push((text::COMMENT.into(), entry.comment.clone()));
    }
    lines
}

/// What is asked for in one sentence: by which round, in whose words, why, until when.
pub fn asked_in_words(id: &str, said: &Answer) -> String {
    let instrument = state::instrument();
    let (round, _) = entry_of(id).unwrap_or_default();
    let entry = Entry::read(said);
    let told = asked_lines(instrument, &entry).into_iter();
    let told: Vec<String> = told.map(|(_, words)| words).collect();
    let until = entry.deadline.map(super::countdown::until);
    text::join(&[
        text::ITEM_WANTED,
        &joined_list(&told, " · "),
        " · ",
        round_title(instrument, round),
        if until.is_some() { text::UNTIL } else { "" },
        until.as_deref().unwrap_or_default(),
    ])
}

fn reasons(instrument: &Instrument, entry: &Entry) -> String {
    let named = |id: &String| {
        let known = instrument.reasons.iter().find(|r| r.id == *id);
        known.map_or_else(|| id.clone(), |r| r.title.clone())
    };
    let reasons: Vec<String> = entry.reasons.iter().map(named).collect();
    joined_list(&reasons, "; ")
}

/// What is asked for: the reviewer's words, then the ready reasons.
pub fn asked_lines(instrument: &Instrument, entry: &Entry) -> Vec<Line> {
    let mut lines = Vec::new();
    if !entry.comment.is_empty() {
        lines.push((text::COMMENT.into(), entry.comment.clone()));
    }
    let reasons = reasons(instrument, entry);
    if !reasons.is_empty() {
        lines.push((text::REASON_GIVEN.into(), reasons));
    }
    lines
}
