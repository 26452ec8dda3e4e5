import { clickAnswers, expect, fits, Lab, serious, small, test } from '../fixtures/lab';
import { draw, filter, own, two, whole } from '../fixtures/landscape';

/** The rows of the path's table, as numbers. */
async function path(lab: Lab) {
  await lab.get('landscape-path').locator('summary').click();
  const rows = await lab.get('landscape-path').locator('tbody tr').allInnerTexts();
  return rows.map((row) => row.split('\t').map((cell) => parseFloat(cell.replaceAll(',', ''))));
}

test('the path of two trained values lies on their landscape, which can be saved', async ({ lab, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' }); // or axe may look in the middle of a change of colours
  await lab.open(two);
  await lab.finish();
  await draw(lab, own);
  await whole(lab);
  await expect(lab.get('landscape-summary')).toContainText('The path lies in this plane');
  const rows = await path(lab);
  expect(rows.length).toBeGreaterThan(15);
  for (const [, , , off, loss, over] of rows) {
    expect(off).toBe(0);
    expect(over).toBe(loss);
  }
  expect(rows.at(-1)![0]).toBe(60);
  const csv = (await lab.save('save-csv-landscape-grid')).bytes.toString().trim().split('\n').slice(1);
  expect(csv).toHaveLength(169);
  const npy = (await lab.save('save-npy-landscape-grid')).bytes;
  expect(npy.subarray(1, 6).toString()).toBe('NUMPY');
  const values = npy.subarray(10 + npy.readUInt16LE(8));
  expect(values).toHaveLength(4 * 169);
  for (const [i, line] of csv.entries()) expect(values.readFloatLE(4 * i)).toBeCloseTo(parseFloat(line.split(',')[2]), 5);
  // The point that is inspected, by the keyboard and by the mouse, has the value of the grid.
  const told = async (index: number) => {
    const [x, y, loss] = csv[index].split(',').map((v) => parseFloat(v).toFixed(3));
    await expect(lab.get('landscape-point')).toHaveText(`At (${x}, ${y}) the loss is ${loss}.`);
  };
  await lab.get('landscape-col').press('Home');
  await lab.get('landscape-row').press('End');
  await told(12 * 13);
  const chart = lab.get('surface').locator('.wide');
  const { width, height } = (await chart.boundingBox())!;
  await chart.hover({ position: { x: (width * 575) / 660, y: (height * 480) / 520 } });
  await told(12);
  const svg = (await lab.save('save-svg-landscape')).bytes.toString();
  expect(svg).toContain('plane own, 13×13 points, 200 training examples');
  expect(svg).toContain('&#34;dim&#34;:2');
  expect(await serious(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 780 });
  await fits(page);
});

test('a landscape is drawn while training goes on, its path grows, and the run is what it would have been', async ({ lab, page }) => {
  await lab.open(two);
  const alone = await lab.finish();
  await lab.get('reset').click();
  await lab.phase('ready');
  await lab.get('step').click();
  await lab.phase('paused');
  await draw(lab, own);
  await whole(lab);
  const done = page.evaluate(() => new Promise<any>((resolve) => petri.on('done', resolve)));
  await lab.get('resume').click();
  expect((await done).digest).toBe(alone.digest);
  await expect(lab.get('landscape-path').locator('tbody tr').last().locator('td').first()).toHaveText('60');
});

test('other planes say how far the path is off, what cannot be drawn is refused, and drawing can be stopped', async ({ lab }) => {
  await lab.open(small);
  await lab.finish();
  await draw(lab, own);
  await expect(lab.get('error')).toContainText('750 values are trained here, and a plane holds 2');
  await draw(lab, filter);
  await whole(lab);
  await expect(lab.get('error')).toHaveCount(0);
  await expect(lab.get('landscape-summary')).toContainText('The path is not in this plane');
  await lab.get('landscape-points').selectOption({ label: '49 on a side' });
  await lab.get('landscape-draw').click();
  await expect(lab.get('surface')).toBeVisible();
  await lab.get('landscape-stop').click();
  await expect(lab.get('landscape-draw')).toBeVisible();
  await draw(lab, 'the line from the start to here');
  await whole(lab);
  await expect(lab.get('surface').locator('svg').first()).toContainText('from the start (0) to here (1)');
  await lab.get('sharpness-measure').click();
  await expect(lab.get('sharpness')).toContainText('greatest eigenvalues');
});

/** A network whose landscape of 49×49 points takes minutes. */
const large = 'model=lenet&method=full&steps=1&test=100';

/** Begins a landscape that is far from whole when a journey leaves it. */
async function beginLarge(lab: Lab) {
  await lab.open(large);
  await lab.finish();
  await lab.get('landscape-points').selectOption({ label: '49 on a side' });
  await lab.get('landscape-draw').click();
  await expect(lab.get('surface')).toBeVisible();
}

const part = async (lab: Lab) => parseFloat((await lab.get('surface').getAttribute('data-part'))!);

test('clicks are handled while a landscape is drawn', async ({ lab }) => {
  await beginLarge(lab);
  const scale = lab.get('log-scale');
  for (const on of ['true', 'false', 'true']) {
    await scale.click();
    await expect(scale).toHaveAttribute('aria-checked', on);
  }
  const before = await part(lab);
  expect(before).toBeLessThan(1);
  await expect.poll(() => part(lab)).toBeGreaterThan(before);
  await lab.get('landscape-stop').click();
  await expect(lab.get('landscape-draw')).toBeVisible();
});

test('clicks are answered within 100 ms while a landscape is drawn', { tag: '@timed' }, async ({ lab, page }) => {
  await beginLarge(lab);
  const [slowest] = await clickAnswers(page, lab.get('log-scale'), 12, async () => {
    const before = await part(lab);
    await expect.poll(() => part(lab)).toBeGreaterThan(before);
  });
  expect(slowest).toBeLessThanOrEqual(100);
});
