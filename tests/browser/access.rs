//! Every screen for people who see little, touch coarsely, or use no pointer: axe-core
//! in both themes, targets of 48 px, text at twice its size, a section by keyboard.

use serde_json::{Value, json};
use xtask::npm;

use crate::board::{Maker, takes};
use crate::instrument::{opens_instrument, other_edition, shipped};
use crate::officer::Officer;
use crate::receive;
use crate::review::{opens_panel, says};
use crate::support::{Browser, World};
use crate::visit;

const VILLAGE: &str = "#/desa/63.11.07.2002";
const DISTRICT: &str = "#/kecamatan/63.11.07";
const REGENCY: &str = "#/kabupaten/63.11";

/// What axe-core finds on the page, one line for each element.
const AXE: &str = "return axe.run(document, { resultTypes: ['violations'] }).then((found) =>
    found.violations.flatMap((rule) => rule.nodes.map((node) =>
        rule.id + ' ' + node.target.join(' ') + ': '
        + node.any.concat(node.all, node.none).map((check) => check.message).join('; '))))";

/// Everything that can be touched and is smaller than 48 px. What belongs to an input is
/// touched through its label. Links within a sentence are left out, as WCAG 2.5.8 does
/// (exception “inline”): those whose line holds words outside the link.
const SMALL: &str = "
    const all = document.querySelectorAll('a[href], button, input, select, textarea, summary');
    const small = [];
    for (const e of all) {
        const box = (e.labels && [...e.labels].find((label) => label.contains(e)) || e)
            .getBoundingClientRect();
        if (e.disabled || !box.width || !box.height) continue;
        if (getComputedStyle(e).visibility !== 'visible') continue;
        const beside = [...e.parentNode.childNodes]
            .some((node) => node.nodeType === 3 && node.data.trim());
        if (e.localName === 'a' && getComputedStyle(e).display === 'inline' && beside) continue;
        if (box.width < 47.9 || box.height < 47.9) {
            small.push(e.outerHTML.slice(0, 90) + ' ' + box.width + ' x ' + box.height);
        }
    }
    return small";

/// Words that are cut off or beyond the edge of the screen.
const CUT: &str = "
    const cut = [];
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth > width) {
        cut.push('the page scrolls sideways: ' + document.documentElement.scrollWidth);
    }
    for (const e of document.body.querySelectorAll('*')) {
        if (e.closest('.visually-hidden') || !e.getClientRects().length) continue;
        const style = getComputedStyle(e);
        if (style.opacity === '0') continue;
        const name = e.localName + '.' + e.className + ' ' + String(e.value || e.textContent).slice(0, 40);
        const isField = e.matches('input:not([type=file]), select') && e.clientWidth;
        if ((isField || style.overflowX !== 'visible') && e.scrollWidth > e.clientWidth + 1) {
            cut.push('wider than its box: ' + name + ' ' + e.scrollWidth + ' > ' + e.clientWidth);
        }
        if (e.getBoundingClientRect().right > width + 1) cut.push('beyond the edge: ' + name);
        if (style.overflowY === 'hidden' && e.scrollHeight > e.clientHeight + 1) {
            cut.push('higher than its box: ' + name);
        }
        for (const node of e.childNodes) {
            if (node.nodeType !== 3 || !node.data.trim()) continue;
            const range = document.createRange();
            range.selectNodeContents(node);
            for (const box of range.getClientRects()) {
                if (box.left < -1 || box.right > width + 1) cut.push('beyond the edge: ' + name);
            }
        }
    }
    return cut";

/// Words that are broken within, though they are not longer than words are.
const BROKEN: &str = "
    const broken = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const node = walker.currentNode;
        if (node.parentNode.closest('.visually-hidden')) continue;
        for (const word of node.data.matchAll(/[^ ]+/g)) {
            if (!/^[A-Za-z/(),.]{2,16}$/.test(word[0])) continue;
            const range = document.createRange();
            range.setStart(node, word.index);
            range.setEnd(node, word.index + word[0].length);
            const tops = new Set([...range.getClientRects()].map((box) => box.top));
            if (tops.size > 1) broken.push(word[0] + ' in ' + node.data.slice(0, 40));
        }
    }
    return broken";

