// What comes once the first screen is there: the page is kept for use without a network,
// new versions wait until a person wants them, and files that are opened with Saba come to
// where they are looked into. Plain elements beside the program,
// which need neither its memory nor its style sheet.

const root = document.documentElement;
const assets = document.querySelector('meta[name="saba-assets"]').dataset;
const workers = navigator.serviceWorker;
// Another version took over, here or in another window. The first worker of all takes
// over too, but there is nothing to load anew then.
let reloads = workers && workers.controller;

const INDONESIAN = {
  ready: 'Versi baru siap.',
  update: 'Perbarui sekarang',
  later: 'Nanti',
  saving: 'Menyimpan isian dahulu, lalu Saba dimuat ulang.',
  unsaved:
    'Isian belum tersimpan. Saba dimuat ulang begitu isian tersimpan; petunjuknya ada di tanda simpan.',
  trial: 'Akhiri coba-coba dahulu, lalu Saba dimuat ulang.',
  behind: 'Versi baru gagal dibuka, jadi Saba memakai versi sebelumnya. Isian tidak hilang.',
  again: 'Coba versi baru',
  office:
    'Alamat ini tidak memakai https. Isian tetap tersimpan di komputer ini, tetapi halaman perlu jaringan untuk dibuka dan lembar tidak bisa dikunci. Selengkapnya ada di Periksa perangkat ini.',
  understood: 'Mengerti',
  fetching: 'Mengambil Saba dalam bahasa Inggris.',
  notFetched:
    'Bahasa Inggris belum bisa diambil, jadi bahasanya tidak berubah. Sambungkan internet sebentar, lalu coba lagi.',
  notRemembered: 'Peramban ini tidak menyimpan pilihan, jadi bahasanya tidak berubah.',
};
const ENGLISH = {
  ready: 'A new version is ready.',
  update: 'Update now',
  later: 'Later',
  saving: 'Saving the answers first, then Saba loads anew.',
  unsaved: 'Some answers are not saved. Saba loads anew once they are; the save light says what to do.',
  trial: 'End the trial first, then Saba loads anew.',
  behind: 'The new version did not open, so Saba uses the one before. No answers are lost.',
  again: 'Try the new version',
  office:
    'This address does not use https. Answers are saved on this computer all the same, but the page needs a network to open and sheets cannot be locked. Check this device says more.',
  understood: 'Understood',
  notRemembered: 'This browser does not keep choices, so the language stays as it is.',
};
const words = root.lang === 'en' ? ENGLISH : INDONESIAN;
// Whoever leaves a window open for weeks hears of new versions too.
const LOOK_EVERY = 3600000;
// What boot.js reads.
const LANGUAGE = 'saba.language';

document.addEventListener('click', ({ target }) => {
  const press = target.closest('[data-language]');
  if (press) speak(press.dataset.language);
});
bringIcons();
if (workers) keepOffline();
else tellOffice();
if (workers && 'launchQueue' in window) launchQueue.setConsumer(takeOpened);
// What comes later has come.
root.dataset.later = '1';
import(new URL(assets.comforts, document.baseURI).href).catch((error) => console.warn(error));

// The browser draws the icon and reads the manifest on the page's own thread, which a slow
// phone has other work for until its first screen stands.
function bringIcons() {
  document.querySelector('link[rel=icon]').href = assets.icon;
  const manifest = document.createElement('link');
  manifest.rel = 'manifest';
  manifest.href = 'manifest.webmanifest';
  document.head.append(manifest);
}

// Plain http, as in the network of an office: told once on each computer.
function tellOffice() {
  const name = 'saba.office';
  if (isSecureContext || localStorage.getItem(name)) return;
  bar(words.office, '', null, words.understood);
  document.querySelector('#update button').addEventListener('click', () => localStorage.setItem(name, '1'));
}

async function keepOffline() {
  workers.addEventListener('controllerchange', () => {
    if (reloads) whenKept(() => location.reload());
    reloads = workers.controller;
  });
  try {
    const registration = await workers.register('sw.js', { scope: './', updateViaCache: 'none' });
    watchForUpdate(registration);
    // An active worker has its whole set: installing fails unless every file is there.
    const worker = (await workers.ready).active;
    await activated(worker);
    await ask(worker, { type: 'keep-regions', urls: regionsOfThisPage() });
    // What the page speaks is kept, here and in versions to come.
    worker.postMessage({ type: root.lang });
    if ((await ask(worker, { type: 'booted', version: assets.version })) === 'behind') {
      if (!root.dataset.update) tellBehind(worker);
    }
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

function ask(worker, message) {
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = ({ data }) => resolve(data);
    worker.postMessage(message, [channel.port2]);
  });
}

// What this page fetched of the region list before the worker stood behind it.
function regionsOfThisPage() {
  const folder = new URL(assets.region, document.baseURI).href;
  const all = performance.getEntriesByType('resource').map((entry) => entry.name);
  return all.filter((url) => url.startsWith(folder));
}

// html[data-update=ready]: a new version waits; it takes over when a person says so, or
// when every window of the old one is closed.
function watchForUpdate(registration) {
  const check = () => {
    if (!registration.waiting || !registration.active || root.dataset.update === 'ready') return;
    root.dataset.update = 'ready';
    bar(words.ready, words.update, () => update(registration));
  };
  registration.addEventListener('updatefound', () => {
    registration.installing.addEventListener('statechange', check);
  });
  check();
  let looked = Date.now();
  document.addEventListener('visibilitychange', () => {
    if (document.hidden || Date.now() - looked < LOOK_EVERY) return;
    looked = Date.now();
    registration.update().catch(() => {});
  });
}

