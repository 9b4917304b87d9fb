//! Several windows of one browser on one sheet: one writes, the others show it as it
//! is written, and nothing that anybody typed is lost on the way from one to another.

use serde_json::json;
use thirtyfour::prelude::*;

use crate::officer::{Officer, input};
use crate::support::{Browser, World};

const VILLAGE: &str = "#/desa/63.11.07.2002";

/// How windows are kept apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Web Locks.
    Locks,
    /// A channel alone, as in Firefox 79 to 95 and on pages from plain http.
    Channel,
    /// Neither, as in Safari 15.0 to 15.3.
    Nothing,
}

/// Two windows of one profile; one of them is looked at.
struct Windows<'a> {
    page: &'a Browser,
    first: WindowHandle,
    second: WindowHandle,
}

impl<'a> Windows<'a> {
    /// Opens an address in both, the first one first.
    async fn open(page: &'a Browser, way: Way, hash: &str, ready: &str) -> Windows<'a> {
        let first = page.window().await.expect("a window");
        prepare(page, way).await;
        page.open(hash).await;
        page.wait_for(ready).await;
        let second = page.new_tab().await.expect("a second window");
        let windows = Windows {
            page,
            first,
            second,
        };
        windows.see_second().await;
        prepare(page, way).await;
        page.open(hash).await;
        page.wait_for(ready).await;
        windows
    }

    async fn see_first(&self) {
        let window = self.first.clone();
        self.page
            .switch_to_window(window)
            .await
            .expect("it is there");
    }

    async fn see_second(&self) {
        let window = self.second.clone();
        self.page
            .switch_to_window(window)
            .await
            .expect("it is there");
    }
}

/// Takes away what this way is to do without.
async fn prepare(page: &Browser, way: Way) {
    let without = match way {
        Way::Locks => return,
        Way::Channel => "delete Navigator.prototype.locks",
        Way::Nothing => "delete Navigator.prototype.locks; delete window.BroadcastChannel",
    };
    let script = json!({ "source": without });
    page.cdp("Page.addScriptToEvaluateOnNewDocument", script)
        .await;
}

async fn may_write(page: &Browser) {
    page.wait_gone("[data-action=take-over]").await;
    page.wait_for("input.number:not([readonly])").await;
}

async fn only_reads(page: &Browser) {
    page.wait_for("[data-action=take-over]").await;
    page.wait_for("input.number[readonly]").await;
}

/// The value of an input in a window that is not built anew.
async fn shows(page: &Browser, item: &str, key: &str, value: &str) {
    let css = input(item, key);
    let there = format!("return document.querySelector('{css}').value === '{value}'");
    page.wait_until(&format!("{item} {key} = {value}"), &there)
        .await;
}

async fn everything(way: Way) {
    let world = World::new().await;
    let page = world.profile().await;
    let officer = Officer(&page);
    let odf = format!("{VILLAGE}/odf");
    let windows = Windows::open(&page, way, &odf, "[data-item=\"D-O1\"]").await;
    assert_eq!(
        page.js("return 'locks' in Navigator.prototype", []).await,
        json!(way == Way::Locks)
    );

    // Nobody has written yet, so each window began a sheet of its own. The first answer
    // decides: the other window goes on with that sheet, and reads.
    windows.see_first().await;
    may_write(&page).await;
    officer.types("D-O1", "kk@2024", "120").await;
    officer.sees_saved().await;
    windows.see_second().await;
    only_reads(&page).await;
    shows(&page, "D-O1", "kk@2024", "120").await;

    // It follows, and keeps place and focus.
    page.click(&input("D-O1", "kk@2023")).await;
    page.js(
        "window.kept = document.querySelector('main');
         window.scrollTo(0, 200); window.place = window.scrollY; return null",
        [],
    )
    .await;
    windows.see_first().await;
    officer.types("D-O1", "kk@2023", "118").await;
    officer.types("D-O1", "kk@2024", "121").await;
    officer.chooses("D-O4", "status", "lulus").await;
    officer.sees_saved().await;
    windows.see_second().await;
    shows(&page, "D-O1", "kk@2024", "121").await;
    shows(&page, "D-O1", "kk@2023", "118").await;
    page.wait_for(&format!("{}[value=lulus]:checked", input("D-O4", "status")))
        .await;
    let same = "return [document.querySelector('main') === window.kept,
        window.scrollY === window.place, window.place > 0,
        document.activeElement.dataset.key]";
    assert_eq!(
        page.js(same, []).await,
        json!([true, true, true, "kk@2023"])
    );

