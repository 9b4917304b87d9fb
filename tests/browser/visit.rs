//! The study visit: another regency's file beside one's own sheet, looked at and never
//! kept.

use std::path::PathBuf;

use serde_json::{Value, json};
use xtask::process;

use crate::board::Maker;
use crate::instrument::{opens_instrument, other_edition, put, sealed, shipped, stored};
use crate::officer::Officer;
use crate::review::selects;
use crate::support::{Browser, World};

const REGENCY: &str = "#/kabupaten/63.11";
const VISIT: &str = "#/kabupaten/63.11/studi-banding";
const PICK: &str = "main input[type=file]";

/// Markets: so many of 12 in 2023 and 2024.
fn markets(before: u32, after: u32) -> Value {
    json!({"v": {"n@2023": before, "d@2023": 12, "n@2024": after, "d@2024": 12}, "ver": {"x": 1}})
}

/// What Tabalong answered: ahead in 4.3, behind in 4.1; 4.8 is undecided by the official
/// text, between 50 and 100.
pub fn tabalong() -> Value {
    json!({
        "K04": {"v": {"level": "100"}, "ver": {"x": 1}},
        "T4.01": {"v": {"level": "0"}, "ver": {"x": 1}},
        "T4.03": markets(5, 11),
        "T4.08": markets(5, 9),
    })
}

/// The sheet file of a regency, as somebody hands it over.
pub fn regency_file(code: &str, name: &str, instrument: &Value, answers: &Value) -> String {
    let loaded = saba_core::instrument::Instrument::load(&instrument.to_string());
    let text = json!({
        "format": "saba", "version": 1,
        "handed_over": {"at": 1_700_000_000_000_u64, "by": "Ratna", "device": "x"},
        "sheet": {
            "id": format!("lembar-{code}"), "kind": "kabupaten", "region": code,
            "region_name": name, "region_path": "Kalimantan Selatan", "revision": 7,
            "instrument": {
                "id": instrument["id"], "edition": instrument["edition"],
                "hash": loaded.expect("a valid instrument").hash
            }
        },
        "answers": answers,
    });
    sealed(&text.to_string())
}

