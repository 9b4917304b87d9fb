//! Saba, the browser app. On targets other than wasm32 it is empty.

#[cfg(target_arch = "wasm32")]
mod app;
#[cfg(all(target_arch = "wasm32", feature = "desk"))]
mod board;
#[cfg(target_arch = "wasm32")]
mod device;
#[cfg(target_arch = "wasm32")]
mod dispatch;
#[cfg(target_arch = "wasm32")]
mod dom;
#[cfg(target_arch = "wasm32")]
mod exchange;
#[cfg(target_arch = "wasm32")]
mod fill;
#[cfg(all(target_arch = "wasm32", feature = "desk"))]
mod find;
#[cfg(all(target_arch = "wasm32", feature = "desk"))]
mod glossary;
#[cfg(target_arch = "wasm32")]
mod help;
#[cfg(target_arch = "wasm32")]
mod history;
#[cfg(all(target_arch = "wasm32", feature = "desk"))]
mod instruments;
#[cfg(all(target_arch = "wasm32", feature = "desk"))]
mod invite;
#[cfg(target_arch = "wasm32")]
mod keep;
#[cfg(all(target_arch = "wasm32", feature = "desk"))]
mod keying;
#[cfg(all(target_arch = "wasm32", not(feature = "desk")))]
mod onward;
#[cfg(all(target_arch = "wasm32", feature = "desk"))]
mod paper;
#[cfg(target_arch = "wasm32")]
mod parts;
#[cfg(all(target_arch = "wasm32", feature = "desk"))]
mod plans;
#[cfg(target_arch = "wasm32")]
mod platform;
#[cfg(target_arch = "wasm32")]
mod prefs;
#[cfg(target_arch = "wasm32")]
mod regions;
#[cfg(all(target_arch = "wasm32", feature = "desk"))]
mod reports;
#[cfg(target_arch = "wasm32")]
mod review;
#[cfg(target_arch = "wasm32")]
mod route;
#[cfg(all(target_arch = "wasm32", feature = "desk"))]
mod settings;
#[cfg(target_arch = "wasm32")]
mod sheets;
#[cfg(target_arch = "wasm32")]
mod start;
#[cfg(target_arch = "wasm32")]
mod state;
#[cfg(target_arch = "wasm32")]
mod store;
#[cfg(all(target_arch = "wasm32", not(feature = "english")))]
mod text;
#[cfg(all(target_arch = "wasm32", feature = "english"))]
#[path = "text/en/mod.rs"]
mod text;
#[cfg(all(target_arch = "wasm32", feature = "desk"))]
mod trial;
#[cfg(all(target_arch = "wasm32", feature = "desk"))]
mod visit;

/// Name and version as files carry them.
#[cfg(target_arch = "wasm32")]
pub const PROGRAM: &str = concat!("saba ", env!("CARGO_PKG_VERSION"));

#[cfg(target_arch = "wasm32")]
fn main() {
    app::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
