//! The instrument that sheets are judged by, and what `saba instrument check`
//! says about one.

use std::io::{self, Write};
use std::path::Path;

use saba_core::file::decode_text;
use saba_core::instrument::{Instrument, SheetDef, SheetKind};

use crate::{End, complain, files};

/// The shipped instrument. The app fetches it as a file; a native tool may
/// carry it.
const BUILT_IN: &str = include_str!("../../../instrument/kks-2025.json");

/// The instrument in a file, or the built-in one.
pub fn load(file: Option<&Path>) -> Result<Instrument, String> {
    match file {
        None => Instrument::load(BUILT_IN).map_err(|e| format!("built-in instrument: {e}")),
        Some(file) => {
            let told = |problem: &str| format!("{}: {problem}", file.display());
            let bytes = files::bytes(file).map_err(|e| told(&e.to_string()))?;
            let text = decode_text(&bytes)
                .map_err(|e| told(&format!("not a text that can be read ({})", e.code())))?;
            Instrument::load(&text).map_err(|e| told(&e.to_string()))
        }
    }
}

/// Checks an instrument file and prints what it holds.
pub fn check(file: &Path, out: &mut dyn Write) -> io::Result<End> {
    let instrument = match load(Some(file)) {
        Ok(instrument) => instrument,
        Err(problem) => return Ok(complain(&problem)),
    };
    let judged = |def: &SheetDef, in_tatanan: bool| {
        def.sections
            .iter()
            .filter(|s| s.tatanan.is_some() == in_tatanan)
            .flat_map(|s| &s.items)
            .filter(|i| i.rule.is_some())
            .count()
    };
    let regency = instrument.sheet(SheetKind::Kabupaten);
    let [earlier, later] = instrument.years;
    let levels: Vec<&str> = instrument.levels.iter().map(|l| l.id.as_str()).collect();
    writeln!(out, "{}: valid", file.display())?;
    writeln!(out, "id            {}", instrument.id)?;
    writeln!(out, "edition       {}", instrument.edition)?;
    writeln!(out, "title         {}", instrument.title)?;
    writeln!(out, "data years    {earlier}, {later}")?;
    writeln!(out, "levels        {}", levels.join(", "))?;
    writeln!(out, "tatanan       {}", instrument.tatanan.len())?;
    writeln!(out, "indicators    {}", judged(regency, true))?;
    writeln!(out, "kelembagaan   {}", judged(regency, false))?;
    for kind in SheetKind::ALL {
        let items = instrument.sheet(kind).items().count();
        writeln!(out, "{:<13} {items} items", kind.id())?;
    }
    writeln!(out, "hash          {}", instrument.hash)?;
    Ok(End::Good)
}
