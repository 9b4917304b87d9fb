//! The one door for instruments: decodes and checks everything, names the
//! place of every complaint.

use super::*;
use crate::json::Json;
use crate::node::{DataError, Node, Read};
use crate::order::twice;

/// The format name that an instrument file carries.
const FORMAT: &str = "saba-instrument";
/// Most items of a section: several times the longest printed one, and few
/// enough that no plan or total can take long.
const MAX_SECTION: usize = 200;

impl Instrument {
    /// Reads and checks an instrument file.
    ///
    /// # Errors
    /// A [`DataError`] with the first place that is wrong.
    pub fn load(text: &str) -> Result<Instrument, Box<DataError>> {
        let json = Json::parse(text).map_err(|e| DataError::boxed("$", &e.to_string()))?;
        Instrument::from_json(&json)
    }

    /// Reads and checks an instrument tree.
    ///
    /// # Errors
    /// A [`DataError`] with the first place that is wrong.
    pub fn from_json(json: &Json) -> Result<Instrument, Box<DataError>> {
        let root = Node::root(json);
        let format = root.need("format")?;
        if format.str()? != FORMAT {
            return format.fail("must be saba-instrument");
        }
        let version = root.need("version")?;
        if version.number::<u64>()? != 1 {
            return version.fail("only version 1 is known");
        }
        let years = match root.need("years")?.items()?.as_slice() {
            [a, b] => [a.number::<u16>()?, b.number::<u16>()?],
            _ => return root.need("years")?.fail("must hold two years"),
        };
        if years.first() >= years.last() {
            return root.need("years")?.fail("the earlier year comes first");
        }
        #[cfg(feature = "score")]
        let levels = root.list("levels", level)?;
        #[cfg(feature = "score")]
        let names: Vec<&str> = levels.iter().map(|l| l.id.as_str()).collect();
        #[cfg(feature = "score")]
        let tatanan = root.list("tatanan", |n| tatanan(n, &names))?;
        let sheets = root.need("sheets")?;
        let sheet = |kind: SheetKind| sheet(&sheets.need(kind.id())?, kind);
        let instrument = Instrument {
            id: root.string("id")?,
            edition: root.string("edition")?,
            hash: match root.opt("extract_of") {
                Some(whole) => whole.str()?.to_string(),
                None => crate::file::sha256_hex(json.canonical().as_bytes()),
            },
            title: root.string("title")?,
            years,
            #[cfg(feature = "score")]
            levels,
            #[cfg(feature = "score")]
            tatanan,
            #[cfg(feature = "score")]
            rounds: root.list("rounds", round)?,
            #[cfg(feature = "score")]
            reasons: root.list("reasons", |n| {
                Ok(Reason {
                    id: n.string("id")?,
                    title: n.string("title")?,
                })
            })?,
            sheets: [
                sheet(SheetKind::Desa)?,
                sheet(SheetKind::Kecamatan)?,
                sheet(SheetKind::Kabupaten)?,
            ],
        };
        check(&instrument)?;
        Ok(instrument)
    }
}

#[cfg(feature = "score")]
fn level(n: &Node) -> Read<Level> {
    let share = |name: &str| -> Read<u32> {
        let node = n.need(name)?;
        match node.number::<u32>()? {
            share @ 0..=100 => Ok(share),
            _ => node.fail("must be a percentage"),
        }
    };
    Ok(Level {
        id: n.string("id")?,
        name: n.string("name")?,
        odf: share("odf")?,
        forkom: share("forkom")?,
        pokja: share("pokja")?,
    })
}

#[cfg(feature = "score")]
fn round(n: &Node) -> Read<Round> {
    let id = n.need("id")?;
    if id.str()?.is_empty() || id.str()?.contains('/') {
        return id.fail("must be a name without /");
    }
    Ok(Round {
        id: id.str()?.to_string(),
        title: n.string("title")?,
        hours: match n.opt("hours") {
            Some(hours) => Some(hours.number()?),
            None => None,
        },
    })
}

#[cfg(feature = "score")]
fn tatanan(n: &Node, levels: &[&str]) -> Read<Tatanan> {
    let scores = n.need("min")?;
    let mut min: Vec<u32> = Vec::new();
    for level in levels {
        min.push(scores.need(level)?.number()?);
    }
    if min.is_sorted() {
        Ok(Tatanan {
            no: n.need("no")?.number()?,
            title: n.string("title")?,
            min,
        })
    } else {
        n.fail("minimum scores must rise with the level")
    }
}

fn sheet(n: &Node, kind: SheetKind) -> Read<SheetDef> {
    Ok(SheetDef {
        kind,
        title: n.string("title")?,
        sections: n.list("sections", section)?,
    })
}

fn section(n: &Node) -> Read<Section> {
    let tatanan = match n.opt("tatanan") {
        Some(no) => Some(no.number()?),
        None => None,
    };
    Ok(Section {
        id: n.string("id")?,
        title: n.string("title")?,
        tatanan,
        items: n.list("items", item)?,
    })
}

