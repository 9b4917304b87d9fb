//! Rounds of verification: what is to be repaired goes to whoever repairs it, lands on
//! exactly those items, and is closed by the ordinary hand-over.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;
use thirtyfour::prelude::Key;

use crate::officer::Officer;
use crate::support::{Browser, World};

const VILLAGE: &str = "#/desa/63.11.07.2002";
const REGENCY: &str = "#/kabupaten/63.11";

/// The words of a reviewer who tries to write a page.
const WORDS: &str = "<b>Angka</b> & <img src=x onerror=alert(1)> tidak cocok";

/// Chooses an option of a select.
pub async fn selects(page: &Browser, css: &str, value: &str) {
    page.wait_for(css).await;
    let script = "const select = document.querySelector(arguments[0]);
        select.value = arguments[1];
        select.dispatchEvent(new Event('change', { bubbles: true }));
        return null";
    page.js(script, [json!(css), json!(value)]).await;
}

pub fn panel(item: &str) -> String {
    format!("[data-item=\"{item}\"] [data-review]")
}

/// On the screen of a section: opens the panel of an item, in a round.
pub async fn opens_panel(page: &Browser, item: &str, round: &str) {
    let panel = panel(item);
    page.click(&format!("{panel} > summary")).await;
    selects(page, &format!("{panel} [data-round]"), round).await;
}

pub async fn says(page: &Browser, item: &str, verdict: &str) {
    let panel = panel(item);
    page.click(&format!(
        "{panel} [data-review-key=verdict][value={verdict}]"
    ))
    .await;
    page.wait_attribute(&panel, "data-verdict", verdict).await;
}

/// Takes a file in and stores it.
async fn takes(page: &Browser, file: &Path) {
    let officer = Officer(page);
    officer.goes_to("#/tentang", "about").await;
    officer.goes_to("#/ambil", "take-in").await;
    page.choose_file("input[type=file]", file).await;
    page.click("[data-action=store]").await;
    page.wait_for("[data-stored]").await;
}

/// The return file for one who repairs, from the page of the rounds.
pub async fn returns(page: &Browser, owner: &str) -> PathBuf {
    let before = page.downloads();
    let card = format!("[data-return=\"{owner}\"]");
    page.click(&format!("{card} [data-action=download-return]"))
        .await;
    page.wait_for(&format!("{card} [data-return-out=good]"))
        .await;
    page.wait_new_json(&before).await
}

/// The values of an attribute of all that match.
async fn all_of(page: &Browser, css: &str, name: &str) -> serde_json::Value {
    let script = "return [...document.querySelectorAll(arguments[0])]
        .map((e) => e.getAttribute(arguments[1]))";
    page.js(script, [json!(css), json!(name)]).await
}

async fn is_text(page: &Browser, css: &str) {
    page.wait_text(css, WORDS).await;
    assert_eq!(page.count("main b > b, main img").await, 0, "it is a text");
}

