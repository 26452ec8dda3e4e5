// Draws the poster, which stands where a run will, with a picture of one like it, until
// somebody asks for the run. What it says of the run it has from the address, and from
// the catalogue in the page: no program is there yet.
"use strict";

if (petriFrame.embed && !petriFrame.leaving) {
  const poster = document.getElementById("poster");
  const whole = new URLSearchParams(petriFrame.asked);
  const own = [...whole.keys()].some((key) => key !== "preset" && !new URLSearchParams(petriFrame.kept).has(key)); // a run that is no preset's
  const presets = [...poster.querySelectorAll("[data-query]")];
  const named = presets.find(({ dataset }) => dataset.preset === petriFrame.preset);
  const usual = JSON.parse(poster.dataset.usual); // what a run of each model has, the lab's own first
  const like = named ?? presets.findLast(({ dataset }) => [...new URLSearchParams(dataset.query)].every(([key, value]) => (whole.get(key) ?? usual[0][key]) === value));
  const ready = like && !own && (named || !petriFrame.preset);
  const shown = ready ? like : poster.querySelector('[data-preset=""]');
  const [heading, note] = shown.children;

  // --- the run in words ---------------------------------------------------------

  const recipe = new URLSearchParams(named?.dataset.query);
  for (const [key, value] of whole) recipe.set(key, value);
  const catalogue = JSON.parse(document.getElementById("catalogue").textContent);
  const { lang } = petriFrame;

  // fill puts values into a message, as the program does.
  const fill = (message, ...values) => message.replace(/%\[(\d)\]s/g, (_, n) => values[n - 1]);
  const number = (value, { kind = "int", min = -Infinity, max = Infinity }) =>
    Math.min(Math.max(kind === "int" ? Math.round(value) : value, min), max).toLocaleString(lang, { maximumSignificantDigits: 15 });

  // words says in a line what is run: the method with its numbers, and the rest. What
  // the program would move, it says as it will be.
  const words = (said) => {
    const title = (english) => said[`=${english}`] ?? english;
    const pick = (list, name, otherwise) => list.find((x) => x.name === name) ?? list.find((x) => x.name === otherwise);
    const start = usual.find(({ model }) => model === recipe.get("model")) ?? usual[0];
    const model = pick(catalogue.models, start.model);
    const method = pick(catalogue.methods, recipe.get("method"), start.method);
    const data = pick(catalogue.data, recipe.get("data"), start.data);
    const mask = start.mask && pick(catalogue.masks, recipe.get("mask"), start.mask);
    const given = (key, otherwise) => (recipe.has(key) && Number.isFinite(+recipe.get(key)) ? +recipe.get(key) : otherwise);
    const rest = [title(data.title), title(model.title)];
    if (mask) rest.push(fill(poster.dataset.masks, title(mask.title)));
    if (document.body.dataset.lab === "dimension") {
      return [fill(poster.dataset.sweep, ...["from", "to"].map((end) => number(given(`sweep.${end}`, start[end]), { min: 1 }))), rest];
    }
    rest.push(fill(poster.dataset.steps, number(given("steps", start.steps), { min: 1 })));
    const knobs = (method.knobs ?? []).filter(({ kind }) => kind === "int" || kind === "float");
    return [[title(method.title), ...knobs.map((k) => `${title(k.title)} = ${number(given(`method.${k.name}`, k.default), k)}`)].join(", "), rest];
  };

  const title = (whole.get("title") ?? "").trim().slice(0, 200);
  petriShell.then((said) => {
    if (!ready) {
      const [what, rest] = words(said);
      heading.textContent = title || what;
      note.textContent = `${(title ? [what, ...rest] : rest).join(", ")}. ${note.textContent}${like ? ` ${poster.dataset.like}` : ""}`;
    } else if (title) heading.textContent = title;
    if (petriFrame.preset && !petriFrame.presets.includes(petriFrame.preset)) {
      const sentence = fill(poster.dataset.unknown, petriFrame.preset.slice(0, 40), petriFrame.presets.join(", "));
      console.warn(`petri: ${sentence}`);
      note.textContent = `${sentence} ${note.textContent}`;
    }
    shown.hidden = false;
  });

  // --- the picture, and the way to the whole page -------------------------------------

  const picture = poster.querySelector("img");
  picture.onerror = () => picture.remove();
  if (like) picture.src = asset(`posters/${like.dataset.preset}.svg`);
  else picture.remove();
  for (const key of ["embed", "poster", "autorun", "hide", "host", "title"]) whole.delete(key);
  poster.querySelector("a").href = `?${ready && !String(whole) ? like.dataset.query : whole}`; // the whole page may open with another
  poster.hidden = false;
}
