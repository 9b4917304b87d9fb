//! The desk of a regency and of a kecamatan: who has sent, what their figures come to,
//! what is adopted, and that nothing adopted changes by itself.

use std::fs;
use std::path::{Path, PathBuf};

use saba_core::file::{Provenance, write_sheet};
use saba_core::instrument::{Instrument, SheetKind};
use saba_core::region::RegionCode;
use saba_core::sheet::{Command, Context, InstrumentRef, Sheet, SheetMeta};
use thirtyfour::Key;
use xtask::process;

use crate::officer::{Officer, input};
use crate::support::{Browser, World, example};

const REGENCY: &str = "#/kabupaten/63.11";
const KECAMATAN: &str = "#/kecamatan/63.11.07";

/// Makes files of villages.
pub struct Maker {
    instrument: Instrument,
    folder: tempfile::TempDir,
}

/// An answer: item, key, what is typed.
pub type Typed<'a> = (&'a str, &'a str, &'a str);

impl Maker {
    pub fn new() -> Maker {
        let path = process::root().join("instrument/kks-2025.json");
        let text = fs::read_to_string(path).expect("the instrument");
        Maker {
            instrument: Instrument::load(&text).expect("the instrument loads"),
            folder: tempfile::tempdir().expect("a folder"),
        }
    }

    fn sheet(&self, id: &str, region: &str, name: &str) -> Sheet {
        let region = RegionCode::parse(region).expect("a code");
        Sheet::new(SheetMeta {
            id: id.into(),
            kind: SheetKind::Desa,
            region,
            region_name: name.into(),
            region_path: "Kecamatan Paringin, Kabupaten Balangan".into(),
            instrument: InstrumentRef::of(&self.instrument),
            created: 1_740_960_000_000,
            revision: 1,
            extra: Vec::new(),
        })
    }

