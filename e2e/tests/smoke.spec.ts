import type { Page } from '@playwright/test';
import { type Host, test } from '../fixtures/host';
import { site } from '../fixtures/address.mjs';
import { expect, serious } from '../fixtures/lab';
import { prefix, prefixedSite } from '../fixtures/site';

/**
 * What has to work wherever Petri is served: by our own server, here under a prefix, and by a plain host that sends no
 * header of its own. BASE_URL=https://…/ tries a site that is there already.
 */
const places: Record<string, (host: Host) => string> = process.env.BASE_URL
  ? { 'the address that was named': () => site(process.env.BASE_URL) }
  : {
      'our own server, under a prefix': () => prefixedSite,
      'a plain host, under a prefix': (host) => host.origin + prefix,
    };

const pages = [
  { path: '', query: 'data=digits&model.width=32&steps=100' },
  { path: 'masks', query: 'data=digits&steps=5&test=100' },
  { path: 'prompts', query: 'model=lm&model.width=32&train=200&test=100&steps=4&every=4' },
];

for (const [place, site] of Object.entries(places)) {
  test(`at ${place} every lab trains, its pages lead to each other, and it stands in a frame`, async ({ host, lab, page }) => {
    const missing: string[] = [];
    page.on('response', (r) => r.status() >= 400 && missing.push(r.url()));
    for (const { path, query } of pages) {
      await page.goto(`${site(host)}${path}?${query}`);
      await page.evaluate(() => petri.ready);
      await lab.finish();
    }
    await page.getByRole('link', { name: 'Intrinsic dimension' }).click();
    await expect(page).toHaveURL(new RegExp(`${site(host)}dimension`));
    await page.getByRole('link', { name: 'About' }).first().click();
    await expect(page.getByTestId('everything')).toBeVisible();
    await page.goto(`${site(host)}docs/embed/`);
    await page.evaluate(() => petri.ready);
    await page.getByRole('link', { name: 'Masks' }).first().click();
    await expect(page).toHaveURL(new RegExp(`${site(host)}masks`));
    await framed(page, site(host));
    expect(missing).toEqual([]);
  });
}

/** The compact page, as another page would hold it. */
async function framed(page: Page, site: string) {
  await page.goto(`${site}?embed=1&preset=digits`);
  await page.getByTestId('poster-run').click();
  await expect(page.getByTestId('status')).toHaveAttribute('data-phase', 'finished');
  expect(await serious(page)).toEqual([]);
}
