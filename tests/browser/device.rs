//! What a device keeps from others who use it, what it can do, and how a sheet leaves
//! it.

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::officer::{Officer, input};
use crate::support::{Browser, World};

const VILLAGE: &str = "#/desa/63.11.07.2002";
const LOCK: &str = "#/desa/63.11.07.2002/kunci";
const WORDS: &str = "Padi Menguning 1998";

/// Texts that a person typed, none of which may lie readable on the device.
const SECRETS: [&str; 4] = [
    "140/07/KPTS/2022",
    "Catatan yang rahasia",
    "654321",
    "Rahmah binti Ali",
];

/// Everything that all databases of this origin hold, as one text.
async fn everything_stored(page: &Browser) -> String {
    let script = "
        const of = (request) => new Promise((yes, no) => {
            request.onsuccess = () => yes(request.result);
            request.onerror = () => no(request.error);
        });
        return (async () => {
            const all = [];
            for (const { name } of await indexedDB.databases()) {
                const db = await of(indexedDB.open(name));
                for (const store of db.objectStoreNames) {
                    const values = db.transaction(store).objectStore(store);
                    const [keys, texts] = await Promise.all([of(values.getAllKeys()), of(values.getAll())]);
                    keys.forEach((key, i) => all.push(`${name}/${store}/${key} = ${texts[i]}`));
                }
                db.close();
            }
            return all.join('\\n');
        })()";
    let all = page.js(script, []).await;
    all.as_str().expect("a text").to_owned()
}

/// Answers that hold all [`SECRETS`] but the first are given.
async fn answers(officer: &Officer<'_>) {
    officer.goes_to(VILLAGE, "overview").await;
    officer.is_called("Rahmah binti Ali", "sekretaris").await;
    officer.opens_section("pokja").await;
    officer.chooses("D-K1", "ttd", "ya").await;
    officer.types("D-K1", "nomor", "140/07/KPTS/2022").await;
    officer
        .0
        .click("[data-item=\"D-K1\"] [data-note] summary")
        .await;
    officer.types("D-K1", "note", "Catatan yang rahasia").await;
    officer.goes_to(&format!("{VILLAGE}/odf"), "section").await;
    officer.types("D-O1", "kk@2024", "654321").await;
    officer.sees_saved().await;
}

/// A whole copy beside the database, as there is one on the first save of a day.
async fn waits_for_the_copy(page: &Browser) {
    let there = "return new Promise((done) => {
        const open = indexedDB.open('saba-copies');
        open.onupgradeneeded = () => open.transaction.abort();
        open.onerror = () => done(false);
        open.onsuccess = () => {
            const all = open.result.transaction('copies').objectStore('copies').count();
            all.onsuccess = () => { open.result.close(); done(all.result > 0); };
        };
    })";
    page.wait_until("the copy of the day", there).await;
}

/// Goes to the page of the lock, which belongs to the larger program.
async fn goes_to_lock(page: &Browser) {
    page.js("location.hash = arguments[0]; return null", [json!(LOCK)])
        .await;
    page.wait_for("[data-screen=lock], [data-screen=locked]")
        .await;
    page.wait_attribute("html", "data-program", "desk").await;
    page.wait_for("[data-screen=lock], [data-screen=locked]")
        .await;
}

async fn locks(page: &Browser) {
    goes_to_lock(page).await;
    page.wait_for("#new-passphrase").await;
    page.press("#new-passphrase", WORDS).await;
    page.press("#same-passphrase", WORDS).await;
    page.click("[data-action=lock]").await;
    page.wait_for("[data-done]").await;
}

async fn opens(page: &Browser, words: &str) {
    page.wait_for("[data-screen=locked] #passphrase").await;
    page.press("#passphrase", Key::Control + "a").await;
    page.press("#passphrase", words).await;
    page.click("[data-action=passphrase]").await;
}

fn readable(stored: &str) -> Vec<&str> {
    let found = SECRETS.into_iter().filter(|secret| stored.contains(secret));
    found.collect()
}

