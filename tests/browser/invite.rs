//! Cards with the addresses of villages: what is printed can be read by a camera, says the
//! same in letters, and is never cut.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::json;

use crate::officer::Officer;
use crate::support::{Browser, World};

const REGENCY: &str = "#/kabupaten/63.11/undangan";

/// Code of each village on the screen, with the address in letters.
const CARDS: &str = "return Array.from(document.querySelectorAll('[data-invite]'))
    .map((card) => [card.dataset.invite, card.querySelector('[data-link]').textContent])";

/// A page of paper: its codes, and its words.
struct Sheet {
    codes: Vec<String>,
    words: String,
}

/// Prints the page as a person would, and looks at the paper.
async fn prints(page: &Browser, folder: &Path, size: [f64; 2]) -> Vec<Sheet> {
    let options = json!({ "preferCSSPageSize": true, "transferMode": "ReturnAsBase64" });
    let printed = page.cdp("Page.printToPDF", options).await;
    let pdf = folder.join("kartu.pdf");
    let bytes = base64(printed["data"].as_str().expect("a document"));
    fs::write(&pdf, bytes).expect("the document is written");
    let picture = folder.join("halaman");
    run(Command::new("pdftoppm")
        .args(["-gray", "-r", "150"])
        .arg(&pdf)
        .arg(&picture));
    let mut pictures: Vec<_> = fs::read_dir(folder).expect("listed").flatten().collect();
    pictures.retain(|entry| entry.path().extension().is_some_and(|end| end == "pgm"));
    pictures.sort_by_key(fs::DirEntry::file_name);
    let mut sheets = Vec::new();
    for (at, entry) in pictures.iter().enumerate() {
        let number = (at + 1).to_string();
        let text = folder.join("kata.html");
        run(Command::new("pdftotext")
            .args(["-bbox", "-f", &number, "-l", &number])
            .args([&pdf, &text]));
        let words = fs::read_to_string(text).expect("the words of a page");
        let millimetres = |name: &str| {
            let (_, rest) = words.split_once(&format!("{name}=\"")).expect("a page");
            let points: f64 = rest
                .split('"')
                .next()
                .and_then(|n| n.parse().ok())
                .expect("a size");
            points * 25.4 / 72.0
        };
        for (name, wanted) in ["width", "height"].into_iter().zip(size) {
            let is = millimetres(name);
            assert!((is - wanted).abs() < 1.0, "{name} {is}, not {wanted}");
        }
        sheets.push(Sheet {
            codes: codes(&fs::read(entry.path()).expect("the picture")),
            words,
        });
        fs::remove_file(entry.path()).expect("removed");
    }
    sheets
}

fn run(command: &mut Command) {
    let done = command.output().unwrap_or_else(|error| {
        panic!("{command:?}: {error}; `cargo xtask test` installs poppler-utils")
    });
    assert!(done.status.success(), "{command:?}: {done:?}");
}

/// What the codes on a page (PGM, 150 dots to the inch) say to a camera that is held over
/// one card after another: over all at once, corners of different codes look like one.
fn codes(picture: &[u8]) -> Vec<String> {
    let mut parts = picture.splitn(4, |byte| byte.is_ascii_whitespace());
    let mut number = || {
        let part = parts.next().expect("a head");
        std::str::from_utf8(part).expect("a number").parse().ok()
    };
    assert_eq!(number(), None::<usize>, "P5");
    let (width, height) = (number().expect("a width"), number().expect("a height"));
    let rest = parts.next().expect("pixels");
    let pixels = &rest[rest.len() - width * height..];
    // Cards stand within margins of 10 mm, two beside each other, four below each other.
    let dots = |millimetres: usize| millimetres * 150 * 10 / 254;
    let (left, top) = (dots(10), dots(10));
    let (wide, high) = ((width - 2 * left) / 2, (height - 2 * top) / 4);
    let cells = (0..4).flat_map(|row| [(0, row), (1, row)]);
    let code = |(column, row): (usize, usize)| {
        let (left, top) = (left + column * wide, top + row * high);
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(wide, high, |x, y| {
            pixels[(top + y) * width + left + x]
        });
        let grids = image.detect_grids();
        let grid = grids.first()?;
        Some(grid.decode().expect("the code can be read").1)
    };
    cells.filter_map(code).collect()
}

fn base64(text: &str) -> Vec<u8> {
    let digit = |byte: u8| match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0u32, 0);
    for byte in text.bytes().filter(|byte| *byte != b'=') {
        bits = bits << 6 | u32::from(digit(byte));
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    bytes
}

/// Chooses an option of a select.
async fn chooses(page: &Browser, css: &str, value: &str) {
    page.wait_for(css).await;
    let script = "const select = document.querySelector(arguments[0]);
        select.value = arguments[1];
        select.dispatchEvent(new Event('change', { bubbles: true }));
        return select.value === arguments[1]";
    let done = page.js(script, [json!(css), json!(value)]).await;
    assert_eq!(done, json!(true), "{css} has {value}");
}

/// The cards on the screen: every address is that of its village.
async fn cards(page: &Browser, world: &World, count: usize) -> BTreeMap<String, String> {
    page.wait_for(&format!("[data-cards=\"{count}\"]")).await;
    let all = page.js(CARDS, []).await;
    let all: BTreeMap<String, String> = serde_json::from_value(all).map_or_else(
        |error| panic!("{error}"),
        |pairs: Vec<(String, String)>| pairs.into_iter().collect(),
    );
    assert_eq!(all.len(), count);
    for (code, link) in &all {
        assert_eq!(*link, format!("{}#/desa/{code}", world.url()));
    }
    all
}

