//! The official codes and names, checked: every code is unique and has its parent.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

/// A village inside its kecamatan: the last part of its code, and its name.
pub type Village = (String, String);
/// A kecamatan inside its regency: the last part of its code, its name, its villages.
pub type Kecamatan = (String, String, Vec<Village>);

/// The whole list, in the order of the codes.
#[derive(Debug)]
pub struct Regions {
    /// Whole code and name.
    pub provinces: Vec<(String, String)>,
    /// Whole code and name.
    pub regencies: Vec<(String, String)>,
    /// By regency.
    kecamatan: BTreeMap<String, Vec<Kecamatan>>,
}

impl Regions {
    /// Reads the four lists of a folder.
    pub fn read(folder: &Path) -> Result<Self> {
        let read = |name: &str| {
            let path = folder.join(name);
            fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
        };
        Self::parse(
            &read("provinces.csv")?,
            &read("regencies.csv")?,
            &read("districts.csv")?,
            &read("villages.csv")?,
        )
    }

    fn parse(provinces: &str, regencies: &str, districts: &str, villages: &str) -> Result<Self> {
        let provinces = Level::read("provinces.csv", provinces, &[2], None)?;
        let regencies = Level::read("regencies.csv", regencies, &[2, 2], Some(&provinces))?;
        let districts = Level::read("districts.csv", districts, &[2, 2, 2], Some(&regencies))?;
        let villages = Level::read("villages.csv", villages, &[2, 2, 2, 4], Some(&districts))?;

        let mut of_district: HashMap<&str, Vec<Village>> = HashMap::new();
        for (code, name) in &villages.rows {
            let (parent, own) = split(code);
            let village = (own.to_owned(), name.clone());
            of_district.entry(parent).or_default().push(village);
        }
        let mut kecamatan: BTreeMap<String, Vec<Kecamatan>> = BTreeMap::new();
        for (code, name) in &districts.rows {
            let (parent, own) = split(code);
            let villages = of_district.remove(code.as_str()).unwrap_or_default();
            let row = (own.to_owned(), name.clone(), villages);
            kecamatan.entry(parent.to_owned()).or_default().push(row);
        }
        let titled = |level: Level| {
            let rows = level.rows.into_iter();
            rows.map(|(code, name)| (code, title_case(&name))).collect()
        };
        Ok(Self {
            provinces: titled(provinces),
            regencies: titled(regencies),
            kecamatan,
        })
    }

    /// What the page fetches of all regencies: code and name of each province with the
    /// names of its regencies, [`numbered`] from 1 on. `Kabupaten` is left out before
    /// them, `Kota` is not: half a thousand times the same word, for a phone on a slow line.
    pub fn index(&self) -> Result<Value> {
        let mut all = Vec::new();
        for (province, name) in &self.provinces {
            let mut rows = Vec::new();
            for (code, name) in &self.regencies {
                let (parent, own) = split(code);
                if parent == province {
                    let kept = name.strip_prefix("Kabupaten ").unwrap_or(name);
                    let is_city = kept.starts_with("Kota ");
                    if is_city != (kept.len() == name.len()) {
                        bail!("`{name}` is neither a kabupaten nor a kota by its name");
                    }
                    rows.push((own, kept));
                }
            }
            all.push(json!([province, name, numbered(&rows, 1)?]));
        }
        Ok(Value::Array(all))
    }

    /// What the page fetches of one regency: its code, its name and its kecamatan, each
    /// with its number, its name and the names of its villages, [`numbered`] from 2001 on.
    pub fn regency(&self, code: &str, name: &str) -> Result<Value> {
        let mut all = Vec::new();
        for (no, name, villages) in self.kecamatan(code) {
            let villages: Vec<(&str, &str)> = (villages.iter())
                .map(|(no, name)| (no.as_str(), name.as_str()))
                .collect();
            all.push(json!([no, name, numbered(&villages, 2001)?]));
        }
        Ok(json!([code, name, all]))
    }

    /// The kecamatan of a regency with their villages.
    pub fn kecamatan(&self, regency: &str) -> &[Kecamatan] {
        self.kecamatan.get(regency).map_or(&[], Vec::as_slice)
    }
}

/// One file of the list: codes and names in the order of the codes.
struct Level {
    rows: BTreeMap<String, String>,
}

