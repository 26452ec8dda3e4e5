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

test('a damaged checkpoint is named in a sentence, and comes whole when it is tried again', async ({ lab, page }) => {
  await page.route('**/weights/lm-32.safetensors*', async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    body[body.length >> 1] ^= 1;
    await route.fulfill({ response, body });
  });
  await lab.open('model=lm&model.width=32&train=200&test=100&steps=4&every=4', 'prompts');
  await expect(lab.get('error')).toContainText(/weights\/lm-32\.safetensors.*(damaged|checksum|corrupted)/i);
  await lab.get('again').click();
  await expect(lab.get('error')).toContainText(/lm-32/);

  await page.unroute('**/weights/lm-32.safetensors*');
  await lab.get('again').click();
  await expect(lab.get('again')).toHaveCount(0);
  await lab.finish();
});

test('a learning rate that diverges is explained, and stops the run', async ({ lab }) => {
  await lab.open('data=digits&method=full&optim=sgd&optim.lr=100&steps=200');
  await lab.train();
  await expect(lab.get('error')).toContainText(/not a number/);
  await expect(lab.get('error')).toContainText(/learning rate/);
});

test('a subspace larger than the network is refused beside its field, and nothing typed is lost', async ({ lab }) => {
  await lab.open('data=digits&model.width=8&steps=50');
  await lab.type('knob-method.dim', '100000');
  await lab.train();
  await expect(lab.get('error')).toContainText(/100000|100,000/);
  await expect(lab.get('knob-method.dim')).toHaveValue('100000');
  await expect(lab.get('knob-steps')).toHaveValue('50');
});

test('a dense projection too large for memory is refused, and what would fit is said', async ({ lab }) => {
  await lab.open('data=digits&method.projection=dense&method.dim=50');
  await lab.type('knob-method.dim', '5000');
  await lab.train();
  await expect(lab.get('error')).toContainText(/dense projection .* choose dim [\d,]+ or less/);
});

test('a value that cannot be is explained beside its field, and training waits', async ({ lab }) => {
  await lab.open(small);
  await lab.type('knob-steps', 'many');
  await expect(lab.get('knob-steps-error')).toContainText('many');
  await lab.train();
  await expect(lab.get('error')).toBeVisible();
  await expect(lab.get('knob-steps')).toHaveValue('many');
  await lab.type('knob-steps', '30');
  await expect(lab.get('knob-steps-error')).toHaveCount(0);
  await lab.finish();
});

test('in a sandboxed frame, which has no origin, a network still trains', async ({ lab, page }) => {
  lab.expected.push(/sandbox|Access to storage|service ?worker/i); // the browser says itself what it denies
  await page.route('**/course', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<iframe sandbox="allow-scripts" width="1000" height="700" src="/?${small}"></iframe>` }));
  await page.goto('/course');
  const frame = page.frameLocator('iframe');
  await frame.getByTestId('train').click();
  await expect(frame.getByTestId('status')).toHaveAttribute('data-phase', 'finished');
});

test('with storage blocked a network still trains', async ({ lab }) => {
  await lab.blockStorage();
  await lab.open(small);
  await lab.finish();
});

test('a browser that cannot compile programs while they come runs them all the same', async ({ lab, page }) => {
  await page.addInitScript(() => {
    delete (WebAssembly as any).instantiateStreaming;
    delete (globalThis as any).TransformStream;
  });
  await page.route('**/worker.js*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `delete WebAssembly.instantiateStreaming; ${await response.text()}` });
  });
  await lab.open(small);
  await lab.finish();
});
