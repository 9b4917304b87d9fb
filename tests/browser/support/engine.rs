//! A browser of any make: old ones over their own protocol, others over WebDriver. It
//! can do what the main thread needs, and nothing waits for time.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use saba_core::file::base64;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::{SCREEN, attribute_is, processes, quoted, text_contains};

const POLL: Duration = Duration::from_millis(25);
/// Old browsers and three engines run beside other tests on two cores.
const LIMIT: Duration = Duration::from_secs(40);

/// How a browser is driven. Errors are sentences.
pub trait Wire {
    /// Runs the body of a function in the page; a promise is waited for.
    fn run(&mut self, body: &str, arguments: &[Value]) -> Result<Value, String>;
    /// Goes to an address.
    fn goto(&mut self, url: &str) -> Result<(), String>;
    /// Loads the page anew.
    fn reload(&mut self) -> Result<(), String>;
    /// Clicks where a person would click; the element is in view.
    fn tap(&mut self, css: &str) -> Result<(), String>;
    /// Types into the field that has the focus.
    fn keys(&mut self, css: &str, text: &str) -> Result<(), String>;
    /// Chooses a file in an `<input type=file>`.
    fn file(&mut self, css: &str, path: &Path) -> Result<(), String>;
    /// The page printed on A4 as a PDF in base64, by the browsers that can be told to.
    fn print(&mut self) -> Result<String, String> {
        Err("this browser does not print by itself".into())
    }
}

/// A running browser with a new profile; it ends when it is dropped.
pub struct Engine {
    name: &'static str,
    wire: Option<Box<dyn Wire>>,
    url: String,
    folder: TempDir,
}

/// A new folder for a browser, with one for downloads in it.
fn folder() -> TempDir {
    let folder = TempDir::with_prefix("saba-engine-").expect("a temporary folder");
    fs::create_dir(folder.path().join("Downloads")).expect("a folder for downloads");
    folder
}

impl Drop for Engine {
    fn drop(&mut self) {
        self.wire = None;
        let folder = self.folder.path().to_string_lossy().into_owned();
        processes::kill(&processes::tree_of(&folder));
    }
}

impl Engine {
    /// Starts a browser for the page at `url`. `start` gets the folder that it has for
    /// itself; downloads belong into `Downloads/` there.
    pub fn start(
        name: &'static str,
        url: &str,
        start: impl FnOnce(&Path) -> Box<dyn Wire>,
    ) -> Self {
        let folder = folder();
        Self {
            name,
            wire: Some(start(folder.path())),
            url: url.to_owned(),
            folder,
        }
    }

    fn wire(&mut self) -> &mut dyn Wire {
        self.wire.as_deref_mut().expect("the browser runs")
    }

    /// Opens an address relative to the page and waits for a screen. Not for going from
    /// one screen to another: see [`Self::goes_to`].
    pub fn open_screen(&mut self, relative: &str) {
        let url = format!("{}{relative}", self.url);
        let gone = self.wire().goto(&url);
        self.must(gone, &url);
        self.wait_for(SCREEN);
    }

    /// Goes to an address of the app and waits for its screen.
    pub fn goes_to(&mut self, hash: &str, screen: &str) {
        self.js("location.hash = arguments[0]; return null", &[json!(hash)]);
        self.wait_for(&format!("[data-screen=\"{screen}\"]"));
    }

    /// Loads the page anew and waits for a screen of the new one.
    pub fn reload(&mut self) {
        self.js("window.isBefore = true; return null", &[]);
        let done = self.wire().reload();
        self.must(done, "reload");
        self.wait_until(
            "the page to be another",
            "return typeof window.isBefore === 'undefined'",
        );
        self.wait_for(SCREEN);
    }

    /// Runs the body of a function in the page.
    pub fn js(&mut self, body: &str, arguments: &[Value]) -> Value {
        let done = self.wire().run(body, arguments);
        self.must(done, body)
    }

    /// Waits until the body of a function gives true.
    pub fn wait_until(&mut self, what: &str, condition: &str) {
        let limit = Instant::now() + LIMIT;
        let mut last = Ok(Value::Null);
        while Instant::now() < limit {
            last = self.wire().run(condition, &[]);
            if last == Ok(Value::Bool(true)) {
                return;
            }
            sleep(POLL);
        }
        self.fail(&format!("waited in vain for {what} (last: {last:?})"))
    }

