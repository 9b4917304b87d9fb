//! How Saba looks on this device, whatever the system says: the size of texts and the
//! theme. `web/boot.js` applies it before the first screen, and this page only keeps it.

use crate::dom::{El, Live, div, el, live, p};
use crate::parts::{bar, choice, main, notice};
use crate::{platform, prefs, text};

/// The settings.
pub fn settings() -> Vec<El> {
    let look = Live::new(prefs::look());
    let kept = Live::new(true);
    let screen = main("settings", text::SETTINGS)
        .on("keydown", |event| platform::page::field_key(&event))
        .child(p(text::SETTINGS_HINT).class("hint"))
        .child(choices(0, text::TEXT_SIZE, &text::TEXT_SIZES, &look, &kept))
        .child(choices(1, text::THEME, &text::THEMES, &look, &kept))
        .child(live(move || match kept.get() {
            true => Vec::new(),
            false => vec![notice("bad", text::SETTINGS_NOT_KEPT).attr("role", "alert")],
        }))
        .child(el("h2").text(text::KEYBOARD))
        .child(keys())
        .child(el("h2").text(text::ALOUD))
        .child(aloud());
    vec![bar(text::APP, "#/", ""), screen]
}

/// One of the two things that can be chosen.
fn choices(
    at: usize,
    title: &str,
    options: &'static [(&str, &str)],
    look: &Live<[String; 2]>,
    kept: &Live<bool>,
) -> El {
    let name = ["size", "theme"][at];
    let buttons = options.iter().map(|(value, words)| {
        let (shown, chosen, kept) = (look.clone(), look.clone(), kept.clone());
        let input = el("input")
            .attr("type", "radio")
            .attr("name", name)
            .attr("value", value)
            .attr("data-key", name)
            .checked_while(move || shown.get()[at] == *value)
            .on("change", move |_| {
                let mut now = chosen.peek();
                now[at] = String::from(*value);
                kept.set(prefs::set_look([&now[0], &now[1]]));
                chosen.set(prefs::look());
            });
        choice(input, words)
    });
    let group = div("choices")
        .attr("role", "radiogroup")
        .attr("aria-label", title)
        .children(buttons);
    div("").child(el("h2").text(title)).child(group)
}

fn keys() -> El {
    let rows = text::KEYS
        .iter()
        .flat_map(|(key, does)| [el("dt").child(el("kbd").text(key)), el("dd").text(does)]);
    el("dl").class("keys").children(rows)
}

/// Whether items can be read aloud here. Voices may come a moment after the page:
/// `web/comforts.js` says on the root that there is one, and the style shows the sentence
/// that is true.
fn aloud() -> El {
    div("")
        .child(p(text::ALOUD_THERE).attr("data-aloud", "there"))
        .child(p(text::ALOUD_MISSING).attr("data-aloud", "missing"))
}
