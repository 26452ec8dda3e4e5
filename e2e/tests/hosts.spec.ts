import { readFile } from 'node:fs/promises';
import { iframe, test } from '../fixtures/host';
import { expect, fits, serious, small } from '../fixtures/lab';
import { petriSite } from '../fixtures/site';

/** Attributes of the element for the small network. */
const dish = 'lab="subspace" data="digits" model.width="32" steps="200"';
const script = `<script src="${petriSite}/petri-dish.js"></script>`;
const library = (name: string) => readFile(new URL(`../node_modules/${name}`, import.meta.url), 'utf8');

test('a plain page drives an element of Petri: attributes, methods, events, and a height that follows', async ({ host, page }) => {
  await host.open(page, `${script}<petri-dish ${dish} dim="50" seed="3"></petri-dish><petri-dish ${dish} dim="50" seed="3" height="300"></petri-dish>`);
  const dishes = page.locator('petri-dish');
  await expect(dishes.first().locator('iframe')).toHaveAttribute('title', 'Petri: subspace');
  const result = await dishes.first().evaluate(async (d: any) => {
    const steps: number[] = [];
    d.addEventListener('petri-metric', (e: CustomEvent) => steps.push(e.detail.step));
    const done = new Promise((resolve) => d.addEventListener('petri-done', (e: CustomEvent) => resolve(e.detail), { once: true }));
    await d.play();
    const end: any = await done;
    return { steps: steps.length, end, state: await d.getState(), file: JSON.parse((await d.export()).text) };
  });
  expect(result.steps).toBeGreaterThan(3);
  expect(result.state.config).toMatchObject({ seed: 3, method: { knobs: { dim: 50 } } });
  expect(result.file.digest).toBe(result.end.digest);
  const heights = await dishes.evaluateAll((all) => all.map((d) => d.querySelector('iframe')!.getBoundingClientRect().height));
  expect(heights[0]).toBeGreaterThan(600);
  expect(heights[1]).toBe(300);

  const refused = await dishes.first().evaluate((d: any) => d.set({ seed: 'many' }).then(String, String));
  expect(refused).toContain('many');
  await dishes.first().evaluate((d) => d.setAttribute('seed', '4'));
  await expect.poll(() => dishes.first().evaluate((d: any) => Promise.race([d.getState(), new Promise((r) => setTimeout(r, 300, {}))]).then((s: any) => s.phase))).toBe('poster');
  await expect(dishes.first().locator('iframe')).toHaveAttribute('src', /seed=4/);
});

test('a sandboxed element is heard and driven', async ({ lab, host, page }) => {
  lab.expected.push(/sandbox|storage|service ?worker/i);
  await host.open(page, `${script}<petri-dish ${dish} dim="50" sandbox="allow-scripts"></petri-dish>`);
  const accuracy = await page.locator('petri-dish').evaluate(async (d: any) => (await d.run({ data: { name: 'digits' }, stop: { steps: 60 } })).metrics.accuracy);
  expect(accuracy).toBeGreaterThan(0.3);
});

test('on slides of reveal.js a run is loaded with its slide, rests while another is shown, and goes on', async ({ host, page }) => {
  const run = iframe('data=digits&method=full&steps=100000&autorun=1').replace(' src=', ' data-preload data-src=');
  host.put('/reveal.js', await library('reveal.js/dist/reveal.js'));
  host.put('/reveal.css', await library('reveal.js/dist/reveal.css'));
  await host.open(page, `<link rel="stylesheet" href="/reveal.css"><div class="reveal"><div class="slides">
    <section>One</section><section>Two</section><section>Three</section><section>Four</section><section>${run}</section><section>Last</section></div></div>
    <script src="/reveal.js"></script><script>Reveal.initialize({ transition: 'none' })</script>`);
  const status = page.frameLocator('iframe').getByTestId('status');
  await expect(page.locator('iframe')).not.toHaveAttribute('src');
  await page.evaluate(() => (window as any).Reveal.slide(4));
  await expect(status).toHaveAttribute('data-phase', 'running');
  await expect(status.getByTestId('status-step-of')).toHaveText(/^[1-9]/);
  await page.evaluate(() => (window as any).Reveal.next());
  await expect(status).toHaveAttribute('data-phase', 'paused');
  await page.evaluate(() => (window as any).Reveal.prev());
  await expect(status).toHaveAttribute('data-phase', 'running');
});

// Written by hand as these tools write it, not made by them.
const written = {
  'MyST makes of its iframe directive': (src: string) =>
    `<main style="max-width: 700px"><figure class="myst-iframe" style="margin: 0"><div style="position: relative; padding-bottom: 60%; height: 0; overflow: hidden">
     <iframe src="${src}" width="100%" height="100%" allowfullscreen title="Petri" style="position: absolute; inset: 0; border: 0"></iframe></div><figcaption>A run</figcaption></figure></main>`,
  'Quarto makes of a raw block': (src: string) =>
    `<main class="content page-columns page-full" style="max-width: 800px"><div class="cell"><iframe src="${src}" title="Petri" width="100%" height="640" style="border: 0" loading="lazy"
     allow="fullscreen; clipboard-write; cross-origin-isolated"></iframe></div></main>`,
};

