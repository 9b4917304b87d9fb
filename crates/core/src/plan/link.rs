//! Which plan and which office carries an indicator.

use super::topic::Topic;
use crate::instrument::SheetDef;
use crate::order::sorted;
use crate::sheet::{Answer, Sheet, Value};

/// What carries an indicator, as it was typed.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Link {
    /// The perangkat daerah.
    pub carrier: String,
    /// Code of the plan: `rpjmd`, `renstra`; empty where none was chosen.
    pub plan: String,
    /// The plan's own indicator.
    pub indicator: String,
    /// The programme.
    pub programme: String,
    /// A remark.
    pub note: String,
}

impl Link {
    fn read(answer: &Answer) -> Link {
        let text = |key: &str| {
            let text = answer.values.get(key).and_then(Value::as_text);
            text.unwrap_or_default().to_string()
        };
        Link {
            carrier: text("skpd"),
            plan: text("dokumen"),
            indicator: text("indikator"),
            programme: text("program"),
            note: answer.note.clone(),
        }
    }

    /// Does it name the plan's indicator or the programme? The office alone is no link.
    pub fn is_linked(&self) -> bool {
        !self.indicator.is_empty() || !self.programme.is_empty()
    }

    /// Nothing said at all.
    pub fn is_blank(&self) -> bool {
        *self == Link::default()
    }
}

/// What carries an indicator; blank where nothing was said.
pub fn link(sheet: &Sheet, item: &str) -> Link {
    let said = sheet.answer(&Topic::Link(item).id());
    said.map(Link::read).unwrap_or_default()
}

/// One indicator in the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkLine {
    /// Id of the indicator. It may be one that this instrument does not have: what was said
    /// under another edition is kept and shown.
    pub item: String,
    /// What carries it.
    pub link: Link,
}

/// Everything that one office carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CarrierLinks {
    /// The office, as it was typed first; empty where none was named.
    pub carrier: String,
    /// Its indicators in the order of the sheet.
    pub lines: Vec<LinkLine>,
}

/// The table.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Links {
    /// By office, by name; what has none comes last.
    pub carriers: Vec<CarrierLinks>,
    /// Judged indicators that nobody has linked yet, in the order of the sheet.
    pub unlinked: Vec<String>,
    /// How many indicators are judged.
    pub all: usize,
}

/// A name by which the same office is found again, however it was typed: small Latin
/// letters, single spaces.
pub fn normal_name(name: &str) -> String {
    let mut out = String::new();
    for word in name.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&word.to_ascii_lowercase());
    }
    out
}

/// All links of a regency sheet by office.
pub fn links(def: &SheetDef, sheet: &Sheet) -> Links {
    let mut all = Links::default();
    let judged = def.items().filter(|i| i.rule.is_some());
    for item in judged {
        all.all = all.all.saturating_add(1);
        let link = link(sheet, &item.id);
        if !link.is_linked() {
            all.unlinked.push(item.id.clone());
        }
        all.put(&item.id, link);
    }
    let judged_before = |id: &str| def.item(id).is_some_and(|i| i.rule.is_some());
    for (id, answer) in &sheet.answers {
        if let Some(Topic::Link(of)) = Topic::of(id)
            && !judged_before(of)
        {
            all.put(of, Link::read(answer));
        }
    }
    all.carriers = sorted(all.carriers, &|one, other| {
        let key = |c: &CarrierLinks| (c.carrier.is_empty(), normal_name(&c.carrier));
        key(one).cmp(&key(other))
    });
    all
}

impl Links {
    fn put(&mut self, item: &str, link: Link) {
        if link.is_blank() {
            return;
        }
        let name = normal_name(&link.carrier);
        let line = LinkLine {
            item: item.to_string(),
            link,
        };
        let mut found = self.carriers.iter_mut();
        match found.find(|c| normal_name(&c.carrier) == name) {
            Some(carrier) => carrier.lines.push(line),
            None => self.carriers.push(CarrierLinks {
                carrier: line.link.carrier.trim().to_string(),
                lines: vec![line],
            }),
        }
    }
}
