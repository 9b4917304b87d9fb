//! Words for meetings: the recap on paper, what changed between rounds, what is known of
//! an indicator's evidence and history.

use saba_core::score::Lead;

pub const RECAP: &str = "Rekap perbaikan";
pub const RECAP_FOR_MEETING: &str = "Rekap untuk rapat";
pub const RECAP_ITEMS: &str = " isian diminta diperbaiki · ";
pub const RECAP_ONLY_OPEN: &str = "Hanya yang belum dijawab";
pub const RECAP_NOTHING: &str = "Tidak ada yang perlu diperbaiki di putaran ini.";

pub const BARS_NEEDED: &str = "Batas tiap tingkat";
pub const BELOW_ALL: &str = "di bawah batas";
pub const STILL_POSSIBLE: &str = ", masih bisa ";
pub const SUMS_BY_SECTION: &str = "Jumlah per tatanan";
pub const CHANGE_HEAD: &str = "Perubahan";

pub const EVIDENCE_ASKED: &str = "Yang diminta";
pub const EVIDENCE_STATE: &str = "Yang tercatat di lembar";
pub const NOT_WRITTEN: &str = "belum ditulis";
pub const ITEM_HISTORY: &str = "Riwayat isian ini";
pub const ITEM_HISTORY_NONE: &str = "Belum ada perubahan yang tercatat di perangkat ini.";
pub const WHOLE_HISTORY: &str = "Buka riwayat seluruh lembar";

/// What became of a score between two rounds.
pub fn changed(lead: Lead) -> &'static str {
    match lead {
        Lead::Theirs => "naik",
        Lead::Ours => "turun",
        Lead::Same => "tetap",
        Lead::Open | Lead::Apart => "belum pasti",
    }
}
