// What a course might check before every term: that the demo on its pages still learns,
// that it comes to the numbers in the slides, and that it looks as it did.
//
//   BASE_URL=https://petri.example/ npx playwright test
import { expect, test } from 'petri-e2e';

const lesson = { data: { name: 'digits' }, model: { knobs: { width: 32 } }, method: { name: 'subspace', knobs: { dim: 100 } }, stop: { steps: 200 } };

test('a hundred numbers are enough for two digits in three', async ({ petri }) => {
  await petri.open('subspace', lesson);
  const early = await petri.train({ until: 20 });
  expect(early.step).toBe(20);
  const { metrics, step } = await petri.train({ until: ({ accuracy }) => accuracy > 0.6 });
  expect(metrics.accuracy).toBeGreaterThan(0.6);
  expect(step).toBeLessThan(200);
  const end = await petri.train();
  expect(end.phase).toBe('finished');
  expect((await petri.result()).losses).toHaveLength(200);
});

test('the same config is the same run, to the digest and to the picture', async ({ petri }) => {
  const takes = [];
  for (let take = 0; take < 2; take++) {
    await petri.open('subspace', lesson);
    const { digest } = await petri.train();
    takes.push({ digest, picture: (await petri.screenshot('ledger')).toString('base64') });
  }
  expect(takes[1]).toEqual(takes[0]);
});
