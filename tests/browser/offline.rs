//! The page without a network.

use std::fs;
use std::path::Path;

use serde_json::json;

use crate::support::{SCREEN, World};

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
        .then((regency) => regency.name, () => 'none')));";

#[tokio::test]
async fn a_new_version_waits_until_it_is_asked() {
    let mut world = World::new().await;
    let page = world.visited().await;
    page.js(REGENCIES, [json!(["63.11"])]).await;

    let next = next_version();
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
    let sets = page
        .js("return caches.keys().then((all) => all.length)", [])
        .await;
    assert_eq!(sets, 2, "the old set and the old regencies are still there");
}

/// A copy of the built page that another build could have made: other page, other names.
fn next_version() -> tempfile::TempDir {
    let from = xtask::process::dist();
    let page = fs::read_to_string(from.join("index.html")).expect("dist/ has a page");
    let region = page.split('"').find(|text| text.starts_with("region-"));
    let region = region
        .expect("the page names the region list")
        .trim_end_matches('/');

    let to = tempfile::tempdir().expect("a temporary folder");
    copy(&from, to.path());
    fs::rename(to.path().join(region), to.path().join("region-0123456789")).expect("renamed");
    let page = page.replace("<html", "<html data-version=\"next\"");
    for (name, text) in [("index.html", page), ("sw.js", worker(&from))] {
        let text = text.replace(region, "region-0123456789");
        fs::write(to.path().join(name), text).expect("written");
    }
    to
}

/// The service worker with another hash over its set.
fn worker(dist: &Path) -> String {
    let worker = fs::read_to_string(dist.join("sw.js")).expect("dist/ has a worker");
    let (before, rest) = worker
        .split_once("const SET = 'saba-")
        .expect("it names its set");
    let (_, after) = rest.split_once('\'').expect("the name ends");
    format!("{before}const SET = 'saba-0123456789'{after}")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("listed").flatten() {
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() {
            copy(&source, &target);
        } else {
            fs::copy(source, target).expect("copied");
        }
    }
}

#[tokio::test]
async fn a_page_that_cannot_be_fetched_says_so() {
    let dist = tempfile::tempdir().expect("a temporary folder");
    copy(&xtask::process::dist(), dist.path());
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
