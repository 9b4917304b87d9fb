//! An instrument, cut into what each page needs.
//!
//! `instrument/kks-2025.json` stays the one source. The page for villages and kecamatan
//! gets their sheets and the bare names of the indicators that they feed; the page for
//! the regency gets everything that is judged; explanations go into a file of their own
//! that is fetched when somebody asks for help. Extracts name the hash of the whole, so
//! that sheets say the same whichever page they were filled in with.
//!
//! Explanations that were written later lie in `instrument/help/`, a file for each
//! instrument: they are no part of the hash, for an example more must not make another
//! edition of what sheets were filled in with.

use anyhow::{Result, anyhow, bail};
use saba_core::instrument::{Instrument, SheetKind};
use saba_core::json::Json;

/// What every item has to say to whoever fills it in.
const NEEDED: [&str; 4] = ["q", "why", "where", "example"];
/// Members of an item that only explain.
const HELP: [&str; 5] = ["why", "where", "example", "evidence", "defect"];
/// Members of an item that a village's page has no use for.
const DESK_ONLY: [&str; 3] = ["agencies", "rollup", "den_group"];
/// Members of the whole that it has no use for: what only scores are read with.
const DESK_ONLY_OF_ALL: [&str; 5] = ["rounds", "reasons", "levels", "tatanan", "source"];

/// An instrument in pieces, each a JSON text.
pub struct Extracts {
    /// For villages and kecamatan.
    pub field: String,
    /// For the regency.
    pub desk: String,
    /// Explanations by item.
    pub help: String,
}

/// Checks an instrument with the explanations that lie beside it, and cuts it.
pub fn extracts(text: &str, beside: &str) -> Result<Extracts> {
    let mut whole = Json::parse(text).map_err(|e| anyhow!("{e}"))?;
    let instrument = Instrument::from_json(&whole).map_err(|e| anyhow!("{e}"))?;
    explain(
        &mut whole,
        Json::parse(beside).map_err(|e| anyhow!("its help: {e}"))?,
    )?;
    let mut help = Vec::new();
    let fed = fed(&instrument);
    let mut pieces = [false, true].map(|desk| {
        let mut piece = whole.clone();
        for (kind, section) in sections(&mut piece) {
            let names_only = kind == "kabupaten" && !desk;
            if names_only {
                nameless(section);
            }
            if let Some(Json::Arr(items)) = member(section, "items") {
                for item in items.iter_mut() {
                    trim(item, desk, names_only, &mut help);
                }
                let id = |item: &Json| item.get("id").and_then(Json::as_str).map(String::from);
                items.retain(|item| !names_only || id(item).is_some_and(|id| fed.contains(&id)));
            }
        }
        if let Json::Obj(members) = &mut piece {
            members.retain(|(name, _)| desk || !DESK_ONLY_OF_ALL.contains(&name.as_str()));
            members.insert(0, ("extract_of".into(), Json::text(&instrument.hash)));
        }
        piece.compact()
    });
    let [field, desk] = [
        std::mem::take(&mut pieces[0]),
        std::mem::take(&mut pieces[1]),
    ];
    // The page refuses what it cannot read; better to hear of it now.
    let read = Instrument::load(&desk).map_err(|e| anyhow!("the extract for the desk: {e}"))?;
    if read.hash != instrument.hash {
        bail!("the extract for the desk does not name the whole");
    }
    Ok(Extracts {
        field,
        desk,
        help: Json::Obj(help).compact(),
    })
}

/// Puts explanations from beside the instrument to the items that they name. What the
/// instrument says itself is not said a second time, and in the end nothing is missing.
fn explain(whole: &mut Json, beside: Json) -> Result<()> {
    let Json::Obj(mut beside) = beside else {
        bail!("its help is not an object of items");
    };
    for (_, section) in sections(whole) {
        let Some(Json::Arr(items)) = member(section, "items") else {
            continue;
        };
        for item in items {
            let id = item.get("id").and_then(Json::as_str).unwrap_or_default();
            let id = id.to_owned();
            let place = beside.iter().position(|(name, _)| *name == id);
            if let (Json::Obj(members), Some(place)) = (&mut *item, place) {
                let Json::Obj(more) = beside.remove(place).1 else {
                    bail!("its help for {id} is not an object");
                };
                for (name, words) in more {
                    if !HELP.contains(&name.as_str()) || members.iter().any(|(n, _)| *n == name) {
                        bail!("its help for {id} says `{name}`, which has no place there");
                    }
                    members.push((name, words));
                }
            }
            for name in NEEDED {
                let words = item.get(name).and_then(Json::as_str).unwrap_or_default();
                if words.trim().is_empty() {
                    bail!("{id} does not say `{name}`; write it into instrument/help/");
                }
            }
        }
    }
    match beside.first() {
        Some((id, _)) => bail!("its help names {id}, which is no item"),
        None => Ok(()),
    }
}

/// The indicators that villages and kecamatan feed.
fn fed(instrument: &Instrument) -> Vec<String> {
    let kinds = [SheetKind::Desa, SheetKind::Kecamatan].into_iter();
    let items = kinds.flat_map(|kind| instrument.sheet(kind).items());
    items.flat_map(|item| item.feeds.iter().cloned()).collect()
}

