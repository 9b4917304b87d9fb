//! The instrument: what is asked and how it is judged, as checked data.
//!
//! An instrument is a JSON file (`instrument/kks-2025.json`); nothing of a
//! certain round stands in code. [`Instrument::load`] is its only door.

#[cfg(feature = "score")]
mod judge_load;
mod load;
#[cfg(feature = "score")]
mod rollup;
#[cfg(feature = "score")]
mod rollup_load;
mod rule;

#[cfg(feature = "score")]
pub use rollup::{
    Condition, DOCUMENT, Extent, How, LevelStep, Need, RollupRule, Target, Term, Test,
};

pub use rule::{
    Clause, Compare, Direction, Family, Input, Operand, Quantity, Rule, Step, Suggestion, Trend,
    Trends,
};

use crate::num::Decimal;

/// A whole instrument of one round.
#[derive(Clone, Debug)]
pub struct Instrument {
    /// Stable name, for example `kks-2025`.
    pub id: String,
    /// Edition of this file, for example `2025.1`: rises with every change.
    pub edition: String,
    /// SHA-256 over the canonical form of the file, in hex.
    pub hash: String,
    /// Title for people.
    pub title: String,
    /// The two data years: earlier, later.
    pub years: [u16; 2],
    /// Award levels from the lowest to the highest.
    #[cfg(feature = "score")]
    pub levels: Vec<Level>,
    /// The settings that are scored.
    #[cfg(feature = "score")]
    pub tatanan: Vec<Tatanan>,
    /// Who looks at a regency's answers, one after another.
    #[cfg(feature = "score")]
    pub rounds: Vec<Round>,
    /// Why something is sent back, the usual reasons first.
    #[cfg(feature = "score")]
    pub reasons: Vec<Reason>,
    /// One sheet for each kind of team.
    pub sheets: [SheetDef; 3],
}

/// A level of the award and what it takes beside the nine minimum scores.
/// Shares are in per cent.
#[cfg(feature = "score")]
#[derive(Clone, Debug)]
pub struct Level {
    /// Stable name: `padapa`.
    pub id: String,
    /// Name for people: `Padapa`.
    pub name: String,
    /// Villages that are open defecation free.
    pub odf: u32,
    /// Kecamatan whose Forkom has a valid SK.
    pub forkom: u32,
    /// Villages whose Pokja has a valid SK.
    pub pokja: u32,
}

/// One look at all answers of a regency: by itself, the province, the centre.
#[cfg(feature = "score")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// Stable name: `provinsi`. No `/` in it.
    pub id: String,
    /// Title for people.
    pub title: String,
    /// How long a repair may take, in hours, where the rules say so.
    pub hours: Option<u32>,
}

/// Why something is sent back.
#[cfg(feature = "score")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Stable name: `tahun_tidak_sesuai`.
    pub id: String,
    /// In words.
    pub title: String,
}

/// One of the nine settings.
#[cfg(feature = "score")]
#[derive(Clone, Debug)]
pub struct Tatanan {
    /// Official number, from 1.
    pub no: u8,
    /// Official title.
    pub title: String,
    /// Minimum score for each level, in the order of [`Instrument::levels`].
    pub min: Vec<u32>,
}

/// Who fills in a sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SheetKind {
    /// Village (desa or kelurahan): the Pokja.
    Desa,
    /// Kecamatan: the Forkom.
    Kecamatan,
    /// Regency or city: Tim Pembina and Forum.
    Kabupaten,
}

impl SheetKind {
    /// All kinds, in the order of [`Instrument::sheets`].
    pub const ALL: [SheetKind; 3] = [SheetKind::Desa, SheetKind::Kecamatan, SheetKind::Kabupaten];

