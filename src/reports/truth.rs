//! The statement that the data is true, to be signed.

use saba_core::plan::Topic;
use saba_core::sheet::progress;

use super::{Content, or_dots, said, said_day};
use crate::dom::{El, div, el, p};
use crate::{fill, plans, platform, state, text};

pub fn content() -> Content {
    let id = Topic::Truth.id();
    let of = |key: &str| said(&id, key);
    let signer = pairs([
        (text::plan_label("nama"), of("nama")),
        (text::plan_label("jabatan"), of("jabatan")),
        (text::plan_label("nip"), of("nip")),
    ]);
    let place = text::join(&[
        or_dots(&of("tempat")),
        ", ",
        or_dots(&said_day(&id, "tanggal")),
    ]);
    let signature = div("signature")
        .child(p(&place))
        .child(p(or_dots(&of("jabatan"))))
        .child(p(text::STAMP).class("signature-room"))
        .child(p(or_dots(&of("nama"))).class("signature-name"));
    Content {
        parts: vec![
            p(text::TRUTH_BEGIN),
            signer,
            p(text::TRUTH_SAYS),
            pairs(facts()),
            p(text::TRUTH_MAY_BE_CHECKED),
            p(text::TRUTH_END),
            signature,
        ],
        table: None,
    }
}

fn pairs<const N: usize>(all: [(&str, String); N]) -> El {
    let rows = all.into_iter().flat_map(|(label, words)| {
        let words = el("dd").text(or_dots(&words));
        [el("dt").text(label), words]
    });
    el("dl").class("report-pairs").children(rows)
}

/// What the statement is about, so that nobody can say that it was another sheet.
fn facts() -> [(&'static str, String); 4] {
    let instrument = state::instrument();
    state::with_sheet(|sheet| {
        let def = instrument.sheet(sheet.meta.kind);
        let region = [
            &sheet.meta.region_name,
            " (",
            sheet.meta.region.as_str(),
            ")",
        ]
        .concat();
        let edition = [&instrument.title, ", ", &instrument.edition].concat();
        let filled = text::progress(progress(def.items(), sheet, instrument.years));
        let last = sheet.answers.values().map(|a| a.at).max();
        [
            (text::TRUTH_REGION, region),
            (text::TRUTH_INSTRUMENT, edition),
            (text::TRUTH_FILLED, filled),
            (
                text::TRUTH_LAST,
                last.map(platform::day_and_clock).unwrap_or_default(),
            ),
        ]
    })
    .unwrap_or_default()
}

pub fn inputs() -> El {
    let item = plans::item(&Topic::Truth.id());
    div("").children(item.map(fill::about_fields))
}
