//! The tables of Forkom and Pokja: every region of the official list, whether its sheet has
//! come in or not.

use std::rc::Rc;

use saba_core::instrument::SheetKind;
use saba_core::region::RegionCode;
use saba_core::reports::{BodySk, Cell};
use saba_core::sheet::{Day, DocumentStatus};

use super::Content;
use super::table::Table;
use crate::board::{Gathered, Known};
use crate::dom::p;
use crate::text;

/// What is known of a region's body.
enum Body {
    NotSent,
    Locked,
    /// Several sheets that say different things.
    Twins,
    Said(BodySk),
}

/// The table of one kind of body: Forkom of kecamatan, Pokja of villages.
pub fn content(kind: SheetKind, all: &Gathered) -> Content {
    let villages = kind == SheetKind::Desa;
    let mut heads = vec![(text::HEAD_NO, 5), (text::HEAD_KECAMATAN, 14)];
    heads.extend(villages.then_some((text::HEAD_VILLAGE, 18)));
    heads.extend([
        (text::HEAD_BODY_NAME, 12),
        (text::HEAD_SK, 18),
        (text::HEAD_SIGNED, 13),
        (text::HEAD_VALID, 13),
        (text::HEAD_REMARK, 15),
    ]);
    let mut table = Table::new(&heads);
    let mut valid = 0_usize;
    let regions = if villages {
        &all.villages
    } else {
        &all.kecamatan
    };
    for region in regions {
        let body = body(kind, all, &region.code);
        if let Body::Said(sk) = &body {
            valid += usize::from(sk.status == DocumentStatus::Complete);
        }
        let mut row = vec![table.next()];
        if villages {
            let kecamatan = all.kecamatan.iter().find(|k| region.code.is_in(&k.code));
            row.push(Cell::text(kecamatan.map_or("", |k| &k.name)));
        }
        row.push(Cell::text(&region.name));
        row.extend(cells(&body));
        table.push(row);
    }
    let name = if villages { text::POKJA } else { text::FORKOM };
    let count = [&valid.to_string(), text::OF, &regions.len().to_string()].concat();
    let count = text::join(&[&count, " ", name, text::SK_COUNT, "."]);
    let before = p(&count).attr("data-valid", &valid.to_string());
    Content::table(vec![before], table, Vec::new())
}

fn body(kind: SheetKind, all: &Gathered, region: &RegionCode) -> Body {
    let here = all
        .sheets
        .iter()
        .filter(|(known, place)| known.meta.kind == kind && place.region() == Some(region));
    let here: Vec<&Rc<Known>> = here.map(|(known, _)| known).collect();
    let said: Vec<&BodySk> = here.iter().filter_map(|known| known.sk.as_ref()).collect();
    match said.split_first() {
        None if here.is_empty() => Body::NotSent,
        None => Body::Locked,
        Some((first, rest)) if rest.iter().all(|sk| sk == first) => Body::Said((*first).clone()),
        Some(_) => Body::Twins,
    }
}

/// Name, number, day, end and remark.
fn cells(body: &Body) -> [Cell; 5] {
    let day = |day: Option<Day>| day.map(text::short_day).unwrap_or_default();
    let none = |remark: &str| ["", "", "", "", remark].map(Cell::text);
    match body {
        Body::NotSent => none(text::NOT_SENT),
        Body::Locked => none(text::SHEET_LOCKED),
        Body::Twins => none(text::SHEET_TWINS),
        Body::Said(sk) => {
            let remark = text::sk_remark(sk.status, sk.signed.is_some());
            [
                Cell::text(&sk.name),
                Cell::text(&sk.number),
                Cell::Text(day(sk.signed)),
                Cell::Text(day(sk.until)),
                Cell::text(remark),
            ]
        }
    }
}
