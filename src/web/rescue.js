// When the program does not start, or stops: back to the version before, if there is one;
// else what is stored on this device as a file, read without the program.

const assets = document.querySelector('meta[name="saba-assets"]').dataset;

const INDONESIAN = {
  here: 'Semua isian yang tersimpan di perangkat ini bisa disimpan sebagai berkas.',
  export: 'Simpan semua isian sebagai berkas',
  stopped:
    'Saba berhenti bekerja di halaman ini. Isian yang sudah tersimpan tidak hilang. Muat ulang halaman ini.',
  retry: 'Muat ulang',
  saved: 'Berkas disimpan. Lembar di dalamnya: ',
  savedEnd:
    '. Simpan berkas itu di tempat aman; Saba di perangkat lain membacanya lewat "Ambil berkas".',
  locked: ' Lembar terkunci yang ikut apa adanya: ',
  nothing: 'Belum ada isian yang tersimpan di peramban ini.',
  unreadable: 'Isian tidak bisa dibaca. Muat ulang halaman ini, lalu coba lagi.',
};
const ENGLISH = {
  here: 'All answers stored on this device can be saved as a file.',
  export: 'Save all answers as a file',
  stopped: 'Saba stopped working on this page. Answers that were saved are not lost. Reload this page.',
  retry: 'Reload',
  saved: 'The file was saved. Sheets in it: ',
  savedEnd:
    '. Keep that file in a safe place; Saba on another device reads it with "Take in files".',
  locked: ' Locked sheets that are in it as they are: ',
  nothing: 'No answers are stored in this browser yet.',
  unreadable: 'The answers cannot be read. Reload this page, then try again.',
};
const words = document.documentElement.lang === 'en' ? ENGLISH : INDONESIAN;

/** Goes back to the version before, or says what is wrong and offers the way out. */
export async function begin() {
  if (withoutEnglish() || (await goBack())) {
    location.reload();
    return;
  }
  const place = document.getElementById('splash') || section();
  const told = paragraph(words.here);
  told.style.marginTop = '1rem';
  told.setAttribute('role', 'status');
  const ask = document.createElement('button');
  ask.type = 'button';
  ask.id = 'rescue';
  ask.className = 'button main';
  ask.textContent = words.export;
  ask.onclick = async () => {
    ask.disabled = true;
    told.textContent = await save().catch((error) => {
      console.error(error);
      return words.unreadable;
    });
    ask.disabled = false;
  };
  place.append(told, ask);
}

// The program drew something before it stopped: the words stand above it. What was typed
// can be read there, and nothing more is typed into a page that does not listen.
function section() {
  document.querySelectorAll('input, textarea, select, button').forEach((control) => {
    control.disabled = true;
  });
  const place = document.createElement('div');
  place.className = 'page';
  const first = paragraph(words.stopped);
  first.setAttribute('role', 'alert');
  const again = document.createElement('button');
  again.type = 'button';
  again.className = 'button';
  again.textContent = words.retry;
  again.onclick = () => location.reload();
  place.append(first, again);
  document.body.prepend(place);
  scrollTo(0, 0);
  return place;
}

function paragraph(text) {
  const made = document.createElement('p');
  made.textContent = text;
  return made;
}

// Nobody is kept from their answers by a choice of language: where the program in English
// cannot be had, or shows nothing, the page speaks Indonesian again.
function withoutEnglish() {
  if (document.documentElement.dataset.program !== 'english') return false;
  if (document.querySelector('[data-screen]')) return false;
  try {
    localStorage.removeItem('saba.language');
    return true;
  } catch (error) {
    return false;
  }
}

async function goBack() {
  const workers = navigator.serviceWorker;
  const worker = workers && workers.controller;
  if (!worker) return false;
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = ({ data }) => resolve(data);
    worker.postMessage({ type: 'back', version: assets.version }, [channel.port2]);
    // A worker that does not answer must not keep the way out from anybody.
    setTimeout(resolve, 5000, false);
  });
}

// ---- the file

// Opening takes files of 16 MiB at most.
const MOST = 12e6;

