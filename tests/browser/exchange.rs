//! How sheets leave and come in: every carrier both ways, receipts, what is told when
//! something is wrong, and that taking in can be taken back.

use std::fs;

use saba_core::file::{Checksum, read_sheet};
use serde_json::json;

use crate::officer::Officer;
use crate::support::{Browser, World};

const VILLAGE: &str = "#/desa/63.11.07.2002";

/// Opens a village and answers one item.
async fn village(world: &World) -> Browser {
    let page = world.profile().await;
    page.open(&format!("{VILLAGE}/odf")).await;
    page.wait_for("[data-item=\"D-O1\"]").await;
    let officer = Officer(&page);
    officer.types("D-O1", "kk@2024", "120").await;
    officer.sees_saved().await;
    page
}

/// The share sheet of this browser: takes files, and tells what it took. `answer` is
/// what it does then.
async fn shares(page: &Browser, answer: &str) {
    let script = format!(
        "navigator.canShare = (data) => data.files.every((f) => f.type === 'text/plain');
        navigator.share = async (data) => {{
            const file = data.files[0];
            window.shared = {{ name: file.name, text: await file.text() }};
            {answer}
        }};"
    );
    // On this page, and after the way to where sheets are handed over.
    page.before_the_page(&script).await;
    page.js(&format!("{script} return null"), []).await;
}

#[tokio::test]
async fn three_ways_out_carry_the_same_text_and_the_light_tells_of_them() {
    let world = World::new().await;
    let page = village(&world).await;
    let officer = Officer(&page);
    officer.goes_to(VILLAGE, "overview").await;
    page.wait_text("[data-copy=none]", "Belum ada salinan di tempat lain")
        .await;
    shares(&page, "").await;
    page.click("[data-copy]").await;
    page.wait_for("[data-screen=hand-over] [data-action=share]")
        .await;
    page.click("[data-action=share]").await;
    page.wait_text("[data-handed-over]", "1 jawaban, 1 KB, revisi 1")
        .await;
    let words = page.text("[data-code]").await;
    let name = page.js("return window.shared.name", []).await;
    assert_eq!(name, json!("saba-63.11.07.2002-Baruh-Bahinu-Luar-r1.txt"));
    let shared = page.js("return window.shared.text", []).await;
    let shared = shared.as_str().expect("a text").to_string();

    page.click("[data-action=download]").await;
    page.wait_text("[data-handed-over]", "sudah diunduh").await;
    let file = page.wait_download(".saba.json").await;
    assert_eq!(fs::read_to_string(file).expect("the file"), shared);

    let permissions = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
    page.cdp("Browser.grantPermissions", permissions).await;
    page.click("[data-action=copy]").await;
    page.wait_text("[data-handed-over]", "sudah disalin").await;
    let pasted = page.js("return navigator.clipboard.readText()", []).await;
    assert_eq!(pasted, json!(shared));
    assert_eq!(page.text("[data-code]").await, words);

    let read = read_sheet(&shared, Checksum::Required).expect("a sheet");
    assert_eq!(read.sheet.meta.revision, 1);
    let document = saba_core::json::Json::parse(&shared).expect("JSON");
    let sum = document.get("checksum").and_then(|c| c.as_str());
    assert!(saba_core::file::receipt::receipt_code_is(
        &words,
        sum.unwrap_or_default()
    ));

    officer.goes_to(VILLAGE, "overview").await;
    page.wait_text(
        "[data-copy=handed]",
        "Terakhir diserahkan hari ini, revisi 1",
    )
    .await;
    officer.opens_section("odf").await;
    officer.types("D-O1", "kk@2024", "121").await;
    officer.types("D-O2", "babs", "3").await;
    officer.sees_saved().await;
    page.reload().await;
    page.wait_for("[data-item=\"D-O1\"]").await;
    officer.goes_to(VILLAGE, "overview").await;
    page.wait_text("[data-copy=behind]", "hari ini, 2 jawaban sesudahnya")
        .await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn what_does_not_leave_is_not_a_hand_over() {
    let world = World::new().await;
    let page = village(&world).await;
    let officer = Officer(&page);
    shares(&page, "throw new DOMException('no', 'AbortError');").await;
    officer
        .goes_to(&format!("{VILLAGE}/serahkan"), "hand-over")
        .await;
    page.click("[data-action=share]").await;
    page.wait_text("[data-not-left]", "belum dicatat sebagai penyerahan")
        .await;
    shares(&page, "throw new DOMException('no', 'NotAllowedError');").await;
    page.click("[data-action=share]").await;
    page.wait_text("[data-not-left]", "Pakai Unduh berkas")
        .await;
    assert_eq!(page.count("[data-copy=none]").await, 1);

    // No clipboard, as on plain http: the text is there to be copied by hand.
    page.js(
        "navigator.clipboard.writeText = () => Promise.reject(new Error('no'));
        document.execCommand = () => false; return null",
        [],
    )
    .await;
    page.click("[data-action=copy]").await;
    let text = page.value("#salin").await;
    assert_eq!(page.count("[data-copy=none]").await, 1, "not copied yet");
    page.wait_until(
        "all of the text to be selected",
        "const a = document.querySelector('#salin');
        return document.activeElement === a && a.selectionEnd - a.selectionStart === a.value.length",
    )
    .await;
    page.click("[data-action=copied]").await;
    page.wait_for("[data-handed-over] [data-code]").await;
    page.wait_for("[data-copy=handed]").await;
    let read = read_sheet(&text, Checksum::Required).expect("a sheet");
    assert_eq!(
        read.sheet.meta.revision, 1,
        "what did not leave counts for nothing"
    );
    page.assert_quiet().await;
}

/// Hands the open village over through the share sheet, and gives the text.
async fn hands(page: &Browser, sheet: &str) -> String {
    let officer = Officer(page);
    officer.goes_to("#/tentang", "about").await;
    shares(page, "").await;
    officer
        .goes_to(&format!("{sheet}/serahkan"), "hand-over")
        .await;
    page.click("[data-action=share]").await;
    page.wait_for("[data-handed-over]").await;
    officer.sees_saved().await;
    let text = page.js("return window.shared.text", []).await;
    text.as_str().expect("a text").to_string()
}

/// Brings files to the page where they are taken in.
async fn brings(page: &Browser, files: &[(&str, &[u8])]) {
    let officer = Officer(page);
    officer.goes_to("#/tentang", "about").await;
    officer.goes_to("#/ambil", "take-in").await;
    let folder = tempfile::tempdir().expect("a folder");
    let mut paths = Vec::new();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("a file");
        paths.push(path.to_string_lossy().into_owned());
    }
    page.press("input[type=file]", paths.join("\n")).await;
    page.wait_for("[data-row]").await;
    page.wait_gone("[data-progress-of]").await;
}

