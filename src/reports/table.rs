//! A table: on the page, where narrow screens show each row as a card, and as a file.

use saba_core::reports::{Cell, csv};

use crate::dom::{El, el, p};
use crate::text;

/// Does it stand to the right, in one line: a number, or two that are ends?
fn is_figure(words: &str) -> bool {
    let plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '–' | ' ' | '%');
    words.starts_with(|c: char| c.is_ascii_digit()) && words.chars().all(plain)
}

/// A table with its heads.
pub struct Table {
    heads: Vec<String>,
    /// How wide each column is, in shares of all.
    shares: Vec<u32>,
    rows: Vec<Vec<Cell>>,
}

impl Table {
    /// A table without rows: heads, and how much of the width each takes. Widths are given
    /// rather than found, so that no long number pushes a column off the report.
    pub fn new(columns: &[(&str, u32)]) -> Table {
        Table {
            heads: columns
                .iter()
                .map(|(head, _)| (*head).to_string())
                .collect(),
            shares: columns.iter().map(|(_, share)| *share).collect(),
            rows: Vec::new(),
        }
    }

    /// A row after those that are there.
    pub fn push(&mut self, row: Vec<Cell>) {
        self.rows.push(row);
    }

    /// The number of the next row.
    pub fn next(&self) -> Cell {
        Cell::Number((self.rows.len() + 1).to_string())
    }

    /// As it stands on the page.
    pub fn drawn(&self) -> El {
        if self.rows.is_empty() {
            return p(text::REPORT_NOTHING).attr("data-no-rows", "");
        }
        let heads = (self.heads.iter()).map(|head| el("th").attr("scope", "col").text(head));
        let rows = self.rows.iter().map(|row| {
            let cells = row.iter().zip(&self.heads).map(|(cell, head)| {
                let (Cell::Number(words) | Cell::Text(words)) = cell;
                let class = if is_figure(words) { "figure" } else { "" };
                el("td").class(class).attr("data-head", head).text(words)
            });
            el("tr").children(cells)
        });
        let all: u32 = self.shares.iter().sum();
        let columns = self.shares.iter().map(|share| {
            let width = (share * 100 / all.max(1)).to_string();
            el("col").attr("width", &text::join(&[&width, "%"]))
        });
        el("table")
            .class("report-table")
            .child(el("colgroup").children(columns))
            .child(el("thead").child(el("tr").children(heads)))
            .child(el("tbody").children(rows))
    }

    /// As a file for a spreadsheet.
    pub fn csv(&self) -> String {
        let heads = self.heads.iter().map(|head| Cell::text(head)).collect();
        let mut rows = vec![heads];
        rows.extend(self.rows.iter().cloned());
        csv(&rows)
    }
}
