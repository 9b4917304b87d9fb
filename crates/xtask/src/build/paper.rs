//! The blank sheet of a village, for where no browser can run the page: a plain document
//! without a script, in large print, for A4 and F4 alike.

use anyhow::{Result, anyhow};
use saba_core::instrument::{Field, FieldKind, Instrument, Item, SheetKind};

const STYLE: &str = "\
@page { margin: 15mm 15mm 18mm; @bottom-right { content: counter(page) \" / \" counter(pages); font: 11pt sans-serif; } \
@bottom-left { content: \"Saba, lembar desa\"; font: 11pt sans-serif; } }\n\
* { box-sizing: border-box; }\n\
body { max-width: 180mm; margin: 0 auto; padding: 4mm; color: #000; background: #fff; font: 14pt/1.4 system-ui, sans-serif; overflow-wrap: break-word; }\n\
h1 { font-size: 22pt; margin: 0 0 4mm; }\n\
h2 { font-size: 18pt; margin: 8mm 0 3mm; padding-bottom: 1mm; border-bottom: 2pt solid #000; page-break-after: avoid; break-after: avoid; }\n\
h3 { font-size: 15pt; margin: 0 0 1mm; }\n\
p { margin: 0 0 2mm; }\n\
.item, .row, .place { page-break-inside: avoid; break-inside: avoid; }\n\
.item { margin: 0 0 5mm; padding: 3mm; border: 1pt solid #000; }\n\
.row { margin: 2mm 0; padding: 2mm; border: 1pt dashed #000; }\n\
.list { page-break-inside: auto; break-inside: auto; }\n\
.field { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: flex-end; margin: 0 0 2mm; page-break-inside: avoid; break-inside: avoid; }\n\
.ask { flex: 1 1 80mm; padding-right: 4mm; }\n\
.say { flex: 0 1 auto; }\n\
.say-more { flex: 1 1 80mm; }\n\
small { display: block; font-size: 11pt; line-height: 1.2; }\n\
.line { display: inline-block; min-width: 34mm; height: 8mm; border-bottom: 1pt solid #000; vertical-align: bottom; }\n\
.whole { display: block; min-width: 100%; }\n\
.short { min-width: 18mm; }\n\
.box { display: inline-block; width: 6mm; height: 6mm; margin: 0 2mm 0 0; border: 1.5pt solid #000; vertical-align: text-bottom; }\n\
.mark { display: inline-block; margin: 1mm 8mm 1mm 0; }\n\
@media print { body { max-width: none; padding: 0; } }\n";

/// So many blank rows for each list.
const ROWS: usize = 3;

/// An item that takes more lines does not fit on a page.
const LONG: usize = 24;

