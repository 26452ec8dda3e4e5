import { expect, test } from '../fixtures/lab';

test('a worker that dies is started again, goes on from its last snapshot, and the person is told', async ({ lab, page }) => {
  lab.expected.push(/killed/);
  const steps = 600;
  await lab.open();
  const { digest } = await lab.run({ data: { name: 'digits' }, method: { name: 'full' }, stop: { steps } });
  await lab.open(`data=digits&method=full&steps=${steps}`);
  await lab.listen();
  await lab.train();
  await lab.steps(50);

  const [worker] = page.workers();
  await worker.evaluate(() => {
    // Thrown from a task of its own, or the evaluation would catch it.
    setTimeout(() => {
      self.close();
      throw new Error('killed');
    });
  });
  await expect(lab.get('notice')).toContainText(/again|restart/i);
  expect(page.workers()).not.toContain(worker);
  await lab.phase('finished');
  expect(await lab.get('digest').innerText()).toBe(digest); // as if nothing had happened
});
