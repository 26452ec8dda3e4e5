import type { Page, Response } from '@playwright/test';
import { brotliCompressSync } from 'node:zlib';
import { whole } from '../chromium.mjs';
import { ask, heard, iframe, test } from '../fixtures/host';
import { expect, serious, small } from '../fixtures/lab';

const quick = `${small}&autorun=1`;
const isolated = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

/** The frames of others in which a run has to come to its end; plain are the headers of another host that Petri is on. */
const frames: { name: string; attributes?: string; headers?: Record<string, string>; plain?: Record<string, string> }[] = [
  { name: 'on another site' },
  { name: 'sandboxed', attributes: 'sandbox="allow-scripts"' },
  { name: 'sandboxed, with its origin', attributes: 'sandbox="allow-scripts allow-same-origin"' },
  { name: 'in an isolated page', headers: isolated },
  { name: 'in an isolated page that shares its isolation', headers: isolated, attributes: 'allow="cross-origin-isolated"' },
  { name: 'credentialless in an isolated page', headers: isolated, attributes: 'credentialless allow="cross-origin-isolated"' },
  { name: 'credentialless in an isolated page, from a host that sends no headers', headers: isolated, attributes: 'credentialless allow="cross-origin-isolated"', plain: {} },
  { name: 'isolated by itself', plain: { 'Document-Isolation-Policy': 'isolate-and-credentialless' } },
];

/** What the browser grants the first frame of a page. */
const granted = (page: Page) => page.frames()[1].evaluate(async () => {
  const kept = await new Promise((resolve) => {
    try {
      const open = indexedDB.open('probe');
      open.onsuccess = () => resolve(true);
      open.onerror = () => resolve(false);
    } catch {
      resolve(false);
    }
  });
  return { isolated: crossOriginIsolated, kept };
});

test('in the frames of all kinds of pages a run comes to its end, and to the same digest', async ({ lab, host, page }) => {
  lab.expected.push(/sandbox|storage|service ?worker/i); // the browser says itself what it denies
  const digests = new Set<string>();
  for (const { name, attributes = '', headers, plain } of frames) {
    host.sends = plain ?? {};
    await host.open(page, iframe(quick, attributes, plain && host.plain), headers);
    await expect.poll(() => heard(page, 'done'), name).toHaveLength(1);
    const [done] = await heard(page, 'done');
    expect(done.metrics.accuracy).toBeGreaterThan(0.6);
    await expect(page.frameLocator('iframe').getByTestId('status')).toHaveAttribute('data-phase', 'finished');
    digests.add(done.digest);
  }
  host.sends = {};
  await page.route('**/course', (route) => route.fulfill({ contentType: 'text/html', body: iframe(quick) })); // on the same site
  await page.goto('/course');
  const digest = page.frameLocator('iframe').getByTestId('digest');
  await expect(digest).not.toBeEmpty();
  expect(await granted(page)).toMatchObject({ kept: true });
  expect([...digests]).toEqual([await digest.innerText()]);
});

test('where the browser blocks the storage of frames, a run comes to the same end', async ({ host, lab, page, playwright }) => {
  test.skip(!whole, 'Only the whole browser blocks the storage of frames, not its headless shell: apt-get install chromium.');
  const browser = await playwright.chromium.launch({ executablePath: whole, args: ['--headless=new'] }); // its contexts are incognito
  try {
    const course = await browser.newPage();
    await host.open(course, iframe(quick));
    await expect.poll(() => heard(course, 'done')).toHaveLength(1);
    expect(await granted(course)).toEqual({ isolated: false, kept: false });
    await page.goto(`/?embed=1&${quick}`);
    await lab.phase('finished');
    expect((await heard(course, 'done'))[0].digest).toBe(await lab.get('digest').innerText());
  } finally {
    await browser.close();
  }
});

