//! A person's choice where the official text does not decide: made, shown,
//! withdrawn.

use saba_core::instrument::Item;
use saba_core::score::{self, Because, Outcome};
use saba_core::sheet::Command;

use crate::dom::{El, Live, button, div, el, live, p, value_of};
use crate::parts::{choice, notice};
use crate::{dispatch, prefs, state, text};

/// The controls below an outcome that is open or ruled.
pub fn ruling(item: &Item, outcome: &Outcome) -> Vec<El> {
    match outcome {
        Outcome::Undecided { levels, because } => vec![offer(item, levels, because)],
        Outcome::Ruled { ruling, .. } => {
            let id = item.id.clone();
            let withdraw = button("button quiet", text::RULE_WITHDRAW, move || {
                for key in score::RULING_KEYS {
                    set(&id, key, "");
                }
            });
            vec![
                p(&text::join(&[
                    text::RULED_BY,
                    &ruling.by,
                    ": ",
                    &ruling.ground,
                ])),
                withdraw.attr("data-action", "withdraw-ruling"),
            ]
        }
        _ => Vec::new(),
    }
}

fn set(item: &str, key: &str, raw: &str) {
    dispatch::run(Command::Set {
        item: item.into(),
        key: key.into(),
        raw: raw.into(),
    });
}

/// What the form holds until it is saved.
#[derive(Clone, Default)]
struct Draft {
    score: Option<u8>,
    ground: String,
    for_rule: bool,
}

fn offer(item: &Item, levels: &[u8], because: &Because) -> El {
    let open = Live::new(false);
    let (id, situation) = (item.id.clone(), because.situation.clone());
    let suggested = because.suggested.map(|(score, _)| score);
    let levels = levels.to_vec();
    live(move || match open.get() {
        false => {
            let open = open.clone();
            vec![
                button("button quiet", text::RULE, move || open.set(true))
                    .attr("data-action", "rule"),
            ]
        }
        true => vec![form(&id, &situation, &levels, suggested, open.clone())],
    })
}

fn form(id: &str, situation: &str, levels: &[u8], suggested: Option<u8>, open: Live<bool>) -> El {
    let draft: Live<Draft> = Live::new(Draft::default());
    let missing = Live::new(false);
    let name = text::join(&["rule-", id]);
    let radio = |name: &str| el("input").attr("type", "radio").attr("name", name);
    let scores = levels.iter().map(|level| {
        let (level, draft) = (*level, draft.clone());
        let hint = if suggested == Some(level) {
            text::SUGGESTED
        } else {
            ""
        };
        let input = radio(&name)
            .attr("data-rule", &level.to_string())
            .on("change", move |_| draft.update(|d| d.score = Some(level)));
        choice(input, &text::join(&[&level.to_string(), hint]))
    });
    let scope_name = text::join(&[&name, "-scope"]);
    let scope = |for_rule: bool, words: &str| {
        let draft = draft.clone();
        let input = radio(&scope_name)
            .flag("checked", !for_rule)
            .on("change", move |_| draft.update(|d| d.for_rule = for_rule));
        choice(input, words)
    };
    let ground = draft.clone();
    let (warn, told) = (missing.clone(), missing);
    let (id, situation, saved) = (id.to_string(), situation.to_string(), draft.clone());
    el("form")
        .class("card")
        .child(p(text::RULE_TITLE).class("label"))
        .child(p(text::RULE_HINT).class("hint"))
        .child(
            div("choices inline")
                .attr("role", "radiogroup")
                .attr("aria-label", text::RULE_TITLE)
                .children(scores),
        )
        .child(p(text::RULE_GROUND).class("label"))
        .child(p(text::RULE_GROUND_HINT).class("hint"))
        .child(
            el("input")
                .class("text")
                .attr("type", "text")
                .attr("aria-label", text::RULE_GROUND)
                .attr("data-key", "ruling-ground")
                .on("input", move |event| {
                    ground.update(|d| d.ground = value_of(&event))
                }),
        )
        .child(
            div("choices")
                .attr("role", "radiogroup")
                .child(scope(false, text::RULE_FOR_ANSWER))
                .child(scope(true, text::RULE_FOR_RULE)),
        )
        .child(
            notice("warn", text::RULE_NEEDS_GROUND)
                .attr("role", "alert")
                .hidden_while(move || !told.get()),
        )
        .child(
            el("button")
                .attr("type", "submit")
                .class("button")
                .attr("data-action", "save-ruling")
                .text(text::RULE_SAVE),
        )
        .child(button("button quiet", text::CANCEL, move || {
            open.set(false)
        }))
        .on("submit", move |event| {
            event.prevent_default();
            let draft = saved.peek();
            match draft.score.filter(|_| !draft.ground.trim().is_empty()) {
                None => warn.set(true),
                Some(score) => make(&id, &situation, score, &draft),
            }
        })
}

fn make(id: &str, situation: &str, score: u8, draft: &Draft) {
    let inputs = state::with_sheet(|s| s.answer(id).map(score::fingerprint))
        .flatten()
        .unwrap_or_default();
    set(id, score::RULING_BY, &prefs::get().name);
    set(id, score::RULING_GROUND, &draft.ground);
    set(
        id,
        score::RULING_SCOPE,
        if draft.for_rule { "rule" } else { "answer" },
    );
    set(id, score::RULING_SITUATION, situation);
    set(id, score::RULING_INPUTS, &inputs);
    set(id, score::RULING, &score.to_string());
}
