//! What the regency plans: dates of the round, targets of its own, and which plan and office
//! carries an indicator (desk). None of it enters a score.

mod about;
mod aims;
mod form;
mod links;
mod schedule;

pub use about::{ids, is_list, item, lines, title};
pub use aims::{aim_title, aims, shown, standings};
pub use form::on_item;
pub use links::{plan_name, plans};
pub use schedule::next_step;
