//! Addresses after `#`, so that every screen can be linked to and the browser's
//! own back button works.

use saba_core::instrument::SheetKind;
use saba_core::region::RegionCode;
use saba_core::text::joined;

/// A screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    /// The sheets on this device.
    Home,
    /// Choosing a region; with the regency that is already chosen.
    Choose(Option<RegionCode>),
    /// A page of a sheet.
    Sheet(SheetKind, RegionCode, Page),
    /// Taking in a file.
    TakeIn,
    /// The instruments on this device.
    Instruments,
    /// Sheets that the store has lost.
    Rescue,
    /// What this device can do.
    Device,
    /// Text size and theme.
    #[cfg(feature = "desk")]
    Settings,
    /// What Saba is, where data is kept, licences.
    About,
    /// What the terms of the programme mean.
    #[cfg(feature = "desk")]
    Glossary,
    /// Nothing has this address.
    Unknown,
}

/// A page of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// The sections and how far they are.
    Overview,
    /// One section, possibly with an item to go to.
    Section(String, Option<String>),
    /// What is still to be done.
    Gaps,
    /// Finding an item by any word.
    #[cfg(feature = "desk")]
    Find,
    /// Handing over.
    HandOver,
    /// The sheet on paper.
    #[cfg(feature = "desk")]
    Paper,
    /// Typing in a filled paper sheet: its sections, or one of them.
    #[cfg(feature = "desk")]
    Keying(Option<String>),
    /// Other ways to hand over: a summary, a passphrase, a part.
    #[cfg(feature = "desk")]
    OtherWays,
    /// Where concurrent edits are compared.
    Conflicts,
    /// The villages and kecamatan of the region, and what they have sent.
    Board,
    /// The sheet under two editions of its instrument.
    #[cfg(feature = "desk")]
    Compare,
    /// What villages and kecamatan propose for the regency's indicators.
    #[cfg(feature = "desk")]
    Proposals,
    /// What was: the list if empty, or the name of a moment.
    History(String),
    /// Locking, unlocking, taking off this device.
    Lock,
    /// Rounds of verification.
    #[cfg(feature = "desk")]
    Review,
    /// What is to be repaired.
    #[cfg(feature = "desk")]
    Repairs,
    /// One indicator at a time, for a projector.
    #[cfg(feature = "desk")]
    Meeting,
    /// Cards with the addresses of villages, to be printed.
    #[cfg(feature = "desk")]
    Invitations,
    /// Dates of the round, and targets.
    #[cfg(feature = "desk")]
    Aims,
    /// Which plans and offices carry the indicators.
    #[cfg(feature = "desk")]
    Plans,
    /// Papers to print: the list if empty, or the name of one.
    #[cfg(feature = "desk")]
    Reports(String),
    /// What is to be repaired, as one sheet of paper for a meeting.
    #[cfg(feature = "desk")]
    Recap,
    /// Another regency beside this one.
    #[cfg(feature = "desk")]
    Visit,
}