    /// Waits until an element is there.
    pub fn wait_for(&mut self, css: &str) {
        let there = format!("return document.querySelector({}) !== null", quoted(css));
        self.wait_until(css, &there);
    }

    /// Waits until the text of an element contains words.
    pub fn wait_text(&mut self, css: &str, words: &str) {
        self.wait_until(words, &text_contains(css, words));
    }

    /// Waits until an attribute has a value.
    pub fn wait_attribute(&mut self, css: &str, name: &str, value: &str) {
        let what = format!("{css}[{name}={value}]");
        self.wait_until(&what, &attribute_is(css, name, value));
    }

    /// Waits until a field holds a value.
    pub fn wait_value(&mut self, css: &str, value: &str) {
        let [element, wanted] = [css, value].map(quoted);
        let held = format!(
            "const e = document.querySelector({element}); return !!e && e.value === {wanted}"
        );
        self.wait_until(&format!("{value} in {css}"), &held);
    }

    /// Brings an element into view and taps it, once that is possible. Where the page moved
    /// under the finger and something else was hit, it is tapped again.
    pub fn tap(&mut self, css: &str) {
        let prepare = format!(
            "const e = document.querySelector({});
            e.scrollIntoView({{ block: 'center' }});
            window.wasTapped = false;
            e.addEventListener('click', () => {{ window.wasTapped = true; }},
                {{ once: true, capture: true }});
            return true",
            quoted(css)
        );
        self.until_done(css, |wire| {
            wire.run(&prepare, &[])?;
            wire.tap(css)?;
            // On another page there is no word of it.
            match wire.run("return window.wasTapped", &[]) {
                Ok(Value::Bool(false)) => Err("something else was tapped".into()),
                _ => Ok(()),
            }
        });
    }

    /// Tries until it is done: elements may be built anew meanwhile.
    fn until_done(&mut self, css: &str, step: impl Fn(&mut dyn Wire) -> Result<(), String>) {
        self.wait_for(css);
        let limit = Instant::now() + LIMIT;
        while let Err(error) = step(self.wire()) {
            if Instant::now() > limit {
                self.fail(&format!("{css}: {error}"));
            }
            sleep(POLL);
        }
    }

    /// Types into a field in the place of what it holds, and leaves the field.
    pub fn fill(&mut self, css: &str, text: &str) {
        self.tap(css);
        let select = format!(
            "document.querySelector({}).select(); return null",
            quoted(css)
        );
        self.js(&select, &[]);
        let done = self.wire().keys(css, text);
        self.must(done, css);
        self.js("document.activeElement.blur(); return null", &[]);
    }

    /// Chooses a file.
    pub fn choose_file(&mut self, css: &str, path: &Path) {
        self.until_done(css, |wire| wire.file(css, path));
    }

    /// Waits for a download that is whole: under its own name, and JSON to its end.
    pub fn wait_json(&mut self) -> PathBuf {
        let limit = Instant::now() + LIMIT;
        while Instant::now() < limit {
            let entries = fs::read_dir(self.folder.path().join("Downloads"));
            let whole = entries.into_iter().flatten().flatten().find(|entry| {
                let bytes = fs::read(entry.path()).unwrap_or_default();
                entry.path().extension().is_some_and(|end| end == "json")
                    && serde_json::from_slice::<Value>(&bytes).is_ok()
            });
            if let Some(entry) = whole {
                return entry.path();
            }
            sleep(POLL);
        }
        self.fail("no download is whole")
    }

    /// The page printed on A4 as a PDF.
    pub fn print(&mut self) -> Vec<u8> {
        let pdf = self.wire().print();
        let pdf = self.must(pdf, "print");
        base64::decode(&pdf).expect("base64")
    }

    fn must<T>(&mut self, done: Result<T, String>, what: &str) -> T {
        match done {
            Ok(value) => value,
            Err(error) => self.fail(&format!("{what}: {error}")),
        }
    }

    fn fail(&mut self, message: &str) -> ! {
        let page = "return location.href + ' ' + document.body.innerText";
        let page = self.wire().run(page, &[]);
        panic!("{}: {message}\npage: {page:?}", self.name)
    }
}
