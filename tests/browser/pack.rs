//! Sheets that come in with many others are stored whole, one record each. Nobody who opens,
//! edits, locks, rescues or takes back such a sheet sees a difference.

use std::fs;
use std::path::PathBuf;

use saba_core::sheet::Sheet;
use serde_json::{Value, json};

use crate::board::{Maker, chooses, takes};
use crate::exchange::{GO_ON, HOLD};
use crate::officer::Officer;
use crate::store::{dump, fixture, is_quiet, seed};
use crate::support::{Browser, World};

/// As many as are stored as one record each.
const MANY: usize = 24;
const VILLAGE: &str = "#/desa/63.11.07.2002";
const SHEET: &str = "lembar-63.11.07.2002";

/// Villages of one kecamatan; households rise by one from each to the next.
fn villages(maker: &Maker) -> Vec<Sheet> {
    so_many(maker, MANY)
}

fn so_many(maker: &Maker, villages: usize) -> Vec<Sheet> {
    let one = |n: usize| {
        let code = format!("63.11.07.{}", 2001 + n);
        let households = (100 + n).to_string();
        maker.village(&code, &format!("Desa {n}"), &households, "40")
    };
    (0..villages).map(one).collect()
}

async fn takes_many(page: &Browser, maker: &Maker, sheets: &[Sheet], mark: &str) {
    let files: Vec<PathBuf> = sheets.iter().map(|s| maker.file(s, mark)).collect();
    takes(page, &files, sheets.len()).await;
}

/// The pack of a sheet, if it has one.
fn pack<'v>(stored: &'v Value, sheet: &str) -> Option<&'v str> {
    stored["kv"][format!("lock/{sheet}")].as_str()
}

/// How many records of an object store begin with the id of a sheet.
fn records(stored: &Value, store: &str, sheet: &str) -> usize {
    let all = stored[store].as_object().expect("records");
    let of_it = |key: &&String| key.starts_with(&format!("{sheet}/"));
    all.keys().filter(of_it).count()
}

/// Types a number into the first village and waits until it is stored.
async fn edits(page: &Browser, households: &str) {
    let officer = Officer(page);
    officer.goes_to(&format!("{VILLAGE}/odf"), "section").await;
    page.wait_for("[data-item=\"D-O1\"]").await;
    officer.types("D-O1", "kk@2024", households).await;
    officer.sees_saved().await;
}

async fn finds(page: &Browser, households: &str) {
    let officer = Officer(page);
    officer.goes_to(&format!("{VILLAGE}/odf"), "section").await;
    page.wait_for("[data-item=\"D-O1\"]").await;
    assert_eq!(officer.finds("D-O1", "kk@2024").await, households);
}

#[tokio::test]
async fn many_sheets_are_one_record_each_until_somebody_edits_one() {
    let world = World::new().await;
    let maker = Maker::new();
    let page = world.profile().await;
    page.open_screen("#/ambil").await;
    takes_many(&page, &maker, &villages(&maker), "").await;
    let stored = dump(&page).await;
    assert_eq!(stored["sheets"].as_object().map(|s| s.len()), Some(MANY));
    assert_eq!(stored["answers"], json!({}));
    assert_eq!(stored["journal"], json!({}));
    assert!(pack(&stored, SHEET).is_some_and(|text| text.starts_with('1')));

    // It reads like any other, its history too.
    let officer = Officer(&page);
    page.reload().await;
    finds(&page, "101").await;
    officer.goes_to(VILLAGE, "overview").await;
    page.click("[data-action=history]").await;
    page.wait_text("[data-moment=\"2\"]", "2 isian masuk sekaligus")
        .await;

    edits(&page, "150").await;
    let stored = dump(&page).await;
    assert_eq!(pack(&stored, SHEET), None);
    assert_eq!(records(&stored, "answers", SHEET), 2);
    assert_eq!(records(&stored, "journal", SHEET), 2);
    assert!(pack(&stored, "lembar-63.11.07.2003").is_some());
    page.reload().await;
    finds(&page, "150").await;
    officer.goes_to(VILLAGE, "overview").await;
    page.click("[data-action=history]").await;
    page.wait_for("[data-moment=\"1\"]").await;
    page.wait_text("[data-moment=\"2\"]", "masuk sekaligus")
        .await;
    assert_eq!(page.count("[data-unreadable]").await, 0);
    page.assert_quiet().await;
}

