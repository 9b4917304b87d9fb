//! What was: copies of sheets that the device has lost, and how a sheet was before.

mod lost;

pub use lost::lost;
