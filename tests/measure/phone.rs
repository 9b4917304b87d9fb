//! The page on the phone of a village officer: a slow processor, a slow network, a small
//! screen, nothing known of the page yet. Run by `cargo xtask bench`.

use std::fs;

use serde_json::{Value, json};

use crate::figures::{Times, count, print_table};
use crate::support::{Browser, World};
use crate::taps::{self, SLOWDOWN};

const RUNS: usize = 7;
const VILLAGE: &str = "#/desa/63.11.07.2002";
/// Its largest section.
const SECTION: &str = "#/desa/63.11.07.2002/masyarakat";

/// Bits in a second, down; up is half of it. Milliseconds until the first byte.
const DOWN: u32 = 1_600_000;
const LATENCY: u32 = 150;

/// Notes when a sheet from a link stands, goes to its first open item at once, and notes
/// when that can be answered; and when the first screen stood.
const WATCH: &str = "
    window.sabaTimes = {};
    const note = (name) => { sabaTimes[name] = sabaTimes[name] || performance.now(); };
    new MutationObserver((_, watch) => {
        if (document.querySelector('SCREEN')) note('screen');
        const next = document.querySelector('[data-action=next-open]');
        if (next && !sabaTimes.sheet) {
            note('sheet');
            next.click();
        }
        if (document.querySelector('[data-item] input:not([readonly]):not([disabled])')) {
            note('item');
            watch.disconnect();
        }
    }).observe(document, { childList: true, subtree: true, attributes: true });";

/// Keeps the memory of the program within reach.
pub const KEEP_MEMORY: &str = "
    for (const name of ['instantiate', 'instantiateStreaming']) {
        const before = WebAssembly[name];
        WebAssembly[name] = async (...all) => {
            const made = await before.apply(WebAssembly, all);
            window.sabaMemory = (made.instance || made).exports.memory;
            return made;
        };
    }";

async fn slow_network(page: &Browser, on: bool) {
    page.cdp("Network.enable", json!({})).await;
    let bytes = |bits: u32| if on { f64::from(bits) / 8.0 } else { -1.0 };
    let conditions = json!({
        "offline": false,
        "latency": if on { LATENCY } else { 0 },
        "downloadThroughput": bytes(DOWN),
        "uploadThroughput": bytes(DOWN / 2),
    });
    page.cdp("Network.emulateNetworkConditions", conditions)
        .await;
}

/// Opens an address on a slowed processor and gives what [`WATCH`] noted, once `last` is.
async fn watched(page: &Browser, address: &str, last: &str) -> Value {
    let source = WATCH.replace("SCREEN", crate::support::SCREEN);
    page.before_the_page(&source).await;
    page.before_the_page(KEEP_MEMORY).await;
    page.slow_down(SLOWDOWN).await;
    page.open(address).await;
    let noted = format!("return window.sabaTimes.{last} > 0");
    page.wait_until(last, &noted).await;
    page.slow_down(1).await;
    page.js("return window.sabaTimes", []).await
}

/// Bytes that came over the network for the page itself, heads of answers included.
async fn bytes(page: &Browser) -> u64 {
    let script = "return [...performance.getEntriesByType('navigation'),
            ...performance.getEntriesByType('resource')]
        .reduce((sum, entry) => sum + entry.transferSize, 0)";
    page.js(script, []).await.as_u64().unwrap_or_default()
}

/// Bytes of the JavaScript heap after everything that nobody holds is gone, and bytes of
/// the program's memory.
pub async fn memory(page: &Browser) -> (u64, u64) {
    page.cdp("HeapProfiler.collectGarbage", json!({})).await;
    page.cdp("Performance.enable", json!({})).await;
    let metrics = page.cdp("Performance.getMetrics", json!({})).await;
    let heap = metrics["metrics"]
        .as_array()
        .and_then(|all| all.iter().find(|m| m["name"] == "JSHeapUsedSize"))
        .and_then(|m| m["value"].as_f64());
    let program = "return window.sabaMemory.buffer.byteLength";
    let program = page.js(program, []).await.as_u64();
    (heap.unwrap_or_default() as u64, program.unwrap_or_default())
}

