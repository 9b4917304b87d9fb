//! The page as a whole: its address, its hiding, its focus.

use std::cell::{OnceCell, RefCell};

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

use super::{document, window};

/// Calls `f` at every event of this name on the window, for ever.
pub fn on_window(name: &str, f: impl Fn() + 'static) {
    listen(window(), name, move |_| f());
}

/// Calls `f` when the page is hidden or left: the last moment to save.
pub fn on_leave(f: impl Fn() + Clone + 'static) {
    let hidden = f.clone();
    listen(document(), "visibilitychange", move |_| {
        if document().hidden() {
            hidden();
        }
    });
    on_window("pagehide", f);
}

/// The browser asks the person before the page is closed, while `f` says so.
#[cfg(feature = "desk")]
pub fn ask_before_leaving(f: impl Fn() -> bool + 'static) {
    listen(window(), "beforeunload", move |event| {
        if f() {
            event.prevent_default();
            // What older browsers look at.
            let _ = js_sys::Reflect::set(&event, &"returnValue".into(), &true.into());
        }
    });
}

/// Calls `f` with every event of this name on a target, for ever.
pub fn listen(target: &web_sys::EventTarget, name: &str, f: impl Fn(web_sys::Event) + 'static) {
    listen_boxed(target, name, Box::new(f));
}

#[inline(never)]
fn listen_boxed(target: &web_sys::EventTarget, name: &str, f: Box<dyn Fn(web_sys::Event)>) {
    let closure = Closure::wrap(f);
    let _ = target.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
    // Listens as long as the page lives.
    closure.forget();
}

/// Tells the scripts around the program that something happened.
#[cfg(feature = "desk")]
pub fn tell(event: &str) {
    if let Ok(event) = web_sys::Event::new(event) {
        let _ = window().dispatch_event(&event);
    }
}

/// The part of the address after `#`.
pub fn hash() -> String {
    let hash = window().location().hash().unwrap_or_default();
    js_sys::decode_uri_component(hash.trim_start_matches('#'))
        .map(String::from)
        .unwrap_or_default()
}

/// Another address after `#` for the screen that is there.
#[cfg(feature = "desk")]
pub fn replace(hash: &str) {
    if let Ok(history) = window().history() {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(hash));
    }
}

/// The address of the page, without what stands after it: `https://host/saba/`. `None` where
/// it is a file of this computer, which nobody else can open.
#[cfg(feature = "desk")]
pub fn base() -> Option<String> {
    let location = window().location();
    let protocol = location.protocol().ok()?;
    if !matches!(protocol.as_str(), "http:" | "https:") {
        return None;
    }
    let mut base = location.origin().ok()?;
    base.push_str(&folder());
    Some(base)
}

/// The path under which the page lies, with a `/` at its end.
#[cfg(feature = "desk")]
pub fn folder() -> String {
    let path = window().location().pathname().unwrap_or_default();
    let end = path.rfind('/').map_or(0, |at| at + 1);
    path.get(..end).unwrap_or_default().into()
}

/// Was the page opened as an app that is installed?
#[cfg(feature = "desk")]
pub fn is_installed() -> bool {
    let media = window().match_media("(display-mode: standalone)");
    media.is_ok_and(|found| found.is_some_and(|found| found.matches()))
}

/// Can the browser install the page so that other apps can share with it? Those that can
/// tell of it by an event.
#[cfg(feature = "desk")]
pub fn can_be_installed() -> bool {
    js_sys::Reflect::has(window(), &"onbeforeinstallprompt".into()).unwrap_or(false)
        && js_sys::Reflect::has(&window().navigator(), &"serviceWorker".into()).unwrap_or(false)
}

/// Goes to an address after `#`.
pub fn go(hash: &str) {
    let _ = window().location().set_hash(hash);
}

/// Brings an element on the screen and gives it the focus.
pub fn reveal(selector: &str) {
    if let Some(element) = document().query_selector(selector).ok().flatten() {
        element.scroll_into_view();
        if let Some(html) = element.dyn_ref::<web_sys::HtmlElement>() {
            let _ = html.focus();
        }
    }
}

/// Takes the focus from the field that has it, so that what was typed there is handed in.
pub fn blur() {
    let active = document().active_element();
    // Elsewhere it would only have the browser lay the whole page out.
    let field = active.and_then(|e| e.closest("input,textarea").ok().flatten());
    if let Some(html) = field
        .as_ref()
        .and_then(|e| e.dyn_ref::<web_sys::HtmlElement>())
    {
        let _ = html.blur();
    }
}

