import { defineConfig, devices } from '@playwright/test';
import { chromium } from './chromium.mjs';

const port = 8130;

export default defineConfig({
  testDir: '.',
  // At an address that is named, what holds wherever Petri is served.
  testMatch: process.env.BASE_URL ? ['tests/smoke.spec.ts', 'examples/*.spec.mjs'] : ['tests/*.spec.ts', 'examples/*.spec.mjs'],
  // What is promised about time at full size holds on a machine that does nothing else: make accept.
  testIgnore: process.env.ACCEPT ? [] : '**/accept.spec.ts',
  outputDir: './test-results',
  fullyParallel: true,
  workers: process.env.ACCEPT ? 1 : 2,
  // What is timed runs after all else, alone: a training run takes a core for itself, and the page another.
  projects: [
    { name: 'journeys', grepInvert: /@timed/ },
    { name: 'timed', grep: /@timed/, dependencies: ['journeys'], workers: 1 },
  ],
  timeout: 240_000,
  expect: { timeout: 90_000 },
  forbidOnly: !!process.env.CI,
  reporter: [['list'], ['junit', { outputFile: 'test-results/junit.xml' }]],
  use: {
    ...devices['Desktop Chrome'],
    baseURL: `http://localhost:${port}`,
    serviceWorkers: 'block', // or each fresh context would load everything twice
    trace: process.env.ACCEPT ? 'off' : { mode: 'retain-on-failure', screenshots: false, snapshots: false }, // to film the page takes a sixth of the time
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: chromium },
  },
  // It builds what has changed, so that no test meets an old page; and the same site for a prefix, in a folder of its own.
  webServer: process.env.BASE_URL ? undefined : [
    { command: 'go run ./wasm/app run', cwd: '..', env: { PORT: String(port) }, url: `http://localhost:${port}/`, timeout: 300_000 },
    {
      command: 'go run ./wasm/app run -base /some/prefix -dist dist/prefix', cwd: '..', env: { PORT: String(port + 1) },
      url: `http://localhost:${port + 1}/some/prefix/`, timeout: 300_000,
    },
  ],
});
