//! Finding an item by any word, and what is still to be done: one page under two
//! addresses, which shows all items or those with gaps first.

mod list;

use std::rc::Rc;

use saba_core::find::{Index, More};
use saba_core::instrument::{Instrument, Item, SheetKind};
use saba_core::region::RegionCode;
use saba_core::sheet::{Gap, Sheet};

use crate::dom::{El, Live, a, button, div, el, p, value_of};
use crate::help::{self, Help};
use crate::parts::{self, bar, main};
use crate::route::{Page, Route};
use crate::{platform, prefs, state, text};

/// Which items are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    All,
    Gaps,
    Blank,
    Unknown,
    Odd,
    Origin,
}

impl Filter {
    const EVERY: [Filter; 6] = [
        Filter::All,
        Filter::Gaps,
        Filter::Blank,
        Filter::Unknown,
        Filter::Odd,
        Filter::Origin,
    ];

    /// For tests.
    fn key(self) -> &'static str {
        match self {
            Filter::All => "all",
            Filter::Gaps => "gaps",
            Filter::Blank => "blank",
            Filter::Unknown => "unknown",
            Filter::Odd => "odd",
            Filter::Origin => "origin",
        }
    }

    fn words(self) -> &'static str {
        match self {
            Filter::All => text::FIND_ALL,
            Filter::Gaps => text::FIND_GAPS,
            Filter::Blank => text::FIND_BLANK,
            Filter::Unknown => text::FIND_UNKNOWN,
            Filter::Odd => text::FIND_ODD,
            Filter::Origin => text::FIND_ORIGIN,
        }
    }

    /// Does it show an item with these gaps?
    fn takes(self, gaps: &[Gap]) -> bool {
        let any = |f: fn(&Gap) -> bool| gaps.iter().any(f);
        match self {
            Filter::All => true,
            Filter::Gaps => !gaps.is_empty(),
            Filter::Blank => any(|g| matches!(g, Gap::Blank | Gap::Partial(_))),
            Filter::Unknown => any(|g| *g == Gap::Unknown),
            Filter::Odd => any(|g| matches!(g, Gap::Odd(_) | Gap::Disagrees | Gap::Wanted)),
            Filter::Origin => any(|g| matches!(g, Gap::NoOrigin(_))),
        }
    }
}

/// What the page shows and whose sheet it is.
#[derive(Clone)]
pub struct View {
    typed: Live<String>,
    filter: Live<Filter>,
    index: Live<Option<Rc<Index<'static>>>>,
    kind: SheetKind,
    region: RegionCode,
}

/// The gaps of the open sheet by item.
type Gaps = Vec<(&'static Item, Vec<Gap<'static>>)>;

fn gaps_now(instrument: &'static Instrument, kind: SheetKind) -> Gaps {
    let def = instrument.sheet(kind);
    let found = state::with_sheet(|sheet| saba_core::sheet::gaps(instrument, def, sheet));
    found.unwrap_or_default()
}

fn gaps_of<'g>(all: &'g Gaps, item: &Item) -> &'g [Gap<'static>] {
    let found = all.iter().find(|(i, _)| i.id == item.id);
    found.map_or(&[], |(_, gaps)| gaps)
}

/// The page that finds.
pub fn find() -> Vec<El> {
    page("find", text::FIND_TITLE, Filter::All)
}

/// The page with what is still to be done.
pub fn gaps() -> Vec<El> {
    page("gaps", text::GAPS_TITLE, Filter::Gaps)
}

fn page(screen: &str, title: &str, filter: Filter) -> Vec<El> {
    let Some((kind, region)) = state::with_sheet(|s| (s.meta.kind, s.meta.region.clone())) else {
        return parts::not_found();
    };
    let view = View {
        typed: Live::new(String::new()),
        filter: Live::new(filter),
        index: Live::new(None),
        kind,
        region,
    };
    prepare(view.clone());
    if filter == Filter::All {
        // Whoever comes here to find types at once.
        platform::page::at_frame(|| platform::page::focus("#cari-isian"));
    }
    let (place, _) = parts::sheet_title();
    let overview = Route::Sheet(kind, view.region.clone(), Page::Overview).hash();
    let keys = view.clone();
    let screen = main(screen, title)
        .on("keydown", move |event| list::key(&keys, &event))
        .child(search(&view))
        .child(filters(&view))
        .child(list::results(&view))
        .child(
            div("actions")
                .children(last_place(&view).map(|href| {
                    a("button", &href)
                        .attr("data-action", "go-on")
                        .text(text::BACK_TO_PLACE)
                }))
                .child(a("button quiet", &overview).text(text::TO_OVERVIEW)),
        );
    vec![bar(&place, &overview, ""), screen]
}