fn item(n: &Node) -> Read<Item> {
    let mut fields = n.list("fields", field)?;
    let rule = rule_of(n, &mut fields)?;
    let rows = match n.flag("rows")? {
        true => Some(Rows {
            noun: n.string("row")?,
            none: n.opt_string("none")?,
        }),
        false => None,
    };
    Ok(Item {
        id: n.string("id")?,
        title: n.string("title")?,
        question: n.opt_string("q")?,
        feeds: n.strings("feeds")?,
        role: role(n)?,
        fields,
        rows,
        group: n.opt_string("den_group")?,
        show: n.list("show", show)?,
        rule,
        #[cfg(feature = "score")]
        rollup: super::rollup_load::rules(n)?,
        agencies: n.strings("agencies")?,
        evidence: n.strings("evidence")?,
        why: n.opt_string("why")?,
        source_hint: n.opt_string("where")?,
        example: n.opt_string("example")?,
        defect: n.opt_string("defect")?,
    })
}

/// The rule of an indicator, and the fields that follow from it.
#[cfg(feature = "score")]
fn rule_of(n: &Node, fields: &mut Vec<Field>) -> Read<Option<Rule>> {
    let Some(node) = n.opt("rule") else {
        return Ok(None);
    };
    let rule = judge_load::rule(&node)?;
    if !fields.is_empty() {
        return n.fail("the fields of an indicator follow from its rule");
    }
    *fields = judge_load::rule_fields(n, &rule)?;
    Ok(Some(rule))
}

/// Without scores indicators are only names.
#[cfg(not(feature = "score"))]
fn rule_of(_: &Node, _: &mut Vec<Field>) -> Read<Option<Rule>> {
    Ok(None)
}

fn role(n: &Node) -> Read<Option<Role>> {
    let Some(node) = n.opt("role") else {
        return Ok(None);
    };
    Ok(Some(match node.str()? {
        "sk" => Role::Sk,
        "plan" => Role::Plan,
        "budget" => Role::Budget,
        "office" => Role::Office,
        "odf" => Role::Odf,
        "households" => Role::Households,
        "latrines" => Role::Latrines,
        "gate_odf" => Role::GateOdf,
        "gate_forkom" => Role::GateForkom,
        "gate_pokja" => Role::GatePokja,
        "gate_body" => Role::GateBody,
        "paripurna" => Role::Paripurna,
        "figure" => Role::Figure,
        _ => return node.fail("unknown role"),
    }))
}

fn field(n: &Node) -> Read<Field> {
    let kind_node = n.need("kind")?;
    let options = |many: bool| -> Read<FieldKind> {
        let options = n.list("options", |o| match o.items()?.as_slice() {
            [code, label] => Ok((code.str()?.to_string(), label.str()?.to_string())),
            _ => o.fail("must be [code, label]"),
        })?;
        if options.is_empty() {
            return n.fail("a choice needs options");
        }
        Ok(if many {
            FieldKind::Many(options)
        } else {
            FieldKind::Choice(options)
        })
    };
    let kind = match kind_node.str()? {
        "int" => FieldKind::Int,
        "dec" => FieldKind::Dec,
        "yesno" => FieldKind::YesNo,
        "choice" => options(n.flag("multi")?)?,
        "date" => FieldKind::Date,
        "text" => FieldKind::Text,
        "long" => FieldKind::Long,
        _ => return kind_node.fail("unknown kind of field"),
    };
    let key = n.need("key")?;
    let name = key.str()?;
    if name.is_empty()
        || !name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
    {
        return key.fail("must be lower-case letters, digits or _");
    }
    let within = match n.opt("within") {
        Some(node) => Some(ref_of(&node)?),
        None => None,
    };
    let when = match n.opt("when") {
        Some(node) => match node.str()?.split_once('=') {
            Some((key, codes)) => Some(When {
                key: key.to_string(),
                codes: codes.split('|').map(str::to_string).collect(),
            }),
            None => return node.fail("must be key=code|code"),
        },
        None => None,
    };
    Ok(Field {
        key: name.to_string(),
        kind,
        label: n.string("label")?,
        unit: n.opt_string("unit")?,
        years: n.flag("years")?,
        within,
        optional: n.flag("optional")?,
        when,
        hint: n.opt_string("hint")?,
    })
}

fn ref_of(n: &Node) -> Read<FieldRef> {
    field_ref(n, n.str()?)
}

/// The field that a text names: `kk` or `@D-O1.kk`.
pub(super) fn field_ref(n: &Node, text: &str) -> Read<FieldRef> {
    match text.strip_prefix('@') {
        None => Ok(FieldRef {
            item: None,
            key: text.to_string(),
        }),
        Some(rest) => match rest.rsplit_once('.') {
            Some((item, key)) => Ok(FieldRef {
                item: Some(item.to_string()),
                key: key.to_string(),
            }),
            None => n.fail("must be @item.key"),
        },
    }
}

pub(super) fn direction(n: &Node) -> Read<Direction> {
    match n.str()? {
        "up" => Ok(Direction::Up),
        "down" => Ok(Direction::Down),
        _ => n.fail("must be up or down"),
    }
}

