// The service worker: what was once used works offline. app.js registers it as
// sw.js?v=VERSION, so every build has its own, with a cache of its own.
"use strict";

// Several sites may share an origin, and with it all caches: the scope tells
// ours apart.
const family = `petri ${self.registration.scope} `;
const version = new URL(location.href).searchParams.get("v");
const cacheOf = (v) => caches.open(family + v);

// What every lab needs; a page that was never visited is drawn by the program all the
// same, so the first one stands for it.
const programs = ["app.css", "guard.js", "store.js", "wasm_exec.js", "app.js", "poster.js", "bridge.js", "app.wasm", "worker.js", "worker.wasm", "uplot/uplot.js", "uplot/uplot.css"];
const shell = ["./", "manifest.webmanifest", ...programs.map((name) => `web/${name}?v=${version}`)].map((name) => new URL(name, self.registration.scope).href);

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(keepAll(shell));
});

// The build before this one stays: a page of it may still be open, and want its worker.
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  const names = (await caches.keys()).filter((name) => name.startsWith(family) && name !== family + version);
  await Promise.all(names.slice(0, -1).map((name) => caches.delete(name)));
  await self.clients.claim();
})()));

// app.js tells what was fetched before this worker could keep it.
self.addEventListener("message", (event) => event.waitUntil(keepAll(event.data.keep.filter((url) => url.startsWith(self.registration.scope)))));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(self.registration.scope)) return;
  event.respondWith(request.mode === "navigate" ? page(event) : file(event));
});

// page asks the network first, so that a new build is seen at once. A link holds
// its run in the query, but the page is the same for all.
async function page(event) {
  const { request } = event;
  try {
    return kept(event, version, await fetch(request));
  } catch (err) {
    const cache = await cacheOf(version);
    const response = (await cache.match(request, { ignoreSearch: true })) ?? (await cache.match(shell[0]));
    if (response) return response;
    throw err;
  }
}

// file asks the cache first: programs, scripts and styles carry the version in
// their query, and with it the cache that they belong to; data files are checked by
// the page's worker, which asks for a damaged one again.
async function file(event) {
  const { request } = event;
  const build = new URL(request.url).searchParams.get("v") ?? version;
  const held = request.cache === "reload" ? undefined : await cacheOf(build).then((cache) => cache.match(request)).catch(() => undefined);
  return held ?? kept(event, build, await fetch(request));
}

// kept passes a response on and keeps a copy, if there is room: the page does not wait
// for that. A file of another build is not what this site has any more, and what a
// host has redirected no browser takes for a page.
function kept(event, build, response) {
  if (response.status === 200 && !response.redirected && build === version) {
    event.waitUntil(keep(event.request, response.clone()).catch(() => {}));
  }
  return response;
}

// keep puts a copy into the cache, but of a page only if it names this build: that of a
// newer one belongs to its own worker.
async function keep(request, copy) {
  const url = new URL(request.url);
  if (request.mode === "navigate") {
    url.search = "";
    const named = (await copy.clone().text()).match(/data-version="([^"]*)"/);
    if (named && named[1] !== version) return;
  }
  await (await cacheOf(version)).put(url, copy);
}

// keepAll fetches what is not there yet; what does not come now may come when it is used.
async function keepAll(urls) {
  const cache = await cacheOf(version);
  await Promise.all(urls.map(async (url) => {
    if (await cache.match(url)) return;
    const response = await fetch(url).catch(() => undefined);
    if (response?.status === 200 && !response.redirected) await cache.put(url, response).catch(() => {});
  }));
}