#[tokio::test]
async fn a_locked_sheet_is_read_by_its_passphrase_alone() {
    let world = World::new().await;
    let page = world.profile().await;
    page.open("").await;
    page.wait_offline_ready().await;
    let officer = Officer(&page);
    answers(&officer).await;
    waits_for_the_copy(&page).await;
    let before = everything_stored(&page).await;
    assert_eq!(readable(&before), SECRETS, "plain before");

    // Short, or not the same twice: nothing happens.
    goes_to_lock(&page).await;
    page.wait_for("#new-passphrase").await;
    page.press("#new-passphrase", "pendek").await;
    page.press("#same-passphrase", "pendek").await;
    page.click("[data-action=lock]").await;
    page.wait_text("[data-refused]", "terlalu pendek").await;
    page.press("#new-passphrase", WORDS).await;
    page.press("#same-passphrase", "Padi Menguning 1999").await;
    page.click("[data-action=lock]").await;
    page.wait_text("[data-refused]", "tidak sama").await;
    assert_eq!(everything_stored(&page).await, before, "still as it was");
    page.reload().await;
    locks(&page).await;
    let stored = everything_stored(&page).await;
    assert_eq!(readable(&stored), [""; 0], "sealed: {stored}");
    assert!(stored.contains("lock/"));

    // Edited while it is open, it is stored sealed; also what was there before.
    officer.goes_to(&format!("{VILLAGE}/odf"), "section").await;
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "654.321");
    officer.types("D-O1", "kk@2023", "765432").await;
    officer.types("D-O2", "sendiri", "87654").await;
    officer.sees_saved().await;
    let stored = everything_stored(&page).await;
    for typed in ["765432", "87654"].iter().chain(&SECRETS) {
        assert!(!stored.contains(typed), "{typed} in {stored}");
    }

    // Loaded anew, it asks, and refuses other words. The smaller program leaves that to
    // the larger one.
    page.open("").await;
    page.reload().await;
    page.open(&format!("{VILLAGE}/odf")).await;
    page.reload().await;
    page.wait_for("[data-screen=locked]").await;
    page.wait_attribute("html", "data-program", "desk").await;
    opens(&page, "padi menguning 1998").await;
    page.wait_text("[data-refused]", "tidak cocok").await;
    opens(&page, " Padi Menguning 1998 ").await;
    page.wait_for("[data-screen=section]").await;
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "654.321");
    assert_eq!(officer.finds("D-O1", "kk@2023").await, "765.432");
    officer.types("D-O2", "numpang", "98765").await;
    officer.sees_saved().await;
    assert!(!everything_stored(&page).await.contains("98765"));
    officer
        .goes_to(&format!("{VILLAGE}/pokja"), "section")
        .await;
    assert_eq!(officer.finds("D-K1", "nomor").await, "140/07/KPTS/2022");

    // Closed by hand: everything read is forgotten.
    officer.goes_to(VILLAGE, "overview").await;
    page.click("[data-action=lock-now]").await;
    page.wait_for("[data-screen=locked]").await;
    opens(&page, WORDS).await;
    page.wait_for("[data-screen=overview]").await;

    // Unlocked for good, which asks again.
    goes_to_lock(&page).await;
    page.reload().await;
    opens(&page, WORDS).await;
    page.wait_for("[data-screen=lock] #passphrase").await;
    page.press("#passphrase", "tebakan saja").await;
    page.click("[data-action=passphrase]").await;
    page.wait_text("[data-refused]", "tidak cocok").await;
    page.press("#passphrase", WORDS).await;
    page.click("[data-action=passphrase]").await;
    page.wait_text("[data-done]", "Kunci sudah dilepas").await;
    let stored = everything_stored(&page).await;
    assert!(
        !stored.contains("lock/") && !stored.contains("= ~"),
        "{stored}"
    );
    assert_eq!(readable(&stored), SECRETS, "plain again");
    page.reload().await;
    officer.goes_to(&format!("{VILLAGE}/odf"), "section").await;
    for (item, key, value) in [
        ("D-O1", "kk@2024", "654.321"),
        ("D-O1", "kk@2023", "765.432"),
        ("D-O2", "sendiri", "87.654"),
        ("D-O2", "numpang", "98.765"),
    ] {
        assert_eq!(officer.finds(item, key).await, value);
    }
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_locked_sheet_closes_when_nobody_looks_at_it() {
    let world = World::new().await;
    let page = world.profile().await;
    page.open("").await;
    page.wait_offline_ready().await;
    let officer = Officer(&page);
    answers(&officer).await;
    locks(&page).await;
    officer.goes_to(&format!("{VILLAGE}/odf"), "section").await;
    let looks_away = |minutes: u32| {
        format!(
            "const real = Date.now();
            const look = (hidden) => {{
                Object.defineProperty(document, 'hidden', {{ value: hidden, configurable: true }});
                document.dispatchEvent(new Event('visibilitychange'));
            }};
            look(true);
            Date.now = () => real + {minutes} * 60000;
            look(false);
            return null"
        )
    };
    page.js(&looks_away(14), []).await;
    officer.types("D-O1", "kk@2023", "11").await;
    officer.sees_saved().await;
    page.js(&looks_away(15), []).await;
    page.wait_for("[data-screen=locked]").await;
    opens(&page, WORDS).await;
    page.wait_for("[data-screen=section]").await;
    assert_eq!(officer.finds("D-O1", "kk@2023").await, "11");
    page.assert_quiet().await;
}

