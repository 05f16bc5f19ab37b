// On every page: lists of the door do not outlive the sign-in, nor their evening. What was not sent yet stays, to be sent.
const MARK = "vezi-door";

const isIn = document.querySelector('meta[name="vezi-sign-in"]');
const isKept = () => {
  try {
    return localStorage.getItem(MARK);
  } catch {
    return null;
  }
};

async function clear(isOver) {
  const base = await new Promise((done, failed) => {
    const opening = indexedDB.open(MARK);
    opening.onupgradeneeded = () => opening.transaction.abort(); // there is none
    opening.onsuccess = () => done(opening.result);
    opening.onerror = failed;
  }).catch(() => null);
  let left = false;
  if (base) {
    const deed = base.transaction(["lists", "facts"], "readwrite");
    const all = (store) => new Promise((done) => (deed.objectStore(store).getAll().onsuccess = ({ target }) => done(target.result)));
    const lists = await all("lists");
    const over = new Set(lists.filter(isOver).map((list) => list.event));
    const stay = new Set(lists.map((list) => list.event).filter((event) => !over.has(event)));
    for (const event of over) deed.objectStore("lists").delete(event);
    for (const fact of await all("facts"))
      if (stay.has(fact.event) || !fact.number) left = true;
      else deed.objectStore("facts").delete([fact.event, fact.key]);
    left ||= stay.size > 0;
    await new Promise((done) => (deed.oncomplete = done));
    base.close();
    if (stay.size) return;
  }
  for (const name of await caches.keys()) if (name.startsWith(`${MARK}:`)) await caches.delete(name);
  for (const worker of (await navigator.serviceWorker?.getRegistrations()) ?? [])
    if (worker.scope.endsWith("/door/")) await worker.unregister();
  if (!left) localStorage.removeItem(MARK);
}

if (isKept() && !document.querySelector("[data-door]")) clear(isIn ? (list) => list.until < Date.now() : () => true);
