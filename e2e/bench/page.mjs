// What the page itself costs: the time to its first training step, and what is
// transferred for it.

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { summary } from './engines.mjs';
import { bytes, line, seconds } from './report.mjs';

const visits = 5;

// openSite serves dist/ with the project's own server, built into folder, and
// resolves to { url, close }.
export async function openSite(root, folder) {
  const program = join(folder, 'app');
  execFileSync('go', ['build', '-o', program, './wasm/app'], { cwd: root, stdio: 'inherit' });
  const server = spawn(program, ['serve'], { cwd: root, env: { ...process.env, PORT: '0' }, stdio: ['ignore', 'pipe', 'inherit'] });
  const said = await Promise.race([once(server.stdout, 'data'), once(server, 'exit')]);
  const url = /http:\S+/.exec(said[0])?.[0];
  if (!url) throw new Error('the server did not start');
  return { url, close: () => server.kill() };
}

// firstStep opens the page in a context of its own, presses Train as soon as it
// can be pressed, and returns the seconds from navigation to the first metrics.
async function firstStep(browser, url) {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.goto(url, { waitUntil: 'commit' });
  await page.waitForFunction(() => globalThis.petri?.on);
  const first = page.evaluate(() => new Promise((resolve) => petri.on('metrics', () => resolve(performance.now()))));
  await page.getByTestId('train').click();
  const ms = await first;
  await context.close();
  return ms / 1000;
}

// firstPaint returns the bytes that came over the line, headers left out, for
// what had arrived by the first contentful paint; WebAssembly streams on beyond it.
async function firstPaint(browser, url) {
  const page = await browser.newPage();
  await page.goto(url);
  const size = await page.evaluate(async () => {
    const paint = await new Promise((resolve) =>
      new PerformanceObserver((list) => {
        for (const e of list.getEntriesByName('first-contentful-paint')) resolve(e.startTime);
      }).observe({ type: 'paint', buffered: true }));
    const before = performance.getEntriesByType('resource').filter((e) => e.startTime < paint && !new URL(e.name).pathname.endsWith('.wasm'));
    return [performance.getEntriesByType('navigation')[0], ...before].reduce((sum, e) => sum + e.encodedBodySize, 0);
  });
  await page.close();
  return size;
}

export async function page(browser, url, dist) {
  const cold = [];
  for (let v = 0; v < visits; v++) cold.push(await firstStep(browser, url));
  const step = summary(cold);
  const size = (what, size, limit) => line({ what, unit: 'kB', ours: { median: size }, value: size, hold: 'atMost', limit, write: bytes });
  const brotli = (file) => statSync(join(dist, 'web', `${file}.br`)).size;
  return [
    line({ what: 'first training step, cold page', unit: 's', ours: step, value: step.median, hold: 'atMost', limit: 2.5, write: seconds }),
    size('page wasm, brotli', brotli('app.wasm'), 1.8e6),
    size('worker wasm, brotli', brotli('worker.wasm'), 1.2e6),
    size('first paint, brotli', await firstPaint(browser, url), 150e3),
  ];
}
