//! What changes for a sheet when it is opened with another edition of its
//! instrument. Items are mapped by id; the caller computes both scores.

use crate::instrument::{Instrument, Item, Rule, Section, SheetDef};
use crate::sheet::{Sheet, is_about_sheet};

/// How two editions differ, for one kind of sheet. Ids stand in the order of
/// the edition that has them; of `added`, `changed` and `same` the new one.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct InstrumentDiff {
    /// Items that only the new edition has.
    pub added: Vec<String>,
    /// Items that only the old edition has.
    pub dropped: Vec<String>,
    /// Items that both have and that are not the same.
    pub changed: Vec<ItemChange>,
    /// Items that are the same.
    pub same: Vec<String>,
    /// Items that the sheet answers and the new edition does not ask for,
    /// whether the old one did or not. They stay in the file and do not count.
    pub unasked: Vec<String>,
    /// The data years differ: what was answered by year does not carry over.
    pub years: bool,
    /// What the levels take (shares, minimum scores) differs.
    pub levels: bool,
}

/// What is different about an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemChange {
    /// Its id.
    pub id: String,
    /// Title or question.
    pub title: bool,
    /// What is entered: fields, their kinds, labels, conditions.
    pub fields: bool,
    /// How it is judged, or what it counts for. Explanations and suggestions do
    /// not matter here.
    pub rule: bool,
    /// It stands in another tatanan.
    pub moved: bool,
}

impl InstrumentDiff {
    /// Is there anything to tell?
    pub fn is_empty(&self) -> bool {
        self.added.is_empty()
            && self.dropped.is_empty()
            && self.changed.is_empty()
            && !self.years
            && !self.levels
    }
}

/// Compares two editions of an instrument for a sheet.
pub fn compare(old: &Instrument, new: &Instrument, sheet: &Sheet) -> InstrumentDiff {
    let (was, is) = (old.sheet(sheet.meta.kind), new.sheet(sheet.meta.kind));
    let mut diff = InstrumentDiff {
        years: old.years != new.years,
        levels: !same_levels(old, new),
        ..InstrumentDiff::default()
    };
    for (section, item) in placed(is) {
        match placed(was).find(|(_, before)| before.id == item.id) {
            None => diff.added.push(item.id.clone()),
            Some((old_section, before)) => {
                let change = ItemChange {
                    id: item.id.clone(),
                    title: before.title != item.title || before.question != item.question,
                    fields: before.fields != item.fields || before.rows != item.rows,
                    rule: !same_meaning(before, item),
                    moved: old_section.tatanan != section.tatanan,
                };
                match change.title || change.fields || change.rule || change.moved {
                    true => diff.changed.push(change),
                    false => diff.same.push(item.id.clone()),
                }
            }
        }
    }
    let gone = |item: &&Item| is.item(&item.id).is_none();
    diff.dropped = was.items().filter(gone).map(|i| i.id.clone()).collect();
    diff.unasked = sheet
        .answers
        .iter()
        .filter(|(id, answer)| !is_about_sheet(id) && !answer.is_blank() && is.item(id).is_none())
        .map(|(id, _)| id.clone())
        .collect();
    diff
}

fn placed(def: &SheetDef) -> impl Iterator<Item = (&Section, &Item)> {
    def.sections
        .iter()
        .flat_map(|section| section.items.iter().map(move |item| (section, item)))
}

/// Are answers to two items worth the same, whatever is said around them?
pub(super) fn same_meaning(a: &Item, b: &Item) -> bool {
    let same_rule = match (&a.rule, &b.rule) {
        (None, None) => true,
        (Some(a), Some(b)) => same_rule(a, b),
        _ => false,
    };
    same_rule && a.role == b.role && a.feeds == b.feeds
}

/// Do two rules judge alike? The version counts: its rise says that the
/// encoding changed.
fn same_rule(a: &Rule, b: &Rule) -> bool {
    let same_scale = a.scale.len() == b.scale.len()
        && a.scale
            .iter()
            .zip(&b.scale)
            .all(|(a, b)| a.score == b.score && a.clauses == b.clauses);
    a.family == b.family && a.version == b.version && a.input == b.input && same_scale
}