#[tokio::test]
async fn what_is_asked_lands_on_its_items_and_an_answer_closes_it() {
    let world = World::new().await;
    let village = world.profile().await;
    village.open_screen(&format!("{VILLAGE}/odf")).await;
    let officer = Officer(&village);
    officer.types("D-O1", "kk@2024", "120").await;
    officer.types("D-O2", "babs", "3").await;
    officer.types("D-O5", "p2", "20").await;
    officer.sees_saved().await;
    let first = officer.hands_over(VILLAGE).await;

    // The secretariat looks at the answers and asks for two repairs.
    let desk = world.profile().await;
    desk.open_screen("#/ambil").await;
    takes(&desk, &first).await;
    let secretary = Officer(&desk);
    secretary
        .goes_to(&format!("{VILLAGE}/odf"), "section")
        .await;
    opens_panel(&desk, "D-O1", "lanjutan").await;
    says(&desk, "D-O1", "perbaiki").await;
    let comment = format!("{} [data-review-key=comment]", panel("D-O1"));
    desk.fill(&comment, WORDS).await;
    desk.click(&format!("{} [data-reasons] summary", panel("D-O1")))
        .await;
    let reason = "[data-review-key=reason][value=tahun_tidak_sesuai]";
    desk.click(&format!("{} {reason}", panel("D-O1"))).await;
    opens_panel(&desk, "D-O2", "lanjutan").await;
    says(&desk, "D-O2", "perbaiki").await;
    opens_panel(&desk, "D-O5", "lanjutan").await;
    says(&desk, "D-O5", "terima").await;
    secretary.sees_saved().await;
    // What was typed and chosen is stored together.
    desk.reload().await;
    desk.wait_for("[data-item=\"D-O1\"]").await;
    secretary
        .goes_to(&format!("{VILLAGE}/verifikasi"), "review")
        .await;
    let row = "[data-glance] [data-row=lanjutan]";
    for (tally, n) in [("open", "2"), ("accepted", "1"), ("closed", "0")] {
        desk.wait_text(&format!("{row} [data-tally={tally}]"), n)
            .await;
    }
    is_text(&desk, "[data-repair=\"D-O1\"][data-state=open]").await;
    desk.wait_text("[data-repair=\"D-O1\"]", "Tahun data tidak sesuai")
        .await;
    // 2 x 24 hours, by the instrument.
    desk.wait_text("[data-owner=\"\"]", "masih 1 hari 23 jam")
        .await;
    let asked = returns(&desk, "").await;

    // The village opens it and lands on exactly these items.
    officer.goes_to("#/ambil", "take-in").await;
    village.choose_file("input[type=file]", &asked).await;
    village.wait_for("[data-request=\"2\"]").await;
    is_text(&village, "[data-request]").await;
    village
        .wait_text("[data-request]", "Verifikasi lanjutan pusat")
        .await;
    village.click("[data-action=store]").await;
    village.click("[data-action=look-at-asked]").await;
    village.wait_for("[data-screen=repairs]").await;
    assert_eq!(
        all_of(&village, "[data-repair]", "data-repair").await,
        json!(["D-O1", "D-O2"])
    );
    is_text(&village, "[data-repair=\"D-O1\"]").await;
    village.click("[data-repair=\"D-O1\"] a").await;
    is_text(&village, "[data-item=\"D-O1\"] [data-asked]").await;

    // Also in the field, where nothing is known of rounds.
    village.open(VILLAGE).await;
    village.reload().await;
    village
        .wait_attribute("html", "data-program", "field")
        .await;
    village
        .wait_text("[data-wanted=\"2\"]", "2 isian diminta diperbaiki")
        .await;
    officer.opens_section("odf").await;
    is_text(&village, "[data-item=\"D-O1\"] [data-asked]").await;
    assert_eq!(village.count("[data-asked]").await, 2);
    // Who, why and until when stands on the page that the overview leads to.
    officer.goes_to(VILLAGE, "overview").await;
    village.click("[data-wanted] a").await;
    village.wait_for("[data-screen=repairs]").await;
    village
        .wait_text("[data-repair=\"D-O1\"]", "Tahun data tidak sesuai")
        .await;
    village
        .wait_text("[data-repair=\"D-O1\"]", "masih 1 hari 23 jam")
        .await;
    village.open(&format!("{VILLAGE}/odf")).await;
    village.reload().await;
    village
        .wait_attribute("html", "data-program", "field")
        .await;
    officer.types("D-O1", "kk@2024", "121").await;
    village.wait_gone("[data-item=\"D-O1\"] [data-asked]").await;
    officer.sees_saved().await;
    officer.goes_to(VILLAGE, "overview").await;
    village.wait_for("[data-wanted=\"1\"]").await;
    let repaired = officer.hands_over(VILLAGE).await;

    // The ordinary hand-over closes it at the desk; the other one stays open.
    takes(&desk, &repaired).await;
    secretary
        .goes_to(&format!("{VILLAGE}/verifikasi"), "review")
        .await;
    desk.wait_for("[data-repair=\"D-O1\"][data-state=closed]")
        .await;
    desk.wait_for("[data-repair=\"D-O2\"][data-state=open]")
        .await;
    desk.wait_text(&format!("{row} [data-tally=closed]"), "1")
        .await;
    desk.wait_text("[data-return]", "1 isian diminta").await;
    // Not enough: it is asked for again.
    secretary
        .goes_to(&format!("{VILLAGE}/odf"), "section")
        .await;
    opens_panel(&desk, "D-O1", "lanjutan").await;
    desk.click(&format!("{} [data-action=ask-again]", panel("D-O1")))
        .await;
    desk.wait_gone(&format!("{} [data-closed]", panel("D-O1")))
        .await;
    secretary
        .goes_to(&format!("{VILLAGE}/verifikasi"), "review")
        .await;
    desk.wait_for("[data-repair=\"D-O1\"][data-state=open]")
        .await;
    desk.wait_text("[data-return]", "2 isian diminta").await;
    for page in [&village, &desk] {
        page.assert_quiet().await;
    }
}

