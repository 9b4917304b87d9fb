//! Words of dates, targets, and which plan carries an indicator, in English.

use saba_core::plan::{Phase, TargetState};
use saba_core::sheet::Day;

use super::join;

pub const AIMS: &str = "Dates and targets";
pub const AIMS_HINT: &str =
    "Targets and dates here are the regency's own. They do not change any score.";
pub const SCHEDULE: &str = "Dates of the round";
pub const SCHEDULE_SOURCE: &str = "Official dates according to ";
pub const SCHEDULE_NONE: &str = "Saba has no official dates for this instrument yet. Fill in the dates of the letter from the province.";
pub const OFFICIAL_DATE: &str = "Official: ";
pub const OWN_DATE: &str = "Own date: ";
pub const OWN_DATES: &str = "Fill in own dates";
pub const UPSIDE_DOWN: &str = "The end is earlier than the beginning. Check one of them.";
const FROM: &str = "From";
const TO: &str = "Until";
pub const UNTIL_DATE: &str = "until ";
pub const FROM_DATE: &str = "from ";
pub const TARGETS: &str = "Targets of the regency/city";
pub const TARGETS_FROM_LEVEL: &str =
    "Use the thresholds of one level for all targets that are still blank:";
pub const TARGET: &str = "Target";
pub const TARGET_BY: &str = "To be reached not later than";
pub const TARGET_PER_CENT: &str = "per cent";
pub const TARGET_SCORE: &str = "score, at most ";
pub const STANDS_AT: &str = "Now ";
pub const TARGET_MISSING: &str = "Lacking ";
pub const TARGET_BAD: &str = "This target cannot be used. Write a number from 0 to ";
pub const TARGETS_REACHED: &str = " targets reached";
pub const NO_TARGETS: &str = "No targets are filled in yet.";

pub const PLANS: &str = "Links to plans of the region";
pub const PLANS_HINT: &str = "Write which RPJMD or renstra indicator, programme and agency carries each indicator. This does not change any score.";
pub const PLAN_OF_ITEM: &str = "Plan of the region";
pub const PLANS_LINKED: &str = " indicators are linked";
pub const PLANS_BY_CARRIER: &str = "By agency";
pub const PLANS_NONE: &str =
    "Nothing is linked yet. Open a section below and fill in one indicator.";
pub const PLANS_NO_CARRIER: &str = "No agency is named yet";
pub const PLANS_FILL: &str = "Fill in links by section";
pub const PLANS_UNLINKED: &str = " not linked yet";
pub const PLANS_SEARCH: &str = "Find an agency, a programme or an indicator";
pub const PLANS_NOT_HERE: &str = "Not in this instrument";
pub const PLANS_NO_MATCH: &str = "No link matches.";
pub const CARRIER: &str = "Agency";
pub const CARRIER_HINT: &str = "that carries this indicator";
pub const PLAN: &str = "Document of the plan";
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
        "catatan" => "Notes and agreements",
        "pelaksana" => "Held by",
        "peserta" => "Number of people",
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

/// Where a step is today.
pub fn phase(phase: Phase) -> String {
    match phase {
        Phase::Unknown => String::from("no date yet"),
        Phase::Before(days) => join(&["begins in ", &days.to_string(), " days"]),
        Phase::Now(0) => String::from("going on"),
        Phase::Now(days) => join(&["going on, ends in ", &days.to_string(), " days"]),
        Phase::Over(days) => join(&["ended ", &days.to_string(), " days ago"]),
    }
}

/// Where the regency stands against a target.
pub fn target_state(state: TargetState) -> &'static str {
    match state {
        TargetState::Unset => "no target yet",
        TargetState::Unusable => "the target cannot be read",
        TargetState::Reached => "reached",
        TargetState::Open => "not certain",
        TargetState::Missed => "not reached",
    }
}

/// `12 days late` or `in 12 days`.
pub fn days_left(days: i64) -> String {
    let count = days.unsigned_abs().to_string();
    match days {
        0 => String::from("today"),
        1.. => join(&["in ", &count, " days"]),
        _ => join(&[&count, " days late"]),
    }
}
