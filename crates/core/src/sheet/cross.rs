//! Denominators of the same thing that differ between items: eleven shares of
//! all markets ask for the number of markets eleven times. Warns, never blocks.

use super::{Sheet, asked, asked_keys};
use crate::instrument::{Instrument, Item, SheetDef};
use crate::num::Decimal;

/// The key of a denominator.
const DENOMINATOR: &str = "d";

/// A number that should be the same wherever it is asked for, and is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CrossFinding {
    /// What is counted: the `den_group` of the items.
    pub group: String,
    /// The data year. A number asked for without a year is that of the later
    /// one.
    pub year: u16,
    /// What was entered: item id and number, in the order of the sheet. Items
    /// without a usable number are left out.
    pub entries: Vec<(String, Decimal)>,
}

impl CrossFinding {
    /// Is it about this item?
    pub fn concerns(&self, item: &str) -> bool {
        self.entries.iter().any(|(id, _)| id == item)
    }
}

/// Finds the denominators of a sheet that should agree and do not, in the
/// order of the sheet, the earlier year first.
pub fn cross_findings(instrument: &Instrument, def: &SheetDef, sheet: &Sheet) -> Vec<CrossFinding> {
    let mut findings: Vec<CrossFinding> = Vec::new();
    for item in def.items().filter(|i| !i.group.is_empty()) {
        if findings.iter().any(|f| f.group == item.group) {
            continue;
        }
        for year in instrument.years {
            findings.push(CrossFinding {
                group: item.group.clone(),
                year,
                entries: def
                    .items()
                    .filter(|i| i.group == item.group)
                    .filter_map(|i| Some((i.id.clone(), denominator(instrument, sheet, i, year)?)))
                    .collect(),
            });
        }
    }
    findings.retain(|finding| {
        let mut numbers = finding.entries.iter().map(|(_, n)| *n);
        let first = numbers.next();
        numbers.any(|n| Some(n) != first)
    });
    findings
}

/// The denominator that an item has for a year, if it asks for one and the
/// number can be one.
fn denominator(instrument: &Instrument, sheet: &Sheet, item: &Item, year: u16) -> Option<Decimal> {
    let field = item.field(DENOMINATOR)?;
    let answer = sheet.answer(&item.id).filter(|a| !a.unknown)?;
    if !asked(item, field, answer, "") {
        return None;
    }
    let [_, later] = instrument.years;
    let key = match field.years {
        true => Instrument::year_key(DENOMINATOR, year),
        false if year == later => DENOMINATOR.to_string(),
        false => return None,
    };
    let wanted = asked_keys(item, field, instrument.years).contains(&key);
    let number = answer.values.get(&key)?.as_num()?;
    (wanted && number > Decimal::ZERO).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::file::{Checksum, read_sheet};
    use crate::instrument::SheetKind;
    use serde_json::{Value as J, json};

    fn instrument() -> Instrument {
        let share = |id: &str, group: &str, two_years: bool| {
            json!({
                "id": id, "title": id, "den_group": group, "num": "", "den": "",
                "rule": {"family": "bands", "version": 1,
                    "input": {"quantity": "ratio", "per": 100, "part": true, "two_years": two_years},
                    "scale": [
                        {"score": 100, "text": "", "if": [{"value": [[">=", 50]]}]},
                        {"score": 0, "text": "", "if": [{"value": [["<", 50]]}]},
                    ]},
            })
        };
        let gate = json!({
            "id": "G", "title": "", "den_group": "desa",
            "fields": [{"key": "d", "kind": "int", "label": ""}],
        });
        let none = json!({"title": "", "sections": []});
        let document = json!({
            "format": "saba-instrument", "version": 1,
            "id": "small", "edition": "1", "title": "", "years": [2023, 2024],
            "levels": [], "tatanan": [],
            "sheets": {"desa": none, "kecamatan": none, "kabupaten": {"title": "", "sections": [
                {"id": "a", "title": "", "items": [
                    gate,
                    share("A", "desa", false),
                    share("B", "pasar", true),
                    share("C", "pasar", true),
                    share("D", "", true),
                    share("E", "pasar", false),
                ]},
            ]}},
        });
        Instrument::load(&document.to_string()).unwrap()
    }

    fn found(answers: &J) -> Vec<String> {
        let instrument = instrument();
        let document = json!({
            "format": "saba", "version": 1, "answers": answers,
            "sheet": {"kind": "kabupaten", "region": "63.11", "instrument": {"id": "small"}},
        });
        let sheet = read_sheet(&document.to_string(), Checksum::Ignored).unwrap();
        let def = instrument.sheet(SheetKind::Kabupaten);
        cross_findings(&instrument, def, &sheet.sheet)
            .iter()
            .map(|f| {
                let told = f.entries.iter().map(|(id, n)| format!(" {id}:{n}"));
                format!("{} {}{}", f.group, f.year, told.collect::<String>())
            })
            .collect()
    }

    #[test]
    fn the_same_number_everywhere_is_fine() {
        let both = json!({"v": {"d@2023": 10, "d@2024": 12}});
        let one = json!({"v": {"d@2024": 12.0}});
        assert!(found(&json!({})).is_empty());
        assert!(
            found(&json!({"B": both, "C": both, "D": {"v": {"d@2024": 99}}, "E": one})).is_empty()
        );
        // Nothing to compare with.
        assert!(found(&json!({"G": {"v": {"d": 133}}})).is_empty());
    }

    #[test]
    fn numbers_that_differ_are_told_by_year() {
        let at = |before: u32, after: u32| json!({"v": {"d@2023": before, "d@2024": after}});
        assert_eq!(
            found(&json!({"B": at(10, 12), "C": at(11, 12), "E": at(99, 12)})),
            // E is judged by one year: its other one is not asked for.
            ["pasar 2023 B:10 C:11"]
        );
        assert_eq!(
            found(&json!({
                "B": at(10, 12), "C": at(11, 13), "E": at(1, 14),
                "G": {"v": {"d": 157}}, "A": at(1, 156),
            })),
            [
                // A number without a year is that of the later one.
                "desa 2024 G:157 A:156",
                "pasar 2023 B:10 C:11",
                "pasar 2024 B:12 C:13 E:14",
            ]
        );
    }

    #[test]
    fn what_cannot_be_a_denominator_is_left_to_its_own_check() {
        assert!(
            found(&json!({
                "B": {"v": {"d@2024": 12}},
                "C": {"v": {"d@2024": 0}},
                "E": {"v": {"d@2024": "dua belas"}},
            }))
            .is_empty()
        );
        assert!(
            found(&json!({
                "B": {"v": {"d@2024": 12}},
                "C": {"v": {"d@2024": 13}, "unknown": true},
            }))
            .is_empty()
        );
    }
}