impl Route {
    /// Reads the address.
    pub fn parse(hash: &str) -> Route {
        let mut parts = hash.trim_matches('/').split('/');
        let first = parts.next().unwrap_or("");
        let rest: Vec<&str> = parts.collect();
        match (first, rest.as_slice()) {
            ("", []) => Route::Home,
            ("mulai", []) => Route::Choose(None),
            ("mulai", [code]) => match RegionCode::parse(code) {
                Some(code) => Route::Choose(Some(code)),
                None => Route::Unknown,
            },
            ("ambil", []) => Route::TakeIn,
            // With the reason why what was shared did not come.
            #[cfg(feature = "desk")]
            ("ambil", [_]) => Route::TakeIn,
            ("instrumen", []) => Route::Instruments,
            ("pulihkan", []) => Route::Rescue,
            ("tentang", []) => Route::About,
            ("perangkat", []) => Route::Device,
            #[cfg(feature = "desk")]
            ("kamus", []) => Route::Glossary,
            // A page of the desk: it is asked for, and reads the address again.
            #[cfg(not(feature = "desk"))]
            ("kamus", []) => Route::Device,
            #[cfg(feature = "desk")]
            ("pengaturan", []) => Route::Settings,
            // A page of the desk, as below.
            #[cfg(not(feature = "desk"))]
            ("pengaturan", []) => Route::Device,
            (kind, [code, page @ ..]) => {
                let Some(kind) = SheetKind::parse(kind) else {
                    return Route::Unknown;
                };
                match RegionCode::parse(code).filter(|c| c.level() == kind.region_level()) {
                    Some(code) => match page {
                        [] => Route::Sheet(kind, code, Page::Overview),
                        ["kurang"] => Route::Sheet(kind, code, Page::Gaps),
                        #[cfg(feature = "desk")]
                        ["cari"] => Route::Sheet(kind, code, Page::Find),
                        #[cfg(feature = "desk")]
                        ["serahkan"] => Route::Sheet(kind, code, Page::HandOver),
                        #[cfg(feature = "desk")]
                        ["serahkan", "lain"] => Route::Sheet(kind, code, Page::OtherWays),
                        #[cfg(feature = "desk")]
                        ["riwayat", rest @ ..] if rest.len() < 2 => {
                            let moment = rest.first().copied().unwrap_or_default();
                            Route::Sheet(kind, code, Page::History(moment.into()))
                        }
                        #[cfg(feature = "desk")]
                        ["bentrok"] => Route::Sheet(kind, code, Page::Conflicts),
                        #[cfg(feature = "desk")]
                        ["cetak"] => Route::Sheet(kind, code, Page::Paper),
                        #[cfg(feature = "desk")]
                        ["ketik", rest @ ..] if rest.len() < 2 => {
                            let section = rest.first().map(|s| (*s).into());
                            Route::Sheet(kind, code, Page::Keying(section))
                        }
                        ["desa"] if kind != SheetKind::Desa => {
                            Route::Sheet(kind, code, Page::Board)
                        }
                        #[cfg(feature = "desk")]
                        ["usulan"] if kind == SheetKind::Kabupaten => {
                            Route::Sheet(kind, code, Page::Proposals)
                        }
                        #[cfg(feature = "desk")]
                        ["bandingkan"] => Route::Sheet(kind, code, Page::Compare),
                        #[cfg(feature = "desk")]
                        ["verifikasi"] => Route::Sheet(kind, code, Page::Review),
                        #[cfg(feature = "desk")]
                        ["perbaikan"] => Route::Sheet(kind, code, Page::Repairs),
                        #[cfg(feature = "desk")]
                        ["rapat"] => Route::Sheet(kind, code, Page::Meeting),
                        #[cfg(feature = "desk")]
                        ["undangan"] if kind != SheetKind::Desa => {
                            Route::Sheet(kind, code, Page::Invitations)
                        }
                        #[cfg(feature = "desk")]
                        ["sasaran"] if kind == SheetKind::Kabupaten => {
                            Route::Sheet(kind, code, Page::Aims)
                        }
                        #[cfg(feature = "desk")]
                        ["rencana"] if kind == SheetKind::Kabupaten => {
                            Route::Sheet(kind, code, Page::Plans)
                        }
                        #[cfg(feature = "desk")]
                        ["laporan", rest @ ..]
                            if kind == SheetKind::Kabupaten && rest.len() < 2 =>
                        {
                            let paper = rest.first().copied().unwrap_or_default();
                            Route::Sheet(kind, code, Page::Reports(paper.into()))
                        }
                        #[cfg(feature = "desk")]
                        ["rekap"] if kind == SheetKind::Kabupaten => {
                            Route::Sheet(kind, code, Page::Recap)
                        }
                        #[cfg(feature = "desk")]
                        ["studi-banding"] if kind == SheetKind::Kabupaten => {
                            Route::Sheet(kind, code, Page::Visit)
                        }
                        // Pages of the desk: it is asked for, and reads the address again.
                        #[cfg(not(feature = "desk"))]
                        [
                            "bentrok" | "verifikasi" | "perbaikan" | "cari" | "cetak" | "undangan"
                            | "serahkan" | "riwayat" | "ketik",
                        ]
                        | ["serahkan" | "riwayat" | "ketik", _] => {
                            Route::Sheet(kind, code, Page::Conflicts)
                        }
                        ["kunci"] => Route::Sheet(kind, code, Page::Lock),
                        [section] => {
                            Route::Sheet(kind, code, Page::Section((*section).into(), None))
                        }
                        [section, item] => Route::Sheet(
                            kind,
                            code,
                            Page::Section((*section).into(), Some((*item).into())),
                        ),
                        _ => Route::Unknown,
                    },
                    None => Route::Unknown,
                }
            }
            _ => Route::Unknown,
        }
    }

