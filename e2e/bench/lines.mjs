// The lines of the benchmark that compare engines.

import { line, percent, times } from './report.mjs';

const ours = (name, steps) => ({ engine: 'ours.js', name, steps });
const tfjs = (backend, name, steps) => ({ engine: `tfjs.js?${backend}`, name, steps });

export async function gemm(measure) {
  const loops = 1e6;
  const m = await measure({ peak: { engine: 'peak.js', name: '', steps: loops }, gemm: ours('gemm', 20) }, 9);
  const rate = (flops, { median, best }) => ({ median: flops / median / 1e6, best: flops / best / 1e6 }); // from ms to GFLOP/s
  const peak = rate(m.peak.prepared, m.peak), speed = rate(2 * 256 ** 3, m.gemm);
  return [line({ what: 'GEMM 256³', unit: 'gflops', ours: speed, theirs: peak, against: 'scalar peak',
    value: speed.median / peak.median, hold: 'atLeast', limit: 0.45, write: percent })];
}

export async function mlp(measure) {
  const m = await measure({
    step: ours('mlp', 20), kernels: ours('mlp-kernels', 20), wasm: tfjs('wasm', 'mlp', 12), cpu: tfjs('cpu', 'mlp', 3) }, 9);
  const { step, kernels } = m;
  const rest = { median: step.median - kernels.median, best: step.best - kernels.best };
  const against = (what, theirs, limit) => line({ what: 'MLP step, batch 64, Adam', unit: 'ms', ours: step, theirs, against: what,
    value: theirs.median / step.median, hold: 'atLeast', limit, write: times });
  return [
    against('tfjs-wasm', m.wasm, 1.5),
    against('tfjs-cpu', m.cpu, 8),
    line({ what: 'outside kernels', unit: 'ms', ours: rest, theirs: step, against: 'the same step',
      value: rest.median / step.median, hold: 'atMost', limit: 0.15, write: percent }),
  ];
}

export async function lenet(measure) {
  const m = await measure({ step: ours('lenet', 10), cpu: tfjs('cpu', 'lenet', 1) }, 9);
  return [line({ what: 'LeNet step, batch 64, Adam', unit: 'ms', ours: m.step, theirs: m.cpu, against: 'tfjs-cpu',
    value: m.cpu.median / m.step.median, hold: 'atLeast', limit: 20, write: times })];
}

// mae has three engines of one step: in the third, TensorFlow.js was helped with
// the gradients of its products. That is no limit of ours, but good to know.
export async function mae(measure) {
  const m = await measure({
    step: ours('mae', 2), wasm: tfjs('wasm', 'mae', 2), tuned: tfjs('wasm', 'mae-tuned', 2), cpu: tfjs('cpu', 'mae', 1) }, 7);
  const against = (what, theirs, limit) => line({ what: 'MAE step, batch 64, AdamW', unit: 'ms', ours: m.step, theirs, against: what,
    value: theirs.median / m.step.median, hold: 'atLeast', limit, write: times });
  return [against('tfjs-wasm', m.wasm, 2), against('tfjs-wasm, tuned', m.tuned), against('tfjs-cpu', m.cpu, 8)];
}

export async function subspace(measure) {
  const m = await measure({ subspace: ours('subspace', 20), direct: ours('mlp', 20) }, 9);
  return [line({ what: 'subspace step, sparse, d = 750', unit: 'ms', ours: m.subspace, theirs: m.direct,
    against: 'direct step', value: m.subspace.median / m.direct.median, hold: 'atMost', limit: 1.3, write: times })];
}
