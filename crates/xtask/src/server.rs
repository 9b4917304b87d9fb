//! A small static server: for people who look at the page, and for the browser tests.
//!
//! It is written on the standard library alone because the tests must be able to take
//! the network away and give it back: [`Server::stop`] closes the port and every open
//! connection at once, which servers that own their connections do not offer.

use std::collections::HashMap;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result};

use crate::{compress, names};

const HEAD_LIMIT: u64 = 16 * 1024;
const IDLE: Duration = Duration::from_secs(30);
/// Close to what static hosts give; quality 11 would take seconds at the first request.
const BROTLI_QUALITY: i32 = 9;

/// A running server on 127.0.0.1; it stops when it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    acceptor: Option<JoinHandle<()>>,
}

impl Server {
    /// Serves a folder. Port 0 takes a free port. The prefix is the path the folder is
    /// found under: empty for the root, or as `/sub/saba/`.
    pub fn start(folder: &Path, port: u16, prefix: &str) -> Result<Self> {
        let folder = folder
            .canonicalize()
            .with_context(|| format!("nothing to serve at {}", folder.display()))?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
            .with_context(|| format!("cannot listen on 127.0.0.1:{port}"))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            folder,
            prefix: match prefix.trim_matches('/') {
                "" => "/".to_owned(),
                path => format!("/{path}/"),
            },
            stopping: AtomicBool::new(false),
            connections: Mutex::default(),
            cache: Mutex::default(),
        });
        let acceptor = thread::spawn({
            let shared = Arc::clone(&shared);
            move || accept(&listener, &shared)
        });
        Ok(Self {
            address,
            shared,
            acceptor: Some(acceptor),
        })
    }

    /// The address of the page.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}{}", self.address, self.shared.prefix)
    }

    /// The port that is listened on.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// Serves until the process ends.
    pub fn wait(mut self) {
        if let Some(acceptor) = self.acceptor.take() {
            let _ = acceptor.join();
        }
    }

    /// Closes the port and every connection; afterwards all requests are refused.
    pub fn stop(mut self) {
        self.close();
    }

    fn close(&mut self) {
        let Some(acceptor) = self.acceptor.take() else {
            return;
        };
        self.shared.stopping.store(true, Ordering::SeqCst);
        // Wakes the acceptor, which then sees that it has to end.
        let _ = TcpStream::connect(self.address);
        let _ = acceptor.join();
        for (_, connection) in lock(&self.shared.connections).drain() {
            let _ = connection.shutdown(Shutdown::Both);
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.close();
    }
}

#[derive(Debug)]
struct Shared {
    folder: PathBuf,
    prefix: String,
    stopping: AtomicBool,
    connections: Mutex<HashMap<u64, TcpStream>>,
    cache: Mutex<HashMap<(PathBuf, Encoding), Cached>>,
}

#[derive(Debug, Clone)]
struct Cached {
    modified: Option<SystemTime>,
    body: Arc<[u8]>,
    etag: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Encoding {
    Plain,
    Brotli,
    Gzip,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    for (number, stream) in (0..).zip(listener.incoming()) {
        if shared.stopping.load(Ordering::SeqCst) {
            return;
        }
        let Ok(stream) = stream else { continue };
        let Ok(handle) = stream.try_clone() else {
            continue;
        };
        lock(&shared.connections).insert(number, handle);
        let shared = Arc::clone(shared);
        thread::spawn(move || {
            // A connection that breaks is the browser's business, not ours.
            let _ = converse(&stream, &shared);
            let _ = stream.shutdown(Shutdown::Both);
            lock(&shared.connections).remove(&number);
        });
    }
}

/// Answers the requests of one connection, one after another.
fn converse(stream: &TcpStream, shared: &Shared) -> io::Result<()> {
    stream.set_read_timeout(Some(IDLE))?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    while let Some(request) = Request::read(&mut reader)? {
        let answer = answer(&request, shared);
        let close = request.close || answer.status == 405;
        answer.write(stream, request.method == "HEAD", close)?;
        if close {
            break;
        }
    }
    Ok(())
}

struct Request {
    method: String,
    path: String,
    accept_encoding: String,
    if_none_match: String,
    close: bool,
}

impl Request {
    /// Reads the head of a request; none where the connection ended or made no sense.
    fn read(reader: &mut impl BufRead) -> io::Result<Option<Self>> {
        let mut head = reader.take(HEAD_LIMIT);
        let mut line = String::new();
        if head.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let mut words = line.split_whitespace();
        let (Some(method), Some(target), Some(version)) =
            (words.next(), words.next(), words.next())
        else {
            return Ok(None);
        };
        let mut request = Self {
            method: method.to_owned(),
            path: target
                .split(['?', '#'])
                .next()
                .unwrap_or_default()
                .to_owned(),
            accept_encoding: String::new(),
            if_none_match: String::new(),
            close: version != "HTTP/1.1",
        };
        loop {
            let mut line = String::new();
            if head.read_line(&mut line)? == 0 {
                return Ok(None);
            }
            let line = line.trim_end();
            if line.is_empty() {
                return Ok(Some(request));
            }
            let (name, value) = line.split_once(':').unwrap_or((line, ""));
            let value = value.trim();
            match name.to_ascii_lowercase().as_str() {
                "accept-encoding" => request.accept_encoding = value.to_owned(),
                "if-none-match" => request.if_none_match = value.to_owned(),
                "connection" => request.close |= value.eq_ignore_ascii_case("close"),
                // Nothing here takes a body; what follows one could not be told apart.
                "content-length" | "transfer-encoding" => request.close = true,
                _ => {}
            }
        }
    }
}

struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Arc<[u8]>,
}

