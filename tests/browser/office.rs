//! The page over plain http from a computer of the office, where browsers give no service
//! worker, no cryptography and no locks; and in browsers that cannot run it at all.

use std::fs;

use serde_json::{Value, json};

use crate::officer::Officer;
use crate::support::World;

#[tokio::test]
async fn an_office_without_https_can_fill_in_and_is_told_what_is_missing() {
    let world = World::new().await;
    let mut page = world.profile().await;
    page.move_to(&world.office_url());
    page.open_screen("#/desa/63.11.07.2002/odf").await;
    let secure = "return [isSecureContext, 'serviceWorker' in navigator, !!crypto.subtle]";
    assert_eq!(page.js(secure, []).await, json!([false, false, false]));
    // Told once, in a line that goes away.
    page.wait_text("#update", "tidak memakai https").await;
    page.click("#update .button").await;
    page.wait_gone("#update").await;
    let officer = Officer(&page);
    officer.types("D-O1", "kk@2023", "118").await;
    officer.sees_saved().await;
    page.reload().await;
    page.wait_for("html[data-later]").await;
    assert_eq!(page.count("#update").await, 0);
    assert_eq!(officer.finds("D-O1", "kk@2023").await, "118");
    let file = officer.hands_over("#/desa/63.11.07.2002").await;
    let text = fs::read_to_string(file).expect("the file");
    let file: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(file["answers"]["D-O1"]["v"]["kk@2023"], 118);

    officer.goes_to("#/perangkat", "device").await;
    page.wait_for("[data-check=store][data-kind=good]").await;
    for (check, words) in [
        ("offline", "Belum bisa tanpa internet di alamat ini"),
        (
            "lock",
            "Mengunci dan membuka kunci tidak bisa di alamat ini",
        ),
    ] {
        page.wait_text(&format!("[data-check={check}]"), words)
            .await;
        page.wait_text(&format!("[data-check={check}]"), "https")
            .await;
    }
    let mut errors = page.console_errors().await;
    // The browser's own remark on a file that was saved.
    errors.retain(|error| !error.contains("was loaded over an insecure connection"));
    assert!(errors.is_empty(), "{errors:?}");
}

#[tokio::test]
async fn a_browser_that_cannot_run_it_gets_the_blank_sheet() {
    let world = World::new().await;
    for missing in ["delete window.WebAssembly", "delete window.BigInt"] {
        let page = world.profile().await;
        page.before_the_page(missing).await;
        page.open("").await;
        page.wait_text("#splash-words", "terlalu lama").await;
        page.click("#splash-words a").await;
        page.wait_text("h1", "desa").await;
        page.wait_text("body", "Apakah SK Pokja sudah ditandatangani")
            .await;
        page.assert_quiet().await;
    }
}

#[tokio::test]
async fn the_blank_sheet_is_printed_whole() {
    let world = World::new().await;
    let page = world.profile().await;
    page.open("lembar-kosong-desa.html").await;
    // On A4, as on the longer F4, nothing is wider than the paper between its margins, and
    // nothing that has to stay on one page is higher.
    page.resize(680, 998).await;
    let wide = "return document.documentElement.scrollWidth <= innerWidth";
    assert_eq!(page.js(wide, []).await, json!(true));
    let high =
        "return [...document.querySelectorAll('.item:not(.list), .row:not(.list), .field, .place')]
        .filter((part) => part.offsetHeight > 998).map((part) => part.innerText.slice(0, 40))";
    assert_eq!(page.js(high, []).await, json!([]));
    assert_eq!(page.count(".item").await, 55);
    assert!(
        page.count(".item:not(.list)").await >= 45,
        "too much may be broken"
    );
    assert!(page.pdf().await.starts_with(b"%PDF"));
    page.assert_quiet().await;
}
