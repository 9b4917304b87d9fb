//! When storing does not work: what the page says, and that no answer is lost.

use serde_json::{Value, json};

use crate::officer::{Officer, input};
use crate::support::{Browser, World};

const VILLAGE: &str = "#/desa/63.11.07.2002";

/// Has a script run before any of the page's own, from the next page on.
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
    page.before_the_page(RECORD_CONNECTIONS).await;
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
    page.before_the_page(ABORT).await;
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
    page.before_the_page(deny).await;
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
async fn what_is_written_waits_for_the_disk() {
    let world = World::new().await;
    let page = world.profile().await;
    let record = "window.begun = [];
        const begin = IDBDatabase.prototype.transaction;
        IDBDatabase.prototype.transaction = function (...what) {
            const tx = begin.apply(this, what);
            if (tx.mode === 'readwrite') window.begun.push(tx.durability);
            return tx;
        };";
    page.before_the_page(record).await;
    opens_odf(&page).await;
    let officer = Officer(&page);
    officer.types("D-O1", "kk@2024", "121").await;
    officer.sees_saved().await;
    let begun = page.js("return window.begun", []).await;
    let begun = begun.as_array().expect("a list");
    assert!(!begun.is_empty());
    assert!(begun.iter().all(|how| how == "strict"), "{begun:?}");
    is_quiet(&page).await;
}

#[tokio::test]
async fn where_the_large_program_is_out_of_reach_the_sheet_still_leaves() {
    let world = World::new().await;
    let page = world.profile().await;
    opens_odf(&page).await;
    let officer = Officer(&page);
    officer.types("D-O1", "kk@2024", "121").await;
    officer.sees_saved().await;
    // No network, and no service worker either.
    let offline = "window.fetch = () => Promise.reject(new TypeError('offline')); return 0";
    page.js(offline, []).await;
    assert_eq!(hands_over_value(&page, "D-O1", "kk@2024").await, 121);
    page.wait_text("[data-screen=hand-over]", "jaringan tidak ada")
        .await;
    page.click("[data-screen=hand-over] > a").await;
    page.wait_for("[data-screen=overview]").await;
    opens_odf(&page).await;
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "121");
    is_quiet(&page).await;
}

#[tokio::test]
async fn what_was_begun_without_a_store_joins_the_sheet_that_is_there() {
    begins_beside_a_stored_sheet("00").await;
}

/// Which of the two sheets has the lower id decides nothing.
#[tokio::test]
async fn what_was_begun_under_a_higher_id_joins_it_as_well() {
    begins_beside_a_stored_sheet("ff").await;
}

/// Begins a sheet whose id has such bytes only, while the store does not open, for a
/// region of which the store has a sheet.
async fn begins_beside_a_stored_sheet(bytes: &str) {
    let world = World::new().await;
    let page = world.profile().await;
    opens_odf(&page).await;
    let officer = Officer(&page);
    officer.types("D-O1", "kk@2023", "111").await;
    officer.types("D-O1", "kk@2024", "121").await;
    officer.sees_saved().await;
    let failing = "window.failing = sessionStorage.getItem('opens') !== 'yes';
        const open = IDBFactory.prototype.open;
        IDBFactory.prototype.open = function (...what) {
            if (window.failing) throw new DOMException('not now', 'UnknownError');
            return open.apply(this, what);
        };";
    page.before_the_page(failing).await;
    // Ids of sheets are 16 bytes; those of devices and windows are shorter.
    let named = format!(
        "const chance = Crypto.prototype.getRandomValues;
        crypto.getRandomValues = (bytes) =>
            bytes.length === 16 ? bytes.fill(0x{bytes}) : chance.call(crypto, bytes);"
    );
    page.before_the_page(&named).await;
    // Loaded once: another page of the same id would have to give the sheet up first.
    page.reload().await;
    page.wait_for("[data-item=\"D-O1\"]").await;
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "");
    officer.chooses("D-O4", "status", "lulus").await;
    sees_trouble(&page, "denied", "menolak penyimpanan").await;
    let opens = "window.failing = false; sessionStorage.setItem('opens', 'yes'); return 0";
    page.js(opens, []).await;
    officer.sees_saved().await;
    // One sheet, with what was there and what came.
    page.wait_attribute(&input("D-O1", "kk@2024"), "value", "121")
        .await;
    assert!(officer.finds_chosen("D-O4", "status", "lulus").await);
    assert_eq!(hands_over_value(&page, "D-O1", "kk@2023").await, 111);
    officer.goes_to("#/", "home").await;
    page.wait_for("[data-sheet]").await;
    assert_eq!(page.count("[data-sheet]").await, 1);
}

