//! The instrument as something that comes from a file: opened, refused, compared with
//! another edition, moved to; and what the cycle before said.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use xtask::process;

use crate::command_line;
use crate::officer::{Officer, input};
use crate::support::{Browser, World};

const REGENCY: &str = "#/kabupaten/63.11";
/// Keys of a ratio in a year, with these numbers.
pub type Ratio<'a> = (&'a str, u32, u32);

pub fn shipped() -> Value {
    let path = process::root().join("instrument/kks-2025.json");
    serde_json::from_str(&fs::read_to_string(path).expect("the instrument")).expect("JSON")
}

fn items<'a>(instrument: &'a mut Value, section: &str) -> &'a mut Vec<Value> {
    let sections = instrument["sheets"]["kabupaten"]["sections"].as_array_mut();
    let mut sections = sections.expect("sections").iter_mut();
    let found = sections.find(|s| s["id"] == section).expect("the section");
    found["items"].as_array_mut().expect("items")
}

fn item<'a>(instrument: &'a mut Value, section: &str, id: &str) -> &'a mut Value {
    let mut all = items(instrument, section).iter_mut();
    all.find(|i| i["id"] == id).expect("the item")
}

/// A made-up edition of the same instrument: T8.13 is not in it, T9.99 is only in it,
/// and T4.03 asks for 90 % where the shipped one asks for 50 %.
pub fn other_edition(edition: &str, years: [u16; 2]) -> Value {
    let mut other = shipped();
    other["edition"] = json!(edition);
    other["title"] = json!(format!("Instrumen KKS buatan {edition}"));
    other["years"] = json!(years);
    let dropped = items(&mut other, "t8").pop().expect("an item");
    assert_eq!(dropped["id"], "T8.13");
    let mut added = item(&mut other, "t9", "T9.01").clone();
    added["id"] = json!("T9.99");
    added["title"] = json!("Butir yang hanya ada di terbitan buatan");
    items(&mut other, "t9").push(added);
    let rule = &mut item(&mut other, "t4", "T4.03")["rule"];
    let scale = rule["scale"].to_string().replace("50]", "90]");
    rule["scale"] = serde_json::from_str(&scale).expect("JSON");
    other
}

pub fn put(folder: &Path, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, content).expect("a file");
    path
}

/// What an instrument's hash is.
fn hash(instrument: &Value) -> String {
    let text = instrument.to_string();
    let loaded = saba_core::instrument::Instrument::load(&text).expect("a valid instrument");
    loaded.hash
}

/// A sheet file of the regency with these ratios, as somebody hands it over.
pub fn sheet_file(id: &str, instrument: &Value, answers: &[(&str, &[Ratio])]) -> String {
    let mut said = serde_json::Map::new();
    for (item, ratios) in answers {
        let mut values = serde_json::Map::new();
        for (year, n, d) in *ratios {
            values.insert(format!("n@{year}"), json!(n));
            values.insert(format!("d@{year}"), json!(d));
        }
        said.insert((*item).into(), json!({"v": values, "ver": {"x": 1}}));
    }
    let text = json!({
        "format": "saba", "version": 1,
        "handed_over": {"at": 1_700_000_000_000_u64, "by": "Ratna", "device": "x"},
        "sheet": {
            "id": id, "kind": "kabupaten", "region": "63.11", "region_name": "Balangan",
            "instrument": {
                "id": instrument["id"], "edition": instrument["edition"],
                "hash": hash(instrument)
            }
        },
        "answers": said,
    });
    sealed(&text.to_string())
}

/// A sheet with its checksum.
pub fn sealed(text: &str) -> String {
    let mut document = saba_core::json::Json::parse(text).expect("JSON");
    if let saba_core::json::Json::Obj(members) = &mut document {
        members.retain(|(name, _)| name != "checksum");
    }
    let sum = saba_core::file::checksum(&document);
    if let saba_core::json::Json::Obj(members) = &mut document {
        members.push(("checksum".into(), saba_core::json::Json::text(&sum)));
    }
    document.compact()
}

/// The stores of the database, by name: keys and values.
pub async fn stored(page: &Browser) -> Value {
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
            tx.oncomplete = () => { db.close(); done(all); };
        };
    })";
    page.js(script, [json!(null)]).await
}

