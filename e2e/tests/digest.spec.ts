import { expect, test } from '../fixtures/lab';
import { native } from '../fixtures/native';

const digits = { name: 'digits' };
const mnist = { name: 'mnist', train: 500, test: 200 };
const short = { stop: { steps: 20, every: 10 } };
const mlp = { name: 'mlp', knobs: { width: 16 } };
const subspace = (projection: string) => ({ name: 'subspace', knobs: { dim: 50, projection } });

// Every method, projection, optimiser and model takes part in at least one run.
const configs = {
  full: { ...short, data: digits, model: mlp, method: { name: 'full' } },
  probe: { ...short, data: digits, model: mlp, method: { name: 'probe' }, optim: { name: 'sgd' } },
  sparse: { ...short, data: digits, model: mlp, method: subspace('sparse'), optim: { name: 'adamw' } },
  fastfood: { ...short, data: digits, model: mlp, method: subspace('fastfood'), seed: 7 },
  dense: { ...short, data: digits, model: mlp, method: subspace('dense') },
  lenet: { ...short, data: mnist, model: { name: 'lenet' }, method: subspace('sparse'), optim: { batch: 32, schedule: 'cosine' } },
};

test('the same config gives the same digest in the browser as natively', async ({ lab, page }) => {
  const want = native(configs);
  await lab.open();
  for (const [name, config] of Object.entries(configs)) {
    const got = await page.evaluate((c) => petri.run(c), config);
    expect.soft({ name, digest: got.digest, metrics: got.metrics }).toEqual({ name, digest: want[name].digest, metrics: want[name].metrics });
  }
});

test('a run made twice gives the same digest twice', async ({ lab, page }) => {
  await lab.open();
  const digests = await page.evaluate(async (c) => [(await petri.run(c)).digest, (await petri.run(c)).digest], configs.sparse);
  expect(digests[0]).toMatch(/^[0-9a-f]{64}$/);
  expect(digests[1]).toBe(digests[0]);
});
