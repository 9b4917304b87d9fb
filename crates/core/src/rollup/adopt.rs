//! What a person adopted, from what it came, and what has changed since.

use super::contribution::Slot;
use super::propose::{Proposal, Source};
use crate::file::{read_value, sha256_hex, value_json};
use crate::instrument::Target;
use crate::json::Json;
use crate::num::Decimal;
use crate::order::sorted;
use crate::region::RegionCode;
use crate::sheet::{Answer, Sheet, Value};
use crate::text::joined;

/// The member of an answer that says what was adopted: a list, one for each rule.
pub const ADOPTED: &str = "adopted";

/// Figures that a person took over from villages or kecamatan, and from what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Adopted {
    /// The item of the village or kecamatan sheets.
    pub item: String,
    /// Which rule of that item, from 0.
    pub rule: usize,
    /// The figures, by key of the answer.
    pub values: Vec<(String, Value)>,
    /// By period: how many regions were counted.
    pub counted: Vec<usize>,
    /// How many regions there were.
    pub of: usize,
    /// Hash over which sheet was read in which version.
    pub hash: String,
    /// What each counted region gave.
    pub regions: Vec<(RegionCode, Given)>,
}

/// What a region gave, by period; `None` where it was not counted.
pub type Given = Vec<Option<Vec<Decimal>>>;

impl Adopted {
    /// What was adopted for an answer. What cannot be read is left out.
    pub fn of(answer: &Answer) -> Vec<Adopted> {
        match answer.extra.iter().find(|(name, _)| name == ADOPTED) {
            Some((_, Json::Arr(list))) => list.iter().filter_map(read).collect(),
            _ => Vec::new(),
        }
    }

    /// Notes in an answer what was adopted, instead of what was adopted by the same
    /// rule before.
    pub fn note_in(&self, answer: &mut Answer) {
        let mut all = Adopted::of(answer);
        all.retain(|a| a.item != self.item || a.rule != self.rule);
        all.push(self.clone());
        let list = Json::Arr(all.iter().map(Adopted::json).collect());
        answer.extra.retain(|(name, _)| name != ADOPTED);
        answer.extra.push((ADOPTED.to_string(), list));
    }

    /// Does the answer still say what was adopted? Else somebody changed it by hand.
    pub fn still_stands(&self, answer: &Answer) -> bool {
        let mut values = self.values.iter();
        values.all(|(key, value)| answer.values.get(key) == Some(value))
    }

    /// Was it adopted from this proposal's rule?
    pub fn is_from(&self, proposal: &Proposal) -> bool {
        self.item == proposal.item && self.rule == proposal.rule
    }

    /// As it stands in an answer.
    pub fn json(&self) -> Json {
        let object = |members: Vec<(&str, Json)>| {
            let members = members.into_iter().map(|(name, v)| (name.to_string(), v));
            Json::Obj(members.collect())
        };
        let values = self.values.iter().map(|(k, v)| (k.clone(), value_json(v)));
        let regions = self
            .regions
            .iter()
            .map(|(code, given)| (code.as_str().to_string(), Json::text(given_text(given))));
        object(vec![
            ("item", Json::text(&self.item)),
            ("rule", Json::int(self.rule)),
            ("values", Json::Obj(values.collect())),
            (
                "counted",
                Json::Arr(self.counted.iter().map(Json::int).collect()),
            ),
            ("of", Json::int(self.of)),
            ("hash", Json::text(&self.hash)),
            ("regions", Json::Obj(regions.collect())),
        ])
    }
}

