//! What the cycle before said, beside the inputs of a regency sheet: from a file that
//! somebody opened, or from an earlier sheet of the region on this device. Only looked
//! at: nothing of it enters the open sheet or its score.

use std::cell::OnceCell;
use std::rc::Rc;

use saba_core::file::{
    Checksum, FileError, Incoming, MAX_BYTES, Provenance, decode_text, read_sheet, write_sheet,
};
use saba_core::instrument::{Instrument, Item};
use saba_core::order::sorted;
use saba_core::score::{self, Outcome};
use saba_core::sheet::{Answer, Sheet, SheetMeta, Value};
use saba_core::text::{joined, joined_list};

use super::file_button;
use crate::dom::{El, Live, button, div, el, live, p};
use crate::parts::notice;
use crate::store::StoreError;
use crate::{instruments, platform, state, text};

/// The sheet of the cycle before.
struct Before {
    sheet: Sheet,
    /// Its instrument, if that is on this device.
    instrument: Option<&'static Instrument>,
    /// From a file: when that was handed over. Else it is a sheet of this device.
    file: Option<u64>,
}

/// What was found for which sheet: its id and the hash of the page's instrument.
#[derive(Clone, Default)]
struct Found {
    of: [String; 2],
    before: Option<Rc<Before>>,
}

thread_local! {
    static FOUND: OnceCell<&'static Live<Found>> = const { OnceCell::new() };
}

fn found() -> &'static Live<Found> {
    FOUND.with(|cell| *cell.get_or_init(|| Box::leak(Box::new(Live::new(Found::default())))))
}

/// Files of the cycle before are kept by region: they outlast the sheet that they were
/// opened beside.
fn name(meta: &SheetMeta) -> String {
    text::join(&["before/", meta.region.as_str()])
}

/// Years that answers of a sheet name, ascending.
fn years_in<'a>(answers: impl Iterator<Item = &'a Answer>) -> Vec<u16> {
    let keys = answers.flat_map(|a| a.values.keys());
    let years = keys.filter_map(|key| key.split_once('@')?.1.parse().ok());
    let mut years = sorted(years.collect(), &u16::cmp);
    years.dedup();
    years
}

impl Before {
    async fn of(sheet: Sheet, file: Option<u64>) -> Before {
        instruments::ready(&sheet.meta.instrument).await;
        Before {
            instrument: instruments::of(&sheet.meta.instrument),
            sheet,
            file,
        }
    }

    fn years(&self) -> Vec<u16> {
        match self.instrument {
            Some(instrument) => instrument.years.to_vec(),
            None => years_in(self.sheet.answers.values()),
        }
    }

    /// Is it of a cycle before the open sheet: earlier data years, or another edition
    /// that does not look at later ones?
    fn is_before(&self, open: &SheetMeta) -> bool {
        let [_, now] = state::instrument().years;
        let other = self.sheet.meta.instrument != open.instrument;
        match self.years().last() {
            Some(then) => *then < now || (other && *then == now),
            None => other,
        }
    }
}

/// What was found for the sheet and edition that are open now; followed by whoever is
/// building.
fn current() -> Option<Rc<Before>> {
    let Found { of, before } = found().get();
    let meta = open_meta()?;
    before.filter(|_| of == [meta.id, state::instrument().hash.clone()])
}

fn open_meta() -> Option<SheetMeta> {
    state::with_sheet(|s| s.meta.clone())
}

/// Looks for the cycle before the open sheet, unless it is found already.
pub async fn find() {
    let Some(meta) = open_meta() else { return };
    let of = [meta.id.clone(), state::instrument().hash.clone()];
    let known = found().peek();
    if known.of == of && known.before.is_some() {
        return;
    }
    let before = look(&meta).await.ok().flatten().map(Rc::new);
    let still = state::with_sheet(|s| s.meta.id == meta.id) == Some(true);
    if still && (known.of != of || before.is_some()) {
        found().set(Found { of, before });
    }
}

async fn look(meta: &SheetMeta) -> Result<Option<Before>, StoreError> {
    let store = state::saver().store().await?;
    if let Some(text) = store.get(&name(meta)).await?
        && let Ok(Incoming { sheet, from, .. }) = read_sheet(&text, Checksum::Required)
    {
        let before = Before::of(sheet, Some(from.at)).await;
        if before.is_before(meta) {
            return Ok(Some(before));
        }
    }
    // An earlier sheet of the region here; of several the latest.
    let mut best: Option<Before> = None;
    for stored in state::signals().sheets.peek() {
        let other = &stored.sheet.meta;
        let same_place = other.kind == meta.kind && other.region == meta.region;
        if !same_place || other.id == meta.id || other.instrument == meta.instrument {
            continue;
        }
        let Some(sheet) = store.sheet(&other.id).await? else {
            continue;
        };
        let one = Before::of(sheet, None).await;
        let later = |best: &Before| one.years().last() > best.years().last();
        if one.is_before(meta) && best.as_ref().is_none_or(later) {
            best = Some(one);
        }
    }
    Ok(best)
}

