// Starts the page: checks the browser, loads the program, then makes it work offline.
// No syntax above Chromium 80 (no ??=, no private members, no top-level await).

const START_LIMIT = 20000;
const NO_SCREEN = new Error('the program started, but no element has data-screen');

const root = document.documentElement;
const assets = document.querySelector('meta[name="saba-assets"]').dataset;
const absolute = (path) => new URL(path, document.baseURI).href;
const hasWorkers = 'serviceWorker' in navigator;

// What tests and the page read: none (no service worker here), pending, ready.
root.dataset.offline = hasWorkers ? 'pending' : 'none';

const OLD =
  'Peramban ini terlalu lama untuk Saba. Perbarui peramban, atau buka dengan Chrome 80, Firefox 79, atau Safari 15 ke atas.';
const NO_NETWORK =
  'Saba belum berhasil diambil. Periksa sambungan internet, lalu coba lagi.';
const NO_START =
  'Saba gagal dibuka di peramban ini. Isian yang sudah tersimpan tidak hilang. Coba lagi.';

boot();

// Browsers say that a transaction is committed before the disk has it. A power cut in
// that moment would take back what the light calls saved.
function writeStrictly() {
  if (typeof IDBDatabase !== 'function') return;
  const begin = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (stores, mode) {
    return begin.call(this, stores, mode, { durability: 'strict' });
  };
}

function boot() {
  writeStrictly();
  const able =
    typeof WebAssembly === 'object' &&
    typeof globalThis === 'object' &&
    typeof BigInt === 'function' &&
    typeof Promise.allSettled === 'function';
  if (!able) {
    say(OLD);
    return;
  }
  start().then(keepOffline, (error) => {
    console.error(error);
    const broken = error instanceof WebAssembly.RuntimeError || error === NO_SCREEN;
    say(broken ? NO_START : NO_NETWORK, true);
  });
}

async function start() {
  // Two programs of one make: villages and kecamatan fill in with the small one; scores
  // and incoming files need the large one. Once it is there it does everything.
  const desk =
    /^#\/(kabupaten|ambil|instrumen|pulihkan|perangkat)|\/(bentrok|kunci|serahkan(\/lain)?|riwayat(\/[^/]*)?)$/.test(location.hash) ||
    alwaysDesk();
  root.dataset.program = desk ? 'desk' : 'field';
  // All three at once: on a slow line every step counts.
  const wasm = fetch(absolute(desk ? assets.deskWasm : assets.wasm));
  fetch(absolute(assets.instrument + (desk ? 'kks-2025.desk.json' : 'kks-2025.field.json'))).catch(() => {});
  wasm.catch(() => {});
  // Without it every window may write; what two windows write is joined all the same.
  const locks = navigator.locks || import(absolute(assets.locks)).catch(() => {});
  const program = await import(absolute(desk ? assets.deskJs : assets.js));
  await locks;
  await program.default({ module_or_path: wasm });
  await firstScreen();
  const splash = document.getElementById('splash');
  if (splash) splash.remove();
}

// A device that holds other instruments, a window that met a locked sheet: the small
// program knows its own instrument only, and has no keys.
function alwaysDesk() {
  try {
    return [localStorage, sessionStorage].some((storage) => storage.getItem('saba.desk') === '1');
  } catch (error) {
    return false;
  }
}

// The program draws by itself: the splash goes when the first screen is there.
function firstScreen() {
  return new Promise((resolve, reject) => {
    const there = () => document.querySelector('[data-screen]') !== null;
    if (there()) {
      resolve();
      return;
    }
    const late = setTimeout(() => {
      watch.disconnect();
      reject(NO_SCREEN);
    }, START_LIMIT);
    const watch = new MutationObserver(() => {
      if (!there()) return;
      watch.disconnect();
      clearTimeout(late);
      resolve();
    });
    watch.observe(document.body, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ['data-screen'],
    });
  });
}

function say(words, retry) {
  const place = document.getElementById('splash-words');
  const button = document.getElementById('splash-retry');
  if (!place || !button) return;
  place.textContent = words;
  button.hidden = !retry;
  button.onclick = () => location.reload();
}

async function keepOffline() {
  if (!hasWorkers) return;
  try {
    const registration = await navigator.serviceWorker.register('sw.js', {
      scope: './',
      updateViaCache: 'none',
    });
    watchForUpdate(registration);
    // An active worker has its whole set: installing fails unless every file is there.
    const worker = (await navigator.serviceWorker.ready).active;
    await activated(worker);
    await keepRegions(worker);
    root.dataset.offline = 'ready';
  } catch (error) {
    console.warn(error);
    root.dataset.offline = 'none';
  }
}

function activated(worker) {
  return new Promise((resolve) => {
    const check = () => worker.state === 'activated' && resolve();
    worker.addEventListener('statechange', check);
    check();
  });
}

// What this page fetched of the region list before the worker stood behind it.
function keepRegions(worker) {
  const folder = absolute(assets.region);
  const urls = performance
    .getEntriesByType('resource')
    .map((entry) => entry.name)
    .filter((url) => url.startsWith(folder));
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = resolve;
    worker.postMessage({ type: 'keep-regions', urls }, [channel.port2]);
  });
}

// html[data-update=ready]: a new version waits; it takes over by {type: 'update-now'}
// or when every window of the old one is closed.
function watchForUpdate(registration) {
  const check = () => {
    if (registration.waiting && registration.active) root.dataset.update = 'ready';
  };
  registration.addEventListener('updatefound', () => {
    registration.installing.addEventListener('statechange', check);
  });
  check();
}
