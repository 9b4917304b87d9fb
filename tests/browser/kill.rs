//! The browser is killed while somebody answers: whatever the save light had called saved
//! is there when it is started again.
//!
//! A script in the page answers item after item, faster than a person. It tells a listener
//! outside the browser every answer it gives, and how far it had come whenever the light
//! says *saved*. At a moment drawn by lot all processes of the browser get `SIGKILL`. It is
//! started again with the same profile and asked for every answer. `SABA_KILLS` says how
//! often (10 times if not), `SABA_SEED` repeats a run.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use crate::support::{Browser, Listener, SCREEN, World};

const SECTION: &str = "#/desa/63.11.07.2002/odf";
/// Answers that a run has ready; no run lives to see the end.
const PLENTY: usize = 3_000;
/// Answers that may have been given without their message getting out any more.
const UNHEARD: usize = 5;

/// Numbers, yes and no, and a choice: all on one screen.
const NUMBERS: [(&str, &str); 12] = [
    ("D-O1", "kk@2023"),
    ("D-O1", "kk@2024"),
    ("D-O1", "rumah@2023"),
    ("D-O1", "rumah@2024"),
    ("D-O2", "sendiri"),
    ("D-O2", "numpang"),
    ("D-O2", "babs"),
    ("D-O5", "sampel"),
    ("D-O5", "p2"),
    ("D-O5", "p3"),
    ("D-O5", "p4"),
    ("D-O5", "p5"),
];
const CHOICES: [(&str, &str, &[&str]); 6] = [
    ("D-O3", "jamban", &["ya", "tidak"]),
    ("D-O3", "bersih", &["ya", "tidak"]),
    ("D-O3", "aturan", &["ya", "tidak"]),
    ("D-O3", "pantau", &["ya", "tidak"]),
    ("D-O3", "rencana", &["ya", "tidak"]),
    ("D-O4", "status", &["belum", "lulus", "deklarasi"]),
];

/// One event: a letter more in a field, or a tap.
#[derive(Clone)]
struct Answer {
    item: &'static str,
    key: &'static str,
    /// What the input holds from then on.
    value: String,
    tap: bool,
    /// Is the field left afterwards?
    leave: bool,
    /// Milliseconds before it.
    pause: u64,
}

/// Numbers drawn by lot, the same for the same seed (SplitMix64).
struct Lot(u64);

impl Lot {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % end
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len() as u64) as usize]
    }
}

/// Answers drawn by lot. Whole numbers come once only, so that a value tells when it was
/// given.
fn answers(lot: &mut Lot, from: usize) -> Vec<Answer> {
    let mut all: Vec<Answer> = Vec::new();
    while all.len() < PLENTY {
        let pause = match lot.below(10) {
            0 => 300 + lot.below(500),
            1..5 => lot.below(120),
            _ => lot.below(15),
        };
        if lot.below(2) == 0 {
            let (item, key, codes) = lot.of(&CHOICES);
            let value = lot.of(codes).to_owned();
            all.push(Answer {
                item,
                key,
                value,
                tap: true,
                leave: false,
                pause,
            });
            continue;
        }
        let (item, key) = lot.of(&NUMBERS);
        let number = (1_000 + from + all.len()).to_string();
        let leave = lot.below(3) > 0;
        for end in 1..=number.len() {
            all.push(Answer {
                item,
                key,
                value: number[..end].to_owned(),
                tap: false,
                leave: leave && end == number.len(),
                pause: if end == 1 { pause } else { lot.below(60) },
            });
        }
    }
    all
}

/// Gives the answers, and tells `answered N` when N are given and `saved N` when the light
/// says so of them: at once when it changes, and in every frame that a person sees.
const PLAY: &str = "
    const [answers, first, listener] = arguments;
    const tell = (text) => fetch(listener, { method: 'POST', mode: 'no-cors', body: text });
    let given = first;
    let saved = first;
    const look = () => {
        const light = document.querySelector('[data-light]').dataset.state;
        if (light !== 'saved' || saved === given) return;
        saved = given;
        tell('saved ' + saved);
    };
    new MutationObserver(look).observe(document.querySelector('[data-light]'), {
        attributes: true,
    });
    const frame = () => { look(); requestAnimationFrame(frame); };
    requestAnimationFrame(frame);
    const input = (answer) => {
        const css = `[data-item=\"${answer.item}\"] [data-key=\"${answer.key}\"]`;
        return document.querySelector(answer.tap ? css + `[value=\"${answer.value}\"]` : css);
    };
    const give = (at) => {
        if (at >= answers.length) return;
        const answer = answers[at];
        setTimeout(() => {
            const place = input(answer);
            given = first + at + 1;
            if (answer.tap) {
                place.click();
            } else {
                place.value = answer.value;
                place.dispatchEvent(new Event('input', { bubbles: true }));
                if (answer.leave) place.dispatchEvent(new Event('change', { bubbles: true }));
            }
            tell('answered ' + given);
            give(at + 1);
        }, answer.pause);
    };
    give(0);
    return null;";

/// What the inputs of some places hold, numbers without the points that stand in them while
/// nobody edits them; empty where nothing is chosen.
const SHOWN: &str = "
    return arguments[0].map(([item, key]) => {
        const css = `[data-item=\"${item}\"] [data-key=\"${key}\"]`;
        const place = document.querySelector(css);
        if (place.type !== 'radio') return place.value.split('.').join('');
        const chosen = document.querySelector(css + ':checked');
        return chosen ? chosen.value : '';
    });";

