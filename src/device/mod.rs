//! This device: its windows, its health, and what it keeps from others who use it.

mod health;
#[cfg(feature = "desk")]
mod lock;
#[cfg(feature = "desk")]
mod removal;
#[cfg(feature = "desk")]
mod unlock;
mod windows;

#[cfg(feature = "desk")]
pub use health::card;
pub use health::trouble;
#[cfg(feature = "desk")]
pub use lock::lock_page;
#[cfg(feature = "desk")]
pub use unlock::{ask_passphrase, lock_now_button};
#[cfg(feature = "desk")]
pub use windows::take_over;
pub use windows::{ask, only_reads, saved, shown, start};
