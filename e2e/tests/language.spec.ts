import { expect, fits, serious, test } from '../fixtures/lab';

/** The smallest pretrained language model, which learns a prompt for a few steps. */
const tiny = 'model=lm&model.width=32&train=500&test=100&steps=20&every=10';

test('a text that a person begins goes on, and what is odd gets a sentence', async ({ lab }) => {
  await lab.open(tiny, 'prompts');
  const before = lab.get('as-it-is').locator('.continued');
  await expect(before.locator('mark')).not.toBeEmpty();
  await lab.get('draft-field').fill('Call me ISHMAEL');
  await expect(before).toContainText('call me ishmael');
  await expect(lab.get('as-it-is').locator('.answers')).toHaveText(/beast \d+(\.\d)?%, law \d+(\.\d)?%/);
  await expect(lab.get('as-learned').locator('thead th').first()).toHaveText('20 vectors');

  const said = await before.locator('mark').innerText();
  await lab.get('draft.again').click();
  await expect(before.locator('mark')).not.toHaveText(said);

  await lab.get('draft-field').fill('');
  await expect(lab.get('draft-note')).toHaveText(['Write a few words for the model to go on with.']);
  await expect(before).toHaveCount(0);
  await lab.get('draft-field').fill('море 🐳 <b>the sea</b>');
  await expect(lab.get('draft-note')).toContainText(['leaves out: м о р е 🐳 < > /']);
  await expect(before).toContainText('bthe seab');
  await lab.get('draft-field').fill('the white whale and the sea '.repeat(140));
  await expect(lab.get('draft-note')).toContainText(['it has read the end']);
  await expect(before.locator('mark')).not.toBeEmpty();
});

test('a prompt is learned for texts, and nothing else', async ({ lab }) => {
  await lab.open(tiny, 'prompts');
  const done = await lab.finish();
  expect(done.metrics.accuracy).toBeGreaterThan(0.3);
  await expect(lab.get('ledger')).toContainText('640');
  await expect(lab.get('prompt').locator('tbody tr')).toHaveCount(20);
  await expect(lab.get('passages').locator('tbody tr')).toHaveCount(24);
  await expect(lab.get('as-learned-summary')).toContainText('After 20 steps.');
  await expect(lab.get('digest')).toHaveText(/^[0-9a-f]{64}$/);
});

test('the two halves of the lab lead to each other', async ({ lab, page }) => {
  await lab.open('train=500&test=200&steps=30&shift=none', 'prompts');
  await lab.get('half-lm').click();
  await expect(page).toHaveURL(/model=lm/);
  await expect(lab.get('as-it-is').locator('mark')).not.toBeEmpty();
  await lab.get('half-clip').click();
  await expect(lab.get('texts').locator('tbody tr')).toHaveCount(10);
});

test('the half of the language model is accessible and narrow', async ({ lab, page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await lab.open(tiny, 'prompts');
  await lab.finish();
  await expect(lab.get('as-it-is').locator('mark')).not.toBeEmpty();
  expect(await serious(page)).toEqual([]);
  await fits(page);
});