/// Stores what was brought.
async fn stores(page: &Browser) {
    page.click("[data-action=store]").await;
    page.wait_for("[data-stored]").await;
    page.wait_gone("[data-progress-of]").await;
}

/// Pastes a text on the page, outside of any field.
async fn pastes(page: &Browser, text: &str) {
    let script = "const data = new DataTransfer();
        data.setData('text/plain', arguments[0]);
        document.body.dispatchEvent(new ClipboardEvent('paste', {
            clipboardData: data, bubbles: true, cancelable: true
        }));
        return null";
    page.js(script, [json!(text)]).await;
}

/// An archive that keeps its entries as they are.
fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let crc = |bytes: &[u8]| {
        !bytes.iter().fold(!0u32, |crc, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |c, _| {
                (c >> 1) ^ (0xedb8_8320 & (c & 1).wrapping_neg())
            })
        })
    };
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in entries {
        let at = (out.len() as u32).to_le_bytes();
        let size = (bytes.len() as u32).to_le_bytes();
        let mut common = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        common.extend(crc(bytes).to_le_bytes());
        common.extend([size, size].concat());
        common.extend((name.len() as u16).to_le_bytes());
        common.extend([0, 0]);
        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend(name.as_bytes());
        out.extend(*bytes);
        directory.extend(b"PK\x01\x02\x14\0");
        directory.extend(&common);
        directory.extend([0; 10]);
        directory.extend(at);
        directory.extend(name.as_bytes());
    }
    let count = (entries.len() as u16).to_le_bytes();
    let (at, size) = (out.len() as u32, directory.len() as u32);
    out.extend(directory);
    out.extend(b"PK\x05\x06\0\0\0\0");
    out.extend([count, count].concat());
    out.extend(size.to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0, 0]);
    out
}

#[tokio::test]
async fn whatever_carries_it_the_same_sheet_arrives() {
    let world = World::new().await;
    let page = village(&world).await;
    let officer = Officer(&page);
    officer
        .goes_to("#/desa/63.11.07.2002/pokja", "section")
        .await;
    officer
        .0
        .click("[data-item=\"D-K1\"] [data-note] summary")
        .await;
    officer
        .types("D-K1", "note", "a <b> & \"c\"</script>")
        .await;
    officer.sees_saved().await;
    // The page to read, made by the desk program.
    page.open(&format!("{VILLAGE}/serahkan/lain")).await;
    page.click("[data-way=summary] summary").await;
    page.click("[data-way=summary] [data-action=download]")
        .await;
    page.wait_for("[data-way=summary] [data-handed-over]").await;
    let html = page.wait_download(".html").await;
    let html = fs::read(html).expect("the page");
    let text = hands(&page, VILLAGE).await;
    page.assert_quiet().await;

    let wide =
        |unit: fn(u16) -> [u8; 2]| -> Vec<u8> { text.encode_utf16().flat_map(unit).collect() };
    let mut little = vec![0xff, 0xfe];
    little.extend(wide(u16::to_le_bytes));
    let mut big = vec![0xfe, 0xff];
    big.extend(wide(u16::to_be_bytes));
    let chat = format!(
        "[22/11/26 10.42] Siti: ini lembarnya {{ya}}\n[22/11/26 10.43] Siti: {text}\nterima kasih"
    );
    let archive = zip(&[("desa/lembar.saba.json", text.as_bytes())]);
    let dos = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let other = world.profile().await;
    other.open("#/ambil").await;
    other.wait_for("[data-screen=take-in]").await;
    for (name, bytes) in [
        ("lembar.saba.json", text.as_bytes()),
        ("laporan (1).txt", dos.as_bytes()),
        ("tanpa nama", &little),
        ("foto.jpg", &big),
        ("obrolan.txt", chat.as_bytes()),
        ("ringkasan.html", &html),
        ("semua.zip", &archive),
    ] {
        brings(&other, &[(name, bytes)]).await;
        other
            .wait_text("[data-row=new] [data-count=new]", "2 jawaban baru")
            .await;
    }
    Officer(&other).goes_to("#/tentang", "about").await;
    Officer(&other).goes_to("#/ambil", "take-in").await;
    pastes(&other, &chat).await;
    other
        .wait_text("[data-row=new] [data-count=new]", "2 jawaban baru")
        .await;
    // In two messages.
    Officer(&other).goes_to("#/tentang", "about").await;
    Officer(&other).goes_to("#/ambil", "take-in").await;
    other.click("[data-paste] summary").await;
    other.wait_for("#tempel").await;
    let script = "const area = document.querySelector('#tempel');
        area.value = arguments[0];
        area.dispatchEvent(new Event('input', { bubbles: true }));
        return null";
    other.js(script, [json!(text)]).await;
    other.click("[data-action=read-pasted]").await;
    other
        .wait_text("[data-row=new] [data-count=new]", "2 jawaban baru")
        .await;
    stores(&other).await;
    other.click("[data-action=open-sheet]").await;
    other.wait_for("[data-screen=overview]").await;
    let officer = Officer(&other);
    officer.opens_section("pokja").await;
    other
        .click("[data-item=\"D-K1\"] [data-note] summary")
        .await;
    assert_eq!(
        officer.finds("D-K1", "note").await,
        "a <b> & \"c\"</script>"
    );
    // Once more the same: nothing new, and nothing to store.
    brings(&other, &[("lagi.txt", text.as_bytes())]).await;
    other
        .wait_text("[data-row=same]", "Semua isinya sudah ada")
        .await;
    assert_eq!(other.count("[data-action=store]").await, 0);
    other.assert_quiet().await;
}

