//! One file for all villages: their sheets as they are on this device, and the open one.

use std::borrow::Cow;
use std::rc::Rc;

use saba_core::file::bundle::{BundleFrom, write_bundle};
use saba_core::file::sniff::{Content, Opening};
use saba_core::file::{Checksum, Provenance};
use saba_core::instrument::SheetKind;
use saba_core::sheet::Sheet;

use crate::dom::{El, Live, button, el, live, p};
use crate::exchange::copy_light::Known;
use crate::exchange::payload::{self, Form, Payload};
use crate::exchange::ways::Ways;
use crate::parts::notice;
use crate::store::StoreError;
use crate::{dispatch, platform, sheets, state, text};

/// A bundle: told from a single sheet by its name.
const BUNDLE: Form = Form {
    download: ["-semua.saba.json", "application/json"],
    share: ["-semua.txt", "text/plain"],
};

/// How many sheets are read in one transaction.
const AT_ONCE: usize = 8;
/// How much is read again between two turns of the page, in bytes.
const STEP: usize = 50_000;

#[derive(Clone)]
enum Step {
    Asking(String),
    Reading(usize, usize),
    Checking,
    /// The file, how many sheets it holds, how many are locked.
    Ready(Rc<Payload>, usize, usize),
}

/// What was read: the sheets, and how many are locked.
type Read = (Vec<Sheet>, usize);

/// The button, and then the ways out.
pub fn form(known: Known) -> Vec<El> {
    let step = Live::new(Step::Asking(String::new()));
    vec![live(move || match step.get() {
        Step::Asking(trouble) => {
            let next = step.clone();
            let trouble = (!trouble.is_empty()).then(|| {
                notice("bad", &trouble)
                    .attr("role", "alert")
                    .attr("data-trouble", "")
            });
            let begin = button("button", text::BUNDLE_MAKE, move || work(next.clone()));
            std::iter::once(p(text::BUNDLE_HINT).class("hint"))
                .chain(trouble)
                .chain([begin.attr("data-action", "bundle")])
                .collect()
        }
        Step::Reading(done, all) => vec![
            p(text::BUNDLE_READING).attr("role", "status"),
            el("progress")
                .attr("max", &all.to_string())
                .attr("value", &done.to_string())
                .attr("aria-label", text::BUNDLE_READING),
        ],
        Step::Checking => vec![p(text::BUNDLE_CHECKING).attr("role", "status")],
        Step::Ready(payload, count, shut) => {
            let source = move || {
                Some(Payload {
                    text: payload.text.clone(),
                    sheet: payload.sheet.clone(),
                    from: payload.from.clone(),
                    checksum: payload.checksum.clone(),
                })
            };
            let ways = Ways::new(BUNDLE, Rc::new(source), Some(known.clone()));
            let words = text::join(&[&count.to_string(), text::BUNDLE_READY]);
            let shut = (shut > 0).then(|| {
                notice(
                    "warn",
                    &text::join(&[&shut.to_string(), text::BUNDLE_LOCKED]),
                )
            });
            std::iter::once(
                notice("good", &words)
                    .attr("role", "status")
                    .attr("data-bundled", &count.to_string()),
            )
            .chain(shut)
            .chain([ways.buttons(), ways.result()])
            .collect()
        }
    })]
}

fn work(step: Live<Step>) {
    step.set(Step::Reading(0, 0));
    platform::spawn(async move {
        let told = step.clone();
        let tell = move |done: usize, all: usize| told.set(Step::Reading(done, all));
        let (below, shut) = match villages(&tell).await {
            Ok(read) => read,
            Err(error) => {
                let words = text::join(&[text::store_error(error), "."]);
                step.set(Step::Asking(words));
                return;
            }
        };
        if below.is_empty() {
            step.set(Step::Asking(text::BUNDLE_NOBODY.into()));
            return;
        }
        step.set(Step::Checking);
        platform::page::turn().await;
        step.set(match make(below).await {
            Ok((payload, count)) => Step::Ready(payload.into(), count, shut),
            Err(words) => Step::Asking(words.into()),
        });
    });
}

/// The sheets of all regions in that of the open sheet.
async fn villages(tell: &dyn Fn(usize, usize)) -> Result<Read, StoreError> {
    dispatch::flush();
    sheets::refresh().await?;
    let Some(own) = state::with_sheet(|s| s.meta.clone()) else {
        return Ok((Vec::new(), 0));
    };
    let ids: Vec<String> = (state::signals().sheets.peek().iter())
        .map(|s| &s.sheet.meta)
        .filter(|meta| {
            meta.id != own.id
                && meta.kind != SheetKind::Kabupaten
                && meta.instrument.id == own.instrument.id
                && meta.region.is_in(&own.region)
        })
        .map(|meta| meta.id.clone())
        .collect();
    let store = state::saver().store().await?;
    let (mut sheets, mut shut) = (Vec::new(), 0);
    for (at, some) in ids.chunks(AT_ONCE).enumerate() {
        if platform::page::turn().await {
            tell(at * AT_ONCE, ids.len());
        }
        let (loaded, locked) = store.several(some).await?;
        shut += locked.len();
        // What this page has itself is newer than what is stored.
        let newest = |sheet: Sheet| state::sheet(&sheet.meta.id).unwrap_or(sheet);
        sheets.extend(loaded.into_iter().map(|l| newest(l.sheet)));
    }
    Ok((sheets, shut))
}

/// The bundle, read again as the receiver will, and compared. The open sheet leaves in it
/// as it leaves alone: with a new revision, and noted as handed over.
async fn make(below: Vec<Sheet>) -> Result<(Payload, usize), &'static str> {
    let own = payload::make().ok_or(text::HAND_OVER_FAILED)?;
    let meta = &own.sheet.meta;
    let from = BundleFrom {
        kind: meta.kind,
        region: meta.region.clone(),
        region_name: meta.region_name.clone(),
        handed_over: own.from.clone(),
    };
    let mut sheets = vec![&own.sheet];
    sheets.extend(&below);
    let with: Vec<(&Sheet, &Provenance)> = sheets.iter().map(|s| (*s, &own.from)).collect();
    let text = write_bundle(&from, &with).ok_or(text::BUNDLE_TOO_LARGE)?;
    platform::page::turn().await;
    if !reads_as(&text, &sheets).await {
        return Err(text::HAND_OVER_FAILED);
    }
    let count = sheets.len();
    Ok((Payload { text, ..own }, count))
}

async fn reads_as(text: &str, sheets: &[&Sheet]) -> bool {
    let mut opening = Opening::new(Cow::Borrowed(text.as_bytes()), Checksum::Required);
    let found = loop {
        platform::page::turn().await;
        if let Some(found) = opening.step(STEP) {
            break found;
        }
    };
    let mut members = found.unwrap_or_default().into_iter();
    let (Some(member), None) = (members.next(), members.next()) else {
        return false;
    };
    let Ok(Content::Bundle(bundle)) = member.result else {
        return false;
    };
    let mut again = bundle.sheets.iter().zip(sheets);
    bundle.intact
        && bundle.sheets.len() == sheets.len()
        && again.all(|(one, sheet)| one.result.as_ref().is_ok_and(|i| i.sheet == **sheet))
}
