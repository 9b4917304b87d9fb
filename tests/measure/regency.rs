//! How long a secretariat waits for a thousand villages: files of complete sheets are picked at
//! once, read, compared with what is there, and stored, on an unthrottled CPU. Run by
//! `cargo xtask bench`.

use std::time::Duration;

use saba_core::instrument::Instrument;
use serde_json::json;

use crate::phone::{KEEP_MEMORY, memory};
use crate::support::World;
use crate::village;

/// How many villages a large regency has, and some more.
const VILLAGES: usize = 1000;

/// How long a phase may take before measuring is given up.
const PATIENCE: Duration = Duration::from_secs(300);

/// Notes what keeps the page from answering, and when the work of a phase is done.
const WATCH: &str = "window.saba = { longest: 0, done: 0 };
    new PerformanceObserver((list) => {
        for (const task of list.getEntries()) {
            saba.longest = Math.max(saba.longest, task.duration);
        }
    }).observe({ entryTypes: ['longtask'] });
    return null";

/// Does something and waits until nothing is in progress any more; how long that took
/// and the longest task, in milliseconds.
const PHASE: &str = "const [button] = arguments;
    return new Promise((done) => setTimeout(() => {
        saba.longest = 0;
        const begun = performance.now();
        let seen = false;
        const look = () => {
            const busy = document.querySelector('[data-progress-of]');
            seen = seen || busy;
            if (!seen || busy) return;
            watch.disconnect();
            const took = performance.now() - begun;
            // Long tasks are told a little later.
            setTimeout(() => done([took, saba.longest]), 300);
        };
        const watch = new MutationObserver(look);
        watch.observe(document, { childList: true, subtree: true });
        if (button) {
            document.querySelector(button).click();
        } else {
            const input = document.querySelector('input[type=file]');
            const files = new DataTransfer();
            for (const [name, text] of window.brought) files.items.add(new File([text], name));
            input.files = files.files;
            input.dispatchEvent(new Event('change', { bubbles: true }));
        }
    }, 300))";

#[tokio::test]
async fn a_thousand_villages_come_in() {
    let text = include_str!("../../instrument/kks-2025.json");
    let instrument = Instrument::load(text).expect("the instrument");
    let world = World::new().await;
    let page = world.profile().await;
    page.set_script_timeout(PATIENCE)
        .await
        .expect("a longer wait");
    page.before_the_page(KEEP_MEMORY).await;
    page.open("#/ambil").await;
    page.wait_for("[data-screen=take-in]").await;
    page.js(WATCH, []).await;
    page.js("window.brought = []; return null", []).await;
    let mut bytes = 0;
    for n in 0..VILLAGES {
        let file = village::file(&instrument, n);
        bytes += file.len();
        let bring = "window.brought.push([arguments[0], arguments[1]]); return null";
        page.js(bring, [json!(format!("{n}.saba.json")), json!(file)])
            .await;
    }
    println!(
        "\n{VILLAGES} village files of {} KB on average, CPU not slowed",
        bytes / VILLAGES / 1000
    );
    println!("| | took | longest task |\n|---|---|---|");
    let row = |name: &str, found: serde_json::Value| {
        println!(
            "| {name} | {:.2} s | {:.0} ms |",
            found[0].as_f64().unwrap_or_default() / 1000.0,
            found[1].as_f64().unwrap_or_default()
        );
    };
    row(
        "picked, read and compared",
        page.js(PHASE, [json!(null)]).await,
    );
    page.wait_text("[data-totals]", "1000 baru").await;
    row(
        "stored",
        page.js(PHASE, [json!("[data-action=store]")]).await,
    );
    page.wait_text("[data-totals]", "1000 tersimpan").await;
    page.js("window.brought = []; return null", []).await;
    let (heap, program) = memory(&page).await;
    println!(
        "memory: scripts {:.0} MB, program {:.0} MB",
        heap as f64 / 1e6,
        program as f64 / 1e6
    );
}