/// Looks at screens and writes down what is wrong with them.
struct Look<'a> {
    page: &'a Browser,
    axe: String,
    wrong: Vec<String>,
}

impl<'a> Look<'a> {
    fn new(page: &'a Browser) -> Self {
        let axe = npm::axe().unwrap_or_else(|error| panic!("{error:#}"));
        Self {
            page,
            axe,
            wrong: Vec::new(),
        }
    }

    async fn note(&mut self, screen: &str, what: &str, script: &str) {
        let found = self.page.js(script, []).await;
        for line in found.as_array().into_iter().flatten() {
            let line = line.as_str().unwrap_or_default();
            self.wrong.push(format!("{screen}, {what}: {line}"));
        }
    }

    /// The screen as it is, in every way.
    async fn at(&mut self, screen: &str) {
        self.page.wait_for(&format!("[data-screen={screen}]")).await;
        self.with(screen).await;
    }

    async fn with(&mut self, screen: &str) {
        let page = self.page;
        if page.js("return typeof axe === 'undefined'", []).await == json!(true) {
            page.js(&self.axe, []).await;
        }
        // What is off the screen, too.
        let all = "const { cssRules } = document.styleSheets[0];
            const rule = '.item { content-visibility: visible !important; }';
            document.styleSheets[0].insertRule(rule, cssRules.length);
            return null";
        page.js(all, []).await;
        for theme in ["light", "dark"] {
            let scheme = json!({ "name": "prefers-color-scheme", "value": theme });
            let media = json!({ "features": [scheme] });
            page.cdp("Emulation.setEmulatedMedia", media).await;
            self.note(screen, theme, AXE).await;
        }
        self.note(screen, "targets", SMALL).await;
        self.note(screen, "words", BROKEN).await;
        let size = "document.documentElement.style.fontSize = arguments[0]; return null";
        page.js(size, [json!("200%")]).await;
        for (width, height) in [(1280, 800), (360, 640)] {
            page.resize(width, height).await;
            self.note(screen, &format!("200 % at {width}"), CUT).await;
        }
        page.js(size, [json!("")]).await;
    }

    fn is_fine(&self) {
        let count = self.wrong.len();
        assert!(count == 0, "{count} things:\n{}", self.wrong.join("\n"));
    }
}

/// Opens everything that opens, as `details` do.
async fn opens_all(page: &Browser) {
    page.wait_for("summary").await;
    let open = "document.querySelectorAll('details').forEach((e) => { e.open = true; });
        return null";
    page.js(open, []).await;
    page.wait_gone("details [role=status]:empty + dl").await;
}

async fn answers(officer: &Officer<'_>) {
    officer.goes_to(&format!("{VILLAGE}/odf"), "section").await;
    officer.types("D-O1", "kk@2023", "1.234.567").await;
    officer.types("D-O1", "kk@2024", "1.234.567").await;
    officer.types("D-O2", "sendiri", "abc").await;
    officer.chooses("D-O4", "status", "lulus").await;
    officer.sees_saved().await;
}

