// Starts the page: checks the browser, loads the program, watches over its first screen.
// What is not needed for that comes afterwards (later.js) or when it fails (rescue.js).
// No syntax above Chromium 80 (no ??=, no private members, no top-level await).

const START_LIMIT = 20000;
const NO_SCREEN = new Error('no screen');

const root = document.documentElement;
const assets = document.querySelector('meta[name="saba-assets"]').dataset;
const absolute = (path) => new URL(path, document.baseURI).href;

// What tests and the page read: none (no service worker here), pending, ready.
root.dataset.offline = 'serviceWorker' in navigator ? 'pending' : 'none';

const NO_NETWORK =
  'Saba belum berhasil diambil. Periksa sambungan internet, lalu coba lagi.';
const NO_START =
  'Saba gagal dibuka di peramban ini. Isian yang sudah tersimpan tidak hilang. Coba lagi.';

look();
// Other windows note all the time where somebody is.
addEventListener('storage', ({ key }) => /place/.test(key) || look());
boot();

// What a person chose under #/pengaturan, here or in another window: the size of texts, and a
// theme in place of the system's. The second rule of the style sheet holds the dark one.
function look() {
  try {
    root.style.fontSize = localStorage.getItem('saba.size');
    document.styleSheets[0].cssRules[1].media.mediaText =
      { dark: 'screen', light: 'not all' }[localStorage.getItem('saba.theme')] ||
      '(prefers-color-scheme: dark)';
  } catch (error) {
    // Local storage is blocked: as the system has it.
  }
}

// The browser takes its time to make a database, or to find it. It is made as the program
// makes it (`STORES` in src/store/mod.rs): whoever comes first does.
function openStore() {
  try {
    const asked = indexedDB.open('saba');
    asked.onupgradeneeded = () => {
      ['sheets', 'answers', 'journal', 'kv'].forEach((name) => asked.result.createObjectStore(name));
    };
    asked.onsuccess = () => asked.result.close();
  } catch (error) {
    // The program finds out, and says so.
  }
}

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
    import(absolute(assets.old));
    return;
  }
  // A program that stopped in the middle answers nobody any more, today or later.
  addEventListener('error', ({ error }) => isStop(error) && fail(error));
  addEventListener('unhandledrejection', ({ reason }) => isStop(reason) && fail(reason));
  start().then(() => {
    import(absolute(assets.later)).catch(() => (root.dataset.offline = 'none'));
  }, fail);
}

const isStop = (error) => error instanceof WebAssembly.RuntimeError;

function fail(error) {
  if (root.dataset.failed) return;
  root.dataset.failed = '1';
  console.error(error);
  const words = isStop(error) || error === NO_SCREEN ? NO_START : NO_NETWORK;
  const place = document.getElementById('splash-words');
  const button = document.getElementById('splash-retry');
  if (place && button) {
    place.textContent = words;
    button.hidden = false;
    button.onclick = () => location.reload();
  }
  import(absolute(assets.rescue)).then((rescue) => rescue.begin(), () => {});
}

async function start() {
  // Two programs of one make: villages and kecamatan fill in with the small one; scores
  // and incoming files need the large one. Once it is there it does everything.
  // A third, the large one in English, is asked for only where somebody chose it.
  const program =
    stored('saba.language') === 'en' && assets.englishJs ? 'english' :
    /^#\/(kabupaten|ambil|instrumen|pulihkan|perangkat|kamus|pengaturan)|\/(cari|kurang|bentrok|kunci|desa|undangan|verifikasi|perbaikan|rapat|cetak|(serahkan|riwayat|ketik)(\/[^/]*)?)$/.test(location.hash) ||
    stored('saba.desk') ? 'desk' : 'field';
  root.dataset.program = program;
  // All three at once: on a slow line every step counts.
  const wasm = fetch(absolute(assets[program + 'Wasm']));
  fetch(absolute(assets.instrument + 'kks-2025.' + (program === 'field' ? program : 'desk') + '.json')).catch(() => {});
  wasm.catch(() => {});
  // The villages of the address's regency: on a first visit a sheet has its name from there.
  const regency = /^#\/\w+\/(\d\d\.\d\d)/.exec(location.hash);
  if (regency && !(navigator.serviceWorker || {}).controller) {
    fetch(absolute(assets.region + regency[1] + '.json')).catch(() => {});
  }
  openStore();
  // Without it every window may write; what two windows write is joined all the same.
  const locks = navigator.locks || import(absolute(assets.locks)).catch(() => {});
  const glue = await import(absolute(assets[program + 'Js']));
  await locks;
  await glue.default({ module_or_path: wasm });
  await firstScreen();
}

// `saba.desk`: a device that holds other instruments, a window that met a locked sheet. The
// small program knows its own instrument only, and has no keys.
function stored(name) {
  try {
    return localStorage.getItem(name) || sessionStorage.getItem(name);
  } catch (error) {}
}

// The program draws by itself: the splash goes when it says that it is loading, or more.
function firstScreen() {
  return new Promise((resolve, reject) => {
    const late = setTimeout(reject, START_LIMIT, NO_SCREEN);
    const look = () => {
      const screen = document.querySelector('[data-screen]');
      if (!screen) return;
      clearTimeout(late);
      const splash = document.getElementById('splash');
      if (splash) splash.remove();
      if (screen.dataset.screen === 'loading') return;
      watch.disconnect();
      if (screen.dataset.screen === 'failed') reject(NO_SCREEN);
      else resolve();
    };
    const watch = new MutationObserver(look);
    watch.observe(document.body, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ['data-screen'],
    });
    look();
  });
}
