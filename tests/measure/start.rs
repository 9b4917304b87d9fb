//! How long the page takes to start on a slow phone. Run by `cargo xtask bench`.

use serde_json::json;

use crate::support::{Browser, SCREEN, World};

const RUNS: usize = 5;
/// A phone of the people this is for, against the machine that measures.
const SLOWDOWN: u32 = 6;

/// Notes when the first screen stands, in milliseconds since the navigation began.
const WATCH: &str = "new MutationObserver((_, watch) => {
    if (!document.querySelector('{screen}')) return;
    watch.disconnect();
    window.sabaFirstScreen = performance.now();
}).observe(document, { childList: true, subtree: true, attributes: true });";

#[tokio::test]
async fn start_on_a_slow_phone() {
    let (mut cold, mut warm) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        let mut world = World::new().await;
        let page = world.profile().await;
        // The server packs at the first request; that is not what is measured.
        world.warm_up();
        cold.push(first_screen(&page).await);
        page.wait_offline_ready().await;
        world.stop_server();
        let page = page.restart().await;
        warm.push(first_screen(&page).await);
    }
    println!("\nStart to the first screen, CPU slowed {SLOWDOWN}x, milliseconds, {RUNS} runs");
    println!("{:24} {:>8} {:>8} {:>8}", "", "median", "best", "worst");
    for (name, mut times) in [("cold, new profile", cold), ("warm, without network", warm)] {
        times.sort_by(f64::total_cmp);
        println!(
            "{name:24} {:>8.0} {:>8.0} {:>8.0}",
            times[RUNS / 2],
            times[0],
            times[RUNS - 1]
        );
    }
}

async fn first_screen(page: &Browser) -> f64 {
    let watch = WATCH.replace("{screen}", SCREEN);
    page.cdp(
        "Page.addScriptToEvaluateOnNewDocument",
        json!({ "source": watch }),
    )
    .await;
    page.cdp(
        "Emulation.setCPUThrottlingRate",
        json!({ "rate": SLOWDOWN }),
    )
    .await;
    page.open("").await;
    page.wait_until("the first screen", "return window.sabaFirstScreen > 0")
        .await;
    let time = page.js("return window.sabaFirstScreen", []).await;
    page.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": 1 }))
        .await;
    time.as_f64().unwrap_or(f64::NAN)
}