#[tokio::test]
async fn the_small_program_leaves_a_packed_sheet_to_the_large_one() {
    let world = World::new().await;
    let maker = Maker::new();
    let page = world.profile().await;
    page.open_screen("#/ambil").await;
    page.wait_offline_ready().await;
    takes_many(&page, &maker, &villages(&maker), "").await;
    let page = page.restart().await;
    page.open(&format!("{VILLAGE}/odf")).await;
    page.wait_for("[data-item=\"D-O1\"]").await;
    page.wait_attribute("html", "data-program", "desk").await;
    finds(&page, "101").await;
    edits(&page, "150").await;
    // Taken apart, it is a sheet of the small program again.
    let page = page.restart().await;
    page.open(&format!("{VILLAGE}/odf")).await;
    page.wait_for("[data-item=\"D-O1\"]").await;
    assert_eq!(page.count("html[data-program=desk]").await, 0);
    finds(&page, "150").await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn newer_files_are_joined_with_packs_and_with_what_was_edited_since() {
    let world = World::new().await;
    let maker = Maker::new();
    let page = world.profile().await;
    page.open_screen("#/ambil").await;
    let mut sheets = villages(&maker);
    takes_many(&page, &maker, &sheets, "").await;
    edits(&page, "150").await;
    for sheet in &mut sheets {
        maker.answers(sheet, &[("D-L1", "n@2024", "44")]);
        sheet.meta.revision = 2;
    }
    takes_many(&page, &maker, &sheets, "-r2").await;
    let stored = dump(&page).await;
    // Joined beside what was edited here; packed again where nothing was.
    assert_eq!(pack(&stored, SHEET), None);
    let other = "lembar-63.11.07.2003";
    let again = pack(&stored, other).expect("a pack");
    assert!(
        again.starts_with("0 ") && again.contains("\"n@2024\":44"),
        "{again}"
    );
    assert_eq!(records(&stored, "answers", other), 0);
    assert_eq!(records(&stored, "journal", other), 2);
    page.reload().await;
    finds(&page, "150").await;
    let officer = Officer(&page);
    officer
        .goes_to("#/desa/63.11.07.2003/lingkungan", "section")
        .await;
    page.wait_for("[data-item=\"D-L1\"]").await;
    assert_eq!(officer.finds("D-L1", "n@2024").await, "44");
    officer.goes_to("#/desa/63.11.07.2003", "overview").await;
    page.click("[data-action=history]").await;
    page.wait_text("[data-moment=\"1\"]", "diubah").await;
    page.wait_text("[data-moment=\"2\"]", "2 isian masuk sekaligus")
        .await;

    // All of the second take-in is taken back as one.
    officer.goes_to("#/ambil", "take-in").await;
    page.click("[data-recent] summary").await;
    page.click("[data-taken]:first-of-type [data-action=take-back]")
        .await;
    page.wait_text("[data-taken-back=yes]", "24").await;
    officer
        .goes_to("#/desa/63.11.07.2003/lingkungan", "section")
        .await;
    page.wait_for("[data-item=\"D-L1\"]").await;
    assert_eq!(officer.finds("D-L1", "n@2024").await, "40");
    finds(&page, "150").await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn sheets_that_only_came_are_put_away_whole_and_come_again() {
    let world = World::new().await;
    let maker = Maker::new();
    let page = world.profile().await;
    page.open_screen("#/ambil").await;
    let sheets = villages(&maker);
    takes_many(&page, &maker, &sheets, "").await;
    let before = dump(&page).await;
    page.click("[data-action=take-back]").await;
    page.wait_for("[data-taken-back=yes]").await;
    let after = dump(&page).await;
    assert_eq!(pack(&before, SHEET), pack(&after, SHEET), "still there");
    Officer(&page).goes_to("#/", "home").await;
    assert_eq!(page.count("[data-sheet]").await, 0);
    takes_many(&page, &maker, &sheets, "").await;
    finds(&page, "101").await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_packed_sheet_can_be_locked_and_removed() {
    let world = World::new().await;
    let maker = Maker::new();
    let page = world.profile().await;
    page.open_screen("#/ambil").await;
    takes_many(&page, &maker, &villages(&maker), "").await;
    let officer = Officer(&page);
    officer.goes_to(&format!("{VILLAGE}/kunci"), "lock").await;
    for field in ["#new-passphrase", "#same-passphrase"] {
        page.press(field, "Padi Menguning 1998").await;
    }
    page.click("[data-action=lock]").await;
    page.wait_for("[data-done]").await;
    let stored = dump(&page).await;
    let answer = stored["answers"][format!("{SHEET}/D-O1")].as_str();
    assert!(answer.is_some_and(|text| text.starts_with('~')));
    assert!(pack(&stored, SHEET).is_some_and(|text| text.starts_with("{\"salt\"")));
    page.reload().await;
    page.wait_for("[data-screen=locked] #passphrase").await;
    page.press("#passphrase", "Padi Menguning 1998").await;
    page.click("[data-action=passphrase]").await;
    page.wait_for("[data-screen=lock]").await;
    finds(&page, "101").await;

    let other = "lembar-63.11.07.2003";
    officer.goes_to("#/desa/63.11.07.2003/kunci", "lock").await;
    page.press("#removal-name", "Desa 2").await;
    page.click("[data-action=remove]").await;
    page.click("[data-action=remove-now]").await;
    page.wait_for("[data-removed]").await;
    let stored = dump(&page).await.to_string();
    assert!(!stored.contains(other), "something of it is left");
    page.assert_quiet().await;
}

/// Runs the way out that works without the program, as it is at hand on the server.
const RESCUE: &str = "const { rescue } = document.querySelector('meta[name=saba-assets]').dataset;
    return import(new URL(rescue, document.baseURI)).then((way) => way.begin()).then(() => null)";

#[tokio::test]
async fn packed_sheets_are_in_the_rescue_file() {
    let world = World::new().await;
    let maker = Maker::new();
    let page = world.profile().await;
    page.open_screen("#/ambil").await;
    takes_many(&page, &maker, &villages(&maker), "").await;
    page.js(RESCUE, []).await;
    let before = page.downloads();
    page.click("#rescue").await;
    let file = page.wait_new_json(&before).await;
    let other = world.profile().await;
    other.open_screen("#/ambil").await;
    takes(&other, &[file], MANY).await;
    finds(&other, "101").await;
    other.assert_quiet().await;
}

#[tokio::test]
async fn what_was_packed_once_is_opened_for_ever() {
    let world = World::new().await;
    let page = world.profile().await;
    seed(&page, 1, &fixture("packed.json")).await;
    page.open(VILLAGE).await;
    page.wait_for("[data-screen=overview]").await;
    let file = Officer(&page).hands_over(VILLAGE).await;
    let text = fs::read_to_string(file).expect("the file");
    let file: Value = serde_json::from_str(&text).expect("JSON");
    let before = fixture("desa.saba.json");
    for part in ["answers", "rivals", "palette"] {
        assert_eq!(file[part], before[part], "{part}");
    }
    finds(&page, "122").await;
    edits(&page, "130").await;
    page.reload().await;
    finds(&page, "130").await;
    is_quiet(&page).await;
}

/// Many sheets are written several to a transaction, and the next are on their way while
/// those before are read back.
#[tokio::test]
async fn an_abort_in_the_middle_of_many_leaves_what_is_stored_and_what_is_not() {
    const ALL: usize = 60;
    let world = World::new().await;
    let maker = Maker::new();
    let page = world.profile().await;
    // From the fiftieth sheet on, no transaction ends well.
    page.before_the_page(
        "window.puts = 0;
        const put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (...what) {
            const request = put.apply(this, what);
            if (this.name === 'sheets' && (window.puts += 1) >= 50) this.transaction.abort();
            return request;
        };",
    )
    .await;
    page.open_screen("#/ambil").await;
    let files = so_many(&maker, ALL);
    let files: Vec<PathBuf> = files.iter().map(|s| maker.file(s, "")).collect();
    chooses(&page, &files).await;
    page.wait_text("[data-totals]", "60 baru").await;
    page.click("[data-action=store]").await;
    page.wait_text("[data-totals]", "40 tersimpan").await;
    page.wait_gone("[data-progress-of]").await;
    let told = page.text("[data-totals]").await;
    assert!(told.contains("20 belum tersimpan"), "{told}");
    assert_eq!(sheets(&page).await, 40);

    page.js("window.puts = -1000; return null", []).await;
    page.click("[data-action=store]").await;
    page.wait_text("[data-totals]", "60 tersimpan").await;
    assert_eq!(sheets(&page).await, ALL);
    page.reload().await;
    finds(&page, "101").await;
}

async fn sheets(page: &Browser) -> usize {
    let stored = dump(page).await;
    stored["sheets"].as_object().expect("sheets").len()
}

#[tokio::test]
async fn two_windows_that_take_the_same_files_in_at_once_both_have_them() {
    let world = World::new().await;
    let maker = Maker::new();
    let page = world.profile().await;
    page.before_the_page(HOLD).await;
    page.open_screen("#/ambil").await;
    let mut older = so_many(&maker, 30);
    let files: Vec<PathBuf> = older.iter().map(|s| maker.file(s, "")).collect();
    chooses(&page, &files).await;
    page.wait_text("[data-totals]", "30 baru").await;
    let first = page.window().await.expect("a window");
    page.js("window.hold = true; return null", []).await;
    page.click("[data-action=store]").await;
    page.wait_until("it has looked", "return window.held.length > 0")
        .await;

    // Another one has newer files of the same sheets.
    for sheet in &mut older {
        maker.answers(sheet, &[("D-L1", "n@2024", "44")]);
        sheet.meta.revision = 2;
    }
    let newer: Vec<PathBuf> = older.iter().map(|s| maker.file(s, "-r2")).collect();
    let second = page.new_tab().await.expect("a second window");
    page.switch_to_window(second).await.expect("can switch");
    page.open_screen("#/ambil").await;
    chooses(&page, &newer).await;
    page.wait_text("[data-totals]", "30 baru").await;
    page.click("[data-action=store]").await;
    page.wait_text("[data-totals]", "30 tersimpan").await;

    // The first had looked at the store before that, and writes now.
    page.switch_to_window(first).await.expect("can switch back");
    page.js(GO_ON, []).await;
    page.wait_text("[data-totals]", "30 tersimpan").await;
    let stored = dump(&page).await;
    assert_eq!(stored["sheets"].as_object().map(|s| s.len()), Some(30));
    for n in 0..30 {
        let sheet = format!("lembar-63.11.07.{}", 2001 + n);
        let pack = pack(&stored, &sheet).expect("a pack");
        assert!(pack.contains("\"n@2024\":44"), "{pack}");
    }
    page.reload().await;
    finds(&page, "101").await;
    page.assert_quiet().await;
}
