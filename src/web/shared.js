// What other apps hand to Saba: shared with it, or opened with it. It waits in a room of its
// own, which belongs to no version, until a person has decided about it at #/ambil. A part
// of the service worker (sw.js), by which it is imported.
{
  const ROOM = 'shared.saba' + OURS;
  // What the page looks into at once, and more things than a regency has villages.
  const MOST_BYTES = 64 * 1024 * 1024;
  const MOST_THINGS = 2000;

  // Where the page says why nothing came.
  const TOO_MUCH = 'besar';
  const NOTHING = 'gagal';

  const size = (response) => Number(response.headers.get('saba-size'));

  // Keeps files for the page; all or none. Gives '' or the reason.
  async function keep(files) {
    if (!files.length) return NOTHING;
    const room = await caches.open(ROOM);
    const waiting = await room.matchAll();
    const bytes = waiting.map(size).concat(files.map((file) => file.size));
    if (bytes.length > MOST_THINGS || bytes.reduce((a, b) => a + b) > MOST_BYTES) return TOO_MUCH;
    const name = absolute('shared/' + Date.now() + '-' + Math.random() + '/');
    try {
      for (const [i, file] of files.entries()) {
        const headers = {
          'content-type': file.type || 'application/octet-stream',
          'saba-name': encodeURIComponent(file.name),
          'saba-size': file.size,
        };
        await room.put(name + i, new Response(file, { headers }));
      }
      return '';
    } catch (error) {
      // Half of what somebody shared would be taken for all of it.
      await Promise.all(files.map((_, i) => room.delete(name + i)));
      throw error;
    }
  }

  // A form as the manifest names its parts. Words that come with files are their caption.
  function filesOf(form) {
    const files = form.getAll('files').filter((file) => file.size || file.name);
    const words = form.get('text');
    return files.length || !words ? files : [new File([words], '')];
  }

  const reason = (kept) => kept.catch((error) => (console.warn(error), NOTHING));

  self.addEventListener('fetch', (event) => {
    const { method, url } = event.request;
    if (method !== 'POST' || url.split(/[?#]/)[0] !== absolute('ambil')) return;
    const why = reason(event.request.formData().then(filesOf).then(keep));
    const answer = (word) => Response.redirect(absolute(word ? '#/ambil/' + word : '#/ambil'), 303);
    event.respondWith(why.then(answer));
  });

  // From a page that was given files to open (later.js).
  self.addEventListener('message', (event) => {
    if (event.data.type !== 'keep-shared') return;
    const tell = (why) => event.ports[0].postMessage(why);
    event.waitUntil(reason(keep(event.data.files)).then(tell));
  });
}
