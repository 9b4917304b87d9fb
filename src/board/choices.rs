//! What a person decided about which sheet counts for which region. It is kept beside
//! the sheets, not in them, so that later versions of a sheet find their place too.

use saba_core::intake::Assigned;
use saba_core::json::Json;
use saba_core::region::{RegionCode, RegionLevel};

use crate::state;
use crate::store::StoreError;
use crate::text::join;

/// The choices for one regency.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// Sheets that count for another region than the one they name.
    pub assigned: Assigned,
    /// Ids of sheets that do not count: of several of one village, the others.
    pub left_out: Vec<String>,
}

fn key(region: &RegionCode) -> String {
    join(&["board/", region.within(RegionLevel::Regency).as_str()])
}

impl Choices {
    /// Reads what was kept.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn load(region: &RegionCode) -> Result<Choices, StoreError> {
        let store = state::saver().store().await?;
        let text = store.get(&key(region)).await?;
        let json = text.and_then(|text| Json::parse(&text).ok());
        let member = |name: &str| json.as_ref().and_then(|json| json.get(name));
        let left_out = match member("left_out") {
            Some(Json::Arr(ids)) => ids.as_slice(),
            _ => &[],
        };
        let ids = left_out.iter().filter_map(Json::as_str);
        Ok(Choices {
            left_out: ids.map(String::from).collect(),
            assigned: member("assigned").map(Assigned::read).unwrap_or_default(),
        })
    }

    /// Keeps the choices.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn keep(&self, region: &RegionCode) -> Result<(), StoreError> {
        let store = state::saver().store().await?;
        store.set(&key(region), &self.json().compact()).await
    }

    /// As it is stored.
    pub fn json(&self) -> Json {
        let ids = self.left_out.iter().map(Json::text).collect();
        Json::Obj(vec![
            (String::from("assigned"), self.assigned.json()),
            (String::from("left_out"), Json::Arr(ids)),
        ])
    }
}
