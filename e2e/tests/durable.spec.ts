import type { Page } from '@playwright/test';
import { expect, small, test } from '../fixtures/lab';
import { native, replay } from '../fixtures/native';

/** A run of which the page keeps several snapshots when its clock hurries, on quick machines too. */
const config = { data: { name: 'digits' }, model: { name: 'mlp', knobs: { width: 64 } }, method: { name: 'full' }, stop: { steps: 4000, every: 1000 } };
const query = 'data=digits&method=full&model.width=64&steps=4000&every=1000';

/** Leaves the page as soon as a snapshot of the run has been kept: in the page itself, for the run does not wait. */
const leaveOnceKept = (page: Page, to: string) => page.evaluate(async (to) => {
  const stored = async () => (await (globalThis as any).petriKept.resume('subspace'))?.text ?? '';
  const before = await stored();
  let leaving = false; // a second time would end the first
  petri.on('metrics', async () => {
    const now = await stored();
    if (leaving || !now.includes('digits') || now === before) return;
    leaving = true;
    location.href = to;
  });
}, to);

test('a run goes on after a reload, and after its tab was closed, to the digest of one that nobody disturbed', async ({ lab, page, context }) => {
  const { digest } = native({ a: config }).a;
  await lab.hurry();
  await lab.open(query);
  await leaveOnceKept(page, page.url());
  await lab.train();
  await expect(lab.get('notice')).toContainText('goes on after step');
  await lab.phase('paused');
  await leaveOnceKept(page, '/about'); // from where the tab is closed
  await lab.get('resume').click();
  await page.waitForURL('**/about', { waitUntil: 'commit' });
  await page.close({ runBeforeUnload: false });

  const again = await context.newPage();
  await again.goto(`/?${query}`);
  await again.getByTestId('resume').click();
  await expect(again.getByTestId('digest')).toHaveText(digest);
  await expect.poll(() => again.evaluate(async () => (await (globalThis as any).petriKept.resume('subspace')) === null)).toBe(true);
  await expect(again.getByTestId('history').locator('li')).toHaveCount(1);
});

test('where nothing can be kept the page says so, and trains', async ({ lab, page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('blocked', 'SecurityError'); } });
  });
  await lab.blockStorage();
  await lab.open(small);
  await lab.finish();
  await expect(lab.get('keeping')).toContainText('keep nothing here');
});

test('where there is no more room the page says so, and what comes is there until it is closed', async ({ lab, page }) => {
  await page.addInitScript(() => {
    IDBObjectStore.prototype.put = () => { throw new DOMException('no room', 'QuotaExceededError'); };
  });
  await lab.open(small);
  await lab.finish();
  await expect(lab.get('run-1')).toBeVisible();
  await expect.poll(() => page.evaluate(() => petriKept.state)).toBe('full');
  await lab.get('run-1').getByRole('checkbox').first().click();
  await expect(lab.get('keeping')).toContainText('no more room');
});

test('what an earlier build kept is taken over', async ({ lab, page }) => {
  await lab.open(small);
  await lab.finish();
  await page.evaluate(async () => {
    const kept = (globalThis as any).petriKept;
    const run = kept.getItem('petri-run-1');
    await kept.clear();
    localStorage.setItem('petri-run-7', run.replace('"id":1', '"id":7'));
  });
  await lab.reload();
  await expect(lab.get('run-7')).toBeVisible();
  expect(await page.evaluate(() => localStorage.getItem('petri-run-7'))).toBeNull();
});

test('everything is one file, opened elsewhere beside what is there, and forgotten when told twice', async ({ lab, page, browser }) => {
  await lab.open(small);
  await lab.finish();
  await page.goto('/about');
  await page.evaluate(() => petri.ready);
  const { name, bytes } = await lab.save('everything-save');
  expect(name).toBe('petri-everything.json');
  expect(Object.keys(JSON.parse(bytes.toString()).items)).toContain('petri-run-1');

  const elsewhere = await browser.newPage();
  await elsewhere.goto(`/?${small}&seed=5`);
  await elsewhere.evaluate(() => petri.ready);
  await elsewhere.evaluate(() => petri.run({ data: { name: 'digits' }, stop: { steps: 20 } }));
  await elsewhere.goto('/about');
  const open = async (content: Buffer | string) => {
    await elsewhere.evaluate(() => petri.ready);
    await elsewhere.getByTestId('everything-open').setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from(content) });
  };
  await open('{"hello": 1}');
  await expect(elsewhere.getByTestId('everything-bad')).toContainText('not what Petri saves');
  await open('{"petri": 99, "items": {}}');
  await expect(elsewhere.getByTestId('everything-bad')).toContainText('newer');
  await open('{"petri": 1, "items": {}, "checkpoints": {"subspace": null}}');
  await expect(elsewhere.getByTestId('everything-bad')).toContainText('not what Petri saves');
  await open(bytes);
  await expect(elsewhere.getByTestId('everything-said')).toContainText('there: 1.');
  await elsewhere.goto(`/?${small}`);
  await expect(elsewhere.getByTestId('history').locator('li')).toHaveCount(2);

  await elsewhere.goto('/about');
  await elsewhere.evaluate(() => petri.ready);
  await elsewhere.getByTestId('everything-ask').click();
  await elsewhere.getByTestId('everything-forget').click();
  await expect(elsewhere.getByTestId('everything-said')).toContainText('forgotten');
  await elsewhere.goto(`/?${small}`);
  await expect(elsewhere.getByTestId('history').locator('li')).toHaveCount(0);
  await elsewhere.close();
});

test('a result that was handed in holds at the command line, and a tampered one does not', async ({ lab }) => {
  await lab.open(small);
  await lab.finish();
  await lab.get('save').click();
  const { bytes } = await lab.save('save-json');
  expect(replay(bytes.toString())).toContain('holds: 200 steps');
  const result = JSON.parse(bytes.toString());
  result.metrics.accuracy = 0.999;
  expect(replay(JSON.stringify(result))).toContain('does not hold: at the end accuracy is 0.999');
});
