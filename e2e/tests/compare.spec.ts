import { cells, expect, fits, type Lab, serious, test } from '../fixtures/lab';

/** A masked autoencoder of digits of 8×8 pixels that is trained within a second or two. */
const tiny = 'data=digits&train=400&test=120&model.patch=2&model.width=16&model.depth=1&model.heads=4&model.decoder-width=16&batch=32&every=20&probe=1';

const colours = ['blue', 'green', 'purple', 'red', 'white'];

/** Opens the page with a comparison of red and blue that is ready to begin. */
async function prepare(lab: Lab, seeds: number, steps: number, chosen = ['red', 'blue']) {
  await lab.open(tiny, 'masks');
  for (const colour of colours) await lab.get(`compare-colour-${colour}`).setChecked(chosen.includes(colour));
  await lab.type('compare-seeds', String(seeds));
  await lab.type('compare-steps', String(steps));
}

const phase = (lab: Lab, name: string) => expect(lab.get('compare-status')).toHaveAttribute('data-phase', name);

/** Waits until so many runs are done. */
const done = (lab: Lab, count: number) => expect(lab.get('compare-verdict')).toContainText(new RegExp(`after [${count}-9] of`));

test('colours are compared over seeds, cancelled and gone on with, and told apart only as far as the spread carries', async ({ lab, page }) => {
  await prepare(lab, 2, 120);
  await lab.get('compare-start').click();
  await expect(lab.get('compare-status')).toContainText(/Run [1-4] of 4…/);
  await done(lab, 1);
  await expect(lab.get('compare-left')).toContainText('left');
  await lab.get('compare-cancel').click();
  await phase(lab, 'stopped');
  await expect(lab.get('compare-continue')).toHaveText(/Continue: [1-3] done/);
  await lab.get('compare-continue').click();
  await phase(lab, 'finished');
  await expect(lab.get('compare-status')).toContainText('Done: 4 runs.');
  await expect(lab.get('compare-continue')).toHaveCount(0);

  await expect(lab.get('compare-table').locator('tbody tr')).toHaveCount(2);
  await expect(lab.get('compare-table')).toHaveAccessibleName(/^At step 120,/);
  await expect(lab.get('compare-row-red')).toContainText(/0\.\d{4} ± 0\.\d{4}/);
  await expect(lab.get('compare-row-red')).toContainText(/\d+\.\d% ± \d+\.\d%/);
  await expect(lab.get('compare-verdict')).toContainText(/relative to the mean picture’s: (Red > Blue|Blue > Red|no two colours).*Probes|No colour has learned more than 5\.0%/);
  for (const figure of ['compare-error', 'compare-probes']) await expect(lab.get(figure).locator('svg.chart:visible')).toBeVisible();
  expect(page.workers().length).toBeLessThanOrEqual(2); // those of the page's lab and of its masks

  await test.step('nothing is wrong for axe, nor too wide', async () => {
    expect(await serious(page)).toEqual([]);
    const before = page.viewportSize()!;
    await page.setViewportSize({ width: 360, height: 780 });
    await fits(page);
    await page.setViewportSize(before);
  });

  const file = JSON.parse((await lab.save('compare-json')).bytes.toString());
  await test.step('results and figures are saved with what they are of', async () => {
    const { name, bytes } = await lab.save('compare-csv');
    expect(name).toBe('petri-masks-blue-red-comparison.csv');
    const rows = cells(bytes.toString());
    expect(rows[0].join()).toBe('colour,seed,step,maskedError,visibleError,meanPredictor,linearProbe,nearestProbe,seconds,digest,error,comparison');
    expect(JSON.parse(rows[1].at(-1)!)).toMatchObject({ colours: ['blue', 'red'], seeds: 2 });
    expect(rows).toHaveLength(1 + 4 * 7); // steps 0, 20, … and 120 of four runs
    expect(file).toMatchObject({ colours: ['blue', 'red'], seeds: 2, recipe: { data: { name: 'digits' }, stop: { steps: 120 } } });
    expect(file.runs[0]).toMatchObject({ colour: 'blue', over: true, digest: expect.stringMatching(/^[0-9a-f]{64}$/) });
    for (const figure of ['compare-error', 'compare-probes']) {
      const svg = (await lab.save(`save-svg-${figure}`)).bytes.toString();
      expect(svg).toContain('&#34;digits&#34;');
      for (const part of ['>Blue<', '>Red<', 'seeds 0 to 1']) expect(svg).toContain(part);
      expect((await lab.save(`save-png-${figure}`)).bytes.subarray(1, 4).toString()).toBe('PNG');
    }
  });

  await test.step('a run of a comparison is the run that the lab trains', async () => {
    await lab.open(`${tiny}&mask=red&steps=120&seed=1`, 'masks');
    const same = file.runs.find((r: { colour: string; seed: number }) => r.colour === 'red' && r.seed === 1);
    expect((await lab.finish()).digest).toBe(same.digest);
  });
});

