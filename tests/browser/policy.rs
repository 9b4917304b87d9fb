//! Nothing leaves the page but what a person hands over, and nothing that comes in is
//! more than text.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::bad_input::resealed;
use crate::officer::Officer;
use crate::support::{Browser, World};

const VILLAGE: &str = "#/desa/63.11.07.2002";
const REGENCY: &str = "#/kabupaten/63.11";

/// Markup that would be an element, and would run a script, if it were taken for one.
const MARKUP: &str = "<b id=jebol>x</b><img src=x onerror=\"document.title='jebol'\">";

#[tokio::test]
async fn a_whole_session_asks_nobody_else_for_anything() {
    let world = World::new().await;
    let page = world.recorded_profile().await;
    page.open_screen("").await;
    page.wait_offline_ready().await;
    let officer = Officer(&page);
    officer.picks_regency("balangan", "63.11").await;
    officer
        .picks_place("baruh bahinu luar", "63.11.07.2002")
        .await;
    officer.is_called("Siti", "sekretaris desa").await;
    officer.opens_section("odf").await;
    officer.types("D-O1", "kk@2024", "120").await;
    page.click("[data-item=\"D-O1\"] .tools details:last-of-type summary")
        .await;
    page.wait_text("[data-item=\"D-O1\"] .tools dl", "pembagi")
        .await;
    officer.sees_saved().await;
    page.reload().await;
    let file = officer.hands_over(VILLAGE).await;
    for (hash, screen) in [
        ("#/desa/63.11.07.2002/serahkan/lain", "other-ways"),
        ("#/desa/63.11.07.2002/riwayat", "history"),
        ("#/desa/63.11.07.2002/bentrok", "conflicts"),
        ("#/desa/63.11.07.2002/kunci", "lock"),
        ("#/perangkat", "device"),
        ("#/instrumen", "instruments"),
        ("#/pulihkan", "rescue"),
        ("#/tentang", "about"),
        ("#/kamus", "glossary"),
        ("#/tidak/ada", "not-found"),
    ] {
        officer.goes_to(hash, screen).await;
    }
    officer.goes_to("#/ambil", "take-in").await;
    page.choose_file("input[type=file]", &file).await;
    page.wait_for("[data-preview] [data-count=same]").await;
    officer.goes_to(&format!("{REGENCY}/t4"), "section").await;
    officer.chooses("T4.01", "level", "50").await;
    assert_eq!(officer.reads_score("T4.01").await, "50");
    officer.hands_over(REGENCY).await;
    officer.goes_to(REGENCY, "overview").await;
    page.assert_quiet().await;

    let requests = page.quit_with_requests().await;
    let own = world.url();
    let elsewhere: Vec<_> = requests
        .iter()
        .filter(|url| !url.starts_with(&own) && !url.starts_with("blob:"))
        .collect();
    assert!(elsewhere.is_empty(), "{elsewhere:?}");
    // The record is of the whole: the service worker's own script, what it keeps, and
    // what was fetched on the way.
    let names: BTreeSet<_> = requests
        .iter()
        .filter_map(|url| url.strip_prefix(&own))
        .collect();
    for part in [
        "sw.js",
        "saba-",
        "desk-",
        "region-",
        "instrument-",
        "63.11.json",
    ] {
        let there = names.iter().any(|name| name.contains(part));
        assert!(there, "{part} in {names:?}");
    }
}

#[tokio::test]
async fn the_record_of_a_session_would_show_a_request_elsewhere() {
    let (world, elsewhere) = (World::new().await, World::new().await);
    let page = world.recorded_profile().await;
    // What the server says where there is no file: a page without the policy.
    page.open("nothing.txt").await;
    let ask = "return fetch(arguments[0], { mode: 'no-cors' }).then(() => true)";
    let url = format!("{}manifest.webmanifest", elsewhere.url());
    assert_eq!(page.js(ask, [json!(url)]).await, json!(true));
    assert!(page.quit_with_requests().await.contains(&url));
}

