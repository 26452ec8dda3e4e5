import { chromium as playwright } from '@playwright/test';
import { chromium } from '../chromium.mjs';
import { openEngines } from './engines.mjs';
import { join } from 'node:path';
const browser = await playwright.launch({ executablePath: chromium });
const e = await openEngines(browser, join(import.meta.dirname, '../../dist/bench'));
console.log(browser.version());
const show = (m) => { for (const [k, v] of Object.entries(m)) console.log(k, v.median, v.min); };
const g = await e.measure({ peak: { engine: 'peak.js', name: '', steps: 1e6 }, gemm: { engine: 'ours.js', name: 'gemm', steps: 10 } }, 9);
show(g); console.log('peak', 2*14*16/g.peak.median/1e6, 'gemm', 2*256**3/g.gemm.median/1e6);
show(await e.measure({ wasm: { engine: 'tfjs.js?wasm', name: 'mlp', steps: 10 }, cpu: { engine: 'tfjs.js?cpu', name: 'mlp', steps: 2 } }, 7));
show(await e.measure({ cpu: { engine: 'tfjs.js?cpu', name: 'lenet', steps: 1 } }, 2));
try { await e.measure({ cpu: { engine: 'tfjs.js?wasm', name: 'lenet', steps: 1 } }, 2)} catch (e) {console.log(String(e).slice(0,300))}
await browser.close(); e.close();
