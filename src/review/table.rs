//! Tables of rounds. On the screen each row lays its cells out as there is room for them,
//! with large text too, and each cell says what its column is called; on paper they are
//! tables. What screen readers hear is a table everywhere.

use crate::dom::{El, div, el};

/// The table: what the columns are called, and its rows.
pub fn table<'a>(heads: impl IntoIterator<Item = &'a str>, rows: Vec<El>) -> El {
    let heads = heads.into_iter().map(|words| {
        el("th")
            .attr("scope", "col")
            .attr("role", "columnheader")
            .text(words)
    });
    let group = |tag: &str| el(tag).attr("role", "rowgroup");
    let head = el("tr").attr("role", "row").children(heads);
    div("").child(
        el("table")
            .class("rounds")
            .attr("role", "table")
            .child(group("thead").child(head))
            .child(group("tbody").children(rows)),
    )
}

/// A row under a heading of its own; cells follow.
pub fn row(title: &str) -> El {
    headed(el("span").text(title))
}

/// The same where the heading is more than words.
pub fn headed(title: El) -> El {
    let head = el("th")
        .attr("scope", "row")
        .attr("role", "rowheader")
        .child(title);
    el("tr").attr("role", "row").child(head)
}

/// A cell of a column.
pub fn cell(column: &str) -> El {
    el("td").attr("role", "cell").attr("data-name", column)
}
