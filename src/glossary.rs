//! The terms of the programme in plain words, to be searched.

use saba_core::text::holds;

use crate::dom::{El, Live, div, el, live, p, value_of};
use crate::parts::{bar, main, official};
use crate::text::{self, Term};

/// The page of all terms.
pub fn page() -> Vec<El> {
    let typed = Live::new(String::new());
    let into = typed.clone();
    let search = el("input")
        .attr("id", "cari-istilah")
        .class("text")
        .attr("type", "search")
        .attr("autocomplete", "off")
        .on("input", move |event| into.set(value_of(&event)));
    let found = live(move || {
        let words = typed.get();
        let terms: Vec<&Term> = text::TERMS.iter().filter(|t| matches(t, &words)).collect();
        let count = match terms.is_empty() {
            true => text::GLOSSARY_NONE.to_string(),
            false => text::terms_found(terms.len()),
        };
        let list = el("dl").class("terms");
        vec![
            p(&count).class("hint").attr("role", "status"),
            list.children(terms.into_iter().flat_map(entry)),
        ]
    });
    vec![
        bar(text::APP, "#/", ""),
        main("glossary", text::GLOSSARY)
            .child(p(text::GLOSSARY_HINT))
            .child(
                div("")
                    .child(
                        el("label")
                            .class("label")
                            .attr("for", "cari-istilah")
                            .text(text::GLOSSARY_SEARCH),
                    )
                    .child(search),
            )
            .child(found),
    ]
}

fn entry((term, also, meaning): &Term) -> [El; 2] {
    let name = official(el("dt").attr("data-term", term).text(term));
    let meaning = el("dd").text(meaning);
    match also.is_empty() {
        true => [name, meaning],
        false => [
            name.child(el("small").text(&text::join(&[" ", also]))),
            meaning,
        ],
    }
}

/// Is every typed word somewhere in the term, its names or its meaning?
fn matches((term, also, meaning): &Term, typed: &str) -> bool {
    let all = text::join(&[term, " ", also, " ", meaning]).to_ascii_lowercase();
    let typed = typed.to_ascii_lowercase();
    typed.split_whitespace().all(|word| holds(&all, word))
}
