//! The desk of a regency or kecamatan: which villages have sent what, what their figures
//! come to, and what is adopted of it.

mod apart;
mod bars;
mod choices;
mod gather;
mod keys;
mod lines;
mod proposal;
mod proposals;
mod table;

pub use bars::{bars, hundredths, picture};
pub use gather::{Gathered, Glance, Known, Stand, begin, stand};
pub use proposal::on_item;
pub use proposals::proposals;

use std::cell::RefCell;
use std::rc::Rc;

use saba_core::instrument::SheetKind;
use saba_core::region::{RegionCode, RegionLevel};

use crate::dom::{El, Live, a, div, el, is_checked, live, p, value_of};
use crate::parts::{self, bar, choice, main, notice};
use crate::route::{Page, Route};
use crate::{platform, state, text};
use lines::{Drawn, Filter, Group, Look, Sort};

/// How somebody looks at the board. It stays while the page lives, so that whoever opens
/// a village and comes back finds the board as it was.
#[derive(Clone)]
struct View {
    typed: Live<String>,
    filter: Live<Filter>,
    sort: Live<Sort>,
    grouped: Live<bool>,
    folded: Live<Vec<RegionCode>>,
    page: Live<usize>,
    /// The line that the keyboard is on.
    at: Live<Option<RegionCode>>,
}

thread_local! {
    static VIEW: RefCell<Option<(RegionCode, View)>> = const { RefCell::new(None) };
}

impl View {
    /// The one of this region.
    fn of(region: &RegionCode) -> View {
        let before = VIEW.with_borrow(|view| view.clone());
        if let Some((_, view)) = before.filter(|(code, _)| code == region) {
            return view;
        }
        let view = View {
            typed: Live::new(String::new()),
            filter: Live::new(Filter::All),
            sort: Live::new(Sort::Code),
            grouped: Live::new(true),
            folded: Live::new(Vec::new()),
            page: Live::new(0),
            at: Live::new(None),
        };
        VIEW.set(Some((region.clone(), view.clone())));
        view
    }

    /// All lines to draw; followed by whoever is building.
    fn drawn(&self, groups: &[Group]) -> Vec<Drawn> {
        lines::drawn(
            groups,
            &Look {
                typed: &self.typed.get(),
                filter: self.filter.get(),
                sort: self.sort.get(),
                grouped: self.grouped.get(),
                folded: &self.folded.get(),
            },
        )
    }

    /// Folds a kecamatan away, or unfolds it.
    fn fold(&self, kecamatan: &RegionCode, folded: bool) {
        self.folded.update(|all| {
            all.retain(|code| code != kecamatan);
            if folded {
                all.push(kecamatan.clone());
            }
        });
    }
}

/// The screen.
pub fn board(kind: SheetKind, region: &RegionCode) -> Vec<El> {
    gather::begin(region);
    let (title, below) = parts::sheet_title();
    let view = View::of(region);
    let back = Route::Sheet(kind, region.clone(), Page::Overview).hash();
    let here = region.clone();
    let body = live(move || match gather::stand() {
        Stand::There(all) => there(&here, all, &view),
        other => vec![waiting(&other)],
    });
    let screen = main("board", text::BOARD).class("page wide").child(body);
    vec![bar(&title, &back, &below), screen]
}

/// While nothing can be shown yet.
pub fn waiting(stand: &Stand) -> El {
    match stand {
        Stand::NoList => notice("warn", text::BOARD_NO_LIST).attr("role", "alert"),
        Stand::Failed(error) => {
            notice("bad", &text::join(&[text::store_error(*error), "."])).attr("role", "alert")
        }
        Stand::Working(done, all) => div("progress")
            .attr("data-gathering", "")
            .child(p(text::BOARD_READING).attr("role", "status"))
            .child(
                el("progress")
                    .attr("max", &all.to_string())
                    .attr("value", &done.to_string())
                    .attr("aria-label", text::BOARD_READING),
            ),
        Stand::There(_) => div(""),
    }
}

fn there(region: &RegionCode, all: Rc<Gathered>, view: &View) -> Vec<El> {
    let groups = Rc::new(lines::groups(&all, platform::now()));
    let mut parts = Vec::new();
    if all.sheets.is_empty() {
        parts.push(notice("warn", text::BOARD_EMPTY).attr("data-board-empty", ""));
    }
    let kind = match region.level() {
        RegionLevel::Kecamatan => SheetKind::Kecamatan,
        _ => SheetKind::Kabupaten,
    };
    let invitations = Route::Sheet(kind, region.clone(), Page::Invitations).hash();
    parts.push(counts(&groups));
    parts.push(
        div("actions")
            .child(
                a("button", &Route::TakeIn.hash())
                    .attr("data-action", "take-in")
                    .text(text::TAKE_IN),
            )
            .child(
                a("button", &invitations)
                    .attr("data-action", "invitations")
                    .text(text::INVITATIONS),
            ),
    );
    parts.extend(apart::panel(region, &all));
    parts.push(tools(&groups, view));
    let (shown, list) = (view.clone(), groups.clone());
    parts.push(keys::listen(
        live(move || table::table(&shown, &list)),
        view.clone(),
        groups,
    ));
    parts.push(table::legend());
    parts
}