/// Gives the focus back to the input of the same item and key after its item was
/// built anew, without moving the page.
#[cfg(feature = "desk")]
pub fn keep_focus() {
    #[wasm_bindgen]
    extern "C" {
        type Focusable;

        #[wasm_bindgen(method)]
        fn focus(this: &Focusable, options: &JsValue);
    }
    let place = || {
        let input = document().active_element()?;
        let item = input.closest("[data-item]").ok()??;
        Some([
            item.get_attribute("data-item")?,
            input.get_attribute("data-key")?,
        ])
    };
    let Some([item, key]) = place() else { return };
    after(0, move || {
        let css = crate::text::join(&["[data-item=\"", &item, "\"] [data-key=\"", &key, "\"]"]);
        if let Some(input) = document().query_selector(&css).ok().flatten() {
            let options = js_sys::Object::new();
            let _ = js_sys::Reflect::set(&options, &"preventScroll".into(), &JsValue::TRUE);
            input.unchecked_ref::<Focusable>().focus(&options);
        }
    });
}

/// Keys within the fields of a section: a digit chooses the option of that number,
/// Enter goes on to the next field, and after the last one to the link that leads on.
/// Forms keep their Enter where nothing comes after.
pub fn field_key(event: &web_sys::Event) {
    let near = |e: &web_sys::Element, css: &str| e.closest(css).ok().flatten();
    let active = || document().active_element();
    let Some(input) = active().and_then(|e| near(&e, "input")) else {
        return;
    };
    let group = near(&input, ".choices");
    let key = event.unchecked_ref::<web_sys::KeyboardEvent>().key();
    if key == "Enter" {
        let fields = "[data-key],[data-action=next-section]";
        let whole = near(&input, "form,main").map(|whole| whole.query_selector_all(fields));
        let Some(Ok(all)) = whole else { return };
        let mut passed = false;
        for at in 0..all.length() {
            let Some(next) = all.item(at) else { return };
            let next: web_sys::HtmlElement = next.unchecked_into();
            if *next == input {
                passed = true;
            } else if passed && (group.is_none() || near(&next, ".choices") != group) {
                // What is hidden takes no focus.
                let _ = next.focus();
                if active().as_ref() != Some(&input) {
                    event.prevent_default();
                    return;
                }
            }
        }
    // Digits stand before the colon; what else does is no number, and finds nothing.
    } else if let (Some(group), true) = (group, key.as_str() < ":") {
        let css = crate::text::join(&["label:nth-child(", &key, ") input"]);
        if let Ok(Some(option)) = group.query_selector(&css) {
            let option: web_sys::HtmlElement = option.unchecked_into();
            let _ = option.focus();
            option.click();
        }
    }
}

/// Gives an element the focus where it stands.
#[cfg(feature = "desk")]
pub fn focus_in_place(css: &str) {
    let element = document().query_selector(css).ok().flatten();
    if let Some(html) = element.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = html.focus();
    }
}

/// Gives an element the focus at the top of a new screen.
pub fn focus(selector: &str) {
    window().scroll_to_with_x_and_y(0.0, 0.0);
    let element = document().query_selector(selector).ok().flatten();
    if let Some(html) = element
        .as_ref()
        .and_then(|e| e.dyn_ref::<web_sys::HtmlElement>())
    {
        let _ = html.focus();
    }
}

/// Says what language the page is in.
#[cfg(feature = "english")]
pub fn speak(language: &str) {
    if let Some(root) = super::document().document_element() {
        let _ = root.set_attribute("lang", language);
    }
}

/// To the top of a new screen, with the focus on its heading, so that a
/// screen reader begins there.
pub fn to_top() {
    focus("h1");
}

/// Calls `f` once after some milliseconds. Only for pauses in typing: nothing
/// waits for time that could wait for a state.
pub fn after(milliseconds: i32, f: impl FnOnce() + 'static) {
    after_boxed(milliseconds, Box::new(f));
}

#[inline(never)]
fn after_boxed(milliseconds: i32, f: Box<dyn FnOnce()>) {
    let closure = Closure::once_into_js(f);
    let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(
        closure.unchecked_ref(),
        milliseconds,
    );
}

/// What takes long lets the page draw and hear people after so many milliseconds.
#[cfg(feature = "desk")]
const TURN: f64 = 12.0;

