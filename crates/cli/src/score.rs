//! `saba score`: everything that is known about a sheet, as one line of JSON.

use std::path::Path;

use saba_core::file::{Checksum, Incoming, Provenance};
use saba_core::instrument::{Instrument, Item, Quantity, Role, Rule, SheetDef, SheetKind, Trend};
use saba_core::json::Json;
use saba_core::num::{Decimal, Frac};
use saba_core::score::{
    Because, Blocker, GateShare, Listed, Outcome, Paripurna, Report, Ruling, Tally, report, rulings,
};
use saba_core::sheet::{
    DocumentStatus, InstrumentRef, OdfStatus, Progress, Sheet, SheetMeta, document_status,
    odf_status, progress,
};

use crate::End;
use crate::files::{self, Refusal, Told};
use crate::json::{line as one_line, list, obj, opt};
use crate::remark::{Remark, finding_json, number, remarks};
use crate::words;

/// The line for one file.
pub fn line(instrument: &Instrument, file: &Path, checksum: Checksum) -> Told {
    match files::sheet(file, instrument, checksum) {
        Ok(incoming) => {
            let mut members = what_it_is(&incoming);
            members.extend(judged(instrument, &incoming.sheet));
            (one_line(&with_file(file, members)), End::Good)
        }
        Err(refusal) => (one_line(&refused(file, &refusal)), End::Bad),
    }
}

/// The line for a file that cannot be looked at.
pub fn refused(file: &Path, refusal: &Refusal) -> Json {
    obj([
        ("file", Json::text(file.to_string_lossy())),
        ("ok", Json::Bool(false)),
        (
            "error",
            obj([
                ("code", Json::text(refusal.code())),
                ("message", Json::text(words::refusal_english(refusal))),
                ("place", opt(refusal.place(), Json::text)),
            ]),
        ),
    ])
}

/// Puts the name of the file, and that it is in order, before its members.
pub fn with_file(file: &Path, rest: Vec<(String, Json)>) -> Json {
    let mut members = vec![
        ("file".to_string(), Json::text(file.to_string_lossy())),
        ("ok".to_string(), Json::Bool(true)),
        ("error".to_string(), Json::Null),
    ];
    members.extend(rest);
    Json::Obj(members)
}

/// What a sheet says of itself.
pub fn what_it_is(incoming: &Incoming) -> Vec<(String, Json)> {
    vec![
        ("sheet".into(), meta(&incoming.sheet.meta)),
        ("handed_over".into(), handed_over(&incoming.from)),
    ]
}

/// Everything that an instrument says about a sheet.
pub fn judged(instrument: &Instrument, sheet: &Sheet) -> Vec<(String, Json)> {
    let def = instrument.sheet(sheet.meta.kind);
    let report = (sheet.meta.kind == SheetKind::Kabupaten).then(|| report(instrument, sheet));
    let outcomes = report.as_ref().map_or(&[][..], |r| &r.outcomes);
    let remarks = remarks(instrument, def, sheet, outcomes);
    let common = obj([
        ("instrument", used(instrument, &sheet.meta.instrument)),
        (
            "progress",
            progress_json(progress(def.items(), sheet, instrument.years)),
        ),
    ]);
    let own = match &report {
        Some(report) => {
            let rulings = rulings(instrument, sheet, &report.outcomes);
            regency(instrument, def, report, &rulings)
        }
        None => village(instrument, def, sheet),
    };
    let last = obj([("findings", list(remarks.iter().map(Remark::json)))]);
    let mut members = Vec::new();
    for part in [common, own, last] {
        if let Json::Obj(part) = part {
            members.extend(part);
        }
    }
    members
}

fn meta(meta: &SheetMeta) -> Json {
    obj([
        ("id", Json::text(&meta.id)),
        ("kind", Json::text(meta.kind.id())),
        ("region", Json::text(meta.region.as_str())),
        ("region_name", Json::text(&meta.region_name)),
        ("region_path", Json::text(&meta.region_path)),
        ("instrument", instrument_ref(&meta.instrument)),
        ("created", Json::int(meta.created)),
        ("revision", Json::int(meta.revision)),
    ])
}

pub fn instrument_ref(r: &InstrumentRef) -> Json {
    obj([
        ("id", Json::text(&r.id)),
        ("edition", Json::text(&r.edition)),
        ("hash", Json::text(&r.hash)),
    ])
}

/// The instrument that judged, and whether the sheet was filled in with the
/// very same file; unknown where the sheet names no hash.
fn used(instrument: &Instrument, named: &InstrumentRef) -> Json {
    let same = (!named.hash.is_empty()).then(|| named.hash == instrument.hash);
    obj([
        ("id", Json::text(&instrument.id)),
        ("edition", Json::text(&instrument.edition)),
        ("hash", Json::text(&instrument.hash)),
        ("same", opt(same, Json::Bool)),
    ])
}

fn handed_over(from: &Provenance) -> Json {
    obj([
        ("program", Json::text(&from.program)),
        ("at", Json::int(from.at)),
        ("by", Json::text(&from.by)),
        ("device", Json::text(&from.device)),
    ])
}

