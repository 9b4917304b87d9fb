// The single file: what the page would fetch stands in it, and its scripts are functions.

const files = JSON.parse(document.getElementById('saba-files').textContent);
const folder = new URL('./', document.baseURI).href;
const nameOf = (url) => new URL(url, document.baseURI).href.slice(folder.length);

window.fetch = async (url) => {
  const file = files[nameOf(url)];
  if (file === undefined) throw new TypeError('not in this file: ' + url);
  if (file.bytes === undefined) return new Response(file);
  const bytes = Uint8Array.from(atob(file.bytes), (c) => c.charCodeAt(0));
  return new Response(bytes, { headers: { 'Content-Type': 'application/wasm' } });
};

const scripts = {
  'desk.js': () => {
    {{desk}}
    return { default: __wbg_init };
  },
  'locks.js': () => {
    {{locks}}
    return {};
  },
  'rescue.js': () => {
    {{rescue}}
    return { begin };
  },
  'old.js': () => {
    {{old}}
    return {};
  },
  // Nothing has to be fetched, and nothing comes anew.
  'later.js': () => {
    {{comforts}}
    document.documentElement.dataset.offline = 'ready';
    return {};
  },
};

const importScript = async (url) => scripts[nameOf(url)]();

{{boot}}