/// Opens the database as it is, or makes it of a version, and does something in one
/// transaction: `what(tx, db)`.
fn in_the_database(version: &str, what: &str) -> String {
    format!(
        "const [dump] = arguments;
        return new Promise((done, fail) => {{
            const open = indexedDB.open('saba'{version});
            open.onerror = () => fail(open.error);
            open.onupgradeneeded = () => {{
                for (const name of Object.keys(dump)) open.result.createObjectStore(name);
            }};
            open.onsuccess = () => {{
                const db = open.result;
                const tx = db.transaction([...db.objectStoreNames], 'readwrite');
                const all = {{ version: db.version }};
                {what}
                tx.oncomplete = () => {{ db.close(); done(all); }};
                tx.onabort = () => fail(tx.error);
            }};
        }})"
    )
}

/// Everything that the database holds.
pub async fn dump(page: &Browser) -> Value {
    let read = "for (const name of db.objectStoreNames) {
        const keys = tx.objectStore(name).getAllKeys();
        const values = tx.objectStore(name).getAll();
        values.onsuccess = () => {
            all[name] = Object.fromEntries(keys.result.map((k, i) => [k, values.result[i]]));
        };
    }";
    page.js(&in_the_database("", read), [json!(null)]).await
}

/// Makes a database of a version that holds this, before the program ever ran.
pub async fn seed(page: &Browser, version: u32, stores: &Value) {
    page.open("sw.js").await;
    let write = "for (const [name, records] of Object.entries(dump)) {
        for (const [k, v] of Object.entries(records)) tx.objectStore(name).put(v, k);
    }";
    let script = in_the_database(&format!(", {version}"), write);
    page.js(&script, [stores.clone()]).await;
}

/// Fails if the console tells an error, other than that the page from which the
/// database was made has no icon.
pub async fn is_quiet(page: &Browser) {
    let errors = page.console_errors().await;
    let told = errors.iter().find(|error| !error.contains("favicon.ico"));
    assert_eq!(told, None);
}

/// Changes what the database holds: `change` sees the object stores by `store(name)`.
async fn tamper(page: &Browser, change: &str) {
    let what = format!("const store = (name) => tx.objectStore(name); {change}");
    page.js(&in_the_database("", &what), [json!(null)]).await;
}

/// The keys of the copies, as a promise; none as long as there is no such database.
const COPIES: &str = "new Promise((done) => {
    const open = indexedDB.open('saba-copies');
    open.onupgradeneeded = () => { open.transaction.abort(); };
    open.onerror = () => done([]);
    open.onsuccess = () => {
        const db = open.result;
        const all = db.transaction('copies').objectStore('copies').getAllKeys();
        all.onsuccess = () => { db.close(); done(all.result); };
    };
})";

/// What version 1 stored, and the files that it handed over.
pub fn fixture(name: &str) -> Value {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/store-1/");
    let text = std::fs::read_to_string(format!("{folder}{name}")).expect("a fixture");
    serde_json::from_str(&text).expect("JSON")
}

/// What a file says, whoever handed it over and when.
fn said(file: &Value) -> Value {
    let mut said = file.clone();
    // `count` only says how many answers follow; version 1 did not write it.
    for name in ["handed_over", "checksum", "program", "count"] {
        said.as_object_mut().expect("a file").remove(name);
    }
    said["sheet"]
        .as_object_mut()
        .expect("a sheet")
        .remove("revision");
    said
}