/// Every card is on the paper once and whole: its code, and all of its words on the sheet
/// where its code is.
fn are_whole(sheets: &[Sheet], links: &BTreeMap<String, String>) {
    let mut printed: Vec<&String> = sheets.iter().flat_map(|sheet| &sheet.codes).collect();
    printed.sort();
    let mut wanted: Vec<&String> = links.values().collect();
    wanted.sort();
    assert_eq!(printed, wanted, "what a camera reads");
    for sheet in sheets {
        let last = sheet.words.matches(">sekretariat.<").count();
        assert_eq!(last, sheet.codes.len(), "the last word of each card");
        assert_eq!(sheet.words.matches(">Arahkan<").count(), sheet.codes.len());
    }
}

/// Cards whose words do not fit, on paper.
const CUT: &str = "return Array.from(document.querySelectorAll('.invite'))
    .filter((card) => card.scrollHeight > card.clientHeight + 1
        || card.scrollWidth > card.clientWidth + 1)
    .map((card) => card.dataset.invite + ' ' + card.scrollHeight + ' ' + card.clientHeight)";

async fn nothing_is_cut(page: &Browser) {
    page.cdp("Emulation.setEmulatedMedia", json!({ "media": "print" }))
        .await;
    let cut = page.js(CUT, []).await;
    assert_eq!(cut, json!([]));
    page.cdp("Emulation.setEmulatedMedia", json!({ "media": "" }))
        .await;
}

#[tokio::test]
async fn a_printed_card_leads_a_camera_to_the_sheet_of_its_village() {
    let world = World::under("/sub/saba/").await;
    let page = world.profile().await;
    let folder = tempfile::tempdir().expect("a folder");
    // From the board, as a secretariat comes there.
    page.open_screen("#/kabupaten/63.11/desa").await;
    page.click("[data-action=invitations]").await;
    page.wait_for("[data-screen=invitations] [data-doubt]")
        .await;
    chooses(&page, "#kartu-kecamatan", "63.11.07").await;
    let links = cards(&page, &world, 16).await;
    let link = links.get("63.11.07.2002").expect("the village").clone();
    page.wait_text("[data-invite=\"63.11.07.2002\"]", "Baruh Bahinu Luar")
        .await;
    page.wait_text("[data-invite=\"63.11.07.2002\"]", "Kecamatan Paringin")
        .await;
    let sheets = prints(&page, folder.path(), [210.0, 297.0]).await;
    assert_eq!(sheets.len(), 2, "eight cards on a sheet");
    are_whole(&sheets, &links);
    nothing_is_cut(&page).await;

    // The other paper.
    page.click("[name=kertas][value=f4]").await;
    page.wait_for("[data-paper=f4][data-cards]").await;
    nothing_is_cut(&page).await;
    let sheets = prints(&page, folder.path(), [215.0, 330.0]).await;
    assert_eq!(sheets.len(), 2);
    are_whole(&sheets, &links);

    // One village alone.
    chooses(&page, "#kartu-desa", "63.11.07.2002").await;
    let links = cards(&page, &world, 1).await;
    let sheets = prints(&page, folder.path(), [215.0, 330.0]).await;
    assert_eq!(sheets.len(), 1);
    are_whole(&sheets, &links);
    nothing_is_cut(&page).await;

    // Where the code leads.
    page.open(link.strip_prefix(&world.url()).expect("within the page"))
        .await;
    page.wait_text(".bar-title", "Baruh Bahinu Luar").await;
    // Other pages are printed on whatever paper there is.
    let rules = "return Array.from(document.styleSheets)
        .flatMap((sheet) => Array.from(sheet.cssRules))
        .filter((rule) => rule.type === CSSRule.PAGE_RULE && rule.cssText.includes('330mm')).length";
    assert_eq!(page.js(rules, []).await, json!(0));
    page.assert_quiet().await;
}

#[tokio::test]
async fn all_villages_of_a_regency_are_printed_and_those_of_a_kecamatan() {
    let world = World::new().await;
    let page = world.profile().await;
    let folder = tempfile::tempdir().expect("a folder");
    page.open_screen(REGENCY).await;
    page.wait_for("[data-cards]").await;
    chooses(&page, "#kartu-kecamatan", "").await;
    let links = cards(&page, &world, 157).await;
    nothing_is_cut(&page).await;
    let sheets = prints(&page, folder.path(), [210.0, 297.0]).await;
    assert_eq!(sheets.len(), 20);
    are_whole(&sheets, &links);

    // From the small program, which has no such page.
    page.open_screen("#/kecamatan/63.11.07").await;
    Officer(&page).goes_to("#/", "home").await;
    page.reload().await;
    page.wait_attribute("html", "data-program", "field").await;
    page.wait_for("[data-screen=home]").await;
    Officer(&page)
        .goes_to("#/kecamatan/63.11.07/undangan", "invitations")
        .await;
    page.wait_attribute("html", "data-program", "desk").await;
    cards(&page, &world, 16).await;
    assert_eq!(page.count("#kartu-kecamatan").await, 0);
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_file_of_this_computer_has_no_address_for_others() {
    let world = World::new().await;
    let mut page = world.profile().await;
    let file = xtask::process::dist().join("saba-satu-berkas.html");
    page.move_to(&format!("file://{}", file.display()));
    page.open(REGENCY).await;
    page.wait_text(
        "[data-screen=invitations] [data-no-address]",
        "dibuka dari berkas",
    )
    .await;
    assert_eq!(page.count("[data-invite], [data-action=print]").await, 0);
}
