import { expect, test } from '../fixtures/lab';

test('a worker that dies is started again, goes on from its last snapshot, and the person is told', async ({ lab, page }) => {
  lab.expected.push(/killed/);
  await lab.hurry();
  await lab.open('data=digits&method=full&model.width=64&steps=1500');
  const { digest } = await lab.finish();
  await lab.get('reset').click();
  await lab.phase('ready');
  const [worker] = page.workers();
  await worker.evaluate(() => { // dies when it has trained on after a snapshot, whatever its speed
    const post = self.postMessage;
    let saved = false;
    self.postMessage = (message: any, ...rest: any[]) => {
      post.call(self, message, ...rest);
      const [, type] = /^{"type":"(\w+)"/.exec(message[0]) ?? [];
      saved ||= type === 'snapshot';
      if (!saved || type !== 'metrics') return;
      setTimeout(() => { // from a task of its own, or the program would catch it
        self.close();
        throw new Error('killed');
      });
    };
  });
  await page.evaluate(() => void petri.on('started', ({ step }) => Object.assign(globalThis, { from: step })));
  await lab.train();
  await expect(lab.get('notice')).toContainText(/again|restart/i);
  expect(page.workers()).not.toContain(worker);
  await lab.phase('finished');
  expect(await page.evaluate(() => (globalThis as any).from)).toBeGreaterThan(0);
  expect(await lab.get('digest').innerText()).toBe(digest); // as if nothing had happened
});
