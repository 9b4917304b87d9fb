//! What the official text leaves open: asked for, ruled, listed, withdrawn; and answers
//! that are only tried out.

use crate::command_line::score;
use crate::officer::Officer;
use crate::support::{Browser, SCREEN, World};

const REGENCY: &str = "#/kabupaten/63.11";

async fn markets(page: &Browser) -> Officer<'_> {
    page.open(&format!("{REGENCY}/t4")).await;
    page.wait_for("[data-item=\"T4.01\"]").await;
    Officer(page)
}

#[tokio::test]
async fn what_does_not_exist_here_is_asked_about_and_ruled_on() {
    let world = World::new().await;
    let page = world.profile().await;
    let officer = markets(&page).await;
    for (key, value) in [
        ("n@2023", "0"),
        ("d@2023", "0"),
        ("n@2024", "0"),
        ("d@2024", "0"),
    ] {
        officer.types("T4.08", key, value).await;
    }
    page.wait_for("[data-item=\"T4.08\"] [data-outcome=invalid]")
        .await;
    page.click("[data-item=\"T4.08\"] [data-not-here] summary")
        .await;
    page.click("[data-item=\"T4.08\"] [data-action=ask-ruling]")
        .await;
    page.wait_for("[data-item=\"T4.08\"] [data-ruling=asked]")
        .await;
    // Asking alone changes no score.
    page.wait_attribute("[data-total=T4]", "data-score", "0~1300")
        .await;

    page.click("[data-item=\"T4.08\"] [data-action=rule]").await;
    page.click("[data-item=\"T4.08\"] [data-rule=\"50\"]").await;
    officer
        .types("T4.08", "ruling-ground", "Surat provinsi 12/2025")
        .await;
    // A ruling is somebody's: without a name there is none.
    page.click("[data-item=\"T4.08\"] [data-action=save-ruling]")
        .await;
    page.wait_text("[data-item=\"T4.08\"] form", "tulis nama")
        .await;
    officer.types("T4.08", "ruling-by", "Ratna").await;
    page.click("[data-item=\"T4.08\"] [data-action=save-ruling]")
        .await;
    page.wait_for("[data-item=\"T4.08\"] [data-outcome=ruled]")
        .await;
    page.wait_attribute("[data-total=T4]", "data-score", "50~1250")
        .await;

    officer.goes_to(REGENCY, "overview").await;
    page.click("[data-rulings] summary").await;
    page.wait_text("[data-rulings] [data-ruling=in-force]", "Surat provinsi")
        .await;
    page.wait_attribute("[data-paripurna]", "data-paripurna", "open")
        .await;
    officer.sees_saved().await;
    let file = officer.hands_over(REGENCY).await;
    let told = score(&file);
    assert_eq!(told.score("T4.08"), "50");
    assert_eq!(told.score("T4"), "50~1250");

    // With other numbers it is judged by them, and the list says that the ruling rests.
    officer.goes_to(&format!("{REGENCY}/t4"), "section").await;
    officer.types("T4.08", "d@2023", "12").await;
    officer.types("T4.08", "d@2024", "12").await;
    page.wait_for("[data-item=\"T4.08\"] [data-ruling=stale]")
        .await;
    assert_eq!(officer.reads_score("T4.08").await, "0");
    page.click("[data-item=\"T4.08\"] [data-action=withdraw-ruling]")
        .await;
    page.wait_gone("[data-item=\"T4.08\"] [data-ruling=stale]")
        .await;
    officer.goes_to(REGENCY, "overview").await;
    page.click("[data-rulings] summary").await;
    page.wait_for("[data-rulings] [data-ruling=asked]").await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn trying_out_changes_the_gates_and_no_answer() {
    let world = World::new().await;
    let page = world.profile().await;
    let officer = markets(&page).await;
    officer.chooses("T4.01", "level", "50").await;
    assert_eq!(officer.reads_score("T4.01").await, "50");
    officer.sees_saved().await;

    officer.goes_to(REGENCY, "overview").await;
    page.click("[data-action=trial]").await;
    page.wait_for("[data-trial]").await;
    officer.goes_to(&format!("{REGENCY}/t4"), "section").await;
    officer.chooses("T4.01", "level", "100").await;
    page.wait_attribute("[data-total=T4]", "data-score", "100~1300")
        .await;
    page.wait_text("[data-total=T4]", "sebelum percobaan: 50–1.250")
        .await;
    // What is tried out is never handed over.
    page.open(&format!("{REGENCY}/serahkan")).await;
    page.wait_for("[data-screen=trial]").await;
    page.click("[data-action=trial-drop]").await;
    page.wait_for("[data-screen=hand-over]").await;
    officer.goes_to(&format!("{REGENCY}/t4"), "section").await;
    assert_eq!(officer.reads_score("T4.01").await, "50");
    page.reload().await;
    page.wait_for(SCREEN).await;
    assert_eq!(officer.reads_score("T4.01").await, "50");

    // Undo works on what is tried out, and what is kept becomes ordinary answers.
    officer.goes_to(REGENCY, "overview").await;
    page.click("[data-action=trial]").await;
    officer.goes_to(&format!("{REGENCY}/t4"), "section").await;
    officer.chooses("T4.01", "level", "100").await;
    officer.chooses("T4.02", "level", "100").await;
    page.wait_attribute("[data-total=T4]", "data-score", "200~1300")
        .await;
    page.click("[data-action=undo]").await;
    page.wait_attribute("[data-total=T4]", "data-score", "100~1300")
        .await;
    page.click("[data-action=trial-keep]").await;
    page.wait_gone("[data-trial]").await;
    officer.sees_saved().await;
    page.reload().await;
    page.wait_for(SCREEN).await;
    assert_eq!(officer.reads_score("T4.01").await, "100");
    assert_eq!(officer.reads_score("T4.02").await, "");
    page.assert_quiet().await;
}