fn read(json: &Json) -> Option<Adopted> {
    let text = |name: &str| json.get(name)?.as_str().map(str::to_string);
    let size = |json: &Json| usize::try_from(json.as_u64()?).ok();
    let (Json::Obj(values), Json::Arr(counted), Json::Obj(regions)) = (
        json.get("values")?,
        json.get("counted")?,
        json.get("regions")?,
    ) else {
        return None;
    };
    let mut adopted = Adopted {
        item: text("item")?,
        rule: size(json.get("rule")?)?,
        values: Vec::new(),
        counted: Vec::new(),
        of: size(json.get("of")?)?,
        hash: text("hash")?,
        regions: Vec::new(),
    };
    for (key, value) in values {
        adopted.values.push((key.clone(), read_value(value)?));
    }
    for n in counted {
        adopted.counted.push(size(n)?);
    }
    for (code, given) in regions {
        let given = read_given(given.as_str()?)?;
        adopted.regions.push((RegionCode::parse(code)?, given));
    }
    adopted.regions = sorted(adopted.regions, &|a, b| a.0.cmp(&b.0));
    Some(adopted)
}

/// `96/120;-`: numbers parted by `/`, periods by `;`, `-` where not counted.
fn given_text(given: &Given) -> String {
    let periods: Vec<String> = given
        .iter()
        .map(|numbers| match numbers {
            None => String::from("-"),
            Some(numbers) => {
                let numbers: Vec<String> = numbers.iter().map(|n| n.text()).collect();
                joined(&mut numbers.iter().map(String::as_str), "/")
            }
        })
        .collect();
    joined(&mut periods.iter().map(String::as_str), ";")
}

fn read_given(text: &str) -> Option<Given> {
    let mut given = Vec::new();
    for period in text.split(';') {
        given.push(match period {
            "-" => None,
            "" => Some(Vec::new()),
            numbers => {
                let mut list = Vec::new();
                for number in numbers.split('/') {
                    list.push(Decimal::parse_json(number).ok()?);
                }
                Some(list)
            }
        });
    }
    Some(given)
}

/// What is adopted when a person takes over a proposal as it is now. `None` where it
/// proposes nothing. The app writes [`Adopted::values`] into the answer and notes the
/// rest beside them, as one change.
pub fn adopt(proposal: &Proposal) -> Option<Adopted> {
    if !matches!(proposal.target, Target::Propose(_)) {
        return None;
    }
    let values = values(proposal);
    if values.is_empty() {
        return None;
    }
    Some(Adopted {
        item: proposal.item.clone(),
        rule: proposal.rule,
        values,
        counted: proposal
            .periods
            .iter()
            .map(|p| p.coverage.counted)
            .collect(),
        of: proposal.periods.first().map_or(0, |p| p.coverage.of),
        hash: hash(&proposal.sources),
        regions: regions(proposal),
    })
}

fn values(proposal: &Proposal) -> Vec<(String, Value)> {
    let figures = proposal.periods.iter().flat_map(|p| &p.figures);
    figures
        .filter_map(|f| Some((f.key.clone(), f.value.clone()?)))
        .collect()
}

fn regions(proposal: &Proposal) -> Vec<(RegionCode, Given)> {
    let given = |source: &Source| -> Given {
        source
            .slots
            .iter()
            .map(|slot| match slot {
                Slot::Counted { numbers, .. } => Some(numbers.clone()),
                _ => None,
            })
            .collect()
    };
    let sources = proposal.sources.iter();
    sources
        .map(|source| (source.region.clone(), given(source)))
        .filter(|(_, given)| given.iter().any(Option::is_some))
        .collect()
}

/// Over which sheet was read in which version, of those that are counted.
fn hash(sources: &[Source]) -> String {
    let mut text = String::new();
    for source in sources {
        let counted = |slot: &Slot| matches!(slot, Slot::Counted { .. });
        if source.slots.iter().any(counted) {
            for part in [&source.sheet, "\t", &source.version, "\n"] {
                text.push_str(part);
            }
        }
    }
    let mut out = String::from("sha256:");
    out.push_str(&sha256_hex(text.as_bytes()));
    out
}

/// What is otherwise now than when a person adopted it.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Changes {
    /// Figures that would be otherwise.
    pub figures: Vec<FigureChange>,
    /// Regions that give something else.
    pub regions: Vec<RegionChange>,
    /// Were the very same versions of the same sheets read? Where they were not and
    /// nothing else changed, something was edited that plays no part.
    pub same_sources: bool,
}

impl Changes {
    /// Does nothing that matters differ?
    pub fn is_empty(&self) -> bool {
        self.figures.is_empty() && self.regions.is_empty()
    }
}

