//! Words of the study visit: another regency beside one's own.

use saba_core::instrument::SheetKind;
use saba_core::score::Lead;

use super::join;

pub const VISIT: &str = "Study visit";
pub const VISIT_HINT: &str = "Open the sheet file of another regency or city, then compare tatanan by tatanan and indicator by indicator. The file is only looked at: it is not stored, not merged, and gone from here when the page is closed or loaded again.";
pub const VISIT_OPEN: &str = "Open the file of another regency";
pub const VISIT_OPEN_OTHER: &str = "Open another file";
pub const VISIT_CLOSE: &str = "Close this file";
pub const VISIT_READING: &str = "Reading the file.";
pub const VISIT_SEVERAL: &str =
    "This file holds several regency sheets. Choose the one to compare with.";
pub const VISIT_IS_A: &str = "this is the ";
pub const VISIT_NO_REGENCY_REST: &str =
    ", not a regency sheet. Ask the sender for the file of the regency sheet.";
pub const VISIT_NO_REGENCY: &str =
    "there is no regency sheet in it. Ask the sender for the file of the regency sheet.";
pub const VISIT_HERE: &str = " (this sheet)";
pub const VISIT_THERE: &str = " (file)";
pub const VISIT_OURS_NOW: &str = "The sheet on this device, as it is now";
pub const VISIT_NO_DATE: &str = "The file does not say when it was handed over";
pub const VISIT_SAME_REGION: &str =
    "This file is from the same region. To merge it, use Take in files.";
pub const VISIT_PART: &str =
    "This file holds a part of a sheet only. What is not in it counts as not filled in.";
pub const VISIT_DISPUTED: &str = " items in that file were answered differently by several people; the one that stands first is scored.";
pub const VISIT_INSTEAD: &str = "The edition of the instrument that the file names is not on this device, so the nearest edition scores it. Open the file of that instrument on the instruments page to be exact.";
pub const VISIT_EDITIONS: &str = "The editions of the instrument differ. Each is scored by its own, and indicators whose rules differ are not compared.";
pub const VISIT_YEARS: &str = "The data years differ.";
pub const VISIT_TOTALS: &str = "By tatanan and condition";
pub const VISIT_BARS_HINT: &str = "The dark part is certain, the light part still possible. Upright lines: what each award level takes, the lowest first. Ahead is only said where it is certain, whatever is still blank.";
pub const VISIT_NOT_ASKED: &str = "not asked";
pub const VISIT_WHO_LEADS: &str = "Who is ahead";
pub const VISIT_LINES: &str = "By indicator";
pub const VISIT_SECTION: &str = "Tatanan";
pub const VISIT_ALL_SECTIONS: &str = "All tatanan";
pub const VISIT_NONE: &str = "There is no such indicator.";
pub const VISIT_JUDGED_APART: &str =
    "The two editions score it by different rules, so it is not compared.";
pub const VISIT_TO_OURS: &str = "Open our item";

/// A kind of sheet inside a sentence.
pub fn kind_inside(kind: SheetKind) -> &'static str {
    match kind {
        SheetKind::Desa => "village sheet of",
        SheetKind::Kecamatan => "kecamatan sheet of",
        SheetKind::Kabupaten => "regency sheet of",
    }
}

/// Who is ahead, with a sign before it: `▲ Tabalong ahead`.
pub fn lead(lead: Lead, ours: &str, theirs: &str) -> String {
    match lead {
        Lead::Theirs => join(&["▲ ", theirs, " ahead"]),
        Lead::Ours => join(&["▼ ", ours, " ahead"]),
        Lead::Same => "= the same".into(),
        Lead::Open => "? not certain yet".into(),
        Lead::Apart => "≠ not comparable".into(),
    }
}