    /// Writes the address.
    pub fn hash(&self) -> String {
        let parts: Vec<&str> = match self {
            Route::Home | Route::Unknown => vec![],
            Route::Choose(None) => vec!["mulai"],
            Route::Choose(Some(code)) => vec!["mulai", code.as_str()],
            Route::TakeIn => vec!["ambil"],
            Route::Instruments => vec!["instrumen"],
            Route::Rescue => vec!["pulihkan"],
            Route::About => vec!["tentang"],
            Route::Device => vec!["perangkat"],
            #[cfg(feature = "desk")]
            Route::Glossary => vec!["kamus"],
            #[cfg(feature = "desk")]
            Route::Settings => vec!["pengaturan"],
            Route::Sheet(kind, code, page) => {
                let mut parts = vec![kind.id(), code.as_str()];
                match page {
                    Page::Overview => {}
                    Page::Gaps => parts.push("kurang"),
                    #[cfg(feature = "desk")]
                    Page::Find => parts.push("cari"),
                    Page::HandOver => parts.push("serahkan"),
                    #[cfg(feature = "desk")]
                    Page::Paper => parts.push("cetak"),
                    #[cfg(feature = "desk")]
                    Page::Keying(section) => {
                        parts.push("ketik");
                        parts.extend(section.as_deref());
                    }
                    #[cfg(feature = "desk")]
                    Page::OtherWays => parts.extend(["serahkan", "lain"]),
                    Page::Conflicts => parts.push("bentrok"),
                    Page::Board => parts.push("desa"),
                    #[cfg(feature = "desk")]
                    Page::Proposals => parts.push("usulan"),
                    #[cfg(feature = "desk")]
                    Page::Compare => parts.push("bandingkan"),
                    Page::History(moment) => {
                        parts.push("riwayat");
                        parts.extend(Some(moment.as_str()).filter(|m| !m.is_empty()));
                    }
                    Page::Lock => parts.push("kunci"),
                    #[cfg(feature = "desk")]
                    Page::Review => parts.push("verifikasi"),
                    #[cfg(feature = "desk")]
                    Page::Repairs => parts.push("perbaikan"),
                    #[cfg(feature = "desk")]
                    Page::Meeting => parts.push("rapat"),
                    #[cfg(feature = "desk")]
                    Page::Invitations => parts.push("undangan"),
                    #[cfg(feature = "desk")]
                    Page::Aims => parts.push("sasaran"),
                    #[cfg(feature = "desk")]
                    Page::Plans => parts.push("rencana"),
                    #[cfg(feature = "desk")]
                    Page::Reports(paper) => {
                        parts.push("laporan");
                        parts.extend(Some(paper.as_str()).filter(|p| !p.is_empty()));
                    }
                    #[cfg(feature = "desk")]
                    Page::Recap => parts.push("rekap"),
                    #[cfg(feature = "desk")]
                    Page::Visit => parts.push("studi-banding"),
                    Page::Section(section, item) => {
                        parts.push(section);
                        parts.extend(item.as_deref());
                    }
                }
                parts
            }
        };
        let mut hash = String::from("#/");
        hash.push_str(&joined(&mut parts.into_iter(), "/"));
        hash
    }
}
