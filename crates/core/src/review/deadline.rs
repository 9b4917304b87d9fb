//! Until when, and how long that still is. The clock comes from outside: it is that of
//! the device, and may be wrong.

use crate::instrument::Round;

const MINUTE: u64 = 60_000;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// The end of a number of hours that began at a moment, in milliseconds since 1970.
pub fn deadline(begun: u64, hours: u32) -> u64 {
    begun.saturating_add(u64::from(hours).saturating_mul(HOUR))
}

impl Round {
    /// Until when repairs may take that were asked for at a moment; `None` where the
    /// rules of the round set no time.
    pub fn deadline(&self, asked: u64) -> Option<u64> {
        self.hours.map(|hours| deadline(asked, hours))
    }
}

/// How long it still is, or has been over, in whole minutes, rounded down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeLeft {
    /// Is the time over? The very moment still counts.
    pub over: bool,
    /// Days.
    pub days: u64,
    /// Hours beside the days: 0 to 23.
    pub hours: u64,
    /// Minutes beside the hours: 0 to 59.
    pub minutes: u64,
}

/// How long it is from now until a deadline, both in milliseconds since 1970.
pub fn time_left(deadline: u64, now: u64) -> TimeLeft {
    let between = deadline.abs_diff(now);
    TimeLeft {
        over: now > deadline,
        days: between / DAY,
        hours: between % DAY / HOUR,
        minutes: between % HOUR / MINUTE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_times_24_hours_end_at_the_same_time_of_day() {
        // 3 March 2025, 16.30 and 17 seconds.
        let asked = 1_740_991_817_000;
        let end = deadline(asked, 48);
        assert_eq!(end, asked + 172_800_000);
        let left = |now: u64| {
            let left = time_left(end, now);
            (left.over, left.days, left.hours, left.minutes)
        };
        assert_eq!(left(asked), (false, 2, 0, 0));
        assert_eq!(left(asked + 1), (false, 1, 23, 59));
        assert_eq!(left(end - 1), (false, 0, 0, 0));
        assert_eq!(left(end), (false, 0, 0, 0));
        assert_eq!(left(end + 1), (true, 0, 0, 0));
        assert_eq!(left(end + HOUR + 5 * MINUTE), (true, 0, 1, 5));
        assert_eq!(deadline(u64::MAX, 48), u64::MAX);
        assert!(time_left(u64::MAX, 0).days > 0);
        assert!(time_left(0, u64::MAX).over);
        let round = |hours| Round {
            id: "x".into(),
            title: String::new(),
            hours,
        };
        assert_eq!(round(Some(48)).deadline(asked), Some(end));
        assert_eq!(round(None).deadline(asked), None);
    }
}
