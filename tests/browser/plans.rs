//! Dates, targets, links to plans and the papers of a regency: they stand beside the score,
//! travel like answers, and are printed from what the sheets say.

use std::fs;

use serde_json::{Value, json};

use crate::board::{Maker, takes};
use crate::officer::Officer;
use crate::support::{Browser, World};

const REGENCY: &str = "#/kabupaten/63.11";
const LINK: &str = "$rencana:T4.01";
const TARGET: &str = "$sasaran:T4";

/// An input of something said about the sheet, within a part of the screen.
fn within(part: &str, key: &str) -> String {
    format!("{part} [data-key=\"{key}\"]")
}

/// Fills a day in, as the browser's own picker does.
async fn picks_day(page: &Browser, css: &str, day: &str) {
    page.wait_for(css).await;
    let script = "const input = document.querySelector(arguments[0]);
        input.value = arguments[1];
        input.dispatchEvent(new Event('change', { bubbles: true }));
        return null";
    page.js(script, [json!(css), json!(day)]).await;
}

/// The file of the open sheet.
async fn file_of(officer: &Officer<'_>) -> Value {
    let file = officer.hands_over(REGENCY).await;
    let text = fs::read_to_string(file).expect("the file");
    serde_json::from_str(&text).expect("JSON")
}

#[tokio::test]
async fn targets_and_dates_stand_beside_the_score_and_change_none() {
    let world = World::new().await;
    let page = world.profile().await;
    page.open_screen(&format!("{REGENCY}/t4")).await;
    let officer = Officer(&page);
    officer.chooses("T4.01", "level", "50").await;
    officer.goes_to(&format!("{REGENCY}/sasaran"), "aims").await;
    let number = within("[data-aim=T4]", "n");
    let stands = "[data-aim=T4] [data-standing]";
    page.wait_attribute(stands, "data-standing", "unset").await;
    for (typed, state, words) in [
        ("900", "open", "Saat ini 50–1.250, belum pasti. Kurang 850."),
        ("1.251", "missed", "belum tercapai"),
        ("50", "reached", "tercapai"),
        ("semua", "unusable", "tidak terbaca"),
    ] {
        page.fill(&number, typed).await;
        page.wait_attribute(stands, "data-standing", state).await;
        page.wait_text(stands, words).await;
    }
    page.wait_text(
        "[data-aim=T4] [data-finding]",
        "Tulis angka dari 0 sampai 1.300",
    )
    .await;
    // What is blank gets the limit of a level; what somebody typed stays.
    page.click("[data-level=padapa]").await;
    page.wait_attribute("[data-aim=odf] [data-standing]", "data-standing", "open")
        .await;
    assert_eq!(page.value(&within("[data-aim=odf]", "n")).await, "80");
    assert_eq!(page.value(&within("[data-aim=T1]", "n")).await, "2.059");
    assert_eq!(page.value(&number).await, "semua");
    page.fill(&number, "923").await;
    picks_day(&page, &within("[data-aim=T4]", "sampai"), "2020-01-31").await;
    page.wait_text(stands, "lewat").await;
    // The round's own dates, and those of the regency beside them.
    let step = "[data-step=dokumen]";
    page.wait_text(step, "Jadwal resmi: Juni 2025 – Juli 2025")
        .await;
    page.wait_for(&format!("{step} [data-phase=over]")).await;
    page.click(&format!("{step} summary")).await;
    picks_day(&page, &within(step, "mulai"), "2024-01-01").await;
    picks_day(&page, &within(step, "sampai"), "2099-12-31").await;
    page.wait_for(&format!("{step} [data-phase=now]")).await;
    page.wait_text(step, "Tanggal sendiri: 1 Januari 2024 – 31 Desember 2099")
        .await;
    picks_day(&page, &within(step, "mulai"), "2099-12-31").await;
    picks_day(&page, &within(step, "sampai"), "2099-12-30").await;
    page.wait_for(&format!("{step} [data-upside-down]")).await;
    // Taken back, by its name.
    page.wait_text("[data-action=undo]", "Jadwal: Verifikasi dokumen")
        .await;
    page.click("[data-action=undo]").await;
    page.wait_gone(&format!("{step} [data-upside-down]")).await;
    assert_eq!(page.value(&within(step, "sampai")).await, "2099-12-31");
    officer.sees_saved().await;
    page.reload().await;
    page.wait_text(stands, "Kurang 873").await;
    assert_eq!(page.value(&number).await, "923");
    // The overview tells of the step that comes next, and the score knows of nothing.
    officer.goes_to(REGENCY, "overview").await;
    page.wait_text("[data-action=aims]", "Verifikasi dokumen")
        .await;
    page.wait_attribute("[data-total=T4]", "data-score", "50~1250")
        .await;
    let file = file_of(&officer).await;
    assert_eq!(
        file["answers"][TARGET]["v"],
        json!({ "n": 923, "sampai": "2020-01-31" })
    );
    page.assert_quiet().await;
}

