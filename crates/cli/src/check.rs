//! `saba check`: what is wrong with a sheet, in plain Indonesian.

use std::path::Path;

use saba_core::file::Checksum;
use saba_core::instrument::{Instrument, SheetKind};
use saba_core::json::Json;
use saba_core::score::report as score_report;
use saba_core::sheet::progress;

use crate::End;
use crate::files::{self, Told};
use crate::json::{line, list, obj};
use crate::remark::{Remark, remarks};
use crate::words;

/// What is said about one file.
pub fn report(instrument: &Instrument, file: &Path, checksum: Checksum, json: bool) -> Told {
    let incoming = match files::sheet(file, instrument, checksum) {
        Ok(incoming) => incoming,
        Err(refusal) => {
            let text = match json {
                true => line(&obj([
                    ("file", Json::text(file.to_string_lossy())),
                    ("ok", Json::Bool(false)),
                    (
                        "error",
                        obj([
                            ("code", Json::text(refusal.code())),
                            ("message", Json::text(words::refusal(&refusal))),
                            ("place", refusal.place().map_or(Json::Null, Json::text)),
                        ]),
                    ),
                    ("findings", list([])),
                ])),
                false => words::plain(&format!(
                    "{}: {}",
                    file.to_string_lossy(),
                    words::refusal(&refusal)
                )),
            };
            return (text, End::Bad);
        }
    };
    let sheet = &incoming.sheet;
    let def = instrument.sheet(sheet.meta.kind);
    let outcomes = match sheet.meta.kind {
        SheetKind::Kabupaten => score_report(instrument, sheet).outcomes,
        _ => Vec::new(),
    };
    let remarks = remarks(instrument, def, sheet, &outcomes);
    let (errors, warnings): (Vec<&Remark>, Vec<&Remark>) =
        remarks.iter().partition(|r| r.is_error());
    let end = match errors.is_empty() {
        true => End::Good,
        false => End::Bad,
    };
    let sentence = |remark: &Remark| {
        let place = words::place(def, remark);
        let what = words::remark(remark);
        match place.as_str() {
            "" => what,
            place => format!("{place}: {what}"),
        }
    };
    if json {
        let findings = remarks.iter().map(|remark| {
            let mut json = remark.json();
            if let Json::Obj(members) = &mut json {
                members.push(("message".into(), Json::text(sentence(remark))));
            }
            json
        });
        let json = obj([
            ("file", Json::text(file.to_string_lossy())),
            ("ok", Json::Bool(end == End::Good)),
            ("error", Json::Null),
            ("findings", list(findings)),
        ]);
        return (line(&json), end);
    }
    let done = progress(def.items(), sheet, instrument.years);
    let mut text = words::plain(&format!(
        "{}: {} {} dari {} isian lengkap.",
        file.to_string_lossy(),
        words::verdict(errors.len(), warnings.len()),
        done.complete,
        done.all
    ));
    let named = &sheet.meta.instrument;
    if !named.hash.is_empty() && named.hash != instrument.hash {
        text.push_str(&words::plain(&format!(
            "  Diisi dengan instrumen edisi {}, diperiksa dengan edisi {} yang isinya tidak sama.",
            named.edition, instrument.edition
        )));
    }
    for (heading, some) in [("Belum dihitung:", errors), ("Perlu diperiksa:", warnings)] {
        if some.is_empty() {
            continue;
        }
        text.push_str(&words::plain(&format!("  {heading}")));
        for remark in some {
            text.push_str(&words::plain(&format!("  - {}", sentence(remark))));
        }
    }
    (text, end)
}
