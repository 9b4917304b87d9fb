//! Typing in a filled paper sheet: section by section, one place after another in the
//! order of the paper, twice. What is typed waits beside the sheet (`kv`, under `ketik/`)
//! until both passes agree and a person has looked at what the sheet says already.

mod check;
mod pad;

use std::cell::RefCell;
use std::rc::Rc;

use saba_core::instrument::{Section, SheetDef};
use saba_core::paper::{Ask, Draft, Slot, Typed, all_slots, next, value};
use saba_core::sheet::Value;

use crate::dom::{El, Live, a, button, disclosure, div, el, live, p, summary};
use crate::parts::{bar, main, not_found, notice, row, save_light, undo_button};
use crate::route::{Page, Route};
use crate::store::StoreError;
use crate::{dispatch, platform, state, text};

/// Where somebody is with a section.
#[derive(Clone, PartialEq, Eq)]
enum Step {
    /// What was typed before is being read.
    Loading,
    /// It cannot be read.
    Failed(StoreError),
    /// At a place of the paper.
    At(String),
    /// The first pass is done.
    FirstDone,
    /// Both are.
    Check,
    /// Everything is in the sheet.
    Stored,
}

/// A section while it is typed in.
struct Desk {
    section: &'static Section,
    draft: RefCell<Draft>,
    step: Live<Step>,
}

fn years() -> [u16; 2] {
    state::instrument().years
}

/// Where a draft stands.
fn step_of(section: &'static Section, draft: &Draft) -> Step {
    match (
        next(&section.items, years(), draft.current()),
        &draft.second,
    ) {
        (Some(slot), _) => Step::At(slot.place()),
        (None, None) => Step::FirstDone,
        (None, Some(_)) => Step::Check,
    }
}

impl Desk {
    /// Shows a step, and gives the focus to what is to be typed into.
    fn go(&self, step: Step) {
        self.step.set(step);
        platform::page::at_frame(|| {
            platform::page::focus("#ketik,[data-keying-focus]");
            platform::page::to_the_end("#ketik");
        });
    }

    /// To where the draft stands.
    fn go_on(&self) {
        let step = step_of(self.section, &self.draft.borrow());
        self.go(step);
    }

    /// The places of the pass that is going on.
    fn slots(&self) -> Vec<Slot<'static>> {
        all_slots(&self.section.items, years(), self.draft.borrow().current())
    }

    /// Changes the draft and has it stored.
    fn change(&self, change: impl FnOnce(&mut Draft)) {
        let mut draft = self.draft.borrow_mut();
        change(&mut draft);
        dispatch::draft(&self.section.id, draft.write());
    }

    /// The same, stored without a pause.
    fn change_now(&self, change: impl FnOnce(&mut Draft)) {
        self.change(change);
        dispatch::flush();
    }
}

/// The screen with the sections of the sheet.
pub fn sections() -> Vec<El> {
    dispatch::flush();
    let Some(meta) = state::with_sheet(|s| s.meta.clone()) else {
        return not_found();
    };
    let def = state::instrument().sheet(meta.kind);
    let link = |page: Page| Route::Sheet(meta.kind, meta.region.clone(), page).hash();
    let drafts: Live<Option<Vec<(String, String)>>> = Live::new(None);
    let (slot, id) = (drafts.clone(), meta.id.clone());
    platform::spawn(async move {
        let found = match state::saver().store().await {
            Ok(store) => store.drafts(&id).await,
            Err(error) => Err(error),
        };
        slot.set(Some(found.unwrap_or_default()));
    });
    let list = section_list(def, &link, drafts);
    let screen = main("keying-sections", text::KEYING)
        .child(save_light())
        .child(p(text::KEYING_HINT))
        .child(list)
        .child(
            el("nav")
                .class("actions")
                .child(undo_button())
                .child(a("button quiet", &link(Page::Paper)).text(text::PAPER)),
        );
    let back = link(Page::Overview);
    vec![bar(&meta.region_name, &back, text::kind(meta.kind)), screen]
}

fn section_list(
    def: &'static SheetDef,
    link: &dyn Fn(Page) -> String,
    drafts: Live<Option<Vec<(String, String)>>>,
) -> El {
    let links: Vec<String> = def
        .sections
        .iter()
        .map(|s| link(Page::Keying(Some(s.id.clone()))))
        .collect();
    el("ul").class("rows").live(move || {
        let drafts = drafts.get().unwrap_or_default();
        let rows = def.sections.iter().zip(&links).map(|(section, href)| {
            let found = drafts.iter().find(|(id, _)| *id == section.id);
            let draft = found.and_then(|(_, text)| Draft::read(text));
            let said = draft.map_or(text::KEYING_NOT_BEGUN, |draft| {
                match step_of(section, &draft) {
                    Step::Check => text::KEYING_TO_CHECK,
                    _ if draft.second.is_some() => text::KEYING_SECOND_ON,
                    _ => text::KEYING_FIRST_ON,
                }
            });
            let row = row(href, &name(section), "", said);
            el("li").child(row.attr("data-keying", &section.id))
        });
        rows.collect()
    })
}

fn name(section: &Section) -> String {
    match section.tatanan {
        Some(no) => text::join(&[&no.to_string(), ". ", &section.title]),
        None => section.title.clone(),
    }
}

