//! Words of dates, targets, and which plan carries an indicator.

use saba_core::plan::{Phase, TargetState};
use saba_core::sheet::Day;

use super::join;

pub const AIMS: &str = "Dates and targets";
pub const AIMS_HINT: &str =
    "Targets and dates here are the regency's own. No score changes because of them.";
pub const SCHEDULE: &str = "Dates of the round";
pub const SCHEDULE_SOURCE: &str = "Official dates from ";
pub const SCHEDULE_NONE: &str = "Saba has no official dates for this instrument yet. Fill in the dates from the province's letter.";
pub const OFFICIAL_DATE: &str = "Official dates: ";
pub const OWN_DATE: &str = "Own dates: ";
pub const OWN_DATES: &str = "Fill in own dates";
pub const UPSIDE_DOWN: &str = "The last day is earlier than the first. Check one of them.";
const FROM: &str = "From";
const TO: &str = "Until";
pub const UNTIL_DATE: &str = "until ";
pub const FROM_DATE: &str = "from ";
pub const TARGETS: &str = "Targets of the regency";
pub const TARGETS_FROM_LEVEL: &str =
    "Use the limits of one level for all targets that are still blank:";
pub const TARGET: &str = "Target";
pub const TARGET_BY: &str = "To be reached by";
pub const TARGET_PER_CENT: &str = "per cent";
pub const TARGET_SCORE: &str = "score, at most ";
pub const STANDS_AT: &str = "Now ";
pub const TARGET_MISSING: &str = "Missing: ";
pub const TARGET_BAD: &str = "This target cannot be used. Write a number from 0 to ";
pub const TARGETS_REACHED: &str = " targets reached";
pub const NO_TARGETS: &str = "No target has been set yet.";

pub const PLANS: &str = "Links to regional plans";
pub const PLANS_HINT: &str = "Write the RPJMD or renstra indicator, the programme and the agency that carry each indicator. No score changes because of them.";
pub const PLAN_OF_ITEM: &str = "Regional plan";
pub const PLANS_LINKED: &str = " indicators are linked";
pub const PLANS_BY_CARRIER: &str = "By agency";
pub const PLANS_NONE: &str =
    "Nothing is linked yet. Open a section below and fill in one indicator.";
pub const PLANS_NO_CARRIER: &str = "No agency named yet";
pub const PLANS_FILL: &str = "Fill in links by section";
pub const PLANS_UNLINKED: &str = " not linked yet";
pub const PLANS_SEARCH: &str = "Search agency, programme or indicator";
pub const PLANS_NOT_HERE: &str = "Not in this instrument";
pub const PLANS_NO_MATCH: &str = "No link matches.";
pub const CARRIER: &str = "Agency";
pub const CARRIER_HINT: &str = "that carries this indicator";
pub const PLAN: &str = "Plan";
pub const PLAN_INDICATOR: &str = "Indicator in that plan";
pub const PROGRAMME: &str = "Programme";
pub const PLAN_CLEAR: &str = "Clear this link";
pub const PLAN_KINDS: [(&str, &str); 2] =
    [("rpjmd", "RPJMD"), ("renstra", "Renstra of the agency")];

/// What may be said under the ids of [`Topic`](saba_core::plan::Topic), by its key.
pub fn plan_label(key: &str) -> &'static str {
    match key {
        "n" => TARGET,
        "sampai" => TO,
        "mulai" => FROM,
        "skpd" => CARRIER,
        "dokumen" => PLAN,
        "indikator" => PLAN_INDICATOR,
        "program" => PROGRAMME,
        "nama" => "Name",
        "jabatan" => "Position and institution",
        "nip" => "NIP",
        "tempat" => "Place",
        "tanggal" => "Date",
        "nomor" => "Number of the minutes",
        "catatan" => "Remarks and agreements",
        "pelaksana" => "Carried out by",
        "peserta" => "Participants",
        "hasil" => "Result in short",
        _ => "",
    }
}

/// What a step of the calendar or another thing said about the sheet is called.
pub fn about_target(of: &str) -> String {
    join(&["Target: ", of])
}

/// See [`about_target`].
pub fn about_link(of: &str) -> String {
    join(&[PLAN_OF_ITEM, ": ", of])
}

/// See [`about_target`].
pub fn about_step(of: &str) -> String {
    join(&["Dates: ", of])
}

/// See [`about_target`].
pub fn about_minutes(of: &str) -> String {
    join(&["Minutes: ", of])
}

/// See [`about_target`].
pub fn about_present(of: &str) -> String {
    join(&["Present: ", of])
}

/// The months, from January.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `February 2025`
pub fn month_of(day: Day) -> String {
    let month = MONTHS.get(usize::from(day.month).saturating_sub(1));
    join(&[month.unwrap_or(&""), " ", &day.year.to_string()])
}

/// `31 May 2025`
pub fn long_day(day: Day) -> String {
    join(&[&day.day.to_string(), " ", &month_of(day)])
}

/// `31-05-2025`
pub fn short_day(day: Day) -> String {
    let two = |n: u8| {
        let zero = if n < 10 { "0" } else { "" };
        join(&[zero, &n.to_string()])
    };
    join(&[
        &two(day.day),
        "-",
        &two(day.month),
        "-",
        &day.year.to_string(),
    ])
}

/// Where a step is today.
pub fn phase(phase: Phase) -> String {
    match phase {
        Phase::Unknown => String::from("no date yet"),
        Phase::Before(days) => join(&["begins in ", &days.to_string(), " days"]),
        Phase::Now(0) => String::from("under way"),
        Phase::Now(days) => join(&["under way, ends in ", &days.to_string(), " days"]),
        Phase::Over(days) => join(&["ended ", &days.to_string(), " days ago"]),
    }
}

/// Where the regency stands against a target.
pub fn target_state(state: TargetState) -> &'static str {
    match state {
        TargetState::Unset => "no target",
        TargetState::Unusable => "target not understood",
        TargetState::Reached => "reached",
        TargetState::Open => "not certain yet",
        TargetState::Missed => "not reached",
    }
}

/// `12 days over` or `12 days left`.
pub fn days_left(days: i64) -> String {
    let count = days.unsigned_abs().to_string();
    match days {
        0 => String::from("today"),
        1.. => join(&[&count, " days left"]),
        _ => join(&[&count, " days over"]),
    }
}