/// Villages of one kecamatan say how many households they have, and hand their sheets over.
async fn villages_hand(page: &Browser, villages: &[(&str, &str)]) -> Vec<String> {
    let mut texts = Vec::new();
    for (code, households) in villages {
        let sheet = format!("#/desa/63.11.07.{code}");
        page.open(&format!("{sheet}/odf")).await;
        page.wait_for("[data-item=\"D-O1\"]").await;
        let officer = Officer(page);
        officer.types("D-O1", "kk@2024", households).await;
        officer.sees_saved().await;
        texts.push(hands(page, &sheet).await);
    }
    texts
}

/// Small files are read as one; where that fails, each is read by itself.
#[tokio::test]
async fn a_file_that_cannot_be_read_is_named_and_stops_none() {
    let world = World::new().await;
    let page = world.profile().await;
    let texts = villages_hand(&page, &[("2001", "120"), ("2002", "120")]).await;
    let desk = world.profile().await;
    // As on a stick that was pulled out.
    desk.before_the_page(
        "const read = Blob.prototype.arrayBuffer;
        Blob.prototype.arrayBuffer = function () {
            const bad = !(this instanceof File) || this.name === 'dicabut.json';
            return bad ? Promise.reject(new DOMException('', 'NotReadableError')) : read.call(this);
        };",
    )
    .await;
    desk.open("#/ambil").await;
    desk.wait_for("[data-screen=take-in]").await;
    brings(
        &desk,
        &[
            ("satu.json", texts[0].as_bytes()),
            ("dicabut.json", b"{}"),
            ("dua.json", texts[1].as_bytes()),
        ],
    )
    .await;
    desk.wait_text("[data-totals]", "3 berkas: 2 baru · 1 ditolak")
        .await;
    desk.wait_text(
        "[data-row=refused]",
        "dicabut.json — berkas ini tidak bisa dibaca",
    )
    .await;
    stores(&desk).await;
    desk.wait_text("[data-totals]", "2 tersimpan").await;
    desk.assert_quiet().await;
}

