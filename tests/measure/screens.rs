//! A picture of every screen, light and dark, on a phone and on an office PC:
//! `cargo xtask screens` writes them to `docs/screens/`.

use std::path::Path;

use serde_json::json;

use crate::officer::Officer;
use crate::support::{Browser, World};

const VILLAGE: &str = "#/desa/63.11.07.2002";
const REGENCY: &str = "#/kabupaten/63.11";

/// Name, address, screen. The first two are looked at before anything is
/// answered.
const SCREENS: &[(&str, &str, &str)] = &[
    ("choose-regency", "#/mulai", "choose-regency"),
    ("choose-village", "#/mulai/63.11", "choose-village"),
    ("home", "#/", "home"),
    ("overview", VILLAGE, "overview"),
    ("section", "#/desa/63.11.07.2002/odf", "section"),
    ("hand-over", "#/desa/63.11.07.2002/serahkan", "hand-over"),
    ("find", "#/desa/63.11.07.2002/cari", "find"),
    ("gaps", "#/desa/63.11.07.2002/kurang", "gaps"),
    ("settings", "#/pengaturan", "settings"),
    ("paper", "#/desa/63.11.07.2002/cetak", "paper"),
    ("keying", "#/desa/63.11.07.2002/ketik/pokja", "keying"),
    ("take-in", "#/ambil", "take-in"),
    ("regency", REGENCY, "overview"),
    ("indicators", "#/kabupaten/63.11/t4", "section"),
    ("recap", "#/kabupaten/63.11/rekap", "recap"),
    ("visit", "#/kabupaten/63.11/studi-banding", "visit"),
    ("invitations", "#/kabupaten/63.11/undangan", "invitations"),
    ("about", "#/tentang", "about"),
    ("glossary", "#/kamus", "glossary"),
];

async fn answers_something(officer: &Officer<'_>) {
    officer.goes_to(VILLAGE, "overview").await;
    officer.is_called("Siti Aminah", "sekretaris desa").await;
    officer
        .goes_to("#/desa/63.11.07.2002/pokja", "section")
        .await;
    officer.chooses("D-K1", "ttd", "tidak").await;
    officer.chooses("D-K2", "ada@2023", "ya").await;
    officer.chooses("D-K2", "ada@2024", "tidak").await;
    officer.goes_to("#/desa/63.11.07.2002/odf", "section").await;
    for (key, value) in [
        ("kk@2023", "118"),
        ("kk@2024", "120"),
        ("rumah@2023", "107"),
        ("rumah@2024", "109"),
    ] {
        officer.types("D-O1", key, value).await;
    }
    for (key, value) in [("sendiri", "101"), ("numpang", "14"), ("babs", "7")] {
        officer.types("D-O2", key, value).await;
    }
    officer.goes_to("#/kabupaten/63.11/t4", "section").await;
    officer.chooses("T4.01", "level", "50").await;
    for (item, before, after) in [
        ("T4.03", "5", "7"),
        ("T4.08", "5", "9"),
        ("T4.09", "14", "9"),
    ] {
        for (key, value) in [
            ("n@2023", before),
            ("d@2023", "12"),
            ("n@2024", after),
            ("d@2024", "12"),
        ] {
            officer.types(item, key, value).await;
        }
    }
    officer.sees_saved().await;
}

async fn theme(page: &Browser, name: &str) {
    let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": name }] });
    page.cdp("Emulation.setEmulatedMedia", features).await;
}

#[tokio::test]
async fn pictures_of_every_screen() {
    let world = World::new().await;
    let page = world.visited().await;
    let officer = Officer(&page);
    answers_something(&officer).await;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/screens");
    std::fs::create_dir_all(&folder).expect("a folder");
    for (width, height) in [(360, 640), (1280, 800)] {
        page.resize(width, height).await;
        for scheme in ["light", "dark"] {
            theme(&page, scheme).await;
            for &(name, hash, screen) in SCREENS {
                officer.goes_to("#/tentang", "about").await;
                officer.goes_to(hash, screen).await;
                page.wait_until(
                    "the picture to stand still",
                    "return document.readyState === 'complete'",
                )
                .await;
                let file = format!("{name}-{width}x{height}-{scheme}.png");
                page.save_screenshot(&folder.join(file)).await;
            }
        }
    }
}