// The worker takes over, which all windows hear; each loads itself anew when what was
// typed in it is saved.
function update(registration) {
  whenKept(() => {
    const worker = registration.waiting;
    reloads = true;
    if (worker) worker.postMessage({ type: 'update-now' });
    else location.reload();
  }, tellWhy());
}

// What the page says while it waits to be loaded anew.
function tellWhy() {
  const why = { saved: words.saving, saving: words.saving, trial: words.trial };
  let told = '';
  return (state) => {
    if (told !== state) bar(why[state] || words.unsaved);
    told = state;
  };
}

// The language is chosen with a button that names it. The program in English is fetched,
// and kept where there is a worker, before anything changes.
async function speak(language) {
  if (language === 'en') bar(words.fetching);
  try {
    if (!(await prepared(language))) throw new Error('not kept');
  } catch (error) {
    console.warn(error);
    bar(words.notFetched, '', null, words.understood);
    return;
  }
  try {
    if (language === 'en') localStorage.setItem(LANGUAGE, language);
    else localStorage.removeItem(LANGUAGE);
  } catch (error) {
    bar(words.notRemembered, '', null, words.understood);
    return;
  }
  whenKept(() => location.reload(), tellWhy());
}

async function prepared(language) {
  if (language !== 'en') return true;
  // A worker that did not serve this page may be older, and know nothing of languages.
  const worker = workers && workers.controller;
  if (worker) return ask(worker, { type: language });
  const files = [assets.englishJs, assets.englishWasm].map((name) => fetch(name));
  return (await Promise.all(files)).every((response) => response.ok);
}

function tellBehind(worker) {
  root.dataset.update = 'failed';
  bar(words.behind, words.again, async () => {
    await ask(worker, { type: 'again' });
    whenKept(() => location.reload());
  });
}

// What a newer program stored is read here and never written: nothing waits to be saved.
// Files that are being taken in are waited for.
function isKept() {
  const state = keeper().dataset.kept;
  const busy = document.querySelector('[data-progress-of]');
  return !busy && (state === 'saved' || state === 'newer');
}

function keeper() {
  return document.querySelector('[data-kept]');
}

// Leaves the field that somebody may be typing in, which hands in what was typed, and does
// `then` once all is saved. From that moment nothing more can be typed.
function whenKept(then, tell) {
  const look = () => {
    if (!isKept()) {
      if (tell) tell(keeper().dataset.kept);
      return;
    }
    watch.disconnect();
    holdStill(true);
    // The program hears of the field that was left, and says so, before the next turn.
    setTimeout(() => {
      if (isKept()) {
        then();
        return;
      }
      holdStill(false);
      whenKept(then, tell);
    });
  };
  const watch = new MutationObserver(look);
  watch.observe(keeper(), {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['data-kept'],
  });
  look();
}

function holdStill(still) {
  if (still && document.activeElement) document.activeElement.blur();
  ['keydown', 'beforeinput', 'click'].forEach((kind) => {
    if (still) addEventListener(kind, stop, true);
    else removeEventListener(kind, stop, true);
  });
}

function stop(event) {
  event.preventDefault();
  event.stopPropagation();
}

// Files that somebody opened with Saba from a file manager wait with what is shared to it
// (shared.js). Browsers tell of them once more when the page is loaded anew.
async function takeOpened({ files }) {
  if (!files || !files.length) return;
  let why = 'gagal';
  try {
    const opened = await Promise.all(files.map((handle) => handle.getFile()));
    if (isToldAgain(opened)) return;
    why = await ask((await workers.ready).active, { type: 'keep-shared', files: opened });
  } catch (error) {
    console.warn(error);
  }
  location.hash = why ? '#/ambil/' + why : '#/ambil';
  // The small program knows no reasons: the address picks the large one.
  if (why && root.dataset.program === 'field') whenKept(() => location.reload());
  // It may be the screen that is there already.
  dispatchEvent(new Event('saba-shared'));
}

function isToldAgain(files) {
  const name = 'saba.opened';
  const told = JSON.stringify(files.map((file) => [file.name, file.size, file.lastModified]));
  const [how] = performance.getEntriesByType('navigation');
  const again = how && how.type === 'reload' && sessionStorage.getItem(name) === told;
  sessionStorage.setItem(name, told);
  return again;
}

// At the lower edge, where it moves nothing that somebody is about to tap.
function bar(said, label, press, away) {
  let place = document.getElementById('update');
  if (!place) {
    place = document.createElement('div');
    place.id = 'update';
    place.className = 'notice';
    place.setAttribute('role', 'status');
    Object.assign(place.style, {
      position: 'fixed', zIndex: 9, left: 0, right: 0, bottom: 0, margin: 0,
      boxShadow: '0 0 .5rem rgba(0,0,0,.4)',
    });
    document.body.append(place);
  }
  const text = document.createElement('p');
  text.textContent = said;
  text.style.margin = '0 0 .5rem';
  place.textContent = '';
  place.append(text);
  const row = document.createElement('div');
  row.style.display = 'flex';
  if (label) row.append(button(label, 'button main', press));
  if (label || away) row.append(button(away || words.later, 'button quiet', close));
  place.append(row);
  room(place.offsetHeight);
}

function button(label, kind, press) {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = kind;
  made.textContent = label;
  made.onclick = press;
  return made;
}

function close() {
  document.getElementById('update').remove();
  room(0);
}

// The end of the page, and a field that the keyboard went to, are not behind the bar.
function room(height) {
  document.body.style.paddingBottom = height + 'px';
  root.style.scrollPaddingBottom = height + 'px';
}
