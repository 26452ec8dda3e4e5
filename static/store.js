// What the page remembers: runs, sweeps and comparisons, and of each lab the run that is
// under way, to go on with after a reload or a crash. It is kept in IndexedDB; where the
// browser allows none, as in many frames, in memory, until the page is closed. The page's
// program reads it at once, so all items are loaded before that starts, and written
// behind its back.
"use strict";

{
  const version = 1; // of the schema: items by name, and checkpoints by the name of a lab
  const stores = ["items", "checkpoints"];
  const ours = /^petri-[a-z-]+-\d+$/; // names of items
  const items = new Map();
  const checkpoints = new Map(); // where there is no database
  let db = null;

  // settle promises what a request of the database comes to.
  const settle = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

  async function open() {
    const request = indexedDB.open("petri", version); // throws where frames have no origin
    request.onupgradeneeded = () => stores.forEach((name) => request.result.createObjectStore(name));
    const opened = await settle(request);
    opened.onversionchange = () => opened.close(); // of a newer page in another tab, which must not wait for this one
    return opened;
  }

  const store = (name) => db.transaction(name).objectStore(name);

  // write does something to a store; it is done when its transaction is, which may find
  // no room at last. Then it stays in memory, and the page says so.
  async function write(name, change) {
    if (!db) return;
    try {
      const work = db.transaction(name, "readwrite");
      change(work.objectStore(name));
      work.commit(); // so that it is kept even if the page is left at once
      await new Promise((resolve, reject) => {
        work.oncomplete = resolve;
        work.onabort = work.onerror = () => reject(work.error);
      });
    } catch (err) {
      console.warn("petri: not kept:", err);
      kept.state = err?.name === "QuotaExceededError" ? "full" : "memory";
    }
  }

  // Earlier builds kept items in localStorage, which is small.
  async function adopt() {
    for (const key of Object.keys(localStorage).filter((key) => ours.test(key))) {
      if (!items.has(key)) await kept.setItem(key, localStorage.getItem(key));
      if (kept.state === "kept") localStorage.removeItem(key);
    }
  }

  async function load() {
    try {
      db = await open();
      const [keys, values] = await Promise.all([settle(store("items").getAllKeys()), settle(store("items").getAll())]);
      keys.forEach((key, i) => items.set(key, values[i]));
      kept.state = "kept";
      await adopt();
    } catch (err) {
      db = null;
      console.warn("petri: this browser keeps nothing here:", err?.name);
    }
  }

  const base64 = async (bytes) => (await new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.readAsDataURL(new Blob([bytes]));
  })).replace(/^[^,]*,/, "");

  const kept = globalThis.petriKept = {
    state: "memory", // or "kept", or "full": what comes now stays in memory
    keys: () => [...items.keys()],
    getItem: (key) => items.get(key) ?? null,
    setItem(key, value) {
      items.set(key, value);
      return write("items", (s) => s.put(value, key));
    },
    removeItem(key) {
      items.delete(key);
      return write("items", (s) => s.delete(key));
    },

    // The run that is under way in a lab: a text, and the bytes of a snapshot.
    async checkpoint(name, text, bytes) {
      const value = { text, bytes };
      if (!db) checkpoints.set(name, value);
      else await write("checkpoints", (s) => s.put(value, name));
    },
    async resume(name) {
      if (!db) return checkpoints.get(name) ?? null;
      return (await settle(store("checkpoints").get(name)).catch(() => null)) ?? null;
    },
    async forget(name) {
      checkpoints.delete(name);
      await write("checkpoints", (s) => s.delete(name));
    },

    // All of it as one file, and back. What a file holds is added to what there is.
    async save() {
      const under = {};
      for (const name of db ? await settle(store("checkpoints").getAllKeys()) : checkpoints.keys()) {
        const { text, bytes } = await kept.resume(name);
        under[name] = { text, bytes: await base64(bytes) };
      }
      return JSON.stringify({ petri: version, items: Object.fromEntries(items), checkpoints: under });
    },
    async open(text) {
      let file;
      try {
        file = JSON.parse(text);
      } catch {}
      const whole = file?.petri >= 1 && typeof file.items === "object" && file.items !== null;
      if (!whole || file.petri > version) return whole ? "newer" : "bad";
      let under;
      try {
        under = Object.entries(file.checkpoints ?? {}).map(([name, { text, bytes }]) => [name, String(text), Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))]);
      } catch {
        return "bad";
      }
      const known = Object.entries(file.items).filter(([key, value]) => ours.test(key) && typeof value === "string");
      for (const [key, value] of known) await add(key, value);
      for (const [name, text, bytes] of under) {
        if (!(await kept.resume(name))) await kept.checkpoint(name, text, bytes); // what is under way here goes on
      }
      return String(known.length);
    },
    async clear() {
      for (const key of kept.keys()) await kept.removeItem(key);
      for (const name of db ? await settle(store("checkpoints").getAllKeys()) : [...checkpoints.keys()]) await kept.forget(name);
    },
  };

  // add keeps an item that came in a file: under its own name or, where something else
  // has that, under the next number of its kind. What has no number stays out then.
  async function add(key, value) {
    const [, kind, number] = /^(.*-)(\d+)$/.exec(key);
    let n = Number(number);
    while (items.has(kind + n) && items.get(kind + n) !== value) {
      const item = JSON.parse(value);
      if (typeof item.id !== "number") return;
      value = JSON.stringify({ ...item, id: ++n });
    }
    await kept.setItem(kind + n, value);
  }

  kept.loaded = load();
}
