//! Filling in a sheet: home, choosing a region, the sections, the items.

#[cfg(feature = "desk")]
mod award;
mod choose;
#[cfg(feature = "desk")]
mod coach;
#[cfg(feature = "desk")]
pub mod edition;
mod home;
#[cfg(feature = "desk")]
mod indicator;
mod item;
mod overview;
#[cfg(feature = "desk")]
mod ruling;
#[cfg(feature = "desk")]
mod rulings;
mod section;
#[cfg(feature = "desk")]
pub mod trial;
mod who;

pub use choose::choose;
pub use home::home;
#[cfg(feature = "desk")]
pub use item::{about_fields, field_box};
pub use overview::overview;
pub use section::section;

use saba_core::sheet::{Finding, check_item};

use crate::state;

/// What looks wrong with an item of the open sheet.
pub fn findings(item: &str) -> Vec<Finding> {
    let instrument = state::instrument();
    state::with_sheet(|sheet| {
        let def = instrument.sheet(sheet.meta.kind);
        def.item(item)
            .map(|i| check_item(instrument, def, sheet, i))
            .unwrap_or_default()
    })
    .unwrap_or_default()
}