/// A figure that would be otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureChange {
    /// Key of the answer.
    pub key: String,
    /// What was adopted.
    pub before: Option<Value>,
    /// What would be now.
    pub after: Option<Value>,
}

/// A region that gives something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegionChange {
    /// The region.
    pub region: RegionCode,
    /// What it gave; `None` where it was not counted at all.
    pub before: Option<Given>,
    /// What it gives now.
    pub after: Option<Given>,
}

/// What has changed since something was adopted from a rule, by the proposal that the
/// same rule makes now. Adopted figures never change by themselves: whoever is shown
/// this decides.
pub fn changes_since(adopted: &Adopted, proposal: &Proposal) -> Changes {
    let now = values(proposal);
    let mut changes = Changes {
        same_sources: hash(&proposal.sources) == adopted.hash,
        ..Changes::default()
    };
    let find = |list: &[(String, Value)], key: &str| {
        list.iter().find(|(k, _)| k == key).map(|(_, v)| v.clone())
    };
    let new = now
        .iter()
        .filter(|(key, _)| find(&adopted.values, key).is_none());
    for (key, _) in adopted.values.iter().chain(new) {
        let (before, after) = (find(&adopted.values, key), find(&now, key));
        if before != after {
            changes.figures.push(FigureChange {
                key: key.clone(),
                before,
                after,
            });
        }
    }
    changes.regions = region_changes(&adopted.regions, regions(proposal));
    changes
}

/// Both lists are in the order of their codes.
fn region_changes(
    before: &[(RegionCode, Given)],
    after: Vec<(RegionCode, Given)>,
) -> Vec<RegionChange> {
    let mut changes = Vec::new();
    let mut push = |region: &RegionCode, before: Option<&Given>, after: Option<&Given>| {
        if before != after {
            changes.push(RegionChange {
                region: region.clone(),
                before: before.cloned(),
                after: after.cloned(),
            });
        }
    };
    let (mut old, mut new) = (before, after.as_slice());
    loop {
        match (old, new) {
            ([], []) => break,
            ([(a, given), rest @ ..], [(b, _), ..]) if a < b => {
                push(a, Some(given), None);
                old = rest;
            }
            ([(a, given), rest @ ..], []) => {
                push(a, Some(given), None);
                old = rest;
            }
            ([(a, was), old_rest @ ..], [(b, is), new_rest @ ..]) if a == b => {
                push(a, Some(was), Some(is));
                (old, new) = (old_rest, new_rest);
            }
            (_, [(b, given), rest @ ..]) => {
                push(b, None, Some(given));
                new = rest;
            }
        }
    }
    changes
}

/// How a proposal stands in the regency sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It proposes nothing that an answer could take: nobody told, or it is only shown.
    Nothing,
    /// Nobody has adopted it.
    NotAdopted,
    /// What was adopted is what would be proposed now.
    Same,
    /// A newer sheet, or one more, would lead to other figures, or others gave them.
    Outdated(Changes),
    /// Somebody changed the adopted figures by hand, and what has changed since they
    /// were adopted.
    ByHand(Changes),
}

/// How a proposal stands in the regency sheet: adopted or not, and what has changed.
pub fn standing(sheet: &Sheet, proposal: &Proposal) -> Standing {
    let answer = match &proposal.target {
        Target::Propose(item) => sheet.answer(item),
        _ => None,
    };
    let adopted = answer.and_then(|answer| {
        let mut all = Adopted::of(answer).into_iter();
        Some((answer, all.find(|a| a.is_from(proposal))?))
    });
    match adopted {
        None if proposal.is_adoptable() => Standing::NotAdopted,
        None => Standing::Nothing,
        Some((answer, adopted)) => {
            let changes = changes_since(&adopted, proposal);
            match (adopted.still_stands(answer), changes.is_empty()) {
                (false, _) => Standing::ByHand(changes),
                (true, false) => Standing::Outdated(changes),
                (true, true) => Standing::Same,
            }
        }
    }
}