/// What Balangan answers here.
pub async fn fills_in(officer: &Officer<'_>) {
    officer
        .goes_to(&format!("{REGENCY}/kelembagaan"), "section")
        .await;
    officer.chooses("K04", "level", "100").await;
    officer.goes_to(&format!("{REGENCY}/t4"), "section").await;
    officer.chooses("T4.01", "level", "100").await;
    for (item, before, after) in [("T4.03", "5", "4"), ("T4.08", "5", "9")] {
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

async fn opens(page: &Browser, file: &std::path::Path) {
    Officer(page).goes_to(VISIT, "visit").await;
    page.choose_file(PICK, file).await;
}

async fn count(page: &Browser, lead: &str) -> u64 {
    let css = format!("[data-filter={lead}]");
    let script = "return Number(document.querySelector(arguments[0]).dataset.count)";
    page.wait_for(&css).await;
    let found = page.js(script, [json!(css)]).await;
    found.as_u64().unwrap_or_default()
}

/// Everything that the page has written anywhere.
async fn kept(page: &Browser) -> Value {
    let prefs = page.js("return { ...localStorage }", []).await;
    json!([stored(page).await, prefs])
}

#[tokio::test]
async fn another_regency_stands_beside_ones_own_and_is_kept_nowhere() {
    let world = World::new().await;
    let page = world.profile().await;
    page.open_screen(REGENCY).await;
    let officer = Officer(&page);
    fills_in(&officer).await;
    officer.goes_to(REGENCY, "overview").await;
    page.click("[data-action=visit]").await;
    page.wait_text("[data-screen=visit]", "tidak disimpan, tidak digabung")
        .await;
    let before = kept(&page).await;

    let folder = tempfile::tempdir().expect("a folder");
    let text = regency_file("63.09", "Kabupaten Tabalong", &shipped(), &tabalong());
    let file = put(folder.path(), "pesan dari grup.txt", text);
    page.choose_file(PICK, &file).await;

    // Whose, and of when.
    for words in ["Tabalong", "63.09", "Diserahkan oleh Ratna", "revisi 7"] {
        page.wait_text("[data-whose=theirs]", words).await;
    }
    page.wait_text("[data-whose=ours]", "63.11").await;
    assert_eq!(page.count("[data-remark]").await, 0);

    // Tatanan by tatanan, both ends of each: 100 + 0 + 50 and 0 + 100 + 50 for certain.
    let row = "[data-total=T4]";
    for half in ["ours", "theirs"] {
        let css = format!("{row} [data-half={half}]");
        page.wait_text(&css, "150–1.200 / 1.300").await;
        page.wait_attribute(&css, "data-ends", "11.5~92.3").await;
    }
    page.wait_attribute(row, "data-lead", "open").await;
    assert_eq!(page.count("[data-total^=T]").await, 9);
    for gate in ["odf", "forkom", "pokja"] {
        page.wait_for(&format!("[data-total={gate}][data-lead=open]"))
            .await;
    }

    // Indicator by indicator: first where they are ahead, then everything.
    let all = [
        ("theirs", 1),
        ("ours", 1),
        ("same", 1),
        ("open", 149),
        ("apart", 0),
    ];
    for (lead, expected) in all {
        assert_eq!(count(&page, lead).await, expected, "{lead}");
    }
    assert_eq!(count(&page, "all").await, 152);
    page.wait_for("[data-line=\"T4.03\"][data-lead=theirs]")
        .await;
    assert_eq!(page.count("[data-line]").await, 1);
    page.click("[data-line=\"T4.03\"] summary").await;
    let side = |side: &str| format!("[data-line=\"T4.03\"] [data-side={side}]");
    page.wait_text(&side("ours"), "Nilai 0").await;
    page.wait_text(&side("theirs"), "Nilai 100").await;
    page.wait_text(&side("theirs"), "11").await;
    page.click("[data-filter=ours]").await;
    page.wait_for("[data-line=\"T4.01\"][data-lead=ours]").await;
    // The kelembagaan lines come first, then the tatanan.
    selects(&page, "#tatanan", "5").await;
    page.wait_for("[data-filter=ours][data-count=\"0\"]").await;
    page.wait_for("[data-none]").await;
    page.click("[data-filter=all]").await;
    page.wait_for("[data-line=\"T5.01\"]").await;
    assert_eq!(page.count("[data-line]").await, 11);

    // Nothing of it is on this device, and there is no way out for it.
    assert_eq!(kept(&page).await, before);
    let ways =
        "[data-screen=visit] [data-action=download], [data-screen=visit] [data-action=share],
        [data-screen=visit] [data-action=store]";
    assert_eq!(page.count(ways).await, 0);

    // It waits while somebody looks something up, and follows one's own sheet.
    officer.goes_to(&format!("{REGENCY}/t4"), "section").await;
    officer.types("T4.03", "n@2024", "11").await;
    officer.sees_saved().await;
    officer.goes_to(VISIT, "visit").await;
    page.wait_for("[data-filter=theirs][data-count=\"0\"]")
        .await;
    officer.goes_to("#/", "home").await;
    page.wait_for("[data-sheet]").await;
    assert_eq!(page.count("[data-sheet]").await, 1);

    // It is gone with the page.
    officer.goes_to(VISIT, "visit").await;
    page.wait_for("[data-whose]").await;
    page.reload().await;
    page.wait_for("[data-screen=visit]").await;
    page.wait_for(PICK).await;
    assert_eq!(page.count("[data-whose]").await, 0);
    page.assert_quiet().await;
}

#[tokio::test]
async fn editions_that_judge_differently_are_told_and_not_compared() {
    let world = World::new().await;
    let page = world.profile().await;
    page.open_screen(REGENCY).await;
    let officer = Officer(&page);
    fills_in(&officer).await;
    let folder = tempfile::tempdir().expect("a folder");
    let other = other_edition("2025.9", [2023, 2024]);
    let text = regency_file("63.09", "Kabupaten Tabalong", &other, &tabalong());
    let file = put(folder.path(), "tabalong.json", text);

    // Its edition is not here: the nearest one judges, and that is said.
    opens(&page, &file).await;
    page.wait_for("[data-remark=instead]").await;
    assert_eq!(page.count("[data-remark]").await, 1);
    assert_eq!(count(&page, "apart").await, 0);

    // Here it is judged by its own.
    let instrument = put(folder.path(), "terbitan.json", other.to_string());
    opens_instrument(&officer, &instrument, "good", "2025.9").await;
    opens(&page, &file).await;
    page.wait_for("[data-remark=editions]").await;
    page.wait_text("[data-whose=theirs]", "2025.9").await;
    assert_eq!(page.count("[data-remark]").await, 1);
    // 4.3 is judged by another bound; 8.13 is only here, 9.99 only there.
    assert_eq!(count(&page, "apart").await, 3);
    page.click("[data-filter=apart]").await;
    page.wait_text(
        "[data-line=\"T8.13\"] [data-score=theirs]",
        "tidak ditanyakan",
    )
    .await;
    page.wait_text(
        "[data-line=\"T9.99\"] [data-score=ours]",
        "tidak ditanyakan",
    )
    .await;
    page.click("[data-line=\"T4.03\"] summary").await;
    page.wait_text("[data-line=\"T4.03\"]", "Aturan nilainya berbeda")
        .await;
    for tatanan in ["T4", "T8", "T9"] {
        page.wait_attribute(&format!("[data-total={tatanan}]"), "data-lead", "apart")
            .await;
    }
    page.wait_attribute("[data-total=T5]", "data-lead", "open")
        .await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn what_is_no_regency_is_refused_in_one_sentence() {
    let world = World::new().await;
    let page = world.profile().await;
    page.open_screen(REGENCY).await;
    fills_in(&Officer(&page)).await;
    let folder = tempfile::tempdir().expect("a folder");
    let whole = regency_file("63.09", "Kabupaten Tabalong", &shipped(), &tabalong());
    let golden = process::root().join("tests/golden");
    let maker = Maker::new();
    let village = maker.file(&maker.three()[0], "");
    let files: [(PathBuf, &str); 6] = [
        (
            village,
            "lembar desa/kelurahan Batu Piring, bukan lembar kabupaten/kota",
        ),
        (golden.join("bad/other-list.json"), "bukan berkas Saba"),
        (golden.join("bad/empty.json"), "berkas ini kosong"),
        (
            golden.join("carried/receipt.json"),
            "tidak ada lembar kabupaten/kota di dalamnya",
        ),
        (
            put(folder.path(), "potong.json", &whole[..whole.len() - 40]),
            "terpotong",
        ),
        (
            put(
                folder.path(),
                "ubah.json",
                whole.replace("Tabalong", "Tapin"),
            ),
            "berubah sejak dibuat",
        ),
    ];
    Officer(&page).goes_to(VISIT, "visit").await;
    let before = kept(&page).await;
    for (file, words) in files {
        opens(&page, &file).await;
        page.wait_text("[data-refused]", words).await;
        page.wait_text("[data-refused]", "Tidak ada yang diubah.")
            .await;
        assert_eq!(page.count("[data-whose]").await, 0);
    }

    // Under a passphrase: a wrong one is told, the right one opens, and a village is
    // still no regency.
    opens(&page, &golden.join("sealed/desa.saba-sealed.json")).await;
    page.wait_for("[data-locked]").await;
    page.press("[data-locked] input", "salah").await;
    page.click("[data-action=unlock]").await;
    page.wait_text("[data-trouble]", "Kata sandi salah").await;
    page.press("[data-locked] input", "sungai batang alai 1984")
        .await;
    page.click("[data-action=unlock]").await;
    page.wait_text("[data-refused]", "bukan lembar kabupaten/kota")
        .await;

    // After all that a good one opens, and can be closed.
    opens(&page, &put(folder.path(), "baik.json", &whole)).await;
    page.wait_for("[data-whose=theirs]").await;
    page.click("[data-action=close-guest]").await;
    page.wait_gone("[data-whose]").await;
    assert_eq!(kept(&page).await, before);
    page.assert_quiet().await;
}

#[tokio::test]
async fn of_several_regencies_in_one_file_one_is_chosen() {
    let world = World::new().await;
    let page = world.profile().await;
    page.open_screen(REGENCY).await;
    fills_in(&Officer(&page)).await;
    let folder = tempfile::tempdir().expect("a folder");
    // As two files pasted into one message.
    let two = [
        ("63.09", "Kabupaten Tabalong"),
        ("63.08", "Kabupaten Hulu Sungai Utara"),
    ]
    .map(|(code, name)| regency_file(code, name, &shipped(), &tabalong()));
    let file = put(folder.path(), "pesan.txt", two.join("\n\nDari grup:\n"));
    opens(&page, &file).await;
    page.wait_for("[data-guest=\"lembar-63.09\"]").await;
    page.click("[data-guest=\"lembar-63.08\"]").await;
    page.wait_text("[data-whose=theirs]", "Hulu Sungai Utara")
        .await;

    // A file of the same region is told from one's own.
    let same = regency_file("63.11", "Kabupaten Balangan", &shipped(), &json!({}));
    opens(&page, &put(folder.path(), "sendiri.json", same)).await;
    page.wait_for("[data-remark=same-region]").await;
    page.assert_quiet().await;
}
