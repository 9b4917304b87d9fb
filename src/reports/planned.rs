//! Plans and targets as tables: who carries what, and where the regency stands.

use saba_core::instrument::SheetKind;
use saba_core::plan::{self, Target};
use saba_core::reports::Cell;

use super::Content;
use super::table::Table;
use crate::{plans, state, text};

/// The table of plans by office.
pub fn links() -> Content {
    let def = state::instrument().sheet(SheetKind::Kabupaten);
    let all = state::with_sheet(|s| plan::links(def, s)).unwrap_or_default();
    let mut table = Table::new(&[
        (text::HEAD_NO, 4),
        (text::HEAD_CARRIER, 16),
        (text::HEAD_ITEM, 24),
        (text::HEAD_PLAN, 12),
        (text::HEAD_PLAN_ITEM, 18),
        (text::HEAD_PROGRAMME, 18),
        (text::HEAD_SCORE, 10),
        (text::HEAD_REMARK, 10),
    ]);
    for carrier in all.carriers {
        let name = match carrier.carrier.as_str() {
            "" => text::PLANS_NO_CARRIER,
            name => name,
        };
        for line in carrier.lines {
            let item = def.item(&line.item);
            let item = item.map_or_else(|| line.item.clone(), text::item_name);
            let score = state::outcome(&line.item).map(|o| text::outcome_label(&o));
            let number = table.next();
            table.push(vec![
                number,
                Cell::text(name),
                Cell::Text(item),
                Cell::text(plans::plan_name(&line.link.plan)),
                Cell::Text(line.link.indicator),
                Cell::Text(line.link.programme),
                Cell::Text(score.unwrap_or_default()),
                Cell::Text(line.link.note),
            ]);
        }
    }
    Content::table(Vec::new(), table, Vec::new())
}

/// The table of targets.
pub fn aims() -> Content {
    let instrument = state::instrument();
    let mut table = Table::new(&[
        (text::HEAD_AIM, 30),
        (text::HEAD_TARGET, 14),
        (text::HEAD_BY_DAY, 16),
        (text::HEAD_NOW, 18),
        (text::HEAD_STATE, 18),
    ]);
    for standing in plans::standings() {
        let aim = standing.aim;
        let target = match &standing.target {
            Target::Unset => String::new(),
            Target::Number(n) => plans::shown(aim, n.to_frac()),
            Target::Unusable(typed) => typed.clone(),
        };
        let (low, high) = (standing.ends.cautious, standing.ends.hopeful);
        let now = match (standing.known, low == high) {
            (false, _) => text::NOT_FILLED.to_string(),
            (true, true) => plans::shown(aim, low),
            (true, false) => text::join(&[&plans::shown(aim, low), "–", &plans::shown(aim, high)]),
        };
        table.push(vec![
            Cell::Text(plans::aim_title(instrument, aim)),
            Cell::Text(target),
            Cell::Text(standing.by.map(text::short_day).unwrap_or_default()),
            Cell::Text(now),
            Cell::text(text::target_state(standing.state)),
        ]);
    }
    Content::table(Vec::new(), table, Vec::new())
}
