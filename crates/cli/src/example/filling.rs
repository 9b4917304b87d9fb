//! Making up the answers of one sheet after the recipes of `recipes.json`.

use std::collections::BTreeMap;

use saba_core::instrument::{Field, FieldKind, Instrument, Item, SheetDef};
use saba_core::json::Json;
use saba_core::num::Decimal;
use saba_core::sheet::{Answer, Day, NO_ROWS, Sheet, Value, asked};

use super::draw::Draw;

/// A village of a kecamatan, as its kecamatan knows it.
pub struct Known<'a> {
    pub name: &'a str,
    pub sheet: &'a Sheet,
}

/// What a sheet is made up from.
pub struct Filling<'a> {
    pub instrument: &'a Instrument,
    pub def: &'a SheetDef,
    pub recipes: &'a Json,
    /// Of a kecamatan: its villages.
    pub villages: &'a [Known<'a>],
    pub draw: Draw,
    /// Name of the region.
    pub region: &'a str,
    /// The sheet so far.
    pub sheet: Sheet,
    /// What a `share` was in the earlier year, by key: the later year starts from it.
    shares: BTreeMap<String, i64>,
}

impl<'a> Filling<'a> {
    pub fn new(
        instrument: &'a Instrument,
        recipes: &'a Json,
        villages: &'a [Known<'a>],
        draw: Draw,
        region: &'a str,
        sheet: Sheet,
    ) -> Filling<'a> {
        Filling {
            instrument,
            def: instrument.sheet(sheet.meta.kind),
            recipes,
            villages,
            draw,
            region,
            sheet,
            shares: BTreeMap::new(),
        }
    }

    /// Answers every item.
    pub fn fill(mut self) -> Sheet {
        for item in self.def.items() {
            let recipe = self.recipes.get(&item.id);
            self.sheet
                .answers
                .insert(item.id.clone(), Answer::default());
            let rows = match (&item.rows, recipe.and_then(|r| r.get("rows"))) {
                (None, _) => None,
                (Some(_), Some(Json::Str(_))) => Some(self.villages.len()),
                (Some(_), weights) => Some(self.draw.weighted(&numbers(weights))),
            };
            match rows {
                None => self.unit(item, recipe, None),
                Some(0) => self.put(item, NO_ROWS, Value::Bool(true)),
                Some(rows) => (0..rows).for_each(|row| self.unit(item, recipe, Some(row))),
            }
        }
        self.sheet
    }

    /// One row, or the whole item.
    fn unit(&mut self, item: &Item, recipe: Option<&Json>, row: Option<usize>) {
        let prefix = row.map(|row| format!("{row}/")).unwrap_or_default();
        let named = match recipe {
            Some(Json::Obj(members)) => members.iter().filter_map(|(k, _)| item.field(k)).collect(),
            _ => Vec::new(),
        };
        let mut fields: Vec<&Field> = named;
        let rest = item.fields.iter();
        for field in rest {
            if !fields.iter().any(|f| f.key == field.key) {
                fields.push(field);
            }
        }
        for field in fields {
            let answer = self.sheet.answer(&item.id).cloned().unwrap_or_default();
            if !asked(item, field, &answer, &prefix) {
                continue;
            }
            let recipe = recipe.and_then(|r| r.get(&field.key));
            for key in field.keys(self.instrument.years) {
                let year = key.split_once('@').map(|(_, year)| year.to_string());
                let value = self.value(item, field, recipe, &prefix, year.as_deref(), row);
                if let Some(value) = value {
                    self.put(item, &format!("{prefix}{key}"), value);
                }
            }
        }
    }

    fn put(&mut self, item: &Item, key: &str, value: Value) {
        if let Some(answer) = self.sheet.answers.get_mut(&item.id) {
            answer.values.insert(key.to_string(), value);
        }
    }

    fn value(
        &mut self,
        item: &Item,
        field: &Field,
        recipe: Option<&Json>,
        prefix: &str,
        year: Option<&str>,
        row: Option<usize>,
    ) -> Option<Value> {
        let recipe = recipe.unwrap_or(&Json::Null);
        if let Some(zero) = recipe.get("if_zero").and_then(Json::as_str) {
            let branch = match self.term(item, zero, year) {
                0 => "then",
                _ => "else",
            };
            return self.value(item, field, recipe.get(branch), prefix, year, row);
        }
        // What the later year has more.
        let rise = match (recipe.get("rise"), year) {
            (Some(rise @ Json::Arr(_)), Some(y)) if self.is_later(y) => {
                let ends = numbers(Some(rise));
                self.draw.between(first(&ends), last(&ends))
            }
            (Some(rise), Some(y)) if self.is_later(y) => number(rise),
            _ => 0,
        };
        let before = self.before(item, field, prefix, year);
        Some(match &field.kind {
            FieldKind::Int => {
                Value::Num(self.int(item, field, recipe, prefix, year, rise, before)?)
            }
            FieldKind::Dec => {
                let tenths = match before {
                    Some(before) => before + before * rise / 100,
                    None if self.draw.percent(recipe.get("zero").map_or(0, number)) => 0,
                    None => {
                        let ends = numbers(recipe.get("tenths"));
                        self.draw.between(first(&ends), last(&ends))
                    }
                };
                Value::Num(Decimal::parse_json(&format!("{}.{}", tenths / 10, tenths % 10)).ok()?)
            }
            FieldKind::YesNo => {
                let chance = recipe.get("yes").map_or(70, number);
                Value::Bool(match before {
                    Some(1) => rise >= 0 || !self.draw.percent(-rise),
                    Some(_) => self.draw.percent(rise),
                    None => self.draw.percent(chance),
                })
            }
            FieldKind::Choice(options) => Value::Text(self.choice(recipe, options, row)?),
            FieldKind::Many(options) => {
                let codes: Vec<String> = match recipe.get("some") {
                    Some(Json::Arr(list)) => list
                        .iter()
                        .filter_map(|c| Some(c.as_str()?.into()))
                        .collect(),
                    _ => options.iter().map(|(code, _)| code.clone()).collect(),
                };
                let mut some: Vec<String> = codes
                    .iter()
                    .filter(|_| self.draw.percent(45))
                    .cloned()
                    .collect();
                if some.is_empty() {
                    some.extend(self.draw.one(&codes).cloned());
                }
                some.sort();
                Value::Many(some)
            }
            FieldKind::Date => {
                let ends = match recipe.get("date") {
                    Some(Json::Arr(list)) => list
                        .iter()
                        .filter_map(Json::as_str)
                        .filter_map(Day::parse)
                        .map(serial)
                        .collect(),
                    _ => vec![
                        serial(Day {
                            year: 2024,
                            month: 1,
                            day: 1,
                        }),
                        serial(Day {
                            year: 2024,
                            month: 12,
                            day: 28,
                        }),
                    ],
                };
                Value::Text(day(self.draw.between(first(&ends), last(&ends))))
            }
            FieldKind::Text | FieldKind::Long => {
                if recipe.get("village").is_some() {
                    let known = self.villages.get(row?)?;
                    return Some(Value::Text(known.name.to_string()));
                }
                let texts: Vec<&str> = match recipe.get("text") {
                    Some(Json::Arr(list)) => list.iter().filter_map(Json::as_str).collect(),
                    _ => vec!["Contoh"],
                };
                let text = self.draw.one(&texts)?;
                let n = self.draw.between(1, 9).to_string();
                Value::Text(text.replace("{n}", &n).replace("{region}", self.region))
            }
        })
    }

    #[allow(clippy::too_many_arguments)]
    fn int(
        &mut self,
        item: &Item,
        field: &Field,
        recipe: &Json,
        prefix: &str,
        year: Option<&str>,
        rise: i64,
        before: Option<i64>,
    ) -> Option<Decimal> {
        let mut n = if let Some(Json::Arr(of)) = recipe.get("share") {
            let whole: i64 = of
                .iter()
                .filter_map(Json::as_str)
                .map(|term| match term.strip_prefix('-') {
                    Some(term) => -self.term(item, term, year),
                    None => self.term(item, term, year),
                })
                .sum();
            let key = format!("{}/{prefix}{}", item.id, field.key);
            let ends = numbers(recipe.get("of"));
            let share = match self.shares.get(&key) {
                Some(share) => (share + rise).clamp(0, 100.max(last(&ends))),
                None => self.draw.between(first(&ends), last(&ends)),
            };
            self.shares.insert(key, share);
            (whole.max(0) * share + 50) / 100
        } else if let Some(Json::Arr(_)) = recipe.get("few") {
            match before {
                Some(before) if recipe.get("rise").is_some() => {
                    before + i64::from(self.draw.percent(rise))
                }
                _ => i64::try_from(self.draw.weighted(&numbers(recipe.get("few")))).unwrap_or(0),
            }
        } else {
            let ends = match recipe.get("base") {
                Some(base) => numbers(Some(base)),
                None => vec![0, 20],
            };
            let times = recipe.get("times").map_or(1, number);
            match before {
                Some(before) if before > 0 => before + before * rise / 100,
                _ => self.draw.between(first(&ends), last(&ends)) * times,
            }
        };
        if let (Some(gate), Some(year)) = (recipe.get("only").and_then(Json::as_str), year) {
            let key = format!("{prefix}{gate}@{year}");
            if self.sheet.value(&item.id, &key).and_then(Value::as_bool) == Some(false) {
                n = 0;
            }
        }
        // Nothing exceeds what it is a part of: errors are put in on purpose elsewhere.
        if let Some(within) = &field.within {
            let text = match &within.item {
                Some(id) => format!("@{id}.{}", within.key),
                None => within.key.clone(),
            };
            n = n.min(self.term(item, &text, year));
        }
        Decimal::parse_json(&n.max(0).to_string()).ok()
    }

    fn choice(
        &mut self,
        recipe: &Json,
        options: &[(String, String)],
        row: Option<usize>,
    ) -> Option<String> {
        if let Some(of) = recipe.get("of_village").and_then(Json::as_str) {
            let (id, key) = of.strip_prefix('@')?.rsplit_once('.')?;
            let code = self.villages.get(row?)?.sheet.value(id, key)?.as_text()?;
            return Some(recipe.get("codes")?.get(code)?.as_str()?.to_string());
        }
        if let Some(Json::Obj(weights)) = recipe.get("pick") {
            let all: Vec<i64> = weights.iter().map(|(_, w)| number(w)).collect();
            let at = self.draw.weighted(&all);
            return weights.get(at).map(|(code, _)| code.clone());
        }
        self.draw.one(options).map(|(code, _)| code.clone())
    }

    fn is_later(&self, year: &str) -> bool {
        let [_, later] = self.instrument.years;
        year == later.to_string()
    }

    /// The field in the earlier year, if this is the later one: yes is 1, decimals are
    /// tenths.
    fn before(&self, item: &Item, field: &Field, prefix: &str, year: Option<&str>) -> Option<i64> {
        if !self.is_later(year?) {
            return None;
        }
        let [earlier, _] = self.instrument.years;
        let key = format!("{prefix}{}", Instrument::year_key(&field.key, earlier));
        match self.sheet.value(&item.id, &key)? {
            Value::Num(n) if field.kind == FieldKind::Dec => {
                let text = n.to_string();
                let (whole, part) = text.split_once('.').unwrap_or((&text, "0"));
                Some(whole.parse::<i64>().ok()? * 10 + part.parse::<i64>().ok()?)
            }
            Value::Num(n) => n.to_string().parse().ok(),
            Value::Bool(yes) => Some(i64::from(*yes)),
            _ => None,
        }
    }

    /// A whole number of the sheet: `kk` or `@D-O1.kk`, in the year or the later one.
    fn term(&self, item: &Item, text: &str, year: Option<&str>) -> i64 {
        let (id, key) = match text.strip_prefix('@').and_then(|t| t.rsplit_once('.')) {
            Some((id, key)) => (id, key),
            None => (item.id.as_str(), text),
        };
        let [_, later] = self.instrument.years;
        let year = year.map_or_else(|| later.to_string(), str::to_string);
        let number = |key: &str| {
            let n = self.sheet.num(id, key)?.to_string();
            n.parse::<i64>().ok()
        };
        number(key)
            .or_else(|| number(&format!("{key}@{year}")))
            .unwrap_or(0)
    }
}

fn number(json: &Json) -> i64 {
    match json {
        Json::Num(raw) => raw.parse().unwrap_or(0),
        _ => 0,
    }
}

fn numbers(json: Option<&Json>) -> Vec<i64> {
    match json {
        Some(Json::Arr(list)) => list.iter().map(number).collect(),
        _ => vec![1],
    }
}

fn first(ends: &[i64]) -> i64 {
    ends.first().copied().unwrap_or(0)
}

fn last(ends: &[i64]) -> i64 {
    ends.last().copied().unwrap_or(0)
}

/// Days as numbers in order, with 28 days to every month: every one exists.
fn serial(day: Day) -> i64 {
    (i64::from(day.year) * 12 + i64::from(day.month) - 1) * 28 + i64::from(day.day.min(28)) - 1
}

fn day(serial: i64) -> String {
    let (months, day) = (serial / 28, serial % 28 + 1);
    format!("{:04}-{:02}-{day:02}", months / 12, months % 12 + 1)
}
