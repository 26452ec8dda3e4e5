import { expect, fits, long, serious, small, test } from '../fixtures/lab';

test('axe finds nothing serious, before and after training', async ({ lab, page }) => {
  await lab.open(small);
  expect(await serious(page)).toEqual([]);
  await lab.finish();
  expect(await serious(page)).toEqual([]);
});

for (const width of [360, 390]) {
  test(`nothing overflows at ${width} pixels`, async ({ lab, page }) => {
    await page.setViewportSize({ width, height: 780 });
    await lab.open(small);
    await lab.finish();
    await fits(page, width);
  });
}

test('the keyboard alone trains, pauses and resumes', async ({ lab, page }) => {
  await lab.open(long);
  const reach = async (id: string) => {
    for (let presses = 0; presses < 100; presses++) {
      if (await lab.get(id).evaluate((node) => node === document.activeElement)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not reach ${id}`);
  };
  await reach('train');
  await page.keyboard.press('Enter');
  await expect(lab.get('status-step-of')).toHaveText(/^[1-9]/); // before the first step a pause leads back to Train
  await reach('pause');
  await page.keyboard.press('Space');
  await expect(lab.get('resume')).toBeVisible();
});

test('the keyboard alone draws a digit', async ({ lab, page }) => {
  await lab.open(small);
  await lab.finish();
  await lab.get('draw-canvas').focus();
  for (const key of ['Space', 'ArrowDown', 'Space', 'ArrowDown', 'Space']) await page.keyboard.press(key);
  await expect(lab.get('prediction-summary')).toContainText(/\d%/);
});

test('nothing moves by itself where motion is reduced', async ({ lab, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await lab.open(small);
  await lab.finish();
  expect(await page.evaluate(() => document.getAnimations().filter((a) => a.playState === 'running').length)).toBe(0);
});
