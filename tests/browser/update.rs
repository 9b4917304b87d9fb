//! A new version is deployed while people work: nothing of theirs is lost, no page stays
//! white, no program meets the parts of another, and a version that does not start gives
//! way to the one before.

use std::fs;

use serde_json::{Value, json};

use crate::officer::{Officer, input};
use crate::support::{Browser, SCREEN, World};
use crate::versions::{self, Fault};

const SECTION: &str = "#/desa/63.11.07.2002/odf";
const FIELD: (&str, &str) = ("D-O1", "kk@2024");

/// Remembers of every page that is opened what it showed first, and which files of the
/// program it fetched.
const REMEMBER: &str = "document.addEventListener('DOMContentLoaded', () => {
        const log = (name, what) => localStorage.setItem(name,
            (localStorage.getItem(name) || '') + what + '\\n');
        log('seen', document.body ? document.body.innerText.trim().split('\\n')[0] : '');
    });";

/// A phone at the section on ODF, ready for use without a network, with one answer.
async fn begins(page: &Browser) {
    page.before_the_page(REMEMBER).await;
    page.open_screen(SECTION).await;
    page.wait_offline_ready().await;
    Officer(page).types("D-O1", "kk@2023", "118").await;
    Officer(page).sees_saved().await;
}

/// The browser looks for a new version now, as it does by itself at every opening.
async fn looks_for_updates(page: &Browser) {
    let look = "return navigator.serviceWorker.getRegistration()
        .then((registration) => registration.update()).then(() => true, () => false)";
    page.js(look, []).await;
}

async fn sees_update(page: &Browser) {
    page.wait_attribute("html", "data-update", "ready").await;
    page.wait_text("#update", "Versi baru siap").await;
}

/// Types into a field without leaving it.
async fn types_on(page: &Browser, text: &str) {
    page.press(&input(FIELD.0, FIELD.1), text).await;
}

/// The page shown is of this version, and usable.
async fn sees_version(page: &Browser, name: &str) {
    page.wait_for(&format!("html[data-version={name}]")).await;
    page.wait_for(SCREEN).await;
}

/// The page shown is of the built version.
async fn sees_first_version(page: &Browser) {
    page.wait_for("html:not([data-version])").await;
    page.wait_for(SCREEN).await;
}

/// The number in a field, without the points that stand in it while nobody edits it.
async fn finds(page: &Browser, key: &str) -> String {
    Officer(page).finds("D-O1", key).await.replace('.', "")
}

/// Every file that the page fetched by now is one that its own head names.
async fn assert_one_version(page: &Browser) {
    let script = "const named = document.head.outerHTML;
        return performance.getEntriesByType('resource').map((entry) => entry.name)
            .filter((name) => /\\.(js|wasm|css)$/.test(name) && !name.endsWith('/sw.js'))
            .filter((name) => !named.includes(name.split('/').pop()))";
    assert_eq!(page.js(script, []).await, json!([]), "of another version");
    let script = "return performance.getEntriesByType('resource')
        .filter((entry) => entry.name.endsWith('.wasm')).length";
    assert_eq!(page.js(script, []).await, json!(1), "one program");
}

/// No page that was opened was empty.
async fn assert_never_white(page: &Browser, opened: usize) {
    let seen = page.js("return localStorage.getItem('seen')", []).await;
    let seen = seen.as_str().unwrap_or_default();
    assert!(seen.lines().count() >= opened, "{seen}");
    assert!(seen.lines().all(|line| line == "Saba"), "{seen}");
}

async fn sets(page: &Browser) -> Value {
    let script = "return caches.keys().then((all) =>
        all.filter((name) => !name.startsWith('saba-region-')).length)";
    page.js(script, []).await
}

