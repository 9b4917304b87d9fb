//! How long the page takes from a tap to what the tap changes.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use saba_core::file::{Provenance, write_sheet};
use saba_core::instrument::Instrument;
use serde_json::json;

use crate::figures::Times;
use crate::filled::filled;
use crate::officer::Officer;
use crate::support::Browser;

/// A phone of the people this is for, against the machine that measures.
pub const SLOWDOWN: u32 = 6;

/// Taps that are measured in each kind of sheet.
pub const TAPS: usize = 40;

/// Taps before them: the browser compiles what runs often a second time.
const WARM: usize = 8;

/// What taps changed, since the page was given the event.
pub struct Taps {
    /// Milliseconds from the event to the new state in the page.
    pub changed: Times,
    /// Milliseconds from the event to the frame with the new state.
    pub drawn: Times,
    /// The same from the finger's leaving the screen: the browser looks for what was tapped
    /// before it tells the page.
    pub shown: Times,
    /// Milliseconds from the event to the light that says saved.
    pub saved: Times,
}

/// Notes for every tap on a radio button when the state of its item was another (by the
/// expression put in, which has `item` and `light`), when a frame with it was drawn, and
/// when the light said saved. It does as little as it can meanwhile: what watches is slowed
/// down, too.
const WATCH: &str = "
    window.sabaTaps = [];
    let tap = null;
    const light = document.querySelector('[data-light]');
    const state = (item) => STATE;
    addEventListener('click', ({ target, timeStamp }) => {
        if (target.type !== 'radio') return;
        const item = target.closest('[data-item]');
        tap = { item, finger: timeStamp, at: performance.now(), before: state(item) };
    }, true);
    const { port1, port2 } = new MessageChannel();
    let then = null;
    port1.onmessage = () => then(performance.now());
    const post = () => port2.postMessage(null);
    const drawn = (f) => { then = f; requestAnimationFrame(post); };
    const done = (now) => {
        if (!now.shown || !now.saved) return;
        drawn(() => sabaTaps.push([now.changed, now.heard, now.shown, now.saved]));
    };
    new MutationObserver(() => {
        if (!tap) return;
        const now = tap;
        if (!now.changed && state(now.item) !== now.before) {
            now.changed = performance.now() - now.at;
            drawn((at) => {
                now.shown = at - now.finger;
                now.heard = at - now.at;
                done(now);
            });
        }
        if (now.changed && light.dataset.state === 'saved') {
            now.saved = performance.now() - now.at;
            tap = null;
            done(now);
        }
    }).observe(document.body, { subtree: true, attributeFilter: ['data-score', 'data-state'] });
    return null;";

/// Taps on radio buttons, one after the other is saved, on a slowed CPU. Each tap has to
/// change `state`, a JavaScript expression.
async fn taps(page: &Browser, state: &str, radios: &[(String, String, String)]) -> Taps {
    assert!(!radios.is_empty(), "nothing to tap on this page");
    Officer(page).sees_saved().await;
    let touchscreen = json!({ "enabled": true, "maxTouchPoints": 1 });
    page.cdp("Emulation.setTouchEmulationEnabled", touchscreen)
        .await;
    page.js(&WATCH.replace("STATE", state), []).await;
    page.slow_down(SLOWDOWN).await;
    for n in 0..WARM + TAPS {
        let (item, key, value) = &radios[n % radios.len()];
        touch(page, item, key, value, n).await;
        let seen = format!("return window.sabaTaps.length > {n}");
        page.wait_until("the new state", &seen).await;
    }
    page.slow_down(1).await;
    let times = page.js("return window.sabaTaps", []).await;
    let times: Vec<[f64; 4]> = serde_json::from_value(times).expect("four times each");
    let column = |n: usize| Times::new(times.iter().skip(WARM).map(|t| t[n]).collect());
    Taps {
        changed: column(0),
        drawn: column(1),
        shown: column(2),
        saved: column(3),
    }
}

/// Where an input is, in the middle of the screen.
const PLACE: &str = "
    const [item, key, value] = arguments;
    const input = document.querySelector(
        `[data-item=\"${item}\"] [data-key=\"${key}\"][value=\"${value}\"]`);
    input.scrollIntoView({ block: 'center', behavior: 'instant' });
    const { left, right, top, bottom } = input.getBoundingClientRect();
    return [(left + right) / 2, (top + bottom) / 2];";

