//! When storing does not work: what the page says, and that no answer is lost.

use serde_json::{Value, json};

use crate::officer::{Officer, input};
use crate::support::{Browser, World};

const VILLAGE: &str = "#/desa/63.11.07.2002";

/// Has a script run before any of the page's own, from the next page on.
async fn before_the_page(page: &Browser, script: &str) {
    let source = json!({ "source": script });
    page.cdp("Page.addScriptToEvaluateOnNewDocument", source)
        .await;
}

/// Opens the section on ODF, with its first item there.
async fn opens_odf(page: &Browser) {
    page.open(&format!("{VILLAGE}/odf")).await;
    page.wait_for("[data-item=\"D-O1\"]").await;
}

/// What the file that is handed over holds of an item.
async fn hands_over_value(page: &Browser, item: &str, key: &str) -> Value {
    let file = Officer(page).hands_over(VILLAGE).await;
    let text = std::fs::read_to_string(file).expect("the file");
    let file: Value = serde_json::from_str(&text).expect("JSON");
    file["answers"][item]["v"][key].clone()
}

/// Waits until the light has a state, and says so in words.
async fn sees_light(page: &Browser, state: &str, words: &str) {
    page.wait_for(&format!("[data-light][data-state={state}]"))
        .await;
    page.wait_text("[data-light]", words).await;
}

/// Waits until the light tells of trouble, with a way out.
async fn sees_trouble(page: &Browser, state: &str, words: &str) {
    sees_light(page, state, words).await;
    page.wait_text(".notice[data-kind=bad]", "Serahkan sekarang")
        .await;
}

#[tokio::test]
async fn a_full_store_is_told_and_everything_is_saved_once_there_is_room() {
    let world = World::new().await;
    let page = world.profile().await;
    opens_odf(&page).await;
    Officer(&page).types("D-O1", "kk@2023", "111").await;
    Officer(&page).sees_saved().await;
    // Browsers remember for half a minute how much room there was.
    let page = page.restart().await;
    let origin = world.url();
    let origin = origin.trim_end_matches('/');
    let full = json!({ "origin": origin, "quotaSize": 1 });
    page.cdp("Storage.overrideQuotaForOrigin", full).await;
    opens_odf(&page).await;
    let officer = Officer(&page);
    officer.types("D-O1", "kk@2024", "121").await;
    officer.chooses("D-O4", "status", "lulus").await;
    sees_trouble(&page, "full", "Penyimpanan penuh").await;
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "121");
    assert_eq!(hands_over_value(&page, "D-O1", "kk@2024").await, 121);

    page.cdp(
        "Storage.overrideQuotaForOrigin",
        json!({ "origin": origin }),
    )
    .await;
    officer.sees_saved().await;
    page.reload().await;
    opens_odf(&page).await;
    assert_eq!(officer.finds("D-O1", "kk@2023").await, "111");
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "121");
    assert!(officer.finds_chosen("D-O4", "status", "lulus").await);
    page.assert_quiet().await;
}

/// Keeps the connections that the page opens in `window.connections`.
const RECORD_CONNECTIONS: &str = "window.connections = [];
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (...what) {
        const request = open.apply(this, what);
        request.addEventListener('success', () => connections.push(request.result));
        return request;
    };";

#[tokio::test]
async fn a_connection_that_closes_under_the_page_is_opened_again() {
    let world = World::new().await;
    let page = world.profile().await;
    before_the_page(&page, RECORD_CONNECTIONS).await;
    opens_odf(&page).await;
    let officer = Officer(&page);
    officer.types("D-O1", "kk@2023", "111").await;
    officer.sees_saved().await;
    let closed = page
        .js(
            "connections.forEach((c) => c.close()); return connections.length",
            [],
        )
        .await;
    assert_ne!(closed, json!(0));
    officer.types("D-O1", "kk@2024", "121").await;
    officer.sees_saved().await;
    opens_odf(&page).await;
    page.reload().await;
    opens_odf(&page).await;
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "121");
    page.assert_quiet().await;
}

/// While `window.aborting` is above zero, transactions that write are aborted.
const ABORT: &str = "window.aborting = 0;
    const transaction = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function (stores, mode, ...rest) {
        const tx = transaction.call(this, stores, mode, ...rest);
        if (mode === 'readwrite' && window.aborting > 0) {
            window.aborting -= 1;
            queueMicrotask(() => tx.abort());
        }
        return tx;
    };";

#[tokio::test]
async fn an_aborted_transaction_is_tried_again_and_told_if_that_does_not_help() {
    let world = World::new().await;
    let page = world.profile().await;
    before_the_page(&page, ABORT).await;
    opens_odf(&page).await;
    let officer = Officer(&page);
    page.js("window.aborting = 1; return 0", []).await;
    officer.types("D-O1", "kk@2023", "111").await;
    officer.sees_saved().await;
    assert_eq!(page.js("return window.aborting", []).await, json!(0));

    page.js("window.aborting = 1e9; return 0", []).await;
    officer.types("D-O1", "kk@2024", "121").await;
    sees_trouble(&page, "aborted", "Penyimpanan dibatalkan").await;
    assert_eq!(hands_over_value(&page, "D-O1", "kk@2024").await, 121);
    page.js("window.aborting = 0; return 0", []).await;
    officer.sees_saved().await;
    page.reload().await;
    opens_odf(&page).await;
    assert_eq!(officer.finds("D-O1", "kk@2023").await, "111");
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "121");
}

#[tokio::test]
async fn a_browser_without_a_store_can_still_fill_in_and_hand_over() {
    let world = World::new().await;
    let page = world.profile().await;
    let deny = "IDBFactory.prototype.open = () => {
        throw new DOMException('denied', 'SecurityError');
    };";
    before_the_page(&page, deny).await;
    page.open("").await;
    page.wait_for("[data-screen=home]").await;
    sees_trouble(&page, "denied", "menolak penyimpanan").await;
    opens_odf(&page).await;
    let officer = Officer(&page);
    officer.types("D-O1", "kk@2024", "121").await;
    sees_trouble(&page, "denied", "menolak penyimpanan").await;
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "121");
    assert_eq!(hands_over_value(&page, "D-O1", "kk@2024").await, 121);
}

#[tokio::test]
async fn what_was_begun_without_a_store_joins_the_sheet_that_is_there() {
    let world = World::new().await;
    let page = world.profile().await;
    opens_odf(&page).await;
    let officer = Officer(&page);
    officer.types("D-O1", "kk@2023", "111").await;
    officer.types("D-O1", "kk@2024", "121").await;
    officer.sees_saved().await;
    let failing = "window.failing = true;
        const open = IDBFactory.prototype.open;
        IDBFactory.prototype.open = function (...what) {
            if (window.failing) throw new DOMException('not now', 'UnknownError');
            return open.apply(this, what);
        };";
    before_the_page(&page, failing).await;
    page.reload().await;
    opens_odf(&page).await;
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "");
    officer.chooses("D-O4", "status", "lulus").await;
    sees_trouble(&page, "denied", "menolak penyimpanan").await;
    page.js("window.failing = false; return 0", []).await;
    officer.sees_saved().await;
    // One sheet, with what was there and what came.
    page.wait_attribute(&input("D-O1", "kk@2024"), "value", "121")
        .await;
    assert!(officer.finds_chosen("D-O4", "status", "lulus").await);
    assert_eq!(hands_over_value(&page, "D-O1", "kk@2023").await, 111);
    officer.goes_to("#/", "home").await;
    page.wait_for("[data-sheet]").await;
    assert_eq!(page.count("[data-sheet]").await, 1);
    page.js("window.failing = false; return 0", []).await;
}
