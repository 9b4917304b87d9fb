//! A filled paper sheet is typed in by keyboard alone: twice, compared, and laid beside
//! what the sheet says already, which is never replaced unasked.

use serde_json::{Value, json};

use crate::officer::{Officer, input};
use crate::support::{Browser, World};

const VILLAGE: &str = "#/desa/63.11.07.2002";
const ENTER: &str = "\u{e007}";
const TAB: &str = "\u{e004}";

/// Types, wherever the focus is.
async fn keys(page: &Browser, keys: &str) {
    let typed = page.action_chain().send_keys(keys).perform().await;
    typed.expect("keys are typed");
}

/// The place of the paper that is asked for; empty where none is.
async fn place(page: &Browser) -> String {
    let script = "const e = document.querySelector('[data-place]');
        return e ? e.dataset.place : ''";
    let place = page.js(script, []).await;
    place.as_str().unwrap_or_default().to_owned()
}

/// Waits until the input of a place has the focus.
async fn stands_at(page: &Browser, place: &str) {
    let condition = format!(
        "const e = document.activeElement, p = document.querySelector('[data-place]');
        return e && e.id === 'ketik' && p !== null && p.dataset.place === {}",
        json!(place)
    );
    page.wait_until(place, &condition).await;
}

/// Types one place after another, each with Enter.
async fn types(page: &Browser, places: &[(&str, &str)]) {
    for (at, text) in places {
        stands_at(page, at).await;
        keys(page, text).await;
        keys(page, ENTER).await;
    }
}

/// Walks with Tab until an element has the focus.
async fn tabs_to(page: &Browser, css: &str) {
    let here = format!("return document.activeElement.matches({})", json!(css));
    for _ in 0..40 {
        if page.js(&here, []).await == json!(true) {
            return;
        }
        keys(page, TAB).await;
    }
    panic!("no Tab leads to {css}");
}

/// What waits in the store of typed papers.
async fn waiting(page: &Browser) -> Vec<String> {
    let script = "return new Promise((done, fail) => {
        const open = indexedDB.open('saba');
        open.onerror = () => fail(open.error);
        open.onsuccess = () => {
            const db = open.result;
            const kv = db.transaction('kv').objectStore('kv');
            const all = kv.getAll(IDBKeyRange.bound('ketik/', 'ketik0'));
            all.onsuccess = () => { db.close(); done(all.result); };
        };
    })";
    let found = page.js(script, []).await;
    let texts = found.as_array().cloned().unwrap_or_default();
    let texts = texts.iter().filter_map(Value::as_str);
    texts.map(str::to_owned).collect()
}

/// A paper of five households: the first pass.
const FIRST: [(&str, &str); 18] = [
    ("D-O1 kk@2023", "118"),
    ("D-O1 kk@2024", "120"),
    ("D-O1 rumah@2023", "107"),
    ("D-O1 rumah@2024", "109"),
    ("D-O2 sendiri", "101"),
    ("D-O2 numpang", "14"),
    ("D-O2 babs", "0"),
    ("D-O3 jamban", "1"),
    ("D-O3 bersih", "2"),
    ("D-O3 aturan", ""),
    ("D-O3 pantau", "1"),
    ("D-O3 rencana", "2"),
    ("D-O4 status", "2"),
    ("D-O4 ba", "31122023"),
    ("D-O4 sert", ""),
    ("D-O5 sampel", "1.040"),
    ("D-O5 p2", "35"),
    ("D-O5 p3", "38"),
];