#[tokio::test]
async fn a_new_version_comes_under_an_open_sheet_when_the_person_says_so() {
    let mut world = World::new().await;
    let page = world.profile().await;
    begins(&page).await;
    types_on(&page, "11").await;

    let next = versions::make("next", Fault::None);
    world.serve(next.path());
    looks_for_updates(&page).await;
    sees_update(&page).await;
    // It came beside a person who goes on typing, in the same field and the same version.
    types_on(&page, "20").await;
    assert_eq!(finds(&page, "kk@2024").await, "1120");
    sees_first_version(&page).await;
    assert_one_version(&page).await;

    page.click("#update .main").await;
    sees_version(&page, "next").await;
    page.wait_offline_ready().await;
    assert_eq!(finds(&page, "kk@2023").await, "118");
    assert_eq!(finds(&page, "kk@2024").await, "1120");
    assert!(
        page.current_url()
            .await
            .expect("an address")
            .as_str()
            .ends_with(&format!("{SECTION}/{}", FIELD.0))
    );
    assert_one_version(&page).await;
    assert_eq!(page.count("#update").await, 0);

    // The set is whole, and the old one is gone now that the new one has booted.
    world.stop_server();
    page.reload().await;
    sees_version(&page, "next").await;
    page.wait_offline_ready().await;
    assert_eq!(finds(&page, "kk@2024").await, "1120");
    assert_eq!(sets(&page).await, json!(1));
    assert_never_white(&page, 3).await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_new_version_comes_under_a_closed_sheet() {
    let mut world = World::new().await;
    let page = world.profile().await;
    begins(&page).await;
    types_on(&page, "1120").await;
    Officer(&page).sees_saved().await;

    let next = versions::make("next", Fault::None);
    world.serve(next.path());
    looks_for_updates(&page).await;
    sees_update(&page).await;
    let page = page.restart().await;
    world.stop_server();
    // Whichever version opens has all its parts, and every answer.
    page.open_screen(SECTION).await;
    page.wait_offline_ready().await;
    assert_eq!(finds(&page, "kk@2023").await, "118");
    assert_eq!(finds(&page, "kk@2024").await, "1120");
    assert_one_version(&page).await;
    // With nobody in the way, it has taken over by the second opening.
    page.goto("about:blank").await.expect("away");
    page.open_screen(SECTION).await;
    sees_version(&page, "next").await;
    assert_eq!(finds(&page, "kk@2024").await, "1120");
    assert_one_version(&page).await;
    page.assert_quiet().await;
}

/// While `window.failing`, transactions that write are aborted.
const FAILING: &str = "const transaction = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (...what) {
        const made = transaction.apply(this, what);
        if (window.failing && what[1] === 'readwrite') made.abort();
        return made;
    };";

#[tokio::test]
async fn a_window_that_cannot_save_is_not_loaded_anew() {
    let mut world = World::new().await;
    let page = world.profile().await;
    page.before_the_page(FAILING).await;
    begins(&page).await;
    let first = page.window().await.expect("a window");
    page.js("window.failing = true; return null", []).await;
    types_on(&page, "1120").await;
    page.wait_for("[data-light]:not([data-state=saved]):not([data-state=saving])")
        .await;

    let next = versions::make("next", Fault::None);
    world.serve(next.path());
    looks_for_updates(&page).await;
    sees_update(&page).await;
    // Pressed here, it waits and says what for.
    page.click("#update .main").await;
    page.wait_text("#update", "Isian belum tersimpan").await;

    // Pressed in another window, that one is loaded anew; this one is not.
    let second = page.new_tab().await.expect("a second window");
    page.switch_to_window(second).await.expect("it is there");
    page.open_screen("").await;
    sees_update(&page).await;
    page.click("#update .main").await;
    sees_version(&page, "next").await;
    page.wait_offline_ready().await;
    page.switch_to_window(first).await.expect("it is there");
    sees_first_version(&page).await;
    assert_eq!(finds(&page, "kk@2024").await, "1120");
    // What it has not fetched yet of its own version is still there for it.
    world.stop_server();
    let help = "const folder = document.querySelector('meta[name=saba-assets]').dataset;
        return Promise.all([folder.deskJs, folder.deskWasm].map((name) => fetch(name)
            .then((answer) => answer.ok, () => false)))";
    assert_eq!(page.js(help, []).await, json!([true, true]));

    // As soon as it could save, it follows.
    page.js("window.failing = false; return null", []).await;
    sees_version(&page, "next").await;
    assert_eq!(finds(&page, "kk@2024").await, "1120");
    assert_eq!(finds(&page, "kk@2023").await, "118");
}

