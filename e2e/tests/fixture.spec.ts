import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, Petri, test } from 'petri-e2e';
import { site } from '../fixtures/address.mjs';
import { petriSite, prefixedSite } from '../fixtures/site';

/** A run that is over within a second, and is measured at every tenth step. */
const lesson = { data: { name: 'digits' }, model: { knobs: { width: 16 } }, method: { name: 'subspace', knobs: { dim: 100 } }, stop: { steps: 60, every: 10 } };

/** What a promise fails with. */
const failure = (promise: Promise<unknown>) => promise.then(() => 'nothing', (error: Error) => error.message.replace(/\u001b\[\d+m/g, ''));

test('an address is a folder, with a slash at its end or without', () => {
  for (const given of ['https://x.example/some/prefix', 'https://x.example/some/prefix/', 'https://x.example/some/prefix/index.html', 'https://x.example/some/prefix?data=digits#top']) {
    expect(site(given)).toBe('https://x.example/some/prefix/');
  }
  expect(site('http://localhost:8080')).toBe('http://localhost:8080/');
  expect(() => site('localhost:8080')).toThrow('"localhost:8080" is no address of a site');
  expect(() => site('petri.example')).toThrow('http://');
  expect(() => site('')).toThrow(/petriURL or baseURL.*BASE_URL/);
});

for (const [option, use] of Object.entries({ baseURL: { baseURL: prefixedSite }, petriURL: { baseURL: 'http://course.example/', petriURL: prefixedSite.slice(0, -1) } })) {
  test.describe(() => {
    test.use(use);
    test(`${option} with a prefix leads to every lab`, async ({ petri, page }) => {
      await petri.open('prompts', { model: { name: 'lm', knobs: { width: 32 } }, data: { train: 200, test: 100 } });
      expect(page.url()).toContain(`${prefixedSite}prompts`);
      await petri.open('dimension');
      expect(page.url()).toContain(`${prefixedSite}dimension`);
    });
  });
}

test('a wrong address is told from a right one', async ({ page }) => {
  const other = createServer(({ url }, response) => {
    response.writeHead(url === '/' ? 200 : 404);
    response.end('<!doctype html><title>Other</title>');
  });
  await new Promise<void>((resolve) => other.listen(0, 'localhost', resolve));
  const address = `http://localhost:${(other.address() as AddressInfo).port}`;
  expect(await failure(new Petri(page, address).open())).toBe(`no Petri at ${address}/: the page there is another. Is it served there, and is the address right?`);
  expect(await failure(new Petri(page, address).open('masks'))).toContain(`no Petri at ${address}/masks: the answer is 404`);
  other.closeAllConnections();
  await new Promise((resolve) => other.close(resolve));
  expect(await failure(new Petri(page, address).open())).toMatch(/^no Petri at .*: net::ERR_CONNECTION_REFUSED\. Is it/);
  expect(await failure(new Petri(page, '').open())).toContain('where is Petri?');
});

test('what was run before is forgotten, also what was under way', async ({ petri }) => {
  await petri.open('subspace', lesson);
  await petri.train({ until: 20 });
  await petri.open();
  expect(await petri.metrics()).toMatchObject({ phase: 'ready', step: 0, config: { data: { name: 'mnist' } } });
});

test('a goal is trained for, and a failure says how far it came', async ({ petri }) => {
  await petri.open('subspace', lesson);
  await expect(petri).toReach({ accuracy: 0.3, testLoss: 2.2 });
  const { step, phase, metrics } = await petri.metrics();
  expect(step % 10).toBe(0);
  expect(phase).toBe('paused');
  await expect(petri).toReach({ accuracy: metrics!.accuracy }); // it is there already
  expect((await petri.metrics()).step).toBe(step);
  expect(await failure(expect(petri).not.toReach({ testLoss: 2.2 }))).toContain(`not at most 2.2 was expected, and ${metrics!.testLoss} was the best that was measured, at step ${step}`);

  const missed = await failure(expect(petri).toReach({ accuracy: 0.3, testLoss: 0.001 }));
  const { evaluations } = await petri.result() as any;
  const least = Math.min(...evaluations.filter((e: any) => e.step >= step).map((e: any) => e.metrics.testLoss));
  expect(missed).toContain(`testLoss: at most 0.001 was expected, and ${least} was the best that was measured`);
  expect(missed).toContain('The run ended at step 60 of 60: accuracy');
  await expect(petri).not.toReach({ testLoss: 0.001 });
});

test('a goal that cannot be is refused, also where it is not to be reached', async ({ petri }) => {
  await petri.open('subspace', lesson);
  for (const [goals, why] of [
    [{}, 'toReach takes goals'],
    [{ imageShift: 1 }, 'does not know whether more or less of imageShift is better'],
    [{ accuracy: 90 }, '90% is 0.9'],
    [{ testLoss: '1' }, 'and not "1"'],
  ] as const) {
    expect(await failure(expect(petri).toReach(goals as any))).toContain(why);
  }
  expect((await petri.metrics()).step).toBe(0);
  expect(await failure(expect(petri).not.toReach({ maskedError: 0.1 }))).toContain('has not measured maskedError; it measures accuracy, testLoss');
  expect(await failure(expect(petri.page as any).toReach({ accuracy: 0.9 }))).toContain('expect(petri).toReach');
  expect(await failure(petri.train({ until: { accuracy: 0.9 } as any }))).toContain('until is a number of steps, or a function');
});

test('a digest is that of the whole run', async ({ petri }) => {
  await petri.open('subspace', lesson);
  const { digest } = await petri.train();
  await petri.open('subspace', lesson);
  await petri.train({ until: 7 });
  await expect(petri).toHaveDigest(digest!);
  await petri.open('subspace', { ...lesson, seed: 5 });
  await expect(petri).not.toHaveDigest(digest!);
  const wrong = await failure(expect(petri).toHaveDigest(digest!));
  expect(wrong).toContain(`Expected: "${digest}"`);
  expect(wrong).toContain(`Received: "${(await petri.metrics()).digest}"`);
  expect(wrong).toContain('"seed":5');
  expect(await failure(expect(petri).toHaveDigest(digest!.slice(0, 12)))).toContain('64 hexadecimal digits');
});

test('a run that ends early, or that somebody has let go on, is followed to where it stands', async ({ petri, page }) => {
  await petri.open('subspace', { ...lesson, stop: { steps: 60, every: 10, accuracy: 0.2 } });
  const { phase, step } = await petri.train({ until: 55 });
  expect(phase).toBe('finished');
  expect(step).toBeLessThan(55);

  await petri.open('subspace', { ...lesson, stop: { steps: 100_000, every: 10 } });
  await page.getByTestId('train').click();
  await petri.phase('running');
  const now = await petri.train({ until: ({ accuracy }) => accuracy > 0.2 });
  expect(now.phase).toBe('paused');
  await petri.phase('paused');
});

test('an intrinsic dimension is measured, and what does not belong there is refused', async ({ petri }) => {
  const recipe = { data: { name: 'digits' }, model: { knobs: { width: 16 } }, stop: { steps: 50 } };
  await petri.open('dimension', { recipe, search: 'grid', from: 10, to: 100, seeds: 1, bar: 0.5 });
  const { results, answer, sweep } = await petri.measure();
  expect(results.map((r) => r.dim)).toEqual([0, 10, 20, 50, 100]);
  expect(sweep).toMatchObject({ to: 100, recipe });
  expect(answer.absolute.bar).toBe(0.5);

  const other = /use petri\.measure\(\) there/;
  expect(await failure(petri.train())).toMatch(other);
  expect(await failure(petri.metrics())).toMatch(other);
  expect(await failure(expect(petri).toReach({ accuracy: 0.9 }))).toMatch(other);
  expect(await failure(petri.open('dimension', lesson as any))).toContain('goes into the recipe');
  expect(await failure(petri.open('dimension', { seeds: 99 }))).toMatch(/^open\('dimension', …\): .*1 to 20/);
  expect(await failure(petri.open('dimension', { recipe: { dat: {} } } as any))).toContain(`there is no field "dat"`);
});

test('a lab refuses what is no config of its own', async ({ petri, page }) => {
  expect(await failure(petri.metrics())).toBe('no Petri at about:blank: begin with petri.open(…)');
  expect(await failure(petri.open('masks', { recipe: lesson, to: 500 } as any))).toBe(
    "open('masks', …) takes the config of a run, which has no recipe, to: what is to be measured goes to open('dimension', …)");
  expect(await failure(petri.open('subspace', { dat: {} } as any))).toContain(`there is no field "dat"`);
  expect(await failure(petri.open('toString' as any))).toContain('choose one of subspace, prompts, masks, dimension');
  await petri.open('subspace', lesson);
  expect(await failure(petri.measure())).toContain("begin with petri.open('dimension'");
  expect(await failure(new Petri(page, petriSite).result())).toContain('train first');
});
