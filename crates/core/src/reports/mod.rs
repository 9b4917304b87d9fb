//! What the papers of a round say that a regency has to hand in: the recap of the profile,
//! the tables of Forkom and Pokja, and tables as files for a spreadsheet.
//!
//! Only what follows from data. The sentences of the papers, and how they are laid out on
//! a page, are the page's.

mod bodies;
mod csv;
mod recap;

pub use bodies::{BodySk, body_sk};
pub use csv::{Cell, csv};
pub use recap::{BodyState, PerCent, Recap, recap};