    pub fn answers(&self, sheet: &mut Sheet, answers: &[Typed<'_>]) {
        let def = self.instrument.sheet(SheetKind::Desa);
        for (item, key, raw) in answers {
            let command = Command::Set {
                item: (*item).into(),
                key: (*key).into(),
                raw: (*raw).into(),
            };
            let context = Context {
                now: 1_740_960_000_000,
                author: "Siti".into(),
                device: sheet.meta.id.clone(),
            };
            let change = sheet.apply(def, &command, &context);
            assert!(change.is_some(), "{item} {key} {raw}");
        }
    }

    pub fn file(&self, sheet: &Sheet, mark: &str) -> PathBuf {
        let from = Provenance {
            program: "test".into(),
            at: 1_740_960_000_000,
            by: "Siti".into(),
            device: sheet.meta.id.clone(),
        };
        let name = format!("{}{mark}.saba.json", sheet.meta.id);
        let path = self.folder.path().join(name);
        fs::write(&path, write_sheet(sheet, &from)).expect("a file");
        path
    }

    /// A village that tells its households and how many of them have safe sanitation.
    pub fn village(&self, region: &str, name: &str, households: &str, safe: &str) -> Sheet {
        let mut sheet = self.sheet(&format!("lembar-{region}"), region, name);
        self.answers(
            &mut sheet,
            &[
                ("D-O1", "kk@2023", households),
                ("D-O1", "kk@2024", households),
                ("D-L1", "n@2023", safe),
                ("D-L1", "n@2024", safe),
            ],
        );
        sheet
    }

    pub fn three(&self) -> Vec<Sheet> {
        vec![
            self.village("63.11.07.1001", "Batu Piring", "100", "40"),
            self.village("63.11.07.2002", "Baruh Bahinu Luar", "120", "96"),
            self.village("63.11.01.2001", "Tiga", "80", "80"),
        ]
    }
}

/// Takes files in and stores what they bring.
pub async fn takes(page: &Browser, files: &[PathBuf], stored: usize) {
    let officer = Officer(page);
    officer.goes_to("#/tentang", "about").await;
    officer.goes_to("#/ambil", "take-in").await;
    chooses(page, files).await;
    page.wait_gone("[data-progress-of]").await;
    page.click("[data-action=store]").await;
    let all = format!("return document.querySelectorAll('[data-row=stored]').length === {stored}");
    page.wait_until("everything to be stored", &all).await;
    page.wait_gone("[data-progress-of]").await;
}

/// Brings files, which are looked into.
pub async fn chooses(page: &Browser, files: &[PathBuf]) {
    let names: Vec<String> = files
        .iter()
        .map(|f| f.to_string_lossy().into_owned())
        .collect();
    page.choose_file("input[type=file]", Path::new(&names.join("\n")))
        .await;
    page.wait_for("[data-row]").await;
}

fn line(code: &str) -> String {
    format!("[data-line=\"{code}\"]")
}

#[tokio::test]
async fn the_board_tells_who_has_sent_and_can_be_searched_and_walked_by_keys() {
    let world = World::new().await;
    let maker = Maker::new();
    let page = world.profile().await;
    page.open_screen(REGENCY).await;
    let files: Vec<PathBuf> = maker.three().iter().map(|s| maker.file(s, "")).collect();
    takes(&page, &files, 3).await;
    let officer = Officer(&page);
    officer.goes_to(REGENCY, "overview").await;
    page.click("[data-action=board]").await;
    page.wait_text(
        "[data-sent=\"3\"]",
        "3 dari 157 desa mengirim · 0 dari 8 kecamatan",
    )
    .await;
    for (filter, count) in [
        ("all", 165),
        ("missing", 162),
        ("old", 0),
        ("incomplete", 3),
    ] {
        page.wait_for(&format!("[data-filter={filter}][data-count=\"{count}\"]"))
            .await;
    }
    let rows = page.count("table.board tbody tr").await;
    assert!((40..=60).contains(&rows), "{rows} rows at once");
    page.click("[data-action=next-page]").await;
    page.wait_for("[data-page=\"1\"]").await;

    // Only those that have not sent.
    page.click("[data-filter=missing]").await;
    page.wait_gone("[data-state=fresh]:not([data-group])").await;
    page.click("[data-filter=all]").await;

    page.press("#cari-desa", "baruh bahinu luar").await;
    let luar = line("63.11.07.2002");
    page.wait_text(&luar, "1/55").await;
    page.wait_for(&format!("{luar}[data-state=fresh] [data-heat=part]"))
        .await;
    page.wait_gone(&line("63.11.07.1001")).await;
    page.fill("#cari-desa", "").await;
    page.wait_for(&line("63.11.01.2001")).await;

    // By keys: from the heading down to the first village, to the end, and back to search.
    let first = line("63.11.01");
    page.press(&first, Key::Down).await;
    let is_at = |code: &str| {
        format!(
            "return document.activeElement.dataset.line === '{code}' && \
             document.activeElement.tabIndex === 0 || document.activeElement.dataset.line === '{code}'"
        )
    };
    page.wait_until("the next line", &is_at("63.11.01.2001"))
        .await;
    page.press(&line("63.11.01.2001"), Key::Left).await;
    page.wait_until("the kecamatan", &is_at("63.11.01")).await;
    page.press(&first, Key::Left).await;
    page.wait_for(&format!("{first}[data-group=folded]")).await;
    page.wait_gone(&line("63.11.01.2001")).await;
    page.wait_until("the kecamatan", &is_at("63.11.01")).await;
    page.press(&first, Key::Right).await;
    page.wait_for(&line("63.11.01.2001")).await;
    page.wait_until("the kecamatan", &is_at("63.11.01")).await;
    page.press(&first, Key::End).await;
    page.wait_until(
        "the last line of the last page",
        "const rows = [...document.querySelectorAll('[data-line]')];
        return document.activeElement === rows[rows.length - 1]
            && document.activeElement.dataset.line.startsWith('63.11.08')",
    )
    .await;
    page.press(":focus", "/").await;
    page.wait_until(
        "the search",
        "return document.activeElement.id === 'cari-desa'",
    )
    .await;
    page.press("#cari-desa", "baruh bahinu luar").await;
    page.wait_for(&luar).await;
    page.press(&luar, Key::Enter).await;
    page.wait_for("[data-screen=overview] [data-section=odf]")
        .await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_figure_is_adopted_by_a_person_and_never_replaced_silently() {
    let world = World::new().await;
    let maker = Maker::new();
    let page = world.profile().await;
    page.open_screen(REGENCY).await;
    let mut sheets = maker.three();
    let files: Vec<PathBuf> = sheets.iter().map(|s| maker.file(s, "")).collect();
    takes(&page, &files, 3).await;
    let officer = Officer(&page);
    officer
        .goes_to(&format!("{REGENCY}/usulan"), "proposals")
        .await;
    let proposal = "[data-proposal=\"D-L1.0\"]";
    page.wait_text(proposal, "yang dihitung: 3 dari 157 desa")
        .await;
    page.click(&format!("{proposal}[data-standing=new] summary"))
        .await;
    page.wait_text(&format!("{proposal} [data-lack=missing]"), "(154)")
        .await;
    page.click(&format!("{proposal} [data-action=adopt]")).await;
    page.wait_for(&format!("{proposal}[data-standing=used]"))
        .await;
    officer.sees_saved().await;

    // It is an answer like others, with where it came from, and stays.
    page.open_screen(&format!("{REGENCY}/t2/T2.02")).await;
    page.reload().await;
    let item = "[data-item=\"T2.02\"]";
    page.wait_text(&format!("{item} [data-origin]"), "3 dari 157 desa")
        .await;
    assert_eq!(officer.finds("T2.02", "v@2024").await, "216");
    page.wait_for(&format!("{item} [data-standing=used]")).await;

    // A newer file of one village: shown, and the answer stays.
    maker.answers(&mut sheets[1], &[("D-L1", "n@2024", "106")]);
    sheets[1].meta.revision = 2;
    takes(&page, &[maker.file(&sheets[1], "-r2")], 1).await;
    officer
        .goes_to(&format!("{REGENCY}/t2/T2.02"), "section")
        .await;
    let outdated = format!("{item} [data-standing=outdated]");
    page.wait_text(&format!("{outdated} [data-changed=figures]"), "216")
        .await;
    page.wait_text(&format!("{outdated} [data-changed=figures]"), "226")
        .await;
    page.wait_text(
        &format!("{outdated} [data-changed=regions]"),
        "Baruh Bahinu Luar",
    )
    .await;
    assert_eq!(officer.finds("T2.02", "v@2024").await, "216");
    page.click(&format!("{outdated} [data-action=adopt]")).await;
    page.wait_for(&format!("{item} [data-standing=used]")).await;
    page.wait_until(
        "the new figure",
        "return document.querySelector('[data-item=\"T2.02\"] [data-key=\"v@2024\"]').value === '226'",
    )
    .await;

    // Taken back, it is what it was, and outdated again.
    page.click("[data-action=undo]").await;
    page.wait_for(&outdated).await;
    page.wait_until(
        "the old figure",
        "return document.querySelector('[data-item=\"T2.02\"] [data-key=\"v@2024\"]').value === '216'",
    )
    .await;

    // Changed by hand, it is left alone.
    page.fill(&input("T2.02", "v@2024"), "217").await;
    page.wait_for(&format!("{item} [data-standing=by-hand]"))
        .await;
    assert_eq!(officer.finds("T2.02", "v@2024").await, "217");
    officer.sees_saved().await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn twins_and_sheets_of_no_official_region_wait_for_a_person() {
    let world = World::new().await;
    let maker = Maker::new();
    let page = world.profile().await;
    page.open_screen(REGENCY).await;
    let first = maker.village("63.11.07.2002", "Baruh Bahinu Luar", "120", "96");
    let mut second = maker.village("63.11.07.2002", "Baruh Bahinu Luar", "130", "90");
    second.meta.id = "lembar-kedua".into();
    let stray = maker.village("63.11.01.2999", "Desa lama", "50", "20");
    let files: Vec<PathBuf> = [&first, &second, &stray].map(|s| maker.file(s, "")).into();
    takes(&page, &files, 3).await;
    let officer = Officer(&page);
    let board = format!("{REGENCY}/desa");
    officer.goes_to(&board, "board").await;
    page.wait_for("[data-sent=\"1\"]").await;
    assert_eq!(page.count("[data-apart=twin] [data-sheet]").await, 2);

    // Whoever decides looks into both, which have one address; so does the first screen.
    let of_village = |row: usize| {
        let rows = "[...document.querySelectorAll('[data-sheet=\"63.11.07.2002\"]')]";
        format!("const row = {rows}[{row}]; if (!row) return false; row.click(); return true")
    };
    let households = async || {
        page.wait_for("[data-screen=overview]").await;
        officer.goes_to("#/desa/63.11.07.2002/odf", "section").await;
        officer.finds("D-O1", "kk@2024").await
    };
    page.click("[data-apart=twin] [data-sheet=\"lembar-kedua\"] [data-action=open]")
        .await;
    assert_eq!(households().await, "130");
    let mut seen = Vec::new();
    for row in [0, 1, 0] {
        officer.goes_to("#/", "home").await;
        page.wait_text("[data-sheet=\"63.11.07.2002\"]", "dimulai")
            .await;
        page.wait_until("the row", &of_village(row)).await;
        seen.push(households().await);
    }
    assert_eq!(seen[0], seen[2]);
    seen.sort();
    seen.dedup();
    assert_eq!(seen, ["120", "130"]);
    let before = officer.finds("D-O1", "kk@2024").await;
    page.reload().await;
    page.wait_for("[data-screen=section]").await;
    assert_eq!(officer.finds("D-O1", "kk@2024").await, before);
    officer.goes_to(&board, "board").await;

    page.click("[data-apart=twin] [data-sheet=\"lembar-kedua\"] [data-action=leave-out]")
        .await;
    page.wait_for("[data-apart=left-out] [data-sheet=\"lembar-kedua\"]")
        .await;
    page.wait_gone("[data-apart=twin]").await;

    let stray = format!("[data-apart=not-listed] [data-sheet=\"{}\"]", stray.meta.id);
    page.click(&format!("{stray} [data-place] summary")).await;
    page.press(&format!("{stray} select"), "Muara Ninian").await;
    page.click(&format!("{stray} [data-action=place]")).await;
    page.wait_for("[data-sent=\"2\"]").await;
    page.wait_for("[data-apart=moved]").await;

    // It is remembered, and counts so in what is rolled up.
    page.reload().await;
    page.wait_for("[data-sent=\"2\"]").await;
    page.wait_gone("[data-apart=not-listed]").await;
    officer
        .goes_to(&format!("{REGENCY}/usulan"), "proposals")
        .await;
    page.wait_text("[data-proposal=\"D-L1.0\"]", "2024: 116")
        .await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_kecamatan_hands_its_villages_up_as_one_file_and_nothing_counts_twice() {
    let world = World::new().await;
    let maker = Maker::new();
    let page = world.profile().await;
    // Begun in the program of the field, which has no board.
    page.open_screen(KECAMATAN).await;
    let files: Vec<PathBuf> = maker.three()[..2]
        .iter()
        .map(|s| maker.file(s, ""))
        .collect();
    let officer = Officer(&page);
    takes(&page, &files, 2).await;
    officer.goes_to(KECAMATAN, "overview").await;
    page.click("[data-action=board]").await;
    page.wait_text("[data-sent=\"2\"]", "2 dari ").await;
    assert_eq!(page.count("[data-group]").await, 1);

    officer
        .goes_to(&format!("{KECAMATAN}/serahkan/lain"), "other-ways")
        .await;
    page.click("[data-way=bundle] summary").await;
    page.click("[data-action=bundle]").await;
    page.wait_for("[data-bundled=\"3\"]").await;
    page.click("[data-way=bundle] [data-action=download]").await;
    page.wait_for("[data-handed-over]").await;
    let bundle = page.wait_download("-semua.saba.json").await;
    page.assert_quiet().await;

    let desk = world.profile().await;
    desk.open_screen(REGENCY).await;
    takes(&desk, &[files[0].clone(), bundle.clone()], 3).await;
    let officer = Officer(&desk);
    officer.goes_to(&format!("{REGENCY}/desa"), "board").await;
    desk.wait_text("[data-sent=\"2\"]", "1 dari 8 kecamatan")
        .await;
    officer.goes_to("#/tentang", "about").await;
    officer.goes_to("#/ambil", "take-in").await;
    chooses(&desk, &[bundle]).await;
    desk.wait_until(
        "three rows that bring nothing",
        "return document.querySelectorAll('[data-row=same]').length === 3",
    )
    .await;
    assert_eq!(desk.count("[data-action=store]").await, 0);
    desk.assert_quiet().await;
}

#[tokio::test]
async fn what_is_old_is_said_to_be_old() {
    let world = World::new().await;
    let maker = Maker::new();
    let page = world.profile().await;
    page.open_screen(REGENCY).await;
    let files = [maker.file(&maker.three()[1], "")];
    takes(&page, &files, 1).await;
    // Forty days later.
    page.before_the_page("const now = Date.now; Date.now = () => now() + 40 * 86400000;")
        .await;
    page.reload().await;
    page.wait_for("[data-screen]").await;
    Officer(&page)
        .goes_to(&format!("{REGENCY}/desa"), "board")
        .await;
    page.click("[data-filter=old][data-count=\"1\"]").await;
    let luar = line("63.11.07.2002");
    page.wait_text(&format!("{luar}[data-state=old]"), "usang, 40 hari lalu")
        .await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_newcomer_gets_from_an_empty_browser_to_the_board_with_the_example() {
    let folder = tempfile::tempdir().expect("a folder");
    let files = example(&folder.path().join("contoh"));

    let world = World::new().await;
    let page = world.profile().await;
    page.resize(1280, 800).await;
    page.open_screen("").await;
    let officer = Officer(&page);
    officer.picks_regency("balangan", "63.11").await;
    page.click("[data-action=kabupaten]").await;
    page.wait_for("[data-screen=overview] [data-action=board]")
        .await;
    page.click("[data-action=board]").await;
    page.wait_for("[data-board-empty]").await;
    page.click("[data-action=take-in]").await;
    page.wait_for("[data-screen=take-in]").await;
    chooses(&page, &files).await;
    page.wait_gone("[data-progress-of]").await;
    page.click("[data-action=store]").await;
    page.wait_for("[data-row=stored]").await;
    page.wait_gone("[data-progress-of]").await;
    officer.goes_to(&format!("{REGENCY}/desa"), "board").await;
    page.wait_for("[data-sent]").await;
    // One village sent nothing, one a file that is cut off.
    page.wait_text(
        "[data-sent]",
        "155 dari 157 desa mengirim · 8 dari 8 kecamatan",
    )
    .await;
    for apart in ["twin", "not-listed"] {
        page.wait_for(&format!("[data-apart={apart}] [data-sheet]"))
            .await;
    }
    officer
        .goes_to(&format!("{REGENCY}/usulan"), "proposals")
        .await;
    page.wait_text("[data-proposal=\"D-K1.0\"]", "157").await;
    // What nobody has answered yet can be adopted at once, and the bars follow.
    page.wait_gone("[data-filter=used]").await;
    page.click("[data-action=adopt-blank]").await;
    page.wait_for("[data-filter=used]").await;
    page.wait_gone("[data-standing=new]").await;
    page.wait_gone("[data-standing=outdated]").await;
    officer.sees_saved().await;
    officer.goes_to(REGENCY, "overview").await;
    for gate in ["odf", "forkom", "pokja"] {
        page.wait_for(&format!("[data-bar={gate}]:not([data-ends=\"0~100\"])"))
            .await;
    }
    assert_eq!(page.count("[data-bar^=T]").await, 9);
    assert_eq!(page.count("[data-bars] tbody tr").await, 14);
    page.assert_quiet().await;
}
