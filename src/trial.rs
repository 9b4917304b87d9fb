//! "What if": answers are changed in a scratch copy, and the gates are watched. Nothing
//! of it is saved unless the person says so.

use saba_core::sheet::Command;

use crate::state::{self, Trial};
use crate::{dispatch, sheets};

/// Is the open sheet a scratch copy?
pub fn is_on() -> bool {
    state::with_open(|open| open.trial.is_some()) == Some(true)
}

/// Has something been tried out that is not an answer yet?
pub fn has_changes() -> bool {
    let any = |open: &state::Open| open.trial.as_ref().is_some_and(|t| !t.commands.is_empty());
    state::with_open(any) == Some(true)
}

/// Begins to try out. Only the window that may write can, and only on a sheet that
/// is scored.
pub fn begin() {
    dispatch::flush();
    let Some(before) = state::report().filter(|_| state::signals().writable.peek()) else {
        return;
    };
    state::with_open_mut(|open| {
        if open.trial.is_none() {
            open.trial = Some(Trial {
                kept: open.sheet.clone(),
                undo: std::mem::take(&mut open.undo),
                commands: Vec::new(),
                before,
            });
        }
    });
    let signals = state::signals();
    signals.undo.set(None);
    signals.trial.set(true);
    signals.opened.update(|n| *n += 1);
}

/// Ends it: back to the stored answers, and, if the person wants to keep what was tried
/// out, the same again as real answers, each saved like any other.
pub fn end(keep: bool) {
    dispatch::flush();
    let signals = state::signals();
    // Another window may have taken the sheet over: what was tried out stays here.
    if keep && !signals.writable.peek() {
        return;
    }
    let Some(trial) = state::with_open_mut(|open| open.trial.take()).flatten() else {
        return;
    };
    let commands: Vec<Command> = trial.commands;
    sheets::show(trial.kept);
    let undo = trial.undo;
    let last = undo.last().map(|change| change.item.clone());
    state::with_open_mut(|open| open.undo = undo);
    signals.undo.set(last);
    if keep {
        for command in commands {
            dispatch::run(command);
        }
        signals.opened.update(|n| *n += 1);
    }
}
