import { expect, fits, long, serious, small, test } from '../fixtures/lab';

test('a page that has trained has nothing serious for axe, no moving part where motion is reduced, and fits on phones', async ({ lab, page }) => {
  await lab.open(small);
  expect(await serious(page)).toEqual([]);
  await lab.finish();
  expect(await serious(page)).toEqual([]); // which reduces motion
  await expect.poll(() => page.evaluate(() => document.getAnimations().filter((a) => a.playState === 'running').length)).toBe(0);
  for (const width of [390, 360]) {
    await page.setViewportSize({ width, height: 780 });
    await fits(page, width);
  }
  await lab.reload(); // drawn as narrow as it is from the first
  await expect(lab.get('run-1')).toBeVisible();
  await fits(page);
});

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

for (const [path, button] of Object.entries({ '': 'train', dimension: 'measure', prompts: 'train', masks: 'train', about: '', theory: '', 'docs/embed': '' })) {
  test(`the keyboard skips to the content of /${path}, and to the buttons where there are some`, async ({ lab, page }) => {
    await lab.open('', path);
    const address = page.url();
    const inside = (part: string) => page.evaluate((part) => document.querySelector(part)!.contains(document.activeElement), part);
    await page.keyboard.press('Tab');
    await expect(lab.get('skip-main')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.locator('main')).toBeFocused();
    await page.keyboard.press('Tab');
    expect(await inside('main')).toBe(true);
    expect(page.url()).toBe(address);
    if (!button) {
      await expect(lab.get('skip-controls')).toHaveCount(0);
      return;
    }
    await lab.get('skip-main').focus();
    await page.keyboard.press('Tab');
    await expect(lab.get('skip-controls')).toBeFocused();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await expect(lab.get(button)).toBeFocused();
    expect(page.url()).toBe(address);
  });
}

test('the keyboard alone draws a digit', async ({ lab, page }) => {
  await lab.open(small);
  await lab.finish();
  await lab.get('draw-canvas').focus();
  for (const key of ['Space', 'ArrowDown', 'Space', 'ArrowDown', 'Space']) await page.keyboard.press(key);
  await expect(lab.get('prediction-summary')).toContainText(/\d%/);
});