/// On a section of the regency sheet: opens the plan of an indicator.
async fn opens_plan(page: &Browser, item: &str) -> String {
    let plan = format!("[data-plan=\"{item}\"]");
    page.click(&format!("{plan} > summary")).await;
    plan
}

#[tokio::test]
async fn an_indicator_names_the_plan_and_the_office_that_carry_it() {
    let world = World::new().await;
    let page = world.profile().await;
    page.open_screen(&format!("{REGENCY}/t4")).await;
    let officer = Officer(&page);
    let plan = opens_plan(&page, "T4.01").await;
    page.fill(&within(&plan, "skpd"), "Dinas Perdagangan").await;
    page.fill(&within(&plan, "program"), "=Pasar <b>sehat</b>")
        .await;
    let renstra = format!("{}[value=renstra]", within(&plan, "dokumen"));
    page.click(&renstra).await;
    page.wait_text(&format!("{plan} > summary"), "Dinas Perdagangan")
        .await;
    // From the list of all: the same form, and the office typed in another way.
    officer
        .goes_to(&format!("{REGENCY}/rencana"), "plans")
        .await;
    page.wait_attribute("[data-linked]", "data-linked", "1")
        .await;
    page.click("[data-plans-of=t4] > summary").await;
    let other = opens_plan(&page, "T4.02").await;
    page.fill(&within(&other, "skpd"), " dinas  perdagangan")
        .await;
    page.fill(&within(&other, "indikator"), "PKL yang ditata")
        .await;
    page.wait_attribute("[data-linked]", "data-linked", "2")
        .await;
    page.wait_text("[data-carrier]", "Dinas Perdagangan (2)")
        .await;
    assert_eq!(page.count("[data-carrier]").await, 1);
    page.wait_text(
        "[data-link=\"T4.01\"]",
        "Renstra perangkat daerah · =Pasar <b>sehat</b>",
    )
    .await;
    page.fill("#cari-rencana", "ditata").await;
    page.wait_gone("[data-link=\"T4.01\"]").await;
    page.wait_for("[data-link=\"T4.02\"] a").await;
    officer.sees_saved().await;

    // Somebody else has the file, and both say something about the same indicator.
    let file = officer.hands_over(REGENCY).await;
    let there = world.profile().await;
    there.open_screen("#/tentang").await;
    takes(&there, &[file], 1).await;
    let colleague = Officer(&there);
    colleague.goes_to(&format!("{REGENCY}/t4"), "section").await;
    let plan = opens_plan(&there, "T4.01").await;
    assert_eq!(
        there.value(&within(&plan, "skpd")).await,
        "Dinas Perdagangan"
    );
    there.fill(&within(&plan, "program"), "Pasar rakyat").await;
    colleague.sees_saved().await;
    let theirs = colleague.hands_over(REGENCY).await;
    officer.goes_to(&format!("{REGENCY}/t4"), "section").await;
    let plan = opens_plan(&page, "T4.01").await;
    page.fill(&within(&plan, "program"), "Sarana perdagangan")
        .await;
    officer.sees_saved().await;
    takes(&page, &[theirs], 1).await;
    officer
        .goes_to(&format!("{REGENCY}/bentrok"), "conflicts")
        .await;
    page.wait_text("main", "Rencana daerah: 4.1").await;
    page.wait_text("main", "Pasar rakyat").await;
    assert_eq!(page.count("[data-side]").await, 2);
    page.click("[data-side] button").await;
    page.wait_text("main", "Sudah dipilih").await;
    let file = file_of(&officer).await;
    let program = &file["answers"][LINK]["v"]["program"];
    assert!(
        ["Pasar rakyat", "Sarana perdagangan"].contains(&program.as_str().unwrap_or_default()),
        "{program}"
    );
    page.assert_quiet().await;
    there.assert_quiet().await;
}

