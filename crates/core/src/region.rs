//! Official region codes: `63.11.01.2001` is province, regency, kecamatan,
//! village.

use crate::order::sorted;

/// A checked region code of any level.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegionCode(String);

/// What a region code stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RegionLevel {
    /// `63`
    Province,
    /// `63.11`
    Regency,
    /// `63.11.01`
    Kecamatan,
    /// `63.11.01.2001`
    Village,
}

impl RegionCode {
    /// Reads a code; `None` unless it has the official shape (2, 2, 2 and 4
    /// digits parted by dots).
    pub fn parse(text: &str) -> Option<RegionCode> {
        let widths = [2, 2, 2, 4];
        let parts: Vec<&str> = text.split('.').collect();
        let shaped = !parts.is_empty()
            && parts.len() <= widths.len()
            && parts.iter().zip(widths).all(|(part, width)| {
                part.len() == width && part.bytes().all(|b| b.is_ascii_digit())
            });
        shaped.then(|| RegionCode(text.to_string()))
    }

    /// The code as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Which level the code has.
    pub fn level(&self) -> RegionLevel {
        match self.0.len() {
            2 => RegionLevel::Province,
            5 => RegionLevel::Regency,
            8 => RegionLevel::Kecamatan,
            _ => RegionLevel::Village,
        }
    }

    /// The code of the region that this one lies in, at `level` or the code
    /// itself where it is not below that level.
    pub fn within(&self, level: RegionLevel) -> RegionCode {
        let len = match level {
            RegionLevel::Province => 2,
            RegionLevel::Regency => 5,
            RegionLevel::Kecamatan => 8,
            RegionLevel::Village => 13,
        };
        RegionCode(self.0.get(..len).unwrap_or(&self.0).to_string())
    }

    /// Is this region `other` or a part of it?
    pub fn is_in(&self, other: &RegionCode) -> bool {
        self.within(other.level()) == *other
    }
}

/// The official kecamatan and villages of one regency, each in the order of the codes
/// and none twice.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct RegionList {
    kecamatan: Vec<RegionCode>,
    villages: Vec<RegionCode>,
}

impl RegionList {
    /// Codes in any order; those of other levels are left out.
    pub fn new(codes: impl IntoIterator<Item = RegionCode>) -> RegionList {
        let codes = sorted(codes.into_iter().collect(), &RegionCode::cmp);
        let mut list = RegionList::default();
        for code in codes {
            let of_level = match code.level() {
                RegionLevel::Kecamatan => &mut list.kecamatan,
                RegionLevel::Village => &mut list.villages,
                _ => continue,
            };
            if of_level.last() != Some(&code) {
                of_level.push(code);
            }
        }
        list
    }

    /// The regions of a level: kecamatan or villages.
    pub fn of(&self, level: RegionLevel) -> &[RegionCode] {
        match level {
            RegionLevel::Kecamatan => &self.kecamatan,
            RegionLevel::Village => &self.villages,
            _ => &[],
        }
    }

    /// Is it an official region?
    pub fn holds(&self, code: &RegionCode) -> bool {
        self.of(code.level()).binary_search(code).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_official_shapes_are_codes() {
        for bad in [
            "",
            "6",
            "63.",
            "63.1",
            "63.11.1",
            "63.11.01.201",
            "63.11.01.2001.1",
            "ab.cd",
            "63-11",
        ] {
            assert_eq!(RegionCode::parse(bad), None, "{bad}");
        }
        let village = RegionCode::parse("63.11.01.2001").expect("code");
        assert_eq!(village.level(), RegionLevel::Village);
        assert_eq!(village.within(RegionLevel::Regency).as_str(), "63.11");
        assert!(village.is_in(&RegionCode::parse("63.11.01").expect("code")));
        assert!(!village.is_in(&RegionCode::parse("63.10").expect("code")));
    }

    #[test]
    fn a_list_is_in_order_and_knows_its_regions() {
        let codes = [
            "63.11.02",
            "63.11.01.2002",
            "63.11.01.2001",
            "63.11.02",
            "63.11",
            "63.11.01",
        ];
        let list = RegionList::new(codes.into_iter().filter_map(RegionCode::parse));
        let of = |level| -> Vec<&str> { list.of(level).iter().map(RegionCode::as_str).collect() };
        assert_eq!(of(RegionLevel::Kecamatan), ["63.11.01", "63.11.02"]);
        assert_eq!(of(RegionLevel::Village), ["63.11.01.2001", "63.11.01.2002"]);
        assert!(list.holds(&RegionCode::parse("63.11.01.2002").expect("code")));
        assert!(!list.holds(&RegionCode::parse("63.11.01.2003").expect("code")));
        assert!(!list.holds(&RegionCode::parse("63.11").expect("code")));
    }
}
