//! Numbers without floating point: decimals as people type them, fractions
//! for every comparison. Rounding exists only in the functions that show.

use std::cmp::Ordering;
use std::fmt;

/// Most digits a number may have (mantissa below 10^18).
const MAX_DIGITS: usize = 18;
/// Most digits after the decimal mark.
const MAX_SCALE: u32 = 17;

/// An exact decimal: `mantissa / 10^scale`, in lowest terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    mantissa: i64,
    scale: u32,
}

/// Why a text is not a number that can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumError {
    /// It is not a number at all.
    NotANumber,
    /// More digits than any count in a regency can have.
    TooLong,
}

fn pow10(n: u32) -> i128 {
    10i128.checked_pow(n).unwrap_or(i128::MAX)
}

impl Decimal {
    /// Nought.
    pub const ZERO: Decimal = Decimal {
        mantissa: 0,
        scale: 0,
    };

    /// A whole number.
    pub fn int(n: u32) -> Decimal {
        Decimal {
            mantissa: i64::from(n),
            scale: 0,
        }
    }

    /// A whole number of at most 18 digits.
    pub(crate) const fn whole(n: i64) -> Decimal {
        Decimal {
            mantissa: n,
            scale: 0,
        }
    }

    fn from_parts(negative: bool, whole: &str, part: &str) -> Result<Decimal, NumError> {
        let whole = whole.trim_start_matches('0');
        let part = part.trim_end_matches('0');
        let digits = whole.len().saturating_add(part.len());
        let scale = u32::try_from(part.len()).map_err(|_| NumError::TooLong)?;
        if digits > MAX_DIGITS || scale > MAX_SCALE {
            return Err(NumError::TooLong);
        }
        let mut mantissa: i64 = 0;
        for byte in whole.bytes().chain(part.bytes()) {
            if !byte.is_ascii_digit() {
                return Err(NumError::NotANumber);
            }
            mantissa = mantissa
                .saturating_mul(10)
                .saturating_add(i64::from(byte & 15));
        }
        let mantissa = if negative {
            mantissa.saturating_neg()
        } else {
            mantissa
        };
        Ok(Decimal { mantissa, scale })
    }

    /// A number as JSON writes it: `12`, `-0.5`, `1e3`.
    ///
    /// # Errors
    /// [`NumError::TooLong`] beyond 18 digits.
    pub fn parse_json(raw: &str) -> Result<Decimal, NumError> {
        let (negative, raw) = match raw.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, raw),
        };
        let (digits, exponent) = match raw.split_once(['e', 'E']) {
            Some((d, e)) => (d, e.parse::<i32>().map_err(|_| NumError::TooLong)?),
            None => (raw, 0),
        };
        if exponent.unsigned_abs() > 40 {
            return Err(NumError::TooLong);
        }
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.is_empty() && part.is_empty() {
            return Err(NumError::NotANumber);
        }
        if exponent == 0 {
            return Decimal::from_parts(negative, whole, part);
        }
        let mut whole = whole.to_string();
        let mut part = part.to_string();
        for _ in 0..exponent {
            let moved = if part.is_empty() { '0' } else { part.remove(0) };
            whole.push(moved);
        }
        for _ in exponent..0 {
            part.insert(0, whole.pop().unwrap_or('0'));
        }
        Decimal::from_parts(negative, &whole, &part)
    }

    /// A number as people in Indonesia type it: `1.234,5`, `1234`, `8,7`; a
    /// lone dot that cannot part thousands is taken for a decimal mark
    /// (`8.7`). Blanks between digits and a trailing `%` are let pass.
    ///
    /// # Errors
    /// [`NumError::NotANumber`] where the reading would be a guess.
    pub fn parse_typed(text: &str) -> Result<Decimal, NumError> {
        let cleaned: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '\u{a0}' && *c != '\u{202f}')
            .collect();
        let cleaned = cleaned.strip_suffix('%').unwrap_or(&cleaned);
        let (negative, body) = match cleaned.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (true, rest),
            None => (false, cleaned),
        };
        if body.is_empty()
            || !body
                .bytes()
                .all(|b| b.is_ascii_digit() || b == b'.' || b == b',')
        {
            return Err(NumError::NotANumber);
        }
        let (whole, part) = match body.split_once(',') {
            Some((whole, part)) => (whole, part),
            None => match body.split_once('.') {
                Some((whole, part)) if !grouped(body) => {
                    return match part.contains('.') || whole.is_empty() || part.is_empty() {
                        true => Err(NumError::NotANumber),
                        false => Decimal::from_parts(negative, whole, part),
                    };
                }
                _ => (body, ""),
            },
        };
        let comma = body.contains(',');
        if part.contains(['.', ',']) || (comma && (whole.is_empty() || part.is_empty())) {
            return Err(NumError::NotANumber);
        }
        if whole.contains('.') && !grouped(whole) {
            return Err(NumError::NotANumber);
        }
        Decimal::from_parts(negative, &whole.replace('.', ""), part)
    }

    /// Is it a whole number?
    pub fn is_whole(self) -> bool {
        self.scale == 0
    }

    /// Is it below nought?
    pub fn is_negative(self) -> bool {
        self.mantissa < 0
    }

    /// The same as a fraction.
    pub fn to_frac(self) -> Frac {
        Frac::reduced(i128::from(self.mantissa), pow10(self.scale))
    }

    /// Canonical form, with a dot: `-1234.5`. The same as by `Display`, but
    /// without a formatter, which a browser has no other use for.
    pub fn text(self) -> String {
        let digits = self.mantissa.unsigned_abs().to_string();
        let scale = self.scale as usize;
        let mut out = String::new();
        for _ in digits.len()..scale.saturating_add(1) {
            out.push('0');
        }
        out.push_str(&digits);
        let whole = out.len().saturating_sub(scale);
        if scale > 0 {
            out.insert(whole, '.');
        }
        if self.mantissa < 0 {
            out.insert(0, '-');
        }
        out
    }

    /// Indonesian form: `1.234,5`.
    pub fn show(self) -> String {
        let raw = self.text();
        let (sign, raw) = match raw.strip_prefix('-') {
            Some(rest) => ("-", rest),
            None => ("", raw.as_str()),
        };
        let (whole, part) = raw.split_once('.').unwrap_or((raw, ""));
        let mut out = String::from(sign);
        let digits = whole.len();
        for (i, c) in whole.chars().enumerate() {
            if i > 0 && digits.saturating_sub(i).checked_rem(3) == Some(0) {
                out.push('.');
            }
            out.push(c);
        }
        if !part.is_empty() {
            out.push(',');
            out.push_str(part);
        }
        out
    }

    /// What an input field shows while it is edited: Indonesian decimal comma, no
    /// thousands dots.
    pub fn show_plain(self) -> String {
        self.text().replace('.', ",")
    }
}

