//! What other apps hand to Saba, and folders: it comes to where it is looked into, waits
//! there until somebody has decided, and nothing is taken in without a person.

use std::fs;

use serde_json::{Value, json};

use crate::board::Maker;
use crate::officer::Officer;
use crate::support::{Browser, SCREEN, World};
use crate::versions::{self, Fault};

/// What the browser sends when somebody shares files or a text with the installed page: the
/// form that the manifest describes, as the load of a page. Files are name, type, content.
const SHARE: &str = "const [action, files, text] = arguments;
    const form = document.createElement('form');
    Object.assign(form, { method: 'post', enctype: 'multipart/form-data', action });
    const data = new DataTransfer();
    for (const [name, type, content] of files) data.items.add(new File([content], name, { type }));
    const input = Object.assign(document.createElement('input'), { type: 'file', multiple: true });
    input.name = 'files';
    input.files = data.files;
    const words = Object.assign(document.createElement('textarea'), { name: 'text', value: text });
    form.append(input, words);
    document.body.append(form);
    form.submit();
    return null";

/// How many things wait.
const WAITING: &str = "return caches.keys()
    .then((all) => all.filter((name) => name.startsWith('shared.saba@')))
    .then((names) => Promise.all(names.map((name) => caches.open(name))))
    .then((rooms) => Promise.all(rooms.map((room) => room.keys())))
    .then((keys) => keys.flat().length)";

/// The text of a village's file.
fn sheet(maker: &Maker, which: usize) -> String {
    let file = maker.file(&maker.three()[which], "");
    fs::read_to_string(file).expect("the file")
}

/// Shares from outside the page, as other apps do.
pub async fn shares(page: &Browser, files: &Value, text: &str) {
    // In reach of the service worker, and without the page's own rules for forms.
    page.open("lembar-kosong-desa.html").await;
    page.wait_until("control", "return !!navigator.serviceWorker.controller")
        .await;
    page.js(SHARE, [json!("ambil"), files.clone(), json!(text)])
        .await;
    page.wait_for("[data-screen=take-in]").await;
}

async fn waits(page: &Browser, count: u64) {
    let condition = WAITING.replace("flat().length", &format!("flat().length === {count}"));
    page.wait_until(&format!("{count} things to wait"), &condition)
        .await;
}

#[tokio::test]
async fn what_is_shared_waits_until_somebody_has_stored_it() {
    let mut world = World::under("/sub/saba/").await;
    let page = world.visited().await;
    let maker = Maker::new();
    // Without a network too.
    world.stop_server();
    page.open("").await;
    page.wait_for(SCREEN).await;
    world.start_server();
    let file = json!([["saba-63.11.07.1001.txt", "text/plain", sheet(&maker, 0)]]);
    shares(&page, &file, "").await;
    page.wait_text("[data-row=new] [data-preview]", "Batu Piring")
        .await;
    page.wait_text("[data-shared]", "belum disimpan").await;
    let address = page.js("return location.href", []).await;
    assert_eq!(address, json!(format!("{}#/ambil", world.url())));
    page.wait_attribute("html", "data-program", "desk").await;

    // Nothing was taken in, and it is there again after everything that may happen.
    Officer(&page).goes_to("#/", "home").await;
    assert_eq!(page.count("[data-sheet]").await, 0);
    page.wait_text("[data-action=take-in]", "1 berkas menunggu")
        .await;
    page.reload().await;
    page.wait_text("[data-action=take-in]", "1 berkas menunggu")
        .await;
    page.open_screen("#/ambil").await;
    page.wait_for("[data-row=new] [data-preview]").await;
    let page = page.restart().await;
    page.open_screen("#/ambil").await;
    page.wait_for("[data-row=new] [data-preview]").await;

    page.click("[data-action=store]").await;
    page.wait_for("[data-stored]").await;
    page.wait_gone("[data-shared]").await;
    waits(&page, 0).await;
    page.reload().await;
    page.wait_for("[data-screen=take-in] [data-sharing]").await;
    assert_eq!(page.count("[data-row]").await, 0);

    // The same once more: there is nothing to decide, so it does not wait.
    shares(&page, &file, "").await;
    page.wait_for("[data-row=same]").await;
    waits(&page, 0).await;
    Officer(&page).goes_to("#/", "home").await;
    page.wait_for("main[data-drawn]").await;
    assert_eq!(page.count("[data-action=take-in] small").await, 0);
    page.assert_quiet().await;
}

