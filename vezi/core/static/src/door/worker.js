// The page of the door without a network: its shell, its scripts, styles, fonts and faces. No list and no name is kept here
// (`keeping.js` keeps those), and no answer of the house but the page itself.
const STORE = `vezi-door:${new URL(registration.scope).pathname}`;
const PATIENCE = 3_000;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("message", ({ data, source }) => {
  if (data.keep) keep(data.keep).then(() => source.postMessage({ kept: data.keep.length }));
});

async function keep(addresses) {
  const store = await caches.open(STORE);
  await Promise.all(
    addresses.map(async (address) => {
      const isPage = address === new URL(registration.scope).pathname;
      if (!isPage && (await store.match(address))) return;
      const answer = await fetch(address, { cache: isPage ? "no-store" : "default" }).catch(() => null);
      if (answer?.ok && !answer.redirected) await store.put(address, answer);
    }),
  );
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (request.destination) event.respondWith(part(request)); // scripts, styles, fonts, pictures; never what is asked by script
});

async function page(request) {
  const store = await caches.open(STORE);
  const kept = await store.match(new URL(registration.scope).pathname);
  if (!kept) return fetch(request);
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    return answer.status >= 502 ? kept : answer;
  } catch {
    return kept;
  }
}

async function part(request) {
  const kept = await (await caches.open(STORE)).match(request, { ignoreVary: true });
  return kept ?? fetch(request);
}
