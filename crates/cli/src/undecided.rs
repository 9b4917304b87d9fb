//! `saba undecided`: every combination that the official scales leave open, as
//! a page that a secretariat can take to the ministry. In Indonesian.

use saba_core::instrument::{
    Direction, Instrument, Item, Operand, Quantity, Rule, SheetKind, Trend,
};
use saba_core::num::{Decimal, Frac};
use saba_core::score::{Reach, Situation, figure_item, open_situations};

use crate::words::lower_first;

/// A bound of a scale, as it is worded.
struct Bound {
    /// The printed number; `None` for the reference figure.
    printed: Option<Decimal>,
    words: String,
}

/// A rule and what its values can be.
struct Scale<'a> {
    rule: &'a Rule,
    /// Ascending.
    bounds: Vec<Bound>,
    /// Largest value there can be.
    max: Option<Decimal>,
    /// Only whole numbers occur.
    whole: bool,
    /// The value that is compared with bounds is the one whose trend counts.
    own_trend: bool,
}

/// Situations that lie side by side and are open for the same reason.
struct Row {
    trend: Option<Trend>,
    flag: Option<bool>,
    /// First and last region; odd on a bound, even between bounds.
    from: usize,
    to: usize,
    situation: Situation,
}

/// The whole page.
pub fn page(instrument: &Instrument) -> String {
    let def = instrument.sheet(SheetKind::Kabupaten);
    let mut body = String::new();
    let (mut rows, mut indicators, mut judged) = (0usize, 0usize, 0usize);
    for section in &def.sections {
        let mut table = String::new();
        for item in &section.items {
            let Some(rule) = &item.rule else { continue };
            judged = judged.saturating_add(1);
            let figure = figure_item(def, item).map(|i| i.title.as_str());
            let scale = Scale::new(item, rule, figure);
            let open = scale.rows();
            if !open.is_empty() {
                indicators = indicators.saturating_add(1);
            }
            for (index, row) in open.iter().enumerate() {
                rows = rows.saturating_add(1);
                let cells = [
                    scale.name(item, index == 0),
                    trend_words(row.trend),
                    scale.value_words(row),
                    levels_words(row),
                    reason_words(row),
                    suggestion_words(rule, row),
                ];
                table.push('|');
                for cell in cells {
                    table.push(' ');
                    table.push_str(&cell);
                    table.push_str(" |");
                }
                table.push('\n');
            }
        }
        if table.is_empty() {
            continue;
        }
        let heading = match section.tatanan {
            Some(no) => format!("Tatanan {no}: {}", section.title),
            None => section.title.clone(),
        };
        let [earlier, later] = instrument.years;
        body.push_str(&format!(
            "\n## {heading}\n\n| Indikator | {earlier} ke {later} | Keadaan {later} | Nilai yang mungkin | Sebab | Usulan bacaan |\n|---|---|---|---|---|---|\n{table}"
        ));
    }
    let [_, later] = instrument.years;
    format!(
        "# Yang belum diatur skala resmi\n\n\
        <!-- Dibuat oleh `saba undecided` dari data instrumen; jangan disunting. -->\n\n\
        Instrumen {} edisi {}: dari {judged} isian yang dinilai, {indicators} punya keadaan yang \
        tidak diputuskan oleh teks skalanya ({rows} baris di bawah ini). Sebelum ada ketetapan, \
        Saba menghitung isian seperti itu dari nilai terendah sampai nilai tertinggi yang mungkin.\n\n\
        - **Celah**: tidak ada nilai pada skala yang menyebut keadaan itu. **Tumpang tindih**: \
        beberapa nilai menyebutnya sekaligus.\n\
        - Nilai yang mungkin pada sebuah celah dibatasi keadaan di sekitarnya: tidak lebih rendah \
        daripada keadaan yang lebih buruk, tidak lebih tinggi daripada keadaan yang lebih baik.\n\
        - \"Antara A dan B\" tidak termasuk A dan B sendiri. Angka dibandingkan tanpa pembulatan.\n\
        - Keadaan yang tidak mungkin terjadi (misalnya naik menjadi 0) tidak dicantumkan. Pembagi 0 \
        juga tidak: keadaan itu tidak dinilai, dan perlu ketetapan tersendiri.\n\
        - Skala tanpa rumus, yang nilainya dipilih penilai, tidak ada di sini.\n\
        - Angka acuan {later} yang tidak tercetak di instrumen disebut dengan namanya.\n{body}",
        escape(&instrument.id),
        escape(&instrument.edition),
    )
}

