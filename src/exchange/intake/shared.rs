//! What other apps handed to Saba: shared with it, or opened with it. It waits in a room
//! of the browser and is shown as soon as somebody comes here. It leaves the room when
//! somebody has stored or refused it, or when there is nothing to decide.

use super::sources::Source;
use super::{Intake, Row};
use crate::dom::{El, live, p};
use crate::parts::notice;
use crate::platform::{self, page, shared};
use crate::text;

thread_local! {
    /// The screen that is there, for what comes while it is.
    static SCREEN: std::cell::RefCell<Option<Intake>> = const { std::cell::RefCell::new(None) };
    static LISTENING: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

/// Shows what waits, now and when more comes.
pub fn begin(intake: &Intake) {
    SCREEN.set(Some(intake.clone()));
    look(intake.clone());
    if LISTENING.replace(true) {
        return;
    }
    page::on_window("saba-shared", || {
        let there = platform::document().query_selector("[data-screen=take-in]");
        let screen = SCREEN.with_borrow(Clone::clone);
        if let (Ok(Some(_)), Some(intake)) = (there, screen) {
            look(intake);
        }
    });
}

/// Reads the room, unless the screen is busy with something else: then it waits for the
/// next time.
fn look(intake: Intake) {
    platform::spawn(async move {
        let waiting = shared::waiting().await;
        let own = intake.room.look(Vec::is_empty) && intake.rows.borrow().iter().any(Row::waits);
        if waiting.is_empty() || own || intake.progress.peek().is_some() {
            return;
        }
        let (mut keys, mut sources) = (Vec::new(), Vec::new());
        for thing in waiting {
            keys.push(thing.key);
            sources.push(Source::Shared(thing.file));
        }
        intake.read(sources);
        intake.room.set(keys);
    });
}

/// Takes what is shown out of the room.
pub fn forget(intake: &Intake) {
    let keys = intake.room.peek();
    if keys.is_empty() {
        return;
    }
    intake.room.set(Vec::new());
    platform::spawn(shared::remove(keys));
}

/// Takes what is shown out of the room if nobody has to decide about it any more.
pub fn settle(intake: &Intake) {
    if !intake.rows.borrow().iter().any(Row::waits) {
        forget(intake);
    }
}

/// What to say about it: that it is not stored yet, or why it did not come.
pub fn told(intake: &Intake) -> El {
    let why = why();
    let room = intake.room.clone();
    live(move || {
        let lost = why.map(|words| {
            notice("bad", words)
                .attr("role", "alert")
                .attr("data-not-shared", "")
        });
        let waits = !room.look(Vec::is_empty);
        room.get();
        let here = waits.then(|| {
            notice("warn", text::SHARED_WAITS)
                .attr("role", "status")
                .attr("data-shared", "")
        });
        lost.into_iter().chain(here).collect()
    })
}

/// Why what was shared did not come, from the address; it is said once.
fn why() -> Option<&'static str> {
    let hash = page::hash();
    // Somebody may be on the way to another screen already: that address stays.
    let words = match hash.strip_prefix("/ambil/")? {
        "besar" => text::SHARED_TOO_MUCH,
        _ => text::SHARED_LOST,
    };
    page::replace("#/ambil");
    Some(words)
}

/// How other apps hand files to Saba here, in one sentence.
pub fn way() -> El {
    p(words_of_way()).class("hint").attr("data-sharing", "")
}

/// The same in words.
pub fn words_of_way() -> &'static str {
    match (page::is_installed(), page::can_be_installed()) {
        (true, _) => text::SHARING_HERE,
        (false, true) => text::SHARING_ONCE_INSTALLED,
        (false, false) => text::SHARING_NOT_HERE,
    }
}
