//! The instruments on this device: seen, opened from files, taken away again.

use saba_core::file::MAX_BYTES;
use saba_core::instrument::{Instrument, SheetKind};

use super::{edition, file_button};
use crate::dom::{El, Live, button, el, live, p};
use crate::instruments::{self, Opened};
use crate::parts::{bar, loading, main, notice, store_failed};
use crate::store::StoreError;
use crate::{platform, state, text};

/// What the last thing done came to: kind of notice and words.
type Told = Option<(&'static str, String)>;
type All = Option<Result<Vec<&'static Instrument>, StoreError>>;

/// The screen.
pub fn instruments() -> Vec<El> {
    let told: Live<Told> = Live::new(None);
    let all: Live<All> = Live::new(None);
    refresh(all.clone());
    vec![live(move || match all.get() {
        None => loading(),
        Some(Err(error)) => store_failed(error),
        Some(Ok(list)) => screen(&list, &told, &all),
    })]
}

fn refresh(all: Live<All>) {
    platform::spawn(async move { all.set(Some(instruments::all().await)) });
}

fn screen(list: &[&'static Instrument], told: &Live<Told>, all: &Live<All>) -> Vec<El> {
    let (outcome, again) = (told.clone(), all.clone());
    let pick = file_button("button main file", text::OPEN_INSTRUMENT, move |file| {
        let (outcome, again) = (outcome.clone(), again.clone());
        platform::spawn(async move {
            outcome.set(Some(open(&file).await));
            refresh(again);
        });
    });
    let words = told.clone();
    let result = live(move || match words.get() {
        None => Vec::new(),
        Some((kind, words)) => vec![
            notice(kind, &words)
                .attr("role", if kind == "bad" { "alert" } else { "status" })
                .attr("data-told", kind),
        ],
    });
    let own = state::built_in();
    let cards = list.iter().map(|i| card(i, i.hash == own.hash, told, all));
    vec![
        bar(text::APP, "#/", ""),
        main("instruments", text::INSTRUMENTS)
            .child(p(text::INSTRUMENTS_HINT))
            .child(pick)
            .child(result)
            .children(cards),
    ]
}

async fn open(file: &web_sys::File) -> (&'static str, String) {
    let name = file.name();
    if file.size() > MAX_BYTES as f64 {
        let words = [
            &name,
            " — ",
            text::NO_INSTRUMENT_FILE,
            " ",
            text::NOTHING_CHANGED,
        ];
        return ("bad", text::join(&words));
    }
    let Ok(bytes) = platform::file::bytes(file).await else {
        let words = [&name, " — ", text::UNREADABLE, " ", text::NOTHING_CHANGED];
        return ("bad", text::join(&words));
    };
    match instruments::open(&name, &bytes).await {
        Opened::New(i) => {
            let words = text::join(&[text::INSTRUMENT_OPENED, &i.title, " · ", &edition(i), "."]);
            let all = instruments::all().await.unwrap_or_default();
            let twin = |o: &&&Instrument| o.id == i.id && o.edition == i.edition;
            match all.iter().filter(twin).count() {
                0 | 1 => ("good", words),
                _ => ("warn", text::join(&[&words, " ", text::SAME_NAME])),
            }
        }
        Opened::Known(i) => {
            let words = [text::INSTRUMENT_KNOWN, &i.title, " · ", &edition(i), "."];
            ("good", text::join(&words))
        }
        Opened::Refused(words) => ("bad", words),
    }
}

/// How many items each kind of sheet has.
fn counts(instrument: &Instrument) -> String {
    let count = |kind: SheetKind| instrument.sheet(kind).items().count().to_string();
    text::join(&[
        &count(SheetKind::Desa),
        text::ITEMS_OF_VILLAGE,
        &count(SheetKind::Kecamatan),
        text::ITEMS_OF_KECAMATAN,
        &count(SheetKind::Kabupaten),
        text::ITEMS_OF_REGENCY,
    ])
}

fn card(instrument: &'static Instrument, own: bool, told: &Live<Told>, all: &Live<All>) -> El {
    let from = if own { text::BUILT_IN } else { text::KEPT_HERE };
    let (told, all) = (told.clone(), all.clone());
    let remove = (!own).then(|| {
        button("button quiet", text::INSTRUMENT_REMOVE, move || {
            let (told, all) = (told.clone(), all.clone());
            platform::spawn(async move {
                told.set(Some(match instruments::remove(&instrument.hash).await {
                    Ok(None) => ("good", text::INSTRUMENT_REMOVED.into()),
                    Ok(Some(place)) => ("warn", text::join(&[text::INSTRUMENT_USED, &place, "."])),
                    Err(error) => {
                        let words = [text::store_error(error), ". ", text::NOTHING_CHANGED];
                        ("bad", text::join(&words))
                    }
                }));
                refresh(all);
            });
        })
        .attr("data-action", "remove-instrument")
    });
    let mark = text::join(&[text::CONTENT_MARK, &instrument.hash]);
    el("section")
        .class("card")
        .attr("data-instrument", &instrument.hash)
        .child(el("h2").text(&instrument.title))
        .child(p(&text::join(&[from, " · ", &edition(instrument)])))
        .child(p(&counts(instrument)))
        .child(p(&mark).class("hint"))
        .children(remove)
}
