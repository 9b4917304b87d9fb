//! Handing a sheet over and taking one in.

mod hand_over;
mod take_in;

pub use hand_over::hand_over;
pub use take_in::take_in;
