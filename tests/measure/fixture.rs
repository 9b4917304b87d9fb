//! Makes `tests/fixtures/store-1`: what the first version stores, and the files that
//! it handed over. Made once, with that version; newer programs must be able to
//! read it for ever, so it is not made anew:
//!
//! `SABA_DIST=… cargo test --test measure -- fixture::`

use std::fs;
use std::path::{Path, PathBuf};

use saba_core::json::Json;
use serde_json::{Value, json};

use crate::officer::{Officer, input};
use crate::support::{Browser, World};

const VILLAGE: &str = "#/desa/63.11.07.2002";
const KECAMATAN: &str = "#/kecamatan/63.11.07";
const REGENCY: &str = "#/kabupaten/63.11";

/// Everything that the database holds, by object store and key.
const DUMP: &str = "return new Promise((done, fail) => {
    const open = indexedDB.open('saba');
    open.onerror = () => fail(open.error);
    open.onsuccess = () => {
        const db = open.result;
        const names = [...db.objectStoreNames];
        const tx = db.transaction(names);
        const all = {};
        for (const name of names) {
            const keys = tx.objectStore(name).getAllKeys();
            const values = tx.objectStore(name).getAll();
            values.onsuccess = () => {
                all[name] = Object.fromEntries(keys.result.map((k, i) => [k, values.result[i]]));
            };
        }
        tx.oncomplete = () => { db.close(); done(all); };
    };
})";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/store-1")
}

async fn fills_in_the_village(officer: &Officer<'_>) {
    officer.goes_to(VILLAGE, "overview").await;
    officer.is_called("Siti Aminah", "sekretaris desa").await;
    officer.opens_section("pokja").await;
    officer.chooses("D-K1", "ttd", "ya").await;
    officer.types("D-K1", "nomor", "140/07/KPTS/2022").await;
    officer.chooses("D-K2", "ada@2023", "ya").await;
    officer
        .0
        .click("[data-item=\"D-K5\"] [data-action=add-row]")
        .await;
    officer
        .types("D-K5", "1/nama", "Kerja bakti <b>\"saluran\"</b>")
        .await;
    officer.goes_to(&format!("{VILLAGE}/odf"), "section").await;
    officer.types("D-O1", "kk@2023", "118").await;
    officer.types("D-O1", "kk@2024", "1.120").await;
    officer.chooses("D-O4", "status", "lulus").await;
    officer
        .goes_to(&format!("{VILLAGE}/lingkungan"), "section")
        .await;
    officer.types("D-L1", "n@2024", "112").await;
    officer.types("D-L3", "sisa@2024", "1,25").await;
    // What is not a number is kept; what was emptied leaves an answer behind.
    officer.types("D-L2", "n@2024", "kira-kira 12").await;
    officer.types("D-L4", "n@2024", "7").await;
    officer
        .0
        .click("[data-item=\"D-L4\"] [data-action=clear]")
        .await;
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

async fn fills_in_the_others(officer: &Officer<'_>) {
    officer
        .goes_to(&format!("{KECAMATAN}/forkom"), "section")
        .await;
    officer.chooses("C-K1", "ttd", "tidak").await;
    officer.sees_saved().await;
    officer.goes_to(&format!("{REGENCY}/t4"), "section").await;
    officer.chooses("T4.01", "level", "50").await;
    for (key, value) in [
        ("n@2023", "5"),
        ("d@2023", "12"),
        ("n@2024", "9"),
        ("d@2024", "12"),
    ] {
        officer.types("T4.08", key, value).await;
    }
    officer
        .0
        .click("[data-item=\"T4.08\"] [data-action=rule]")
        .await;
    officer
        .0
        .click("[data-item=\"T4.08\"] [data-rule=\"100\"]")
        .await;
    officer
        .types("T4.08", "ruling-ground", "Jawaban provinsi 12-03-2025")
        .await;
    officer
        .0
        .click("[data-item=\"T4.08\"] [data-action=save-ruling]")
        .await;
    officer.sees_saved().await;
}

/// A file as a newer program would write it: with members that this one does not
/// know, in every place.
fn from_a_newer_program(path: &Path) {
    let text = fs::read_to_string(path).expect("the file");
    let text = text
        .replacen(
            "\"sheet\":{",
            "\"palette\":[1,2],\"sheet\":{\"colour\":\"red\",",
            1,
        )
        .replacen(
            "\"D-O1\":{",
            "\"D-X9\":{\"v\":{\"n\":1}},\"D-O1\":{\"photo\":{\"a\":1},",
            1,
        );
    assert!(text.contains("\"colour\"") && text.contains("\"photo\""));
    let mut document = Json::parse(&text).expect("JSON");
    let sum = saba_core::file::checksum(&document);
    if let Json::Obj(members) = &mut document {
        members.retain(|(name, _)| name != "checksum");
        members.push(("checksum".into(), Json::text(&sum)));
    }
    fs::write(path, document.compact()).expect("the file is written");
}

/// Hands a sheet over and gets its file, the last of several.
async fn hands_over(officer: &Officer<'_>, sheet: &str) -> PathBuf {
    officer.hands_over(sheet).await;
    let made = |path: &PathBuf| fs::metadata(path).and_then(|m| m.modified()).ok();
    let files = officer.0.downloads().into_iter();
    files.max_by_key(made).expect("a file")
}

async fn keeps(page: &Browser, sheet: &str, name: &str) {
    let file = hands_over(&Officer(page), sheet).await;
    fs::copy(file, folder().join(name)).expect("the file is kept");
}

#[tokio::test]
async fn the_store_of_the_first_version() {
    let world = World::new().await;
    let page = world.profile().await;
    let other = world.profile().await;
    for browser in [&page, &other] {
        browser.open("#/tentang").await;
        browser.wait_for("[data-screen=about]").await;
    }
    let (here, there) = (Officer(&page), Officer(&other));
    fills_in_the_village(&here).await;
    // Two people change the same answers without seeing each other.
    let file = hands_over(&here, VILLAGE).await;
    there.takes_in(&file, "new", 12).await;
    for (officer, number) in [(&here, "121"), (&there, "122")] {
        officer.goes_to(&format!("{VILLAGE}/odf"), "section").await;
        officer.types("D-O1", "kk@2024", number).await;
        officer.sees_saved().await;
    }
    let file = hands_over(&there, VILLAGE).await;
    from_a_newer_program(&file);
    here.takes_in(&file, "conflict", 1).await;
    fills_in_the_others(&here).await;
    fs::create_dir_all(folder()).expect("a folder");
    keeps(&page, VILLAGE, "desa.saba.json").await;
    keeps(&page, KECAMATAN, "kecamatan.saba.json").await;
    keeps(&page, REGENCY, "kabupaten.saba.json").await;
    here.sees_saved().await;
    let dump: Value = page.js(DUMP, [json!(null)]).await;
    let text = serde_json::to_string_pretty(&dump).expect("JSON");
    fs::write(folder().join("stores.json"), text).expect("the dump is written");
}
