//! Rounds of verification: what those who look at answers say about them, what has to be
//! repaired, and the way of a request to whoever repairs (desk). That something is to be
//! repaired is said in both programs ([`asked`]).

mod asked;
#[cfg(feature = "desk")]
mod countdown;
#[cfg(feature = "desk")]
mod edit;
#[cfg(feature = "desk")]
mod meeting;
#[cfg(feature = "desk")]
mod overview;
#[cfg(feature = "desk")]
mod panel;
#[cfg(feature = "desk")]
mod recap;
#[cfg(feature = "desk")]
mod repairs;
#[cfg(feature = "desk")]
mod round;
#[cfg(feature = "desk")]
mod rounds;
#[cfg(feature = "desk")]
mod send;
#[cfg(feature = "desk")]
mod table;
#[cfg(feature = "desk")]
mod words;

pub use asked::{line, on_item};
#[cfg(feature = "desk")]
pub use countdown::deadline;
#[cfg(feature = "desk")]
pub use edit::command;
#[cfg(feature = "desk")]
pub use meeting::meeting;
#[cfg(feature = "desk")]
pub use overview::{overview, range_words};
#[cfg(feature = "desk")]
pub use panel::panel;
#[cfg(feature = "desk")]
pub use recap::recap;
#[cfg(feature = "desk")]
pub use repairs::repairs;
#[cfg(feature = "desk")]
use words::asked_in_words;
#[cfg(feature = "desk")]
pub use words::{asked_lines, lines, round_title, title};
