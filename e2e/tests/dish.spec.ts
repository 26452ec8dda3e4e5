import { ask, heard, iframe, test } from '../fixtures/host';
import { expect, small } from '../fixtures/lab';
import { petriSite } from '../fixtures/site';

const address = `${petriSite}/petri-dish.js`;
const script = `<script src="${address}"></script>`;
const run = 'data="digits" model.width="32" steps="200" dim="50"';
const dish = `<petri-dish ${run}></petri-dish>`;

/** How a page may come by the element: each ends with it defined. */
const ways: Record<string, string> = {
  'a classic script': `${script}${dish}`,
  'a deferred one, after the element': `${dish}<script defer src="${address}"></script>`,
  'a module': `<script type="module" src="${address}"></script>${dish}`,
  'import()': `${dish}<script type="module">await import("${address}");</script>`,
  'import() without traces of errors, beside the element that asks for it': `<script>Error.stackTraceLimit = 0</script><script type="module" src="${address}"></script>${dish}`,
  'a bundle, which names the site': `<script type="module" src="/bundle.js"></script><petri-dish site="${petriSite}" ${run}></petri-dish>`,
};

for (const [way, body] of Object.entries(ways)) {
  test(`the element comes with ${way}`, async ({ host, page, request }) => {
    host.put('/bundle.js', await (await request.get(address)).text(), { 'Content-Type': 'text/javascript' });
    await host.open(page, body);
    await expect(page.locator('petri-dish iframe')).toHaveAttribute('src', new RegExp(`^${petriSite}/\\?embed=1&.*method.dim=50`));
    await expect(page.frameLocator('petri-dish iframe').getByTestId('poster-run')).toBeVisible();
  });
}

test('a bundle that does not name the site says what to do', async ({ host, page, request }) => {
  host.put('/bundle.js', await (await request.get(address)).text(), { 'Content-Type': 'text/javascript' });
  await host.open(page, `<script type="module" src="/bundle.js"></script>${dish}`);
  await expect(page.locator('petri-dish')).toContainText('site="https://example.org/petri/"');
  await page.locator('petri-dish').evaluate((d, site) => d.setAttribute('site', site), petriSite);
  await expect(page.frameLocator('petri-dish iframe').getByTestId('poster-run')).toBeVisible();
});

test('a height is a CSS length, or so many pixels; what is neither is told and passed over', async ({ host, page }) => {
  const warned: string[] = [];
  page.on('console', (m) => m.type() === 'warning' && warned.push(m.text()));
  await page.setViewportSize({ width: 1000, height: 700 });
  const heights = ['400', '80vh', '20rem', 'calc(100px + 10vh)', 'min(50vh, 5000px)', ' 300.5 '];
  await host.open(page, script + [...heights, 'tall', '-5', 'auto', '400 px'].map((h) => `<petri-dish preset="digits" height="${h}"></petri-dish>`).join(''));
  const found = await page.locator('petri-dish iframe').evaluateAll((all) => all.map((f) => f.getBoundingClientRect().height));
  expect(found.slice(0, heights.length)).toEqual([400, 560, 320, 170, 350, 300.5]);
  expect(warned.filter((w) => w.includes('is no CSS length'))).toHaveLength(4);
  await page.locator('petri-dish').last().scrollIntoViewIfNeeded();
  await expect.poll(() => page.locator('petri-dish iframe').last().evaluate((f) => f.style.height)).not.toBe('560px'); // it follows its page
});

test('what is not ours on the element stays out of the address, and its changes leave the run alone', async ({ host, page }) => {
  const warned: string[] = [];
  page.on('console', (m) => m.type() === 'warning' && warned.push(m.text()));
  const others = 'draggable="true" nonce="x" translate="no" v-cloak contenteditable="false" x-data="{}" ng-app data-id="7" class="a" width="300" aria-label="b" step="5"';
  await host.open(page, `${script}<petri-dish ${run} ${others} title="First"></petri-dish>`);
  const it = page.locator('petri-dish');
  const src = new URL((await it.locator('iframe').getAttribute('src'))!);
  expect([...src.searchParams.keys()].sort()).toEqual(['data', 'embed', 'host', 'method.dim', 'model.width', 'steps', 'title']);
  expect(warned.join()).toContain('the attribute step is not known here: did you mean steps?');
  await it.evaluate((d: any) => d.step(7));
  await it.evaluate((d) => {
    for (const name of ['draggable', 'nonce', 'translate', 'v-cloak', 'contenteditable', 'ng-app', 'class']) d.setAttribute(name, 'changed');
    d.setAttribute('title', 'Second');
    d.setAttribute('height', '50vh');
  });
  await expect(it.locator('iframe')).toHaveAttribute('title', 'Second');
  await expect.poll(() => it.evaluate(async (d: any) => (await d.getState()).step)).toBe(7);
  await it.evaluate((d) => d.setAttribute('seed', '4')); // which is another run
  await expect(page.frameLocator('petri-dish iframe').getByTestId('poster-run')).toBeVisible();
});

