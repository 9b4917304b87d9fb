//! Until when, and how long that still is: by the clock of this device, drawn anew as
//! long as it is on the screen.

use saba_core::review::time_left;

use crate::dom::{El, Live, el};
use crate::{platform, text};

/// How often a countdown is drawn anew, in milliseconds; it counts minutes.
const STEP: i32 = 20_000;

/// `22-11-2026 10.42 (masih 1 hari 23 jam)`.
pub fn until(deadline: u64) -> String {
    let left = time_left(deadline, platform::now());
    let when = platform::day_and_clock(deadline);
    text::join(&[&when, " (", &text::time_left(left), ")"])
}

/// The same on the screen. `data-over` says whether the time is over.
pub fn deadline(at: u64) -> El {
    let beat = Live::new(0u32);
    let (words, over) = (beat.clone(), beat.clone());
    let shown = el("span")
        .attr("data-deadline", &at.to_string())
        .live_text(move || {
            words.get();
            until(at)
        })
        .live_attr("data-over", move || {
            over.get();
            Some(time_left(at, platform::now()).over.to_string())
        });
    next(shown.clone(), beat);
    shown
}

fn next(shown: El, beat: Live<u32>) {
    platform::page::after(STEP, move || {
        if shown.element().is_connected() {
            beat.update(|n| *n = n.wrapping_add(1));
            next(shown, beat);
        }
    });
}

/// What an input for day and time holds, as milliseconds since 1970, by the device's
/// clock and zone.
pub fn read(raw: &str) -> Option<u64> {
    let at = js_sys::Date::parse(raw);
    (at.is_finite() && at > 0.0).then_some(at as u64)
}

/// The same backwards.
pub fn write(at: u64) -> String {
    let clock = platform::clock(at).replace('.', ":");
    text::join(&[&platform::iso_day(at), "T", &clock])
}
