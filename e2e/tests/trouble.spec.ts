import { expect, small, test } from '../fixtures/lab';

test('a data file that is missing is named in a sentence, and the page goes on', async ({ lab, page }) => {
  lab.expected.push(/404/);
  await page.route('**/data/digits/*.gz', (route) => route.fulfill({ status: 404 }));
  await lab.open(small);
  await lab.train();
  await expect(lab.get('error')).toContainText(/digits\/train-0 is missing/i);

  await page.unroute('**/data/digits/*.gz');
  await lab.finish();
});

test('a data file that is corrupted is named in a sentence', async ({ lab, page }) => {
  await page.route('**/data/digits/train-0.gz', async (route) => {
    const response = await route.fetch({ url: route.request().url().replace('train-0', 'test-0') });
    await route.fulfill({ response });
  });
  await lab.open(small);
  await lab.train();
  await expect(lab.get('error')).toContainText(/digits\/train-0 is (corrupted|cut short)/i);
});

test('a learning rate that diverges is explained, and stops the run', async ({ lab }) => {
  await lab.open('data=digits&method=full&optim=sgd&optim.lr=100&steps=200');
  await lab.train();
  await expect(lab.get('error')).toContainText(/not a number/);
  await expect(lab.get('error')).toContainText(/learning rate/);
});

test('a subspace larger than the network is refused beside its field, and nothing typed is lost', async ({ lab }) => {
  await lab.open('data=digits&model.width=8&method.dim=100000&steps=50');
  await lab.train();
  await expect(lab.get('error')).toContainText(/100000|100,000/);
  await expect(lab.get('knob-method.dim')).toHaveValue('100000');
  await expect(lab.get('knob-steps')).toHaveValue('50');
});

test('with storage blocked a network still trains', async ({ lab, page }) => {
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, {
        configurable: true,
        get() {
          throw new DOMException('blocked', 'SecurityError');
        },
      });
    }
  });
  await lab.open(small);
  await lab.finish();
});
