//! What makes the work easier: finding an item, what is still to be done, going on where
//! one was, numbers as people write them, text size and theme, items read aloud.

use serde_json::{Value, json};
use thirtyfour::Key;

use crate::officer::{Officer, input};
use crate::support::{Browser, World};

const VILLAGE: &str = "#/desa/63.11.07.2002";
const REGENCY: &str = "#/kabupaten/63.11";

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";
const END: &str = "\u{e010}";
const UP: &str = "\u{e013}";
const DOWN: &str = "\u{e015}";

/// Presses keys wherever the focus is.
async fn keys(page: &Browser, keys: &str) {
    let typed = page.action_chain().send_keys(keys).perform().await;
    typed.expect("keys are typed");
}

/// The item that has the focus, or holds what has it.
const AT: &str = "const at = document.activeElement.closest('[data-item]');
    return at ? at.dataset.item : ''";

async fn waits_to_be_at(page: &Browser, item: &str) {
    let condition = format!(
        "const at = document.activeElement.closest('[data-item]');
         return !!at && at.dataset.item === '{item}'"
    );
    page.wait_until(&format!("the focus at {item}"), &condition)
        .await;
}

async fn found(page: &Browser) -> Vec<String> {
    let script =
        "return [...document.querySelectorAll('[data-found]')].map((e) => e.dataset.found)";
    let all = page.js(script, []).await;
    let ids = all.as_array().into_iter().flatten();
    ids.filter_map(Value::as_str).map(String::from).collect()
}

async fn program(page: &Browser) -> Value {
    page.js("return document.documentElement.dataset.program", [])
        .await
}

/// The comforts of this page have come.
async fn waits_for_comforts(page: &Browser) {
    page.wait_for(".bar-find").await;
}

#[tokio::test]
async fn an_item_is_found_by_any_word_with_the_keyboard_alone() {
    let world = World::new().await;
    let page = world.visited().await;
    let officer = Officer(&page);
    officer.goes_to(&format!("{VILLAGE}/odf"), "section").await;
    waits_for_comforts(&page).await;
    assert_eq!(program(&page).await, "field");
    // A slash that is typed is typed.
    page.click(&input("D-O1", "kk@2023")).await;
    keys(&page, "11/8").await;
    assert_eq!(officer.finds("D-O1", "kk@2023").await, "11/8");
    // In the middle of typing: nothing of it is lost.
    page.click(&input("D-O1", "kk@2024")).await;
    keys(&page, "1120").await;
    page.press(&input("D-O1", "kk@2024"), Key::Control + "/")
        .await;
    page.wait_for("[data-screen=find]").await;
    assert_eq!(program(&page).await, "desk");
    page.wait_until(
        "the search to have the focus",
        "return document.activeElement.id === 'cari-isian'",
    )
    .await;
    assert_eq!(found(&page).await.len(), 55);

    // By a word of the question, by number, by id, by a word of the help.
    keys(&page, "JAMBAN").await;
    page.wait_until(
        "fewer items",
        "const all = document.querySelectorAll('[data-found]');
         return all.length > 0 && all.length < 20",
    )
    .await;
    assert_eq!(found(&page).await[0], "D-O2");
    let only = async |words: &str, item: &str| {
        page.press("#cari-isian", Key::Control + "a").await;
        page.press("#cari-isian", words).await;
        let condition = format!(
            "const first = document.querySelector('[data-found]');
             return !!first && first.dataset.found === '{item}'"
        );
        page.wait_until(&format!("{item} by {words}"), &condition)
            .await;
    };
    only("d-k1", "D-K1").await;
    only("buku induk", "D-O1").await;
    page.wait_for("[data-found=\"D-O1\"] [data-found-in=help]")
        .await;
    page.press("#cari-isian", "zzzz").await;
    page.wait_for("[data-found-none]").await;

    // Esc takes the words away; arrows go into the list and back.
    keys(&page, ESCAPE).await;
    page.wait_until(
        "all items",
        "return document.querySelectorAll('[data-found]').length === 55",
    )
    .await;
    keys(&page, &[DOWN, DOWN, UP].concat()).await;
    let at = "const at = document.activeElement; return at.dataset.found || at.id";
    assert_eq!(page.js(at, []).await, json!(found(&page).await[0]));
    keys(&page, UP).await;
    assert_eq!(page.js(at, []).await, "cari-isian");

    // Enter leads to the item; Esc from the next search comes back to it.
    keys(&page, "akses jamban").await;
    page.wait_until(
        "the item",
        "const first = document.querySelector('[data-found]');
         return first.dataset.found === 'D-O2'",
    )
    .await;
    keys(&page, ENTER).await;
    page.wait_for("[data-screen=section]").await;
    waits_to_be_at(&page, "D-O2").await;
    keys(&page, "/").await;
    page.wait_for("[data-screen=find]").await;
    page.wait_until(
        "the search to have the focus",
        "return document.activeElement.id === 'cari-isian'",
    )
    .await;
    keys(&page, ESCAPE).await;
    page.wait_for("[data-screen=section]").await;
    waits_to_be_at(&page, "D-O2").await;
    // And the number that was being typed is there.
    officer.sees_saved().await;
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "1.120");
    assert_eq!(officer.finds("D-O1", "kk@2023").await, "11/8");
    page.assert_quiet().await;
}

