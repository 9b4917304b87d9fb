//! Return files: what has to be repaired in a sheet, in the words of those who looked at
//! it, and until when. Whoever opens one sees exactly these items.
//!
//! Each item carries the round's entry as it was said, with its version: taken in
//! elsewhere ([`Return::replica`]) it is the same entry, not another one that says the
//! same.

use super::read::{FileError, document_named, read_version, unknown_members, vet};
use super::write::{Provenance, version_json};
use super::{Checksum, checksum};
use crate::instrument::SheetKind;
use crate::json::Json;
use crate::node::{Node, Read};
use crate::order::twice;
use crate::region::RegionCode;
use crate::review::{Entry, Repair, Verdict, entry_id};
use crate::sheet::{Answer, Sheet, SheetMeta, VersionVector};

/// The format name in every return file.
pub const RETURN_FORMAT: &str = "saba-return";
/// The version of return files that this program writes, and the newest that it reads.
pub const RETURN_VERSION: u64 = 1;

/// What has to be repaired in one sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Return {
    /// Id of the sheet; empty where those who ask have not seen one: then it is for
    /// whatever sheet the region has.
    pub sheet: String,
    /// Whose sheet it is.
    pub kind: SheetKind,
    /// Its region.
    pub region: RegionCode,
    /// Name of the region.
    pub region_name: String,
    /// The round that asks, by its id in the instrument.
    pub round: String,
    /// For whom it is: the perangkat daerah, or a person; empty: the team of the sheet.
    pub owner: String,
    /// When it was written, by whom, on which device, with which program.
    pub from: Provenance,
    /// The items, none twice.
    pub items: Vec<ReturnItem>,
    /// Members that this program does not know, kept as they are.
    pub extra: Vec<(String, Json)>,
}

/// One item to repair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnItem {
    /// Id of the item.
    pub item: String,
    /// What the round said; always [`Verdict::ToRepair`].
    pub entry: Entry,
    /// When that was said.
    pub at: u64,
    /// By whom.
    pub by: String,
    /// The version of what was said.
    pub version: VersionVector,
    /// Members that this program does not know, kept as they are.
    pub extra: Vec<(String, Json)>,
}

impl ReturnItem {
    /// Of an entry as it is stored.
    pub(crate) fn new(item: &str, said: &Answer) -> ReturnItem {
        ReturnItem {
            item: item.to_string(),
            entry: Entry::read(said),
            at: said.at,
            by: said.by.clone(),
            version: said.version.clone(),
            extra: said.extra.clone(),
        }
    }

    /// Is it still open in a sheet? See [`Entry::repair`].
    pub fn is_open(&self, sheet: &Sheet) -> bool {
        self.entry.repair(sheet, &self.item) == Repair::Open
    }
}

impl Return {
    /// Is it about this sheet?
    pub fn is_for(&self, meta: &SheetMeta) -> bool {
        let same = self.sheet.is_empty() || self.sheet == meta.id;
        same && self.kind == meta.kind && self.region == meta.region
    }

    /// The items that are still open in a sheet, in the order of the file.
    pub fn open<'r>(&'r self, sheet: &'r Sheet) -> impl Iterator<Item = &'r ReturnItem> {
        self.items.iter().filter(|item| item.is_open(sheet))
    }

    /// The first deadline of its items.
    pub fn deadline(&self) -> Option<u64> {
        self.items.iter().filter_map(|i| i.entry.deadline).min()
    }

    /// What it says as a replica of the sheet that it is about: to be taken in like any
    /// other ([`merge`](crate::merge::merge)), which touches no answer. `None` where it
    /// is about another sheet.
    pub fn replica(&self, of: &SheetMeta) -> Option<Sheet> {
        if !self.is_for(of) {
            return None;
        }
        let mut sheet = Sheet::new(of.clone());
        for item in &self.items {
            let said = Answer {
                at: item.at,
                by: item.by.clone(),
                version: item.version.clone(),
                extra: item.extra.clone(),
                ..item.entry.answer()
            };
            sheet
                .answers
                .insert(entry_id(&self.round, &item.item), said);
        }
        Some(sheet)
    }
}

/// Writes a return file: one line for each member of an item.
pub fn write_return(returned: &Return) -> String {
    let text = |s: &str| Json::text(s);
    let mut members: Vec<(String, Json)> = Vec::new();
    let mut put = |name: &str, value: Json| members.push((name.to_string(), value));
    put("format", text(RETURN_FORMAT));
    put("version", Json::int(RETURN_VERSION));
    put("program", text(&returned.from.program));
    put("sheet", text(&returned.sheet));
    put("kind", text(returned.kind.id()));
    put("region", text(returned.region.as_str()));
    put("region_name", text(&returned.region_name));
    put("round", text(&returned.round));
    put("owner", text(&returned.owner));
    put("at", Json::int(returned.from.at));
    put("by", text(&returned.from.by));
    put("device", text(&returned.from.device));
    put(
        "items",
        Json::Arr(returned.items.iter().map(item_json).collect()),
    );
    members.extend(returned.extra.iter().cloned());
    let mut document = Json::Obj(members);
    let sum = checksum(&document);
    if let Json::Obj(members) = &mut document {
        members.push((String::from("checksum"), Json::text(sum)));
    }
    document.lines(3)
}

