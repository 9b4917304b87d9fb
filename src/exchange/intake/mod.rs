//! Taking in: whatever people were sent, looked into, shown, and stored only when
//! somebody says so. One bad file never stops the others; each sheet is stored as a
//! whole or not at all.

mod asked;
mod bundles;
mod details;
mod log;
mod opening;
mod prepare;
mod receipts;
mod row;
mod shared;
mod sources;
mod storing;
mod taken;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use saba_core::order::{Map, sorted};
use wasm_bindgen::JsValue;

use crate::dom::{El, Live, a, button, disclosure, div, el, live, p, summary};
use crate::parts::{bar, main};
use crate::route::Route;
use crate::{dispatch, platform, text};

pub use shared::words_of_way as sharing_words;

use row::{Row, Shown};
use sources::Source;

/// How far something is that takes a while: words, done, of how many.
type Progress = Option<(&'static str, usize, usize)>;

/// How many rows are shown at once: old phones draw no more without stumbling.
const PAGE: usize = 40;

/// What is being taken in on this screen.
#[derive(Clone)]
struct Intake {
    rows: Rc<RefCell<Vec<Row>>>,
    /// Rises when the list of rows is another.
    listed: Live<u32>,
    /// The kind of rows that is shown; all where it is none.
    kind: Live<Option<Shown>>,
    /// How many rows are shown.
    limit: Live<usize>,
    progress: Live<Progress>,
    /// The ids of the sheets in the list of this device when reading began.
    here: Rc<RefCell<Map<()>>>,
    /// Of each sheet that was brought, its rows that can be stored.
    brought: Rc<RefCell<Map<Vec<usize>>>>,
    /// What was stored last, to be taken back.
    taken: Live<Vec<Rc<log::Record>>>,
    /// Where what is shown waits, if another app handed it to Saba.
    room: Live<Vec<JsValue>>,
    /// Rises whenever a row changes.
    changed: Live<u32>,
    /// Rises with each new reading, and when somebody stops: what was begun before
    /// stops at its next step.
    turn: Rc<Cell<u32>>,
}

impl Intake {
    fn new() -> Intake {
        Intake {
            rows: Rc::default(),
            listed: Live::new(0),
            kind: Live::new(None),
            limit: Live::new(PAGE),
            progress: Live::new(None),
            here: Rc::default(),
            brought: Rc::default(),
            taken: Live::new(Vec::new()),
            room: Live::new(Vec::new()),
            changed: Live::new(0),
            turn: Rc::new(Cell::new(0)),
        }
    }

    /// Stops whatever runs; gives the turn of what begins now.
    fn next_turn(&self) -> u32 {
        let turn = self.turn.get().wrapping_add(1);
        self.turn.set(turn);
        turn
    }

    /// Something about a row is different now.
    fn touch(&self) {
        self.changed.update(|n| *n = n.wrapping_add(1));
    }

    /// Looks into what somebody brought, in place of what was shown before.
    fn read(&self, sources: Vec<Source>) {
        if sources.is_empty() {
            return;
        }
        dispatch::flush();
        let (intake, turn) = (self.clone(), self.next_turn());
        intake.clear();
        // What another app handed over and nobody decided about goes on waiting.
        intake.room.set(Vec::new());
        intake.taken.set(Vec::new());
        platform::spawn(async move { opening::open_all(&intake, sources, turn).await });
    }

    /// Stores every row that is chosen.
    fn store(&self) {
        let (intake, turn) = (self.clone(), self.next_turn());
        platform::spawn(async move { storing::store_all(&intake, turn).await });
    }

    fn leave(&self) {
        self.next_turn();
        shared::forget(self);
        self.clear();
        self.progress.set(None);
    }

    fn clear(&self) {
        self.rows.borrow_mut().clear();
        self.brought.borrow_mut().clear();
        self.kind.set(None);
        self.limit.set(PAGE);
        self.list();
    }

    /// Shows the rows as they are now.
    fn list(&self) {
        self.listed.update(|n| *n = n.wrapping_add(1));
        self.touch();
    }

    /// All rows, those that ask for something first.
    fn all(&self) -> Vec<Row> {
        let rows = self.rows.borrow().clone();
        sorted(rows, &|a, b| b.shown().asks().cmp(&a.shown().asks()))
    }
}

/// The screen.
pub fn take_in() -> Vec<El> {
    let intake = Intake::new();
    let [picked, pasted, dropped] = [(); 3].map(|()| {
        let intake = intake.clone();
        move |sources: Vec<Source>| intake.read(sources)
    });
    sources::on_paste(pasted.clone());
    shared::begin(&intake);
    let shown = intake.clone();
    let screen = sources::drop_target(main("take-in", text::TAKE_IN), dropped)
        .child(p(text::TAKE_IN_HINT))
        .child(shared::told(&intake))
        .child(div("pickers").children(sources::pickers(picked)))
        .child(shared::way())
        .child(
            disclosure(summary(text::PASTE_TEXT), false, move || {
                sources::paste_area(pasted.clone())
            })
            .attr("data-paste", ""),
        )
        .child(progress(&intake))
        .child(totals(&intake))
        .child(live(move || list(&shown)))
        .child(actions(&intake))
        .child(taken::take_back(&intake))
        .child(taken::recent())
        .child(a("button quiet", &Route::Instruments.hash()).text(text::INSTRUMENTS));
    vec![bar(text::APP, "#/", ""), screen]
}

/// How far reading or storing is, and how to stop it.
fn progress(intake: &Intake) -> El {
    let (intake, stop) = (intake.clone(), intake.clone());
    live(move || {
        let Some((words, done, all)) = intake.progress.get() else {
            return Vec::new();
        };
        let stop = stop.clone();
        let bar = el("progress")
            .attr("role", "progressbar")
            .attr("max", &all.to_string())
            .attr("value", &done.to_string())
            .attr("aria-label", words);
        let halt = button("button", text::STOP, move || {
            stop.next_turn();
            stop.progress.set(None);
            stop.list();
        });
        vec![
            div("progress")
                .attr("data-progress-of", words)
                .child(p(words))
                .child(bar)
                .child(halt.attr("data-action", "stop")),
        ]
    })
}

/// `12 berkas: 9 baru · 1 sama · 1 bentrok · 1 ditolak`, for more than one.
fn totals(intake: &Intake) -> El {
    let intake = intake.clone();
    live(move || {
        intake.changed.get();
        let rows = intake.rows.borrow();
        if rows.len() < 2 {
            return Vec::new();
        }
        let shown: Vec<Shown> = rows.iter().map(Row::shown).collect();
        let parts = Shown::ALL.iter().filter_map(|kind| {
            let n = shown.iter().filter(|s| *s == kind).count();
            (n > 0).then(|| text::join(&[&n.to_string(), " ", kind.words()]))
        });
        let parts: Vec<String> = parts.collect();
        let words = text::join(&[
            &rows.len().to_string(),
            text::FILES_COLON,
            &saba_core::text::joined_list(&parts, " · "),
        ]);
        let mut parts = vec![
            p(&words)
                .class("totals")
                .attr("role", "status")
                .attr("data-totals", ""),
        ];
        if rows.len() > PAGE {
            parts.push(filters(&intake, &shown));
        }
        parts
    })
}

/// Which kind of rows is shown, where there are more than fit.
fn filters(intake: &Intake, shown: &[Shown]) -> El {
    let choice = |kind: Option<Shown>, words: &str| {
        let (now, to, limit) = (
            intake.kind.clone(),
            intake.kind.clone(),
            intake.limit.clone(),
        );
        button("button small", words, move || {
            limit.set(PAGE);
            to.set(kind);
        })
        .attr("data-filter", kind.map_or("all", Shown::key))
        .live_attr("aria-pressed", move || {
            Some((now.get() == kind).to_string())
        })
    };
    let kinds = Shown::ALL.iter().copied();
    let kinds = kinds.filter(|kind| shown.contains(kind));
    div("filters")
        .attr("role", "group")
        .attr("aria-label", text::SHOW_ONLY)
        .child(choice(None, &text::capital(text::SHOW_ALL)))
        .children(kinds.map(|kind| choice(Some(kind), &text::capital(kind.words()))))
}

/// The rows, as many as a page takes well.
fn list(intake: &Intake) -> Vec<El> {
    intake.listed.get();
    let (kind, limit) = (intake.kind.get(), intake.limit.get());
    let all = intake.all();
    let many = all.len() > 1;
    let fits = |row: &&Row| kind.is_none_or(|kind| row.shown() == kind);
    let rows: Vec<&Row> = all.iter().filter(fits).collect();
    let mut parts =
        vec![div("intake").children(rows.iter().take(limit).map(|r| r.view(intake, many)))];
    let left = rows.len().saturating_sub(limit);
    if left > 0 {
        let more = intake.limit.clone();
        let words = text::join(&[text::SHOW_MORE, " (", &left.to_string(), ")"]);
        let more = button("button", &words, move || more.update(|n| *n += PAGE));
        parts.push(more.attr("data-action", "more"));
    }
    parts
}

/// Storing what is chosen, or leaving it.
fn actions(intake: &Intake) -> El {
    let intake = intake.clone();
    live(move || {
        intake.changed.get();
        let rows = intake.rows.borrow();
        if intake.progress.get().is_some() {
            return Vec::new();
        }
        let chosen = rows.iter().filter(|r| r.is_chosen()).count();
        let waiting = rows.iter().any(Row::can_be_stored);
        if !waiting && intake.room.look(Vec::is_empty) {
            return Vec::new();
        }
        let (store, leave) = (intake.clone(), intake.clone());
        let words = match rows.len() {
            1 => text::STORE_IT.to_string(),
            _ => text::join(&[
                text::STORE,
                &chosen.to_string(),
                text::SHEETS_ON_THIS_DEVICE,
            ]),
        };
        let store_it =
            button("button main", &words, move || store.store()).flag("disabled", chosen == 0);
        let leave_it = button("button", text::LEAVE_IT, move || leave.leave());
        vec![
            div("actions")
                .children(waiting.then(|| store_it.attr("data-action", "store")))
                .child(leave_it.attr("data-action", "leave")),
        ]
    })
}
