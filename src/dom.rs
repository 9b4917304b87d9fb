//! Elements, built once and kept in step by Leptos' reactive system.
//!
//! Leptos' own `view!` makes code for every shape of view; for this app that
//! came to four times the whole budget (see
//! `docs/decisions/0003-erased-elements.md`). Here every element is of one
//! type and every live part is one boxed closure in one effect, so code grows
//! with the words on the screen and not with their nesting. Owners, effects
//! and signals are Leptos': what a live part builds is disposed when it is
//! built anew.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;

use crate::platform::document;

/// An element. A handle: clones are the same element.
#[derive(Clone)]
pub struct El(web_sys::Element);

/// A new element.
#[inline(never)]
pub fn el(tag: &str) -> El {
    El(document().create_element(tag).unwrap_throw())
}

/// A new element of the vector graphics name space.
#[cfg(feature = "desk")]
#[inline(never)]
pub fn svg(tag: &str) -> El {
    El(document()
        .create_element_ns(Some("http://www.w3.org/2000/svg"), tag)
        .unwrap_throw())
}

/// `div`
#[inline(never)]
pub fn div(class: &str) -> El {
    el("div").class(class)
}

/// `p` with words.
#[inline(never)]
pub fn p(words: &str) -> El {
    el("p").text(words)
}

/// A link.
#[inline(never)]
pub fn a(class: &str, href: &str) -> El {
    el("a").class(class).attr("href", href)
}

/// A button that does something when it is pressed.
pub fn button(class: &str, words: &str, press: impl FnMut() + 'static) -> El {
    button_boxed(class, words, Box::new(press))
}

#[inline(never)]
fn button_boxed(class: &str, words: &str, mut press: Box<dyn FnMut()>) -> El {
    el("button")
        .attr("type", "button")
        .class(class)
        .text(words)
        .on("click", move |_| press())
}

impl El {
    /// The browser's element.
    pub fn element(&self) -> &web_sys::Element {
        &self.0
    }

    /// An attribute.
    #[inline(never)]
    pub fn attr(self, name: &str, value: &str) -> El {
        let _ = self.0.set_attribute(name, value);
        self
    }

    /// An attribute without a value, if `on`.
    #[inline(never)]
    pub fn flag(self, name: &str, on: bool) -> El {
        if on { self.attr(name, "") } else { self }
    }

    /// The class; none if empty.
    #[inline(never)]
    pub fn class(self, class: &str) -> El {
        if class.is_empty() {
            self
        } else {
            self.attr("class", class)
        }
    }

    /// Words after what is there.
    #[inline(never)]
    pub fn text(self, words: &str) -> El {
        if !words.is_empty() {
            let _ = self.0.append_child(&document().create_text_node(words));
        }
        self
    }

    /// Words of the instrument after what is there: a line may end behind the slashes of a
    /// long word, not in the middle of its letters. They are kept together, since not
    /// every browser does so where children are laid out in a row.
    #[cfg(feature = "desk")]
    #[inline(never)]
    pub fn words(self, words: &str) -> El {
        match saba_core::text::at_slashes(words).as_slice() {
            [] | [_] => self.text(words),
            [first, rest @ ..] => {
                let all = el("span").text(first);
                let cut = |all: El, piece: &&str| all.child(el("wbr")).text(piece);
                self.child(rest.iter().fold(all, cut))
            }
        }
    }

    /// The words of villages and kecamatan are short enough as they are.
    #[cfg(not(feature = "desk"))]
    pub fn words(self, words: &str) -> El {
        self.text(words)
    }

    /// An element after what is there.
    #[inline(never)]
    pub fn child(self, child: El) -> El {
        let _ = self.0.append_child(&child.0);
        self
    }

    /// Elements after what is there: a list, or an `Option`.
    pub fn children(self, children: impl IntoIterator<Item = El>) -> El {
        for child in children {
            let _ = self.0.append_child(&child.0);
        }
        self
    }

    /// Calls `f` at an event, as long as the element belongs to the screen.
    pub fn on(self, event: &str, f: impl FnMut(web_sys::Event) + 'static) -> El {
        self.on_boxed(event, Box::new(f))
    }

    #[inline(never)]
    fn on_boxed(self, event: &str, f: Box<dyn FnMut(web_sys::Event)>) -> El {
        let closure = Closure::wrap(f);
        let _ = self
            .0
            .add_event_listener_with_callback(event, closure.as_ref().unchecked_ref());
        keep(Box::new(Listener {
            element: self.0.clone(),
            event: event.into(),
            closure,
        }));
        self
    }

    /// Words that follow what `f` reads.
    pub fn live_text(self, f: impl Fn() -> String + 'static) -> El {
        self.live_text_boxed(Box::new(f))
    }

