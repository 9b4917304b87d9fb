//! Two people change the same item without seeing each other: both are kept, shown side
//! by side, and settled by whoever knows.

use std::fs;

use serde_json::json;

use crate::officer::Officer;
use crate::support::{Browser, World};

const VILLAGE: &str = "#/desa/63.11.07.2002";

async fn named(world: &World, name: &str) -> Browser {
    let page = world.profile().await;
    page.open("#/tentang").await;
    page.wait_for("[data-screen=about]").await;
    let script = "localStorage.setItem('saba.name', arguments[0]); return null";
    page.js(script, [json!(name)]).await;
    page.reload().await;
    page.wait_for("[data-screen=about]").await;
    page
}

/// Takes a sheet in and stores it.
async fn takes(page: &Browser, file: &std::path::Path) {
    let officer = Officer(page);
    officer.goes_to("#/tentang", "about").await;
    officer.goes_to("#/ambil", "take-in").await;
    page.choose_file("input[type=file]", file).await;
    page.click("[data-action=store]").await;
    page.wait_for("[data-stored]").await;
}

/// Hands the sheet over; files of several revisions are told apart by their names.
async fn hands(page: &Browser, revision: u32) -> std::path::PathBuf {
    Officer(page).hands_over(VILLAGE).await;
    page.wait_download(&format!("-r{revision}.saba.json")).await
}

async fn answers(page: &Browser, households: &str) {
    let officer = Officer(page);
    officer.goes_to(&format!("{VILLAGE}/odf"), "section").await;
    officer.types("D-O1", "kk@2024", households).await;
    officer.sees_saved().await;
}

#[tokio::test]
async fn concurrent_edits_are_compared_settled_and_the_choice_can_be_taken_back() {
    let world = World::new().await;
    let siti = named(&world, "Siti").await;
    answers(&siti, "120").await;
    let first = hands(&siti, 1).await;
    let budi = named(&world, "Budi").await;
    takes(&budi, &first).await;
    answers(&siti, "121").await;
    answers(&budi, "122").await;
    let theirs = hands(&budi, 2).await;

    let officer = Officer(&siti);
    officer.goes_to("#/ambil", "take-in").await;
    siti.choose_file("input[type=file]", &theirs).await;
    siti.wait_text("[data-row=conflict] [data-count=conflict]", "1 jawaban")
        .await;
    siti.click("[data-action=store]").await;
    siti.wait_for("[data-stored]").await;
    officer.goes_to(VILLAGE, "overview").await;
    siti.wait_text("[data-disagree=\"1\"]", "1 isian berbeda")
        .await;
    siti.click("[data-disagree] [data-action=compare]").await;
    siti.wait_for("[data-screen=conflicts]").await;
    let card = "[data-conflict=\"D-O1\"]";
    for words in ["121 KK", "122 KK", "Siti", "Budi"] {
        siti.wait_text(card, words).await;
    }
    assert_eq!(siti.count(&format!("{card} [data-side]")).await, 2);

    // Budi's it is.
    let budis = "return [...document.querySelectorAll('[data-side]')]
        .find((side) => side.innerText.includes('122 KK'))
        .querySelector('[data-action=choose]').click()";
    siti.js(budis, []).await;
    siti.wait_text(&format!("{card} [data-settled]"), "Sudah dipilih")
        .await;
    officer.sees_saved().await;
    // Taken back: both are there again, under who said them.
    siti.click("[data-action=undo]").await;
    siti.wait_until(
        "both sides again",
        "return document.querySelectorAll('[data-side]').length === 2",
    )
    .await;
    siti.wait_text(card, "Budi").await;
    siti.wait_text(card, "Siti").await;
    officer.sees_saved().await;
    siti.reload().await;
    siti.wait_for("[data-screen=conflicts]").await;
    siti.wait_until(
        "both sides after loading anew",
        "return document.querySelectorAll('[data-side]').length === 2",
    )
    .await;
    siti.js(budis, []).await;
    siti.wait_for(&format!("{card} [data-settled]")).await;
    officer.sees_saved().await;
    officer.goes_to(VILLAGE, "overview").await;
    siti.wait_gone("[data-disagree]").await;

    // Wherever the choice arrives, the disagreement is over.
    let settled = hands(&siti, 3).await;
    assert!(
        !fs::read_to_string(&settled)
            .expect("the file")
            .contains("rivals")
    );
    takes(&budi, &settled).await;
    let officer = Officer(&budi);
    officer.goes_to(&format!("{VILLAGE}/odf"), "section").await;
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "122");
    assert_eq!(budi.count("[data-rivals]").await, 0);
    siti.assert_quiet().await;
    budi.assert_quiet().await;
}

#[tokio::test]
async fn whoever_does_not_choose_keeps_both_also_in_the_field() {
    let world = World::new().await;
    let siti = named(&world, "Siti").await;
    answers(&siti, "120").await;
    let first = hands(&siti, 1).await;
    let budi = named(&world, "Budi").await;
    takes(&budi, &first).await;
    answers(&siti, "121").await;
    answers(&budi, "122").await;
    let theirs = hands(&budi, 2).await;
    takes(&siti, &theirs).await;
    // In the field program too: the line, and the notice before somebody edits.
    siti.open(VILLAGE).await;
    siti.reload().await;
    siti.wait_attribute("html", "data-program", "field").await;
    siti.wait_text("[data-disagree=\"1\"]", "1 isian berbeda")
        .await;
    let officer = Officer(&siti);
    officer.opens_section("odf").await;
    siti.wait_text("[data-item=\"D-O1\"] [data-rivals]", "dua orang")
        .await;
    // Handed on unsettled, both arrive.
    let both = hands(&siti, 3).await;
    let third = named(&world, "Tuti").await;
    takes(&third, &both).await;
    Officer(&third)
        .goes_to(&format!("{VILLAGE}/bentrok"), "conflicts")
        .await;
    third.wait_text("[data-conflict=\"D-O1\"]", "121 KK").await;
    third.wait_text("[data-conflict=\"D-O1\"]", "122 KK").await;
    // Who leads there from the field comes to the page that compares.
    officer.goes_to(&format!("{VILLAGE}/odf"), "section").await;
    siti.click("[data-item=\"D-O1\"] [data-action=compare]")
        .await;
    siti.wait_for("[data-screen=conflicts] [data-side]").await;
    siti.assert_quiet().await;
    third.assert_quiet().await;
}
