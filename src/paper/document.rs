//! What stands in the document: a head, sections, items. An item is in parts that are
//! never broken themselves; whether an item is, is known when its height is.

use saba_core::instrument::{Field, FieldKind, Item, Section, SheetDef, SheetKind};
use saba_core::merge::is_conflict;
use saba_core::paper;
use saba_core::sheet::{Answer, NO_ROWS, Sheet, Value, asked};

use super::choices::Choices;
use super::marks::{mark, option, pieces};
use super::{Helps, digits, section_name};
use crate::dom::{El, div, el, p};
use crate::{platform, review, state, text};

/// So many blank rows for each list.
const ROWS: u32 = 4;

/// A piece of the document.
pub enum Block {
    /// A heading, which goes with what follows.
    Heading(El),
    /// Something that stands alone.
    Plain(El),
    /// An item: its code, for where it goes on on another page, and its groups of parts.
    Item(String, Vec<Group>),
}

/// Parts that stay together where a page holds them: a row of a list, or one part alone.
/// A part is never broken.
pub type Group = Vec<El>;

/// A part alone.
fn alone(part: El) -> Group {
    vec![part]
}

/// What stands at the upper and lower edge of every page.
pub struct Edge {
    /// Above, at the left.
    pub title: String,
    /// Above, at the right.
    pub kind: String,
    /// Below: the sheet's number and words.
    pub foot: Vec<String>,
}

impl Edge {
    /// For a sheet, with the words of a filled one.
    pub fn new(sheet: &Sheet, words: Option<String>) -> Edge {
        let meta = &sheet.meta;
        let title = [&meta.region_name, " · ", meta.region.as_str()];
        let (what, foot) = match words {
            Some(words) => {
                let revision = meta.revision.to_string();
                let id = [text::PAPER_SHEET_ID, &meta.id, text::REVISION, &revision];
                (text::PAPER_FILLED, vec![text::join(&id), words])
            }
            None if sheet.answers.is_empty() => (text::PAPER_BLANK, Vec::new()),
            None => {
                let id = [text::PAPER_SHEET_ID, &meta.id];
                (text::PAPER_BLANK, vec![text::join(&id)])
            }
        };
        Edge {
            title: text::join(&title),
            kind: text::join(&[text::kind(meta.kind), " · ", what]),
            foot,
        }
    }
}

/// What is the same for all items of a document.
struct Writer<'a> {
    choices: &'a Choices,
    sheet: &'a Sheet,
    helps: &'a Helps,
    years: [u16; 2],
}

/// The document, block by block.
pub fn blocks(choices: &Choices, sheet: &Sheet, def: &SheetDef, helps: &Helps) -> Vec<Block> {
    let writer = Writer {
        choices,
        sheet,
        helps,
        years: state::instrument().years,
    };
    let mut out = vec![Block::Plain(writer.head())];
    for section in def.sections.iter().filter(|s| choices.has(&s.id)) {
        out.push(Block::Heading(
            el("h3").class("paper-section").text(&section_name(section)),
        ));
        out.extend(section.items.iter().map(|item| writer.item(item)));
    }
    let is_whole = def.sections.iter().all(|s: &Section| choices.has(&s.id));
    if choices.filled && is_whole {
        out.extend(writer.others(def));
    }
    out
}

/// The code by which an item is found on paper and on the screen.
fn code(item: &Item) -> String {
    match item.number() {
        number if number.is_empty() => item.id.clone(),
        number => number,
    }
}

fn line(label: &str, words: &str) -> El {
    let mut said = p("").class("paper-help");
    if !label.is_empty() {
        said = said.child(el("b").text(label)).text(": ");
    }
    said.text(words)
}