    #[inline(never)]
    fn live_text_boxed(self, f: Box<dyn Fn() -> String>) -> El {
        let node = document().create_text_node("");
        let _ = self.0.append_child(&node);
        // Browsers lay out anew what is set, also where it says the same.
        let mut said = String::new();
        follow(Box::new(move || {
            let now = f();
            if now != said {
                node.set_data(&now);
                said = now;
            }
        }));
        self
    }

    /// An attribute that follows what `f` reads; `None` takes it away.
    pub fn live_attr(self, name: &'static str, f: impl Fn() -> Option<String> + 'static) -> El {
        self.live_attr_boxed(name, Box::new(f))
    }

    #[inline(never)]
    fn live_attr_boxed(self, name: &'static str, f: Box<dyn Fn() -> Option<String>>) -> El {
        let element = self.0.clone();
        let mut said: Option<Option<String>> = None;
        follow(Box::new(move || {
            let now = f();
            if said.as_ref() == Some(&now) {
                return;
            }
            let _ = match &now {
                Some(value) => element.set_attribute(name, value),
                None => element.remove_attribute(name),
            };
            said = Some(now);
        }));
        self
    }

    /// What an input holds follows what `f` reads; `None` leaves it as it is.
    pub fn live_value(self, f: impl Fn() -> Option<String> + 'static) -> El {
        self.live_value_boxed(Box::new(f))
    }

    #[inline(never)]
    fn live_value_boxed(self, f: Box<dyn Fn() -> Option<String>>) -> El {
        let element = JsValue::from(self.0.clone());
        follow(Box::new(move || {
            if let Some(value) = f() {
                let value = JsValue::from_str(&value);
                let _ = js_sys::Reflect::set(&element, &JsValue::from_str("value"), &value);
            }
        }));
        self
    }

    /// Hidden while `f` says so.
    pub fn hidden_while(self, f: impl Fn() -> bool + 'static) -> El {
        self.live_attr("hidden", move || f().then(String::new))
    }

    /// Checked while `f` says so.
    #[cfg(feature = "desk")]
    pub fn checked_while(self, f: impl Fn() -> bool + 'static) -> El {
        self.checked_boxed(Box::new(f))
    }

    #[cfg(feature = "desk")]
    #[inline(never)]
    fn checked_boxed(self, f: Box<dyn Fn() -> bool>) -> El {
        let input = self.clone();
        follow(Box::new(move || input.check(f())));
        self
    }

    /// Checked or not, from now on.
    pub fn check(&self, on: bool) {
        let input: &web_sys::HtmlInputElement = self.0.unchecked_ref();
        input.set_checked(on);
    }

    /// Disabled or not, from now on.
    pub fn disable(&self, on: bool) {
        let _ = match on {
            true => self.0.set_attribute("disabled", ""),
            false => self.0.remove_attribute("disabled"),
        };
    }

    /// The whole inside follows what `f` builds.
    pub fn live(self, f: impl Fn() -> Vec<El> + 'static) -> El {
        self.live_boxed(Box::new(f))
    }

    #[inline(never)]
    fn live_boxed(self, f: Box<dyn Fn() -> Vec<El>>) -> El {
        let element = self.0.clone();
        let mut is_empty = true;
        follow(Box::new(move || {
            let children = f();
            if children.is_empty() && is_empty {
                return;
            }
            is_empty = children.is_empty();
            element.set_text_content(None);
            for child in children {
                let _ = element.append_child(&child.0);
            }
        }));
        self
    }
}

impl El {
    /// Says something else.
    #[cfg(feature = "desk")]
    pub fn retext(&self, words: &str) {
        if self.0.text_content().is_none_or(|said| said != words) {
            self.0.set_text_content(Some(words));
        }
    }

    /// Children after those that are there, which follow what `f` reads. Where they are the
    /// same elements as before, nothing is touched.
    pub fn live_rest(self, f: impl Fn() -> Vec<El> + 'static) -> El {
        self.live_rest_boxed(Box::new(f))
    }

    #[inline(never)]
    fn live_rest_boxed(self, f: Box<dyn Fn() -> Vec<El>>) -> El {
        let element = self.0.clone();
        let last = element.last_child();
        let mut is_empty = true;
        follow(Box::new(move || {
            let rest = f();
            if rest.is_empty() && is_empty {
                return;
            }
            is_empty = rest.is_empty();
            let first = || match &last {
                Some(last) => last.next_sibling(),
                None => element.first_child(),
            };
            let old = std::iter::successors(first(), |node| node.next_sibling());
            let old: Vec<web_sys::Node> = old.collect();
            let is_same = |(old, new): (&web_sys::Node, &El)| old.is_same_node(Some(&new.0));
            if old.len() == rest.len() && old.iter().zip(&rest).all(is_same) {
                return;
            }
            for old in old {
                let _ = element.remove_child(&old);
            }
            for new in rest {
                let _ = element.append_child(&new.0);
            }
        }));
        self
    }
}