impl<'a> Scale<'a> {
    fn new(item: &Item, rule: &'a Rule, figure: Option<&str>) -> Scale<'a> {
        let input = &rule.input;
        let mut printed: Vec<Decimal> = Vec::new();
        let mut by_figure = false;
        let clauses = rule
            .scale
            .iter()
            .flat_map(|s| &s.clauses)
            .chain(rule.suggestions.iter().map(|s| &s.clause));
        for compare in clauses.flat_map(|c| &c.value) {
            match compare.operand {
                Operand::Printed(n) => printed.push(n),
                Operand::Figure => by_figure = true,
            }
        }
        printed.sort();
        printed.dedup();
        let mut bounds: Vec<Bound> = printed
            .into_iter()
            .map(|n| Bound {
                printed: Some(n),
                words: with_unit(item, rule, n),
            })
            .collect();
        if by_figure {
            let mut words = lower_first(figure.unwrap_or("Angka acuan"));
            if let Some(n) = input.printed_figure {
                words.push_str(&format!(" (tercetak {})", with_unit(item, rule, n)));
            }
            bounds = vec![Bound {
                printed: None,
                words,
            }];
        }
        let (max, whole) = match (&input.quantity, &input.second) {
            (_, Some(_)) => (Some(Decimal::int(100)), false),
            (
                Quantity::Ratio {
                    per, part: true, ..
                },
                None,
            ) => (Some(Decimal::int(*per)), false),
            (Quantity::Number { max }, None) => (*max, false),
            (Quantity::Count, None) => (None, true),
            _ => (None, false),
        };
        Scale {
            rule,
            bounds,
            max,
            whole,
            own_trend: input.second.is_none(),
        }
    }

    /// Open situations that can occur; those side by side that are open alike
    /// are put together.
    fn rows(&self) -> Vec<Row> {
        let mut rows: Vec<Row> = Vec::new();
        for (trend, region, flag, situation) in open_situations(self.rule) {
            if !self.possible(trend, region) {
                continue;
            }
            if let Some(last) = rows.last_mut()
                && last.trend == trend
                && last.flag == flag
                && last.situation.reach == situation.reach
                && last.situation.matched == situation.matched
                && last.situation.suggested == situation.suggested
                && last.to.saturating_add(1) == region
            {
                last.to = region;
            } else {
                rows.push(Row {
                    trend,
                    flag,
                    from: region,
                    to: region,
                    situation,
                });
            }
        }
        rows
    }

    /// May a value lie in this region and have come there this way? Only what
    /// certainly cannot occur is denied.
    fn possible(&self, trend: Option<Trend>, region: usize) -> bool {
        let bound = |i: usize| self.bounds.get(i).map(|b| b.printed);
        let half = region.div_euclid(2);
        // The region as an interval; a reference figure may be anything.
        let (low, high) = match region % 2 {
            1 => match bound(half) {
                Some(Some(n)) => (Some((n, true)), Some((n, true))),
                _ => return true,
            },
            _ => {
                let low = half.checked_sub(1).and_then(bound);
                let high = bound(half);
                if low == Some(None) || high == Some(None) {
                    return true;
                }
                (
                    low.flatten().map(|n| (n, false)),
                    high.flatten().map(|n| (n, false)),
                )
            }
        };
        // Nothing is below nought, nothing above its largest value.
        let low = match low {
            Some((n, _)) if n.is_negative() => (Decimal::ZERO, true),
            Some(low) => low,
            None => (Decimal::ZERO, true),
        };
        let high = match (high, self.max) {
            (Some((n, _)), Some(max)) if n > max => Some((max, true)),
            (Some(high), _) => Some(high),
            (None, max) => max.map(|max| (max, true)),
        };
        let Some(high) = high else { return true };
        if !holds_any(low, high, self.whole) {
            return false;
        }
        if !self.own_trend {
            return true;
        }
        match trend {
            // Whatever rose is above nought.
            Some(Trend::Up) => {
                let low = if low.0 == Decimal::ZERO {
                    (low.0, false)
                } else {
                    low
                };
                holds_any(low, high, self.whole)
            }
            // Whatever fell is below the largest value.
            Some(Trend::Down) if self.max == Some(high.0) => {
                holds_any(low, (high.0, false), self.whole)
            }
            _ => true,
        }
    }

    fn name(&self, item: &Item, first: bool) -> String {
        let number = match item.number() {
            number if number.is_empty() => item.id.clone(),
            number => number,
        };
        if !first {
            return number;
        }
        let input = &self.rule.input;
        let better = match input.better {
            Direction::Down if input.second.is_none() => " (lebih rendah lebih baik)",
            _ => "",
        };
        format!("**{number}** {}{better}", escape(&item.title))
    }

    /// `di bawah 14 %`, `tepat 14 %`, `antara 70 % dan 80 %`.
    fn value_words(&self, row: &Row) -> String {
        let last = self.bounds.len().saturating_mul(2);
        let reachable =
            |from: usize, to: usize| (from..to).any(|region| self.possible(row.trend, region));
        // Where nothing can lie beyond an end, the end needs no words.
        let low = reachable(0, row.from).then_some(row.from);
        let high = reachable(row.to.saturating_add(1), last.saturating_add(1)).then_some(row.to);
        let words = |i: usize| match self.bounds.get(i) {
            Some(bound) => escape(&bound.words),
            None => String::new(),
        };
        // The bound of an end, and whether the end includes it.
        let low = low.map(|region| match region % 2 {
            1 => (words(region.div_euclid(2)), true),
            _ => (words(region.div_euclid(2).saturating_sub(1)), false),
        });
        let high = high.map(|region| (words(region.div_euclid(2)), region % 2 == 1));
        let value = match (low, high) {
            _ if row.from == row.to && row.from % 2 == 1 => {
                format!("tepat {}", words(row.from.div_euclid(2)))
            }
            (None, None) => "berapa pun".into(),
            (None, Some((b, true))) => format!("paling tinggi {b}"),
            (None, Some((b, false))) => format!("di bawah {b}"),
            (Some((a, true)), None) => format!("paling rendah {a}"),
            (Some((a, false)), None) => format!("di atas {a}"),
            (Some((a, false)), Some((b, false))) => format!("antara {a} dan {b}"),
            (Some((a, true)), Some((b, false))) => format!("mulai {a}, di bawah {b}"),
            (Some((a, false)), Some((b, true))) => format!("di atas {a}, paling tinggi {b}"),
            (Some((a, true)), Some((b, true))) => format!("{a} sampai {b}"),
        };
        let input = &self.rule.input;
        let mut out = String::new();
        if let Some(label) = &input.second {
            out.push_str(&escape(&lower_first(label)));
            out.push_str(": ");
        }
        out.push_str(&value);
        if let (Some(label), Some(flag)) = (&input.flag, row.flag) {
            out.push_str(&format!(
                "; {}: {}",
                escape(lower_first(label).trim_end_matches('?')),
                if flag { "ya" } else { "tidak" }
            ));
        }
        out
    }
}

/// Does a number lie between two ends that are included or not?
fn holds_any(low: (Decimal, bool), high: (Decimal, bool), whole: bool) -> bool {
    let ((low, low_in), (high, high_in)) = (low, high);
    if whole && let (Some(a), Some(b)) = (whole_number(low), whole_number(high)) {
        let a = if low_in { a } else { a.saturating_add(1) };
        let b = if high_in { b } else { b.saturating_sub(1) };
        return a <= b;
    }
    low < high || (low == high && low_in && high_in)
}

fn whole_number(n: Decimal) -> Option<i64> {
    n.is_whole().then(|| n.to_string().parse().ok()).flatten()
}

fn with_unit(item: &Item, rule: &Rule, n: Decimal) -> String {
    let n = n.show();
    match &rule.input.quantity {
        _ if rule.input.second.is_some() => format!("{n} %"),
        Quantity::Ratio { per: 100, .. } => format!("{n} %"),
        Quantity::Ratio { per, .. } => format!("{n} per {}", Frac::int(*per).show(0)),
        _ => match unit(item) {
            "" => n,
            unit => format!("{n} {unit}"),
        },
    }
}

fn unit(item: &Item) -> &str {
    item.fields
        .iter()
        .find(|f| f.is_number() && !f.unit.is_empty())
        .map_or("", |f| f.unit.as_str())
}

fn trend_words(trend: Option<Trend>) -> String {
    match trend {
        Some(Trend::Up) => "naik",
        Some(Trend::Same) => "tetap",
        Some(Trend::Down) => "turun",
        None => "–",
    }
    .into()
}

fn levels_words(row: &Row) -> String {
    let levels = match &row.situation.reach {
        Reach::One(score) => vec![*score],
        Reach::Open(levels) => levels.clone(),
    };
    let words: Vec<String> = levels.iter().map(u8::to_string).collect();
    match words.as_slice() {
        [several @ .., last] if several.len() > 1 => {
            format!("{}, atau {last}", several.join(", "))
        }
        words => words.join(" atau "),
    }
}

fn reason_words(row: &Row) -> String {
    let words: Vec<String> = row.situation.matched.iter().map(u8::to_string).collect();
    match words.as_slice() {
        [] => "celah".into(),
        words => format!("tumpang tindih ({})", words.join(" dan ")),
    }
}

fn suggestion_words(rule: &Rule, row: &Row) -> String {
    let suggestion = row
        .situation
        .suggested
        .and_then(|(score, index)| Some((score, rule.suggestions.get(index)?)));
    match suggestion {
        Some((score, suggestion)) => format!("**{score}**. {}", escape(&suggestion.reason)),
        None => "–".into(),
    }
}

/// Text for a cell of a Markdown table, whatever stands in it.
fn escape(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '|' | '*' | '_' | '`' | '[' | ']' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]
mod tests {
    use super::*;
    use saba_core::score::{Case, judge};
    use std::collections::BTreeSet;