#[tokio::test]
async fn a_paper_is_typed_twice_by_keyboard_alone_and_compared() {
    let world = World::new().await;
    let page = world.profile().await;
    let officer = Officer(&page);
    // The sheet says something already, of which the paper knows one figure otherwise.
    page.open_screen(&format!("{VILLAGE}/odf")).await;
    officer.types("D-O1", "rumah@2024", "110").await;
    officer.types("D-O1", "kk@2023", "118").await;
    officer.sees_saved().await;
    page.open("#/tentang").await;
    page.open_screen(&format!("{VILLAGE}/ketik")).await;
    page.wait_for("[data-screen=keying-sections]").await;
    page.wait_text("[data-keying=odf]", "belum diketik").await;
    tabs_to(&page, "[data-keying=odf]").await;
    keys(&page, ENTER).await;

    types(&page, &FIRST[..1]).await;
    // What cannot stand on the paper is said, and the place stays.
    stands_at(&page, "D-O1 kk@2024").await;
    keys(&page, "seratus").await;
    keys(&page, ENTER).await;
    page.wait_text("[role=alert]", "Angka tidak terbaca").await;
    assert_eq!(place(&page).await, "D-O1 kk@2024");
    for _ in 0.."seratus".len() {
        keys(&page, "\u{e003}").await;
    }
    types(&page, &FIRST[1..6]).await;
    // Half a number survives the page, as does everything before it.
    stands_at(&page, "D-O2 babs").await;
    keys(&page, "1").await;
    officer.sees_saved().await;
    page.reload().await;
    stands_at(&page, "D-O2 babs").await;
    assert_eq!(page.value("#ketik").await, "1");
    // Back with the arrow, to see what was typed.
    keys(&page, "\u{e013}").await;
    stands_at(&page, "D-O2 numpang").await;
    assert_eq!(page.value("#ketik").await, "14");
    keys(&page, ENTER).await;
    types(&page, &FIRST[6..]).await;
    types(&page, &[("D-O5 p4", ""), ("D-O5 p5", "")]).await;
    page.wait_for("[data-action=second]:focus").await;
    // Nothing of it is an answer yet.
    assert_eq!(waiting(&page).await.len(), 1);
    officer.sees_saved().await;
    keys(&page, ENTER).await;

    // The second pass, which does not see the first.
    stands_at(&page, "D-O1 kk@2023").await;
    page.wait_for("[data-pass=\"2\"]").await;
    assert_eq!(page.value("#ketik").await, "");
    let mut second = FIRST;
    second[1].1 = "1.120";
    second[6].1 = "10";
    second[15].1 = "1040";
    types(&page, &second).await;
    types(&page, &[("D-O5 p4", ""), ("D-O5 p5", "")]).await;
    page.wait_for("[data-keying-focus]:focus").await;
    // One figure differs; 1.040 and 1040 are the same.
    assert_eq!(page.count("[data-difference]").await, 1);
    let card = "[data-difference=\"D-O1 kk@2024\"]";
    let told = page.text(card).await;
    assert!(told.contains("Ketikan pertama: 120 KK"), "{told}");
    assert!(told.contains("Ketikan kedua: 1.120 KK"), "{told}");
    assert_eq!(page.count("[data-action=put-in]").await, 0);
    tabs_to(&page, &format!("{card} input[type=radio]")).await;
    keys(&page, "1").await;
    // What the sheet says otherwise is asked.
    let there = "[data-there=\"D-O1 rumah@2024\"]";
    page.wait_text(there, "Tetap yang di lembar: 110 rumah")
        .await;
    page.wait_text(there, "Pakai yang di kertas: 109 rumah")
        .await;
    assert_eq!(page.count("[data-there]").await, 1);
    assert_eq!(page.count("[data-action=put-in]").await, 0);
    tabs_to(&page, &format!("{there} input[type=radio]")).await;
    keys(&page, "1").await;
    page.wait_for("[data-action=put-in]").await;
    // Chosen, but not put in: that survives, too.
    officer.sees_saved().await;
    page.reload().await;
    page.wait_for("[data-action=put-in]").await;
    tabs_to(&page, "[data-action=put-in]").await;
    keys(&page, ENTER).await;
    page.wait_for("[data-keyed]").await;
    officer.sees_saved().await;
    assert_eq!(waiting(&page).await.len(), 0);

    page.open("#/tentang").await;
    page.open_screen(&format!("{VILLAGE}/odf")).await;
    for (item, key, value) in [
        ("D-O1", "kk@2023", "118"),
        ("D-O1", "kk@2024", "120"),
        ("D-O1", "rumah@2023", "107"),
        ("D-O1", "rumah@2024", "110"),
        ("D-O2", "babs", "10"),
        ("D-O4", "ba", "2023-12-31"),
        ("D-O5", "sampel", "1.040"),
        ("D-O5", "p4", ""),
    ] {
        assert_eq!(officer.finds(item, key).await, value, "{item} {key}");
    }
    assert!(officer.finds_chosen("D-O3", "bersih", "tidak").await);
    assert!(officer.finds_chosen("D-O4", "status", "lulus").await);
    // Blank on the paper is no answer.
    let aturan = format!("{}:checked", input("D-O3", "aturan"));
    assert_eq!(page.count(&aturan).await, 0);
    page.assert_quiet().await;
}

