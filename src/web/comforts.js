// What makes the work easier and is not needed for it: the way to the search on every
// screen of a sheet, going on where one was, items read aloud, what waits to be taken in. It
// comes after the first screen and stands beside the program, which rebuilds its screens
// without knowing of it.

const root = document.documentElement;
const assets = document.querySelector('meta[name="saba-assets"]').dataset;

const WORDS = {
  id: {
    find: 'Cari isian',
    read: 'Bacakan',
    stop: 'Hentikan',
    voice: 'suara ',
    why: 'Mengapa ditanyakan.',
    where: 'Di mana mencari angkanya.',
    waiting: (count) => count + ' berkas menunggu',
  },
  en: {
    find: 'Find an item',
    read: 'Read aloud',
    stop: 'Stop',
    voice: 'voice ',
    why: 'Why this is asked.',
    where: 'Where to find the number.',
    waiting: (count) => (count === 1 ? '1 file waits' : count + ' files wait'),
  },
};
const words = WORDS[root.lang] || WORDS.id;
// The address of a sheet, of a section, and of an item in it.
const SHEET = /^#\/(desa|kecamatan|kabupaten)\/[\d.]+/;

let screen = null;
// The section whose address it was drawn for.
let here = '';
// What got the focus last and is not in the address yet; the item that somebody is at.
let focused = null;
let at = null;
// The voice of this device, what is being read, and the explanations once fetched.
let voice = null;
let reading = null;
let explained = null;
new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
addEventListener('focusin', remember);
addEventListener('keydown', slash);
addEventListener('hashchange', hush);
addEventListener('pagehide', leave);
document.addEventListener('visibilitychange', () => { if (document.hidden) write(); });
if (typeof speechSynthesis === 'object') {
  // As a property: in older browsers of Apple it hears nothing else.
  speechSynthesis.onvoiceschanged = voices;
  voices();
}
look();

// A new screen gets what belongs on it, before it is drawn; once it is, its items have
// sizes (style/fill.css).
function look() {
  const now = document.querySelector('[data-screen]');
  if (now === screen) return;
  screen = now;
  here = section();
  if (!screen) return;
  hush();
  addFind();
  addRead();
  addWaiting(now);
  requestAnimationFrame(() => idle(() => { now.dataset.drawn = ''; }));
}

// The address without the item: `#/desa/63.11.07.2002/odf`.
function section() {
  return location.hash.split('/').slice(0, 4).join('/');
}

function sheet() {
  const found = SHEET.exec(location.hash);
  return found && found[0];
}

function addFind() {
  const bar = document.querySelector('.bar');
  if (!bar || !sheet() || screen.dataset.screen === 'find' || bar.querySelector('.bar-find')) return;
  const link = document.createElement('a');
  link.className = 'bar-back bar-find';
  link.href = sheet() + '/cari';
  link.setAttribute('aria-label', words.find);
  link.title = words.find + ' (/)';
  // To the right end, and drawn: no font has this sign everywhere.
  Object.assign(link.style, { marginLeft: 'auto', marginRight: 0 });
  const svg = (name, attributes) => {
    const made = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const key of Object.keys(attributes)) made.setAttribute(key, attributes[key]);
    return made;
  };
  const sign = svg('svg', { viewBox: '0 0 24 24', width: 24, height: 24, 'aria-hidden': 'true' });
  const line = { fill: 'none', stroke: 'currentColor', 'stroke-width': 2.5, 'stroke-linecap': 'round' };
  sign.append(svg('circle', { ...line, cx: 10, cy: 10, r: 6.5 }), svg('path', { ...line, d: 'M15 15l6 6' }));
  link.append(sign);
  bar.append(link);
}

// The first screen says that something waits which other apps handed over (shared.js) and
// nobody has taken in yet.
async function addWaiting(home) {
  const button = home.querySelector('[data-action=take-in]');
  if (home.dataset.screen !== 'home' || !button || typeof caches !== 'object') return;
  try {
    const room = 'shared.saba@' + new URL('.', location.href).pathname;
    if (!(await caches.has(room))) return;
    const count = (await (await caches.open(room)).keys()).length;
    if (!count) return;
    const small = document.createElement('small');
    small.textContent = words.waiting(count);
    small.style.marginLeft = '0.5rem';
    button.append(small);
  } catch (error) {
    // The room cannot be looked into; whoever goes there is told why.
  }
}

