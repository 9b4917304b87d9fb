//! The page in English, for whoever chooses it, and the words that explain words.

use serde_json::json;

use crate::officer::Officer;
use crate::support::{Browser, SCREEN, World};
use crate::versions::{self, Fault};

const VILLAGE: &str = "#/desa/63.11.07.2002";
const QUESTION: &str = "[data-item=\"D-O1\"] .item-q";

async fn asks_for(page: &Browser, language: &str) {
    Officer(page).goes_to("#/tentang", "about").await;
    page.click(&format!("[data-language={language}]")).await;
}

async fn sees(page: &Browser, language: &str) {
    page.wait_attribute("html", "lang", language).await;
    page.wait_for(SCREEN).await;
}

/// How many files of the program in English are kept for use without a network.
async fn kept(page: &Browser) -> u64 {
    let script = "return caches.keys()
        .then((names) => Promise.all(names.map((name) => caches.open(name))))
        .then((all) => Promise.all(all.map((cache) => cache.keys())))
        .then((keys) => new Set([].concat(...keys).map((request) => request.url)
            .filter((url) => url.includes('/english-'))).size)";
    page.js(script, []).await.as_u64().unwrap_or_default()
}

async fn updates_to(page: &Browser, name: &str) {
    let look = "return navigator.serviceWorker.getRegistration()
        .then((registration) => registration.update()).then(() => true, () => false)";
    page.js(look, []).await;
    page.wait_attribute("html", "data-update", "ready").await;
    page.click("#update .main").await;
    page.wait_for(&format!("html[data-version={name}]")).await;
    page.wait_for(SCREEN).await;
    page.wait_offline_ready().await;
}

#[tokio::test]
async fn english_is_fetched_when_it_is_chosen_and_stays() {
    let mut world = World::new().await;
    let page = world.visited().await;
    let officer = Officer(&page);
    officer.goes_to(&format!("{VILLAGE}/odf"), "section").await;
    officer.types("D-O1", "kk@2024", "1.204").await;
    officer.sees_saved().await;
    assert_eq!(kept(&page).await, 0, "nobody asked for it yet");

    asks_for(&page, "en").await;
    sees(&page, "en").await;
    page.wait_text("h1", "About Saba").await;
    page.wait_attribute("html", "data-program", "english").await;
    page.wait_offline_ready().await;
    assert_eq!(kept(&page).await, 2);

    // Without a network, with the answers that were there; the question stays as it is.
    world.stop_server();
    let page = page.restart().await;
    page.open_screen(&format!("{VILLAGE}/odf")).await;
    sees(&page, "en").await;
    let officer = Officer(&page);
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "1.204");
    page.wait_text(QUESTION, "Berapa kepala keluarga").await;
    page.wait_attribute(QUESTION, "lang", "id").await;
    page.wait_text(".light", "Saved on this").await;

    // A new version brings its own English with it.
    world.start_server();
    let next = versions::make("next", Fault::None);
    world.serve(next.path());
    updates_to(&page, "next").await;
    sees(&page, "en").await;
    world.stop_server();
    page.reload().await;
    page.wait_for("html[data-version=next]").await;
    sees(&page, "en").await;
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "1.204");

    // Back, which needs nothing from anywhere; later versions come without it again.
    asks_for(&page, "id").await;
    sees(&page, "id").await;
    page.wait_text("h1", "Tentang Saba").await;
    world.start_server();
    let third = versions::make("third", Fault::None);
    world.serve(third.path());
    page.wait_offline_ready().await;
    updates_to(&page, "third").await;
    sees(&page, "id").await;
    assert_eq!(kept(&page).await, 0);
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_language_that_cannot_be_had_changes_nothing() {
    let mut world = World::new().await;
    let page = world.visited().await;
    let officer = Officer(&page);
    world.stop_server();
    asks_for(&page, "en").await;
    page.wait_text("#update", "belum bisa diambil").await;
    page.reload().await;
    sees(&page, "id").await;
    page.wait_offline_ready().await;

    // The browser has lost it, and there is no network: the page opens all the same.
    let choose = "localStorage.setItem('saba.language', 'en'); return null";
    page.js(choose, []).await;
    page.reload().await;
    page.wait_attribute("html", "data-program", "field").await;
    sees(&page, "id").await;
    officer.goes_to(&format!("{VILLAGE}/odf"), "section").await;
    officer.types("D-O1", "kk@2024", "120").await;
    officer.sees_saved().await;
}

/// Over plain http there is no worker that could keep it: it is fetched like everything else.
#[tokio::test]
async fn an_office_without_https_can_have_it_too() {
    let world = World::new().await;
    let mut page = world.profile().await;
    page.move_to(&world.office_url());
    page.open_screen("#/tentang").await;
    page.wait_for("html[data-later]").await;
    page.click("[data-language=en]").await;
    sees(&page, "en").await;
    page.click("[data-language=id]").await;
    sees(&page, "id").await;
}