/// Opens an instrument from a file and waits for what the page says to it.
pub async fn opens_instrument(officer: &Officer<'_>, file: &Path, kind: &str, told: &str) {
    officer.goes_to("#/tentang", "about").await;
    officer.goes_to("#/instrumen", "instruments").await;
    officer.0.choose_file("main input[type=file]", file).await;
    officer
        .0
        .wait_text(&format!("[data-told={kind}]"), told)
        .await;
}

/// The cell of a comparison: `from` or `to`, as scripts read it.
async fn cell(page: &Browser, row: &str, side: &str) -> String {
    let css = format!("[data-row=\"{row}\"] [data-side={side}]");
    page.wait_for(&css).await;
    let script = "return document.querySelector(arguments[0]).dataset.score";
    let value = page.js(script, [json!(css)]).await;
    value.as_str().unwrap_or_default().to_string()
}

async fn types_ratio(officer: &Officer<'_>, item: &str, ratios: &[Ratio<'_>]) {
    for (year, n, d) in ratios {
        officer
            .types(item, &format!("n@{year}"), &n.to_string())
            .await;
        officer
            .types(item, &format!("d@{year}"), &d.to_string())
            .await;
    }
}

#[tokio::test]
async fn an_instrument_is_opened_from_a_file_kept_and_taken_away() {
    let world = World::new().await;
    let page = world.profile().await;
    page.open("#/instrumen").await;
    page.wait_for("[data-screen=instruments]").await;
    assert_eq!(page.count("section[data-instrument]").await, 1);
    let officer = Officer(&page);
    let folder = tempfile::tempdir().expect("a folder");
    let before = stored(&page).await;

    let good = other_edition("2027.1", [2025, 2026]);
    let pretty = serde_json::to_string_pretty(&good).expect("JSON");
    let mut wrong = good.clone();
    wrong["levels"][1]["odf"] = json!(900);
    let mut part = good.clone();
    part["extract_of"] = json!(hash(&shipped()));
    let cases: [(&str, Vec<u8>, &str); 9] = [
        (
            "salah.json",
            wrong.to_string().into_bytes(),
            "salah di bagian $.levels[1].odf",
        ),
        (
            "tanda.json",
            pretty.replacen("\"years\":", "\"years\";", 1).into_bytes(),
            "salah di bagian baris ",
        ),
        (
            "potong.json",
            pretty.as_bytes()[..pretty.len() / 2].to_vec(),
            "terpotong",
        ),
        ("kosong.json", Vec::new(), "kosong"),
        (
            "foto.jpg",
            vec![0xff, 0xd8, 0xff, 0xe0, 0],
            "bukan berkas instrumen",
        ),
        (
            "daftar.json",
            b"{\"nama\": 1}".to_vec(),
            "bukan berkas instrumen",
        ),
        (
            "lembar.saba.json",
            sheet_file("s", &shipped(), &[]).into_bytes(),
            "ini berkas lembar",
        ),
        (
            "bagian.json",
            part.to_string().into_bytes(),
            "potongan instrumen",
        ),
        (
            "baru.json",
            pretty
                .replacen("\"version\": 1", "\"version\": 2", 1)
                .into_bytes(),
            "salah di bagian $.",
        ),
    ];
    for (name, bytes, told) in cases {
        let file = put(folder.path(), name, bytes);
        opens_instrument(&officer, &file, "bad", told).await;
        page.wait_text("[data-told=bad]", "Tidak ada yang diubah")
            .await;
        page.wait_text("[data-told=bad]", name).await;
        assert_eq!(page.count("section[data-instrument]").await, 1, "{name}");
    }
    assert_eq!(stored(&page).await, before, "nothing stored was touched");

    // With what editors and other systems add to a text.
    let crlf = format!("\u{feff}{}", pretty.replace('\n', "\r\n"));
    let file = put(folder.path(), "buatan (1).json", crlf);
    opens_instrument(
        &officer,
        &file,
        "good",
        "Terbitan 2027.1 · data 2025 dan 2026",
    )
    .await;
    let card = format!("section[data-instrument=\"{}\"]", hash(&good));
    page.wait_text(
        &card,
        "55 butir desa, 7 butir kecamatan, 163 butir kabupaten",
    )
    .await;
    opens_instrument(&officer, &file, "good", "sudah ada").await;
    assert_eq!(page.count("section[data-instrument]").await, 2);
    // Still there in another session, and gone when it is taken away.
    let page = page.restart().await;
    page.open("#/instrumen").await;
    page.wait_text(&card, "Instrumen KKS buatan 2027.1").await;
    page.click(&format!("{card} [data-action=remove-instrument]"))
        .await;
    page.wait_gone(&card).await;
    page.reload().await;
    page.wait_for("[data-screen=instruments]").await;
    assert_eq!(page.count("section[data-instrument]").await, 1);
    assert_eq!(stored(&page).await, before, "all as it was");
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_sheet_is_compared_with_another_edition_and_moved_to_it() {
    let world = World::new().await;
    let page = world.profile().await;
    page.open(&format!("{REGENCY}/t4")).await;
    page.wait_for("[data-item=\"T4.03\"]").await;
    let officer = Officer(&page);
    types_ratio(&officer, "T4.03", &[("2023", 5, 12), ("2024", 7, 12)]).await;
    assert_eq!(officer.reads_score("T4.03").await, "100");
    officer.goes_to(&format!("{REGENCY}/t8"), "section").await;
    types_ratio(&officer, "T8.13", &[("2023", 5, 100), ("2024", 3, 100)]).await;
    officer
        .goes_to(&format!("{REGENCY}/syarat"), "section")
        .await;
    officer.types("G-ODF", "n", "150").await;
    officer.types("G-ODF", "d", "157").await;
    officer.sees_saved().await;
    let file = officer.hands_over(REGENCY).await;
    let handed = fs::read(&file).expect("the file");

    // Alone there is nothing to compare with.
    officer.goes_to(REGENCY, "overview").await;
    page.click("[data-action=compare]").await;
    page.wait_text("[data-screen=compare]", "Baru satu terbitan")
        .await;

    let folder = tempfile::tempdir().expect("a folder");
    let other = other_edition("2025.9", [2023, 2024]);
    let rules = put(folder.path(), "terbitan.json", other.to_string());
    opens_instrument(&officer, &rules, "good", "2025.9").await;
    let before = stored(&page).await;
    // The page kept its own instrument too, for the time after an update.
    let kept = before["kv"][0].to_string();
    for instrument in [&shipped(), &other] {
        let name = format!("instrument/{}", hash(instrument));
        assert!(kept.contains(&name), "{name} in {kept}");
    }

    officer
        .goes_to(&format!("{REGENCY}/bandingkan"), "compare")
        .await;
    page.wait_for("[data-group=added] [data-item-changed=\"T9.99\"]")
        .await;
    page.wait_for("[data-group=dropped] [data-item-changed=\"T8.13\"]")
        .await;
    page.wait_text("[data-group=dropped]", "sudah dijawab")
        .await;
    let changed = "[data-group=changed] [data-item-changed=\"T4.03\"]";
    page.wait_text(changed, "penilaian").await;
    // The made-up edition kept the words: the bounds tell what is different.
    page.wait_text(changed, "minimal 50 % pada 2024 [naik, ≥ 50]")
        .await;
    page.wait_text(changed, "minimal 50 % pada 2024 [naik, ≥ 90]")
        .await;
    // Both scores of the item: 58 % is enough for the one, not for the other.
    let labels = "return [...document.querySelectorAll(
        '[data-item-changed=\"T4.03\"] [data-outcome-label]')].map((e) => e.textContent)";
    assert_eq!(page.js(labels, []).await, json!(["Nilai 100", "Nilai 50"]));
    for group in ["added", "dropped", "changed"] {
        let rows = format!("[data-group={group}] [data-item-changed]");
        assert_eq!(page.count(&rows).await, 1, "{group}");
    }

    // Every number is what the command line says of the same file.
    let shipped = process::root().join("instrument/kks-2025.json");
    for (side, instrument) in [("from", &shipped), ("to", &rules)] {
        let report = command_line::score_by(&file, instrument);
        let tatanan = (1..=9).map(|no| format!("T{no}"));
        for row in tatanan.chain(["all".into(), "kelembagaan".into()]) {
            assert_eq!(cell(&page, &row, side).await, report.score(&row), "{row}");
        }
        for gate in ["odf", "forkom", "pokja"] {
            assert_eq!(cell(&page, gate, side).await, report.share(gate), "{gate}");
        }
        for (row, member) in [("now", "level_now"), ("reachable", "level_reachable")] {
            assert_eq!(cell(&page, row, side).await, report.level(member), "{row}");
        }
    }
    assert_ne!(
        cell(&page, "T4", "from").await,
        cell(&page, "T4", "to").await
    );
    // The other way round, by hand.
    let script = "for (const [key, hash] of [['from', arguments[1]], ['to', arguments[0]]]) {
            const select = document.querySelector(`select[data-key=${key}]`);
            select.value = hash;
            select.dispatchEvent(new Event('change', { bubbles: true }));
        }";
    let own = hash(&self::shipped());
    page.js(script, [json!(own), json!(hash(&other))]).await;
    page.wait_for("[data-group=added] [data-item-changed=\"T8.13\"]")
        .await;
    page.wait_for("[data-group=dropped] [data-item-changed=\"T9.99\"]")
        .await;
    assert_eq!(
        page.count("[data-action=move]").await,
        0,
        "it is there already"
    );
    assert_eq!(stored(&page).await, before, "looking changed nothing");

    // The deliberate step.
    officer.goes_to(REGENCY, "overview").await;
    officer
        .goes_to(&format!("{REGENCY}/bandingkan"), "compare")
        .await;
    page.click("[data-action=move]").await;
    page.click("[data-action=move-now]").await;
    page.wait_attribute("[data-edition]", "data-edition", &hash(&other))
        .await;
    officer.sees_saved().await;
    let moved = stored(&page).await;
    assert_eq!(moved["kv"], before["kv"]);
    let said = |all: &Value, item: &str| {
        let keys = all["answers"][0].as_array().expect("keys");
        let end = format!("/{item}");
        let at = keys
            .iter()
            .position(|k| k.as_str().expect("text").ends_with(&end));
        at.map(|at| all["answers"][1][at].clone())
    };
    for item in ["T4.03", "T8.13", "G-ODF"] {
        assert!(said(&moved, item).is_some(), "{item}");
        assert_eq!(said(&moved, item), said(&before, item), "{item}");
    }
    assert!(said(&moved, "$instrument").is_some());
    assert!(said(&before, "$instrument").is_none());
    officer.goes_to(&format!("{REGENCY}/t4"), "section").await;
    assert_eq!(officer.reads_score("T4.03").await, "50");
    officer.goes_to(&format!("{REGENCY}/t9"), "section").await;
    page.wait_for("[data-item=\"T9.99\"]").await;
    assert_eq!(fs::read(&file).expect("the file"), handed, "the old file");

    // Needed by a sheet, it stays; and the sheet opens with it in another session.
    officer.goes_to("#/instrumen", "instruments").await;
    let card = format!("section[data-instrument=\"{}\"]", hash(&other));
    page.click(&format!("{card} [data-action=remove-instrument]"))
        .await;
    page.wait_text(
        "[data-told=warn]",
        "masih dipakai lembar Kabupaten Balangan",
    )
    .await;
    let page = page.restart().await;
    page.open(&format!("{REGENCY}/t4")).await;
    let officer = Officer(&page);
    assert_eq!(officer.reads_score("T4.03").await, "50");
    // The file that is handed over now names the new edition.
    officer.hands_over(REGENCY).await;
    let new_file = page.downloads().pop().expect("the second file");
    assert_ne!(new_file, file);
    let report = command_line::score_by(&new_file, &rules);
    assert_eq!(report.score("T4.03"), "50");
    assert_eq!(report.0["instrument"]["same"], true);
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_move_is_taken_back_and_other_instruments_are_taken_in_where_they_are_known() {
    let world = World::new().await;
    let page = world.profile().await;
    let folder = tempfile::tempdir().expect("a folder");
    let mut other = other_edition("2027.1", [2025, 2026]);
    other["id"] = json!("kks-2027");
    let rules = put(folder.path(), "kks-2027.json", other.to_string());
    let ratios: &[Ratio] = &[("2025", 5, 12), ("2026", 6, 12)];
    let sheet = sheet_file("later", &other, &[("T4.03", ratios)]);
    let sheet = put(folder.path(), "nanti.saba.json", sheet);

    // Unknown instrument: refused. Known: taken in, and judged by it.
    page.open("#/ambil").await;
    page.wait_for("[data-screen=take-in]").await;
    let officer = Officer(&page);
    page.choose_file("input[type=file]", &sheet).await;
    page.wait_text("[data-refused]", "instrumen lain").await;
    opens_instrument(&officer, &rules, "good", "2027.1").await;
    officer.takes_in(&sheet, "new", 1).await;
    page.click("[data-action=open-sheet]").await;
    page.wait_attribute("[data-edition]", "data-edition", &hash(&other))
        .await;
    officer.goes_to(&format!("{REGENCY}/t4"), "section").await;
    assert_eq!(officer.finds("T4.03", "n@2026").await, "6");
    assert_eq!(officer.reads_score("T4.03").await, "50");
    assert_eq!(page.count(&input("T4.03", "n@2024")).await, 0);

    // Moved to the built-in one and back.
    officer
        .goes_to(&format!("{REGENCY}/bandingkan"), "compare")
        .await;
    page.wait_text("[data-screen=compare]", "Tahun datanya berbeda")
        .await;
    page.click("[data-action=move]").await;
    page.click("[data-action=move-now]").await;
    page.wait_attribute("[data-edition]", "data-edition", &hash(&shipped()))
        .await;
    officer.sees_saved().await;
    page.wait_text("[data-action=undo]", "pindah terbitan")
        .await;
    page.click("[data-action=undo]").await;
    page.wait_attribute("[data-edition]", "data-edition", &hash(&other))
        .await;
    officer.sees_saved().await;
    let page = page.restart().await;
    page.open(&format!("{REGENCY}/t4")).await;
    let officer = Officer(&page);
    assert_eq!(officer.finds("T4.03", "n@2026").await, "6");
    assert_eq!(officer.reads_score("T4.03").await, "50");
    // A device with other instruments always runs the large program; new sheets are
    // begun with the page's own.
    page.open("#/desa/63.11.07.2002").await;
    page.reload().await;
    page.wait_for("[data-screen=overview]").await;
    page.wait_attribute("html", "data-program", "desk").await;
    page.wait_text(".bar", "data 2023 dan 2024").await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn the_cycle_before_stands_beside_the_inputs_and_never_counts() {
    let world = World::new().await;
    let page = world.profile().await;
    let folder = tempfile::tempdir().expect("a folder");
    let before = other_edition("2023.1", [2021, 2022]);
    let rules = put(folder.path(), "2023.json", before.to_string());
    let ratios: &[Ratio] = &[("2021", 4, 12), ("2022", 5, 12)];
    let old = sheet_file("old", &before, &[("T4.03", ratios), ("T9.99", &[])]);
    let old_file = put(folder.path(), "lalu.saba.json", &old);
    let elsewhere = sealed(&old.replace("63.11", "63.10"));
    let same = sheet_file("same", &shipped(), &[]);

    page.open(&format!("{REGENCY}/t4")).await;
    page.wait_for("[data-item=\"T4.03\"]").await;
    let officer = Officer(&page);
    types_ratio(&officer, "T4.04", &[("2023", 5, 12), ("2024", 11, 12)]).await;
    officer.sees_saved().await;
    assert_eq!(page.count("[data-last-cycle]").await, 0);
    officer.goes_to(REGENCY, "overview").await;
    let total = "[data-total=all]";
    page.wait_for(total).await;
    let score = "return document.querySelector('[data-total=all]').dataset.score";
    let counted = page.js(score, []).await;

    let pick = "[data-action=last-cycle] input";
    for (name, content, told) in [
        (
            "lain.saba.json",
            elsewhere,
            "dari wilayah atau jenis lembar lain",
        ),
        (
            "ubah.saba.json",
            old.replace("Ratna", "Siti"),
            "berubah sejak dibuat",
        ),
        ("sama.saba.json", same, "putaran yang sama"),
        ("kosong.saba.json", String::new(), "kosong"),
    ] {
        let file = put(folder.path(), name, content);
        page.choose_file(pick, &file).await;
        page.wait_text("[data-refused]", told).await;
        page.wait_text("[data-refused]", "Tidak ada yang diubah")
            .await;
    }
    // Without its instrument: the values; with it: the score too.
    page.choose_file(pick, &old_file).await;
    page.wait_text("[data-last-cycle-from=old]", "tidak ada di perangkat ini")
        .await;
    officer.goes_to(&format!("{REGENCY}/t4"), "section").await;
    let line = "[data-item=\"T4.03\"] [data-last-cycle]";
    page.wait_for(line).await;
    assert_eq!(
        page.text(line).await,
        "Putaran lalu: 2021 4 dari 12, 2022 5 dari 12"
    );
    opens_instrument(&officer, &rules, "good", "2023.1").await;
    let page = page.restart().await;
    page.open(&format!("{REGENCY}/t4")).await;
    let officer = Officer(&page);
    page.wait_for(line).await;
    assert_eq!(
        page.text(line).await,
        "Putaran lalu: 2021 4 dari 12, 2022 5 dari 12, nilai 50"
    );
    // Only what was said then, and nothing of it is counted or copied.
    assert_eq!(page.count("[data-last-cycle]").await, 1);
    assert_eq!(officer.finds("T4.03", "n@2023").await, "");
    assert_eq!(officer.reads_score("T4.03").await, "");
    assert_eq!(officer.reads_score("T4.04").await, "100");
    officer.goes_to(REGENCY, "overview").await;
    page.wait_for(total).await;
    assert_eq!(page.js(score, []).await, counted);
    assert_eq!(fs::read_to_string(&old_file).expect("the file"), old);

    // Let go, it is gone; an earlier sheet on this device serves as well.
    page.click("[data-action=close-last-cycle]").await;
    page.wait_for(pick).await;
    officer.takes_in(&old_file, "new", 2).await;
    officer.goes_to(REGENCY, "overview").await;
    page.wait_text("[data-last-cycle-from=old]", "lembar di perangkat ini")
        .await;
    officer.goes_to(&format!("{REGENCY}/t4"), "section").await;
    page.wait_text(line, "2022 5 dari 12, nilai 50").await;
    assert_eq!(officer.finds("T4.04", "n@2024").await, "11");
    let page = page.restart().await;
    page.open(&format!("{REGENCY}/t4")).await;
    page.wait_text(line, "2022 5 dari 12, nilai 50").await;
    assert_eq!(Officer(&page).finds("T4.04", "n@2024").await, "11");
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_sheet_moved_to_the_next_cycle_keeps_what_it_said_in_sight() {
    let world = World::new().await;
    let page = world.profile().await;
    let folder = tempfile::tempdir().expect("a folder");
    let before = other_edition("2023.1", [2021, 2022]);
    let rules = put(folder.path(), "2023.json", before.to_string());
    let ratios: &[Ratio] = &[("2021", 4, 12), ("2022", 5, 12)];
    let sheet = sheet_file("s", &before, &[("T4.03", ratios)]);
    let sheet = put(folder.path(), "lembar.saba.json", sheet);

    // Without its edition it opens with the page's own, and says so.
    page.open("#/ambil").await;
    page.wait_for("[data-screen=take-in]").await;
    let officer = Officer(&page);
    officer.takes_in(&sheet, "new", 1).await;
    page.click("[data-action=open-sheet]").await;
    page.wait_text("[data-edition-missing]", "kks-2025 2023.1")
        .await;
    opens_instrument(&officer, &rules, "good", "2023.1").await;
    officer.goes_to(REGENCY, "overview").await;
    page.wait_attribute("[data-edition]", "data-edition", &hash(&before))
        .await;
    page.wait_gone("[data-edition-missing]").await;
    officer.goes_to(&format!("{REGENCY}/t4"), "section").await;
    assert_eq!(officer.finds("T4.03", "n@2022").await, "5");
    assert_eq!(officer.reads_score("T4.03").await, "50");

    officer
        .goes_to(&format!("{REGENCY}/bandingkan"), "compare")
        .await;
    page.click("[data-action=move]").await;
    page.click("[data-action=move-now]").await;
    page.wait_attribute("[data-edition]", "data-edition", &hash(&shipped()))
        .await;
    officer.goes_to(&format!("{REGENCY}/t4"), "section").await;
    let line = "[data-item=\"T4.03\"] [data-last-cycle]";
    page.wait_text(line, "2022 5 dari 12, nilai 50").await;
    assert_eq!(officer.finds("T4.03", "n@2024").await, "");
    // Taken back, the values stand in their inputs again, and nowhere else.
    page.click("[data-action=undo]").await;
    page.wait_for(&input("T4.03", "n@2022")).await;
    assert_eq!(officer.finds("T4.03", "n@2022").await, "5");
    assert_eq!(page.count("[data-last-cycle]").await, 0);
    officer.goes_to(REGENCY, "overview").await;
    page.wait_for("[data-action=last-cycle]").await;
    assert_eq!(page.count("[data-last-cycle-from]").await, 0);
    page.assert_quiet().await;
}