impl Level {
    fn read(file: &str, text: &str, digits: &[usize], parents: Option<&Level>) -> Result<Self> {
        let mut rows = BTreeMap::new();
        for (number, line) in text.lines().enumerate().skip(1) {
            let row = (|| {
                let (code, name) = fields(line, parents.is_some())?;
                let shape = code.split('.').map(|part| {
                    part.bytes()
                        .all(|b| b.is_ascii_digit())
                        .then_some(part.len())
                });
                if !shape.eq(digits.iter().map(|&length| Some(length))) {
                    bail!("`{code}` is not a code of this level");
                }
                if parents.is_some_and(|level| !level.rows.contains_key(split(code).0)) {
                    bail!("`{code}` has no parent `{}`", split(code).0);
                }
                if rows.insert(code.to_owned(), name).is_some() {
                    bail!("`{code}` stands here a second time");
                }
                Ok(())
            })();
            row.with_context(|| format!("region/{file}:{}", number + 1))?;
        }
        if rows.is_empty() {
            bail!("region/{file} holds no rows");
        }
        Ok(Self { rows })
    }
}

/// Code and name of a line. The lists quote nothing: a `"` in a name stands for the
/// glottal stop, which is written `'` everywhere else in them, so it becomes that.
fn fields(line: &str, has_parent: bool) -> Result<(&str, String)> {
    let parts: Vec<&str> = line.split(',').collect();
    let (code, parent, name) = match parts[..] {
        [code, name] if !has_parent => (code, "", name),
        [code, parent, name] if has_parent => (code, parent, name),
        _ => bail!("expected {} columns", if has_parent { 3 } else { 2 }),
    };
    if has_parent && parent != split(code).0 {
        bail!("the parent column says `{parent}`, the code `{code}` says otherwise");
    }
    if name.is_empty() || name.trim() != name {
        bail!("the name `{name}` is empty or has blanks around it");
    }
    Ok((code, name.replace('"', "'")))
}

/// Names alone, which are numbered one after another from `next` on; where the numbers go
/// on elsewhere, that number stands before the name.
fn numbered(rows: &[(&str, &str)], mut next: u64) -> Result<Vec<Value>> {
    let mut list = Vec::new();
    for (no, name) in rows {
        let no: u64 = no.parse().with_context(|| format!("`{no}` is no number"))?;
        if no != next {
            list.push(json!(no));
        }
        list.push(json!(name));
        next = no + 1;
    }
    Ok(list)
}

/// `63.11.01` gives `63.11` and `01`.
fn split(code: &str) -> (&str, &str) {
    code.rsplit_once('.').unwrap_or(("", code))
}

