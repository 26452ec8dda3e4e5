import { existsSync } from 'node:fs';
import puppeteer from 'puppeteer-core';
import { expect, test } from '@playwright/test';
import { native } from '../fixtures/native';

/** Debian's, or the one that is named. Playwright drives a Firefox of its own alone, so this one is driven over WebDriver BiDi. */
const firefox = process.env.FIREFOX ?? '/usr/bin/firefox-esr';
const config = { data: { name: 'digits' }, model: { name: 'mlp', knobs: { width: 32 } }, stop: { steps: 200 } };

test('in Firefox a person trains to the digest of the command line, and the run is kept', async ({ baseURL }) => {
  test.skip(!existsSync(firefox), `There is no Firefox at ${firefox}: apt-get install firefox-esr, or name one in FIREFOX.`);
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath: firefox, headless: true });
  try {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await page.goto(`${baseURL}/?data=digits&model.width=32&steps=200`);
    await page.evaluate(() => petri.ready);
    await (await page.waitForSelector('[data-testid=train]'))!.click();
    const digest = await page.waitForSelector('[data-testid=digest]', { timeout: 60_000 });
    expect(await digest!.evaluate((node) => node.textContent)).toBe(native({ a: config }).a.digest);

    await page.reload();
    await page.evaluate(() => petri.ready);
    await page.waitForSelector('[data-testid=run-1]');
    await page.goto(`${baseURL}/masks?data=digits&steps=5&test=100`);
    await page.evaluate(() => petri.ready);
    await (await page.waitForSelector('[data-testid=train]'))!.click();
    await page.waitForSelector('[data-testid=digest]', { timeout: 60_000 });
    expect(complaints).toEqual([]);
  } finally {
    await browser.close();
  }
});