// The slash opens the search, and with the control key in the middle of a text, too.
function slash(event) {
  if (event.key !== '/' || event.altKey || event.metaKey || event.defaultPrevented) return;
  const typing = 'input:not([type=radio]):not([type=checkbox]), textarea, select';
  if (!event.ctrlKey && event.target.matches && event.target.matches(typing)) return;
  const input = document.querySelector('#cari-isian');
  if (!input && !sheet()) return;
  event.preventDefault();
  if (input) input.focus();
  else location.hash = sheet() + '/cari';
}

// The address says which item somebody is at, so that a page loaded anew, a restored
// window and the way back lead there; and so does the first screen.
function remember({ target }) {
  // When the browser has time for it: what a tap does would be on the screen later.
  if (!focused) idle(write);
  focused = target;
}

function write() {
  const item = focused && focused.closest && focused.closest('[data-screen=section] [data-item]');
  focused = null;
  if (!item || item === at) return;
  // Somebody may be on the way to another screen already, or be there: that address stays.
  if (!screen || !screen.contains(item) || section() !== here) return;
  at = item;
  const place = here + '/' + item.dataset.item;
  try {
    if (location.hash !== place) history.replaceState(history.state, '', place);
  } catch (error) {
    // Some browsers let a page do that so many times in half a minute.
  }
  const title = item.querySelector('.item-q').textContent;
  const name = document.querySelector('.bar-title b').textContent;
  keep({ 'saba.place': place, 'saba.place.name': name + ': ' + title });
}

function leave() {
  write();
  hush();
}

function idle(then) {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(then, { timeout: 500 });
  else setTimeout(then, 100);
}

function keep(texts) {
  try {
    for (const key of Object.keys(texts)) localStorage.setItem(key, texts[key]);
  } catch (error) {
    // Storage is full or blocked: the first screen offers no way back, and no answer is lost.
  }
}

// Voices of this device alone: others send what they read to a server.
function voices() {
  const here = speechSynthesis.getVoices().filter((one) => one.localService);
  const speaks = (lang) => here.find((one) => one.lang.toLowerCase().startsWith(lang));
  voice = speaks('id') || speaks('in') || speaks('ms') || here.find((one) => one.default) || here[0];
  if (voice) root.dataset.voice = voice.lang;
  else delete root.dataset.voice;
  if (screen) addRead();
}

function addRead() {
  if (!voice || screen.dataset.screen !== 'section') return;
  for (const tools of screen.querySelectorAll('[data-item] > .tools')) {
    if (tools.querySelector('[data-action=read]')) continue;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button quiet';
    button.dataset.action = 'read';
    button.textContent = label();
    button.onclick = () => (reading && reading.button === button ? hush() : read(button));
    tools.append(button);
  }
}

function label() {
  const ours = /^(id|in)/i.test(voice.lang);
  return ours ? words.read : words.read + ' (' + words.voice + voice.lang + ')';
}

async function read(button) {
  hush();
  const turn = { button, words: button.textContent, said: [], left: 0, whole: false };
  reading = turn;
  button.textContent = words.stop;
  const item = button.closest('[data-item]');
  // At once: some browsers let a page speak only while they see the tap that asks for it.
  say(turn, [...item.querySelectorAll('.item-q, .item-under')].map((e) => e.textContent));
  const help = ((await explanations()) || {})[item.dataset.item] || {};
  if (reading !== turn) return;
  if (help.why) say(turn, [words.why, help.why]);
  if (help.where) say(turn, [words.where, help.where]);
  turn.whole = true;
  if (!turn.left) hush();
}

function say(turn, parts) {
  for (const part of parts) {
    const said = new SpeechSynthesisUtterance(part);
    said.voice = voice;
    said.lang = voice.lang;
    said.onend = said.onerror = () => {
      turn.left -= 1;
      if (!turn.left && turn.whole && reading === turn) hush();
    };
    turn.left += 1;
    // Held: what nobody holds may be gone before it was said.
    turn.said.push(said);
    speechSynthesis.speak(said);
  }
}

// Kept on this device with the page; without them the question alone is read.
function explanations() {
  if (!explained) {
    const url = new URL(assets.instrument + 'kks-2025.help.json', document.baseURI);
    explained = fetch(url.href).then((answer) => answer.json());
    explained.catch(() => (explained = null));
  }
  return explained.catch(() => null);
}

function hush() {
  if (!reading) return;
  reading.button.textContent = reading.words;
  reading = null;
  speechSynthesis.cancel();
}
