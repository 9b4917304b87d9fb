//! Handing over: what is in the file, what is missing, and the file itself.

use saba_core::file::{Checksum, Provenance, read_sheet, write_sheet};
use saba_core::sheet::{EDITION_ITEM, FillState, Sheet, fill_state, progress};

use crate::dom::{El, Live, button, disclosure, el, live, p, summary};
use crate::parts::{bar, main, not_found, notice, row, save_light};
use crate::route::{Page, Route};
use crate::{dispatch, platform, prefs, state, store, text};

/// The screen.
pub fn hand_over() -> Vec<El> {
    dispatch::flush();
    let instrument = state::instrument();
    let Some(sheet) = state::with_sheet(Clone::clone) else {
        return not_found();
    };
    let meta = sheet.meta.clone();
    let def = instrument.sheet(meta.kind);
    let years = instrument.years;
    let link = |page: Page| Route::Sheet(meta.kind, meta.region.clone(), page).hash();
    let missing: Vec<(String, String, &'static str)> = def
        .sections
        .iter()
        .flat_map(|s| s.items.iter().map(move |i| (s, i)))
        .filter_map(|(section, item)| {
            let state = fill_state(item, sheet.answer(&item.id), years);
            let href = link(Page::Section(section.id.clone(), Some(item.id.clone())));
            (state != FillState::Complete)
                .then(|| (href, item.title.clone(), text::fill_state(state)))
        })
        .collect();
    let words = text::join(&[text::WHAT_IS_MISSING, " (", &missing.len().to_string(), ")"]);
    let gaps = disclosure(summary(&words), false, move || {
        let rows = missing
            .iter()
            .map(|(href, title, state)| el("li").child(row(href, title, "", state)));
        vec![
            p(text::MISSING_IS_FINE).class("hint"),
            el("ul").class("rows").children(rows),
        ]
    });
    let done: Live<Option<Result<String, ()>>> = Live::new(None);
    let make = done.clone();
    let result = live(move || match done.get() {
        None => Vec::new(),
        Some(Ok(words)) => vec![
            notice("good", &text::join(&[text::HANDED_OVER, " ", &words]))
                .attr("role", "status")
                .attr("data-handed-over", ""),
        ],
        Some(Err(())) => vec![notice("bad", text::HAND_OVER_FAILED).attr("role", "alert")],
    });
    let now = progress(def.items(), &sheet, years);
    let screen = main("hand-over", text::HAND_OVER_TITLE)
        .child(save_light())
        .child(p(text::HAND_OVER_HOW))
        .child(el("h2").text(text::WHAT_IS_IN))
        .child(p(&text::progress(now)))
        .child(
            button("button main", text::DOWNLOAD, move || {
                make.set(Some(make_file()))
            })
            .attr("data-action", "download"),
        )
        .child(result)
        .child(gaps);
    vec![
        bar(
            &meta.region_name,
            &link(Page::Overview),
            text::kind(meta.kind),
        ),
        screen,
    ]
}

/// `63.11.01.2001 Muara Ninian r3.saba.json`, with letters that every file
/// system takes.
fn file_name(sheet: &Sheet) -> String {
    let clean: String = sheet
        .meta
        .region_name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    let revision = sheet.meta.revision.to_string();
    text::join(&[
        "saba-",
        sheet.meta.region.as_str(),
        "-",
        &clean,
        "-r",
        &revision,
        ".saba.json",
    ])
}

/// Writes the file, reads it again, compares, and only then offers it.
fn make_file() -> Result<String, ()> {
    dispatch::flush();
    let mut sheet = state::with_sheet(Clone::clone).ok_or(())?;
    sheet.meta.revision = sheet.meta.revision.saturating_add(1);
    let prefs = prefs::get();
    let from = Provenance {
        program: crate::PROGRAM.into(),
        at: platform::now(),
        by: prefs.name,
        device: state::device(),
    };
    let content = write_sheet(&sheet, &from);
    match read_sheet(&content, Checksum::Required) {
        Ok(again) if again.sheet == sheet => {}
        _ => return Err(()),
    }
    platform::file::download(&file_name(&sheet), &content).map_err(drop)?;
    let words = text::join(&[
        &sheet
            .answers
            .iter()
            .filter(|(id, a)| *id != EDITION_ITEM && !a.is_blank())
            .count()
            .to_string(),
        " jawaban, ",
        &content.len().div_ceil(1024).to_string(),
        " KB, revisi ",
        &sheet.meta.revision.to_string(),
        ".",
    ]);
    if state::signals().writable.peek() {
        let batch = store::batch(&sheet, &[], platform::now(), 0);
        state::with_open_mut(|open| open.sheet.meta.revision = sheet.meta.revision);
        state::saver().push(batch);
    }
    Ok(words)
}
