import type { Frame, Page } from '@playwright/test';
import { expect, fits, Lab, serious, test } from '../fixtures/lab';
import { draw, own, two, whole } from '../fixtures/landscape';

/** Draws a landscape, to the end. */
async function drawn(lab: Lab, plane = own) {
  await draw(lab, plane);
  await whole(lab);
}

/** Opens the view in space, and waits until it has drawn the landscape. */
async function open(lab: Lab) {
  await lab.get('space-open').click();
  const frame = (await (await lab.page.waitForSelector('[data-testid=space]')).contentFrame())!;
  await frame.waitForFunction(() => document.getElementById('x')?.textContent);
  return frame;
}

const frames = (frame: Frame) => frame.evaluate(() => parseInt(document.body.dataset.drawn!));

/** How many pixels of the view are of a kind, as a screen shows it. They are counted in the page: they are many. */
async function pixels(page: Page, kind: (r: number, g: number, b: number) => boolean) {
  const shot = await page.getByTestId('space').screenshot();
  return page.evaluate<number>(`(async (kind, png) => {
    const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(png), (c) => c.charCodeAt(0))]));
    const canvas = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
    canvas.drawImage(picture, 0, 0);
    const { data } = canvas.getImageData(0, 0, picture.width, picture.height);
    let count = 0;
    for (let i = 0; i < data.length; i += 4) count += kind(data[i], data[i + 1], data[i + 2]) ? 1 : 0;
    return count;
  })(${kind}, '${shot.toString('base64')}')`);
}

/** The ground where it is low, and the white of lines and marks. */
const blue = (r: number, g: number, b: number) => b > r + 20 && r < 90;
const white = (r: number, g: number, b: number) => Math.min(r, g, b) > 252;

test('a landscape is looked at in space: turned by keys and by the mouse, inspected, and left again', async ({ lab, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'dark' });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await lab.open(two);
  await lab.finish();
  await drawn(lab);
  expect(asked.filter((path) => path.includes('view'))).toEqual([]); // nothing of it before it is opened
  const frame = await open(lab);
  expect(asked).toContain('/web/view.wasm');
  expect(await pixels(page, blue)).toBeGreaterThan(5_000);
  expect(await pixels(page, white)).toBeGreaterThan(100); // the path, and the marks of its ends
  await expect(frame.locator('#start')).toHaveText('start');

  const place = () => frame.locator('#start').evaluate((e) => e.style.translate);
  const first = await place();
  await frame.locator('canvas').focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(place).not.toBe(first);
  await page.keyboard.press('Home');
  await expect.poll(place).toBe(first);
  const box = (await lab.get('space').boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 60, box.y + box.height / 2, { steps: 3 });
  await page.mouse.up();
  await expect.poll(place).not.toBe(first);

  // A wheel brings it nearer once the view is taken hold of; so do two fingers, and one turns it.
  const span = () => frame.evaluate(() => {
    const at = (id: string) => document.getElementById(id)!.style.translate.split(' ').map(parseFloat);
    const [[x0, y0], [x1, y1]] = [at('x'), at('y')];
    return Math.hypot(x1 - x0, y1 - y0);
  });
  let before = await span();
  await page.mouse.wheel(0, -240);
  await expect.poll(span).not.toBe(before);
  const finger = await page.context().newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...points: [number, number][]) =>
    finger.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x: box.x + x, y: box.y + y, id })) });
  const turned = await place();
  await touch('touchStart', [100, 100]);
  await touch('touchMove', [140, 100]);
  await touch('touchMove', [180, 110]);
  await touch('touchEnd');
  await expect.poll(place).not.toBe(turned);
  before = await span();
  await touch('touchStart', [150, 150], [200, 150]);
  await touch('touchMove', [130, 150], [220, 150]);
  await touch('touchMove', [110, 150], [240, 150]);
  await touch('touchEnd');
  await expect.poll(span).not.toBe(before);

  // What is pointed at has the value that the worker's grid has.
  await lab.get('space-above').click();
  await expect(lab.get('space-above')).toHaveAttribute('aria-pressed', 'true');
  const csv = (await lab.save('save-csv-landscape-grid')).bytes.toString().trim().split('\n').slice(1);
  await page.mouse.move(box.x + box.width / 2 + 3, box.y + box.height / 2 + 3, { steps: 4 });
  const [x, y, loss] = csv[6 * 13 + 6].split(',').map((v) => parseFloat(v).toFixed(3));
  await expect(lab.get('landscape-point')).toHaveText(`At (${x}, ${y}) the loss is ${loss}.`);

  expect(await serious(page)).toEqual([]);
  await frame.locator('canvas').focus();
  await page.keyboard.press('Tab'); // leads out of the canvas again
  expect(await frame.evaluate(() => document.activeElement?.tagName)).not.toBe('CANVAS');
  await page.setViewportSize({ width: 360, height: 780 });
  await fits(page);
  await lab.get('space-close').click();
  await expect(lab.get('surface').locator('svg').first()).toBeAttached();
  await expect(lab.get('space')).toHaveCount(0);
});

