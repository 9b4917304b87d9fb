//! The page without a network.

use std::fs;

use serde_json::json;

use crate::support::{SCREEN, World};
use crate::versions::{self, Fault};

#[tokio::test]
async fn page_starts_and_goes_offline() {
    let mut world = World::new().await;
    let page = world.visited().await;

    world.stop_server();
    page.reload().await;
    page.wait_for(SCREEN).await;

    // A browser that was closed in between starts from what it kept, too.
    let page = page.restart().await;
    page.open_screen("").await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn page_works_under_a_sub_path() {
    let mut world = World::under("/sub/saba/").await;
    let page = world.profile().await;
    page.open_screen("?from=share").await;
    page.wait_offline_ready().await;
    world.stop_server();
    page.open_screen("?other=search").await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_phone_keeps_the_regency_it_fetched() {
    let mut world = World::new().await;
    let page = world.visited().await;
    let names = page.js(REGENCIES, [json!(["63.11"])]).await;
    assert_eq!(names, json!(["Kabupaten Balangan"]));
    world.stop_server();
    let names = page.js(REGENCIES, [json!(["63.11", "63.01"])]).await;
    assert_eq!(names, json!(["Kabupaten Balangan", "none"]));
}

/// Fetches the files of regencies and gives their names, `none` for what is not to be had.
const REGENCIES: &str =
    "const folder = document.querySelector('meta[name=saba-assets]').dataset.region;
    return Promise.all(arguments[0].map((code) => fetch(folder + code + '.json')
        .then((answer) => answer.json())
        .then(([, name]) => name, () => 'none')));";

#[tokio::test]
async fn a_new_version_waits_until_it_is_asked() {
    let mut world = World::new().await;
    let page = world.visited().await;
    page.js(REGENCIES, [json!(["63.11"])]).await;

    let next = versions::make("next", Fault::None);
    world.serve(next.path());
    page.reload().await;
    page.wait_attribute("html", "data-update", "ready").await;
    page.reload().await;
    page.wait_for(SCREEN).await;
    assert_eq!(
        page.count("html[data-version=next]").await,
        0,
        "it did not wait"
    );

    let take_over = "return navigator.serviceWorker.ready.then((registration) =>
        new Promise((resolve) => {
            navigator.serviceWorker.addEventListener('controllerchange', () => resolve(true));
            registration.waiting.postMessage({ type: 'update-now' });
        }));";
    assert_eq!(page.js(take_over, []).await, json!(true));

    // The new set is whole, and the regency came along although its address is another.
    world.stop_server();
    page.reload().await;
    page.wait_for("html[data-version=next]").await;
    page.wait_for(SCREEN).await;
    let names = page.js(REGENCIES, [json!(["63.11", "63.01"])]).await;
    assert_eq!(names, json!(["Kabupaten Balangan", "none"]));
    // The old set and the old regencies go once the new version has booted.
    page.wait_offline_ready().await;
    let sets = "return caches.keys().then((all) => all.length)";
    assert_eq!(page.js(sets, []).await, 2);
}

#[tokio::test]
async fn a_page_that_cannot_be_fetched_says_so() {
    let dist = tempfile::tempdir().expect("a temporary folder");
    versions::copy(&xtask::process::dist(), dist.path());
    let names = fs::read_dir(dist.path()).expect("listed").flatten();
    for wasm in names.filter(|entry| entry.path().extension().is_some_and(|e| e == "wasm")) {
        fs::remove_file(wasm.path()).expect("removed");
    }
    let mut world = World::new().await;
    world.serve(dist.path());
    let page = world.profile().await;
    page.open("").await;
    page.wait_text("#splash-words", "Periksa sambungan internet")
        .await;

    world.serve(&xtask::process::dist());
    page.click("#splash-retry").await;
    page.wait_for(SCREEN).await;
    page.wait_gone("#splash").await;
}