impl Writer<'_> {
    /// Whose sheet it is, of which years, how it is filled in, and by whom it was.
    fn head(&self) -> El {
        let meta = &self.sheet.meta;
        let instrument = state::instrument();
        let [first, second] = self.years.map(|y| y.to_string());
        let dot = if meta.region_path.is_empty() {
            ""
        } else {
            ", "
        };
        let place = [&meta.region_name, dot, &meta.region_path];
        let edition = [
            &instrument.title,
            " · ",
            &instrument.edition,
            " · ",
            text::PAPER_YEARS,
            &first,
            text::AND,
            &second,
        ];
        let lines = [text::PAPER_BY, text::PAPER_DAY, text::PAPER_SIGN];
        let lines = lines.map(|label| {
            el("p")
                .class("paper-who")
                .child(el("b").text(label))
                .child(el("span").class("paper-line"))
        });
        div("paper-title")
            .child(el("h2").text(text::kind(meta.kind)))
            .child(p(&text::join(&place)).class("paper-place"))
            .child(p(&text::join(&edition)))
            .children((!self.choices.filled).then(|| p(text::PAPER_HOW)))
            .children(lines)
    }

    fn item(&self, item: &Item) -> Block {
        let answer = self.answer(&item.id);
        let code = code(item);
        let title = div("paper-part")
            .child(
                p("")
                    .class("paper-name")
                    .child(el("span").class("paper-code").text(&code))
                    .child(el("b").text(&item.title)),
            )
            .children((!item.question.is_empty()).then(|| p(&item.question)));
        let mut groups = vec![alone(title.children(self.explained(item)))];
        match &item.rows {
            None => {
                let mut parts = Vec::new();
                self.fields(item, "", answer, &mut parts);
                groups.extend(parts.into_iter().map(alone));
            }
            Some(rows) => {
                let none = answer.is_some_and(|a| a.values.contains_key(NO_ROWS));
                if !rows.none.is_empty() {
                    let none = option("0", none, &rows.none);
                    groups.push(alone(div("paper-part").child(none)));
                }
                for (index, row) in self.rows(answer).into_iter().enumerate() {
                    let number = index.saturating_add(1).to_string();
                    let name = text::join(&[&rows.noun, " ", &number]);
                    let named = div("paper-part paper-row").child(el("b").text(&name));
                    let mut parts = vec![named];
                    let prefix = text::join(&[&row.to_string(), "/"]);
                    self.fields(item, &prefix, answer, &mut parts);
                    groups.push(parts);
                }
                if !self.choices.filled {
                    groups.push(alone(div("paper-part").child(p(text::PAPER_MORE_ROWS))));
                }
            }
        }
        groups.extend(self.foot(item, answer).into_iter().map(alone));
        Block::Item(code, groups)
    }

    /// The answer to an item, where answers are printed.
    fn answer(&self, item: &str) -> Option<&Answer> {
        let answer = self.sheet.answer(item);
        answer.filter(|_| self.choices.filled)
    }

    /// The rows of a list that are printed: blank ones, those that are there, or one to
    /// show what is asked.
    fn rows(&self, answer: Option<&Answer>) -> Vec<u32> {
        let there = answer.map(Answer::rows).unwrap_or_default();
        match (self.choices.filled, there.is_empty()) {
            (false, _) => (1..=ROWS).collect(),
            (true, true) => vec![1],
            (true, false) => there,
        }
    }

    fn fields(&self, item: &Item, prefix: &str, answer: Option<&Answer>, parts: &mut Vec<El>) {
        for field in paper::fields(item) {
            self.field(item, field, prefix, answer, parts);
        }
    }

    /// A field: its label, what helps, what is written; long answers in parts of their own.
    fn field(
        &self,
        item: &Item,
        field: &Field,
        prefix: &str,
        answer: Option<&Answer>,
        parts: &mut Vec<El>,
    ) {
        let blank = Answer::default();
        let said = answer.unwrap_or(&blank);
        let is_asked = asked(item, field, said, prefix);
        let boxes = digits(self.sheet.meta.kind, field);
        let part = self.label(item, field);
        let mut more = Vec::new();
        let mut line = div(match field.kind {
            FieldKind::Choice(_) | FieldKind::Many(_) | FieldKind::Text | FieldKind::Long => {
                "paper-marks paper-wide"
            }
            _ => "paper-marks",
        });
        for (year, key) in paper::years_of(item, field, self.years) {
            let value = said.values.get(&text::join(&[prefix, &key]));
            let filled = self.choices.filled.then_some(value);
            let mut marks = match filled {
                Some(None) if !is_asked && answer.is_some() => not_asked(field),
                filled => mark(field, boxes, filled),
            };
            if marks.len() > 1 && is_written(field) && value.is_some() {
                more.extend(marks.split_off(1));
            }
            let year = year.map(|y| el("b").class("paper-year").text(&y.to_string()));
            let class = if year.is_some() {
                "paper-of-year"
            } else {
                "paper-of"
            };
            line = line.child(el("div").class(class).children(year).children(marks));
        }
        parts.push(part.child(line));
        parts.extend(more.into_iter().map(|piece| div("paper-part").child(piece)));
    }

    fn label(&self, item: &Item, field: &Field) -> El {
        let label = text::field_label(field);
        // The question of a scale is that of its indicator.
        let named = (label != item.question).then(|| {
            let optional = text::join(&[" (", text::OPTIONAL, ")"]);
            let optional = field.optional.then(|| el("small").text(&optional));
            let named = p("").class("paper-label").text(label);
            named.children(optional)
        });
        let many = matches!(field.kind, FieldKind::Many(_)).then_some(text::PAPER_MANY);
        let hints = [
            condition(item, field).as_deref(),
            Some(field.hint.as_str()).filter(|hint| !hint.is_empty()),
            (field.key == "p" && item.rule.is_some()).then_some(text::DIRECT_HINT),
            many,
        ]
        .into_iter()
        .flatten()
        .map(|hint| el("p").class("paper-hint").text(hint))
        .collect::<Vec<El>>();
        let ask = div("paper-ask").children(named).children(hints);
        div("paper-part paper-field").children((!is_bare(&ask)).then_some(ask))
    }

    /// What helps with an item, and the scale by which it is judged.
    fn explained(&self, item: &Item) -> Vec<El> {
        let Some(help) = self.helps.of(&item.id) else {
            return Vec::new();
        };
        let told = [
            (text::WHY, &help.why),
            (text::WHERE, &help.source_hint),
            (text::EXAMPLE, &help.example),
            (text::EVIDENCE, &help.evidence),
        ];
        let told = told.into_iter().filter(|(_, words)| !words.is_empty());
        let mut lines: Vec<El> = told.map(|(label, words)| line(label, words)).collect();
        // The levels of a ladder are printed as its options.
        let rule = item.rule.as_ref().filter(|_| item.field("level").is_none());
        if let Some(rule) = rule {
            let steps = rule.scale.iter();
            let steps: Vec<String> = steps
                .map(|step| text::join(&[&step.score.to_string(), " — ", &step.text]))
                .collect();
            let words = saba_core::text::joined_list(&steps, "; ");
            lines.push(line(text::PAPER_SCALE, &words));
        }
        lines
    }

    /// "Not known yet", the remark, who said it; and what else there is to an answer.
    fn foot(&self, item: &Item, answer: Option<&Answer>) -> Vec<El> {
        let unknown = answer.is_some_and(|a| a.unknown);
        let mut foot = div("paper-part paper-foot").child(option("?", unknown, text::UNKNOWN));
        if !self.choices.filled {
            let note = el("span")
                .class("paper-note")
                .text(text::NOTE)
                .child(div("paper-line"));
            return vec![foot.child(note)];
        }
        let Some(answer) = answer else {
            return vec![foot];
        };
        let comma = if answer.by.is_empty() { "" } else { ", " };
        let by = [&answer.by, comma, &platform::day_and_clock(answer.at)];
        foot = foot.child(el("span").class("paper-by").text(&text::join(&by)));
        let mut parts = vec![foot];
        for (label, value) in self.unasked(item, answer) {
            parts.push(div("paper-part").child(line(&label, &value)));
        }
        for (i, piece) in pieces(&answer.note).into_iter().enumerate() {
            let label = if i == 0 { text::NOTE } else { "" };
            parts.push(div("paper-part").child(line(label, piece)));
        }
        if is_conflict(self.sheet, &item.id) {
            parts.push(div("paper-part").child(line("", text::PAPER_BESIDE)));
            for rival in self.sheet.rivals.get(&item.id).into_iter().flatten() {
                parts.extend(self.said(&item.id, Some(item), rival));
            }
        }
        parts
    }

    /// What an answer holds beyond the fields on paper: rulings, and keys that the
    /// instrument does not know.
    fn unasked(&self, item: &Item, answer: &Answer) -> Vec<(String, String)> {
        let is_on_paper = |key: &str| {
            let name = match (&item.rows, key.split_once('/')) {
                (Some(_), Some((_, rest))) => rest,
                _ => key,
            };
            paper::fields(item).any(|field| {
                let mut keys = paper::years_of(item, field, self.years).into_iter();
                keys.any(|(_, key)| key == name)
            })
        };
        let all = answer.values.iter();
        all.filter(|(key, _)| *key != NO_ROWS && !is_on_paper(key))
            .filter(|(key, _)| !text::HIDDEN.contains(&key.as_str()))
            .map(|(key, value): (&String, &Value)| {
                let field = item.field(key);
                let label = field.map_or(key.as_str(), text::field_label);
                (label.to_string(), text::value_words(field, value))
            })
            .collect()
    }

    /// An answer in words, line by line, and who said it.
    fn said(&self, id: &str, item: Option<&Item>, answer: &Answer) -> Vec<El> {
        let mut parts = Vec::new();
        for (label, words) in review::lines(state::instrument(), id, item, answer) {
            for (i, piece) in pieces(&words).into_iter().enumerate() {
                let label = if i == 0 { label.as_str() } else { "" };
                parts.push(div("paper-part").child(line(label, piece)));
            }
        }
        let comma = if answer.by.is_empty() { "" } else { ", " };
        let by = [&answer.by, comma, &platform::day_and_clock(answer.at)];
        parts.push(div("paper-part").child(p(&text::join(&by)).class("paper-by")));
        parts
    }

    /// What the sheet holds beyond the items of its instrument.
    fn others(&self, def: &SheetDef) -> Vec<Block> {
        let answers = self.sheet.answers.iter();
        let rest: Vec<(&String, &Answer)> =
            answers.filter(|(id, _)| def.item(id).is_none()).collect();
        let heading = (!rest.is_empty())
            .then(|| Block::Heading(el("h3").class("paper-section").text(text::OTHER_ITEMS)));
        let kind: SheetKind = self.sheet.meta.kind;
        let blocks = rest.into_iter().map(|(id, answer)| {
            let name = review::title(state::instrument(), kind, id);
            let name = name.unwrap_or_else(|| id.clone());
            let mut parts = vec![div("paper-part").child(p("").child(el("b").text(&name)))];
            parts.extend(self.said(id, None, answer));
            Block::Item(name, parts.into_iter().map(alone).collect())
        });
        heading.into_iter().chain(blocks).collect()
    }
}

