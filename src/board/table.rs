//! The heat table: a line for each village, a cell for each section. What a cell says
//! stands in it as a sign and a number; colour only repeats it.

use saba_core::instrument::SheetKind;
use saba_core::region::RegionLevel;

use super::gather::SectionState;
use super::lines::{self, Drawn, Group, Line, PAGE};
use super::{View, notice};
use crate::dom::{El, a, button, disclosure, div, el, p, summary};
use crate::route::{Page, Route};
use crate::{state, text};

/// The lines of one page, and the ways to the others.
pub fn table(view: &View, groups: &[Group]) -> Vec<El> {
    let all = view.drawn(groups);
    if all.is_empty() {
        return vec![notice("unknown", text::BOARD_NONE).attr("data-board-none", "")];
    }
    let last = all.len().saturating_sub(1) / PAGE;
    let at = view.page.get().min(last);
    let shown = lines::page(&all, at);
    let sections = &state::instrument().sheet(SheetKind::Desa).sections;
    let focus = view.at.peek();
    // One line can be reached by the tab key, the others by the arrows.
    let first = shown.iter().find(|d| Some(d.code()) == focus.as_ref());
    let first = first.or(shown.first()).map(|d| d.code().clone());
    let rows = shown.iter().map(|drawn| {
        let row = match drawn {
            Drawn::Head(line, sent, of, open) => {
                head(view, line, (*sent, *of), *open, sections.len())
            }
            Drawn::One(line) => one(line, sections.len(), view.grouped.peek()),
        };
        let on = Some(drawn.code()) == first.as_ref();
        row.attr("tabindex", if on { "0" } else { "-1" })
    });
    let column = |words: &str| el("th").attr("scope", "col").text(words);
    let numbers = sections.iter().enumerate().map(|(i, s)| {
        column(&(i + 1).to_string())
            .class("heat-head")
            .attr("title", &s.title)
            .attr("aria-label", &s.title)
    });
    let heads = el("tr")
        .attr("role", "row")
        .child(column(text::COLUMN_REGION))
        .child(column(text::COLUMN_AGE))
        .child(column(text::COLUMN_FILLED))
        .child(column(text::COLUMN_ODD))
        .children(numbers);
    let table = el("table")
        .class("board")
        // Narrow screens lay the cells out otherwise; the roles stay.
        .attr("role", "table")
        .attr("aria-label", text::BOARD)
        .attr("aria-rowcount", &all.len().to_string())
        .child(el("thead").attr("role", "rowgroup").child(heads))
        .child(el("tbody").attr("role", "rowgroup").children(rows));
    let mut parts = vec![table];
    if last > 0 {
        parts.push(pages(view, at, last, all.len()));
    }
    parts
}

/// `51–100 dari 165`, back and forth.
fn pages(view: &View, at: usize, last: usize, all: usize) -> El {
    let to = |page: usize, words: &str, action: &str, on: bool| {
        let turn = view.page.clone();
        button("button", words, move || turn.set(page))
            .attr("data-action", action)
            .flag("disabled", !on)
    };
    let from = at * PAGE;
    let words = text::join(&[
        &(from + 1).to_string(),
        "–",
        &(from + PAGE).min(all).to_string(),
        text::OF,
        &all.to_string(),
    ]);
    div("board-pages")
        .child(to(
            at.saturating_sub(1),
            text::PREVIOUS_PAGE,
            "previous-page",
            at > 0,
        ))
        .child(
            p(&words)
                .attr("role", "status")
                .attr("data-page", &at.to_string()),
        )
        .child(to(at + 1, text::NEXT_PAGE, "next-page", at < last))
}

fn cell(class: &str) -> El {
    el("td").attr("role", "cell").class(class)
}

fn name_cell(name: El) -> El {
    el("th")
        .attr("scope", "row")
        .attr("role", "rowheader")
        .class("board-name")
        .child(name)
}

/// How long ago the sheet came in, in words; what else there is to say of it as a whole.
fn age(line: &Line) -> (&'static str, String) {
    let Some(sheet) = &line.sheet else {
        return ("none", text::NOT_SENT.into());
    };
    let days = match line.days {
        0 => text::days_ago(0, 0),
        days => text::days_ago(days * 86_400_000, 0),
    };
    match (sheet.locked, line.twin, line.is_old()) {
        (true, ..) => ("locked", text::IS_LOCKED.into()),
        (_, true, _) => ("twin", text::IS_TWIN.into()),
        (_, _, true) => ("old", text::join(&[text::IS_OLD, &days])),
        _ => ("fresh", days),
    }
}

fn age_cell(line: &Line) -> El {
    let (key, words) = age(line);
    cell("board-age").attr("data-age", key).text(&words)
}

/// `31/55`
fn filled_cell(line: &Line) -> El {
    let total = line.total();
    let cell = cell("board-filled");
    match &line.sheet {
        Some(sheet) if !sheet.locked => {
            let words = [
                total.complete.to_string(),
                String::from("/"),
                total.all.to_string(),
            ];
            cell.flag("data-full", total.complete == total.all)
                .attr("aria-label", &text::join(&[&words.concat(), text::FILLED]))
                .text(&words.concat())
        }
        _ => cell.text("–"),
    }
}

fn odd_cell(line: &Line) -> El {
    let odd = line.total().odd;
    let cell = cell("board-odd");
    match (odd, &line.sheet) {
        (_, None) => cell,
        (0, _) => cell.text("0"),
        (n, _) => cell
            .attr("data-odd", &n.to_string())
            .attr("aria-label", &text::join(&[&n.to_string(), text::TO_CHECK]))
            .text(&text::join(&[&n.to_string(), "!"])),
    }
}