/// An exact sum of any number of decimals, in any order. Only the result must fit:
/// what is added first does not matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Total {
    /// In units of `10^-17`.
    units: i128,
    /// Grew beyond all bounds on the way.
    beyond: bool,
}

impl Total {
    /// Adds a number.
    pub fn add(&mut self, n: Decimal) {
        let unit = pow10(MAX_SCALE.saturating_sub(n.scale));
        let units = i128::from(n.mantissa)
            .checked_mul(unit)
            .and_then(|n| self.units.checked_add(n));
        match units {
            Some(units) => self.units = units,
            None => self.beyond = true,
        }
    }

    /// Takes a number away.
    pub fn subtract(&mut self, n: Decimal) {
        self.add(Decimal {
            mantissa: n.mantissa.saturating_neg(),
            ..n
        });
    }

    /// The sum; `None` where it has more digits than a number can have.
    pub fn value(self) -> Option<Decimal> {
        let (mut rest, mut scale) = (self.units, MAX_SCALE);
        while scale > 0 && rest.checked_rem(10) == Some(0) {
            rest = rest.checked_div(10)?;
            scale = scale.saturating_sub(1);
        }
        let largest = pow10(MAX_DIGITS as u32).unsigned_abs();
        let mantissa = i64::try_from(rest).ok()?;
        let fits = !self.beyond && rest.unsigned_abs() < largest;
        fits.then_some(Decimal { mantissa, scale })
    }
}

/// `1.234.567`: first group of one to three digits and not nought, the others
/// of exactly three.
fn grouped(text: &str) -> bool {
    let mut groups = text.split('.');
    let first = groups.next().unwrap_or("");
    (1..=3).contains(&first.len()) && !first.starts_with('0') && groups.all(|g| g.len() == 3)
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        match self.scale == other.scale {
            true => self.mantissa.cmp(&other.mantissa),
            false => self.to_frac().cmp(&other.to_frac()),
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Canonical form: [`Decimal::text`].
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text())
    }
}

/// An exact fraction in lowest terms, denominator above nought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Frac {
    num: i128,
    den: i128,
}

fn gcd(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a.unsigned_abs(), b.unsigned_abs());
    // Browsers have no division of 128 bits; most numbers are whole.
    while b > 1 {
        (a, b) = match (u64::try_from(a), u64::try_from(b)) {
            (Ok(small), Ok(by)) => (b, u128::from(small.checked_rem(by).unwrap_or(0))),
            _ => (b, a.checked_rem(b).unwrap_or(0)),
        };
    }
    if b == 1 {
        return 1;
    }
    i128::try_from(a).unwrap_or(1).max(1)
}

