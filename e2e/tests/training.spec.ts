import { expect, small, test } from '../fixtures/lab';

test('a network learns the digits to a real accuracy while the page shows it', async ({ lab, page }) => {
  await lab.open('data=digits&method=full&steps=200');
  await lab.train();
  await lab.done();
  // 324 of 360 held-out digits; a guess is right on one in ten.
  const { metrics } = await page.evaluate(() => petri.run(petri.config()));
  expect(metrics.accuracy).toBeGreaterThan(0.9);
  await expect(lab.get('status')).toContainText('200');
});

test('the ledger counts what is trained and what is frozen', async ({ lab }) => {
  await lab.open();
  await expect(lab.get('ledger')).toContainText('199,210');
  await expect(lab.get('ledger')).toContainText('750');
});

test('pause holds the run, step takes one step, reset replays the same losses', async ({ lab, page }) => {
  await lab.open(small);
  await lab.listen();
  await lab.train();
  await lab.steps(5);
  await lab.get('pause').click();
  await expect(lab.get('resume')).toBeVisible();
  const held = await lab.losses();

  await lab.get('step').click();
  await lab.steps(held.length + 1);
  await lab.get('resume').click();
  await lab.done();
  const first = await lab.losses();
  expect(first).toHaveLength(200);

  await lab.get('reset').click();
  await lab.listen();
  await lab.train();
  await lab.done();
  expect(await lab.losses()).toEqual(first);
  void page;
});

test('a new seed is another run', async ({ lab, page }) => {
  await lab.open(small);
  const before = await page.evaluate(() => petri.config().seed);
  await lab.get('new-seed').click();
  await expect.poll(() => page.evaluate(() => petri.config().seed)).not.toBe(before);
  await expect(page).toHaveURL(/seed=\d+/);
});
