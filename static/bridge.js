// Speaks with the page that holds this one in a frame: messages to it say how the
// run goes, and messages from it drive the run. The page /docs/embed is the contract.
"use strict";

if (parent !== self && !petriFrame.leaving) {
  const weightMost = 1_000_000; // of a message: characters, and a few for every value
  const perSecond = 100; // requests, at most
  const awayFor = 2000; // ms off the screen until the run is held

  const send = (type, data, id) => petriFrame.host !== "none" && parent.postMessage({ petri: 1, type, data, ...(id === undefined ? {} : { id }) }, petriFrame.host || "*");

  // The message in words that an error has, whatever was thrown.
  const sentence = (error) => String(error?.message ?? error);

  // weigh is about how long a value is as JSON; it stops at the most there may be.
  const weigh = (value, most) => {
    let weight = 0;
    const open = [value];
    while (open.length > 0 && weight <= most) {
      const v = open.pop();
      if (typeof v === "bigint") return Infinity; // which no JSON has
      weight += typeof v === "string" ? v.length + 2 : 8;
      if (typeof v !== "object" || v === null) continue;
      if (Array.isArray(v)) weight += 5 * v.length; // its gaps too, which are written as null
      else if (Object.getPrototypeOf(v) !== Object.prototype) return Infinity; // a buffer or a file, which no JSON has
      for (const key in v) {
        weight += key.length;
        open.push(v[key]);
        if (weight > most) break;
      }
    }
    return weight;
  };

  // --- what the other page may ask for ------------------------------------------

  let held = false; // by us, because nobody can see it
  let away = false; // off the screen, or on a slide that is not shown
  let exempt = false; // asked for so many steps, which are taken all the same

  // direct notes that a request decides about the run from here on: nothing that was held
  // or waits goes on by itself, and the steps that are asked for are taken all the same.
  const direct = (steps) => {
    held = false;
    exempt = steps;
    queue(false);
    rise?.();
  };

  const requests = {
    play: async () => {
      held = exempt = false;
      return petri.play();
    },
    pause: async () => {
      direct(false);
      return petri.hold();
    },
    step: async (steps) => {
      direct(true);
      await petri.step(steps);
      return petri.state();
    },
    reset: async () => {
      direct(false);
      await petri.reset();
      return petri.state();
    },
    set: async (fields) => {
      held = false;
      return petri.change(fields);
    },
    getState: async () => petri.state(),
    setState: async (state) => {
      direct(true);
      return state?.phase === "poster" ? petri.state() : petri.take(state); // there is nothing to take up
    },
    run: async (config) => {
      direct(true);
      return petri.run(config);
    },
    export: async (what) => petri.file(what),
  };

  // A sweep has no steps, and its page no run.
  if (document.body.dataset.lab === "dimension") for (const name of ["step", "reset", "run"]) delete requests[name];

  // The program may fail to load, and be there after all when somebody tries again.
  let there = false;
  petri.ready.then(() => { there = true; });
  const failed = new Promise((_, reject) => {
    if (globalThis.petriFailed) reject(new Error(petriFailed)); // before this script ran
    addEventListener("petri-failed", ({ detail }) => reject(new Error(detail)), { once: true });
  });
  failed.catch(() => {}); // who asks is told

  async function answer({ type, id, data = {} }) {
    try {
      if (!Object.hasOwn(requests, type)) throw new Error(`there is no request "${type.slice(0, 40)}": choose one of ${Object.keys(requests).join(", ")}`);
      // Behind a poster there is no run yet; to say so needs no program.
      const asleep = !petriBegun && (type === "getState" || type === "pause" || (type === "setState" && data?.phase === "poster"));
      if (!asleep) {
        petriBegin();
        if (!there) await Promise.race([petri.ready, failed]);
      }
      send("answer", asleep ? { v: 1, phase: "poster" } : await requests[type](data), id);
    } catch (error) {
      send("error", { message: sentence(error) }, id);
    }
  }

  let second = 0;
  let asked = 0;
  function tooMany() {
    const now = Math.floor(performance.now() / 1000);
    if (now !== second) [second, asked] = [now, 0];
    asked++;
    if (asked === perSecond + 1) send("error", { message: `more than ${perSecond} requests a second: the others of this second are not answered` });
    return asked > perSecond;
  }

  addEventListener("message", ({ source, origin, data }) => {
    if (source !== parent || (petriFrame.host && origin !== petriFrame.host)) return;
    if (data === "slide:stop") return leave();
    if (data === "slide:start") return comeBack();
    if (typeof data !== "object" || data === null || data.petri !== 1 || typeof data.type !== "string") return;
    const named = data.id === undefined || typeof data.id === "number" || (typeof data.id === "string" && data.id.length <= 100);
    if (!named || tooMany()) return;
    if (weigh(data, weightMost) > weightMost) return send("error", { message: "this message is longer than a million characters, or holds what JSON does not" }, data.id);
    answer(data);
  });

  // --- what the other page is told ------------------------------------------------

  const tellState = () => {
    tellNewest();
    holding = false;
    const state = petri.state();
    send("state", state);
    if (state.phase === "running") sit();
    else if (!queued) rise?.();
  };
  // Ten metrics a second are enough: the newest.
  let newest = null;
  let ticking = 0;
  const tellNewest = () => {
    clearTimeout(ticking);
    if (newest) send("metric", newest);
    newest = ticking = null;
  };
  const told = {
    started: tellState,
    paused: () => {
      exempt = false;
      tellState();
    },
    metrics: ({ step, loss, samplesPerSecond }) => {
      newest = { step, loss, samplesPerSecond };
      ticking ||= setTimeout(tellNewest, 100);
      if (away && !exempt) leave();
      sit();
    },
    evaluated: ({ step, metrics }) => {
      tellNewest();
      send("metric", { step, metrics });
    },
    done: (data) => {
      tellNewest();
      send("done", data);
      exempt = false;
      tellState();
    },
    error: (data) => send("error", data),
    result: (data) => { // of a sweep
      send("metric", data);
      tellState();
    },
    sweep: (state) => { // has ended, or been stopped
      if (state.phase === "finished") send("done", state);
      tellState();
    },
  };
  petri.ready.then(() => {
    for (const [kind, tell] of Object.entries(told)) petri.on(kind, tell);
  });
  const tellFailure = (sentence) => send("error", { message: sentence, fatal: true });
  addEventListener("petri-failed", ({ detail }) => tellFailure(detail));
  send("ready", { version: document.getElementById("app-wasm-loader").dataset.version, lab: document.body.dataset.lab, poster: petriFrame.poster, requests: Object.keys(requests) });
  if (globalThis.petriFailed) tellFailure(petriFailed);

  // How high the page is, for a frame that is to be as high. Canvas listens for the
  // second form, and whoever else hears it lets it pass.
  let height = 0;
  let later = 0;
  const measure = () => {
    later = 0;
    const now = Math.ceil(document.body.getBoundingClientRect().height);
    if (now === height) return;
    height = now;
    send("resize", { height });
    if (petriFrame.host !== "none") parent.postMessage({ subject: "lti.frameResize", height }, petriFrame.host || "*");
  };
  new ResizeObserver(() => { later ||= setTimeout(measure, 50); }).observe(document.body);

  // --- links that the frame may not open ------------------------------------------

  // A sandbox does not say whether it allows pages of their own. Where one does not open,
  // or opens out of our sight, its address is shown, to be copied.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[target="_blank"]');
    if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const opened = open(link.href, "_blank");
    if (opened) {
      opened.opener = null;
      return;
    }
    const shown = document.getElementById("address");
    const field = shown.querySelector("input");
    field.value = link.href;
    shown.hidden = false;
    field.focus();
    field.select();
    field.onblur = () => { shown.hidden = document.activeElement !== field; }; // it may be only the window that has lost it
  });

  // --- a run that nobody sees stands still -----------------------------------------

  const running = () => petri.state?.().phase === "running";
  async function leave() {
    away = true;
    if (held || exempt || !running()) return;
    held = true;
    await petri.hold();
  }
  async function comeBack() {
    away = false;
    if (!held) return;
    held = false;
    await petri.play();
  }

  // --- labs on one page share the device's cores ------------------------------------

  // A run has one of so many seats, each a lock that ends with its frame. Frames without
  // an origin are denied locks, and do without.
  const seats = Math.max(2, navigator.hardwareConcurrency || 2);
  const patience = 1000; // ms until a run that finds no seat is held
  let rise = null; // gives the seat back, or up looking for one
  let queued = false; // held until there is one
  let holding = false; // it is about to pause

  function sit() {
    if (queued && !exempt) return stand(); // somebody pressed play, but the others still train
    if (rise || !petriFrame.embed || !navigator.locks) return;
    const search = new AbortController();
    let leave = () => {};
    const late = setTimeout(() => {
      if (exempt) return;
      queue(true);
      stand();
    }, patience);
    const settle = () => {
      clearTimeout(late);
      search.abort();
    };
    rise = () => {
      settle();
      leave();
      rise = null;
    };
    const taken = (release) => {
      settle();
      leave = release;
      if (queued) goOn();
    };
    for (let seat = 0; seat < seats; seat++) {
      const keep = () => search.signal.aborted || new Promise(taken);
      navigator.locks.request(`petri-seat-${seat}`, { signal: search.signal }, keep).catch(() => search.signal.aborted || taken(() => {}));
    }
  }

  function stand() {
    if (holding) return;
    holding = true;
    petri.hold();
  }

  function queue(waits) {
    queued = waits;
    document.documentElement.toggleAttribute("data-queued", waits);
  }

  // goOn goes on with a run that has a seat now, unless somebody has reset it. It may
  // be about to pause.
  function goOn() {
    queue(false);
    const waits = ["paused", "running"].includes(petri.state().phase);
    held = away && waits;
    if (waits && !away) petri.play();
    else rise();
  }

  if (petriFrame.embed) {
    let leaving = 0;
    new IntersectionObserver((changes) => {
      clearTimeout(leaving);
      if (changes.at(-1).isIntersecting) comeBack();
      else leaving = setTimeout(leave, awayFor);
    }).observe(document.documentElement);
  }
}
