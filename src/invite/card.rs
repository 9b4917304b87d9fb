//! One card, and the QR code on it.

use qrcodegen::{QrCode, QrCodeEcc};
use saba_core::instrument::SheetKind;

use crate::dom::{El, div, el, p, svg};
use crate::regions::Region;
use crate::route::{Page, Route};
use crate::text;

/// Light modules around a code, so that cameras find it.
const QUIET: i32 = 4;

/// The card of a village; `base` is the address of the page.
pub fn card(village: &Region, base: &str) -> El {
    let route = Route::Sheet(SheetKind::Desa, village.code.clone(), Page::Overview);
    let link = text::join(&[base, &route.hash()]);
    let steps = text::INVITE_STEPS.iter().map(|words| el("li").text(words));
    el("article")
        .class("invite")
        .attr("data-invite", village.code.as_str())
        .child(
            div("invite-head").children(code(&link)).child(
                div("invite-words")
                    .child(el("h2").text(&village.name))
                    .child(p(&village.path))
                    .child(letters(&link)),
            ),
        )
        .child(el("ol").class("steps").children(steps))
}

/// The address in letters, broken where a reader would break it.
fn letters(link: &str) -> El {
    let line = el("p").class("invite-link").attr("data-link", "");
    link.split_inclusive('/')
        .fold(line, |line, part| line.text(part).child(el("wbr")))
}

/// The picture; none for an address that is too long for any code.
fn code(link: &str) -> Option<El> {
    let code = QrCode::encode_text(link, QrCodeEcc::Medium).ok()?;
    let side = (code.size() + 2 * QUIET).to_string();
    let picture = svg("svg")
        .attr("class", "invite-code")
        .attr("viewBox", &text::join(&["0 0 ", &side, " ", &side]))
        .attr("shape-rendering", "crispEdges")
        .attr("role", "img")
        .attr("aria-label", &text::join(&[text::INVITE_CODE_FOR, link]));
    Some(picture.child(svg("path").attr("d", &outline(&code))))
}

/// The dark modules as one path, each run of them a rectangle.
fn outline(code: &QrCode) -> String {
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let begin = x;
            while code.get_module(x, y) {
                x += 1;
            }
            if x > begin {
                let [left, top, width] =
                    [begin + QUIET, y + QUIET, x - begin].map(|n| n.to_string());
                path.push_str(&text::join(&[
                    "M", &left, " ", &top, "h", &width, "v1h-", &width, "z",
                ]));
            }
            x += 1;
        }
    }
    path
}
