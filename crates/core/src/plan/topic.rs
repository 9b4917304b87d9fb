//! The ids under which a regency says something about its sheet, and what it can say there.

use crate::instrument::{Field, FieldKind, Item, Rows, SheetDef};
use crate::sheet::Command;

/// What is talked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Topic<'a> {
    /// A target of the regency's own, by the name of what it is for.
    Target(&'a str),
    /// Which plan and which office carries an indicator, by the indicator's id.
    Link(&'a str),
    /// The regency's own dates for a step of the calendar, by the step's id.
    Step(&'a str),
    /// What the regency's own bodies did: a list.
    Activities,
    /// Who states that the data is true.
    Truth,
    /// Place, day and remarks of the minutes of a round, by the round's id.
    Minutes(&'a str),
    /// Who was present in a round: a list, by the round's id.
    Present(&'a str),
}

/// Names in ids.
const TARGET: &str = "sasaran";
const LINK: &str = "rencana";
const STEP: &str = "jadwal";
const ACTIVITIES: &str = "kegiatan";
const TRUTH: &str = "pernyataan";
const MINUTES: &str = "acara";
const PRESENT: &str = "hadir";

/// Codes of the plans that may carry an indicator: of the regency, of an office.
pub(super) const PLANS: [&str; 2] = ["rpjmd", "renstra"];

impl<'a> Topic<'a> {
    /// Reads an id; `None` for the id of anything else. What a round says of an item has a
    /// stroke in its id and is none of these.
    pub fn of(id: &'a str) -> Option<Topic<'a>> {
        let name = id.strip_prefix('$')?;
        if name.contains('/') {
            return None;
        }
        match name.split_once(':') {
            None if name == ACTIVITIES => Some(Topic::Activities),
            None if name == TRUTH => Some(Topic::Truth),
            Some((_, "")) | None => None,
            Some((TARGET, of)) => Some(Topic::Target(of)),
            Some((LINK, of)) => Some(Topic::Link(of)),
            Some((STEP, of)) => Some(Topic::Step(of)),
            Some((MINUTES, of)) => Some(Topic::Minutes(of)),
            Some((PRESENT, of)) => Some(Topic::Present(of)),
            Some(_) => None,
        }
    }

    /// The id.
    pub fn id(self) -> String {
        let (name, of) = match self {
            Topic::Target(of) => (TARGET, of),
            Topic::Link(of) => (LINK, of),
            Topic::Step(of) => (STEP, of),
            Topic::Activities => (ACTIVITIES, ""),
            Topic::Truth => (TRUTH, ""),
            Topic::Minutes(of) => (MINUTES, of),
            Topic::Present(of) => (PRESENT, of),
        };
        let mut id = String::from("$");
        id.push_str(name);
        if !of.is_empty() {
            id.push(':');
            id.push_str(of);
        }
        id
    }

    /// Keys of what can be said, in the order of the screen.
    fn keys(self) -> Vec<(&'static str, FieldKind)> {
        let plans = PLANS.map(|code| (code.to_string(), String::new()));
        match self {
            Topic::Target(_) => vec![("n", FieldKind::Dec), ("sampai", FieldKind::Date)],
            Topic::Link(_) => vec![
                ("skpd", FieldKind::Text),
                ("dokumen", FieldKind::Choice(plans.to_vec())),
                ("indikator", FieldKind::Text),
                ("program", FieldKind::Text),
            ],
            Topic::Step(_) => vec![("mulai", FieldKind::Date), ("sampai", FieldKind::Date)],
            Topic::Activities => vec![
                ("nama", FieldKind::Text),
                ("tanggal", FieldKind::Date),
                ("pelaksana", FieldKind::Text),
                ("tempat", FieldKind::Text),
                ("peserta", FieldKind::Int),
                ("hasil", FieldKind::Long),
            ],
            Topic::Truth => vec![
                ("nama", FieldKind::Text),
                ("jabatan", FieldKind::Text),
                ("nip", FieldKind::Text),
                ("tempat", FieldKind::Text),
                ("tanggal", FieldKind::Date),
            ],
            Topic::Minutes(_) => vec![
                ("nomor", FieldKind::Text),
                ("tanggal", FieldKind::Date),
                ("tempat", FieldKind::Text),
                ("catatan", FieldKind::Long),
            ],
            Topic::Present(_) => vec![("nama", FieldKind::Text), ("jabatan", FieldKind::Text)],
        }
    }

    /// Is it a list of rows?
    fn is_list(self) -> bool {
        matches!(self, Topic::Activities | Topic::Present(_))
    }

    /// What can be said, as an item of a sheet would ask for it. Without words: those are
    /// the page's.
    pub fn item(self) -> Item {
        let fields = self.keys().into_iter().map(|(key, kind)| Field {
            key: key.into(),
            kind,
            label: String::new(),
            unit: String::new(),
            years: false,
            within: None,
            optional: true,
            when: None,
            hint: String::new(),
        });
        Item {
            id: self.id(),
            title: String::new(),
            question: String::new(),
            feeds: Vec::new(),
            role: None,
            fields: fields.collect(),
            rows: self.is_list().then(|| Rows {
                noun: String::new(),
                none: String::new(),
            }),
            group: String::new(),
            show: Vec::new(),
            rule: None,
            rollup: Vec::new(),
            agencies: Vec::new(),
            evidence: Vec::new(),
            why: String::new(),
            source_hint: String::new(),
            example: String::new(),
            defect: String::new(),
        }
    }
}

/// The item that a command talks to where it is none of the sheet's own. `None` where
/// nothing of the kind can be said: a link of an indicator that the sheet does not have, or
/// what a round would say about a plan.
pub fn item(def: &SheetDef, command: &Command) -> Option<Item> {
    let topic = Topic::of(command.item())?;
    match (command, topic) {
        (Command::Review { .. } | Command::Adopt { .. }, _) => None,
        (_, Topic::Link(of)) if def.item(of).is_none() => None,
        _ => Some(topic.item()),
    }
}
