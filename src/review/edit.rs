//! What a person types or chooses in a review, as a command. What is said is one answer,
//! so each change says all of it again.

use saba_core::review::{Entry, Verdict, entry, entry_id, entry_of, seen};
use saba_core::sheet::{Command, Sheet};

use crate::{dispatch, platform, state};

/// The entry of a round about an item of the open sheet.
pub fn now(round: &str, item: &str) -> Entry {
    state::with_sheet(|sheet| entry(sheet, round, item))
        .flatten()
        .unwrap_or_default()
}

/// What follows from typing or choosing `raw` under a key: `verdict`, `score`, `reason`
/// (said or taken back), `owner`, `deadline` (milliseconds since 1970) or `comment`.
/// `None` where `id` is no entry's id.
pub fn command(id: &str, key: &str, raw: &str) -> Option<Command> {
    let (round, item) = entry_of(id)?;
    let entry = state::with_sheet(|sheet| changed(sheet, round, item, key, raw))?;
    Some(Command::Review {
        round: round.to_string(),
        item: item.to_string(),
        entry: Box::new(entry),
    })
}

fn changed(sheet: &Sheet, round: &str, item: &str, key: &str, raw: &str) -> Entry {
    let mut said = entry(sheet, round, item).unwrap_or_default();
    // Whoever decides has looked at what is there now; whoever only words it better has
    // decided before.
    if key == "verdict" || said.verdict == Verdict::NotLookedAt {
        said.seen = seen(sheet, item);
    }
    match key {
        "verdict" => {
            said.verdict = Verdict::parse(raw).unwrap_or_default();
            if said.verdict == Verdict::ToRepair {
                asks(sheet, round, item, &mut said);
            }
        }
        "score" => said.score = raw.parse().ok().filter(|n| *n <= 100),
        "reason" => match said.reasons.iter().position(|r| r == raw) {
            Some(at) => drop(said.reasons.remove(at)),
            None => said.reasons.push(raw.to_string()),
        },
        "owner" => said.owner = raw.trim().to_string(),
        "deadline" => said.deadline = raw.parse().ok(),
        _ => said.comment = raw.trim().to_string(),
    }
    said
}

/// A request begins: its time runs from now, and it goes to whoever answers for the item
/// where nobody else is named.
fn asks(sheet: &Sheet, round: &str, item: &str, said: &mut Entry) {
    let instrument = state::instrument();
    let round = instrument.rounds.iter().find(|r| r.id == round);
    if let Some(deadline) = round.and_then(|r| r.deadline(platform::now())) {
        said.deadline = Some(deadline);
    }
    let item = instrument.sheet(sheet.meta.kind).item(item);
    let first = item.and_then(|i| i.agencies.first());
    if let (true, Some(first)) = (said.owner.is_empty(), first) {
        said.owner.clone_from(first);
    }
}

/// Says it at once.
pub fn say(round: &str, item: &str, key: &str, raw: &str) {
    // What is being typed about the same item comes first: it is part of what is said.
    dispatch::flush();
    if let Some(command) = command(&entry_id(round, item), key, raw) {
        dispatch::run(command);
    }
}

/// Gives all open requests of a round the same deadline: one act.
pub fn deadline_for_all(round: &str, at: u64) {
    let instrument = state::instrument();
    dispatch::all_at_once(&|sheet, context| {
        let def = instrument.sheet(sheet.meta.kind);
        let open = saba_core::review::to_repair(def, sheet, Some(round));
        let open = open.into_iter().filter(|r| r.open);
        open.filter_map(|repair| {
            let command = Command::Review {
                round: repair.round,
                item: repair.item,
                entry: Box::new(Entry {
                    deadline: Some(at),
                    ..repair.entry
                }),
            };
            sheet.apply(def, &command, context)
        })
        .collect()
    });
}