/// The document, from the text of an instrument.
pub fn village(instrument: &str) -> Result<String> {
    let instrument = Instrument::load(instrument).map_err(|e| anyhow!("{e}"))?;
    let sheet = instrument.sheet(SheetKind::Desa);
    let [first, second] = instrument.years;
    let mut out = Page::default();
    out.raw("<!doctype html>\n<html lang=\"id\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.raw("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
    out.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.tag("title", &format!("Lembar kosong desa, {}", instrument.id));
    out.raw("<style>")
        .raw(STYLE)
        .raw("</style>\n</head>\n<body>\n");
    out.tag("h1", &sheet.title);
    out.tag(
        "p",
        &format!(
            "Data tahun {first} dan {second}. Isi dengan huruf cetak. Yang belum diketahui diberi \
             tanda pada kotak Belum tahu; jangan ditulis nol. Instrumen {} terbitan {}.",
            instrument.id, instrument.edition
        ),
    );
    out.raw("<div class=\"place\">\n");
    for label in [
        "Desa atau kelurahan",
        "Kecamatan",
        "Kabupaten atau kota",
        "Diisi oleh",
        "Tanggal",
    ] {
        out.raw("<div class=\"field\">").tag("b", label);
        out.raw("<span class=\"line say-more\"></span></div>\n");
    }
    out.raw("</div>\n");
    for section in &sheet.sections {
        out.tag("h2", &section.title);
        for item in &section.items {
            out.item(item, instrument.years);
        }
    }
    out.raw("</body>\n</html>\n");
    Ok(out.0)
}

/// The document as far as it is written.
#[derive(Default)]
struct Page(String);

impl Page {
    fn raw(&mut self, html: &str) -> &mut Self {
        self.0.push_str(html);
        self
    }

    fn text(&mut self, words: &str) -> &mut Self {
        for c in words.chars() {
            match c {
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '&' => self.0.push_str("&amp;"),
                '"' => self.0.push_str("&quot;"),
                c => self.0.push(c),
            }
        }
        self
    }

    fn tag(&mut self, name: &str, words: &str) -> &mut Self {
        self.raw("<").raw(name).raw(">").text(words);
        self.raw("</").raw(name).raw(">\n")
    }

    fn mark(&mut self, words: &str) -> &mut Self {
        self.raw("<span class=\"mark\"><span class=\"box\"></span>");
        self.text(words).raw("</span>\n")
    }

    fn item(&mut self, item: &Item, years: [u16; 2]) {
        // A list may be longer than a page, and so may an item with many fields: they
        // are broken between their rows or fields.
        let long = item.fields.iter().map(lines).sum::<usize>() > LONG;
        self.raw(match item.rows.is_some() || long {
            true => "<section class=\"item list\">\n",
            false => "<section class=\"item\">\n",
        });
        self.tag("h3", &format!("{}  {}", item.id, item.title));
        self.tag("p", &item.question);
        match &item.rows {
            None => self.fields(item, years),
            Some(rows) => {
                self.mark(&rows.none);
                for number in 1..=ROWS {
                    self.raw(match long {
                        true => "<div class=\"row list\">\n",
                        false => "<div class=\"row\">\n",
                    });
                    self.tag("p", &format!("{} {number}", rows.noun));
                    self.fields(item, years);
                    self.raw("</div>\n");
                }
                self.tag("p", "Bila ada lebih banyak, lanjutkan di kertas lain.");
            }
        }
        self.mark("Belum tahu");
        self.raw("<div class=\"field\">Catatan:");
        self.raw("<span class=\"line whole\"></span></div>\n</section>\n");
    }

    fn fields(&mut self, item: &Item, years: [u16; 2]) {
        for field in &item.fields {
            self.raw("<div class=\"field\"><div class=\"ask\">");
            self.tag("b", &field.label);
            if let Some(words) = condition(item, field) {
                self.tag("small", &words);
            }
            if !field.hint.is_empty() {
                self.tag("small", &field.hint);
            }
            let is_long = match field.kind {
                FieldKind::Text | FieldKind::Long => true,
                FieldKind::Choice(_) | FieldKind::Many(_) => true,
                _ => field.years,
            };
            self.raw("</div>\n<div class=\"say").raw(match is_long {
                true => " say-more\">",
                false => "\">",
            });
            match field.years {
                false => self.input(field),
                true => {
                    for year in years {
                        self.raw("<span class=\"mark\">").text(&format!("{year}: "));
                        self.input(field);
                        self.raw("</span>\n");
                    }
                }
            }
            self.raw("</div></div>\n");
        }
    }

    fn input(&mut self, field: &Field) {
        match &field.kind {
            FieldKind::Int | FieldKind::Dec => {
                self.raw("<span class=\"line\"></span> ").text(&field.unit);
            }
            FieldKind::YesNo => {
                self.mark("Ya").mark("Tidak");
            }
            FieldKind::Choice(options) | FieldKind::Many(options) => {
                for (_, label) in options {
                    self.mark(label);
                }
                if matches!(field.kind, FieldKind::Many(_)) {
                    self.tag("small", "Boleh lebih dari satu");
                }
            }
            FieldKind::Date => {
                for part in ["tanggal ", "bulan ", "tahun "] {
                    self.text(part).raw("<span class=\"line short\"></span> ");
                }
            }
            FieldKind::Text => {
                self.raw("<span class=\"line whole\"></span>");
            }
            FieldKind::Long => {
                for _ in 0..3 {
                    self.raw("<span class=\"line whole\"></span>");
                }
            }
        }
    }
}

/// About how many lines a field takes at most.
fn lines(field: &Field) -> usize {
    let input = match &field.kind {
        FieldKind::Choice(options) | FieldKind::Many(options) => options.len(),
        FieldKind::Long => 3,
        _ => 1,
    };
    let years = if field.years { 2 } else { 1 };
    let told = usize::from(!field.hint.is_empty()) + usize::from(field.when.is_some());
    input * years + told
}

/// When a field is asked, in words: `Bila "Sudah ditandatangani?": Ya`.
fn condition(item: &Item, field: &Field) -> Option<String> {
    let when = field.when.as_ref()?;
    let asked = item.fields.iter().find(|f| f.key == when.key)?;
    let label = |code: &String| match (&asked.kind, code.as_str()) {
        (FieldKind::YesNo, "ya") => "Ya".to_owned(),
        (FieldKind::YesNo, _) => "Tidak".to_owned(),
        (FieldKind::Choice(options) | FieldKind::Many(options), code) => options
            .iter()
            .find(|(c, _)| c == code)
            .map_or(code, |(_, label)| label)
            .to_owned(),
        (_, code) => code.to_owned(),
    };
    let codes: Vec<String> = when.codes.iter().map(label).collect();
    Some(format!(
        "Bila \u{201c}{}\u{201d}: {}",
        asked.label,
        codes.join(" atau ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a reader sees: tags taken out, entities put back, blanks made one.
    fn words(html: &str) -> String {
        let mut text = String::new();
        let mut inside = false;
        for c in html.chars() {
            match c {
                '<' => inside = true,
                '>' => {
                    inside = false;
                    text.push(' ');
                }
                c if !inside => text.push(c),
                _ => {}
            }
        }
        for (entity, c) in [
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&quot;", "\""),
            ("&amp;", "&"),
        ] {
            text = text.replace(entity, c);
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn every_word_of_every_item_is_on_the_paper() {
        let path = crate::process::root().join("instrument/kks-2025.json");
        let text = std::fs::read_to_string(path).expect("the instrument");
        let html = village(&text).expect("a document");
        assert!(!html.contains("<script"));
        let paper = words(&html);
        let instrument = Instrument::load(&text).expect("valid");
        let sheet = instrument.sheet(SheetKind::Desa);
        let mut items = 0;
        for section in &sheet.sections {
            assert!(paper.contains(&section.title), "{}", section.title);
            for item in &section.items {
                items += 1;
                let mut wanted = vec![&item.id, &item.title, &item.question];
                wanted.extend(item.rows.iter().flat_map(|rows| [&rows.noun, &rows.none]));
                for field in &item.fields {
                    wanted.extend([&field.label, &field.hint, &field.unit]);
                    if let FieldKind::Choice(options) | FieldKind::Many(options) = &field.kind {
                        wanted.extend(options.iter().map(|(_, label)| label));
                    }
                }
                for words in wanted {
                    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
                    assert!(paper.contains(&words), "{}: {words}", item.id);
                }
            }
        }
        assert_eq!(items, 55);
    }
}