const FIXTURES: [(&str, &str); 3] = [
    (VILLAGE, "desa.saba.json"),
    ("#/kecamatan/63.11.07", "kecamatan.saba.json"),
    ("#/kabupaten/63.11", "kabupaten.saba.json"),
];

/// Hands every sheet of the fixture over and compares with what version 1 said.
async fn hands_over_what_version_1_said(page: &Browser) {
    for (sheet, name) in FIXTURES {
        page.open(sheet).await;
        page.wait_for("[data-screen=overview]").await;
        let file = Officer(page).hands_over(sheet).await;
        let text = std::fs::read_to_string(file).expect("text");
        let file: Value = serde_json::from_str(&text).expect("JSON");
        let answers = file["answers"].as_object().map(serde_json::Map::len);
        assert_eq!(file["count"].as_u64(), answers.map(|n| n as u64), "{name}");
        assert_eq!(said(&file), said(&fixture(name)), "{name}");
    }
}

#[tokio::test]
async fn what_the_first_version_stored_is_all_there() {
    let world = World::new().await;
    let page = world.profile().await;
    let stores = fixture("stores.json");
    seed(&page, 1, &stores).await;
    hands_over_what_version_1_said(&page).await;
    let officer = Officer(&page);
    officer.goes_to(VILLAGE, "overview").await;
    officer.opens_section("odf").await;
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "122");
    officer.types("D-O1", "rumah@2024", "109").await;
    officer.sees_saved().await;
    // Its history can be read.
    officer.goes_to(VILLAGE, "overview").await;
    page.click("[data-action=history]").await;
    page.wait_for("[data-screen=history] [data-moment]").await;
    page.wait_text(
        "[data-moment]:not([data-moment=\"1\"])",
        "2 isian masuk sekaligus",
    )
    .await;
    assert_eq!(page.count("[data-unreadable]").await, 0);
    // Nothing that stood there is gone or another, but for what was changed.
    let now = dump(&page).await;
    for store in ["answers", "journal", "kv"] {
        for (key, text) in stores[store].as_object().expect("records") {
            let changed = store == "answers" && key.ends_with("/D-O1");
            assert_eq!(&now[store][key] == text, !changed, "{store} {key}");
        }
    }
    is_quiet(&page).await;
}

#[tokio::test]
async fn the_data_of_a_newer_program_are_read_and_never_written() {
    let world = World::new().await;
    let page = world.profile().await;
    let mut stores = fixture("stores.json");
    stores["photos"] = json!({ "a": "b" });
    seed(&page, 99, &stores).await;
    let before = dump(&page).await;
    assert_eq!(before["version"], 99);
    page.open("").await;
    page.wait_for("[data-sheet=\"63.11.07.2002\"]").await;
    sees_light(&page, "newer", "Saba yang lebih baru").await;
    hands_over_what_version_1_said(&page).await;

    page.open("#/tentang").await;
    opens_odf(&page).await;
    sees_trouble(&page, "newer", "Hanya bisa dibaca").await;
    let number = input("D-O1", "kk@2024");
    assert_eq!(page.count(&format!("{number}[readonly]")).await, 1);
    assert_eq!(page.count("[data-action=take-over]").await, 0);
    page.press(&number, "9").await;
    page.click("[data-item=\"D-O3\"]").await;
    page.open("").await;
    page.wait_for("[data-sheet]").await;
    let same = dump(&page).await == before;
    assert!(same, "something was written, or the database is another");
    let names = "return indexedDB.databases().then((all) => all.map((db) => db.name))";
    assert_eq!(page.js(names, []).await, json!(["saba"]));
    is_quiet(&page).await;
}

