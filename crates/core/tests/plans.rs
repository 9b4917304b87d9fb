//! What a regency plans beside its answers, and the papers made from data.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects
)]

use std::sync::LazyLock;

use proptest::prelude::*;
use saba_core::file::{Checksum, Provenance, read_sheet, write_sheet};
use saba_core::history::restore;
use saba_core::instrument::{Instrument, SheetKind};
use saba_core::merge::{is_conflict, merge};
use saba_core::num::{Decimal, Frac};
use saba_core::plan::{
    Aim, Calendar, Own, Phase, Target, TargetState, Topic, days_until, link, links, normal_name,
    own_dates, standings,
};
use saba_core::region::RegionCode;
use saba_core::reports::{BodyState, Cell, body_sk, csv, recap};
use saba_core::review::{Entry, entry_of};
use saba_core::score::report;
use saba_core::sheet::{
    Change, Command, Context, Day, DocumentStatus, Sheet, Undo, is_about_sheet, is_round_entry,
};
use saba_core::slice::copy_for;

fn repo(path: &str) -> String {
    let path = format!("{}/../../{path}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).expect("a file of the repository")
}

static INSTRUMENT: LazyLock<Instrument> = LazyLock::new(|| {
    Instrument::load(&repo("instrument/kks-2025.json")).unwrap_or_else(|e| panic!("{e}"))
});

fn calendar() -> Calendar {
    Calendar::load(&repo("calendar/kks-2025.json")).unwrap_or_else(|e| panic!("{e}"))
}

fn sheet(kind: &str, region: &str, answers: &str) -> Sheet {
    let text = format!(
        r#"{{"format":"saba","version":1,"sheet":{{"id":"k","kind":"{kind}","region":"{region}","instrument":{{"id":"kks-2025"}}}},"answers":{answers}}}"#
    );
    read_sheet(&text, Checksum::Ignored).expect("sheet").sheet
}

fn regency() -> Sheet {
    sheet("kabupaten", "63.11", "{}")
}

fn run(sheet: &mut Sheet, device: &str, command: &Command) -> Option<Change> {
    let context = Context {
        now: 7,
        author: device.into(),
        device: device.into(),
    };
    sheet.apply(INSTRUMENT.sheet(sheet.meta.kind), command, &context)
}

fn set(sheet: &mut Sheet, device: &str, item: &str, key: &str, raw: &str) -> Option<Change> {
    let command = Command::Set {
        item: item.into(),
        key: key.into(),
        raw: raw.into(),
    };
    run(sheet, device, &command)
}

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

#[test]
fn an_id_says_what_is_talked_about() {
    let topics = [
        Topic::Target("odf"),
        Topic::Link("T1.06"),
        Topic::Step("dokumen"),
        Topic::Activities,
        Topic::Truth,
        Topic::Minutes("provinsi"),
        Topic::Present("provinsi"),
    ];
    for topic in topics {
        let id = topic.id();
        assert_eq!(Topic::of(&id), Some(topic), "{id}");
        assert!(is_about_sheet(&id) && !is_round_entry(&id), "{id}");
        assert_eq!(entry_of(&id), None, "{id}");
        assert_eq!(topic.item().id, id);
    }
    for other in [
        "T1.06",
        "$instrument",
        "$provinsi/T1.06",
        "$rencana",
        "$rencana:",
        "$rencana:a/b",
        "$lain:T1.06",
        "$kegiatan:x",
        "$",
        "",
    ] {
        assert_eq!(Topic::of(other), None, "{other}");
    }
}

#[test]
fn a_plan_is_said_merged_and_taken_back_like_an_answer() {
    let id = Topic::Link("T1.06").id();
    let mut one = regency();
    let change = set(&mut one, "a", &id, "program", " Kesehatan lingkungan ").expect("a change");
    assert_eq!(link(&one, "T1.06").programme, "Kesehatan lingkungan");
    // Nothing changes, nothing that does not exist.
    assert_eq!(
        set(&mut one, "a", &id, "program", "Kesehatan lingkungan"),
        None
    );
    for (item, key) in [
        (id.as_str(), "lain"),
        ("$rencana:T9.99", "program"),
        ("$lain:x", "n"),
        ("$kegiatan", "nama"),
    ] {
        assert_eq!(set(&mut one, "a", item, key, "x"), None, "{item} {key}");
    }
    let round = Command::Review {
        round: "provinsi".into(),
        item: id.clone(),
        entry: Box::new(Entry::default()),
    };
    assert_eq!(run(&mut one, "a", &round), None);
    // Two people, without seeing each other: different indicators, and the same.
    let mut other = one.clone();
    set(&mut one, "a", &id, "skpd", "Dinas Kesehatan");
    set(&mut other, "b", &Aim::Odf.id(), "n", "100");
    let both = merge(&one, &other);
    assert_eq!(both, merge(&other, &one));
    assert_eq!(link(&both, "T1.06").carrier, "Dinas Kesehatan");
    assert!(both.rivals.is_empty());
    set(&mut other, "b", &id, "skpd", "Dinas PU");
    let apart = merge(&one, &other);
    assert!(is_conflict(&apart, &id));
    // Through a file and back.
    let from = Provenance {
        program: String::new(),
        at: 0,
        by: String::new(),
        device: String::new(),
    };
    let read = read_sheet(&write_sheet(&apart, &from), Checksum::Required).expect("a sheet");
    assert_eq!(read.sheet, apart);
    // Taken back.
    let mut back = regency();
    set(&mut back, "a", &id, "program", "Kesehatan lingkungan");
    let context = Context {
        now: 9,
        author: "a".into(),
        device: "a".into(),
    };
    back.undo(&Undo(change), &context).expect("a change");
    assert!(link(&back, "T1.06").is_blank());
}

#[test]
fn plans_enter_no_score_and_stay_with_their_region() {
    let mut planned = regency();
    set(&mut planned, "a", "T4.01", "level", "50");
    let before = report(&INSTRUMENT, &planned);
    for aim in Aim::all(&INSTRUMENT) {
        assert!(set(&mut planned, "a", &aim.id(), "n", "50").is_some());
    }
    set(
        &mut planned,
        "a",
        &Topic::Link("T4.01").id(),
        "skpd",
        "Disdag",
    );
    set(&mut planned, "a", "$kegiatan", "1/nama", "Rapat");
    let after = report(&INSTRUMENT, &planned);
    assert_eq!(before.outcomes, after.outcomes);
    assert_eq!(before.award, after.award);
    // A copy for another regency has the answers, and none of the plans.
    let context = Context {
        now: 9,
        author: "a".into(),
        device: "b".into(),
    };
    let region = RegionCode::parse("63.10").expect("a code");
    let copy = copy_for(&planned, "c", &region, ["Tanah Bumbu", ""], &context).expect("a copy");
    let items: Vec<&String> = copy.answers.keys().collect();
    assert_eq!(items, ["T4.01"]);
    // Going back in time brings plans back as well: nobody has to type them again.
    let mut spoiled = planned.clone();
    set(&mut spoiled, "a", &Topic::Link("T4.01").id(), "skpd", "");
    restore(&mut spoiled, &planned, &context);
    assert_eq!(link(&spoiled, "T4.01").carrier, "Disdag");
}

#[test]
fn a_target_is_compared_with_both_ends_and_exactly() {
    let mut sheet = regency();
    let standing = |sheet: &Sheet, aim: Aim| {
        let all = standings(&INSTRUMENT, sheet, &report(&INSTRUMENT, sheet));
        assert_eq!(all.len(), 12);
        all.into_iter().find(|s| s.aim == aim).expect("a standing")
    };
    let state = |sheet: &Sheet, aim: Aim| standing(sheet, aim).state;
    let tatanan = Aim::Tatanan(4);
    assert_eq!(state(&sheet, tatanan), TargetState::Unset);
    // Thirteen indicators, one of them at 50: from 50 to 1250 of 1300.
    set(&mut sheet, "a", "T4.01", "level", "50");
    for (typed, expected) in [
        ("0", TargetState::Reached),
        ("50", TargetState::Reached),
        ("50,1", TargetState::Open),
        ("1.250", TargetState::Open),
        ("1250,01", TargetState::Missed),
        ("1300", TargetState::Missed),
        ("1301", TargetState::Unusable),
        ("-1", TargetState::Unusable),
        ("banyak", TargetState::Unusable),
        ("", TargetState::Unset),
    ] {
        set(&mut sheet, "a", &tatanan.id(), "n", typed);
        assert_eq!(state(&sheet, tatanan), expected, "{typed}");
    }
    set(&mut sheet, "a", &tatanan.id(), "n", "banyak");
    let typed = Target::Unusable("banyak".into());
    assert_eq!(standing(&sheet, tatanan).target, typed);
    // A share of which nothing is said is not nought.
    set(&mut sheet, "a", &Aim::Odf.id(), "n", "66,7");
    assert!(!standing(&sheet, Aim::Odf).known);
    assert_eq!(state(&sheet, Aim::Odf), TargetState::Open);
    let def = INSTRUMENT.sheet(SheetKind::Kabupaten);
    let odf = def
        .with_role(saba_core::instrument::Role::GateOdf)
        .expect("an item");
    for (key, value) in [("n", "2"), ("d", "3")] {
        set(&mut sheet, "a", &odf.id, key, value);
    }
    // Two of three are less than 66,7 per cent.
    assert_eq!(state(&sheet, Aim::Odf), TargetState::Missed);
    set(&mut sheet, "a", &Aim::Odf.id(), "sampai", "2026-12-31");
    let odf = standing(&sheet, Aim::Odf);
    assert_eq!(odf.by, Some(day("2026-12-31")));
    let missing = odf.missing().expect("something is missing");
    assert!(missing > Frac::int(0) && missing < Frac::int(1));
}

#[test]
fn levels_tell_what_they_ask_for() {
    assert_eq!(Aim::Tatanan(1).needed(&INSTRUMENT, 0), Some(2059));
    assert_eq!(Aim::Odf.needed(&INSTRUMENT, 2), Some(100));
    assert_eq!(Aim::Forkom.needed(&INSTRUMENT, 1), Some(70));
    assert_eq!(Aim::Tatanan(10).needed(&INSTRUMENT, 0), None);
    assert_eq!(Aim::Odf.needed(&INSTRUMENT, 3), None);
    for aim in Aim::all(&INSTRUMENT) {
        assert_eq!(Aim::parse(&aim.name()), Some(aim));
    }
    for strange in ["T04", "T", "T-1", "T300", "ODF", ""] {
        assert_eq!(Aim::parse(strange), None, "{strange}");
    }
}

#[test]
fn links_stand_by_office_however_its_name_was_typed() {
    let mut sheet = regency();
    let mut says = |item: &str, key: &str, raw: &str| {
        set(&mut sheet, "a", &Topic::Link(item).id(), key, raw).expect("a change");
    };
    says("T1.01", "skpd", "Dinas Kesehatan");
    says("T1.01", "program", "Pelayanan kesehatan");
    says("T1.01", "dokumen", "renstra");
    says("T4.01", "skpd", "Dinas Perdagangan");
    says("T4.01", "indikator", "Persentase pasar sehat");
    says("T2.01", "skpd", " dinas  KESEHATAN ");
    says("T2.02", "indikator", "Rumah layak huni");
    let def = INSTRUMENT.sheet(SheetKind::Kabupaten);
    // What was said of an indicator that another edition has is kept and shown.
    let stray = sheet
        .answer(&Topic::Link("T1.01").id())
        .expect("said")
        .clone();
    sheet.answers.insert("$rencana:X9".into(), stray);
    let all = links(def, &sheet);
    let told: Vec<(&str, Vec<&str>)> = (all.carriers.iter())
        .map(|c| {
            let items = c.lines.iter().map(|l| l.item.as_str()).collect();
            (c.carrier.as_str(), items)
        })
        .collect();
    assert_eq!(
        told,
        [
            ("Dinas Kesehatan", vec!["T1.01", "T2.01", "X9"]),
            ("Dinas Perdagangan", vec!["T4.01"]),
            ("", vec!["T2.02"]),
        ]
    );
    assert_eq!(all.all, 152);
    // An office alone is no link.
    assert_eq!(all.unlinked.len(), 149);
    assert!(all.unlinked.contains(&"T2.01".to_string()));
    assert_eq!(normal_name("  Dinas\tPU "), "dinas pu");
}

#[test]
fn the_calendar_of_2025_is_whole_and_the_instrument_does_not_name_it() {
    let calendar = calendar();
    assert_eq!(calendar.instrument, INSTRUMENT.id);
    let days: Vec<_> = (calendar.steps.iter())
        .map(|s| (s.id.as_str(), s.days(Own::default())))
        .collect();
    assert_eq!(
        days[0],
        (
            "mandiri",
            (Some(day("2025-02-01")), Some(day("2025-04-30")))
        )
    );
    assert_eq!(days[1], ("usulan", (None, Some(day("2025-05-31")))));
    assert_eq!(days.len(), 7);
    assert!(calendar.steps[0].until.expect("an end").month_only);
    assert!(!calendar.steps[1].until.expect("an end").month_only);
    let bare = calendar.without_dates();
    assert_eq!(bare.steps.len(), 7);
    assert!(
        bare.steps
            .iter()
            .all(|s| s.days(Own::default()) == (None, None))
    );
}

#[test]
fn the_regency_s_own_dates_go_first() {
    let calendar = calendar();
    let step = &calendar.steps[2];
    let mut sheet = regency();
    let phase = |sheet: &Sheet, today: &str| step.phase(own_dates(sheet, &step.id), day(today));
    assert_eq!(phase(&sheet, "2025-05-30"), Phase::Before(2));
    assert_eq!(phase(&sheet, "2025-06-01"), Phase::Now(60));
    assert_eq!(phase(&sheet, "2025-07-31"), Phase::Now(0));
    assert_eq!(phase(&sheet, "2026-07-31"), Phase::Over(365));
    let id = Topic::Step(&step.id).id();
    set(&mut sheet, "a", &id, "sampai", "2025-06-16");
    assert_eq!(phase(&sheet, "2025-06-15"), Phase::Now(1));
    assert_eq!(phase(&sheet, "2025-06-17"), Phase::Over(1));
    set(&mut sheet, "a", &id, "mulai", "2025-06-20");
    assert!(own_dates(&sheet, &step.id).is_upside_down());
    // What is no day is as if it had not been said.
    set(&mut sheet, "a", &id, "sampai", "2025-06-31");
    assert_eq!(own_dates(&sheet, &step.id).until, None);
    let none = &calendar.without_dates().steps[2];
    assert_eq!(
        none.phase(Own::default(), day("2025-06-01")),
        Phase::Unknown
    );
}

#[test]
fn a_calendar_that_cannot_be_read_says_where() {
    let good = repo("calendar/kks-2025.json");
    for (from, to, place) in [
        ("saba-calendar", "saba", ""),
        ("2025-05-31", "2025-05-32", "until"),
        ("\"2025-02\"", "\"2025-06\"", ""),
        ("\"usulan\"", "\"mandiri\"", ""),
        ("\"usulan\"", "\"a/b\"", ""),
        ("\"source\"", "\"sumber\"", ""),
    ] {
        let bad = good.replacen(from, to, 1);
        assert_ne!(bad, good);
        let error = Calendar::load(&bad).expect_err(from);
        assert!(error.place.contains(place), "{from}: {error}");
    }
    assert!(Calendar::load("{").is_err());
}

#[test]
fn days_are_counted_over_leap_years() {
    let between = |one: &str, other: &str| days_until(day(one), day(other));
    assert_eq!(between("2024-02-28", "2024-03-01"), 2);
    assert_eq!(between("2025-02-28", "2025-03-01"), 1);
    assert_eq!(between("1900-02-28", "1900-03-01"), 1);
    assert_eq!(between("2000-02-28", "2000-03-01"), 2);
    assert_eq!(between("2024-12-31", "2025-01-01"), 1);
    assert_eq!(between("2025-01-01", "2024-01-01"), -366);
    assert_eq!(between("0001-01-01", "9999-12-31"), 3_652_058);
}

#[test]
fn the_recap_keeps_both_ends_and_never_takes_blank_for_nought() {
    let mut sheet = regency();
    set(&mut sheet, "a", "T4.01", "level", "50");
    let row = recap(&INSTRUMENT, &report(&INSTRUMENT, &sheet));
    assert_eq!(row.odf.share, None);
    let (no, per_cent) = row.tatanan[3];
    let per_cent = per_cent.expect("a share");
    assert_eq!((no, per_cent.is_certain()), (4, false));
    let of = |n| Frac::rate(Decimal::int(n), Decimal::int(1300), 100).expect("a share");
    assert_eq!((per_cent.cautious, per_cent.hopeful), (of(50), of(1250)));
    assert!(row.bodies.iter().all(|(_, s)| *s == BodyState::Unknown));
    assert_eq!((row.bodies_reach, row.level), (None, None));
    let def = INSTRUMENT.sheet(SheetKind::Kabupaten);
    for (id, _) in &row.bodies {
        set(&mut sheet, "a", id, "level", "100").expect("a change");
    }
    use saba_core::instrument::Role;
    for (role, n) in [(Role::GateForkom, "6"), (Role::GatePokja, "7")] {
        let item = def.with_role(role).expect("an item").id.clone();
        set(&mut sheet, "a", &item, "n", n);
        set(&mut sheet, "a", &item, "d", "10");
    }
    let row = recap(&INSTRUMENT, &report(&INSTRUMENT, &sheet));
    assert!(row.bodies.iter().all(|(_, s)| *s == BodyState::There));
    // 60 and 70 per cent: enough for the first level, the second asks for 70 of both.
    assert_eq!(row.bodies_reach, Some(0));
    set(&mut sheet, "a", &row.bodies[0].0, "level", "0");
    let row = recap(&INSTRUMENT, &report(&INSTRUMENT, &sheet));
    assert_eq!(row.bodies[0].1, BodyState::Lacking);
    assert_eq!(row.bodies_reach, None);
}

#[test]
fn the_sk_of_a_body_is_read_as_the_sheet_reads_it() {
    let years = INSTRUMENT.years;
    let def = INSTRUMENT.sheet(SheetKind::Desa);
    let of = |answer: &str| {
        let answers = format!(r#"{{"D-K1":{{"v":{answer}}}}}"#);
        body_sk(def, &sheet("desa", "63.11.07.2002", &answers), years).expect("an SK")
    };
    let sk = of(
        r#"{"ttd":true,"nomor":"=140/07","tanggal":"2022-03-01","berlaku":"2026-12-31","nama":"Pokja Sehat"}"#,
    );
    assert_eq!(sk.status, DocumentStatus::Complete);
    assert_eq!(sk.number, "=140/07");
    assert_eq!(sk.until, Some(day("2026-12-31")));
    let old = of(r#"{"ttd":true,"nomor":"1","tanggal":"2022-03-01","berlaku":"2023-12-31"}"#);
    assert_eq!(old.status, DocumentStatus::None);
    let draft = of(r#"{"ttd":false,"nomor":"1"}"#);
    assert_eq!(
        (draft.status, draft.number.as_str()),
        (DocumentStatus::None, "")
    );
    assert_eq!(of("{}").status, DocumentStatus::Blank);
    let regency = INSTRUMENT.sheet(SheetKind::Kabupaten);
    assert_eq!(body_sk(regency, &self::regency(), years), None);
}

/// Reads what [`csv`] writes, as RFC 4180 has it.
fn read_csv(text: &str) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{feff}').expect("the mark of UTF-8");
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => cell.extend(chars.next()),
            '"' => quoted = !quoted,
            ';' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted => {
                assert_eq!(chars.next(), Some('\n'));
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    assert!(!quoted && cell.is_empty() && row.is_empty());
    rows
}

#[test]
fn a_table_for_a_spreadsheet_holds_no_formula() {
    let rows = vec![
        vec![Cell::text("Nama"), Cell::Number("41,7".into())],
        vec![Cell::text("a;b \"c\"\nd"), Cell::Number("=1+1".into())],
    ];
    assert_eq!(
        csv(&rows),
        "\u{feff}\"Nama\";41,7\r\n\"a;b \"\"c\"\"\r\nd\";\"'=1+1\"\r\n"
    );
    for bad in [
        "=HYPERLINK(\"http://x\")",
        "+62 811",
        "-1+cmd|' /C calc'!A0",
        "@SUM(1)",
        "\t=1",
        "\r=1",
        "  =1",
        "\u{200b}=1",
        "\u{feff}=1",
        "＝1",
    ] {
        let told = read_csv(&csv(&[vec![Cell::text(bad)]]));
        assert!(told[0][0].starts_with('\''), "{bad:?}");
    }
    for fine in ["140/07/KPTS/2022", "Dinas Kesehatan", "", "a=b", "'=1"] {
        let told = read_csv(&csv(&[vec![Cell::text(fine)]]));
        assert_eq!(told[0][0], fine);
    }
}

proptest! {
    /// Whatever is typed, the file has as many rows and cells as the table, and no cell
    /// begins as a formula does.
    #[test]
    fn any_text_stays_in_its_cell(texts in proptest::collection::vec("(?s).{0,12}", 1..9)) {
        let cells: Vec<Cell> = texts.iter().map(|t| Cell::text(t)).collect();
        let rows = read_csv(&csv(&[cells.clone(), cells]));
        prop_assert_eq!(rows.len(), 2);
        for row in &rows {
            prop_assert_eq!(row.len(), texts.len());
            for (cell, text) in row.iter().zip(&texts) {
                let first = cell.trim_start().chars().next();
                prop_assert!(!first.is_some_and(|c| "=+-@".contains(c)), "{:?}", text);
            }
        }
    }

    /// No day is lost between any two.
    #[test]
    fn days_between_add_up(a in 1u16..9999, b in 1u16..9999, m in 1u8..13, d in 1u8..29) {
        let day = |year| Day { year, month: m, day: d };
        prop_assert_eq!(days_until(day(a), day(b)), -days_until(day(b), day(a)));
        let next = Day { day: d + 1, ..day(a) };
        prop_assert_eq!(days_until(day(a), next), 1);
    }
}
