//! From the small program to the large one, which hands over, takes in, scores and
//! looks back. Whatever may go wrong on that way, the sheet can leave from here.

use crate::dom::{El, Live, a, button, el, live, p};
use crate::exchange::payload::{self, PLAIN};
use crate::parts::{bar, loading, main, notice, save_light};
use crate::route::{Page, Route};
use crate::store::SaverState;
use crate::{dispatch, platform, prefs, state, text};

/// Once everything is saved and the large program is within reach, the page is loaded
/// anew; `boot.js` picks the program by the address.
pub fn to_the_desk() -> Vec<El> {
    dispatch::flush();
    let reachable = Live::new(None);
    let found = reachable.clone();
    platform::spawn(async move {
        // Answered by the service worker, which has both programs, or by the network.
        found.set(Some(platform::fetch_text("./").await.is_ok()));
    });
    // Decided once: the way out stays as long as somebody is using it.
    let out: Live<Option<Option<&str>>> = Live::new(None);
    let decide = out.clone();
    let decision = live(move || {
        let failed = matches!(state::signals().light.get(), SaverState::Failed(_));
        match (state::saver().is_busy(), failed, reachable.get()) {
            _ if decide.peek().is_some() => {}
            (false, _, Some(true)) => platform::page::reload(),
            // What is not saved would be gone.
            (true, true, _) => decide.set(Some(None)),
            (_, _, Some(false)) => decide.set(Some(Some(text::DESK_UNREACHABLE))),
            _ => {}
        }
        Vec::new()
    });
    let screen = live(move || match out.get() {
        Some(why) => way_out(why),
        None => loading(),
    });
    vec![decision, screen]
}

/// Goes on in the large program under the same address, if that can be noted for it.
pub fn leave() {
    if prefs::desk_from_now_on() {
        state::signals().onward.set(true);
    }
}

/// The open sheet as a file, without anything that could fail.
fn way_out(why: Option<&str>) -> Vec<El> {
    let sheet = state::with_sheet(|s| (s.meta.kind, s.meta.region.clone()));
    let back = match &sheet {
        Some((kind, region)) => Route::Sheet(*kind, region.clone(), Page::Overview).hash(),
        None => Route::Home.hash(),
    };
    let left: Live<Option<Result<String, ()>>> = Live::new(None);
    let result = left.clone();
    let download = move || {
        let payload = payload::make().filter(|payload| {
            let [end, kind] = PLAIN.download;
            let name = payload.file_name(end);
            platform::file::download_as(&name, kind, &payload.text).is_ok()
        });
        left.set(Some(payload.map(|p| p.size()).ok_or(())));
    };
    let screen = main("hand-over", text::HAND_OVER_TITLE)
        .child(save_light())
        .children(why.map(|words| notice("warn", words).attr("role", "alert")))
        .children(sheet.is_some().then(|| {
            el("div").class("actions").child(
                button("button main", text::DOWNLOAD, download).attr("data-action", "download"),
            )
        }))
        .child(live(move || match result.get() {
            None => Vec::new(),
            Some(Err(())) => vec![notice("bad", text::HAND_OVER_FAILED).attr("role", "alert")],
            Some(Ok(size)) => vec![
                notice(
                    "good",
                    &text::join(&[text::LEFT_DOWNLOADED, ". ", text::READ_AGAIN, &size]),
                )
                .attr("role", "status")
                .attr("data-handed-over", ""),
                p(text::NEXT_DOWNLOADED),
            ],
        }))
        .child(a("button", &back).text(text::BACK));
    vec![bar(text::APP, &back, ""), screen]
}