/// Two pages of one browser that do not know of each other: no locks, as on plain
/// http, and no channel.
#[tokio::test]
async fn two_windows_that_write_the_same_answer_both_keep_theirs() {
    let world = World::new().await;
    let page = world.profile().await;
    let no_locks = "Object.defineProperty(Navigator.prototype, 'locks', { value: undefined });
        window.BroadcastChannel = undefined;";
    page.before_the_page(no_locks).await;
    opens_odf(&page).await;
    let officer = Officer(&page);
    officer.types("D-O1", "kk@2024", "100").await;
    officer.sees_saved().await;
    let first = page.window().await.expect("a window");
    let second = page.new_tab().await.expect("a second window");
    page.switch_to_window(second).await.expect("can switch");
    page.before_the_page(no_locks).await;
    opens_odf(&page).await;
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "100");
    // Twice, so that it has the greater number, and still has not seen the other.
    officer.types("D-O1", "kk@2024", "221").await;
    officer.types("D-O1", "kk@2024", "222").await;
    officer.sees_saved().await;
    page.switch_to_window(first).await.expect("can switch back");
    officer.types("D-O1", "kk@2024", "111").await;
    officer.sees_saved().await;
    let file = officer.hands_over(VILLAGE).await;
    let text = std::fs::read_to_string(file).expect("the file");
    let file: Value = serde_json::from_str(&text).expect("JSON");
    let mut values = vec![file["answers"]["D-O1"]["v"]["kk@2024"].as_u64()];
    let rivals = file["rivals"]["D-O1"].as_array().expect("both are kept");
    values.extend(rivals.iter().map(|rival| rival["v"]["kk@2024"].as_u64()));
    values.sort_unstable();
    assert_eq!(values, [Some(111), Some(222)]);
}

