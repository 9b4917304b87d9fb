//! Going back to how a sheet was, as changes like any others.

use std::fs;

use serde_json::{Value, json};

use crate::officer::Officer;
use crate::store::{fixture, seed};
use crate::support::{Browser, World};

const VILLAGE: &str = "#/desa/63.11.07.2002";

/// Hands the sheet over and reads the file, the last of several.
async fn hands_over(page: &Browser) -> Value {
    let file = Officer(page).hands_over(VILLAGE).await;
    let text = fs::read_to_string(file).expect("text");
    serde_json::from_str(&text).expect("JSON")
}

/// Opens the history from the overview.
async fn opens_history(page: &Browser) {
    Officer(page).goes_to(VILLAGE, "overview").await;
    page.click("[data-action=history]").await;
    page.wait_for("[data-screen=history] [data-moment]").await;
}

/// The lines of the history, newest first.
async fn lines(page: &Browser) -> Vec<String> {
    let lines = "return [...document.querySelectorAll('[data-moment]')]
        .map((line) => line.innerText)";
    let lines = page.js(lines, []).await;
    serde_json::from_value(lines).expect("texts")
}

/// Opens a line of the history, counted from the newest, 1.
async fn opens_moment(page: &Browser, line: usize) {
    let address = "return document.querySelectorAll('[data-moment]')[arguments[0]].hash";
    let address = page.js(address, [json!(line - 1)]).await;
    let address = address.as_str().expect("an address");
    Officer(page).goes_to(address, "moment").await;
}

/// How many changes of each device an answer has seen.
fn version(file: &Value, item: &str) -> Value {
    file["answers"][item]["ver"].clone()
}

/// Has the first seen everything that the second has, and more?
fn descends(new: &Value, old: &Value) -> bool {
    let seen = |version: &Value, device: &str| version[device].as_u64().unwrap_or(0);
    let old_counts = old.as_object().expect("a version");
    let all = old_counts
        .iter()
        .all(|(device, count)| seen(new, device) >= count.as_u64().unwrap_or(0));
    all && new != old
}

/// Two answers, of which one is spoilt and the other emptied afterwards.
async fn answers_and_spoils(page: &Browser) {
    page.open(&format!("{VILLAGE}/odf")).await;
    page.wait_for("[data-item=\"D-O1\"]").await;
    let officer = Officer(page);
    officer.types("D-O1", "kk@2024", "120").await;
    officer.chooses("D-O4", "status", "lulus").await;
    officer.types("D-O1", "kk@2024", "999").await;
    page.click("[data-item=\"D-O4\"] [data-action=clear]").await;
    officer.sees_saved().await;
}

#[tokio::test]
async fn a_sheet_goes_back_in_time_and_its_versions_go_on() {
    let world = World::new().await;
    let page = world.profile().await;
    answers_and_spoils(&page).await;
    let officer = Officer(&page);
    let before = hands_over(&page).await;
    opens_history(&page).await;
    let told = lines(&page).await;
    assert_eq!(told.len(), 4, "{told:?}");
    assert!(told[0].contains("dikosongkan") && told[1].contains("diubah"));
    assert!(told[2].contains("diisi") && told[3].contains("diisi"));

    opens_moment(&page, 3).await;
    page.wait_for("[data-differences=\"2\"]").await;
    let of = |side: &str| format!("[data-difference=\"D-O1\"] [data-{side}]");
    page.wait_text(&of("then"), "120").await;
    page.wait_text(&of("now"), "999").await;
    // One item only.
    page.click("[data-difference=\"D-O4\"] [data-action=restore-item]")
        .await;
    page.wait_for("[data-differences=\"1\"]").await;
    // All of it; back again; and all of it once more.
    page.click("[data-action=restore]").await;
    page.wait_for("[data-same]").await;
    page.click("[data-action=take-back]").await;
    page.wait_for("[data-differences=\"1\"]").await;
    page.click("[data-action=restore]").await;
    page.wait_for("[data-same]").await;
    officer.sees_saved().await;

    page.reload().await;
    page.wait_for("[data-same]").await;
    officer.goes_to(&format!("{VILLAGE}/odf"), "section").await;
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "120");
    assert!(officer.finds_chosen("D-O4", "status", "lulus").await);
    let after = hands_over(&page).await;
    for item in ["D-O1", "D-O4"] {
        let (new, old) = (version(&after, item), version(&before, item));
        assert!(descends(&new, &old), "{item}: {new} {old}");
    }
    opens_history(&page).await;
    assert!(lines(&page).await.len() > told.len());
    page.assert_quiet().await;
}

