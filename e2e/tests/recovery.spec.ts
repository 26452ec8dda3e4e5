import { expect, long, test } from '../fixtures/lab';

test('a worker that dies is started again, goes on from its last snapshot, and the person is told', async ({ lab, page }) => {
  lab.expected.push(/killed/);
  await lab.open(long);
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
  const then = (await lab.losses()).length;
  await lab.steps(then + 50);
  expect(page.workers()).not.toContain(worker);
});