#[tokio::test]
async fn several_at_once_and_one_bad_file_stops_none() {
    let world = World::new().await;
    let page = world.profile().await;
    let villages = [("2001", "75"), ("2002", "120"), ("2003", "90")];
    let texts = villages_hand(&page, &villages).await;
    // The first village goes on: an older and a newer file of it.
    page.open("#/desa/63.11.07.2001/odf").await;
    page.wait_for("[data-item=\"D-O1\"]").await;
    Officer(&page).types("D-O2", "babs", "4").await;
    Officer(&page).sees_saved().await;
    let newer = hands(&page, "#/desa/63.11.07.2001").await;

    let desk = world.profile().await;
    desk.open("#/ambil").await;
    desk.wait_for("[data-screen=take-in]").await;
    let archive = zip(&[
        ("a/satu.txt", texts[0].as_bytes()),
        ("a/hadir.txt", b"daftar hadir"),
        ("a/satu-lagi.txt", newer.as_bytes()),
    ]);
    let changed = texts[2].replace("\"90\"", "\"91\"").replace(":90", ":91");
    assert_ne!(changed, texts[2]);
    brings(
        &desk,
        &[
            ("kemarin.zip", &archive),
            ("dua.saba.json", texts[1].as_bytes()),
            ("dua-salinan.json", texts[1].as_bytes()),
            ("ubah.json", changed.as_bytes()),
        ],
    )
    .await;
    desk.wait_text(
        "[data-totals]",
        "6 berkas: 2 baru · 1 lebih baru · 1 sama · 2 ditolak",
    )
    .await;
    desk.wait_text("[data-row=refused]", "hadir").await;
    stores(&desk).await;
    desk.wait_text("[data-totals]", "3 tersimpan").await;
    let officer = Officer(&desk);
    officer.goes_to("#/", "home").await;
    desk.wait_until(
        "two villages",
        "return document.querySelectorAll('[data-sheet]').length === 2",
    )
    .await;
    officer.goes_to("#/desa/63.11.07.2001/odf", "section").await;
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "75");
    assert_eq!(officer.finds("D-O2", "babs").await, "4");

    // All of it taken back: both sheets came new, so both go.
    officer.goes_to("#/ambil", "take-in").await;
    desk.click("[data-recent] summary").await;
    desk.click("[data-recent] [data-action=take-back]").await;
    desk.wait_text("[data-taken-back=yes]", "dibatalkan").await;
    officer.goes_to("#/", "home").await;
    desk.wait_gone("[data-sheet]").await;
    desk.reload().await;
    desk.wait_for("[data-screen=home]").await;
    assert_eq!(desk.count("[data-sheet]").await, 0);
    // What comes again comes as it is, not emptied in somebody's name.
    brings(&desk, &[("dua.saba.json", texts[1].as_bytes())]).await;
    stores(&desk).await;
    desk.click("[data-action=open-sheet]").await;
    officer.opens_section("odf").await;
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "120");
    desk.assert_quiet().await;
}

#[tokio::test]
async fn of_a_cut_off_file_what_is_whole_can_be_taken() {
    let world = World::new().await;
    let page = village(&world).await;
    let officer = Officer(&page);
    officer.types("D-O2", "babs", "4").await;
    officer.chooses("D-O4", "status", "lulus").await;
    officer.sees_saved().await;
    let text = hands(&page, VILLAGE).await;
    let cut = &text[..text.find("\"D-O4\"").expect("the last answer") + 20];

    let desk = world.profile().await;
    desk.open("#/ambil").await;
    desk.wait_for("[data-screen=take-in]").await;
    brings(&desk, &[("potong.txt", cut.as_bytes())]).await;
    desk.wait_text(
        "[data-row=cut] [data-cut]",
        "Berkas terpotong: 2 dari 3 isian terbaca",
    )
    .await;
    assert_eq!(desk.count("[data-action=store]:not([disabled])").await, 0);
    desk.click("[data-action=choose-row]").await;
    stores(&desk).await;
    assert_eq!(
        desk.count("[data-action=make-receipt]").await,
        0,
        "no receipt for half a file"
    );
    desk.click("[data-action=open-sheet]").await;
    let officer = Officer(&desk);
    officer.opens_section("odf").await;
    assert_eq!(officer.finds("D-O2", "babs").await, "4");
    assert!(!officer.finds_chosen("D-O4", "status", "lulus").await);
    // The whole file brings the rest.
    brings(&desk, &[("utuh.txt", text.as_bytes())]).await;
    desk.wait_text("[data-count=new]", "1 jawaban baru").await;
    desk.wait_text("[data-count=same]", "2 jawaban sama").await;
    stores(&desk).await;
    desk.click("[data-recent] summary").await;
    desk.wait_text("[data-recent]", "(berkas terpotong)").await;
    desk.assert_quiet().await;
}

#[tokio::test]
async fn a_passphrase_keeps_a_file_shut() {
    let world = World::new().await;
    let page = village(&world).await;
    page.open(&format!("{VILLAGE}/serahkan/lain")).await;
    page.click("[data-way=sealed] summary").await;
    for (first, second, told) in [
        ("pendek", "pendek", "delapan huruf"),
        ("tiga kata sandi", "tiga kata sand", "berbeda"),
    ] {
        page.fill("#sandi", first).await;
        page.fill("#sandi-lagi", second).await;
        page.click("[data-action=seal]").await;
        page.wait_text("[data-way=sealed] [data-trouble]", told)
            .await;
    }
    page.fill("#sandi", "tiga kata sandi").await;
    page.fill("#sandi-lagi", "tiga kata sandi").await;
    page.click("[data-action=seal]").await;
    page.wait_for("[data-sealed]").await;
    page.click("[data-way=sealed] [data-action=download]").await;
    page.wait_for("[data-way=sealed] [data-handed-over]").await;
    let file = page.wait_download(".saba.json").await;
    let sealed = fs::read_to_string(file).expect("the file");
    assert!(!sealed.contains("D-O1"), "nothing can be read in it");

    let desk = world.profile().await;
    desk.open("#/ambil").await;
    desk.wait_for("[data-screen=take-in]").await;
    brings(&desk, &[("kunci.txt", sealed.as_bytes())]).await;
    desk.wait_text("[data-row=locked]", "63.11.07.2002").await;
    let passphrase = "[data-locked] input";
    desk.fill(passphrase, "kata sandi lain").await;
    desk.click("[data-action=unlock]").await;
    desk.wait_text("[data-locked] [data-trouble]", "Kata sandi salah")
        .await;
    // Phones put a blank behind a word.
    desk.fill(passphrase, "tiga kata sandi ").await;
    desk.click("[data-action=unlock]").await;
    desk.wait_text("[data-row=new] [data-count=new]", "1 jawaban baru")
        .await;
    // Another region put on it, as somebody might who wants to mislead.
    let other = sealed.replace("63.11.07.2002", "63.11.07.2003");
    brings(&desk, &[("kunci.txt", other.as_bytes())]).await;
    desk.fill(passphrase, "tiga kata sandi").await;
    desk.click("[data-action=unlock]").await;
    desk.wait_text("[data-locked] [data-trouble]", "berkas berubah")
        .await;
    assert_eq!(desk.count("[data-preview]").await, 0);
    // One letter of what is sealed is another.
    let at = sealed.find("\"data\":").expect("what is sealed") + 20;
    let letter = if &sealed[at..=at] == "A" { "B" } else { "A" };
    let other = [&sealed[..at], letter, &sealed[at + 1..]].concat();
    brings(&desk, &[("kunci.txt", other.as_bytes())]).await;
    desk.fill(passphrase, "tiga kata sandi").await;
    desk.click("[data-action=unlock]").await;
    desk.wait_text("[data-locked] [data-trouble]", "berkas berubah")
        .await;
    desk.assert_quiet().await;
}