#[tokio::test]
async fn every_window_asks_for_the_passphrase_itself() {
    let world = World::new().await;
    let page = world.profile().await;
    let officer = Officer(&page);
    page.open("").await;
    page.wait_offline_ready().await;
    answers(&officer).await;
    let first = page.window().await.expect("a window");
    let second = page.new_tab().await.expect("a second window");
    page.switch_to_window(second.clone()).await.expect("there");
    page.open(&format!("{VILLAGE}/odf")).await;
    page.wait_for("[data-screen=section]").await;
    page.switch_to_window(first.clone()).await.expect("there");
    // The larger program is loaded anew; in between, the other window has become the
    // writer, and only the writer locks.
    goes_to_lock(&page).await;
    page.click("[data-action=take-over]").await;
    locks(&page).await;
    // What the other window had read is gone from it.
    page.switch_to_window(second).await.expect("there");
    page.wait_for("[data-screen=locked]").await;
    assert_eq!(page.count("[data-item]").await, 0);
    opens(&page, "bukan ini").await;
    page.wait_for("[data-refused]").await;
    opens(&page, WORDS).await;
    page.wait_for("[data-screen=section]").await;
    page.wait_for("[data-action=take-over]").await;
    // It follows what the first one writes, sealed as that is.
    page.switch_to_window(first).await.expect("there");
    officer.goes_to(&format!("{VILLAGE}/odf"), "section").await;
    officer.types("D-O1", "kk@2023", "424242").await;
    officer.sees_saved().await;
    let second = page.windows().await.expect("windows").remove(1);
    page.switch_to_window(second).await.expect("there");
    page.wait_until(
        "the other window's answer",
        &format!(
            "return document.querySelector('{}').value === '424.242'",
            input("D-O1", "kk@2023")
        ),
    )
    .await;
    page.click("[data-action=take-over]").await;
    page.wait_gone("[data-action=take-over]").await;
    officer.types("D-O1", "kk@2023", "434343").await;
    officer.sees_saved().await;
    let stored = everything_stored(&page).await;
    assert!(!stored.contains("424242") && !stored.contains("434343"));
    page.assert_quiet().await;
}

/// Writes a small value into the database, as another part of the program does.
async fn sets(page: &Browser, name: &str, value: &Value) {
    let script = "const [name, value] = arguments;
        return new Promise((done) => {
            const open = indexedDB.open('saba');
            open.onsuccess = () => {
                const tx = open.result.transaction('kv', 'readwrite');
                tx.objectStore('kv').put(value, name);
                tx.oncomplete = () => { open.result.close(); done(null); };
            };
        })";
    page.js(script, [json!(name), json!(value.to_string())])
        .await;
}