async function save() {
  const stored = await everything('saba');
  const { sheets, locked } = documents(stored);
  const rest = JSON.stringify({ saba: stored, 'saba-copies': await everything('saba-copies') });
  if (!sheets.length && !locked && rest.length < 100) return words.nothing;
  const files = [[]];
  let size = 0;
  for (const sheet of sheets) {
    size += sheet.length;
    if (size > MOST) {
      files.push([]);
      size = sheet.length;
    }
    files[files.length - 1].push(sheet);
  }
  // The records as they are, for what no document carries: histories, locked sheets,
  // what cannot be read.
  const begun = '{"saba_rescue":1,"sheets":[\n';
  const texts = files.map((list) => begun + list.join(',\n') + '\n],"records":null}\n');
  const last = texts.length - 1;
  const whole = texts[last].replace(/null}\n$/, () => rest + '}\n');
  if (whole.length < MOST) texts[last] = whole;
  else texts.push(begun + '],"records":' + rest + '}\n');
  texts.forEach(download);
  return words.saved + sheets.length + words.savedEnd + (locked ? words.locked + locked + '.' : '');
}

function download(text, number) {
  const link = document.createElement('a');
  const day = new Date().toISOString().slice(0, 10);
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = 'saba-semua-isian-' + day + (number ? '-' + (number + 1) : '') + '.json';
  document.body.append(link);
  link.click();
  link.remove();
}

// All records of a database, by object store: lists of key and text.
function everything(name) {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(name);
    // There is none, and none is to be made: another structure is expected of it.
    opening.onupgradeneeded = () => opening.transaction.abort();
    opening.onerror = (event) => {
      event.preventDefault();
      if (opening.error.name === 'AbortError') resolve({});
      else reject(opening.error);
    };
    opening.onsuccess = () => {
      const all = {};
      const names = Array.from(opening.result.objectStoreNames);
      if (!names.length) {
        resolve(all);
        return;
      }
      const transaction = opening.result.transaction(names, 'readonly');
      names.forEach((store) => {
        const keys = transaction.objectStore(store).getAllKeys();
        const values = transaction.objectStore(store).getAll();
        values.onsuccess = () => {
          all[store] = keys.result.map((key, i) => [key, values.result[i]]);
        };
      });
      transaction.oncomplete = () => {
        opening.result.close();
        resolve(all);
      };
      transaction.onabort = () => reject(transaction.error);
    };
  });
}

// Sheets as files have them (docs/format.md), put together from their records.
function documents(stored) {
  const sheets = [];
  let locked = 0;
  for (const [id, text] of stored.sheets || []) {
    const own = (stored.answers || []).filter(([key]) => key.startsWith(id + '/'));
    if (own.some(([, record]) => record.startsWith('~'))) {
      locked += 1;
      continue;
    }
    const head = parsed(text);
    if (!head || !head.sheet) continue;
    // A sheet that came in with many others lies whole in the place of a lock.
    const whole = (stored.kv || []).find(([key]) => key === 'lock/' + id);
    const pack = (whole && /^[0-9]/.test(whole[1]) && parsed(whole[1].replace(/^[0-9]+ /, ''))) || {};
    const answers = Object.assign(Object.create(null), pack.answers);
    const rivals = Object.assign(Object.create(null), pack.rivals);
    for (const [key, record] of own) {
      const list = parsed(record);
      if (!Array.isArray(list) || !list.length) continue;
      const item = key.slice(id.length + 1);
      answers[item] = list[0];
      if (list.length > 1) rivals[item] = list.slice(1);
    }
    sheets.push(written(Object.assign(head, { answers, rivals })));
  }
  return { sheets, locked };
}

// `format` comes first, so that the document is found in what stands around it.
function written(members) {
  delete members.checksum;
  if (!Object.keys(members.rivals).length) delete members.rivals;
  const sum = 'sha256:' + sha256(new TextEncoder().encode(canonical(members)));
  const names = Object.keys(members).filter((name) => name !== 'format');
  const parts = ['format'].concat(names).map((name) => member(members, name));
  return '{' + parts.join(',') + ',"checksum":"' + sum + '"}';
}

