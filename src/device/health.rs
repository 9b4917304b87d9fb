//! What this device can do. The first screen tells trouble alone, in one line; the
//! whole card stands at `#/perangkat`. Nothing here is in the way of filling in.

use saba_core::text::holds;

use crate::dom::{El, a, div};
use crate::{platform, state, text};

/// Names by which browsers inside other applications give themselves away. They
/// often forget what they stored, and cannot save files.
const INSIDE: [&str; 12] = [
    "; wv)",
    "FBAN",
    "FBAV",
    "FB_IAB",
    "Instagram",
    "WhatsApp",
    "Line/",
    "Telegram",
    "MicroMessenger",
    "TikTok",
    "musical_ly",
    "Twitter",
];

/// Is the page shown inside another application?
fn is_inside() -> bool {
    let agent = platform::window().navigator().user_agent();
    let agent = agent.unwrap_or_default();
    INSIDE.iter().any(|name| holds(&agent, name))
}

/// Is the device's clock possible at all? Data of a year are collected after it, and
/// not ten years after.
fn is_clock_right() -> bool {
    let [_, later] = state::built_in().years;
    let year = platform::year(platform::now());
    let later = u32::from(later);
    year > later && year < later + 10
}

/// Trouble that a person should know of before the first answer, with the way to the
/// whole card. That nothing can be stored is told by the save light.
pub fn trouble() -> Option<El> {
    let words = match (is_inside(), is_clock_right()) {
        (true, _) => text::INSIDE,
        (false, false) => text::WRONG_CLOCK,
        (false, true) => return None,
    };
    Some(
        div("notice")
            .attr("data-kind", "warn")
            .attr("data-trouble", "")
            .text(words)
            .text(" ")
            .child(a("", "#/perangkat").text(text::CHECK_DEVICE)),
    )
}

#[cfg(feature = "desk")]
pub use whole::card;

#[cfg(feature = "desk")]
mod whole;
