//! An answer renders what it changes, and nothing else: with a whole section on the
//! screen, every mutation of the document that follows one answer is looked at.

use std::collections::BTreeSet;

use crate::officer::{Officer, input};
use crate::support::{Browser, World};

const VILLAGE: &str = "#/desa/63.11.07.2002";
const REGENCY: &str = "#/kabupaten/63.11";

/// What a section shows beside its items: how saving stands, how far the section is, the
/// running total of its tatanan, the last change by name.
const AROUND: [&str; 4] = ["light", "progress", "total", "undo"];

/// Writes down where the document changes, as long as the page lives: the item by its id,
/// the parts around the items by name, anything else by its path. A part that is off the
/// screen again when its turn comes is found by what it was taken out of.
const RECORD: &str = "
    const parents = new Map();
    const within = (node, css) => {
        for (let at = node; at; at = at.parentNode || parents.get(at)) {
            if (at.matches && at.matches(css)) return at;
        }
        return null;
    };
    const place = (record) => {
        const item = within(record.target, '[data-item]');
        if (item) {
            const inputs = record.type === 'childList' && within(record.target, '.fields');
            return item.dataset.item + (inputs ? ' inputs' : '');
        }
        if (within(record.target, '[data-light]')) return 'light';
        // What the light says of the page as a whole, which no style looks at.
        if (record.attributeName === 'data-kept') return 'light';
        if (within(record.target, '.section-progress')) return 'progress';
        if (within(record.target, '.section-range')) return 'total';
        const shown = [...record.addedNodes, ...record.removedNodes, record.target];
        const undo = (node) => within(node, '[data-action=undo]')
            || (node.querySelector && node.querySelector(':scope > [data-action=undo]'));
        if (shown.some(undo)) return 'undo';
        let path = record.type;
        for (let at = record.target; at; at = at.parentNode || parents.get(at)) {
            path += ' < ' + at.nodeName + (at.className ? '.' + at.className : '');
        }
        return path;
    };
    window.sabaPlaces = new Set();
    new MutationObserver((records) => {
        for (const record of records) {
            for (const node of record.removedNodes) parents.set(node, record.target);
        }
        for (const record of records) window.sabaPlaces.add(place(record));
    }).observe(document, {
        subtree: true, childList: true, attributes: true, characterData: true,
    });
    return null;";

/// The recorder in a page.
struct Recorder<'a>(&'a Browser);

impl Recorder<'_> {
    /// Looks at the section that is on the screen, which has so many items. Returns when
    /// nothing that came before can still be on its way.
    async fn start(page: &Browser, items: u64) -> Recorder<'_> {
        assert_eq!(page.count("[data-item]").await, items);
        Officer(page).sees_saved().await;
        page.wait_offline_ready().await;
        page.js(RECORD, []).await;
        let recorder = Recorder(page);
        recorder.settles().await;
        recorder.places().await;
        recorder
    }

    /// Waits for two frames: what an event has started is on the screen then.
    async fn settles(&self) {
        let frames = "return new Promise((done) =>
            requestAnimationFrame(() => requestAnimationFrame(() => done(null))))";
        self.0.js(frames, []).await;
    }

    /// Where the document changed since the last look.
    async fn places(&self) -> BTreeSet<String> {
        let script = "const all = [...window.sabaPlaces]; window.sabaPlaces.clear(); return all";
        let places = self.0.js(script, []).await;
        serde_json::from_value(places).expect("a list of places")
    }

    /// After an answer to `item`: only `item`, those `beside` it that depend on it and the
    /// parts around the items have changed; `item` itself and the light certainly.
    async fn finds_only(&self, item: &str, beside: &[&str]) -> BTreeSet<String> {
        Officer(self.0).sees_saved().await;
        self.settles().await;
        let places = self.places().await;
        let strange: Vec<_> = places
            .iter()
            .filter(|place| {
                let place = place.as_str();
                place != item && !beside.contains(&place) && !AROUND.contains(&place)
            })
            .collect();
        assert!(
            strange.is_empty(),
            "an answer to {item} also changed {strange:?}"
        );
        for certain in [&[item, "light"], beside].concat() {
            assert!(
                places.contains(certain),
                "nothing seen at {certain} after an answer to {item}: {places:?}"
            );
        }
        places
    }
}

/// Every node of the page, and its elements alone.
async fn nodes(page: &Browser) -> (u64, u64) {
    let count = "let all = 0;
        const walk = document.createTreeWalker(document);
        while (walk.nextNode()) all += 1;
        return all";
    let all = page.js(count, []).await.as_u64().unwrap_or_default();
    (all, page.count("*").await)
}

