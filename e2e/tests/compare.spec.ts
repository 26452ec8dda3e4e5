import { expect, serious, test } from '../fixtures/lab';

/** A masked autoencoder of digits of 8×8 pixels that is trained within a second or two. */
const tiny = 'data=digits&model.patch=2&model.width=16&model.depth=1&model.heads=4&model.decoder-width=16&batch=32&every=20&probe=1';

test('colours are compared over seeds, stopped and gone on with, and told apart only as far as the spread carries', async ({ lab, page }) => {
  await lab.open(tiny, 'masks');
  for (const colour of ['green', 'purple', 'white']) await lab.get(`compare-colour-${colour}`).uncheck();
  await lab.type('compare-seeds', '2');
  await lab.type('compare-steps', '60');
  await lab.get('compare-start').click();
  await expect(lab.get('compare-status')).toContainText(/[1-3] of 4 runs/);
  await lab.get('compare-cancel').click();
  await expect(lab.get('compare-status')).toHaveAttribute('data-phase', 'stopped');
  await lab.get('compare-continue').click();
  await expect(lab.get('compare-status')).toHaveAttribute('data-phase', 'finished');
  await expect(lab.get('compare-status')).toContainText('4 of 4 runs');

  await expect(lab.get('compare-table').locator('tbody tr')).toHaveCount(2);
  await expect(lab.get('compare-table')).toContainText(/Red2?\s*2?\s*0\.\d{4} ± 0\.\d{4}/);
  await expect(lab.get('compare-verdict')).toContainText(/(Red|Blue) [>≈] (Red|Blue)/);
  await expect(lab.get('compare-verdict')).toContainText('Probes:');
  for (const figure of ['compare-error', 'compare-probes']) {
    await expect(lab.get(figure).locator('svg.chart')).toBeVisible();
  }
  const { name, bytes } = await lab.save('compare-csv');
  expect(name).toMatch(/\.csv$/);
  const rows = bytes.toString().trim().split('\n');
  expect(rows[1]).toBe('colour,seed,step,maskedError,visibleError,meanPredictor,linearProbe,nearestProbe');
  expect(rows).toHaveLength(2 + 4 * 4); // steps 0, 20, 40 and 60 of four runs
  expect(await serious(page)).toEqual([]);
});

test('a comparison of nothing gets a sentence', async ({ lab }) => {
  await lab.open(tiny, 'masks');
  for (const colour of ['blue', 'green', 'purple', 'red', 'white']) await lab.get(`compare-colour-${colour}`).uncheck();
  await lab.get('compare-start').click();
  await expect(lab.get('comparison')).toContainText('tick the colours to compare');
  await lab.get('compare-colour-white').check();
  await lab.type('compare-seeds', '9');
  await lab.get('compare-start').click();
  await expect(lab.get('comparison')).toContainText('Seeds go from 1 to 5');
});

test('one seed is said to tell nothing', async ({ lab }) => {
  await lab.open(tiny, 'masks');
  for (const colour of ['blue', 'green', 'purple']) await lab.get(`compare-colour-${colour}`).uncheck();
  await lab.type('compare-seeds', '1');
  await lab.type('compare-steps', '20');
  await lab.get('compare-start').click();
  await expect(lab.get('compare-status')).toHaveAttribute('data-phase', 'finished');
  await expect(lab.get('compare-verdict')).toContainText('One seed cannot tell');
});
