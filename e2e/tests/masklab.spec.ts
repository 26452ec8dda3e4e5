import { expect, fits, Lab, serious, test } from '../fixtures/lab';

const colours = ['white', 'red', 'green', 'blue', 'purple'];

/** Opens the page and waits until masks of every colour are there. */
async function open(lab: Lab) {
  await lab.open('', 'masks');
  for (const colour of colours) await expect(lab.get(`mask-${colour}`)).toHaveCount(4);
}

/** The masks of a colour, as the addresses of their pictures. */
const masks = (lab: Lab, colour: string) => lab.get(`mask-${colour}`).evaluateAll((all) => all.map((img) => (img as HTMLImageElement).src).join());

/** Waits until the masks of every colour are others than before. */
async function others(lab: Lab, before: string[]) {
  for (const [i, colour] of colours.entries()) await expect.poll(() => masks(lab, colour)).not.toBe(before[i]);
}

const all = (lab: Lab) => Promise.all(colours.map((colour) => masks(lab, colour)));

test('masks of five colours are there before anything is trained', async ({ lab }) => {
  await open(lab);
  await expect(lab.get('masks-patterns-summary')).toContainText('49 of 196 patches visible');
  await expect(lab.get('stats-formula')).toContainText('0.457'); // 364·48/(196·195)
  for (const colour of colours) await expect(lab.get(`stats-${colour}`)).toContainText(/\d\.\d{3}/);
  expect(new Set(await all(lab)).size).toBe(5);
  await expect(lab.get('train')).toBeVisible();
});

test('ratio, window, filter, scale and seed change the masks', async ({ lab }) => {
  await open(lab);
  const summary = lab.get('masks-patterns-summary');
  await lab.get('mask-ratio-slider').press('Home');
  await expect(lab.get('mask-ratio')).toHaveValue('0.05');
  await expect(summary).toContainText('186 of 196 patches');
  await lab.type('mask-ratio', '0.5');
  await expect(summary).toContainText('98 of 196 patches');
  await lab.type('mask-window', '7');
  await expect(summary).toContainText('24 of 49 patches');

  for (const change of [
    () => lab.get('mask-filter').selectOption('formula'),
    () => lab.type('mask-scale', '2'),
  ]) {
    const before = await masks(lab, 'green'), white = await masks(lab, 'white');
    await change();
    await expect.poll(() => masks(lab, 'green')).not.toBe(before);
    expect(await masks(lab, 'white')).toBe(white); // it has no filter
  }
  const before = await all(lab);
  await lab.type('mask-seed', '2');
  await others(lab, before);
});

test('what is wrong is said beside the field, and the masks stay', async ({ lab }) => {
  await open(lab);
  await lab.type('mask-ratio', '0.95');
  await expect(lab.get('masks-patterns-summary')).toContainText('leaves 9 of 196');
  const before = await all(lab);
  await lab.type('mask-window', '3');
  await expect(lab.get('mask-ratio-error')).toContainText('none of 9 patches visible: choose 0.88 or less');
  expect(await all(lab)).toEqual(before);
  await lab.type('mask-ratio', 'most');
  await expect(lab.get('mask-ratio-error')).toContainText('not most');
  await lab.type('mask-ratio', '0.5');
  await expect(lab.get('mask-ratio-error')).toHaveCount(0);
  await expect(lab.get('masks-patterns-summary')).toContainText('4 of 9 patches');
});

test('other masks come at a press, and by themselves until that is ended', async ({ lab }) => {
  await open(lab);
  const crop = lab.get('mask-crop'), said = await crop.textContent();
  let before = await all(lab);
  await lab.get('mask-next').click();
  await others(lab, before);
  await expect(crop).not.toHaveText(said!);

  const animate = lab.get('mask-animate');
  await animate.click();
  await expect(animate).toHaveAttribute('aria-checked', 'true');
  for (let turn = 0; turn < 3; turn++) {
    before = await all(lab);
    await others(lab, before);
  }
  await animate.click();
  await expect(animate).toHaveAttribute('aria-checked', 'false');
});

test('where motion is reduced there is only the press', async ({ lab, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(lab);
  await expect(lab.get('mask-animate')).toBeHidden();
  const before = await all(lab);
  await lab.get('mask-next').click();
  await others(lab, before);
});

test('arrow keys choose the colour that is looked at more closely', async ({ lab, page }) => {
  await open(lab);
  await expect(lab.get('mask-about')).toContainText('Green, more closely');
  await lab.get('mask-colour-green').focus();
  await page.keyboard.press('ArrowRight');
  await expect(lab.get('mask-colour-blue')).toBeChecked();
  await expect(lab.get('mask-about')).toContainText('Blue, more closely');
  await expect(lab.get('noise-spectrum-summary')).toContainText('Blue is strongest at 0.6');
  await page.keyboard.press('ArrowLeft');
  await expect(lab.get('mask-about')).toContainText('Green, more closely');
  await page.keyboard.press('ArrowLeft');
  await expect(lab.get('mask-stats-summary')).toContainText('Red: 1.');
  await expect(lab.get('stats-red')).toHaveAttribute('aria-current', 'true');
});

test('figures are saved with what they show', async ({ lab }) => {
  await open(lab);
  for (const [figure, name] of [
    ['masks-patterns', 'petri-all-masks-seed-1-masks-patterns.svg'],
    ['noise-tile', 'petri-green-masks-seed-1-noise-tile.svg'],
    ['noise-periodogram', 'petri-green-masks-seed-1-noise-periodogram.svg'],
    ['noise-spectrum', 'petri-green-masks-seed-1-noise-spectrum.svg'],
  ]) {
    const file = await lab.save(`save-svg-${figure}`);
    expect(file.name).toBe(name);
    expect(file.bytes.toString()).toContain('green noise, seed 1');
    expect(file.bytes.toString()).toMatch(/<metadata>.*ratio/);
  }
  const png = await lab.save('save-png-noise-tile');
  expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
});

test('the laboratory is there again after another page, with what was set', async ({ lab, page }) => {
  await open(lab);
  await lab.type('mask-window', '7');
  await expect(lab.get('masks-patterns-summary')).toContainText('of 49 patches');
  await page.getByRole('link', { name: 'About' }).first().click();
  await expect(page).toHaveURL(/about$/);
  await page.getByRole('link', { name: 'Masks' }).first().click();
  await expect(lab.get('mask-window')).toHaveValue('7');
  await lab.type('mask-window', '8');
  await expect(lab.get('masks-patterns-summary')).toContainText('of 64 patches');
});

test('axe finds nothing serious in the laboratory', async ({ lab, page }) => {
  await open(lab);
  await lab.type('mask-ratio', '2');
  await expect(lab.get('mask-ratio-error')).toBeVisible();
  for (const name of ['mae', 'filters', 'ours', 'found']) await lab.get(`explain-masks-${name}`).click();
  expect(await serious(page)).toEqual([]);
});

test('the laboratory does not overflow at 360 pixels', async ({ lab, page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await open(lab);
  for (const name of ['mae', 'filters', 'ours', 'found']) await lab.get(`explain-masks-${name}`).click();
  await lab.get('noise-spectrum').getByText('As a table').click();
  await fits(page);
});
