//! What is measured and pictured rather than tested: `cargo xtask bench` and
//! `cargo xtask screens` run these by name, in the browser of the tests.
#![cfg(not(target_arch = "wasm32"))]
// Shared with the tests, which use all of it.
#![allow(dead_code)]

mod figures;
#[path = "../../crates/core/benches/filled/mod.rs"]
mod filled;
mod fixture;
mod import;
#[path = "../browser/kill.rs"]
mod kill;
#[path = "../browser/officer.rs"]
mod officer;
mod phone;
mod regency;
mod score;
mod screens;
#[path = "../browser/support/mod.rs"]
mod support;
mod taps;
#[path = "../../crates/core/benches/village/mod.rs"]
mod village;
