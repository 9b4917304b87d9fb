//! `saba example`: a folder with the made-up sheets of a whole regency, with the
//! troubles that come with real ones, to try the desk with. Always the same for the same
//! seed, and marked as made up in every file and in its name.

mod draw;
mod filling;

use std::io::{self, Write};
use std::path::Path;

use saba_core::file::bundle::{BundleFrom, write_bundle};
use saba_core::file::{Provenance, write_sheet};
use saba_core::instrument::{Instrument, SheetKind};
use saba_core::json::Json;
use saba_core::num::Decimal;
use saba_core::region::{RegionCode, RegionLevel};
use saba_core::sheet::{InstrumentRef, Sheet, SheetMeta, Value, VersionVector};

use crate::regions::Regency;
use crate::{End, complain, regions};
use draw::Draw;
use filling::{Filling, Known};

/// How the fields are invented.
const RECIPES: &str = include_str!("recipes.json");
/// The regency of the example: the codes and names are real, nothing else is.
const REGENCY: &str = "63.11";
/// The remark in every sheet.
const REMARK: &str = "Data contoh, bukan data sebenarnya.";
/// The day on which the example plays: 3 March 2025, 08.00 in Kalimantan.
const BEGUN: u64 = 1_740_960_000_000;
const MINUTE: u64 = 60_000;

/// Writes the folder.
pub fn run(
    instrument: &Instrument,
    folder: &Path,
    seed: u64,
    out: &mut dyn Write,
) -> io::Result<End> {
    let made = match RegionCode::parse(REGENCY) {
        Some(code) => regions::regency(&code, None),
        None => Err(format!("'{REGENCY}' is no code")),
    };
    let made = made.and_then(|regency| make(instrument, &regency, seed));
    let files = match made {
        Ok(files) => files,
        Err(problem) => return Ok(complain(&problem)),
    };
    std::fs::create_dir_all(folder)?;
    if std::fs::read_dir(folder)?.next().is_some() {
        return Ok(complain(&format!(
            "{} is not empty; name a new folder",
            folder.display()
        )));
    }
    let (mut bytes, mut largest) = (0, 0);
    for file in &files {
        std::fs::write(folder.join(&file.name), &file.text)?;
        bytes += file.text.len();
        largest = largest.max(file.text.len());
    }
    writeln!(
        out,
        "{}: {} files, {} bytes, the largest {} bytes. All of it is made up.",
        folder.display(),
        files.len(),
        bytes,
        largest
    )?;
    Ok(End::Good)
}

/// A file of the folder.
struct File {
    name: String,
    text: String,
}

/// Something that is wrong on purpose, and what to say about it.
struct Trouble {
    about: String,
    what: &'static str,
}