/// `137 dari 157 desa mengirim · 7 dari 8 kecamatan mengirim`
fn counts(groups: &[Group]) -> El {
    let of = |sent: usize, all: usize, words: &str| {
        text::join(&[&sent.to_string(), text::OF, &all.to_string(), words])
    };
    let sent = groups.iter().map(Group::sent).sum();
    let villages = groups.iter().map(|g| g.villages.len()).sum();
    let own = groups.iter().filter(|g| g.own.sheet.is_some()).count();
    let words = text::join(&[
        &of(sent, villages, text::VILLAGES_SENT),
        " · ",
        &of(own, groups.len(), text::KECAMATAN_SENT),
    ]);
    p(&words)
        .class("totals")
        .attr("data-sent", &sent.to_string())
}

/// Searching, sorting, filtering.
fn tools(groups: &Rc<Vec<Group>>, view: &View) -> El {
    let (typed, page) = (view.typed.clone(), view.page.clone());
    let search = el("input")
        .attr("id", "cari-desa")
        .class("text")
        .attr("type", "search")
        .attr("autocomplete", "off")
        .attr("value", &typed.peek())
        .on("input", move |event| {
            page.set(0);
            typed.set(value_of(&event));
        });
    let sort = view.sort.clone();
    let options = Sort::ALL.iter().map(|by| {
        el("option")
            .attr("value", by.key())
            .flag("selected", sort.peek() == *by)
            .text(sort_words(*by))
    });
    let (to, page) = (view.sort.clone(), view.page.clone());
    let select = el("select")
        .attr("id", "urut")
        .class("text")
        .children(options)
        .on("change", move |event| {
            let key = value_of(&event);
            let by = Sort::ALL.iter().find(|by| by.key() == key);
            page.set(0);
            to.set(by.copied().unwrap_or(Sort::Code));
        });
    let (to, page) = (view.grouped.clone(), view.page.clone());
    let grouped = el("input")
        .attr("type", "checkbox")
        .attr("data-action", "group")
        .flag("checked", to.peek())
        .on("change", move |event| {
            page.set(0);
            to.set(is_checked(&event));
        });
    let labelled = |id: &str, words: &str, input: El| {
        div("")
            .child(el("label").class("label").attr("for", id).text(words))
            .child(input)
    };
    div("board-tools")
        .child(labelled("cari-desa", text::BOARD_SEARCH, search))
        .child(labelled("urut", text::BOARD_SORT, select))
        .child(choice(grouped, text::BOARD_GROUPED))
        .child(filters(groups, view))
}

fn sort_words(sort: Sort) -> &'static str {
    match sort {
        Sort::Code => text::BY_CODE,
        Sort::Name => text::BY_NAME,
        Sort::Age => text::BY_AGE,
        Sort::Filled => text::BY_FILLED,
        Sort::Odd => text::BY_ODD,
    }
}

fn filter_words(filter: Filter) -> &'static str {
    match filter {
        Filter::All => text::SHOW_ALL,
        Filter::Missing => text::FILTER_MISSING,
        Filter::Old => text::FILTER_OLD,
        Filter::Incomplete => text::FILTER_INCOMPLETE,
        Filter::Odd => text::FILTER_ODD,
    }
}

fn filters(groups: &[Group], view: &View) -> El {
    let buttons = Filter::ALL.iter().map(|filter| {
        let filter = *filter;
        let all = groups
            .iter()
            .flat_map(|g| std::iter::once(&g.own).chain(&g.villages));
        let count = all.filter(|line| filter.takes(line)).count().to_string();
        let (now, to, page) = (view.filter.clone(), view.filter.clone(), view.page.clone());
        let words = text::join(&[&text::capital(filter_words(filter)), " ", &count]);
        crate::dom::button("button small", &words, move || {
            page.set(0);
            to.set(filter);
        })
        .attr("data-filter", filter.key())
        .attr("data-count", &count)
        .live_attr("aria-pressed", move || {
            Some((now.get() == filter).to_string())
        })
    });
    div("filters")
        .attr("role", "group")
        .attr("aria-label", text::SHOW_ONLY)
        .children(buttons)
}

/// The regency's item, as people call it: its number and title.
fn item_name(id: &str) -> String {
    let def = state::instrument().sheet(SheetKind::Kabupaten);
    match def.item(id) {
        None => id.to_string(),
        Some(item) if item.number().is_empty() => item.title.clone(),
        Some(item) => text::join(&[&item.number(), "  ", &item.title]),
    }
}
