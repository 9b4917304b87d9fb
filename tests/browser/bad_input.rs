//! What the page says to files that it cannot take in. Nothing stored is
//! touched.

use std::fs;

use serde_json::json;

use crate::officer::Officer;
use crate::support::World;

const VILLAGE: &str = "#/desa/63.11.07.2002";

#[tokio::test]
async fn bad_files_get_one_clear_sentence_and_touch_nothing() {
    let world = World::new().await;
    let page = world.profile().await;
    page.open_screen(&format!("{VILLAGE}/odf")).await;
    let officer = Officer(&page);
    officer.types("D-O1", "kk@2024", "120").await;
    officer.sees_saved().await;
    let good = fs::read_to_string(officer.hands_over(VILLAGE).await).expect("the file");
    let stored = stored(&page).await;

    let folder = tempfile::tempdir().expect("a folder");
    let cases: [(&str, Vec<u8>, &str); 9] = [
        (
            "foto.jpg",
            vec![0xff, 0xd8, 0xff, 0xe0, 0, 16],
            "bukan berkas Saba",
        ),
        (
            "daftar.json",
            b"{\"nama\": \"daftar hadir\"}".to_vec(),
            "bukan berkas Saba",
        ),
        ("kosong.txt", Vec::new(), "kosong"),
        (
            "potong.saba.json",
            // Before the first answer: nothing of it is whole.
            good.as_bytes()[..good.find("\"answers\"").expect("answers")].to_vec(),
            "terpotong",
        ),
        (
            "ubah.saba.json",
            good.replace("120", "119").into_bytes(),
            "berubah sejak dibuat",
        ),
        (
            "baru.saba.json",
            good.replace("\"version\":1", "\"version\":2").into_bytes(),
            "lebih baru",
        ),
        (
            "lain.saba.json",
            resealed(&good, "kks-2025", "kks-2031"),
            "instrumen lain",
        ),
        (
            "rusak.saba.json",
            resealed(&good, "63.11.07.2002", "63.11.07"),
            "rusak di bagian",
        ),
        ("<i>nama.txt", b"{}".to_vec(), "<i>nama.txt"),
    ];
    for (name, bytes, told) in cases {
        officer.goes_to("#/tentang", "about").await;
        officer.goes_to("#/ambil", "take-in").await;
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("a file");
        page.choose_file("input[type=file]", &path).await;
        page.wait_text("[data-refused]", told).await;
        page.wait_text("[data-refused]", "Tidak ada yang diubah")
            .await;
        assert_eq!(page.count("[data-preview]").await, 0, "{name}");
    }
    assert_eq!(
        self::stored(&page).await,
        stored,
        "nothing stored was touched"
    );

    // Dropped on the page, and with what chats and editors add: it opens.
    let path = folder.path().join("laporan(1).txt");
    fs::write(&path, format!("\u{feff}{}", good.replace('\n', "\r\n"))).expect("a file");
    officer.goes_to("#/tentang", "about").await;
    officer.goes_to("#/ambil", "take-in").await;
    page.drop_file("main.drop", &path).await;
    page.wait_for("[data-preview] [data-count=same]").await;
    page.assert_quiet().await;
}

/// The same file with one text replaced and a right checksum again.
pub fn resealed(good: &str, from: &str, to: &str) -> Vec<u8> {
    let changed = good.replace(from, to);
    let mut document = saba_core::json::Json::parse(&changed).expect("JSON");
    let sum = saba_core::file::checksum(&document);
    if let saba_core::json::Json::Obj(members) = &mut document {
        for (name, value) in members {
            if name == "checksum" {
                *value = saba_core::json::Json::text(&sum);
            }
        }
    }
    document.compact().into_bytes()
}

/// Everything in the database, as one text.
async fn stored(page: &crate::support::Browser) -> String {
    let script = "return new Promise((done, fail) => {
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
                values.onsuccess = () => { all[name] = [keys.result, values.result]; };
            }
            tx.oncomplete = () => { db.close(); done(JSON.stringify(all)); };
        };
    })";
    page.js(script, [json!(null)])
        .await
        .as_str()
        .unwrap_or_default()
        .to_string()
}
