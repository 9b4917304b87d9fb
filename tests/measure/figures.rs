//! Measured times as people read them, in the form of `docs/performance.md`.

use serde_json::Value;

/// Times in milliseconds, in order.
pub struct Times(Vec<f64>);

impl Times {
    /// Puts times in order; there has to be one at least.
    pub fn new(mut times: Vec<f64>) -> Self {
        assert!(!times.is_empty(), "nothing was measured");
        times.sort_by(f64::total_cmp);
        Self(times)
    }

    /// From a list that a page gave.
    pub fn read(list: &Value) -> Self {
        let list = list.as_array().expect("a list of times");
        Self::new(list.iter().filter_map(Value::as_f64).collect())
    }

    /// The time that a share of all stays within, from 0 to 1.
    fn within(&self, share: f64) -> f64 {
        let last = (self.0.len() - 1) as f64;
        self.0[(last * share).ceil() as usize]
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }

    pub fn median(&self) -> f64 {
        self.within(0.5)
    }

    pub fn p95(&self) -> f64 {
        self.within(0.95)
    }

    pub fn best(&self) -> f64 {
        self.within(0.0)
    }

    pub fn worst(&self) -> f64 {
        self.within(1.0)
    }

    /// A line of a table: median, what 95 of 100 stay within, worst.
    pub fn row(&self, name: &str) -> Vec<String> {
        let figures = [self.median(), self.p95(), self.worst()].map(time);
        std::iter::once(String::from(name)).chain(figures).collect()
    }
}

/// Milliseconds with their unit: `914 ms`, `5.3 ms`, `0.61 ms`, `5.6 µs`.
pub fn time(ms: f64) -> String {
    match ms {
        ms if ms >= 20.0 => format!("{ms:.0} ms"),
        ms if ms >= 1.0 => format!("{ms:.1} ms"),
        ms if ms >= 0.1 => format!("{ms:.2} ms"),
        ms => format!("{:.1} µs", ms * 1e3),
    }
}

/// A number with a comma between the thousands.
pub fn count(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A table in Markdown. The first column are names.
pub fn print_table(title: &str, head: &[&str], rows: &[Vec<String>]) {
    println!("\n{title}\n");
    println!("| {} |", head.join(" | "));
    println!("|{}", "---|".repeat(head.len()));
    for row in rows {
        println!("| {} |", row.join(" | "));
    }
    println!();
}
