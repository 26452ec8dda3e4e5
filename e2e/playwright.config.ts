import { defineConfig, devices } from '@playwright/test';
import { chromium } from './chromium.mjs';
import { petriSite, ports, prefix, prefixedSite } from './fixtures/site';

export default defineConfig({
  testDir: '.',
  // At an address that is named, what holds wherever Petri is served.
  testMatch: process.env.BASE_URL ? ['tests/smoke.spec.ts', 'examples/*.spec.mjs'] : ['tests/*.spec.ts', 'examples/*.spec.mjs'],
  outputDir: './test-results',
  fullyParallel: true,
  workers: process.env.ACCEPT ? 1 : 2,
  // What is promised about time, and at full size, holds on a machine that does nothing else: make accept. All other
  // journeys hold on any machine.
  projects: process.env.ACCEPT
    ? [{ name: 'accept', testMatch: '**/accept.spec.ts' }, { name: 'timed', grep: /@timed/ }]
    : [{ name: 'journeys', testIgnore: '**/accept.spec.ts', grepInvert: /@timed/ }],
  // Limits are for what never comes. Whatever comes may take as long as it does on a machine with a lot to do.
  timeout: 1_200_000,
  expect: { timeout: 300_000 },
  forbidOnly: !!process.env.CI,
  reporter: [['list'], ['junit', { outputFile: 'test-results/junit.xml' }]],
  use: {
    ...devices['Desktop Chrome'],
    baseURL: petriSite,
    serviceWorkers: 'block', // or each fresh context would load everything twice
    trace: process.env.ACCEPT ? 'off' : { mode: 'retain-on-failure', screenshots: false, snapshots: false }, // to film the page takes a sixth of the time
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: chromium },
  },
  // It builds what has changed, so that no test meets an old page; and the same site for a prefix, in a folder of its own.
  webServer: process.env.BASE_URL ? undefined : [
    { command: 'go run ./wasm/app run', cwd: '..', env: { PORT: String(ports.root) }, url: petriSite, timeout: 1_200_000 },
    {
      command: `go run ./wasm/app run -base ${prefix.slice(0, -1)} -dist dist/prefix`, cwd: '..', env: { PORT: String(ports.prefixed) },
      url: prefixedSite, timeout: 1_200_000,
    },
  ],
});
