import { cells, clickAnswers, expect, fits, Lab, serious, small, test, tiny } from '../fixtures/lab';

/** The same sweep with runs that take a while, so that something happens in the middle of one. */
const slow = `${tiny.replace('steps=150', 'steps=1500')}&sweep.runs=12`;

async function measure(lab: Lab, query: string) {
  await lab.openSweep(query);
  await lab.get('measure').click();
  await lab.sweep('finished');
}

test('one press measures, the answer is read off and saved, and each run opens in the lab as what it was', async ({ lab, page }) => {
  await lab.openSweep(tiny);
  expect(await serious(page)).toEqual([]);
  await lab.get('measure').click();
  await lab.sweep('finished');

  await test.step('the answer', async () => {
    await expect(lab.get('answer-absolute')).toHaveText(/^\d+$/);
    await expect(lab.get('answer-own')).toHaveText(/^\d+$/);
    await expect(lab.get('answer-total')).toHaveText('1,482'); // 64·16+16 + 16·16+16 + 16·10+10
    await expect(lab.get('answer')).toContainText('95% interval');
    await expect(lab.get('answer-summary')).toContainText('1,482 weights');
    await expect(lab.get('row-20')).toContainText('%');
    await expect(lab.get('row-0')).toContainText('all weights');
    await expect(page).toHaveURL(/dimension\?.*sweep\.seeds=2/);
  });

  const { sweep, results, answer } = JSON.parse((await lab.save('save-json')).bytes.toString());
  await test.step('figure, runs and sweep are saved with what they are of', async () => {
    const svg = (await lab.save('save-svg-sweep-chart')).bytes.toString();
    expect(svg).toContain('&#34;digits&#34;');
    expect(svg).toContain('sweep.seeds=2');
    expect((await lab.save('save-png-sweep-chart')).bytes.subarray(1, 4).toString()).toBe('PNG');
    const [, ...rows] = cells((await lab.save('save-csv')).bytes.toString());
    expect(sweep).toMatchObject({ recipe: { data: { name: 'digits' } }, seeds: 2 });
    expect(rows).toHaveLength(results.length);
    expect(results[0]).toMatchObject({ dim: 0, digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
    await expect(lab.get('answer-absolute')).toHaveText(String(Math.round(answer.absolute.dim)));
  });

  const reached = results.filter((r: Result) => r.dim > 0 && r.accuracy >= 0.7);
  const best = reached.sort((a: Result, b: Result) => a.dim - b.dim || b.accuracy - a.accuracy)[0];
  const model = await lab.save('save-model');
  expect(model.name).toContain(`model-${best.dim}.safetensors`);
  expect(model.bytes.length).toBeLessThanOrEqual(4 * best.dim + 2000);

  await test.step('nothing is wrong for axe, nor too wide', async () => {
    expect(await serious(page)).toEqual([]);
    const before = page.viewportSize()!;
    for (const width of [390, 360]) {
      await page.setViewportSize({ width, height: 780 });
      await fits(page, width);
    }
    await page.setViewportSize(before);
  });

  await test.step('a dimension opens in the lab as the run that it was', async () => {
    await lab.get('row-50').getByRole('link').click();
    await expect(lab.get('knob-method.dim')).toHaveValue('50');
    const { metrics } = await lab.finish();
    expect(metrics.accuracy).toBe(results.find((r: Result) => r.dim === 50).accuracy);
    await page.goBack();
    await lab.sweep('finished');
  });

  await test.step('the smallest model that works opens there with its accuracy', async () => {
    await lab.open();
    await page.evaluate(() => void petri.on('started', ({ origin }) => origin && petri.on('evaluated', (e) => Object.assign(globalThis, { measured: e }))));
    await lab.get('open-weights').setInputFiles({ name: model.name, mimeType: 'application/octet-stream', buffer: model.bytes });
    await expect.poll(() => page.evaluate(() => (globalThis as any).measured?.metrics.accuracy)).toBe(best.accuracy);
  });
});

test('the front page hands its recipe over and measures at once', async ({ lab, page }) => {
  await lab.open(`${small}&method.dim=20`);
  await lab.get('measure-lab').click();
  await lab.sweep('going');
  await expect(page).toHaveURL(/\/dimension\?data=digits&model\.width=32&steps=200$/);
  await lab.runs(2);
  await expect(lab.get('status-left')).toContainText('at most');
  await lab.get('cancel').click();
  await lab.sweep('stopped');
});

test('a sweep is cancelled, goes on, and goes on after a reload, to the same answer as in one go', async ({ lab, page }) => {
  await lab.openSweep(slow);
  await lab.get('measure').click();
  await lab.runs(2);
  await expect(lab.get('answer-absolute')).toContainText(/so far|above|or less/);
  await lab.get('cancel').click();
  await lab.sweep('stopped');
  expect(page.workers()).toHaveLength(0);
  const done = parseInt(await lab.get('status-runs').innerText());
  await expect(lab.get('continue')).toHaveText(`Continue: ${done} done`);

  await lab.get('continue').click();
  await lab.runs(done + 1);
  await lab.reload();
  await lab.sweep('stopped');
  await lab.get('continue').click();
  await lab.sweep('finished');
  const csv = (await lab.save('save-csv')).bytes.toString();
  const digests = (text: string) => text.split('\n').filter((row) => /^\d+,/.test(row)).map((row) => row.split(',').filter((_, i) => i !== 3).join());

  await page.evaluate(() => petriKept.clear());
  await measure(lab, slow);
  expect(digests((await lab.save('save-csv')).bytes.toString())).toEqual(digests(csv));
});

test('two measurements are compared, and one is used again', async ({ lab, page }) => {
  await measure(lab, tiny);
  await lab.type('knob-model.width', '32');
  await expect(lab.get('sweep-status')).toContainText('recipe has changed');
  await lab.get('measure').click();
  await lab.sweep('finished');
  await expect(lab.get('sweep-1-differs')).toContainText('16 instead of 32');
  const curves = () => page.locator('.sweep-chart .wide svg').evaluate((svg) => svg.textContent!.match(/width \d+/g));
  expect(await curves()).toEqual(expect.arrayContaining(['width 16', 'width 32']));
  await lab.get('sweep-1-show').uncheck();
  await expect.poll(curves).not.toContain('width 16');

  await lab.get('sweep-1-again').click();
  await expect(lab.get('knob-model.width')).toHaveValue('16');
  await expect(lab.get('answer')).toContainText('width 16'); // it is known, so it is shown
  await lab.get('sweep-2-remove').click();
  await expect(lab.get('sweep-2')).toHaveCount(0);
});

test('two tabs keep each what it measured', async ({ lab, page, context }) => {
  const other = new Lab(await context.newPage());
  await lab.openSweep(tiny); // both open before either has anything to keep
  await measure(other, tiny.replace('width=16', 'width=24'));
  await measure(lab, tiny);
  await lab.reload();
  await expect(lab.get('measured').getByRole('listitem')).toHaveCount(2);
});

test('a worker that is killed loses the run it had under way, and nothing else', async ({ lab, page }) => {
  lab.expected.push(/killed/);
  await lab.openSweep(slow);
  await lab.get('measure').click();
  await lab.runs(2);
  const before = parseInt(await lab.get('status-runs').innerText());
  await page.workers()[0].evaluate(() => {
    setTimeout(() => {
      self.close();
      throw new Error('killed');
    });
  });
  await expect(lab.get('notice')).toContainText(/started again/);
  expect(parseInt(await lab.get('status-runs').innerText())).toBeGreaterThanOrEqual(before);
  await lab.sweep('finished');
});

test('the sweep goes on while other pages are looked at', async ({ lab, page }) => {
  await lab.openSweep(slow);
  await lab.get('measure').click();
  await lab.runs(1);
  await page.getByRole('link', { name: 'About' }).first().click();
  await page.evaluate(() => new Promise((resolve) => petri.on('result', resolve)));
  await page.goBack();
  await lab.sweep('going');
  await lab.runs(2);
});

test('clicks are handled while it measures', async ({ lab, page }) => {
  await lab.openSweep(tiny.replace('steps=150', 'steps=100000'));
  await lab.get('measure').click();
  await lab.sweep('going');
  for (const name of ['light', 'dark']) {
    await lab.get('theme').click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', name);
  }
  await lab.sweep('going');
});

test('clicks are answered within 100 ms while it measures', { tag: '@timed' }, async ({ lab, page }) => {
  await lab.openSweep(tiny.replace('steps=150', 'steps=100000'));
  await lab.get('measure').click();
  await lab.sweep('going');
  const [slowest] = await clickAnswers(page, lab.get('theme'), 20, () => page.waitForTimeout(100));
  expect(slowest).toBeLessThanOrEqual(100);
});

test('scripts measure, hear each result, and are told what is wrong', async ({ lab, page }) => {
  await lab.openSweep('');
  const recipe = { data: { name: 'digits' }, model: { name: 'mlp', knobs: { width: 16 } }, stop: { steps: 50 } };
  const { heard, file } = await page.evaluate(async (recipe) => {
    const heard: Result[] = [];
    petri.on('result', (r) => heard.push(r));
    const file = await petri.measure({ recipe, search: 'grid', from: 10, to: 100, seeds: 1, bar: 0.5 });
    return { heard, file };
  }, recipe);
  expect(file.results.map((r) => r.dim)).toEqual([0, 10, 20, 50, 100]);
  expect(heard).toHaveLength(5);
  expect(await page.evaluate(() => petri.measure({ seeds: 99 }).catch(String))).toContain('1 to 20');
});

test('what cannot be in a link is clamped with a notice', async ({ lab }) => {
  await lab.openSweep('data=digits&sweep.seeds=99&sweep.search=fast&model.width=many&utm_source=mail');
  await expect(lab.get('notice')).toContainText('99');
  await expect(lab.get('notice')).toContainText('fast');
  await expect(lab.get('notice')).toContainText('many');
  await expect(lab.get('notice')).not.toContainText('utm_source');
  await expect(lab.get('knob-sweep.seeds')).toHaveValue('20');
});

test('a sweep that cannot be is explained, and measures once it is mended', async ({ lab }) => {
  await lab.openSweep(tiny.replace('sweep.from=20', 'sweep.from=600'));
  await lab.get('measure').click();
  await expect(lab.get('error')).toContainText(/turn them round/);
  await lab.type('knob-sweep.from', '20');
  await lab.get('measure').click();
  await lab.sweep('finished');
});

test('an example fills the recipe, and is measured', async ({ lab, page }) => {
  await lab.openSweep('');
  await lab.get('example-digits').click();
  await expect(lab.get('knob-model.width')).toHaveValue('32');
  await expect(page).toHaveURL(/data=digits/);
  await lab.get('example-lenet').click();
  await expect(lab.get('knob-model')).toHaveValue('lenet');
});

test('with storage blocked it still measures', async ({ lab }) => {
  await lab.blockStorage();
  await measure(lab, tiny);
});

test('the keyboard alone measures and cancels', async ({ lab, page }) => {
  await lab.openSweep(slow);
  await lab.get('measure').focus();
  await page.keyboard.press('Enter');
  await lab.runs(1);
  await lab.get('cancel').focus();
  await page.keyboard.press('Space');
  await lab.sweep('stopped');
  await expect(lab.get('announcer')).not.toBeEmpty();
});
