//! A browser with a profile of its own, and what a person does in it.

use std::collections::BTreeSet;
use std::fs;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::prelude::*;
use thirtyfour::{Capabilities, common::print::PrintParameters};
use xtask::process;

use super::driver::Driver;
use super::{SCREEN, processes, quoted};

const POLL: Duration = Duration::from_millis(25);
const LIMIT: Duration = Duration::from_secs(20);

/// How Chromium is started: headless, and without anything that asks for a network.
const FLAGS: [&str; 11] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP kantor.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--window-size=360,640",
];

/// The file with the record of requests.
const RECORD: &str = "requests.json";

/// A running browser. It dereferences to [`WebDriver`] for what has no helper here.
pub struct Browser {
    webdriver: WebDriver,
    driver: Arc<Driver>,
    url: String,
    folder: PathBuf,
}

impl Deref for Browser {
    type Target = WebDriver;

    fn deref(&self) -> &WebDriver {
        &self.webdriver
    }
}

impl Drop for Browser {
    /// The client's own way to end a session in `drop` waits for its time-out, so it is
    /// told to let go, and the driver is asked directly.
    fn drop(&mut self) {
        if self.webdriver.clone().leak().is_ok() {
            let session = self.webdriver.session_id().to_string();
            self.driver.close(&session);
        }
    }
}

impl Browser {
    /// Starts a browser with a new profile; tests call [`super::World::profile`].
    pub(super) async fn start(url: String, driver: Arc<Driver>) -> Self {
        let folder = new_folder(&driver);
        Self::start_in(url, driver, folder).await
    }

    /// The same with a record of what it asks the network for.
    pub(super) async fn start_recorded(url: String, driver: Arc<Driver>) -> Self {
        let folder = new_folder(&driver);
        let record = format!("--log-net-log={}", folder.join(RECORD).display());
        Self::start_with(url, driver, folder, Some(&record)).await
    }

    async fn start_in(url: String, driver: Arc<Driver>, folder: PathBuf) -> Self {
        Self::start_with(url, driver, folder, None).await
    }

    async fn start_with(
        url: String,
        driver: Arc<Driver>,
        folder: PathBuf,
        more: Option<&str>,
    ) -> Self {
        let webdriver = WebDriver::new(driver.url(), capabilities(&folder, more))
            .await
            .expect("the browser starts");
        let browser = Self {
            webdriver,
            driver,
            url,
            folder,
        };
        let timeouts = TimeoutConfiguration::new(Some(LIMIT), Some(LIMIT), None);
        browser
            .update_timeouts(timeouts)
            .await
            .expect("time-outs are set");
        browser.resize(360, 640).await;
        browser
    }

    /// Closes the browser and starts it again with the same profile.
    pub async fn restart(self) -> Self {
        let quit = self.webdriver.clone().quit().await;
        quit.expect("the browser closes");
        Self::start_in(
            self.url.clone(),
            Arc::clone(&self.driver),
            self.folder.clone(),
        )
        .await
    }

    /// Closes a browser that was started with a record, and gives every address that the
    /// network was asked for: by the page, by its service worker, or by the browser in
    /// their name. What the browser asks for on its own account is left out.
    pub async fn quit_with_requests(self) -> Vec<String> {
        let quit = self.webdriver.clone().quit().await;
        quit.expect("the browser closes");
        let record = fs::read(self.folder.join(RECORD)).expect("a record was kept");
        let record: Value = serde_json::from_slice(&record).expect("the record is whole");
        let kind = &record["constants"]["logEventTypes"]["URL_REQUEST_START_JOB"];
        assert!(kind.is_number(), "the record names its events");
        let events = record["events"].as_array().expect("events");
        let asked = events
            .iter()
            .filter(|event| event["type"] == *kind && event["params"]["url"].is_string())
            .map(|event| &event["params"])
            .filter(|asked| {
                let url = asked["url"].as_str().unwrap_or_default();
                url.starts_with(&self.url) || asked["initiator"] != "not an origin"
            });
        asked
            .filter_map(|asked| asked["url"].as_str().map(str::to_owned))
            .collect()
    }

    /// The processes of this browser as they are now, for [`Self::kill`].
    pub fn processes(&self) -> BTreeSet<u32> {
        let processes = processes::tree_of(&profile_of(&self.folder));
        assert!(!processes.is_empty(), "no process has this profile");
        processes
    }