/// Tries what the policy forbids, and tells which of its rules forbade it.
const TRY: &str = "
    const forbidden = new Set();
    const all = ['connect-src', 'img-src', 'script-src-elem', 'script-src-attr',
        'style-src-elem', 'style-src-attr', 'frame-src', 'object-src', 'base-uri',
        'form-action', 'media-src', 'font-src'];
    const elsewhere = 'https://saba.invalid/';
    return new Promise((done) => {
        document.addEventListener('securitypolicyviolation', (event) => {
            forbidden.add(event.effectiveDirective);
            if (all.every((rule) => forbidden.has(rule))) done(true);
        });
        fetch(elsewhere).catch(() => {});
        const add = (tag, set) => {
            const e = document.createElement(tag);
            Object.assign(e, set);
            document.body.append(e);
            return e;
        };
        add('img', { src: elsewhere });
        add('script', { src: elsewhere });
        add('script', { textContent: 'document.title = \"jebol\"' });
        add('p', {}).setAttribute('onclick', '1');
        add('style', { textContent: 'p { color: red }' });
        add('p', {}).setAttribute('style', 'color: red');
        add('iframe', { src: elsewhere });
        add('object', { data: elsewhere });
        add('video', { src: elsewhere });
        add('base', { href: elsewhere });
        new FontFace('x', 'url(' + elsewhere + ')').load().catch(() => {});
        const form = add('form', { action: elsewhere, method: 'post' });
        form.submit();
        setTimeout(() => done([...forbidden]), 10000);
    });";

#[tokio::test]
async fn the_policy_forbids_everything_but_the_page_itself() {
    let world = World::new().await;
    // One page for both programs: what holds for it holds for them.
    let page = world.profile().await;
    page.open_screen("").await;
    assert_eq!(page.js(TRY, []).await, json!(true));
    assert_eq!(page.js("return document.title", []).await, json!("Saba"));
}

/// Markup is nowhere an element; and the words around it are there as typed.
async fn shows_as_text(page: &Browser, screen: &str) {
    let found = "return [document.querySelectorAll('#jebol, main img').length,
        document.title, document.body.textContent.includes('<b id=jebol>')
            || [...document.querySelectorAll('input, textarea')]
                .some((e) => e.value.includes('<b id=jebol>'))]";
    let [elements, title, words]: [Value; 3] =
        serde_json::from_value(page.js(found, []).await).expect("three");
    assert_eq!(elements, 0, "{screen}");
    assert_eq!(title, "Saba", "{screen}");
    assert_eq!(words, true, "{screen}");
}

#[tokio::test]
async fn markup_in_names_notes_and_files_is_text() {
    let world = World::new().await;
    let page = world.profile().await;
    let officer = Officer(&page);
    page.open_screen(VILLAGE).await;
    officer.is_called(MARKUP, MARKUP).await;
    shows_as_text(&page, "overview").await;
    officer.opens_section("pokja").await;
    officer.chooses("D-K1", "ttd", "ya").await;
    officer.types("D-K1", "nomor", MARKUP).await;
    page.click("[data-item=\"D-K1\"] [data-note] summary").await;
    officer.types("D-K1", "note", MARKUP).await;
    officer.goes_to(&format!("{VILLAGE}/odf"), "section").await;
    officer.types("D-O1", "kk@2024", MARKUP).await;
    officer.sees_saved().await;
    page.reload().await;
    page.wait_for("[data-item=\"D-O1\"]").await;
    shows_as_text(&page, "section").await;
    let good = officer.hands_over(VILLAGE).await;
    officer
        .goes_to(&format!("{VILLAGE}/riwayat"), "history")
        .await;
    page.wait_for("[data-moment]").await;
    shows_as_text(&page, "history").await;
    let moments = "return [...document.querySelectorAll('[data-moment]')].pop().hash";
    let moment = page.js(moments, []).await;
    let moment = moment.as_str().unwrap_or_default();
    officer.goes_to(moment, "moment").await;
    page.wait_for("[data-difference]").await;
    shows_as_text(&page, "moment").await;

    // A file whose region is called so too, and whose name is markup.
    let text = std::fs::read_to_string(&good).expect("the file");
    let quoted = MARKUP.replace('"', "\\\"");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("<b id=jebol>x<b>.json");
    let renamed = resealed(&text, "Baruh Bahinu Luar", &quoted);
    std::fs::write(&file, renamed).expect("a file");
    let other = world.profile().await;
    let them = Officer(&other);
    other.open_screen("#/ambil").await;
    other.choose_file("input[type=file]", &file).await;
    other.wait_for("[data-preview] [data-count=new]").await;
    other
        .js(
            "document.querySelectorAll('details').forEach((e) => { e.open = true; }); return null",
            [],
        )
        .await;
    other.wait_for("[data-detail=\"D-K1\"]").await;
    shows_as_text(&other, "take-in").await;
    other.click("[data-action=store]").await;
    other.wait_for("[data-stored]").await;
    them.goes_to("#/", "home").await;
    other.wait_for("[data-sheet]").await;
    shows_as_text(&other, "home").await;
    them.goes_to(VILLAGE, "overview").await;
    shows_as_text(&other, "overview of the other").await;
}