#[tokio::test]
async fn what_the_paper_says_is_taken_where_a_person_says_so() {
    let world = World::new().await;
    let page = world.profile().await;
    let officer = Officer(&page);
    page.open_screen(&format!("{VILLAGE}/pasar")).await;
    page.click("[data-item=\"D-P1\"] [data-action=add-row]")
        .await;
    officer.types("D-P1", "1/nama", "Pasar Senin").await;
    officer.sees_saved().await;
    page.open("#/tentang").await;
    page.open_screen(&format!("{VILLAGE}/ketik/pasar")).await;
    for pass in ["1", "2"] {
        page.wait_for(&format!("[data-pass=\"{pass}\"]")).await;
        types(
            &page,
            &[("D-P1 #rows", "1"), ("D-P1 1/nama", "Pasar Kamis")],
        )
        .await;
        while !place(&page).await.is_empty() {
            let at = place(&page).await;
            types(&page, &[(&at, "")]).await;
            let moved = format!(
                "const p = document.querySelector('[data-place]');
                return p === null || p.dataset.place !== {}",
                json!(at)
            );
            page.wait_until("the next place", &moved).await;
        }
        if pass == "1" {
            page.click("[data-action=second]").await;
        }
    }
    page.wait_for("[data-same]").await;
    page.click("[data-there=\"D-P1 1/nama\"] input[value=kertas]")
        .await;
    page.click("[data-action=put-in]").await;
    page.wait_for("[data-keyed]").await;
    page.wait_for("[data-action=undo]").await;
    page.open("#/tentang").await;
    page.open_screen(&format!("{VILLAGE}/pasar")).await;
    assert_eq!(officer.finds("D-P1", "1/nama").await, "Pasar Kamis");
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_sheet_with_nothing_but_what_waits_from_paper_is_not_removed_by_the_way() {
    let world = World::new().await;
    let page = world.profile().await;
    let officer = Officer(&page);
    page.open_screen(&format!("{VILLAGE}/odf")).await;
    page.open("#/tentang").await;
    page.open_screen(&format!("{VILLAGE}/ketik/odf")).await;
    types(&page, &[("D-O1 kk@2023", "118")]).await;
    officer.goes_to(&format!("{VILLAGE}/kunci"), "lock").await;
    page.wait_for("[data-removal] [data-cover=empty]").await;
    page.wait_text("[data-removal] [data-draft]", "belum menjadi jawaban")
        .await;
    assert_eq!(page.count("[data-action=remove]").await, 0);
    page.press("#removal-name", "Baruh Bahinu Luar").await;
    page.wait_for("[data-action=remove]").await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn what_is_typed_of_a_locked_sheet_waits_sealed_and_goes_with_it() {
    let world = World::new().await;
    let page = world.profile().await;
    let officer = Officer(&page);
    page.open_screen(&format!("{VILLAGE}/odf")).await;
    officer.types("D-O1", "kk@2023", "118").await;
    officer.sees_saved().await;
    page.open("#/tentang").await;
    page.open_screen(&format!("{VILLAGE}/ketik/odf")).await;
    types(&page, &[("D-O1 kk@2023", "4711")]).await;
    stands_at(&page, "D-O1 kk@2024").await;
    officer.sees_saved().await;
    assert!(waiting(&page).await.concat().contains("4711"));

    officer.goes_to(&format!("{VILLAGE}/kunci"), "lock").await;
    for field in ["#new-passphrase", "#same-passphrase"] {
        page.press(field, "Padi Menguning 1998").await;
    }
    page.click("[data-action=lock]").await;
    page.wait_for("[data-done]").await;
    let sealed = waiting(&page).await;
    assert!(
        sealed.len() == 1 && sealed[0].starts_with('~'),
        "{sealed:?}"
    );
    // What is typed from now on is sealed as well, and read again.
    officer
        .goes_to(&format!("{VILLAGE}/ketik/odf"), "keying")
        .await;
    types(&page, &[("D-O1 kk@2024", "4712")]).await;
    stands_at(&page, "D-O1 rumah@2023").await;
    officer.sees_saved().await;
    assert!(!waiting(&page).await.concat().contains("471"));
    page.reload().await;
    page.press("#passphrase", "Padi Menguning 1998").await;
    page.press("#passphrase", ENTER).await;
    stands_at(&page, "D-O1 rumah@2023").await;
    keys(&page, "\u{e013}").await;
    stands_at(&page, "D-O1 kk@2024").await;
    assert_eq!(page.value("#ketik").await, "4712");
    officer.sees_saved().await;
    officer.goes_to(&format!("{VILLAGE}/kunci"), "lock").await;
    page.wait_for("[data-removal] [data-draft]").await;
    page.press("#removal-name", "Baruh Bahinu Luar").await;
    page.click("[data-action=remove]").await;
    page.click("[data-action=remove-now]").await;
    page.wait_for("[data-removed]").await;
    assert_eq!(waiting(&page).await.len(), 0);
    page.assert_quiet().await;
}