test('what the browser grants a frame is what the contract says', async ({ lab, host, page }) => {
  lab.expected.push(/sandbox|storage|service ?worker/i);
  type Case = { attributes?: string; headers?: Record<string, string>; plain?: Record<string, string>; want: object };
  const cases: Case[] = [
    { attributes: 'sandbox="allow-scripts"', want: { isolated: false, kept: false } },
    { headers: isolated, want: { isolated: false } },
    { headers: isolated, attributes: 'allow="cross-origin-isolated"', want: { isolated: true } },
    { headers: isolated, attributes: 'credentialless allow="cross-origin-isolated"', plain: {}, want: { isolated: true } },
    { plain: { 'Document-Isolation-Policy': 'isolate-and-credentialless' }, want: { isolated: true } },
    { want: { isolated: false, kept: true } },
  ];
  for (const { attributes = '', headers, plain, want } of cases) {
    host.sends = plain ?? {};
    await host.open(page, iframe(small, attributes, plain && host.plain), headers);
    await expect.poll(() => heard(page, 'ready')).toHaveLength(1);
    expect(await granted(page)).toMatchObject(want);
  }
  host.sends = {};
  await host.open(page, iframe(small, '', host.plain), isolated); // which has not agreed to be there
  await expect.poll(() => page.frames()[1].url()).toContain('chrome-error');
});

