//! Villages by the thousand, every item answered and every number sound: sheets as they
//! are after a round in which three devices worked on them, with a remark to every item,
//! about 60 KB each.

use saba_core::file::{Checksum, Provenance, read_sheet, write_sheet};
use saba_core::instrument::{FieldKind, Instrument, Item, SheetDef, SheetKind};
use saba_core::num::Decimal;
use saba_core::region::{RegionCode, RegionList};
use saba_core::sheet::{Answer, Sheet, Value, VersionVector, asked};

/// The code of the nth of the villages: 40 to a kecamatan.
pub fn code(n: usize) -> RegionCode {
    let text = format!("63.11.{:02}.{:04}", 1 + n / 40, 2001 + n % 40);
    RegionCode::parse(&text).expect("code")
}

/// The official list of so many villages.
pub fn list(villages: usize) -> RegionList {
    RegionList::new((0..villages).map(code))
}

/// The file of the nth village.
pub fn file(instrument: &Instrument, n: usize) -> String {
    later_file(instrument, n, 1)
}

/// The file of the nth village as it comes for the so manieth time: from the second on
/// every other answer is a newer one.
pub fn later_file(instrument: &Instrument, n: usize, revision: u32) -> String {
    let device = format!("d-{n:08x}");
    let from = Provenance {
        program: String::from("bench"),
        at: 1_740_960_000_000,
        by: String::from("Siti"),
        device: device.clone(),
    };
    let mut sheet = sheet(instrument, n, &device);
    sheet.meta.revision = revision;
    for answer in sheet.answers.values_mut().step_by(2) {
        for _ in 1..revision {
            answer.version.bump(&device);
            answer.note.push_str("Diperiksa lagi. ");
        }
    }
    write_sheet(&sheet, &from)
}

fn sheet(instrument: &Instrument, n: usize, device: &str) -> Sheet {
    let text = format!(
        r#"{{"format":"saba","version":1,"sheet":{{"id":"s{n:08}","kind":"desa","region":"{}","region_name":"Desa {n}","region_path":"Juai, Kabupaten Balangan","instrument":{{"id":"{}","edition":"{}","hash":"{}"}},"created":1740960000000,"revision":1}},"answers":{{}}}}"#,
        code(n).as_str(),
        instrument.id,
        instrument.edition,
        instrument.hash,
    );
    let mut sheet = read_sheet(&text, Checksum::Ignored).expect("sheet").sheet;
    let def = instrument.sheet(SheetKind::Desa);
    for (at, item) in def.items().enumerate() {
        sheet.answers.insert(item.id.clone(), Answer::default());
        let rows: Vec<String> = match item.rows {
            None => vec![String::new()],
            Some(_) => (0..1 + (n + at) % 2).map(|row| format!("{row}/")).collect(),
        };
        for prefix in rows {
            fill(instrument, def, &mut sheet, item, &prefix, n + at);
        }
        let answer = sheet.answers.get_mut(&item.id).expect("answer");
        answer.at = 1_740_960_000_000 + at as u64 * 60_000;
        answer.by = String::from("Siti Rahmah");
        answer.note = note(n, at);
        let others = [
            format!("k-{:08x}", n / 40),
            String::from("0a1b2c3d4e5f6a7b"),
        ];
        let devices = others.into_iter().chain([device.to_string()]);
        answer.version = VersionVector(devices.zip([1, 1 + at as u64 % 3, 4]).collect());
    }
    sheet
}

/// What people write beside an answer: how they know, who was asked, where the proof lies.
fn note(n: usize, at: usize) -> String {
    const SAID: [&str; 6] = [
        "Angka diambil dari buku register kader dan sudah dicocokkan dengan data puskesmas. ",
        "Rapat pokja menyepakati angka ini; daftar hadir dan notulen ada di kantor desa. ",
        "Foto kegiatan disimpan di map bukti nomor ",
        "Tahun lalu ada dua RT yang belum didata, jadi kenaikannya sebagian karena pendataan. ",
        "Bidan desa dan sanitarian sudah memeriksa di lapangan bersama ketua RT setempat. ",
        "Salinan keputusan kepala desa ada di lemari arsip \"Desa Sehat\", rak kedua. ",
    ];
    let mut note = String::new();
    let mut next = n + at;
    while note.len() < 850 {
        note.push_str(SAID[next % SAID.len()]);
        note.push_str(&format!("{}/{} ({}). ", at + 1, n % 97, next));
        next += 1 + at % 5;
    }
    note
}

fn fill(
    instrument: &Instrument,
    def: &SheetDef,
    sheet: &mut Sheet,
    item: &Item,
    prefix: &str,
    seed: usize,
) {
    for (at, field) in item.fields.iter().enumerate() {
        let answer = sheet.answer(&item.id).cloned().unwrap_or_default();
        if !asked(item, field, &answer, prefix) {
            continue;
        }
        for key in field.keys(instrument.years) {
            let year = key
                .split_once('@')
                .map_or(instrument.years[1].to_string(), |(_, y)| y.into());
            let whole = field.within.as_ref().map(|within| {
                let id = within.item.as_deref().unwrap_or(&item.id);
                let years = def
                    .item(id)
                    .and_then(|i| i.field(&within.key))
                    .is_some_and(|f| f.years);
                let key = if years {
                    format!("{}@{year}", within.key)
                } else {
                    within.key.clone()
                };
                let whole = sheet
                    .num(id, &key)
                    .map_or(0, |n| n.to_string().parse().unwrap_or(0));
                whole / 2
            });
            let number = whole.unwrap_or(100 + (seed * 37 + at) as u32 % 400);
            let value = match &field.kind {
                FieldKind::Int | FieldKind::Dec => Value::Num(Decimal::int(number)),
                FieldKind::YesNo => Value::Bool(!(seed + at).is_multiple_of(3)),
                FieldKind::Choice(options) => Value::Text(options[seed % options.len()].0.clone()),
                FieldKind::Many(options) => {
                    let mut codes: Vec<String> =
                        options.iter().take(2).map(|(c, _)| c.clone()).collect();
                    codes.sort();
                    Value::Many(codes)
                }
                FieldKind::Date => Value::Text(String::from("2023-06-15")),
                FieldKind::Text => Value::Text(String::from("140/07/KPTS/2022")),
                FieldKind::Long => Value::Text(String::from("Warga sepakat mengulang tiap bulan.")),
            };
            let answer = sheet.answers.get_mut(&item.id).expect("answer");
            answer.values.insert(format!("{prefix}{key}"), value);
        }
    }
}