#[tokio::test]
async fn without_webcrypto_the_page_says_so() {
    let world = World::new().await;
    let page = village(&world).await;
    // As on plain http.
    let hide = "Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined })";
    page.cdp(
        "Page.addScriptToEvaluateOnNewDocument",
        json!({ "source": hide }),
    )
    .await;
    page.open("#/tentang").await;
    page.reload().await;
    page.open(&format!("{VILLAGE}/serahkan/lain")).await;
    page.click("[data-way=sealed] summary").await;
    page.wait_text("[data-no-sealing]", "https").await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn a_take_in_is_taken_back_but_for_what_was_edited_since() {
    let world = World::new().await;
    let page = village(&world).await;
    let first = hands(&page, VILLAGE).await;
    let desk = world.profile().await;
    desk.open("#/ambil").await;
    desk.wait_for("[data-screen=take-in]").await;
    brings(&desk, &[("satu.txt", first.as_bytes())]).await;
    stores(&desk).await;

    page.open(&format!("{VILLAGE}/odf")).await;
    let officer = Officer(&page);
    page.wait_for("[data-item=\"D-O1\"]").await;
    officer.types("D-O1", "kk@2024", "130").await;
    officer.types("D-O2", "babs", "4").await;
    officer.chooses("D-O4", "status", "lulus").await;
    officer.sees_saved().await;
    let second = hands(&page, VILLAGE).await;
    brings(&desk, &[("dua.txt", second.as_bytes())]).await;
    // Both values of what would change, in words.
    desk.click("[data-details] summary").await;
    let detail = "[data-items=updated] [data-detail=\"D-O1\"]";
    desk.wait_text(detail, "120 KK").await;
    desk.wait_text(detail, "130 KK").await;
    stores(&desk).await;
    let officer = Officer(&desk);
    officer.goes_to(&format!("{VILLAGE}/odf"), "section").await;
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "130");
    officer.types("D-O2", "babs", "5").await;
    officer.sees_saved().await;
    officer.goes_to("#/ambil", "take-in").await;
    desk.click("[data-recent] summary").await;
    desk.click("[data-taken]:first-of-type [data-action=take-back]")
        .await;
    desk.wait_text("[data-taken-back=yes]", "1 isian dibiarkan")
        .await;
    officer.goes_to(&format!("{VILLAGE}/odf"), "section").await;
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "120");
    assert_eq!(officer.finds("D-O2", "babs").await, "5");
    desk.reload().await;
    desk.wait_for("[data-item=\"D-O1\"]").await;
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "120");
    // And brought back.
    officer.goes_to("#/ambil", "take-in").await;
    desk.click("[data-recent] summary").await;
    desk.click("[data-taken]:first-of-type [data-action=bring-back]")
        .await;
    desk.wait_for("[data-taken-back=no]").await;
    officer.goes_to(&format!("{VILLAGE}/odf"), "section").await;
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "130");
    assert_eq!(officer.finds("D-O2", "babs").await, "5");
    desk.assert_quiet().await;
}

