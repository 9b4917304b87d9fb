//! The input that opens the file picker.

use wasm_bindgen::JsCast;

use crate::dom::{El, el};
use crate::{dispatch, platform};

/// An input for files, and what is done with those that were picked.
pub fn file_input(picked: impl Fn(Vec<web_sys::File>) + 'static) -> El {
    el("input")
        .attr("type", "file")
        // The camera may cost the page its life, on phones with little memory.
        .on("click", |_| dispatch::leave())
        .on("change", move |event| {
            let target = event
                .target()
                .and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok());
            if let Some(input) = target {
                picked(platform::file::all(input.files()));
                // The same file can be picked again.
                input.set_value("");
            }
        })
}
