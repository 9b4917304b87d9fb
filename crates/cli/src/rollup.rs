//! `saba rollup`: what the sheets of a regency propose for its own, as one line of JSON.

use std::collections::BTreeMap;
use std::io::{self, Write};

use saba_core::file::sniff::open_bytes;
use saba_core::instrument::{Instrument, SheetKind, Target};
use saba_core::intake::{
    Arrival, Assigned, Desk, Fate, Place, Planned, arrivals, places, plan, received,
};
use saba_core::json::Json;
use saba_core::region::RegionCode;
use saba_core::rollup::{Contribution, Coverage, Lack, Period, Proposal, Roller};
use saba_core::sheet::{InstrumentRef, Sheet, SheetMeta, Value};

use crate::End;
use crate::args::Job;
use crate::files;
use crate::json::{line, list, obj, opt};
use crate::regions::Regency;
use crate::remark::finding_parts;
use crate::score::instrument_ref;

/// Rolls up the sheets in some files and writes one line.
pub fn run(
    instrument: &Instrument,
    regency: &Regency,
    job: &Job,
    out: &mut dyn Write,
) -> io::Result<End> {
    let mut came: Vec<Arrival> = Vec::new();
    let mut unreadable: Vec<String> = Vec::new();
    for file in &job.files {
        let name = file.to_string_lossy();
        match files::bytes(file) {
            Ok(bytes) => came.extend(arrivals(&name, open_bytes(&bytes, job.checksum))),
            Err(e) => {
                eprintln!("saba: {name}: {e}");
                unreadable.push(name.into_owned());
            }
        }
    }
    let desk = Desk {
        instrument,
        region: &regency.code,
    };
    let plan = plan(&desk, &|_| None, came);
    let metas: Vec<&SheetMeta> = plan.sheets.iter().map(|s| &s.meta).collect();
    let official = regency.list();
    let places = places(&metas, &Assigned::default(), &official);
    let roller = Roller::new(instrument);
    let contributions: Vec<Contribution> = plan
        .sheets
        .iter()
        .zip(&places)
        .filter_map(|(sheet, place)| roller.contribution(sheet, place.region()?))
        .collect();
    let proposals = roller.rollup(&contributions, &official);
    let bad = |file: &Planned| !file.fate.is_taken() && file.fate != Fate::NotASheet;
    let end = match plan.files.iter().any(bad) || !unreadable.is_empty() {
        true => End::Bad,
        false => End::Good,
    };
    let kecamatan = received(&places, &official);
    let json = obj([
        ("region", Json::text(regency.code.as_str())),
        ("name", Json::text(&regency.name)),
        ("instrument", instrument_ref(&InstrumentRef::of(instrument))),
        (
            "files",
            list(
                unreadable
                    .iter()
                    .map(|name| {
                        obj([
                            ("file", Json::text(name)),
                            ("fate", Json::text("unreadable")),
                            ("sheet", Json::Null),
                            ("region", Json::Null),
                            ("items", Json::Null),
                        ])
                    })
                    .chain(plan.files.iter().map(file)),
            ),
        ),
        (
            "sheets",
            list(plan.sheets.iter().zip(&places).map(|(s, p)| placed(s, p))),
        ),
        (
            "received",
            list(kecamatan.iter().map(|r| {
                obj([
                    ("kecamatan", Json::text(r.kecamatan.as_str())),
                    ("name", Json::text(regency.name_of(&r.kecamatan))),
                    ("own", Json::Bool(r.own)),
                    ("villages", Json::int(r.villages)),
                    ("missing", codes(&r.missing)),
                ])
            })),
        ),
        ("proposals", list(proposals.iter().map(proposal))),
    ]);
    out.write_all(line(&json).as_bytes())?;
    Ok(end)
}

fn file(file: &Planned) -> Json {
    let p = &file.preview;
    let counts: BTreeMap<&str, usize> = BTreeMap::from([
        ("new", p.new.len()),
        ("updated", p.updated.len()),
        ("same", p.same.len()),
        ("older", p.older.len()),
        ("conflicts", p.conflicts.len()),
    ]);
    let counts = counts
        .into_iter()
        .map(|(k, n)| (k.to_string(), Json::int(n)));
    let taken = file.fate.is_taken();
    obj([
        ("file", Json::text(&file.name)),
        ("fate", Json::text(file.fate.code())),
        ("sheet", opt(file.sheet.as_ref(), |m| Json::text(&m.id))),
        (
            "region",
            opt(file.sheet.as_ref(), |m| Json::text(m.region.as_str())),
        ),
        (
            "items",
            opt(taken.then_some(counts), |c| Json::Obj(c.collect())),
        ),
    ])
}

