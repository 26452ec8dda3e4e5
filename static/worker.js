// The shell of the training worker: loads worker.wasm and gives the Go program
// what it can not do well by itself. Started by petriSpawn in app.js.
"use strict";

const here = new URL(self.petriURL ?? location.href); // set when started from a blob
importScripts(new URL("wasm_exec.js" + here.search, here).href);

// Messages may come before Go is there to read them. The program sets its own
// onmessage and then calls petriReady, which gives it those that came.
{
  const early = [];
  self.onmessage = (event) => early.push(event);
  self.petriReady = () => early.splice(0).forEach((event) => self.onmessage(event));
}

// The page keeps for use without a network what it is told of, where it can.
let tell = () => {};
try {
  const base = new URL("..", here).pathname;
  const channel = new BroadcastChannel(`petri ${base} ${here.searchParams.get("v")}`);
  tell = (url) => channel.postMessage(url);
} catch {}

// petriFetch(name) promises the bytes of a data file, stored as name.gz, or of
// weights, stored as they are; null if there is none. Some hosts declare a data
// file as encoded, and then the browser has inflated it already: its first bytes
// tell. A file that is asked for again was damaged, or has been let go: it comes
// from the site, and not from what a cache makes of it.
const asked = new Set();
self.petriFetch = async (name) => {
  const address = new URL(name.startsWith("weights/") ? name + here.search : `data/${name}.gz`, here);
  tell(address.href);
  const response = await fetch(address, { cache: asked.has(name) ? "reload" : "default" });
  asked.add(name);
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`the site answered ${response.status} ${response.statusText}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(inflated).arrayBuffer());
};

// A worker that can not go on says so: {died: reason}.
const died = (reason) => {
  console.error("petri worker:", reason);
  postMessage({ died: String(reason) });
};

async function run() {
  const go = new Go();
  const response = await fetch(new URL("worker.wasm" + here.search, here));
  if (!response.ok) throw new Error(`worker.wasm: ${response.status} ${response.statusText}`);
  // A host that does not know .wasm sends a media type that streaming refuses.
  const known = response.headers.get("Content-Type") === "application/wasm";
  const wasm = known ? response : new Response(response.body, { headers: { "Content-Type": "application/wasm" } });
  const { instance } = WebAssembly.instantiateStreaming
    ? await WebAssembly.instantiateStreaming(wasm, go.importObject)
    : await WebAssembly.instantiate(await wasm.arrayBuffer(), go.importObject);
  await go.run(instance);
  throw new Error("the program has ended");
}
run().catch(died);