#[tokio::test]
async fn what_is_shared_is_left_by_a_person_and_survives_a_new_version() {
    let mut world = World::new().await;
    let page = world.visited().await;
    let maker = Maker::new();
    let files = json!([
        ["satu.json", "application/json", sheet(&maker, 0)],
        ["dua.json", "application/json", sheet(&maker, 1)],
    ]);
    shares(&page, &files, "keterangan foto").await;
    page.wait_text("[data-totals]", "2 berkas: 2 baru").await;

    // A new version takes over; what it finds of the old one goes, this stays.
    let next = versions::make("next", Fault::None);
    world.serve(next.path());
    page.reload().await;
    page.wait_attribute("html", "data-update", "ready").await;
    page.click("#update .main").await;
    page.wait_for("html[data-version=next]").await;
    page.wait_text("[data-totals]", "2 berkas: 2 baru").await;
    page.wait_offline_ready().await;
    waits(&page, 2).await;

    // What somebody brings in its place is shown alone, and does not end the waiting.
    let own = maker.file(&maker.three()[2], "");
    page.choose_file("input[type=file]", &own).await;
    page.wait_text("[data-row=new] [data-preview]", "Tiga")
        .await;
    assert_eq!(page.count("[data-shared]").await, 0);
    page.click("[data-action=leave]").await;
    waits(&page, 2).await;
    page.reload().await;
    page.wait_text("[data-totals]", "2 berkas: 2 baru").await;
    page.click("[data-action=leave]").await;
    page.wait_gone("[data-row]").await;
    waits(&page, 0).await;
    page.reload().await;
    page.wait_for("[data-screen=take-in] [data-sharing]").await;
    assert_eq!(page.count("[data-row]").await, 0);
    page.assert_quiet().await;
}

#[tokio::test]
async fn what_cannot_be_used_is_told_in_one_sentence() {
    let world = World::new().await;
    let page = world.visited().await;
    let maker = Maker::new();
    let photo = json!([["foto.txt", "text/plain", "bukan lembar"]]);
    shares(&page, &photo, "").await;
    page.wait_text("[data-refused]", "foto.txt").await;
    waits(&page, 0).await;

    // A text, as chats share it.
    shares(&page, &json!([]), &sheet(&maker, 1)).await;
    page.wait_text("[data-row=new] [data-preview]", "Baruh Bahinu Luar")
        .await;
    page.click("[data-action=leave]").await;
    waits(&page, 0).await;
    shares(&page, &json!([]), "https://contoh.test/").await;
    page.wait_text("[data-refused]", "Teks yang dibagikan")
        .await;

    // Nothing at all.
    shares(&page, &json!([]), "").await;
    page.wait_text("[data-not-shared]", "tidak sampai").await;
    page.wait_until("the plain address", "return location.hash === '#/ambil'")
        .await;

    // More than the page would look into, made where it is sent.
    page.open("lembar-kosong-desa.html").await;
    let large = SHARE.replace("new File([content]", "new File([content.repeat(33554432)]");
    let files = json!([["a.txt", "text/plain", "xyz"]]);
    page.js(&large, [json!("ambil"), files, json!("")]).await;
    page.wait_text("[data-not-shared]", "terlalu besar").await;
    waits(&page, 0).await;
    page.reload().await;
    page.wait_for("[data-screen=take-in] [data-sharing]").await;
    assert_eq!(page.count("[data-not-shared]").await, 0, "told once");
}

#[tokio::test]
async fn files_opened_with_saba_come_to_the_preview() {
    let world = World::new().await;
    let page = world.profile().await;
    let queue = "Object.defineProperty(window, 'launchQueue', { value: {
        setConsumer(consumer) { window.launches = consumer; } } });";
    page.before_the_page(queue).await;
    page.open_screen("").await;
    page.wait_offline_ready().await;
    page.wait_attribute("html", "data-program", "field").await;
    let maker = Maker::new();
    let text = sheet(&maker, 1);
    let launch = "const file = new File([arguments[0]], arguments[1], { lastModified: 1 });
        window.launches({ files: [{ getFile: async () => file }] });
        return null";
    let opened = [json!(text), json!("lembar.saba.json")];
    page.js(launch, opened.clone()).await;
    page.wait_text("[data-row=new] [data-preview]", "Baruh Bahinu Luar")
        .await;
    page.wait_attribute("html", "data-program", "desk").await;
    waits(&page, 1).await;

    // Another one while the screen is there: both are shown.
    let launch_there = "return window.launches !== undefined";
    page.wait_until("the queue", launch_there).await;
    let other = [json!(sheet(&maker, 0)), json!("lain.txt")];
    page.js(launch, other.clone()).await;
    page.wait_text("[data-totals]", "2 berkas: 2 baru").await;
    page.click("[data-action=store]").await;
    page.wait_until(
        "both to be stored",
        "return document.querySelectorAll('[data-row=stored]').length === 2",
    )
    .await;
    waits(&page, 0).await;

    // Browsers tell of it once more when the page is loaded anew.
    Officer(&page).goes_to("#/tentang", "about").await;
    page.reload().await;
    page.wait_for("[data-screen=about]").await;
    page.wait_until("the queue", launch_there).await;
    page.js(launch, other).await;
    page.js("return window.launches({ files: [] })", []).await;
    page.wait_offline_ready().await;
    waits(&page, 0).await;
    assert_eq!(page.count("[data-screen=about]").await, 1);

    // A file that is gone by now.
    let gone = "window.launches({ files: [{ getFile: () => Promise.reject(new Error('gone')) }] });
        return null";
    page.js(gone, []).await;
    page.wait_text("[data-not-shared]", "tidak sampai").await;
}