    /// The name in files and links.
    pub fn id(self) -> &'static str {
        match self {
            SheetKind::Desa => "desa",
            SheetKind::Kecamatan => "kecamatan",
            SheetKind::Kabupaten => "kabupaten",
        }
    }

    /// Reads the name.
    pub fn parse(text: &str) -> Option<SheetKind> {
        SheetKind::ALL.into_iter().find(|k| k.id() == text)
    }

    /// The level of region that such a sheet belongs to.
    pub fn region_level(self) -> crate::region::RegionLevel {
        match self {
            SheetKind::Desa => crate::region::RegionLevel::Village,
            SheetKind::Kecamatan => crate::region::RegionLevel::Kecamatan,
            SheetKind::Kabupaten => crate::region::RegionLevel::Regency,
        }
    }
}

/// One kind of sheet.
#[derive(Clone, Debug)]
pub struct SheetDef {
    /// Whose sheet it is.
    pub kind: SheetKind,
    /// Title for people.
    pub title: String,
    /// Sections in the order of the paper.
    pub sections: Vec<Section>,
}

/// A section: what stands on one screen.
#[derive(Clone, Debug)]
pub struct Section {
    /// Stable name within the sheet, used in links.
    pub id: String,
    /// Title for people.
    pub title: String,
    /// The tatanan whose indicators these are, on the regency sheet.
    pub tatanan: Option<u8>,
    /// What is asked.
    pub items: Vec<Item>,
}

/// One thing asked.
#[derive(Clone, Debug)]
pub struct Item {
    /// Stable id: `D-L1`, `C-K1`, `T1.06`, `K01`, `R-T1.03`, `G-ODF`.
    pub id: String,
    /// Official title of an indicator, short title of anything else.
    pub title: String,
    /// The question as the screen asks it.
    pub question: String,
    /// Ids of the indicators that this answer feeds.
    pub feeds: Vec<String>,
    /// What part the item plays beyond its own fields.
    pub role: Option<Role>,
    /// The inputs. Fields of an indicator follow from its rule.
    pub fields: Vec<Field>,
    /// A list of rows, each with all the fields.
    pub rows: Option<Rows>,
    /// What the denominator counts (`pasar`), where several items count the
    /// same thing and should agree; empty elsewhere.
    pub group: String,
    /// What is told at once beside the fields.
    pub show: Vec<Show>,
    /// How an indicator is judged; `None` on village and kecamatan items.
    pub rule: Option<Rule>,
    /// How village and kecamatan items serve the regency.
    #[cfg(feature = "score")]
    pub rollup: Vec<RollupRule>,
    /// Responsible perangkat daerah.
    pub agencies: Vec<String>,
    /// Kinds of evidence.
    pub evidence: Vec<String>,
    /// Why this is asked.
    pub why: String,
    /// Where to find the number.
    pub source_hint: String,
    /// An example.
    pub example: String,
    /// What is wrong in the official text, if anything.
    pub defect: String,
}

/// The part an item plays for gates, colours and cross-checks, so that no id
/// stands in code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A decree (SK) with number, date and validity.
    Sk,
    /// Work plan of both data years with targets.
    Plan,
    /// Budget of both data years.
    Budget,
    /// Secretariat.
    Office,
    /// State of the open defecation free verification.
    Odf,
    /// Households and houses: the denominators of a village.
    Households,
    /// Latrine access by household.
    Latrines,
    /// Villages ODF of all villages (regency).
    GateOdf,
    /// Kecamatan with a valid Forkom SK of all (regency).
    GateForkom,
    /// Villages with a valid Pokja SK of all (regency).
    GatePokja,
    /// SK of a body that must exist (Tim Pembina, Forum).
    GateBody,
    /// The extra conditions of Wistara Paripurna.
    Paripurna,
    /// A reference figure for the indicator in `feeds`.
    Figure,
}

/// A repeated list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows {
    /// Noun for one row: `Pasar`.
    pub noun: String,
    /// The statement that there is none: `Tidak ada pasar di desa ini`.
    pub none: String,
}