test('arguments have one form or the other, for the element, in messages and on the page itself', async ({ host, lab, page }) => {
  await host.open(page, `${script}<petri-dish ${run} poster="0"></petri-dish>${iframe(`${small}&poster=0`)}`);
  const it = page.locator('petri-dish');
  const call = (name: string, ...given: unknown[]) => it.evaluate((d: any, [name, given]) => d[name as string](...(given as unknown[])).then((v: any) => v, (e: Error) => e.message), [name, given] as const);
  const steps = () => it.evaluate(async (d: any) => (await d.getState()).step);
  for (const [given, total] of [[[5], 5], [[{ steps: 5 }], 10], [[], 11]] as const) {
    await call('step', ...given);
    await expect.poll(steps).toBe(total);
  }
  const config = { data: { name: 'digits' }, stop: { steps: 5 } };
  const alone = await call('run', config);
  expect(alone.losses).toHaveLength(5);
  expect((await call('run', { config })).digest).toBe(alone.digest);
  expect((await call('export', 'csv')).text).toBe((await call('export', { what: 'csv' })).text);
  expect(JSON.parse((await call('export')).text).digest).toBe(alone.digest);

  const bad = [['step', 'x'], ['step', { steps: {} }], ['step', 0], ['step', 2.5], ['step', { count: 5 }], ['export', 'zip'], ['export', 7], ['run', 7], ['run', { seed: 'x' }], ['run', { sede: 1 }], ['set', 7], ['setState', 7]] as const;
  for (const [name, given] of bad) {
    const refused = await call(name, given);
    expect(refused, name).toMatch(/takes|no file|such as|state that/);
    expect(refused).not.toMatch(/json|Go |struct|unmarshal|float64/i);
  }

  expect((await ask(page, 'step', 5, 1)).type).toBe('answer');
  await expect.poll(async () => (await ask(page, 'getState', {}, 1)).data.step).toBe(5);
  expect((await ask(page, 'run', config, 1)).data.digest).toBe(alone.digest);
  expect((await ask(page, 'export', 'csv', 1)).data.text).toContain('step');
  await lab.open(small); // for in a frame that nobody sees a run would rest
  const here = await page.evaluate(async (config) => {
    const { petri } = globalThis as any;
    const { digest } = await petri.run({ config });
    return { digest, file: (await petri.file({ what: 'csv' })).what, refused: await petri.step('many').catch((e: Error) => e.message) };
  }, config);
  expect(here).toEqual({ digest: alone.digest, file: 'csv', refused: 'step takes a whole number of steps from 1 to 100000, such as step(5)' });
});

test('what does not fit is refused when it is set, with the bound, and the run goes on', async ({ host, page }) => {
  await host.open(page, iframe(`${small}&poster=0`)); // 64·32+32 + 32·32+32 + 32·10+10 weights
  await ask(page, 'step', { steps: 20 });
  await expect.poll(async () => (await ask(page, 'getState')).data).toMatchObject({ phase: 'paused', step: 20 });
  const { data: before } = await ask(page, 'getState');
  const refusals: [string, unknown, string][] = [
    ['set', { 'method.dim': 999999, seed: 5 }, 'choose dimension d 3,466 or less'],
    ['set', { method: 'said', 'method.dim': 2 }, 'choose dimension d 4 or more'],
    ['set', { shots: 500 }, 'take at most'],
    ['set', { 'method.projection': 'dense', 'method.dim': 3466, 'model.width': 60 }, 'fastfood projection'],
    ['run', { data: { name: 'digits' }, method: { name: 'subspace', knobs: { dim: 500000 } } }, 'or less'],
    ['setState', { ...before, config: { ...before.config, method: { name: 'subspace', knobs: { ...before.config.method.knobs, dim: 99999 } } } }, 'choose dimension d 3,466 or less'],
  ];
  for (const [type, data, sentence] of refusals) {
    const refused = await ask(page, type, data);
    expect(refused, JSON.stringify(data)).toMatchObject({ type: 'error', data: { message: expect.stringContaining(sentence) } });
    expect((await ask(page, 'getState')).data).toEqual(before);
  }
  expect((await heard(page, 'error')).filter((e: any) => e.fatal)).toEqual([]);
  expect((await ask(page, 'set', { 'method.dim': 3466, 'method.projection': 'fastfood' })).type).toBe('answer');
  expect((await ask(page, 'set', { 'method.dim': before.config.method.knobs.dim, 'method.projection': 'sparse' })).type).toBe('answer');
  await ask(page, 'play');
  await expect.poll(async () => (await ask(page, 'getState')).data).toMatchObject({ phase: 'finished', step: 200 });
});

