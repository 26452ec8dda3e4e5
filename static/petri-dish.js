// <petri-dish>: a lab of Petri in a page of your own.
//
//   <script src="https://example.org/petri/petri-dish.js"></script>
//   <petri-dish lab="subspace" dim="750" seed="1"></petri-dish>
//
// Attributes say what is run, by the keys of a link of Petri; dim and lr are short
// for method.dim and optim.lr. Of the others, lab is subspace, dimension, prompts or
// masks; preset, theme, hide, autorun, poster and lang are those of an embedded page;
// height holds the frame at so many pixels, which otherwise follows its page; sandbox,
// credentialless and title are the frame's. The page /docs/embed is the contract.
"use strict";

{
  const site = new URL(".", document.currentScript.src);
  const short = { dim: "method.dim", lr: "optim.lr" };
  const ours = new Set(["lab", "height", "sandbox", "credentialless", "title"]);
  const html = /^(id|class|style|slot|hidden|tabindex|role|part|dir|is|width|inert|aria-.*|data-.*|on.*)$/;
  const highest = 4000; // CSS pixels that a frame may ask for

  class PetriDish extends HTMLElement {
    #frame = null;
    #count = 0;
    #waiting = []; // requests for a frame that does not listen yet; null once it does
    #open = new Map(); // requests without an answer yet, by id
    #watch = new MutationObserver(() => this.#show());
    #heard = (event) => this.#hear(event);

    connectedCallback() {
      addEventListener("message", this.#heard);
      this.#watch.observe(this, { attributes: true });
      this.style.display ||= "block";
      this.#frame = document.createElement("iframe");
      for (const name of ["sandbox", "credentialless"]) if (this.hasAttribute(name)) this.#frame.setAttribute(name, this.getAttribute(name));
      Object.assign(this.#frame, { allow: "fullscreen; clipboard-write; cross-origin-isolated", loading: "lazy" });
      Object.assign(this.#frame.style, { width: "100%", border: "0", height: "560px" });
      this.#show();
      this.replaceChildren(this.#frame);
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
      const address = new URL(lab === "subspace" ? "." : lab, site);
      address.searchParams.set("embed", "1");
      if (self.origin !== "null") address.searchParams.set("host", self.origin);
      for (const { name, value } of this.attributes) {
        if (!ours.has(name) && !html.test(name)) address.searchParams.set(short[name] ?? name, value || "1");
      }
      return address.href;
    }

    #show() {
      const { src } = this;
      if (this.#frame.src !== src) {
        this.#waiting ??= [];
        this.#giveUp();
        this.#frame.src = src;
      }
      this.#frame.title = this.getAttribute("title") ?? `Petri: ${this.getAttribute("lab") ?? "subspace"}`;
      if (this.hasAttribute("height")) this.#frame.style.height = `${parseFloat(this.getAttribute("height"))}px`;
    }

    #hear({ source, origin, data }) {
      const known = origin === site.origin || origin === "null"; // a sandboxed frame has no origin to name
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
      if (data.type === "resize" && !this.hasAttribute("height")) this.#frame.style.height = `${Math.min(data.data.height, highest)}px`;
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
      this.#frame.contentWindow.postMessage(message, this.hasAttribute("sandbox") ? "*" : site.origin);
    }

    play() { return this.request("play"); }
    pause() { return this.request("pause"); }
    step(steps = 1) { return this.request("step", { steps }); }
    reset() { return this.request("reset"); }
    set(fields) { return this.request("set", fields); }
    getState() { return this.request("getState"); }
    setState(state) { return this.request("setState", state); }
    run(config) { return this.request("run", { config }); }
    export(what = "result") { return this.request("export", { what }); }
  }

  if (!customElements.get("petri-dish")) customElements.define("petri-dish", PetriDish);
}
