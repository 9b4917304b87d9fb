//! A person's choice where the official text does not decide: made, shown,
//! withdrawn.

use saba_core::instrument::Item;
use saba_core::score::{self, ASKED, Because, Outcome, RULING, Ruling};
use saba_core::sheet::Command;

use crate::dom::{El, Live, button, disclosure, div, el, live, p, summary, value_of};
use crate::parts::{choice, notice};
use crate::{dispatch, platform, prefs, state, text};

/// "Not in this region?": how a ruling on that is asked for.
pub fn not_here(item: &'static Item) -> El {
    disclosure(summary(text::NOT_HERE), false, move || {
        vec![
            p(text::NOT_HERE_HINT).class("hint"),
            ask(item, text::ASK_RULING),
        ]
    })
    .attr("data-not-here", "")
}

/// The controls below an outcome: a ruling can be asked for, made, and withdrawn.
pub fn ruling(item: &'static Item, outcome: &Outcome, not_here: &El) -> Vec<El> {
    let answer = state::with_sheet(|s| s.answer(&item.id).cloned()).flatten();
    let answer = answer.unwrap_or_default();
    let asked = score::is_asked(&answer);
    let mut parts = Vec::new();
    if answer.values.contains_key(RULING) && !matches!(outcome, Outcome::Ruled { .. }) {
        parts.push(notice("warn", text::RULING_STALE).attr("data-ruling", "stale"));
        parts.push(withdraw(item, text::RULE_REMOVE));
    }
    match outcome {
        Outcome::Ruled { ruling, .. } => {
            parts.push(p(&ruled_words(ruling)).attr("data-ruling", "in-force"));
            parts.push(withdraw(item, text::RULE_WITHDRAW));
        }
        Outcome::Undecided { levels, because } => {
            if asked {
                parts.extend(waiting(item));
            }
            parts.push(offer(item, levels, because));
            if !asked {
                parts.push(ask(item, text::ASK_RULING));
            }
        }
        _ if !score::may_not_apply(outcome) => {}
        _ if asked => {
            parts.extend(waiting(item));
            let levels = item.rule.as_ref().map(saba_core::instrument::Rule::scores);
            let mut levels = levels.unwrap_or_default();
            levels.sort_unstable();
            parts.push(offer_for(item, &levels, score::NOT_APPLICABLE, None));
        }
        _ => parts.push(not_here.clone()),
    }
    parts
}

/// `Ditetapkan oleh Ratna, 22-11-2026: Surat provinsi.`
pub fn ruled_words(ruling: &Ruling) -> String {
    let by = match ruling.by.as_str() {
        "" => text::SOMEBODY,
        by => by,
    };
    let comma = if ruling.on.is_empty() { "" } else { ", " };
    text::join(&[
        text::RULED_BY,
        by,
        comma,
        &text::day_of(&ruling.on),
        ": ",
        &ruling.ground,
        match ruling.for_rule {
            true => text::RULED_FOR_RULE,
            false => text::RULED_FOR_ANSWER,
        },
    ])
}

fn withdraw(item: &Item, words: &str) -> El {
    let id = item.id.clone();
    button("button quiet", words, move || {
        let fields = score::RULING_KEYS.iter();
        set_all(
            &id,
            fields.map(|key| ((*key).into(), String::new())).collect(),
        );
    })
    .attr("data-action", "withdraw-ruling")
}

/// A ruling was asked for and is not there yet.
fn waiting(item: &Item) -> [El; 2] {
    let id = item.id.clone();
    let take_back = button("button quiet", text::ASK_WITHDRAW, move || {
        set_all(&id, vec![(ASKED.into(), String::new())]);
    });
    [
        notice("warn", text::WAITING_FOR_RULING).attr("data-ruling", "asked"),
        take_back.attr("data-action", "withdraw-request"),
    ]
}

fn ask(item: &Item, words: &str) -> El {
    let id = item.id.clone();
    button("button quiet", words, move || {
        set_all(&id, vec![(ASKED.into(), "ya".into())]);
    })
    .attr("data-action", "ask-ruling")
}

fn set_all(item: &str, fields: Vec<(String, String)>) {
    dispatch::run(Command::SetAll {
        item: item.into(),
        fields,
    });
}

/// What the form holds until it is saved.
#[derive(Clone, Default)]
struct Draft {
    score: Option<u8>,
    by: String,
    ground: String,
    for_rule: bool,
}

fn offer(item: &Item, levels: &[u8], because: &Because) -> El {
    let suggested = because.suggested.map(|(score, _)| score);
    offer_for(item, levels, &because.situation, suggested)
}

fn offer_for(item: &Item, levels: &[u8], situation: &str, suggested: Option<u8>) -> El {
    let open = Live::new(false);
    let (id, situation) = (item.id.clone(), situation.to_string());
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
    let draft: Live<Draft> = Live::new(Draft {
        by: prefs::get().name,
        ..Draft::default()
    });
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
    let (by, ground) = (draft.clone(), draft.clone());
    let line = |words: &str, key: &str| {
        el("input")
            .class("text")
            .attr("type", "text")
            .attr("aria-label", words)
            .attr("data-key", key)
    };
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
            line(text::RULE_GROUND, "ruling-ground").on("input", move |event| {
                ground.update(|d| d.ground = value_of(&event));
            }),
        )
        .child(p(text::RULE_BY).class("label"))
        .child(
            line(text::RULE_BY, "ruling-by")
                .attr("value", &draft.peek().by)
                .on("input", move |event| by.update(|d| d.by = value_of(&event))),
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
            let told = !draft.ground.trim().is_empty() && !draft.by.trim().is_empty();
            match draft.score.filter(|_| told) {
                None => warn.set(true),
                Some(score) => make(&id, &situation, score, &draft),
            }
        })
}

/// One change, so that one step takes it back.
fn make(id: &str, situation: &str, score: u8, draft: &Draft) {
    let inputs = state::with_sheet(|s| s.answer(id).map(score::fingerprint))
        .flatten()
        .unwrap_or_default();
    let scope = if draft.for_rule { "rule" } else { "answer" };
    let fields = [
        (RULING, score.to_string()),
        (score::RULING_BY, draft.by.clone()),
        (score::RULING_ON, platform::iso_day(platform::now())),
        (score::RULING_GROUND, draft.ground.clone()),
        (score::RULING_SCOPE, String::from(scope)),
        (score::RULING_SITUATION, String::from(situation)),
        (score::RULING_INPUTS, inputs),
    ];
    let fields = fields.into_iter().map(|(key, raw)| (key.into(), raw));
    set_all(id, fields.collect());
}