#[tokio::test]
async fn what_is_missing_is_listed_and_leads_to_each_item() {
    let world = World::new().await;
    let page = world.visited().await;
    let officer = Officer(&page);
    officer.goes_to(&format!("{VILLAGE}/odf"), "section").await;
    officer.types("D-O1", "kk@2023", "118").await;
    officer.types("D-O2", "sendiri", "abc").await;
    page.click("[data-item=\"D-O5\"] [data-action=unknown]")
        .await;
    officer.sees_saved().await;
    officer.goes_to(VILLAGE, "overview").await;
    page.click("[data-action=gaps]").await;
    page.wait_for("[data-screen=gaps]").await;
    // Every kind with its number; what there is none of is not offered.
    for (filter, n) in [("all", 55), ("gaps", 55), ("unknown", 1), ("odd", 1)] {
        page.wait_for(&format!("[data-filter={filter}][data-n=\"{n}\"]"))
            .await;
    }
    assert_eq!(page.count("[data-filter=origin]").await, 0);
    page.wait_text("[data-found=\"D-O1\"] [data-gap=partial]", "2024")
        .await;
    page.wait_for("[data-found=\"D-O2\"] [data-gap=odd]").await;
    page.click("[data-filter=odd]").await;
    page.wait_until(
        "one item",
        "return document.querySelectorAll('[data-found]').length === 1",
    )
    .await;
    assert_eq!(found(&page).await, ["D-O2"]);
    page.wait_for("[data-filter=odd][aria-pressed=true]").await;
    page.click("[data-found=\"D-O2\"]").await;
    page.wait_for("[data-screen=section]").await;
    waits_to_be_at(&page, "D-O2").await;

    // The regency: figures without their day and source.
    officer.goes_to(&format!("{REGENCY}/t4"), "section").await;
    page.wait_text(".bar-title", "Balangan").await;
    for (key, value) in [
        ("n@2023", "5"),
        ("d@2023", "12"),
        ("n@2024", "9"),
        ("d@2024", "12"),
    ] {
        officer.types("T4.08", key, value).await;
    }
    officer.sees_saved().await;
    officer.goes_to(&format!("{REGENCY}/kurang"), "gaps").await;
    page.wait_text(".bar-title", "Balangan").await;
    page.click("[data-filter=origin]").await;
    page.wait_until(
        "one item",
        "return document.querySelectorAll('[data-found]').length === 1",
    )
    .await;
    page.wait_text("[data-found=\"T4.08\"] [data-gap=origin]", "sumber data")
        .await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn after_an_interruption_one_goes_on_at_the_very_item() {
    let world = World::new().await;
    let page = world.visited().await;
    let officer = Officer(&page);
    officer.goes_to(&format!("{VILLAGE}/odf"), "section").await;
    waits_for_comforts(&page).await;
    page.click(&input("D-O2", "numpang")).await;
    keys(&page, "14").await;
    let address = format!("return location.hash === '{VILLAGE}/odf/D-O2'");
    page.wait_until("the address of the item", &address).await;
    officer.sees_saved().await;
    // Loaded anew, and after another page of the sheet.
    page.reload().await;
    page.wait_for("[data-screen=section]").await;
    waits_to_be_at(&page, "D-O2").await;
    assert_eq!(officer.finds("D-O2", "numpang").await, "14");
    officer
        .goes_to(&format!("{VILLAGE}/riwayat"), "history")
        .await;
    page.back().await.expect("the way back");
    page.wait_for("[data-screen=section]").await;
    waits_to_be_at(&page, "D-O2").await;

    // The browser is closed and opened again.
    let page = page.restart().await;
    let officer = Officer(&page);
    page.open_screen("").await;
    page.wait_text("[data-action=go-on]", "Baruh Bahinu Luar")
        .await;
    page.click("[data-action=go-on]").await;
    page.wait_for("[data-screen=section]").await;
    waits_to_be_at(&page, "D-O2").await;
    assert_eq!(officer.finds("D-O2", "numpang").await, "14");

    // A sheet that was taken off the device is not offered any more.
    officer.goes_to(&format!("{VILLAGE}/kunci"), "lock").await;
    page.press("#removal-name", "Baruh Bahinu Luar").await;
    page.click("[data-action=remove]").await;
    page.click("[data-action=remove-now]").await;
    page.wait_for("[data-removed]").await;
    officer.goes_to("#/", "home").await;
    page.wait_for("[data-action=start]").await;
    let kept = "return [localStorage.getItem('saba.place'),
        document.querySelectorAll('[data-action=go-on]').length]";
    assert_eq!(page.js(kept, []).await, json!([null, 0]));
    page.assert_quiet().await;
}