#[cfg(feature = "desk")]
thread_local! {
    static LAST_TURN: std::cell::Cell<f64> = const { std::cell::Cell::new(0.0) };
}

#[cfg(feature = "desk")]
#[wasm_bindgen]
extern "C" {
    type MessageChannel;
    type MessagePort;

    #[wasm_bindgen(constructor)]
    fn new() -> MessageChannel;
    #[wasm_bindgen(method, getter)]
    fn port1(this: &MessageChannel) -> MessagePort;
    #[wasm_bindgen(method, getter)]
    fn port2(this: &MessageChannel) -> MessagePort;
    #[wasm_bindgen(method, setter)]
    fn set_onmessage(this: &MessagePort, heard: &js_sys::Function);
    #[wasm_bindgen(method, js_name = postMessage)]
    fn post_message(this: &MessagePort, what: &JsValue);
    #[wasm_bindgen(method)]
    fn close(this: &MessagePort);
}

/// Lets the page draw and hear people before what takes long goes on, if it took long
/// already; says whether it did.
#[cfg(feature = "desk")]
pub async fn turn() -> bool {
    let now = || js_sys::Date::now();
    if (now() - LAST_TURN.get()).abs() < TURN {
        return false;
    }
    // Browsers let a timer that follows a timer wait for four milliseconds; a message comes
    // at once.
    let channel = MessageChannel::new();
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        channel.port1().set_onmessage(&resolve);
        channel.port2().post_message(&JsValue::NULL);
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
    channel.port1().close();
    LAST_TURN.set(now());
    true
}

/// What the browser is told about the paper, as long as this lives.
#[cfg(feature = "desk")]
pub struct Printing {
    sheet: web_sys::CssStyleSheet,
    rule: web_sys::CssRule,
}

#[cfg(feature = "desk")]
impl Printing {
    /// Adds a rule (`@page { … }`) to the page's own style. `None` where that cannot be had;
    /// then a person chooses the paper in the window for printing.
    pub fn on(rule: &str) -> Option<Printing> {
        let sheet = document().style_sheets().item(0)?;
        let sheet: web_sys::CssStyleSheet = sheet.dyn_into().ok()?;
        let rules = sheet.css_rules().ok()?;
        let at = sheet.insert_rule_with_index(rule, rules.length()).ok()?;
        let rule = rules.item(at)?;
        Some(Printing { sheet, rule })
    }
}

#[cfg(feature = "desk")]
impl Drop for Printing {
    fn drop(&mut self) {
        let Ok(rules) = self.sheet.css_rules() else {
            return;
        };
        let is_ours = |at: &u32| rules.item(*at).is_some_and(|r| r == self.rule);
        if let Some(at) = (0..rules.length()).find(is_ours) {
            let _ = self.sheet.delete_rule(at);
        }
    }
}

/// Calls `f` once, when the next frame is made: whatever asks for places on the page is
/// told there what the frame needs anyway.
pub fn at_frame(f: impl FnOnce() + 'static) {
    let closure = Closure::once_into_js(f);
    let _ = window().request_animation_frame(closure.unchecked_ref());
}

/// What waits for the next frame, and how the browser is told to call for it.
#[derive(Default)]
struct AfterFrame {
    waiting: RefCell<Vec<Box<dyn FnOnce()>>>,
    /// Calls for what waits; and has the browser do so a moment after a frame.
    calls: OnceCell<[js_sys::Function; 2]>,
}

thread_local! {
    static AFTER_FRAME: AfterFrame = AfterFrame::default();
}

impl AfterFrame {
    /// Milliseconds that the browser gets to bring the frame onto the screen.
    const DRAWN: i32 = 8;
    /// Milliseconds after which no frame is waited for any more: the page went out of sight.
    const LATEST: i32 = 100;

    /// In the frame itself nothing of the program runs: the browser's own `setTimeout` is
    /// what it calls there.
    fn calls(&self) -> &[js_sys::Function; 2] {
        self.calls.get_or_init(|| {
            let call = Closure::<dyn Fn()>::new(frame_is_drawn).into_js_value();
            let later = super::member(window(), "setTimeout").unwrap_or_default();
            let later: js_sys::Function = later.unchecked_into();
            let drawn = later.bind2(window(), &call, &JsValue::from(Self::DRAWN));
            [call.unchecked_into(), drawn.unchecked_into()]
        })
    }
}

/// Calls `f` once, when the next frame is drawn; at once where the page is out of sight,
/// where none comes.
pub fn after_frame(f: impl FnOnce() + 'static) {
    after_frame_boxed(Box::new(f));
}