fn make(instrument: &Instrument, regency: &Regency, seed: u64) -> Result<Vec<File>, String> {
    let recipes = Json::parse(RECIPES).map_err(|e| format!("recipes: {e}"))?;
    let maker = Maker {
        instrument,
        recipes: &recipes,
        seed,
        regency,
    };
    let mut villages: Vec<Sheet> = regency
        .villages
        .iter()
        .map(|(code, name)| maker.sheet(SheetKind::Desa, code, name, &[]))
        .collect();
    let kecamatan: Vec<Sheet> = regency
        .kecamatan
        .iter()
        .map(|(code, name)| {
            let known: Vec<Known> = regency
                .villages
                .iter()
                .zip(&villages)
                .filter(|((village, _), _)| village.is_in(code))
                .map(|((_, name), sheet)| Known { name, sheet })
                .collect();
            maker.sheet(SheetKind::Kecamatan, code, name, &known)
        })
        .collect();

    let mut troubles = Vec::new();
    let mut files = Vec::new();
    // Far enough apart that no two troubles meet in one village.
    let mut draw = Draw::new(seed, "troubles");
    let step = villages.len() / 10;
    let start = draw.between(0, i64::try_from(step.saturating_sub(2)).unwrap_or(0));
    let mut places = (0..10).map(|n| n * step + usize::try_from(start).unwrap_or(0));
    let mut place = || places.next().unwrap_or(0);

    let missing = place();
    let cut = place();
    let older = place();
    let conflict = place();
    let above = place();
    let leap = place();
    let typed = place();
    let unknown = place();
    let twin = place();
    let bundled = regency.kecamatan.last().map(|(code, _)| code.clone());

    let mut tell = |at: usize, what: &'static str| {
        if let Some((code, name)) = regency.villages.get(at) {
            troubles.push(Trouble {
                about: format!("{} {name}", code.as_str()),
                what,
            });
        }
    };
    tell(missing, "tidak mengirim lembar");
    tell(cut, "berkasnya terpotong");
    tell(older, "dua versi: yang lama dan yang baru");
    tell(conflict, "bentrok: satu isian diubah di dua perangkat");
    tell(above, "pembilang melebihi pembagi");
    tell(leap, "angka melonjak sepuluh kali lipat");
    tell(typed, "teks di tempat angka");
    tell(unknown, "beberapa isian \"belum tahu\" atau kosong");
    tell(twin, "dua lembar untuk satu desa");

    if let Some(sheet) = villages.get_mut(above) {
        raise_parts(instrument, sheet);
    }
    if let Some(sheet) = villages.get_mut(leap) {
        multiply(instrument, sheet);
    }
    if let Some(sheet) = villages.get_mut(typed) {
        spell_out(instrument, sheet);
    }
    if let Some(sheet) = villages.get_mut(unknown) {
        leave_open(sheet);
    }

    let mut in_bundle: Vec<&Sheet> = Vec::new();
    for (at, ((code, name), sheet)) in regency.villages.iter().zip(&villages).enumerate() {
        if at == missing {
            continue;
        }
        if bundled.as_ref().is_some_and(|k| code.is_in(k)) {
            in_bundle.push(sheet);
            // Some send both ways.
            if at % 3 > 0 {
                continue;
            }
        }
        let mut file = maker.file(sheet, name, "");
        if at == cut {
            let half = file.text.len() * 6 / 10;
            let end = (0..=half).rev().find(|at| file.text.is_char_boundary(*at));
            file.text.truncate(end.unwrap_or(0));
        }
        files.push(file);
        if at == older {
            files.push(maker.file(&edited(instrument, sheet, "b", 3), name, "-baru"));
        }
        if at == conflict {
            files.push(maker.file(&edited(instrument, sheet, "b", 2), name, "-salinan-b"));
            files.push(maker.file(&edited(instrument, sheet, "c", 2), name, "-salinan-c"));
        }
        if at == twin {
            let mut other = maker.sheet(SheetKind::Desa, code, name, &[]);
            other.meta.id.push_str("-kedua");
            multiply(instrument, &mut other);
            files.push(maker.file(&other, name, "-lembar-kedua"));
        }
    }
    for ((code, name), sheet) in regency.kecamatan.iter().zip(&kecamatan) {
        if Some(code) != bundled.as_ref() {
            files.push(maker.file(sheet, name, ""));
            continue;
        }
        in_bundle.push(sheet);
        files.push(maker.bundle(code, name, &in_bundle)?);
        troubles.push(Trouble {
            about: format!("{} {name}", code.as_str()),
            what: "satu bundel berisi semua desanya; sebagian desa juga mengirim sendiri",
        });
    }
    if let Some((code, name)) = regency.villages.first() {
        let stray = format!("{}.2999", code.within(RegionLevel::Kecamatan).as_str());
        if let Some(stray) = RegionCode::parse(&stray) {
            let sheet = maker.sheet(SheetKind::Desa, &stray, name, &[]);
            files.push(maker.file(&sheet, name, "-kode-lama"));
            troubles.push(Trouble {
                about: format!("{} {name}", stray.as_str()),
                what: "kode desa tidak ada di daftar resmi",
            });
        }
    }
    if let Some(other) = regions::neighbour(&regency.code, None)?
        && let Some((code, name)) = other.villages.first()
    {
        let maker = Maker {
            regency: &other,
            ..maker
        };
        let sheet = maker.sheet(SheetKind::Desa, code, name, &[]);
        files.push(maker.file(&sheet, name, ""));
        troubles.push(Trouble {
            about: format!("{} {name}, {}", code.as_str(), other.name),
            what: "lembar dari kabupaten/kota lain",
        });
    }
    files.push(read_me(regency, seed, &troubles));
    Ok(files)
}