/// One input of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Key within the item; with `years`, answers carry it as `key@2023`.
    pub key: String,
    /// What is typed or chosen.
    pub kind: FieldKind,
    /// Label for people.
    pub label: String,
    /// Unit of a number.
    pub unit: String,
    /// Asked once for each data year.
    pub years: bool,
    /// A number that this one must not exceed.
    pub within: Option<FieldRef>,
    /// The item counts as answered without it.
    pub optional: bool,
    /// Only asked if another field has one of some codes.
    pub when: Option<When>,
    /// Short help under the label.
    pub hint: String,
}

/// What kind of input a field is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// A whole number from nought.
    Int,
    /// A decimal number from nought.
    Dec,
    /// Yes or no.
    YesNo,
    /// One of some codes.
    Choice(Vec<(String, String)>),
    /// Any of some codes.
    Many(Vec<(String, String)>),
    /// A calendar day.
    Date,
    /// A short text.
    Text,
    /// A long text.
    Long,
}

/// A field of the same item or of another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldRef {
    /// Item id; `None` for the same item.
    pub item: Option<String>,
    /// Field key without a year.
    pub key: String,
}

/// A condition on a choice or yes/no field of the same item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// Field key.
    pub key: String,
    /// Codes that make the field appear; yes/no fields have `ya` and `tidak`.
    pub codes: Vec<String>,
}

/// Something told beside the fields while they are filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Show {
    /// `n / d` in per cent, with its trend where both have years.
    Share {
        /// Numerator.
        n: String,
        /// Denominator, possibly of another item.
        d: FieldRef,
        /// Which way is better.
        better: Direction,
    },
    /// The change of a number between the two years.
    Trend {
        /// The number.
        key: String,
        /// Which way is better.
        better: Direction,
    },
    /// Parts that should add up to a number.
    Sum {
        /// The parts.
        parts: Vec<String>,
        /// What they should add up to.
        equals: FieldRef,
    },
}

impl Instrument {
    /// The definition of a kind of sheet.
    pub fn sheet(&self, kind: SheetKind) -> &SheetDef {
        let [desa, kecamatan, kabupaten] = &self.sheets;
        match kind {
            SheetKind::Desa => desa,
            SheetKind::Kecamatan => kecamatan,
            SheetKind::Kabupaten => kabupaten,
        }
    }

    /// The answer key of a field in a year: `n@2024`.
    pub fn year_key(key: &str, year: u16) -> String {
        let mut out = String::from(key);
        out.push('@');
        out.push_str(&year.to_string());
        out
    }
}

impl SheetDef {
    /// All items in order.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.sections.iter().flat_map(|s| s.items.iter())
    }

    /// The item with this id.
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.items().find(|i| i.id == id)
    }

    /// The section that holds an item.
    pub fn section_of(&self, id: &str) -> Option<&Section> {
        self.sections
            .iter()
            .find(|s| s.items.iter().any(|i| i.id == id))
    }

    /// The first item with this role.
    pub fn with_role(&self, role: Role) -> Option<&Item> {
        self.items().find(|i| i.role == Some(role))
    }
}

impl Item {
    /// The field with this key (without a year).
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|f| f.key == key)
    }

    /// Number of the indicator as people say it: `1.6` for `T1.06`; empty for
    /// items that are not indicators.
    pub fn number(&self) -> String {
        let Some((tatanan, no)) = self.id.strip_prefix('T').and_then(|r| r.split_once('.')) else {
            return String::new();
        };
        let mut out = String::from(tatanan);
        out.push('.');
        out.push_str(no.trim_start_matches('0'));
        out
    }
}

impl Field {
    /// Keys under which answers carry this field.
    pub fn keys(&self, years: [u16; 2]) -> Vec<String> {
        match self.years {
            true => years
                .iter()
                .map(|y| Instrument::year_key(&self.key, *y))
                .collect(),
            false => vec![self.key.clone()],
        }
    }

    /// Does the field hold a number?
    pub fn is_number(&self) -> bool {
        matches!(self.kind, FieldKind::Int | FieldKind::Dec)
    }
}

/// Largest number any field takes: no count in a regency comes near it.
pub const LARGEST_NUMBER: Decimal = Decimal::whole(1_000_000_000_000);