#[tokio::test]
async fn what_was_put_back_can_be_undone_like_any_change() {
    let world = World::new().await;
    let page = world.profile().await;
    answers_and_spoils(&page).await;
    let officer = Officer(&page);
    opens_history(&page).await;
    opens_moment(&page, 3).await;
    page.click("[data-action=restore]").await;
    page.wait_for("[data-put-back=\"2\"]").await;
    officer.goes_to(VILLAGE, "overview").await;
    for _ in 0..2 {
        page.click("[data-action=undo]").await;
    }
    page.wait_gone("[data-action=undo]").await;
    officer.goes_to(&format!("{VILLAGE}/odf"), "section").await;
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "999");
    assert!(!officer.finds_chosen("D-O4", "status", "lulus").await);
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_copy_is_a_moment_like_others() {
    let world = World::new().await;
    let page = world.profile().await;
    page.open(&format!("{VILLAGE}/odf")).await;
    page.wait_for("[data-item=\"D-O1\"]").await;
    let officer = Officer(&page);
    officer.types("D-O1", "kk@2024", "120").await;
    officer.sees_saved().await;
    // Made by itself at the first save of the day.
    opens_history(&page).await;
    page.wait_for("[data-copy=\"1\"]").await;
    officer.goes_to(&format!("{VILLAGE}/odf"), "section").await;
    officer.types("D-O1", "kk@2024", "130").await;
    officer.chooses("D-O4", "status", "lulus").await;
    officer.sees_saved().await;
    opens_history(&page).await;
    page.click("[data-copy=\"1\"]").await;
    page.wait_for("[data-differences=\"2\"]").await;
    page.click("[data-action=download-copy]").await;
    let file = page.wait_download(".saba.json").await;
    let text = fs::read_to_string(file).expect("the copy");
    assert!(text.contains("\"kk@2024\":120"), "{text}");
    page.click("[data-difference=\"D-O1\"] [data-action=restore-item]")
        .await;
    page.wait_for("[data-differences=\"1\"]").await;
    officer.sees_saved().await;
    let file = hands_over(&page).await;
    assert_eq!(file["answers"]["D-O1"]["v"]["kk@2024"], 120);
    assert_eq!(file["answers"]["D-O4"]["v"]["status"], "lulus");
    // Before a whole sheet was put back, another copy was made.
    opens_history(&page).await;
    page.wait_for("[data-copy=\"2\"]").await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_long_history_is_shown_bit_by_bit_and_a_file_is_one_line_of_it() {
    let world = World::new().await;
    let page = world.profile().await;
    let mut stores = fixture("stores.json");
    let sheets = stores["sheets"].as_object().expect("sheets");
    let is_village = |text: &Value| text.as_str().is_some_and(|t| t.contains("\"desa\""));
    let village = sheets.iter().find(|(_, text)| is_village(text));
    let id = village.expect("the village").0.clone();
    let journal = stores["journal"].as_object_mut().expect("entries");
    for n in 0..300_u64 {
        let at = 1_700_000_000_000 + n * 3_600_000;
        let answer = |value: u64| json!({ "v": { "n@2024": value }, "at": at, "by": "Budi", "ver": { "b": value } });
        let entry = json!({ "item": "D-L7", "before": answer(n), "after": answer(n + 1) });
        let key = format!("{id}/{at:014}/{n:06}");
        journal.insert(key, json!(entry.to_string()));
    }
    journal.insert(format!("{id}/01700000000000/999999"), json!("{\"item\":"));
    seed(&page, 1, &stores).await;
    opens_history_of_fixture(&page).await;
    assert_eq!(page.count("[data-moment]").await, 40);
    page.wait_text("[data-unreadable]", "1 catatan").await;
    // The newest: what was changed after a file with two new things came in.
    assert_eq!(page.count("[data-moment=\"2\"]").await, 1);
    page.wait_text("[data-moment=\"2\"]", "2 isian masuk sekaligus")
        .await;
    page.click("[data-action=older]").await;
    page.wait_until(
        "more lines",
        "return document.querySelectorAll('[data-moment]').length === 80",
    )
    .await;
    let nodes = page
        .js("return document.querySelectorAll('*').length", [])
        .await;
    assert!(nodes.as_u64().expect("a number") < 1_000, "{nodes}");
}

async fn opens_history_of_fixture(page: &Browser) {
    page.open(&format!("{VILLAGE}/riwayat")).await;
    page.wait_for("[data-screen=history] [data-moment]").await;
}
