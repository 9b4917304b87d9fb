//! The regency's page beside its scores: what blocks, the shortest way, numbers
//! that disagree.

use crate::officer::Officer;
use crate::support::World;

const REGENCY: &str = "#/kabupaten/63.11";

#[tokio::test]
async fn the_desk_shows_the_shortest_way_and_numbers_that_disagree() {
    let world = World::new().await;
    let page = world.profile().await;
    page.open_screen(&format!("{REGENCY}/t4")).await;
    let officer = Officer(&page);
    for (item, markets) in [("T4.03", "12"), ("T4.09", "13")] {
        for (key, value) in [
            ("n@2023", "5"),
            ("d@2023", "12"),
            ("n@2024", "11"),
            ("d@2024", markets),
        ] {
            officer.types(item, key, value).await;
        }
        assert_eq!(officer.reads_score(item).await, "100");
    }
    page.wait_attribute("[data-total=T4]", "data-score", "200~1300")
        .await;

    officer.goes_to(REGENCY, "overview").await;
    page.wait_text("[data-cross=pasar]", "4.3 12; 4.9 13").await;
    page.wait_text("[data-level-now]", "belum Padapa").await;
    // The way to every level, the nearest first.
    assert_eq!(page.count("[data-coach]").await, 3);
    page.click("[data-coach] summary").await;
    // 923 of 1,300 with 200 in hand: eight more indicators at 100.
    page.wait_for("[data-lift=\"T4.01\"]").await;
    let lifts = "return document.querySelectorAll('[data-lift^=\"T4.\"]').length";
    assert_eq!(page.js(lifts, []).await, serde_json::json!(8));
    page.click("[data-lift=\"T4.01\"]").await;
    page.wait_for("[data-screen=section] [data-item=\"T4.01\"]")
        .await;
    page.assert_quiet().await;
}