fn progress_json(p: Progress) -> Json {
    obj([
        ("complete", Json::int(p.complete)),
        ("partial", Json::int(p.partial)),
        ("unknown", Json::int(p.unknown)),
        ("all", Json::int(p.all)),
    ])
}

fn village(instrument: &Instrument, def: &SheetDef, sheet: &Sheet) -> Json {
    let documents = def.items().filter_map(|item| {
        let status = document_status(item, sheet, instrument.years)?;
        let role = match item.role? {
            Role::Sk => "sk",
            Role::Plan => "plan",
            Role::Budget => "budget",
            Role::Office => "office",
            _ => return None,
        };
        let status = match status {
            DocumentStatus::Blank => "blank",
            DocumentStatus::Complete => "complete",
            DocumentStatus::OneYear => "one-year",
            DocumentStatus::None => "none",
        };
        Some(obj([
            ("item", Json::text(&item.id)),
            ("role", Json::text(role)),
            ("status", Json::text(status)),
        ]))
    });
    let odf = def
        .with_role(Role::Odf)
        .map(|_| match odf_status(def, sheet) {
            OdfStatus::Blank => "blank",
            OdfStatus::NotYet => "not-yet",
            OdfStatus::Passed => "passed",
            OdfStatus::Declared => "declared",
        });
    obj([
        ("documents", list(documents)),
        ("odf", opt(odf, Json::text)),
    ])
}

fn regency(instrument: &Instrument, def: &SheetDef, report: &Report, rulings: &[Listed]) -> Json {
    let award = &report.award;
    let level = |index: Option<usize>| {
        opt(index.and_then(|i| award.levels.get(i)), |l| {
            Json::text(&l.id)
        })
    };
    let indicators = def.sections.iter().flat_map(|section| {
        section.items.iter().filter_map(|item| {
            let outcome = report.outcome(&item.id)?;
            Some(indicator(item, section.tatanan, outcome))
        })
    });
    let tatanan = report.tatanan.iter().map(|(no, tally)| {
        let defined = instrument.tatanan.iter().find(|t| t.no == *no);
        let mins = defined.map(|t| t.min.as_slice()).unwrap_or_default();
        let mins = instrument
            .levels
            .iter()
            .zip(mins)
            .map(|(level, min)| (level.id.clone(), Json::int(min)))
            .collect();
        let mut members = vec![("no".to_string(), Json::int(no))];
        members.extend(tally_members(tally));
        members.push(("min".to_string(), Json::Obj(mins)));
        Json::Obj(members)
    });
    let need = |of: fn(&saba_core::instrument::Level) -> u32| {
        Json::Obj(
            instrument
                .levels
                .iter()
                .map(|level| (level.id.clone(), Json::int(of(level))))
                .collect(),
        )
    };
    let bodies = def
        .items()
        .filter(|i| i.role == Some(Role::GateBody))
        .map(|item| {
            let score = report.outcome(&item.id).and_then(Outcome::score);
            obj([
                ("item", Json::text(&item.id)),
                ("score", opt(score, Json::int)),
            ])
        });
    let levels = award.levels.iter().map(|view| {
        obj([
            ("id", Json::text(&view.id)),
            ("met", Json::Bool(view.met)),
            ("possible", Json::Bool(view.possible)),
            ("blockers", list(view.blockers.iter().map(blocker))),
        ])
    });
    obj([
        ("indicators", list(indicators)),
        ("tatanan", list(tatanan)),
        ("kelembagaan", Json::Obj(tally_members(&report.kelembagaan))),
        ("total", Json::Obj(tally_members(&report.total))),
        (
            "gates",
            obj([
                ("odf", gate(award.odf, need(|l| l.odf))),
                ("forkom", gate(award.forkom, need(|l| l.forkom))),
                ("pokja", gate(award.pokja, need(|l| l.pokja))),
                ("bodies", list(bodies)),
            ]),
        ),
        ("level_now", level(award.now)),
        ("level_reachable", level(award.reachable)),
        ("levels", list(levels)),
        (
            "paripurna",
            opt(
                award.paripurna.as_ref().and_then(Paripurna::met),
                Json::Bool,
            ),
        ),
        ("rulings", list(rulings.iter().map(listed))),
    ])
}

fn tally_members(tally: &Tally) -> Vec<(String, Json)> {
    [
        ("cautious", tally.range.cautious),
        ("hopeful", tally.range.hopeful),
        ("max", tally.max),
        ("settled", tally.settled),
        ("undecided", tally.undecided),
        ("blank", tally.blank),
        ("invalid", tally.invalid),
    ]
    .into_iter()
    .map(|(name, n)| (name.to_string(), Json::int(n)))
    .collect()
}

fn gate(gate: GateShare, need: Json) -> Json {
    obj([
        ("n", opt(gate.n, number)),
        ("d", opt(gate.d, number)),
        ("share", opt(gate.share, |s| exact(s, 1))),
        ("need", need),
    ])
}

