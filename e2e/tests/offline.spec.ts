import { expect, small, test } from '../fixtures/lab';

test.use({ serviceWorkers: 'allow' });

test('a page that was visited once trains without a network, on another link too', async ({ lab, page, context }) => {
  await lab.open(small);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await lab.reload(); // this time through the service worker, which keeps what it fetches
  await lab.finish();

  await context.setOffline(true);
  await lab.open(`${small}&seed=3`);
  await lab.finish();
  expect(await page.evaluate(() => petri.config().seed)).toBe(3);
});
