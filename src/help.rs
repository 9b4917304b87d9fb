//! The explanations of the items, in a file of their own that is fetched when
//! somebody asks for help: the first load does without them.

use std::cell::RefCell;
use std::rc::Rc;

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
    static ALL: RefCell<Option<Rc<Json>>> = const { RefCell::new(None) };
}

/// The help for an item. `None` where it cannot be had now.
pub async fn of(item: &str) -> Option<Help> {
    let all = ALL.with_borrow(Clone::clone);
    let all = match all {
        Some(all) => all,
        None => {
            let url = text::join(&[&platform::asset("instrument"), "kks-2025.help.json"]);
            let all = Rc::new(Json::parse(&platform::fetch_text(&url).await.ok()?).ok()?);
            ALL.set(Some(all.clone()));
            all
        }
    };
    let Some(help) = all.get(item) else {
        return Some(Help::default());
    };
    let words = |name: &str| match help.get(name) {
        Some(Json::Str(words)) => words.clone(),
        Some(Json::Arr(list)) => {
            let words: Vec<&str> = list.iter().filter_map(Json::as_str).collect();
            joined(&mut words.into_iter(), "; ")
        }
        _ => String::new(),
    };
    Some(Help {
        why: words("why"),
        source_hint: words("where"),
        example: words("example"),
        evidence: words("evidence"),
        agencies: words("agencies"),
        defect: words("defect"),
    })
}
