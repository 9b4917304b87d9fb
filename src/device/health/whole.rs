//! The whole card: each thing with a shape, a word, and what to do.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::{is_clock_right, is_inside};
use crate::dom::{El, Live, button, div, el, live, p};
use crate::parts::{bar, main};
use crate::platform::{self, crypto, member};
use crate::store::StoreError;
use crate::{state, text};

/// How something stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Good,
    /// It works, and something is better known.
    Warn,
    Bad,
    /// The browser does not tell.
    Unknown,
}

/// One thing that was looked at: a name for tests, a title, how it stands, and what
/// that means or what to do.
#[derive(Clone)]
struct Check {
    name: &'static str,
    title: &'static str,
    state: State,
    words: String,
}

impl Check {
    fn new(name: &'static str, title: &'static str, state: State, words: &str) -> Check {
        let words = words.into();
        Check {
            name,
            title,
            state,
            words,
        }
    }

    /// Good or not, with words for both.
    fn of(name: &'static str, title: &'static str, good: bool, yes: &str, no: &str) -> Check {
        match good {
            true => Check::new(name, title, State::Good, yes),
            false => Check::new(name, title, State::Warn, no),
        }
    }
}

/// Less than this is told, in bytes: a sheet with its history is far below one MB, but
/// browsers begin to clear away.
const LITTLE: f64 = 50e6;
/// Windows that keep nothing are given less than this, in bytes.
const PRIVATE: f64 = 300e6;

/// The screen.
pub fn card() -> Vec<El> {
    let found: Live<Vec<Check>> = Live::new(Vec::new());
    let again = found.clone();
    look_into(found.clone());
    let list = live(move || {
        let all = found.get();
        if all.is_empty() {
            return vec![p(text::CHECKING).attr("role", "status")];
        }
        all.iter().map(line).collect()
    });
    let ask = again.clone();
    let screen = main("device", text::DEVICE)
        .child(p(text::DEVICE_HINT))
        .child(list)
        .child(
            div("actions")
                .child(
                    button("button", text::CHECK_AGAIN, move || {
                        look_into(again.clone())
                    })
                    .attr("data-action", "check-again"),
                )
                .child(
                    button("button", text::ASK_TO_KEEP, move || {
                        let found = ask.clone();
                        platform::spawn(async move {
                            let _ = of_storage("persist").await;
                            look_into(found);
                        });
                    })
                    .attr("data-action", "ask-to-keep"),
                ),
        );
    vec![bar(text::APP, "#/", ""), screen]
}

fn line(check: &Check) -> El {
    let (kind, word) = match check.state {
        State::Good => ("good", text::STATE_GOOD),
        State::Warn => ("warn", text::STATE_WARN),
        State::Bad => ("bad", text::STATE_BAD),
        State::Unknown => ("unknown", text::STATE_UNKNOWN),
    };
    p("")
        .class("notice")
        .attr("data-kind", kind)
        .attr("data-check", check.name)
        .child(el("b").text(&text::join(&[check.title, " — ", word])))
        .child(el("br"))
        .child(el("span").text(&check.words))
}

fn look_into(found: Live<Vec<Check>>) {
    found.set(Vec::new());
    platform::spawn(async move {
        let mut all = vec![stored().await];
        all.extend(space().await);
        all.push(kept().await);
        all.extend([
            inside(),
            offline(),
            windows(),
            share(),
            receive(),
            print(),
            clock(),
            lock(),
        ]);
        found.set(all);
    });
}

/// Something is written and read back.
async fn stored() -> Check {
    let probe = platform::random_id(8);
    let write = async {
        let store = state::saver().store().await?;
        store.set("probe", &probe).await?;
        store.get("probe").await
    };
    let (state, words) = match write.await {
        Ok(Some(back)) if back == probe => (State::Good, text::STORE_GOOD.into()),
        Ok(_) => (State::Bad, text::store_remedy(StoreError::Mismatch).into()),
        Err(error) => {
            let words = [text::store_error(error), ". ", text::store_remedy(error)];
            (State::Bad, text::join(&words))
        }
    };
    Check {
        name: "store",
        title: text::CAN_STORE,
        state,
        words,
    }
}

/// A function of `navigator.storage`, waited for.
async fn of_storage(name: &str) -> Option<JsValue> {
    let storage = member(&platform::window().navigator(), "storage")?;
    let function: js_sys::Function = member(&storage, name)?.dyn_into().ok()?;
    let promise: js_sys::Promise = function.call0(&storage).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}