// ---- the canonical form

const NUMBER = '\u0000number';
const TOKEN = /"(?:[^"\\]|\\.)*"|-?[0-9][0-9.eE+-]*/g;

// JSON whose numbers keep the digits they are written with.
function parsed(text) {
  const spelt = (token) => (token[0] === '"' ? token : '{"\\u0000number":"' + token + '"}');
  try {
    return JSON.parse(text.replace(TOKEN, spelt));
  } catch (error) {
    return undefined;
  }
}

function canonical(value) {
  if (Array.isArray(value)) return '[' + value.map(canonical).join(',') + ']';
  if (typeof value === 'string') return quoted(value);
  if (value === null || typeof value !== 'object') return String(value);
  if (NUMBER in value) return shortest(value[NUMBER]);
  const names = Object.keys(value).sort(byBytes);
  return '{' + names.map((name) => member(value, name)).join(',') + '}';
}

function member(object, name) {
  return quoted(name) + ':' + canonical(object[name]);
}

function quoted(text) {
  const short = { '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
  const escape = (c) => short[c] || '\\u00' + (256 + c.charCodeAt(0)).toString(16).slice(1);
  return '"' + text.replace(/["\\\u0000-\u001f\u007f]/g, escape) + '"';
}

// In the order of their UTF-8 forms, which is that of their characters.
function byBytes(a, b) {
  const [x, y] = [Array.from(a), Array.from(b)];
  const at = x.findIndex((c, i) => c !== y[i]);
  if (at < 0) return x.length - y.length;
  return y[at] === undefined ? 1 : x[at].codePointAt(0) - y[at].codePointAt(0);
}

function shortest(text) {
  const [, sign, digits, exponent] = /^(-?)([0-9.]*)(?:[eE](.*))?$/.exec(text);
  const move = Number(exponent || 0);
  if (Math.abs(move) > 40) return text;
  const point = digits.indexOf('.') < 0 ? digits.length : digits.indexOf('.');
  const all = '0'.repeat(41) + digits.replace('.', '') + '0'.repeat(41);
  const cut = 41 + point + move;
  const whole = all.slice(0, cut).replace(/^0+/, '');
  const part = all.slice(cut).replace(/0+$/, '');
  if (whole.length + part.length > 18 || part.length > 17) return text;
  if (!whole && !part) return '0';
  return sign + (whole || '0') + (part && '.' + part);
}

// ---- SHA-256 (FIPS 180-4): plain http has no cryptography of its own

function sha256(bytes) {
  const primes = [];
  for (let n = 2; primes.length < 64; n += 1) {
    if (primes.every((prime) => n % prime)) primes.push(n);
  }
  const fraction = (root) => Math.floor((root - Math.floor(root)) * 4294967296);
  const constants = primes.map((prime) => fraction(Math.cbrt(prime)));
  const hash = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
  const length = bytes.length;
  const padded = new Uint8Array(((length + 72) >> 6) << 6);
  padded.set(bytes);
  padded[length] = 128;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(length / 536870912));
  view.setUint32(padded.length - 4, length << 3);
  const turn = (x, n) => (x >>> n) | (x << (32 - n));
  const w = new Int32Array(64);
  for (let block = 0; block < padded.length; block += 64) {
    for (let i = 0; i < 64; i += 1) {
      if (i < 16) {
        w[i] = view.getInt32(block + 4 * i);
        continue;
      }
      const [x, y] = [w[i - 15], w[i - 2]];
      const s0 = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
      const s1 = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
      w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
    let [a, b, c, d, e, f, g, h] = hash;
    for (let i = 0; i < 64; i += 1) {
      const s1 = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + constants[i] + w[i]) | 0;
      const s0 = turn(a, 2) ^ turn(a, 13) ^ turn(a, 22);
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [a, b, c, d, e, f, g, h] = [(t1 + t2) | 0, a, b, c, (d + t1) | 0, e, f, g];
    }
    [a, b, c, d, e, f, g, h].forEach((word, i) => {
      hash[i] = (hash[i] + word) | 0;
    });
  }
  return hash.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}
