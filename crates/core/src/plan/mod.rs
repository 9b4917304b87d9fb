//! What a regency plans, beside its answers: dates of the round, targets of its own, which
//! plan and which office carries an indicator, and the particulars of the papers that it
//! signs.
//!
//! All of it is said in the sheet like an answer, each under an id of its own
//! ([`Topic::id`]: `$sasaran:odf`, `$rencana:T1.06`), so it has a version, is merged,
//! journalled and taken back like any answer, and programs that do not know it keep it. None
//! of it enters a score. It belongs to one regency: a copy for another region is without.
//!
//! The dates that hold for everybody are data of their own ([`Calendar`]) beside the
//! instrument: they may be corrected without giving the instrument another hash.

mod calendar;
mod link;
mod target;
mod topic;

pub use calendar::{Calendar, Own, Phase, Stage, Step, days_until, own_dates};
pub use link::{CarrierLinks, Link, LinkLine, Links, link, links, normal_name};
pub use target::{Aim, Ends, Standing, TARGET_BY, TARGET_VALUE, Target, TargetState, standings};
pub use topic::{Topic, item};
