//! What has to be repaired, by whom, and the files that tell them.

use super::entry::{Entry, Repair, entry_id, entry_of};
use crate::file::Provenance;
use crate::file::returned::{Return, ReturnItem};
use crate::instrument::{SheetDef, SheetKind};
use crate::sheet::{Answer, Sheet};

/// An item that a round wants repaired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToRepair {
    /// Id of the round.
    pub round: String,
    /// Id of the item.
    pub item: String,
    /// What was said.
    pub entry: Entry,
    /// Is it still open? Else a newer answer has arrived.
    pub open: bool,
}

/// Everything in a sheet that a round wants repaired, or any round, in the order of the
/// sheet. Also rounds that this instrument does not name.
pub fn to_repair(def: &SheetDef, sheet: &Sheet, round: Option<&str>) -> Vec<ToRepair> {
    let said: Vec<(&str, &str, &Answer)> = sheet
        .answers
        .iter()
        .filter_map(|(id, answer)| entry_of(id).map(|(round, item)| (round, item, answer)))
        .filter(|(name, _, _)| round.is_none_or(|round| round == *name))
        .collect();
    let mut all = Vec::new();
    for item in def.items() {
        for (round, _, answer) in said.iter().filter(|(_, id, _)| *id == item.id) {
            let entry = Entry::read(answer);
            let repair = entry.repair(sheet, &item.id);
            if repair != Repair::NotAsked {
                all.push(ToRepair {
                    round: (*round).to_string(),
                    item: item.id.clone(),
                    entry,
                    open: repair == Repair::Open,
                });
            }
        }
    }
    all
}

/// How the repairs of one who repairs stand.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct OwnerTally {
    /// Who repairs; empty where nobody was named.
    pub owner: String,
    /// Still open.
    pub open: u32,
    /// A newer answer has arrived.
    pub closed: u32,
    /// The first deadline of those that are open.
    pub deadline: Option<u64>,
}

/// Who repairs, and how far they are, in the order in which they come first.
pub fn owners(repairs: &[ToRepair]) -> Vec<OwnerTally> {
    let mut all: Vec<OwnerTally> = Vec::new();
    for repair in repairs {
        let owner = &repair.entry.owner;
        let at = match all.iter().position(|t| t.owner == *owner) {
            Some(at) => at,
            None => {
                all.push(OwnerTally {
                    owner: owner.clone(),
                    ..OwnerTally::default()
                });
                all.len().saturating_sub(1)
            }
        };
        let Some(tally) = all.get_mut(at) else {
            continue;
        };
        if repair.open {
            tally.open = tally.open.saturating_add(1);
            let ends = [tally.deadline, repair.entry.deadline];
            tally.deadline = ends.into_iter().flatten().min();
        } else {
            tally.closed = tally.closed.saturating_add(1);
        }
    }
    all
}

/// The return files of a round: what is still open in a sheet. Of the regency sheet one
/// for each who repairs; of the sheet of a village or kecamatan one for its team.
pub fn returns(def: &SheetDef, sheet: &Sheet, round: &str, from: &Provenance) -> Vec<Return> {
    let meta = &sheet.meta;
    let by_owner = meta.kind == SheetKind::Kabupaten;
    let mut all: Vec<Return> = Vec::new();
    for repair in to_repair(def, sheet, Some(round)) {
        let owner = match by_owner {
            true => repair.entry.owner.as_str(),
            false => "",
        };
        let said = sheet.answer(&entry_id(round, &repair.item));
        let (true, Some(said)) = (repair.open, said) else {
            continue;
        };
        let item = ReturnItem::new(&repair.item, said);
        match all.iter_mut().find(|r| r.owner == owner) {
            Some(found) => found.items.push(item),
            None => all.push(Return {
                sheet: meta.id.clone(),
                kind: meta.kind,
                region: meta.region.clone(),
                region_name: meta.region_name.clone(),
                round: round.to_string(),
                owner: owner.to_string(),
                from: from.clone(),
                items: vec![item],
                extra: Vec::new(),
            }),
        }
    }
    all
}
