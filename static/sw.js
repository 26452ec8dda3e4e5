// The service worker: what was once fetched works offline. app.js registers it
// as sw.js?v=VERSION, so every build has its own, with a cache of its own.
"use strict";

// Several sites may share an origin, and with it all caches: the scope tells
// ours apart.
const family = `petri ${self.registration.scope} `;
const cacheName = family + new URL(location.href).searchParams.get("v");

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => event.waitUntil((async () => {
  const names = await caches.keys();
  await Promise.all(names.filter((n) => n.startsWith(family) && n !== cacheName).map((n) => caches.delete(n)));
  await self.clients.claim();
})()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(self.registration.scope)) return;
  event.respondWith(request.mode === "navigate" ? page(request) : file(request));
});

// page asks the network first, so that a new build is seen at once. A link holds
// its run in the query, but the page is the same for all.
async function page(request) {
  const cache = await caches.open(cacheName);
  try {
    return await kept(cache, request, await fetch(request));
  } catch (err) {
    const response = await cache.match(request, { ignoreSearch: true });
    if (response) return response;
    throw err;
  }
}

// file asks the cache first: programs, scripts and styles carry the version in
// their query, and data files are checked by the worker, which asks for a damaged
// one again.
async function file(request) {
  const cache = await caches.open(cacheName);
  const held = request.cache === "reload" ? undefined : await cache.match(request);
  return held ?? kept(cache, request, await fetch(request));
}

async function kept(cache, request, response) {
  if (response.ok) {
    const url = new URL(request.url);
    if (request.mode === "navigate") url.search = "";
    await cache.put(url, response.clone());
  }
  return response;
}