/// Is there nothing in an element?
fn is_bare(element: &El) -> bool {
    element.element().child_element_count() == 0
}

/// Is a field answered in writing, so that its answer may be long?
fn is_written(field: &Field) -> bool {
    !matches!(
        field.kind,
        FieldKind::YesNo | FieldKind::Choice(_) | FieldKind::Many(_)
    )
}

/// In the place of an answer that nothing asks for; the options of a choice stay, they are
/// words of the item.
fn not_asked(field: &Field) -> Vec<El> {
    match is_written(field) {
        true => vec![el("span").class("paper-none").text(text::PAPER_NOT_ASKED)],
        false => mark(field, 0, Some(None)),
    }
}

/// When a field is asked, in words: `Bila "Sudah ditandatangani?": Ya`.
fn condition(item: &Item, field: &Field) -> Option<String> {
    let when = field.when.as_ref()?;
    let of = item.fields.iter().find(|f| f.key == when.key)?;
    let label = |code: &String| match (&of.kind, code.as_str()) {
        (FieldKind::YesNo, "ya") => text::YES.to_string(),
        (FieldKind::YesNo, _) => text::NO.to_string(),
        (FieldKind::Choice(options) | FieldKind::Many(options), code) => {
            let found = options.iter().find(|(c, _)| c == code);
            found.map_or(code, |(_, label)| label).to_string()
        }
        (_, code) => code.to_string(),
    };
    let codes: Vec<String> = when.codes.iter().map(label).collect();
    let codes = saba_core::text::joined_list(&codes, text::PAPER_OR);
    Some(text::join(&[
        text::PAPER_IF,
        "\u{201c}",
        &of.label,
        "\u{201d}: ",
        &codes,
    ]))
}