test('the path grows in space while the run trains, and what stands still is not drawn again', async ({ lab }) => {
  await lab.open(two);
  await lab.get('step').click();
  await lab.phase('paused');
  await drawn(lab);
  const frame = await open(lab);
  const end = () => frame.locator('#end').evaluate((e) => e.style.translate);
  const before = await end();
  await lab.get('resume').click();
  await lab.phase('finished');
  await expect(lab.get('landscape-path').locator('tbody tr').last().locator('td').first()).toHaveText('60');
  await expect.poll(end).not.toBe(before);
  // A hundred frames of the browser, in none of which the view draws.
  const still = await frame.evaluate(async () => {
    const count = () => parseInt(document.body.dataset.drawn!);
    const wait = async (frames: number) => {
      while (frames-- > 0) await new Promise(requestAnimationFrame);
    };
    await wait(30);
    const first = count();
    await wait(100);
    return count() - first;
  });
  expect(still).toBe(0);
});

test('two runs lie on one surface, on the map, in space and on the line between them', async ({ lab, page }) => {
  await lab.open('data=digits&method=full&model.width=16&steps=60');
  await lab.finish();
  await lab.get('landscape-plane').selectOption({ label: 'what this path and those kept vary along most' });
  await lab.get('landscape-draw').click();
  await expect(lab.get('error')).toContainText('keep the path of one');
  await lab.get('landscape-keep').click();
  await expect(lab.get('landscape-kept')).toContainText('Kept for the landscapes of other runs:');
  const name = (await lab.get('landscape-kept').innerText()).replace(/^.*: |\.$/g, '');
  await lab.get('knob-method').selectOption('subspace');
  await lab.finish();
  await drawn(lab, 'what this path and those kept vary along most');
  await expect(lab.get('surface').locator('svg').first()).toContainText(name);
  await expect(lab.get('landscape-facts')).toContainText(`loss where ${name} ended`);
  const frame = await open(lab);
  await expect(frame.locator('#other-1')).toHaveText(name);
  const orange = (r: number, g: number, b: number) => r > 240 && g > 140 && g < 190 && b < 130;
  expect(await pixels(page, orange)).toBeGreaterThan(20);
  await lab.get('space-close').click();
  await drawn(lab, 'the line from the run kept last to here');
  await expect(lab.get('surface').locator('svg').first()).toContainText('from where the kept run ended (0) to here (1)');
  // What training has not changed can be shown to look different all the same.
  await drawn(lab, 'demonstration: layers scaled, raw and filter-normalised');
  const apart = async (row: number) => {
    const csv = (await lab.save('save-csv-landscape-grid')).bytes.toString().trim().split('\n').slice(1);
    const losses = csv.map((line) => parseFloat(line.split(',')[2]));
    return Math.max(...[...Array(13).keys()].map((i) => Math.abs(losses[13 * (row + 1) + i] / losses[13 * row + i] - 1)));
  };
  await expect.poll(() => apart(0)).toBeGreaterThan(0.1); // the last of the lines may not be there yet
  await expect.poll(() => apart(2)).toBeLessThan(1e-4);
  await lab.get('landscape-forget').click();
  await expect(lab.get('landscape-forget')).toHaveCount(0);
  expect(await serious(page)).toEqual([]);
});

test('the view hears the page that holds it, and nobody else', async ({ lab, page }) => {
  await lab.open(two);
  await lab.finish();
  await drawn(lab);
  const frame = await open(lab);
  const before = await frames(frame);
  const told = await lab.get('landscape-point').innerText();
  const headers = { 'Cross-Origin-Embedder-Policy': 'require-corp', 'Cross-Origin-Resource-Policy': 'cross-origin' };
  await page.context().route('https://elsewhere.test/', (route) => route.fulfill({ contentType: 'text/html', headers, body: '<p>another</p>' }));
  for (const address of ['/about', 'https://elsewhere.test/']) { // another window of this site, and one of another
    const opened = page.waitForEvent('popup');
    await page.evaluate((address) => void window.open(address), address);
    const forger = await opened;
    await forger.waitForLoadState();
    await forger.evaluate(() => {
      const forged = { type: 'view', data: { col: 0, row: 0, x: 'forged', y: '', start: '', end: '' } };
      for (let i = 0; i < opener.length; i++) opener[i].postMessage(JSON.stringify(forged), '*');
      opener.postMessage(JSON.stringify({ type: 'pointed', data: { col: 0, row: 0 } }), '*');
    });
    await forger.close();
    await page.evaluate(() => new Promise((heard) => requestAnimationFrame(() => requestAnimationFrame(heard))));
  }
  await expect(frame.locator('#x')).toHaveText('first trained value');
  expect(await frames(frame)).toBe(before);
  await expect(lab.get('landscape-point')).toHaveText(told);
});

