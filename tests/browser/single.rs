//! The page as a single file, opened from a disk.

use std::fs;

use serde_json::{Value, json};

use crate::officer::Officer;
use crate::support::{Browser, World};

/// A computer without a network, with a copy of the file in a folder whose name is as
/// people name folders.
async fn with_file() -> (World, Browser, tempfile::TempDir) {
    let mut world = World::new().await;
    world.stop_server();
    let folder = tempfile::Builder::new()
        .prefix("Data KKS 2025 #1 ")
        .tempdir()
        .expect("a folder");
    let file = folder.path().join("saba satu.html");
    fs::copy(xtask::process::dist().join("saba-satu-berkas.html"), &file).expect("copied");
    let path = file
        .to_string_lossy()
        .replace(' ', "%20")
        .replace('#', "%23");
    let mut page = world.profile().await;
    page.move_to(&format!("file://{path}"));
    (world, page, folder)
}

#[tokio::test]
async fn a_sheet_is_filled_in_and_handed_over_from_a_single_file() {
    let (_world, page, _folder) = with_file().await;
    page.open("").await;
    page.wait_for("[data-screen=home]").await;
    // The limits are told before anything else.
    page.click("#single summary").await;
    page.wait_text("#single", "Versi baru tidak datang sendiri")
        .await;

    let officer = Officer(&page);
    // It has one language, and the glossary.
    officer.goes_to("#/tentang", "about").await;
    let shown = "return document.querySelector('[data-language]').getClientRects().length";
    assert_eq!(page.js(shown, []).await, json!(0));
    page.click("a[href=\"#/kamus\"]").await;
    page.wait_for("[data-term=Pokja]").await;
    officer.goes_to("#/", "home").await;
    officer.picks_regency("balangan", "63.11").await;
    officer
        .picks_place("baruh bahinu luar", "63.11.07.2002")
        .await;
    officer.opens_section("odf").await;
    officer.types("D-O1", "kk@2023", "118").await;
    officer.types("D-O1", "kk@2024", "120").await;
    page.click("[data-item=\"D-O1\"] details:not([data-note]) summary")
        .await;
    page.wait_text("[data-item=\"D-O1\"]", "Buku induk penduduk")
        .await;
    officer.sees_saved().await;

    // The browser is closed, and opened again at the same file.
    let page = page.restart().await;
    page.open("#/desa/63.11.07.2002/odf").await;
    page.wait_for("[data-item=\"D-O1\"]").await;
    let officer = Officer(&page);
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "120");
    officer.types("D-O1", "rumah@2024", "109").await;
    officer.sees_saved().await;
    page.reload().await;
    page.wait_for("[data-item=\"D-O1\"]").await;
    assert_eq!(officer.finds("D-O1", "rumah@2024").await, "109");
    let file = officer.hands_over("#/desa/63.11.07.2002").await;
    let text = fs::read_to_string(file).expect("the file");
    let file: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(file["answers"]["D-O1"]["v"]["kk@2023"], 118);

    // A sheet of the regency is scored there too: it is the whole program.
    officer.goes_to("#/kabupaten/63.11", "overview").await;
    officer.goes_to("#/perangkat", "device").await;
    page.wait_for("[data-check=offline][data-kind=good]").await;
    page.wait_for("[data-check=store][data-kind=good]").await;
    let fetched = page
        .js(
            "return performance.getEntriesByType('resource').map((entry) => entry.name)",
            [],
        )
        .await;
    assert_eq!(fetched, json!([]), "the file fetches something");
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_file_of_another_computer_is_taken_in_by_a_single_file() {
    let (mut world, page, _folder) = with_file().await;
    world.start_server();
    let other = world.profile().await;
    other.open_screen("#/desa/63.11.07.2002/odf").await;
    let officer = Officer(&other);
    officer.types("D-O1", "kk@2023", "118").await;
    officer.sees_saved().await;
    let file = officer.hands_over("#/desa/63.11.07.2002").await;
    world.stop_server();

    page.open_screen("").await;
    let officer = Officer(&page);
    officer.takes_in(&file, "new", 1).await;
    officer.goes_to("#/desa/63.11.07.2002/odf", "section").await;
    assert_eq!(officer.finds("D-O1", "kk@2023").await, "118");
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_single_file_whose_program_stops_gives_what_is_stored() {
    let (_world, page, _folder) = with_file().await;
    page.open("#/desa/63.11.07.2002/odf").await;
    page.wait_for("[data-item=\"D-O1\"]").await;
    Officer(&page).types("D-O1", "kk@2023", "118").await;
    Officer(&page).sees_saved().await;
    page.before_the_page(
        "WebAssembly.instantiateStreaming = async () => {
            throw new WebAssembly.RuntimeError('unreachable');
        };",
    )
    .await;
    page.reload().await;
    page.wait_text("#splash-words", "gagal dibuka").await;
    let before = page.downloads();
    page.click("#rescue").await;
    let file = page.wait_new_json(&before).await;
    let text = fs::read_to_string(file).expect("the file");
    assert!(text.contains("\"kk@2023\":118"), "{text}");
}
