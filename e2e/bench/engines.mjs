// Runs cases on the engines of page.html, side by side.

import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from './server.mjs';

const here = import.meta.dirname;
const modules = join(here, '../node_modules/@tensorflow');

// build compiles ours/main.go into a folder that is served as /ours/.
function build(folder) {
  mkdirSync(folder, { recursive: true });
  const env = { ...process.env, GOOS: 'js', GOARCH: 'wasm' };
  const wasm = join(folder, 'bench.wasm');
  execFileSync('go', ['build', '-trimpath', '-ldflags=-s -w', '-o', wasm, './ours'], { cwd: here, env, stdio: 'inherit' });
  const root = execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim();
  copyFileSync(join(root, 'lib/wasm/wasm_exec.js'), join(folder, 'wasm_exec.js'));
}

// openEngines resolves to { measure, close }.
export async function openEngines(browser, folder) {
  build(folder);
  const server = await serve({
    '/ours/': folder,
    '/tfjs-wasm/': join(modules, 'tfjs-backend-wasm/dist'),
    '/tfjs/': join(modules, 'tfjs/dist'),
    '/': here,
  });
  const page = await browser.newPage();
  await page.goto(`${server.url}/page.html`);
  const call = (...args) => page.evaluate((a) => globalThis.call(...a), args);

  // measure takes cases { key: { engine, name, steps } } and returns
  // { key: { median, best, rounds, prepared } }: times in ms a step, and what
  // prepare returned. The cases take turns in every round, so that a machine that
  // slows down slows all of them.
  async function measure(cases, rounds) {
    const times = {}, prepared = {};
    for (const [key, { engine, name, steps }] of Object.entries(cases)) {
      prepared[key] = await call(engine, 'prepare', name);
      await call(engine, 'round', name, steps); // warm-up: compilers and caches
      times[key] = [];
    }
    for (let r = 0; r < rounds; r++) {
      for (const [key, { engine, name, steps }] of Object.entries(cases)) {
        times[key].push(await call(engine, 'round', name, steps));
      }
    }
    return Object.fromEntries(Object.entries(times).map(([key, t]) => [key, { ...summary(t), prepared: prepared[key] }]));
  }

  const close = async () => {
    await page.close();
    server.close();
  };
  return { measure, close };
}

// summary describes a list of times.
export function summary(times) {
  const sorted = times.toSorted((a, b) => a - b);
  return { median: sorted[sorted.length >> 1], best: sorted[0], rounds: times };
}
