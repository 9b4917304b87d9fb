//! "Verifikasi" on an item: closed until somebody looks at the item for a round.

use leptos::prelude::Track;
use saba_core::instrument::{Item, Rule};
use saba_core::review::{Repair, Verdict, entry_id};

use super::{countdown, edit, round};
use crate::dom::{El, button, disclosure, div, el, live, p, summary, value_of};
use crate::parts::{choice, notice};
use crate::{dispatch, state, text};

/// The panel; none where the instrument has no rounds, and while answers are only tried
/// out.
pub fn panel(item: &'static Item) -> Option<El> {
    if state::instrument().rounds.is_empty() || crate::trial::is_on() {
        return None;
    }
    let words = summary("").live_text(move || {
        let (round, _) = followed(item);
        let said = edit::now(&round, &item.id);
        match (said.verdict, repair(&round, item)) {
            (Verdict::NotLookedAt, _) => text::VERIFICATION.to_string(),
            (_, Repair::Closed) => text::join(&[text::VERIFICATION, ": ", text::ANSWERED_NOW]),
            (verdict, _) => text::join(&[text::VERIFICATION, ": ", text::verdict(verdict)]),
        }
    });
    let panel = disclosure(words, false, move || {
        vec![
            round::select(),
            live(move || {
                state::redraw(&item.id).track();
                vec![form(item, round::chosen())]
            }),
        ]
    });
    Some(
        panel
            .attr("data-review", "")
            .live_attr("data-verdict", move || {
                let (round, _) = followed(item);
                Some(edit::now(&round, &item.id).verdict.id().to_string())
            }),
    )
}

/// The round, with whoever is building following it and the item.
fn followed(item: &'static Item) -> (String, &'static Item) {
    state::tick(&item.id).track();
    (round::chosen(), item)
}

fn repair(round: &str, item: &Item) -> Repair {
    let said = edit::now(round, &item.id);
    state::with_sheet(|sheet| said.repair(sheet, &item.id)).unwrap_or(Repair::NotAsked)
}

/// Everything that a round says about an item.
fn form(item: &'static Item, round: String) -> El {
    let writable = &state::signals().writable;
    let (asked, again) = (round.clone(), round.clone());
    let repairs = div("")
        .child(reasons(item, &round))
        .child(owner(item, &round))
        .child(deadline(item, &round))
        .hidden_while(move || {
            state::tick(&item.id).track();
            edit::now(&asked, &item.id).verdict != Verdict::ToRepair
        });
    el("fieldset")
        .class("review")
        .live_attr("disabled", move || (!writable.get()).then(String::new))
        .child(verdicts(item, &round))
        .child(live(move || closed(item, &again)))
        .children(item.rule.as_ref().map(|rule| score(item, rule, &round)))
        .child(repairs)
        .child(comment(item, &round))
}

fn verdicts(item: &'static Item, round: &str) -> El {
    let all = [Verdict::NotLookedAt, Verdict::Accepted, Verdict::ToRepair];
    let name = text::join(&["v-", &item.id]);
    let inputs = all.into_iter().map(|verdict| {
        let (here, set) = (round.to_string(), round.to_string());
        let input = el("input")
            .attr("type", "radio")
            .attr("name", &name)
            .attr("value", verdict.id())
            .attr("data-review-key", "verdict")
            .checked_while(move || {
                state::tick(&item.id).track();
                edit::now(&here, &item.id).verdict == verdict
            })
            .on("change", move |_| {
                edit::say(&set, &item.id, "verdict", verdict.id());
            });
        choice(input, text::verdict(verdict))
    });
    div("choices")
        .attr("role", "radiogroup")
        .attr("aria-label", text::VERDICT)
        .children(inputs)
}

/// Where a newer answer has arrived: says so, and asks again if it is not enough.
fn closed(item: &'static Item, round: &str) -> Vec<El> {
    state::tick(&item.id).track();
    if repair(round, item) != Repair::Closed {
        return Vec::new();
    }
    let round = round.to_string();
    let again = button("button", text::ASK_AGAIN, move || {
        edit::say(&round, &item.id, "verdict", Verdict::ToRepair.id());
    });
    vec![
        notice("good", text::ANSWERED_SINCE).attr("data-closed", ""),
        again.attr("data-action", "ask-again"),
    ]
}

fn labelled(words: &str, hint: &str, input: El) -> El {
    el("label")
        .class("field")
        .child(el("span").class("label").text(words))
        .children((!hint.is_empty()).then(|| el("small").class("hint").text(hint)))
        .child(input)
}

