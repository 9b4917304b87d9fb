//! Listens to what a page tells while it works, so that it is known outside the browser
//! when the browser dies.

use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(20);

/// A server that takes any text sent to it. It listens as long as the process lives.
pub struct Listener {
    port: u16,
    heard: Receiver<String>,
    connections: Arc<Mutex<Vec<JoinHandle<()>>>>,
}

impl Listener {
    /// Starts to listen on a port of its own.
    pub fn start() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let port = listener.local_addr().expect("a bound port").port();
        let (sender, heard) = channel();
        let connections = Arc::new(Mutex::new(Vec::new()));
        let all = Arc::clone(&connections);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let sender = sender.clone();
                let connection = thread::spawn(move || take(&stream, &sender));
                all.lock().expect("no thread panics").push(connection);
            }
        });
        Self {
            port,
            heard,
            connections,
        }
    }

    /// Where to send texts to, with `POST`.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// The next text, waited for.
    pub fn next(&self) -> String {
        let next = self.heard.recv_timeout(LIMIT);
        next.expect("the page tells something")
    }

    /// Everything else that a browser sent before it died: call it afterwards, for it
    /// reads all connections to their end.
    pub fn rest(&self) -> Vec<String> {
        // Connections are taken in order: once this one is heard, all before it are known.
        const LAST: &str = "nothing more";
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).expect("we listen");
        let length = LAST.len();
        let head = format!("POST / HTTP/1.1\r\nContent-Length: {length}\r\n\r\n");
        write!(stream, "{head}{LAST}").expect("we read");
        let mut rest = Vec::new();
        loop {
            match self.next() {
                text if text == LAST => break,
                text => rest.push(text),
            }
        }
        drop(stream);
        let connections = std::mem::take(&mut *self.connections.lock().expect("no thread panics"));
        for connection in connections {
            let _ = connection.join();
        }
        rest.extend(self.heard.try_iter());
        rest
    }
}

/// Reads requests until the connection ends.
fn take(stream: &TcpStream, sender: &Sender<String>) {
    let mut reader = BufReader::new(stream);
    while let Some(text) = request(&mut reader) {
        if sender.send(text).is_err() {
            return;
        }
        let answer = "HTTP/1.1 204 No Content\r\nAccess-Control-Allow-Origin: *\r\n\r\n";
        if (&*stream).write_all(answer.as_bytes()).is_err() {
            return;
        }
    }
}

fn request(reader: &mut impl BufRead) -> Option<String> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let line = line.trim_end().to_ascii_lowercase();
        if let Some(number) = line.strip_prefix("content-length:") {
            length = number.trim().parse().ok()?;
        }
        if line.is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    String::from_utf8(body).ok()
}
