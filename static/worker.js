// The shell of the training worker: loads worker.wasm and gives the Go program
// what it can not do well by itself. Started by petriSpawn in app.js.
"use strict";

const here = new URL(self.petriURL ?? location.href); // set when started from a blob
importScripts(new URL("wasm_exec.js" + here.search, here).href);

// Messages may come before Go is there to read them. petriListen(fn) hands fn
// the data of those that came, in order, and of all that follow.
{
  const early = [];
  self.onmessage = ({ data }) => early.push(data);
  self.petriListen = (fn) => {
    self.onmessage = ({ data }) => fn(data);
    for (const data of early.splice(0)) fn(data);
  };
}

// petriFetch(name) promises the bytes of a file beside this script that is
// stored as name.gz. Some hosts declare such a file as encoded, and then the
// browser has inflated it already: its first bytes tell.
self.petriFetch = async (name) => {
  const response = await fetch(new URL(name + ".gz", here));
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(inflated).arrayBuffer());
};

// petriYield(fn) calls fn after the events that wait now. A message to oneself
// takes 0.01 ms, a timer 4 ms.
{
  const { port1, port2 } = new MessageChannel();
  const waiting = [];
  port1.onmessage = () => waiting.shift()();
  self.petriYield = (fn) => {
    waiting.push(fn);
    port2.postMessage(null);
  };
}

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
  const { instance } = await WebAssembly.instantiateStreaming(wasm, go.importObject);
  await go.run(instance);
  throw new Error("the program has ended");
}
run().catch(died);
