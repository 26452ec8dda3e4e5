// <petri-dish>: a lab of Petri in a page of your own.
//
//   <script src="https://example.org/petri/petri-dish.js"></script>
//   <petri-dish lab="subspace" dim="750" seed="1"></petri-dish>
//
// The same file does as <script type="module"> and for import(). Attributes say what is
// run, by the keys of a link of Petri; dim and lr are short for method.dim and optim.lr.
// Of the others, lab is subspace, dimension, prompts or masks; preset, theme, hide,
// autorun, poster and lang are those of an embedded page; title is what its poster is
// called; height holds the frame at a height (a CSS length, or so many pixels), which
// otherwise follows its page; sandbox and credentialless are the frame's; site is the
// address of Petri, for a file that was bundled into another. Whatever else an element
// may have, such as class or draggable, is its page's own. The page /docs/embed is the
// contract.
"use strict";

{
  // The address of Petri is that of this file. A classic script is told it. A module is
  // not, and import.meta, which would say it, is an error in a classic script; but every
  // browser names the file in the trace of an error. Where a page has switched traces
  // off, there is the element that asked for the file.
  const named = /[a-z-]+:\/\/[^\s()]*?\/petri-dish[^\s()/]*?\.m?js/i;
  const address = document.currentScript?.src || named.exec(new Error().stack)?.[0] || document.querySelector('script[src*="petri-dish"]')?.src;
  const home = address && new URL(".", address).href;

  const short = { dim: "method.dim", lr: "optim.lr" };
  // A test holds the keys against what can be chosen.
  const keys = new Set(("data train test classes shots shift shuffle model mask start method optim batch schedule steps every probe accuracy plateau seed " +
    "preset theme hide autorun poster lang dim lr").split(" "));
  const parts = /^(model|mask|start|method|optim|sweep)\./;
  const isKey = (name) => keys.has(name) || parts.test(name);
  const ours = ["lab", "height", "sandbox", "credentialless", "title", "site"];
  const highest = 4000; // CSS pixels that a frame may ask for

  const complain = (sentence) => console.warn(`<petri-dish>: ${sentence}`);

  // near tells whether one letter more, less, other or moved by one makes b of a.
  const near = (a, b) => {
    let at = 0;
    while (at < a.length && a[at] === b[at]) at++;
    const rest = (s, n) => s.slice(at + n);
    return rest(a, 1) === rest(b, 1) || rest(a, 1) === rest(b, 0) || rest(a, 0) === rest(b, 1) || (a[at] === b[at + 1] && a[at + 1] === b[at] && rest(a, 2) === rest(b, 2));
  };

  // lengthOf is a height as CSS has it; a bare number is pixels.
  const lengthOf = (height) => {
    const length = /^\s*\d*\.?\d+\s*$/.test(height) ? `${height.trim()}px` : height;
    if (/^\s*(\+?[\d.]|[a-z-]+\()/i.test(length) && CSS.supports("height", length)) return length;
    complain(`height="${height}" is no CSS length, such as 400, 80vh or 30rem: the frame follows its page`);
    return "";
  };

  class PetriDish extends HTMLElement {
    #frame = null;
    #asked = ""; // address of the page that is shown, without a title
    #asks = null; // the attribute height, and the length that it asks for
    #height = "";
    #count = 0;
    #waiting = []; // requests for a frame that does not listen yet; null once it does
    #open = new Map(); // requests without an answer yet, by id
    #watch = new MutationObserver(() => this.#show());
    #heard = (event) => this.#hear(event);

    connectedCallback() {
      addEventListener("message", this.#heard);
      this.#watch.observe(this, { attributes: true });
      this.style.display ||= "block";
      [this.#asked, this.#asks] = ["", null];
      this.#frame = document.createElement("iframe");
      for (const name of ["sandbox", "credentialless"]) if (this.hasAttribute(name)) this.#frame.setAttribute(name, this.getAttribute(name));
      Object.assign(this.#frame, { allow: "fullscreen; clipboard-write; cross-origin-isolated", loading: "lazy" });
      Object.assign(this.#frame.style, { width: "100%", border: "0", height: "560px" });
      this.#show();
    }

    disconnectedCallback() {
      removeEventListener("message", this.#heard);
      this.#watch.disconnect();
      for (const { reject } of this.#open.values()) reject(new Error("the frame was taken out of the page"));
      this.#open.clear();
    }

    // src is the address of the page in the frame, as the attributes say.
    get src() {
      const lab = this.getAttribute("lab") ?? "subspace";
      const address = new URL(lab === "subspace" ? "." : lab, this.#site);
      address.searchParams.set("embed", "1");
      if (self.origin !== "null") address.searchParams.set("host", self.origin);
      for (const { name, value } of this.attributes) if (isKey(name)) address.searchParams.set(short[name] ?? name, value || "1");
      return address.href;
    }

    get #site() {
      const site = this.getAttribute("site")?.replace(/\/?$/, "/") ?? home;
      return site && URL.canParse(site, document.baseURI) ? new URL(site, document.baseURI) : null;
    }

    #show() {
      if (!this.#site) {
        this.textContent = "The address of Petri is not known here: name it, as in <petri-dish site=\"https://example.org/petri/\">.";
        return;
      }
      const { src } = this;
      if (this.#asked !== src) {
        this.#asked = src;
        this.#waiting ??= [];
        this.#giveUp();
        this.#check();
        const title = this.getAttribute("title"); // which may change without a reason to load the page again
        this.#frame.src = title ? `${src}&title=${encodeURIComponent(title)}` : src;
      }
      this.#frame.title = this.getAttribute("title") ?? `Petri: ${this.getAttribute("lab") ?? this.getAttribute("preset") ?? "subspace"}`;
      if (!this.#frame.isConnected) this.replaceChildren(this.#frame);
      const height = this.getAttribute("height");
      if (height === this.#asks) return;
      this.#asks = height;
      this.#height = height === null ? "" : lengthOf(height);
      if (this.#height) this.#frame.style.height = this.#height;
    }

    // check warns of attributes that may be misspelt ones of ours.
    #check() {
      for (const name of this.getAttributeNames()) {
        const meant = name.length > 2 && !isKey(name) && !ours.includes(name) && [...keys, ...ours].find((key) => key.length > 2 && near(name, key));
        if (meant && !(name in HTMLElement.prototype)) complain(`the attribute ${name} is not known here: did you mean ${meant}?`);
      }
    }

    #hear({ source, origin, data }) {
      const known = origin === this.#site?.origin || origin === "null"; // a sandboxed frame has no origin to name
      if (source !== this.#frame.contentWindow || !known || data?.petri !== 1) return;
      const open = this.#open.get(data.id);
      if (open) {
        this.#open.delete(data.id);
        if (data.type === "error") open.reject(new Error(data.data.message));
        else open.resolve(data.data);
        return;
      }
      if (data.type === "ready") {
        this.#giveUp();
        const waiting = this.#waiting ?? [];
        this.#waiting = null;
        for (const message of waiting) this.#post(message);
      }
      if (data.type === "resize" && !this.#height) this.#frame.style.height = `${Math.min(data.data.height, highest)}px`;
      this.dispatchEvent(new CustomEvent(`petri-${data.type}`, { detail: data.data, bubbles: true }));
    }

    // request asks the page in the frame for something, and promises its answer.
    request(type, data = {}) {
      const id = `${Date.now()}-${++this.#count}`;
      return new Promise((resolve, reject) => {
        this.#open.set(id, { resolve, reject });
        const message = { petri: 1, type, id, data };
        if (this.#waiting) this.#waiting.push(message);
        else this.#post(message);
      });
    }

    // giveUp ends the requests to a page that is not there any more.
    #giveUp() {
      for (const [id, { reject }] of this.#open) {
        if (this.#waiting?.some((message) => message.id === id)) continue;
        this.#open.delete(id);
        reject(new Error("the page in the frame was loaded again"));
      }
    }

    #post(message) {
      this.#frame.contentWindow.postMessage(message, this.hasAttribute("sandbox") ? "*" : this.#site.origin);
    }

    play() { return this.request("play"); }
    pause() { return this.request("pause"); }
    step(steps = 1) { return this.request("step", steps); }
    reset() { return this.request("reset"); }
    set(fields) { return this.request("set", fields); }
    getState() { return this.request("getState"); }
    setState(state) { return this.request("setState", state); }
    run(config) { return this.request("run", config); }
    export(what = "result") { return this.request("export", what); }
  }

  if (!customElements.get("petri-dish")) customElements.define("petri-dish", PetriDish);
}
