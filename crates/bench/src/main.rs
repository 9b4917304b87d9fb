//! What `crates/core/benches/score.rs` measures natively, as functions that a browser can
//! call: the same sheet, the same core. `cargo xtask bench` builds it as the page is built
//! and serves it beside `page.html`; no part of it reaches `dist/`. On targets other than
//! wasm32 it is empty.

#[cfg(target_arch = "wasm32")]
mod calls;
#[cfg(target_arch = "wasm32")]
#[path = "../../core/benches/filled/mod.rs"]
mod filled;

fn main() {}
