//! Why a score is what it is, in plain words.

use saba_core::instrument::{Quantity, Rule, Trend};
use saba_core::num::Frac;
use saba_core::score::{Because, Outcome};

use super::join;

/// What happened between the two years.
fn trend_word(trend: Trend) -> &'static str {
    match trend {
        Trend::Up => "naik",
        Trend::Same => "tetap",
        Trend::Down => "turun",
    }
}

/// A measured value with its unit.
fn value(rule: &Rule, unit: &str, v: Frac) -> String {
    match rule.input.quantity {
        Quantity::Ratio { per: 100, .. } => join(&[&v.show(1), " %"]),
        Quantity::Ratio { per: 1000, .. } => join(&[&v.show(2), " per 1.000"]),
        Quantity::Ratio { .. } => join(&[&v.show(2), " per 100.000"]),
        _ => join(&[&v.show(2), " ", unit]),
    }
}

/// The heading of an outcome: `Nilai 50`, `Belum diatur: 50 atau 100`.
pub fn outcome_label(outcome: &Outcome) -> String {
    let listed = |levels: &[u8]| {
        let words: Vec<String> = levels.iter().map(u8::to_string).collect();
        words.join(" atau ")
    };
    match outcome {
        Outcome::Blank { figure: false } => "Belum ada nilai".into(),
        Outcome::Blank { figure: true } => "Belum ada nilai: angka acuan kosong".into(),
        Outcome::Invalid(_) => "Belum bisa dinilai".into(),
        Outcome::Decided { score, .. } => join(&["Nilai ", &score.to_string()]),
        Outcome::Undecided { levels, .. } => join(&["Belum diatur: ", &listed(levels)]),
        Outcome::Ruled { score, .. } => join(&["Nilai ", &score.to_string(), " (ditetapkan)"]),
    }
}

/// Sentences that explain an outcome: the values, the comparison, what the
/// text says about it.
pub fn because(rule: &Rule, unit: &str, b: &Because) -> Vec<String> {
    let mut lines = Vec::new();
    if let (Some(before), Some(after), Some(trend)) = (b.before, b.after, b.trend) {
        let word = trend_word(trend);
        let good = match b.good {
            Some(true) => ", lebih baik",
            Some(false) => ", lebih buruk",
            None => "",
        };
        let (before, after) = (value(rule, unit, before), value(rule, unit, after));
        lines.push(match trend {
            Trend::Same => join(&["Tetap: ", &before, " pada kedua tahun."]),
            _ => join(&[&capital(word), " dari ", &before, " ke ", &after, good, "."]),
        });
    } else if let Some(after) = b.after {
        lines.push(join(&[
            "Capaian tahun terakhir ",
            &value(rule, unit, after),
            ".",
        ]));
    }
    if let Some(second) = b.second {
        lines.push(join(&[
            "Bagian kedua tahun terakhir ",
            &second.show(2),
            " %.",
        ]));
    }
    if let Some(figure) = b.figure {
        let side = match b.second.or(b.after).map(|v| v.cmp(&figure.to_frac())) {
            Some(std::cmp::Ordering::Greater) => "di atas",
            Some(std::cmp::Ordering::Less) => "di bawah",
            _ => "tepat pada",
        };
        lines.push(join(&[
            "Nilainya ",
            side,
            " angka acuan ",
            &figure.show(),
            ".",
        ]));
    }
    if let (Some(flag), Some(label)) = (b.flag, &rule.input.flag) {
        let word = if flag { "ya" } else { "tidak" };
        lines.push(join(&[label, " ", word, "."]));
    }
    match b.matched.as_slice() {
        [_] => {}
        [] => lines.push("Tidak ada nilai di skala resmi yang menyebut keadaan ini.".into()),
        several => {
            let words: Vec<String> = several.iter().map(u8::to_string).collect();
            lines.push(join(&[
                "Skala resmi menyebut keadaan ini pada nilai ",
                &words.join(" dan "),
                " sekaligus.",
            ]));
        }
    }
    if let Some((score, index)) = b.suggested
        && let Some(suggestion) = rule.suggestions.get(index)
    {
        lines.push(join(&[
            super::SUGGESTION,
            &score.to_string(),
            ". ",
            &suggestion.reason,
        ]));
    }
    lines
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    match chars.next() {
        Some(first) => first.to_ascii_uppercase().to_string() + chars.as_str(),
        None => String::new(),
    }
}