/// What an element listens with. It stops listening before it goes: taking a
/// focused input off the screen still fires its `change`.
struct Listener {
    element: web_sys::Element,
    event: Box<str>,
    closure: Closure<dyn FnMut(web_sys::Event)>,
}

impl Drop for Listener {
    fn drop(&mut self) {
        let callback = self.closure.as_ref().unchecked_ref();
        let _ = self
            .element
            .remove_event_listener_with_callback(&self.event, callback);
    }
}

/// An inside that follows what `f` builds, without a box of its own.
pub fn live(f: impl Fn() -> Vec<El> + 'static) -> El {
    div("live").live(f)
}

/// Runs `f` now and whenever what it reads changes, as long as the screen part
/// that it belongs to lives.
#[inline(never)]
pub fn follow(mut f: Box<dyn FnMut()>) {
    let effect = RenderEffect::new(move |_: Option<()>| f());
    keep(Box::new(effect));
}

/// Keeps a thing as long as the screen part that it belongs to lives.
#[inline(never)]
pub fn keep(thing: Box<dyn std::any::Any>) {
    StoredValue::<Box<dyn std::any::Any>, LocalStorage>::new_local(thing);
}

/// A value that screens follow. One signal type serves them all, and one pointer
/// holds both, so that clones are cheap.
pub struct Live<T>(Rc<LiveValue<T>>);

struct LiveValue<T> {
    value: RefCell<T>,
    tick: ArcRwSignal<u32>,
}

impl<T> Clone for Live<T> {
    fn clone(&self) -> Live<T> {
        Live(self.0.clone())
    }
}

impl<T: Clone> Live<T> {
    /// A value.
    pub fn new(value: T) -> Live<T> {
        Live(Rc::new(LiveValue {
            value: RefCell::new(value),
            tick: ArcRwSignal::new(0),
        }))
    }

    /// The value; whoever is building follows it from now on.
    pub fn get(&self) -> T {
        self.0.tick.track();
        self.peek()
    }

    /// The value, without following it.
    pub fn peek(&self) -> T {
        self.0.value.borrow().clone()
    }

    /// Looks at the value where it is, without following it.
    pub fn look<R>(&self, f: impl FnOnce(&T) -> R) -> R {
        f(&self.0.value.borrow())
    }

    /// Another value.
    pub fn set(&self, value: T) {
        self.0.value.replace(value);
        touch(&self.0.tick);
    }

    /// Changes the value in place.
    pub fn update(&self, f: impl FnOnce(&mut T)) {
        f(&mut self.0.value.borrow_mut());
        touch(&self.0.tick);
    }
}

/// Tells all who follow a signal that something changed.
#[inline(never)]
pub fn touch(tick: &ArcRwSignal<u32>) {
    tick.update(|n| *n = n.wrapping_add(1));
}

/// Puts an app on the page: `f` builds the body's one live part. Leptos gives
/// the owner and the executor.
pub fn mount(f: impl FnOnce() -> El + 'static) {
    leptos::mount::mount_to_body(move || {
        if let Some(body) = document().body() {
            let _ = body.append_child(f().element());
        }
    });
}

/// What an input holds.
#[inline(never)]
pub fn value_of(event: &web_sys::Event) -> String {
    let target = event.target();
    let value = target
        .map(JsValue::from)
        .and_then(|t| js_sys::Reflect::get(&t, &JsValue::from_str("value")).ok());
    value.and_then(|v| v.as_string()).unwrap_or_default()
}

/// Is the box of an event checked?
#[inline(never)]
pub fn is_checked(event: &web_sys::Event) -> bool {
    let target = event
        .target()
        .and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok());
    target.is_some_and(|t| t.checked())
}

/// `details` whose inside is built when it is opened first, and stays.
pub fn disclosure(summary: El, open: bool, build: impl Fn() -> Vec<El> + 'static) -> El {
    disclosure_boxed(summary, open, Box::new(build))
}

#[inline(never)]
fn disclosure_boxed(summary: El, open: bool, build: Box<dyn Fn() -> Vec<El>>) -> El {
    let opened = Live::new(open);
    let state = opened.clone();
    // Without a box of its own for the inside: sections hold hundreds of these.
    let details = el("details")
        .class("help")
        .flag("open", open)
        .child(summary)
        .live_rest(move || if opened.get() { build() } else { Vec::new() });
    details.on("toggle", move |event| {
        let is_open = event
            .current_target()
            .and_then(|t| t.dyn_into::<web_sys::Element>().ok())
            .is_some_and(|e| e.has_attribute("open"));
        if is_open && !state.peek() {
            state.set(true);
        }
    })
}

/// The words of a disclosure.
#[inline(never)]
pub fn summary(words: &str) -> El {
    el("summary").text(words)
}
