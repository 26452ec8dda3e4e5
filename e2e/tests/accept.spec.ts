import { expect, test } from '../fixtures/lab';

test('the default link takes its first step within 2.5 s and reaches .86 within a minute', async ({ lab, page }) => {
  await page.goto('/', { waitUntil: 'commit' });
  await page.waitForFunction(() => 'on' in petri);
  const first = page.evaluate(() => new Promise<number>((resolve) => petri.on('metrics', () => resolve(performance.now()))));
  const end = page.evaluate(() => new Promise<any>((resolve) => petri.on('done', (e) => resolve({ ...e, at: performance.now() }))));
  await lab.train();
  expect(await first).toBeLessThanOrEqual(2500);
  const done = await end;
  console.log(`first step after ${(await first).toFixed(0)} ms; accuracy ${done.metrics.accuracy} after ${(done.at / 1000).toFixed(1)} s`);
  expect(done.metrics.accuracy).toBeGreaterThanOrEqual(0.86);
  expect(done.at - (await first)).toBeLessThanOrEqual(60_000);
});

test('training every weight reaches .945', async ({ lab, page }) => {
  await lab.open('method=full');
  const { metrics } = await page.evaluate(() => petri.run(petri.config()));
  console.log(`accuracy ${metrics.accuracy}`);
  expect(metrics.accuracy).toBeGreaterThanOrEqual(0.945);
});