#[tokio::test]
async fn numbers_stand_as_people_write_them_and_are_edited_without_points() {
    let world = World::new().await;
    let page = world.visited().await;
    let officer = Officer(&page);
    officer.goes_to(&format!("{VILLAGE}/odf"), "section").await;
    for (typed, shown) in [
        ("1234567", "1.234.567"),
        ("1.234.567", "1.234.567"),
        ("1 234 567", "1.234.567"),
        ("1234,50", "1.234,5"),
        ("8.7", "8,7"),
        ("999", "999"),
        ("0", "0"),
        // What is no number stays as it was typed.
        ("12.34.5", "12.34.5"),
        ("seribu", "seribu"),
    ] {
        officer.types("D-O1", "kk@2024", typed).await;
        assert_eq!(officer.finds("D-O1", "kk@2024").await, shown, "{typed}");
    }
    // A digit more behind what is there: no point is left that would make a fraction.
    officer.types("D-O1", "kk@2024", "1234").await;
    page.click(&input("D-O1", "kk@2024")).await;
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "1234");
    keys(&page, &[END, "5", TAB].concat()).await;
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "12.345");
    officer.sees_saved().await;
    page.reload().await;
    page.wait_for(&input("D-O1", "kk@2024")).await;
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "12.345");
    page.assert_quiet().await;
}

/// Size of the root's text in pixels, and the colour behind everything.
const LOOK: &str = "return [getComputedStyle(document.documentElement).fontSize,
    getComputedStyle(document.body).backgroundColor]";
const LIGHT: &str = "rgb(246, 247, 244)";
const DARK: &str = "rgb(16, 23, 22)";

#[tokio::test]
async fn text_size_and_theme_are_a_persons_choice() {
    let world = World::new().await;
    let page = world.visited().await;
    let officer = Officer(&page);
    let system = async |page: &Browser, theme: &str| {
        let scheme = json!({ "name": "prefers-color-scheme", "value": theme });
        page.cdp(
            "Emulation.setEmulatedMedia",
            json!({ "features": [scheme] }),
        )
        .await;
    };
    let looks = async |page: &Browser, size: &str, behind: &str| {
        let condition = format!(
            "const style = getComputedStyle(document.documentElement);
             return style.fontSize === '{size}'
                 && getComputedStyle(document.body).backgroundColor === '{behind}'"
        );
        page.wait_until(&format!("{size} on {behind}"), &condition)
            .await;
    };
    page.click("[href=\"#/pengaturan\"]").await;
    page.wait_for("[data-screen=settings]").await;
    system(&page, "light").await;
    assert_eq!(page.js(LOOK, []).await, json!(["16px", LIGHT]));
    // Digits choose, as in a section.
    page.click("[data-key=size][value=\"\"]").await;
    keys(&page, "3").await;
    looks(&page, "24px", LIGHT).await;
    page.click("[data-key=theme][value=dark]").await;
    looks(&page, "24px", DARK).await;
    // It stays, on every screen, before the first one is there.
    page.open_screen("").await;
    looks(&page, "24px", DARK).await;
    officer.goes_to(VILLAGE, "overview").await;
    looks(&page, "24px", DARK).await;

    officer.goes_to("#/pengaturan", "settings").await;
    page.wait_for("[data-key=size][value=\"150%\"]:checked")
        .await;
    page.click("[data-key=theme][value=light]").await;
    system(&page, "dark").await;
    looks(&page, "24px", LIGHT).await;
    page.click("[data-key=theme][value=\"\"]").await;
    page.click("[data-key=size][value=\"125%\"]").await;
    looks(&page, "20px", DARK).await;
    system(&page, "light").await;
    looks(&page, "20px", LIGHT).await;
    page.click("[data-key=size][value=\"\"]").await;
    looks(&page, "16px", LIGHT).await;
    page.assert_quiet().await;
}

