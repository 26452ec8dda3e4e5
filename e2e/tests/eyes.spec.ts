import type { Page } from '@playwright/test';
import { chromium } from '../chromium.mjs';
import { expect, fits, Lab, small, test } from '../fixtures/lab';
import { ports } from '../fixtures/site';

/** Gives the browser's text another size than 16 pixels, as its settings do. */
async function textSize(page: Page, pixels: number) {
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setFontSizes', { fontSizes: { standard: pixels, fixed: pixels } });
}

const chooseDark = (page: Page) => page.addInitScript(() => localStorage.setItem('petri-theme', 'dark'));

/** The contrast of what is painted in a property of an element with the page's ground. */
const contrast = (page: Page, element: string, property: string) => page.evaluate(([element, property]) => {
  const pixel = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;
  const luminance = (colour: string) => {
    pixel.fillStyle = colour;
    pixel.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...pixel.getImageData(0, 0, 1, 1).data].map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const of = (node: Element, name: string) => luminance(getComputedStyle(node).getPropertyValue(name));
  const pair = [of(document.querySelector(element)!, property), of(document.body, 'background-color')].sort((a, b) => b - a);
  return (pair[0] + 0.05) / (pair[1] + 0.05);
}, [element, property]);

const pages: Record<string, (lab: Lab) => Promise<unknown>> = {
  '': (lab) => lab.finish(),
  masks: async (lab) => expect(lab.get('status')).toBeVisible(),
  prompts: async (lab) => expect(lab.get('status')).toBeVisible(),
  dimension: async (lab) => expect(lab.get('measure')).toBeVisible(),
  about: async (lab) => expect(lab.get('everything')).toBeVisible(),
  theory: async (lab) => expect(lab.page.locator('h1')).toBeVisible(),
  'docs/embed': async (lab) => expect(lab.page.locator('h1')).toBeVisible(),
};

for (const [path, ready] of Object.entries(pages)) {
  test(`text grows with the browser's, and nothing is cut off: /${path}`, async ({ lab, page }) => {
    await page.setViewportSize({ width: 390, height: 780 });
    await textSize(page, 32);
    await lab.open(small, path);
    await ready(lab);
    const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
    expect(await size()).toBeGreaterThanOrEqual(30);
    await fits(page, 390);
    await page.setViewportSize({ width: 360, height: 780 });
    await fits(page);
    // Within the page too no button ends beyond its edge.
    expect(await page.evaluate(() => [...document.querySelectorAll('button, summary, h1, h2, input, select')]
      .filter((node) => node.checkVisibility() && !node.closest('.scroll, .unseen') && node.getBoundingClientRect().right > innerWidth)
      .map((node) => node.outerHTML))).toEqual([]);
  });
}

for (const query of [
  'data=mnist&train=200&test=10000', // 1,000 examples of a class
  'data=fashion-mnist&train=200&test=4000', // 400, and classes that have names
]) {
  test(`the table of what is mixed up fits its card at every width: ${query}`, async ({ lab, page }) => {
    await lab.open(`${query}&model.width=16&method=full&steps=40`);
    await lab.finish();
    const table = lab.get('confusion').locator('table');
    await expect(table).toBeVisible();
    const cells = await table.locator('tbody td').allInnerTexts();
    expect(cells.some((count) => count.length > 2)).toBe(true);
    for (const width of [360, 390, 480, 640, 768, 900, 1024, 1280, 1366, 1440, 1600, 1920, 2560]) {
      await page.setViewportSize({ width, height: 900 });
      const outside = () => table.evaluate((table) => {
        const card = table.parentElement!.getBoundingClientRect();
        const wide = (node: Element) => node.scrollWidth > node.clientWidth || node.getBoundingClientRect().right > card.right + 0.5;
        return [table.parentElement!, ...table.querySelectorAll('td, th')].filter(wide).map((node) => node.outerHTML.slice(0, 80));
      });
      await expect.poll(outside, `${width} pixels`).toEqual([]);
    }
  });
}

test('the words on curves grow with the text', async ({ lab, page }) => {
  await textSize(page, 32);
  await lab.open(small);
  await lab.finish();
  const height = await page.locator('.plot canvas').first().evaluate((canvas) => canvas.getBoundingClientRect().height);
  expect(height).toBeGreaterThan(480); // 260 at the usual size
});