#[tokio::test]
async fn a_store_that_was_emptied_under_the_page_is_filled_again() {
    let world = World::new().await;
    let page = world.profile().await;
    opens_odf(&page).await;
    let officer = Officer(&page);
    officer.types("D-O1", "kk@2023", "111").await;
    officer.chooses("D-O4", "status", "lulus").await;
    officer.sees_saved().await;
    tamper(
        &page,
        "for (const name of db.objectStoreNames) store(name).clear();",
    )
    .await;
    officer.types("D-O1", "kk@2024", "121").await;
    officer.sees_saved().await;
    page.reload().await;
    opens_odf(&page).await;
    assert_eq!(officer.finds("D-O1", "kk@2023").await, "111");
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "121");
    assert!(officer.finds_chosen("D-O4", "status", "lulus").await);
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_record_that_cannot_be_read_is_told_and_kept() {
    let world = World::new().await;
    let page = world.profile().await;
    opens_odf(&page).await;
    let officer = Officer(&page);
    officer.types("D-O1", "kk@2024", "121").await;
    officer.chooses("D-O4", "status", "lulus").await;
    officer.sees_saved().await;
    let damage = "store('answers').openCursor().onsuccess = (event) => {
        const cursor = event.target.result;
        if (!cursor) return;
        if (cursor.key.endsWith('/D-O1')) cursor.update('[{\"v\":{\"kk@20');
        cursor.continue();
    };";
    tamper(&page, damage).await;
    page.reload().await;
    opens_odf(&page).await;
    page.wait_text("[data-damaged]", "tidak terbaca").await;
    assert!(officer.finds_chosen("D-O4", "status", "lulus").await);
    assert_eq!(hands_over_value(&page, "D-O4", "status").await, "lulus");
    // Answered anew, what cannot be read is still there.
    officer.goes_to(&format!("{VILLAGE}/odf"), "section").await;
    officer.types("D-O1", "kk@2024", "122").await;
    officer.sees_saved().await;
    let now = dump(&page).await;
    let kept = now["kv"].as_object().expect("small things");
    let kept = kept.iter().find(|(key, _)| key.starts_with("damaged/"));
    assert_eq!(kept.expect("a record").1, "[{\"v\":{\"kk@20");
    page.reload().await;
    opens_odf(&page).await;
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "122");
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_lost_sheet_comes_back_from_its_copy() {
    let world = World::new().await;
    let page = world.profile().await;
    opens_odf(&page).await;
    let officer = Officer(&page);
    officer.types("D-O1", "kk@2024", "121").await;
    officer.sees_saved().await;
    page.wait_until(
        "the copy of the day",
        &format!("return ({COPIES}).then((all) => all.length === 2)"),
    )
    .await;
    // The envelope cannot be read: records can be taken out, the copy brings it back.
    officer.goes_to("#/tentang", "about").await;
    let damage = "store('sheets').openCursor().onsuccess = (event) => {
        event.target.result.update({ torn: true });
    };";
    tamper(&page, damage).await;
    page.reload().await;
    officer.goes_to("#/", "home").await;
    page.click("[data-lost] [data-action=rescue]").await;
    page.wait_text("[data-lost-sheet]", "tidak terbaca").await;
    page.click("[data-action=take-out]").await;
    let file = page.wait_download(".json").await;
    let records = std::fs::read_to_string(file).expect("the records");
    assert!(
        records.contains("torn") && records.contains("kk@2024"),
        "{records}"
    );
    page.click("[data-action=bring-back]").await;
    page.wait_for("[data-none-lost]").await;
    officer.goes_to("#/", "home").await;
    page.wait_for("[data-sheet]").await;

    // All of it is gone.
    tamper(
        &page,
        "for (const name of db.objectStoreNames) store(name).clear();",
    )
    .await;
    page.reload().await;
    page.wait_for("[data-lost]").await;
    assert_eq!(page.count("[data-sheet]").await, 0);
    page.click("[data-action=rescue]").await;
    page.wait_text("[data-lost-sheet]", "Baruh Bahinu Luar")
        .await;
    page.wait_text("[data-lost-sheet]", "1 jawaban").await;
    page.click("[data-action=bring-back]").await;
    page.wait_for("[data-none-lost]").await;
    officer.goes_to("#/", "home").await;
    page.click("[data-sheet]").await;
    officer.opens_section("odf").await;
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "121");
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_newer_program_in_another_window_is_not_held_up() {
    let world = World::new().await;
    let page = world.profile().await;
    opens_odf(&page).await;
    let officer = Officer(&page);
    officer.types("D-O1", "kk@2023", "111").await;
    officer.sees_saved().await;
    let newer = "return new Promise((done) => {
        const open = indexedDB.open('saba', 7);
        open.onblocked = () => done('blocked');
        open.onupgradeneeded = () => { open.result.createObjectStore('later'); };
        open.onsuccess = () => { open.result.close(); done('upgraded'); };
    })";
    assert_eq!(page.js(newer, []).await, "upgraded");
    officer.types("D-O1", "kk@2024", "121").await;
    sees_trouble(&page, "newer", "Saba yang lebih baru").await;
    // What came too late is on the screen and goes out.
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "121");
    assert_eq!(hands_over_value(&page, "D-O1", "kk@2024").await, 121);
    let text = dump(&page).await.to_string();
    assert!(text.contains("111") && !text.contains("121"), "{text}");
    page.assert_quiet().await;
}

/// Makes every version of the database look one lower than it is to the program, so
/// that it meets one that is older than itself.
const ONE_LOWER: &str = "{
    const { get } = Object.getOwnPropertyDescriptor(IDBDatabase.prototype, 'version');
    const lower = function () { return get.call(this) - (this.name === 'saba' ? 1 : 0); };
    Object.defineProperty(IDBDatabase.prototype, 'version', { get: lower });
    const open = IDBFactory.prototype.open;
    IDBFactory.prototype.open = function (name, version) {
        if (version === undefined) return open.call(this, name);
        return open.call(this, name, version + (name === 'saba' ? 1 : 0));
    };
}";

