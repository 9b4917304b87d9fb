//! Bundles: each sheet in one becomes a row like any other.

use saba_core::file::sniff::{Content, Member};

use super::row::State;
use crate::text;

/// The sheets of bundles in the place of the bundles, and how many are lost with the end
/// of one.
pub fn unfold(members: Vec<Member>) -> (Vec<Member>, usize) {
    let mut all = Vec::new();
    let mut lost = 0_usize;
    for member in members {
        let bundle = match member.result {
            Ok(Content::Bundle(bundle)) => *bundle,
            result => {
                all.push(Member { result, ..member });
                continue;
            }
        };
        lost = lost.saturating_add(bundle.lost());
        all.extend(bundle.sheets.into_iter().map(|one| Member {
            name: member.name.clone(),
            result: one.result.map(|sheet| Content::Sheet(Box::new(sheet))),
            recovered: one.recovered,
        }));
    }
    (all, lost)
}

/// What is said of sheets that are lost.
pub fn lost(name: &str, count: usize) -> State {
    let count = count.to_string();
    State::Refused(text::join(&[name, " — ", &count, text::BUNDLE_LOST]))
}
