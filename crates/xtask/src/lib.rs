//! The tools of this workspace. `main.rs` is the command line; the parts live
//! here so that the browser tests can start the same server on the same files.

pub mod bench;
pub mod build;
pub mod compress;
pub mod fuzz;
pub mod names;
pub mod npm;
pub mod old;
pub mod process;
pub mod server;
pub mod size;
pub mod test;
pub mod toolchain;
