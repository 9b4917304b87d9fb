//! WebKitGTK over WebDriver, without the client of the other tests: that one asks for
//! what only Chromium's driver knows.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::engine::Wire;

const LIMIT: Duration = Duration::from_secs(60);

/// A driver with one browser, on a screen of its own that nobody sees.
pub struct WebKit {
    screen: Child,
    driver: Child,
    port: u16,
    session: String,
}

impl Drop for WebKit {
    fn drop(&mut self) {
        // One that is gone already is as good.
        let _ = self.call("DELETE", "", Value::Null);
        for child in [&mut self.driver, &mut self.screen] {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

impl WebKit {
    /// Starts MiniBrowser, whose home is `folder`.
    pub fn start(folder: &Path) -> Self {
        let mut screen = Command::new("Xvfb")
            .args([
                "-displayfd",
                "1",
                "-screen",
                "0",
                "1024x1024x24",
                "-nolisten",
                "tcp",
            ])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb is not on PATH; `cargo xtask test` installs it");
        let mut display = String::new();
        let told = screen.stdout.take().expect("stdout is piped");
        BufReader::new(told)
            .read_line(&mut display)
            .expect("Xvfb says its display");
        // GTK asks this file where downloads go; without it they go nowhere.
        let config = folder.join("config");
        fs::create_dir(&config).expect("a folder for settings");
        let downloads = "XDG_DOWNLOAD_DIR=\"$HOME/Downloads\"\n";
        fs::write(config.join("user-dirs.dirs"), downloads).expect("settings are written");
        let port = free_port();
        let driver = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env("DISPLAY", format!(":{}", display.trim()))
            .env("GDK_BACKEND", "x11")
            .env("HOME", folder)
            .env("XDG_CONFIG_HOME", config)
            .env("XDG_CACHE_HOME", folder.join("cache"))
            .env("XDG_DATA_HOME", folder.join("data"))
            // There is no other way for root, who runs tests in containers.
            .env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1")
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("WebKitWebDriver is not on PATH; `cargo xtask test` installs it");
        let mut webkit = Self {
            screen,
            driver,
            port,
            session: String::new(),
        };
        let limit = Instant::now() + LIMIT;
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            assert!(
                Instant::now() < limit,
                "WebKitWebDriver does not begin to listen"
            );
            sleep(Duration::from_millis(25));
        }
        let wanted = json!({ "capabilities": { "alwaysMatch": {} } });
        let given = webkit.ask("POST", "/session", &wanted);
        let given = given.expect("WebKit gives a session");
        let session = given["sessionId"].as_str().expect("a session has a name");
        webkit.session = session.to_owned();
        webkit
    }

    fn call(&self, method: &str, path: &str, body: Value) -> Result<Value, String> {
        self.ask(method, &format!("/session/{}{path}", self.session), &body)
    }

    fn ask(&self, method: &str, path: &str, body: &Value) -> Result<Value, String> {
        let (status, answer) = request(self.port, method, path, body)
            .map_err(|error| format!("the driver is gone: {error}"))?;
        let mut answer: Value =
            serde_json::from_slice(&answer).map_err(|error| format!("{method} {path}: {error}"))?;
        match status {
            200 => Ok(answer["value"].take()),
            _ => Err(format!("{path}: {}", answer["value"])),
        }
    }

    fn element(&self, css: &str) -> Result<String, String> {
        let by = json!({ "using": "css selector", "value": css });
        let id = reference(&self.call("POST", "/element", by)?)?;
        Ok(format!("/element/{}", id.as_str().unwrap_or_default()))
    }
}

/// One request on a connection of its own: status and body.
fn request(port: u16, method: &str, path: &str, body: &Value) -> std::io::Result<(u16, Vec<u8>)> {
    let body = match body {
        Value::Null => String::new(),
        body => body.to_string(),
    };
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    stream.set_read_timeout(Some(LIMIT))?;
    let length = body.len();
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\
         Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}"
    )?;
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let status = line.split(' ').nth(1).and_then(|code| code.parse().ok());
    let mut length = 0;
    loop {
        line.clear();
        if reader.read_line(&mut line)? == 0 || line.trim().is_empty() {
            break;
        }
        let header = line.to_ascii_lowercase();
        if let Some(number) = header.strip_prefix("content-length:") {
            length = number.trim().parse().unwrap_or(0);
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    Ok((status.unwrap_or(0), body))
}

/// A port that nobody listens on now.
fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    listener.local_addr().expect("a bound port").port()
}

/// The id in WebDriver's way of writing an element.
pub fn reference(element: &Value) -> Result<Value, String> {
    let first = element
        .as_object()
        .and_then(|members| members.values().next());
    first
        .cloned()
        .ok_or_else(|| format!("not an element: {element}"))
}

impl Wire for WebKit {
    fn run(&mut self, body: &str, arguments: &[Value]) -> Result<Value, String> {
        let script = json!({ "script": body, "args": arguments });
        self.call("POST", "/execute/sync", script)
    }

    fn goto(&mut self, url: &str) -> Result<(), String> {
        self.call("POST", "/url", json!({ "url": url })).map(drop)
    }

    fn reload(&mut self) -> Result<(), String> {
        self.call("POST", "/refresh", json!({})).map(drop)
    }

    fn tap(&mut self, css: &str) -> Result<(), String> {
        let element = self.element(css)?;
        self.call("POST", &format!("{element}/click"), json!({}))
            .map(drop)
    }

    fn keys(&mut self, css: &str, text: &str) -> Result<(), String> {
        let element = self.element(css)?;
        let typed = json!({ "text": text });
        self.call("POST", &format!("{element}/value"), typed)
            .map(drop)
    }

    fn file(&mut self, css: &str, path: &Path) -> Result<(), String> {
        self.keys(css, &path.to_string_lossy())
    }
}
