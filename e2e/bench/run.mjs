// Measures Petri in Chromium against the limits it sets itself, prints a table
// and writes ../dist/bench.json. A missed limit is a line in the table; only an
// error ends in a status other than 0. The site must have been built before.

import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { chromium as playwright } from '@playwright/test';
import { chromium } from '../chromium.mjs';
import { openEngines } from './engines.mjs';
import * as engines from './lines.mjs';
import { openSite, page } from './page.mjs';
import { table } from './report.mjs';

const dist = join(import.meta.dirname, '../../dist');

async function compareEngines(browser) {
  const { measure, close } = await openEngines(browser, join(dist, '.cache/bench'));
  try {
    const lines = [];
    for (const compare of [engines.gemm, engines.mlp, engines.lenet, engines.mae, engines.subspace]) lines.push(...(await compare(measure)));
    return lines;
  } finally {
    await close();
  }
}

async function measurePage(browser) {
  const site = await openSite(join(dist, '..'), join(dist, '.cache/bench'));
  try {
    return await page(browser, site.url, dist);
  } finally {
    site.close();
  }
}

const browser = await playwright.launch({ executablePath: chromium });
try {
  const machine = `${cpus()[0].model.trim()}, ${cpus().length} cores, Chromium ${browser.version()}`;
  const lines = [...(await compareEngines(browser)), ...(await measurePage(browser))];
  console.log(`${machine}\n\n${table(lines)}`);
  writeFileSync(join(dist, 'bench.json'), JSON.stringify({ machine, lines: lines.map(({ cells, ...l }) => l) }, null, 2) + '\n');
} finally {
  await browser.close();
}
