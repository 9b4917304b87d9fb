//! Several sheets in one file: what a kecamatan hands up, its villages' sheets and its
//! own. Each sheet stands in it as a whole document with its own checksum, so damage to
//! one never spoils the others.

use std::borrow::Cow;

use super::read::{Checksum, FileError, Incoming, names_format};
use super::reader::{Outcome, Reader, modest};
use super::recover::{self, Recovered};
use super::write::{Provenance, sheet_json};
use super::{MAX_BYTES, checksum};
use crate::instrument::SheetKind;
use crate::json::Json;
use crate::node::{Node, Read};
use crate::region::RegionCode;
use crate::sheet::Sheet;

/// The format name in every bundle.
pub const BUNDLE_FORMAT: &str = "saba-bundle";
/// The version of bundles that this program writes, and the newest that it reads.
pub const BUNDLE_VERSION: u64 = 1;
/// Most sheets of a bundle: no regency has as many villages.
pub const MAX_SHEETS: usize = 1000;

/// Who made a bundle, and for what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BundleFrom {
    /// What kind of team.
    pub kind: SheetKind,
    /// Its region.
    pub region: RegionCode,
    /// Name of the region.
    pub region_name: String,
    /// When, by whom, on which device, with which program.
    pub handed_over: Provenance,
}

/// Writes a bundle: one line for each sheet. `None` where it would be larger than what
/// readers look into ([`MAX_SHEETS`], [`MAX_BYTES`]): hand over fewer at a time.
pub fn write_bundle(from: &BundleFrom, sheets: &[(&Sheet, &Provenance)]) -> Option<String> {
    if sheets.len() > MAX_SHEETS {
        return None;
    }
    let by = &from.handed_over;
    let object = |members: Vec<(&str, Json)>| {
        let members = members.into_iter().map(|(name, v)| (name.to_string(), v));
        Json::Obj(members.collect())
    };
    let mut document = object(vec![
        ("format", Json::text(BUNDLE_FORMAT)),
        ("version", Json::int(BUNDLE_VERSION)),
        ("program", Json::text(&by.program)),
        (
            "from",
            object(vec![
                ("kind", Json::text(from.kind.id())),
                ("region", Json::text(from.region.as_str())),
                ("region_name", Json::text(&from.region_name)),
                ("at", Json::int(by.at)),
                ("by", Json::text(&by.by)),
                ("device", Json::text(&by.device)),
            ]),
        ),
        ("count", Json::int(sheets.len())),
        (
            "sheets",
            Json::Arr(sheets.iter().map(|(s, p)| sheet_json(s, p)).collect()),
        ),
    ]);
    let sum = checksum(&document);
    if let Json::Obj(members) = &mut document {
        members.push((String::from("checksum"), Json::text(sum)));
    }
    let text = document.lines(2);
    (text.len() <= MAX_BYTES).then_some(text)
}

/// A bundle that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    /// Who made it; `None` where that cannot be read.
    pub from: Option<BundleFrom>,
    /// The sheets in its order, each with its own result.
    pub sheets: Vec<Bundled>,
    /// Is it whole and unchanged? Where it is not, every sheet that can be read still
    /// was, and is as it was written: it has a checksum of its own.
    pub intact: bool,
    /// How many sheets it says it holds.
    pub expected: Option<usize>,
    /// The checksum that stands in it; empty where there is none.
    pub checksum: String,
}

/// A sheet of a bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundled {
    /// The sheet, or why it cannot be taken in.
    pub result: Result<Incoming, FileError>,
    /// What is whole in it, where it is cut off or broken.
    pub recovered: Option<Box<Recovered>>,
}

impl Bundle {
    /// How many sheets are lost without a trace: said to be there and not found.
    pub fn lost(&self) -> usize {
        let expected = self.expected.unwrap_or(0);
        expected.saturating_sub(self.sheets.len())
    }
}