/// A finger on a radio button, which stays there for as long as fingers do.
async fn touch(page: &Browser, item: &str, key: &str, value: &str, n: usize) {
    let place = page
        .js(PLACE, [json!(item), json!(key), json!(value)])
        .await;
    // People tap on what stands still, at any moment between two frames.
    tokio::time::sleep(Duration::from_millis(100 + (n * 7 % 17) as u64)).await;
    let finger = json!({ "type": "touchStart", "touchPoints": [{ "x": place[0], "y": place[1] }] });
    page.cdp("Input.dispatchTouchEvent", finger).await;
    tokio::time::sleep(Duration::from_millis(60 + (n * 5 % 17) as u64)).await;
    let gone = json!({ "type": "touchEnd", "touchPoints": [] });
    page.cdp("Input.dispatchTouchEvent", gone).await;
}

/// All radio buttons on the page that can be tapped: item, key, value; those with one
/// value for all items, then those with the next, so that every tap changes something.
async fn radios(page: &Browser, css: &str) -> Vec<(String, String, String)> {
    let script = "return [...document.querySelectorAll(arguments[0])]
        .filter((e) => e.offsetParent !== null && !e.value.includes('~'))
        .map((e) => [e.closest('[data-item]').dataset.item, e.dataset.key, e.value])";
    let found = page.js(script, [json!(css)]).await;
    let mut found: Vec<(String, String, String)> = serde_json::from_value(found).expect("texts");
    found.sort_by(|a, b| (&a.2, &a.0, &a.1).cmp(&(&b.2, &b.0, &b.1)));
    found
}

/// Taps on ladders until the new score stands in the page: a regency sheet with every
/// item answered, in the section with the most indicators, which is left open.
pub async fn regency(page: &Browser) -> Taps {
    let officer = Officer(page);
    page.open_screen("#/ambil").await;
    let folder = tempfile::tempdir().expect("a temporary folder");
    officer
        .takes_in(&regency_file(folder.path()), "new", 163)
        .await;
    officer.goes_to("#/kabupaten/63.11/t1", "section").await;
    page.wait_for("[data-item] [data-score]").await;
    let ladders = radios(page, "[data-key=level]").await;
    let score = "item.querySelector('[data-score]').dataset.score";
    taps(page, score, &ladders).await
}

/// The sheet of the other measurements as a file, as another office would send it.
fn regency_file(folder: &Path) -> PathBuf {
    let instrument = concat!(env!("CARGO_MANIFEST_DIR"), "/instrument/kks-2025.json");
    let instrument = fs::read_to_string(instrument).expect("the instrument");
    let instrument = Instrument::load(&instrument).expect("the instrument is good");
    let from = Provenance {
        program: String::from("bench"),
        at: 0,
        by: String::from("Siti"),
        device: String::from("a"),
    };
    let file = folder.join("kabupaten.saba.json");
    fs::write(&file, write_sheet(&filled(&instrument, "a"), &from)).expect("written");
    file
}

/// Taps in the largest section of a village, which is on the screen, until the light
/// answers: it says that something is being saved.
pub async fn village(page: &Browser) -> Taps {
    let radios = radios(page, "[data-item] [type=radio]").await;
    taps(page, "light.dataset.state", &radios).await
}

/// A page with nothing on it but radio buttons, a line that repeats what was chosen, and a
/// light: what the browser itself takes.
const BARE: &str = "
    document.body.innerHTML = '<p data-light data-state=saved>-</p><div data-item=a>'
        + '<p data-score=0>0</p>' + [1, 2, 3, 4].map((n) => '<p><label>'
        + `<input type=radio name=r data-key=level value=${n}> ${n}</label></p>`).join('')
        + '</div>';
    const light = document.querySelector('[data-light]');
    document.addEventListener('change', (event) => {
        const score = document.querySelector('[data-score]');
        score.dataset.score = score.textContent = event.target.value;
        light.dataset.state = 'saving';
        setTimeout(() => { light.dataset.state = 'saved'; });
    });
    return null";

/// Taps on a page with nothing else: no page shows what a tap changes any sooner.
pub async fn bare(page: &Browser) -> Taps {
    page.goto("data:text/html,<meta name=viewport content=width=device-width>")
        .await
        .expect("a page with nothing on it");
    page.js(BARE, []).await;
    let radios = radios(page, "[data-key=level]").await;
    let score = "item.querySelector('[data-score]').dataset.score";
    taps(page, score, &radios).await
}