fn member<'a>(json: &'a mut Json, name: &str) -> Option<&'a mut Json> {
    match json {
        Json::Obj(members) => members.iter_mut().find(|(n, _)| n == name).map(|(_, v)| v),
        _ => None,
    }
}

/// Every section with the kind of its sheet.
fn sections(instrument: &mut Json) -> Vec<(String, &mut Json)> {
    let Some(Json::Obj(sheets)) = member(instrument, "sheets") else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for (kind, sheet) in sheets {
        if let Some(Json::Arr(sections)) = member(sheet, "sections") {
            all.extend(sections.iter_mut().map(|section| (kind.clone(), section)));
        }
    }
    all
}

/// A section of which only the indicators are known by name.
fn nameless(section: &mut Json) {
    let Json::Obj(members) = section else { return };
    members.retain(|(name, _)| name != "tatanan");
    for (name, value) in members {
        if name == "title" {
            *value = Json::text("");
        }
    }
}

fn trim(item: &mut Json, desk: bool, names_only: bool, help: &mut Vec<(String, Json)>) {
    let Json::Obj(members) = item else { return };
    let id = members
        .iter()
        .find(|(n, _)| n == "id")
        .and_then(|(_, v)| v.as_str());
    let id = id.unwrap_or_default().to_owned();
    if !desk {
        let told: Vec<(String, Json)> = members
            .iter()
            .filter(|(name, _)| HELP.contains(&name.as_str()) || name == "agencies")
            .cloned()
            .collect();
        if !told.is_empty() {
            help.push((id.clone(), Json::Obj(told)));
        }
    }
    members.retain(|(name, _)| {
        let name = name.as_str();
        match names_only {
            true => name == "id" || name == "title",
            false => !HELP.contains(&name) && (desk || !DESK_ONLY.contains(&name)),
        }
    });
    // A village reads "Mengisi indikator 2.2": the number says it.
    if names_only && id.starts_with('T') {
        for (name, value) in members {
            if name == "title" {
                *value = Json::text("");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn beside() -> String {
        let path = crate::process::root().join("instrument/help/kks-2025.json");
        std::fs::read_to_string(path).expect("its help")
    }

    #[test]
    fn extracts_hold_what_each_page_needs() {
        let path = crate::process::root().join("instrument/kks-2025.json");
        let text = std::fs::read_to_string(path).expect("the instrument");
        let whole = Instrument::load(&text).expect("valid");
        let parts = extracts(&text, &beside()).expect("extracts");
        let desk = Instrument::load(&parts.desk).expect("valid");
        assert_eq!(desk.hash, whole.hash);
        for (a, b) in whole.sheets.iter().zip(&desk.sheets) {
            let ids = |s: &saba_core::instrument::SheetDef| -> Vec<String> {
                s.items().map(|i| i.id.clone()).collect()
            };
            assert_eq!(ids(a), ids(b));
        }
        assert!(parts.field.len() < parts.desk.len());
        for none in [
            "rule", "rollup", "rounds", "reasons", "levels", "tatanan", "min",
        ] {
            let none = format!("\"{none}\"");
            assert!(!parts.field.contains(&none), "{none}");
        }
        let help = Json::parse(&parts.help).expect("JSON");
        assert!(help.get("D-L1").and_then(|h| h.get("why")).is_some());
        assert!(help.get("T1.06").and_then(|h| h.get("where")).is_some());
    }

    /// Every item of every sheet has its question, why, where and an example; what lies
    /// beside the instrument names items that there are, and says nothing twice.
    #[test]
    fn every_item_is_explained() {
        let path = crate::process::root().join("instrument/kks-2025.json");
        let text = std::fs::read_to_string(path).expect("the instrument");
        let parts = extracts(&text, &beside()).expect("extracts");
        let help = Json::parse(&parts.help).expect("JSON");
        let whole = Instrument::load(&text).expect("valid");
        for item in whole.sheets.iter().flat_map(|sheet| sheet.items()) {
            let of = |name: &str| {
                let words = help.get(&item.id).and_then(|h| h.get(name));
                words.and_then(Json::as_str).unwrap_or_default().to_owned()
            };
            assert!(!item.question.is_empty(), "{}", item.id);
            for name in ["why", "where", "example"] {
                assert!(!of(name).is_empty(), "{} {name}", item.id);
            }
            assert!(of("example").chars().count() <= 90, "{}: short", item.id);
        }
        let refused = |beside: &str| extracts(&text, beside).is_err();
        assert!(refused("{}"), "examples are missing");
        let more = |entry: &str| beside().replacen('{', &format!("{{{entry},"), 1);
        assert!(
            refused(&more(r#""D-XX": {"example": "a"}"#)),
            "no such item"
        );
        assert!(
            refused(&more(r#""D-K1": {"example": "a"}"#)),
            "it has one of its own"
        );
        assert!(
            refused(&more(r#""D-K1": {"title": "a"}"#)),
            "no explanation"
        );
    }
}
