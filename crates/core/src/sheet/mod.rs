//! A sheet: one team's answers for one region and round.

mod check;
mod command;
mod cross;
mod edition;
mod gaps;
mod settle;
mod status;
mod version;
mod wanted;

pub use check::{
    Day, FillState, Finding, FindingKind, Progress, asked, asked_keys, check_item, check_sheet,
    fill_state, progress,
};
#[cfg(feature = "score")]
pub(crate) use command::read_value;
pub use command::{Change, Command, Context, Undo};
pub use cross::{CrossFinding, cross_findings};
pub use edition::{EDITION_ITEM, is_about_sheet, is_of_one_region, is_round_entry};
pub use gaps::{Gap, Missing, gaps};
pub use status::{DocumentStatus, Insight, OdfStatus, document_status, insights, odf_status};
pub use version::{Descent, VersionVector};
pub use wanted::wanted;
#[cfg(feature = "score")]
pub(crate) use wanted::{TO_REPAIR, is_answered, repair_deadline, seen_of};

use crate::instrument::{Instrument, SheetKind};
use crate::json::Json;
use crate::num::Decimal;
use crate::order::{Map, sorted};
use crate::region::RegionCode;

/// One value inside an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A number that was understood.
    Num(Decimal),
    /// Text, a code of a choice, a day (`2024-05-01`), or what was typed where
    /// a number was asked for and could not be understood: kept as typed.
    Text(String),
    /// Yes or no.
    Bool(bool),
    /// Several codes, sorted.
    Many(Vec<String>),
}

impl Value {
    /// The text of a text value.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Value::Text(s) => Some(s),
            _ => None,
        }
    }

    /// The number of a number value.
    pub fn as_num(&self) -> Option<Decimal> {
        match self {
            Value::Num(n) => Some(*n),
            _ => None,
        }
    }

    /// The truth of a yes/no value.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Value::Bool(b) => Some(*b),
            _ => None,
        }
    }
}

/// What a team said to one item.
///
/// An answer whose `values` are empty is blank, but its version still counts:
/// clearing is a change like any other.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Answer {
    /// Values by field key: `n@2024`, `level`, `3/nama` for row 3.
    pub values: Map<Value>,
    /// A remark.
    pub note: String,
    /// "Not known yet": blank with intent.
    pub unknown: bool,
    /// When it was last changed, in milliseconds since 1970, by the clock of
    /// the device. For display only: clocks of phones are wrong.
    pub at: u64,
    /// Who changed it last.
    pub by: String,
    /// Its version: what it descends from.
    pub version: VersionVector,
    /// Members of the file that this program does not know, kept as they are.
    pub extra: Vec<(String, Json)>,
}

impl Answer {
    /// Nothing said at all.
    pub fn is_blank(&self) -> bool {
        self.values.is_empty() && !self.unknown
    }

    /// Do two answers say the same, whoever said it and when?
    pub fn same_content(&self, other: &Answer) -> bool {
        self.values == other.values && self.note == other.note && self.unknown == other.unknown
    }

    /// Row numbers of a repeated list, ascending.
    pub fn rows(&self) -> Vec<u32> {
        let mut rows: Vec<u32> = self
            .values
            .keys()
            .filter_map(|k| k.split_once('/')?.0.parse().ok())
            .collect();
        // What belongs to one row stands together: little is left to be put in order.
        rows.dedup();
        let mut rows = sorted(rows, &u32::cmp);
        rows.dedup();
        rows
    }
}

/// The key that states that a repeated list is empty on purpose.
pub const NO_ROWS: &str = "none";

/// Which edition of which instrument a sheet was filled in with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InstrumentRef {
    /// Instrument id.
    pub id: String,
    /// Edition.
    pub edition: String,
    /// Hash of the instrument file; empty in sheets written by hand.
    pub hash: String,
}

impl InstrumentRef {
    /// The reference to a loaded instrument.
    pub fn of(instrument: &Instrument) -> InstrumentRef {
        InstrumentRef {
            id: instrument.id.clone(),
            edition: instrument.edition.clone(),
            hash: instrument.hash.clone(),
        }
    }
}

/// What a sheet is, beside its answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetMeta {
    /// Random id, for life.
    pub id: String,
    /// Whose sheet it is.
    pub kind: SheetKind,
    /// Its region.
    pub region: RegionCode,
    /// Name of the region when the sheet was begun.
    pub region_name: String,
    /// Names of the regions around it, for people: `Juai, Kabupaten Balangan`.
    pub region_path: String,
    /// The instrument it is filled in with.
    pub instrument: InstrumentRef,
    /// When it was begun, in milliseconds since 1970.
    pub created: u64,
    /// Rises with every hand-over.
    pub revision: u32,
    /// Members of the file that this program does not know, kept as they are.
    pub extra: Vec<(String, Json)>,
}

/// A sheet with its answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// What it is.
    pub meta: SheetMeta,
    /// Answers by item id. Ids that the instrument does not know are kept.
    pub answers: Map<Answer>,
    /// Concurrent edits that nobody has chosen between yet, by item id: the
    /// answers beside the one in `answers`.
    pub rivals: Map<Vec<Answer>>,
    /// Members of the file that this program does not know, kept as they are.
    pub extra: Vec<(String, Json)>,
}

impl Sheet {
    /// An empty sheet.
    pub fn new(meta: SheetMeta) -> Sheet {
        Sheet {
            meta,
            answers: Map::new(),
            rivals: Map::new(),
            extra: Vec::new(),
        }
    }

    /// The answer to an item, if anything was ever said.
    pub fn answer(&self, item: &str) -> Option<&Answer> {
        self.answers.get(item)
    }

    /// One value of an answer.
    pub fn value(&self, item: &str, key: &str) -> Option<&Value> {
        self.answers.get(item)?.values.get(key)
    }

    /// One number of an answer.
    pub fn num(&self, item: &str, key: &str) -> Option<Decimal> {
        self.value(item, key)?.as_num()
    }
}
