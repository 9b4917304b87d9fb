//! Firefox over Marionette, the protocol that is built into it and that its WebDriver
//! speaks too: the commands of WebDriver as JSON with the length before it.

use std::fs;
use std::io::{BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::engine::Wire;
use super::webkit::reference;

const LIMIT: Duration = Duration::from_secs(60);

/// What a person would have to click away, and what asks for a network.
const PREFERENCES: [(&str, &str); 12] = [
    ("marionette.port", "0"),
    ("browser.download.folderList", "2"),
    ("browser.download.useDownloadDir", "true"),
    (
        "browser.download.always_ask_before_handling_new_types",
        "false",
    ),
    ("browser.shell.checkDefaultBrowser", "false"),
    ("browser.startup.page", "0"),
    ("datareporting.policy.dataSubmissionEnabled", "false"),
    ("app.update.disabledForTesting", "true"),
    ("app.normandy.enabled", "false"),
    ("extensions.update.enabled", "false"),
    ("network.captive-portal-service.enabled", "false"),
    ("network.connectivity-service.enabled", "false"),
];

/// A running Firefox.
pub struct Marionette {
    child: Child,
    stream: BufReader<TcpStream>,
    number: u64,
}

impl Drop for Marionette {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Marionette {
    /// Starts Firefox with a profile in `folder`.
    pub fn start(folder: &Path) -> Self {
        let profile = folder.join("profile");
        fs::create_dir(&profile).expect("a folder for the profile");
        let downloads = json!(folder.join("Downloads"));
        let mut preferences = format!("user_pref(\"browser.download.dir\", {downloads});\n");
        for (name, value) in PREFERENCES {
            preferences.push_str(&format!("user_pref(\"{name}\", {value});\n"));
        }
        fs::write(profile.join("user.js"), preferences).expect("preferences are written");
        let child = Command::new("firefox-esr")
            .args(["--headless", "--marionette", "--no-remote", "--profile"])
            .arg(&profile)
            .env("HOME", folder)
            .env("TMPDIR", folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("firefox-esr is not on PATH; `cargo xtask test` installs it");
        let stream = connect(&profile.join("MarionetteActivePort"));
        stream
            .set_read_timeout(Some(LIMIT))
            .expect("a time-out is set");
        let mut firefox = Self {
            child,
            stream: BufReader::new(stream),
            number: 0,
        };
        firefox.read().expect("Firefox greets");
        let session = firefox.call("WebDriver:NewSession", json!({}));
        session.expect("Firefox gives a session");
        let size = json!({ "width": 500, "height": 800 });
        firefox
            .call("WebDriver:SetWindowRect", size)
            .expect("a size");
        firefox
    }

    fn read(&mut self) -> Result<Value, String> {
        let failed = |error: std::io::Error| format!("Firefox is gone: {error}");
        let mut length = 0_usize;
        loop {
            let mut byte = [0];
            self.stream.read_exact(&mut byte).map_err(failed)?;
            match byte[0] {
                b':' => break,
                digit => length = length * 10 + usize::from(digit.wrapping_sub(b'0')),
            }
        }
        let mut bytes = vec![0; length];
        self.stream.read_exact(&mut bytes).map_err(failed)?;
        serde_json::from_slice(&bytes).map_err(|error| error.to_string())
    }

    fn call(&mut self, command: &str, parameters: Value) -> Result<Value, String> {
        self.number += 1;
        let message = json!([0, self.number, command, parameters]).to_string();
        let sent = write!(self.stream.get_mut(), "{}:{message}", message.len());
        sent.map_err(|error| format!("Firefox is gone: {error}"))?;
        let mut answer = self.read()?;
        match &answer[2] {
            Value::Null => Ok(answer[3].take()),
            error => Err(format!("{command}: {}", error["message"])),
        }
    }

    fn find(&mut self, css: &str) -> Result<Value, String> {
        let by = json!({ "using": "css selector", "value": css });
        let found = self.call("WebDriver:FindElement", by)?;
        reference(&found["value"])
    }
}

/// Firefox writes its port into the profile once it listens.
fn connect(file: &Path) -> TcpStream {
    let limit = Instant::now() + LIMIT;
    loop {
        let port = fs::read_to_string(file).unwrap_or_default();
        let stream = port
            .trim()
            .parse()
            .ok()
            .and_then(|port: u16| TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok());
        if let Some(stream) = stream {
            return stream;
        }
        assert!(Instant::now() < limit, "Firefox does not begin to listen");
        sleep(Duration::from_millis(25));
    }
}

impl Wire for Marionette {
    fn run(&mut self, body: &str, arguments: &[Value]) -> Result<Value, String> {
        let script = json!({ "script": body, "args": arguments });
        Ok(self.call("WebDriver:ExecuteScript", script)?["value"].take())
    }

    fn goto(&mut self, url: &str) -> Result<(), String> {
        self.call("WebDriver:Navigate", json!({ "url": url }))
            .map(drop)
    }

    fn reload(&mut self) -> Result<(), String> {
        self.call("WebDriver:Refresh", json!({})).map(drop)
    }

    fn tap(&mut self, css: &str) -> Result<(), String> {
        let id = self.find(css)?;
        self.call("WebDriver:ElementClick", json!({ "id": id }))
            .map(drop)
    }

    fn keys(&mut self, css: &str, text: &str) -> Result<(), String> {
        let id = self.find(css)?;
        let typed = json!({ "id": id, "text": text });
        self.call("WebDriver:ElementSendKeys", typed).map(drop)
    }

    fn print(&mut self) -> Result<String, String> {
        let a4 = json!({ "page": { "width": 21.0, "height": 29.7 }, "background": true });
        let pdf = self.call("WebDriver:Print", a4)?["value"].take();
        Ok(pdf.as_str().unwrap_or_default().to_owned())
    }

    fn file(&mut self, css: &str, path: &Path) -> Result<(), String> {
        self.keys(css, &path.to_string_lossy())
    }
}
