// Finds the Chromium to use: $CHROMIUM, or the first one on the PATH. Without
// either, Playwright's own is used (undefined leaves the choice to it).

import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome'];

function runs(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

export const chromium =
  process.env.CHROMIUM ?? names.flatMap((n) => process.env.PATH.split(delimiter).map((dir) => join(dir, n))).find(runs);
