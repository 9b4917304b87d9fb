//! The explanations of the items, in a file of their own that is fetched when
//! somebody asks for help: the first load does without them.

use std::cell::RefCell;

use saba_core::json::Json;
use saba_core::text::joined;

use crate::{platform, text};

/// What help there is for an item; what there is not is empty.
#[derive(Clone, Default)]
pub struct Help {
    /// Why this is asked.
    pub why: String,
    /// Where to find the number.
    pub source_hint: String,
    /// An example.
    pub example: String,
    /// Kinds of evidence.
    pub evidence: String,
    /// Responsible perangkat daerah.
    pub agencies: String,
    /// What is wrong in the official text.
    pub defect: String,
}

thread_local! {
    static ALL: RefCell<Option<Json>> = const { RefCell::new(None) };
}

/// Are the explanations there? Fetches them if they are not.
pub async fn fetched() -> bool {
    if ALL.with_borrow(Option::is_some) {
        return true;
    }
    let url = text::join(&[&platform::asset("instrument"), "kks-2025.help.json"]);
    let text = platform::fetch_text(&url).await.ok();
    let all = text.and_then(|text| Json::parse(&text).ok());
    let there = all.is_some();
    ALL.set(all);
    there
}

/// The help for an item. `None` where it cannot be had now.
pub async fn of(item: &str) -> Option<Help> {
    fetched().await.then(|| told(item))
}

/// The help for an item, once it was fetched.
pub fn told(item: &str) -> Help {
    ALL.with_borrow(|all| {
        let help = all.as_ref().and_then(|all| all.get(item));
        let words = |name: &str| match help.and_then(|help| help.get(name)) {
            Some(Json::Str(words)) => words.clone(),
            Some(Json::Arr(list)) => {
                let words: Vec<&str> = list.iter().filter_map(Json::as_str).collect();
                joined(&mut words.into_iter(), "; ")
            }
            _ => String::new(),
        };
        Help {
            why: words("why"),
            source_hint: words("where"),
            example: words("example"),
            evidence: words("evidence"),
            agencies: words("agencies"),
            defect: words("defect"),
        }
    })
}