test('a window glides over the noise that masks are cut from, stops when told, and rests where it is not seen', async ({ lab, page }) => {
  await page.goto('/masks');
  await page.evaluate(() => petri.ready);
  await expect(lab.get('mask-crop')).toBeVisible();
  await lab.get('glide-open').click();
  const frame = (await (await page.waitForSelector('[data-testid=space]')).contentFrame())!;
  await lab.get('noise-tile').scrollIntoViewIfNeeded();
  await frame.waitForFunction(() => parseInt(document.body?.dataset.drawn ?? '0') > 20);
  expect(await pixels(page, (r, g, b) => r > 200 && g > 170 && b < 160)).toBeGreaterThan(500); // what is high and visible
  const pass = (n: number) =>
    frame.evaluate(async (n) => {
      while (n-- > 0) await new Promise(requestAnimationFrame);
    }, n);
  const rests = async () => {
    await pass(10);
    const before = await frames(frame);
    await pass(30);
    return (await frames(frame)) === before;
  };
  expect(await rests()).toBe(false);
  await lab.get('glide-move').click();
  await expect.poll(rests).toBe(true);
  const before = await frames(frame);
  await frame.locator('canvas').focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => frames(frame)).toBeGreaterThan(before);
  await lab.get('glide-move').click();
  await expect.poll(rests).toBe(false);
  await page.evaluate(() => scrollTo(0, 0));
  await expect.poll(rests).toBe(true);
  await lab.get('glide-close').click();
  await expect(lab.get('noise-tile').locator('svg').first()).toBeAttached();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await lab.get('glide-open').click();
  await expect(lab.get('glide-move')).toHaveAttribute('aria-pressed', 'false');
});

test('the view opens in a sandboxed frame too, which has no origin', async ({ lab, page }) => {
  lab.expected.push(/sandbox|Access to storage|service ?worker/i); // the browser says itself what it denies
  const host = `<iframe sandbox="allow-scripts" width="1000" height="700" src="/?${two}"></iframe>`;
  await page.route('**/host.html', (route) => route.fulfill({ contentType: 'text/html', body: host }));
  await page.goto('/host.html');
  const frame = page.frameLocator('iframe');
  const get = (id: string) => frame.getByTestId(id);
  await get('train').click();
  await expect(get('status')).toHaveAttribute('data-phase', 'finished');
  await get('landscape-plane').selectOption({ label: own });
  await get('landscape-points').selectOption({ label: '13 on a side' });
  await get('landscape-draw').click();
  await expect(get('surface')).toHaveAttribute('data-part', '1');
  await get('space-open').click();
  await expect(get('space').contentFrame().locator('#start')).toHaveText('start');
});

test('without WebGL 2 a sentence says so, and the map shows the same', async ({ lab, page }) => {
  await page.addInitScript(() => {
    HTMLCanvasElement.prototype.getContext = new Proxy(HTMLCanvasElement.prototype.getContext, {
      apply: (get, canvas, [kind, ...rest]) => (kind === 'webgl2' ? null : Reflect.apply(get, canvas, [kind, ...rest])),
    });
  });
  await lab.open(two);
  await lab.finish();
  await drawn(lab);
  await lab.get('space-open').click();
  await expect(lab.get('space-trouble')).toContainText('This browser cannot draw in space');
  await expect(lab.get('surface').locator('svg').first()).toBeAttached();
  await expect(lab.get('space')).toHaveCount(0);
});

test('a view whose program does not come says so', async ({ lab, page }) => {
  lab.expected.push(/503/);
  await page.route('**/view.wasm*', (route) => route.fulfill({ status: 503 }));
  await lab.open(two);
  await lab.finish();
  await drawn(lab);
  await lab.get('space-open').click();
  await expect(lab.get('space-trouble')).toContainText('The view in space has stopped: Error: view.wasm: 503');
  await expect(lab.get('surface').locator('svg').first()).toBeAttached();
});

test('the view draws within 3 s of being opened, and 30 frames a second while it turns', { tag: '@timed' }, async ({ lab, page }) => {
  await page.setViewportSize({ width: 880, height: 900 });
  await lab.open(two);
  await lab.finish();
  await drawn(lab);
  const start = Date.now();
  const frame = await open(lab);
  expect(Date.now() - start).toBeLessThan(3_000);
  await page.getByTestId('space').evaluate((e) => Object.assign(e.style, { width: '640px', height: '480px' }));
  await frame.locator('canvas').focus();
  await page.keyboard.down('ArrowRight');
  const rate = await frame.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const count = () => parseInt(document.body.dataset.drawn!);
        const [first, begin] = [count(), performance.now()];
        setTimeout(() => resolve((1000 * (count() - first)) / (performance.now() - begin)), 3_000);
      }),
  );
  await page.keyboard.up('ArrowRight');
  console.log(`${rate.toFixed(1)} frames a second`);
  expect(rate).toBeGreaterThanOrEqual(30);
});