/// Words that only the Indonesian edition has, on screens whose words are all ours.
#[tokio::test]
async fn screens_in_english_are_all_english() {
    let world = World::new().await;
    let page = world.visited().await;
    let officer = Officer(&page);
    officer.goes_to(&format!("{VILLAGE}/odf"), "section").await;
    officer.types("D-O1", "kk@2024", "120").await;
    officer.sees_saved().await;
    asks_for(&page, "en").await;
    sees(&page, "en").await;
    let indonesian = "document.querySelectorAll('main [lang=id]').forEach((e) => e.remove());
        const words = document.querySelector('main').innerText.split(/[^A-Za-z]+/);
        const known = ['yang', 'dari', 'belum', 'berkas', 'bisa', 'lembar', 'isian',
            'tidak', 'untuk', 'dengan', 'sudah', 'Lembar', 'Isian', 'Berkas', 'Belum',
            'Serahkan', 'Unduh', 'Buka', 'Simpan', 'Pilih', 'kosong', 'jawaban'];
        return words.filter((word) => known.includes(word)).slice(0, 5)";
    for (hash, screen, there) in [
        ("#/", "home", "[data-sheet]"),
        ("#/tentang", "about", "[data-language=id]"),
        ("#/kamus", "glossary", "[data-term]"),
        ("#/ambil", "take-in", "input[type=file]"),
        ("#/instrumen", "instruments", "h1"),
        ("#/pulihkan", "rescue", "h1"),
        ("#/perangkat", "device", "[data-check=clock]"),
        ("#/mulai/63.11", "choose-village", "#cari"),
        (
            "#/desa/63.11.07.2002/serahkan",
            "hand-over",
            "[data-action=download]",
        ),
        ("#/desa/63.11.07.2002/serahkan/lain", "other-ways", "h1"),
        ("#/desa/63.11.07.2002/riwayat", "history", "h1"),
        ("#/desa/63.11.07.2002/kunci", "lock", "#new-passphrase"),
        ("#/desa/63.11.07.2002/bentrok", "conflicts", "h1"),
        ("#/kabupaten/63.11/desa", "board", "h1"),
        ("#/kabupaten/63.11/verifikasi", "review", "h1"),
    ] {
        officer.goes_to(hash, screen).await;
        page.wait_for(there).await;
        assert_eq!(page.js(indonesian, []).await, json!([]), "{hash}");
    }

    // What is handed over is the same.
    let file = officer.hands_over(VILLAGE).await;
    let text = std::fs::read_to_string(file).expect("the file");
    let file: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(file["answers"]["D-O1"]["v"]["kk@2024"], 120);

    // Scores and their reasons.
    officer.goes_to("#/kabupaten/63.11/t4", "section").await;
    for (key, value) in [("n@2023", "3"), ("d@2023", "9"), ("n@2024", "5")] {
        officer.types("T4.08", key, value).await;
    }
    officer.types("T4.08", "d@2024", "9").await;
    let open = "document.querySelectorAll('[data-item=\"T4.08\"] details')
        .forEach((one) => { one.open = true; }); return null";
    page.js(open, []).await;
    page.wait_text("[data-item=\"T4.08\"]", "Up from 33,3 % to 55,6 %, better.")
        .await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn terms_are_explained_from_the_field_too() {
    let mut world = World::new().await;
    let page = world.visited().await;
    world.stop_server();
    Officer(&page).goes_to("#/tentang", "about").await;
    page.wait_attribute("html", "data-program", "field").await;
    page.click("a[href=\"#/kamus\"]").await;
    page.wait_for("[data-screen=glossary] [data-term=Pokja]")
        .await;
    assert!(page.count("[data-term]").await >= 40);
    page.press("#cari-istilah", "buang air TERBUKA").await;
    page.wait_for("[data-term=BABS]").await;
    page.wait_gone("[data-term=Pokja]").await;
    page.fill("#cari-istilah", "zzz").await;
    page.wait_text("[role=status]", "tidak ada di sini").await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn every_indicator_has_an_example() {
    let world = World::new().await;
    let page = world.visited().await;
    Officer(&page)
        .goes_to("#/kabupaten/63.11/t4", "section")
        .await;
    let help = "[data-item=\"T4.08\"] .tools details";
    let open = format!(
        "const all = Array.from(document.querySelectorAll({help:?}));
        all.find((one) => one.textContent.includes('Bantuan isian')).open = true; return null"
    );
    page.js(open.as_str(), []).await;
    page.wait_text(
        "[data-item=\"T4.08\"] .tools dl",
        "Contoh\n2024: 2 dari 9 pasar",
    )
    .await;
    page.assert_quiet().await;
}

/// The catalogue says counts in the plural, as Indonesian does.
#[tokio::test]
async fn one_is_no_plural() {
    let world = World::new().await;
    let page = world.visited().await;
    asks_for(&page, "en").await;
    sees(&page, "en").await;
    page.open_screen(&format!("{VILLAGE}/cari")).await;
    for (words, count) in [("D-O1", "1 item"), ("", "55 items"), ("zzzz", "0 items")] {
        page.fill("#cari-isian", words).await;
        let number = count.split(' ').next().unwrap_or_default();
        let line = format!("[data-found-count=\"{number}\"]");
        page.wait_for(&line).await;
        assert_eq!(page.text(&line).await, count);
    }
    page.assert_quiet().await;
}