/// How far the page had come when the browser died: how many answers there were before,
/// are given, are called saved.
#[derive(Clone, Copy)]
struct Told {
    first: usize,
    given: usize,
    saved: usize,
}

impl Told {
    fn hear(&mut self, text: &str) {
        let (what, number) = text.split_once(' ').expect("a word and a number");
        let number = number.parse().expect("a number");
        match what {
            "answered" => self.given = self.given.max(number),
            "saved" => self.saved = self.saved.max(number),
            other => panic!("the page told {other}"),
        }
    }
}

/// What each place certainly held so far, as the number of an answer.
type Held = BTreeMap<(&'static str, &'static str), usize>;

/// The places, in one order.
fn places() -> Vec<(&'static str, &'static str)> {
    let choices = CHOICES.iter().map(|(item, key, _)| (*item, *key));
    NUMBERS.into_iter().chain(choices).collect()
}

/// Every place holds what was called saved, or something that was answered after it.
/// Returns how many places hold an answer.
fn check(all: &[Answer], told: Told, held: &mut Held, shown: &Value, how: &str) -> usize {
    let mut answered = 0;
    for (place, value) in places().into_iter().zip(shown.as_array().expect("a list")) {
        let value = value.as_str().expect("a text");
        let here = |n: &usize| all[*n].item == place.0 && all[*n].key == place.1;
        let saved = (told.first..told.saved).rev().find(here);
        let least = saved.or_else(|| held.get(&place).copied());
        let now = (0..all.len())
            .rev()
            .filter(here)
            .find(|n| all[*n].value == value);
        match (least, now) {
            (None, None) => assert_eq!(value, "", "{place:?} holds what nobody answered; {how}"),
            (Some(least), now) if now.is_none_or(|now| now < least) => panic!(
                "{place:?}: answer {least}, {:?}, was called saved, but {value:?} is there; {how}",
                all[least].value
            ),
            (_, Some(now)) => {
                held.insert(place, now);
                answered += 1;
            }
            _ => {}
        }
    }
    answered
}

async fn plays(page: &Browser, listener: &Listener, all: &[Answer], first: usize) {
    let answers: Vec<Value> = all[first..]
        .iter()
        .map(|a| {
            json!({
                "item": a.item, "key": a.key, "value": a.value,
                "tap": a.tap, "leave": a.leave, "pause": a.pause,
            })
        })
        .collect();
    page.js(PLAY, [json!(answers), json!(first), json!(listener.url())])
        .await;
}

fn number_from(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[tokio::test]
async fn what_was_called_saved_outlives_a_killed_browser() {
    let kills = number_from("SABA_KILLS").unwrap_or(10);
    let seed = number_from("SABA_SEED").unwrap_or_else(|| {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        now.map_or(0, |now| now.as_millis() as u64)
    });
    println!("{kills} kills, SABA_SEED={seed}");
    let mut lot = Lot(seed);
    let listener = Listener::start();
    let world = World::new().await;
    let mut page = world.profile().await;
    page.open_screen(SECTION).await;
    page.wait_offline_ready().await;

    let mut all = Vec::new();
    let mut held = Held::new();
    let (mut called, mut cut_short) = (0, 0);
    for kill in 1..=kills {
        let first = all.len();
        all.extend(answers(&mut lot, first));
        // Half of the time as on a slow phone, where everything takes longer.
        let slowdown = lot.of(&[1, 6]);
        let after = 3 + lot.below(60) as usize;
        // Half of the time as soon as the light says so, else whatever goes on.
        let at_once = lot.below(2) == 0;
        let more = Duration::from_micros(lot.below(if at_once { 4_000 } else { 40_000 }));

        // The policy of the page lets nobody listen; a policy is not what is tested here.
        page.cdp("Page.setBypassCSP", json!({ "enabled": true }))
            .await;
        page.reload().await;
        page.wait_for(SCREEN).await;
        page.slow_down(slowdown).await;
        plays(&page, &listener, &all, first).await;
        let mut told = Told {
            first,
            given: first,
            saved: first,
        };
        let processes = page.processes();
        while told.given < first + after {
            told.hear(&listener.next());
        }
        let before = told.saved;
        while at_once && told.saved == before {
            told.hear(&listener.next());
        }
        // Not to wait for anything: the moment itself is drawn by lot.
        tokio::time::sleep(more).await;
        let killed = page.kill(processes).await;
        for text in listener.rest() {
            told.hear(&text);
        }
        // What nobody gave any more is no part of the story.
        all.truncate(told.given.max(told.saved) + UNHEARD);
        let how = format!(
            "kill {kill} of {kills}, SABA_SEED={seed}, {slowdown}x, {more:?} after {} {}",
            if at_once {
                "the light beyond"
            } else {
                "answer"
            },
            first + after
        );
        page = killed.restart().await;
        page.open_screen(SECTION).await;
        let shown = page.js(SHOWN, [json!(places())]).await;
        let answered = check(&all, told, &mut held, &shown, &how);
        let (saved, given) = (told.saved - first, told.given - first);
        println!("{how}: {given} given, {saved} called saved, {answered} places answered");
        called += saved;
        cut_short += usize::from(given > saved);
    }
    println!(
        "{kills} kills: {called} answers called saved, none lost; {cut_short} kills came before the last was saved"
    );
    assert!(
        called > kills as usize,
        "too little was saved to mean anything"
    );
    page.assert_quiet().await;
}
