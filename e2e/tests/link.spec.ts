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