for (const theme of ['the system\'s', 'dark by hand'] as const) {
  test(`paper is white and says what was trained, where the theme is ${theme}`, async ({ lab, page }) => {
    await page.emulateMedia({ colorScheme: 'dark' });
    if (theme === 'dark by hand') await chooseDark(page);
    await lab.open(small);
    await lab.finish();
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));

    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(255, 255, 255)');
    for (const [element, property] of [['.summary', 'color'], ['.lead', 'color'], ['h2', 'color'], ['.area .name', 'fill'], ['.lines th', 'color']]) {
      expect(await contrast(page, element, property), element).toBeGreaterThan(4.5);
    }
    for (const id of ['knob-method.dim', 'status-step-of', 'digest', 'ledger', 'loss-chart', 'history']) await expect(lab.get(id)).toBeVisible();
    await expect(page.locator('.printed')).toHaveText(page.url());
    for (const id of ['train', 'save', 'draw', 'language', 'log-scale', 'save-svg-loss-chart', 'run-1-again']) await expect(lab.get(id)).toBeHidden();
    await expect(page.locator('input[type="range"]:visible')).toHaveCount(0);

    // Curves are darker than their grid on paper, though the screen's were light.
    const shot = await page.locator('.plot canvas').first().screenshot();
    const share = await page.evaluate(async (png) => {
      const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(png), (c) => c.charCodeAt(0))]));
      const canvas = new OffscreenCanvas(picture.width, picture.height).getContext('2d')!;
      canvas.drawImage(picture, 0, 0);
      const { data } = canvas.getImageData(0, 0, picture.width, picture.height);
      let [light, dark] = [0, 0];
      for (let i = 0; i < data.length; i += 4) {
        const grey = (data[i] + data[i + 1] + data[i + 2]) / 3;
        if (grey > 240) light++;
        if (grey < 130) dark++;
      }
      return { light: light / (data.length / 4), dark };
    }, shot.toString('base64'));
    expect(share.light).toBeGreaterThan(0.8);
    expect(share.dark).toBeGreaterThan(300);

    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    await expect(page.locator('.printed')).toHaveCount(0);
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`colours that a ${colorScheme} system forces leave words, lines, bars and the focus to be seen`, async ({ lab, page }) => {
    await page.emulateMedia({ colorScheme, forcedColors: 'active' });
    await page.addInitScript((theme) => localStorage.setItem('petri-theme', theme), colorScheme === 'light' ? 'dark' : 'light'); // the other one, by hand
    await lab.open(small);
    await lab.finish();
    for (const [element, property, least] of [
      ['.area .name', 'fill', 4.5], ['.summary', 'color', 4.5], ['.status progress', 'color', 3], ['.status progress', 'border-top-color', 3], ['.swatch', 'stroke', 3],
      ['[data-testid="log-scale"]', 'border-top-color', 3], ['.u-legend', 'color', 4.5],
    ] as const) expect(await contrast(page, element, property), `${element} ${property}`).toBeGreaterThan(least);

    await lab.get('train').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Shift+Tab');
    expect(await contrast(page, ':focus-visible', 'outline-color')).toBeGreaterThan(3);

    // A second run has a line of its own kind.
    await lab.get('new-seed').click();
    await lab.finish();
    const colours = await page.locator('.swatch').evaluateAll((all) => all.map((line) => getComputedStyle(line).stroke + line.innerHTML));
    expect(new Set(colours).size).toBe(2);
  });
}

test('from another machine, over plain http, the page trains, saves and copies, though the browser calls it insecure', async ({ lab, page, playwright }) => {
  const browser = await playwright.chromium.launch({ executablePath: chromium, args: ['--host-resolver-rules=MAP petri.test 127.0.0.1'] });
  const there = new Lab(await browser.newPage());
  await there.page.goto(`http://petri.test:${ports.root}/?${small}`);
  await there.page.evaluate(() => petri.ready);
  expect(await there.page.evaluate(() => isSecureContext)).toBe(false);
  const { digest } = await there.finish();
  await there.get('save').click();
  await there.get('share').click();
  await there.get('share-link-copy').click();
  await expect(there.get('share-link-copy')).toHaveText('Copied');
  await there.get('run-1-name').fill('');
  await there.page.keyboard.press('Control+v');
  await expect(there.get('run-1-name')).toHaveValue(new RegExp(`^http://petri.test:${ports.root}/\\?data=digits`));
  expect(JSON.parse((await there.save('save-json')).bytes.toString()).digest).toBe(digest);
  await there.reload();
  await expect(there.get('run-1')).toBeVisible(); // runs are kept there too
  await browser.close();
  await lab.open(small); // on this machine
  expect((await lab.finish()).digest).toBe(digest);
});
