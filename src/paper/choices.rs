//! What is printed, and how: the form above the pages.

use saba_core::instrument::SheetDef;

use super::section_name;
use crate::dom::{El, Live, disclosure, div, el, is_checked, p, summary};
use crate::parts::choice;
use crate::text;

/// What is chosen.
#[derive(Clone, PartialEq, Eq)]
pub struct Choices {
    /// With the answers of the sheet, or blank.
    pub filled: bool,
    /// On F4, or on A4.
    pub f4: bool,
    /// In large print.
    pub large: bool,
    /// With the explanations of the items.
    pub help: bool,
    /// The sections, by id, in any order.
    pub sections: Vec<String>,
}

impl Choices {
    /// What is offered first: everything, with the answers if there are any.
    pub fn new(is_empty: bool) -> Choices {
        let def = crate::state::with_sheet(|s| s.meta.kind);
        let sections = def.map(|kind| &crate::state::instrument().sheet(kind).sections);
        let sections = sections.into_iter().flatten();
        Choices {
            filled: !is_empty,
            f4: false,
            large: false,
            help: is_empty,
            sections: sections.map(|s| s.id.clone()).collect(),
        }
    }

    /// The paper's name.
    pub fn size(&self) -> &'static str {
        if self.f4 { "F4" } else { "A4" }
    }

    /// The paper's width and height in millimetres.
    pub fn millimetres(&self) -> [u32; 2] {
        if self.f4 { [215, 330] } else { [210, 297] }
    }

    /// Is a section printed?
    pub fn has(&self, section: &str) -> bool {
        self.sections.iter().any(|s| s == section)
    }
}

/// What a choice of two changes.
type Set = fn(&mut Choices, bool);

/// The form.
pub fn form(def: &'static SheetDef, chosen: &Live<Choices>) -> Vec<El> {
    let two = |name: &str, label: &str, words: [&str; 2], is_second: bool, set: Set| {
        let options = words.iter().enumerate().map(|(i, words)| {
            let chosen = chosen.clone();
            let second = i == 1;
            let input = el("input")
                .attr("type", "radio")
                .attr("name", name)
                .attr("value", if second { "2" } else { "1" })
                .flag("checked", second == is_second)
                .on("change", move |_| chosen.update(|c| set(c, second)));
            choice(input, words)
        });
        div("field").child(p(label).class("label")).child(
            div("choices")
                .attr("role", "radiogroup")
                .attr("aria-label", label)
                .children(options),
        )
    };
    let now = chosen.peek();
    let help = chosen.clone();
    let help = el("input")
        .attr("type", "checkbox")
        .attr("data-paper-help", "")
        .flag("checked", now.help)
        .on("change", move |event| {
            let on = is_checked(&event);
            help.update(|c| c.help = on);
        });
    let which = [text::PAPER_BLANK, text::PAPER_FILLED];
    let sizes = [text::PAPER_A4, text::PAPER_F4];
    let types = [text::PAPER_USUAL, text::PAPER_LARGE];
    let chosen = chosen.clone();
    vec![
        two(
            "paper-what",
            text::PAPER_WHAT,
            which,
            now.filled,
            |c, on| {
                c.filled = on;
            },
        ),
        two("paper-size", text::PAPER_SIZE, sizes, now.f4, |c, on| {
            c.f4 = on;
        }),
        two("paper-type", text::PAPER_TYPE, types, now.large, |c, on| {
            c.large = on;
        }),
        choice(help, text::PAPER_HELP),
        disclosure(summary(text::PAPER_SECTIONS), false, move || {
            vec![sections(def, &chosen)]
        })
        .attr("data-paper-sections", ""),
    ]
}

fn sections(def: &'static SheetDef, chosen: &Live<Choices>) -> El {
    let boxes = def.sections.iter().map(|section| {
        let chosen = chosen.clone();
        let input = el("input")
            .attr("type", "checkbox")
            .attr("value", &section.id)
            .flag("checked", chosen.look(|c| c.has(&section.id)))
            .on("change", move |event| {
                let on = is_checked(&event);
                chosen.update(|c| {
                    c.sections.retain(|s| *s != section.id);
                    if on {
                        c.sections.push(section.id.clone());
                    }
                });
            });
        choice(input, &section_name(section))
    });
    div("choices")
        .attr("role", "group")
        .attr("aria-label", text::PAPER_SECTIONS)
        .children(boxes)
}
