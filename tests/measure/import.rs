//! Does the page answer while a large file comes in? Tasks that keep it from answering,
//! while a sheet of 1 MB is read, shown and stored, and again where it meets what is
//! there already. Run by `cargo xtask bench`.

use std::fs;

use saba_core::file::{Provenance, write_sheet};
use saba_core::instrument::{Instrument, SheetKind};
use saba_core::region::RegionCode;
use saba_core::sheet::{Answer, InstrumentRef, Sheet, SheetMeta, Value};
use serde_json::json;

use crate::officer::Officer;
use crate::support::{Browser, World};

/// A phone of the people this is for, against the machine that measures.
const SLOWDOWN: u32 = 6;
/// Size of the sheet, in bytes.
const SIZE: usize = 1_000_000;

/// Notes tasks above 50 ms, with the mark that stood then.
const WATCH: &str = "window.saba = { tasks: [], mark: '' };
    new PerformanceObserver((list) => {
        for (const task of list.getEntries()) {
            window.saba.tasks.push([window.saba.mark, Math.round(task.duration)]);
        }
    }).observe({ entryTypes: ['longtask'] });
    return null";

#[tokio::test]
async fn a_large_file_comes_in_and_the_page_answers() {
    let world = World::new().await;
    let page = world.profile().await;
    page.open("#/ambil").await;
    page.wait_for("[data-screen=take-in]").await;
    page.wait_offline_ready().await;
    page.js(WATCH, []).await;
    slowed(&page, SLOWDOWN).await;
    let first = sheet(1);
    let second = sheet(2);
    println!(
        "\nA sheet of {} bytes comes in, CPU slowed {SLOWDOWN}x: tasks above 50 ms",
        first.len()
    );
    brings(&page, "new", "first, read", &first).await;
    stores(&page, "first, stored").await;
    brings(&page, "updated", "second, read", &second).await;
    stores(&page, "second, stored").await;
    slowed(&page, 1).await;
    for phase in [
        "first, read",
        "first, stored",
        "second, read",
        "second, stored",
    ] {
        let script = "return window.saba.tasks.filter(([mark]) => mark === arguments[0])
            .map(([, ms]) => ms)";
        let tasks = page.js(script, [json!(phase)]).await;
        println!("{phase:16} {tasks}");
    }
}

async fn slowed(page: &Browser, rate: u32) {
    page.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": rate }))
        .await;
}

async fn brings(page: &Browser, kind: &str, mark: &str, text: &str) {
    let officer = Officer(page);
    officer.goes_to("#/tentang", "about").await;
    officer.goes_to("#/ambil", "take-in").await;
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("besar.saba.json");
    fs::write(&path, text).expect("a file");
    marks(page, mark).await;
    page.choose_file("input[type=file]", &path).await;
    page.wait_for(&format!("[data-row={kind}] [data-preview]"))
        .await;
    page.wait_gone("[data-progress-of]").await;
}

async fn stores(page: &Browser, mark: &str) {
    marks(page, mark).await;
    page.click("[data-action=store]").await;
    page.wait_for("[data-stored]").await;
    page.wait_gone("[data-progress-of]").await;
}

/// What follows is told under this mark; what came before has been told.
async fn marks(page: &Browser, mark: &str) {
    let script = "const mark = arguments[0];
        return new Promise((done) => setTimeout(() => {
            window.saba.mark = mark;
            done(null);
        }, 200))";
    page.js(script, [json!(mark)]).await;
}

/// A regency sheet in which every item has a long remark: as the device that began it
/// has it after so many rounds.
fn sheet(round: u64) -> String {
    let text = include_str!("../../instrument/kks-2025.json");
    let instrument = Instrument::load(text).expect("the instrument");
    let def = instrument.sheet(SheetKind::Kabupaten);
    let mut sheet = Sheet::new(SheetMeta {
        id: "00112233445566778899aabbccddeeff".into(),
        kind: SheetKind::Kabupaten,
        region: RegionCode::parse("63.11").expect("a code"),
        region_name: "Kabupaten Balangan".into(),
        region_path: String::new(),
        instrument: InstrumentRef::of(&instrument),
        created: 1_790_000_000_000,
        revision: u32::try_from(round).expect("small"),
        extra: Vec::new(),
    });
    let items = def.items().count();
    let sentence = "Data berasal dari dinas dan sudah dicocokkan dengan desa. ";
    for (i, item) in def.items().enumerate() {
        // Every other answer changes in a later round.
        let edits = if i % 2 == 0 { round } else { 1 };
        let mut answer = Answer {
            note: sentence.repeat(SIZE / items / sentence.len()),
            at: 1_790_000_000_000 + edits,
            by: "Rahmah (sekretariat)".into(),
            ..Answer::default()
        };
        answer
            .values
            .insert("source".into(), Value::Text(format!("dinas, {edits}")));
        for _ in 0..edits {
            answer.version.bump("0a1b2c3d");
        }
        sheet.answers.insert(item.id.clone(), answer);
    }
    let from = Provenance {
        program: "saba".into(),
        at: 1_790_000_000_000,
        by: "Rahmah".into(),
        device: "0a1b2c3d".into(),
    };
    write_sheet(&sheet, &from)
}
