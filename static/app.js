// Loads the page's program, app.wasm, and starts a worker beside it at once. It
// stands in for the app.js that go-app generates; of that, the program needs
// goappGetenv alone.
"use strict";

const { base, version, size } = document.currentScript.dataset;
const loader = document.getElementById("app-wasm-loader");
const poster = document.getElementById("poster");
const asset = (name) => new URL(`${base}web/${name}?v=${version}`, location.href).href;

// A static host shows about/index.html under /about/ or by its full name; the
// program knows it as /about.
const path = location.pathname.replace(/\/(index\.html)?$/, "");
history.replaceState(history.state, "", (path + "/" === base ? base : path) + location.search + location.hash);

globalThis.goappGetenv = (name) => ({
  GOAPP_ROOT_PREFIX: base === "/" ? "/" : base.slice(0, -1),
  GOAPP_STATIC_RESOURCES_URL: base + "web",
  GOAPP_VERSION: version,
})[name];

// --- workers ---------------------------------------------------------------

function newWorker() {
  const url = asset("worker.js");
  if (self.origin !== "null") return new Worker(url);
  // A frame without an origin may not start a worker by its address, but may
  // from a blob, which then fetches the rest by address.
  const source = `self.petriURL = ${JSON.stringify(url)}; importScripts(self.petriURL);`;
  return new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
}

// The first worker loads while the page's program does. What it says meanwhile
// (that it is ready, that it failed) is held until somebody listens.
let spare = null;
let held = [];
const hold = (event) => {
  event.stopImmediatePropagation();
  held.push(event);
};
function prepareWorker() {
  spare = newWorker();
  spare.addEventListener("message", hold);
  spare.addEventListener("error", hold);
}

// petriSpawn returns a Worker that is loading or loaded. Set its onmessage and
// onerror before giving way to the event loop.
globalThis.petriSpawn = () => {
  if (!spare) return newWorker();
  const worker = spare;
  spare = null;
  setTimeout(() => {
    worker.removeEventListener("message", hold);
    worker.removeEventListener("error", hold);
    for (const event of held) {
      worker.dispatchEvent(event.type === "error"
        ? new ErrorEvent("error", event)
        : new MessageEvent("message", { data: event.data }));
    }
    held = [];
  });
  return worker;
};

// petriFile returns a file of the site as a Blob; null if it cannot be had.
globalThis.petriFile = async (name) => {
  try {
    const response = await fetch(asset(name));
    return response.ok ? await response.blob() : null;
  } catch {
    return null;
  }
};

// petriCopy puts a text on the clipboard; false if the browser does not let it. Where the
// page came over plain http from another machine there is no navigator.clipboard, and the
// old way does it.
globalThis.petriCopy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    let done = false;
    const put = (event) => {
      event.clipboardData.setData("text/plain", text);
      event.preventDefault();
      done = true;
    };
    document.addEventListener("copy", put);
    document.execCommand("copy");
    document.removeEventListener("copy", put);
    return done;
  }
};

// --- links that skip ---------------------------------------------------------

// They move the focus, before and after the program is there. The address stays: it holds
// the run.
addEventListener("click", (event) => {
  const link = event.target.closest?.("a.skip");
  if (!link) return;
  event.preventDefault();
  event.stopPropagation();
  document.getElementById(link.hash.slice(1)).focus();
}, true);

// --- pictures ---------------------------------------------------------------

// petriPicture returns the middle square of an image file, scaled to w × h, as
// red, green, blue and alpha; null if it is no image. The browser decodes and
// scales off the page's thread, so that a large photograph does not hold it up.
globalThis.petriPicture = async (file, w, h) => {
  try {
    const whole = await createImageBitmap(file);
    const side = Math.min(whole.width, whole.height);
    const small = await createImageBitmap(whole, (whole.width - side) >> 1, (whole.height - side) >> 1, side, side,
      { resizeWidth: w, resizeHeight: h, resizeQuality: "high" });
    whole.close();
    const canvas = new OffscreenCanvas(w, h).getContext("2d");
    canvas.drawImage(small, 0, 0);
    small.close();
    return new Uint8Array(canvas.getImageData(0, 0, w, h).data.buffer);
  } catch {
    return null;
  }
};

// --- the view in space -------------------------------------------------------

// petriCanView tells whether the browser can draw in space.
globalThis.petriCanView = () => {
  const gl = document.createElement("canvas").getContext("webgl2");
  gl?.getExtension("WEBGL_lose_context")?.loseContext(); // a page may have a few only
  return gl !== null;
};

// petriView loads the view into a frame, calls heard with what it says, and returns
// how to send to it. Other frames and other sites are not listened to.
globalThis.petriView = (frame, heard) => {
  const listen = ({ source, origin, data }) => {
    if (source === frame.contentWindow && origin === self.origin) heard(data);
  };
  addEventListener("message", listen);
  frame.src = asset("view.html");
  return {
    // In a sandboxed frame neither page has an origin to name.
    post: (text) => frame.contentWindow?.postMessage(text, self.origin === "null" ? "*" : self.origin),
    close: () => removeEventListener("message", listen),
  };
};

// --- offline ---------------------------------------------------------------

