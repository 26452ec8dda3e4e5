import { readFile } from 'node:fs/promises';
import { clickAnswers, expect, long, small, test } from '../fixtures/lab';

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

test('clicks are handled while a model trains, and a pause in the middle of a long step is answered there', async ({ lab }) => {
  await lab.open('model=lenet&method=full&batch=1024&steps=1000'); // half a second a step and more
  await lab.listen();
  await lab.train();
  await lab.steps(1);
  const scale = lab.get('log-scale');
  for (const on of ['true', 'false', 'true']) {
    await scale.click();
    await expect(scale).toHaveAttribute('aria-checked', on);
  }
  await lab.phase('running');
  // A step has ended between a pause and its answer now and then, but not each time.
  let inside = 0;
  for (let i = 0; i < 5; i++) {
    const before = (await lab.losses()).length;
    await lab.get('pause').click();
    await lab.phase('paused');
    if ((await lab.losses()).length === before) inside++;
    await lab.get('resume').click();
    await lab.phase('running');
  }
  expect(inside).toBeGreaterThan(0);
});

test('clicks are answered within 100 ms while a model trains', { tag: '@timed' }, async ({ lab, page }) => {
  await lab.open(long);
  await lab.listen();
  await lab.train();
  await lab.steps(50);
  const [slowest] = await clickAnswers(page, lab.get('log-scale'), 20, async () => lab.steps((await lab.losses()).length + 10));
  expect(slowest).toBeLessThanOrEqual(100);
});

test('the worker answers a pause within 50 ms in the middle of a long step', { tag: '@timed' }, async ({ lab, page }) => {
  // Times what goes to the worker and comes back: the page draws later.
  await page.addInitScript(() => {
    const waits: number[] = [];
    Object.assign(globalThis, { waits });
    let sent = 0;
    const listened = new WeakSet<Worker>();
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: Worker, message: any, ...rest: any[]) {
      if (!listened.has(this)) {
        listened.add(this);
        this.addEventListener('message', (e) => e.data[0]?.includes('"type":"paused"') && waits.push(performance.now() - sent));
      }
      if (message[0].includes('"type":"pause"')) sent = performance.now();
      return post.call(this, message, ...(rest as [any]));
    };
  });
  await lab.open('model=lenet&method=full&batch=1024&steps=1000'); // half a second a step
  await lab.listen();
  await lab.train();
  await lab.steps(1);
  for (let i = 0; i < 9; i++) {
    await lab.get('pause').click();
    await lab.get('resume').click();
  }
  const waits: number[] = await page.evaluate(() => (globalThis as any).waits);
  expect(waits).toHaveLength(9);
  expect(waits.sort((a, b) => a - b)[4]).toBeLessThanOrEqual(50);
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
