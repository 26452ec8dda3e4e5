// The shell of a view in space: loads view.wasm, and carries messages between it
// and the page of Petri that holds this page in a frame.
"use strict";

const here = new URL(document.currentScript.src);
const name = document.currentScript.dataset.name;

// Both pages are of one site; in a sandboxed frame both have no origin, and say "null".
const target = self.origin === "null" ? "*" : self.origin;

// petriSay sends an event to the page that holds this one.
globalThis.petriSay = (text) => parent.postMessage(text, target);

// petriHear calls a function with the text of every message from that page, and from
// no other.
globalThis.petriHear = (heard) => addEventListener("message", ({ source, origin, data }) => {
  if (source === parent && origin === self.origin && typeof data === "string") heard(data);
});

// petriSeen calls a function whenever the view comes onto the screen or leaves it.
globalThis.petriSeen = (told) => new IntersectionObserver((changes) => told(changes.at(-1).isIntersecting)).observe(document.documentElement);

// petriFail tells the page why there is no view.
globalThis.petriFail = (reason) => {
  console.error("petri view:", reason);
  parent.postMessage({ failed: String(reason) }, target);
};

// Ebitengine takes every key and every turn of the wheel. The Tab key must lead out
// of the canvas again, the browser's own keys are the browser's, and the wheel moves
// the page as long as nobody has taken hold of the view.
addEventListener("keydown", (event) => {
  if (event.key === "Tab" || event.key === "Escape" || event.ctrlKey || event.metaKey || event.altKey) event.stopImmediatePropagation();
}, true);
addEventListener("wheel", (event) => {
  if (document.activeElement?.tagName !== "CANVAS") event.stopImmediatePropagation();
}, true);

// A press that asks for the menu turns nothing. Ebitengine hears of no button that went up
// outside the frame or over a menu, nor of fingers that the browser took away.
{
  let held = false;
  const canvas = () => document.querySelector("canvas");
  addEventListener("mousedown", (event) => {
    if (event.ctrlKey) event.stopImmediatePropagation();
    else held ||= event.button === 0;
  }, true);
  addEventListener("mousemove", (event) => {
    if (held && !(event.buttons & 1)) canvas()?.dispatchEvent(new MouseEvent("mouseup", event));
  }, true);
  addEventListener("mouseup", (event) => { held &&= event.button !== 0; }, true);
  addEventListener("touchcancel", ({ changedTouches }) => {
    canvas()?.dispatchEvent(new TouchEvent("touchend", { changedTouches: [...changedTouches], cancelable: true }));
  });
}

// Smooth edges are for graphics cards: where the processor computes the pixels they
// cost as much as all the rest. Ebitengine leaves that to the browser, and asks for a
// stencil that this view has no use for.
{
  const { getContext } = HTMLCanvasElement.prototype;
  const card = getContext.call(document.createElement("canvas"), "webgl2", { failIfMajorPerformanceCaveat: true });
  card?.getExtension("WEBGL_lose_context")?.loseContext();
  HTMLCanvasElement.prototype.getContext = function (kind, attributes) {
    return getContext.call(this, kind, { ...attributes, antialias: card !== null, depth: false, stencil: false });
  };
}

async function run() {
  const go = new Go();
  const response = await fetch(new URL("view.wasm" + here.search, here));
  if (!response.ok) throw new Error(`view.wasm: ${response.status} ${response.statusText}`);
  const wasm = new Response(response.body, { headers: { "Content-Type": "application/wasm" } });
  const { instance } = WebAssembly.instantiateStreaming
    ? await WebAssembly.instantiateStreaming(wasm, go.importObject)
    : await WebAssembly.instantiate(await wasm.arrayBuffer(), go.importObject);
  const ended = go.run(instance);
  const canvas = document.querySelector("canvas");
  canvas.tabIndex = 0; // Ebitengine's 1 would come before everything else
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", name);
  await ended;
  throw new Error("the program has ended");
}

if (parent === self) document.getElementById("alone").hidden = false;
else run().catch(petriFail);
