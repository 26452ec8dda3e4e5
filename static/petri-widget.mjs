// An anywidget (https://anywidget.dev) for Jupyter, marimo and MyST: a lab of Petri
// in a cell. The traits of the model are the attributes of <petri-dish>; the traits
// state and result follow the run, and play, a number, trains whenever it grows.
const script = new URL("petri-dish.js", import.meta.url).href;

const defined = customElements.get("petri-dish") ? Promise.resolve() : new Promise((resolve, reject) => {
  document.head.append(Object.assign(document.createElement("script"), { src: script, onload: resolve, onerror: reject }));
});

const attributes = ["lab", "preset", "dim", "lr", "seed", "data", "model", "method", "steps", "theme", "hide", "autorun", "poster", "lang", "title", "height"];

async function render({ model, el }) {
  await defined;
  const dish = document.createElement("petri-dish");
  const take = (name) => {
    const value = model.get(name);
    if (value === undefined || value === null || value === "" || value === false) dish.removeAttribute(name);
    else dish.setAttribute(name, value === true ? "1" : String(value));
  };
  const heard = [];
  const on = (event, f) => {
    heard.push([event, f]);
    model.on(event, f);
  };
  const config = () => {
    for (const [key, value] of Object.entries(model.get("config") ?? {})) dish.setAttribute(key, String(value));
  };
  for (const name of attributes) {
    take(name);
    on(`change:${name}`, () => take(name));
  }
  config();
  on("change:config", config);
  on("change:play", () => dish.play());

  const keep = (trait, value) => {
    model.set(trait, value);
    model.save_changes();
  };
  dish.addEventListener("petri-state", ({ detail }) => keep("state", detail));
  dish.addEventListener("petri-done", ({ detail }) => keep("result", detail));
  el.append(dish);
  return () => {
    for (const [event, f] of heard) model.off?.(event, f);
    dish.remove();
  };
}

export default { render };
