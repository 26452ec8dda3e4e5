import { readFile } from 'node:fs/promises';
import { expect, small, test } from '../fixtures/lab';

const german = async () => JSON.parse(await readFile(new URL('../../web/ui/text/de.json', import.meta.url), 'utf8')) as Record<string, string>;
const pages = ['', 'dimension', 'prompts', 'masks', 'theory', 'about', 'docs/embed'];

test('in German every page says what it says in German, numbers too, and the choice is remembered', async ({ lab, page }) => {
  await lab.open(small);
  await lab.get('language').click();
  await expect(lab.get('train')).toHaveText('Trainieren');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await page.evaluate(() => petri.ready);
  await lab.finish();
  await expect(lab.get('status-accuracy')).toHaveText(/^\d\d,\d\s%$/);
  await page.getByRole('link', { name: 'Masken' }).click();
  await expect(page.locator('h1')).toBeVisible();
  await lab.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await lab.get('language').click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('the address names the language, and a poster speaks it before any program is there', async ({ lab, page }) => {
  const words = await german();
  await page.goto('/?embed=1&preset=digits&lang=de');
  await expect(lab.get('poster-run')).toHaveText(words['shell.run']);
  await expect(page.getByRole('heading')).toHaveText(words['preset.digits']);
  await lab.get('poster-run').click();
  await lab.phase('finished');
  await expect(lab.get('whole')).toHaveText(words.whole);
  await expect(page).toHaveURL(/lang=de/);
});

test.describe('in a browser that is set to German', () => {
  test.use({ locale: 'de-AT' });

  test('the page is German until another language is chosen, and reads numbers as it writes them', async ({ lab, page }) => {
    const words = await german();
    await lab.open(`${small}&batch=99999`);
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    await expect(lab.get('notice')).toContainText('1 bis 1.024, und 99.999 liegt außerhalb');
    const steps = lab.get('knob-steps');
    for (const [typed, shown] of [['2.000', '2000'], ['1 500', '1500']]) {
      await steps.fill(typed);
      await steps.press('Tab');
      await expect(steps).toHaveValue(shown);
    }
    await steps.fill('2,000');
    await expect(lab.get('knob-steps-error')).toHaveText('2,000 lässt sich als 2 und als 2000 lesen: schreibe eins davon.');
    await steps.fill('999999');
    await expect(lab.get('knob-steps-error')).toHaveText('Schritte: möglich ist 1 bis 100.000, und 999.999 liegt außerhalb.');
    await expect(lab.get('knob-optim.lr')).toHaveValue(/^0,\d+$/);
    await expect(page.getByRole('banner').getByTestId('language')).toHaveText(words.language);
    await lab.get('language').click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await lab.reload();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await page.goto('/about?lang=de');
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  });
});

// A language in which every message stands in brackets: what has none has gone past the catalogue of messages.
test('no words go past the messages', async ({ lab, page }) => {
  const words = await german();
  const marked = Object.fromEntries(Object.entries(words).map(([key, word]) => [key, /^(mark\.|percent)/.test(key) || !/[a-zäöü]{2}/i.test(word) ? word : word.split('\n').map((line) => `⟦${line}⟧`).join('\n')]));
  await page.route('**/text/de.json*', (route) => route.fulfill({ json: marked }));
  for (const name of [`?${small}`, ...pages.slice(1), '?embed=1&poster=0']) {
    await page.goto(`/${name}${name.includes('?') ? '&' : '?'}lang=de`);
    await page.evaluate(() => petri.ready);
    await expect(page.locator('main')).toContainText('⟦');
    if (name.includes(small)) await lab.finish();
    else if (name === 'masks' || name === 'prompts') await lab.phase('ready');
    const bare = await page.evaluate(() => {
      const found: string[] = [];
      // Code, names of tensors and classes, formulas, and what is marked as not to be translated: sources, licences, names.
      const apart = 'script, style, noscript, code, pre, cite, svg, .brand, .formula, .loader, .poster, .u-legend, [data-testid="ledger-table"], .confusion, .names dt, a[href*="arxiv"], [translate="no"], .near';
      const note = (at: Element, words: string) => {
        const plain = /[a-z]{3}/i.test(words) && !words.includes('⟦') && !words.includes('⟧');
        if (plain && !at.closest(apart)) found.push(`${at.tagName.toLowerCase()}.${at.className}: ${words.slice(0, 80)}`);
      };
      const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      for (let node = walk.nextNode(); node; node = walk.nextNode()) note(node.parentElement!, node.textContent!.trim());
      for (const attribute of ['aria-label', 'title', 'placeholder', 'alt']) {
        for (const node of document.querySelectorAll(`body [${attribute}]`)) note(node, node.getAttribute(attribute)!);
      }
      return [...new Set(found)];
    });
    expect.soft(bare, name).toEqual([]);
  }
});

test('written from right to left nothing overflows', async ({ lab, page }) => {
  await page.setViewportSize({ width: 390, height: 780 });
  for (const name of ['', 'masks', 'dimension', 'docs/embed']) {
    await page.goto(`/${name}`);
    await page.evaluate(() => petri.ready);
    await page.evaluate(() => (document.documentElement.dir = 'rtl'));
    const { width, outside } = await page.evaluate(() => ({
      width: document.documentElement.scrollWidth,
      outside: [...document.querySelectorAll('main button, main select, main h1')].filter((n) => n.checkVisibility({ contentVisibilityAuto: true }) && n.getBoundingClientRect().left < -1 && n.getBoundingClientRect().width > 1).map((n) => n.textContent),
    }));
    expect(width, name).toBeLessThanOrEqual(390);
    expect(outside, name).toEqual([]);
  }
});