// keepOffline has a service worker keep what is used from now on, and what was used
// before it came. Where frames are sandboxed or storage is blocked there is none; asking
// may throw. Petri works without one.
async function keepOffline() {
  const used = new Set([location.origin + location.pathname]);
  let worker = null;
  const use = (url) => {
    if (used.has(url)) return;
    used.add(url);
    worker?.postMessage({ keep: [url] });
  };
  new PerformanceObserver((list) => list.getEntries().forEach(({ name }) => use(name))).observe({ type: "resource", buffered: true });
  new BroadcastChannel(`petri ${base} ${version}`).onmessage = ({ data }) => use(data); // of our workers
  const { installing, waiting } = await navigator.serviceWorker.register(`${base}sw.js?v=${version}`);
  worker = installing ?? waiting ?? (await navigator.serviceWorker.ready).active; // not that of the build before
  worker.postMessage({ keep: [...used] });
}

// --- paper --------------------------------------------------------------------

// What is printed says where it is from: the address holds the run.
const printed = Object.assign(document.createElement("p"), { className: "printed" });
addEventListener("beforeprint", () => {
  printed.textContent = location.href;
  document.body.append(printed);
});
addEventListener("afterprint", () => printed.remove());

// --- the language --------------------------------------------------------------

// English is in the page and in its program; another language comes in two parts: what
// the page says before its program, and the rest.
const say = async (part) => {
  if (petriFrame.lang === "en") return "";
  const response = await fetch(asset(`text/${petriFrame.lang}${part}.json`)).catch(() => null);
  const text = response?.ok ? await response.text().catch(() => "") : "";
  try {
    JSON.parse(text);
    return text;
  } catch {
    return ""; // the page stays English
  }
};
globalThis.petriShell = say("-shell").then((text) => {
  const said = JSON.parse(text || "{}");
  for (const node of document.querySelectorAll("[data-say]")) node.textContent = said[node.dataset.say] ?? node.textContent;
  for (const { dataset } of [loader, poster]) for (const key in dataset) dataset[key] = said[`shell.${key}`] ?? dataset[key];
  return said;
});

// petriTurnLanguage loads the page in the other language, and remembers it.
globalThis.petriTurnLanguage = () => {
  const lang = petriFrame.lang === "de" ? "en" : "de";
  const address = new URL(location.href);
  address.searchParams.delete("lang");
  try {
    localStorage.setItem("petri-lang", lang);
  } catch {
    petriFrame.forgets = true; // there is no room
  }
  if (petriFrame.forgets) address.searchParams.set("lang", lang);
  location.replace(address);
};

// --- the page's program ----------------------------------------------------

const [bar, message, retry] = ["progress", "p", "button"].map((tag) => loader.querySelector(tag));
const bars = [bar, poster.querySelector("progress")];

function fail(reason, sentence, again = () => location.reload()) {
  console.error("petri:", reason);
  globalThis.petriFailed = sentence; // for those that listen only later
  dispatchEvent(new CustomEvent("petri-failed", { detail: sentence }));
  for (const b of bars) b.hidden = true;
  message.hidden = false;
  retry.onclick = again;
  document.body.append(loader);
  document.getElementById("app-wasm-loader-label").textContent = sentence;
}

// counted passes a response on and tells the loader how much of it has come.
// The size is the file's own: a host that compresses announces another. The
// media type is set here, so that a host which does not know .wasm will do.
function counted(response) {
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${response.statusText}`);
  const headers = { "Content-Type": "application/wasm" };
  if (!globalThis.TransformStream) return new Response(response.body, { headers });
  let loaded = 0;
  const count = new TransformStream({
    transform(chunk, controller) {
      loaded += chunk.byteLength;
      for (const b of bars) b.value = loaded / size;
      controller.enqueue(chunk);
    },
  });
  return new Response(response.body.pipeThrough(count), { headers });
}

// instantiate compiles a program while it comes or, where the browser cannot, when all
// of it is there.
async function instantiate(response, imports) {
  if (WebAssembly.instantiateStreaming) return WebAssembly.instantiateStreaming(response, imports);
  return WebAssembly.instantiate(await response.arrayBuffer(), imports);
}

// The scripts behind this one read the page as it was written, which the program replaces.
const read = new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve, { once: true }));

async function run() {
  if (typeof WebAssembly !== "object") return fail("no WebAssembly", loader.dataset.noWasm);
  for (const b of bars) b.hidden = false;
  message.hidden = true;
  const go = new Go();
  const spoken = say("");
  let program;
  try {
    program = await instantiate(counted(await fetch(asset("app.wasm"))), go.importObject);
  } catch (err) {
    // A frame without an origin may fetch only where the host allows it by a header.
    return fail(err, self.origin === "null" ? loader.dataset.sandboxed : loader.dataset.failed, run);
  }
  petriFrame.words = await spoken;
  await Promise.all([petriKept.loaded, petriShell, read]); // which the program reads at once, and what it stands in the place of
  let ended;
  petriReplay(() => { ended = go.run(program.instance); }); // returns when Go first waits: the page is drawn
  loader.remove();
  poster.remove();
  document.documentElement.dataset.running = "";
  await ended.catch(console.error);
  fail("the program has ended", loader.dataset.stopped);
}

// petriBegin loads the program, unless that was done: petriBegun.
globalThis.petriBegun = false;
globalThis.petriBegin = () => {
  if (petriBegun) return;
  petriBegun = true;
  poster.querySelector("button").disabled = true;
  prepareWorker();
  run();
  keepOffline().catch(() => {});
};

const play = () => {
  petriBegin();
  petri.ready.then(() => petri.play());
};
if (petriFrame.poster) poster.querySelector("button").onclick = play;
else if (petriFrame.leaving) poster.remove();
else if (petriFrame.autorun) play();
else petriBegin();