#[tokio::test]
async fn a_new_version_waits_for_other_windows_and_copies_everything_before() {
    let world = World::new().await;
    let page = world.profile().await;
    let mut stores = fixture("stores.json");
    stores["later"] = json!({ "a": "b" });
    stores.as_object_mut().expect("stores").remove("kv");
    seed(&page, 1, &stores).await;
    // A window that does not let go.
    let hold = "return new Promise((done) => {
        const open = indexedDB.open('saba');
        open.onsuccess = () => { window.held = open.result; done(0); };
    })";
    page.js(hold, []).await;
    let other = page.window().await.expect("a window");
    let window = page.new_tab().await.expect("a second window");
    page.switch_to_window(window.clone())
        .await
        .expect("can switch");
    page.before_the_page(ONE_LOWER).await;
    page.open(&format!("{VILLAGE}/odf")).await;
    sees_trouble(&page, "blocked", "belum menjawab").await;
    // Meanwhile somebody answers; it is not saved, and it is not lost.
    let officer = Officer(&page);
    officer.types("D-O2", "sendiri", "101").await;
    page.switch_to_window(other).await.expect("can switch back");
    page.js("held.close(); return 0", []).await;
    page.switch_to_window(window).await.expect("can switch");
    officer.sees_saved().await;
    page.wait_attribute(&input("D-O1", "kk@2023"), "value", "118")
        .await;
    assert_eq!(officer.finds("D-O2", "sendiri").await, "101");

    let now = dump(&page).await;
    // It looks one lower than it is here, too.
    assert_eq!(now["version"], 1);
    let mut names: Vec<&String> = now.as_object().expect("stores").keys().collect();
    names.sort();
    // What is missing was added, what is not known is still there.
    assert_eq!(
        names,
        ["answers", "journal", "kv", "later", "sheets", "version"]
    );
    assert_eq!(now["later"], stores["later"]);
    let copies = page.js(&format!("return {COPIES}"), []).await;
    for id in stores["sheets"].as_object().expect("sheets").keys() {
        let keys = copies.as_array().expect("keys");
        assert!(keys.contains(&json!(format!("file/{id}/0"))), "{copies}");
    }
    is_quiet(&page).await;
}

#[tokio::test]
async fn a_store_that_does_not_answer_is_told_and_waited_for() {
    let world = World::new().await;
    let page = world.profile().await;
    opens_odf(&page).await;
    let officer = Officer(&page);
    officer.types("D-O1", "kk@2023", "111").await;
    officer.sees_saved().await;
    let hold = "return new Promise((done) => {
        const open = indexedDB.open('saba');
        open.onsuccess = () => {
            const tx = open.result.transaction(['answers'], 'readwrite');
            const again = () => {
                if (window.release) { open.result.close(); return; }
                tx.objectStore('answers').count().onsuccess = again;
                done(0);
            };
            again();
        };
    })";
    page.js(hold, []).await;
    officer.types("D-O1", "kk@2024", "121").await;
    sees_trouble(&page, "blocked", "belum menjawab").await;
    page.js("window.release = true; return 0", []).await;
    officer.sees_saved().await;
    page.reload().await;
    opens_odf(&page).await;
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "121");
    page.assert_quiet().await;
}

#[tokio::test]
async fn what_is_being_typed_is_saved_before_the_page_goes_out_of_sight() {
    let world = World::new().await;
    let page = world.profile().await;
    // The pause after which typing is handed in never ends.
    let no_pause = "const timer = window.setTimeout;
        window.setTimeout = (f, ms, ...rest) => ms === 400 ? 0 : timer(f, ms, ...rest);";
    page.before_the_page(no_pause).await;
    opens_odf(&page).await;
    let officer = Officer(&page);
    let number = input("D-O1", "kk@2024");
    let events = [
        "Object.defineProperty(document, 'hidden', { value: true, configurable: true });
         document.dispatchEvent(new Event('visibilitychange'));
         delete document.hidden;",
        "window.dispatchEvent(new Event('pagehide'));",
    ];
    for (event, digits) in events.into_iter().zip(["1", "12"]) {
        page.click(&number).await;
        page.press(&number, thirtyfour::Key::End + &digits[digits.len() - 1..])
            .await;
        page.wait_for("[data-light][data-state=saving]").await;
        page.js(event, []).await;
        officer.sees_saved().await;
        let stored = dump(&page).await["answers"].to_string();
        assert!(stored.contains(&format!("2024\\\":{digits}}}")), "{stored}");
    }
    page.assert_quiet().await;
}

/// No frame comes, nor a moment after which none is waited for any more.
const NO_FRAME: &str =
    "window.requestAnimationFrame = () => 0; window.setTimeout = () => 0; return 0";

