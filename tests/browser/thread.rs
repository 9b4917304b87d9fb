//! The thread: a village fills in its sheet without a network, hands it over,
//! and somebody else sees the same answers; the same for a regency.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::officer::{Officer, input};
use crate::support::{Browser, SCREEN, World};

const VILLAGE: &str = "#/desa/63.11.07.2002";

/// Answers of every kind of field in a village sheet.
async fn answers_items_of_every_kind(officer: &Officer<'_>) {
    officer.opens_section("pokja").await;
    officer.chooses("D-K1", "ttd", "ya").await;
    officer.types("D-K1", "nomor", "140/07/KPTS/2022").await;
    officer
        .0
        .js(
            "const i = document.querySelector(arguments[0]); i.value = '2022-03-01';
        i.dispatchEvent(new Event('change', { bubbles: true })); return null",
            [json!(input("D-K1", "tanggal"))],
        )
        .await;
    officer.chooses("D-K2", "ada@2023", "ya").await;
    officer.chooses("D-K2", "ada@2024", "tidak").await;
    officer.chooses("D-K2", "target", "tidak").await;
    officer
        .0
        .click("[data-item=\"D-K5\"] [data-action=add-row]")
        .await;
    officer
        .types("D-K5", "1/nama", "Kerja bakti <b>saluran</b>")
        .await;
    officer.types("D-K5", "1/hasil", "Saluran bersih").await;
    officer.goes_to(&format!("{VILLAGE}/odf"), "section").await;
    for (key, value) in [("kk@2023", "118"), ("kk@2024", "1.120")] {
        officer.types("D-O1", key, value).await;
    }
    officer.chooses("D-O4", "status", "lulus").await;
    officer
        .goes_to(&format!("{VILLAGE}/lingkungan"), "section")
        .await;
    officer.types("D-L1", "n@2023", "96").await;
    officer.types("D-L1", "n@2024", "112").await;
    officer.types("D-L3", "sisa@2024", "1,25").await;
    officer
        .0
        .click("[data-item=\"D-L8\"] [data-action=unknown]")
        .await;
    officer
        .0
        .click("[data-item=\"D-L2\"] [data-note] summary")
        .await;
    officer.types("D-L2", "note", "Menunggu data dinas").await;
    officer
        .goes_to(&format!("{VILLAGE}/masyarakat"), "section")
        .await;
    officer.chooses("D-M4", "kapan", "rutin").await;
    officer.chooses("D-M4", "media", "kader").await;
    officer.chooses("D-M4", "media", "wa").await;
    officer
        .goes_to(&format!("{VILLAGE}/pasar"), "section")
        .await;
    officer.0.click(&input("D-P1", "none")).await;
    officer.sees_saved().await;
}

/// Everything that was answered above is on the screen.
async fn sees_the_same_answers(officer: &Officer<'_>) {
    officer.goes_to(VILLAGE, "overview").await;
    officer
        .0
        .wait_attribute(
            "[data-states] [data-status]:nth-child(1)",
            "data-status",
            "complete",
        )
        .await;
    officer
        .0
        .wait_attribute(
            "[data-states] [data-status]:nth-child(2)",
            "data-status",
            "one-year",
        )
        .await;
    officer.opens_section("pokja").await;
    assert!(officer.finds_chosen("D-K1", "ttd", "ya").await);
    assert_eq!(officer.finds("D-K1", "nomor").await, "140/07/KPTS/2022");
    assert_eq!(officer.finds("D-K1", "tanggal").await, "2022-03-01");
    assert!(officer.finds_chosen("D-K2", "ada@2023", "ya").await);
    assert!(officer.finds_chosen("D-K2", "ada@2024", "tidak").await);
    assert_eq!(
        officer.finds("D-K5", "1/nama").await,
        "Kerja bakti <b>saluran</b>"
    );
    officer.goes_to(&format!("{VILLAGE}/odf"), "section").await;
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "1.120");
    assert!(officer.finds_chosen("D-O4", "status", "lulus").await);
    officer
        .goes_to(&format!("{VILLAGE}/lingkungan"), "section")
        .await;
    officer
        .0
        .wait_text("[data-item=\"D-L1\"] [data-meaning]", "10\u{a0}%")
        .await;
    assert_eq!(officer.finds("D-L3", "sisa@2024").await, "1,25");
    officer
        .0
        .wait_attribute("[data-item=\"D-L8\"]", "data-fill", "unknown")
        .await;
    officer
        .0
        .wait_text("[data-item=\"D-L2\"] [data-note] summary", "(1)")
        .await;
    officer
        .0
        .click("[data-item=\"D-L2\"] [data-note] summary")
        .await;
    assert_eq!(officer.finds("D-L2", "note").await, "Menunggu data dinas");
    officer
        .goes_to(&format!("{VILLAGE}/pasar"), "section")
        .await;
    officer
        .0
        .wait_attribute("[data-item=\"D-P1\"]", "data-fill", "complete")
        .await;
}