/// Reads a bundle. What is wrong with one sheet in it never spoils the others, nor does
/// its own checksum, or an end that is missing.
///
/// # Errors
/// Where there is nothing to be had: [`FileError::Empty`], [`FileError::NotSaba`],
/// [`FileError::NewerFormat`], [`FileError::TooMany`], and [`FileError::CutOff`] or
/// [`FileError::Damaged`] where not even one sheet was found.
pub fn read_bundle(text: &str, rule: Checksum) -> Result<Bundle, FileError> {
    let text = text.trim_start_matches('\u{feff}').trim();
    let error = match Reader::of(Cow::Borrowed(text), rule, &[BUNDLE_FORMAT]).run() {
        Ok(Outcome::Bundle(bundle)) => return Ok(*bundle),
        Ok(_) => return Err(FileError::NotSaba),
        Err(error) => error,
    };
    let Some(mut salvage) = Salvage::after(&error, text, rule) else {
        return Err(error);
    };
    loop {
        if let Some(bundle) = salvage.step(usize::MAX) {
            return Ok(bundle);
        }
    }
}

/// A bundle without sheets: what its members say about it.
pub(super) fn head(document: &Json) -> Bundle {
    let root = Node::root(document);
    let expected = document.get("count").and_then(Json::as_u64);
    let named = document.get("checksum").and_then(Json::as_str);
    Bundle {
        from: from(&root).ok(),
        sheets: Vec::new(),
        intact: false,
        expected: expected.and_then(|n| usize::try_from(n).ok()),
        checksum: named.unwrap_or_default().to_string(),
    }
}

fn from(root: &Node) -> Read<BundleFrom> {
    let n = root.need("from")?;
    let kind = n.need("kind")?;
    let region = n.need("region")?;
    match (
        SheetKind::parse(kind.str()?),
        RegionCode::parse(region.str()?),
    ) {
        (Some(kind), Some(code)) => Ok(BundleFrom {
            kind,
            region: code,
            region_name: n.opt_string("region_name")?,
            handed_over: Provenance {
                program: root.opt_string("program")?,
                at: n.need("at")?.number()?,
                by: n.opt_string("by")?,
                device: n.opt_string("device")?,
            },
        }),
        _ => n.fail("names no team"),
    }
}

/// Reading what is left of a bundle that is no JSON from some place on: every sheet that
/// is there, wherever the damage is, one after another.
pub(super) struct Salvage {
    text: String,
    rule: Checksum,
    bundle: Bundle,
    all: usize,
    /// Where sheets begin and end, and whether the last brace is there; the last first.
    left: Vec<(usize, usize, bool)>,
    now: Option<(Box<Reader<'static>>, bool)>,
}

impl Salvage {
    /// For those who have the error of the whole at hand. `None` where the text is not
    /// such a bundle, or there is not one sheet.
    pub fn after(error: &FileError, text: &str, rule: Checksum) -> Option<Salvage> {
        if !matches!(error, FileError::CutOff | FileError::Damaged(_))
            || !names_format(text, BUNDLE_FORMAT)
        {
            return None;
        }
        let (before, mut left) = super::sniff::inner_documents(text, MAX_SHEETS)?;
        left.reverse();
        // The members before the sheets: closed by hand, they are a document.
        let mut opened = before.trim_end().trim_end_matches('[').to_string();
        opened.push_str("[]}");
        let document = modest(&opened).unwrap_or(Json::Null);
        Some(Salvage {
            text: text.to_string(),
            rule,
            bundle: head(&document),
            all: left.len(),
            left,
            now: None,
        })
    }

    /// See [`Reader::step`].
    pub fn step(&mut self, bytes: usize) -> Option<Bundle> {
        let mut work = 0usize;
        while work <= bytes {
            let Some((reader, whole)) = &mut self.now else {
                let Some((from, to, whole)) = self.left.pop() else {
                    return Some(std::mem::replace(&mut self.bundle, head(&Json::Null)));
                };
                let text = self.text.get(from..to).unwrap_or_default().to_string();
                let reader = Reader::of_bundled(text, self.rule);
                self.now = Some((Box::new(reader), whole));
                continue;
            };
            let result = match reader.step(bytes.saturating_sub(work))? {
                // What follows a cut-off sheet makes no sense to the reader.
                Err(FileError::Damaged(e)) if !*whole && e.place == "$" => Err(FileError::CutOff),
                result => result,
            };
            let text = reader.take_text();
            work = work.saturating_add(text.len());
            let recovered = result.as_ref().err().and_then(|e| recover::after(e, &text));
            self.bundle.sheets.push(Bundled { result, recovered });
            self.now = None;
        }
        None
    }

    /// How much is done, in thousandths.
    pub fn done(&self) -> u32 {
        let read = self.bundle.sheets.len().saturating_mul(1000);
        let share = read.checked_div(self.all).unwrap_or(0);
        u32::try_from(share).unwrap_or(1000)
    }
}
