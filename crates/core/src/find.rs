//! Finding an item of a sheet by any word that has to do with it: its number, title,
//! question, labels, the indicator that it feeds, its explanations, what was answered.

use crate::instrument::{FieldKind, Instrument, Item, Section, SheetDef, SheetKind};
use crate::order::sorted;
use crate::text::holds;

/// Where a word of the query stands, the nearest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// It is the item's number or id, or that of an indicator that the item feeds.
    Number,
    /// A word of the title or the question begins with it.
    Begins,
    /// The title or the question holds it.
    Title,
    /// A label, a choice or the section holds it.
    Fields,
    /// The explanations hold it.
    Help,
    /// The answer or its remark holds it.
    Answer,
}

/// What is known of an item beside its definition.
#[derive(Clone, Debug, Default)]
pub struct More {
    /// Its explanations.
    pub help: String,
    /// What was answered and remarked.
    pub answer: String,
}

/// An item that was found.
#[derive(Clone, Copy, Debug)]
pub struct Hit<'a> {
    /// The item.
    pub item: &'a Item,
    /// The section it stands in.
    pub section: &'a Section,
    /// The farthest place at which a word of the query had to be looked for.
    pub place: Place,
    /// How far all words together are from the item: less is better.
    far: u32,
}

struct Entry<'a> {
    item: &'a Item,
    section: &'a Section,
    numbers: String,
    title: String,
    fields: String,
    help: String,
    answer: String,
}

/// The words of all items of a sheet, ready to be searched.
pub struct Index<'a>(Vec<Entry<'a>>);

impl<'a> Index<'a> {
    /// Reads the words of all items. `more` tells what the definitions do not.
    pub fn new(
        instrument: &Instrument,
        def: &'a SheetDef,
        more: &dyn Fn(&Item) -> More,
    ) -> Index<'a> {
        let mut all = Vec::new();
        for section in &def.sections {
            for item in &section.items {
                let more = more(item);
                all.push(Entry {
                    item,
                    section,
                    numbers: plain(&numbers(instrument, item)),
                    title: plain(&spaced(&[&item.title, &item.question])),
                    fields: plain(&labels(section, item)),
                    help: plain(&more.help),
                    answer: plain(&more.answer),
                });
            }
        }
        Index(all)
    }

    /// The items that have to do with every word of a query, the nearest first; those
    /// that are equally near in the order of the sheet. All items for a query without
    /// words.
    pub fn find(&self, query: &str) -> Vec<Hit<'a>> {
        let query = plain(query);
        let words: Vec<&str> = query.split_whitespace().collect();
        let hits = self.0.iter().filter_map(|entry| {
            let (mut place, mut far) = (Place::Number, 0u32);
            for word in &words {
                let found = entry.place_of(word)?;
                place = place.max(found);
                far = far.saturating_add(found as u32);
            }
            Some(Hit {
                item: entry.item,
                section: entry.section,
                place,
                far,
            })
        });
        sorted(hits.collect(), &|a: &Hit, b: &Hit| a.far.cmp(&b.far))
    }
}

impl Entry<'_> {
    fn place_of(&self, word: &str) -> Option<Place> {
        let begins = |text: &str| text.split(' ').any(|w| w.starts_with(word));
        // One or two letters are in everything: they only begin words.
        let within = |text: &str| match word.len() {
            0..3 => begins(text),
            _ => holds(text, word),
        };
        if self.numbers.split(' ').any(|number| number == word) {
            return Some(Place::Number);
        }
        if begins(&self.title) {
            return Some(Place::Begins);
        }
        let rest = [
            (&self.title, Place::Title),
            (&self.numbers, Place::Fields),
            (&self.fields, Place::Fields),
            (&self.help, Place::Help),
            (&self.answer, Place::Answer),
        ];
        let found = rest.into_iter().find(|(text, _)| within(text));
        found.map(|(_, place)| place)
    }
}

fn spaced(parts: &[&str]) -> String {
    crate::text::joined(&mut parts.iter().copied(), " ")
}

/// The numbers under which people know an item: `2.2`, `T2.02`, `D-L1` and `DL1`, and
/// those of the indicators that it feeds.
fn numbers(instrument: &Instrument, item: &Item) -> String {
    let regency = instrument.sheet(SheetKind::Kabupaten);
    let fed = item.feeds.iter();
    let fed = fed.map(|id| (id.as_str(), regency.item(id).map(Item::number)));
    let own = (item.id.as_str(), Some(item.number()));
    let mut out = String::new();
    for (id, number) in std::iter::once(own).chain(fed) {
        let solid: String = id.chars().filter(|c| *c != '-').collect();
        out.push_str(&spaced(&[id, &solid, &number.unwrap_or_default(), ""]));
    }
    out
}

fn labels(section: &Section, item: &Item) -> String {
    let mut out = section.title.clone();
    let mut add = |words: &str| {
        out.push(' ');
        out.push_str(words);
    };
    for field in &item.fields {
        add(&field.label);
        add(&field.unit);
        add(&field.hint);
        if let FieldKind::Choice(options) | FieldKind::Many(options) = &field.kind {
            options.iter().for_each(|(_, words)| add(words));
        }
    }
    if let Some(rule) = &item.rule {
        rule.scale.iter().for_each(|step| add(&step.text));
    }
    item.agencies.iter().for_each(|agency| add(agency));
    out
}

/// A text as it is compared: small letters without accents, one blank between words;
/// numbers keep the point within them.
fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        let c = bare(c);
        let point = c == '.'
            && out.ends_with(|c: char| c.is_ascii_digit())
            && letters.peek().is_some_and(char::is_ascii_digit);
        if c.is_alphanumeric() || point {
            out.push(c);
        } else if !is_within_words(c) && !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}

/// Marks that part no word: apostrophes, and accents that stand by themselves.
fn is_within_words(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | '\u{2bb}' | '\u{300}'..='\u{36f}')
}

/// The small letter without its accent, for the letters of Latin-1: no name in the lists
/// and no word in the instrument has others.
fn bare(c: char) -> char {
    match c {
        'À'..='Å' | 'à'..='å' => 'a',
        'Ç' | 'ç' => 'c',
        'È'..='Ë' | 'è'..='ë' => 'e',
        'Ì'..='Ï' | 'ì'..='ï' => 'i',
        'Ñ' | 'ñ' => 'n',
        'Ò'..='Ö' | 'ò'..='ö' => 'o',
        'Ù'..='Ü' | 'ù'..='ü' => 'u',
        'Ý' | 'ý' | 'ÿ' => 'y',
        other => other.to_ascii_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_compared_without_case_accents_and_marks() {
        for (text, same) in [
            ("Stop BABS (ODF)", "stop babs odf "),
            ("Café,  e\u{301}tat", "cafe etat"),
            ("Al-Qur'an", "al quran"),
            ("T2.02 dan 1.234,5.", "t2.02 dan 1.234 5 "),
            ("", ""),
        ] {
            assert_eq!(plain(text), same);
        }
    }
}
