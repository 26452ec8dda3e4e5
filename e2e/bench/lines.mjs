// The lines of the benchmark that compare engines.

import { line, percent, times } from './report.mjs';

const ours = (name, steps) => ({ engine: 'ours.js', name, steps });
const tfjs = (backend, name, steps) => ({ engine: `tfjs.js?${backend}`, name, steps });

export async function gemm(measure) {
  const loops = 1e6;
  const flopsALoop = 2 * 14 * 16; // a multiplication and an addition, 14 chains, unrolled 16 times
  const m = await measure({ peak: { engine: 'peak.js', name: '', steps: loops }, gemm: ours('gemm', 20) }, 9);
  const peak = flopsALoop / m.peak.median / 1e6, speed = (2 * 256 ** 3) / m.gemm.median / 1e6;
  return [line({ what: 'GEMM 256³', unit: 'gflops', ours: speed, theirs: peak, against: 'scalar peak',
    value: speed / peak, hold: 'atLeast', limit: 0.45, write: percent })];
}

export async function mlp(measure) {
  const m = await measure({
    step: ours('mlp', 20), kernels: ours('mlp-kernels', 20), wasm: tfjs('wasm', 'mlp', 12), cpu: tfjs('cpu', 'mlp', 3) }, 9);
  const step = m.step.median, rest = step - m.kernels.median;
  const against = (what, theirs, limit) => line({ what: 'MLP step, batch 64, Adam', unit: 'ms', ours: step, theirs, against: what,
    value: theirs / step, hold: 'atLeast', limit, write: times });
  return [
    against('tfjs-wasm', m.wasm.median, 1.5),
    against('tfjs-cpu', m.cpu.median, 8),
    line({ what: 'outside kernels', unit: 'ms', ours: rest, theirs: step, against: 'the same step',
      value: rest / step, hold: 'atMost', limit: 0.15, write: percent }),
  ];
}

export async function lenet(measure) {
  const m = await measure({ step: ours('lenet', 10), cpu: tfjs('cpu', 'lenet', 1) }, 5);
  return [line({ what: 'LeNet step, batch 64, Adam', unit: 'ms', ours: m.step.median, theirs: m.cpu.median, against: 'tfjs-cpu',
    value: m.cpu.median / m.step.median, hold: 'atLeast', limit: 20, write: times })];
}

export async function subspace(measure) {
  const m = await measure({ subspace: ours('subspace', 20), direct: ours('mlp', 20) }, 9);
  return [line({ what: 'subspace step, sparse, d = 750', unit: 'ms', ours: m.subspace.median, theirs: m.direct.median,
    against: 'direct step', value: m.subspace.median / m.direct.median, hold: 'atMost', limit: 1.3, write: times })];
}
