//! The pages as a file that anybody can open and print, without Saba, a network or
//! scripts: for a village that prints at a shop.

use super::choices::Choices;
use super::pages::{MARGIN, text_of_pages};
use crate::{platform, state, text};

/// The very style of the preview.
const STYLE: &str = include_str!("../../style/desk/paper.css");

/// Offers it as a download.
pub fn download(choices: &Choices) {
    let Some(meta) = state::with_sheet(|s| s.meta.clone()) else {
        return;
    };
    let [width, height] = choices.millimetres();
    let page = platform::page::page_rule([width, height], MARGIN);
    let what = if choices.filled { "terisi" } else { "kosong" };
    let document = text::join(&[
        "<!doctype html>\n<html lang=\"",
        &platform::language(),
        "\"><head><meta charset=\"utf-8\">\
<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\
<title>Saba ",
        meta.region.as_str(),
        "</title><style>",
        &page,
        "\nbody{margin:0}\n",
        STYLE,
        "</style></head>\n<body><div class=\"paper\"><div class=\"paper-frame\">",
        &text_of_pages(),
        "</div></div></body></html>\n",
    ]);
    let name = text::join(&[
        "saba-cetak-",
        meta.region.as_str(),
        "-",
        what,
        "-",
        choices.size(),
        ".html",
    ]);
    // Where the browser refuses, it says so itself, and the pages can be printed here.
    let _ = platform::file::download_as(&name, "text/html", &document);
}