fn item_json(item: &ReturnItem) -> Json {
    let entry = &item.entry;
    let mut members: Vec<(String, Json)> = Vec::new();
    let mut put = |name: &str, value: Json| members.push((name.to_string(), value));
    put("item", Json::text(&item.item));
    put("words", Json::text(&entry.comment));
    put(
        "reasons",
        Json::Arr(entry.reasons.iter().map(Json::text).collect()),
    );
    put("owner", Json::text(&entry.owner));
    if let Some(score) = entry.score {
        put("score", Json::int(score));
    }
    if let Some(deadline) = entry.deadline {
        put("deadline", Json::int(deadline));
    }
    put("seen", version_json(&entry.seen));
    put("at", Json::int(item.at));
    put("by", Json::text(&item.by));
    put("ver", version_json(&item.version));
    members.extend(item.extra.iter().cloned());
    Json::Obj(members)
}

/// Reads a return file. Its checksum must be right.
///
/// # Errors
/// As [`read_sheet`](super::read_sheet): the first reason why it cannot be read.
pub fn read_return(text: &str) -> Result<Return, FileError> {
    return_of(&document_named(text, &[RETURN_FORMAT])?)
}

/// The return of a document.
pub(super) fn return_of(document: &Json) -> Result<Return, FileError> {
    vet(document, RETURN_VERSION, Checksum::Required)?;
    read(&Node::root(document)).map_err(FileError::Damaged)
}

const KNOWN: [&str; 14] = [
    "format",
    "version",
    "program",
    "sheet",
    "kind",
    "region",
    "region_name",
    "round",
    "owner",
    "at",
    "by",
    "device",
    "items",
    "checksum",
];

fn read(root: &Node) -> Read<Return> {
    let kind_node = root.need("kind")?;
    let Some(kind) = SheetKind::parse(kind_node.str()?) else {
        return kind_node.fail("must be desa, kecamatan or kabupaten");
    };
    let region_node = root.need("region")?;
    let region = match RegionCode::parse(region_node.str()?) {
        Some(code) if code.level() == kind.region_level() => code,
        _ => return region_node.fail("is not a region code for this kind of sheet"),
    };
    let round = root.need("round")?;
    if round.str()?.is_empty() || round.str()?.contains('/') {
        return round.fail("must be a name without /");
    }
    let items_node = root.need("items")?;
    let mut items = Vec::new();
    for node in items_node.items()? {
        items.push(item(&node)?);
    }
    let ids: Vec<&str> = items.iter().map(|i: &ReturnItem| i.item.as_str()).collect();
    if twice(&ids).is_some() {
        return items_node.fail("names an item twice");
    }
    Ok(Return {
        sheet: root.opt_string("sheet")?,
        kind,
        region,
        region_name: root.opt_string("region_name")?,
        round: round.str()?.to_string(),
        owner: root.opt_string("owner")?,
        from: Provenance {
            program: root.opt_string("program")?,
            at: root.need("at")?.number()?,
            by: root.opt_string("by")?,
            device: root.opt_string("device")?,
        },
        items,
        extra: unknown_members(root, &KNOWN)?,
    })
}

const KNOWN_OF_ITEM: [&str; 10] = [
    "item", "words", "reasons", "owner", "score", "deadline", "seen", "at", "by", "ver",
];

fn item(n: &Node) -> Read<ReturnItem> {
    let version = |name: &str| match n.opt(name) {
        Some(node) => read_version(&node),
        None => Ok(VersionVector::default()),
    };
    let score: Option<u8> = opt_number(n, "score")?;
    if score.is_some_and(|score| score > 100) {
        return n.need("score")?.fail("must be 0 to 100");
    }
    Ok(ReturnItem {
        item: n.string("item")?,
        entry: Entry {
            verdict: Verdict::ToRepair,
            score,
            comment: n.opt_string("words")?,
            reasons: n.strings("reasons")?,
            owner: n.opt_string("owner")?,
            deadline: opt_number(n, "deadline")?,
            seen: version("seen")?,
        },
        at: opt_number(n, "at")?.unwrap_or_default(),
        by: n.opt_string("by")?,
        version: version("ver")?,
        extra: unknown_members(n, &KNOWN_OF_ITEM)?,
    })
}

fn opt_number<T: TryFrom<u64>>(n: &Node, name: &str) -> Read<Option<T>> {
    match n.opt(name) {
        None => Ok(None),
        Some(node) => node.number().map(Some),
    }
}