#[tokio::test]
async fn the_browser_understands_what_the_page_offers_to_other_apps() {
    let world = World::under("/sub/saba/").await;
    let page = world.visited().await;
    let told = page.cdp("Page.getAppManifest", json!({})).await;
    assert_eq!(told["errors"], json!([]), "{told}");
    let text = told["data"].as_str().expect("the manifest");
    let manifest: Value = serde_json::from_str(text).expect("JSON");
    assert_eq!(manifest["share_target"]["action"], json!("ambil"));
    let files = &manifest["share_target"]["params"]["files"][0];
    assert_eq!(files["name"], json!("files"), "as the worker reads it");
    let handler = &manifest["file_handlers"][0];
    assert_eq!(handler["action"], json!("#/ambil"));
    let ends: Vec<_> = handler["accept"]
        .as_object()
        .expect("kinds")
        .values()
        .collect();
    for end in [".txt", ".html", ".json", ".zip"] {
        assert!(ends.contains(&&json!([end])), "{end}");
    }

    // Whether this browser can is told here and on the card of the device.
    Officer(&page).goes_to("#/ambil", "take-in").await;
    page.wait_text("[data-sharing]", "sesudah Saba dipasang")
        .await;
    Officer(&page).goes_to("#/perangkat", "device").await;
    page.wait_text("[data-check=receive]", "sesudah Saba dipasang")
        .await;
    page.before_the_page("delete window.onbeforeinstallprompt;")
        .await;
    page.reload().await;
    page.wait_text("[data-check=receive]", "tidak bisa menerima langsung")
        .await;
    Officer(&page).goes_to("#/ambil", "take-in").await;
    page.wait_text("[data-sharing]", "pakai Pilih berkas").await;
    page.assert_quiet().await;
}

/// A folder as offices have them: villages in folders of kecamatan, and what the computer
/// puts there by itself.
fn folder() -> tempfile::TempDir {
    let maker = Maker::new();
    let folder = tempfile::tempdir().expect("a folder");
    let within = folder.path().join("Paringin/masuk");
    fs::create_dir_all(&within).expect("folders");
    for (which, name) in [(0, "a.json"), (1, "lagi.txt")] {
        fs::write(within.join(name), sheet(&maker, which)).expect("a file");
    }
    fs::write(folder.path().join("c (1).saba.json"), sheet(&maker, 2)).expect("a file");
    for name in [".DS_Store", "Thumbs.db", "desktop.ini"] {
        fs::write(folder.path().join(name), "x").expect("a file");
    }
    folder
}

#[tokio::test]
async fn a_folder_is_picked_or_dropped_with_everything_in_it() {
    let world = World::new().await;
    let page = world.profile().await;
    page.open_screen("#/ambil").await;
    let (full, empty) = (folder(), tempfile::tempdir().expect("a folder"));
    page.choose_file("input[webkitdirectory]", full.path())
        .await;
    page.wait_text("[data-totals]", "3 berkas: 3 baru").await;
    page.click("[data-action=leave]").await;
    page.wait_gone("[data-row]").await;

    let drop = async |path: &std::path::Path| {
        for kind in ["dragEnter", "dragOver", "drop"] {
            let event = json!({
                "type": kind, "x": 180, "y": 200,
                "data": { "items": [], "files": [path], "dragOperationsMask": 1 }
            });
            page.cdp("Input.dispatchDragEvent", event).await;
        }
    };
    drop(full.path()).await;
    page.wait_text("[data-totals]", "3 berkas: 3 baru").await;
    drop(empty.path()).await;
    page.wait_text("[data-refused]", "Tidak ada berkas").await;
    page.assert_quiet().await;
}