    /// Kills the browser where it stands, with every process it started, as a power cut
    /// would. The processes are known beforehand: to look for them takes longer than what
    /// may be under way.
    pub async fn kill(self, mut processes: BTreeSet<u32>) -> Killed {
        processes::kill(&processes);
        let later = processes::tree_of(&profile_of(&self.folder));
        processes::kill(&later);
        processes.extend(later);
        let limit = Instant::now() + LIMIT;
        while !processes::are_gone(&processes) {
            assert!(Instant::now() < limit, "the browser outlives being killed");
            tokio::time::sleep(POLL).await;
        }
        Killed {
            url: self.url.clone(),
            driver: Arc::clone(&self.driver),
            folder: self.folder.clone(),
        }
    }

    /// Opens an address relative to the page: `""`, `"#/desa/63.11.01.2001"`.
    pub async fn open(&self, relative: &str) {
        let url = format!("{}{relative}", self.url);
        if let Err(error) = self.goto(url.as_str()).await {
            self.fail(&format!("cannot open {url}: {error}")).await;
        }
    }

    /// From now on the page is at another address: a file, another name of the server.
    pub fn move_to(&mut self, url: &str) {
        url.clone_into(&mut self.url);
    }

    /// Opens an address, such as a link to a village, and waits until a person can use its
    /// screen. Within an open page it would find the screen that was there before.
    pub async fn open_screen(&self, relative: &str) {
        self.open(relative).await;
        self.wait_for(SCREEN).await;
    }

    /// Loads the page anew.
    pub async fn reload(&self) {
        if let Err(error) = self.refresh().await {
            self.fail(&format!("cannot reload: {error}")).await;
        }
    }

    /// Makes the viewport exactly this large, in CSS pixels.
    pub async fn resize(&self, width: u32, height: u32) {
        let size = json!({
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false
        });
        self.cdp("Emulation.setDeviceMetricsOverride", size).await;
    }

    /// A command of the Chrome DevTools Protocol.
    pub async fn cdp(&self, method: &str, parameters: Value) -> Value {
        match self.webdriver.cdp().send_raw(method, parameters).await {
            Ok(value) => value,
            Err(error) => self.fail(&format!("{method}: {error}")).await,
        }
    }

    /// Makes the page's processor this many times as slow as it is; 1 is as it is.
    pub async fn slow_down(&self, times: u32) {
        self.cdp("Emulation.setCPUThrottlingRate", json!({ "rate": times }))
            .await;
    }

    /// Runs the body of a function in the page; a promise is waited for.
    pub async fn js(&self, body: &str, arguments: impl Into<Arc<[Value]>>) -> Value {
        match self.execute(body, arguments).await {
            Ok(value) => value.json().clone(),
            Err(error) => self.fail(&format!("script failed: {error}\n{body}")).await,
        }
    }

    /// Waits until the body of a function gives true in the page. Errors on the way, as
    /// they come while a page is being replaced, count as not yet.
    pub async fn wait_until(&self, what: &str, condition: &str) {
        let limit = Instant::now() + LIMIT;
        let mut last = None;
        while Instant::now() < limit {
            match self.execute(condition, []).await {
                Ok(value) if *value.json() == Value::Bool(true) => return,
                Ok(_) => last = None,
                Err(error) => last = Some(error),
            }
            tokio::time::sleep(POLL).await;
        }
        let last = last.map_or_else(String::new, |error| format!(" (last: {error})"));
        self.fail(&format!("waited in vain for {what}{last}")).await
    }

    /// Waits until an element is there, and gives it.
    pub async fn wait_for(&self, css: &str) -> WebElement {
        let there = format!("return document.querySelector({}) !== null", quoted(css));
        self.wait_until(css, &there).await;
        match self.find(By::Css(css)).await {
            Ok(element) => element,
            Err(error) => self.fail(&format!("{css} went away again: {error}")).await,
        }
    }

    /// Waits until no element matches.
    pub async fn wait_gone(&self, css: &str) {
        let gone = format!("return document.querySelector({}) === null", quoted(css));
        self.wait_until(&format!("no {css}"), &gone).await;
    }

    /// Waits until an attribute has a value.
    pub async fn wait_attribute(&self, css: &str, name: &str, value: &str) {
        let condition = super::attribute_is(css, name, value);
        self.wait_until(&format!("{css}[{name}={value}]"), &condition)
            .await;
    }

    /// Waits until the text of an element contains words, as a person sees them.
    pub async fn wait_text(&self, css: &str, words: &str) {
        let condition = super::text_contains(css, words);
        self.wait_until(&format!("“{words}” in {css}"), &condition)
            .await;
    }

