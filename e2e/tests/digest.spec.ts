import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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
  said: { ...short, data: digits, model: mlp, method: { name: 'said', knobs: { dim: 50 } } },
  lenet: { ...short, data: mnist, model: { name: 'lenet' }, method: subspace('sparse'), optim: { batch: 32, schedule: 'cosine' } },
};

// Every colour of masks too; the masks lab runs these.
const mae = { name: 'mae', knobs: { patch: 2, width: 16, depth: 1, heads: 4, 'decoder-width': 16, 'decoder-depth': 1 } };
const masked = Object.fromEntries(['white', 'red', 'green', 'blue', 'purple'].map((colour) => [
  colour, { ...short, data: digits, model: mae, mask: { name: colour }, optim: { batch: 32 } },
]));

for (const [address, all] of Object.entries({ '': configs, masks: masked })) {
  test(`the same config gives the same digest in the browser as natively, /${address}`, async ({ lab }) => {
    const want = native(all);
    await lab.open('', address);
    for (const [name, config] of Object.entries(all)) {
      const got = await lab.run(config);
      expect.soft({ name, digest: got.digest, metrics: got.metrics }).toEqual({ name, digest: want[name].digest, metrics: want[name].metrics });
    }
  });
}

// The Go tests hold the same file natively and as WebAssembly in Node, which runs the same engine: here one method a
// model shows that the page changes nothing about it.
const pinned: Record<string, { config: { mask?: object; model: { name: string } }; digest: string }> = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../methods/train/testdata/digests.json'), 'utf8'),
);

/** The lab that runs a config. */
const labOf = (config: { mask?: object; model: { name: string } }) => (config.mask ? 'masks' : ['clip', 'lm'].includes(config.model.name) ? 'prompts' : '');

/** What learns a few numbers of its own is more easily upset than what trains all weights. */
const here = (address: string) => Object.values(Object.fromEntries(
  Object.entries(pinned).filter(([, { config }]) => labOf(config) === address).map((run) => [run[1].config.model.name, run]),
));

for (const address of ['', 'prompts', 'masks']) {
  test(`models have their pinned digests, /${address}`, async ({ lab }) => {
    await lab.open('', address);
    for (const [name, { config, digest }] of here(address)) {
      const got = await lab.run(config);
      expect.soft({ name, digest: got.digest }).toEqual({ name, digest });
    }
  });
}