#[tokio::test]
async fn a_review_is_taken_back_and_named_wherever_changes_are() {
    let world = World::new().await;
    let page = world.profile().await;
    page.open_screen(&format!("{REGENCY}/t1")).await;
    let officer = Officer(&page);
    officer.types("T1.03", "v@2024", "71").await;
    opens_panel(&page, "T1.03", "provinsi").await;
    says(&page, "T1.03", "terima").await;
    officer.sees_saved().await;
    page.wait_text("[data-action=undo]", "Urungkan: Verifikasi provinsi: 1.3")
        .await;
    // What was typed is not lost when something is chosen right after.
    let comment = format!("{} [data-review-key=comment]", panel("T1.03"));
    page.click(&comment).await;
    page.press(&comment, "sudah cocok").await;
    selects(
        &page,
        &format!("{} [data-review-key=score]", panel("T1.03")),
        "50",
    )
    .await;
    officer.sees_saved().await;
    page.reload().await;
    page.wait_for("[data-item=\"T1.03\"]").await;
    opens_panel(&page, "T1.03", "provinsi").await;
    assert_eq!(page.value(&comment).await, "sudah cocok");
    says(&page, "T1.03", "perbaiki").await;
    page.click("[data-action=undo]").await;
    page.wait_attribute(&panel("T1.03"), "data-verdict", "terima")
        .await;
    assert_eq!(page.value(&comment).await, "sudah cocok");
    officer.sees_saved().await;
    page.reload().await;
    page.wait_for("[data-item=\"T1.03\"]").await;
    opens_panel(&page, "T1.03", "provinsi").await;
    page.wait_attribute(&panel("T1.03"), "data-verdict", "terima")
        .await;

    // The rounds side by side: only this one differs from what was computed.
    officer
        .goes_to(&format!("{REGENCY}/verifikasi"), "review")
        .await;
    page.click("[data-comparison] > summary").await;
    page.wait_for("[data-line=\"T1.03\"][data-differs]").await;
    assert_eq!(page.count("[data-line]").await, 1);
    page.click("[data-only-different]").await;
    page.wait_for("[data-line=\"T1.04\"]").await;

    // No raw id where changes are listed.
    officer
        .goes_to(&format!("{REGENCY}/riwayat"), "history")
        .await;
    page.wait_text("[data-moment]", "Verifikasi provinsi: 1.3")
        .await;
    assert!(!page.text("main").await.contains("$provinsi"));
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_return_file_for_another_sheet_is_refused_in_one_sentence() {
    let world = World::new().await;
    let desk = world.profile().await;
    // By way of the desk: the field holds no rounds.
    desk.open_screen("#/ambil").await;
    Officer(&desk)
        .goes_to(&format!("{VILLAGE}/odf"), "section")
        .await;
    Officer(&desk).types("D-O1", "kk@2024", "120").await;
    opens_panel(&desk, "D-O1", "provinsi").await;
    says(&desk, "D-O1", "perbaiki").await;
    Officer(&desk).sees_saved().await;
    Officer(&desk)
        .goes_to(&format!("{VILLAGE}/verifikasi"), "review")
        .await;
    let asked = returns(&desk, "").await;

    // A device without that sheet, then one with another sheet of the same village.
    let other = world.profile().await;
    other.open_screen("#/ambil").await;
    other.choose_file("input[type=file]", &asked).await;
    other
        .wait_text(
            "[data-refused]",
            "yang lembarnya belum ada di perangkat ini",
        )
        .await;
    other
        .wait_text("[data-refused]", "Tidak ada yang diubah.")
        .await;
    let officer = Officer(&other);
    officer.goes_to(&format!("{VILLAGE}/odf"), "section").await;
    officer.types("D-O1", "kk@2024", "99").await;
    officer.sees_saved().await;
    officer.goes_to("#/ambil", "take-in").await;
    other.choose_file("input[type=file]", &asked).await;
    other
        .wait_text(
            "[data-refused]",
            "dibuat untuk lembar lain dari wilayah itu",
        )
        .await;
    assert_eq!(other.count("[data-action=store]").await, 0);
    // A changed file is no request at all.
    let text = fs::read_to_string(&asked).expect("the request");
    let folder = tempfile::tempdir().expect("a folder");
    let changed = folder.path().join("ubah.json");
    fs::write(&changed, text.replace("provinsi", "dokumen")).expect("a file");
    other.choose_file("input[type=file]", &changed).await;
    other
        .wait_text("[data-refused]", "berubah sejak dibuat")
        .await;
    // Taken in twice it is the same request.
    Officer(&desk).goes_to("#/ambil", "take-in").await;
    desk.choose_file("input[type=file]", &asked).await;
    desk.wait_text("[data-request=\"1\"]", "sudah ada di perangkat ini")
        .await;
    assert_eq!(desk.count("[data-action=store]").await, 0);
    other.assert_quiet().await;
    desk.assert_quiet().await;
}

#[tokio::test]
async fn each_agency_gets_its_own_file_and_the_part_of_the_sheet_that_it_needs() {
    let world = World::new().await;
    let page = world.profile().await;
    page.open_screen(&format!("{REGENCY}/t1")).await;
    let officer = Officer(&page);
    officer.types("T1.03", "v@2024", "71").await;
    for (item, owner) in [("T1.03", "Dinas Kesehatan"), ("T1.04", "RSUD")] {
        opens_panel(&page, item, "lanjutan").await;
        says(&page, item, "perbaiki").await;
        let field = format!("{} [data-review-key=owner]", panel(item));
        page.fill(&field, owner).await;
    }
    officer.sees_saved().await;
    officer
        .goes_to(&format!("{REGENCY}/verifikasi"), "review")
        .await;
    page.wait_for("[data-return=RSUD]").await;
    assert_eq!(page.count("[data-return]").await, 2);
    // One deadline for all that is open, as one act.
    let soon = "[data-deadline-for-all]";
    selects(&page, soon, "2001-02-03T04:05").await;
    page.click("[data-action=set-for-all]").await;
    page.wait_until(
        "both times to be over",
        "return document.querySelectorAll('[data-owner] [data-over=true]').length === 2",
    )
    .await;
    page.wait_text("[data-owner=RSUD]", "03-02-2001 04.05 (lewat")
        .await;
    page.click("[data-action=hours-from-now]").await;
    page.wait_gone("[data-owner] [data-over=true]").await;
    officer.sees_saved().await;
    let asked = returns(&page, "Dinas Kesehatan").await;
    let whole: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(&asked).expect("a file")).expect("JSON");
    assert_eq!(whole["items"].as_array().map(Vec::len), Some(1));
    page.click("[data-part-for=\"Dinas Kesehatan\"] summary")
        .await;
    let before = page.downloads();
    page.click("[data-part-for=\"Dinas Kesehatan\"] [data-action=download]")
        .await;
    let part = page.wait_new_json(&before).await;

    // The agency has no sheet: both files together.
    let office = world.profile().await;
    office.open_screen("#/ambil").await;
    takes(&office, &part).await;
    takes(&office, &asked).await;
    office.click("[data-action=look-at-asked]").await;
    office.wait_for("[data-screen=repairs]").await;
    assert_eq!(
        all_of(&office, "[data-repair]", "data-repair").await,
        json!(["T1.03"])
    );
    Officer(&office)
        .goes_to(&format!("{REGENCY}/t1"), "section")
        .await;
    assert_eq!(Officer(&office).finds("T1.03", "v@2024").await, "71");
    Officer(&office).types("T1.03", "v@2024", "72").await;
    Officer(&office).sees_saved().await;
    let back = Officer(&office).hands_over(REGENCY).await;
    takes(&page, &back).await;
    officer
        .goes_to(&format!("{REGENCY}/verifikasi"), "review")
        .await;
    page.wait_for("[data-repair=\"T1.03\"][data-state=closed]")
        .await;
    page.wait_for("[data-repair=\"T1.04\"][data-state=open]")
        .await;
    assert_eq!(page.count("[data-disagree]").await, 0);
    page.assert_quiet().await;
    office.assert_quiet().await;
}