#[tokio::test]
async fn a_receipt_comes_back_to_who_handed_over() {
    let world = World::new().await;
    let page = village(&world).await;
    let first = hands(&page, VILLAGE).await;
    let words = page.text("[data-code]").await;
    let desk = world.profile().await;
    desk.open("#/ambil").await;
    desk.wait_for("[data-screen=take-in]").await;
    desk.js(
        "localStorage.setItem('saba.name', 'Rahmah'); return null",
        [],
    )
    .await;
    desk.reload().await;
    brings(&desk, &[("satu.txt", first.as_bytes())]).await;
    desk.wait_text("[data-preview] [data-code]", &words).await;
    stores(&desk).await;
    desk.click("[data-action=make-receipt]").await;
    desk.wait_text("[data-receipt] [data-code]", &words).await;
    desk.click("[data-action=download-receipt]").await;
    desk.wait_for("[data-receipt-out]").await;
    let receipt = desk.wait_download("-r1.json").await;
    let receipt = fs::read(receipt).expect("the receipt");

    // By the same door as sheets.
    brings(&page, &[("balasan.txt", &receipt)]).await;
    page.wait_text(
        "[data-receipt-taken]",
        "Diterima Rahmah, revisi 1, 1 jawaban",
    )
    .await;
    let officer = Officer(&page);
    officer.goes_to(VILLAGE, "overview").await;
    page.wait_text("[data-copy=received]", "Diterima Rahmah, revisi 1")
        .await;
    officer.opens_section("odf").await;
    officer.types("D-O1", "kk@2024", "121").await;
    officer.goes_to(VILLAGE, "overview").await;
    page.wait_text("[data-copy=behind]", "revisi 1, 1 jawaban sesudahnya")
        .await;
    // Handed over anew: the old receipt is for another revision now.
    hands(&page, VILLAGE).await;
    brings(&page, &[("balasan.txt", &receipt)]).await;
    page.wait_text("[data-refused]", "untuk revisi 1").await;
    page.wait_text("[data-refused]", "terakhir diserahkan revisi 2")
        .await;
    // On a device that never handed it over, and changed on the way.
    brings(&desk, &[("balasan.txt", &receipt)]).await;
    desk.wait_text("[data-refused]", "tidak diserahkan dari perangkat ini")
        .await;
    let changed = String::from_utf8_lossy(&receipt).replace("Rahmah", "Rahman");
    brings(&desk, &[("balasan.txt", changed.as_bytes())]).await;
    desk.wait_text("[data-refused]", "berubah sejak dibuat")
        .await;
    page.assert_quiet().await;
    desk.assert_quiet().await;
}

#[tokio::test]
async fn what_is_being_typed_and_what_comes_in_are_both_kept() {
    let world = World::new().await;
    let page = village(&world).await;
    let first = hands(&page, VILLAGE).await;
    let desk = world.profile().await;
    desk.open("#/ambil").await;
    desk.wait_for("[data-screen=take-in]").await;
    brings(&desk, &[("satu.txt", first.as_bytes())]).await;
    stores(&desk).await;
    page.open(&format!("{VILLAGE}/odf")).await;
    page.wait_for("[data-item=\"D-O1\"]").await;
    Officer(&page).types("D-O2", "babs", "4").await;
    Officer(&page).types("D-O1", "kk@2024", "130").await;
    Officer(&page).sees_saved().await;
    let second = hands(&page, VILLAGE).await;

    // The sheet is open, something is typed and not handed in, and the file comes.
    let officer = Officer(&desk);
    officer.goes_to(&format!("{VILLAGE}/odf"), "section").await;
    desk.click(&crate::officer::input("D-O1", "kk@2023")).await;
    desk.press(&crate::officer::input("D-O1", "kk@2023"), "118")
        .await;
    officer.goes_to("#/ambil", "take-in").await;
    brings(&desk, &[("dua.txt", second.as_bytes())]).await;
    stores(&desk).await;
    for _ in 0..2 {
        officer.goes_to(&format!("{VILLAGE}/odf"), "section").await;
        assert_eq!(officer.finds("D-O2", "babs").await, "4");
        // Both changed the first item: both are there.
        desk.wait_for("[data-item=\"D-O1\"] [data-rivals]").await;
        officer
            .goes_to(&format!("{VILLAGE}/bentrok"), "conflicts")
            .await;
        desk.wait_text("[data-conflict=\"D-O1\"]", "118 KK").await;
        desk.wait_text("[data-conflict=\"D-O1\"]", "130 KK").await;
        desk.reload().await;
        desk.wait_for("[data-screen=conflicts]").await;
    }
    desk.assert_quiet().await;
}

#[tokio::test]
async fn a_part_joins_the_whole_and_a_copy_is_a_sheet_of_its_own() {
    let world = World::new().await;
    let page = village(&world).await;
    let officer = Officer(&page);
    officer
        .goes_to("#/desa/63.11.07.2002/pokja", "section")
        .await;
    officer.chooses("D-K1", "ttd", "tidak").await;
    officer.sees_saved().await;
    page.open(&format!("{VILLAGE}/serahkan/lain")).await;
    page.click("[data-way=part] summary").await;
    page.click("[data-part=odf]").await;
    page.wait_text("[data-part-items]", "5 isian dipilih").await;
    page.click("[data-way=part] [data-action=download]").await;
    page.wait_for("[data-way=part] [data-handed-over]").await;
    let part = page.wait_download(".saba.json").await;
    let part = fs::read(part).expect("the part");
    assert_eq!(page.count("[data-copy=none]").await, 1, "a part is no copy");

    page.click("[data-way=copy] summary").await;
    page.press("#salin-cari", "inan").await;
    page.click("[data-copy-to=\"63.11.07.2003\"]").await;
    page.click("[data-action=open-copy]").await;
    page.wait_text(".bar-title", "Inan").await;
    let officer = Officer(&page);
    officer.opens_section("odf").await;
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "120");
    officer.types("D-O1", "kk@2024", "75").await;
    officer.sees_saved().await;
    officer.goes_to(&format!("{VILLAGE}/odf"), "section").await;
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "120");
    // A second copy is not made over what is there.
    officer
        .goes_to(&format!("{VILLAGE}/serahkan/lain"), "other-ways")
        .await;
    page.click("[data-way=copy] summary").await;
    page.press("#salin-cari", "inan").await;
    page.click("[data-copy-to=\"63.11.07.2003\"]").await;
    page.wait_for("[data-there]").await;
    page.assert_quiet().await;

    let desk = world.profile().await;
    desk.open("#/ambil").await;
    desk.wait_for("[data-screen=take-in]").await;
    brings(&desk, &[("bagian.txt", &part)]).await;
    desk.wait_text("[data-preview]", "hanya membawa sebagian")
        .await;
    desk.wait_text("[data-count=new]", "1 jawaban baru").await;
    stores(&desk).await;
    let whole = hands(&page, VILLAGE).await;
    brings(&desk, &[("utuh.txt", whole.as_bytes())]).await;
    desk.wait_text("[data-count=new]", "1 jawaban baru").await;
    desk.wait_text("[data-count=same]", "1 jawaban sama").await;
    desk.assert_quiet().await;
}