fn show(n: &Node) -> Read<Show> {
    if let Some(share) = n.opt("share") {
        return match share.items()?.as_slice() {
            [a, b] => Ok(Show::Share {
                n: a.str()?.to_string(),
                d: ref_of(b)?,
                better: direction(&n.need("better")?)?,
            }),
            _ => share.fail("must be [numerator, denominator]"),
        };
    }
    if let Some(key) = n.opt("trend") {
        return Ok(Show::Trend {
            key: key.str()?.to_string(),
            better: direction(&n.need("better")?)?,
        });
    }
    Ok(Show::Sum {
        parts: n.strings("sum")?,
        equals: ref_of(&n.need("equals")?)?,
    })
}

/// Totals, minimum scores and plans are per section.
#[cfg(feature = "score")]
fn tatanan_have_sections(instrument: &Instrument) -> Read<()> {
    let scored = instrument.sheet(SheetKind::Kabupaten);
    for tatanan in &instrument.tatanan {
        let same_no = instrument.tatanan.iter().filter(|t| t.no == tatanan.no);
        let sections = scored
            .sections
            .iter()
            .filter(|s| s.tatanan == Some(tatanan.no));
        if same_no.count() > 1 || sections.count() != 1 {
            return Err(DataError::boxed(
                &tatanan.title,
                "a tatanan needs its own number and exactly one section of the kabupaten sheet",
            ));
        }
    }
    let known = |no| instrument.tatanan.iter().any(|t| t.no == no);
    for section in instrument.sheets.iter().flat_map(|s| &s.sections) {
        if section.tatanan.is_some_and(|no| !known(no)) {
            return Err(DataError::boxed(&section.id, "unknown tatanan"));
        }
    }
    Ok(())
}

/// What must hold across the whole instrument.
fn check(instrument: &Instrument) -> Read<()> {
    let fail = |place: &str, problem: &str| Err(DataError::boxed(place, problem));
    #[cfg(feature = "score")]
    tatanan_have_sections(instrument)?;
    let ids: Vec<&str> = instrument
        .sheets
        .iter()
        .flat_map(SheetDef::items)
        .map(|i| i.id.as_str())
        .collect();
    if let Some(id) = twice(&ids) {
        return fail(id, "item id used twice");
    }
    for sheet in &instrument.sheets {
        let sections: Vec<&str> = sheet.sections.iter().map(|s| s.id.as_str()).collect();
        if let Some(id) = twice(&sections) {
            return fail(id, "section id used twice");
        }
        for section in &sheet.sections {
            if section.items.len() > MAX_SECTION {
                return fail(&section.id, "too many items in one section");
            }
        }
        for item in sheet.items() {
            let keys: Vec<&str> = item.fields.iter().map(|f| f.key.as_str()).collect();
            if twice(&keys).is_some() {
                return fail(&item.id, "field key used twice");
            }
            // Sheets say something of themselves under such ids (`EDITION_ITEM`).
            if cfg!(feature = "score") && item.id.starts_with('$') {
                return fail(&item.id, "an item id must not begin with $");
            }
            if item.fields.is_empty() && cfg!(feature = "score") {
                return fail(&item.id, "asks for nothing");
            }
            let refs = item.fields.iter().filter_map(|f| f.within.as_ref()).chain(
                item.show.iter().filter_map(|s| match s {
                    Show::Share { d, .. } => Some(d),
                    Show::Sum { equals, .. } => Some(equals),
                    Show::Trend { .. } => None,
                }),
            );
            for r in refs {
                let target = match &r.item {
                    Some(id) => sheet.item(id),
                    None => Some(item),
                };
                if !target
                    .and_then(|i| i.field(&r.key))
                    .is_some_and(Field::is_number)
                {
                    return fail(&item.id, "refers to a field that is not there");
                }
            }
            let shown = item.show.iter().flat_map(|s| match s {
                Show::Share { n, .. } => vec![n],
                Show::Trend { key, .. } => vec![key],
                Show::Sum { parts, .. } => parts.iter().collect(),
            });
            let conditions = item
                .fields
                .iter()
                .filter_map(|f| f.when.as_ref().map(|w| &w.key));
            for key in shown.chain(conditions) {
                if item.field(key).is_none() {
                    return fail(&item.id, "shows a field that is not there");
                }
            }
        }
    }
    for id in instrument
        .sheets
        .iter()
        .flat_map(SheetDef::items)
        .flat_map(|i| &i.feeds)
    {
        if !ids.contains(&id.as_str()) {
            return fail(id, "is fed but does not exist");
        }
    }
    #[cfg(feature = "score")]
    {
        let rounds: Vec<&str> = instrument.rounds.iter().map(|r| r.id.as_str()).collect();
        let reasons: Vec<&str> = instrument.reasons.iter().map(|r| r.id.as_str()).collect();
        if let Some(id) = twice(&rounds).or_else(|| twice(&reasons)) {
            return fail(id, "round or reason named twice");
        }
        super::rollup_load::check(instrument)?;
    }
    Ok(())
}