#[tokio::test]
async fn village_sheet_goes_from_one_browser_to_another_without_a_network() {
    let mut world = World::new().await;
    let page = world.visited().await;
    let officer = Officer(&page);
    officer.picks_regency("balangan", "63.11").await;
    officer
        .picks_place("paringin selatan luar", "63.11.07.2002")
        .await;
    officer.is_called("Siti", "sekretaris desa").await;
    let secretariat = world.visited().await;

    world.stop_server();
    answers_items_of_every_kind(&officer).await;
    page.reload().await;
    page.wait_for(SCREEN).await;
    sees_the_same_answers(&officer).await;
    let page = page.restart().await;
    page.open(VILLAGE).await;
    let officer = Officer(&page);
    page.wait_for("[data-screen=overview]").await;
    sees_the_same_answers(&officer).await;
    let file = officer.hands_over(VILLAGE).await;

    let other = Officer(&secretariat);
    other.takes_in(&file, "new", 11).await;
    secretariat.click("[data-action=open-sheet]").await;
    sees_the_same_answers(&other).await;
    // Once more the same file: nothing new.
    other.goes_to("#/ambil", "take-in").await;
    secretariat.choose_file("input[type=file]", &file).await;
    secretariat
        .wait_text("[data-preview]", "Semua isinya sudah ada")
        .await;
    page.assert_quiet().await;
    secretariat.assert_quiet().await;
}

/// Every score on the screens of a regency sheet, by item and total.
async fn reads_all_scores(page: &Browser, sections: &[&str]) -> BTreeMap<String, String> {
    let mut scores = BTreeMap::new();
    let officer = Officer(page);
    let mut collect = |found: Value| {
        for pair in found.as_array().expect("a list") {
            scores.insert(
                pair[0].as_str().expect("id").into(),
                pair[1].as_str().expect("score").into(),
            );
        }
    };
    officer.goes_to("#/kabupaten/63.11", "overview").await;
    page.wait_for("[data-total=all]").await;
    let totals = "return [...document.querySelectorAll('[data-total]')].map((e) => [e.dataset.total, e.dataset.score])";
    collect(page.js(totals, []).await);
    for section in sections {
        officer
            .goes_to(&format!("#/kabupaten/63.11/{section}"), "section")
            .await;
        page.wait_for(".outcome").await;
        let items = "return [...document.querySelectorAll('[data-item]')]
            .filter((e) => e.querySelector('[data-score]'))
            .map((e) => [e.dataset.item, e.querySelector('[data-score]').dataset.score])";
        collect(page.js(items, []).await);
    }
    scores
}