impl Answer {
    fn plain(status: u16, text: &str) -> Self {
        Self {
            status,
            headers: vec![("Content-Type", "text/plain; charset=utf-8".to_owned())],
            body: text.as_bytes().into(),
        }
    }

    fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }

    fn write(&self, mut stream: impl Write, head_only: bool, close: bool) -> io::Result<()> {
        let reason = match self.status {
            200 => "OK",
            301 => "Moved Permanently",
            304 => "Not Modified",
            404 => "Not Found",
            405 => "Method Not Allowed",
            _ => "Internal Server Error",
        };
        let mut head = format!("HTTP/1.1 {} {reason}\r\n", self.status);
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if self.status != 304 {
            head.push_str(&format!("Content-Length: {}\r\n", self.body.len()));
        }
        let connection = if close { "close" } else { "keep-alive" };
        head.push_str(&format!("Connection: {connection}\r\n\r\n"));
        let mut whole = head.into_bytes();
        if !head_only {
            whole.extend_from_slice(&self.body);
        }
        stream.write_all(&whole)
    }
}

fn answer(request: &Request, shared: &Shared) -> Answer {
    if request.method != "GET" && request.method != "HEAD" {
        return Answer::plain(405, "only GET and HEAD\n").with("Allow", "GET, HEAD");
    }
    if format!("{}/", request.path) == shared.prefix {
        return Answer::plain(301, "").with("Location", &shared.prefix);
    }
    let Some(name) = request.path.strip_prefix(&shared.prefix) else {
        return Answer::plain(404, "outside the path that is served\n");
    };
    let name = if name.is_empty() { "index.html" } else { name };
    let Some(path) = resolve(&shared.folder, name) else {
        return Answer::plain(404, "no such file\n");
    };
    let (kind, packs) = kind(name);
    let encoding = match packs {
        true => wanted(&request.accept_encoding),
        false => Encoding::Plain,
    };
    let file = match load(shared, &path, encoding) {
        Ok(file) => file,
        Err(error) => return Answer::plain(500, &format!("{error:#}\n")),
    };
    let known = request
        .if_none_match
        .split(',')
        .any(|tag| tag.trim().trim_start_matches("W/") == file.etag);
    let cache = match names::is_hashed(name) {
        true => "public, max-age=31536000, immutable",
        false => "no-cache",
    };
    let answer = Answer {
        status: if known { 304 } else { 200 },
        headers: vec![("Content-Type", kind.to_owned())],
        body: if known { Arc::default() } else { file.body },
    }
    .with("Cache-Control", cache)
    .with("ETag", &file.etag)
    .with("Vary", "Accept-Encoding")
    .with("X-Content-Type-Options", "nosniff");
    match encoding {
        Encoding::Plain => answer,
        Encoding::Brotli => answer.with("Content-Encoding", "br"),
        Encoding::Gzip => answer.with("Content-Encoding", "gzip"),
    }
}

/// The file a name stands for. Every part has to be a plain one, and links may not lead
/// out of the folder. The built page has only names that need no percent-encoding.
fn resolve(folder: &Path, name: &str) -> Option<PathBuf> {
    let plain = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && part
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
    };
    if !name.split('/').all(plain) {
        return None;
    }
    let path = folder.join(name).canonicalize().ok()?;
    (path.starts_with(folder) && path.is_file()).then_some(path)
}

fn load(shared: &Shared, path: &Path, encoding: Encoding) -> Result<Cached> {
    let modified = fs::metadata(path)?.modified().ok();
    let key = (path.to_path_buf(), encoding);
    if let Some(cached) = lock(&shared.cache).get(&key)
        && cached.modified == modified
    {
        return Ok(cached.clone());
    }
    let bytes = fs::read(path)?;
    let (body, mark) = match encoding {
        Encoding::Plain => (bytes, ""),
        Encoding::Brotli => (compress::brotli(&bytes, BROTLI_QUALITY)?, "-br"),
        Encoding::Gzip => (compress::gzip(&bytes)?, "-gz"),
    };
    let cached = Cached {
        modified,
        etag: format!("\"{}{mark}\"", names::hash([body.as_slice()])),
        body: body.into(),
    };
    lock(&shared.cache).insert(key, cached.clone());
    Ok(cached)
}

fn wanted(accept_encoding: &str) -> Encoding {
    let takes = |name: &str| {
        accept_encoding.split(',').any(|entry| {
            let (encoding, weight) = entry.split_once(";q=").unwrap_or((entry, "1"));
            encoding.trim() == name && weight.trim().parse().is_ok_and(|w: f32| w > 0.0)
        })
    };
    if takes("br") {
        Encoding::Brotli
    } else if takes("gzip") {
        Encoding::Gzip
    } else {
        Encoding::Plain
    }
}