#[tokio::test]
async fn screens_of_the_field_are_for_everybody() {
    let world = World::new().await;
    let page = world.visited().await;
    let officer = Officer(&page);
    let mut look = Look::new(&page);
    look.at("home").await;
    for (hash, screen) in [
        ("#/mulai", "choose-regency"),
        ("#/mulai/63.11", "choose-village"),
        ("#/tentang", "about"),
        ("#/tidak/ada", "not-found"),
        (VILLAGE, "overview"),
        (DISTRICT, "overview"),
    ] {
        officer.goes_to(hash, screen).await;
        look.at(screen).await;
    }
    answers(&officer).await;
    opens_all(&page).await;
    look.at("section").await;
    for section in ["pokja", "lingkungan", "masyarakat"] {
        let hash = format!("{VILLAGE}/{section}");
        officer.goes_to(&hash, "section").await;
        page.wait_text(".bar-title", "Baruh").await;
        look.at("section").await;
    }
    officer
        .goes_to(&format!("{DISTRICT}/forkom"), "section")
        .await;
    look.at("section").await;
    officer.goes_to(VILLAGE, "overview").await;
    officer.is_called("Siti Aminah", "sekretaris desa").await;
    look.at("overview").await;
    officer.goes_to("#/", "home").await;
    page.wait_for("[data-sheet]").await;
    look.at("home").await;
    look.is_fine();
}

#[tokio::test]
async fn screens_of_the_desk_are_for_everybody() {
    let world = World::new().await;
    let page = world.visited().await;
    let officer = Officer(&page);
    officer.goes_to(VILLAGE, "overview").await;
    officer.is_called("Siti Aminah", "sekretaris desa").await;
    answers(&officer).await;
    let file = officer.hands_over(VILLAGE).await;
    let mut look = Look::new(&page);
    opens_all(&page).await;
    look.at("hand-over").await;
    for (hash, screen, there) in [
        ("#/desa/63.11.07.2002/serahkan/lain", "other-ways", "h1"),
        ("#/desa/63.11.07.2002/riwayat", "history", "[data-moment]"),
        ("#/desa/63.11.07.2002/kunci", "lock", "#new-passphrase"),
        ("#/desa/63.11.07.2002/cari", "find", "[data-found]"),
        ("#/desa/63.11.07.2002/kurang", "gaps", "[data-gap=partial]"),
        ("#/pengaturan", "settings", "[data-key=theme]"),
        ("#/perangkat", "device", "[data-check]"),
        ("#/instrumen", "instruments", "h1"),
        ("#/pulihkan", "rescue", "h1"),
        ("#/ambil", "take-in", "input[type=file]"),
        ("#/kamus", "glossary", "[data-term]"),
        ("#/tentang", "about", "[data-language]"),
    ] {
        officer.goes_to(hash, screen).await;
        page.wait_for(there).await;
        look.at(screen).await;
    }
    look.is_fine();

    // Somebody else edits the same answer, and the file comes back.
    let other = world.profile().await;
    let them = Officer(&other);
    other.open_screen("#/tentang").await;
    them.takes_in(&file, "new", 3).await;
    them.goes_to(&format!("{VILLAGE}/odf"), "section").await;
    them.types("D-O1", "kk@2024", "119").await;
    them.sees_saved().await;
    let theirs = them.hands_over(VILLAGE).await;
    drop(other);
    officer.goes_to(&format!("{VILLAGE}/odf"), "section").await;
    officer.types("D-O1", "kk@2024", "121").await;
    officer.sees_saved().await;
    officer.goes_to("#/ambil", "take-in").await;
    page.choose_file("input[type=file]", &theirs).await;
    page.wait_for("[data-preview] [data-count=conflict]").await;
    opens_all(&page).await;
    look.at("take-in").await;
    page.click("[data-action=store]").await;
    page.wait_for("[data-stored]").await;
    look.at("take-in").await;
    officer
        .goes_to(&format!("{VILLAGE}/bentrok"), "conflicts")
        .await;
    page.wait_for("[data-side]").await;
    look.at("conflicts").await;
    let moment = "return document.querySelector('[data-moment]').hash";
    officer
        .goes_to(&format!("{VILLAGE}/riwayat"), "history")
        .await;
    page.wait_for("[data-moment]").await;
    let moment = page.js(moment, []).await;
    officer
        .goes_to(moment.as_str().unwrap_or_default(), "moment")
        .await;
    look.at("moment").await;

    // Locked with a passphrase.
    officer.goes_to(&format!("{VILLAGE}/kunci"), "lock").await;
    for field in ["#new-passphrase", "#same-passphrase"] {
        page.press(field, "Padi Menguning 1998").await;
    }
    page.click("[data-action=lock]").await;
    page.wait_for("[data-done]").await;
    look.at("lock").await;
    page.reload().await;
    page.wait_for("[data-screen=locked] #passphrase").await;
    look.at("locked").await;
    look.is_fine();
}

