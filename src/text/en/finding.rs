//! Findings: begin with what was seen, end with what to do. They never block.

use saba_core::sheet::FindingKind;

use super::join;

/// One sentence for a finding. Labels are those of the instrument, which stay as they are.
pub fn finding(kind: &FindingKind) -> String {
    match kind {
        FindingKind::NotANumber => {
            "This does not read as a number. Write digits only, such as 1.234 or 8,7.".into()
        }
        FindingKind::NotWhole => "This number has decimals. Write a whole number.".into(),
        FindingKind::Negative => "This number is below zero. Write zero or more.".into(),
        FindingKind::TooLarge => "This number is too large. Check how many digits it has.".into(),
        FindingKind::Above(max) => join(&["This number is larger than ", &max.show(), ". Check it."]),
        FindingKind::AboveWhole { part, whole, label } => join(&[
            &part.show(),
            " is larger than “",
            label,
            "” (",
            &whole.show(),
            "). Check one of them.",
        ]),
        FindingKind::ZeroDenominator => {
            "A whole of zero cannot be scored. If there really is none, ask the province for a ruling and add a note.".into()
        }
        FindingKind::NotADay => "This does not read as a date. Write it like 2024-05-31.".into(),
        FindingKind::OddYear => "This year cannot be right. Check the date.".into(),
        FindingKind::UnknownChoice => "This choice is not known. Choose one of those shown.".into(),
        FindingKind::Sum { sum, whole, label } => join(&[
            "The sum is ",
            &sum.show(),
            ", but “",
            label,
            "” is ",
            &whole.show(),
            ". Check one of them.",
        ]),
        FindingKind::Leap { before, after } => join(&[
            "It changed more than fivefold: ",
            &before.show(),
            ", then ",
            &after.show(),
            ". Check whether both are right.",
        ]),
        FindingKind::Expires => {
            "The SK ends before the year of data does, so it does not count yet. Check the date.".into()
        }
        FindingKind::TooOld => {
            "The SK is ten years old or older at the end of the year of data, so it does not count. Check the date.".into()
        }
        FindingKind::OdfWithOpenDefecation(n) => join(&[
            "The status says verified, but ",
            &n.show(),
            " households still defecate in the open. Check one of them.",
        ]),
    }
}
