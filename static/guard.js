// Runs before anything else, while <head> is parsed, and makes the page safe
// for the Go program that comes later.
"use strict";

// Go can not catch an exception thrown by a getter, and in a sandboxed frame, or
// where site data is blocked, window.localStorage is such a getter. There a
// storage in memory takes its place: same interface, forgotten with the page.
let forgets = false;
for (const name of ["localStorage", "sessionStorage"]) {
  try {
    void window[name].length;
  } catch {
    forgets = true;
    const items = new Map();
    const value = {
      get length() { return items.size; },
      key: (i) => [...items.keys()][i] ?? null,
      getItem: (key) => items.get(String(key)) ?? null,
      setItem: (key, item) => void items.set(String(key), String(item)),
      removeItem: (key) => void items.delete(String(key)),
      clear: () => items.clear(),
    };
    Object.defineProperty(window, name, { value, configurable: true });
  }
}

// What the address says of the page that holds this one in a frame, such as a
// course page: embed=1 shows a compact lab behind a poster, which poster=0 leaves
// out; title is what the poster is called; autorun=1 trains at once; theme is light, dark or auto; hide takes away what
// has these data-testids; host is the only origin that may talk to this page. All of
// it stays in the address, beside the run.
const asked = new URLSearchParams();
{
  // Mail programs and learning platforms write &amp; for &, encode what was encoded, and
  // take the bracket behind a link for its end: web/ui/lab/link.go reads the run likewise.
  const decode = (text) => {
    for (let before; text !== before;) {
      before = text;
      text = text.replace(/(%[0-9a-f]{2})+/gi, (codes) => {
        try {
          return decodeURIComponent(codes);
        } catch {
          return "�";
        }
      });
    }
    return text;
  };
  const bare = (text) => text.replace(/#.*/s, "").replace(/^[\s"'`*_<>()[\]{}“”„’‘‚»«›‹|\\]+|[\s"'`*_<>()[\]{}“”„’‘‚»«›‹|\\.,;:!?…]+$/g, "");
  const read = (query) => query.split(/&(?:amp;|#38;|#x26;)*|;/i).forEach((part) => {
    const [name, ...rest] = part.split("=");
    if (rest.length === 0 && decode(name).includes("=")) return read(decode(name)); // all of it was encoded
    const key = decode(name).replace(/^[?\s]*((amp|#38|#x26);)*/i, "").toLowerCase();
    const value = decode(rest.join("=").replace(/^3D/, "").replaceAll("+", " "));
    const [, first, more] = /^([\w .+,-]*)[&;](.*=.*)$/s.exec(value) ?? [, value, ""]; // the separators behind it were encoded
    if (key) asked.append(key, key === "title" ? first : bare(first)); // a title may end in a question mark
    if (more) read("&" + more);
  });
  read(location.search.slice(1));
}
globalThis.petriFrame = { embed: asked.get("embed") === "1", autorun: asked.get("embed") === "1" && asked.get("autorun") === "1", host: asked.get("host") ?? "", preset: asked.get("preset") ?? "", asked: asked.toString() };
petriFrame.poster = petriFrame.embed && !petriFrame.autorun && asked.get("poster") !== "0";
if (petriFrame.host) {
  try {
    const { origin } = new URL(petriFrame.host);
    if (origin === "null") throw origin; // of an address without its scheme
    petriFrame.host = origin;
  } catch {
    console.error(`petri: host=${petriFrame.host} is no origin, such as https://course.example: this page listens to none`);
    petriFrame.host = "none";
  }
}
// The language is that of the address, or else the one that was chosen, or the first of
// the browser's that Petri speaks.
petriFrame.lang = [asked.get("lang"), localStorage.getItem("petri-lang"), ...navigator.languages]
  .map((lang) => lang?.split("-")[0].toLowerCase()).find((lang) => ["en", "de"].includes(lang)) ?? "en";
petriFrame.forgets = forgets;
petriFrame.kept = new URLSearchParams(["embed", "poster", "autorun", "theme", "hide", "host", "lang", "title"].filter((key) => asked.has(key)).map((key) => [key, asked.get(key)])).toString();

// A preset picks its lab: that of another page leads there, with all that the address
// says. Until the browser has gone, nothing is begun here.
{
  const { base, lab, presets } = document.currentScript.dataset; // a view has none
  const labs = new Map((presets ?? "").split(" ").map((p) => p.split("=")));
  petriFrame.presets = [...labs.keys()];
  const other = labs.get(petriFrame.preset);
  petriFrame.leaving = other !== undefined && other !== lab && [...labs.values()].includes(lab);
  if (petriFrame.leaving) location.replace(base + (other === "subspace" ? "" : other) + location.search + location.hash);
}
{
  const root = document.documentElement;
  if (petriFrame.embed) root.dataset.embed = "";
  root.lang = petriFrame.lang;
  const hide = (asked.get("hide") ?? "").split(",").filter((id) => /^[\w.-]+$/.test(id));
  const sheet = new CSSStyleSheet(); // a policy that forbids inline styles allows this
  for (const id of hide) {
    const part = `[data-testid="${CSS.escape(id)}"]`;
    sheet.insertRule(`${part}, .field:has(${part}) { display: none !important; }`);
  }
  if (hide.length > 0) document.adoptedStyleSheets = [sheet];

  // The theme is set before the first paint, or a dark page would flash white: that
  // of the address, or else the one that was chosen last.
  const theme = asked.get("theme") ?? localStorage.getItem("petri-theme");
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;

  // Behind a poster nothing heavy is loaded before somebody asks for it.
  const { program } = document.currentScript.dataset; // a view has none
  if (program && !petriFrame.poster && !petriFrame.leaving) {
    document.head.append(Object.assign(document.createElement("link"), { rel: "preload", as: "fetch", crossOrigin: "", href: program }));
  }
}

// window.petri is there at once, so that a script can wait for petri.ready. The
// program adds the verbs, and keeps the promise when the worker answers.
globalThis.petri = {};
petri.ready = new Promise((resolve) => { globalThis.petriIsReady = resolve; });

// The prerendered page can be used before the program runs, but the program
// replaces its nodes. So what is typed and pressed until then is kept, and
// app.js calls petriReplay to do it again on the nodes that stay.
{
  const early = [];
  const find = (id) => document.querySelector(`[data-testid="${CSS.escape(id)}"]`);
  const note = ({ type, target }) => {
    const node = target.closest?.("[data-testid]");
    if (!node || node.type === "file") return; // a file can not be chosen by script
    if (type === "click") {
      if (node.tagName !== "BUTTON") return;
      node.setAttribute("aria-busy", "true"); // heard, to be answered soon
    }
    early.push({ type, id: node.dataset.testid, value: node.value, checked: node.checked });
  };
  const types = ["input", "change", "click"];
  for (const type of types) document.addEventListener(type, note, true);

  globalThis.petriReplay = (start) => {
    const { id: named, dataset, selectionStart, selectionEnd } = document.activeElement;
    start();
    for (const type of types) document.removeEventListener(type, note, true);
    for (const { type, id, value, checked } of early) {
      const node = find(id);
      if (!node) continue;
      if (type === "click") {
        node.click();
        continue;
      }
      node.value = value;
      if (checked !== undefined) node.checked = checked;
      node.dispatchEvent(new Event(type, { bubbles: true }));
    }
    const focused = dataset.testid ? find(dataset.testid) : document.getElementById(named);
    if (!focused || !document.hasFocus()) return;
    focused.focus({ preventScroll: true });
    if (typeof selectionStart === "number") focused.setSelectionRange(selectionStart, selectionEnd);
  };
}