/// A version that does not start is deployed and taken, and the page is at the version
/// before, which says so.
async fn falls_back(fault: Fault) -> (World, Browser) {
    let mut world = World::new().await;
    let page = world.profile().await;
    begins(&page).await;
    let broken = versions::make("broken", fault);
    world.serve(broken.path());
    looks_for_updates(&page).await;
    sees_update(&page).await;
    if fault == Fault::ShowsNothing {
        // The watchdog's patience, without the waiting.
        page.before_the_page(
            "const later = window.setTimeout;
            window.setTimeout = (f, time, ...rest) => {
                const broken = document.documentElement.dataset.version === 'broken';
                return later(f, broken && time === 20000 ? 1 : time, ...rest);
            };",
        )
        .await;
    }
    page.click("#update .main").await;
    if fault == Fault::BootStops {
        // It says that it is opening, for ever. People open it again, and again.
        page.wait_for("html[data-version=broken]").await;
        page.reload().await;
        page.wait_for("html[data-version=broken] #splash").await;
        page.reload().await;
    }
    page.wait_attribute("html", "data-update", "failed").await;
    sees_first_version(&page).await;
    page.wait_text("#update", "Versi baru gagal dibuka").await;
    assert_eq!(finds(&page, "kk@2023").await, "118");
    assert_one_version(&page).await;
    (world, page)
}

#[tokio::test]
async fn a_version_that_traps_gives_way_to_the_one_before() {
    let (mut world, page) = falls_back(Fault::Traps).await;
    // Also without a network, and for as long as nothing better comes.
    world.stop_server();
    types_on(&page, "1120").await;
    Officer(&page).sees_saved().await;
    page.reload().await;
    page.wait_attribute("html", "data-update", "failed").await;
    sees_first_version(&page).await;
    assert_eq!(finds(&page, "kk@2024").await, "1120");
    // Whoever tries it once more ends up here again.
    page.click("#update .main").await;
    page.wait_until(
        "a page loaded anew",
        "return !document.querySelector('#update')",
    )
    .await;
    page.wait_attribute("html", "data-update", "failed").await;
    sees_first_version(&page).await;

    // The repaired version comes like any other.
    let good = versions::make("good", Fault::None);
    world.serve(good.path());
    looks_for_updates(&page).await;
    sees_update(&page).await;
    page.click("#update .main").await;
    sees_version(&page, "good").await;
    page.wait_offline_ready().await;
    assert_eq!(finds(&page, "kk@2024").await, "1120");
    assert_one_version(&page).await;
    assert_eq!(sets(&page).await, json!(1));
    assert_never_white(&page, 6).await;
}

#[tokio::test]
async fn a_version_that_shows_nothing_gives_way_to_the_one_before() {
    falls_back(Fault::ShowsNothing).await;
}

#[tokio::test]
async fn a_version_whose_first_script_stops_gives_way_to_the_one_before() {
    falls_back(Fault::BootStops).await;
}

#[tokio::test]
async fn a_version_that_is_not_whole_is_never_offered() {
    for fault in [Fault::FileMissing, Fault::FileReplaced] {
        let mut world = World::new().await;
        let page = world.profile().await;
        begins(&page).await;
        let broken = versions::make("broken", fault);
        world.serve(broken.path());
        // The worker that could not be installed is thrown away.
        let look = "return navigator.serviceWorker.getRegistration().then((registration) =>
            new Promise((resolve) => {
                registration.addEventListener('updatefound', () => {
                    const worker = registration.installing;
                    worker.addEventListener('statechange', () => resolve(worker.state));
                });
                registration.update().catch(() => {});
            }))";
        assert_eq!(page.js(look, []).await, json!("redundant"));
        assert_eq!(page.count("html[data-update]").await, 0);
        world.stop_server();
        page.reload().await;
        sees_first_version(&page).await;
        assert_eq!(finds(&page, "kk@2023").await, "118");
        assert_one_version(&page).await;
    }
}

