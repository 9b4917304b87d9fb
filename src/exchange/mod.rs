//! Handing a sheet over and taking one in.

#[cfg(feature = "desk")]
mod conflicts;
mod copy_light;
mod disagree;
#[cfg(feature = "desk")]
mod hand_over;
#[cfg(feature = "desk")]
mod intake;
#[cfg(feature = "desk")]
mod left;
#[cfg(feature = "desk")]
mod other;
pub mod payload;
#[cfg(feature = "desk")]
pub mod sealing;
#[cfg(feature = "desk")]
pub mod ways;

#[cfg(feature = "desk")]
pub use conflicts::{conflicts, lines};
pub use copy_light::{copy_light, look};
pub use disagree::{line as disagreements, on_item as disagreement};
#[cfg(feature = "desk")]
pub use hand_over::hand_over;
#[cfg(feature = "desk")]
pub use intake::{sharing_words, take_in};
#[cfg(feature = "desk")]
pub use other::other_ways;
