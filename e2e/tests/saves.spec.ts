import { readFile } from 'node:fs/promises';
import { cells, expect, small, test, type Lab } from '../fixtures/lab';

async function save(lab: Lab, id: string) {
  const download = lab.page.waitForEvent('download');
  await lab.get('save').click(); // the menu closes after each
  await lab.get(id).click();
  const file = await download;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

/** Opens a file from the menu. */
async function choose(lab: Lab, file: { name: string; bytes: Buffer }) {
  await lab.get('open-weights').setInputFiles({ name: file.name, mimeType: 'application/octet-stream', buffer: file.bytes });
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

  const [head, ...rows] = cells((await save(lab, 'save-csv')).bytes.toString());
  expect(head).toEqual(['step', 'loss', 'accuracy', 'testLoss', 'digest', 'config']);
  expect(rows).toHaveLength(201); // step 0 has no loss, but is measured
  expect(Number(rows[1][1])).toBeCloseTo(losses[0], 5);
  expect(Number(rows.at(-1)![2])).toBeGreaterThan(0.5);
  expect(JSON.parse(rows[0][5])).toMatchObject({ data: { name: 'digits' } });
  await expect(lab.get('save-csv-semicolons')).toHaveCount(0); // numbers here have a decimal point

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
  await choose(lab, weights);
  await expect.poll(() => page.evaluate(() => petri.config().data.name)).toBe('digits');
  await expect(lab.get('opened')).toContainText('weights');
});

test('a page in German also saves tables as spreadsheets in German read them', async ({ lab }) => {
  await lab.open('data=digits&model.width=32&steps=20&lang=de');
  await lab.finish();
  const plain = cells((await save(lab, 'save-csv')).bytes.toString());
  const { name, bytes } = await save(lab, 'save-csv-semicolons');
  expect(name).toMatch(/-metrics-semicolons\.csv$/);
  const text = bytes.toString();
  expect(text[0]).toBe('\ufeff'); // or it would be taken for Latin 1
  const [head, ...rows] = cells(text.slice(1), ';');
  expect(head).toEqual(plain[0]);
  expect(rows.map((row) => row.map((cell, i) => (i < 4 ? cell.replace(',', '.') : cell)))).toEqual(plain.slice(1));
  expect(rows[1][1]).toMatch(/^\d,\d+$/);
});

for (const method of ['subspace', 'said']) {
  test(`a model of ${method} is few numbers: another page opens it, and it measures the same to the bit`, async ({ lab, page }) => {
    await lab.open(`${small}&method=${method}`);
    const { step, metrics } = await lab.finish();
    await expect(lab.get('ratio')).toHaveText('4.6'); // 3,466 weights / 751
    const model = await save(lab, 'save-model');
    expect(model.name).toMatch(/model\.safetensors$/);
    expect(model.bytes.length).toBeLessThanOrEqual(4 * 750 + 2000);

    await lab.open();
    const measured = page.evaluate((at) => new Promise((resolve) => petri.on('evaluated', (e) => e.step === at && resolve(e))), step);
    await choose(lab, model);
    expect(await measured).toEqual({ step, metrics });
    const accuracy = `${(100 * metrics.accuracy).toFixed(1)}%`;
    await expect(lab.get('status-accuracy')).toHaveText(accuracy);
    await expect(lab.get('opened')).toHaveText(`Opened (model): accuracy ${accuracy}, as when it was saved.`);
    await expect(lab.get('total')).toHaveText('3,466');
  });
}

test('a file that is dropped on the page is opened', async ({ lab, page }) => {
  await lab.open(small);
  await lab.finish();
  const model = await save(lab, 'save-model');
  await lab.open();
  const files = await page.evaluateHandle((bytes) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(bytes)], 'dropped.safetensors'));
    return transfer;
  }, [...model.bytes]);
  await page.locator('main').dispatchEvent('drop', { dataTransfer: files });
  await expect(lab.get('opened')).toContainText('as when it was saved');
});

test('a file that is no model, or damaged, is refused with a sentence and costs nothing', async ({ lab }) => {
  await lab.open(small);
  await lab.finish();
  const { bytes } = await save(lab, 'save-model');
  const damaged = Buffer.from(bytes);
  damaged[damaged.length - 1] ^= 1;
  const foreign = Buffer.from('\x20\0\0\0\0\0\0\0{"__metadata__":{"format":"pt"}}');
  for (const [name, buffer, sentence] of [
    ['letter.txt', Buffer.from('Dear Sir or Madam'), 'no safetensors file'],
    ['cell.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'no safetensors file'],
    ['foreign.safetensors', foreign, 'says nothing of a Petri run'],
    ['half.safetensors', bytes.subarray(0, bytes.length / 2), 'cut short'],
    ['damaged.safetensors', damaged, 'damaged or changed'],
  ] as const) {
    await choose(lab, { name, bytes: buffer });
    await expect(lab.get('error')).toContainText(sentence);
  }
  await lab.phase('finished'); // the run is still there
  await choose(lab, { name: 'whole.safetensors', bytes });
  await expect(lab.get('opened')).toContainText('as when it was saved');
  await expect(lab.get('error')).toHaveCount(0);
});

test('what LoRA trains is saved as Python’s peft has it, and opens again', async ({ lab }) => {
  await lab.open(`${small}&method=lora`);
  await lab.finish();
  const adapter = await save(lab, 'save-adapter');
  expect(adapter.name).toMatch(/adapter\.safetensors$/);
  const { __metadata__: meta, ...tensors } = header(adapter.bytes);
  expect(JSON.parse(meta.adapter_config)).toMatchObject({ peft_type: 'LORA', r: 4, lora_alpha: 8, target_modules: ['hidden1', 'hidden2', 'output'] });
  expect(tensors['base_model.model.hidden1.lora_A.weight'].shape).toEqual([4, 64]);
  expect(tensors['base_model.model.hidden1.lora_B.weight'].shape).toEqual([32, 4]);
  const { __metadata__: whole } = header((await save(lab, 'save-weights')).bytes);
  expect(JSON.parse(whole['petri.merged'])).toContain('hidden1.weight');

  await lab.open();
  await expect(lab.get('save-adapter')).toHaveCount(0);
  await choose(lab, adapter);
  await expect(lab.get('opened')).toContainText('as when it was saved');
  await expect(lab.get('by-hand')).toContainText('began from a file');
});
