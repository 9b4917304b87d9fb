//! The official list of regions, fetched for one regency at a time. The service
//! worker keeps what was fetched.

use saba_core::json::Json;
use saba_core::region::{RegionCode, RegionLevel};
use saba_core::text::holds;

use crate::platform;
use crate::text::{KABUPATEN, KECAMATAN, KOTA, join};

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

/// Desa are numbered from here on in their kecamatan.
const FIRST_VILLAGE: u64 = 2001;

/// The three parts of an entry: its number, its name, and what lies in it.
fn entry(json: &Json) -> Option<(&str, &str, &[Json])> {
    match json {
        Json::Arr(list) => match list.as_slice() {
            [no, name, Json::Arr(within)] => Some((no.as_str()?, name.as_str()?, within)),
            _ => None,
        },
        _ => None,
    }
}

/// Names with the codes of their regions: they are numbered one after another from
/// `next` on, and a number among them says where it goes on.
fn numbered(parent: &str, mut next: u64, list: &[Json], add: &mut dyn FnMut(RegionCode, &str)) {
    for one in list {
        match one {
            Json::Str(name) => {
                let zero = if next < 10 { "0" } else { "" };
                let code = join(&[parent, ".", zero, &next.to_string()]);
                if let Some(code) = RegionCode::parse(&code) {
                    add(code, name);
                }
                next += 1;
            }
            other => next = other.as_u64().unwrap_or(next),
        }
    }
}

async fn fetch(name: &str) -> Option<Json> {
    let mut url = platform::asset("region");
    url.push_str(name);
    url.push_str(".json");
    Json::parse(&platform::fetch_text(&url).await.ok()?).ok()
}

/// All regencies and cities. `None` where the list cannot be had now.
pub async fn regencies() -> Option<Vec<Region>> {
    let Json::Arr(provinces) = fetch("index").await? else {
        return None;
    };
    let mut out = Vec::new();
    for (no, path, within) in provinces.iter().filter_map(entry) {
        numbered(no, 1, within, &mut |code, name| {
            // Cities say that they are; everything else is a kabupaten.
            let kind = if name.starts_with(KOTA) {
                ""
            } else {
                KABUPATEN
            };
            out.push(Region {
                code,
                name: join(&[kind, name]),
                path: path.into(),
            });
        });
    }
    Some(out)
}

/// One regency with its kecamatan and villages. `None` where it cannot be had
/// now.
pub async fn regency(code: &RegionCode) -> Option<Regency> {
    let json = fetch(code.within(RegionLevel::Regency).as_str()).await?;
    let (regency_code, regency_name, kecamatan) = entry(&json)?;
    let mut out = Regency {
        region: Region {
            code: RegionCode::parse(regency_code)?,
            name: regency_name.into(),
            path: String::new(),
        },
        kecamatan: Vec::new(),
        villages: Vec::new(),
    };
    for (no, name, villages) in kecamatan.iter().filter_map(entry) {
        let code = join(&[regency_code, ".", no]);
        let path = join(&[KECAMATAN, name, ", ", regency_name]);
        numbered(&code, FIRST_VILLAGE, villages, &mut |code, village| {
            out.villages.push(Region {
                code,
                name: village.into(),
                path: path.clone(),
            });
        });
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