#[tokio::test]
async fn screens_of_the_regency_are_for_everybody() {
    let world = World::new().await;
    let page = world.visited().await;
    let officer = Officer(&page);
    officer.goes_to(&format!("{REGENCY}/t4"), "section").await;
    page.wait_attribute("html", "data-program", "desk").await;
    officer.chooses("T4.01", "level", "50").await;
    for (key, value) in [
        ("n@2023", "5"),
        ("d@2023", "12"),
        ("n@2024", "9"),
        ("d@2024", "12"),
    ] {
        officer.types("T4.08", key, value).await;
    }
    officer.sees_saved().await;
    let mut look = Look::new(&page);
    opens_all(&page).await;
    look.at("section").await;
    for section in ["kelembagaan", "acuan"] {
        officer
            .goes_to(&format!("{REGENCY}/{section}"), "section")
            .await;
        look.at("section").await;
    }
    officer.goes_to(REGENCY, "overview").await;
    page.wait_for("[data-total=all]").await;
    opens_all(&page).await;
    look.at("overview").await;
    // Two editions beside each other.
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("terbitan.json");
    let other = other_edition("2025.9", [2023, 2024]).to_string();
    std::fs::write(&file, other).expect("a file");
    opens_instrument(&officer, &file, "good", "2025.9").await;
    look.at("instruments").await;
    officer
        .goes_to(&format!("{REGENCY}/bandingkan"), "compare")
        .await;
    page.wait_for("[data-group=changed]").await;
    opens_all(&page).await;
    look.at("compare").await;
    look.is_fine();
}

#[tokio::test]
async fn screens_in_english_are_for_everybody() {
    let world = World::new().await;
    let page = world.visited().await;
    let officer = Officer(&page);
    officer.goes_to("#/tentang", "about").await;
    page.click("[data-language=en]").await;
    page.wait_attribute("html", "lang", "en").await;
    page.wait_for("[data-screen=about]").await;
    let mut look = Look::new(&page);
    look.at("about").await;
    for (hash, screen) in [("#/kamus", "glossary"), (VILLAGE, "overview")] {
        officer.goes_to(hash, screen).await;
        look.at(screen).await;
    }
    answers(&officer).await;
    opens_all(&page).await;
    look.at("section").await;
    look.is_fine();
}

#[tokio::test]
async fn what_stands_in_the_way_is_found() {
    let world = World::new().await;
    let page = world.visited().await;
    Officer(&page).goes_to("#/tentang", "about").await;
    let spoil = "document.querySelector('main').insertAdjacentHTML('beforeend',
        '<p id=pale>Tulisan</p><a id=small href=#/>x</a><p><a href=#/>x</a> dalam kalimat</p>'
        + '<p id=long>Lembar</p><p id=narrow>Lembar</p>'
        + '<article class=item id=far><p id=palest>Tulisan</p></article>');
        document.querySelector('#pale').style.color = '#999';
        document.querySelector('#palest').style.color = '#999';
        document.querySelector('#far').style.marginTop = '9999px';
        const small = document.querySelector('#small').style;
        small.display = 'block'; small.width = '40px';
        document.querySelector('#long').style.minWidth = '12rem';
        document.querySelector('#narrow').style.width = '1.5rem';
        return null";
    page.js(spoil, []).await;
    let mut look = Look::new(&page);
    look.at("about").await;
    let found = |what: &str, words: &str| {
        let mut lines = look.wrong.iter();
        lines.any(|line| line.contains(what) && line.contains(words))
    };
    for pale in ["color-contrast #pale:", "color-contrast #palest:"] {
        assert!(found("light", pale), "{pale}: {:?}", look.wrong);
    }
    assert!(found("targets", "id=\"small\""), "{:?}", look.wrong);
    assert!(
        found("200 % at 360", "scrolls sideways"),
        "{:?}",
        look.wrong
    );
    assert!(!found("200 % at 1280", ""), "{:?}", look.wrong);
    let targets = look.wrong.iter().filter(|line| line.contains("targets"));
    assert_eq!(targets.count(), 1, "a link within a sentence may be small");
}