fn blocker(blocker: &Blocker) -> Json {
    let share = |gate: &str, need: u32| {
        obj([
            ("gate", Json::text(gate)),
            ("need", Json::int(need)),
            ("certain", Json::Bool(blocker.is_certain())),
        ])
    };
    match blocker {
        Blocker::Odf { need, .. } => share("odf", *need),
        Blocker::Forkom { need, .. } => share("forkom", *need),
        Blocker::Pokja { need, .. } => share("pokja", *need),
        Blocker::Body { item, .. } => obj([
            ("gate", Json::text("body")),
            ("item", Json::text(item)),
            ("certain", Json::Bool(blocker.is_certain())),
        ]),
        Blocker::Tatanan {
            no,
            need,
            cautious,
            hopeful,
        } => obj([
            ("gate", Json::text("tatanan")),
            ("no", Json::int(no)),
            ("need", Json::int(need)),
            ("cautious", Json::int(cautious)),
            ("hopeful", Json::int(hopeful)),
            ("certain", Json::Bool(blocker.is_certain())),
        ]),
    }
}

fn indicator(item: &Item, tatanan: Option<u8>, outcome: &Outcome) -> Json {
    let range = outcome.range();
    let levels = match outcome {
        Outcome::Decided { score, .. } => vec![*score],
        Outcome::Undecided { levels, .. } | Outcome::Ruled { levels, .. } => levels.clone(),
        Outcome::Blank { .. } | Outcome::Invalid(_) => Vec::new(),
    };
    let findings = match outcome {
        Outcome::Invalid(findings) => findings.as_slice(),
        _ => &[],
    };
    let ruled = match outcome {
        Outcome::Ruled { ruling, .. } => Some(ruling),
        _ => None,
    };
    obj([
        ("id", Json::text(&item.id)),
        ("tatanan", opt(tatanan, Json::int)),
        ("state", Json::text(outcome.state())),
        ("score", opt(outcome.score(), Json::int)),
        ("levels", list(levels.iter().map(Json::int))),
        ("cautious", Json::int(range.cautious)),
        ("hopeful", Json::int(range.hopeful)),
        (
            "figure_missing",
            Json::Bool(matches!(outcome, Outcome::Blank { figure: true })),
        ),
        (
            "because",
            match (outcome.because(), &item.rule) {
                (Some(b), Some(rule)) => because(rule, b),
                _ => Json::Null,
            },
        ),
        ("findings", list(findings.iter().map(finding_json))),
        ("ruling", opt(ruled, ruling)),
    ])
}

fn ruling(ruling: &Ruling) -> Json {
    let scope = if ruling.for_rule { "rule" } else { "answer" };
    obj([
        ("score", Json::int(ruling.score)),
        ("scope", Json::text(scope)),
        ("by", Json::text(&ruling.by)),
        ("on", text_or_null(&ruling.on)),
        ("ground", Json::text(&ruling.ground)),
    ])
}

/// A ruling, or a request for one, in the list of all.
fn listed(listed: &Listed) -> Json {
    obj([
        ("item", Json::text(&listed.item)),
        ("in_force", Json::Bool(listed.in_force)),
        ("ruling", opt(listed.ruling.as_ref(), ruling)),
    ])
}

fn text_or_null(text: &str) -> Json {
    match text {
        "" => Json::Null,
        text => Json::text(text),
    }
}

fn because(rule: &Rule, b: &Because) -> Json {
    // As many places as the app shows.
    let places = match rule.input.quantity {
        Quantity::Ratio { per: 100, .. } => 1,
        _ => 2,
    };
    let trend = b.trend.map(|t| match t {
        Trend::Up => "up",
        Trend::Same => "same",
        Trend::Down => "down",
    });
    let suggested = b.suggested.map(|(score, index)| {
        let reason = rule.suggestions.get(index).map(|s| s.reason.as_str());
        obj([
            ("score", Json::int(score)),
            ("reason", opt(reason, Json::text)),
        ])
    });
    obj([
        ("family", Json::text(b.family.id())),
        ("rule_version", Json::int(b.rule_version)),
        ("before", opt(b.before, |v| exact(v, places))),
        ("after", opt(b.after, |v| exact(v, places))),
        ("trend", opt(trend, Json::text)),
        ("good", opt(b.good, Json::Bool)),
        ("second", opt(b.second, |v| exact(v, 2))),
        ("figure", opt(b.figure, figure)),
        ("flag", opt(b.flag, Json::Bool)),
        ("matched", list(b.matched.iter().map(Json::int))),
        ("situation", Json::text(&b.situation)),
        ("suggested", opt(suggested, |s| s)),
    ])
}

fn figure(n: Decimal) -> Json {
    obj([
        ("exact", Json::text(n.to_frac().to_string())),
        ("shown", Json::text(n.show())),
    ])
}

/// A fraction, exactly, and as the app shows it.
fn exact(value: Frac, places: u32) -> Json {
    obj([
        ("exact", Json::text(value.to_string())),
        ("shown", Json::text(value.show(places))),
    ])
}
