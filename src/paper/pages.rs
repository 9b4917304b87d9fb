//! Blocks laid out on pages. Their heights are measured where they are drawn in the same
//! width; an item goes to the next page as a whole, unless it is higher than a page.

use super::choices::Choices;
use super::document::{Block, Edge, Group};
use crate::dom::{El, div, el, p};
use crate::{platform, text};

/// The margin around what is printed, in millimetres: none of the browsers prints less by
/// itself, so that where `@page` is not understood nothing changes.
pub const MARGIN: u32 = 13;

/// What a page is shorter than the paper between its margins, in CSS pixels: lines may be
/// a little higher in print than on the screen.
const SLACK: f64 = 24.0;

/// Fills the frame with pages; gives how many.
pub fn fill(frame: &El, choices: &Choices, blocks: Vec<Block>, edge: &Edge) -> usize {
    platform::page::paper(choices.millimetres(), MARGIN);
    let mut pages = Pages::new(frame, choices, edge);
    let mut blocks = blocks.into_iter().peekable();
    while let Some(block) = blocks.next() {
        match block {
            Block::Plain(plain) => pages.whole(&[plain], 0.0),
            Block::Heading(heading) => {
                let next = blocks.peek().map_or(0.0, |next| pages.least(next));
                pages.whole(&[heading], next);
            }
            Block::Item(code, groups) => pages.item(&code, groups),
        }
    }
    pages.number()
}

struct Pages<'a> {
    frame: &'a El,
    choices: &'a Choices,
    edge: &'a Edge,
    /// Where heights are measured; taken away at the end.
    bench: El,
    body: El,
    left: f64,
    /// The last line of each page, to be numbered.
    feet: Vec<El>,
    height: f64,
}

fn height(of: &El) -> f64 {
    of.element().get_bounding_client_rect().height()
}

fn is_empty(of: &El) -> bool {
    of.element().child_element_count() == 0
}

