// Petri as an engine: the Go program of ours/main.go, which puts prepare and run
// on the global object petriBench and says so through petriBenchReady.

importScripts('engine.js', 'ours/wasm_exec.js');

const ready = new Promise((resolve) => (globalThis.petriBenchReady = resolve));
const go = new Go();
WebAssembly.instantiateStreaming(fetch('ours/bench.wasm'), go.importObject).then(({ instance }) => go.run(instance));

serve({
  prepare: async (name) => {
    await ready;
    return petriBench.prepare(name);
  },
  run: (name, steps) => petriBench.run(name, steps),
});
