import type { Page } from '@playwright/test';
import { test } from '../fixtures/host';
import { expect, small } from '../fixtures/lab';

test.use({ serviceWorkers: 'allow' });

/** Waits until the service worker has kept what matches. */
const kept = (page: Page, ...patterns: RegExp[]) =>
  expect.poll(() => page.evaluate(async () => {
    const caches = await self.caches.keys();
    return (await Promise.all(caches.map(async (name) => (await (await self.caches.open(name)).keys()).map((r) => r.url)))).flat().join('\n');
  })).toMatch(new RegExp(patterns.map((p) => `(?=[^]*${p.source})`).join('')));

const labs = [
  { page: '', query: small, files: [/digits\/train-0/] },
  { page: 'prompts', query: 'model=lm&model.width=32&train=200&test=100&steps=4&every=4', files: [/weights\/lm-32/, /books/] },
  { page: 'masks', query: 'data=digits&steps=5&test=100', files: [/digits\/train-0/] },
];

for (const { page: name, query, files } of labs) {
  test(`after one visit the lab ${name || 'of subspaces'} trains without a network, on another link too`, async ({ lab, page, context }) => {
    await lab.open(query, name);
    await lab.finish();
    await kept(page, /worker\.wasm/, /uplot\.js/, ...files);
    await context.setOffline(true);
    await lab.open(`${query}&seed=3`, name);
    await lab.finish();
    expect(await page.evaluate(() => petri.config().seed)).toBe(3);
  });
}

test('a page that was never visited is there without a network all the same', async ({ lab, page, context }) => {
  await lab.open(small);
  await lab.finish();
  await kept(page, /worker\.wasm/, /app\.wasm/, /digits\/train-0/);
  await context.setOffline(true);
  await lab.open('data=digits&model.width=16&steps=20&sweep.search=grid&sweep.from=20&sweep.to=60&sweep.seeds=1', 'dimension');
  await lab.get('measure').click();
  await lab.sweep('finished');
});

test('a new build replaces the old one, program and worker together, and the old one stays whole until it is closed', async ({ lab, host, page, context }) => {
  const old = await (await page.request.get('/')).text().then((html) => /app\.js\?v=(\w+)/.exec(html)![1]);
  const fresh = [...old].reverse().join('').replace(/^./, 'z');
  await page.goto(`${host.origin}/?${small}`);
  await page.evaluate(() => petri.ready);
  await lab.finish();
  await kept(page, /worker\.wasm/);

  host.rebuild(old, fresh);
  const other = await context.newPage();
  await other.goto(`${host.origin}/?${small}&seed=2`);
  await other.evaluate(() => petri.ready);
  expect(await other.evaluate(() => petri.version)).toBe(fresh);
  const ours = await other.evaluate(() => petri.run({ data: { name: 'digits' }, stop: { steps: 20 } }));
  expect(ours.step).toBe(20); // a worker of another build is refused

  // The page of the old build still gets a worker of its own build.
  await lab.get('landscape-points').selectOption({ label: '13 on a side' });
  await lab.get('landscape-draw').click();
  await expect(lab.get('surface')).toHaveAttribute('data-part', '1');
  expect(await page.evaluate(() => petri.version)).toBe(old);
  await expect(lab.get('error')).toHaveCount(0);

  await lab.reload();
  await lab.finish();
  expect(await page.evaluate(() => petri.version)).toBe(fresh);
  host.rebuild();
});