/// A browser with these voices, which notes what it is told to say.
fn voices(list: &str) -> String {
    format!(
        "window.said = [];
         window.SpeechSynthesisUtterance = function (text) {{ this.text = text; }};
         Object.defineProperty(window, 'speechSynthesis', {{ value: {{
             getVoices: () => {list},
             speak(one) {{ said.push(one); }},
             cancel() {{ said.push('cancel'); }},
         }} }});"
    )
}

#[tokio::test]
async fn items_are_read_aloud_by_a_voice_of_the_device() {
    let world = World::new().await;
    let page = world.profile().await;
    page.before_the_page(&voices(
        "[{ lang: 'en-US', localService: true, default: true }, { lang: 'id-ID', localService: true }]",
    ))
    .await;
    page.open_screen(&format!("{VILLAGE}/odf")).await;
    page.wait_offline_ready().await;
    let button = "[data-item=\"D-O2\"] [data-action=read]";
    page.wait_text(button, "Bacakan").await;
    page.click(button).await;
    page.wait_text(button, "Hentikan").await;
    page.wait_until("the item to be read", "return said.length > 3")
        .await;
    let said = "return said.map((one) => one.text || one)";
    let told = page.js(said, []).await.to_string();
    for words in ["buang air besar", "Mengapa ditanyakan", "Di mana mencari"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    let voice = page.js("return said[0].voice.lang", []).await;
    assert_eq!(voice, "id-ID");
    // Stopped by the same button, by another item, and by leaving.
    page.click(button).await;
    page.wait_text(button, "Bacakan").await;
    let last = "return said[said.length - 1]";
    assert_eq!(page.js(last, []).await, "cancel");
    page.click(button).await;
    page.click("[data-item=\"D-O1\"] [data-action=read]").await;
    page.wait_text(button, "Bacakan").await;
    page.wait_text("[data-item=\"D-O1\"] [data-action=read]", "Hentikan")
        .await;
    page.wait_until("the other item to be read", "return said.length > 6")
        .await;
    Officer(&page).goes_to(VILLAGE, "overview").await;
    page.wait_until("silence", "return said[said.length - 1] === 'cancel'")
        .await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn voices_that_send_what_they_read_are_not_offered() {
    let world = World::new().await;
    let page = world.profile().await;
    page.before_the_page(&voices("[{ lang: 'id-ID', localService: false }]"))
        .await;
    page.open_screen(&format!("{VILLAGE}/odf")).await;
    waits_for_comforts(&page).await;
    assert_eq!(page.count("[data-action=read]").await, 0);
    Officer(&page).goes_to("#/pengaturan", "settings").await;
    page.wait_until(
        "the sentence that is true",
        "const shown = (name) => document.querySelector('[data-aloud=' + name + ']').offsetHeight > 0;
         return shown('missing') && !shown('there')",
    )
    .await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn comforts_are_there_without_a_network() {
    let mut world = World::new().await;
    let page = world.visited().await;
    world.stop_server();
    let officer = Officer(&page);
    officer.goes_to(&format!("{VILLAGE}/odf"), "section").await;
    waits_for_comforts(&page).await;
    page.click(".bar-find").await;
    page.wait_for("[data-screen=find]").await;
    page.press("#cari-isian", "buku induk").await;
    page.wait_for("[data-found=\"D-O1\"] [data-found-in=help]")
        .await;
    officer.goes_to("#/pengaturan", "settings").await;
    assert_eq!(page.js(AT, []).await, "");
}
