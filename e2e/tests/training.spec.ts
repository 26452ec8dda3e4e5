import { expect, small, test } from '../fixtures/lab';

test('a network learns the digits to a real accuracy while the page shows it', async ({ lab }) => {
  await lab.open('data=digits&method=full&steps=200');
  const { step, metrics, reason } = await lab.finish();
  expect({ step, reason }).toEqual({ step: 200, reason: 'steps' });
  expect(metrics.accuracy).toBeGreaterThan(0.9); // a guess is right on one in ten
  await expect(lab.get('status-step-of')).toHaveText('200 of 200');
  await expect(lab.get('status-accuracy')).toHaveText(`${(100 * metrics.accuracy).toFixed(1)}%`);
  await expect(lab.get('digest')).toHaveText(/^[0-9a-f]{64}$/);
  for (const figure of ['loss-chart', 'accuracy-chart', 'samples', 'confusion', 'weights']) {
    await expect(lab.get(`${figure}-summary`)).toContainText(/\d/);
  }
});

test('the ledger counts what is trained and what is frozen', async ({ lab }) => {
  await lab.open();
  await expect(lab.get('total')).toHaveText('199,210');
  await expect(lab.get('trainable')).toHaveText('750');
});

test('pause holds the run, step takes one step, reset replays the same losses', async ({ lab }) => {
  await lab.open('data=digits&method=full&steps=200');
  await lab.listen();
  await lab.train();
  await lab.steps(5);
  await lab.get('pause').click();
  await lab.phase('paused');
  const held = await lab.losses();

  await lab.get('step').click();
  await expect(lab.get('status-step-of')).toHaveText(`${held.length + 1} of 200`);
  await lab.get('resume').click();
  await lab.phase('finished');
  const first = await lab.losses();
  expect(first).toHaveLength(200);

  await lab.get('reset').click();
  await lab.phase('ready');
  await lab.listen();
  await lab.finish();
  expect(await lab.losses()).toEqual(first);
});

test('a new seed is another run', async ({ lab, page }) => {
  await lab.open(small);
  const before = await page.evaluate(() => petri.config().seed);
  await lab.get('new-seed').click();
  await expect.poll(() => page.evaluate(() => petri.config().seed)).not.toBe(before);
  await expect(page).toHaveURL(/seed=\d+/);
});