/// A page whose turns can be held: while `window.hold` is set, everything takes long,
/// stands still at its next turn, and goes on by one with `window.held.shift()()`.
pub const HOLD: &str = "window.held = [];
    const clock = Date.now;
    let later = 0;
    Date.now = () => clock() + (window.hold ? later += 1000 : later);
    const post = MessagePort.prototype.postMessage;
    MessagePort.prototype.postMessage = function (...what) {
        const send = () => post.apply(this, what);
        window.hold ? window.held.push(send) : send();
    };";

/// Lets what is held go on.
pub const GO_ON: &str =
    "window.hold = false; window.held.splice(0).forEach((f) => f()); return null";

#[tokio::test]
async fn what_takes_long_can_be_stopped_and_gone_on_with() {
    let world = World::new().await;
    let page = world.profile().await;
    let texts = villages_hand(&page, &[("2001", "120"), ("2002", "120"), ("2003", "120")]).await;
    let files: Vec<(&str, &[u8])> = ["a.txt", "b.txt", "c.txt"]
        .into_iter()
        .zip(texts.iter().map(String::as_bytes))
        .collect();

    let desk = world.profile().await;
    desk.before_the_page(HOLD).await;
    desk.open("#/ambil").await;
    desk.wait_for("[data-screen=take-in]").await;
    let folder = tempfile::tempdir().expect("a folder");
    let mut paths = Vec::new();
    for (name, bytes) in &files {
        let path = folder.path().join(name);
        fs::write(&path, bytes).expect("a file");
        paths.push(path.to_string_lossy().into_owned());
    }
    // Stopped while it reads: nothing is there.
    desk.js("window.hold = true; return null", []).await;
    desk.press("input[type=file]", paths.join("\n")).await;
    desk.wait_for("[data-progress-of]").await;
    desk.click("[data-action=stop]").await;
    desk.wait_gone("[data-progress-of]").await;
    desk.js(GO_ON, []).await;
    assert_eq!(desk.count("[data-row=new]").await, 0);

    // Stopped after the first of three is stored: it stays, and so does what was on its
    // way to the store by then; the last one waits. The next turn comes only when nothing is
    // on its way.
    brings(&desk, &files).await;
    desk.js("window.hold = true; return null", []).await;
    desk.click("[data-action=store]").await;
    let turn_by_turn = "if (document.querySelector('[data-row=stored]')) return true;
        const isBusy = document.querySelector('[data-kept]').dataset.kept !== 'saved';
        if (!isBusy) window.held.splice(0, 1).forEach((f) => f());
        return false";
    desk.wait_until("the first sheet stored", turn_by_turn)
        .await;
    desk.click("[data-action=stop]").await;
    desk.js(GO_ON, []).await;
    desk.wait_text("[data-totals]", "1 baru · 2 tersimpan")
        .await;
    stores(&desk).await;
    desk.wait_text("[data-totals]", "3 tersimpan").await;
    desk.assert_quiet().await;
}

#[tokio::test]
async fn a_full_store_ends_taking_in_and_what_is_left_can_be_tried_again() {
    let world = World::new().await;
    let page = world.profile().await;
    let texts = villages_hand(&page, &[("2001", "120"), ("2002", "120")]).await;
    let desk = village(&world).await;
    // Starts anew: the quota counts from then on.
    let desk = desk.restart().await;
    let origin = world.url();
    let origin = origin.trim_end_matches('/');
    desk.open("#/ambil").await;
    desk.wait_for("[data-screen=take-in]").await;
    brings(
        &desk,
        &[
            ("a.txt", texts[0].as_bytes()),
            ("b.txt", texts[1].as_bytes()),
        ],
    )
    .await;
    let full = json!({ "origin": origin, "quotaSize": 1 });
    desk.cdp("Storage.overrideQuotaForOrigin", full).await;
    desk.click("[data-action=store]").await;
    desk.wait_text("[data-row=not-stored]", "Penyimpanan penuh")
        .await;
    desk.wait_gone("[data-progress-of]").await;
    assert_eq!(desk.count("[data-row=stored]").await, 0);

    let room = json!({ "origin": origin });
    desk.cdp("Storage.overrideQuotaForOrigin", room).await;
    // What failed is kept and tried again by itself.
    let sheets = "return new Promise((done) => {
        const open = indexedDB.open('saba');
        open.onsuccess = () => {
            const all = open.result.transaction('sheets').objectStore('sheets').count();
            all.onsuccess = () => { open.result.close(); done(all.result === 3); };
        };
    })";
    desk.wait_until("both sheets in the store", sheets).await;
    stores(&desk).await;
    desk.wait_text("[data-totals]", "2 tersimpan").await;
    desk.reload().await;
    Officer(&desk)
        .goes_to(&format!("{VILLAGE}/odf"), "section")
        .await;
    assert_eq!(Officer(&desk).finds("D-O1", "kk@2024").await, "120");
    desk.assert_quiet().await;
}