async fn nodes(page: &Browser) -> u64 {
    let count = "let all = 0;
        const walk = document.createTreeWalker(document);
        while (walk.nextNode()) all += 1;
        return all";
    page.js(count, []).await.as_u64().unwrap_or_default()
}

/// What one visit of a phone was like.
#[derive(Default)]
struct Starts {
    bytes: u64,
    sheet: Vec<f64>,
    item: Vec<f64>,
    warm_screen: Vec<f64>,
    warm_item: Vec<f64>,
}

async fn starts() -> Starts {
    let mut starts = Starts::default();
    let ms = |times: &Value, name: &str| times[name].as_f64().expect("a time");
    for _ in 0..RUNS {
        let mut world = World::new().await;
        let page = world.profile().await;
        // The server packs at the first request; that is not what is measured.
        world.warm_up();
        slow_network(&page, true).await;
        let cold = watched(&page, VILLAGE, "item").await;
        starts.sheet.push(ms(&cold, "sheet"));
        starts.item.push(ms(&cold, "item"));
        starts.bytes = bytes(&page).await;
        slow_network(&page, false).await;
        page.wait_offline_ready().await;
        world.stop_server();
        let page = page.restart().await;
        let warm = watched(&page, "", "screen").await;
        starts.warm_screen.push(ms(&warm, "screen"));
        let page = page.restart().await;
        let warm = watched(&page, VILLAGE, "item").await;
        starts.warm_item.push(ms(&warm, "item"));
    }
    starts
}

fn mib(bytes: u64) -> String {
    format!("{:.1} MiB", bytes as f64 / 1_048_576.0)
}

#[tokio::test]
async fn a_phone_in_a_village() {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let starts = starts().await;
    let world = World::new().await;

    let page = world.profile().await;
    watched(&page, SECTION, "item").await;
    page.wait_for("[data-screen=section]").await;
    let village_nodes = nodes(&page).await;
    let village = taps::village(&page).await;
    let village_memory = memory(&page).await;
    page.assert_quiet().await;

    let page = world.profile().await;
    watched(&page, "#/ambil", "screen").await;
    let regency = taps::regency(&page).await;
    let regency_nodes = nodes(&page).await;
    let regency_memory = memory(&page).await;
    page.assert_quiet().await;

    let page = world.profile().await;
    let bare = taps::bare(&page).await;

    let times = |name: &str, times: Vec<f64>| Times::new(times).row(name);
    let once = |name: &str, words: String| {
        let blank = String::new;
        vec![String::from(name), words, blank(), blank()]
    };
    let memory = |(heap, program): (u64, u64)| format!("{} + {}", mib(heap), mib(program));
    print_table(
        &format!(
            "A phone: CPU slowed {SLOWDOWN}×, {} kbit/s down, {LATENCY} ms latency, 360×640, \
             new profile; {RUNS} starts, {} taps; load of the machine before: {}",
            DOWN / 1_000,
            taps::TAPS,
            load.split(' ').next().unwrap_or_default(),
        ),
        &["", "median", "95 %", "worst"],
        &[
            once("bytes of the first load", count(starts.bytes)),
            times("first load until the sheet stands", starts.sheet),
            times(
                "first load until its first open item can be answered",
                starts.item,
            ),
            times(
                "later, without network, until the first screen stands",
                starts.warm_screen,
            ),
            times(
                "later, without network, until an item can be answered",
                starts.warm_item,
            ),
            village.changed.row("village: tap to the new state"),
            village
                .drawn
                .row("village: event to the frame that shows it"),
            village.shown.row("village: tap to the frame that shows it"),
            village.saved.row("village: tap to saved"),
            regency.changed.row("regency: tap to the new score"),
            regency
                .drawn
                .row("regency: event to the frame that shows it"),
            regency.shown.row("regency: tap to the frame that shows it"),
            regency.saved.row("regency: tap to saved"),
            bare.drawn
                .row("a page with nothing else: event to the frame that shows it"),
            bare.shown
                .row("a page with nothing else: tap to the frame that shows it"),
            once("village: nodes, largest section", count(village_nodes)),
            once("regency: nodes, largest section", count(regency_nodes)),
            once("village: memory, scripts + program", memory(village_memory)),
            once("regency: memory, scripts + program", memory(regency_memory)),
        ],
    );
}
