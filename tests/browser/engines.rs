//! The main thread on browsers of other makes and other times: a village answers, comes
//! back, hands over; somebody else takes in what it said; the regency sheet has a score.
//! `thread.rs` and all other tests run on today's Chromium.

use xtask::{old, process, server::Server};

use crate::officer::input;
use crate::support::{DevTools, Engine, Marionette, WebKit};

const VILLAGE: &str = "#/desa/63.11.07.2002";

/// The whole thread, with two profiles of one browser.
fn the_main_thread(start: impl Fn(&str) -> Engine) {
    let server = Server::start(&process::dist(), 0, "/").expect("run `cargo xtask build` first");
    let url = server.url();

    let mut village = start(&url);
    village.open_screen(VILLAGE);
    village.wait_text(".bar-title", "Baruh Bahinu Luar");
    village.goes_to(&format!("{VILLAGE}/odf"), "section");
    // The script that comes later is understood, too.
    village.wait_for(".bar-find");
    village.fill(&input("D-O1", "kk@2023"), "118");
    village.fill(&input("D-O1", "kk@2024"), "1.120");
    village.tap(&format!("{}[value=lulus]", input("D-O4", "status")));
    village.wait_for("[data-light][data-state=saved]");
    village.reload();
    village.wait_value(&input("D-O1", "kk@2024"), "1.120");
    village.wait_for(&format!("{}[value=lulus]:checked", input("D-O4", "status")));

    village.goes_to(&format!("{VILLAGE}/serahkan"), "hand-over");
    village.tap("[data-action=download]");
    village.wait_for("[data-handed-over]");
    let file = village.wait_json();

    let mut regency = start(&url);
    regency.open_screen("#/ambil");
    regency.choose_file("input[type=file]", &file);
    regency.wait_text("[data-preview] [data-count=new]", "2 ");
    regency.tap("[data-action=store]");
    regency.wait_for("[data-stored]");
    regency.tap("[data-action=open-sheet]");
    regency.wait_for("[data-screen=overview]");
    regency.goes_to(&format!("{VILLAGE}/odf"), "section");
    regency.wait_value(&input("D-O1", "kk@2023"), "118");
    regency.wait_for(&format!("{}[value=lulus]:checked", input("D-O4", "status")));

    regency.goes_to("#/kabupaten/63.11/t4", "section");
    regency.tap(&format!("{}[value=\"50\"]", input("T4.01", "level")));
    regency.wait_attribute("[data-item=\"T4.01\"] [data-score]", "data-score", "50");
    regency.wait_for("[data-light][data-state=saved]");
}

fn on_chromium(name: &'static str, major: u32) {
    let browser = old::chromium(major).unwrap_or_else(|error| panic!("{error:#}"));
    the_main_thread(|url| {
        let mut engine = Engine::start(name, url, |folder| {
            Box::new(DevTools::start(&browser, folder))
        });
        let told = engine.js("return navigator.userAgent", &[]).to_string();
        assert!(told.contains(&format!("Chrome/{major}.")), "{told}");
        engine
    });
}

#[test]
fn on_chromium_80() {
    on_chromium("Chromium 80", 80);
}

#[test]
fn on_chromium_92() {
    on_chromium("Chromium 92", 92);
}

#[test]
fn on_chromium_109() {
    on_chromium("Chromium 109", 109);
}

#[test]
fn on_firefox() {
    the_main_thread(|url| Engine::start("Firefox", url, |f| Box::new(Marionette::start(f))));
}

#[test]
fn on_webkit() {
    the_main_thread(|url| Engine::start("WebKit", url, |f| Box::new(WebKit::start(f))));
}