test('a person who writes a d that is too large loses no run by pressing Train', async ({ lab }) => {
  await lab.open(small);
  const { digest } = await lab.finish();
  await lab.type('knob-method.dim', '999999');
  await lab.train();
  await expect(lab.get('error')).toContainText('choose dimension d 3,466 or less');
  await expect(lab.get('digest')).toHaveText(digest);
  await lab.phase('finished');
  await lab.type('knob-method.dim', '60');
  await lab.train();
  await expect(lab.get('error')).toBeHidden();
  await lab.phase('finished');
  await expect(lab.get('digest')).not.toHaveText(digest);
});

test('a link that asks for more than fits is moved to what does, says so, and trains', async ({ host, page }) => {
  await host.open(page, iframe(`${small}&steps=20&method.dim=99999999&autorun=1`));
  await expect.poll(() => heard(page, 'done')).toHaveLength(1);
  const { data: state } = await ask(page, 'getState');
  expect(state.config.method.knobs.dim).toBe(3466);
  await expect(page.frameLocator('iframe').getByTestId('notice')).toContainText('choose dimension d 3,466 or less. Petri took 3,466 instead');
  expect((await heard(page, 'error'))).toEqual([]);
});

test('a program that fails before anybody listens is told of all the same', async ({ lab, host, page }) => {
  lab.expected.push(/Failed to load resource|failed|load/i);
  let failed = () => {};
  const failure = new Promise<void>((resolve) => (failed = resolve));
  page.on('console', (m) => m.text().startsWith('petri:') && failed());
  await page.route('**/app.wasm*', (route) => route.abort());
  await page.route('**/bridge.js*', async (route) => {
    await failure; // it comes only then
    await route.continue();
  });
  await host.open(page, iframe(`${small}&autorun=1`));
  await expect.poll(() => heard(page, 'ready')).toHaveLength(1);
  await expect.poll(() => heard(page, 'error')).toEqual([expect.objectContaining({ fatal: true })]);
  expect(await ask(page, 'play')).toMatchObject({ type: 'error', data: { message: expect.stringContaining('could not be loaded') } });
});

test('a preset picks its lab, whatever the path or the element says; an unknown one names the choices', async ({ lab, host, page }) => {
  await page.goto('/?embed=1&preset=masks&hide=save');
  await expect(page).toHaveURL(/\/masks\/?\?embed=1&preset=masks&hide=save/);
  await expect(page.getByRole('heading')).toHaveText('Pictures from a quarter of their patches');
  await page.goto('/masks?embed=1&preset=digits');
  await expect(page.getByRole('heading')).toHaveText('100 numbers, within a second');
  await lab.get('poster-run').click();
  await lab.phase('finished');

  await host.open(page, `${script}<petri-dish preset="masks"></petri-dish>`);
  await expect(page.frameLocator('iframe').getByRole('heading')).toHaveText('Pictures from a quarter of their patches');
  expect(await page.locator('petri-dish').evaluate((d: any) => d.getState())).toEqual({ v: 1, phase: 'poster' });
  await host.open(page, iframe('preset=masks'));
  await expect.poll(() => heard(page, 'ready')).toEqual([expect.objectContaining({ lab: 'masks' })]); // and the page before it is silent

  await page.goto('/?embed=1&preset=maks');
  await expect(page.getByText('choose one of subspace, digits, dimension, prompts, language, masks')).toBeVisible();
  await lab.open('preset=maks');
  await expect(lab.get('notice')).toContainText('There is no preset “maks”: choose one of subspace, digits');
});

