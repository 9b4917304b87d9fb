//! The words and buttons of trying out.

use saba_core::score::Report;

use crate::dom::{El, button, div, p};
use crate::parts::{bar, main, notice};
use crate::route::{Page, Route};
use crate::{state, text, trial};

/// The score before the trial began, for comparison.
pub fn before<T>(look: impl FnOnce(&Report) -> T) -> Option<T> {
    state::with_open(|open| open.trial.as_ref().map(|t| look(&t.before))).flatten()
}

/// The way into a trial.
pub fn offer() -> Option<El> {
    let signals = state::signals();
    if trial::is_on() || !signals.writable.get() {
        return None;
    }
    let go = button("button quiet", text::TRIAL, trial::begin).attr("data-action", "trial");
    Some(div("").child(p(text::TRIAL_HINT).class("hint")).child(go))
}

/// Stands in the place of the save light while something is tried out.
pub fn banner() -> El {
    let keep = button("button", text::TRIAL_KEEP, || trial::end(true));
    let drop = button("button", text::TRIAL_DROP, || trial::end(false));
    div("notice")
        .attr("data-kind", "warn")
        .attr("data-trial", "")
        .child(p(text::TRIAL_ON))
        .child(
            div("actions")
                .child(drop.attr("data-action", "trial-drop"))
                .child(keep.attr("data-action", "trial-keep")),
        )
}

/// In the place of a page that would take what is tried out for answers.
pub fn first_end_it() -> Vec<El> {
    let back = state::with_sheet(|s| {
        Route::Sheet(s.meta.kind, s.meta.region.clone(), Page::Overview).hash()
    });
    let (title, _) = crate::parts::sheet_title();
    vec![
        bar(&title, &back.unwrap_or_default(), ""),
        main("trial", text::TRIAL)
            .child(notice("warn", text::TRIAL_FIRST_END))
            .child(banner()),
    ]
}