for (const [what, markup] of Object.entries(written)) {
  test(`in the markup that ${what}, the poster fits and its button trains`, async ({ host, page }) => {
    await host.open(page, markup(`${petriSite}/?embed=1&amp;preset=digits`));
    const frame = page.frameLocator('iframe');
    await expect(frame.getByTestId('poster-run')).toBeInViewport();
    const overflow = await page.frames()[1].evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBe(0);
    await frame.getByTestId('poster-run').click();
    await expect(frame.getByTestId('status')).toHaveAttribute('data-phase', 'finished');
  });
}

test('the widget for notebooks draws in its cell, plays when told, and hands state and result over', async ({ host, page }) => {
  await host.open(page, `<div id="cell"></div><script type="module">
    import widget from '${petriSite}/petri-widget.mjs';
    const traits = { lab: 'subspace', data: 'digits', steps: 100, config: { 'model.width': 16 }, play: 0 };
    const told = {};
    window.model = {
      get: (name) => traits[name],
      set: (name, value) => { traits[name] = value; },
      save_changes: () => { window.saved = { ...traits }; },
      on: (event, f) => { told[event] = f; },
      change: (name, value) => { traits[name] = value; told['change:' + name](); },
    };
    window.clean = await widget.render({ model, el: document.getElementById('cell') });
  </script>`);
  await expect(page.locator('#cell iframe')).toHaveAttribute('src', /data=digits.*steps=100.*model\.width=16/);
  await expect(page.frameLocator('#cell iframe').getByTestId('poster-run')).toBeVisible();
  await page.evaluate(() => (window as any).model.change('play', 1));
  await expect.poll(() => page.evaluate(() => (window as any).saved?.result?.step)).toBe(100);
  await expect.poll(() => page.evaluate(() => (window as any).saved.state.phase)).toBe('finished');
  await page.evaluate(() => (window as any).clean());
  await expect(page.locator('#cell iframe')).toHaveCount(0);
});

test('an Open edX problem is graded, and its state comes back to the same run', async ({ host, page }) => {
  const runtime = `<iframe src="${petriSite}/examples/openedx.html" width="900" height="900" title="Problem"></iframe>
    <script src="${petriSite}/web/jschannel/jschannel.js"></script>
    <script>
      const channel = Channel.build({ window: document.querySelector('iframe').contentWindow, origin: '*', scope: 'JSInput' });
      window.call = (method, params) => new Promise((success, error) => channel.call({ method, params, success, error }));
    </script>`;
  const call = (method: string, params?: string) => page.evaluate(([m, p]) => (window as any).call(m, p), [method, params]);
  const standing = async () => JSON.parse(await call('getGrade'));
  await host.open(page, runtime);
  const lab = page.frameLocator('iframe').frameLocator('iframe');
  await lab.getByTestId('train').click();
  await expect.poll(async () => (await standing()).phase).toBe('finished');
  const grade = await standing();
  expect(grade.metrics.accuracy).toBeGreaterThan(0.2);
  const kept = await call('getState');
  expect(kept.length).toBeLessThan(2000);

  await host.open(page, runtime);
  await call('setState', kept);
  await expect.poll(async () => (await standing()).digest).toBe(grade.digest);
});

test('the page that holds the contract shows each kind live, and axe finds nothing serious', async ({ lab, page }) => {
  await page.goto('/docs/embed');
  await page.evaluate(() => petri.ready);
  for (const name of ['subspace', 'digits', 'dimension', 'prompts', 'language', 'masks']) {
    await lab.get(`demo-${name}`).scrollIntoViewIfNeeded();
    const poster = lab.get(`demo-${name}`).contentFrame();
    await expect(poster.getByTestId('poster-run')).toBeVisible();
    await expect.poll(() => poster.locator('.poster img').evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
  }
  await lab.get('demo-digits').contentFrame().getByTestId('poster-run').click();
  await expect(lab.get('demo-digits').contentFrame().getByTestId('status')).toHaveAttribute('data-phase', 'finished');
  for (const kind of ['iframe', 'element', 'myst', 'jupyter', 'quarto', 'reveal', 'sphinx', 'mkdocs', 'lms']) {
    await expect(lab.get(`snippet-${kind}`)).toContainText(`${petriSite}/`);
  }
  await page.getByRole('link', { name: 'Masks' }).first().click();
  await expect(page).toHaveURL(/\/masks/);
  await page.goto('/docs/embed');
  expect(await serious(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 700 });
  await fits(page);
});

test('what a lab writes for a page of somebody else works there', async ({ lab, host, page }) => {
  await lab.open(`${small}&method.dim=60`);
  await lab.get('save').click();
  await lab.get('share').click();
  await expect(lab.get('share-link')).toHaveValue(/method\.dim=60/);
  expect(await serious(page)).toEqual([]);
  const codes: Record<string, string> = {};
  for (const kind of ['Any page (HTML)', 'Any page, with its own element']) {
    await lab.get('share-kind').selectOption({ label: kind });
    codes[kind] = await lab.get('share-code').inputValue();
  }
  for (const [kind, code] of Object.entries(codes)) {
    await host.open(page, code);
    const frame = page.frameLocator('iframe');
    await frame.getByTestId('poster-run').click();
    await expect(frame.getByTestId('status'), kind).toHaveAttribute('data-phase', 'finished');
    await expect(frame.getByTestId('strip')).toContainText('60');
  }
});
