//! What was: copies of sheets that the device has lost, and how a sheet was before.

mod lost;
#[cfg(feature = "desk")]
mod machine;
#[cfg(feature = "desk")]
mod moment;
#[cfg(feature = "desk")]
mod rescue;
#[cfg(feature = "desk")]
mod timeline;

pub use lost::lost;
#[cfg(feature = "desk")]
pub use machine::machine;
#[cfg(feature = "desk")]
pub use moment::moment;
#[cfg(feature = "desk")]
pub use rescue::rescue;
#[cfg(feature = "desk")]
pub use timeline::Timeline;