/// The screen on which a section is typed in.
pub fn section(id: &str) -> Vec<El> {
    dispatch::flush();
    let Some(meta) = state::with_sheet(|s| s.meta.clone()) else {
        return not_found();
    };
    let def = state::instrument().sheet(meta.kind);
    let Some(section) = def.sections.iter().find(|s| s.id == id) else {
        return not_found();
    };
    let desk = Rc::new(Desk {
        section,
        draft: RefCell::default(),
        step: Live::new(Step::Loading),
    });
    let reading = desk.clone();
    let id = meta.id.clone();
    platform::spawn(async move {
        match read(&id, &section.id).await {
            Ok(draft) => {
                reading.draft.replace(draft);
                reading.go_on();
            }
            Err(error) => reading.step.set(Step::Failed(error)),
        }
    });
    let page = |page: Page| Route::Sheet(meta.kind, meta.region.clone(), page).hash();
    let (list, items) = (
        page(Page::Keying(None)),
        page(Page::Section(section.id.clone(), None)),
    );
    let shown = desk.clone();
    let title = name(section);
    let screen = main("keying", &title)
        .on("keydown", |event| platform::page::field_key(&event))
        .child(save_light())
        .child(live(move || {
            if !state::signals().writable.get() {
                return vec![notice("warn", text::KEYING_SHEET_READS)];
            }
            match shown.step.get() {
                Step::Loading => loading_line(),
                Step::Failed(error) => vec![notice("bad", text::store_error(error))],
                Step::At(place) => pad::pad(&shown, &place),
                Step::FirstDone => first_done(&shown),
                Step::Check => check::check(&shown),
                Step::Stored => stored(&list, &items),
            }
        }))
        .child(again(&desk));
    let back = page(Page::Keying(None));
    vec![bar(&meta.region_name, &back, text::KEYING), screen]
}

fn loading_line() -> Vec<El> {
    vec![p(text::LOADING).attr("role", "status")]
}

/// What was typed of a section before; nothing if nothing was.
async fn read(sheet: &str, section: &str) -> Result<Draft, StoreError> {
    let store = state::saver().store().await?;
    let drafts = store.drafts(sheet).await?;
    let found = drafts.iter().find(|(id, _)| id == section);
    match found {
        None => Ok(Draft::default()),
        // A text that is no draft stays where it is until something is typed.
        Some((_, text)) => Ok(Draft::read(text).unwrap_or_default()),
    }
}

fn first_done(desk: &Rc<Desk>) -> Vec<El> {
    let begin = desk.clone();
    let begin = button("button main", text::KEYING_BEGIN_SECOND, move || {
        begin.change_now(|draft| draft.second = Some(Typed::new()));
        begin.go_on();
    });
    vec![
        notice("good", text::KEYING_FIRST_DONE).attr("role", "status"),
        p(text::KEYING_SECOND_HINT),
        div("actions").child(
            begin
                .attr("data-action", "second")
                .attr("data-keying-focus", ""),
        ),
    ]
}

fn stored(list: &str, items: &str) -> Vec<El> {
    vec![
        notice("good", text::KEYING_DONE)
            .attr("role", "status")
            .attr("data-keyed", ""),
        div("actions")
            .child(
                a("button main", list)
                    .attr("data-keying-focus", "")
                    .text(text::KEYING_OTHER_SECTION),
            )
            .child(a("button", items).text(text::KEYING_TO_SECTION))
            .child(undo_button()),
    ]
}

/// Throws away what was typed, after it is asked.
fn again(desk: &Rc<Desk>) -> El {
    let watched = desk.clone();
    live(move || {
        if matches!(
            watched.step.get(),
            Step::Stored | Step::Loading | Step::Failed(_)
        ) {
            return Vec::new();
        }
        let desk = watched.clone();
        let inside = move || {
            let desk = desk.clone();
            let sure = button("button", text::KEYING_AGAIN_SURE, move || {
                desk.change_now(|draft| *draft = Draft::default());
                desk.go_on();
            });
            vec![
                p(text::KEYING_AGAIN_HINT).class("hint"),
                sure.attr("data-action", "again"),
            ]
        };
        vec![disclosure(summary(text::KEYING_AGAIN), false, inside)]
    })
}

/// What is asked at a place: the label of its field, its row, its year.
fn label(slot: &Slot) -> String {
    let label = match slot.ask {
        Ask::Field(field) => text::field_label(field).to_string(),
        Ask::Rows => text::KEYING_ROWS.into(),
        Ask::Unknown => text::KEYING_UNKNOWN.into(),
    };
    let noun = slot.item.rows.as_ref().filter(|_| slot.row > 0);
    let row = noun.map(|rows| text::join(&[&rows.noun, " ", &slot.row.to_string()]));
    let year = slot.year.map(|year| year.to_string());
    let parts = [row, Some(label), year];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    saba_core::text::joined_list(&parts, ", ")
}

/// The item of a place, as it is called on the paper.
fn item_name(slot: &Slot) -> String {
    let number = slot.item.number();
    let code = if number.is_empty() {
        &slot.item.id
    } else {
        &number
    };
    text::join(&[code, "  ", &slot.item.title])
}

/// What was typed at a place, in words.
fn words(slot: &Slot, raw: &str) -> String {
    if raw.is_empty() {
        return text::KEYING_IS_BLANK.into();
    }
    match slot.ask {
        Ask::Unknown => text::UNKNOWN.into(),
        Ask::Rows => match &slot.item.rows {
            Some(rows) if raw == "0" => rows.none.clone(),
            _ => raw.into(),
        },
        Ask::Field(_) => {
            let value = value(slot.ask, raw);
            value.map(|v| value_words(slot, &v)).unwrap_or_default()
        }
    }
}

/// A value at a place in words, with its unit.
fn value_words(slot: &Slot, value: &Value) -> String {
    let field = match slot.ask {
        Ask::Field(field) => Some(field),
        Ask::Rows | Ask::Unknown => None,
    };
    let said = text::value_words(field, value);
    match field.map_or("", |f| f.unit.as_str()) {
        "" => said,
        unit => text::join(&[&said, " ", unit]),
    }
}
