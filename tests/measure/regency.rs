//! How long a secretariat waits for a thousand villages: files of complete sheets are picked at
//! once, read, compared with what is there, stored, rolled up and scored, on an unthrottled
//! CPU; then they come again, half of their answers newer. Run by `cargo xtask bench`.

use std::fs;
use std::time::Duration;

use saba_core::instrument::Instrument;
use serde_json::{Value, json};

use crate::phone::{KEEP_MEMORY, memory};
use crate::support::{Browser, World};
use crate::village;

/// How many villages a large regency has, and some more.
const VILLAGES: usize = 1000;

/// How long a phase may take before measuring is given up.
const PATIENCE: Duration = Duration::from_secs(300);

/// The official list of this regency has as many villages as are made here.
const LIST: &str = "
    const pad = (n, digits) => String(n).padStart(digits, '0');
    const villages = Array.from({ length: 40 }, (_, v) => 'Desa ' + v);
    const kecamatan = Array.from({ length: 25 }, (_, k) => [pad(k + 1, 2), 'Kecamatan ' + k, villages]);
    const list = JSON.stringify(['63.11', 'Kabupaten Balangan', kecamatan]);
    const before = window.fetch;
    window.fetch = (what, ...rest) =>
        String(what.url || what).endsWith('/63.11.json')
            ? Promise.resolve(new Response(list))
            : before(what, ...rest);";

/// Notes what keeps the page from answering, and the most memory that scripts had.
const WATCH: &str = "window.saba = { longest: 0, heap: 0 };
    new PerformanceObserver((list) => {
        for (const task of list.getEntries()) {
            saba.longest = Math.max(saba.longest, task.duration);
        }
    }).observe({ entryTypes: ['longtask'] });
    setInterval(() => {
        saba.heap = Math.max(saba.heap, performance.memory.usedJSHeapSize);
    }, 50);
    window.brought = new DataTransfer();
    return null";

/// Does something and waits until it is done: until nothing is in progress any more, or
/// something is there. How long that took and the longest task, in milliseconds.
const PHASE: &str = "const [does, until] = arguments;
    return new Promise((done) => setTimeout(() => {
        saba.longest = 0;
        const begun = performance.now();
        let seen = false;
        const look = () => {
            const busy = document.querySelector('[data-progress-of]');
            seen = seen || busy;
            if (until ? !document.querySelector(until) : !seen || busy) return;
            watch.disconnect();
            const took = performance.now() - begun;
            // Long tasks are told a little later.
            setTimeout(() => done([took, saba.longest]), 300);
        };
        const watch = new MutationObserver(look);
        const all = { childList: true, subtree: true, attributes: true };
        watch.observe(document, all);
        if (does.startsWith('#')) location.hash = does;
        else if (does) document.querySelector(does).click();
        else {
            const input = document.querySelector('input[type=file]');
            input.files = window.brought.files;
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
    page.before_the_page(LIST).await;
    page.open("#/ambil").await;
    page.wait_for("[data-screen=take-in]").await;
    page.js(WATCH, []).await;
    let bytes = brings(&page, &instrument, 1).await;
    println!(
        "\n{VILLAGES} village files of {} KB on average, CPU not slowed, load {}",
        bytes / VILLAGES / 1000,
        load()
    );
    counts_work(&page).await;
    println!("| | took | of it at work | longest task |\n|---|---|---|---|");
    let read = phase(&page, "picked, read and compared", "", "").await;
    page.wait_text("[data-totals]", "1000 baru").await;
    let stored = phase(&page, "stored", "[data-action=store]", "").await;
    page.wait_text("[data-totals]", "1000 tersimpan").await;
    let board = "#/kabupaten/63.11/desa";
    let rolled = phase(
        &page,
        "rolled up, on the board",
        board,
        "[data-sent=\"1000\"]",
    )
    .await;
    assert!(page.count("table.board tbody tr").await <= 60);
    let adopt = "[data-action=adopt-blank]";
    let shown = phase(&page, "proposals shown", "#/kabupaten/63.11/usulan", adopt).await;
    let scored = phase(&page, "adopted and scored", adopt, "[data-standing=used]").await;
    let parts = [read, stored, rolled, shown, scored];
    let sum = |at: usize| parts.iter().map(|part| part[at]).sum::<f64>() / 1000.0;
    println!("| all of it | {:.2} s | {:.2} s | |", sum(0), sum(1));
    tells_memory(&page).await;

    page.js("location.hash = '#/ambil'; return null", []).await;
    page.wait_for("[data-screen=take-in]").await;
    page.js("window.brought = new DataTransfer(); return null", [])
        .await;
    brings(&page, &instrument, 2).await;
    phase(&page, "once more, read and compared", "", "").await;
    page.wait_text("[data-totals]", "1000 lebih baru").await;
    phase(&page, "once more, stored", "[data-action=store]", "").await;
    page.wait_text("[data-totals]", "1000 tersimpan").await;
    tells_memory(&page).await;
}

/// Has the page hold the files of all villages; how many bytes they have.
async fn brings(page: &Browser, instrument: &Instrument, revision: u32) -> usize {
    let mut bytes = 0;
    for n in 0..VILLAGES {
        let file = village::later_file(instrument, n, revision);
        bytes += file.len();
        let bring = "const [name, text] = arguments;
            window.brought.items.add(new File([text], name));
            return null";
        page.js(bring, [json!(format!("{n}.saba.json")), json!(file)])
            .await;
    }
    // What it took to hand them to the page is not what taking them in takes.
    page.cdp("HeapProfiler.collectGarbage", json!({})).await;
    page.js("saba.heap = 0; return null", []).await;
    bytes
}

/// How long something took, and how long of it the page was at work, in milliseconds:
/// the rest it waited for the disk, or for other programs of the machine.
async fn phase(page: &Browser, name: &str, does: &str, until: &str) -> [f64; 2] {
    let before = at_work(page).await;
    let found: Value = page.js(PHASE, [json!(does), json!(until)]).await;
    let work = at_work(page).await - before;
    let [took, longest] = [0, 1].map(|at| found[at].as_f64().unwrap_or_default());
    println!(
        "| {name} | {:.2} s | {:.2} s | {longest:.0} ms |",
        took / 1000.0,
        work / 1000.0
    );
    [took, work]
}

/// Has the browser count the time in which the page had the processor.
async fn counts_work(page: &Browser) {
    let domain = json!({ "timeDomain": "threadTicks" });
    page.cdp("Performance.enable", domain).await;
}

/// For how many milliseconds the page had the processor since it was begun.
async fn at_work(page: &Browser) -> f64 {
    let metrics = page.cdp("Performance.getMetrics", json!({})).await;
    let all = metrics["metrics"].as_array().cloned().unwrap_or_default();
    let task = all.iter().find(|m| m["name"] == "TaskDuration");
    task.and_then(|m| m["value"].as_f64()).unwrap_or_default() * 1000.0
}

async fn tells_memory(page: &Browser) {
    let most = page.js("return saba.heap", []).await;
    page.cdp("Performance.disable", json!({})).await;
    let (heap, program) = memory(page).await;
    page.cdp("Performance.disable", json!({})).await;
    counts_work(page).await;
    println!(
        "memory: program {:.0} MB; scripts {:.0} MB, with what nobody holds any more at the \
         most {:.0} MB",
        program as f64 / 1e6,
        heap as f64 / 1e6,
        most.as_f64().unwrap_or_default() / 1e6,
    );
}

/// What else the machine had to do, as it says itself.
fn load() -> String {
    let told = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    told.split_whitespace().next().unwrap_or("?").to_string()
}
