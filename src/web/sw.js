// Keeps the page for use without a network. One set of files belongs together and is
// replaced as a whole; the lists come from `cargo xtask build`.

const FILES = {{files}};
const ENGLISH = {{english}};
const REGION = '{{region}}';
const VERSION = '{{version}}';

const scope = new URL('./', self.location.href);
// Cache names are shared by the whole origin: another Saba under another path is not ours.
const OURS = '@' + scope.pathname;
const SET = 'saba-' + VERSION + OURS;
const REGIONS = 'saba-' + REGION.slice(0, -1) + OURS;
// Stands while the page speaks English: then that program belongs to every set.
const CHOSEN = 'english' + OURS;

const absolute = (path) => new URL(path, scope).href;
importScripts('{{shared}}');
const kept = new Set(FILES.map(absolute));
const isHashed = (path) => /-[0-9a-f]{10}[./]/.test(path);

// What became of a set, kept in it: a dot for each time its page was given out and has
// not reached a screen yet; "booted"; or "back": the set before it serves in its place.
const STATE = absolute('state');
const TRIES = 2;

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));

// No skipWaiting here: a new version must not take a page from under a working person.
async function install() {
  await keep(FILES);
  if (await caches.has(CHOSEN)) await keep(ENGLISH);
  await carryRegions();
}

async function keep(paths) {
  const set = await caches.open(SET);
  await Promise.all(paths.map((path) => add(set, path)));
}

// The same name is the same content, so an older set or the browser's own cache will do.
async function add(set, path) {
  const url = absolute(path);
  const near = isHashed(path) && ((await caches.match(url)) || (await get(url, 'default')));
  const response = near && (await isWhole(path, near)) ? near : await get(url, 'reload');
  if (!(await isWhole(path, response))) throw new Error('not ' + url);
  await set.put(url, response);
}

// A portal's page in the place of a file, or the page of another version, come with
// status 200 too: names tell what should be in files, and the page names its version.
async function isWhole(path, response) {
  const bytes = await response.clone().arrayBuffer();
  if (path === './') return new TextDecoder().decode(bytes).includes(VERSION);
  const name = /-([0-9a-f]{10})\.\w+$/.exec(path);
  if (!name) return true;
  const all = await new Blob([new Uint32Array([bytes.byteLength, 0]), bytes]).arrayBuffer();
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', all), 0, 5);
  return name[1] === Array.from(hash, (byte) => (256 + byte).toString(16).slice(1)).join('');
}

async function get(url, cache) {
  const response = await fetch(url, { cache, credentials: 'same-origin' });
  if (!response.ok) throw new Error(response.status + ' ' + url);
  if (!response.redirected) return response;
  // A redirected answer cannot be given to a navigation.
  return new Response(await response.blob(), { headers: response.headers });
}

// A new region list: fetch anew the regencies this phone already had.
async function carryRegions() {
  const fresh = await caches.open(REGIONS);
  for (const name of await ours()) {
    if (!isRegions(name) || name === REGIONS) continue;
    const old = await caches.open(name);
    for (const request of await old.keys()) {
      const url = absolute(REGION + request.url.split('/').pop());
      if (await fresh.match(url)) continue;
      const response = await fetch(url);
      if (response.ok) await fresh.put(url, response);
      else if (response.status !== 404) throw new Error(response.status + ' ' + url);
    }
  }
}

const isRegions = (name) => name.startsWith('saba-region-');

async function ours() {
  return (await caches.keys()).filter((name) => name.startsWith('saba-') && name.endsWith(OURS));
}

async function from(name, url) {
  return (await caches.open(name)).match(url);
}

async function stateOf(name) {
  const state = await from(name, STATE);
  return state ? state.text() : '';
}

async function become(state) {
  await (await caches.open(SET)).put(STATE, new Response(state));
}

// The set that was there before and is known to work.
async function before() {
  for (const name of await ours()) {
    if (name !== SET && (await stateOf(name)) === 'booted') return name;
  }
}

// The set before stays until the new one has booted. Sets that never did go.
async function activate() {
  await clean(async (name) => !isRegions(name) && (await stateOf(name)) !== 'booted');
  await self.clients.claim();
}

// What a newer version has put there is not ours to take away.
async function clean(isOld) {
  const names = (await ours()).filter((name) => name !== SET && name !== REGIONS);
  const old = await Promise.all(names.map(isOld));
  if (self.registration.installing || self.registration.waiting) return;
  await Promise.all(names.map((name, i) => old[i] && caches.delete(name)));
}

// A page of some version has reached its first screen.
async function booted({ version }) {
  if (version !== VERSION) return 'behind';
  await become('booted');
  // Other windows may be of the version before, and fetch what only its set has.
  if ((await self.clients.matchAll()).length < 2) await clean(() => true);
}

// A page of some version did not: is there a set to go back to?
async function back({ version }) {
  const can = version === VERSION && (await stateOf(SET)) !== 'booted' && (await before());
  if (can) await become('back');
  return !!can;
}

const orders = {
  booted,
  back,
  again: () => become(''),
  en: () => keep(ENGLISH).then(() => caches.open(CHOSEN)).then(() => true),
  id: () => caches.delete(CHOSEN),
  'update-now': () => self.skipWaiting(),
  'keep-regions': async ({ urls }) => void (await Promise.all(urls.filter(isRegion).map(fromRegions))),
};

self.addEventListener('message', (event) => {
  const order = orders[event.data.type];
  const tell = (answer) => event.ports[0] && event.ports[0].postMessage(answer);
  if (order) event.waitUntil(order(event.data).then(tell, () => tell()));
});

self.addEventListener('fetch', (event) => {
  const request = event.request;
  const url = new URL(request.url);
  url.hash = '';
  if (request.method !== 'GET' || !url.href.startsWith(scope.href)) return;
  const answer = answerTo(request, url);
  if (answer) event.respondWith(answer.then((found) => found || fetch(request)));
});

function answerTo(request, url) {
  if (request.mode === 'navigate' && isPage(url)) return page();
  if (kept.has(url.href)) return from(SET, url.href);
  if (isRegion(url.href)) return fromRegions(url.href);
  // A page of the version before.
  if (isHashed(url.href)) return caches.match(url.href);
}

function isPage(url) {
  return url.pathname === scope.pathname || url.pathname === scope.pathname + 'index.html';
}

function isRegion(url) {
  return url.startsWith(absolute(REGION)) && !kept.has(url);
}

// A page that stays white cannot ask to go back: whoever opens it again and again gets
// the version before.
async function page() {
  const state = await stateOf(SET);
  const old = state !== 'booted' && (await before());
  if (old && (state === 'back' || state.length >= TRIES)) {
    await become('back');
    return from(old, scope.href);
  }
  if (old) await become(state + '.');
  return from(SET, scope.href);
}

async function fromRegions(url) {
  const old = await from(REGIONS, url);
  if (old) return old;
  const response = await get(url, 'default');
  await (await caches.open(REGIONS)).put(url, response.clone());
  return response;
}