impl<'a> Pages<'a> {
    fn new(frame: &'a El, choices: &'a Choices, edge: &'a Edge) -> Pages<'a> {
        let bench = sized(div("paper-page paper-bench"), choices);
        // Beside the frame: the preview is drawn smaller.
        if let Some(parent) = frame.element().parent_element() {
            let _ = parent.append_child(bench.element());
        }
        let body = div("paper-body");
        let mut pages = Pages {
            frame,
            choices,
            edge,
            bench,
            body,
            left: 0.0,
            feet: Vec::new(),
            height: 0.0,
        };
        pages.height = pages.measure_page();
        pages.turn();
        pages
    }

    /// How high what stands on a page may be.
    fn measure_page(&mut self) -> f64 {
        let (head, foot, _) = edges(self.edge);
        let page = sized(div("paper-page paper-bench"), self.choices);
        let _ = self.bench.element().append_child(page.element());
        let page = page.child(head.clone()).child(foot.clone());
        let room = height(&page) - height(&head) - height(&foot) - SLACK;
        page.element().remove();
        room
    }

    /// A new page.
    fn turn(&mut self) {
        let (head, foot, number) = edges(self.edge);
        self.body = div("paper-body");
        let page = sized(div("paper-page"), self.choices)
            .child(head)
            .child(self.body.clone())
            .child(foot);
        let _ = self.frame.element().append_child(page.element());
        self.feet.push(number);
        self.left = self.height;
    }

    /// The height of a box with these parts in it, measured where nobody sees it.
    fn measure(&self, all: &El) -> f64 {
        let _ = self.bench.element().append_child(all.element());
        let result = height(all);
        all.element().remove();
        result
    }

    fn put(&mut self, block: &El, height: f64) {
        let _ = self.body.element().append_child(block.element());
        self.left -= height;
    }

    /// Something that is not broken, with room for what has to follow on the same page.
    fn whole(&mut self, parts: &[El], after: f64) {
        let block = div("paper-block").children(parts.iter().cloned());
        let height = self.measure(&block);
        if height + after > self.left && !is_empty(&self.body) {
            self.turn();
        }
        self.put(&block, height);
    }

    /// What of a block has to stand on the page of its heading.
    fn least(&self, block: &Block) -> f64 {
        match block {
            Block::Plain(el) | Block::Heading(el) => self.measure(&div("").child(el.clone())),
            Block::Item(code, groups) => {
                let all = self.measure(&boxed(code, &groups.concat()));
                if all <= self.height {
                    return all;
                }
                let first = groups.first().map(Vec::as_slice).unwrap_or_default();
                self.measure(&boxed(code, first))
            }
        }
    }

    /// An item: as a whole, or, where it is higher than a page, from page to page between
    /// its groups; between the parts of a group only if a page does not hold it.
    fn item(&mut self, code: &str, groups: Vec<Group>) {
        let whole = boxed(code, &groups.concat());
        let all = self.measure(&whole);
        if all <= self.height {
            if all > self.left {
                self.turn();
            }
            self.put(&whole, all);
            return;
        }
        let mut now: Vec<El> = Vec::new();
        for unit in self.units(code, groups) {
            let mut with_it = now.clone();
            with_it.extend(unit.iter().cloned());
            if self.measure(&boxed(code, &with_it)) > self.left && !is_empty_page(&now, &self.body)
            {
                if !now.is_empty() {
                    self.close(code, &now);
                    let continued = text::join(&[code, text::PAPER_CONTINUED]);
                    now = vec![
                        div("paper-part")
                            .child(p(&continued).class("paper-name"))
                            .attr("data-continued", code),
                    ];
                }
                self.turn();
            }
            now.extend(unit);
        }
        self.close(code, &now);
    }

    /// What is not broken of an item that is: groups, or, of those that no page holds
    /// below a continued code, their parts.
    fn units(&self, code: &str, groups: Vec<Group>) -> Vec<Group> {
        let mut units: Vec<Group> = Vec::new();
        for group in groups {
            let name = div("paper-part").child(p(code).class("paper-name"));
            let mut below = vec![name];
            below.extend(group.iter().cloned());
            match self.measure(&boxed(code, &below)) <= self.height {
                true => units.push(group),
                false => units.extend(group.into_iter().map(|part| vec![part])),
            }
        }
        units
    }

    fn close(&mut self, code: &str, parts: &[El]) {
        let block = boxed(code, parts);
        let height = self.measure(&block);
        self.put(&block, height);
    }

    /// Numbers the pages; gives how many.
    fn number(self) -> usize {
        self.bench.element().remove();
        let all = self.feet.len();
        for (i, foot) in self.feet.into_iter().enumerate() {
            foot.text(&text::paper_page(i.saturating_add(1), all));
        }
        all
    }
}

/// Parts in the frame of an item.
fn boxed(code: &str, parts: &[El]) -> El {
    let item = div("paper-item").attr("data-code", code);
    div("paper-block").child(item.children(parts.iter().cloned()))
}

/// Is nothing of an item put down yet on a page that is empty? Then a new page helps
/// nobody.
fn is_empty_page(now: &[El], body: &El) -> bool {
    now.is_empty() && is_empty(body)
}

fn sized(page: El, choices: &Choices) -> El {
    page.attr("data-paper", choices.size())
        .flag("data-large", choices.large)
}

/// What stands above and below on a page, and the place of its number.
fn edges(edge: &Edge) -> (El, El, El) {
    let head = div("paper-head")
        .child(el("b").text(&edge.title))
        .child(el("span").text(&edge.kind));
    let number = el("b").class("paper-number");
    let lines = edge.foot.iter().map(|line| p(line));
    let foot = div("paper-edge")
        .child(div("").children(lines))
        .child(number.clone());
    (head, foot, number)
}

/// The text of all pages, for a file.
pub fn text_of_pages() -> String {
    let frame = platform::document().query_selector(".paper-frame");
    frame
        .ok()
        .flatten()
        .map(|f| f.inner_html())
        .unwrap_or_default()
}