/// How much room there is, and whether it is as little as private windows get.
async fn space() -> Vec<Check> {
    let told = of_storage("estimate").await;
    let number = |name| member(told.as_ref()?, name)?.as_f64();
    let (Some(quota), Some(usage)) = (number("quota"), number("usage")) else {
        return vec![Check::new(
            "space",
            text::SPACE,
            State::Unknown,
            text::SPACE_UNKNOWN,
        )];
    };
    let left = (quota - usage).max(0.0);
    let (state, amount, end) = match left {
        _ if left < LITTLE => (State::Bad, left / 1e6, text::SPACE_LITTLE),
        _ if left < 2e9 => (State::Good, left / 1e6, text::SPACE_ENOUGH),
        _ => (State::Good, left / 1e9, text::SPACE_PLENTY),
    };
    let amount = (amount as u64).to_string();
    vec![
        Check {
            name: "space",
            title: text::SPACE,
            state,
            words: text::join(&[text::SPACE_LEFT, &amount, end]),
        },
        Check::of(
            "private",
            text::PRIVATE,
            quota >= PRIVATE,
            text::PRIVATE_NO,
            text::PRIVATE_MAYBE,
        ),
    ]
}

/// Does the browser keep the data when space gets short?
async fn kept() -> Check {
    match of_storage("persisted")
        .await
        .and_then(|kept| kept.as_bool())
    {
        Some(kept) => Check::of("kept", text::KEPT, kept, text::KEPT_YES, text::KEPT_NO),
        None => Check::new("kept", text::KEPT, State::Unknown, text::KEPT_UNKNOWN),
    }
}

fn inside() -> Check {
    match is_inside() {
        true => Check::new("browser", text::BROWSER, State::Bad, text::BROWSER_INSIDE),
        false => Check::new("browser", text::BROWSER, State::Good, text::BROWSER_GOOD),
    }
}

fn offline() -> Check {
    let html = platform::document().document_element();
    let state = html.and_then(|html| html.get_attribute("data-offline"));
    let (state, words) = match state.as_deref() {
        Some("ready") => (State::Good, text::OFFLINE_READY),
        Some("pending") => (State::Warn, text::OFFLINE_PENDING),
        _ => (State::Bad, text::OFFLINE_NONE),
    };
    Check::new("offline", text::OFFLINE, state, words)
}

fn windows() -> Check {
    let apart = platform::lock::exists();
    Check::of(
        "windows",
        text::WINDOWS,
        apart,
        text::WINDOWS_GOOD,
        text::WINDOWS_NONE,
    )
}

/// Can a file be handed to another application?
fn share() -> Check {
    let can = platform::share::can_share_file("saba.txt", "text/plain");
    Check::of(
        "share",
        text::CAN_SHARE,
        can,
        text::SHARE_YES,
        text::SHARE_NO,
    )
}

/// Can other applications hand files to Saba?
fn receive() -> Check {
    let words = crate::exchange::sharing_words();
    match platform::page::is_installed() || platform::page::can_be_installed() {
        true => Check::new("receive", text::SHARING, State::Good, words),
        false => Check::new("receive", text::SHARING, State::Warn, words),
    }
}

fn print() -> Check {
    let can = member(platform::window(), "print").is_some();
    Check::of("print", text::PRINT, can, text::PRINT_YES, text::PRINT_NO)
}

/// The time, and whether the zone is one of Indonesia's three.
fn clock() -> Check {
    let now = platform::now();
    let zone = match platform::minutes_ahead(now) {
        420 => "WIB",
        480 => "WITA",
        540 => "WIT",
        _ => "",
    };
    let told = text::join(&[text::CLOCK_NOW, &platform::day_and_clock(now), " ", zone]);
    let (state, end) = match (is_clock_right(), zone.is_empty()) {
        (false, _) => (State::Bad, text::CLOCK_WRONG),
        (true, true) => (State::Warn, text::CLOCK_ELSEWHERE),
        (true, false) => (State::Good, "."),
    };
    Check {
        name: "clock",
        title: text::CLOCK,
        state,
        words: text::join(&[told.trim_end(), end]),
    }
}

fn lock() -> Check {
    let can = crypto::is_available();
    Check::of(
        "lock",
        text::LOCK_TITLE,
        can,
        text::LOCK_CAN,
        text::NO_CRYPTO,
    )
}