fn same_levels(old: &Instrument, new: &Instrument) -> bool {
    let levels = old.levels.len() == new.levels.len()
        && old.levels.iter().zip(&new.levels).all(|(a, b)| {
            a.id == b.id && a.odf == b.odf && a.forkom == b.forkom && a.pokja == b.pokja
        });
    let tatanan = old.tatanan.len() == new.tatanan.len()
        && old
            .tatanan
            .iter()
            .all(|a| new.tatanan.iter().any(|b| a.no == b.no && a.min == b.min));
    levels && tatanan
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::{Checksum, read_sheet};
    use serde_json::{Value as J, json};

    fn document() -> J {
        let text = std::fs::read_to_string(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../../instrument/kks-2025.json"
        ));
        serde_json::from_str(&text.unwrap()).unwrap()
    }

    fn load(document: &J) -> Instrument {
        Instrument::load(&document.to_string()).unwrap_or_else(|e| panic!("{e}"))
    }

    fn sheet(kind: &str, region: &str) -> Sheet {
        let text = json!({
            "format": "saba", "version": 1,
            "sheet": {"kind": kind, "region": region, "instrument": {"id": "kks-2025"}},
            "answers": {
                "T8.13": {"v": {"n@2024": 1, "d@2024": 9}},
                "T8.12": {"v": {}, "note": "said nothing"},
                "OLD": {"v": {"n": 1}},
            },
        });
        let read = read_sheet(&text.to_string(), Checksum::Ignored).unwrap();
        read.sheet
    }

    fn items<'a>(document: &'a mut J, section: &str) -> &'a mut Vec<J> {
        let sections = document["sheets"]["kabupaten"]["sections"].as_array_mut();
        let found = sections.unwrap().iter_mut().find(|s| s["id"] == section);
        found.unwrap()["items"].as_array_mut().unwrap()
    }

    fn item<'a>(document: &'a mut J, section: &str, id: &str) -> &'a mut J {
        let found = items(document, section).iter_mut().find(|i| i["id"] == id);
        found.unwrap()
    }

    #[test]
    fn an_edition_is_the_same_as_itself() {
        let real = load(&document());
        let diff = compare(&real, &real, &sheet("kabupaten", "63.11"));
        assert!(diff.is_empty());
        assert_eq!(diff.same.len(), 163);
        assert_eq!(diff.unasked, ["OLD"]);
    }

    #[test]
    fn every_kind_of_change_is_told() {
        let mut patched = document();
        patched["levels"][0]["odf"] = json!(85);
        item(&mut patched, "t1", "T1.01")["title"] = json!("Angka kematian ibu");
        item(&mut patched, "t1", "T1.04")["rule"]["scale"][0]["if"][0]["value"][0][1] = json!(81);
        item(&mut patched, "t1", "T1.06")["den"] = json!("Seluruh balita");
        item(&mut patched, "t2", "T2.01")["rule"]["version"] = json!(99);
        // Explanations do not change what an answer is worth.
        item(&mut patched, "t2", "T2.03")["why"] = json!("Lain");
        item(&mut patched, "t2", "T2.03")["rule"]["scale"][0]["text"] = json!("Lain");
        item(&mut patched, "acuan", "R-T1.03")["feeds"] = json!(["T1.04"]);
        let last = items(&mut patched, "t8").pop().unwrap();
        assert_eq!(last["id"], "T8.13");
        let mut moved = items(&mut patched, "t9").pop().unwrap();
        let id = moved["id"].clone();
        items(&mut patched, "t8").push(moved.clone());
        moved["id"] = json!("T9.99");
        items(&mut patched, "t9").push(moved);
        let (old, new) = (load(&document()), load(&patched));
        let filled = sheet("kabupaten", "63.11");
        let diff = compare(&old, &new, &filled);
        assert_eq!(diff.added, ["T9.99"]);
        assert_eq!(diff.dropped, ["T8.13"]);
        assert_eq!(diff.unasked, ["OLD", "T8.13"]);
        assert!(diff.levels && !diff.years && !diff.is_empty());
        let told: Vec<String> = diff
            .changed
            .iter()
            .map(|c| {
                let flags = [
                    (c.title, " title"),
                    (c.fields, " fields"),
                    (c.rule, " rule"),
                    (c.moved, " moved"),
                ];
                let set = flags.iter().filter(|(on, _)| *on).map(|(_, name)| *name);
                format!("{}{}", c.id, set.collect::<String>())
            })
            .collect();
        let moved = format!("{} moved", id.as_str().unwrap());
        assert_eq!(
            told,
            [
                "R-T1.03 rule",
                "T1.01 title",
                "T1.04 rule",
                "T1.06 fields",
                "T2.01 rule",
                &moved,
            ]
        );
        assert_eq!(diff.same.len(), 163 - 1 - 6);
        assert!(diff.same.contains(&"T2.03".to_string()));
        // The other way round.
        let back = compare(&new, &old, &filled);
        assert_eq!((back.added, back.dropped), (diff.dropped, diff.added));
        assert_eq!(back.changed.len(), diff.changed.len());
        assert_eq!(back.unasked, ["OLD"]);
    }

    #[test]
    fn a_sheet_is_compared_with_its_own_kind() {
        let mut patched = document();
        patched["years"] = json!([2025, 2026]);
        item(&mut patched, "t1", "T1.01")["title"] = json!("Lain");
        let (old, new) = (load(&document()), load(&patched));
        let diff = compare(&old, &new, &sheet("kecamatan", "63.11.01"));
        assert!(diff.changed.is_empty() && diff.added.is_empty() && diff.dropped.is_empty());
        assert!(diff.years && !diff.is_empty());
        assert_eq!(
            diff.same.len(),
            old.sheet(crate::instrument::SheetKind::Kecamatan)
                .items()
                .count()
        );
    }
}