/// What has the focus: item, key and value.
async fn focused(page: &Browser) -> Value {
    let script = "const e = document.activeElement, item = e.closest('[data-item]');
        return [item ? item.dataset.item : '', e.dataset.key || '', e.value || '']";
    page.js(script, []).await
}

#[tokio::test]
async fn a_section_is_filled_in_by_keyboard_alone() {
    let world = World::new().await;
    let page = world.visited().await;
    let officer = Officer(&page);
    officer.goes_to(&format!("{VILLAGE}/odf"), "section").await;
    let keys = async |keys: &str| {
        let typed = page.action_chain().send_keys(keys).perform().await;
        typed.expect("keys are typed");
    };
    let (tab, enter) = ("\u{e004}", "\u{e007}");
    let at = async |item: &str, key: &str| {
        let focused = focused(&page).await;
        assert_eq!([&focused[0], &focused[1]], [item, key]);
    };
    // From the heading to the first field, over whatever is in between.
    page.wait_until(
        "the heading",
        "return document.activeElement.localName === 'h1'",
    )
    .await;
    for _ in 0..9 {
        if focused(&page).await[0] != "" {
            break;
        }
        keys(tab).await;
    }
    // Numbers: Enter goes on, also into the next item.
    for (item, key, number) in [
        ("D-O1", "kk@2023", "118"),
        ("D-O1", "kk@2024", "120"),
        ("D-O1", "rumah@2023", "107"),
        ("D-O1", "rumah@2024", "109"),
        ("D-O2", "sendiri", "101"),
        ("D-O2", "numpang", "14"),
        ("D-O2", "babs", "5"),
    ] {
        at(item, key).await;
        keys(number).await;
        keys(enter).await;
    }
    // Yes and no: 1 and 2.
    for (key, digit) in [
        ("jamban", "1"),
        ("bersih", "2"),
        ("aturan", "1"),
        ("pantau", "1"),
        ("rencana", "2"),
    ] {
        at("D-O3", key).await;
        keys(digit).await;
        keys(enter).await;
    }
    // A choice by its number; what it asks for then is on the way.
    at("D-O4", "status").await;
    keys("9").await;
    keys("3").await;
    keys(enter).await;
    at("D-O4", "ba").await;
    keys(enter).await;
    at("D-O4", "dek").await;
    keys(enter).await;
    at("D-O4", "sert").await;
    keys("12/ODF").await;
    keys(enter).await;
    for (key, number) in [
        ("sampel", "40"),
        ("p2", "35"),
        ("p3", "38"),
        ("p4", "30"),
        ("p5", "29"),
    ] {
        at("D-O5", key).await;
        keys(number).await;
        keys(enter).await;
    }
    // After the last one: the next section.
    keys(enter).await;
    page.wait_until(
        "the next section",
        "return location.hash.endsWith('/lingkungan')",
    )
    .await;

    officer.sees_saved().await;
    page.reload().await;
    officer.goes_to(&format!("{VILLAGE}/odf"), "section").await;
    assert_eq!(officer.finds("D-O1", "kk@2024").await, "120");
    assert_eq!(officer.finds("D-O2", "babs").await, "5");
    assert!(officer.finds_chosen("D-O3", "bersih", "tidak").await);
    assert!(officer.finds_chosen("D-O3", "pantau", "ya").await);
    assert!(officer.finds_chosen("D-O4", "status", "deklarasi").await);
    assert_eq!(officer.finds("D-O4", "sert").await, "12/ODF");
    assert_eq!(officer.finds("D-O5", "p5").await, "29");
    page.assert_quiet().await;
}

