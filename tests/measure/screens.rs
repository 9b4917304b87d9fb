//! A picture of every screen, light and dark, on a phone and on an office PC:
//! `cargo xtask screens` writes them to `docs/screens/`.

use std::path::Path;

use serde_json::json;

use crate::officer::Officer;
use crate::support::{Browser, World, example};

const VILLAGE: &str = "#/desa/63.11.07.2002";
const REGENCY: &str = "#/kabupaten/63.11";

/// Name, address, screen.
const SCREENS: &[(&str, &str, &str)] = &[
    ("choose-regency", "#/mulai", "choose-regency"),
    ("choose-village", "#/mulai/63.11", "choose-village"),
    ("home", "#/", "home"),
    ("overview", VILLAGE, "overview"),
    ("section", "#/desa/63.11.07.2002/odf", "section"),
    ("hand-over", "#/desa/63.11.07.2002/serahkan", "hand-over"),
    (
        "other-ways",
        "#/desa/63.11.07.2002/serahkan/lain",
        "other-ways",
    ),
    ("find", "#/desa/63.11.07.2002/cari", "find"),
    ("gaps", "#/desa/63.11.07.2002/kurang", "gaps"),
    ("history", "#/desa/63.11.07.2002/riwayat", "history"),
    ("lock", "#/desa/63.11.07.2002/kunci", "lock"),
    ("paper", "#/desa/63.11.07.2002/cetak", "paper"),
    (
        "keying-sections",
        "#/desa/63.11.07.2002/ketik",
        "keying-sections",
    ),
    ("keying", "#/desa/63.11.07.2002/ketik/pokja", "keying"),
    ("kecamatan", "#/kecamatan/63.11.07", "overview"),
    ("take-in", "#/ambil", "take-in"),
    ("regency", REGENCY, "overview"),
    ("indicators", "#/kabupaten/63.11/t4", "section"),
    ("board", "#/kabupaten/63.11/desa", "board"),
    ("proposals", "#/kabupaten/63.11/usulan", "proposals"),
    ("review", "#/kabupaten/63.11/verifikasi", "review"),
    ("repairs", "#/kabupaten/63.11/perbaikan", "repairs"),
    ("recap", "#/kabupaten/63.11/rekap", "recap"),
    ("meeting", "#/kabupaten/63.11/rapat", "meeting"),
    ("aims", "#/kabupaten/63.11/sasaran", "aims"),
    ("plans", "#/kabupaten/63.11/rencana", "plans"),
    ("reports", "#/kabupaten/63.11/laporan", "reports"),
    ("report", "#/kabupaten/63.11/laporan/pokja", "report"),
    ("visit", "#/kabupaten/63.11/studi-banding", "visit"),
    ("invitations", "#/kabupaten/63.11/undangan", "invitations"),
    ("instruments", "#/instrumen", "instruments"),
    ("device", "#/perangkat", "device"),
    ("settings", "#/pengaturan", "settings"),
    ("glossary", "#/kamus", "glossary"),
    ("about", "#/tentang", "about"),
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

/// What villages and kecamatan have sent: the example that the project ships.
async fn takes_the_example_in(officer: &Officer<'_>) {
    let page = officer.0;
    let folder = tempfile::tempdir().expect("a folder");
    let files = example(&folder.path().join("contoh"));
    officer.goes_to("#/ambil", "take-in").await;
    let names: Vec<_> = files.iter().map(|f| f.display().to_string()).collect();
    page.choose_file("input[type=file]", Path::new(&names.join("\n")))
        .await;
    page.wait_for("[data-action=store]").await;
    page.wait_gone("[data-progress-of]").await;
    page.click("[data-action=store]").await;
    page.wait_for("[data-row=stored]").await;
    page.wait_gone("[data-progress-of]").await;
}

/// Nothing is on its way any more.
const STANDS: &str = "const coming = [...document.querySelectorAll('main [role=status]')];
    return document.readyState === 'complete'
        && !coming.some((told) => told.textContent.startsWith('Sedang memuat'))";

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
    takes_the_example_in(&officer).await;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/screens");
    std::fs::create_dir_all(&folder).expect("a folder");
    for (width, height) in [(360, 640), (1280, 800)] {
        page.resize(width, height).await;
        for scheme in ["light", "dark"] {
            theme(&page, scheme).await;
            for &(name, hash, screen) in SCREENS {
                officer.goes_to("#/tentang", "about").await;
                officer.goes_to(hash, screen).await;
                page.wait_until("the picture to stand still", STANDS).await;
                // Nothing is under the pointer, as on a phone.
                let away = json!({ "type": "mouseMoved", "x": width / 2, "y": 1 });
                page.cdp("Input.dispatchMouseEvent", away).await;
                let file = format!("{name}-{width}x{height}-{scheme}.png");
                page.save_screenshot(&folder.join(file)).await;
            }
        }
    }
}
