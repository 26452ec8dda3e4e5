import { expect, fits, serious, test } from '../fixtures/lab';

/** The pretrained model on a few digits, which learns a prompt within seconds. */
const tiny = 'train=500&test=200&steps=30&every=10&shift=none';

test('a person writes texts, and pictures go to those that fit', async ({ lab, page }) => {
  await lab.open(tiny, 'prompts');
  const texts = lab.get('texts');
  await expect(texts.locator('tbody tr')).toHaveCount(10);
  await lab.get('texts-field').fill('a handwritten seven\nan ankle boot\na purple zero');
  await expect(texts.locator('thead th')).toHaveText(['a handwritten seven', 'an ankle boot', 'a purple zero']);
  await expect(texts.locator('tbody tr').nth(7).locator('td').first()).toHaveText(/^(9\d|100)(\.\d)?%$/);
  await expect(texts.locator('tbody tr').nth(0).locator('strong')).toHaveCount(1);
  await expect(lab.get('texts-note')).toContainText(['never read, and leaves out: purple']);
});

test('the lab opens with pictures as the model knows them, and a press turns them', async ({ lab, page }) => {
  const right = async () => parseFloat(await lab.get('template-tried').locator('td').first().innerText());
  await lab.open('', 'prompts');
  await expect(lab.get('shift-none')).toHaveAttribute('aria-pressed', 'true');
  await expect(page).toHaveURL(/\?shift=none$/);
  await expect(lab.get('template-tried').locator('td')).toHaveText(/%$/);
  expect(await right()).toBeGreaterThan(95);
  await expect(lab.get('todo').locator('li')).toHaveCount(3);
  await lab.get('shift-rotated').click();
  await expect(page).toHaveURL(/\?shift=rotated$/);
  await expect.poll(right).toBeLessThan(20);
  await lab.reload();
  await expect(lab.get('shift-rotated')).toHaveAttribute('aria-pressed', 'true');
  await lab.get('half-lm').click();
  await lab.get('half-clip').click();
  await expect(lab.get('shift-none')).toHaveAttribute('aria-pressed', 'true');
});

test('a link that names no shift means what it meant: turned pictures', async ({ lab, page }) => {
  await lab.open('seed=3', 'prompts');
  await expect(lab.get('shift-rotated')).toHaveAttribute('aria-pressed', 'true');
  await lab.open('preset=prompts', 'prompts');
  await expect(lab.get('shift-rotated')).toHaveAttribute('aria-pressed', 'true');
  await page.goto('/prompts?embed=1&autorun=1');
  await expect.poll(() => page.evaluate(() => petri.config?.().data.shift)).toBe('rotated');
  await expect(lab.get('whole')).toHaveAttribute('href', 'prompts?shift=rotated');
  await page.goto('/prompts?embed=1');
  await expect(lab.get('poster-open')).toHaveAttribute('href', '?shift=rotated');
  await expect(page.locator('#poster img')).toHaveAttribute('src', /posters\/prompts\.svg/);
});

test('texts that are odd break nothing', async ({ lab }) => {
  await lab.open(tiny, 'prompts');
  const field = lab.get('texts-field');
  const texts = lab.get('texts');
  await expect(texts.locator('tbody tr')).toHaveCount(10);
  await field.fill('');
  await expect(lab.get('texts-note')).toContainText(['Write a text']);
  await field.fill('seven');
  await expect(lab.get('texts-note')).toContainText(['every picture goes to it']);
  await field.fill(`${'seven '.repeat(400)}\n👢 сапог 靴\n<b>boot</b>`);
  await expect(texts.locator('thead th')).toHaveCount(3);
  await expect(lab.get('texts-note')).toContainText(['👢, сапог, 靴']);
  await field.fill(Array.from({ length: 30 }, (_, i) => `a ${i % 10}`).join('\n'));
  await expect(lab.get('texts-note')).toContainText(['The first 20 texts']);
  await expect(texts.locator('thead th')).toHaveCount(20);
  await field.fill('a dress\nthe digit 3');
  await expect(texts.locator('tbody tr').nth(3).locator('td').nth(1)).toHaveText(/^(9\d|100)(\.\d)?%$/);
});

test('a prompt written for all classes is measured, and a wrong one gets a sentence', async ({ lab }) => {
  await lab.open(tiny, 'prompts');
  const tried = lab.get('template-tried').locator('tr');
  await expect(tried).toHaveCount(1);
  await expect(tried.first()).toHaveText(/^a photo of a \{\}(8\d|9\d|100)(\.\d)?%$/);
  await lab.get('template-field').fill('the digit');
  await lab.get('template.try').click();
  await expect(lab.get('template-bad')).toContainText('Write {} where the name');
  await lab.get('template-field').fill('the digit {}');
  await lab.get('template-field').press('Enter');
  await expect(tried).toHaveCount(2);
  await expect(lab.get('template-summary')).toContainText('“the digit {}” is right on');
  await expect(lab.get('template-bad')).toBeEmpty();
});

test('CoOp learns vectors in the place of words, and nothing else', async ({ lab, page }) => {
  await lab.open(tiny, 'prompts');
  const done = await lab.finish();
  expect(done.metrics.accuracy).toBeGreaterThan(0.8);
  await expect(lab.get('ledger')).toContainText('1,024');
  await expect(lab.get('prompt').locator('tbody tr')).toHaveCount(16);
  await expect(lab.get('prompt-summary')).toContainText('16 learned vectors, at step 30');
  await expect(lab.get('classes').locator('tbody tr')).toHaveCount(10);
  await expect(lab.get('digest')).toHaveText(/^[0-9a-f]{64}$/);
  await lab.get('knob-method').selectOption('probe');
  await expect(page).toHaveURL(/method=probe/);
});

test('the page of prompts is accessible, narrow and dark too', async ({ lab, page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 360, height: 800 });
  await lab.open(tiny, 'prompts');
  await lab.finish();
  await expect(lab.get('texts').locator('tbody tr')).toHaveCount(10);
  expect(await serious(page)).toEqual([]);
  await fits(page);
});

test('weights and data come when the lab is opened, 5 MB at most for both halves', async ({ lab, page }) => {
  const fetched: Record<string, Promise<number>> = {};
  page.on('requestfinished', (request) => {
    const { pathname } = new URL(request.url());
    if (/\/(weights|data)\//.test(pathname)) fetched[pathname] = request.sizes().then(({ responseBodySize }) => responseBodySize);
  });
  await lab.open('data=digits');
  await lab.phase('ready');
  expect(Object.keys(fetched).filter((path) => path.includes('weights'))).toEqual([]);
  await lab.open('', 'prompts');
  await lab.phase('ready');
  await lab.get('half-lm').click();
  await expect(lab.get('as-it-is').locator('mark')).not.toBeEmpty();
  const sizes = await Promise.all(Object.values(fetched));
  expect(Object.keys(fetched).filter((path) => path.includes('weights')).length).toBe(2);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(5_000_000);
});