/// Makes sheets and files of one regency.
struct Maker<'a> {
    instrument: &'a Instrument,
    recipes: &'a Json,
    seed: u64,
    regency: &'a Regency,
}

impl Maker<'_> {
    fn sheet(&self, kind: SheetKind, code: &RegionCode, name: &str, villages: &[Known]) -> Sheet {
        let mut draw = Draw::new(self.seed, code.as_str());
        let begun = BEGUN + u64::try_from(draw.between(0, 20_000)).unwrap_or(0) * MINUTE;
        let names = [
            "Siti", "Rahmah", "Yusuf", "Ani", "Budi", "Noor", "Fauzan", "Lina",
        ];
        let who = draw.one(&names).copied().unwrap_or("Siti");
        let around = match kind {
            SheetKind::Desa => {
                let kecamatan = self.regency.name_of(&code.within(RegionLevel::Kecamatan));
                format!("{kecamatan}, {} (data contoh)", self.regency.name)
            }
            _ => format!("{} (data contoh)", self.regency.name),
        };
        let blank = Sheet::new(SheetMeta {
            id: format!("contoh-{}", code.as_str()),
            kind,
            region: code.clone(),
            region_name: name.to_string(),
            region_path: around,
            instrument: InstrumentRef::of(self.instrument),
            created: begun,
            revision: 1,
            extra: Vec::new(),
        });
        let filling = Filling::new(self.instrument, self.recipes, villages, draw, name, blank);
        let mut sheet = filling.fill();
        let device = format!("contoh-{}", code.as_str());
        for (at, answer) in sheet.answers.values_mut().enumerate() {
            answer.at = begun + u64::try_from(at).unwrap_or(0) * 2 * MINUTE;
            answer.by = format!("{who} (contoh)");
            answer.version = VersionVector(std::iter::once((device.clone(), 1)).collect());
            if at == 0 {
                answer.note = REMARK.into();
            }
        }
        sheet
    }

    fn handed_over(&self, sheet: &Sheet) -> Provenance {
        let last = sheet.answers.values().max_by_key(|a| a.at);
        Provenance {
            program: format!("saba example {}", env!("CARGO_PKG_VERSION")),
            at: last.map_or(BEGUN, |a| a.at) + 10 * MINUTE,
            by: last.map(|a| a.by.clone()).unwrap_or_default(),
            device: format!("contoh-{}", sheet.meta.region.as_str()),
        }
    }

    fn file(&self, sheet: &Sheet, name: &str, mark: &str) -> File {
        File {
            name: file_name(&sheet.meta.region, name, mark),
            text: write_sheet(sheet, &self.handed_over(sheet)),
        }
    }

    fn bundle(&self, code: &RegionCode, name: &str, sheets: &[&Sheet]) -> Result<File, String> {
        let from: Vec<Provenance> = sheets.iter().map(|s| self.handed_over(s)).collect();
        let last = sheets.iter().zip(&from).next_back();
        let team = BundleFrom {
            kind: SheetKind::Kecamatan,
            region: code.clone(),
            region_name: name.to_string(),
            handed_over: match last {
                Some((_, from)) => from.clone(),
                None => return Err("a bundle of nothing".into()),
            },
        };
        let all: Vec<(&Sheet, &Provenance)> = sheets.iter().copied().zip(&from).collect();
        Ok(File {
            name: file_name(code, name, "-bundel"),
            text: write_bundle(&team, &all).ok_or("a bundle that is too large")?,
        })
    }
}

/// `contoh-63.11.01.2001-muara-ninian.saba.json`
fn file_name(code: &RegionCode, name: &str, mark: &str) -> String {
    let slug: String = name
        .to_lowercase()
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    format!("contoh-{}-{slug}{mark}.saba.json", code.as_str())
}

