//! A page that anybody can read and print, without Saba, a network or scripts, and that
//! carries the sheet so that it can be taken in again.

use saba_core::file::Checksum;
use saba_core::file::sniff::{Content, open_bytes, page_element};
use saba_core::instrument::{Item, SheetDef};
use saba_core::merge::is_conflict;
use saba_core::sheet::{Answer, Sheet, progress};

use crate::exchange::payload::Payload;
use crate::text::Line;
use crate::{platform, review, state, text};

/// Few rules, above no browser: phones open such pages in whatever shows them.
const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:0 auto;padding:1rem;color:#17201f;background:#fff}\
h1{font-size:1.5rem;margin:0}h2{font-size:1.2rem;margin:2rem 0 .5rem;border-bottom:2px solid #0f5c63}\
h3{font-size:1rem;margin:1rem 0 .25rem}dl{margin:0}dt{color:#4a5856}dd{margin:0 0 .25rem;font-weight:600;white-space:pre-wrap;overflow-wrap:anywhere}\
.by,.none{color:#4a5856;font-size:.875rem;margin:0}.code{font-size:1.25rem;font-weight:700}.differs{border-left:4px solid #7a4b00;padding-left:.75rem}\
article{break-inside:avoid;page-break-inside:avoid}";

/// The payload as a page. `None` where the page would not read as the same sheet.
pub fn page(payload: Payload) -> Option<Payload> {
    let text = write(&payload);
    let found = open_bytes(text.as_bytes(), Checksum::Required).ok()?;
    match found.as_slice() {
        [one] => match &one.result {
            Ok(Content::Sheet(again)) if again.sheet == payload.sheet => {}
            _ => return None,
        },
        _ => return None,
    }
    Some(Payload { text, ..payload })
}

/// A text inside a page: nothing in it is a tag.
fn escaped(words: &str, out: &mut String) {
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
}

/// `<tag>words</tag>`; `tag` may have attributes.
fn put(out: &mut String, tag: &str, words: &str) {
    let name = tag.split(' ').next().unwrap_or(tag);
    out.push_str(&text::join(&["<", tag, ">"]));
    escaped(words, out);
    out.push_str(&text::join(&["</", name, ">"]));
}

fn write(payload: &Payload) -> String {
    let sheet = &payload.sheet;
    let instrument = state::instrument();
    let def = instrument.sheet(sheet.meta.kind);
    let mut out = text::join(&[
        "<!doctype html>\n<html lang=\"",
        text::LANGUAGE,
        "\"><head><meta charset=\"utf-8\">\
<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
    ]);
    put(&mut out, "title", &title(sheet));
    out.push_str(&text::join(&["<style>", STYLE, "</style></head>\n<body>"]));
    head(payload, def, &mut out);
    let mut told: Vec<&str> = Vec::new();
    for section in &def.sections {
        let name = match section.tatanan {
            Some(no) => text::join(&[&no.to_string(), ". ", &section.title]),
            None => section.title.clone(),
        };
        out.push_str("\n<section>");
        put(&mut out, "h2", &name);
        for item in &section.items {
            told.push(&item.id);
            article(sheet, &item.id, Some(item), &mut out);
        }
        out.push_str("</section>");
    }
    let rest: Vec<&String> = sheet
        .answers
        .keys()
        .filter(|id| !told.contains(&id.as_str()))
        .collect();
    if !rest.is_empty() {
        out.push_str("\n<section>");
        put(&mut out, "h2", text::OTHER_ITEMS);
        for id in rest {
            article(sheet, id, None, &mut out);
        }
        out.push_str("</section>");
    }
    out.push('\n');
    put(&mut out, "p class=\"by\"", text::SUMMARY_FOOT);
    out.push_str(&page_element(&payload.text));
    out.push_str("\n</body></html>\n");
    out
}

fn title(sheet: &Sheet) -> String {
    let meta = &sheet.meta;
    text::join(&[&meta.region_name, " · ", text::kind(meta.kind)])
}

fn head(payload: &Payload, def: &SheetDef, out: &mut String) {
    let (sheet, from) = (&payload.sheet, &payload.from);
    let meta = &sheet.meta;
    let instrument = state::instrument();
    put(out, "h1", &meta.region_name);
    let dot = if meta.region_path.is_empty() {
        ""
    } else {
        " · "
    };
    put(
        out,
        "p",
        &text::join(&[
            text::kind(meta.kind),
            " · ",
            meta.region.as_str(),
            dot,
            &meta.region_path,
            " · ",
            &instrument.title,
        ]),
    );
    let by = match from.by.is_empty() {
        true => text::NAMELESS,
        false => &from.by,
    };
    put(
        out,
        "p",
        &text::join(&[
            text::HANDED_OVER_BY,
            by,
            ", ",
            &platform::day_and_clock(from.at),
            text::REVISION,
            &meta.revision.to_string(),
            ". ",
            &text::progress(progress(def.items(), sheet, instrument.years)),
            ".",
        ]),
    );
    put(out, "p class=\"by\"", text::RECEIPT_WORDS);
    put(out, "p class=\"code\"", &payload.code());
}

fn article(sheet: &Sheet, id: &str, item: Option<&Item>, out: &mut String) {
    out.push_str("\n<article>");
    let of_round = review::title(state::instrument(), sheet.meta.kind, id);
    let name = of_round.or_else(|| item.map(text::item_name));
    put(out, "h3", name.as_deref().unwrap_or(id));
    let rivals = sheet.rivals.get(id).into_iter().flatten();
    match sheet.answers.get(id) {
        None => put(out, "p class=\"none\"", text::NOT_FILLED),
        Some(answer) if is_conflict(sheet, id) => {
            put(out, "p class=\"by\"", text::SAID_DIFFERENTLY);
            for one in std::iter::once(answer).chain(rivals) {
                out.push_str("<div class=\"differs\">");
                said(id, item, one, out);
                out.push_str("</div>");
            }
        }
        Some(answer) => said(id, item, answer, out),
    }
    out.push_str("</article>");
}

fn said(id: &str, item: Option<&Item>, answer: &Answer, out: &mut String) {
    let lines: Vec<Line> = review::lines(state::instrument(), id, item, answer);
    out.push_str("<dl>");
    for (label, words) in lines {
        if !label.is_empty() {
            put(out, "dt", &label);
        }
        put(out, "dd", &words);
    }
    out.push_str("</dl>");
    let when = platform::day_and_clock(answer.at);
    let comma = if answer.by.is_empty() { "" } else { ", " };
    put(
        out,
        "p class=\"by\"",
        &text::join(&[&answer.by, comma, &when]),
    );
}
