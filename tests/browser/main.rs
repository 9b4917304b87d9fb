//! Tests that drive the built page in a real browser. `cargo xtask test` runs them after
//! it has built `dist/`; by hand: `cargo xtask build && cargo test --test browser`.
#![cfg(not(target_arch = "wasm32"))]

mod access;
mod bad_input;
mod board;
mod comforts;
mod command_line;
mod conflict;
mod desk;
mod device;
mod engines;
mod english;
mod exchange;
mod history;
mod instrument;
mod invite;
mod keying;
mod kill;
mod r#loop;
mod office;
mod officer;
mod offline;
mod pack;
mod paper;
mod plans;
mod policy;
mod receive;
mod render;
mod review;
mod ruling;
mod single;
mod store;
mod support;
mod tabs;
mod thread;
mod update;
mod versions;
mod visit;
