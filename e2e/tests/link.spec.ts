import { expect, test } from '../fixtures/lab';

test('a link holds the run, and opening it brings the run back', async ({ lab, page }) => {
  await lab.open('data=digits&method=subspace&method.dim=120&steps=50&seed=9');
  const config = await page.evaluate(() => petri.config());
  expect(config).toMatchObject({ seed: 9, data: { name: 'digits' }, method: { name: 'subspace', knobs: { dim: 120 } }, stop: { steps: 50 } });
  await expect(lab.get('knob-method.dim')).toHaveValue('120');

  await lab.type('knob-steps', '70');
  await expect(page).toHaveURL(/steps=70/);
  await lab.reload();
  await expect(lab.get('knob-steps')).toHaveValue('70');
  expect(await page.evaluate(() => petri.config())).toEqual({ ...config, stop: { ...config.stop, steps: 70 } });
});

test('the address of the default run has no query', async ({ lab, page }) => {
  await lab.open('data=mnist&method.dim=750&seed=0');
  await expect.poll(() => new URL(page.url()).search).toBe('');
});

test('values out of range are clamped with a notice, and what is not ours is left alone', async ({ lab, page }) => {
  await lab.open('data=digits&batch=99999&method=nonsense&optim.lr=fast&utm_source=mail');
  const notice = lab.get('notice');
  await expect(notice).toBeVisible();
  await expect(notice).toContainText('1,024');
  await expect(notice).toContainText('nonsense');
  await expect(notice).toContainText('fast');
  await expect(notice).not.toContainText('utm_source');
  expect(await page.evaluate(() => petri.config())).toMatchObject({ optim: { batch: 1024 }, method: { name: 'subspace' } });
});

for (const [what, query] of [
  ['a mail filter has written &amp;amp; for &amp;', 'data=digits&amp;method.dim=100&amp;steps=200'],
  ['it was encoded twice', 'data%3Ddigits%26method.dim%3D100%26steps%3D200'],
  ['a bracket was taken for its end', 'Data=digits;method.dim=100;steps=200%3E.'],
] as const) {
  test(`a link is read as it was meant: ${what}`, async ({ lab, page }) => {
    await lab.open(query);
    const config = await page.evaluate(() => petri.config());
    expect(config).toMatchObject({ data: { name: 'digits' }, method: { name: 'subspace', knobs: { dim: 100 } }, stop: { steps: 200 } });
    await expect(page).toHaveURL(/\?data=digits&method\.dim=100&steps=200$/);
    await expect(lab.get('notice')).toHaveCount(0);
  });
}

test('what a frame is told is read as it was meant, too', async ({ lab, page }) => {
  await page.goto('/?data=digits&amp;embed=1&amp;theme=dark.');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.locator('html')).toHaveAttribute('data-embed', '');
  await page.locator('#poster button').click();
  await page.evaluate(() => petri.ready);
  expect(await page.evaluate(() => petri.config().data.name)).toBe('digits');
});

test('no steps are not the default', async ({ lab, page }) => {
  await lab.open('data=digits');
  const refused = await page.evaluate(() => petri.run({ stop: { steps: 0 } }).then(String, String));
  expect(refused).toContain('steps goes from 1 to 100000, so 0 is out of range');
});

test('a run that was turned by hand says so where it is passed on', async ({ lab, page }) => {
  await lab.open('data=digits&model.width=32&steps=60');
  await page.evaluate(() => petri.step({ steps: 20 }));
  await lab.phase('paused');
  await page.evaluate(() => petri.set({ lr: 0.0005 }));
  await lab.get('resume').click();
  await lab.phase('finished');
  const words = /learning rate turned by hand at step 20 to 0\.0005/i;
  await expect(lab.get('by-hand')).toHaveText(words);
  await lab.get('save').click();
  await lab.get('share').click();
  await expect(lab.get('share-note')).toHaveText(words);
  expect((await lab.save('save-csv')).bytes.toString()).toMatch(words);
  await page.evaluate(() => petri.reset());
  await lab.finish();
  await expect(lab.get('run-1-by-hand')).toHaveText(words);
  await expect(lab.get('run-1-differs')).toHaveText(/The same recipe, but not the same run/);
});
