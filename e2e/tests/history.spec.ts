import { expect, small, test } from '../fixtures/lab';

test('runs stay, what differs is said in words, and a reload keeps them', async ({ lab, page }) => {
  await lab.open(small);
  await lab.finish();
  await lab.type('knob-method.dim', '20');
  await lab.finish();

  const differs = lab.get('run-1-differs'); // from the run that is shown
  await expect(differs).toContainText(/dimension d/);
  await expect(differs).toContainText('750');
  await expect(page).toHaveURL(/method\.dim=20/);
  await lab.reload();
  await expect(differs).toContainText(/dimension d/);

  await lab.get('run-1-again').click();
  await expect(lab.get('knob-method.dim')).toHaveValue('750');
  await lab.get('run-2-remove').click();
  await expect(lab.get('run-2')).toHaveCount(0);
});
