//! Words about this device: its windows, its health, locked sheets.

pub const CHECK_DEVICE: &str = "Check this device";
pub const INSIDE: &str = "Saba is open inside another app; answers can be lost. Open it in Chrome.";
pub const WRONG_CLOCK: &str = "The date of this device seems to be wrong.";

pub const LOCK_OR_REMOVE: &str = "Lock or remove this sheet";