/// The table of the open paper, as the file for a spreadsheet has it.
async fn table_of(page: &Browser, name: &str) -> String {
    page.click("[data-action=csv]").await;
    page.wait_for("[data-csv=good]").await;
    let file = page
        .wait_download(&format!("saba-tabel-{name}-63.11.csv"))
        .await;
    fs::read_to_string(file).expect("the table")
}

#[tokio::test]
async fn reports_say_what_the_sheets_say_and_no_more() {
    let world = World::new().await;
    let page = world.profile().await;
    page.open_screen(REGENCY).await;
    let officer = Officer(&page);
    let maker = Maker::new();
    let mut sheets = maker.three();
    maker.answers(
        &mut sheets[1],
        &[
            ("D-K1", "ttd", "ya"),
            ("D-K1", "nomor", "=140/07"),
            ("D-K1", "tanggal", "2022-03-01"),
            ("D-K1", "berlaku", "2026-12-31"),
            ("D-K5", "1/nama", "Kerja bakti"),
            ("D-K5", "1/tanggal", "2024-05-12"),
            ("D-K5", "1/peserta", "45"),
        ],
    );
    maker.answers(&mut sheets[2], &[("D-K1", "ttd", "tidak")]);
    let files: Vec<_> = sheets.iter().map(|s| maker.file(s, "")).collect();
    takes(&page, &files, 3).await;

    let goes = async |paper: &str| {
        let hash = format!("{REGENCY}/laporan/{paper}");
        officer.goes_to("#/tentang", "about").await;
        officer.goes_to(&hash, "report").await;
        page.wait_for(&format!("[data-on-report=\"{paper}\"]"))
            .await;
    };
    let row = async |words: &str| {
        let script = "return [...document.querySelectorAll('.report-table tbody tr')]
            .map((row) => [...row.cells].map((cell) => cell.textContent).join('|'))
            .filter((row) => row.includes(arguments[0]))";
        page.js(script, [json!(words)]).await
    };
    goes("pokja").await;
    page.wait_for("[data-valid=\"1\"]").await;
    assert_eq!(page.count(".report-table tbody tr").await, 157);
    let found = row("Baruh Bahinu Luar").await;
    let found = found[0].as_str().unwrap_or_default();
    assert!(
        found
            .ends_with("Paringin Selatan|Baruh Bahinu Luar||=140/07|01-03-2022|31-12-2026|berlaku"),
        "{found}"
    );
    let remark = async |region: &str| {
        let found = row(region).await;
        let found = found[0].as_str().unwrap_or_default().to_owned();
        found.rsplit('|').next().unwrap_or_default().to_owned()
    };
    assert_eq!(remark("|Batu Piring|").await, "belum diisi");
    assert_eq!(remark("|Paringin Kota|").await, "belum mengirim");
    // A spreadsheet gets the same, and no formula.
    let table = table_of(&page, "pokja").await;
    assert!(
        table.starts_with("\u{feff}\"No\";\"Kecamatan\";"),
        "{table}"
    );
    assert!(table.contains("\"'=140/07\";\"01-03-2022\";\"31-12-2026\";\"berlaku\"\r\n"));
    assert_eq!(table.matches("\r\n").count(), 158);

    goes("forkom").await;
    assert_eq!(page.count(".report-table tbody tr").await, 8);

    // What the regency did itself stands among what came in, by day.
    goes("kegiatan").await;
    page.wait_text(".report-table", "Pokja Baruh Bahinu Luar")
        .await;
    page.click("[data-action=add-row]").await;
    page.fill(&within(".report-inputs", "1/nama"), "Rapat Tim Pembina")
        .await;
    picks_day(&page, &within(".report-inputs", "1/tanggal"), "2023-02-01").await;
    page.wait_text(".report-table tbody tr:first-child", "Rapat Tim Pembina")
        .await;
    assert_eq!(page.count(".report-table tbody tr").await, 2);

    // Nothing is known of ODF: that is not nought.
    goes("profil").await;
    let found = row("Balangan").await;
    let found = found[0].as_str().unwrap_or_default();
    assert!(found.contains("|belum diisi|0–100|"), "{found}");
    assert!(found.ends_with("|belum Padapa"), "{found}");

    // A statement with dots where nobody has said anything.
    goes("pernyataan").await;
    page.wait_text(".report", "........").await;
    page.fill(&within(".report-inputs", "nama"), "Hj. Ratna <i>Dewi</i>")
        .await;
    page.wait_text(".signature", "Hj. Ratna <i>Dewi</i>").await;
    assert_eq!(page.count("[data-action=csv], .report i").await, 0);
    officer.sees_saved().await;
    page.reload().await;
    page.wait_text(".signature", "Hj. Ratna").await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn the_minutes_of_a_round_tell_what_it_found() {
    let world = World::new().await;
    let page = world.profile().await;
    page.open_screen(&format!("{REGENCY}/t4")).await;
    let officer = Officer(&page);
    officer.chooses("T4.01", "level", "50").await;
    let panel = "[data-item=\"T4.01\"] [data-review]";
    page.click(&format!("{panel} > summary")).await;
    let choose = "const select = document.querySelector(arguments[0]);
        select.value = 'provinsi';
        select.dispatchEvent(new Event('change', { bubbles: true }));
        return null";
    let round = format!("{panel} [data-round]");
    page.wait_for(&round).await;
    page.js(choose, [json!(round)]).await;
    page.click(&format!(
        "{panel} [data-review-key=verdict][value=perbaiki]"
    ))
    .await;
    page.fill(
        &format!("{panel} [data-review-key=comment]"),
        "Lampirkan perda.",
    )
    .await;
    officer.sees_saved().await;
    let minutes = "laporan/berita-acara-provinsi";
    officer
        .goes_to(&format!("{REGENCY}/{minutes}"), "report")
        .await;
    page.wait_text(
        "[data-result]",
        "152 isian diperiksa: 0 diterima, 1 harus diperbaiki dan belum dijawab",
    )
    .await;
    page.wait_text(".report", "Lampirkan perda.").await;
    page.wait_text(".report", "Pada tanggal ....").await;
    let form = ".report-inputs";
    page.fill(&within(form, "tempat"), "Banjarbaru").await;
    picks_day(&page, &within(form, "tanggal"), "2025-05-14").await;
    page.click("[data-action=add-row]").await;
    page.fill(&within(form, "1/nama"), "Drs. Hasan").await;
    page.wait_text(
        ".report",
        "Pada tanggal 14 Mei 2025 bertempat di Banjarbaru",
    )
    .await;
    page.wait_text(".signing", "Drs. Hasan").await;
    let table = table_of(&page, "berita-acara-provinsi").await;
    assert!(table.contains("\"Lampirkan perda.\""), "{table}");
    page.click(".report-inputs fieldset .button").await;
    page.wait_until(
        "nobody to be present",
        "return !document.querySelector('.signing').innerText.includes('Hasan')",
    )
    .await;
    // Another round has minutes of its own, and what no round is called has none.
    officer.goes_to("#/tentang", "about").await;
    officer
        .goes_to(&format!("{REGENCY}/laporan/berita-acara-dokumen"), "report")
        .await;
    page.wait_text(".report", "Tidak ada yang harus diperbaiki.")
        .await;
    officer
        .goes_to(&format!("{REGENCY}/laporan/lain"), "not-found")
        .await;
    page.assert_quiet().await;
}

/// The sizes of the pages of the open paper when it is printed, in points.
async fn pages(page: &Browser) -> Vec<(f64, f64)> {
    let how = json!({ "preferCSSPageSize": true });
    let printed = page.cdp("Page.printToPDF", how).await;
    let script = "return [...atob(arguments[0])
        .matchAll(/MediaBox *\\[0 0 ([0-9.]+) ([0-9.]+)\\]/g)].map((box) => [+box[1], +box[2]])";
    let boxes = page.js(script, [printed["data"].clone()]).await;
    let boxes = boxes.as_array().expect("pages").iter();
    let side = |one: &Value, at: usize| one[at].as_f64().expect("a number");
    boxes.map(|one| (side(one, 0), side(one, 1))).collect()
}