    // Taking over, while the other window is in the middle of a field.
    windows.see_first().await;
    page.click(&input("D-O1", "kk@2023")).await;
    page.press(&input("D-O1", "kk@2023"), Key::End + "9").await;
    windows.see_second().await;
    page.click("[data-action=take-over]").await;
    may_write(&page).await;
    shows(&page, "D-O1", "kk@2023", "1.189").await;
    officer.types("D-O1", "kk@2024", "122").await;
    officer.sees_saved().await;
    windows.see_first().await;
    only_reads(&page).await;
    shows(&page, "D-O1", "kk@2024", "122").await;

    // And back.
    page.click("[data-action=take-over]").await;
    may_write(&page).await;
    officer.types("D-O1", "kk@2024", "123").await;
    officer.sees_saved().await;
    windows.see_second().await;
    only_reads(&page).await;
    shows(&page, "D-O1", "kk@2024", "123").await;

    // The writer is closed: the reader may write, without being loaded anew.
    page.js("window.same = true; return null", []).await;
    windows.see_first().await;
    page.close_window().await.expect("it closes");
    windows.see_second().await;
    may_write(&page).await;
    assert_eq!(
        page.js("return window.same === true", []).await,
        json!(true)
    );
    officer.types("D-O1", "kk@2024", "124").await;
    officer.sees_saved().await;
    page.reload().await;
    page.wait_for("[data-item=\"D-O1\"]").await;
    may_write(&page).await;
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "124");
    assert_eq!(officer.finds("D-O1", "kk@2023").await, "1.189");
    officer.goes_to("#/", "home").await;
    page.wait_for("[data-sheet]").await;
    assert_eq!(page.count("[data-sheet]").await, 1, "one sheet, not two");
    page.assert_quiet().await;
}

#[tokio::test]
async fn one_window_writes_and_the_other_follows() {
    everything(Way::Locks).await;
}

#[tokio::test]
async fn without_web_locks_it_is_the_same() {
    everything(Way::Channel).await;
}

/// The stored record of an item, as it lies in the database.
async fn record(page: &Browser, item: &str) -> String {
    let script = "const [item] = arguments;
        return new Promise((resolve, reject) => {
            const open = indexedDB.open('saba');
            open.onerror = () => reject(open.error);
            open.onsuccess = () => {
                const store = open.result.transaction('answers').objectStore('answers');
                const [keys, values] = [store.getAllKeys(), store.getAll()];
                values.onsuccess = () => {
                    open.result.close();
                    const at = keys.result.findIndex((key) => key.endsWith('/' + item));
                    resolve(at < 0 ? '' : values.result[at]);
                };
            };
        })";
    let record = page.js(script, [json!(item)]).await;
    record.as_str().unwrap_or_default().to_owned()
}

/// A window that stands still from `frozen = true` on, as phones freeze them: it hears
/// no other window, its pauses do not end, it does not notice that it is left, and it
/// learns that it was robbed when `thaw()` is called.
const FROZEN: &str = "
    delete window.BroadcastChannel;
    const wait = window.setTimeout;
    window.setTimeout = (f, pause, ...rest) =>
        window.frozen && pause === 400 ? 0 : wait(f, pause, ...rest);
    for (const name of ['visibilitychange', 'change', 'blur']) {
        window.addEventListener(name, (e) => window.frozen && e.stopImmediatePropagation(), true);
    }
    const ask = LockManager.prototype.request;
    LockManager.prototype.request = function (...all) {
        const asked = ask.apply(this, all);
        return new Promise((yes, no) => asked.then(yes, (e) => { window.thaw = () => no(e); }));
    };";

