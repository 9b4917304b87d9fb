//! Words of finding items, of what is still to be done, and of the settings.

use saba_core::find::Place;
use saba_core::sheet::Gap;

use super::join;

pub const FIND_TITLE: &str = "Find an item";
pub const GAPS_TITLE: &str = "What is missing";
pub const FIND_LABEL: &str = "Type any word";
pub const FIND_HINT: &str =
    "Of the title, the question, the number, the choices, the help, or a remark.";
pub const FIND_KEYS: &str = "Keyboard: Enter opens the first result, the up and down arrows choose, Esc goes back to the last item. The slash (/) opens this page; in the middle of typing, Ctrl and the slash.";
pub const FIND_NONE: &str = "No item matches. Try another word, or a part of one.";
pub const FIND_NONE_HERE: &str =
    "No item matches in this choice. Choose All to search the whole sheet.";
pub const GAPS_NONE: &str = "Nothing is missing.";
pub const FOUND_ITEMS: &str = " items";
pub const FIND_ALL: &str = "All";
pub const FIND_GAPS: &str = "Not complete";
pub const FIND_BLANK: &str = "Blank";
pub const FIND_UNKNOWN: &str = "Not known yet";
pub const FIND_ODD: &str = "To be checked";
pub const FIND_ORIGIN: &str = "Without source";
pub const FIND_SHOWS: &str = "Show";
pub const BACK_TO_PLACE: &str = "Back to the last item";

pub const SETTINGS_HINT: &str = "For all sheets in this browser. Answers do not change.";
pub const TEXT_SIZE: &str = "Text size";
/// The sizes with the length that each is, empty for the browser's own.
pub const TEXT_SIZES: [(&str, &str); 3] =
    [("", "Usual"), ("125%", "Large"), ("150%", "Very large")];
pub const THEME: &str = "Colours";
pub const THEMES: [(&str, &str); 3] = [
    ("", "As the device has it"),
    ("light", "Light"),
    ("dark", "Dark"),
];
pub const SETTINGS_NOT_KEPT: &str = "This browser refuses to keep the choice, so it does not apply. Allow this site to store data, then try again.";
pub const KEYBOARD: &str = "Keyboard";
pub const KEYS: [(&str, &str); 6] = [
    ("/", "finds an item of the open sheet"),
    ("Ctrl /", "the same, in the middle of typing"),
    ("Enter", "goes on to the next field"),
    ("1 2 3 …", "chooses the answer with that number"),
    ("Tab", "goes to the next button or field"),
    ("Esc", "from the search back to the last item"),
];
pub const ALOUD: &str = "Read aloud";
pub const ALOUD_THERE: &str = "This device has a voice. Every item has a button Read aloud: the question, why it is asked, and where to find the number.";
pub const ALOUD_MISSING: &str = "This browser has no voice that works without the internet, so items cannot be read aloud. Voices can be added in the language settings of the device.";

/// What is not done about an item, beside findings, which have sentences of their own.
pub fn gap(gap: &Gap) -> String {
    match gap {
        Gap::Blank => "Not filled in".into(),
        Gap::Unknown => "Marked as not known yet".into(),
        Gap::Disagrees => "Two different answers, choose one".into(),
        Gap::Wanted => "To be repaired".into(),
        Gap::Odd(finding) => super::finding(&finding.kind),
        Gap::Partial(missing) => {
            let names = missing.iter().map(|m| {
                let row = m.row.map(|row| join(&[" in row ", &row.to_string()]));
                let year = m.year.map(|year| join(&[" ", &year.to_string()]));
                join(&[
                    m.field.label.as_str(),
                    &year.unwrap_or_default(),
                    &row.unwrap_or_default(),
                ])
            });
            listed("Missing: ", names.collect())
        }
        Gap::NoOrigin(fields) => {
            let names = fields.iter().map(|f| match f.key.as_str() {
                "date" => "date of the data".to_string(),
                "source" => "source of the data".to_string(),
                _ => f.label.clone(),
            });
            listed("Missing: ", names.collect())
        }
    }
}

/// A few names; of many, how many more there are.
fn listed(before: &str, names: Vec<String>) -> String {
    const SHOWN: usize = 4;
    let more = names.len().saturating_sub(SHOWN);
    let shown: Vec<String> = names.into_iter().take(SHOWN).collect();
    let mut out = join(&[before, &saba_core::text::joined_list(&shown, ", ")]);
    if more > 0 {
        out.push_str(&join(&[", and ", &more.to_string(), " more"]));
    }
    out
}

/// Where the words were found, if not in what is to be seen.
pub fn found_in(place: Place) -> &'static str {
    match place {
        Place::Number | Place::Begins | Place::Title => "",
        Place::Fields => "in the choices or the indicator",
        Place::Help => "in the help",
        Place::Answer => "in the answer or the remark",
    }
}
