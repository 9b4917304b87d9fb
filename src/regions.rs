//! The official list of regions, fetched for one regency at a time. The service
//! worker keeps what was fetched.

use saba_core::json::Json;
use saba_core::region::{RegionCode, RegionLevel};
use saba_core::text::holds;

use crate::platform;
use crate::text::{KECAMATAN, join};

/// A region of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// Its code.
    pub code: RegionCode,
    /// Its name.
    pub name: String,
    /// What it lies in, for people.
    pub path: String,
}

/// A regency with everything below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regency {
    /// The regency itself.
    pub region: Region,
    /// Kecamatan.
    pub kecamatan: Vec<Region>,
    /// Villages of all kecamatan.
    pub villages: Vec<Region>,
}

fn pair(json: &Json) -> Option<(&str, &str)> {
    match json {
        Json::Arr(list) => Some((list.first()?.as_str()?, list.get(1)?.as_str()?)),
        _ => None,
    }
}

fn list<'a>(json: &'a Json, name: &str) -> &'a [Json] {
    match json.get(name) {
        Some(Json::Arr(list)) => list,
        _ => &[],
    }
}

/// All regencies and cities. `None` where the list cannot be had now.
pub async fn regencies() -> Option<Vec<Region>> {
    let mut url = platform::asset("region");
    url.push_str("index.json");
    let json = Json::parse(&platform::fetch_text(&url).await.ok()?).ok()?;
    let provinces: Vec<(&str, &str)> = list(&json, "provinces").iter().filter_map(pair).collect();
    let regencies = list(&json, "regencies").iter().filter_map(pair);
    Some(
        regencies
            .filter_map(|(code, name)| {
                let province = code.get(..2)?;
                let path = provinces
                    .iter()
                    .find(|(c, _)| *c == province)
                    .map_or("", |(_, n)| n);
                Some(Region {
                    code: RegionCode::parse(code)?,
                    name: name.into(),
                    path: path.into(),
                })
            })
            .collect(),
    )
}

/// One regency with its kecamatan and villages. `None` where it cannot be had
/// now.
pub async fn regency(code: &RegionCode) -> Option<Regency> {
    let mut url = platform::asset("region");
    url.push_str(code.within(RegionLevel::Regency).as_str());
    url.push_str(".json");
    let json = Json::parse(&platform::fetch_text(&url).await.ok()?).ok()?;
    let regency_code = json.get("code")?.as_str()?;
    let regency_name = json.get("name")?.as_str()?;
    let mut out = Regency {
        region: Region {
            code: RegionCode::parse(regency_code)?,
            name: regency_name.into(),
            path: String::new(),
        },
        kecamatan: Vec::new(),
        villages: Vec::new(),
    };
    for kecamatan in list(&json, "kecamatan") {
        let Some((no, name)) = pair(kecamatan) else {
            continue;
        };
        let code = join(&[regency_code, ".", no]);
        let path = join(&[KECAMATAN, name, ", ", regency_name]);
        if let Json::Arr(parts) = kecamatan
            && let Some(Json::Arr(villages)) = parts.get(2)
        {
            for (no, village) in villages.iter().filter_map(pair) {
                if let Some(code) = RegionCode::parse(&join(&[&code, ".", no])) {
                    out.villages.push(Region {
                        code,
                        name: village.into(),
                        path: path.clone(),
                    });
                }
            }
        }
        if let Some(code) = RegionCode::parse(&code) {
            out.kecamatan.push(Region {
                code,
                name: name.into(),
                path: regency_name.into(),
            });
        }
    }
    Some(out)
}

impl Regency {
    /// A region of this regency, at any level.
    pub fn find(&self, code: &RegionCode) -> Option<&Region> {
        std::iter::once(&self.region)
            .chain(&self.kecamatan)
            .chain(&self.villages)
            .find(|r| r.code == *code)
    }
}

/// Does a name hold what was typed? Case does not count; every word typed must
/// occur. Official names are plain Latin letters.
pub fn matches(region: &Region, typed: &str) -> bool {
    let name = region.name.to_ascii_lowercase();
    let path = region.path.to_ascii_lowercase();
    typed.to_ascii_lowercase().split_whitespace().all(|word| {
        holds(&name, word) || holds(&path, word) || region.code.as_str().starts_with(word)
    })
}