#[tokio::test]
async fn a_frozen_writer_is_robbed_and_what_it_had_typed_is_kept() {
    let world = World::new().await;
    let page = world.profile().await;
    let officer = Officer(&page);
    let odf = format!("{VILLAGE}/odf");
    let first = page.window().await.expect("a window");
    let script = json!({ "source": FROZEN });
    page.cdp("Page.addScriptToEvaluateOnNewDocument", script)
        .await;
    page.open(&odf).await;
    may_write(&page).await;
    officer.types("D-O1", "kk@2024", "120").await;
    officer.sees_saved().await;
    let second = page.new_tab().await.expect("a second window");
    page.switch_to_window(second).await.expect("it is there");
    page.open(&odf).await;
    only_reads(&page).await;
    page.switch_to_window(first.clone())
        .await
        .expect("still there");
    page.js("window.frozen = true; return null", []).await;
    page.click(&input("D-O1", "kk@2024")).await;
    page.press(&input("D-O1", "kk@2024"), Key::End + "5").await;

    let windows = page.windows().await.expect("two windows");
    let other = windows.into_iter().find(|w| *w != first);
    let other = other.expect("the second window");
    page.switch_to_window(other).await.expect("it is there");
    page.click("[data-action=take-over]").await;
    may_write(&page).await;
    shows(&page, "D-O1", "kk@2024", "120").await;
    // Twice, so that counting alone would take it for the newer one.
    officer.types("D-O1", "kk@2024", "776").await;
    officer.types("D-O1", "kk@2024", "777").await;
    officer.sees_saved().await;

    page.switch_to_window(first).await.expect("still there");
    page.wait_until("the robbery", "return !!window.thaw").await;
    assert!(!record(&page, "D-O1").await.contains("1205"));
    page.js("window.thaw(); return null", []).await;
    only_reads(&page).await;
    officer.sees_saved().await;
    let stored = record(&page, "D-O1").await;
    assert!(
        stored.contains("1205") && stored.contains("777"),
        "both stand side by side: {stored}"
    );
    page.assert_quiet().await;
}

#[tokio::test]
async fn where_nothing_keeps_windows_apart_both_answers_are_kept() {
    let world = World::new().await;
    let page = world.profile().await;
    let officer = Officer(&page);
    let odf = format!("{VILLAGE}/odf");
    prepare(&page, Way::Nothing).await;
    page.open(&odf).await;
    may_write(&page).await;
    officer.types("D-O1", "kk@2024", "120").await;
    officer.sees_saved().await;
    let windows = Windows::open(&page, Way::Nothing, &odf, "[data-item=\"D-O1\"]").await;
    may_write(&page).await;
    shows(&page, "D-O1", "kk@2024", "120").await;
    windows.see_first().await;
    // Twice, so that counting alone would take it for the newer one.
    officer.types("D-O1", "kk@2024", "131").await;
    officer.sees_saved().await;
    officer.types("D-O1", "kk@2024", "132").await;
    officer.sees_saved().await;
    windows.see_second().await;
    officer.types("D-O1", "kk@2024", "999").await;
    officer.sees_saved().await;
    let stored = record(&page, "D-O1").await;
    assert!(
        stored.contains("132") && stored.contains("999"),
        "both stand side by side: {stored}"
    );
    page.assert_quiet().await;
}

#[tokio::test]
async fn lists_and_the_first_screen_follow_too() {
    let world = World::new().await;
    let page = world.profile().await;
    let officer = Officer(&page);
    let windows = Windows::open(&page, Way::Locks, "", "[data-screen=home]").await;
    assert_eq!(page.count("[data-sheet]").await, 0);
    windows.see_first().await;
    page.open(&format!("{VILLAGE}/pokja")).await;
    page.click("[data-item=\"D-K5\"] [data-action=add-row]")
        .await;
    officer.types("D-K5", "1/nama", "Kerja bakti").await;
    officer.sees_saved().await;
    // The first screen of the other window has the sheet by itself.
    windows.see_second().await;
    page.wait_for("[data-sheet=\"63.11.07.2002\"]").await;
    officer
        .goes_to(&format!("{VILLAGE}/pokja"), "section")
        .await;
    only_reads(&page).await;
    shows(&page, "D-K5", "1/nama", "Kerja bakti").await;
    page.click(&input("D-K5", "1/nama")).await;
    windows.see_first().await;
    page.click("[data-item=\"D-K5\"] [data-action=add-row]")
        .await;
    officer.types("D-K5", "2/nama", "Penyuluhan").await;
    officer.sees_saved().await;
    windows.see_second().await;
    page.wait_for(&input("D-K5", "2/nama")).await;
    shows(&page, "D-K5", "2/nama", "Penyuluhan").await;
    page.wait_until(
        "the focus where it was",
        "return document.activeElement.dataset.key === '1/nama'",
    )
    .await;
    // The writer goes to another sheet: this one may be written here, unasked.
    windows.see_first().await;
    officer.goes_to("#/", "home").await;
    windows.see_second().await;
    officer.goes_to(&format!("{VILLAGE}/odf"), "section").await;
    page.reload().await;
    may_write(&page).await;
    page.assert_quiet().await;
}