/// The scores that the scale has.
fn score(item: &'static Item, rule: &'static Rule, round: &str) -> El {
    let (here, set) = (round.to_string(), round.to_string());
    let steps = rule.scale.iter().map(|step| {
        let score = step.score.to_string();
        el("option").attr("value", &score).text(&score)
    });
    let input = el("select")
        .class("text")
        .attr("data-review-key", "score")
        .child(el("option").attr("value", "").text(text::NO_OWN_SCORE))
        .children(steps)
        .live_value(move || {
            state::tick(&item.id).track();
            let score = edit::now(&here, &item.id).score;
            Some(score.map(|s| s.to_string()).unwrap_or_default())
        })
        .on("change", move |event| {
            edit::say(&set, &item.id, "score", &value_of(&event));
        });
    labelled(text::REVIEW_SCORE, "", input)
}

fn reasons(item: &'static Item, round: &str) -> El {
    let (here, count) = (round.to_string(), round.to_string());
    let words = summary("").live_text(move || {
        state::tick(&item.id).track();
        let many = edit::now(&count, &item.id).reasons.len().to_string();
        text::join(&[text::REASONS, " (", &many, ")"])
    });
    let list = move || {
        let boxes = state::instrument().reasons.iter().map(|reason| {
            let (here, set) = (here.clone(), here.clone());
            let input = el("input")
                .attr("type", "checkbox")
                .attr("value", &reason.id)
                .attr("data-review-key", "reason")
                .checked_while(move || {
                    state::tick(&item.id).track();
                    edit::now(&here, &item.id).reasons.contains(&reason.id)
                })
                .on("change", move |_| {
                    edit::say(&set, &item.id, "reason", &reason.id);
                });
            choice(input, &reason.title)
        });
        vec![div("choices").children(boxes)]
    };
    disclosure(words, false, list).attr("data-reasons", "")
}

fn owner(item: &'static Item, round: &str) -> El {
    let list = text::join(&["o-", &item.id]);
    let options = item.agencies.iter();
    let options = options.map(|agency| el("option").attr("value", agency));
    let here = round.to_string();
    let input = typing(el("input").attr("type", "text"), item, round, "owner")
        .attr("list", &list)
        .live_value(move || {
            state::tick(&item.id).track();
            // What is being typed is newer than what is stored.
            (!dispatch::is_typing()).then(|| edit::now(&here, &item.id).owner)
        });
    div("")
        .child(labelled(text::REPAIRED_BY, text::REPAIRED_BY_HINT, input))
        .child(el("datalist").attr("id", &list).children(options))
}

fn deadline(item: &'static Item, round: &str) -> El {
    let (here, set, told) = (round.to_string(), round.to_string(), round.to_string());
    let input = el("input")
        .class("text")
        .attr("type", "datetime-local")
        .attr("data-review-key", "deadline")
        .live_value(move || {
            state::tick(&item.id).track();
            let at = edit::now(&here, &item.id).deadline;
            Some(at.map(countdown::write).unwrap_or_default())
        })
        .on("change", move |event| {
            let at = countdown::read(&value_of(&event));
            let at = at.map(|at| at.to_string()).unwrap_or_default();
            edit::say(&set, &item.id, "deadline", &at);
        });
    let left = live(move || {
        state::tick(&item.id).track();
        let at = edit::now(&told, &item.id).deadline;
        at.map(|at| p("").class("hint").child(countdown::deadline(at)))
            .into_iter()
            .collect()
    });
    div("")
        .child(labelled(text::DEADLINE, "", input))
        .child(left)
}

fn comment(item: &'static Item, round: &str) -> El {
    let writable = &state::signals().writable;
    let (now, here) = (edit::now(round, &item.id).comment, round.to_string());
    let area = el("textarea")
        .attr("rows", "3")
        .text(&now)
        // A window that only reads shows what the other one writes.
        .live_value(move || {
            state::tick(&item.id).track();
            (!writable.get()).then(|| edit::now(&here, &item.id).comment)
        });
    labelled(
        text::COMMENT,
        text::COMMENT_HINT,
        typing(area, item, round, "comment"),
    )
}

/// Handed in while typing and when the field is left, like any answer.
fn typing(input: El, item: &'static Item, round: &str, key: &'static str) -> El {
    let id = entry_id(round, &item.id);
    let here = id.clone();
    input
        .attr("data-review-key", key)
        .on("input", move |event| {
            dispatch::typed(&here, key, value_of(&event))
        })
        .on("change", move |event| {
            dispatch::typed(&id, key, value_of(&event));
            dispatch::flush();
        })
}