#[tokio::test]
async fn the_meeting_goes_by_keys_and_decides() {
    let world = World::new().await;
    let page = world.profile().await;
    page.open_screen(&format!("{REGENCY}/t1")).await;
    let officer = Officer(&page);
    officer.types("T1.03", "v@2024", "71").await;
    officer.sees_saved().await;
    page.open(&format!("{REGENCY}/rapat")).await;
    page.wait_for("[data-screen=meeting] [data-at]").await;
    page.resize(1280, 800).await;
    selects(&page, "[data-round]", "dokumen").await;
    page.press("body", "1").await;
    page.wait_for("[data-at=\"T1.01\"]").await;
    page.press("body", Key::Right + Key::Right).await;
    page.wait_for("[data-at=\"T1.03\"]").await;
    page.wait_text("[data-meeting=value]", "71").await;
    page.wait_text("[data-meeting=before]", "belum ada yang melihat")
        .await;
    page.press("body", "t").await;
    page.wait_attribute("[data-meeting=now]", "data-verdict", "terima")
        .await;
    page.press("body", Key::Right + "p").await;
    page.wait_for("[data-at=\"T1.04\"]").await;
    page.wait_attribute("[data-meeting=now]", "data-verdict", "perbaiki")
        .await;
    page.press("body", "4").await;
    page.wait_for("[data-at=\"T4.01\"]").await;
    officer.sees_saved().await;
    // The next round sees what this one said.
    page.press("body", "1").await;
    page.wait_for("[data-at=\"T1.01\"]").await;
    page.press("body", Key::Right + Key::Right).await;
    selects(&page, "[data-round]", "lanjutan").await;
    page.wait_text(
        "[data-meeting=before]",
        "Verifikasi dokumen pusat: diterima",
    )
    .await;
    page.click("[data-decide=perbaiki]").await;
    page.wait_attribute("[data-decide=perbaiki]", "aria-pressed", "true")
        .await;
    page.wait_text("[data-meeting=now]", "masih 1 hari 23 jam")
        .await;
    officer.sees_saved().await;
    officer
        .goes_to(&format!("{REGENCY}/verifikasi"), "review")
        .await;
    let open = "[data-glance] [data-row=lanjutan] [data-tally=open]";
    page.wait_text(open, "1").await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn the_recap_of_a_meeting_is_one_sheet_by_who_repairs() {
    let world = World::new().await;
    let page = world.profile().await;
    page.open_screen(&format!("{REGENCY}/t1")).await;
    let officer = Officer(&page);
    officer.types("T1.03", "v@2024", "71").await;
    for (item, owner, comment) in [
        ("T1.03", "RSUD", "Lampirkan laporan 2024."),
        ("T1.04", "Dinas Kesehatan", WORDS),
        ("T1.05", "", "Siapa yang memegang datanya?"),
    ] {
        opens_panel(&page, item, "lanjutan").await;
        says(&page, item, "perbaiki").await;
        for (key, value) in [("owner", owner), ("comment", comment)] {
            let field = format!("{} [data-review-key={key}]", panel(item));
            page.fill(&field, value).await;
        }
    }
    // One of them is answered since.
    officer.types("T1.03", "v@2024", "72").await;
    officer.sees_saved().await;
    officer
        .goes_to(&format!("{REGENCY}/verifikasi"), "review")
        .await;
    page.click("[data-action=recap]").await;
    page.wait_text(
        "[data-recap=\"3\"]",
        "3 isian diminta diperbaiki · 2 belum dijawab · 1 sudah dijawab",
    )
    .await;
    let rows = async || all_of(&page, "[data-repair]", "data-repair").await;
    assert_eq!(rows().await, json!(["T1.04", "T1.03", "T1.05"]));
    is_text(&page, "[data-repair=\"T1.04\"]").await;
    let first = "[data-repair=\"T1.04\"]";
    page.wait_text(first, "Dinas Kesehatan").await;
    page.wait_text(first, "masih 1 hari 23 jam").await;
    page.wait_text("[data-repair=\"T1.05\"]", "Belum ada yang ditunjuk")
        .await;
    // The time of what is answered does not run.
    page.wait_text(
        "[data-repair=\"T1.03\"][data-state=closed]",
        "sudah dijawab",
    )
    .await;
    assert_eq!(
        page.count("[data-repair=\"T1.03\"] [data-deadline]").await,
        0
    );
    selects(&page, "[data-sort]", "number").await;
    page.wait_for("[data-repair]:first-child[data-repair=\"T1.03\"]")
        .await;
    page.click("[data-only-open]").await;
    page.wait_gone("[data-repair=\"T1.03\"]").await;
    assert_eq!(rows().await, json!(["T1.04", "T1.05"]));

    // On paper: the place, the round, every line, and nothing to press.
    page.resize(794, 1123).await;
    page.cdp("Emulation.setEmulatedMedia", json!({ "media": "print" }))
        .await;
    page.wait_text(".recap-whose", "Verifikasi lanjutan pusat")
        .await;
    let paper = "const main = document.querySelector('main');
        const seen = (e) => e.getClientRects().length > 0;
        return [
            [...main.querySelectorAll('button, select, input')].filter(seen).length,
            [...main.querySelectorAll('[data-repair]')].filter(seen).length,
            getComputedStyle(main.querySelector('thead')).display,
            getComputedStyle(main.querySelector('[data-repair]')).breakInside,
            main.scrollWidth <= innerWidth,
        ]";
    assert_eq!(
        page.js(paper, []).await,
        json!([0, 2, "table-header-group", "avoid", true])
    );
    assert!(page.pdf().await.starts_with(b"%PDF"));
    page.assert_quiet().await;
}

#[tokio::test]
async fn rounds_are_summed_by_tatanan_against_what_the_levels_take() {
    let world = World::new().await;
    let page = world.profile().await;
    page.open_screen(&format!("{REGENCY}/t4")).await;
    let officer = Officer(&page);
    officer.chooses("T4.01", "level", "50").await;
    for (item, round, score) in [("T4.01", "provinsi", "100"), ("T4.01", "dokumen", "0")] {
        opens_panel(&page, item, round).await;
        selects(
            &page,
            &format!("{} [data-review-key=score]", panel(item)),
            score,
        )
        .await;
        page.click(&format!("{} > summary", panel(item))).await;
    }
    officer.sees_saved().await;
    officer
        .goes_to(&format!("{REGENCY}/verifikasi"), "review")
        .await;
    page.click("[data-comparison] > summary").await;
    // By the data, by the regency itself, the province, the centre twice.
    let cell = |n: usize| format!("[data-sum=t4] td:nth-child({n})");
    for (column, sum) in [
        (2, "50–1.250"),
        (3, "50–1.250"),
        (4, "100–1.300"),
        (5, "0–1.200"),
    ] {
        page.wait_text(&cell(column), sum).await;
    }
    page.wait_text(&cell(4), "di bawah batas, masih bisa Wistara")
        .await;
    page.wait_text(
        "[data-sum=t4] th",
        "Batas tiap tingkat: 923 · 1.053 · 1.183",
    )
    .await;
    assert_eq!(page.count("[data-sum]").await, 10);
    // From the data to the last round: one down; what no round scored stays as it was.
    page.wait_text(
        "[data-changes]",
        "0 naik · 1 turun · 0 belum pasti · 151 tetap",
    )
    .await;
    page.wait_text("[data-line=\"T4.01\"] [data-change=down]", "▼ turun 50")
        .await;
    selects(&page, "[data-column=dengan]", "2").await;
    page.wait_text("[data-line=\"T4.01\"] [data-change=up]", "▲ naik 50")
        .await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn the_meeting_knows_an_items_evidence_and_history() {
    let world = World::new().await;
    let page = world.profile().await;
    page.open_screen(&format!("{REGENCY}/t4")).await;
    let officer = Officer(&page);
    officer.goes_to(REGENCY, "overview").await;
    officer.is_called("Ratna", "sekretariat").await;
    officer.goes_to(&format!("{REGENCY}/t4"), "section").await;
    officer.types("T4.03", "n@2024", "7").await;
    officer.sees_saved().await;
    officer.types("T4.03", "n@2024", "9").await;
    officer.sees_saved().await;
    page.open(&format!("{REGENCY}/rapat")).await;
    page.wait_for("[data-screen=meeting] [data-at]").await;
    page.press("body", "4").await;
    page.press("body", Key::Right + Key::Right).await;
    page.wait_for("[data-at=\"T4.03\"]").await;
    page.wait_text("[data-evidence=missing]", "belum ditulis")
        .await;
    page.press("body", "t").await;
    page.wait_attribute("[data-meeting=now]", "data-verdict", "terima")
        .await;
    officer.sees_saved().await;
    page.click("[data-item-history] summary").await;
    // The latest first, with who said it; what a round said is named as that.
    let changes = "[data-item-history] [data-change-of]";
    page.wait_until(
        "three changes",
        &format!("return document.querySelectorAll('{changes}').length === 3"),
    )
    .await;
    let script = format!(
        "return [...document.querySelectorAll('{changes}')].map((e) =>
            [e.dataset.changeOf, parseInt(e.querySelector('dd').innerText) || 0])"
    );
    assert_eq!(
        page.js(&script, []).await,
        json!([["$mandiri/T4.03", 0], ["T4.03", 9], ["T4.03", 7]])
    );
    page.wait_text(
        "[data-item-history]",
        "Ratna (sekretariat) · Penilaian mandiri",
    )
    .await;

    // The whole card fits a projector: what is decided needs no scrolling.
    page.resize(1280, 800).await;
    page.press("body", Key::Right).await;
    page.wait_for("[data-at=\"T4.04\"]").await;
    let decisions = "const box = document.querySelector('.decisions').getBoundingClientRect();
        return box.bottom <= innerHeight && box.top >= 0";
    page.wait_until("the decisions on the first screen", decisions)
        .await;
    page.assert_quiet().await;
}