test('a poster says what is run, in words, and what it is called', async ({ lab, page }) => {
  const says = async (path: string, title: string | RegExp, line: RegExp) => {
    await page.goto(path);
    await expect(page.getByRole('heading')).toHaveText(title);
    await expect(page.locator('.poster p:visible').first()).toHaveText(line);
  };
  await says(`/?embed=1&${small}&method.dim=1000`, 'Random subspace, dimension d = 1,000', /^Digits 8×8, Multi-layer perceptron, 200 steps\. It trains in this page, on your machine\. The picture/);
  await says(`/?embed=1&${small}&method=full&title=${encodeURIComponent('Week <3>: all weights')}`, 'Week <3>: all weights', /^Full training, Digits 8×8, .*200 steps/);
  await says('/?embed=1&data=digits&method=nonsense&steps=many', 'Random subspace, dimension d = 750', /600 steps/);
  await says('/masks?embed=1&data=photos&mask=red&steps=50', 'Full training', /^Photographs 32×32, Masked autoencoder, masks: Red, 50 steps\. It trains in this page, on your machine\.$/);
  await says('/prompts?embed=1&model=lm&seed=3', /./, /Tiny language model/);
  await says('/dimension?embed=1&data=digits&sweep.from=5&sweep.to=5000', 'Random subspaces of 5 to 5,000 dimensions', /^Digits 8×8, Multi-layer perceptron\./);
  await says('/?embed=1&preset=digits&title=Mine', 'Mine', /^The same on digits/);
  await says(`/?embed=1&lang=de&${small}&method.dim=1000`, 'Zufälliger Unterraum, Dimension d = 1.000', /^Ziffern 8×8, Mehrschichtiges Perzeptron, 200 Schritte\. Es trainiert/);
  await page.goto(`/?embed=1&${small}&title=Mine`);
  await expect(lab.get('poster-open')).toHaveAttribute('href', /^\?data=digits&model\.width=32&steps=200$/);
});

test('where a sandbox opens no pages, the address is shown, to be copied', async ({ lab, host, page }) => {
  lab.expected.push(/sandbox|storage|service ?worker/i);
  await host.open(page, iframe(small, 'sandbox="allow-scripts"'));
  const frame = page.frameLocator('iframe');
  await expect(frame.getByTestId('address')).toBeHidden();
  await frame.getByTestId('poster-open').click();
  await expect(frame.getByTestId('address')).toHaveValue(`${petriSite}/?data=digits&model.width=32&steps=200`);
  await frame.getByTestId('poster-run').click();
  await expect(frame.getByTestId('status')).toHaveAttribute('data-phase', 'finished');
  await frame.getByTestId('whole').click();
  await expect(frame.getByTestId('address')).toHaveValue(/data=digits/);

  await host.open(page, iframe(small, 'sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"'));
  const opened = page.waitForEvent('popup');
  await frame.getByTestId('poster-open').click();
  await expect((await opened).getByTestId('train')).toBeVisible();
  await expect(frame.getByTestId('address')).toBeHidden();
});

test('every part that may be hidden is there, and can be hidden', async ({ lab, page }) => {
  await page.goto('/docs/embed');
  await page.evaluate(() => petri.ready);
  const rows = await page.locator('[data-testid="columns-hide"] tbody tr').evaluateAll((all) =>
    all.map((row) => ({ part: row.querySelector<HTMLElement>('[data-part]')!.dataset.part!, on: (row as HTMLTableRowElement).cells[1].textContent! })));
  expect(rows.length).toBeGreaterThan(20);
  const labs: Record<string, string> = { Subspace: '?', Prompts: 'prompts?', Masks: 'masks?', 'Intrinsic dimension': 'dimension?' };
  for (const [name, path] of Object.entries(labs)) {
    const parts = rows.filter(({ on }) => on === 'everywhere' || on.split(', ').includes(name)).map(({ part }) => part);
    await page.goto(`/${path}embed=1&poster=0`);
    for (const part of parts) await expect(lab.get(part), `${part} on ${name}`).toHaveCount(1);
    await page.goto(`/${path}embed=1&poster=0&hide=${parts.join()}`);
    await expect(lab.get('strip')).toHaveCount(1);
    for (const part of parts) await expect(lab.get(part), `${part} on ${name}`).toBeHidden();
  }
});