    /// Waits until the service worker has everything that is needed offline.
    pub async fn wait_offline_ready(&self) {
        self.wait_attribute("html", "data-offline", "ready").await;
    }

    /// The text of an element, as a person sees it who goes to where it is.
    pub async fn text(&self, css: &str) -> String {
        self.wait_for(css).await;
        let body = format!(
            "const e = document.querySelector({}); {}
            return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(
                () => done(e.innerText))))",
            quoted(css),
            super::GO_THERE
        );
        let text = self.js(&body, []).await;
        text.as_str().unwrap_or_default().to_owned()
    }

    /// The value of a field.
    pub async fn value(&self, css: &str) -> String {
        self.wait_for(css).await;
        let body = format!("return document.querySelector({}).value", quoted(css));
        let value = self.js(&body, []).await;
        value.as_str().unwrap_or_default().to_owned()
    }

    /// How many elements match now.
    pub async fn count(&self, css: &str) -> u64 {
        let body = format!("return document.querySelectorAll({}).length", quoted(css));
        self.js(&body, []).await.as_u64().unwrap_or_default()
    }

    /// Brings an element into view and taps it, once nothing covers it any more.
    pub async fn click(&self, css: &str) {
        let limit = Instant::now() + LIMIT;
        loop {
            self.wait_for(css).await;
            match self.try_click(css).await {
                Ok(()) => return,
                Err(error) if Instant::now() > limit => {
                    self.fail(&format!("cannot click {css}: {error}")).await
                }
                Err(_) => tokio::time::sleep(POLL).await,
            }
        }
    }

    async fn try_click(&self, css: &str) -> WebDriverResult<()> {
        let element = self.find(By::Css(css)).await?;
        let center = "arguments[0].scrollIntoView({ block: 'center' })";
        self.execute(center, [element.to_json()?]).await?;
        element.click().await
    }

    /// Types into a field in the place of what it holds, and leaves the field.
    pub async fn fill(&self, css: &str, text: &str) {
        self.click(css).await;
        self.press(css, Key::Control + "a").await;
        if text.is_empty() {
            self.press(css, Key::Backspace).await;
        }
        self.press(css, text).await;
        self.press(css, Key::Tab).await;
    }

    /// Sends keys to an element.
    pub async fn press(&self, css: &str, keys: impl Into<TypingData>) {
        let element = self.wait_for(css).await;
        if let Err(error) = element.send_keys(keys).await {
            self.fail(&format!("cannot type into {css}: {error}")).await;
        }
    }

    /// Chooses a file in an `<input type=file>`, hidden or not.
    pub async fn choose_file(&self, css: &str, path: &Path) {
        self.press(css, path.to_string_lossy().into_owned()).await;
    }

    /// Drops a file on an element.
    pub async fn drop_file(&self, css: &str, path: &Path) {
        let bytes = fs::read(path).expect("the file to drop can be read");
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let element = self.wait_for(css).await;
        let element = element.to_json().expect("an element has a reference");
        let body = "const [target, name, bytes] = arguments;
            const data = new DataTransfer();
            data.items.add(new File([new Uint8Array(bytes)], name));
            for (const kind of ['dragenter', 'dragover', 'drop']) {
                target.dispatchEvent(new DragEvent(kind, {
                    dataTransfer: data, bubbles: true, cancelable: true
                }));
            }";
        self.js(body, [element, json!(name), json!(bytes)]).await;
    }

    /// The files that were saved, whole ones only. Chromium keeps a download's place with an
    /// empty file of its final name, and moves the whole one over it at the end.
    pub fn downloads(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(self.folder.join("downloads")).expect("downloads are listed");
        let mut files: Vec<_> = entries
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                !name.ends_with(".crdownload") && !name.starts_with('.')
            })
            .filter(|path| fs::metadata(path).is_ok_and(|file| file.len() > 0))
            .collect();
        files.sort();
        files
    }

    /// Waits for a download that was not there before and is whole: JSON to its end.
    pub async fn wait_new_json(&self, before: &[PathBuf]) -> PathBuf {
        let is_whole = |path: &PathBuf| {
            fs::read(path).is_ok_and(|text| serde_json::from_slice::<Value>(&text).is_ok())
        };
        let limit = Instant::now() + LIMIT;
        while Instant::now() < limit {
            let mut files = self.downloads().into_iter();
            if let Some(file) = files.find(|f| !before.contains(f) && is_whole(f)) {
                return file;
            }
            tokio::time::sleep(POLL).await;
        }
        self.fail("no new download is whole").await
    }

    /// Waits for a saved file whose name ends so, such as `.saba.json`.
    pub async fn wait_download(&self, end: &str) -> PathBuf {
        let limit = Instant::now() + LIMIT;
        while Instant::now() < limit {
            let mut files = self.downloads().into_iter();
            if let Some(file) = files.find(|path| path.to_string_lossy().ends_with(end)) {
                return file;
            }
            tokio::time::sleep(POLL).await;
        }
        self.fail(&format!("no download ends in {end}")).await
    }

    /// Saves what the viewport shows as a PNG; folders are made where they are missing.
    pub async fn save_screenshot(&self, path: &Path) {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).expect("a folder for the screenshot");
        }
        let png = self.screenshot_as_png().await.expect("the browser draws");
        fs::write(path, png).expect("the screenshot is written");
    }

    /// The page printed to a PDF.
    pub async fn pdf(&self) -> Vec<u8> {
        let printed = self.print_page(PrintParameters::default()).await;
        printed.expect("the browser prints")
    }

    /// Fails if the page wrote an error to the console: a broken script, a refused request,
    /// something the content security policy forbids. Empties the log.
    pub async fn assert_quiet(&self) {
        let errors = self.console_errors().await;
        assert!(
            errors.is_empty(),
            "the console says:\n{}",
            errors.join("\n")
        );
    }

    /// The errors in the console since the last look.
    pub async fn console_errors(&self) -> Vec<String> {
        let log = self.browser_log().await.unwrap_or_default();
        log.into_iter()
            .filter(|entry| entry.level == "SEVERE")
            .map(|entry| entry.message)
            .collect()
    }

    /// Runs a script before those of every page that is opened from now on.
    pub async fn before_the_page(&self, script: &str) {
        let source = serde_json::json!({ "source": script });
        self.cdp("Page.addScriptToEvaluateOnNewDocument", source)
            .await;
    }

    /// Ends the test, with what helps to understand it.
    async fn fail(&self, message: &str) -> ! {
        let test = std::thread::current()
            .name()
            .unwrap_or("test")
            .replace("::", "-");
        let picture = process::target().join(format!("browser-failures/{test}.png"));
        self.save_screenshot(&picture).await;
        let text = self.execute("return document.body.innerText", []).await;
        let text = text.map_or_else(|error| error.to_string(), |text| text.json().to_string());
        let console = self.console_errors().await.join("\n");
        panic!(
            "{message}\npage: {text}\nconsole: {console}\npicture: {}",
            picture.display()
        );
    }
}

