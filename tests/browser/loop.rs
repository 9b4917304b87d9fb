//! The whole way of the work, with three profiles: two villages and the secretariat. Fill
//! in, hand over, take in, adopt, score, return with a question, repair, hand over, closed.

use crate::board::takes;
use crate::officer::{Officer, input};
use crate::review::{opens_panel, panel, returns, says};
use crate::support::{Browser, World};

/// Baruh Bahinu Luar, which makes a mistake.
const FIRST: &str = "#/desa/63.11.07.2002";
/// Batu Piring, which makes none.
const SECOND: &str = "#/desa/63.11.07.1001";
const REGENCY: &str = "#/kabupaten/63.11";
/// What the villages' figures for safe sanitation come to.
const PROPOSAL: &str = "[data-proposal=\"D-L1.0\"]";
const INDICATOR: &str = "T2.02";
const QUESTION: &str = "Turun 20 KK dalam setahun. Cocokkan dengan daftar KK 2024.";

/// A village fills in its households and those with safe sanitation, of two years.
async fn fills_in(page: &Browser, village: &str, name: &str, households: &str, safe: [&str; 2]) {
    page.open_screen(village).await;
    let officer = Officer(page);
    officer.is_called(name, "sekretaris desa").await;
    officer.opens_section("odf").await;
    officer.types("D-O1", "kk@2023", households).await;
    officer.types("D-O1", "kk@2024", households).await;
    officer.goes_to(village, "overview").await;
    officer.opens_section("lingkungan").await;
    officer.types("D-L1", "n@2023", safe[0]).await;
    officer.types("D-L1", "n@2024", safe[1]).await;
    officer.sees_saved().await;
}

/// The secretariat uses what the villages propose, and reads what it comes to.
async fn adopts(desk: &Browser, standing: &str, figure: &str) -> String {
    let secretary = Officer(desk);
    secretary
        .goes_to(&format!("{REGENCY}/usulan"), "proposals")
        .await;
    desk.click(&format!("{PROPOSAL}[data-standing={standing}] summary"))
        .await;
    desk.click(&format!("{PROPOSAL} [data-action=adopt]")).await;
    desk.wait_for(&format!("{PROPOSAL}[data-standing=used]"))
        .await;
    secretary.sees_saved().await;
    secretary
        .goes_to(&format!("{REGENCY}/t2/{INDICATOR}"), "section")
        .await;
    desk.wait_for(&input(INDICATOR, "v@2024")).await;
    assert_eq!(secretary.finds(INDICATOR, "v@2024").await, figure);
    secretary.reads_score(INDICATOR).await
}

#[tokio::test]
async fn two_villages_and_the_secretariat_go_the_whole_way_from_filling_in_to_closed() {
    let world = World::new().await;

    // Fill in, and hand over.
    let first = world.profile().await;
    fills_in(&first, FIRST, "Siti Aminah", "120", ["96", "76"]).await;
    let village = Officer(&first);
    let from_first = village.hands_over(FIRST).await;
    let second = world.profile().await;
    fills_in(&second, SECOND, "Rahman", "100", ["40", "50"]).await;
    let from_second = Officer(&second).hands_over(SECOND).await;

    // Take in.
    let desk = world.profile().await;
    desk.open_screen(&format!("{REGENCY}/acuan")).await;
    let secretary = Officer(&desk);
    secretary.types("R-T2.02", "v", "150").await;
    secretary.sees_saved().await;
    takes(&desk, &[from_first, from_second.clone()], 2).await;
    secretary.goes_to(&format!("{REGENCY}/desa"), "board").await;
    desk.wait_text("[data-sent=\"2\"]", "2 dari 157 desa mengirim")
        .await;

    // Adopt, and score: 96 + 40 went down to 76 + 50, below the target of 150.
    assert_eq!(adopts(&desk, "new", "126").await, "0");

    // Return with a question, to the village where the fall comes from.
    secretary
        .goes_to(&format!("{FIRST}/lingkungan"), "section")
        .await;
    desk.wait_text(".bar-title", "Baruh").await;
    opens_panel(&desk, "D-L1", "lanjutan").await;
    says(&desk, "D-L1", "perbaiki").await;
    let comment = format!("{} [data-review-key=comment]", panel("D-L1"));
    desk.fill(&comment, QUESTION).await;
    secretary.sees_saved().await;
    secretary
        .goes_to(&format!("{FIRST}/verifikasi"), "review")
        .await;
    desk.wait_for("[data-repair=\"D-L1\"][data-state=open]")
        .await;
    let question = returns(&desk, "").await;

    // Repair: the village opens the question, lands on the item, and answers it.
    village.goes_to("#/ambil", "take-in").await;
    first.choose_file("input[type=file]", &question).await;
    first.wait_text("[data-request=\"1\"]", QUESTION).await;
    first.click("[data-action=store]").await;
    first.click("[data-action=look-at-asked]").await;
    first.wait_text("[data-repair=\"D-L1\"]", QUESTION).await;
    first.click("[data-repair=\"D-L1\"] a").await;
    first
        .wait_text("[data-item=\"D-L1\"] [data-asked]", QUESTION)
        .await;
    village.types("D-L1", "n@2024", "106").await;
    first.wait_gone("[data-item=\"D-L1\"] [data-asked]").await;
    village.sees_saved().await;

    // Hand over: closed at the desk by the ordinary file, and by nothing else.
    let repaired = village.hands_over(FIRST).await;
    takes(&desk, std::slice::from_ref(&repaired), 1).await;
    secretary
        .goes_to(&format!("{FIRST}/verifikasi"), "review")
        .await;
    desk.wait_for("[data-repair=\"D-L1\"][data-state=closed]")
        .await;
    desk.wait_for("[data-nothing-to-send]").await;

    // What was adopted did not change by itself; adopted again, it is another score.
    secretary
        .goes_to(&format!("{REGENCY}/t2/{INDICATOR}"), "section")
        .await;
    desk.wait_for(&format!(
        "[data-item=\"{INDICATOR}\"] [data-standing=outdated]"
    ))
    .await;
    assert_eq!(secretary.finds(INDICATOR, "v@2024").await, "126");
    assert_eq!(secretary.reads_score(INDICATOR).await, "0");
    assert_eq!(adopts(&desk, "outdated", "156").await, "100");

    // All of it is there after a start from what is stored, and the files bring nothing
    // new any more.
    let desk = desk.restart().await;
    desk.open_screen(&format!("{REGENCY}/t2")).await;
    let secretary = Officer(&desk);
    desk.wait_for(&input(INDICATOR, "v@2024")).await;
    assert_eq!(secretary.reads_score(INDICATOR).await, "100");
    secretary
        .goes_to(&format!("{FIRST}/verifikasi"), "review")
        .await;
    desk.wait_for("[data-repair=\"D-L1\"][data-state=closed]")
        .await;
    for file in [&repaired, &from_second] {
        secretary.goes_to("#/tentang", "about").await;
        secretary.goes_to("#/ambil", "take-in").await;
        desk.choose_file("input[type=file]", file).await;
        desk.wait_for("[data-row=same]").await;
    }
    for page in [&first, &second, &desk] {
        page.assert_quiet().await;
    }
}