impl Frac {
    fn reduced(num: i128, den: i128) -> Frac {
        let g = gcd(num, den);
        if g == 1 {
            return Frac { num, den };
        }
        Frac {
            num: num.checked_div(g).unwrap_or(num),
            den: den.checked_div(g).unwrap_or(den),
        }
    }

    /// A whole number.
    pub fn int(n: u32) -> Frac {
        Frac {
            num: i128::from(n),
            den: 1,
        }
    }

    /// `n / d × per`; `None` when `d` is nought or the digits do not fit.
    pub fn rate(n: Decimal, d: Decimal, per: u32) -> Option<Frac> {
        if d.mantissa == 0 {
            return None;
        }
        let n = n.to_frac().times(Frac::int(per))?;
        let d = d.to_frac();
        let flipped = match d.num < 0 {
            true => Frac {
                num: d.den.checked_neg()?,
                den: d.num.checked_neg()?,
            },
            false => Frac {
                num: d.den,
                den: d.num,
            },
        };
        n.times(flipped)
    }

    /// The product; `None` when the digits do not fit.
    pub fn times(self, other: Frac) -> Option<Frac> {
        let a = gcd(self.num, other.den);
        let b = gcd(other.num, self.den);
        let num = self
            .num
            .checked_div(a)?
            .checked_mul(other.num.checked_div(b)?)?;
        let den = self
            .den
            .checked_div(b)?
            .checked_mul(other.den.checked_div(a)?)?;
        Some(Frac { num, den })
    }

    /// The difference; `None` when the digits do not fit.
    pub fn minus(self, other: Frac) -> Option<Frac> {
        let left = self.num.checked_mul(other.den)?;
        let right = other.num.checked_mul(self.den)?;
        Some(Frac::reduced(
            left.checked_sub(right)?,
            self.den.checked_mul(other.den)?,
        ))
    }

    /// Below nought?
    pub fn is_negative(self) -> bool {
        self.num < 0
    }

    /// Indonesian form with `places` digits after the comma, half away from
    /// nought. Where rounding would reach a round number that the value does
    /// not have, more digits are shown, so that 79,99 never reads as 80.
    pub fn show(self, places: u32) -> String {
        for more in 0..4 {
            let places = places.saturating_add(more);
            let (text, exact, round) = self.show_with(places);
            if exact || !round || more == 3 {
                return text;
            }
        }
        String::new()
    }

    fn show_with(self, places: u32) -> (String, bool, bool) {
        let unit = pow10(places);
        let scaled = self.num.unsigned_abs().saturating_mul(unit.unsigned_abs());
        let den = self.den.unsigned_abs().max(1);
        let floor = scaled.checked_div(den).unwrap_or(0);
        let rest = scaled.checked_rem(den).unwrap_or(0);
        let up = rest.saturating_mul(2) >= den;
        let rounded = floor.saturating_add(u128::from(up));
        let round = rounded.checked_rem(unit.unsigned_abs()) == Some(0);
        let mantissa = i64::try_from(rounded).unwrap_or(i64::MAX);
        let mantissa = if self.num < 0 {
            mantissa.saturating_neg()
        } else {
            mantissa
        };
        // Trailing noughts go: "75", not "75,0".
        let decimal = Decimal {
            mantissa,
            scale: places,
        };
        let mut text = decimal.show();
        if text.contains(',') {
            text = text.trim_end_matches('0').trim_end_matches(',').to_string();
        }
        (text, rest == 0, round)
    }
}

/// Canonical form, always with a denominator: `1/3`, `75/1`.
impl fmt::Display for Frac {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.num.to_string())?;
        f.write_str("/")?;
        f.write_str(&self.den.to_string())
    }
}

impl Ord for Frac {
    /// Compares by continued fractions: no product, so nothing can overflow.
    fn cmp(&self, other: &Self) -> Ordering {
        let (mut a, mut b, mut c, mut d) = (self.num, self.den, other.num, other.den);
        loop {
            let (p, q) = (
                a.checked_div_euclid(b).unwrap_or(0),
                c.checked_div_euclid(d).unwrap_or(0),
            );
            match p.cmp(&q) {
                Ordering::Equal => {}
                unequal => return unequal,
            }
            let (r, s) = (
                a.checked_rem_euclid(b).unwrap_or(0),
                c.checked_rem_euclid(d).unwrap_or(0),
            );
            match (r == 0, s == 0) {
                (true, true) => return Ordering::Equal,
                (true, false) => return Ordering::Less,
                (false, true) => return Ordering::Greater,
                // r/b against s/d is the reverse of b/r against d/s.
                (false, false) => (a, b, c, d) = (d, s, b, r),
            }
        }
    }
}

