//! One holder of a name among the windows of this device: Web Locks. Where the
//! browser has none, `web/locks.js` has put the same in its place; where that cannot
//! work either, whoever asks is granted.

use std::cell::{Cell, RefCell};

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::{member, window};

/// What is told about a name: `true` when this page has got it after all, `false`
/// when another page took it away.
type Told = fn(&str, bool);

thread_local! {
    /// What this page has, and how to give it back.
    static HELD: RefCell<Vec<(String, js_sys::Function)>> = const { RefCell::new(Vec::new()) };
    /// What this page stands in line for; `true` where one turn is to pass, for it
    /// was given to others since.
    static LINE: RefCell<Vec<(String, bool)>> = const { RefCell::new(Vec::new()) };
    static TOLD: Cell<Option<Told>> = const { Cell::new(None) };
}

/// Says whom to tell about changes that nobody waits for.
pub fn on_change(told: Told) {
    TOLD.set(Some(told));
}

/// Does anything keep windows apart here?
pub fn exists() -> bool {
    member(&window().navigator(), "locks").is_some()
}

/// Has this page got it?
pub fn is_mine(name: &str) -> bool {
    HELD.with_borrow(|held| held.iter().any(|(n, _)| n == name))
}

/// Asks for a name. Where another page has it, this one stands in line from then
/// on, and [`on_change`] tells when its turn has come.
pub async fn ask(name: &str) -> bool {
    if is_mine(name) {
        return true;
    }
    let answer = js_sys::Promise::new(&mut |answer, _| request(name, "ifAvailable", Some(answer)));
    JsFuture::from(answer)
        .await
        .is_ok_and(|mine| mine.is_truthy())
}

/// Takes a name from whoever has it. [`on_change`] tells when it is done.
#[cfg(feature = "desk")]
pub fn steal(name: &str) {
    request(name, "steal", None);
}

/// Gives a name to whoever stands in line; with `again`, this page goes to the end
/// of the line.
pub fn give(name: &str, again: bool) {
    let release = HELD.with_borrow_mut(|held| {
        let at = held.iter().position(|(n, _)| n == name)?;
        Some(held.swap_remove(at).1)
    });
    // A page that stole the name may still stand in line from before: that turn is
    // not meant any more.
    LINE.with_borrow_mut(|line| {
        if let Some((_, pass)) = line.iter_mut().find(|(n, _)| n == name) {
            *pass = true;
        }
    });
    if let Some(release) = release {
        let _ = release.call0(&JsValue::NULL);
    }
    if again {
        wait(name);
    }
}

/// Stands in line.
fn wait(name: &str) {
    let stands = LINE.with_borrow_mut(|line| {
        let stands = line.iter().any(|(n, _)| n == name);
        if !stands {
            line.push((name.to_string(), false));
        }
        stands
    });
    if !stands {
        request(name, "", None);
    }
}

/// This page's turn in line has come; is it to pass?
fn turn_passes(name: &str) -> bool {
    let pass = LINE.with_borrow_mut(|line| {
        let at = line.iter().position(|(n, _)| n == name)?;
        Some(line.swap_remove(at).1)
    });
    pass == Some(true)
}

/// Asks the browser. `asked` hears the first answer; without it, [`on_change`] does.
fn request(name: &str, option: &str, asked: Option<js_sys::Function>) {
    let locks = member(&window().navigator(), "locks");
    let function = locks.as_ref().and_then(|locks| {
        member(locks, "request")?
            .dyn_into::<js_sys::Function>()
            .ok()
    });
    let (Some(locks), Some(function)) = (locks, function) else {
        answer(&asked, name, true);
        return;
    };
    let options = js_sys::Object::new();
    if !option.is_empty() {
        let _ = js_sys::Reflect::set(&options, &JsValue::from_str(option), &JsValue::TRUE);
    }
    let in_line = option.is_empty();
    let (own, first) = (name.to_string(), asked.clone());
    let granted = Closure::once_into_js(move |lock: JsValue| -> JsValue {
        if lock.is_null() {
            wait(&own);
            answer(&first, &own, false);
            return JsValue::UNDEFINED;
        }
        if in_line && turn_passes(&own) {
            wait(&own);
            return JsValue::UNDEFINED;
        }
        // Kept until it is given away or stolen, or the page is closed.
        let kept = js_sys::Promise::new(&mut |release, _| {
            HELD.with_borrow_mut(|held| held.push((own.clone(), release)));
        });
        answer(&first, &own, true);
        kept.into()
    });
    let (own, first) = (name.to_string(), asked.clone());
    let broken = Closure::once_into_js(move |_: JsValue| {
        let stolen = HELD.with_borrow_mut(|held| {
            let before = held.len();
            held.retain(|(n, _)| *n != own);
            held.len() != before
        });
        match stolen {
            true => {
                wait(&own);
                tell(&own, false);
            }
            // The browser refuses locks here.
            false => answer(&first, &own, true),
        }
    });
    let promise = function.call3(&locks, &JsValue::from_str(name), &options, &granted);
    match promise.map(JsValue::unchecked_into::<Promise>) {
        Ok(promise) => promise.catch(&broken),
        Err(_) => answer(&asked, name, true),
    }
}

/// Gives an answer to whoever asked; the first one counts.
fn answer(asked: &Option<js_sys::Function>, name: &str, mine: bool) {
    match asked {
        Some(asked) => drop(asked.call1(&JsValue::NULL, &JsValue::from_bool(mine))),
        None => tell(name, mine),
    }
}

fn tell(name: &str, mine: bool) {
    if let Some(told) = TOLD.get() {
        told(name, mine);
    }
}

#[wasm_bindgen]
extern "C" {
    type Promise;

    #[wasm_bindgen(method)]
    fn catch(this: &Promise, broken: &JsValue);
}