test('a poster loads next to nothing, and its button trains', async ({ lab, page }) => {
  const weights: Promise<number>[] = []; // as brotli has them
  const asked: string[] = [];
  page.on('request', (r) => asked.push(r.url()));
  const weigh = (r: Response) => void weights.push(r.body().then((body) => brotliCompressSync(body).length));
  page.on('response', weigh);
  await page.goto(`/?embed=1&preset=digits`);
  await expect(lab.get('poster-run')).toBeVisible();
  await expect(page.getByRole('heading')).toHaveText('100 numbers, within a second');
  await page.waitForLoadState('networkidle');
  expect(asked.filter((url) => /wasm\?|worker|data\//.test(url))).toEqual([]);
  expect(asked.some((url) => url.includes('posters/digits.svg'))).toBe(true);
  expect(await page.locator('.poster img').evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
  expect(await serious(page)).toEqual([]);
  page.off('response', weigh);
  const bytes = (await Promise.all(weights)).reduce((sum, n) => sum + n);
  expect(bytes).toBeGreaterThan(20_000);
  expect(bytes).toBeLessThanOrEqual(60_000);

  await lab.get('poster-run').click();
  await lab.phase('finished');
  await expect(lab.get('whole')).toHaveAttribute('href', /^\.\/\?data=digits&.*method\.dim=100/);
  await expect(page).toHaveURL(/embed=1/);
  expect(await serious(page)).toEqual([]);
});

test('a program that did not come is answered for in a sentence, and drives on when it comes at the second try', async ({ host, lab, page }) => {
  lab.expected.push(/Failed to load resource|failed|load/i);
  await page.route('**/app.wasm*', (route) => route.abort());
  await host.open(page, iframe(small));
  await expect.poll(() => heard(page, 'ready')).toHaveLength(1);
  expect((await ask(page, 'set', { seed: 4 })).type).toBe('error');
  expect((await ask(page, 'set', { seed: 4 })).type).toBe('error'); // and so is what is asked later
  await page.unroute('**/app.wasm*');
  await page.frameLocator('iframe').getByRole('button', { name: 'Try again' }).click();
  await expect.poll(async () => (await ask(page, 'set', { seed: 4 })).type).toBe('answer');
});

test('the address hides parts, sets the theme, and is kept beside the run', async ({ lab, page }) => {
  await page.goto(`/?embed=1&poster=0&theme=dark&hide=new-seed,ledger,knob-method.dim&${small}`);
  await lab.get('unfold').click();
  await expect(lab.get('train')).toBeVisible();
  await expect(lab.get('knob-seed')).toBeVisible();
  for (const id of ['new-seed', 'ledger', 'knob-method.dim']) await expect(lab.get(id)).toBeHidden();
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe('dark');
  await lab.type('knob-seed', '5');
  await expect(page).toHaveURL(/seed=5/);
  await expect(page).toHaveURL(/embed=1.*hide=new-seed/);
});

test('a page of another site drives the run, and its state comes back in another frame', async ({ host, page }) => {
  await host.open(page, iframe(`${small}&poster=0`) + iframe(`${small}&poster=0`));
  expect((await ask(page, 'set', { seed: 4, 'method.dim': 60 })).data.config.seed).toBe(4);
  expect((await ask(page, 'set', { seed: 'many' })).data.message).toContain('many');
  await ask(page, 'step', { steps: 30 });
  await expect.poll(async () => (await ask(page, 'getState')).data).toMatchObject({ phase: 'paused', step: 30 });
  const { data: state } = await ask(page, 'getState');
  expect(JSON.stringify(state).length).toBeLessThan(2000);
  await ask(page, 'play');
  await expect.poll(async () => (await ask(page, 'getState')).data.phase).toBe('finished');
  const { data: end } = await ask(page, 'getState');

  expect((await ask(page, 'setState', state, 1)).type).toBe('answer');
  await expect.poll(async () => (await ask(page, 'getState', {}, 1)).data).toMatchObject({ phase: 'paused', step: 30 });
  await ask(page, 'play', {}, 1);
  await expect.poll(async () => (await ask(page, 'getState', {}, 1)).data.digest).toBe(end.digest);

  const { data: file } = await ask(page, 'export');
  expect(JSON.parse(file.text).digest).toBe(end.digest);
  const { data: model } = await ask(page, 'export', { what: 'model' });
  expect(atob(model.base64).length).toBeGreaterThan(4 * 60);
  const { data: result } = await ask(page, 'run', { config: { data: { name: 'digits' }, stop: { steps: 5 } } });
  expect(result.losses).toHaveLength(5);
  expect((await ask(page, 'fly')).data.message).toContain('choose one of play');
});

test('hostile messages are answered or passed over, and break nothing', async ({ host, page }) => {
  await host.open(page, iframe(`${small}&poster=0&host=${encodeURIComponent(host.origin)}`));
  await ask(page, 'getState');
  await page.evaluate(() => {
    const frame = document.querySelector('iframe')!.contentWindow!;
    const say = (m: unknown) => frame.postMessage(m, '*');
    for (const m of [null, 7, 'play', [], {}, { petri: 2, type: 'play' }, { petri: 1 }, { petri: 1, type: 7 }, { petri: 1, type: 'constructor' }, { petri: 1, type: '__proto__' },
      { petri: 1, type: 'play', id: {} }, { petri: 1, type: 'step', data: [] }, { petri: 1, type: 'step', data: { steps: 'x' } }, { petri: 1, type: 'setState', data: { v: 9 } },
      { petri: 1, type: 'set', data: new ArrayBuffer(9) }, { petri: 1, type: 'set', data: { seed: 1n } }]) say(m);
  });
  await expect.poll(async () => (await ask(page, 'getState')).data.phase).toBe('ready');

  const large = await ask(page, 'setState', { text: 'x'.repeat(10_000_000) });
  expect(large).toMatchObject({ type: 'error', data: { message: expect.stringContaining('million') } });
  await page.evaluate(() => { // an array of gaps alone, which weighs nothing here
    document.querySelector('iframe')!.contentWindow!.postMessage({ petri: 1, type: 'set', id: 'gaps', data: { a: Array(100_000_000) } }, '*');
  });
  await expect.poll(() => page.evaluate(() => (window as any).heard.find((m: any) => m.data.id === 'gaps')?.data.type)).toBe('error');
  const deep = await ask(page, 'set', { a: Array(200_000).fill(1) });
  expect(deep.type).toBe('error');

  await page.evaluate(() => {
    const frame = document.querySelector('iframe')!.contentWindow!;
    for (let i = 0; i < 10_000; i++) frame.postMessage({ petri: 1, type: 'getState', id: i }, '*');
  });
  await expect.poll(async () => JSON.stringify(await heard(page, 'error'))).toContain('requests a second');
  await expect.poll(async () => Promise.race([ask(page, 'getState').then((a) => a.data.phase), page.waitForTimeout(500)])).toBe('ready');

  // A frame that is not its parent may not drive it, nor a parent that was not named.
  const inner = page.frames()[1];
  await page.evaluate(() => {
    const other = document.createElement('iframe');
    other.srcdoc = `<script>parent.frames[0].postMessage({ petri: 1, type: 'play' }, '*'); parent.said = true</script>`;
    document.body.append(other);
  });
  await page.waitForFunction(() => (window as any).said);
  expect((await ask(page, 'getState')).data.phase).toBe('ready'); // which came after it
  await host.open(page, iframe(`${small}&poster=0&host=https://elsewhere.example`));
  const phase = () => page.frames()[1].evaluate(() => (globalThis as any).petri.state?.().phase);
  await expect.poll(phase).toBe('ready');
  await page.evaluate(() => document.querySelector('iframe')!.contentWindow!.postMessage({ petri: 1, type: 'play', id: 1 }, '*'));
  await page.frames()[1].evaluate(() => new Promise((resolve) => setTimeout(resolve))); // it has been delivered by then
  expect(await phase()).toBe('ready');
  expect(await page.evaluate(() => (window as any).heard)).toEqual([]);
  expect(inner.isDetached()).toBe(true);
});

test('a run that nobody sees stands still, and goes on when it is seen or its slide is shown', async ({ host, lab, page }) => {
  lab.expected.push(/a mistake of somebody else/);
  await host.open(page, `<div id="above" style="height: 0"></div>${iframe('data=digits&method=full&steps=100000&autorun=1')}`);
  const phase = async () => (await ask(page, 'getState')).data.phase;
  await expect.poll(phase).toBe('running');
  await page.frames()[1].evaluate(() => void petri.on('metrics', () => { throw new Error('a mistake of somebody else'); }));
  await ask(page, 'pause'); // and at once on again
  await ask(page, 'play');
  const taken = async () => (await ask(page, 'getState')).data.step;
  const before = await taken();
  await expect.poll(taken).toBeGreaterThan(before + 20);
  const say = (word: string) => page.evaluate((word) => document.querySelector('iframe')!.contentWindow!.postMessage(word, '*'), word);
  await say('slide:stop');
  await expect.poll(phase).toBe('paused');
  await say('slide:start');
  await expect.poll(phase).toBe('running');

  await page.evaluate(() => (document.getElementById('above')!.style.height = '5000px'));
  await expect.poll(phase).toBe('paused');
  await page.locator('iframe').scrollIntoViewIfNeeded();
  await expect.poll(phase).toBe('running');

  await ask(page, 'step', { steps: 3 }); // a page may ask for steps of what nobody sees; what a person begins rests again
  await expect.poll(phase).toBe('paused');
  await page.frameLocator('iframe').getByTestId('resume').click();
  await expect.poll(phase).toBe('running');
  await say('slide:stop');
  await expect.poll(phase).toBe('paused');
  await say('slide:start');
  await expect.poll(phase).toBe('running');

  await ask(page, 'pause'); // by a person, or a page: it stays so
  await page.evaluate(() => scrollTo(0, 0));
  await page.locator('iframe').scrollIntoViewIfNeeded();
  await say('slide:start');
  expect(await phase()).toBe('paused');
});

test('the frame tells how high its page is, Canvas too, and leaves the wheel to the page', async ({ host, page }) => {
  await host.open(page, `${iframe(`${small}&poster=0`)}<div style="height: 3000px"></div>`);
  await expect.poll(() => heard(page, 'ready')).toHaveLength(1);
  await page.frames()[1].evaluate(() => (globalThis as any).petri.ready);
  const height = () => page.frames()[1].evaluate(() => Math.ceil(document.body.getBoundingClientRect().height));
  await expect.poll(async () => (await heard(page, 'resize')).at(-1)?.height).toBe(await height());
  const before = await height();
  expect(await page.evaluate(() => document.activeElement!.tagName)).toBe('BODY');
  await page.frameLocator('iframe').getByTestId('unfold').click();
  await expect.poll(async () => (await heard(page, 'resize')).at(-1)?.height).toBeGreaterThan(before + 100);
  const canvas = await page.evaluate(() => (window as any).heard.map((m: any) => m.data).filter((d: any) => d.subject === 'lti.frameResize'));
  expect(canvas.at(-1)).toEqual({ subject: 'lti.frameResize', height: await height() });

  await page.evaluate(() => (document.querySelector('iframe')!.style.height = '3000px'));
  await page.mouse.move(300, 300);
  await page.mouse.wheel(0, 400);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100);
});

test('three labs on one page train side by side, each to its own end', async ({ host, page }) => {
  test.slow();
  const runs = [1, 2, 3].map((seed) => iframe(`${small}&seed=${seed}&autorun=1&hide=ledger`).replace('width="900"', 'width="400"')); // what is off the screen would rest
  await host.open(page, `<div style="display: grid; grid-template-columns: repeat(3, 1fr)">${runs.join('')}</div>`);
  await expect.poll(async () => new Set((await heard(page, 'done')).map((d: any) => d.digest)).size).toBe(3);
});

test('of the labs in sight as many train as there are cores, and the next waits for its turn', async ({ host, page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'hardwareConcurrency', { value: 2 }));
  const run = iframe('data=digits&method=full&steps=100000&autorun=1&hide=ledger').replace('width="900"', 'width="400"');
  await host.open(page, `<div style="display: grid; grid-template-columns: repeat(3, 1fr)">${run.repeat(3)}</div>`);
  const states = () => Promise.all([0, 1, 2].map(async (frame) => (await ask(page, 'getState', {}, frame)).data.phase));
  await expect.poll(async () => (await states()).toSorted()).toEqual(['paused', 'running', 'running']);
  const waits = (await states()).indexOf('paused');
  const notice = (frame: number) => page.frameLocator('iframe').nth(frame).locator('.queued');
  await expect(notice(waits)).toBeVisible();
  const { step } = (await ask(page, 'getState', {}, waits)).data;
  await page.frameLocator('iframe').nth(waits).getByTestId('resume').click(); // does not help for long
  await expect.poll(async () => (await ask(page, 'getState', {}, waits)).data.step).toBeGreaterThan(step);
  await expect.poll(async () => (await states())[waits]).toBe('paused');

  const other = (waits + 1) % 3;
  await page.frameLocator('iframe').nth(other).getByTestId('pause').click();
  await expect.poll(async () => (await states())[waits]).toBe('running');
  await expect(notice(waits)).toBeHidden();
  expect((await states())[other]).toBe('paused');

  await ask(page, 'play', {}, other); // waits in its turn, until it is paused
  await expect(notice(other)).toBeVisible();
  await ask(page, 'pause', {}, other);
  await expect(notice(other)).toBeHidden();
  await ask(page, 'pause', {}, (other + 1) % 3 === waits ? (other + 2) % 3 : (other + 1) % 3);
  await expect.poll(async () => (await states()).toSorted()).toEqual(['paused', 'paused', 'running']);
  expect((await states())[waits]).toBe('running');
  await page.locator('iframe').nth(waits).evaluate((frame) => frame.remove());
  const left = other > waits ? other - 1 : other; // with the frame goes its seat
  await ask(page, 'play', {}, left);
  await expect.poll(async () => (await ask(page, 'getState', {}, left)).data.phase).toBe('running');
});

test('on a host without headers a frame trains; a sandboxed one, which may not fetch there, says so and offers the way out', async ({ lab, host, page }) => {
  lab.expected.push(/sandbox|storage|CORS|Failed to (load|fetch)|petri/i);
  await host.open(page, iframe(quick, '', host.origin));
  await expect.poll(() => heard(page, 'done')).toHaveLength(1);

  await host.open(page, iframe(quick, 'sandbox="allow-scripts"', host.origin));
  const frame = page.frameLocator('iframe');
  await expect(frame.getByRole('alert')).toContainText('sandboxed');
  await expect(frame.getByTestId('poster-open')).toHaveAttribute('href', /data=digits/);
  await expect.poll(() => heard(page, 'error')).toContainEqual(expect.objectContaining({ fatal: true }));
});
