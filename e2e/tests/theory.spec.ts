import { expect, fits, serious, test } from '../fixtures/lab';

test('the toy problem is solved from ten dimensions on, by keyboard and for any directions', async ({ lab, page }) => {
  await page.goto('/theory');
  const slider = lab.get('toy-dim'), summary = lab.get('toy-summary');
  await expect(summary).toContainText('d = 7: a loss of');
  await expect(async () => { // until the program runs
    await slider.fill('9');
    await expect(summary).toContainText('d = 9: a loss of', { timeout: 500 });
  }).toPass();
  const nine = await summary.textContent();
  await slider.press('ArrowRight');
  await expect(summary).toContainText('d = 10: no loss is left');
  await expect(slider).toHaveAttribute('aria-valuetext', /no loss is left/);
  await lab.get('toy-seed').click();
  await expect(summary).toContainText('d = 10: no loss is left');
  await slider.press('ArrowLeft');
  await expect(summary).toContainText('d = 9: a loss of');
  expect(await summary.textContent()).not.toBe(nine);
  await expect(lab.get('toy').locator('tbody tr')).toHaveCount(10 + 16);
});

test('every page leads to the theory, which is there without the program', async ({ lab, page, browser }) => {
  await lab.open();
  await page.getByRole('link', { name: 'Theory' }).first().click();
  await expect(page).toHaveURL(/\/theory$/);
  await expect(page.locator('h1')).toHaveText('Intrinsic dimension, in theory');
  await page.reload();
  await page.evaluate(() => petri.ready);
  const plain = await browser.newPage({ javaScriptEnabled: false });
  await plain.goto(page.url());
  await expect(plain.locator('.formula').first()).toContainText('θ = θ₀ + P·v');
  await plain.close();
});

test('axe finds nothing serious in the theory', async ({ lab, page }) => {
  await page.goto('/theory');
  await expect(lab.get('toy-summary')).toBeVisible();
  expect(await serious(page)).toEqual([]);
});

test('the theory does not overflow at 360 pixels', async ({ lab, page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await page.goto('/theory');
  await expect(lab.get('toy-summary')).toBeVisible();
  await fits(page);
});
