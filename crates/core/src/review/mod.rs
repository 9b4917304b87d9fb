//! What those say who look at answers, round by round, and what has to be repaired.
//!
//! A round is one look at everything: by the regency itself, the province, the centre.
//! The instrument names them. What a round says about an item is an [`Entry`]. It is
//! stored in the sheet that it is about, like an answer, under an id of its own
//! ([`entry_id`]), so it has a version, is merged like any answer, travels with the sheet,
//! and is taken back like any change; a program that does not know it keeps it.
//!
//! An item that is to be repaired is open until a newer answer arrives: newer by its
//! version than what was looked at. Nobody has to say "done", and no clock plays a part.
//!
//! The way of a question: [`seen`], [`Command::Review`], [`returns`] writes a file for
//! each who repairs; there [`Return::replica`] is taken in like a sheet and [`to_repair`]
//! lists the items; the answer comes back by the ordinary hand-over, and the same list
//! says that the item is closed.
//!
//! [`Command::Review`]: crate::sheet::Command::Review
//! [`Return::replica`]: crate::file::returned::Return::replica

mod compare;
mod deadline;
mod entry;
mod repair;

pub use compare::{RoundLine, RoundSaid, RoundTally, SectionStanding, rounds, standings, tallies};
pub use deadline::{TimeLeft, deadline, time_left};
pub use entry::{Entry, Repair, Verdict, entry, entry_id, entry_of, seen};
pub use repair::{OwnerTally, ToRepair, owners, returns, to_repair};
