//! The programme itself: what is asked, what was answered, what it is worth,
//! and how it travels in a file.
//!
//! No browser, no clock, no randomness, no input or output: time, device and
//! ids come in from outside, so that every rule can be tested on its own.

#![cfg_attr(test, allow(clippy::arithmetic_side_effects))]

pub mod file;
pub mod find;
pub mod history;
pub mod instrument;
#[cfg(feature = "intake")]
pub mod intake;
pub mod json;
pub mod merge;
mod node;
pub mod num;
pub mod order;
#[cfg(feature = "score")]
pub mod paper;
#[cfg(feature = "score")]
pub mod plan;
pub mod region;
#[cfg(feature = "score")]
pub mod reports;
#[cfg(feature = "score")]
pub mod review;
#[cfg(feature = "score")]
pub mod rollup;
#[cfg(feature = "score")]
pub mod score;
pub mod sheet;
pub mod slice;
pub mod text;

pub use node::DataError;