test('what is over is there after a reload, and the rest goes on', async ({ lab, page }) => {
  await prepare(lab, 2, 120);
  await lab.get('compare-start').click();
  await done(lab, 1); // has been measured for the last time
  await expect.poll(() => page.evaluate(() => (globalThis as any).petriKept.getItem('petri-comparison-1'))).not.toBeNull(); // is over
  await lab.reload();
  await phase(lab, 'stopped');
  await expect(lab.get('compare-colour-green')).not.toBeChecked();
  await expect(lab.get('compare-steps')).toHaveValue('120');
  await lab.get('compare-continue').click();
  await phase(lab, 'finished');
  await expect(lab.get('compare-verdict')).toContainText(/Error of hidden patches|No colour has learned/);
});

test('while it compares the lab trains too, and other pages are looked at', async ({ lab, page }) => {
  await prepare(lab, 3, 120);
  await lab.get('compare-start').click();
  await lab.train();
  await lab.phase('running');
  await done(lab, 1);
  await page.getByRole('link', { name: 'About' }).first().click();
  await expect(page).toHaveURL(/about/);
  await page.goBack();
  await done(lab, 2);
});

test('a worker that is killed loses its run alone', async ({ lab, page }) => {
  lab.expected.push(/killed/);
  await prepare(lab, 1, 20000);
  const before = page.workers();
  await lab.get('compare-start').click();
  await expect(lab.get('compare-error').locator('svg.chart:visible')).toBeVisible();
  await page.workers().find((w) => !before.includes(w))!.evaluate(() => {
    setTimeout(() => {
      self.close();
      throw new Error('killed');
    });
  });
  await expect(lab.get('notice')).toContainText('only the run it had under way begins anew');
  await phase(lab, 'going');
});

test('what cannot be compared gets a sentence', async ({ lab }) => {
  await prepare(lab, 2, 20, []);
  await lab.get('compare-start').click();
  await expect(lab.get('error')).toContainText('tick those to compare');
  await lab.get('compare-colour-white').check();
  await lab.type('compare-seeds', '9');
  await lab.get('compare-start').click();
  await expect(lab.get('error')).toContainText('1 to 5');
  await lab.type('compare-seeds', '1');
  await lab.type('knob-model.patch', '3');
  await lab.get('compare-start').click();
  await expect(lab.get('comparison').getByTestId('error')).toContainText(/refused|has a mistake/); // by the worker of the comparison, or by the lab's before it
  await phase(lab, 'idle');
  await lab.type('knob-model.patch', '2');
  await lab.get('compare-start').click();
  await phase(lab, 'finished');
  await expect(lab.get('compare-verdict')).toContainText('White alone has nothing to be compared with');
  await lab.get('compare-colour-red').check();
  await lab.get('compare-start').click();
  await expect(lab.get('compare-verdict')).toContainText('One seed cannot tell');
});

test('the keyboard alone compares and cancels', async ({ lab, page }) => {
  await prepare(lab, 5, 20000);
  await lab.get('compare-colour-white').focus();
  await page.keyboard.press('Space');
  await expect(lab.get('compare-colour-white')).toBeChecked();
  await lab.get('compare-start').focus();
  await page.keyboard.press('Enter');
  await phase(lab, 'going');
  await lab.get('compare-cancel').focus();
  await page.keyboard.press('Space');
  await phase(lab, 'idle');
});

