//! How the answers of villages and kecamatan become figures of the regency, as
//! data. What is computed from it is in [`crate::rollup`].

use super::{FieldRef, Level};
use crate::num::Decimal;

/// One way in which an item of a village or kecamatan sheet serves the regency.
/// An item may have several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RollupRule {
    /// What it is for.
    pub target: Target,
    /// What is counted or collected.
    pub how: How,
    /// Which units are looked at: all of these hold. A unit is a sheet, or a row of
    /// a repeated list.
    pub of: Vec<Condition>,
    /// The share of the award's levels that [`Extent::Need`] asks for.
    pub need: Option<Need>,
    /// What it is, for people, where the item's title does not say it.
    pub title: String,
    /// Why the figure may differ from the official one, for people.
    pub note: String,
}

/// What a figure is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// It is proposed as an answer to this item of the regency sheet.
    Propose(String),
    /// It is shown beside this item, for those who answer it.
    Support(String),
    /// It belongs to the regency's profile.
    Profile,
}

impl Target {
    /// The item of the regency sheet, if there is one.
    pub fn item(&self) -> Option<&str> {
        match self {
            Target::Propose(id) | Target::Support(id) => Some(id),
            Target::Profile => None,
        }
    }
}

/// What is counted or collected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    /// Numbers are added up: each name with the terms that a sheet gives for it. The
    /// names are fields of the target where it is proposed. A sheet counts only if it
    /// has all of them.
    Sum(Vec<(String, Vec<Term>)>),
    /// `n`: units for which all of these hold; `d`: units that told.
    Count(Vec<Condition>),
    /// The field `flag`: is there a unit for which all of these hold?
    Flag(Vec<Condition>),
    /// The field `level`: that of the first step which fits.
    Level(Vec<LevelStep>),
    /// These fields of every unit.
    List(Vec<String>),
}

/// A number of a sheet that is added or subtracted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Is it subtracted?
    pub minus: bool,
    /// Where it stands.
    pub field: FieldRef,
}

/// A condition on a field of the item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Field key without a year, or [`DOCUMENT`].
    pub key: String,
    /// What it must be.
    pub test: Test,
}

/// The key under which conditions find the state of a document (SK, plan, budget,
/// secretariat): `complete`, `one-year` or `none`.
pub const DOCUMENT: &str = "document";

/// What a field must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// One of these codes; yes/no fields have `ya` and `tidak`.
    Codes(Vec<String>),
    /// A number of at most this.
    AtMost(Decimal),
}

/// A level of a ladder and when villages say so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelStep {
    /// Code of the level: `100`.
    pub level: String,
    /// For how many units the conditions must hold.
    pub extent: Extent,
    /// The conditions; none: any unit.
    pub yes: Vec<Condition>,
}

/// For how many units conditions hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// For every one, and there is one.
    All,
    /// For at least one.
    Some,
    /// For none, though there is one; without conditions: there is no unit.
    None,
    /// For the share of all that a level of the award asks for.
    Need,
}

/// Which share of a level of the award.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Kecamatan whose Forkom has a valid SK.
    Forkom,
    /// Villages whose Pokja has a valid SK.
    Pokja,
}

impl Need {
    /// The share in per cent.
    pub fn of(self, level: &Level) -> u32 {
        match self {
            Need::Forkom => level.forkom,
            Need::Pokja => level.pokja,
        }
    }
}

impl RollupRule {
    /// Every condition that is looked at.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        let own: &[Condition] = match &self.how {
            How::Count(yes) | How::Flag(yes) => yes,
            _ => &[],
        };
        let steps: &[LevelStep] = match &self.how {
            How::Level(steps) => steps,
            _ => &[],
        };
        let steps = steps.iter().flat_map(|s| &s.yes);
        self.of.iter().chain(own).chain(steps)
    }

    /// Other items that it reads, each once.
    pub fn others(&self) -> Vec<&str> {
        let How::Sum(sums) = &self.how else {
            return Vec::new();
        };
        let mut all: Vec<&str> = Vec::new();
        for term in sums.iter().flat_map(|(_, terms)| terms) {
            if let Some(item) = &term.field.item
                && !all.contains(&item.as_str())
            {
                all.push(item);
            }
        }
        all
    }
}