/// `KABUPATEN BALANGAN` gives `Kabupaten Balangan`; abbreviations and Roman numerals
/// stay capital, the joining word stays small.
fn title_case(name: &str) -> String {
    const CAPITAL: [&str; 8] = ["DKI", "DI", "II", "III", "IV", "VI", "VII", "VIII"];
    const SMALL: [&str; 1] = ["DAN"];
    let word = |word: &str| {
        if CAPITAL.contains(&word) {
            return word.to_owned();
        }
        let lower = word.to_lowercase();
        if SMALL.contains(&word) {
            return lower;
        }
        let mut start = true;
        lower
            .chars()
            .map(|c| {
                let cased = if start { c.to_ascii_uppercase() } else { c };
                start = matches!(c, '-' | '(' | '/');
                cased
            })
            .collect()
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROVINCES: &str = "code,name\n63,KALIMANTAN SELATAN\n";
    const REGENCIES: &str = "code,province_code,name\n63.11,63,KABUPATEN BALANGAN\n";
    const DISTRICTS: &str = "code,regency_code,name\n63.11.01,63.11,Juai\n";
    const VILLAGES: &str = "code,district_code,name\n63.11.01.2001,63.11.01,Pulau Ku\"u\n";

    #[test]
    fn reads_and_nests() -> Result<()> {
        let regions = Regions::parse(PROVINCES, REGENCIES, DISTRICTS, VILLAGES)?;
        assert_eq!(
            regions.regencies,
            [("63.11".into(), "Kabupaten Balangan".into())]
        );
        let village = ("2001".to_owned(), "Pulau Ku'u".to_owned());
        assert_eq!(
            regions.kecamatan("63.11"),
            [("01".to_owned(), "Juai".to_owned(), vec![village])]
        );
        Ok(())
    }

    #[test]
    fn an_error_names_the_line() {
        let error = |districts: &str| {
            Regions::parse(PROVINCES, REGENCIES, districts, VILLAGES)
                .err()
                .map(|error| format!("{error:#}"))
                .unwrap_or_default()
        };
        let twice = format!("{DISTRICTS}63.11.01,63.11,Juai\n");
        assert_eq!(
            error(&twice),
            "region/districts.csv:3: `63.11.01` stands here a second time"
        );
        let orphan = format!("{DISTRICTS}63.12.01,63.12,Juai\n");
        assert_eq!(
            error(&orphan),
            "region/districts.csv:3: `63.12.01` has no parent `63.12`"
        );
        for bad in [
            "63.11.2,63.11,Juai",
            "63.11.02,63.10,Juai",
            "63.11.02,63.11, Juai",
            "x",
        ] {
            assert!(error(&format!("{DISTRICTS}{bad}\n")).starts_with("region/districts.csv:3: "));
        }
    }

    /// As the page reads them.
    fn counted(list: &Value, mut next: u64) -> Vec<(u64, String)> {
        let mut rows = Vec::new();
        for one in list.as_array().into_iter().flatten() {
            match one.as_str() {
                Some(name) => {
                    rows.push((next, name.to_owned()));
                    next += 1;
                }
                None => next = one.as_u64().unwrap_or_default(),
            }
        }
        rows
    }

    #[test]
    fn the_page_reads_every_code_and_name() -> Result<()> {
        let regions = Regions::read(&crate::process::root().join("region"))?;
        let mut regencies = Vec::new();
        for province in regions.index()?.as_array().into_iter().flatten() {
            for (no, name) in counted(&province[2], 1) {
                let code = format!("{}.{no:02}", province[0].as_str().unwrap_or_default());
                let kind = if name.starts_with("Kota ") {
                    ""
                } else {
                    "Kabupaten "
                };
                regencies.push((code, format!("{kind}{name}")));
            }
        }
        assert!(regencies == regions.regencies);
        for (code, name) in &regions.regencies {
            let file = regions.regency(code, name)?;
            let mut kecamatan = Vec::new();
            for one in file[2].as_array().into_iter().flatten() {
                let text = |at: usize| one[at].as_str().unwrap_or_default().to_owned();
                let villages = counted(&one[2], 2001).into_iter();
                let villages = villages.map(|(no, name)| (format!("{no:02}"), name));
                kecamatan.push((text(0), text(1), villages.collect::<Vec<_>>()));
            }
            assert!(kecamatan == regions.kecamatan(code), "{code}");
        }
        Ok(())
    }

    #[test]
    fn names_read_as_people_write_them() {
        for (capital, title) in [
            ("DKI JAKARTA", "DKI Jakarta"),
            ("DI YOGYAKARTA", "DI Yogyakarta"),
            ("DAERAH ISTIMEWA YOGYAKARTA", "Daerah Istimewa Yogyakarta"),
            (
                "KOTA ADMINISTRASI JAKARTA PUSAT",
                "Kota Administrasi Jakarta Pusat",
            ),
            (
                "KABUPATEN PANGKAJENE DAN KEPULAUAN",
                "Kabupaten Pangkajene dan Kepulauan",
            ),
            ("KOTA BANJARBARU", "Kota Banjarbaru"),
        ] {
            assert_eq!(title_case(capital), title);
        }
    }

    /// The real list: its size, and one regency that the tests of the page rely on.
    #[test]
    fn the_real_list_is_whole() -> Result<()> {
        let regions = Regions::read(&crate::process::root().join("region"))?;
        assert_eq!(
            (regions.provinces.len(), regions.regencies.len()),
            (38, 514)
        );
        let villages = regions
            .kecamatan
            .values()
            .flatten()
            .map(|k| k.2.len())
            .sum::<usize>();
        assert_eq!(villages, 83_763);
        assert_eq!(regions.kecamatan("63.11").len(), 8);
        assert!(
            regions
                .regencies
                .iter()
                .all(|(code, _)| !regions.kecamatan(code).is_empty())
        );
        Ok(())
    }
}