#[tokio::test]
async fn a_program_that_never_starts_still_gives_everything_that_is_stored() {
    let mut world = World::new().await;
    let page = world.profile().await;
    begins(&page).await;
    let officer = Officer(&page);
    officer.types("D-O1", "kk@2024", "1.120,5").await;
    officer
        .goes_to("#/desa/63.11.07.2002/lingkungan", "section")
        .await;
    page.click("[data-item=\"D-L2\"] [data-note] summary").await;
    page.wait_for(&input("D-L2", "note")).await;
    let remark = "kata \"kutip\" \\ <b>é</b> \u{1F33E}";
    let write = "const area = document.querySelector(arguments[0]);
        area.value = arguments[1];
        area.dispatchEvent(new Event('input', { bubbles: true }));
        area.dispatchEvent(new Event('change', { bubbles: true }));
        return null";
    page.js(write, [json!(input("D-L2", "note")), json!(remark)])
        .await;
    officer.sees_saved().await;
    // A second sheet, and one that is locked, as far as a store without keys can tell.
    officer.goes_to("#/desa/63.11.07.2003/odf", "section").await;
    officer.types("D-O1", "kk@2023", "7").await;
    officer.sees_saved().await;
    let lock = "return new Promise((resolve) => {
        indexedDB.open('saba').onsuccess = ({ target }) => {
            const both = target.result.transaction(['sheets', 'answers'], 'readwrite');
            const sheets = both.objectStore('sheets');
            sheets.getAll().onsuccess = ({ target }) => {
                const text = target.result[0];
                const { id } = JSON.parse(text).sheet;
                sheets.put(text.split(id).join('terkunci'), 'terkunci');
                both.objectStore('answers').put('~c2VnZWw=', 'terkunci/D-O1');
            };
            both.oncomplete = () => { target.result.close(); resolve(true); };
        };
    })";
    assert_eq!(page.js(lock, []).await, json!(true));

    // There is no version to go back to: the very first set is damaged.
    let broken = versions::make("broken", Fault::Traps);
    world.serve(broken.path());
    let forget = "return Promise.all([
            caches.keys().then((all) => Promise.all(all.map((name) => caches.delete(name)))),
            navigator.serviceWorker.getRegistration().then((r) => r.unregister()),
        ]).then(() => true)";
    assert_eq!(page.js(forget, []).await, json!(true));
    page.reload().await;
    page.wait_text("#splash-words", "gagal dibuka").await;
    let before = page.downloads();
    page.click("#rescue").await;
    page.wait_text("#splash", "Lembar di dalamnya: 2. ").await;
    page.wait_text("#splash", "Lembar terkunci yang ikut apa adanya: 1.")
        .await;
    let file = page.wait_new_json(&before).await;
    let text = fs::read_to_string(&file).expect("the file");
    let whole: Value = serde_json::from_str(&text).expect("JSON");
    let sealed = whole["records"]["saba"]["answers"]
        .as_array()
        .expect("records")
        .iter()
        .any(|record| *record == json!(["terkunci/D-O1", "~c2VnZWw="]));
    assert!(sealed, "the locked record is not in the file");
    let journal = whole["records"]["saba"]["journal"].as_array();
    assert!(journal.is_some_and(|entries| entries.len() >= 4));

    // Elsewhere the program takes it in as it takes any file, checksums and all.
    world.serve(&xtask::process::dist());
    let other = world.profile().await;
    other.open_screen("#/ambil").await;
    other.choose_file("input[type=file]", &file).await;
    other
        .wait_for("[data-row=new] + * ~ [data-row=new], [data-row=new]")
        .await;
    other.wait_gone("[data-progress-of]").await;
    assert_eq!(other.count("[data-row=new]").await, 2);
    assert_eq!(other.count("[data-row]").await, 2);
    other.click("[data-action=store]").await;
    other.wait_for("[data-stored]").await;
    let officer = Officer(&other);
    officer.goes_to(SECTION, "section").await;
    assert_eq!(officer.finds("D-O1", "kk@2023").await, "118");
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "1.120,5");
    officer
        .goes_to("#/desa/63.11.07.2002/lingkungan", "section")
        .await;
    other
        .click("[data-item=\"D-L2\"] [data-note] summary")
        .await;
    assert_eq!(officer.finds("D-L2", "note").await, remark);
    officer.goes_to("#/desa/63.11.07.2003/odf", "section").await;
    assert_eq!(officer.finds("D-O1", "kk@2023").await, "7");
    other.assert_quiet().await;
}

#[tokio::test]
async fn a_program_that_stops_in_the_middle_says_so() {
    let world = World::new().await;
    let page = world.profile().await;
    begins(&page).await;
    // A module whose only function is `unreachable`, called by the browser itself.
    let stop = "const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0,
            7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0, 0, 11];
        return WebAssembly.instantiate(new Uint8Array(bytes))
            .then(({ instance }) => { setTimeout(instance.exports.f); return null; })";
    page.js(stop, []).await;
    page.wait_text("[role=alert]", "berhenti bekerja").await;
    assert_eq!(page.count("[data-item] input:enabled").await, 0);
    let before = page.downloads();
    page.click("#rescue").await;
    let file = page.wait_new_json(&before).await;
    let text = fs::read_to_string(file).expect("the file");
    assert!(text.contains("\"kk@2023\":118"), "{text}");
}