fn placed(sheet: &Sheet, place: &Place) -> Json {
    let (word, with) = match place {
        Place::In(_) => ("in", &[][..]),
        Place::Twin(_, with) => ("twin", with.as_slice()),
        Place::NotListed => ("not-listed", &[][..]),
    };
    obj([
        ("id", Json::text(&sheet.meta.id)),
        ("kind", Json::text(sheet.meta.kind.id())),
        ("region", Json::text(sheet.meta.region.as_str())),
        ("place", Json::text(word)),
        ("with", list(with.iter().map(Json::text))),
    ])
}

fn codes(regions: &[RegionCode]) -> Json {
    list(regions.iter().map(|r| Json::text(r.as_str())))
}

fn proposal(p: &Proposal) -> Json {
    let (to, support) = match &p.target {
        Target::Propose(id) => (Some(id), None),
        Target::Support(id) => (None, Some(id)),
        Target::Profile => (None, None),
    };
    let kind = match p.kind {
        SheetKind::Desa => "desa",
        _ => "kecamatan",
    };
    obj([
        ("kind", Json::text(kind)),
        ("item", Json::text(&p.item)),
        ("rule", Json::int(p.rule)),
        ("to", opt(to, Json::text)),
        ("for", opt(support, Json::text)),
        ("title", Json::text(&p.title)),
        ("note", Json::text(&p.note)),
        ("periods", list(p.periods.iter().map(period))),
        ("missing", codes(&p.missing)),
        ("doubled", codes(&p.doubled)),
        ("uneven", codes(&p.uneven)),
        ("disputed", codes(&p.disputed)),
        (
            "odd",
            list(p.odd.iter().map(|o| {
                let [code, details] = finding_parts(&o.odd.kind);
                obj([
                    ("region", Json::text(o.region.as_str())),
                    ("item", Json::text(&o.odd.item)),
                    ("key", Json::text(&o.odd.key)),
                    ("code", code),
                    ("details", details),
                    ("counted", Json::Bool(!o.odd.is_left_out())),
                ])
            })),
        ),
        (
            "levels",
            list(p.levels.iter().map(|l| {
                obj([
                    ("award", opt(l.award.as_ref(), Json::text)),
                    ("level", opt(l.level.as_ref(), Json::text)),
                    ("possible", list(l.possible.iter().map(Json::text))),
                ])
            })),
        ),
        (
            "steps",
            list(p.steps.iter().map(|s| {
                obj([
                    ("level", Json::text(&s.level)),
                    ("yes", Json::int(s.yes)),
                    ("units", Json::int(s.units)),
                ])
            })),
        ),
        (
            "rows",
            list(p.rows.iter().map(|r| {
                let values = r.values.iter().map(|(k, v)| (k.clone(), value(v)));
                obj([
                    ("region", Json::text(r.region.as_str())),
                    ("values", Json::Obj(values.collect())),
                ])
            })),
        ),
    ])
}

fn period(p: &Period) -> Json {
    let figures = p.figures.iter().map(|f| {
        let value = opt(f.value.as_ref(), value);
        (f.key.clone(), value)
    });
    let Coverage {
        of,
        counted,
        partly,
        blank,
        not_known,
        wrong,
    } = &p.coverage;
    let lacks = |all: &[Lack]| {
        list(all.iter().map(|l| {
            obj([
                ("region", Json::text(l.region.as_str())),
                ("item", Json::text(&l.item)),
            ])
        }))
    };
    obj([
        ("year", opt(p.year, Json::int)),
        ("figures", Json::Obj(figures.collect())),
        ("of", Json::int(of)),
        ("counted", Json::int(counted)),
        ("partly", codes(partly)),
        ("blank", lacks(blank)),
        ("not_known", lacks(not_known)),
        ("wrong", codes(wrong)),
        ("zero_denominator", Json::Bool(p.zero_denominator)),
        (
            "of_all",
            opt(p.of_all, |ends| list(ends.into_iter().map(Json::int))),
        ),
    ])
}

fn value(value: &Value) -> Json {
    match value {
        Value::Num(n) => crate::remark::number(*n),
        Value::Text(text) => Json::text(text),
        Value::Bool(yes) => Json::Bool(*yes),
        Value::Many(codes) => list(codes.iter().map(Json::text)),
    }
}
