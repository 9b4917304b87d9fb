//! Handing a sheet over and taking one in.

mod hand_over;
#[cfg(feature = "desk")]
mod take_in;

pub use hand_over::hand_over;
#[cfg(feature = "desk")]
pub use take_in::take_in;
