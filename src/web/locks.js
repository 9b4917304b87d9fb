// Web Locks for browsers, and for pages from plain http, that have none: as much of
// them as Saba uses, over a BroadcastChannel. Loaded by boot.js only where it is needed.
//
// Whoever asks hears "have" from the holder, or takes the name after a pause in which
// nobody spoke. Of two that ask at once, the one that has stood in line longer wins; of
// two holders (one may have been frozen while the other took over) the later one.

// A busy holder needs a moment to answer. Whoever opens a sheet waits for it; whoever
// stands in line has time.
const OPENING = 800;
const IN_LINE = 3000;
const AGAIN = 5000;
const me = crypto.getRandomValues(new Uint32Array(2)).join('-');
const channel = new BroadcastChannel('saba-locks');
const names = new Map();

const say = (verb, name, since) => channel.postMessage({ verb, name, since, from: me });
const later = (a, b) => (a.since === b.since ? a.from > b.from : a.since > b.since);
const broken = () => new DOMException('another window took it', 'AbortError');

function stateOf(name) {
  if (!names.has(name)) names.set(name, { held: null, line: [], asking: null });
  return names.get(name);
}

// Resolves with whether nobody has it; `since`: how long the asker stands in line.
function isFree(name, since, pause) {
  const state = stateOf(name);
  if (state.held || state.asking) return Promise.resolve(false);
  return new Promise((resolve) => {
    const done = (free) => {
      if (state.asking !== ask) return;
      state.asking = null;
      clearTimeout(timer);
      resolve(free);
    };
    const ask = { since, from: me, done };
    const timer = setTimeout(done, pause, true);
    state.asking = ask;
    say('ask', name, since);
  });
}

// Resolves with what the callback gives in the end, like the browser's own.
function hold(name, callback) {
  const state = stateOf(name);
  return new Promise((resolve, reject) => {
    const held = { since: Date.now(), from: me, reject };
    const free = () => {
      if (state.held !== held) return;
      state.held = null;
      say('free', name);
      next(name, OPENING);
    };
    state.held = held;
    say('have', name, held.since);
    Promise.resolve(callback({ name })).then(
      (value) => { free(); resolve(value); },
      (error) => { free(); reject(error); },
    );
  });
}

function lose(state) {
  const held = state.held;
  state.held = null;
  if (held) held.reject(broken());
}

// The first in line tries.
async function next(name, pause) {
  const state = stateOf(name);
  const first = state.line[0];
  if (!first || !(await isFree(name, first.since, pause)) || state.line[0] !== first) return;
  state.line.shift();
  hold(name, first.callback).then(first.resolve, first.reject);
}

async function request(name, options, callback) {
  const state = stateOf(name);
  if (options.steal) {
    say('take', name);
    lose(state);
    return hold(name, callback);
  }
  if (options.ifAvailable) {
    return (await isFree(name, Date.now(), OPENING)) ? hold(name, callback) : callback(null);
  }
  return new Promise((resolve, reject) => {
    state.line.push({ since: Date.now(), callback, resolve, reject });
    next(name, IN_LINE);
  });
}

channel.onmessage = ({ data }) => {
  const state = stateOf(data.name);
  const { held, asking } = state;
  if (data.verb === 'ask') {
    if (held) say('have', data.name, held.since);
    else if (asking && later(data, asking)) say('have', data.name, 0);
    else if (asking) asking.done(false);
  } else if (data.verb === 'have') {
    if (asking) asking.done(false);
    else if (held && later(data, held)) lose(state);
    else if (held && data.since) say('have', data.name, held.since);
  } else if (data.verb === 'take') {
    if (asking) asking.done(false);
    lose(state);
  } else if (data.verb === 'free') {
    next(data.name, OPENING);
  }
};

addEventListener('pagehide', () => {
  names.forEach((state, name) => state.held && say('free', name));
});
// Back from the browser's memory: another window may have it by now.
addEventListener('pageshow', (event) => event.persisted && names.forEach(lose));
// A window that died says nothing, and what a closing one says may be lost: as long as
// somebody looks at a waiting window, it asks again.
const askAgain = () => {
  if (!document.hidden) names.forEach((state, name) => next(name, IN_LINE));
};
document.addEventListener('visibilitychange', askAgain);
setInterval(askAgain, AGAIN);

Object.defineProperty(navigator, 'locks', { value: { request }, configurable: true });
