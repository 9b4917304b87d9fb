//! An old Chromium over the DevTools protocol, through the pipe that it opens for that:
//! every message ends with a zero byte.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use xtask::old::Installed;

use super::engine::Wire;
use super::quoted;

const LIMIT: Duration = Duration::from_secs(40);

/// The shell gives the browser its two pipes under the numbers that it reads and writes.
const START: &str = r#"exec "$@" 3<&0 4>&1 </dev/null >/dev/null 2>/dev/null"#;

const FLAGS: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--no-zygote",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--window-size=360,640",
    "--remote-debugging-pipe",
];

/// A running browser and its one page.
pub struct DevTools {
    child: Child,
    commands: ChildStdin,
    answers: Receiver<Value>,
    session: Option<String>,
    number: u64,
}

impl Drop for DevTools {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl DevTools {
    /// Starts the browser with a profile in `folder`.
    pub fn start(browser: &Installed, folder: &Path) -> Self {
        // What the system has comes first: the libraries that came along are as old as
        // the browser.
        let system = "/lib/x86_64-linux-gnu:/usr/lib/x86_64-linux-gnu:/lib64:/usr/lib64:";
        let libraries = format!("{system}{}", browser.libraries.display());
        let mut child = Command::new("sh")
            .args(["-c", START, "sh"])
            .arg(&browser.program)
            .arg(format!(
                "--user-data-dir={}",
                folder.join("profile").display()
            ))
            .args(FLAGS)
            .env("HOME", folder)
            .env("TMPDIR", folder)
            .env("LD_LIBRARY_PATH", libraries)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a shell starts");
        let commands = child.stdin.take().expect("stdin is piped");
        let mut reader = BufReader::new(child.stdout.take().expect("stdout is piped"));
        let (sender, answers) = channel();
        thread::spawn(move || {
            let mut message = Vec::new();
            while reader.read_until(0, &mut message).is_ok_and(|n| n > 0) {
                message.pop();
                let Ok(value) = serde_json::from_slice(&message) else {
                    return;
                };
                if sender.send(value).is_err() {
                    return;
                }
                message.clear();
            }
        });
        let mut tools = Self {
            child,
            commands,
            answers,
            session: None,
            number: 0,
        };
        tools.attach(folder).expect("the old browser starts");
        tools
    }

    fn attach(&mut self, folder: &Path) -> Result<(), String> {
        let blank = json!({ "url": "about:blank" });
        let page = self.call("Target.createTarget", blank)?["targetId"].take();
        let attach = json!({ "targetId": page, "flatten": true });
        let attached = self.call("Target.attachToTarget", attach)?;
        self.session = attached["sessionId"].as_str().map(str::to_owned);
        let downloads = folder.join("Downloads");
        let allow = json!({ "behavior": "allow", "downloadPath": downloads });
        self.call("Page.setDownloadBehavior", allow)?;
        self.call("Page.enable", json!({}))?;
        Ok(())
    }

    /// A command, and what it gives.
    fn call(&mut self, method: &str, parameters: Value) -> Result<Value, String> {
        self.number += 1;
        let mut message = json!({ "id": self.number, "method": method, "params": parameters });
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        let mut bytes = message.to_string().into_bytes();
        bytes.push(0);
        let sent = self.commands.write_all(&bytes);
        sent.map_err(|error| format!("the browser is gone: {error}"))?;
        loop {
            let answer = self.answers.recv_timeout(LIMIT);
            let mut answer = answer.map_err(|error| format!("{method}: no answer: {error}"))?;
            // Others are events, or late.
            if answer["id"] == self.number {
                return match answer.get("error") {
                    Some(error) => Err(format!("{method}: {error}")),
                    None => Ok(answer["result"].take()),
                };
            }
        }
    }

    fn evaluate(&mut self, expression: &str, by_value: bool) -> Result<Value, String> {
        let mut given = self.call(
            "Runtime.evaluate",
            json!({
                "expression": expression, "awaitPromise": true,
                "returnByValue": by_value, "userGesture": true
            }),
        )?;
        match given.get("exceptionDetails") {
            Some(error) => Err(error.to_string()),
            None => Ok(given["result"].take()),
        }
    }
}

impl Wire for DevTools {
    fn run(&mut self, body: &str, arguments: &[Value]) -> Result<Value, String> {
        let arguments = Value::from(arguments);
        let call = format!("(function () {{ {body} }}).apply(null, {arguments})");
        Ok(self.evaluate(&call, true)?["value"].take())
    }

    fn goto(&mut self, url: &str) -> Result<(), String> {
        let gone = self.call("Page.navigate", json!({ "url": url }))?;
        match gone.get("errorText") {
            Some(error) => Err(error.to_string()),
            None => Ok(()),
        }
    }

    fn reload(&mut self) -> Result<(), String> {
        self.call("Page.reload", json!({})).map(drop)
    }

    fn tap(&mut self, css: &str) -> Result<(), String> {
        let place = "const e = document.querySelector(arguments[0]);
            const box = e.getBoundingClientRect();
            const x = box.x + box.width / 2, y = box.y + box.height / 2;
            const hit = document.elementFromPoint(x, y);
            return hit && (e.contains(hit) || hit.contains(e)) ? [x, y] : null";
        let place = self.run(place, &[json!(css)])?;
        if place.is_null() {
            return Err("something covers it".into());
        }
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({
                "type": kind, "x": place[0], "y": place[1], "button": "left", "clickCount": 1
            });
            self.call("Input.dispatchMouseEvent", event)?;
        }
        Ok(())
    }

    fn keys(&mut self, _: &str, text: &str) -> Result<(), String> {
        self.call("Input.insertText", json!({ "text": text }))
            .map(drop)
    }

    fn print(&mut self) -> Result<String, String> {
        let a4 = json!({ "paperWidth": 8.27, "paperHeight": 11.69, "preferCSSPageSize": true });
        let pdf = self.call("Page.printToPDF", a4)?["data"].take();
        Ok(pdf.as_str().unwrap_or_default().to_owned())
    }

    fn file(&mut self, css: &str, path: &Path) -> Result<(), String> {
        let find = format!("document.querySelector({})", quoted(css));
        let element = self.evaluate(&find, false)?["objectId"].take();
        let set = json!({ "files": [path], "objectId": element });
        self.call("DOM.setFileInputFiles", set).map(drop)
    }
}
