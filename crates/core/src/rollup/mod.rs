//! From the sheets of villages and kecamatan to proposed figures of the regency sheet.
//!
//! Nothing here answers for anybody: [`Roller::rollup`] proposes, a person adopts, and
//! [`Adopted`] remembers from what, so that [`standing`] can tell what has changed
//! after that. A village that did not answer is never counted as nought: it is not
//! counted, and the proposal names it.
//!
//! Each sheet is looked at once: what it gives is its small [`Contribution`]. Rolling up
//! adds contributions and reads no sheet, so a sheet that comes anew replaces one
//! contribution and the others stay.
//!
//! What is rolled up to what stands in the instrument ([`RollupRule`]).
//!
//! [`RollupRule`]: crate::instrument::RollupRule

mod adopt;
mod contribution;
mod plan;
mod propose;
mod reading;

pub use adopt::{
    ADOPTED, Adopted, Changes, FigureChange, RegionChange, Standing, adopt, changes_since, standing,
};
pub use contribution::{Contribution, Odd, Slot};
pub use plan::Roller;
pub use propose::{
    Coverage, Figure, Lack, LevelView, OddIn, Period, Proposal, Row, Source, StepCount,
};
