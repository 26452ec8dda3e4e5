import type { CDPSession, Page } from '@playwright/test';
import { expect, type Lab, small, test } from '../fixtures/lab';
import { draw, own, two, whole } from '../fixtures/landscape';

test.use({ hasTouch: true });

/** A masked autoencoder that has trained for a few steps. */
const masks = 'data=digits&model.patch=2&model.width=16&model.depth=1&model.decoder-width=16&model.heads=4&batch=32&steps=10&every=10&probe=0';

type Point = [x: number, y: number];

/** The two pads: how each is opened, and what says how much was drawn. */
const pads = [
  {
    name: 'drawing field',
    pad: 'draw-canvas',
    clear: 'clear',
    open: async (lab: Lab) => {
      await lab.open(small);
      await lab.finish();
    },
    drawn: (lab: Lab) => lab.get('draw-canvas').evaluate((pad: HTMLCanvasElement) => {
      const { data } = pad.getContext('2d')!.getImageData(0, 0, pad.width, pad.height);
      return data.filter((v, i) => i % 4 === 0 && v < 128).length;
    }),
  },
  {
    name: 'patches to hide',
    pad: 'cover-pad',
    clear: 'cover.clear',
    open: async (lab: Lab) => {
      await lab.open(masks, 'masks');
      await expect(lab.get('cover-summary')).toHaveText(/patches are hidden\. Error/);
    },
    drawn: async (lab: Lab) => parseInt(await lab.get('cover-summary').innerText()) || 0,
  },
];

/** A pad that has come to rest, is empty, and says where on the page its parts are. */
async function empty(lab: Lab, { pad, clear, drawn }: (typeof pads)[number]) {
  await lab.get(clear).click();
  await expect.poll(() => drawn(lab)).toBe(0);
  await lab.get(pad).evaluate((node) => node.scrollIntoView({ block: 'center', behavior: 'instant' })); // clear of what stays at the top
  await lab.get(pad).hover();
  const box = (await lab.get(pad).boundingBox())!;
  return (x: number, y: number): Point => [box.x + x * box.width, box.y + y * box.height];
}

const moves = (page: Page, ...points: Point[]) => points.reduce((before, [x, y]) => before.then(() => page.mouse.move(x, y, { steps: 8 })), Promise.resolve());

/** Puts fingers down, moves them, or takes them up: those that are named are on the screen then. */
const touch = (session: CDPSession, type: 'touchStart' | 'touchMove' | 'touchEnd' | 'touchCancel', ...points: Point[]) =>
  session.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });

/** Tells the pad of a pointer that no device is behind: what a browser says that takes a pointer away is not to be had otherwise. */
const tell = (lab: Lab, pad: string, type: string, [x, y]: Point, init: PointerEventInit = {}) =>
  lab.get(pad).dispatchEvent(type, { clientX: x, clientY: y, pointerId: 7, isPrimary: true, bubbles: true, button: 0, buttons: 1, ...init });

for (const kind of pads) {
  test(`${kind.name}: the main button alone draws`, async ({ lab, page }) => {
    await kind.open(lab);
    const at = await empty(lab, kind);
    for (const button of ['right', 'middle'] as const) {
      await page.mouse.down({ button });
      await moves(page, at(0.2, 0.2), at(0.8, 0.2));
      await page.mouse.up({ button });
    }
    await page.keyboard.down('Control'); // which asks for the menu on a Mac
    await page.mouse.down();
    await moves(page, at(0.2, 0.8), at(0.8, 0.8));
    await page.mouse.up();
    await page.keyboard.up('Control');
    expect(await kind.drawn(lab)).toBe(0);

    await page.mouse.down();
    await moves(page, at(0.2, 0.5), at(0.8, 0.5));
    await page.mouse.up();
    await expect.poll(() => kind.drawn(lab)).toBeGreaterThan(1);
    const drawn = await kind.drawn(lab);
    await moves(page, at(0.2, 0.1), at(0.8, 0.9));
    expect(await kind.drawn(lab)).toBe(drawn);
  });

  for (const ends of ['nothing', 'pointercancel', 'lostpointercapture']) {
    test(`${kind.name}: a stroke that ${ends} ends is over where no button is pressed any more`, async ({ lab }) => {
      await kind.open(lab);
      const at = await empty(lab, kind);
      await tell(lab, kind.pad, 'pointerdown', at(0.1, 0.1));
      await expect.poll(() => kind.drawn(lab)).toBeGreaterThan(0);
      const drawn = await kind.drawn(lab);
      if (ends === 'nothing') await tell(lab, kind.pad, 'pointermove', at(0.5, 0.5), { button: -1, buttons: 0 });
      else await tell(lab, kind.pad, ends, at(0.1, 0.1));
      await tell(lab, kind.pad, 'pointermove', at(0.9, 0.9), { button: -1 });
      expect(await kind.drawn(lab)).toBe(drawn);
    });
  }

  test(`${kind.name}: one finger draws, and a second one draws no line from it`, async ({ lab, page }) => {
    await kind.open(lab);
    const at = await empty(lab, kind);
    const session = await page.context().newCDPSession(page);
    await touch(session, 'touchStart', at(0.1, 0.1));
    await expect.poll(() => kind.drawn(lab)).toBeGreaterThan(0);
    const dot = await kind.drawn(lab);
    await touch(session, 'touchStart', at(0.1, 0.1), at(0.9, 0.9));
    await touch(session, 'touchMove', at(0.1, 0.1), at(0.9, 0.85));
    await touch(session, 'touchMove', at(0.1, 0.1), at(0.9, 0.8));
    await touch(session, 'touchEnd');
    expect(await kind.drawn(lab)).toBe(dot);

    const there = await empty(lab, kind); // two fingers may have moved the page
    await touch(session, 'touchStart', there(0.1, 0.9));
    for (const x of [0.2, 0.4, 0.6, 0.9]) await touch(session, 'touchMove', there(x, 0.9));
    await touch(session, 'touchEnd');
    await expect.poll(() => kind.drawn(lab)).toBeGreaterThan(2);
  });
}

test('the view in space turns while its button is pressed, and not by a press that asks for a menu', async ({ lab, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await lab.open(two);
  await lab.finish();
  await draw(lab, own);
  await whole(lab);
  await lab.get('space-open').click();
  const frame = (await (await page.waitForSelector('[data-testid=space]')).contentFrame())!;
  await frame.waitForFunction(() => document.getElementById('x')?.textContent);
  const place = () => frame.locator('#start').evaluate((e) => e.style.translate);
  const tell = (type: string, x: number, init: MouseEventInit = {}) =>
    frame.locator('canvas').dispatchEvent(type, { clientX: x, clientY: 100, bubbles: true, button: 0, buttons: 1, ...init });
  const first = await place();

  await tell('mousemove', 60, { buttons: 0 });
  await tell('mousedown', 60, { ctrlKey: true });
  await tell('mousemove', 120);
  await tell('mouseup', 120, { buttons: 0 });
  await tell('mousedown', 120);
  await tell('mousemove', 160);
  await expect.poll(place).not.toBe(first); // by the second press alone, or it would be turned further
  const drawn = () => frame.evaluate(() => parseInt(document.body.dataset.drawn!));
  const turned = await place();
  await tell('mousemove', 200, { buttons: 0 }); // the button went up elsewhere
  const before = await drawn();
  await tell('mousemove', 260, { buttons: 0 });
  await expect.poll(drawn).toBeGreaterThan(before);
  expect(await place()).toBe(turned);
});
