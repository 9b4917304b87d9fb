//! This device: its windows, its health, and what it keeps from others who use it.

mod windows;

pub use windows::{ask, settle, shown, start, take_over};
