import { expect, fits, serious, test } from '../fixtures/lab';
import { gif, oneColour, picture } from '../fixtures/pictures';

test.use({ hasTouch: true });

/** A masked autoencoder of digits of 8×8 pixels in 16 patches, which is trained within seconds. */
const tiny = 'data=digits&model.patch=2&model.width=16&model.depth=1&model.decoder-width=16&model.heads=4&batch=32&steps=60&every=20&probe=0';

/** The pad's patches that are hidden, as the page says it. */
const hidden = /^(\d+) of (\d+) patches are hidden/;

test('a masked autoencoder learns to fill in, and the page shows it', async ({ lab }) => {
  await lab.open(tiny, 'masks');
  const done = await lab.finish();
  expect(done.metrics.maskedError).toBeLessThan(0.2);
  expect(done.metrics.maskedError).toBeLessThan(done.metrics.visibleError + 1); // both are there
  await expect(lab.get('status-masked-error')).toHaveText(/^0\.\d+/);
  await expect(lab.get('error-chart-summary')).toContainText('the mean picture has');
  await expect(lab.get('fillings-summary')).toContainText('After 60 steps');
  await expect(lab.get('fillings').locator('li')).toHaveCount(8);
  await expect(lab.get('fillings').locator('li > div').first()).toHaveAttribute('aria-label', /error of the hidden patches 0\.\d+/);
  await expect(lab.get('patches-summary')).toContainText(/row \d, column \d/);
  await expect(lab.get('digest')).toHaveText(/^[0-9a-f]{64}$/);
});

test('the colour of the masks is a setting like any other, and in the link', async ({ lab, page }) => {
  await lab.open(`${tiny}&mask=green`, 'masks');
  await expect(lab.get('knob-mask')).toHaveValue('green');
  await lab.type('knob-mask.ratio', '0.5');
  await expect(page).toHaveURL(/mask=green.*mask\.ratio=0\.5/);
  const { metrics } = await lab.finish();
  expect(metrics.maskedError).toBeGreaterThan(0);
});

test('a mask is drawn by mouse, by touch and by keyboard, and the model answers', async ({ lab, page }) => {
  await lab.open(tiny, 'masks');
  const pad = lab.get('cover-pad');
  const summary = lab.get('cover-summary');
  await expect(summary).toHaveText(/12 of 16 patches are hidden\. Error of the hidden patches: \d/);
  await lab.get('cover.clear').click();
  await expect(summary).toContainText('Nothing is hidden');
  await pad.hover({ position: { x: 4, y: 4 } }); // waits until the page has come to rest
  const box = (await pad.boundingBox())!;
  await page.mouse.down();
  await expect(summary).toHaveText(/^1 of 16/);
  await page.mouse.move(box.x + box.width - 4, box.y + 10, { steps: 12 });
  await page.mouse.up();
  await expect(summary).toHaveText(/^4 of 16 patches are hidden\. Error/);
  await expect(lab.get('cover-answer')).toBeVisible();

  await pad.tap({ position: { x: 4, y: box.height - 4 } });
  await expect(summary).toHaveText(/^5 of 16/);

  await pad.focus();
  for (const key of ['ArrowLeft', 'Space', 'ArrowDown', 'Space']) await page.keyboard.press(key);
  await expect(summary).toHaveText(/^7 of 16/);
  await expect(page.locator('#cover-at')).toContainText(/Row 4, column 2: hidden/);

  await lab.get('cover.invert').click();
  await expect(summary).toHaveText(/^9 of 16/);
  await lab.get('cover.next').click();
  await expect(summary).toHaveText(/^12 of 16/);
});

test('the trained model opens where it is tried, is measured, and opens again from its address', async ({ lab, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await lab.open(tiny, 'masks');
  await lab.phase('ready');
  await lab.get('open-trained').click();
  await expect(lab.get('cover-model')).toHaveText(/^Opened \(trained model\): masked error 0\.0\d\d, as when it was saved\.$/);
  await expect(lab.get('cover-pad')).toBeInViewport();
  await expect(lab.get('cover-model')).toBeInViewport();
  await expect(lab.get('cover-pad')).toBeFocused();
  await expect(lab.get('cover-answer')).toBeVisible();
  await lab.phase('finished');
  await expect(lab.get('resume')).toHaveCount(0);
  await expect(lab.get('status-masked-error')).toHaveText(/^0\.0\d\d$/);
  await expect(lab.get('patches-summary')).toContainText(/row \d+, column \d+/);
  await expect(page).toHaveURL(/\?open=trained&.*steps=37500/);
  const error = await lab.get('status-masked-error').innerText();
  await lab.reload();
  await expect(lab.get('cover-model')).toContainText('trained model');
  await expect(lab.get('status-masked-error')).toHaveText(error);
  await expect(page).toHaveURL(/\?open=trained&.*steps=37500/);
  await lab.type('knob-seed', '5');
  await expect(page).not.toHaveURL(/open=trained/);
});

test('all patches hidden is said in a sentence, and nothing is lost', async ({ lab }) => {
  await lab.open(tiny, 'masks');
  await expect(lab.get('cover-summary')).toHaveText(hidden);
  await lab.get('cover.clear').click();
  await lab.get('cover.invert').click();
  await expect(lab.get('cover-summary')).toContainText('needs to see something');
  await lab.get('cover.invert').click();
  await expect(lab.get('cover-summary')).toContainText('Nothing is hidden');
});

test('a picture of the person\'s own is filled in: animated, transparent and large ones too', async ({ lab, page }) => {
  await lab.open(tiny, 'masks');
  await expect(lab.get('cover-summary')).toHaveText(hidden);
  for (const file of [
    { name: 'still.png', mimeType: 'image/png', buffer: await picture(page, 64, 48) },
    { name: 'clear.png', mimeType: 'image/png', buffer: await picture(page, 32, 32, 'transparent') },
    { name: 'moving.gif', mimeType: 'image/gif', buffer: gif() },
    { name: 'large.png', mimeType: 'image/png', buffer: oneColour(8000, 5000) }, // 40 megapixels
  ]) {
    await lab.get('cover-own').setInputFiles(file);
    await expect(lab.get('cover-opened')).toContainText(file.name);
    await expect(lab.get('cover-summary')).toHaveText(/patches are hidden\. Error of the hidden patches/);
  }
  await lab.get('cover-own').setInputFiles({ name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('not a picture') });
  await expect(lab.get('cover-bad')).toContainText('notes.txt is no picture that this browser can read');
  await expect(lab.get('cover-opened')).toContainText('large.png'); // what was there stays
});

test('bad settings of masks get a sentence', async ({ lab }) => {
  await lab.open(tiny, 'masks');
  for (const ratio of ['0', '1']) {
    await lab.type('knob-mask.ratio', ratio);
    await expect(lab.get('masks-page')).toContainText(new RegExp(`ratio goes from 0.05 to 0.95, so ${ratio} is out of range`, 'i'));
  }
  await lab.type('knob-mask.ratio', '0.75');
  await lab.type('knob-model.patch', '3');
  await expect(lab.get('error')).toContainText(/patches of 3×3 do not divide pictures of 8×8 into several: take one of 2, 4/i);
});

test('axe finds nothing serious in the masks lab, light and dark, and nothing overflows', async ({ lab, page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await lab.open(tiny, 'masks');
  await lab.finish();
  await expect(lab.get('cover-answer')).toBeVisible();
  expect(await serious(page)).toEqual([]);
  await fits(page);
});