/// What an item said in the cycle before, below its inputs; nothing where it did not
/// exist or was not answered.
pub fn line(item: &Item) -> Option<El> {
    // Found or opened before any section is built.
    let words = current().and_then(|before| said(&before, item))?;
    let words = text::join(&[text::LAST_CYCLE, ": ", &words]);
    Some(p(&words).class("hint").attr("data-last-cycle", ""))
}

fn shown(value: &Value) -> String {
    match value {
        Value::Num(n) => n.show(),
        Value::Text(words) => words.clone(),
        Value::Bool(yes) => text::small(if *yes { text::YES } else { text::NO }),
        Value::Many(codes) => joined_list(codes, ", "),
    }
}

/// `2021 4 dari 12, 2022 5 dari 12, nilai 50`.
fn said(before: &Before, item: &Item) -> Option<String> {
    let answer = before.sheet.answer(&item.id).filter(|a| !a.is_blank())?;
    let def = before.instrument.map(|i| i.sheet(before.sheet.meta.kind));
    let then = def.and_then(|d| d.item(&item.id));
    let mut parts = Vec::new();
    if answer.unknown {
        parts.push(text::NOT_KNOWN.to_string());
    }
    for (key, value) in &answer.values {
        parts.extend(stated(then.unwrap_or(item), key, value));
    }
    parts.extend(measured(then.unwrap_or(item), answer, ""));
    for year in years_in(std::iter::once(answer)) {
        let year = year.to_string();
        let at = text::join(&["@", &year]);
        if let Some(words) = measured(then.unwrap_or(item), answer, &at) {
            parts.push(text::join(&[&year, " ", &words]));
        }
    }
    let outcome = before.instrument.zip(def).zip(then);
    let outcome = outcome.and_then(|((i, def), then)| score::outcome(i, def, &before.sheet, then));
    match outcome {
        None | Some(Outcome::Blank { .. }) => {}
        Some(outcome) => parts.push(text::small(&text::outcome_label(&outcome))),
    }
    (!parts.is_empty()).then(|| joined_list(&parts, ", "))
}

/// What was chosen or stated, beside measured numbers.
fn stated(item: &Item, key: &str, value: &Value) -> Option<String> {
    let apart = key.contains(['@', '/']) || ["n", "d", "m", "p", "v"].contains(&key);
    let about = ["date", "source"].contains(&key)
        || score::RULING_KEYS.contains(&key)
        || key == score::ASKED;
    if apart || about {
        return None;
    }
    let words = shown(value);
    if key == "level" {
        return Some(text::join(&[
            text::CHOSEN,
            &words.replace('~', text::UP_TO_LEVEL),
        ]));
    }
    let label = item.field(key).map_or("", |f| f.label.as_str());
    Some(match label.is_empty() {
        true => words,
        false => text::join(&[label, ": ", &words]),
    })
}

/// The numbers of a year; `at` is what their keys end in.
fn measured(item: &Item, answer: &Answer, at: &str) -> Option<String> {
    let value = |key: &str| answer.values.get(&text::join(&[key, at])).map(shown);
    let or_gap = |value: Option<String>| value.unwrap_or_else(|| "–".into());
    let mut parts = Vec::new();
    if let (n, d) = (value("n"), value("d"))
        && (n.is_some() || d.is_some())
    {
        parts.push(text::join(&[&or_gap(n), text::OF, &or_gap(d)]));
    }
    if let Some(m) = value("m") {
        parts.push(text::join(&[&m, text::OF_THEM]));
    }
    if let Some(published) = value("p") {
        parts.push(text::join(&[text::PUBLISHED, &published]));
    }
    if let Some(v) = value("v") {
        let unit = item.field("v").map_or("", |f| f.unit.as_str());
        let space = if unit.is_empty() { "" } else { " " };
        parts.push(text::join(&[&v, space, unit]));
    }
    (!parts.is_empty()).then(|| joined_list(&parts, ", "))
}

/// On the overview: which cycle is shown, or the way to open one.
pub fn panel() -> El {
    let refused: Live<Option<String>> = Live::new(None);
    live(move || {
        let told = refused.get().map(|words| {
            notice("bad", &words)
                .attr("role", "alert")
                .attr("data-refused", "")
        });
        let inside = match current() {
            Some(before) => shown_cycle(&before, &refused),
            None => offered(&refused),
        };
        vec![div("").children(inside).children(told)]
    })
}

