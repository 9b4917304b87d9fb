//! The one place where a command becomes a change, a signal and a save.

use std::cell::{Cell, RefCell};

use saba_core::sheet::{Change, Command, Context, Undo};
#[cfg(feature = "desk")]
use saba_core::sheet::{EDITION_ITEM, InstrumentRef};

use crate::dom::touch;
use crate::store::{self, SaverState};
use crate::{platform, prefs, state};

/// A pause in typing after which what was typed is handed in.
const PAUSE: i32 = 400;

thread_local! {
    /// What is being typed and not handed in yet: item, key, text.
    static TYPED: RefCell<Vec<[String; 3]>> = const { RefCell::new(Vec::new()) };
    static TURN: Cell<u32> = const { Cell::new(0) };
    static NUMBER: Cell<u64> = const { Cell::new(0) };
}

/// The key under which a remark is typed.
const NOTE: &str = "#note";

fn context() -> Context {
    let prefs = prefs::get();
    let mut author = prefs.name;
    if !prefs.role.is_empty() {
        author.push_str(" (");
        author.push_str(&prefs.role);
        author.push(')');
    }
    Context {
        now: platform::now(),
        author,
        device: state::writer(),
    }
}

/// Is something typed that is not handed in yet?
pub fn is_typing() -> bool {
    TYPED.with_borrow(|typed| !typed.is_empty())
}

/// Takes note of typing; it is handed in after a pause, or by [`flush`].
pub fn typed(item: &str, key: &str, raw: String) {
    if !state::signals().writable.peek() {
        return;
    }
    TYPED.with_borrow_mut(|typed| {
        typed.retain(|[i, k, _]| i != item || k != key);
        typed.push([item.to_string(), key.to_string(), raw]);
    });
    state::signals().light.set(SaverState::Saving);
    let turn = TURN.get().wrapping_add(1);
    TURN.set(turn);
    platform::page::after(PAUSE, move || {
        if TURN.get() == turn {
            flush();
        }
    });
}

/// Takes note of a remark being typed.
pub fn typed_note(item: &str, text: String) {
    typed(item, NOTE, text);
}

/// Hands in everything typed and starts saving it. Called after a pause, when
/// a field is left, and when the page is hidden.
pub fn flush() {
    let typed = TYPED.with_borrow_mut(std::mem::take);
    for [item, key, raw] in typed {
        let command = match key.as_str() {
            NOTE => Command::Note { item, text: raw },
            _ => Command::Set { item, key, raw },
        };
        carry_out(&command);
    }
    let saver = state::saver();
    if saver.is_busy() {
        saver.kick();
    } else {
        settle_light();
    }
}

/// Nothing is typed and nothing is queued: the light may say so again.
fn settle_light() {
    let light = &state::signals().light;
    if light.peek() == SaverState::Saving {
        let trouble = state::saver().trouble();
        light.set(trouble.map_or(SaverState::Saved, SaverState::Failed));
    }
}

/// Carries out a command of a person.
pub fn run(command: Command) {
    flush();
    carry_out(&command);
    if !state::saver().is_busy() {
        settle_light();
    }
}

/// Carries out a command whose effect the inputs on the screen do not show by
/// themselves: they are built anew.
pub fn run_and_redraw(command: Command) {
    let item = command.item().to_string();
    run(command);
    touch(&state::redraw(&item));
}

fn carry_out(command: &Command) {
    if !state::signals().writable.peek() {
        return;
    }
    let instrument = state::instrument();
    let context = context();
    let change = state::with_open_mut(|open| {
        let def = instrument.sheet(open.sheet.meta.kind);
        let change = open.sheet.apply(def, command, &context)?;
        open.undo.push(change.clone());
        #[cfg(feature = "desk")]
        if let Some(trial) = &mut open.trial {
            trial.commands.push(command.clone());
        }
        Some(change)
    })
    .flatten();
    if let Some(change) = change {
        state::signals().undo.set(Some(change.item.clone()));
        spread(change);
    }
}

/// Moves the open sheet to another edition of its instrument.
#[cfg(feature = "desk")]
pub fn move_to(to: &InstrumentRef) {
    flush();
    if !state::signals().writable.peek() {
        return;
    }
    let context = context();
    let change = state::with_open_mut(|open| {
        let change = open.sheet.move_to(to, &context)?;
        open.undo.push(change.clone());
        Some(change)
    })
    .flatten();
    if let Some(change) = change {
        state::signals().undo.set(Some(change.item.clone()));
        state::refit();
        spread(change);
    }
}

/// Takes the last change back.
pub fn undo() {
    flush();
    let context = context();
    let change = state::with_open_mut(|open| {
        let last = open.undo.pop()?;
        #[cfg(feature = "desk")]
        if let Some(trial) = &mut open.trial {
            trial.commands.pop();
        }
        #[cfg(feature = "desk")]
        if last.item == EDITION_ITEM {
            return open.sheet.move_back(&Undo(last), &context);
        }
        open.sheet.undo(&Undo(last), &context)
    })
    .flatten();
    let next = state::with_open(|o| o.undo.last().map(|c| c.item.clone())).flatten();
    state::signals().undo.set(next);
    if let Some(change) = change {
        let item = change.item.clone();
        #[cfg(feature = "desk")]
        if item == EDITION_ITEM {
            state::refit();
        }
        spread(change);
        touch(&state::redraw(&item));
    }
}

/// Tells the views that a change concerns, and hands it to the save queue.
fn spread(change: Change) {
    // Looked up before the sheet is borrowed.
    #[cfg(feature = "desk")]
    let instrument = state::instrument();
    let number = NUMBER.get();
    NUMBER.set(number.wrapping_add(1));
    let done = state::with_open_mut(|open| {
        let touched = open.touched_by(&change.item);
        #[cfg(feature = "desk")]
        open.judge(instrument, &touched);
        let batch = store::batch(
            &open.sheet,
            std::slice::from_ref(&change),
            platform::now(),
            number,
        );
        // What is only tried out is not saved.
        #[cfg(feature = "desk")]
        let batch = open.trial.is_none().then_some(batch);
        #[cfg(not(feature = "desk"))]
        let batch = Some(batch);
        (open.ticks_of(&touched), batch)
    });
    let Some((ticks, batch)) = done else { return };
    let first = batch.is_some() && state::signals().saved_at.peek().is_none();
    if let Some(batch) = batch {
        state::saver().push(batch);
    }
    for tick in ticks {
        touch(&tick);
    }
    state::signals().total.update(|n| *n += 1);
    if first {
        platform::ask_for_persistence();
    }
}