/// A village, or a kecamatan that stands among them.
fn one(line: &Line, sections: usize, grouped: bool) -> El {
    let kind = match line.region.code.level() {
        RegionLevel::Village => SheetKind::Desa,
        _ => SheetKind::Kecamatan,
    };
    let prefix = match kind {
        SheetKind::Kecamatan => text::KECAMATAN,
        _ => "",
    };
    let title = text::join(&[prefix, &line.region.name]);
    let name = match &line.sheet {
        // Of the region itself: a sheet that a person placed here has another address.
        Some(sheet) => {
            let own = Route::Sheet(kind, sheet.meta.region.clone(), Page::Overview);
            a("", &own.hash()).text(&title)
        }
        None => el("span").text(&title),
    };
    let name = name_cell(name);
    let name = match grouped {
        true => name,
        false => name.child(el("small").text(&line.region.path)),
    };
    let cells = (0..sections).map(|i| match kind {
        SheetKind::Desa => heat(line, i),
        _ => cell("heat"),
    });
    el("tr")
        .attr("role", "row")
        .attr("data-line", line.region.code.as_str())
        .attr("data-state", age(line).0)
        .child(name)
        .child(age_cell(line))
        .child(filled_cell(line))
        .child(odd_cell(line))
        .children(cells)
}

/// A section of a village: sign, number, colour.
fn heat(line: &Line, at: usize) -> El {
    let title = state::instrument()
        .sheet(SheetKind::Desa)
        .sections
        .get(at)
        .map_or("", |s| s.title.as_str());
    let cell = cell("heat");
    let Some(state) = line.sheet.as_ref().and_then(|s| s.sections.get(at)) else {
        let label = text::join(&[title, ": ", text::NOT_SENT]);
        return cell
            .attr("data-heat", "none")
            .attr("aria-label", &label)
            .text("–");
    };
    let (key, sign) = sign(*state);
    let odd = match state.odd {
        0 => String::new(),
        n => text::join(&[", ", &n.to_string(), text::TO_CHECK]),
    };
    let label = text::join(&[
        title,
        ": ",
        &state.complete.to_string(),
        text::OF,
        &state.all.to_string(),
        text::FILLED,
        &odd,
    ]);
    let sign = text::join(&[&sign, if state.odd > 0 { "!" } else { "" }]);
    cell.attr("data-heat", key)
        .flag("data-odd", state.odd > 0)
        .attr("aria-label", &label)
        .attr("title", &label)
        .text(&sign)
}

fn sign(state: SectionState) -> (&'static str, String) {
    match state.complete {
        n if n == state.all => ("full", "✓".into()),
        0 => ("blank", "0".into()),
        n => ("part", n.to_string()),
    }
}

/// A kecamatan above its villages, with what its own sheet says.
fn head(view: &View, line: &Line, (sent, of): (usize, usize), open: bool, sections: usize) -> El {
    let (view, code) = (view.clone(), line.region.code.clone());
    let verb = if open { text::FOLD } else { text::UNFOLD };
    let name = text::join(&[text::KECAMATAN, &line.region.name]);
    let fold = button(
        "board-fold",
        if open { "▾ " } else { "▸ " },
        move || {
            view.fold(&code, open);
        },
    )
    .attr("tabindex", "-1")
    .attr("aria-expanded", if open { "true" } else { "false" })
    .attr("aria-label", &text::join(&[verb, &name]))
    .child(el("b").text(&name));
    let own = match &line.sheet {
        Some(_) => {
            let own = Route::Sheet(
                SheetKind::Kecamatan,
                line.region.code.clone(),
                Page::Overview,
            );
            a("", &own.hash()).text(text::KECAMATAN_SHEET)
        }
        None => el("small").text(text::KECAMATAN_SHEET),
    };
    let words = text::join(&[
        &sent.to_string(),
        text::OF,
        &of.to_string(),
        text::VILLAGES_SENT,
    ]);
    el("tr")
        .class("board-group")
        .attr("role", "row")
        .attr("data-line", line.region.code.as_str())
        .attr("data-group", if open { "open" } else { "folded" })
        .attr("data-state", age(line).0)
        .child(name_cell(fold))
        .child(age_cell(line))
        .child(filled_cell(line))
        .child(odd_cell(line))
        .child(
            cell("board-group-words")
                .attr("colspan", &sections.to_string())
                .child(el("span").text(&words))
                .child(own),
        )
}

/// What the columns and signs mean.
pub fn legend() -> El {
    disclosure(summary(text::BOARD_LEGEND), false, || {
        let sections = &state::instrument().sheet(SheetKind::Desa).sections;
        let columns = sections
            .iter()
            .enumerate()
            .map(|(i, s)| el("li").text(&text::join(&[&(i + 1).to_string(), ". ", &s.title])));
        let signs = text::BOARD_SIGNS.iter().map(|(key, sign, words)| {
            el("li")
                .child(el("span").class("heat").attr("data-heat", key).text(sign))
                .text(" ")
                .text(words)
        });
        vec![
            el("ul").class("board-signs").children(signs),
            p(text::BOARD_OLD_MEANS).class("hint"),
            el("ul").class("plain").children(columns),
            p(text::BOARD_KEYS).class("hint"),
        ]
    })
    .attr("data-legend", "")
}