fn offered(refused: &Live<Option<String>>) -> Vec<El> {
    let refused = refused.clone();
    let pick = file_button("button file", text::OPEN_LAST_CYCLE, move |file| {
        let refused = refused.clone();
        platform::spawn(async move { refused.set(open(&file).await.err()) });
    });
    vec![pick.attr("data-action", "last-cycle")]
}

fn shown_cycle(before: &Before, refused: &Live<Option<String>>) -> Vec<El> {
    let years: Vec<String> = before.years().iter().map(u16::to_string).collect();
    let years = joined(&mut years.iter().map(String::as_str), text::AND);
    let from = match before.file {
        Some(at) => text::join(&[text::FROM_FILE, " ", &platform::day(at)]),
        None => text::LAST_CYCLE_HERE.into(),
    };
    let edition = &before.sheet.meta.instrument.edition;
    let words = [
        text::EDITION,
        edition,
        " · ",
        text::DATA,
        &years,
        " · ",
        &from,
    ];
    let unscored = before.instrument.is_none();
    let refused = refused.clone();
    let close = before.file.map(|_| {
        button("button quiet", text::LAST_CYCLE_CLOSE, move || {
            let refused = refused.clone();
            platform::spawn(async move { refused.set(close().await.err()) });
        })
        .attr("data-action", "close-last-cycle")
    });
    vec![
        div("")
            .attr("data-last-cycle-from", &before.sheet.meta.id)
            .child(el("h2").text(text::LAST_CYCLE))
            .child(p(&text::join(&words)))
            .child(p(text::LAST_CYCLE_HINT).class("hint"))
            .children(unscored.then(|| notice("warn", text::LAST_CYCLE_UNSCORED)))
            .children(close),
    ]
}

/// Reads a file of the cycle before and keeps it as it is.
async fn open(file: &web_sys::File) -> Result<(), String> {
    let name_of_file = file.name();
    let refuse =
        |words: &str| text::join(&[&name_of_file, " — ", words, " ", text::NOTHING_CHANGED]);
    let bad = |error: FileError| text::file_error(&name_of_file, &error);
    if file.size() > MAX_BYTES as f64 {
        return Err(bad(FileError::TooLarge));
    }
    let bytes = platform::file::bytes(file).await;
    let bytes = bytes.map_err(|_| refuse(text::UNREADABLE))?;
    let content = decode_text(&bytes).map_err(bad)?;
    let Incoming { sheet, from, .. } = read_sheet(&content, Checksum::Required).map_err(bad)?;
    let meta = open_meta().ok_or_else(|| refuse(text::OTHER_PLACE))?;
    if sheet.meta.kind != meta.kind || sheet.meta.region != meta.region {
        return Err(refuse(text::OTHER_PLACE));
    }
    let before = Before::of(sheet, Some(from.at)).await;
    if !before.is_before(&meta) {
        return Err(refuse(text::NOT_EARLIER));
    }
    keep(&name(&meta), &content)
        .await
        .map_err(|error| refuse(&text::join(&[text::store_error(error), "."])))?;
    found().set(Found {
        of: [meta.id, state::instrument().hash.clone()],
        before: Some(Rc::new(before)),
    });
    Ok(())
}

async fn keep(name: &str, content: &str) -> Result<(), StoreError> {
    let store = state::saver().store().await?;
    store.set(name, content).await
}

/// Keeps the open sheet as it is now, where moving it to another edition begins a new
/// cycle: what it said stays in sight.
pub async fn keep_before_moving(to: &Instrument) {
    crate::dispatch::flush();
    let [_, now] = state::instrument().years;
    let Some(sheet) = state::with_sheet(Clone::clone) else {
        return;
    };
    if to.years[1] > now && !sheet.answers.is_empty() {
        let from = Provenance {
            program: crate::PROGRAM.into(),
            at: platform::now(),
            by: crate::prefs::get().name,
            device: state::device(),
        };
        // Failing costs the sight of it; the answers themselves stay in the sheet.
        let _ = keep(&name(&sheet.meta), &write_sheet(&sheet, &from)).await;
    }
}

/// Lets the file of the cycle before go.
async fn close() -> Result<(), String> {
    let Some(meta) = open_meta() else {
        return Ok(());
    };
    let gone = async {
        let store = state::saver().store().await?;
        store.remove(&name(&meta)).await
    };
    gone.await
        .map_err(|error: StoreError| text::join(&[text::store_error(error), "."]))?;
    found().set(Found::default());
    find().await;
    Ok(())
}
