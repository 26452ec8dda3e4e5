import type { Page } from '@playwright/test';
import { cells, expect, fits, type Lab, serious, test } from '../fixtures/lab';

/** The pretrained models on a few examples, for a few steps. */
const pictures = 'train=500&test=100&steps=6&shots=1&shift=none';
const texts = 'model=lm&model.width=32&train=200&test=100&steps=3';

const studio = (lab: Lab, id: string) => lab.get('studio').getByTestId(id);
const phase = (lab: Lab, name: string) => expect(studio(lab, 'compare-status')).toHaveAttribute('data-phase', name);

/** Studies the page's recipe with one seed, to the end. */
async function study(lab: Lab) {
  await studio(lab, 'studio-seeds').selectOption('1');
  await studio(lab, 'compare-start').click();
  await phase(lab, 'finished');
}

/** Nothing on the page is wrong for axe, nor too wide for a phone. */
async function looked(page: Page) {
  const before = page.viewportSize()!;
  await page.setViewportSize({ width: 360, height: 780 });
  await fits(page);
  expect(await serious(page)).toEqual([]);
  await page.setViewportSize(before);
}

/** Waits until so many runs are over. */
const done = (lab: Lab, count: number) => expect(studio(lab, 'studio-summary')).toContainText(`after ${count} of`);

test('a written prompt stands beside what is learned from a few examples', async ({ lab, page }) => {
  await lab.open(pictures, 'prompts');
  await phase(lab, 'idle');
  await study(lab);
  await expect(studio(lab, 'compare-status')).toContainText('Done: 3 runs.');
  await expect(studio(lab, 'studio-about')).toContainText('1 training example of each class, seed 0, 6 steps each.');
  await expect(studio(lab, 'studio-row-frozen')).toContainText(/Written: “a photo of a”–(8|9)\d\.\d%/);
  await expect(studio(lab, 'studio-row-coop')).toContainText('1,024');
  await expect(studio(lab, 'studio-row-probe')).toContainText('8,256');
  await expect(studio(lab, 'studio-summary')).toContainText(['Accuracy, highest first:']);
  await expect(studio(lab, 'studio-announcer')).toContainText('Accuracy, highest first:');
  await expect(studio(lab, 'studio-rows').locator('svg.chart:visible path[transform]')).toHaveCount(3);

  const { name, bytes } = await lab.save('compare-csv');
  expect(name).toBe('petri-few-shots-clip-mnist-study.csv');
  const rows = cells(bytes.toString());
  expect(rows[0].join()).toBe('column,shots,seed,trained,accuracy,testLoss,seconds,digest,error,study');
  expect(rows).toHaveLength(1 + 3);
  const svg = (await lab.save('save-svg-studio-rows')).bytes.toString();
  for (const part of ['&#34;few-shots&#34;', 'From the same few examples', 'seed 0']) expect(svg).toContain(part);
  expect((await lab.save('save-png-studio-rows')).bytes.subarray(1, 4).toString()).toBe('PNG');
  await looked(page);

  await test.step('a run of a study is the run that the lab trains', async () => {
    const { runs } = JSON.parse((await lab.save('compare-json')).bytes.toString());
    await lab.open(`${pictures}&every=6`, 'prompts');
    expect((await lab.finish()).digest).toBe(runs.find((r: { column: string }) => r.column === 'coop').digest);
  });
});

test('accuracy is drawn against examples; what is over stays after a reload, and the rest goes on', async ({ lab }) => {
  await lab.open(pictures, 'prompts');
  await studio(lab, 'studio-seeds').selectOption('1');
  await studio(lab, 'studio-all').click();
  await studio(lab, 'compare-start').click();
  await done(lab, 2);
  await lab.reload();
  await phase(lab, 'stopped');
  await expect(studio(lab, 'studio-all')).toHaveAttribute('aria-checked', 'true');
  await expect(studio(lab, 'studio-seeds')).toHaveValue('1');
  await studio(lab, 'compare-continue').click();
  await phase(lab, 'finished');
  await expect(studio(lab, 'compare-status')).toContainText('Done: 11 runs.');
  await expect(studio(lab, 'studio-row-coop')).toHaveCount(5);
  await expect(studio(lab, 'studio-shots').locator('svg.chart:visible path[transform]')).toHaveCount(2 * 5);
});

test('every method of the language model has a place by how many numbers it trains', async ({ lab, page }) => {
  await lab.open(texts, 'prompts');
  await expect(studio(lab, 'studio-few-shots')).toHaveCount(0);
  await study(lab);
  await expect(studio(lab, 'studio-table').locator('tbody tr').first()).toContainText('As it is, untrained');
  await expect(studio(lab, 'studio-table').locator('tbody tr').last()).toContainText('Full');
  for (const figure of ['studio-accuracy', 'studio-testLoss']) {
    const chart = studio(lab, figure).locator('svg.chart:visible');
    for (const method of ['LoRA', 'Prompt tuning', 'Full']) await expect(chart.getByText(method, { exact: true })).toBeVisible();
  }
  await expect(studio(lab, 'studio-accuracy-summary')).toContainText('As it is the model reaches');
  await looked(page);
  await lab.get('half-clip').click();
  await expect(studio(lab, 'studio-table')).toHaveCount(0);
  await studio(lab, 'studio-efficiency').click();
  await expect(studio(lab, 'studio-about')).toContainText(/The recipe has changed since: .*model Tiny CLIP instead of Tiny language model/);
});

test('the keyboard alone studies and cancels, without storage too', async ({ lab, page }) => {
  await lab.blockStorage();
  await lab.open(pictures.replace('steps=6', 'steps=20000'), 'prompts');
  await studio(lab, 'compare-start').focus();
  await page.keyboard.press('Enter');
  await done(lab, 1);
  await studio(lab, 'compare-cancel').focus();
  await page.keyboard.press('Space');
  await phase(lab, 'stopped');
  await expect(studio(lab, 'studio-row-frozen')).toContainText('%');
});