    fn instrument() -> Instrument {
        crate::instrument::load(None).unwrap()
    }

    /// Every value worth trying: each bound, beside it, between, and the ends.
    fn values(scale: &Scale, figure: Decimal) -> Vec<Frac> {
        let mut points: Vec<Decimal> = scale
            .bounds
            .iter()
            .map(|b| b.printed.unwrap_or(figure))
            .chain([Decimal::ZERO])
            .chain(scale.max)
            .collect();
        points.sort();
        points.dedup();
        let step = match scale.whole {
            true => Decimal::int(1).to_frac(),
            false => Decimal::parse_json("0.001").unwrap().to_frac(),
        };
        let mut values = Vec::new();
        for p in points {
            let p = p.to_frac();
            let below = p.minus(step).unwrap();
            let above = p.minus(Frac::int(0).minus(step).unwrap()).unwrap();
            values.extend([below, p, above]);
        }
        values.retain(|v| !v.is_negative() && scale.max.is_none_or(|m| *v <= m.to_frac()));
        values
    }

    fn cases(scale: &Scale, figure: Decimal) -> Vec<Case> {
        let input = &scale.rule.input;
        let values = values(scale, figure);
        let flags: &[Option<bool>] = match input.flag {
            Some(_) => &[Some(true), Some(false)],
            None => &[None],
        };
        let mut cases = Vec::new();
        for flag in flags {
            for x in &values {
                for y in &values {
                    let (before, after, second) = match (input.two_years, &input.second) {
                        (_, Some(_)) => {
                            for (a, b) in [(1, 2), (2, 2), (2, 1)] {
                                cases.push(Case {
                                    before: Some(Frac::int(a)),
                                    after: Some(Frac::int(b)),
                                    second: Some(*y),
                                    figure: Some(figure),
                                    flag: *flag,
                                    level: None,
                                });
                            }
                            continue;
                        }
                        (true, None) => (Some(*x), *y, None),
                        (false, None) => (None, *y, None),
                    };
                    cases.push(Case {
                        before,
                        after: Some(after),
                        second,
                        figure: input.figure.then_some(figure),
                        flag: *flag,
                        level: None,
                    });
                }
            }
        }
        cases
    }

