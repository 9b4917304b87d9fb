//! What every browser test needs: a server that can be switched off, a driver, browsers
//! with profiles of their own, and waiting for states instead of sleeping.
//!
//! Everything here panics with a sentence when it fails, for a test can do no better.
//! A failure while waiting leaves a screenshot and the page's text in
//! `target/browser-failures/`.
#![allow(
    dead_code,
    unused_imports,
    reason = "a test file uses the helpers it needs; not every helper has a user at every time"
)]

mod browser;
mod devtools;
mod driver;
mod engine;
mod listener;
mod marionette;
mod processes;
mod webkit;

pub use browser::Browser;
pub use devtools::DevTools;
pub use engine::Engine;
pub use listener::Listener;
pub use marionette::Marionette;
pub use webkit::WebKit;

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use driver::Driver;
use xtask::process;
use xtask::server::Server;

/// A screen that a person can use: not the one that says to wait, nor the one that failed.
pub const SCREEN: &str = "[data-screen]:not([data-screen=loading]):not([data-screen=failed])";

/// One server and one driver, for the length of a test. Browsers hold on to the driver,
/// so the order in which a test drops them does not matter.
pub struct World {
    server: Option<Server>,
    folder: PathBuf,
    port: u16,
    prefix: String,
    driver: Arc<Driver>,
}

impl World {
    /// Serves `dist/` (or `SABA_DIST`) at the root of a free port.
    pub async fn new() -> Self {
        Self::under("/").await
    }

    /// The same under a path, such as `/sub/saba/`.
    pub async fn under(prefix: &str) -> Self {
        let folder = process::dist();
        let server = Server::start(&folder, 0, prefix).expect("run `cargo xtask build` first");
        Self {
            port: server.port(),
            server: Some(server),
            folder,
            prefix: prefix.to_owned(),
            driver: Arc::new(Driver::start()),
        }
    }

    /// The address of the page, with a `/` at its end.
    pub fn url(&self) -> String {
        let path = self.prefix.trim_matches('/');
        let slash = if path.is_empty() { "" } else { "/" };
        format!("http://127.0.0.1:{}/{path}{slash}", self.port)
    }

    /// The same page as other computers of an office see it: by a name, over plain http.
    /// Browsers trust 127.0.0.1 alone.
    pub fn office_url(&self) -> String {
        self.url().replace("127.0.0.1", "kantor.test")
    }

    /// A browser with a new, empty profile.
    pub async fn profile(&self) -> Browser {
        Browser::start(self.url(), Arc::clone(&self.driver)).await
    }

    /// The same with a record of every request, for [`Browser::quit_with_requests`].
    pub async fn recorded_profile(&self) -> Browser {
        Browser::start_recorded(self.url(), Arc::clone(&self.driver)).await
    }

    /// A browser with a new profile at the first screen, with everything kept that is
    /// needed without a network.
    pub async fn visited(&self) -> Browser {
        let page = self.profile().await;
        page.open_screen("").await;
        page.wait_offline_ready().await;
        page
    }

    /// Takes the network away, from pages and service workers alike.
    pub fn stop_server(&mut self) {
        if let Some(server) = self.server.take() {
            server.stop();
        }
    }

    /// Gives the network back, on the same port.
    pub fn start_server(&mut self) {
        let folder = self.folder.clone();
        self.serve(&folder);
    }

    /// Serves another folder on the same port from now on: a new version is deployed.
    pub fn serve(&mut self, folder: &Path) {
        self.stop_server();
        folder.clone_into(&mut self.folder);
        let server = Server::start(folder, self.port, &self.prefix);
        self.server = Some(server.expect("the server comes back on its port"));
    }

    /// Lets the server read and compress the files of the first load once.
    pub fn warm_up(&self) {
        let page = self.fetch("");
        let quoted = page.split('"');
        // The packed page has quotes in it, too.
        let is_name = |text: &str| {
            let known = |c: char| c.is_ascii_alphanumeric() || "-./".contains(c);
            text.chars().all(known)
        };
        let is_file = |text: &&str| text.contains('-') && text.contains('.') && is_name(text);
        for name in quoted.filter(is_file) {
            self.fetch(name);
        }
    }

    fn fetch(&self, name: &str) -> String {
        let path = self.url().split_off("http://".len());
        let path = path
            .find('/')
            .map_or("/", |slash| &path[slash..])
            .to_owned();
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("the server is up");
        // Twice: the page as it is, to read it, and packed, to have it packed.
        write!(
            stream,
            "GET {path}{name} HTTP/1.1\r\nAccept-Encoding: br\r\n\r\n"
        )
        .and_then(|()| write!(stream, "GET {path}{name} HTTP/1.0\r\n\r\n"))
        .unwrap_or_else(|error| panic!("the server does not listen to {name}: {error}"));
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("the server answers");
        String::from_utf8_lossy(&answer).into_owned()
    }
}

/// A condition for [`Browser::wait_until`]: an attribute has a value.
pub fn attribute_is(css: &str, name: &str, value: &str) -> String {
    let [css, name, value] = [css, name, value].map(quoted);
    format!(
        "const e = document.querySelector({css}); return !!e && e.getAttribute({name}) === {value}"
    )
}

/// A condition for [`Browser::wait_until`]: an element's text contains words.
pub fn text_contains(css: &str, words: &str) -> String {
    let [css, words] = [css, words].map(quoted);
    format!(
        "const e = document.querySelector({css}); if (!e) return false; {GO_THERE}
        return e.innerText.includes({words})"
    )
}

/// Goes to where an element is, if it is not on the screen: what is off it has no text to be
/// seen (`content-visibility`).
const GO_THERE: &str = "if (!e.innerText && e.textContent) e.scrollIntoView({ block: 'nearest' });";

/// A text as JavaScript.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// The files of the made-up regency that `saba example` writes into a folder, by name.
pub fn example(folder: &Path) -> Vec<PathBuf> {
    let made = process::cargo()
        .args(["run", "--quiet", "--package", "saba-cli", "--bin", "saba"])
        .args(["--", "example"])
        .arg(folder)
        .output()
        .expect("the command line runs");
    let told = String::from_utf8_lossy(&made.stderr);
    assert!(made.status.success(), "{told}");
    let entries = std::fs::read_dir(folder).expect("the example");
    let mut files: Vec<PathBuf> = entries.flatten().map(|e| e.path()).collect();
    files.sort();
    files
}
