//! The sheet on paper: what Chromium prints of it holds every word of every item, on as
//! many pages as the pages say, and no item is broken that fits on one.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::{Command as Program, Stdio};

use saba_core::file::base64;
use saba_core::file::{Provenance, write_sheet};
use saba_core::instrument::{FieldKind, Instrument, Item, SheetKind};
use saba_core::paper::{Ask, Typed, commands, entries, fields, next, read};
use saba_core::region::RegionCode;
use saba_core::sheet::{Answer, Command, Context, InstrumentRef, Sheet, SheetMeta};
use serde_json::{Value, json};

use crate::board::takes;
use crate::officer::Officer;
use crate::support::{Browser, DevTools, Engine, Marionette, WebKit, World};
use xtask::{old, process, server::Server};

/// Width and height in millimetres.
const A4: [f64; 2] = [210.0, 297.0];
const F4: [f64; 2] = [215.0, 330.0];

pub fn instrument() -> &'static Instrument {
    static ONCE: std::sync::OnceLock<Instrument> = std::sync::OnceLock::new();
    ONCE.get_or_init(|| {
        let text = include_str!("../../instrument/kks-2025.json");
        Instrument::load(text).expect("the instrument")
    })
}

/// What a person would type at a place, so that everything is answered.
fn typed_at(ask: Ask<'_>) -> &'static str {
    match ask {
        Ask::Rows => "2",
        Ask::Unknown => "",
        Ask::Field(field) => match field.kind {
            FieldKind::Int => "1.234",
            FieldKind::Dec => "12,5",
            FieldKind::YesNo | FieldKind::Choice(_) | FieldKind::Many(_) => "1",
            FieldKind::Date => "31122023",
            FieldKind::Text => "Nomor 140/07 <b>&",
            FieldKind::Long => "Diperiksa bersama kader",
        },
    }
}

/// A sheet with an answer to everything, a long remark, and a key that nobody knows.
fn full_sheet(kind: SheetKind, region: &str) -> Sheet {
    let instrument = instrument();
    let mut sheet = Sheet::new(SheetMeta {
        id: format!("{:a<32}", kind.id()),
        kind,
        region: RegionCode::parse(region).expect("a code"),
        region_name: "Baruh Bahinu Luar".into(),
        region_path: "Paringin Selatan, Kabupaten Balangan".into(),
        instrument: InstrumentRef::of(instrument),
        created: 5,
        revision: 3,
        extra: Vec::new(),
    });
    let def = instrument.sheet(kind);
    let context = Context {
        now: 1_795_000_000_000,
        author: "Siti Aminah".into(),
        device: "d1".into(),
    };
    for section in &def.sections {
        let mut typed = Typed::new();
        while let Some(slot) = next(&section.items, instrument.years, &typed) {
            let raw = read(slot.ask, typed_at(slot.ask)).expect("a good text");
            typed.insert(slot.place(), raw);
        }
        let found = entries(&section.items, instrument.years, &typed, &sheet);
        for command in commands(&found, &|_| true) {
            sheet.apply(def, &command, &context);
        }
    }
    let first = def.items().next().expect("an item").id.clone();
    let text = "Catatan panjang. ".repeat(700);
    sheet.apply(def, &Command::Note { item: first, text }, &context);
    let unknown = Answer {
        unknown: true,
        ..Answer::default()
    };
    sheet.answers.insert("X-1".into(), unknown);
    sheet
}

/// A printed document, page by page, without blanks: lines end where they may.
struct Printed {
    pages: Vec<String>,
}

fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Prints the page on paper of this size.
async fn printed(page: &Browser, size: [f64; 2], more: Value) -> Printed {
    let [width, height] = size.map(|mm| mm / 25.4);
    let mut settings = json!({
        "paperWidth": width, "paperHeight": height, "printBackground": true,
        "preferCSSPageSize": true
    });
    for (name, value) in more.as_object().expect("settings") {
        settings[name] = value.clone();
    }
    let pdf = page.cdp("Page.printToPDF", settings).await;
    let pdf = pdf["data"].as_str().expect("a PDF");
    let pdf = base64::decode(pdf).expect("base64");
    assert_size(&pdf, size);
    read_pdf(&pdf)
}

fn read_pdf(pdf: &[u8]) -> Printed {
    let mut program = Program::new("pdftotext")
        .args(["-raw", "-enc", "UTF-8", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("pdftotext, of poppler-utils");
    let mut input = program.stdin.take().expect("piped");
    let bytes = pdf.to_vec();
    let writer = std::thread::spawn(move || std::io::Write::write_all(&mut input, &bytes));
    let output = program.wait_with_output().expect("it ends");
    writer.join().expect("written").expect("read to its end");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    let mut pages: Vec<String> = text.split('\u{c}').map(bare).collect();
    // Every page ends with a form feed.
    assert_eq!(pages.pop().as_deref(), Some(""));
    Printed { pages }
}

/// Is the paper of the size that was chosen? In points, as `/MediaBox` says.
fn assert_size(pdf: &[u8], size: [f64; 2]) {
    let text = String::from_utf8_lossy(pdf);
    let boxes = text.split("/MediaBox").skip(1);
    let mut count = 0;
    for found in boxes {
        let inside = found
            .split('[')
            .nth(1)
            .and_then(|rest| rest.split(']').next());
        let numbers = inside.unwrap_or_default().split_whitespace();
        let numbers: Vec<f64> = numbers.filter_map(|n| n.parse().ok()).collect();
        let [_, _, width, height] = numbers.as_slice() else {
            panic!("{inside:?}");
        };
        for (points, mm) in [(width, size[0]), (height, size[1])] {
            assert!(
                (points - mm / 25.4 * 72.0).abs() < 1.5,
                "{points} for {mm} mm"
            );
        }
        count += 1;
    }
    assert!(count > 0, "no page says how large it is");
}

fn code(item: &Item) -> String {
    match item.number() {
        number if number.is_empty() => item.id.clone(),
        number => number,
    }
}

/// Every word of an item that has to be on the paper.
fn words(item: &Item, explained: bool) -> Vec<&str> {
    let mut all = vec![item.title.as_str(), &item.question];
    all.extend(item.rows.iter().flat_map(|r| [r.noun.as_str(), &r.none]));
    for field in fields(item) {
        all.extend([field.label.as_str(), &field.hint, &field.unit]);
        if let FieldKind::Choice(options) | FieldKind::Many(options) = &field.kind {
            all.extend(options.iter().map(|(_, label)| label.as_str()));
        }
    }
    if explained {
        all.extend([item.why.as_str(), &item.source_hint, &item.example]);
        all.extend(item.evidence.iter().map(String::as_str));
        let steps = item.rule.iter().flat_map(|rule| &rule.scale);
        all.extend(steps.map(|step| step.text.as_str()));
    }
    all.retain(|words| !words.is_empty());
    all
}

impl Printed {
    /// The pages number themselves, and there are as many as they say.
    fn is_numbered(&self, told: usize) {
        let all = self.pages.len();
        assert_eq!(all, told, "the screen says {told} pages");
        for (i, page) in self.pages.iter().enumerate() {
            let number = format!("Halaman{}dari{all}", i + 1);
            assert!(page.contains(&number), "{number} is missing: {page}");
        }
    }

    /// On each page stand these words.
    fn has_on_each(&self, words: &[&str]) {
        for page in &self.pages {
            for words in words {
                assert!(page.contains(&bare(words)), "{words} is missing: {page}");
            }
        }
    }

    /// Each item stands whole on one page, with every word; what goes on on the next ones
    /// says so there. That it has to is what [`nothing_is_outside`] finds.
    fn has_every_word(&self, kind: SheetKind, explained: bool) {
        for item in instrument().sheet(kind).items() {
            let code = code(item);
            let begin = bare(&format!("{code}{}", item.title));
            let first: Vec<usize> = (0..self.pages.len())
                .filter(|i| self.pages[*i].contains(&begin))
                .collect();
            assert_eq!(first.len(), 1, "{code} begins on pages {first:?}");
            let goes_on = bare(&format!("{code}, lanjutan"));
            let mut last = first[0];
            while self
                .pages
                .get(last + 1)
                .is_some_and(|p| p.contains(&goes_on))
            {
                last += 1;
            }
            let text = self.pages[first[0]..=last].concat();
            for words in words(item, explained) {
                assert!(text.contains(&bare(words)), "{code}: {words} is missing");
            }
        }
    }
}

/// Waits until the pages stand; gives how many the screen says there are.
async fn pages(page: &Browser) -> usize {
    page.wait_for("[data-pages]").await;
    let told = "return Number(document.querySelector('[data-pages]').dataset.pages)";
    let told = page.js(told, []).await.as_u64().unwrap_or_default();
    assert_eq!(page.count(".paper-frame > .paper-page").await, told);
    usize::try_from(told).expect("a number")
}

/// Chooses: blank or filled, A4 or F4, usual or large print.
async fn chooses(page: &Browser, name: &str, value: &str) {
    page.click(&format!("input[name=paper-{name}][value=\"{value}\"]"))
        .await;
}

/// Whatever of the pages is outside of them, beneath what stands below, or broken in two
/// although it is not higher than a page.
const OUTSIDE: &str = "
    const wrong = [];
    document.querySelector('.paper-frame').style.zoom = 1;
    for (const page of document.querySelectorAll('.paper-frame > .paper-page')) {
        const box = page.getBoundingClientRect();
        const foot = page.querySelector('.paper-edge').getBoundingClientRect().top;
        const body = page.querySelector('.paper-body');
        if (body.getBoundingClientRect().bottom > foot + 0.5) wrong.push('beneath the edge');
        for (const part of page.querySelectorAll('*')) {
            const at = part.getBoundingClientRect();
            if (at.right > box.right + 0.5 || at.left < box.left - 0.5) {
                wrong.push('outside: ' + part.className + ' ' + part.textContent.slice(0, 40));
            }
            if (part.scrollWidth > part.clientWidth + 1 && part.clientWidth) {
                wrong.push('wider: ' + part.className + ' ' + part.textContent.slice(0, 40));
            }
        }
    }
    const height = (css) => document.querySelector(css).getBoundingClientRect().height;
    const room = height('.paper-page') - height('.paper-head') - height('.paper-edge') - 24;
    const heights = {};
    for (const part of document.querySelectorAll('.paper-frame .paper-item')) {
        const code = part.dataset.code;
        heights[code] = (heights[code] || []).concat(part.getBoundingClientRect().height);
    }
    for (const [code, all] of Object.entries(heights)) {
        const whole = all.reduce((sum, one) => sum + one, 0);
        if (all.length > 1 && whole <= room) wrong.push('broken for nothing: ' + code);
    }
    return wrong;";

async fn nothing_is_outside(page: &Browser) {
    page.cdp("Emulation.setEmulatedMedia", json!({ "media": "print" }))
        .await;
    let found = page.js(OUTSIDE, []).await;
    assert_eq!(found, json!([]));
    page.cdp("Emulation.setEmulatedMedia", json!({ "media": "" }))
        .await;
}

const SHEETS: [(SheetKind, &str); 3] = [
    (SheetKind::Desa, "63.11.07.2002"),
    (SheetKind::Kecamatan, "63.11.07"),
    (SheetKind::Kabupaten, "63.11"),
];

#[tokio::test]
async fn blank_sheets_hold_every_word_of_every_item() {
    let world = World::new().await;
    let page = world.profile().await;
    page.resize(1280, 800).await;
    for (kind, region) in SHEETS {
        page.open("#/tentang").await;
        page.open_screen(&format!("#/{}/{region}/cetak", kind.id()))
            .await;
        page.wait_attribute("html", "data-program", "desk").await;
        let told = pages(&page).await;
        let a4 = printed(&page, A4, json!({})).await;
        a4.is_numbered(told);
        a4.has_on_each(&["Lembar kosong", region]);
        a4.has_every_word(kind, true);
        nothing_is_outside(&page).await;
        // Also where the paper's margins are those of the browser.
        let plain = printed(&page, A4, json!({ "preferCSSPageSize": false })).await;
        plain.is_numbered(told);

        chooses(&page, "size", "2").await;
        page.wait_text("[data-pages]", "halaman F4").await;
        let told = pages(&page).await;
        let f4 = printed(&page, F4, json!({})).await;
        f4.is_numbered(told);
        f4.has_every_word(kind, true);
        assert!(f4.pages.len() <= a4.pages.len(), "{}", kind.id());

        chooses(&page, "type", "2").await;
        page.wait_gone(".paper-page:not([data-large])").await;
        let told = pages(&page).await;
        let large = printed(&page, F4, json!({})).await;
        large.is_numbered(told);
        large.has_every_word(kind, true);
        nothing_is_outside(&page).await;
        assert!(large.pages.len() > f4.pages.len());
        chooses(&page, "size", "1").await;
    }
    page.assert_quiet().await;
}

#[tokio::test]
async fn filled_sheets_hold_every_word_and_every_answer() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut files: Vec<PathBuf> = Vec::new();
    let mut sheets = BTreeMap::new();
    for (kind, region) in SHEETS {
        let sheet = full_sheet(kind, region);
        let from = Provenance {
            program: "saba test".into(),
            at: 1_795_000_000_000,
            by: "Siti".into(),
            device: "d1".into(),
        };
        let file = folder.path().join(format!("{}.saba.json", kind.id()));
        std::fs::write(&file, write_sheet(&sheet, &from)).expect("a file");
        files.push(file);
        sheets.insert(kind, sheet);
    }
    let world = World::new().await;
    let page = world.profile().await;
    page.resize(1280, 800).await;
    page.open_screen("#/ambil").await;
    takes(&page, &files, 3).await;
    for (kind, region) in SHEETS {
        let address = format!("#/{}/{region}/cetak", kind.id());
        Officer(&page).goes_to("#/tentang", "about").await;
        Officer(&page).goes_to(&address, "paper").await;
        let told = pages(&page).await;
        let a4 = printed(&page, A4, json!({})).await;
        a4.is_numbered(told);
        a4.has_every_word(kind, false);
        let sheet = &sheets[&kind];
        let id = format!("Nomor lembar {}", sheet.meta.id);
        a4.has_on_each(&[
            "Lembar dengan jawaban",
            region,
            &id,
            "revisi 3",
            "kode isi:",
        ]);
        nothing_is_outside(&page).await;
        let all = a4.pages.concat();
        let notes = all.matches("Catatanpanjang.").count();
        assert_eq!(notes, 700, "the whole remark");
        for (answer, words) in [
            ("numbers", "1.234"),
            ("days", "31-12-2023"),
            ("texts", "Nomor140/07<b>&"),
            ("who", "SitiAminah"),
            ("what the instrument does not know", "X-1"),
        ] {
            let is_asked = kind == SheetKind::Desa || answer != "numbers";
            assert!(!is_asked || all.contains(words), "{}: {answer}", kind.id());
        }
        chooses(&page, "size", "2").await;
        page.wait_text("[data-pages]", "halaman F4").await;
        let told = pages(&page).await;
        let f4 = printed(&page, F4, json!({})).await;
        f4.is_numbered(told);
        f4.has_every_word(kind, false);
    }
    page.assert_quiet().await;
}

#[tokio::test]
async fn paper_and_file_carry_the_same_words() {
    const VILLAGE: &str = "#/desa/63.11.07.2002";
    let world = World::new().await;
    let page = world.profile().await;
    let officer = Officer(&page);
    page.open_screen(&format!("{VILLAGE}/odf")).await;
    officer.types("D-O1", "kk@2023", "118").await;
    officer.sees_saved().await;
    // Not handed over: the pages say what is in them, and that there is no file of it.
    officer
        .goes_to(&format!("{VILLAGE}/serahkan"), "hand-over")
        .await;
    page.click("[data-action=paper]").await;
    page.wait_for("[data-changed]").await;
    let footer = page.text(".paper-edge").await;
    assert!(footer.contains("kode isi: "), "{footer}");
    officer.hands_over(VILLAGE).await;
    let words = page.text("[data-code]").await;
    officer.goes_to(&format!("{VILLAGE}/cetak"), "paper").await;
    let told = pages(&page).await;
    page.wait_gone("[data-changed]").await;
    let paper = printed(&page, A4, json!({})).await;
    paper.is_numbered(told);
    let words = format!("kata tanda terima: {words}");
    paper.has_on_each(&[&words, "revisi 1"]);

    // A section alone; no section, no page.
    page.click("[data-paper-sections] summary").await;
    for section in &instrument().sheet(SheetKind::Desa).sections {
        if section.id != "odf" {
            let css = format!("[data-paper-sections] input[value={}]", section.id);
            page.click(&css).await;
        }
    }
    pages(&page).await;
    let all = page.text(".paper-frame").await;
    assert!(all.contains("D-O1") && !all.contains("D-K1"), "{all}");
    page.click("[data-paper-sections] input[value=odf]").await;
    page.wait_gone("[data-pages]").await;
    assert_eq!(page.count(".paper-page").await, 0);
    assert_eq!(page.count("[data-action=print]").await, 0);
    page.assert_quiet().await;
}

#[tokio::test]
async fn the_pages_leave_as_a_file_that_needs_nothing() {
    let world = World::new().await;
    let mut page = world.profile().await;
    page.resize(1280, 800).await;
    page.open_screen("#/desa/63.11.07.2002/cetak").await;
    let told = pages(&page).await;
    page.click("[data-action=download-paper]").await;
    let file = page.wait_download("kosong-A4.html").await;
    let text = std::fs::read_to_string(&file).expect("the file");
    assert!(!text.contains("<script") && !text.contains("src=") && !text.contains("href="));
    page.move_to(&format!("file://{}", file.display()));
    page.open("").await;
    assert_eq!(page.count(".paper-page").await, told as u64);
    let a4 = printed(&page, A4, json!({})).await;
    a4.is_numbered(told);
    a4.has_every_word(SheetKind::Desa, true);
    page.assert_quiet().await;
}

/// The pages of a blank sheet in a browser of another make or time.
fn pages_stand(start: impl Fn(&str) -> Engine) -> (Engine, usize) {
    let server = Server::start(&process::dist(), 0, "/").expect("run `cargo xtask build` first");
    let mut engine = start(&server.url());
    engine.open_screen("#/desa/63.11.07.2002/cetak");
    engine.wait_for("[data-pages]");
    assert_eq!(engine.js(OUTSIDE, &[]), json!([]));
    let told = "return Number(document.querySelector('[data-pages]').dataset.pages)";
    let told = engine.js(told, &[]).as_u64().unwrap_or_default();
    (engine, usize::try_from(told).expect("a number"))
}

/// And printed, where the browser can be told to.
fn prints_the_same(start: impl Fn(&str) -> Engine) {
    let (mut engine, told) = pages_stand(start);
    let a4 = read_pdf(&engine.print());
    a4.is_numbered(told);
    a4.has_every_word(SheetKind::Desa, true);
}

#[test]
fn chromium_80_prints_the_same() {
    let browser = old::chromium(80).unwrap_or_else(|error| panic!("{error:#}"));
    prints_the_same(|url| {
        Engine::start("Chromium 80", url, |folder| {
            Box::new(DevTools::start(&browser, folder))
        })
    });
}

#[test]
fn firefox_prints_the_same() {
    prints_the_same(|url| Engine::start("Firefox", url, |f| Box::new(Marionette::start(f))));
}

#[test]
fn pages_stand_in_webkit() {
    let (_, told) = pages_stand(|url| Engine::start("WebKit", url, |f| Box::new(WebKit::start(f))));
    assert!(told > 0);
}