#[tokio::test]
async fn one_agency_s_indicators_leave_and_come_back() {
    const REGENCY: &str = "#/kabupaten/63.11";
    let world = World::new().await;
    let page = world.profile().await;
    page.open(&format!("{REGENCY}/t4")).await;
    page.wait_for("[data-item=\"T4.08\"]").await;
    let officer = Officer(&page);
    for (item, key, value) in [("T4.08", "n@2024", "7"), ("T4.10", "n@2024", "9")] {
        officer.types(item, key, value).await;
    }
    officer.goes_to(&format!("{REGENCY}/t1"), "section").await;
    officer.types("T1.03", "v@2024", "71").await;
    officer.sees_saved().await;
    let agency = "return [...document.querySelectorAll('#perangkat option')].map((o) => o.value)";
    page.open(&format!("{REGENCY}/serahkan/lain")).await;
    page.click("[data-way=part] summary").await;
    page.wait_for("#perangkat").await;
    let agencies = page.js(agency, []).await;
    let agencies = agencies.as_array().expect("a list");
    assert!(agencies.len() > 5, "{agencies:?}");
    let choose = "const select = document.querySelector('#perangkat');
        select.value = arguments[0];
        select.dispatchEvent(new Event('change', { bubbles: true }));
        return null";
    page.js(choose, [json!("Dinas Perdagangan")]).await;
    page.wait_text("[data-part-items]", "isian dipilih").await;
    page.click("[data-way=part] [data-action=download]").await;
    page.wait_for("[data-way=part] [data-handed-over]").await;
    let part = fs::read_to_string(page.wait_download(".saba.json").await).expect("the part");
    let read = read_sheet(&part, Checksum::Required).expect("a part");
    assert!(read.part.len() > 1, "{:?}", read.part);
    let said: Vec<&String> = read.sheet.answers.keys().collect();
    assert_eq!(said, ["T4.08", "T4.10"]);

    // What the office sends back joins the whole, which keeps the rest.
    let office = world.profile().await;
    office.open("#/ambil").await;
    office.wait_for("[data-screen=take-in]").await;
    brings(&office, &[("bagian.txt", part.as_bytes())]).await;
    stores(&office).await;
    Officer(&office)
        .goes_to(&format!("{REGENCY}/t4"), "section")
        .await;
    Officer(&office).types("T4.08", "n@2024", "8").await;
    Officer(&office).sees_saved().await;
    let back = hands(&office, REGENCY).await;
    brings(&page, &[("kembali.txt", back.as_bytes())]).await;
    stores(&page).await;
    officer.goes_to(&format!("{REGENCY}/t4"), "section").await;
    assert_eq!(officer.finds("T4.08", "n@2024").await, "8");
    assert_eq!(officer.finds("T4.10", "n@2024").await, "9");
    page.assert_quiet().await;
}

#[tokio::test]
async fn of_many_files_as_many_rows_are_drawn_as_a_phone_takes() {
    let world = World::new().await;
    let page = village(&world).await;
    let text = hands(&page, VILLAGE).await;
    let mut sheet = read_sheet(&text, Checksum::Required).expect("a sheet");
    let files: Vec<(String, String)> = (1..=120u32)
        .map(|n| {
            sheet.sheet.meta.id = format!("{n:032x}");
            let village = format!("63.11.07.2{n:03}");
            sheet.sheet.meta.region =
                saba_core::region::RegionCode::parse(&village).expect("a code");
            let file = saba_core::file::write_sheet(&sheet.sheet, &sheet.from);
            (format!("{village}.txt"), file)
        })
        .collect();
    let mut brought: Vec<(&str, &[u8])> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_bytes()))
        .collect();
    brought.push(("rusak.txt", b"daftar hadir"));
    let desk = world.profile().await;
    desk.open("#/ambil").await;
    desk.wait_for("[data-screen=take-in]").await;
    brings(&desk, &brought).await;
    desk.wait_text("[data-totals]", "121 berkas: 120 baru · 1 ditolak")
        .await;
    assert_eq!(desk.count("[data-row]").await, 40);
    let first = "return document.querySelector('[data-row]').dataset.row";
    assert_eq!(desk.js(first, []).await, "refused", "what asks comes first");
    desk.click("[data-action=more]").await;
    desk.wait_until(
        "more rows",
        "return document.querySelectorAll('[data-row]').length === 80",
    )
    .await;
    desk.click("[data-filter=refused]").await;
    desk.wait_until(
        "the one that was refused",
        "return document.querySelectorAll('[data-row]').length === 1",
    )
    .await;
    desk.click("[data-filter=all]").await;
    stores(&desk).await;
    desk.wait_text("[data-totals]", "120 tersimpan · 1 ditolak")
        .await;
    desk.assert_quiet().await;
}
