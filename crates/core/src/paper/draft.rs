//! Two passes over one paper, and what becomes of them.

use super::{Slot, Typed, all_slots, same};
use crate::instrument::Item;
use crate::json::Json;

/// What was typed of a section of a paper so far. It is no answer yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The first pass.
    pub first: Typed,
    /// The second pass, once it has begun.
    pub second: Option<Typed>,
    /// What a person chose where the passes differ.
    pub chosen: Typed,
    /// What a person chose where the sheet says something else: `kertas` or `lembar`.
    pub taken: Typed,
    /// Where somebody is typing, and what; not confirmed yet.
    pub now: Option<(String, String)>,
}

const FIRST: &str = "first";
const SECOND: &str = "second";
const CHOSEN: &str = "chosen";
const TAKEN: &str = "taken";
const NOW: &str = "now";

impl Draft {
    /// What the pass that is going on has typed.
    pub fn current(&self) -> &Typed {
        self.second.as_ref().unwrap_or(&self.first)
    }

    /// The same to change.
    pub fn current_mut(&mut self) -> &mut Typed {
        self.second.as_mut().unwrap_or(&mut self.first)
    }

    /// The text that is stored.
    pub fn write(&self) -> String {
        let map = |typed: &Typed| {
            let members = typed.iter().map(|(at, raw)| (at.clone(), Json::text(raw)));
            Json::Obj(members.collect())
        };
        let mut members = vec![(String::from(FIRST), map(&self.first))];
        if let Some(second) = &self.second {
            members.push((String::from(SECOND), map(second)));
        }
        members.push((String::from(CHOSEN), map(&self.chosen)));
        members.push((String::from(TAKEN), map(&self.taken)));
        if let Some((place, text)) = &self.now {
            let now = Json::Arr(vec![Json::text(place), Json::text(text)]);
            members.push((String::from(NOW), now));
        }
        Json::Obj(members).compact()
    }

    /// Reads the stored text; `None` where it is none.
    pub fn read(text: &str) -> Option<Draft> {
        let json = Json::parse(text).ok()?;
        let map = |name: &str| match json.get(name) {
            Some(Json::Obj(members)) => {
                let texts = members.iter();
                let texts = texts.map(|(at, raw)| Some((at.clone(), raw.as_str()?.to_string())));
                texts.collect::<Option<Typed>>()
            }
            _ => None,
        };
        let now = match json.get(NOW) {
            Some(Json::Arr(pair)) => match pair.as_slice() {
                [Json::Str(place), Json::Str(text)] => Some((place.clone(), text.clone())),
                _ => return None,
            },
            _ => None,
        };
        Some(Draft {
            first: map(FIRST)?,
            second: map(SECOND),
            chosen: map(CHOSEN)?,
            taken: map(TAKEN)?,
            now,
        })
    }
}

/// The places of both passes, item by item in the order of the paper.
fn both<'i>(items: &'i [Item], years: [u16; 2], first: &Typed, second: &Typed) -> Vec<Slot<'i>> {
    let mut out: Vec<Slot<'i>> = Vec::new();
    for item in items {
        let item = std::slice::from_ref(item);
        let mut of_item = all_slots(item, years, first);
        for slot in all_slots(item, years, second) {
            if !of_item.iter().any(|known| known.key == slot.key) {
                of_item.push(slot);
            }
        }
        out.extend(of_item);
    }
    out
}

fn said<'t>(typed: &'t Typed, place: &str) -> &'t str {
    typed.get(place).map_or("", String::as_str)
}

/// Where two passes say something else, each with what the first and the second said.
pub fn differences<'i>(
    items: &'i [Item],
    years: [u16; 2],
    first: &Typed,
    second: &Typed,
) -> Vec<(Slot<'i>, String, String)> {
    let all = both(items, years, first, second).into_iter();
    all.filter_map(|slot| {
        let place = slot.place();
        let (a, b) = (said(first, &place), said(second, &place));
        let (a, b) = (a.to_string(), b.to_string());
        (!same(slot.ask, &a, &b)).then_some((slot, a, b))
    })
    .collect()
}

/// What both passes come to, with what a person chose where they differ. `None` while
/// something is not typed twice or not chosen.
pub fn settled(items: &[Item], years: [u16; 2], draft: &Draft) -> Option<Typed> {
    let second = draft.second.as_ref()?;
    for typed in [&draft.first, second] {
        super::next(items, years, typed).is_none().then_some(())?;
    }
    let mut out = Typed::new();
    for slot in both(items, years, &draft.first, second) {
        let place = slot.place();
        let (a, b) = (said(&draft.first, &place), said(second, &place));
        let raw = match same(slot.ask, a, b) {
            true => a.to_string(),
            false => draft.chosen.get(&place)?.clone(),
        };
        out.insert(place, raw);
    }
    Some(out)
}