/// A browser that was killed, and whose profile is still there.
pub struct Killed {
    url: String,
    driver: Arc<Driver>,
    folder: PathBuf,
}

impl Killed {
    /// Starts it again with the same profile.
    pub async fn restart(self) -> Browser {
        Browser::start_in(self.url, self.driver, self.folder).await
    }
}

/// The argument that gives a browser its profile, and tells its processes from others.
fn profile_of(folder: &Path) -> String {
    format!("--user-data-dir={}", folder.join("profile").display())
}

/// A folder for a new profile.
fn new_folder(driver: &Driver) -> PathBuf {
    let folder = tempfile::Builder::new()
        .prefix("profile-")
        .tempdir_in(driver.folder())
        .expect("a folder for the profile")
        .keep();
    fs::create_dir(folder.join("downloads")).expect("a folder for downloads");
    folder
}

fn capabilities(folder: &Path, more: Option<&str>) -> Capabilities {
    let chromium = process::find("chromium").expect("chromium is on PATH");
    let profile = profile_of(folder);
    let arguments = FLAGS.into_iter().chain([profile.as_str()]).chain(more);
    let arguments: Vec<&str> = arguments.collect();
    let mut capabilities = Capabilities::new();
    let mut set = |name: &str, value: Value| {
        capabilities.set(name, value).expect("a capability is JSON");
    };
    set("browserName", json!("chrome"));
    set("goog:loggingPrefs", json!({ "browser": "ALL" }));
    set(
        "goog:chromeOptions",
        json!({
            "binary": chromium,
            "args": arguments,
            "prefs": {
                "download.default_directory": folder.join("downloads"),
                "download.prompt_for_download": false,
            },
        }),
    );
    capabilities
}
