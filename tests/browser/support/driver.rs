//! A chromedriver of our own, gone with everything it started when it is dropped.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::{self, sleep};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::processes;

/// How often it is started before that is an error.
const TRIES: usize = 5;

/// A running chromedriver, and the folder in which its browsers keep their profiles.
pub struct Driver {
    child: Child,
    port: u16,
    folder: TempDir,
}

impl Driver {
    /// Starts chromedriver on a port of its choice. Where somebody else takes that port
    /// in the same moment it ends again, and is started once more.
    pub fn start() -> Self {
        (0..TRIES)
            .find_map(|_| Self::try_start())
            .expect("chromedriver says its port")
    }

    fn try_start() -> Option<Self> {
        let folder = TempDir::with_prefix("saba-browser-").expect("a temporary folder");
        let mut child = Command::new("chromedriver")
            .arg("--port=0")
            .env("TMPDIR", folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is not on PATH; `cargo xtask test` installs it");
        let mut lines = BufReader::new(child.stdout.take().expect("stdout is piped")).lines();
        let port = lines.by_ref().map_while(Result::ok).find_map(|line| {
            let (_, port) = line.split_once("started successfully on port ")?;
            port.trim_end_matches('.').parse().ok()
        });
        let Some(port) = port else {
            let _ = child.wait();
            return None;
        };
        // Whatever else it says must not fill the pipe.
        thread::spawn(move || lines.map_while(Result::ok).for_each(drop));
        Some(Self {
            child,
            port,
            folder,
        })
    }

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The folder for profiles; it goes with the driver.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Closes one browser.
    pub fn close(&self, session: &str) {
        // One that is gone already is as good.
        let _ = self.ask("DELETE", &format!("/session/{session}"));
    }

    /// A request without the async client, for use in `drop`: there the runtime stands
    /// still, and with it every connection it owns.
    fn ask(&self, method: &str, path: &str) -> std::io::Result<()> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
        )?;
        stream.read(&mut [0; 64]).map(drop)
    }

    fn has_ended(&mut self) -> bool {
        let limit = Instant::now() + Duration::from_secs(5);
        while Instant::now() < limit {
            if matches!(self.child.try_wait(), Ok(Some(_))) {
                return true;
            }
            sleep(Duration::from_millis(20));
        }
        false
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.ask("GET", "/shutdown");
        if !self.has_ended() {
            let _ = self.child.kill();
            let _ = self.child.wait();
        }
        // Browsers that outlived their driver: those whose profile lies in our folder.
        processes::kill(&processes::tree_of(&self.folder.path().to_string_lossy()));
    }
}