/// Storing waits for the frame that shows what was tapped, but not where none may come.
#[tokio::test]
async fn what_was_tapped_is_saved_where_the_page_goes_before_a_frame() {
    let world = World::new().await;
    let page = world.profile().await;
    opens_odf(&page).await;
    let officer = Officer(&page);
    page.js(NO_FRAME, []).await;
    let events = [
        "Object.defineProperty(document, 'hidden', { value: true, configurable: true });
         document.dispatchEvent(new Event('visibilitychange'));
         delete document.hidden;",
        "window.dispatchEvent(new Event('pagehide'));",
    ];
    for (at, event) in events.into_iter().enumerate() {
        let taps = "const radio = document.querySelectorAll('[data-item=\"D-O4\"] [type=radio]');
            radio[arguments[0]].click();
            const code = radio[arguments[0]].value;
            EVENT
            return code";
        let code = page.js(&taps.replace("EVENT", event), [json!(at)]).await;
        officer.sees_saved().await;
        let stored = dump(&page).await["answers"].to_string();
        let code = code.as_str().expect("a code");
        assert!(
            stored.contains(&format!("\\\"{code}\\\"")),
            "{code}: {stored}"
        );
    }
    page.assert_quiet().await;
}

/// The same before a file is picked: the camera may cost a phone the page.
#[tokio::test]
async fn what_was_tapped_is_saved_before_a_file_is_picked() {
    let world = World::new().await;
    let page = world.visited().await;
    let officer = Officer(&page);
    officer.goes_to("#/kabupaten/63.11/t4", "section").await;
    page.wait_for("[data-item] [data-score]").await;
    page.js(NO_FRAME, []).await;
    let tap = "const level = document.querySelector('[data-key=level]');
        level.click();
        return level.closest('[data-item]').dataset.item";
    let item = page.js(tap, []).await;
    officer.goes_to("#/ambil", "take-in").await;
    page.wait_attribute("[data-kept]", "data-kept", "saving")
        .await;
    let pick = "const input = document.querySelector('input[type=file]');
        input.onclick = (event) => event.preventDefault();
        input.click();
        return 0";
    page.js(pick, []).await;
    page.wait_attribute("[data-kept]", "data-kept", "saved")
        .await;
    let stored = dump(&page).await["answers"].to_string();
    let item = item.as_str().expect("an item");
    assert!(stored.contains(item), "{item}: {stored}");
    page.assert_quiet().await;
}

/// Version and object stores of the database, as a promise.
const STRUCTURE: &str = "return new Promise((done) => {
    const asked = indexedDB.open('saba');
    asked.onsuccess = () => {
        const db = asked.result;
        const all = [...db.objectStoreNames].map((name) => {
            const store = db.transaction(name).objectStore(name);
            return [name, store.keyPath, store.autoIncrement];
        });
        db.close();
        done([db.version, all]);
    };
})";

/// `boot.js` makes the database while the program is on its way, so both know its structure.
#[tokio::test]
async fn the_database_is_the_same_whoever_makes_it() {
    let world = World::new().await;
    let by_the_program = world.profile().await;
    by_the_program
        .before_the_page(
            "const open = IDBFactory.prototype.open;
            IDBFactory.prototype.open = function () {
                IDBFactory.prototype.open = open;
                throw new Error('boot.js asks first');
            };",
        )
        .await;
    by_the_program.open_screen("").await;
    let made = by_the_program.js(STRUCTURE, []).await;
    let all = json!(["answers", "journal", "kv", "sheets"].map(|name| json!([name, null, false])));
    assert_eq!(made, json!([1, all]));

    let by_boot = world.profile().await;
    by_boot
        .before_the_page(
            "WebAssembly.instantiate = WebAssembly.instantiateStreaming =
                () => Promise.reject(new Error('no program'));",
        )
        .await;
    by_boot.open("").await;
    by_boot.wait_for("html[data-failed]").await;
    assert_eq!(by_boot.js(STRUCTURE, []).await, made);
}