#[tokio::test]
async fn an_answer_in_a_village_renders_nothing_else() {
    let world = World::new().await;
    let page = world.profile().await;
    let officer = Officer(&page);
    page.open_screen(&format!("{VILLAGE}/masyarakat")).await;
    // The largest section a village has.
    let (all, elements) = nodes(&page).await;
    println!("masyarakat: {all} nodes, {elements} of them elements");
    assert!(all < 1_500, "{all} nodes");

    let recorder = Recorder::start(&page, 18).await;
    // The recorder is not blind: what a script does to an item is seen.
    let script = "document.querySelector('[data-item=\"D-M7\"] p').textContent += ''";
    page.js(script, []).await;
    recorder.settles().await;
    assert_eq!(recorder.places().await, BTreeSet::from(["D-M7".into()]));

    officer.chooses("D-M4", "kapan", "rutin").await;
    let places = recorder.finds_only("D-M4", &[]).await;
    assert!(places.contains("undo"), "{places:?}");
    officer.chooses("D-M4", "media", "kader").await;
    recorder.finds_only("D-M4", &[]).await;

    // Latrines and the other pillars are compared with the number of households, the ODF
    // state with latrines.
    officer.goes_to(&format!("{VILLAGE}/odf"), "section").await;
    page.wait_for("[data-item=\"D-O1\"]").await;
    let recorder = Recorder::start(&page, 5).await;
    officer.types("D-O1", "kk@2024", "120").await;
    recorder.finds_only("D-O1", &["D-O2", "D-O5"]).await;
    officer.types("D-O2", "sendiri", "101").await;
    recorder.finds_only("D-O2", &["D-O4"]).await;
    officer.chooses("D-O4", "status", "lulus").await;
    recorder.finds_only("D-O4", &[]).await;
    page.click("[data-action=undo]").await;
    page.wait_gone(&format!("{}:checked", input("D-O4", "status")))
        .await;
    page.assert_quiet().await;
}

#[tokio::test]
async fn an_answer_on_the_regency_page_renders_nothing_else() {
    let world = World::new().await;
    let page = world.profile().await;
    let officer = Officer(&page);
    page.open_screen(&format!("{REGENCY}/t1")).await;
    let (all, elements) = nodes(&page).await;
    println!("t1: {all} nodes, {elements} of them elements");

    let recorder = Recorder::start(&page, 29).await;
    officer.chooses("T1.12", "level", "75").await;
    let places = recorder.finds_only("T1.12", &[]).await;
    assert!(places.contains("total"), "{places:?}");
    assert!(places.contains("progress"), "{places:?}");
    assert_eq!(officer.reads_score("T1.12").await, "75");
    officer.chooses("T1.12", "level", "50").await;
    recorder.finds_only("T1.12", &[]).await;
    assert_eq!(officer.reads_score("T1.12").await, "50");
    for (key, value) in [("v@2023", "4"), ("v@2024", "3")] {
        officer.types("T1.01", key, value).await;
        recorder.finds_only("T1.01", &[]).await;
    }
    assert_eq!(officer.reads_score("T1.01").await, "100");

    // A national figure judges an indicator of another section, which is not here.
    officer
        .goes_to(&format!("{REGENCY}/acuan"), "section")
        .await;
    page.wait_for("[data-item=\"R-T1.03\"]").await;
    let recorder = Recorder::start(&page, 7).await;
    officer.types("R-T1.03", "v", "74,15").await;
    recorder.finds_only("R-T1.03", &[]).await;
    page.assert_quiet().await;
}

/// A tap waits for nothing but its own item: what it says elsewhere comes after the frame.
#[tokio::test]
async fn the_frame_after_a_tap_has_its_item_and_nothing_that_can_wait() {
    let world = World::new().await;
    let page = world.profile().await;
    page.open_screen(&format!("{REGENCY}/t1")).await;
    page.wait_for("[data-item] [data-score]").await;
    let recorder = Recorder::start(&page, 29).await;
    // A frame is never late here, however busy the machine is.
    let tap = "const input = document.querySelector(arguments[0]);
        const timer = window.setTimeout;
        window.setTimeout = (f, ms, ...rest) => ms === 100 ? 0 : timer(f, ms, ...rest);
        input.click();
        return new Promise((done) => requestAnimationFrame(() => {
            done([...window.sabaPlaces]);
            window.sabaPlaces.clear();
        }))";
    let level = format!("{}[value=\"50\"]", input("T1.12", "level"));
    let first = page.js(tap, [level.as_str().into()]).await;
    let first: BTreeSet<String> = serde_json::from_value(first).expect("a list of places");
    assert_eq!(first, BTreeSet::from(["T1.12", "light"].map(String::from)));
    Officer(&page).sees_saved().await;
    recorder.settles().await;
    let later = recorder.places().await;
    for place in ["progress", "total", "undo"] {
        assert!(later.contains(place), "{place} is not in {later:?}");
    }
    page.assert_quiet().await;
}

/// Items off the screen are left out, and nothing moves because of it.
#[tokio::test]
async fn what_is_off_the_screen_keeps_its_size() {
    let world = World::new().await;
    let page = world.profile().await;
    page.open_screen(&format!("{REGENCY}/t1")).await;
    page.wait_for("[data-screen][data-drawn]").await;
    let places = "const items = [...document.querySelectorAll('.item')];
        return items.map((item) => item.getBoundingClientRect().top + scrollY)";
    let left_out = "return [...document.querySelectorAll('.item > h2, .item > div')]
        .filter((e) => !e.checkVisibility({ contentVisibilityAuto: true })).length";
    page.wait_until("items that are left out", &format!("{left_out} > 30"))
        .await;
    let with = page.js(places, []).await;
    // The whole page laid out.
    let all = "document.querySelector('[data-screen]').removeAttribute('data-drawn'); return 0";
    page.js(all, []).await;
    assert_eq!(page.js(left_out, []).await, 0);
    assert_eq!(page.js(places, []).await, with);
    page.assert_quiet().await;
}