/// A later state of a sheet: a few numbers more, on another device or on the same.
fn edited(instrument: &Instrument, sheet: &Sheet, device: &str, more: i64) -> Sheet {
    let mut sheet = sheet.clone();
    sheet.meta.revision += 1;
    let device = format!("contoh-{device}");
    let def = instrument.sheet(sheet.meta.kind);
    // Items of which one number stands alone cannot come into contradiction.
    let alone = def.items().filter(|item| {
        let numbers = item.fields.iter().filter(|f| f.is_number());
        item.fields.len() == 1 && numbers.clone().count() == 1 && numbers.clone().all(|f| f.years)
    });
    let ids: Vec<String> = alone.map(|item| item.id.clone()).collect();
    for id in ids.iter().rev().take(2) {
        let Some(answer) = sheet.answers.get_mut(id) else {
            continue;
        };
        let by =
            i64::try_from(device.len()).unwrap_or(0) % 2 + more + i64::from(device.ends_with('c'));
        for value in answer.values.values_mut() {
            add(value, by);
        }
        answer.at +=
            60 * MINUTE * u64::from(device.as_bytes().last().copied().unwrap_or(0) % 7 + 1);
        answer.version.bump(&device);
    }
    sheet
}

fn add(value: &mut Value, more: i64) {
    if let Value::Num(n) = value
        && let Ok(whole) = n.to_string().parse::<i64>()
        && let Ok(sum) = Decimal::parse_json(&(whole + more).to_string())
    {
        *n = sum;
    }
}

/// The parts of a few items become larger than what they are parts of.
fn raise_parts(instrument: &Instrument, sheet: &mut Sheet) {
    each_field(instrument, sheet, 5, |field, _, value| {
        if field.within.is_some() {
            add(value, 5000);
        }
    });
}

/// A few numbers of the later year gain a nought.
fn multiply(instrument: &Instrument, sheet: &mut Sheet) {
    let [_, later] = instrument.years;
    each_field(instrument, sheet, 7, |field, key, value| {
        if field.within.is_none()
            && key.ends_with(&later.to_string())
            && let Value::Num(n) = value
            && let Ok(whole) = n.to_string().parse::<i64>()
        {
            add(value, whole * 9 + 12);
        }
    });
}

/// Numbers as words.
fn spell_out(instrument: &Instrument, sheet: &mut Sheet) {
    each_field(instrument, sheet, 9, |field, _, value| {
        if field.is_number() {
            *value = Value::Text(String::from("kira-kira sama dengan tahun lalu"));
        }
    });
}

/// Looks at the fields of every nth item that has numbers.
fn each_field(
    instrument: &Instrument,
    sheet: &mut Sheet,
    nth: usize,
    change: impl Fn(&saba_core::instrument::Field, &str, &mut Value),
) {
    let def = instrument.sheet(sheet.meta.kind);
    let numeric = def
        .items()
        .filter(|i| i.fields.iter().any(|f| f.is_number()));
    for item in numeric.step_by(nth) {
        let Some(answer) = sheet.answers.get_mut(&item.id) else {
            continue;
        };
        let keys: Vec<String> = answer.values.keys().cloned().collect();
        for key in keys {
            let name = key.split_once('/').map_or(key.as_str(), |(_, rest)| rest);
            let name = name.split_once('@').map_or(name, |(name, _)| name);
            if let (Some(field), Some(value)) = (item.field(name), answer.values.get_mut(&key)) {
                change(field, &key, value);
            }
        }
    }
}

/// Some items are not known yet, some not answered.
fn leave_open(sheet: &mut Sheet) {
    for (at, answer) in sheet.answers.values_mut().enumerate() {
        match at % 6 {
            1 => {
                answer.values.clear();
                answer.unknown = true;
            }
            4 => answer.values.clear(),
            _ => {}
        }
    }
}

fn read_me(regency: &Regency, seed: u64, troubles: &[Trouble]) -> File {
    let mut text = format!(
        "DATA CONTOH. Semua angka, nama orang, dan dokumen di folder ini dikarang oleh program\n\
         (saba example, benih {seed}). Kode dan nama wilayah diambil dari daftar resmi.\n\
         Jangan dipakai sebagai data {}.\n\n\
         {} kecamatan, {} desa/kelurahan. Yang sengaja dibuat bermasalah:\n\n",
        regency.name,
        regency.kecamatan.len(),
        regency.villages.len()
    );
    for trouble in troubles {
        text.push_str(&format!("- {}: {}\n", trouble.about, trouble.what));
    }
    File {
        name: "contoh-BACA-DULU.txt".into(),
        text,
    }
}