    /// Everything that trying out finds open stands in a row, with these
    /// levels; and everything that stands in a row is found by trying out, so
    /// nothing impossible is listed.
    #[test]
    fn the_rows_are_exactly_what_can_be_found_open() {
        let instrument = instrument();
        let def = instrument.sheet(SheetKind::Kabupaten);
        let mut seen = 0;
        for item in def.items() {
            let Some(rule) = &item.rule else { continue };
            if rule.input.quantity == Quantity::Ladder {
                continue;
            }
            let scale = Scale::new(item, rule, None);
            let mut found: BTreeSet<(String, Vec<u8>)> = BTreeSet::new();
            for case in cases(&scale, Decimal::int(50)) {
                let situation = judge(rule, &case);
                if let Reach::Open(levels) = situation.reach {
                    found.insert((situation.key, levels));
                }
            }
            let listed: BTreeSet<(String, Vec<u8>)> = open_situations(rule)
                .into_iter()
                .filter(|(trend, region, ..)| scale.possible(*trend, *region))
                .map(|(.., s)| match s.reach {
                    Reach::Open(levels) => (s.key, levels),
                    Reach::One(_) => panic!("{}: decided", item.id),
                })
                .collect();
            assert_eq!(listed, found, "{}", item.id);
            let spanned: usize = scale.rows().iter().map(|r| r.to - r.from + 1).sum();
            assert_eq!(spanned, listed.len(), "{}", item.id);
            seen += listed.len();
        }
        assert!(seen > 200, "only {seen}");
    }

