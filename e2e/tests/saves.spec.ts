import { readFile } from 'node:fs/promises';
import { expect, small, test, type Lab } from '../fixtures/lab';

async function save(lab: Lab, id: string) {
  const download = lab.page.waitForEvent('download');
  await lab.get('save').click(); // the menu closes after each
  await lab.get(id).click();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

/** The header of a safetensors file: its length in 8 bytes, then JSON. */
function header(file: Buffer) {
  return JSON.parse(file.subarray(8, 8 + Number(file.readBigUInt64LE())).toString());
}

test('metrics, figures and weights are saved, each with its config, and weights open again', async ({ lab, page }) => {
  await lab.open(small);
  await lab.listen();
  await lab.finish();
  const losses = await lab.losses();

  const csv = (await save(lab, 'save-csv')).bytes.toString();
  expect(csv).toContain('"digits"');
  const rows = csv.split('\n').filter((row) => /^\d+,/.test(row));
  expect(rows).toHaveLength(201); // step 0 has no loss, but is measured
  expect(Number(rows[1].split(',')[1])).toBeCloseTo(losses[0], 5);
  const accuracy = csv.split('\n').find((row) => row.startsWith('step,'))!.split(',').indexOf('accuracy');
  expect(Number(rows.at(-1)!.split(',')[accuracy])).toBeGreaterThan(0.5);

  const json = JSON.parse((await save(lab, 'save-json')).bytes.toString());
  expect(json).toMatchObject({ config: { data: { name: 'digits' } }, losses });

  const png = (await save(lab, 'save-png')).bytes;
  expect(png.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));

  const svg = (await save(lab, 'save-svg')).bytes.toString();
  expect(svg).toMatch(/^<svg|^<\?xml/);
  expect(svg).toContain('digits');

  const weights = await save(lab, 'save-weights');
  expect(weights.name).toMatch(/\.safetensors$/);
  const { __metadata__: meta, ...tensors } = header(weights.bytes);
  expect(JSON.parse(meta['petri.config'])).toMatchObject({ data: { name: 'digits' } });
  expect(tensors['hidden1.weight']).toMatchObject({ dtype: 'F32', shape: [32, 64] });

  await lab.open();
  await lab.get('open-weights').setInputFiles({ name: weights.name, mimeType: 'application/octet-stream', buffer: weights.bytes });
  await expect.poll(() => page.evaluate(() => petri.config().data.name)).toBe('digits');
});

test('a file that holds no weights is refused with a sentence', async ({ lab }) => {
  await lab.open(small);
  await lab.get('open-weights').setInputFiles({ name: 'letter.txt', mimeType: 'text/plain', buffer: Buffer.from('Dear Sir or Madam') });
  await expect(lab.get('error')).toBeVisible();
  await lab.finish();
});
