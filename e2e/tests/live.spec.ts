import { readFile } from 'node:fs/promises';
import { expect, long, small, test } from '../fixtures/lab';

test('a learning rate turned while training is used, and marked on the curve', async ({ lab, page }) => {
  await lab.open(long);
  await lab.listen();
  await page.evaluate(() => petri.on('metrics', (e) => Object.assign(globalThis, { rate: e.lr })));
  await lab.train();
  await lab.steps(20);
  await lab.type('lr-live', '0.0005');
  await expect.poll(() => page.evaluate(() => (globalThis as any).rate)).toBeLessThanOrEqual(0.0005);
  const figure = page.waitForEvent('download');
  await lab.get('save-svg-loss-chart').click();
  expect(await readFile(await (await figure).path(), 'utf8')).toContain('lr 0.0005');
});

test('clicks are answered within 100 ms while a model trains', async ({ lab, page }) => {
  await lab.open(long);
  await lab.listen();
  await page.evaluate(() => {
    const answers: number[] = []; // ms from a click to the next frame that shows what it did
    Object.assign(globalThis, { answers });
    const note = (e: PerformanceEntry) => e.name === 'click' && answers.push(e.duration);
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type: 'event', durationThreshold: 16 } as any);
  });
  await lab.train();
  await lab.steps(50);
  await lab.get('log-scale').scrollIntoViewIfNeeded();
  const { x, y } = (await lab.get('log-scale').boundingBox())!;
  // Clicks of the bare mouse: a locator would wait for a quiet moment first.
  for (let click = 0; click < 20; click++) {
    await page.mouse.click(x + 5, y + 5);
    await lab.steps((await lab.losses()).length + 10);
  }
  const slow = await page.evaluate(() => (globalThis as any).answers.filter((ms: number) => ms > 100));
  expect(slow).toEqual([]);
});

test('a digit that is drawn is recognised', async ({ lab, page }) => {
  await lab.open(small);
  await lab.finish();
  await lab.get('draw-canvas').scrollIntoViewIfNeeded();
  const field = (await lab.get('draw-canvas').boundingBox())!;
  const at = (x: number, y: number) => [field.x + x * field.width, field.y + y * field.height] as const;
  await page.mouse.move(...at(0.5, 0.15)); // a one: one stroke from top to bottom
  await page.mouse.down();
  await page.mouse.move(...at(0.5, 0.85), { steps: 20 });
  await page.mouse.up();
  await expect(lab.get('prediction')).toContainText(/\d%/);
});
