//! Everything that may be said about a regency sheet under ids of its own, with its words:
//! what it asks for, what it is called, what was said.

use std::cell::RefCell;

use saba_core::instrument::{FieldKind, Instrument, Item, Rows, SheetKind};
use saba_core::plan::{Aim, Topic};
use saba_core::sheet::Answer;

use super::{aims, schedule};
use crate::text::{self, Line};
use crate::{review, state};

thread_local! {
    /// Views hold items for as long as the page lives, as they do those of the instrument.
    /// There are as many as ids that can be said: two hundred or so.
    static ITEMS: RefCell<Vec<&'static Item>> = const { RefCell::new(Vec::new()) };
}

/// What can be said under an id, with labels; `None` for the id of anything else.
pub fn item(id: &str) -> Option<&'static Item> {
    let topic = Topic::of(id)?;
    let known = ITEMS.with_borrow(|items| items.iter().find(|i| i.id == id).copied());
    if known.is_some() {
        return known;
    }
    let mut item = topic.item();
    for field in &mut item.fields {
        field.label = label(topic, &field.key).into();
        field.optional = false;
        if let FieldKind::Choice(options) = &mut field.kind {
            for (code, words) in options {
                let named = text::PLAN_KINDS.iter().find(|(known, _)| *known == code);
                *words = named.map_or_else(|| code.clone(), |(_, name)| (*name).to_string());
            }
        }
    }
    item.rows = item.rows.map(|_| Rows {
        noun: match topic {
            Topic::Activities => text::ACTIVITY.into(),
            _ => text::PERSON.into(),
        },
        none: String::new(),
    });
    let item: &'static Item = Box::leak(Box::new(item));
    ITEMS.with_borrow_mut(|items| items.push(item));
    Some(item)
}

fn label(topic: Topic, key: &str) -> &'static str {
    match (topic, key) {
        (Topic::Target(_), "sampai") => text::TARGET_BY,
        (Topic::Activities, "nama") => text::HEAD_ACTIVITY,
        (_, key) => text::plan_label(key),
    }
}

/// Ids that views follow by themselves. What is said about an indicator is followed with
/// the indicator.
pub fn ids(instrument: &Instrument) -> Vec<String> {
    let steps = schedule::calendar(instrument).steps;
    let steps = steps.iter().map(|step| Topic::Step(&step.id).id());
    let rounds = instrument.rounds.iter();
    let rounds = rounds.flat_map(|r| [Topic::Minutes(&r.id).id(), Topic::Present(&r.id).id()]);
    let targets = Aim::all(instrument).into_iter().map(Aim::id);
    let own = [Topic::Activities.id(), Topic::Truth.id()];
    targets.chain(steps).chain(rounds).chain(own).collect()
}

/// Is it a list, whose inputs are built anew when rows come from elsewhere?
pub fn is_list(id: &str) -> bool {
    matches!(Topic::of(id), Some(Topic::Activities | Topic::Present(_)))
}

/// What it is called: `Sasaran: 4. Pasar`. `None` for the id of anything else.
pub fn title(instrument: &Instrument, id: &str) -> Option<String> {
    Some(match Topic::of(id)? {
        Topic::Target(of) => text::about_target(&match Aim::parse(of) {
            Some(aim) => aims::aim_title(instrument, aim),
            None => of.to_string(),
        }),
        Topic::Link(of) => {
            let named = instrument.sheet(SheetKind::Kabupaten).item(of);
            text::about_link(&named.map_or_else(|| of.to_string(), text::item_name))
        }
        Topic::Step(of) => {
            let steps = schedule::calendar(instrument).steps;
            let named = steps.iter().find(|s| s.id == of);
            text::about_step(named.map_or(of, |s| s.title.as_str()))
        }
        Topic::Activities => text::ACTIVITIES_OWN.into(),
        Topic::Truth => text::REPORT_TRUTH.into(),
        Topic::Minutes(of) => text::about_minutes(review::round_title(instrument, of)),
        Topic::Present(of) => text::about_present(review::round_title(instrument, of)),
    })
}

/// What was said, line by line; `None` for the id of anything else.
pub fn lines(id: &str, answer: &Answer) -> Option<Vec<Line>> {
    let item = item(id)?;
    Some(text::answer(Some(item), answer, state::instrument().years))
}