#[tokio::test]
async fn the_board_is_for_everybody() {
    let world = World::new().await;
    let page = world.visited().await;
    let officer = Officer(&page);
    let maker = Maker::new();
    let files: Vec<_> = maker.three().iter().map(|s| maker.file(s, "")).collect();
    officer.goes_to("#/kabupaten/63.11", "overview").await;
    takes(&page, &files, 3).await;
    let mut look = Look::new(&page);
    for (hash, screen, there) in [
        ("desa", "board", "[data-sent=\"3\"]"),
        ("usulan", "proposals", "[data-proposal=\"D-L1.0\"]"),
    ] {
        officer
            .goes_to(&format!("#/kabupaten/63.11/{hash}"), screen)
            .await;
        page.wait_for(there).await;
        page.click(match screen {
            "board" => "[data-legend] summary",
            _ => "[data-proposal=\"D-L1.0\"] summary",
        })
        .await;
        look.at(screen).await;
    }
    look.is_fine();
}

#[tokio::test]
async fn screens_of_rounds_meetings_and_visits_are_for_everybody() {
    let world = World::new().await;
    let page = world.profile().await;
    page.open_screen(REGENCY).await;
    let officer = Officer(&page);
    visit::fills_in(&officer).await;
    opens_panel(&page, "T4.03", "lanjutan").await;
    says(&page, "T4.03", "perbaiki").await;
    officer.sees_saved().await;
    let mut look = Look::new(&page);
    for (hash, screen, there) in [
        ("verifikasi", "review", "[data-repair]"),
        ("rekap", "recap", "[data-repair]"),
        ("rapat", "meeting", "[data-at]"),
    ] {
        officer.goes_to(&format!("{REGENCY}/{hash}"), screen).await;
        page.wait_for(there).await;
        if screen != "recap" {
            opens_all(&page).await;
        }
        look.at(screen).await;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("tabalong.json");
    let theirs = visit::regency_file(
        "63.09",
        "Kabupaten Tabalong",
        &shipped(),
        &visit::tabalong(),
    );
    std::fs::write(&file, theirs).expect("a file");
    officer
        .goes_to(&format!("{REGENCY}/studi-banding"), "visit")
        .await;
    look.at("visit").await;
    page.choose_file("main input[type=file]", &file).await;
    page.click("[data-filter=all]").await;
    page.wait_for("[data-line=\"K01\"]").await;
    opens_all(&page).await;
    look.at("visit").await;
    look.is_fine();
}

#[tokio::test]
async fn cards_and_what_was_shared_are_for_everybody() {
    let world = World::new().await;
    let page = world.visited().await;
    let officer = Officer(&page);
    let mut look = Look::new(&page);
    officer
        .goes_to("#/kabupaten/63.11/undangan", "invitations")
        .await;
    page.wait_for("[data-cards]").await;
    look.at("invitations").await;
    // Something waits that another app has shared.
    let maker = Maker::new();
    let text = std::fs::read_to_string(maker.file(&maker.three()[0], "")).expect("the file");
    receive::shares(&page, &json!([["a.txt", "text/plain", text]]), "").await;
    page.wait_for("[data-shared]").await;
    page.wait_for("[data-row=new]").await;
    look.at("take-in").await;
    look.is_fine();
}

#[tokio::test]
async fn plans_and_reports_are_for_everybody() {
    let world = World::new().await;
    let page = world.visited().await;
    let officer = Officer(&page);
    let maker = Maker::new();
    let files: Vec<_> = maker.three().iter().map(|s| maker.file(s, "")).collect();
    officer.goes_to(&format!("{REGENCY}/t4"), "section").await;
    officer.chooses("T4.01", "level", "50").await;
    takes(&page, &files, 3).await;
    let mut look = Look::new(&page);
    for (hash, screen) in [
        ("sasaran", "aims"),
        ("rencana", "plans"),
        ("laporan", "reports"),
    ] {
        officer.goes_to(&format!("{REGENCY}/{hash}"), screen).await;
        match screen {
            "aims" => {
                for (aim, target) in [("T4", "900"), ("T1", "abc"), ("T2", "0")] {
                    let css = format!("[data-aim={aim}] [data-key=n]");
                    page.fill(&css, target).await;
                }
                page.click("[data-step=dokumen] summary").await;
            }
            "plans" => {
                page.click("[data-plans-of=t4] > summary").await;
                page.click("[data-plan=\"T4.01\"] > summary").await;
                let form = "[data-plan=\"T4.01\"]";
                page.fill(&format!("{form} [data-key=skpd]"), "Disdag")
                    .await;
                page.fill(&format!("{form} [data-key=program]"), "Pasar")
                    .await;
                page.wait_for("[data-carrier]").await;
            }
            _ => {}
        }
        look.at(screen).await;
    }
    for report in [
        "profil",
        "forkom",
        "kegiatan",
        "rencana",
        "sasaran",
        "pernyataan",
        "berita-acara-provinsi",
    ] {
        officer
            .goes_to(&format!("{REGENCY}/laporan/{report}"), "report")
            .await;
        page.wait_for(&format!("[data-on-report=\"{report}\"]"))
            .await;
        look.at("report").await;
    }
    look.is_fine();
}

#[tokio::test]
async fn paper_is_for_everybody() {
    let world = World::new().await;
    let page = world.profile().await;
    let officer = Officer(&page);
    let mut look = Look::new(&page);
    page.open_screen(&format!("{VILLAGE}/jalan")).await;
    officer.types("D-J1", "sepeda@2023", "7").await;
    officer.sees_saved().await;
    for (hash, screen, there) in [
        ("cetak", "paper", "[data-pages]"),
        ("ketik", "keying-sections", "[data-keying]"),
        ("ketik/pokja", "keying", ".keying-options"),
        ("ketik/jalan", "keying", "[data-place]"),
    ] {
        officer.goes_to("#/tentang", "about").await;
        officer.goes_to(&format!("{VILLAGE}/{hash}"), screen).await;
        page.wait_for(there).await;
        look.at(screen).await;
    }
    // What is wrong, then two passes that differ from each other and from the sheet.
    for digit in ["1", "2"] {
        while page.count("[data-place]").await > 0 {
            page.wait_for("#ketik:focus").await;
            let typed = page.action_chain().send_keys("x\u{e007}").perform().await;
            typed.expect("keys are typed");
            page.wait_for("[role=alert]").await;
            if digit == "1" && page.count("[data-action=previous]").await == 0 {
                look.at("keying").await;
            }
            let typed = format!("\u{e003}{digit}\u{e007}");
            let typed = page.action_chain().send_keys(typed).perform().await;
            typed.expect("keys are typed");
            page.wait_gone("[role=alert]").await;
        }
        if digit == "1" {
            look.at("keying").await;
            page.click("[data-action=second]").await;
            page.wait_for("[data-place]").await;
        }
    }
    page.wait_for("[data-difference]").await;
    let choose = "document.querySelectorAll('[data-difference] input[value=\"2\"]')
        .forEach((input) => input.click()); return null";
    page.js(choose, []).await;
    page.wait_for("[data-there]").await;
    opens_all(&page).await;
    look.at("keying").await;
    look.is_fine();
}