    fn made(rule: &str) -> Instrument {
        let text = format!(
            r#"{{"format":"saba-instrument","version":1,"id":"x","edition":"1","title":"x","years":[2023,2024],
            "levels":[],"tatanan":[],"sheets":{{
            "desa":{{"title":"d","sections":[]}},"kecamatan":{{"title":"k","sections":[]}},
            "kabupaten":{{"title":"k","sections":[{{"id":"s","title":"S","items":[
            {{"id":"X1","title":"A|b <i>","num":"n","den":"d","unit":"buah","rule":{rule}}}]}}]}}}}}}"#
        );
        Instrument::load(&text).unwrap()
    }

    fn rows(rule: &str) -> Vec<String> {
        page(&made(rule))
            .lines()
            .filter(|l| l.starts_with("| ") && !l.starts_with("| Indikator"))
            .map(|l| {
                l.trim_start_matches("| ")
                    .split_once(" | ")
                    .unwrap()
                    .1
                    .to_string()
            })
            .collect()
    }

    #[test]
    fn regions_are_worded_from_the_bounds() {
        let bands = |quantity: &str, top: &str, low: &str| {
            rows(&format!(
                r#"{{"family":"bands","version":1,"input":{{{quantity},"better":"up"}},"scale":[
                {{"score":100,"text":"a","if":[{{"value":[{top}]}}]}},{{"score":0,"text":"b","if":[{{"value":[{low}]}}]}}]}}"#
            ))
        };
        let percent = r#""quantity":"ratio","per":100,"part":true"#;
        let gap = |value: &str| vec![format!("– | {value} | 0 atau 100 | celah | – |")];
        assert_eq!(
            bands(percent, r#"[">",80]"#, r#"["<",80]"#),
            gap("tepat 80 %")
        );
        assert_eq!(
            bands(percent, r#"[">",80]"#, r#"["<",70.5]"#),
            gap("70,5 % sampai 80 %")
        );
        assert_eq!(
            bands(percent, r#"[">=",80]"#, r#"["<=",70]"#),
            gap("antara 70 % dan 80 %")
        );
        assert_eq!(
            bands(percent, r#"[">",80]"#, r#"["<=",70]"#),
            gap("di atas 70 %, paling tinggi 80 %")
        );
        assert_eq!(
            bands(percent, r#"[">=",80]"#, r#"["<",70]"#),
            gap("mulai 70 %, di bawah 80 %")
        );
        assert_eq!(
            bands(percent, r#"["=",100]"#, r#"["<",80]"#),
            gap("mulai 80 %, di bawah 100 %")
        );
        assert_eq!(
            bands(percent, r#"["=",100]"#, r#"["=",0]"#),
            gap("antara 0 % dan 100 %")
        );
        assert_eq!(
            bands(
                r#""quantity":"ratio","per":1000"#,
                r#"[">",1]"#,
                r#"["<",1]"#
            ),
            gap("tepat 1 per 1.000")
        );
        // No whole number lies between 3 and 4.
        let count = r#""quantity":"count""#;
        assert_eq!(
            bands(count, r#"[">=",4]"#, r#"["<=",3]"#),
            Vec::<String>::new()
        );
        assert_eq!(
            bands(count, r#"[">=",5]"#, r#"["<=",3]"#),
            gap("antara 3 buah dan 5 buah")
        );
        assert_eq!(
            bands(percent, r#"[">=",80]"#, r#"["<=",80]"#),
            ["– | tepat 80 % | 0 atau 100 | tumpang tindih (0 dan 100) | – |"]
        );
    }

    #[test]
    fn what_cannot_occur_is_left_out() {
        let trend = |body: &str| {
            rows(&format!(
                r#"{{"family":"trend_threshold","version":1,"input":{{"quantity":"ratio","per":100,"part":true,"better":"up","two_years":true}},"scale":[{body}]}}"#
            ))
        };
        // Up to 0 and down to 100 cannot be; same at either can.
        let open = trend(
            r#"{"score":100,"text":"a","if":[{"value":[[">",0],["<",100]]}]},{"score":0,"text":"b","if":[{"trend":["same"],"value":[["=",50]]}]}"#,
        );
        assert_eq!(
            open,
            [
                "turun | tepat 0 % | 0 atau 100 | celah | – |",
                "tetap | tepat 0 % | 0 atau 100 | celah | – |",
                "tetap | tepat 50 % | 0 atau 100 | tumpang tindih (0 dan 100) | – |",
                "tetap | tepat 100 % | 100 | celah | – |",
                "naik | tepat 100 % | 100 | celah | – |",
            ]
        );
        let all = trend(
            r#"{"score":100,"text":"a","if":[{"trend":["up"]}]},{"score":0,"text":"b","if":[{"trend":["down"]}]}"#,
        );
        assert_eq!(all, ["tetap | berapa pun | 0 atau 100 | celah | – |"]);
    }

    #[test]
    fn text_of_an_instrument_cannot_break_the_table() {
        let page = page(&made(
            r#"{"family":"bands","version":1,"input":{"quantity":"count","better":"up"},"scale":[
            {"score":100,"text":"a","if":[{"value":[[">",1]]}]},{"score":0,"text":"b","if":[{"value":[["<",1]]}]}]}"#,
        ));
        assert!(page.contains(r"**X1** A\|b &lt;i>"), "{page}");
    }
}