#[tokio::test]
async fn regency_sheet_shows_the_same_scores_in_another_browser_and_on_the_command_line() {
    let mut world = World::new().await;
    let page = world.visited().await;
    let officer = Officer(&page);
    officer.picks_regency("balangan", "63.11").await;
    page.click("[data-action=kabupaten]").await;
    page.wait_for("[data-screen=overview]").await;
    let other = world.visited().await;
    world.stop_server();

    // One indicator of every family.
    officer.goes_to("#/kabupaten/63.11/t1", "section").await;
    officer.types("T1.01", "v@2023", "4").await;
    officer.types("T1.01", "v@2024", "3").await;
    assert_eq!(officer.reads_score("T1.01").await, "100");
    officer.types("T1.03", "v@2023", "71,5").await;
    officer.types("T1.03", "v@2024", "72").await;
    assert_eq!(
        officer.reads_score("T1.03").await,
        "",
        "the national figure is missing"
    );
    for (key, value) in [
        ("n@2023", "900"),
        ("d@2023", "1.000"),
        ("n@2024", "950"),
        ("d@2024", "1.000"),
        ("m@2024", "10"),
    ] {
        officer.types("T1.09", key, value).await;
    }
    assert_eq!(officer.reads_score("T1.09").await, "100");
    for (key, value) in [
        ("n@2023", "80"),
        ("d@2023", "100"),
        ("n@2024", "80"),
        ("d@2024", "100"),
    ] {
        officer.types("T1.11", key, value).await;
    }
    assert_eq!(
        officer.reads_score("T1.11").await,
        "0~50",
        "unchanged is not ruled"
    );
    officer.chooses("T1.12", "level", "75").await;
    assert_eq!(officer.reads_score("T1.12").await, "75");
    officer.types("T1.28", "n@2024", "8").await;
    officer.types("T1.28", "d@2024", "10").await;
    assert_eq!(officer.reads_score("T1.28").await, "100");
    officer.types("T1.16", "n@2024", "12").await;
    officer.types("T1.16", "d@2024", "10").await;
    page.wait_for("[data-item=\"T1.16\"] [data-finding=\"n@2024\"]")
        .await;
    officer.goes_to("#/kabupaten/63.11/acuan", "section").await;
    officer.types("R-T1.03", "v", "74,15").await;
    officer.goes_to("#/kabupaten/63.11/t1", "section").await;
    assert_eq!(
        officer.reads_score("T1.03").await,
        "50",
        "up, below the national figure"
    );

    // What the text leaves open can be ruled, with a reason.
    officer.goes_to("#/kabupaten/63.11/t4", "section").await;
    for (key, value) in [
        ("n@2023", "5"),
        ("d@2023", "12"),
        ("n@2024", "9"),
        ("d@2024", "12"),
    ] {
        officer.types("T4.08", key, value).await;
    }
    assert_eq!(officer.reads_score("T4.08").await, "50~100");
    page.click("[data-item=\"T4.08\"] [data-action=rule]").await;
    page.click("[data-item=\"T4.08\"] [data-rule=\"100\"]")
        .await;
    officer
        .types("T4.08", "ruling-ground", "Jawaban provinsi 12-03-2025")
        .await;
    officer.types("T4.08", "ruling-by", "Ratna").await;
    page.click("[data-item=\"T4.08\"] [data-action=save-ruling]")
        .await;
    page.wait_for("[data-item=\"T4.08\"] [data-outcome=ruled]")
        .await;
    assert_eq!(officer.reads_score("T4.08").await, "100");
    officer.sees_saved().await;

    let sections = ["kelembagaan", "t1", "t4"];
    let here = reads_all_scores(&page, &sections).await;
    page.reload().await;
    page.wait_for(SCREEN).await;
    assert_eq!(reads_all_scores(&page, &sections).await, here);
    let file = officer.hands_over("#/kabupaten/63.11").await;
    Officer(&other).takes_in(&file, "new", 9).await;
    other.click("[data-action=open-sheet]").await;
    assert_eq!(reads_all_scores(&other, &sections).await, here);

    let told = crate::command_line::score(&file);
    for (id, shown) in &here {
        assert_eq!(&told.score(id), shown, "{id} on the command line");
    }
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_link_opens_a_village_at_once() {
    let world = World::new().await;
    let page = world.profile().await;
    page.open_screen(VILLAGE).await;
    page.wait_text(".bar-title", "Baruh Bahinu Luar").await;
    page.open("#/desa/63.11.07.9999").await;
    page.wait_text("main", "tidak ada di daftar resmi").await;
    page.open("#/desa/63.11.07").await;
    page.wait_for("[data-screen=not-found]").await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn the_other_two_sheets_can_be_filled_in() {
    let world = World::new().await;
    let page = world.profile().await;
    page.open_screen("#/kecamatan/63.11.07").await;
    page.wait_text(".bar-title", "Kecamatan Paringin Selatan")
        .await;
    let officer = Officer(&page);
    page.click("[data-action=next-open]").await;
    officer.chooses("C-K1", "ttd", "tidak").await;
    officer.sees_saved().await;
    officer.goes_to("#/kecamatan/63.11.07", "overview").await;
    page.wait_attribute("[data-states] li", "data-status", "none")
        .await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn wrong_numbers_are_told_beside_the_field_kept_and_not_scored() {
    let world = World::new().await;
    let page = world.profile().await;
    page.open("#/kabupaten/63.11/t1").await;
    let officer = Officer(&page);
    page.wait_for("[data-item=\"T1.01\"]").await;
    for (typed, told) in [
        ("12a", "belum terbaca"),
        ("-3", "di bawah nol"),
        ("1,5", "bulat"),
        ("9999999999999", "terlalu besar"),
    ] {
        officer.types("T1.01", "v@2024", typed).await;
        page.wait_text("[data-item=\"T1.01\"] [data-finding=\"v@2024\"]", told)
            .await;
        officer.types("T1.01", "v@2023", "5").await;
        assert_eq!(officer.reads_score("T1.01").await, "", "{typed}");
    }
    officer.types("T1.01", "v@2024", "12a").await;
    officer.sees_saved().await;
    page.reload().await;
    page.wait_for("[data-item=\"T1.01\"]").await;
    assert_eq!(
        officer.finds("T1.01", "v@2024").await,
        "12a",
        "kept as typed"
    );
    // A mistake can be taken back.
    officer.types("T1.01", "v@2024", "4").await;
    assert_eq!(officer.reads_score("T1.01").await, "100");
    page.click("[data-action=undo]").await;
    page.wait_attribute(&input("T1.01", "v@2024"), "value", "12a")
        .await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_second_window_only_reads_until_it_takes_over() {
    let world = World::new().await;
    let page = world.profile().await;
    page.open_screen(&format!("{VILLAGE}/odf")).await;
    let officer = Officer(&page);
    officer.types("D-O1", "kk@2024", "120").await;
    officer.sees_saved().await;
    let first = page.window().await.expect("a window");
    let second = page.new_tab().await.expect("a second window");
    page.switch_to_window(second).await.expect("can switch");
    page.open(&format!("{VILLAGE}/odf")).await;
    page.wait_for("[data-action=take-over]").await;
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "120");
    assert_eq!(
        page.count(&format!("{}[readonly]", input("D-O1", "kk@2024")))
            .await,
        1
    );
    page.click("[data-action=take-over]").await;
    page.wait_gone("[data-action=take-over]").await;
    officer.types("D-O1", "kk@2024", "121").await;
    officer.sees_saved().await;
    page.switch_to_window(first).await.expect("can switch back");
    page.wait_for("[data-action=take-over]").await;
    assert_eq!(
        page.count(&format!("{}[readonly]", input("D-O1", "kk@2024")))
            .await,
        1
    );
    page.assert_quiet().await;
}

#[tokio::test]
async fn leaving_in_the_middle_of_a_field_keeps_what_was_typed() {
    let world = World::new().await;
    let page = world.profile().await;
    page.open_screen(&format!("{VILLAGE}/odf")).await;
    let officer = Officer(&page);
    page.click(&input("D-O1", "kk@2024")).await;
    page.press(&input("D-O1", "kk@2024"), "77").await;
    // No pause, no tab: straight to another screen, as with the back key.
    officer.goes_to(VILLAGE, "overview").await;
    officer.sees_saved().await;
    page.reload().await;
    officer.opens_section("odf").await;
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "77");
    page.assert_quiet().await;
}

/// Pressing the button leaves the field, which turns "not known" into "take away".
#[tokio::test]
async fn pressing_not_known_right_after_typing_takes_nothing_away() {
    let world = World::new().await;
    let page = world.profile().await;
    page.open_screen(&format!("{VILLAGE}/odf")).await;
    let officer = Officer(&page);
    let press = "const [field, unknown] = [...arguments].map((css) => document.querySelector(css));
        field.focus();
        field.value = '77';
        field.dispatchEvent(new Event('input', { bubbles: true }));
        unknown.dispatchEvent(new MouseEvent('mousedown', { bubbles: true }));
        field.dispatchEvent(new Event('change', { bubbles: true }));
        field.blur();
        unknown.click();
        return null";
    let places = [
        input("D-O1", "kk@2024"),
        String::from("[data-item=\"D-O1\"] [data-action=unknown]"),
    ];
    page.js(press, places.map(Into::into).to_vec()).await;
    page.wait_for("[data-item=\"D-O1\"] [data-action=clear]")
        .await;
    officer.sees_saved().await;
    page.reload().await;
    page.wait_for("[data-item=\"D-O1\"]").await;
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "77");
    // Whoever means it is not held up.
    page.click("[data-item=\"D-O1\"] [data-action=clear]").await;
    page.wait_for("[data-item=\"D-O1\"] [data-action=unknown]")
        .await;
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "");
    page.assert_quiet().await;
}

#[tokio::test]
async fn going_from_one_village_to_another_and_back_keeps_both() {
    let world = World::new().await;
    let page = world.profile().await;
    page.open_screen(&format!("{VILLAGE}/odf")).await;
    let officer = Officer(&page);
    officer.types("D-O1", "kk@2024", "120").await;
    // By address, not by the first screen; and at once, before anything is saved.
    officer.goes_to("#/desa/63.11.07.2003", "overview").await;
    page.wait_text(".bar-title", "Inan").await;
    officer.opens_section("odf").await;
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "");
    officer.types("D-O1", "kk@2024", "75").await;
    for (village, name, value) in [
        (VILLAGE, "Baruh", "120"),
        ("#/desa/63.11.07.2003", "Inan", "75"),
    ] {
        officer.goes_to(village, "overview").await;
        page.wait_text(".bar-title", name).await;
        officer.opens_section("odf").await;
        assert_eq!(officer.finds("D-O1", "kk@2024").await, value);
    }
    officer.goes_to("#/", "home").await;
    page.wait_until(
        "both villages once",
        "return document.querySelectorAll('[data-sheet]').length === 2",
    )
    .await;
    page.assert_quiet().await;
}
