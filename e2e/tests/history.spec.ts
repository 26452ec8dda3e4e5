import { expect, small, test } from '../fixtures/lab';

test('runs stay, what differs is said in words, and a reload keeps them', async ({ lab, page }) => {
  await lab.open(small);
  await lab.train();
  await lab.done();
  await lab.get('knob-method.dim').fill('20');
  await lab.get('knob-method.dim').press('Enter');
  await lab.train();
  await lab.done();

  const history = lab.get('history');
  await expect(history).toContainText(/dimension d.*20/);
  await page.reload();
  await expect(history).toContainText(/dimension d.*20/);
});
