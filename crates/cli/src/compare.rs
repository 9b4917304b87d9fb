//! `saba compare`: what becomes of a sheet under another edition of its
//! instrument, as one line of JSON: what differs, and both scores.

use std::path::Path;

use saba_core::file::Checksum;
use saba_core::instrument::Instrument;
use saba_core::json::Json;
use saba_core::score::{InstrumentDiff, ItemChange, compare};

use crate::End;
use crate::files::{self, Told};
use crate::json::{line as one_line, list, obj};
use crate::score::{judged, refused, what_it_is, with_file};

/// The line for one file.
pub fn line([old, new]: [&Instrument; 2], file: &Path, checksum: Checksum) -> Told {
    let incoming = match files::sheet_of(file, &[old, new], checksum) {
        Ok(incoming) => incoming,
        Err(refusal) => return (one_line(&refused(file, &refusal)), End::Bad),
    };
    let mut members = what_it_is(&incoming);
    members.push(("diff".into(), diff(&compare(old, new, &incoming.sheet))));
    for (name, instrument) in [("old", old), ("new", new)] {
        let judged = judged(instrument, &incoming.sheet);
        members.push((name.into(), Json::Obj(judged)));
    }
    (one_line(&with_file(file, members)), End::Good)
}

fn diff(diff: &InstrumentDiff) -> Json {
    let ids = |ids: &[String]| list(ids.iter().map(Json::text));
    obj([
        ("added", ids(&diff.added)),
        ("dropped", ids(&diff.dropped)),
        ("changed", list(diff.changed.iter().map(change))),
        ("same", Json::int(diff.same.len() as u64)),
        ("unasked", ids(&diff.unasked)),
        ("years", Json::Bool(diff.years)),
        ("levels", Json::Bool(diff.levels)),
    ])
}

fn change(change: &ItemChange) -> Json {
    obj([
        ("id", Json::text(&change.id)),
        ("title", Json::Bool(change.title)),
        ("fields", Json::Bool(change.fields)),
        ("rule", Json::Bool(change.rule)),
        ("moved", Json::Bool(change.moved)),
    ])
}