/// Where somebody was last, if it was on this sheet.
fn last_place(view: &View) -> Option<String> {
    let overview = Route::Sheet(view.kind, view.region.clone(), Page::Overview).hash();
    let [place, _] = prefs::place();
    place
        .starts_with(&text::join(&[&overview, "/"]))
        .then_some(place)
}

fn search(view: &View) -> El {
    let typed = view.typed.clone();
    let input = el("input")
        .attr("id", "cari-isian")
        .class("text")
        .attr("type", "search")
        .attr("autocomplete", "off")
        .attr("enterkeyhint", "go")
        .attr("aria-describedby", "cari-isi cari-cara")
        .on("input", move |event| typed.set(value_of(&event)));
    div("")
        .child(
            el("label")
                .class("label")
                .attr("for", "cari-isian")
                .text(text::FIND_LABEL),
        )
        .child(p(text::FIND_HINT).class("hint").attr("id", "cari-isi"))
        .child(input)
        .child(
            p(text::FIND_KEYS)
                .class("hint by-keyboard")
                .attr("id", "cari-cara"),
        )
}

/// Which items are shown, with how many there are of each kind; kinds without any are
/// left out.
fn filters(view: &View) -> El {
    let view = view.clone();
    let total = &state::signals().total;
    div("filters")
        .attr("role", "group")
        .attr("aria-label", text::FIND_SHOWS)
        .live(move || {
            total.get();
            let instrument = state::instrument();
            let all = gaps_now(instrument, view.kind);
            let now = view.filter.get();
            let buttons = Filter::EVERY.into_iter().filter_map(|filter| {
                let n = match filter {
                    Filter::All => instrument.sheet(view.kind).items().count(),
                    _ => all.iter().filter(|(_, gaps)| filter.takes(gaps)).count(),
                };
                if n == 0 && filter != now && filter != Filter::Gaps {
                    return None;
                }
                let set = view.filter.clone();
                let words = text::join(&[filter.words(), " ", &n.to_string()]);
                let pressed = if filter == now { "true" } else { "false" };
                let made = button("button", &words, move || {
                    set.set(filter);
                    // The buttons are built anew.
                    let css = text::join(&["[data-filter=", filter.key(), "]"]);
                    platform::page::after(0, move || platform::page::focus_in_place(&css));
                });
                Some(
                    made.attr("data-filter", filter.key())
                        .attr("data-n", &n.to_string())
                        .attr("aria-pressed", pressed),
                )
            });
            buttons.collect()
        })
}

/// Reads the words of all items, at once without the explanations, which come from a
/// file of their own.
fn prepare(view: View) {
    view.index
        .set(Some(Rc::new(index(view.kind, &|_| Help::default()))));
    platform::spawn(async move {
        if help::fetched().await {
            let with_help = |item: &Item| help::told(&item.id);
            view.index.set(Some(Rc::new(index(view.kind, &with_help))));
        }
    });
}

fn index(kind: SheetKind, help: &dyn Fn(&Item) -> Help) -> Index<'static> {
    let instrument = state::instrument();
    Index::new(instrument, instrument.sheet(kind), &|item| {
        let told = help(item);
        More {
            help: text::join(&[
                &told.why,
                " ",
                &told.source_hint,
                " ",
                &told.example,
                " ",
                &told.evidence,
                " ",
                &told.agencies,
            ]),
            answer: state::with_sheet(|sheet| answered(sheet, item)).unwrap_or_default(),
        }
    })
}

/// The words of an answer: texts and the remark. Numbers and codes say nothing alone.
fn answered(sheet: &Sheet, item: &Item) -> String {
    let Some(answer) = sheet.answer(&item.id) else {
        return String::new();
    };
    let mut out = answer.note.clone();
    for text in answer.values.values().filter_map(|v| v.as_text()) {
        out.push(' ');
        out.push_str(text);
    }
    out
}
