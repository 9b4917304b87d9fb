//! Words of the ways to comforts: finding, going on, settings.

pub const TO_GAPS: &str = "See what is missing";
pub const GO_ON: &str = "Go on with the last item";
pub const SETTINGS: &str = "Settings";