/// The media type by the end of a name, and whether compression gains anything.
fn kind(name: &str) -> (&'static str, bool) {
    match name.rsplit_once('.').map_or("", |(_, end)| end) {
        "html" => ("text/html; charset=utf-8", true),
        "css" => ("text/css; charset=utf-8", true),
        "js" => ("text/javascript; charset=utf-8", true),
        "json" => ("application/json; charset=utf-8", true),
        "webmanifest" => ("application/manifest+json; charset=utf-8", true),
        "wasm" => ("application/wasm", true),
        "svg" => ("image/svg+xml", true),
        "txt" => ("text/plain; charset=utf-8", true),
        "png" => ("image/png", false),
        _ => ("application/octet-stream", false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Result<Self> {
            let path = std::env::temp_dir().join(format!("saba-{name}-{}", std::process::id()));
            fs::create_dir_all(path.join("dist/region-0123456789"))?;
            fs::write(path.join("secret.txt"), "secret")?;
            fs::write(path.join("dist/index.html"), "<p>page</p>".repeat(100))?;
            fs::write(path.join("dist/region-0123456789/63.11.json"), "{}")?;
            Ok(Self(path))
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn ask(port: u16, head: &str) -> Result<String> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        write!(stream, "{head}\r\nConnection: close\r\n\r\n")?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        Ok(String::from_utf8_lossy(&answer).into_owned())
    }

    #[test]
    fn serves_under_a_prefix_with_the_right_headers() -> Result<()> {
        let folder = Folder::new("prefix")?;
        let server = Server::start(&folder.0.join("dist"), 0, "/sub/saba")?;
        assert!(server.url().ends_with("/sub/saba/"));
        let get =
            |path: &str, more: &str| ask(server.port(), &format!("GET {path} HTTP/1.1{more}"));

        let page = get("/sub/saba/?x=1", "")?;
        assert!(page.starts_with("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8"));
        assert!(page.contains("Cache-Control: no-cache") && page.ends_with("<p>page</p>"));
        let etag = page.split("ETag: ").nth(1).and_then(|t| t.lines().next());
        let again = get(
            "/sub/saba/",
            &format!("\r\nIf-None-Match: {}", etag.unwrap_or("none")),
        )?;
        assert!(again.starts_with("HTTP/1.1 304 "), "{again}");

        let packed = get("/sub/saba/", "\r\nAccept-Encoding: gzip, deflate, br;q=1")?;
        assert!(packed.contains("Content-Encoding: br"));
        let region = get("/sub/saba/region-0123456789/63.11.json", "")?;
        assert!(region.contains("immutable") && region.ends_with("{}"));
        assert!(get("/sub/saba", "")?.contains("Location: /sub/saba/"));
        assert!(get("/", "")?.starts_with("HTTP/1.1 404 "));
        let post = ask(server.port(), "POST /sub/saba/ HTTP/1.1")?;
        assert!(post.starts_with("HTTP/1.1 405 "));
        Ok(())
    }

    #[test]
    fn nothing_outside_the_folder_is_reached() -> Result<()> {
        let folder = Folder::new("outside")?;
        let server = Server::start(&folder.0.join("dist"), 0, "")?;
        for path in [
            "/../secret.txt",
            "/region-0123456789/../../secret.txt",
            "/%2e%2e/secret.txt",
            "/..%2fsecret.txt",
            "//secret.txt",
            "/./index.html",
            "/region-0123456789",
        ] {
            let answer = ask(server.port(), &format!("GET {path} HTTP/1.1"))?;
            assert!(answer.starts_with("HTTP/1.1 404 "), "{path}: {answer}");
        }
        Ok(())
    }

    #[test]
    fn a_stopped_server_is_gone_at_once_and_can_come_back() -> Result<()> {
        let folder = Folder::new("stop")?;
        let server = Server::start(&folder.0.join("dist"), 0, "")?;
        let port = server.port();
        let mut open = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        write!(open, "HEAD / HTTP/1.1\r\n\r\n")?;
        assert!(open.read(&mut [0; 1024])? > 0);
        server.stop();
        let rest = open.read(&mut [0; 16]);
        assert!(
            matches!(rest, Ok(0) | Err(_)),
            "the open connection lives on"
        );
        assert!(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err());
        let server = Server::start(&folder.0.join("dist"), port, "")?;
        assert!(ask(server.port(), "GET / HTTP/1.1")?.starts_with("HTTP/1.1 200 "));
        Ok(())
    }

    #[test]
    fn encodings_are_taken_as_offered() {
        assert_eq!(wanted("gzip, deflate, br"), Encoding::Brotli);
        assert_eq!(wanted("gzip;q=1.0, br;q=0"), Encoding::Gzip);
        assert_eq!(wanted("br;q=0.5"), Encoding::Brotli);
        assert_eq!(wanted("br;q=0.0, identity"), Encoding::Plain);
        assert_eq!(wanted(""), Encoding::Plain);
    }
}