impl PartialOrd for Frac {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn typed(text: &str) -> String {
        Decimal::parse_typed(text).map_or_else(|e| format!("{e:?}"), |d| d.to_string())
    }

    #[test]
    fn typed_numbers_are_read_the_indonesian_way() {
        for (text, want) in [
            ("1.234,5", "1234.5"),
            ("1.234", "1234"),
            ("1234", "1234"),
            ("8,7", "8.7"),
            ("8.7", "8.7"),
            ("0.125", "0.125"),
            ("12.50", "12.5"),
            (" 1 234 ", "1234"),
            ("93,3 %", "93.3"),
            ("-5", "-5"),
            ("007", "7"),
            ("0", "0"),
            ("1.234.567", "1234567"),
            ("12a", "NotANumber"),
            ("", "NotANumber"),
            ("1,234.5", "NotANumber"),
            ("1.23.456", "NotANumber"),
            ("1,2,3", "NotANumber"),
            (",5", "NotANumber"),
            ("5,", "NotANumber"),
            (".", "NotANumber"),
            ("1234567890123456789", "TooLong"),
        ] {
            assert_eq!(typed(text), want, "{text}");
        }
    }

    #[test]
    fn json_numbers_are_exact() {
        for (raw, want) in [
            ("33.333333333333336", "33.333333333333336"),
            ("1e3", "1000"),
            ("25e-1", "2.5"),
            ("-0", "0"),
        ] {
            assert_eq!(
                Decimal::parse_json(raw).map(|d| d.to_string()),
                Ok(want.to_string())
            );
        }
    }

    #[test]
    fn rounding_never_hides_on_which_side_a_value_lies() {
        let rate = |n, d| {
            Frac::rate(Decimal::int(n), Decimal::int(d), 100)
                .expect("fits")
                .show(1)
        };
        assert_eq!(rate(112, 120), "93,3");
        assert_eq!(rate(3, 4), "75");
        assert_eq!(rate(7999, 10000), "79,99");
        assert_eq!(rate(79999, 100_000), "79,999");
        assert_eq!(rate(1, 3), "33,3");
        assert_eq!(Decimal::int(1_234_567).show(), "1.234.567");
    }

    #[test]
    fn a_sum_need_only_fit_at_its_end() {
        let sum = |numbers: &[&str]| {
            let mut total = Total::default();
            for n in numbers {
                total.add(Decimal::parse_json(n).expect("number"));
            }
            total.value().map(|n| n.to_string())
        };
        assert_eq!(sum(&[]).as_deref(), Some("0"));
        assert_eq!(sum(&["2.5", "1.8", "0.7"]).as_deref(), Some("5"));
        let (large, small) = ("999999999999", "0.00000000000000001");
        assert_eq!(sum(&[large, small]), None);
        let least = "-0.00000000000000001";
        assert_eq!(sum(&[large, small, least]).as_deref(), Some(large));
        let most = ["999999999999999999"; 2];
        assert_eq!(sum(&most), None);
    }

    proptest! {
        #[test]
        fn sums_are_those_of_whole_numbers(list in prop::collection::vec((-99_999i64..99_999, 0u32..4), 0..9)) {
            let (mut total, mut thousandths) = (Total::default(), 0i64);
            for (m, s) in &list {
                let n = Decimal::parse_json(&Decimal { mantissa: *m, scale: *s }.to_string()).expect("number");
                if m % 2 == 0 { total.add(n) } else { total.subtract(n) }
                let sign = if m % 2 == 0 { 1 } else { -1 };
                thousandths += sign * m * 10i64.pow(3 - s);
            }
            let want = Decimal::parse_json(&Decimal { mantissa: thousandths, scale: 3 }.to_string());
            prop_assert_eq!(total.value().ok_or(NumError::TooLong), want);
        }

        #[test]
        fn fractions_compare_like_cross_products(a in -9999i64..9999, b in 1i64..9999, c in -9999i64..9999, d in 1i64..9999) {
            let x = Frac::reduced(i128::from(a), i128::from(b));
            let y = Frac::reduced(i128::from(c), i128::from(d));
            prop_assert_eq!(x.cmp(&y), (a * d).cmp(&(c * b)));
        }

        #[test]
        fn shown_numbers_are_read_back(m in -999_999_999_999i64..999_999_999_999, s in 0u32..6) {
            let text = Decimal { mantissa: m, scale: s }.to_string();
            let d = Decimal::parse_json(&text).expect("own form");
            prop_assert_eq!(Decimal::parse_typed(&d.show()), Ok(d));
        }

        #[test]
        fn no_text_panics(text in "\\PC*") {
            let _ = Decimal::parse_typed(&text);
            let _ = Decimal::parse_json(&text);
            let _ = crate::json::Json::parse(&text);
        }
    }
}