#[inline(never)]
fn after_frame_boxed(f: Box<dyn FnOnce()>) {
    if document().hidden() {
        return f();
    }
    AFTER_FRAME.with(|all| {
        all.waiting.borrow_mut().push(f);
        if all.waiting.borrow().len() > 1 {
            return;
        }
        let [call, drawn] = all.calls();
        let _ = window().request_animation_frame(drawn);
        let _ = window()
            .set_timeout_with_callback_and_timeout_and_arguments_0(call, AfterFrame::LATEST);
    });
}

/// Does what waits for a frame: it is drawn, or nobody waits for it any more.
pub fn frame_is_drawn() {
    let waiting = AFTER_FRAME.with(|all| all.waiting.take());
    for f in waiting {
        f();
    }
}

/// Opens the browser's window for printing.
#[cfg(feature = "desk")]
pub fn print() {
    let _ = window().print();
}

/// Loads the page anew, with another program if the address asks for it.
pub fn reload() {
    let _ = window().location().reload();
}

/// The key of a keyboard event.
#[cfg(feature = "desk")]
pub fn key(event: &web_sys::Event) -> String {
    event.unchecked_ref::<web_sys::KeyboardEvent>().key()
}

/// What the first input of these holds.
#[cfg(feature = "desk")]
pub fn value(selector: &str) -> String {
    let found = document().query_selector(selector).ok().flatten();
    let input = found.and_then(|e| e.dyn_into::<web_sys::HtmlInputElement>().ok());
    input.map(|input| input.value()).unwrap_or_default()
}

/// Puts the caret behind what an input holds, so that typing goes on there.
#[cfg(feature = "desk")]
pub fn to_the_end(selector: &str) {
    let found = document().query_selector(selector).ok().flatten();
    let input = found.and_then(|e| e.dyn_into::<web_sys::HtmlInputElement>().ok());
    if let Some(input) = input {
        let end = u32::try_from(input.value().encode_utf16().count()).unwrap_or(u32::MAX);
        let _ = input.set_selection_range(end, end);
    }
}

/// The rule that says what paper is printed on: width and height, and the margin on all
/// sides, in millimetres.
#[cfg(feature = "desk")]
pub fn page_rule([width, height]: [u32; 2], margin: u32) -> String {
    crate::text::join(&[
        "@page { size: ",
        &width.to_string(),
        "mm ",
        &height.to_string(),
        "mm; margin: ",
        &margin.to_string(),
        "mm }",
    ])
}

/// Prints on this paper from now on. Other screens let the person choose, so
/// [`any_paper`] takes it back.
#[cfg(feature = "desk")]
pub fn paper(size: [u32; 2], margin: u32) {
    any_paper();
    let Some(sheet) = first_style() else { return };
    let rule = page_rule(size, margin);
    if let Ok(at) = sheet.insert_rule(&rule, sheet.count()) {
        PAPER_RULE.set(Some(at));
    }
}

/// Leaves the choice of paper to the person.
#[cfg(feature = "desk")]
pub fn any_paper() {
    if let (Some(at), Some(sheet)) = (PAPER_RULE.take(), first_style()) {
        let _ = sheet.delete_rule(at);
    }
}

#[cfg(feature = "desk")]
thread_local! {
    /// Where the rule of the paper stands in the first style sheet: at its end.
    static PAPER_RULE: std::cell::Cell<Option<u32>> = const { std::cell::Cell::new(None) };
}

#[cfg(feature = "desk")]
#[wasm_bindgen]
extern "C" {
    type Style;

    #[wasm_bindgen(method, catch, js_name = insertRule)]
    fn insert_rule(this: &Style, rule: &str, at: u32) -> Result<u32, JsValue>;

    #[wasm_bindgen(method, catch, js_name = deleteRule)]
    fn delete_rule(this: &Style, at: u32) -> Result<(), JsValue>;

    #[wasm_bindgen(method, getter, js_name = cssRules)]
    fn rules(this: &Style) -> js_sys::Array;
}

#[cfg(feature = "desk")]
impl Style {
    fn count(&self) -> u32 {
        self.rules().length()
    }
}

/// The page's own style, which is there as long as the page.
#[cfg(feature = "desk")]
fn first_style() -> Option<Style> {
    let all = super::member(document(), "styleSheets")?;
    let first = js_sys::Reflect::get_u32(&all, 0).ok()?;
    first.is_object().then(|| first.unchecked_into())
}
