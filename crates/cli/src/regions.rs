//! The official list of regions: that of this repository, or of a folder like it.

use std::path::Path;

use saba_core::region::{RegionCode, RegionLevel, RegionList};

/// A region with its name.
pub type Named = (RegionCode, String);

/// A regency with its kecamatan and villages, in the order of their codes.
#[derive(Debug)]
pub struct Regency {
    /// Code and name as the list writes it.
    pub code: RegionCode,
    pub name: String,
    pub kecamatan: Vec<Named>,
    pub villages: Vec<Named>,
}

impl Regency {
    /// The codes, for rolling up.
    pub fn list(&self) -> RegionList {
        let all = self.kecamatan.iter().chain(&self.villages);
        RegionList::new(all.map(|(code, _)| code.clone()))
    }

    /// The name of a kecamatan or village.
    pub fn name_of(&self, code: &RegionCode) -> &str {
        let all = match code.level() {
            RegionLevel::Kecamatan => &self.kecamatan,
            _ => &self.villages,
        };
        let at = all.binary_search_by(|(c, _)| c.cmp(code)).ok();
        at.and_then(|at| all.get(at)).map_or("", |(_, name)| name)
    }
}

/// One list of the folder.
fn text(folder: Option<&Path>, name: &str, built_in: &'static str) -> Result<String, String> {
    match folder {
        None => Ok(built_in.to_string()),
        Some(folder) => {
            let path = folder.join(name);
            std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))
        }
    }
}

/// The regency with this code and everything in it.
///
/// # Errors
/// A sentence for people, where a list cannot be read or does not have it.
pub fn regency(code: &RegionCode, folder: Option<&Path>) -> Result<Regency, String> {
    if code.level() != RegionLevel::Regency {
        return Err(format!("'{}' is no code of a regency", code.as_str()));
    }
    let read = |name: &str, built_in: &'static str| -> Result<Vec<Named>, String> {
        rows(&text(folder, name, built_in)?, code)
            .map_err(|line| format!("{name}:{line}: not a row"))
    };
    let regencies = read(
        "regencies.csv",
        include_str!("../../../region/regencies.csv"),
    )?;
    let Some((code, name)) = regencies.into_iter().find(|(c, _)| c == code) else {
        return Err(format!("no regency has the code {}", code.as_str()));
    };
    Ok(Regency {
        kecamatan: read(
            "districts.csv",
            include_str!("../../../region/districts.csv"),
        )?,
        villages: read("villages.csv", include_str!("../../../region/villages.csv"))?,
        code,
        name: title_case(&name),
    })
}

/// Regencies beside this one, for what strays in from there.
pub fn neighbour(code: &RegionCode, folder: Option<&Path>) -> Result<Option<Regency>, String> {
    let list = text(
        folder,
        "regencies.csv",
        include_str!("../../../region/regencies.csv"),
    )?;
    let province = code.within(RegionLevel::Province);
    let mut all =
        rows(&list, &province).map_err(|line| format!("regencies.csv:{line}: not a row"))?;
    all.retain(|(c, _)| c != code);
    match all.last() {
        Some((other, _)) => regency(other, folder).map(Some),
        None => Ok(None),
    }
}

/// The rows of a list that lie in a region, in the order of their codes; `Err` with the
/// line that is none.
fn rows(list: &str, within: &RegionCode) -> Result<Vec<Named>, usize> {
    let mut found = Vec::new();
    for (at, line) in list.lines().enumerate().skip(1) {
        let row = line.split_once(',').and_then(|(code, rest)| {
            let (_, name) = rest.split_once(',')?;
            Some((RegionCode::parse(code)?, name))
        });
        let (code, name) = row.ok_or(at + 1)?;
        if code.is_in(within) {
            // A `"` in a name stands for the glottal stop.
            found.push((code, name.replace('"', "'")));
        }
    }
    found.sort();
    Ok(found)
}

/// `KABUPATEN BALANGAN` as people write it.
fn title_case(name: &str) -> String {
    let words: Vec<String> = name
        .split(' ')
        .map(|word| {
            let mut letters = word.chars();
            let first: String = letters.next().into_iter().collect();
            first + &letters.as_str().to_lowercase()
        })
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_has_balangan() {
        let code = RegionCode::parse("63.11").unwrap_or_else(|| unreachable!());
        let regency = regency(&code, None).unwrap_or_else(|e| unreachable!("{e}"));
        assert_eq!(regency.name, "Kabupaten Balangan");
        assert_eq!((regency.kecamatan.len(), regency.villages.len()), (8, 157));
        let village = RegionCode::parse("63.11.01.2001").unwrap_or_else(|| unreachable!());
        assert_eq!(regency.name_of(&village), "Muara Ninian");
        assert_eq!(rows("code,parent,name\n63.11,63\n", &code), Err(2));
    }
}
