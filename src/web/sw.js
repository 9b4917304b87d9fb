// Keeps the page for use without a network. One set of files belongs together and is
// replaced as a whole; the lists come from `cargo xtask build`.

const FILES = {{files}};
const REGION = '{{region}}';

const scope = new URL('./', self.location.href);
// Cache names are shared by the whole origin: another Saba under another path is not ours.
const OURS = '@' + scope.pathname;
const SET = 'saba-{{set}}' + OURS;
const REGIONS = 'saba-' + REGION.slice(0, -1) + OURS;

const absolute = (path) => new URL(path, scope).href;
const kept = new Set(FILES.map(absolute));
const isHashed = (path) => /-[0-9a-f]{10}[./]/.test(path);

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));

// No skipWaiting here: a new version must not take a page from under a working person.
async function install() {
  const set = await caches.open(SET);
  await Promise.all(FILES.map((path) => add(set, path)));
  await carryRegions();
}

async function add(set, path) {
  const url = absolute(path);
  if (isHashed(path)) {
    // The same name is the same content, so an older set or the browser's own cache will do.
    const old = await caches.match(url);
    await set.put(url, old || (await get(url, 'default')));
  } else {
    await set.put(url, await get(url, 'reload'));
  }
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
  for (const name of await caches.keys()) {
    if (!name.startsWith('saba-region-') || !name.endsWith(OURS) || name === REGIONS) continue;
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

async function activate() {
  for (const name of await caches.keys()) {
    const old = name !== SET && name !== REGIONS;
    if (old && name.startsWith('saba-') && name.endsWith(OURS)) await caches.delete(name);
  }
  await self.clients.claim();
}

self.addEventListener('message', (event) => {
  const message = event.data || {};
  if (message.type === 'update-now') {
    event.waitUntil(self.skipWaiting());
  } else if (message.type === 'keep-regions') {
    const all = Promise.all(message.urls.filter(isRegion).map(fromRegions));
    const tell = () => event.ports[0].postMessage('kept');
    event.waitUntil(all.then(tell, tell));
  }
});

self.addEventListener('fetch', (event) => {
  const request = event.request;
  const url = new URL(request.url);
  url.hash = '';
  if (request.method !== 'GET' || url.origin !== scope.origin) return;
  if (request.mode === 'navigate' && isPage(url)) {
    event.respondWith(fromSet(scope.href, request));
  } else if (kept.has(url.href)) {
    event.respondWith(fromSet(url.href, request));
  } else if (isRegion(url.href)) {
    event.respondWith(fromRegions(url.href));
  }
});

function isPage(url) {
  return url.pathname === scope.pathname || url.pathname === scope.pathname + 'index.html';
}

function isRegion(url) {
  return url.startsWith(absolute(REGION)) && !kept.has(url);
}

async function fromSet(url, request) {
  const set = await caches.open(SET);
  return (await set.match(url)) || fetch(request);
}

async function fromRegions(url) {
  const regions = await caches.open(REGIONS);
  const old = await regions.match(url);
  if (old) return old;
  const response = await get(url, 'default');
  await regions.put(url, response.clone());
  return response;
}