/// The id of the one sheet on the device.
async fn sheet_id(page: &Browser) -> String {
    let stored = everything_stored(page).await;
    let line = stored.lines().find(|l| l.starts_with("saba/sheets/"));
    let key = line.expect("a sheet").split(" = ").next().expect("a key");
    key.trim_start_matches("saba/sheets/").to_owned()
}

#[tokio::test]
async fn a_sheet_leaves_the_device_when_somebody_else_has_it() {
    let world = World::new().await;
    let page = world.profile().await;
    let officer = Officer(&page);
    page.open("").await;
    page.wait_offline_ready().await;
    answers(&officer).await;
    waits_for_the_copy(&page).await;
    let removal = |cover: &str| format!("[data-removal] [data-cover={cover}]");
    goes_to_lock(&page).await;
    page.wait_for(&removal("never")).await;
    assert_eq!(page.count("[data-action=remove]").await, 0);

    // Handed over, and a receipt that covers it.
    officer.hands_over(VILLAGE).await;
    officer.sees_saved().await;
    let id = sheet_id(&page).await;
    let at = page.js("return Date.now()", []).await;
    let record = |received: u32| {
        json!({ "at": at, "revision": 1, "answers": 2, "checksum": "sha256:00",
            "received": { "at": at, "by": "Kecamatan Paringin", "revision": received } })
    };
    sets(&page, &format!("handed/{id}"), &record(0)).await;
    goes_to_lock(&page).await;
    page.reload().await;
    page.wait_for(&removal("no-receipt")).await;
    sets(&page, &format!("handed/{id}"), &record(1)).await;
    officer.goes_to(&format!("{VILLAGE}/odf"), "section").await;
    officer.types("D-O1", "kk@2023", "11").await;
    officer.sees_saved().await;
    goes_to_lock(&page).await;
    page.wait_for(&removal("since")).await;
    page.wait_text("[data-removal]", "1 jawaban berubah").await;

    // Without cover: whoever means it types the name.
    page.press("#removal-name", "Baruh").await;
    assert_eq!(page.count("[data-action=remove]").await, 0);
    page.press("#removal-name", " bahinu luar").await;
    page.wait_for("[data-action=remove]").await;

    // With cover, two taps. The other window learns it.
    let at = page.js("return Date.now()", []).await;
    let covered = json!({ "at": at, "revision": 1, "answers": 2, "checksum": "sha256:00",
        "received": { "at": at, "by": "Kecamatan Paringin", "revision": 1 } });
    sets(&page, &format!("handed/{id}"), &covered).await;
    page.reload().await;
    page.wait_for(&removal("all")).await;
    page.wait_text("[data-removal]", "Kecamatan Paringin").await;
    let first = page.window().await.expect("a window");
    let second = page.new_tab().await.expect("a second window");
    page.switch_to_window(second.clone()).await.expect("there");
    page.open(&format!("{VILLAGE}/odf")).await;
    page.wait_for("[data-screen=section]").await;
    page.switch_to_window(first).await.expect("there");
    page.click("[data-action=remove]").await;
    page.click("[data-action=remove-now]").await;
    page.wait_text("[data-removed]", "sudah dihapus").await;
    let stored = everything_stored(&page).await;
    assert!(!stored.contains(&id), "{stored}");
    page.switch_to_window(second).await.expect("there");
    page.wait_for("[data-screen=home]").await;
    page.wait_gone("[data-sheet]").await;
    // And it is gone for good: nothing offers it again.
    page.reload().await;
    page.wait_for("[data-screen=home]").await;
    assert_eq!(page.count("[data-sheet], [data-lost]").await, 0);
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_locked_sheet_without_its_passphrase_can_be_taken_off() {
    let world = World::new().await;
    let page = world.profile().await;
    let officer = Officer(&page);
    page.open("").await;
    page.wait_offline_ready().await;
    answers(&officer).await;
    locks(&page).await;
    page.reload().await;
    page.wait_for("[data-screen=locked] [data-cover=unknown]")
        .await;
    page.press("#removal-name", "Baruh Bahinu Luar").await;
    page.click("[data-action=remove]").await;
    page.click("[data-action=remove-now]").await;
    page.wait_for("[data-removed]").await;
    let stored = everything_stored(&page).await;
    assert!(
        !stored.contains("sheets/") && !stored.contains("lock/"),
        "{stored}"
    );
    page.assert_quiet().await;
}

/// The state of one line of the card.
async fn check(page: &Browser, name: &str) -> String {
    page.wait_for(&format!("[data-check={name}]")).await;
    let script = "return document.querySelector(`[data-check=${arguments[0]}]`).dataset.kind";
    let kind = page.js(script, [json!(name)]).await;
    kind.as_str().expect("a kind").to_owned()
}

#[tokio::test]
async fn the_card_tells_what_this_device_can_do() {
    let world = World::new().await;
    let page = world.profile().await;
    page.open("").await;
    page.wait_offline_ready().await;
    assert_eq!(page.count("[data-trouble]").await, 0, "nothing to tell");
    page.open("#/perangkat").await;
    page.reload().await;
    page.wait_offline_ready().await;
    page.click("[data-action=check-again]").await;
    for name in [
        "store", "space", "browser", "offline", "windows", "print", "lock",
    ] {
        assert_eq!(check(&page, name).await, "good", "{name}");
    }
    for name in ["kept", "private", "share", "clock"] {
        check(&page, name).await;
    }
    page.assert_quiet().await;
}

#[tokio::test]
async fn trouble_is_told_on_the_first_screen_in_one_line() {
    let world = World::new().await;
    let page = world.profile().await;
    // Inside WhatsApp, with a clock of 1970 and a store that keeps nothing.
    let agent = json!({ "userAgent":
        "Mozilla/5.0 (Linux; Android 10; wv) AppleWebKit/537.36 Chrome/86.0 Mobile Safari/537.36 WhatsApp/2.2; wv)" });
    page.cdp("Network.setUserAgentOverride", agent).await;
    page.open("").await;
    page.wait_text("[data-trouble]", "Buka di Chrome").await;
    page.open("#/perangkat").await;
    page.reload().await;
    assert_eq!(check(&page, "browser").await, "bad");
    page.wait_text("[data-check=browser]", "titik tiga").await;

    let second = page.new_tab().await.expect("a window");
    page.switch_to_window(second).await.expect("there");
    let broken = json!({ "source": "
        const start = Date.now();
        Date.now = () => 86400000 * 30;
        navigator.storage.estimate = () => Promise.resolve({ quota: 120e6, usage: 100e6 });
        navigator.storage.persisted = undefined;
        delete Window.prototype.print; window.print = undefined;
        Object.defineProperty(IDBDatabase.prototype, 'transaction', { value() { throw new DOMException('', 'QuotaExceededError'); } });" });
    page.cdp("Page.addScriptToEvaluateOnNewDocument", broken)
        .await;
    page.open("").await;
    page.wait_text("[data-trouble]", "Tanggal").await;
    page.open("#/perangkat").await;
    page.reload().await;
    for (name, kind) in [
        ("store", "bad"),
        ("space", "bad"),
        ("private", "warn"),
        ("kept", "unknown"),
        ("print", "warn"),
        ("clock", "bad"),
    ] {
        assert_eq!(check(&page, name).await, kind, "{name}");
    }
}

#[tokio::test]
async fn the_browser_is_asked_to_keep_the_data_after_the_first_save() {
    let world = World::new().await;
    let page = world.profile().await;
    let script = json!({ "source": "
        window.asked = 0;
        navigator.storage.persist = () => { window.asked += 1; return Promise.resolve(true); };" });
    page.cdp("Page.addScriptToEvaluateOnNewDocument", script)
        .await;
    page.open(&format!("{VILLAGE}/odf")).await;
    page.wait_for("[data-item=\"D-O1\"]").await;
    assert_eq!(page.js("return window.asked", []).await, json!(0));
    let officer = Officer(&page);
    officer.types("D-O1", "kk@2023", "11").await;
    officer.sees_saved().await;
    page.wait_until("the question", "return window.asked === 1")
        .await;
    officer.types("D-O1", "kk@2023", "12").await;
    officer.sees_saved().await;
    assert_eq!(page.js("return window.asked", []).await, json!(1), "once");
    page.assert_quiet().await;
}