#[tokio::test]
async fn every_report_fits_the_sheet_that_was_chosen() {
    let world = World::new().await;
    let page = world.profile().await;
    let maker = Maker::new();
    let mut sheets = maker.three();
    let long = "Nomor 188.45/0123/KUM/TAHUN/2022/BALANGAN/PERUBAHANKEDUA";
    maker.answers(
        &mut sheets[1],
        &[("D-K1", "ttd", "ya"), ("D-K1", "nomor", long)],
    );
    let files: Vec<_> = sheets.iter().map(|s| maker.file(s, "")).collect();
    page.open_screen(&format!("{REGENCY}/t4")).await;
    takes(&page, &files, 3).await;
    let officer = Officer(&page);
    officer
        .goes_to(&format!("{REGENCY}/laporan"), "reports")
        .await;
    let names =
        "return [...document.querySelectorAll('[data-report]')].map((e) => e.dataset.report)";
    let names = page.js(names, []).await;
    let names: Vec<&str> = names
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    assert_eq!(names.len(), 11, "{names:?}");
    let clipped = "const width = document.documentElement.clientWidth;
        return [...document.querySelectorAll('.report, .report *')]
            .filter((e) => e.getClientRects().length && e.getBoundingClientRect().right > width + 0.5)
            .map((e) => e.localName + ' ' + e.textContent.slice(0, 40))";
    let seen = "return [...document.querySelectorAll('.bar, .no-report, main > h1')]
        .filter((e) => e.getClientRects().length).length";
    for name in names {
        officer
            .goes_to(&format!("{REGENCY}/laporan/{name}"), "report")
            .await;
        page.wait_for(&format!("[data-on-report=\"{name}\"]")).await;
        for (size, short, long) in [("A4", 210.0, 297.0), ("F4", 215.0, 330.0)] {
            let choose = "const select = document.querySelector('#kertas');
                select.value = arguments[0];
                select.dispatchEvent(new Event('change', { bubbles: true }));
                return null";
            page.js(choose, [json!(size)]).await;
            let points = |millimetres: f64| millimetres * 72.0 / 25.4;
            let all = pages(&page).await;
            assert!(!all.is_empty(), "{name} {size}");
            let wide = all[0].0 > all[0].1;
            let sides = if wide { [long, short] } else { [short, long] };
            for (width, height) in &all {
                let off = (width - points(sides[0])).abs() + (height - points(sides[1])).abs();
                assert!(off < 3.0, "{name} {size}: {width} x {height}");
            }
            // As wide as between the margins: nothing sticks out, nothing else is printed.
            let between = (sides[0] - 30.0) * 96.0 / 25.4;
            page.resize(between as u32, 1000).await;
            page.cdp("Emulation.setEmulatedMedia", json!({ "media": "print" }))
                .await;
            assert_eq!(page.js(clipped, []).await, json!([]), "{name} {size}");
            assert_eq!(page.js(seen, []).await, json!(0), "{name} {size}");
            page.cdp("Emulation.setEmulatedMedia", json!({ "media": "" }))
                .await;
            page.resize(360, 640).await;
        }
    }
    page.assert_quiet().await;
}
